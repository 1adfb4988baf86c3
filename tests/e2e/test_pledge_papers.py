# SPDX-License-Identifier: Apache-2.0
"""What rivals may not read of a pledge (ruling 27): sealed where it is kept, open to its parties and whom they let."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import text
from typer.testing import CliRunner

from api import create_app
from ledger.cli.app import app
from ledger.domain.debtor import Debtor, debtor_of
from ledger.domain.ids import OrgId, PledgeId, party_of_org
from ledger.domain.kinds import DefaultGround, Enforcing, PledgeEnding
from ledger.errors import LedgerError
from ledger.service import auditing, loans, own_affairs, pledge_papers, pledges, two_persons
from ledger.service.assents import Signing
from ledger.service.papers import keeping, public_keys_of, sealed_paper_of
from ledger.service.pledges import TEXTS, Looked, PledgeOfferOrder, Unit
from ledger.store.queries.preparations import PreparedAct
from ledger.store.queries.records import SealedPaper
from tests.e2e.founded import AUTHORITY, BANK, HERDING, POWER, SECOND_AUTHORITY, Founded
from tests.e2e.pledging import RIVAL, SIGNED, offered, order, pledging_ledger, recorded, released, terms, two

WHY = "贷后检查"
CLAIM = "本金人民币柒佰壹拾贰万叁仟肆佰伍拾陆元，年利率百分之三点一四一五九"
DEBTOR = "示例债务人（未公开）有限公司"
MAXIMUM = 823_456_789
KEPT = {"sealed_paper": ("paper_id", "ciphertext", "commitment"), "case_decision": ("decision_id", "text", "salt")}


@pytest.fixture(scope="module")
def lending(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Founded]:
    with pledging_ledger(tmp_path_factory.mktemp("papers")) as made:
        yield made


@pytest.fixture(scope="module")
def pledge(lending: Founded) -> PledgeId:
    return offered(
        lending, "PP-1", claim=CLAIM, maximum=MAXIMUM, resolution="股东会决议", controls="访问日志", debtor=DEBTOR
    )


def refusal(act: Callable[[], object]) -> str:
    with pytest.raises(LedgerError) as refused:
        act()
    return refused.value.code


def read(lending: Founded, pledge: PledgeId, who: str) -> dict[str, str | None]:
    found = pledge_papers.papers(lending.ledger, lending.people[who], pledge, WHY)
    assert all(each["opens"] is (None if each["text"] is None else True) for each in found)
    return {each["kind"]: each["text"] for each in found}


def dumped(lending: Founded) -> bytes:
    """Everything that the database's files hold."""
    files = sorted(lending.ledger.settings.home.glob("ledger.db*"))
    assert files
    return b"".join(file.read_bytes() for file in files)


def test_the_database_does_not_know_the_terms(lending: Founded, pledge: PledgeId) -> None:
    held = dumped(lending)
    assert bytes(pledge) in held, "the pledge itself is there"
    for secret in (CLAIM, CLAIM[:12], "股东会决议", "访问日志", str(MAXIMUM), DEBTOR):
        assert secret.encode() not in held
        assert json.dumps(secret)[1:-1].encode() not in held


def test_each_party_reads_them_and_a_rival_sees_no_pledge(lending: Founded, pledge: PledgeId) -> None:
    for who in ("bao", "lin", "hua"):
        told = read(lending, pledge, who)
        assert (told["PLEDGE_CLAIM"], told["PLEDGE_CONTROLS"]) == (CLAIM, "访问日志")
    for stranger in ("rui", "zhang", "dai"):
        assert refusal(lambda who=stranger: read(lending, pledge, who)) == "PLEDGE_NOT_FOUND"  # type: ignore[misc]


