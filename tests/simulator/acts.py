# SPDX-License-Identifier: Apache-2.0
"""Acts of a plausible ledger: each function gives an event with the subject and kind that the contracts record."""

from __future__ import annotations

from typing import Any

from eth_utils import keccak

from ledger.calendars import shipped_year
from ledger.domain import events as e
from ledger.domain import structs as s
from ledger.domain.ids import (
    CALENDAR_SUBJECT,
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
    party_of_org,
    subject_of_address,
    subject_of_certificate,
    subject_of_org,
    subject_of_regime,
)
from ledger.domain.kinds import (
    Basis,
    CertificateStatus,
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
    OrgKind,
    OutsideStatus,
    Passing,
    PledgeClosing,
    PledgeEnding,
    Procedure,
    SecurityForm,
    ValuationPurpose,
)
from tests.simulator.chain import GENESIS_TIME, MODULES, SimulatedAct

AUTHORITY = OrgId("111500000000DEM01A")
REGISTRAR = OrgId("91150103MA0DEM080G")
HOLDER = OrgId("91152502MA0DEM013H")
REGIME = RegimeId("CN-DPR-2026")
NOBODY = Address(bytes(20))
NOTHING = bytes(32)


def digest(text: str) -> bytes:
    return keccak(text=text)


def account(name: str) -> Address:
    return Address(keccak(text=f"account {name}")[12:])


def case(number: int) -> CaseId:
    return CaseId(digest(f"case {number}"))


def certificate_code(number: int) -> CertificateId:
    return CertificateId(f"SJ15120260{7 + number // 10_000}{number % 10_000:04d}")


PERSON = PartyId(digest("a natural person"))


def units_word(since: int, until: int, rights: int = 7, basis: Basis = Basis.P1_OWN_BUSINESS) -> bytes:
    lanes = sum((until << 40 | since) << 80 * lane for lane in range(3) if rights >> lane & 1)
    return (int(basis) << 240 | lanes).to_bytes(32, "big")


# --- organisations ----------------------------------------------------------------------------------------------------


def _organisation(org: OrgId, kind: Kind, event: Any, actor: Address = NOBODY) -> SimulatedAct:
    return SimulatedAct("OrganisationRegistry", subject_of_org(org), kind, actor, event)


def registered(
    org: OrgId, kinds: int = 1 << OrgKind.HOLDER, name: str = "示例数据有限公司", by: str = ""
) -> SimulatedAct:
    given = s.Registration(org, kinds, 0, False, name)
    event = e.OrganisationRegistered(org, OrgId(by), account("registrar") if by else NOBODY, NOTHING, given)
    return _organisation(org, Kind.ORGANISATION_REGISTERED, event)


def regrouped(org: OrgId, group: int) -> SimulatedAct:
    return _organisation(org, Kind.ORGANISATION_REGROUPED, e.OrganisationRegrouped(org, group))


def accredited(org: OrgId, kind: OrgKind, since: int, until: int = 0, region: int = 15, digit: int = 1) -> SimulatedAct:
    event = e.OrganisationAccredited(org, kind, since, until, region, digit)
    return _organisation(org, Kind.ORGANISATION_ACCREDITED, event)


def suspended(org: OrgId, kind: OrgKind, moment: int) -> SimulatedAct:
    event = e.OrganisationSuspended(org, kind, moment, digest("suspended"))
    return _organisation(org, Kind.ORGANISATION_SUSPENDED, event)


def resumed(org: OrgId, kind: OrgKind, moment: int) -> SimulatedAct:
    return _organisation(org, Kind.ORGANISATION_RESUMED, e.OrganisationResumed(org, kind, moment, digest("resumed")))


def two_persons(org: OrgId, kinds: int) -> SimulatedAct:
    event = e.TwoPersonActsSet(org, account("a"), account("b"), kinds)
    return _organisation(org, Kind.ORGANISATION_TWO_PERSON_SET, event)


def encryption_key(org: OrgId, key: bytes) -> SimulatedAct:
    event = e.EncryptionKeySet(org, account("a"), key)
    return _organisation(org, Kind.ORGANISATION_ENCRYPTION_KEY_SET, event)


def reaffirmed_acts(org: OrgId, by: Address, *subjects: bytes) -> SimulatedAct:
    event = e.ActsReaffirmed(org, by, digest("person"), digest("reason"), subjects)
    return _organisation(org, Kind.ORGANISATION_REAFFIRMED, event)


def key_added(org: OrgId, held: Address, since: int, until: int = 0) -> SimulatedAct:
    return _organisation(org, Kind.KEY_ADDED, e.KeyAdded(org, held, since, until))


def key_retired(org: OrgId, held: Address, until: int) -> SimulatedAct:
    return _organisation(org, Kind.KEY_RETIRED, e.KeyRetired(org, held, account("a"), until))


def key_compromised(org: OrgId, held: Address, since: int) -> SimulatedAct:
    event = e.KeyCompromised(org, held, account("a"), since, digest("report"))
    return _organisation(org, Kind.KEY_COMPROMISED, event)


# --- rules and governance ---------------------------------------------------------------------------------------------


def regime_published(regime: RegimeId = REGIME, number: int = 1) -> SimulatedAct:
    given = s.Regime(regime, 3, 10, 10, 5, 10, 5, 6, CodeSource.LOCAL, "SJ", "数据产权登记工作指引", digest("text"))
    event = e.RegimePublished(regime, number, given)
    return SimulatedAct("RuleBook", subject_of_regime(regime), Kind.REGIME_PUBLISHED, NOBODY, event)


def calendar_published(year: int, bits: int | None = None) -> SimulatedAct:
    shipped = shipped_year(year)
    days = shipped.bits if bits is None else bits
    words = (days & (1 << 256) - 1, days >> 256)
    event = e.CalendarPublished(year, shipped.first_day, shipped.last_day, words, digest(f"notice {year}"))
    return SimulatedAct("RuleBook", CALENDAR_SUBJECT, Kind.CALENDAR_PUBLISHED, NOBODY, event)


