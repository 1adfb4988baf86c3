# SPDX-License-Identifier: Apache-2.0
"""Figures of a period and the reach of a key, on a real ledger, by the command line and the API alike."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest
from typer.testing import CliRunner

from api.app import serving
from ledger.cli.app import app
from ledger.domain.ids import Subject, address_text
from ledger.domain.statistics import Grouping
from ledger.errors import NotFound, Refused
from ledger.service import own_affairs
from ledger.service.radius import radius
from ledger.service.statistics import Asked, statistics
from ledger.service.verdicts import Question, verdict
from tests.e2e.founded import REGISTRAR, Founded, founded_ledger, shanghai

Typed = Callable[..., str]


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Founded]:
    with founded_ledger(tmp_path_factory.mktemp("figures")) as made:
        yield made


@pytest.fixture
def typed(founded: Founded, monkeypatch: pytest.MonkeyPatch) -> Typed:
    monkeypatch.setattr("ledger.cli.state._home", [])
    monkeypatch.setenv("LEDGER_HOME", str(founded.ledger.settings.home))

    def run(*words: str) -> str:
        result = CliRunner().invoke(app, list(words))
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result.stdout

    return run


SEPTEMBER = ("--from", "2026-09-01", "--to", "2026-10-01")


def test_the_figures_are_those_of_the_ledger(founded: Founded, typed: Typed) -> None:
    shown = json.loads(typed("stats", *SEPTEMBER, "--by", "registrar", "--json"))
    (own, whole) = shown["lines"]
    assert own["group"] == REGISTRAR
    assert (own["filed"], own["certified"], own["in_force"]) == (5, 3, 3)
    assert {**own, "group": "*"} == whole
    assert typed("stats", *SEPTEMBER, "--csv").splitlines()[0].startswith("registrar,filed,accepted,")


def test_the_same_block_gives_the_same_figures(founded: Founded, typed: Typed) -> None:
    asked = Asked(shanghai(9, 1), shanghai(10, 1), Grouping.RIGHT)
    before = statistics(founded.ledger.store, asked)
    own_affairs.register_holder(founded.ledger, founded.people["bao"], *_HOLDER)
    again = statistics(founded.ledger.store, Asked(asked.since, asked.until, asked.by, before.known.number))
    assert again.csv() == before.csv()
    assert [line.group for line in before.lines] == ["HOLD", "OPERATE", "USE", "*"]


_HOLDER: Any = ("91150203MA0DEM1016", "示例资产评估有限公司")


def test_a_period_that_ends_before_it_begins_is_refused(founded: Founded, typed: Typed) -> None:
    with pytest.raises(Refused) as refused:
        typed("stats", "--from", "2026-10-01", "--to", "2026-09-01")
    assert refused.value.code == "PERIOD_EMPTY"


def test_the_api_tells_the_same_figures_to_those_with_a_key(founded: Founded, typed: Typed) -> None:
    key = founded.api_key("bao", "read")
    with serving(founded.ledger) as origin, httpx.Client(base_url=origin) as client:
        query = {"from": "2026-09-01", "to": "2026-10-01", "by": "registrar"}
        assert client.get("/v1/statistics", params=query).status_code == 401
        answer = client.get("/v1/statistics", params=query, headers={"Authorization": f"Bearer {key}"})
        assert answer.status_code == 200, answer.text
        assert answer.json() == json.loads(typed("stats", *SEPTEMBER, "--by", "registrar", "--json"))
        account = address_text(founded.people["bao"].signing_account())
        reach = client.get(f"/v1/keys/{account}/radius", headers={"Authorization": f"Bearer {key}"})
        assert reach.status_code == 200, reach.text
        assert reach.json() == json.loads(typed("radius", account, "--json"))


def test_a_key_reaches_what_it_sent_and_what_it_prepared_until_a_good_one_stands_by_it(
    founded: Founded, typed: Typed
) -> None:
    ledger, bao, chen = founded.ledger, founded.people["bao"], founded.people["chen"]
    lost = bao.signing_account()
    began = radius(ledger.store, lost)
    assert {one.label for one in began.touched if one.what == "CERTIFICATE"} == set(founded.certificates)
    assert {one.label for one in began.touched if one.what == "APPLICATION"} >= {"NM-2026-0004", "NM-2026-0005"}
    assert not any(one.cured for one in began.touched)

    own_affairs.report_compromised(ledger, chen, lost, shanghai(9, 1, 0), "密钥遗失")
    founded.settle()
    code = founded.certificates[0]
    assert "TAINTED" in verdict(ledger.store, Question(code, ledger.now())).verdict.overlay_words
    shown = json.loads(typed("radius", "0x" + lost.hex(), "--json"))
    assert shown["compromised"]
    assert [party["party"] for party in shown["tell"]]

    typed("reaffirm", *founded.certificates, "--reason", "逐件复核无误", "--as", "chen")
    cases = [one["subject"] for one in shown["touched"] if one["what"] == "APPLICATION"]
    typed("reaffirm", *cases, "--reason", "逐件复核无误", "--as", "chen")
    founded.settle()
    after = radius(ledger.store, lost)
    assert all(one.cured for one in after.touched if one.what in ("CERTIFICATE", "APPLICATION"))
    assert "TAINTED" not in verdict(ledger.store, Question(code, ledger.now())).verdict.overlay_words
    before = radius(ledger.store, lost, known=began.known.number)
    assert not any(one.cured for one in before.touched), "what was known then has not changed"


def test_a_key_of_nobody_reaches_nothing(founded: Founded, typed: Typed) -> None:
    with pytest.raises(NotFound) as unknown:
        typed("radius", "0x" + "17" * 20)
    assert unknown.value.code == "ACCOUNT_UNKNOWN"
    for words in (
        ("radius", "17"),
        ("key", "retire", "bao", "--as", "chen"),
        ("reaffirm", "0x17", "--reason", "x", "--as", "chen"),
    ):
        with pytest.raises(Refused) as malformed:
            typed(*words)
        assert malformed.value.code in {"ACCOUNT_MALFORMED", "SUBJECT_MALFORMED"}


def test_what_nothing_is_on_record_for_cannot_be_stood_by(founded: Founded) -> None:
    nothing = [Subject(b"\x17" * 32)]
    with pytest.raises(Refused) as refused:
        own_affairs.stand_by(founded.ledger, founded.people["chen"], "stand-by-nothing", nothing, "理由")
    assert refused.value.code == "SUBJECT_UNKNOWN"
