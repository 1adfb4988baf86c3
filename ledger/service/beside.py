# SPDX-License-Identifier: Apache-2.0
"""What stands beside a certificate: disputes (art. 29), revocation, entries elsewhere, the
relation of two certificates' data.

Not for: what a holder applies for (proceedings.py), and the national record (reconciling.py).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from ledger.chain import encode
from ledger.domain.ids import CaseId, CertificateId, OrgId, PartyId, certificate_bytes, id_named, party_of_org
from ledger.domain.kinds import DataRelation, DisputeOutcome
from ledger.domain.structs import (
    Dispute,
    DisputeAnswer,
    DisputeConclusion,
    DisputeNote,
    Link,
    Relation,
    Revocation,
)
from ledger.errors import Refused
from ledger.forms.delimited import encoding_of, open_delimited
from ledger.forms.grid import existing
from ledger.service.assents import OWN_KEY, Signing, assent_of, refuse_no_code, signing_told
from ledger.service.case_acts import Answer
from ledger.service.heads import certificate_word
from ledger.service.papers import Paper, keeping, paper_of
from ledger.service.registry_acts import CertificateOrder
from ledger.service.runtime import Ledger
from ledger.service.two_persons import TwoPersonAct, carry_out
from ledger.store.queries import certificates, records

LINK_KINDS: Final = ("DATA_IP", "PUBLIC_DATA_REGISTER", "OTHER_PROVINCE", "EXCHANGE", "OTHER")
LINK_STATUSES: Final = ("IN_FORCE", "ENDED", "UNKNOWN")
NOTE_STEPS: Final = ("complete", "informed", "elsewhere")


# --- disputes: art. 29 ------------------------------------------------------------------------------------------------


def file_dispute(
    ledger: Ledger,
    order: CertificateOrder,
    objector: PartyId,
    reasons: str,
    material: str = "",
    signing: Signing = OWN_KEY,
    *,
    complete: bool = False,
) -> dict[str, Any]:
    refuse_no_code(objector=objector)
    why, what = _paper(ledger, order, "DISPUTE_REASONS", reasons), _paper(ledger, order, "DISPUTE_MATERIAL", material)
    assent, signed = assent_of(ledger, order.who, certificate_bytes(order.code), objector, signing)
    word = certificate_word(ledger, order.code)
    dispute = Dispute(order.code, word, objector, assent, why.commitment, what.commitment, complete)
    body = {"code": order.code, "objector": objector.hex(), "reasons": reasons, "complete": complete}
    body |= {"material": material, **signing_told(signing)}
    call = encode.disputes_file(dispute)
    return ledger.perform(order.who, "dispute-file", order.key, body, call, keeping(why, what, *signed))


def note_dispute(ledger: Ledger, order: CertificateOrder, number: int, step: int, paper: str) -> dict[str, Any]:
    """1 the material is complete, 2 the registrant was informed, 3 proceedings elsewhere became known."""
    kept = _paper(ledger, order, f"DISPUTE_{NOTE_STEPS[step - 1].upper()}", paper)
    word = certificate_word(ledger, order.code)
    note = DisputeNote(order.code, word, number, step, order.who.commitment, kept.commitment)
    body = {"code": order.code, "number": number, "step": step, "paper": paper}
    return ledger.perform(order.who, "dispute-note", order.key, body, encode.disputes_note(note), keeping(kept))


def answer_dispute(
    ledger: Ledger,
    order: CertificateOrder,
    number: int,
    holder: PartyId,
    paper: str,
    signing: Signing = OWN_KEY,
    *,
    contested: bool,
) -> dict[str, Any]:
    refuse_no_code(holder=holder)
    kept = _paper(ledger, order, "DISPUTE_ANSWER", paper)
    assent, signed = assent_of(ledger, order.who, certificate_bytes(order.code), holder, signing)
    word = certificate_word(ledger, order.code)
    answer = DisputeAnswer(order.code, word, number, holder, contested, assent, kept.commitment)
    body = {"code": order.code, "number": number, "contested": contested, "paper": paper}
    body |= {"holder": holder.hex(), **signing_told(signing)}
    call = encode.disputes_answer(answer)
    return ledger.perform(order.who, "dispute-answer", order.key, body, call, keeping(kept, *signed))


def conclude_dispute(
    ledger: Ledger, order: CertificateOrder, number: int, outcome: DisputeOutcome, paper: str
) -> Answer:
    """By the registrar: UPHELD, REJECTED, or BY_DOCUMENT of a court or arbitral body."""
    kept = _paper(ledger, order, "DISPUTE_CONCLUSION", paper)
    word, sender = certificate_word(ledger, order.code), order.approver or order.who
    given = DisputeConclusion(order.code, word, number, outcome, sender.commitment, kept.commitment)
    act = TwoPersonAct(encode.disputes_conclude_items(given), lambda p: encode.disputes_conclude(given, p))
    body = {"code": order.code, "number": number, "outcome": outcome.name, "paper": paper}
    return carry_out(ledger, order.who, order.approver, "dispute-conclude", order.key, body, act, keeping(kept))


def withdraw_dispute(
    ledger: Ledger, order: CertificateOrder, number: int, objector: PartyId, paper: str, signing: Signing = OWN_KEY
) -> dict[str, Any]:
    refuse_no_code(objector=objector)
    kept = _paper(ledger, order, "DISPUTE_WITHDRAWAL", paper)
    assent, signed = assent_of(ledger, order.who, certificate_bytes(order.code), objector, signing)
    word = certificate_word(ledger, order.code)
    call = encode.disputes_withdraw(order.code, number, objector, word, assent, kept.commitment)
    body = {"code": order.code, "number": number, "objector": objector.hex(), "paper": paper, **signing_told(signing)}
    return ledger.perform(order.who, "dispute-withdraw", order.key, body, call, keeping(kept, *signed))


# --- revocation: arts. 29, 38 -----------------------------------------------------------------------------------------


def revoke(
    ledger: Ledger, order: CertificateOrder, authority: OrgId, level: int, since: int, document: str, record: str = ""
) -> Answer:
    """On an authority's or a court's effective document."""
    refuse_no_code(authority=authority)
    paper = _paper(ledger, order, "REVOCATION", document)
    national = _paper(ledger, order, "NATIONAL_RECORD", record)
    word, sender = certificate_word(ledger, order.code), order.approver or order.who
    given = Revocation(
        order.code, word, sender.commitment, authority, level, since, paper.commitment, national.commitment
    )
    act = TwoPersonAct(encode.cancellations_revoke_items(given), lambda p: encode.cancellations_revoke(given, p))
    body = {"code": order.code, "authority": authority, "level": level, "since": since, "document": document}
    body |= {"record": record}
    return carry_out(ledger, order.who, order.approver, "revoke", order.key, body, act, keeping(paper, national))


# --- entries elsewhere: ruling 12 -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """One certificate or entry in another register. `shown` if its number may stand in clear."""

    kind: str
    issuer: str
    number: str
    status: str = "UNKNOWN"
    verified: bool = False
    shown: bool = True
    paper: str = ""


def link(ledger: Ledger, order: CertificateOrder, given: Elsewhere) -> dict[str, Any]:
    _check(given)
    number, paper = _committed(ledger, order, given), _paper(ledger, order, "LINK", given.paper)
    made = Link(
        id=order.code,
        expected_head=certificate_word(ledger, order.code),
        person=order.who.commitment,
        kind=1 + LINK_KINDS.index(given.kind),
        status=1 + LINK_STATUSES.index(given.status),
        verified=given.verified,
        issuer=given.issuer,
        number=given.number if given.shown else "",
        number_commitment=number.commitment,
        document=paper.commitment,
    )
    body: dict[str, Any] = {"code": order.code, "kind": given.kind, "issuer": given.issuer, "number": given.number}
    body |= {"status": given.status, "verified": given.verified, "shown": given.shown, "paper": given.paper}
    return ledger.perform(order.who, "link", order.key, body, encode.certificates_link(made), keeping(number, paper))


def _check(given: Elsewhere) -> None:
    if given.kind not in LINK_KINDS or given.status not in LINK_STATUSES or not given.number.strip():
        raise Refused(
            f"a link has a number, a kind of {', '.join(LINK_KINDS)} and a status of {', '.join(LINK_STATUSES)}",
            zh=f"关联登记须有编号，种类为 {'、'.join(LINK_KINDS)}，状态为 {'、'.join(LINK_STATUSES)}",
            code="LINK_MALFORMED",
        )


def stands(ledger: Ledger, order: CertificateOrder, given: Elsewhere) -> bool:
    """Whether this very entry stands on the certificate; hidden numbers are known by the papers kept of them."""
    _check(given)
    subject = CaseId(certificate_bytes(order.code))
    with ledger.store.reading() as session:
        item = certificates.certificate(session, order.code)
        kept = records.some(session, records.CaseDecision, case_id=subject, org_id=order.who.org_id)
    numbers = {paper.commitment for paper in kept if (paper.kind, paper.text) == ("LINK_NUMBER", given.number)}
    said = (1 + LINK_KINDS.index(given.kind), 1 + LINK_STATUSES.index(given.status), given.verified, given.issuer)
    return item is not None and any(
        (one.kind, one.status, one.verified, one.issuer) == said
        and one.reference_commitment in numbers
        and bool(one.reference) is given.shown
        for one in item.certificate.links
    )


def _committed(ledger: Ledger, order: CertificateOrder, given: Elsewhere) -> Paper:
    """The number under a salt of its own, kept here so that it can be shown to whoever may see it."""
    return _paper(ledger, order, "LINK_NUMBER", given.number)


# --- the data of another certificate: ruling 12 -----------------------------------------------------------------------


def relate(
    ledger: Ledger, order: CertificateOrder, other: CertificateId, relation: DataRelation, paper: str
) -> dict[str, Any]:
    """What the registrar confirmed of two certificates' data, on both heads. DERIVED: the other's from this one's."""
    kept = _paper(ledger, order, "RELATION", paper)
    made = Relation(
        a=order.code,
        b=other,
        expected_head_a=certificate_word(ledger, order.code),
        expected_head_b=certificate_word(ledger, other),
        relation=relation,
        person=order.who.commitment,
        document=kept.commitment,
    )
    body = {"code": order.code, "other": other, "relation": relation.name, "paper": paper}
    return ledger.perform(order.who, "relate", order.key, body, encode.certificates_relate(made), keeping(kept))


