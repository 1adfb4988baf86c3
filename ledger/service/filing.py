# SPDX-License-Identifier: Apache-2.0
"""Filing applications: from a row that passed the pre-check to a case on chain, with its texts and documents kept here.

    Application + files --> openings (salts and texts), sealed documents, manifest --> Content --> wish

What is confidential stays in records, encrypted for the registrar and for applicants that have an encryption key; the
chain gets commitments. Records and wish are stored in one commit: a case on chain whose openings are nowhere cannot be.
Not for: judging a row (domain/precheck.py) or reading files (content/sources.py).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from ledger.chain import encode
from ledger.content.commitment import commit, new_salt
from ledger.content.digest import sha256
from ledger.content.documents import SealedDocument, entry_of
from ledger.content.envelope import Wrap
from ledger.content.manifest import manifest_of
from ledger.content.sealed_record import SealedRecord, seal_record
from ledger.domain import chain_words as words
from ledger.domain.application import Applicant, Application
from ledger.domain.calendar import Day, day_from_civil, end_of, start_of
from ledger.domain.demo_marks import refuse_fictional
from ledger.domain.ids import (
    CaseId,
    OrgId,
    PartyId,
    RegimeId,
    case_id,
    is_organisation,
    name_bytes,
    party_of_org,
    registration_class,
)
from ledger.domain.kinds import Module
from ledger.domain.party import is_personal
from ledger.domain.similarity import sketch, to_text
from ledger.domain.structs import Application as ChainApplication
from ledger.domain.structs import Content, Filing, Right
from ledger.domain.tables.words import Grade
from ledger.errors import NotFound, Refused
from ledger.forms.sample_table import sample_table
from ledger.proofs.tree import leaf_hash, root_of
from ledger.service import own_affairs
from ledger.service.runtime import Ledger, Principal
from ledger.service.two_persons import TwoPersonAct, alone, one_or_two, prepare
from ledger.store.queries import applications, organisations, records
from ledger.store.queries.preparations import PreparedAct
from ledger.store.queries.submission import Submission, SubmissionState
from ledger.submission.wish import Wish

NOTHING = bytes(32)
TEXT_TAG = "ledger/text/1"
PARTY_TAG = "ledger/party/1"
OPENINGS = "openings"


@dataclass(frozen=True, slots=True)
class Attachment:
    """One file of an application: which column named it, its name, its bytes."""

    column: str
    name: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class FilingOrder:
    """`received_at` is claimed by a registrar for an absent party (ruling 2); 0 = when the block says."""

    who: Principal
    registrar: OrgId
    regime: RegimeId
    application: Application
    attachments: Sequence[Attachment]
    received_at: int = 0
    approver: Principal | None = None

    @property
    def reference(self) -> str:
        return self.application.reference

    @property
    def record_id(self) -> str:
        return f"{self.registrar}/{self.reference}"


@dataclass(slots=True)
class Openings:
    """Texts with their salts, as they are made. What `commitment` gave is on chain; what `keep` took is not."""

    held: dict[str, dict[str, str]] = field(default_factory=dict)

    def commitment(self, name: str, text: str, tag: str = TEXT_TAG) -> bytes:
        """Zero for an empty text: there is nothing to open."""
        if not text:
            return NOTHING
        salt = new_salt()
        self.held[name] = {"salt": salt.hex(), "text": text, "tag": tag}
        return commit(salt, tag, text.encode())

    def party(self, place: int, applicant: Applicant) -> PartyId:
        """An organisation by its code; a person by a commitment, drawn again while it could be taken for a code."""
        if not is_personal(applicant.kind, applicant.number):
            return party_of_org(OrgId(applicant.number))
        while True:
            party = PartyId(self.commitment(f"applicant_{place}", applicant.number, PARTY_TAG))
            if not is_organisation(party):
                return party

    def keep(self, name: str, value: object) -> None:
        self.held[name] = {"text": json.dumps(value, ensure_ascii=False)}

    def plain(self) -> bytes:
        return json.dumps(self.held, ensure_ascii=False, sort_keys=True).encode()


@dataclass(frozen=True, slots=True)
class Prepared:
    """Everything of one filing before it is sent."""

    case: CaseId
    application: ChainApplication
    openings: SealedRecord
    documents: tuple[SealedDocument, ...]


def filed(ledger: Ledger, order: FilingOrder) -> Submission | PreparedAct:
    """Store the wish to file one application, and nudge the sender; the same reference is filed once.

    A reference whose earlier wish failed may be filed again. Wait with `ledger.settled(submission)`.
    """
    refuse_fictional([applicant.number for applicant in order.application.applicants], demo=ledger.deployment.demo)
    body = _body(order)
    key, earlier = _key(ledger, order)
    if earlier is not None:
        return _same(earlier, body)
    ensure_holders(ledger, order)
    made = prepared(ledger, order)
    act = _act(made.application)
    keeping = _keeping(order, made, ledger.now(), _sketched(ledger, order, made.case))
    if order.approver is not None:
        return prepare(ledger, order.who, order.approver, "file", key, body, act, keeping)
    one_or_two(ledger, order.who, None, "file", act.items)
    who = order.who
    target = ledger.deployment.addresses[Module.DESK]
    wish = Wish(who.org_id, "file", key, body, who.person_id, who.signing_account(), target, alone(act).data)
    submission = ledger.outbox.put(wish, keeping)
    ledger.sender.nudge()
    return submission


def _body(order: FilingOrder) -> dict[str, Any]:
    """What the asker said, told apart by a digest: the outbox must not hold the application's texts in clear.

    Warning: the digest is of personal data too. It stays in the outbox of this machine, and is on no chain.
    """
    said = {
        "application": asdict(order.application),
        "files": [[each.column, each.name, sha256(each.data).hex()] for each in order.attachments],
    }
    plain = json.dumps(said, ensure_ascii=False, sort_keys=True, default=_plain)
    return {
        "reference": order.reference,
        "registrar": order.registrar,
        "received_at": order.received_at,
        "content": sha256(plain.encode("utf-8", "surrogatepass")).hex(),
    }


def _plain(value: object) -> object:
    """Sets in the order of their members, dates as text, mappings as they are: the same on every run."""
    if isinstance(value, frozenset | set):
        return sorted(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"{type(value).__name__} has no canonical form")


def _same(earlier: Submission, body: dict[str, Any]) -> Submission:
    if json.loads(earlier.command) != body:
        raise Refused(
            "this reference was filed with other contents",
            zh="该申请编号已用于内容不同的申请",
            code="IDEMPOTENCY_KEY_REUSED",
            reference=body["reference"],
            submission=earlier.id,
        )
    return earlier


def ensure_holders(ledger: Ledger, order: FilingOrder) -> None:
    """The registrar registers applicants that the ledger does not know yet, having checked who they are (ruling 5)."""
    if order.who.org_id != order.registrar:
        return
    application = order.application
    wanted = {OrgId(a.number): a.name for a in application.applicants if not is_personal(a.kind, a.number)}
    with ledger.store.reading() as session:
        unknown = [org for org in wanted if organisations.organisation(session, org) is None]
    for org in unknown:
        public = registration_class(org) in ("11", "12")
        group = words.group_number(application.affiliation_group)
        own_affairs.register_holder(ledger, order.who, org, wanted[org], group=group, public_body=public)


def _act(application: ChainApplication) -> TwoPersonAct:
    return TwoPersonAct(encode.desk_submit_items([application]), lambda p: encode.desk_submit([application], p))


def _key(ledger: Ledger, order: FilingOrder) -> tuple[str, Submission | None]:
    """The key of this filing, and the wish that has it already. Failed wishes leave the reference free."""
    attempt = 1
    while True:
        key = order.record_id if attempt == 1 else f"{order.record_id}#{attempt}"
        earlier = ledger.outbox.find(order.who.org_id, "file", key)
        if earlier is None or earlier.state is not SubmissionState.FAILED:
            return key, earlier
        attempt += 1


# --- making it --------------------------------------------------------------------------------------------------------


def prepared(ledger: Ledger, order: FilingOrder) -> Prepared:
    """Commit, seal, list: the ciphertexts are in the content store when this returns; nothing else is kept yet."""
    readers = _readers(ledger, order)
    sealed = tuple(_seal(ledger, order, attachment, readers) for attachment in order.attachments)
    openings = Openings()
    content = content_of(order, openings, sealed)
    filing = _filing(order, openings)
    application = ChainApplication(filing, content)
    desk = ledger.deployment.cases_of
    case = case_id(ledger.deployment.chain_id, desk, order.registrar, filing.ref)
    record = seal_record(order.record_id, OPENINGS, openings.plain(), readers)
    return Prepared(case, application, record, sealed)


def _seal(ledger: Ledger, order: FilingOrder, attachment: Attachment, readers: Mapping[OrgId, bytes]) -> SealedDocument:
    return ledger.vault.seal(order.record_id, attachment.name, attachment.column, attachment.data, readers)


def _readers(ledger: Ledger, order: FilingOrder) -> dict[OrgId, bytes]:
    """The registrar always; applicants and the filer where they have published an encryption key."""
    wanted = [order.registrar, order.who.org_id]
    wanted += [OrgId(a.number) for a in order.application.applicants if not is_personal(a.kind, a.number)]
    readers: dict[OrgId, bytes] = {}
    with ledger.store.reading() as session:
        for org_id in dict.fromkeys(wanted):
            found = organisations.organisation(session, org_id)
            if found is not None and found.encryption_key is not None:
                readers[org_id] = found.encryption_key
    if order.registrar not in readers:
        raise NotFound(
            f"{order.registrar} has published no encryption key; its documents cannot be sealed",
            zh=f"登记机构 {order.registrar} 尚未公布加密公钥，材料无法加密保存",
            code="REGISTRAR_HAS_NO_ENCRYPTION_KEY",
        )
    return readers


def _filing(order: FilingOrder, openings: Openings) -> Filing:
    application = order.application
    form = {"reference": application.reference, "truth_declared": application.truth_declared}
    mandate = json.dumps([application.agent.name, application.agent.number]) if application.agent else ""
    on_behalf = order.who.org_id == order.registrar
    return Filing(
        registrar=order.registrar,
        ref=name_bytes(application.reference, 32),
        regime=order.regime,
        received_at=order.received_at if on_behalf else 0,
        person=order.who.commitment,
        form=openings.commitment("form", json.dumps(form, sort_keys=True)),
        mandate=openings.commitment("mandate", mandate),
        attestation=words.ordinal(application.attestation_level),
    )


def content_of(order: FilingOrder, openings: Openings, documents: Sequence[SealedDocument]) -> Content:
    """What the chain is told: public fields in clear, the rest as commitments, samples and schemas by their digests."""
    application = order.application
    parties = tuple(openings.party(place, applicant) for place, applicant in enumerate(application.applicants))
    masked = application.notice_exempt or application.grade is Grade.IMPORTANT
    sample = _first(documents, "doc_sample")
    restriction = application.restriction
    _keep_confidential(application, openings)
    return Content(
        applicants=parties,
        data_name="" if masked else application.data_name,
        name_commitment=openings.commitment("data_name", application.data_name),
        overview_commitment=openings.commitment("data_overview", application.data_overview),
        restriction_commitment=openings.commitment("restriction", restriction.text),
        industry=application.industry,
        source_types=words.bits(application.source_types),
        geo_scope=words.ordinal(application.geo_scope),
        division=int(application.division_code or "0"),
        time_from=start_of(day_from_civil(application.time_from)),
        time_to=end_of(day_from_civil(application.time_to)) - 1,
        update_frequency=words.ordinal(application.update_frequency),
        asset_form=words.ordinal(application.asset_form),
        data_forms=words.bits(application.data_forms),
        structures=words.bits(application.structures),
        record_count=application.record_count,
        byte_count=application.volume_bytes,
        grade=words.GRADES[application.grade],
        personal_information_band=words.pi_band_number(application.pi_band),
        flags=_flags(order, parties),
        affiliation_group=words.group_number(application.affiliation_group),
        schema_digest=_digest(documents, "doc_schema"),
        sample_sha256=sample.sha256 if sample is not None else NOTHING,
        sample_sm3=sample.sm3 if sample is not None else NOTHING,
        fingerprint=_digest(documents, "doc_fingerprint"),
        documents_root=manifest_of([entry_of(document) for document in documents]).root() if documents else NOTHING,
        public_platform_ref=application.public_platform_ref,
        evidence_no=application.evidence_number,
        public_institution_decision=openings.commitment("institution_decision", application.institution_decision),
        grade_proof=_commitment(documents, "doc_important_data"),
        fusion_consents=_commitment(documents, "doc_fusion_consents"),
        entrustment_exception=_commitment(documents, "doc_entrustment_exception"),
        prior_registrations=application.prior_registrations,
        rights=tuple(_right(claim, parties) for claim in application.rights),
        term_years=application.term_years,
    )


def _keep_confidential(application: Application, openings: Openings) -> None:
    openings.keep("applicants", [[a.name, a.kind.value, a.number] for a in application.applicants])
    openings.keep("contact", [application.contact.name, application.contact.phone, application.contact.address])
    openings.keep("business_status", application.business_status)
    openings.keep("algorithm_rule", application.algorithm_rule)
    openings.keep("application_scene", application.application_scene)
    openings.keep("notice_exempt_reason", application.notice_exempt_reason)
    openings.keep("relation", application.relation.value if application.relation else "")


def _flags(order: FilingOrder, parties: Sequence[PartyId]) -> int:
    application = order.application
    institutions = any(number.startswith("12") for number in application.codes)
    chosen = {
        words.FLAG_RESALE: application.restriction.resale_allowed,
        words.FLAG_EXPORT: application.restriction.export_allowed,
        words.FLAG_PUBLIC_BODY: institutions,
        words.FLAG_PUBLIC_DATA_PRODUCT: application.public_data,
        words.FLAG_EXEMPTION_WISHED: application.notice_exempt,
    }
    return sum(bit for bit, on in chosen.items() if on)


def _right(claim: Any, parties: Sequence[PartyId]) -> Right:
    until = end_of(Day(day_from_civil(claim.ends_on))) if claim.ends_on is not None else 0
    return Right(parties[claim.holder], words.bits(claim.rights), words.BASES[claim.case], until)


def _first(documents: Sequence[SealedDocument], kind: str) -> SealedDocument | None:
    return next((document for document in documents if document.kind == kind), None)


def _digest(documents: Sequence[SealedDocument], kind: str) -> bytes:
    """Of the document's own bytes: comparable, hence public (duplicates are found by it, ruling 12)."""
    found = _first(documents, kind)
    return found.sha256 if found is not None else NOTHING


