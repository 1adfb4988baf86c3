# SPDX-License-Identifier: Apache-2.0
"""The acts of the procedure on cases that are filed: one function a verb, one case or many at once.

Every act names the head of its case that the mirror shows, so that it fails if something happened in between. Acts that
need a second person are prepared here and sent by `two_persons.approve`. Not for: filing (filing.py).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from ledger.chain import encode
from ledger.chain.contracts import ask
from ledger.chain.encode import Call
from ledger.content.digest import sha256, sm3
from ledger.domain.calendar import civil_of, validity
from ledger.domain.ids import CaseId, CertificateId, certificate_of
from ledger.domain.kinds import Module
from ledger.domain.payload import certificate_payload
from ledger.domain.registration import Case
from ledger.domain.structs import Act, Certification, CorrectionRequest, Evidencing, Notice, Refusal
from ledger.errors import Refused
from ledger.service.heads import case_words, no_application
from ledger.service.papers import Paper, keeping, paper_of
from ledger.service.runtime import Ledger, Principal
from ledger.service.two_persons import TwoPersonAct, carry_out
from ledger.store.queries import applications, rules
from ledger.store.queries.preparations import PreparedAct


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked: by whom, under which key, for which cases, with which paper; `approver` where there are two."""

    who: Principal
    key: str
    cases: Sequence[CaseId]
    paper: str = ""
    approver: Principal | None = None

    def body(self, **details: Any) -> dict[str, Any]:
        return {"cases": ["0x" + case.hex() for case in self.cases], "paper": self.paper, **details}


Answer = dict[str, Any] | PreparedAct
"""What became of the act; or what waits for its approver."""


# --- answering an application (art. 17) -------------------------------------------------------------------------------


def accept(ledger: Ledger, order: Order) -> Answer:
    return _one_person(ledger, order, "accept", order.body(), encode.desk_accept)


def decline(ledger: Ledger, order: Order) -> Answer:
    return _one_person(ledger, order, "decline", order.body(), encode.desk_decline_acceptance)


def request_correction(ledger: Ledger, order: Order, last_day: int) -> Answer:
    def call(items: Sequence[Act]) -> Call:
        return encode.desk_request_correction([CorrectionRequest(act, last_day) for act in items])

    return _one_person(ledger, order, "request-correction", order.body(last_day=last_day), call)


def note_silence(ledger: Ledger, who: Principal, key: str, cases: Sequence[CaseId]) -> dict[str, Any]:
    body = {"cases": ["0x" + case.hex() for case in cases]}
    return ledger.perform(who, "note-silence", key, body, encode.desk_note_silence(cases))


# --- review (arts. 18-22, 28) -----------------------------------------------------------------------------------------


def request_evidence(ledger: Ledger, order: Order, last_day: int) -> Answer:
    def call(items: Sequence[Act]) -> Call:
        return encode.desk_request_evidence([CorrectionRequest(act, last_day) for act in items])

    return _one_person(ledger, order, "request-evidence", order.body(last_day=last_day), call)


def receive_evidence(ledger: Ledger, order: Order) -> Answer:
    return _one_person(ledger, order, "receive-evidence", order.body(), encode.desk_receive_evidence)


def extend(ledger: Ledger, order: Order, working_days: int) -> Answer:
    def call(items: Sequence[Act]) -> Call:
        (act,) = items
        return encode.desk_extend_processing(act, working_days)

    return _one_person(ledger, order, "extend", order.body(working_days=working_days), call)


def refuse(ledger: Ledger, order: Order, ground: int) -> Answer:
    def act(items: Sequence[Act]) -> TwoPersonAct:
        refusals = [Refusal(item, ground) for item in items]
        return TwoPersonAct(encode.desk_refuse_items(refusals), lambda p: encode.desk_refuse(refusals, p))

    return _two_persons(ledger, order, "refuse", order.body(ground=ground), act)


def terminate(ledger: Ledger, order: Order) -> Answer:
    def act(items: Sequence[Act]) -> TwoPersonAct:
        return TwoPersonAct(encode.desk_terminate_items(items), lambda p: encode.desk_terminate(items, p))

    return _two_persons(ledger, order, "terminate", order.body(), act)


def withdraw(ledger: Ledger, order: Order) -> Answer:
    return _one_person(ledger, order, "withdraw", order.body(), encode.desk_withdraw)


# --- notice (art. 24) -------------------------------------------------------------------------------------------------


def open_notice(ledger: Ledger, order: Order, published_at: int = 0) -> Answer:
    def call(items: Sequence[Act]) -> Call:
        return encode.desk_open_notice([Notice(act, published_at) for act in items])

    return _one_person(ledger, order, "open-notice", order.body(published_at=published_at), call)


def exempt_from_notice(ledger: Ledger, order: Order) -> Answer:
    def act(items: Sequence[Act]) -> TwoPersonAct:
        return TwoPersonAct(
            encode.desk_exempt_from_notice_items(items), lambda p: encode.desk_exempt_from_notice(items, p)
        )

    return _two_persons(ledger, order, "exempt-from-notice", order.body(), act)


# --- evidencing and certification (arts. 26, 27) ----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class NationalRecord:
    """What the national system gave for one case: its reference, when it evidenced, and the record's own bytes."""

    reference: str
    evidenced_at: int
    record: str


