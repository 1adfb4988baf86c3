# SPDX-License-Identifier: Apache-2.0
"""The shapes of figures over many certificates."""

from __future__ import annotations

from typing import Any

from pydantic import create_model

from api.schemas.fields import Moment, Shown
from api.schemas.verdict import Known
from ledger.domain.statistics import COLUMNS

_COUNTS: dict[str, Any] = dict.fromkeys(COLUMNS, (int, ...))
StatisticsLine = create_model("StatisticsLine", __base__=Shown, group=(str, ...), **_COUNTS)


class StatisticsOut(Shown):
    """`lines` end with the one over all, whose group is `*`."""

    by: str
    since: Moment
    until: Moment
    known: Known
    lines: list[StatisticsLine]  # type: ignore[valid-type]


class PartyOut(Shown):
    party: str
    name: str


class SignedAct(Shown):
    name: str
    time: Moment
    block: int
    tx: str
    log: int


class TouchedOut(Shown):
    """One subject with what the key signed there; `cured` if the organisation stood by it since."""

    subject: str
    what: str
    label: str
    cured: bool
    acts: list[SignedAct]
    tell: list[PartyOut]


class RadiusOrganisation(Shown):
    org_id: str
    name: str


class RadiusOut(Shown):
    account: str
    organisation: RadiusOrganisation
    compromised: bool
    since: Moment
    known: Known
    touched: list[TouchedOut]
    tell: list[PartyOut]


class SimilarOut(Shown):
    """How alike the samples are, each part in 0..1; `suggestion` is what the registrar may confirm."""

    reference: str
    code: str | None
    score: float
    rows: float
    columns: float
    headings: float
    suggestion: str
    same_applicant: bool
    same_file: bool


class SimilarList(Shown):
    items: list[SimilarOut]
