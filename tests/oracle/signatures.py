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
}

_CASE = "bytes32 ^id, bytes18 ^registrar"
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
"""  # noqa: E501

BEYOND = frozenset(
    """
    ActsReaffirmed CertificateCancelled CertificateChanged CertificateLinked CertificateReconciled
    CertificateRelated CertificateRenewed CertificateRevoked CertificateTransferred CirculationAnswered
    CirculationAsked CirculationConfirmed CirculationReported ConsentRecorded ConsentWithdrawn DisputeAnswered
    DisputeConcluded DisputeFiled DisputeNoted DisputeWithdrawn EncumbranceLifted EncumbrancePut GrantAccepted
    GrantClosed GrantNarrowed GrantOffered GrantResumed GrantRevoked GrantSpent GrantSuspended GrantTerminated
    LoanContested LoanDefaulted LoanEnforced LoanFiledOutside LoanMonitored LoanRealised LoanRevalued
    LoanSuspended OrganisationSucceeded PledgeAssigned PledgeConsented PledgeExtended PledgeOfferClosed
    PledgeOffered PledgePartlyReleased PledgeRankSet PledgeRecorded PledgeReleased PledgeSubstituted
    ProceedingAccepted ProceedingAgreed ProceedingFiled ProceedingRefused ProceedingWithdrawn
    PublicGrantApplied PublicGrantDecided PublicGrantOpined RankReserved UsageAnchored ValuationWithdrawn
    ValueAttested
    """.split()
)
"""Events that the oracle does not read: a chain that holds one is beyond it. A new event stands here or has a line."""

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
