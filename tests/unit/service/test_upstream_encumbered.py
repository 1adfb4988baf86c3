# SPDX-License-Identifier: Apache-2.0
"""Data that were made of pledged data are flagged, at whatever remove and for whoever asks (D6 of lending practice)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ledger.domain.bank_report import Part, Word
from ledger.domain.ids import certificate_bytes, party_of_org
from ledger.domain.kinds import Procedure
from ledger.domain.verdict import Note, Statement
from ledger.indexer.advance import Indexer, catch_up
from ledger.service.bank_reports import LendingQuestion, bank_report
from ledger.service.verdicts import Answer, Question, verdict
from ledger.store.queries import acts
from ledger.store.session import Store
from tests.simulator import acts as a
from tests.simulator import circulating as c
from tests.simulator.chain import GENESIS_TIME as T0
from tests.simulator.chain import SimulatedChain
from tests.unit.service.test_portfolio import founded, register

DAY = 86_400
PRODUCT, INPUT, SOURCE = (a.certificate_code(number) for number in (1, 2, 3))


@pytest.fixture
def chain() -> SimulatedChain:
    """The first was made of the second, and that of the third."""
    chain = founded(0)
    for number in (1, 2, 3):
        register(chain, number)
    for made, of in ((1, 2), (2, 3)):
        told = c.reported(made, 1, T0, marks=1, output=a.certificate_code(made), parents=(c.parent(of),))
        chain.mine([told])
    return chain


def pledge(chain: SimulatedChain, number: int) -> None:
    chain.mine([a.pledge_offered(number, number, T0)], a.pledge_recorded(number, number))


def answered(store: Store, chain: SimulatedChain, code: Any = PRODUCT, **asked: Any) -> Answer:
    catch_up(Indexer(chain, store, chain.watched))
    return verdict(store, Question(code, chain.head().timestamp + 1, **asked))


def flagged(answer: Answer) -> list[Statement]:
    return [note for note in answer.verdict.notes if note.code == Note.UPSTREAM_ENCUMBERED]


def test_whose_input_is_pledged_is_flagged_with_the_act_and_what_went_into_it_is_not(
    store: Store, chain: SimulatedChain
) -> None:
    pledge(chain, 2)
    (note,) = flagged(answered(store, chain))
    assert note.detail == f"{INPUT} · OPERATE #1 0x{a.pledge(2).hex()}"
    (place,) = note.evidence
    with store.reading() as session:
        put = [act.meta for act in acts.recorded_events(session, [certificate_bytes(INPUT)])][-1]
    assert (place.block_number, place.tx_hash, place.log_index) == (put.block_number, put.tx_hash, put.log_index)
    assert [flagged(answered(store, chain, code)) for code in (INPUT, SOURCE)] == [[], []]


def test_it_is_flagged_for_what_the_input_was_made_of(store: Store, chain: SimulatedChain) -> None:
    pledge(chain, 3)
    for code in (PRODUCT, INPUT):
        assert [note.detail[: len(SOURCE)] for note in flagged(answered(store, chain, code))] == [SOURCE]


def test_the_flag_falls_with_the_pledge_and_a_moment_before_it_has_none(store: Store, chain: SimulatedChain) -> None:
    before = chain.head().timestamp
    pledge(chain, 2)
    during = chain.head().timestamp
    chain.mine([a.pledge_released(2), a.freed(2, 2)])
    told = [len(flagged(answered(store, chain, at=at))) for at in (before, during, chain.head().timestamp)]
    assert told == [0, 1, 0]


def passed_on(chain: SimulatedChain, number: int, to: int, *pledges: int) -> None:
    """The right to operate goes to a certificate of its own, and the pledges with it."""
    now, until = chain.head().timestamp + 1, T0 + 5 * 365 * DAY
    given = a.terms(party_of_org(a.HOLDER), a.RECEIVER, rights=4)
    chain.mine([a.proceeding_filed(number, Procedure.TRANSFER, given)])
    chain.mine(
        [
            *(a.freed(each, number) for each in pledges),
            a.issued_to(to, number, a.RECEIVER, 4, now, until),
            *(a.encumbered(each, to, holder=a.RECEIVER) for each in pledges),
            a.transferred(number, given, now, a.certificate_code(to), left=a.units_word(now, until, 3)),
        ]
    )


def test_the_flag_goes_along_with_the_pledge_when_the_input_passes_to_another_holder(
    store: Store, chain: SimulatedChain
) -> None:
    pledge(chain, 2)
    passed_on(chain, 2, 4, 2)
    assert [note.detail[: len(INPUT)] for note in flagged(answered(store, chain))] == [a.certificate_code(4)]


def test_whoever_takes_the_product_over_stands_on_what_it_was_made_of(store: Store, chain: SimulatedChain) -> None:
    """Data are the same after a transfer, at whatever place of the lineage that lies."""
    pledge(chain, 3)
    passed_on(chain, 1, 4)
    passed_on(chain, 2, 5)
    taken = a.certificate_code(4)
    assert [note.detail[: len(SOURCE)] for note in flagged(answered(store, chain, taken))] == [SOURCE]
    made = bank_report(store, LendingQuestion(taken, chain.head().timestamp + 1)).report
    (check,) = (each for each in made.checks if each.code == "upstream")
    (told,) = [part for part in check.parts if part.code == "lineage"]
    assert told.evidence, "the act that told of it named the certificate before"
    assert flagged(answered(store, chain, a.certificate_code(5))) != []


def test_what_is_told_of_lineage_later_changes_no_earlier_answer(store: Store) -> None:
    chain = founded(0)
    for number in (1, 2):
        register(chain, number)
    pledge(chain, 2)
    known = chain.head().number
    before = answered(store, chain, known=known).bytes()
    chain.mine([c.reported(1, 1, T0, marks=1, output=PRODUCT, parents=(c.parent(2),))])
    assert answered(store, chain, known=known).bytes() == before
    assert len(flagged(answered(store, chain))) == 1


def test_the_banks_report_warns_of_it_with_evidence(store: Store, chain: SimulatedChain) -> None:
    assert pledged_upstream(store, chain) == []
    pledge(chain, 2)
    pledge(chain, 3)
    parts = pledged_upstream(store, chain)
    assert [(part.word, part.detail[: len(INPUT)], len(part.evidence)) for part in parts] == [
        (Word.WARN, INPUT, 1),
        (Word.WARN, SOURCE, 1),
    ]


def pledged_upstream(store: Store, chain: SimulatedChain) -> list[Part]:
    catch_up(Indexer(chain, store, chain.watched))
    made = bank_report(store, LendingQuestion(PRODUCT, chain.head().timestamp + 1)).report
    return [part for check in made.checks if check.code == "upstream" for part in check.parts if part.code == "pledged"]


COUNT = 6
# Each may be made of any that come after it, so that there is no cycle; by the number of what was made.
lineages = st.fixed_dictionaries(
    {made: st.frozensets(st.integers(made + 1, COUNT), max_size=3) for made in range(1, COUNT)}
)


def went_into(number: int, lineage: dict[int, frozenset[int]]) -> set[int]:
    """Everything that a number was made of at whatever remove, reckoned by adding until nothing is added."""
    found: set[int] = set(lineage.get(number, ()))
    while more := {parent for each in found for parent in lineage.get(each, ())} - found:
        found |= more
    return found


@settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(lineages, st.frozensets(st.integers(1, COUNT)), st.frozensets(st.integers(1, COUNT), max_size=2))
def test_what_is_derived_is_flagged_for_each_pledged_input_at_whatever_remove_and_for_nothing_else(
    migrated: Callable[[str], Store],
    lineage: dict[int, frozenset[int]],
    pledged: frozenset[int],
    released: frozenset[int],
) -> None:
    chain, store = founded(0), migrated("sqlite")
    for number in range(1, COUNT + 1):
        register(chain, number)
    for made, parents in lineage.items():
        told = tuple(c.parent(of) for of in sorted(parents))
        if told:
            chain.mine(
                [
                    c.reported(
                        made,
                        1,
                        T0,
                        marks=sum(1 << 2 * place for place in range(len(told))),
                        output=a.certificate_code(made),
                        parents=told,
                    )
                ]
            )
    for number in pledged:
        pledge(chain, number)
    for number in pledged & released:
        chain.mine([a.pledge_released(number), a.freed(number, number)])
    for number in range(1, COUNT + 1):
        notes = flagged(answered(store, chain, a.certificate_code(number)))
        burdened = went_into(number, lineage) & (pledged - released)
        assert sorted(note.detail.split(" · ")[0] for note in notes) == sorted(map(a.certificate_code, burdened))
