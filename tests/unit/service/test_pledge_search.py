# SPDX-License-Identifier: Apache-2.0
"""What a search finds besides liens on the unit itself: the same data registered again, entries elsewhere, what the
data were made of, what it cannot see, and what a reorganisation does to it (D3 to D6 and D12 of docs/lending.md); and
reservations in the order of History, not of the clock."""

from __future__ import annotations

from typing import Any

import pytest

from ledger.domain.bank_report import Part, Word
from ledger.domain.ids import PartyId, party_of_org
from ledger.domain.kinds import Circulation, DataRelation, OrgKind, Procedure, RightBits
from ledger.domain.verdict_json import party_label
from ledger.indexer.advance import Indexer, catch_up
from ledger.service import pledge_views
from ledger.service.bank_reports import LendingQuestion, bank_report
from ledger.service.pledge_search import Beside, PledgeQuestion, Search, search
from ledger.service.portfolio import PortfolioQuestion, portfolio
from ledger.store.queries import traces
from ledger.store.session import Store
from tests.simulator import acts as a
from tests.simulator import circulating as c
from tests.simulator.chain import GENESIS_TIME, SimulatedChain
from tests.simulator.stores import migrated, postgres_pool, sqlite_template, store

__all__ = ["migrated", "postgres_pool", "sqlite_template", "store"]

T0 = GENESIS_TIME
DAY = 86_400
HOLDER = party_of_org(a.HOLDER)
CODE = a.certificate_code(1)


def certified(chain: SimulatedChain, number: int, sample: str = "") -> None:
    chain.mine(
        [a.submitted(number, T0, sample_sha256=a.digest(sample or f"sample {number}"))],
        [a.accepted(number)],
        [a.notice_opened(number, T0)],
        [a.evidenced(number, T0)],
        a.certified(number, T0),
    )


def pledged(chain: SimulatedChain, number: int, code: int, rank: int = 1) -> None:
    chain.mine([a.pledge_offered(number, code, T0)], a.pledge_recorded(number, code, rank))


def searched(store: Store, chain: SimulatedChain, code: int = 1, **question: Any) -> Search:
    catch_up(Indexer(chain, store, chain.watched))
    asked = PledgeQuestion(a.certificate_code(code), T0 + 10 * DAY, **question)
    return search(store, asked)


def founded() -> SimulatedChain:
    chain = SimulatedChain(finality=0)
    chain.mine(
        [a.registered(a.REGISTRAR, 1 << 1, "示例数据登记机构")],
        [a.regime_published(), a.calendar_published(2026)],
    )
    return chain


def test_the_same_sample_under_another_certificate_is_shown_with_its_liens(store: Store) -> None:
    chain = founded()
    certified(chain, 1, "one sample")
    certified(chain, 2, "one sample")
    pledged(chain, 1, 2)

    found = searched(store, chain)

    assert found.clean
    assert [(each.how, each.label, each.liens) for each in found.beside] == [("SAME_SAMPLE", a.certificate_code(2), 1)]


@pytest.mark.parametrize(
    ("relation", "how"),
    [(DataRelation.SAME_DATA, "SAME_DATA"), (DataRelation.OVERLAP, "OVERLAP"), (DataRelation.DERIVED, "DERIVED")],
)
def test_d4_data_that_a_registrar_found_to_be_related_are_shown_with_their_liens(
    store: Store, relation: DataRelation, how: str
) -> None:
    """The same data under another name and another sample."""
    chain = founded()
    certified(chain, 1)
    certified(chain, 2)
    pledged(chain, 1, 2)
    chain.mine([a.related(1, 2, relation)], [a.related(2, 1, relation, first=False)])

    found = searched(store, chain)

    assert found.beside == (Beside(how, a.certificate_code(2), "VALID", 1),)


