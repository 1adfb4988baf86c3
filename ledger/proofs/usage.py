# SPDX-License-Identifier: Apache-2.0
"""That one usage record stands at its place in a batch whose root is on chain. Needs nothing but the proof itself.

    leaf  = SHA-256(00 | salt | record)          the tree is that of RFC 6962 (tree.py)
    batch = keccak256(abi.encode(BATCH_TYPEHASH, chainid, registry, organisation, root, size))

For: the receiver of a proof, offline. The batch id binds root, number of records, provider and deployment, and is
what `UsageAnchored` says on chain; a reader compares it there. Not for: whether the record is true. It shows that the
provider committed to it then, and to nothing else at that place.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from ledger.domain.ids import Address, OrgId, address_of, name_bytes, org_bytes
from ledger.domain.keccak import keccak
from ledger.domain.scope import Environment
from ledger.domain.usage import SALT_BYTES, UsageRecord
from ledger.errors import Inconsistent, Refused
from ledger.proofs.tree import leaf_hash, root_from

FORM: Final = "ledger/usage-proof/1"
BATCH_TYPEHASH: Final = keccak(b"Batch(uint256 chainId,address registry,bytes18 organisation,bytes32 root,uint32 size)")


@dataclass(frozen=True, slots=True)
class UsageProof:
    """`path` leads from the record's leaf to the root, the lowest sibling first."""

    chain_id: int
    registry: Address
    organisation: OrgId
    batch: bytes
    root: bytes
    size: int
    index: int
    salt: bytes
    record: UsageRecord
    path: tuple[bytes, ...]


def batch_id(chain_id: int, registry: Address, organisation: OrgId, root: bytes, size: int) -> bytes:
    """The batch of this root and size that the organisation anchors at this registry. (A root alone does not tell how
    many leaves stand behind it: where the tree is not full, a path fits several sizes.)"""
    words = (
        BATCH_TYPEHASH,
        chain_id.to_bytes(32, "big"),
        bytes(12) + registry,
        org_bytes(organisation).ljust(32, b"\0"),
        root,
        size.to_bytes(32, "big"),
    )
    return keccak(b"".join(words))


def leaf_of(salt: bytes, record: bytes) -> bytes:
    return leaf_hash(salt + record)


def verify_usage(proof: UsageProof) -> None:
    """Nothing, if the record stands there; otherwise Inconsistent."""
    found = root_from(leaf_of(proof.salt, proof.record.encode()), proof.index, proof.size, proof.path)
    if found != proof.root:
        raise Inconsistent(
            "the record is not at this place of the batch with this root",
            zh="该使用记录不在此批次根所代表的位置上",
            code="USAGE_PROOF_MISMATCH",
            root=proof.root.hex(),
            index=proof.index,
            size=proof.size,
        )
    made = batch_id(proof.chain_id, proof.registry, proof.organisation, proof.root, proof.size)
    if made != proof.batch:
        raise Inconsistent(
            "the batch is not the one of this root, organisation and registry",
            zh="批次编号与根、机构、合约不符",
            code="USAGE_PROOF_MISMATCH",
            expected=made.hex(),
            found=proof.batch.hex(),
        )


# --- as a document ----------------------------------------------------------------------------------------------------


def proof_document(proof: UsageProof) -> dict[str, Any]:
    record = proof.record
    return {
        "form": FORM,
        "chain_id": proof.chain_id,
        "registry": "0x" + proof.registry.hex(),
        "organisation": proof.organisation,
        "batch": "0x" + proof.batch.hex(),
        "root": "0x" + proof.root.hex(),
        "size": proof.size,
        "index": proof.index,
        "salt": "0x" + proof.salt.hex(),
        "record": {
            "grant": "0x" + record.grant.hex(),
            "moment": record.moment,
            "purpose": record.purpose,
            "calls": record.calls,
            "records": record.records,
            "region": record.region,
            "caller": "0x" + record.caller.hex(),
            "fields": f"{record.fields:#x}" if record.fields else None,
            "environment": None if record.environment is None else record.environment.name,
        },
        "path": ["0x" + sibling.hex() for sibling in proof.path],
    }


def read_proof(text: str) -> UsageProof:
    """Refused if the text is no proof of this form; whether it proves anything is `verify_usage`'s to say."""
    try:
        given = json.loads(text)
        if given["form"] != FORM:
            raise ValueError(f"the form is {given['form']!r}")
        record = given["record"]
        found = UsageProof(
            chain_id=_number(given["chain_id"], 256),
            registry=address_of(given["registry"]),
            organisation=OrgId(given["organisation"]),
            batch=_bytes(given["batch"]),
            root=_bytes(given["root"]),
            size=_number(given["size"], 32),
            index=_number(given["index"], 32),
            salt=_bytes(given["salt"], SALT_BYTES),
            record=UsageRecord(
                grant=_bytes(record["grant"]),
                moment=_number(record["moment"], 40),
                purpose=_number(record["purpose"], 16),
                calls=_number(record["calls"], 64),
                records=_number(record["records"], 64),
                region=_number(record["region"], 32),
                caller=_bytes(record["caller"]),
                **_said(record),
            ),
            path=_path(given["path"]),
        )
        name_bytes(found.organisation, 18)
    except (AttributeError, KeyError, TypeError, ValueError, RecursionError) as error:
        raise Refused(
            f"this is no proof of a usage record: {type(error).__name__}: {error}",
            zh="该文件不是使用记录的包含证明",
            code="USAGE_PROOF_MALFORMED",
        ) from error
    return found


def _said(record: Any) -> dict[str, Any]:
    """What a record may say besides; proofs that were made before it could do not name it."""
    fields, environment = record.get("fields"), record.get("environment")
    if fields is not None and not re.fullmatch(r"0x[1-9a-f][0-9a-f]{0,15}", fields):
        raise ValueError(f"{fields!r} are no fields")
    return {
        "fields": 0 if fields is None else int(fields, 16),
        "environment": None if environment is None else Environment[environment],
    }


def _number(value: object, bits: int) -> int:
    if type(value) is not int or not 0 <= value < 1 << bits:
        raise ValueError(f"{value!r} is no number of {bits} bits")
    return value


def _bytes(value: object, size: int = 32) -> bytes:
    if not isinstance(value, str) or not value.startswith("0x") or len(value) != 2 + 2 * size:
        raise ValueError(f"{value!r} is not 0x and the digits of {size} bytes")
    return bytes.fromhex(value[2:])


def _path(values: Any) -> tuple[bytes, ...]:
    if not isinstance(values, Sequence) or isinstance(values, str):
        raise TypeError("the path is no list")
    return tuple(_bytes(value) for value in values)
