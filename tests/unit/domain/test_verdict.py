# SPDX-License-Identifier: Apache-2.0
"""The verdict: one base word by time alone, overlays by facts, and the same bytes for the same question."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest

from ledger.domain.calendar import day_from_civil, end_of, start_of, validity
from ledger.domain.certificate import AnnotationRecord, Certificate, Reaffirmation, RightUnit, Version
from ledger.domain.ids import Address, CaseId, CertificateId, OrgId, PartyId, party_of_org
from ledger.domain.kinds import Basis, OrgKind
from ledger.domain.organisation import AccountKey, Accreditation, Organisation, Suspension
from ledger.domain.verdict import Facts, judge
from ledger.domain.verdict_json import KnownBlock, canonical, party_label, shanghai, verdict_document

CODE = CertificateId("SJ1512026070001")
REGISTRAR = OrgId("91150103MA0DEM080G")
HOLDER = party_of_org(OrgId("91152502MA0DEM013H"))
STRANGER = party_of_org(OrgId("91150102MA0DEM021Y"))
APPROVER, PREPARER, GOOD = (Address(bytes([n]) * 20) for n in (1, 2, 3))


def noon(year: int, month: int, day: int) -> int:
    return start_of(day_from_civil(date(year, month, day))) + 12 * 3600


EVIDENCED = noon(2026, 7, 10)
ISSUED = noon(2026, 7, 14)
TERM = validity(EVIDENCED)


def key(account: Address, compromised: int | None = None) -> AccountKey:
    return AccountKey(account, noon(2026, 1, 1), None, noon(2026, 1, 1), compromised_since=compromised)


REGISTRAR_ORG = Organisation(
    org_id=REGISTRAR,
    name="示例数据登记机构",
    kinds=1 << OrgKind.REGISTRAR,
    group=0,
    public_body=False,
    registered_by=None,
    registered_at=noon(2026, 1, 1),
    registered_account=None,
    registered_person=None,
    two_person_kinds=0,
    accreditations=(Accreditation(OrgKind.REGISTRAR, 1, noon(2026, 1, 1), None, 15, 1, noon(2026, 1, 1)),),
    keys=(key(APPROVER), key(PREPARER), key(GOOD)),
)

CERTIFICATE = Certificate(
    code=CODE,
    case_id=CaseId(bytes(32)),
    registrar=REGISTRAR,
    evidenced_at=EVIDENCED,
    expires_at=TERM.expires_at,
    issued_at=ISSUED,
    units=(RightUnit(HOLDER, 1, Basis.P1_OWN_BUSINESS, EVIDENCED, TERM.expires_at),),
    versions=(Version(1, ISSUED, APPROVER, PREPARER, None, None, bytes(32), bytes(32)),),
)

FACTS = Facts(CODE, CERTIFICATE, None, REGISTRAR_ORG)


def seizure(**changes: object) -> AnnotationRecord:
    made = AnnotationRecord(
        1, 2, None, 2, noon(2026, 8, 1), None, bytes(32), noon(2026, 8, 1), GOOD, None, bytes(32), None
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def compromised(account: Address, since: int) -> Organisation:
    keys = tuple(key(held.account, since) if held.account == account else held for held in REGISTRAR_ORG.keys)
    return replace(REGISTRAR_ORG, keys=keys)


@pytest.mark.parametrize(
    ("at", "word"),
    [
        (EVIDENCED - 1, "NOT_FOUND"),
        (EVIDENCED, "VALID"),
        (ISSUED, "VALID"),
        (start_of(day_from_civil(date(2031, 1, 10))) - 1, "VALID"),
        (start_of(day_from_civil(date(2031, 1, 10))), "EXPIRING"),
        (end_of(day_from_civil(date(2031, 7, 10))) - 1, "EXPIRING"),
        (end_of(day_from_civil(date(2031, 7, 10))), "EXPIRED"),
    ],
    ids=["before evidencing", "at evidencing", "issued", "last day before the window", "window", "last second", "over"],
)
def test_time_alone_decides_the_base_word(at: int, word: str) -> None:
    assert judge(FACTS, at).word == word


def test_a_code_that_nobody_gave_is_not_found_and_says_what_was_not_checked() -> None:
    verdict = judge(Facts(CODE), ISSUED)

    assert verdict.word == "NOT_FOUND"
    assert verdict.overlays == ()
    assert {word.code for word in verdict.unchecked} >= {"NATIONAL_SYSTEM", "COURTS", "OTHER_REGISTERS"}


def test_a_sound_certificate_carries_only_the_mark_that_the_national_record_was_not_compared() -> None:
    assert judge(FACTS, ISSUED).overlay_words == ("UNCHECKED",)


@pytest.mark.parametrize(
    ("annotation", "at", "frozen"),
    [
        (seizure(), noon(2026, 8, 2), True),
        (seizure(), noon(2026, 7, 31), False),
        (seizure(kind=3), noon(2026, 8, 2), True),
        (seizure(kind=1), noon(2026, 8, 2), False),
        (seizure(until=noon(2026, 9, 1)), noon(2026, 9, 1), False),
        (seizure(lifted_at=noon(2026, 8, 3)), noon(2026, 8, 2), True),
        (seizure(lifted_at=noon(2026, 8, 3)), noon(2026, 8, 4), False),
    ],
    ids=["seizure", "before it", "control", "agreed remark", "run out", "before lifting", "lifted"],
)
def test_only_seizure_and_control_in_force_freeze(annotation: AnnotationRecord, at: int, frozen: bool) -> None:
    facts = replace(FACTS, certificate=replace(CERTIFICATE, annotations=(annotation,)))

    assert ("FROZEN" in judge(facts, at).overlay_words) is frozen


@pytest.mark.parametrize("account", [APPROVER, PREPARER], ids=["approver", "preparer"])
def test_either_persons_compromised_key_taints_what_it_signed_from_then_on(account: Address) -> None:
    assert "TAINTED" in judge(replace(FACTS, registrar=compromised(account, ISSUED)), ISSUED).overlay_words
    assert "TAINTED" not in judge(replace(FACTS, registrar=compromised(account, ISSUED + 1)), ISSUED).overlay_words


def test_a_good_keys_word_cures_taint_and_both_facts_stay_visible() -> None:
    given = Reaffirmation(1, noon(2026, 9, 1), GOOD, bytes(32), bytes(32))
    facts = replace(
        FACTS,
        certificate=replace(CERTIFICATE, reaffirmations=(given,)),
        registrar=compromised(APPROVER, noon(2026, 7, 1)),
    )

    verdict = judge(facts, noon(2026, 9, 2))

    assert "TAINTED" not in verdict.overlay_words
    assert [note.code for note in verdict.notes] == ["REAFFIRMED"]


def test_a_compromised_key_cannot_cure_itself() -> None:
    given = Reaffirmation(1, noon(2026, 9, 1), APPROVER, bytes(32), bytes(32))
    facts = replace(
        FACTS,
        certificate=replace(CERTIFICATE, reaffirmations=(given,)),
        registrar=compromised(APPROVER, noon(2026, 7, 1)),
    )

    assert "TAINTED" in judge(facts, noon(2026, 9, 2)).overlay_words


def test_a_word_given_before_a_correction_does_not_cover_the_correction() -> None:
    given = Reaffirmation(1, noon(2026, 8, 1), GOOD, bytes(32), bytes(32))
    second = Version(2, noon(2026, 8, 2), APPROVER, PREPARER, None, None, bytes(32), bytes(32))
    certificate = replace(CERTIFICATE, versions=(*CERTIFICATE.versions, second), reaffirmations=(given,))
    facts = replace(FACTS, certificate=certificate, registrar=compromised(APPROVER, noon(2026, 7, 1)))

    assert "TAINTED" in judge(facts, noon(2026, 9, 2)).overlay_words


def test_a_suspended_registrars_certificate_stays_valid_and_says_so() -> None:
    pause = Suspension(OrgKind.REGISTRAR, 1, noon(2026, 9, 1), bytes(32), noon(2026, 10, 1))
    facts = replace(FACTS, registrar=replace(REGISTRAR_ORG, suspensions=(pause,)))

    assert judge(facts, noon(2026, 9, 2)).word == "VALID"
    assert "REGISTRAR_SUSPENDED" in judge(facts, noon(2026, 9, 2)).overlay_words
    assert "REGISTRAR_SUSPENDED" not in judge(facts, noon(2026, 10, 2)).overlay_words


@pytest.mark.parametrize(
    ("holder", "mismatch"), [(None, False), (HOLDER, False), (STRANGER, True)], ids=["not asked", "holder", "stranger"]
)
def test_whoever_asks_about_a_stranger_is_told(holder: PartyId | None, mismatch: bool) -> None:
    assert ("HOLDER_MISMATCH" in judge(FACTS, ISSUED, holder).overlay_words) is mismatch


def test_a_correction_is_noted() -> None:
    second = Version(2, noon(2026, 8, 2), GOOD, None, None, None, bytes(32), bytes(32), data_name="更正后的名称")
    verdict = judge(replace(FACTS, certificate=replace(CERTIFICATE, versions=(*CERTIFICATE.versions, second))), ISSUED)

    assert [note.code for note in verdict.notes] == ["CORRECTED"]
    assert verdict.data_name == "更正后的名称"


def test_the_same_question_gives_the_same_bytes() -> None:
    known = KnownBlock(7, bytes(range(32)), ISSUED, True)
    first = canonical(verdict_document(judge(FACTS, ISSUED), known))
    second = canonical(verdict_document(judge(FACTS, ISSUED), known))

    assert first == second
    assert json.loads(first)["known"] == {
        "block": 7,
        "finality": "final",
        "hash": "0x" + bytes(range(32)).hex(),
        "time": {"seconds": ISSUED, "shanghai": "2026-07-14T12:00:00+08:00"},
    }


def test_an_organisation_is_shown_by_its_code_and_a_person_by_a_commitment() -> None:
    assert party_label(HOLDER) == "91152502MA0DEM013H"
    assert party_label(PartyId(b"\x11" * 32)) == "0x" + "11" * 32
    assert shanghai(0) == "1970-01-01T08:00:00+08:00"


# --- restrictions -----------------------------------------------------------------------------------------------------

COURT = OrgId("11150000MB0DEM01XW")


def restricted(*annotations: AnnotationRecord) -> Facts:
    return replace(FACTS, certificate=replace(CERTIFICATE, annotations=annotations))


@pytest.mark.parametrize(
    ("kind", "word"), [(1, "AGREED_TERMS"), (2, "SEIZED"), (3, "CONTROLLED"), (4, "REMARK_BY_LAW"), (5, "REMARK")]
)
def test_every_annotation_in_force_is_a_restriction_with_its_item_of_art_23(kind: int, word: str) -> None:
    facts = restricted(seizure(kind=kind, authority=COURT, until=noon(2026, 9, 1)))
    (said,) = judge(facts, noon(2026, 8, 2)).restrictions
    assert (said.code, said.text.rule) == (word, f"art. 23({kind})")
    assert said.detail == f"#1 · {COURT} · 2026-08-01 – 2026-09-01"
    assert judge(facts, noon(2026, 7, 31)).restrictions == judge(facts, noon(2026, 9, 1)).restrictions == ()


def test_what_is_lifted_restricts_no_more_and_what_has_no_end_is_said_to_have_none() -> None:
    lifted, standing = seizure(lifted_at=noon(2026, 8, 3)), seizure(number=2, until=2**40 - 1)
    details = [each.detail for each in judge(restricted(lifted, standing), noon(2026, 8, 4)).restrictions]
    assert details == ["#2 · 2026-08-01 – 9999-12-31"]


def test_a_freeze_says_in_its_own_words_what_freezes() -> None:
    facts = restricted(seizure(authority=COURT), seizure(number=2, kind=3), seizure(number=3, kind=5))
    verdict = judge(facts, noon(2026, 8, 4))
    (frozen,) = [each for each in verdict.overlays if each.code == "FROZEN"]
    (annotated,) = [each for each in verdict.notes if each.code == "ANNOTATED"]
    assert frozen.detail == f"#1 · {COURT} · 2026-08-01 –; #2 · 2026-08-01 –"
    assert annotated.detail == "#3 · 2026-08-01 –"


def test_the_document_tells_every_annotation_and_whether_it_is_in_force() -> None:
    facts = restricted(seizure(authority=COURT, lifted_at=noon(2026, 8, 3)), seizure(number=2, kind=4, level=0))
    named = replace(facts, names={party_of_org(COURT): "示例法院"})
    document = verdict_document(judge(named, noon(2026, 8, 4)), KnownBlock(1, bytes(32), 1, True))
    first, second = document["certificate"]["annotations"]
    assert (first["in_force"], first["authority_name"], first["level"], first["zh"]) == (
        False,
        "示例法院",
        2,
        "司法等机关查封保全",
    )
    assert (second["in_force"], second["authority_name"], second["level"]) == (True, "", 0)
    assert [each["code"] for each in document["restrictions"]] == ["REMARK_BY_LAW"]
    unregistered = replace(facts, names={party_of_org(COURT): str(COURT)})
    document = verdict_document(judge(unregistered, noon(2026, 8, 4)), KnownBlock(1, bytes(32), 1, True))
    assert document["certificate"]["annotations"][0]["authority_name"] == "", "a code is no name"
