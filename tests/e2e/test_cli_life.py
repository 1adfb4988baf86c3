# SPDX-License-Identifier: Apache-2.0
"""The life of certificates by the command line: what a clerk types, and how well a form is attested."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from typer.testing import CliRunner

from ledger.cli.app import app
from ledger.content.digest import sha256
from ledger.domain.ids import CertificateId
from ledger.domain.kinds import ProceedingState
from ledger.errors import NotFound, Refused
from ledger.service import governing
from ledger.service.due import due
from ledger.service.heads import certificate_and_case
from ledger.service.life_views import Asked, proceedings
from ledger.service.runtime import Ledger
from ledger.store.queries import certificates
from ledger.store.queries.life import ProceedingFilter
from tests.e2e.founded import HERDING, OTHER_REGISTRAR, POWER, REGISTRAR, Founded, founded_ledger
from tests.e2e.typing_verbs import Typed, typed_on


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Founded]:
    with founded_ledger(tmp_path_factory.mktemp("lived")) as made:
        yield made


@pytest.fixture
def typed(lived: Founded, monkeypatch: pytest.MonkeyPatch) -> Typed:
    return typed_on(lived.ledger, monkeypatch)


def waiting_on(lived: Founded, code: str) -> list[tuple[str, str, str]]:
    """What the registrar's work list has of a certificate; another registrar's has nothing."""
    lines = due(lived.ledger.store, REGISTRAR, lived.ledger.now())
    assert not [line for line in due(lived.ledger.store, OTHER_REGISTRAR, lived.ledger.now()) if line.matter.code]
    return [(line.matter.kind, line.state.name, line.clock) for line in lines if line.matter.code == code]


def test_a_cancellation_is_filed_on_paper_listed_and_refused(lived: Founded, typed: Typed) -> None:
    code = lived.certificates[1]
    filing = ("cancel", "file", code, "--ground", "2", "--holder", POWER, "--form", "注销申请", "--as", "bao")
    with pytest.raises(Refused) as unsaid:
        typed(*filing)
    assert unsaid.value.code == "ATTESTATION_LEVEL_MISSING"
    typed(*filing, "--mandate", "委托书", "--level", "3", "--documents", "登记证明")

    (shown,) = typed("proceedings", code, "--at", str(lived.ledger.now()))["items"]
    assert (shown["procedure"], shown["state"], shown["level"]) == ("CANCEL", "SUBMITTED", 3)
    assert shown["answer_by"] == "2026-09-15"
    assert waiting_on(lived, code) == [("CANCEL", "SUBMITTED", "answer")]
    assert typed("proceedings", lived.certificates[0])["items"] == []

    typed("cancel", "accept", code, "--as", "bao")
    waiting = typed(
        "cancel", "refuse", code, "--ground", "1", "--paper", "不予登记", "--as", "bao", "--approver", "chen"
    )
    typed("approve", waiting["preparation"], "--as", "chen")
    assert typed("proceedings", code)["items"] == []
    (ended,) = typed("proceedings", code, "--all")["items"]
    assert (ended["state"], ended["refusal_ground"]) == ("REFUSED", 1)
    assert waiting_on(lived, code) == []


def test_of_a_certificate_that_there_is_none_of_no_empty_list_is_shown(lived: Founded, typed: Typed) -> None:
    for code in ("SJ1512026099999", "SJ"):
        with pytest.raises(NotFound) as unknown:
            typed("proceedings", code)
        assert unknown.value.code == "CERTIFICATE_NOT_FOUND"


def test_a_change_of_the_name_by_the_command_line_is_shown_once_it_is_registered(lived: Founded, typed: Typed) -> None:
    code, name = lived.certificates[0], "2023年至2026年锡林郭勒盟畜牧业牧户档案数据集"
    filing = (
        "change", "file", code, "--holder", HERDING, "--before", "原名称", "--after", "新名称", "--documents", "证明",
        "--form", "变更申请", "--level", "2", "--as", "bao", "--name", name, "--until", "2026-06-30",
    )  # fmt: skip
    with pytest.raises(Refused) as reversed_:
        typed(*filing, "--from", "2026-07-01")
    assert reversed_.value.code == "SPAN_REVERSED"
    typed(*filing)
    (filed,) = typed("proceedings", code, "--at", str(lived.ledger.now()))["items"]
    assert (filed["data_name"], filed["time_to"]) == (name, "2026-06-30T23:59:59+08:00")
    typed("change", "accept", code, "--as", "bao")
    waiting = typed(
        "change", "register", code, "--national", "GJ-C-9", "--evidenced-at", str(lived.ledger.now()),
        "--paper", "准予变更", "--as", "bao", "--approver", "chen",
    )  # fmt: skip
    typed("approve", waiting["preparation"], "--as", "chen")
    with lived.ledger.store.reading() as session:
        item = certificates.certificate(session, CertificateId(code))
    assert item is not None
    assert item.data_name == name


def test_silence_accepts_what_nobody_answered(lived: Founded, typed: Typed) -> None:
    code = lived.certificates[1]
    typed(
        "change", "file", code, "--holder", POWER, "--before", "旧", "--after", "新", "--documents", "证明",
        "--form", "变更申请", "--level", "1", "--as", "bao",
    )  # fmt: skip
    (filed,) = proceedings(lived.ledger.store, Asked(ProceedingFilter(only_open=True), lived.ledger.now()))["items"]
    assert (filed["state"], filed["accepted_by_silence"]) == ("SUBMITTED", False)
    later = Asked(ProceedingFilter(only_open=True), lived.ledger.now() + 10 * 86_400)
    (silent,) = proceedings(lived.ledger.store, later)["items"]
    assert (silent["state"], silent["accepted_by_silence"]) == ("ACCEPTED", True)
    typed(
        "change",
        "withdraw",
        code,
        "--party",
        POWER,
        "--paper",
        "撤回",
        "--form",
        "撤回书",
        "--level",
        "1",
        "--as",
        "bao",
    )
    held, _ = certificate_and_case(lived.ledger, CertificateId(code))
    assert [one.state for one in held.proceedings if one.procedure.name == "CHANGE"] == [ProceedingState.WITHDRAWN]


def test_a_dispute_is_filed_and_listed(lived: Founded, typed: Typed) -> None:
    code = lived.certificates[1]
    typed(
        "dispute", "file", code, "--objector", HERDING, "--reasons", "登记有误", "--material", "证据", "--complete",
        "--form", "异议书", "--level", "2", "--as", "bao",
    )  # fmt: skip
    (told,) = typed("dispute", "list", code)["items"]
    assert (told["number"], told["outcome"], told["level"]) == (1, "OPEN", 2)
    assert waiting_on(lived, code) == [("DISPUTE", "OPEN", "inform")]
    shown = CliRunner(env={"COLUMNS": "200"}).invoke(app, ["dispute", "list", code])
    assert HERDING in shown.stdout


def test_a_relation_is_confirmed_on_the_heads_of_both(lived: Founded, typed: Typed) -> None:
    one, other = lived.certificates[0], lived.certificates[1]
    words = ("relate", one, other, "--relation", "overlap", "--paper", "核对样例后确认")
    with pytest.raises(Refused) as stranger:
        typed(*words, "--as", "dai")
    assert stranger.value.code == "CERTIFICATE_OF_ANOTHER_REGISTRAR"
    with pytest.raises(Refused) as itself:
        typed("relate", one, one, "--relation", "SAME_DATA", "--paper", "x", "--as", "bao")
    assert itself.value.code == "RELATED_TO_ITSELF"
    typed(*words, "--as", "bao")
    ends = [certificate_and_case(lived.ledger, CertificateId(code))[0].relations for code in (one, other)]
    assert [[(each.other, each.relation) for each in end] for end in ends] == [[(other, 2)], [(one, 2)]]


def test_a_file_of_links_given_again_links_what_is_missing_and_no_more(
    lived: Founded, typed: Typed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, file = lived.certificates[2], tmp_path / "links.csv"
    first = f"code,kind,issuer,number,status,shown\n{code},DATA_IP,示例登记机构,DIP-1,IN_FORCE,\n"
    file.write_text(first + f"{code},EXCHANGE,示例交易所,EX-1,,no\n", encoding="utf-8")

    @contextmanager
    def opened() -> Iterator[Ledger]:
        yield lived.ledger

    monkeypatch.setattr("ledger.cli.life.opened", opened)
    told = [CliRunner().invoke(app, ["link", str(file), "--as", "bao"]).stdout for _ in range(2)]
    assert ["2;" in told[0], "0;" in told[1]] == [True, True]
    with file.open("a", encoding="utf-8") as more:
        more.write(f"{code},OTHER,示例登记平台,O-1,,\n")
    assert (
        "linked 已关联: 1; stood already 已有: 2" in CliRunner().invoke(app, ["link", str(file), "--as", "bao"]).stdout
    )
    links = certificate_and_case(lived.ledger, CertificateId(code))[0].links
    assert [(one.issuer, one.reference) for one in links] == [
        ("示例登记机构", "DIP-1"), ("示例交易所", ""), ("示例登记平台", "O-1"),
    ]  # fmt: skip


def test_a_relation_that_there_is_not_is_a_misuse(lived: Founded, typed: Typed) -> None:
    code = lived.certificates[0]
    made = CliRunner().invoke(app, ["relate", code, lived.certificates[1], "--relation", "COUSIN", "--paper", "x"])
    assert made.exit_code == 2


def test_a_succession_is_proposed_with_the_digest_of_its_decision(lived: Founded, typed: Typed, tmp_path: Path) -> None:
    decision = tmp_path / "decision.pdf"
    decision.write_bytes("关于登记机构退出的决定".encode())
    words = ["org", "succeed", REGISTRAR, "--successor", OTHER_REGISTRAR, "--document", str(decision)]
    for _ in range(2):
        made = CliRunner().invoke(app, [*words, "--as", "zhang"])
        assert made.exit_code == 0, made.output
    said = [governing.spoken_act(lived.ledger, each) for each in governing.open_proposals(lived.ledger)]
    (ours,) = (each for each in said if "succeed" in each)
    assert sha256(decision.read_bytes()).hex() in ours
    assert OTHER_REGISTRAR in ours
