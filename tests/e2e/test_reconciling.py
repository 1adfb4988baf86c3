# SPDX-License-Identifier: Apache-2.0
"""An extract of the national record against a real ledger: what agrees, what differs, what either side lacks."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from ledger.cli.app import app
from ledger.domain.calendar import civil_of
from ledger.domain.reconciliation import Match
from ledger.service.reconciling import reconcile
from ledger.store.queries import certificates
from tests.e2e.founded import HERDING, OTHER_REGISTRAR, REGISTRAR, Founded

HEAD = ("登记凭证编号", "权利人", "权利类型", "存证日期", "有效期至", "数据名称")


def extract(founded: Founded, path: Path, **changed: str) -> Path:
    """The first certificate as the national system would have it, a code that nobody gave; the rest left out."""
    with founded.ledger.store.reading() as session:
        item = certificates.certificate(session, founded.certificates[0])
    assert item is not None
    held = item.certificate
    row = {
        "code": held.code,
        "holder": HERDING,
        "rights": "数据持有权、数据使用权、数据经营权",
        "since": civil_of(held.evidenced_at).isoformat(),
        "until": civil_of(held.expires_at - 1).isoformat(),
        "name": item.data_name,
    } | changed
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([HEAD, list(row.values()), ["SJ1512026099999", HERDING, "", "", "", ""]])
    return path


def test_what_agrees_matches_and_what_is_missing_on_either_side_is_named(founded: Founded, tmp_path: Path) -> None:
    found = reconcile(founded.ledger.store, extract(founded, tmp_path / "a.csv"), REGISTRAR)
    assert [one.outcome for one in found.compared] == [Match.MATCH]
    assert found.unknown == ("SJ1512026099999",)
    assert set(founded.certificates[1:]) <= set(found.absent)
    assert reconcile(founded.ledger.store, extract(founded, tmp_path / "a.csv"), OTHER_REGISTRAR).absent == ()


def test_the_command_line_names_the_field_that_differs(
    founded: Founded, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ledger.cli.state._home", [])
    monkeypatch.setenv("LEDGER_HOME", str(founded.ledger.settings.home))
    path = str(extract(founded, tmp_path / "b.csv", until="2030-01-01"))
    shown = CliRunner().invoke(app, ["reconcile", path, "--as", "bao"])
    assert shown.exit_code == 1
    assert "2030-01-01" in shown.stdout
    told = json.loads(CliRunner().invoke(app, ["reconcile", path, "--as", "bao", "--json"]).stdout)
    assert told["counts"] == {"MATCH": 0, "MISMATCH": 1, "UNCHECKED": 0}
    differing = [each["field"] for each in told["certificates"][0]["fields"] if each["match"] == "MISMATCH"]
    assert differing == ["expires_on"]
