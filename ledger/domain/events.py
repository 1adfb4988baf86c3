# SPDX-License-Identifier: Apache-2.0
"""What the contracts say: frozen values, past tense; generated
by scripts/build_decoders.py from contracts/interfaces; do not edit, run `make abi`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

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
)
from ledger.domain.kinds import (
    CertificateStatus,
    GrantGround,
    Module,
    OrgKind,
    PledgeClosing,
    Procedure,
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


@dataclass(frozen=True, slots=True)
class ApplicationAccepted:
    """RegistrationDesk: `ApplicationAccepted(bytes32,bytes18,(address,address,bytes32,bytes32,bytes32))`"""

    id: CaseId
    registrar: OrgId
    acted: Acted


@dataclass(frozen=True, slots=True)
class ApplicationCertified:
    """RegistrationDesk: `ApplicationCertified(bytes32,bytes18,(address,address,bytes32,bytes32,bytes32),bytes15)`"""

    id: CaseId
    registrar: OrgId
    acted: Acted
    code: CertificateId


@dataclass(frozen=True, slots=True)
class ApplicationEvidenced:
    """RegistrationDesk: `ApplicationEvidenced(bytes32,bytes18,(address,address,bytes32,bytes32,bytes32),uint4...`"""

    id: CaseId
    registrar: OrgId
    acted: Acted
    evidenced_at: int
    national_ref: str
    national_digest: bytes


@dataclass(frozen=True, slots=True)
class ApplicationNotAccepted:
    """RegistrationDesk: `ApplicationNotAccepted(bytes32,bytes18,(address,address,bytes32,bytes32,bytes32))`"""

    id: CaseId
    registrar: OrgId
    acted: Acted


@dataclass(frozen=True, slots=True)
class ApplicationRefused:
    """RegistrationDesk: `ApplicationRefused(bytes32,bytes18,(address,address,bytes32,bytes32,bytes32),uint8)`"""

    id: CaseId
    registrar: OrgId
    acted: Acted
    ground: int


@dataclass(frozen=True, slots=True)
class ApplicationResubmitted:
    """RegistrationDesk: `ApplicationResubmitted(bytes32,bytes18,(address,address,bytes32,bytes32,bytes32),(by...`"""

    id: CaseId
    registrar: OrgId
    acted: Acted
    content: Content


@dataclass(frozen=True, slots=True)
class ApplicationSubmitted:
    """RegistrationDesk: `ApplicationSubmitted(bytes32,bytes18,(address,uint40,bool,(bytes18,bytes32,bytes32,u...`"""

    id: CaseId
    registrar: OrgId
    submitted: Submitted


@dataclass(frozen=True, slots=True)
class ApplicationTerminated:
    """RegistrationDesk: `ApplicationTerminated(bytes32,bytes18,(address,address,bytes32,bytes32,bytes32))`"""

    id: CaseId
    registrar: OrgId
    acted: Acted


@dataclass(frozen=True, slots=True)
class ApplicationWithdrawn:
    """RegistrationDesk: `ApplicationWithdrawn(bytes32,bytes18,(address,address,bytes32,bytes32,bytes32))`"""

    id: CaseId
    registrar: OrgId
    acted: Acted


@dataclass(frozen=True, slots=True)
class CorrectionRequested:
    """RegistrationDesk: `CorrectionRequested(bytes32,bytes18,(address,address,bytes32,bytes32,bytes32),uint16)`"""

    id: CaseId
    registrar: OrgId
    acted: Acted
    last_day: int


@dataclass(frozen=True, slots=True)
class EvidenceReceived:
    """RegistrationDesk: `EvidenceReceived(bytes32,bytes18,(address,address,bytes32,bytes32,bytes32))`"""

    id: CaseId
    registrar: OrgId
    acted: Acted


@dataclass(frozen=True, slots=True)
class EvidenceRequested:
    """RegistrationDesk: `EvidenceRequested(bytes32,bytes18,(address,address,bytes32,bytes32,bytes32),uint16)`"""

    id: CaseId
    registrar: OrgId
    acted: Acted
    last_day: int


@dataclass(frozen=True, slots=True)
class NoticeExempted:
    """RegistrationDesk: `NoticeExempted(bytes32,bytes18,(address,address,bytes32,bytes32,bytes32))`"""

    id: CaseId
    registrar: OrgId
    acted: Acted


@dataclass(frozen=True, slots=True)
class NoticeOpened:
    """RegistrationDesk: `NoticeOpened(bytes32,bytes18,(address,address,bytes32,bytes32,bytes32),uint40)`"""

    id: CaseId
    registrar: OrgId
    acted: Acted
    published_at: int


@dataclass(frozen=True, slots=True)
class ProcessingExtended:
    """RegistrationDesk: `ProcessingExtended(bytes32,bytes18,(address,address,bytes32,bytes32,bytes32),uint8)`"""

    id: CaseId
    registrar: OrgId
    acted: Acted
    working_days: int


@dataclass(frozen=True, slots=True)
class SilenceNoted:
    """RegistrationDesk: `SilenceNoted(bytes32,bytes18,address,uint16,uint16)`"""

    id: CaseId
    registrar: OrgId
    by: Address
    deadline: int
    accepted_on: int


@dataclass(frozen=True, slots=True)
class ConsentRecorded:
    """AuthorizationRegistry: `ConsentRecorded(bytes32,bytes18,address,(bytes32,uint64,uint40,uint8,bytes32,by...`"""

    id: bytes
    by: OrgId
    account: Address
    consent: ConsentReceipt


@dataclass(frozen=True, slots=True)
class ConsentWithdrawn:
    """AuthorizationRegistry: `ConsentWithdrawn(bytes32,bytes18,address,bytes32,bytes32)`"""

    id: bytes
    by: OrgId
    account: Address
    person: bytes
    document: bytes


@dataclass(frozen=True, slots=True)
class GrantAccepted:
    """AuthorizationRegistry: `GrantAccepted(bytes32,bytes18,address,uint40,(bytes32,bytes32,bytes32,(bytes32,...`"""

    id: GrantId
    by: OrgId
    account: Address
    since: int
    act: GrantAct


@dataclass(frozen=True, slots=True)
class GrantClosed:
    """AuthorizationRegistry: `GrantClosed(bytes32,bytes18,address,bool,(bytes32,bytes32,bytes32,(bytes32,byte...`"""

    id: GrantId
    by: OrgId
    account: Address
    declined: bool
    act: GrantAct


@dataclass(frozen=True, slots=True)
class GrantNarrowed:
    """AuthorizationRegistry: `GrantNarrowed(bytes32,bytes18,address,(uint64,uint64,uint128,bool,uint8,uint40,...`"""

    id: GrantId
    by: OrgId
    account: Address
    scope: GrantScope
    act: GrantAct


@dataclass(frozen=True, slots=True)
class GrantOffered:
    """AuthorizationRegistry: `GrantOffered(bytes32,bytes18,address,(uint8,bytes32,bytes32,bytes32,bytes32,byt...`"""

    id: GrantId
    by: OrgId
    account: Address
    offer: GrantOffer


@dataclass(frozen=True, slots=True)
class GrantResumed:
    """AuthorizationRegistry: `GrantResumed(bytes32,bytes18,address,(bytes32,bytes32,bytes32,(bytes32,bytes32,...`"""

    id: GrantId
    by: OrgId
    account: Address
    act: GrantAct


@dataclass(frozen=True, slots=True)
class GrantRevoked:
    """AuthorizationRegistry: `GrantRevoked(bytes32,bytes18,address,uint8,(bytes32,bytes32,bytes32,(bytes32,by...`"""

    id: GrantId
    by: OrgId
    account: Address
    ground: GrantGround
    act: GrantAct


@dataclass(frozen=True, slots=True)
class GrantSpent:
    """AuthorizationRegistry: `GrantSpent(bytes32,address,uint64,uint64)`"""

    id: GrantId
    module: Address
    records: int
    calls: int


@dataclass(frozen=True, slots=True)
class GrantSuspended:
    """AuthorizationRegistry: `GrantSuspended(bytes32,bytes18,address,(bytes32,bytes32,bytes32,(bytes32,bytes3...`"""

    id: GrantId
    by: OrgId
    account: Address
    act: GrantAct


@dataclass(frozen=True, slots=True)
class GrantTerminated:
    """AuthorizationRegistry: `GrantTerminated(bytes32,bytes18,address,(bytes32,bytes32,bytes32,(bytes32,bytes...`"""

    id: GrantId
    by: OrgId
    account: Address
    act: GrantAct


@dataclass(frozen=True, slots=True)
class PublicGrantApplied:
    """AuthorizationRegistry: `PublicGrantApplied(bytes32,bytes18,address,(uint8,bytes32,bytes32,bytes32,bytes...`"""

    id: bytes
    by: OrgId
    account: Address
    application: PublicApplication


@dataclass(frozen=True, slots=True)
class PublicGrantDecided:
    """AuthorizationRegistry: `PublicGrantDecided(bytes32,bytes18,address,bool,(uint8,uint40,(uint64,uint64,ui...`"""

    id: bytes
    by: OrgId
    account: Address
    granted: bool
    terms: GrantTerms
    person: bytes
    document: bytes


@dataclass(frozen=True, slots=True)
class PublicGrantOpined:
    """AuthorizationRegistry: `PublicGrantOpined(bytes32,bytes18,address,bool,bytes32,bytes32)`"""

    id: bytes
    by: OrgId
    account: Address
    favourable: bool
    person: bytes
    document: bytes


@dataclass(frozen=True, slots=True)
class AnnotationLifted:
    """CertificateRegistry: `AnnotationLifted(bytes32,bytes18,address,address,bytes32,(bytes32,bytes32,bytes32...`"""

    id: CertificateId
    registrar: OrgId
    account: Address
    preparer: Address
    preparer_person: bytes
    lifting: Lifting


@dataclass(frozen=True, slots=True)
class CertificateAnnotated:
    """CertificateRegistry: `CertificateAnnotated(bytes32,bytes18,uint8,address,address,bytes32,(bytes32,bytes...`"""

    id: CertificateId
    registrar: OrgId
    number: int
    account: Address
    preparer: Address
    preparer_person: bytes
    annotation: Annotation


@dataclass(frozen=True, slots=True)
class CertificateCancelled:
    """CertificateRegistry: `CertificateCancelled(bytes32,bytes18,(address,address,bytes32,bytes18),(bytes32,b...`"""

    id: CertificateId
    by: OrgId
    decider: Decider
    registering: Registering


@dataclass(frozen=True, slots=True)
class CertificateChanged:
    """CertificateRegistry: `CertificateChanged(bytes32,bytes18,uint16,(address,address,bytes32,bytes18),(byte...`"""

    id: CertificateId
    by: OrgId
    version: int
    decider: Decider
    registering: Registering


@dataclass(frozen=True, slots=True)
class CertificateCorrected:
    """CertificateRegistry: `CertificateCorrected(bytes32,bytes18,uint16,address,address,bytes32,(bytes32,byte...`"""

    id: CertificateId
    registrar: OrgId
    version: int
    account: Address
    preparer: Address
    preparer_person: bytes
    correction: Correction


@dataclass(frozen=True, slots=True)
class CertificateIssued:
    """CertificateRegistry: `CertificateIssued(bytes32,bytes18,(uint40,uint40,address,address,bytes32,bytes32,...`"""

    id: CertificateId
    registrar: OrgId
    issued: Issued


@dataclass(frozen=True, slots=True)
class CertificateLinked:
    """CertificateRegistry: `CertificateLinked(bytes32,bytes18,address,(bytes32,bytes32,bytes32,uint8,uint8,bo...`"""

    id: CertificateId
    by: OrgId
    account: Address
    link: Link


@dataclass(frozen=True, slots=True)
class CertificateReaffirmed:
    """CertificateRegistry: `CertificateReaffirmed(bytes32,bytes18,address,bytes32,bytes32)`"""

    id: CertificateId
    registrar: OrgId
    account: Address
    person: bytes
    reason: bytes


@dataclass(frozen=True, slots=True)
class CertificateReconciled:
    """CertificateRegistry: `CertificateReconciled(bytes32,bytes18,address,bytes32,bytes32,bytes32,uint40,(byt...`"""

    id: CertificateId
    by: OrgId
    account: Address
    person: bytes
    batch: bytes
    extract_sha256: bytes
    extracted_at: int
    comparison: Comparison


@dataclass(frozen=True, slots=True)
class CertificateRelated:
    """CertificateRegistry: `CertificateRelated(bytes32,bytes18,address,bytes32,bool,(bytes32,bytes32,bytes32,...`"""

    id: CertificateId
    by: OrgId
    account: Address
    other: CertificateId
    first: bool
    relation: Relation


@dataclass(frozen=True, slots=True)
class CertificateRenewed:
    """CertificateRegistry: `CertificateRenewed(bytes32,bytes18,uint16,uint40,(address,address,bytes32,bytes18...`"""

    id: CertificateId
    by: OrgId
    version: int
    expires_at: int
    decider: Decider
    registering: Registering


@dataclass(frozen=True, slots=True)
class CertificateRevoked:
    """CertificateRegistry: `CertificateRevoked(bytes32,bytes18,(address,address,bytes32,bytes18),(bytes32,byt...`"""

    id: CertificateId
    by: OrgId
    decider: Decider
    ending: Ending


@dataclass(frozen=True, slots=True)
class CertificateTransferred:
    """CertificateRegistry: `CertificateTransferred(bytes32,bytes18,uint16,uint8,bytes32,(address,address,byte...`"""

    id: CertificateId
    by: OrgId
    version: int
    status: CertificateStatus
    units: bytes
    decider: Decider
    registering: Registering


@dataclass(frozen=True, slots=True)
class DeskTrusted:
    """CertificateRegistry: `DeskTrusted(address,bool)`"""

    desk: Address
    trusted: bool


@dataclass(frozen=True, slots=True)
class ProceedingAccepted:
    """CertificateRegistry: `ProceedingAccepted(bytes32,bytes18,uint8,(address,address,bytes32,bytes18),(bytes...`"""

    id: CertificateId
    by: OrgId
    procedure: Procedure
    decider: Decider
    step: Step


@dataclass(frozen=True, slots=True)
class ProceedingAgreed:
    """CertificateRegistry: `ProceedingAgreed(bytes32,bytes18,uint8,(address,address,bytes32,bytes18),(bytes32...`"""

    id: CertificateId
    by: OrgId
    procedure: Procedure
    decider: Decider
    step: Step


@dataclass(frozen=True, slots=True)
class ProceedingFiled:
    """CertificateRegistry: `ProceedingFiled(bytes32,bytes18,uint8,uint16,address,(bytes32,bytes32,(bytes32,by...`"""

    id: CertificateId
    by: OrgId
    procedure: Procedure
    number: int
    account: Address
    motion: Motion


@dataclass(frozen=True, slots=True)
class ProceedingRefused:
    """CertificateRegistry: `ProceedingRefused(bytes32,bytes18,uint8,(address,address,bytes32,bytes18),(bytes3...`"""

    id: CertificateId
    by: OrgId
    procedure: Procedure
    decider: Decider
    step: Step


@dataclass(frozen=True, slots=True)
class ProceedingWithdrawn:
    """CertificateRegistry: `ProceedingWithdrawn(bytes32,bytes18,uint8,(address,address,bytes32,bytes18),(byte...`"""

    id: CertificateId
    by: OrgId
    procedure: Procedure
    decider: Decider
    step: Step


@dataclass(frozen=True, slots=True)
class CirculationAnswered:
    """CirculationRegistry: `CirculationAnswered(bytes32,bytes18,uint32,address,bool,(bytes32,uint32,bytes32,b...`"""

    trace: bytes
    by: OrgId
    seq: int
    account: Address
    disputed: bool
    receipt: Receipt
    assent: Assent
    reason: bytes


@dataclass(frozen=True, slots=True)
class CirculationAsked:
    """CirculationRegistry: `CirculationAsked(bytes32,bytes18,uint32,bytes32,address,bool,uint8,bytes32,(bytes...`"""

    trace: bytes
    by: OrgId
    seq: int
    root: CertificateId
    account: Address
    allowed: bool
    rule: int
    decided_on: GrantId
    inquiry: Inquiry


@dataclass(frozen=True, slots=True)
class CirculationConfirmed:
    """CirculationRegistry: `CirculationConfirmed(bytes32,bytes18,uint32,address,uint8,(bytes32,uint32,bytes32...`"""

    trace: bytes
    by: OrgId
    seq: int
    account: Address
    level: int
    receipt: Receipt
    person: bytes
    document: bytes


@dataclass(frozen=True, slots=True)
class CirculationReported:
    """CirculationRegistry: `CirculationReported(bytes32,bytes18,uint32,bytes32,bytes32,address,(uint8,uint8,b...`"""

    trace: bytes
    by: OrgId
    seq: int
    receipt: bytes
    root: CertificateId
    account: Address
    finding: Finding
    report: Report


@dataclass(frozen=True, slots=True)
class UsageAnchored:
    """CirculationRegistry: `UsageAnchored(bytes32,bytes18,address,uint256,(bytes32,uint32,uint40,uint40,(byte...`"""

    batch: bytes
    by: OrgId
    account: Address
    rules: int
    usage: UsageBatch


@dataclass(frozen=True, slots=True)
class DisputeAnswered:
    """DisputeDesk: `DisputeAnswered(bytes32,bytes18,address,(bytes32,bytes32,uint8,bytes32,bool,(bytes32,byte...`"""

    id: CertificateId
    by: OrgId
    account: Address
    answer: DisputeAnswer


@dataclass(frozen=True, slots=True)
class DisputeConcluded:
    """DisputeDesk: `DisputeConcluded(bytes32,bytes18,address,address,bytes32,(bytes32,bytes32,uint8,uint8,byt...`"""

    id: CertificateId
    by: OrgId
    account: Address
    preparer: Address
    preparer_person: bytes
    conclusion: DisputeConclusion


@dataclass(frozen=True, slots=True)
class DisputeFiled:
    """DisputeDesk: `DisputeFiled(bytes32,bytes18,uint8,address,(bytes32,bytes32,bytes32,(bytes32,bytes32,byte...`"""

    id: CertificateId
    by: OrgId
    number: int
    account: Address
    dispute: Dispute


@dataclass(frozen=True, slots=True)
class DisputeNoted:
    """DisputeDesk: `DisputeNoted(bytes32,bytes18,address,(bytes32,bytes32,uint8,uint8,bytes32,bytes32))`"""

    id: CertificateId
    by: OrgId
    account: Address
    note: DisputeNote


@dataclass(frozen=True, slots=True)
class DisputeWithdrawn:
    """DisputeDesk: `DisputeWithdrawn(bytes32,bytes18,uint8,address,(bytes32,bytes32,bytes32,uint8),bytes32)`"""

    id: CertificateId
    by: OrgId
    number: int
    account: Address
    assent: Assent
    document: bytes


@dataclass(frozen=True, slots=True)
class LoanCompensated:
    """EnforcementDesk: `LoanCompensated(bytes32,bytes18,address,address,bytes32,uint16,(bytes32,bytes32,bytes...`"""

    id: PledgeId
    by: OrgId
    account: Address
    preparer: Address
    preparer_person: bytes
    number: int
    compensation: Compensation


@dataclass(frozen=True, slots=True)
class LoanContested:
    """EnforcementDesk: `LoanContested(bytes32,bytes32,bytes18,address,uint40,(bytes32,bytes32,bytes32,uint8,(...`"""

    id: PledgeId
    party: PartyId
    by: OrgId
    account: Address
    decided_from: int
    contestation: LoanContestation


@dataclass(frozen=True, slots=True)
class LoanDefaulted:
    """EnforcementDesk: `LoanDefaulted(bytes32,bytes18,address,(bytes32,bytes32,uint8,bytes32,bytes32,bytes32))`"""

    id: PledgeId
    by: OrgId
    account: Address
    declared: LoanDefault


@dataclass(frozen=True, slots=True)
class LoanEnforced:
    """EnforcementDesk: `LoanEnforced(bytes32,bytes18,address,(bytes32,bytes32,uint8,bytes32,bytes32,bytes32))`"""

    id: PledgeId
    by: OrgId
    account: Address
    enforcement: LoanEnforcement


@dataclass(frozen=True, slots=True)
class LoanFiledOutside:
    """EnforcementDesk: `LoanFiledOutside(bytes32,bytes18,address,(bytes32,bytes32,bytes32,uint40,uint8,uint40...`"""

    id: PledgeId
    by: OrgId
    account: Address
    filing: OutsideFiling


@dataclass(frozen=True, slots=True)
class LoanMonitored:
    """EnforcementDesk: `LoanMonitored(bytes32,bytes18,address,(bytes32,bytes32,uint8,uint40,bytes32,bytes32))`"""

    id: PledgeId
    by: OrgId
    account: Address
    monitoring: LoanMonitoring


@dataclass(frozen=True, slots=True)
class LoanRealised:
    """EnforcementDesk: `LoanRealised(bytes32,bytes18,address,(bytes32,bytes32,uint8,uint64,uint64,uint64,uint...`"""

    id: PledgeId
    by: OrgId
    account: Address
    realisation: Realisation


@dataclass(frozen=True, slots=True)
class LoanRevalued:
    """EnforcementDesk: `LoanRevalued(bytes32,bytes18,address,uint256,uint256,uint40,bytes32)`"""

    id: PledgeId
    by: OrgId
    account: Address
    secured: int
    value: int
    moment: int
    person: bytes


@dataclass(frozen=True, slots=True)
class LoanSubrogated:
    """EnforcementDesk: `LoanSubrogated(bytes32,bytes18,bytes18,address,uint64,(bytes32,bytes32,bytes18,uint16...`"""

    id: PledgeId
    payer: OrgId
    by: OrgId
    account: Address
    amount: int
    subrogation: Subrogation


@dataclass(frozen=True, slots=True)
class LoanSuspended:
    """EnforcementDesk: `LoanSuspended(bytes32,bytes18,address,address,bytes32,(bytes32,bytes32,bool,bytes18,u...`"""

    id: PledgeId
    by: OrgId
    account: Address
    preparer: Address
    preparer_person: bytes
    suspension: LoanSuspension


@dataclass(frozen=True, slots=True)
class ProposalConfirmed:
    """Governance: `ProposalConfirmed(bytes32,bytes18,address,bytes32)`"""

    id: bytes
    confirmer: OrgId
    account: Address
    person: bytes


@dataclass(frozen=True, slots=True)
class ProposalMade:
    """Governance: `ProposalMade(bytes32,address,bytes18,address,uint40,bytes32,bytes32,bytes)`"""

    id: bytes
    target: Address
    proposer: OrgId
    account: Address
    earliest: int
    person: bytes
    salt: bytes
    act: bytes


@dataclass(frozen=True, slots=True)
class ProposalWithdrawn:
    """Governance: `ProposalWithdrawn(bytes32,bytes18,address)`"""

    id: bytes
    by: OrgId
    account: Address


@dataclass(frozen=True, slots=True)
class Entry:
    """History: `Entry(bytes32,uint16,address,address,uint32,uint64,bytes32,bytes32)`"""

    subject: bytes
    kind: int
    module: Address
    actor: Address
    length: int
    sequence: int
    payload_hash: bytes
    head: bytes


@dataclass(frozen=True, slots=True)
class WriterEnded:
    """History: `WriterEnded(address,uint128,uint40)`"""

    module: Address
    kinds: int
    until: int


@dataclass(frozen=True, slots=True)
class WriterOpened:
    """History: `WriterOpened(address,uint128,uint40)`"""

    module: Address
    kinds: int
    since: int


@dataclass(frozen=True, slots=True)
class ObjectionDecided:
    """ObjectionDesk: `ObjectionDecided(bytes32,bytes18,address,address,bytes32,(bytes32,bytes32,uint8,bool,by...`"""

    case_id: CaseId
    registrar: OrgId
    account: Address
    preparer: Address
    preparer_person: bytes
    decision: Decision


@dataclass(frozen=True, slots=True)
class ObjectionFiled:
    """ObjectionDesk: `ObjectionFiled(bytes32,bytes18,uint8,address,uint40,bool,(bytes32,bytes32,bytes32,uint4...`"""

    case_id: CaseId
    registrar: OrgId
    number: int
    account: Address
    received_at: int
    claimed: bool
    objection: Objection


@dataclass(frozen=True, slots=True)
class ObjectionWithdrawn:
    """ObjectionDesk: `ObjectionWithdrawn(bytes32,bytes18,uint8,address,bytes32,bytes32)`"""

    case_id: CaseId
    registrar: OrgId
    number: int
    account: Address
    person: bytes
    document: bytes


@dataclass(frozen=True, slots=True)
class ActsReaffirmed:
    """OrganisationRegistry: `ActsReaffirmed(bytes18,address,bytes32,bytes32,bytes32[])`"""

    org: OrgId
    account: Address
    person: bytes
    reason: bytes
    subjects: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class EncryptionKeySet:
    """OrganisationRegistry: `EncryptionKeySet(bytes18,address,bytes32)`"""

    org: OrgId
    account: Address
    x25519: bytes


@dataclass(frozen=True, slots=True)
class KeyAdded:
    """OrganisationRegistry: `KeyAdded(bytes18,address,uint40,uint40)`"""

    org: OrgId
    account: Address
    since: int
    until: int


@dataclass(frozen=True, slots=True)
class KeyCompromised:
    """OrganisationRegistry: `KeyCompromised(bytes18,address,address,uint40,bytes32)`"""

    org: OrgId
    account: Address
    by: Address
    since: int
    report: bytes


@dataclass(frozen=True, slots=True)
class KeyRetired:
    """OrganisationRegistry: `KeyRetired(bytes18,address,address,uint40)`"""

    org: OrgId
    account: Address
    by: Address
    until: int


@dataclass(frozen=True, slots=True)
class OrganisationAccredited:
    """OrganisationRegistry: `OrganisationAccredited(bytes18,uint8,uint40,uint40,uint8,uint8)`"""

    org: OrgId
    kind: OrgKind
    since: int
    until: int
    region: int
    digit: int


@dataclass(frozen=True, slots=True)
class OrganisationRegistered:
    """OrganisationRegistry: `OrganisationRegistered(bytes18,bytes18,address,bytes32,(bytes18,uint16,uint24,bo...`"""

    org: OrgId
    by: OrgId
    account: Address
    person: bytes
    registration: Registration


@dataclass(frozen=True, slots=True)
class OrganisationRegrouped:
    """OrganisationRegistry: `OrganisationRegrouped(bytes18,uint24)`"""

    org: OrgId
    group: int


@dataclass(frozen=True, slots=True)
class OrganisationResumed:
    """OrganisationRegistry: `OrganisationResumed(bytes18,uint8,uint40,bytes32)`"""

    org: OrgId
    kind: OrgKind
    moment: int
    reason: bytes


@dataclass(frozen=True, slots=True)
class OrganisationSucceeded:
    """OrganisationRegistry: `OrganisationSucceeded(bytes18,bytes18,uint40,bytes32)`"""

    org: OrgId
    successor: OrgId
    moment: int
    document: bytes


@dataclass(frozen=True, slots=True)
class OrganisationSuspended:
    """OrganisationRegistry: `OrganisationSuspended(bytes18,uint8,uint40,bytes32)`"""

    org: OrgId
    kind: OrgKind
    moment: int
    reason: bytes


@dataclass(frozen=True, slots=True)
class TwoPersonActsSet:
    """OrganisationRegistry: `TwoPersonActsSet(bytes18,address,address,uint128)`"""

    org: OrgId
    account: Address
    preparer: Address
    kinds: int


@dataclass(frozen=True, slots=True)
class EncumbranceLifted:
    """PledgeRegistry: `EncumbranceLifted(bytes32,bytes32,uint8,bytes32,uint8,uint16)`"""

    code: CertificateId
    id: PledgeId
    place: int
    holder: PartyId
    right: int
    rank: int


@dataclass(frozen=True, slots=True)
class EncumbrancePut:
    """PledgeRegistry: `EncumbrancePut(bytes32,bytes32,uint8,bytes32,uint8,uint16,bool)`"""

    code: CertificateId
    id: PledgeId
    place: int
    holder: PartyId
    right: int
    rank: int
    exclusive: bool


@dataclass(frozen=True, slots=True)
class PledgeAssigned:
    """PledgeRegistry: `PledgeAssigned(bytes32,bytes18,address,address,bytes32,bytes18,(bytes32,bytes32,bytes1...`"""

    id: PledgeId
    by: OrgId
    account: Address
    preparer: Address
    preparer_person: bytes
    assignor: OrgId
    assignment: PledgeAssignment


@dataclass(frozen=True, slots=True)
class PledgeConsented:
    """PledgeRegistry: `PledgeConsented(bytes32,bytes32,bytes18,address,(bytes32,bytes32,bytes32,bytes32,uint4...`"""

    id: PledgeId
    party: PartyId
    by: OrgId
    account: Address
    given: PledgeConsent


@dataclass(frozen=True, slots=True)
class PledgeExtended:
    """PledgeRegistry: `PledgeExtended(bytes32,bytes18,address,(bytes32,bytes32,uint40,bool,bytes32,bytes32))`"""

    id: PledgeId
    by: OrgId
    account: Address
    extension: PledgeExtension


@dataclass(frozen=True, slots=True)
class PledgeOfferClosed:
    """PledgeRegistry: `PledgeOfferClosed(bytes32,bytes18,address,uint8,(bytes32,bytes32,bytes32,(bytes32,byte...`"""

    id: PledgeId
    by: OrgId
    account: Address
    closing: PledgeClosing
    offer_closing: OfferClosing


@dataclass(frozen=True, slots=True)
class PledgeOffered:
    """PledgeRegistry: `PledgeOffered(bytes32,bytes32,bytes18,address,(bytes32,bytes18,bytes32,(bytes32,bytes3...`"""

    id: PledgeId
    pledgor: PartyId
    by: OrgId
    account: Address
    offered: PledgeOffer


@dataclass(frozen=True, slots=True)
class PledgePartlyReleased:
    """PledgeRegistry: `PledgePartlyReleased(bytes32,bytes18,address,address,bytes32,(bytes32,bytes32,uint8,by...`"""

    id: PledgeId
    by: OrgId
    account: Address
    preparer: Address
    preparer_person: bytes
    partial_release: PartialRelease


@dataclass(frozen=True, slots=True)
class PledgeRankSet:
    """PledgeRegistry: `PledgeRankSet(bytes32,bytes18,address,uint8,uint16,(bytes32,bytes32,bytes32,bytes32,(b...`"""

    id: PledgeId
    by: OrgId
    account: Address
    place: int
    rank: int
    swap: RankSwap


@dataclass(frozen=True, slots=True)
class PledgeRecorded:
    """PledgeRegistry: `PledgeRecorded(bytes32,bytes18,address,address,bytes32,(bytes32,bytes32,uint8,uint16,b...`"""

    id: PledgeId
    pledgee: OrgId
    account: Address
    preparer: Address
    preparer_person: bytes
    ranked: tuple[Collateral, ...]
    acceptance: PledgeAcceptance


@dataclass(frozen=True, slots=True)
class PledgeReleased:
    """PledgeRegistry: `PledgeReleased(bytes32,bytes18,address,address,bytes32,(bytes32,bytes32,uint8,bytes18,...`"""

    id: PledgeId
    by: OrgId
    account: Address
    preparer: Address
    preparer_person: bytes
    ended: PledgeRelease


@dataclass(frozen=True, slots=True)
class PledgeSubstituted:
    """PledgeRegistry: `PledgeSubstituted(bytes32,bytes18,address,address,bytes32,(bytes32,bytes32,uint8,uint1...`"""

    id: PledgeId
    by: OrgId
    account: Address
    preparer: Address
    preparer_person: bytes
    added: tuple[Collateral, ...]
    substitution: PledgeSubstitution


@dataclass(frozen=True, slots=True)
class RankReserved:
    """PledgeRegistry: `RankReserved(bytes32,bytes18,address,uint40,((bytes32,bytes32,uint8),bytes32,uint40,by...`"""

    id: UnitId
    pledgee: OrgId
    account: Address
    until: int
    reservation: RankReservation


@dataclass(frozen=True, slots=True)
class CalendarPublished:
    """RuleBook: `CalendarPublished(uint16,uint16,uint16,uint256[2],bytes32)`"""

    year: int
    first_day: int
    published_through: int
    working_days: tuple[int, ...]
    notice_digest: bytes


@dataclass(frozen=True, slots=True)
class RegimePublished:
    """RuleBook: `RegimePublished(bytes32,uint8,(bytes32,uint8,uint8,uint8,uint8,uint8,uint8,uint8,uint8,bytes...`"""

    id: RegimeId
    number: int
    regime: Regime


@dataclass(frozen=True, slots=True)
class ValuationWithdrawn:
    """ValuationRegistry: `ValuationWithdrawn(bytes32,bytes18,uint8,address,(bytes32,uint8,bytes32,bytes32))`"""

    id: ValuationId
    valuer: OrgId
    place: int
    account: Address
    withdrawal: ValuationWithdrawal


@dataclass(frozen=True, slots=True)
class ValueAttested:
    """ValuationRegistry: `ValueAttested(bytes32,bytes18,uint8,address,(bytes32,bytes32,bytes32,uint16,uint8,u...`"""

    id: ValuationId
    valuer: OrgId
    place: int
    account: Address
    valuation: Valuation


Event = (
    ApplicationAccepted
    | ApplicationCertified
    | ApplicationEvidenced
    | ApplicationNotAccepted
    | ApplicationRefused
    | ApplicationResubmitted
    | ApplicationSubmitted
    | ApplicationTerminated
    | ApplicationWithdrawn
    | CorrectionRequested
    | EvidenceReceived
    | EvidenceRequested
    | NoticeExempted
    | NoticeOpened
    | ProcessingExtended
    | SilenceNoted
    | ConsentRecorded
    | ConsentWithdrawn
    | GrantAccepted
    | GrantClosed
    | GrantNarrowed
    | GrantOffered
    | GrantResumed
    | GrantRevoked
    | GrantSpent
    | GrantSuspended
    | GrantTerminated
    | PublicGrantApplied
    | PublicGrantDecided
    | PublicGrantOpined
    | AnnotationLifted
    | CertificateAnnotated
    | CertificateCancelled
    | CertificateChanged
    | CertificateCorrected
    | CertificateIssued
    | CertificateLinked
    | CertificateReaffirmed
    | CertificateReconciled
    | CertificateRelated
    | CertificateRenewed
    | CertificateRevoked
    | CertificateTransferred
    | DeskTrusted
    | ProceedingAccepted
    | ProceedingAgreed
    | ProceedingFiled
    | ProceedingRefused
    | ProceedingWithdrawn
    | CirculationAnswered
    | CirculationAsked
    | CirculationConfirmed
    | CirculationReported
    | UsageAnchored
    | DisputeAnswered
    | DisputeConcluded
    | DisputeFiled
    | DisputeNoted
    | DisputeWithdrawn
    | LoanCompensated
    | LoanContested
    | LoanDefaulted
    | LoanEnforced
    | LoanFiledOutside
    | LoanMonitored
    | LoanRealised
    | LoanRevalued
    | LoanSubrogated
    | LoanSuspended
    | ProposalConfirmed
    | ProposalMade
    | ProposalWithdrawn
    | WriterEnded
    | WriterOpened
    | ObjectionDecided
    | ObjectionFiled
    | ObjectionWithdrawn
    | ActsReaffirmed
    | EncryptionKeySet
    | KeyAdded
    | KeyCompromised
    | KeyRetired
    | OrganisationAccredited
    | OrganisationRegistered
    | OrganisationRegrouped
    | OrganisationResumed
    | OrganisationSucceeded
    | OrganisationSuspended
    | TwoPersonActsSet
    | EncumbranceLifted
    | EncumbrancePut
    | PledgeAssigned
    | PledgeConsented
    | PledgeExtended
    | PledgeOfferClosed
    | PledgeOffered
    | PledgePartlyReleased
    | PledgeRankSet
    | PledgeRecorded
    | PledgeReleased
    | PledgeSubstituted
    | RankReserved
    | CalendarPublished
    | RegimePublished
    | ValuationWithdrawn
    | ValueAttested
)
"""Every event of a module that is an act. `Entry` is none: it is what History makes of one."""


@dataclass(frozen=True, slots=True)
class EventMeta:
    """Where an EVM log stands."""

    block_number: int
    block_hash: bytes
    timestamp: int
    tx_hash: bytes
    tx_index: int
    log_index: int
    module: Address


@dataclass(frozen=True, slots=True)
class Recorded:
    """An act on record: the module's event, where it stands, and the entry that History made of it."""

    meta: EventMeta
    event: Event
    entry: Entry


