# SPDX-License-Identifier: Apache-2.0
"""What happened to data, told by both sides on a real node: through service, command line and API, to the auditor."""

from __future__ import annotations

import base64
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api import create_app
from ledger.audit.trace_checks import Check, Outcome
from ledger.audit.trace_usage import NO_RECORDS
from ledger.chain import encode
from ledger.cli.app import main
from ledger.content.digest import sha256
from ledger.domain.agreement import read, text_of
from ledger.domain.circulation import AnswerState, Happening
from ledger.domain.event_json import from_json
from ledger.domain.events import CirculationReported
from ledger.domain.grant import Grant
from ledger.domain.ids import CertificateId, GrantId, OrgId, Subject, certificate_bytes, party_of_org
from ledger.domain.kinds import Circulation, GrantKind, Module, OrgKind, Standing
from ledger.domain.structs import Assent, GrantAct, GrantOffer, GrantScope, GrantTerms, Parent, Report, Use
from ledger.domain.usage import FIELDS, FULL_BYTES, RECORD_BYTES
from ledger.errors import Inconsistent, NotFound, Refused
from ledger.export.prov import prov_document, trace_csv
from ledger.proofs.usage import leaf_of, proof_document, read_proof, verify_usage
from ledger.service import circulation, governing, own_affairs, people, tracing, usage
from ledger.service.circulation import Order, Telling
from ledger.service.founding import decree
from ledger.service.governing import Governed
from ledger.service.papers import keeping, paper_of
from ledger.service.runtime import Ledger, Principal
from ledger.store.queries import acts, records
from ledger.store.queries.records import UsageLogPart
from tests.e2e.founded import HERDING, Founded

DEALER = OrgId("91150105MA0DEM857D")
NOTHING = bytes(32)
RESEARCH, MARKETING, STATISTICS = 8, 7, 18
CONTENT = sha256(b"what was handed over")
REGION = 152_502


@dataclass(frozen=True)
class Dealing:
    """HERDING granted the use of its data to a dealer; a third organisation looks on."""

    founded: Founded
    code: CertificateId
    grant: GrantId
    giver: Principal
    taker: Principal

    @property
    def ledger(self) -> Ledger:
        return self.founded.ledger

    @property
    def now(self) -> int:
        return chain_time(self.ledger)

    @property
    def since(self) -> int:
        with self.ledger.store.reading() as session:
            grant = acts.state_of(session, Subject(bytes(self.grant)))
        assert isinstance(grant, Grant)
        assert grant.since is not None
        return grant.since

    def use(self, purpose: int = RESEARCH, records: int = 100, moment: int = 0) -> Use:
        return Use(2, (1 << 64) - 1, purpose, REGION, False, moment or self.now, records, 1)

    def telling(self, **changes: Any) -> Telling:
        given: dict[str, Any] = {
            "code": self.code,
            "what": Circulation.DELIVER,
            "occurred_at": self.now,
            "use": self.use(),
            "particulars": {"channel": "API"},
            "counterparty": party_of_org(DEALER),
            "grant_id": self.grant,
            "content": CONTENT,
            "grade": 2,
            "division": 152_500,
        }
        return Telling(**{**given, **changes})


def chain_time(ledger: Ledger) -> int:
    """The demo's chain walks through the past."""
    with ledger.store.reading() as session:
        return acts.required_head(session).timestamp


@pytest.fixture(scope="module")
def dealing(founded: Founded) -> Dealing:
    ledger = founded.ledger
    now = chain_time(ledger)
    account = ledger.keys.create_account()
    wishes = [
        governing.registration(DEALER, "示例数据交易服务中心", [OrgKind.PROVIDER]),
        governing.accreditation(DEALER, OrgKind.PROVIDER, now, now + 365 * 86_400),
        governing.key(DEALER, account, now),
    ]
    decree(ledger, [founded.people["zhang"], founded.people["wei"]], [Governed(call) for call in wishes])
    taker = people.add_person(ledger.store, DEALER, "ren", "任示例", account, ledger.now())
    own = ledger.keys.create_account()
    own_affairs.add_holder_key(ledger, founded.people["bao"], HERDING, own, now)
    giver = people.add_person(ledger.store, HERDING, "su", "苏示例", own, ledger.now())
    code = founded.certificates[0]
    return Dealing(founded, code, granted(ledger, code, giver, taker), giver, taker)