def proposal_made(name: str) -> SimulatedAct:
    target, id_ = MODULES["RuleBook"], digest(f"proposal {name}")
    event = e.ProposalMade(id_, target, AUTHORITY, account("a"), 10, digest("p"), digest("salt"), name.encode())
    return SimulatedAct("Governance", id_, Kind.PROPOSAL_MADE, account("a"), event)


def proposal_confirmed(name: str) -> SimulatedAct:
    event = e.ProposalConfirmed(digest(f"proposal {name}"), AUTHORITY, account("b"), digest("q"))
    return SimulatedAct("Governance", event.id, Kind.PROPOSAL_CONFIRMED, account("b"), event)


def proposal_withdrawn(name: str) -> SimulatedAct:
    event = e.ProposalWithdrawn(digest(f"proposal {name}"), AUTHORITY, account("b"))
    return SimulatedAct("Governance", event.id, Kind.PROPOSAL_WITHDRAWN, account("b"), event)


def writer_opened(module: str, kinds: int, since: int) -> SimulatedAct:
    event = e.WriterOpened(MODULES[module], kinds, since)
    return SimulatedAct("History", subject_of_address(MODULES[module]), Kind.WRITER_OPENED, NOBODY, event)


def writer_ended(module: str, kinds: int, until: int) -> SimulatedAct:
    event = e.WriterEnded(MODULES[module], kinds, until)
    return SimulatedAct("History", subject_of_address(MODULES[module]), Kind.WRITER_ENDED, NOBODY, event)


def desk_trusted(module: str, trusted: bool = True) -> SimulatedAct:
    event = e.DeskTrusted(MODULES[module], trusted)
    subject = subject_of_address(MODULES[module])
    return SimulatedAct("CertificateRegistry", subject, Kind.DESK_TRUSTED, NOBODY, event)


# --- applications -----------------------------------------------------------------------------------------------------


def content(number: int, **changes: Any) -> s.Content:
    fields: dict[str, Any] = {
        "applicants": (party_of_org(HOLDER),),
        "data_name": f"2022年至2025年锡林郭勒盟畜牧业肉羊养殖溯源数据集{number}",
        "name_commitment": digest(f"name {number}"),
        "overview_commitment": digest(f"overview {number}"),
        "restriction_commitment": digest(f"restriction {number}"),
        "industry": "A03",
        "source_types": 1,
        "geo_scope": 2,
        "division": 152500,
        "time_from": 1_640_000_000,
        "time_to": 1_767_000_000,
        "update_frequency": 3,
        "asset_form": 1,
        "data_forms": 16,
        "structures": 1,
        "record_count": 2**64 - 1,
        "byte_count": 12_345_678_901,
        "grade": Grade.GENERAL_2,
        "personal_information_band": 0,
        "flags": 1,
        "affiliation_group": 7,
        "schema_digest": digest("schema"),
        "sample_sha256": digest("sample"),
        "sample_sm3": digest("sample sm3"),
        "fingerprint": digest(f"fingerprint {number}"),
        "documents_root": digest(f"documents {number}"),
        "public_platform_ref": "",
        "evidence_no": f"EV-{number}",
        "public_institution_decision": NOTHING,
        "grade_proof": NOTHING,
        "fusion_consents": NOTHING,
        "entrustment_exception": NOTHING,
        "prior_registrations": ("著作权登记 2025-001",),
        "rights": (s.Right(party_of_org(HOLDER), 7, Basis.P1_OWN_BUSINESS, 0),),
        "term_years": 0,
    }
    return s.Content(**(fields | changes))


def acted(who: str = "clerk", preparer: str = "") -> s.Acted:
    second = account(preparer) if preparer else NOBODY
    return s.Acted(
        account(who), second, digest(f"person {who}"), digest(preparer) if preparer else NOTHING, digest("paper")
    )


def _case(id_: CaseId, kind: Kind, event: Any) -> SimulatedAct:
    return SimulatedAct("RegistrationDesk", bytes(id_), kind, account("clerk"), event)


def submitted(number: int, received_at: int, *, claimed: bool = False, **changes: Any) -> SimulatedAct:
    filing = s.Filing(
        REGISTRAR, digest(f"ref {number}"), REGIME, received_at, digest("person"), digest("form"), NOTHING, 3
    )
    given = s.Submitted(account("clerk"), received_at, claimed, filing, content(number, **changes))
    return _case(case(number), Kind.APPLICATION_SUBMITTED, e.ApplicationSubmitted(case(number), REGISTRAR, given))


def accepted(number: int) -> SimulatedAct:
    return _case(case(number), Kind.APPLICATION_ACCEPTED, e.ApplicationAccepted(case(number), REGISTRAR, acted()))


def correction_requested(number: int, last_day: int = 20_800) -> SimulatedAct:
    event = e.CorrectionRequested(case(number), REGISTRAR, acted(), last_day)
    return _case(case(number), Kind.APPLICATION_CORRECTION_REQUESTED, event)


def resubmitted(number: int) -> SimulatedAct:
    mended = content(number, data_name=f"2024年呼和浩特市电力行业企业用电负荷数据集{number}")
    event = e.ApplicationResubmitted(case(number), REGISTRAR, acted(), mended)
    return _case(case(number), Kind.APPLICATION_RESUBMITTED, event)


def not_accepted(number: int) -> SimulatedAct:
    event = e.ApplicationNotAccepted(case(number), REGISTRAR, acted())
    return _case(case(number), Kind.APPLICATION_NOT_ACCEPTED, event)


def silence_noted(number: int, deadline: int = 20_700, accepted_on: int = 20_701) -> SimulatedAct:
    event = e.SilenceNoted(case(number), REGISTRAR, account("anyone"), deadline, accepted_on)
    return _case(case(number), Kind.APPLICATION_SILENCE_NOTED, event)


def evidence_requested(number: int) -> SimulatedAct:
    event = e.EvidenceRequested(case(number), REGISTRAR, acted(), 20_750)
    return _case(case(number), Kind.APPLICATION_EVIDENCE_REQUESTED, event)


