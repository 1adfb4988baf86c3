# SPDX-License-Identifier: Apache-2.0
"""What pledged data were made of, and until when the rights in it last: the parent's term, the grant, the consent."""

from __future__ import annotations

from typing import Any

import pytest

from ledger.domain.bank_report import Part, Word
from ledger.domain.early_warning import BUFFER, Signal
from ledger.domain.ids import GrantId
from ledger.domain.kinds import Circulation, GrantKind, Kind, Procedure
from ledger.domain.portfolio import Cause
from ledger.indexer.advance import Indexer, catch_up
from ledger.service.bank_reports import LendingQuestion, bank_report
from ledger.store.queries import acts
from ledger.store.session import Store
from tests.simulator import acts as a
from tests.simulator import circulating as c
from tests.simulator.chain import GENESIS_TIME as T0
from tests.simulator.chain import SimulatedChain
from tests.unit.service.test_portfolio import DAY, asked, founded

DUE = T0 + 365 * DAY
"""When the loan on the first certificate is due."""
NEEDED = DUE + BUFFER
COVERED, NOT_COVERED = 2, 3
PARENT = a.certificate_code(2)


def parent(chain: SimulatedChain, *, expires: int = T0 + 5 * 365 * DAY) -> SimulatedChain:
    """A second certificate, which nobody pledged."""
    evidenced = expires - 5 * 365 * DAY
    chain.mine([a.submitted(2, T0)], [a.evidenced(2, evidenced)], a.certified(2, evidenced))
    return chain


def granted(chain: SimulatedChain, name: str, until: int, **changes: Any) -> GrantId:
    given = {"root": PARENT.encode().ljust(32, b"\0")} | changes
    chain.mine([a.grant_offered(name, until, **given)], [a.grant_accepted(name, chain.head().timestamp + 1)])
    return a.grant_id(name)


def made(chain: SimulatedChain, grant: GrantId = c.NO_GRANT, *, seq: int = 1, marks: int = COVERED) -> None:
    """The first certificate's data are derived from those of the second."""
    derived = {"what": Circulation.DERIVE, "parents": (c.parent(2, grant),), "output": a.certificate_code(1)}
    chain.mine([c.reported(2, seq, chain.head().timestamp, grant_id=grant, marks=marks, **derived)])


def warned(chain: SimulatedChain, store: Store, **changes: Any) -> list[Signal]:
    ((line, _),) = asked(chain, store, **changes).lines
    return [signal for signal in line.signals if signal.rule.code in ("EW10", "EW20")]


def kinds(store: Store, signal: Signal) -> list[str]:
    """The kinds of the acts behind a warning, by the places that it names."""
    with store.reading() as session:
        told = [row for place in signal.evidence for row in acts.entries_of_transaction(session, place.tx_hash)]
    places = {(place.block_number, place.log_index) for place in signal.evidence}
    return [Kind(row.kind).name for row in told if (row.block_number, row.event_log_index) in places]


@pytest.mark.parametrize(("expires", "rules"), [(NEEDED, []), (NEEDED - 1, ["EW20"])])
def test_a_parent_whose_term_ends_before_the_loan_and_its_buffer_is_warned_of(
    store: Store, expires: int, rules: list[str]
) -> None:
    chain = parent(founded(1), expires=expires)
    made(chain)
    found = warned(chain, store)
    assert [signal.rule.code for signal in found] == rules
    if found:
        assert dict(found[0].inputs) == {
            "parent": PARENT, "by": "TERM", "ends": "2027-09-19", "maturity": "2027-06-21"
        }  # fmt: skip
        assert kinds(store, found[0]) == ["CIRCULATION_REPORTED", "CERTIFICATE_ISSUED"]


def test_once_it_has_ended_the_other_rule_says_so_and_time_did_it(store: Store) -> None:
    chain, ends = parent(founded(1), expires=T0 + 100 * DAY), T0 + 100 * DAY
    made(chain)
    since = asked(chain, store).known.number
    assert [signal.rule.code for signal in warned(chain, store, at=ends - 1)] == ["EW20"]
    ((line, change),) = asked(chain, store, at=ends, since=since).lines
    assert change is not None
    assert [(one.signal.rule.code, one.cause) for one in change.appeared] == [
        ("EW10", Cause.TIME),
        ("EW14", Cause.TIME),
    ]
    assert [(one.signal.rule.code, one.cause) for one in change.ended] == [("EW20", Cause.TIME)]
    assert dict(line.signals[0].inputs) == {"parent": PARENT, "detail": "EXPIRED"}


@pytest.mark.parametrize(("until", "rules"), [(NEEDED, []), (NEEDED - 1, ["EW20"])])
def test_a_grant_under_which_it_was_made_is_looked_at_with_what_it_was_passed_on_from(
    store: Store, until: int, rules: list[str]
) -> None:
    chain = parent(founded(1))
    granted(chain, "above", until)
    made(chain, granted(chain, "below", NEEDED + DAY, parent="above"))
    found = warned(chain, store)
    assert [signal.rule.code for signal in found] == rules
    assert [dict(signal.inputs)["by"] for signal in found] == ["GRANT"] * len(rules)
    chain.mine([a.grant_revoked("above")])
    (ended,) = warned(chain, store)
    assert (ended.rule.cited, dict(ended.inputs)["detail"]) == ("EW10/4", "GRANT ended")
    assert kinds(store, ended) == ["CIRCULATION_REPORTED", "GRANT_OFFERED", "GRANT_ACCEPTED", "GRANT_REVOKED"]


