# SPDX-License-Identifier: Apache-2.0
"""Acts on certificates that exist: a registrar mends its own slip, records a seizure or a remark, lifts one.

All take two persons by default (ruling 6). Courts hold no keys: the registrar records their paper (ruling 8).
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import Any

from ledger.chain import encode
from ledger.content.digest import sha256, sm3
from ledger.domain.certificate import Certificate
from ledger.domain.ids import CertificateId, OrgId, Subject, certificate_bytes
from ledger.domain.payload import certificate_payload, rights_of
from ledger.domain.registration import Case
from ledger.domain.structs import Annotation, Correction, Lifting
from ledger.errors import Refused
from ledger.service.assents import refuse_no_code
from ledger.service.changes import refuse_name_not_shown
from ledger.service.content_shown import content_of
from ledger.service.heads import certificate_word, no_certificate
from ledger.service.names import refuse_unreadable
from ledger.service.papers import Paper, keeping, paper_of
from ledger.service.runtime import Ledger, Principal
from ledger.service.two_persons import TwoPersonAct, asked_before, carry_out
from ledger.store.queries import acts
from ledger.store.queries.preparations import PreparedAct

NO_AUTHORITY = OrgId("")


@dataclass(frozen=True, slots=True)
class CertificateOrder:
    """By whom, under which key, on which certificate; `approver` where there are two."""

    who: Principal
    key: str
    code: CertificateId
    approver: Principal | None = None


@dataclass(frozen=True, slots=True)
class Slip:
    """What stood there, what stands there now, and why. `data_name` if the name in clear was the slip."""

    before: str
    after: str
    reason: str
    data_name: str = ""


@dataclass(frozen=True, slots=True)
class Remark:
    """Kinds 1..5 of art. 23; `level` 1 county .. 4 national; `until` 0 = until lifted."""

    kind: int
    paper: str
    authority: OrgId = NO_AUTHORITY
    level: int = 0
    since: int = 0
    until: int = 0


def correct(ledger: Ledger, order: CertificateOrder, slip: Slip) -> dict[str, Any] | PreparedAct:
    """A new version under the same code (ruling 18)."""
    certificate, case = _both(ledger, order.code)
    papers = [
        _paper(ledger, order, kind, text)
        for kind, text in (("SLIP_BEFORE", slip.before), ("SLIP_AFTER", slip.after), ("SLIP_REASON", slip.reason))
    ]
    version = certificate.current.number + 1
    content = content_of(ledger, certificate, case)
    refuse_name_not_shown(content, slip.data_name)
    refuse_unreadable("data_name", slip.data_name)
    if slip.data_name:
        content = replace(content, data_name=slip.data_name)
    rights = rights_of(certificate, case)
    payload = certificate_payload(case, order.code, certificate.expires_at, version, content, rights)
    before, after, reason = (paper.commitment for paper in papers)
    correction = Correction(
        order.code,
        certificate_word(ledger, order.code),
        _sender(order).commitment,
        before,
        after,
        reason,
        sha256(payload),
        sm3(payload),
        slip.data_name,
    )
    act = TwoPersonAct(
        encode.certificates_correct_items(correction), lambda p: encode.certificates_correct(correction, p)
    )
    body = {"code": order.code, **asdict(slip)}
    return _carry_out(ledger, order, "correct", body, act, papers)


def annotate(ledger: Ledger, order: CertificateOrder, remark: Remark) -> dict[str, Any] | PreparedAct:
    refuse_no_code(authority=remark.authority)
    if not asked_before(ledger, order.who, "annotate", order.key):
        _refuse_over_already(remark, ledger.now())
    paper = _paper(ledger, order, "ANNOTATION", remark.paper)
    annotation = Annotation(
        order.code,
        certificate_word(ledger, order.code),
        _sender(order).commitment,
        remark.kind,
        remark.authority,
        remark.level,
        remark.since,
        remark.until,
        paper.commitment,
    )
    act = TwoPersonAct(
        encode.certificates_annotate_items(annotation), lambda p: encode.certificates_annotate(annotation, p)
    )
    body = {"code": order.code, **asdict(remark)}
    return _carry_out(ledger, order, "annotate", body, act, [paper])


def _refuse_over_already(remark: Remark, now: int) -> None:
    """One that names no first day holds from when it comes on record, which the contract does not compare."""
    if not remark.since and 0 < remark.until <= now:
        raise Refused(
            "it would end before it comes on record, and never hold",
            zh="标注截止时间早于登记时间，标注将始终不生效",
            code="ANNOTATION_SPAN_REVERSED",
            article="23",
            field="until",
        )


def lift(
    ledger: Ledger, order: CertificateOrder, number: int, authority: OrgId, level: int, document: str
) -> dict[str, Any] | PreparedAct:
    """Only on paper of the same or a superior authority (ruling 8)."""
    refuse_no_code(authority=authority)
    paper = _paper(ledger, order, "LIFTING", document)
    word, sender = certificate_word(ledger, order.code), _sender(order)
    lifting = Lifting(order.code, word, sender.commitment, number, authority, level, paper.commitment)
    act = TwoPersonAct(encode.certificates_lift_items(lifting), lambda p: encode.certificates_lift(lifting, p))
    body = {"code": order.code, "number": number, "authority": authority, "level": level, "document": document}
    return _carry_out(ledger, order, "lift", body, act, [paper])


def _carry_out(
    ledger: Ledger, order: CertificateOrder, verb: str, body: dict[str, Any], act: TwoPersonAct, papers: list[Paper]
) -> dict[str, Any] | PreparedAct:
    return carry_out(ledger, order.who, order.approver, verb, order.key, body, act, keeping(*papers))


def _sender(order: CertificateOrder) -> Principal:
    return order.approver or order.who


def _both(ledger: Ledger, code: CertificateId) -> tuple[Certificate, Case]:
    with ledger.store.reading() as session:
        certificate = acts.state_of(session, Subject(certificate_bytes(code)))
        case = acts.state_of(session, Subject(certificate.case_id)) if isinstance(certificate, Certificate) else None
    if not isinstance(certificate, Certificate) or not isinstance(case, Case):
        raise no_certificate(code)
    return certificate, case


def _paper(ledger: Ledger, order: CertificateOrder, kind: str, text: str) -> Paper:
    return paper_of(order.who, certificate_bytes(order.code), kind, text, ledger.now())
