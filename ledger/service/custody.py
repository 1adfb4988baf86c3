# SPDX-License-Identifier: Apache-2.0
"""Consents in custody (policy point 5): recorded as salted commitments, granted on, withdrawn.

The receipt stays with the custodian, sealed for it alone; nothing of the person goes on chain. A withdrawal ends every
grant on the consent from then on, and says what it reaches: those grants, with whom to tell, and every product that is
on record as made or handed over under one of them, or made of such a product. What was done before stays lawful, so
products are listed and nothing about them changes. Not for: offering the grant (`grants.py`), nor deleting the receipt.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Final

from ledger.chain import encode
from ledger.domain.grant import ConsentRecord
from ledger.domain.ids import OrgId, id_named, org_bytes
from ledger.domain.keccak import keccak
from ledger.domain.scope import ConsentRoot, PurposeCode, purpose_bits, purposes_of
from ledger.domain.structs import ConsentReceipt
from ledger.domain.verdict_json import shanghai
from ledger.errors import NotFound, Refused
from ledger.service.grant_terms import said
from ledger.service.grant_views import lines_on_root
from ledger.service.grants import filed_id
from ledger.service.kept_papers import read_sealed
from ledger.service.papers import Paper, keeping, mark_of, public_keys_of, sealed_paper_of
from ledger.service.runtime import Ledger, Principal
from ledger.store.queries import acts, traces
from ledger.store.queries import grants as queries
from ledger.store.queries.records import SealedPaper
from ledger.store.session import Store

CONSENT_TYPEHASH: Final = keccak(b"Consent(uint256 chainId,address registry,bytes18 custodian,bytes32 receipt)")
RECEIPT: Final = "CONSENT_RECEIPT"
CONSENT_FLAGS: Final = ("TO_OTHERS", "ABROAD", "SENSITIVE", "MINOR")


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


def record(ledger: Ledger, order: ConsentOrder) -> dict[str, Any]:
    """The answer names the consent."""
    who, now = order.who, ledger.now()
    unknown = sorted(set(order.flags) - set(CONSENT_FLAGS))
    if unknown:
        raise Refused(
            f"{', '.join(unknown)} is none of {', '.join(CONSENT_FLAGS)}",
            zh=f"{'、'.join(unknown)} 不在 {'、'.join(CONSENT_FLAGS)} 之中",
            code="CONSENT_FLAG_UNKNOWN",
        )
    readers = public_keys_of(ledger, who.org_id)
    receipt = sealed_paper_of(who, org_bytes(who.org_id).ljust(32, b"\0"), RECEIPT, order.receipt, now, readers)
    consent_id = filed_id(ledger, CONSENT_TYPEHASH, who.org_id, receipt.commitment)
    custody = sealed_paper_of(who, consent_id, "CUSTODY_AGREEMENT", order.custody, now, readers)
    flags = sum(1 << CONSENT_FLAGS.index(flag) for flag in set(order.flags))
    given = ConsentReceipt(
        receipt.commitment, purpose_bits(order.purposes), order.expires_at, flags, who.commitment, custody.commitment
    )
    body = {
        "receipt": mark_of(ledger, who.org_id, order.receipt),
        "custody": mark_of(ledger, who.org_id, order.custody),
        "purposes": said(order.purposes),
        "expires_at": order.expires_at,
        "flags": flags,
    }
    call = encode.grants_record_consent(given)
    kept = keeping(_under(receipt, consent_id), custody)
    answer = ledger.perform(who, "record-consent", order.key, body, call, kept)
    return {**answer, "consent": "0x" + _recorded(ledger, answer).hex()}


def _under(paper: Paper, consent_id: bytes) -> Paper:
    """The receipt is committed to before the consent, which is named by that commitment, has an id."""
    assert paper.record is None or isinstance(paper.record, SealedPaper)
    return paper if paper.record is None else replace(paper, record=replace(paper.record, subject=consent_id))


def _recorded(ledger: Ledger, answer: dict[str, Any]) -> bytes:
    """The consent that the act brought about. A wish that is repeated commits anew, and that salt comes to nothing."""
    with ledger.store.reading() as session:
        (entry,) = acts.entries_of_transaction(session, bytes.fromhex(answer["tx"][2:]))
    return bytes(entry.subject)


def withdraw(ledger: Ledger, who: Principal, key: str, consent_id: bytes, document: str) -> dict[str, Any]:
    """On the person's paper. The answer says what the withdrawal reaches: `affected` grants and `products`."""
    _require(ledger.store, consent_id)
    readers = public_keys_of(ledger, who.org_id)
    paper = sealed_paper_of(who, consent_id, "CONSENT_WITHDRAWAL", document, ledger.now(), readers)
    call = encode.grants_withdraw_consent(consent_id, who.commitment, paper.commitment)
    body = {"consent": consent_id.hex(), "document": mark_of(ledger, who.org_id, document)}
    answer = ledger.perform(who, "withdraw-consent", key, body, call, keeping(paper))
    return {**answer, **reach(ledger.store, consent_id)}


