# SPDX-License-Identifier: Apache-2.0
"""Ids are derived as contracts/types/Ids.sol derives them: by vectors shared with Solidity, and by eth_abi."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from eth_abi import encode
from eth_utils import keccak as eth_keccak
from eth_utils import to_checksum_address
from hypothesis import given
from hypothesis import strategies as st

from ledger.domain import ids
from ledger.domain.ids import Address, CertificateId, OrgId, PartyId, RegimeId
from ledger.domain.keccak import keccak

ROOT = Path(__file__).resolve().parents[3]
VECTORS = json.loads((ROOT / "tests" / "vectors" / "history.json").read_text(encoding="utf-8"))
ORG = OrgId("91310000MA1FL00001")

raw18 = st.one_of(
    st.binary(min_size=18, max_size=18), st.text("AB09", max_size=18).map(lambda t: t.encode().ljust(18, b"\0"))
)


def test_keccak_is_not_sha3() -> None:
    assert keccak(b"").hex() == "c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470"


@pytest.mark.parametrize("vector", VECTORS["cases"], ids=lambda vector: vector["name"])
def test_case_ids_are_those_of_the_vectors(vector: dict[str, str]) -> None:
    found = ids.case_id(
        int(vector["chainId"]),
        ids.address_of(vector["desk"]),
        OrgId(vector["registrar"]),
        bytes.fromhex(vector["reference"][2:]),
    )
    assert "0x" + found.hex() == vector["caseId"]


@given(st.integers(0, 2**64), st.binary(min_size=20, max_size=20), raw18, st.binary(min_size=32, max_size=32))
def test_case_ids_are_what_abi_encode_and_keccak_give(chain: int, desk: bytes, registrar: bytes, ref: bytes) -> None:
    typehash = eth_keccak(text="Case(uint256 chainId,address desk,bytes18 registrar,bytes32 reference)")
    encoded = encode(
        ["bytes32", "uint256", "address", "bytes18", "bytes32"], [typehash, chain, "0x" + desk.hex(), registrar, ref]
    )
    assert ids.case_id(chain, Address(desk), ids.org_of(registrar), ref) == eth_keccak(encoded)


def test_the_case_type_is_the_one_in_solidity() -> None:
    source = (ROOT / "contracts" / "types" / "Ids.sol").read_text(encoding="utf-8")
    assert 'keccak256("Case(uint256 chainId,address desk,bytes18 registrar,bytes32 reference)")' in source


@given(raw18)
def test_every_bytes18_has_one_text_and_comes_back(raw: bytes) -> None:
    assert ids.org_bytes(ids.org_of(raw)) == raw


@given(raw18, raw18)
def test_two_names_have_two_texts(a: bytes, b: bytes) -> None:
    assert (ids.org_of(a) == ids.org_of(b)) == (a == b)


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (bytes(18), ""),
        (b"91310000MA1FL00001", "91310000MA1FL00001"),
        (b"AB".ljust(18, b"\0"), "AB"),
        (b"A\0B".ljust(18, b"\0"), "0x410042" + "00" * 15),
        (b"0xAB".ljust(18, b"\0"), "0x30784142" + "00" * 14),
        (b"A B".ljust(18, b"\0"), "0x412042" + "00" * 15),
        (b"\xe4\xb8\xad".ljust(18, b"\0"), "0xe4b8ad" + "00" * 15),
    ],
    ids=["zero", "a credit code", "short", "a hole", "looks like hex", "a space", "not ASCII"],
)
def test_names_become_texts(raw: bytes, text: str) -> None:
    assert ids.org_of(raw) == text


@pytest.mark.parametrize(
    "text", ["A" * 19, "中", "A B", "0x41", "0x" + "zz" * 18, "0x" + b"AB".ljust(18, b"\0").hex(), "0XAB"]
)
def test_what_is_no_name_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        ids.org_bytes(OrgId(text))


def test_an_organisation_is_a_party_and_a_commitment_is_not_one() -> None:
    party = ids.party_of_org(ORG)
    assert party == b"91310000MA1FL00001" + bytes(14)
    assert ids.is_organisation(party)
    assert ids.org_of_party(party) == ORG
    assert not ids.is_organisation(PartyId(keccak(b"somebody")))
    assert not ids.is_organisation(PartyId(bytes(32)))
    with pytest.raises(ValueError, match="is no organisation"):
        ids.org_of_party(PartyId(keccak(b"somebody")))


def test_the_first_two_characters_tell_the_class() -> None:
    assert ids.registration_class(OrgId("11310000000000000X")) == "11"


def test_a_certificate_has_one_text_under_both_widths() -> None:
    code = CertificateId("SJ3102026110001")
    assert ids.certificate_of(ids.certificate_bytes(code)) == ids.certificate_of(ids.code_bytes(code)) == code
    assert ids.certificate_bytes(code) == ids.code_bytes(code) + bytes(17)


def test_a_code_of_sixteen_characters_does_not_fit() -> None:
    with pytest.raises(ValueError):
        ids.code_bytes(CertificateId("SJ31020261100012"))


def test_regimes_are_named_in_the_high_bytes() -> None:
    regime = RegimeId("CN-DPR-2026")
    assert ids.regime_bytes(regime) == b"CN-DPR-2026" + bytes(21)
    assert ids.regime_of(ids.regime_bytes(regime)) == regime


def test_subjects_pad_names_behind_and_addresses_in_front() -> None:
    assert ids.subject_of_org(ORG) == b"91310000MA1FL00001" + bytes(14)
    assert ids.subject_of_address(Address(b"\x01" * 20)) == bytes(12) + b"\x01" * 20
    assert bytes(24) + b"CALENDAR" != ids.CALENDAR_SUBJECT == b"CALENDAR" + bytes(24)


@given(st.binary(min_size=20, max_size=20))
def test_addresses_are_shown_with_the_checksum(raw: bytes) -> None:
    shown = ids.address_text(Address(raw))
    assert shown == to_checksum_address(raw)
    assert ids.address_of(shown) == ids.address_of(shown.lower()) == raw


@pytest.mark.parametrize("text", ["", "0x", "0x" + "1" * 39, "1" * 42, "0x" + "g" * 40, "0x" + "1" * 41])
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        ids.address_of(text)


@pytest.mark.parametrize(("desk", "ref"), [(bytes(19), bytes(32)), (bytes(20), bytes(31))])
def test_a_case_needs_whole_words(desk: bytes, ref: bytes) -> None:
    with pytest.raises(ValueError):
        ids.case_id(1, Address(desk), ORG, ref)
