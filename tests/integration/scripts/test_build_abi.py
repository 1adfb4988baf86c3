# SPDX-License-Identifier: Apache-2.0
"""The build script on a small project of its own, with the real compiler."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from scripts import build_abi

ROOT = Path(__file__).parents[3]
HEAD = "// SPDX-License-Identifier: Apache-2.0\npragma solidity 0.8.37;\n"
DESK = HEAD + (
    'import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";\n'
    'import {Twice} from "./libraries/Twice.sol"; // import {Nothing} from "./Nothing.sol";\n'
    "contract Desk {\n"
    "    enum State { NONE, OPEN }\n"
    "    State private state;\n"
    "    address public immutable registrar;\n"
    "    constructor(address who) { registrar = who; }\n"
    "    function signer(bytes32 hash, bytes calldata by) external pure returns (address) {\n"
    "        return ECDSA.recover(hash, by);\n"
    "    }\n"
    "    function twice(uint256 x) external pure returns (uint256) { return Twice.twice(x); }\n"
    "}\n"
)
TWICE = HEAD + "library Twice { function twice(uint256 x) internal pure returns (uint256) { return x * 2; } }\n"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with one contract, one library of its own and one of OpenZeppelin's."""
    (tmp_path / "contracts" / "libraries").mkdir(parents=True)
    (tmp_path / "contracts" / "Desk.sol").write_text(DESK, encoding="utf-8")
    (tmp_path / "contracts" / "libraries" / "Twice.sol").write_text(TWICE, encoding="utf-8")
    (tmp_path / "node_modules").symlink_to(ROOT / "node_modules")
    for name in ("hardhat.config.js", "package.json", "contracts/solc-settings.json"):
        shutil.copy(ROOT / name, tmp_path / name)
    places = {"ROOT": ".", "CONTRACTS": "contracts", "COMMITTED": "ledger/chain/abi", "NODE_MODULES": "node_modules"}
    for name, place in {**places, "HARDHAT_BUILD": "build/hardhat-abi"}.items():
        monkeypatch.setattr(build_abi, name, tmp_path / place)
    return tmp_path


@pytest.fixture
def without_hardhat(monkeypatch: pytest.MonkeyPatch) -> None:
    """For tests of what py-solc-x alone decides."""
    monkeypatch.setattr(build_abi, "hardhat_build", lambda: None)
    monkeypatch.setattr(build_abi, "hardhat_findings", lambda artifacts: [])


def committed(project: Path) -> dict[str, Any]:
    path = project / "ledger" / "chain" / "abi" / "Desk.json"
    return dict(json.loads(path.read_text(encoding="utf-8")))


def test_both_compilers_reproduce_what_was_written(project: Path) -> None:
    assert build_abi.main([]) == 0
    assert build_abi.main(["--check"]) == 0


def test_what_hardhat_compiles_otherwise_is_found(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    build_abi.main([])
    config = project / "hardhat.config.js"
    config.write_text(config.read_text().replace("...compiler, isolated", "...compiler, settings: {}, isolated"))
    assert build_abi.main(["--check"]) == 1
    assert "Desk: Hardhat and py-solc-x give another bytecode" in capsys.readouterr().err


def test_the_artifact_names_immutables_and_bears_no_compiler_numbers(project: Path) -> None:
    build_abi.main([])
    written = committed(project)
    assert next(iter(written)) == "generated"
    assert list(written["immutableReferences"]) == ["registrar"]
    assert written["runtimeBytes"] == (len(written["deployedBytecode"]) - 2) // 2
    assert [slot["type"] for slot in written["storageLayout"]["storage"]] == ["t_enum(State)"]


def damaged_bytecode(project: Path) -> None:
    path = project / "ledger" / "chain" / "abi" / "Desk.json"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('"bytecode": "0x60', '"bytecode": "0x61'), encoding="utf-8")


def changed_library(project: Path) -> None:
    path = project / "contracts" / "libraries" / "Twice.sol"
    path.write_text(TWICE.replace("x * 2", "x + x + 0x0101"), encoding="utf-8")


def removed_artifact(project: Path) -> None:
    (project / "ledger" / "chain" / "abi" / "Desk.json").unlink()


def artifact_of_nothing(project: Path) -> None:
    folder = project / "ledger" / "chain" / "abi"
    shutil.copy(folder / "Desk.json", folder / "Gone.json")


STALE: dict[str, tuple[Callable[[Path], None], str]] = {
    "one byte of bytecode changed": (damaged_bytecode, "Desk.json is not what"),
    "an imported library changed": (changed_library, "Desk.json is not what"),
    "an artifact removed": (removed_artifact, "Desk.json is missing"),
    "an artifact without contract": (artifact_of_nothing, "Gone.json belongs to no contract"),
}


@pytest.mark.usefixtures("without_hardhat")
@pytest.mark.parametrize(("change", "said"), STALE.values(), ids=STALE.keys())
def test_what_is_stale_is_refused(
    project: Path, capsys: pytest.CaptureFixture[str], change: Callable[[Path], None], said: str
) -> None:
    build_abi.main([])
    change(project)
    assert build_abi.main(["--check"]) == 1
    assert said in capsys.readouterr().err


INCOMPRESSIBLE = b"".join(sha256(bytes([number // 256, number % 256])).digest() for number in range(770)).hex()

BAD = {
    "over the limit of runtime code": (
        HEAD
        + f"contract Desk {{ function f() external pure returns (bytes memory) {{ return hex'{INCOMPRESSIBLE}'; }} }}",
        "24576 are the limit",
    ),
    "a library to be linked": (
        HEAD
        + "library Far { function far(uint256 x) external pure returns (uint256) { return x; } }\n"
        + "contract Desk { function f(uint256 x) external pure returns (uint256) { return Far.far(x); } }",
        "make the library's functions internal",
    ),
    "an import of nothing": (
        HEAD + 'import "./Nothing.sol";\ncontract Desk {}',
        "imports ./Nothing.sol, which is not there",
    ),
    "a type error": (HEAD + "contract Desk { uint256 x = true; }", "TypeError"),
    "another name than the file's": (HEAD + "contract Table { uint256 public x; }", "defines no Desk"),
}


@pytest.mark.parametrize(("source", "said"), BAD.values(), ids=BAD.keys())
def test_what_cannot_be_deployed_is_refused(
    project: Path, capsys: pytest.CaptureFixture[str], source: str, said: str
) -> None:
    (project / "contracts" / "Desk.sol").write_text(source, encoding="utf-8")
    assert build_abi.main([]) == 1
    assert said in capsys.readouterr().err
    assert not (project / "ledger").exists()


def test_another_contract_beside_it_does_not_change_the_bytecode(project: Path) -> None:
    build_abi.main([])
    alone = committed(project)
    (project / "contracts" / "Aside.sol").write_text(DESK.replace("contract Desk", "contract Aside"), encoding="utf-8")
    build_abi.main([])
    assert committed(project) == alone
