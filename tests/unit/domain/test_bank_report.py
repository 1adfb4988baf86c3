# SPDX-License-Identifier: Apache-2.0
"""Nineteen checks: each passes on what an act shows, warns or fails by its rule, and never passes without inputs."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from ledger.domain.bank_report import YEAR, Check, Part, Report, Word, part_names, report
from ledger.domain.bank_report_json import report_document
from ledger.domain.calendar import civil_of
from ledger.domain.certificate import RightUnit
from ledger.domain.ids import OrgId, party_of_org
from ledger.domain.kinds import Basis, Grade, RightBits
from ledger.domain.lending import Declared, GivenGrant, Lending, Lien, Opinion, Parent, Sibling, Traffic
from ledger.domain.tables.words import UpdateFrequency
from ledger.domain.valuation import Counting
from ledger.domain.verdict import Facts, judge
from ledger.domain.verdict_json import KnownBlock, canonical
from tests.unit.domain.test_statistics import case
from tests.unit.domain.test_verdict import (
    APPROVER,
    CERTIFICATE,
    CODE,
    EVIDENCED,
    FACTS,
    HOLDER,
    ISSUED,
    REGISTRAR_ORG,
    STRANGER,
    TERM,
    compromised,
    seizure,
)

BANK = OrgId("91150104MA0DEM0724")
VALUER = OrgId("91150203MA0DEM1016")
UNITS = tuple(RightUnit(HOLDER, right, Basis.P1_OWN_BUSINESS, EVIDENCED, TERM.expires_at) for right in (1, 2, 4))
DAY = 86_400
NOW = ISSUED + 1


def facts(**content: Any) -> Facts:
    made = case()
    described = {"grade": Grade.GENERAL_2, "flags": 3, "source_types": 1, "personal_information_band": 0}
    described |= {"restriction_commitment": bytes(32)} | content
    return replace(
        FACTS,
        certificate=replace(CERTIFICATE, units=UNITS),
        case=replace(made, content=replace(made.content, **described)),
    )


def lending(on: Facts | None = None, **changes: Any) -> Lending:
    asked = {"holder": HOLDER, "maturity": ISSUED + 365 * DAY, "registrar_accredited": True} | changes
    return Lending(judge(on or facts(), ISSUED + 1, asked["holder"]), **asked)


def check(made: Report, number: int) -> Check:
    return next(each for each in made.checks if each.number == number)


def part(made: Report, name: str) -> Part:
    (found, *_) = (p for c in made.checks for p in c.parts if f"{c.code}.{p.code}" == name)
    return found


def test_there_are_nineteen_in_their_order() -> None:
    assert [each.number for each in report(lending()).checks] == list(range(1, 20))


def test_without_inputs_nothing_passes() -> None:
    """Ruling 25. What stands on the certificate alone may pass; what nobody looked up may not."""
    made = report(lending(holder=None, maturity=None))
    open_ones = {each.number for each in made.checks if each.word is Word.NOT_CHECKED}
    assert open_ones >= {2, 3, 5, 6, 7, 8, 9, 12, 13, 14, 15, 16, 17, 18, 19}
    assert not {each.number for each in made.checks if each.word is Word.PASS} & {3, 6, 7, 8, 9, 12, 13, 14, 16, 17}


def test_a_code_that_nobody_gave_fails_and_leaves_the_rest_open() -> None:
    made = report(lending(Facts(CODE)))
    assert made.word is Word.FAIL
    assert check(made, 1).word is Word.FAIL
    assert {each.word for each in made.checks[1:]} == {Word.NOT_CHECKED}


def test_the_certificate_is_genuine_if_keys_were_good_and_the_registrar_accredited() -> None:
    assert {p.code: p.word for p in check(report(lending()), 1).parts} == {
        "signature": Word.PASS,
        "registrar": Word.PASS,
        "national": Word.NOT_CHECKED,
    }
    tainted = replace(facts(), registrar=compromised(APPROVER, ISSUED))
    assert part(report(lending(tainted)), "genuine.signature").word is Word.FAIL
    assert part(report(lending(registrar_accredited=False)), "genuine.registrar").word is Word.FAIL


@pytest.mark.parametrize(
    ("maturity", "word"),
    [
        (TERM.expires_at - 90 * DAY, Word.PASS),
        (TERM.expires_at - 90 * DAY + 1, Word.WARN),
        (None, Word.NOT_CHECKED),
    ],
)
def test_the_term_must_cover_maturity_and_buffer(maturity: int | None, word: Word) -> None:
    assert part(report(lending(maturity=maturity)), "in_force.maturity").word is word


def test_an_expired_certificate_fails() -> None:
    late = Lending(judge(facts(), TERM.expires_at, HOLDER), HOLDER, registrar_accredited=True)
    assert part(report(late), "in_force.now").word is Word.FAIL


@pytest.mark.parametrize(
    ("units", "word"), [(UNITS, Word.PASS), (UNITS[:2], Word.WARN), (UNITS[:1], Word.FAIL)], ids=["all", "use", "hold"]
)
def test_a_pledge_takes_the_right_to_operate(units: tuple[RightUnit, ...], word: Word) -> None:
    on = replace(facts(), certificate=replace(CERTIFICATE, units=units))
    assert check(report(lending(on)), 3).word is word


def test_a_stranger_holds_nothing() -> None:
    assert check(report(lending(holder=STRANGER)), 3).word is Word.FAIL


def test_restrictions_and_freezes_are_told_with_their_rule() -> None:
    assert part(report(lending(facts(flags=1))), "restricted.restrictions").word is Word.WARN
    on = replace(facts(), certificate=replace(CERTIFICATE, units=UNITS, annotations=(seizure(since=EVIDENCED),)))
    frozen = part(report(lending(on)), "undisputed.frozen")
    assert (frozen.word, frozen.rule) == (Word.FAIL, "H5; art. 23")


LIEN = Lien(b"\1" * 32, HOLDER, RightBits.OPERATE, 1, True, BANK, "EFFECTIVE", ISSUED + DAY)


@pytest.mark.parametrize(
    ("liens", "word"),
    [((), Word.PASS), ((LIEN,), Word.FAIL), ((replace(LIEN, exclusive=False),), Word.WARN)],
    ids=["none", "exclusive", "prior"],
)
def test_prior_pledges_stop_or_warn(liens: tuple[Lien, ...], word: Word) -> None:
    made = report(lending(liens=liens))
    assert part(made, "unpledged.ledger").word is word
    assert part(made, "unpledged.zhongdeng").word is Word.NOT_CHECKED


def test_a_pledge_of_the_right_of_use_is_told_where_the_data_are_not_public() -> None:
    """The contract cannot look into the application (H4); whoever recorded it by other software than this was not
    stopped."""
    private = replace(LIEN, exclusive=False, right=RightBits.USE, of_private_use=True)
    told = part(report(lending(liens=(private,))), "unpledged.public_use")
    assert (told.word, told.rule) == (Word.WARN, "H4")
    names = [p.code for p in check(report(lending(liens=(replace(private, of_private_use=False),))), 6).parts]
    assert names == ["ledger", "zhongdeng"]


def test_another_holders_pledge_is_no_prior_one() -> None:
    """D7: a co-holder pledges his own unit."""
    assert part(report(lending(liens=(replace(LIEN, holder=STRANGER),))), "unpledged.ledger").word is Word.PASS


def test_d7_siblings_are_lawful_and_named() -> None:
    made = report(lending(siblings=(Sibling("SJ1512026080001", "SAME_SAMPLE", "VALID", 1),)))
    told = part(made, "siblings.ledger")
    assert told.word is Word.WARN
    assert "SJ1512026080001" in told.detail
    assert "ENCUMBERED" in told.detail


GRANT = GivenGrant(b"\2" * 32, STRANGER, RightBits.USE, "ENTERPRISE", "NONE", False, ISSUED + DAY)


@pytest.mark.parametrize(
    "heavy",
    [
        {"exclusivity": "SOLE"},
        {"sublicensable": True},
        {"until": None},
        {"until": ISSUED + 366 * DAY},
        {"kind": "OPERATION_WHOLE"},
    ],
    ids=str,
)
def test_grants_that_weigh_on_value_are_warned_of(heavy: dict[str, Any]) -> None:
    assert part(report(lending(grants=(replace(GRANT, **heavy),))), "ungranted.ledger").word is Word.WARN
    assert part(report(lending(grants=(GRANT,))), "ungranted.ledger").word is Word.PASS


@pytest.mark.parametrize(
    ("parents", "sources", "word"),
    [
        ((), 1, Word.PASS),
        ((), 8, Word.WARN),
        (None, 8, Word.NOT_CHECKED),
        ((Parent("SJ1512026080001", True),), 8, Word.PASS),
        ((Parent("SJ1512026080001", False),), 8, Word.FAIL),
        ((Parent("contract", None),), 8, Word.WARN),
    ],
)
def test_what_it_was_made_of(parents: tuple[Parent, ...] | None, sources: int, word: Word) -> None:
    assert part(report(lending(facts(source_types=sources), parents=parents)), "upstream.lineage").word is word


@pytest.mark.parametrize(
    ("maturity", "buffer", "word"),
    [(ISSUED, 90, Word.PASS), (ISSUED + 1, 90, Word.WARN), (ISSUED + 1, 89, Word.PASS), (None, 90, Word.PASS)],
)
def test_what_it_was_made_of_lasts_as_long_as_its_own_term_has_to(
    maturity: int | None, buffer: int, word: Word
) -> None:
    parent = Parent("SJ1512026080001", True, "VALID", until=ISSUED + 90 * DAY, by="GRANT")
    made = report(lending(parents=(parent,), maturity=maturity, buffer_days=buffer))
    assert part(made, "upstream.lineage").word is word


@pytest.mark.parametrize(
    ("grade", "word"), [(Grade.GENERAL_4, Word.PASS), (Grade.IMPORTANT, Word.WARN), (Grade.CORE, Word.FAIL)]
)
def test_the_grade_decides(grade: Grade, word: Word) -> None:
    assert check(report(lending(facts(grade=grade))), 10).word is word


def test_personal_information_takes_an_opinion() -> None:
    made = report(lending(facts(personal_information_band=2)))
    assert [p.word for p in check(made, 11).parts] == [Word.WARN, Word.NOT_CHECKED]


OPINION = Opinion(VALUER, 2_000_000_000, "CNY", ISSUED - DAY, ISSUED + 300 * DAY, ("INCOME",), Counting.COUNTS)


@pytest.mark.parametrize(
    ("opinions", "wanted", "word"),
    [
        ((OPINION,), 1, Word.PASS),
        ((OPINION,), 2, Word.NOT_CHECKED),
        ((OPINION, OPINION), 2, Word.NOT_CHECKED),
        ((), 1, Word.NOT_CHECKED),
        ((replace(OPINION, counting=Counting.STALE),), 1, Word.WARN),
        ((replace(OPINION, counting=Counting.AFFILIATED),), 1, Word.WARN),
    ],
    ids=["one", "one of two", "one valuer twice", "none", "stale", "affiliated"],
)
def test_opinions_count_by_valuer_if_they_stand(opinions: tuple[Opinion, ...], wanted: int, word: Word) -> None:
    assert check(report(lending(opinions=opinions, opinions_wanted=wanted)), 12).word is word


def test_settlements_and_upkeep_come_from_the_trace() -> None:
    traffic = Traffic(2, 3, 120_000_00, ISSUED, ISSUED, 1, by_level=((1, 2), (2, 1)))
    made = report(lending(traffic=traffic))
    assert part(made, "earned.settlements").word is Word.PASS
    assert "120,000.00" in part(made, "earned.settlements").detail
    assert part(made, "kept_up.incidents").word is Word.WARN


@pytest.mark.parametrize(
    ("settled_at", "levels", "word", "en"),
    [
        (NOW - YEAR + 1, ((1, 4), (2, 1)), Word.PASS, "settlements are on record"),
        (NOW - YEAR, ((2, 1),), Word.WARN, "nothing was settled within a year"),
        (NOW, ((1, 9),), Word.WARN, "settlements are declared by one side alone"),
    ],
)
def test_settlements_that_are_old_or_one_sides_word_warn(
    settled_at: int, levels: tuple[tuple[int, int], ...], word: Word, en: str
) -> None:
    told = part(
        report(lending(traffic=Traffic(1, 1, None, settled_at, None, 0, by_level=levels))), "earned.settlements"
    )
    assert (told.word, told.en) == (word, en)


@pytest.mark.parametrize(
    ("frequency", "days", "word"),
    [
        (UpdateFrequency.DAILY, 1, Word.PASS),
        (UpdateFrequency.DAILY, 2, Word.WARN),
        (UpdateFrequency.MONTHLY, 61, Word.PASS),
        (UpdateFrequency.MONTHLY, 62, Word.WARN),
        (UpdateFrequency.OTHER, 1_000, Word.PASS),
    ],
)
def test_upkeep_is_held_against_the_frequency_that_was_promised(
    frequency: UpdateFrequency, days: int, word: Word
) -> None:
    promised = facts(update_frequency=list(UpdateFrequency).index(frequency) + 1)
    traffic = Traffic(0, 0, None, None, NOW - days * DAY, 0)
    assert part(report(lending(promised, traffic=traffic)), "kept_up.updates").word is word


@pytest.mark.parametrize("org", ["121525000000DEM93A", "11150000MB0DEM01XW"])
def test_public_institutions_give_no_guarantee(org: str) -> None:
    told = part(report(lending(holder=party_of_org(OrgId(org)))), "may_pledge.kind")
    assert told.word is Word.FAIL
    assert told.rule.startswith("H1")
    assert part(report(lending(holder_is_public_body=True)), "may_pledge.kind").word is Word.FAIL


def finding(name: str, **changes: Any) -> Declared:
    made = Declared(name, BANK, "hua", "截至当日无登记", b"\3" * 32, ISSUED, ISSUED + 30 * DAY)
    return replace(made, **changes)


@pytest.mark.parametrize("name", part_names())
def test_a_banks_own_finding_makes_declared_and_never_pass(name: str) -> None:
    assert Word.PASS not in {p.word for p in _declared_parts(report(lending(declared=(finding(name),))), name)}


def _declared_parts(made: Report, name: str) -> list[Part]:
    return [p for c in made.checks for p in c.parts if f"{c.code}.{p.code}" == name and p.declared is not None]


def test_a_finding_counts_while_it_is_valid() -> None:
    name = "unpledged.zhongdeng"
    assert part(report(lending(declared=(finding(name),))), name).word is Word.DECLARED
    for over in (finding(name, valid_until=ISSUED + 1), finding(name, declared_at=ISSUED + 2)):
        assert part(report(lending(declared=(over,))), name).word is Word.NOT_CHECKED


def test_a_finding_does_not_gloss_over_what_the_ledger_knows() -> None:
    made = report(lending(liens=(LIEN,), declared=(finding("unpledged.ledger"),)))
    assert part(made, "unpledged.ledger").word is Word.FAIL


def test_the_word_of_a_check_is_the_gravest_of_its_parts() -> None:
    made = report(lending(liens=()))
    assert [p.word for p in check(made, 6).parts] == [Word.PASS, Word.NOT_CHECKED]
    assert check(made, 6).word is Word.NOT_CHECKED


def test_the_same_report_is_the_same_bytes() -> None:
    known = KnownBlock(7, b"\5" * 32, ISSUED, True)
    made = [canonical(report_document(report(lending(liens=(LIEN,))), known)) for _ in range(2)]
    assert made[0] == made[1]
    assert REGISTRAR_ORG.name.encode() in made[0]


def test_days_are_told_as_they_are() -> None:
    """Of a grant's end and an opinion's base date: every date of the report goes through the same function."""
    told = part(report(lending(grants=(GRANT,))), "ungranted.ledger").detail
    assert told.endswith(f"-> {civil_of(ISSUED + DAY).isoformat()}")
    valued = part(report(lending(opinions=(OPINION,))), "valued.opinions").detail
    assert f" {civil_of(ISSUED - DAY).isoformat()} " in valued


def test_opinions_that_newer_ones_followed_are_history_and_no_warning() -> None:
    old = replace(OPINION, counting=Counting.FOLLOWED)
    assert check(report(lending(opinions=(old, OPINION))), 12).word is Word.PASS


def test_what_weighs_in_a_grant_is_named() -> None:
    heavy = replace(GRANT, exclusivity="SOLE", sublicensable=True, until=ISSUED + 366 * DAY, flagged="NOT_YET")
    found = part(report(lending(grants=(heavy,))), "ungranted.ledger")
    assert " SOLE SUBLICENSABLE BEYOND_MATURITY -> " in found.detail
    assert found.detail.endswith(" NOT_YET")
    assert part(report(lending(grants=(heavy,), maturity=None)), "ungranted.ledger").detail.count("BEYOND") == 0
