# SPDX-License-Identifier: Apache-2.0
"""What happened to data, told by those who did it; asked beforehand; answered by the other side (ruling 24).

    report       always recorded; what lies outside its grant is marked with the rule that it breaks
    ask          may be told no; the answer is kept either way
    answer       the other side acknowledges, or disputes with a reason
    confirm      a provider, a venue or an authority stands by it

The particulars that a type asks for beyond the envelope (method, contract, amount, route ...) are a text in canonical
JSON. It stays here under a fresh salt, and its two commitments go on chain.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final, TypeVar

from ledger.chain import encode
from ledger.content.commitment import commit_both, new_salt
from ledger.domain.certificate_code import parse_code
from ledger.domain.circulation import Happening, Trace, trace_id
from ledger.domain.event_json import from_json
from ledger.domain.ids import (
    CaseId,
    CertificateId,
    GrantId,
    PartyId,
    Subject,
    certificate_bytes,
    party_of_org,
)
from ledger.domain.kinds import Circulation, Grade
from ledger.domain.particulars import checked
from ledger.domain.structs import Assent, Inquiry, Parent, Report, Use
from ledger.errors import NotFound, Refused
from ledger.service.assents import refuse_no_code
from ledger.service.heads import no_certificate
from ledger.service.papers import Paper, keeping, paper_of
from ledger.service.runtime import Ledger, Principal
from ledger.store.queries import acts, traces
from ledger.store.queries.records import CaseDecision

PARTICULARS_TAG: Final = "ledger/circulation/1"
PARTICULARS_KIND: Final = "CIRCULATION"
NOBODY: Final = PartyId(bytes(32))
NO_GRANT: Final = GrantId(bytes(32))
NOTHING: Final = bytes(32)
B = TypeVar("B", bound=bytes)


@dataclass(frozen=True, slots=True)
class Telling:
    """One event as its actor tells it. `actor` None: the organisation of whoever tells."""

    code: CertificateId
    what: Circulation
    occurred_at: int
    use: Use
    particulars: Mapping[str, Any] = field(default_factory=dict)
    actor: PartyId | None = None
    on_behalf_of: PartyId | None = None
    counterparty: PartyId | None = None
    grant_id: GrantId | None = None
    parents: tuple[Parent, ...] = ()
    content: bytes = NOTHING
    output: CertificateId | None = None
    grade: int = 0
    division: int = 0
    documents: bytes = NOTHING
    visibility: int = 1
    correction_of: int = 0
    form: str = ""
    mandate: str = ""
    level: int = 0


@dataclass(frozen=True, slots=True)
class Order:
    """By whom, under which key."""

    who: Principal
    key: str | None = None


# --- acts -------------------------------------------------------------------------------------------------------------


def report(ledger: Ledger, order: Order, telling: Telling) -> dict[str, Any]:
    """The answer has the number of the event in its trace, and whether it was covered."""
    who = order.who
    refuse_no_code(actor=telling.actor, counterparty=telling.counterparty, on_behalf_of=telling.on_behalf_of)
    trace = _trace(ledger, telling.code)
    for code in (telling.output, *(parent.id for parent in telling.parents)):
        if code:
            parse_code(code)  # of what may be registered later, the form alone can be wrong
    _of_one_kind(ledger, trace, telling)
    text = checked(telling.what, telling.particulars)
    telling = _graded(telling)
    salt = new_salt()
    both = commit_both(salt, PARTICULARS_TAG, text.encode())
    form, mandate = (
        paper_of(who, trace, kind, paper, ledger.now())
        for kind, paper in (("CIRCULATION_FORM", telling.form), ("CIRCULATION_MANDATE", telling.mandate))
    )
    kept = CaseDecision(
        decision_id=secrets.token_hex(16),
        case_id=CaseId(trace),
        kind=PARTICULARS_KIND,
        org_id=who.org_id,
        person=who.person_id,
        text=text,
        salt=salt,
        commitment=both.sha256,
        created_at=ledger.now(),
    )
    given = Report(
        id=telling.code,
        what=telling.what,
        actor=telling.actor or party_of_org(who.org_id),
        on_behalf_of=telling.on_behalf_of or NOBODY,
        counterparty=telling.counterparty or NOBODY,
        assent=Assent(who.commitment, form.commitment, mandate.commitment, telling.level),
        occurred_at=telling.occurred_at,
        grant_id=telling.grant_id or NO_GRANT,
        use=replace(telling.use, moment=telling.occurred_at),
        parents=telling.parents,
        content=telling.content,
        output=telling.output or CertificateId(""),
        grade=telling.grade,
        division=telling.division,
        payload_sha256=both.sha256,
        payload_sm3=both.sm3,
        documents=telling.documents,
        visibility=telling.visibility,
        correction_of=telling.correction_of,
    )
    body = {**_told(telling), "particulars": text}
    alongside = keeping(Paper(both.sha256, kept), form, mandate)
    answer = _perform(ledger, order, "report-circulation", body, encode.circulation_report(given), alongside, trace)
    event = _event(ledger, trace, answer)
    return {**answer, "seq": event.seq, "standing": event.finding.standing.name, "rule": event.finding.rule}


def ask(
    ledger: Ledger,
    order: Order,
    code: CertificateId,
    what: Circulation,
    use: Use,
    *,
    grant_id: GrantId | None = None,
    counterparty: PartyId | None = None,
    at: int | None = None,
) -> dict[str, Any]:
    """The answer says whether it would be covered, and by which rule not. It is an event of the trace.

    `at` is the moment if the asker named one; of now, the moment of `use` is another at each attempt of one wish."""
    trace = _trace(ledger, code)
    inquiry = Inquiry(code, what, counterparty or NOBODY, grant_id or NO_GRANT, use, order.who.commitment)
    body: dict[str, Any] = {"code": code, "what": what.name, "grant": inquiry.grant_id.hex(), "use": _use(use)}
    body |= {"counterparty": inquiry.counterparty.hex(), "at": at}
    answer = _perform(ledger, order, "ask-circulation", body, encode.circulation_ask(inquiry), None, trace)
    event = _event(ledger, trace, answer)
    return {**answer, "seq": event.seq, "allowed": event.allowed, "rule": event.rule}


def answer(
    ledger: Ledger,
    order: Order,
    code: CertificateId,
    seq: int,
    *,
    disputed: bool = False,
    reason: str = "",
    form: str = "",
    mandate: str = "",
    level: int = 0,
) -> dict[str, Any]:
    """Of what is on record of the event, and of nothing else: the receipt is made of the mirror's facts."""
    trace, happening = required(ledger, code, seq)
    papers = [
        paper_of(order.who, trace, kind, text, ledger.now())
        for kind, text in (
            ("CIRCULATION_REASON", reason), ("CIRCULATION_FORM", form), ("CIRCULATION_MANDATE", mandate),
        )
    ]  # fmt: skip
    reasons, signed, given = (paper.commitment for paper in papers)
    call = encode.circulation_answer(
        happening.receipt_of(), Assent(order.who.commitment, signed, given, level), disputed, reasons
    )
    body = {"code": code, "seq": seq, "disputed": disputed, "reason": reason, "form": form, "level": level}
    body |= {"mandate": mandate}
    return _perform(ledger, order, "answer-circulation", body, call, keeping(*papers), trace)


