# SPDX-License-Identifier: Apache-2.0
"""A wish: one call that an organisation wants made once, under a name of its own choosing (the idempotency key).

For: what a caller hands in. The key names the wish inside (organisation, verb); the body says what is wished. The same
key with the same body is the same wish and gets the original answer; with another body it is refused.
Not for: the bytes that go to the chain. A call may carry salts and signatures that differ at every attempt, so the body
is what the asker said, not what was made of it.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ledger.domain.ids import Address
from ledger.errors import Refused

KEY_LONGEST = 256
_KEY = re.compile(r"[\x21-\x7e]{1,256}")


@dataclass(frozen=True, slots=True)
class Wish:
    """`body` is plain JSON; `data` the calldata for `target`. `account` signs; `person` is the acting person's id."""

    org_id: str
    verb: str
    key: str
    body: Mapping[str, Any]
    person: str
    account: Address
    target: Address
    data: bytes

    @property
    def command(self) -> str:
        return json.dumps(self.body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    @property
    def body_hash(self) -> bytes:
        """SHA-256 of the canonical body. It stays in the outbox: never on chain, never in an answer."""
        return hashlib.sha256(self.command.encode()).digest()


def check_key(key: str) -> str:
    """1 to 256 visible ASCII characters; anything else is refused before it is stored."""
    if not _KEY.fullmatch(key):
        raise Refused(
            f"an idempotency key is 1 to {KEY_LONGEST} visible ASCII characters",
            zh=f"幂等键须为 1 至 {KEY_LONGEST} 个可见 ASCII 字符",
            code="IDEMPOTENCY_KEY_MALFORMED",
        )
    return key