CODE: Final = re.compile(r"[A-Z]{2}[0-9A-Z]{1,30}")
COLUMNS: Final = ("code", "kind", "issuer", "number", "status", "verified", "shown")


def links_of_file(path: Path) -> list[tuple[CertificateId, Elsewhere]]:
    """A CSV with the columns code, kind, issuer, number, and status, verified, shown where they are known, in
    UTF-8. What no row may hold is told of its row before anything is linked."""
    if not encoding_of(existing(path))[0].startswith("utf-8"):
        raise Refused("the file is not text in UTF-8", zh="文件不是 UTF-8 编码的文本", code="LINKS_MALFORMED")
    lines = [line for grid in open_delimited(path).grids for line in grid.rows()]
    heads = [str(cell or "").strip().lower() for cell in lines[0][1]] if lines else []
    rows = [(number, dict(zip(heads, _texts(cells, len(heads)), strict=True))) for number, cells in lines[1:]]
    if not rows or any(column not in heads for column in COLUMNS[:4]):
        raise Refused(
            f"the file needs the columns {', '.join(COLUMNS[:4])}",
            zh=f"文件须有列 {'、'.join(COLUMNS[:4])}",
            code="LINKS_MALFORMED",
        )
    return [_link_of(number, row) for number, row in rows]