def confirm(ledger: Ledger, order: Order, code: CertificateId, seq: int, level: int, document: str) -> dict[str, Any]:
    trace, happening = required(ledger, code, seq)
    paper = paper_of(order.who, trace, "CIRCULATION_CONFIRMATION", document, ledger.now())
    call = encode.circulation_confirm(happening.receipt_of(), level, order.who.commitment, paper.commitment)
    body = {"code": code, "seq": seq, "level": level, "document": document}
    return _perform(ledger, order, "confirm-circulation", body, call, keeping(paper), trace)


def corrected(
    ledger: Ledger, order: Order, code: CertificateId, seq: int, changes: Mapping[str, Any]
) -> dict[str, Any]:
    """What was said of an event, said again with some of it changed; the first saying stands beside it."""
    _, before = required(ledger, code, seq)
    if before.actor != party_of_org(order.who.org_id):
        raise Refused(
            "only who told of it may correct it", zh="只有报告人可以更正", code="CIRCULATION_OF_ANOTHER", seq=seq
        )
    with ledger.store.reading() as session:
        text = traces.particulars(session, order.who.org_id, before.payload_sha256)
    telling = Telling(
        code=before.certificate,
        what=before.what,
        occurred_at=before.occurred_at,
        use=before.use,
        particulars=json.loads(text) if text else {},
        on_behalf_of=before.on_behalf_of,
        counterparty=before.counterparty,
        grant_id=before.grant_id,
        parents=tuple(derived.parent for derived in before.parents),
        content=before.content or NOTHING,
        output=before.output,
        grade=before.grade,
        division=before.division,
        documents=before.documents or NOTHING,
        visibility=before.visibility,
        correction_of=seq,
    )
    if before.what is Circulation.RECLASSIFY and "particulars" in changes:
        changes = {"grade": 0, **changes}  # another grade is said in the particulars, from which it is taken
    return report(ledger, order, replace(telling, **changes))


def changes_of(
    ledger: Ledger,
    code: CertificateId,
    seq: int,
    *,
    particulars: Mapping[str, Any] | None = None,
    occurred_at: int | None = None,
    records: int | None = None,
    calls: int | None = None,
    content: bytes | None = None,
) -> dict[str, Any]:
    """What a correction changes, as fields of a `Telling`; None leaves a field as it was."""
    _, before = required(ledger, code, seq)
    use = before.use
    changed = replace(
        use,
        records=use.records if records is None else records,
        calls=use.calls if calls is None else calls,
    )
    given = {"particulars": particulars, "occurred_at": occurred_at, "content": content}
    return {name: value for name, value in given.items() if value is not None} | {"use": changed}


# --- reading ----------------------------------------------------------------------------------------------------------


