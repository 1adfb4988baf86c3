# SPDX-License-Identifier: Apache-2.0
"""One deployment of the contracts: where they are, that they are the right ones, and what a second person signs.

    deployment.json --> Deployment --verify_deployment--> (code, wiring, chain)      at every start
    Items + person  --> prepared_typed_data --> Signer                               for the second person

Not for: deploying (deploy.py), believing logs (indexer/witness.py), signing (signer.py).
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final, Protocol, TypeVar

from ledger.chain.encode import Items, View
from ledger.chain.protocol import Header
from ledger.domain.ids import Address, address_of
from ledger.domain.keccak import keccak
from ledger.domain.kinds import Module
from ledger.errors import Inconsistent, Misconfigured
from ledger.proofs.history import Spine

T = TypeVar("T")

ABI_DIRECTORY: Final = Path(__file__).resolve().parent / "abi"
FORMAT: Final = 1


class StateReader(Protocol):
    """What is asked of a node about a deployment; `chain.rpc.Rpc` is one."""

    def chain_id(self) -> int: ...
    def header(self, at: int | bytes) -> Header: ...
    def get_code(self, address: bytes, at: int | bytes | None = None) -> bytes: ...
    def call(self, to: bytes, data: bytes, at: int | bytes | None = None, sender: bytes | None = None) -> bytes: ...


# --- what was compiled ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Artifact:
    """A contract as committed under abi/. `immutables`: name to the places of its value in the runtime code."""

    module: Module
    creation_code: bytes
    runtime_size: int
    masked_code_hash: bytes
    immutables: Mapping[str, tuple[tuple[int, int], ...]]

    def masked(self, code: bytes) -> bytes:
        """The code as compiled: zeros where the constructor put values."""
        blank = bytearray(code)
        for start, length in (place for places in self.immutables.values() for place in places):
            blank[start : start + length] = bytes(length)
        return bytes(blank)

    def values(self, code: bytes) -> dict[str, int]:
        """What the constructor put in; ValueError if one name has two values."""
        found: dict[str, int] = {}
        for name, places in self.immutables.items():
            values = {int.from_bytes(code[start : start + length], "big") for start, length in places}
            if len(values) != 1:
                raise ValueError(f"{name} has {len(values)} values in the code of {self.module}")
            found[name] = values.pop()
        return found


@cache
def artifact(module: Module) -> Artifact:
    path = ABI_DIRECTORY / f"{module}.json"
    try:
        shape = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise Misconfigured(
            f"the compiled {module} is missing or damaged; run `make abi`",
            zh=f"缺少或损坏已编译的合约 {module}；请运行 `make abi`",
            code="ARTIFACT_MISSING",
            path=str(path),
        ) from error
    return Artifact(
        module=module,
        creation_code=bytes.fromhex(shape["bytecode"][2:]),
        runtime_size=shape["runtimeBytes"],
        masked_code_hash=bytes.fromhex(shape["maskedCodeHash"][2:]),
        immutables={
            name: tuple((place["start"], place["length"]) for place in places)
            for name, places in shape["immutableReferences"].items()
        },
    )


# --- the deployment ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Deployment:
    """Everything that names one ledger. `code_hashes` are of the runtime code as it stands, immutables included."""

    chain_id: int
    genesis_hash: bytes
    deploy_block: int
    addresses: Mapping[Module, Address]
    code_hashes: Mapping[Module, bytes]
    demo: bool
    governance_delay: int
    predecessor: None = None

    @property
    def spine(self) -> Spine:
        return Spine(self.chain_id, self.addresses[Module.HISTORY])

    @property
    def logging(self) -> tuple[Address, ...]:
        """The addresses whose logs are followed: every module but the rules, which say nothing."""
        silent = (Module.ADMISSION, Module.PLEDGE_RULES)
        return tuple(self.addresses[module] for module in Module if module not in silent)

    def module_at(self, address: bytes) -> Module | None:
        return next((module for module, at in self.addresses.items() if at == address), None)

    def to_json(self) -> str:
        shape = {
            "format": FORMAT,
            "chainId": self.chain_id,
            "genesisHash": "0x" + self.genesis_hash.hex(),
            "deployBlock": self.deploy_block,
            "addresses": {module.value: "0x" + self.addresses[module].hex() for module in Module},
            "codeHashes": {module.value: "0x" + self.code_hashes[module].hex() for module in Module},
            "demo": self.demo,
            "governanceDelay": self.governance_delay,
            "predecessor": self.predecessor,
        }
        return json.dumps(shape, indent=2) + "\n"

    @classmethod
    def from_json(cls, text: str) -> Deployment:
        """Misconfigured unless the text is a whole deployment."""
        try:
            return _deployment(json.loads(text))
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise Misconfigured(
                f"the deployment file cannot be read: {error}",
                zh=f"部署文件无法读取：{error}",
                code="DEPLOYMENT_MALFORMED",
            ) from error


def load_deployment(path: Path) -> Deployment:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise Misconfigured(
            f"there is no deployment file at {path}",
            zh=f"找不到部署文件 {path}",
            code="DEPLOYMENT_MISSING",
            path=str(path),
        ) from error
    return Deployment.from_json(text)


def _deployment(shape: Mapping[str, Any]) -> Deployment:
    if shape["format"] != FORMAT or shape["predecessor"] is not None:
        raise ValueError("its format is of another release")
    return Deployment(
        chain_id=_whole(shape["chainId"]),
        genesis_hash=_hash(shape["genesisHash"]),
        deploy_block=_whole(shape["deployBlock"]),
        addresses={module: address_of(shape["addresses"][module.value]) for module in Module},
        code_hashes={module: _hash(shape["codeHashes"][module.value]) for module in Module},
        demo=_flag(shape["demo"]),
        governance_delay=_whole(shape["governanceDelay"]),
    )


def _whole(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise ValueError(f"{value!r} is no whole number")
    return value


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError(f"{value!r} is neither true nor false")
    return value


def _hash(text: str) -> bytes:
    raw = bytes.fromhex(text.removeprefix("0x"))
    if len(raw) != 32:
        raise ValueError(f"{text!r} is no hash")
    return raw


# --- is it the right one ----------------------------------------------------------------------------------------------


def verify_deployment(reader: StateReader, deployment: Deployment) -> None:
    """Return if the node's chain bears exactly this deployment of exactly these contracts. Asked at every start.

    Inconsistent otherwise: another chain, another genesis, no code, other code than this release compiles to, or
    contracts that were wired to others.
    """
    _same("CHAIN_IS_ANOTHER", "chain id", "链标识", deployment.chain_id, reader.chain_id())
    genesis = reader.header(0).hash
    _same("GENESIS_IS_ANOTHER", "genesis block", "创世区块", deployment.genesis_hash.hex(), genesis.hex())
    for module in Module:
        verify_code(module, reader.get_code(deployment.addresses[module]), deployment)


def verify_code(module: Module, code: bytes, deployment: Deployment) -> None:
    known = artifact(module)
    _same("CODE_IS_ANOTHER", f"code of {module}", f"{module} 的代码", known.runtime_size, len(code))
    masked = keccak(known.masked(code))
    _same("CODE_IS_ANOTHER", f"code of {module}", f"{module} 的代码", known.masked_code_hash.hex(), masked.hex())
    for name, value in known.values(code).items():
        expected = wired(name, deployment)
        _same("WIRING_IS_ANOTHER", f"{name} of {module}", f"{module} 的 {name}", f"{expected:#x}", f"{value:#x}")
    recorded = deployment.code_hashes[module].hex()
    _same("CODE_IS_ANOTHER", f"code of {module}", f"{module} 的代码", recorded, keccak(code).hex())


def wired(name: str, deployment: Deployment) -> int:
    """What an immutable must hold: modules are known by the names of `Module`, the rest is listed."""
    if name == "DELAY":
        return deployment.governance_delay
    if name == "DEMO":
        return int(deployment.demo)
    return int.from_bytes(deployment.addresses[Module[name]], "big")


def _same(code: str, en: str, zh: str, expected: object, actual: object) -> None:
    if expected != actual:
        raise Inconsistent(
            f"the {en} is not the one of the deployment: {actual}, not {expected}",
            zh=f"{zh}与部署文件不符：应为 {expected}，实为 {actual}",
            code=code,
            expected=expected,
            actual=actual,
        )


# --- asking -----------------------------------------------------------------------------------------------------------


def ask(reader: StateReader, deployment: Deployment, view: View[T], at: int | bytes | None = None) -> T:
    """The answer of a module, at a block (None: newest). A revert comes as the reader's own error."""
    return view.read(reader.call(deployment.addresses[view.module], view.data, at))


