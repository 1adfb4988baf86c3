# SPDX-License-Identifier: Apache-2.0
"""Sealed columns: entitled organisations read them where they belong, and nobody reads them anywhere else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ledger.content.keyring import Keyring
from ledger.content.sealed_record import SealedRecord, entitle_to_record, open_record, seal_record
from ledger.domain.ids import OrgId
from ledger.errors import Inconsistent, Refused

REGISTRAR, BANK = Keyring.create(OrgId("REGISTRAR")), Keyring.create(OrgId("BANK"))
TEXT = '{"contact":{"text":"张三 13800000000"}}'.encode()


@pytest.fixture
def sealed() -> SealedRecord:
    return seal_record("REG-2026-0001", "openings", TEXT, {REGISTRAR.org_id: REGISTRAR.public_key})


def test_a_record_that_nobody_could_read_is_refused() -> None:
    with pytest.raises(Refused) as refusal:
        seal_record("REG-2026-0001", "openings", TEXT, {})

    assert refusal.value.code == "NO_RECIPIENT"


@pytest.mark.parametrize(
    ("without", "code"), [(False, "NOT_ENTITLED"), (True, "KEY_DESTROYED")], ids=["not entitled", "key destroyed"]
)
def test_who_may_not_read_neither_reads_nor_entitles(sealed: SealedRecord, without: bool, code: str) -> None:
    target = replace(sealed, wraps=()) if without else sealed

    with pytest.raises(Refused) as reading:
        open_record(target, BANK)
    with pytest.raises(Refused) as entitling:
        entitle_to_record(target, BANK, BANK.org_id, BANK.public_key)

    assert (reading.value.code, entitling.value.code) == (code, code)


@pytest.mark.parametrize(
    "change",
    [
        lambda s: replace(s, record_id="REG-2026-0002"),
        lambda s: replace(s, name="contact"),
        lambda s: replace(s, ciphertext=s.ciphertext[:-1] + b"\0"),
        lambda s: replace(s, ciphertext=b""),
        lambda s: replace(s, ciphertext=seal_record("x", "y", TEXT, {BANK.org_id: BANK.public_key}).ciphertext),
    ],
    ids=["record", "name", "ciphertext", "empty", "ciphertext of another"],
)
def test_a_record_changed_or_moved_does_not_open(sealed: SealedRecord, change: object) -> None:
    assert callable(change)
    with pytest.raises(Inconsistent):
        open_record(change(sealed), REGISTRAR)


def test_an_entitled_organisation_reads(sealed: SealedRecord) -> None:
    further = entitle_to_record(sealed, REGISTRAR, BANK.org_id, BANK.public_key)

    assert open_record(replace(sealed, wraps=(*sealed.wraps, further)), BANK) == TEXT
    assert open_record(sealed, REGISTRAR) == TEXT


def test_the_column_shows_nothing(sealed: SealedRecord) -> None:
    assert b"13800000000" not in sealed.ciphertext
    assert TEXT[:12] not in sealed.ciphertext
    assert "138" not in repr(replace(sealed, wraps=()))
