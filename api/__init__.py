# SPDX-License-Identifier: Apache-2.0
"""The HTTP face of the ledger: routes and pages over the mirror. Business rules stand in ledger.domain, not here."""

from __future__ import annotations

from api.app import create_app, serve, serving

__all__ = ["create_app", "serve", "serving"]