def test_data_that_a_registrar_found_to_be_unrelated_are_not_shown(store: Store) -> None:
    chain = founded()
    certified(chain, 1)
    certified(chain, 2)
    chain.mine([a.related(1, 2, DataRelation.UNRELATED)], [a.related(2, 1, DataRelation.UNRELATED, first=False)])

    assert searched(store, chain).beside == ()


def test_what_is_told_of_lineage_later_changes_no_earlier_answer(store: Store) -> None:
    chain = founded()
    for number in (1, 2, 3):
        certified(chain, number)
    made = {"output": a.certificate_code(1), "marks": 1}
    chain.mine([c.reported(1, 1, T0, parents=(c.parent(2),), **made)])
    known = chain.head().number
    before = [searched(store, chain, code, known=known) for code in (1, 3)]
    chain.mine([c.reported(1, 2, T0, parents=(c.parent(3),), **made)])

    after = [searched(store, chain, code, known=known) for code in (1, 3)]

    assert [each.bytes() for each in after] == [each.bytes() for each in before]
    assert [[one.label for one in each.beside] for each in after] == [[a.certificate_code(2)], []]
    now = [searched(store, chain, code) for code in (1, 3)]
    assert [len(each.beside) for each in now] == [2, 1]


def test_d5_an_entry_of_another_register_is_shown_and_its_liens_are_not_known(store: Store) -> None:
    chain = founded()
    certified(chain, 1)
    chain.mine([a.linked(1)])

    found = searched(store, chain)

    label = "示例知识产权登记机构 2026150000000001"
    assert found.beside == (Beside("LINKED_DATA_IP", label, "IN_FORCE", None),)


def test_d6_what_the_data_were_made_of_is_shown_with_its_liens(store: Store) -> None:
    chain = founded()
    certified(chain, 1)
    certified(chain, 2)
    made = {"output": a.certificate_code(1), "parents": (c.parent(2),)}
    chain.mine([c.reported(1, 1, T0, marks=1, **made)])
    pledged(chain, 1, 2)

    above, below = searched(store, chain, 1), searched(store, chain, 2)

    assert [(each.how, each.label, each.liens) for each in above.beside] == [("MADE_OF", a.certificate_code(2), 1)]
    assert [(each.how, each.label, each.liens) for each in below.beside] == [("MADE_INTO", a.certificate_code(1), 0)]


def passed_on(
    chain: SimulatedChain,
    number: int,
    to: int,
    case: int,
    *pledges: int,
    whole: bool = True,
    receiver: PartyId = a.RECEIVER,
) -> None:
    """The right to operate goes to a certificate of its own, and the pledges with it."""
    now, until = chain.head().timestamp + 1, T0 + 5 * 365 * DAY
    given = a.terms(HOLDER if number == case else a.RECEIVER, receiver, rights=4)
    code = a.certificate_code(to)
    chain.mine([a.proceeding_filed(number, Procedure.TRANSFER, given)])
    left = {"replaced": True} if whole else {"left": a.units_word(now, until, 3)}
    chain.mine(
        [
            *(a.freed(each, number) for each in pledges),
            a.issued_to(to, case, receiver, 4, now, until),
            *(a.encumbered(each, to, holder=receiver) for each in pledges),
            a.transferred(number, given, now, code, **left),
        ]
    )


def test_a_pledge_on_what_the_data_were_made_of_is_warned_of_still_once_the_unit_passed_on(store: Store) -> None:
    """The unit was under the pledge before its parent was, under whatever code it is since."""
    chain = founded()
    chain.mine([a.registered(a.BANK, 1 << OrgKind.BANK, "示例银行")])
    for number in (1, 2):
        certified(chain, number)
    chain.mine([c.reported(1, 1, T0, marks=1, output=a.certificate_code(1), parents=(c.parent(2),))])
    pledged(chain, 1, 1)
    pledged(chain, 2, 2)

    def warned() -> bool:
        searched(store, chain)
        found = portfolio(store, PortfolioQuestion(a.BANK, chain.head().timestamp + 1)).portfolio.lines
        (line,) = [line for line, _ in found if line.pledge.pledge_id == a.pledge(1)]
        return "EW25" in [signal.rule.code for signal in line.signals]

    assert warned()
    passed_on(chain, 1, 3, 1, 1)
    assert warned()