def test_a_grant_above_that_is_suspended_is_warned_of_until_it_is_resumed(store: Store) -> None:
    chain = parent(founded(1))
    above = granted(chain, "above", NEEDED + DAY)
    made(chain, granted(chain, "below", NEEDED + DAY, parent="above"))
    assert warned(chain, store) == []
    before = chain.head().timestamp
    chain.mine([a.grant_suspended("above")], seconds=DAY)
    (held_up,) = warned(chain, store)
    told = dict(held_up.inputs)
    assert (told["parent"], told["detail"]) == (PARENT, f"VALID; SUSPENDED 0x{above.hex()}")
    assert (held_up.rule.cited, held_up.holds_since) == ("EW10/4", chain.head().timestamp)
    assert kinds(store, held_up)[-1] == "GRANT_SUSPENDED"
    report = bank_report(store, LendingQuestion(a.certificate_code(1), chain.head().timestamp)).report
    told_of = [part for part in report.checks[8].parts if part.code == "lineage"]
    assert [(part.word, part.rule) for part in told_of] == [(Word.WARN, "4.8")]
    assert warned(chain, store, at=before) == []
    chain.mine([a.grant_resumed("above")], seconds=DAY)
    assert warned(chain, store) == []


def test_a_grant_that_followed_on_one_that_ended_carries_what_was_made_anew(store: Store) -> None:
    chain = parent(founded(1))
    made(chain, granted(chain, "first", T0 + 30 * DAY))
    later = T0 + 40 * DAY
    assert [signal.rule.code for signal in warned(chain, store, at=later)] == ["EW10"]
    made(chain, granted(chain, "second", NEEDED), seq=2)
    assert warned(chain, store, at=later) == []
    chain.mine([a.grant_narrowed("second", NEEDED - 1)])
    (signal,) = warned(chain, store, at=later)
    assert (signal.rule.code, "GRANT_NARROWED" in kinds(store, signal)) == ("EW20", True)


@pytest.mark.parametrize(("until", "rules"), [(NEEDED, []), (NEEDED - 1, ["EW20"])])
def test_a_consent_is_reached_through_the_grant_that_stands_on_it(store: Store, until: int, rules: list[str]) -> None:
    chain = parent(founded(1))
    chain.mine([a.consent_recorded("of a person", until)])
    consent = a.digest("consent of a person")
    made(chain, granted(chain, "custody", NEEDED, root=consent, kind=GrantKind.CONSENT_CUSTODY))
    found = warned(chain, store)
    assert [signal.rule.code for signal in found] == rules
    assert [dict(signal.inputs)["by"] for signal in found] == ["CONSENT"] * len(rules)
    chain.mine([a.consent_withdrawn("of a person")])
    (ended,) = warned(chain, store)
    assert (ended.rule.code, dict(ended.inputs)["detail"]) == ("EW10", "CONSENT ended")


def test_while_a_renewal_of_the_parent_is_undecided_its_grant_may_end_nevertheless(store: Store) -> None:
    """The term is over and taken as running (art. 36): it will end, for all that is known; the grant has ended."""
    ends = T0 + 100 * DAY
    chain = parent(founded(1), expires=ends)
    made(chain, granted(chain, "short", ends + 10 * DAY))
    chain.mine([a.proceeding_filed(2, Procedure.RENEW, a.terms(a.NO_PARTY))])
    told = {day: [dict(s.inputs) for s in warned(chain, store, at=ends + day * DAY)] for day in (9, 10)}
    assert [(one["parent"], one["by"]) for one in told[9]] == [(PARENT, "TERM")]
    assert [one["detail"] for one in told[10]] == ["GRANT ended"]


@pytest.mark.parametrize(("until", "rules"), [(NEEDED, []), (NEEDED - 1, ["EW20"])])
def test_a_grant_goes_along_with_the_right_that_passed_to_another(store: Store, until: int, rules: list[str]) -> None:
    """Ruling 23: the licence stands, under the certificate that the right is under now, and as long as that one."""
    chain = parent(founded(1))
    made(chain, granted(chain, "lasting", NEEDED + DAY))
    given, moment = a.terms(other=a.RECEIVER, rights=7), chain.head().timestamp
    filed = [a.proceeding_filed(2, Procedure.TRANSFER, given), a.proceeding_agreed(2, Procedure.TRANSFER)]
    chain.mine(*([one] for one in (*filed, a.proceeding_accepted(2, Procedure.TRANSFER))))
    issued = a.issued_to(3, 2, a.RECEIVER, 7, moment, until)
    chain.mine([issued, a.transferred(2, given, moment, a.certificate_code(3), replaced=True)])
    found = warned(chain, store)
    assert [(signal.rule.code, dict(signal.inputs)["parent"]) for signal in found] == [(rule, PARENT) for rule in rules]
    made(chain, seq=2)
    assert [signal.rule.code for signal in warned(chain, store)] == rules, "a right of its own has gone, the grant not"


