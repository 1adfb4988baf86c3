# SPDX-License-Identifier: Apache-2.0
"""Transfers, changes, renewals, cancellations (arts. 33-37): filed, agreed, answered, registered, refused, withdrawn.

A party with a key acts for itself; a registrar acts on its signed paper (ruling 5), and whichever it was stands in the
act. Registering and refusing take two persons. Every act names the certificate's head that the mirror shows. Not for:
disputes, links and comparisons (beside.py).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any, Final

from ledger.chain import encode
from ledger.chain.contracts import ask
from ledger.chain.encode import Call, Items
from ledger.content.digest import sha256, sm3
from ledger.domain.calendar import civil_of, validity
from ledger.domain.certificate import Certificate, Proceeding, RightUnit
from ledger.domain.ids import (
    CaseId,
    CertificateId,
    PartyId,
    RegimeId,
    certificate_bytes,
)
from ledger.domain.kinds import CertificateStatus, Procedure, RightBits
from ledger.domain.payload import certificate_payload, grouped
from ledger.domain.registration import Case
from ledger.domain.restating import restated, restatement_digest
from ledger.domain.structs import Motion, Preparation, Registering, Restatement, Step, Terms
from ledger.errors import NotFound, Refused
from ledger.service.assents import NO_PARTY, NOTHING, OWN_KEY, Signing, assent_of, refuse_no_code
from ledger.service.case_acts import Answer, NationalRecord
from ledger.service.changes import NOTHING_RESTATED, Filed, Restated, refuse_name_not_shown, restatement
from ledger.service.content_shown import content_of
from ledger.service.heads import certificate_and_case, certificate_word
from ledger.service.papers import Paper, keeping, paper_of
from ledger.service.registry_acts import CertificateOrder
from ledger.service.runtime import Ledger
from ledger.service.two_persons import TwoPersonAct, carry_out
from ledger.store.queries import rules


@dataclass(frozen=True, slots=True)
class Desk:
    """The calls of one desk. All four have the same interface at addresses of their own."""

    file: Callable[[Motion], Call]
    agree: Callable[[Step], Call]
    accept: Callable[[Step], Call]
    withdraw: Callable[[Step], Call]
    refuse: Callable[[Step, Preparation], Call]
    refuse_items: Callable[[Step], Items]
    register: Callable[[Registering, Preparation], Call]
    register_items: Callable[[Registering], Items]


def _desk(room: str) -> Desk:
    return Desk(**{name: getattr(encode, f"{room}_{name}") for name in Desk.__dataclass_fields__})


DESKS: Final[Mapping[Procedure, Desk]] = {
    Procedure.TRANSFER: _desk("transfers"),
    Procedure.CHANGE: _desk("changes"),
    Procedure.RENEW: _desk("renewals"),
    Procedure.CANCEL: _desk("cancellations"),
}


@dataclass(frozen=True, slots=True)
class Request:
    """What is applied for, and on which paper. A field that the procedure has no use for stays empty.

    `documents` are the contract, the proofs or the notice; `restated` is what a change says of the data anew; `signing`
    is for whoever is filed for on paper.
    """

    procedure: Procedure
    holder: PartyId = NO_PARTY
    other: PartyId = NO_PARTY
    rights: int = 0
    term_years: int = 0
    ground: int = 0
    notice_last_day: int = 0
    before: str = ""
    after: str = ""
    documents: str = ""
    institution_decision: str = ""
    restated: Restated = NOTHING_RESTATED
    signing: Signing = OWN_KEY


@dataclass(frozen=True, slots=True)
class StepRequest:
    """One step by a party or the registrar. `party` is empty where the registrar acts in its own name."""

    procedure: Procedure
    party: PartyId = NO_PARTY
    paper: str = ""
    ground: int = 0
    signing: Signing = OWN_KEY


def rights_named(names: Iterable[str]) -> int:
    """The rights of these names as the contracts pack them; one named twice counts once. A KeyError where there is no
    such right."""
    bits = 0
    for name in names:
        bits |= RightBits[name]
    return int(bits)


# --- by the parties ---------------------------------------------------------------------------------------------------


def file(ledger: Ledger, order: CertificateOrder, request: Request) -> dict[str, Any]:
    refuse_no_code(holder=request.holder, to=request.other)
    certificate, case = certificate_and_case(ledger, order.code)
    papers = {
        name: _paper(ledger, order, f"{request.procedure.name}_{name.upper()}", getattr(request, name))
        for name in ("before", "after", "documents", "institution_decision")
    }
    subject = certificate_bytes(order.code)
    assent, signed = assent_of(ledger, order.who, subject, request.holder, request.signing)
    anew: tuple[Restatement, ...] = ()
    afterwards = papers["after"].commitment
    if request.procedure is Procedure.CHANGE:
        _refuse_the_same(request)
        filed = Filed(order.who, request.holder, certificate, case, afterwards)
        one, texts = restatement(ledger, filed, request.restated)
        anew, afterwards = (one,), restatement_digest(one)
        signed = [*signed, *texts]
    terms = Terms(
        holder=request.holder,
        other=request.other,
        rights=request.rights,
        term_years=request.term_years,
        ground=request.ground,
        notice_last_day=request.notice_last_day,
        regime=case.regime,
        before=papers["before"].commitment,
        afterwards=afterwards,
        documents=papers["documents"].commitment,
        institution_decision=papers["institution_decision"].commitment,
    )
    motion = Motion(certificate.code, certificate_word(ledger, order.code), assent, terms, anew)
    body = {"code": order.code, **_told(request)}
    if told := request.restated.told(ledger, order.who.org_id):
        body["restated"] = told
    kept = keeping(*signed, *papers.values())
    return ledger.perform(
        order.who, _verb(request, "file"), order.key, body, DESKS[request.procedure].file(motion), kept
    )


def _refuse_the_same(request: Request) -> None:
    if request.before.strip() == request.after.strip():
        raise Refused("nothing changes, or it is not said what", zh="变更前后内容相同或未填写", code="CHANGE_IS_EMPTY")


def agree(ledger: Ledger, order: CertificateOrder, request: StepRequest) -> dict[str, Any]:
    return _one_person(ledger, order, request, "agree", DESKS[request.procedure].agree)


def withdraw(ledger: Ledger, order: CertificateOrder, request: StepRequest) -> dict[str, Any]:
    if request.party == NO_PARTY:
        _refuse_nobody(ledger, order, request.procedure)
    return _one_person(ledger, order, request, "withdraw", DESKS[request.procedure].withdraw)


def _refuse_nobody(ledger: Ledger, order: CertificateOrder, procedure: Procedure) -> None:
    """In its own name the registrar withdraws what it began itself, and nothing else."""
    certificate, _ = certificate_and_case(ledger, order.code)
    filed = certificate.open_proceeding(procedure)
    if filed is not None and filed.holder is not None:
        raise Refused(
            "say which party withdraws; the registrar itself withdraws only what it began of its own motion",
            zh="须说明撤回的当事人；登记机构只能撤回其依职权启动的事项",
            code="PARTY_MISSING",
            field="party",
        )


# --- by the registrar -------------------------------------------------------------------------------------------------


def accept(ledger: Ledger, order: CertificateOrder, request: StepRequest) -> dict[str, Any]:
    return _one_person(ledger, order, request, "accept", DESKS[request.procedure].accept)


def refuse(ledger: Ledger, order: CertificateOrder, request: StepRequest) -> Answer:
    """With the ground of art. 22."""
    desk, (step, papers) = DESKS[request.procedure], _step(ledger, order, request)
    act = TwoPersonAct(desk.refuse_items(step), lambda p: desk.refuse(step, p))
    body = {"code": order.code, **_told(request)}
    return carry_out(
        ledger, order.who, order.approver, _verb(request, "refuse"), order.key, body, act, keeping(*papers)
    )


def register(
    ledger: Ledger,
    order: CertificateOrder,
    procedure: Procedure,
    national: NationalRecord,
    paper: str,
    code: CertificateId | None = None,
) -> Answer:
    """What the national system evidenced. A transfer gives the transferee the next local code, or `code`."""
    certificate, case = certificate_and_case(ledger, order.code)
    filed = certificate.open_proceeding(procedure)
    if filed is None:
        raise nothing_open(order.code, procedure)
    if certificate.status is not CertificateStatus.ISSUED:
        raise _ended(certificate)
    if procedure is Procedure.TRANSFER and certificate.open_proceeding(Procedure.RENEW) is not None:
        raise _renewal_left_behind(certificate)
    verb = f"{procedure.name.lower()}-register"
    record = _paper(ledger, order, "NATIONAL_RECORD", national.record)
    decision = _paper(ledger, order, f"{procedure.name}_DECISION", paper)
    given = code
    if procedure is Procedure.TRANSFER and given is None:
        given = _next_code(ledger, case, certificate, national.evidenced_at)
    after = _after(ledger, certificate, case, filed)
    standing = content_of(ledger, certificate, case)
    refuse_name_not_shown(standing, filed.data_name)
    content = restated(standing, filed)
    payload = certificate_payload(
        case,
        certificate.code,
        after.expires_at,
        certificate.current.number + 1,
        content,
        after.rights,
    )
    mine = b""
    if procedure is Procedure.TRANSFER and given is not None:
        mine = certificate_payload(case, given, certificate.expires_at, 1, content, after.gone)
    registering = Registering(
        id=certificate.code,
        expected_head=certificate_word(ledger, order.code),
        terms=terms_of(filed),
        person=(order.approver or order.who).commitment,
        document=decision.commitment,
        evidenced_at=national.evidenced_at,
        code=given or CertificateId(""),
        case_id=certificate.case_id if given else CaseId(NOTHING),
        holders=_named_holders(certificate, filed),
        payload_sha256=sha256(payload),
        payload_sm3=sm3(payload),
        new_sha256=sha256(mine) if mine else NOTHING,
        new_sm3=sm3(mine) if mine else NOTHING,
        national_digest=record.commitment,
        national_ref=national.reference,
    )
    desk = DESKS[procedure]
    act = TwoPersonAct(desk.register_items(registering), lambda p: desk.register(registering, p))
    body = {
        "code": order.code,
        "national": [national.reference, national.evidenced_at, national.record],
        "paper": paper,
        "new_code": code or "",
    }
    return carry_out(ledger, order.who, order.approver, verb, order.key, body, act, keeping(record, decision))


def _named_holders(certificate: Certificate, filed: Proceeding) -> tuple[PartyId, ...]:
    """A renewal prolongs the rights of every holder; of a cancellation that one of them filed, every holder agreed, and
    of any the pledgees of everybody's units did."""
    of_all = filed.procedure in (Procedure.RENEW, Procedure.CANCEL)
    return tuple(sorted(certificate.present_holders)) if of_all else ()


