# SPDX-License-Identifier: Apache-2.0
"""The oracle is what it says: independent of the ledger, agreed with the contracts' ABI, and not blind."""

from __future__ import annotations

import ast
import json
from pathlib import Path

import pytest
from eth_abi.abi import encode

from tests.oracle.expected import KIND_OF, RULES
from tests.oracle.node import Lie, _proven, keccak, raw
from tests.oracle.signatures import BY_TOPIC, read

HERE = Path(__file__).parent
ABI = HERE.parents[1] / "ledger" / "chain" / "abi" / "interfaces.json"


def imported(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    names += [alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names]
    return {name.partition(".")[0] for name in names}


@pytest.mark.parametrize("path", sorted(HERE.glob("*.py")), ids=lambda path: path.name)
def test_no_file_of_the_oracle_imports_anything_of_the_ledger(path: Path) -> None:
    assert not imported(path) & {"ledger", "api", "web3", "sqlalchemy"}


def test_the_signatures_written_by_hand_are_those_of_the_compiled_interfaces() -> None:
    interfaces = json.loads(ABI.read_text(encoding="utf-8"))["interfaces"]
    events = {entry["name"]: entry for abi in interfaces.values() for entry in abi if entry["type"] == "event"}
    ours = {name: topic for topic, (name, _) in BY_TOPIC.items()}
    theirs_by_name = {
        name: keccak(f"{name}({','.join(map(_type, event['inputs']))})".encode()) for name, event in events.items()
    }
    assert ours == theirs_by_name
    for name, fields in BY_TOPIC.values():
        # Objections call their case `caseId`; here a case is `id` everywhere.
        theirs = ["id" if given["name"] == "caseId" else given["name"] for given in events[name]["inputs"]]
        assert [label for _, label, _ in fields] == theirs
        assert [indexed for _, _, indexed in fields] == [given["indexed"] for given in events[name]["inputs"]]


def _type(given: dict[str, object]) -> str:
    kind = str(given["type"])
    if not kind.startswith("tuple"):
        return kind
    parts = given["components"]
    assert isinstance(parts, list)
    return f"({','.join(map(_type, parts))}){kind.removeprefix('tuple')}"


def test_every_event_but_the_entry_has_a_rule_and_a_kind() -> None:
    names = {name for name, _ in BY_TOPIC.values()} - {"Entry"}
    assert set(RULES) == names
    assert set(KIND_OF) == names


def test_a_log_is_read_by_its_names() -> None:
    topic = next(topic for topic, (name, _) in BY_TOPIC.items() if name == "OrganisationRegrouped")
    org = b"91150103MA0DEM080G"
    assert read([topic, org.ljust(32, b"\0")], encode(["uint24"], [7])) == (
        "OrganisationRegrouped",
        {"org": org, "group": 7},
    )


def test_an_event_of_no_interface_is_no_event() -> None:
    with pytest.raises(KeyError):
        read([bytes(32)], b"")


def test_a_proof_with_a_changed_node_proves_nothing() -> None:
    from trie import HexaryTrie

    tree = HexaryTrie({})
    for number in range(20):
        tree[keccak(bytes([number]))] = b"value %d" % number
    import rlp

    nodes = ["0x" + rlp.encode(node).hex() for node in tree.get_proof(keccak(b"\x03"))]
    assert _proven(tree.root_hash, keccak(b"\x03"), nodes) == b"value 3"
    spoiled = [nodes[0][:-2] + ("00" if nodes[0][-2:] != "00" else "01"), *nodes[1:]]
    with pytest.raises(Lie):
        _proven(tree.root_hash, keccak(b"\x03"), spoiled)
    assert raw("0x00") == b"\0"
