# SPDX-License-Identifier: Apache-2.0
"""A `SealedDocument` as JSON text and back: for one column of a records database, a backup, a hand-over.

Small explicit functions with one error, since the text may come back from another machine. Confidential, like the row.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from ledger.content.cid import parse_cid
from ledger.content.commitment import SALT_BYTES, Commitment
from ledger.content.digest import DocumentDigest
from ledger.content.documents import SealedDocument
from ledger.content.envelope import HEADER_BYTES, Wrap
from ledger.domain.ids import OrgId
from ledger.errors import Inconsistent, LedgerError

_FORMAT = "ledger-document/1"


def to_json(sealed: SealedDocument) -> str:
    """Canonical: keys in order, no spaces."""
    shape = {
        "format": _FORMAT,
        "record_id": sealed.record_id,
        "name": sealed.name,
        "kind": sealed.kind,
        "media_type": sealed.media_type,
        "size": sealed.size,
        "sha256": sealed.sha256.hex(),
        "sm3": sealed.sm3.hex(),
        "salt": sealed.salt.hex(),
        "commitment": [sealed.commitment.sha256.hex(), sealed.commitment.sm3.hex()],
        "ciphertext": [
            sealed.ciphertext.sha256.hex(),
            sealed.ciphertext.sm3.hex(),
            sealed.ciphertext.size,
            sealed.ciphertext.cid,
        ],
        "header": sealed.header.hex(),
        "wraps": _wraps_shape(sealed.wraps),
    }
    return _text(shape)


def from_json(text: str) -> SealedDocument:
    """The row again, or Inconsistent with the code SEALED_ROW."""
    try:
        return _document(_loaded(text))
    except (KeyError, TypeError, ValueError, RecursionError, LedgerError) as error:
        raise _unreadable(error) from error


def wraps_to_json(wraps: Sequence[Wrap]) -> str:
    """The wraps alone, for a caller that gives every other field a column of its own."""
    return _text(_wraps_shape(wraps))


def wraps_from_json(text: str) -> tuple[Wrap, ...]:
    try:
        return _wraps(json.loads(text))
    except (KeyError, TypeError, ValueError, RecursionError) as error:
        raise _unreadable(error) from error


def _document(shape: dict[str, Any]) -> SealedDocument:
    sha, national, size, cid = shape["ciphertext"]
    committed, committed_sm3 = shape["commitment"]
    return SealedDocument(
        record_id=_str(shape["record_id"]),
        name=_str(shape["name"]),
        kind=_str(shape["kind"]),
        media_type=_str(shape["media_type"]),
        size=_int(shape["size"]),
        sha256=_hex(shape["sha256"], 32),
        sm3=_hex(shape["sm3"], 32),
        salt=_hex(shape["salt"], SALT_BYTES),
        commitment=Commitment(_hex(committed, 32), _hex(committed_sm3, 32)),
        ciphertext=DocumentDigest(_hex(sha, 32), _hex(national, 32), _int(size), parse_cid(_str(cid))),
        header=_hex(shape["header"], HEADER_BYTES),
        wraps=_wraps(shape["wraps"]),
    )


def _loaded(text: str) -> dict[str, Any]:
    shape = json.loads(text)
    if not isinstance(shape, dict) or shape.get("format") != _FORMAT:
        raise ValueError("not a document row")
    return shape


def _wraps_shape(wraps: Sequence[Wrap]) -> list[list[str]]:
    return [[w.org_id, w.recipient.hex(), w.ephemeral.hex(), w.sealed.hex()] for w in wraps]


def _wraps(shape: Any) -> tuple[Wrap, ...]:
    if not isinstance(shape, list):
        raise TypeError("wraps are a list")
    return tuple(
        Wrap(OrgId(_str(org)), _hex(to, 32), _hex(ephemeral, 32), _hex(sealed, 48))
        for org, to, ephemeral, sealed in shape
    )


def _str(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("text expected")
    return value


def _int(value: Any) -> int:
    if type(value) is not int or value < 0:
        raise TypeError("a size expected")
    return value


def _hex(value: Any, size: int) -> bytes:
    raw = bytes.fromhex(_str(value))
    if len(raw) != size:
        raise ValueError(f"{size} bytes expected")
    return raw


def _text(shape: object) -> str:
    return json.dumps(shape, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _unreadable(error: Exception) -> Inconsistent:
    # The cause's type only: its text could quote the row.
    return Inconsistent(
        f"a document row cannot be read ({type(error).__name__})",
        code="SEALED_ROW",
        zh=f"材料记录无法解析（{type(error).__name__}）",
    )
