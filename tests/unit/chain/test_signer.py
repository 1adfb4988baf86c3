# SPDX-License-Identifier: Apache-2.0
"""Keys in files, and what is signed with them."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest
from eth_account import Account
from eth_account.messages import encode_typed_data
from eth_keys.backends import get_backend_class
from eth_keys.backends.coincurve import CoinCurveECCBackend
from hypothesis import given
from hypothesis import strategies as st

from ledger.chain.fees import FREE, DynamicFee, Fee, LegacyFee
from ledger.chain.sending import read_signed, sender_of
from ledger.chain.signer import CURVE_ORDER, KNOWN_TO_ALL, Draft, LocalSigner, create_signer, open_signer
from ledger.errors import Misconfigured

SIGNER = LocalSigner(b"\x11" * 32)
TYPES = {"Grant": [{"name": "to", "type": "address"}, {"name": "amount", "type": "uint256"}]}
DOMAIN = {"name": "Ledger", "version": "1", "chainId": 20_260_701, "verifyingContract": "0x" + "a1" * 20}


def kept(tmp_path: Path, signer: LocalSigner = SIGNER, password: str = "correct") -> Path:
    path = tmp_path / "keys" / "key.json"
    signer.keep(path, password, kdf="pbkdf2", work=10)
    return path


def code_of(path: Path, password: str = "correct") -> str:
    with pytest.raises(Misconfigured) as caught:
        open_signer(path, password)
    return caught.value.code


def test_a_wrong_password_is_refused(tmp_path: Path) -> None:
    assert code_of(kept(tmp_path), "wrong") == "SIGNER_PASSWORD_WRONG"


def test_a_missing_keystore_is_refused(tmp_path: Path) -> None:
    assert code_of(tmp_path / "nothing") == "SIGNER_KEYSTORE_MISSING"


def test_a_keystore_that_others_may_read_is_refused(tmp_path: Path) -> None:
    path = kept(tmp_path)
    path.chmod(0o640)
    assert code_of(path) == "SIGNER_KEYSTORE_OPEN"


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"version": 3}', '{"version": 9, "crypto": {}}', "42"])
def test_a_file_that_is_no_keystore_is_refused(tmp_path: Path, content: str) -> None:
    path = kept(tmp_path)
    path.write_text(content)
    assert code_of(path) == "SIGNER_KEYSTORE_INVALID"


def test_a_keystore_is_never_overwritten(tmp_path: Path) -> None:
    path = kept(tmp_path)
    with pytest.raises(Misconfigured) as caught:
        SIGNER.keep(path, "other", kdf="pbkdf2", work=10)
    assert caught.value.code == "SIGNER_KEYSTORE_EXISTS"
    assert open_signer(path, "correct").address == SIGNER.address


def test_a_key_that_everybody_knows_is_refused(tmp_path: Path) -> None:
    public = LocalSigner(bytes.fromhex("ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80"))
    assert public.address in KNOWN_TO_ALL
    assert code_of(kept(tmp_path, public)) == "SIGNER_KEY_KNOWN"


def test_a_new_key_is_kept_encrypted_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "keys" / "new.json"
    made = create_signer(path, "correct", kdf="pbkdf2", work=10)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert open_signer(path, "correct").address == made.address
    assert bytes.fromhex(json.loads(path.read_text())["address"]) == made.address
    assert create_signer(tmp_path / "second.json", "correct", kdf="pbkdf2", work=10).address != made.address


def test_the_keystore_is_what_eth_account_reads(tmp_path: Path) -> None:
    assert Account.decrypt(kept(tmp_path).read_text(), "correct") == b"\x11" * 32


def test_a_signer_does_not_print_its_key() -> None:
    assert "11" * 32 not in repr(SIGNER)
    assert SIGNER.checksummed in repr(SIGNER)


def test_signing_uses_libsecp256k1() -> None:
    assert get_backend_class() is CoinCurveECCBackend


FEES = st.one_of(
    st.just(FREE), st.integers(0, 10**12).map(LegacyFee), st.integers(0, 10**12).map(lambda fee: DynamicFee(fee, fee))
)


@given(
    to=st.one_of(st.none(), st.binary(min_size=20, max_size=20)),
    data=st.binary(max_size=100),
    nonce=st.integers(0, 2**32),
    fee=FEES,
    chain_id=st.integers(1, 2**31),
)
def test_the_signed_bytes_say_what_the_draft_said(
    to: bytes | None, data: bytes, nonce: int, fee: Fee, chain_id: int
) -> None:
    draft = Draft(to, data, nonce, 100_000, fee, chain_id)
    signed = SIGNER.sign_transaction(draft)
    read = read_signed(signed.raw)
    assert (read.hash, read.chain_id, read.nonce) == (signed.hash, chain_id, nonce)
    assert sender_of(signed.raw) == SIGNER.address
    assert SIGNER.sign_transaction(draft) == signed, "the same draft gives the same bytes"


@pytest.mark.parametrize("raw", [b"", b"\x02", b"\xc0", b"\x02\xc0", b"\x80", b"not a transaction", b"\xff" * 40])
def test_bytes_that_are_no_signed_transaction_are_a_mistake_of_the_caller(raw: bytes) -> None:
    with pytest.raises(ValueError):
        read_signed(raw)


@given(st.integers(0, 2**256 - 1))
def test_a_typed_signature_has_65_bytes_low_s_and_recovers(amount: int) -> None:
    message = {"to": "0x" + "b2" * 20, "amount": amount}
    signature = SIGNER.sign_typed_data(DOMAIN, TYPES, message)
    assert len(signature) == 65
    assert int.from_bytes(signature[32:64], "big") <= CURVE_ORDER // 2
    assert signature[64] in (27, 28)
    signable = encode_typed_data(DOMAIN, TYPES, message)
    assert Account.recover_message(signable, signature=signature) == SIGNER.checksummed