def test_a_party_lets_an_authority_read_the_terms_and_nothing_else(lending: Founded, pledge: PledgeId) -> None:
    ledger, people = lending.ledger, lending.people

    of_terms = ["PLEDGE_" + name.upper() for name in TEXTS if name != "authority"]

    def entitle(who: str, to: OrgId, why: str = WHY, kinds: Sequence[str] = of_terms) -> int:
        return pledge_papers.entitle(ledger, people[who], pledge, to, why, kinds)

    assert refusal(lambda: entitle("lin", POWER)) == "ENCRYPTION_KEY_MISSING", "neither acts here nor has a key"
    assert refusal(lambda: entitle("rui", AUTHORITY)) == "PLEDGE_NOT_FOUND"
    assert refusal(lambda: entitle("lin", AUTHORITY, " ")) == "PURPOSE_MISSING"
    assert refusal(lambda: entitle("lin", AUTHORITY, WHY, ["NO_SUCH"])) == "PAPER_NOT_FOUND"
    assert refusal(lambda: entitle("rui", AUTHORITY, WHY, ["NO_SUCH"])) == "PLEDGE_NOT_FOUND"
    assert refusal(lambda: read(lending, pledge, "zhang")) == "PLEDGE_NOT_FOUND"

    assert [entitle("lin", AUTHORITY), entitle("lin", AUTHORITY)] == [5, 5]
    told = read(lending, pledge, "zhang")
    assert told["PLEDGE_CLAIM"] == CLAIM
    assert {kind for kind, text in told.items() if text is not None} == set(of_terms)
    assert told["SIGNED_FORM"] is None, "that there is a form it sees; what it says, not"
    assert read(lending, pledge, "lin")["SIGNED_FORM"] == SIGNED.form
    assert refusal(lambda: entitle("zhang", SECOND_AUTHORITY)) == "PLEDGE_NOT_FOUND"
    with ledger.store.reading() as session:
        logged = session.execute(text("SELECT what, subject FROM reading_log ORDER BY number")).all()
    assert ("ENTITLE_PAPERS", f"0x{pledge.hex()} -> {AUTHORITY}") in [tuple(row) for row in logged]


def test_another_debtor_signs_on_paper_and_the_bank_demands_how_well_that_is_attested(lending: Founded) -> None:
    """Ruling 5. Who owes, and that it signed, is the parties' to know."""
    ledger, code = lending.ledger, lending.certificates[1]
    third = {"pledgor": POWER, "third_party": True, "debtor": DEBTOR}
    signed = Signing("债务人签署的借款确认书", "经办人授权书", 2)
    assert refusal(lambda: offered(lending, "PP-own", debtor_signing=signed)) == "TERMS_UNSOUND", "who owes, pledges"
    for unsound in (Signing("确认书", "", 0), Signing(" ", "", 2), Signing("确认书", "", 6)):
        odd = lambda given=unsound: offered(lending, "PP-odd", code, debtor_signing=given, **third)  # noqa: E731
        assert refusal(odd) == "TERMS_UNSOUND"
    silent = offered(lending, "PP-silent", code, **third)
    spoken = offered(lending, "PP-spoken", code, debtor_signing=signed, **third)

    def accept(pledge: PledgeId, key: str, level: int) -> None:
        looked = Looked(("UNCHECKED",), debtor_level=level)
        lending.act(pledges.accept(ledger, two(lending, pledge, key), looked))

    assert refusal(lambda: accept(silent, "demanding", 1)) == "DEBTOR_SIGNATURE_TOO_WEAK"
    assert refusal(lambda: accept(spoken, "demanding", 3)) == "DEBTOR_SIGNATURE_TOO_WEAK"
    accept(spoken, "accept", 2)
    accept(silent, "accept", 0)
    own = offered(lending, "PP-owes", lending.certificates[0])
    assert refusal(lambda: accept(own, "demanding", 3)) == "DEBTOR_SIGNATURE_TOO_WEAK", "the pledgor's is of level 2"
    accept(own, "accept", 2)
    told = read(lending, spoken, "lin")["PLEDGE_DEBTOR"]
    assert told is not None
    assert debtor_of(told) == Debtor(DEBTOR, signed.form, signed.mandate, 2)
    assert read(lending, silent, "lin")["PLEDGE_DEBTOR"] == DEBTOR
    held = dumped(lending)
    for secret in (DEBTOR, signed.form, signed.mandate):
        assert secret.encode() not in held
        assert json.dumps(secret)[1:-1].encode() not in held
    for pledge in (spoken, silent, own):
        released(lending, pledge)


