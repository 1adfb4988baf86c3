# SPDX-License-Identifier: Apache-2.0
"""People: who they are for this service, the account each signs with, and their keys to the API.

On chain a person is a salted commitment (ruling 7); name and salt stay here and are opened to entitled auditors. An API
key belongs to a person of an organisation, is shown once, and is kept as its hash.
"""

from __future__ import annotations

import hashlib
import json
import re
import secrets
from collections.abc import Sequence
from typing import Final

from ledger.content.commitment import commit, new_salt
from ledger.domain.ids import Address, OrgId
from ledger.errors import NotFound, Refused
from ledger.service.runtime import Principal
from ledger.store.queries import records
from ledger.store.session import Store

PERSON_TAG: Final = "ledger/person/1"
KEY_PREFIX: Final = "dal_"
SCOPES: Final = frozenset({"read", "write", "admin"})
_PERSON_ID = re.compile(r"[a-z0-9][a-z0-9._-]{0,62}")


def add_person(store: Store, org_id: OrgId, person_id: str, name: str, account: Address | None, now: int) -> Principal:
    """Take a person on. `person_id` is what colleagues type; the name goes nowhere but here."""
    if not _PERSON_ID.fullmatch(person_id):
        raise Refused(
            "a person's id is 1 to 63 of a-z, 0-9, dot, dash, underscore",
            zh="人员标识须为 1 至 63 个小写字母、数字、点、横线或下划线",
            code="PERSON_ID_MALFORMED",
        )
    salt = new_salt()
    commitment = commit(salt, PERSON_TAG, f"{org_id}/{person_id}/{name}".encode())
    row = records.Person(person_id, org_id, name, salt, commitment, now, account)
    with store.writing() as session:
        records.add(session, row)
    return Principal(org_id, person_id, commitment, account)


def end_person(store: Store, person_id: str, now: int) -> None:
    """The person acts here no more; the API keys it had end with it. Its past acts stay what they are."""
    with store.writing() as session:
        if not records.change(session, records.Person, {"person_id": person_id}, ended_at=now):
            raise NotFound(f"no person {person_id}", zh=f"没有人员 {person_id}", code="PERSON_UNKNOWN")
        for key in records.some(session, records.ApiKey, person_id=person_id):
            if key.revoked_at is None:
                records.change(session, records.ApiKey, {"prefix": key.prefix}, revoked_at=now)


def issue_api_key(
    store: Store, who: Principal, label: str, scopes: Sequence[str], now: int, until: int | None = None
) -> str:
    """A new key, told once: 32 random bytes behind a prefix by which it can be named and revoked."""
    unknown = sorted(set(scopes) - SCOPES)
    if unknown or not scopes:
        raise Refused(
            f"scopes are {', '.join(sorted(SCOPES))}",
            zh=f"权限范围须为 {'、'.join(sorted(SCOPES))}",
            code="SCOPE_UNKNOWN",
            unknown=unknown,
        )
    prefix = KEY_PREFIX + secrets.token_hex(4)
    secret = f"{prefix}_{secrets.token_urlsafe(32)}"
    row = records.ApiKey(
        prefix, key_hash(secret), who.org_id, who.person_id, label, json.dumps(sorted(scopes)), now, until
    )
    with store.writing() as session:
        records.add(session, row)
    return secret


def key_hash(secret: str) -> bytes:
    """SHA-256: the key is 32 random bytes, so there is nothing for a slow hash to slow down."""
    return hashlib.sha256(secret.encode()).digest()


def who_holds(store: Store, secret: str, now: int) -> tuple[Principal, frozenset[str]] | None:
    """The person a key speaks for, with the key's scopes; None for a key that is unknown, revoked or run out."""
    with store.reading() as session:
        key = records.one(session, records.ApiKey, key_hash=key_hash(secret))
        person = records.one(session, records.Person, person_id=key.person_id) if key is not None else None
    if key is None or person is None or not key.good_at(now) or person.ended_at is not None:
        return None
    account = Address(person.account) if person.account is not None else None
    who = Principal(OrgId(person.org_id), person.person_id, person.commitment, account)
    return who, frozenset(json.loads(key.scopes))


def revoke_api_key(store: Store, org_id: OrgId, prefix: str, now: int) -> None:
    with store.writing() as session:
        key = records.one(session, records.ApiKey, prefix=prefix, org_id=org_id)
        if key is None:
            raise NotFound(f"no API key {prefix}", zh=f"没有接口密钥 {prefix}", code="API_KEY_NOT_FOUND")
        if key.revoked_at is None:
            records.change(session, records.ApiKey, {"prefix": prefix}, revoked_at=now)