def evidence_received(number: int) -> SimulatedAct:
    event = e.EvidenceReceived(case(number), REGISTRAR, acted())
    return _case(case(number), Kind.APPLICATION_EVIDENCE_RECEIVED, event)


def extended(number: int, days: int = 10) -> SimulatedAct:
    event = e.ProcessingExtended(case(number), REGISTRAR, acted(), days)
    return _case(case(number), Kind.APPLICATION_EXTENDED, event)


def refused(number: int, ground: int = 3) -> SimulatedAct:
    event = e.ApplicationRefused(case(number), REGISTRAR, acted("boss", "clerk"), ground)
    return _case(case(number), Kind.APPLICATION_REFUSED, event)


def terminated(number: int) -> SimulatedAct:
    event = e.ApplicationTerminated(case(number), REGISTRAR, acted("boss", "clerk"))
    return _case(case(number), Kind.APPLICATION_TERMINATED, event)


def withdrawn(number: int) -> SimulatedAct:
    event = e.ApplicationWithdrawn(case(number), REGISTRAR, acted("holder"))
    return _case(case(number), Kind.APPLICATION_WITHDRAWN, event)


def notice_opened(number: int, published_at: int) -> SimulatedAct:
    event = e.NoticeOpened(case(number), REGISTRAR, acted(), published_at)
    return _case(case(number), Kind.APPLICATION_NOTICE_OPENED, event)


def notice_exempted(number: int) -> SimulatedAct:
    event = e.NoticeExempted(case(number), REGISTRAR, acted())
    return _case(case(number), Kind.APPLICATION_NOTICE_EXEMPTED, event)


def evidenced(number: int, at: int) -> SimulatedAct:
    event = e.ApplicationEvidenced(case(number), REGISTRAR, acted("boss", "clerk"), at, f"GJ-{number}", digest("gj"))
    return _case(case(number), Kind.APPLICATION_EVIDENCED, event)


def certified(number: int, evidenced_at: int) -> list[SimulatedAct]:
    """The desk's act on the case and the registry's on the certificate, as one transaction makes them."""
    code, until = certificate_code(number), evidenced_at + 5 * 365 * 86_400
    event = e.ApplicationCertified(case(number), REGISTRAR, acted("boss", "clerk"), code)
    holding = s.Holding(party_of_org(HOLDER), units_word(evidenced_at, until))
    person = s.Holding(PERSON, units_word(evidenced_at, until, 3, Basis.P3_NATURAL_PERSON))
    issued = s.Issued(evidenced_at, until, account("boss"), account("clerk"), digest(f"payload {number}"),
                      digest(f"payload sm3 {number}"), case(number), (holding, person))  # fmt: skip
    given = e.CertificateIssued(code, REGISTRAR, issued)
    return [
        _case(case(number), Kind.APPLICATION_CERTIFIED, event),
        SimulatedAct(
            "CertificateRegistry", subject_of_certificate(code), Kind.CERTIFICATE_ISSUED, account("boss"), given
        ),
    ]


def issued_to(
    number: int, case_number: int, holder: PartyId, rights: int, evidenced_at: int, until: int
) -> SimulatedAct:
    """The certificate of its own that a transferee gets, of the case by which the data were first registered."""
    holding = s.Holding(holder, units_word(evidenced_at, until, rights))
    issued = s.Issued(evidenced_at, until, account("boss"), account("clerk"), digest("new payload"),
                      digest("new sm3"), case(case_number), (holding,))  # fmt: skip
    return _certificate(
        number, Kind.CERTIFICATE_ISSUED, e.CertificateIssued(certificate_code(number), REGISTRAR, issued)
    )


# --- objections -------------------------------------------------------------------------------------------------------


def objection_filed(case_number: int, number: int, received_at: int) -> SimulatedAct:
    given = s.Objection(case(case_number), NOTHING, party_of_org(OrgId("91150602MA0DEM03XG")), received_at,
                        digest("objector"), digest("reasons"), NOTHING)  # fmt: skip
    event = e.ObjectionFiled(case(case_number), REGISTRAR, number, account("objector"), received_at, False, given)
    return SimulatedAct("ObjectionDesk", bytes(case(case_number)), Kind.OBJECTION_FILED, account("objector"), event)


def objection_decided(case_number: int, number: int, *, upheld: bool = False) -> SimulatedAct:
    given = s.Decision(case(case_number), digest("head"), number, upheld, digest("person"), digest("decision"))
    event = e.ObjectionDecided(case(case_number), REGISTRAR, account("boss"), account("clerk"), digest("clerk"), given)
    return SimulatedAct("ObjectionDesk", bytes(case(case_number)), Kind.OBJECTION_DECIDED, account("boss"), event)


def objection_withdrawn(case_number: int, number: int) -> SimulatedAct:
    event = e.ObjectionWithdrawn(
        case(case_number), REGISTRAR, number, account("objector"), digest("objector"), digest("withdrawal")
    )
    return SimulatedAct("ObjectionDesk", bytes(case(case_number)), Kind.OBJECTION_WITHDRAWN, account("objector"), event)


# --- certificates -----------------------------------------------------------------------------------------------------


def _certificate(number: int, kind: Kind, event: Any) -> SimulatedAct:
    subject = subject_of_certificate(certificate_code(number))
    return SimulatedAct("CertificateRegistry", subject, kind, account("boss"), event)


def corrected(number: int, version: int, name: str = "") -> SimulatedAct:
    code = certificate_code(number)
    given = s.Correction(code, digest("head"), digest("boss"), digest("before"), digest("after"), digest("why"),
                         digest(f"payload {number}.{version}"), digest(f"sm3 {number}.{version}"), name)  # fmt: skip
    event = e.CertificateCorrected(code, REGISTRAR, version, account("boss"), account("clerk"), digest("clerk"), given)
    return _certificate(number, Kind.CERTIFICATE_CORRECTED, event)


