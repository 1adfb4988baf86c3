# SPDX-License-Identifier: Apache-2.0
"""Payments in the debtor's place: who paid what part of a secured claim, and what of the proceeds is whose.

    pledgee confirms (two persons)  ->  AWAITS the payer  ->  SIGNED, and counts
                                            \\-> TAKEN_BACK, or another word put in its place
                                            \\-> LAPSED, when the claim passed on from who confirmed it

Whoever paid stands in the pledgee's place for what it paid, and not to the pledgee's detriment (Civil Code art. 700):
unless they agreed otherwise the pledgee's rest comes first, and payers share what is left by what each is still owed.
The agreement rules; nothing here decides between them. Amounts in fen, moments in seconds. Not for: a claim that passes
on whole (`Passing.SUBROGATION`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from ledger.domain.events import LoanRealised, LoanSubrogated, Recorded
from ledger.domain.ids import Address, OrgId
from ledger.domain.structs import Realisation


class Compensating(StrEnum):
    """How a payment stands. Only what its payer signed counts."""

    AWAITS = "AWAITS"
    SIGNED = "SIGNED"
    TAKEN_BACK = "TAKEN_BACK"
    LAPSED = "LAPSED"


HEARD: Final = frozenset({Compensating.AWAITS, Compensating.SIGNED})
"""The payer is asked for its word, or gave it: it reads the pledge."""
OPEN: Final = frozenset({Compensating.AWAITS, Compensating.LAPSED})
"""Neither signed nor taken back: the pledgee's later word to the same payer takes its place."""


@dataclass(frozen=True, slots=True)
class Compensation:
    """One payment as the pledgee confirmed it. `share_bps`: of the claim, as agreed. `agreement` and `payment`: salted
    commitments. `lapsed_at`: when the claim passed on from `confirmed_by`, whose word alone binds nobody else.
    `signed_by`: the payer, or the registrar that filed its paper, attested at `level` (0: its own key).
    """

    number: int
    payer: OrgId
    amount: int
    share_bps: int
    agreement: bytes
    payment: bytes
    confirmed_at: int
    confirmed_by: OrgId
    account: Address
    preparer: Address | None
    person: bytes
    taken_back_at: int | None = None
    lapsed_at: int | None = None
    signed_at: int | None = None
    signed_by: OrgId | None = None
    signed_account: Address | None = None
    level: int | None = None

    @property
    def compensating(self) -> Compensating:
        if self.signed_at is not None:
            return Compensating.SIGNED
        if self.taken_back_at is not None:
            return Compensating.TAKEN_BACK
        return Compensating.AWAITS if self.lapsed_at is None else Compensating.LAPSED

    def under(self, pledgee: OrgId, now: int) -> Compensation:
        """As it stands once the claim passed on: to whoever confirmed it, it may be signed again."""
        if self.compensating not in OPEN:
            return self
        return replace(self, lapsed_at=None if pledgee == self.confirmed_by else self.lapsed_at or now)


def compensated(payments: Iterable[Compensation]) -> int:
    """In fen: what payers signed for, together."""
    return sum(one.amount for one in payments if one.compensating is Compensating.SIGNED)


def rest_first(share: int, claim: int, outstanding: int) -> int:
    """In fen: what of a pledge's share goes to its payers where the pledgee's own rest comes first. `claim`: all of it,
    payers included; `outstanding`: what these have not got back."""
    return share - min(share, max(claim - outstanding, 0))


Realised = tuple[frozenset[int], Realisation]
"""A realisation, and the numbers of the payments that were signed for before it: by the order of the acts, since two
may stand in one block."""


def realisations(acts: Iterable[Recorded]) -> list[Realised]:
    """Of one pledge, in the order of its acts."""
    signed: set[int] = set()
    found: list[Realised] = []
    for act in acts:
        if isinstance(act.event, LoanSubrogated):
            signed.add(act.event.subrogation.number)
        elif isinstance(act.event, LoanRealised):
            found.append((frozenset(signed), act.event.realisation))
    return found


def by_payment(
    payments: Sequence[Compensation], paid_back: Iterable[tuple[Collection[int], int]]
) -> list[Mapping[int, int]]:
    """What each signed payment gets of what realisations left for payers, by its number. `paid_back`: of each, in the
    order of the acts, the numbers signed before it, and the amount; it goes to those, by what each was still owed."""
    owed = {one.number: one.amount for one in payments if one.compensating is Compensating.SIGNED}
    told: list[Mapping[int, int]] = []
    for signed, amount in paid_back:
        there = {number: left for number, left in owed.items() if number in signed}
        parts = dict(zip(there, _in_proportion(amount, list(there.values())), strict=True))
        owed |= {number: owed[number] - part for number, part in parts.items()}
        told.append(parts)
    return told


def _in_proportion(amount: int, owed: Sequence[int]) -> list[int]:
    """Whole fen, none above what is owed; what rounding leaves goes to the earlier. `amount` is at most their sum."""
    total = sum(owed)
    parts = [amount * each // total if total else 0 for each in owed]
    left = amount - sum(parts)
    for place, each in enumerate(owed):
        if left > 0 and parts[place] < each:
            parts[place], left = parts[place] + 1, left - 1
    return parts
