# SPDX-License-Identifier: Apache-2.0
"""Pledges, loans and opinions of value in legal histories: books of what each allows next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from ledger.domain.ids import OrgId
from ledger.domain.kinds import LoanStanding, PledgeEnding
from tests.simulator import acts as a
from tests.simulator.chain import SimulatedAct

Transaction = list[SimulatedAct]
Choose = Callable[[int], int]

YEAR = 365 * 86_400
ASSIGNEE = OrgId("91150105MA0DEM099A")


@dataclass
class PledgeBook:
    """What a pledge allows next. `units`: the certificate and the rank at each place, None where it was freed."""

    code: int
    more: tuple[int, ...] = ()
    state: str = "OFFERED"
    units: list[tuple[int, int] | None] = field(default_factory=list)
    assigned: bool = False
    suspended: bool = False
    payments: int = 0
    awaits: tuple[int, int] | None = None
    owed: int = 0

    @property
    def live(self) -> list[tuple[int, int, int]]:
        """(place, certificate, rank) of the units that the pledge stands on."""
        return [(place, *unit) for place, unit in enumerate(self.units) if unit is not None]


@dataclass
class Lending:
    """All pledges by number, and the last opinions of value by certificate and place: True while it stands."""

    choose: Choose
    pledges: dict[int, PledgeBook] = field(default_factory=dict)
    opinions: dict[tuple[int, int], bool] = field(default_factory=dict)

    def lend(self, codes: list[int], now: int) -> Transaction:
        """A step of some pledge on one of these certificates, or a new one."""
        running = [number for number, book in self.pledges.items() if book.state != "OVER"]
        code = codes[self.choose(len(codes))]
        if not running or (len(running) < 3 and self.choose(3) == 0):
            number = len(self.pledges) + 1
            more = tuple(other for other in codes[:1] if other != code and self.choose(2))
            self.pledges[number] = PledgeBook(code, more)
            return [a.pledge_offered(number, code, now, exclusive=self.choose(2) == 1, more=more)]
        number = running[self.choose(len(running))]
        book = self.pledges[number]
        if book.state == "OFFERED":
            return self._answer(number, book)
        return self._run(number, book, code, now)

    def _answer(self, number: int, book: PledgeBook) -> Transaction:
        if self.choose(4) == 0:
            book.state = "OVER"
            return [a.pledge_closed(number)]
        book.state, rank = "RECORDED", 1 + self.choose(3)
        book.units += [(code, rank) for code in (book.code, *book.more)]
        return a.pledge_recorded(number, book.code, rank, more=book.more)

    def _run(self, number: int, book: PledgeBook, code: int, now: int) -> Transaction:
        match self.choose(4):
            case 0 if self.choose(2):
                return self._end(number, book)
            case 1:
                return self._change(number, book, code, now)
            case _:
                return self._loan(number, book, now)

    def _end(self, number: int, book: PledgeBook) -> Transaction:
        live = book.live
        if len(live) > 1 or self.choose(2):
            place, code, rank = live[self.choose(len(live))]
            if len(live) > 1:
                book.units[place] = None
                return [a.pledge_partly_released(number, place), a.freed(number, code, rank, place)]
        book.state = "OVER"
        ending = (PledgeEnding.REPAID, PledgeEnding.VOIDED)[self.choose(2)]
        return [a.pledge_released(number, ending), *(a.freed(number, code, rank, place) for place, code, rank in live)]

    def _change(self, number: int, book: PledgeBook, code: int, now: int) -> Transaction:
        place, held, rank = book.live[0]
        match self.choose(5):
            case 0:
                new = len(book.units)
                book.units[place] = None
                book.units.append((code, 1))
                taken = [a.freed(number, held, rank, place), a.encumbered(number, code, 1, new)]
                return [a.pledge_substituted(number, number, code, place), *taken]
            case 1:
                return [a.pledge_extended(number, now + 2 * YEAR)]
            case 2 if not book.assigned:
                book.assigned = True
                return [a.pledge_assigned(number, ASSIGNEE)]
            case 3 if book.units[0] is not None:
                book.units[0] = (held, 1 + self.choose(3))
                return [a.pledge_rank_set(number, number, held, book.units[0][1]),
                        a.encumbered(number, held, book.units[0][1])]  # fmt: skip
            case _:
                return [a.pledge_consented(number, a.digest(f"matter {now}"), (0, now + 100)[self.choose(2)])]

    def _loan(self, number: int, book: PledgeBook, now: int) -> Transaction:
        match self.choose(10):
            case 8:
                return [self._compensated(number, book)]
            case 9 if book.awaits:
                (payment, amount), book.awaits = book.awaits, None
                book.owed += amount
                return [a.subrogated(number, payment, amount)]
            case 0:
                return [a.filed_outside(number, now)]
            case 1:
                return [a.revalued(number, 5_000, 4_000 + self.choose(9_000), now)]
            case 2:
                standing = (LoanStanding.WARNING, LoanStanding.MARGIN_CALL)[self.choose(2)]
                return [a.monitored(number, standing, (0, now + 9_000)[self.choose(2)])]
            case 3:
                return [a.defaulted(number)]
            case 4:
                return [a.enforced(number)]
            case 5:
                back = self.choose(1 + min(book.owed, 900))
                book.owed -= back
                return [a.realised(number, back)]
            case 6:
                book.suspended = not book.suspended
                return [a.pledge_suspended(number, suspended=book.suspended)]
            case _:
                return [a.contested(number, now + 30)]

    def _compensated(self, number: int, book: PledgeBook) -> SimulatedAct:
        """One payer: a word takes the place of the one that awaits it, or takes that back."""
        if book.awaits and self.choose(3) == 0:
            (payment, _), book.awaits = book.awaits, None
            return a.compensated(number, payment, 0)
        book.payments += 1
        book.awaits = (book.payments, 1 + self.choose(400))
        return a.compensated(number, *book.awaits)

    def value(self, code: int, now: int) -> Transaction:
        """An opinion, one withdrawn, or a rank kept for somebody."""
        place = self.choose(2)
        match self.choose(3):
            case 0:
                return [a.rank_reserved(code, now + 86_400)]
            case 1 if self.opinions.get((code, place)):
                self.opinions[(code, place)] = False
                return [a.valuation_withdrawn(code, place)]
            case _:
                self.opinions[(code, place)] = True
                return [a.valued(code, 1_000 * (1 + self.choose(99)), now, place=place)]