def test_r5_the_report_is_asked_about_a_pledgor_that_is_a_person_by_its_commitment(store: Store) -> None:
    chain = founded()
    certified(chain, 1)
    person = PartyId(b"\xfe" * 32)
    passed_on(chain, 1, 3, 1, receiver=person)
    catch_up(Indexer(chain, store, chain.watched))

    def words(holder: PartyId) -> tuple[Word, ...]:
        asked = LendingQuestion(a.certificate_code(3), chain.head().timestamp + 1, holder=holder)
        made = bank_report(store, asked)
        told = {f"{check.code}.{part.code}": part.word for check in made.report.checks for part in check.parts}
        assert made.document()["holder"] == party_label(holder)
        return told["held.holder"], told["may_pledge.kind"]

    assert words(person) == (Word.PASS, Word.PASS)
    assert words(PartyId(b"\xff" * 32)) == (Word.FAIL, Word.PASS)


def beside(found: Search) -> list[tuple[str, str, int | None]]:
    return [(each.how, each.label, each.liens) for each in found.beside]


def test_d4_a_registration_on_the_same_sample_that_passed_on_keeps_its_pledge_beside_the_unit(store: Store) -> None:
    """D4: by one transfer and another; what is asked of an earlier moment or block knows of neither."""
    chain = founded()
    certified(chain, 1, "one sample")
    certified(chain, 2, "one sample")
    pledged(chain, 1, 2)
    known, before = chain.head().number, chain.head().timestamp
    second, third, fourth = (a.certificate_code(number) for number in (2, 3, 4))
    passed_on(chain, 2, 3, 2, 1)
    assert beside(searched(store, chain)) == [("SAME_SAMPLE", second, 0), ("SAME_SAMPLE", third, 1)]
    passed_on(chain, 3, 4, 2, 1)

    found = searched(store, chain)

    assert beside(found) == [("SAME_SAMPLE", second, 0), ("SAME_SAMPLE", third, 0), ("SAME_SAMPLE", fourth, 1)]
    assert [each.status for each in found.beside] == ["REPLACED", "REPLACED", "VALID"]
    for asked in ({"at": before}, {"known": known}):
        assert beside(searched(store, chain, **asked)) == [("SAME_SAMPLE", second, 1)]
    report = bank_report(store, LendingQuestion(CODE, T0 + 10 * DAY, holder=a.HOLDER)).report
    told = [part for part in report.checks[6].parts if part.code == "ledger"]
    assert [part.detail for part in told][-1] == f"{fourth} SAME_SAMPLE VALID ENCUMBERED"
    assert len(told[-1].evidence) == 2, "that it has the sample, and the act that issued it"


@pytest.mark.parametrize("sample", ["", "one sample"])
def test_what_a_registrar_found_to_be_related_is_followed_and_told_once(store: Store, sample: str) -> None:
    chain = founded()
    certified(chain, 1, sample)
    certified(chain, 2, sample)
    pledged(chain, 1, 2)
    chain.mine([a.related(1, 2, DataRelation.SAME_DATA)], [a.related(2, 1, DataRelation.SAME_DATA, first=False)])
    passed_on(chain, 2, 3, 2, 1, whole=False)

    found = searched(store, chain)

    assert found.beside == (
        Beside("SAME_DATA", a.certificate_code(2), "VALID", 0),
        Beside("SAME_DATA", a.certificate_code(3), "VALID", 1),
    )
    assert beside(searched(store, chain, 3)) == [
        ("SAME_REGISTRATION", a.certificate_code(2), 0),
        ("SAME_DATA", CODE, 0),
    ], "it was said of the same data"