def _commitment(documents: Sequence[SealedDocument], kind: str) -> bytes:
    """Salted: shows that the paper was there, and nothing of it."""
    found = _first(documents, kind)
    return found.commitment.sha256 if found is not None else NOTHING


# --- keeping it -------------------------------------------------------------------------------------------------------


def _keeping(
    order: FilingOrder, made: Prepared, now: int, sketched: tuple[records.DataSketch, list[int]] | None
) -> Callable[[Any], None]:
    def keep(session: Any) -> None:
        if applications.application(session, made.case) is not None:
            raise Refused(
                f"{order.registrar} has a case under {order.reference} already",
                zh=f"登记机构 {order.registrar} 已有编号为 {order.reference} 的申请",
                code="CASE_ALREADY_OPEN",
                reference=order.reference,
            )
        _forget_failed(session, order)
        records.add(session, _record(order, made, now), *_record_wraps(order, made, now))
        for document in made.documents:
            records.add(session, document_row(order, made.case, document, now), *_wraps(document, now))
        if sketched is not None:
            records.put_sketch(session, *sketched)

    return keep


def _sketched(ledger: Ledger, order: FilingOrder, case: CaseId) -> tuple[records.DataSketch, list[int]] | None:
    """The sketch of the first sample that is a table, where the registrar's own keys are: it is blinded by one."""
    if not ledger.keys.has_ring(order.registrar):
        return None
    key = ledger.keys.sketch_key(order.registrar)
    for attachment in order.attachments:
        table = sample_table(attachment.name, attachment.data) if attachment.column == "doc_sample" else None
        if table is not None:
            made = sketch(table.headings, table.rows, key)
            root = root_of(leaf_hash(row.to_bytes(8, "big")) for row in made.rows)
            facts = (order.record_id, order.registrar, order.reference, case, to_text(made), root, ledger.now())
            return records.DataSketch(*facts), sorted(made.marks)
    return None


