# SPDX-License-Identifier: Apache-2.0
"""Bring the contracts onto a chain: all or nothing that counts, in one fixed order, with addresses known beforehand.

Every contract is immutable and knows the others by address, so the addresses are worked out from the deployer's nonce
first. Afterwards the deployer has no power at all: what governs is two authorities. A deployment that broke off half
way is left lying; the next one begins anew at the next nonce, and nothing refers to the ruins.

Not for: what is published after deployment (regimes, calendars, organisations): these are governed acts.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

import rlp
from eth_abi.abi import encode

from ledger.chain import encode as calls
from ledger.chain.contracts import (
    ESTATE,
    Artifact,
    Deployment,
    Predecessor,
    StateReader,
    artifact,
    ask,
    verify_deployment,
)
from ledger.chain.faults import CallReverted
from ledger.chain.fees import DynamicFee, Fee, FeePolicy, LegacyFee, fee_for
from ledger.chain.protocol import Receipt, Rejected
from ledger.chain.reverts import refused
from ledger.chain.rpc import Rpc
from ledger.chain.signer import Draft, Signer
from ledger.domain.ids import Address, OrgId, org_bytes
from ledger.domain.keccak import keccak
from ledger.domain.kinds import WRITERS, Kind, Module, writer_of
from ledger.errors import Inconsistent, Refused, Unavailable

TRUSTED_DESKS: Final = (
    Module.DESK,
    Module.TRANSFERS,
    Module.CHANGES,
    Module.RENEWALS,
    Module.CANCELLATIONS,
    Module.DISPUTES,
)
"""The desks on whose word the registry of certificates acts from the beginning."""

NOBODY: Final = "0x" + bytes(20).hex()

LONGEST_DELAY: Final = 90 * 86_400
"""A delay that nobody lives to see would lock the ledger for good."""


@dataclass(frozen=True, slots=True)
class Founding:
    """An authority that the ledger begins with, and its first key."""

    org: OrgId
    name: str
    account: Address


@dataclass(frozen=True, slots=True)
class Plan:
    """What a new ledger is made of. `demo` marks it for ever: demo keys and demo data are refused elsewhere. One that
    goes on from a `predecessor` has its authorities, and founds none."""

    founders: tuple[Founding, ...]
    governance_delay: int
    demo: bool
    predecessor: Predecessor | None = None


class Deployer(Protocol):
    """Whoever sends the creations. `create` returns when the transaction is mined, whatever became of it."""

    @property
    def address(self) -> Address: ...

    def next_nonce(self) -> int: ...

    def create(self, nonce: int, code: bytes) -> Receipt: ...


class SigningDeployer:
    """A `Deployer` with a key and a node. Waits for each block; Unavailable if it does not come."""

    def __init__(
        self,
        rpc: Rpc,
        signer: Signer,
        fees: FeePolicy | None = None,
        *,
        patience: float = 60.0,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._rpc, self._signer, self._fees = rpc, signer, fees
        self._patience, self._clock, self._sleep = patience, clock, sleep
        self._sent: list[bytes] = []

    @property
    def address(self) -> Address:
        return Address(self._signer.address)

    def next_nonce(self) -> int:
        return self._rpc.pending_nonce(self._signer.address)

    def create(self, nonce: int, code: bytes) -> Receipt:
        return self._mined(None, nonce, code)

    def call(self, to: Address, data: bytes) -> Receipt:
        """One call of a contract that lets anybody call it. What it refuses with is told before anything is sent."""
        return self._mined(to, self.next_nonce(), data)

    def _mined(self, to: Address | None, nonce: int, data: bytes) -> Receipt:
        draft = Draft(
            to=to,
            data=data,
            nonce=nonce,
            gas=self._gas(to, data),
            fee=fee_for(self._rpc.head(), self._fees),
            chain_id=self._rpc.chain_id(),
        )
        signed = self._signer.sign_transaction(draft)
        outcome = self._rpc.send_raw(signed.raw)
        if isinstance(outcome, Rejected):
            raise Unavailable(
                f"the node refuses a contract: {outcome.reason}",
                zh=f"节点拒绝部署合约：{outcome.reason}",
                code="DEPLOYMENT_REJECTED",
            )
        self._sent.append(signed.hash)
        return self._receipt(signed.hash)

    def final(self, patience: float) -> Receipt:
        """The receipt of what was sent first, once all is in final blocks: a reorganisation may have moved it since.

        Unavailable if that takes longer than `patience` seconds.
        """
        until = self._clock() + patience
        while True:
            receipts = [receipt for receipt in map(self._rpc.receipt, self._sent) if receipt is not None]
            height = self._rpc.finalized().number
            if len(receipts) == len(self._sent) and all(receipt.block_number <= height for receipt in receipts):
                return receipts[0]
            if self._clock() > until:
                raise Unavailable(
                    f"the contracts are not final after {patience:.0f} seconds; final is block {height}",
                    zh=f"{patience:.0f} 秒内合约所在区块尚未终局（已终局区块 {height}）",
                    code="DEPLOYMENT_NOT_FINAL",
                    final=height,
                )
            self._sleep(0.2)

    def _gas(self, to: Address | None, data: bytes) -> int:
        """A fifth more than estimated. What would revert is told with the contract's own error."""
        try:
            return self._rpc.estimate_gas(to, data, self._signer.address) * 6 // 5
        except CallReverted as error:
            raise refused(error.data) from error

    def _receipt(self, tx_hash: bytes) -> Receipt:
        until = self._clock() + self._patience
        while (receipt := self._rpc.receipt(tx_hash)) is None:
            if self._clock() > until:
                raise Unavailable(
                    f"no block took the contract within {self._patience:.0f} seconds",
                    zh=f"{self._patience:.0f} 秒内没有区块收入该合约",
                    code="DEPLOYMENT_NOT_MINED",
                    tx_hash="0x" + tx_hash.hex(),
                )
            self._sleep(0.05)
        return receipt


