# SPDX-License-Identifier: Apache-2.0
"""One deployment of the contracts: where they are, that they are the right ones, and what a second person signs.

    deployment.json --> Deployment --verify_deployment--> (code, wiring, chain)      at every start
                        Deployment.predecessor: what it went on from (`ledger upgrade`), kept for good
    Items + person  --> prepared_typed_data --> Signer                               for the second person

Not for: deploying (deploy.py), believing logs (indexer/witness.py), signing (signer.py).
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, Final, Protocol, TypeVar

from ledger.chain.encode import Items, View, history_sequence
from ledger.chain.protocol import Header
from ledger.domain.ids import Address, address_of
from ledger.domain.keccak import keccak
from ledger.domain.kinds import Module
from ledger.errors import Inconsistent, Misconfigured, Refused
from ledger.proofs.history import EarlierHistory, Spine

T = TypeVar("T")

ABI_DIRECTORY: Final = Path(__file__).resolve().parent / "abi"
EARLIER_DIRECTORY: Final = Path(__file__).resolve().parent / "earlier"
FORMAT: Final = 1
ESTATE: Final = "FirstEstate"
"""The contract that answers for a deployment on the first contracts, in the words of this release."""


class StateReader(Protocol):
    """What is asked of a node about a deployment; `chain.rpc.Rpc` is one."""

    def chain_id(self) -> int: ...
    def header(self, at: int | bytes) -> Header: ...
    def get_code(self, address: bytes, at: int | bytes | None = None) -> bytes: ...
    def call(self, to: bytes, data: bytes, at: int | bytes | None = None, sender: bytes | None = None) -> bytes: ...


class Release(StrEnum):
    """Which contracts a ledger stands on. An earlier release's are only recognised, so that a ledger can go on from
    them: its masked code hashes and immutables are kept under earlier/."""

    FIRST = "first"
    TODAY = "today"


MODULES_OF: Final[Mapping[Release, tuple[Module, ...]]] = {
    Release.FIRST: tuple(Module)[: tuple(Module).index(Module.OBJECTIONS) + 1],
    Release.TODAY: tuple(Module),
}


# --- what was compiled ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Artifact:
    """A contract as committed under abi/. `immutables`: name to the places of its value in the runtime code. Of an
    earlier release there is no creation code: nobody deploys it."""

    name: str
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
                raise ValueError(f"{name} has {len(values)} values in the code of {self.name}")
            found[name] = values.pop()
        return found


@cache
def artifact(name: str, release: Release = Release.TODAY) -> Artifact:
    """What a contract was compiled to: a module, or an estate."""
    path = ABI_DIRECTORY / f"{name}.json" if release is Release.TODAY else EARLIER_DIRECTORY / f"{release}.json"
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
        shape = kept if release is Release.TODAY else kept[name]
    except (OSError, ValueError, KeyError) as error:
        raise Misconfigured(
            f"the compiled {name} is missing or damaged; run `make abi`",
            zh=f"缺少或损坏已编译的合约 {name}；请运行 `make abi`",
            code="ARTIFACT_MISSING",
            path=str(path),
        ) from error
    return Artifact(
        name=name,
        creation_code=bytes.fromhex(shape.get("bytecode", "0x")[2:]),
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
    """Everything that names one ledger. `code_hashes` are of the runtime code as it stands, immutables included.

    `predecessor` is the deployment that this one went on from, if it did: acts and words of before stand there.
    """

    chain_id: int
    genesis_hash: bytes
    deploy_block: int
    addresses: Mapping[Module, Address]
    code_hashes: Mapping[Module, bytes]
    demo: bool
    governance_delay: int
    predecessor: Predecessor | None = None

    @property
    def release(self) -> Release:
        """By the set of contracts; whether they are the right ones, `verify_deployment` asks."""
        return next(release for release, modules in MODULES_OF.items() if set(modules) == set(self.addresses))

    @property
    def spine(self) -> Spine:
        before, earlier = self.predecessor, tuple[EarlierHistory, ...]()
        if before is not None:
            line = before.deployment.spine
            earlier = (*line.earlier, EarlierHistory(line.history, before.sequence))
        return Spine(self.chain_id, self.addresses[Module.HISTORY], earlier)

    @property
    def first_block(self) -> int:
        """The block in which the ledger began: its first deployment's."""
        return self.deploy_block if self.predecessor is None else self.predecessor.deployment.first_block

    @property
    def cases_of(self) -> Address:
        """The desk whose address stands in the ids of cases: that of the first deployment (IEstate.casesOf)."""
        return self.addresses[Module.DESK] if self.predecessor is None else self.predecessor.deployment.cases_of

    @property
    def logging(self) -> tuple[Address, ...]:
        """The addresses whose logs are followed: every module but the rules, which say nothing; of the whole line."""
        silent = (Module.ADMISSION, Module.PLEDGE_RULES)
        own = tuple(at for module, at in self.addresses.items() if module not in silent)
        return own if self.predecessor is None else (*self.predecessor.deployment.logging, *own)

    def module_at(self, address: bytes) -> Module | None:
        """The module that stands there, of this deployment or of one that it went on from."""
        own = next((module for module, at in self.addresses.items() if at == address), None)
        if own is not None or self.predecessor is None:
            return own
        return self.predecessor.deployment.module_at(address)

    def to_json(self) -> str:
        return json.dumps(self.shape(), indent=2) + "\n"

    def shape(self) -> dict[str, Any]:
        return {
            "format": FORMAT,
            "chainId": self.chain_id,
            "genesisHash": "0x" + self.genesis_hash.hex(),
            "deployBlock": self.deploy_block,
            "addresses": {module.value: "0x" + at.hex() for module, at in self.addresses.items()},
            "codeHashes": {module.value: "0x" + digest.hex() for module, digest in self.code_hashes.items()},
            "demo": self.demo,
            "governanceDelay": self.governance_delay,
            "predecessor": None if self.predecessor is None else self.predecessor.shape(),
        }

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


