# SPDX-License-Identifier: Apache-2.0
"""The structs of the contracts as frozen values; generated
by scripts/build_decoders.py from contracts/interfaces; do not edit, run `make abi`.
"""

from __future__ import annotations

from dataclasses import dataclass

from ledger.domain.ids import Address, CaseId, CertificateId, GrantId, OrgId, PartyId, PledgeId, RegimeId
from ledger.domain.kinds import (
    Basis,
    Circulation,
    CodeSource,
    Contest,
    DefaultGround,
    DisputeOutcome,
    Enforcing,
    Grade,
    GrantKind,
    LoanStanding,
    OutsideStatus,
    Passing,
    PledgeEnding,
    SecurityForm,
    Standing,
    ValuationPurpose,
)


@dataclass(frozen=True, slots=True)
class Acted:
    """`IRegistrationDesk.Acted`"""

    account: Address
    preparer: Address
    person: bytes
    preparer_person: bytes
    document: bytes


@dataclass(frozen=True, slots=True)
class Right:
    """`Right`"""

    holder: PartyId
    rights: int
    basis: Basis
    until: int


@dataclass(frozen=True, slots=True)
class Content:
    """`IRegistrationDesk.Content`"""

    applicants: tuple[PartyId, ...]
    data_name: str
    name_commitment: bytes
    overview_commitment: bytes
    restriction_commitment: bytes
    industry: str
    source_types: int
    geo_scope: int
    division: int
    time_from: int
    time_to: int
    update_frequency: int
    asset_form: int
    data_forms: int
    structures: int
    record_count: int
    byte_count: int
    grade: Grade
    personal_information_band: int
    flags: int
    affiliation_group: int
    schema_digest: bytes
    sample_sha256: bytes
    sample_sm3: bytes
    fingerprint: bytes
    documents_root: bytes
    public_platform_ref: str
    evidence_no: str
    public_institution_decision: bytes
    grade_proof: bytes
    fusion_consents: bytes
    entrustment_exception: bytes
    prior_registrations: tuple[str, ...]
    rights: tuple[Right, ...]
    term_years: int


@dataclass(frozen=True, slots=True)
class Filing:
    """`IRegistrationDesk.Filing`"""

    registrar: OrgId
    ref: bytes
    regime: RegimeId
    received_at: int
    person: bytes
    form: bytes
    mandate: bytes
    attestation: int


@dataclass(frozen=True, slots=True)
class Submitted:
    """`IRegistrationDesk.Submitted`"""

    account: Address
    received_at: int
    claimed: bool
    filing: Filing
    content: Content


@dataclass(frozen=True, slots=True)
class Act:
    """`IRegistrationDesk.Act`"""

    id: CaseId
    expected_head: bytes
    person: bytes
    document: bytes


@dataclass(frozen=True, slots=True)
class Certification:
    """`IRegistrationDesk.Certification`"""

    act: Act
    code: CertificateId
    term_years: int
    rights: tuple[Right, ...]
    payload_sha256: bytes
    payload_sm3: bytes


@dataclass(frozen=True, slots=True)
class Preparation:
    """`Preparation`"""

    preparer: Address
    person: bytes
    deadline: int
    signature: bytes


@dataclass(frozen=True, slots=True)
class Evidencing:
    """`IRegistrationDesk.Evidencing`"""

    act: Act
    evidenced_at: int
    national_ref: str
    national_digest: bytes


@dataclass(frozen=True, slots=True)
class Notice:
    """`IRegistrationDesk.Notice`"""

    act: Act
    published_at: int


@dataclass(frozen=True, slots=True)
class Refusal:
    """`IRegistrationDesk.Refusal`"""

    act: Act
    ground: int


@dataclass(frozen=True, slots=True)
class CorrectionRequest:
    """`IRegistrationDesk.CorrectionRequest`"""

    act: Act
    last_day: int


@dataclass(frozen=True, slots=True)
class Resubmission:
    """`IRegistrationDesk.Resubmission`"""

    act: Act
    content: Content


@dataclass(frozen=True, slots=True)
class Application:
    """`IRegistrationDesk.Application`"""

    filing: Filing
    content: Content


@dataclass(frozen=True, slots=True)
class ConsentReceipt:
    """`IAuthorizationRegistry.ConsentReceipt`"""

    receipt: bytes
    purposes: int
    expires_at: int
    flags: int
    person: bytes
    document: bytes


