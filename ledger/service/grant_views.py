# SPDX-License-Identifier: Apache-2.0
"""Grants as they are shown: one with its terms and steps, all on a certificate as a tree.

For: readers of the mirror as it is now. Not for: whether a use is covered (`grants.effective`), nor for the texts
behind a grant (`grant_papers.py`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ledger.domain.calendar import WITHOUT_END
from ledger.domain.grant import Grant
from ledger.domain.ids import CertificateId, GrantId, PartyId, certificate_bytes, certificate_of, name_of
from ledger.domain.kinds import Kind, RightBits, RootKind
from ledger.domain.scope import ALL_FIELDS, Root, Rule, chain_of, divisions_of, purposes_of, time_rule
from ledger.domain.verdict_json import party_label, shanghai
from ledger.domain.whereabouts import Lookup
from ledger.service.grant_terms import ENVIRONMENTS, EXCLUSIVITY, PRICING
from ledger.service.grants import certificates, decided_at, flags_at, grantor_at, in_conflict, no_grant, unit_of
from ledger.service.heads import no_certificate
from ledger.service.reciprocal import counterpart
from ledger.service.taint import Taints, now, tainted_grants
from ledger.store.queries import certificates as certificate_rows
from ledger.store.queries import grants as queries
from ledger.store.queries import traces
from ledger.store.queries.acts import required_head
from ledger.store.session import Store


def listed(store: Store, code: CertificateId, at: int) -> list[dict[str, Any]]:
    """Every grant on a certificate's rights as the mirror has it now, judged at a moment: parents before children.

    Those given on this certificate, and those that came to it with a right that was transferred (ruling 23). NotFound
    without the certificate.
    """
    with store.reading() as session:
        if certificate_rows.certificate(session, code) is None:
            raise no_certificate(code)
        lookup = certificates(session)
        grants = _on(lookup, code, [g for c in traces.family(session, code) for g in queries.grants_of(session, c)], at)
        runs = {key: decided_at(grants, key, lookup, at).allowed for key in grants}
        found, taints = list(grants.values()), Taints(now(session))
        return [_line(grant, level, found, runs, lookup, taints, at) for grant, level in _walked(found)]


def _on(lookup: Lookup, code: CertificateId, found: Sequence[Grant], at: int) -> dict[GrantId, Grant]:
    """Those among the grants of a line of certificates that were given on this one, or whose right is under it now."""
    all_ = {grant.grant_id: grant for grant in found}

    def belongs(grant: Grant) -> bool:
        place = unit_of(lookup, all_, grant.grant_id, at)
        return grant.root == certificate_bytes(code) or (place is not None and place.code == code)

    return {key: grant for key, grant in all_.items() if belongs(grant)}


def _walked(found: list[Grant]) -> list[tuple[Grant, int]]:
    below: dict[GrantId | None, list[Grant]] = {}
    for grant in found:
        below.setdefault(grant.parent, []).append(grant)

    def walk(parent: GrantId | None, level: int) -> list[tuple[Grant, int]]:
        return [pair for one in below.get(parent, []) for pair in ((one, level), *walk(one.grant_id, level + 1))]

    return walk(None, 0)


def _line(
    grant: Grant,
    level: int,
    found: list[Grant],
    runs: Mapping[GrantId, bool],
    lookup: Lookup,
    taints: Taints,
    at: int,
) -> dict[str, Any]:
    grants = {one.grant_id: one for one in found}
    chain = [link.grant for link in chain_of(grants, grant.grant_id)]
    beside = {
        "EXCLUSIVITY_CONFLICT": in_conflict(lookup, grants, grant, at),
        "TAINTED": any(taints.of(one.grant_id, at) for one in chain),
    }
    return {
        **document(grant, grantor_at(lookup, grant, at), at),
        "level": level,
        "effective": runs[grant.grant_id],
        "flags": [*flags_at(lookup, chain[-1], at), *(flag for flag, holds in beside.items() if holds)],
    }


def document(grant: Grant, grantor: PartyId, at: int) -> dict[str, Any]:
    """A grant as it is shown, with its state at a moment. `grantor` stands as such now; `granted_by` is who gave it."""
    return {
        "grant": "0x" + grant.grant_id.hex(),
        "reference": name_of(grant.reference),
        "kind": grant.kind.name,
        "root_kind": grant.root_kind.name,
        "root": certificate_of(grant.root) if grant.root_kind is RootKind.UNIT else "0x" + grant.root.hex(),
        "parent": None if grant.parent is None else "0x" + grant.parent.hex(),
        "grantor": party_label(grantor),
        "granted_by": party_label(grant.grantor),
        "grantee": party_label(grant.grantee),
        "state": grant.word_at(at),
        "right": RightBits(grant.right).name,
        "fields": "ALL" if grant.fields == ALL_FIELDS else f"{grant.fields:#x}",
        "purposes": [code.name for code in purposes_of(grant.purposes)],
        "divisions": divisions_of(grant.territory),
        "exported": grant.exported,
        "environments": [name for bit, name in enumerate(ENVIRONMENTS) if grant.environments >> bit & 1],
        "since": None if grant.since is None else shanghai(grant.since),
        "not_after": shanghai(grant.not_after),
        "ended_at": None if grant.ended_at is None else shanghai(grant.ended_at),
        "max_calls": None if grant.max_calls is None else str(grant.max_calls),
        "max_records": None if grant.max_records is None else str(grant.max_records),
        "used_calls": str(grant.used_calls),
        "used_records": str(grant.used_records),
        "depth": grant.depth,
        "sublicensable": grant.sublicensable,
        "exclusivity": EXCLUSIVITY[grant.exclusivity],
        "irrevocable": grant.irrevocable,
        "price_mode": PRICING[grant.price_mode],
        "steps": [
            {"what": Kind(step.what).name, "at": shanghai(step.recorded_at), "by": step.by} for step in grant.steps
        ],
    }


def lines_on_root(found: Sequence[Grant], root: Root, at: int) -> list[dict[str, Any]]:
    """The grants on one decision or consent, whose grantors keep their side of it; each with its state at a moment, and
    whether it takes effect then: what it was passed on from and hangs on counts as well."""
    grants = {one.grant_id: one for one in found}
    lines = []
    for one in found:
        told = document(one, one.grantor, at)
        chain = [link.grant for link in chain_of(grants, one.grant_id)]
        effective = time_rule(chain, root, at) is Rule.ALLOWED
        lines.append({name: told[name] for name in ("grant", "reference", "grantee", "state", "parent")})
        lines[-1]["effective"] = effective
    return lines


def shown(store: Store, grant_id: GrantId, at: int | None = None) -> dict[str, Any]:
    """A grant as the mirror has it now, with the acts on it, or on one that it was passed on from, that rest on a key
    which was in other hands; of a reciprocal one, how its counterpart stands at a moment (None: the newest block's).
    """
    with store.reading() as session:
        found = queries.grant(session, grant_id)
        if found is None:
            raise no_grant()
        taints, chain, above = Taints(now(session)), [grant_id], found.parent
        while above is not None and (parent := queries.grant(session, above)) is not None:
            chain.append(above)
            above = parent.parent
        tainted = tainted_grants(taints, chain, WITHOUT_END)
        moment = required_head(session).timestamp if at is None else at
        return {
            **document(found, grantor_at(certificates(session), found), moment),
            "reciprocal": counterpart(session, found, moment),
            "tainted": tainted,
        }
