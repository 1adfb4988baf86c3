# SPDX-License-Identifier: Apache-2.0
"""`ledger demo`."""

from __future__ import annotations

import typer


def register(app: typer.Typer) -> None:
    """The demo's verbs."""
