# SPDX-License-Identifier: Apache-2.0
"""Every custom error has a code, a sentence in two languages and its values; what is no error of ours is told apart."""

from __future__ import annotations

import json
import re
from pathlib import Path
from string import Formatter
from typing import Any

import pytest
from eth_abi import encode
from eth_utils import keccak
from hypothesis import given
from hypothesis import strategies as st

from ledger.chain import reverts
from ledger.chain.revert_texts import BUILT_IN, SENTENCES
from ledger.domain.kinds import Basis, CaseState, Kind, OrgKind, Outcome
from ledger.errors import Refused

ABI = Path(__file__).resolve().parents[3] / "ledger" / "chain" / "abi"
INTERFACES: dict[str, list[dict[str, Any]]] = json.loads((ABI / "interfaces.json").read_text("utf-8"))["interfaces"]
ERRORS = [(name, entry) for name, abi in INTERFACES.items() for entry in abi if entry["type"] == "error"]
CASE = keccak(text="case")
ORG = b"91310000MA1FL00001"


def data_of(entry: dict[str, Any], values: list[Any]) -> bytes:
    types = [argument["type"] for argument in entry["inputs"]]
    return keccak(text=f"{entry['name']}({','.join(types)})")[:4] + encode(types, values)


def error(interface: str, name: str) -> dict[str, Any]:
    return next(entry for owner, entry in ERRORS if (owner, entry["name"]) == (interface, name))


def refused(interface: str, name: str, *values: Any) -> Refused:
    return reverts.refused(data_of(error(interface, name), list(values)))


def any_value(type_: str) -> Any:
    if type_.startswith("uint"):
        return 1
    return {"address": "0x" + "11" * 20, "string": "f", "bool": True}.get(type_, b"AB")


@pytest.mark.parametrize(("interface", "entry"), ERRORS, ids=[f"{name}.{entry['name']}" for name, entry in ERRORS])
def test_every_error_is_told_in_both_languages(interface: str, entry: dict[str, Any]) -> None:
    found = reverts.refused(data_of(entry, [any_value(argument["type"]) for argument in entry["inputs"]]))
    assert found.code == re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", entry["name"]).upper()
    assert found.facts["error"] == entry["name"]
    assert re.search(r"[\u4e00-\u9fff]", found.zh)
    assert re.search(r"[a-z]", found.en)
    assert not re.search(r"[\u4e00-\u9fff{}]", found.en)
    assert "{" not in found.zh
    assert [reason.code for reason in found.reasons] == [found.code]


def test_no_sentence_is_missing_and_none_is_left_over() -> None:
    assert {entry["name"] for _, entry in ERRORS} | set(BUILT_IN) == set(SENTENCES)


def test_sentences_speak_of_arguments_that_their_error_has() -> None:
    for name, sentence in SENTENCES.items():
        if name in BUILT_IN:
            continue
        has = {
            reverts._snake(argument["name"])
            for _, entry in ERRORS
            if entry["name"] == name
            for argument in entry["inputs"]
        }
        for text in (sentence.zh, sentence.en):
            assert {field for _, field, _, _ in Formatter().parse(text) if field} <= has, name


def test_no_two_errors_share_a_selector() -> None:
    selectors: dict[bytes, str] = {}
    for _, entry in ERRORS:
        selector = data_of(entry, [any_value(argument["type"]) for argument in entry["inputs"]])[:4]
        assert selectors.setdefault(selector, entry["name"]) == entry["name"]


def test_errors_of_the_deployed_contracts_are_all_known() -> None:
    for path in sorted(ABI.glob("*.json")):
        for entry in json.loads(path.read_text("utf-8")).get("abi", []):
            if entry["type"] == "error":
                assert (
                    reverts.refused(data_of(entry, [any_value(a["type"]) for a in entry["inputs"]])).code
                    != "REVERT_UNKNOWN"
                )


