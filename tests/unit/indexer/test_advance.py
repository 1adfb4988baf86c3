# SPDX-License-Identifier: Apache-2.0
"""The mirror after anything a chain can do: equal to a mirror that was read from the final chain in one go."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from ledger.errors import Inconsistent, LedgerError, Unavailable
from ledger.indexer.advance import Indexer, catch_up, rebuild
from ledger.indexer.reconcile import Extend, Rollback, Settled
from ledger.store import mirror
from ledger.store.digest import MirrorDigest, mirror_digest
from ledger.store.queries import acts as queries
from ledger.store.session import Store
from tests.simulator import acts as a
from tests.simulator.chain import LATER_HISTORY, MODULES, SimulatedAct, SimulatedChain
from tests.simulator.faults import Killed, fail_after_write, fail_before_write
from tests.simulator.histories import grow, legal_histories, world

Make = Callable[[str], Store]


def indexer(chain: SimulatedChain, store: Store) -> Indexer:
    return Indexer(chain, store, chain.watched)


def grown(seed: int, blocks: int = 30, finality: int | None = 8) -> SimulatedChain:
    chain = SimulatedChain(finality=finality)
    grow(chain, world(seed), blocks)
    return chain


def digest(store: Store) -> MirrorDigest:
    with store.reading() as session:
        return mirror_digest(session)


def rolling(store: Store) -> tuple[int, bytes]:
    with store.reading() as session:
        head = queries.required_head(session)
        return head.sequence, head.rolling


def assert_mirrors(store: Store, chain: SimulatedChain, fresh: Store) -> None:
    """The store holds what a fresh one reads from the chain as it stands, and what History itself says."""
    catch_up(indexer(chain, fresh))
    ours, theirs = digest(store), digest(fresh)
    assert [t for t in ours.tables if t not in theirs.tables] == []
    assert ours == theirs
    books = chain.blocks[-1].books
    assert rolling(store) == (books.sequence, books.rolling)
    with store.reading() as session:
        assert {h.subject: (h.length, h.head) for h in queries.all_heads(session)} == books.heads


def refusal(act: Callable[[], object]) -> LedgerError:
    with pytest.raises(LedgerError) as refused:
        act()
    return refused.value


# --- over an upgrade --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(3))
def test_a_mirror_goes_on_where_its_ledger_goes_on_in_another_history(store: Store, migrated: Make, seed: int) -> None:
    chain = SimulatedChain()
    made = world(seed)
    grow(chain, made, 20)
    catch_up(indexer(chain, store))
    chain.upgrade()
    grow(chain, made, 20)
    catch_up(indexer(chain, store))
    assert_mirrors(store, chain, migrated("sqlite"))
    with store.reading() as session:
        assert queries.required_head(session).history == LATER_HISTORY


def test_who_read_past_the_upgrade_stands_before_it_again(store: Store, migrated: Make) -> None:
    """It knew the first contracts only: of the later ones it saw nothing, and its position lies behind them."""
    chain = SimulatedChain()
    made = world(1)
    grow(chain, made, 20)
    first, last = chain.watched, chain.blocks[-1].header.number
    catch_up(Indexer(chain, store, first))
    chain.upgrade()
    chain.mine_empty(3)
    catch_up(Indexer(chain, store, first))
    grow(chain, made, 20)
    Indexer(chain, store, first).go_back(last)
    Indexer(chain, store, first).go_back(last + 1)  # it stands there or before: nothing to do
    catch_up(indexer(chain, store))
    assert_mirrors(store, chain, migrated("sqlite"))


@pytest.mark.parametrize("wrong", ["the later one as a module", "the first one for ever"])
def test_an_entry_in_the_wrong_history_is_refused(store: Store, wrong: str) -> None:
    chain = SimulatedChain()
    made = world(2)
    grow(chain, made, 20)
    first = chain.watched
    chain.upgrade()
    grow(chain, made, 10)
    forever = replace(chain.watched, earlier=(replace(chain.watched.earlier[0], sequence=10**6),))
    as_a_module = replace(first, addresses=chain.watched.addresses)
    watched = forever if wrong == "the first one for ever" else as_a_module
    error = refusal(lambda: catch_up(Indexer(chain, store, watched)))
    assert error.code in ("LOG_WITHOUT_ENTRY", "ENTRY_WITHOUT_LOG")


# --- the natural direction --------------------------------------------------------------------------------------------


def test_both_engines_and_a_rebuild_give_the_same_digest(migrated: Make) -> None:
    chain = grown(11, 40)
    sqlite, postgres = migrated("sqlite"), migrated("postgres")
    catch_up(indexer(chain, sqlite))
    catch_up(indexer(chain, postgres))
    first = digest(sqlite)
    assert first == digest(postgres)
    rebuild(indexer(chain, sqlite))
    assert digest(sqlite) == first
    assert len({table.digest for table in first.tables if table.rows}) > 15


def test_rebuilding_leaves_records_and_outbox_alone(store: Store) -> None:
    from ledger.store.queries import records

    chain = grown(12, 5)
    catch_up(indexer(chain, store))
    person = records.Person("p1", "o1", "某", b"s" * 32, b"c" * 32, 1)
    with store.writing() as session:
        records.add(session, person)
    rebuild(indexer(chain, store))
    with store.reading() as session:
        assert records.one(session, records.Person, person_id="p1") == person


def test_catching_up_until_a_block_stops_there_and_goes_on_later(store: Store, migrated: Make) -> None:
    chain = grown(13)
    assert catch_up(indexer(chain, store), until=9).block.number == 9
    assert catch_up(indexer(chain, store)).block == replace(mirror_block(chain), parent_hash=b"")
    assert_mirrors(store, chain, migrated("sqlite"))


def mirror_block(chain: SimulatedChain) -> mirror.Block:
    header = chain.blocks[-1].header
    return mirror.Block(header.number, header.hash, header.parent_hash, header.timestamp)


@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(legal_histories(15), st.data())
def test_any_split_of_the_chain_into_ranges_gives_the_same_rows(
    store: Store, history: list[list[SimulatedAct]], data: st.DataObject
) -> None:
    chain = SimulatedChain(finality=0)
    for transaction in history:
        chain.mine(transaction)
    rebuild(indexer(chain, store))
    at_once = digest(store)
    with store.writing() as session:
        mirror.clear(session)
    for stop in sorted(data.draw(st.sets(st.integers(1, len(history)), max_size=5))):
        catch_up(indexer(chain, store), until=stop)
    catch_up(indexer(chain, store))
    assert digest(store) == at_once


def test_empty_blocks_move_the_position_and_not_the_digest(store: Store) -> None:
    chain = grown(14, 6)
    catch_up(indexer(chain, store))
    before = digest(store)
    chain.mine_empty(300)
    catch_up(indexer(chain, store))
    after = digest(store)
    assert (after.digest, after.block_number) == (before.digest, before.block_number + 300)
    with store.reading() as session:
        assert len(queries.recent_blocks(session)) == mirror.WINDOW


def test_an_empty_mirror_waits_for_the_deployment(store: Store) -> None:
    chain = SimulatedChain()
    assert indexer(chain, store).step() == Settled(0)
    assert refusal(lambda: catch_up(indexer(chain, store))).code == "CHAIN_BEFORE_DEPLOYMENT"


def test_progress_is_told_after_each_commit(store: Store) -> None:
    chain, told = grown(15, 5), []
    catch_up(indexer(chain, store), progress=lambda position, last: told.append((position.block.number, last)))
    assert told == [(6, 6)]


def test_finality_is_noted_when_it_grows_and_never_goes_back(store: Store) -> None:
    chain = grown(16, 20, finality=8)
    catch_up(indexer(chain, store))
    chain.finality = 2
    assert indexer(chain, store).step() == Settled(0)
    chain.finality = 15
    assert indexer(chain, store).step() == Settled(0)
    with store.reading() as session:
        head = queries.required_head(session)
    assert head.finalized_number == head.block_number - 2
    assert (head.is_final(head.block_number - 2), head.is_final(head.block_number)) == (True, False)


# --- reorganisations --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("more", [1, 9], ids=["below the tip", "above it"])
def test_a_fork_between_the_look_and_the_question_of_finality_makes_nothing_final(
    store: Store, migrated: Make, more: int
) -> None:
    chain = grown(49, 12, finality=2)
    catch_up(indexer(chain, store))
    tip = chain.blocks[-1].header.number

    def forked() -> None:
        chain.fork(2)
        chain.mine_empty(2 + more, salt="fork")

    chain.before("finalized", forked)
    assert indexer(chain, store).step() == Settled(0)
    with store.reading() as session:
        head = queries.required_head(session)
    assert (head.block_number, head.finalized_number) == (tip, tip - 2)
    settle(indexer(chain, store))
    assert_mirrors(store, chain, migrated("sqlite"))


@pytest.mark.parametrize("depth", [1, 2, 5, 16, 64])
def test_a_fork_is_healed_and_refolded(store: Store, migrated: Make, depth: int) -> None:
    chain = grown(20 + depth, 70, finality=None)
    catch_up(indexer(chain, store))
    before = digest(store)
    replace_end(chain, depth, seed=depth)
    catch_up(indexer(chain, store))
    assert digest(store).digest != before.digest
    assert_mirrors(store, chain, migrated("sqlite"))


def replace_end(chain: SimulatedChain, depth: int, seed: int) -> None:
    """Another end of the chain, longer than the one before: other blocks, other times, other acts."""
    chain.fork(depth)
    for number in range(depth + 1):
        act = a.registered(a.OrgId(f"91150602MA{seed:02d}FK{number:04d}"))
        chain.mine(*([[act]] if number % 3 else []), salt=f"fork {seed}", seconds=7)


def test_the_same_act_in_another_block_carries_the_other_blocks_time(store: Store, migrated: Make) -> None:
    """The head binds what was said, not when: after a fork the same head may stand for another moment."""
    chain = grown(31, 3, finality=None)
    act = [a.registered(a.OrgId("91150602MA00000FRK"))]
    chain.mine(act)
    catch_up(indexer(chain, store))
    heads = dict(chain.blocks[-1].books.heads)
    chain.fork(1)
    chain.mine(salt="empty")
    chain.mine(act, salt="later", seconds=900)
    assert chain.blocks[-1].books.heads == heads
    catch_up(indexer(chain, store))
    assert_mirrors(store, chain, migrated("sqlite"))


def test_a_fork_while_the_indexer_was_down_is_healed_at_start(store: Store, migrated: Make) -> None:
    chain = grown(32, 20)
    catch_up(indexer(chain, store))
    store.close()
    chain.fork(6)
    chain.mine_empty(40, salt="while down")
    catch_up(indexer(chain, store))  # a new indexer: nothing but the database remembers
    assert_mirrors(store, chain, migrated("sqlite"))


def test_a_shorter_fork_is_followed_once_it_differs(store: Store, migrated: Make) -> None:
    chain = grown(33, 20)
    catch_up(indexer(chain, store))
    chain.fork(5)
    chain.mine(salt="short")
    assert isinstance(indexer(chain, store).step(), Rollback)
    catch_up(indexer(chain, store))
    assert_mirrors(store, chain, migrated("sqlite"))


def test_a_fork_during_the_healing_of_a_fork(store: Store, migrated: Make) -> None:
    chain = grown(34, 30)
    catch_up(indexer(chain, store))
    replace_end(chain, 3, seed=1)
    chain.before("header", lambda: replace_end(chain, 6, seed=2))
    settle(indexer(chain, store))
    assert_mirrors(store, chain, migrated("sqlite"))


@pytest.mark.parametrize("moment", ["headers", "logs", "call", "finalized", "head"])
def test_a_fork_while_a_range_is_read_is_never_written_half(store: Store, migrated: Make, moment: str) -> None:
    chain = grown(35, 12)
    catch_up(indexer(chain, store))
    chain.mine([a.registered(a.OrgId("91150602MA0000GONE"))])
    chain.before(moment, lambda: replace_end(chain, 4, seed=3))
    settle(indexer(chain, store))
    assert_mirrors(store, chain, migrated("sqlite"))


def settle(follower: Indexer) -> None:
    """As a follower does: what is unavailable is tried again."""
    for _ in range(20):
        try:
            catch_up(follower)
            return
        except Unavailable:
            continue
    raise AssertionError("never settled")


@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 4), st.integers(0, 3)), min_size=1, max_size=8))
def test_any_sequence_of_growth_forks_and_lags_ends_in_the_chains_own_mirror(
    store: Store, migrated: Make, steps: list[tuple[int, int, int]]
) -> None:
    chain = grown(36, 12, finality=10)
    rebuild(indexer(chain, store))
    for number, (depth, more, lag) in enumerate(steps):
        chain.lag(lag)
        if depth:
            chain.fork(depth)
        for _ in range(max(depth, more)):
            chain.mine([a.regrouped(a.HOLDER, number)], salt=f"{number}")
        settle(indexer(chain, store))
    chain.lag(0)
    chain.mine_empty(1)
    settle(indexer(chain, store))
    fresh = migrated("sqlite")
    assert_mirrors(store, chain, fresh)
    fresh.close()


def test_a_lagging_node_is_waited_for_without_going_back(store: Store) -> None:
    chain = grown(37, 20)
    catch_up(indexer(chain, store))
    before = digest(store)
    chain.lag(5)
    assert indexer(chain, store).step() == Settled(5)
    assert digest(store) == before


def test_a_node_far_behind_is_waited_for_if_its_blocks_are_ours(store: Store) -> None:
    chain = grown(38, 10)
    chain.mine_empty(400)
    catch_up(indexer(chain, store))
    chain.lag(395)
    assert indexer(chain, store).step() == Settled(395)


# --- refusals: the data stays untouched -------------------------------------------------------------------------------


def test_a_fork_below_finality_is_refused_and_nothing_changes(store: Store) -> None:
    chain = grown(40, 20, finality=3)
    catch_up(indexer(chain, store))
    before = digest(store)
    chain.finality = None
    chain.fork(4)
    chain.mine_empty(6, salt="deep")
    assert refusal(lambda: catch_up(indexer(chain, store))).code == "REORG_BELOW_FINALITY"
    assert digest(store) == before


def test_a_fork_deeper_than_the_window_is_refused(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mirror, "WINDOW", 8)
    chain = grown(41, 20, finality=None)
    for number in range(1, 22):
        catch_up(indexer(chain, store), until=number)
    before = digest(store)
    chain.fork(12)
    chain.mine_empty(14, salt="deep")
    assert refusal(lambda: catch_up(indexer(chain, store))).code == "REORG_BEYOND_WINDOW"
    assert digest(store) == before


def test_another_genesis_is_refused_at_start(store: Store) -> None:
    chain = grown(42, 5)
    catch_up(indexer(chain, store))
    before = digest(store)
    other = SimulatedChain(genesis_salt="other")
    other.mine_empty(9)
    assert refusal(lambda: catch_up(Indexer(other, store, chain.watched))).code == "CHAIN_REPLACED"
    assert refusal(lambda: catch_up(Indexer(other, store, other.watched))).code == "MIRROR_OF_ANOTHER_CHAIN"
    assert digest(store) == before


def test_a_chain_that_was_reset_behind_our_back_is_refused(store: Store) -> None:
    chain = grown(43, 20, finality=0)
    chain.mine_empty(300)
    catch_up(indexer(chain, store))
    before = digest(store)
    other = grown(44, 12)
    assert refusal(lambda: Indexer(other, store, chain.watched).step()).code == "REORG_BEYOND_WINDOW"
    assert digest(store) == before


def test_a_mirror_of_another_deployment_is_refused(store: Store) -> None:
    chain = grown(45, 5)
    catch_up(indexer(chain, store))
    elsewhere = replace(chain.watched, history=MODULES["RuleBook"])
    assert refusal(lambda: catch_up(Indexer(chain, store, elsewhere))).code == "MIRROR_OF_ANOTHER_CHAIN"


def test_two_followers_of_one_database_cannot_both_write_a_range(store: Store, migrated: Make) -> None:
    chain = grown(46, 5)
    catch_up(indexer(chain, store))
    chain.mine([a.regrouped(a.HOLDER, 5)])
    chain.before("logs", lambda: void(catch_up(indexer(chain, store))))
    assert refusal(lambda: indexer(chain, store).step()).code == "CURSOR_MOVED"
    settle(indexer(chain, store))
    assert_mirrors(store, chain, migrated("sqlite"))


def void(_: object) -> None:
    return None


def test_the_beginning_of_a_mirror_has_one_author_too(store: Store) -> None:
    chain = grown(47, 5)
    chain.before("logs", lambda: void(catch_up(indexer(chain, store))))
    assert refusal(lambda: indexer(chain, store).step()).code == "CURSOR_MOVED"


def test_a_mirror_that_is_emptied_while_it_is_looked_at_is_no_replaced_chain(
    store: Store, migrated: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody rebuilds beside a follower. It halted for good: the block that it knew as final was in no window."""
    chain = grown(48, 5, finality=0)
    catch_up(indexer(chain, store))
    window = queries.recent_blocks

    def emptied(session: Session) -> list[queries.BlockRow]:
        monkeypatch.setattr(queries, "recent_blocks", window)
        with store.writing() as other:
            mirror.clear(other)
        return window(session)

    monkeypatch.setattr(queries, "recent_blocks", emptied)
    assert indexer(chain, store).step() == Settled(0)
    catch_up(indexer(chain, store))
    assert_mirrors(store, chain, migrated("sqlite"))