def granted(ledger: Ledger, code: CertificateId, giver: Principal, taker: Principal) -> GrantId:
    everything = (1 << 64) - 1
    until = chain_time(ledger) + 90 * 86_400
    scope = GrantScope(everything, 1 << RESEARCH | 1 << STATISTICS, 1 << 15, False, 7, until, 1_000, 10_000, 0)
    words = text_of("数据使用授权协议", read({"forbidden_purposes": ["STATISTICS"]}))
    agreement = paper_of(giver, certificate_bytes(code), "GRANT_AGREEMENT", words, ledger.now())
    terms = GrantTerms(2, 0, scope, NOTHING, 0, False, False, 2, agreement.commitment, NOTHING, NOTHING, NOTHING)
    sides = party_of_org(HERDING), party_of_org(DEALER)
    offer = GrantOffer(
        GrantKind.ENTERPRISE, b"G-1".ljust(32, b"\0"), certificate_bytes(code), GrantId(NOTHING), *sides, terms,
        Assent(giver.commitment, NOTHING, NOTHING, 0),
    )  # fmt: skip
    answer = ledger.perform(giver, "offer-grant", "offer-1", {}, encode.grants_offer(offer), keeping(agreement))
    with ledger.store.reading() as session:
        (entry,) = acts.entries_of_transaction(session, bytes.fromhex(answer["tx"][2:]))
        head = acts.subject_head(session, entry.subject)
    assert head is not None
    grant = GrantId(entry.subject)
    act = GrantAct(grant, head.word, sha256(b"paper"), Assent(taker.commitment, NOTHING, NOTHING, 0))
    ledger.perform(taker, "accept-grant", "accept-1", {}, encode.grants_accept(act))
    return grant


@pytest.fixture(scope="module")
def told(dealing: Dealing) -> dict[str, int]:
    """Numbers of events: a delivery that was acknowledged, one that was disputed, one outside its grant, a question."""
    ledger, giver, taker = dealing.ledger, Order(dealing.giver), Order(dealing.taker)
    numbers: dict[str, int] = {}
    answer = circulation.report(ledger, giver, dealing.telling())
    assert (answer["standing"], answer["rule"]) == ("IN_SCOPE", 0)
    numbers["delivery"] = answer["seq"]
    circulation.answer(ledger, taker, dealing.code, answer["seq"])
    answer = circulation.report(ledger, giver, dealing.telling(content=sha256(b"another")))
    numbers["disputed"] = answer["seq"]
    circulation.answer(ledger, taker, dealing.code, answer["seq"], disputed=True, reason="收到的记录不完整")
    answer = circulation.report(ledger, giver, dealing.telling(use=dealing.use(MARKETING)))
    assert (answer["standing"], answer["rule"]) == ("OUT_OF_SCOPE", 9)
    numbers["outside"] = answer["seq"]
    answer = circulation.ask(
        ledger, taker, dealing.code, Circulation.USE, dealing.use(MARKETING), grant_id=dealing.grant
    )
    assert (answer["allowed"], answer["rule"]) == (False, 9)
    numbers["denied"] = answer["seq"]
    return numbers


def trace(dealing: Dealing) -> Any:
    dealing.founded.settle()
    return tracing.trace_of(dealing.ledger.store, dealing.ledger.deployment.chain_id, dealing.code)


def test_both_sides_are_on_record(dealing: Dealing, told: dict[str, int]) -> None:
    found = trace(dealing)
    delivery, disputed = (found.happening(told[name]) for name in ("delivery", "disputed"))

    assert (delivery.level, delivery.answer_state(dealing.now)) == (2, AnswerState.ACKNOWLEDGED)
    assert (disputed.level, disputed.answer_state(dealing.now)) == (1, AnswerState.DISPUTED)
    assert found.happening(told["outside"]).standing is Standing.OUT_OF_SCOPE
    assert [(asked.seq, asked.allowed) for asked in found.questions] == [(told["denied"], False)]


def test_the_receipt_is_the_one_on_chain(dealing: Dealing, told: dict[str, int]) -> None:
    found = trace(dealing)
    view = encode.circulation_receipt_of(found.trace, told["delivery"])
    raw = dealing.ledger.rpc.call(dealing.ledger.deployment.addresses[Module.CIRCULATION], view.data)

    assert view.read(raw) == found.happening(told["delivery"]).receipt


def test_only_the_other_side_answers_and_only_once(dealing: Dealing, told: dict[str, int]) -> None:
    for who, code in ((dealing.giver, "CALLER_MAY_NOT_ASSENT"), (dealing.taker, "EVENT_ALREADY_ANSWERED")):
        with pytest.raises(Refused) as refused:
            circulation.answer(dealing.ledger, Order(who, f"again-{who.person_id}"), dealing.code, told["delivery"])
        assert refused.value.code == code


def test_particulars_that_are_not_complete_are_refused_before_anything_is_sent(dealing: Dealing) -> None:
    with pytest.raises(Refused) as refused:
        circulation.report(dealing.ledger, Order(dealing.giver), dealing.telling(particulars={"chanel": "API"}))
    assert [reason.code for reason in refused.value.reasons] == ["PARTICULAR_UNKNOWN", "PARTICULAR_MISSING"]


def test_a_code_of_what_was_made_has_the_form_of_one(dealing: Dealing) -> None:
    for wrong in ({"output": CertificateId("SJ")}, {"parents": (Parent(CertificateId("SJ9"), *[NOTHING] * 3),)}):
        with pytest.raises(Refused) as refused:
            circulation.report(dealing.ledger, Order(dealing.giver), dealing.telling(**wrong))
        assert refused.value.code == "CODE_FORMAT"