def _forget_failed(session: Any, order: FilingOrder) -> None:
    """An earlier attempt that the contract refused left records of a case that never was; this one replaces them."""
    records.drop_application(session, order.registrar, order.reference, order.record_id)


def _record(order: FilingOrder, made: Prepared, now: int) -> records.ApplicationRecord:
    return records.ApplicationRecord(
        registrar=order.registrar,
        reference=order.reference,
        case_id=made.case,
        owner_org=order.registrar,
        openings=made.openings.ciphertext,
        sealed=True,
        created_at=now,
        updated_at=now,
    )


def _record_wraps(order: FilingOrder, made: Prepared, now: int) -> list[records.ApplicationRecordWrap]:
    return [
        records.ApplicationRecordWrap(
            order.registrar, order.reference, wrap.org_id, wrap.recipient, wrap.ephemeral, wrap.sealed, now
        )
        for wrap in made.openings.wraps
    ]


def document_row(order: FilingOrder, case: CaseId, document: SealedDocument, now: int) -> records.DocumentRow:
    return records.DocumentRow(
        record_id=document.record_id,
        name=document.name,
        kind=document.kind,
        media_type=document.media_type,
        size=document.size,
        sha256=document.sha256,
        sm3=document.sm3,
        salt=document.salt,
        commitment_sha256=document.commitment.sha256,
        commitment_sm3=document.commitment.sm3,
        cipher_sha256=document.ciphertext.sha256,
        cipher_sm3=document.ciphertext.sm3,
        cipher_size=document.ciphertext.size,
        cid=str(document.cid),
        header=document.header,
        case_id=case,
        owner_org=order.registrar,
        created_at=now,
    )


def _wraps(document: SealedDocument, now: int) -> list[records.DocumentWrap]:
    return [document_wrap(document.record_id, document.name, wrap, "FILING", now) for wrap in document.wraps]


def document_wrap(
    record_id: str, name: str, wrap: Wrap, purpose: str, now: int, until: int | None = None
) -> records.DocumentWrap:
    return records.DocumentWrap(
        record_id, name, wrap.org_id, wrap.recipient, wrap.ephemeral, wrap.sealed, purpose, now, until
    )