@dataclass(frozen=True, slots=True)
class Predecessor:
    """A deployment that was ended and gone on from. `sequence` is that of its last act; `estate` is the contract that
    answers for it in the words of the release that follows."""

    deployment: Deployment
    sequence: int
    estate: Address
    estate_code_hash: bytes

    def shape(self) -> dict[str, Any]:
        return {
            "sequence": self.sequence,
            "estate": "0x" + self.estate.hex(),
            "estateCodeHash": "0x" + self.estate_code_hash.hex(),
            "deployment": self.deployment.shape(),
        }


def require_today(deployment: Deployment) -> Deployment:
    """The deployment, if it is on the contracts of this release; Refused where only `ledger upgrade` is for it."""
    if deployment.release is not Release.TODAY:
        raise Refused(
            "this ledger stands on the contracts of an earlier release; `ledger upgrade` carries it over",
            zh="该账本使用早期版本的合约；请用 `ledger upgrade` 升级",
            code="LEDGER_OF_EARLIER_RELEASE",
            release=deployment.release.value,
        )
    return deployment


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
    if shape["format"] != FORMAT:
        raise ValueError("its format is of another release")
    named = set(shape["addresses"])
    modules = next((known for known in MODULES_OF.values() if named == set(known)), tuple(Module))
    before = shape["predecessor"]
    return Deployment(
        chain_id=_whole(shape["chainId"]),
        genesis_hash=_hash(shape["genesisHash"]),
        deploy_block=_whole(shape["deployBlock"]),
        addresses={module: address_of(shape["addresses"][module.value]) for module in modules},
        code_hashes={module: _hash(shape["codeHashes"][module.value]) for module in modules},
        demo=_flag(shape["demo"]),
        governance_delay=_whole(shape["governanceDelay"]),
        predecessor=None if before is None else _predecessor(before),
    )


def _predecessor(shape: Mapping[str, Any]) -> Predecessor:
    return Predecessor(
        deployment=_deployment(shape["deployment"]),
        sequence=_whole(shape["sequence"]),
        estate=address_of(shape["estate"]),
        estate_code_hash=_hash(shape["estateCodeHash"]),
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
    contracts that were wired to others. A deployment that it went on from is held against its own release, and must
    have ended with the act that is named.
    """
    _same("CHAIN_IS_ANOTHER", "chain id", "链标识", deployment.chain_id, reader.chain_id())
    genesis = reader.header(0).hash
    _same("GENESIS_IS_ANOTHER", "genesis block", "创世区块", deployment.genesis_hash.hex(), genesis.hex())
    for module, at in deployment.addresses.items():
        verify_code(module, reader.get_code(at), deployment)
    if deployment.predecessor is not None:
        _verify_predecessor(reader, deployment.predecessor)


def _verify_predecessor(reader: StateReader, before: Predecessor) -> None:
    verify_deployment(reader, before.deployment)
    known = artifact(ESTATE)
    _verify(known, reader.get_code(before.estate), before.deployment, before.estate_code_hash)
    ended = ask(reader, before.deployment, history_sequence())
    _same("PREDECESSOR_MOVED", "last act of the predecessor", "前一部署的最后一条记录", before.sequence, ended)


def verify_code(module: Module, code: bytes, deployment: Deployment) -> None:
    _verify(artifact(module, deployment.release), code, deployment, deployment.code_hashes[module])


def _verify(known: Artifact, code: bytes, deployment: Deployment, recorded: bytes) -> None:
    name = known.name
    _same("CODE_IS_ANOTHER", f"code of {name}", f"{name} 的代码", known.runtime_size, len(code))
    masked = keccak(known.masked(code))
    _same("CODE_IS_ANOTHER", f"code of {name}", f"{name} 的代码", known.masked_code_hash.hex(), masked.hex())
    for immutable, value in known.values(code).items():
        expected = wired(immutable, deployment)
        _same("WIRING_IS_ANOTHER", f"{immutable} of {name}", f"{name} 的 {immutable}", f"{expected:#x}", f"{value:#x}")
    _same("CODE_IS_ANOTHER", f"code of {name}", f"{name} 的代码", recorded.hex(), keccak(code).hex())


def wired(name: str, deployment: Deployment) -> int:
    """What an immutable must hold: modules are known by the names of `Module`, the rest is listed."""
    if name == "DELAY":
        return deployment.governance_delay
    if name == "DEMO":
        return int(deployment.demo)
    before = deployment.predecessor
    if name == "PREDECESSOR":
        return 0 if before is None else int.from_bytes(before.deployment.addresses[Module.HISTORY], "big")
    if name == "ESTATE":
        return 0 if before is None else int.from_bytes(before.estate, "big")
    if name == "CASES_OF":
        return int.from_bytes(deployment.cases_of, "big")
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