def test_a_new_grade_is_told_once_and_stands_where_everybody_looks_for_it(dealing: Dealing) -> None:
    """On chain the event's own grade counts (H3); the particulars say the same, or nothing is told."""
    ledger, order = dealing.ledger, Order(dealing.giver)
    own = {"what": Circulation.RECLASSIFY, "counterparty": None, "grant_id": None, "content": NOTHING}

    def told(to_grade: int, grade: int) -> dict[str, Any]:
        particulars = {"from_grade": 2, "to_grade": to_grade, "authority": "示例主管部门"}
        return circulation.report(ledger, order, dealing.telling(**own, particulars=particulars, grade=grade))

    for to_grade, grade in ((6, 2), (0, 0), (7, 0)):
        with pytest.raises(Refused) as refused:
            told(to_grade, grade)
        assert refused.value.code == "GRADE_AMBIGUOUS"
    first = told(6, 0)
    assert trace(dealing).happening(first["seq"]).grade == 6
    changes = {"particulars": {"from_grade": 2, "to_grade": 2, "authority": "示例主管部门"}}
    second = circulation.corrected(ledger, order, dealing.code, first["seq"], changes)
    assert trace(dealing).happening(second["seq"]).grade == 2


def test_a_correction_stands_beside_what_it_corrects(dealing: Dealing, told: dict[str, int]) -> None:
    order = Order(dealing.giver)
    first = circulation.report(dealing.ledger, order, dealing.telling(content=sha256(b"to be corrected")))
    changes = circulation.changes_of(dealing.ledger, dealing.code, first["seq"], records=90)
    second = circulation.corrected(dealing.ledger, order, dealing.code, first["seq"], changes)
    found = trace(dealing)

    assert found.happening(first["seq"]).use.records == 100
    assert found.happening(second["seq"]).use.records == 90
    (account,) = (each for each in found.accounts() if each[0].seq == first["seq"])
    assert account[-1].seq == second["seq"]
    with pytest.raises(Refused) as refused:
        circulation.corrected(dealing.ledger, Order(dealing.taker), dealing.code, first["seq"], {})
    assert refused.value.code == "CIRCULATION_OF_ANOTHER"


@pytest.mark.parametrize(
    "changes",
    [
        {"what": Circulation.STORE, "particulars": {"storage_class": "COLD", "encryption": "SM4"}},
        {"grant_id": None},
        {"counterparty": party_of_org(HERDING)},
    ],
    ids=["another type", "another grant", "another side"],
)
def test_a_correction_of_another_kind_is_refused_before_anything_is_sent(
    dealing: Dealing, told: dict[str, int], changes: dict[str, Any]
) -> None:
    length = trace(dealing).length
    with pytest.raises(Refused) as refused:
        circulation.report(
            dealing.ledger, Order(dealing.giver), dealing.telling(correction_of=told["outside"], **changes)
        )
    assert (refused.value.code, trace(dealing).length) == ("CORRECTION_OF_ANOTHER_KIND", length)


def test_what_another_service_sends_to_hide_a_delivery_hides_nothing(dealing: Dealing, told: dict[str, int]) -> None:
    """The contract takes a correction by whoever told, whatever its type: the audit names the delivery all the same."""
    use = dealing.use(records=0)
    given = Report(
        id=dealing.code, what=Circulation.STORE, actor=party_of_org(HERDING), on_behalf_of=circulation.NOBODY,
        counterparty=circulation.NOBODY, assent=Assent(dealing.giver.commitment, NOTHING, NOTHING, 0),
        occurred_at=use.moment, grant_id=circulation.NO_GRANT, use=use, parents=(), content=NOTHING,
        output=CertificateId(""), grade=2, division=152_500, payload_sha256=sha256(b"elsewhere"),
        payload_sm3=sha256(b"elsewhere, too"), documents=NOTHING, visibility=1, correction_of=told["outside"],
    )  # fmt: skip
    dealing.ledger.perform(dealing.giver, "report-circulation", "hide", {}, encode.circulation_report(given))
    dealing.founded.settle()
    ledger = dealing.ledger
    made = tracing.audit_trace(ledger.store, ledger.deployment, dealing.code, now=dealing.now).audit
    (check,) = (each for each in made.checks if each.check is Check.DELIVERY_WITHOUT_GRANT)

    assert told["outside"] in [finding.seq for finding in check.findings]
    assert told["disputed"] in made.disputed


def test_a_correction_counts_against_the_budget_by_what_it_adds(dealing: Dealing, told: dict[str, int]) -> None:
    """The grant has a thousand calls. Said anew with more, it leaves that much less for others; for itself nothing."""
    order, use = Order(dealing.giver), replace(dealing.use(records=0), calls=1)
    first = circulation.report(dealing.ledger, order, dealing.telling(use=use, content=sha256(b"calls")))
    corrects = circulation.changes_of(dealing.ledger, dealing.code, first["seq"], calls=900)
    second = circulation.corrected(dealing.ledger, order, dealing.code, first["seq"], corrects)
    third = circulation.report(
        dealing.ledger, order, dealing.telling(use=replace(use, calls=900), content=sha256(b"more calls"))
    )
    again = circulation.corrected(dealing.ledger, order, dealing.code, second["seq"], corrects)
    assert [each["standing"] for each in (first, second, third, again)] == [
        *["IN_SCOPE"] * 2,
        "OUT_OF_SCOPE",
        "IN_SCOPE",
    ]
    dealing.founded.settle()
    made = tracing.audit_trace(dealing.ledger.store, dealing.ledger.deployment, dealing.code, now=dealing.now).audit
    (check,) = (each for each in made.checks if each.check is Check.DELIVERY_WITHOUT_GRANT)

    told["above"] = third["seq"]
    assert third["seq"] in [finding.seq for finding in check.findings]
    assert not [each for each in check.findings if each.expected.startswith("at most")], (
        "added up anew, none is overdrawn"
    )
    back = circulation.changes_of(dealing.ledger, dealing.code, third["seq"], calls=0)
    circulation.corrected(dealing.ledger, order, dealing.code, third["seq"], back)


