# SPDX-License-Identifier: Apache-2.0
"""Every code of the table is reached, each by one spoilt row, and nothing else is said about that row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

import pytest

from ledger.domain.application import CellValue
from ledger.domain.defects import RULES, Severity
from ledger.domain.form import BY_KEY, COLUMNS
from ledger.domain.precheck import DocumentFact, KnownFiling, precheck, review, sendable
from tests.unit.domain.rows import (
    CONTEXT,
    GOOD,
    HERDING,
    INSTITUTION,
    ORGAN,
    PERSON,
    POWER,
    REGISTRAR,
    another,
    fact,
    findings,
    named,
    noon,
    other_files,
    read,
    row,
)


@dataclass(frozen=True)
class Case:
    """A spoilt row and exactly what is found: pairs of column and code."""

    name: str
    changes: Mapping[str, CellValue]
    expected: tuple[tuple[str, str], ...]
    context: Mapping[str, Any] = field(default_factory=dict)


def case(name: str, *expected: str, context: Mapping[str, Any] | None = None, **changes: CellValue) -> Case:
    """`expected` is written `column CODE`."""
    pairs = tuple((found.split()[0], found.split()[1]) for found in expected)
    return Case(name, changes, pairs, context or {})


JOINT = {
    "applicant_names": "示例草原牧业数据有限公司；示例蒙西电力数据服务有限公司",
    "applicant_kinds": "法人；法人",
    "applicant_ids": f"{HERDING}；{POWER}",
    "rights": "持有权、使用权；经营权",
    "right_cases": "P1；P1",
}
SCRAPED = {"source_types": "自动化程序收集公开数据", "doc_public_means": "means.pdf"}
DERIVED = {"source_types": "衍生创造", "doc_derivation": "derivation.pdf", "parent_codes": "SJ1512026070001",
           "right_cases": "P6"}  # fmt: skip


def earlier(applicant: str, *, sample: str = "", schema: str = "") -> KnownFiling:
    """A certificate of that applicant, by the names of the files that it shares."""
    samples, schemas = (frozenset({fact(name).sha256} if name else ()) for name in (sample, schema))
    return KnownFiling("SJ1512026060001", "OLD", frozenset({applicant}), samples, schemas)


CELLS = [
    case("a required cell is blank", "contact_name REQUIRED_MISSING", contact_name="　"),
    case("an error value", "record_count CELL_ERROR", record_count="#REF!"),
    case("a date where a name belongs", "contact_name CELL_TYPE", contact_name=date(2026, 7, 1)),
    case("a fraction where a text belongs", "contact_name CELL_TYPE", contact_name=1.5),
    case("yes where a number belongs", "record_count CELL_TYPE", record_count=True),
    case("yes where a date belongs", "time_from CELL_TYPE", time_from=True),
    case("a code stored as a number", "applicant_ids DIGITS_LOST", applicant_ids=9.11501e17),
    case("a NUL in a name", "contact_name TEXT_FORBIDDEN", contact_name="示\x00例"),
    case("a right-to-left override", "data_name TEXT_FORBIDDEN", data_name=f"{GOOD['data_name']}\u202e"),
    case("a lone surrogate", "contact_name TEXT_FORBIDDEN", contact_name="示\ud800例"),
    case("a non-character", "contact_name TEXT_FORBIDDEN", contact_name="示\ufffe例"),
    case("a replacement character", "contact_name TEXT_GARBLED", contact_name="示\ufffd例"),
    case("a zero-width space", "contact_name TEXT_INVISIBLE", contact_name="示\u200b例"),
    case("an error value among a row's texts", "contact_name CELL_ERROR", contact_name=" #N/A "),
    case("a number beside yes and no", "resale_allowed BOOLEAN_INVALID", resale_allowed=2),
    case("the same holder twice", "right_holder_ids VALUE_REPEATED", "rights PARALLEL_LENGTH",
         "right_cases PARALLEL_LENGTH", right_holder_ids=f"{HERDING}；{HERDING}", rights="持有权；持有权",
         right_cases="P1；P1"),
    case("nothing but a zero-width space", "contact_name TEXT_INVISIBLE", "contact_name REQUIRED_MISSING",
         contact_name="\u200b"),
    case("decomposed letters", "contact_name TEXT_NOT_NFC", contact_name="Ule\u0301"),
    case("a line break in a name", "contact_name TEXT_LINE_BREAK", contact_name="示例\n联系人"),
    case("a private-use character", "contact_name TEXT_PRIVATE_USE", contact_name="示\ue000例"),
    case("an overlong overview", "data_overview TEXT_TOO_LONG", data_overview="数" * 401),
    case("a full-width code", "applicant_ids FULL_WIDTH", applicant_ids="９１１５２５０２MA0DEM013H"),
    case("a lower-case code", "applicant_ids LOWER_CASE", applicant_ids=HERDING.lower()),
    case("blanks inside a code", "applicant_ids INNER_SPACE", applicant_ids="911525 02MA0DEM013H"),
    case("a Chinese date", "time_from DATE_NOTATION", time_from="2022年1月1日"),
    case("a date with slashes", "time_from DATE_NOTATION", time_from="2022/1/1"),
    case("a date with points", "time_from DATE_NOTATION", time_from="2022.01.01"),
    case("a date of eight digits", "time_from DATE_NOTATION", time_from="20220101"),
    case("a date of eight digits as a number", "time_from DATE_NOTATION", time_from=20220101),
    case("a full-width Chinese date", "time_from DATE_NOTATION", "time_from FULL_WIDTH",
         time_from="２０２２年１月１日"),
    case("a serial date", "time_from DATE_SERIAL", time_from=44562.0),
    case("a serial date as text", "time_from DATE_SERIAL", time_from="44562"),
    case("a time of day", "time_from DATE_TIME_DROPPED", time_from=datetime(2022, 1, 1, 8, 30)),
    case("a time of day in a text", "time_from DATE_TIME_DROPPED", time_from="2022-01-01 08:30:00"),
    case("a date that does not exist", "time_from DATE_INVALID", time_from="2022-02-30"),
    case("a month without a day", "time_from DATE_INVALID", time_from="2022年1月"),
    case("day first", "time_from DATE_INVALID", time_from="1/7/2022"),
    case("a number that is no date", "time_from DATE_INVALID", time_from=-3),
    case("the year 1066", "time_from DATE_IMPLAUSIBLE", time_from="1066-10-14"),
    case("thousands separators", "record_count NUMBER_SEPARATORS", record_count="1,280,000"),
    case("full-width thousands separators", "record_count FULL_WIDTH", "record_count NUMBER_SEPARATORS",
         record_count="１，２８０，０００"),
    case("blanks between thousands", "record_count INNER_SPACE", record_count="1 280 000"),
    case("a unit beside a number", "record_count NUMBER_INVALID", record_count="128万条"),
    case("not a number", "volume_tb NUMBER_INVALID", volume_tb=float("nan")),
    case("a negative number", "record_count NUMBER_NEGATIVE", record_count=-1),
    case("half a record", "record_count NUMBER_NOT_WHOLE", record_count=1.5),
    case("too many records", "record_count NUMBER_TOO_LARGE", record_count=2**63),
    case("too many bytes", "volume_tb NUMBER_TOO_LARGE", volume_tb=10**10),
    case("neither yes nor no", "resale_allowed BOOLEAN_INVALID", resale_allowed="也许"),
    case("a word that is no choice", "update_frequency ENUM_UNKNOWN", update_frequency="每世纪"),
    case("an everyday word", "update_frequency ENUM_ALIAS", update_frequency="每月"),
    case("the rights by their old names", "rights ENUM_ALIAS", "rights ENUM_ALIAS",
         rights="数据资源持有权、数据加工使用权"),
    case("the same form twice", "data_forms VALUE_REPEATED", data_forms="表格、表格"),
    case("the same prior registration twice", "prior_registrations VALUE_REPEATED", prior_registrations="甲、甲",
         doc_prior_registration="prior.pdf"),
    case("two names beside one type", "applicant_kinds PARALLEL_LENGTH", "applicant_ids PARALLEL_LENGTH",
         "rights PARALLEL_LENGTH", "right_cases PARALLEL_LENGTH", applicant_names="甲公司；乙公司"),
    case("one right's end for two holders", "right_ends PARALLEL_LENGTH", **JOINT, right_ends=date(2032, 1, 1)),
    case("a hole in a parallel column", "applicant_kinds REQUIRED_MISSING", **{**JOINT, "applicant_kinds": "；法人"}),
    case("a text too long for the chain", "evidence_number TEXT_TOO_MANY_BYTES", evidence_number="证" * 43),
    case("one of two texts too long for the chain", "prior_registrations TEXT_TOO_MANY_BYTES",
         prior_registrations="甲、" + "证" * 43, doc_prior_registration="prior.pdf"),
    case("seventeen prior registrations", "prior_registrations VALUES_TOO_MANY",
         prior_registrations="、".join(f"登{n}" for n in range(17)), doc_prior_registration="prior.pdf"),
    case("a Chinese reference", "reference REFERENCE_FORMAT", reference="内蒙-1"),
    case("an overlong reference", "reference TEXT_TOO_LONG", reference="N" * 32),
    case("a full-width reference", "reference FULL_WIDTH", reference="ＮＭ-1"),
]  # fmt: skip

PARTIES = [
    case("a code of 17", "applicant_ids USCC_LENGTH", applicant_ids=HERDING[:17]),
    case("the letter O for a zero", "applicant_ids USCC_ALPHABET", applicant_ids=HERDING.replace("0", "O", 1)),
    case("letters in the division", "applicant_ids USCC_DIVISION", applicant_ids="91A52502MA0DEM013H"),
    case("a slip of one digit", "applicant_ids USCC_CHECK", applicant_ids="91152502MA0DEM014H"),
    case("only the inner check fails", "applicant_ids USCC_INNER_CHECK", applicant_ids="91152502MA0DEM014L"),
    case("an unknown class", "applicant_ids USCC_PREFIX_UNKNOWN", applicant_ids="81152502MA0DEM013J"),
    case("an unknown region", "applicant_ids USCC_REGION_UNKNOWN", applicant_ids="91992502MA0DEM013P"),
    case("a resident number that fails", "applicant_ids IDENTITY_CHECK", applicant_kinds="自然人", right_cases="P3",
         applicant_ids="110101199003074515"),
    case("a foreign passport", "applicant_ids IDENTITY_FOREIGN", applicant_kinds="自然人", right_cases="P3",
         applicant_ids="X1234567"),
    case("a person with a company's code", "applicant_ids PARTY_KIND_MISMATCH", applicant_kinds="自然人"),
    case("a company with a person's number", "applicant_ids PARTY_KIND_MISMATCH", applicant_ids=PERSON),
    case("a sole trader as a legal person", "applicant_ids PARTY_KIND_MISMATCH", applicant_ids="92152502MA0DEM013E"),
    case("the same applicant twice", "applicant_ids APPLICANT_REPEATED",
         **{**JOINT, "applicant_ids": f"{HERDING}；{HERDING}"}),
    case("an agent without a number", "agent_id AGENT_INCOMPLETE", "doc_mandate DOCUMENT_REQUIRED",
         agent_name="示例代理有限公司"),
    case("an agent's number that fails", "agent_id IDENTITY_CHECK", agent_name="示例代理有限公司",
         agent_id="91152502MA0DEM014H", doc_mandate="mandate.pdf"),
    case("an odd telephone", "contact_phone PHONE_FORMAT", contact_phone="打给我"),
    case("a holder who did not apply", "right_holder_ids HOLDER_NOT_APPLICANT", right_holder_ids=POWER),
    case("the registrar applies at itself", "applicant_ids REGISTRAR_IS_APPLICANT", applicant_ids=REGISTRAR),
    case("a company of the registrar's group", "affiliation_group REGISTRAR_AFFILIATED",
         affiliation_group="示例集团", context={"registrar_group": "示例集团"}),
    case("truth is not declared", "truth_declared TRUTH_NOT_DECLARED", truth_declared="否"),
]  # fmt: skip

DATA = [
    case("a name of 41", "data_name NAME_TOO_LONG", data_name="2025年锡林郭勒盟畜牧业" + "羊" * 25 + "数据集"),
    case("a name without a time", "data_name NAME_PATTERN", data_name="锡林郭勒盟畜牧业肉羊养殖溯源数据集"),
    case("no such section", "industry_section INDUSTRY_SECTION_UNKNOWN", industry_section="农业及其他"),
    case("no such division", "industry_division INDUSTRY_DIVISION_UNKNOWN", industry_division="养羊业"),
    case("a division of another section", "industry_division INDUSTRY_MISMATCH", industry_division="房地产业"),
    case("codes in place of names", "industry_section INDUSTRY_AS_CODE", "industry_division INDUSTRY_AS_CODE",
         industry_section="A", industry_division="A03"),
    case("no such place", "division_code DIVISION_UNKNOWN", division_code="159900"),
    case("a place of another province", "division_code DIVISION_UNLISTED", division_code="110000", geo_scope="省级"),
    case("an abolished code", "division_code DIVISION_ABOLISHED", division_code="152700"),
    case("no place", "division_code DIVISION_MISSING", division_code=None),
    case("a place for the whole country", "division_code DIVISION_UNEXPECTED", geo_scope="全国"),
    case("a county for a city", "division_code DIVISION_LEVEL", division_code="152502"),
    case("the span ends before it begins", "time_to TIME_ORDER", time_to="2021-12-31"),
    case("the span ends next year", "time_to TIME_IN_FUTURE", time_to="2027-12-31"),
    case("no records", "record_count VOLUME_ZERO", record_count=0),
    case("no bytes", "volume_tb VOLUME_ZERO", volume_tb=0),
    case("core data", "grade GRADE_CORE", grade="核心"),
    case("important data", "grade GRADE_IMPORTANT", grade="重要", doc_important_data="important.pdf"),
    case("important data without proof", "grade GRADE_IMPORTANT", "doc_important_data DOCUMENT_REQUIRED", grade="重要"),
    case("important data to be exported", "grade GRADE_IMPORTANT", "export_allowed EXPORT_IMPORTANT", grade="重要",
         export_allowed="是", doc_important_data="important.pdf"),
    case("many persons' data to be exported", "export_allowed EXPORT_PERSONAL", pi_band="100万人以上",
         export_allowed="是", doc_pi_compliance="pi.pdf"),
    case("persons' data without proof", "doc_pi_compliance DOCUMENT_REQUIRED", pi_band="不满10万人"),
]  # fmt: skip

ARTICLES = [
    case("an organ", "applicant_ids ORGAN_DATA", applicant_ids=ORGAN),
    case("an organ that calls itself a utility", "applicant_ids ORGAN_DATA", applicant_ids=ORGAN, utility="是"),
    case("a public institution", "institution_decision INSTITUTION_UNDECIDED", applicant_ids=INSTITUTION),
    case("a public institution by decision", "institution_decision INSTITUTION_DECIDED", applicant_ids=INSTITUTION,
         institution_decision="示登决〔2026〕1号", doc_institution_decision="decision.pdf"),
    case("a decision without paper", "doc_institution_decision DOCUMENT_REQUIRED",
         "institution_decision INSTITUTION_DECIDED", applicant_ids=INSTITUTION, institution_decision="1号"),
    case("a public-data product without reference", "public_platform_ref PUBLIC_REF_MISSING", public_data="是"),
    case("a public utility", "utility UTILITY_ADMITTED", utility="是"),
    case("a company in a person's case", "right_cases CASE_PERSON", right_cases="P3"),
    case("scraped rights without scraping", "right_cases CASE_SOURCE", right_cases="P4A",
         rights="持有权、使用权"),
    case("a scraped resource called a product", "asset_form CASE_ASSET_FORM", **SCRAPED, right_cases="P4B",
         doc_non_substitution="substitution.pdf"),
    case("operating scraped data", "rights RIGHT_NOT_IN_CASE", **SCRAPED, right_cases="P4A"),
    case("an entrusted processor", "rights RIGHT_NOT_IN_CASE", right_cases="P7", rights="持有权"),
    case("a right that has ended", "right_ends RIGHT_ENDED", right_ends="2026-06-30"),
    case("a right that ends early", "right_ends RIGHT_ENDS_EARLIER", right_ends=date(2028, 6, 30)),
    case("derived data in no fitting case", "right_cases SOURCE_WITHOUT_CASE", **{**DERIVED, "right_cases": "P1"}),
    case("derived from the unregistered", "parent_codes PARENT_UNREGISTERED", **{**DERIVED, "parent_codes": None},
         doc_contract="contract.pdf"),
    case("derived from the unregistered without contract", "parent_codes PARENT_UNREGISTERED",
         "doc_contract DOCUMENT_REQUIRED", **{**DERIVED, "parent_codes": None}),
    case("a parent that is no code", "parent_codes PARENT_CODE_FORMAT",
         **{**DERIVED, "parent_codes": "SJ1512026130001"}),
    case("six years", "term_years TERM_OUT_OF_RANGE", term_years=6),
    case("no years", "term_years TERM_OUT_OF_RANGE", term_years=0),
    case("exemption without a reason", "notice_exempt_reason NOTICE_REASON_MISSING", notice_exempt="是"),
    case("received tomorrow", "received_at RECEIVED_IN_FUTURE", received_at="2026-07-02"),
    case("three working days are over", "received_at ANSWER_CLOCK_RUN_OUT", received_at="2026-06-25"),
    case("over the week-end it is too late to answer and not yet accepted", "received_at ANSWER_CLOCK_RUN_OUT",
         received_at="2026-07-07", context={"now": noon(2026, 7, 11)}),
    case("too late, and nobody knows yet from when it is accepted", "received_at ANSWER_CLOCK_RUN_OUT",
         received_at="2026-12-28", context={"now": noon(2027, 1, 2)}),
    case("ten more are over", "received_at ANSWER_CLOCK_RUN_OUT", "received_at PROCESSING_CLOCK_RUN_OUT",
         received_at="2026-06-01"),
    case("the calendar ends first", "received_at CLOCK_UNKNOWN", received_at="2026-12-30",
         context={"now": noon(2026, 12, 31)}),
    case("the month is full", "reference CODE_CAPACITY", context={"codes_issued": {(2026, 7): 9999}}),
    case("the month of evidencing is full, not this one", "reference CODE_CAPACITY",
         context={"now": noon(2026, 7, 30), "codes_issued": {(2026, 8): 9999}}),
    case("filed before by the same applicant", "doc_sample DUPLICATE_SAME_APPLICANT",
         context={"known": (earlier(HERDING, sample="sample.csv"),)}),
    case("the same schema before", "doc_schema DUPLICATE_SCHEMA",
         context={"known": (earlier(HERDING, schema="schema.pdf"),)}),
    case("filed before by another", "doc_sample DUPLICATE_OTHER_APPLICANT",
         context={"known": (earlier(POWER, sample="sample.csv"),)}),
    case("another's, and the relation is confirmed", "relation DUPLICATE_RELATED", relation="同一数据",
         context={"known": (earlier(POWER, sample="sample.csv"),)}),
    case("its own, and the relation is confirmed", "relation DUPLICATE_RELATED", relation="部分重合",
         context={"known": (earlier(HERDING, sample="sample.csv"),)}),
    case("its own, confirmed to be the same", "doc_sample DUPLICATE_SAME_APPLICANT", relation="同一数据",
         context={"known": (earlier(HERDING, sample="sample.csv"),)}),
    case("another's schema", "doc_schema DUPLICATE_OTHER_APPLICANT",
         context={"known": (earlier(POWER, schema="schema.pdf"),)}),
]  # fmt: skip

DOCUMENTS = [
    case("no sample", "doc_sample DOCUMENT_REQUIRED", doc_sample=None),
    case("an agent without a mandate", "doc_mandate DOCUMENT_REQUIRED", agent_name="示例代理有限公司", agent_id=POWER),
    case("by agreement without contract", "doc_contract DOCUMENT_REQUIRED", source_types="协议取得"),
    case("scraped without means", "doc_public_means DOCUMENT_REQUIRED", source_types=SCRAPED["source_types"],
         right_cases="P4A", rights="持有权"),
    case("derived without proof", "doc_derivation DOCUMENT_REQUIRED", **{**DERIVED, "doc_derivation": None}),
    case("P2 without contract", "doc_contract DOCUMENT_REQUIRED", right_cases="P2"),
    case("P4B without statement", "doc_non_substitution DOCUMENT_REQUIRED", **SCRAPED, right_cases="P4B",
         asset_form="数据产品"),
    case("P5A without contract", "doc_contract DOCUMENT_REQUIRED", right_cases="P5A"),
    case("P5B operating without consents", "doc_fusion_consents DOCUMENT_REQUIRED", right_cases="P5B"),
    case("prior registrations without paper", "doc_prior_registration DOCUMENT_REQUIRED", prior_registrations="甲"),
    case("a file that is not there", "doc_sample DOCUMENT_MISSING", doc_sample="gone.csv"),
    case("an empty file", "doc_sample DOCUMENT_EMPTY",
         context={"documents": {**CONTEXT.documents, "sample.csv": DocumentFact(0)}}),
    case("an oversize file", "doc_sample DOCUMENT_TOO_LARGE", context={
        "documents": {**CONTEXT.documents, "sample.csv": replace(fact("x"), size=101)}, "document_bytes_max": 100}),
    case("one file for two purposes", "doc_schema DOCUMENT_USED_TWICE", doc_schema="sample.csv"),
    case("a file outside the folder", "doc_sample DOCUMENT_NAME_UNSAFE", doc_sample="../sample.csv"),
    case("a file on a drive", "doc_sample DOCUMENT_NAME_UNSAFE", doc_sample="C:\\sample.csv"),
    case("a file at the root", "doc_sample DOCUMENT_NAME_UNSAFE", doc_sample="/etc/sample.csv"),
]  # fmt: skip

HARMLESS = [
    case("the good row"),
    case("blanks around values", contact_name="　示例联系人 "),
    case("native dates", time_from=date(2022, 1, 1), time_to=datetime(2025, 12, 31)),
    case("a whole number stored as a float", record_count=1280000.0),
    case("a telephone stored as a number", contact_phone=13800000000.0),
    case("a division code stored as a number", division_code=152500.0),
    case("codes of enums, in any case", grade="general_2", asset_form="RESOURCE", right_cases="p1"),
    case("native booleans", resale_allowed=False, truth_declared=True),
    case("a rare character beyond the basic plane", contact_name="𠮷例"),
    case("line breaks in the overview", data_overview="第一段\r\n第二段"),
    case("a text that just fits the chain", evidence_number="a" * 128),
    case("sixteen prior registrations", doc_prior_registration="prior.pdf",
         prior_registrations="、".join(f"登{n}" for n in range(16))),
    case("a name of exactly 40", data_name="2025年锡林郭勒盟畜牧业" + "羊" * 25 + "数据"),
    case("two joint applicants", **JOINT),
    case("one of two applicants holds the rights", **{**JOINT, "rights": "持有权", "right_cases": "P1",
                                                       "right_holder_ids": POWER}),
    case("a person in a person's case", applicant_kinds="自然人", applicant_ids=PERSON, right_cases="P3"),
    case("a sole trader as a natural person", applicant_kinds="自然人", applicant_ids="92152502MA0DEM013E"),
    case("scraped data, held and used", **SCRAPED, right_cases="P4A", rights="持有权、使用权"),
    case("a product of scraped data", **SCRAPED, right_cases="P4B", asset_form="数据产品",
         doc_non_substitution="substitution.pdf"),
    case("an entrusted processor with an exception", right_cases="P7", doc_entrustment_exception="exception.pdf"),
    case("derived from the registered", **DERIVED),
    case("fusion, held and used, contract silent", right_cases="P5B", rights="持有权、使用权"),
    case("a public-data product with its reference", public_data="是", public_platform_ref="150000-2026-0001"),
    case("exemption with a reason", notice_exempt="是", notice_exempt_reason="涉及商业秘密"),
    case("received yesterday", received_at="2026-06-30"),
    case("two files in one column", doc_lawful_acquisition="lawful.pdf；means.pdf"),
    case("the whole country", geo_scope="全国", division_code=None),
    case("a row that finds itself", context={"known": (
        KnownFiling("NM-2026-0001", "NM-2026-0001", frozenset({HERDING}), frozenset({fact("sample.csv").sha256})),)}),
]  # fmt: skip

SPOILT = CELLS + PARTIES + DATA + ARTICLES + DOCUMENTS


@pytest.mark.parametrize("spoilt", SPOILT, ids=lambda spoilt: spoilt.name)
def test_a_spoilt_row_is_named_exactly(spoilt: Case) -> None:
    found = findings(row(**spoilt.changes), **spoilt.context)
    assert named(found) == sorted((2, key, code) for key, code in spoilt.expected)


@pytest.mark.parametrize("harmless", HARMLESS, ids=lambda harmless: harmless.name)
def test_nothing_is_said_about_a_sound_row(harmless: Case) -> None:
    assert named(findings(row(**harmless.changes), **harmless.context)) == []


def test_every_code_of_the_table_is_reached() -> None:
    reached = {code for spoilt in SPOILT for _, code in spoilt.expected}
    across = {"DUPLICATE_REFERENCE"}  # below, since it takes two rows
    assert RULES.keys() - reached - across == set()


def test_every_finding_speaks_both_languages_and_leaves_no_template_open() -> None:
    for spoilt in SPOILT:
        for found in findings(row(**spoilt.changes), **spoilt.context):
            assert found.zh.strip()
            assert found.en.strip()
            assert not {"{", "}"} & set(found.zh + found.en + found.hint)


def test_what_was_mended_is_shown() -> None:
    found = findings(row(time_from="2022年1月1日", applicant_ids=HERDING.lower()))
    mended = {finding.code: finding.mended for finding in found}
    assert mended == {"DATE_NOTATION": "2022-01-01", "LOWER_CASE": HERDING}


def test_one_pass_names_all_that_is_wrong_with_a_row() -> None:
    found = findings(row(time_from="2022-02-30", grade="核心", right_cases="P3", doc_sample=None, applicant_ids="1"))
    assert [code for _, _, code in named(found)] == sorted(
        ["USCC_LENGTH", "DOCUMENT_REQUIRED", "GRADE_CORE", "DATE_INVALID"],
        key=["USCC_LENGTH", "DOCUMENT_REQUIRED", "GRADE_CORE", "DATE_INVALID"].index,
    )


def test_findings_come_in_the_order_of_rows_and_columns() -> None:
    found = findings(row(doc_sample="x", reference="编号"), another(2, grade="核心", contact_name=None),
                     documents={**CONTEXT.documents, **other_files(2)})  # fmt: skip
    assert [(f.where.row, f.key) for f in found] == [
        (2, "reference"), (2, "doc_sample"), (3, "contact_name"), (3, "grade")
    ]  # fmt: skip


# --- rows against each other -----------------------------------------------------------------------------------------


def across(*rows: Mapping[str, CellValue], **context: Any) -> list[tuple[int, str, str]]:
    return named(findings(*rows, documents={**CONTEXT.documents, **other_files(2, 3)}, **context))


def test_the_same_reference_twice_is_an_error_in_the_second_row() -> None:
    assert across(row(), another(2, reference="NM-2026-0001")) == [(3, "reference", "DUPLICATE_REFERENCE")]


def test_two_rows_of_one_applicant_that_share_nothing_are_sound() -> None:
    assert across(row(), another(2)) == []


def test_a_sample_named_by_two_rows_is_used_twice_and_no_duplicate_besides() -> None:
    assert across(row(), another(2, doc_sample="sample.csv")) == [(3, "doc_sample", "DOCUMENT_USED_TWICE")]


def test_proof_of_identity_may_serve_two_rows() -> None:
    assert across(row(), another(2, doc_identity="identity.pdf")) == []


def test_a_shared_schema_is_worth_a_warning() -> None:
    assert across(row(), another(2, doc_schema="schema.pdf")) == [(3, "doc_schema", "DUPLICATE_SCHEMA")]


def test_an_equal_sample_under_another_name_is_held() -> None:
    documents = {**CONTEXT.documents, **other_files(2), "2-sample.csv": fact("sample.csv")}
    assert named(findings(row(), another(2), documents=documents)) == [(3, "doc_sample", "DUPLICATE_SAME_APPLICANT")]


def test_one_file_in_common_among_several_is_enough() -> None:
    """Whichever file it is, and in whichever order: the chain bears the digest of one, the records those of all."""
    documents = {**CONTEXT.documents, **other_files(2), "2-more.csv": fact("sample.csv")}
    second = another(2, doc_sample="2-sample.csv；2-more.csv")
    assert named(findings(row(), second, documents=documents)) == [(3, "doc_sample", "DUPLICATE_SAME_APPLICANT")]
    known = KnownFiling("OLD", "OLD", frozenset({POWER}), frozenset({b"first", fact("sample.csv").sha256}))
    assert named(findings(second, documents=documents, known=(known,))) == [
        (2, "doc_sample", "DUPLICATE_OTHER_APPLICANT")
    ]


def test_several_files_in_common_are_one_finding() -> None:
    documents = {**CONTEXT.documents, "more.csv": fact("more.csv")}
    both = frozenset({fact("sample.csv").sha256, fact("more.csv").sha256})
    known = KnownFiling("OLD", "OLD", frozenset({HERDING}), both)
    found = findings(row(doc_sample="sample.csv；more.csv"), documents=documents, known=(known,))
    assert named(found) == [(2, "doc_sample", "DUPLICATE_SAME_APPLICANT")]


def test_a_person_who_files_the_same_again_is_held() -> None:
    person = {"applicant_kinds": "自然人", "applicant_ids": PERSON, "right_cases": "P3"}
    known = KnownFiling("OLD", "OLD", frozenset({PERSON}), frozenset({fact("sample.csv").sha256}))
    assert named(findings(row(**person), known=(known,))) == [(2, "doc_sample", "DUPLICATE_SAME_APPLICANT")]


def test_two_empty_samples_are_no_duplicates() -> None:
    empty = {"sample.csv": DocumentFact(0), "2-sample.csv": DocumentFact(0)}
    documents = {**CONTEXT.documents, **other_files(2), **empty}
    assert named(findings(row(), another(2), documents=documents)) == [
        (2, "doc_sample", "DOCUMENT_EMPTY"), (3, "doc_sample", "DOCUMENT_EMPTY")
    ]  # fmt: skip


def test_rows_beyond_the_month_have_to_wait() -> None:
    found = across(row(), another(2), another(3), codes_issued={(2026, 7): 9998})
    assert found == [(3, "reference", "CODE_CAPACITY"), (4, "reference", "CODE_CAPACITY")]


def test_only_rows_without_errors_can_be_sent() -> None:
    context = replace(CONTEXT, documents={**CONTEXT.documents, **other_files(2, 3)})
    readings = read(row(), another(2, grade="核心"), another(3, time_from="never"))
    assert [sent.reference for sent in sendable(readings, review(readings, context))] == ["NM-2026-0001"]


def test_a_warning_does_not_keep_a_row_back() -> None:
    readings = read(row(data_name="肉羊数据集"))
    found = review(readings, CONTEXT)
    assert {finding.severity for finding in found} == {Severity.WARNING}
    assert len(sendable(readings, found)) == 1


def test_the_precheck_does_not_repeat_what_the_reading_found() -> None:
    readings = read(row(time_from="2022年1月1日"))
    assert precheck(readings, CONTEXT) == []
    assert [found.code for found in readings[0].defects] == ["DATE_NOTATION"]


# --- the table -------------------------------------------------------------------------------------------------------


def test_codes_are_unique() -> None:
    from ledger.domain.tables.rules import RULE_ROWS

    assert len(RULE_ROWS) == len(RULES)


def test_each_finding_points_to_a_column_of_the_form() -> None:
    for spoilt in SPOILT:
        assert {key for key, _ in spoilt.expected} <= BY_KEY.keys()


def test_the_good_row_fills_every_required_column() -> None:
    assert {column.key for column in COLUMNS if column.required} <= GOOD.keys()


def test_a_person_from_beijing_is_no_organ_though_the_number_starts_with_11() -> None:
    assert PERSON.startswith("11")
    assert findings(row(applicant_kinds="自然人", applicant_ids=PERSON, right_cases="P3")) == []


def test_an_institution_without_a_decision_is_not_sent_and_with_one_it_is() -> None:
    undecided = read(row(applicant_ids=INSTITUTION))
    decided = read(row(applicant_ids=INSTITUTION, institution_decision="1号", doc_institution_decision="decision.pdf"))
    assert sendable(undecided, review(undecided, CONTEXT)) == []
    assert len(sendable(decided, review(decided, CONTEXT))) == 1


def test_sixteen_applicants_may_join_and_seventeen_may_not() -> None:
    def joint(count: int) -> list[tuple[int, str, str]]:
        people = {"applicant_names": "；".join(f"示例人{n}" for n in range(count)),
                  "applicant_kinds": "；".join(["自然人"] * count), "right_cases": "；".join(["P3"] * count),
                  "applicant_ids": "；".join(f"X{n:07d}" for n in range(count)),
                  "rights": "；".join(["持有权"] * count)}  # fmt: skip
        return named([found for found in findings(row(**people)) if found.code != "IDENTITY_FOREIGN"])

    assert joint(16) == []
    assert joint(17) == [(2, "applicant_names", "VALUES_TOO_MANY")]