# --- crashes ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", [1, 2, 3])
@pytest.mark.parametrize("fail", [fail_before_write, fail_after_write], ids=["before", "after"])
def test_a_crash_around_a_commit_loses_and_doubles_nothing(
    store: Store, migrated: Make, number: int, fail: Callable[..., Store]
) -> None:
    """Three writes: the first range, a rollback, the range after it."""
    chain = grown(50, 20)
    failing = indexer(chain, fail(store, number))

    def life() -> None:
        catch_up(failing, until=21)
        if chain.blocks[-1].header.number == 21:
            replace_end(chain, 3, seed=9)
        catch_up(failing)

    with pytest.raises(Killed):
        life()
    life_after = indexer(chain, store)
    catch_up(life_after)
    if chain.blocks[-1].header.number == 21:
        replace_end(chain, 3, seed=9)
        catch_up(life_after)
    assert_mirrors(store, chain, migrated("sqlite"))


def test_a_node_that_is_away_is_unavailable_and_nothing_is_written(store: Store) -> None:
    chain = grown(51, 10)
    catch_up(indexer(chain, store))
    before = digest(store)
    chain.mine([a.regrouped(a.HOLDER, 5)])
    for call in range(1, 6):
        chain.calls.clear()
        chain.fail(call)
        assert refusal(lambda: indexer(chain, store).step()).code == "CHAIN_UNREACHABLE"
        chain.fail(0)
    assert digest(store) == before
    assert isinstance(indexer(chain, store).step(), Extend)