def test_an_offer_that_never_came_about_lets_nobody_in(lending: Founded, pledge: PledgeId) -> None:
    """Its papers were kept with the wish, sealed for the bank that it named; on chain is another's."""
    writer, now = lending.people["bao"], lending.ledger.now()
    readers = public_keys_of(lending.ledger, writer.org_id, RIVAL)
    stray = sealed_paper_of(writer, pledge, "PLEDGE_CLAIM", "从未成立的要约", now, readers)
    with lending.ledger.store.writing() as session:
        keeping(stray)(session)
    assert refusal(lambda: read(lending, pledge, "rui")) == "PLEDGE_NOT_FOUND"
    assert pledge_papers.entitle(lending.ledger, lending.people["lin"], pledge, AUTHORITY, WHY) == 7


def test_whoever_reads_hands_the_terms_to_a_party_and_to_nobody_else(lending: Founded, pledge: PledgeId) -> None:
    """As an assignor does, who is no party any more: here an authority that a party let in."""
    ledger, people = lending.ledger, lending.people
    pledge_papers.entitle(ledger, people["lin"], pledge, AUTHORITY, WHY)
    assert pledge_papers.entitle(ledger, people["zhang"], pledge, BANK, WHY) == 7
    assert refusal(lambda: pledge_papers.entitle(ledger, people["zhang"], pledge, RIVAL, WHY)) == "PLEDGE_NOT_FOUND"


def test_a_party_without_a_key_of_its_own_sees_that_there_is_something(lending: Founded, pledge: PledgeId) -> None:
    """The pledgee's wraps are taken away, as if it had neither a ring here nor a published key at the time."""
    with lending.ledger.store.writing() as session:
        session.execute(text("CREATE TABLE kept AS SELECT * FROM sealed_paper_wrap"))
        session.execute(text("DELETE FROM sealed_paper_wrap WHERE org_id = :bank"), {"bank": BANK})
    try:
        told = read(lending, pledge, "lin")
        assert len(told) == 7
        assert set(told.values()) == {None}
        assert pledge_papers.entitle(lending.ledger, lending.people["lin"], pledge, AUTHORITY, WHY) == 0
        own_affairs.publish_encryption_key(lending.ledger, lending.people["lin"])
        assert pledge_papers.entitle(lending.ledger, lending.people["bao"], pledge, BANK, WHY) == 7
        assert read(lending, pledge, "lin")["PLEDGE_CLAIM"] == CLAIM
    finally:
        with lending.ledger.store.writing() as session:
            session.execute(text("DELETE FROM sealed_paper_wrap"))
            session.execute(text("INSERT INTO sealed_paper_wrap SELECT * FROM kept"))
            session.execute(text("DROP TABLE kept"))


def test_an_offer_repeated_is_the_same_and_another_text_is_another_wish(lending: Founded) -> None:
    order = PledgeOfferOrder(
        who=lending.people["bao"],
        key="repeated",
        reference="PP-2",
        pledgor=party_of_org(HERDING),
        pledgee=BANK,
        units=(Unit(lending.certificates[0]),),
        terms=terms(lending),
        signing=SIGNED,
    )
    first = pledges.offer(lending.ledger, order)
    assert pledges.offer(lending.ledger, order) == first
    for changed in ({"claim": "另一项债权"}, {"maximum": order.terms.maximum + 1}):
        other = replace(order, terms=replace(order.terms, **changed))
        assert refusal(lambda given=other: pledges.offer(lending.ledger, given)) == "IDEMPOTENCY_KEY_REUSED"  # type: ignore[misc]


LATER = {
    "LOAN_DEFAULT_EVIDENCE": "逾期九十一日之对账单",
    "LOAN_DEFAULT_NOTICE": "致债务人之催收函",
    "LOAN_ENFORCED_NEGOTIATED": "折价协议第七号",
    "LOAN_ENFORCED_DETAILS": "买受人资格之约定",
    "LOAN_REALISED": "成交确认书第八号",
    "LOAN_REALISED_TRANSFER": "转移登记第九号",
    "OUTSIDE_NUMBER": "ZD-0271-8281",
    "OUTSIDE_EVIDENCE": "登记证明编号三一四",
}
CLAIMED = 812_345_679


