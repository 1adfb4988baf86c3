# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: E501  (masks as wide as what they mask)
"""EVM logs become events, by offsets that are fixed beforehand; generated
by scripts/build_decoders.py from contracts/interfaces; do not edit, run `make abi`.


Strict: a log that the compiler's encoder would not have written (padding, offsets, order of tails, bytes left
over, an enum out of range) is Inconsistent, with the log as evidence.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

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
from ledger.domain.ids import certificate_of, name_of, org_of, regime_of
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

_BASIS: Final = tuple(Basis)
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
_OUTSIDE_STATUS: Final = tuple(OutsideStatus)
_PASSING: Final = tuple(Passing)
_PLEDGE_CLOSING: Final = tuple(PledgeClosing)
_PLEDGE_ENDING: Final = tuple(PledgeEnding)
_PROCEDURE: Final = tuple(Procedure)
_SECURITY_FORM: Final = tuple(SecurityForm)
_STANDING: Final = tuple(Standing)
_VALUATION_PURPOSE: Final = tuple(ValuationPurpose)

_int = int.from_bytes


class _Odd(Exception):
    """What is wrong with the bytes; `decode` adds the evidence."""


def decode(topics: Sequence[bytes], data: bytes) -> Event | Entry:
    """The event of one EVM log. Inconsistent if the log is none, or not encoded as the compiler encodes it."""
    try:
        return _DECODERS[topics[0]](topics, data)
    except KeyError:
        found = "no event of the contracts has this first topic"
    except _Odd as odd:
        found = str(odd)
    except (struct.error, IndexError, UnicodeDecodeError) as error:
        found = f"{type(error).__name__}: {error}"
    raise Inconsistent(
        f"a log is not what the contracts emit: {found}",
        zh=f"日志与合约所能发出的不符：{found}",
        code="LOG_MALFORMED" if topics and topics[0] in _DECODERS else "LOG_UNKNOWN",
        found=found,
        topics=tuple("0x" + topic.hex() for topic in topics),
        data="0x" + data.hex(),
    )


def _bytes(data: bytes, at: int) -> tuple[bytes, int]:
    start = at + 32
    end = start + _int(data[at:start], "big")
    padded = (end + 31) & ~31
    if padded > len(data):
        raise _Odd(f"the bytes at {at} reach beyond the data")
    if end != padded and any(data[end:padded]):
        raise _Odd(f"the padding after the bytes at {at} is not zero")
    return data[start:end], padded


def _string(data: bytes, at: int) -> tuple[str, int]:
    # No contract checks that a text is one. Whatever an account wrote must be readable, or it could stop every mirror:
    # bytes that are no UTF-8, and NUL, are shown as escapes. The raw data stays what the payload hash covers.
    raw, end = _bytes(data, at)
    return raw.decode("utf-8", "backslashreplace").replace("\0", "\\x00"), end


def _count(data: bytes, at: int, words: int) -> int:
    count = _int(data[at : at + 32], "big")
    if at + 32 + 32 * words * count > len(data):
        raise _Odd(f"the list at {at} reaches beyond the data")
    return count


def _strings(data: bytes, at: int) -> tuple[tuple[str, ...], int]:
    count = _count(data, at, 1)
    base = at + 32
    end = base + 32 * count
    found = []
    for place in range(base, base + 32 * count, 32):
        if _int(data[place : place + 32], "big") != end - base:
            raise _Odd(f"the offset at {place} is not the canonical one")
        item, end = _string(data, end)
        found.append(item)
    return tuple(found), end


def _words(data: bytes, at: int) -> tuple[tuple[Any, ...], int]:
    count = _count(data, at, 1)
    end = at + 32 + 32 * count
    return tuple(data[place : place + 32] for place in range(at + 32, end, 32)), end


_RIGHT_ITEM = struct.Struct(">32s24xQ24xQ24xQ")
_RIGHT_ITEM_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000


def _right_list(data: bytes, at: int) -> tuple[tuple[Right, ...], int]:
    count = _count(data, at, 4)
    end = at + 32 + 128 * count
    found = []
    for place in range(at + 32, end, 128):
        (
            v0,
            v1,
            v2,
            v3,
        ) = _RIGHT_ITEM.unpack_from(data, place)
        if _int(data[place : place + 128], "big") & _RIGHT_ITEM_PADDING:
            raise _Odd("Right: padding is not zero")
        found.append(Right(v0, v1, _BASIS[v2], v3))
    return tuple(found), end


_CONTENT = struct.Struct(
    ">24xQ24xQ32s32s32s3s29x24xQ24xQ24xQ24xQ24xQ24xQ24xQ24xQ24xQ24xQ24xQ24xQ24xQ24xQ24xQ32s32s32s32s32s24xQ24xQ32s32s32s32s24xQ24xQ24xQ"
)
_CONTENT_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00


def _content(data: bytes, at: int) -> tuple[Content, int]:
    (
        v0,
        v1,
        v2,
        v3,
        v4,
        v5,
        v6,
        v7,
        v8,
        v9,
        v10,
        v11,
        v12,
        v13,
        v14,
        v15,
        v16,
        v17,
        v18,
        v19,
        v20,
        v21,
        v22,
        v23,
        v24,
        v25,
        v26,
        v27,
        v28,
        v29,
        v30,
        v31,
        v32,
        v33,
        v34,
    ) = _CONTENT.unpack_from(data, at)
    end = at + 1120
    if _int(data[at:end], "big") & _CONTENT_PADDING:
        raise _Odd("Content: padding is not zero")
    if v0 != end - at:
        raise _Odd("the offset of applicants is not the canonical one")
    x_applicants, end = _words(data, end)
    if v1 != end - at:
        raise _Odd("the offset of data_name is not the canonical one")
    x_data_name, end = _string(data, end)
    if v26 != end - at:
        raise _Odd("the offset of public_platform_ref is not the canonical one")
    x_public_platform_ref, end = _string(data, end)
    if v27 != end - at:
        raise _Odd("the offset of evidence_no is not the canonical one")
    x_evidence_no, end = _string(data, end)
    if v32 != end - at:
        raise _Odd("the offset of prior_registrations is not the canonical one")
    x_prior_registrations, end = _strings(data, end)
    if v33 != end - at:
        raise _Odd("the offset of rights is not the canonical one")
    x_rights, end = _right_list(data, end)
    return Content(
        x_applicants,
        x_data_name,
        v2,
        v3,
        v4,
        name_of(v5),
        v6,
        v7,
        v8,
        v9,
        v10,
        v11,
        v12,
        v13,
        v14,
        v15,
        v16,
        _GRADE[v17],
        v18,
        v19,
        v20,
        v21,
        v22,
        v23,
        v24,
        v25,
        x_public_platform_ref,
        x_evidence_no,
        v28,
        v29,
        v30,
        v31,
        x_prior_registrations,
        x_rights,
        v34,
    ), end


_SUBMITTED = struct.Struct(">12x20s24xQ24xQ18s14x32s32s24xQ32s32s32s24xQ24xQ")
_SUBMITTED_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFE000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000


def _submitted(data: bytes, at: int) -> tuple[Submitted, int]:
    (
        v0,
        v1,
        v2,
        v3,
        v4,
        v5,
        v6,
        v7,
        v8,
        v9,
        v10,
        v11,
    ) = _SUBMITTED.unpack_from(data, at)
    end = at + 384
    if _int(data[at:end], "big") & _SUBMITTED_PADDING:
        raise _Odd("Submitted: padding is not zero")
    if v11 != end - at:
        raise _Odd("the offset of content is not the canonical one")
    x_content, end = _content(data, end)
    return Submitted(v0, v1, v2 == 1, Filing(org_of(v3), v4, regime_of(v5), v6, v7, v8, v9, v10), x_content), end


_RESTATEMENT = struct.Struct(">24xQ32s32s24xQ24xQ32s")
_RESTATEMENT_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000000000000000000000000000000000000000000000000000000000000000000000


def _restatement(data: bytes, at: int) -> tuple[Restatement, int]:
    (
        v0,
        v1,
        v2,
        v3,
        v4,
        v5,
    ) = _RESTATEMENT.unpack_from(data, at)
    end = at + 192
    if _int(data[at:end], "big") & _RESTATEMENT_PADDING:
        raise _Odd("Restatement: padding is not zero")
    if v0 != end - at:
        raise _Odd("the offset of data_name is not the canonical one")
    x_data_name, end = _string(data, end)
    return Restatement(x_data_name, v1, v2, v3, v4, v5), end


def _restatement_list(data: bytes, at: int) -> tuple[tuple[Restatement, ...], int]:
    count = _count(data, at, 1)
    base = at + 32
    end = base + 32 * count
    found = []
    for place in range(base, base + 32 * count, 32):
        if _int(data[place : place + 32], "big") != end - base:
            raise _Odd(f"the offset at {place} is not the canonical one")
        item, end = _restatement(data, end)
        found.append(item)
    return tuple(found), end


_MOTION = struct.Struct(">32s32s32s32s32s24xQ32s32s24xQ24xQ24xQ24xQ32s32s32s32s32s24xQ")
_MOTION_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000


def _motion(data: bytes, at: int) -> tuple[Motion, int]:
    (
        v0,
        v1,
        v2,
        v3,
        v4,
        v5,
        v6,
        v7,
        v8,
        v9,
        v10,
        v11,
        v12,
        v13,
        v14,
        v15,
        v16,
        v17,
    ) = _MOTION.unpack_from(data, at)
    end = at + 576
    if _int(data[at:end], "big") & _MOTION_PADDING:
        raise _Odd("Motion: padding is not zero")
    if v17 != end - at:
        raise _Odd("the offset of restated is not the canonical one")
    x_restated, end = _restatement_list(data, end)
    return Motion(
        certificate_of(v0),
        v1,
        Assent(v2, v3, v4, v5),
        Terms(v6, v7, v8, v9, v10, v11, regime_of(v12), v13, v14, v15, v16),
        x_restated,
    ), end


_REGISTERING = struct.Struct(">32s32s32s32s24xQ24xQ24xQ24xQ32s32s32s32s32s32s32s24xQ15s17x32s24xQ32s32s32s32s32s24xQ")
_REGISTERING_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000000000000000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000


def _registering(data: bytes, at: int) -> tuple[Registering, int]:
    (
        v0,
        v1,
        v2,
        v3,
        v4,
        v5,
        v6,
        v7,
        v8,
        v9,
        v10,
        v11,
        v12,
        v13,
        v14,
        v15,
        v16,
        v17,
        v18,
        v19,
        v20,
        v21,
        v22,
        v23,
        v24,
    ) = _REGISTERING.unpack_from(data, at)
    end = at + 800
    if _int(data[at:end], "big") & _REGISTERING_PADDING:
        raise _Odd("Registering: padding is not zero")
    if v18 != end - at:
        raise _Odd("the offset of holders is not the canonical one")
    x_holders, end = _words(data, end)
    if v24 != end - at:
        raise _Odd("the offset of national_ref is not the canonical one")
    x_national_ref, end = _string(data, end)
    return Registering(
        certificate_of(v0),
        v1,
        Terms(v2, v3, v4, v5, v6, v7, regime_of(v8), v9, v10, v11, v12),
        v13,
        v14,
        v15,
        certificate_of(v16),
        v17,
        x_holders,
        v19,
        v20,
        v21,
        v22,
        v23,
        x_national_ref,
    ), end


_CORRECTION = struct.Struct(">32s32s32s32s32s32s32s32s24xQ")
_CORRECTION_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000


def _correction(data: bytes, at: int) -> tuple[Correction, int]:
    (
        v0,
        v1,
        v2,
        v3,
        v4,
        v5,
        v6,
        v7,
        v8,
    ) = _CORRECTION.unpack_from(data, at)
    end = at + 288
    if _int(data[at:end], "big") & _CORRECTION_PADDING:
        raise _Odd("Correction: padding is not zero")
    if v8 != end - at:
        raise _Odd("the offset of data_name is not the canonical one")
    x_data_name, end = _string(data, end)
    return Correction(certificate_of(v0), v1, v2, v3, v4, v5, v6, v7, x_data_name), end


_HOLDING_ITEM = struct.Struct(">32s32s")


def _holding_list(data: bytes, at: int) -> tuple[tuple[Holding, ...], int]:
    count = _count(data, at, 2)
    end = at + 32 + 64 * count
    found = []
    for place in range(at + 32, end, 64):
        (
            v0,
            v1,
        ) = _HOLDING_ITEM.unpack_from(data, place)
        found.append(Holding(v0, v1))
    return tuple(found), end


_ISSUED = struct.Struct(">24xQ24xQ12x20s12x20s32s32s32s24xQ")
_ISSUED_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000FFFFFFFFFFFFFFFFFFFFFFFF0000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFF0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000


def _issued(data: bytes, at: int) -> tuple[Issued, int]:
    (
        v0,
        v1,
        v2,
        v3,
        v4,
        v5,
        v6,
        v7,
    ) = _ISSUED.unpack_from(data, at)
    end = at + 256
    if _int(data[at:end], "big") & _ISSUED_PADDING:
        raise _Odd("Issued: padding is not zero")
    if v7 != end - at:
        raise _Odd("the offset of holdings is not the canonical one")
    x_holdings, end = _holding_list(data, end)
    return Issued(v0, v1, v2, v3, v4, v5, v6, x_holdings), end


_LINK = struct.Struct(">32s32s32s24xQ24xQ24xQ24xQ24xQ32s32s")
_LINK_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000


def _link(data: bytes, at: int) -> tuple[Link, int]:
    (
        v0,
        v1,
        v2,
        v3,
        v4,
        v5,
        v6,
        v7,
        v8,
        v9,
    ) = _LINK.unpack_from(data, at)
    end = at + 320
    if _int(data[at:end], "big") & _LINK_PADDING:
        raise _Odd("Link: padding is not zero")
    if v6 != end - at:
        raise _Odd("the offset of issuer is not the canonical one")
    x_issuer, end = _string(data, end)
    if v7 != end - at:
        raise _Odd("the offset of number is not the canonical one")
    x_number, end = _string(data, end)
    return Link(certificate_of(v0), v1, v2, v3, v4, v5 == 1, x_issuer, x_number, v8, v9), end


_PARENT_ITEM = struct.Struct(">32s32s32s32s")


def _parent_list(data: bytes, at: int) -> tuple[tuple[Parent, ...], int]:
    count = _count(data, at, 4)
    end = at + 32 + 128 * count
    found = []
    for place in range(at + 32, end, 128):
        (
            v0,
            v1,
            v2,
            v3,
        ) = _PARENT_ITEM.unpack_from(data, place)
        found.append(Parent(certificate_of(v0), v1, v2, v3))
    return tuple(found), end


_REPORT = struct.Struct(
    ">32s24xQ32s32s32s32s32s32s24xQ24xQ32s24xQ24xQ24xQ24xQ24xQ24xQ24xQ24xQ24xQ32s32s24xQ24xQ32s32s32s24xQ24xQ"
)
_REPORT_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000000000000000000000000000000000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000


def _report(data: bytes, at: int) -> tuple[Report, int]:
    (
        v0,
        v1,
        v2,
        v3,
        v4,
        v5,
        v6,
        v7,
        v8,
        v9,
        v10,
        v11,
        v12,
        v13,
        v14,
        v15,
        v16,
        v17,
        v18,
        v19,
        v20,
        v21,
        v22,
        v23,
        v24,
        v25,
        v26,
        v27,
        v28,
    ) = _REPORT.unpack_from(data, at)
    end = at + 928
    if _int(data[at:end], "big") & _REPORT_PADDING:
        raise _Odd("Report: padding is not zero")
    if v19 != end - at:
        raise _Odd("the offset of parents is not the canonical one")
    x_parents, end = _parent_list(data, end)
    return Report(
        certificate_of(v0),
        _CIRCULATION[v1],
        v2,
        v3,
        v4,
        Assent(v5, v6, v7, v8),
        v9,
        v10,
        Use(v11, v12, v13, v14, v15 == 1, v16, v17, v18),
        x_parents,
        v20,
        certificate_of(v21),
        v22,
        v23,
        v24,
        v25,
        v26,
        v27,
        v28,
    ), end


_USAGE_TOTAL_ITEM = struct.Struct(">32s24xQ24xQ")
_USAGE_TOTAL_ITEM_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000


def _usage_total_list(data: bytes, at: int) -> tuple[tuple[UsageTotal, ...], int]:
    count = _count(data, at, 3)
    end = at + 32 + 96 * count
    found = []
    for place in range(at + 32, end, 96):
        (
            v0,
            v1,
            v2,
        ) = _USAGE_TOTAL_ITEM.unpack_from(data, place)
        if _int(data[place : place + 96], "big") & _USAGE_TOTAL_ITEM_PADDING:
            raise _Odd("UsageTotal: padding is not zero")
        found.append(UsageTotal(v0, v1, v2))
    return tuple(found), end


_USAGE_BATCH = struct.Struct(">32s24xQ24xQ24xQ24xQ32s")
_USAGE_BATCH_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000000000000000000000000000000000000000000000000000000000000000000000000000


def _usage_batch(data: bytes, at: int) -> tuple[UsageBatch, int]:
    (
        v0,
        v1,
        v2,
        v3,
        v4,
        v5,
    ) = _USAGE_BATCH.unpack_from(data, at)
    end = at + 192
    if _int(data[at:end], "big") & _USAGE_BATCH_PADDING:
        raise _Odd("UsageBatch: padding is not zero")
    if v4 != end - at:
        raise _Odd("the offset of totals is not the canonical one")
    x_totals, end = _usage_total_list(data, end)
    return UsageBatch(v0, v1, v2, v3, x_totals, v5), end


_PROCEEDS_SHARE_ITEM = struct.Struct(">32s24xQ24xQ")
_PROCEEDS_SHARE_ITEM_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFE


def _proceeds_share_list(data: bytes, at: int) -> tuple[tuple[ProceedsShare, ...], int]:
    count = _count(data, at, 3)
    end = at + 32 + 96 * count
    found = []
    for place in range(at + 32, end, 96):
        (
            v0,
            v1,
            v2,
        ) = _PROCEEDS_SHARE_ITEM.unpack_from(data, place)
        if _int(data[place : place + 96], "big") & _PROCEEDS_SHARE_ITEM_PADDING:
            raise _Odd("ProceedsShare: padding is not zero")
        found.append(ProceedsShare(v0, v1, v2 == 1))
    return tuple(found), end


_REALISATION = struct.Struct(">32s32s24xQ24xQ24xQ24xQ24xQ24xQ32s32s32s")
_REALISATION_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000


def _realisation(data: bytes, at: int) -> tuple[Realisation, int]:
    (
        v0,
        v1,
        v2,
        v3,
        v4,
        v5,
        v6,
        v7,
        v8,
        v9,
        v10,
    ) = _REALISATION.unpack_from(data, at)
    end = at + 352
    if _int(data[at:end], "big") & _REALISATION_PADDING:
        raise _Odd("Realisation: padding is not zero")
    if v7 != end - at:
        raise _Odd("the offset of shares is not the canonical one")
    x_shares, end = _proceeds_share_list(data, end)
    return Realisation(v0, v1, v2, v3, v4, v5, v6, x_shares, v8, v9, v10), end


_REGISTRATION = struct.Struct(">18s14x24xQ24xQ24xQ24xQ")
_REGISTRATION_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000


def _registration(data: bytes, at: int) -> tuple[Registration, int]:
    (
        v0,
        v1,
        v2,
        v3,
        v4,
    ) = _REGISTRATION.unpack_from(data, at)
    end = at + 160
    if _int(data[at:end], "big") & _REGISTRATION_PADDING:
        raise _Odd("Registration: padding is not zero")
    if v4 != end - at:
        raise _Odd("the offset of name is not the canonical one")
    x_name, end = _string(data, end)
    return Registration(org_of(v0), v1, v2, v3 == 1, x_name), end


_PLEDGED_UNIT_ITEM = struct.Struct(">32s32s24xQ")
_PLEDGED_UNIT_ITEM_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00


def _pledged_unit_list(data: bytes, at: int) -> tuple[tuple[PledgedUnit, ...], int]:
    count = _count(data, at, 3)
    end = at + 32 + 96 * count
    found = []
    for place in range(at + 32, end, 96):
        (
            v0,
            v1,
            v2,
        ) = _PLEDGED_UNIT_ITEM.unpack_from(data, place)
        if _int(data[place : place + 96], "big") & _PLEDGED_UNIT_ITEM_PADDING:
            raise _Odd("PledgedUnit: padding is not zero")
        found.append(PledgedUnit(certificate_of(v0), v1, v2))
    return tuple(found), end


_PLEDGE_OFFER = struct.Struct(
    ">32s18s14x32s32s32s32s24xQ24xQ24xQ24xQ24xQ24xQ24xQ24xQ24xQ24xQ24xQ24xQ24xQ24xQ24xQ24xQ32s32s32s32s32s32s32s32s24xQ"
)
_PLEDGE_OFFER_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000


def _pledge_offer(data: bytes, at: int) -> tuple[PledgeOffer, int]:
    (
        v0,
        v1,
        v2,
        v3,
        v4,
        v5,
        v6,
        v7,
        v8,
        v9,
        v10,
        v11,
        v12,
        v13,
        v14,
        v15,
        v16,
        v17,
        v18,
        v19,
        v20,
        v21,
        v22,
        v23,
        v24,
        v25,
        v26,
        v27,
        v28,
        v29,
        v30,
    ) = _PLEDGE_OFFER.unpack_from(data, at)
    end = at + 992
    if _int(data[at:end], "big") & _PLEDGE_OFFER_PADDING:
        raise _Odd("PledgeOffer: padding is not zero")
    if v30 != end - at:
        raise _Odd("the offset of units is not the canonical one")
    x_units, end = _pledged_unit_list(data, end)
    return PledgeOffer(
        v0,
        org_of(v1),
        v2,
        Assent(v3, v4, v5, v6),
        PledgeTerms(
            _SECURITY_FORM[v7],
            v8,
            v9 == 1,
            v10 == 1,
            v11 == 1,
            v12 == 1,
            v13 == 1,
            _GRADE[v14],
            v15,
            v16,
            v17,
            v18,
            v19,
            v20,
            v21,
            v22,
            v23,
            v24,
            v25,
            v26,
            v27,
            v28,
            v29,
        ),
        x_units,
    ), end


_COLLATERAL_ITEM = struct.Struct(">32s32s24xQ24xQ24xQ")
_COLLATERAL_ITEM_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFE


def _collateral_list(data: bytes, at: int) -> tuple[tuple[Collateral, ...], int]:
    count = _count(data, at, 5)
    end = at + 32 + 160 * count
    found = []
    for place in range(at + 32, end, 160):
        (
            v0,
            v1,
            v2,
            v3,
            v4,
        ) = _COLLATERAL_ITEM.unpack_from(data, place)
        if _int(data[place : place + 160], "big") & _COLLATERAL_ITEM_PADDING:
            raise _Odd("Collateral: padding is not zero")
        found.append(Collateral(certificate_of(v0), v1, v2, v3, v4 == 1))
    return tuple(found), end


_PLEDGE_ACCEPTANCE = struct.Struct(">32s32s24xQ24xQ24xQ32s")
_PLEDGE_ACCEPTANCE_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF000000000000000000000000000000000000000000000000000000000000000000


def _pledge_acceptance(data: bytes, at: int) -> tuple[PledgeAcceptance, int]:
    (
        v0,
        v1,
        v2,
        v3,
        v4,
        v5,
    ) = _PLEDGE_ACCEPTANCE.unpack_from(data, at)
    end = at + 192
    if _int(data[at:end], "big") & _PLEDGE_ACCEPTANCE_PADDING:
        raise _Odd("PledgeAcceptance: padding is not zero")
    if v2 != end - at:
        raise _Odd("the offset of heads is not the canonical one")
    x_heads, end = _words(data, end)
    return PledgeAcceptance(v0, v1, x_heads, v3, v4, v5), end


_PLEDGE_SUBSTITUTION = struct.Struct(">32s32s32s24xQ24xQ24xQ24xQ32s")
_PLEDGE_SUBSTITUTION_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF000000000000000000000000000000000000000000000000000000000000000000


def _pledge_substitution(data: bytes, at: int) -> tuple[PledgeSubstitution, int]:
    (
        v0,
        v1,
        v2,
        v3,
        v4,
        v5,
        v6,
        v7,
    ) = _PLEDGE_SUBSTITUTION.unpack_from(data, at)
    end = at + 256
    if _int(data[at:end], "big") & _PLEDGE_SUBSTITUTION_PADDING:
        raise _Odd("PledgeSubstitution: padding is not zero")
    if v4 != end - at:
        raise _Odd("the offset of heads is not the canonical one")
    x_heads, end = _words(data, end)
    return PledgeSubstitution(v0, v1, v2, v3, x_heads, v5, v6, v7), end


_REGIME = struct.Struct(">32s24xQ24xQ24xQ24xQ24xQ24xQ24xQ24xQ2s30x24xQ32s")
_REGIME_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000000000000000000000000000000000000000000000000000000000000000000000000000


def _regime(data: bytes, at: int) -> tuple[Regime, int]:
    (
        v0,
        v1,
        v2,
        v3,
        v4,
        v5,
        v6,
        v7,
        v8,
        v9,
        v10,
        v11,
    ) = _REGIME.unpack_from(data, at)
    end = at + 384
    if _int(data[at:end], "big") & _REGIME_PADDING:
        raise _Odd("Regime: padding is not zero")
    if v10 != end - at:
        raise _Odd("the offset of title is not the canonical one")
    x_title, end = _string(data, end)
    return Regime(regime_of(v0), v1, v2, v3, v4, v5, v6, v7, _CODE_SOURCE[v8], name_of(v9), x_title, v11), end


_APPLICATION_ACCEPTED_TOPICS = struct.Struct(">32s18s14x")
_APPLICATION_ACCEPTED_TOPICS_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFF

_APPLICATION_ACCEPTED = struct.Struct(">12x20s12x20s32s32s32s")
_APPLICATION_ACCEPTED_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFF0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000


def _application_accepted(topics: Sequence[bytes], data: bytes) -> ApplicationAccepted:
    key = topics[1] + topics[2]
    if len(topics) != 3:
        raise _Odd("ApplicationAccepted has 3 topics")
    (
        t0,
        t1,
    ) = _APPLICATION_ACCEPTED_TOPICS.unpack(key)
    if _int(key, "big") & _APPLICATION_ACCEPTED_TOPICS_PADDING:
        raise _Odd("ApplicationAccepted: padding is not zero")
    (
        v0,
        v1,
        v2,
        v3,
        v4,
    ) = _APPLICATION_ACCEPTED.unpack(data)
    if _int(data, "big") & _APPLICATION_ACCEPTED_PADDING:
        raise _Odd("ApplicationAccepted: padding is not zero")
    return ApplicationAccepted(t0, org_of(t1), Acted(v0, v1, v2, v3, v4))


_APPLICATION_CERTIFIED_TOPICS = struct.Struct(">32s18s14x")
_APPLICATION_CERTIFIED_TOPICS_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFF

_APPLICATION_CERTIFIED = struct.Struct(">12x20s12x20s32s32s32s15s17x")
_APPLICATION_CERTIFIED_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFF0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF


def _application_certified(topics: Sequence[bytes], data: bytes) -> ApplicationCertified:
    key = topics[1] + topics[2]
    if len(topics) != 3:
        raise _Odd("ApplicationCertified has 3 topics")
    (
        t0,
        t1,
    ) = _APPLICATION_CERTIFIED_TOPICS.unpack(key)
    if _int(key, "big") & _APPLICATION_CERTIFIED_TOPICS_PADDING:
        raise _Odd("ApplicationCertified: padding is not zero")
    (
        v0,
        v1,
        v2,
        v3,
        v4,
        v5,
    ) = _APPLICATION_CERTIFIED.unpack(data)
    if _int(data, "big") & _APPLICATION_CERTIFIED_PADDING:
        raise _Odd("ApplicationCertified: padding is not zero")
    return ApplicationCertified(t0, org_of(t1), Acted(v0, v1, v2, v3, v4), certificate_of(v5))


_APPLICATION_EVIDENCED_TOPICS = struct.Struct(">32s18s14x")
_APPLICATION_EVIDENCED_TOPICS_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFF

_APPLICATION_EVIDENCED = struct.Struct(">12x20s12x20s32s32s32s24xQ24xQ32s")
_APPLICATION_EVIDENCED_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFF0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000000000000000000000000000000000000000000000000000000000000000000000000000


def _application_evidenced(topics: Sequence[bytes], data: bytes) -> ApplicationEvidenced:
    key = topics[1] + topics[2]
    if len(topics) != 3:
        raise _Odd("ApplicationEvidenced has 3 topics")
    (
        t0,
        t1,
    ) = _APPLICATION_EVIDENCED_TOPICS.unpack(key)
    if _int(key, "big") & _APPLICATION_EVIDENCED_TOPICS_PADDING:
        raise _Odd("ApplicationEvidenced: padding is not zero")
    (
        v0,
        v1,
        v2,
        v3,
        v4,
        v5,
        v6,
        v7,
    ) = _APPLICATION_EVIDENCED.unpack_from(data)
    at = 0
    end = 256
    if _int(data[:256], "big") & _APPLICATION_EVIDENCED_PADDING:
        raise _Odd("ApplicationEvidenced: padding is not zero")
    if v6 != end - at:
        raise _Odd("the offset of national_ref is not the canonical one")
    x_national_ref, end = _string(data, end)
    if end != len(data):
        raise _Odd("ApplicationEvidenced: bytes stand behind the data")
    return ApplicationEvidenced(t0, org_of(t1), Acted(v0, v1, v2, v3, v4), v5, x_national_ref, v7)


_APPLICATION_NOT_ACCEPTED_TOPICS = struct.Struct(">32s18s14x")
_APPLICATION_NOT_ACCEPTED_TOPICS_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFF

_APPLICATION_NOT_ACCEPTED = struct.Struct(">12x20s12x20s32s32s32s")
_APPLICATION_NOT_ACCEPTED_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFF0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000


def _application_not_accepted(topics: Sequence[bytes], data: bytes) -> ApplicationNotAccepted:
    key = topics[1] + topics[2]
    if len(topics) != 3:
        raise _Odd("ApplicationNotAccepted has 3 topics")
    (
        t0,
        t1,
    ) = _APPLICATION_NOT_ACCEPTED_TOPICS.unpack(key)
    if _int(key, "big") & _APPLICATION_NOT_ACCEPTED_TOPICS_PADDING:
        raise _Odd("ApplicationNotAccepted: padding is not zero")
    (
        v0,
        v1,
        v2,
        v3,
        v4,
    ) = _APPLICATION_NOT_ACCEPTED.unpack(data)
    if _int(data, "big") & _APPLICATION_NOT_ACCEPTED_PADDING:
        raise _Odd("ApplicationNotAccepted: padding is not zero")
    return ApplicationNotAccepted(t0, org_of(t1), Acted(v0, v1, v2, v3, v4))


_APPLICATION_REFUSED_TOPICS = struct.Struct(">32s18s14x")
_APPLICATION_REFUSED_TOPICS_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFF

_APPLICATION_REFUSED = struct.Struct(">12x20s12x20s32s32s32s24xQ")
_APPLICATION_REFUSED_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFF0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00


def _application_refused(topics: Sequence[bytes], data: bytes) -> ApplicationRefused:
    key = topics[1] + topics[2]
    if len(topics) != 3:
        raise _Odd("ApplicationRefused has 3 topics")
    (
        t0,
        t1,
    ) = _APPLICATION_REFUSED_TOPICS.unpack(key)
    if _int(key, "big") & _APPLICATION_REFUSED_TOPICS_PADDING:
        raise _Odd("ApplicationRefused: padding is not zero")
    (
        v0,
        v1,
        v2,
        v3,
        v4,
        v5,
    ) = _APPLICATION_REFUSED.unpack(data)
    if _int(data, "big") & _APPLICATION_REFUSED_PADDING:
        raise _Odd("ApplicationRefused: padding is not zero")
    return ApplicationRefused(t0, org_of(t1), Acted(v0, v1, v2, v3, v4), v5)


_APPLICATION_RESUBMITTED_TOPICS = struct.Struct(">32s18s14x")
_APPLICATION_RESUBMITTED_TOPICS_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFF

_APPLICATION_RESUBMITTED = struct.Struct(">12x20s12x20s32s32s32s24xQ")
_APPLICATION_RESUBMITTED_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFF0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000


def _application_resubmitted(topics: Sequence[bytes], data: bytes) -> ApplicationResubmitted:
    key = topics[1] + topics[2]
    if len(topics) != 3:
        raise _Odd("ApplicationResubmitted has 3 topics")
    (
        t0,
        t1,
    ) = _APPLICATION_RESUBMITTED_TOPICS.unpack(key)
    if _int(key, "big") & _APPLICATION_RESUBMITTED_TOPICS_PADDING:
        raise _Odd("ApplicationResubmitted: padding is not zero")
    (
        v0,
        v1,
        v2,
        v3,
        v4,
        v5,
    ) = _APPLICATION_RESUBMITTED.unpack_from(data)
    at = 0
    end = 192
    if _int(data[:192], "big") & _APPLICATION_RESUBMITTED_PADDING:
        raise _Odd("ApplicationResubmitted: padding is not zero")
    if v5 != end - at:
        raise _Odd("the offset of content is not the canonical one")
    x_content, end = _content(data, end)
    if end != len(data):
        raise _Odd("ApplicationResubmitted: bytes stand behind the data")
    return ApplicationResubmitted(t0, org_of(t1), Acted(v0, v1, v2, v3, v4), x_content)


_APPLICATION_SUBMITTED_TOPICS = struct.Struct(">32s18s14x")
_APPLICATION_SUBMITTED_TOPICS_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFF

_APPLICATION_SUBMITTED = struct.Struct(">24xQ")
_APPLICATION_SUBMITTED_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000


def _application_submitted(topics: Sequence[bytes], data: bytes) -> ApplicationSubmitted:
    key = topics[1] + topics[2]
    if len(topics) != 3:
        raise _Odd("ApplicationSubmitted has 3 topics")
    (
        t0,
        t1,
    ) = _APPLICATION_SUBMITTED_TOPICS.unpack(key)
    if _int(key, "big") & _APPLICATION_SUBMITTED_TOPICS_PADDING:
        raise _Odd("ApplicationSubmitted: padding is not zero")
    (v0,) = _APPLICATION_SUBMITTED.unpack_from(data)
    at = 0
    end = 32
    if _int(data[:32], "big") & _APPLICATION_SUBMITTED_PADDING:
        raise _Odd("ApplicationSubmitted: padding is not zero")
    if v0 != end - at:
        raise _Odd("the offset of submitted is not the canonical one")
    x_submitted, end = _submitted(data, end)
    if end != len(data):
        raise _Odd("ApplicationSubmitted: bytes stand behind the data")
    return ApplicationSubmitted(t0, org_of(t1), x_submitted)


_APPLICATION_TERMINATED_TOPICS = struct.Struct(">32s18s14x")
_APPLICATION_TERMINATED_TOPICS_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFF

_APPLICATION_TERMINATED = struct.Struct(">12x20s12x20s32s32s32s")
_APPLICATION_TERMINATED_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFF0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000


def _application_terminated(topics: Sequence[bytes], data: bytes) -> ApplicationTerminated:
    key = topics[1] + topics[2]
    if len(topics) != 3:
        raise _Odd("ApplicationTerminated has 3 topics")
    (
        t0,
        t1,
    ) = _APPLICATION_TERMINATED_TOPICS.unpack(key)
    if _int(key, "big") & _APPLICATION_TERMINATED_TOPICS_PADDING:
        raise _Odd("ApplicationTerminated: padding is not zero")
    (
        v0,
        v1,
        v2,
        v3,
        v4,
    ) = _APPLICATION_TERMINATED.unpack(data)
    if _int(data, "big") & _APPLICATION_TERMINATED_PADDING:
        raise _Odd("ApplicationTerminated: padding is not zero")
    return ApplicationTerminated(t0, org_of(t1), Acted(v0, v1, v2, v3, v4))


_APPLICATION_WITHDRAWN_TOPICS = struct.Struct(">32s18s14x")
_APPLICATION_WITHDRAWN_TOPICS_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFF

_APPLICATION_WITHDRAWN = struct.Struct(">12x20s12x20s32s32s32s")
_APPLICATION_WITHDRAWN_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFF0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000


def _application_withdrawn(topics: Sequence[bytes], data: bytes) -> ApplicationWithdrawn:
    key = topics[1] + topics[2]
    if len(topics) != 3:
        raise _Odd("ApplicationWithdrawn has 3 topics")
    (
        t0,
        t1,
    ) = _APPLICATION_WITHDRAWN_TOPICS.unpack(key)
    if _int(key, "big") & _APPLICATION_WITHDRAWN_TOPICS_PADDING:
        raise _Odd("ApplicationWithdrawn: padding is not zero")
    (
        v0,
        v1,
        v2,
        v3,
        v4,
    ) = _APPLICATION_WITHDRAWN.unpack(data)
    if _int(data, "big") & _APPLICATION_WITHDRAWN_PADDING:
        raise _Odd("ApplicationWithdrawn: padding is not zero")
    return ApplicationWithdrawn(t0, org_of(t1), Acted(v0, v1, v2, v3, v4))


_CORRECTION_REQUESTED_TOPICS = struct.Struct(">32s18s14x")
_CORRECTION_REQUESTED_TOPICS_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFF

_CORRECTION_REQUESTED = struct.Struct(">12x20s12x20s32s32s32s24xQ")
_CORRECTION_REQUESTED_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFF0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000


def _correction_requested(topics: Sequence[bytes], data: bytes) -> CorrectionRequested:
    key = topics[1] + topics[2]
    if len(topics) != 3:
        raise _Odd("CorrectionRequested has 3 topics")
    (
        t0,
        t1,
    ) = _CORRECTION_REQUESTED_TOPICS.unpack(key)
    if _int(key, "big") & _CORRECTION_REQUESTED_TOPICS_PADDING:
        raise _Odd("CorrectionRequested: padding is not zero")
    (
        v0,
        v1,
        v2,
        v3,
        v4,
        v5,
    ) = _CORRECTION_REQUESTED.unpack(data)
    if _int(data, "big") & _CORRECTION_REQUESTED_PADDING:
        raise _Odd("CorrectionRequested: padding is not zero")
    return CorrectionRequested(t0, org_of(t1), Acted(v0, v1, v2, v3, v4), v5)


_EVIDENCE_RECEIVED_TOPICS = struct.Struct(">32s18s14x")
_EVIDENCE_RECEIVED_TOPICS_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFF

_EVIDENCE_RECEIVED = struct.Struct(">12x20s12x20s32s32s32s")
_EVIDENCE_RECEIVED_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFF0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000


def _evidence_received(topics: Sequence[bytes], data: bytes) -> EvidenceReceived:
    key = topics[1] + topics[2]
    if len(topics) != 3:
        raise _Odd("EvidenceReceived has 3 topics")
    (
        t0,
        t1,
    ) = _EVIDENCE_RECEIVED_TOPICS.unpack(key)
    if _int(key, "big") & _EVIDENCE_RECEIVED_TOPICS_PADDING:
        raise _Odd("EvidenceReceived: padding is not zero")
    (
        v0,
        v1,
        v2,
        v3,
        v4,
    ) = _EVIDENCE_RECEIVED.unpack(data)
    if _int(data, "big") & _EVIDENCE_RECEIVED_PADDING:
        raise _Odd("EvidenceReceived: padding is not zero")
    return EvidenceReceived(t0, org_of(t1), Acted(v0, v1, v2, v3, v4))


_EVIDENCE_REQUESTED_TOPICS = struct.Struct(">32s18s14x")
_EVIDENCE_REQUESTED_TOPICS_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFF

_EVIDENCE_REQUESTED = struct.Struct(">12x20s12x20s32s32s32s24xQ")
_EVIDENCE_REQUESTED_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFF0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000


def _evidence_requested(topics: Sequence[bytes], data: bytes) -> EvidenceRequested:
    key = topics[1] + topics[2]
    if len(topics) != 3:
        raise _Odd("EvidenceRequested has 3 topics")
    (
        t0,
        t1,
    ) = _EVIDENCE_REQUESTED_TOPICS.unpack(key)
    if _int(key, "big") & _EVIDENCE_REQUESTED_TOPICS_PADDING:
        raise _Odd("EvidenceRequested: padding is not zero")
    (
        v0,
        v1,
        v2,
        v3,
        v4,
        v5,
    ) = _EVIDENCE_REQUESTED.unpack(data)
    if _int(data, "big") & _EVIDENCE_REQUESTED_PADDING:
        raise _Odd("EvidenceRequested: padding is not zero")
    return EvidenceRequested(t0, org_of(t1), Acted(v0, v1, v2, v3, v4), v5)


_NOTICE_EXEMPTED_TOPICS = struct.Struct(">32s18s14x")
_NOTICE_EXEMPTED_TOPICS_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFF

_NOTICE_EXEMPTED = struct.Struct(">12x20s12x20s32s32s32s")
_NOTICE_EXEMPTED_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFF0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000


def _notice_exempted(topics: Sequence[bytes], data: bytes) -> NoticeExempted:
    key = topics[1] + topics[2]
    if len(topics) != 3:
        raise _Odd("NoticeExempted has 3 topics")
    (
        t0,
        t1,
    ) = _NOTICE_EXEMPTED_TOPICS.unpack(key)
    if _int(key, "big") & _NOTICE_EXEMPTED_TOPICS_PADDING:
        raise _Odd("NoticeExempted: padding is not zero")
    (
        v0,
        v1,
        v2,
        v3,
        v4,
    ) = _NOTICE_EXEMPTED.unpack(data)
    if _int(data, "big") & _NOTICE_EXEMPTED_PADDING:
        raise _Odd("NoticeExempted: padding is not zero")
    return NoticeExempted(t0, org_of(t1), Acted(v0, v1, v2, v3, v4))


_NOTICE_OPENED_TOPICS = struct.Struct(">32s18s14x")
_NOTICE_OPENED_TOPICS_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFF

_NOTICE_OPENED = struct.Struct(">12x20s12x20s32s32s32s24xQ")
_NOTICE_OPENED_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFF0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000


def _notice_opened(topics: Sequence[bytes], data: bytes) -> NoticeOpened:
    key = topics[1] + topics[2]
    if len(topics) != 3:
        raise _Odd("NoticeOpened has 3 topics")
    (
        t0,
        t1,
    ) = _NOTICE_OPENED_TOPICS.unpack(key)
    if _int(key, "big") & _NOTICE_OPENED_TOPICS_PADDING:
        raise _Odd("NoticeOpened: padding is not zero")
    (
        v0,
        v1,
        v2,
        v3,
        v4,
        v5,
    ) = _NOTICE_OPENED.unpack(data)
    if _int(data, "big") & _NOTICE_OPENED_PADDING:
        raise _Odd("NoticeOpened: padding is not zero")
    return NoticeOpened(t0, org_of(t1), Acted(v0, v1, v2, v3, v4), v5)


_PROCESSING_EXTENDED_TOPICS = struct.Struct(">32s18s14x")
_PROCESSING_EXTENDED_TOPICS_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFF

_PROCESSING_EXTENDED = struct.Struct(">12x20s12x20s32s32s32s24xQ")
_PROCESSING_EXTENDED_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFF0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00


def _processing_extended(topics: Sequence[bytes], data: bytes) -> ProcessingExtended:
    key = topics[1] + topics[2]
    if len(topics) != 3:
        raise _Odd("ProcessingExtended has 3 topics")
    (
        t0,
        t1,
    ) = _PROCESSING_EXTENDED_TOPICS.unpack(key)
    if _int(key, "big") & _PROCESSING_EXTENDED_TOPICS_PADDING:
        raise _Odd("ProcessingExtended: padding is not zero")
    (
        v0,
        v1,
        v2,
        v3,
        v4,
        v5,
    ) = _PROCESSING_EXTENDED.unpack(data)
    if _int(data, "big") & _PROCESSING_EXTENDED_PADDING:
        raise _Odd("ProcessingExtended: padding is not zero")
    return ProcessingExtended(t0, org_of(t1), Acted(v0, v1, v2, v3, v4), v5)


_SILENCE_NOTED_TOPICS = struct.Struct(">32s18s14x")
_SILENCE_NOTED_TOPICS_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFF

_SILENCE_NOTED = struct.Struct(">12x20s24xQ24xQ")
_SILENCE_NOTED_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000


def _silence_noted(topics: Sequence[bytes], data: bytes) -> SilenceNoted:
    key = topics[1] + topics[2]
    if len(topics) != 3:
        raise _Odd("SilenceNoted has 3 topics")
    (
        t0,
        t1,
    ) = _SILENCE_NOTED_TOPICS.unpack(key)
    if _int(key, "big") & _SILENCE_NOTED_TOPICS_PADDING:
        raise _Odd("SilenceNoted: padding is not zero")
    (
        v0,
        v1,
        v2,
    ) = _SILENCE_NOTED.unpack(data)
    if _int(data, "big") & _SILENCE_NOTED_PADDING:
        raise _Odd("SilenceNoted: padding is not zero")
    return SilenceNoted(t0, org_of(t1), v0, v1, v2)


_CONSENT_RECORDED_TOPICS = struct.Struct(">32s18s14x")
_CONSENT_RECORDED_TOPICS_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFF

_CONSENT_RECORDED = struct.Struct(">12x20s32s24xQ24xQ24xQ32s32s")
_CONSENT_RECORDED_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFF00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000


def _consent_recorded(topics: Sequence[bytes], data: bytes) -> ConsentRecorded:
    key = topics[1] + topics[2]
    if len(topics) != 3:
        raise _Odd("ConsentRecorded has 3 topics")
    (
        t0,
        t1,
    ) = _CONSENT_RECORDED_TOPICS.unpack(key)
    if _int(key, "big") & _CONSENT_RECORDED_TOPICS_PADDING:
        raise _Odd("ConsentRecorded: padding is not zero")
    (
        v0,
        v1,
        v2,
        v3,
        v4,
        v5,
        v6,
    ) = _CONSENT_RECORDED.unpack(data)
    if _int(data, "big") & _CONSENT_RECORDED_PADDING:
        raise _Odd("ConsentRecorded: padding is not zero")
    return ConsentRecorded(t0, org_of(t1), v0, ConsentReceipt(v1, v2, v3, v4, v5, v6))


_CONSENT_WITHDRAWN_TOPICS = struct.Struct(">32s18s14x")
_CONSENT_WITHDRAWN_TOPICS_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFF

_CONSENT_WITHDRAWN = struct.Struct(">12x20s32s32s")
_CONSENT_WITHDRAWN_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFF000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000


def _consent_withdrawn(topics: Sequence[bytes], data: bytes) -> ConsentWithdrawn:
    key = topics[1] + topics[2]
    if len(topics) != 3:
        raise _Odd("ConsentWithdrawn has 3 topics")
    (
        t0,
        t1,
    ) = _CONSENT_WITHDRAWN_TOPICS.unpack(key)
    if _int(key, "big") & _CONSENT_WITHDRAWN_TOPICS_PADDING:
        raise _Odd("ConsentWithdrawn: padding is not zero")
    (
        v0,
        v1,
        v2,
    ) = _CONSENT_WITHDRAWN.unpack(data)
    if _int(data, "big") & _CONSENT_WITHDRAWN_PADDING:
        raise _Odd("ConsentWithdrawn: padding is not zero")
    return ConsentWithdrawn(t0, org_of(t1), v0, v1, v2)


_GRANT_ACCEPTED_TOPICS = struct.Struct(">32s18s14x")
_GRANT_ACCEPTED_TOPICS_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFF

_GRANT_ACCEPTED = struct.Struct(">12x20s24xQ32s32s32s32s32s32s24xQ")
_GRANT_ACCEPTED_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00


def _grant_accepted(topics: Sequence[bytes], data: bytes) -> GrantAccepted:
    key = topics[1] + topics[2]
    if len(topics) != 3:
        raise _Odd("GrantAccepted has 3 topics")
    (
        t0,
        t1,
    ) = _GRANT_ACCEPTED_TOPICS.unpack(key)
    if _int(key, "big") & _GRANT_ACCEPTED_TOPICS_PADDING:
        raise _Odd("GrantAccepted: padding is not zero")
    (
        v0,
        v1,
        v2,
        v3,
        v4,
        v5,
        v6,
        v7,
        v8,
    ) = _GRANT_ACCEPTED.unpack(data)
    if _int(data, "big") & _GRANT_ACCEPTED_PADDING:
        raise _Odd("GrantAccepted: padding is not zero")
    return GrantAccepted(t0, org_of(t1), v0, v1, GrantAct(v2, v3, v4, Assent(v5, v6, v7, v8)))


_GRANT_CLOSED_TOPICS = struct.Struct(">32s18s14x")
_GRANT_CLOSED_TOPICS_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFF

_GRANT_CLOSED = struct.Struct(">12x20s24xQ32s32s32s32s32s32s24xQ")
_GRANT_CLOSED_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFE000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00


def _grant_closed(topics: Sequence[bytes], data: bytes) -> GrantClosed:
    key = topics[1] + topics[2]
    if len(topics) != 3:
        raise _Odd("GrantClosed has 3 topics")
    (
        t0,
        t1,
    ) = _GRANT_CLOSED_TOPICS.unpack(key)
    if _int(key, "big") & _GRANT_CLOSED_TOPICS_PADDING:
        raise _Odd("GrantClosed: padding is not zero")
    (
        v0,
        v1,
        v2,
        v3,
        v4,
        v5,
        v6,
        v7,
        v8,
    ) = _GRANT_CLOSED.unpack(data)
    if _int(data, "big") & _GRANT_CLOSED_PADDING:
        raise _Odd("GrantClosed: padding is not zero")
    return GrantClosed(t0, org_of(t1), v0, v1 == 1, GrantAct(v2, v3, v4, Assent(v5, v6, v7, v8)))


_GRANT_NARROWED_TOPICS = struct.Struct(">32s18s14x")
_GRANT_NARROWED_TOPICS_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFF

_GRANT_NARROWED = struct.Struct(">12x20s24xQ24xQ32s24xQ24xQ24xQ24xQ24xQ24xQ32s32s32s32s32s32s24xQ")
_GRANT_NARROWED_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00


def _grant_narrowed(topics: Sequence[bytes], data: bytes) -> GrantNarrowed:
    key = topics[1] + topics[2]
    if len(topics) != 3:
        raise _Odd("GrantNarrowed has 3 topics")
    (
        t0,
        t1,
    ) = _GRANT_NARROWED_TOPICS.unpack(key)
    if _int(key, "big") & _GRANT_NARROWED_TOPICS_PADDING:
        raise _Odd("GrantNarrowed: padding is not zero")
    (
        v0,
        v1,
        v2,
        v3,
        v4,
        v5,
        v6,
        v7,
        v8,
        v9,
        v10,
        v11,
        v12,
        v13,
        v14,
        v15,
        v16,
    ) = _GRANT_NARROWED.unpack(data)
    if _int(data, "big") & _GRANT_NARROWED_PADDING:
        raise _Odd("GrantNarrowed: padding is not zero")
    return GrantNarrowed(
        t0,
        org_of(t1),
        v0,
        GrantScope(v1, v2, _int(v3, "big"), v4 == 1, v5, v6, v7, v8, v9),
        GrantAct(v10, v11, v12, Assent(v13, v14, v15, v16)),
    )


_GRANT_OFFERED_TOPICS = struct.Struct(">32s18s14x")
_GRANT_OFFERED_TOPICS_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFF

_GRANT_OFFERED = struct.Struct(
    ">12x20s24xQ32s32s32s32s32s24xQ24xQ24xQ24xQ32s24xQ24xQ24xQ24xQ24xQ24xQ32s24xQ24xQ24xQ24xQ32s32s32s32s32s32s32s24xQ"
)
_GRANT_OFFERED_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF000000000000000000000000000000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00


def _grant_offered(topics: Sequence[bytes], data: bytes) -> GrantOffered:
    key = topics[1] + topics[2]
    if len(topics) != 3:
        raise _Odd("GrantOffered has 3 topics")
    (
        t0,
        t1,
    ) = _GRANT_OFFERED_TOPICS.unpack(key)
    if _int(key, "big") & _GRANT_OFFERED_TOPICS_PADDING:
        raise _Odd("GrantOffered: padding is not zero")
    (
        v0,
        v1,
        v2,
        v3,
        v4,
        v5,
        v6,
        v7,
        v8,
        v9,
        v10,
        v11,
        v12,
        v13,
        v14,
        v15,
        v16,
        v17,
        v18,
        v19,
        v20,
        v21,
        v22,
        v23,
        v24,
        v25,
        v26,
        v27,
        v28,
        v29,
        v30,
    ) = _GRANT_OFFERED.unpack(data)
    if _int(data, "big") & _GRANT_OFFERED_PADDING:
        raise _Odd("GrantOffered: padding is not zero")
    return GrantOffered(
        t0,
        org_of(t1),
        v0,
        GrantOffer(
            _GRANT_KIND[v1],
            v2,
            v3,
            v4,
            v5,
            v6,
            GrantTerms(
                v7,
                v8,
                GrantScope(v9, v10, _int(v11, "big"), v12 == 1, v13, v14, v15, v16, v17),
                v18,
                v19,
                v20 == 1,
                v21 == 1,
                v22,
                v23,
                v24,
                v25,
                v26,
            ),
            Assent(v27, v28, v29, v30),
        ),
    )


_GRANT_RESUMED_TOPICS = struct.Struct(">32s18s14x")
_GRANT_RESUMED_TOPICS_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFF

_GRANT_RESUMED = struct.Struct(">12x20s32s32s32s32s32s32s24xQ")
_GRANT_RESUMED_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00


def _grant_resumed(topics: Sequence[bytes], data: bytes) -> GrantResumed:
    key = topics[1] + topics[2]
    if len(topics) != 3:
        raise _Odd("GrantResumed has 3 topics")
    (
        t0,
        t1,
    ) = _GRANT_RESUMED_TOPICS.unpack(key)
    if _int(key, "big") & _GRANT_RESUMED_TOPICS_PADDING:
        raise _Odd("GrantResumed: padding is not zero")
    (
        v0,
        v1,
        v2,
        v3,
        v4,
        v5,
        v6,
        v7,
    ) = _GRANT_RESUMED.unpack(data)
    if _int(data, "big") & _GRANT_RESUMED_PADDING:
        raise _Odd("GrantResumed: padding is not zero")
    return GrantResumed(t0, org_of(t1), v0, GrantAct(v1, v2, v3, Assent(v4, v5, v6, v7)))


_GRANT_REVOKED_TOPICS = struct.Struct(">32s18s14x")
_GRANT_REVOKED_TOPICS_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFF

_GRANT_REVOKED = struct.Struct(">12x20s24xQ32s32s32s32s32s32s24xQ")
_GRANT_REVOKED_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00


def _grant_revoked(topics: Sequence[bytes], data: bytes) -> GrantRevoked:
    key = topics[1] + topics[2]
    if len(topics) != 3:
        raise _Odd("GrantRevoked has 3 topics")
    (
        t0,
        t1,
    ) = _GRANT_REVOKED_TOPICS.unpack(key)
    if _int(key, "big") & _GRANT_REVOKED_TOPICS_PADDING:
        raise _Odd("GrantRevoked: padding is not zero")
    (
        v0,
        v1,
        v2,
        v3,
        v4,
        v5,
        v6,
        v7,
        v8,
    ) = _GRANT_REVOKED.unpack(data)
    if _int(data, "big") & _GRANT_REVOKED_PADDING:
        raise _Odd("GrantRevoked: padding is not zero")
    return GrantRevoked(t0, org_of(t1), v0, _GRANT_GROUND[v1], GrantAct(v2, v3, v4, Assent(v5, v6, v7, v8)))


_GRANT_SPENT_TOPICS = struct.Struct(">32s12x20s")
_GRANT_SPENT_TOPICS_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000000000000000000000000000

_GRANT_SPENT = struct.Struct(">24xQ24xQ")
_GRANT_SPENT_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000


def _grant_spent(topics: Sequence[bytes], data: bytes) -> GrantSpent:
    key = topics[1] + topics[2]
    if len(topics) != 3:
        raise _Odd("GrantSpent has 3 topics")
    (
        t0,
        t1,
    ) = _GRANT_SPENT_TOPICS.unpack(key)
    if _int(key, "big") & _GRANT_SPENT_TOPICS_PADDING:
        raise _Odd("GrantSpent: padding is not zero")
    (
        v0,
        v1,
    ) = _GRANT_SPENT.unpack(data)
    if _int(data, "big") & _GRANT_SPENT_PADDING:
        raise _Odd("GrantSpent: padding is not zero")
    return GrantSpent(t0, t1, v0, v1)


_GRANT_SUSPENDED_TOPICS = struct.Struct(">32s18s14x")
_GRANT_SUSPENDED_TOPICS_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFF

_GRANT_SUSPENDED = struct.Struct(">12x20s32s32s32s32s32s32s24xQ")
_GRANT_SUSPENDED_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00


def _grant_suspended(topics: Sequence[bytes], data: bytes) -> GrantSuspended:
    key = topics[1] + topics[2]
    if len(topics) != 3:
        raise _Odd("GrantSuspended has 3 topics")
    (
        t0,
        t1,
    ) = _GRANT_SUSPENDED_TOPICS.unpack(key)
    if _int(key, "big") & _GRANT_SUSPENDED_TOPICS_PADDING:
        raise _Odd("GrantSuspended: padding is not zero")
    (
        v0,
        v1,
        v2,
        v3,
        v4,
        v5,
        v6,
        v7,
    ) = _GRANT_SUSPENDED.unpack(data)
    if _int(data, "big") & _GRANT_SUSPENDED_PADDING:
        raise _Odd("GrantSuspended: padding is not zero")
    return GrantSuspended(t0, org_of(t1), v0, GrantAct(v1, v2, v3, Assent(v4, v5, v6, v7)))


_GRANT_TERMINATED_TOPICS = struct.Struct(">32s18s14x")
_GRANT_TERMINATED_TOPICS_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFF

_GRANT_TERMINATED = struct.Struct(">12x20s32s32s32s32s32s32s24xQ")
_GRANT_TERMINATED_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00


def _grant_terminated(topics: Sequence[bytes], data: bytes) -> GrantTerminated:
    key = topics[1] + topics[2]
    if len(topics) != 3:
        raise _Odd("GrantTerminated has 3 topics")
    (
        t0,
        t1,
    ) = _GRANT_TERMINATED_TOPICS.unpack(key)
    if _int(key, "big") & _GRANT_TERMINATED_TOPICS_PADDING:
        raise _Odd("GrantTerminated: padding is not zero")
    (
        v0,
        v1,
        v2,
        v3,
        v4,
        v5,
        v6,
        v7,
    ) = _GRANT_TERMINATED.unpack(data)
    if _int(data, "big") & _GRANT_TERMINATED_PADDING:
        raise _Odd("GrantTerminated: padding is not zero")
    return GrantTerminated(t0, org_of(t1), v0, GrantAct(v1, v2, v3, Assent(v4, v5, v6, v7)))


_PUBLIC_GRANT_APPLIED_TOPICS = struct.Struct(">32s18s14x")
_PUBLIC_GRANT_APPLIED_TOPICS_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFF

_PUBLIC_GRANT_APPLIED = struct.Struct(
    ">12x20s24xQ32s32s32s18s14x18s14x24xQ24xQ24xQ24xQ32s24xQ24xQ24xQ24xQ24xQ24xQ32s24xQ24xQ24xQ24xQ32s32s32s32s32s32s32s32s24xQ"
)
_PUBLIC_GRANT_APPLIED_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFF000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF000000000000000000000000000000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00


def _public_grant_applied(topics: Sequence[bytes], data: bytes) -> PublicGrantApplied:
    key = topics[1] + topics[2]
    if len(topics) != 3:
        raise _Odd("PublicGrantApplied has 3 topics")
    (
        t0,
        t1,
    ) = _PUBLIC_GRANT_APPLIED_TOPICS.unpack(key)
    if _int(key, "big") & _PUBLIC_GRANT_APPLIED_TOPICS_PADDING:
        raise _Odd("PublicGrantApplied: padding is not zero")
    (
        v0,
        v1,
        v2,
        v3,
        v4,
        v5,
        v6,
        v7,
        v8,
        v9,
        v10,
        v11,
        v12,
        v13,
        v14,
        v15,
        v16,
        v17,
        v18,
        v19,
        v20,
        v21,
        v22,
        v23,
        v24,
        v25,
        v26,
        v27,
        v28,
        v29,
        v30,
        v31,
    ) = _PUBLIC_GRANT_APPLIED.unpack(data)
    if _int(data, "big") & _PUBLIC_GRANT_APPLIED_PADDING:
        raise _Odd("PublicGrantApplied: padding is not zero")
    return PublicGrantApplied(
        t0,
        org_of(t1),
        v0,
        PublicApplication(
            _GRANT_KIND[v1],
            v2,
            v3,
            v4,
            org_of(v5),
            org_of(v6),
            GrantTerms(
                v7,
                v8,
                GrantScope(v9, v10, _int(v11, "big"), v12 == 1, v13, v14, v15, v16, v17),
                v18,
                v19,
                v20 == 1,
                v21 == 1,
                v22,
                v23,
                v24,
                v25,
                v26,
            ),
            v27,
            Assent(v28, v29, v30, v31),
        ),
    )


_PUBLIC_GRANT_DECIDED_TOPICS = struct.Struct(">32s18s14x")
_PUBLIC_GRANT_DECIDED_TOPICS_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFF

_PUBLIC_GRANT_DECIDED = struct.Struct(
    ">12x20s24xQ24xQ24xQ24xQ24xQ32s24xQ24xQ24xQ24xQ24xQ24xQ32s24xQ24xQ24xQ24xQ32s32s32s32s32s32s"
)
_PUBLIC_GRANT_DECIDED_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF000000000000000000000000000000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000


def _public_grant_decided(topics: Sequence[bytes], data: bytes) -> PublicGrantDecided:
    key = topics[1] + topics[2]
    if len(topics) != 3:
        raise _Odd("PublicGrantDecided has 3 topics")
    (
        t0,
        t1,
    ) = _PUBLIC_GRANT_DECIDED_TOPICS.unpack(key)
    if _int(key, "big") & _PUBLIC_GRANT_DECIDED_TOPICS_PADDING:
        raise _Odd("PublicGrantDecided: padding is not zero")
    (
        v0,
        v1,
        v2,
        v3,
        v4,
        v5,
        v6,
        v7,
        v8,
        v9,
        v10,
        v11,
        v12,
        v13,
        v14,
        v15,
        v16,
        v17,
        v18,
        v19,
        v20,
        v21,
        v22,
        v23,
    ) = _PUBLIC_GRANT_DECIDED.unpack(data)
    if _int(data, "big") & _PUBLIC_GRANT_DECIDED_PADDING:
        raise _Odd("PublicGrantDecided: padding is not zero")
    return PublicGrantDecided(
        t0,
        org_of(t1),
        v0,
        v1 == 1,
        GrantTerms(
            v2,
            v3,
            GrantScope(v4, v5, _int(v6, "big"), v7 == 1, v8, v9, v10, v11, v12),
            v13,
            v14,
            v15 == 1,
            v16 == 1,
            v17,
            v18,
            v19,
            v20,
            v21,
        ),
        v22,
        v23,
    )


_PUBLIC_GRANT_OPINED_TOPICS = struct.Struct(">32s18s14x")
_PUBLIC_GRANT_OPINED_TOPICS_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFF

_PUBLIC_GRANT_OPINED = struct.Struct(">12x20s24xQ32s32s")
_PUBLIC_GRANT_OPINED_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFE00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000


def _public_grant_opined(topics: Sequence[bytes], data: bytes) -> PublicGrantOpined:
    key = topics[1] + topics[2]
    if len(topics) != 3:
        raise _Odd("PublicGrantOpined has 3 topics")
    (
        t0,
        t1,
    ) = _PUBLIC_GRANT_OPINED_TOPICS.unpack(key)
    if _int(key, "big") & _PUBLIC_GRANT_OPINED_TOPICS_PADDING:
        raise _Odd("PublicGrantOpined: padding is not zero")
    (
        v0,
        v1,
        v2,
        v3,
    ) = _PUBLIC_GRANT_OPINED.unpack(data)
    if _int(data, "big") & _PUBLIC_GRANT_OPINED_PADDING:
        raise _Odd("PublicGrantOpined: padding is not zero")
    return PublicGrantOpined(t0, org_of(t1), v0, v1 == 1, v2, v3)


_ANNOTATION_LIFTED_TOPICS = struct.Struct(">32s18s14x")
_ANNOTATION_LIFTED_TOPICS_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFF

_ANNOTATION_LIFTED = struct.Struct(">12x20s12x20s32s32s32s32s24xQ18s14x24xQ32s")
_ANNOTATION_LIFTED_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFF00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF000000000000000000000000000000000000000000000000000000000000000000


def _annotation_lifted(topics: Sequence[bytes], data: bytes) -> AnnotationLifted:
    key = topics[1] + topics[2]
    if len(topics) != 3:
        raise _Odd("AnnotationLifted has 3 topics")
    (
        t0,
        t1,
    ) = _ANNOTATION_LIFTED_TOPICS.unpack(key)
    if _int(key, "big") & _ANNOTATION_LIFTED_TOPICS_PADDING:
        raise _Odd("AnnotationLifted: padding is not zero")
    (
        v0,
        v1,
        v2,
        v3,
        v4,
        v5,
        v6,
        v7,
        v8,
        v9,
    ) = _ANNOTATION_LIFTED.unpack(data)
    if _int(data, "big") & _ANNOTATION_LIFTED_PADDING:
        raise _Odd("AnnotationLifted: padding is not zero")
    return AnnotationLifted(
        certificate_of(t0), org_of(t1), v0, v1, v2, Lifting(certificate_of(v3), v4, v5, v6, org_of(v7), v8, v9)
    )


_CERTIFICATE_ANNOTATED_TOPICS = struct.Struct(">32s18s14x")
_CERTIFICATE_ANNOTATED_TOPICS_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFF

_CERTIFICATE_ANNOTATED = struct.Struct(">24xQ12x20s12x20s32s32s32s32s24xQ18s14x24xQ24xQ24xQ32s")
_CERTIFICATE_ANNOTATED_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00FFFFFFFFFFFFFFFFFFFFFFFF0000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFF00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000000000000000000000000000000000000000000000000000000000000000000000


def _certificate_annotated(topics: Sequence[bytes], data: bytes) -> CertificateAnnotated:
    key = topics[1] + topics[2]
    if len(topics) != 3:
        raise _Odd("CertificateAnnotated has 3 topics")
    (
        t0,
        t1,
    ) = _CERTIFICATE_ANNOTATED_TOPICS.unpack(key)
    if _int(key, "big") & _CERTIFICATE_ANNOTATED_TOPICS_PADDING:
        raise _Odd("CertificateAnnotated: padding is not zero")
    (
        v0,
        v1,
        v2,
        v3,
        v4,
        v5,
        v6,
        v7,
        v8,
        v9,
        v10,
        v11,
        v12,
    ) = _CERTIFICATE_ANNOTATED.unpack(data)
    if _int(data, "big") & _CERTIFICATE_ANNOTATED_PADDING:
        raise _Odd("CertificateAnnotated: padding is not zero")
    return CertificateAnnotated(
        certificate_of(t0),
        org_of(t1),
        v0,
        v1,
        v2,
        v3,
        Annotation(certificate_of(v4), v5, v6, v7, org_of(v8), v9, v10, v11, v12),
    )


_CERTIFICATE_CANCELLED_TOPICS = struct.Struct(">32s18s14x")
_CERTIFICATE_CANCELLED_TOPICS_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFF

_CERTIFICATE_CANCELLED = struct.Struct(">12x20s12x20s32s18s14x24xQ")
_CERTIFICATE_CANCELLED_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFF00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000


def _certificate_cancelled(topics: Sequence[bytes], data: bytes) -> CertificateCancelled:
    key = topics[1] + topics[2]
    if len(topics) != 3:
        raise _Odd("CertificateCancelled has 3 topics")
    (
        t0,
        t1,
    ) = _CERTIFICATE_CANCELLED_TOPICS.unpack(key)
    if _int(key, "big") & _CERTIFICATE_CANCELLED_TOPICS_PADDING:
        raise _Odd("CertificateCancelled: padding is not zero")
    (
        v0,
        v1,
        v2,
        v3,
        v4,
    ) = _CERTIFICATE_CANCELLED.unpack_from(data)
    at = 0
    end = 160
    if _int(data[:160], "big") & _CERTIFICATE_CANCELLED_PADDING:
        raise _Odd("CertificateCancelled: padding is not zero")
    if v4 != end - at:
        raise _Odd("the offset of registering is not the canonical one")
    x_registering, end = _registering(data, end)
    if end != len(data):
        raise _Odd("CertificateCancelled: bytes stand behind the data")
    return CertificateCancelled(certificate_of(t0), org_of(t1), Decider(v0, v1, v2, org_of(v3)), x_registering)


_CERTIFICATE_CHANGED_TOPICS = struct.Struct(">32s18s14x")
_CERTIFICATE_CHANGED_TOPICS_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFF

_CERTIFICATE_CHANGED = struct.Struct(">24xQ12x20s12x20s32s18s14x24xQ")
_CERTIFICATE_CHANGED_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000FFFFFFFFFFFFFFFFFFFFFFFF0000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFF00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000


def _certificate_changed(topics: Sequence[bytes], data: bytes) -> CertificateChanged:
    key = topics[1] + topics[2]
    if len(topics) != 3:
        raise _Odd("CertificateChanged has 3 topics")
    (
        t0,
        t1,
    ) = _CERTIFICATE_CHANGED_TOPICS.unpack(key)
    if _int(key, "big") & _CERTIFICATE_CHANGED_TOPICS_PADDING:
        raise _Odd("CertificateChanged: padding is not zero")
    (
        v0,
        v1,
        v2,
        v3,
        v4,
        v5,
    ) = _CERTIFICATE_CHANGED.unpack_from(data)
    at = 0
    end = 192
    if _int(data[:192], "big") & _CERTIFICATE_CHANGED_PADDING:
        raise _Odd("CertificateChanged: padding is not zero")
    if v5 != end - at:
        raise _Odd("the offset of registering is not the canonical one")
    x_registering, end = _registering(data, end)
    if end != len(data):
        raise _Odd("CertificateChanged: bytes stand behind the data")
    return CertificateChanged(certificate_of(t0), org_of(t1), v0, Decider(v1, v2, v3, org_of(v4)), x_registering)


_CERTIFICATE_CORRECTED_TOPICS = struct.Struct(">32s18s14x")
_CERTIFICATE_CORRECTED_TOPICS_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFF

_CERTIFICATE_CORRECTED = struct.Struct(">24xQ12x20s12x20s32s24xQ")
_CERTIFICATE_CORRECTED_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000FFFFFFFFFFFFFFFFFFFFFFFF0000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFF00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000


def _certificate_corrected(topics: Sequence[bytes], data: bytes) -> CertificateCorrected:
    key = topics[1] + topics[2]
    if len(topics) != 3:
        raise _Odd("CertificateCorrected has 3 topics")
    (
        t0,
        t1,
    ) = _CERTIFICATE_CORRECTED_TOPICS.unpack(key)
    if _int(key, "big") & _CERTIFICATE_CORRECTED_TOPICS_PADDING:
        raise _Odd("CertificateCorrected: padding is not zero")
    (
        v0,
        v1,
        v2,
        v3,
        v4,
    ) = _CERTIFICATE_CORRECTED.unpack_from(data)
    at = 0
    end = 160
    if _int(data[:160], "big") & _CERTIFICATE_CORRECTED_PADDING:
        raise _Odd("CertificateCorrected: padding is not zero")
    if v4 != end - at:
        raise _Odd("the offset of correction is not the canonical one")
    x_correction, end = _correction(data, end)
    if end != len(data):
        raise _Odd("CertificateCorrected: bytes stand behind the data")
    return CertificateCorrected(certificate_of(t0), org_of(t1), v0, v1, v2, v3, x_correction)


_CERTIFICATE_ISSUED_TOPICS = struct.Struct(">32s18s14x")
_CERTIFICATE_ISSUED_TOPICS_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFF

_CERTIFICATE_ISSUED = struct.Struct(">24xQ")
_CERTIFICATE_ISSUED_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000


def _certificate_issued(topics: Sequence[bytes], data: bytes) -> CertificateIssued:
    key = topics[1] + topics[2]
    if len(topics) != 3:
        raise _Odd("CertificateIssued has 3 topics")
    (
        t0,
        t1,
    ) = _CERTIFICATE_ISSUED_TOPICS.unpack(key)
    if _int(key, "big") & _CERTIFICATE_ISSUED_TOPICS_PADDING:
        raise _Odd("CertificateIssued: padding is not zero")
    (v0,) = _CERTIFICATE_ISSUED.unpack_from(data)
    at = 0
    end = 32
    if _int(data[:32], "big") & _CERTIFICATE_ISSUED_PADDING:
        raise _Odd("CertificateIssued: padding is not zero")
    if v0 != end - at:
        raise _Odd("the offset of issued is not the canonical one")
    x_issued, end = _issued(data, end)
    if end != len(data):
        raise _Odd("CertificateIssued: bytes stand behind the data")
    return CertificateIssued(certificate_of(t0), org_of(t1), x_issued)


_CERTIFICATE_LINKED_TOPICS = struct.Struct(">32s18s14x")
_CERTIFICATE_LINKED_TOPICS_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFF

_CERTIFICATE_LINKED = struct.Struct(">12x20s24xQ")
_CERTIFICATE_LINKED_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000


def _certificate_linked(topics: Sequence[bytes], data: bytes) -> CertificateLinked:
    key = topics[1] + topics[2]
    if len(topics) != 3:
        raise _Odd("CertificateLinked has 3 topics")
    (
        t0,
        t1,
    ) = _CERTIFICATE_LINKED_TOPICS.unpack(key)
    if _int(key, "big") & _CERTIFICATE_LINKED_TOPICS_PADDING:
        raise _Odd("CertificateLinked: padding is not zero")
    (
        v0,
        v1,
    ) = _CERTIFICATE_LINKED.unpack_from(data)
    at = 0
    end = 64
    if _int(data[:64], "big") & _CERTIFICATE_LINKED_PADDING:
        raise _Odd("CertificateLinked: padding is not zero")
    if v1 != end - at:
        raise _Odd("the offset of link is not the canonical one")
    x_link, end = _link(data, end)
    if end != len(data):
        raise _Odd("CertificateLinked: bytes stand behind the data")
    return CertificateLinked(certificate_of(t0), org_of(t1), v0, x_link)


_CERTIFICATE_REAFFIRMED_TOPICS = struct.Struct(">32s18s14x")
_CERTIFICATE_REAFFIRMED_TOPICS_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFF

_CERTIFICATE_REAFFIRMED = struct.Struct(">12x20s32s32s")
_CERTIFICATE_REAFFIRMED_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFF000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000


def _certificate_reaffirmed(topics: Sequence[bytes], data: bytes) -> CertificateReaffirmed:
    key = topics[1] + topics[2]
    if len(topics) != 3:
        raise _Odd("CertificateReaffirmed has 3 topics")
    (
        t0,
        t1,
    ) = _CERTIFICATE_REAFFIRMED_TOPICS.unpack(key)
    if _int(key, "big") & _CERTIFICATE_REAFFIRMED_TOPICS_PADDING:
        raise _Odd("CertificateReaffirmed: padding is not zero")
    (
        v0,
        v1,
        v2,
    ) = _CERTIFICATE_REAFFIRMED.unpack(data)
    if _int(data, "big") & _CERTIFICATE_REAFFIRMED_PADDING:
        raise _Odd("CertificateReaffirmed: padding is not zero")
    return CertificateReaffirmed(certificate_of(t0), org_of(t1), v0, v1, v2)


_CERTIFICATE_RECONCILED_TOPICS = struct.Struct(">32s18s14x")
_CERTIFICATE_RECONCILED_TOPICS_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFF

_CERTIFICATE_RECONCILED = struct.Struct(">12x20s32s32s32s24xQ32s24xQ24xQ24xQ")
_CERTIFICATE_RECONCILED_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000000000000000000000000000000000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000


def _certificate_reconciled(topics: Sequence[bytes], data: bytes) -> CertificateReconciled:
    key = topics[1] + topics[2]
    if len(topics) != 3:
        raise _Odd("CertificateReconciled has 3 topics")
    (
        t0,
        t1,
    ) = _CERTIFICATE_RECONCILED_TOPICS.unpack(key)
    if _int(key, "big") & _CERTIFICATE_RECONCILED_TOPICS_PADDING:
        raise _Odd("CertificateReconciled: padding is not zero")
    (
        v0,
        v1,
        v2,
        v3,
        v4,
        v5,
        v6,
        v7,
        v8,
    ) = _CERTIFICATE_RECONCILED.unpack(data)
    if _int(data, "big") & _CERTIFICATE_RECONCILED_PADDING:
        raise _Odd("CertificateReconciled: padding is not zero")
    return CertificateReconciled(
        certificate_of(t0), org_of(t1), v0, v1, v2, v3, v4, Comparison(certificate_of(v5), v6 == 1, v7, v8)
    )


_CERTIFICATE_RELATED_TOPICS = struct.Struct(">32s18s14x")
_CERTIFICATE_RELATED_TOPICS_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFF

_CERTIFICATE_RELATED = struct.Struct(">12x20s32s24xQ32s32s32s32s24xQ32s32s")
_CERTIFICATE_RELATED_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFF00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFE0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000


def _certificate_related(topics: Sequence[bytes], data: bytes) -> CertificateRelated:
    key = topics[1] + topics[2]
    if len(topics) != 3:
        raise _Odd("CertificateRelated has 3 topics")
    (
        t0,
        t1,
    ) = _CERTIFICATE_RELATED_TOPICS.unpack(key)
    if _int(key, "big") & _CERTIFICATE_RELATED_TOPICS_PADDING:
        raise _Odd("CertificateRelated: padding is not zero")
    (
        v0,
        v1,
        v2,
        v3,
        v4,
        v5,
        v6,
        v7,
        v8,
        v9,
    ) = _CERTIFICATE_RELATED.unpack(data)
    if _int(data, "big") & _CERTIFICATE_RELATED_PADDING:
        raise _Odd("CertificateRelated: padding is not zero")
    return CertificateRelated(
        certificate_of(t0),
        org_of(t1),
        v0,
        certificate_of(v1),
        v2 == 1,
        Relation(certificate_of(v3), certificate_of(v4), v5, v6, v7, v8, v9),
    )


_CERTIFICATE_RENEWED_TOPICS = struct.Struct(">32s18s14x")
_CERTIFICATE_RENEWED_TOPICS_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFF

_CERTIFICATE_RENEWED = struct.Struct(">24xQ24xQ12x20s12x20s32s18s14x24xQ")
_CERTIFICATE_RENEWED_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000FFFFFFFFFFFFFFFFFFFFFFFF0000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFF00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000


def _certificate_renewed(topics: Sequence[bytes], data: bytes) -> CertificateRenewed:
    key = topics[1] + topics[2]
    if len(topics) != 3:
        raise _Odd("CertificateRenewed has 3 topics")
    (
        t0,
        t1,
    ) = _CERTIFICATE_RENEWED_TOPICS.unpack(key)
    if _int(key, "big") & _CERTIFICATE_RENEWED_TOPICS_PADDING:
        raise _Odd("CertificateRenewed: padding is not zero")
    (
        v0,
        v1,
        v2,
        v3,
        v4,
        v5,
        v6,
    ) = _CERTIFICATE_RENEWED.unpack_from(data)
    at = 0
    end = 224
    if _int(data[:224], "big") & _CERTIFICATE_RENEWED_PADDING:
        raise _Odd("CertificateRenewed: padding is not zero")
    if v6 != end - at:
        raise _Odd("the offset of registering is not the canonical one")
    x_registering, end = _registering(data, end)
    if end != len(data):
        raise _Odd("CertificateRenewed: bytes stand behind the data")
    return CertificateRenewed(certificate_of(t0), org_of(t1), v0, v1, Decider(v2, v3, v4, org_of(v5)), x_registering)


_CERTIFICATE_REVOKED_TOPICS = struct.Struct(">32s18s14x")
_CERTIFICATE_REVOKED_TOPICS_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFF

_CERTIFICATE_REVOKED = struct.Struct(">12x20s12x20s32s18s14x32s32s18s14x24xQ24xQ32s32s")
_CERTIFICATE_REVOKED_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFF00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000


def _certificate_revoked(topics: Sequence[bytes], data: bytes) -> CertificateRevoked:
    key = topics[1] + topics[2]
    if len(topics) != 3:
        raise _Odd("CertificateRevoked has 3 topics")
    (
        t0,
        t1,
    ) = _CERTIFICATE_REVOKED_TOPICS.unpack(key)
    if _int(key, "big") & _CERTIFICATE_REVOKED_TOPICS_PADDING:
        raise _Odd("CertificateRevoked: padding is not zero")
    (
        v0,
        v1,
        v2,
        v3,
        v4,
        v5,
        v6,
        v7,
        v8,
        v9,
        v10,
    ) = _CERTIFICATE_REVOKED.unpack(data)
    if _int(data, "big") & _CERTIFICATE_REVOKED_PADDING:
        raise _Odd("CertificateRevoked: padding is not zero")
    return CertificateRevoked(
        certificate_of(t0),
        org_of(t1),
        Decider(v0, v1, v2, org_of(v3)),
        Ending(certificate_of(v4), v5, org_of(v6), v7, v8, v9, v10),
    )


_CERTIFICATE_TRANSFERRED_TOPICS = struct.Struct(">32s18s14x")
_CERTIFICATE_TRANSFERRED_TOPICS_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFF

_CERTIFICATE_TRANSFERRED = struct.Struct(">24xQ24xQ32s12x20s12x20s32s18s14x24xQ")
_CERTIFICATE_TRANSFERRED_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF000000000000000000000000000000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFF0000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFF00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000


def _certificate_transferred(topics: Sequence[bytes], data: bytes) -> CertificateTransferred:
    key = topics[1] + topics[2]
    if len(topics) != 3:
        raise _Odd("CertificateTransferred has 3 topics")
    (
        t0,
        t1,
    ) = _CERTIFICATE_TRANSFERRED_TOPICS.unpack(key)
    if _int(key, "big") & _CERTIFICATE_TRANSFERRED_TOPICS_PADDING:
        raise _Odd("CertificateTransferred: padding is not zero")
    (
        v0,
        v1,
        v2,
        v3,
        v4,
        v5,
        v6,
        v7,
    ) = _CERTIFICATE_TRANSFERRED.unpack_from(data)
    at = 0
    end = 256
    if _int(data[:256], "big") & _CERTIFICATE_TRANSFERRED_PADDING:
        raise _Odd("CertificateTransferred: padding is not zero")
    if v7 != end - at:
        raise _Odd("the offset of registering is not the canonical one")
    x_registering, end = _registering(data, end)
    if end != len(data):
        raise _Odd("CertificateTransferred: bytes stand behind the data")
    return CertificateTransferred(
        certificate_of(t0), org_of(t1), v0, _CERTIFICATE_STATUS[v1], v2, Decider(v3, v4, v5, org_of(v6)), x_registering
    )


_DESK_TRUSTED_TOPICS = struct.Struct(">12x20s")
_DESK_TRUSTED_TOPICS_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000000000000000000000000000

_DESK_TRUSTED = struct.Struct(">24xQ")
_DESK_TRUSTED_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFE


def _desk_trusted(topics: Sequence[bytes], data: bytes) -> DeskTrusted:
    key = topics[1]
    if len(topics) != 2:
        raise _Odd("DeskTrusted has 2 topics")
    (t0,) = _DESK_TRUSTED_TOPICS.unpack(key)
    if _int(key, "big") & _DESK_TRUSTED_TOPICS_PADDING:
        raise _Odd("DeskTrusted: padding is not zero")
    (v0,) = _DESK_TRUSTED.unpack(data)
    if _int(data, "big") & _DESK_TRUSTED_PADDING:
        raise _Odd("DeskTrusted: padding is not zero")
    return DeskTrusted(t0, v0 == 1)


_PROCEEDING_ACCEPTED_TOPICS = struct.Struct(">32s18s14x")
_PROCEEDING_ACCEPTED_TOPICS_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFF

_PROCEEDING_ACCEPTED = struct.Struct(">24xQ12x20s12x20s32s18s14x32s32s32s32s32s32s24xQ32s24xQ")
_PROCEEDING_ACCEPTED_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00FFFFFFFFFFFFFFFFFFFFFFFF0000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFF00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFF000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF000000000000000000000000000000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00


def _proceeding_accepted(topics: Sequence[bytes], data: bytes) -> ProceedingAccepted:
    key = topics[1] + topics[2]
    if len(topics) != 3:
        raise _Odd("ProceedingAccepted has 3 topics")
    (
        t0,
        t1,
    ) = _PROCEEDING_ACCEPTED_TOPICS.unpack(key)
    if _int(key, "big") & _PROCEEDING_ACCEPTED_TOPICS_PADDING:
        raise _Odd("ProceedingAccepted: padding is not zero")
    (
        v0,
        v1,
        v2,
        v3,
        v4,
        v5,
        v6,
        v7,
        v8,
        v9,
        v10,
        v11,
        v12,
        v13,
    ) = _PROCEEDING_ACCEPTED.unpack(data)
    if _int(data, "big") & _PROCEEDING_ACCEPTED_PADDING:
        raise _Odd("ProceedingAccepted: padding is not zero")
    return ProceedingAccepted(
        certificate_of(t0),
        org_of(t1),
        _PROCEDURE[v0],
        Decider(v1, v2, v3, org_of(v4)),
        Step(certificate_of(v5), v6, v7, Assent(v8, v9, v10, v11), v12, v13),
    )


_PROCEEDING_AGREED_TOPICS = struct.Struct(">32s18s14x")
_PROCEEDING_AGREED_TOPICS_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFF

_PROCEEDING_AGREED = struct.Struct(">24xQ12x20s12x20s32s18s14x32s32s32s32s32s32s24xQ32s24xQ")
_PROCEEDING_AGREED_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00FFFFFFFFFFFFFFFFFFFFFFFF0000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFF00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFF000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF000000000000000000000000000000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00


def _proceeding_agreed(topics: Sequence[bytes], data: bytes) -> ProceedingAgreed:
    key = topics[1] + topics[2]
    if len(topics) != 3:
        raise _Odd("ProceedingAgreed has 3 topics")
    (
        t0,
        t1,
    ) = _PROCEEDING_AGREED_TOPICS.unpack(key)
    if _int(key, "big") & _PROCEEDING_AGREED_TOPICS_PADDING:
        raise _Odd("ProceedingAgreed: padding is not zero")
    (
        v0,
        v1,
        v2,
        v3,
        v4,
        v5,
        v6,
        v7,
        v8,
        v9,
        v10,
        v11,
        v12,
        v13,
    ) = _PROCEEDING_AGREED.unpack(data)
    if _int(data, "big") & _PROCEEDING_AGREED_PADDING:
        raise _Odd("ProceedingAgreed: padding is not zero")
    return ProceedingAgreed(
        certificate_of(t0),
        org_of(t1),
        _PROCEDURE[v0],
        Decider(v1, v2, v3, org_of(v4)),
        Step(certificate_of(v5), v6, v7, Assent(v8, v9, v10, v11), v12, v13),
    )


_PROCEEDING_FILED_TOPICS = struct.Struct(">32s18s14x")
_PROCEEDING_FILED_TOPICS_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFF

_PROCEEDING_FILED = struct.Struct(">24xQ24xQ12x20s24xQ")
_PROCEEDING_FILED_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000FFFFFFFFFFFFFFFFFFFFFFFF0000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000


def _proceeding_filed(topics: Sequence[bytes], data: bytes) -> ProceedingFiled:
    key = topics[1] + topics[2]
    if len(topics) != 3:
        raise _Odd("ProceedingFiled has 3 topics")
    (
        t0,
        t1,
    ) = _PROCEEDING_FILED_TOPICS.unpack(key)
    if _int(key, "big") & _PROCEEDING_FILED_TOPICS_PADDING:
        raise _Odd("ProceedingFiled: padding is not zero")
    (
        v0,
        v1,
        v2,
        v3,
    ) = _PROCEEDING_FILED.unpack_from(data)
    at = 0
    end = 128
    if _int(data[:128], "big") & _PROCEEDING_FILED_PADDING:
        raise _Odd("ProceedingFiled: padding is not zero")
    if v3 != end - at:
        raise _Odd("the offset of motion is not the canonical one")
    x_motion, end = _motion(data, end)
    if end != len(data):
        raise _Odd("ProceedingFiled: bytes stand behind the data")
    return ProceedingFiled(certificate_of(t0), org_of(t1), _PROCEDURE[v0], v1, v2, x_motion)


_PROCEEDING_REFUSED_TOPICS = struct.Struct(">32s18s14x")
_PROCEEDING_REFUSED_TOPICS_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFF

_PROCEEDING_REFUSED = struct.Struct(">24xQ12x20s12x20s32s18s14x32s32s32s32s32s32s24xQ32s24xQ")
_PROCEEDING_REFUSED_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00FFFFFFFFFFFFFFFFFFFFFFFF0000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFF00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFF000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF000000000000000000000000000000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00


def _proceeding_refused(topics: Sequence[bytes], data: bytes) -> ProceedingRefused:
    key = topics[1] + topics[2]
    if len(topics) != 3:
        raise _Odd("ProceedingRefused has 3 topics")
    (
        t0,
        t1,
    ) = _PROCEEDING_REFUSED_TOPICS.unpack(key)
    if _int(key, "big") & _PROCEEDING_REFUSED_TOPICS_PADDING:
        raise _Odd("ProceedingRefused: padding is not zero")
    (
        v0,
        v1,
        v2,
        v3,
        v4,
        v5,
        v6,
        v7,
        v8,
        v9,
        v10,
        v11,
        v12,
        v13,
    ) = _PROCEEDING_REFUSED.unpack(data)
    if _int(data, "big") & _PROCEEDING_REFUSED_PADDING:
        raise _Odd("ProceedingRefused: padding is not zero")
    return ProceedingRefused(
        certificate_of(t0),
        org_of(t1),
        _PROCEDURE[v0],
        Decider(v1, v2, v3, org_of(v4)),
        Step(certificate_of(v5), v6, v7, Assent(v8, v9, v10, v11), v12, v13),
    )


_PROCEEDING_WITHDRAWN_TOPICS = struct.Struct(">32s18s14x")
_PROCEEDING_WITHDRAWN_TOPICS_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFF

_PROCEEDING_WITHDRAWN = struct.Struct(">24xQ12x20s12x20s32s18s14x32s32s32s32s32s32s24xQ32s24xQ")
_PROCEEDING_WITHDRAWN_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00FFFFFFFFFFFFFFFFFFFFFFFF0000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFF00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFF000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF000000000000000000000000000000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00


def _proceeding_withdrawn(topics: Sequence[bytes], data: bytes) -> ProceedingWithdrawn:
    key = topics[1] + topics[2]
    if len(topics) != 3:
        raise _Odd("ProceedingWithdrawn has 3 topics")
    (
        t0,
        t1,
    ) = _PROCEEDING_WITHDRAWN_TOPICS.unpack(key)
    if _int(key, "big") & _PROCEEDING_WITHDRAWN_TOPICS_PADDING:
        raise _Odd("ProceedingWithdrawn: padding is not zero")
    (
        v0,
        v1,
        v2,
        v3,
        v4,
        v5,
        v6,
        v7,
        v8,
        v9,
        v10,
        v11,
        v12,
        v13,
    ) = _PROCEEDING_WITHDRAWN.unpack(data)
    if _int(data, "big") & _PROCEEDING_WITHDRAWN_PADDING:
        raise _Odd("ProceedingWithdrawn: padding is not zero")
    return ProceedingWithdrawn(
        certificate_of(t0),
        org_of(t1),
        _PROCEDURE[v0],
        Decider(v1, v2, v3, org_of(v4)),
        Step(certificate_of(v5), v6, v7, Assent(v8, v9, v10, v11), v12, v13),
    )


_CIRCULATION_ANSWERED_TOPICS = struct.Struct(">32s18s14x")
_CIRCULATION_ANSWERED_TOPICS_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFF

_CIRCULATION_ANSWERED = struct.Struct(">24xQ12x20s24xQ32s24xQ32s32s32s32s32s32s32s24xQ32s")
_CIRCULATION_ANSWERED_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000FFFFFFFFFFFFFFFFFFFFFFFF0000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFE0000000000000000000000000000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF000000000000000000000000000000000000000000000000000000000000000000


def _circulation_answered(topics: Sequence[bytes], data: bytes) -> CirculationAnswered:
    key = topics[1] + topics[2]
    if len(topics) != 3:
        raise _Odd("CirculationAnswered has 3 topics")
    (
        t0,
        t1,
    ) = _CIRCULATION_ANSWERED_TOPICS.unpack(key)
    if _int(key, "big") & _CIRCULATION_ANSWERED_TOPICS_PADDING:
        raise _Odd("CirculationAnswered: padding is not zero")
    (
        v0,
        v1,
        v2,
        v3,
        v4,
        v5,
        v6,
        v7,
        v8,
        v9,
        v10,
        v11,
        v12,
        v13,
    ) = _CIRCULATION_ANSWERED.unpack(data)
    if _int(data, "big") & _CIRCULATION_ANSWERED_PADDING:
        raise _Odd("CirculationAnswered: padding is not zero")
    return CirculationAnswered(
        t0, org_of(t1), v0, v1, v2 == 1, Receipt(certificate_of(v3), v4, v5, v6, v7, v8), Assent(v9, v10, v11, v12), v13
    )


_CIRCULATION_ASKED_TOPICS = struct.Struct(">32s18s14x")
_CIRCULATION_ASKED_TOPICS_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFF

_CIRCULATION_ASKED = struct.Struct(">24xQ32s12x20s24xQ24xQ32s32s24xQ32s32s24xQ24xQ24xQ24xQ24xQ24xQ24xQ24xQ32s")
_CIRCULATION_ASKED_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF000000000000000000000000000000000000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFF0000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000000000000000000000000000000000000000000000000000000000000000000000000000


def _circulation_asked(topics: Sequence[bytes], data: bytes) -> CirculationAsked:
    key = topics[1] + topics[2]
    if len(topics) != 3:
        raise _Odd("CirculationAsked has 3 topics")
    (
        t0,
        t1,
    ) = _CIRCULATION_ASKED_TOPICS.unpack(key)
    if _int(key, "big") & _CIRCULATION_ASKED_TOPICS_PADDING:
        raise _Odd("CirculationAsked: padding is not zero")
    (
        v0,
        v1,
        v2,
        v3,
        v4,
        v5,
        v6,
        v7,
        v8,
        v9,
        v10,
        v11,
        v12,
        v13,
        v14,
        v15,
        v16,
        v17,
        v18,
    ) = _CIRCULATION_ASKED.unpack(data)
    if _int(data, "big") & _CIRCULATION_ASKED_PADDING:
        raise _Odd("CirculationAsked: padding is not zero")
    return CirculationAsked(
        t0,
        org_of(t1),
        v0,
        certificate_of(v1),
        v2,
        v3 == 1,
        v4,
        v5,
        Inquiry(certificate_of(v6), _CIRCULATION[v7], v8, v9, Use(v10, v11, v12, v13, v14 == 1, v15, v16, v17), v18),
    )


_CIRCULATION_CONFIRMED_TOPICS = struct.Struct(">32s18s14x")
_CIRCULATION_CONFIRMED_TOPICS_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFF

_CIRCULATION_CONFIRMED = struct.Struct(">24xQ12x20s24xQ32s24xQ32s32s32s32s32s32s")
_CIRCULATION_CONFIRMED_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000FFFFFFFFFFFFFFFFFFFFFFFF0000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF000000000000000000000000000000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000


def _circulation_confirmed(topics: Sequence[bytes], data: bytes) -> CirculationConfirmed:
    key = topics[1] + topics[2]
    if len(topics) != 3:
        raise _Odd("CirculationConfirmed has 3 topics")
    (
        t0,
        t1,
    ) = _CIRCULATION_CONFIRMED_TOPICS.unpack(key)
    if _int(key, "big") & _CIRCULATION_CONFIRMED_TOPICS_PADDING:
        raise _Odd("CirculationConfirmed: padding is not zero")
    (
        v0,
        v1,
        v2,
        v3,
        v4,
        v5,
        v6,
        v7,
        v8,
        v9,
        v10,
    ) = _CIRCULATION_CONFIRMED.unpack(data)
    if _int(data, "big") & _CIRCULATION_CONFIRMED_PADDING:
        raise _Odd("CirculationConfirmed: padding is not zero")
    return CirculationConfirmed(t0, org_of(t1), v0, v1, v2, Receipt(certificate_of(v3), v4, v5, v6, v7, v8), v9, v10)


_CIRCULATION_REPORTED_TOPICS = struct.Struct(">32s18s14x")
_CIRCULATION_REPORTED_TOPICS_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFF

_CIRCULATION_REPORTED = struct.Struct(">24xQ32s32s12x20s24xQ24xQ32s32s24xQ")
_CIRCULATION_REPORTED_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFF0000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000


def _circulation_reported(topics: Sequence[bytes], data: bytes) -> CirculationReported:
    key = topics[1] + topics[2]
    if len(topics) != 3:
        raise _Odd("CirculationReported has 3 topics")
    (
        t0,
        t1,
    ) = _CIRCULATION_REPORTED_TOPICS.unpack(key)
    if _int(key, "big") & _CIRCULATION_REPORTED_TOPICS_PADDING:
        raise _Odd("CirculationReported: padding is not zero")
    (
        v0,
        v1,
        v2,
        v3,
        v4,
        v5,
        v6,
        v7,
        v8,
    ) = _CIRCULATION_REPORTED.unpack_from(data)
    at = 0
    end = 288
    if _int(data[:288], "big") & _CIRCULATION_REPORTED_PADDING:
        raise _Odd("CirculationReported: padding is not zero")
    if v8 != end - at:
        raise _Odd("the offset of report is not the canonical one")
    x_report, end = _report(data, end)
    if end != len(data):
        raise _Odd("CirculationReported: bytes stand behind the data")
    return CirculationReported(
        t0, org_of(t1), v0, v1, certificate_of(v2), v3, Finding(_STANDING[v4], v5, v6, _int(v7, "big")), x_report
    )


_USAGE_ANCHORED_TOPICS = struct.Struct(">32s18s14x")
_USAGE_ANCHORED_TOPICS_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFF

_USAGE_ANCHORED = struct.Struct(">12x20s32s24xQ")
_USAGE_ANCHORED_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFF00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000


def _usage_anchored(topics: Sequence[bytes], data: bytes) -> UsageAnchored:
    key = topics[1] + topics[2]
    if len(topics) != 3:
        raise _Odd("UsageAnchored has 3 topics")
    (
        t0,
        t1,
    ) = _USAGE_ANCHORED_TOPICS.unpack(key)
    if _int(key, "big") & _USAGE_ANCHORED_TOPICS_PADDING:
        raise _Odd("UsageAnchored: padding is not zero")
    (
        v0,
        v1,
        v2,
    ) = _USAGE_ANCHORED.unpack_from(data)
    at = 0
    end = 96
    if _int(data[:96], "big") & _USAGE_ANCHORED_PADDING:
        raise _Odd("UsageAnchored: padding is not zero")
    if v2 != end - at:
        raise _Odd("the offset of usage is not the canonical one")
    x_usage, end = _usage_batch(data, end)
    if end != len(data):
        raise _Odd("UsageAnchored: bytes stand behind the data")
    return UsageAnchored(t0, org_of(t1), v0, _int(v1, "big"), x_usage)


_DISPUTE_ANSWERED_TOPICS = struct.Struct(">32s18s14x")
_DISPUTE_ANSWERED_TOPICS_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFF

_DISPUTE_ANSWERED = struct.Struct(">12x20s32s32s24xQ32s24xQ32s32s32s24xQ32s")
_DISPUTE_ANSWERED_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFF000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF000000000000000000000000000000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFE000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF000000000000000000000000000000000000000000000000000000000000000000


def _dispute_answered(topics: Sequence[bytes], data: bytes) -> DisputeAnswered:
    key = topics[1] + topics[2]
    if len(topics) != 3:
        raise _Odd("DisputeAnswered has 3 topics")
    (
        t0,
        t1,
    ) = _DISPUTE_ANSWERED_TOPICS.unpack(key)
    if _int(key, "big") & _DISPUTE_ANSWERED_TOPICS_PADDING:
        raise _Odd("DisputeAnswered: padding is not zero")
    (
        v0,
        v1,
        v2,
        v3,
        v4,
        v5,
        v6,
        v7,
        v8,
        v9,
        v10,
    ) = _DISPUTE_ANSWERED.unpack(data)
    if _int(data, "big") & _DISPUTE_ANSWERED_PADDING:
        raise _Odd("DisputeAnswered: padding is not zero")
    return DisputeAnswered(
        certificate_of(t0),
        org_of(t1),
        v0,
        DisputeAnswer(certificate_of(v1), v2, v3, v4, v5 == 1, Assent(v6, v7, v8, v9), v10),
    )


_DISPUTE_CONCLUDED_TOPICS = struct.Struct(">32s18s14x")
_DISPUTE_CONCLUDED_TOPICS_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFF

_DISPUTE_CONCLUDED = struct.Struct(">12x20s12x20s32s32s32s24xQ24xQ32s32s")
_DISPUTE_CONCLUDED_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFF0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000


def _dispute_concluded(topics: Sequence[bytes], data: bytes) -> DisputeConcluded:
    key = topics[1] + topics[2]
    if len(topics) != 3:
        raise _Odd("DisputeConcluded has 3 topics")
    (
        t0,
        t1,
    ) = _DISPUTE_CONCLUDED_TOPICS.unpack(key)
    if _int(key, "big") & _DISPUTE_CONCLUDED_TOPICS_PADDING:
        raise _Odd("DisputeConcluded: padding is not zero")
    (
        v0,
        v1,
        v2,
        v3,
        v4,
        v5,
        v6,
        v7,
        v8,
    ) = _DISPUTE_CONCLUDED.unpack(data)
    if _int(data, "big") & _DISPUTE_CONCLUDED_PADDING:
        raise _Odd("DisputeConcluded: padding is not zero")
    return DisputeConcluded(
        certificate_of(t0),
        org_of(t1),
        v0,
        v1,
        v2,
        DisputeConclusion(certificate_of(v3), v4, v5, _DISPUTE_OUTCOME[v6], v7, v8),
    )


_DISPUTE_FILED_TOPICS = struct.Struct(">32s18s14x")
_DISPUTE_FILED_TOPICS_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFF

_DISPUTE_FILED = struct.Struct(">24xQ12x20s32s32s32s32s32s32s24xQ32s32s24xQ")
_DISPUTE_FILED_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00FFFFFFFFFFFFFFFFFFFFFFFF0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFE


def _dispute_filed(topics: Sequence[bytes], data: bytes) -> DisputeFiled:
    key = topics[1] + topics[2]
    if len(topics) != 3:
        raise _Odd("DisputeFiled has 3 topics")
    (
        t0,
        t1,
    ) = _DISPUTE_FILED_TOPICS.unpack(key)
    if _int(key, "big") & _DISPUTE_FILED_TOPICS_PADDING:
        raise _Odd("DisputeFiled: padding is not zero")
    (
        v0,
        v1,
        v2,
        v3,
        v4,
        v5,
        v6,
        v7,
        v8,
        v9,
        v10,
        v11,
    ) = _DISPUTE_FILED.unpack(data)
    if _int(data, "big") & _DISPUTE_FILED_PADDING:
        raise _Odd("DisputeFiled: padding is not zero")
    return DisputeFiled(
        certificate_of(t0),
        org_of(t1),
        v0,
        v1,
        Dispute(certificate_of(v2), v3, v4, Assent(v5, v6, v7, v8), v9, v10, v11 == 1),
    )


_DISPUTE_NOTED_TOPICS = struct.Struct(">32s18s14x")
_DISPUTE_NOTED_TOPICS_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFF

_DISPUTE_NOTED = struct.Struct(">12x20s32s32s24xQ24xQ32s32s")
_DISPUTE_NOTED_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFF000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000


def _dispute_noted(topics: Sequence[bytes], data: bytes) -> DisputeNoted:
    key = topics[1] + topics[2]
    if len(topics) != 3:
        raise _Odd("DisputeNoted has 3 topics")
    (
        t0,
        t1,
    ) = _DISPUTE_NOTED_TOPICS.unpack(key)
    if _int(key, "big") & _DISPUTE_NOTED_TOPICS_PADDING:
        raise _Odd("DisputeNoted: padding is not zero")
    (
        v0,
        v1,
        v2,
        v3,
        v4,
        v5,
        v6,
    ) = _DISPUTE_NOTED.unpack(data)
    if _int(data, "big") & _DISPUTE_NOTED_PADDING:
        raise _Odd("DisputeNoted: padding is not zero")
    return DisputeNoted(certificate_of(t0), org_of(t1), v0, DisputeNote(certificate_of(v1), v2, v3, v4, v5, v6))


_DISPUTE_WITHDRAWN_TOPICS = struct.Struct(">32s18s14x")
_DISPUTE_WITHDRAWN_TOPICS_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFF

_DISPUTE_WITHDRAWN = struct.Struct(">24xQ12x20s32s32s32s24xQ32s")
_DISPUTE_WITHDRAWN_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00FFFFFFFFFFFFFFFFFFFFFFFF0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF000000000000000000000000000000000000000000000000000000000000000000


def _dispute_withdrawn(topics: Sequence[bytes], data: bytes) -> DisputeWithdrawn:
    key = topics[1] + topics[2]
    if len(topics) != 3:
        raise _Odd("DisputeWithdrawn has 3 topics")
    (
        t0,
        t1,
    ) = _DISPUTE_WITHDRAWN_TOPICS.unpack(key)
    if _int(key, "big") & _DISPUTE_WITHDRAWN_TOPICS_PADDING:
        raise _Odd("DisputeWithdrawn: padding is not zero")
    (
        v0,
        v1,
        v2,
        v3,
        v4,
        v5,
        v6,
    ) = _DISPUTE_WITHDRAWN.unpack(data)
    if _int(data, "big") & _DISPUTE_WITHDRAWN_PADDING:
        raise _Odd("DisputeWithdrawn: padding is not zero")
    return DisputeWithdrawn(certificate_of(t0), org_of(t1), v0, v1, Assent(v2, v3, v4, v5), v6)


_LOAN_COMPENSATED_TOPICS = struct.Struct(">32s18s14x")
_LOAN_COMPENSATED_TOPICS_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFF

_LOAN_COMPENSATED = struct.Struct(">12x20s12x20s32s24xQ32s32s18s14x24xQ24xQ32s32s32s")
_LOAN_COMPENSATED_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFF00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000


def _loan_compensated(topics: Sequence[bytes], data: bytes) -> LoanCompensated:
    key = topics[1] + topics[2]
    if len(topics) != 3:
        raise _Odd("LoanCompensated has 3 topics")
    (
        t0,
        t1,
    ) = _LOAN_COMPENSATED_TOPICS.unpack(key)
    if _int(key, "big") & _LOAN_COMPENSATED_TOPICS_PADDING:
        raise _Odd("LoanCompensated: padding is not zero")
    (
        v0,
        v1,
        v2,
        v3,
        v4,
        v5,
        v6,
        v7,
        v8,
        v9,
        v10,
        v11,
    ) = _LOAN_COMPENSATED.unpack(data)
    if _int(data, "big") & _LOAN_COMPENSATED_PADDING:
        raise _Odd("LoanCompensated: padding is not zero")
    return LoanCompensated(t0, org_of(t1), v0, v1, v2, v3, Compensation(v4, v5, org_of(v6), v7, v8, v9, v10, v11))


_LOAN_CONTESTED_TOPICS = struct.Struct(">32s32s")

_LOAN_CONTESTED = struct.Struct(">18s14x12x20s24xQ32s32s32s24xQ32s32s32s24xQ32s")
_LOAN_CONTESTED_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF000000000000000000000000000000000000000000000000000000000000000000


def _loan_contested(topics: Sequence[bytes], data: bytes) -> LoanContested:
    key = topics[1] + topics[2]
    if len(topics) != 3:
        raise _Odd("LoanContested has 3 topics")
    (
        t0,
        t1,
    ) = _LOAN_CONTESTED_TOPICS.unpack(key)
    (
        v0,
        v1,
        v2,
        v3,
        v4,
        v5,
        v6,
        v7,
        v8,
        v9,
        v10,
        v11,
    ) = _LOAN_CONTESTED.unpack(data)
    if _int(data, "big") & _LOAN_CONTESTED_PADDING:
        raise _Odd("LoanContested: padding is not zero")
    return LoanContested(
        t0, t1, org_of(v0), v1, v2, LoanContestation(v3, v4, v5, _CONTEST[v6], Assent(v7, v8, v9, v10), v11)
    )


_LOAN_DEFAULTED_TOPICS = struct.Struct(">32s18s14x")
_LOAN_DEFAULTED_TOPICS_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFF

_LOAN_DEFAULTED = struct.Struct(">12x20s32s32s24xQ32s32s32s")
_LOAN_DEFAULTED_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFF000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000


def _loan_defaulted(topics: Sequence[bytes], data: bytes) -> LoanDefaulted:
    key = topics[1] + topics[2]
    if len(topics) != 3:
        raise _Odd("LoanDefaulted has 3 topics")
    (
        t0,
        t1,
    ) = _LOAN_DEFAULTED_TOPICS.unpack(key)
    if _int(key, "big") & _LOAN_DEFAULTED_TOPICS_PADDING:
        raise _Odd("LoanDefaulted: padding is not zero")
    (
        v0,
        v1,
        v2,
        v3,
        v4,
        v5,
        v6,
    ) = _LOAN_DEFAULTED.unpack(data)
    if _int(data, "big") & _LOAN_DEFAULTED_PADDING:
        raise _Odd("LoanDefaulted: padding is not zero")
    return LoanDefaulted(t0, org_of(t1), v0, LoanDefault(v1, v2, _DEFAULT_GROUND[v3], v4, v5, v6))


_LOAN_ENFORCED_TOPICS = struct.Struct(">32s18s14x")
_LOAN_ENFORCED_TOPICS_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFF

_LOAN_ENFORCED = struct.Struct(">12x20s32s32s24xQ32s32s32s")
_LOAN_ENFORCED_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFF000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000


def _loan_enforced(topics: Sequence[bytes], data: bytes) -> LoanEnforced:
    key = topics[1] + topics[2]
    if len(topics) != 3:
        raise _Odd("LoanEnforced has 3 topics")
    (
        t0,
        t1,
    ) = _LOAN_ENFORCED_TOPICS.unpack(key)
    if _int(key, "big") & _LOAN_ENFORCED_TOPICS_PADDING:
        raise _Odd("LoanEnforced: padding is not zero")
    (
        v0,
        v1,
        v2,
        v3,
        v4,
        v5,
        v6,
    ) = _LOAN_ENFORCED.unpack(data)
    if _int(data, "big") & _LOAN_ENFORCED_PADDING:
        raise _Odd("LoanEnforced: padding is not zero")
    return LoanEnforced(t0, org_of(t1), v0, LoanEnforcement(v1, v2, _ENFORCING[v3], v4, v5, v6))


_LOAN_FILED_OUTSIDE_TOPICS = struct.Struct(">32s18s14x")
_LOAN_FILED_OUTSIDE_TOPICS_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFF

_LOAN_FILED_OUTSIDE = struct.Struct(">12x20s32s32s32s24xQ24xQ24xQ32s32s")
_LOAN_FILED_OUTSIDE_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000


def _loan_filed_outside(topics: Sequence[bytes], data: bytes) -> LoanFiledOutside:
    key = topics[1] + topics[2]
    if len(topics) != 3:
        raise _Odd("LoanFiledOutside has 3 topics")
    (
        t0,
        t1,
    ) = _LOAN_FILED_OUTSIDE_TOPICS.unpack(key)
    if _int(key, "big") & _LOAN_FILED_OUTSIDE_TOPICS_PADDING:
        raise _Odd("LoanFiledOutside: padding is not zero")
    (
        v0,
        v1,
        v2,
        v3,
        v4,
        v5,
        v6,
        v7,
        v8,
    ) = _LOAN_FILED_OUTSIDE.unpack(data)
    if _int(data, "big") & _LOAN_FILED_OUTSIDE_PADDING:
        raise _Odd("LoanFiledOutside: padding is not zero")
    return LoanFiledOutside(t0, org_of(t1), v0, OutsideFiling(v1, v2, v3, v4, _OUTSIDE_STATUS[v5], v6, v7, v8))


_LOAN_MONITORED_TOPICS = struct.Struct(">32s18s14x")
_LOAN_MONITORED_TOPICS_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFF

_LOAN_MONITORED = struct.Struct(">12x20s32s32s24xQ24xQ32s32s")
_LOAN_MONITORED_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFF000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000


def _loan_monitored(topics: Sequence[bytes], data: bytes) -> LoanMonitored:
    key = topics[1] + topics[2]
    if len(topics) != 3:
        raise _Odd("LoanMonitored has 3 topics")
    (
        t0,
        t1,
    ) = _LOAN_MONITORED_TOPICS.unpack(key)
    if _int(key, "big") & _LOAN_MONITORED_TOPICS_PADDING:
        raise _Odd("LoanMonitored: padding is not zero")
    (
        v0,
        v1,
        v2,
        v3,
        v4,
        v5,
        v6,
    ) = _LOAN_MONITORED.unpack(data)
    if _int(data, "big") & _LOAN_MONITORED_PADDING:
        raise _Odd("LoanMonitored: padding is not zero")
    return LoanMonitored(t0, org_of(t1), v0, LoanMonitoring(v1, v2, _LOAN_STANDING[v3], v4, v5, v6))


_LOAN_REALISED_TOPICS = struct.Struct(">32s18s14x")
_LOAN_REALISED_TOPICS_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFF

_LOAN_REALISED = struct.Struct(">12x20s24xQ")
_LOAN_REALISED_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000


def _loan_realised(topics: Sequence[bytes], data: bytes) -> LoanRealised:
    key = topics[1] + topics[2]
    if len(topics) != 3:
        raise _Odd("LoanRealised has 3 topics")
    (
        t0,
        t1,
    ) = _LOAN_REALISED_TOPICS.unpack(key)
    if _int(key, "big") & _LOAN_REALISED_TOPICS_PADDING:
        raise _Odd("LoanRealised: padding is not zero")
    (
        v0,
        v1,
    ) = _LOAN_REALISED.unpack_from(data)
    at = 0
    end = 64
    if _int(data[:64], "big") & _LOAN_REALISED_PADDING:
        raise _Odd("LoanRealised: padding is not zero")
    if v1 != end - at:
        raise _Odd("the offset of realisation is not the canonical one")
    x_realisation, end = _realisation(data, end)
    if end != len(data):
        raise _Odd("LoanRealised: bytes stand behind the data")
    return LoanRealised(t0, org_of(t1), v0, x_realisation)


_LOAN_REVALUED_TOPICS = struct.Struct(">32s18s14x")
_LOAN_REVALUED_TOPICS_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFF

_LOAN_REVALUED = struct.Struct(">12x20s32s32s24xQ32s")
_LOAN_REVALUED_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFF000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000000000000000000000000000000000000000000000000000000000000000000000


def _loan_revalued(topics: Sequence[bytes], data: bytes) -> LoanRevalued:
    key = topics[1] + topics[2]
    if len(topics) != 3:
        raise _Odd("LoanRevalued has 3 topics")
    (
        t0,
        t1,
    ) = _LOAN_REVALUED_TOPICS.unpack(key)
    if _int(key, "big") & _LOAN_REVALUED_TOPICS_PADDING:
        raise _Odd("LoanRevalued: padding is not zero")
    (
        v0,
        v1,
        v2,
        v3,
        v4,
    ) = _LOAN_REVALUED.unpack(data)
    if _int(data, "big") & _LOAN_REVALUED_PADDING:
        raise _Odd("LoanRevalued: padding is not zero")
    return LoanRevalued(t0, org_of(t1), v0, _int(v1, "big"), _int(v2, "big"), v3, v4)


_LOAN_SUBROGATED_TOPICS = struct.Struct(">32s18s14x")
_LOAN_SUBROGATED_TOPICS_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFF

_LOAN_SUBROGATED = struct.Struct(">18s14x12x20s24xQ32s32s18s14x24xQ32s32s32s24xQ")
_LOAN_SUBROGATED_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00


def _loan_subrogated(topics: Sequence[bytes], data: bytes) -> LoanSubrogated:
    key = topics[1] + topics[2]
    if len(topics) != 3:
        raise _Odd("LoanSubrogated has 3 topics")
    (
        t0,
        t1,
    ) = _LOAN_SUBROGATED_TOPICS.unpack(key)
    if _int(key, "big") & _LOAN_SUBROGATED_TOPICS_PADDING:
        raise _Odd("LoanSubrogated: padding is not zero")
    (
        v0,
        v1,
        v2,
        v3,
        v4,
        v5,
        v6,
        v7,
        v8,
        v9,
        v10,
    ) = _LOAN_SUBROGATED.unpack(data)
    if _int(data, "big") & _LOAN_SUBROGATED_PADDING:
        raise _Odd("LoanSubrogated: padding is not zero")
    return LoanSubrogated(
        t0, org_of(t1), org_of(v0), v1, v2, Subrogation(v3, v4, org_of(v5), v6, Assent(v7, v8, v9, v10))
    )


_LOAN_SUSPENDED_TOPICS = struct.Struct(">32s18s14x")
_LOAN_SUSPENDED_TOPICS_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFF

_LOAN_SUSPENDED = struct.Struct(">12x20s12x20s32s32s32s24xQ18s14x24xQ32s32s")
_LOAN_SUSPENDED_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFF0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFE000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000


def _loan_suspended(topics: Sequence[bytes], data: bytes) -> LoanSuspended:
    key = topics[1] + topics[2]
    if len(topics) != 3:
        raise _Odd("LoanSuspended has 3 topics")
    (
        t0,
        t1,
    ) = _LOAN_SUSPENDED_TOPICS.unpack(key)
    if _int(key, "big") & _LOAN_SUSPENDED_TOPICS_PADDING:
        raise _Odd("LoanSuspended: padding is not zero")
    (
        v0,
        v1,
        v2,
        v3,
        v4,
        v5,
        v6,
        v7,
        v8,
        v9,
    ) = _LOAN_SUSPENDED.unpack(data)
    if _int(data, "big") & _LOAN_SUSPENDED_PADDING:
        raise _Odd("LoanSuspended: padding is not zero")
    return LoanSuspended(t0, org_of(t1), v0, v1, v2, LoanSuspension(v3, v4, v5 == 1, org_of(v6), v7, v8, v9))


_PROPOSAL_CONFIRMED_TOPICS = struct.Struct(">32s18s14x")
_PROPOSAL_CONFIRMED_TOPICS_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFF

_PROPOSAL_CONFIRMED = struct.Struct(">12x20s32s")
_PROPOSAL_CONFIRMED_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFF00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000


def _proposal_confirmed(topics: Sequence[bytes], data: bytes) -> ProposalConfirmed:
    key = topics[1] + topics[2]
    if len(topics) != 3:
        raise _Odd("ProposalConfirmed has 3 topics")
    (
        t0,
        t1,
    ) = _PROPOSAL_CONFIRMED_TOPICS.unpack(key)
    if _int(key, "big") & _PROPOSAL_CONFIRMED_TOPICS_PADDING:
        raise _Odd("ProposalConfirmed: padding is not zero")
    (
        v0,
        v1,
    ) = _PROPOSAL_CONFIRMED.unpack(data)
    if _int(data, "big") & _PROPOSAL_CONFIRMED_PADDING:
        raise _Odd("ProposalConfirmed: padding is not zero")
    return ProposalConfirmed(t0, org_of(t1), v0, v1)


_PROPOSAL_MADE_TOPICS = struct.Struct(">32s12x20s")
_PROPOSAL_MADE_TOPICS_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000000000000000000000000000

_PROPOSAL_MADE = struct.Struct(">18s14x12x20s24xQ32s32s24xQ")
_PROPOSAL_MADE_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000


def _proposal_made(topics: Sequence[bytes], data: bytes) -> ProposalMade:
    key = topics[1] + topics[2]
    if len(topics) != 3:
        raise _Odd("ProposalMade has 3 topics")
    (
        t0,
        t1,
    ) = _PROPOSAL_MADE_TOPICS.unpack(key)
    if _int(key, "big") & _PROPOSAL_MADE_TOPICS_PADDING:
        raise _Odd("ProposalMade: padding is not zero")
    (
        v0,
        v1,
        v2,
        v3,
        v4,
        v5,
    ) = _PROPOSAL_MADE.unpack_from(data)
    at = 0
    end = 192
    if _int(data[:192], "big") & _PROPOSAL_MADE_PADDING:
        raise _Odd("ProposalMade: padding is not zero")
    if v5 != end - at:
        raise _Odd("the offset of act is not the canonical one")
    x_act, end = _bytes(data, end)
    if end != len(data):
        raise _Odd("ProposalMade: bytes stand behind the data")
    return ProposalMade(t0, t1, org_of(v0), v1, v2, v3, v4, x_act)


_PROPOSAL_WITHDRAWN_TOPICS = struct.Struct(">32s18s14x")
_PROPOSAL_WITHDRAWN_TOPICS_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFF

_PROPOSAL_WITHDRAWN = struct.Struct(">12x20s")
_PROPOSAL_WITHDRAWN_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000000000000000000000000000


def _proposal_withdrawn(topics: Sequence[bytes], data: bytes) -> ProposalWithdrawn:
    key = topics[1] + topics[2]
    if len(topics) != 3:
        raise _Odd("ProposalWithdrawn has 3 topics")
    (
        t0,
        t1,
    ) = _PROPOSAL_WITHDRAWN_TOPICS.unpack(key)
    if _int(key, "big") & _PROPOSAL_WITHDRAWN_TOPICS_PADDING:
        raise _Odd("ProposalWithdrawn: padding is not zero")
    (v0,) = _PROPOSAL_WITHDRAWN.unpack(data)
    if _int(data, "big") & _PROPOSAL_WITHDRAWN_PADDING:
        raise _Odd("ProposalWithdrawn: padding is not zero")
    return ProposalWithdrawn(t0, org_of(t1), v0)


_ENTRY_TOPICS = struct.Struct(">32s24xQ12x20s")
_ENTRY_TOPICS_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000FFFFFFFFFFFFFFFFFFFFFFFF0000000000000000000000000000000000000000

_ENTRY = struct.Struct(">12x20s24xQ24xQ32s32s")
_ENTRY_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000


def _entry(topics: Sequence[bytes], data: bytes) -> Entry:
    key = topics[1] + topics[2] + topics[3]
    if len(topics) != 4:
        raise _Odd("Entry has 4 topics")
    (
        t0,
        t1,
        t2,
    ) = _ENTRY_TOPICS.unpack(key)
    if _int(key, "big") & _ENTRY_TOPICS_PADDING:
        raise _Odd("Entry: padding is not zero")
    (
        v0,
        v1,
        v2,
        v3,
        v4,
    ) = _ENTRY.unpack(data)
    if _int(data, "big") & _ENTRY_PADDING:
        raise _Odd("Entry: padding is not zero")
    return Entry(t0, t1, t2, v0, v1, v2, v3, v4)


_WRITER_ENDED_TOPICS = struct.Struct(">12x20s")
_WRITER_ENDED_TOPICS_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000000000000000000000000000

_WRITER_ENDED = struct.Struct(">32s24xQ")
_WRITER_ENDED_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000


def _writer_ended(topics: Sequence[bytes], data: bytes) -> WriterEnded:
    key = topics[1]
    if len(topics) != 2:
        raise _Odd("WriterEnded has 2 topics")
    (t0,) = _WRITER_ENDED_TOPICS.unpack(key)
    if _int(key, "big") & _WRITER_ENDED_TOPICS_PADDING:
        raise _Odd("WriterEnded: padding is not zero")
    (
        v0,
        v1,
    ) = _WRITER_ENDED.unpack(data)
    if _int(data, "big") & _WRITER_ENDED_PADDING:
        raise _Odd("WriterEnded: padding is not zero")
    return WriterEnded(t0, _int(v0, "big"), v1)


_WRITER_OPENED_TOPICS = struct.Struct(">12x20s")
_WRITER_OPENED_TOPICS_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000000000000000000000000000

_WRITER_OPENED = struct.Struct(">32s24xQ")
_WRITER_OPENED_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000


def _writer_opened(topics: Sequence[bytes], data: bytes) -> WriterOpened:
    key = topics[1]
    if len(topics) != 2:
        raise _Odd("WriterOpened has 2 topics")
    (t0,) = _WRITER_OPENED_TOPICS.unpack(key)
    if _int(key, "big") & _WRITER_OPENED_TOPICS_PADDING:
        raise _Odd("WriterOpened: padding is not zero")
    (
        v0,
        v1,
    ) = _WRITER_OPENED.unpack(data)
    if _int(data, "big") & _WRITER_OPENED_PADDING:
        raise _Odd("WriterOpened: padding is not zero")
    return WriterOpened(t0, _int(v0, "big"), v1)


_OBJECTION_DECIDED_TOPICS = struct.Struct(">32s18s14x")
_OBJECTION_DECIDED_TOPICS_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFF

_OBJECTION_DECIDED = struct.Struct(">12x20s12x20s32s32s32s24xQ24xQ32s32s")
_OBJECTION_DECIDED_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFF0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFE00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000


def _objection_decided(topics: Sequence[bytes], data: bytes) -> ObjectionDecided:
    key = topics[1] + topics[2]
    if len(topics) != 3:
        raise _Odd("ObjectionDecided has 3 topics")
    (
        t0,
        t1,
    ) = _OBJECTION_DECIDED_TOPICS.unpack(key)
    if _int(key, "big") & _OBJECTION_DECIDED_TOPICS_PADDING:
        raise _Odd("ObjectionDecided: padding is not zero")
    (
        v0,
        v1,
        v2,
        v3,
        v4,
        v5,
        v6,
        v7,
        v8,
    ) = _OBJECTION_DECIDED.unpack(data)
    if _int(data, "big") & _OBJECTION_DECIDED_PADDING:
        raise _Odd("ObjectionDecided: padding is not zero")
    return ObjectionDecided(t0, org_of(t1), v0, v1, v2, Decision(v3, v4, v5, v6 == 1, v7, v8))


_OBJECTION_FILED_TOPICS = struct.Struct(">32s18s14x")
_OBJECTION_FILED_TOPICS_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFF

_OBJECTION_FILED = struct.Struct(">24xQ12x20s24xQ24xQ32s32s32s24xQ32s32s32s")
_OBJECTION_FILED_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00FFFFFFFFFFFFFFFFFFFFFFFF0000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFE000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000


def _objection_filed(topics: Sequence[bytes], data: bytes) -> ObjectionFiled:
    key = topics[1] + topics[2]
    if len(topics) != 3:
        raise _Odd("ObjectionFiled has 3 topics")
    (
        t0,
        t1,
    ) = _OBJECTION_FILED_TOPICS.unpack(key)
    if _int(key, "big") & _OBJECTION_FILED_TOPICS_PADDING:
        raise _Odd("ObjectionFiled: padding is not zero")
    (
        v0,
        v1,
        v2,
        v3,
        v4,
        v5,
        v6,
        v7,
        v8,
        v9,
        v10,
    ) = _OBJECTION_FILED.unpack(data)
    if _int(data, "big") & _OBJECTION_FILED_PADDING:
        raise _Odd("ObjectionFiled: padding is not zero")
    return ObjectionFiled(t0, org_of(t1), v0, v1, v2, v3 == 1, Objection(v4, v5, v6, v7, v8, v9, v10))


_OBJECTION_WITHDRAWN_TOPICS = struct.Struct(">32s18s14x")
_OBJECTION_WITHDRAWN_TOPICS_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFF

_OBJECTION_WITHDRAWN = struct.Struct(">24xQ12x20s32s32s")
_OBJECTION_WITHDRAWN_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00FFFFFFFFFFFFFFFFFFFFFFFF000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000


def _objection_withdrawn(topics: Sequence[bytes], data: bytes) -> ObjectionWithdrawn:
    key = topics[1] + topics[2]
    if len(topics) != 3:
        raise _Odd("ObjectionWithdrawn has 3 topics")
    (
        t0,
        t1,
    ) = _OBJECTION_WITHDRAWN_TOPICS.unpack(key)
    if _int(key, "big") & _OBJECTION_WITHDRAWN_TOPICS_PADDING:
        raise _Odd("ObjectionWithdrawn: padding is not zero")
    (
        v0,
        v1,
        v2,
        v3,
    ) = _OBJECTION_WITHDRAWN.unpack(data)
    if _int(data, "big") & _OBJECTION_WITHDRAWN_PADDING:
        raise _Odd("ObjectionWithdrawn: padding is not zero")
    return ObjectionWithdrawn(t0, org_of(t1), v0, v1, v2, v3)


_ACTS_REAFFIRMED_TOPICS = struct.Struct(">18s14x")
_ACTS_REAFFIRMED_TOPICS_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFF

_ACTS_REAFFIRMED = struct.Struct(">12x20s32s32s24xQ")
_ACTS_REAFFIRMED_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFF000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000


def _acts_reaffirmed(topics: Sequence[bytes], data: bytes) -> ActsReaffirmed:
    key = topics[1]
    if len(topics) != 2:
        raise _Odd("ActsReaffirmed has 2 topics")
    (t0,) = _ACTS_REAFFIRMED_TOPICS.unpack(key)
    if _int(key, "big") & _ACTS_REAFFIRMED_TOPICS_PADDING:
        raise _Odd("ActsReaffirmed: padding is not zero")
    (
        v0,
        v1,
        v2,
        v3,
    ) = _ACTS_REAFFIRMED.unpack_from(data)
    at = 0
    end = 128
    if _int(data[:128], "big") & _ACTS_REAFFIRMED_PADDING:
        raise _Odd("ActsReaffirmed: padding is not zero")
    if v3 != end - at:
        raise _Odd("the offset of subjects is not the canonical one")
    x_subjects, end = _words(data, end)
    if end != len(data):
        raise _Odd("ActsReaffirmed: bytes stand behind the data")
    return ActsReaffirmed(org_of(t0), v0, v1, v2, x_subjects)


_ENCRYPTION_KEY_SET_TOPICS = struct.Struct(">18s14x")
_ENCRYPTION_KEY_SET_TOPICS_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFF

_ENCRYPTION_KEY_SET = struct.Struct(">12x20s32s")
_ENCRYPTION_KEY_SET_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFF00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000


def _encryption_key_set(topics: Sequence[bytes], data: bytes) -> EncryptionKeySet:
    key = topics[1]
    if len(topics) != 2:
        raise _Odd("EncryptionKeySet has 2 topics")
    (t0,) = _ENCRYPTION_KEY_SET_TOPICS.unpack(key)
    if _int(key, "big") & _ENCRYPTION_KEY_SET_TOPICS_PADDING:
        raise _Odd("EncryptionKeySet: padding is not zero")
    (
        v0,
        v1,
    ) = _ENCRYPTION_KEY_SET.unpack(data)
    if _int(data, "big") & _ENCRYPTION_KEY_SET_PADDING:
        raise _Odd("EncryptionKeySet: padding is not zero")
    return EncryptionKeySet(org_of(t0), v0, v1)


_KEY_ADDED_TOPICS = struct.Struct(">18s14x12x20s")
_KEY_ADDED_TOPICS_PADDING = (
    0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000000000000000000000000000
)

_KEY_ADDED = struct.Struct(">24xQ24xQ")
_KEY_ADDED_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000


def _key_added(topics: Sequence[bytes], data: bytes) -> KeyAdded:
    key = topics[1] + topics[2]
    if len(topics) != 3:
        raise _Odd("KeyAdded has 3 topics")
    (
        t0,
        t1,
    ) = _KEY_ADDED_TOPICS.unpack(key)
    if _int(key, "big") & _KEY_ADDED_TOPICS_PADDING:
        raise _Odd("KeyAdded: padding is not zero")
    (
        v0,
        v1,
    ) = _KEY_ADDED.unpack(data)
    if _int(data, "big") & _KEY_ADDED_PADDING:
        raise _Odd("KeyAdded: padding is not zero")
    return KeyAdded(org_of(t0), t1, v0, v1)


_KEY_COMPROMISED_TOPICS = struct.Struct(">18s14x12x20s")
_KEY_COMPROMISED_TOPICS_PADDING = (
    0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000000000000000000000000000
)

_KEY_COMPROMISED = struct.Struct(">12x20s24xQ32s")
_KEY_COMPROMISED_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000000000000000000000000000000000000000000000000000000000000000000000


def _key_compromised(topics: Sequence[bytes], data: bytes) -> KeyCompromised:
    key = topics[1] + topics[2]
    if len(topics) != 3:
        raise _Odd("KeyCompromised has 3 topics")
    (
        t0,
        t1,
    ) = _KEY_COMPROMISED_TOPICS.unpack(key)
    if _int(key, "big") & _KEY_COMPROMISED_TOPICS_PADDING:
        raise _Odd("KeyCompromised: padding is not zero")
    (
        v0,
        v1,
        v2,
    ) = _KEY_COMPROMISED.unpack(data)
    if _int(data, "big") & _KEY_COMPROMISED_PADDING:
        raise _Odd("KeyCompromised: padding is not zero")
    return KeyCompromised(org_of(t0), t1, v0, v1, v2)


_KEY_RETIRED_TOPICS = struct.Struct(">18s14x12x20s")
_KEY_RETIRED_TOPICS_PADDING = (
    0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000000000000000000000000000
)

_KEY_RETIRED = struct.Struct(">12x20s24xQ")
_KEY_RETIRED_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000


def _key_retired(topics: Sequence[bytes], data: bytes) -> KeyRetired:
    key = topics[1] + topics[2]
    if len(topics) != 3:
        raise _Odd("KeyRetired has 3 topics")
    (
        t0,
        t1,
    ) = _KEY_RETIRED_TOPICS.unpack(key)
    if _int(key, "big") & _KEY_RETIRED_TOPICS_PADDING:
        raise _Odd("KeyRetired: padding is not zero")
    (
        v0,
        v1,
    ) = _KEY_RETIRED.unpack(data)
    if _int(data, "big") & _KEY_RETIRED_PADDING:
        raise _Odd("KeyRetired: padding is not zero")
    return KeyRetired(org_of(t0), t1, v0, v1)


_ORGANISATION_ACCREDITED_TOPICS = struct.Struct(">18s14x24xQ")
_ORGANISATION_ACCREDITED_TOPICS_PADDING = (
    0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00
)

_ORGANISATION_ACCREDITED = struct.Struct(">24xQ24xQ24xQ24xQ")
_ORGANISATION_ACCREDITED_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00


def _organisation_accredited(topics: Sequence[bytes], data: bytes) -> OrganisationAccredited:
    key = topics[1] + topics[2]
    if len(topics) != 3:
        raise _Odd("OrganisationAccredited has 3 topics")
    (
        t0,
        t1,
    ) = _ORGANISATION_ACCREDITED_TOPICS.unpack(key)
    if _int(key, "big") & _ORGANISATION_ACCREDITED_TOPICS_PADDING:
        raise _Odd("OrganisationAccredited: padding is not zero")
    (
        v0,
        v1,
        v2,
        v3,
    ) = _ORGANISATION_ACCREDITED.unpack(data)
    if _int(data, "big") & _ORGANISATION_ACCREDITED_PADDING:
        raise _Odd("OrganisationAccredited: padding is not zero")
    return OrganisationAccredited(org_of(t0), _ORG_KIND[t1], v0, v1, v2, v3)


_ORGANISATION_REGISTERED_TOPICS = struct.Struct(">18s14x18s14x")
_ORGANISATION_REGISTERED_TOPICS_PADDING = (
    0xFFFFFFFFFFFFFFFFFFFFFFFFFFFF000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFF
)

_ORGANISATION_REGISTERED = struct.Struct(">12x20s32s24xQ")
_ORGANISATION_REGISTERED_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFF00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000


def _organisation_registered(topics: Sequence[bytes], data: bytes) -> OrganisationRegistered:
    key = topics[1] + topics[2]
    if len(topics) != 3:
        raise _Odd("OrganisationRegistered has 3 topics")
    (
        t0,
        t1,
    ) = _ORGANISATION_REGISTERED_TOPICS.unpack(key)
    if _int(key, "big") & _ORGANISATION_REGISTERED_TOPICS_PADDING:
        raise _Odd("OrganisationRegistered: padding is not zero")
    (
        v0,
        v1,
        v2,
    ) = _ORGANISATION_REGISTERED.unpack_from(data)
    at = 0
    end = 96
    if _int(data[:96], "big") & _ORGANISATION_REGISTERED_PADDING:
        raise _Odd("OrganisationRegistered: padding is not zero")
    if v2 != end - at:
        raise _Odd("the offset of registration is not the canonical one")
    x_registration, end = _registration(data, end)
    if end != len(data):
        raise _Odd("OrganisationRegistered: bytes stand behind the data")
    return OrganisationRegistered(org_of(t0), org_of(t1), v0, v1, x_registration)


_ORGANISATION_REGROUPED_TOPICS = struct.Struct(">18s14x")
_ORGANISATION_REGROUPED_TOPICS_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFF

_ORGANISATION_REGROUPED = struct.Struct(">24xQ")
_ORGANISATION_REGROUPED_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF000000


def _organisation_regrouped(topics: Sequence[bytes], data: bytes) -> OrganisationRegrouped:
    key = topics[1]
    if len(topics) != 2:
        raise _Odd("OrganisationRegrouped has 2 topics")
    (t0,) = _ORGANISATION_REGROUPED_TOPICS.unpack(key)
    if _int(key, "big") & _ORGANISATION_REGROUPED_TOPICS_PADDING:
        raise _Odd("OrganisationRegrouped: padding is not zero")
    (v0,) = _ORGANISATION_REGROUPED.unpack(data)
    if _int(data, "big") & _ORGANISATION_REGROUPED_PADDING:
        raise _Odd("OrganisationRegrouped: padding is not zero")
    return OrganisationRegrouped(org_of(t0), v0)


_ORGANISATION_RESUMED_TOPICS = struct.Struct(">18s14x24xQ")
_ORGANISATION_RESUMED_TOPICS_PADDING = (
    0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00
)

_ORGANISATION_RESUMED = struct.Struct(">24xQ32s")
_ORGANISATION_RESUMED_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000000000000000000000000000000000000000000000000000000000000000000000


def _organisation_resumed(topics: Sequence[bytes], data: bytes) -> OrganisationResumed:
    key = topics[1] + topics[2]
    if len(topics) != 3:
        raise _Odd("OrganisationResumed has 3 topics")
    (
        t0,
        t1,
    ) = _ORGANISATION_RESUMED_TOPICS.unpack(key)
    if _int(key, "big") & _ORGANISATION_RESUMED_TOPICS_PADDING:
        raise _Odd("OrganisationResumed: padding is not zero")
    (
        v0,
        v1,
    ) = _ORGANISATION_RESUMED.unpack(data)
    if _int(data, "big") & _ORGANISATION_RESUMED_PADDING:
        raise _Odd("OrganisationResumed: padding is not zero")
    return OrganisationResumed(org_of(t0), _ORG_KIND[t1], v0, v1)


_ORGANISATION_SUCCEEDED_TOPICS = struct.Struct(">18s14x18s14x")
_ORGANISATION_SUCCEEDED_TOPICS_PADDING = (
    0xFFFFFFFFFFFFFFFFFFFFFFFFFFFF000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFF
)

_ORGANISATION_SUCCEEDED = struct.Struct(">24xQ32s")
_ORGANISATION_SUCCEEDED_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000000000000000000000000000000000000000000000000000000000000000000000


def _organisation_succeeded(topics: Sequence[bytes], data: bytes) -> OrganisationSucceeded:
    key = topics[1] + topics[2]
    if len(topics) != 3:
        raise _Odd("OrganisationSucceeded has 3 topics")
    (
        t0,
        t1,
    ) = _ORGANISATION_SUCCEEDED_TOPICS.unpack(key)
    if _int(key, "big") & _ORGANISATION_SUCCEEDED_TOPICS_PADDING:
        raise _Odd("OrganisationSucceeded: padding is not zero")
    (
        v0,
        v1,
    ) = _ORGANISATION_SUCCEEDED.unpack(data)
    if _int(data, "big") & _ORGANISATION_SUCCEEDED_PADDING:
        raise _Odd("OrganisationSucceeded: padding is not zero")
    return OrganisationSucceeded(org_of(t0), org_of(t1), v0, v1)


_ORGANISATION_SUSPENDED_TOPICS = struct.Struct(">18s14x24xQ")
_ORGANISATION_SUSPENDED_TOPICS_PADDING = (
    0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00
)

_ORGANISATION_SUSPENDED = struct.Struct(">24xQ32s")
_ORGANISATION_SUSPENDED_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000000000000000000000000000000000000000000000000000000000000000000000


def _organisation_suspended(topics: Sequence[bytes], data: bytes) -> OrganisationSuspended:
    key = topics[1] + topics[2]
    if len(topics) != 3:
        raise _Odd("OrganisationSuspended has 3 topics")
    (
        t0,
        t1,
    ) = _ORGANISATION_SUSPENDED_TOPICS.unpack(key)
    if _int(key, "big") & _ORGANISATION_SUSPENDED_TOPICS_PADDING:
        raise _Odd("OrganisationSuspended: padding is not zero")
    (
        v0,
        v1,
    ) = _ORGANISATION_SUSPENDED.unpack(data)
    if _int(data, "big") & _ORGANISATION_SUSPENDED_PADDING:
        raise _Odd("OrganisationSuspended: padding is not zero")
    return OrganisationSuspended(org_of(t0), _ORG_KIND[t1], v0, v1)


_TWO_PERSON_ACTS_SET_TOPICS = struct.Struct(">18s14x")
_TWO_PERSON_ACTS_SET_TOPICS_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFF

_TWO_PERSON_ACTS_SET = struct.Struct(">12x20s12x20s32s")
_TWO_PERSON_ACTS_SET_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFF0000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000000000000000000000000000


def _two_person_acts_set(topics: Sequence[bytes], data: bytes) -> TwoPersonActsSet:
    key = topics[1]
    if len(topics) != 2:
        raise _Odd("TwoPersonActsSet has 2 topics")
    (t0,) = _TWO_PERSON_ACTS_SET_TOPICS.unpack(key)
    if _int(key, "big") & _TWO_PERSON_ACTS_SET_TOPICS_PADDING:
        raise _Odd("TwoPersonActsSet: padding is not zero")
    (
        v0,
        v1,
        v2,
    ) = _TWO_PERSON_ACTS_SET.unpack(data)
    if _int(data, "big") & _TWO_PERSON_ACTS_SET_PADDING:
        raise _Odd("TwoPersonActsSet: padding is not zero")
    return TwoPersonActsSet(org_of(t0), v0, v1, _int(v2, "big"))


_ENCUMBRANCE_LIFTED_TOPICS = struct.Struct(">32s32s")

_ENCUMBRANCE_LIFTED = struct.Struct(">24xQ32s24xQ24xQ")
_ENCUMBRANCE_LIFTED_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF000000000000000000000000000000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000


def _encumbrance_lifted(topics: Sequence[bytes], data: bytes) -> EncumbranceLifted:
    key = topics[1] + topics[2]
    if len(topics) != 3:
        raise _Odd("EncumbranceLifted has 3 topics")
    (
        t0,
        t1,
    ) = _ENCUMBRANCE_LIFTED_TOPICS.unpack(key)
    (
        v0,
        v1,
        v2,
        v3,
    ) = _ENCUMBRANCE_LIFTED.unpack(data)
    if _int(data, "big") & _ENCUMBRANCE_LIFTED_PADDING:
        raise _Odd("EncumbranceLifted: padding is not zero")
    return EncumbranceLifted(certificate_of(t0), t1, v0, v1, v2, v3)


_ENCUMBRANCE_PUT_TOPICS = struct.Struct(">32s32s")

_ENCUMBRANCE_PUT = struct.Struct(">24xQ32s24xQ24xQ24xQ")
_ENCUMBRANCE_PUT_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF000000000000000000000000000000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFE


def _encumbrance_put(topics: Sequence[bytes], data: bytes) -> EncumbrancePut:
    key = topics[1] + topics[2]
    if len(topics) != 3:
        raise _Odd("EncumbrancePut has 3 topics")
    (
        t0,
        t1,
    ) = _ENCUMBRANCE_PUT_TOPICS.unpack(key)
    (
        v0,
        v1,
        v2,
        v3,
        v4,
    ) = _ENCUMBRANCE_PUT.unpack(data)
    if _int(data, "big") & _ENCUMBRANCE_PUT_PADDING:
        raise _Odd("EncumbrancePut: padding is not zero")
    return EncumbrancePut(certificate_of(t0), t1, v0, v1, v2, v3, v4 == 1)


_PLEDGE_ASSIGNED_TOPICS = struct.Struct(">32s18s14x")
_PLEDGE_ASSIGNED_TOPICS_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFF

_PLEDGE_ASSIGNED = struct.Struct(">12x20s12x20s32s18s14x32s32s18s14x24xQ32s32s")
_PLEDGE_ASSIGNED_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFF00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000


def _pledge_assigned(topics: Sequence[bytes], data: bytes) -> PledgeAssigned:
    key = topics[1] + topics[2]
    if len(topics) != 3:
        raise _Odd("PledgeAssigned has 3 topics")
    (
        t0,
        t1,
    ) = _PLEDGE_ASSIGNED_TOPICS.unpack(key)
    if _int(key, "big") & _PLEDGE_ASSIGNED_TOPICS_PADDING:
        raise _Odd("PledgeAssigned: padding is not zero")
    (
        v0,
        v1,
        v2,
        v3,
        v4,
        v5,
        v6,
        v7,
        v8,
        v9,
    ) = _PLEDGE_ASSIGNED.unpack(data)
    if _int(data, "big") & _PLEDGE_ASSIGNED_PADDING:
        raise _Odd("PledgeAssigned: padding is not zero")
    return PledgeAssigned(
        t0, org_of(t1), v0, v1, v2, org_of(v3), PledgeAssignment(v4, v5, org_of(v6), _PASSING[v7], v8, v9)
    )


_PLEDGE_CONSENTED_TOPICS = struct.Struct(">32s32s")

_PLEDGE_CONSENTED = struct.Struct(">18s14x12x20s32s32s32s32s24xQ32s32s32s24xQ")
_PLEDGE_CONSENTED_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00


def _pledge_consented(topics: Sequence[bytes], data: bytes) -> PledgeConsented:
    key = topics[1] + topics[2]
    if len(topics) != 3:
        raise _Odd("PledgeConsented has 3 topics")
    (
        t0,
        t1,
    ) = _PLEDGE_CONSENTED_TOPICS.unpack(key)
    (
        v0,
        v1,
        v2,
        v3,
        v4,
        v5,
        v6,
        v7,
        v8,
        v9,
        v10,
    ) = _PLEDGE_CONSENTED.unpack(data)
    if _int(data, "big") & _PLEDGE_CONSENTED_PADDING:
        raise _Odd("PledgeConsented: padding is not zero")
    return PledgeConsented(t0, t1, org_of(v0), v1, PledgeConsent(v2, v3, v4, v5, v6, Assent(v7, v8, v9, v10)))


_PLEDGE_EXTENDED_TOPICS = struct.Struct(">32s18s14x")
_PLEDGE_EXTENDED_TOPICS_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFF

_PLEDGE_EXTENDED = struct.Struct(">12x20s32s32s24xQ24xQ32s32s")
_PLEDGE_EXTENDED_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFF000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFE00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000


def _pledge_extended(topics: Sequence[bytes], data: bytes) -> PledgeExtended:
    key = topics[1] + topics[2]
    if len(topics) != 3:
        raise _Odd("PledgeExtended has 3 topics")
    (
        t0,
        t1,
    ) = _PLEDGE_EXTENDED_TOPICS.unpack(key)
    if _int(key, "big") & _PLEDGE_EXTENDED_TOPICS_PADDING:
        raise _Odd("PledgeExtended: padding is not zero")
    (
        v0,
        v1,
        v2,
        v3,
        v4,
        v5,
        v6,
    ) = _PLEDGE_EXTENDED.unpack(data)
    if _int(data, "big") & _PLEDGE_EXTENDED_PADDING:
        raise _Odd("PledgeExtended: padding is not zero")
    return PledgeExtended(t0, org_of(t1), v0, PledgeExtension(v1, v2, v3, v4 == 1, v5, v6))


_PLEDGE_OFFER_CLOSED_TOPICS = struct.Struct(">32s18s14x")
_PLEDGE_OFFER_CLOSED_TOPICS_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFF

_PLEDGE_OFFER_CLOSED = struct.Struct(">12x20s24xQ32s32s32s32s32s32s24xQ")
_PLEDGE_OFFER_CLOSED_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00


def _pledge_offer_closed(topics: Sequence[bytes], data: bytes) -> PledgeOfferClosed:
    key = topics[1] + topics[2]
    if len(topics) != 3:
        raise _Odd("PledgeOfferClosed has 3 topics")
    (
        t0,
        t1,
    ) = _PLEDGE_OFFER_CLOSED_TOPICS.unpack(key)
    if _int(key, "big") & _PLEDGE_OFFER_CLOSED_TOPICS_PADDING:
        raise _Odd("PledgeOfferClosed: padding is not zero")
    (
        v0,
        v1,
        v2,
        v3,
        v4,
        v5,
        v6,
        v7,
        v8,
    ) = _PLEDGE_OFFER_CLOSED.unpack(data)
    if _int(data, "big") & _PLEDGE_OFFER_CLOSED_PADDING:
        raise _Odd("PledgeOfferClosed: padding is not zero")
    return PledgeOfferClosed(t0, org_of(t1), v0, _PLEDGE_CLOSING[v1], OfferClosing(v2, v3, v4, Assent(v5, v6, v7, v8)))


_PLEDGE_OFFERED_TOPICS = struct.Struct(">32s32s")

_PLEDGE_OFFERED = struct.Struct(">18s14x12x20s24xQ")
_PLEDGE_OFFERED_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000


def _pledge_offered(topics: Sequence[bytes], data: bytes) -> PledgeOffered:
    key = topics[1] + topics[2]
    if len(topics) != 3:
        raise _Odd("PledgeOffered has 3 topics")
    (
        t0,
        t1,
    ) = _PLEDGE_OFFERED_TOPICS.unpack(key)
    (
        v0,
        v1,
        v2,
    ) = _PLEDGE_OFFERED.unpack_from(data)
    at = 0
    end = 96
    if _int(data[:96], "big") & _PLEDGE_OFFERED_PADDING:
        raise _Odd("PledgeOffered: padding is not zero")
    if v2 != end - at:
        raise _Odd("the offset of offered is not the canonical one")
    x_offered, end = _pledge_offer(data, end)
    if end != len(data):
        raise _Odd("PledgeOffered: bytes stand behind the data")
    return PledgeOffered(t0, t1, org_of(v0), v1, x_offered)


_PLEDGE_PARTLY_RELEASED_TOPICS = struct.Struct(">32s18s14x")
_PLEDGE_PARTLY_RELEASED_TOPICS_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFF

_PLEDGE_PARTLY_RELEASED = struct.Struct(">12x20s12x20s32s32s32s24xQ32s32s")
_PLEDGE_PARTLY_RELEASED_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFF0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000


def _pledge_partly_released(topics: Sequence[bytes], data: bytes) -> PledgePartlyReleased:
    key = topics[1] + topics[2]
    if len(topics) != 3:
        raise _Odd("PledgePartlyReleased has 3 topics")
    (
        t0,
        t1,
    ) = _PLEDGE_PARTLY_RELEASED_TOPICS.unpack(key)
    if _int(key, "big") & _PLEDGE_PARTLY_RELEASED_TOPICS_PADDING:
        raise _Odd("PledgePartlyReleased: padding is not zero")
    (
        v0,
        v1,
        v2,
        v3,
        v4,
        v5,
        v6,
        v7,
    ) = _PLEDGE_PARTLY_RELEASED.unpack(data)
    if _int(data, "big") & _PLEDGE_PARTLY_RELEASED_PADDING:
        raise _Odd("PledgePartlyReleased: padding is not zero")
    return PledgePartlyReleased(t0, org_of(t1), v0, v1, v2, PartialRelease(v3, v4, v5, v6, v7))


_PLEDGE_RANK_SET_TOPICS = struct.Struct(">32s18s14x")
_PLEDGE_RANK_SET_TOPICS_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFF

_PLEDGE_RANK_SET = struct.Struct(">12x20s24xQ24xQ32s32s32s32s32s32s24xQ32s32s")
_PLEDGE_RANK_SET_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000


def _pledge_rank_set(topics: Sequence[bytes], data: bytes) -> PledgeRankSet:
    key = topics[1] + topics[2]
    if len(topics) != 3:
        raise _Odd("PledgeRankSet has 3 topics")
    (
        t0,
        t1,
    ) = _PLEDGE_RANK_SET_TOPICS.unpack(key)
    if _int(key, "big") & _PLEDGE_RANK_SET_TOPICS_PADDING:
        raise _Odd("PledgeRankSet: padding is not zero")
    (
        v0,
        v1,
        v2,
        v3,
        v4,
        v5,
        v6,
        v7,
        v8,
        v9,
        v10,
        v11,
    ) = _PLEDGE_RANK_SET.unpack(data)
    if _int(data, "big") & _PLEDGE_RANK_SET_PADDING:
        raise _Odd("PledgeRankSet: padding is not zero")
    return PledgeRankSet(
        t0, org_of(t1), v0, v1, v2, RankSwap(v3, v4, v5, v6, PledgedUnit(certificate_of(v7), v8, v9), v10, v11)
    )


_PLEDGE_RECORDED_TOPICS = struct.Struct(">32s18s14x")
_PLEDGE_RECORDED_TOPICS_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFF

_PLEDGE_RECORDED = struct.Struct(">12x20s12x20s32s24xQ24xQ")
_PLEDGE_RECORDED_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFF00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000


def _pledge_recorded(topics: Sequence[bytes], data: bytes) -> PledgeRecorded:
    key = topics[1] + topics[2]
    if len(topics) != 3:
        raise _Odd("PledgeRecorded has 3 topics")
    (
        t0,
        t1,
    ) = _PLEDGE_RECORDED_TOPICS.unpack(key)
    if _int(key, "big") & _PLEDGE_RECORDED_TOPICS_PADDING:
        raise _Odd("PledgeRecorded: padding is not zero")
    (
        v0,
        v1,
        v2,
        v3,
        v4,
    ) = _PLEDGE_RECORDED.unpack_from(data)
    at = 0
    end = 160
    if _int(data[:160], "big") & _PLEDGE_RECORDED_PADDING:
        raise _Odd("PledgeRecorded: padding is not zero")
    if v3 != end - at:
        raise _Odd("the offset of ranked is not the canonical one")
    x_ranked, end = _collateral_list(data, end)
    if v4 != end - at:
        raise _Odd("the offset of acceptance is not the canonical one")
    x_acceptance, end = _pledge_acceptance(data, end)
    if end != len(data):
        raise _Odd("PledgeRecorded: bytes stand behind the data")
    return PledgeRecorded(t0, org_of(t1), v0, v1, v2, x_ranked, x_acceptance)


_PLEDGE_RELEASED_TOPICS = struct.Struct(">32s18s14x")
_PLEDGE_RELEASED_TOPICS_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFF

_PLEDGE_RELEASED = struct.Struct(">12x20s12x20s32s32s32s24xQ18s14x24xQ32s32s")
_PLEDGE_RELEASED_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFF0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000


def _pledge_released(topics: Sequence[bytes], data: bytes) -> PledgeReleased:
    key = topics[1] + topics[2]
    if len(topics) != 3:
        raise _Odd("PledgeReleased has 3 topics")
    (
        t0,
        t1,
    ) = _PLEDGE_RELEASED_TOPICS.unpack(key)
    if _int(key, "big") & _PLEDGE_RELEASED_TOPICS_PADDING:
        raise _Odd("PledgeReleased: padding is not zero")
    (
        v0,
        v1,
        v2,
        v3,
        v4,
        v5,
        v6,
        v7,
        v8,
        v9,
    ) = _PLEDGE_RELEASED.unpack(data)
    if _int(data, "big") & _PLEDGE_RELEASED_PADDING:
        raise _Odd("PledgeReleased: padding is not zero")
    return PledgeReleased(t0, org_of(t1), v0, v1, v2, PledgeRelease(v3, v4, _PLEDGE_ENDING[v5], org_of(v6), v7, v8, v9))


_PLEDGE_SUBSTITUTED_TOPICS = struct.Struct(">32s18s14x")
_PLEDGE_SUBSTITUTED_TOPICS_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFF

_PLEDGE_SUBSTITUTED = struct.Struct(">12x20s12x20s32s24xQ24xQ")
_PLEDGE_SUBSTITUTED_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFF00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000


def _pledge_substituted(topics: Sequence[bytes], data: bytes) -> PledgeSubstituted:
    key = topics[1] + topics[2]
    if len(topics) != 3:
        raise _Odd("PledgeSubstituted has 3 topics")
    (
        t0,
        t1,
    ) = _PLEDGE_SUBSTITUTED_TOPICS.unpack(key)
    if _int(key, "big") & _PLEDGE_SUBSTITUTED_TOPICS_PADDING:
        raise _Odd("PledgeSubstituted: padding is not zero")
    (
        v0,
        v1,
        v2,
        v3,
        v4,
    ) = _PLEDGE_SUBSTITUTED.unpack_from(data)
    at = 0
    end = 160
    if _int(data[:160], "big") & _PLEDGE_SUBSTITUTED_PADDING:
        raise _Odd("PledgeSubstituted: padding is not zero")
    if v3 != end - at:
        raise _Odd("the offset of added is not the canonical one")
    x_added, end = _collateral_list(data, end)
    if v4 != end - at:
        raise _Odd("the offset of substitution is not the canonical one")
    x_substitution, end = _pledge_substitution(data, end)
    if end != len(data):
        raise _Odd("PledgeSubstituted: bytes stand behind the data")
    return PledgeSubstituted(t0, org_of(t1), v0, v1, v2, x_added, x_substitution)


_RANK_RESERVED_TOPICS = struct.Struct(">32s18s14x")
_RANK_RESERVED_TOPICS_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFF

_RANK_RESERVED = struct.Struct(">12x20s24xQ32s32s24xQ32s24xQ32s32s")
_RANK_RESERVED_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF000000000000000000000000000000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000


def _rank_reserved(topics: Sequence[bytes], data: bytes) -> RankReserved:
    key = topics[1] + topics[2]
    if len(topics) != 3:
        raise _Odd("RankReserved has 3 topics")
    (
        t0,
        t1,
    ) = _RANK_RESERVED_TOPICS.unpack(key)
    if _int(key, "big") & _RANK_RESERVED_TOPICS_PADDING:
        raise _Odd("RankReserved: padding is not zero")
    (
        v0,
        v1,
        v2,
        v3,
        v4,
        v5,
        v6,
        v7,
        v8,
    ) = _RANK_RESERVED.unpack(data)
    if _int(data, "big") & _RANK_RESERVED_PADDING:
        raise _Odd("RankReserved: padding is not zero")
    return RankReserved(
        t0, org_of(t1), v0, v1, RankReservation(PledgedUnit(certificate_of(v2), v3, v4), v5, v6, v7, v8)
    )


_CALENDAR_PUBLISHED_TOPICS = struct.Struct(">24xQ")
_CALENDAR_PUBLISHED_TOPICS_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000

_CALENDAR_PUBLISHED = struct.Struct(">24xQ24xQ32s32s32s")
_CALENDAR_PUBLISHED_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000


def _calendar_published(topics: Sequence[bytes], data: bytes) -> CalendarPublished:
    key = topics[1]
    if len(topics) != 2:
        raise _Odd("CalendarPublished has 2 topics")
    (t0,) = _CALENDAR_PUBLISHED_TOPICS.unpack(key)
    if _int(key, "big") & _CALENDAR_PUBLISHED_TOPICS_PADDING:
        raise _Odd("CalendarPublished: padding is not zero")
    (
        v0,
        v1,
        v2,
        v3,
        v4,
    ) = _CALENDAR_PUBLISHED.unpack(data)
    if _int(data, "big") & _CALENDAR_PUBLISHED_PADDING:
        raise _Odd("CalendarPublished: padding is not zero")
    return CalendarPublished(
        t0,
        v0,
        v1,
        (
            _int(v2, "big"),
            _int(v3, "big"),
        ),
        v4,
    )


_REGIME_PUBLISHED_TOPICS = struct.Struct(">32s24xQ")
_REGIME_PUBLISHED_TOPICS_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00

_REGIME_PUBLISHED = struct.Struct(">24xQ")
_REGIME_PUBLISHED_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000


def _regime_published(topics: Sequence[bytes], data: bytes) -> RegimePublished:
    key = topics[1] + topics[2]
    if len(topics) != 3:
        raise _Odd("RegimePublished has 3 topics")
    (
        t0,
        t1,
    ) = _REGIME_PUBLISHED_TOPICS.unpack(key)
    if _int(key, "big") & _REGIME_PUBLISHED_TOPICS_PADDING:
        raise _Odd("RegimePublished: padding is not zero")
    (v0,) = _REGIME_PUBLISHED.unpack_from(data)
    at = 0
    end = 32
    if _int(data[:32], "big") & _REGIME_PUBLISHED_PADDING:
        raise _Odd("RegimePublished: padding is not zero")
    if v0 != end - at:
        raise _Odd("the offset of regime is not the canonical one")
    x_regime, end = _regime(data, end)
    if end != len(data):
        raise _Odd("RegimePublished: bytes stand behind the data")
    return RegimePublished(regime_of(t0), t1, x_regime)


_VALUATION_WITHDRAWN_TOPICS = struct.Struct(">32s18s14x")
_VALUATION_WITHDRAWN_TOPICS_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFF

_VALUATION_WITHDRAWN = struct.Struct(">24xQ12x20s32s24xQ32s32s")
_VALUATION_WITHDRAWN_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00FFFFFFFFFFFFFFFFFFFFFFFF00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000


def _valuation_withdrawn(topics: Sequence[bytes], data: bytes) -> ValuationWithdrawn:
    key = topics[1] + topics[2]
    if len(topics) != 3:
        raise _Odd("ValuationWithdrawn has 3 topics")
    (
        t0,
        t1,
    ) = _VALUATION_WITHDRAWN_TOPICS.unpack(key)
    if _int(key, "big") & _VALUATION_WITHDRAWN_TOPICS_PADDING:
        raise _Odd("ValuationWithdrawn: padding is not zero")
    (
        v0,
        v1,
        v2,
        v3,
        v4,
        v5,
    ) = _VALUATION_WITHDRAWN.unpack(data)
    if _int(data, "big") & _VALUATION_WITHDRAWN_PADDING:
        raise _Odd("ValuationWithdrawn: padding is not zero")
    return ValuationWithdrawn(
        t0, org_of(t1), v0, v1, ValuationWithdrawal(certificate_of(v2), _VALUATION_PURPOSE[v3], v4, v5)
    )


_VALUE_ATTESTED_TOPICS = struct.Struct(">32s18s14x")
_VALUE_ATTESTED_TOPICS_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFF

_VALUE_ATTESTED = struct.Struct(">24xQ12x20s32s32s32s24xQ24xQ24xQ24xQ3s29x24xQ24xQ32s32s32s")
_VALUE_ATTESTED_PADDING = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00FFFFFFFFFFFFFFFFFFFFFFFF0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000


def _value_attested(topics: Sequence[bytes], data: bytes) -> ValueAttested:
    key = topics[1] + topics[2]
    if len(topics) != 3:
        raise _Odd("ValueAttested has 3 topics")
    (
        t0,
        t1,
    ) = _VALUE_ATTESTED_TOPICS.unpack(key)
    if _int(key, "big") & _VALUE_ATTESTED_TOPICS_PADDING:
        raise _Odd("ValueAttested: padding is not zero")
    (
        v0,
        v1,
        v2,
        v3,
        v4,
        v5,
        v6,
        v7,
        v8,
        v9,
        v10,
        v11,
        v12,
        v13,
        v14,
    ) = _VALUE_ATTESTED.unpack(data)
    if _int(data, "big") & _VALUE_ATTESTED_PADDING:
        raise _Odd("ValueAttested: padding is not zero")
    return ValueAttested(
        t0,
        org_of(t1),
        v0,
        v1,
        Valuation(certificate_of(v2), v3, v4, v5, _VALUATION_PURPOSE[v6], v7, v8, name_of(v9), v10, v11, v12, v13, v14),
    )


_DECODERS: Final[Mapping[bytes, Callable[[Sequence[bytes], bytes], Event | Entry]]] = {
    bytes.fromhex("e16c7548cfe86c4d6f8516fb1c8f477f8d2ed249cc71bcfc0d19abb469aa9d3e"): _application_accepted,
    bytes.fromhex("847933ded7399ad87b28b7f215fc350a326a64a8fe255ea8a031248e51852a6e"): _application_certified,
    bytes.fromhex("9e70f8b1e5c0a322ecbaca26dbea0f0673b328c98f8e8b980a576a919d9f0bd1"): _application_evidenced,
    bytes.fromhex("a605657ee035476af683ff1faad53def97496dcf9751f97587e16d166ab13f99"): _application_not_accepted,
    bytes.fromhex("b570a1509800583d6dad17a35681d2add31cdaa34262602ffb4f59cfb68afdb9"): _application_refused,
    bytes.fromhex("45d800fe2216f3d952acdb30500006fbe9e7d887b8b3fe2ccc9a8e130018a6df"): _application_resubmitted,
    bytes.fromhex("09082a752648adb8f6ee0541591c2a0a0e4e2bbbe6f9b6545f88f47b3acfe3ad"): _application_submitted,
    bytes.fromhex("b103112e35b07d421657dbaf415dd97e9d13064d1b8a32e14d89b67e0ccf4696"): _application_terminated,
    bytes.fromhex("ec572ff3698dc5e1bef76aae53ad2f0aede632df32bcdb14a09117ad8d94f2c1"): _application_withdrawn,
    bytes.fromhex("8e3546258892ea095cd3bc32565a289e69428c5e24c2786093aa379ed7bcc585"): _correction_requested,
    bytes.fromhex("15f442a1ec2f6d32570171d43e73a42b2ffb15bd7dca3063fdcedc0203468a77"): _evidence_received,
    bytes.fromhex("62f99ec70319dd3c3187d34fabac4eff2e3c6efea073bae0536bc05bd8e29b0d"): _evidence_requested,
    bytes.fromhex("d155f0d01a9a6d4076ec7a9ebd7707424e030480d534c016e8cfbb5bee7e7b39"): _notice_exempted,
    bytes.fromhex("ea79da8fc470fafb0b80ce153d750baa86310d8b3eb3fad5304ad7308df82ff2"): _notice_opened,
    bytes.fromhex("eace885a849a23beb69ad6a1c59d8e03db5ca4050e64f898e71eb552515ba7c0"): _processing_extended,
    bytes.fromhex("6aefa208713db48ab10039e245fddb03f2c97c1c79b84440d2210adbd5bd23b9"): _silence_noted,
    bytes.fromhex("43c6026db1993e12953ab9365ee6a133463d6d1947bf0e12afb70de426217643"): _consent_recorded,
    bytes.fromhex("53bd3b4213dcc971156c20726f21307718b6aef09e61cee915cb81ad3d516dbf"): _consent_withdrawn,
    bytes.fromhex("2e2d1619f70c82c20351a81d230563aaeaf1680071aaf6a916d98fc481c3666d"): _grant_accepted,
    bytes.fromhex("6f0de1fef2b2ec5cf1e78577b5fe93cc6ae456293d5762b5896c8cee6ab3ad4a"): _grant_closed,
    bytes.fromhex("9ad2c4775e33473bd1a5ba932a59c2948862e3190f222cc61c1afc921fadf934"): _grant_narrowed,
    bytes.fromhex("4f5a1082acd09363bb8d8140226c6d1ef3f45bd939d639b611535bba830bc99d"): _grant_offered,
    bytes.fromhex("11cc7cda7c4b7d1346b6876124045e3d1f276283f5e49a02c8f87e5316ef4741"): _grant_resumed,
    bytes.fromhex("0f97b71891d7b35df9a8faf3dc742b36f5791d60b11bb8264c00a70f7e56e16d"): _grant_revoked,
    bytes.fromhex("f90c21404070f77a15f8974dda92144c693432fc35186bd47c39b85cae1cbeea"): _grant_spent,
    bytes.fromhex("eb750074d7d149be1bee16ec601537c624ecc491024e36cb23269434955c0b43"): _grant_suspended,
    bytes.fromhex("fca7e8d605061dbad85b72943e7afa51c46f3499cbc1dffa49ab22d9dad2b174"): _grant_terminated,
    bytes.fromhex("cb83ef79d2c230ceae653f252834e59384da21d5e788322b92f716984d9cd6b4"): _public_grant_applied,
    bytes.fromhex("69744ff30c387db2048dcd2997c6ba7a2bd408d2850cb8e047151b2f35461d2b"): _public_grant_decided,
    bytes.fromhex("d20d9490270dea3cbe28990fdc00efe3d289aca57131ce183213cab7d2683a8f"): _public_grant_opined,
    bytes.fromhex("3a14911467a49d4a161d38f5ed30f0d8061f7a3472da491e7831ba2dda69225a"): _annotation_lifted,
    bytes.fromhex("5be5cb6f626e6c4160021a70f41aee2a090675a073deedbd82e29abff4d5dd5b"): _certificate_annotated,
    bytes.fromhex("0f91d9fff7500b27f8467f300683fbb79fe0c9e3edd63532e3f82d8c072501c3"): _certificate_cancelled,
    bytes.fromhex("cfc8625f70ef5dcc595490b4b2e229c1ae05c031370c74487e57b8dda7ffced4"): _certificate_changed,
    bytes.fromhex("90822aad270a345a11e42eff2fa25ce1f2c0135f99eaf2a22c1638a394f9caa5"): _certificate_corrected,
    bytes.fromhex("f386a1c9d323c8fa0083f95dbcafe54c5ef37c8b67c2bd9531ec29993050e640"): _certificate_issued,
    bytes.fromhex("b1001c4e6289d72bc8a2d8d00c5d9976b157be46b35bdde6e8d86e2798137120"): _certificate_linked,
    bytes.fromhex("964b14d376b09419073ceca1828d0f65711e463ee09d4ca00545da9b389634da"): _certificate_reaffirmed,
    bytes.fromhex("91cdc09cd84428389234a92b8101602693b40b62057c09dc11582ee1faf6e5d4"): _certificate_reconciled,
    bytes.fromhex("2aee303010e777594d8f37084ee1c09c924ed6808cef9112ee4739df593c10d2"): _certificate_related,
    bytes.fromhex("c30be2b4181fb9938048694b7e5031eccdfed78f4c7df6867ac8cc5703f2e35a"): _certificate_renewed,
    bytes.fromhex("5e175161f41ac131a14b5d33450e892c62cb976c7f5e8e245bf04e1904940931"): _certificate_revoked,
    bytes.fromhex("5919c00b839da59439af9301259e78a22976c31cf12cea2c86be5ba043a47d01"): _certificate_transferred,
    bytes.fromhex("96782173dbaeac1c4d360db2927dcb6d5ba65a76ae57bbd11a185ed0756a4b85"): _desk_trusted,
    bytes.fromhex("3983f7994a5f78ee6db13f3e7027c77e6e137fe2c05e5480eb2979971a85ae61"): _proceeding_accepted,
    bytes.fromhex("d6abcbbfb9613179895d2e9d55404aa87e185be4dfd43232f1e6242c10a14ab4"): _proceeding_agreed,
    bytes.fromhex("9a953645b05dba0bd1c6a989d66e9fdcefe455cd7da95ed94ddd81a53600356b"): _proceeding_filed,
    bytes.fromhex("ffa17352a8fea85c7d60017ac65155585b60d2328222bef521d5a1227a88744c"): _proceeding_refused,
    bytes.fromhex("393e1793149ab3de03f8451a983d971d42cd7a66e4d12ce453e09ba4ace6250b"): _proceeding_withdrawn,
    bytes.fromhex("8b6c694c59905adf01ef8d36fd11deea0a55091d5ad2c182cea32848ee49637f"): _circulation_answered,
    bytes.fromhex("67656f00a920e2631b58814383c4f9743bef6753996d445a403d6b4240ff99e8"): _circulation_asked,
    bytes.fromhex("afe605cec7e4a4027f98e19f7b750b57fd7424146bb17aeb79dc342636b90857"): _circulation_confirmed,
    bytes.fromhex("b21cbec34c4a588ed91125612591dac378c663bffd607124a3921595bce9482b"): _circulation_reported,
    bytes.fromhex("a21e22309105bdd3d759b3788867c48dc74a2a7a2a77aa73f7071dc2eafe9523"): _usage_anchored,
    bytes.fromhex("7a452245793ea2e887efe09ffc2615b30c225c3719868707607bbd6f7d8fc6f6"): _dispute_answered,
    bytes.fromhex("0b93278e7fc899e4fc017afd60bfd3efb269c3f8e3e7c5856211e8ab369b461e"): _dispute_concluded,
    bytes.fromhex("e3480f7a10b7038e942665115422729145888904603e088ab2c49fa6f694fb25"): _dispute_filed,
    bytes.fromhex("1c0cfc0cf4de5b0d7dd589914943392bc6b2a8eed6cd24d23a4b2e9d74f39c37"): _dispute_noted,
    bytes.fromhex("9c1e04b1eb4261691c4efac05cd9a1c5ab36820bb3e038a4a8002c3f62fa4619"): _dispute_withdrawn,
    bytes.fromhex("cc7d768fcb6b6197d1f01f81f8cbf3b933d76adf55ae3edaf5b7a8b92ffcf3db"): _loan_compensated,
    bytes.fromhex("e0f056fb23d13d47afea2bd39f85dad72cb3e22437a226376a4f92b161b7d3de"): _loan_contested,
    bytes.fromhex("063873570ce9ede259e3f80d437dddb683cc5cc7a7b29bc95c172cadc264da85"): _loan_defaulted,
    bytes.fromhex("fc2596fbcdb55ffdcd6148200888969d79106ed975ab12b5baa88219f03d3b0c"): _loan_enforced,
    bytes.fromhex("46a06432369c21a927d374d26459dde17e78e77f7d9029c3c7607622f388ccc0"): _loan_filed_outside,
    bytes.fromhex("e1fe390ee3c29897949972006b534c6e501d26b76066533238d1c07749179b81"): _loan_monitored,
    bytes.fromhex("560ea1dee4fbead9cf5738121ac4e03a67c95c0b6fc8f84d16d8f5a576d47f10"): _loan_realised,
    bytes.fromhex("6d91f8ea43d3a668e099d0181894fb4485a1c7594aba5cda4974b904a054126f"): _loan_revalued,
    bytes.fromhex("fc459685fa54ffabf1cf50f70cc0d54b0e39c7ec387ca334126714e4a0d5fbbf"): _loan_subrogated,
    bytes.fromhex("662c0456be509ea70395b82e5e13cce56f34a8ef08882bff41ddad82066c284e"): _loan_suspended,
    bytes.fromhex("e1e708f73d32a93d95a12146ce1193ad522846fe9d8033bf60266c626a8efdfd"): _proposal_confirmed,
    bytes.fromhex("932e2bf7d2953d4111bd525b07288f83ad22c0bf619d132636df23b719d7b062"): _proposal_made,
    bytes.fromhex("2c530fe70905b0126be88cc62abd3040405ef37f7cfffd993b6b75083597447c"): _proposal_withdrawn,
    bytes.fromhex("7f152582d4bdeecf15e73481bdc2ba43d2090fd78b99e138934a88792dcca3f4"): _entry,
    bytes.fromhex("74c573bbf61a23f403a3b1cd07823bb07c6b5315ecacedef663b742d35a3afa9"): _writer_ended,
    bytes.fromhex("6ce6556f278b2f37c46a025e5412d48c4a1b1ba13e4fc5b9d5dc1ecf5348d7d3"): _writer_opened,
    bytes.fromhex("2d186abe62cac6fda77cb13b8d3404ddacd4c9fb8640b86d7a95f729260656fe"): _objection_decided,
    bytes.fromhex("d5900bad5704c38f657c23b0abc3f1e7c7e7f4ad5b95e5c478352c887812755d"): _objection_filed,
    bytes.fromhex("5f1600131c9b9e451edf8b0a4cb0ecf2c394e7e7068d6382ab29f664788dbda5"): _objection_withdrawn,
    bytes.fromhex("dad1bbe43a810c910e5ffefa67b536f6b183fb54bbed9ff65dbe943c4a6bb8db"): _acts_reaffirmed,
    bytes.fromhex("0489900492e1b768d5d79f477868b4f18e1597588911fa7500c9df89d508fd6d"): _encryption_key_set,
    bytes.fromhex("861bf3feb88ceb210ba72c60bc84d91abf7345980f51240cf56f61cfc12c5616"): _key_added,
    bytes.fromhex("5d5879918565a4a76d93bcf4b75077c7a9bda1681418778d9b15f6f359a822b2"): _key_compromised,
    bytes.fromhex("ce92d345423391fbe51e80d7d780191b750896e033a866e489de2f4a023ebac7"): _key_retired,
    bytes.fromhex("033ecf5fca2f3bdd2c2c3dab565718eaa91126ed9d4a2288867751da7477dc0d"): _organisation_accredited,
    bytes.fromhex("31af7ed8e2453eba7fe2e1b2e40e5f566f3583595a1abc72b3bdab477b13d235"): _organisation_registered,
    bytes.fromhex("e82aa0b8cb7c8e9fc6a4fe7ebcb541dc50749d88d6ae95ec0920d4775be91e9b"): _organisation_regrouped,
    bytes.fromhex("00b248c127e862fd721a5364c81ac48148c748666ea0e35b749129c0de81169d"): _organisation_resumed,
    bytes.fromhex("79cddf1ee0a9cfff3a37f89a0f38cf7cc774699a5064be23e40c19723ac25e4c"): _organisation_succeeded,
    bytes.fromhex("4fa36819d89fae18dcf5656073b9f6859b89442ef0c57a877a24f7f246db7e4c"): _organisation_suspended,
    bytes.fromhex("fd77a866655bff9f39592d4edacdc0a8b97b6fe7c41b7bf5a0bf12bb39189faf"): _two_person_acts_set,
    bytes.fromhex("1940229fbc354bf7a22ad6a868b8cdf86bee1d79c0c65b8d33d9219f30cac72e"): _encumbrance_lifted,
    bytes.fromhex("48d1ef109dff802616ef1601d7e9b56364ba4a33e4c0e8d203fa5502e2511e74"): _encumbrance_put,
    bytes.fromhex("c9e00e248ab56795c25af27b816b39aba199138162fee3466584814f348ee5b6"): _pledge_assigned,
    bytes.fromhex("0dd4790304a0c440e36bf3fa5aae12c63edada10a2f5b09a86e8d1ca0ba6884a"): _pledge_consented,
    bytes.fromhex("a9e7b8756ab2f72c8bef3a062f2bb325f1d4b3cda6ec41221b229b73dbfabcc1"): _pledge_extended,
    bytes.fromhex("d9a692ff77a15d49ed8c941da750cf9d4ec6ce73541f6f9eb15a45c5899e05e1"): _pledge_offer_closed,
    bytes.fromhex("efb0cd245363b1d0a41d5293de59dd033bbebaa5a7494baa5fc74000a898a45f"): _pledge_offered,
    bytes.fromhex("7b678f8881a2713de21b91e8f343b071c7224ff703042547f7607162d1c2d708"): _pledge_partly_released,
    bytes.fromhex("4cf50d8d09ba915331c4cdf7c67363548a608feb5bfe23d21dc9cf506832047d"): _pledge_rank_set,
    bytes.fromhex("5cfa130a296c0530d00885131d214e4ea4a145376a4fe2b4f38c4d779344ee40"): _pledge_recorded,
    bytes.fromhex("c4317b0e95fb0448f44d28f30988b5a76d6ffa67956673509b2afc3baa60f0f5"): _pledge_released,
    bytes.fromhex("03a740d29b871707a749c83d73453d2c3e7d9c7c7b5341757adeafa36e4038eb"): _pledge_substituted,
    bytes.fromhex("485208fb141e5ccef3d18132b2ddff00a4b946bfa9e6e05f87d8ea0c9f7fccc9"): _rank_reserved,
    bytes.fromhex("37fc1693357af618d3b1a13a6fab7767d558dbeba810ddf59e5f214a6f358270"): _calendar_published,
    bytes.fromhex("e3b471378bca16fec3be1e1e2c46e3b10a0a8482e514b8297ecc1c94d7655050"): _regime_published,
    bytes.fromhex("6e2f5535fda7c39e65c1893c613ef353538991be37c766f003f8fa18a66965cd"): _valuation_withdrawn,
    bytes.fromhex("11911eb62fcd6f258507319257224987a6e6f84c85ca05b69a6a5d24521ef7e1"): _value_attested,
}