@pytest.mark.parametrize(
    ("name", "article"),
    [
        ("AnsweredBySilence", "17"),
        ("ApplicantIsGovernmentOrgan", "15"),
        ("PublicInstitutionNeedsDecision", "15"),
        ("RightNotAllowed", "21"),
        ("GroundUnknown", "22"),
        ("NoticeStillRunning", "24"),
        ("ObjectionOpen", "25"),
        ("AnnotationUnknown", "23"),
        ("CodeAlreadyGiven", "27"),
        ("KeyUnknown", ""),
    ],
)
def test_articles_are_those_of_the_guide(name: str, article: str) -> None:
    assert SENTENCES[name].article == article


def test_the_late_answer_is_told_with_its_item_its_day_and_its_article() -> None:
    # 2026-10-09 is absolute day 20735.
    found = refused("IRegistrationDesk", "AnsweredBySilence", 3, CASE, 20735)
    assert found.code == "ANSWERED_BY_SILENCE"
    assert found.facts["article"] == "17"
    assert found.facts["index"] == 3
    assert found.facts["id"] == "0x" + CASE.hex()
    assert found.facts["deadline"] == 20735
    assert found.en == "the answer was due by 2026-10-09; the application was accepted by silence"
    assert found.zh == "答复期限 2026-10-09 已过，申请视为受理"
    assert found.reasons[0].field == "[3]"
    assert found.reasons[0].article == "17"


def test_whichever_desk_asks_who_the_institution_is_stands_in_the_sentence() -> None:
    party = ORG + bytes(14)
    told = [
        refused("IAdmissionRules", "PublicInstitutionNeedsDecision", 0, ORG),
        refused("IProceedings", "PublicInstitutionNeedsDecision", b"SJ1512026070001".ljust(32, b"\0"), party),
    ]
    for each in told:
        assert each.en.startswith(f"{ORG.decode()} is a public institution")
        assert each.zh.startswith(f"{ORG.decode()} 为事业单位")


def test_a_state_is_told_by_its_name() -> None:
    found = refused("IProceedings", "ProceedingNotInState", b"SJ1512026070001".ljust(32, b"\0"), 6)
    assert "WITHDRAWN" in found.en
    assert "WITHDRAWN" in found.zh


FACTS = [
    ("IAdmissionRules", "ApplicantIsGovernmentOrgan", (0, ORG), {"org": ORG.decode()}),
    ("IRegistrationDesk", "CaseNotInState", (1, CASE, 4), {"actual": CaseState.ACCEPTED, "index": 1}),
    ("IOrganisationRegistry", "AccreditationUnknown", (ORG, 3), {"kind": OrgKind.BANK}),
    ("IOrganisationRegistry", "TwoPersonsRequired", (ORG, 47), {"kind": Kind.APPLICATION_CERTIFIED}),
    ("IOrganisationRegistry", "TwoPersonsRequired", (ORG, 3), {"kind": 3}),
    ("IObjectionDesk", "ObjectionNotOpen", (CASE, 1, 3), {"outcome": Outcome.REJECTED}),
    (
        "IAdmissionRules",
        "RightNotAllowed",
        (0, ORG.ljust(32, b"\0"), 7, 4),
        {"holder": ORG.decode(), "basis": Basis.P5B_FUSION_SILENT, "rights": 4},
    ),
    ("IAdmissionRules", "HolderRepeated", (0, CASE), {"holder": "0x" + CASE.hex()}),
    ("IAdmissionRules", "IndustryMalformed", (0, b"A0X"), {"industry": "A0X"}),
    (
        "ICertificateRegistry",
        "CodeNotNext",
        (2, b"SJ3102026110001", b"SJ3102026110002"),
        {"error_code": "SJ3102026110001", "next": "SJ3102026110002"},
    ),
    (
        "IOrganisationRegistry",
        "KeyUnknown",
        ("0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266",),
        {"account": "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266"},
    ),
]


@pytest.mark.parametrize(
    ("interface", "name", "values", "facts"), FACTS, ids=[row[1] + str(row[2][-1]) for row in FACTS]
)
def test_arguments_are_facts_of_the_domain(interface: str, name: str, values: Any, facts: dict[str, Any]) -> None:
    found = refused(interface, name, *values)
    assert {key: found.facts[key] for key in facts} == facts
    for key, value in facts.items():
        assert type(found.facts[key]) is type(value)


