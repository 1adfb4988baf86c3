# SPDX-License-Identifier: Apache-2.0
"""A portfolio folded from acts of a simulated chain: queries that do not grow with it, what an earlier block said,
claims that were assigned, what time did and what acts did, and the grants that weigh on a pledge."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import event

from ledger.domain.calendar import day_from_civil, end_of
from ledger.domain.chain_words import FLAG_PUBLIC_DATA_PRODUCT
from ledger.domain.early_warning import Severity, signals
from ledger.domain.ids import OrgId, name_bytes
from ledger.domain.kinds import Circulation, GrantKind, OrgKind, OutsideStatus, Procedure, RightBits
from ledger.domain.pledge import secured_by
from ledger.domain.portfolio import Cause, Turn
from ledger.domain.portfolio_json import Portfolio, portfolio_csv
from ledger.indexer.advance import Indexer, catch_up
from ledger.service.gathering import Ask, Gathering
from ledger.service.pledge_views import on_certificate, shown
from ledger.service.portfolio import PortfolioQuestion, portfolio
from ledger.store.queries import acts
from ledger.store.session import Store
from tests.simulator import acts as a
from tests.simulator import circulating as c
from tests.simulator.chain import GENESIS_TIME as T0
from tests.simulator.chain import SimulatedChain

DAY = 86_400
BANK, OTHER = OrgId("91150104MA0DEM0724"), OrgId("91150105MA0DEM0B50")
WORTH = 2_500_000_000
RESOURCE = "GG1500002026000001"


def founded(count: int, **content: Any) -> SimulatedChain:
    """A ledger in which `count` certificates are pledged to one bank, each with one opinion."""
    chain = SimulatedChain(finality=0)
    chain.mine(
        [a.writer_opened("RegistrationDesk", 1 << 32, T0), a.desk_trusted("RegistrationDesk")],
        [a.registered(a.AUTHORITY, 1 << OrgKind.AUTHORITY, "示例数据管理局")],
        [a.registered(a.REGISTRAR, 1 << OrgKind.REGISTRAR, "示例数据登记机构")],
        [a.accredited(a.REGISTRAR, OrgKind.REGISTRAR, T0), a.key_added(a.REGISTRAR, a.account("boss"), T0)],
        [a.registered(a.HOLDER, 1 << OrgKind.HOLDER, "示例草原牧业数据有限公司", by=a.REGISTRAR)],
        [a.registered(bank, 1 << OrgKind.BANK, "示例银行") for bank in (BANK, OTHER)],
        [a.registered(a.VALUER, 1 << OrgKind.VALUER, "示例评估"), a.accredited(a.VALUER, OrgKind.VALUER, T0)],
        [a.regime_published(), a.calendar_published(2026)],
    )
    for number in range(1, count + 1):
        sample = content.get("sample", a.digest(f"sample {number}"))
        given = {name: value for name, value in content.items() if name != "sample"}
        register(chain, number, sample_sha256=sample, **given)
        chain.mine([a.pledge_offered(number, number, T0)], a.pledge_recorded(number, number))
    return chain


def register(chain: SimulatedChain, number: int, **content: Any) -> None:
    chain.mine(
        [a.submitted(number, T0, **content)],
        [a.evidenced(number, T0)],
        a.certified(number, T0),
        [a.valued(number, WORTH, T0)],
    )


def followed(chain: SimulatedChain, store: Store) -> Store:
    catch_up(Indexer(chain, store, chain.watched))
    return store


def asked(chain: SimulatedChain, store: Store, **changes: Any) -> Portfolio:
    followed(chain, store)
    question = {"bank": BANK, "now": chain.head().timestamp + 1} | changes
    return portfolio(store, PortfolioQuestion(**question)).portfolio


def rules(found: Portfolio) -> list[list[str]]:
    return [[signal.rule.code for signal in line.signals] for line, _ in found.lines]


@contextmanager
def counted(store: Store) -> Any:
    """How many statements are sent to the database."""
    statements: list[str] = []
    engine = store.engine

    def note(_c: object, _cur: object, statement: str, *_rest: object) -> None:
        statements.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    yield statements
    event.remove(engine, "before_cursor_execute", note)


def derived(chain: SimulatedChain, count: int) -> None:
    """Each of the first `count` was made of one that nobody pledged, under grants of its own that stand on one another,
    the first on a consent; and its own uses are counted in batches."""
    source = count + 1
    chain.mine([a.submitted(source, T0)], [a.evidenced(source, T0)], a.certified(source, T0))
    for number in range(1, count + 1):
        above, below, own = (f"{word} {number}" for word in ("above", "below", "own"))
        consent, certificate = a.digest(f"consent {number}"), a.certificate_code(number).encode().ljust(32, b"\0")
        given = {"root": consent, "kind": GrantKind.CONSENT_CUSTODY}
        made = {"parents": (c.parent(source, a.grant_id(below)),), "output": a.certificate_code(number)}
        chain.mine(
            [a.consent_recorded(str(number), T0 + 900 * DAY)],
            [a.grant_offered(above, T0 + 800 * DAY, **given)],
            [a.grant_offered(below, T0 + 700 * DAY, parent=above, **given)],
            [a.grant_offered(own, T0 + 90 * DAY, root=certificate)],
            [a.grant_accepted(name, T0) for name in (above, below, own)],
            [c.reported(number, 1, T0, what=Circulation.DERIVE, marks=2, **made)],
            [c.anchored(number, T0, grant=a.grant_id(own))],
        )


@pytest.mark.parametrize(("beside", "queries"), [(False, 37), (True, 47)], ids=["pledged", "with what they came from"])
def test_ten_times_the_pledges_take_no_more_queries(
    migrated: Callable[[str], Store], beside: bool, queries: int
) -> None:
    counts = []
    for size in (3, 30):
        chain = founded(size)
        if beside:
            derived(chain, size)
        store = followed(chain, migrated("sqlite"))
        with counted(store) as statements:
            found = asked(chain, store, since=1)
        assert (found.held, len(found.lines)) == (size, size)
        counts.append(len(statements))
    assert counts == [queries, queries]


def test_a_portfolio_says_the_same_of_a_block_for_ever(store: Store) -> None:
    chain = founded(2)
    before = asked(chain, store)
    known = before.known.number
    chain.mine([a.valued(1, WORTH // 2, T0)], [a.pledge_released(2), a.freed(2, 2)])
    now = asked(chain, store)
    assert (before.held, now.held) == (2, 1)
    assert rules(before) == [[], []]
    assert rules(now) == [["EW13"]]
    then = asked(chain, store, known=known, at=before.at)
    assert then == before


def test_what_was_assigned_is_in_the_books_of_whoever_had_it_then(store: Store) -> None:
    chain = founded(1)
    known = asked(chain, store).known.number
    chain.mine([a.pledge_assigned(1, OTHER)])
    assert asked(chain, store).held == 0
    assert asked(chain, store, bank=OTHER).held == 1
    assert asked(chain, store, known=known).held == 1
    assert asked(chain, store, bank=OTHER, known=known).held == 0
    ((_, change),) = asked(chain, store, since=known).lines
    assert change is not None
    assert change.turn is Turn.LEFT
    ((_, change),) = asked(chain, store, bank=OTHER, since=known).lines
    assert change is not None
    assert change.turn is Turn.CAME
    assert [(each.name, each.before, each.now) for each in change.different] == [("pledgee", BANK, OTHER)]


def test_whoever_assigned_a_claim_away_sees_that_it_went_and_nothing_that_came_after_it(store: Store) -> None:
    chain = founded(1)
    since = asked(chain, store).known.number
    chain.mine([a.valued(1, WORTH // 2, T0)], seconds=DAY)
    chain.mine([a.pledge_assigned(1, OTHER)], seconds=DAY)
    assigned = asked(chain, store, since=since)
    chain.mine([a.annotated(1, 1, 2, T0)], [a.defaulted(1)], [a.pledge_extended(1, T0 + 900 * DAY)], seconds=DAY)

    found = asked(chain, store, since=since, at=chain.head().timestamp + 400 * DAY)

    assert [(line.deal.status, line.deal.maturity) for line, _ in found.lines] == [("EXT_PENDING", T0 + 365 * DAY)]
    ((line, change),) = found.lines
    assert change is not None
    assert change.turn is Turn.LEFT
    assert {each.what: each.kinds for each in change.touched} == {
        "pledge": ("PLEDGE_ASSIGNED",),
        "valuation": ("VALUATION_ATTESTED",),
    }
    assert [signal.rule.code for signal in line.signals] == ["EW13"]
    assert [(change, line.signals) for line, change in assigned.lines] == [(change, line.signals)]
    assert asked(chain, store, since=chain.head().number).lines == (), "it is told once"


def test_what_came_back_is_seen_whole_again(store: Store) -> None:
    chain = founded(1)
    since = asked(chain, store).known.number
    chain.mine([a.pledge_assigned(1, OTHER)], [a.annotated(1, 1, 2, T0)])
    chain.mine([a.pledge_assigned(1, BANK, OTHER)])
    ((line, change),) = asked(chain, store, since=since).lines
    assert change is not None
    assert (change.turn, [signal.rule.code for signal in line.signals]) == (Turn.STAYED, ["EW03"])
    ((gone, left),) = asked(chain, store, since=since + 1, bank=OTHER).lines
    assert left is not None
    assert (left.turn, gone.pledge.pledgee) == (Turn.LEFT, BANK)


def test_time_and_acts_are_told_apart_where_both_had_a_part(store: Store) -> None:
    """The opinion would have expired by itself; a freeze came by an act, and one that somebody lifted went by one."""
    chain = founded(1)
    since = asked(chain, store).known.number
    chain.mine([a.annotated(1, 1, 2, T0)])
    found = asked(chain, store, since=since, at=T0 + 366 * DAY)
    ((_, change),) = found.lines
    assert change is not None
    assert {(one.signal.rule.code, one.cause) for one in change.appeared} == {
        ("EW03", Cause.ACTS),
        ("EW11", Cause.TIME),
        ("EW14", Cause.TIME),
        ("EW31", Cause.TIME),
    }
    assert [touched.what for touched in change.touched] == ["certificate"]
    assert found.alarming
    since = found.known.number
    chain.mine([a.lifted(1, 1)])
    ((_, change),) = asked(chain, store, since=since, at=T0 + 366 * DAY).lines
    assert change is not None
    assert [(one.signal.rule.code, one.cause) for one in change.ended] == [("EW03", Cause.ACTS)]


def test_a_certificate_that_lapses_under_a_pledge_is_told_as_what_time_did(store: Store) -> None:
    chain = founded(1)
    since = asked(chain, store).known.number
    ends = T0 + 5 * 365 * DAY
    (before,) = asked(chain, store, at=ends - 1).lines
    assert before[0].deal.status == "EXT_OVERDUE"
    ((line, change),) = asked(chain, store, since=since, at=ends).lines
    assert change is not None
    assert change.touched == ()
    told = {each.name: (each.before, each.now, each.cause) for each in change.different}
    assert told["status"] == ("EXT_PENDING", "COLLATERAL_LAPSED", Cause.TIME)
    assert {(one.signal.rule.code, one.cause) for one in change.appeared} == {
        ("EW02", Cause.TIME),
        ("EW11", Cause.TIME),
        ("EW14", Cause.TIME),
        ("EW31", Cause.TIME),
    }
    assert line.gravest is Severity.ALERT


DUE = T0 + 365 * DAY


def overdue(chain: SimulatedChain, store: Store, at: int, **changes: Any) -> list[tuple[int | None, int]]:
    """Since when the loan is told to be overdue, and in which block its maturity was agreed on."""
    ((line, _),) = asked(chain, store, at=at, **changes).lines
    told = [signal for signal in line.signals if signal.rule.cited == "EW31/1"]
    return [(signal.holds_since, signal.evidence[-1].block_number) for signal in told]


def test_a_loan_past_its_maturity_is_told_by_time_alone_until_somebody_answers_for_it(store: Store) -> None:
    chain = founded(1)
    known = asked(chain, store).known.number
    (offered,) = {block for _, block in overdue(chain, store, DUE)}
    assert (overdue(chain, store, DUE - 1), overdue(chain, store, DUE)) == ([], [(DUE, offered)])
    ((line, change),) = asked(chain, store, at=DUE, since=known).lines
    assert change is not None
    assert line.gravest is Severity.ALERT
    assert ("EW31", Cause.TIME) in {(one.signal.rule.code, one.cause) for one in change.appeared}

    chain.mine([a.pledge_suspended(1)])
    assert overdue(chain, store, DUE) == [(DUE, offered)], "it is due all the same"
    chain.mine([a.pledge_suspended(1, suspended=False)], [a.pledge_extended(1, DUE + DAY)])
    extended = chain.head().number
    assert overdue(chain, store, DUE) == []
    assert overdue(chain, store, DUE + DAY) == [(DUE + DAY, extended)]
    assert overdue(chain, store, DUE, known=known) == [(DUE, offered)], "as it was known then"
    chain.mine([a.defaulted(1)])
    assert overdue(chain, store, DUE + DAY) == []


def test_a_loan_that_was_paid_back_is_not_overdue(store: Store) -> None:
    chain = founded(1)
    chain.mine([a.pledge_released(1), a.freed(1, 1)])
    assert asked(chain, store, at=DUE).lines == ()


def test_what_a_renewal_keeps_up_is_no_lapsed_collateral_until_the_renewal_fails(store: Store) -> None:
    chain = founded(1)
    chain.mine([a.proceeding_filed(1, Procedure.RENEW, a.terms(a.NO_PARTY))])
    ends, pledge = T0 + 5 * 365 * DAY, a.pledge(1)

    def told() -> list[str]:
        ((line, _),) = asked(chain, store, at=ends).lines
        (lien,) = on_certificate(store, a.certificate_code(1), ends)
        return [str(line.deal.status), shown(store, pledge, ends)["status"], lien["status"]]

    assert told() == ["EXT_OVERDUE"] * 3
    chain.mine([a.proceeding_refused(1, Procedure.RENEW)])
    assert told() == ["COLLATERAL_LAPSED"] * 3


def test_a_certificate_that_was_ended_is_lapsed_collateral_from_then_on(store: Store) -> None:
    chain = founded(1)
    chain.mine([a.revoked(1, T0 + DAY)])
    ends, pledge = T0 + DAY, a.pledge(1)

    def told(at: int) -> list[str]:
        ((line, _),) = asked(chain, store, at=at).lines
        (lien,) = on_certificate(store, a.certificate_code(1), at)
        return [str(line.deal.status), shown(store, pledge, at)["status"], lien["status"]]

    assert told(ends - 1) == ["EXT_PENDING"] * 3
    assert told(ends) == ["COLLATERAL_LAPSED"] * 3


def test_a_registrar_suspended_is_told_though_no_subject_of_the_pledge_moved(store: Store) -> None:
    chain = founded(1)
    since = asked(chain, store).known.number
    chain.mine([a.suspended(a.REGISTRAR, OrgKind.REGISTRAR, chain.head().timestamp)])
    ((line, change),) = asked(chain, store, since=since).lines
    assert change is not None
    assert change.touched == ()
    assert [(one.signal.rule.code, one.cause) for one in change.appeared] == [("EW06", Cause.ACTS)]
    assert line.gravest is Severity.NOTICE


def test_an_act_after_which_all_is_as_before_is_told_nevertheless(store: Store) -> None:
    chain = founded(2)
    chain.mine([a.filed_outside(1, T0)])
    since = asked(chain, store).known.number
    chain.mine([a.filed_outside(1, T0)])
    ((line, change),) = asked(chain, store, since=since).lines
    assert change is not None
    assert [(each.what, each.kinds) for each in change.touched] == [("pledge", ("LOAN_FILED_OUTSIDE",))]
    assert (change.appeared, change.ended, change.different) == ((), (), ())
    assert line.deal.external_number
    assert asked(chain, store, since=asked(chain, store).known.number).lines == ()


def test_a_moment_before_an_act_is_told_without_it_whatever_is_known(store: Store) -> None:
    chain = founded(1)
    before = chain.head().timestamp
    chain.mine([a.defaulted(1)])
    chain.mine([a.pledge_assigned(1, OTHER)])
    ((then, _),) = asked(chain, store, at=before).lines
    assert then.deal.status == "EXT_PENDING"
    assert asked(chain, store).lines == ()
    ((now, _),) = asked(chain, store, bank=OTHER).lines
    assert now.deal.status == "DEFAULTED"


GRACE_ENDS = end_of(day_from_civil(date(2026, 6, 26)))
"""Five working days after 21 June 2026, the day of these records, a Sunday."""


def test_a_pledge_that_is_filed_nowhere_is_warned_of_once_the_grace_is_over_though_no_day_was_agreed(
    store: Store,
) -> None:
    chain = founded(1)
    known = asked(chain, store).known.number

    def told(at: int, **changes: Any) -> tuple[str, list[tuple[str, int | None]]]:
        ((line, _),) = asked(chain, store, at=at, **changes).lines
        return line.deal.status, [(signal.rule.cited, signal.holds_since) for signal in line.signals]

    assert told(GRACE_ENDS - 1) == ("EXT_PENDING", [])
    assert told(GRACE_ENDS) == ("EXT_OVERDUE", [("EW14/2", GRACE_ENDS)])
    chain.mine([a.filed_outside(1, T0)])
    assert told(GRACE_ENDS) == ("EFFECTIVE", [])
    assert told(GRACE_ENDS, known=known) == ("EXT_OVERDUE", [("EW14/2", GRACE_ENDS)])


@pytest.mark.parametrize("status", [OutsideStatus.CANCELLED, OutsideStatus.NOT_FOUND])
def test_a_statutory_entry_that_is_gone_is_no_filing(store: Store, status: OutsideStatus) -> None:
    chain = founded(0)
    register(chain, 1)
    chain.mine([a.pledge_offered(1, 1, T0, outside_by=T0 + 1)], a.pledge_recorded(1, 1), [a.filed_outside(1, T0)])
    ((filed, _),) = asked(chain, store).lines
    chain.mine([a.filed_outside(1, T0, status)])
    ((gone, _),) = asked(chain, store).lines
    assert [(each.deal.status, each.deal.external_number) for each in (filed, gone)] == [
        ("EFFECTIVE", True),
        ("EXT_OVERDUE", False),
    ]
    assert [signal.rule.code for signal in gone.signals] == ["EW21", "EW14"]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ({"flags": 3, "public_platform_ref": ""}, True),
        ({"flags": 3 | FLAG_PUBLIC_DATA_PRODUCT, "public_platform_ref": ""}, False),
        ({"flags": 3, "public_platform_ref": RESOURCE}, False),
    ],
    ids=["private", "product", "resource"],
)
def test_a_right_of_use_that_is_pledged_of_private_data_is_told(
    store: Store, content: dict[str, Any], told: bool
) -> None:
    chain = founded(0)
    register(chain, 1, **content)
    recorded, _ = a.pledge_recorded(1, 1)
    chain.mine([a.pledge_offered(1, 1, T0)], [recorded, a.encumbered(1, 1, right=RightBits.USE)])
    ((line, _),) = asked(chain, store).lines
    (lien,) = line.watched.collateral[0].liens or ()
    assert lien.of_private_use is told


def test_a_band_without_a_bound_has_no_ratio_and_no_warning_of_one(store: Store) -> None:
    chain = founded(1)
    ((line, _),) = asked(chain, store).lines
    unbounded = replace(line.deal, secured=secured_by(15, [1]))
    assert unbounded.secured is None
    watched = replace(line.watched, deal=replace(unbounded, value=1))
    assert signals(watched) == []
    assert secured_by(7, [1, 1]) == 1_000_000_000 + 2 * 10_000_000


@pytest.mark.parametrize("reference", ["=1+1", "+1", "-1", "@SUM"])
def test_no_reference_becomes_a_formula(store: Store, reference: str) -> None:
    found = asked(founded(1), store)
    ((line, change),) = found.lines
    named = replace(line, pledge=replace(line.pledge, reference=name_bytes(reference, 32)))
    text = portfolio_csv(replace(found, lines=((named, change),)))
    (row,) = csv.DictReader(io.StringIO(text))
    assert row["reference"] == "'" + reference
    assert (row["verdicts"], row["turn"]) == ("VALID+ENCUMBERED+UNCHECKED", "")


# --- grants -----------------------------------------------------------------------------------------------------------


def granted(chain: SimulatedChain, name: str, since: int, **changes: Any) -> None:
    until = changes.pop("until", T0 + 30 * DAY)
    chain.mine([a.grant_offered(name, until, **{"depth": 0} | changes)], [a.grant_accepted(name, since)])


def given(chain: SimulatedChain, store: Store, at: int | None = None) -> dict[str, tuple[tuple[str, ...], str]]:
    followed(chain, store)
    with store.reading() as session:
        gathering = Gathering(session, acts.required_head(session).block_number)
        moment = chain.head().timestamp + 1 if at is None else at
        lending = gathering.lending(Ask(a.certificate_code(1), moment, maturity=T0 + 365 * DAY))
    assert lending.grants is not None
    names = {a.grant_id(name): name for name in ("short", "deep", "long", "later", "public", "ended")}
    return {names[one.grant_id]: (one.burdens(lending.maturity), one.flagged) for one in lending.grants}


def test_the_grants_that_run_are_gathered_with_what_weighs_in_each(store: Store) -> None:
    chain = founded(1)
    now = chain.head().timestamp + 20
    granted(chain, "short", now)
    granted(chain, "deep", now, depth=1)
    granted(chain, "long", now, until=T0 + 400 * DAY)
    granted(chain, "later", now + 10 * DAY)
    granted(chain, "ended", now)
    chain.mine([a.grant_revoked("ended")], [a.grant_suspended("short")])
    later = chain.head().timestamp + 1
    assert given(chain, store, later) == {
        "short": ((), "SUSPENDED"),
        "deep": (("SUBLICENSABLE",), ""),
        "long": (("BEYOND_MATURITY",), ""),
        "later": ((), "NOT_YET"),
    }
    assert given(chain, store, T0 + 31 * DAY) == {"long": (("BEYOND_MATURITY",), "")}, "the others have run out"


def test_a_grant_after_the_pledge_that_weighs_on_it_is_warned_of(store: Store) -> None:
    chain = founded(1)
    since = asked(chain, store).known.number
    granted(chain, "short", chain.head().timestamp + 5)
    assert rules(asked(chain, store)) == [[]], "an ordinary grant is none"
    granted(chain, "deep", chain.head().timestamp + 5, depth=1)
    ((line, change),) = asked(chain, store, since=since).lines
    (warning,) = line.signals
    assert (warning.rule.cited, dict(warning.inputs)["for"]) == ("EW08/3", "SUBLICENSABLE")
    assert len(warning.evidence) == 2, "offered and accepted"
    assert change is not None
    assert {touched.what for touched in change.touched} == {"grant"}


@pytest.mark.parametrize(
    ("named", "weighs"), [(RESOURCE, {"public": (("PUBLIC_OPERATION",), "")}), ("GG-ANOTHER", {}), ("数据\n", {})]
)
def test_the_operation_of_the_same_public_data_by_another_weighs_on_the_pledge(
    store: Store, named: str, weighs: dict[str, Any]
) -> None:
    chain, until = founded(1, public_platform_ref=named), T0 + 90 * DAY
    chain.mine(
        [a.public_applied("p", until)],
        [a.public_opined("p", favourable=True)],
        [a.public_decided("p", until, granted=True)],
    )
    granted(
        chain, "public", chain.head().timestamp + 5, root=a.digest("public p"), kind=GrantKind.OPERATION_WHOLE,
        grantor=a.AUTHORITY,
    )  # fmt: skip
    assert given(chain, store) == weighs
    assert rules(asked(chain, store)) == [["EW08"] if weighs else []]


@pytest.mark.parametrize("sample", [a.digest("one sample for all")])
def test_a_new_registration_of_the_same_data_is_warned_of(store: Store, sample: bytes) -> None:
    chain = founded(2, sample=sample)
    assert rules(asked(chain, store)) == [["EW09"], []], "the second was registered after the first was pledged"


def test_what_weighs_on_a_unit_that_was_exchanged_in_counts_from_then_on_wherever_the_unit_goes(store: Store) -> None:
    """Its pledgee saw the licence and the other registration when it took the unit in, not when it took the pledge."""
    chain, sample = founded(1), a.digest("one sample for two")
    register(chain, 2, sample_sha256=sample)
    register(chain, 3, sample_sha256=sample)
    root = a.certificate_code(2).encode().ljust(32, b"\0")
    granted(chain, "before", chain.head().timestamp + 5, depth=1, root=root)
    chain.mine([a.pledge_offered(2, 2, T0)], seconds=DAY)
    put = [a.pledge_substituted(1, 2, 2), a.encumbered(1, 2, 1, 1), a.freed(1, 1)]
    chain.mine(put, seconds=DAY)
    ((line, _),) = asked(chain, store).lines
    assert [unit.code for unit in line.units] == [a.certificate_code(2)]
    assert rules(asked(chain, store)) == [[]]

    granted(chain, "after", chain.head().timestamp + 5, depth=1, root=root)
    register(chain, 4, sample_sha256=sample)
    assert rules(asked(chain, store)) == [["EW08", "EW09"]]
