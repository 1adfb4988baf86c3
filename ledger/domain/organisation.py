# SPDX-License-Identifier: Apache-2.0
"""Who may act, as far as acts say so: an organisation, its accreditations with their suspensions, its keys.

For: values that the fold makes and that verdicts ask "then?". Not for: what a suspension or a compromised key does to a
certificate; that is computed where a moment is asked about. A state holds facts with their times, never a status word.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from ledger.domain.ids import Address, OrgId
from ledger.domain.kinds import OrgKind


@dataclass(frozen=True, slots=True)
class Suspension:
    """The `number`-th suspension of a kind, from `since` until just before `until`; None: still suspended.

    It hangs on the kind, not on one accreditation: a new window does not lift it.
    """

    kind: OrgKind
    number: int
    since: int
    reason: bytes
    until: int | None = None
    resumed_reason: bytes | None = None

    def covers(self, at: int) -> bool:
        return self.since <= at and (self.until is None or at < self.until)


@dataclass(frozen=True, slots=True)
class Accreditation:
    """The `number`-th accreditation of one kind, for [since, until). The last one of a kind is the one in force."""

    kind: OrgKind
    number: int
    since: int
    until: int | None
    region: int
    digit: int
    recorded_at: int

    def in_window(self, at: int) -> bool:
        return self.since <= at and (self.until is None or at < self.until)


@dataclass(frozen=True, slots=True)
class AccountKey:
    """An account and the time for which it was good: [since, until), and not from `compromised_since` on."""

    account: Address
    since: int
    until: int | None
    added_at: int
    retired_at: int | None = None
    retired_by: Address | None = None
    compromised_since: int | None = None
    compromise_reported_at: int | None = None
    compromise_reported_by: Address | None = None
    compromise_report: bytes | None = None

    def good_at(self, at: int) -> bool:
        """Whether an act of this moment bound the organisation, on all that is known now."""
        sound = self.compromised_since is None or at < self.compromised_since
        return sound and self.since <= at and (self.until is None or at < self.until)


SUPERVISING: Final = frozenset({OrgKind.AUTHORITY, OrgKind.AUDITOR})
"""Kinds that see the business of others, while they are accredited and not suspended."""


@dataclass(frozen=True, slots=True)
class StandingBy:
    """The `number`-th time that a good key stood by what the organisation had signed on these subjects until then."""

    number: int
    recorded_at: int
    account: Address
    person: bytes
    reason: bytes
    subjects: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class Organisation:
    """One organisation as its acts left it."""

    org_id: OrgId
    name: str
    kinds: int
    group: int
    public_body: bool
    registered_by: OrgId | None
    registered_at: int
    registered_account: Address | None
    registered_person: bytes | None
    two_person_kinds: int
    encryption_key: bytes | None = None
    accreditations: tuple[Accreditation, ...] = ()
    suspensions: tuple[Suspension, ...] = ()
    keys: tuple[AccountKey, ...] = ()
    standing_by: tuple[StandingBy, ...] = ()
    successor: OrgId | None = None
    succeeded_at: int | None = None
    succession_document: bytes | None = None

    def is_kind(self, kind: OrgKind) -> bool:
        return bool(self.kinds >> kind & 1)

    def org_kinds(self) -> tuple[OrgKind, ...]:
        return tuple(kind for kind in OrgKind if self.is_kind(kind))

    def supervises_at(self, at: int) -> bool:
        return any(self.may_act_at(kind, at) for kind in SUPERVISING)

    def accreditation(self, kind: OrgKind) -> Accreditation | None:
        """The one in force for a kind: the last that was given."""
        return next(self._latest_first(kind), None)

    def accredited_at(self, kind: OrgKind, at: int) -> bool:
        """Whether some accreditation of the kind covered the moment; a suspension does not end one (art. 13)."""
        return any(given.in_window(at) for given in self._latest_first(kind))

    def may_act_at(self, kind: OrgKind, at: int) -> bool:
        """The twin of AccreditationWord.effectiveAt: in the window given last by then, and not suspended."""
        given = next((one for one in self._latest_first(kind) if one.recorded_at <= at), None)
        return given is not None and given.in_window(at) and not self.suspended_at(kind, at)

    def suspended_at(self, kind: OrgKind, at: int) -> bool:
        return any(suspended.kind == kind and suspended.covers(at) for suspended in self.suspensions)

    def tainted(self, account: Address | None, signed_at: int) -> bool:
        """Whether a key of this organisation was in other hands when it signed, on all that is known now."""
        key = self.key(account) if account is not None else None
        return key is not None and key.compromised_since is not None and key.compromised_since <= signed_at

    def stands_by(self, subject: bytes, signed_at: int) -> bool:
        """Whether a key that is good on all that is known now stood by what was signed on the subject until then."""
        return any(
            given.recorded_at >= signed_at
            and subject in given.subjects
            and (key := self.key(given.account)) is not None
            and key.good_at(given.recorded_at)
            for given in self.standing_by
        )

    def key(self, account: Address) -> AccountKey | None:
        return next((key for key in self.keys if key.account == account), None)

    def _latest_first(self, kind: OrgKind) -> Iterator[Accreditation]:
        return (given for given in reversed(self.accreditations) if given.kind == kind)
