# SPDX-License-Identifier: Apache-2.0
"""A deployment is written, read and recognised; plans that cannot govern are refused; deploying fails loudly."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, cast

import pytest
from eth_abi import decode as abi_decode
from eth_account import Account
from eth_account.messages import encode_typed_data
from eth_utils import keccak

from ledger.chain import contracts, deploy
from ledger.chain.contracts import (
    MODULES_OF,
    Deployment,
    Predecessor,
    Release,
    artifact,
    load_deployment,
    prepared_digest,
    prepared_typed_data,
)
from ledger.chain.deploy import (
    Founding,
    Plan,
    SigningDeployer,
    check_plan,
    creations,
    predicted_address,
    predicted_addresses,
)
from ledger.chain.encode import Items
from ledger.chain.faults import CallReverted
from ledger.chain.fees import FeePolicy
from ledger.chain.protocol import Accepted, Header, Receipt, Rejected
from ledger.chain.signer import LocalSigner
from ledger.domain.ids import Address, OrgId
from ledger.domain.kinds import WRITERS, Kind, Module
from ledger.errors import Inconsistent, LedgerError, Misconfigured, Refused, Unavailable

SIGNER = LocalSigner(b"\x01" * 32)
DEPLOYMENT = Deployment(
    chain_id=20_260_701,
    genesis_hash=b"\x11" * 32,
    deploy_block=3,
    addresses={module: Address(bytes([place]) * 20) for place, module in enumerate(Module, start=1)},
    code_hashes={module: bytes([place]) * 32 for place, module in enumerate(Module, start=1)},
    demo=True,
    governance_delay=3_600,
)
PLAN = Plan(
    (
        Founding(OrgId("11150000MB0DEM01XW"), "示例自治区数据局", Address(b"\xa1" * 20)),
        Founding(OrgId("11150100MB0DEM02X3"), "示例市数据局", Address(b"\xa2" * 20)),
    ),
    governance_delay=3_600,
    demo=True,
)


def code_of(act: Callable[[], object], family: type[LedgerError]) -> str:
    with pytest.raises(family) as caught:
        act()
    assert caught.value.zh
    return caught.value.code


# --- the file ---------------------------------------------------------------------------------------------------------


def test_a_deployment_comes_back_from_its_file(tmp_path: Path) -> None:
    path = tmp_path / "deployment.json"
    path.write_text(DEPLOYMENT.to_json(), encoding="utf-8")
    assert load_deployment(path) == DEPLOYMENT


def test_the_file_names_every_contract_and_no_predecessor() -> None:
    shape = json.loads(DEPLOYMENT.to_json())
    assert list(shape["addresses"]) == [module.value for module in Module]
    assert shape["predecessor"] is None


SPOILED: dict[str, Callable[[dict[str, Any]], object]] = {
    "a contract missing": lambda shape: shape["addresses"].pop("History"),
    "a hash missing": lambda shape: shape["codeHashes"].pop("History"),
    "an address too short": lambda shape: shape["addresses"].update(History="0x01"),
    "a hash too short": lambda shape: shape.update(genesisHash="0x01"),
    "a chain id in words": lambda shape: shape.update(chainId="1"),
    "a negative block": lambda shape: shape.update(deployBlock=-1),
    "demo as a number": lambda shape: shape.update(demo=1),
    "another format": lambda shape: shape.update(format=2),
    "a predecessor": lambda shape: shape.update(predecessor={}),
    "addresses as a list": lambda shape: shape.update(addresses=[]),
}


@pytest.mark.parametrize("name", SPOILED)
def test_a_file_that_is_not_whole_is_refused(name: str) -> None:
    shape = json.loads(DEPLOYMENT.to_json())
    SPOILED[name](shape)
    assert code_of(lambda: Deployment.from_json(json.dumps(shape)), Misconfigured) == "DEPLOYMENT_MALFORMED"


@pytest.mark.parametrize("text", ["", "[]", "null", "{", '"x"'])
def test_what_is_no_deployment_at_all_is_refused(text: str) -> None:
    assert code_of(lambda: Deployment.from_json(text), Misconfigured) == "DEPLOYMENT_MALFORMED"


def test_no_file_is_told(tmp_path: Path) -> None:
    assert code_of(lambda: load_deployment(tmp_path / "none.json"), Misconfigured) == "DEPLOYMENT_MISSING"


FIRST = Deployment(
    chain_id=20_260_701,
    genesis_hash=b"\x11" * 32,
    deploy_block=1,
    addresses={module: Address(bytes([100 + n]) * 20) for n, module in enumerate(MODULES_OF[Release.FIRST])},
    code_hashes={module: bytes([100 + n]) * 32 for n, module in enumerate(MODULES_OF[Release.FIRST])},
    demo=True,
    governance_delay=3_600,
)
WENT_ON = replace(DEPLOYMENT, predecessor=Predecessor(FIRST, 480, Address(b"\x99" * 20), b"\x98" * 32))


def test_a_deployment_of_the_first_release_is_read_and_only_upgraded() -> None:
    assert Deployment.from_json(FIRST.to_json()) == FIRST
    assert (FIRST.release, DEPLOYMENT.release) == (Release.FIRST, Release.TODAY)
    assert contracts.require_today(DEPLOYMENT) is DEPLOYMENT
    assert code_of(lambda: contracts.require_today(FIRST), Refused) == "LEDGER_OF_EARLIER_RELEASE"


def test_a_deployment_names_what_it_went_on_from() -> None:
    assert Deployment.from_json(WENT_ON.to_json()) == WENT_ON
    assert WENT_ON.spine.histories == (FIRST.addresses[Module.HISTORY], DEPLOYMENT.addresses[Module.HISTORY])
    assert WENT_ON.spine.earlier[0].sequence == 480
    assert WENT_ON.logging == (*FIRST.logging, *DEPLOYMENT.logging)
    assert (WENT_ON.first_block, DEPLOYMENT.first_block) == (1, 3)
    assert (WENT_ON.cases_of, DEPLOYMENT.cases_of) == (FIRST.addresses[Module.DESK], DEPLOYMENT.addresses[Module.DESK])
    assert WENT_ON.module_at(FIRST.addresses[Module.OBJECTIONS]) is Module.OBJECTIONS
    assert WENT_ON.module_at(bytes(20)) is None


def test_contracts_are_wired_to_what_they_went_on_from() -> None:
    history, desk = FIRST.addresses[Module.HISTORY], FIRST.addresses[Module.DESK]
    wired = {name: contracts.wired(name, WENT_ON) for name in ("PREDECESSOR", "ESTATE", "CASES_OF")}
    assert wired == {
        "PREDECESSOR": int.from_bytes(history, "big"),
        "ESTATE": int.from_bytes(b"\x99" * 20, "big"),
        "CASES_OF": int.from_bytes(desk, "big"),
    }
    assert (contracts.wired("PREDECESSOR", DEPLOYMENT), contracts.wired("ESTATE", DEPLOYMENT)) == (0, 0)


def test_who_goes_on_founds_no_authorities() -> None:
    going_on = replace(PLAN, founders=(), predecessor=WENT_ON.predecessor)
    check_plan(going_on)
    with pytest.raises(ValueError):
        check_plan(replace(going_on, founders=PLAN.founders))
    at = predicted_addresses(Address(SIGNER.address), 0)
    code = dict(creations(going_on, at))
    assert FIRST.addresses[Module.HISTORY].rjust(32, b"\0") in code[Module.HISTORY]


@pytest.mark.parametrize("module", MODULES_OF[Release.FIRST])
def test_the_first_contracts_are_known_by_their_code(module: Module) -> None:
    kept = artifact(module, Release.FIRST)
    assert kept.runtime_size > 1_000
    assert kept.creation_code == b"", "nobody deploys them any more"
    for name in kept.immutables:
        assert contracts.wired(name, FIRST) is not None


def test_rules_say_nothing_and_are_not_followed() -> None:
    assert len(DEPLOYMENT.logging) == len(Module) - 2
    assert DEPLOYMENT.addresses[Module.ADMISSION] not in DEPLOYMENT.logging
    assert DEPLOYMENT.addresses[Module.PLEDGE_RULES] not in DEPLOYMENT.logging
    assert DEPLOYMENT.module_at(DEPLOYMENT.addresses[Module.DESK]) is Module.DESK
    assert DEPLOYMENT.module_at(bytes(20)) is None


# --- code -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("module", Module)
def test_every_immutable_is_one_that_is_checked(module: Module) -> None:
    for name in artifact(module).immutables:
        assert contracts.wired(name, DEPLOYMENT) is not None


def instance(module: Module) -> bytes:
    """The run-time code as the constructor leaves it for DEPLOYMENT."""
    path = contracts.ABI_DIRECTORY / f"{module}.json"
    code = bytearray.fromhex(json.loads(path.read_text("utf-8"))["deployedBytecode"][2:])
    for name, places in artifact(module).immutables.items():
        for start, length in places:
            code[start : start + length] = contracts.wired(name, DEPLOYMENT).to_bytes(length, "big")
    return bytes(code)


WHOLE = replace(DEPLOYMENT, code_hashes={module: keccak(instance(module)) for module in Module})


@pytest.mark.parametrize("module", Module)
def test_the_right_code_with_the_right_wiring_passes(module: Module) -> None:
    contracts.verify_code(module, instance(module), WHOLE)


@pytest.mark.parametrize("module", Module)
def test_one_changed_byte_of_code_is_found(module: Module) -> None:
    blank = {at for places in artifact(module).immutables.values() for s, n in places for at in range(s, s + n)}
    place = next(at for at in range(200, 1_000) if at not in blank)
    code = bytearray(instance(module))
    code[place] ^= 1
    assert code_of(lambda: contracts.verify_code(module, bytes(code), WHOLE), Inconsistent) == "CODE_IS_ANOTHER"


@pytest.mark.parametrize("module", [module for module in Module if module is not Module.ADMISSION])
def test_one_changed_immutable_is_found(module: Module) -> None:
    for name, places in artifact(module).immutables.items():
        code = bytearray(instance(module))
        for start, length in places:
            code[start + length - 1] ^= 1
        with pytest.raises(Inconsistent) as caught:
            contracts.verify_code(module, bytes(code), WHOLE)
        assert caught.value.code == "WIRING_IS_ANOTHER"
        assert name in caught.value.en


def test_an_immutable_with_two_values_is_found() -> None:
    (places, *_) = (p for p in artifact(Module.DESK).immutables.values() if len(p) > 1)
    code = bytearray(instance(Module.DESK))
    code[places[0][0] + places[0][1] - 1] ^= 1
    with pytest.raises(ValueError, match="2 values"):
        artifact(Module.DESK).values(bytes(code))


def test_no_code_is_other_code() -> None:
    assert code_of(lambda: contracts.verify_code(Module.DESK, b"", WHOLE), Inconsistent) == "CODE_IS_ANOTHER"


def test_an_artifact_that_is_gone_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(contracts, "ABI_DIRECTORY", tmp_path)
    assert code_of(lambda: artifact.__wrapped__(Module.DESK), Misconfigured) == "ARTIFACT_MISSING"


# --- the second person ------------------------------------------------------------------------------------------------


def test_the_digest_is_the_one_that_eth_account_signs() -> None:
    items = Items(Module.DESK, Kind.APPLICATION_CERTIFIED, b"\x07" * 32)
    typed = prepared_typed_data(DEPLOYMENT, items, b"\x08" * 32, 1_800_000_000)
    message = encode_typed_data(dict(typed.domain), dict(typed.types), dict(typed.message))
    digest = prepared_digest(DEPLOYMENT, items, b"\x08" * 32, 1_800_000_000)
    assert keccak(b"\x19" + message.version + message.header + message.body) == digest
    signature = SIGNER.sign_typed_data(typed.domain, typed.types, typed.message)
    assert bytes.fromhex(Account._recover_hash(digest, signature=signature)[2:]) == SIGNER.address


@pytest.mark.parametrize(
    "other",
    [
        lambda: prepared_digest(replace(DEPLOYMENT, chain_id=1), ITEMS, bytes(32), 9),
        lambda: prepared_digest(DEPLOYMENT, replace(ITEMS, module=Module.CERTIFICATES), bytes(32), 9),
        lambda: prepared_digest(DEPLOYMENT, replace(ITEMS, kind=Kind.APPLICATION_EVIDENCED), bytes(32), 9),
        lambda: prepared_digest(DEPLOYMENT, replace(ITEMS, digest=b"\x01" * 32), bytes(32), 9),
        lambda: prepared_digest(DEPLOYMENT, ITEMS, b"\x01" * 32, 9),
        lambda: prepared_digest(DEPLOYMENT, ITEMS, bytes(32), 10),
    ],
    ids=["chain", "module", "kind", "items", "person", "deadline"],
)
def test_everything_that_is_signed_changes_the_digest(other: Callable[[], bytes]) -> None:
    assert other() != prepared_digest(DEPLOYMENT, ITEMS, bytes(32), 9)


ITEMS = Items(Module.DESK, Kind.APPLICATION_CERTIFIED, bytes(32))


# --- plans and addresses ----------------------------------------------------------------------------------------------


def test_addresses_are_predicted_as_the_evm_makes_them() -> None:
    # The known first contracts of the account 0x6ac7ea33f8831ea9dcc53393aaa88b25a785dbf0.
    deployer = Address(bytes.fromhex("6ac7ea33f8831ea9dcc53393aaa88b25a785dbf0"))
    assert predicted_address(deployer, 0).hex() == "cd234a471b72ba2f1ccf0a70fcaba648a5eecd8d"
    assert predicted_address(deployer, 1).hex() == "343c43a37d37dff08ae8c4a11544c718abb4fcf8"


def test_contracts_follow_one_another_in_the_order_of_the_modules() -> None:
    at = predicted_addresses(Address(SIGNER.address), 5)
    places = range(5, 5 + len(Module))
    assert [at[module] for module in Module] == [predicted_address(Address(SIGNER.address), n) for n in places]


def test_history_begins_with_the_writers_of_the_table() -> None:
    made = dict(creations(PLAN, DEPLOYMENT.addresses))
    arguments = made[Module.HISTORY].removeprefix(artifact(Module.HISTORY).creation_code)
    governance, writers = abi_decode(["address", "(address,uint128)[]"], arguments)
    assert governance == "0x" + DEPLOYMENT.addresses[Module.GOVERNANCE].hex()
    assert dict(writers) == {"0x" + DEPLOYMENT.addresses[module].hex(): kinds for module, kinds in WRITERS.items()}


@pytest.mark.parametrize(
    ("plan", "code"),
    [
        (replace(PLAN, founders=()), "FOUNDERS_TOO_FEW"),
        (replace(PLAN, founders=PLAN.founders[:1]), "FOUNDERS_TOO_FEW"),
        (replace(PLAN, founders=(PLAN.founders[0], PLAN.founders[0])), "FOUNDERS_TOO_FEW"),
        (
            replace(PLAN, founders=(PLAN.founders[0], replace(PLAN.founders[1], account=PLAN.founders[0].account))),
            "FOUNDERS_TOO_FEW",
        ),
        (replace(PLAN, governance_delay=-1), "GOVERNANCE_DELAY_OUT_OF_RANGE"),
        (replace(PLAN, governance_delay=deploy.LONGEST_DELAY + 1), "GOVERNANCE_DELAY_OUT_OF_RANGE"),
    ],
    ids=["nobody", "one", "the same twice", "one key for two", "a negative delay", "a delay of a life"],
)
def test_a_plan_that_cannot_govern_is_refused(plan: Plan, code: str) -> None:
    assert code_of(lambda: check_plan(plan), Refused) == code


def test_a_sound_plan_passes() -> None:
    check_plan(PLAN)


# --- deploying --------------------------------------------------------------------------------------------------------


def receipt(*, address: bytes | None, succeeded: bool = True) -> Receipt:
    return Receipt(bytes(32), 0, 1, bytes(32), SIGNER.address, None, address, succeeded, 1, ())


@dataclass
class FailingDeployer:
    """Creates what it is told, until one goes wrong."""

    fails_at: int
    elsewhere: bool = False
    created: list[int] = field(default_factory=list)

    @property
    def address(self) -> Address:
        return Address(SIGNER.address)

    def next_nonce(self) -> int:
        return 0

    def create(self, nonce: int, code: bytes) -> Receipt:
        self.created.append(nonce)
        at = predicted_address(self.address, nonce)
        if nonce < self.fails_at:
            return receipt(address=at)
        return receipt(address=bytes(20)) if self.elsewhere else receipt(address=at, succeeded=False)


@pytest.mark.parametrize("elsewhere", [False, True], ids=["it reverted", "it lies elsewhere"])
def test_a_creation_that_failed_ends_the_deployment(elsewhere: bool) -> None:
    deployer = FailingDeployer(3, elsewhere)
    nobody: Any = object()
    assert code_of(lambda: deploy.deploy(nobody, deployer, PLAN), Inconsistent) == "DEPLOYMENT_FAILED"
    assert deployer.created == [0, 1, 2, 3]


class Node:
    """The part of a node's client that a deployer talks to."""

    def __init__(self, *, outcome: Any = None, mined_after: int = 0, revert: bytes | None = None) -> None:
        self.outcome, self.mined_after, self.revert = outcome or Accepted(bytes(32)), mined_after, revert
        self.sent: list[bytes] = []
        self.base_fee: int | None = 0
        self.coins = 0
        self.heights = iter(range(100))
        self.moved_to = 1

    def head(self) -> Header:
        filler: Any = bytes(32)
        words = {name: filler for name in Header.__dataclass_fields__}
        return Header(**(words | {"number": 1, "timestamp": 1, "base_fee": self.base_fee}))

    def finalized(self) -> Header:
        return replace(self.head(), number=next(self.heights))

    def balance(self, address: bytes) -> int:
        assert address == SIGNER.address
        return self.coins

    def chain_id(self) -> int:
        return 1

    def pending_nonce(self, address: bytes) -> int:
        return 7

    def estimate_gas(self, to: bytes | None, data: bytes, sender: bytes | None = None) -> int:
        if self.revert is not None:
            raise CallReverted(self.revert, "")
        return 100_000

    def send_raw(self, raw: bytes) -> Any:
        self.sent.append(raw)
        return self.outcome

    def receipt(self, tx_hash: bytes) -> Receipt | None:
        self.mined_after -= 1
        return None if self.mined_after >= 0 else replace(receipt(address=b"\x01" * 20), block_number=self.moved_to)


