# SPDX-License-Identifier: Apache-2.0
"""Every error has a status, a code and both languages; nothing that was asked comes back in it."""

from __future__ import annotations

import pytest

from api import errors
from api.errors import STATUS_OF_CLASS, TITLES, Problem, problem_of, status_of, validation_problem
from api.language import Language
from ledger import errors as ours
from ledger.chain.revert_texts import SENTENCES
from ledger.chain.reverts import screaming
from ledger.errors import Inconsistent, LedgerError, Misconfigured, NotFound, Reason, Refused, Unavailable


def every_class(root: type[LedgerError]) -> list[type[LedgerError]]:
    return [root, *(found for child in root.__subclasses__() for found in every_class(child))]


def test_every_class_of_errors_has_a_row() -> None:
    declared = {each for each in vars(ours).values() if isinstance(each, type) and issubclass(each, LedgerError)}

    assert declared == set(STATUS_OF_CLASS)


def test_classes_that_other_rooms_derive_are_answered_as_their_family() -> None:
    statuses = {_status(each) for each in every_class(LedgerError)}

    assert statuses <= set(TITLES)


def _status(kind: type[LedgerError]) -> int:
    return next(STATUS_OF_CLASS[each] for each in kind.__mro__ if each in STATUS_OF_CLASS)


CASES = [
    pytest.param(Refused("no", zh="否", code="CASE_NOT_IN_STATE"), 409, id="a refusal is a conflict"),
    pytest.param(Refused("no", zh="否", code="IDEMPOTENCY_KEY_REUSED"), 422, id="a key used for another body"),
    pytest.param(Refused("no", zh="否", code="PREPARER_IS_APPROVER"), 403, id="one person twice"),
    pytest.param(Refused("no", zh="否", code="APPLICANT_IS_REGISTRAR"), 422, id="what admission refuses"),
    pytest.param(Refused("no", zh="否", code="CASE_OF_ANOTHER_REGISTRAR"), 403, id="another registrar's case"),
    pytest.param(Refused("no", zh="否", code="CERTIFICATE_UNKNOWN"), 404, id="unknown to the contract"),
    pytest.param(Refused("no", zh="否", code="API_KEY_MISSING"), 401, id="no key"),
    pytest.param(NotFound("none", zh="无"), 404, id="not found"),
    pytest.param(Unavailable("later", zh="稍后"), 503, id="unavailable"),
    pytest.param(Unavailable("later", zh="稍后", code="SUBMISSION_UNDER_WAY"), 202, id="under way"),
    pytest.param(Inconsistent("torn", zh="矛盾"), 500, id="inconsistent"),
    pytest.param(Misconfigured("wrong", zh="配置"), 500, id="misconfigured"),
    pytest.param(Misconfigured("none", zh="无", code="PERSON_HAS_NO_ACCOUNT"), 403, id="a person that only reads"),
]


@pytest.mark.parametrize(("error", "status"), CASES)
def test_status_follows_code_then_class(error: LedgerError, status: int) -> None:
    assert status_of(error) == status
    assert problem_of(error).status == status


def test_every_status_of_the_table_has_a_title_in_both_languages() -> None:
    used = set(STATUS_OF_CLASS.values()) | set(errors.STATUS_OF_CODE.values())

    assert used <= set(TITLES)
    assert all(zh and en and zh != en for zh, en in TITLES.values())


def test_no_code_stands_in_two_rows() -> None:
    groups = (errors._UNAUTHENTICATED, errors._FORBIDDEN, errors._NOT_THERE, errors._UNPROCESSABLE)
    named = [code for group in groups for code in group]

    assert len(named) == len(set(named))


def test_every_refusal_of_a_contract_gets_a_status_below_500() -> None:
    statuses = {status_of(Refused("x", zh="x", code=screaming(name))) for name in SENTENCES}

    assert statuses <= {403, 404, 409, 422}


def test_our_own_faults_do_not_tell_what_they_know() -> None:
    error = Misconfigured("no key at /var/lib/secret", zh="路径 /var/lib/secret", code="SIGNER_KEYSTORE_MISSING")

    document = problem_of(error).document(Language.EN)

    assert document["code"] == "SIGNER_KEYSTORE_MISSING"
    assert "secret" not in str(document)


def test_facts_that_are_not_named_stay_inside() -> None:
    error = Refused("no", zh="否", code="CASE_ALREADY_OPEN", reference="NM-1", applicant="somebody")

    assert problem_of(error).document(Language.ZH)["facts"] == {"reference": "NM-1"}


def test_a_document_speaks_the_language_asked_for_and_carries_both() -> None:
    problem = Problem(409, "SOME_CODE", "中文", "English", (Reason("R", "甲", "a", "field", "17"),))

    zh, en = problem.document(Language.ZH), problem.document(Language.EN)

    assert (zh["detail"], en["detail"]) == ("中文", "English")
    assert zh["type"] == "urn:ledger:problem:SOME_CODE"
    assert {"zh", "en", "code", "status", "title", "reasons"} <= zh.keys() & en.keys()
    assert en["reasons"][0] == {"code": "R", "zh": "甲", "en": "a", "field": "field", "article": "17"}


def test_what_was_sent_is_not_repeated_in_a_validation_problem() -> None:
    errors_found = [{"type": "string_type", "loc": ("body", "name"), "msg": "not a string", "input": "张三 1101011990"}]

    document = validation_problem(errors_found).document(Language.ZH)

    assert "1101011990" not in str(document)
    assert document["reasons"][0]["field"] == "body.name"


def test_a_write_without_idempotency_key_has_a_code_of_its_own() -> None:
    missing = [{"type": "missing", "loc": ("header", "Idempotency-Key"), "msg": "Field required", "input": None}]

    assert validation_problem(missing).code == "IDEMPOTENCY_KEY_MISSING"
