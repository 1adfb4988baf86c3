# SPDX-License-Identifier: Apache-2.0
"""What came over a pledge since: keys in other hands, a senior that enforces, a pledge upstream, a pool."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from ledger.domain.bank_report import Report
from ledger.domain.early_warning import Signal
from ledger.domain.ids import OrgId, PledgeId
from ledger.domain.kinds import Circulation, OrgKind
from ledger.domain.matters import assignment
from ledger.domain.portfolio import Cause, Turn
from ledger.service.bank_reports import LendingQuestion, bank_report
from ledger.service.pledge_search import PledgeQuestion, search
from ledger.store.session import Store
from tests.simulator import acts as a
from tests.simulator import circulating as c
from tests.simulator.chain import GENESIS_TIME as T0
from tests.simulator.chain import SimulatedChain
from tests.unit.service.test_portfolio import DAY, OTHER, asked, followed, founded, granted

BANKER, CLERK, SPARE, ASSIGNEE = (a.account(name) for name in ("banker", "clerk", "spare", "assignee"))


def warned(chain: SimulatedChain, store: Store, *rules: str, line: int = 0, **changes: object) -> list[Signal]:
    found, _ = asked(chain, store, **changes).lines[line]
    return [signal for signal in found.signals if signal.rule.code in rules]


def lost(chain: SimulatedChain, since: int = T0) -> None:
    """The banker's key is reported; another of the bank's is good."""
    chain.mine([a.key_added(a.BANK, BANKER, T0), a.key_added(a.BANK, SPARE, T0)])
    chain.mine([a.key_compromised(a.BANK, BANKER, since)], seconds=DAY)


def test_an_act_on_the_pledge_is_tainted_until_the_bank_stands_by_it(store: Store) -> None:
    chain = founded(1)
    assert warned(chain, store, "EW23") == []
    lost(chain)
    reported, known = chain.head().timestamp, asked(chain, store).known.number
    (signal,) = warned(chain, store, "EW23")

    assert (signal.subject, signal.holds_since) == ("0x" + a.pledge(1).hex(), reported)
    told = dict(signal.inputs)
    assert (told["key"], told["organisation"]) == ("0x" + BANKER.hex(), a.BANK)
    assert "PLEDGE_RECORDED" in told["acts"].split()
    assert len(signal.evidence) == len(told["acts"].split()) + 1, "each act, and the report of the key"

    chain.mine([a.reaffirmed_acts(a.BANK, SPARE, a.pledge(1))], seconds=DAY)
    assert warned(chain, store, "EW23") == []
    assert warned(chain, store, "EW23", known=known) == [signal], "as it was known then"
    chain.mine([a.key_compromised(a.BANK, SPARE, T0)], seconds=DAY)
    again = warned(chain, store, "EW23")
    assert [one.holds_since for one in again] == [None], "somebody stood by it for a while"


def test_a_key_that_was_lost_after_it_signed_taints_nothing(store: Store) -> None:
    chain = founded(1)
    lost(chain, since=chain.head().timestamp + 1)
    assert warned(chain, store, "EW23") == []


def test_who_prepared_an_act_counts_as_who_sent_it(store: Store) -> None:
    chain = founded(1)
    chain.mine([a.key_added(a.BANK, CLERK, T0)], [a.key_compromised(a.BANK, CLERK, T0)])
    (signal,) = warned(chain, store, "EW23")
    assert dict(signal.inputs)["acts"] == "PLEDGE_RECORDED"


def test_an_act_on_the_certificate_beside_its_versions_is_tainted(store: Store) -> None:
    chain = founded(1)
    chain.mine([a.annotated(1, 1, kind=1)], seconds=DAY)
    annotated = chain.head().timestamp
    chain.mine([a.key_compromised(a.REGISTRAR, a.account("boss"), annotated)], seconds=DAY)
    (signal,) = warned(chain, store, "EW05", "EW23")
    assert (signal.subject, dict(signal.inputs)["acts"]) == (a.certificate_code(1), "CERTIFICATE_ANNOTATED")
    # What the same key issued is a version's taint, and is said once.
    chain.mine([a.key_compromised(a.REGISTRAR, a.account("boss"), T0)], seconds=DAY)
    both = warned(chain, store, "EW05", "EW23")
    assert [one.rule.code for one in both] == ["EW05", "EW23"]
    assert dict(both[1].inputs)["acts"] == "CERTIFICATE_ANNOTATED"
    chain.mine([a.key_added(a.REGISTRAR, a.account("new"), T0)], [a.reaffirmed(1)], seconds=DAY)
    assert warned(chain, store, "EW05", "EW23") == [], "the registrar stood by all of it"


def test_whoever_was_robbed_of_a_pledge_is_told_and_so_is_the_next_bank_until_somebody_stands_by_it(
    store: Store,
) -> None:
    """A release by a key in other hands, which nobody knew then (ruling 17)."""
    chain = founded(1)
    chain.mine([a.pledge_released(1), a.freed(1, 1)], seconds=DAY)
    released, before = chain.head().timestamp, asked(chain, store).known.number
    assert (asked(chain, store).lines, *next_bank(chain, store)) == ((), "PASS", True)

    lost(chain, since=released)
    reported = chain.head().timestamp
    found = asked(chain, store)
    ((line, _),) = found.lines
    assert (found.held, line.deal.status, line.units) == (1, "RELEASED", ())
    (signal,) = line.signals
    assert (signal.rule.cited, signal.subject) == ("EW27/1", "0x" + a.pledge(1).hex())
    assert (dict(signal.inputs)["acts"], signal.holds_since) == ("PLEDGE_RELEASED", reported)
    assert len(signal.evidence) == 2, "the release, and the report of the key"
    ((_, changed),) = asked(chain, store, since=before).lines
    assert changed is not None
    assert (changed.turn, [turned.signal for turned in changed.appeared]) == (Turn.CAME, [signal])
    assert next_bank(chain, store) == ("WARN", False)
    known = chain.head().number

    chain.mine([a.reaffirmed_acts(a.BANK, SPARE, a.pledge(1))], seconds=DAY)
    assert (asked(chain, store).lines, *next_bank(chain, store)) == ((), "PASS", True)
    assert asked(chain, store, known=known).lines[0][0].signals == (signal,), "as it was known then"


def test_a_unit_that_a_key_in_other_hands_freed_of_a_pledge_that_stands_is_told(store: Store) -> None:
    chain = founded(1)
    chain.mine([a.pledge_partly_released(1, 0), a.freed(1, 1)], seconds=DAY)
    assert next_bank(chain, store) == ("PASS", True)
    lost(chain, since=chain.head().timestamp)
    assert next_bank(chain, store) == ("WARN", False)


def test_whoever_was_robbed_of_a_claim_is_told_until_somebody_stands_by_its_passing(store: Store) -> None:
    """The consent of who had it was signed by a key in other hands, the assignment by good ones (ruling 17)."""
    chain = founded(1)
    before = chain.head().number
    to_other = assignment(PledgeId(a.pledge(1)), OTHER)
    chain.mine([a.pledge_consented(1, to_other, T0 + 900 * DAY)], seconds=DAY)
    consented = chain.head().timestamp
    chain.mine([replace(a.pledge_assigned(1, OTHER), actor=ASSIGNEE)], seconds=DAY)
    left = asked(chain, store)
    assert left.lines == ()
    assert len(asked(chain, store, bank=OTHER).lines) == 1

    lost(chain, since=consented)
    reported, known = chain.head().timestamp, chain.head().number
    found = asked(chain, store)
    ((line, _),) = found.lines
    assert (found.held, line.pledge.pledgee) == (1, OTHER)
    (signal,) = warned(chain, store, "EW28")
    assert (signal.rule.cited, signal.holds_since) == ("EW28/1", reported)
    told = dict(signal.inputs)
    assert (told["acts"], told["assignor"], told["assignee"]) == ("PLEDGE_CONSENTED", a.BANK, OTHER)
    assert len(signal.evidence) == 2, "the consent, and the report of the key"
    assert warned(chain, store, "EW28", bank=OTHER) == [signal], "the assignee reads the same"
    ((_, changed),) = asked(chain, store, since=left.known.number).lines
    assert changed is not None
    assert changed.turn is Turn.CAME
    ((_, stayed),) = asked(chain, store, since=before).lines
    assert stayed is not None
    assert stayed.turn is Turn.STAYED

    chain.mine([a.pledge_released(1), a.freed(1, 1)], seconds=DAY)
    assert [one.rule.code for one in asked(chain, store).lines[0][0].signals] == ["EW27", "EW28"]
    assert next_bank(chain, store) == ("WARN", False)
    chain.mine([a.reaffirmed_acts(a.BANK, SPARE, a.pledge(1))], seconds=DAY)
    assert (asked(chain, store).lines, *next_bank(chain, store)) == ((), "PASS", True)
    assert len(asked(chain, store, known=known).lines) == 1, "as it was known then"


def test_whoever_was_robbed_of_a_claim_sees_what_came_until_somebody_stood_by_that(store: Store) -> None:
    chain = founded(1)
    chain.mine([a.pledge_consented(1, assignment(PledgeId(a.pledge(1)), OTHER), T0 + 900 * DAY)], seconds=DAY)
    consented = chain.head().timestamp
    chain.mine([replace(a.pledge_assigned(1, OTHER), actor=ASSIGNEE)], seconds=DAY)
    lost(chain, since=consented)
    told = asked(chain, store)
    chain.mine([a.annotated(1, 1, 2, T0)], seconds=DAY)
    chain.mine([a.reaffirmed_acts(a.BANK, BANKER, a.pledge(1))], seconds=DAY)
    assert asked(chain, store).held == told.held == 1, "the lost key stands by nothing"
    chain.mine([a.reaffirmed_acts(a.BANK, SPARE, a.pledge(1))], seconds=DAY)
    stood_by = chain.head().number
    chain.mine([a.defaulted(1)], seconds=DAY)

    ((line, change),) = asked(chain, store, since=told.known.number).lines

    assert change is not None
    assert (change.turn, line.deal.status) == (Turn.LEFT, "EXT_OVERDUE")
    assert [signal.rule.code for signal in line.signals] == ["EW03", "EW14"]
    assert {touched.what: touched.kinds for touched in change.touched} == {"certificate": ("CERTIFICATE_ANNOTATED",)}
    assert [turned.signal.rule.code for turned in change.ended] == ["EW23", "EW28"]
    assert asked(chain, store, since=stood_by).lines == ()


def test_what_an_assignee_released_with_good_keys_of_what_a_stolen_one_gave_it_is_told(store: Store) -> None:
    chain = founded(1)
    chain.mine([a.pledge_consented(1, assignment(PledgeId(a.pledge(1)), OTHER), T0 + 900 * DAY)], seconds=DAY)
    consented = chain.head().timestamp
    chain.mine([replace(a.pledge_assigned(1, OTHER), actor=ASSIGNEE)], seconds=DAY)
    lost(chain, since=consented)
    released = a.pledge_released(1)
    event = replace(released.event, by=OTHER, account=ASSIGNEE)
    chain.mine([replace(released, actor=ASSIGNEE, event=event), a.freed(1, 1)], seconds=DAY)
    assert [one.rule.code for one in asked(chain, store).lines[0][0].signals] == ["EW28"]
    assert asked(chain, store, bank=OTHER).lines == (), "it let it go itself"
    assert next_bank(chain, store) == ("WARN", False)


def test_a_rank_that_is_kept_is_told_to_all_but_whoever_has_it(store: Store) -> None:
    chain = founded(1)
    chain.mine([a.pledge_released(1), a.freed(1, 1)], [a.rank_reserved(1, chain.head().timestamp + DAY)])
    told = {bank: kept(chain, store, bank) for bank in (None, OTHER, a.BANK)}
    assert told == {None: ["WARN"], OTHER: ["WARN"], a.BANK: ["PASS"]}
    assert kept(chain, store, None, at=chain.head().timestamp + DAY) == [], "it has run out"


def test_h9_a_registrar_whose_accreditation_has_ended_is_warned_of(store: Store) -> None:
    chain = founded(1)
    assert [part.word for part in reported(chain, store).checks[0].parts if part.code == "registrar"] == ["PASS"]
    chain.mine([a.accredited(a.REGISTRAR, OrgKind.REGISTRAR, T0, chain.head().timestamp + DAY)])
    late = reported(chain, store, at=chain.head().timestamp + DAY)
    (told,) = [part for part in late.checks[0].parts if part.code == "registrar"]
    assert (told.word, told.rule) == ("WARN", "H9; art. 13")


def reported(chain: SimulatedChain, store: Store, **changes: Any) -> Report:
    followed(chain, store)
    question = {"now": chain.head().timestamp + 1, "holder": a.HOLDER} | changes
    return bank_report(store, LendingQuestion(a.certificate_code(1), **question)).report


def next_bank(chain: SimulatedChain, store: Store) -> tuple[str, bool]:
    """What whoever is asked to lend next reads: check 6 on this ledger, and whether the search is clean."""
    (ledger, *_) = (part.word for part in reported(chain, store).checks[5].parts if part.code == "ledger")
    found = search(store, PledgeQuestion(a.certificate_code(1), chain.head().timestamp + 1))
    assert found.clean is ("RELEASE_TAINTED" not in found.stops)
    return ledger, found.clean


def kept(chain: SimulatedChain, store: Store, bank: OrgId | None, **changes: Any) -> list[str]:
    return [
        part.word for part in reported(chain, store, bank=bank, **changes).checks[5].parts if part.code == "reserved"
    ]


def test_a_pledge_that_ranks_behind_one_in_enforcement_is_told(store: Store) -> None:
    chain = founded(1)
    chain.mine([a.pledge_offered(2, 1, T0)], a.pledge_recorded(2, 1, 2), seconds=DAY)
    chain.mine([a.defaulted(1)], seconds=DAY)
    assert warned(chain, store, "EW24", line=1) == []
    chain.mine([a.enforced(1)], seconds=DAY)
    began = chain.head().timestamp
    (signal,) = warned(chain, store, "EW24", line=1)

    assert dict(signal.inputs) == {"pledge": "0x" + a.pledge(1).hex(), "rank": "1", "pledgee": a.BANK}
    assert (signal.holds_since, len(signal.evidence)) == (began, 1)
    assert warned(chain, store, "EW24") == [], "it is the senior itself"


def test_an_extension_of_a_pledge_that_ranks_before_it_is_told_with_the_act(store: Store) -> None:
    chain = founded(1)
    chain.mine([a.pledge_extended(1, T0 + 400 * DAY)], seconds=DAY)
    chain.mine([a.pledge_offered(2, 1, T0)], a.pledge_recorded(2, 1, 2), seconds=DAY)
    since = asked(chain, store).known.number
    assert warned(chain, store, "EW32", line=1) == [], "that was known when the junior was recorded"
    chain.mine([a.pledge_extended(1, T0 + 500 * DAY)], seconds=DAY)
    chain.mine([a.pledge_extended(1, T0 + 600 * DAY)], [a.filed_outside(1, T0)], seconds=DAY)
    last = chain.head()

    (signal,) = warned(chain, store, "EW32", line=1)
    assert (signal.rule.cited, signal.holds_since) == ("EW32/1", last.timestamp)
    told = dict(signal.inputs)
    assert (told["pledge"], told["rank"], told["maturity"][:10]) == ("0x" + a.pledge(1).hex(), "1", "2028-02-11")
    assert [place.block_number for place in signal.evidence] == [last.number]
    assert warned(chain, store, "EW32") == [], "it is the senior itself"

    found = asked(chain, store, since=since)
    ((_, _), (line, change)) = found.lines
    assert (line.pledge.pledge_id, change is not None) == (a.pledge(2), True)
    assert change is not None
    assert [(one.signal.rule.code, one.cause) for one in change.appeared] == [("EW32", Cause.ACTS)]
    (touched,) = [each for each in change.touched if each.what == "senior"]
    assert (touched.subject, touched.kinds, len(touched.evidence)) == (a.pledge(1), ("PLEDGE_EXTENDED",), 2)
    chain.mine([a.pledge_released(1), a.freed(1, 1)], seconds=DAY)
    assert warned(chain, store, "EW32") == [], "it stands behind nobody any more"


def test_what_its_data_were_made_of_was_pledged_since(store: Store) -> None:
    chain = founded(1)
    chain.mine([a.submitted(2, T0)], [a.evidenced(2, T0)], a.certified(2, T0))
    granted(chain, "of the parent", T0 + 900 * DAY, root=a.certificate_code(2).encode().ljust(32, b"\0"))
    made = {"parents": (c.parent(2, a.grant_id("of the parent")),), "output": a.certificate_code(1), "marks": 2}
    chain.mine([c.reported(2, 1, T0, what=Circulation.DERIVE, **made)])
    assert warned(chain, store, "EW25") == []
    chain.mine([a.pledge_offered(3, 2, T0)], a.pledge_recorded(3, 2), seconds=DAY)
    put, known = chain.head().timestamp, asked(chain, store).known.number
    (signal,) = warned(chain, store, "EW25")

    told = dict(signal.inputs)
    assert (told["parent"], told["pledge"]) == (a.certificate_code(2), "0x" + a.pledge(3).hex())
    assert (signal.holds_since, len(signal.evidence)) == (put, 1)
    chain.mine([a.pledge_released(3), a.freed(3, 2)], seconds=DAY)
    assert warned(chain, store, "EW25") == []
    assert warned(chain, store, "EW25", known=known) == [signal]


def test_the_unit_went_into_a_pool_since_and_came_back(store: Store) -> None:
    chain = founded(1)
    chain.mine([c.reported(1, 1, T0, what=Circulation.TRUST, counterparty=c.NOBODY)], seconds=DAY)
    pooled = chain.head().timestamp
    (signal,) = warned(chain, store, "EW26")
    assert {**dict(signal.inputs), "pooled": ""} == {"event": "1", "pool": "TRUST", "pooled": ""}
    assert (signal.holds_since, len(signal.evidence)) == (pooled, 1)


def test_a_comparison_by_a_key_in_other_hands_is_told_at_any_moment(store: Store) -> None:
    """What the national record was found to say is read whatever the moment; so is who compared."""
    chain = founded(1)
    earlier = chain.head().timestamp
    chain.mine([a.reconciled(1, T0)], seconds=DAY)
    compared = chain.head().timestamp
    assert national(chain, store, at=earlier) == "PASS"
    chain.mine([a.key_compromised(a.REGISTRAR, a.account("boss"), compared)], seconds=DAY)
    assert [national(chain, store, at=at) for at in (earlier, compared)] == ["WARN", "WARN"]


def national(chain: SimulatedChain, store: Store, at: int) -> str:
    (told,) = (part.word for part in reported(chain, store, at=at).checks[0].parts if part.code == "national")
    return told
