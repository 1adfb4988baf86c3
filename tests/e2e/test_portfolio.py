# SPDX-License-Identifier: Apache-2.0
"""A bank watches its pledges on a real ledger: a value that falls, time that runs, a grant, a release; by the command
line and the API alike, and the same bytes for ever."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient
from typer.testing import CliRunner

from api import create_app
from api.schemas.portfolio import PortfolioOut
from ledger.chain import encode
from ledger.chain.contracts import ask
from ledger.cli.app import app
from ledger.domain.ids import CertificateId, GrantId, OrgId, PledgeId, certificate_bytes, party_of_org
from ledger.domain.kinds import GrantKind, RightBits
from ledger.domain.scope import PurposeCode
from ledger.errors import LedgerError, NotFound, Refused
from ledger.service import grants, warnings_seen
from ledger.service.assents import Signing
from ledger.service.bank_reports import BankReport, LendingQuestion, bank_report
from ledger.service.grants import ActOrder, OfferOrder, Scope, Terms
from ledger.service.pledge_changes import ToExtend, ToGrant, consent, extend
from ledger.service.pledges import PledgeOrder
from ledger.service.portfolio import PortfolioQuestion, portfolio
from ledger.service.warnings_seen import Sighting
from ledger.store.queries import records
from tests.e2e.founded import BANK, DAY, HERDING, POWER, REGISTRAR, Founded
from tests.e2e.pledging import (
    MATURITY,
    MILLION,
    attested,
    consenting,
    held_on_chain,
    order,
    pledging_ledger,
    recorded,
    released,
)

HOUR = 3_600
SIGNED = Signing("签署的授权表", "委托书", 2)
WATCHED = {"ltv_bps": 5_000, "warn_bps": 6_000, "call_bps": 8_000, "opinions": 1}


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Founded]:
    with pledging_ledger(tmp_path_factory.mktemp("portfolio")) as made:
        yield made


@pytest.fixture(scope="module")
def pledges(founded: Founded) -> tuple[PledgeId, PledgeId]:
    """One on each of two certificates, both worth two and a half times what is secured."""
    attested(founded, 25 * MILLION)
    attested(founded, 25 * MILLION, code=founded.certificates[1], valid_until=MATURITY + 365 * DAY)
    return pledged(founded, "ZY-1"), pledged(founded, "ZY-2", founded.certificates[1], pledgor=POWER)


def pledged(founded: Founded, reference: str, *codes: CertificateId, **changes: Any) -> PledgeId:
    return recorded(founded, reference, *codes, **(WATCHED | changes))


def looked(founded: Founded, **changes: Any) -> dict[str, Any]:
    founded.settle()
    asked = PortfolioQuestion(**({"bank": BANK, "now": founded.ledger.now() + 60} | changes))
    return json.loads(portfolio(founded.ledger.store, asked).bytes())  # type: ignore[no-any-return]


def items(document: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {item["reference"]: item for item in document["items"]}


def rules(told: list[dict[str, Any]]) -> list[str]:
    return [signal["rule"].split("/")[0] for signal in told]


def test_a_sound_portfolio_has_no_warnings_and_names_what_it_stands_on(
    founded: Founded, pledges: tuple[PledgeId, PledgeId]
) -> None:
    found = looked(founded)
    PortfolioOut.model_validate(found)
    line = items(found)["ZY-1"]
    assert (found["held"], found["shown"], found["signals"]) == (2, 2, {"ALERT": 0, "WARNING": 0, "NOTICE": 0})
    assert (line["status"], line["signals"], line["change"]) == ("EXT_PENDING", [], None)
    assert (line["secured"], line["value"], line["ltv_bps"]) == (str(10 * MILLION), str(25 * MILLION), 4_000)
    assert line["certificates"][0]["word"] == "VALID"
    assert line["units"][0]["rank"] == 1
    view = encode.pledges_coverage(pledges[0], found["at"]["seconds"])
    assert ask(founded.ledger.rpc, founded.ledger.deployment, view) == (10 * MILLION, 25 * MILLION)


def test_a_value_that_falls_is_told_with_the_act_that_did_it(
    founded: Founded, pledges: tuple[PledgeId, PledgeId]
) -> None:
    before = founded.settle()
    founded.walk_to(founded.ledger.now() + HOUR)
    done = attested(founded, 15 * MILLION)

    found = looked(founded, since=before)

    assert (found["held"], found["shown"]) == (2, 1), "nothing happened to the other"
    line = items(found)["ZY-1"]
    (warning,) = line["signals"]
    assert (warning["rule"], warning["inputs"]["bps"]) == ("EW12/2", "6667")
    assert done["block"] in [place["block"] for place in warning["evidence"]]
    change = line["change"]
    assert [(touched["on"], touched["kinds"]) for touched in change["acts"]] == [("valuation", ["VALUATION_ATTESTED"])]
    assert [(signal["rule"], signal["by"]) for signal in change["appeared"]] == [("EW12/2", "ACTS")]
    values = {each["name"]: (each["before"], each["now"], each["by"]) for each in change["different"]}
    assert values["value"] == (str(25 * MILLION), str(15 * MILLION), "ACTS")
    assert looked(founded, since=founded.settle())["items"] == [], "since the last look there is nothing"

    lower = attested(founded, 12 * MILLION)
    fallen = items(looked(founded, since=before))["ZY-1"]
    assert rules(fallen["signals"]) == ["EW13"]
    assert lower["block"] in [place["block"] for place in fallen["signals"][0]["evidence"]]


def test_what_time_alone_does_is_told_apart(founded: Founded, pledges: tuple[PledgeId, PledgeId]) -> None:
    since = founded.settle()
    later = looked(founded, since=since, at=founded.ledger.now() + 361 * DAY)
    line = items(later)["ZY-1"]
    assert line["change"]["acts"] == []
    assert {(signal["rule"][:4], signal["by"]) for signal in line["change"]["appeared"]} == {
        ("EW11", "TIME"),
        ("EW14", "TIME"),
        ("EW31", "TIME"),
    }
    assert {(signal["rule"][:4], signal["by"]) for signal in line["change"]["ended"]} == {("EW13", "TIME")}
    assert line["value"] is None
    other = items(later)["ZY-2"]["change"]
    assert rules(other["appeared"]) == ["EW31", "EW14"], "its opinion is valid longer"


def test_a_bank_notes_what_it_saw_by_every_door_and_nobody_else_is_told(
    founded: Founded, pledges: tuple[PledgeId, PledgeId], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ledger.cli.state._home", [])
    monkeypatch.setenv("LEDGER_HOME", str(founded.ledger.settings.home))
    known = founded.settle()
    before = looked(founded, known=known)
    assert [signal["seen"] for signal in items(before)["ZY-1"]["signals"]] == [None]

    words = ["portfolio", "seen", "ZY-1", "EW13", "--note", "已要求补充担保", "--as", "lin", "--json"]
    made = json.loads(CliRunner().invoke(app, words).stdout)
    assert (made["rule"], made["by"], made["pledge"]) == ("EW13/2", "lin", "0x" + pledges[0].hex())
    seen = items(looked(founded))["ZY-1"]["signals"][0]["seen"]
    assert (seen["by"], seen["at"]["seconds"], seen["note"]) == ("lin", made["at"], "已要求补充担保")
    shown = CliRunner().invoke(app, ["portfolio", "--as", "wen"]).stdout
    assert "seen 已阅 lin" in shown

    body = {"pledge": made["pledge"], "rule": "EW13", "note": "已通过接口知悉"}
    with TestClient(create_app(founded.ledger)) as client:
        headers = {"Authorization": f"Bearer {founded.api_key('wen', 'read', 'write')}", "Idempotency-Key": "seen-1"}
        answers = [client.post("/v1/portfolio/seen", json=body, headers=headers) for _ in range(2)]
        assert [answer.status_code for answer in answers] == [200, 200], answers[0].text
        assert answers[0].json() == answers[1].json()
        told = client.get("/v1/portfolio", headers=headers).json()
        assert items(told)["ZY-1"]["signals"][0]["seen"]["by"] == "wen"
        PortfolioOut.model_validate(told)
        for person, code, status in (("rui", "PLEDGE_NOT_FOUND", 404), ("bao", "CALLER_IS_NO_BANK", 403)):
            stranger = {"Authorization": f"Bearer {founded.api_key(person)}", "Idempotency-Key": "seen-1"}
            refused = client.post("/v1/portfolio/seen", json=body, headers=stranger)
            assert (refused.status_code, refused.json()["code"]) == (status, code)
    assert looked(founded, known=known) == before, "what was known then was not seen then"
    assert looked(founded, since=founded.settle())["items"] == [], "and it is no change"


def test_a_warning_noted_twice_at_once_under_one_key_is_one_record(
    founded: Founded, pledges: tuple[PledgeId, PledgeId], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both looked before either had stored: the one that comes second is told what the first one wrote."""
    who, look, others = founded.people["lin"], warnings_seen.line_of, list[records.SeenWarning]()

    def marked(note: str) -> records.SeenWarning:
        return warnings_seen.mark_seen(founded.ledger, who, "seen-at-once", Sighting(pledges[0], "EW13", note))

    def overtaken(*asked: Any) -> Any:
        found = look(*asked)
        monkeypatch.setattr(warnings_seen, "line_of", look)
        others.append(marked("已要求补充担保"))
        return found

    monkeypatch.setattr(warnings_seen, "line_of", overtaken)
    assert [marked("已要求补充担保")] == others
    with pytest.raises(Refused) as reused:
        marked("另一处理意见")
    assert reused.value.code == "IDEMPOTENCY_KEY_REUSED"