def require_coins(rpc: Rpc, deployer: Address, fees: FeePolicy | None = None) -> None:
    """Return if gas is free here, or the deployer can pay for everything; to be asked before the first creation.

    What is asked for is more than deploying takes: it is better refused at the beginning than broken off half way.
    """
    needed = _price(fee_for(rpc.head(), fees)) * sum(_gas_bound(artifact(module)) for module in Module)
    held = rpc.balance(deployer) if needed else 0
    if held < needed:
        raise Refused(
            f"gas is not free on this network: the deployer 0x{deployer.hex()} holds {held} wei and needs {needed}; "
            "name a keystore whose account holds that",
            zh=f"该网络收取燃料费：部署账户 0x{deployer.hex()} 余额 {held} wei，需要 {needed} wei；"
            "请指定有足够余额的密钥文件",
            code="DEPLOYER_LACKS_COINS",
            account="0x" + deployer.hex(),
            held=held,
            needed=needed,
        )


def gas_is_free(rpc: Rpc, fees: FeePolicy | None = None) -> bool:
    """Whether an account without coins can act on this network, as its newest block has it."""
    return _price(fee_for(rpc.head(), fees)) == 0


def _price(fee: Fee) -> int:
    """The most that a unit of gas may cost, in wei."""
    match fee:
        case LegacyFee(price):
            return price
        case DynamicFee(highest):
            return highest


def _gas_bound(made: Artifact) -> int:
    """53,000 for a creation, 16 a byte sent, 200 a byte kept; a million each for what constructors write."""
    return 53_000 + 1_000_000 + 16 * len(made.creation_code) + 200 * made.runtime_size


def predicted_address(deployer: Address, nonce: int) -> Address:
    """Where a contract comes to lie that `deployer` creates with this nonce."""
    return Address(keccak(rlp.encode([bytes(deployer), nonce]))[12:])


def predicted_addresses(deployer: Address, nonce: int) -> dict[Module, Address]:
    return {module: predicted_address(deployer, nonce + place) for place, module in enumerate(Module)}


def creations(plan: Plan, at: Mapping[Module, Address]) -> Iterator[tuple[Module, bytes]]:
    """Each module with its creation code and constructor arguments, in the order of deployment."""
    known = {module: "0x" + address.hex() for module, address in at.items()}
    arguments = _arguments(plan, known)
    for module in Module:
        types, values = arguments[module]
        yield module, artifact(module).creation_code + encode(types, values)