BY_TOPIC0: Final[Mapping[bytes, type[Event | Entry]]] = {
    bytes.fromhex("e16c7548cfe86c4d6f8516fb1c8f477f8d2ed249cc71bcfc0d19abb469aa9d3e"): ApplicationAccepted,
    bytes.fromhex("847933ded7399ad87b28b7f215fc350a326a64a8fe255ea8a031248e51852a6e"): ApplicationCertified,
    bytes.fromhex("9e70f8b1e5c0a322ecbaca26dbea0f0673b328c98f8e8b980a576a919d9f0bd1"): ApplicationEvidenced,
    bytes.fromhex("a605657ee035476af683ff1faad53def97496dcf9751f97587e16d166ab13f99"): ApplicationNotAccepted,
    bytes.fromhex("b570a1509800583d6dad17a35681d2add31cdaa34262602ffb4f59cfb68afdb9"): ApplicationRefused,
    bytes.fromhex("45d800fe2216f3d952acdb30500006fbe9e7d887b8b3fe2ccc9a8e130018a6df"): ApplicationResubmitted,
    bytes.fromhex("09082a752648adb8f6ee0541591c2a0a0e4e2bbbe6f9b6545f88f47b3acfe3ad"): ApplicationSubmitted,
    bytes.fromhex("b103112e35b07d421657dbaf415dd97e9d13064d1b8a32e14d89b67e0ccf4696"): ApplicationTerminated,
    bytes.fromhex("ec572ff3698dc5e1bef76aae53ad2f0aede632df32bcdb14a09117ad8d94f2c1"): ApplicationWithdrawn,
    bytes.fromhex("8e3546258892ea095cd3bc32565a289e69428c5e24c2786093aa379ed7bcc585"): CorrectionRequested,
    bytes.fromhex("15f442a1ec2f6d32570171d43e73a42b2ffb15bd7dca3063fdcedc0203468a77"): EvidenceReceived,
    bytes.fromhex("62f99ec70319dd3c3187d34fabac4eff2e3c6efea073bae0536bc05bd8e29b0d"): EvidenceRequested,
    bytes.fromhex("d155f0d01a9a6d4076ec7a9ebd7707424e030480d534c016e8cfbb5bee7e7b39"): NoticeExempted,
    bytes.fromhex("ea79da8fc470fafb0b80ce153d750baa86310d8b3eb3fad5304ad7308df82ff2"): NoticeOpened,
    bytes.fromhex("eace885a849a23beb69ad6a1c59d8e03db5ca4050e64f898e71eb552515ba7c0"): ProcessingExtended,
    bytes.fromhex("6aefa208713db48ab10039e245fddb03f2c97c1c79b84440d2210adbd5bd23b9"): SilenceNoted,
    bytes.fromhex("43c6026db1993e12953ab9365ee6a133463d6d1947bf0e12afb70de426217643"): ConsentRecorded,
    bytes.fromhex("53bd3b4213dcc971156c20726f21307718b6aef09e61cee915cb81ad3d516dbf"): ConsentWithdrawn,
    bytes.fromhex("2e2d1619f70c82c20351a81d230563aaeaf1680071aaf6a916d98fc481c3666d"): GrantAccepted,
    bytes.fromhex("6f0de1fef2b2ec5cf1e78577b5fe93cc6ae456293d5762b5896c8cee6ab3ad4a"): GrantClosed,
    bytes.fromhex("9ad2c4775e33473bd1a5ba932a59c2948862e3190f222cc61c1afc921fadf934"): GrantNarrowed,
    bytes.fromhex("4f5a1082acd09363bb8d8140226c6d1ef3f45bd939d639b611535bba830bc99d"): GrantOffered,
    bytes.fromhex("11cc7cda7c4b7d1346b6876124045e3d1f276283f5e49a02c8f87e5316ef4741"): GrantResumed,
    bytes.fromhex("0f97b71891d7b35df9a8faf3dc742b36f5791d60b11bb8264c00a70f7e56e16d"): GrantRevoked,
    bytes.fromhex("f90c21404070f77a15f8974dda92144c693432fc35186bd47c39b85cae1cbeea"): GrantSpent,
    bytes.fromhex("eb750074d7d149be1bee16ec601537c624ecc491024e36cb23269434955c0b43"): GrantSuspended,
    bytes.fromhex("fca7e8d605061dbad85b72943e7afa51c46f3499cbc1dffa49ab22d9dad2b174"): GrantTerminated,
    bytes.fromhex("cb83ef79d2c230ceae653f252834e59384da21d5e788322b92f716984d9cd6b4"): PublicGrantApplied,
    bytes.fromhex("69744ff30c387db2048dcd2997c6ba7a2bd408d2850cb8e047151b2f35461d2b"): PublicGrantDecided,
    bytes.fromhex("d20d9490270dea3cbe28990fdc00efe3d289aca57131ce183213cab7d2683a8f"): PublicGrantOpined,
    bytes.fromhex("3a14911467a49d4a161d38f5ed30f0d8061f7a3472da491e7831ba2dda69225a"): AnnotationLifted,
    bytes.fromhex("5be5cb6f626e6c4160021a70f41aee2a090675a073deedbd82e29abff4d5dd5b"): CertificateAnnotated,
    bytes.fromhex("0f91d9fff7500b27f8467f300683fbb79fe0c9e3edd63532e3f82d8c072501c3"): CertificateCancelled,
    bytes.fromhex("cfc8625f70ef5dcc595490b4b2e229c1ae05c031370c74487e57b8dda7ffced4"): CertificateChanged,
    bytes.fromhex("90822aad270a345a11e42eff2fa25ce1f2c0135f99eaf2a22c1638a394f9caa5"): CertificateCorrected,
    bytes.fromhex("f386a1c9d323c8fa0083f95dbcafe54c5ef37c8b67c2bd9531ec29993050e640"): CertificateIssued,
    bytes.fromhex("b1001c4e6289d72bc8a2d8d00c5d9976b157be46b35bdde6e8d86e2798137120"): CertificateLinked,
    bytes.fromhex("964b14d376b09419073ceca1828d0f65711e463ee09d4ca00545da9b389634da"): CertificateReaffirmed,
    bytes.fromhex("91cdc09cd84428389234a92b8101602693b40b62057c09dc11582ee1faf6e5d4"): CertificateReconciled,
    bytes.fromhex("2aee303010e777594d8f37084ee1c09c924ed6808cef9112ee4739df593c10d2"): CertificateRelated,
    bytes.fromhex("c30be2b4181fb9938048694b7e5031eccdfed78f4c7df6867ac8cc5703f2e35a"): CertificateRenewed,
    bytes.fromhex("5e175161f41ac131a14b5d33450e892c62cb976c7f5e8e245bf04e1904940931"): CertificateRevoked,
    bytes.fromhex("5919c00b839da59439af9301259e78a22976c31cf12cea2c86be5ba043a47d01"): CertificateTransferred,
    bytes.fromhex("96782173dbaeac1c4d360db2927dcb6d5ba65a76ae57bbd11a185ed0756a4b85"): DeskTrusted,
    bytes.fromhex("3983f7994a5f78ee6db13f3e7027c77e6e137fe2c05e5480eb2979971a85ae61"): ProceedingAccepted,
    bytes.fromhex("d6abcbbfb9613179895d2e9d55404aa87e185be4dfd43232f1e6242c10a14ab4"): ProceedingAgreed,
    bytes.fromhex("9a953645b05dba0bd1c6a989d66e9fdcefe455cd7da95ed94ddd81a53600356b"): ProceedingFiled,
    bytes.fromhex("ffa17352a8fea85c7d60017ac65155585b60d2328222bef521d5a1227a88744c"): ProceedingRefused,
    bytes.fromhex("393e1793149ab3de03f8451a983d971d42cd7a66e4d12ce453e09ba4ace6250b"): ProceedingWithdrawn,
    bytes.fromhex("8b6c694c59905adf01ef8d36fd11deea0a55091d5ad2c182cea32848ee49637f"): CirculationAnswered,
    bytes.fromhex("67656f00a920e2631b58814383c4f9743bef6753996d445a403d6b4240ff99e8"): CirculationAsked,
    bytes.fromhex("afe605cec7e4a4027f98e19f7b750b57fd7424146bb17aeb79dc342636b90857"): CirculationConfirmed,
    bytes.fromhex("b21cbec34c4a588ed91125612591dac378c663bffd607124a3921595bce9482b"): CirculationReported,
    bytes.fromhex("a21e22309105bdd3d759b3788867c48dc74a2a7a2a77aa73f7071dc2eafe9523"): UsageAnchored,
    bytes.fromhex("7a452245793ea2e887efe09ffc2615b30c225c3719868707607bbd6f7d8fc6f6"): DisputeAnswered,
    bytes.fromhex("0b93278e7fc899e4fc017afd60bfd3efb269c3f8e3e7c5856211e8ab369b461e"): DisputeConcluded,
    bytes.fromhex("e3480f7a10b7038e942665115422729145888904603e088ab2c49fa6f694fb25"): DisputeFiled,
    bytes.fromhex("1c0cfc0cf4de5b0d7dd589914943392bc6b2a8eed6cd24d23a4b2e9d74f39c37"): DisputeNoted,
    bytes.fromhex("9c1e04b1eb4261691c4efac05cd9a1c5ab36820bb3e038a4a8002c3f62fa4619"): DisputeWithdrawn,
    bytes.fromhex("cc7d768fcb6b6197d1f01f81f8cbf3b933d76adf55ae3edaf5b7a8b92ffcf3db"): LoanCompensated,
    bytes.fromhex("e0f056fb23d13d47afea2bd39f85dad72cb3e22437a226376a4f92b161b7d3de"): LoanContested,
    bytes.fromhex("063873570ce9ede259e3f80d437dddb683cc5cc7a7b29bc95c172cadc264da85"): LoanDefaulted,
    bytes.fromhex("fc2596fbcdb55ffdcd6148200888969d79106ed975ab12b5baa88219f03d3b0c"): LoanEnforced,
    bytes.fromhex("46a06432369c21a927d374d26459dde17e78e77f7d9029c3c7607622f388ccc0"): LoanFiledOutside,
    bytes.fromhex("e1fe390ee3c29897949972006b534c6e501d26b76066533238d1c07749179b81"): LoanMonitored,
    bytes.fromhex("560ea1dee4fbead9cf5738121ac4e03a67c95c0b6fc8f84d16d8f5a576d47f10"): LoanRealised,
    bytes.fromhex("6d91f8ea43d3a668e099d0181894fb4485a1c7594aba5cda4974b904a054126f"): LoanRevalued,
    bytes.fromhex("fc459685fa54ffabf1cf50f70cc0d54b0e39c7ec387ca334126714e4a0d5fbbf"): LoanSubrogated,
    bytes.fromhex("662c0456be509ea70395b82e5e13cce56f34a8ef08882bff41ddad82066c284e"): LoanSuspended,
    bytes.fromhex("e1e708f73d32a93d95a12146ce1193ad522846fe9d8033bf60266c626a8efdfd"): ProposalConfirmed,
    bytes.fromhex("932e2bf7d2953d4111bd525b07288f83ad22c0bf619d132636df23b719d7b062"): ProposalMade,
    bytes.fromhex("2c530fe70905b0126be88cc62abd3040405ef37f7cfffd993b6b75083597447c"): ProposalWithdrawn,
    bytes.fromhex("7f152582d4bdeecf15e73481bdc2ba43d2090fd78b99e138934a88792dcca3f4"): Entry,
    bytes.fromhex("74c573bbf61a23f403a3b1cd07823bb07c6b5315ecacedef663b742d35a3afa9"): WriterEnded,
    bytes.fromhex("6ce6556f278b2f37c46a025e5412d48c4a1b1ba13e4fc5b9d5dc1ecf5348d7d3"): WriterOpened,
    bytes.fromhex("2d186abe62cac6fda77cb13b8d3404ddacd4c9fb8640b86d7a95f729260656fe"): ObjectionDecided,
    bytes.fromhex("d5900bad5704c38f657c23b0abc3f1e7c7e7f4ad5b95e5c478352c887812755d"): ObjectionFiled,
    bytes.fromhex("5f1600131c9b9e451edf8b0a4cb0ecf2c394e7e7068d6382ab29f664788dbda5"): ObjectionWithdrawn,
    bytes.fromhex("dad1bbe43a810c910e5ffefa67b536f6b183fb54bbed9ff65dbe943c4a6bb8db"): ActsReaffirmed,
    bytes.fromhex("0489900492e1b768d5d79f477868b4f18e1597588911fa7500c9df89d508fd6d"): EncryptionKeySet,
    bytes.fromhex("861bf3feb88ceb210ba72c60bc84d91abf7345980f51240cf56f61cfc12c5616"): KeyAdded,
    bytes.fromhex("5d5879918565a4a76d93bcf4b75077c7a9bda1681418778d9b15f6f359a822b2"): KeyCompromised,
    bytes.fromhex("ce92d345423391fbe51e80d7d780191b750896e033a866e489de2f4a023ebac7"): KeyRetired,
    bytes.fromhex("033ecf5fca2f3bdd2c2c3dab565718eaa91126ed9d4a2288867751da7477dc0d"): OrganisationAccredited,
    bytes.fromhex("31af7ed8e2453eba7fe2e1b2e40e5f566f3583595a1abc72b3bdab477b13d235"): OrganisationRegistered,
    bytes.fromhex("e82aa0b8cb7c8e9fc6a4fe7ebcb541dc50749d88d6ae95ec0920d4775be91e9b"): OrganisationRegrouped,
    bytes.fromhex("00b248c127e862fd721a5364c81ac48148c748666ea0e35b749129c0de81169d"): OrganisationResumed,
    bytes.fromhex("79cddf1ee0a9cfff3a37f89a0f38cf7cc774699a5064be23e40c19723ac25e4c"): OrganisationSucceeded,
    bytes.fromhex("4fa36819d89fae18dcf5656073b9f6859b89442ef0c57a877a24f7f246db7e4c"): OrganisationSuspended,
    bytes.fromhex("fd77a866655bff9f39592d4edacdc0a8b97b6fe7c41b7bf5a0bf12bb39189faf"): TwoPersonActsSet,
    bytes.fromhex("1940229fbc354bf7a22ad6a868b8cdf86bee1d79c0c65b8d33d9219f30cac72e"): EncumbranceLifted,
    bytes.fromhex("48d1ef109dff802616ef1601d7e9b56364ba4a33e4c0e8d203fa5502e2511e74"): EncumbrancePut,
    bytes.fromhex("c9e00e248ab56795c25af27b816b39aba199138162fee3466584814f348ee5b6"): PledgeAssigned,
    bytes.fromhex("0dd4790304a0c440e36bf3fa5aae12c63edada10a2f5b09a86e8d1ca0ba6884a"): PledgeConsented,
    bytes.fromhex("a9e7b8756ab2f72c8bef3a062f2bb325f1d4b3cda6ec41221b229b73dbfabcc1"): PledgeExtended,
    bytes.fromhex("d9a692ff77a15d49ed8c941da750cf9d4ec6ce73541f6f9eb15a45c5899e05e1"): PledgeOfferClosed,
    bytes.fromhex("efb0cd245363b1d0a41d5293de59dd033bbebaa5a7494baa5fc74000a898a45f"): PledgeOffered,
    bytes.fromhex("7b678f8881a2713de21b91e8f343b071c7224ff703042547f7607162d1c2d708"): PledgePartlyReleased,
    bytes.fromhex("4cf50d8d09ba915331c4cdf7c67363548a608feb5bfe23d21dc9cf506832047d"): PledgeRankSet,
    bytes.fromhex("5cfa130a296c0530d00885131d214e4ea4a145376a4fe2b4f38c4d779344ee40"): PledgeRecorded,
    bytes.fromhex("c4317b0e95fb0448f44d28f30988b5a76d6ffa67956673509b2afc3baa60f0f5"): PledgeReleased,
    bytes.fromhex("03a740d29b871707a749c83d73453d2c3e7d9c7c7b5341757adeafa36e4038eb"): PledgeSubstituted,
    bytes.fromhex("485208fb141e5ccef3d18132b2ddff00a4b946bfa9e6e05f87d8ea0c9f7fccc9"): RankReserved,
    bytes.fromhex("37fc1693357af618d3b1a13a6fab7767d558dbeba810ddf59e5f214a6f358270"): CalendarPublished,
    bytes.fromhex("e3b471378bca16fec3be1e1e2c46e3b10a0a8482e514b8297ecc1c94d7655050"): RegimePublished,
    bytes.fromhex("6e2f5535fda7c39e65c1893c613ef353538991be37c766f003f8fa18a66965cd"): ValuationWithdrawn,
    bytes.fromhex("11911eb62fcd6f258507319257224987a6e6f84c85ca05b69a6a5d24521ef7e1"): ValueAttested,
}

