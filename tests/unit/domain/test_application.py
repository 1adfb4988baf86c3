# SPDX-License-Identifier: Apache-2.0
"""What a row becomes; and that no cell, however odd, breaks the reading."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.domain.application import Agent, Applicant, Application, CellValue, Contact, Reading, RightClaim, parse_row
from ledger.domain.defects import RULES, Severity, Where, blocks, rules_as_markdown
from ledger.domain.form import BY_KEY, COLUMNS
from ledger.domain.precheck import review
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
from tests.unit.domain.rows import CONTEXT, GOOD, HERDING, POWER, row

HERE = Where("申请", 2)


def parse(**changes: CellValue) -> Reading:
    return parse_row(row(**changes), HERE)


def application(**changes: CellValue) -> Application:
    read = parse(**changes).application
    assert read is not None
    return read


def test_the_good_row_becomes_an_application_field_by_field() -> None:
    assert application() == Application(
        reference="NM-2026-0001",
        received_on=None,
        applicants=(Applicant("示例草原牧业数据有限公司", PartyKind.LEGAL_PERSON, HERDING),),
        affiliation_group="",
        business_status="法定代表人：示例人；成立日期：2020-01-01；存续",
        agent=None,
        contact=Contact("示例联系人", "0479-0000000", "锡林浩特市示例街1号"),
        data_name="2022年至2025年锡林郭勒盟畜牧业肉羊养殖溯源数据集",
        data_overview="记录肉羊从出生到出栏的养殖过程，用于溯源和信贷风控。",
        asset_form=AssetForm.RESOURCE,
        industry=application().industry,
        source_types=frozenset({SourceType.COLLECTED}),
        geo_scope=GeoScope.CITY,
        division_code=application().division_code,
        time_from=date(2022, 1, 1),
        time_to=date(2025, 12, 31),
        update_frequency=UpdateFrequency.MONTHLY,
        record_count=1_280_000,
        volume_bytes=350_000_000_000,
        data_forms=frozenset({DataForm.TABLE, DataForm.TEXT}),
        structures=frozenset({Structure.STRUCTURED}),
        application_scene="",
        algorithm_rule="",
        restriction=application().restriction,
        rights=(RightClaim(0, frozenset(Right), RightCase.P1, None),),
        term_years=5,
        parent_codes=(),
        prior_registrations=(),
        grade=Grade.GENERAL_2,
        pi_band=PiBand.NONE,
        public_data=False,
        public_platform_ref="",
        utility=False,
        institution_decision="",
        notice_exempt=False,
        notice_exempt_reason="",
        relation=None,
        evidence_number="",
        truth_declared=True,
        attestation_level=AttestationLevel.SELF_DECLARED,
        documents={
            "doc_application_form": ("form.pdf",),
            "doc_identity": ("identity.pdf",),
            "doc_lawful_acquisition": ("lawful.pdf",),
            "doc_sample": ("sample.csv",),
            "doc_schema": ("schema.pdf",),
            "doc_truth_declaration": ("truth.pdf",),
        },
    )
    assert application().industry == "A03"
    assert application().division_code == "152500"
    restriction = application().restriction
    assert (restriction.text, restriction.resale_allowed, restriction.export_allowed) == ("无", False, False)


def test_optional_columns_are_read_too() -> None:
    read = application(
        received_at="2026-06-30", affiliation_group="示例集团", agent_name="示例代理", agent_id=POWER.lower(),
        application_scene="信贷", algorithm_rule="汇总", term_years="3", right_ends="2029-01-01",
        parent_codes="sj1512026070001、SJ1512026070002", prior_registrations="甲、乙", public_platform_ref="X-1",
        utility="是", institution_decision="1号", notice_exempt=True, notice_exempt_reason="商业秘密", relation="衍生",
        evidence_number="EV-1", attestation_level=3, doc_contract="a.pdf；b.pdf; a.pdf",
    )  # fmt: skip
    assert read.received_on == date(2026, 6, 30)
    assert read.agent == Agent("示例代理", POWER)
    assert (read.affiliation_group, read.application_scene, read.algorithm_rule) == ("示例集团", "信贷", "汇总")
    assert (read.term_years, read.rights[0].ends_on) == (3, date(2029, 1, 1))
    assert read.parent_codes == ("SJ1512026070001", "SJ1512026070002")
    assert read.prior_registrations == ("甲", "乙")
    assert (read.public_platform_ref, read.utility, read.institution_decision) == ("X-1", True, "1号")
    assert (read.notice_exempt, read.notice_exempt_reason) == (True, "商业秘密")
    assert (read.relation, read.evidence_number) == (Relation.DERIVED, "EV-1")
    assert read.attestation_level is AttestationLevel.VENUE_CONFIRMED
    assert read.documents["doc_contract"] == ("a.pdf", "b.pdf")


def test_joint_applicants_hold_what_their_places_say() -> None:
    read = application(
        applicant_names="甲公司；乙公司", applicant_kinds="法人;非法人组织", applicant_ids=f"{HERDING}；{POWER}",
        rights="持有权、使用权；数据经营权", right_cases="P1；P6", right_ends="；2030-01-01",
    )  # fmt: skip
    assert [(a.name, a.kind, a.number) for a in read.applicants] == [
        ("甲公司", PartyKind.LEGAL_PERSON, HERDING),
        ("乙公司", PartyKind.UNINCORPORATED, POWER),
    ]
    assert read.rights == (
        RightClaim(0, frozenset({Right.HOLD, Right.USE}), RightCase.P1, None),
        RightClaim(1, frozenset({Right.OPERATE}), RightCase.P6, date(2030, 1, 1)),
    )


def test_named_holders_are_found_among_the_applicants() -> None:
    read = application(
        applicant_names="甲公司；乙公司", applicant_kinds="法人；法人", applicant_ids=f"{HERDING}；{POWER}",
        right_holder_ids=POWER, rights="持有权", right_cases="P1",
    )  # fmt: skip
    assert read.rights == (RightClaim(1, frozenset({Right.HOLD}), RightCase.P1, None),)


def test_rights_under_one_case_are_joined() -> None:
    read = application(
        applicant_names="甲公司；乙公司", applicant_kinds="法人；法人", applicant_ids=f"{HERDING}；{POWER}",
        rights="持有权；使用权", right_cases="P1；P1",
    )  # fmt: skip
    assert read.rights_by_case == {RightCase.P1: frozenset({Right.HOLD, Right.USE})}


@pytest.mark.parametrize(
    ("terabytes", "expected"),
    [(0.35, 350_000_000_000), ("1", 10**12), ("0.0000000000001", 1), (1, 10**12), ("1,000.5", 1_000_500_000_000_000)],
)
def test_terabytes_become_whole_bytes_rounded_up_without_floating(terabytes: CellValue, expected: int) -> None:
    assert application(volume_tb=terabytes).volume_bytes == expected


@pytest.mark.parametrize(
    "written",
    ["2022-01-01", "2022年1月1日", "2022年01月01日", "2022/1/1", "2022.1.1", "20220101", "２０２２－０１－０１",
     44562, 44562.0, 44562.75, "44562", 20220101, 20220101.0, date(2022, 1, 1), datetime(2022, 1, 1),
     datetime(2022, 1, 1, 23, 59),
     "2022-01-01 00:00:00", "2022-01-01T08:00", " 2022-01-01　"],
)  # fmt: skip
def test_every_readable_way_to_write_a_date_gives_that_date(written: CellValue) -> None:
    assert application(time_from=written).time_from == date(2022, 1, 1)


@pytest.mark.parametrize(
    ("serial", "expected"), [(61, date(1900, 3, 1)), (46_204, date(2026, 7, 1)), (73_050, date(2099, 12, 31))]
)
def test_serial_dates_are_those_a_spreadsheet_shows(serial: int, expected: date) -> None:
    assert application(time_from=serial, time_to="2100-01-01").time_from == expected


@pytest.mark.parametrize("number", [0, 1, 60, 73_051, 10**8, 1e300, float("inf"), float("nan"), "60"])
def test_a_number_no_spreadsheet_shows_as_a_plausible_date_is_no_date(number: CellValue) -> None:
    assert [found.code for found in parse(time_from=number).defects] == ["DATE_INVALID"]


def test_an_unread_column_leaves_no_application_but_a_draft() -> None:
    read = parse(time_from="never")
    assert read.application is None
    assert read.unread == {"time_from"}
    assert read.draft.data_name == GOOD["data_name"]


def test_an_unknown_column_is_a_programmers_mistake() -> None:
    with pytest.raises(ValueError, match="no such columns"):
        parse_row({"colour": "red"}, HERE)


def test_an_empty_row_lacks_every_required_column_that_is_no_document() -> None:
    read = parse_row({}, HERE)
    required = {column.key for column in COLUMNS if column.required and not column.key.startswith("doc_")}
    assert {found.key for found in read.defects if found.code == "REQUIRED_MISSING"} >= required
    assert blocks(read.defects)


# --- nothing breaks it -----------------------------------------------------------------------------------------------

cells = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.dates(), st.datetimes(), st.text(max_size=60),
    st.text(st.characters(), max_size=20),
    st.sampled_from(["；", "、", "；；", "#N/A", "P4A", "持有权", HERDING, "\x00", "\ud800"]),
)  # fmt: skip


@pytest.mark.parametrize("key", ["received_at", "time_from", "record_count", "term_years"])
def test_a_digit_that_is_no_number_is_a_defect_not_an_error(key: str) -> None:
    assert parse_row({**GOOD, key: "¹"}, HERE).defects


@pytest.mark.parametrize("key", ["applicant_names", "applicant_kinds", "applicant_ids"])
@pytest.mark.parametrize("cell", ["；", "；；", " ; "])
def test_a_required_column_of_separators_alone_is_missing(key: str, cell: str) -> None:
    read = parse_row({**GOOD, key: cell}, HERE)

    assert "REQUIRED_MISSING" in [found.code for found in read.defects if found.key == key]
    assert review([read], CONTEXT)


@given(st.dictionaries(st.sampled_from(sorted(BY_KEY)), cells, max_size=12))
def test_no_row_breaks_the_reading_and_every_finding_stands_in_the_table(changes: dict[str, CellValue]) -> None:
    read = parse_row({**GOOD, **changes}, HERE)
    findings = review([read], CONTEXT)
    assert all(found.code in RULES and found.key in BY_KEY and found.where == HERE for found in findings)
    errors = {found.key for found in read.defects if found.severity is Severity.ERROR}
    assert read.unread == errors, "a column is unread exactly when an error says so"


@given(st.sampled_from(sorted(BY_KEY)), cells)
def test_a_mended_value_is_read_the_second_time_without_a_word(key: str, cell: CellValue) -> None:
    """What the result workbook proposes comes back clean: mending is done once."""
    first = parse_row({**GOOD, key: cell}, HERE)
    proposed = [found.mended for found in first.defects if found.key == key and found.mended]
    one_value = BY_KEY[key].many.value == "ONE" and BY_KEY[key].kind.value != "DOCUMENT"
    if proposed and one_value and first.application is not None:
        again = parse_row({**GOOD, key: proposed[-1]}, HERE)
        assert [found.code for found in again.defects if found.key == key and found.mended] == []
        assert again.draft == first.draft


def test_the_table_of_defects_can_be_printed_whole() -> None:
    table = rules_as_markdown()
    assert all(f"| `{code}` |" in table for code in RULES)
    assert len(table.splitlines()) == len(RULES) + 2