def annotated(number: int, annotation: int, kind: int = 2, since: int = 1_783_000_000, until: int = 0) -> SimulatedAct:
    code = certificate_code(number)
    given = s.Annotation(code, digest("head"), digest("boss"), kind, AUTHORITY, 2, since, until, digest("paper"))
    event = e.CertificateAnnotated(
        code, REGISTRAR, annotation, account("boss"), account("clerk"), digest("clerk"), given
    )
    return _certificate(number, Kind.CERTIFICATE_ANNOTATED, event)


def lifted(number: int, annotation: int) -> SimulatedAct:
    code = certificate_code(number)
    given = s.Lifting(code, digest("head"), digest("boss"), annotation, AUTHORITY, 3, digest("paper"))
    event = e.AnnotationLifted(code, REGISTRAR, account("boss"), account("clerk"), digest("clerk"), given)
    return _certificate(number, Kind.CERTIFICATE_ANNOTATION_LIFTED, event)


def reaffirmed(number: int) -> SimulatedAct:
    event = e.CertificateReaffirmed(
        certificate_code(number), REGISTRAR, account("new"), digest("boss"), digest("looked into it")
    )
    return _certificate(number, Kind.CERTIFICATE_REAFFIRMED, event)


# --- what follows a certificate ---------------------------------------------------------------------------------------

RECEIVER = party_of_org(OrgId("91150102MA0DEM021Y"))
NO_PARTY = PartyId(NOTHING)
ON_PAPER = s.Assent(digest("clerk"), digest("form"), digest("mandate"), 2)


def succeeded(org: OrgId, successor: OrgId, moment: int) -> SimulatedAct:
    event = e.OrganisationSucceeded(org, successor, moment, digest("handed over"))
    return _organisation(org, Kind.ORGANISATION_SUCCEEDED, event)


def terms(
    holder: PartyId | None = None,
    other: PartyId = NO_PARTY,
    *,
    rights: int = 0,
    ground: int = 0,
    last_day: int = 0,
    before: bytes = NOTHING,
    afterwards: bytes = NOTHING,
) -> s.Terms:
    holder = party_of_org(HOLDER) if holder is None else holder
    return s.Terms(holder, other, rights, 0, ground, last_day, REGIME, before, afterwards, digest("papers"), NOTHING)


def restatement(name: str = "", *, masked: bool = False, overview: bool = False, span: int = 0) -> s.Restatement:
    """What a change says of the data; `masked` restates a name that is not shown. `span` ends the time span anew."""
    return s.Restatement(
        name,
        digest("new name") if name or masked else NOTHING,
        digest("new overview") if overview else NOTHING,
        GENESIS_TIME - 1 if span else 0,
        span,
        digest("after"),
    )


def proceeding_filed(
    number: int, procedure: Procedure, given: s.Terms, count: int = 1, anew: s.Restatement | None = None
) -> SimulatedAct:
    code = certificate_code(number)
    if procedure is Procedure.CHANGE and anew is None:
        anew = restatement()
    motion = s.Motion(code, NOTHING, ON_PAPER, given, () if anew is None else (anew,))
    event = e.ProceedingFiled(code, REGISTRAR, procedure, count, account("clerk"), motion)
    return _certificate(number, Kind.CERTIFICATE_PROCEEDING_FILED, event)


def _decider(*, two: bool = True) -> s.Decider:
    return s.Decider(
        account("boss"), account("clerk") if two else NOBODY, digest("clerk") if two else NOTHING, REGISTRAR
    )


def _step(number: int, party: PartyId, ground: int = 0) -> s.Step:
    return s.Step(certificate_code(number), NOTHING, party, ON_PAPER, digest("paper of the step"), ground)


def proceeding_agreed(number: int, procedure: Procedure, party: PartyId = RECEIVER) -> SimulatedAct:
    given = _step(number, party)
    event = e.ProceedingAgreed(certificate_code(number), REGISTRAR, procedure, _decider(two=False), given)
    return _certificate(number, Kind.CERTIFICATE_PROCEEDING_AGREED, event)


def proceeding_accepted(number: int, procedure: Procedure) -> SimulatedAct:
    given = _step(number, NO_PARTY)
    event = e.ProceedingAccepted(certificate_code(number), REGISTRAR, procedure, _decider(two=False), given)
    return _certificate(number, Kind.CERTIFICATE_PROCEEDING_ACCEPTED, event)


def proceeding_refused(number: int, procedure: Procedure) -> SimulatedAct:
    given = _step(number, NO_PARTY, 3)
    event = e.ProceedingRefused(certificate_code(number), REGISTRAR, procedure, _decider(), given)
    return _certificate(number, Kind.CERTIFICATE_PROCEEDING_REFUSED, event)


def proceeding_withdrawn(number: int, procedure: Procedure, party: PartyId | None = None) -> SimulatedAct:
    given = _step(number, party_of_org(HOLDER) if party is None else party)
    event = e.ProceedingWithdrawn(certificate_code(number), REGISTRAR, procedure, _decider(two=False), given)
    return _certificate(number, Kind.CERTIFICATE_PROCEEDING_WITHDRAWN, event)


def registering(number: int, given: s.Terms, at: int, code: str = "") -> s.Registering:
    return s.Registering(
        certificate_code(number), digest("head"), given, digest("boss"), digest("decision"), at, CertificateId(code),
        case(number), (), digest("payload"), digest("sm3"), digest("new payload"), digest("new sm3"),
        digest("national record"), "NDA-2026-000002",
    )  # fmt: skip


def transferred(
    number: int, given: s.Terms, at: int, code: str, version: int = 2, left: bytes = NOTHING, *, replaced: bool = False
) -> SimulatedAct:
    status = CertificateStatus.REPLACED if replaced else CertificateStatus.ISSUED
    event = e.CertificateTransferred(
        certificate_code(number), REGISTRAR, version, status, left, _decider(), registering(number, given, at, code)
    )
    return _certificate(number, Kind.CERTIFICATE_TRANSFERRED, event)


