# SPDX-License-Identifier: Apache-2.0
"""The keyring's file: whoever lacks the password, or changes a byte, gets nothing."""

from __future__ import annotations

import json
import stat
from pathlib import Path
from typing import Any

import pytest

from ledger.content.keyring import Keyring, read_password
from ledger.domain.ids import OrgId
from ledger.errors import Misconfigured, Refused

COST = 2**12
BANK = OrgId("91110000600037341L")


@pytest.fixture
def ring() -> Keyring:
    return Keyring.create(BANK)


@pytest.fixture
def path(ring: Keyring, tmp_path: Path) -> Path:
    target = tmp_path / "keys" / "bank.json"
    ring.save(target, "correct horse", cost=COST)
    return target


def changed(path: Path, **fields: Any) -> Path:
    path.write_text(json.dumps({**json.loads(path.read_text(encoding="utf-8")), **fields}), encoding="utf-8")
    return path


@pytest.mark.parametrize("password", ["", "correct hors", "Correct horse", "correct horse "])
def test_a_wrong_password_opens_nothing(path: Path, password: str) -> None:
    with pytest.raises(Refused) as refusal:
        Keyring.load(path, password)

    assert refusal.value.code == "KEYRING_LOCKED"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("org_id", "914400001234567890"),
        ("public_keys", ["00" * 32]),
        ("salt", "00" * 16),
        ("nonce", "00" * 12),
        ("n", 2**13),
    ],
)
def test_no_field_of_the_file_can_be_changed(path: Path, field: str, value: object) -> None:
    with pytest.raises(Refused) as refusal:
        Keyring.load(changed(path, **{field: value}), "correct horse")

    assert refusal.value.code == "KEYRING_LOCKED"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("n", 2**40),
        ("n", 1),
        ("n", "32768"),
        ("n", True),
        ("r", 8_000_000),
        ("p", 2),
        ("format", "ledger-keyring/2"),
        ("sealed", "zz"),
        ("sealed", 7),
        ("salt", "0"),
        ("nonce", ""),
        ("extra", "field"),
    ],
)
def test_a_file_of_another_form_is_refused_before_it_costs_anything(path: Path, field: str, value: object) -> None:
    with pytest.raises(Misconfigured) as failure:
        Keyring.load(changed(path, **{field: value}), "correct horse")

    assert failure.value.code == "KEYRING_FILE"


@pytest.mark.parametrize(
    "content", [b"", b"{}", b"[]", b"not json", b"\xff\xfe", b'{"format":"ledger-keyring/1"}', b"[" * 9999]
)
def test_what_is_no_keyring_is_misconfigured(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "ring").write_bytes(content)

    with pytest.raises(Misconfigured) as failure:
        Keyring.load(tmp_path / "ring", "correct horse")

    assert failure.value.code == "KEYRING_FILE"


def test_a_missing_file_is_misconfigured(tmp_path: Path) -> None:
    with pytest.raises(Misconfigured):
        Keyring.load(tmp_path / "absent", "correct horse")


def test_a_ring_without_password_is_refused(ring: Keyring, tmp_path: Path) -> None:
    with pytest.raises(Refused) as refusal:
        ring.save(tmp_path / "ring", "")

    assert refusal.value.code == "KEYRING_NO_PASSWORD"
    assert not (tmp_path / "ring").exists()


def test_a_cost_out_of_bounds_is_the_programmers_mistake(ring: Keyring, tmp_path: Path) -> None:
    with pytest.raises(ValueError):
        ring.save(tmp_path / "ring", "correct horse", cost=1000)


def test_a_ring_comes_back_as_it_was(ring: Keyring, path: Path) -> None:
    assert Keyring.load(path, "correct horse") == ring


def test_the_usual_cost_loads_too(ring: Keyring, tmp_path: Path) -> None:
    ring.save(tmp_path / "ring", "口令")

    assert Keyring.load(tmp_path / "ring", "口令") == ring


def test_the_file_is_its_owners_and_shows_no_secret(ring: Keyring, path: Path) -> None:
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert ring.secrets[0].hex() not in path.read_text(encoding="utf-8")
    assert ring.public_key.hex() in path.read_text(encoding="utf-8")
    assert ring.secrets[0].hex() not in repr(ring)
    assert repr(ring.secrets[0]) not in repr(ring)


def test_a_retired_key_stays_in_the_ring(ring: Keyring, tmp_path: Path) -> None:
    renewed = ring.renewed()
    renewed.save(tmp_path / "ring", "correct horse", cost=COST)

    loaded = Keyring.load(tmp_path / "ring", "correct horse")

    assert loaded.public_key != ring.public_key
    assert loaded.public_keys == (loaded.public_key, ring.public_key)
    assert loaded.private_key_of(ring.public_key) is not None
    assert loaded.private_key_of(bytes(32)) is None


def test_a_password_file_gives_its_first_line(tmp_path: Path) -> None:
    (tmp_path / "password").write_bytes("口令 with spaces \r\nsecond line\n".encode())

    assert read_password(tmp_path / "password") == "口令 with spaces "


@pytest.mark.parametrize(
    "content", [b"", b"\n", b"\nsecond", b"\xff\xfe\x00"], ids=["empty", "blank", "late", "binary"]
)
def test_a_password_file_without_password_is_misconfigured(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "password").write_bytes(content)

    with pytest.raises(Misconfigured) as failure:
        read_password(tmp_path / "password")

    assert failure.value.code == "PASSWORD_FILE"


def test_a_missing_password_file_is_misconfigured(tmp_path: Path) -> None:
    with pytest.raises(Misconfigured):
        read_password(tmp_path / "absent")
