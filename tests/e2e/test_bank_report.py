# SPDX-License-Identifier: Apache-2.0
"""A bank's report on a real ledger: the same by command line and API, its own findings its own, the bytes lasting."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from typer.testing import CliRunner

from api.app import serving
from ledger.cli.app import app
from ledger.domain.ids import CertificateId
from ledger.errors import NotFound, Refused
from ledger.service import own_affairs
from ledger.service.bank_reports import Finding, LendingQuestion, bank_report, declare
from ledger.service.reconciling import reconcile, record
from tests.e2e.founded import BANK, HERDING, POWER, REGISTRAR, Founded, founded_ledger, shanghai
from tests.e2e.test_reconciling import extract

DAY = 86_400
PART = "unpledged.zhongdeng"
Typed = Callable[..., str]


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Founded]:
    with founded_ledger(tmp_path_factory.mktemp("bank")) as made:
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


def question(founded: Founded, **changes: Any) -> LendingQuestion:
    asked: dict[str, Any] = {"holder": HERDING, "maturity": shanghai(12, 31)} | changes
    return LendingQuestion(founded.certificates[0], founded.ledger.now(), **asked)


def part(document: dict[str, Any], name: str) -> dict[str, Any]:
    check, code = name.split(".")
    parts = next(each for each in document["checks"] if each["code"] == check)["parts"]
    return next(each for each in parts if each["code"] == code)


def finding(founded: Founded, **changes: Any) -> Finding:
    given: dict[str, Any] = {
        "code": founded.certificates[0],
        "part": PART,
        "found": "查询编号 2026-0910，无登记",
        "document": "查询证明".encode(),
        "valid_until": founded.ledger.now() + 30 * DAY,
    } | changes
    return Finding(**given)


def test_a_sound_certificate_passes_what_is_shown_and_leaves_the_rest_open(founded: Founded) -> None:
    document = bank_report(founded.ledger.store, question(founded)).document()
    words = {check["number"]: check["word"] for check in document["checks"]}
    assert len(words) == 19
    assert (words[2], words[3], words[10]) == ("PASS", "PASS", "PASS")
    assert words[1] == "NOT_CHECKED", "nobody compared it with the national record"
    assert part(document, "undisputed.courts")["word"] == "NOT_CHECKED"
    assert part(document, "genuine.signature")["evidence"], "evidence is the act that issued it"


def test_the_command_line_and_the_api_say_the_same(founded: Founded, typed: Typed, tmp_path: Path) -> None:
    code, known = founded.certificates[0], bank_report(founded.ledger.store, question(founded)).known.number
    words = ("--holder", HERDING, "--maturity", "2026-12-31", "--known", str(known), "--bank", BANK, "--opinions", "2")
    shown = typed("bank-report", code, *words, "--json")
    headers = {"Authorization": f"Bearer {founded.api_key('hua', 'read')}"}
    query: dict[str, Any] = {"holder": HERDING, "maturity": "2026-12-31", "known": known, "opinions": 2}
    with serving(founded.ledger) as origin, httpx.Client(base_url=origin, headers=headers) as client:
        answer = client.get(f"/v1/certificates/{code}/bank-report", params=query)
        assert answer.status_code == 200, answer.text
        assert answer.content.decode() == shown
        assert part(answer.json(), "valued.count")["detail"] == "0/2"
        page = client.get(f"/v1/certificates/{code}/bank-report", params=query | {"printed": True})
        assert page.headers["content-type"].startswith("text/html")
        assert httpx.get(f"{origin}/v1/certificates/{code}/bank-report").status_code == 401
    sheet = tmp_path / "sheet.html"
    typed("bank-report", code, *words, "--sheet", str(sheet))
    assert sheet.read_text(encoding="utf-8") == page.text
    assert typed("bank-report", code).count("NOT_CHECKED") > 10


def test_a_finding_is_declared_to_its_own_bank_alone(founded: Founded, typed: Typed, tmp_path: Path) -> None:
    ledger, hua = founded.ledger, founded.people["hua"]
    before = bank_report(ledger.store, question(founded, bank=BANK))
    made = declare(ledger, hua, "search-1", finding(founded))
    assert declare(ledger, hua, "search-1", finding(founded)) == made
    with pytest.raises(Refused) as reused:
        declare(ledger, hua, "search-1", finding(founded, found="有登记"))
    assert reused.value.code == "IDEMPOTENCY_KEY_REUSED"

    own = bank_report(ledger.store, question(founded, bank=BANK)).document()
    assert part(own, PART)["word"] == "DECLARED"
    assert part(own, PART)["declared"]["by"] == BANK
    assert part(own, PART)["declared"]["holder"] == HERDING, "who holds alone is meant"
    of_another = bank_report(ledger.store, question(founded, bank=BANK, holder=POWER)).document()
    assert part(of_another, PART)["word"] == "NOT_CHECKED", "the register was searched by the name of another"
    for other in (None, REGISTRAR):
        assert part(bank_report(ledger.store, question(founded, bank=other)).document(), PART)["word"] == "NOT_CHECKED"
    late = question(founded, bank=BANK, at=made.valid_until)
    assert part(bank_report(ledger.store, late).document(), PART)["word"] == "NOT_CHECKED", "its validity has ended"
    again = bank_report(ledger.store, question(founded, bank=BANK, known=before.known.number))
    assert part(again.document(), PART)["word"] == "NOT_CHECKED", "declared after that block"

    paper = tmp_path / "search.txt"
    paper.write_text("法院查询", encoding="utf-8")
    given = (
        "--found",
        "无在诉案件",
        "--paper",
        str(paper),
        "--until",
        "2099-01-01",
        "--holder",
        HERDING,
        "--as",
        "hua",
    )
    told = json.loads(typed("declare", founded.certificates[0], "--part", "undisputed.courts", *given, "--json"))
    assert told["part"] == "undisputed.courts"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"part": "genuine.signature"}, "PART_UNKNOWN"),
        ({"found": " "}, "FINDING_EMPTY"),
        ({"document": b""}, "FINDING_EMPTY"),
        ({"valid_until": 1}, "FINDING_OVER"),
        ({"holder": POWER}, "FINDING_HOLDER_UNKNOWN"),
    ],
)
def test_a_finding_that_says_nothing_is_refused(founded: Founded, changes: dict[str, Any], code: str) -> None:
    with pytest.raises(Refused) as refused:
        declare(founded.ledger, founded.people["hua"], f"bad-{code}-{changes}", finding(founded, **changes))
    assert refused.value.code == code


def test_only_a_bank_declares_and_only_on_what_there_is(founded: Founded) -> None:
    with pytest.raises(Refused) as refused:
        declare(founded.ledger, founded.people["bao"], "x", finding(founded))
    assert refused.value.code == "CALLER_IS_NO_BANK"
    nothing = finding(founded, code=CertificateId("SJ1512026099999"))
    with pytest.raises(NotFound):
        declare(founded.ledger, founded.people["hua"], "y", nothing)


def test_a_code_that_nobody_gave_is_a_report_that_fails(founded: Founded, typed: Typed) -> None:
    result = CliRunner().invoke(app, ["bank-report", "SJ1512026099999"])
    assert result.exit_code == 1
    assert "FAIL" in result.stdout


def test_a_finding_comes_by_the_api_too(founded: Founded) -> None:
    headers = {"Authorization": f"Bearer {founded.api_key('hua')}", "Idempotency-Key": "by-api"}
    body: dict[str, Any] = {"part": "clean.lists", "found": "不在失信名单", "document": "查询截图"}
    body |= {"valid_until": 4_000_000_000, "holder": POWER}
    with serving(founded.ledger) as origin, httpx.Client(base_url=origin, headers=headers) as client:
        answers = [client.post(f"/v1/certificates/{founded.certificates[1]}/findings", json=body) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [200, 200], answers[0].text
    assert answers[0].json() == answers[1].json()
    assert answers[0].json()["holder"] == POWER


def test_an_agreement_with_the_national_record_by_a_key_that_was_lost_passes_nothing(
    founded: Founded, tmp_path: Path
) -> None:
    ledger, bao, chen = founded.ledger, founded.people["bao"], founded.people["chen"]
    before = ledger.now()
    record(ledger, bao, reconcile(ledger.store, extract(founded, tmp_path / "national.csv"), REGISTRAR), before)
    founded.settle()
    told = part(bank_report(ledger.store, question(founded)).document(), "genuine.national")
    assert told["word"] == "PASS"
    assert told["detail"].endswith(" · UNCHECKED: REGISTRAR, NATIONAL_REF")
    assert told["evidence"], "evidence is the act that compared"

    own_affairs.report_compromised(ledger, chen, bao.signing_account(), before, "密钥遗失")
    founded.settle()
    document = bank_report(ledger.store, question(founded)).document()
    assert [part(document, f"genuine.{code}")["word"] for code in ("signature", "acts", "national")] == [
        "PASS",
        "WARN",
        "WARN",
    ]
    own_affairs.reaffirm(ledger, chen, "stood-by", [founded.certificates[0]], "逐笔复核无误")
    founded.settle()
    told = part(bank_report(ledger.store, question(founded)).document(), "genuine.national")
    assert told["word"] == "PASS"
