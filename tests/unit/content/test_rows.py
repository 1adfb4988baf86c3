# SPDX-License-Identifier: Apache-2.0
"""Rows as text: there and back, and nothing else accepted."""

from __future__ import annotations

import json
from typing import Any

import pytest

from ledger.content.documents import SealedDocument, Vault
from ledger.content.keyring import Keyring
from ledger.content.rows import from_json, to_json, wraps_from_json, wraps_to_json
from ledger.content.store import FileStore
from ledger.domain.ids import OrgId
from ledger.errors import Inconsistent

RING = Keyring.create(OrgId("REGISTRAR"))


@pytest.fixture
def sealed(files: FileStore) -> SealedDocument:
    return Vault(files).seal("REG-2026-0001", "合同\n𠮷.pdf", "CONTRACT", b"text", {RING.org_id: RING.public_key})


def with_field(sealed: SealedDocument, **fields: Any) -> str:
    return json.dumps({**json.loads(to_json(sealed)), **fields})


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("format", "ledger-document/2"),
        ("record_id", 7),
        ("name", None),
        ("size", -1),
        ("size", 1.0),
        ("size", True),
        ("size", "5"),
        ("sha256", "00" * 31),
        ("sm3", "zz" * 32),
        ("salt", ""),
        ("commitment", ["00" * 32]),
        ("commitment", "00" * 32),
        ("ciphertext", []),
        ("ciphertext", ["00" * 32, "00" * 32, 5, "Qm"]),
        ("header", "00"),
        ("wraps", {}),
        ("wraps", "abcd"),
        ("wraps", [["REGISTRAR", "00" * 32, "00" * 32]]),
        ("wraps", [["REGISTRAR", "00" * 32, "00" * 32, "00" * 47]]),
        ("wraps", [None]),
    ],
)
def test_a_row_of_another_form_is_refused(sealed: SealedDocument, field: str, value: object) -> None:
    with pytest.raises(Inconsistent) as failure:
        from_json(with_field(sealed, **{field: value}))

    assert failure.value.code == "SEALED_ROW"


@pytest.mark.parametrize("text", ["", "{}", "[]", "null", "{", "[" * 100_000, '{"format":"ledger-document/1"}'])
def test_what_is_no_row_is_refused(text: str) -> None:
    with pytest.raises(Inconsistent):
        from_json(text)
    with pytest.raises(Inconsistent):
        wraps_from_json(text.replace("[]", "{}"))


def test_the_error_does_not_quote_the_row(sealed: SealedDocument) -> None:
    with pytest.raises(Inconsistent) as failure:
        from_json(with_field(sealed, size="secret-size"))

    assert "secret" not in str(failure.value) + failure.value.zh + repr(failure.value.facts)


def test_a_row_comes_back_as_it_was(sealed: SealedDocument, files: FileStore) -> None:
    returned = from_json(to_json(sealed))

    assert returned == sealed
    assert to_json(returned) == to_json(sealed)
    assert Vault(files).open(returned, RING) == b"text"


def test_a_destroyed_row_comes_back_destroyed(sealed: SealedDocument, files: FileStore) -> None:
    assert from_json(to_json(Vault(files).destroy(sealed))).destroyed


def test_the_wraps_alone_come_back(sealed: SealedDocument) -> None:
    assert wraps_from_json(wraps_to_json(sealed.wraps)) == sealed.wraps
    assert wraps_from_json(wraps_to_json(())) == ()
