# SPDX-License-Identifier: Apache-2.0
"""Opinions of value on one certificate, as their acts left them.

For: values that the fold makes; `standing_at` is the twin of ValuationRegistry.valueOf for the times and the version.
Not for: whether a valuer is accredited or affiliated: that is the organisations' to say, at the same block.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ledger.domain.ids import Address, CertificateId, OrgId, PartyId, ValuationId
from ledger.domain.kinds import ValuationPurpose


@dataclass(frozen=True, slots=True)
class Opinion:
    """Valid for [recorded_at, valid_until), unless withdrawn or followed by a newer one of the same valuer."""

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

    def stands_at(self, at: int, version: int) -> bool:
        begun = self.recorded_at <= at < self.valid_until and self.version == version
        return begun and all(moment is None or at < moment for moment in (self.withdrawn_at, self.followed_at))


@dataclass(frozen=True, slots=True)
class ValuationLine:
    valuation_id: ValuationId
    code: CertificateId
    opinions: tuple[Opinion, ...]

    def standing_at(self, at: int, version: int, purpose: ValuationPurpose) -> Iterator[Opinion]:
        """The newest of each valuer that stand for a purpose; a changed certificate makes them stale."""
        return (one for one in self.opinions if one.purpose is purpose and one.stands_at(at, version))
