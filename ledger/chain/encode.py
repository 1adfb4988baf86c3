# SPDX-License-Identifier: Apache-2.0
"""Calls of every external function, and how answers are read; generated
by scripts/build_decoders.py from contracts/interfaces; do not edit, run `make abi`.


The encoding is the compiler's own, which a preparer signs. What does not fit its type is a ValueError:
commands are validated before they come here.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any, Final, Generic, TypeVar

from ledger.domain.ids import (
    NO_ADDRESS,
    Address,
    CaseId,
    CertificateId,
    GrantId,
    OrgId,
    PartyId,
    PledgeId,
    RegimeId,
    certificate_of,
    name_bytes,
    org_of,
    regime_of,
)
from ledger.domain.keccak import keccak
from ledger.domain.kinds import (
    Basis,
    CaseState,
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
    Kind,
    LoanStanding,
    Module,
    OrgKind,
    Outcome,
    OutsideStatus,
    Passing,
    PledgeEnding,
    Procedure,
    ProceedingState,
    RootKind,
    SecurityForm,
    ValuationPurpose,
)
from ledger.domain.structs import (
    Act,
    Annotation,
    Application,
    Assent,
    Certification,
    Comparison,
    Compensation,
    ConsentReceipt,
    Content,
    Correction,
    CorrectionRequest,
    Decider,
    Decision,
    Dispute,
    DisputeAnswer,
    DisputeConclusion,
    DisputeNote,
    Ending,
    Evidencing,
    Filing,
    GrantAct,
    GrantOffer,
    GrantScope,
    GrantTerms,
    HistoryAct,
    Inquiry,
    Lifting,
    Link,
    LoanContestation,
    LoanDefault,
    LoanEnforcement,
    LoanMonitoring,
    LoanSuspension,
    Motion,
    Notice,
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
    Preparation,
    ProceedsShare,
    PublicApplication,
    RankReservation,
    RankSwap,
    Realisation,
    Receipt,
    Reconciliation,
    Refusal,
    Regime,
    Registering,
    Registration,
    Relation,
    Report,
    Restatement,
    Resubmission,
    Revocation,
    Right,
    Step,
    Subrogation,
    Terms,
    UsageBatch,
    UsageTotal,
    Use,
    Valuation,
    ValuationWithdrawal,
)
from ledger.errors import Inconsistent

_BASIS: Final = tuple(Basis)
_CASE_STATE: Final = tuple(CaseState)
_CERTIFICATE_STATUS: Final = tuple(CertificateStatus)
_CIRCULATION: Final = tuple(Circulation)
_CODE_SOURCE: Final = tuple(CodeSource)
_CONTEST: Final = tuple(Contest)
_DEFAULT_GROUND: Final = tuple(DefaultGround)
_DISPUTE_OUTCOME: Final = tuple(DisputeOutcome)
_ENFORCING: Final = tuple(Enforcing)
_GRADE: Final = tuple(Grade)
_GRANT_GROUND: Final = tuple(GrantGround)
_GRANT_KIND: Final = tuple(GrantKind)
_LOAN_STANDING: Final = tuple(LoanStanding)
_ORG_KIND: Final = tuple(OrgKind)
_OUTCOME: Final = tuple(Outcome)
_OUTSIDE_STATUS: Final = tuple(OutsideStatus)
_PASSING: Final = tuple(Passing)
_PLEDGE_ENDING: Final = tuple(PledgeEnding)
_PROCEDURE: Final = tuple(Procedure)
_PROCEEDING_STATE: Final = tuple(ProceedingState)
_ROOT_KIND: Final = tuple(RootKind)
_SECURITY_FORM: Final = tuple(SecurityForm)
_VALUATION_PURPOSE: Final = tuple(ValuationPurpose)

_int = int.from_bytes

T_co = TypeVar("T_co", covariant=True)
E = TypeVar("E", bound=IntEnum)


@dataclass(frozen=True, slots=True)
class Call:
    """An act: calldata for one module."""

    module: Module
    data: bytes


@dataclass(frozen=True, slots=True)
class View(Generic[T_co]):
    """A question: calldata for one module, and how its answer is read."""

    module: Module
    data: bytes
    read: Callable[[bytes], T_co]


@dataclass(frozen=True, slots=True)
class Items:
    """What a preparer signs for: the kind of act, and keccak256(abi.encode(...)) of its arguments (ITwoPersons)."""

    module: Module
    kind: Kind
    digest: bytes


NO_PREPARATION: Final = Preparation(NO_ADDRESS, bytes(32), 0, b"")
"""One person acts alone."""


class DoesNotFit(ValueError):
    """A number that its type on chain cannot hold: negative, or too large. The message names both."""


def _uint(value: int, bits: int) -> bytes:
    if not 0 <= value < 1 << bits:
        raise DoesNotFit(f"{value} does not fit into {bits} bits")
    return value.to_bytes(32, "big")


def _bool(value: bool) -> bytes:
    return _uint(value, 1)


def _address(value: bytes) -> bytes:
    if len(value) != 20:
        raise ValueError(f"an address has 20 bytes, not {len(value)}")
    return value.rjust(32, b"\0")


def _fixed(value: bytes, size: int) -> bytes:
    if len(value) != size:
        raise ValueError(f"{size} bytes are wanted, not {len(value)}")
    return value.ljust(32, b"\0")


def _name(text: str, width: int) -> bytes:
    return name_bytes(text, width).ljust(32, b"\0")


def _bytes(value: bytes) -> bytes:
    return len(value).to_bytes(32, "big") + value + bytes(-len(value) % 32)


def _string(text: str) -> bytes:
    return _bytes(text.encode("utf-8"))


def _join(*parts: bytes | tuple[bytes]) -> bytes:
    """Words in place, and tails (as tuples of one) behind them in the same order, with their offsets in place."""
    size = sum(32 if isinstance(part, tuple) else len(part) for part in parts)
    head, tails = [], []
    for part in parts:
        if isinstance(part, tuple):
            head.append(size.to_bytes(32, "big"))
            tails.append(part[0])
            size += len(part[0])
        else:
            head.append(part)
    return b"".join([*head, *tails])


def _list(items: Iterable[bytes | tuple[bytes]]) -> bytes:
    parts = tuple(items)
    return len(parts).to_bytes(32, "big") + _join(*parts)


def _exactly(items: Sequence[bytes], count: int) -> bytes:
    if len(items) != count:
        raise ValueError(f"{count} values are wanted, not {len(items)}")
    return b"".join(items)


def _malformed(data: bytes) -> Inconsistent:
    return Inconsistent(
        f"a contract answered {len(data)} bytes that its interface does not allow",
        zh=f"合约返回了接口所不允许的 {len(data)} 字节",
        code="ANSWER_MALFORMED",
        data="0x" + data.hex(),
    )


def _answer(shape: struct.Struct, padding: int, data: bytes) -> tuple[Any, ...]:
    if len(data) != shape.size or int.from_bytes(data, "big") & padding:
        raise _malformed(data)
    return shape.unpack(data)


def _known(words: tuple[E, ...], number: int, data: bytes) -> E:
    if number >= len(words):
        raise _malformed(data)
    return words[number]


def _pack_right(v: Right) -> bytes:
    return _join(_fixed(v.holder, 32), _uint(v.rights, 8), _uint(v.basis, 8), _uint(v.until, 40))


def _pack_content(v: Content) -> bytes:
    return _join(
        (_list(_fixed(x, 32) for x in v.applicants),),
        (_string(v.data_name),),
        _fixed(v.name_commitment, 32),
        _fixed(v.overview_commitment, 32),
        _fixed(v.restriction_commitment, 32),
        _name(v.industry, 3),
        _uint(v.source_types, 8),
        _uint(v.geo_scope, 8),
        _uint(v.division, 24),
        _uint(v.time_from, 40),
        _uint(v.time_to, 40),
        _uint(v.update_frequency, 8),
        _uint(v.asset_form, 8),
        _uint(v.data_forms, 8),
        _uint(v.structures, 8),
        _uint(v.record_count, 64),
        _uint(v.byte_count, 64),
        _uint(v.grade, 8),
        _uint(v.personal_information_band, 8),
        _uint(v.flags, 16),
        _uint(v.affiliation_group, 24),
        _fixed(v.schema_digest, 32),
        _fixed(v.sample_sha256, 32),
        _fixed(v.sample_sm3, 32),
        _fixed(v.fingerprint, 32),
        _fixed(v.documents_root, 32),
        (_string(v.public_platform_ref),),
        (_string(v.evidence_no),),
        _fixed(v.public_institution_decision, 32),
        _fixed(v.grade_proof, 32),
        _fixed(v.fusion_consents, 32),
        _fixed(v.entrustment_exception, 32),
        (_list((_string(x),) for x in v.prior_registrations),),
        (_list(_pack_right(x) for x in v.rights),),
        _uint(v.term_years, 8),
    )


def _pack_filing(v: Filing) -> bytes:
    return _join(
        _name(v.registrar, 18),
        _fixed(v.ref, 32),
        _name(v.regime, 32),
        _uint(v.received_at, 40),
        _fixed(v.person, 32),
        _fixed(v.form, 32),
        _fixed(v.mandate, 32),
        _uint(v.attestation, 8),
    )


def _pack_act(v: Act) -> bytes:
    return _join(_fixed(v.id, 32), _fixed(v.expected_head, 32), _fixed(v.person, 32), _fixed(v.document, 32))


def _pack_certification(v: Certification) -> bytes:
    return _join(
        _pack_act(v.act),
        _name(v.code, 15),
        _uint(v.term_years, 8),
        (_list(_pack_right(x) for x in v.rights),),
        _fixed(v.payload_sha256, 32),
        _fixed(v.payload_sm3, 32),
    )


def _pack_preparation(v: Preparation) -> bytes:
    return _join(_address(v.preparer), _fixed(v.person, 32), _uint(v.deadline, 40), (_bytes(v.signature),))


def _pack_evidencing(v: Evidencing) -> bytes:
    return _join(_pack_act(v.act), _uint(v.evidenced_at, 40), (_string(v.national_ref),), _fixed(v.national_digest, 32))


def _pack_notice(v: Notice) -> bytes:
    return _join(_pack_act(v.act), _uint(v.published_at, 40))


def _pack_refusal(v: Refusal) -> bytes:
    return _join(_pack_act(v.act), _uint(v.ground, 8))


def _pack_correction_request(v: CorrectionRequest) -> bytes:
    return _join(_pack_act(v.act), _uint(v.last_day, 16))


def _pack_resubmission(v: Resubmission) -> bytes:
    return _join(_pack_act(v.act), (_pack_content(v.content),))


def _pack_application(v: Application) -> bytes:
    return _join(_pack_filing(v.filing), (_pack_content(v.content),))


def _pack_consent_receipt(v: ConsentReceipt) -> bytes:
    return _join(
        _fixed(v.receipt, 32),
        _uint(v.purposes, 64),
        _uint(v.expires_at, 40),
        _uint(v.flags, 8),
        _fixed(v.person, 32),
        _fixed(v.document, 32),
    )


def _pack_assent(v: Assent) -> bytes:
    return _join(_fixed(v.person, 32), _fixed(v.form, 32), _fixed(v.mandate, 32), _uint(v.level, 8))


def _pack_grant_act(v: GrantAct) -> bytes:
    return _join(_fixed(v.id, 32), _fixed(v.expected_head, 32), _fixed(v.document, 32), _pack_assent(v.assent))


def _pack_grant_scope(v: GrantScope) -> bytes:
    return _join(
        _uint(v.fields, 64),
        _uint(v.purposes, 64),
        _uint(v.territory, 128),
        _bool(v.exported),
        _uint(v.environments, 8),
        _uint(v.not_after, 40),
        _uint(v.max_calls, 64),
        _uint(v.max_records, 64),
        _uint(v.depth, 8),
    )


def _pack_grant_terms(v: GrantTerms) -> bytes:
    return _join(
        _uint(v.right, 8),
        _uint(v.not_before, 40),
        _pack_grant_scope(v.scope),
        _fixed(v.columns, 32),
        _uint(v.exclusivity, 8),
        _bool(v.irrevocable),
        _bool(v.important),
        _uint(v.price_mode, 8),
        _fixed(v.agreement, 32),
        _fixed(v.security, 32),
        _fixed(v.export_basis, 32),
        _fixed(v.reciprocal, 32),
    )


def _pack_grant_offer(v: GrantOffer) -> bytes:
    return _join(
        _uint(v.kind, 8),
        _fixed(v.ref, 32),
        _fixed(v.root, 32),
        _fixed(v.parent, 32),
        _fixed(v.grantor, 32),
        _fixed(v.grantee, 32),
        _pack_grant_terms(v.terms),
        _pack_assent(v.assent),
    )


def _pack_public_application(v: PublicApplication) -> bytes:
    return _join(
        _uint(v.kind, 8),
        _fixed(v.ref, 32),
        _fixed(v.resource, 32),
        _fixed(v.applicant, 32),
        _name(v.source, 18),
        _name(v.authority, 18),
        _pack_grant_terms(v.terms),
        _fixed(v.document, 32),
        _pack_assent(v.assent),
    )


def _pack_use(v: Use) -> bytes:
    return _join(
        _uint(v.right, 8),
        _uint(v.fields, 64),
        _uint(v.purpose, 16),
        _uint(v.region, 24),
        _bool(v.exported),
        _uint(v.moment, 40),
        _uint(v.records, 64),
        _uint(v.calls, 64),
    )


def _pack_step(v: Step) -> bytes:
    return _join(
        _name(v.id, 32),
        _fixed(v.expected_head, 32),
        _fixed(v.party, 32),
        _pack_assent(v.assent),
        _fixed(v.document, 32),
        _uint(v.ground, 8),
    )


def _pack_terms(v: Terms) -> bytes:
    return _join(
        _fixed(v.holder, 32),
        _fixed(v.other, 32),
        _uint(v.rights, 8),
        _uint(v.term_years, 8),
        _uint(v.ground, 8),
        _uint(v.notice_last_day, 16),
        _name(v.regime, 32),
        _fixed(v.before, 32),
        _fixed(v.afterwards, 32),
        _fixed(v.documents, 32),
        _fixed(v.institution_decision, 32),
    )


def _pack_restatement(v: Restatement) -> bytes:
    return _join(
        (_string(v.data_name),),
        _fixed(v.name_commitment, 32),
        _fixed(v.overview_commitment, 32),
        _uint(v.time_from, 40),
        _uint(v.time_to, 40),
        _fixed(v.paper, 32),
    )


def _pack_motion(v: Motion) -> bytes:
    return _join(
        _name(v.id, 32),
        _fixed(v.expected_head, 32),
        _pack_assent(v.assent),
        _pack_terms(v.terms),
        (_list((_pack_restatement(x),) for x in v.restated),),
    )


def _pack_registering(v: Registering) -> bytes:
    return _join(
        _name(v.id, 32),
        _fixed(v.expected_head, 32),
        _pack_terms(v.terms),
        _fixed(v.person, 32),
        _fixed(v.document, 32),
        _uint(v.evidenced_at, 40),
        _name(v.code, 15),
        _fixed(v.case_id, 32),
        (_list(_fixed(x, 32) for x in v.holders),),
        _fixed(v.payload_sha256, 32),
        _fixed(v.payload_sm3, 32),
        _fixed(v.new_sha256, 32),
        _fixed(v.new_sm3, 32),
        _fixed(v.national_digest, 32),
        (_string(v.national_ref),),
    )


def _pack_revocation(v: Revocation) -> bytes:
    return _join(
        _name(v.id, 32),
        _fixed(v.expected_head, 32),
        _fixed(v.person, 32),
        _name(v.authority, 18),
        _uint(v.level, 8),
        _uint(v.since, 40),
        _fixed(v.document, 32),
        _fixed(v.national_digest, 32),
    )


def _pack_lifting(v: Lifting) -> bytes:
    return _join(
        _name(v.id, 32),
        _fixed(v.expected_head, 32),
        _fixed(v.person, 32),
        _uint(v.number, 8),
        _name(v.authority, 18),
        _uint(v.level, 8),
        _fixed(v.document, 32),
    )


def _pack_annotation(v: Annotation) -> bytes:
    return _join(
        _name(v.id, 32),
        _fixed(v.expected_head, 32),
        _fixed(v.person, 32),
        _uint(v.kind, 8),
        _name(v.authority, 18),
        _uint(v.level, 8),
        _uint(v.since, 40),
        _uint(v.until, 40),
        _fixed(v.document, 32),
    )


def _pack_decider(v: Decider) -> bytes:
    return _join(_address(v.account), _address(v.preparer), _fixed(v.preparer_person, 32), _name(v.org, 18))


def _pack_correction(v: Correction) -> bytes:
    return _join(
        _name(v.id, 32),
        _fixed(v.expected_head, 32),
        _fixed(v.person, 32),
        _fixed(v.before, 32),
        _fixed(v.afterwards, 32),
        _fixed(v.reason, 32),
        _fixed(v.payload_sha256, 32),
        _fixed(v.payload_sm3, 32),
        (_string(v.data_name),),
    )


def _pack_link(v: Link) -> bytes:
    return _join(
        _name(v.id, 32),
        _fixed(v.expected_head, 32),
        _fixed(v.person, 32),
        _uint(v.kind, 8),
        _uint(v.status, 8),
        _bool(v.verified),
        (_string(v.issuer),),
        (_string(v.number),),
        _fixed(v.number_commitment, 32),
        _fixed(v.document, 32),
    )


def _pack_comparison(v: Comparison) -> bytes:
    return _join(_name(v.id, 32), _bool(v.matches), _uint(v.compared, 32), _uint(v.differing, 32))


def _pack_relation(v: Relation) -> bytes:
    return _join(
        _name(v.a, 32),
        _name(v.b, 32),
        _fixed(v.expected_head_a, 32),
        _fixed(v.expected_head_b, 32),
        _uint(v.relation, 8),
        _fixed(v.person, 32),
        _fixed(v.document, 32),
    )


def _pack_ending(v: Ending) -> bytes:
    return _join(
        _name(v.id, 32),
        _fixed(v.person, 32),
        _name(v.authority, 18),
        _uint(v.level, 8),
        _uint(v.since, 40),
        _fixed(v.document, 32),
        _fixed(v.national_digest, 32),
    )


def _pack_reconciliation(v: Reconciliation) -> bytes:
    return _join(
        _fixed(v.person, 32),
        _fixed(v.batch, 32),
        _fixed(v.extract_sha256, 32),
        _uint(v.extracted_at, 40),
        (_list(_pack_comparison(x) for x in v.comparisons),),
    )


def _pack_receipt(v: Receipt) -> bytes:
    return _join(
        _name(v.id, 32),
        _uint(v.seq, 32),
        _fixed(v.actor, 32),
        _fixed(v.counterparty, 32),
        _fixed(v.grant_id, 32),
        _fixed(v.content, 32),
    )


def _pack_inquiry(v: Inquiry) -> bytes:
    return _join(
        _name(v.id, 32),
        _uint(v.what, 8),
        _fixed(v.counterparty, 32),
        _fixed(v.grant_id, 32),
        _pack_use(v.use),
        _fixed(v.person, 32),
    )


def _pack_parent(v: Parent) -> bytes:
    return _join(_name(v.id, 32), _fixed(v.grant_id, 32), _fixed(v.content, 32), _fixed(v.contract_digest, 32))


def _pack_report(v: Report) -> bytes:
    return _join(
        _name(v.id, 32),
        _uint(v.what, 8),
        _fixed(v.actor, 32),
        _fixed(v.on_behalf_of, 32),
        _fixed(v.counterparty, 32),
        _pack_assent(v.assent),
        _uint(v.occurred_at, 40),
        _fixed(v.grant_id, 32),
        _pack_use(v.use),
        (_list(_pack_parent(x) for x in v.parents),),
        _fixed(v.content, 32),
        _name(v.output, 32),
        _uint(v.grade, 8),
        _uint(v.division, 24),
        _fixed(v.payload_sha256, 32),
        _fixed(v.payload_sm3, 32),
        _fixed(v.documents, 32),
        _uint(v.visibility, 8),
        _uint(v.correction_of, 32),
    )


def _pack_usage_total(v: UsageTotal) -> bytes:
    return _join(_fixed(v.grant_id, 32), _uint(v.records, 64), _uint(v.calls, 64))


def _pack_usage_batch(v: UsageBatch) -> bytes:
    return _join(
        _fixed(v.root, 32),
        _uint(v.size, 32),
        _uint(v.since, 40),
        _uint(v.until, 40),
        (_list(_pack_usage_total(x) for x in v.totals),),
        _fixed(v.person, 32),
    )


def _pack_dispute_answer(v: DisputeAnswer) -> bytes:
    return _join(
        _name(v.id, 32),
        _fixed(v.expected_head, 32),
        _uint(v.number, 8),
        _fixed(v.holder, 32),
        _bool(v.contested),
        _pack_assent(v.assent),
        _fixed(v.document, 32),
    )


def _pack_dispute_conclusion(v: DisputeConclusion) -> bytes:
    return _join(
        _name(v.id, 32),
        _fixed(v.expected_head, 32),
        _uint(v.number, 8),
        _uint(v.outcome, 8),
        _fixed(v.person, 32),
        _fixed(v.document, 32),
    )


def _pack_dispute(v: Dispute) -> bytes:
    return _join(
        _name(v.id, 32),
        _fixed(v.expected_head, 32),
        _fixed(v.objector, 32),
        _pack_assent(v.assent),
        _fixed(v.reasons, 32),
        _fixed(v.material, 32),
        _bool(v.complete),
    )


def _pack_dispute_note(v: DisputeNote) -> bytes:
    return _join(
        _name(v.id, 32),
        _fixed(v.expected_head, 32),
        _uint(v.number, 8),
        _uint(v.step, 8),
        _fixed(v.person, 32),
        _fixed(v.document, 32),
    )


def _pack_compensation(v: Compensation) -> bytes:
    return _join(
        _fixed(v.id, 32),
        _fixed(v.expected_head, 32),
        _name(v.payer, 18),
        _uint(v.amount, 64),
        _uint(v.share_bps, 16),
        _fixed(v.person, 32),
        _fixed(v.agreement, 32),
        _fixed(v.payment, 32),
    )


def _pack_loan_contestation(v: LoanContestation) -> bytes:
    return _join(
        _fixed(v.id, 32),
        _fixed(v.expected_head, 32),
        _fixed(v.party, 32),
        _uint(v.contest, 8),
        _pack_assent(v.assent),
        _fixed(v.document, 32),
    )


def _pack_loan_default(v: LoanDefault) -> bytes:
    return _join(
        _fixed(v.id, 32),
        _fixed(v.expected_head, 32),
        _uint(v.ground, 8),
        _fixed(v.person, 32),
        _fixed(v.evidence, 32),
        _fixed(v.notice, 32),
    )


def _pack_loan_enforcement(v: LoanEnforcement) -> bytes:
    return _join(
        _fixed(v.id, 32),
        _fixed(v.expected_head, 32),
        _uint(v.mode, 8),
        _fixed(v.person, 32),
        _fixed(v.document, 32),
        _fixed(v.details, 32),
    )


def _pack_outside_filing(v: OutsideFiling) -> bytes:
    return _join(
        _fixed(v.id, 32),
        _fixed(v.expected_head, 32),
        _fixed(v.number, 32),
        _uint(v.registered_at, 40),
        _uint(v.status, 8),
        _uint(v.checked_at, 40),
        _fixed(v.evidence, 32),
        _fixed(v.person, 32),
    )


def _pack_loan_monitoring(v: LoanMonitoring) -> bytes:
    return _join(
        _fixed(v.id, 32),
        _fixed(v.expected_head, 32),
        _uint(v.standing, 8),
        _uint(v.cure_by, 40),
        _fixed(v.person, 32),
        _fixed(v.document, 32),
    )


def _pack_proceeds_share(v: ProceedsShare) -> bytes:
    return _join(_fixed(v.pledge, 32), _uint(v.amount, 64), _bool(v.full))


def _pack_realisation(v: Realisation) -> bytes:
    return _join(
        _fixed(v.id, 32),
        _fixed(v.expected_head, 32),
        _uint(v.place, 8),
        _uint(v.proceeds, 64),
        _uint(v.costs, 64),
        _uint(v.surplus, 64),
        _uint(v.to_payers, 64),
        (_list(_pack_proceeds_share(x) for x in v.shares),),
        _fixed(v.person, 32),
        _fixed(v.document, 32),
        _fixed(v.transfer, 32),
    )


def _pack_subrogation(v: Subrogation) -> bytes:
    return _join(
        _fixed(v.id, 32), _fixed(v.expected_head, 32), _name(v.payer, 18), _uint(v.number, 16), _pack_assent(v.assent)
    )


def _pack_loan_suspension(v: LoanSuspension) -> bytes:
    return _join(
        _fixed(v.id, 32),
        _fixed(v.expected_head, 32),
        _bool(v.suspended),
        _name(v.authority, 18),
        _uint(v.level, 8),
        _fixed(v.person, 32),
        _fixed(v.document, 32),
    )


def _pack_history_act(v: HistoryAct) -> bytes:
    return _join(_fixed(v.subject, 32), _uint(v.kind, 16), _fixed(v.payload_hash, 32))


def _pack_decision(v: Decision) -> bytes:
    return _join(
        _fixed(v.case_id, 32),
        _fixed(v.expected_head, 32),
        _uint(v.number, 8),
        _bool(v.upheld),
        _fixed(v.person, 32),
        _fixed(v.document, 32),
    )


def _pack_objection(v: Objection) -> bytes:
    return _join(
        _fixed(v.case_id, 32),
        _fixed(v.expected_head, 32),
        _fixed(v.objector, 32),
        _uint(v.received_at, 40),
        _fixed(v.person, 32),
        _fixed(v.reasons, 32),
        _fixed(v.material, 32),
    )


def _pack_registration(v: Registration) -> bytes:
    return _join(_name(v.org, 18), _uint(v.kinds, 16), _uint(v.group, 24), _bool(v.public_body), (_string(v.name),))


def _pack_pledge_assignment(v: PledgeAssignment) -> bytes:
    return _join(
        _fixed(v.id, 32),
        _fixed(v.expected_head, 32),
        _name(v.assignee, 18),
        _uint(v.passing, 8),
        _fixed(v.person, 32),
        _fixed(v.document, 32),
    )


def _pack_pledge_consent(v: PledgeConsent) -> bytes:
    return _join(
        _fixed(v.id, 32),
        _fixed(v.expected_head, 32),
        _fixed(v.party, 32),
        _fixed(v.matter, 32),
        _uint(v.until, 40),
        _pack_assent(v.assent),
    )


def _pack_pledge_extension(v: PledgeExtension) -> bytes:
    return _join(
        _fixed(v.id, 32),
        _fixed(v.expected_head, 32),
        _uint(v.maturity, 40),
        _bool(v.renewal),
        _fixed(v.person, 32),
        _fixed(v.document, 32),
    )


def _pack_offer_closing(v: OfferClosing) -> bytes:
    return _join(_fixed(v.id, 32), _fixed(v.expected_head, 32), _fixed(v.reason, 32), _pack_assent(v.assent))


def _pack_pledge_terms(v: PledgeTerms) -> bytes:
    return _join(
        _uint(v.form, 8),
        _uint(v.band, 8),
        _bool(v.exclusive),
        _bool(v.renewal),
        _bool(v.public_use),
        _bool(v.third_party),
        _bool(v.organs_data),
        _uint(v.grade, 8),
        _uint(v.ltv_bps, 16),
        _uint(v.warn_bps, 16),
        _uint(v.call_bps, 16),
        _uint(v.opinions, 8),
        _uint(v.contract_date, 40),
        _uint(v.maturity, 40),
        _uint(v.outside_by, 40),
        _fixed(v.contract_digest, 32),
        _fixed(v.claim, 32),
        _fixed(v.debtor, 32),
        _fixed(v.resolution, 32),
        _fixed(v.controls, 32),
        _fixed(v.authority, 32),
        _fixed(v.increase_of, 32),
        _fixed(v.substitute_in, 32),
    )


def _pack_pledged_unit(v: PledgedUnit) -> bytes:
    return _join(_name(v.code, 32), _fixed(v.holder, 32), _uint(v.right, 8))


def _pack_pledge_offer(v: PledgeOffer) -> bytes:
    return _join(
        _fixed(v.pledgor, 32),
        _name(v.pledgee, 18),
        _fixed(v.ref, 32),
        _pack_assent(v.assent),
        _pack_pledge_terms(v.terms),
        (_list(_pack_pledged_unit(x) for x in v.units),),
    )


def _pack_partial_release(v: PartialRelease) -> bytes:
    return _join(
        _fixed(v.id, 32), _fixed(v.expected_head, 32), _uint(v.place, 8), _fixed(v.person, 32), _fixed(v.document, 32)
    )


def _pack_rank_swap(v: RankSwap) -> bytes:
    return _join(
        _fixed(v.one, 32),
        _fixed(v.other, 32),
        _fixed(v.expected_head_one, 32),
        _fixed(v.expected_head_other, 32),
        _pack_pledged_unit(v.unit),
        _fixed(v.person, 32),
        _fixed(v.document, 32),
    )


def _pack_pledge_acceptance(v: PledgeAcceptance) -> bytes:
    return _join(
        _fixed(v.id, 32),
        _fixed(v.expected_head, 32),
        (_list(_fixed(x, 32) for x in v.heads),),
        _uint(v.acknowledged, 8),
        _uint(v.minimum_level, 8),
        _fixed(v.person, 32),
    )


def _pack_pledge_release(v: PledgeRelease) -> bytes:
    return _join(
        _fixed(v.id, 32),
        _fixed(v.expected_head, 32),
        _uint(v.ending, 8),
        _name(v.authority, 18),
        _uint(v.level, 8),
        _fixed(v.person, 32),
        _fixed(v.document, 32),
    )


def _pack_pledge_substitution(v: PledgeSubstitution) -> bytes:
    return _join(
        _fixed(v.id, 32),
        _fixed(v.expected_head, 32),
        _fixed(v.offer, 32),
        _uint(v.place, 8),
        (_list(_fixed(x, 32) for x in v.heads),),
        _uint(v.acknowledged, 8),
        _uint(v.minimum_level, 8),
        _fixed(v.person, 32),
    )


def _pack_rank_reservation(v: RankReservation) -> bytes:
    return _join(
        _pack_pledged_unit(v.unit),
        _fixed(v.expected_head, 32),
        _uint(v.ttl, 40),
        _fixed(v.person, 32),
        _fixed(v.search, 32),
    )


def _pack_regime(v: Regime) -> bytes:
    return _join(
        _name(v.id, 32),
        _uint(v.answer_days, 8),
        _uint(v.processing_days, 8),
        _uint(v.extension_days, 8),
        _uint(v.notice_days, 8),
        _uint(v.objection_days, 8),
        _uint(v.validity_years, 8),
        _uint(v.renewal_window_months, 8),
        _uint(v.code_source, 8),
        _name(v.code_prefix, 2),
        (_string(v.title),),
        _fixed(v.text_digest, 32),
    )


def _pack_valuation_withdrawal(v: ValuationWithdrawal) -> bytes:
    return _join(_name(v.id, 32), _uint(v.purpose, 8), _fixed(v.person, 32), _fixed(v.reason, 32))


def _pack_valuation(v: Valuation) -> bytes:
    return _join(
        _name(v.id, 32),
        _fixed(v.holder, 32),
        _fixed(v.expected_head, 32),
        _uint(v.version, 16),
        _uint(v.purpose, 8),
        _uint(v.methods, 8),
        _uint(v.value, 64),
        _name(v.currency, 3),
        _uint(v.base_date, 40),
        _uint(v.valid_until, 40),
        _fixed(v.report, 32),
        _fixed(v.assumptions, 32),
        _fixed(v.person, 32),
    )


def desk_accept(acts: Sequence[Act]) -> Call:
    """`accept((bytes32,bytes32,bytes32,bytes32)[])`"""
    return Call(Module("RegistrationDesk"), bytes.fromhex("1f1448c8") + _join((_list(_pack_act(x) for x in acts),)))


_DESK_CASE_WORD = struct.Struct(">32s")


def _read_desk_case_word(data: bytes) -> int:
    (v0,) = _answer(_DESK_CASE_WORD, 0x0, data)
    answer: int = _int(v0, "big")
    return answer


def desk_case_word(id: CaseId) -> View[int]:
    return View(Module("RegistrationDesk"), bytes.fromhex("360745c2") + _fixed(id, 32), _read_desk_case_word)


def desk_certify(certifications: Sequence[Certification], preparation: Preparation) -> Call:
    return Call(
        Module("RegistrationDesk"),
        bytes.fromhex("e5510f2d")
        + _join((_list((_pack_certification(x),) for x in certifications),), (_pack_preparation(preparation),)),
    )


def desk_certify_items(certifications: Sequence[Certification]) -> Items:
    return Items(
        Module("RegistrationDesk"),
        Kind.APPLICATION_CERTIFIED,
        keccak(_join((_list((_pack_certification(x),) for x in certifications),))),
    )


def desk_decline_acceptance(acts: Sequence[Act]) -> Call:
    """`declineAcceptance((bytes32,bytes32,bytes32,bytes32)[])`"""
    return Call(Module("RegistrationDesk"), bytes.fromhex("276e1395") + _join((_list(_pack_act(x) for x in acts),)))


def desk_evidence(evidencings: Sequence[Evidencing], preparation: Preparation) -> Call:
    return Call(
        Module("RegistrationDesk"),
        bytes.fromhex("be074dec")
        + _join((_list((_pack_evidencing(x),) for x in evidencings),), (_pack_preparation(preparation),)),
    )


def desk_evidence_items(evidencings: Sequence[Evidencing]) -> Items:
    return Items(
        Module("RegistrationDesk"),
        Kind.APPLICATION_EVIDENCED,
        keccak(_join((_list((_pack_evidencing(x),) for x in evidencings),))),
    )


def desk_exempt_from_notice(acts: Sequence[Act], preparation: Preparation) -> Call:
    """`exemptFromNotice((bytes32,bytes32,bytes32,bytes32)[],(address,bytes32,uint40,bytes))`"""
    return Call(
        Module("RegistrationDesk"),
        bytes.fromhex("bddb23d3") + _join((_list(_pack_act(x) for x in acts),), (_pack_preparation(preparation),)),
    )


def desk_exempt_from_notice_items(acts: Sequence[Act]) -> Items:
    return Items(
        Module("RegistrationDesk"),
        Kind.APPLICATION_NOTICE_EXEMPTED,
        keccak(_join((_list(_pack_act(x) for x in acts),))),
    )


def desk_extend_processing(act: Act, working_days: int) -> Call:
    """`extendProcessing((bytes32,bytes32,bytes32,bytes32),uint8)`"""
    return Call(Module("RegistrationDesk"), bytes.fromhex("19523252") + _join(_pack_act(act), _uint(working_days, 8)))


_DESK_FILER_OF = struct.Struct(">18s14x")


def _read_desk_filer_of(data: bytes) -> OrgId:
    (v0,) = _answer(_DESK_FILER_OF, 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFF, data)
    answer: OrgId = org_of(v0)
    return answer


def desk_filer_of(id: CaseId) -> View[OrgId]:
    return View(Module("RegistrationDesk"), bytes.fromhex("a64e32bb") + _fixed(id, 32), _read_desk_filer_of)


def desk_note_silence(ids: Sequence[CaseId]) -> Call:
    """`noteSilence(bytes32[])`"""
    return Call(Module("RegistrationDesk"), bytes.fromhex("632c41cf") + _join((_list(_fixed(x, 32) for x in ids),)))


_DESK_NOTICE_OPEN_AT = struct.Struct(">24xQ")


def _read_desk_notice_open_at(data: bytes) -> bool:
    (v0,) = _answer(_DESK_NOTICE_OPEN_AT, 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFE, data)
    answer: bool = v0 == 1
    return answer


def desk_notice_open_at(id: CaseId, moment: int) -> View[bool]:
    return View(
        Module("RegistrationDesk"),
        bytes.fromhex("182c5348") + _join(_fixed(id, 32), _uint(moment, 40)),
        _read_desk_notice_open_at,
    )


def desk_open_notice(notices: Sequence[Notice]) -> Call:
    """`openNotice(((bytes32,bytes32,bytes32,bytes32),uint40)[])`"""
    return Call(
        Module("RegistrationDesk"), bytes.fromhex("df9c05e3") + _join((_list(_pack_notice(x) for x in notices),))
    )


def desk_receive_evidence(acts: Sequence[Act]) -> Call:
    """`receiveEvidence((bytes32,bytes32,bytes32,bytes32)[])`"""
    return Call(Module("RegistrationDesk"), bytes.fromhex("7a0c409d") + _join((_list(_pack_act(x) for x in acts),)))


def desk_refuse(refusals: Sequence[Refusal], preparation: Preparation) -> Call:
    """`refuse(((bytes32,bytes32,bytes32,bytes32),uint8)[],(address,bytes32,uint40,bytes))`"""
    return Call(
        Module("RegistrationDesk"),
        bytes.fromhex("2ad8968b")
        + _join((_list(_pack_refusal(x) for x in refusals),), (_pack_preparation(preparation),)),
    )


def desk_refuse_items(refusals: Sequence[Refusal]) -> Items:
    return Items(
        Module("RegistrationDesk"),
        Kind.APPLICATION_REFUSED,
        keccak(_join((_list(_pack_refusal(x) for x in refusals),))),
    )


_DESK_REGISTRAR_OF = struct.Struct(">18s14x")


def _read_desk_registrar_of(data: bytes) -> OrgId:
    (v0,) = _answer(_DESK_REGISTRAR_OF, 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFF, data)
    answer: OrgId = org_of(v0)
    return answer


def desk_registrar_of(id: CaseId) -> View[OrgId]:
    return View(Module("RegistrationDesk"), bytes.fromhex("62f15203") + _fixed(id, 32), _read_desk_registrar_of)


def desk_request_correction(requests: Sequence[CorrectionRequest]) -> Call:
    """`requestCorrection(((bytes32,bytes32,bytes32,bytes32),uint16)[])`"""
    return Call(
        Module("RegistrationDesk"),
        bytes.fromhex("a0262ddd") + _join((_list(_pack_correction_request(x) for x in requests),)),
    )


def desk_request_evidence(requests: Sequence[CorrectionRequest]) -> Call:
    """`requestEvidence(((bytes32,bytes32,bytes32,bytes32),uint16)[])`"""
    return Call(
        Module("RegistrationDesk"),
        bytes.fromhex("1511e38a") + _join((_list(_pack_correction_request(x) for x in requests),)),
    )


def desk_resubmit(resubmissions: Sequence[Resubmission]) -> Call:
    return Call(
        Module("RegistrationDesk"),
        bytes.fromhex("e0b5959d") + _join((_list((_pack_resubmission(x),) for x in resubmissions),)),
    )


_DESK_STATE_OF = struct.Struct(">24xQ")


def _read_desk_state_of(data: bytes) -> CaseState:
    (v0,) = _answer(_DESK_STATE_OF, 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00, data)
    answer: CaseState = _known(_CASE_STATE, v0, data)
    return answer


def desk_state_of(id: CaseId, moment: int) -> View[CaseState]:
    return View(
        Module("RegistrationDesk"),
        bytes.fromhex("e23b3bc1") + _join(_fixed(id, 32), _uint(moment, 40)),
        _read_desk_state_of,
    )


def desk_submit(applications: Sequence[Application], preparation: Preparation) -> Call:
    return Call(
        Module("RegistrationDesk"),
        bytes.fromhex("f56a0162")
        + _join((_list((_pack_application(x),) for x in applications),), (_pack_preparation(preparation),)),
    )


def desk_submit_items(applications: Sequence[Application]) -> Items:
    return Items(
        Module("RegistrationDesk"),
        Kind.APPLICATION_SUBMITTED,
        keccak(_join((_list((_pack_application(x),) for x in applications),))),
    )


def desk_terminate(acts: Sequence[Act], preparation: Preparation) -> Call:
    """`terminate((bytes32,bytes32,bytes32,bytes32)[],(address,bytes32,uint40,bytes))`"""
    return Call(
        Module("RegistrationDesk"),
        bytes.fromhex("e5356e3f") + _join((_list(_pack_act(x) for x in acts),), (_pack_preparation(preparation),)),
    )


def desk_terminate_items(acts: Sequence[Act]) -> Items:
    return Items(
        Module("RegistrationDesk"), Kind.APPLICATION_TERMINATED, keccak(_join((_list(_pack_act(x) for x in acts),)))
    )


_DESK_TERMS_DIGEST = struct.Struct(">32s")


def _read_desk_terms_digest(data: bytes) -> bytes:
    (v0,) = _answer(_DESK_TERMS_DIGEST, 0x0, data)
    answer: bytes = v0
    return answer


def desk_terms_digest(id: CaseId) -> View[bytes]:
    return View(Module("RegistrationDesk"), bytes.fromhex("0e3a2a25") + _fixed(id, 32), _read_desk_terms_digest)


def desk_withdraw(acts: Sequence[Act]) -> Call:
    """`withdraw((bytes32,bytes32,bytes32,bytes32)[])`"""
    return Call(Module("RegistrationDesk"), bytes.fromhex("a40e3a9e") + _join((_list(_pack_act(x) for x in acts),)))


_ADMISSION_CHECK = struct.Struct(">")


def _read_admission_check(data: bytes) -> None:
    _answer(_ADMISSION_CHECK, 0, data)


def admission_check(index: int, registrar: OrgId, validity_years: int, content: Content) -> View[None]:
    return View(
        Module("AdmissionRules"),
        bytes.fromhex("0e2e7d9c")
        + _join(_uint(index, 256), _name(registrar, 18), _uint(validity_years, 8), (_pack_content(content),)),
        _read_admission_check,
    )


_ADMISSION_CHECK_ALL = struct.Struct(">")


def _read_admission_check_all(data: bytes) -> None:
    _answer(_ADMISSION_CHECK_ALL, 0, data)


def admission_check_all(applications: Sequence[Application], preparation: Preparation) -> View[None]:
    return View(
        Module("AdmissionRules"),
        bytes.fromhex("a0771690")
        + _join((_list((_pack_application(x),) for x in applications),), (_pack_preparation(preparation),)),
        _read_admission_check_all,
    )


def grants_accept(act: GrantAct) -> Call:
    """`accept((bytes32,bytes32,bytes32,(bytes32,bytes32,bytes32,uint8)))`"""
    return Call(Module("AuthorizationRegistry"), bytes.fromhex("98560c53") + _pack_grant_act(act))


def grants_apply_for(application: PublicApplication) -> Call:
    return Call(Module("AuthorizationRegistry"), bytes.fromhex("093a9f9a") + _pack_public_application(application))


_GRANTS_CHECK = struct.Struct(">24xQ24xQ32s")


def _read_grants_check(data: bytes) -> tuple[bool, int, GrantId]:
    (
        v0,
        v1,
        v2,
    ) = _answer(
        _GRANTS_CHECK,
        0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF000000000000000000000000000000000000000000000000000000000000000000,
        data,
    )
    answer: tuple[bool, int, GrantId] = (v0 == 1, v1, v2)
    return answer


def grants_check(id: GrantId, use: Use) -> View[tuple[bool, int, GrantId]]:
    return View(
        Module("AuthorizationRegistry"),
        bytes.fromhex("b56aeafc") + _join(_fixed(id, 32), _pack_use(use)),
        _read_grants_check,
    )


_GRANTS_CONSENT_WORDS = struct.Struct(">32s32s")


def _read_grants_consent_words(data: bytes) -> tuple[int, int]:
    (
        v0,
        v1,
    ) = _answer(_GRANTS_CONSENT_WORDS, 0x0, data)
    answer: tuple[int, int] = (_int(v0, "big"), _int(v1, "big"))
    return answer


def grants_consent_words(id: bytes) -> View[tuple[int, int]]:
    return View(Module("AuthorizationRegistry"), bytes.fromhex("bd0c7263") + _fixed(id, 32), _read_grants_consent_words)


def grants_decide(id: bytes, granted: bool, terms: GrantTerms, person: bytes, document: bytes) -> Call:
    return Call(
        Module("AuthorizationRegistry"),
        bytes.fromhex("3d8d5c13")
        + _join(_fixed(id, 32), _bool(granted), _pack_grant_terms(terms), _fixed(person, 32), _fixed(document, 32)),
    )


def grants_decline(act: GrantAct) -> Call:
    """`decline((bytes32,bytes32,bytes32,(bytes32,bytes32,bytes32,uint8)))`"""
    return Call(Module("AuthorizationRegistry"), bytes.fromhex("a4074ef0") + _pack_grant_act(act))


_GRANTS_GRANT_WORDS = struct.Struct(">32s32s32s32s")


def _read_grants_grant_words(data: bytes) -> tuple[int, int, int, int]:
    (
        v0,
        v1,
        v2,
        v3,
    ) = _answer(_GRANTS_GRANT_WORDS, 0x0, data)
    answer: tuple[int, int, int, int] = (_int(v0, "big"), _int(v1, "big"), _int(v2, "big"), _int(v3, "big"))
    return answer


def grants_grant_words(id: GrantId) -> View[tuple[int, int, int, int]]:
    return View(Module("AuthorizationRegistry"), bytes.fromhex("a5ce7156") + _fixed(id, 32), _read_grants_grant_words)


_GRANTS_GRANTEE = struct.Struct(">32s")


def _read_grants_grantee(data: bytes) -> PartyId:
    (v0,) = _answer(_GRANTS_GRANTEE, 0x0, data)
    answer: PartyId = v0
    return answer


def grants_grantee(id: GrantId) -> View[PartyId]:
    return View(Module("AuthorizationRegistry"), bytes.fromhex("04dba086") + _fixed(id, 32), _read_grants_grantee)


_GRANTS_GRANTOR = struct.Struct(">32s")


def _read_grants_grantor(data: bytes) -> PartyId:
    (v0,) = _answer(_GRANTS_GRANTOR, 0x0, data)
    answer: PartyId = v0
    return answer


def grants_grantor(id: GrantId) -> View[PartyId]:
    return View(Module("AuthorizationRegistry"), bytes.fromhex("e695edd9") + _fixed(id, 32), _read_grants_grantor)


_GRANTS_GRANTOR_AT = struct.Struct(">32s")


def _read_grants_grantor_at(data: bytes) -> PartyId:
    (v0,) = _answer(_GRANTS_GRANTOR_AT, 0x0, data)
    answer: PartyId = v0
    return answer


def grants_grantor_at(id: GrantId, moment: int) -> View[PartyId]:
    return View(
        Module("AuthorizationRegistry"),
        bytes.fromhex("545ece1d") + _join(_fixed(id, 32), _uint(moment, 40)),
        _read_grants_grantor_at,
    )


def grants_narrow(act: GrantAct, scope: GrantScope) -> Call:
    return Call(
        Module("AuthorizationRegistry"),
        bytes.fromhex("d6ed6e66") + _join(_pack_grant_act(act), _pack_grant_scope(scope)),
    )


def grants_offer(offer: GrantOffer) -> Call:
    return Call(Module("AuthorizationRegistry"), bytes.fromhex("f4fb6885") + _pack_grant_offer(offer))


def grants_opine(id: bytes, favourable: bool, person: bytes, document: bytes) -> Call:
    """`opine(bytes32,bool,bytes32,bytes32)`"""
    return Call(
        Module("AuthorizationRegistry"),
        bytes.fromhex("60518d39") + _join(_fixed(id, 32), _bool(favourable), _fixed(person, 32), _fixed(document, 32)),
    )


_GRANTS_PARENT_OF = struct.Struct(">32s")


def _read_grants_parent_of(data: bytes) -> GrantId:
    (v0,) = _answer(_GRANTS_PARENT_OF, 0x0, data)
    answer: GrantId = v0
    return answer


def grants_parent_of(id: GrantId) -> View[GrantId]:
    return View(Module("AuthorizationRegistry"), bytes.fromhex("ddeda132") + _fixed(id, 32), _read_grants_parent_of)


_GRANTS_PUBLIC_GRANT_WORD = struct.Struct(">32s")


def _read_grants_public_grant_word(data: bytes) -> int:
    (v0,) = _answer(_GRANTS_PUBLIC_GRANT_WORD, 0x0, data)
    answer: int = _int(v0, "big")
    return answer


def grants_public_grant_word(id: bytes) -> View[int]:
    return View(
        Module("AuthorizationRegistry"), bytes.fromhex("bf4abbcd") + _fixed(id, 32), _read_grants_public_grant_word
    )


def grants_record_consent(consent: ConsentReceipt) -> Call:
    """`recordConsent((bytes32,uint64,uint40,uint8,bytes32,bytes32))`"""
    return Call(Module("AuthorizationRegistry"), bytes.fromhex("0fffa9a7") + _pack_consent_receipt(consent))


def grants_resume(act: GrantAct) -> Call:
    """`resume((bytes32,bytes32,bytes32,(bytes32,bytes32,bytes32,uint8)))`"""
    return Call(Module("AuthorizationRegistry"), bytes.fromhex("d1b84cb2") + _pack_grant_act(act))


def grants_revoke(act: GrantAct, ground: GrantGround) -> Call:
    """`revoke((bytes32,bytes32,bytes32,(bytes32,bytes32,bytes32,uint8)),uint8)`"""
    return Call(
        Module("AuthorizationRegistry"), bytes.fromhex("8fc0a8eb") + _join(_pack_grant_act(act), _uint(ground, 8))
    )


_GRANTS_ROOT_OF = struct.Struct(">24xQ32s")


def _read_grants_root_of(data: bytes) -> tuple[RootKind, bytes]:
    (
        v0,
        v1,
    ) = _answer(
        _GRANTS_ROOT_OF,
        0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF000000000000000000000000000000000000000000000000000000000000000000,
        data,
    )
    answer: tuple[RootKind, bytes] = (_known(_ROOT_KIND, v0, data), v1)
    return answer


def grants_root_of(id: GrantId) -> View[tuple[RootKind, bytes]]:
    return View(Module("AuthorizationRegistry"), bytes.fromhex("6d6f398e") + _fixed(id, 32), _read_grants_root_of)


_GRANTS_ROOT_UNIT = struct.Struct(">32s32s24xQ")


def _read_grants_root_unit(data: bytes) -> tuple[CertificateId, PartyId, int]:
    (
        v0,
        v1,
        v2,
    ) = _answer(_GRANTS_ROOT_UNIT, 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00, data)
    answer: tuple[CertificateId, PartyId, int] = (certificate_of(v0), v1, v2)
    return answer


def grants_root_unit(id: GrantId) -> View[tuple[CertificateId, PartyId, int]]:
    return View(Module("AuthorizationRegistry"), bytes.fromhex("89a51584") + _fixed(id, 32), _read_grants_root_unit)


def grants_spend(id: GrantId, records: int, calls: int) -> Call:
    """`spend(bytes32,uint64,uint64)`"""
    return Call(
        Module("AuthorizationRegistry"),
        bytes.fromhex("b60306b1") + _join(_fixed(id, 32), _uint(records, 64), _uint(calls, 64)),
    )


def grants_suspend(act: GrantAct) -> Call:
    """`suspend((bytes32,bytes32,bytes32,(bytes32,bytes32,bytes32,uint8)))`"""
    return Call(Module("AuthorizationRegistry"), bytes.fromhex("f896c302") + _pack_grant_act(act))


def grants_terminate(act: GrantAct) -> Call:
    """`terminate((bytes32,bytes32,bytes32,(bytes32,bytes32,bytes32,uint8)))`"""
    return Call(Module("AuthorizationRegistry"), bytes.fromhex("f6a32942") + _pack_grant_act(act))


def grants_withdraw(act: GrantAct) -> Call:
    """`withdraw((bytes32,bytes32,bytes32,(bytes32,bytes32,bytes32,uint8)))`"""
    return Call(Module("AuthorizationRegistry"), bytes.fromhex("9f95ec78") + _pack_grant_act(act))


def grants_withdraw_consent(id: bytes, person: bytes, document: bytes) -> Call:
    """`withdrawConsent(bytes32,bytes32,bytes32)`"""
    return Call(
        Module("AuthorizationRegistry"),
        bytes.fromhex("8b31d000") + _join(_fixed(id, 32), _fixed(person, 32), _fixed(document, 32)),
    )


def cancellations_accept(step: Step) -> Call:
    """`accept((bytes32,bytes32,bytes32,(bytes32,bytes32,bytes32,uint8),bytes32,uint8))`"""
    return Call(Module("CancellationDesk"), bytes.fromhex("142baf23") + _pack_step(step))


def cancellations_agree(step: Step) -> Call:
    """`agree((bytes32,bytes32,bytes32,(bytes32,bytes32,bytes32,uint8),bytes32,uint8))`"""
    return Call(Module("CancellationDesk"), bytes.fromhex("901dfba9") + _pack_step(step))


def cancellations_file(motion: Motion) -> Call:
    return Call(Module("CancellationDesk"), bytes.fromhex("7c0cb976") + _join((_pack_motion(motion),)))


_CANCELLATIONS_PROCEEDING_WORD = struct.Struct(">32s")


def _read_cancellations_proceeding_word(data: bytes) -> int:
    (v0,) = _answer(_CANCELLATIONS_PROCEEDING_WORD, 0x0, data)
    answer: int = _int(v0, "big")
    return answer


def cancellations_proceeding_word(id: CertificateId) -> View[int]:
    return View(
        Module("CancellationDesk"), bytes.fromhex("f12138bd") + _name(id, 32), _read_cancellations_proceeding_word
    )


def cancellations_refuse(step: Step, preparation: Preparation) -> Call:
    return Call(
        Module("CancellationDesk"),
        bytes.fromhex("b564560c") + _join(_pack_step(step), (_pack_preparation(preparation),)),
    )


def cancellations_refuse_items(step: Step) -> Items:
    return Items(Module("CancellationDesk"), Kind.CERTIFICATE_PROCEEDING_REFUSED, keccak(_pack_step(step)))


def cancellations_register(registering: Registering, preparation: Preparation) -> Call:
    return Call(
        Module("CancellationDesk"),
        bytes.fromhex("f849a0b6") + _join((_pack_registering(registering),), (_pack_preparation(preparation),)),
    )


def cancellations_register_items(registering: Registering) -> Items:
    return Items(
        Module("CancellationDesk"), Kind.CERTIFICATE_CANCELLED, keccak(_join((_pack_registering(registering),)))
    )


def cancellations_revoke(revocation: Revocation, preparation: Preparation) -> Call:
    return Call(
        Module("CancellationDesk"),
        bytes.fromhex("1b7731f7") + _join(_pack_revocation(revocation), (_pack_preparation(preparation),)),
    )


def cancellations_revoke_items(revocation: Revocation) -> Items:
    return Items(Module("CancellationDesk"), Kind.CERTIFICATE_REVOKED, keccak(_pack_revocation(revocation)))


_CANCELLATIONS_STATE_OF = struct.Struct(">24xQ")


def _read_cancellations_state_of(data: bytes) -> ProceedingState:
    (v0,) = _answer(_CANCELLATIONS_STATE_OF, 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00, data)
    answer: ProceedingState = _known(_PROCEEDING_STATE, v0, data)
    return answer


def cancellations_state_of(id: CertificateId, moment: int) -> View[ProceedingState]:
    return View(
        Module("CancellationDesk"),
        bytes.fromhex("e23b3bc1") + _join(_name(id, 32), _uint(moment, 40)),
        _read_cancellations_state_of,
    )


_CANCELLATIONS_TERMS_DIGEST = struct.Struct(">32s")


def _read_cancellations_terms_digest(data: bytes) -> bytes:
    (v0,) = _answer(_CANCELLATIONS_TERMS_DIGEST, 0x0, data)
    answer: bytes = v0
    return answer


def cancellations_terms_digest(id: CertificateId) -> View[bytes]:
    return View(Module("CancellationDesk"), bytes.fromhex("0e3a2a25") + _name(id, 32), _read_cancellations_terms_digest)


def cancellations_withdraw(step: Step) -> Call:
    """`withdraw((bytes32,bytes32,bytes32,(bytes32,bytes32,bytes32,uint8),bytes32,uint8))`"""
    return Call(Module("CancellationDesk"), bytes.fromhex("9379dd79") + _pack_step(step))


def certificates_annotate(annotation: Annotation, preparation: Preparation) -> Call:
    return Call(
        Module("CertificateRegistry"),
        bytes.fromhex("84021b03") + _join(_pack_annotation(annotation), (_pack_preparation(preparation),)),
    )


def certificates_annotate_items(annotation: Annotation) -> Items:
    return Items(Module("CertificateRegistry"), Kind.CERTIFICATE_ANNOTATED, keccak(_pack_annotation(annotation)))


_CERTIFICATES_ANNOTATION_WORD = struct.Struct(">32s")


def _read_certificates_annotation_word(data: bytes) -> int:
    (v0,) = _answer(_CERTIFICATES_ANNOTATION_WORD, 0x0, data)
    answer: int = _int(v0, "big")
    return answer


def certificates_annotation_word(id: CertificateId, number: int) -> View[int]:
    return View(
        Module("CertificateRegistry"),
        bytes.fromhex("6cf83d79") + _join(_name(id, 32), _uint(number, 8)),
        _read_certificates_annotation_word,
    )


def certificates_cancel(decider: Decider, registering: Registering) -> Call:
    return Call(
        Module("CertificateRegistry"),
        bytes.fromhex("89306397") + _join(_pack_decider(decider), (_pack_registering(registering),)),
    )


_CERTIFICATES_CERTIFICATE_WORD = struct.Struct(">32s")


def _read_certificates_certificate_word(data: bytes) -> int:
    (v0,) = _answer(_CERTIFICATES_CERTIFICATE_WORD, 0x0, data)
    answer: int = _int(v0, "big")
    return answer


def certificates_certificate_word(id: CertificateId) -> View[int]:
    return View(
        Module("CertificateRegistry"), bytes.fromhex("3761ecb1") + _name(id, 32), _read_certificates_certificate_word
    )


def certificates_change(decider: Decider, registering: Registering) -> Call:
    return Call(
        Module("CertificateRegistry"),
        bytes.fromhex("70d86f9b") + _join(_pack_decider(decider), (_pack_registering(registering),)),
    )


def certificates_correct(correction: Correction, preparation: Preparation) -> Call:
    return Call(
        Module("CertificateRegistry"),
        bytes.fromhex("fbb305bf") + _join((_pack_correction(correction),), (_pack_preparation(preparation),)),
    )


def certificates_correct_items(correction: Correction) -> Items:
    return Items(
        Module("CertificateRegistry"), Kind.CERTIFICATE_CORRECTED, keccak(_join((_pack_correction(correction),)))
    )


def certificates_count_dispute(id: CertificateId, opened: bool) -> Call:
    """`countDispute(bytes32,bool)`"""
    return Call(Module("CertificateRegistry"), bytes.fromhex("9bf96bf6") + _join(_name(id, 32), _bool(opened)))


_CERTIFICATES_CUSTODIAN_OF = struct.Struct(">18s14x")


def _read_certificates_custodian_of(data: bytes) -> OrgId:
    (v0,) = _answer(_CERTIFICATES_CUSTODIAN_OF, 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFF, data)
    answer: OrgId = org_of(v0)
    return answer


def certificates_custodian_of(id: CertificateId) -> View[OrgId]:
    return View(
        Module("CertificateRegistry"), bytes.fromhex("f948238e") + _name(id, 32), _read_certificates_custodian_of
    )


_CERTIFICATES_DISPUTED = struct.Struct(">24xQ")


def _read_certificates_disputed(data: bytes) -> bool:
    (v0,) = _answer(_CERTIFICATES_DISPUTED, 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFE, data)
    answer: bool = v0 == 1
    return answer


def certificates_disputed(id: CertificateId) -> View[bool]:
    return View(Module("CertificateRegistry"), bytes.fromhex("224f44d7") + _name(id, 32), _read_certificates_disputed)


_CERTIFICATES_EFFECTIVE = struct.Struct(">24xQ")


def _read_certificates_effective(data: bytes) -> bool:
    (v0,) = _answer(_CERTIFICATES_EFFECTIVE, 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFE, data)
    answer: bool = v0 == 1
    return answer


def certificates_effective(id: CertificateId, moment: int) -> View[bool]:
    return View(
        Module("CertificateRegistry"),
        bytes.fromhex("c1bcdffb") + _join(_name(id, 32), _uint(moment, 40)),
        _read_certificates_effective,
    )


_CERTIFICATES_FROZEN = struct.Struct(">24xQ")


def _read_certificates_frozen(data: bytes) -> bool:
    (v0,) = _answer(_CERTIFICATES_FROZEN, 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFE, data)
    answer: bool = v0 == 1
    return answer


def certificates_frozen(id: CertificateId) -> View[bool]:
    return View(Module("CertificateRegistry"), bytes.fromhex("b91532b5") + _name(id, 32), _read_certificates_frozen)


_CERTIFICATES_HOLDS = struct.Struct(">24xQ")


def _read_certificates_holds(data: bytes) -> bool:
    (v0,) = _answer(_CERTIFICATES_HOLDS, 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFE, data)
    answer: bool = v0 == 1
    return answer


def certificates_holds(id: CertificateId, holder: PartyId, right: int, moment: int) -> View[bool]:
    return View(
        Module("CertificateRegistry"),
        bytes.fromhex("8085fba5") + _join(_name(id, 32), _fixed(holder, 32), _uint(right, 8), _uint(moment, 40)),
        _read_certificates_holds,
    )


_CERTIFICATES_IS_TRUSTED_DESK = struct.Struct(">24xQ")


def _read_certificates_is_trusted_desk(data: bytes) -> bool:
    (v0,) = _answer(
        _CERTIFICATES_IS_TRUSTED_DESK, 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFE, data
    )
    answer: bool = v0 == 1
    return answer


def certificates_is_trusted_desk(desk: Address) -> View[bool]:
    return View(
        Module("CertificateRegistry"), bytes.fromhex("dde2fc11") + _address(desk), _read_certificates_is_trusted_desk
    )


def certificates_issue_many(
    registrar: OrgId,
    rules: int,
    account: Address,
    preparer: Address,
    spans: Sequence[int],
    certifications: Sequence[Certification],
) -> Call:
    return Call(
        Module("CertificateRegistry"),
        bytes.fromhex("15d7d5b6")
        + _join(
            _name(registrar, 18),
            _uint(rules, 256),
            _address(account),
            _address(preparer),
            (_list(_uint(x, 256) for x in spans),),
            (_list((_pack_certification(x),) for x in certifications),),
        ),
    )


def certificates_lift(lifting: Lifting, preparation: Preparation) -> Call:
    """`lift((bytes32,bytes32,bytes32,uint8,bytes18,uint8,bytes32),(address,bytes32,uint40,bytes))`"""
    return Call(
        Module("CertificateRegistry"),
        bytes.fromhex("af15c494") + _join(_pack_lifting(lifting), (_pack_preparation(preparation),)),
    )


def certificates_lift_items(lifting: Lifting) -> Items:
    return Items(Module("CertificateRegistry"), Kind.CERTIFICATE_ANNOTATION_LIFTED, keccak(_pack_lifting(lifting)))


def certificates_link(link: Link) -> Call:
    """`link((bytes32,bytes32,bytes32,uint8,uint8,bool,string,string,bytes32,bytes32))`"""
    return Call(Module("CertificateRegistry"), bytes.fromhex("94be337c") + _join((_pack_link(link),)))


_CERTIFICATES_NEXT_CODE = struct.Struct(">15s17x")


def _read_certificates_next_code(data: bytes) -> CertificateId:
    (v0,) = _answer(_CERTIFICATES_NEXT_CODE, 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF, data)
    answer: CertificateId = certificate_of(v0)
    return answer


def certificates_next_code(regime: int, registrar: OrgId, month: int) -> View[CertificateId]:
    return View(
        Module("CertificateRegistry"),
        bytes.fromhex("36a727df") + _join(_uint(regime, 8), _name(registrar, 18), _uint(month, 24)),
        _read_certificates_next_code,
    )


def certificates_proceed(procedure: Procedure, number: int, account: Address, by: OrgId, motion: Motion) -> Call:
    return Call(
        Module("CertificateRegistry"),
        bytes.fromhex("0990e371")
        + _join(_uint(procedure, 8), _uint(number, 16), _address(account), _name(by, 18), (_pack_motion(motion),)),
    )


def certificates_reaffirm(ids: Sequence[CertificateId], person: bytes, reason: bytes) -> Call:
    """`reaffirm(bytes32[],bytes32,bytes32)`"""
    return Call(
        Module("CertificateRegistry"),
        bytes.fromhex("75c20ca5") + _join((_list(_name(x, 32) for x in ids),), _fixed(person, 32), _fixed(reason, 32)),
    )


def certificates_reconcile(reconciliation: Reconciliation) -> Call:
    """`reconcile((bytes32,bytes32,bytes32,uint40,(bytes32,bool,uint32,uint32)[]))`"""
    return Call(
        Module("CertificateRegistry"), bytes.fromhex("5d41bbb1") + _join((_pack_reconciliation(reconciliation),))
    )


_CERTIFICATES_RECONCILED = struct.Struct(">24xQ")


def _read_certificates_reconciled(data: bytes) -> int:
    (v0,) = _answer(_CERTIFICATES_RECONCILED, 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00, data)
    answer: int = v0
    return answer


def certificates_reconciled(id: CertificateId) -> View[int]:
    return View(Module("CertificateRegistry"), bytes.fromhex("512dcac4") + _name(id, 32), _read_certificates_reconciled)


_CERTIFICATES_REGISTRAR_OF = struct.Struct(">18s14x")


def _read_certificates_registrar_of(data: bytes) -> OrgId:
    (v0,) = _answer(_CERTIFICATES_REGISTRAR_OF, 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFF, data)
    answer: OrgId = org_of(v0)
    return answer


def certificates_registrar_of(id: CertificateId) -> View[OrgId]:
    return View(
        Module("CertificateRegistry"), bytes.fromhex("62f15203") + _name(id, 32), _read_certificates_registrar_of
    )


def certificates_relate(relation: Relation) -> Call:
    """`relate((bytes32,bytes32,bytes32,bytes32,uint8,bytes32,bytes32))`"""
    return Call(Module("CertificateRegistry"), bytes.fromhex("ae85cc35") + _pack_relation(relation))


def certificates_renew(expires_at: int, decider: Decider, registering: Registering) -> Call:
    return Call(
        Module("CertificateRegistry"),
        bytes.fromhex("58ea219c")
        + _join(_uint(expires_at, 40), _pack_decider(decider), (_pack_registering(registering),)),
    )


def certificates_revoke(decider: Decider, ending: Ending) -> Call:
    """`revoke((address,address,bytes32,bytes18),(bytes32,bytes32,bytes18,uint8,uint40,bytes32,bytes32))`"""
    return Call(
        Module("CertificateRegistry"), bytes.fromhex("60502a55") + _join(_pack_decider(decider), _pack_ending(ending))
    )


_CERTIFICATES_ROOT_OF = struct.Struct(">32s")


def _read_certificates_root_of(data: bytes) -> CertificateId:
    (v0,) = _answer(_CERTIFICATES_ROOT_OF, 0x0, data)
    answer: CertificateId = certificate_of(v0)
    return answer


def certificates_root_of(id: CertificateId) -> View[CertificateId]:
    return View(Module("CertificateRegistry"), bytes.fromhex("6d6f398e") + _name(id, 32), _read_certificates_root_of)


_CERTIFICATES_STANDING_WORD = struct.Struct(">32s")


def _read_certificates_standing_word(data: bytes) -> int:
    (v0,) = _answer(_CERTIFICATES_STANDING_WORD, 0x0, data)
    answer: int = _int(v0, "big")
    return answer


def certificates_standing_word(id: CertificateId) -> View[int]:
    return View(
        Module("CertificateRegistry"), bytes.fromhex("31ca6525") + _name(id, 32), _read_certificates_standing_word
    )


_CERTIFICATES_STATUS_OF = struct.Struct(">24xQ")


def _read_certificates_status_of(data: bytes) -> CertificateStatus:
    (v0,) = _answer(_CERTIFICATES_STATUS_OF, 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00, data)
    answer: CertificateStatus = _known(_CERTIFICATE_STATUS, v0, data)
    return answer


def certificates_status_of(id: CertificateId) -> View[CertificateStatus]:
    return View(Module("CertificateRegistry"), bytes.fromhex("c7df14e2") + _name(id, 32), _read_certificates_status_of)


def certificates_step(kind: int, procedure: Procedure, decider: Decider, step: Step) -> Call:
    return Call(
        Module("CertificateRegistry"),
        bytes.fromhex("a1493ead")
        + _join(_uint(kind, 16), _uint(procedure, 8), _pack_decider(decider), _pack_step(step)),
    )


def certificates_transfer(rules: int, decider: Decider, registering: Registering) -> Call:
    return Call(
        Module("CertificateRegistry"),
        bytes.fromhex("119348e8") + _join(_uint(rules, 256), _pack_decider(decider), (_pack_registering(registering),)),
    )


def certificates_trust_desk(desk: Address, trusted: bool) -> Call:
    """`trustDesk(address,bool)`"""
    return Call(Module("CertificateRegistry"), bytes.fromhex("9cc6bec7") + _join(_address(desk), _bool(trusted)))


_CERTIFICATES_UNITS_WORD = struct.Struct(">32s")


def _read_certificates_units_word(data: bytes) -> bytes:
    (v0,) = _answer(_CERTIFICATES_UNITS_WORD, 0x0, data)
    answer: bytes = v0
    return answer


def certificates_units_word(id: CertificateId, holder: PartyId) -> View[bytes]:
    return View(
        Module("CertificateRegistry"),
        bytes.fromhex("6695a62c") + _join(_name(id, 32), _fixed(holder, 32)),
        _read_certificates_units_word,
    )


_CERTIFICATES_VERSION_OF = struct.Struct(">24xQ")


def _read_certificates_version_of(data: bytes) -> int:
    (v0,) = _answer(_CERTIFICATES_VERSION_OF, 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000, data)
    answer: int = v0
    return answer


def certificates_version_of(id: CertificateId) -> View[int]:
    return View(Module("CertificateRegistry"), bytes.fromhex("586e05a5") + _name(id, 32), _read_certificates_version_of)


_CERTIFICATES_WHEREABOUTS = struct.Struct(">32s32s")


def _read_certificates_whereabouts(data: bytes) -> tuple[CertificateId, PartyId]:
    (
        v0,
        v1,
    ) = _answer(_CERTIFICATES_WHEREABOUTS, 0x0, data)
    answer: tuple[CertificateId, PartyId] = (certificate_of(v0), v1)
    return answer


def certificates_whereabouts(
    id: CertificateId, holder: PartyId, right: int, moment: int
) -> View[tuple[CertificateId, PartyId]]:
    return View(
        Module("CertificateRegistry"),
        bytes.fromhex("c1098b94") + _join(_name(id, 32), _fixed(holder, 32), _uint(right, 8), _uint(moment, 40)),
        _read_certificates_whereabouts,
    )


def changes_accept(step: Step) -> Call:
    """`accept((bytes32,bytes32,bytes32,(bytes32,bytes32,bytes32,uint8),bytes32,uint8))`"""
    return Call(Module("ChangeDesk"), bytes.fromhex("142baf23") + _pack_step(step))


def changes_agree(step: Step) -> Call:
    """`agree((bytes32,bytes32,bytes32,(bytes32,bytes32,bytes32,uint8),bytes32,uint8))`"""
    return Call(Module("ChangeDesk"), bytes.fromhex("901dfba9") + _pack_step(step))


def changes_file(motion: Motion) -> Call:
    return Call(Module("ChangeDesk"), bytes.fromhex("7c0cb976") + _join((_pack_motion(motion),)))


_CHANGES_PROCEEDING_WORD = struct.Struct(">32s")


def _read_changes_proceeding_word(data: bytes) -> int:
    (v0,) = _answer(_CHANGES_PROCEEDING_WORD, 0x0, data)
    answer: int = _int(v0, "big")
    return answer


def changes_proceeding_word(id: CertificateId) -> View[int]:
    return View(Module("ChangeDesk"), bytes.fromhex("f12138bd") + _name(id, 32), _read_changes_proceeding_word)


def changes_refuse(step: Step, preparation: Preparation) -> Call:
    return Call(
        Module("ChangeDesk"), bytes.fromhex("b564560c") + _join(_pack_step(step), (_pack_preparation(preparation),))
    )


def changes_refuse_items(step: Step) -> Items:
    return Items(Module("ChangeDesk"), Kind.CERTIFICATE_PROCEEDING_REFUSED, keccak(_pack_step(step)))


def changes_register(registering: Registering, preparation: Preparation) -> Call:
    return Call(
        Module("ChangeDesk"),
        bytes.fromhex("f849a0b6") + _join((_pack_registering(registering),), (_pack_preparation(preparation),)),
    )


def changes_register_items(registering: Registering) -> Items:
    return Items(Module("ChangeDesk"), Kind.CERTIFICATE_CHANGED, keccak(_join((_pack_registering(registering),))))


_CHANGES_STATE_OF = struct.Struct(">24xQ")


def _read_changes_state_of(data: bytes) -> ProceedingState:
    (v0,) = _answer(_CHANGES_STATE_OF, 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00, data)
    answer: ProceedingState = _known(_PROCEEDING_STATE, v0, data)
    return answer


def changes_state_of(id: CertificateId, moment: int) -> View[ProceedingState]:
    return View(
        Module("ChangeDesk"),
        bytes.fromhex("e23b3bc1") + _join(_name(id, 32), _uint(moment, 40)),
        _read_changes_state_of,
    )


_CHANGES_TERMS_DIGEST = struct.Struct(">32s")


def _read_changes_terms_digest(data: bytes) -> bytes:
    (v0,) = _answer(_CHANGES_TERMS_DIGEST, 0x0, data)
    answer: bytes = v0
    return answer


def changes_terms_digest(id: CertificateId) -> View[bytes]:
    return View(Module("ChangeDesk"), bytes.fromhex("0e3a2a25") + _name(id, 32), _read_changes_terms_digest)


def changes_withdraw(step: Step) -> Call:
    """`withdraw((bytes32,bytes32,bytes32,(bytes32,bytes32,bytes32,uint8),bytes32,uint8))`"""
    return Call(Module("ChangeDesk"), bytes.fromhex("9379dd79") + _pack_step(step))


def circulation_anchor(usage: UsageBatch) -> Call:
    """`anchor((bytes32,uint32,uint40,uint40,(bytes32,uint64,uint64)[],bytes32))`"""
    return Call(Module("CirculationRegistry"), bytes.fromhex("6da3f655") + _join((_pack_usage_batch(usage),)))


_CIRCULATION_ANCHORED_AT = struct.Struct(">24xQ")


def _read_circulation_anchored_at(data: bytes) -> int:
    (v0,) = _answer(_CIRCULATION_ANCHORED_AT, 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000, data)
    answer: int = v0
    return answer


def circulation_anchored_at(batch: bytes) -> View[int]:
    return View(
        Module("CirculationRegistry"), bytes.fromhex("9591a610") + _fixed(batch, 32), _read_circulation_anchored_at
    )


def circulation_answer(receipt: Receipt, assent: Assent, disputed: bool, reason: bytes) -> Call:
    return Call(
        Module("CirculationRegistry"),
        bytes.fromhex("5d725705")
        + _join(_pack_receipt(receipt), _pack_assent(assent), _bool(disputed), _fixed(reason, 32)),
    )


def circulation_ask(inquiry: Inquiry) -> Call:
    """`ask((bytes32,uint8,bytes32,bytes32,(uint8,uint64,uint16,uint24,bool,uint40,uint64,uint64),bytes32))`"""
    return Call(Module("CirculationRegistry"), bytes.fromhex("4fd15242") + _pack_inquiry(inquiry))


def circulation_confirm(receipt: Receipt, level: int, person: bytes, document: bytes) -> Call:
    """`confirm((bytes32,uint32,bytes32,bytes32,bytes32,bytes32),uint8,bytes32,bytes32)`"""
    return Call(
        Module("CirculationRegistry"),
        bytes.fromhex("f521ba1c")
        + _join(_pack_receipt(receipt), _uint(level, 8), _fixed(person, 32), _fixed(document, 32)),
    )


_CIRCULATION_EVENT_WORD = struct.Struct(">32s")


def _read_circulation_event_word(data: bytes) -> int:
    (v0,) = _answer(_CIRCULATION_EVENT_WORD, 0x0, data)
    answer: int = _int(v0, "big")
    return answer


def circulation_event_word(trace: bytes, seq: int) -> View[int]:
    return View(
        Module("CirculationRegistry"),
        bytes.fromhex("38d08566") + _join(_fixed(trace, 32), _uint(seq, 32)),
        _read_circulation_event_word,
    )


_CIRCULATION_LENGTH_OF = struct.Struct(">24xQ")


def _read_circulation_length_of(data: bytes) -> int:
    (v0,) = _answer(_CIRCULATION_LENGTH_OF, 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000, data)
    answer: int = v0
    return answer


def circulation_length_of(trace: bytes) -> View[int]:
    return View(
        Module("CirculationRegistry"), bytes.fromhex("8026aee0") + _fixed(trace, 32), _read_circulation_length_of
    )


_CIRCULATION_RECEIPT_OF = struct.Struct(">32s")


def _read_circulation_receipt_of(data: bytes) -> bytes:
    (v0,) = _answer(_CIRCULATION_RECEIPT_OF, 0x0, data)
    answer: bytes = v0
    return answer


def circulation_receipt_of(trace: bytes, seq: int) -> View[bytes]:
    return View(
        Module("CirculationRegistry"),
        bytes.fromhex("a5921e61") + _join(_fixed(trace, 32), _uint(seq, 32)),
        _read_circulation_receipt_of,
    )


def circulation_report(given: Report) -> Call:
    return Call(Module("CirculationRegistry"), bytes.fromhex("d523f68c") + _join((_pack_report(given),)))


_CIRCULATION_TRACE_OF = struct.Struct(">32s")


def _read_circulation_trace_of(data: bytes) -> bytes:
    (v0,) = _answer(_CIRCULATION_TRACE_OF, 0x0, data)
    answer: bytes = v0
    return answer


def circulation_trace_of(id: CertificateId) -> View[bytes]:
    return View(Module("CirculationRegistry"), bytes.fromhex("5712019a") + _name(id, 32), _read_circulation_trace_of)


def disputes_answer(answer: DisputeAnswer) -> Call:
    """`answer((bytes32,bytes32,uint8,bytes32,bool,(bytes32,bytes32,bytes32,uint8),bytes32))`"""
    return Call(Module("DisputeDesk"), bytes.fromhex("0b9f27bf") + _pack_dispute_answer(answer))


def disputes_conclude(conclusion: DisputeConclusion, preparation: Preparation) -> Call:
    """`conclude((bytes32,bytes32,uint8,uint8,bytes32,bytes32),(address,bytes32,uint40,bytes))`"""
    return Call(
        Module("DisputeDesk"),
        bytes.fromhex("0239f636") + _join(_pack_dispute_conclusion(conclusion), (_pack_preparation(preparation),)),
    )


def disputes_conclude_items(conclusion: DisputeConclusion) -> Items:
    return Items(Module("DisputeDesk"), Kind.DISPUTE_CONCLUDED, keccak(_pack_dispute_conclusion(conclusion)))


def disputes_file(dispute: Dispute) -> Call:
    """`file((bytes32,bytes32,bytes32,(bytes32,bytes32,bytes32,uint8),bytes32,bytes32,bool))`"""
    return Call(Module("DisputeDesk"), bytes.fromhex("f7cf61c5") + _pack_dispute(dispute))


_DISPUTES_INFORM_BY = struct.Struct(">32s24xQ")


def _read_disputes_inform_by(data: bytes) -> tuple[int, bool]:
    (
        v0,
        v1,
    ) = _answer(_DISPUTES_INFORM_BY, 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFE, data)
    answer: tuple[int, bool] = (_int(v0, "big"), v1 == 1)
    return answer


def disputes_inform_by(id: CertificateId, number: int) -> View[tuple[int, bool]]:
    return View(
        Module("DisputeDesk"),
        bytes.fromhex("1c02938a") + _join(_name(id, 32), _uint(number, 8)),
        _read_disputes_inform_by,
    )


def disputes_note(note: DisputeNote) -> Call:
    """`note((bytes32,bytes32,uint8,uint8,bytes32,bytes32))`"""
    return Call(Module("DisputeDesk"), bytes.fromhex("8c044267") + _pack_dispute_note(note))


_DISPUTES_OUTCOME_OF = struct.Struct(">24xQ")


def _read_disputes_outcome_of(data: bytes) -> DisputeOutcome:
    (v0,) = _answer(_DISPUTES_OUTCOME_OF, 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00, data)
    answer: DisputeOutcome = _known(_DISPUTE_OUTCOME, v0, data)
    return answer


def disputes_outcome_of(id: CertificateId, number: int) -> View[DisputeOutcome]:
    return View(
        Module("DisputeDesk"),
        bytes.fromhex("329bb6e1") + _join(_name(id, 32), _uint(number, 8)),
        _read_disputes_outcome_of,
    )


_DISPUTES_TALLY = struct.Struct(">24xQ24xQ")


def _read_disputes_tally(data: bytes) -> tuple[int, int]:
    (
        v0,
        v1,
    ) = _answer(
        _DISPUTES_TALLY,
        0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00,
        data,
    )
    answer: tuple[int, int] = (v0, v1)
    return answer


def disputes_tally(id: CertificateId) -> View[tuple[int, int]]:
    return View(Module("DisputeDesk"), bytes.fromhex("f6e22eb5") + _name(id, 32), _read_disputes_tally)


def disputes_withdraw(
    id: CertificateId, number: int, objector: PartyId, expected_head: bytes, assent: Assent, document: bytes
) -> Call:
    """`withdraw(bytes32,uint8,bytes32,bytes32,(bytes32,bytes32,bytes32,uint8),bytes32)`"""
    return Call(
        Module("DisputeDesk"),
        bytes.fromhex("21dc234c")
        + _join(
            _name(id, 32),
            _uint(number, 8),
            _fixed(objector, 32),
            _fixed(expected_head, 32),
            _pack_assent(assent),
            _fixed(document, 32),
        ),
    )


_ENFORCEMENT_AWAITED_WORD = struct.Struct(">32s")


def _read_enforcement_awaited_word(data: bytes) -> int:
    (v0,) = _answer(_ENFORCEMENT_AWAITED_WORD, 0x0, data)
    answer: int = _int(v0, "big")
    return answer


def enforcement_awaited_word(id: PledgeId, payer: OrgId) -> View[int]:
    return View(
        Module("EnforcementDesk"),
        bytes.fromhex("972fc2f6") + _join(_fixed(id, 32), _name(payer, 18)),
        _read_enforcement_awaited_word,
    )


def enforcement_compensate(compensation: Compensation, preparation: Preparation) -> Call:
    return Call(
        Module("EnforcementDesk"),
        bytes.fromhex("16f3b2c4") + _join(_pack_compensation(compensation), (_pack_preparation(preparation),)),
    )


def enforcement_compensate_items(compensation: Compensation) -> Items:
    return Items(Module("EnforcementDesk"), Kind.LOAN_COMPENSATED, keccak(_pack_compensation(compensation)))


_ENFORCEMENT_COMPENSATION_WORD = struct.Struct(">32s")


def _read_enforcement_compensation_word(data: bytes) -> int:
    (v0,) = _answer(_ENFORCEMENT_COMPENSATION_WORD, 0x0, data)
    answer: int = _int(v0, "big")
    return answer


def enforcement_compensation_word(id: PledgeId) -> View[int]:
    return View(
        Module("EnforcementDesk"), bytes.fromhex("f962cae9") + _fixed(id, 32), _read_enforcement_compensation_word
    )


def enforcement_contest(contestation: LoanContestation) -> Call:
    """`contest((bytes32,bytes32,bytes32,uint8,(bytes32,bytes32,bytes32,uint8),bytes32))`"""
    return Call(Module("EnforcementDesk"), bytes.fromhex("2e750e83") + _pack_loan_contestation(contestation))


def enforcement_declare_default(declared: LoanDefault) -> Call:
    """`declareDefault((bytes32,bytes32,uint8,bytes32,bytes32,bytes32))`"""
    return Call(Module("EnforcementDesk"), bytes.fromhex("8d988ad6") + _pack_loan_default(declared))


def enforcement_enforce(enforcement: LoanEnforcement) -> Call:
    """`enforce((bytes32,bytes32,uint8,bytes32,bytes32,bytes32))`"""
    return Call(Module("EnforcementDesk"), bytes.fromhex("fa732cb7") + _pack_loan_enforcement(enforcement))


def enforcement_file_outside(filing: OutsideFiling) -> Call:
    """`fileOutside((bytes32,bytes32,bytes32,uint40,uint8,uint40,bytes32,bytes32))`"""
    return Call(Module("EnforcementDesk"), bytes.fromhex("021fdc33") + _pack_outside_filing(filing))


_ENFORCEMENT_LOAN_WORD = struct.Struct(">32s")


def _read_enforcement_loan_word(data: bytes) -> int:
    (v0,) = _answer(_ENFORCEMENT_LOAN_WORD, 0x0, data)
    answer: int = _int(v0, "big")
    return answer


def enforcement_loan_word(id: PledgeId) -> View[int]:
    return View(Module("EnforcementDesk"), bytes.fromhex("6e37a2bb") + _fixed(id, 32), _read_enforcement_loan_word)


def enforcement_monitor(monitoring: LoanMonitoring) -> Call:
    """`monitor((bytes32,bytes32,uint8,uint40,bytes32,bytes32))`"""
    return Call(Module("EnforcementDesk"), bytes.fromhex("cc56a730") + _pack_loan_monitoring(monitoring))


def enforcement_realise(realisation: Realisation) -> Call:
    return Call(Module("EnforcementDesk"), bytes.fromhex("1070b3c0") + _join((_pack_realisation(realisation),)))


def enforcement_revalue(id: PledgeId, expected_head: bytes, person: bytes) -> Call:
    """`revalue(bytes32,bytes32,bytes32)`"""
    return Call(
        Module("EnforcementDesk"),
        bytes.fromhex("036c5077") + _join(_fixed(id, 32), _fixed(expected_head, 32), _fixed(person, 32)),
    )


_ENFORCEMENT_STANDING_OF = struct.Struct(">24xQ24xQ24xQ")


def _read_enforcement_standing_of(data: bytes) -> tuple[LoanStanding, bool, int]:
    (
        v0,
        v1,
        v2,
    ) = _answer(
        _ENFORCEMENT_STANDING_OF,
        0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000,
        data,
    )
    answer: tuple[LoanStanding, bool, int] = (_known(_LOAN_STANDING, v0, data), v1 == 1, v2)
    return answer


def enforcement_standing_of(id: PledgeId) -> View[tuple[LoanStanding, bool, int]]:
    return View(Module("EnforcementDesk"), bytes.fromhex("43aa9ad3") + _fixed(id, 32), _read_enforcement_standing_of)


def enforcement_subrogate(subrogation: Subrogation) -> Call:
    """`subrogate((bytes32,bytes32,bytes18,uint16,(bytes32,bytes32,bytes32,uint8)))`"""
    return Call(Module("EnforcementDesk"), bytes.fromhex("cd34d2a9") + _pack_subrogation(subrogation))


def enforcement_suspend(suspension: LoanSuspension, preparation: Preparation) -> Call:
    """`suspend((bytes32,bytes32,bool,bytes18,uint8,bytes32,bytes32),(address,bytes32,uint40,bytes))`"""
    return Call(
        Module("EnforcementDesk"),
        bytes.fromhex("4ae8f34e") + _join(_pack_loan_suspension(suspension), (_pack_preparation(preparation),)),
    )


def enforcement_suspend_items(suspension: LoanSuspension) -> Items:
    return Items(Module("EnforcementDesk"), Kind.LOAN_SUSPENDED, keccak(_pack_loan_suspension(suspension)))


def governance_confirm(target: Address, act: bytes, salt: bytes, person: bytes) -> Call:
    """`confirm(address,bytes,bytes32,bytes32)`"""
    return Call(
        Module("Governance"),
        bytes.fromhex("8dfaca6c") + _join(_address(target), (_bytes(act),), _fixed(salt, 32), _fixed(person, 32)),
    )


_GOVERNANCE_DELAY = struct.Struct(">24xQ")


def _read_governance_delay(data: bytes) -> int:
    (v0,) = _answer(_GOVERNANCE_DELAY, 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000, data)
    answer: int = v0
    return answer


def governance_delay() -> View[int]:
    return View(Module("Governance"), bytes.fromhex("6a42b8f8") + b"", _read_governance_delay)


_GOVERNANCE_PROPOSAL_ID = struct.Struct(">32s")


def _read_governance_proposal_id(data: bytes) -> bytes:
    (v0,) = _answer(_GOVERNANCE_PROPOSAL_ID, 0x0, data)
    answer: bytes = v0
    return answer


def governance_proposal_id(target: Address, act: bytes, salt: bytes) -> View[bytes]:
    return View(
        Module("Governance"),
        bytes.fromhex("7999f2e1") + _join(_address(target), (_bytes(act),), _fixed(salt, 32)),
        _read_governance_proposal_id,
    )


_GOVERNANCE_PROPOSAL_OF = struct.Struct(">18s14x24xQ")


def _read_governance_proposal_of(data: bytes) -> tuple[OrgId, int]:
    (
        v0,
        v1,
    ) = _answer(
        _GOVERNANCE_PROPOSAL_OF,
        0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000,
        data,
    )
    answer: tuple[OrgId, int] = (org_of(v0), v1)
    return answer


def governance_proposal_of(id: bytes) -> View[tuple[OrgId, int]]:
    return View(Module("Governance"), bytes.fromhex("f48c0abf") + _fixed(id, 32), _read_governance_proposal_of)


def governance_propose(target: Address, act: bytes, salt: bytes, person: bytes) -> Call:
    """`propose(address,bytes,bytes32,bytes32)`"""
    return Call(
        Module("Governance"),
        bytes.fromhex("de5d1615") + _join(_address(target), (_bytes(act),), _fixed(salt, 32), _fixed(person, 32)),
    )


_GOVERNANCE_PROPOSED_BY = struct.Struct(">12x20s")


def _read_governance_proposed_by(data: bytes) -> Address:
    (v0,) = _answer(_GOVERNANCE_PROPOSED_BY, 0xFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000000000000000000000000000, data)
    answer: Address = v0
    return answer


def governance_proposed_by(id: bytes) -> View[Address]:
    return View(Module("Governance"), bytes.fromhex("6ef04d47") + _fixed(id, 32), _read_governance_proposed_by)


def governance_withdraw(id: bytes) -> Call:
    """`withdraw(bytes32)`"""
    return Call(Module("Governance"), bytes.fromhex("8e19899e") + _fixed(id, 32))


def history_append(subject: bytes, kind: int, actor: Address, payload_hash: bytes) -> Call:
    """`append(bytes32,uint16,address,bytes32)`"""
    return Call(
        Module("History"),
        bytes.fromhex("67d079b5")
        + _join(_fixed(subject, 32), _uint(kind, 16), _address(actor), _fixed(payload_hash, 32)),
    )


def history_append_each(kind: int, actor: Address, acts: Sequence[bytes]) -> Call:
    """`appendEach(uint16,address,bytes32[])`"""
    return Call(
        Module("History"),
        bytes.fromhex("28f98544") + _join(_uint(kind, 16), _address(actor), (_list(_fixed(x, 32) for x in acts),)),
    )


def history_append_many(acts: Sequence[HistoryAct], actor: Address) -> Call:
    """`appendMany((bytes32,uint16,bytes32)[],address)`"""
    return Call(
        Module("History"),
        bytes.fromhex("416e5dbb") + _join((_list(_pack_history_act(x) for x in acts),), _address(actor)),
    )


def history_end_writer(module: Address, kinds: int) -> Call:
    """`endWriter(address,uint128)`"""
    return Call(Module("History"), bytes.fromhex("8998e89d") + _join(_address(module), _uint(kinds, 128)))


_HISTORY_ENTRUSTED = struct.Struct(">12x20s")


def _read_history_entrusted(data: bytes) -> Address:
    (v0,) = _answer(_HISTORY_ENTRUSTED, 0xFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000000000000000000000000000, data)
    answer: Address = v0
    return answer


def history_entrusted(kind: int) -> View[Address]:
    return View(Module("History"), bytes.fromhex("ba388012") + _uint(kind, 16), _read_history_entrusted)


def history_open_writer(module: Address, kinds: int) -> Call:
    """`openWriter(address,uint128)`"""
    return Call(Module("History"), bytes.fromhex("8c8d3151") + _join(_address(module), _uint(kinds, 128)))


_HISTORY_REQUIRE_WORD = struct.Struct(">")


def _read_history_require_word(data: bytes) -> None:
    _answer(_HISTORY_REQUIRE_WORD, 0, data)


def history_require_word(subject: bytes, expected: bytes) -> View[None]:
    return View(
        Module("History"),
        bytes.fromhex("6f0e529c") + _join(_fixed(subject, 32), _fixed(expected, 32)),
        _read_history_require_word,
    )


_HISTORY_REQUIRE_WORDS = struct.Struct(">")


def _read_history_require_words(data: bytes) -> None:
    _answer(_HISTORY_REQUIRE_WORDS, 0, data)


def history_require_words(subjects: Sequence[bytes], expected: Sequence[bytes]) -> View[None]:
    return View(
        Module("History"),
        bytes.fromhex("db2145ab")
        + _join((_list(_fixed(x, 32) for x in subjects),), (_list(_fixed(x, 32) for x in expected),)),
        _read_history_require_words,
    )


_HISTORY_ROLLING = struct.Struct(">28s4x")


def _read_history_rolling(data: bytes) -> bytes:
    (v0,) = _answer(_HISTORY_ROLLING, 0xFFFFFFFF, data)
    answer: bytes = v0
    return answer


def history_rolling() -> View[bytes]:
    return View(Module("History"), bytes.fromhex("a07d75c6") + b"", _read_history_rolling)


_HISTORY_SEQUENCE = struct.Struct(">24xQ")


def _read_history_sequence(data: bytes) -> int:
    (v0,) = _answer(_HISTORY_SEQUENCE, 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000, data)
    answer: int = v0
    return answer


def history_sequence() -> View[int]:
    return View(Module("History"), bytes.fromhex("529d15cc") + b"", _read_history_sequence)


_HISTORY_WORD_OF = struct.Struct(">32s")


def _read_history_word_of(data: bytes) -> bytes:
    (v0,) = _answer(_HISTORY_WORD_OF, 0x0, data)
    answer: bytes = v0
    return answer


def history_word_of(subject: bytes) -> View[bytes]:
    return View(Module("History"), bytes.fromhex("b61a4d60") + _fixed(subject, 32), _read_history_word_of)


_HISTORY_WRITER = struct.Struct(">32s24xQ24xQ")


def _read_history_writer(data: bytes) -> tuple[int, int, int]:
    (
        v0,
        v1,
        v2,
    ) = _answer(
        _HISTORY_WRITER,
        0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000,
        data,
    )
    answer: tuple[int, int, int] = (_int(v0, "big"), v1, v2)
    return answer


def history_writer(module: Address) -> View[tuple[int, int, int]]:
    return View(Module("History"), bytes.fromhex("a981eb4f") + _address(module), _read_history_writer)


def objections_decide(decision: Decision, preparation: Preparation) -> Call:
    """`decide((bytes32,bytes32,uint8,bool,bytes32,bytes32),(address,bytes32,uint40,bytes))`"""
    return Call(
        Module("ObjectionDesk"),
        bytes.fromhex("4e12c797") + _join(_pack_decision(decision), (_pack_preparation(preparation),)),
    )


def objections_decide_items(decision: Decision) -> Items:
    return Items(Module("ObjectionDesk"), Kind.OBJECTION_DECIDED, keccak(_pack_decision(decision)))


def objections_file(objection: Objection) -> Call:
    """`file((bytes32,bytes32,bytes32,uint40,bytes32,bytes32,bytes32))`"""
    return Call(Module("ObjectionDesk"), bytes.fromhex("13544922") + _pack_objection(objection))


_OBJECTIONS_OUTCOME_OF = struct.Struct(">24xQ")


def _read_objections_outcome_of(data: bytes) -> Outcome:
    (v0,) = _answer(_OBJECTIONS_OUTCOME_OF, 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00, data)
    answer: Outcome = _known(_OUTCOME, v0, data)
    return answer


def objections_outcome_of(case_id: CaseId, number: int) -> View[Outcome]:
    return View(
        Module("ObjectionDesk"),
        bytes.fromhex("329bb6e1") + _join(_fixed(case_id, 32), _uint(number, 8)),
        _read_objections_outcome_of,
    )


_OBJECTIONS_TALLY = struct.Struct(">24xQ24xQ24xQ")


def _read_objections_tally(data: bytes) -> tuple[int, int, int]:
    (
        v0,
        v1,
        v2,
    ) = _answer(
        _OBJECTIONS_TALLY,
        0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00,
        data,
    )
    answer: tuple[int, int, int] = (v0, v1, v2)
    return answer


def objections_tally(case_id: CaseId) -> View[tuple[int, int, int]]:
    return View(Module("ObjectionDesk"), bytes.fromhex("f6e22eb5") + _fixed(case_id, 32), _read_objections_tally)


def objections_withdraw(case_id: CaseId, number: int, expected_head: bytes, person: bytes, document: bytes) -> Call:
    """`withdraw(bytes32,uint8,bytes32,bytes32,bytes32)`"""
    return Call(
        Module("ObjectionDesk"),
        bytes.fromhex("13586805")
        + _join(
            _fixed(case_id, 32), _uint(number, 8), _fixed(expected_head, 32), _fixed(person, 32), _fixed(document, 32)
        ),
    )


def organisations_accredit(org: OrgId, kind: OrgKind, since: int, until: int, region: int, digit: int) -> Call:
    """`accredit(bytes18,uint8,uint40,uint40,uint8,uint8)`"""
    return Call(
        Module("OrganisationRegistry"),
        bytes.fromhex("2bfc785f")
        + _join(_name(org, 18), _uint(kind, 8), _uint(since, 40), _uint(until, 40), _uint(region, 8), _uint(digit, 8)),
    )


_ORGANISATIONS_ACCREDITATION_WORD = struct.Struct(">32s")


def _read_organisations_accreditation_word(data: bytes) -> int:
    (v0,) = _answer(_ORGANISATIONS_ACCREDITATION_WORD, 0x0, data)
    answer: int = _int(v0, "big")
    return answer


def organisations_accreditation_word(org: OrgId, kind: OrgKind) -> View[int]:
    return View(
        Module("OrganisationRegistry"),
        bytes.fromhex("8335bf5c") + _join(_name(org, 18), _uint(kind, 8)),
        _read_organisations_accreditation_word,
    )


def organisations_add_holder_key(org: OrgId, account: Address, since: int, until: int) -> Call:
    """`addHolderKey(bytes18,address,uint40,uint40)`"""
    return Call(
        Module("OrganisationRegistry"),
        bytes.fromhex("a4f7b4d7") + _join(_name(org, 18), _address(account), _uint(since, 40), _uint(until, 40)),
    )


def organisations_add_key(org: OrgId, account: Address, since: int, until: int) -> Call:
    """`addKey(bytes18,address,uint40,uint40)`"""
    return Call(
        Module("OrganisationRegistry"),
        bytes.fromhex("b1d86f13") + _join(_name(org, 18), _address(account), _uint(since, 40), _uint(until, 40)),
    )


_ORGANISATIONS_CUSTODIAN_OF = struct.Struct(">18s14x")


def _read_organisations_custodian_of(data: bytes) -> OrgId:
    (v0,) = _answer(_ORGANISATIONS_CUSTODIAN_OF, 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFF, data)
    answer: OrgId = org_of(v0)
    return answer


def organisations_custodian_of(org: OrgId) -> View[OrgId]:
    return View(
        Module("OrganisationRegistry"), bytes.fromhex("bbad064a") + _name(org, 18), _read_organisations_custodian_of
    )


_ORGANISATIONS_GOOD_AT = struct.Struct(">24xQ")


def _read_organisations_good_at(data: bytes) -> bool:
    (v0,) = _answer(_ORGANISATIONS_GOOD_AT, 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFE, data)
    answer: bool = v0 == 1
    return answer


def organisations_good_at(account: Address, moment: int) -> View[bool]:
    return View(
        Module("OrganisationRegistry"),
        bytes.fromhex("b6d33859") + _join(_address(account), _uint(moment, 40)),
        _read_organisations_good_at,
    )


_ORGANISATIONS_IS_ACCREDITED = struct.Struct(">24xQ")


def _read_organisations_is_accredited(data: bytes) -> bool:
    (v0,) = _answer(
        _ORGANISATIONS_IS_ACCREDITED, 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFE, data
    )
    answer: bool = v0 == 1
    return answer


def organisations_is_accredited(org: OrgId, kind: OrgKind) -> View[bool]:
    return View(
        Module("OrganisationRegistry"),
        bytes.fromhex("ebb62335") + _join(_name(org, 18), _uint(kind, 8)),
        _read_organisations_is_accredited,
    )


_ORGANISATIONS_KEY_WORD = struct.Struct(">32s")


def _read_organisations_key_word(data: bytes) -> int:
    (v0,) = _answer(_ORGANISATIONS_KEY_WORD, 0x0, data)
    answer: int = _int(v0, "big")
    return answer


def organisations_key_word(account: Address) -> View[int]:
    return View(
        Module("OrganisationRegistry"), bytes.fromhex("9ce14f29") + _address(account), _read_organisations_key_word
    )


_ORGANISATIONS_ORGANISATION_WORD = struct.Struct(">32s")


def _read_organisations_organisation_word(data: bytes) -> int:
    (v0,) = _answer(_ORGANISATIONS_ORGANISATION_WORD, 0x0, data)
    answer: int = _int(v0, "big")
    return answer


def organisations_organisation_word(org: OrgId) -> View[int]:
    return View(
        Module("OrganisationRegistry"),
        bytes.fromhex("5ba5e7fe") + _name(org, 18),
        _read_organisations_organisation_word,
    )


def organisations_reaffirm(subjects: Sequence[bytes], person: bytes, reason: bytes) -> Call:
    """`reaffirm(bytes32[],bytes32,bytes32)`"""
    return Call(
        Module("OrganisationRegistry"),
        bytes.fromhex("75c20ca5")
        + _join((_list(_fixed(x, 32) for x in subjects),), _fixed(person, 32), _fixed(reason, 32)),
    )


def organisations_register(registration: Registration) -> Call:
    """`register((bytes18,uint16,uint24,bool,string))`"""
    return Call(Module("OrganisationRegistry"), bytes.fromhex("e056eeda") + _join((_pack_registration(registration),)))


def organisations_register_holder(registration: Registration, person: bytes) -> Call:
    """`registerHolder((bytes18,uint16,uint24,bool,string),bytes32)`"""
    return Call(
        Module("OrganisationRegistry"),
        bytes.fromhex("1c804246") + _join((_pack_registration(registration),), _fixed(person, 32)),
    )


_ORGANISATIONS_REGISTERED_BY = struct.Struct(">18s14x")


def _read_organisations_registered_by(data: bytes) -> OrgId:
    (v0,) = _answer(_ORGANISATIONS_REGISTERED_BY, 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFF, data)
    answer: OrgId = org_of(v0)
    return answer


def organisations_registered_by(org: OrgId) -> View[OrgId]:
    return View(
        Module("OrganisationRegistry"), bytes.fromhex("26de6a7a") + _name(org, 18), _read_organisations_registered_by
    )


def organisations_regroup(org: OrgId, group: int) -> Call:
    """`regroup(bytes18,uint24)`"""
    return Call(Module("OrganisationRegistry"), bytes.fromhex("0e14df5b") + _join(_name(org, 18), _uint(group, 24)))


def organisations_report_compromised(account: Address, since: int, report: bytes) -> Call:
    """`reportCompromised(address,uint40,bytes32)`"""
    return Call(
        Module("OrganisationRegistry"),
        bytes.fromhex("2e9f60e3") + _join(_address(account), _uint(since, 40), _fixed(report, 32)),
    )


_ORGANISATIONS_REQUIRE_ACCREDITED = struct.Struct(">18s14x")


def _read_organisations_require_accredited(data: bytes) -> OrgId:
    (v0,) = _answer(_ORGANISATIONS_REQUIRE_ACCREDITED, 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFF, data)
    answer: OrgId = org_of(v0)
    return answer


def organisations_require_accredited(account: Address, need: OrgKind) -> View[OrgId]:
    return View(
        Module("OrganisationRegistry"),
        bytes.fromhex("f67cbfd4") + _join(_address(account), _uint(need, 8)),
        _read_organisations_require_accredited,
    )


_ORGANISATIONS_REQUIRE_KEY = struct.Struct(">18s14x")


def _read_organisations_require_key(data: bytes) -> OrgId:
    (v0,) = _answer(_ORGANISATIONS_REQUIRE_KEY, 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFF, data)
    answer: OrgId = org_of(v0)
    return answer


def organisations_require_key(account: Address) -> View[OrgId]:
    return View(
        Module("OrganisationRegistry"), bytes.fromhex("02103463") + _address(account), _read_organisations_require_key
    )


_ORGANISATIONS_REQUIRE_TWO_PERSONS = struct.Struct(">18s14x")


def _read_organisations_require_two_persons(data: bytes) -> OrgId:
    (v0,) = _answer(_ORGANISATIONS_REQUIRE_TWO_PERSONS, 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFF, data)
    answer: OrgId = org_of(v0)
    return answer


def organisations_require_two_persons(
    approver: Address, need: OrgKind, kind: int, digest: bytes, preparation: Preparation
) -> View[OrgId]:
    return View(
        Module("OrganisationRegistry"),
        bytes.fromhex("835a40bc")
        + _join(
            _address(approver), _uint(need, 8), _uint(kind, 16), _fixed(digest, 32), (_pack_preparation(preparation),)
        ),
        _read_organisations_require_two_persons,
    )


def organisations_resume(org: OrgId, kind: OrgKind, reason: bytes) -> Call:
    """`resume(bytes18,uint8,bytes32)`"""
    return Call(
        Module("OrganisationRegistry"),
        bytes.fromhex("c8a54982") + _join(_name(org, 18), _uint(kind, 8), _fixed(reason, 32)),
    )


def organisations_retire_key(account: Address) -> Call:
    """`retireKey(address)`"""
    return Call(Module("OrganisationRegistry"), bytes.fromhex("25324a42") + _address(account))


def organisations_set_encryption_key(x25519: bytes) -> Call:
    """`setEncryptionKey(bytes32)`"""
    return Call(Module("OrganisationRegistry"), bytes.fromhex("05c0ea29") + _fixed(x25519, 32))


def organisations_set_two_person_acts(kinds: int, expected_head: bytes, preparation: Preparation) -> Call:
    """`setTwoPersonActs(uint128,bytes32,(address,bytes32,uint40,bytes))`"""
    return Call(
        Module("OrganisationRegistry"),
        bytes.fromhex("c3292a9d")
        + _join(_uint(kinds, 128), _fixed(expected_head, 32), (_pack_preparation(preparation),)),
    )


def organisations_set_two_person_acts_items(kinds: int, expected_head: bytes) -> Items:
    return Items(
        Module("OrganisationRegistry"),
        Kind.ORGANISATION_TWO_PERSON_SET,
        keccak(_join(_uint(kinds, 128), _fixed(expected_head, 32))),
    )


def organisations_succeed(org: OrgId, successor: OrgId, document: bytes) -> Call:
    """`succeed(bytes18,bytes18,bytes32)`"""
    return Call(
        Module("OrganisationRegistry"),
        bytes.fromhex("88b461a8") + _join(_name(org, 18), _name(successor, 18), _fixed(document, 32)),
    )


def organisations_suspend(org: OrgId, kind: OrgKind, reason: bytes) -> Call:
    """`suspend(bytes18,uint8,bytes32)`"""
    return Call(
        Module("OrganisationRegistry"),
        bytes.fromhex("f63f7eb6") + _join(_name(org, 18), _uint(kind, 8), _fixed(reason, 32)),
    )


def pledges_accept(acceptance: PledgeAcceptance, preparation: Preparation) -> Call:
    """`accept((bytes32,bytes32,bytes32[],uint8,uint8,bytes32),(address,bytes32,uint40,bytes))`"""
    return Call(
        Module("PledgeRegistry"),
        bytes.fromhex("de98b9f5") + _join((_pack_pledge_acceptance(acceptance),), (_pack_preparation(preparation),)),
    )


def pledges_accept_items(acceptance: PledgeAcceptance) -> Items:
    return Items(Module("PledgeRegistry"), Kind.PLEDGE_RECORDED, keccak(_join((_pack_pledge_acceptance(acceptance),))))


def pledges_assign(assignment: PledgeAssignment, preparation: Preparation) -> Call:
    """`assign((bytes32,bytes32,bytes18,uint8,bytes32,bytes32),(address,bytes32,uint40,bytes))`"""
    return Call(
        Module("PledgeRegistry"),
        bytes.fromhex("78960108") + _join(_pack_pledge_assignment(assignment), (_pack_preparation(preparation),)),
    )


def pledges_assign_items(assignment: PledgeAssignment) -> Items:
    return Items(Module("PledgeRegistry"), Kind.PLEDGE_ASSIGNED, keccak(_pack_pledge_assignment(assignment)))


def pledges_close(closing: OfferClosing) -> Call:
    """`close((bytes32,bytes32,bytes32,(bytes32,bytes32,bytes32,uint8)))`"""
    return Call(Module("PledgeRegistry"), bytes.fromhex("f723c98e") + _pack_offer_closing(closing))


def pledges_consent(consent: PledgeConsent) -> Call:
    """`consent((bytes32,bytes32,bytes32,bytes32,uint40,(bytes32,bytes32,bytes32,uint8)))`"""
    return Call(Module("PledgeRegistry"), bytes.fromhex("b723a537") + _pack_pledge_consent(consent))


_PLEDGES_CONSENT_UNTIL = struct.Struct(">24xQ")


def _read_pledges_consent_until(data: bytes) -> int:
    (v0,) = _answer(_PLEDGES_CONSENT_UNTIL, 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000, data)
    answer: int = v0
    return answer


def pledges_consent_until(id: PledgeId, party: PartyId, matter: bytes) -> View[int]:
    return View(
        Module("PledgeRegistry"),
        bytes.fromhex("28dc6399") + _join(_fixed(id, 32), _fixed(party, 32), _fixed(matter, 32)),
        _read_pledges_consent_until,
    )


_PLEDGES_COVERAGE = struct.Struct(">32s32s")


def _read_pledges_coverage(data: bytes) -> tuple[int, int]:
    (
        v0,
        v1,
    ) = _answer(_PLEDGES_COVERAGE, 0x0, data)
    answer: tuple[int, int] = (_int(v0, "big"), _int(v1, "big"))
    return answer


def pledges_coverage(id: PledgeId, moment: int) -> View[tuple[int, int]]:
    return View(
        Module("PledgeRegistry"),
        bytes.fromhex("5fd16b8d") + _join(_fixed(id, 32), _uint(moment, 40)),
        _read_pledges_coverage,
    )


_PLEDGES_ENCUMBERED_UNITS = struct.Struct(">32s")


def _read_pledges_encumbered_units(data: bytes) -> int:
    (v0,) = _answer(_PLEDGES_ENCUMBERED_UNITS, 0x0, data)
    answer: int = _int(v0, "big")
    return answer


def pledges_encumbered_units(code: CertificateId) -> View[int]:
    return View(Module("PledgeRegistry"), bytes.fromhex("ccd74efc") + _name(code, 32), _read_pledges_encumbered_units)


_PLEDGES_ENCUMBRANCE_WORD = struct.Struct(">32s")


def _read_pledges_encumbrance_word(data: bytes) -> int:
    (v0,) = _answer(_PLEDGES_ENCUMBRANCE_WORD, 0x0, data)
    answer: int = _int(v0, "big")
    return answer


def pledges_encumbrance_word(code: CertificateId, holder: PartyId, right: int) -> View[int]:
    return View(
        Module("PledgeRegistry"),
        bytes.fromhex("e369c37e") + _join(_name(code, 32), _fixed(holder, 32), _uint(right, 8)),
        _read_pledges_encumbrance_word,
    )


def pledges_extend(extension: PledgeExtension) -> Call:
    """`extend((bytes32,bytes32,uint40,bool,bytes32,bytes32))`"""
    return Call(Module("PledgeRegistry"), bytes.fromhex("5ffcf942") + _pack_pledge_extension(extension))


def pledges_offer(offer: PledgeOffer) -> Call:
    return Call(Module("PledgeRegistry"), bytes.fromhex("d0132179") + _join((_pack_pledge_offer(offer),)))


_PLEDGES_PLEDGE_WORD = struct.Struct(">32s")


def _read_pledges_pledge_word(data: bytes) -> int:
    (v0,) = _answer(_PLEDGES_PLEDGE_WORD, 0x0, data)
    answer: int = _int(v0, "big")
    return answer


def pledges_pledge_word(id: PledgeId) -> View[int]:
    return View(Module("PledgeRegistry"), bytes.fromhex("10b780db") + _fixed(id, 32), _read_pledges_pledge_word)


def pledges_release(release: PledgeRelease, preparation: Preparation) -> Call:
    """`release((bytes32,bytes32,uint8,bytes18,uint8,bytes32,bytes32),(address,bytes32,uint40,bytes))`"""
    return Call(
        Module("PledgeRegistry"),
        bytes.fromhex("9b0a3cb1") + _join(_pack_pledge_release(release), (_pack_preparation(preparation),)),
    )


def pledges_release_items(release: PledgeRelease) -> Items:
    return Items(Module("PledgeRegistry"), Kind.PLEDGE_RELEASED, keccak(_pack_pledge_release(release)))


def pledges_release_unit(partial_release: PartialRelease, preparation: Preparation) -> Call:
    """`releaseUnit((bytes32,bytes32,uint8,bytes32,bytes32),(address,bytes32,uint40,bytes))`"""
    return Call(
        Module("PledgeRegistry"),
        bytes.fromhex("cf2e9257") + _join(_pack_partial_release(partial_release), (_pack_preparation(preparation),)),
    )


def pledges_release_unit_items(partial_release: PartialRelease) -> Items:
    return Items(Module("PledgeRegistry"), Kind.PLEDGE_PARTLY_RELEASED, keccak(_pack_partial_release(partial_release)))


def pledges_reserve_rank(reservation: RankReservation) -> Call:
    """`reserveRank(((bytes32,bytes32,uint8),bytes32,uint40,bytes32,bytes32))`"""
    return Call(Module("PledgeRegistry"), bytes.fromhex("11d77f0a") + _pack_rank_reservation(reservation))


def pledges_substitute(substitution: PledgeSubstitution, preparation: Preparation) -> Call:
    return Call(
        Module("PledgeRegistry"),
        bytes.fromhex("1108ece1")
        + _join((_pack_pledge_substitution(substitution),), (_pack_preparation(preparation),)),
    )


def pledges_substitute_items(substitution: PledgeSubstitution) -> Items:
    return Items(
        Module("PledgeRegistry"), Kind.PLEDGE_SUBSTITUTED, keccak(_join((_pack_pledge_substitution(substitution),)))
    )


def pledges_swap_ranks(swap: RankSwap) -> Call:
    """`swapRanks((bytes32,bytes32,bytes32,bytes32,(bytes32,bytes32,uint8),bytes32,bytes32))`"""
    return Call(Module("PledgeRegistry"), bytes.fromhex("d89a5b59") + _pack_rank_swap(swap))


_PLEDGE_RULES_CHECK_OFFER = struct.Struct(">32s")


def _read_pledge_rules_check_offer(data: bytes) -> int:
    (v0,) = _answer(_PLEDGE_RULES_CHECK_OFFER, 0x0, data)
    answer: int = _int(v0, "big")
    return answer


def pledge_rules_check_offer(offer: PledgeOffer) -> View[int]:
    return View(
        Module("PledgeRules"),
        bytes.fromhex("1eed5a47") + _join((_pack_pledge_offer(offer),)),
        _read_pledge_rules_check_offer,
    )


_PLEDGE_RULES_CHECK_UNIT = struct.Struct(">")


def _read_pledge_rules_check_unit(data: bytes) -> None:
    _answer(_PLEDGE_RULES_CHECK_UNIT, 0, data)


def pledge_rules_check_unit(
    code: CertificateId, holder: PartyId, right: int, pledge: int, acknowledged: int
) -> View[None]:
    return View(
        Module("PledgeRules"),
        bytes.fromhex("fbd803b4")
        + _join(_name(code, 32), _fixed(holder, 32), _uint(right, 8), _uint(pledge, 256), _uint(acknowledged, 8)),
        _read_pledge_rules_check_unit,
    )


def renewals_accept(step: Step) -> Call:
    """`accept((bytes32,bytes32,bytes32,(bytes32,bytes32,bytes32,uint8),bytes32,uint8))`"""
    return Call(Module("RenewalDesk"), bytes.fromhex("142baf23") + _pack_step(step))


def renewals_agree(step: Step) -> Call:
    """`agree((bytes32,bytes32,bytes32,(bytes32,bytes32,bytes32,uint8),bytes32,uint8))`"""
    return Call(Module("RenewalDesk"), bytes.fromhex("901dfba9") + _pack_step(step))


def renewals_file(motion: Motion) -> Call:
    return Call(Module("RenewalDesk"), bytes.fromhex("7c0cb976") + _join((_pack_motion(motion),)))


_RENEWALS_PROCEEDING_WORD = struct.Struct(">32s")


def _read_renewals_proceeding_word(data: bytes) -> int:
    (v0,) = _answer(_RENEWALS_PROCEEDING_WORD, 0x0, data)
    answer: int = _int(v0, "big")
    return answer


def renewals_proceeding_word(id: CertificateId) -> View[int]:
    return View(Module("RenewalDesk"), bytes.fromhex("f12138bd") + _name(id, 32), _read_renewals_proceeding_word)


def renewals_refuse(step: Step, preparation: Preparation) -> Call:
    return Call(
        Module("RenewalDesk"), bytes.fromhex("b564560c") + _join(_pack_step(step), (_pack_preparation(preparation),))
    )


def renewals_refuse_items(step: Step) -> Items:
    return Items(Module("RenewalDesk"), Kind.CERTIFICATE_PROCEEDING_REFUSED, keccak(_pack_step(step)))


def renewals_register(registering: Registering, preparation: Preparation) -> Call:
    return Call(
        Module("RenewalDesk"),
        bytes.fromhex("f849a0b6") + _join((_pack_registering(registering),), (_pack_preparation(preparation),)),
    )


def renewals_register_items(registering: Registering) -> Items:
    return Items(Module("RenewalDesk"), Kind.CERTIFICATE_RENEWED, keccak(_join((_pack_registering(registering),))))


_RENEWALS_STATE_OF = struct.Struct(">24xQ")


def _read_renewals_state_of(data: bytes) -> ProceedingState:
    (v0,) = _answer(_RENEWALS_STATE_OF, 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00, data)
    answer: ProceedingState = _known(_PROCEEDING_STATE, v0, data)
    return answer


def renewals_state_of(id: CertificateId, moment: int) -> View[ProceedingState]:
    return View(
        Module("RenewalDesk"),
        bytes.fromhex("e23b3bc1") + _join(_name(id, 32), _uint(moment, 40)),
        _read_renewals_state_of,
    )


_RENEWALS_TERMS_DIGEST = struct.Struct(">32s")


def _read_renewals_terms_digest(data: bytes) -> bytes:
    (v0,) = _answer(_RENEWALS_TERMS_DIGEST, 0x0, data)
    answer: bytes = v0
    return answer


def renewals_terms_digest(id: CertificateId) -> View[bytes]:
    return View(Module("RenewalDesk"), bytes.fromhex("0e3a2a25") + _name(id, 32), _read_renewals_terms_digest)


_RENEWALS_WINDOW_OF = struct.Struct(">24xQ24xQ")


def _read_renewals_window_of(data: bytes) -> tuple[int, int]:
    (
        v0,
        v1,
    ) = _answer(
        _RENEWALS_WINDOW_OF,
        0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000,
        data,
    )
    answer: tuple[int, int] = (v0, v1)
    return answer


def renewals_window_of(id: CertificateId, regime: int) -> View[tuple[int, int]]:
    return View(
        Module("RenewalDesk"),
        bytes.fromhex("83acd376") + _join(_name(id, 32), _uint(regime, 8)),
        _read_renewals_window_of,
    )


def renewals_withdraw(step: Step) -> Call:
    """`withdraw((bytes32,bytes32,bytes32,(bytes32,bytes32,bytes32,uint8),bytes32,uint8))`"""
    return Call(Module("RenewalDesk"), bytes.fromhex("9379dd79") + _pack_step(step))


_RULES_IS_WORKING_DAY = struct.Struct(">24xQ")


def _read_rules_is_working_day(data: bytes) -> bool:
    (v0,) = _answer(_RULES_IS_WORKING_DAY, 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFE, data)
    answer: bool = v0 == 1
    return answer


def rules_is_working_day(day: int) -> View[bool]:
    return View(Module("RuleBook"), bytes.fromhex("8de5efa9") + _uint(day, 256), _read_rules_is_working_day)


def rules_publish_calendar(year: int, working_days: Sequence[int], notice_digest: bytes) -> Call:
    """`publishCalendar(uint16,uint256[2],bytes32)`"""
    return Call(
        Module("RuleBook"),
        bytes.fromhex("d92c56a0")
        + _join(_uint(year, 16), _exactly([_uint(x, 256) for x in working_days], 2), _fixed(notice_digest, 32)),
    )


def rules_publish_regime(regime: Regime) -> Call:
    """`publishRegime((bytes32,uint8,uint8,uint8,uint8,uint8,uint8,uint8,uint8,bytes2,string,bytes32))`"""
    return Call(Module("RuleBook"), bytes.fromhex("94595e0d") + _join((_pack_regime(regime),)))


_RULES_PUBLISHED_FROM = struct.Struct(">24xQ")


def _read_rules_published_from(data: bytes) -> int:
    (v0,) = _answer(_RULES_PUBLISHED_FROM, 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000, data)
    answer: int = v0
    return answer


def rules_published_from() -> View[int]:
    return View(Module("RuleBook"), bytes.fromhex("c188e57a") + b"", _read_rules_published_from)


_RULES_PUBLISHED_THROUGH = struct.Struct(">24xQ")


def _read_rules_published_through(data: bytes) -> int:
    (v0,) = _answer(_RULES_PUBLISHED_THROUGH, 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000, data)
    answer: int = v0
    return answer


def rules_published_through() -> View[int]:
    return View(Module("RuleBook"), bytes.fromhex("e0d1ca95") + b"", _read_rules_published_through)


_RULES_REGIME_OF = struct.Struct(">32s")


def _read_rules_regime_of(data: bytes) -> RegimeId:
    (v0,) = _answer(_RULES_REGIME_OF, 0x0, data)
    answer: RegimeId = regime_of(v0)
    return answer


def rules_regime_of(number: int) -> View[RegimeId]:
    return View(Module("RuleBook"), bytes.fromhex("e9af35fc") + _uint(number, 8), _read_rules_regime_of)


_RULES_REGIME_WORD = struct.Struct(">32s")


def _read_rules_regime_word(data: bytes) -> int:
    (v0,) = _answer(_RULES_REGIME_WORD, 0x0, data)
    answer: int = _int(v0, "big")
    return answer


def rules_regime_word(id: RegimeId) -> View[int]:
    return View(Module("RuleBook"), bytes.fromhex("d464ef72") + _name(id, 32), _read_rules_regime_word)


_RULES_REGIME_WORD_OF = struct.Struct(">32s")


def _read_rules_regime_word_of(data: bytes) -> int:
    (v0,) = _answer(_RULES_REGIME_WORD_OF, 0x0, data)
    answer: int = _int(v0, "big")
    return answer


def rules_regime_word_of(number: int) -> View[int]:
    return View(Module("RuleBook"), bytes.fromhex("beb36060") + _uint(number, 8), _read_rules_regime_word_of)


_RULES_WORKING_DAY_AFTER = struct.Struct(">32s24xQ")


def _read_rules_working_day_after(data: bytes) -> tuple[int, bool]:
    (
        v0,
        v1,
    ) = _answer(_RULES_WORKING_DAY_AFTER, 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFE, data)
    answer: tuple[int, bool] = (_int(v0, "big"), v1 == 1)
    return answer


def rules_working_day_after(day: int, n: int) -> View[tuple[int, bool]]:
    return View(
        Module("RuleBook"),
        bytes.fromhex("e8854e3d") + _join(_uint(day, 256), _uint(n, 256)),
        _read_rules_working_day_after,
    )


def transfers_accept(step: Step) -> Call:
    """`accept((bytes32,bytes32,bytes32,(bytes32,bytes32,bytes32,uint8),bytes32,uint8))`"""
    return Call(Module("TransferDesk"), bytes.fromhex("142baf23") + _pack_step(step))


def transfers_agree(step: Step) -> Call:
    """`agree((bytes32,bytes32,bytes32,(bytes32,bytes32,bytes32,uint8),bytes32,uint8))`"""
    return Call(Module("TransferDesk"), bytes.fromhex("901dfba9") + _pack_step(step))


def transfers_file(motion: Motion) -> Call:
    return Call(Module("TransferDesk"), bytes.fromhex("7c0cb976") + _join((_pack_motion(motion),)))


_TRANSFERS_PROCEEDING_WORD = struct.Struct(">32s")


def _read_transfers_proceeding_word(data: bytes) -> int:
    (v0,) = _answer(_TRANSFERS_PROCEEDING_WORD, 0x0, data)
    answer: int = _int(v0, "big")
    return answer


def transfers_proceeding_word(id: CertificateId) -> View[int]:
    return View(Module("TransferDesk"), bytes.fromhex("f12138bd") + _name(id, 32), _read_transfers_proceeding_word)


def transfers_refuse(step: Step, preparation: Preparation) -> Call:
    return Call(
        Module("TransferDesk"), bytes.fromhex("b564560c") + _join(_pack_step(step), (_pack_preparation(preparation),))
    )


def transfers_refuse_items(step: Step) -> Items:
    return Items(Module("TransferDesk"), Kind.CERTIFICATE_PROCEEDING_REFUSED, keccak(_pack_step(step)))


def transfers_register(registering: Registering, preparation: Preparation) -> Call:
    return Call(
        Module("TransferDesk"),
        bytes.fromhex("f849a0b6") + _join((_pack_registering(registering),), (_pack_preparation(preparation),)),
    )


def transfers_register_items(registering: Registering) -> Items:
    return Items(Module("TransferDesk"), Kind.CERTIFICATE_TRANSFERRED, keccak(_join((_pack_registering(registering),))))


_TRANSFERS_STATE_OF = struct.Struct(">24xQ")


def _read_transfers_state_of(data: bytes) -> ProceedingState:
    (v0,) = _answer(_TRANSFERS_STATE_OF, 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00, data)
    answer: ProceedingState = _known(_PROCEEDING_STATE, v0, data)
    return answer


def transfers_state_of(id: CertificateId, moment: int) -> View[ProceedingState]:
    return View(
        Module("TransferDesk"),
        bytes.fromhex("e23b3bc1") + _join(_name(id, 32), _uint(moment, 40)),
        _read_transfers_state_of,
    )


_TRANSFERS_TERMS_DIGEST = struct.Struct(">32s")


def _read_transfers_terms_digest(data: bytes) -> bytes:
    (v0,) = _answer(_TRANSFERS_TERMS_DIGEST, 0x0, data)
    answer: bytes = v0
    return answer


def transfers_terms_digest(id: CertificateId) -> View[bytes]:
    return View(Module("TransferDesk"), bytes.fromhex("0e3a2a25") + _name(id, 32), _read_transfers_terms_digest)


def transfers_withdraw(step: Step) -> Call:
    """`withdraw((bytes32,bytes32,bytes32,(bytes32,bytes32,bytes32,uint8),bytes32,uint8))`"""
    return Call(Module("TransferDesk"), bytes.fromhex("9379dd79") + _pack_step(step))


def valuations_attest(valuation: Valuation) -> Call:
    return Call(Module("ValuationRegistry"), bytes.fromhex("99ee00c1") + _pack_valuation(valuation))


_VALUATIONS_OPINION_AT = struct.Struct(">32s32s")


def _read_valuations_opinion_at(data: bytes) -> tuple[int, int]:
    (
        v0,
        v1,
    ) = _answer(_VALUATIONS_OPINION_AT, 0x0, data)
    answer: tuple[int, int] = (_int(v0, "big"), _int(v1, "big"))
    return answer


def valuations_opinion_at(id: CertificateId, place: int) -> View[tuple[int, int]]:
    return View(
        Module("ValuationRegistry"),
        bytes.fromhex("cdfc5103") + _join(_name(id, 32), _uint(place, 8)),
        _read_valuations_opinion_at,
    )


_VALUATIONS_VALUE_OF = struct.Struct(">32s32s")


def _read_valuations_value_of(data: bytes) -> tuple[int, int]:
    (
        v0,
        v1,
    ) = _answer(_VALUATIONS_VALUE_OF, 0x0, data)
    answer: tuple[int, int] = (_int(v0, "big"), _int(v1, "big"))
    return answer


def valuations_value_of(
    id: CertificateId, holder: PartyId, purpose: ValuationPurpose, moment: int, opinions: int
) -> View[tuple[int, int]]:
    return View(
        Module("ValuationRegistry"),
        bytes.fromhex("704e919e")
        + _join(_name(id, 32), _fixed(holder, 32), _uint(purpose, 8), _uint(moment, 40), _uint(opinions, 8)),
        _read_valuations_value_of,
    )


def valuations_withdraw(withdrawal: ValuationWithdrawal) -> Call:
    """`withdraw((bytes32,uint8,bytes32,bytes32))`"""
    return Call(Module("ValuationRegistry"), bytes.fromhex("c6cd8608") + _pack_valuation_withdrawal(withdrawal))