def required(ledger: Ledger, code: CertificateId, seq: int) -> tuple[bytes, Happening]:
    """A report of the trace on which this certificate's events hang. NotFound if there is none."""
    trace = _trace(ledger, code)
    with ledger.store.reading() as session:
        state = acts.state_of(session, Subject(trace))
    happening = state.happening(seq) if isinstance(state, Trace) else None
    if happening is None:
        raise NotFound(
            f"the trace of {code} has no report {seq}", zh=f"{code} 的流通轨迹中没有第 {seq} 号报告",
            code="CIRCULATION_NOT_FOUND", seq=seq,
        )  # fmt: skip
    return trace, happening


def _trace(ledger: Ledger, code: CertificateId) -> bytes:
    with ledger.store.reading() as session:
        root = traces.root_of(session, code)
    if root is None:
        raise no_certificate(code)
    return trace_id(ledger.deployment.chain_id, certificate_bytes(root))


# --- inside -----------------------------------------------------------------------------------------------------------


def _of_one_kind(ledger: Ledger, trace: bytes, telling: Telling) -> None:
    """Refused: a correction that would stand beside what it names and not in its place (`Happening.says_anew`). Of an
    event that is not there the contract says so."""
    with ledger.store.reading() as session:
        state = acts.state_of(session, Subject(trace)) if telling.correction_of else None
    before = state.happening(telling.correction_of) if isinstance(state, Trace) else None
    if before is None:
        return
    named = (telling.what, _one(telling.grant_id), _one(telling.counterparty))
    if named != (before.what, before.grant_id, before.counterparty):
        raise Refused(
            f"a correction has the type, the grant and the other side of event {before.seq} ({before.what.name}); what "
            "happened otherwise is an event of its own",
            zh=f"更正的类型、授权和对方须与第 {before.seq} 号事件（{before.what.name}）相同；另有其事的，应另行报告",
            code="CORRECTION_OF_ANOTHER_KIND",
            seq=before.seq,
        )


def _graded(telling: Telling) -> Telling:
    """A grade that was changed stands on chain as the event's own, where every reader looks for it (H3)."""
    if telling.what is not Circulation.RECLASSIFY:
        return telling
    to_grade = telling.particulars["to_grade"]
    if telling.grade not in (0, to_grade) or to_grade not in frozenset(Grade) - {Grade.NONE}:
        raise Refused(
            f"what is classified anew has one grade, 1 to {max(Grade)}: to_grade says {to_grade}, "
            f"grade {telling.grade}",
            zh=f"定级变更后的分级须唯一且为 1 至 {max(Grade)}：to_grade 为 {to_grade}，grade 为 {telling.grade}",
            code="GRADE_AMBIGUOUS",
            field="to_grade",
        )
    return replace(telling, grade=to_grade)


def _one(given: B | None) -> B | None:
    return given if given is not None and any(given) else None


def _perform(
    ledger: Ledger, order: Order, verb: str, body: dict[str, Any], call: encode.Call, alongside: Any, trace: bytes
) -> dict[str, Any]:
    """Under the asker's key; without one, under a key made of the trace's head: repeated after a crash it is found."""
    if order.key is not None:
        return ledger.perform(order.who, verb, order.key, body, call, alongside)
    with ledger.store.reading() as session:
        head = acts.subject_head(session, Subject(trace))
    name = f"{verb}:{(head.word if head is not None else trace).hex()}"
    return ledger.perform_named(order.who, verb, name, body, call, alongside)


def _event(ledger: Ledger, trace: bytes, answer_: dict[str, Any]) -> Any:
    """The event that the act brought about: the mirror has read its block."""
    with ledger.store.reading() as session:
        rows = acts.entries_of_transaction(session, bytes.fromhex(answer_["tx"][2:]))
    return from_json(next(row.body for row in rows if row.subject == trace))


def _told(telling: Telling) -> dict[str, Any]:
    """What was asked for, plainly: what makes two wishes one."""
    return {
        "code": telling.code,
        "what": telling.what.name,
        "occurred_at": telling.occurred_at,
        "use": _use(telling.use),
        "actor": telling.actor.hex() if telling.actor else "",
        "on_behalf_of": telling.on_behalf_of.hex() if telling.on_behalf_of else "",
        "counterparty": telling.counterparty.hex() if telling.counterparty else "",
        "grant": telling.grant_id.hex() if telling.grant_id else "",
        "content": telling.content.hex(),
        "output": telling.output or "",
        "parents": [[p.id, p.grant_id.hex(), p.content.hex(), p.contract_digest.hex()] for p in telling.parents],
        "grade": telling.grade,
        "division": telling.division,
        "documents": telling.documents.hex(),
        "visibility": telling.visibility,
        "correction_of": telling.correction_of,
        "form": telling.form,
        "mandate": telling.mandate,
        "level": telling.level,
    }


def _use(use: Use) -> list[int]:
    return [use.right, use.fields, use.purpose, use.region, int(use.exported), use.records, use.calls]
