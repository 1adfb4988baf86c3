# SPDX-License-Identifier: Apache-2.0
"""The HTTP face of the ledger: routes and pages over the mirror. Not for business rules, which stand in ledger.domain."""
