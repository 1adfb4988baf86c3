# SPDX-License-Identifier: Apache-2.0
"""The contracts' events, written down from `contracts/interfaces`, and how to read a log by them.

One line an event; `^` marks what is indexed; a capital letter begins a struct of the table below. A log becomes a dict
of plain values: addresses and fixed bytes as bytes, structs as dicts.
"""

from __future__ import annotations

import re
from typing import Any

from eth_abi.abi import decode

from tests.oracle.node import keccak, raw

STRUCTS = {
    "Acted": "address account, address preparer, bytes32 person, bytes32 preparerPerson, bytes32 document",
    "Right": "bytes32 holder, uint8 rights, uint8 basis, uint40 until",
    "Holding": "bytes32 holder, bytes32 units",
    "Filing": "bytes18 registrar, bytes32 ref, bytes32 regime, uint40 receivedAt, bytes32 person, bytes32 form, "
    "bytes32 mandate, uint8 attestation",
    "Content": "bytes32[] applicants, string dataName, bytes32 nameCommitment, bytes32 overviewCommitment, "
    "bytes32 restrictionCommitment, bytes3 industry, uint8 sourceTypes, uint8 geoScope, uint24 division, "
    "uint40 timeFrom, uint40 timeTo, uint8 updateFrequency, uint8 assetForm, uint8 dataForms, uint8 structures, "
    "uint64 recordCount, uint64 byteCount, uint8 grade, uint8 personalInformationBand, uint16 flags, "
    "uint24 affiliationGroup, bytes32 schemaDigest, bytes32 sampleSha256, bytes32 sampleSm3, bytes32 fingerprint, "
    "bytes32 documentsRoot, string publicPlatformRef, string evidenceNo, bytes32 publicInstitutionDecision, "
    "bytes32 gradeProof, bytes32 fusionConsents, bytes32 entrustmentException, string[] priorRegistrations, "
    "Right[] rights, uint8 termYears",
    "Submitted": "address account, uint40 receivedAt, bool claimed, Filing filing, Content content",
    "Issued": "uint40 evidencedAt, uint40 expiresAt, address account, address preparer, bytes32 payloadSha256, "
    "bytes32 payloadSm3, bytes32 caseId, Holding[] holdings",
    "Correction": "bytes32 id, bytes32 expectedHead, bytes32 person, bytes32 before, bytes32 afterwards, "
    "bytes32 reason, bytes32 payloadSha256, bytes32 payloadSm3, string dataName",
    "Annotation": "bytes32 id, bytes32 expectedHead, bytes32 person, uint8 kind, bytes18 authority, uint8 level, "
    "uint40 since, uint40 until, bytes32 document",
    "Lifting": "bytes32 id, bytes32 expectedHead, bytes32 person, uint8 number, bytes18 authority, uint8 level, "
    "bytes32 document",
    "Objection": "bytes32 caseId, bytes32 expectedHead, bytes32 objector, uint40 receivedAt, bytes32 person, "
    "bytes32 reasons, bytes32 material",
    "Decision": "bytes32 caseId, bytes32 expectedHead, uint8 number, bool upheld, bytes32 person, bytes32 document",
    "Registration": "bytes18 org, uint16 kinds, uint24 group, bool publicBody, string name",
    "Regime": "bytes32 id, uint8 answerDays, uint8 processingDays, uint8 extensionDays, uint8 noticeDays, "
    "uint8 objectionDays, uint8 validityYears, uint8 renewalWindowMonths, uint8 codeSource, bytes2 codePrefix, "
    "string title, bytes32 textDigest",
    "ConsentReceipt": "bytes32 receipt, uint64 purposes, uint40 expiresAt, uint8 flags, bytes32 person, "
    "bytes32 document",
    "GrantAct": "bytes32 id, bytes32 expectedHead, bytes32 document, Assent assent",
    "Assent": "bytes32 person, bytes32 form, bytes32 mandate, uint8 level",
    "GrantScope": "uint64 fields, uint64 purposes, uint128 territory, bool exported, uint8 environments, "
    "uint40 notAfter, uint64 maxCalls, uint64 maxRecords, uint8 depth",
    "GrantOffer": "uint8 kind, bytes32 ref, bytes32 root, bytes32 parent, bytes32 grantor, bytes32 grantee, "
    "GrantTerms terms, Assent assent",
    "GrantTerms": "uint8 right, uint40 notBefore, GrantScope scope, bytes32 columns, uint8 exclusivity, "
    "bool irrevocable, bool important, uint8 priceMode, bytes32 agreement, bytes32 security, bytes32 exportBasis, "
    "bytes32 reciprocal",
    "PublicApplication": "uint8 kind, bytes32 ref, bytes32 resource, bytes32 applicant, bytes18 source, "
    "bytes18 authority, GrantTerms terms, bytes32 document, Assent assent",
    "Decider": "address account, address preparer, bytes32 preparerPerson, bytes18 org",
    "Registering": "bytes32 id, bytes32 expectedHead, Terms terms, bytes32 person, bytes32 document, "
    "uint40 evidencedAt, bytes15 code, bytes32 caseId, bytes32[] holders, bytes32 payloadSha256, bytes32 payloadSm3, "
    "bytes32 newSha256, bytes32 newSm3, bytes32 nationalDigest, string nationalRef",
    "Terms": "bytes32 holder, bytes32 other, uint8 rights, uint8 termYears, uint8 ground, uint16 noticeLastDay, "
    "bytes32 regime, bytes32 before, bytes32 afterwards, bytes32 documents, bytes32 institutionDecision",
    "Link": "bytes32 id, bytes32 expectedHead, bytes32 person, uint8 kind, uint8 status, bool verified, "
    "string issuer, string number, bytes32 numberCommitment, bytes32 document",
    "Comparison": "bytes32 id, bool matches, uint32 compared, uint32 differing",
    "Relation": "bytes32 a, bytes32 b, bytes32 expectedHeadA, bytes32 expectedHeadB, uint8 relation, bytes32 person, "
    "bytes32 document",
    "Ending": "bytes32 id, bytes32 person, bytes18 authority, uint8 level, uint40 since, bytes32 document, "
    "bytes32 nationalDigest",
    "Step": "bytes32 id, bytes32 expectedHead, bytes32 party, Assent assent, bytes32 document, uint8 ground",
    "Motion": "bytes32 id, bytes32 expectedHead, Assent assent, Terms terms, Restatement[] restated",
    "Restatement": "string dataName, bytes32 nameCommitment, bytes32 overviewCommitment, uint40 timeFrom, "
    "uint40 timeTo, bytes32 paper",
    "DisputeAnswer": "bytes32 id, bytes32 expectedHead, uint8 number, bytes32 holder, bool contested, Assent assent, "
    "bytes32 document",
    "DisputeConclusion": "bytes32 id, bytes32 expectedHead, uint8 number, uint8 outcome, bytes32 person, "
    "bytes32 document",
    "Dispute": "bytes32 id, bytes32 expectedHead, bytes32 objector, Assent assent, bytes32 reasons, "
    "bytes32 material, bool complete",
    "DisputeNote": "bytes32 id, bytes32 expectedHead, uint8 number, uint8 step, bytes32 person, bytes32 document",
    "LoanContestation": "bytes32 id, bytes32 expectedHead, bytes32 party, uint8 contest, Assent assent, "
    "bytes32 document",
    "LoanDefault": "bytes32 id, bytes32 expectedHead, uint8 ground, bytes32 person, bytes32 evidence, bytes32 notice",
    "LoanEnforcement": "bytes32 id, bytes32 expectedHead, uint8 mode, bytes32 person, bytes32 document, "
    "bytes32 details",
    "OutsideFiling": "bytes32 id, bytes32 expectedHead, bytes32 number, uint40 registeredAt, uint8 status, "
    "uint40 checkedAt, bytes32 evidence, bytes32 person",
    "LoanMonitoring": "bytes32 id, bytes32 expectedHead, uint8 standing, uint40 cureBy, bytes32 person, "
    "bytes32 document",
    "Realisation": "bytes32 id, bytes32 expectedHead, uint8 place, uint64 proceeds, uint64 costs, uint64 surplus, "
    "uint64 toPayers, ProceedsShare[] shares, bytes32 person, bytes32 document, bytes32 transfer",
    "ProceedsShare": "bytes32 pledge, uint64 amount, bool full",
    "Compensation": "bytes32 id, bytes32 expectedHead, bytes18 payer, uint64 amount, uint16 shareBps, bytes32 person, "
    "bytes32 agreement, bytes32 payment",
    "Subrogation": "bytes32 id, bytes32 expectedHead, bytes18 payer, uint16 number, Assent assent",
    "LoanSuspension": "bytes32 id, bytes32 expectedHead, bool suspended, bytes18 authority, uint8 level, "
    "bytes32 person, bytes32 document",
    "PledgeAssignment": "bytes32 id, bytes32 expectedHead, bytes18 assignee, uint8 passing, bytes32 person, "
    "bytes32 document",
    "PledgeConsent": "bytes32 id, bytes32 expectedHead, bytes32 party, bytes32 matter, uint40 until, Assent assent",
    "PledgeExtension": "bytes32 id, bytes32 expectedHead, uint40 maturity, bool renewal, bytes32 person, "
    "bytes32 document",
    "OfferClosing": "bytes32 id, bytes32 expectedHead, bytes32 reason, Assent assent",
    "PledgeOffer": "bytes32 pledgor, bytes18 pledgee, bytes32 ref, Assent assent, PledgeTerms terms, "
    "PledgedUnit[] units",
    "PledgeTerms": "uint8 form, uint8 band, bool exclusive, bool renewal, bool publicUse, bool thirdParty, "
    "bool organsData, uint8 grade, uint16 ltvBps, uint16 warnBps, uint16 callBps, uint8 opinions, "
    "uint40 contractDate, uint40 maturity, uint40 outsideBy, bytes32 contractDigest, bytes32 claim, bytes32 debtor, "
    "bytes32 resolution, bytes32 controls, bytes32 authority, bytes32 increaseOf, bytes32 substituteIn",
    "PledgedUnit": "bytes32 code, bytes32 holder, uint8 right",
    "PartialRelease": "bytes32 id, bytes32 expectedHead, uint8 place, bytes32 person, bytes32 document",
    "RankSwap": "bytes32 one, bytes32 other, bytes32 expectedHeadOne, bytes32 expectedHeadOther, PledgedUnit unit, "
    "bytes32 person, bytes32 document",
    "Collateral": "bytes32 code, bytes32 holder, uint8 right, uint16 rank, bool live",
    "PledgeAcceptance": "bytes32 id, bytes32 expectedHead, bytes32[] heads, uint8 acknowledged, uint8 minimumLevel, "
    "bytes32 person",
    "PledgeRelease": "bytes32 id, bytes32 expectedHead, uint8 ending, bytes18 authority, uint8 level, "
    "bytes32 person, bytes32 document",
    "PledgeSubstitution": "bytes32 id, bytes32 expectedHead, bytes32 offer, uint8 place, bytes32[] heads, "
    "uint8 acknowledged, uint8 minimumLevel, bytes32 person",
    "RankReservation": "PledgedUnit unit, bytes32 expectedHead, uint40 ttl, bytes32 person, bytes32 search",
    "ValuationWithdrawal": "bytes32 id, uint8 purpose, bytes32 person, bytes32 reason",
    "Valuation": "bytes32 id, bytes32 holder, bytes32 expectedHead, uint16 version, uint8 purpose, uint8 methods, "
    "uint64 value, bytes3 currency, uint40 baseDate, uint40 validUntil, bytes32 report, bytes32 assumptions, "
    "bytes32 person",
    "Receipt": "bytes32 id, uint32 seq, bytes32 actor, bytes32 counterparty, bytes32 grantId, bytes32 content",
    "Inquiry": "bytes32 id, uint8 what, bytes32 counterparty, bytes32 grantId, Use use, bytes32 person",
    "Use": "uint8 right, uint64 fields, uint16 purpose, uint24 region, bool exported, uint40 moment, uint64 records, "
    "uint64 calls",
    "Finding": "uint8 standing, uint8 rule, bytes32 decidedOn, uint256 parents",
    "Report": "bytes32 id, uint8 what, bytes32 actor, bytes32 onBehalfOf, bytes32 counterparty, Assent assent, "
    "uint40 occurredAt, bytes32 grantId, Use use, Parent[] parents, bytes32 content, bytes32 output, uint8 grade, "
    "uint24 division, bytes32 payloadSha256, bytes32 payloadSm3, bytes32 documents, uint8 visibility, "
    "uint32 correctionOf",
    "Parent": "bytes32 id, bytes32 grantId, bytes32 content, bytes32 contractDigest",
    "UsageBatch": "bytes32 root, uint32 size, uint40 since, uint40 until, UsageTotal[] totals, bytes32 person",
    "UsageTotal": "bytes32 grantId, uint64 records, uint64 calls",
}

