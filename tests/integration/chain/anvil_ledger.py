# SPDX-License-Identifier: Apache-2.0
"""A deployed ledger with invented actors on an anvil of its own, for tests that need a real EVM and its clock.

Blocks come with each transaction here; the product's own embedded node (chain/node.py) has tests of its own.
"""

from __future__ import annotations

import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from ledger.chain import encode
from ledger.chain.anvil import find_binary, free_port
from ledger.chain.contracts import Deployment, ask, prepared_typed_data
from ledger.chain.deploy import Founding, Plan, SigningDeployer, deploy
from ledger.chain.encode import Call, Items
from ledger.chain.faults import CallReverted
from ledger.chain.fees import FREE
from ledger.chain.protocol import Log, Receipt
from ledger.chain.reverts import refused
from ledger.chain.rpc import Rpc
from ledger.chain.signer import Draft, LocalSigner
from ledger.domain.ids import Address, CaseId, CertificateId, OrgId, RegimeId, case_id, party_of_org
from ledger.domain.keccak import keccak
from ledger.domain.kinds import Basis, CodeSource, Grade, Module, OrgKind
from ledger.domain.structs import (
    Act,
    Application,
    Certification,
    Content,
    Evidencing,
    Filing,
    Notice,
    Preparation,
    Regime,
    Registration,
    Right,
)

CHAIN_ID = 20_260_701
START = 1_782_867_600
"""Wednesday 2026-07-01, 09:00 in Shanghai."""
DELAY = 3_600
DAY = 86_400
WITHOUT_END = 2**40 - 1

AUTHORITY_ONE, AUTHORITY_TWO = OrgId("11150000MB0DEM01XW"), OrgId("11150100MB0DEM02X3")
REGISTRAR, HOLDER = OrgId("91150103MA0DEM080G"), OrgId("91152502MA0DEM013H")
REGIME = RegimeId("CN-DPR-2026")
PERSON, SECOND_PERSON = keccak(b"salt and person"), keccak(b"salt and another person")
PAPER = keccak(b"salt and document")
WORKING_DAYS_2026 = 0x1E7CF9F3E7CF9F3E7CF9F701C7DF3E7CF9F3E7CF9F3E7CF9F1E7CF9F3E7DE0F3E7CF1F3E7CF9F7C01F9F3E7CF9F8

DEPLOYER, ONE, TWO, CLERK, APPROVER, HOLDER_KEY = (LocalSigner(bytes([mark]) * 32) for mark in range(1, 7))

RIGHTS = (Right(party_of_org(HOLDER), 7, Basis.P1_OWN_BUSINESS, 0),)


def content() -> Content:
    return Content(
        applicants=(party_of_org(HOLDER),),
        data_name="2022年至2025年锡林郭勒盟畜牧业肉羊养殖溯源数据集",
        name_commitment=keccak(b"salt and name"),
        overview_commitment=keccak(b"salt and overview"),
        restriction_commitment=bytes(32),
        industry="A03",
        source_types=1,
        geo_scope=4,
        division=152_500,
        time_from=1_640_966_400,
        time_to=1_767_196_799,
        update_frequency=2,
        asset_form=1,
        data_forms=16,
        structures=1,
        record_count=1_200_000,
        byte_count=3_000_000_000,
        grade=Grade.GENERAL_2,
        personal_information_band=0,
        flags=0,
        affiliation_group=0,
        schema_digest=keccak(b"schema"),
        sample_sha256=keccak(b"stands for the sample"),
        sample_sm3=keccak(b"stands for the sample's SM3"),
        fingerprint=bytes(32),
        documents_root=keccak(b"documents"),
        public_platform_ref="",
        evidence_no="",
        public_institution_decision=bytes(32),
        grade_proof=bytes(32),
        fusion_consents=bytes(32),
        entrustment_exception=bytes(32),
        prior_registrations=("一",),
        rights=RIGHTS,
        term_years=0,
    )


def application(reference: bytes) -> Application:
    filing = Filing(REGISTRAR, reference, REGIME, 0, PERSON, keccak(b"form"), keccak(b"mandate"), 2)
    return Application(filing, content())


def registration(org: OrgId, kind: OrgKind, name: str) -> Registration:
    return Registration(org, 1 << kind, 0, False, name)


