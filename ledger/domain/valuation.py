# SPDX-License-Identifier: Apache-2.0
"""Opinions of value on one certificate: as their acts left them, and which of them count at a moment.

    considered(opinions, question, organisations)  -->  each opinion for the purpose, with why it counts or does not
    value_of(valuers and values, wanted)           -->  the lowest of those that count, once there are enough valuers

For: values that the fold makes; the twin of ValuationRegistry.valueOf, which a bank can ask of any block and moment.
Not for: what the data are worth. An opinion is an opinion; who gave it, for whom and until when is all that is judged.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from ledger.domain.ids import (
    Address,
    CertificateId,
    OrgId,
    PartyId,
    ValuationId,
    is_organisation,
    org_of_party,
    party_of_org,
)
from ledger.domain.kinds import OrgKind, ValuationPurpose
from ledger.domain.organisation import Organisation

METHODS: Final = ((1, "COST"), (2, "INCOME"), (4, "MARKET"))
CURRENCY: Final = "CNY"
"""The one currency that the contract takes; amounts are in fen."""


class Counting(StrEnum):
    """Whether an opinion counts at a moment, and if not, the first reason, in this order."""

    NOT_YET = "NOT_YET"
    WITHDRAWN = "WITHDRAWN"
    FOLLOWED = "FOLLOWED"
    EXPIRED = "EXPIRED"
    STALE = "STALE"
    NOT_ACCREDITED = "NOT_ACCREDITED"
    AFFILIATED = "AFFILIATED"
    COUNTS = "COUNTS"


COUNTING_TEXTS: Final[Mapping[Counting, tuple[str, str]]] = {
    Counting.NOT_YET: ("所问时点尚未出具", "not given yet at the moment"),
    Counting.WITHDRAWN: ("已由评估机构撤回", "taken back by its valuer"),
    Counting.FOLLOWED: ("已被同一机构的新意见取代", "followed by a newer one of the same valuer"),
    Counting.EXPIRED: ("已过有效期", "its validity has ended"),
    Counting.STALE: ("评估的是凭证的旧版本", "an older version of the certificate was valued"),
    Counting.NOT_ACCREDITED: ("评估机构不在认可状态", "the valuer is not accredited, or is suspended"),
    Counting.AFFILIATED: ("评估机构与权利人或登记机构存在关联", "the valuer is related to the holder or the registrar"),
    Counting.COUNTS: ("有效", "counts"),
}


@dataclass(frozen=True, slots=True)
class Opinion:
    """Valid for [recorded_at, valid_until), unless withdrawn or followed by another in its place."""

    number: int
    place: int
    valuer: OrgId
    account: Address
    person: bytes
    holder: PartyId
    version: int
    purpose: ValuationPurpose
    methods: int
    value: int
    currency: str
    base_date: int
    valid_until: int
    report: bytes
    assumptions: bytes
    recorded_at: int
    withdrawn_at: int | None = None
    followed_at: int | None = None

    @property
    def method_names(self) -> tuple[str, ...]:
        return tuple(word for bit, word in METHODS if self.methods & bit)


@dataclass(frozen=True, slots=True)
class ValuationLine:
    valuation_id: ValuationId
    code: CertificateId
    opinions: tuple[Opinion, ...]


@dataclass(frozen=True, slots=True)
class ValueQuestion:
    """For whose rights under a certificate, which stands at the moment in `version`, kept by `registrar`."""

    purpose: ValuationPurpose
    at: int
    version: int
    registrar: OrgId
    holders: tuple[PartyId, ...]


@dataclass(frozen=True, slots=True)
class Considered:
    opinion: Opinion
    counting: Counting

    @property
    def counts(self) -> bool:
        return self.counting is Counting.COUNTS


def considered(
    opinions: Iterable[Opinion], question: ValueQuestion, organisations: Mapping[OrgId, Organisation]
) -> tuple[Considered, ...]:
    """Every opinion for the purpose, as given. `organisations`: valuers, holders and registrar as known then."""
    asked = (one for one in opinions if one.purpose is question.purpose)
    return tuple(Considered(one, _counting(one, question, organisations)) for one in asked)


def value_of(counted: Iterable[tuple[OrgId, int]], wanted: int = 1) -> int | None:
    """The lowest of the valuers' values, in fen; None unless at least `wanted` valuers, and one, gave any."""
    given = list(counted)
    enough = len({valuer for valuer, _ in given}) >= max(1, wanted)
    return min(value for _, value in given) if enough else None


def _counting(one: Opinion, question: ValueQuestion, organisations: Mapping[OrgId, Organisation]) -> Counting:
    at, valuer = question.at, organisations.get(one.valuer)
    if at < one.recorded_at:
        return Counting.NOT_YET
    if one.withdrawn_at is not None and one.withdrawn_at <= at:
        return Counting.WITHDRAWN
    if one.followed_at is not None and one.followed_at <= at:
        return Counting.FOLLOWED
    if one.valid_until <= at:
        return Counting.EXPIRED
    if one.version != question.version:
        return Counting.STALE
    if valuer is None or not valuer.may_act_at(OrgKind.VALUER, at):
        return Counting.NOT_ACCREDITED
    parties = (party_of_org(question.registrar), *question.holders)
    if any(_related(valuer, party, organisations) for party in parties):
        return Counting.AFFILIATED
    return Counting.COUNTS


def _related(valuer: Organisation, party: PartyId, organisations: Mapping[OrgId, Organisation]) -> bool:
    """The same organisation, or one of the same group. Persons belong to none."""
    if not is_organisation(party):
        return False
    other = organisations.get(org_of_party(party))
    grouped = other is not None and valuer.group != 0 and other.group == valuer.group
    return grouped or valuer.org_id == org_of_party(party)