def test_the_same_known_block_gives_the_same_bytes_by_every_door(
    founded: Founded, pledges: tuple[PledgeId, PledgeId], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ledger.cli.state._home", [])
    monkeypatch.setenv("LEDGER_HOME", str(founded.ledger.settings.home))

    def typed(*words: str) -> tuple[int, str]:
        result = CliRunner().invoke(app, ["portfolio", *words])
        if isinstance(result.exception, LedgerError):
            raise result.exception
        return result.exit_code, result.stdout

    known, at = founded.settle(), founded.ledger.now() + 60
    words = ("--known", str(known), "--at", str(at))
    first = typed("--bank", BANK, *words, "--json")
    attested(founded, 30 * MILLION)
    founded.settle()
    assert typed("--as", "lin", *words, "--json") == first
    assert first[0] == 1, "a margin call is an alert"
    since = ("--changed-since", str(known - 1))
    with TestClient(create_app(founded.ledger)) as client:
        query: dict[str, Any] = {"known": known, "at": at}
        headers = {"Authorization": f"Bearer {founded.api_key('hua', 'read')}"}
        assert client.get("/v1/portfolio", params=query, headers=headers).text == first[1]
        told = typed("--bank", BANK, *words, *since, "--csv")[1]
        rows = client.get("/v1/portfolio", params=query | {"csv": True, "changed_since": known - 1}, headers=headers)
        assert rows.content.decode().replace("\r\n", "\n") == told, "what reads a terminal joins the two"
        assert client.get("/v1/portfolio", params=query).status_code == 401
        stranger = {"Authorization": f"Bearer {founded.api_key('bao', 'read')}"}
        refused = client.get("/v1/portfolio", params=query, headers=stranger)
        assert (refused.status_code, refused.json()["code"]) == (403, "CALLER_IS_NO_BANK")
    (row,) = csv.DictReader(io.StringIO(told))
    assert (row["reference"], row["alerts"], row["ltv_bps"]) == ("ZY-1", "EW13", "8334")
    shown = typed("--bank", BANK, *words)[1]
    assert "ZY-1" in shown
    assert "EW13/2" in shown
    assert typed("--bank", BANK, *words, *since)[0] == 1


def test_a_released_pledge_is_told_once_as_gone(founded: Founded, pledges: tuple[PledgeId, PledgeId]) -> None:
    attested(founded, 90 * MILLION)
    third = pledged(founded, "ZY-3")
    before = founded.settle()
    founded.walk_to(founded.ledger.now() + HOUR)
    released(founded, third)
    found = looked(founded, since=before)
    line = items(found)["ZY-3"]
    assert (found["held"], line["status"], line["change"]["turn"]) == (2, "RELEASED", "LEFT")
    assert line["signals"] == []
    assert "ZY-3" not in items(looked(founded))
    then = looked(founded, known=before)
    assert (then["held"], items(then)["ZY-3"]["status"]) == (3, "EXT_PENDING")


def test_another_pledge_on_the_same_unit_counts_before_and_is_warned_of(
    founded: Founded, pledges: tuple[PledgeId, PledgeId]
) -> None:
    junior = pledged(founded, "ZY-4", maximum=3 * MILLION)
    found = items(looked(founded))
    assert found["ZY-4"]["units"][0]["rank"] > found["ZY-1"]["units"][0]["rank"]
    assert int(found["ZY-4"]["secured"]) == 13 * MILLION, "ten of the senior's and three of its own"
    assert found["ZY-1"]["secured"] == str(10 * MILLION)
    assert rules(found["ZY-1"]["signals"]) == rules(found["ZY-4"]["signals"]) == ["EW18"]
    view = encode.pledges_coverage(junior, founded.ledger.now() + 60)
    assert ask(founded.ledger.rpc, founded.ledger.deployment, view) == (13 * MILLION, 90 * MILLION)

    since, later = founded.settle(), MATURITY + 30 * DAY
    founded.walk_to(founded.ledger.now() + HOUR)
    herders = party_of_org(HERDING)
    agreed = order(founded, pledges[0], "later-agreed", "bao", signing=SIGNED)
    consent(founded.ledger, agreed, ToExtend(later), founded.ledger.now() + DAY, herders)
    done = extend(founded.ledger, order(founded, pledges[0], "later"), later)
    line = items(looked(founded, since=since))["ZY-4"]
    PortfolioOut.model_validate(looked(founded, since=since))
    assert rules(line["signals"]) == ["EW18", "EW32"]
    assert [(told["rule"], told["by"]) for told in line["change"]["appeared"]] == [("EW32/1", "ACTS")]
    (touched,) = line["change"]["acts"]
    assert (touched["on"], touched["subject"], touched["kinds"]) == (
        "senior", "0x" + pledges[0].hex(), ["PLEDGE_EXTENDED"]
    )  # fmt: skip
    assert [place["block"] for place in touched["evidence"]] == [done["block"]]
    released(founded, junior)


def test_a_grant_on_what_is_pledged_stands_in_the_report_and_is_warned_of(
    founded: Founded, pledges: tuple[PledgeId, PledgeId]
) -> None:
    """As it is given to another after the pledge, for longer than the loan; its pledgee has consented."""
    ledger, code = founded.ledger, founded.certificates[1]
    agreed = ToGrant(grants.id_of(ledger, founded.people["bao"].org_id, "AUTH-1"))
    consent(ledger, PledgeOrder(founded.people["lin"], "consent-1", pledges[1], "同意"), agreed, ledger.now() + DAY)
    since = founded.settle()
    founded.walk_to(ledger.now() + HOUR)
    scope = Scope((PurposeCode.CREDIT_ASSESSMENT,), MATURITY + DAY)
    terms = Terms(RightBits.USE, scope, "独家使用协议", columns="全部", exclusivity="EXCLUSIVE")
    offer = OfferOrder(
        founded.people["bao"], "grant-1", "AUTH-1", GrantKind.ENTERPRISE, certificate_bytes(code),
        party_of_org(POWER), party_of_org(HERDING), terms, signing=SIGNED,
    )  # fmt: skip
    grant = grants.offer(ledger, offer)["grant"]
    before = bank_report(ledger.store, LendingQuestion(code, ledger.now() + 60, known=founded.settle()))
    assert part(before, "ungranted")["word"] == "PASS", "an offer is no grant"
    assert (consenting(founded, pledges[1]), held_on_chain(founded, pledges[1])) == (["GIVEN"], [True])
    done = grants.accept(
        ledger, ActOrder(founded.people["bao"], "grant-2", GrantId(bytes.fromhex(grant[2:])), "", SIGNED)
    )
    assert (consenting(founded, pledges[1]), held_on_chain(founded, pledges[1])) == (["USED"], [False])
    line = items(looked(founded, since=since))["ZY-2"]
    (warning,) = line["signals"]
    assert (warning["rule"], warning["inputs"]["grant"]) == ("EW08/3", grant)
    assert warning["inputs"]["for"] == "EXCLUSIVE BEYOND_MATURITY"
    assert warning["evidence"][-1]["block"] == done["block"]
    assert {touched["on"] for touched in line["change"]["acts"]} == {"grant"}
    report = bank_report(ledger.store, LendingQuestion(code, ledger.now() + 60, maturity=MATURITY))
    told = part(report, "ungranted")
    assert (told["word"], told["evidence"]) == ("WARN", warning["evidence"])
    assert told["detail"].startswith(f"{HERDING} USE ENTERPRISE EXCLUSIVE BEYOND_MATURITY -> 2027-07-08")


def part(report: BankReport, check: str) -> dict[str, Any]:
    found = next(each for each in report.document()["checks"] if each["code"] == check)
    return next(each for each in found["parts"] if each["code"] == "ledger")  # type: ignore[no-any-return]


def test_only_a_bank_is_answered_and_only_of_blocks_that_are_there(
    founded: Founded, pledges: tuple[PledgeId, PledgeId]
) -> None:
    with pytest.raises(Refused) as none:
        looked(founded, bank=REGISTRAR)
    assert none.value.code == "CALLER_IS_NO_BANK"
    with pytest.raises(NotFound) as unknown:
        looked(founded, bank=OrgId("91150105MA0DEM857D"))
    assert unknown.value.code == "ORGANISATION_NOT_FOUND"
    with pytest.raises(NotFound) as unread:
        looked(founded, since=10**9)
    assert unread.value.code == "BLOCK_NOT_READ"
    block = founded.settle()
    with pytest.raises(Refused) as later:
        looked(founded, since=block, known=block - 5)
    assert later.value.code == "SINCE_LATER"
