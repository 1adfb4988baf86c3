# SPDX-License-Identifier: Apache-2.0
"""The matrix of art. 21, cell by cell, against a table written by hand."""

from __future__ import annotations

import itertools

import pytest

from ledger.domain.form import DOCUMENT_KEYS
from ledger.domain.rights import (
    CASES_OF_SOURCE,
    SOURCE_OF_CASE,
    WHY_NOT,
    Claim,
    admitted,
    not_admitted,
    required_documents,
)
from ledger.domain.tables.words import Grade, PiBand, Right, RightCase, SourceType

# HOLD, USE, OPERATE as the guide gives them once the papers are there.
MATRIX = {
    RightCase.P1: "✔✔✔",
    RightCase.P2: "✔✔✔",
    RightCase.P3: "✔✔✔",
    RightCase.P4A: "✔✔✘",
    RightCase.P4B: "✔✔✔",
    RightCase.P5A: "✔✔✔",
    RightCase.P5B: "✔✔✔",
    RightCase.P6: "✔✔✔",
    RightCase.P7: "✘✘✘",
}


def test_the_matrix_covers_every_case() -> None:
    assert MATRIX.keys() == set(RightCase)


@pytest.mark.parametrize(("case", "right"), list(itertools.product(RightCase, Right)))
def test_each_cell_of_the_matrix(case: RightCase, right: Right) -> None:
    given = MATRIX[case][list(Right).index(right)] == "✔"
    assert (right in admitted(case)) is given
    assert not_admitted(case, {right}) == (() if given else (right,))


@pytest.mark.parametrize("case", RightCase)
def test_only_the_entrusted_processor_has_an_exception(case: RightCase) -> None:
    assert (admitted(case, exception=True) != admitted(case)) is (case is RightCase.P7)


def test_whatever_is_not_given_has_a_reason() -> None:
    assert WHY_NOT.keys() == {case for case, row in MATRIX.items() if "✘" in row}


def test_the_source_that_a_case_presupposes_accepts_that_case() -> None:
    assert all(case in CASES_OF_SOURCE[source] for case, source in SOURCE_OF_CASE.items())


def claim(**changes: object) -> Claim:
    plain: dict[str, object] = {
        "sources": frozenset({SourceType.COLLECTED}), "cases": {RightCase.P1: frozenset(Right)},
        "grade": Grade.GENERAL_1, "personal": PiBand.NONE, "has_agent": False, "has_parents": False,
        "institution_decision": False, "prior_registrations": False,
    }  # fmt: skip
    return Claim(**{**plain, **changes})  # type: ignore[arg-type]


ALWAYS = {"doc_application_form", "doc_identity", "doc_lawful_acquisition", "doc_sample", "doc_schema",
          "doc_truth_declaration"}  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "further"),
    [
        ({}, set()),
        ({"sources": {SourceType.BY_AGREEMENT}}, {"doc_contract"}),
        ({"sources": {SourceType.SCRAPED_PUBLIC}}, {"doc_public_means"}),
        ({"sources": {SourceType.DERIVED}}, {"doc_derivation", "doc_contract"}),
        ({"sources": {SourceType.DERIVED}, "has_parents": True}, {"doc_derivation"}),
        ({"sources": set(SourceType)}, {"doc_contract", "doc_public_means", "doc_derivation"}),
        ({"cases": {RightCase.P2: {Right.HOLD}}}, {"doc_contract"}),
        ({"cases": {RightCase.P4A: {Right.HOLD}}}, set()),
        ({"cases": {RightCase.P4B: {Right.HOLD}}}, {"doc_non_substitution"}),
        ({"cases": {RightCase.P5A: {Right.HOLD}}}, {"doc_contract"}),
        ({"cases": {RightCase.P5B: {Right.HOLD, Right.USE}}}, set()),
        ({"cases": {RightCase.P5B: {Right.OPERATE}}}, {"doc_fusion_consents"}),
        ({"cases": {RightCase.P6: {Right.USE}}}, {"doc_derivation"}),
        ({"has_agent": True}, {"doc_mandate"}),
        ({"personal": PiBand.UNDER_100K}, {"doc_pi_compliance"}),
        ({"grade": Grade.IMPORTANT}, {"doc_important_data"}),
        ({"grade": Grade.GENERAL_4}, set()),
        ({"institution_decision": True}, {"doc_institution_decision"}),
        ({"prior_registrations": True}, {"doc_prior_registration"}),
    ],
)
def test_papers_by_source_case_and_standing(changes: dict[str, object], further: set[str]) -> None:
    required = [requirement.key for requirement in required_documents(claim(**changes))]
    assert set(required) == ALWAYS | further
    assert len(required) == len(set(required))
    assert set(required) <= set(DOCUMENT_KEYS)
