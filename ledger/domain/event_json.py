# SPDX-License-Identifier: Apache-2.0
"""Events as canonical JSON and back; generated
by scripts/build_decoders.py from contracts/interfaces; do not edit, run `make abi`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from enum import IntEnum
from typing import Any, Final, TypeVar

from ledger.domain.events import (
    ActsReaffirmed,
    AnnotationLifted,
    ApplicationAccepted,
    ApplicationCertified,
    ApplicationEvidenced,
    ApplicationNotAccepted,
    ApplicationRefused,
    ApplicationResubmitted,
    ApplicationSubmitted,
    ApplicationTerminated,
    ApplicationWithdrawn,
    CalendarPublished,
    CertificateAnnotated,
    CertificateCancelled,
    CertificateChanged,
    CertificateCorrected,
    CertificateIssued,
    CertificateLinked,
    CertificateReaffirmed,
    CertificateReconciled,
    CertificateRelated,
    CertificateRenewed,
    CertificateRevoked,
    CertificateTransferred,
    CirculationAnswered,
    CirculationAsked,
    CirculationConfirmed,
    CirculationReported,
    ConsentRecorded,
    ConsentWithdrawn,
    CorrectionRequested,
    DeskTrusted,
    DisputeAnswered,
    DisputeConcluded,
    DisputeFiled,
    DisputeNoted,
    DisputeWithdrawn,
    EncryptionKeySet,
    EncumbranceLifted,
    EncumbrancePut,
    Entry,
    Event,
    EvidenceReceived,
    EvidenceRequested,
    GrantAccepted,
    GrantClosed,
    GrantNarrowed,
    GrantOffered,
    GrantResumed,
    GrantRevoked,
    GrantSpent,
    GrantSuspended,
    GrantTerminated,
    KeyAdded,
    KeyCompromised,
    KeyRetired,
    LoanCompensated,
    LoanContested,
    LoanDefaulted,
    LoanEnforced,
    LoanFiledOutside,
    LoanMonitored,
    LoanRealised,
    LoanRevalued,
    LoanSubrogated,
    LoanSuspended,
    NoticeExempted,
    NoticeOpened,
    ObjectionDecided,
    ObjectionFiled,
    ObjectionWithdrawn,
    OrganisationAccredited,
    OrganisationRegistered,
    OrganisationRegrouped,
    OrganisationResumed,
    OrganisationSucceeded,
    OrganisationSuspended,
    PledgeAssigned,
    PledgeConsented,
    PledgeExtended,
    PledgeOfferClosed,
    PledgeOffered,
    PledgePartlyReleased,
    PledgeRankSet,
    PledgeRecorded,
    PledgeReleased,
    PledgeSubstituted,
    ProceedingAccepted,
    ProceedingAgreed,
    ProceedingFiled,
    ProceedingRefused,
    ProceedingWithdrawn,
    ProcessingExtended,
    ProposalConfirmed,
    ProposalMade,
    ProposalWithdrawn,
    PublicGrantApplied,
    PublicGrantDecided,
    PublicGrantOpined,
    RankReserved,
    RegimePublished,
    SilenceNoted,
    TwoPersonActsSet,
    UsageAnchored,
    ValuationWithdrawn,
    ValueAttested,
    WriterEnded,
    WriterOpened,
)
from ledger.domain.ids import (
    Address,
    CaseId,
    CertificateId,
    GrantId,
    OrgId,
    PartyId,
    PledgeId,
    RegimeId,
    UnitId,
    ValuationId,
    name_bytes,
)
from ledger.domain.kinds import (
    Basis,
    CertificateStatus,
    Circulation,
    CodeSource,
    Contest,
    DefaultGround,
    DisputeOutcome,
    Enforcing,
    Grade,
    GrantGround,
    GrantKind,
    LoanStanding,
    OrgKind,
    OutsideStatus,
    Passing,
    PledgeClosing,
    PledgeEnding,
    Procedure,
    SecurityForm,
    Standing,
    ValuationPurpose,
)
from ledger.domain.structs import (
    Acted,
    Annotation,
    Assent,
    Collateral,
    Comparison,
    Compensation,
    ConsentReceipt,
    Content,
    Correction,
    Decider,
    Decision,
    Dispute,
    DisputeAnswer,
    DisputeConclusion,
    DisputeNote,
    Ending,
    Filing,
    Finding,
    GrantAct,
    GrantOffer,
    GrantScope,
    GrantTerms,
    Holding,
    Inquiry,
    Issued,
    Lifting,
    Link,
    LoanContestation,
    LoanDefault,
    LoanEnforcement,
    LoanMonitoring,
    LoanSuspension,
    Motion,
    Objection,
    OfferClosing,
    OutsideFiling,
    Parent,
    PartialRelease,
    PledgeAcceptance,
    PledgeAssignment,
    PledgeConsent,
    PledgedUnit,
    PledgeExtension,
    PledgeOffer,
    PledgeRelease,
    PledgeSubstitution,
    PledgeTerms,
    ProceedsShare,
    PublicApplication,
    RankReservation,
    RankSwap,
    Realisation,
    Receipt,
    Regime,
    Registering,
    Registration,
    Relation,
    Report,
    Restatement,
    Right,
    Step,
    Submitted,
    Subrogation,
    Terms,
    UsageBatch,
    UsageTotal,
    Use,
    Valuation,
    ValuationWithdrawal,
)
from ledger.errors import Inconsistent

E = TypeVar("E", bound=IntEnum)


_dumps: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode


def to_json(event: Event | Entry) -> str:
    """Canonical: keys in order, no spaces, bytes as lower-case hex, integers wider than 53 bits as decimal strings."""
    return _dumps(_PLAIN[type(event)](event))


def from_json(text: str) -> Event | Entry:
    """The event again. Inconsistent unless the text is exactly what `to_json` writes of one."""
    try:
        shape = json.loads(text)
        event = _READ[shape["event"]](shape)
        if to_json(event) == text:
            return event
        found = "the text is not in canonical form"
    except (KeyError, TypeError, ValueError) as error:
        found = f"{type(error).__name__}: {error}"
    raise Inconsistent(
        f"a stored event cannot be read: {found}",
        zh=f"无法读取已存储的事件：{found}",
        code="EVENT_JSON_MALFORMED",
        found=found,
        text=text[:500],
    )


def _str(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is no text")
    return value


def _name(value: object, width: int) -> str:
    text = _str(value)
    name_bytes(text, width)
    return text


def _bytes(value: object, size: int | None = None) -> bytes:
    text = _str(value)
    raw = bytes.fromhex(text[2:])
    if not text.startswith("0x") or size not in (None, len(raw)):
        raise ValueError(f"{text!r} is not 0x and the digits of {size or 'some'} bytes")
    return raw


def _bool(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError(f"{value!r} is neither true nor false")
    return value


def _small(value: object, bits: int) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 1 << bits:
        raise ValueError(f"{value!r} is no integer of {bits} bits")
    return value


def _big(value: object, bits: int) -> int:
    return _small(int(_str(value)), bits)


def _enum(kind: type[E], value: object) -> E:
    return kind(_small(value, 8))


def _list(value: object, count: int | None = None) -> list[Any]:
    if not isinstance(value, list) or count not in (None, len(value)):
        raise TypeError(f"{value!r} is no list of {count or 'any'} values")
    return value


def _plain_acted(v: Acted) -> dict[str, Any]:
    return {
        "account": "0x" + v.account.hex(),
        "document": "0x" + v.document.hex(),
        "person": "0x" + v.person.hex(),
        "preparer": "0x" + v.preparer.hex(),
        "preparer_person": "0x" + v.preparer_person.hex(),
    }


def _read_acted(d: Mapping[str, Any]) -> Acted:
    return Acted(
        account=Address(_bytes(d["account"], 20)),
        preparer=Address(_bytes(d["preparer"], 20)),
        person=_bytes(d["person"], 32),
        preparer_person=_bytes(d["preparer_person"], 32),
        document=_bytes(d["document"], 32),
    )


def _plain_right(v: Right) -> dict[str, Any]:
    return {
        "basis": v.basis,
        "holder": "0x" + v.holder.hex(),
        "rights": v.rights,
        "until": v.until,
    }


def _read_right(d: Mapping[str, Any]) -> Right:
    return Right(
        holder=PartyId(_bytes(d["holder"], 32)),
        rights=_small(d["rights"], 8),
        basis=_enum(Basis, d["basis"]),
        until=_small(d["until"], 40),
    )


def _plain_content(v: Content) -> dict[str, Any]:
    return {
        "affiliation_group": v.affiliation_group,
        "applicants": ["0x" + x.hex() for x in v.applicants],
        "asset_form": v.asset_form,
        "byte_count": str(v.byte_count),
        "data_forms": v.data_forms,
        "data_name": v.data_name,
        "division": v.division,
        "documents_root": "0x" + v.documents_root.hex(),
        "entrustment_exception": "0x" + v.entrustment_exception.hex(),
        "evidence_no": v.evidence_no,
        "fingerprint": "0x" + v.fingerprint.hex(),
        "flags": v.flags,
        "fusion_consents": "0x" + v.fusion_consents.hex(),
        "geo_scope": v.geo_scope,
        "grade": v.grade,
        "grade_proof": "0x" + v.grade_proof.hex(),
        "industry": v.industry,
        "name_commitment": "0x" + v.name_commitment.hex(),
        "overview_commitment": "0x" + v.overview_commitment.hex(),
        "personal_information_band": v.personal_information_band,
        "prior_registrations": list(v.prior_registrations),
        "public_institution_decision": "0x" + v.public_institution_decision.hex(),
        "public_platform_ref": v.public_platform_ref,
        "record_count": str(v.record_count),
        "restriction_commitment": "0x" + v.restriction_commitment.hex(),
        "rights": [_plain_right(x) for x in v.rights],
        "sample_sha256": "0x" + v.sample_sha256.hex(),
        "sample_sm3": "0x" + v.sample_sm3.hex(),
        "schema_digest": "0x" + v.schema_digest.hex(),
        "source_types": v.source_types,
        "structures": v.structures,
        "term_years": v.term_years,
        "time_from": v.time_from,
        "time_to": v.time_to,
        "update_frequency": v.update_frequency,
    }


def _read_content(d: Mapping[str, Any]) -> Content:
    return Content(
        applicants=tuple(PartyId(_bytes(x, 32)) for x in _list(d["applicants"])),
        data_name=_str(d["data_name"]),
        name_commitment=_bytes(d["name_commitment"], 32),
        overview_commitment=_bytes(d["overview_commitment"], 32),
        restriction_commitment=_bytes(d["restriction_commitment"], 32),
        industry=_name(d["industry"], 3),
        source_types=_small(d["source_types"], 8),
        geo_scope=_small(d["geo_scope"], 8),
        division=_small(d["division"], 24),
        time_from=_small(d["time_from"], 40),
        time_to=_small(d["time_to"], 40),
        update_frequency=_small(d["update_frequency"], 8),
        asset_form=_small(d["asset_form"], 8),
        data_forms=_small(d["data_forms"], 8),
        structures=_small(d["structures"], 8),
        record_count=_big(d["record_count"], 64),
        byte_count=_big(d["byte_count"], 64),
        grade=_enum(Grade, d["grade"]),
        personal_information_band=_small(d["personal_information_band"], 8),
        flags=_small(d["flags"], 16),
        affiliation_group=_small(d["affiliation_group"], 24),
        schema_digest=_bytes(d["schema_digest"], 32),
        sample_sha256=_bytes(d["sample_sha256"], 32),
        sample_sm3=_bytes(d["sample_sm3"], 32),
        fingerprint=_bytes(d["fingerprint"], 32),
        documents_root=_bytes(d["documents_root"], 32),
        public_platform_ref=_str(d["public_platform_ref"]),
        evidence_no=_str(d["evidence_no"]),
        public_institution_decision=_bytes(d["public_institution_decision"], 32),
        grade_proof=_bytes(d["grade_proof"], 32),
        fusion_consents=_bytes(d["fusion_consents"], 32),
        entrustment_exception=_bytes(d["entrustment_exception"], 32),
        prior_registrations=tuple(_str(x) for x in _list(d["prior_registrations"])),
        rights=tuple(_read_right(x) for x in _list(d["rights"])),
        term_years=_small(d["term_years"], 8),
    )


def _plain_filing(v: Filing) -> dict[str, Any]:
    return {
        "attestation": v.attestation,
        "form": "0x" + v.form.hex(),
        "mandate": "0x" + v.mandate.hex(),
        "person": "0x" + v.person.hex(),
        "received_at": v.received_at,
        "ref": "0x" + v.ref.hex(),
        "regime": v.regime,
        "registrar": v.registrar,
    }


def _read_filing(d: Mapping[str, Any]) -> Filing:
    return Filing(
        registrar=OrgId(_name(d["registrar"], 18)),
        ref=_bytes(d["ref"], 32),
        regime=RegimeId(_name(d["regime"], 32)),
        received_at=_small(d["received_at"], 40),
        person=_bytes(d["person"], 32),
        form=_bytes(d["form"], 32),
        mandate=_bytes(d["mandate"], 32),
        attestation=_small(d["attestation"], 8),
    )


def _plain_submitted(v: Submitted) -> dict[str, Any]:
    return {
        "account": "0x" + v.account.hex(),
        "claimed": v.claimed,
        "content": _plain_content(v.content),
        "filing": _plain_filing(v.filing),
        "received_at": v.received_at,
    }


def _read_submitted(d: Mapping[str, Any]) -> Submitted:
    return Submitted(
        account=Address(_bytes(d["account"], 20)),
        received_at=_small(d["received_at"], 40),
        claimed=_bool(d["claimed"]),
        filing=_read_filing(d["filing"]),
        content=_read_content(d["content"]),
    )


def _plain_consent_receipt(v: ConsentReceipt) -> dict[str, Any]:
    return {
        "document": "0x" + v.document.hex(),
        "expires_at": v.expires_at,
        "flags": v.flags,
        "person": "0x" + v.person.hex(),
        "purposes": str(v.purposes),
        "receipt": "0x" + v.receipt.hex(),
    }


def _read_consent_receipt(d: Mapping[str, Any]) -> ConsentReceipt:
    return ConsentReceipt(
        receipt=_bytes(d["receipt"], 32),
        purposes=_big(d["purposes"], 64),
        expires_at=_small(d["expires_at"], 40),
        flags=_small(d["flags"], 8),
        person=_bytes(d["person"], 32),
        document=_bytes(d["document"], 32),
    )


def _plain_assent(v: Assent) -> dict[str, Any]:
    return {
        "form": "0x" + v.form.hex(),
        "level": v.level,
        "mandate": "0x" + v.mandate.hex(),
        "person": "0x" + v.person.hex(),
    }


def _read_assent(d: Mapping[str, Any]) -> Assent:
    return Assent(
        person=_bytes(d["person"], 32),
        form=_bytes(d["form"], 32),
        mandate=_bytes(d["mandate"], 32),
        level=_small(d["level"], 8),
    )


def _plain_grant_act(v: GrantAct) -> dict[str, Any]:
    return {
        "assent": _plain_assent(v.assent),
        "document": "0x" + v.document.hex(),
        "expected_head": "0x" + v.expected_head.hex(),
        "id": "0x" + v.id.hex(),
    }


def _read_grant_act(d: Mapping[str, Any]) -> GrantAct:
    return GrantAct(
        id=GrantId(_bytes(d["id"], 32)),
        expected_head=_bytes(d["expected_head"], 32),
        document=_bytes(d["document"], 32),
        assent=_read_assent(d["assent"]),
    )


def _plain_grant_scope(v: GrantScope) -> dict[str, Any]:
    return {
        "depth": v.depth,
        "environments": v.environments,
        "exported": v.exported,
        "fields": str(v.fields),
        "max_calls": str(v.max_calls),
        "max_records": str(v.max_records),
        "not_after": v.not_after,
        "purposes": str(v.purposes),
        "territory": str(v.territory),
    }


def _read_grant_scope(d: Mapping[str, Any]) -> GrantScope:
    return GrantScope(
        fields=_big(d["fields"], 64),
        purposes=_big(d["purposes"], 64),
        territory=_big(d["territory"], 128),
        exported=_bool(d["exported"]),
        environments=_small(d["environments"], 8),
        not_after=_small(d["not_after"], 40),
        max_calls=_big(d["max_calls"], 64),
        max_records=_big(d["max_records"], 64),
        depth=_small(d["depth"], 8),
    )


def _plain_grant_terms(v: GrantTerms) -> dict[str, Any]:
    return {
        "agreement": "0x" + v.agreement.hex(),
        "columns": "0x" + v.columns.hex(),
        "exclusivity": v.exclusivity,
        "export_basis": "0x" + v.export_basis.hex(),
        "important": v.important,
        "irrevocable": v.irrevocable,
        "not_before": v.not_before,
        "price_mode": v.price_mode,
        "reciprocal": "0x" + v.reciprocal.hex(),
        "right": v.right,
        "scope": _plain_grant_scope(v.scope),
        "security": "0x" + v.security.hex(),
    }


def _read_grant_terms(d: Mapping[str, Any]) -> GrantTerms:
    return GrantTerms(
        right=_small(d["right"], 8),
        not_before=_small(d["not_before"], 40),
        scope=_read_grant_scope(d["scope"]),
        columns=_bytes(d["columns"], 32),
        exclusivity=_small(d["exclusivity"], 8),
        irrevocable=_bool(d["irrevocable"]),
        important=_bool(d["important"]),
        price_mode=_small(d["price_mode"], 8),
        agreement=_bytes(d["agreement"], 32),
        security=_bytes(d["security"], 32),
        export_basis=_bytes(d["export_basis"], 32),
        reciprocal=_bytes(d["reciprocal"], 32),
    )


def _plain_grant_offer(v: GrantOffer) -> dict[str, Any]:
    return {
        "assent": _plain_assent(v.assent),
        "grantee": "0x" + v.grantee.hex(),
        "grantor": "0x" + v.grantor.hex(),
        "kind": v.kind,
        "parent": "0x" + v.parent.hex(),
        "ref": "0x" + v.ref.hex(),
        "root": "0x" + v.root.hex(),
        "terms": _plain_grant_terms(v.terms),
    }


def _read_grant_offer(d: Mapping[str, Any]) -> GrantOffer:
    return GrantOffer(
        kind=_enum(GrantKind, d["kind"]),
        ref=_bytes(d["ref"], 32),
        root=_bytes(d["root"], 32),
        parent=GrantId(_bytes(d["parent"], 32)),
        grantor=PartyId(_bytes(d["grantor"], 32)),
        grantee=PartyId(_bytes(d["grantee"], 32)),
        terms=_read_grant_terms(d["terms"]),
        assent=_read_assent(d["assent"]),
    )


def _plain_public_application(v: PublicApplication) -> dict[str, Any]:
    return {
        "applicant": "0x" + v.applicant.hex(),
        "assent": _plain_assent(v.assent),
        "authority": v.authority,
        "document": "0x" + v.document.hex(),
        "kind": v.kind,
        "ref": "0x" + v.ref.hex(),
        "resource": "0x" + v.resource.hex(),
        "source": v.source,
        "terms": _plain_grant_terms(v.terms),
    }


def _read_public_application(d: Mapping[str, Any]) -> PublicApplication:
    return PublicApplication(
        kind=_enum(GrantKind, d["kind"]),
        ref=_bytes(d["ref"], 32),
        resource=_bytes(d["resource"], 32),
        applicant=PartyId(_bytes(d["applicant"], 32)),
        source=OrgId(_name(d["source"], 18)),
        authority=OrgId(_name(d["authority"], 18)),
        terms=_read_grant_terms(d["terms"]),
        document=_bytes(d["document"], 32),
        assent=_read_assent(d["assent"]),
    )


def _plain_use(v: Use) -> dict[str, Any]:
    return {
        "calls": str(v.calls),
        "exported": v.exported,
        "fields": str(v.fields),
        "moment": v.moment,
        "purpose": v.purpose,
        "records": str(v.records),
        "region": v.region,
        "right": v.right,
    }


def _read_use(d: Mapping[str, Any]) -> Use:
    return Use(
        right=_small(d["right"], 8),
        fields=_big(d["fields"], 64),
        purpose=_small(d["purpose"], 16),
        region=_small(d["region"], 24),
        exported=_bool(d["exported"]),
        moment=_small(d["moment"], 40),
        records=_big(d["records"], 64),
        calls=_big(d["calls"], 64),
    )


def _plain_step(v: Step) -> dict[str, Any]:
    return {
        "assent": _plain_assent(v.assent),
        "document": "0x" + v.document.hex(),
        "expected_head": "0x" + v.expected_head.hex(),
        "ground": v.ground,
        "id": v.id,
        "party": "0x" + v.party.hex(),
    }


def _read_step(d: Mapping[str, Any]) -> Step:
    return Step(
        id=CertificateId(_name(d["id"], 32)),
        expected_head=_bytes(d["expected_head"], 32),
        party=PartyId(_bytes(d["party"], 32)),
        assent=_read_assent(d["assent"]),
        document=_bytes(d["document"], 32),
        ground=_small(d["ground"], 8),
    )


def _plain_terms(v: Terms) -> dict[str, Any]:
    return {
        "afterwards": "0x" + v.afterwards.hex(),
        "before": "0x" + v.before.hex(),
        "documents": "0x" + v.documents.hex(),
        "ground": v.ground,
        "holder": "0x" + v.holder.hex(),
        "institution_decision": "0x" + v.institution_decision.hex(),
        "notice_last_day": v.notice_last_day,
        "other": "0x" + v.other.hex(),
        "regime": v.regime,
        "rights": v.rights,
        "term_years": v.term_years,
    }


def _read_terms(d: Mapping[str, Any]) -> Terms:
    return Terms(
        holder=PartyId(_bytes(d["holder"], 32)),
        other=PartyId(_bytes(d["other"], 32)),
        rights=_small(d["rights"], 8),
        term_years=_small(d["term_years"], 8),
        ground=_small(d["ground"], 8),
        notice_last_day=_small(d["notice_last_day"], 16),
        regime=RegimeId(_name(d["regime"], 32)),
        before=_bytes(d["before"], 32),
        afterwards=_bytes(d["afterwards"], 32),
        documents=_bytes(d["documents"], 32),
        institution_decision=_bytes(d["institution_decision"], 32),
    )


def _plain_restatement(v: Restatement) -> dict[str, Any]:
    return {
        "data_name": v.data_name,
        "name_commitment": "0x" + v.name_commitment.hex(),
        "overview_commitment": "0x" + v.overview_commitment.hex(),
        "paper": "0x" + v.paper.hex(),
        "time_from": v.time_from,
        "time_to": v.time_to,
    }


def _read_restatement(d: Mapping[str, Any]) -> Restatement:
    return Restatement(
        data_name=_str(d["data_name"]),
        name_commitment=_bytes(d["name_commitment"], 32),
        overview_commitment=_bytes(d["overview_commitment"], 32),
        time_from=_small(d["time_from"], 40),
        time_to=_small(d["time_to"], 40),
        paper=_bytes(d["paper"], 32),
    )


def _plain_motion(v: Motion) -> dict[str, Any]:
    return {
        "assent": _plain_assent(v.assent),
        "expected_head": "0x" + v.expected_head.hex(),
        "id": v.id,
        "restated": [_plain_restatement(x) for x in v.restated],
        "terms": _plain_terms(v.terms),
    }


def _read_motion(d: Mapping[str, Any]) -> Motion:
    return Motion(
        id=CertificateId(_name(d["id"], 32)),
        expected_head=_bytes(d["expected_head"], 32),
        assent=_read_assent(d["assent"]),
        terms=_read_terms(d["terms"]),
        restated=tuple(_read_restatement(x) for x in _list(d["restated"])),
    )


def _plain_registering(v: Registering) -> dict[str, Any]:
    return {
        "case_id": "0x" + v.case_id.hex(),
        "code": v.code,
        "document": "0x" + v.document.hex(),
        "evidenced_at": v.evidenced_at,
        "expected_head": "0x" + v.expected_head.hex(),
        "holders": ["0x" + x.hex() for x in v.holders],
        "id": v.id,
        "national_digest": "0x" + v.national_digest.hex(),
        "national_ref": v.national_ref,
        "new_sha256": "0x" + v.new_sha256.hex(),
        "new_sm3": "0x" + v.new_sm3.hex(),
        "payload_sha256": "0x" + v.payload_sha256.hex(),
        "payload_sm3": "0x" + v.payload_sm3.hex(),
        "person": "0x" + v.person.hex(),
        "terms": _plain_terms(v.terms),
    }


def _read_registering(d: Mapping[str, Any]) -> Registering:
    return Registering(
        id=CertificateId(_name(d["id"], 32)),
        expected_head=_bytes(d["expected_head"], 32),
        terms=_read_terms(d["terms"]),
        person=_bytes(d["person"], 32),
        document=_bytes(d["document"], 32),
        evidenced_at=_small(d["evidenced_at"], 40),
        code=CertificateId(_name(d["code"], 15)),
        case_id=CaseId(_bytes(d["case_id"], 32)),
        holders=tuple(PartyId(_bytes(x, 32)) for x in _list(d["holders"])),
        payload_sha256=_bytes(d["payload_sha256"], 32),
        payload_sm3=_bytes(d["payload_sm3"], 32),
        new_sha256=_bytes(d["new_sha256"], 32),
        new_sm3=_bytes(d["new_sm3"], 32),
        national_digest=_bytes(d["national_digest"], 32),
        national_ref=_str(d["national_ref"]),
    )


def _plain_lifting(v: Lifting) -> dict[str, Any]:
    return {
        "authority": v.authority,
        "document": "0x" + v.document.hex(),
        "expected_head": "0x" + v.expected_head.hex(),
        "id": v.id,
        "level": v.level,
        "number": v.number,
        "person": "0x" + v.person.hex(),
    }


def _read_lifting(d: Mapping[str, Any]) -> Lifting:
    return Lifting(
        id=CertificateId(_name(d["id"], 32)),
        expected_head=_bytes(d["expected_head"], 32),
        person=_bytes(d["person"], 32),
        number=_small(d["number"], 8),
        authority=OrgId(_name(d["authority"], 18)),
        level=_small(d["level"], 8),
        document=_bytes(d["document"], 32),
    )


def _plain_annotation(v: Annotation) -> dict[str, Any]:
    return {
        "authority": v.authority,
        "document": "0x" + v.document.hex(),
        "expected_head": "0x" + v.expected_head.hex(),
        "id": v.id,
        "kind": v.kind,
        "level": v.level,
        "person": "0x" + v.person.hex(),
        "since": v.since,
        "until": v.until,
    }


def _read_annotation(d: Mapping[str, Any]) -> Annotation:
    return Annotation(
        id=CertificateId(_name(d["id"], 32)),
        expected_head=_bytes(d["expected_head"], 32),
        person=_bytes(d["person"], 32),
        kind=_small(d["kind"], 8),
        authority=OrgId(_name(d["authority"], 18)),
        level=_small(d["level"], 8),
        since=_small(d["since"], 40),
        until=_small(d["until"], 40),
        document=_bytes(d["document"], 32),
    )


def _plain_decider(v: Decider) -> dict[str, Any]:
    return {
        "account": "0x" + v.account.hex(),
        "org": v.org,
        "preparer": "0x" + v.preparer.hex(),
        "preparer_person": "0x" + v.preparer_person.hex(),
    }


def _read_decider(d: Mapping[str, Any]) -> Decider:
    return Decider(
        account=Address(_bytes(d["account"], 20)),
        preparer=Address(_bytes(d["preparer"], 20)),
        preparer_person=_bytes(d["preparer_person"], 32),
        org=OrgId(_name(d["org"], 18)),
    )


def _plain_correction(v: Correction) -> dict[str, Any]:
    return {
        "afterwards": "0x" + v.afterwards.hex(),
        "before": "0x" + v.before.hex(),
        "data_name": v.data_name,
        "expected_head": "0x" + v.expected_head.hex(),
        "id": v.id,
        "payload_sha256": "0x" + v.payload_sha256.hex(),
        "payload_sm3": "0x" + v.payload_sm3.hex(),
        "person": "0x" + v.person.hex(),
        "reason": "0x" + v.reason.hex(),
    }


def _read_correction(d: Mapping[str, Any]) -> Correction:
    return Correction(
        id=CertificateId(_name(d["id"], 32)),
        expected_head=_bytes(d["expected_head"], 32),
        person=_bytes(d["person"], 32),
        before=_bytes(d["before"], 32),
        afterwards=_bytes(d["afterwards"], 32),
        reason=_bytes(d["reason"], 32),
        payload_sha256=_bytes(d["payload_sha256"], 32),
        payload_sm3=_bytes(d["payload_sm3"], 32),
        data_name=_str(d["data_name"]),
    )


def _plain_holding(v: Holding) -> dict[str, Any]:
    return {
        "holder": "0x" + v.holder.hex(),
        "units": "0x" + v.units.hex(),
    }


def _read_holding(d: Mapping[str, Any]) -> Holding:
    return Holding(
        holder=PartyId(_bytes(d["holder"], 32)),
        units=_bytes(d["units"], 32),
    )


def _plain_issued(v: Issued) -> dict[str, Any]:
    return {
        "account": "0x" + v.account.hex(),
        "case_id": "0x" + v.case_id.hex(),
        "evidenced_at": v.evidenced_at,
        "expires_at": v.expires_at,
        "holdings": [_plain_holding(x) for x in v.holdings],
        "payload_sha256": "0x" + v.payload_sha256.hex(),
        "payload_sm3": "0x" + v.payload_sm3.hex(),
        "preparer": "0x" + v.preparer.hex(),
    }


def _read_issued(d: Mapping[str, Any]) -> Issued:
    return Issued(
        evidenced_at=_small(d["evidenced_at"], 40),
        expires_at=_small(d["expires_at"], 40),
        account=Address(_bytes(d["account"], 20)),
        preparer=Address(_bytes(d["preparer"], 20)),
        payload_sha256=_bytes(d["payload_sha256"], 32),
        payload_sm3=_bytes(d["payload_sm3"], 32),
        case_id=CaseId(_bytes(d["case_id"], 32)),
        holdings=tuple(_read_holding(x) for x in _list(d["holdings"])),
    )


def _plain_link(v: Link) -> dict[str, Any]:
    return {
        "document": "0x" + v.document.hex(),
        "expected_head": "0x" + v.expected_head.hex(),
        "id": v.id,
        "issuer": v.issuer,
        "kind": v.kind,
        "number": v.number,
        "number_commitment": "0x" + v.number_commitment.hex(),
        "person": "0x" + v.person.hex(),
        "status": v.status,
        "verified": v.verified,
    }


def _read_link(d: Mapping[str, Any]) -> Link:
    return Link(
        id=CertificateId(_name(d["id"], 32)),
        expected_head=_bytes(d["expected_head"], 32),
        person=_bytes(d["person"], 32),
        kind=_small(d["kind"], 8),
        status=_small(d["status"], 8),
        verified=_bool(d["verified"]),
        issuer=_str(d["issuer"]),
        number=_str(d["number"]),
        number_commitment=_bytes(d["number_commitment"], 32),
        document=_bytes(d["document"], 32),
    )


def _plain_comparison(v: Comparison) -> dict[str, Any]:
    return {
        "compared": v.compared,
        "differing": v.differing,
        "id": v.id,
        "matches": v.matches,
    }


def _read_comparison(d: Mapping[str, Any]) -> Comparison:
    return Comparison(
        id=CertificateId(_name(d["id"], 32)),
        matches=_bool(d["matches"]),
        compared=_small(d["compared"], 32),
        differing=_small(d["differing"], 32),
    )


def _plain_relation(v: Relation) -> dict[str, Any]:
    return {
        "a": v.a,
        "b": v.b,
        "document": "0x" + v.document.hex(),
        "expected_head_a": "0x" + v.expected_head_a.hex(),
        "expected_head_b": "0x" + v.expected_head_b.hex(),
        "person": "0x" + v.person.hex(),
        "relation": v.relation,
    }


def _read_relation(d: Mapping[str, Any]) -> Relation:
    return Relation(
        a=CertificateId(_name(d["a"], 32)),
        b=CertificateId(_name(d["b"], 32)),
        expected_head_a=_bytes(d["expected_head_a"], 32),
        expected_head_b=_bytes(d["expected_head_b"], 32),
        relation=_small(d["relation"], 8),
        person=_bytes(d["person"], 32),
        document=_bytes(d["document"], 32),
    )


def _plain_ending(v: Ending) -> dict[str, Any]:
    return {
        "authority": v.authority,
        "document": "0x" + v.document.hex(),
        "id": v.id,
        "level": v.level,
        "national_digest": "0x" + v.national_digest.hex(),
        "person": "0x" + v.person.hex(),
        "since": v.since,
    }


def _read_ending(d: Mapping[str, Any]) -> Ending:
    return Ending(
        id=CertificateId(_name(d["id"], 32)),
        person=_bytes(d["person"], 32),
        authority=OrgId(_name(d["authority"], 18)),
        level=_small(d["level"], 8),
        since=_small(d["since"], 40),
        document=_bytes(d["document"], 32),
        national_digest=_bytes(d["national_digest"], 32),
    )


def _plain_receipt(v: Receipt) -> dict[str, Any]:
    return {
        "actor": "0x" + v.actor.hex(),
        "content": "0x" + v.content.hex(),
        "counterparty": "0x" + v.counterparty.hex(),
        "grant_id": "0x" + v.grant_id.hex(),
        "id": v.id,
        "seq": v.seq,
    }


def _read_receipt(d: Mapping[str, Any]) -> Receipt:
    return Receipt(
        id=CertificateId(_name(d["id"], 32)),
        seq=_small(d["seq"], 32),
        actor=PartyId(_bytes(d["actor"], 32)),
        counterparty=PartyId(_bytes(d["counterparty"], 32)),
        grant_id=GrantId(_bytes(d["grant_id"], 32)),
        content=_bytes(d["content"], 32),
    )


def _plain_inquiry(v: Inquiry) -> dict[str, Any]:
    return {
        "counterparty": "0x" + v.counterparty.hex(),
        "grant_id": "0x" + v.grant_id.hex(),
        "id": v.id,
        "person": "0x" + v.person.hex(),
        "use": _plain_use(v.use),
        "what": v.what,
    }


def _read_inquiry(d: Mapping[str, Any]) -> Inquiry:
    return Inquiry(
        id=CertificateId(_name(d["id"], 32)),
        what=_enum(Circulation, d["what"]),
        counterparty=PartyId(_bytes(d["counterparty"], 32)),
        grant_id=GrantId(_bytes(d["grant_id"], 32)),
        use=_read_use(d["use"]),
        person=_bytes(d["person"], 32),
    )


def _plain_finding(v: Finding) -> dict[str, Any]:
    return {
        "decided_on": "0x" + v.decided_on.hex(),
        "parents": str(v.parents),
        "rule": v.rule,
        "standing": v.standing,
    }


def _read_finding(d: Mapping[str, Any]) -> Finding:
    return Finding(
        standing=_enum(Standing, d["standing"]),
        rule=_small(d["rule"], 8),
        decided_on=GrantId(_bytes(d["decided_on"], 32)),
        parents=_big(d["parents"], 256),
    )


def _plain_parent(v: Parent) -> dict[str, Any]:
    return {
        "content": "0x" + v.content.hex(),
        "contract_digest": "0x" + v.contract_digest.hex(),
        "grant_id": "0x" + v.grant_id.hex(),
        "id": v.id,
    }


def _read_parent(d: Mapping[str, Any]) -> Parent:
    return Parent(
        id=CertificateId(_name(d["id"], 32)),
        grant_id=GrantId(_bytes(d["grant_id"], 32)),
        content=_bytes(d["content"], 32),
        contract_digest=_bytes(d["contract_digest"], 32),
    )


def _plain_report(v: Report) -> dict[str, Any]:
    return {
        "actor": "0x" + v.actor.hex(),
        "assent": _plain_assent(v.assent),
        "content": "0x" + v.content.hex(),
        "correction_of": v.correction_of,
        "counterparty": "0x" + v.counterparty.hex(),
        "division": v.division,
        "documents": "0x" + v.documents.hex(),
        "grade": v.grade,
        "grant_id": "0x" + v.grant_id.hex(),
        "id": v.id,
        "occurred_at": v.occurred_at,
        "on_behalf_of": "0x" + v.on_behalf_of.hex(),
        "output": v.output,
        "parents": [_plain_parent(x) for x in v.parents],
        "payload_sha256": "0x" + v.payload_sha256.hex(),
        "payload_sm3": "0x" + v.payload_sm3.hex(),
        "use": _plain_use(v.use),
        "visibility": v.visibility,
        "what": v.what,
    }


def _read_report(d: Mapping[str, Any]) -> Report:
    return Report(
        id=CertificateId(_name(d["id"], 32)),
        what=_enum(Circulation, d["what"]),
        actor=PartyId(_bytes(d["actor"], 32)),
        on_behalf_of=PartyId(_bytes(d["on_behalf_of"], 32)),
        counterparty=PartyId(_bytes(d["counterparty"], 32)),
        assent=_read_assent(d["assent"]),
        occurred_at=_small(d["occurred_at"], 40),
        grant_id=GrantId(_bytes(d["grant_id"], 32)),
        use=_read_use(d["use"]),
        parents=tuple(_read_parent(x) for x in _list(d["parents"])),
        content=_bytes(d["content"], 32),
        output=CertificateId(_name(d["output"], 32)),
        grade=_small(d["grade"], 8),
        division=_small(d["division"], 24),
        payload_sha256=_bytes(d["payload_sha256"], 32),
        payload_sm3=_bytes(d["payload_sm3"], 32),
        documents=_bytes(d["documents"], 32),
        visibility=_small(d["visibility"], 8),
        correction_of=_small(d["correction_of"], 32),
    )


def _plain_usage_total(v: UsageTotal) -> dict[str, Any]:
    return {
        "calls": str(v.calls),
        "grant_id": "0x" + v.grant_id.hex(),
        "records": str(v.records),
    }


def _read_usage_total(d: Mapping[str, Any]) -> UsageTotal:
    return UsageTotal(
        grant_id=GrantId(_bytes(d["grant_id"], 32)),
        records=_big(d["records"], 64),
        calls=_big(d["calls"], 64),
    )


def _plain_usage_batch(v: UsageBatch) -> dict[str, Any]:
    return {
        "person": "0x" + v.person.hex(),
        "root": "0x" + v.root.hex(),
        "since": v.since,
        "size": v.size,
        "totals": [_plain_usage_total(x) for x in v.totals],
        "until": v.until,
    }


def _read_usage_batch(d: Mapping[str, Any]) -> UsageBatch:
    return UsageBatch(
        root=_bytes(d["root"], 32),
        size=_small(d["size"], 32),
        since=_small(d["since"], 40),
        until=_small(d["until"], 40),
        totals=tuple(_read_usage_total(x) for x in _list(d["totals"])),
        person=_bytes(d["person"], 32),
    )


def _plain_dispute_answer(v: DisputeAnswer) -> dict[str, Any]:
    return {
        "assent": _plain_assent(v.assent),
        "contested": v.contested,
        "document": "0x" + v.document.hex(),
        "expected_head": "0x" + v.expected_head.hex(),
        "holder": "0x" + v.holder.hex(),
        "id": v.id,
        "number": v.number,
    }


def _read_dispute_answer(d: Mapping[str, Any]) -> DisputeAnswer:
    return DisputeAnswer(
        id=CertificateId(_name(d["id"], 32)),
        expected_head=_bytes(d["expected_head"], 32),
        number=_small(d["number"], 8),
        holder=PartyId(_bytes(d["holder"], 32)),
        contested=_bool(d["contested"]),
        assent=_read_assent(d["assent"]),
        document=_bytes(d["document"], 32),
    )


def _plain_dispute_conclusion(v: DisputeConclusion) -> dict[str, Any]:
    return {
        "document": "0x" + v.document.hex(),
        "expected_head": "0x" + v.expected_head.hex(),
        "id": v.id,
        "number": v.number,
        "outcome": v.outcome,
        "person": "0x" + v.person.hex(),
    }


def _read_dispute_conclusion(d: Mapping[str, Any]) -> DisputeConclusion:
    return DisputeConclusion(
        id=CertificateId(_name(d["id"], 32)),
        expected_head=_bytes(d["expected_head"], 32),
        number=_small(d["number"], 8),
        outcome=_enum(DisputeOutcome, d["outcome"]),
        person=_bytes(d["person"], 32),
        document=_bytes(d["document"], 32),
    )


def _plain_dispute(v: Dispute) -> dict[str, Any]:
    return {
        "assent": _plain_assent(v.assent),
        "complete": v.complete,
        "expected_head": "0x" + v.expected_head.hex(),
        "id": v.id,
        "material": "0x" + v.material.hex(),
        "objector": "0x" + v.objector.hex(),
        "reasons": "0x" + v.reasons.hex(),
    }


def _read_dispute(d: Mapping[str, Any]) -> Dispute:
    return Dispute(
        id=CertificateId(_name(d["id"], 32)),
        expected_head=_bytes(d["expected_head"], 32),
        objector=PartyId(_bytes(d["objector"], 32)),
        assent=_read_assent(d["assent"]),
        reasons=_bytes(d["reasons"], 32),
        material=_bytes(d["material"], 32),
        complete=_bool(d["complete"]),
    )


def _plain_dispute_note(v: DisputeNote) -> dict[str, Any]:
    return {
        "document": "0x" + v.document.hex(),
        "expected_head": "0x" + v.expected_head.hex(),
        "id": v.id,
        "number": v.number,
        "person": "0x" + v.person.hex(),
        "step": v.step,
    }


def _read_dispute_note(d: Mapping[str, Any]) -> DisputeNote:
    return DisputeNote(
        id=CertificateId(_name(d["id"], 32)),
        expected_head=_bytes(d["expected_head"], 32),
        number=_small(d["number"], 8),
        step=_small(d["step"], 8),
        person=_bytes(d["person"], 32),
        document=_bytes(d["document"], 32),
    )


def _plain_compensation(v: Compensation) -> dict[str, Any]:
    return {
        "agreement": "0x" + v.agreement.hex(),
        "amount": str(v.amount),
        "expected_head": "0x" + v.expected_head.hex(),
        "id": "0x" + v.id.hex(),
        "payer": v.payer,
        "payment": "0x" + v.payment.hex(),
        "person": "0x" + v.person.hex(),
        "share_bps": v.share_bps,
    }


def _read_compensation(d: Mapping[str, Any]) -> Compensation:
    return Compensation(
        id=PledgeId(_bytes(d["id"], 32)),
        expected_head=_bytes(d["expected_head"], 32),
        payer=OrgId(_name(d["payer"], 18)),
        amount=_big(d["amount"], 64),
        share_bps=_small(d["share_bps"], 16),
        person=_bytes(d["person"], 32),
        agreement=_bytes(d["agreement"], 32),
        payment=_bytes(d["payment"], 32),
    )


def _plain_loan_contestation(v: LoanContestation) -> dict[str, Any]:
    return {
        "assent": _plain_assent(v.assent),
        "contest": v.contest,
        "document": "0x" + v.document.hex(),
        "expected_head": "0x" + v.expected_head.hex(),
        "id": "0x" + v.id.hex(),
        "party": "0x" + v.party.hex(),
    }


def _read_loan_contestation(d: Mapping[str, Any]) -> LoanContestation:
    return LoanContestation(
        id=PledgeId(_bytes(d["id"], 32)),
        expected_head=_bytes(d["expected_head"], 32),
        party=PartyId(_bytes(d["party"], 32)),
        contest=_enum(Contest, d["contest"]),
        assent=_read_assent(d["assent"]),
        document=_bytes(d["document"], 32),
    )


def _plain_loan_default(v: LoanDefault) -> dict[str, Any]:
    return {
        "evidence": "0x" + v.evidence.hex(),
        "expected_head": "0x" + v.expected_head.hex(),
        "ground": v.ground,
        "id": "0x" + v.id.hex(),
        "notice": "0x" + v.notice.hex(),
        "person": "0x" + v.person.hex(),
    }


def _read_loan_default(d: Mapping[str, Any]) -> LoanDefault:
    return LoanDefault(
        id=PledgeId(_bytes(d["id"], 32)),
        expected_head=_bytes(d["expected_head"], 32),
        ground=_enum(DefaultGround, d["ground"]),
        person=_bytes(d["person"], 32),
        evidence=_bytes(d["evidence"], 32),
        notice=_bytes(d["notice"], 32),
    )


def _plain_loan_enforcement(v: LoanEnforcement) -> dict[str, Any]:
    return {
        "details": "0x" + v.details.hex(),
        "document": "0x" + v.document.hex(),
        "expected_head": "0x" + v.expected_head.hex(),
        "id": "0x" + v.id.hex(),
        "mode": v.mode,
        "person": "0x" + v.person.hex(),
    }


def _read_loan_enforcement(d: Mapping[str, Any]) -> LoanEnforcement:
    return LoanEnforcement(
        id=PledgeId(_bytes(d["id"], 32)),
        expected_head=_bytes(d["expected_head"], 32),
        mode=_enum(Enforcing, d["mode"]),
        person=_bytes(d["person"], 32),
        document=_bytes(d["document"], 32),
        details=_bytes(d["details"], 32),
    )


def _plain_outside_filing(v: OutsideFiling) -> dict[str, Any]:
    return {
        "checked_at": v.checked_at,
        "evidence": "0x" + v.evidence.hex(),
        "expected_head": "0x" + v.expected_head.hex(),
        "id": "0x" + v.id.hex(),
        "number": "0x" + v.number.hex(),
        "person": "0x" + v.person.hex(),
        "registered_at": v.registered_at,
        "status": v.status,
    }


def _read_outside_filing(d: Mapping[str, Any]) -> OutsideFiling:
    return OutsideFiling(
        id=PledgeId(_bytes(d["id"], 32)),
        expected_head=_bytes(d["expected_head"], 32),
        number=_bytes(d["number"], 32),
        registered_at=_small(d["registered_at"], 40),
        status=_enum(OutsideStatus, d["status"]),
        checked_at=_small(d["checked_at"], 40),
        evidence=_bytes(d["evidence"], 32),
        person=_bytes(d["person"], 32),
    )


def _plain_loan_monitoring(v: LoanMonitoring) -> dict[str, Any]:
    return {
        "cure_by": v.cure_by,
        "document": "0x" + v.document.hex(),
        "expected_head": "0x" + v.expected_head.hex(),
        "id": "0x" + v.id.hex(),
        "person": "0x" + v.person.hex(),
        "standing": v.standing,
    }


def _read_loan_monitoring(d: Mapping[str, Any]) -> LoanMonitoring:
    return LoanMonitoring(
        id=PledgeId(_bytes(d["id"], 32)),
        expected_head=_bytes(d["expected_head"], 32),
        standing=_enum(LoanStanding, d["standing"]),
        cure_by=_small(d["cure_by"], 40),
        person=_bytes(d["person"], 32),
        document=_bytes(d["document"], 32),
    )


def _plain_proceeds_share(v: ProceedsShare) -> dict[str, Any]:
    return {
        "amount": str(v.amount),
        "full": v.full,
        "pledge": "0x" + v.pledge.hex(),
    }


def _read_proceeds_share(d: Mapping[str, Any]) -> ProceedsShare:
    return ProceedsShare(
        pledge=PledgeId(_bytes(d["pledge"], 32)),
        amount=_big(d["amount"], 64),
        full=_bool(d["full"]),
    )


def _plain_realisation(v: Realisation) -> dict[str, Any]:
    return {
        "costs": str(v.costs),
        "document": "0x" + v.document.hex(),
        "expected_head": "0x" + v.expected_head.hex(),
        "id": "0x" + v.id.hex(),
        "person": "0x" + v.person.hex(),
        "place": v.place,
        "proceeds": str(v.proceeds),
        "shares": [_plain_proceeds_share(x) for x in v.shares],
        "surplus": str(v.surplus),
        "to_payers": str(v.to_payers),
        "transfer": "0x" + v.transfer.hex(),
    }


def _read_realisation(d: Mapping[str, Any]) -> Realisation:
    return Realisation(
        id=PledgeId(_bytes(d["id"], 32)),
        expected_head=_bytes(d["expected_head"], 32),
        place=_small(d["place"], 8),
        proceeds=_big(d["proceeds"], 64),
        costs=_big(d["costs"], 64),
        surplus=_big(d["surplus"], 64),
        to_payers=_big(d["to_payers"], 64),
        shares=tuple(_read_proceeds_share(x) for x in _list(d["shares"])),
        person=_bytes(d["person"], 32),
        document=_bytes(d["document"], 32),
        transfer=_bytes(d["transfer"], 32),
    )


def _plain_subrogation(v: Subrogation) -> dict[str, Any]:
    return {
        "assent": _plain_assent(v.assent),
        "expected_head": "0x" + v.expected_head.hex(),
        "id": "0x" + v.id.hex(),
        "number": v.number,
        "payer": v.payer,
    }


def _read_subrogation(d: Mapping[str, Any]) -> Subrogation:
    return Subrogation(
        id=PledgeId(_bytes(d["id"], 32)),
        expected_head=_bytes(d["expected_head"], 32),
        payer=OrgId(_name(d["payer"], 18)),
        number=_small(d["number"], 16),
        assent=_read_assent(d["assent"]),
    )


def _plain_loan_suspension(v: LoanSuspension) -> dict[str, Any]:
    return {
        "authority": v.authority,
        "document": "0x" + v.document.hex(),
        "expected_head": "0x" + v.expected_head.hex(),
        "id": "0x" + v.id.hex(),
        "level": v.level,
        "person": "0x" + v.person.hex(),
        "suspended": v.suspended,
    }


def _read_loan_suspension(d: Mapping[str, Any]) -> LoanSuspension:
    return LoanSuspension(
        id=PledgeId(_bytes(d["id"], 32)),
        expected_head=_bytes(d["expected_head"], 32),
        suspended=_bool(d["suspended"]),
        authority=OrgId(_name(d["authority"], 18)),
        level=_small(d["level"], 8),
        person=_bytes(d["person"], 32),
        document=_bytes(d["document"], 32),
    )


def _plain_decision(v: Decision) -> dict[str, Any]:
    return {
        "case_id": "0x" + v.case_id.hex(),
        "document": "0x" + v.document.hex(),
        "expected_head": "0x" + v.expected_head.hex(),
        "number": v.number,
        "person": "0x" + v.person.hex(),
        "upheld": v.upheld,
    }


def _read_decision(d: Mapping[str, Any]) -> Decision:
    return Decision(
        case_id=CaseId(_bytes(d["case_id"], 32)),
        expected_head=_bytes(d["expected_head"], 32),
        number=_small(d["number"], 8),
        upheld=_bool(d["upheld"]),
        person=_bytes(d["person"], 32),
        document=_bytes(d["document"], 32),
    )


def _plain_objection(v: Objection) -> dict[str, Any]:
    return {
        "case_id": "0x" + v.case_id.hex(),
        "expected_head": "0x" + v.expected_head.hex(),
        "material": "0x" + v.material.hex(),
        "objector": "0x" + v.objector.hex(),
        "person": "0x" + v.person.hex(),
        "reasons": "0x" + v.reasons.hex(),
        "received_at": v.received_at,
    }


def _read_objection(d: Mapping[str, Any]) -> Objection:
    return Objection(
        case_id=CaseId(_bytes(d["case_id"], 32)),
        expected_head=_bytes(d["expected_head"], 32),
        objector=PartyId(_bytes(d["objector"], 32)),
        received_at=_small(d["received_at"], 40),
        person=_bytes(d["person"], 32),
        reasons=_bytes(d["reasons"], 32),
        material=_bytes(d["material"], 32),
    )


def _plain_registration(v: Registration) -> dict[str, Any]:
    return {
        "group": v.group,
        "kinds": v.kinds,
        "name": v.name,
        "org": v.org,
        "public_body": v.public_body,
    }


def _read_registration(d: Mapping[str, Any]) -> Registration:
    return Registration(
        org=OrgId(_name(d["org"], 18)),
        kinds=_small(d["kinds"], 16),
        group=_small(d["group"], 24),
        public_body=_bool(d["public_body"]),
        name=_str(d["name"]),
    )


def _plain_pledge_assignment(v: PledgeAssignment) -> dict[str, Any]:
    return {
        "assignee": v.assignee,
        "document": "0x" + v.document.hex(),
        "expected_head": "0x" + v.expected_head.hex(),
        "id": "0x" + v.id.hex(),
        "passing": v.passing,
        "person": "0x" + v.person.hex(),
    }


def _read_pledge_assignment(d: Mapping[str, Any]) -> PledgeAssignment:
    return PledgeAssignment(
        id=PledgeId(_bytes(d["id"], 32)),
        expected_head=_bytes(d["expected_head"], 32),
        assignee=OrgId(_name(d["assignee"], 18)),
        passing=_enum(Passing, d["passing"]),
        person=_bytes(d["person"], 32),
        document=_bytes(d["document"], 32),
    )


def _plain_pledge_consent(v: PledgeConsent) -> dict[str, Any]:
    return {
        "assent": _plain_assent(v.assent),
        "expected_head": "0x" + v.expected_head.hex(),
        "id": "0x" + v.id.hex(),
        "matter": "0x" + v.matter.hex(),
        "party": "0x" + v.party.hex(),
        "until": v.until,
    }


def _read_pledge_consent(d: Mapping[str, Any]) -> PledgeConsent:
    return PledgeConsent(
        id=PledgeId(_bytes(d["id"], 32)),
        expected_head=_bytes(d["expected_head"], 32),
        party=PartyId(_bytes(d["party"], 32)),
        matter=_bytes(d["matter"], 32),
        until=_small(d["until"], 40),
        assent=_read_assent(d["assent"]),
    )


def _plain_pledge_extension(v: PledgeExtension) -> dict[str, Any]:
    return {
        "document": "0x" + v.document.hex(),
        "expected_head": "0x" + v.expected_head.hex(),
        "id": "0x" + v.id.hex(),
        "maturity": v.maturity,
        "person": "0x" + v.person.hex(),
        "renewal": v.renewal,
    }


def _read_pledge_extension(d: Mapping[str, Any]) -> PledgeExtension:
    return PledgeExtension(
        id=PledgeId(_bytes(d["id"], 32)),
        expected_head=_bytes(d["expected_head"], 32),
        maturity=_small(d["maturity"], 40),
        renewal=_bool(d["renewal"]),
        person=_bytes(d["person"], 32),
        document=_bytes(d["document"], 32),
    )


def _plain_offer_closing(v: OfferClosing) -> dict[str, Any]:
    return {
        "assent": _plain_assent(v.assent),
        "expected_head": "0x" + v.expected_head.hex(),
        "id": "0x" + v.id.hex(),
        "reason": "0x" + v.reason.hex(),
    }


def _read_offer_closing(d: Mapping[str, Any]) -> OfferClosing:
    return OfferClosing(
        id=PledgeId(_bytes(d["id"], 32)),
        expected_head=_bytes(d["expected_head"], 32),
        reason=_bytes(d["reason"], 32),
        assent=_read_assent(d["assent"]),
    )


def _plain_pledge_terms(v: PledgeTerms) -> dict[str, Any]:
    return {
        "authority": "0x" + v.authority.hex(),
        "band": v.band,
        "call_bps": v.call_bps,
        "claim": "0x" + v.claim.hex(),
        "contract_date": v.contract_date,
        "contract_digest": "0x" + v.contract_digest.hex(),
        "controls": "0x" + v.controls.hex(),
        "debtor": "0x" + v.debtor.hex(),
        "exclusive": v.exclusive,
        "form": v.form,
        "grade": v.grade,
        "increase_of": "0x" + v.increase_of.hex(),
        "ltv_bps": v.ltv_bps,
        "maturity": v.maturity,
        "opinions": v.opinions,
        "organs_data": v.organs_data,
        "outside_by": v.outside_by,
        "public_use": v.public_use,
        "renewal": v.renewal,
        "resolution": "0x" + v.resolution.hex(),
        "substitute_in": "0x" + v.substitute_in.hex(),
        "third_party": v.third_party,
        "warn_bps": v.warn_bps,
    }


def _read_pledge_terms(d: Mapping[str, Any]) -> PledgeTerms:
    return PledgeTerms(
        form=_enum(SecurityForm, d["form"]),
        band=_small(d["band"], 8),
        exclusive=_bool(d["exclusive"]),
        renewal=_bool(d["renewal"]),
        public_use=_bool(d["public_use"]),
        third_party=_bool(d["third_party"]),
        organs_data=_bool(d["organs_data"]),
        grade=_enum(Grade, d["grade"]),
        ltv_bps=_small(d["ltv_bps"], 16),
        warn_bps=_small(d["warn_bps"], 16),
        call_bps=_small(d["call_bps"], 16),
        opinions=_small(d["opinions"], 8),
        contract_date=_small(d["contract_date"], 40),
        maturity=_small(d["maturity"], 40),
        outside_by=_small(d["outside_by"], 40),
        contract_digest=_bytes(d["contract_digest"], 32),
        claim=_bytes(d["claim"], 32),
        debtor=_bytes(d["debtor"], 32),
        resolution=_bytes(d["resolution"], 32),
        controls=_bytes(d["controls"], 32),
        authority=_bytes(d["authority"], 32),
        increase_of=PledgeId(_bytes(d["increase_of"], 32)),
        substitute_in=PledgeId(_bytes(d["substitute_in"], 32)),
    )


def _plain_pledged_unit(v: PledgedUnit) -> dict[str, Any]:
    return {
        "code": v.code,
        "holder": "0x" + v.holder.hex(),
        "right": v.right,
    }


def _read_pledged_unit(d: Mapping[str, Any]) -> PledgedUnit:
    return PledgedUnit(
        code=CertificateId(_name(d["code"], 32)),
        holder=PartyId(_bytes(d["holder"], 32)),
        right=_small(d["right"], 8),
    )


def _plain_pledge_offer(v: PledgeOffer) -> dict[str, Any]:
    return {
        "assent": _plain_assent(v.assent),
        "pledgee": v.pledgee,
        "pledgor": "0x" + v.pledgor.hex(),
        "ref": "0x" + v.ref.hex(),
        "terms": _plain_pledge_terms(v.terms),
        "units": [_plain_pledged_unit(x) for x in v.units],
    }


def _read_pledge_offer(d: Mapping[str, Any]) -> PledgeOffer:
    return PledgeOffer(
        pledgor=PartyId(_bytes(d["pledgor"], 32)),
        pledgee=OrgId(_name(d["pledgee"], 18)),
        ref=_bytes(d["ref"], 32),
        assent=_read_assent(d["assent"]),
        terms=_read_pledge_terms(d["terms"]),
        units=tuple(_read_pledged_unit(x) for x in _list(d["units"])),
    )


def _plain_partial_release(v: PartialRelease) -> dict[str, Any]:
    return {
        "document": "0x" + v.document.hex(),
        "expected_head": "0x" + v.expected_head.hex(),
        "id": "0x" + v.id.hex(),
        "person": "0x" + v.person.hex(),
        "place": v.place,
    }


def _read_partial_release(d: Mapping[str, Any]) -> PartialRelease:
    return PartialRelease(
        id=PledgeId(_bytes(d["id"], 32)),
        expected_head=_bytes(d["expected_head"], 32),
        place=_small(d["place"], 8),
        person=_bytes(d["person"], 32),
        document=_bytes(d["document"], 32),
    )


def _plain_rank_swap(v: RankSwap) -> dict[str, Any]:
    return {
        "document": "0x" + v.document.hex(),
        "expected_head_one": "0x" + v.expected_head_one.hex(),
        "expected_head_other": "0x" + v.expected_head_other.hex(),
        "one": "0x" + v.one.hex(),
        "other": "0x" + v.other.hex(),
        "person": "0x" + v.person.hex(),
        "unit": _plain_pledged_unit(v.unit),
    }


def _read_rank_swap(d: Mapping[str, Any]) -> RankSwap:
    return RankSwap(
        one=PledgeId(_bytes(d["one"], 32)),
        other=PledgeId(_bytes(d["other"], 32)),
        expected_head_one=_bytes(d["expected_head_one"], 32),
        expected_head_other=_bytes(d["expected_head_other"], 32),
        unit=_read_pledged_unit(d["unit"]),
        person=_bytes(d["person"], 32),
        document=_bytes(d["document"], 32),
    )


def _plain_collateral(v: Collateral) -> dict[str, Any]:
    return {
        "code": v.code,
        "holder": "0x" + v.holder.hex(),
        "live": v.live,
        "rank": v.rank,
        "right": v.right,
    }


def _read_collateral(d: Mapping[str, Any]) -> Collateral:
    return Collateral(
        code=CertificateId(_name(d["code"], 32)),
        holder=PartyId(_bytes(d["holder"], 32)),
        right=_small(d["right"], 8),
        rank=_small(d["rank"], 16),
        live=_bool(d["live"]),
    )


def _plain_pledge_acceptance(v: PledgeAcceptance) -> dict[str, Any]:
    return {
        "acknowledged": v.acknowledged,
        "expected_head": "0x" + v.expected_head.hex(),
        "heads": ["0x" + x.hex() for x in v.heads],
        "id": "0x" + v.id.hex(),
        "minimum_level": v.minimum_level,
        "person": "0x" + v.person.hex(),
    }


def _read_pledge_acceptance(d: Mapping[str, Any]) -> PledgeAcceptance:
    return PledgeAcceptance(
        id=PledgeId(_bytes(d["id"], 32)),
        expected_head=_bytes(d["expected_head"], 32),
        heads=tuple(_bytes(x, 32) for x in _list(d["heads"])),
        acknowledged=_small(d["acknowledged"], 8),
        minimum_level=_small(d["minimum_level"], 8),
        person=_bytes(d["person"], 32),
    )


def _plain_pledge_release(v: PledgeRelease) -> dict[str, Any]:
    return {
        "authority": v.authority,
        "document": "0x" + v.document.hex(),
        "ending": v.ending,
        "expected_head": "0x" + v.expected_head.hex(),
        "id": "0x" + v.id.hex(),
        "level": v.level,
        "person": "0x" + v.person.hex(),
    }


def _read_pledge_release(d: Mapping[str, Any]) -> PledgeRelease:
    return PledgeRelease(
        id=PledgeId(_bytes(d["id"], 32)),
        expected_head=_bytes(d["expected_head"], 32),
        ending=_enum(PledgeEnding, d["ending"]),
        authority=OrgId(_name(d["authority"], 18)),
        level=_small(d["level"], 8),
        person=_bytes(d["person"], 32),
        document=_bytes(d["document"], 32),
    )


def _plain_pledge_substitution(v: PledgeSubstitution) -> dict[str, Any]:
    return {
        "acknowledged": v.acknowledged,
        "expected_head": "0x" + v.expected_head.hex(),
        "heads": ["0x" + x.hex() for x in v.heads],
        "id": "0x" + v.id.hex(),
        "minimum_level": v.minimum_level,
        "offer": "0x" + v.offer.hex(),
        "person": "0x" + v.person.hex(),
        "place": v.place,
    }


def _read_pledge_substitution(d: Mapping[str, Any]) -> PledgeSubstitution:
    return PledgeSubstitution(
        id=PledgeId(_bytes(d["id"], 32)),
        expected_head=_bytes(d["expected_head"], 32),
        offer=PledgeId(_bytes(d["offer"], 32)),
        place=_small(d["place"], 8),
        heads=tuple(_bytes(x, 32) for x in _list(d["heads"])),
        acknowledged=_small(d["acknowledged"], 8),
        minimum_level=_small(d["minimum_level"], 8),
        person=_bytes(d["person"], 32),
    )


def _plain_rank_reservation(v: RankReservation) -> dict[str, Any]:
    return {
        "expected_head": "0x" + v.expected_head.hex(),
        "person": "0x" + v.person.hex(),
        "search": "0x" + v.search.hex(),
        "ttl": v.ttl,
        "unit": _plain_pledged_unit(v.unit),
    }


def _read_rank_reservation(d: Mapping[str, Any]) -> RankReservation:
    return RankReservation(
        unit=_read_pledged_unit(d["unit"]),
        expected_head=_bytes(d["expected_head"], 32),
        ttl=_small(d["ttl"], 40),
        person=_bytes(d["person"], 32),
        search=_bytes(d["search"], 32),
    )


def _plain_regime(v: Regime) -> dict[str, Any]:
    return {
        "answer_days": v.answer_days,
        "code_prefix": v.code_prefix,
        "code_source": v.code_source,
        "extension_days": v.extension_days,
        "id": v.id,
        "notice_days": v.notice_days,
        "objection_days": v.objection_days,
        "processing_days": v.processing_days,
        "renewal_window_months": v.renewal_window_months,
        "text_digest": "0x" + v.text_digest.hex(),
        "title": v.title,
        "validity_years": v.validity_years,
    }


def _read_regime(d: Mapping[str, Any]) -> Regime:
    return Regime(
        id=RegimeId(_name(d["id"], 32)),
        answer_days=_small(d["answer_days"], 8),
        processing_days=_small(d["processing_days"], 8),
        extension_days=_small(d["extension_days"], 8),
        notice_days=_small(d["notice_days"], 8),
        objection_days=_small(d["objection_days"], 8),
        validity_years=_small(d["validity_years"], 8),
        renewal_window_months=_small(d["renewal_window_months"], 8),
        code_source=_enum(CodeSource, d["code_source"]),
        code_prefix=_name(d["code_prefix"], 2),
        title=_str(d["title"]),
        text_digest=_bytes(d["text_digest"], 32),
    )


def _plain_valuation_withdrawal(v: ValuationWithdrawal) -> dict[str, Any]:
    return {
        "id": v.id,
        "person": "0x" + v.person.hex(),
        "purpose": v.purpose,
        "reason": "0x" + v.reason.hex(),
    }


def _read_valuation_withdrawal(d: Mapping[str, Any]) -> ValuationWithdrawal:
    return ValuationWithdrawal(
        id=CertificateId(_name(d["id"], 32)),
        purpose=_enum(ValuationPurpose, d["purpose"]),
        person=_bytes(d["person"], 32),
        reason=_bytes(d["reason"], 32),
    )


def _plain_valuation(v: Valuation) -> dict[str, Any]:
    return {
        "assumptions": "0x" + v.assumptions.hex(),
        "base_date": v.base_date,
        "currency": v.currency,
        "expected_head": "0x" + v.expected_head.hex(),
        "holder": "0x" + v.holder.hex(),
        "id": v.id,
        "methods": v.methods,
        "person": "0x" + v.person.hex(),
        "purpose": v.purpose,
        "report": "0x" + v.report.hex(),
        "valid_until": v.valid_until,
        "value": str(v.value),
        "version": v.version,
    }


def _read_valuation(d: Mapping[str, Any]) -> Valuation:
    return Valuation(
        id=CertificateId(_name(d["id"], 32)),
        holder=PartyId(_bytes(d["holder"], 32)),
        expected_head=_bytes(d["expected_head"], 32),
        version=_small(d["version"], 16),
        purpose=_enum(ValuationPurpose, d["purpose"]),
        methods=_small(d["methods"], 8),
        value=_big(d["value"], 64),
        currency=_name(d["currency"], 3),
        base_date=_small(d["base_date"], 40),
        valid_until=_small(d["valid_until"], 40),
        report=_bytes(d["report"], 32),
        assumptions=_bytes(d["assumptions"], 32),
        person=_bytes(d["person"], 32),
    )


def _plain_application_accepted(v: ApplicationAccepted) -> dict[str, Any]:
    return {
        "acted": _plain_acted(v.acted),
        "event": "ApplicationAccepted",
        "id": "0x" + v.id.hex(),
        "registrar": v.registrar,
    }


def _read_application_accepted(d: Mapping[str, Any]) -> ApplicationAccepted:
    return ApplicationAccepted(
        id=CaseId(_bytes(d["id"], 32)),
        registrar=OrgId(_name(d["registrar"], 18)),
        acted=_read_acted(d["acted"]),
    )


def _plain_application_certified(v: ApplicationCertified) -> dict[str, Any]:
    return {
        "acted": _plain_acted(v.acted),
        "code": v.code,
        "event": "ApplicationCertified",
        "id": "0x" + v.id.hex(),
        "registrar": v.registrar,
    }


def _read_application_certified(d: Mapping[str, Any]) -> ApplicationCertified:
    return ApplicationCertified(
        id=CaseId(_bytes(d["id"], 32)),
        registrar=OrgId(_name(d["registrar"], 18)),
        acted=_read_acted(d["acted"]),
        code=CertificateId(_name(d["code"], 15)),
    )


def _plain_application_evidenced(v: ApplicationEvidenced) -> dict[str, Any]:
    return {
        "acted": _plain_acted(v.acted),
        "event": "ApplicationEvidenced",
        "evidenced_at": v.evidenced_at,
        "id": "0x" + v.id.hex(),
        "national_digest": "0x" + v.national_digest.hex(),
        "national_ref": v.national_ref,
        "registrar": v.registrar,
    }


def _read_application_evidenced(d: Mapping[str, Any]) -> ApplicationEvidenced:
    return ApplicationEvidenced(
        id=CaseId(_bytes(d["id"], 32)),
        registrar=OrgId(_name(d["registrar"], 18)),
        acted=_read_acted(d["acted"]),
        evidenced_at=_small(d["evidenced_at"], 40),
        national_ref=_str(d["national_ref"]),
        national_digest=_bytes(d["national_digest"], 32),
    )


def _plain_application_not_accepted(v: ApplicationNotAccepted) -> dict[str, Any]:
    return {
        "acted": _plain_acted(v.acted),
        "event": "ApplicationNotAccepted",
        "id": "0x" + v.id.hex(),
        "registrar": v.registrar,
    }


def _read_application_not_accepted(d: Mapping[str, Any]) -> ApplicationNotAccepted:
    return ApplicationNotAccepted(
        id=CaseId(_bytes(d["id"], 32)),
        registrar=OrgId(_name(d["registrar"], 18)),
        acted=_read_acted(d["acted"]),
    )


def _plain_application_refused(v: ApplicationRefused) -> dict[str, Any]:
    return {
        "acted": _plain_acted(v.acted),
        "event": "ApplicationRefused",
        "ground": v.ground,
        "id": "0x" + v.id.hex(),
        "registrar": v.registrar,
    }


def _read_application_refused(d: Mapping[str, Any]) -> ApplicationRefused:
    return ApplicationRefused(
        id=CaseId(_bytes(d["id"], 32)),
        registrar=OrgId(_name(d["registrar"], 18)),
        acted=_read_acted(d["acted"]),
        ground=_small(d["ground"], 8),
    )


def _plain_application_resubmitted(v: ApplicationResubmitted) -> dict[str, Any]:
    return {
        "acted": _plain_acted(v.acted),
        "content": _plain_content(v.content),
        "event": "ApplicationResubmitted",
        "id": "0x" + v.id.hex(),
        "registrar": v.registrar,
    }


def _read_application_resubmitted(d: Mapping[str, Any]) -> ApplicationResubmitted:
    return ApplicationResubmitted(
        id=CaseId(_bytes(d["id"], 32)),
        registrar=OrgId(_name(d["registrar"], 18)),
        acted=_read_acted(d["acted"]),
        content=_read_content(d["content"]),
    )


def _plain_application_submitted(v: ApplicationSubmitted) -> dict[str, Any]:
    return {
        "event": "ApplicationSubmitted",
        "id": "0x" + v.id.hex(),
        "registrar": v.registrar,
        "submitted": _plain_submitted(v.submitted),
    }


def _read_application_submitted(d: Mapping[str, Any]) -> ApplicationSubmitted:
    return ApplicationSubmitted(
        id=CaseId(_bytes(d["id"], 32)),
        registrar=OrgId(_name(d["registrar"], 18)),
        submitted=_read_submitted(d["submitted"]),
    )


def _plain_application_terminated(v: ApplicationTerminated) -> dict[str, Any]:
    return {
        "acted": _plain_acted(v.acted),
        "event": "ApplicationTerminated",
        "id": "0x" + v.id.hex(),
        "registrar": v.registrar,
    }


def _read_application_terminated(d: Mapping[str, Any]) -> ApplicationTerminated:
    return ApplicationTerminated(
        id=CaseId(_bytes(d["id"], 32)),
        registrar=OrgId(_name(d["registrar"], 18)),
        acted=_read_acted(d["acted"]),
    )


def _plain_application_withdrawn(v: ApplicationWithdrawn) -> dict[str, Any]:
    return {
        "acted": _plain_acted(v.acted),
        "event": "ApplicationWithdrawn",
        "id": "0x" + v.id.hex(),
        "registrar": v.registrar,
    }


def _read_application_withdrawn(d: Mapping[str, Any]) -> ApplicationWithdrawn:
    return ApplicationWithdrawn(
        id=CaseId(_bytes(d["id"], 32)),
        registrar=OrgId(_name(d["registrar"], 18)),
        acted=_read_acted(d["acted"]),
    )


def _plain_correction_requested(v: CorrectionRequested) -> dict[str, Any]:
    return {
        "acted": _plain_acted(v.acted),
        "event": "CorrectionRequested",
        "id": "0x" + v.id.hex(),
        "last_day": v.last_day,
        "registrar": v.registrar,
    }


def _read_correction_requested(d: Mapping[str, Any]) -> CorrectionRequested:
    return CorrectionRequested(
        id=CaseId(_bytes(d["id"], 32)),
        registrar=OrgId(_name(d["registrar"], 18)),
        acted=_read_acted(d["acted"]),
        last_day=_small(d["last_day"], 16),
    )


def _plain_evidence_received(v: EvidenceReceived) -> dict[str, Any]:
    return {
        "acted": _plain_acted(v.acted),
        "event": "EvidenceReceived",
        "id": "0x" + v.id.hex(),
        "registrar": v.registrar,
    }


def _read_evidence_received(d: Mapping[str, Any]) -> EvidenceReceived:
    return EvidenceReceived(
        id=CaseId(_bytes(d["id"], 32)),
        registrar=OrgId(_name(d["registrar"], 18)),
        acted=_read_acted(d["acted"]),
    )


def _plain_evidence_requested(v: EvidenceRequested) -> dict[str, Any]:
    return {
        "acted": _plain_acted(v.acted),
        "event": "EvidenceRequested",
        "id": "0x" + v.id.hex(),
        "last_day": v.last_day,
        "registrar": v.registrar,
    }


def _read_evidence_requested(d: Mapping[str, Any]) -> EvidenceRequested:
    return EvidenceRequested(
        id=CaseId(_bytes(d["id"], 32)),
        registrar=OrgId(_name(d["registrar"], 18)),
        acted=_read_acted(d["acted"]),
        last_day=_small(d["last_day"], 16),
    )


def _plain_notice_exempted(v: NoticeExempted) -> dict[str, Any]:
    return {
        "acted": _plain_acted(v.acted),
        "event": "NoticeExempted",
        "id": "0x" + v.id.hex(),
        "registrar": v.registrar,
    }


def _read_notice_exempted(d: Mapping[str, Any]) -> NoticeExempted:
    return NoticeExempted(
        id=CaseId(_bytes(d["id"], 32)),
        registrar=OrgId(_name(d["registrar"], 18)),
        acted=_read_acted(d["acted"]),
    )


def _plain_notice_opened(v: NoticeOpened) -> dict[str, Any]:
    return {
        "acted": _plain_acted(v.acted),
        "event": "NoticeOpened",
        "id": "0x" + v.id.hex(),
        "published_at": v.published_at,
        "registrar": v.registrar,
    }


def _read_notice_opened(d: Mapping[str, Any]) -> NoticeOpened:
    return NoticeOpened(
        id=CaseId(_bytes(d["id"], 32)),
        registrar=OrgId(_name(d["registrar"], 18)),
        acted=_read_acted(d["acted"]),
        published_at=_small(d["published_at"], 40),
    )


def _plain_processing_extended(v: ProcessingExtended) -> dict[str, Any]:
    return {
        "acted": _plain_acted(v.acted),
        "event": "ProcessingExtended",
        "id": "0x" + v.id.hex(),
        "registrar": v.registrar,
        "working_days": v.working_days,
    }


def _read_processing_extended(d: Mapping[str, Any]) -> ProcessingExtended:
    return ProcessingExtended(
        id=CaseId(_bytes(d["id"], 32)),
        registrar=OrgId(_name(d["registrar"], 18)),
        acted=_read_acted(d["acted"]),
        working_days=_small(d["working_days"], 8),
    )


def _plain_silence_noted(v: SilenceNoted) -> dict[str, Any]:
    return {
        "accepted_on": v.accepted_on,
        "by": "0x" + v.by.hex(),
        "deadline": v.deadline,
        "event": "SilenceNoted",
        "id": "0x" + v.id.hex(),
        "registrar": v.registrar,
    }


def _read_silence_noted(d: Mapping[str, Any]) -> SilenceNoted:
    return SilenceNoted(
        id=CaseId(_bytes(d["id"], 32)),
        registrar=OrgId(_name(d["registrar"], 18)),
        by=Address(_bytes(d["by"], 20)),
        deadline=_small(d["deadline"], 16),
        accepted_on=_small(d["accepted_on"], 16),
    )


def _plain_consent_recorded(v: ConsentRecorded) -> dict[str, Any]:
    return {
        "account": "0x" + v.account.hex(),
        "by": v.by,
        "consent": _plain_consent_receipt(v.consent),
        "event": "ConsentRecorded",
        "id": "0x" + v.id.hex(),
    }


def _read_consent_recorded(d: Mapping[str, Any]) -> ConsentRecorded:
    return ConsentRecorded(
        id=_bytes(d["id"], 32),
        by=OrgId(_name(d["by"], 18)),
        account=Address(_bytes(d["account"], 20)),
        consent=_read_consent_receipt(d["consent"]),
    )


def _plain_consent_withdrawn(v: ConsentWithdrawn) -> dict[str, Any]:
    return {
        "account": "0x" + v.account.hex(),
        "by": v.by,
        "document": "0x" + v.document.hex(),
        "event": "ConsentWithdrawn",
        "id": "0x" + v.id.hex(),
        "person": "0x" + v.person.hex(),
    }


def _read_consent_withdrawn(d: Mapping[str, Any]) -> ConsentWithdrawn:
    return ConsentWithdrawn(
        id=_bytes(d["id"], 32),
        by=OrgId(_name(d["by"], 18)),
        account=Address(_bytes(d["account"], 20)),
        person=_bytes(d["person"], 32),
        document=_bytes(d["document"], 32),
    )


def _plain_grant_accepted(v: GrantAccepted) -> dict[str, Any]:
    return {
        "account": "0x" + v.account.hex(),
        "act": _plain_grant_act(v.act),
        "by": v.by,
        "event": "GrantAccepted",
        "id": "0x" + v.id.hex(),
        "since": v.since,
    }


def _read_grant_accepted(d: Mapping[str, Any]) -> GrantAccepted:
    return GrantAccepted(
        id=GrantId(_bytes(d["id"], 32)),
        by=OrgId(_name(d["by"], 18)),
        account=Address(_bytes(d["account"], 20)),
        since=_small(d["since"], 40),
        act=_read_grant_act(d["act"]),
    )


def _plain_grant_closed(v: GrantClosed) -> dict[str, Any]:
    return {
        "account": "0x" + v.account.hex(),
        "act": _plain_grant_act(v.act),
        "by": v.by,
        "declined": v.declined,
        "event": "GrantClosed",
        "id": "0x" + v.id.hex(),
    }


def _read_grant_closed(d: Mapping[str, Any]) -> GrantClosed:
    return GrantClosed(
        id=GrantId(_bytes(d["id"], 32)),
        by=OrgId(_name(d["by"], 18)),
        account=Address(_bytes(d["account"], 20)),
        declined=_bool(d["declined"]),
        act=_read_grant_act(d["act"]),
    )


def _plain_grant_narrowed(v: GrantNarrowed) -> dict[str, Any]:
    return {
        "account": "0x" + v.account.hex(),
        "act": _plain_grant_act(v.act),
        "by": v.by,
        "event": "GrantNarrowed",
        "id": "0x" + v.id.hex(),
        "scope": _plain_grant_scope(v.scope),
    }


def _read_grant_narrowed(d: Mapping[str, Any]) -> GrantNarrowed:
    return GrantNarrowed(
        id=GrantId(_bytes(d["id"], 32)),
        by=OrgId(_name(d["by"], 18)),
        account=Address(_bytes(d["account"], 20)),
        scope=_read_grant_scope(d["scope"]),
        act=_read_grant_act(d["act"]),
    )


def _plain_grant_offered(v: GrantOffered) -> dict[str, Any]:
    return {
        "account": "0x" + v.account.hex(),
        "by": v.by,
        "event": "GrantOffered",
        "id": "0x" + v.id.hex(),
        "offer": _plain_grant_offer(v.offer),
    }


def _read_grant_offered(d: Mapping[str, Any]) -> GrantOffered:
    return GrantOffered(
        id=GrantId(_bytes(d["id"], 32)),
        by=OrgId(_name(d["by"], 18)),
        account=Address(_bytes(d["account"], 20)),
        offer=_read_grant_offer(d["offer"]),
    )


def _plain_grant_resumed(v: GrantResumed) -> dict[str, Any]:
    return {
        "account": "0x" + v.account.hex(),
        "act": _plain_grant_act(v.act),
        "by": v.by,
        "event": "GrantResumed",
        "id": "0x" + v.id.hex(),
    }


def _read_grant_resumed(d: Mapping[str, Any]) -> GrantResumed:
    return GrantResumed(
        id=GrantId(_bytes(d["id"], 32)),
        by=OrgId(_name(d["by"], 18)),
        account=Address(_bytes(d["account"], 20)),
        act=_read_grant_act(d["act"]),
    )


def _plain_grant_revoked(v: GrantRevoked) -> dict[str, Any]:
    return {
        "account": "0x" + v.account.hex(),
        "act": _plain_grant_act(v.act),
        "by": v.by,
        "event": "GrantRevoked",
        "ground": v.ground,
        "id": "0x" + v.id.hex(),
    }


def _read_grant_revoked(d: Mapping[str, Any]) -> GrantRevoked:
    return GrantRevoked(
        id=GrantId(_bytes(d["id"], 32)),
        by=OrgId(_name(d["by"], 18)),
        account=Address(_bytes(d["account"], 20)),
        ground=_enum(GrantGround, d["ground"]),
        act=_read_grant_act(d["act"]),
    )


def _plain_grant_spent(v: GrantSpent) -> dict[str, Any]:
    return {
        "calls": str(v.calls),
        "event": "GrantSpent",
        "id": "0x" + v.id.hex(),
        "module": "0x" + v.module.hex(),
        "records": str(v.records),
    }


def _read_grant_spent(d: Mapping[str, Any]) -> GrantSpent:
    return GrantSpent(
        id=GrantId(_bytes(d["id"], 32)),
        module=Address(_bytes(d["module"], 20)),
        records=_big(d["records"], 64),
        calls=_big(d["calls"], 64),
    )


def _plain_grant_suspended(v: GrantSuspended) -> dict[str, Any]:
    return {
        "account": "0x" + v.account.hex(),
        "act": _plain_grant_act(v.act),
        "by": v.by,
        "event": "GrantSuspended",
        "id": "0x" + v.id.hex(),
    }


def _read_grant_suspended(d: Mapping[str, Any]) -> GrantSuspended:
    return GrantSuspended(
        id=GrantId(_bytes(d["id"], 32)),
        by=OrgId(_name(d["by"], 18)),
        account=Address(_bytes(d["account"], 20)),
        act=_read_grant_act(d["act"]),
    )


def _plain_grant_terminated(v: GrantTerminated) -> dict[str, Any]:
    return {
        "account": "0x" + v.account.hex(),
        "act": _plain_grant_act(v.act),
        "by": v.by,
        "event": "GrantTerminated",
        "id": "0x" + v.id.hex(),
    }


def _read_grant_terminated(d: Mapping[str, Any]) -> GrantTerminated:
    return GrantTerminated(
        id=GrantId(_bytes(d["id"], 32)),
        by=OrgId(_name(d["by"], 18)),
        account=Address(_bytes(d["account"], 20)),
        act=_read_grant_act(d["act"]),
    )


def _plain_public_grant_applied(v: PublicGrantApplied) -> dict[str, Any]:
    return {
        "account": "0x" + v.account.hex(),
        "application": _plain_public_application(v.application),
        "by": v.by,
        "event": "PublicGrantApplied",
        "id": "0x" + v.id.hex(),
    }


def _read_public_grant_applied(d: Mapping[str, Any]) -> PublicGrantApplied:
    return PublicGrantApplied(
        id=_bytes(d["id"], 32),
        by=OrgId(_name(d["by"], 18)),
        account=Address(_bytes(d["account"], 20)),
        application=_read_public_application(d["application"]),
    )


def _plain_public_grant_decided(v: PublicGrantDecided) -> dict[str, Any]:
    return {
        "account": "0x" + v.account.hex(),
        "by": v.by,
        "document": "0x" + v.document.hex(),
        "event": "PublicGrantDecided",
        "granted": v.granted,
        "id": "0x" + v.id.hex(),
        "person": "0x" + v.person.hex(),
        "terms": _plain_grant_terms(v.terms),
    }


def _read_public_grant_decided(d: Mapping[str, Any]) -> PublicGrantDecided:
    return PublicGrantDecided(
        id=_bytes(d["id"], 32),
        by=OrgId(_name(d["by"], 18)),
        account=Address(_bytes(d["account"], 20)),
        granted=_bool(d["granted"]),
        terms=_read_grant_terms(d["terms"]),
        person=_bytes(d["person"], 32),
        document=_bytes(d["document"], 32),
    )


def _plain_public_grant_opined(v: PublicGrantOpined) -> dict[str, Any]:
    return {
        "account": "0x" + v.account.hex(),
        "by": v.by,
        "document": "0x" + v.document.hex(),
        "event": "PublicGrantOpined",
        "favourable": v.favourable,
        "id": "0x" + v.id.hex(),
        "person": "0x" + v.person.hex(),
    }


def _read_public_grant_opined(d: Mapping[str, Any]) -> PublicGrantOpined:
    return PublicGrantOpined(
        id=_bytes(d["id"], 32),
        by=OrgId(_name(d["by"], 18)),
        account=Address(_bytes(d["account"], 20)),
        favourable=_bool(d["favourable"]),
        person=_bytes(d["person"], 32),
        document=_bytes(d["document"], 32),
    )


def _plain_annotation_lifted(v: AnnotationLifted) -> dict[str, Any]:
    return {
        "account": "0x" + v.account.hex(),
        "event": "AnnotationLifted",
        "id": v.id,
        "lifting": _plain_lifting(v.lifting),
        "preparer": "0x" + v.preparer.hex(),
        "preparer_person": "0x" + v.preparer_person.hex(),
        "registrar": v.registrar,
    }


def _read_annotation_lifted(d: Mapping[str, Any]) -> AnnotationLifted:
    return AnnotationLifted(
        id=CertificateId(_name(d["id"], 32)),
        registrar=OrgId(_name(d["registrar"], 18)),
        account=Address(_bytes(d["account"], 20)),
        preparer=Address(_bytes(d["preparer"], 20)),
        preparer_person=_bytes(d["preparer_person"], 32),
        lifting=_read_lifting(d["lifting"]),
    )


def _plain_certificate_annotated(v: CertificateAnnotated) -> dict[str, Any]:
    return {
        "account": "0x" + v.account.hex(),
        "annotation": _plain_annotation(v.annotation),
        "event": "CertificateAnnotated",
        "id": v.id,
        "number": v.number,
        "preparer": "0x" + v.preparer.hex(),
        "preparer_person": "0x" + v.preparer_person.hex(),
        "registrar": v.registrar,
    }


def _read_certificate_annotated(d: Mapping[str, Any]) -> CertificateAnnotated:
    return CertificateAnnotated(
        id=CertificateId(_name(d["id"], 32)),
        registrar=OrgId(_name(d["registrar"], 18)),
        number=_small(d["number"], 8),
        account=Address(_bytes(d["account"], 20)),
        preparer=Address(_bytes(d["preparer"], 20)),
        preparer_person=_bytes(d["preparer_person"], 32),
        annotation=_read_annotation(d["annotation"]),
    )


def _plain_certificate_cancelled(v: CertificateCancelled) -> dict[str, Any]:
    return {
        "by": v.by,
        "decider": _plain_decider(v.decider),
        "event": "CertificateCancelled",
        "id": v.id,
        "registering": _plain_registering(v.registering),
    }


def _read_certificate_cancelled(d: Mapping[str, Any]) -> CertificateCancelled:
    return CertificateCancelled(
        id=CertificateId(_name(d["id"], 32)),
        by=OrgId(_name(d["by"], 18)),
        decider=_read_decider(d["decider"]),
        registering=_read_registering(d["registering"]),
    )


def _plain_certificate_changed(v: CertificateChanged) -> dict[str, Any]:
    return {
        "by": v.by,
        "decider": _plain_decider(v.decider),
        "event": "CertificateChanged",
        "id": v.id,
        "registering": _plain_registering(v.registering),
        "version": v.version,
    }


def _read_certificate_changed(d: Mapping[str, Any]) -> CertificateChanged:
    return CertificateChanged(
        id=CertificateId(_name(d["id"], 32)),
        by=OrgId(_name(d["by"], 18)),
        version=_small(d["version"], 16),
        decider=_read_decider(d["decider"]),
        registering=_read_registering(d["registering"]),
    )


def _plain_certificate_corrected(v: CertificateCorrected) -> dict[str, Any]:
    return {
        "account": "0x" + v.account.hex(),
        "correction": _plain_correction(v.correction),
        "event": "CertificateCorrected",
        "id": v.id,
        "preparer": "0x" + v.preparer.hex(),
        "preparer_person": "0x" + v.preparer_person.hex(),
        "registrar": v.registrar,
        "version": v.version,
    }


def _read_certificate_corrected(d: Mapping[str, Any]) -> CertificateCorrected:
    return CertificateCorrected(
        id=CertificateId(_name(d["id"], 32)),
        registrar=OrgId(_name(d["registrar"], 18)),
        version=_small(d["version"], 16),
        account=Address(_bytes(d["account"], 20)),
        preparer=Address(_bytes(d["preparer"], 20)),
        preparer_person=_bytes(d["preparer_person"], 32),
        correction=_read_correction(d["correction"]),
    )


def _plain_certificate_issued(v: CertificateIssued) -> dict[str, Any]:
    return {
        "event": "CertificateIssued",
        "id": v.id,
        "issued": _plain_issued(v.issued),
        "registrar": v.registrar,
    }


def _read_certificate_issued(d: Mapping[str, Any]) -> CertificateIssued:
    return CertificateIssued(
        id=CertificateId(_name(d["id"], 32)),
        registrar=OrgId(_name(d["registrar"], 18)),
        issued=_read_issued(d["issued"]),
    )


def _plain_certificate_linked(v: CertificateLinked) -> dict[str, Any]:
    return {
        "account": "0x" + v.account.hex(),
        "by": v.by,
        "event": "CertificateLinked",
        "id": v.id,
        "link": _plain_link(v.link),
    }


def _read_certificate_linked(d: Mapping[str, Any]) -> CertificateLinked:
    return CertificateLinked(
        id=CertificateId(_name(d["id"], 32)),
        by=OrgId(_name(d["by"], 18)),
        account=Address(_bytes(d["account"], 20)),
        link=_read_link(d["link"]),
    )


def _plain_certificate_reaffirmed(v: CertificateReaffirmed) -> dict[str, Any]:
    return {
        "account": "0x" + v.account.hex(),
        "event": "CertificateReaffirmed",
        "id": v.id,
        "person": "0x" + v.person.hex(),
        "reason": "0x" + v.reason.hex(),
        "registrar": v.registrar,
    }


def _read_certificate_reaffirmed(d: Mapping[str, Any]) -> CertificateReaffirmed:
    return CertificateReaffirmed(
        id=CertificateId(_name(d["id"], 32)),
        registrar=OrgId(_name(d["registrar"], 18)),
        account=Address(_bytes(d["account"], 20)),
        person=_bytes(d["person"], 32),
        reason=_bytes(d["reason"], 32),
    )


def _plain_certificate_reconciled(v: CertificateReconciled) -> dict[str, Any]:
    return {
        "account": "0x" + v.account.hex(),
        "batch": "0x" + v.batch.hex(),
        "by": v.by,
        "comparison": _plain_comparison(v.comparison),
        "event": "CertificateReconciled",
        "extract_sha256": "0x" + v.extract_sha256.hex(),
        "extracted_at": v.extracted_at,
        "id": v.id,
        "person": "0x" + v.person.hex(),
    }


def _read_certificate_reconciled(d: Mapping[str, Any]) -> CertificateReconciled:
    return CertificateReconciled(
        id=CertificateId(_name(d["id"], 32)),
        by=OrgId(_name(d["by"], 18)),
        account=Address(_bytes(d["account"], 20)),
        person=_bytes(d["person"], 32),
        batch=_bytes(d["batch"], 32),
        extract_sha256=_bytes(d["extract_sha256"], 32),
        extracted_at=_small(d["extracted_at"], 40),
        comparison=_read_comparison(d["comparison"]),
    )


def _plain_certificate_related(v: CertificateRelated) -> dict[str, Any]:
    return {
        "account": "0x" + v.account.hex(),
        "by": v.by,
        "event": "CertificateRelated",
        "first": v.first,
        "id": v.id,
        "other": v.other,
        "relation": _plain_relation(v.relation),
    }


def _read_certificate_related(d: Mapping[str, Any]) -> CertificateRelated:
    return CertificateRelated(
        id=CertificateId(_name(d["id"], 32)),
        by=OrgId(_name(d["by"], 18)),
        account=Address(_bytes(d["account"], 20)),
        other=CertificateId(_name(d["other"], 32)),
        first=_bool(d["first"]),
        relation=_read_relation(d["relation"]),
    )


def _plain_certificate_renewed(v: CertificateRenewed) -> dict[str, Any]:
    return {
        "by": v.by,
        "decider": _plain_decider(v.decider),
        "event": "CertificateRenewed",
        "expires_at": v.expires_at,
        "id": v.id,
        "registering": _plain_registering(v.registering),
        "version": v.version,
    }


def _read_certificate_renewed(d: Mapping[str, Any]) -> CertificateRenewed:
    return CertificateRenewed(
        id=CertificateId(_name(d["id"], 32)),
        by=OrgId(_name(d["by"], 18)),
        version=_small(d["version"], 16),
        expires_at=_small(d["expires_at"], 40),
        decider=_read_decider(d["decider"]),
        registering=_read_registering(d["registering"]),
    )


def _plain_certificate_revoked(v: CertificateRevoked) -> dict[str, Any]:
    return {
        "by": v.by,
        "decider": _plain_decider(v.decider),
        "ending": _plain_ending(v.ending),
        "event": "CertificateRevoked",
        "id": v.id,
    }


def _read_certificate_revoked(d: Mapping[str, Any]) -> CertificateRevoked:
    return CertificateRevoked(
        id=CertificateId(_name(d["id"], 32)),
        by=OrgId(_name(d["by"], 18)),
        decider=_read_decider(d["decider"]),
        ending=_read_ending(d["ending"]),
    )


def _plain_certificate_transferred(v: CertificateTransferred) -> dict[str, Any]:
    return {
        "by": v.by,
        "decider": _plain_decider(v.decider),
        "event": "CertificateTransferred",
        "id": v.id,
        "registering": _plain_registering(v.registering),
        "status": v.status,
        "units": "0x" + v.units.hex(),
        "version": v.version,
    }


def _read_certificate_transferred(d: Mapping[str, Any]) -> CertificateTransferred:
    return CertificateTransferred(
        id=CertificateId(_name(d["id"], 32)),
        by=OrgId(_name(d["by"], 18)),
        version=_small(d["version"], 16),
        status=_enum(CertificateStatus, d["status"]),
        units=_bytes(d["units"], 32),
        decider=_read_decider(d["decider"]),
        registering=_read_registering(d["registering"]),
    )


def _plain_desk_trusted(v: DeskTrusted) -> dict[str, Any]:
    return {
        "desk": "0x" + v.desk.hex(),
        "event": "DeskTrusted",
        "trusted": v.trusted,
    }


def _read_desk_trusted(d: Mapping[str, Any]) -> DeskTrusted:
    return DeskTrusted(
        desk=Address(_bytes(d["desk"], 20)),
        trusted=_bool(d["trusted"]),
    )


def _plain_proceeding_accepted(v: ProceedingAccepted) -> dict[str, Any]:
    return {
        "by": v.by,
        "decider": _plain_decider(v.decider),
        "event": "ProceedingAccepted",
        "id": v.id,
        "procedure": v.procedure,
        "step": _plain_step(v.step),
    }


def _read_proceeding_accepted(d: Mapping[str, Any]) -> ProceedingAccepted:
    return ProceedingAccepted(
        id=CertificateId(_name(d["id"], 32)),
        by=OrgId(_name(d["by"], 18)),
        procedure=_enum(Procedure, d["procedure"]),
        decider=_read_decider(d["decider"]),
        step=_read_step(d["step"]),
    )


def _plain_proceeding_agreed(v: ProceedingAgreed) -> dict[str, Any]:
    return {
        "by": v.by,
        "decider": _plain_decider(v.decider),
        "event": "ProceedingAgreed",
        "id": v.id,
        "procedure": v.procedure,
        "step": _plain_step(v.step),
    }


def _read_proceeding_agreed(d: Mapping[str, Any]) -> ProceedingAgreed:
    return ProceedingAgreed(
        id=CertificateId(_name(d["id"], 32)),
        by=OrgId(_name(d["by"], 18)),
        procedure=_enum(Procedure, d["procedure"]),
        decider=_read_decider(d["decider"]),
        step=_read_step(d["step"]),
    )


def _plain_proceeding_filed(v: ProceedingFiled) -> dict[str, Any]:
    return {
        "account": "0x" + v.account.hex(),
        "by": v.by,
        "event": "ProceedingFiled",
        "id": v.id,
        "motion": _plain_motion(v.motion),
        "number": v.number,
        "procedure": v.procedure,
    }


def _read_proceeding_filed(d: Mapping[str, Any]) -> ProceedingFiled:
    return ProceedingFiled(
        id=CertificateId(_name(d["id"], 32)),
        by=OrgId(_name(d["by"], 18)),
        procedure=_enum(Procedure, d["procedure"]),
        number=_small(d["number"], 16),
        account=Address(_bytes(d["account"], 20)),
        motion=_read_motion(d["motion"]),
    )


def _plain_proceeding_refused(v: ProceedingRefused) -> dict[str, Any]:
    return {
        "by": v.by,
        "decider": _plain_decider(v.decider),
        "event": "ProceedingRefused",
        "id": v.id,
        "procedure": v.procedure,
        "step": _plain_step(v.step),
    }


def _read_proceeding_refused(d: Mapping[str, Any]) -> ProceedingRefused:
    return ProceedingRefused(
        id=CertificateId(_name(d["id"], 32)),
        by=OrgId(_name(d["by"], 18)),
        procedure=_enum(Procedure, d["procedure"]),
        decider=_read_decider(d["decider"]),
        step=_read_step(d["step"]),
    )


def _plain_proceeding_withdrawn(v: ProceedingWithdrawn) -> dict[str, Any]:
    return {
        "by": v.by,
        "decider": _plain_decider(v.decider),
        "event": "ProceedingWithdrawn",
        "id": v.id,
        "procedure": v.procedure,
        "step": _plain_step(v.step),
    }


def _read_proceeding_withdrawn(d: Mapping[str, Any]) -> ProceedingWithdrawn:
    return ProceedingWithdrawn(
        id=CertificateId(_name(d["id"], 32)),
        by=OrgId(_name(d["by"], 18)),
        procedure=_enum(Procedure, d["procedure"]),
        decider=_read_decider(d["decider"]),
        step=_read_step(d["step"]),
    )


def _plain_circulation_answered(v: CirculationAnswered) -> dict[str, Any]:
    return {
        "account": "0x" + v.account.hex(),
        "assent": _plain_assent(v.assent),
        "by": v.by,
        "disputed": v.disputed,
        "event": "CirculationAnswered",
        "reason": "0x" + v.reason.hex(),
        "receipt": _plain_receipt(v.receipt),
        "seq": v.seq,
        "trace": "0x" + v.trace.hex(),
    }


def _read_circulation_answered(d: Mapping[str, Any]) -> CirculationAnswered:
    return CirculationAnswered(
        trace=_bytes(d["trace"], 32),
        by=OrgId(_name(d["by"], 18)),
        seq=_small(d["seq"], 32),
        account=Address(_bytes(d["account"], 20)),
        disputed=_bool(d["disputed"]),
        receipt=_read_receipt(d["receipt"]),
        assent=_read_assent(d["assent"]),
        reason=_bytes(d["reason"], 32),
    )


def _plain_circulation_asked(v: CirculationAsked) -> dict[str, Any]:
    return {
        "account": "0x" + v.account.hex(),
        "allowed": v.allowed,
        "by": v.by,
        "decided_on": "0x" + v.decided_on.hex(),
        "event": "CirculationAsked",
        "inquiry": _plain_inquiry(v.inquiry),
        "root": v.root,
        "rule": v.rule,
        "seq": v.seq,
        "trace": "0x" + v.trace.hex(),
    }


def _read_circulation_asked(d: Mapping[str, Any]) -> CirculationAsked:
    return CirculationAsked(
        trace=_bytes(d["trace"], 32),
        by=OrgId(_name(d["by"], 18)),
        seq=_small(d["seq"], 32),
        root=CertificateId(_name(d["root"], 32)),
        account=Address(_bytes(d["account"], 20)),
        allowed=_bool(d["allowed"]),
        rule=_small(d["rule"], 8),
        decided_on=GrantId(_bytes(d["decided_on"], 32)),
        inquiry=_read_inquiry(d["inquiry"]),
    )


def _plain_circulation_confirmed(v: CirculationConfirmed) -> dict[str, Any]:
    return {
        "account": "0x" + v.account.hex(),
        "by": v.by,
        "document": "0x" + v.document.hex(),
        "event": "CirculationConfirmed",
        "level": v.level,
        "person": "0x" + v.person.hex(),
        "receipt": _plain_receipt(v.receipt),
        "seq": v.seq,
        "trace": "0x" + v.trace.hex(),
    }


def _read_circulation_confirmed(d: Mapping[str, Any]) -> CirculationConfirmed:
    return CirculationConfirmed(
        trace=_bytes(d["trace"], 32),
        by=OrgId(_name(d["by"], 18)),
        seq=_small(d["seq"], 32),
        account=Address(_bytes(d["account"], 20)),
        level=_small(d["level"], 8),
        receipt=_read_receipt(d["receipt"]),
        person=_bytes(d["person"], 32),
        document=_bytes(d["document"], 32),
    )


def _plain_circulation_reported(v: CirculationReported) -> dict[str, Any]:
    return {
        "account": "0x" + v.account.hex(),
        "by": v.by,
        "event": "CirculationReported",
        "finding": _plain_finding(v.finding),
        "receipt": "0x" + v.receipt.hex(),
        "report": _plain_report(v.report),
        "root": v.root,
        "seq": v.seq,
        "trace": "0x" + v.trace.hex(),
    }


def _read_circulation_reported(d: Mapping[str, Any]) -> CirculationReported:
    return CirculationReported(
        trace=_bytes(d["trace"], 32),
        by=OrgId(_name(d["by"], 18)),
        seq=_small(d["seq"], 32),
        receipt=_bytes(d["receipt"], 32),
        root=CertificateId(_name(d["root"], 32)),
        account=Address(_bytes(d["account"], 20)),
        finding=_read_finding(d["finding"]),
        report=_read_report(d["report"]),
    )


def _plain_usage_anchored(v: UsageAnchored) -> dict[str, Any]:
    return {
        "account": "0x" + v.account.hex(),
        "batch": "0x" + v.batch.hex(),
        "by": v.by,
        "event": "UsageAnchored",
        "rules": str(v.rules),
        "usage": _plain_usage_batch(v.usage),
    }


def _read_usage_anchored(d: Mapping[str, Any]) -> UsageAnchored:
    return UsageAnchored(
        batch=_bytes(d["batch"], 32),
        by=OrgId(_name(d["by"], 18)),
        account=Address(_bytes(d["account"], 20)),
        rules=_big(d["rules"], 256),
        usage=_read_usage_batch(d["usage"]),
    )


def _plain_dispute_answered(v: DisputeAnswered) -> dict[str, Any]:
    return {
        "account": "0x" + v.account.hex(),
        "answer": _plain_dispute_answer(v.answer),
        "by": v.by,
        "event": "DisputeAnswered",
        "id": v.id,
    }


def _read_dispute_answered(d: Mapping[str, Any]) -> DisputeAnswered:
    return DisputeAnswered(
        id=CertificateId(_name(d["id"], 32)),
        by=OrgId(_name(d["by"], 18)),
        account=Address(_bytes(d["account"], 20)),
        answer=_read_dispute_answer(d["answer"]),
    )


def _plain_dispute_concluded(v: DisputeConcluded) -> dict[str, Any]:
    return {
        "account": "0x" + v.account.hex(),
        "by": v.by,
        "conclusion": _plain_dispute_conclusion(v.conclusion),
        "event": "DisputeConcluded",
        "id": v.id,
        "preparer": "0x" + v.preparer.hex(),
        "preparer_person": "0x" + v.preparer_person.hex(),
    }


def _read_dispute_concluded(d: Mapping[str, Any]) -> DisputeConcluded:
    return DisputeConcluded(
        id=CertificateId(_name(d["id"], 32)),
        by=OrgId(_name(d["by"], 18)),
        account=Address(_bytes(d["account"], 20)),
        preparer=Address(_bytes(d["preparer"], 20)),
        preparer_person=_bytes(d["preparer_person"], 32),
        conclusion=_read_dispute_conclusion(d["conclusion"]),
    )


def _plain_dispute_filed(v: DisputeFiled) -> dict[str, Any]:
    return {
        "account": "0x" + v.account.hex(),
        "by": v.by,
        "dispute": _plain_dispute(v.dispute),
        "event": "DisputeFiled",
        "id": v.id,
        "number": v.number,
    }


def _read_dispute_filed(d: Mapping[str, Any]) -> DisputeFiled:
    return DisputeFiled(
        id=CertificateId(_name(d["id"], 32)),
        by=OrgId(_name(d["by"], 18)),
        number=_small(d["number"], 8),
        account=Address(_bytes(d["account"], 20)),
        dispute=_read_dispute(d["dispute"]),
    )


def _plain_dispute_noted(v: DisputeNoted) -> dict[str, Any]:
    return {
        "account": "0x" + v.account.hex(),
        "by": v.by,
        "event": "DisputeNoted",
        "id": v.id,
        "note": _plain_dispute_note(v.note),
    }


def _read_dispute_noted(d: Mapping[str, Any]) -> DisputeNoted:
    return DisputeNoted(
        id=CertificateId(_name(d["id"], 32)),
        by=OrgId(_name(d["by"], 18)),
        account=Address(_bytes(d["account"], 20)),
        note=_read_dispute_note(d["note"]),
    )


def _plain_dispute_withdrawn(v: DisputeWithdrawn) -> dict[str, Any]:
    return {
        "account": "0x" + v.account.hex(),
        "assent": _plain_assent(v.assent),
        "by": v.by,
        "document": "0x" + v.document.hex(),
        "event": "DisputeWithdrawn",
        "id": v.id,
        "number": v.number,
    }


def _read_dispute_withdrawn(d: Mapping[str, Any]) -> DisputeWithdrawn:
    return DisputeWithdrawn(
        id=CertificateId(_name(d["id"], 32)),
        by=OrgId(_name(d["by"], 18)),
        number=_small(d["number"], 8),
        account=Address(_bytes(d["account"], 20)),
        assent=_read_assent(d["assent"]),
        document=_bytes(d["document"], 32),
    )


def _plain_loan_compensated(v: LoanCompensated) -> dict[str, Any]:
    return {
        "account": "0x" + v.account.hex(),
        "by": v.by,
        "compensation": _plain_compensation(v.compensation),
        "event": "LoanCompensated",
        "id": "0x" + v.id.hex(),
        "number": v.number,
        "preparer": "0x" + v.preparer.hex(),
        "preparer_person": "0x" + v.preparer_person.hex(),
    }


def _read_loan_compensated(d: Mapping[str, Any]) -> LoanCompensated:
    return LoanCompensated(
        id=PledgeId(_bytes(d["id"], 32)),
        by=OrgId(_name(d["by"], 18)),
        account=Address(_bytes(d["account"], 20)),
        preparer=Address(_bytes(d["preparer"], 20)),
        preparer_person=_bytes(d["preparer_person"], 32),
        number=_small(d["number"], 16),
        compensation=_read_compensation(d["compensation"]),
    )


def _plain_loan_contested(v: LoanContested) -> dict[str, Any]:
    return {
        "account": "0x" + v.account.hex(),
        "by": v.by,
        "contestation": _plain_loan_contestation(v.contestation),
        "decided_from": v.decided_from,
        "event": "LoanContested",
        "id": "0x" + v.id.hex(),
        "party": "0x" + v.party.hex(),
    }


def _read_loan_contested(d: Mapping[str, Any]) -> LoanContested:
    return LoanContested(
        id=PledgeId(_bytes(d["id"], 32)),
        party=PartyId(_bytes(d["party"], 32)),
        by=OrgId(_name(d["by"], 18)),
        account=Address(_bytes(d["account"], 20)),
        decided_from=_small(d["decided_from"], 40),
        contestation=_read_loan_contestation(d["contestation"]),
    )


def _plain_loan_defaulted(v: LoanDefaulted) -> dict[str, Any]:
    return {
        "account": "0x" + v.account.hex(),
        "by": v.by,
        "declared": _plain_loan_default(v.declared),
        "event": "LoanDefaulted",
        "id": "0x" + v.id.hex(),
    }


def _read_loan_defaulted(d: Mapping[str, Any]) -> LoanDefaulted:
    return LoanDefaulted(
        id=PledgeId(_bytes(d["id"], 32)),
        by=OrgId(_name(d["by"], 18)),
        account=Address(_bytes(d["account"], 20)),
        declared=_read_loan_default(d["declared"]),
    )


def _plain_loan_enforced(v: LoanEnforced) -> dict[str, Any]:
    return {
        "account": "0x" + v.account.hex(),
        "by": v.by,
        "enforcement": _plain_loan_enforcement(v.enforcement),
        "event": "LoanEnforced",
        "id": "0x" + v.id.hex(),
    }


def _read_loan_enforced(d: Mapping[str, Any]) -> LoanEnforced:
    return LoanEnforced(
        id=PledgeId(_bytes(d["id"], 32)),
        by=OrgId(_name(d["by"], 18)),
        account=Address(_bytes(d["account"], 20)),
        enforcement=_read_loan_enforcement(d["enforcement"]),
    )


def _plain_loan_filed_outside(v: LoanFiledOutside) -> dict[str, Any]:
    return {
        "account": "0x" + v.account.hex(),
        "by": v.by,
        "event": "LoanFiledOutside",
        "filing": _plain_outside_filing(v.filing),
        "id": "0x" + v.id.hex(),
    }


def _read_loan_filed_outside(d: Mapping[str, Any]) -> LoanFiledOutside:
    return LoanFiledOutside(
        id=PledgeId(_bytes(d["id"], 32)),
        by=OrgId(_name(d["by"], 18)),
        account=Address(_bytes(d["account"], 20)),
        filing=_read_outside_filing(d["filing"]),
    )


def _plain_loan_monitored(v: LoanMonitored) -> dict[str, Any]:
    return {
        "account": "0x" + v.account.hex(),
        "by": v.by,
        "event": "LoanMonitored",
        "id": "0x" + v.id.hex(),
        "monitoring": _plain_loan_monitoring(v.monitoring),
    }


def _read_loan_monitored(d: Mapping[str, Any]) -> LoanMonitored:
    return LoanMonitored(
        id=PledgeId(_bytes(d["id"], 32)),
        by=OrgId(_name(d["by"], 18)),
        account=Address(_bytes(d["account"], 20)),
        monitoring=_read_loan_monitoring(d["monitoring"]),
    )


def _plain_loan_realised(v: LoanRealised) -> dict[str, Any]:
    return {
        "account": "0x" + v.account.hex(),
        "by": v.by,
        "event": "LoanRealised",
        "id": "0x" + v.id.hex(),
        "realisation": _plain_realisation(v.realisation),
    }


def _read_loan_realised(d: Mapping[str, Any]) -> LoanRealised:
    return LoanRealised(
        id=PledgeId(_bytes(d["id"], 32)),
        by=OrgId(_name(d["by"], 18)),
        account=Address(_bytes(d["account"], 20)),
        realisation=_read_realisation(d["realisation"]),
    )


def _plain_loan_revalued(v: LoanRevalued) -> dict[str, Any]:
    return {
        "account": "0x" + v.account.hex(),
        "by": v.by,
        "event": "LoanRevalued",
        "id": "0x" + v.id.hex(),
        "moment": v.moment,
        "person": "0x" + v.person.hex(),
        "secured": str(v.secured),
        "value": str(v.value),
    }


def _read_loan_revalued(d: Mapping[str, Any]) -> LoanRevalued:
    return LoanRevalued(
        id=PledgeId(_bytes(d["id"], 32)),
        by=OrgId(_name(d["by"], 18)),
        account=Address(_bytes(d["account"], 20)),
        secured=_big(d["secured"], 256),
        value=_big(d["value"], 256),
        moment=_small(d["moment"], 40),
        person=_bytes(d["person"], 32),
    )


def _plain_loan_subrogated(v: LoanSubrogated) -> dict[str, Any]:
    return {
        "account": "0x" + v.account.hex(),
        "amount": str(v.amount),
        "by": v.by,
        "event": "LoanSubrogated",
        "id": "0x" + v.id.hex(),
        "payer": v.payer,
        "subrogation": _plain_subrogation(v.subrogation),
    }


def _read_loan_subrogated(d: Mapping[str, Any]) -> LoanSubrogated:
    return LoanSubrogated(
        id=PledgeId(_bytes(d["id"], 32)),
        payer=OrgId(_name(d["payer"], 18)),
        by=OrgId(_name(d["by"], 18)),
        account=Address(_bytes(d["account"], 20)),
        amount=_big(d["amount"], 64),
        subrogation=_read_subrogation(d["subrogation"]),
    )


def _plain_loan_suspended(v: LoanSuspended) -> dict[str, Any]:
    return {
        "account": "0x" + v.account.hex(),
        "by": v.by,
        "event": "LoanSuspended",
        "id": "0x" + v.id.hex(),
        "preparer": "0x" + v.preparer.hex(),
        "preparer_person": "0x" + v.preparer_person.hex(),
        "suspension": _plain_loan_suspension(v.suspension),
    }


def _read_loan_suspended(d: Mapping[str, Any]) -> LoanSuspended:
    return LoanSuspended(
        id=PledgeId(_bytes(d["id"], 32)),
        by=OrgId(_name(d["by"], 18)),
        account=Address(_bytes(d["account"], 20)),
        preparer=Address(_bytes(d["preparer"], 20)),
        preparer_person=_bytes(d["preparer_person"], 32),
        suspension=_read_loan_suspension(d["suspension"]),
    )


def _plain_proposal_confirmed(v: ProposalConfirmed) -> dict[str, Any]:
    return {
        "account": "0x" + v.account.hex(),
        "confirmer": v.confirmer,
        "event": "ProposalConfirmed",
        "id": "0x" + v.id.hex(),
        "person": "0x" + v.person.hex(),
    }


def _read_proposal_confirmed(d: Mapping[str, Any]) -> ProposalConfirmed:
    return ProposalConfirmed(
        id=_bytes(d["id"], 32),
        confirmer=OrgId(_name(d["confirmer"], 18)),
        account=Address(_bytes(d["account"], 20)),
        person=_bytes(d["person"], 32),
    )


def _plain_proposal_made(v: ProposalMade) -> dict[str, Any]:
    return {
        "account": "0x" + v.account.hex(),
        "act": "0x" + v.act.hex(),
        "earliest": v.earliest,
        "event": "ProposalMade",
        "id": "0x" + v.id.hex(),
        "person": "0x" + v.person.hex(),
        "proposer": v.proposer,
        "salt": "0x" + v.salt.hex(),
        "target": "0x" + v.target.hex(),
    }


def _read_proposal_made(d: Mapping[str, Any]) -> ProposalMade:
    return ProposalMade(
        id=_bytes(d["id"], 32),
        target=Address(_bytes(d["target"], 20)),
        proposer=OrgId(_name(d["proposer"], 18)),
        account=Address(_bytes(d["account"], 20)),
        earliest=_small(d["earliest"], 40),
        person=_bytes(d["person"], 32),
        salt=_bytes(d["salt"], 32),
        act=_bytes(d["act"]),
    )


def _plain_proposal_withdrawn(v: ProposalWithdrawn) -> dict[str, Any]:
    return {
        "account": "0x" + v.account.hex(),
        "by": v.by,
        "event": "ProposalWithdrawn",
        "id": "0x" + v.id.hex(),
    }


def _read_proposal_withdrawn(d: Mapping[str, Any]) -> ProposalWithdrawn:
    return ProposalWithdrawn(
        id=_bytes(d["id"], 32),
        by=OrgId(_name(d["by"], 18)),
        account=Address(_bytes(d["account"], 20)),
    )


def _plain_entry(v: Entry) -> dict[str, Any]:
    return {
        "actor": "0x" + v.actor.hex(),
        "event": "Entry",
        "head": "0x" + v.head.hex(),
        "kind": v.kind,
        "length": v.length,
        "module": "0x" + v.module.hex(),
        "payload_hash": "0x" + v.payload_hash.hex(),
        "sequence": str(v.sequence),
        "subject": "0x" + v.subject.hex(),
    }


def _read_entry(d: Mapping[str, Any]) -> Entry:
    return Entry(
        subject=_bytes(d["subject"], 32),
        kind=_small(d["kind"], 16),
        module=Address(_bytes(d["module"], 20)),
        actor=Address(_bytes(d["actor"], 20)),
        length=_small(d["length"], 32),
        sequence=_big(d["sequence"], 64),
        payload_hash=_bytes(d["payload_hash"], 32),
        head=_bytes(d["head"], 32),
    )


def _plain_writer_ended(v: WriterEnded) -> dict[str, Any]:
    return {
        "event": "WriterEnded",
        "kinds": str(v.kinds),
        "module": "0x" + v.module.hex(),
        "until": v.until,
    }


def _read_writer_ended(d: Mapping[str, Any]) -> WriterEnded:
    return WriterEnded(
        module=Address(_bytes(d["module"], 20)),
        kinds=_big(d["kinds"], 128),
        until=_small(d["until"], 40),
    )


def _plain_writer_opened(v: WriterOpened) -> dict[str, Any]:
    return {
        "event": "WriterOpened",
        "kinds": str(v.kinds),
        "module": "0x" + v.module.hex(),
        "since": v.since,
    }


def _read_writer_opened(d: Mapping[str, Any]) -> WriterOpened:
    return WriterOpened(
        module=Address(_bytes(d["module"], 20)),
        kinds=_big(d["kinds"], 128),
        since=_small(d["since"], 40),
    )


def _plain_objection_decided(v: ObjectionDecided) -> dict[str, Any]:
    return {
        "account": "0x" + v.account.hex(),
        "case_id": "0x" + v.case_id.hex(),
        "decision": _plain_decision(v.decision),
        "event": "ObjectionDecided",
        "preparer": "0x" + v.preparer.hex(),
        "preparer_person": "0x" + v.preparer_person.hex(),
        "registrar": v.registrar,
    }


def _read_objection_decided(d: Mapping[str, Any]) -> ObjectionDecided:
    return ObjectionDecided(
        case_id=CaseId(_bytes(d["case_id"], 32)),
        registrar=OrgId(_name(d["registrar"], 18)),
        account=Address(_bytes(d["account"], 20)),
        preparer=Address(_bytes(d["preparer"], 20)),
        preparer_person=_bytes(d["preparer_person"], 32),
        decision=_read_decision(d["decision"]),
    )


def _plain_objection_filed(v: ObjectionFiled) -> dict[str, Any]:
    return {
        "account": "0x" + v.account.hex(),
        "case_id": "0x" + v.case_id.hex(),
        "claimed": v.claimed,
        "event": "ObjectionFiled",
        "number": v.number,
        "objection": _plain_objection(v.objection),
        "received_at": v.received_at,
        "registrar": v.registrar,
    }


def _read_objection_filed(d: Mapping[str, Any]) -> ObjectionFiled:
    return ObjectionFiled(
        case_id=CaseId(_bytes(d["case_id"], 32)),
        registrar=OrgId(_name(d["registrar"], 18)),
        number=_small(d["number"], 8),
        account=Address(_bytes(d["account"], 20)),
        received_at=_small(d["received_at"], 40),
        claimed=_bool(d["claimed"]),
        objection=_read_objection(d["objection"]),
    )


def _plain_objection_withdrawn(v: ObjectionWithdrawn) -> dict[str, Any]:
    return {
        "account": "0x" + v.account.hex(),
        "case_id": "0x" + v.case_id.hex(),
        "document": "0x" + v.document.hex(),
        "event": "ObjectionWithdrawn",
        "number": v.number,
        "person": "0x" + v.person.hex(),
        "registrar": v.registrar,
    }


def _read_objection_withdrawn(d: Mapping[str, Any]) -> ObjectionWithdrawn:
    return ObjectionWithdrawn(
        case_id=CaseId(_bytes(d["case_id"], 32)),
        registrar=OrgId(_name(d["registrar"], 18)),
        number=_small(d["number"], 8),
        account=Address(_bytes(d["account"], 20)),
        person=_bytes(d["person"], 32),
        document=_bytes(d["document"], 32),
    )


def _plain_acts_reaffirmed(v: ActsReaffirmed) -> dict[str, Any]:
    return {
        "account": "0x" + v.account.hex(),
        "event": "ActsReaffirmed",
        "org": v.org,
        "person": "0x" + v.person.hex(),
        "reason": "0x" + v.reason.hex(),
        "subjects": ["0x" + x.hex() for x in v.subjects],
    }


def _read_acts_reaffirmed(d: Mapping[str, Any]) -> ActsReaffirmed:
    return ActsReaffirmed(
        org=OrgId(_name(d["org"], 18)),
        account=Address(_bytes(d["account"], 20)),
        person=_bytes(d["person"], 32),
        reason=_bytes(d["reason"], 32),
        subjects=tuple(_bytes(x, 32) for x in _list(d["subjects"])),
    )


def _plain_encryption_key_set(v: EncryptionKeySet) -> dict[str, Any]:
    return {
        "account": "0x" + v.account.hex(),
        "event": "EncryptionKeySet",
        "org": v.org,
        "x25519": "0x" + v.x25519.hex(),
    }


def _read_encryption_key_set(d: Mapping[str, Any]) -> EncryptionKeySet:
    return EncryptionKeySet(
        org=OrgId(_name(d["org"], 18)),
        account=Address(_bytes(d["account"], 20)),
        x25519=_bytes(d["x25519"], 32),
    )


def _plain_key_added(v: KeyAdded) -> dict[str, Any]:
    return {
        "account": "0x" + v.account.hex(),
        "event": "KeyAdded",
        "org": v.org,
        "since": v.since,
        "until": v.until,
    }


def _read_key_added(d: Mapping[str, Any]) -> KeyAdded:
    return KeyAdded(
        org=OrgId(_name(d["org"], 18)),
        account=Address(_bytes(d["account"], 20)),
        since=_small(d["since"], 40),
        until=_small(d["until"], 40),
    )


def _plain_key_compromised(v: KeyCompromised) -> dict[str, Any]:
    return {
        "account": "0x" + v.account.hex(),
        "by": "0x" + v.by.hex(),
        "event": "KeyCompromised",
        "org": v.org,
        "report": "0x" + v.report.hex(),
        "since": v.since,
    }


def _read_key_compromised(d: Mapping[str, Any]) -> KeyCompromised:
    return KeyCompromised(
        org=OrgId(_name(d["org"], 18)),
        account=Address(_bytes(d["account"], 20)),
        by=Address(_bytes(d["by"], 20)),
        since=_small(d["since"], 40),
        report=_bytes(d["report"], 32),
    )


def _plain_key_retired(v: KeyRetired) -> dict[str, Any]:
    return {
        "account": "0x" + v.account.hex(),
        "by": "0x" + v.by.hex(),
        "event": "KeyRetired",
        "org": v.org,
        "until": v.until,
    }


def _read_key_retired(d: Mapping[str, Any]) -> KeyRetired:
    return KeyRetired(
        org=OrgId(_name(d["org"], 18)),
        account=Address(_bytes(d["account"], 20)),
        by=Address(_bytes(d["by"], 20)),
        until=_small(d["until"], 40),
    )


def _plain_organisation_accredited(v: OrganisationAccredited) -> dict[str, Any]:
    return {
        "digit": v.digit,
        "event": "OrganisationAccredited",
        "kind": v.kind,
        "org": v.org,
        "region": v.region,
        "since": v.since,
        "until": v.until,
    }


def _read_organisation_accredited(d: Mapping[str, Any]) -> OrganisationAccredited:
    return OrganisationAccredited(
        org=OrgId(_name(d["org"], 18)),
        kind=_enum(OrgKind, d["kind"]),
        since=_small(d["since"], 40),
        until=_small(d["until"], 40),
        region=_small(d["region"], 8),
        digit=_small(d["digit"], 8),
    )


def _plain_organisation_registered(v: OrganisationRegistered) -> dict[str, Any]:
    return {
        "account": "0x" + v.account.hex(),
        "by": v.by,
        "event": "OrganisationRegistered",
        "org": v.org,
        "person": "0x" + v.person.hex(),
        "registration": _plain_registration(v.registration),
    }


def _read_organisation_registered(d: Mapping[str, Any]) -> OrganisationRegistered:
    return OrganisationRegistered(
        org=OrgId(_name(d["org"], 18)),
        by=OrgId(_name(d["by"], 18)),
        account=Address(_bytes(d["account"], 20)),
        person=_bytes(d["person"], 32),
        registration=_read_registration(d["registration"]),
    )


def _plain_organisation_regrouped(v: OrganisationRegrouped) -> dict[str, Any]:
    return {
        "event": "OrganisationRegrouped",
        "group": v.group,
        "org": v.org,
    }


def _read_organisation_regrouped(d: Mapping[str, Any]) -> OrganisationRegrouped:
    return OrganisationRegrouped(
        org=OrgId(_name(d["org"], 18)),
        group=_small(d["group"], 24),
    )


def _plain_organisation_resumed(v: OrganisationResumed) -> dict[str, Any]:
    return {
        "event": "OrganisationResumed",
        "kind": v.kind,
        "moment": v.moment,
        "org": v.org,
        "reason": "0x" + v.reason.hex(),
    }


def _read_organisation_resumed(d: Mapping[str, Any]) -> OrganisationResumed:
    return OrganisationResumed(
        org=OrgId(_name(d["org"], 18)),
        kind=_enum(OrgKind, d["kind"]),
        moment=_small(d["moment"], 40),
        reason=_bytes(d["reason"], 32),
    )


def _plain_organisation_succeeded(v: OrganisationSucceeded) -> dict[str, Any]:
    return {
        "document": "0x" + v.document.hex(),
        "event": "OrganisationSucceeded",
        "moment": v.moment,
        "org": v.org,
        "successor": v.successor,
    }


def _read_organisation_succeeded(d: Mapping[str, Any]) -> OrganisationSucceeded:
    return OrganisationSucceeded(
        org=OrgId(_name(d["org"], 18)),
        successor=OrgId(_name(d["successor"], 18)),
        moment=_small(d["moment"], 40),
        document=_bytes(d["document"], 32),
    )


def _plain_organisation_suspended(v: OrganisationSuspended) -> dict[str, Any]:
    return {
        "event": "OrganisationSuspended",
        "kind": v.kind,
        "moment": v.moment,
        "org": v.org,
        "reason": "0x" + v.reason.hex(),
    }


def _read_organisation_suspended(d: Mapping[str, Any]) -> OrganisationSuspended:
    return OrganisationSuspended(
        org=OrgId(_name(d["org"], 18)),
        kind=_enum(OrgKind, d["kind"]),
        moment=_small(d["moment"], 40),
        reason=_bytes(d["reason"], 32),
    )


def _plain_two_person_acts_set(v: TwoPersonActsSet) -> dict[str, Any]:
    return {
        "account": "0x" + v.account.hex(),
        "event": "TwoPersonActsSet",
        "kinds": str(v.kinds),
        "org": v.org,
        "preparer": "0x" + v.preparer.hex(),
    }


def _read_two_person_acts_set(d: Mapping[str, Any]) -> TwoPersonActsSet:
    return TwoPersonActsSet(
        org=OrgId(_name(d["org"], 18)),
        account=Address(_bytes(d["account"], 20)),
        preparer=Address(_bytes(d["preparer"], 20)),
        kinds=_big(d["kinds"], 128),
    )


def _plain_encumbrance_lifted(v: EncumbranceLifted) -> dict[str, Any]:
    return {
        "code": v.code,
        "event": "EncumbranceLifted",
        "holder": "0x" + v.holder.hex(),
        "id": "0x" + v.id.hex(),
        "place": v.place,
        "rank": v.rank,
        "right": v.right,
    }


def _read_encumbrance_lifted(d: Mapping[str, Any]) -> EncumbranceLifted:
    return EncumbranceLifted(
        code=CertificateId(_name(d["code"], 32)),
        id=PledgeId(_bytes(d["id"], 32)),
        place=_small(d["place"], 8),
        holder=PartyId(_bytes(d["holder"], 32)),
        right=_small(d["right"], 8),
        rank=_small(d["rank"], 16),
    )


def _plain_encumbrance_put(v: EncumbrancePut) -> dict[str, Any]:
    return {
        "code": v.code,
        "event": "EncumbrancePut",
        "exclusive": v.exclusive,
        "holder": "0x" + v.holder.hex(),
        "id": "0x" + v.id.hex(),
        "place": v.place,
        "rank": v.rank,
        "right": v.right,
    }


def _read_encumbrance_put(d: Mapping[str, Any]) -> EncumbrancePut:
    return EncumbrancePut(
        code=CertificateId(_name(d["code"], 32)),
        id=PledgeId(_bytes(d["id"], 32)),
        place=_small(d["place"], 8),
        holder=PartyId(_bytes(d["holder"], 32)),
        right=_small(d["right"], 8),
        rank=_small(d["rank"], 16),
        exclusive=_bool(d["exclusive"]),
    )


def _plain_pledge_assigned(v: PledgeAssigned) -> dict[str, Any]:
    return {
        "account": "0x" + v.account.hex(),
        "assignment": _plain_pledge_assignment(v.assignment),
        "assignor": v.assignor,
        "by": v.by,
        "event": "PledgeAssigned",
        "id": "0x" + v.id.hex(),
        "preparer": "0x" + v.preparer.hex(),
        "preparer_person": "0x" + v.preparer_person.hex(),
    }


def _read_pledge_assigned(d: Mapping[str, Any]) -> PledgeAssigned:
    return PledgeAssigned(
        id=PledgeId(_bytes(d["id"], 32)),
        by=OrgId(_name(d["by"], 18)),
        account=Address(_bytes(d["account"], 20)),
        preparer=Address(_bytes(d["preparer"], 20)),
        preparer_person=_bytes(d["preparer_person"], 32),
        assignor=OrgId(_name(d["assignor"], 18)),
        assignment=_read_pledge_assignment(d["assignment"]),
    )


def _plain_pledge_consented(v: PledgeConsented) -> dict[str, Any]:
    return {
        "account": "0x" + v.account.hex(),
        "by": v.by,
        "event": "PledgeConsented",
        "given": _plain_pledge_consent(v.given),
        "id": "0x" + v.id.hex(),
        "party": "0x" + v.party.hex(),
    }


def _read_pledge_consented(d: Mapping[str, Any]) -> PledgeConsented:
    return PledgeConsented(
        id=PledgeId(_bytes(d["id"], 32)),
        party=PartyId(_bytes(d["party"], 32)),
        by=OrgId(_name(d["by"], 18)),
        account=Address(_bytes(d["account"], 20)),
        given=_read_pledge_consent(d["given"]),
    )


def _plain_pledge_extended(v: PledgeExtended) -> dict[str, Any]:
    return {
        "account": "0x" + v.account.hex(),
        "by": v.by,
        "event": "PledgeExtended",
        "extension": _plain_pledge_extension(v.extension),
        "id": "0x" + v.id.hex(),
    }


def _read_pledge_extended(d: Mapping[str, Any]) -> PledgeExtended:
    return PledgeExtended(
        id=PledgeId(_bytes(d["id"], 32)),
        by=OrgId(_name(d["by"], 18)),
        account=Address(_bytes(d["account"], 20)),
        extension=_read_pledge_extension(d["extension"]),
    )


def _plain_pledge_offer_closed(v: PledgeOfferClosed) -> dict[str, Any]:
    return {
        "account": "0x" + v.account.hex(),
        "by": v.by,
        "closing": v.closing,
        "event": "PledgeOfferClosed",
        "id": "0x" + v.id.hex(),
        "offer_closing": _plain_offer_closing(v.offer_closing),
    }


def _read_pledge_offer_closed(d: Mapping[str, Any]) -> PledgeOfferClosed:
    return PledgeOfferClosed(
        id=PledgeId(_bytes(d["id"], 32)),
        by=OrgId(_name(d["by"], 18)),
        account=Address(_bytes(d["account"], 20)),
        closing=_enum(PledgeClosing, d["closing"]),
        offer_closing=_read_offer_closing(d["offer_closing"]),
    )


def _plain_pledge_offered(v: PledgeOffered) -> dict[str, Any]:
    return {
        "account": "0x" + v.account.hex(),
        "by": v.by,
        "event": "PledgeOffered",
        "id": "0x" + v.id.hex(),
        "offered": _plain_pledge_offer(v.offered),
        "pledgor": "0x" + v.pledgor.hex(),
    }


def _read_pledge_offered(d: Mapping[str, Any]) -> PledgeOffered:
    return PledgeOffered(
        id=PledgeId(_bytes(d["id"], 32)),
        pledgor=PartyId(_bytes(d["pledgor"], 32)),
        by=OrgId(_name(d["by"], 18)),
        account=Address(_bytes(d["account"], 20)),
        offered=_read_pledge_offer(d["offered"]),
    )


def _plain_pledge_partly_released(v: PledgePartlyReleased) -> dict[str, Any]:
    return {
        "account": "0x" + v.account.hex(),
        "by": v.by,
        "event": "PledgePartlyReleased",
        "id": "0x" + v.id.hex(),
        "partial_release": _plain_partial_release(v.partial_release),
        "preparer": "0x" + v.preparer.hex(),
        "preparer_person": "0x" + v.preparer_person.hex(),
    }


def _read_pledge_partly_released(d: Mapping[str, Any]) -> PledgePartlyReleased:
    return PledgePartlyReleased(
        id=PledgeId(_bytes(d["id"], 32)),
        by=OrgId(_name(d["by"], 18)),
        account=Address(_bytes(d["account"], 20)),
        preparer=Address(_bytes(d["preparer"], 20)),
        preparer_person=_bytes(d["preparer_person"], 32),
        partial_release=_read_partial_release(d["partial_release"]),
    )


def _plain_pledge_rank_set(v: PledgeRankSet) -> dict[str, Any]:
    return {
        "account": "0x" + v.account.hex(),
        "by": v.by,
        "event": "PledgeRankSet",
        "id": "0x" + v.id.hex(),
        "place": v.place,
        "rank": v.rank,
        "swap": _plain_rank_swap(v.swap),
    }


def _read_pledge_rank_set(d: Mapping[str, Any]) -> PledgeRankSet:
    return PledgeRankSet(
        id=PledgeId(_bytes(d["id"], 32)),
        by=OrgId(_name(d["by"], 18)),
        account=Address(_bytes(d["account"], 20)),
        place=_small(d["place"], 8),
        rank=_small(d["rank"], 16),
        swap=_read_rank_swap(d["swap"]),
    )


def _plain_pledge_recorded(v: PledgeRecorded) -> dict[str, Any]:
    return {
        "acceptance": _plain_pledge_acceptance(v.acceptance),
        "account": "0x" + v.account.hex(),
        "event": "PledgeRecorded",
        "id": "0x" + v.id.hex(),
        "pledgee": v.pledgee,
        "preparer": "0x" + v.preparer.hex(),
        "preparer_person": "0x" + v.preparer_person.hex(),
        "ranked": [_plain_collateral(x) for x in v.ranked],
    }


def _read_pledge_recorded(d: Mapping[str, Any]) -> PledgeRecorded:
    return PledgeRecorded(
        id=PledgeId(_bytes(d["id"], 32)),
        pledgee=OrgId(_name(d["pledgee"], 18)),
        account=Address(_bytes(d["account"], 20)),
        preparer=Address(_bytes(d["preparer"], 20)),
        preparer_person=_bytes(d["preparer_person"], 32),
        ranked=tuple(_read_collateral(x) for x in _list(d["ranked"])),
        acceptance=_read_pledge_acceptance(d["acceptance"]),
    )


def _plain_pledge_released(v: PledgeReleased) -> dict[str, Any]:
    return {
        "account": "0x" + v.account.hex(),
        "by": v.by,
        "ended": _plain_pledge_release(v.ended),
        "event": "PledgeReleased",
        "id": "0x" + v.id.hex(),
        "preparer": "0x" + v.preparer.hex(),
        "preparer_person": "0x" + v.preparer_person.hex(),
    }


def _read_pledge_released(d: Mapping[str, Any]) -> PledgeReleased:
    return PledgeReleased(
        id=PledgeId(_bytes(d["id"], 32)),
        by=OrgId(_name(d["by"], 18)),
        account=Address(_bytes(d["account"], 20)),
        preparer=Address(_bytes(d["preparer"], 20)),
        preparer_person=_bytes(d["preparer_person"], 32),
        ended=_read_pledge_release(d["ended"]),
    )


def _plain_pledge_substituted(v: PledgeSubstituted) -> dict[str, Any]:
    return {
        "account": "0x" + v.account.hex(),
        "added": [_plain_collateral(x) for x in v.added],
        "by": v.by,
        "event": "PledgeSubstituted",
        "id": "0x" + v.id.hex(),
        "preparer": "0x" + v.preparer.hex(),
        "preparer_person": "0x" + v.preparer_person.hex(),
        "substitution": _plain_pledge_substitution(v.substitution),
    }


def _read_pledge_substituted(d: Mapping[str, Any]) -> PledgeSubstituted:
    return PledgeSubstituted(
        id=PledgeId(_bytes(d["id"], 32)),
        by=OrgId(_name(d["by"], 18)),
        account=Address(_bytes(d["account"], 20)),
        preparer=Address(_bytes(d["preparer"], 20)),
        preparer_person=_bytes(d["preparer_person"], 32),
        added=tuple(_read_collateral(x) for x in _list(d["added"])),
        substitution=_read_pledge_substitution(d["substitution"]),
    )


def _plain_rank_reserved(v: RankReserved) -> dict[str, Any]:
    return {
        "account": "0x" + v.account.hex(),
        "event": "RankReserved",
        "id": "0x" + v.id.hex(),
        "pledgee": v.pledgee,
        "reservation": _plain_rank_reservation(v.reservation),
        "until": v.until,
    }


def _read_rank_reserved(d: Mapping[str, Any]) -> RankReserved:
    return RankReserved(
        id=UnitId(_bytes(d["id"], 32)),
        pledgee=OrgId(_name(d["pledgee"], 18)),
        account=Address(_bytes(d["account"], 20)),
        until=_small(d["until"], 40),
        reservation=_read_rank_reservation(d["reservation"]),
    )


def _plain_calendar_published(v: CalendarPublished) -> dict[str, Any]:
    return {
        "event": "CalendarPublished",
        "first_day": v.first_day,
        "notice_digest": "0x" + v.notice_digest.hex(),
        "published_through": v.published_through,
        "working_days": [str(x) for x in v.working_days],
        "year": v.year,
    }


def _read_calendar_published(d: Mapping[str, Any]) -> CalendarPublished:
    return CalendarPublished(
        year=_small(d["year"], 16),
        first_day=_small(d["first_day"], 16),
        published_through=_small(d["published_through"], 16),
        working_days=tuple(_big(x, 256) for x in _list(d["working_days"], 2)),
        notice_digest=_bytes(d["notice_digest"], 32),
    )


def _plain_regime_published(v: RegimePublished) -> dict[str, Any]:
    return {
        "event": "RegimePublished",
        "id": v.id,
        "number": v.number,
        "regime": _plain_regime(v.regime),
    }


def _read_regime_published(d: Mapping[str, Any]) -> RegimePublished:
    return RegimePublished(
        id=RegimeId(_name(d["id"], 32)),
        number=_small(d["number"], 8),
        regime=_read_regime(d["regime"]),
    )


def _plain_valuation_withdrawn(v: ValuationWithdrawn) -> dict[str, Any]:
    return {
        "account": "0x" + v.account.hex(),
        "event": "ValuationWithdrawn",
        "id": "0x" + v.id.hex(),
        "place": v.place,
        "valuer": v.valuer,
        "withdrawal": _plain_valuation_withdrawal(v.withdrawal),
    }


def _read_valuation_withdrawn(d: Mapping[str, Any]) -> ValuationWithdrawn:
    return ValuationWithdrawn(
        id=ValuationId(_bytes(d["id"], 32)),
        valuer=OrgId(_name(d["valuer"], 18)),
        place=_small(d["place"], 8),
        account=Address(_bytes(d["account"], 20)),
        withdrawal=_read_valuation_withdrawal(d["withdrawal"]),
    )


def _plain_value_attested(v: ValueAttested) -> dict[str, Any]:
    return {
        "account": "0x" + v.account.hex(),
        "event": "ValueAttested",
        "id": "0x" + v.id.hex(),
        "place": v.place,
        "valuation": _plain_valuation(v.valuation),
        "valuer": v.valuer,
    }


def _read_value_attested(d: Mapping[str, Any]) -> ValueAttested:
    return ValueAttested(
        id=ValuationId(_bytes(d["id"], 32)),
        valuer=OrgId(_name(d["valuer"], 18)),
        place=_small(d["place"], 8),
        account=Address(_bytes(d["account"], 20)),
        valuation=_read_valuation(d["valuation"]),
    )


_PLAIN: Final[Mapping[type, Callable[[Any], dict[str, Any]]]] = {
    ApplicationAccepted: _plain_application_accepted,
    ApplicationCertified: _plain_application_certified,
    ApplicationEvidenced: _plain_application_evidenced,
    ApplicationNotAccepted: _plain_application_not_accepted,
    ApplicationRefused: _plain_application_refused,
    ApplicationResubmitted: _plain_application_resubmitted,
    ApplicationSubmitted: _plain_application_submitted,
    ApplicationTerminated: _plain_application_terminated,
    ApplicationWithdrawn: _plain_application_withdrawn,
    CorrectionRequested: _plain_correction_requested,
    EvidenceReceived: _plain_evidence_received,
    EvidenceRequested: _plain_evidence_requested,
    NoticeExempted: _plain_notice_exempted,
    NoticeOpened: _plain_notice_opened,
    ProcessingExtended: _plain_processing_extended,
    SilenceNoted: _plain_silence_noted,
    ConsentRecorded: _plain_consent_recorded,
    ConsentWithdrawn: _plain_consent_withdrawn,
    GrantAccepted: _plain_grant_accepted,
    GrantClosed: _plain_grant_closed,
    GrantNarrowed: _plain_grant_narrowed,
    GrantOffered: _plain_grant_offered,
    GrantResumed: _plain_grant_resumed,
    GrantRevoked: _plain_grant_revoked,
    GrantSpent: _plain_grant_spent,
    GrantSuspended: _plain_grant_suspended,
    GrantTerminated: _plain_grant_terminated,
    PublicGrantApplied: _plain_public_grant_applied,
    PublicGrantDecided: _plain_public_grant_decided,
    PublicGrantOpined: _plain_public_grant_opined,
    AnnotationLifted: _plain_annotation_lifted,
    CertificateAnnotated: _plain_certificate_annotated,
    CertificateCancelled: _plain_certificate_cancelled,
    CertificateChanged: _plain_certificate_changed,
    CertificateCorrected: _plain_certificate_corrected,
    CertificateIssued: _plain_certificate_issued,
    CertificateLinked: _plain_certificate_linked,
    CertificateReaffirmed: _plain_certificate_reaffirmed,
    CertificateReconciled: _plain_certificate_reconciled,
    CertificateRelated: _plain_certificate_related,
    CertificateRenewed: _plain_certificate_renewed,
    CertificateRevoked: _plain_certificate_revoked,
    CertificateTransferred: _plain_certificate_transferred,
    DeskTrusted: _plain_desk_trusted,
    ProceedingAccepted: _plain_proceeding_accepted,
    ProceedingAgreed: _plain_proceeding_agreed,
    ProceedingFiled: _plain_proceeding_filed,
    ProceedingRefused: _plain_proceeding_refused,
    ProceedingWithdrawn: _plain_proceeding_withdrawn,
    CirculationAnswered: _plain_circulation_answered,
    CirculationAsked: _plain_circulation_asked,
    CirculationConfirmed: _plain_circulation_confirmed,
    CirculationReported: _plain_circulation_reported,
    UsageAnchored: _plain_usage_anchored,
    DisputeAnswered: _plain_dispute_answered,
    DisputeConcluded: _plain_dispute_concluded,
    DisputeFiled: _plain_dispute_filed,
    DisputeNoted: _plain_dispute_noted,
    DisputeWithdrawn: _plain_dispute_withdrawn,
    LoanCompensated: _plain_loan_compensated,
    LoanContested: _plain_loan_contested,
    LoanDefaulted: _plain_loan_defaulted,
    LoanEnforced: _plain_loan_enforced,
    LoanFiledOutside: _plain_loan_filed_outside,
    LoanMonitored: _plain_loan_monitored,
    LoanRealised: _plain_loan_realised,
    LoanRevalued: _plain_loan_revalued,
    LoanSubrogated: _plain_loan_subrogated,
    LoanSuspended: _plain_loan_suspended,
    ProposalConfirmed: _plain_proposal_confirmed,
    ProposalMade: _plain_proposal_made,
    ProposalWithdrawn: _plain_proposal_withdrawn,
    Entry: _plain_entry,
    WriterEnded: _plain_writer_ended,
    WriterOpened: _plain_writer_opened,
    ObjectionDecided: _plain_objection_decided,
    ObjectionFiled: _plain_objection_filed,
    ObjectionWithdrawn: _plain_objection_withdrawn,
    ActsReaffirmed: _plain_acts_reaffirmed,
    EncryptionKeySet: _plain_encryption_key_set,
    KeyAdded: _plain_key_added,
    KeyCompromised: _plain_key_compromised,
    KeyRetired: _plain_key_retired,
    OrganisationAccredited: _plain_organisation_accredited,
    OrganisationRegistered: _plain_organisation_registered,
    OrganisationRegrouped: _plain_organisation_regrouped,
    OrganisationResumed: _plain_organisation_resumed,
    OrganisationSucceeded: _plain_organisation_succeeded,
    OrganisationSuspended: _plain_organisation_suspended,
    TwoPersonActsSet: _plain_two_person_acts_set,
    EncumbranceLifted: _plain_encumbrance_lifted,
    EncumbrancePut: _plain_encumbrance_put,
    PledgeAssigned: _plain_pledge_assigned,
    PledgeConsented: _plain_pledge_consented,
    PledgeExtended: _plain_pledge_extended,
    PledgeOfferClosed: _plain_pledge_offer_closed,
    PledgeOffered: _plain_pledge_offered,
    PledgePartlyReleased: _plain_pledge_partly_released,
    PledgeRankSet: _plain_pledge_rank_set,
    PledgeRecorded: _plain_pledge_recorded,
    PledgeReleased: _plain_pledge_released,
    PledgeSubstituted: _plain_pledge_substituted,
    RankReserved: _plain_rank_reserved,
    CalendarPublished: _plain_calendar_published,
    RegimePublished: _plain_regime_published,
    ValuationWithdrawn: _plain_valuation_withdrawn,
    ValueAttested: _plain_value_attested,
}
_READ: Final[Mapping[str, Callable[[Any], Event | Entry]]] = {
    "ApplicationAccepted": _read_application_accepted,
    "ApplicationCertified": _read_application_certified,
    "ApplicationEvidenced": _read_application_evidenced,
    "ApplicationNotAccepted": _read_application_not_accepted,
    "ApplicationRefused": _read_application_refused,
    "ApplicationResubmitted": _read_application_resubmitted,
    "ApplicationSubmitted": _read_application_submitted,
    "ApplicationTerminated": _read_application_terminated,
    "ApplicationWithdrawn": _read_application_withdrawn,
    "CorrectionRequested": _read_correction_requested,
    "EvidenceReceived": _read_evidence_received,
    "EvidenceRequested": _read_evidence_requested,
    "NoticeExempted": _read_notice_exempted,
    "NoticeOpened": _read_notice_opened,
    "ProcessingExtended": _read_processing_extended,
    "SilenceNoted": _read_silence_noted,
    "ConsentRecorded": _read_consent_recorded,
    "ConsentWithdrawn": _read_consent_withdrawn,
    "GrantAccepted": _read_grant_accepted,
    "GrantClosed": _read_grant_closed,
    "GrantNarrowed": _read_grant_narrowed,
    "GrantOffered": _read_grant_offered,
    "GrantResumed": _read_grant_resumed,
    "GrantRevoked": _read_grant_revoked,
    "GrantSpent": _read_grant_spent,
    "GrantSuspended": _read_grant_suspended,
    "GrantTerminated": _read_grant_terminated,
    "PublicGrantApplied": _read_public_grant_applied,
    "PublicGrantDecided": _read_public_grant_decided,
    "PublicGrantOpined": _read_public_grant_opined,
    "AnnotationLifted": _read_annotation_lifted,
    "CertificateAnnotated": _read_certificate_annotated,
    "CertificateCancelled": _read_certificate_cancelled,
    "CertificateChanged": _read_certificate_changed,
    "CertificateCorrected": _read_certificate_corrected,
    "CertificateIssued": _read_certificate_issued,
    "CertificateLinked": _read_certificate_linked,
    "CertificateReaffirmed": _read_certificate_reaffirmed,
    "CertificateReconciled": _read_certificate_reconciled,
    "CertificateRelated": _read_certificate_related,
    "CertificateRenewed": _read_certificate_renewed,
    "CertificateRevoked": _read_certificate_revoked,
    "CertificateTransferred": _read_certificate_transferred,
    "DeskTrusted": _read_desk_trusted,
    "ProceedingAccepted": _read_proceeding_accepted,
    "ProceedingAgreed": _read_proceeding_agreed,
    "ProceedingFiled": _read_proceeding_filed,
    "ProceedingRefused": _read_proceeding_refused,
    "ProceedingWithdrawn": _read_proceeding_withdrawn,
    "CirculationAnswered": _read_circulation_answered,
    "CirculationAsked": _read_circulation_asked,
    "CirculationConfirmed": _read_circulation_confirmed,
    "CirculationReported": _read_circulation_reported,
    "UsageAnchored": _read_usage_anchored,
    "DisputeAnswered": _read_dispute_answered,
    "DisputeConcluded": _read_dispute_concluded,
    "DisputeFiled": _read_dispute_filed,
    "DisputeNoted": _read_dispute_noted,
    "DisputeWithdrawn": _read_dispute_withdrawn,
    "LoanCompensated": _read_loan_compensated,
    "LoanContested": _read_loan_contested,
    "LoanDefaulted": _read_loan_defaulted,
    "LoanEnforced": _read_loan_enforced,
    "LoanFiledOutside": _read_loan_filed_outside,
    "LoanMonitored": _read_loan_monitored,
    "LoanRealised": _read_loan_realised,
    "LoanRevalued": _read_loan_revalued,
    "LoanSubrogated": _read_loan_subrogated,
    "LoanSuspended": _read_loan_suspended,
    "ProposalConfirmed": _read_proposal_confirmed,
    "ProposalMade": _read_proposal_made,
    "ProposalWithdrawn": _read_proposal_withdrawn,
    "Entry": _read_entry,
    "WriterEnded": _read_writer_ended,
    "WriterOpened": _read_writer_opened,
    "ObjectionDecided": _read_objection_decided,
    "ObjectionFiled": _read_objection_filed,
    "ObjectionWithdrawn": _read_objection_withdrawn,
    "ActsReaffirmed": _read_acts_reaffirmed,
    "EncryptionKeySet": _read_encryption_key_set,
    "KeyAdded": _read_key_added,
    "KeyCompromised": _read_key_compromised,
    "KeyRetired": _read_key_retired,
    "OrganisationAccredited": _read_organisation_accredited,
    "OrganisationRegistered": _read_organisation_registered,
    "OrganisationRegrouped": _read_organisation_regrouped,
    "OrganisationResumed": _read_organisation_resumed,
    "OrganisationSucceeded": _read_organisation_succeeded,
    "OrganisationSuspended": _read_organisation_suspended,
    "TwoPersonActsSet": _read_two_person_acts_set,
    "EncumbranceLifted": _read_encumbrance_lifted,
    "EncumbrancePut": _read_encumbrance_put,
    "PledgeAssigned": _read_pledge_assigned,
    "PledgeConsented": _read_pledge_consented,
    "PledgeExtended": _read_pledge_extended,
    "PledgeOfferClosed": _read_pledge_offer_closed,
    "PledgeOffered": _read_pledge_offered,
    "PledgePartlyReleased": _read_pledge_partly_released,
    "PledgeRankSet": _read_pledge_rank_set,
    "PledgeRecorded": _read_pledge_recorded,
    "PledgeReleased": _read_pledge_released,
    "PledgeSubstituted": _read_pledge_substituted,
    "RankReserved": _read_rank_reserved,
    "CalendarPublished": _read_calendar_published,
    "RegimePublished": _read_regime_published,
    "ValuationWithdrawn": _read_valuation_withdrawn,
    "ValueAttested": _read_value_attested,
}
