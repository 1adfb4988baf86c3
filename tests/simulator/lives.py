# SPDX-License-Identifier: Apache-2.0
"""The life of certificates in legal histories: proceedings at their desks, disputes, what is recorded beside them.

Books of what each certificate allows next; the chooser is the world's. A transfer makes a certificate of its own, whose
life goes on like any other's.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from ledger.domain.ids import OrgId, PartyId, party_of_org
from ledger.domain.kinds import DisputeOutcome, Procedure
from ledger.domain.structs import Restatement, Terms
from tests.simulator import acts as a
from tests.simulator.chain import SimulatedAct

Transaction = list[SimulatedAct]
Choose = Callable[[int], int]

YEAR = 365 * 86_400
FIRST_SUCCESSOR = 5_000
"""Certificates of transferees are numbered from here, beyond all cases."""


@dataclass
class ProceedingBook:
    """One that is open: what was applied for, and whether everybody agreed."""

    given: Terms
    complete: bool


@dataclass
class Life:
    """What the life of one certificate allows next. `holder` holds `rights`; a person besides holds others for good."""

    case: int
    holder: PartyId
    expires_at: int
    rights: int = 7
    shared: bool = True
    issued: bool = True
    counts: dict[Procedure, int] = field(default_factory=lambda: dict.fromkeys(Procedure, 0))
    open: dict[Procedure, ProceedingBook] = field(default_factory=dict)
    disputes: list[bool] = field(default_factory=list)


@dataclass
class Lives:
    """The lives of all certificates, by number. `parties` counts the new ids that holders changed to."""

    choose: Choose
    of: dict[int, Life] = field(default_factory=dict)
    successors: int = 0
    parties: int = 0

    def begin(self, number: int, now: int) -> None:
        self.of[number] = Life(number, party_of_org(a.HOLDER), now + 5 * YEAR)

    def proceed(self, number: int, version: int, now: int) -> tuple[Transaction, int]:
        """A step of some proceeding, and the certificate's version after it."""
        life = self.of[number]
        waiting = sorted(life.open)
        if life.issued and (not waiting or self.choose(3) == 0):
            free = [procedure for procedure in Procedure if procedure not in life.open]
            if free:
                return self._file(number, life, free[self.choose(len(free))], now), version
        if not waiting:
            return [a.reconciled(number, now)], version
        return self._step(number, life, waiting[self.choose(len(waiting))], version, now)

    # --- filing -------------------------------------------------------------------------------------------------------

    def _file(self, number: int, life: Life, procedure: Procedure, now: int) -> Transaction:
        given = self._terms(life, procedure, now)
        if given is None:
            return [a.linked(number)]
        own = not any(given.holder)
        others = procedure is Procedure.TRANSFER or (procedure is Procedure.CANCEL and not own and life.shared)
        life.counts[procedure] += 1
        life.open[procedure] = ProceedingBook(given, not others)
        anew = self._anew(number + life.counts[procedure], now) if procedure is Procedure.CHANGE else None
        return [a.proceeding_filed(number, procedure, given, life.counts[procedure], anew)]

    def _anew(self, turn: int, now: int) -> Restatement:
        """What a change restates, by turns: the name in clear, one that is masked, overview and span, nothing."""
        name = "2026年锡林郭勒盟畜牧业数据集" if turn % 4 == 0 else ""
        rest = turn % 4 == 2
        return a.restatement(name, masked=turn % 4 == 1, overview=rest, span=now * rest)

    def _terms(self, life: Life, procedure: Procedure, now: int) -> Terms | None:
        match procedure:
            case Procedure.TRANSFER:
                rights = life.rights & (1 + self.choose(7))
                return a.terms(life.holder, a.RECEIVER, rights=rights) if rights else None
            case Procedure.CHANGE:
                other = life.holder if self.choose(2) else self._another()
                return a.terms(life.holder, other, before=a.digest("before"), afterwards=a.digest("after"))
            case Procedure.RENEW:
                return a.terms(life.holder)
            case Procedure.CANCEL if self.choose(2):
                return a.terms(a.NO_PARTY, ground=3, last_day=now // 86_400, before=a.digest("notice"))
            case _:
                return a.terms(life.holder, ground=1)

    def _another(self) -> PartyId:
        self.parties += 1
        return party_of_org(OrgId(f"91150102MA{self.parties:08d}"))

    # --- answering ----------------------------------------------------------------------------------------------------

    def _step(self, number: int, life: Life, procedure: Procedure, version: int, now: int) -> tuple[Transaction, int]:
        book = life.open[procedure]
        if not book.complete and self.choose(4):
            book.complete = True
            party = a.RECEIVER if procedure is Procedure.TRANSFER else a.PERSON
            return [a.proceeding_agreed(number, procedure, party)], version
        own, ready = not any(book.given.holder), book.complete and self._registrable(life, procedure, book)
        match self.choose(5):
            case 0 if book.complete and not own:
                return [a.proceeding_accepted(number, procedure)], version
            case 1 if book.complete:
                del life.open[procedure]
                return [a.proceeding_refused(number, procedure)], version
            case 2 | 3 | 4 if ready:
                del life.open[procedure]
                return self._register(number, life, procedure, book.given, version, now)
            case _:
                del life.open[procedure]
                return [a.proceeding_withdrawn(number, procedure, book.given.holder)], version

    def _registrable(self, life: Life, procedure: Procedure, book: ProceedingBook) -> bool:
        """What was filed may have been overtaken: another proceeding moved the units, or ended the certificate."""
        held = book.given.holder == life.holder and book.given.rights & life.rights == book.given.rights
        return life.issued and (held or not any(book.given.holder))

    def _register(
        self, number: int, life: Life, procedure: Procedure, given: Terms, version: int, now: int
    ) -> tuple[Transaction, int]:
        match procedure:
            case Procedure.TRANSFER:
                return self._transfer(number, life, given, version + 1, now), version + 1
            case Procedure.CHANGE:
                life.holder = given.other
                return [a.changed(number, given, now, version + 1)], version + 1
            case Procedure.RENEW:
                life.expires_at += YEAR
                return [a.renewed(number, given, now, life.expires_at, version + 1)], version + 1
            case Procedure.CANCEL:
                life.issued = False
                return [a.cancelled(number, given, now)], version

    def _transfer(self, number: int, life: Life, given: Terms, version: int, now: int) -> Transaction:
        self.successors += 1
        to = FIRST_SUCCESSOR + self.successors
        self.of[to] = Life(life.case, a.RECEIVER, life.expires_at, given.rights, shared=False)
        life.rights &= ~given.rights
        life.issued = bool(life.rights) or life.shared
        issued = a.issued_to(to, life.case, a.RECEIVER, given.rights, now, life.expires_at)
        left = a.units_word(now, life.expires_at, life.rights) if life.rights else a.NOTHING
        code = a.certificate_code(to)
        moved = a.transferred(number, given, now, code, version, left, replaced=not life.issued)
        return [issued, moved]

    # --- beside -------------------------------------------------------------------------------------------------------

    def beside(self, number: int, now: int) -> Transaction:
        """A dispute or a step of one; a comparison, an entry elsewhere, a relation, an authority's document."""
        life, others = self.of[number], [one for one in self.of if one != number]
        match self.choose(8):
            case 0:
                return [a.reconciled(number, now, (0, 0b10, 0b1100000)[self.choose(3)])]
            case 1:
                return [a.linked(number)]
            case 2 if others:
                other, relation = others[self.choose(len(others))], 1 + self.choose(4)
                return [a.related(number, other, relation), a.related(other, number, relation, first=False)]
            case 3 if life.issued and self.choose(3) == 0:
                life.issued = False
                return [a.revoked(number, now - 50)]
            case _:
                return self._dispute(number, life)

    def _dispute(self, number: int, life: Life) -> Transaction:
        open_ones = [place for place, is_open in enumerate(life.disputes, start=1) if is_open]
        if not open_ones or (len(open_ones) < 3 and self.choose(3) == 0):
            life.disputes.append(True)
            return [a.dispute_filed(number, len(life.disputes), complete=self.choose(2) == 1)]
        chosen = open_ones[self.choose(len(open_ones))]
        match self.choose(4):
            case 0:
                return [a.dispute_noted(number, 1 + self.choose(3), chosen)]
            case 1:
                return [a.dispute_answered(number, chosen, contested=self.choose(2) == 1)]
            case 2:
                life.disputes[chosen - 1] = False
                outcomes = (DisputeOutcome.UPHELD, DisputeOutcome.REJECTED, DisputeOutcome.BY_DOCUMENT)
                return [a.dispute_concluded(number, outcomes[self.choose(3)], chosen)]
            case _:
                life.disputes[chosen - 1] = False
                return [a.dispute_withdrawn(number, chosen)]