def test_after_a_part_was_transferred_what_is_left_and_what_went_stand_beside_each_other(store: Store) -> None:
    """A pledge of the right that stayed is a pledge of the same data, for who lends on the one that went."""
    chain = founded()
    certified(chain, 1)
    pledged(chain, 1, 1)
    before = chain.head().timestamp
    known = chain.head().number
    passed_on(chain, 1, 2, 1, whole=False)
    second = a.certificate_code(2)

    assert beside(searched(store, chain, 2)) == [("SAME_REGISTRATION", CODE, 1)]
    assert beside(searched(store, chain, 1)) == [("SAME_REGISTRATION", second, 0)]
    for asked in ({"at": before}, {"known": known}):
        assert beside(searched(store, chain, **asked)) == []
    report = bank_report(store, LendingQuestion(second, T0 + 10 * DAY)).report
    told = [part for part in report.checks[6].parts if part.code == "ledger"]
    assert [(part.word, part.detail) for part in told] == [(Word.WARN, f"{CODE} SAME_REGISTRATION VALID ENCUMBERED")]
    assert len(told[0].evidence) == 1


def test_d6_what_the_data_were_made_of_and_into_is_followed_where_it_passed_on(store: Store) -> None:
    chain = founded()
    certified(chain, 1)
    certified(chain, 2)
    chain.mine([c.reported(1, 1, T0, marks=1, output=a.certificate_code(1), parents=(c.parent(2),))])
    for number in (1, 2):
        pledged(chain, number, number)
    passed_on(chain, 2, 3, 2, 2)
    passed_on(chain, 1, 4, 1, 1)

    above, below = searched(store, chain, 1), searched(store, chain, 2)

    first, second, third, fourth = (a.certificate_code(number) for number in range(1, 5))
    assert beside(above) == [("SAME_REGISTRATION", fourth, 1), ("MADE_OF", second, 0), ("MADE_OF", third, 1)]
    assert beside(below) == [("SAME_REGISTRATION", third, 1), ("MADE_INTO", first, 0), ("MADE_INTO", fourth, 1)]
    assert beside(searched(store, chain, 4)) == beside(above)[1:], "nothing is left under the code that it came from"


def test_what_a_grant_reaches_goes_on_where_the_data_passed_on_and_what_is_made_of_them_there(store: Store) -> None:
    """A consent is withdrawn: whoever took the right over is told of, and who made something of the data since."""
    chain = founded()
    for number in (1, 2, 5):
        certified(chain, number)
    chain.mine([c.reported(1, 1, T0)])
    known = chain.head().number
    passed_on(chain, 1, 3, 1, whole=False)
    made = {"grant_id": c.NO_GRANT, "marks": 2, "output": a.certificate_code(2)}
    chain.mine([c.reported(2, 1, T0, parents=(c.parent(3, c.NO_GRANT),), **made)])
    passed_on(chain, 2, 4, 2)
    again = {**made, "output": a.certificate_code(5)}
    chain.mine([c.reported(5, 1, T0, parents=(c.parent(4, c.NO_GRANT),), **again)])
    catch_up(Indexer(chain, store, chain.watched))

    with store.reading() as session:
        found, whole = traces.products(session, [c.GRANT])
        above = traces.ancestors(session, a.certificate_code(5))[0]
        below = traces.descendants(session, CODE)[0]
        nothing = traces.descendants(session, CODE, known)[0]

    first, second, third, fourth, fifth = (a.certificate_code(number) for number in range(1, 6))
    assert whole
    assert [(one.code, one.how, one.of) for one in found] == [
        (first, "HANDLED", None), (second, "DERIVED", third), (fifth, "DERIVED", fourth), (third, "PASSED_ON", first),
        (fourth, "PASSED_ON", second),
    ]  # fmt: skip
    assert [(edge.parent, edge.child) for edge in above] == [(fourth, fifth), (third, second)]
    assert [(edge.parent, edge.child) for edge in below] == [(third, second), (fourth, fifth)]
    assert nothing == []


