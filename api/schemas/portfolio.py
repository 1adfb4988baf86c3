# SPDX-License-Identifier: Apache-2.0
"""The shape of a bank's portfolio: lines, early warnings, and what changed."""

from __future__ import annotations

from typing import Literal

from api.schemas.fields import Moment, Shown
from api.schemas.verdict import ActPlace, Known

SeverityWord = Literal["ALERT", "WARNING", "NOTICE"]
CauseWord = Literal["ACTS", "TIME"]
RightWord = Literal["HOLD", "USE", "OPERATE"]


class SignalOut(Shown):
    """An early warning. `rule` with its version; `inputs` are what it compared; `evidence` the acts behind them.

    `holds_since`: from when on; null where the rule cannot tell.
    """

    rule: str
    severity: SeverityWord
    zh: str
    en: str
    subject: str
    inputs: dict[str, str]
    holds_since: Moment | None
    evidence: list[ActPlace]


class TurnedOut(SignalOut):
    """`by`: whether somebody's act brought it about (or ended it), or time alone."""

    by: CauseWord


class TouchedOut(Shown):
    on: Literal["pledge", "certificate", "application", "valuation", "grant", "trace"]
    subject: str
    kinds: list[str]
    evidence: list[ActPlace]


class DifferentOut(Shown):
    name: str
    before: str | None
    now: str | None
    by: CauseWord


class ChangeOut(Shown):
    """`turn`: CAME into the portfolio, LEFT it, or STAYED."""

    turn: Literal["CAME", "LEFT", "STAYED"]
    acts: list[TouchedOut]
    appeared: list[TurnedOut]
    ended: list[TurnedOut]
    different: list[DifferentOut]


class PledgedUnitOut(Shown):
    code: str
    holder: str
    right: RightWord
    rank: int


class UnderPledgeOut(Shown):
    code: str
    word: str
    overlays: list[str]
    data_name: str
    expires_at: Moment | None


class LimitsOut(Shown):
    """Basis points; 0: not agreed."""

    ltv_bps: int
    warn_bps: int
    call_bps: int


class PortfolioLine(Shown):
    """Amounts in fen, as decimal digits. `secured` with the pledges that rank before; null: a band without a bound.
    `value` null: too few opinions count."""

    pledge: str
    reference: str
    status: str
    pledgor: str
    pledgee: str
    form: str
    exclusive: bool
    recorded_at: Moment | None
    maturity: Moment
    band: int
    secured: str | None
    value: str | None
    ltv_bps: int | None
    limits: LimitsOut
    opinions_wanted: int
    filed_outside: bool
    units: list[PledgedUnitOut]
    certificates: list[UnderPledgeOut]
    signals: list[SignalOut]
    evidence: list[ActPlace]
    change: ChangeOut | None


class PortfolioOut(Shown):
    """`held`: how many pledges stand for the bank; `shown`: how many lines there are, of those that changed if that was
    asked."""

    format: str
    bank: str
    at: Moment
    known: Known
    changed_since: Known | None
    held: int
    shown: int
    signals: dict[SeverityWord, int]
    items: list[PortfolioLine]