def _ended(certificate: Certificate) -> Refused:
    return Refused(
        f"{certificate.code} is {certificate.status.name}: nothing more is registered on it; refuse the application "
        "or let it be withdrawn",
        zh=f"登记凭证 {certificate.code} 已终止（{certificate.status.name}），不能再办理登记；应不予登记或由当事人撤回",
        code="CERTIFICATE_NOT_EFFECTIVE",
        article="26",
    )


def _renewal_left_behind(certificate: Certificate) -> Refused:
    """The transferee's certificate has proceedings of its own, and the term of this one as it is: the contracts take no
    application along, and renew no certificate that a transfer replaced."""
    return Refused(
        f"a renewal of {certificate.code} is undecided and would not go along to the transferee: register or refuse it "
        "first, or let it be withdrawn; the transferee then applies itself, while the window is open",
        zh=f"登记凭证 {certificate.code} 的续期申请尚未办结，不随转让转移至受让方：请先办结续期"
        "（登记、不予登记或由当事人撤回）；未获续期的，由受让方在期限内另行申请",
        code="RENEWAL_UNDECIDED",
        article="36",
    )


@dataclass(frozen=True, slots=True)
class _Afterwards:
    """What a certificate says once a proceeding is registered; `gone` is what the transferee gets."""

    expires_at: int
    rights: tuple[Any, ...]
    gone: tuple[Any, ...] = ()


