# SPDX-License-Identifier: Apache-2.0
"""What a grant is offered on, as people name it (ruling 21): a certificate, a decision about public data, a consent; or
nothing but the grant that is passed on, which says it.

For: one reading of these names, for command line and API alike, and what follows from them: the kind of the grant, and
on a decision who may have it. Not for: whether the offer is lawful, which the contract decides.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from ledger.domain.grant import root_kind_of
from ledger.domain.ids import CertificateId, GrantId, PartyId, certificate_bytes
from ledger.domain.kinds import GrantKind, RootKind
from ledger.errors import Refused
from ledger.service import custody, public_grants
from ledger.service.grants import NO_GRANT, named, no_grant
from ledger.store.queries import grants as queries
from ledger.store.session import Store

NOBODY: Final = PartyId(bytes(32))


@dataclass(frozen=True, slots=True)
class NamedRoot:
    """At most one of `code`, `decision` and `consent`; none only with a `parent`. Empty: not named."""

    code: str = ""
    decision: str = ""
    consent: str = ""
    parent: str = ""
    kind: GrantKind | None = None


@dataclass(frozen=True, slots=True)
class FoundRoot:
    """The root's 32 bytes, and what it says of the grant. `grantee`: the only one who may have it; else `NOBODY`."""

    kind: GrantKind
    root: bytes
    parent: GrantId = NO_GRANT
    grantee: PartyId = NOBODY


def found_root(store: Store, name: NamedRoot) -> FoundRoot:
    """NotFound if there is no such thing; Refused if several are named, or the kind hangs on another kind of root."""
    if sum(map(bool, (name.code, name.decision, name.consent))) > 1 or not any(
        (name.code, name.decision, name.consent, name.parent)
    ):
        raise _one_root()
    found = _passed_on(store, name) if name.parent else _first(store, name)
    if name.kind is not None and name.kind is not found.kind:
        if root_kind_of(name.kind) is not RootKind.UNIT or root_kind_of(found.kind) is not RootKind.UNIT:
            raise _other_kind(name.kind, found.kind)
        return FoundRoot(name.kind, found.root, found.parent, found.grantee)
    return found


def _first(store: Store, name: NamedRoot) -> FoundRoot:
    if name.decision:
        public_id = public_grants.named(store, name.decision)
        with store.reading() as session:
            asked = queries.public_grant(session, public_id)
        if asked is None:
            raise public_grants.no_public_application()
        return FoundRoot(asked.kind, public_id, grantee=asked.applicant)
    if name.consent:
        return FoundRoot(GrantKind.CONSENT_CUSTODY, custody.named(store, name.consent))
    return FoundRoot(GrantKind.ENTERPRISE, certificate_bytes(CertificateId(name.code)))


def _passed_on(store: Store, name: NamedRoot) -> FoundRoot:
    """On what the parent hangs; if a root is named besides, it is that one, or the contract says so."""
    parent = named(store, name.parent)
    with store.reading() as session:
        grant = queries.grant(session, parent)
    if grant is None:
        raise no_grant()
    if not any((name.code, name.decision, name.consent)):
        return FoundRoot(grant.kind, grant.root, parent)
    beside = _first(store, NamedRoot(name.code, name.decision, name.consent))
    return FoundRoot(grant.kind, beside.root, parent)


def _one_root() -> Refused:
    return Refused(
        "a grant is offered on one thing: a certificate, a decision, a consent, or the grant that is passed on",
        zh="授权须且仅须指明一项依据：登记凭证、公共数据授权决定、个人同意凭据，或所转的上级授权",
        code="GRANT_ROOT_NOT_ONE",
    )


def _other_kind(wished: GrantKind, kind: GrantKind) -> Refused:
    return Refused(
        f"what the grant is offered on makes it {kind.name}, not {wished.name}",
        zh=f"依此授权的类型为 {kind.name}，不是 {wished.name}",
        code="GRANT_KIND_OF_ANOTHER_ROOT",
    )
