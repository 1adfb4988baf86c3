# SPDX-License-Identifier: Apache-2.0
"""A proof of a usage record stands alone, and proves its own record and no other."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from eth_abi.abi import encode
from eth_utils import keccak

from ledger.domain.ids import Address, OrgId
from ledger.domain.scope import Environment
from ledger.domain.usage import UsageRecord, salt_of
from ledger.errors import Inconsistent, Refused
from ledger.proofs.tree import path_of, root_of
from ledger.proofs.usage import UsageProof, batch_id, leaf_of, proof_document, read_proof, verify_usage

ORG, REGISTRY, SECRET = OrgId("91152502MA0DEM013H"), Address(b"\x11" * 20), b"\x22" * 32


def record(number: int) -> UsageRecord:
    return UsageRecord(b"\x01" * 32, 1_782_867_600 + number, 2, 1, number, 152500, number.to_bytes(32, "big"))


def proof(index: int, size: int = 7) -> UsageProof:
    leaves = [leaf_of(salt_of(SECRET, place), record(place).encode()) for place in range(size)]
    root = root_of(leaves)
    batch = batch_id(31_337, REGISTRY, ORG, root, size)
    path = path_of(index, leaves)
    return UsageProof(31_337, REGISTRY, ORG, batch, root, size, index, salt_of(SECRET, index), record(index), path)


def refused(changed: UsageProof) -> None:
    with pytest.raises(Inconsistent) as failure:
        verify_usage(changed)
    assert failure.value.code == "USAGE_PROOF_MISMATCH"


@pytest.mark.parametrize("index", range(7))
def test_every_record_is_proved(index: int) -> None:
    verify_usage(proof(index))


def test_a_batch_of_one_needs_no_path() -> None:
    only = proof(0, 1)
    assert only.path == ()
    verify_usage(only)


def test_the_batch_is_named_as_the_contract_names_it() -> None:
    typehash = keccak(text="Batch(uint256 chainId,address registry,bytes18 organisation,bytes32 root,uint32 size)")
    packed = encode(
        ["bytes32", "uint256", "address", "bytes18", "bytes32", "uint32"],
        [typehash, 31_337, REGISTRY, ORG.encode(), b"\x05" * 32, 9],
    )
    assert batch_id(31_337, REGISTRY, ORG, b"\x05" * 32, 9) == keccak(packed)


def test_whatever_is_changed_is_found() -> None:
    sound = proof(3)
    refused(replace(sound, record=record(4)))
    refused(replace(sound, index=4))
    refused(replace(sound, size=6))
    refused(replace(sound, salt=bytes(32)))
    refused(replace(sound, path=sound.path[::-1]))
    refused(replace(sound, root=bytes(32)))
    refused(replace(sound, chain_id=1))
    refused(replace(sound, registry=Address(bytes(20))))
    refused(replace(sound, organisation=OrgId("91150104MA0DEM0724")))


def test_it_comes_back_from_its_document() -> None:
    text = json.dumps(proof_document(proof(5)))
    assert read_proof(text) == proof(5)


def test_what_a_record_says_besides_is_proved_with_it() -> None:
    said = replace(record(0), fields=3, environment=Environment.SANDBOX)
    root = root_of([leaf_of(bytes(32), said.encode())])
    made = UsageProof(31_337, REGISTRY, ORG, batch_id(31_337, REGISTRY, ORG, root, 1), root, 1, 0, bytes(32), said, ())
    verify_usage(made)
    assert read_proof(json.dumps(proof_document(made))) == made
    for other in (replace(said, environment=None), replace(said, environment=Environment.API), replace(said, fields=1)):
        refused(replace(made, record=other))


def test_a_proof_of_before_more_could_be_said_is_read() -> None:
    document = proof_document(proof(5))
    assert (document["record"].pop("fields"), document["record"].pop("environment")) == (None, None)
    assert read_proof(json.dumps(document)) == proof(5)


@pytest.mark.parametrize(("name", "value"), [("fields", "3"), ("fields", "0x0"), ("fields", 3), ("environment", "X")])
def test_what_is_said_besides_is_said_in_its_form(name: str, value: object) -> None:
    document = proof_document(proof(5))
    document["record"][name] = value
    with pytest.raises(Refused) as refusal:
        read_proof(json.dumps(document))
    assert refusal.value.code == "USAGE_PROOF_MALFORMED"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("form", "ledger/usage-proof/2"), ("size", "7"), ("size", -1), ("index", True), ("salt", "0x00"),
        ("path", "0x"), ("path", [1]), ("record", {}), ("registry", "0x1"),
        ("organisation", "示例"), ("root", "00" * 32),
    ],
)  # fmt: skip
def test_another_document_is_refused(name: str, value: object) -> None:
    document = {**proof_document(proof(5)), name: value}
    with pytest.raises(Refused) as refusal:
        read_proof(json.dumps(document))
    assert refusal.value.code == "USAGE_PROOF_MALFORMED"


@pytest.mark.parametrize("text", ["", "[]", "7", "{}", "[" * 100_000])
def test_what_is_no_document_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        read_proof(text)