def enforced(lending: Founded, pledge: PledgeId) -> None:
    ledger, now = lending.ledger, lending.ledger.now()
    filing = loans.Filing(LATER["OUTSIDE_NUMBER"], now - 60, LATER["OUTSIDE_EVIDENCE"])
    loans.file_outside(ledger, order(lending, pledge, "file"), filing)
    default = order(lending, pledge, "default", paper=LATER["LOAN_DEFAULT_EVIDENCE"])
    loans.declare_default(ledger, default, DefaultGround.PAYMENT, LATER["LOAN_DEFAULT_NOTICE"])
    agreed = order(lending, pledge, "enforce", paper=LATER["LOAN_ENFORCED_NEGOTIATED"])
    loans.enforce(ledger, agreed, Enforcing.NEGOTIATED, LATER["LOAN_ENFORCED_DETAILS"])
    brought = loans.Proceeds(0, 600_000_000, 0, {pledge: CLAIMED}, LATER["LOAN_REALISED_TRANSFER"])
    done = order(lending, pledge, "realise", paper=LATER["LOAN_REALISED"])
    assert loans.realise(ledger, done, brought) == loans.realise(ledger, done, brought)
    claimed_more = replace(brought, claims={pledge: CLAIMED + 1})
    assert refusal(lambda: loans.realise(ledger, done, claimed_more)) == "IDEMPOTENCY_KEY_REUSED"


def test_nor_does_it_know_the_papers_of_what_follows(lending: Founded) -> None:
    """Default, enforcement, sale: what they say of the debtor and the debt stays among the parties, as the terms do."""
    pledge = recorded(lending, "PP-3")
    enforced(lending, pledge)
    held = dumped(lending)
    assert bytes(pledge) in held
    for secret in (*LATER.values(), str(CLAIMED)):
        assert secret.encode() not in held
        assert json.dumps(secret)[1:-1].encode() not in held
    for who in ("bao", "lin"):
        assert LATER.items() <= read(lending, pledge, who).items()
    assert refusal(lambda: read(lending, pledge, "rui")) == "PLEDGE_NOT_FOUND"
    pledge_papers.entitle(lending.ledger, lending.people["lin"], pledge, AUTHORITY, WHY, ["LOAN_REALISED"])
    told = read(lending, pledge, "zhang")
    assert {kind: text for kind, text in told.items() if text} == {"LOAN_REALISED": LATER["LOAN_REALISED"]}
    released(lending, pledge, ending=PledgeEnding.REALISED)


def test_the_second_person_reads_what_she_is_to_sign(lending: Founded, monkeypatch: pytest.MonkeyPatch) -> None:
    """What waits is kept with a mark in place of the paper, and shown to its own organisation with the paper."""
    secret = "结清证明：本金与利息均已收讫"
    pledge = recorded(lending, "PP-4")
    prepared = pledges.release(lending.ledger, two(lending, pledge, "p-4", paper=secret), PledgeEnding.REPAID)
    assert isinstance(prepared, PreparedAct)
    assert secret.encode() not in dumped(lending)
    assert secret not in read(lending, pledge, "lin").values(), "until it is approved it is no paper of the pledge"

    with TestClient(create_app(lending.ledger)) as client:
        keys = {who: {"Authorization": f"Bearer {lending.api_key(who)}"} for who in ("wen", "rui")}
        path = f"/v1/preparations/{prepared.id}"
        assert client.get(path, headers=keys["wen"]).json()["command"]["paper"] == secret
        (listed,) = client.get("/v1/preparations", headers=keys["wen"]).json()["items"]
        assert (listed["command"]["paper"], listed["command"]["ending"]) == (secret, "REPAID")
        assert client.get(path, headers=keys["rui"]).status_code == 404

    monkeypatch.setattr("ledger.cli.second_person.opened", lambda: Standing(lending))
    monkeypatch.setattr("ledger.cli.second_person.acting", lambda ledger, name: lending.people[name])
    shown = CliRunner().invoke(app, ["waiting", prepared.id, "--as", "wen"]).stdout
    assert secret in shown
    told = json.loads(CliRunner().invoke(app, ["waiting", prepared.id, "--as", "wen", "--json"]).stdout)
    assert (told["id"], told["verb"], told["command"]["paper"]) == (prepared.id, "release-pledge", secret)
    refused = CliRunner().invoke(app, ["waiting", prepared.id, "--as", "rui"])
    assert isinstance(refused.exception, LedgerError)
    assert refused.exception.code == "PREPARATION_NOT_FOUND"

    two_persons.approve(lending.ledger, lending.people["wen"], prepared.id)
    assert read(lending, pledge, "bao")["PLEDGE_RELEASE_REPAID"] == secret