def evidence(ledger: Ledger, order: Order, national: Sequence[NationalRecord]) -> Answer:
    """`national` is in the order of the cases."""
    papers = [
        paper_of(order.who, case, "NATIONAL_RECORD", given.record, ledger.now())
        for case, given in _each(order, national)
    ]

    def act(items: Sequence[Act]) -> TwoPersonAct:
        evidencings = [
            Evidencing(item, given.evidenced_at, given.reference, paper.commitment)
            for item, given, paper in zip(items, national, papers, strict=True)
        ]
        return TwoPersonAct(encode.desk_evidence_items(evidencings), lambda p: encode.desk_evidence(evidencings, p))

    body = order.body(national=[[given.reference, given.evidenced_at, given.record] for given in national])
    return _two_persons(ledger, order, "evidence", body, act, papers)


def certify(ledger: Ledger, order: Order, codes: Sequence[CertificateId] = ()) -> Answer:
    """Give certificates to evidenced cases of one registrar. Without `codes`: the next local ones, in order."""
    cases = [_case(ledger, case_id) for case_id in order.cases]
    given = list(codes) or _next_codes(ledger, cases)

    def act(items: Sequence[Act]) -> TwoPersonAct:
        certifications = [
            _certification(ledger, item, case, code) for item, case, code in zip(items, cases, given, strict=True)
        ]
        return TwoPersonAct(encode.desk_certify_items(certifications), lambda p: encode.desk_certify(certifications, p))

    return _two_persons(ledger, order, "certify", order.body(codes=list(codes)), act)


def _certification(ledger: Ledger, item: Act, case: Case, code: CertificateId) -> Certification:
    if case.evidenced_at is None:
        raise Refused("the case is not evidenced yet", zh="该申请尚未存证", code="CASE_NOT_EVIDENCED")
    with ledger.store.reading() as session:
        regime = rules.regime(session, case.regime)
    years = case.content.term_years or (regime.validity_years if regime is not None else 5)
    payload = certificate_payload(case, code, validity(case.evidenced_at, years).expires_at)
    rights = tuple(case.content.rights)
    return Certification(item, code, case.content.term_years, rights, sha256(payload), sm3(payload))


def _next_codes(ledger: Ledger, cases: Sequence[Case]) -> list[CertificateId]:
    """The next local codes; the contract refuses if another certificate came between."""
    with ledger.store.reading() as session:
        numbers = {regime.regime_id: regime.number for regime in rules.regimes(session)}
    taken: Counter[tuple[str, str, int]] = Counter()
    given = []
    for case in cases:
        if case.evidenced_at is None:
            raise Refused("the case is not evidenced yet", zh="该申请尚未存证", code="CASE_NOT_EVIDENCED")
        evidenced = civil_of(case.evidenced_at)
        series = (case.regime, case.registrar, evidenced.year * 100 + evidenced.month)
        view = encode.certificates_next_code(numbers[case.regime], case.registrar, series[2])
        given.append(_later(ask(ledger.rpc, ledger.deployment, view), taken[series]))
        taken[series] += 1
    return given


def _later(code: CertificateId, offset: int) -> CertificateId:
    serial = int(code[-4:]) + offset if len(code) == 15 else 10_000
    if serial > 9_999:
        raise Refused(
            "this registrar's codes of the month are used up",
            zh="该登记机构本月编号已用尽",
            code="CODE_SERIAL_EXHAUSTED",
        )
    return certificate_of(f"{code[:-4]}{serial:04d}".encode())


# --- one shape for all ------------------------------------------------------------------------------------------------


def _one_person(
    ledger: Ledger, order: Order, verb: str, body: dict[str, Any], call: Callable[[Sequence[Act]], Call]
) -> Answer:
    known = ledger.outbox.find(order.who.org_id, verb, order.key)
    papers = [_paper(ledger, order, verb, case) for case in order.cases]
    items = [] if known is not None else _items(ledger, order, order.who, papers)
    made = call(items) if known is None else Call(Module.DESK, b"")
    return ledger.perform(order.who, verb, order.key, body, made, keeping(*papers))


def _two_persons(
    ledger: Ledger,
    order: Order,
    verb: str,
    body: dict[str, Any],
    act: Callable[[Sequence[Act]], TwoPersonAct],
    more: Sequence[Paper] = (),
) -> Answer:
    papers = [_paper(ledger, order, verb, case) for case in order.cases]
    sender = order.approver or order.who
    made = act(_items(ledger, order, sender, papers))
    kept = keeping(*papers, *more)
    return carry_out(ledger, order.who, order.approver, verb, order.key, body, made, kept)


def _items(ledger: Ledger, order: Order, sender: Principal, papers: Sequence[Paper]) -> list[Act]:
    words = case_words(ledger, order.cases)
    return [
        Act(case, word, sender.commitment, paper.commitment)
        for case, word, paper in zip(order.cases, words, papers, strict=True)
    ]


def _paper(ledger: Ledger, order: Order, verb: str, case: CaseId) -> Paper:
    return paper_of(order.who, case, verb.upper().replace("-", "_"), order.paper, ledger.now())


def _each(order: Order, national: Sequence[NationalRecord]) -> list[tuple[CaseId, NationalRecord]]:
    if len(national) != len(order.cases):
        raise Refused(
            "one national record for each case is needed",
            zh="每件申请须对应一条国家系统记录",
            code="NATIONAL_RECORDS_DIFFER",
        )
    return list(zip(order.cases, national, strict=True))


def _case(ledger: Ledger, case_id: CaseId) -> Case:
    with ledger.store.reading() as session:
        found = applications.application(session, case_id)
    if found is None:
        raise no_application()
    return found