_CASE = "bytes32 ^id, bytes18 ^registrar"
_BY = "bytes32 ^id, bytes18 ^by"
_BY = "bytes32 ^id, bytes18 ^by"
_TWO = "address account, address preparer, bytes32 preparerPerson"
EVENTS = f"""
Entry(bytes32 ^subject, uint16 ^kind, address ^module, address actor, uint32 length, uint64 sequence, bytes32 payloadHash, bytes32 head)
WriterOpened(address ^module, uint128 kinds, uint40 since)
WriterEnded(address ^module, uint128 kinds, uint40 until)
ProposalMade(bytes32 ^id, address ^target, bytes18 proposer, address account, uint40 earliest, bytes32 person, bytes32 salt, bytes act)
ProposalConfirmed(bytes32 ^id, bytes18 ^confirmer, address account, bytes32 person)
ProposalWithdrawn(bytes32 ^id, bytes18 ^by, address account)
DeskTrusted(address ^desk, bool trusted)
OrganisationRegistered(bytes18 ^org, bytes18 ^by, address account, bytes32 person, Registration registration)
OrganisationRegrouped(bytes18 ^org, uint24 group)
OrganisationAccredited(bytes18 ^org, uint8 ^kind, uint40 since, uint40 until, uint8 region, uint8 digit)
OrganisationSuspended(bytes18 ^org, uint8 ^kind, uint40 moment, bytes32 reason)
OrganisationResumed(bytes18 ^org, uint8 ^kind, uint40 moment, bytes32 reason)
TwoPersonActsSet(bytes18 ^org, address account, address preparer, uint128 kinds)
EncryptionKeySet(bytes18 ^org, address account, bytes32 x25519)
KeyAdded(bytes18 ^org, address ^account, uint40 since, uint40 until)
KeyRetired(bytes18 ^org, address ^account, address by, uint40 until)
KeyCompromised(bytes18 ^org, address ^account, address by, uint40 since, bytes32 report)
RegimePublished(bytes32 ^id, uint8 ^number, Regime regime)
CalendarPublished(uint16 ^year, uint16 firstDay, uint16 publishedThrough, uint256[2] workingDays, bytes32 noticeDigest)
ApplicationSubmitted({_CASE}, Submitted submitted)
ApplicationAccepted({_CASE}, Acted acted)
CorrectionRequested({_CASE}, Acted acted, uint16 lastDay)
ApplicationResubmitted({_CASE}, Acted acted, Content content)
ApplicationNotAccepted({_CASE}, Acted acted)
SilenceNoted({_CASE}, address by, uint16 deadline, uint16 acceptedOn)
EvidenceRequested({_CASE}, Acted acted, uint16 lastDay)
EvidenceReceived({_CASE}, Acted acted)
ProcessingExtended({_CASE}, Acted acted, uint8 workingDays)
ApplicationRefused({_CASE}, Acted acted, uint8 ground)
ApplicationTerminated({_CASE}, Acted acted)
ApplicationWithdrawn({_CASE}, Acted acted)
NoticeOpened({_CASE}, Acted acted, uint40 publishedAt)
NoticeExempted({_CASE}, Acted acted)
ApplicationEvidenced({_CASE}, Acted acted, uint40 evidencedAt, string nationalRef, bytes32 nationalDigest)
ApplicationCertified({_CASE}, Acted acted, bytes15 code)
ObjectionFiled({_CASE}, uint8 number, address account, uint40 receivedAt, bool claimed, Objection objection)
ObjectionDecided({_CASE}, {_TWO}, Decision decision)
ObjectionWithdrawn({_CASE}, uint8 number, address account, bytes32 person, bytes32 document)
CertificateIssued({_CASE}, Issued issued)
CertificateCorrected({_CASE}, uint16 version, {_TWO}, Correction correction)
CertificateAnnotated({_CASE}, uint8 number, {_TWO}, Annotation annotation)
AnnotationLifted({_CASE}, {_TWO}, Lifting lifting)
CertificateReaffirmed({_CASE}, address account, bytes32 person, bytes32 reason)
ConsentRecorded({_BY}, address account, ConsentReceipt consent)
ConsentWithdrawn({_BY}, address account, bytes32 person, bytes32 document)
GrantAccepted({_BY}, address account, uint40 since, GrantAct act)
GrantClosed({_BY}, address account, bool declined, GrantAct act)
GrantNarrowed({_BY}, address account, GrantScope scope, GrantAct act)
GrantOffered({_BY}, address account, GrantOffer offer)
GrantResumed({_BY}, address account, GrantAct act)
GrantRevoked({_BY}, address account, uint8 ground, GrantAct act)
GrantSpent(bytes32 ^id, address ^module, uint64 records, uint64 calls)
GrantSuspended({_BY}, address account, GrantAct act)
GrantTerminated({_BY}, address account, GrantAct act)
PublicGrantApplied({_BY}, address account, PublicApplication application)
PublicGrantDecided({_BY}, address account, bool granted, GrantTerms terms, bytes32 person, bytes32 document)
PublicGrantOpined({_BY}, address account, bool favourable, bytes32 person, bytes32 document)
CertificateCancelled({_BY}, Decider decider, Registering registering)
CertificateChanged({_BY}, uint16 version, Decider decider, Registering registering)
CertificateLinked({_BY}, address account, Link link)
CertificateReconciled({_BY}, address account, bytes32 person, bytes32 batch, bytes32 extractSha256, uint40 extractedAt, Comparison comparison)
CertificateRelated({_BY}, address account, bytes32 other, bool first, Relation relation)
CertificateRenewed({_BY}, uint16 version, uint40 expiresAt, Decider decider, Registering registering)
CertificateRevoked({_BY}, Decider decider, Ending ending)
CertificateTransferred({_BY}, uint16 version, uint8 status, bytes32 units, Decider decider, Registering registering)
ProceedingAccepted({_BY}, uint8 procedure, Decider decider, Step step)
ProceedingAgreed({_BY}, uint8 procedure, Decider decider, Step step)
ProceedingFiled({_BY}, uint8 procedure, uint16 number, address account, Motion motion)
ProceedingRefused({_BY}, uint8 procedure, Decider decider, Step step)
ProceedingWithdrawn({_BY}, uint8 procedure, Decider decider, Step step)
DisputeAnswered({_BY}, address account, DisputeAnswer answer)
DisputeConcluded({_BY}, {_TWO}, DisputeConclusion conclusion)
DisputeFiled({_BY}, uint8 number, address account, Dispute dispute)
DisputeNoted({_BY}, address account, DisputeNote note)
DisputeWithdrawn({_BY}, uint8 number, address account, Assent assent, bytes32 document)
LoanCompensated({_BY}, {_TWO}, uint16 number, Compensation compensation)
LoanSubrogated(bytes32 ^id, bytes18 ^payer, bytes18 by, address account, uint64 amount, Subrogation subrogation)
LoanContested(bytes32 ^id, bytes32 ^party, bytes18 by, address account, uint40 decidedFrom, LoanContestation contestation)
LoanDefaulted({_BY}, address account, LoanDefault declared)
LoanEnforced({_BY}, address account, LoanEnforcement enforcement)
LoanFiledOutside({_BY}, address account, OutsideFiling filing)
LoanMonitored({_BY}, address account, LoanMonitoring monitoring)
LoanRealised({_BY}, address account, Realisation realisation)
LoanRevalued({_BY}, address account, uint256 secured, uint256 value, uint40 moment, bytes32 person)
LoanSuspended({_BY}, {_TWO}, LoanSuspension suspension)
ActsReaffirmed(bytes18 ^org, address account, bytes32 person, bytes32 reason, bytes32[] subjects)
OrganisationSucceeded(bytes18 ^org, bytes18 ^successor, uint40 moment, bytes32 document)
EncumbranceLifted(bytes32 ^code, bytes32 ^id, uint8 place, bytes32 holder, uint8 right, uint16 rank)
EncumbrancePut(bytes32 ^code, bytes32 ^id, uint8 place, bytes32 holder, uint8 right, uint16 rank, bool exclusive)
PledgeAssigned({_BY}, {_TWO}, bytes18 assignor, PledgeAssignment assignment)
PledgeConsented(bytes32 ^id, bytes32 ^party, bytes18 by, address account, PledgeConsent given)
PledgeExtended({_BY}, address account, PledgeExtension extension)
PledgeOfferClosed({_BY}, address account, uint8 closing, OfferClosing offerClosing)
PledgeOffered(bytes32 ^id, bytes32 ^pledgor, bytes18 by, address account, PledgeOffer offered)
PledgePartlyReleased({_BY}, {_TWO}, PartialRelease partialRelease)
PledgeRankSet({_BY}, address account, uint8 place, uint16 rank, RankSwap swap)
PledgeRecorded(bytes32 ^id, bytes18 ^pledgee, {_TWO}, Collateral[] ranked, PledgeAcceptance acceptance)
PledgeReleased({_BY}, {_TWO}, PledgeRelease ended)
PledgeSubstituted({_BY}, {_TWO}, Collateral[] added, PledgeSubstitution substitution)
RankReserved(bytes32 ^id, bytes18 ^pledgee, address account, uint40 until, RankReservation reservation)
ValuationWithdrawn(bytes32 ^id, bytes18 ^valuer, uint8 place, address account, ValuationWithdrawal withdrawal)
ValueAttested(bytes32 ^id, bytes18 ^valuer, uint8 place, address account, Valuation valuation)
CirculationAnswered(bytes32 ^trace, bytes18 ^by, uint32 seq, address account, bool disputed, Receipt receipt, Assent assent, bytes32 reason)
CirculationAsked(bytes32 ^trace, bytes18 ^by, uint32 seq, bytes32 root, address account, bool allowed, uint8 rule, bytes32 decidedOn, Inquiry inquiry)
CirculationConfirmed(bytes32 ^trace, bytes18 ^by, uint32 seq, address account, uint8 level, Receipt receipt, bytes32 person, bytes32 document)
CirculationReported(bytes32 ^trace, bytes18 ^by, uint32 seq, bytes32 receipt, bytes32 root, address account, Finding finding, Report report)
UsageAnchored(bytes32 ^batch, bytes18 ^by, address account, uint256 rules, UsageBatch usage)
"""  # noqa: E501