# --- lies -------------------------------------------------------------------------------------------------------------


def entries_only(change: Callable[[bytes], bytes]) -> Callable[[list], list]:  # type: ignore[type-arg]
    """Change the data of the last entry in an answer."""

    def lie(logs: list) -> list:  # type: ignore[type-arg]
        *others, last = logs
        return [*others, replace(last, data=change(last.data))]

    return lie


def put(offset: int, raw: bytes) -> Callable[[bytes], bytes]:
    return lambda data: data[:offset] + raw + data[offset + len(raw) :]


LIES = {
    "an entry's payload hash is another": ("logs", entries_only(put(96, b"\x01" * 32)), "ENTRY_PAYLOAD_DIFFERS"),
    "an entry's head is another": ("logs", entries_only(put(128, b"\x01" * 32)), "ENTRY_HEAD_DIFFERS"),
    "an entry's length is off by one": ("logs", entries_only(put(60, b"\0\0\0\x09")), "ENTRY_MISSING"),
    "an entry's sequence is off by one": ("logs", entries_only(put(92, b"\0\0\0\x01")), "ENTRY_MISSING"),
    "an entry's actor is another": ("logs", entries_only(put(12, b"\x07" * 20)), "ENTRY_HEAD_DIFFERS"),
    "an entry is cut short": ("logs", entries_only(lambda data: data[:-1]), "ENTRY_MALFORMED"),
    "a module's log is changed": (
        "logs",
        lambda logs: [replace(logs[0], data=logs[0].data[:-1] + b"\x01"), *logs[1:]],
        "ENTRY_PAYLOAD_DIFFERS",
    ),
    "the last entry is left out": ("logs", lambda logs: logs[:-1], "LOG_WITHOUT_ENTRY"),
    "a module's log is left out": ("logs", lambda logs: logs[1:], "ENTRY_WITHOUT_LOG"),
    "everything is left out": ("logs", lambda logs: [], "HISTORY_DIFFERS"),
    "an act is left out": ("logs", lambda logs: [log for log in logs if log.tx_index != 0], "ENTRY_MISSING"),
    "the last act is left out": ("logs", lambda logs: [log for log in logs if log.tx_index != 1], "HISTORY_DIFFERS"),
    "two acts are swapped": (
        "logs",
        lambda logs: sorted(logs, key=lambda log: (-log.tx_index, log.log_index)),
        "ENTRY_MISSING",
    ),
    "an act is given twice": ("logs", lambda logs: [*logs, *logs[-2:]], "ENTRY_MISSING"),
    "History's own word is no word": ("call", lambda raw: raw[:-1], "HISTORY_ANSWER_MALFORMED"),
    "History's own word is another": ("call", lambda raw: b"\x05" * 32, "HISTORY_DIFFERS"),
    "the headers are of another chain": (
        "headers",
        lambda headers: [replace(h, parent_hash=b"\x05" * 32) for h in headers],
        "CHAIN_MOVED",
    ),
}