def test_an_authority_raises_the_level(dealing: Dealing, told: dict[str, int]) -> None:
    circulation.confirm(
        dealing.ledger, Order(dealing.founded.people["wei"]), dealing.code, told["delivery"], 5, "现场核查记录"
    )
    assert trace(dealing).happening(told["delivery"]).level == 5


def test_lineage_is_told_in_both_directions(dealing: Dealing, told: dict[str, int]) -> None:
    parents = (
        Parent(dealing.code, dealing.grant, CONTENT, NOTHING),
        Parent(CertificateId(""), GrantId(NOTHING), NOTHING, sha256(b"contract")),
    )
    made = dealing.founded.certificates[1]
    circulation.report(
        dealing.ledger,
        Order(dealing.taker),
        dealing.telling(
            what=Circulation.DERIVE, particulars={"proof": "0x" + "11" * 32}, parents=parents, output=made,
            counterparty=None, content=sha256(b"derived"), use=dealing.use(records=0),
        ),
    )  # fmt: skip
    up, down = (tracing.lineage(dealing.ledger.store, code) for code in (made, dealing.code))

    assert [(edge["parent"], edge["mark"]) for edge in up["ancestors"]] == [
        (dealing.code, "COVERED"), (None, "UNREGISTERED"),
    ]  # fmt: skip
    assert [edge["child"] for edge in down["descendants"]] == [made]


# --- usage in bulk ----------------------------------------------------------------------------------------------------


def lines(dealing: Dealing, count: int) -> list[dict[str, Any]]:
    return [
        {
            "grant": "0x" + dealing.grant.hex(), "moment": dealing.now - number, "purpose": RESEARCH, "calls": 0,
            "records": 1, "region": REGION, "caller": "0x" + sha256(str(number).encode()).hex(),
        }
        for number in range(count)
    ]  # fmt: skip


def test_a_file_of_usage_is_one_batch_whatever_its_form(dealing: Dealing, tmp_path: Path) -> None:
    rows = lines(dealing, 5_000)
    as_json, as_csv = tmp_path / "u.jsonl", tmp_path / "u.csv"
    as_json.write_text("\n".join(json.dumps(row) for row in rows))
    as_csv.write_text("\n".join([",".join(FIELDS), *(",".join(str(row[name]) for name in FIELDS) for row in rows)]))
    first = usage.ingest(dealing.ledger, dealing.taker, as_json)
    again = usage.ingest(dealing.ledger, dealing.taker, as_csv)

    assert first == again
    early = sum(row["moment"] < dealing.since for row in rows)
    judged = first["judged"]
    assert (judged["known"], judged["looked"], judged["outside"]) == (first["block"], 5_000, early)
    assert judged["unsaid"] == {"ENVIRONMENT": 5_000 - early}
    with dealing.ledger.store.reading() as session:
        batch = acts.state_of(session, bytes.fromhex(first["batch"][2:]))  # type: ignore[arg-type]
    assert batch is not None
    assert [(total.records, total.calls, total.rule) for total in batch.totals] == [(5_000, 0, 0)]  # type: ignore[union-attr]
    for index in (0, 4_095, 4_096, 4_999):
        made = usage.prove(dealing.ledger, dealing.taker, bytes.fromhex(first["batch"][2:]), index)
        verify_usage(read_proof(json.dumps(proof_document(made))))
        assert made.record.moment == rows[index]["moment"]
    with pytest.raises(NotFound):
        usage.prove(dealing.ledger, dealing.giver, bytes.fromhex(first["batch"][2:]), 0)
    with pytest.raises(NotFound):
        usage.prove(dealing.ledger, dealing.taker, bytes.fromhex(first["batch"][2:]), 5_000)


def test_one_wrong_line_keeps_the_whole_file_out(dealing: Dealing, tmp_path: Path) -> None:
    path = tmp_path / "u.jsonl"
    rows = lines(dealing, 3)
    rows[1]["calls"] = -1
    path.write_text("\n".join(json.dumps(row) for row in rows))
    with pytest.raises(Refused) as refused:
        usage.ingest(dealing.ledger, dealing.taker, path)

    assert refused.value.code == "USAGE_LINES_REFUSED"
    assert [(reason.field, reason.code) for reason in refused.value.reasons] == [("2.calls", "USAGE_CALLS_MALFORMED")]


def straying(dealing: Dealing) -> list[dict[str, Any]]:
    """Two records within their grant, one for marketing, one in Beijing, two from before it, one by another way, one
    for what the agreement forbids."""
    rows = [{**row, "environment": "PLAIN", "moment": dealing.since} for row in lines(dealing, 8)]
    rows[1]["purpose"], rows[2]["region"] = MARKETING, 110_000
    rows[3]["moment"] = rows[4]["moment"] = dealing.since - 1
    rows[5]["environment"], rows[7]["purpose"] = "FEDERATED", STATISTICS
    return rows


