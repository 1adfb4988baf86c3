# SPDX-License-Identifier: Apache-2.0
"""A grant as its acts left it, the application and decision about public data, and the receipt of a consent.

For: values that the fold makes and readers judge. Not for: whether a use is covered at a moment; that takes the grants
above it and the root as well, and is computed.
"""

from __future__ import annotations

from dataclasses import dataclass

from ledger.domain.ids import Address, GrantId, OrgId, PartyId
from ledger.domain.kinds import GrantGround, GrantKind, GrantState, PublicState, RootKind

_PUBLIC = frozenset(range(GrantKind.DIRECTED_OPEN, GrantKind.OPERATION_SCENARIO + 1))


def root_kind_of(kind: GrantKind) -> RootKind:
    """What grants of a kind hang on (ruling 21)."""
    if kind is GrantKind.CONSENT_CUSTODY:
        return RootKind.CONSENT
    return RootKind.DECISION if kind in _PUBLIC else RootKind.UNIT


@dataclass(frozen=True, slots=True)
class GrantPause:
    """The `number`-th suspension, [since, until)."""

    number: int
    since: int
    until: int | None = None

    def covers(self, at: int) -> bool:
        return self.since <= at and (self.until is None or at < self.until)


@dataclass(frozen=True, slots=True)
class GrantStep:
    """One act on the grant: who, when, on which paper. `what` is the number of its kind."""

    number: int
    what: int
    recorded_at: int
    by: OrgId
    account: Address
    person: bytes
    form: bytes | None
    mandate: bytes | None
    attestation: int
    document: bytes | None
    ground: GrantGround = GrantGround.NONE


@dataclass(frozen=True, slots=True)
class Grant:
    """One grant. The scope is the present one; `used_...` is what was debited here, without what hangs below."""

    grant_id: GrantId
    kind: GrantKind
    reference: bytes
    root: bytes
    parent: GrantId | None
    grantor: PartyId
    grantee: PartyId
    state: GrantState
    # As agreed.
    right: int
    not_before: int | None
    columns: bytes | None
    exclusivity: int
    irrevocable: bool
    important: bool
    price_mode: int
    agreement: bytes
    security: bytes | None
    export_basis: bytes | None
    reciprocal: bytes | None
    # How far it reaches now.
    fields: int
    purposes: int
    territory: int
    exported: bool
    environments: int
    not_after: int
    max_calls: int | None
    max_records: int | None
    depth: int
    # What was done.
    offered_at: int
    accepted_at: int | None = None
    since: int | None = None
    ended_at: int | None = None
    used_calls: int = 0
    used_records: int = 0
    pauses: tuple[GrantPause, ...] = ()
    steps: tuple[GrantStep, ...] = ()

    @property
    def root_kind(self) -> RootKind:
        return root_kind_of(self.kind)

    @property
    def sublicensable(self) -> bool:
        return self.depth > 0

    def word_at(self, at: int) -> str:
        """How it stands by its own acts and terms at a moment: the state that they left, and of one that is ACTIVE
        NOT_YET, EXPIRED or SUSPENDED where that is so. Not for: what it was passed on from, or hangs on."""
        if self.state is not GrantState.ACTIVE:
            return self.state.name
        if at >= self.not_after:
            return "EXPIRED"
        if self.since is not None and at < self.since:
            return "NOT_YET"
        return "SUSPENDED" if any(pause.covers(at) for pause in self.pauses) else self.state.name


@dataclass(frozen=True, slots=True)
class PublicGrant:
    """An application for use of public data, and what became of it (ruling 22). Its scope is as decided or asked."""

    public_id: bytes
    kind: GrantKind
    reference: bytes
    resource: bytes
    applicant: PartyId
    source: OrgId
    authority: OrgId
    state: PublicState
    right: int
    fields: int
    purposes: int
    territory: int
    not_after: int
    applied_at: int
    applied_by: OrgId
    application: bytes
    opined_at: int | None = None
    opinion: bytes | None = None
    decided_at: int | None = None
    decision: bytes | None = None


@dataclass(frozen=True, slots=True)
class ConsentRecord:
    """A receipt that a custodian keeps for a person (policy point 5). Who the person is stands nowhere here."""

    consent_id: bytes
    custodian: OrgId
    receipt: bytes
    purposes: int
    expires_at: int
    flags: int
    document: bytes
    person: bytes
    account: Address
    recorded_at: int
    withdrawn_at: int | None = None
    withdrawal: bytes | None = None