def test_a_right_of_ones_own_that_passed_to_another_has_ended(store: Store) -> None:
    chain = parent(founded(1))
    made(chain)
    given, moment = a.terms(other=a.RECEIVER, rights=7), chain.head().timestamp
    chain.mine([a.proceeding_filed(2, Procedure.TRANSFER, given)], [a.proceeding_agreed(2, Procedure.TRANSFER)])
    issued = a.issued_to(3, 2, a.RECEIVER, 7, moment, NEEDED)
    chain.mine([issued, a.transferred(2, given, moment, a.certificate_code(3), replaced=True)])
    (signal,) = warned(chain, store)
    assert (signal.rule.code, dict(signal.inputs)["detail"]) == ("EW10", "REPLACED")


def test_a_right_that_was_not_there_is_told_with_the_act_and_never_as_one_that_will_end(store: Store) -> None:
    chain = parent(founded(1))
    made(chain, marks=NOT_COVERED)
    (signal,) = warned(chain, store)
    assert (signal.rule.code, kinds(store, signal)) == ("EW10", ["CIRCULATION_REPORTED"])


# --- what stands against a parent's certificate while it is in force --------------------------------------------------


def reported(chain: SimulatedChain, store: Store, **changes: Any) -> list[Part]:
    catch_up(Indexer(chain, store, chain.watched))
    asked_ = LendingQuestion(a.certificate_code(1), chain.head().timestamp + 1, **changes)
    (check,) = [each for each in bank_report(store, asked_).report.checks if each.code == "upstream"]
    return [part for part in check.parts if part.code == "lineage"]


def test_a_parent_whose_certificate_is_seized_warns_until_that_is_lifted(store: Store) -> None:
    chain = parent(founded(1))
    made(chain)
    assert [part.word for part in reported(chain, store)] == [Word.PASS]
    before = chain.head()
    chain.mine([a.annotated(2, 1, 2, T0)])

    (told,) = reported(chain, store)
    (signal,) = warned(chain, store)

    assert (told.word, told.rule) == (Word.WARN, "art. 23(2)(3)")
    assert told.detail == f"{PARENT} VALID FROZEN #1 · {a.AUTHORITY} · 2026-06-21 –"
    assert [place.block_number for place in told.evidence][-1] == chain.head().number
    assert (signal.rule.cited, signal.holds_since) == ("EW10/4", chain.head().timestamp)
    assert dict(signal.inputs)["detail"] == f"VALID; FROZEN #1 · {a.AUTHORITY} · 2026-06-21 –"
    assert kinds(store, signal)[-1] == "CERTIFICATE_ANNOTATED"
    assert [part.word for part in reported(chain, store, known=before.number)] == [Word.PASS]
    chain.mine([a.lifted(2, 1)])
    assert [part.word for part in reported(chain, store)] == [Word.PASS]
    assert warned(chain, store) == []


def test_a_parent_that_differs_from_the_national_record_or_is_disputed_warns_of_each_and_of_its_end(
    store: Store,
) -> None:
    chain = parent(founded(1), expires=NEEDED - 1)
    made(chain)
    chain.mine([a.reconciled(2, T0, differing=1)], [a.dispute_filed(2)])
    parts = reported(chain, store, maturity=DUE)
    assert [(part.word, part.rule) for part in parts] == [
        (Word.WARN, "art. 29"),
        (Word.WARN, "art. 27"),
        (Word.WARN, "P6"),
    ]
    assert [part.detail.split()[:3] for part in parts[:2]] == [
        [PARENT, "VALID", "DISPUTED"],
        [PARENT, "VALID", "MISMATCH"],
    ]
    assert [signal.rule.code for signal in warned(chain, store)] == ["EW10", "EW20"]


def test_what_is_objected_to_a_parent_goes_along_with_the_right_that_its_grant_hangs_on(store: Store) -> None:
    chain = parent(founded(1))
    made(chain, granted(chain, "lasting", NEEDED + DAY))
    chain.mine([a.dispute_filed(2)])
    given, moment = a.terms(other=a.RECEIVER, rights=7), chain.head().timestamp
    chain.mine([a.proceeding_filed(2, Procedure.TRANSFER, given), a.proceeding_agreed(2, Procedure.TRANSFER)])
    chain.mine(
        [
            a.issued_to(3, 2, a.RECEIVER, 7, moment, NEEDED + DAY),
            a.transferred(2, given, moment, a.certificate_code(3), replaced=True),
        ]
    )
    (told,) = reported(chain, store)
    assert (told.word, told.detail) == (Word.WARN, f"{PARENT} VALID DISPUTED {PARENT} #1 · 2026-06-21")