# --- questions --------------------------------------------------------------------------------------------------------


def shown(store: Store, consent_id: bytes) -> dict[str, Any]:
    """A consent as the mirror has it now, with what its withdrawal reaches, or would."""
    with store.reading() as session:
        found, now = queries.consent(session, consent_id), acts.required_head(session).timestamp
    if found is None:
        raise no_consent()
    return {**_document(found, now), **reach(store, consent_id)}


def listed(store: Store, custodian: OrgId) -> list[dict[str, Any]]:
    """The consents that an organisation keeps, in the order in which they were recorded."""
    with store.reading() as session:
        now = acts.required_head(session).timestamp
        return [_document(one, now) for one in queries.consents_of(session, custodian)]


def papers(ledger: Ledger, who: Principal, consent_id: bytes, purpose: str) -> list[dict[str, Any]]:
    """Receipt, custody agreement and withdrawal with their salts, for the custodian alone. Logged before anything is
    handed out (art. 30); to everybody else there is no such consent."""
    with ledger.store.reading() as session:
        found = queries.consent(session, consent_id)
    if found is None or found.custodian != who.org_id:
        raise no_consent()
    return read_sealed(ledger, who, consent_id, "CONSENT_PAPERS", purpose)


def reach(store: Store, consent_id: bytes) -> dict[str, Any]:
    """What hangs on a consent. `affected`: every grant on it, passed on or not, who has it, and how it stands now.
    `products`: certificates of data that are on record as handled under such a grant, made under it, or made of such
    data, and what these passed on to; `code` None where what was made is not registered. `whole` false: there are more
    than one answer holds."""
    with store.reading() as session:
        consent, grants = queries.consent(session, consent_id), queries.grants_on(session, consent_id)
        now = acts.required_head(session).timestamp
        found, whole = traces.products(session, [grant.grant_id for grant in grants])
    if consent is None:
        raise no_consent()
    return {
        "affected": lines_on_root(grants, ConsentRoot(consent.expires_at, consent.withdrawn_at), now),
        "products": [_product(one) for one in found],
        "whole": whole,
    }


def _product(one: traces.Product) -> dict[str, Any]:
    return {
        "code": one.code,
        "how": one.how.value,
        "grant": None if one.grant_id is None else "0x" + one.grant_id.hex(),
        "of": one.of,
        "trace": "0x" + one.trace.hex(),
        "seq": one.seq,
    }


def _document(one: ConsentRecord, now: int) -> dict[str, Any]:
    state = "WITHDRAWN" if one.withdrawn_at is not None else "EXPIRED" if now >= one.expires_at else "RECORDED"
    return {
        "consent": "0x" + one.consent_id.hex(),
        "custodian": one.custodian,
        "state": state,
        "purposes": [code.name for code in purposes_of(one.purposes)],
        "flags": [name for bit, name in enumerate(CONSENT_FLAGS) if one.flags >> bit & 1],
        "receipt": "0x" + one.receipt.hex(),
        "recorded_at": shanghai(one.recorded_at),
        "expires_at": shanghai(one.expires_at),
        "withdrawn_at": None if one.withdrawn_at is None else shanghai(one.withdrawn_at),
    }


def named(store: Store, text: str) -> bytes:
    """A consent by its id; it has no reference, which could point to the person."""
    consent_id = id_named(text)
    if consent_id is None:
        raise no_consent()
    _require(store, consent_id)
    return consent_id


def _require(store: Store, consent_id: bytes) -> None:
    with store.reading() as session:
        if queries.consent(session, consent_id) is None:
            raise no_consent()


def no_consent() -> NotFound:
    return NotFound("no such consent", zh="没有此同意凭据", code="CONSENT_NOT_FOUND")
