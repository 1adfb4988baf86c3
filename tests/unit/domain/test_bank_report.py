# SPDX-License-Identifier: Apache-2.0
"""Nineteen checks: each passes on what an act shows, warns or fails by its rule, and never passes without inputs."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from ledger.domain.bank_report import YEAR, Check, Part, Report, Word, part_names, report
from ledger.domain.bank_report_json import report_document
from ledger.domain.calendar import civil_of
from ledger.domain.certificate import DisputeRecord, ReconciliationRecord, RightUnit
from ledger.domain.ids import OrgId, party_of_org
from ledger.domain.kinds import Basis, Grade, OrgKind, Procedure, RightBits
from ledger.domain.lending import (
    Classified,
    Declared,
    Freed,
    GivenGrant,
    Lending,
    Lien,
    Opinion,
    Parent,
    Reserved,
    Sibling,
    Tainted,
    TaintedStep,
    Traffic,
)
from ledger.domain.organisation import Suspension
from ledger.domain.reconciliation import Field
from ledger.domain.tables.words import UpdateFrequency
from ledger.domain.valuation import Counting
from ledger.domain.verdict import OVERLAY_TEXTS, Evidence, Facts, Overlay, Statement, judge
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
from tests.unit.domain.test_verdict_life import proceeding

BANK = OrgId("91150104MA0DEM0724")
VALUER = OrgId("91150203MA0DEM1016")
SUCCESSOR = OrgId("91150105MA0DEM064P")
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
    asked = {"holder": HOLDER, "maturity": ISSUED + 365 * DAY, "registrar_accredited": True, "keeper_active": True}
    asked |= changes
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
    ("active", "word", "rule"),
    [(True, Word.PASS, "art. 8"), (False, Word.WARN, "H9; art. 13"), (None, Word.NOT_CHECKED, "")],
)
def test_h9_the_registrar_is_asked_about_at_the_moment_too(active: bool | None, word: Word, rule: str) -> None:
    told = part(report(lending(keeper_active=active)), "genuine.registrar")
    assert (told.word, told.rule) == (word, rule)


@pytest.mark.parametrize(("active", "word"), [(True, Word.PASS), (False, Word.WARN), (None, Word.NOT_CHECKED)], ids=str)
def test_h9_where_the_registrar_left_its_custodian_is_asked_about(active: bool | None, word: Word) -> None:
    left = replace(REGISTRAR_ORG, successor=SUCCESSOR, succeeded_at=ISSUED)
    made = report(lending(replace(facts(), registrar=left), keeper_active=active))
    assert part(made, "genuine.registrar").word is Word.PASS
    told = part(made, "genuine.custodian")
    assert (told.word, told.detail) == (word, SUCCESSOR)


def test_h9_a_suspended_custodian_casts_no_doubt_on_the_registrar_that_left() -> None:
    left = replace(REGISTRAR_ORG, successor=SUCCESSOR, succeeded_at=ISSUED)
    pause = Suspension(OrgKind.REGISTRAR, 1, ISSUED, bytes(32), None)
    keeper = replace(REGISTRAR_ORG, org_id=SUCCESSOR, suspensions=(pause,))
    made = report(lending(replace(facts(), registrar=left, successors=(keeper,)), keeper_active=False))
    assert part(made, "genuine.registrar").word is Word.PASS
    assert part(made, "genuine.custodian").word is Word.WARN
    halted = replace(REGISTRAR_ORG, suspensions=(pause,))
    told = part(report(lending(replace(facts(), registrar=halted), keeper_active=False)), "genuine.registrar")
    assert (told.word, told.rule) == (Word.WARN, "H9; art. 13")


def test_h4_past_the_term_the_report_says_that_the_renewal_decides() -> None:
    filed = proceeding(Procedure.RENEW, ISSUED)
    certificate = replace(CERTIFICATE, units=UNITS, proceedings=(filed,))
    on, end = replace(facts(), certificate=certificate), CERTIFICATE.expires_at
    made = report(replace(lending(on), verdict=judge(on, end, HOLDER)))
    told = part(made, "held.holder")
    assert (told.word, told.rule) == (Word.FAIL, "H4; art. 36")
    assert part(report(replace(lending(), verdict=judge(facts(), end, HOLDER))), "held.holder").rule == "H4"


def compared(*found: ReconciliationRecord, tainted: tuple[int, ...] = ()) -> Part:
    """The national record, where the comparisons that were recorded at these moments rest on a key in other hands."""
    on = replace(facts(), certificate=replace(CERTIFICATE, units=UNITS, reconciliations=found))
    return part(report(lending(on, miscompared=stolen("CERTIFICATE_RECONCILED", *tainted))), "genuine.national")


def stolen(kind: str, *moments: int) -> tuple[Tainted, ...]:
    steps = tuple(TaintedStep(kind, moment, (STOLEN,)) for moment in moments)
    return (Tainted(APPROVER, REGISTRAR_ORG.org_id, (kind,), ISSUED, (STOLEN,), steps),) if steps else ()


STOLEN = Evidence(9, b"\x09" * 32, 0)
FOUR = 0b0111010


def comparison(number: int, fields: int = FOUR, differing: int = 0) -> ReconciliationRecord:
    moment = ISSUED + number
    return ReconciliationRecord(
        number, moment, APPROVER, b"p" * 32, b"b" * 32, b"x" * 32, moment, not differing, fields, differing
    )


def test_agreement_with_the_national_record_names_its_day_and_what_was_not_compared() -> None:
    told = compared(comparison(1))
    assert (told.word, told.rule) == (Word.PASS, "art. 27")
    assert told.detail == f"{civil_of(ISSUED + 1).isoformat()} · UNCHECKED: REGISTRAR, DATA_NAME, NATIONAL_REF"
    assert compared(comparison(1, 0b1111111)).detail == civil_of(ISSUED + 1).isoformat()


def test_an_agreement_that_leaves_out_whose_right_it_is_and_how_long_is_none() -> None:
    assert compared(comparison(1, FOUR & ~0b10)).word is Word.WARN


def test_an_agreement_by_a_key_in_other_hands_passes_nothing() -> None:
    told = compared(comparison(1), tainted=(ISSUED + 1,))
    assert (told.word, told.rule, told.evidence) == (Word.WARN, "ruling 17; art. 27", (STOLEN,))
    assert compared(comparison(1), comparison(2), tainted=(ISSUED + 1,)).word is Word.PASS, "a good key compared again"


def test_a_difference_that_only_a_key_in_other_hands_ended_is_not_ended() -> None:
    name = 1 << Field.DATA_NAME
    differed, ended, silent = comparison(1, FOUR | name, name), comparison(2, FOUR | name), comparison(3)
    assert compared(differed, ended, silent).word is Word.PASS
    assert compared(differed, ended, silent, tainted=(ISSUED + 2,)).word is Word.WARN


def test_other_acts_on_the_certificate_by_a_key_in_other_hands_are_told() -> None:
    told = part(report(lending(tainted=stolen("CERTIFICATE_LINKED", ISSUED))), "genuine.acts")
    assert (told.word, told.evidence) == (Word.WARN, (STOLEN,))
    assert told.detail.endswith(" CERTIFICATE_LINKED")
    assert [p.code for p in check(report(lending()), 1).parts] == ["signature", "registrar", "national"]


def test_a_freeze_that_a_key_in_other_hands_lifted_does_not_pass() -> None:
    note = replace(seizure(since=EVIDENCED), lifted_at=ISSUED)
    on = replace(facts(), certificate=replace(CERTIFICATE, units=UNITS, annotations=(note,)))
    assert part(report(lending(on)), "undisputed.ledger").word is Word.PASS
    lifted = stolen("CERTIFICATE_ANNOTATION_LIFTED", ISSUED)
    told = part(report(lending(on, tainted=lifted)), "undisputed.ledger")
    assert (told.word, told.evidence, told.rule) == (Word.WARN, (STOLEN,), "ruling 17; art. 23")
    over = replace(on, certificate=replace(CERTIFICATE, units=UNITS, annotations=(replace(note, until=ISSUED),)))
    assert part(report(lending(over, tainted=lifted)), "undisputed.ledger").word is Word.PASS, "it had ended anyway"


def test_a_dispute_that_a_key_in_other_hands_closed_does_not_pass() -> None:
    closed = DisputeRecord(1, STRANGER, EVIDENCED, APPROVER, 2, b"r" * 32, None, closed_at=ISSUED)
    on = replace(facts(), certificate=replace(CERTIFICATE, units=UNITS, disputes=(closed,)))
    assert part(report(lending(on)), "undisputed.ledger").word is Word.PASS
    told = part(report(lending(on, tainted=stolen("DISPUTE_CONCLUDED", ISSUED))), "undisputed.ledger")
    assert (told.word, told.rule) == (Word.WARN, "ruling 17; art. 29")


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


def test_the_asking_banks_own_exclusive_pledge_is_no_hard_stop_as_the_contract_has_it() -> None:
    own, rival = (report(lending(liens=(LIEN,), bank=bank)) for bank in (BANK, OrgId("91150105MA0DEM0B50")))
    assert [part(made, "unpledged.ledger").word for made in (own, rival)] == [Word.WARN, Word.FAIL]


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


ROBBED = Freed(b"\1" * 32, HOLDER, 4, 1, BANK, ISSUED, stolen("PLEDGE_RELEASED", ISSUED))


def test_a_pledge_that_a_key_in_other_hands_released_is_told() -> None:
    told = part(report(lending(liens=(), freed=(ROBBED,))), "unpledged.ledger")
    assert (told.word, told.rule, told.evidence) == (Word.WARN, "ruling 17", (STOLEN,))
    assert all(word in told.detail for word in (BANK, "OPERATE", ROBBED.pledge_id.hex(), "PLEDGE_RELEASED"))
    others = replace(ROBBED, holder=STRANGER)
    assert part(report(lending(liens=(), freed=(others,))), "unpledged.ledger").word is Word.PASS


@pytest.mark.parametrize(
    ("kept", "bank", "words"),
    [
        ({}, None, [Word.WARN]),
        ({}, VALUER, [Word.WARN]),
        ({}, BANK, [Word.PASS]),
        ({"holder": STRANGER}, None, []),
    ],
    ids=["nobody's in particular", "a rival's", "own", "another holder's"],
)
def test_a_rank_that_is_kept_for_another_is_told(kept: dict[str, Any], bank: OrgId | None, words: list[Word]) -> None:
    running = replace(Reserved(HOLDER, 4, BANK, NOW + DAY, (STOLEN,)), **kept)
    made = check(report(lending(liens=(), reserved=(running,), bank=bank)), 6)
    told = [p for p in made.parts if p.code == "reserved"]
    assert [p.word for p in told] == words
    assert all(p.evidence == (STOLEN,) and p.detail.startswith(f"{BANK} OPERATE -> ") for p in told)


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
        ((), 2, Word.WARN),
        ((), 3, Word.WARN),
        (None, 2, Word.NOT_CHECKED),
    ],
)
def test_what_it_was_made_of(parents: tuple[Parent, ...] | None, sources: int, word: Word) -> None:
    assert part(report(lending(facts(source_types=sources), parents=parents)), "upstream.lineage").word is word


def test_what_a_program_collected_is_told_whatever_else_it_was_made_of() -> None:
    """Art. 20: lawful means, and no substitute for what the source offers; no chain shows either."""
    told = [p for p in check(report(lending(facts(source_types=10), parents=())), 9).parts if p.code == "lineage"]
    assert [(p.word, p.rule) for p in told] == [(Word.WARN, "art. 20; ruling 14"), (Word.WARN, "art. 20")]


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


@pytest.mark.parametrize(
    ("registered", "told", "word", "detail"),
    [
        (Grade.GENERAL_2, Grade.CORE, Word.FAIL, "GENERAL_2 -> CORE"),
        (Grade.GENERAL_2, Grade.IMPORTANT, Word.WARN, "GENERAL_2 -> IMPORTANT"),
        (Grade.GENERAL_2, Grade.GENERAL_4, Word.PASS, "GENERAL_2 -> GENERAL_4"),
        (Grade.IMPORTANT, Grade.GENERAL_1, Word.WARN, "IMPORTANT"),
    ],
)
def test_a_grade_that_was_told_since_counts_where_it_is_higher(
    registered: Grade, told: Grade, word: Word, detail: str
) -> None:
    act = Evidence(7, b"t" * 32, 1)
    traffic = Traffic(0, 0, None, None, None, 0, classified=Classified(told, ISSUED, act))
    (found,) = check(report(lending(facts(grade=registered), traffic=traffic)), 10).parts
    assert (found.word, found.detail) == (word, detail)
    assert found.evidence == ((act,) if told > registered else ())


def test_what_stands_against_a_parents_certificate_warns_though_it_is_in_force() -> None:
    seized = Statement("FROZEN", OVERLAY_TEXTS[Overlay.FROZEN], (Evidence(8, b"t" * 32, 1),), "#1")
    parent = Parent("SJ1512026080001", True, "VALID", (Evidence(7, b"t" * 32, 1),), against=(seized,))
    found = part(report(lending(parents=(parent,))), "upstream.lineage")
    assert (found.word, found.detail) == (Word.WARN, "SJ1512026080001 VALID FROZEN #1")
    assert [place.block_number for place in found.evidence] == [7, 8]


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


@pytest.mark.parametrize(
    ("name", "about", "asked", "word"),
    [
        ("clean.lists", HOLDER, HOLDER, Word.DECLARED),
        ("clean.lists", HOLDER, STRANGER, Word.NOT_CHECKED),
        ("clean.lists", STRANGER, HOLDER, Word.NOT_CHECKED),
        ("clean.lists", HOLDER, None, Word.DECLARED),
        ("clean.lists", None, HOLDER, Word.DECLARED),
        ("clean.lists", None, STRANGER, Word.NOT_CHECKED),
        ("kept_up.quality", None, STRANGER, Word.DECLARED),
        ("kept_up.quality", HOLDER, STRANGER, Word.NOT_CHECKED),
    ],
)
def test_a_finding_about_a_pledgor_answers_for_that_one(name: str, about: Any, asked: Any, word: Word) -> None:
    """Ruling 25. Of data it answers for everybody, unless it names somebody."""
    assert part(report(lending(holder=asked, declared=(finding(name, holder=about),))), name).word is word


def test_a_finding_that_names_nobody_answers_for_none_of_several_holders() -> None:
    two = (*UNITS, replace(UNITS[2], holder=STRANGER))
    on = replace(facts(), certificate=replace(CERTIFICATE, units=two))
    for asked in (HOLDER, STRANGER, None):
        made = report(lending(on, holder=asked, declared=(finding("clean.lists"),)))
        assert part(made, "clean.lists").word is Word.NOT_CHECKED


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
