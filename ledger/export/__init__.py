# SPDX-License-Identifier: Apache-2.0
"""Documents that leave the ledger: for a file on a loan, for other systems."""
