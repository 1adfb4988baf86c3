# SPDX-License-Identifier: Apache-2.0
"""Which kind of act an event is, and whose head it extends: the table of contracts/types/Kinds.sol, by event.

A follower checks every act against it: a module that wrote an act under another subject or kind has not kept its word.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from ledger.domain import events as e
from ledger.domain.ids import (
    CALENDAR_SUBJECT,
    Subject,
    subject_of_address,
    subject_of_certificate,
    subject_of_org,
    subject_of_regime,
)
from ledger.domain.kinds import Kind

KIND_OF: Final[Mapping[type[e.Event], Kind]] = {
    e.WriterOpened: Kind.WRITER_OPENED,
    e.WriterEnded: Kind.WRITER_ENDED,
    e.ProposalMade: Kind.PROPOSAL_MADE,
    e.ProposalConfirmed: Kind.PROPOSAL_CONFIRMED,
    e.ProposalWithdrawn: Kind.PROPOSAL_WITHDRAWN,
    e.DeskTrusted: Kind.DESK_TRUSTED,
    e.OrganisationRegistered: Kind.ORGANISATION_REGISTERED,
    e.OrganisationRegrouped: Kind.ORGANISATION_REGROUPED,
    e.OrganisationAccredited: Kind.ORGANISATION_ACCREDITED,
    e.OrganisationSuspended: Kind.ORGANISATION_SUSPENDED,
    e.OrganisationResumed: Kind.ORGANISATION_RESUMED,
    e.TwoPersonActsSet: Kind.ORGANISATION_TWO_PERSON_SET,
    e.EncryptionKeySet: Kind.ORGANISATION_ENCRYPTION_KEY_SET,
    e.KeyAdded: Kind.KEY_ADDED,
    e.KeyRetired: Kind.KEY_RETIRED,
    e.KeyCompromised: Kind.KEY_COMPROMISED,
    e.OrganisationSucceeded: Kind.ORGANISATION_SUCCEEDED,
    e.ActsReaffirmed: Kind.ORGANISATION_REAFFIRMED,
    e.RegimePublished: Kind.REGIME_PUBLISHED,
    e.CalendarPublished: Kind.CALENDAR_PUBLISHED,
    e.ApplicationSubmitted: Kind.APPLICATION_SUBMITTED,
    e.ApplicationAccepted: Kind.APPLICATION_ACCEPTED,
    e.CorrectionRequested: Kind.APPLICATION_CORRECTION_REQUESTED,
    e.ApplicationResubmitted: Kind.APPLICATION_RESUBMITTED,
    e.ApplicationNotAccepted: Kind.APPLICATION_NOT_ACCEPTED,
    e.SilenceNoted: Kind.APPLICATION_SILENCE_NOTED,
    e.EvidenceRequested: Kind.APPLICATION_EVIDENCE_REQUESTED,
    e.EvidenceReceived: Kind.APPLICATION_EVIDENCE_RECEIVED,
    e.ProcessingExtended: Kind.APPLICATION_EXTENDED,
    e.ApplicationRefused: Kind.APPLICATION_REFUSED,
    e.ApplicationTerminated: Kind.APPLICATION_TERMINATED,
    e.ApplicationWithdrawn: Kind.APPLICATION_WITHDRAWN,
    e.NoticeOpened: Kind.APPLICATION_NOTICE_OPENED,
    e.NoticeExempted: Kind.APPLICATION_NOTICE_EXEMPTED,
    e.ApplicationEvidenced: Kind.APPLICATION_EVIDENCED,
    e.ApplicationCertified: Kind.APPLICATION_CERTIFIED,
    e.ObjectionFiled: Kind.OBJECTION_FILED,
    e.ObjectionDecided: Kind.OBJECTION_DECIDED,
    e.ObjectionWithdrawn: Kind.OBJECTION_WITHDRAWN,
    e.CertificateIssued: Kind.CERTIFICATE_ISSUED,
    e.CertificateCorrected: Kind.CERTIFICATE_CORRECTED,
    e.CertificateAnnotated: Kind.CERTIFICATE_ANNOTATED,
    e.AnnotationLifted: Kind.CERTIFICATE_ANNOTATION_LIFTED,
    e.CertificateReaffirmed: Kind.CERTIFICATE_REAFFIRMED,
    e.ProceedingFiled: Kind.CERTIFICATE_PROCEEDING_FILED,
    e.ProceedingAgreed: Kind.CERTIFICATE_PROCEEDING_AGREED,
    e.ProceedingAccepted: Kind.CERTIFICATE_PROCEEDING_ACCEPTED,
    e.ProceedingRefused: Kind.CERTIFICATE_PROCEEDING_REFUSED,
    e.ProceedingWithdrawn: Kind.CERTIFICATE_PROCEEDING_WITHDRAWN,
    e.CertificateTransferred: Kind.CERTIFICATE_TRANSFERRED,
    e.CertificateChanged: Kind.CERTIFICATE_CHANGED,
    e.CertificateRenewed: Kind.CERTIFICATE_RENEWED,
    e.CertificateCancelled: Kind.CERTIFICATE_CANCELLED,
    e.CertificateRevoked: Kind.CERTIFICATE_REVOKED,
    e.CertificateReconciled: Kind.CERTIFICATE_RECONCILED,
    e.CertificateLinked: Kind.CERTIFICATE_LINKED,
    e.CertificateRelated: Kind.CERTIFICATE_RELATED,
    e.DisputeFiled: Kind.DISPUTE_FILED,
    e.DisputeNoted: Kind.DISPUTE_NOTED,
    e.DisputeAnswered: Kind.DISPUTE_ANSWERED,
    e.DisputeConcluded: Kind.DISPUTE_CONCLUDED,
    e.DisputeWithdrawn: Kind.DISPUTE_WITHDRAWN,
    e.GrantOffered: Kind.GRANT_OFFERED,
    e.GrantAccepted: Kind.GRANT_ACCEPTED,
    e.GrantClosed: Kind.GRANT_CLOSED,
    e.GrantNarrowed: Kind.GRANT_NARROWED,
    e.GrantSuspended: Kind.GRANT_SUSPENDED,
    e.GrantResumed: Kind.GRANT_RESUMED,
    e.GrantRevoked: Kind.GRANT_REVOKED,
    e.GrantTerminated: Kind.GRANT_TERMINATED,
    e.GrantSpent: Kind.GRANT_SPENT,
    e.PublicGrantApplied: Kind.PUBLIC_GRANT_APPLIED,
    e.PublicGrantOpined: Kind.PUBLIC_GRANT_OPINED,
    e.PublicGrantDecided: Kind.PUBLIC_GRANT_DECIDED,
    e.ConsentRecorded: Kind.CONSENT_RECORDED,
    e.ConsentWithdrawn: Kind.CONSENT_WITHDRAWN,
    e.CirculationReported: Kind.CIRCULATION_REPORTED,
    e.CirculationAsked: Kind.CIRCULATION_ASKED,
    e.CirculationAnswered: Kind.CIRCULATION_ANSWERED,
    e.CirculationConfirmed: Kind.CIRCULATION_CONFIRMED,
    e.UsageAnchored: Kind.USAGE_ANCHORED,
    e.ValueAttested: Kind.VALUATION_ATTESTED,
    e.ValuationWithdrawn: Kind.VALUATION_WITHDRAWN,
    e.PledgeOffered: Kind.PLEDGE_OFFERED,
    e.PledgeOfferClosed: Kind.PLEDGE_CLOSED,
    e.PledgeRecorded: Kind.PLEDGE_RECORDED,
    e.PledgeReleased: Kind.PLEDGE_RELEASED,
    e.PledgePartlyReleased: Kind.PLEDGE_PARTLY_RELEASED,
    e.PledgeSubstituted: Kind.PLEDGE_SUBSTITUTED,
    e.PledgeExtended: Kind.PLEDGE_EXTENDED,
    e.PledgeAssigned: Kind.PLEDGE_ASSIGNED,
    e.PledgeRankSet: Kind.PLEDGE_RANK_SET,
    e.PledgeConsented: Kind.PLEDGE_CONSENTED,
    e.RankReserved: Kind.RANK_RESERVED,
    e.LoanFiledOutside: Kind.LOAN_FILED_OUTSIDE,
    e.LoanRevalued: Kind.LOAN_REVALUED,
    e.LoanMonitored: Kind.LOAN_MONITORED,
    e.LoanDefaulted: Kind.LOAN_DEFAULTED,
    e.LoanEnforced: Kind.LOAN_ENFORCED,
    e.LoanRealised: Kind.LOAN_REALISED,
    e.LoanCompensated: Kind.LOAN_COMPENSATED,
    e.LoanSubrogated: Kind.LOAN_SUBROGATED,
    e.LoanSuspended: Kind.LOAN_SUSPENDED,
    e.LoanContested: Kind.LOAN_CONTESTED,
    e.EncumbrancePut: Kind.ENCUMBRANCE_PUT,
    e.EncumbranceLifted: Kind.ENCUMBRANCE_LIFTED,
}


def kind_of(event: e.Event) -> Kind:
    return KIND_OF[type(event)]


def subject_of(event: e.Event) -> Subject:
    """The subject whose head this event's entry extends."""
    return _SUBJECT_OF[type(event)](event)


