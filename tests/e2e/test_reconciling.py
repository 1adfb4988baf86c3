# SPDX-License-Identifier: Apache-2.0
"""An extract of the national record against a real ledger: what agrees, what differs, what either side lacks."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from ledger.cli.app import app
from ledger.domain.calendar import civil_of
from ledger.domain.certificate import ReconciliationRecord
from ledger.domain.reconciliation import Field, Match
from ledger.errors import Refused
from ledger.service.reconciling import Left, reconcile, record
from ledger.store.queries import certificates
from tests.e2e.founded import DAY, HERDING, OTHER_REGISTRAR, REGISTRAR, Founded, founded_ledger

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


# --- on record --------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Founded]:
    with founded_ledger(tmp_path_factory.mktemp("recorded")) as made:
        yield made


def comparisons(founded: Founded) -> tuple[ReconciliationRecord, ...]:
    with founded.ledger.store.reading() as session:
        item = certificates.certificate(session, founded.certificates[0])
    assert item is not None
    return item.certificate.reconciliations


def test_the_same_extract_is_put_on_record_once(recorded: Founded, tmp_path: Path) -> None:
    ledger, bao = recorded.ledger, recorded.people["bao"]
    path, at = extract(recorded, tmp_path / "c.csv", until="2030-01-01"), ledger.now()
    first = record(ledger, bao, reconcile(ledger.store, path, REGISTRAR), at)
    assert first.codes == (recorded.certificates[0],)
    assert [one.differing for one in comparisons(recorded)] == [1 << Field.EXPIRES_ON]

    again = record(ledger, bao, reconcile(ledger.store, path, REGISTRAR), at)
    assert (again.codes, again.answers) == ((), ())
    assert again.left == ((recorded.certificates[0], Left.RECORDED_BEFORE),)
    assert len(comparisons(recorded)) == 1


def test_an_earlier_extract_does_not_overtake_a_later_one(recorded: Founded, tmp_path: Path) -> None:
    ledger, bao = recorded.ledger, recorded.people["bao"]
    found = reconcile(ledger.store, extract(recorded, tmp_path / "d.csv"), REGISTRAR)
    record(ledger, bao, found, ledger.now())
    before = len(comparisons(recorded))
    assert record(ledger, bao, found, ledger.now() - DAY).left == ((recorded.certificates[0], Left.OVERTAKEN),)
    assert len(comparisons(recorded)) == before


def test_certificates_of_another_registrar_are_left_and_named(recorded: Founded, tmp_path: Path) -> None:
    ledger, dai = recorded.ledger, recorded.people["dai"]
    found = reconcile(ledger.store, extract(recorded, tmp_path / "e.csv"), OTHER_REGISTRAR)
    assert record(ledger, dai, found, ledger.now()).left == ((recorded.certificates[0], Left.ANOTHER_REGISTRAR),)


def test_what_says_too_little_is_not_put_on_record(recorded: Founded, tmp_path: Path) -> None:
    found = reconcile(recorded.ledger.store, extract(recorded, tmp_path / "f.csv", until=""), REGISTRAR)
    told = record(recorded.ledger, recorded.people["bao"], found, recorded.ledger.now())
    assert told.left == ((recorded.certificates[0], Left.UNCHECKED),)


def test_an_extract_of_tomorrow_is_refused(recorded: Founded, tmp_path: Path) -> None:
    ledger = recorded.ledger
    found = reconcile(ledger.store, extract(recorded, tmp_path / "g.csv"), REGISTRAR)
    with pytest.raises(Refused) as refused:
        record(ledger, recorded.people["bao"], found, ledger.now() + DAY)
    assert refused.value.code == "EXTRACT_IN_FUTURE"


def test_the_command_line_asks_when_the_extract_was_made(
    recorded: Founded, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ledger.cli.state._home", [])
    monkeypatch.setenv("LEDGER_HOME", str(recorded.ledger.settings.home))
    path = str(extract(recorded, tmp_path / "h.csv", name="别的名称"))
    before = comparisons(recorded)
    shown = CliRunner().invoke(app, ["reconcile", path, "--as", "bao", "--confirm"])
    assert shown.exit_code == 2
    assert "--extracted" in shown.output
    assert comparisons(recorded) == before
    at = str(recorded.ledger.now())
    told = CliRunner().invoke(app, ["reconcile", path, "--as", "bao", "--confirm", "--extracted", at, "--json"])
    assert json.loads(told.stdout)["recorded"] == [recorded.certificates[0]]