# --- the second person ------------------------------------------------------------------------------------------------

_DOMAIN_NAME: Final = "Data-Asset Ledger"
_DOMAIN_VERSION: Final = "1"
_DOMAIN_TYPEHASH: Final = keccak(b"EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)")
_PREPARED_TYPEHASH: Final = keccak(b"Prepared(uint16 kind,bytes32 items,bytes32 person,uint40 deadline)")


@dataclass(frozen=True, slots=True)
class TypedData:
    """Arguments of `Signer.sign_typed_data`."""

    domain: Mapping[str, Any]
    types: Mapping[str, Sequence[Mapping[str, str]]]
    message: Mapping[str, Any]


def prepared_typed_data(deployment: Deployment, items: Items, person: bytes, deadline: int) -> TypedData:
    """What a preparer signs (ITwoPersons), as EIP-712."""
    fields = {"kind": "uint16", "items": "bytes32", "person": "bytes32", "deadline": "uint40"}
    return TypedData(
        domain={
            "name": _DOMAIN_NAME,
            "version": _DOMAIN_VERSION,
            "chainId": deployment.chain_id,
            "verifyingContract": "0x" + deployment.addresses[items.module].hex(),
        },
        types={"Prepared": [{"name": name, "type": kind} for name, kind in fields.items()]},
        message={"kind": int(items.kind), "items": items.digest, "person": person, "deadline": deadline},
    )


def prepared_digest(deployment: Deployment, items: Items, person: bytes, deadline: int) -> bytes:
    """The 32 bytes under that signature: equal to the module's `preparedDigest`."""
    contract = deployment.addresses[items.module].rjust(32, b"\0")
    names = keccak(_DOMAIN_NAME.encode()) + keccak(_DOMAIN_VERSION.encode())
    domain = keccak(_DOMAIN_TYPEHASH + names + deployment.chain_id.to_bytes(32, "big") + contract)
    values = items.kind.to_bytes(32, "big") + items.digest + person + deadline.to_bytes(32, "big")
    return keccak(b"\x19\x01" + domain + keccak(_PREPARED_TYPEHASH + values))
