# SPDX-License-Identifier: Apache-2.0
"""Renamed columns are found when the same data are filed anew; only the registrar that took both can ask."""

from __future__ import annotations

import json
from collections.abc import Iterator

import httpx
import pytest
from typer.testing import CliRunner

from api.app import serving
from ledger.cli.app import app
from ledger.domain.similarity import Suggestion
from ledger.errors import NotFound
from ledger.service.similarity import alike
from ledger.store.queries import records
from tests.e2e.founded import OTHER_REGISTRAR, REGISTRAR, Founded, founded_ledger
from tests.e2e.test_duplicates import handed_in, read
from tests.unit.domain.test_similarity import HEADINGS, ONE, herd

FIRST, RENAMED, OTHER, PICTURE = "SI-2026-0001", "SI-2026-0002", "SI-2026-0003", "SI-2026-0004"


def csv(headings: tuple[str, ...], rows: list[tuple[str, ...]]) -> bytes:
    return "\n".join(",".join(row) for row in (headings, *rows)).encode()


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Founded]:
    with founded_ledger(tmp_path_factory.mktemp("similar")) as made:
        for reference, sample in (
            (FIRST, csv(HEADINGS, ONE)),
            (RENAMED, csv(("ear_tag", "county", "kg", "sold_on"), list(reversed(ONE)))),
            (OTHER, csv(("设备", "时刻", "千瓦", "站点"), [(f"D{a[0]}", a[3], a[2], a[1]) for a in herd(5, 30)])),
            (PICTURE, b"\x89PNG\r\n\x1a\n\0"),
        ):
            handed_in(made, read(reference, None, ["sample.csv"]), {"sample.csv": sample})
        yield made


def test_the_same_data_under_other_names_are_found_with_a_score(founded: Founded) -> None:
    """D4: a renamed re-registration; the digests of the files differ."""
    (found, *rest) = alike(founded.ledger.store, REGISTRAR, RENAMED)
    assert found.reference == FIRST
    assert (found.likeness.score, found.likeness.suggestion) == (1.0, Suggestion.SAME_DATA)
    assert found.same_applicant
    assert not found.same_file
    assert all(each.likeness.score < 0.9 for each in rest)


def test_the_command_line_and_the_api_tell_the_registrar_the_same(
    founded: Founded, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ledger.cli.state._home", [])
    monkeypatch.setenv("LEDGER_HOME", str(founded.ledger.settings.home))
    typed = CliRunner().invoke(app, ["duplicates", FIRST, "--as", "bao", "--json"])
    with serving(founded.ledger) as origin, httpx.Client(base_url=origin) as client:
        path = f"/v1/applications/by-reference/{FIRST}/similar"
        own = client.get(path, headers={"Authorization": f"Bearer {founded.api_key('bao', 'read')}"})
        assert own.json()["items"] == json.loads(typed.stdout)
        assert own.json()["items"][0]["reference"] == RENAMED
        other = client.get(path, headers={"Authorization": f"Bearer {founded.api_key('dai', 'read')}"})
        assert (other.status_code, other.json()["code"]) == (404, "SKETCH_MISSING")
        assert client.get(path).status_code == 401


@pytest.mark.parametrize("reference", [PICTURE, "SI-2026-9999"])
def test_what_is_no_table_has_no_sketch(founded: Founded, reference: str) -> None:
    with pytest.raises(NotFound) as missing:
        alike(founded.ledger.store, REGISTRAR, reference)
    assert missing.value.code == "SKETCH_MISSING"


def test_what_is_kept_shows_no_value_and_has_a_root(founded: Founded) -> None:
    with founded.ledger.store.reading() as session:
        kept = records.some(session, records.DataSketch, registrar=str(REGISTRAR))
        assert records.some(session, records.DataSketch, registrar=str(OTHER_REGISTRAR)) == []
    assert {one.reference for one in kept} >= {FIRST, RENAMED, OTHER}
    text = json.dumps([one.body for one in kept], ensure_ascii=False)
    assert not any(word in text for word in ("阿巴嘎旗", "ear_tag", ONE[0][0]))
    roots = {one.reference: one.rows_root for one in kept}
    assert roots[FIRST] == roots[RENAMED]
    assert roots[FIRST] != roots[OTHER]
