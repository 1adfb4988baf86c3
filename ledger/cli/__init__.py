# SPDX-License-Identifier: Apache-2.0
"""The command line: a verb per line of work. Each handler parses, calls one function of `ledger.service`, prints.

Exit codes: 0 fine, 1 refused or findings, 2 misuse, 3 unavailable or misconfigured.
"""

from __future__ import annotations

from ledger.cli.app import main

__all__ = ["main"]
