# SPDX-License-Identifier: Apache-2.0
"""The rules that look at one application alone: arts. 2, 10, 15-17, 19-22, 24, 26, 28 and GB/T 43697.

Each rule is a function from application and context to findings, and says which columns it needs; `RULES` is the list.
Not for: rows against each other, nor for the existence of files (`across.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final, TypeAlias

from ledger.domain import clocks, party, rights
from ledger.domain.application import Application
from ledger.domain.calendar import KnownDeadline, UnknownDeadline, add_years, civil, day_from_civil, has_passed
from ledger.domain.checks.facts import Context
from ledger.domain.classification import (
    EXPORT_ROUTE_TEXT,
    ExportRoute,
    export_route,
    is_refused_grade,
    masks_name,
)
from ledger.domain.form import BY_KEY, DOCUMENT_KEYS
from ledger.domain.naming import NAME_PART_EN, missing_parts
from ledger.domain.tables.words import RIGHT_ZH, SOURCE_TYPE_ZH, SourceType

Found: TypeAlias = tuple[str, str, dict[str, object]]
"""Code, column key and the values of the text."""
Check: TypeAlias = Callable[[Application, Context], Iterator[Found]]


@dataclass(frozen=True, slots=True)
class RowRule:
    """A check and the columns without which it says nothing."""

    check: Check
    needs: frozenset[str]


RULES: Final[list[RowRule]] = []


def _rule(*needs: str) -> Callable[[Check], Check]:
    missing = set(needs) - BY_KEY.keys()
    if missing:
        raise ValueError(f"no such columns: {missing}")

    def enter(check: Check) -> Check:
        RULES.append(RowRule(check, frozenset(needs)))
        return check

    return enter


# --- parties ---------------------------------------------------------------------------------------------------------


@_rule("applicant_ids")
def registrar_is_no_applicant(application: Application, context: Context) -> Iterator[Found]:
    if context.registrar in application.numbers:
        yield "REGISTRAR_IS_APPLICANT", "applicant_ids", {}


@_rule("affiliation_group")
def registrar_is_no_affiliate(application: Application, context: Context) -> Iterator[Found]:
    group = application.affiliation_group
    if group and group == context.registrar_group:
        yield "REGISTRAR_AFFILIATED", "affiliation_group", {"group": group}


@_rule("applicant_ids", "applicant_kinds", "applicant_names")
def organs_stay_out(application: Application, context: Context) -> Iterator[Found]:
    if any(party.is_organ(code) for code in application.codes):
        yield "ORGAN_DATA", "applicant_ids", {}


@_rule("applicant_ids", "applicant_kinds", "applicant_names", "institution_decision")
def institutions_need_a_decision(application: Application, context: Context) -> Iterator[Found]:
    if not any(party.is_institution(code) for code in application.codes):
        return
    if application.institution_decision:
        yield "INSTITUTION_DECIDED", "institution_decision", {"number": application.institution_decision}
    else:
        yield "INSTITUTION_UNDECIDED", "institution_decision", {}


@_rule("truth_declared")
def truth_is_declared(application: Application, context: Context) -> Iterator[Found]:
    if not application.truth_declared:
        yield "TRUTH_NOT_DECLARED", "truth_declared", {}


# --- data ------------------------------------------------------------------------------------------------------------


@_rule("data_name")
def name_follows_the_pattern(application: Application, context: Context) -> Iterator[Found]:
    missing = missing_parts(application.data_name)
    if missing:
        names = {"missing": "、".join(missing), "missing_en": ", ".join(NAME_PART_EN[part] for part in missing)}
        yield "NAME_PATTERN", "data_name", {**names}


@_rule("time_from", "time_to")
def time_runs_forward(application: Application, context: Context) -> Iterator[Found]:
    if application.time_to < application.time_from:
        yield "TIME_ORDER", "time_to", {}
    elif application.time_to > context.today:
        yield "TIME_IN_FUTURE", "time_to", {}


@_rule("record_count")
def there_are_records(application: Application, context: Context) -> Iterator[Found]:
    if application.record_count == 0:
        yield "VOLUME_ZERO", "record_count", {}


@_rule("volume_tb")
def there_are_bytes(application: Application, context: Context) -> Iterator[Found]:
    if application.volume_bytes == 0:
        yield "VOLUME_ZERO", "volume_tb", {}


@_rule("public_data", "public_platform_ref")
def public_products_are_registered_first(application: Application, context: Context) -> Iterator[Found]:
    if application.public_data and not application.public_platform_ref:
        yield "PUBLIC_REF_MISSING", "public_platform_ref", {}


@_rule("utility", "applicant_ids")
def utilities_may_register(application: Application, context: Context) -> Iterator[Found]:
    if application.utility and not any(party.is_organ(code) for code in application.codes):
        yield "UTILITY_ADMITTED", "utility", {}


@_rule("grade")
def grade_admits(application: Application, context: Context) -> Iterator[Found]:
    if is_refused_grade(application.grade):
        yield "GRADE_CORE", "grade", {}
    elif masks_name(application.grade):
        yield "GRADE_IMPORTANT", "grade", {}


@_rule("grade", "pi_band", "export_allowed")
def export_has_a_route(application: Application, context: Context) -> Iterator[Found]:
    route = export_route(application.grade, application.pi_band)
    if not application.restriction.export_allowed or route is ExportRoute.EXEMPT:
        return
    if masks_name(application.grade) or is_refused_grade(application.grade):
        yield "EXPORT_IMPORTANT", "export_allowed", {}
    else:
        route_zh, route_en = EXPORT_ROUTE_TEXT[route]
        yield "EXPORT_PERSONAL", "export_allowed", {"route": route_zh, "route_en": route_en}


@_rule("notice_exempt", "notice_exempt_reason")
def exemption_has_a_reason(application: Application, context: Context) -> Iterator[Found]:
    if application.notice_exempt and not application.notice_exempt_reason:
        yield "NOTICE_REASON_MISSING", "notice_exempt_reason", {}


# --- rights ----------------------------------------------------------------------------------------------------------

_CLAIM: Final = ("rights", "right_cases", "right_holder_ids", "applicant_ids", "applicant_names", "applicant_kinds")


@_rule(*_CLAIM)
def cases_fit_persons(application: Application, context: Context) -> Iterator[Found]:
    for claim in application.rights:
        if not rights.fits_person(claim.case, application.applicants[claim.holder].kind):
            yield "CASE_PERSON", "right_cases", {}


@_rule("right_cases", "source_types")
def cases_fit_sources(application: Application, context: Context) -> Iterator[Found]:
    for case in application.rights_by_case:
        source = rights.SOURCE_OF_CASE.get(case)
        if source is not None and source not in application.source_types:
            yield "CASE_SOURCE", "right_cases", {"case": case, "source": SOURCE_TYPE_ZH[source], "source_en": source}


@_rule("right_cases", "source_types")
def sources_find_a_case(application: Application, context: Context) -> Iterator[Found]:
    for source in sorted(application.source_types):
        cases = rights.CASES_OF_SOURCE.get(source)
        if cases is not None and not cases & application.rights_by_case.keys():
            yield "SOURCE_WITHOUT_CASE", "right_cases", {"source": SOURCE_TYPE_ZH[source], "source_en": source}


@_rule("right_cases", "asset_form")
def cases_fit_the_asset(application: Application, context: Context) -> Iterator[Found]:
    for case in application.rights_by_case:
        if not rights.fits_asset_form(case, application.asset_form):
            yield "CASE_ASSET_FORM", "asset_form", {}


@_rule("rights", "right_cases", "doc_entrustment_exception")
def cases_give_the_rights(application: Application, context: Context) -> Iterator[Found]:
    exception = "doc_entrustment_exception" in application.documents
    for case, claimed in application.rights_by_case.items():
        for right in rights.not_admitted(case, claimed, exception=exception):
            names = {"case": case, "right": RIGHT_ZH[right], "right_en": right, "why": rights.WHY_NOT[case]}
            yield "RIGHT_NOT_IN_CASE", "rights", {**names}


@_rule("right_ends", "term_years")
def rights_outlast_the_term(application: Application, context: Context) -> Iterator[Found]:
    last = add_years(context.today, application.term_years)
    for claim in application.rights:
        if claim.ends_on is not None and claim.ends_on < context.today:
            yield "RIGHT_ENDED", "right_ends", {"date": claim.ends_on}
        elif claim.ends_on is not None and claim.ends_on < last:
            yield "RIGHT_ENDS_EARLIER", "right_ends", {"date": claim.ends_on}


@_rule("source_types", "parent_codes")
def parents_may_be_unregistered(application: Application, context: Context) -> Iterator[Found]:
    if SourceType.DERIVED in application.source_types and not application.parent_codes:
        yield "PARENT_UNREGISTERED", "parent_codes", {}


# --- documents an application needs ----------------------------------------------------------------------------------


def claim_of(application: Application) -> rights.Claim:
    """What decides on the papers of an application."""
    return rights.Claim(
        sources=application.source_types,
        cases=application.rights_by_case,
        grade=application.grade,
        personal=application.pi_band,
        has_agent=application.agent is not None,
        has_parents=bool(application.parent_codes),
        institution_decision=bool(application.institution_decision),
        prior_registrations=bool(application.prior_registrations),
    )


@_rule()
def required_documents_are_named(application: Application, context: Context) -> Iterator[Found]:
    """Stand-ins ask for nothing (an unread set is empty, an unread grade is general), so this rule needs no column."""
    for requirement in rights.required_documents(claim_of(application)):
        if requirement.key not in application.documents:
            yield "DOCUMENT_REQUIRED", requirement.key, {"why": requirement.why_zh, "why_en": requirement.why_en}


@_rule(*DOCUMENT_KEYS)
def named_documents_are_sound(application: Application, context: Context) -> Iterator[Found]:
    for key, names in application.documents.items():
        for name in names:
            fact = context.documents.get(name)
            if fact is None:
                yield "DOCUMENT_MISSING", key, {"name": name}
            elif fact.size == 0:
                yield "DOCUMENT_EMPTY", key, {"name": name}
            elif fact.size > context.document_bytes_max:
                sizes = {"size": fact.size, "limit": context.document_bytes_max}
                yield "DOCUMENT_TOO_LARGE", key, {"name": name, **sizes}


# --- clocks ----------------------------------------------------------------------------------------------------------


@_rule("received_at")
def clocks_have_not_run_out(application: Application, context: Context) -> Iterator[Found]:
    if application.received_on is None:
        return
    if application.received_on > context.today:
        yield "RECEIVED_IN_FUTURE", "received_at", {}
        return
    received = day_from_civil(application.received_on)
    match clocks.answer_clock(received, context.now, context.calendar):
        case clocks.AnswerOpen(UnknownDeadline()):
            yield "CLOCK_UNKNOWN", "received_at", {}
        case clocks.AnswerOpen():
            return
        case clocks.AnswerLapsed(answer_by, accepted_from):
            accepted = str(civil(accepted_from.day)) if isinstance(accepted_from, KnownDeadline) else "?"
            yield "ANSWER_CLOCK_RUN_OUT", "received_at", {"date": civil(answer_by.day), "accepted": accepted}
        case clocks.DeemedAccepted(answer_by, accepted_on):
            yield "ANSWER_CLOCK_RUN_OUT", "received_at", {"date": civil(answer_by.day), "accepted": civil(accepted_on)}
            processing = clocks.processing_deadline(accepted_on, context.calendar)
            if isinstance(processing, KnownDeadline) and has_passed(processing, context.now):
                yield "PROCESSING_CLOCK_RUN_OUT", "received_at", {"date": civil(processing.day)}