Field = tuple[str, str, bool]


def _fields(text: str) -> list[Field]:
    """(Solidity type, name, indexed) of a list of parameters."""
    parts = [part.split() for part in text.split(", ")]
    return [(kind, name.removeprefix("^"), name.startswith("^")) for kind, name in parts]


def _canonical(kind: str) -> str:
    base, array = re.fullmatch(r"(\w+)(.*)", kind).groups()  # type: ignore[union-attr]
    if base not in STRUCTS:
        return kind
    return "(" + ",".join(_canonical(inner) for inner, _, _ in _fields(STRUCTS[base])) + ")" + str(array)


def _events() -> dict[bytes, tuple[str, list[Field]]]:
    found = {}
    for line in EVENTS.strip().splitlines():
        name, parameters = re.fullmatch(r"(\w+)\((.*)\)", line).groups()  # type: ignore[union-attr]
        fields = _fields(parameters)
        signature = f"{name}({','.join(_canonical(kind) for kind, _, _ in fields)})"
        found[keccak(signature.encode())] = (name, fields)
    return found


BY_TOPIC = _events()


def _plain(kind: str, value: Any) -> Any:
    base, array = re.fullmatch(r"(\w+)(.*)", kind).groups()  # type: ignore[union-attr]
    if array:
        return [_plain(base, one) for one in value]
    if base in STRUCTS:
        return {name: _plain(inner, one) for (inner, name, _), one in zip(_fields(STRUCTS[base]), value, strict=True)}
    return raw(value) if base == "address" else value


def read(topics: list[bytes], data: bytes) -> tuple[str, dict[str, Any]]:
    """The name and the values of a log. KeyError for an event that is in no interface."""
    name, fields = BY_TOPIC[topics[0]]
    told: dict[str, Any] = {}
    indexed = [field for field in fields if field[2]]
    for (kind, label, _), topic in zip(indexed, topics[1:], strict=True):
        told[label] = _plain(kind, decode([kind], topic)[0])
    rest = [field for field in fields if not field[2]]
    values = decode([_canonical(kind) for kind, _, _ in rest], data)
    for (kind, label, _), value in zip(rest, values, strict=True):
        told[label] = _plain(kind, value)
    return name, told
