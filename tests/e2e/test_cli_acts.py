# SPDX-License-Identifier: Apache-2.0
"""Verbs of the command line on an open ledger: what a clerk types becomes the act, and typed again it is found."""

from __future__ import annotations

from datetime import timedelta

import pytest
from typer.testing import CliRunner

from ledger.cli.app import app
from ledger.domain.calendar import civil_of
from ledger.domain.ids import CaseId
from ledger.domain.kinds import CaseState, Outcome
from ledger.domain.registration import Case
from ledger.errors import NotFound, Refused
from ledger.store.queries import applications, records
from tests.e2e.founded import POWER, REGISTRAR, Founded, file
from tests.e2e.typing_verbs import Typed, typed_on


@pytest.fixture
def typed(founded: Founded, monkeypatch: pytest.MonkeyPatch) -> Typed:
    return typed_on(founded.ledger, monkeypatch)


def case_of(founded: Founded, case_id: CaseId) -> Case:
    with founded.ledger.store.reading() as session:
        found = applications.application(session, case_id)
    assert found is not None
    return found


def test_a_request_for_correction_is_answered_by_the_command_line(founded: Founded, typed: Typed) -> None:
    reference = "CL-2026-0101"
    case = file(founded, reference, data_name="2025年锡林郭勒盟畜牧业补正监测数据集")
    with pytest.raises(Refused) as early:
        typed("resubmit", reference, "--paper", "未经要求", "--as", "bao")
    assert early.value.code == "CASE_NOT_IN_STATE"
    last = (civil_of(founded.ledger.now()) + timedelta(days=14)).isoformat()
    typed("request-correction", reference, "--until", last, "--paper", "请补正更新频率", "--as", "bao")
    again = (
        "resubmit",
        reference,
        "--paper",
        "已补正",
        "--mend",
        "更新频率=日",
        "--mend",
        "volume_tb=0.5",
        "--as",
        "bao",
    )
    made = typed(*again, "--key", "mended")
    mended = case_of(founded, case)
    assert mended.state is CaseState.SUBMITTED
    assert mended.content.byte_count == 5 * 10**11
    assert mended.content_version == 2
    assert typed(*again, "--key", "mended")["tx"] == made["tx"]
    with founded.ledger.store.reading() as session:
        papers = records.some(session, records.CaseDecision, case_id=case)
    assert [paper.text for paper in papers if paper.kind == "RESUBMISSION"].count("已补正") == 1


def test_a_reference_is_the_registrars_own_unless_another_one_is_named(founded: Founded, typed: Typed) -> None:
    """A clerk of another office finds nothing under it, and may not act where it is found."""
    words = ("resubmit", "NM-2026-0005", "--paper", "已补正", "--as", "dai")
    with pytest.raises(NotFound) as missed:
        typed(*words)
    assert missed.value.code == "APPLICATION_NOT_FOUND"
    with pytest.raises(Refused) as refused:
        typed(*words, "--registrar", REGISTRAR)
    assert refused.value.code == "CALLER_MAY_NOT_FILE"


def test_an_objection_is_withdrawn_by_the_command_line(founded: Founded, typed: Typed) -> None:
    reference = "CL-2026-0102"
    case = file(founded, reference, data_name="2025年锡林郭勒盟畜牧业异议监测数据集")
    typed("accept", reference, "--as", "bao")
    typed("open-notice", reference, "--as", "bao")
    typed("object", reference, "--reasons", "内容有误", "--objector", POWER, "--as", "bao")
    with pytest.raises(Refused) as unknown:
        typed("withdraw-objection", reference, "--number", "2", "--paper", "撤回", "--as", "bao")
    assert unknown.value.code == "OBJECTION_UNKNOWN"
    words = ("withdraw-objection", reference, "--number", "1", "--paper", "异议人撤回")
    with pytest.raises(Refused) as other:
        typed(*words, "--registrar", REGISTRAR, "--as", "dai")
    assert other.value.code == "OBJECTION_NOT_BY"
    typed(*words, "--as", "bao")
    assert [objection.outcome for objection in case_of(founded, case).objections] == [Outcome.WITHDRAWN]


@pytest.mark.parametrize("mend", [("更新频率",), ("更新频率=日", "更新频率=月")])
def test_what_is_no_pair_is_a_misuse(founded: Founded, mend: tuple[str, ...]) -> None:
    options = [word for text in mend for word in ("--mend", text)]
    result = CliRunner().invoke(app, ["resubmit", "NM-2026-0005", "--paper", "x", *options, "--as", "bao"])
    assert result.exit_code == 2