@dataclass
class Ledger:
    """A running chain with the contracts on it. Every log since the deployment is read from the node."""

    rpc: Rpc
    deployment: Deployment
    nonces: dict[bytes, int] = field(default_factory=dict)

    # SENDING

    def send(self, signer: LocalSigner, call: Call, gas: int = 8_000_000) -> Receipt:
        nonce = self.nonces.get(signer.address, 0)
        self.nonces[signer.address] = nonce + 1
        draft = Draft(self.deployment.addresses[call.module], call.data, nonce, gas, FREE, CHAIN_ID)
        signed = signer.sign_transaction(draft)
        self.rpc.send_raw(signed.raw)
        until = time.monotonic() + 30
        while (receipt := self.rpc.receipt(signed.hash)) is None:
            assert time.monotonic() < until, "anvil mines at once"
            time.sleep(0.01)
        return receipt

    def act(self, signer: LocalSigner, call: Call) -> Receipt:
        """One act that succeeds; a refusal is raised with its words."""
        self.try_out(signer, call)
        receipt = self.send(signer, call)
        assert receipt.succeeded
        return receipt

    def try_out(self, signer: LocalSigner, call: Call) -> None:
        try:
            self.rpc.call(self.deployment.addresses[call.module], call.data, None, signer.address)
        except CallReverted as error:
            raise refused(error.data) from error

    def wait(self, seconds: int) -> None:
        for method, argument in (("evm_increaseTime", [seconds]), ("evm_mine", [])):
            answer = self.rpc.web3().provider.make_request(method, argument)  # type: ignore[arg-type]
            assert "error" not in answer

    def govern(self, call: Call, salt: int = 0) -> None:
        target = self.deployment.addresses[call.module]
        word = salt.to_bytes(32, "big")
        self.act(ONE, encode.governance_propose(target, call.data, word, PERSON))
        self.wait(DELAY)
        self.act(TWO, encode.governance_confirm(target, call.data, word, SECOND_PERSON))

    # READING

    def word(self, subject: bytes) -> bytes:
        return ask(self.rpc, self.deployment, encode.history_word_of(subject))

    def logs(self) -> list[Log]:
        head = self.rpc.head().number
        return self.rpc.logs(self.deployment.deploy_block, head, list(self.deployment.logging))

    def case(self, reference: bytes) -> CaseId:
        return case_id(CHAIN_ID, self.deployment.addresses[Module.DESK], REGISTRAR, reference)

    # TWO PERSONS

    def prepared(self, items: Items, by: LocalSigner = CLERK) -> Preparation:
        deadline = self.rpc.head().timestamp + DAY
        typed = prepared_typed_data(self.deployment, items, SECOND_PERSON, deadline)
        signature = by.sign_typed_data(typed.domain, typed.types, typed.message)
        return Preparation(Address(by.address), SECOND_PERSON, deadline, signature)

    def headed(self, case: CaseId) -> Act:
        return Act(case, self.word(case), PERSON, PAPER)

    # THE STORY

    def open_for_business(self) -> None:
        """Rules, a registrar with two keys, a holder with one."""
        days = (WORKING_DAYS_2026 % 2**256, WORKING_DAYS_2026 >> 256)
        regime = Regime(REGIME, 3, 10, 10, 5, 10, 5, 6, CodeSource.LOCAL, "SJ", "数据产权登记工作指引（试行）", PAPER)
        self.govern(encode.rules_publish_regime(regime))
        self.govern(encode.rules_publish_calendar(2026, days, PAPER))
        self.govern(encode.organisations_register(registration(REGISTRAR, OrgKind.REGISTRAR, "示例数据登记机构")))
        self.govern(encode.organisations_accredit(REGISTRAR, OrgKind.REGISTRAR, START, WITHOUT_END, 15, 1))
        for signer in (CLERK, APPROVER):
            self.govern(encode.organisations_add_key(REGISTRAR, Address(signer.address), 0, 0))
        holder = registration(HOLDER, OrgKind.HOLDER, "示例草原牧业数据有限公司")
        self.act(CLERK, encode.organisations_register_holder(holder, PERSON))
        self.act(CLERK, encode.organisations_add_holder_key(HOLDER, Address(HOLDER_KEY.address), 0, 0))

    def open_notice(self, reference: bytes) -> CaseId:
        case = self.case(reference)
        self.act(CLERK, encode.desk_submit([application(reference)], encode.NO_PREPARATION))
        self.act(CLERK, encode.desk_accept([Act(case, bytes(32), PERSON, PAPER)]))
        self.act(CLERK, encode.desk_open_notice([Notice(Act(case, bytes(32), PERSON, PAPER), 0)]))
        return case

    def evidence(self, cases: list[CaseId]) -> None:
        now = self.rpc.head().timestamp
        items = [Evidencing(self.headed(case), now, f"NDA-2026-{n:06}", PAPER) for n, case in enumerate(cases)]
        prepared = self.prepared(encode.desk_evidence_items(items))
        self.act(APPROVER, encode.desk_evidence(items, prepared))

    def certify(self, cases: list[CaseId], month: int) -> list[CertificateId]:
        first = ask(self.rpc, self.deployment, encode.certificates_next_code(1, REGISTRAR, month))
        stem, serial = first[:-4], int(first[-4:])
        codes = [CertificateId(f"{stem}{serial + n:04}") for n in range(len(cases))]
        items = [
            Certification(self.headed(case), code, 0, RIGHTS, PAPER, PAPER)
            for case, code in zip(cases, codes, strict=True)
        ]
        self.act(APPROVER, encode.desk_certify(items, self.prepared(encode.desk_certify_items(items))))
        return codes


def plan() -> Plan:
    founders = (
        Founding(AUTHORITY_ONE, "示例自治区数据局", Address(ONE.address)),
        Founding(AUTHORITY_TWO, "示例市数据局", Address(TWO.address)),
    )
    return Plan(founders, DELAY, demo=True)


@contextmanager
def running_anvil() -> Iterator[Rpc]:
    port = free_port()
    command = [str(find_binary()), "--host", "127.0.0.1", "--port", str(port), "--chain-id", str(CHAIN_ID)]
    command += ["--timestamp", str(START), "--hardfork", "london", "--gas-limit", "100000000", "--base-fee", "0"]
    command += ["--gas-price", "0", "--disable-min-priority-fee", "--accounts", "0", "--quiet"]
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    rpc = Rpc(f"http://127.0.0.1:{port}")
    try:
        _await(rpc, process)
        yield rpc
    finally:
        rpc.close()
        process.kill()
        process.wait()


def _await(rpc: Rpc, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 30
    while True:
        assert process.poll() is None, "anvil ended at once"
        try:
            assert rpc.chain_id() == CHAIN_ID
            return
        except Exception:
            if time.monotonic() > until:
                raise
            time.sleep(0.05)


def deployed(rpc: Rpc) -> Ledger:
    return Ledger(rpc, deploy(rpc, SigningDeployer(rpc, DEPLOYER), plan()))