def changed(number: int, given: s.Terms, at: int, version: int = 2) -> SimulatedAct:
    event = e.CertificateChanged(
        certificate_code(number), REGISTRAR, version, _decider(), registering(number, given, at)
    )
    return _certificate(number, Kind.CERTIFICATE_CHANGED, event)


def renewed(number: int, given: s.Terms, at: int, until: int, version: int = 2) -> SimulatedAct:
    event = e.CertificateRenewed(
        certificate_code(number), REGISTRAR, version, until, _decider(), registering(number, given, at)
    )
    return _certificate(number, Kind.CERTIFICATE_RENEWED, event)


def cancelled(number: int, given: s.Terms, at: int) -> SimulatedAct:
    event = e.CertificateCancelled(certificate_code(number), REGISTRAR, _decider(), registering(number, given, at))
    return _certificate(number, Kind.CERTIFICATE_CANCELLED, event)


def revoked(number: int, since: int) -> SimulatedAct:
    ending = s.Ending(certificate_code(number), digest("boss"), AUTHORITY, 3, since, digest("judgment"), NOTHING)
    event = e.CertificateRevoked(certificate_code(number), REGISTRAR, _decider(), ending)
    return _certificate(number, Kind.CERTIFICATE_REVOKED, event)


def reconciled(number: int, at: int, differing: int = 0, compared: int = 0b0111011) -> SimulatedAct:
    found = s.Comparison(certificate_code(number), differing == 0, compared | differing, differing)
    event = e.CertificateReconciled(
        certificate_code(number), REGISTRAR, account("clerk"), digest("clerk"), digest("batch"), digest("extract"), at,
        found,
    )  # fmt: skip
    return _certificate(number, Kind.CERTIFICATE_RECONCILED, event)


def linked(number: int) -> SimulatedAct:
    code = certificate_code(number)
    given = s.Link(code, NOTHING, digest("clerk"), 1, 1, True, "示例知识产权登记机构", "2026150000000001",
                   digest("number"), digest("extract"))  # fmt: skip
    event = e.CertificateLinked(code, REGISTRAR, account("clerk"), given)
    return _certificate(number, Kind.CERTIFICATE_LINKED, event)


def related(number: int, other: int, relation: int = 3, *, first: bool = True) -> SimulatedAct:
    a, b = certificate_code(number), certificate_code(other)
    one, two = (a, b) if first else (b, a)
    given = s.Relation(one, two, NOTHING, NOTHING, relation, digest("clerk"), digest("comparison"))
    event = e.CertificateRelated(a, REGISTRAR, account("clerk"), b, first, given)
    return _certificate(number, Kind.CERTIFICATE_RELATED, event)


def _disputing(number: int, kind: Kind, event: Any) -> SimulatedAct:
    return SimulatedAct("DisputeDesk", subject_of_certificate(certificate_code(number)), kind, account("clerk"), event)


def dispute_filed(number: int, count: int = 1, *, complete: bool = True) -> SimulatedAct:
    code = certificate_code(number)
    given = s.Dispute(code, NOTHING, RECEIVER, ON_PAPER, digest("reasons"), digest("material"), complete)
    event = e.DisputeFiled(code, REGISTRAR, count, account("clerk"), given)
    return _disputing(number, Kind.DISPUTE_FILED, event)


def dispute_noted(number: int, step: int, count: int = 1) -> SimulatedAct:
    code = certificate_code(number)
    given = s.DisputeNote(code, NOTHING, count, step, digest("clerk"), digest("paper"))
    return _disputing(number, Kind.DISPUTE_NOTED, e.DisputeNoted(code, REGISTRAR, account("clerk"), given))


def dispute_answered(number: int, count: int = 1, *, contested: bool = True) -> SimulatedAct:
    code = certificate_code(number)
    given = s.DisputeAnswer(code, NOTHING, count, party_of_org(HOLDER), contested, ON_PAPER, digest("answer"))
    return _disputing(number, Kind.DISPUTE_ANSWERED, e.DisputeAnswered(code, REGISTRAR, account("clerk"), given))


def dispute_concluded(number: int, outcome: DisputeOutcome, count: int = 1) -> SimulatedAct:
    code = certificate_code(number)
    given = s.DisputeConclusion(code, digest("head"), count, outcome, digest("boss"), digest("conclusion"))
    event = e.DisputeConcluded(code, REGISTRAR, account("boss"), account("clerk"), digest("clerk"), given)
    return _disputing(number, Kind.DISPUTE_CONCLUDED, event)


def dispute_withdrawn(number: int, count: int = 1) -> SimulatedAct:
    code = certificate_code(number)
    event = e.DisputeWithdrawn(code, REGISTRAR, count, account("clerk"), ON_PAPER, digest("withdrawal"))
    return _disputing(number, Kind.DISPUTE_WITHDRAWN, event)


# --- grants -----------------------------------------------------------------------------------------------------------

BANK = OrgId("91150104MA0DEM0724")
CUSTODIAN = OrgId("91150105MA0DEM8658")


def grant_id(name: str) -> GrantId:
    return GrantId(digest(f"grant {name}"))


def assent(who: str = "holder") -> s.Assent:
    return s.Assent(digest(f"person {who}"), NOTHING, NOTHING, 0)


def grant_scope(until: int, **changes: Any) -> s.GrantScope:
    fields: dict[str, Any] = {
        "fields": 0xFF,
        "purposes": 1 << 1 | 1 << 4,
        "territory": 1 << 15,
        "exported": False,
        "environments": 3,
        "not_after": until,
        "max_calls": 100,
        "max_records": 10_000,
        "depth": 2,
    }
    return s.GrantScope(**(fields | changes))


def grant_terms(until: int, right: int = 2, **changes: Any) -> s.GrantTerms:
    scope = grant_scope(until, **changes)
    return s.GrantTerms(right, 0, scope, digest("columns"), 0, False, False, 2, digest("agreement"), NOTHING, NOTHING,
                        NOTHING)  # fmt: skip


def _grant(subject: bytes, kind: Kind, event: Any, who: str = "holder") -> SimulatedAct:
    return SimulatedAct("AuthorizationRegistry", subject, kind, account(who), event)