@pytest.mark.parametrize(("what", "change", "code"), LIES.values(), ids=LIES.keys())
def test_a_lie_is_refused_and_the_truth_is_read_afterwards(
    store: Store,
    migrated: Make,
    what: str,
    change: Callable[[list], list],
    code: str,  # type: ignore[type-arg]
) -> None:
    chain = grown(60, 8)
    catch_up(indexer(chain, store))
    before = digest(store)
    chain.mine([a.regrouped(a.HOLDER, 5)], [a.regrouped(a.REGISTRAR, 6)])
    chain.lie(what, change)
    assert refusal(lambda: indexer(chain, store).step()).code == code
    assert digest(store) == before
    chain.lie(what, None)
    catch_up(indexer(chain, store))
    assert_mirrors(store, chain, migrated("sqlite"))


WRONG_ACTS = {
    "an act under another subject": replace(a.regrouped(a.HOLDER, 5), subject=b"\x05" * 32),
    "an act under another kind": replace(a.regrouped(a.HOLDER, 5), kind=12),
}


@pytest.mark.parametrize("act", WRONG_ACTS.values(), ids=WRONG_ACTS.keys())
def test_a_module_that_did_not_keep_its_word_is_refused(store: Store, act: SimulatedAct) -> None:
    chain = grown(61, 3)
    catch_up(indexer(chain, store))
    chain.mine([act])
    assert refusal(lambda: indexer(chain, store).step()).code == "ENTRY_OF_ANOTHER_ACT"


