# SPDX-License-Identifier: Apache-2.0
"""A node's JSON, read strictly into the values of `protocol.py`.

For: missing fields, wrong types and wrong sizes, each a fault with the field's name in it. Not for: whether an answer
fits the question; that is `rpc.py`'s business.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from ledger.chain.faults import fault
from ledger.chain.protocol import BLOOM_BYTES, AccountProof, Header, Log, Receipt, StorageProof, Transaction

_WORD = 1 << 256
_MISSING = object()


def hex_of(raw: bytes) -> str:
    return "0x" + raw.hex()


def quantity(value: object, field: str) -> int:
    """`0x1f` to 31. Decimal strings, floats, negative and oversized numbers are refused."""
    if isinstance(value, str) and value.startswith("0x") and value != "0x":
        try:
            number = int(value[2:], 16)
        except ValueError:
            number = -1
        if 0 <= number < _WORD and "_" not in value and value[2] not in "+-":
            return number
    raise fault("CHAIN_FIELD_TYPE", f"{field} is no quantity: {value!r:.80}", field=field)


def octets(value: object, field: str, size: int | None = None) -> bytes:
    """`0x..` to bytes of the given size, or of any."""
    if isinstance(value, str) and value.startswith("0x"):
        try:
            raw = bytes.fromhex(value[2:])
        except ValueError:
            raw = None
        if raw is not None and 2 * len(raw) == len(value) - 2 and size in (None, len(raw)):
            return raw
    raise fault("CHAIN_FIELD_TYPE", f"{field} is not hex of {size or 'any'} bytes: {value!r:.80}", field=field)


def mapping(value: object, what: str) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise fault("CHAIN_FIELD_TYPE", f"{what} is no object: {value!r:.80}", field=what)
    return cast(Mapping[str, object], value)


def items(value: object, what: str) -> list[object]:
    if not isinstance(value, list):
        raise fault("CHAIN_FIELD_TYPE", f"{what} is no list: {value!r:.80}", field=what)
    return value


def field(source: Mapping[str, object], name: str) -> object:
    value = source.get(name, _MISSING)
    if value is _MISSING or value is None:
        raise fault("CHAIN_FIELD_MISSING", name, field=name)
    return value


def header(value: object) -> Header:
    source = mapping(value, "block")

    def octet(name: str, size: int | None) -> bytes:
        return octets(field(source, name), name, size)

    def number(name: str) -> int:
        return quantity(field(source, name), name)

    return Header(
        number=number("number"),
        hash=octet("hash", 32),
        parent_hash=octet("parentHash", 32),
        timestamp=number("timestamp"),
        state_root=octet("stateRoot", 32),
        transactions_root=octet("transactionsRoot", 32),
        receipts_root=octet("receiptsRoot", 32),
        logs_bloom=octet("logsBloom", BLOOM_BYTES),
        ommers_hash=octet("sha3Uncles", 32),
        miner=octet("miner", 20),
        difficulty=number("difficulty"),
        gas_limit=number("gasLimit"),
        gas_used=number("gasUsed"),
        extra_data=octet("extraData", None),
        mix_hash=octet("mixHash", 32),
        nonce=octet("nonce", 8),
        base_fee=_maybe_quantity(source, "baseFeePerGas"),
        withdrawals_root=_maybe_octets(source, "withdrawalsRoot", 32),
        blob_gas_used=_maybe_quantity(source, "blobGasUsed"),
        excess_blob_gas=_maybe_quantity(source, "excessBlobGas"),
        parent_beacon_root=_maybe_octets(source, "parentBeaconBlockRoot", 32),
        requests_hash=_maybe_octets(source, "requestsHash", 32),
    )


def log(value: object) -> Log:
    """One log that stands in a block. A pending one has no place here, nor one that a reorg took away."""
    source = mapping(value, "log")
    if source.get("blockHash") is None:
        raise fault("CHAIN_LOG_NO_BLOCK", tx=source.get("transactionHash"))
    if source.get("removed") not in (None, False):
        raise fault("CHAIN_LOG_REMOVED", tx=source.get("transactionHash"))
    topics = items(field(source, "topics"), "topics")
    if len(topics) > 4:
        raise fault("CHAIN_FIELD_TYPE", f"{len(topics)} topics", field="topics")
    return Log(
        address=octets(field(source, "address"), "address", 20),
        topics=tuple(octets(topic, "topics", 32) for topic in topics),
        data=octets(field(source, "data"), "data"),
        block_number=quantity(field(source, "blockNumber"), "blockNumber"),
        block_hash=octets(source["blockHash"], "blockHash", 32),
        tx_hash=octets(field(source, "transactionHash"), "transactionHash", 32),
        tx_index=quantity(field(source, "transactionIndex"), "transactionIndex"),
        log_index=quantity(field(source, "logIndex"), "logIndex"),
    )


def receipt(value: object) -> Receipt:
    source = mapping(value, "receipt")
    status = quantity(field(source, "status"), "status")
    if status not in (0, 1):
        raise fault("CHAIN_FIELD_TYPE", f"status {status}", field="status")
    return Receipt(
        tx_hash=octets(field(source, "transactionHash"), "transactionHash", 32),
        tx_index=quantity(field(source, "transactionIndex"), "transactionIndex"),
        block_number=quantity(field(source, "blockNumber"), "blockNumber"),
        block_hash=octets(field(source, "blockHash"), "blockHash", 32),
        sender=octets(field(source, "from"), "from", 20),
        to=_maybe_octets(source, "to", 20),
        contract_address=_maybe_octets(source, "contractAddress", 20),
        succeeded=status == 1,
        gas_used=quantity(field(source, "gasUsed"), "gasUsed"),
        logs=tuple(log(entry) for entry in items(field(source, "logs"), "logs")),
    )


def transaction(value: object) -> Transaction:
    source = mapping(value, "transaction")
    return Transaction(
        hash=octets(field(source, "hash"), "hash", 32),
        sender=octets(field(source, "from"), "from", 20),
        to=_maybe_octets(source, "to", 20),
        nonce=quantity(field(source, "nonce"), "nonce"),
        value=quantity(field(source, "value"), "value"),
        data=octets(field(source, "input"), "input"),
        gas=quantity(field(source, "gas"), "gas"),
        block_number=_maybe_quantity(source, "blockNumber"),
        block_hash=_maybe_octets(source, "blockHash", 32),
    )


def account_proof(value: object) -> AccountProof:
    source = mapping(value, "proof")
    return AccountProof(
        address=octets(field(source, "address"), "address", 20),
        balance=quantity(field(source, "balance"), "balance"),
        nonce=quantity(field(source, "nonce"), "nonce"),
        code_hash=octets(field(source, "codeHash"), "codeHash", 32),
        storage_hash=octets(field(source, "storageHash"), "storageHash", 32),
        proof=_nodes(source, "accountProof"),
        storage=tuple(
            _storage_proof(mapping(entry, "storageProof"))
            for entry in items(field(source, "storageProof"), "storageProof")
        ),
    )


def _storage_proof(source: Mapping[str, object]) -> StorageProof:
    # Some nodes give the key as a quantity ("0x0"), some as 32 bytes: both name the same slot.
    key = quantity(field(source, "key"), "key").to_bytes(32, "big")
    return StorageProof(key, quantity(field(source, "value"), "value"), _nodes(source, "proof"))


def _nodes(source: Mapping[str, Any], name: str) -> tuple[bytes, ...]:
    return tuple(octets(node, name) for node in items(field(source, name), name))


def _maybe_quantity(source: Mapping[str, object], name: str) -> int | None:
    value = source.get(name)
    return None if value is None else quantity(value, name)


def _maybe_octets(source: Mapping[str, object], name: str, size: int) -> bytes | None:
    value = source.get(name)
    return None if value is None else octets(value, name, size)