def _after(ledger: Ledger, certificate: Certificate, case: Case, filed: Proceeding) -> _Afterwards:
    units = [unit for unit in certificate.units if unit.moved_at is None]
    expires_at = certificate.expires_at
    if filed.procedure is Procedure.RENEW:
        later = _renewed_until(ledger, expires_at, filed)
        units = [_with(unit, until=later) if unit.until == expires_at else unit for unit in units]
        return _Afterwards(later, grouped(units, later))
    going = [unit for unit in units if unit.holder == filed.holder and unit.right & filed.rights]
    if filed.procedure is Procedure.TRANSFER and filed.other is not None:
        kept = [unit for unit in units if unit not in going]
        named = [_with(unit, holder=filed.other) for unit in going]
        return _Afterwards(expires_at, grouped(kept, expires_at), grouped(named, expires_at))
    if filed.procedure is Procedure.CHANGE and filed.other is not None and filed.other != filed.holder:
        other = filed.other
        others = [unit for unit in units if unit.holder != filed.holder]
        named = [_with(unit, holder=other) for unit in units if unit.holder == filed.holder]
        units = [*others, *named]
    return _Afterwards(expires_at, grouped(units, expires_at))


def _with(unit: RightUnit, *, holder: PartyId | None = None, until: int | None = None) -> RightUnit:
    return RightUnit(holder or unit.holder, unit.right, unit.basis, unit.since, until or unit.until)


