# SPDX-License-Identifier: Apache-2.0
"""Pledges through every room: offered on paper, recorded by the bank's two persons, changed, released; what a search
finds at each step, and what the double-pledge scenarios of lending come to."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from fastapi.testclient import TestClient
from typer.testing import CliRunner

from api import create_app
from ledger.cli.app import app
from ledger.domain.ids import PledgeId
from ledger.domain.kinds import PledgeEnding
from ledger.errors import LedgerError, NotFound, Refused
from ledger.service import pledge_views, pledges
from ledger.service.runtime import Ledger
from tests.e2e.founded import BANK, DAY, HERDING, POWER, Founded
from tests.e2e.pledging import MATURITY, UNCHECKED, offered, order, pledging_ledger, released, settle, two


@pytest.fixture(scope="module")
def lending(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Founded]:
    with pledging_ledger(tmp_path_factory.mktemp("lending")) as made:
        yield made


def shown(lending: Founded, pledge: PledgeId) -> dict[str, Any]:
    return pledge_views.shown(lending.ledger.store, pledge, lending.ledger.now() + 60)


def test_a_pledge_is_offered_on_paper_recorded_by_two_and_released(lending: Founded) -> None:
    pledge = offered(lending, "ZY-1")
    assert shown(lending, pledge)["status"] == "OFFERED"
    with pytest.raises(Refused) as alone:
        pledges.accept(lending.ledger, order(lending, pledge, "accept-alone"), UNCHECKED)
    assert alone.value.code == "APPROVER_MISSING"
    lending.act(pledges.accept(lending.ledger, two(lending, pledge, "accept"), UNCHECKED))
    found = shown(lending, pledge)
    assert (found["status"], found["pledgee"], found["pledgor"]) == ("EFFECTIVE", BANK, HERDING)
    assert [(unit["code"], unit["rank"], unit["live"]) for unit in found["units"]] == [
        (lending.certificates[0], 1, True)
    ]
    released(lending, pledge)
    after = shown(lending, pledge)
    assert (after["status"], after["ending"]) == ("RELEASED", "REPAID")
    assert [unit["live"] for unit in after["units"]] == [False]
    with pytest.raises(Refused) as gone:
        lending.act(pledges.release(lending.ledger, two(lending, pledge, "release-2"), PledgeEnding.REPAID))
    assert gone.value.code == "PLEDGE_IN_STATE"


# --- faces ------------------------------------------------------------------------------------------------------------


@pytest.fixture
def typed(lending: Founded, monkeypatch: pytest.MonkeyPatch) -> Callable[..., dict[str, Any]]:
    @contextmanager
    def opened() -> Iterator[Ledger]:
        yield lending.ledger

    for module in ("pledges", "on_pledge", "pledge_questions", "acts"):
        monkeypatch.setattr(f"ledger.cli.{module}.opened", opened)
    monkeypatch.setattr("ledger.cli.state._home", [])
    monkeypatch.setenv("LEDGER_HOME", str(lending.ledger.settings.home))

    def run(*words: str, code: int = 0) -> dict[str, Any]:
        result = CliRunner().invoke(app, [*words, "--json"])
        if isinstance(result.exception, LedgerError):
            raise result.exception
        assert result.exit_code == code, result.output
        told: dict[str, Any] = json.loads(result.stdout)
        return told

    return run


def test_a_loan_officer_goes_from_search_to_release_by_command_line(
    lending: Founded, typed: Callable[..., dict[str, Any]]
) -> None:
    code, ledger = lending.certificates[1], lending.ledger
    both = ("--as", "lin", "--approver", "wen")

    def approved(*words: str) -> dict[str, Any]:
        prepared = typed(*words, *both)
        return typed("approve", prepared["preparation"], "--as", "wen")

    settle(lending)
    at = ("--at", str(ledger.now() + 60))
    assert typed("pledge", "search", code, "--holder", POWER, "--right", "operate", *at)["clean"] is True
    made = typed(
        "pledge", "offer", code, "--ref", "CLI-1", "--by", POWER, "--to", BANK, "--maximum", "8,000,000",
        "--contract-date", "2026-09-09", "--maturity", "2027-06-30", "--contract", "质押合同", "--claim", "本金七百万",
        "--debtor", "债务人", "--form", "签署表", "--level", "2", "--as", "bao",
    )  # fmt: skip
    approved("pledge", "accept", "CLI-1", "--acknowledge", "unchecked", "--minimum-level", "2")
    settle(lending)
    at = ("--at", str(ledger.now() + 60))
    found = typed("pledge", "search", code, *at, code=1)
    assert found["stops"] == ["ENCUMBERED"]
    (line,) = [unit["liens"] for unit in found["units"] if unit["liens"]]
    assert (line[0]["pledge"], line[0]["rank"], line[0]["maximum_fen"]) == (made["pledge"], 1, "1000000000")
    typed(
        "pledge", "file", "CLI-1", "--number", "ZD-1", "--registered", "2026-09-10", "--evidence", "证明", "--as", "lin"
    )
    typed("pledge", "revalue", "CLI-1", "--as", "lin")
    typed("pledge", "warn", "CLI-1", "--paper", "价值下降", "--as", "lin")
    typed("pledge", "call", "CLI-1", "--paper", "追加担保通知", "--until", str(ledger.now() + DAY), "--as", "lin")
    assert typed("pledge", "show", "CLI-1", *at)["status"] == "MARGIN_CALL"
    typed("pledge", "cure", "CLI-1", "--paper", "已补足", "--as", "lin")
    default = ("pledge", "default", "CLI-1", "--ground", "payment", "--paper", "逾期证据", "--notice", "催收通知")
    typed(*default, "--as", "lin")
    typed(
        "pledge", "enforce", "CLI-1", "--mode", "auction", "--paper", "委托拍卖", "--details", "平台公告", "--as", "lin"
    )
    typed(
        "pledge", "realise", "CLI-1", "--place", "0", "--proceeds", "6000000", "--costs", "100000.50", "--claim",
        "CLI-1=7000000", "--paper", "成交确认书", "--transfer", "转移登记", "--as", "lin",
    )  # fmt: skip
    (brought,) = typed("pledge", "show", "CLI-1", *at)["realised"]
    assert brought["shares"] == [{"pledge": made["pledge"], "amount_fen": "589999950", "full": False}]
    approved("pledge", "release", "CLI-1", "--ending", "realised", "--paper", "解除")
    told = typed("pledge", "show", "CLI-1", *at)
    assert (told["status"], told["ending"]) == ("RELEASED", "REALISED")
    assert "LOAN_REALISED" in [step["what"] for step in told["steps"]]
    texts = typed("pledge", "papers", "CLI-1", "--purpose", "贷后检查", "--as", "lin")["items"]
    assert "本金七百万" in [each["text"] for each in texts]
    assert "CLI-1" in [one["reference"] for one in typed("pledge", "list", "--bank", BANK, *at)["items"]]
    with pytest.raises(NotFound):
        typed("pledge", "show", "nothing")
    for words in (("list", code), ("show", "CLI-1"), ("search", code), ("list", "--pledgor", POWER)):
        assert CliRunner().invoke(app, ["pledge", *words]).exit_code == 0


def test_the_api_carries_a_pledge_and_shows_each_caller_what_is_its_business(lending: Founded) -> None:
    code, ledger = lending.certificates[2], lending.ledger
    signing = {"form": "签署表", "mandate": "委托书", "level": 2}
    agreed = {
        "maximum_fen": 500_000_000, "contract_date": ledger.now() - DAY, "maturity": MATURITY, "contract": "合同",
        "claim": "债权", "debtor": "债务人",
    }  # fmt: skip
    body = {
        "reference": "API-1", "pledgor": POWER, "pledgee": BANK, "units": [{"code": code}], "terms": agreed,
        "signing": signing,
    }  # fmt: skip
    with TestClient(create_app(ledger)) as client:
        keys = {who: {"Authorization": f"Bearer {lending.api_key(who)}"} for who in ("bao", "lin", "wen", "rui")}

        def post(who: str, path: str, body: dict[str, Any], key: str | None = None) -> Any:
            named = {"Idempotency-Key": key or f"{who}-{path[-60:]}"}
            return client.post(f"/v1{path}", json=body, headers=keys[who] | named)

        def approve(answer: Any) -> None:
            assert answer.status_code == 202, answer.text
            assert post("wen", f"/preparations/{answer.json()['id']}/approval", {}).status_code == 200

        made = post("bao", "/pledges", body)
        assert made.status_code == 200, made.text
        assert post("bao", "/pledges", body).json() == made.json()
        path = f"/pledges/{made.json()['pledge']}"
        seen = client.get(f"/v1{path}", headers=keys["lin"]).json()["heads"]
        looked = {
            "acknowledged": ["UNCHECKED"],
            "certificates": [{"code": code, "head": seen["certificates"][code]}],
            "expected_head": seen["pledge"],
        }
        approve(post("lin", f"{path}/acceptance", looked | {"approver": "wen"}))
        moved = {"standing": "WARNING", "document": "预警", "expected_head": seen["pledge"]}
        refused = post("lin", f"{path}/monitoring", moved)
        assert (refused.status_code, refused.json()["code"]) == (409, "HEAD_MOVED")
        filing = {"number": "ZD-2", "registered_at": ledger.now() - 60, "evidence": "证明"}
        assert post("lin", f"{path}/outside-filing", filing).status_code == 200
        rivals = post("rui", f"{path}/monitoring", {"standing": "WARNING", "document": "x"})
        assert (rivals.status_code, rivals.json()["code"]) == (403, "PLEDGE_OF_ANOTHER")
        own, rival = (client.get(f"/v1{path}", headers=keys[who]).json() for who in ("lin", "rui"))
        assert own["loan"]["outside_status"] == "REGISTERED"
        assert (rival["loan"], rival["terms"], rival["units"][0]["rank"]) == (None, None, 1)
        papers = f"/v1{path}/papers"
        assert client.get(papers, params={"purpose": "核对"}, headers=keys["rui"]).status_code == 404
        kept = client.get(papers, params={"purpose": "核对"}, headers=keys["lin"]).json()["items"]
        assert {"ZD-2", "债权"} <= {each["text"] for each in kept}
        assert [one["reference"] for one in client.get("/v1/pledges", headers=keys["rui"]).json()["items"]] == []
        on_code = client.get(f"/v1/certificates/{code}/pledges", headers=keys["rui"]).json()["items"]
        assert [one["pledge"] for one in on_code] == [made.json()["pledge"]]
        unsound = {**body, "reference": "API-2", "terms": agreed | {"contract": " ", "maturity": 1}}
        told = post("bao", "/pledges", unsound, "unsound")
        assert (told.status_code, [each["field"] for each in told.json()["reasons"]]) == (422, ["maturity", "contract"])
        half = {"ending": "VOIDED", "document": "x"}
        assert post("lin", f"{path}/release", half).status_code == 422
        approve(post("lin", f"{path}/release", {"ending": "REPAID", "document": "结清证明", "approver": "wen"}, "free"))
        assert client.get(f"/v1{path}", headers=keys["lin"]).json()["status"] == "RELEASED"


def test_the_oracle_reads_the_same_pledges_from_the_node(lending: Founded) -> None:
    assert lending.what_the_oracle_finds() == []
