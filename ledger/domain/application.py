# SPDX-License-Identifier: Apache-2.0
"""An application for initial registration: the frozen value, and its reading from one row of the form.

For: `parse_row`, which every intake uses (XLSX, CSV, JSON lines, API), so that one row gives the same findings in all.
Not for: the guide's articles (`precheck.py`) nor for what becomes of the values (chain, record).

The table of what is mended silently, what warns and what fails stands at the head of `cells.py`; here are added:

    a required cell is blank                         REQUIRED_MISSING, error (document columns: the pre-check says it)
    parallel columns of different length             PARALLEL_LENGTH, error
    the same word twice in a set                     VALUE_REPEATED, warning
    codes: check digits, alphabet, length            USCC_*, errors; the inner check digit, class, region only warn
    resident numbers                                 IDENTITY_CHECK, warning; foreign papers IDENTITY_FOREIGN, info
    type of applicant against the number             PARTY_KIND_MISMATCH, error
    industry not in GB/T 4754, or not under its section  INDUSTRY_*, error; a code in place of the name warns
    division code unknown, ended, of the wrong level DIVISION_*

One pass finds everything (art. 17 wants the full list at once): a value that cannot be had leaves a stand-in in
`Reading.draft` and its column in `Reading.unread`; rules that would need it stay silent, all others speak.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from ledger.domain.calendar import MAX_TERM_YEARS
from ledger.domain.cells import CellValue
from ledger.domain.classification import DivisionCode, IndustryCode
from ledger.domain.defects import Defect, Where
from ledger.domain.tables.words import (
    AssetForm,
    AttestationLevel,
    DataForm,
    GeoScope,
    Grade,
    PartyKind,
    PiBand,
    Relation,
    Right,
    RightCase,
    SourceType,
    Structure,
    UpdateFrequency,
)

__all__ = ["Agent", "Applicant", "Application", "CellValue", "Contact", "Reading", "Restriction", "RightClaim",
           "parse_row"]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Applicant:
    """`number` is a unified social credit code, or for natural persons an identity number.

    Warning: numbers of natural persons and sole traders (`party.is_personal`) never leave the encrypted record.
    """

    name: str
    kind: PartyKind
    number: str


@dataclass(frozen=True, slots=True)
class Agent:
    name: str
    number: str


@dataclass(frozen=True, slots=True)
class Contact:
    """Personal information: encrypted record only."""

    name: str
    phone: str
    address: str


@dataclass(frozen=True, slots=True)
class Restriction:
    """What limits the exercise of the rights; the two flags are read by machines, the text by people."""

    text: str
    resale_allowed: bool
    export_allowed: bool


@dataclass(frozen=True, slots=True)
class RightClaim:
    """The rights one holder claims; `holder` is the holder's place among the applicants."""

    holder: int
    rights: frozenset[Right]
    case: RightCase
    ends_on: date | None


@dataclass(frozen=True, slots=True)
class Application:
    """One row of the form, read. Amounts are whole: `volume_bytes` is rounded up from TB (10^12 bytes)."""

    reference: str
    received_on: date | None
    applicants: tuple[Applicant, ...]
    affiliation_group: str
    business_status: str
    agent: Agent | None
    contact: Contact
    data_name: str
    data_overview: str
    asset_form: AssetForm
    industry: IndustryCode
    source_types: frozenset[SourceType]
    geo_scope: GeoScope
    division_code: DivisionCode | None
    time_from: date
    time_to: date
    update_frequency: UpdateFrequency
    record_count: int
    volume_bytes: int
    data_forms: frozenset[DataForm]
    structures: frozenset[Structure]
    application_scene: str
    algorithm_rule: str
    restriction: Restriction
    rights: tuple[RightClaim, ...]
    term_years: int
    parent_codes: tuple[str, ...]
    prior_registrations: tuple[str, ...]
    grade: Grade
    pi_band: PiBand
    public_data: bool
    public_platform_ref: str
    utility: bool
    institution_decision: str
    notice_exempt: bool
    notice_exempt_reason: str
    relation: Relation | None
    evidence_number: str
    truth_declared: bool
    attestation_level: AttestationLevel
    documents: Mapping[str, tuple[str, ...]]

    @property
    def numbers(self) -> frozenset[str]:
        """The identity numbers of all applicants."""
        return frozenset(applicant.number for applicant in self.applicants)

    @property
    def codes(self) -> frozenset[str]:
        """The unified social credit codes alone: a resident number of Beijing starts with 11 like an organ's code."""
        return frozenset(a.number for a in self.applicants if a.kind is not PartyKind.NATURAL_PERSON)

    @property
    def rights_by_case(self) -> Mapping[RightCase, frozenset[Right]]:
        """All rights claimed under each case, whoever holds them."""
        joined: dict[RightCase, frozenset[Right]] = {}
        for claim in self.rights:
            joined[claim.case] = joined.get(claim.case, frozenset()) | claim.rights
        return joined


@dataclass(frozen=True, slots=True)
class Reading:
    """What a row gave.

    Warning: `draft` holds neutral stand-ins under every column in `unread`. Only `application` may be acted upon.
    """

    where: Where
    draft: Application
    unread: frozenset[str]
    defects: tuple[Defect, ...]

    @property
    def application(self) -> Application | None:
        """The application, or None when a column could not be read."""
        return None if self.unread else self.draft


DEFAULT_TERM_YEARS = MAX_TERM_YEARS


def parse_row(raw: Mapping[str, CellValue], where: Where) -> Reading:
    """Read one row, given by column keys (`form.BY_KEY`); absent keys count as blank.

    An unknown key is a programmer's mistake (ValueError): headings nobody knows are the intake's to report.
    """
    from ledger.domain.reading.whole import read_row  # the readers import the values above

    return read_row(raw, where)