def _renewed_until(ledger: Ledger, expires_at: int, filed: Proceeding) -> int:
    with ledger.store.reading() as session:
        regime = rules.regime(session, filed.regime)
    years = filed.term_years or (regime.validity_years if regime is not None else 5)
    return validity(expires_at - 1, years).expires_at


def _next_code(ledger: Ledger, case: Case, certificate: Certificate, evidenced_at: int) -> CertificateId:
    with ledger.store.reading() as session:
        number = next(one.number for one in rules.regimes(session) if one.regime_id == case.regime)
    registrar = ask(ledger.rpc, ledger.deployment, encode.certificates_custodian_of(certificate.code))
    day = civil_of(evidenced_at)
    return ask(
        ledger.rpc, ledger.deployment, encode.certificates_next_code(number, registrar, day.year * 100 + day.month)
    )


# --- one shape for all ------------------------------------------------------------------------------------------------


def terms_of(filed: Proceeding) -> Terms:
    """What was applied for, as registering must repeat it."""
    return Terms(
        holder=filed.holder or NO_PARTY,
        other=filed.other or NO_PARTY,
        rights=filed.rights,
        term_years=filed.term_years,
        ground=filed.ground,
        notice_last_day=filed.notice_last_day or 0,
        regime=RegimeId(filed.regime),
        before=filed.before or NOTHING,
        afterwards=filed.afterwards or NOTHING,
        documents=filed.documents,
        institution_decision=filed.institution_decision or NOTHING,
    )


def _step(ledger: Ledger, order: CertificateOrder, request: StepRequest) -> tuple[Step, list[Paper]]:
    refuse_no_code(party=request.party)
    subject = certificate_bytes(order.code)
    assent, signed = assent_of(ledger, order.who, subject, request.party, request.signing)
    assent = replace(assent, person=(order.approver or order.who).commitment)
    paper = _paper(ledger, order, f"{request.procedure.name}_STEP", request.paper)
    word = certificate_word(ledger, order.code)
    return Step(order.code, word, request.party, assent, paper.commitment, request.ground), [*signed, paper]


def _one_person(
    ledger: Ledger, order: CertificateOrder, request: StepRequest, what: str, call: Callable[[Step], Call]
) -> dict[str, Any]:
    step, papers = _step(ledger, order, request)
    body = {"code": order.code, **_told(request)}
    return ledger.perform(order.who, _verb(request, what), order.key, body, call(step), keeping(*papers))


def _verb(request: Request | StepRequest, what: str) -> str:
    return f"{request.procedure.name.lower()}-{what}"


def _told(request: Request | StepRequest) -> dict[str, Any]:
    """The request as the outbox keeps it: parties by their labels, the rest as it is."""
    told = asdict(request)
    told.pop("restated", None)
    return {name: value.hex() if isinstance(value, bytes) else value for name, value in told.items() if value}


def _paper(ledger: Ledger, order: CertificateOrder, kind: str, text: str) -> Paper:
    return paper_of(order.who, certificate_bytes(order.code), kind, text, ledger.now())


def nothing_open(code: CertificateId, procedure: Procedure) -> NotFound:
    return NotFound(
        f"no application for {procedure.name} is open on {code}",
        zh=f"登记凭证 {code} 没有进行中的 {procedure.name} 申请",
        code="PROCEEDING_NOT_OPEN",
    )
