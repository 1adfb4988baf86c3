# SPDX-License-Identifier: Apache-2.0
"""The heads that acts name, and what they are acts on: what the mirror shows of a subject now, or that there is none.

An act that names the head fails on chain if something happened in between; `HEAD_MOVED` then says so.
"""

from __future__ import annotations

from collections.abc import Sequence

from ledger.content.digest import sha256
from ledger.domain.certificate import Certificate
from ledger.domain.ids import CaseId, CertificateId, Subject, certificate_bytes
from ledger.domain.registration import Case
from ledger.errors import NotFound
from ledger.service.runtime import Ledger, Principal
from ledger.store.queries import acts, preparations


def case_words(ledger: Ledger, cases: Sequence[CaseId]) -> list[bytes]:
    """History's words of these applications, in their order; none at all is NotFound too."""
    with ledger.store.reading() as session:
        heads = acts.heads(session, [Subject(case) for case in cases])
    if not cases or any(case not in heads for case in cases):
        raise no_application()
    return [heads[case].word for case in cases]


def certificate_word(ledger: Ledger, code: CertificateId) -> bytes:
    with ledger.store.reading() as session:
        head = acts.subject_head(session, Subject(certificate_bytes(code)))
    if head is None:
        raise no_certificate(code)
    return head.word


def certificate_and_case(ledger: Ledger, code: CertificateId) -> tuple[Certificate, Case]:
    """A certificate and the case by which its data were first registered."""
    with ledger.store.reading() as session:
        certificate = acts.state_of(session, Subject(certificate_bytes(code)))
        case = acts.state_of(session, Subject(certificate.case_id)) if isinstance(certificate, Certificate) else None
    if not isinstance(certificate, Certificate) or not isinstance(case, Case):
        raise no_certificate(code)
    return certificate, case


def made_key(ledger: Ledger, who: Principal, verb: str, subjects: Sequence[bytes]) -> str:
    """An act's idempotency key, of its verb and the heads it was made for: repeated after a crash it is found; later
    it is another act, and so it is once what was prepared under the key was let go, or ran out."""
    with ledger.store.reading() as session:
        heads = acts.heads(session, [Subject(each) for each in subjects])
    words = "".join(heads[each].word.hex() for each in map(Subject, subjects) if each in heads)
    name = f"{verb}:{words}" if len(words) < 240 else f"{verb}:{sha256(words.encode()).hex()}"
    attempt = 1
    while True:
        key = ledger.outbox.key_of(who.org_id, name if attempt == 1 else f"{name}~{attempt}")
        with ledger.store.reading() as session:
            if not preparations.is_over(session, who.org_id, key, ledger.now()):
                return key
        attempt += 1


def no_application() -> NotFound:
    return NotFound("no such application", zh="没有此登记申请", code="APPLICATION_NOT_FOUND")


def no_certificate(code: CertificateId) -> NotFound:
    return NotFound(f"no certificate {code}", zh=f"没有登记凭证 {code}", code="CERTIFICATE_NOT_FOUND")
