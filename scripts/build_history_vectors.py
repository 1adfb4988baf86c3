# SPDX-License-Identifier: Apache-2.0
"""Write tests/vectors/history.json, and tests/contracts/HistoryVectors.t.sol with the same values.

Heads, rolling heads, words and case ids, worked out by eth_abi and eth_utils. Imports nothing from `ledger`, so that
whoever agrees with the files agrees with somebody else. The values are invented. `--check` writes nothing and fails
if a file is another.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from eth_abi.abi import encode
from eth_utils.address import to_checksum_address
from eth_utils.crypto import keccak

TESTS = Path(__file__).resolve().parent.parent / "tests"
FILE = TESTS / "vectors" / "history.json"
SOLIDITY = TESTS / "contracts" / "HistoryVectors.t.sol"
CHAIN_ID = 20_260_701
HISTORY = "0x" + "a1" * 20
DESK = "0x" + "d2" * 20
REGISTRY = "0x" + "c3" * 20
ACTOR = "0x" + "0e" * 20
ANOTHER_DESK = "0x" + "e4" * 20
ENTRY_TYPE = (
    "Entry(bytes28 head,uint256 chainId,address history,address module,bytes32 subject,"
    "uint32 length,uint16 kind,address actor,bytes32 payloadHash)"
)
ENTRY_EVENT = "Entry(bytes32,uint16,address,address,uint32,uint64,bytes32,bytes32)"
CASE_TYPE = "Case(uint256 chainId,address desk,bytes18 registrar,bytes32 reference)"
ACCEPTED = "ApplicationAccepted(bytes32,bytes18,(address,address,bytes32,bytes32,bytes32))"
TRUSTED = "DeskTrusted(address,bool)"
REGISTRAR = b"91310000MA1FL00001"

CASES = [
    ("an ordinary reference", 20_260_701, DESK, "91310000MA1FL00001", "01" * 32),
    ("another chain", 1, DESK, "91310000MA1FL00001", "01" * 32),
    ("another desk", 20_260_701, REGISTRY, "91310000MA1FL00001", "01" * 32),
    ("another registrar", 20_260_701, DESK, "12310000425006133D", "01" * 32),
    ("another reference", 20_260_701, DESK, "91310000MA1FL00001", "02" * 32),
    ("the widest of everything", 2**64 - 1, "0x" + "ff" * 20, "ZZZZZZZZZZZZZZZZZZ", "ff" * 32),
]
"""Name, chain, desk, registrar, reference."""

ACTS = [("01", 33), ("02", 33), ("trust", 7), ("01", 36), ("01", 43), ("02", 43)]
"""Subject and kind in the order of the ledger: two cases interleave, an act of another module stands between."""


def hexed(raw: bytes) -> str:
    return "0x" + raw.hex()


def case_id(chain_id: int, desk: str, registrar: str, reference: str) -> str:
    types = ["bytes32", "uint256", "address", "bytes18", "bytes32"]
    return hexed(
        keccak(encode(types, [keccak(text=CASE_TYPE), chain_id, desk, registrar.encode(), bytes.fromhex(reference)]))
    )


def case(name: str, chain_id: int, desk: str, registrar: str, reference: str) -> dict[str, str]:
    given = {
        "name": name,
        "chainId": str(chain_id),
        "desk": desk,
        "registrar": registrar,
        "reference": "0x" + reference,
    }
    return given | {"caseId": case_id(chain_id, desk, registrar, reference)}


def log_of(number: int, mark: str) -> tuple[bytes, str, list[bytes], bytes]:
    """Subject, module, topics and data of the module's own log."""
    if mark == "trust":
        subject = encode(["address"], [ANOTHER_DESK])
        return subject, REGISTRY, [keccak(text=TRUSTED), subject], encode(["bool"], [True])
    subject = keccak(text=f"case {mark}")
    acted = (ACTOR, "0x" + "00" * 20, keccak(text=f"person {number}"), bytes(32), keccak(text=f"paper {number}"))
    data = encode(["(address,address,bytes32,bytes32,bytes32)"], [acted])
    return subject, DESK, [keccak(text=ACCEPTED), subject, REGISTRAR.ljust(32, b"\0")], data


