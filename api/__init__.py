# SPDX-License-Identifier: Apache-2.0
"""The HTTP face of the ledger: routes and pages over the mirror. Business rules stand in ledger.domain, not here."""
