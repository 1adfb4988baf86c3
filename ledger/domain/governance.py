# SPDX-License-Identifier: Apache-2.0
"""What two authorities decided together, and which contracts may write: proposals and modules.

For: values that the fold makes. Not for: what a confirmed proposal did; its target's own event says that.
"""

from __future__ import annotations

from dataclasses import dataclass

from ledger.domain.ids import Address, OrgId


@dataclass(frozen=True, slots=True)
class ProposalRound:
    """One time that a call was proposed. Open while neither confirmed nor withdrawn."""

    number: int
    target: Address
    act: bytes
    salt: bytes
    proposer: OrgId
    account: Address
    person: bytes
    made_at: int
    earliest: int
    confirmed_at: int | None = None
    confirmer: OrgId | None = None
    confirming_account: Address | None = None
    confirming_person: bytes | None = None
    withdrawn_at: int | None = None
    withdrawing_account: Address | None = None

    @property
    def is_open(self) -> bool:
        return self.confirmed_at is None and self.withdrawn_at is None


@dataclass(frozen=True, slots=True)
class Proposal:
    """A call that was proposed, once or, after it was closed, again."""

    proposal_id: bytes
    rounds: tuple[ProposalRound, ...]

    @property
    def latest(self) -> ProposalRound:
        return self.rounds[-1]


@dataclass(frozen=True, slots=True)
class WriterWindow:
    """The `number`-th time that kinds were entrusted to a module; it may write them in [since, until)."""

    number: int
    kinds: int
    since: int
    until: int | None = None


@dataclass(frozen=True, slots=True)
class DeskTrust:
    """Whether the certificate registry trusts a desk, and since when that has been so."""

    trusted: bool
    since: int


@dataclass(frozen=True, slots=True)
class ModuleRecord:
    """A contract as governance treats it. A desk is a writer and a trusted desk under one subject, hence one record."""

    module: Address
    windows: tuple[WriterWindow, ...] = ()
    trust: DeskTrust | None = None

    def may_write(self, kind: int, at: int) -> bool:
        open_then = (w for w in self.windows if w.since <= at and (w.until is None or at < w.until))
        return any(window.kinds >> kind & 1 for window in open_then)
