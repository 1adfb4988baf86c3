# SPDX-License-Identifier: Apache-2.0
"""Public data (ruling 22): application, the source department's opinion, the authority's decision, the public list.

The grant itself is then offered and accepted like any other (`grants.py`), on the decided terms. Not for: consents, the
other thing besides a right unit that a grant can hang on (`custody.py`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from ledger.chain import encode
from ledger.domain.csv_text import csv_text
from ledger.domain.grant import Grant, PublicGrant
from ledger.domain.ids import OrgId, PartyId, id_named, name_bytes, name_of
from ledger.domain.keccak import keccak
from ledger.domain.kinds import GrantKind, PublicState, RightBits
from ledger.domain.scope import ALL_FIELDS, DecisionRoot, divisions_of, purposes_of
from ledger.domain.structs import GrantScope, GrantTerms, PublicApplication
from ledger.domain.verdict_json import party_label, shanghai
from ledger.errors import NotFound, Refused
from ledger.service.assents import Signing, assent_of, refuse_no_code, signing_told
from ledger.service.grant_terms import Terms, applied_terms, kept_texts, reference_bytes, said, terms_of
from ledger.service.grant_views import lines_on_root
from ledger.service.grants import filed_id
from ledger.service.papers import Paper, keeping, paper_of
from ledger.service.runtime import Ledger, Principal
from ledger.store.queries import grants as queries
from ledger.store.queries.acts import required_head
from ledger.store.session import Store

PUBLIC_TYPEHASH: Final = keccak(b"PublicGrant(uint256 chainId,address registry,bytes18 filer,bytes32 reference)")
NO_TERMS: Final = GrantTerms(
    0, 0, GrantScope(0, 0, 0, False, 0, 0, 0, 0, 0), bytes(32), 0, False, False, 0, bytes(32), bytes(32), bytes(32),
    bytes(32),
)  # fmt: skip
"""What a refusal says of terms: nothing."""


@dataclass(frozen=True, slots=True)
class ApplicationOrder:
    """Who files whose application for which public resource, with which department and authority."""

    who: Principal
    key: str
    reference: str
    kind: GrantKind
    resource: str
    applicant: PartyId
    source: OrgId
    authority: OrgId
    terms: Terms
    document: str
    signing: Signing = field(default_factory=Signing)


def apply_for(ledger: Ledger, order: ApplicationOrder) -> dict[str, Any]:
    """The answer names the application."""
    refuse_no_code(applicant=order.applicant, source=order.source, authority=order.authority)
    public_id = filed_id(ledger, PUBLIC_TYPEHASH, order.who.org_id, reference_bytes(order.reference))
    terms, papers = terms_of(ledger, order.who, public_id, order.terms, important=False)
    assent, signed = assent_of(ledger, order.who, public_id, order.applicant, order.signing)
    paper = paper_of(order.who, public_id, "PUBLIC_APPLICATION", order.document, ledger.now())
    given = PublicApplication(
        order.kind, reference_bytes(order.reference), name_bytes(order.resource, 32), order.applicant, order.source,
        order.authority, terms, paper.commitment, assent,
    )  # fmt: skip
    body = {
        "reference": order.reference,
        "kind": order.kind.name,
        "resource": order.resource,
        "applicant": order.applicant.hex(),
        "source": order.source,
        "authority": order.authority,
        "terms": said(order.terms),
        "document": order.document,
        **signing_told(order.signing),
    }
    call = encode.grants_apply_for(given)
    answer = ledger.perform(order.who, "apply-public", order.key, body, call, keeping(*papers, *signed, paper))
    return {**answer, "application": "0x" + public_id.hex()}


def opine(
    ledger: Ledger, who: Principal, key: str, public_id: bytes, *, favourable: bool, document: str
) -> dict[str, Any]:
    """The department that the data come from says what it thinks."""
    _require(ledger.store, public_id)
    paper = paper_of(who, public_id, "PUBLIC_OPINION", document, ledger.now())
    call = encode.grants_opine(public_id, favourable, who.commitment, paper.commitment)
    body = {"application": public_id.hex(), "favourable": favourable, "document": document}
    return ledger.perform(who, "opine-public", key, body, call, keeping(paper))


def decide(
    ledger: Ledger,
    who: Principal,
    key: str,
    public_id: bytes,
    *,
    granted: bool,
    document: str,
    terms: Terms | None = None,
) -> dict[str, Any]:
    """The authority grants, as applied for or on these other terms, or refuses, which takes no terms; with reasons."""
    made, papers = _decided(ledger, who, public_id, granted, terms)
    paper = paper_of(who, public_id, "PUBLIC_DECISION", document, ledger.now())
    call = encode.grants_decide(public_id, granted, made, who.commitment, paper.commitment)
    body = {"application": public_id.hex(), "granted": granted, "terms": said(terms), "document": document}
    return ledger.perform(who, "decide-public", key, body, call, keeping(*papers, paper))


def _decided(
    ledger: Ledger, who: Principal, public_id: bytes, granted: bool, terms: Terms | None
) -> tuple[GrantTerms, list[Paper]]:
    with ledger.store.reading() as session:
        asked = applied_terms(session, public_id)
        kept = kept_texts(session, asked)
    if asked is None:
        raise no_public_application()
    if not granted:
        if terms is not None:
            raise _terms_beside_a_refusal()
        return NO_TERMS, []
    return (asked, []) if terms is None else terms_of(ledger, who, public_id, terms, important=False, kept=kept)


def _require(store: Store, public_id: bytes) -> None:
    with store.reading() as session:
        if queries.public_grant(session, public_id) is None:
            raise no_public_application()


def named(store: Store, text: str) -> bytes:
    """An application by its id or by the reference under which it was filed."""
    if (public_id := id_named(text)) is not None:
        _require(store, public_id)
        return public_id
    with store.reading() as session:
        found = queries.applications_by_reference(session, reference_bytes(text))
    if len(found) > 1:
        raise Refused(
            f"{len(found)} applications for public data have the reference {text}; name one by its id",
            zh=f"编号 {text} 对应 {len(found)} 件公共数据授权申请，请改用申请标识",
            code="PUBLIC_APPLICATION_AMBIGUOUS",
        )
    if not found:
        raise no_public_application()
    return found[0]


def no_public_application() -> NotFound:
    return NotFound(
        "no such application for public data", zh="没有此公共数据授权申请", code="PUBLIC_APPLICATION_NOT_FOUND"
    )


def _terms_beside_a_refusal() -> Refused:
    return Refused(
        "a refusal has reasons and no terms", zh="不予授权的决定只载明理由，不附条款", code="TERMS_BESIDE_REFUSAL"
    )


# --- the public list --------------------------------------------------------------------------------------------------

COLUMNS: Final = ("application", "kind", "resource", "applicant", "source", "authority", "state", "right", "fields",
                  "purposes", "divisions", "not_after", "applied_at", "opined_at", "decided_at", "reference", "grant",
                  "grant_state")  # fmt: skip


def public_list(store: Store) -> list[dict[str, Any]]:
    """Every application for public data and what became of it, refusals too, oldest first.

    The right, its scope and its term are those decided, or, before there is a decision, those applied for.
    """
    with store.reading() as session:
        found = queries.public_grants(session)
        grants = queries.first_grants_on(session, [one.public_id for one in found])
        now = required_head(session).timestamp
    return [_line(one, grants.get(one.public_id), now) for one in found]


def shown(store: Store, public_id: bytes) -> dict[str, Any]:
    """One application: its line, and every grant on the decision, what was passed on from it too."""
    with store.reading() as session:
        found = queries.public_grant(session, public_id)
        if found is None:
            raise no_public_application()
        grants, now = queries.grants_on(session, public_id), required_head(session).timestamp
    first = next((one for one in grants if one.parent is None), None)
    return {**_line(found, first, now), "grants": lines_on_root(grants, DecisionRoot(), now)}


def public_csv(lines: Sequence[dict[str, Any]]) -> str:
    """The list as CSV."""
    rows = ([_cell(line[name]) for name in COLUMNS] for line in lines)
    return csv_text(COLUMNS, rows, end="\r\n")


def _cell(value: Any) -> Any:
    return " ".join(map(str, value)) if isinstance(value, list) else value


def _line(one: PublicGrant, grant: Grant | None, now: int) -> dict[str, Any]:
    """A decision is used up by the offer of its grant, which no act of the application's own says; and nothing can be
    offered on it any more once its term is over: LAPSED."""
    state = (one.state if grant is None else PublicState.GRANTED).name
    if one.state is PublicState.DECIDED and grant is None and now >= one.not_after:
        state = "LAPSED"
    return {
        "application": "0x" + one.public_id.hex(),
        "kind": one.kind.name,
        "resource": name_of(one.resource),
        "applicant": party_label(one.applicant),
        "source": one.source,
        "authority": one.authority,
        "state": state,
        "right": RightBits(one.right).name,
        "fields": "ALL" if one.fields == ALL_FIELDS else f"{one.fields:#x}",
        "purposes": [code.name for code in purposes_of(one.purposes)],
        "divisions": divisions_of(one.territory),
        "not_after": shanghai(one.not_after),
        "applied_at": shanghai(one.applied_at),
        "opined_at": None if one.opined_at is None else shanghai(one.opined_at),
        "decided_at": None if one.decided_at is None else shanghai(one.decided_at),
        "reference": name_of(one.reference),
        "grant": None if grant is None else "0x" + grant.grant_id.hex(),
        "grant_state": None if grant is None else grant.word_at(now),
    }