@dataclass(frozen=True, slots=True)
class Assent:
    """`Assent`"""

    person: bytes
    form: bytes
    mandate: bytes
    level: int


@dataclass(frozen=True, slots=True)
class GrantAct:
    """`IAuthorizationRegistry.GrantAct`"""

    id: GrantId
    expected_head: bytes
    document: bytes
    assent: Assent


@dataclass(frozen=True, slots=True)
class GrantScope:
    """`GrantScope`"""

    fields: int
    purposes: int
    territory: int
    exported: bool
    environments: int
    not_after: int
    max_calls: int
    max_records: int
    depth: int


@dataclass(frozen=True, slots=True)
class GrantTerms:
    """`GrantTerms`"""

    right: int
    not_before: int
    scope: GrantScope
    columns: bytes
    exclusivity: int
    irrevocable: bool
    important: bool
    price_mode: int
    agreement: bytes
    security: bytes
    export_basis: bytes
    reciprocal: bytes


@dataclass(frozen=True, slots=True)
class GrantOffer:
    """`IAuthorizationRegistry.GrantOffer`"""

    kind: GrantKind
    ref: bytes
    root: bytes
    parent: GrantId
    grantor: PartyId
    grantee: PartyId
    terms: GrantTerms
    assent: Assent


@dataclass(frozen=True, slots=True)
class PublicApplication:
    """`IAuthorizationRegistry.PublicApplication`"""

    kind: GrantKind
    ref: bytes
    resource: bytes
    applicant: PartyId
    source: OrgId
    authority: OrgId
    terms: GrantTerms
    document: bytes
    assent: Assent


@dataclass(frozen=True, slots=True)
class Use:
    """`Use`"""

    right: int
    fields: int
    purpose: int
    region: int
    exported: bool
    moment: int
    records: int
    calls: int


@dataclass(frozen=True, slots=True)
class Step:
    """`Step`"""

    id: CertificateId
    expected_head: bytes
    party: PartyId
    assent: Assent
    document: bytes
    ground: int


@dataclass(frozen=True, slots=True)
class Terms:
    """`Terms`"""

    holder: PartyId
    other: PartyId
    rights: int
    term_years: int
    ground: int
    notice_last_day: int
    regime: RegimeId
    before: bytes
    afterwards: bytes
    documents: bytes
    institution_decision: bytes


@dataclass(frozen=True, slots=True)
class Restatement:
    """`Restatement`"""

    data_name: str
    name_commitment: bytes
    overview_commitment: bytes
    time_from: int
    time_to: int
    paper: bytes


@dataclass(frozen=True, slots=True)
class Motion:
    """`Motion`"""

    id: CertificateId
    expected_head: bytes
    assent: Assent
    terms: Terms
    restated: tuple[Restatement, ...]


@dataclass(frozen=True, slots=True)
class Registering:
    """`Registering`"""

    id: CertificateId
    expected_head: bytes
    terms: Terms
    person: bytes
    document: bytes
    evidenced_at: int
    code: CertificateId
    case_id: CaseId
    holders: tuple[PartyId, ...]
    payload_sha256: bytes
    payload_sm3: bytes
    new_sha256: bytes
    new_sm3: bytes
    national_digest: bytes
    national_ref: str


@dataclass(frozen=True, slots=True)
class Revocation:
    """`ICancellationDesk.Revocation`"""

    id: CertificateId
    expected_head: bytes
    person: bytes
    authority: OrgId
    level: int
    since: int
    document: bytes
    national_digest: bytes


@dataclass(frozen=True, slots=True)
class Lifting:
    """`ICertificateRegistry.Lifting`"""

    id: CertificateId
    expected_head: bytes
    person: bytes
    number: int
    authority: OrgId
    level: int
    document: bytes


@dataclass(frozen=True, slots=True)
class Annotation:
    """`ICertificateRegistry.Annotation`"""

    id: CertificateId
    expected_head: bytes
    person: bytes
    kind: int
    authority: OrgId
    level: int
    since: int
    until: int
    document: bytes


@dataclass(frozen=True, slots=True)
class Decider:
    """`ICertificateRegistry.Decider`"""

    account: Address
    preparer: Address
    preparer_person: bytes
    org: OrgId


@dataclass(frozen=True, slots=True)
class Correction:
    """`ICertificateRegistry.Correction`"""

    id: CertificateId
    expected_head: bytes
    person: bytes
    before: bytes
    afterwards: bytes
    reason: bytes
    payload_sha256: bytes
    payload_sm3: bytes
    data_name: str