def deployer_with(node: Node) -> SigningDeployer:
    moments = iter(range(1_000))
    rpc: Any = node
    return SigningDeployer(rpc, SIGNER, patience=10, clock=lambda: next(moments), sleep=lambda _: None)


def test_a_creation_is_signed_sent_and_awaited() -> None:
    node = Node(mined_after=3)
    deployer = deployer_with(node)
    assert deployer.address == SIGNER.address
    assert deployer.create(deployer.next_nonce(), b"\x60\x00").contract_address == b"\x01" * 20
    assert len(node.sent) == 1


def test_a_creation_that_no_block_takes_is_given_up() -> None:
    assert code_of(lambda: deployer_with(Node(mined_after=100)).create(0, b""), Unavailable) == "DEPLOYMENT_NOT_MINED"


def test_a_creation_that_the_node_refuses_is_told() -> None:
    node = Node(outcome=Rejected(bytes(32), "nonce too low", nonce_used=True))
    assert code_of(lambda: deployer_with(node).create(0, b""), Unavailable) == "DEPLOYMENT_REJECTED"


def test_a_constructor_that_would_revert_is_told_with_its_own_error() -> None:
    revert = keccak(text="OrganisationCodeMalformed(bytes18)")[:4] + b"X".ljust(32, b"\0")
    node = Node(revert=revert)
    assert code_of(lambda: deployer_with(node).create(0, b""), Refused) == "ORGANISATION_CODE_MALFORMED"
    assert node.sent == []


