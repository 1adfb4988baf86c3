# SPDX-License-Identifier: Apache-2.0
"""What a grant can hang on besides a right unit: an authority's decision about public data (ruling 22), a consent.

For: application, opinion, decision; consents recorded and withdrawn, with every grant that a withdrawal touches; the
public list. The grant itself is then offered and accepted like any other (`grants.py`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from ledger.chain import encode
from ledger.domain.csv_text import csv_text
from ledger.domain.grant import Grant, PublicGrant
from ledger.domain.ids import OrgId, PartyId, name_bytes, name_of, org_bytes
from ledger.domain.keccak import keccak
from ledger.domain.kinds import GrantKind, Module, RightBits
from ledger.domain.scope import ALL_FIELDS, PurposeCode, divisions_of, purpose_bits, purposes_of
from ledger.domain.structs import ConsentReceipt, PublicApplication
from ledger.domain.verdict_json import party_label, shanghai
from ledger.errors import NotFound
from ledger.service.assents import Signing, assent_of
from ledger.service.grants import Terms, reference_bytes, said, terms_of
from ledger.service.grants import document as grant_document
from ledger.service.papers import keeping, paper_of
from ledger.service.runtime import Ledger, Principal
from ledger.store.queries import grants as queries
from ledger.store.session import Store

PUBLIC_TYPEHASH: Final = keccak(b"PublicGrant(uint256 chainId,address registry,bytes18 filer,bytes32 reference)")
CONSENT_TYPEHASH: Final = keccak(b"Consent(uint256 chainId,address registry,bytes18 custodian,bytes32 receipt)")
CONSENT_FLAGS: Final = ("TO_OTHERS", "ABROAD", "SENSITIVE", "MINOR")


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


@dataclass(frozen=True, slots=True)
class ConsentOrder:
    """A custodian's record of a consent. `receipt` is the text of the receipt, which stays here."""

    who: Principal
    key: str
    receipt: str
    custody: str
    purposes: tuple[PurposeCode, ...]
    expires_at: int
    flags: tuple[str, ...] = ("TO_OTHERS",)


def apply_for(ledger: Ledger, order: ApplicationOrder) -> dict[str, Any]:
    """The answer names the application."""
    public_id = _id(ledger, PUBLIC_TYPEHASH, order.who.org_id, reference_bytes(order.reference))
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
    }
    call = encode.grants_apply_for(given)
    answer = ledger.perform(order.who, "apply-public", order.key, body, call, keeping(*papers, *signed, paper))
    return {**answer, "application": "0x" + public_id.hex()}


def opine(
    ledger: Ledger, who: Principal, key: str, public_id: bytes, *, favourable: bool, document: str
) -> dict[str, Any]:
    """The department that the data come from says what it thinks."""
    paper = paper_of(who, public_id, "PUBLIC_OPINION", document, ledger.now())
    call = encode.grants_opine(public_id, favourable, who.commitment, paper.commitment)
    body = {"application": public_id.hex(), "favourable": favourable, "document": document}
    return ledger.perform(who, "opine-public", key, body, call, keeping(paper))


def decide(
    ledger: Ledger, who: Principal, key: str, public_id: bytes, *, terms: Terms, granted: bool, document: str
) -> dict[str, Any]:
    """The authority grants on these terms, or refuses, with reasons."""
    made, papers = terms_of(ledger, who, public_id, terms, important=False)
    paper = paper_of(who, public_id, "PUBLIC_DECISION", document, ledger.now())
    call = encode.grants_decide(public_id, granted, made, who.commitment, paper.commitment)
    body = {"application": public_id.hex(), "granted": granted, "terms": said(terms), "document": document}
    return ledger.perform(who, "decide-public", key, body, call, keeping(*papers, paper))


