# SPDX-License-Identifier: Apache-2.0
"""`ledger ... --json` typed on a ledger that a test holds open, by its own clock: its chain does not stand on today."""

from __future__ import annotations

import importlib
import json
import pkgutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeAlias

import pytest
from typer.testing import CliRunner

import ledger.cli
from ledger.cli.app import app
from ledger.errors import LedgerError
from ledger.service.runtime import Ledger

Typed: TypeAlias = Callable[..., dict[str, Any]]


def typed_on(held: Ledger, monkeypatch: pytest.MonkeyPatch, *first: str) -> Typed:
    """Types `first` and what it is given, and reads what is printed; a refusal is raised as it is. `code`: how the verb
    is to end. Every room of the command line gets this ledger, so that no verb opens another one."""

    @contextmanager
    def opened() -> Iterator[Ledger]:
        yield held

    for room in pkgutil.iter_modules(ledger.cli.__path__, "ledger.cli."):
        module = importlib.import_module(room.name)
        if room.name != "ledger.cli.state" and hasattr(module, "opened"):
            monkeypatch.setattr(module, "opened", opened)
    monkeypatch.setattr("ledger.cli.state._home", [])
    monkeypatch.setenv("LEDGER_HOME", str(held.settings.home))

    def run(*words: str, code: int = 0) -> dict[str, Any]:
        result = CliRunner().invoke(app, [*first, *words, "--json"])
        if isinstance(result.exception, LedgerError):
            raise result.exception
        assert result.exit_code == code, result.output
        told: dict[str, Any] = json.loads(result.stdout)
        return told

    return run