def _arguments(plan: Plan, at: Mapping[Module, str]) -> dict[Module, tuple[list[str], list[object]]]:
    writers = [(at[module], kinds) for module, kinds in WRITERS.items()]
    founders = [(org_bytes(founder.org), founder.name, "0x" + founder.account.hex()) for founder in plan.founders]
    history, governance, organisations = at[Module.HISTORY], at[Module.GOVERNANCE], at[Module.ORGANISATIONS]
    rules, certificates, desk = at[Module.RULES], at[Module.CERTIFICATES], at[Module.DESK]
    estate, history_before, rules_before = _inherited(plan.predecessor)
    return {
        Module.GOVERNANCE: (["address", "address", "uint40"], [history, organisations, plan.governance_delay]),
        Module.HISTORY: (["address", "(address,uint128)[]", "address"], [governance, writers, history_before]),
        Module.ORGANISATIONS: (
            ["address", "address", "(bytes18,string,address)[]", "bool", "address"],
            [history, governance, founders, plan.demo, estate],
        ),
        Module.RULES: (["address"] * 3, [history, governance, rules_before]),
        Module.CERTIFICATES: (
            [*["address"] * 5, "address[]", "address"],
            [
                history,
                governance,
                organisations,
                rules,
                at[Module.PLEDGES],
                [at[trusted] for trusted in TRUSTED_DESKS],
                estate,
            ],
        ),
        Module.ADMISSION: ([], []),
        Module.DESK: (
            ["address"] * 7,
            [history, organisations, rules, certificates, at[Module.OBJECTIONS], at[Module.ADMISSION], estate],
        ),
        Module.OBJECTIONS: (["address"] * 4, [history, organisations, desk, estate]),
        **{module: (["address"] * 4, [history, organisations, rules, certificates]) for module in TRUSTED_DESKS[1:]},
        Module.GRANTS: (
            ["address"] * 5,
            [history, organisations, certificates, at[Module.CIRCULATION], at[Module.PLEDGES]],
        ),
        Module.CIRCULATION: (["address"] * 4, [history, organisations, certificates, at[Module.GRANTS]]),
        Module.VALUATIONS: (["address"] * 3, [history, organisations, certificates]),
        Module.PLEDGES: (
            ["address"] * 7,
            [
                history,
                organisations,
                certificates,
                at[Module.VALUATIONS],
                at[Module.GRANTS],
                at[Module.ENFORCEMENT],
                at[Module.PLEDGE_RULES],
            ],
        ),
        Module.ENFORCEMENT: (["address"] * 4, [history, organisations, certificates, at[Module.PLEDGES]]),
        Module.PLEDGE_RULES: (["address"] * 2, [organisations, certificates]),
    }


def _inherited(before: Predecessor | None) -> tuple[str, str, str]:
    """Estate, History and rule book to go on from; zero where the ledger begins here."""
    if before is None:
        return (NOBODY,) * 3
    at = before.deployment.addresses
    return tuple("0x" + each.hex() for each in (before.estate, at[Module.HISTORY], at[Module.RULES]))  # type: ignore[return-value]


def verify_creations(rpc: Rpc, made: Deployment) -> None:
    """Return if a deployment that somebody else made wrote nothing that ours would not have written.

    Constructors write what no code shows: who may write, which desks are trusted, the rules. History and the registry
    of certificates log it in the transaction that created them: there, and with the data that this release would send.
    The rule book logs nothing: it must say what the one before says. Inconsistent otherwise.

    Warning: what the node says must hang together, and no more is asked of it. Of what a transaction's data were it is
    believed, as of code and words; who takes over asks a node of its own.
    """
    expected = dict(creations(Plan((), made.governance_delay, made.demo, made.predecessor), made.addresses))
    for module in (Module.HISTORY, Module.CERTIFICATES):
        tx_hash = _created_in(rpc, made, module)
        sent, receipt = rpc.transaction(tx_hash), rpc.receipt(tx_hash)
        as_ours = sent is not None and sent.to is None and sent.data == expected[module]
        # A transaction that created as ours does may have done so elsewhere, and no header binds a log to its hash.
        here = receipt is not None and receipt.succeeded and receipt.contract_address == made.addresses[module]
        if not (as_ours and here):
            raise _created_otherwise(module)
    if made.predecessor is not None and _rules_of(rpc, made) != _rules_of(rpc, made.predecessor.deployment):
        raise _created_otherwise(Module.RULES)


def _created_in(rpc: Rpc, made: Deployment, module: Module) -> bytes:
    """The transaction of a module's first log."""
    last = rpc.head().number
    for first in range(made.deploy_block, last + 1, LOG_WINDOW):
        logs = rpc.logs(first, min(first + LOG_WINDOW - 1, last), [made.addresses[module]])
        if logs:
            return logs[0].tx_hash
    raise _created_otherwise(module)


def _rules_of(reader: StateReader, deployment: Deployment) -> tuple[list[int], list[bool]]:
    """Every regime's word, and of every published day whether it is a working day."""
    words = [ask(reader, deployment, calls.rules_regime_word_of(number)) for number in range(1, 256)]
    first, last = (
        ask(reader, deployment, view) for view in (calls.rules_published_from(), calls.rules_published_through())
    )
    published = range(first, last + 1) if last else ()
    days = [ask(reader, deployment, calls.rules_is_working_day(day)) for day in published]
    return words, days


