# SPDX-License-Identifier: Apache-2.0
"""What the audit of a trace finds of agreements: uses that they forbid, data that they want back, who had a grant
passed on to it that they do not allow. Called by `trace.py`.

An agreement that is not kept here, or not for the reader, and one that is words alone, is one that no check reads:
whatever hangs on it is NOT_CHECKED (ruling 25). A use is held against the agreements of its grant and of everything
above it; what was handed over against that of the grant under which it was.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from ledger.domain.agreement import Agreement, EndEffect, Particulars
from ledger.domain.circulation import Happening
from ledger.domain.grant import Grant
from ledger.domain.ids import GrantId, party_of_org
from ledger.domain.kinds import Circulation as C
from ledger.domain.scope import PurposeCode
from ledger.domain.usage_scope import Allowance, Forbidden, chain_in, forbidden_in
from ledger.domain.verdict import Evidence
from ledger.domain.verdict_json import party_label

Blind = tuple[str, str]

NOT_HELD: Final = (
    "本服务未持有或无权查阅部分授权协议",
    "the agreements of some grants are not kept here, or not for who asks",
)
WORDS_ALONE: Final = (
    "部分授权协议只有文本、没有结构化要素，无法自动核对",
    "the agreements of some grants are words alone, which no check reads",
)
CONSENT_NOT_ON_RECORD: Final = (
    "授权协议约定转授权须经同意，而账本不记载该同意",
    "an agreement asks for consent before a grant is passed on, which no act records",
)
USERS_NOT_ON_RECORD: Final = (
    "授权协议约定了使用人数上限，而使用记录不载明人数",
    "an agreement bounds the number of users, which no record of a use says",
)

_ENDING: Final[Mapping[EndEffect, frozenset[C]]] = {
    EndEffect.RETURN: frozenset({C.RETURN}),
    EndEffect.DESTROY: frozenset({C.DESTROY}),
}
_EITHER: Final = frozenset({C.RETURN, C.DESTROY})


@dataclass(frozen=True, slots=True)
class PassedOn:
    """A grant that was passed on and accepted, and the act that did it."""

    grant: Grant
    place: Evidence


@dataclass(frozen=True, slots=True)
class Due:
    """What is to be reported of data that were handed over: one of these, before `before` (None: at any time), because
    it was due by `at`. In `words` for people."""

    types: frozenset[C]
    before: int | None
    words: str


@dataclass(frozen=True, slots=True)
class Agreed:
    """Agreements by grant, as far as they are held; what grants allowed; those that were passed on by then."""

    agreements: Mapping[GrantId, Agreement]
    allowances: Mapping[bytes, Allowance | None]
    passed_on: Sequence[PassedOn]

    def chain(self, grant_id: GrantId | None) -> tuple[Grant, ...]:
        """The grant and everything above it; empty if there is none."""
        found = None if grant_id is None else self.allowances.get(grant_id)
        return () if found is None else chain_in(found)

    def particulars(self, grant_id: GrantId | None) -> Particulars | None:
        found = None if grant_id is None else self.agreements.get(grant_id)
        return None if found is None else found.particulars

    def forbidden(self, grant_id: GrantId | None) -> Forbidden:
        return forbidden_in(self.chain(grant_id), self.agreements)

    def unread(self, grants: Sequence[GrantId]) -> Iterator[Blind]:
        """Why not everything that was agreed on these grants can be told."""
        for grant_id in grants:
            if grant_id not in self.agreements:
                yield NOT_HELD
            elif self.agreements[grant_id].particulars is None:
                yield WORDS_ALONE

    def blind(self, grant_id: GrantId) -> Iterator[Blind]:
        """Why not every use under a grant can be held against what was agreed on it and above it."""
        chain = [one.grant_id for one in self.chain(grant_id)] or [grant_id]
        yield from self.unread(chain)
        agreed = [self.particulars(each) for each in chain]
        if any(each is not None and each.max_users is not None for each in agreed):
            yield USERS_NOT_ON_RECORD

    def strangers(self) -> Iterator[tuple[PassedOn, GrantId]]:
        """What was passed on to somebody whom the agreement above does not allow."""
        for each in self.passed_on:
            above = self.particulars(each.grant.parent)
            allowed = () if above is None else above.allowed_grantees
            if allowed and each.grant.parent and each.grant.grantee not in [party_of_org(org) for org in allowed]:
                yield each, each.grant.parent

    def blind_to_passing_on(self) -> Iterator[Blind]:
        parents = [each.grant.parent for each in self.passed_on if each.grant.parent is not None]
        yield from self.unread(parents)
        agreed = [self.particulars(each) for each in parents]
        if any(each is not None and each.consent_required for each in agreed):
            yield CONSENT_NOT_ON_RECORD

    def due(self, delivery: Happening, at: int) -> Due | None:
        """What the agreement of its grant wants back of what was delivered; None if nothing is due by `at`. With a date
        that is the day; without one, the end of the grant, after which any day will do."""
        agreed = self.particulars(delivery.grant_id)
        if agreed is None or delivery.grant_id is None:
            return None
        types = _EITHER if agreed.effect is None else _ENDING.get(agreed.effect, _EITHER)
        on = f"agreement of 0x{delivery.grant_id.hex()}"
        if (before := agreed.destroy_before) is not None:
            return Due(types, before, f"{_words(types)} before {before} ({on})") if before <= at else None
        end = min((_end(each) for each in self.chain(delivery.grant_id)), default=at + 1)
        if agreed.effect not in _ENDING or end > at:
            return None
        return Due(types, None, f"{_words(types)} as the grant ended at {end} ({on})")


def purpose_named(number: int) -> str:
    return PurposeCode(number).name if number in PurposeCode._value2member_map_ else str(number)


def grantee_named(grant: Grant) -> str:
    return party_label(grant.grantee)


def _words(types: frozenset[C]) -> str:
    names = {C.RETURN: "returned", C.DESTROY: "destroyed"}
    return " or ".join(names[each] for each in sorted(types))


def _end(grant: Grant) -> int:
    return grant.not_after if grant.ended_at is None else min(grant.not_after, grant.ended_at)
