# SPDX-License-Identifier: Apache-2.0
"""Closed words of the contracts: kinds of acts with their writers, and the enums of contracts/types/Words.sol.

A test reads the Solidity files and compares, number by number. What a kind *means* for a record is not said here: that
is `fold.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum, IntFlag, StrEnum
from typing import Final


class Module(StrEnum):
    """The deployed contracts, in the order in which they are deployed."""

    GOVERNANCE = "Governance"
    HISTORY = "History"
    ORGANISATIONS = "OrganisationRegistry"
    RULES = "RuleBook"
    CERTIFICATES = "CertificateRegistry"
    ADMISSION = "AdmissionRules"
    DESK = "RegistrationDesk"
    OBJECTIONS = "ObjectionDesk"
    TRANSFERS = "TransferDesk"
    CHANGES = "ChangeDesk"
    RENEWALS = "RenewalDesk"
    CANCELLATIONS = "CancellationDesk"
    DISPUTES = "DisputeDesk"
    GRANTS = "AuthorizationRegistry"
    CIRCULATION = "CirculationRegistry"
    VALUATIONS = "ValuationRegistry"
    PLEDGES = "PledgeRegistry"
    ENFORCEMENT = "EnforcementDesk"
    PLEDGE_RULES = "PledgeRules"


class Kind(IntEnum):
    """Every kind of act there is. Numbers stay below 128 (bitmaps) and are never reused."""

    WRITER_OPENED = 1
    WRITER_ENDED = 2

    PROPOSAL_MADE = 4
    PROPOSAL_CONFIRMED = 5
    PROPOSAL_WITHDRAWN = 6
    DESK_TRUSTED = 7

    ORGANISATION_REGISTERED = 10
    ORGANISATION_REGROUPED = 11
    ORGANISATION_ACCREDITED = 12
    ORGANISATION_SUSPENDED = 13
    ORGANISATION_RESUMED = 14
    ORGANISATION_TWO_PERSON_SET = 15
    ORGANISATION_ENCRYPTION_KEY_SET = 16
    KEY_ADDED = 17
    KEY_RETIRED = 18
    KEY_COMPROMISED = 19
    ORGANISATION_SUCCEEDED = 20
    ORGANISATION_REAFFIRMED = 21

    REGIME_PUBLISHED = 24
    CALENDAR_PUBLISHED = 25

    APPLICATION_SUBMITTED = 32
    APPLICATION_ACCEPTED = 33
    APPLICATION_CORRECTION_REQUESTED = 34
    APPLICATION_RESUBMITTED = 35
    APPLICATION_NOT_ACCEPTED = 36
    APPLICATION_SILENCE_NOTED = 37
    APPLICATION_EVIDENCE_REQUESTED = 38
    APPLICATION_EVIDENCE_RECEIVED = 39
    APPLICATION_EXTENDED = 40
    APPLICATION_REFUSED = 41
    APPLICATION_TERMINATED = 42
    APPLICATION_WITHDRAWN = 43
    APPLICATION_NOTICE_OPENED = 44
    APPLICATION_NOTICE_EXEMPTED = 45
    APPLICATION_EVIDENCED = 46
    APPLICATION_CERTIFIED = 47

    CERTIFICATE_PROCEEDING_FILED = 48
    CERTIFICATE_PROCEEDING_AGREED = 49
    CERTIFICATE_PROCEEDING_ACCEPTED = 50
    CERTIFICATE_PROCEEDING_REFUSED = 51
    CERTIFICATE_PROCEEDING_WITHDRAWN = 52

    OBJECTION_FILED = 56
    OBJECTION_DECIDED = 57
    OBJECTION_WITHDRAWN = 58

    CERTIFICATE_ISSUED = 64
    CERTIFICATE_CORRECTED = 65
    CERTIFICATE_ANNOTATED = 66
    CERTIFICATE_ANNOTATION_LIFTED = 67
    CERTIFICATE_REAFFIRMED = 68
    CERTIFICATE_TRANSFERRED = 69
    CERTIFICATE_CHANGED = 70
    CERTIFICATE_RENEWED = 71
    CERTIFICATE_CANCELLED = 72
    CERTIFICATE_REVOKED = 73
    CERTIFICATE_RECONCILED = 74
    CERTIFICATE_LINKED = 75
    CERTIFICATE_RELATED = 76

    LOAN_COMPENSATED = 78
    LOAN_SUBROGATED = 79

    DISPUTE_FILED = 80
    DISPUTE_NOTED = 81
    DISPUTE_ANSWERED = 82
    DISPUTE_CONCLUDED = 83
    DISPUTE_WITHDRAWN = 84

    GRANT_OFFERED = 86
    GRANT_ACCEPTED = 87
    GRANT_CLOSED = 88
    GRANT_NARROWED = 89
    GRANT_SUSPENDED = 90
    GRANT_RESUMED = 91
    GRANT_REVOKED = 92
    GRANT_TERMINATED = 93
    GRANT_SPENT = 94
    PUBLIC_GRANT_APPLIED = 95
    PUBLIC_GRANT_OPINED = 96
    PUBLIC_GRANT_DECIDED = 97
    CONSENT_RECORDED = 98
    CONSENT_WITHDRAWN = 99

    CIRCULATION_REPORTED = 100
    CIRCULATION_ASKED = 101
    CIRCULATION_ANSWERED = 102
    CIRCULATION_CONFIRMED = 103
    USAGE_ANCHORED = 104

    VALUATION_ATTESTED = 105
    VALUATION_WITHDRAWN = 106

    LOAN_SUSPENDED = 107

    PLEDGE_OFFERED = 108
    PLEDGE_CLOSED = 109
    PLEDGE_RECORDED = 110
    PLEDGE_RELEASED = 111
    PLEDGE_PARTLY_RELEASED = 112
    PLEDGE_SUBSTITUTED = 113
    PLEDGE_EXTENDED = 114
    PLEDGE_ASSIGNED = 115
    PLEDGE_RANK_SET = 116
    PLEDGE_CONSENTED = 117
    RANK_RESERVED = 118

    LOAN_FILED_OUTSIDE = 119
    LOAN_REVALUED = 120
    LOAN_MONITORED = 121
    LOAN_DEFAULTED = 122
    LOAN_ENFORCED = 123
    LOAN_REALISED = 124
    LOAN_CONTESTED = 125

    ENCUMBRANCE_PUT = 126
    ENCUMBRANCE_LIFTED = 127


_WRITERS: Final = (
    (("WRITER_",), Module.HISTORY),
    (("PROPOSAL_",), Module.GOVERNANCE),
    (("ORGANISATION_", "KEY_"), Module.ORGANISATIONS),
    (("REGIME_PUBLISHED", "CALENDAR_PUBLISHED"), Module.RULES),
    (("APPLICATION_",), Module.DESK),
    (("OBJECTION_",), Module.OBJECTIONS),
    (("CERTIFICATE_", "DESK_TRUSTED"), Module.CERTIFICATES),
    (("DISPUTE_",), Module.DISPUTES),
    (("GRANT_", "PUBLIC_GRANT_", "CONSENT_"), Module.GRANTS),
    (("CIRCULATION_", "USAGE_"), Module.CIRCULATION),
    (("VALUATION_",), Module.VALUATIONS),
    (("PLEDGE_", "RANK_RESERVED", "ENCUMBRANCE_"), Module.PLEDGES),
    (("LOAN_",), Module.ENFORCEMENT),
)


def writer_of(kind: Kind) -> Module:
    """The module that writes a kind in a deployment as it is made; governance may move kinds later."""
    return next(module for prefixes, module in _WRITERS if kind.name.startswith(prefixes))


def kinds_of(module: Module) -> frozenset[Kind]:
    return frozenset(kind for kind in Kind if writer_of(kind) is module)


def bitmap(kinds: frozenset[Kind]) -> int:
    """A set of kinds as the contracts keep it: bit = kind."""
    return sum(1 << kind for kind in kinds)


def kinds_in(bits: int) -> frozenset[Kind]:
    """The known kinds of a bitmap; bits without a kind are left out (a later release may have them)."""
    return frozenset(kind for kind in Kind if bits >> kind & 1)


WRITERS: Final[Mapping[Module, int]] = {
    module: bitmap(kinds_of(module)) for module in Module if module is not Module.HISTORY and kinds_of(module)
}
"""The first writers of a new History. It writes WRITER_* itself and needs no grant for that."""

TWO_PERSON_DEFAULT: Final = frozenset(
    {
        Kind.APPLICATION_REFUSED,
        Kind.APPLICATION_EVIDENCED,
        Kind.APPLICATION_CERTIFIED,
        Kind.CERTIFICATE_CORRECTED,
        Kind.CERTIFICATE_ANNOTATED,
        Kind.CERTIFICATE_ANNOTATION_LIFTED,
        Kind.CERTIFICATE_PROCEEDING_REFUSED,
        Kind.CERTIFICATE_TRANSFERRED,
        Kind.CERTIFICATE_CHANGED,
        Kind.CERTIFICATE_RENEWED,
        Kind.CERTIFICATE_CANCELLED,
        Kind.CERTIFICATE_REVOKED,
        Kind.DISPUTE_CONCLUDED,
        Kind.PLEDGE_RECORDED,
        Kind.PLEDGE_RELEASED,
        Kind.PLEDGE_PARTLY_RELEASED,
        Kind.PLEDGE_SUBSTITUTED,
        Kind.PLEDGE_ASSIGNED,
        Kind.LOAN_SUSPENDED,
        Kind.LOAN_COMPENSATED,
    }
)
"""The acts that need a preparer and an approver unless an organisation says otherwise."""


# --- enums of Words.sol and of the interfaces -------------------------------------------------------------------------


class OrgKind(IntEnum):
    AUTHORITY = 0
    REGISTRAR = 1
    HOLDER = 2
    BANK = 3
    VALUER = 4
    AUDITOR = 5
    CUSTODIAN = 6
    PROVIDER = 7


class CaseState(IntEnum):
    """Where a case stands as far as somebody acted; what time alone does (art. 17) is computed."""

    NONE = 0
    SUBMITTED = 1
    CORRECTION_REQUESTED = 2
    NOT_ACCEPTED = 3
    ACCEPTED = 4
    EVIDENCE_REQUESTED = 5
    PUBLIC_NOTICE = 6
    NOTICE_EXEMPT = 7
    EVIDENCED = 8
    CERTIFIED = 9
    REFUSED = 10
    TERMINATED = 11
    WITHDRAWN = 12
    LAPSED = 13


class CertificateStatus(IntEnum):
    NONE = 0
    ISSUED = 1
    CANCELLED = 2
    REVOKED = 3
    REPLACED = 4


class CodeSource(IntEnum):
    """LOCAL: the ledger allots the next serial. NATIONAL: the national system did; it is entered."""

    LOCAL = 0
    NATIONAL = 1


class Grade(IntEnum):
    """GB/T 43697-2024."""

    NONE = 0
    GENERAL_1 = 1
    GENERAL_2 = 2
    GENERAL_3 = 3
    GENERAL_4 = 4
    IMPORTANT = 5
    CORE = 6


class Basis(IntEnum):
    """The situations of art. 21 that decide who may register which right."""

    NONE = 0
    P1_OWN_BUSINESS = 1
    P2_CAUSED_AND_AUTHORISED = 2
    P3_NATURAL_PERSON = 3
    P4A_PUBLIC_DATA_COLLECTED = 4
    P4B_PUBLIC_DATA_PRODUCT = 5
    P5A_FUSION_BY_CONTRACT = 6
    P5B_FUSION_SILENT = 7
    P6_DERIVED = 8
    P7_ENTRUSTED = 9


class Outcome(IntEnum):
    """Of an objection."""

    NONE = 0
    OPEN = 1
    UPHELD = 2
    REJECTED = 3
    WITHDRAWN = 4


class Procedure(IntEnum):
    """The types of registration that follow the first (arts. 34-37)."""

    TRANSFER = 0
    CHANGE = 1
    RENEW = 2
    CANCEL = 3


class ProceedingState(IntEnum):
    """Where a proceeding stands as far as somebody acted; acceptance by silence (art. 17) is computed."""

    NONE = 0
    OFFERED = 1
    SUBMITTED = 2
    ACCEPTED = 3
    REGISTERED = 4
    REFUSED = 5
    WITHDRAWN = 6


class DataRelation(IntEnum):
    """How the data of two certificates relate, as a registrar confirmed it (ruling 12). DERIVED: the second from the
    first."""

    SAME_DATA = 1
    OVERLAP = 2
    DERIVED = 3
    UNRELATED = 4


class DisputeOutcome(IntEnum):
    """Of an objection to what was registered (art. 29)."""

    NONE = 0
    OPEN = 1
    UPHELD = 2
    REJECTED = 3
    WITHDRAWN = 4
    BY_DOCUMENT = 5


class ValuationPurpose(IntEnum):
    """What an opinion of value is for."""

    NONE = 0
    PLEDGE = 1
    ENTRY_INTO_BOOKS = 2
    TRADE = 3


class SecurityForm(IntEnum):
    """What secures the claim; the ledger takes no side in the dispute on the nature of the right."""

    NONE = 0
    PLEDGE = 1
    MORTGAGE = 2
    ASSIGNMENT_OF_RECEIVABLES = 3
    CONTROL_AGREEMENT = 4
    ENHANCEMENT_ONLY = 5


class PledgeState(IntEnum):
    NONE = 0
    OFFERED = 1
    CLOSED = 2
    RECORDED = 3
    RELEASED = 4


class PledgeClosing(IntEnum):
    """Why an offer was closed."""

    NONE = 0
    WITHDRAWN = 1
    DECLINED = 2
    SUBSTITUTED = 3


class PledgeEnding(IntEnum):
    """How a pledge ended."""

    NONE = 0
    REPAID = 1
    REALISED = 2
    DECIDED = 3
    VOIDED = 4


class Passing(IntEnum):
    """How a claim passed to another pledgee."""

    NONE = 0
    AGREED = 1
    SUBROGATION = 2


class LoanStanding(IntEnum):
    """How a secured loan stands, as far as somebody acted."""

    GOOD = 0
    WARNING = 1
    MARGIN_CALL = 2
    DEFAULTED = 3
    ENFORCEMENT = 4
    REALISED = 5


class DefaultGround(IntEnum):
    """On what ground a default is declared."""

    NONE = 0
    PAYMENT = 1
    MARGIN = 2
    COVENANT = 3
    OTHER = 4


class Enforcing(IntEnum):
    NONE = 0
    NEGOTIATED = 1
    AUCTION = 2
    SALE = 3
    COMPULSORY_LICENCE = 4
    COURT = 5


class Contest(IntEnum):
    NONE = 0
    RELEASE_REQUESTED = 1
    RELEASE_CHALLENGED = 2
    DEFAULT_CONTESTED = 3
    DEBTOR_CONTESTED = 4
    RELEASE_WITHDRAWN = 5
    RELEASE_REFUSED = 6


class OutsideStatus(IntEnum):
    """Of the filing in the statutory register, as the pledgee declares."""

    NONE = 0
    REGISTERED = 1
    EXTENDED = 2
    CANCELLED = 3
    NOT_FOUND = 4


class RightBits(IntFlag):
    """Rights as the contracts pack them (art. 3)."""

    HOLD = 1
    USE = 2
    OPERATE = 4


# --- grants -----------------------------------------------------------------------------------------------------------


class GrantKind(IntEnum):
    NONE = 0
    ENTERPRISE = 1
    RECIPROCAL = 2
    INTERNAL = 3
    DIRECTED_OPEN = 4
    LICENSED_OPEN = 5
    OPERATION_WHOLE = 6
    OPERATION_DOMAIN = 7
    OPERATION_SCENARIO = 8
    CONSENT_CUSTODY = 9


class GrantState(IntEnum):
    NONE = 0
    OFFERED = 1
    DECLINED = 2
    WITHDRAWN = 3
    ACTIVE = 4
    REVOKED = 5
    TERMINATED = 6


class RootKind(IntEnum):
    NONE = 0
    UNIT = 1
    DECISION = 2
    CONSENT = 3


class GrantGround(IntEnum):
    NONE = 0
    AGREED = 1
    BREACH = 2
    LAW = 3
    ORDER = 4


class PublicState(IntEnum):
    NONE = 0
    APPLIED = 1
    FAVOURED = 2
    OPPOSED = 3
    REFUSED = 4
    DECIDED = 5
    GRANTED = 6


class Dimension(IntEnum):
    """In what a grant is wider than it may be."""

    NONE = 0
    RIGHT = 1
    FIELDS = 2
    PURPOSES = 3
    TERRITORY = 4
    EXPORT = 5
    ENVIRONMENTS = 6
    START = 7
    END = 8
    CALLS = 9
    RECORDS = 10
    DEPTH = 11
    EXCLUSIVITY = 12


class Circulation(IntEnum):
    """What happened: 5.1 of the vocabulary, and the six uses of a certificate (art. 31)."""

    NONE = 0
    COLLECT = 1
    AGGREGATE = 2
    GOVERN = 3
    STORE = 4
    PROCESS = 5
    FUSE = 6
    DERIVE = 7
    SHARE = 8
    OPEN = 9
    AUTH_OPERATE = 10
    LIST = 11
    DELIST = 12
    TRADE = 13
    DELIVER = 14
    SETTLE = 15
    USE = 16
    EXPORT = 17
    ENTER_BOOKS = 18
    CONTRIBUTE = 19
    SECURITISE = 20
    TRUST = 21
    EVALUATE = 22
    RECLASSIFY = 23
    INCIDENT = 24
    DISPUTE = 25
    RETURN = 26
    DESTROY = 27
    CERTIFICATE_FOR_TRADE = 28
    CERTIFICATE_FOR_BOOKS = 29
    CERTIFICATE_FOR_FINANCE = 30
    CERTIFICATE_FOR_EQUITY = 31
    CERTIFICATE_FOR_DISPUTE = 32
    CERTIFICATE_FOR_SUPPORT = 33


class Standing(IntEnum):
    """Whether a report was covered by a grant or a right, as the ledger found it."""

    NEEDS_NONE = 0
    IN_SCOPE = 1
    OUT_OF_SCOPE = 2


class Answer(IntEnum):
    """What the other side said of an event."""

    NONE = 0
    ACKNOWLEDGED = 1
    DISPUTED = 2