def _created_otherwise(module: Module) -> Inconsistent:
    return Inconsistent(
        f"{module.value} was not created as this release creates it",
        zh=f"{module.value} 的创建参数与本版不符",
        code="CREATION_IS_ANOTHER",
        module=module.value,
    )


LOG_WINDOW: Final = 64


# --- deploying --------------------------------------------------------------------------------------------------------


def deploy_estate(
    reader: StateReader, deployer: Deployer, before: Deployment, registrars: Sequence[OrgId]
) -> Predecessor:
    """What answers for an earlier deployment that was ended. `registrars` are all that were ever accredited there."""
    modules = (Module.HISTORY, Module.ORGANISATIONS, Module.CERTIFICATES, Module.DESK, Module.OBJECTIONS)
    arguments = [*("0x" + before.addresses[module].hex() for module in modules), [org_bytes(org) for org in registrars]]
    nonce = deployer.next_nonce()
    at = predicted_address(deployer.address, nonce)
    code = artifact(ESTATE).creation_code + encode([*["address"] * 5, "bytes18[]"], arguments)
    _create(deployer, nonce, ESTATE, code, at)
    sequence = ask(reader, before, calls.history_sequence())
    return Predecessor(before, sequence, at, keccak(reader.get_code(at)))


def deploy(reader: StateReader, deployer: Deployer, plan: Plan) -> Deployment:
    """A new ledger, verified. Refused if the plan cannot govern itself; Inconsistent if the chain did otherwise."""
    check_plan(plan)
    first = deployer.next_nonce()
    at = predicted_addresses(deployer.address, first)
    made = creations(plan, at)
    receipts = [_create(deployer, first + place, module, code, at[module]) for place, (module, code) in enumerate(made)]
    deployment = Deployment(
        chain_id=reader.chain_id(),
        genesis_hash=reader.header(0).hash,
        deploy_block=receipts[0].block_number,
        addresses=at,
        code_hashes={module: keccak(reader.get_code(at[module])) for module in Module},
        demo=plan.demo,
        governance_delay=plan.governance_delay,
        predecessor=plan.predecessor,
    )
    verify_deployment(reader, deployment)
    verify_entrusted(reader, deployment)
    return deployment


def _create(deployer: Deployer, nonce: int, name: str, code: bytes, at: Address) -> Receipt:
    receipt = deployer.create(nonce, code)
    if not receipt.succeeded or receipt.contract_address != at:
        raise Inconsistent(
            f"{name} was not created where it was expected",
            zh=f"合约 {name} 未能按预定地址部署",
            code="DEPLOYMENT_FAILED",
            module=str(name),
            succeeded=receipt.succeeded,
            expected="0x" + at.hex(),
            actual=None if receipt.contract_address is None else "0x" + receipt.contract_address.hex(),
        )
    return receipt


def check_plan(plan: Plan) -> None:
    """Two authorities govern, so that there must be two, with a key each; or those of the predecessor and no others."""
    if plan.predecessor is not None and plan.founders:
        raise ValueError("a ledger that goes on from another founds no authorities")
    orgs = {founder.org for founder in plan.founders}
    accounts = {founder.account for founder in plan.founders}
    few = plan.predecessor is None and len(plan.founders) < 2
    if few or len(orgs) != len(plan.founders) or len(accounts) != len(plan.founders):
        raise Refused(
            "a ledger begins with at least two authorities, each with a key of its own",
            zh="账本至少须由两个主管部门共同建立，且各有自己的密钥",
            code="FOUNDERS_TOO_FEW",
            founders=len(plan.founders),
        )
    if not 0 <= plan.governance_delay <= LONGEST_DELAY:
        raise Refused(
            f"the delay of governance must lie between 0 and {LONGEST_DELAY} seconds",
            zh=f"治理等待期须在 0 至 {LONGEST_DELAY} 秒之间",
            code="GOVERNANCE_DELAY_OUT_OF_RANGE",
            delay=plan.governance_delay,
        )


def verify_entrusted(reader: StateReader, deployment: Deployment, at: int | bytes | None = None) -> None:
    """Return if every kind is written by the module of the table: true of a new ledger, until governance moves one."""
    for kind in Kind:
        found = ask(reader, deployment, calls.history_entrusted(kind), at)
        if found != deployment.addresses[writer_of(kind)]:
            raise Inconsistent(
                f"{kind.name} is entrusted to 0x{found.hex()}, not to {writer_of(kind)}",
                zh=f"{kind.name} 由 0x{found.hex()} 写入，而不是 {writer_of(kind)}",
                code="WRITER_IS_ANOTHER",
                kind=kind.name,
            )