def _texts(cells: Sequence[object], width: int) -> list[str]:
    """As many as there are headings; what a short row leaves out is empty."""
    return [str(cell or "").strip() for cell in (*cells, *[None] * width)][:width]


def _link_of(number: int, row: Mapping[str, str]) -> tuple[CertificateId, Elsewhere]:
    code, given = row["code"].upper(), _elsewhere(row)
    if not CODE.fullmatch(code):
        raise Refused(
            f"row {number}: {code!r} is no certificate code",
            zh=f"第 {number} 行：“{code}”不是登记凭证编号",
            code="LINKS_MALFORMED",
            field="code",
        )
    try:
        _check(given)
    except Refused as wrong:
        raise Refused(
            f"row {number}: {wrong.en}", zh=f"第 {number} 行：{wrong.zh}", code=wrong.code, reasons=wrong.reasons
        ) from wrong
    return CertificateId(code), given


def _elsewhere(row: Mapping[str, str]) -> Elsewhere:
    cells = {name: row.get(name, "") for name in COLUMNS}
    return Elsewhere(
        kind=cells["kind"].upper(),
        issuer=cells["issuer"],
        number=cells["number"],
        status=cells["status"].upper() or "UNKNOWN",
        verified=cells["verified"].lower() in ("1", "true", "yes", "是"),
        shown=cells["shown"].lower() not in ("0", "false", "no", "否"),
    )


def party(text: str) -> PartyId:
    """A credit code, or a person's commitment 0x... as the application has it."""
    typed = text.strip()
    if not typed.lower().startswith("0x"):
        return party_of_org(OrgId(typed.upper()))
    person = id_named(typed.lower())
    if person is None:
        raise Refused(
            f"{text!r} is no person's commitment; write 0x and 64 hexadecimal digits",
            zh=f"“{text}”不是自然人的承诺值，应为 0x 加 64 位十六进制数字",
            code="PARTY_MALFORMED",
        )
    return PartyId(person)


def _paper(ledger: Ledger, order: CertificateOrder, kind: str, text: str) -> Paper:
    return paper_of(order.who, certificate_bytes(order.code), kind, text, ledger.now())