# --- on a network that is not ours ------------------------------------------------------------------------------------


def test_contracts_are_final_when_the_block_is_where_they_are_then() -> None:
    """Between creation and finality a reorganisation may have moved them: what counts is where they stay."""
    node = Node()
    deployer = deployer_with(node)
    assert deployer.create(7, b"\x60\x00").block_number == 1
    node.moved_to = 5
    assert deployer.final(50).block_number == 5
    assert next(node.heights) == 6, "it waited for the block that they were moved to, and no longer"


def test_contracts_that_a_reorganisation_took_away_are_waited_for_and_given_up() -> None:
    node = Node()
    deployer = deployer_with(node)
    deployer.create(7, b"\x60\x00")
    node.mined_after = 1_000
    assert code_of(lambda: deployer.final(20), Unavailable) == "DEPLOYMENT_NOT_FINAL"


@pytest.mark.parametrize(
    ("base_fee", "fees", "free"),
    [
        (None, None, True),
        (None, FeePolicy(legacy_price=1), False),
        (0, None, True),
        (0, FeePolicy(tip=1), False),
        (7, None, False),
    ],
    ids=["no base fee", "a price", "a base fee of zero", "a tip", "a base fee"],
)
def test_only_where_gas_costs_must_a_deployer_have_coins(
    base_fee: int | None, fees: FeePolicy | None, free: bool
) -> None:
    node: Any = Node()
    node.base_fee = base_fee
    account = Address(SIGNER.address)
    assert deploy.gas_is_free(node, fees) is free
    if free:
        deploy.require_coins(node, account, fees)
        return
    with pytest.raises(Refused) as refused:
        deploy.require_coins(node, account, fees)
    assert refused.value.code == "DEPLOYER_LACKS_COINS"
    node.coins = cast(int, refused.value.facts["needed"])
    deploy.require_coins(node, account, fees)
    node.coins -= 1
    assert code_of(lambda: deploy.require_coins(node, account, fees), Refused) == "DEPLOYER_LACKS_COINS"