def grant_offered(
    name: str,
    until: int,
    *,
    root: bytes | None = None,
    kind: GrantKind = GrantKind.ENTERPRISE,
    parent: str = "",
    grantor: OrgId = HOLDER,
    grantee: OrgId = BANK,
    **changes: Any,
) -> SimulatedAct:
    above = grant_id(parent) if parent else GrantId(NOTHING)
    on = certificate_code(1).encode().ljust(32, b"\0") if root is None else root
    given = s.GrantOffer(kind, digest(f"ref {name}"), on, above, party_of_org(grantor), party_of_org(grantee),
                         grant_terms(until, **changes), assent())  # fmt: skip
    event = e.GrantOffered(grant_id(name), grantor, account("holder"), given)
    return _grant(grant_id(name), Kind.GRANT_OFFERED, event)


def _grant_act(name: str) -> s.GrantAct:
    return s.GrantAct(grant_id(name), digest("head"), digest("paper"), assent())


def grant_accepted(name: str, since: int) -> SimulatedAct:
    event = e.GrantAccepted(grant_id(name), BANK, account("bank"), since, _grant_act(name))
    return _grant(grant_id(name), Kind.GRANT_ACCEPTED, event, "bank")


def grant_closed(name: str, *, declined: bool) -> SimulatedAct:
    event = e.GrantClosed(grant_id(name), BANK, account("bank"), declined, _grant_act(name))
    return _grant(grant_id(name), Kind.GRANT_CLOSED, event, "bank")


def grant_narrowed(name: str, until: int, **changes: Any) -> SimulatedAct:
    event = e.GrantNarrowed(grant_id(name), HOLDER, account("holder"), grant_scope(until, **changes), _grant_act(name))
    return _grant(grant_id(name), Kind.GRANT_NARROWED, event)


def grant_suspended(name: str) -> SimulatedAct:
    event = e.GrantSuspended(grant_id(name), HOLDER, account("holder"), _grant_act(name))
    return _grant(grant_id(name), Kind.GRANT_SUSPENDED, event)


def grant_resumed(name: str) -> SimulatedAct:
    event = e.GrantResumed(grant_id(name), HOLDER, account("holder"), _grant_act(name))
    return _grant(grant_id(name), Kind.GRANT_RESUMED, event)


def grant_revoked(name: str) -> SimulatedAct:
    event = e.GrantRevoked(grant_id(name), HOLDER, account("holder"), GrantGround.BREACH, _grant_act(name))
    return _grant(grant_id(name), Kind.GRANT_REVOKED, event)


def grant_terminated(name: str) -> SimulatedAct:
    event = e.GrantTerminated(grant_id(name), BANK, account("bank"), _grant_act(name))
    return _grant(grant_id(name), Kind.GRANT_TERMINATED, event, "bank")


def grant_spent(name: str, records: int, calls: int) -> SimulatedAct:
    event = e.GrantSpent(grant_id(name), account("circulation"), records, calls)
    return _grant(grant_id(name), Kind.GRANT_SPENT, event, "circulation")


def public_applied(name: str, until: int) -> SimulatedAct:
    given = s.PublicApplication(
        GrantKind.LICENSED_OPEN, digest(f"ref {name}"), b"GG1500002026000001".ljust(32, b"\0"), party_of_org(BANK),
        AUTHORITY, AUTHORITY, grant_terms(until), digest("application"), assent("bank"),
    )  # fmt: skip
    id_ = digest(f"public {name}")
    event = e.PublicGrantApplied(id_, BANK, account("bank"), given)
    return _grant(id_, Kind.PUBLIC_GRANT_APPLIED, event, "bank")


def public_opined(name: str, *, favourable: bool) -> SimulatedAct:
    id_ = digest(f"public {name}")
    event = e.PublicGrantOpined(id_, AUTHORITY, account("a"), favourable, digest("person"), digest("opinion"))
    return _grant(id_, Kind.PUBLIC_GRANT_OPINED, event, "a")


def public_decided(name: str, until: int, *, granted: bool) -> SimulatedAct:
    id_ = digest(f"public {name}")
    terms = grant_terms(until, fields=1)
    event = e.PublicGrantDecided(id_, AUTHORITY, account("a"), granted, terms, digest("person"), digest("decision"))
    return _grant(id_, Kind.PUBLIC_GRANT_DECIDED, event, "a")


def consent_recorded(name: str, until: int) -> SimulatedAct:
    given = s.ConsentReceipt(digest(f"receipt {name}"), 1 << 4, until, 1, digest("person"), digest("custody"))
    id_ = digest(f"consent {name}")
    return _grant(id_, Kind.CONSENT_RECORDED, e.ConsentRecorded(id_, CUSTODIAN, account("custodian"), given))


def consent_withdrawn(name: str) -> SimulatedAct:
    id_ = digest(f"consent {name}")
    event = e.ConsentWithdrawn(id_, CUSTODIAN, account("custodian"), digest("person"), digest("withdrawal"))
    return _grant(id_, Kind.CONSENT_WITHDRAWN, event)


# --- pledges and valuations -------------------------------------------------------------------------------------------

VALUER = OrgId("91150203MA0DEM1016")
NO_PLEDGE = PledgeId(NOTHING)
OWN_KEY = s.Assent(digest("person"), NOTHING, NOTHING, 0)


def pledge(number: int) -> PledgeId:
    return PledgeId(digest(f"pledge {number}"))


def _on_pledge(number: int, kind: Kind, event: Any, module: str = "PledgeRegistry") -> SimulatedAct:
    return SimulatedAct(module, bytes(pledge(number)), kind, account("banker"), event)