def test_an_act_that_cannot_follow_writes_nothing(store: Store) -> None:
    chain = grown(62, 3)
    catch_up(indexer(chain, store))
    before = digest(store)
    chain.mine([a.regrouped(a.HOLDER, 5)], [a.registered(a.HOLDER)])
    assert refusal(lambda: indexer(chain, store).step()).code == "ACT_CANNOT_FOLLOW"
    assert digest(store) == before


def test_a_node_without_old_state_is_believed_as_far_as_the_heads_go(store: Store, migrated: Make) -> None:
    """Without History's own word at the end of a range, a tail left out shows as soon as the next act comes."""
    chain = grown(63, 8)

    def pruned(_: bytes) -> bytes:
        raise Unavailable("no state", zh="无状态", code="CHAIN_STATE_PRUNED")

    chain.lie("call", pruned)
    catch_up(indexer(chain, store))
    assert_mirrors(store, chain, migrated("sqlite"))


def test_dropped_logs_are_missed_at_once(store: Store) -> None:
    chain = grown(64, 8)
    catch_up(indexer(chain, store))
    chain.mine([a.regrouped(a.HOLDER, 5)])
    chain.drop_logs(lambda log: log.block_number == chain.blocks[-1].header.number)
    error = refusal(lambda: indexer(chain, store).step())
    assert (type(error), error.code) == (Inconsistent, "HISTORY_DIFFERS")