def test_d3_what_is_pledged_elsewhere_is_not_seen_and_nothing_says_it_was_looked_for(store: Store) -> None:
    chain = founded()
    certified(chain, 1)

    found = searched(store, chain)

    told = found.document()
    assert (found.clean, told["elsewhere"]) == (True, "NOT_CHECKED")
    assert (told["at"]["seconds"], found.known.number) == (T0 + 10 * DAY, chain.finalized().number)
    report = bank_report(store, LendingQuestion(CODE, T0 + 10 * DAY, holder=a.HOLDER)).report
    (outside,) = [part for check in report.checks for part in check.parts if part.code == "zhongdeng"]
    assert outside.word is Word.NOT_CHECKED


def test_d9_what_was_cancelled_and_registered_anew_is_shown_beside_it(store: Store) -> None:
    """To cancel what is pledged takes the pledgee's consent; what was cancelled while free is told all the same."""
    chain = founded()
    certified(chain, 1, "one sample")
    given = a.terms(HOLDER, ground=1)
    chain.mine([a.proceeding_filed(1, Procedure.CANCEL, given)], [a.proceeding_accepted(1, Procedure.CANCEL)])
    chain.mine([a.cancelled(1, given, T0)])
    certified(chain, 2, "one sample")

    found = searched(store, chain, code=2)

    assert [(each.how, each.label, each.status) for each in found.beside] == [
        ("SAME_SAMPLE", a.certificate_code(1), "CANCELLED")
    ]


def test_d12_an_answer_stands_on_final_blocks_and_after_a_reorganisation_the_chain_is_what_counts(
    store: Store,
) -> None:
    chain = founded()
    chain.finality = 3
    certified(chain, 1)
    chain.mine_empty(3)
    before = searched(store, chain)
    assert (before.clean, before.known.number) == (True, chain.finalized().number)

    pledged(chain, 1, 1)
    early = searched(store, chain)
    assert early.clean
    assert early.known.number < chain.head().number

    chain.fork(1, [], [[a.pledge_offered(2, 1, T0)], a.pledge_recorded(2, 1, 1)], [])
    assert searched(store, chain, known=early.known.number, at=early.at).bytes() == early.bytes()
    chain.mine_empty(5)
    after = searched(store, chain)
    (unit,) = [each for each in after.units if each.liens]
    assert [(lien.pledge_id, lien.rank) for lien in unit.liens] == [(a.pledge(2), 1)]
    assert searched(store, chain, known=early.known.number, at=early.at).bytes() == early.bytes()


def test_a_unit_that_its_holder_gave_into_a_pool_is_not_free_until_it_is_returned(store: Store) -> None:
    """Ruling 28. Nobody else's unit of the same data is concerned."""
    chain = founded()
    certified(chain, 1)
    known = chain.head().number
    bare = {"counterparty": c.NOBODY, "grant_id": c.NO_GRANT}
    chain.mine([c.reported(1, 1, T0, what=Circulation.TRUST, **bare)])
    pooled = searched(store, chain)
    back = bare | {"actor": party_of_org(a.BANK), "counterparty": HOLDER}
    chain.mine([c.reported(1, 2, T0 + 1, what=Circulation.RETURN, **back)])

    free = searched(store, chain)

    assert {(unit.holder, unit.stops) for unit in pooled.units} == {(HOLDER, ("POOLED",)), (a.PERSON, ())}
    assert (pooled.clean, free.clean) == (False, True)
    assert not searched(store, chain, at=T0).clean
    assert searched(store, chain, known=known, at=T0).clean


