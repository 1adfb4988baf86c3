# SPDX-License-Identifier: Apache-2.0
"""The rules behind `ledger.domain.precheck`: facts handed in, rules on one row, rules across rows."""