def test_the_second_person_is_told_of_papers_that_no_ring_opens_any_more(
    lending: Founded, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A ring is lost while an act waits, and the ledger begins anew: nobody takes a mark for the paper."""
    keys = lending.ledger.keys
    pledge = recorded(lending, "PP-5")
    prepared = pledges.release(lending.ledger, two(lending, pledge, "p-5", paper="结清证明五"), PledgeEnding.REPAID)
    assert isinstance(prepared, PreparedAct)
    assert "unreadable_papers" not in two_persons.command_of(lending.ledger, prepared)
    ring = keys.directory / "rings" / f"{BANK}.json"
    kept = ring.rename(ring.with_suffix(".lost"))
    monkeypatch.setattr(keys, "_rings", {})
    try:
        told = two_persons.command_of(lending.ledger, prepared)
        assert told["unreadable_papers"] >= 1
        assert "结清证明五" not in told.values()
        assert not ring.exists(), "no new ring hides that one was lost"
    finally:
        kept.rename(ring)
    assert two_persons.command_of(lending.ledger, prepared)["paper"] == "结清证明五"
    two_persons.approve(lending.ledger, lending.people["wen"], prepared.id)
    assert read(lending, pledge, "bao")["PLEDGE_RELEASE_REPAID"] == "结清证明五"


def test_a_text_that_somebody_sealed_anew_does_not_open_its_commitment(lending: Founded, pledge: PledgeId) -> None:
    """Public keys are enough to seal: whoever may write to the database can put another text there, and is seen."""
    ledger, writer = lending.ledger, lending.people["bao"]
    readers = public_keys_of(ledger, writer.org_id, BANK)
    forged = sealed_paper_of(writer, pledge, "PLEDGE_CLAIM", "本金一元", ledger.now(), readers)
    with ledger.store.writing() as session:
        keeping(forged)(session)
        session.execute(
            text("UPDATE sealed_paper SET commitment = (SELECT commitment FROM sealed_paper WHERE kind = 'PLEDGE_CLAIM'"
            " AND subject = :pledge AND commitment <> :forged ORDER BY created_at LIMIT 1) WHERE commitment = :forged"),
            {"pledge": bytes(pledge), "forged": forged.commitment},
        )  # fmt: skip
    try:
        found = pledge_papers.papers(ledger, lending.people["lin"], pledge, WHY)
        assert [each["opens"] for each in found if each["text"] == "本金一元"] == [False]
        assert {finding.code for finding in auditing.fsck(ledger).findings} == {"OPENING_DIFFERS"}
    finally:
        with ledger.store.writing() as session:
            kept = {"id": forged.record.paper_id if isinstance(forged.record, SealedPaper) else ""}
            session.execute(text("DELETE FROM sealed_paper_wrap WHERE paper_id = :id"), kept)
            session.execute(text("DELETE FROM sealed_paper WHERE paper_id = :id"), kept)


DEBTORS = "(SELECT {} FROM sealed_paper WHERE kind = 'PLEDGE_DEBTOR' LIMIT 1) WHERE kind = 'PLEDGE_CLAIM'"
SPOILT = [
    "UPDATE sealed_paper SET ciphertext = " + DEBTORS.format("ciphertext"),
    "UPDATE sealed_paper SET commitment = " + DEBTORS.format("commitment"),
    "UPDATE case_decision SET text = '另一份决定' WHERE kind = 'NATIONAL_RECORD'",
    "UPDATE case_decision SET salt = commitment WHERE kind = 'NATIONAL_RECORD'",
]


@pytest.mark.parametrize("spoil", SPOILT)
def test_fsck_names_a_paper_that_does_not_open_its_commitment(lending: Founded, pledge: PledgeId, spoil: str) -> None:
    assert auditing.fsck(lending.ledger).clean
    with lending.ledger.store.writing() as session:
        before = {
            table: session.execute(text(f"SELECT {', '.join(columns)} FROM {table}")).all()
            for table, columns in KEPT.items()
        }
        session.execute(text(spoil))
    assert {finding.code for finding in auditing.fsck(lending.ledger).findings} == {"OPENING_DIFFERS"}
    with lending.ledger.store.writing() as session:
        for table, (key, one, two) in KEPT.items():
            put_back = text(f"UPDATE {table} SET {one} = :one, {two} = :two WHERE {key} = :key")
            for row in before[table]:
                session.execute(put_back, {"key": row[0], "one": row[1], "two": row[2]})
    assert auditing.fsck(lending.ledger).clean


def test_by_command_line_and_api(lending: Founded, pledge: PledgeId, monkeypatch: pytest.MonkeyPatch) -> None:
    own_affairs.publish_encryption_key(lending.ledger, lending.people["wei"])
    path, body = f"/v1/pledges/0x{pledge.hex()}/entitlements", {"to_org": SECOND_AUTHORITY, "purpose": WHY}
    with TestClient(create_app(lending.ledger)) as client:
        keys = {who: {"Authorization": f"Bearer {lending.api_key(who)}"} for who in ("lin", "rui", "wei")}
        papers = f"/v1/pledges/0x{pledge.hex()}/papers"
        asked = {"params": {"purpose": WHY}, "headers": keys["wei"]}
        assert client.get(papers, **asked).status_code == 404  # type: ignore[arg-type]
        named = {"Idempotency-Key": "let-in"}
        assert client.post(path, json=body, headers=keys["rui"] | named).status_code == 404
        made = client.post(path, json=body, headers=keys["lin"] | named)
        assert (made.status_code, made.json()["papers"]) == (200, 7)
        chosen = body | {"kinds": ["PLEDGE_CLAIM"]}
        made = client.post(path, json=chosen, headers=keys["lin"] | {"Idempotency-Key": "let-in-2"})
        assert (made.status_code, made.json()["papers"]) == (200, 1)
        shown = client.get(papers, **asked).json()["items"]  # type: ignore[arg-type]
        assert CLAIM in [each["text"] for each in shown]

    monkeypatch.setattr("ledger.cli.state._home", [])
    monkeypatch.setenv("LEDGER_HOME", str(lending.ledger.settings.home))
    monkeypatch.setattr("ledger.cli.pledge_questions.opened", lambda: Standing(lending))
    words = ["pledge", "entitle", "PP-1", "--to", SECOND_AUTHORITY, "--purpose", WHY, "--as", "lin"]
    assert f"7 papers 份文书 -> {SECOND_AUTHORITY}" in CliRunner().invoke(app, words).stdout
    assert json.loads(CliRunner().invoke(app, [*words, "--json"]).stdout) == {"papers": 7, "to": SECOND_AUTHORITY}
    one = [*words, "--kind", "PLEDGE_CLAIM", "--kind", "PLEDGE_DEBTOR"]
    assert "2 papers" in CliRunner().invoke(app, one).stdout
    refused = CliRunner().invoke(app, [*words[:4], POWER, *words[5:]])
    assert isinstance(refused.exception, LedgerError)
    assert refused.exception.code == "ENCRYPTION_KEY_MISSING"


class Standing:
    """The ledger of the test, which closes itself."""

    def __init__(self, lending: Founded) -> None:
        self.ledger = lending.ledger

    def __enter__(self) -> object:
        return self.ledger

    def __exit__(self, *_: object) -> None:
        return None