def pledge_offered(
    number: int,
    code_number: int,
    at: int,
    *,
    exclusive: bool = False,
    outside_by: int = 0,
    more: tuple[int, ...] = (),
) -> SimulatedAct:
    terms = s.PledgeTerms(
        SecurityForm.PLEDGE, 7, exclusive, False, False, False, False, Grade.GENERAL_2, 5_000, 6_000, 7_000, 1, at,
        at + 365 * 86_400, outside_by, digest("contract"), digest("claim"), digest("debtor"), digest("resolution"),
        NOTHING, NOTHING, NO_PLEDGE, NO_PLEDGE,
    )  # fmt: skip
    units = tuple(s.PledgedUnit(certificate_code(one), party_of_org(HOLDER), 4) for one in (code_number, *more))
    offer = s.PledgeOffer(party_of_org(HOLDER), BANK, digest(f"reference {number}"), OWN_KEY, terms, units)
    event = e.PledgeOffered(pledge(number), offer.pledgor, HOLDER, account("holder"), offer)
    return _on_pledge(number, Kind.PLEDGE_OFFERED, event)


def pledge_closed(number: int) -> SimulatedAct:
    given = s.OfferClosing(pledge(number), NOTHING, digest("reason"), OWN_KEY)
    event = e.PledgeOfferClosed(pledge(number), HOLDER, account("holder"), PledgeClosing.WITHDRAWN, given)
    return _on_pledge(number, Kind.PLEDGE_CLOSED, event)


def collateral(code_number: int, rank: int) -> s.Collateral:
    return s.Collateral(certificate_code(code_number), party_of_org(HOLDER), 4, rank, True)


def pledge_recorded(
    number: int, code_number: int, rank: int = 1, *, exclusive: bool = False, more: tuple[int, ...] = ()
) -> list[SimulatedAct]:
    given = s.PledgeAcceptance(pledge(number), NOTHING, (NOTHING,), 2, 0, digest("person"))
    ranked = tuple(collateral(one, rank) for one in (code_number, *more))
    event = e.PledgeRecorded(pledge(number), BANK, account("banker"), account("clerk"), digest("clerk"), ranked, given)
    recorded = _on_pledge(number, Kind.PLEDGE_RECORDED, event)
    put = [encumbered(number, one, rank, place, exclusive=exclusive) for place, one in enumerate((code_number, *more))]
    return [recorded, *put]


def encumbered(
    number: int,
    code_number: int,
    rank: int = 1,
    place: int = 0,
    *,
    exclusive: bool = False,
    right: int = 4,
    holder: PartyId | None = None,
) -> SimulatedAct:
    code = certificate_code(code_number)
    party = party_of_org(HOLDER) if holder is None else holder
    event = e.EncumbrancePut(code, pledge(number), place, party, right, rank, exclusive)
    subject = subject_of_certificate(code)
    return SimulatedAct("PledgeRegistry", subject, Kind.ENCUMBRANCE_PUT, account("banker"), event)


def freed(number: int, code_number: int, rank: int = 1, place: int = 0) -> SimulatedAct:
    code = certificate_code(code_number)
    event = e.EncumbranceLifted(code, pledge(number), place, party_of_org(HOLDER), 4, rank)
    subject = subject_of_certificate(code)
    return SimulatedAct("PledgeRegistry", subject, Kind.ENCUMBRANCE_LIFTED, account("banker"), event)


def pledge_released(number: int, ending: PledgeEnding = PledgeEnding.REPAID) -> SimulatedAct:
    given = s.PledgeRelease(pledge(number), NOTHING, ending, OrgId(""), 0, digest("person"), digest("document"))
    event = e.PledgeReleased(pledge(number), BANK, account("banker"), NOBODY, NOTHING, given)
    return _on_pledge(number, Kind.PLEDGE_RELEASED, event)


def pledge_partly_released(number: int, place: int) -> SimulatedAct:
    given = s.PartialRelease(pledge(number), NOTHING, place, digest("person"), digest("document"))
    event = e.PledgePartlyReleased(pledge(number), BANK, account("banker"), NOBODY, NOTHING, given)
    return _on_pledge(number, Kind.PLEDGE_PARTLY_RELEASED, event)


def pledge_substituted(number: int, offer: int, code_number: int, place: int = 0) -> SimulatedAct:
    given = s.PledgeSubstitution(pledge(number), NOTHING, pledge(offer), place, (NOTHING,), 2, 0, digest("person"))
    event = e.PledgeSubstituted(
        pledge(number), BANK, account("banker"), account("clerk"), digest("clerk"), (collateral(code_number, 1),), given
    )
    return _on_pledge(number, Kind.PLEDGE_SUBSTITUTED, event)


def pledge_extended(number: int, maturity: int) -> SimulatedAct:
    given = s.PledgeExtension(pledge(number), NOTHING, maturity, True, digest("person"), digest("document"))
    event = e.PledgeExtended(pledge(number), BANK, account("banker"), given)
    return _on_pledge(number, Kind.PLEDGE_EXTENDED, event)


def pledge_assigned(number: int, assignee: OrgId, assignor: OrgId = BANK) -> SimulatedAct:
    given = s.PledgeAssignment(pledge(number), NOTHING, assignee, Passing.AGREED, digest("person"), digest("document"))
    event = e.PledgeAssigned(pledge(number), assignee, account("assignee"), NOBODY, NOTHING, assignor, given)
    return _on_pledge(number, Kind.PLEDGE_ASSIGNED, event)


def pledge_rank_set(number: int, other: int, code_number: int, rank: int) -> SimulatedAct:
    unit = s.PledgedUnit(certificate_code(code_number), party_of_org(HOLDER), 4)
    given = s.RankSwap(pledge(number), pledge(other), NOTHING, NOTHING, unit, digest("person"), digest("document"))
    event = e.PledgeRankSet(pledge(number), BANK, account("banker"), 0, rank, given)
    return _on_pledge(number, Kind.PLEDGE_RANK_SET, event)


def pledge_consented(number: int, matter: bytes, until: int) -> SimulatedAct:
    given = s.PledgeConsent(pledge(number), NOTHING, party_of_org(BANK), matter, until, OWN_KEY)
    event = e.PledgeConsented(pledge(number), party_of_org(BANK), BANK, account("banker"), given)
    return _on_pledge(number, Kind.PLEDGE_CONSENTED, event)


