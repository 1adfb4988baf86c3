# SPDX-License-Identifier: Apache-2.0
"""The shape of a bank's portfolio: lines, early warnings, and what changed."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from api.schemas.fields import HASH_PATTERN, Line, Moment, Sent, Shown
from api.schemas.verdict import ActPlace, Known

SeverityWord = Literal["ALERT", "WARNING", "NOTICE"]
CauseWord = Literal["ACTS", "TIME"]
RightWord = Literal["HOLD", "USE", "OPERATE"]


class SeenOut(Shown):
    """Which person of the bank saw the warning, when, and what the bank says of it."""

    by: str
    at: Moment
    note: str


class SignalOut(Shown):
    """An early warning. `rule` with its version; `inputs` are what it compared; `evidence` the acts behind them.

    `holds_since`: from when on; null where the rule cannot tell. `seen` null: nobody of the bank noted that it was.
    """

    rule: str
    severity: SeverityWord
    zh: str
    en: str
    subject: str
    inputs: dict[str, str]
    holds_since: Moment | None
    seen: SeenOut | None
    evidence: list[ActPlace]


class TurnedOut(SignalOut):
    """`by`: whether somebody's act brought it about (or ended it), or time alone."""

    by: CauseWord


class TouchedOut(Shown):
    on: Literal["pledge", "certificate", "application", "valuation", "grant", "trace", "senior"]
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
    compensated: str
    owed_to_payers: str
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


class SightingIn(Sent):
    """A warning that holds now, and what the bank says of it. `subject` and `about` (the grant, certificate, parent or
    pledge that it names) where several follow from the rule."""

    pledge: Annotated[str, Field(pattern=HASH_PATTERN, examples=["0x" + "5a" * 32])]
    rule: Annotated[str, Field(pattern=r"^EW[0-9]{2}(/[0-9]{1,3})?$", examples=["EW03"])]
    note: Annotated[Line, Field(min_length=1)]
    subject: Annotated[Line, Field(examples=["SJ1512026090001"])] | None = None
    about: Line | None = None


class SightingOut(Shown):
    """The bank's own record; `about` names whom the warning is about, if anybody."""

    mark: str
    pledge: str
    rule: str
    subject: str
    about: list[str]
    by: str
    at: Moment
    note: str