def test_the_banks_report_warns_of_a_pool_with_the_report_of_it(store: Store) -> None:
    chain = founded()
    certified(chain, 1)
    chain.mine([c.reported(1, 1, T0, what=Circulation.SECURITISE, counterparty=c.NOBODY, grant_id=c.NO_GRANT)])
    catch_up(Indexer(chain, store, chain.watched))

    def pooled(**question: Any) -> list[Part]:
        made = bank_report(store, LendingQuestion(CODE, T0 + 10 * DAY, **question)).report
        return [part for part in made.checks[5].parts if part.code == "pooled"]

    (told,) = pooled(holder=a.HOLDER)
    assert (told.word, told.rule, told.detail[:10]) == (Word.WARN, "ruling 28", "SECURITISE")
    assert [place.block_number for place in told.evidence] == [chain.head().number]
    assert (len(pooled()), pooled(holder=a.BANK)) == (1, [])


def test_a_reservation_of_the_same_second_as_a_pledge_runs_if_it_came_later(store: Store) -> None:
    chain = founded()
    certified(chain, 1)
    pledged(chain, 1, 1)
    chain.mine([a.freed(1, 1), a.rank_reserved(1, T0 + 30 * DAY)])

    (unit,) = searched(store, chain, holder=HOLDER, right=RightBits.OPERATE).units

    assert unit.stops == ("RESERVED",)
    assert unit.next_rank == 2


def test_a_moment_before_a_default_knows_of_none_whatever_is_known(store: Store) -> None:
    chain = founded()
    certified(chain, 1)
    pledged(chain, 1, 1)
    before = chain.head().timestamp
    chain.mine([a.pledge_assigned(1, a.REGISTRAR)])
    chain.mine([a.defaulted(1)])

    moments = (before, chain.head().timestamp)
    found = [searched(store, chain, at=at, right=RightBits.OPERATE) for at in moments]
    liens = [each.units[0].liens[0] for each in found]

    assert [(lien.status, lien.pledgee) for lien in liens] == [("EXT_PENDING", a.BANK), ("DEFAULTED", a.REGISTRAR)]


def test_a_pledge_is_shown_as_it_stood_at_the_moment(store: Store) -> None:
    chain = founded()
    certified(chain, 1)
    moments = [chain.head().timestamp]
    for act in ([a.pledge_offered(1, 1, T0)], a.pledge_recorded(1, 1), [a.pledge_extended(1, T0 + 900 * DAY)]):
        chain.mine(act)
        moments.append(chain.head().timestamp)
    chain.mine([a.defaulted(1)])
    chain.mine([a.pledge_released(1), a.freed(1, 1)])
    moments.append(chain.head().timestamp)
    catch_up(Indexer(chain, store, chain.watched))

    shown = [pledge_views.shown(store, a.pledge(1), at) for at in moments]

    words = ["NOT_OFFERED", "OFFERED", "EXT_PENDING", "EXT_PENDING", "RELEASED"]
    assert [each["status"] for each in shown] == words
    assert [each["recorded_at"] is None for each in shown[1:]] == [True, False, False, False]
    assert [each["ended_at"] is None for each in shown[1:]] == [True, True, True, False]
    assert [each["loan"]["standing"] for each in shown[1:]] == ["GOOD", "GOOD", "GOOD", "DEFAULTED"]
    assert [len(each["steps"]) for each in shown] == [0, 1, 2, 3, 5]
    assert shown[2]["maturity"] < shown[3]["maturity"]
    assert [line["status"] for at in moments for line in pledge_views.on_certificate(store, CODE, at)] == words


def test_a_search_of_the_past_finds_what_stood_then(store: Store) -> None:
    chain = founded()
    certified(chain, 1)
    before = chain.head().number
    pledged(chain, 1, 1)

    now, then = searched(store, chain), searched(store, chain, known=before)

    assert (now.stops, then.stops) == (("ENCUMBERED",), ())
    assert then.known.number <= before < now.known.number


def test_now_is_no_earlier_than_the_newest_block(store: Store) -> None:
    chain = founded()
    catch_up(Indexer(chain, store, chain.watched))
    newest = chain.head().timestamp
    asked = [(None, newest - 1), (None, newest + 1), (newest - 7, newest + 1)]
    assert [pledge_views.moment_of(store, *each) for each in asked] == [newest, newest + 1, newest - 7]