def rank_reserved(code_number: int, until: int) -> SimulatedAct:
    unit = s.PledgedUnit(certificate_code(code_number), party_of_org(HOLDER), 4)
    line = UnitId(digest(f"unit {code_number}"))
    given = s.RankReservation(unit, NOTHING, 86_400, digest("person"), digest("search"))
    event = e.RankReserved(line, BANK, account("banker"), until, given)
    return SimulatedAct("PledgeRegistry", bytes(line), Kind.RANK_RESERVED, account("banker"), event)


def _on_loan(number: int, kind: Kind, event: Any) -> SimulatedAct:
    return _on_pledge(number, kind, event, "EnforcementDesk")


def filed_outside(number: int, at: int, status: OutsideStatus = OutsideStatus.REGISTERED) -> SimulatedAct:
    given = s.OutsideFiling(
        pledge(number),
        NOTHING,
        digest("number"),
        at,
        status,
        at,
        digest("evidence"),
        digest("person"),
    )
    return _on_loan(number, Kind.LOAN_FILED_OUTSIDE, e.LoanFiledOutside(pledge(number), BANK, account("banker"), given))


def revalued(number: int, secured: int, value: int, at: int) -> SimulatedAct:
    event = e.LoanRevalued(pledge(number), BANK, account("banker"), secured, value, at, digest("person"))
    return _on_loan(number, Kind.LOAN_REVALUED, event)


def monitored(number: int, standing: LoanStanding, cure_by: int = 0) -> SimulatedAct:
    given = s.LoanMonitoring(pledge(number), NOTHING, standing, cure_by, digest("person"), digest("document"))
    return _on_loan(number, Kind.LOAN_MONITORED, e.LoanMonitored(pledge(number), BANK, account("banker"), given))


def defaulted(number: int) -> SimulatedAct:
    given = s.LoanDefault(
        pledge(number), NOTHING, DefaultGround.PAYMENT, digest("person"), digest("evidence"), digest("notice")
    )
    return _on_loan(number, Kind.LOAN_DEFAULTED, e.LoanDefaulted(pledge(number), BANK, account("banker"), given))


def enforced(number: int) -> SimulatedAct:
    given = s.LoanEnforcement(
        pledge(number), NOTHING, Enforcing.AUCTION, digest("person"), digest("document"), digest("details")
    )
    return _on_loan(number, Kind.LOAN_ENFORCED, e.LoanEnforced(pledge(number), BANK, account("banker"), given))


def compensated(number: int, payment: int, amount: int, payer: OrgId = VALUER) -> SimulatedAct:
    """The payment of that number; no amount takes it back."""
    given = s.Compensation(
        pledge(number), NOTHING, payer, amount, 2_000 if amount else 0, digest("person"), digest("agreement"),
        digest("payment"),
    )  # fmt: skip
    event = e.LoanCompensated(
        pledge(number), BANK, account("banker"), account("clerk"), digest("clerk"), payment, given
    )
    return _on_loan(number, Kind.LOAN_COMPENSATED, event)


def subrogated(number: int, payment: int, amount: int, payer: OrgId = VALUER) -> SimulatedAct:
    given = s.Subrogation(pledge(number), NOTHING, payer, payment, OWN_KEY)
    event = e.LoanSubrogated(pledge(number), payer, payer, account("payer"), amount, given)
    return _on_loan(number, Kind.LOAN_SUBROGATED, event)


def realised(number: int, to_payers: int = 0) -> SimulatedAct:
    shares = (s.ProceedsShare(pledge(number), 900, True),)
    given = s.Realisation(
        pledge(number), NOTHING, 0, 1_000, 100, 0, to_payers, shares, digest("person"), digest("document"),
        digest("transfer"),
    )  # fmt: skip
    return _on_loan(number, Kind.LOAN_REALISED, e.LoanRealised(pledge(number), BANK, account("banker"), given))


def pledge_suspended(number: int, *, suspended: bool = True) -> SimulatedAct:
    given = s.LoanSuspension(pledge(number), NOTHING, suspended, AUTHORITY, 2, digest("person"), digest("document"))
    event = e.LoanSuspended(pledge(number), REGISTRAR, account("registrar"), NOBODY, NOTHING, given)
    return _on_loan(number, Kind.LOAN_SUSPENDED, event)


def contested(number: int, decided_from: int) -> SimulatedAct:
    party = party_of_org(HOLDER)
    given = s.LoanContestation(pledge(number), NOTHING, party, Contest.RELEASE_REQUESTED, OWN_KEY, digest("document"))
    event = e.LoanContested(pledge(number), party, HOLDER, account("holder"), decided_from, given)
    return _on_loan(number, Kind.LOAN_CONTESTED, event)


def _valuations(code_number: int) -> ValuationId:
    return ValuationId(digest(f"valuations {code_number}"))


def valued(code_number: int, value: int, at: int, *, place: int = 0, valuer: OrgId = VALUER) -> SimulatedAct:
    given = s.Valuation(
        certificate_code(code_number), party_of_org(HOLDER), NOTHING, 1, ValuationPurpose.PLEDGE, 2, value, "CNY", at,
        at + 365 * 86_400, digest("report"), digest("assumptions"), digest("person"),
    )  # fmt: skip
    line = _valuations(code_number)
    event = e.ValueAttested(line, valuer, place, account("valuer"), given)
    return SimulatedAct("ValuationRegistry", bytes(line), Kind.VALUATION_ATTESTED, account("valuer"), event)


def valuation_withdrawn(code_number: int, place: int = 0) -> SimulatedAct:
    given = s.ValuationWithdrawal(
        certificate_code(code_number), ValuationPurpose.PLEDGE, digest("person"), digest("reason")
    )
    line = _valuations(code_number)
    event = e.ValuationWithdrawn(line, VALUER, place, account("valuer"), given)
    return SimulatedAct("ValuationRegistry", bytes(line), Kind.VALUATION_WITHDRAWN, account("valuer"), event)