@dataclass(frozen=True, slots=True)
class Holding:
    """`Holding`"""

    holder: PartyId
    units: bytes


@dataclass(frozen=True, slots=True)
class Issued:
    """`ICertificateRegistry.Issued`"""

    evidenced_at: int
    expires_at: int
    account: Address
    preparer: Address
    payload_sha256: bytes
    payload_sm3: bytes
    case_id: CaseId
    holdings: tuple[Holding, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """`ICertificateRegistry.Link`"""

    id: CertificateId
    expected_head: bytes
    person: bytes
    kind: int
    status: int
    verified: bool
    issuer: str
    number: str
    number_commitment: bytes
    document: bytes


@dataclass(frozen=True, slots=True)
class Comparison:
    """`ICertificateRegistry.Comparison`"""

    id: CertificateId
    matches: bool
    compared: int
    differing: int


@dataclass(frozen=True, slots=True)
class Relation:
    """`ICertificateRegistry.Relation`"""

    a: CertificateId
    b: CertificateId
    expected_head_a: bytes
    expected_head_b: bytes
    relation: int
    person: bytes
    document: bytes


@dataclass(frozen=True, slots=True)
class Ending:
    """`ICertificateRegistry.Ending`"""

    id: CertificateId
    person: bytes
    authority: OrgId
    level: int
    since: int
    document: bytes
    national_digest: bytes


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """`ICertificateRegistry.Reconciliation`"""

    person: bytes
    batch: bytes
    extract_sha256: bytes
    extracted_at: int
    comparisons: tuple[Comparison, ...]


@dataclass(frozen=True, slots=True)
class Receipt:
    """`ICirculationRegistry.Receipt`"""

    id: CertificateId
    seq: int
    actor: PartyId
    counterparty: PartyId
    grant_id: GrantId
    content: bytes


@dataclass(frozen=True, slots=True)
class Inquiry:
    """`ICirculationRegistry.Inquiry`"""

    id: CertificateId
    what: Circulation
    counterparty: PartyId
    grant_id: GrantId
    use: Use
    person: bytes


@dataclass(frozen=True, slots=True)
class Finding:
    """`ICirculationRegistry.Finding`"""

    standing: Standing
    rule: int
    decided_on: GrantId
    parents: int


@dataclass(frozen=True, slots=True)
class Parent:
    """`ICirculationRegistry.Parent`"""

    id: CertificateId
    grant_id: GrantId
    content: bytes
    contract_digest: bytes


@dataclass(frozen=True, slots=True)
class Report:
    """`ICirculationRegistry.Report`"""

    id: CertificateId
    what: Circulation
    actor: PartyId
    on_behalf_of: PartyId
    counterparty: PartyId
    assent: Assent
    occurred_at: int
    grant_id: GrantId
    use: Use
    parents: tuple[Parent, ...]
    content: bytes
    output: CertificateId
    grade: int
    division: int
    payload_sha256: bytes
    payload_sm3: bytes
    documents: bytes
    visibility: int
    correction_of: int


@dataclass(frozen=True, slots=True)
class UsageTotal:
    """`ICirculationRegistry.UsageTotal`"""

    grant_id: GrantId
    records: int
    calls: int


@dataclass(frozen=True, slots=True)
class UsageBatch:
    """`ICirculationRegistry.UsageBatch`"""

    root: bytes
    size: int
    since: int
    until: int
    totals: tuple[UsageTotal, ...]
    person: bytes


@dataclass(frozen=True, slots=True)
class DisputeAnswer:
    """`IDisputeDesk.DisputeAnswer`"""

    id: CertificateId
    expected_head: bytes
    number: int
    holder: PartyId
    contested: bool
    assent: Assent
    document: bytes


@dataclass(frozen=True, slots=True)
class DisputeConclusion:
    """`IDisputeDesk.DisputeConclusion`"""

    id: CertificateId
    expected_head: bytes
    number: int
    outcome: DisputeOutcome
    person: bytes
    document: bytes


@dataclass(frozen=True, slots=True)
class Dispute:
    """`IDisputeDesk.Dispute`"""

    id: CertificateId
    expected_head: bytes
    objector: PartyId
    assent: Assent
    reasons: bytes
    material: bytes
    complete: bool


@dataclass(frozen=True, slots=True)
class DisputeNote:
    """`IDisputeDesk.DisputeNote`"""

    id: CertificateId
    expected_head: bytes
    number: int
    step: int
    person: bytes
    document: bytes


@dataclass(frozen=True, slots=True)
class Compensation:
    """`IEnforcementDesk.Compensation`"""

    id: PledgeId
    expected_head: bytes
    payer: OrgId
    amount: int
    share_bps: int
    person: bytes
    agreement: bytes
    payment: bytes


@dataclass(frozen=True, slots=True)
class LoanContestation:
    """`IEnforcementDesk.LoanContestation`"""

    id: PledgeId
    expected_head: bytes
    party: PartyId
    contest: Contest
    assent: Assent
    document: bytes


@dataclass(frozen=True, slots=True)
class LoanDefault:
    """`IEnforcementDesk.LoanDefault`"""

    id: PledgeId
    expected_head: bytes
    ground: DefaultGround
    person: bytes
    evidence: bytes
    notice: bytes


@dataclass(frozen=True, slots=True)
class LoanEnforcement:
    """`IEnforcementDesk.LoanEnforcement`"""

    id: PledgeId
    expected_head: bytes
    mode: Enforcing
    person: bytes
    document: bytes
    details: bytes


@dataclass(frozen=True, slots=True)
class OutsideFiling:
    """`IEnforcementDesk.OutsideFiling`"""

    id: PledgeId
    expected_head: bytes
    number: bytes
    registered_at: int
    status: OutsideStatus
    checked_at: int
    evidence: bytes
    person: bytes


@dataclass(frozen=True, slots=True)
class LoanMonitoring:
    """`IEnforcementDesk.LoanMonitoring`"""

    id: PledgeId
    expected_head: bytes
    standing: LoanStanding
    cure_by: int
    person: bytes
    document: bytes


@dataclass(frozen=True, slots=True)
class ProceedsShare:
    """`IEnforcementDesk.ProceedsShare`"""

    pledge: PledgeId
    amount: int
    full: bool


@dataclass(frozen=True, slots=True)
class Realisation:
    """`IEnforcementDesk.Realisation`"""

    id: PledgeId
    expected_head: bytes
    place: int
    proceeds: int
    costs: int
    surplus: int
    to_payers: int
    shares: tuple[ProceedsShare, ...]
    person: bytes
    document: bytes
    transfer: bytes


@dataclass(frozen=True, slots=True)
class Subrogation:
    """`IEnforcementDesk.Subrogation`"""

    id: PledgeId
    expected_head: bytes
    payer: OrgId
    number: int
    assent: Assent


@dataclass(frozen=True, slots=True)
class LoanSuspension:
    """`IEnforcementDesk.LoanSuspension`"""

    id: PledgeId
    expected_head: bytes
    suspended: bool
    authority: OrgId
    level: int
    person: bytes
    document: bytes


@dataclass(frozen=True, slots=True)
class Entry:
    """`IFirstEstate.Entry`"""

    kind: int
    actor: Address
    payload_hash: bytes


@dataclass(frozen=True, slots=True)
class Issue:
    """`IFirstEstate.Issue`"""

    id: CertificateId
    entries: tuple[Entry, ...]
    log: bytes


@dataclass(frozen=True, slots=True)
class HistoryAct:
    """`IHistory.Act`"""

    subject: bytes
    kind: int
    payload_hash: bytes


@dataclass(frozen=True, slots=True)
class Decision:
    """`IObjectionDesk.Decision`"""

    case_id: CaseId
    expected_head: bytes
    number: int
    upheld: bool
    person: bytes
    document: bytes


@dataclass(frozen=True, slots=True)
class Objection:
    """`IObjectionDesk.Objection`"""

    case_id: CaseId
    expected_head: bytes
    objector: PartyId
    received_at: int
    person: bytes
    reasons: bytes
    material: bytes


@dataclass(frozen=True, slots=True)
class Registration:
    """`IOrganisationRegistry.Registration`"""

    org: OrgId
    kinds: int
    group: int
    public_body: bool
    name: str


@dataclass(frozen=True, slots=True)
class PledgeAssignment:
    """`IPledgeRegistry.PledgeAssignment`"""

    id: PledgeId
    expected_head: bytes
    assignee: OrgId
    passing: Passing
    person: bytes
    document: bytes


@dataclass(frozen=True, slots=True)
class PledgeConsent:
    """`IPledgeRegistry.PledgeConsent`"""

    id: PledgeId
    expected_head: bytes
    party: PartyId
    matter: bytes
    until: int
    assent: Assent


@dataclass(frozen=True, slots=True)
class PledgeExtension:
    """`IPledgeRegistry.PledgeExtension`"""

    id: PledgeId
    expected_head: bytes
    maturity: int
    renewal: bool
    person: bytes
    document: bytes


@dataclass(frozen=True, slots=True)
class OfferClosing:
    """`IPledgeRegistry.OfferClosing`"""

    id: PledgeId
    expected_head: bytes
    reason: bytes
    assent: Assent


@dataclass(frozen=True, slots=True)
class PledgeTerms:
    """`IPledgeRegistry.PledgeTerms`"""

    form: SecurityForm
    band: int
    exclusive: bool
    renewal: bool
    public_use: bool
    third_party: bool
    organs_data: bool
    grade: Grade
    ltv_bps: int
    warn_bps: int
    call_bps: int
    opinions: int
    contract_date: int
    maturity: int
    outside_by: int
    contract_digest: bytes
    claim: bytes
    debtor: bytes
    resolution: bytes
    controls: bytes
    authority: bytes
    increase_of: PledgeId
    substitute_in: PledgeId


@dataclass(frozen=True, slots=True)
class PledgedUnit:
    """`IPledgeRegistry.PledgedUnit`"""

    code: CertificateId
    holder: PartyId
    right: int


@dataclass(frozen=True, slots=True)
class PledgeOffer:
    """`IPledgeRegistry.PledgeOffer`"""

    pledgor: PartyId
    pledgee: OrgId
    ref: bytes
    assent: Assent
    terms: PledgeTerms
    units: tuple[PledgedUnit, ...]


@dataclass(frozen=True, slots=True)
class PartialRelease:
    """`IPledgeRegistry.PartialRelease`"""

    id: PledgeId
    expected_head: bytes
    place: int
    person: bytes
    document: bytes


@dataclass(frozen=True, slots=True)
class RankSwap:
    """`IPledgeRegistry.RankSwap`"""

    one: PledgeId
    other: PledgeId
    expected_head_one: bytes
    expected_head_other: bytes
    unit: PledgedUnit
    person: bytes
    document: bytes


@dataclass(frozen=True, slots=True)
class Collateral:
    """`IPledgeRegistry.Collateral`"""

    code: CertificateId
    holder: PartyId
    right: int
    rank: int
    live: bool


@dataclass(frozen=True, slots=True)
class PledgeAcceptance:
    """`IPledgeRegistry.PledgeAcceptance`"""

    id: PledgeId
    expected_head: bytes
    heads: tuple[bytes, ...]
    acknowledged: int
    minimum_level: int
    person: bytes


@dataclass(frozen=True, slots=True)
class PledgeRelease:
    """`IPledgeRegistry.PledgeRelease`"""

    id: PledgeId
    expected_head: bytes
    ending: PledgeEnding
    authority: OrgId
    level: int
    person: bytes
    document: bytes


@dataclass(frozen=True, slots=True)
class PledgeSubstitution:
    """`IPledgeRegistry.PledgeSubstitution`"""

    id: PledgeId
    expected_head: bytes
    offer: PledgeId
    place: int
    heads: tuple[bytes, ...]
    acknowledged: int
    minimum_level: int
    person: bytes


@dataclass(frozen=True, slots=True)
class RankReservation:
    """`IPledgeRegistry.RankReservation`"""

    unit: PledgedUnit
    expected_head: bytes
    ttl: int
    person: bytes
    search: bytes


@dataclass(frozen=True, slots=True)
class Regime:
    """`IRuleBook.Regime`"""

    id: RegimeId
    answer_days: int
    processing_days: int
    extension_days: int
    notice_days: int
    objection_days: int
    validity_years: int
    renewal_window_months: int
    code_source: CodeSource
    code_prefix: str
    title: str
    text_digest: bytes


@dataclass(frozen=True, slots=True)
class ValuationWithdrawal:
    """`IValuationRegistry.ValuationWithdrawal`"""

    id: CertificateId
    purpose: ValuationPurpose
    person: bytes
    reason: bytes


@dataclass(frozen=True, slots=True)
class Valuation:
    """`IValuationRegistry.Valuation`"""

    id: CertificateId
    holder: PartyId
    expected_head: bytes
    version: int
    purpose: ValuationPurpose
    methods: int
    value: int
    currency: str
    base_date: int
    valid_until: int
    report: bytes
    assumptions: bytes
    person: bytes