def test_times_are_shown_in_beijing_and_days_as_dates() -> None:
    assert "2026-10-10 00:00:00" in refused("IOrganisationRegistry", "MomentInFuture", 1791561600).en
    assert "2026-10-10" in refused("IRegistrationDesk", "LastDayInPast", 0, CASE, 20736).zh
    assert str(2**40 - 1) in refused("IOrganisationRegistry", "MomentInFuture", 2**40 - 1).en


def test_enums_are_shown_by_name() -> None:
    assert "ACCEPTED" in refused("IRegistrationDesk", "CaseNotInState", 0, CASE, 4).zh


def test_rights_are_shown_by_name_and_a_certificate_by_its_code() -> None:
    code, holder = b"SJ1512026070001".ljust(32, b"\0"), ORG.ljust(32, b"\0")
    assert "(OPERATE)" in refused("IPledgeRegistry", "H4RightNotEffective", code, holder, 4).en
    assert "HOLD|OPERATE" in refused("IAdmissionRules", "RightNotAllowed", 0, holder, 7, 5).en
    assert "(8)" in refused("IPledgeRegistry", "H4RightNotEffective", code, holder, 8).en, "no right has that number"
    assert "SJ1512026070001" in refused("IHistory", "HeadMoved", code, bytes(32), CASE).zh
    assert "0x" + CASE.hex() in refused("IHistory", "HeadMoved", CASE, bytes(32), CASE).en


def test_an_error_without_an_item_says_no_place() -> None:
    assert refused("ICertificateRegistry", "PersonMissing").reasons[0].field == ""
    assert refused("IRegistrationDesk", "PersonMissing", 7).reasons[0].field == "[7]"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "REVERTED_WITHOUT_REASON"),
        (b"\x01\x02", "REVERT_UNKNOWN"),
        (b"\xde\xad\xbe\xef" + bytes(32), "REVERT_UNKNOWN"),
        (keccak(text="Error(string)")[:4] + encode(["string"], ["no"]), "REVERTED"),
        (keccak(text="Error(string)")[:4] + b"\xff" * 32, "REVERT_MALFORMED"),
        (keccak(text="Panic(uint256)")[:4] + encode(["uint256"], [0x11]), "CONTRACT_PANIC"),
        (keccak(text="Panic(uint256)")[:4], "REVERT_UNKNOWN"),
        (keccak(text="AnsweredBySilence(uint256,bytes32,uint16)")[:4] + bytes(32), "REVERT_MALFORMED"),
        (keccak(text="FailedCall()")[:4], "FAILED_CALL"),
    ],
    ids=[
        "nothing",
        "two bytes",
        "a stranger",
        "a message",
        "no message",
        "a panic",
        "half a panic",
        "cut off",
        "library",
    ],
)
def test_what_is_no_error_of_ours_is_told_apart(data: bytes, code: str) -> None:
    found = reverts.refused(data)
    assert found.code == found.reasons[0].code == code
    assert found.zh
    assert found.en


def test_a_panic_says_what_it_was() -> None:
    found = reverts.refused(keccak(text="Panic(uint256)")[:4] + encode(["uint256"], [0x11]))
    assert found.facts["panic"] == 0x11
    assert "overflowed" in found.en
    assert "0x51" in reverts.refused(keccak(text="Panic(uint256)")[:4] + encode(["uint256"], [0x51])).en


def test_a_message_is_passed_on() -> None:
    assert "no" in reverts.refused(keccak(text="Error(string)")[:4] + encode(["string"], ["no"])).en


@given(st.sampled_from(ERRORS), st.binary(max_size=200))
def test_nothing_that_comes_back_raises(named: tuple[str, dict[str, Any]], rest: bytes) -> None:
    types = ",".join(argument["type"] for argument in named[1]["inputs"])
    assert isinstance(reverts.refused(keccak(text=f"{named[1]['name']}({types})")[:4] + rest), Refused)
    assert isinstance(reverts.refused(rest), Refused)