TOPIC0_OF: Final[Mapping[type[Event | Entry], bytes]] = {kind: topic for topic, kind in BY_TOPIC0.items()}

MODULE_OF: Final[Mapping[type[Event | Entry], Module]] = {
    ApplicationAccepted: Module("RegistrationDesk"),
    ApplicationCertified: Module("RegistrationDesk"),
    ApplicationEvidenced: Module("RegistrationDesk"),
    ApplicationNotAccepted: Module("RegistrationDesk"),
    ApplicationRefused: Module("RegistrationDesk"),
    ApplicationResubmitted: Module("RegistrationDesk"),
    ApplicationSubmitted: Module("RegistrationDesk"),
    ApplicationTerminated: Module("RegistrationDesk"),
    ApplicationWithdrawn: Module("RegistrationDesk"),
    CorrectionRequested: Module("RegistrationDesk"),
    EvidenceReceived: Module("RegistrationDesk"),
    EvidenceRequested: Module("RegistrationDesk"),
    NoticeExempted: Module("RegistrationDesk"),
    NoticeOpened: Module("RegistrationDesk"),
    ProcessingExtended: Module("RegistrationDesk"),
    SilenceNoted: Module("RegistrationDesk"),
    ConsentRecorded: Module("AuthorizationRegistry"),
    ConsentWithdrawn: Module("AuthorizationRegistry"),
    GrantAccepted: Module("AuthorizationRegistry"),
    GrantClosed: Module("AuthorizationRegistry"),
    GrantNarrowed: Module("AuthorizationRegistry"),
    GrantOffered: Module("AuthorizationRegistry"),
    GrantResumed: Module("AuthorizationRegistry"),
    GrantRevoked: Module("AuthorizationRegistry"),
    GrantSpent: Module("AuthorizationRegistry"),
    GrantSuspended: Module("AuthorizationRegistry"),
    GrantTerminated: Module("AuthorizationRegistry"),
    PublicGrantApplied: Module("AuthorizationRegistry"),
    PublicGrantDecided: Module("AuthorizationRegistry"),
    PublicGrantOpined: Module("AuthorizationRegistry"),
    AnnotationLifted: Module("CertificateRegistry"),
    CertificateAnnotated: Module("CertificateRegistry"),
    CertificateCancelled: Module("CertificateRegistry"),
    CertificateChanged: Module("CertificateRegistry"),
    CertificateCorrected: Module("CertificateRegistry"),
    CertificateIssued: Module("CertificateRegistry"),
    CertificateLinked: Module("CertificateRegistry"),
    CertificateReaffirmed: Module("CertificateRegistry"),
    CertificateReconciled: Module("CertificateRegistry"),
    CertificateRelated: Module("CertificateRegistry"),
    CertificateRenewed: Module("CertificateRegistry"),
    CertificateRevoked: Module("CertificateRegistry"),
    CertificateTransferred: Module("CertificateRegistry"),
    DeskTrusted: Module("CertificateRegistry"),
    ProceedingAccepted: Module("CertificateRegistry"),
    ProceedingAgreed: Module("CertificateRegistry"),
    ProceedingFiled: Module("CertificateRegistry"),
    ProceedingRefused: Module("CertificateRegistry"),
    ProceedingWithdrawn: Module("CertificateRegistry"),
    CirculationAnswered: Module("CirculationRegistry"),
    CirculationAsked: Module("CirculationRegistry"),
    CirculationConfirmed: Module("CirculationRegistry"),
    CirculationReported: Module("CirculationRegistry"),
    UsageAnchored: Module("CirculationRegistry"),
    DisputeAnswered: Module("DisputeDesk"),
    DisputeConcluded: Module("DisputeDesk"),
    DisputeFiled: Module("DisputeDesk"),
    DisputeNoted: Module("DisputeDesk"),
    DisputeWithdrawn: Module("DisputeDesk"),
    LoanCompensated: Module("EnforcementDesk"),
    LoanContested: Module("EnforcementDesk"),
    LoanDefaulted: Module("EnforcementDesk"),
    LoanEnforced: Module("EnforcementDesk"),
    LoanFiledOutside: Module("EnforcementDesk"),
    LoanMonitored: Module("EnforcementDesk"),
    LoanRealised: Module("EnforcementDesk"),
    LoanRevalued: Module("EnforcementDesk"),
    LoanSubrogated: Module("EnforcementDesk"),
    LoanSuspended: Module("EnforcementDesk"),
    ProposalConfirmed: Module("Governance"),
    ProposalMade: Module("Governance"),
    ProposalWithdrawn: Module("Governance"),
    Entry: Module("History"),
    WriterEnded: Module("History"),
    WriterOpened: Module("History"),
    ObjectionDecided: Module("ObjectionDesk"),
    ObjectionFiled: Module("ObjectionDesk"),
    ObjectionWithdrawn: Module("ObjectionDesk"),
    ActsReaffirmed: Module("OrganisationRegistry"),
    EncryptionKeySet: Module("OrganisationRegistry"),
    KeyAdded: Module("OrganisationRegistry"),
    KeyCompromised: Module("OrganisationRegistry"),
    KeyRetired: Module("OrganisationRegistry"),
    OrganisationAccredited: Module("OrganisationRegistry"),
    OrganisationRegistered: Module("OrganisationRegistry"),
    OrganisationRegrouped: Module("OrganisationRegistry"),
    OrganisationResumed: Module("OrganisationRegistry"),
    OrganisationSucceeded: Module("OrganisationRegistry"),
    OrganisationSuspended: Module("OrganisationRegistry"),
    TwoPersonActsSet: Module("OrganisationRegistry"),
    EncumbranceLifted: Module("PledgeRegistry"),
    EncumbrancePut: Module("PledgeRegistry"),
    PledgeAssigned: Module("PledgeRegistry"),
    PledgeConsented: Module("PledgeRegistry"),
    PledgeExtended: Module("PledgeRegistry"),
    PledgeOfferClosed: Module("PledgeRegistry"),
    PledgeOffered: Module("PledgeRegistry"),
    PledgePartlyReleased: Module("PledgeRegistry"),
    PledgeRankSet: Module("PledgeRegistry"),
    PledgeRecorded: Module("PledgeRegistry"),
    PledgeReleased: Module("PledgeRegistry"),
    PledgeSubstituted: Module("PledgeRegistry"),
    RankReserved: Module("PledgeRegistry"),
    CalendarPublished: Module("RuleBook"),
    RegimePublished: Module("RuleBook"),
    ValuationWithdrawn: Module("ValuationRegistry"),
    ValueAttested: Module("ValuationRegistry"),
}
"""The contract whose interface declares the event."""

