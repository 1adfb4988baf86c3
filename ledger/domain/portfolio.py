# SPDX-License-Identifier: Apache-2.0
"""A bank's pledges as it watches them: one line each, and what changed in a line since an earlier look.

    line(pledge, units, deal, collateral, at)   -->  Line, with its early warnings, the gravest first
    change(then, meanwhile, now, acts)          -->  what became different, and whether time alone did it

A change has two causes that a bank must tell apart: somebody acted, or a term ran. `then` is the line at the earlier
look; `meanwhile` is the line now on what was known then, so that what is in it and not in `then` came by time alone.
Not for: deciding; nothing here changes a pledge.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from ledger.domain.early_warning import Key, Severity, Signal, of_release, signals
from ledger.domain.ids import CertificateId, OrgId, PartyId, PledgeId
from ledger.domain.lending import Deal, Lending, Watched
from ledger.domain.pledge import Pledge, ratio_bps
from ledger.domain.valuation import value_of
from ledger.domain.verdict import Evidence


@dataclass(frozen=True, slots=True)
class Unit:
    """A right unit as the pledge stands on it at the moment, wherever it went since it was pledged."""

    code: CertificateId
    holder: PartyId
    right: int
    rank: int


@dataclass(frozen=True, slots=True)
class Seen:
    """That somebody of the bank saw a warning, when (seconds), and what the bank says of it: the bank's own record.

    It stands for the same warning alone: of the same version of its rule, on the same subject, about the same, and not
    for one that came about after it was seen.
    """

    pledge_id: PledgeId
    rule: str
    key: Key
    person: str
    at: int
    note: str

    def stands_for(self, pledge_id: PledgeId, signal: Signal) -> bool:
        same = (self.pledge_id, self.rule, self.key) == (pledge_id, signal.rule.cited, signal.key)
        return same and (signal.holds_since is None or signal.holds_since <= self.at)


@dataclass(frozen=True, slots=True)
class Line:
    """One pledge at one moment (seconds)."""

    pledge: Pledge
    at: int
    units: tuple[Unit, ...]
    watched: Watched
    signals: tuple[Signal, ...]

    @property
    def deal(self) -> Deal:
        return self.watched.deal

    @property
    def ltv_bps(self) -> int | None:
        return ratio_bps(self.deal.secured, self.deal.value)

    @property
    def verdicts(self) -> tuple[tuple[CertificateId, str, tuple[str, ...]], ...]:
        """Base word and overlays of each certificate under the pledge."""
        found = {one.code: (one.code, one.verdict.word, one.verdict.overlay_words) for one in self.watched.collateral}
        return tuple(found.values())

    @property
    def gravest(self) -> Severity | None:
        return self.signals[0].rule.severity if self.signals else None

    def held_by(self, bank: OrgId) -> bool:
        """Whether it is the bank's own and stands at the moment, or ended or went to another by a key in other hands:
        what a portfolio is made of. Whoever was robbed of a pledge is told as long as nobody stood by that (ruling 17).
        """
        own = self.pledge.pledgee == bank and (stands_at(self.pledge, self.at) or bool(self.deal.ended_by))
        return own or any(one.assignor == bank for one in self.deal.assigned_away)


def line(pledge: Pledge, at: int, units: Sequence[Unit], deal: Deal, collateral: Sequence[Lending]) -> Line:
    """What does not stand gives no warnings any more, or none yet; but that its end is to be looked at."""
    watched = Watched(deal, tuple(collateral))
    found = signals(watched) if stands_at(pledge, at) else of_release(deal, at)
    return Line(pledge, at, tuple(units), watched, tuple(found))


def stands_at(pledge: Pledge, at: int) -> bool:
    """Recorded by then, and neither released nor voided."""
    begun = pledge.recorded_at is not None and pledge.recorded_at <= at
    return begun and (pledge.ended_at is None or at < pledge.ended_at)


def worth(collateral: Sequence[Lending], wanted: int) -> int | None:
    """In fen, as the contract reckons it: each certificate once, for whoever holds its first unit; None where one of
    them lacks opinions that count, or there is nothing."""
    first = {one.code: one for one in reversed(collateral)}.values()
    values = [value_of(((o.valuer, o.value) for o in one.counted), wanted) for one in first]
    return None if not values or None in values else sum(value for value in values if value is not None)


# --- what changed -----------------------------------------------------------------------------------------------------


class Cause(StrEnum):
    """Why a line is different. ACTS wins where both had a part: without them it would not be so."""

    ACTS = "ACTS"
    TIME = "TIME"


class Turn(StrEnum):
    """What became of a line in the portfolio."""

    CAME = "CAME"
    LEFT = "LEFT"
    STAYED = "STAYED"


@dataclass(frozen=True, slots=True)
class Touched:
    """Acts since the earlier look on one of the subjects that a line hangs on, by the names of their kinds."""

    what: str
    subject: bytes
    kinds: tuple[str, ...]
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Turned:
    """A warning that was not there then (or is not there any more), and why."""

    signal: Signal
    cause: Cause


@dataclass(frozen=True, slots=True)
class Different:
    """A fact of the line that has another value now, as text; None: there was none."""

    name: str
    before: str | None
    now: str | None
    cause: Cause


@dataclass(frozen=True, slots=True)
class Change:
    turn: Turn
    touched: tuple[Touched, ...] = ()
    appeared: tuple[Turned, ...] = ()
    ended: tuple[Turned, ...] = ()
    different: tuple[Different, ...] = ()

    @property
    def is_any(self) -> bool:
        return self.turn is not Turn.STAYED or bool(self.touched or self.appeared or self.ended or self.different)


def change(
    then: Line | None, meanwhile: Line | None, now: Line, bank: OrgId, touched: Sequence[Touched] = ()
) -> Change:
    """`then` and `meanwhile` None: the pledge was not known at the earlier look."""
    before, after = then is not None and then.held_by(bank), now.held_by(bank)
    turn = Turn.STAYED if before is after else Turn.CAME if after else Turn.LEFT
    if then is None or meanwhile is None:
        new = tuple(Turned(signal, Cause.ACTS) for signal in now.signals)
        return Change(turn, tuple(touched), new)
    old, between, new_ones = ({signal.key: signal for signal in each.signals} for each in (then, meanwhile, now))
    return Change(
        turn,
        tuple(touched),
        tuple(Turned(one, _cause(key in between)) for key, one in new_ones.items() if key not in old),
        tuple(Turned(one, _cause(key not in between)) for key, one in old.items() if key not in new_ones),
        tuple(_different(_facts(then), _facts(meanwhile), _facts(now))),
    )


def _cause(by_time: bool) -> Cause:
    return Cause.TIME if by_time else Cause.ACTS


def _facts(one: Line) -> Mapping[str, str | None]:
    """What a bank reads first in a line. Amounts in fen, the ratio in basis points."""

    def text(value: object) -> str | None:
        return None if value is None else str(value)

    words = {f"verdict {code}": " ".join((word, *overlays)) for code, word, overlays in one.verdicts}
    return {
        "status": text(one.deal.status),
        "pledgee": text(one.pledge.pledgee),
        "maturity": text(one.deal.maturity),
        "secured": text(one.deal.secured),
        "value": text(one.deal.value),
        "ltv_bps": text(one.ltv_bps),
        "owed_to_payers": text(one.pledge.owed_to_payers),
        **words,
    }


def _different(
    then: Mapping[str, str | None], meanwhile: Mapping[str, str | None], now: Mapping[str, str | None]
) -> list[Different]:
    found = []
    for name in sorted({*then, *now}):
        before, after = then.get(name), now.get(name)
        if before != after:
            found.append(Different(name, before, after, _cause(meanwhile.get(name) == after)))
    return found
