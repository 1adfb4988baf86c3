# SPDX-License-Identifier: Apache-2.0
"""The envelope: every bit counts, nothing opens out of its place, and each wrap opens for its own organisation only."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.content.envelope import (
    CHUNK_BYTES,
    HEADER_BYTES,
    Binding,
    ContentKey,
    Wrap,
    ciphertext_bytes,
    decrypt,
    decrypt_stream,
    encrypt,
    encrypt_stream,
    rewrap,
    unwrap,
    wrap,
)
from ledger.content.keyring import Keyring
from ledger.domain.ids import OrgId
from ledger.errors import Inconsistent, Refused

REGISTRAR, BANK, AUDITOR = OrgId("REGISTRAR"), OrgId("BANK"), OrgId("AUDITOR")
BINDING = Binding("REG-2026-0001", "合同.pdf")
KEY = ContentKey(bytes(range(32)))
SIZES = [0, 1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 3 * CHUNK_BYTES]
SECOND = HEADER_BYTES + CHUNK_BYTES + 16


def text(size: int) -> bytes:
    return bytes(index % 256 for index in range(size))


def tampered(sealed: bytes, key: ContentKey = KEY, binding: Binding = BINDING) -> str:
    with pytest.raises(Inconsistent) as failure:
        decrypt(sealed, key, binding)
    assert failure.value.code == "ENVELOPE_TAMPERED"
    return str(failure.value.facts["part"])


# Contents


@pytest.mark.parametrize("position", [0, 7, 8, 31, 32, 63, 64, 80, -17, -16, -1])
def test_no_bit_can_be_changed(position: int) -> None:
    sealed = bytearray(encrypt(text(100), KEY, BINDING))
    sealed[position] ^= 1

    tampered(bytes(sealed))


@pytest.mark.parametrize(
    "cut", [0, 7, HEADER_BYTES - 1, HEADER_BYTES, HEADER_BYTES + 15, SECOND, SECOND + 1, 2 * CHUNK_BYTES, -1]
)
def test_no_end_can_be_cut_off_not_even_between_chunks(cut: int) -> None:
    tampered(encrypt(text(3 * CHUNK_BYTES), KEY, BINDING)[:cut])


@pytest.mark.parametrize("added", [b"\x00", bytes(16), bytes(CHUNK_BYTES + 16)])
def test_nothing_can_be_put_behind(added: bytes) -> None:
    tampered(encrypt(text(2 * CHUNK_BYTES), KEY, BINDING) + added)


def test_chunks_cannot_change_places() -> None:
    sealed = encrypt(text(3 * CHUNK_BYTES), KEY, BINDING)
    first, second = sealed[HEADER_BYTES:SECOND], sealed[SECOND : SECOND + CHUNK_BYTES + 16]

    tampered(sealed[:HEADER_BYTES] + second + first + sealed[SECOND + CHUNK_BYTES + 16 :])


def test_a_chunk_of_another_ciphertext_does_not_fit() -> None:
    one, other = encrypt(text(2 * CHUNK_BYTES), KEY, BINDING), encrypt(text(2 * CHUNK_BYTES), KEY, BINDING)

    tampered(one[:SECOND] + other[SECOND:])


@pytest.mark.parametrize(
    "binding",
    [
        Binding("REG-2026-0002", "合同.pdf"),
        Binding("REG-2026-0001", "样本.csv"),
        Binding("REG-2026-0001合", "同.pdf"),
        Binding("合同.pdf", "REG-2026-0001"),
        Binding("", "REG-2026-0001合同.pdf"),
    ],
    ids=["other record", "other name", "shifted border", "swapped", "joined"],
)
def test_a_ciphertext_does_not_open_elsewhere(binding: Binding) -> None:
    assert tampered(encrypt(b"secret", KEY, BINDING), binding=binding) == "key or record"


def test_another_key_is_told_from_a_changed_byte() -> None:
    assert tampered(encrypt(b"secret", KEY, BINDING), key=ContentKey(bytes(32))) == "key or record"


@pytest.mark.parametrize("size", SIZES)
def test_what_was_sealed_opens(size: int) -> None:
    sealed = encrypt(text(size), KEY, BINDING)

    assert decrypt(sealed, KEY, BINDING) == text(size)
    assert len(sealed) == ciphertext_bytes(size)


@given(st.binary(max_size=500))
def test_any_bytes_open_again(plain: bytes) -> None:
    assert decrypt(encrypt(plain, KEY, BINDING), KEY, BINDING) == plain


@given(st.binary(max_size=200))
def test_no_bytes_make_the_opening_fail_otherwise(junk: bytes) -> None:
    tampered(junk)
    tampered(b"LEDGENV1" + junk)


def test_the_same_document_sealed_twice_shows_nothing_in_common() -> None:
    one, other = encrypt(text(1000), KEY, BINDING), encrypt(text(1000), KEY, BINDING)

    assert one[8:] != other[8:]
    assert one[HEADER_BYTES:] != other[HEADER_BYTES:]
    assert text(1000)[:16] not in one


class Trickle(io.BytesIO):
    """A pipe: gives a few bytes at a time, whatever is asked for."""

    def read(self, size: int | None = -1) -> bytes:
        return super().read(min(size or 0, 1000) if size and size > 0 else 1000)


def test_a_stream_that_comes_in_driblets_gives_the_same() -> None:
    sealed, opened = io.BytesIO(), io.BytesIO()

    encrypt_stream(Trickle(text(2 * CHUNK_BYTES + 5)), sealed, KEY, BINDING)
    decrypt_stream(Trickle(sealed.getvalue()), opened, KEY, BINDING)

    assert opened.getvalue() == text(2 * CHUNK_BYTES + 5)
    assert len(sealed.getvalue()) == ciphertext_bytes(2 * CHUNK_BYTES + 5)


# Wraps

HEADER = encrypt(b"x", KEY, BINDING)[:HEADER_BYTES]
OTHER_HEADER = encrypt(b"x", KEY, BINDING)[:HEADER_BYTES]


@pytest.fixture(scope="module")
def registrar() -> Keyring:
    return Keyring.create(REGISTRAR)


@pytest.fixture(scope="module")
def bank() -> Keyring:
    return Keyring.create(BANK)


@pytest.fixture
def locked(registrar: Keyring) -> Wrap:
    return wrap(KEY, REGISTRAR, registrar.public_key, BINDING, HEADER)


@pytest.mark.parametrize(
    "public_key",
    [b"", bytes(31), bytes(33), bytes(32), b"\x01" + bytes(31)],
    ids=["empty", "short", "long", "zero point", "point of order one"],
)
def test_a_useless_public_key_is_refused(public_key: bytes) -> None:
    with pytest.raises(Refused) as refusal:
        wrap(KEY, BANK, public_key, BINDING, HEADER)

    assert refusal.value.code == "ENCRYPTION_KEY"


def test_a_wrap_does_not_open_for_another(locked: Wrap, bank: Keyring) -> None:
    with pytest.raises(Refused) as refusal:
        unwrap(locked, bank, BINDING, HEADER)

    assert refusal.value.code == "KEY_NOT_IN_RING"


def test_a_ring_under_another_name_does_not_open_a_wrap(locked: Wrap, registrar: Keyring) -> None:
    with pytest.raises(Refused) as refusal:
        unwrap(locked, Keyring(BANK, registrar.secrets), BINDING, HEADER)

    assert refusal.value.code == "KEY_NOT_IN_RING"


def test_a_wrap_relabelled_for_another_organisation_does_not_open(locked: Wrap, registrar: Keyring) -> None:
    thief = Keyring(BANK, registrar.secrets)  # even with the same key in the ring

    with pytest.raises(Inconsistent):
        unwrap(replace(locked, org_id=BANK), thief, BINDING, HEADER)


@pytest.mark.parametrize("field", ["ephemeral", "sealed"])
@pytest.mark.parametrize(
    "change",
    [lambda b: b[:-1], lambda b: b + b"\0", lambda b: bytes((b[0] ^ 1,)) + b[1:]],
    ids=["cut", "longer", "one bit"],
)
def test_a_changed_wrap_does_not_open(locked: Wrap, registrar: Keyring, field: str, change: object) -> None:
    assert callable(change)
    with pytest.raises(Inconsistent):
        unwrap(replace(locked, **{field: change(getattr(locked, field))}), registrar, BINDING, HEADER)


@pytest.mark.parametrize(
    ("binding", "header"),
    [(Binding("REG-2026-0002", "合同.pdf"), HEADER), (BINDING, OTHER_HEADER)],
    ids=["another record", "another ciphertext"],
)
def test_a_wrap_moved_elsewhere_does_not_open(
    locked: Wrap, registrar: Keyring, binding: Binding, header: bytes
) -> None:
    with pytest.raises(Inconsistent):
        unwrap(locked, registrar, binding, header)


def test_a_wrap_opens_for_its_organisation(locked: Wrap, registrar: Keyring) -> None:
    assert unwrap(locked, registrar, BINDING, HEADER) == KEY


def test_a_wrap_for_a_retired_key_still_opens(locked: Wrap, registrar: Keyring) -> None:
    assert unwrap(locked, registrar.renewed(), BINDING, HEADER) == KEY


def test_a_reader_can_entitle_another(locked: Wrap, registrar: Keyring, bank: Keyring) -> None:
    further = rewrap(locked, registrar, BANK, bank.public_key, BINDING, HEADER)

    assert unwrap(further, bank, BINDING, HEADER) == KEY


def test_a_stranger_cannot_entitle_anybody(locked: Wrap, bank: Keyring) -> None:
    with pytest.raises(Refused):
        rewrap(locked, bank, BANK, bank.public_key, BINDING, HEADER)


def test_two_wraps_of_one_key_have_nothing_in_common(registrar: Keyring, locked: Wrap) -> None:
    again = wrap(KEY, REGISTRAR, registrar.public_key, BINDING, HEADER)

    assert again.ephemeral != locked.ephemeral
    assert again.sealed != locked.sealed


def test_the_content_key_stays_out_of_logs() -> None:
    assert repr(KEY.secret) not in repr(KEY)
    assert KEY.secret.hex() not in repr(KEY)