def chain_of_entries() -> list[dict[str, Any]]:
    heads: dict[bytes, tuple[int, bytes]] = {}
    rolling, entries = bytes(28), []
    for number, (mark, kind) in enumerate(ACTS, start=1):
        subject, module, topics, data = log_of(number, mark)
        length, before = heads.get(subject, (0, bytes(32)))
        payload = keccak(b"".join(topics) + data)
        types = [
            "bytes32",
            "bytes28",
            "uint256",
            "address",
            "address",
            "bytes32",
            "uint32",
            "uint16",
            "address",
            "bytes32",
        ]
        values = [
            keccak(text=ENTRY_TYPE),
            before[:28],
            CHAIN_ID,
            HISTORY,
            module,
            subject,
            length + 1,
            kind,
            ACTOR,
            payload,
        ]
        head = keccak(encode(types, values))
        rolled = keccak(encode(["bytes28", "uint64", "bytes32", "bytes32"], [rolling, number, subject, head]))
        rolling = rolled[:28]
        heads[subject] = (length + 1, head)
        entry_data = encode(
            ["address", "uint32", "uint64", "bytes32", "bytes32"], [ACTOR, length + 1, number, payload, head]
        )
        entries.append(
            {
                "log": {"address": module, "topics": [hexed(topic) for topic in topics], "data": hexed(data)},
                "entry": {
                    "address": HISTORY,
                    "topics": [
                        hexed(keccak(text=ENTRY_EVENT)),
                        hexed(subject),
                        hexed(encode(["uint16"], [kind])),
                        hexed(encode(["address"], [module])),
                    ],
                    "data": hexed(entry_data),
                },
                "subject": hexed(subject),
                "kind": kind,
                "actor": ACTOR,
                "length": length + 1,
                "sequence": number,
                "payloadHash": hexed(payload),
                "head": hexed(head),
                "word": hexed((length + 1).to_bytes(4, "big") + head[:28]),
                "rolling": hexed(rolling + bytes(4)),
            }
        )
    return entries


def text() -> str:
    vectors = {
        "generated": "by scripts/build_history_vectors.py with eth_abi; do not edit",
        "chainId": CHAIN_ID,
        "history": HISTORY,
        "entryTypehash": hexed(keccak(text=ENTRY_TYPE)),
        "cases": [case(*row) for row in CASES],
        "entries": chain_of_entries(),
    }
    return json.dumps(vectors, indent=1) + "\n"


SOLIDITY_TEST = """// SPDX-License-Identifier: Apache-2.0
// Generated by scripts/build_history_vectors.py; do not edit.
pragma solidity ^0.8.28;

import {IHistory} from "../../contracts/interfaces/IHistory.sol";
import {CaseId, Ids, OrgId} from "../../contracts/types/Ids.sol";
import {Artifacts} from "./Artifacts.sol";
import {Vm} from "./Vm.sol";

/// The values of tests/vectors/history.json, to which Python agrees too: case ids, and the words of History.
contract HistoryVectorsTest {
    Vm private constant vm = Vm(address(uint160(uint256(keccak256("hevm cheat code")))));
    IHistory private constant HISTORY = IHistory(%(history)s);

    function setUp() public {
        vm.chainId(%(chain)s);
        bytes memory arguments = abi.encode(address(this), new IHistory.WriterGrant[](0), address(0));
        vm.etch(address(HISTORY), Artifacts.create("History.sol:History", arguments).code);
        HISTORY.openWriter(%(desk)s, uint128(1) << 33 | uint128(1) << 36 | uint128(1) << 43);
        HISTORY.openWriter(%(registry)s, uint128(1) << 7);
    }

    function test_vectors_words() public {
%(entries)s    }

    function test_vectors_caseIds() public {
%(cases)s    }

    function _append(address module, bytes32 subject, uint16 kind, bytes32 payloadHash, bytes32 word) private {
        vm.prank(module);
        HISTORY.append(subject, kind, %(actor)s, payloadHash);
        vm.assertEq(HISTORY.wordOf(subject), word, "the word of the vectors");
    }

    function _case(uint256 chain, address desk, bytes18 registrar, bytes32 ref, bytes32 expected) private {
        vm.chainId(chain);
        vm.assertEq(CaseId.unwrap(Ids.caseOf(desk, OrgId.wrap(registrar), ref)), expected, "the id of the vectors");
    }
}
"""


def checksummed(address: str) -> str:
    """Solidity takes no address literal without its checksum."""
    return str(to_checksum_address(address))


def solidity() -> str:
    entries = ""
    for record in chain_of_entries():
        words = ", ".join([record["subject"], str(record["kind"]), record["payloadHash"], record["word"]])
        entries += f"        _append({checksummed(record['log']['address'])}, {words});\n"
    cases = ""
    for name, chain_id, desk, registrar, reference in CASES:
        given = f'{chain_id}, {checksummed(desk)}, "{registrar}", 0x{reference}'
        cases += f"        // {name}\n        _case({given}, {case_id(chain_id, desk, registrar, reference)});\n"
    named = {"history": HISTORY, "desk": DESK, "registry": REGISTRY, "actor": ACTOR}
    return SOLIDITY_TEST % (
        {name: checksummed(address) for name, address in named.items()}
        | {"chain": str(CHAIN_ID), "entries": entries, "cases": cases}
    )


def main() -> int:
    written = {FILE: text(), SOLIDITY: solidity()}
    if "--check" in sys.argv[1:]:
        return int(any(path.read_text(encoding="utf-8") != content for path, content in written.items()))
    for path, content in written.items():
        path.write_text(content, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