@pytest.fixture(scope="module")
def strayed(dealing: Dealing, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    path = tmp_path_factory.mktemp("usage") / "u.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in straying(dealing)))
    return usage.ingest(dealing.ledger, dealing.taker, path)


def test_uses_outside_their_grant_are_recorded_and_shown_to_who_hands_them_in(
    dealing: Dealing, strayed: dict[str, Any]
) -> None:
    judged, grant = strayed["judged"], "0x" + dealing.grant.hex()

    assert strayed["size"] == judged["looked"] == 8
    assert [(each["grant"], each["rule"], each["on"]) for each in judged["strays"]] == [
        (grant, "PURPOSE", grant), (grant, "REGION", grant), (grant, "NOT_YET", grant), (grant, "ENVIRONMENT", grant),
        (grant, "FORBIDDEN_PURPOSE", grant),
    ]  # fmt: skip
    assert [[one["index"] for one in each["first"]] for each in judged["strays"]] == [[1], [2], [3, 4], [5], [7]]
    assert (judged["outside"], judged["unsaid"], judged["not_debited"]) == (6, {}, [])
    assert judged["agreements_unread"] == judged["misstated"] == []
    batch = bytes.fromhex(strayed["batch"][2:])
    proof = usage.prove(dealing.ledger, dealing.taker, batch, 5)
    verify_usage(read_proof(json.dumps(proof_document(proof))))
    assert judged["strays"][3]["first"][0]["leaf"] == "0x" + leaf_of(proof.salt, proof.record.encode()).hex()


def test_who_handed_a_batch_in_has_it_judged_again(dealing: Dealing, strayed: dict[str, Any]) -> None:
    batch = bytes.fromhex(strayed["batch"][2:])
    dealing.founded.settle()

    assert usage.judge(dealing.ledger, dealing.taker, batch, strayed["block"]) == strayed["judged"]
    for who, known in ((dealing.giver, None), (dealing.taker, strayed["block"] - 1)):
        with pytest.raises(NotFound) as unknown:
            usage.judge(dealing.ledger, who, batch, known)
        assert unknown.value.code == "USAGE_BATCH_NOT_FOUND"


def test_the_audit_names_uses_outside_their_grant_where_the_records_are_held(
    dealing: Dealing, strayed: dict[str, Any]
) -> None:
    ledger = dealing.ledger
    dealing.founded.settle()
    batch = strayed["batch"]

    def named(check: Check, reader: OrgId | None = None) -> tuple[list[tuple[str, int]], Any]:
        made = tracing.audit_trace(ledger.store, ledger.deployment, dealing.code, now=dealing.now, reader=reader)
        found = next(each for each in made.audit.checks if each.check is check)
        outside = [each.records for each in found.findings if each.records is not None and batch in each.actual]
        return [(each.rule, each.count) for each in outside], found.reason

    scope = [("PURPOSE", 1), ("REGION", 1), ("ENVIRONMENT", 1)]
    for reader in (None, dealing.taker.org_id):
        assert named(Check.DELIVERY_WITHOUT_GRANT, reader)[0] == scope
        assert named(Check.USE_AFTER_END, reader) == ([("NOT_YET", 2)], None)
        assert named(Check.AGREEMENT_BREACHED, reader)[0] == [("FORBIDDEN_PURPOSE", 1)]
    for check in (Check.DELIVERY_WITHOUT_GRANT, Check.USE_AFTER_END, Check.AGREEMENT_BREACHED):
        outside, reason = named(check, dealing.giver.org_id)
        assert (outside, reason) == ([], NO_RECORDS)


def test_records_that_are_not_the_anchored_ones_are_not_judged(dealing: Dealing, strayed: dict[str, Any]) -> None:
    batch = bytes.fromhex(strayed["batch"][2:])
    dealing.founded.settle()
    with dealing.ledger.store.writing() as session:
        (part,) = records.some(session, UsageLogPart, batch=batch)
        records.change(session, UsageLogPart, {"batch": batch}, held=part.held[:-1] + b"\x02")
    try:
        with pytest.raises(Inconsistent) as broken:
            usage.judge(dealing.ledger, dealing.taker, batch)
        assert broken.value.code == "USAGE_RECORDS_DIFFER"
    finally:
        with dealing.ledger.store.writing() as session:
            records.change(session, UsageLogPart, {"batch": batch}, held=part.held)


def test_a_batch_that_was_kept_before_records_could_say_more_is_read(dealing: Dealing, tmp_path: Path) -> None:
    path = tmp_path / "u.jsonl"
    path.write_text("\n".join(json.dumps({**row, "moment": row["moment"] - 90_000}) for row in lines(dealing, 5_000)))
    made = usage.ingest(dealing.ledger, dealing.taker, path)
    batch = bytes.fromhex(made["batch"][2:])
    with dealing.ledger.store.writing() as session:
        for part in records.some(session, UsageLogPart, batch=batch):
            narrow = (part.held[at : at + RECORD_BYTES] for at in range(0, len(part.held), FULL_BYTES))
            records.change(session, UsageLogPart, {"batch": batch, "number": part.number}, held=b"".join(narrow))
        kept = [len(part.held) for part in records.some(session, UsageLogPart, batch=batch)]

    assert kept == [4_096 * RECORD_BYTES, 904 * RECORD_BYTES]
    dealing.founded.settle()
    assert usage.judge(dealing.ledger, dealing.taker, batch, made["block"]) == made["judged"]
    verify_usage(usage.prove(dealing.ledger, dealing.taker, batch, 4_999))


def test_an_empty_file_and_too_many_grants_are_refused(dealing: Dealing, tmp_path: Path) -> None:
    path = tmp_path / "u.jsonl"
    row = lines(dealing, 1)[0]
    path.write_text(
        "\n".join(json.dumps({**row, "grant": "0x" + number.to_bytes(32, "big").hex()}) for number in range(33))
    )
    with pytest.raises(Refused) as refused:
        usage.ingest(dealing.ledger, dealing.taker, path)
    assert refused.value.code == "USAGE_TOO_MANY_GRANTS"
    path.write_text(",".join(FIELDS) + "\n")
    with pytest.raises(Refused) as refused:
        usage.ingest(dealing.ledger, dealing.taker, path)
    assert refused.value.code == "USAGE_EMPTY"


# --- reading ----------------------------------------------------------------------------------------------------------


def test_the_audit_finds_what_is_outside_and_says_what_it_did_not_see(dealing: Dealing, told: dict[str, int]) -> None:
    ledger = dealing.ledger
    made = tracing.audit_trace(ledger.store, ledger.deployment, dealing.code, now=dealing.now)
    by_check = {checked.check: checked for checked in made.audit.checks}

    found = by_check[Check.DELIVERY_WITHOUT_GRANT].findings
    assert [finding.seq for finding in found if finding.seq is not None] == [told["outside"], told["above"]]
    assert by_check[Check.GAP].outcome is Outcome.PASS
    assert by_check[Check.DESTRUCTION_MISSING].outcome is Outcome.PASS

    def unseen(reader: Principal) -> set[Check]:
        seen = tracing.audit_trace(ledger.store, ledger.deployment, dealing.code, now=dealing.now, reader=reader.org_id)
        return {checked.check for checked in seen.audit.not_checked}

    # The other side of a delivery is shown its particulars; a registrar, which is no party, is not.
    assert Check.DESTRUCTION_MISSING not in unseen(dealing.taker)
    assert Check.DESTRUCTION_MISSING in unseen(dealing.founded.people["bao"])
    block = made.known.number
    first, second = (
        tracing.audit_trace(ledger.store, ledger.deployment, dealing.code, now=now, known=block).bytes()
        for now in (dealing.now, dealing.now + 999)
    )
    assert first == second


def test_particulars_are_shown_as_far_as_their_teller_says(dealing: Dealing, client: TestClient) -> None:
    ledger, people_ = dealing.ledger, dealing.founded.people
    readers = {"giver": dealing.giver, "taker": dealing.taker, "authority": people_["wei"], "registrar": people_["bao"]}
    keys = {
        name: people.issue_api_key(ledger.store, who, "visibility", ("read",), dealing.now)
        for name, who in readers.items()
    }
    seqs = []
    for visibility in (0, 1, 2):
        told = dealing.telling(visibility=visibility, content=sha256(f"shown to {visibility}".encode()))
        seqs.append(circulation.report(ledger, Order(dealing.giver), told)["seq"])
    # Another puts the commitment of a text on chain that is not its own, for anybody to read.
    trace_ = trace(dealing)
    hidden = trace_.happening(seqs[0])
    borrowed = borrowing(dealing, hidden)

    def shown(reader: str) -> list[bool]:
        headers = {"Authorization": f"Bearer {keys[reader]}"}
        params = {"after": seqs[0] - 1, "limit": 10}
        items = client.get(f"/v1/traces/{dealing.code}", params=params, headers=headers).json()["items"]
        found = {each["seq"]: each for each in items}
        assert [found[seq]["visibility"] for seq in seqs] == ["PARTIES", "AUDITORS", "ANYBODY"]
        assert all(found[seq]["particulars"] in (None, {"channel": "API"}) for seq in seqs)
        assert found[borrowed]["particulars"] is None
        return [found[seq]["particulars"] is not None for seq in seqs]

    assert shown("giver") == shown("taker") == [True, True, True]
    assert shown("authority") == [False, True, True]
    assert shown("registrar") == [False, False, True]


def borrowing(dealing: Dealing, hidden: Happening) -> int:
    """The dealer's report of its own use, with the commitments of somebody else's particulars."""
    ledger = dealing.ledger
    given = Report(
        id=dealing.code, what=Circulation.USE, actor=party_of_org(DEALER), on_behalf_of=circulation.NOBODY,
        counterparty=circulation.NOBODY, assent=Assent(dealing.taker.commitment, NOTHING, NOTHING, 0),
        occurred_at=dealing.since, grant_id=dealing.grant, use=dealing.use(moment=dealing.since, records=0), parents=(),
        content=NOTHING, output=CertificateId(""), grade=0, division=0, payload_sha256=hidden.payload_sha256,
        payload_sm3=hidden.payload_sm3, documents=NOTHING, visibility=2, correction_of=0,
    )  # fmt: skip
    answer = ledger.perform(dealing.taker, "report-circulation", "borrowed", {}, encode.circulation_report(given))
    dealing.founded.settle()
    with ledger.store.reading() as session:
        rows = acts.entries_of_transaction(session, bytes.fromhex(answer["tx"][2:]))
    return next(event.seq for row in rows if isinstance(event := from_json(row.body), CirculationReported))


def test_an_environment_that_the_grant_does_not_give_is_found(dealing: Dealing) -> None:
    ledger = dealing.ledger
    told = dealing.telling(particulars={"channel": "FILE"}, content=sha256(b"by file"))
    within = circulation.report(ledger, Order(dealing.giver), told)
    told = dealing.telling(particulars={"channel": "MPC"}, content=sha256(b"by secure computation"))
    outside = circulation.report(ledger, Order(dealing.giver), told)
    assert within["standing"] == outside["standing"] == "IN_SCOPE"
    dealing.founded.settle()
    made = tracing.audit_trace(ledger.store, ledger.deployment, dealing.code, now=dealing.now)
    found = {each.seq: each.actual for each in made.audit.findings if each.check is Check.DELIVERY_WITHOUT_GRANT}

    assert within["seq"] not in found
    assert found[outside["seq"]] == "SECURE_COMPUTATION"


def test_exports_are_the_same_every_time(dealing: Dealing, told: dict[str, int]) -> None:
    found = trace(dealing)
    document = prov_document(found)

    assert document == prov_document(trace(dealing))
    assert f"event:{found.trace.hex()}.{told['delivery']}" in document["activity"]
    assert f"party:{DEALER}" in document["agent"]
    assert trace_csv(found, dealing.now).count("\n") == found.length + 1


@pytest.fixture(scope="module")
def client(founded: Founded) -> Iterator[TestClient]:
    with TestClient(create_app(founded.ledger)) as made:
        yield made


def test_usage_is_anchored_and_proved_by_the_api(client: TestClient, dealing: Dealing, tmp_path: Path) -> None:
    def key(who: Any) -> dict[str, str]:
        made = people.issue_api_key(dealing.ledger.store, who, "usage", ("read", "write"), dealing.now)
        return {"Authorization": f"Bearer {made}"}

    giver, taker = key(dealing.giver), key(dealing.taker)
    rows = [{**row, "moment": row["moment"] - 7_000} for row in lines(dealing, 5)]
    content = "\n".join(json.dumps(row) for row in rows).encode()

    def post(name: str, what: bytes, body: bytes) -> Any:
        sent = {"file": {"name": name, "content": base64.b64encode(body).decode()}}
        return client.post("/v1/usage-batches", json=sent, headers=taker | {"Idempotency-Key": f"usage-{what.hex()}"})

    made = post("u.jsonl", b"one", content)
    assert made.status_code == 200, made.text
    assert made.json() == post("u.jsonl", b"one", content).json()
    assert made.json()["size"] == 5
    early = sum(row["moment"] < dealing.since for row in rows)
    assert (made.json()["judged"]["looked"], made.json()["judged"]["outside"]) == (5, early)
    path = f"/v1/usage-batches/{made.json()['batch']}/records/3/proof"
    proved = client.get(path, headers=taker)
    verify_usage(read_proof(proved.text))
    assert proved.json()["record"]["moment"] == rows[3]["moment"]
    assert client.get(path, headers=giver).status_code == 404
    judgement = f"/v1/usage-batches/{made.json()['batch']}/judgement"
    dealing.founded.settle()
    asked = client.get(judgement, params={"known": made.json()["block"]}, headers=taker)
    assert asked.json() == made.json()["judged"]
    assert client.get(judgement, headers=giver).status_code == 404
    assert client.get(path.replace("/3/", "/5/"), headers=taker).status_code == 404

    rows[1]["calls"] = -1
    wrong = post("u.jsonl", b"two", "\n".join(json.dumps(row) for row in rows).encode())
    assert (wrong.status_code, wrong.json()["code"]) == (422, "USAGE_LINES_REFUSED")
    assert [reason["field"] for reason in wrong.json()["reasons"]] == ["2.calls"]
    assert post("u.jsonl", b"three", b"\xff\xfe").status_code == 422


def test_the_same_by_the_api(client: TestClient, dealing: Dealing, told: dict[str, int]) -> None:
    keys = {
        who.person_id: people.issue_api_key(
            dealing.ledger.store, who, "test", ("read", "write"), dealing.now
        )
        for who in (dealing.giver, dealing.taker)
    }  # fmt: skip

    def post(person: str, path: str, body: dict[str, Any]) -> Any:
        headers = {"Authorization": f"Bearer {keys[person]}", "Idempotency-Key": f"api-{path}-{person}"}
        return client.post(path, json=body, headers=headers)

    use = {"purpose": RESEARCH, "region": REGION, "records": 5, "calls": 1}
    body = {
        "code": dealing.code, "what": "DELIVER", "occurred_at": dealing.now, "use": use, "counterparty": DEALER,
        "grant": "0x" + dealing.grant.hex(), "content": "0x" + CONTENT.hex(), "particulars": {"channel": "FILE"},
    }  # fmt: skip
    told_ = post("su", "/v1/circulation/reports", body)
    assert (told_.status_code, told_.json()["standing"]) == (200, "IN_SCOPE")
    again = post("su", "/v1/circulation/reports", body)
    assert again.json() == told_.json()
    seq = told_.json()["seq"]
    assert post("ren", f"/v1/traces/{dealing.code}/{seq}/answer", {"disputed": False}).status_code == 200
    asked = {"code": dealing.code, "what": "USE", "use": {**use, "purpose": MARKETING}, "grant": body["grant"]}
    assert post("ren", "/v1/circulation/questions", asked).json()["allowed"] is False

    read = {"Authorization": f"Bearer {keys['ren']}"}
    page = client.get(f"/v1/traces/{dealing.code}", params={"limit": 2}, headers=read).json()
    assert (len(page["items"]), page["next"]) == (2, 2)
    events = client.get(f"/v1/traces/{dealing.code}", headers=read).json()["items"]
    assert next(each for each in events if each["seq"] == seq)["attestation_level"] == 2
    audited = client.get(f"/v1/audit/trace/{dealing.code}", headers=read).json()
    assert audited["root"] == dealing.code
    assert {each["outcome"] for each in audited["checks"]} >= {"PASS", "FINDINGS"}
    assert client.get(f"/v1/traces/{dealing.code}/export", params={"form": "csv"}, headers=read).status_code == 200
    assert client.get(f"/v1/traces/{dealing.code}/lineage", headers=read).json()["whole"] is True
    assert client.get("/v1/traces/SJ1512026099999", headers=read).status_code == 404


# --- by the command line ----------------------------------------------------------------------------------------------


def test_the_same_by_the_command_line(
    dealing: Dealing,
    told: dict[str, int],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    home = str(dealing.ledger.settings.home)

    def ledger(*words: str, exits: int = 0) -> str:
        monkeypatch.setattr(sys, "argv", ["ledger", "--home", home, *words])
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main()
        said = capsys.readouterr()
        assert int(ended.value.code or 0) == exits, said
        return said.out

    grant, content = "0x" + dealing.grant.hex(), "0x" + CONTENT.hex()
    common = ("--grant", "G-1", "--purpose", str(RESEARCH), "--region", str(REGION), "--records", "2", "--json")
    answer = json.loads(
        ledger(
            "circulation", "report", dealing.code, "--what", "deliver", "--when", str(dealing.now), "--counterparty",
            DEALER, "--content", content, "--particulars", '{"channel":"FILE"}', "--as", "su", *common,
        )
    )  # fmt: skip
    assert answer["standing"] == "IN_SCOPE"
    seq = str(answer["seq"])
    ledger("circulation", "acknowledge", dealing.code, seq, "--as", "ren")
    shown = json.loads(ledger("circulation", "show", dealing.code, seq, "--as", "ren"))
    assert (shown["visibility"], shown["particulars"]) == ("AUDITORS", {"channel": "FILE"})
    assert json.loads(ledger("circulation", "show", dealing.code, seq, "--as", "bao"))["particulars"] is None
    ledger("circulation", "correct", dealing.code, seq, "--records", "1", "--as", "su")
    assert dealing.code in ledger("trace", dealing.code)
    assert ledger("trace", dealing.code, "--csv").startswith("seq,what,")
    assert "activity" in json.loads(ledger("trace", dealing.code, "--prov"))
    assert json.loads(ledger("trace", dealing.code, "--lineage"))["code"] == dealing.code
    assert "NOT PROVED" in ledger("audit", "trace", dealing.code, exits=1)
    assert json.loads(ledger("audit", "trace", dealing.code, "--json", exits=1))["root"] == dealing.code

    path, proof = tmp_path / "u.jsonl", tmp_path / "proof.json"
    path.write_text("\n".join(json.dumps(row) for row in lines(dealing, 9)))
    batch = json.loads(ledger("usage", "ingest", str(path), "--as", "ren", "--json"))["batch"]
    proof.write_text(ledger("usage", "proof", batch, "4", "--as", "ren"))
    assert batch in ledger("usage", "verify", str(proof))

    outside = {"purpose": MARKETING, "moment": dealing.since}
    path.write_text("\n".join(json.dumps({**row, **outside}) for row in lines(dealing, 12)))
    said = ledger("usage", "ingest", str(path), "--as", "ren")
    assert f"PURPOSE: 12 under 授权 {grant}" in said
    assert "and 2 more" in said
    dealing.founded.settle()
    batch = said.split()[2].removesuffix(":")
    assert "outside 超出授权 12" in ledger("usage", "judge", batch, "--as", "ren", exits=1)
    assert json.loads(ledger("usage", "judge", batch, "--as", "ren", "--json", exits=1))["outside"] == 12
    assert f"12 records of batch {batch}: PURPOSE of {grant}" in ledger("audit", "trace", dealing.code, exits=1)


def test_the_oracle_reads_the_same_traces_from_the_node(dealing: Dealing, told: dict[str, int]) -> None:
    assert dealing.founded.what_the_oracle_finds() == []