__all__ = [
    "BY_TOPIC0",
    "MODULE_OF",
    "TOPIC0_OF",
    "Acted",
    "ActsReaffirmed",
    "Annotation",
    "AnnotationLifted",
    "ApplicationAccepted",
    "ApplicationCertified",
    "ApplicationEvidenced",
    "ApplicationNotAccepted",
    "ApplicationRefused",
    "ApplicationResubmitted",
    "ApplicationSubmitted",
    "ApplicationTerminated",
    "ApplicationWithdrawn",
    "Assent",
    "CalendarPublished",
    "CertificateAnnotated",
    "CertificateCancelled",
    "CertificateChanged",
    "CertificateCorrected",
    "CertificateIssued",
    "CertificateLinked",
    "CertificateReaffirmed",
    "CertificateReconciled",
    "CertificateRelated",
    "CertificateRenewed",
    "CertificateRevoked",
    "CertificateTransferred",
    "CirculationAnswered",
    "CirculationAsked",
    "CirculationConfirmed",
    "CirculationReported",
    "Collateral",
    "Comparison",
    "Compensation",
    "ConsentReceipt",
    "ConsentRecorded",
    "ConsentWithdrawn",
    "Content",
    "Correction",
    "CorrectionRequested",
    "Decider",
    "Decision",
    "DeskTrusted",
    "Dispute",
    "DisputeAnswer",
    "DisputeAnswered",
    "DisputeConcluded",
    "DisputeConclusion",
    "DisputeFiled",
    "DisputeNote",
    "DisputeNoted",
    "DisputeWithdrawn",
    "EncryptionKeySet",
    "EncumbranceLifted",
    "EncumbrancePut",
    "Ending",
    "Entry",
    "Event",
    "EventMeta",
    "EvidenceReceived",
    "EvidenceRequested",
    "Filing",
    "Finding",
    "GrantAccepted",
    "GrantAct",
    "GrantClosed",
    "GrantNarrowed",
    "GrantOffer",
    "GrantOffered",
    "GrantResumed",
    "GrantRevoked",
    "GrantScope",
    "GrantSpent",
    "GrantSuspended",
    "GrantTerminated",
    "GrantTerms",
    "Holding",
    "Inquiry",
    "Issued",
    "KeyAdded",
    "KeyCompromised",
    "KeyRetired",
    "Lifting",
    "Link",
    "LoanCompensated",
    "LoanContestation",
    "LoanContested",
    "LoanDefault",
    "LoanDefaulted",
    "LoanEnforced",
    "LoanEnforcement",
    "LoanFiledOutside",
    "LoanMonitored",
    "LoanMonitoring",
    "LoanRealised",
    "LoanRevalued",
    "LoanSubrogated",
    "LoanSuspended",
    "LoanSuspension",
    "Motion",
    "NoticeExempted",
    "NoticeOpened",
    "Objection",
    "ObjectionDecided",
    "ObjectionFiled",
    "ObjectionWithdrawn",
    "OfferClosing",
    "OrganisationAccredited",
    "OrganisationRegistered",
    "OrganisationRegrouped",
    "OrganisationResumed",
    "OrganisationSucceeded",
    "OrganisationSuspended",
    "OutsideFiling",
    "Parent",
    "PartialRelease",
    "PledgeAcceptance",
    "PledgeAssigned",
    "PledgeAssignment",
    "PledgeConsent",
    "PledgeConsented",
    "PledgeExtended",
    "PledgeExtension",
    "PledgeOffer",
    "PledgeOfferClosed",
    "PledgeOffered",
    "PledgePartlyReleased",
    "PledgeRankSet",
    "PledgeRecorded",
    "PledgeRelease",
    "PledgeReleased",
    "PledgeSubstituted",
    "PledgeSubstitution",
    "PledgeTerms",
    "PledgedUnit",
    "ProceedingAccepted",
    "ProceedingAgreed",
    "ProceedingFiled",
    "ProceedingRefused",
    "ProceedingWithdrawn",
    "ProceedsShare",
    "ProcessingExtended",
    "ProposalConfirmed",
    "ProposalMade",
    "ProposalWithdrawn",
    "PublicApplication",
    "PublicGrantApplied",
    "PublicGrantDecided",
    "PublicGrantOpined",
    "RankReservation",
    "RankReserved",
    "RankSwap",
    "Realisation",
    "Receipt",
    "Recorded",
    "Regime",
    "RegimePublished",
    "Registering",
    "Registration",
    "Relation",
    "Report",
    "Restatement",
    "Right",
    "SilenceNoted",
    "Step",
    "Submitted",
    "Subrogation",
    "Terms",
    "TwoPersonActsSet",
    "UsageAnchored",
    "UsageBatch",
    "UsageTotal",
    "Use",
    "Valuation",
    "ValuationWithdrawal",
    "ValuationWithdrawn",
    "ValueAttested",
    "WriterEnded",
    "WriterOpened",
]