def _own_id(event: Any) -> Subject:
    """Cases, proposals, grants, pledges and what they stand on: the id is the subject."""
    return Subject(event.id)


def _reader(kind: Kind) -> Callable[[Any], Subject]:
    """The table of Kinds.sol, read by the name of the kind."""
    match kind.name.split("_")[0]:
        case "APPLICATION" | "PROPOSAL" | "GRANT" | "PUBLIC" | "CONSENT" | "VALUATION" | "PLEDGE" | "LOAN" | "RANK":
            return _own_id
        case "OBJECTION":
            return lambda event: Subject(event.case_id)
        case "ENCUMBRANCE":
            return lambda event: subject_of_certificate(event.code)
        case "CERTIFICATE" | "DISPUTE":
            return lambda event: subject_of_certificate(event.id)
        case "ORGANISATION" | "KEY":
            return lambda event: subject_of_org(event.org)
        case "REGIME":
            return lambda event: subject_of_regime(event.id)
        case "CALENDAR":
            return lambda event: CALENDAR_SUBJECT
        case "DESK":
            return lambda event: subject_of_address(event.desk)
        case "CIRCULATION":
            return lambda event: Subject(event.trace)
        case "USAGE":
            return lambda event: Subject(event.batch)
        case "WRITER":
            return lambda event: subject_of_address(event.module)
        case other:
            raise ValueError(f"no subject is known for kinds that begin with {other}")


_SUBJECT_OF: Final[Mapping[type[e.Event], Callable[[Any], Subject]]] = {
    event: _reader(kind) for event, kind in KIND_OF.items()
}