def record_consent(ledger: Ledger, order: ConsentOrder) -> dict[str, Any]:
    """The receipt stays with the custodian; the chain holds its salted commitment, and nothing of the person."""
    who, now = order.who, ledger.now()
    receipt = paper_of(who, org_bytes(who.org_id).ljust(32, b"\0"), "CONSENT_RECEIPT", order.receipt, now)
    consent_id = _id(ledger, CONSENT_TYPEHASH, who.org_id, receipt.commitment)
    custody = paper_of(who, consent_id, "CUSTODY_AGREEMENT", order.custody, now)
    flags = sum(1 << CONSENT_FLAGS.index(flag) for flag in set(order.flags))
    given = ConsentReceipt(
        receipt.commitment, purpose_bits(order.purposes), order.expires_at, flags, who.commitment, custody.commitment
    )
    body = {"receipt": order.receipt, "purposes": said(order.purposes), "expires_at": order.expires_at, "flags": flags}
    call = encode.grants_record_consent(given)
    answer = ledger.perform(who, "record-consent", order.key, body, call, keeping(receipt, custody))
    return {**answer, "consent": "0x" + consent_id.hex()}


def withdraw_consent(ledger: Ledger, who: Principal, key: str, consent_id: bytes, document: str) -> dict[str, Any]:
    """On the person's paper. The answer names every grant that covers nothing any more, and whom to tell."""
    with ledger.store.reading() as session:
        if queries.consent(session, consent_id) is None:
            raise NotFound("no such consent", zh="没有此同意凭据", code="CONSENT_NOT_FOUND")
        touched = queries.grants_on(session, consent_id)
    paper = paper_of(who, consent_id, "CONSENT_WITHDRAWAL", document, ledger.now())
    call = encode.grants_withdraw_consent(consent_id, who.commitment, paper.commitment)
    body = {"consent": consent_id.hex(), "document": document}
    answer = ledger.perform(who, "withdraw-consent", key, body, call, keeping(paper))
    return {**answer, "affected": [_affected(grant) for grant in touched]}


def _affected(grant: Grant) -> dict[str, Any]:
    shown = grant_document(grant, grant.grantor)
    return {name: shown[name] for name in ("grant", "reference", "grantee", "state", "parent")}


# --- the public list --------------------------------------------------------------------------------------------------

COLUMNS: Final = ("application", "kind", "resource", "applicant", "source", "authority", "state", "right", "fields",
                  "purposes", "divisions", "not_after", "applied_at", "opined_at", "decided_at")  # fmt: skip


def public_list(store: Store) -> list[dict[str, Any]]:
    """Every application for public data and what became of it, refusals too, oldest first."""
    with store.reading() as session:
        return [_line(one) for one in queries.public_grants(session)]


def public_csv(lines: Sequence[dict[str, Any]]) -> str:
    """The list as CSV."""
    rows = ([_cell(line[name]) for name in COLUMNS] for line in lines)
    return csv_text(COLUMNS, rows, end="\r\n")


def _cell(value: Any) -> Any:
    return " ".join(map(str, value)) if isinstance(value, list) else value


def _line(one: PublicGrant) -> dict[str, Any]:
    return {
        "application": "0x" + one.public_id.hex(),
        "kind": one.kind.name,
        "resource": name_of(one.resource),
        "applicant": party_label(one.applicant),
        "source": one.source,
        "authority": one.authority,
        "state": one.state.name,
        "right": RightBits(one.right).name,
        "fields": "ALL" if one.fields == ALL_FIELDS else f"{one.fields:#x}",
        "purposes": [code.name for code in purposes_of(one.purposes)],
        "divisions": divisions_of(one.territory),
        "not_after": shanghai(one.not_after),
        "applied_at": shanghai(one.applied_at),
        "opined_at": None if one.opined_at is None else shanghai(one.opined_at),
        "decided_at": None if one.decided_at is None else shanghai(one.decided_at),
    }


def _id(ledger: Ledger, typehash: bytes, filer: OrgId, reference: bytes) -> bytes:
    deployment = ledger.deployment
    words = (
        typehash,
        deployment.chain_id.to_bytes(32, "big"),
        deployment.addresses[Module.GRANTS].rjust(32, b"\0"),
        org_bytes(filer).ljust(32, b"\0"),
        reference,
    )
    return keccak(b"".join(words))
