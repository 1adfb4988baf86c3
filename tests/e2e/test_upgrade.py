# SPDX-License-Identifier: Apache-2.0
"""A ledger of the first release goes on on today's contracts: nothing is lost, nothing forgotten, and acts go on."""

from __future__ import annotations

import csv
import io
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from eth_abi.abi import encode
from eth_utils import keccak
from typer.testing import CliRunner

from ledger.chain import encode as encode_call
from ledger.chain.contracts import Deployment, Release, load_deployment
from ledger.chain.network import load_network
from ledger.chain.node import EmbeddedNode, NodeSettings
from ledger.cli.app import app
from ledger.domain.ids import Address, CertificateId, GrantId, OrgId, PartyId, certificate_bytes, name_bytes
from ledger.domain.kinds import WRITERS, CaseState, GrantKind, Kind, Module, Procedure, RightBits
from ledger.domain.scope import PurposeCode
from ledger.domain.verdict import Verdict
from ledger.errors import LedgerError, Refused, Unavailable
from ledger.service import auditing, case_acts, ending, grants, objections, operating, proceedings
from ledger.service.assents import Signing
from ledger.service.bank_reports import LendingQuestion, bank_report
from ledger.service.case_acts import NationalRecord, Order
from ledger.service.grants import ActOrder, OfferOrder, Scope, Terms
from ledger.service.proceedings import Request, StepRequest
from ledger.service.rebuilding import rebuild_into
from ledger.service.registry_acts import CertificateOrder
from ledger.service.runtime import Ledger, open_ledger
from ledger.service.two_persons import approve
from ledger.service.upgrading import Upgrade, next_file, upgrade
from ledger.service.verdicts import Question, verdict
from ledger.settings import Settings
from ledger.store.queries import acts, applications, certificates
from ledger.store.queries.preparations import PreparedAct
from tests.e2e.earlier import CODES, DAY, IN_NOTICE, OBJECTED, UNANSWERED, Clock, silent, stands_at, unpacked

REGISTRAR = OrgId("91150103MA0DEM080G")
SIGNED = Signing("签署的表", "委托书", 2)
PATIENCE = 300


@contextmanager
def opened(settings: Settings, clock: Clock) -> Iterator[Ledger]:
    network = load_network(settings.network_file)
    node = EmbeddedNode(NodeSettings(settings.node_dir, chain_id=network.chain_id), wall=clock)
    with node, open_ledger(settings, node=node, clock=clock) as ledger:
        yield ledger


def settle(ledger: Ledger) -> None:
    """Wait until the newest act is final in the mirror: answers stand on final blocks."""
    until = time.monotonic() + 30
    while time.monotonic() < until:
        with ledger.store.reading() as session:
            head = acts.required_head(session)
        if head.is_final(head.block_number):
            return
        time.sleep(0.05)


def judged(ledger: Ledger, code: CertificateId) -> Verdict:
    settle(ledger)
    return verdict(ledger.store, Question(code, ledger.now())).verdict


def done(ledger: Ledger, answer: dict[str, Any] | PreparedAct) -> dict[str, Any]:
    return approve(ledger, ledger.principal(answer.approver), answer.id) if isinstance(answer, PreparedAct) else answer


def order_on(ledger: Ledger, code: CertificateId, key: str, *, two: bool = False) -> CertificateOrder:
    return CertificateOrder(ledger.principal("bao"), key, code, ledger.principal("chen") if two else None)


def holders(ledger: Ledger, code: CertificateId) -> list[PartyId]:
    with ledger.store.reading() as session:
        found = certificates.certificate(session, code)
    assert found is not None
    return sorted(found.certificate.present_holders)


def held(ledger: Ledger, code: CertificateId, holder: PartyId) -> int:
    """Which rights a holder has under a certificate, as bits."""
    with ledger.store.reading() as session:
        found = certificates.certificate(session, code)
    assert found is not None
    return sum(unit.right for unit in found.certificate.units if unit.holder == holder)


def case_of(ledger: Ledger, reference: str) -> Any:
    with ledger.store.reading() as session:
        return applications.application_by_reference(session, REGISTRAR, name_bytes(reference, 32))


# --- by the command line ----------------------------------------------------------------------------------------------


def test_the_command_carries_a_ledger_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = unpacked(tmp_path)
    monkeypatch.setattr("ledger.cli.state._home", [])
    monkeypatch.setenv("LEDGER_HOME", str(settings.home))

    def run(*words: str) -> str:
        result = CliRunner().invoke(app, list(words))
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        assert result.exit_code == 0, result.output
        return result.stdout

    before = settings.deployment_file.read_bytes()
    for words in (("verify", CODES["plain"]), ("fsck",), ("rebuild",), ("up",)):
        with pytest.raises(LedgerError) as earlier:
            run(*words)
        assert earlier.value.code in ("LEDGER_OF_EARLIER_RELEASE", "DAEMON_DIED"), words

    told = run("upgrade")
    assert "5 certificates" in told
    assert "3 open applications" in told
    assert load_deployment(settings.deployment_file).release is Release.TODAY
    (kept,) = settings.home.glob("deployment-*.json")
    assert kept.read_bytes() == before
    assert not next_file(settings).exists()
    (archive,) = tmp_path.glob("*.tar.gz")
    restored = Settings(home=tmp_path / "restored")
    operating.restore(restored, archive)
    assert restored.deployment_file.read_bytes() == before, "the backup is of the ledger as it was"

    left = (next_file(settings), settings.home / "being-upgraded")
    for file in left:
        file.write_text("what a kill after the switch would leave")
    assert "nothing to do" in run("upgrade")
    assert [file.exists() for file in left] == [False, False]
    assert "VALID" in run("verify", CODES["plain"])
    assert "FROZEN" in run("verify", CODES["seized"])
    assert "REGISTRAR_SUSPENDED" in run("verify", CODES["of the suspended"])
    assert "0 findings" in run("fsck")
    assert "CertificateIssued" in run("history", CODES["plain"])
    assert run("bank-report", CODES["plain"]).count("PASS") > 5
    digests = {line.split()[-1] for line in (run("rebuild").strip(), run("rebuild").strip())}
    alone = rebuild_into(tmp_path / "alone.db", None, settings.deployment_file, settings)
    assert digests == {alone.digest.hex()}


# --- acts go on -------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def carried(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Ledger, Clock]]:
    settings = unpacked(tmp_path_factory.mktemp("carried"))
    clock = Clock(stands_at(settings) + 2 * DAY)
    assert not upgrade(settings, Upgrade(), silent, wall=clock).already
    clock.at += 30 * DAY
    with opened(settings, clock) as ledger:
        yield ledger, clock


def test_verdicts_say_what_they_said(carried: tuple[Ledger, Clock]) -> None:
    ledger, _ = carried
    words = {name: (judged(ledger, code).word, judged(ledger, code).overlay_words) for name, code in CODES.items()}
    assert {word for word, _ in words.values()} == {"VALID"}
    assert "FROZEN" in words["seized"][1]
    assert "REGISTRAR_SUSPENDED" in words["of the suspended"][1]
    assert len(holders(ledger, CODES["joint"])) == 2
    report = bank_report(
        ledger.store, LendingQuestion(CODES["plain"], ledger.now(), maturity=ledger.now() + DAY)
    ).document()
    assert {check["number"]: check["word"] for check in report["checks"]}[2] == "PASS"


def test_a_case_in_notice_becomes_a_certificate(carried: tuple[Ledger, Clock]) -> None:
    ledger, clock = carried
    bao, chen = ledger.principal("bao"), ledger.principal("chen")
    case = case_of(ledger, IN_NOTICE).case_id
    national = [NationalRecord("GJ-1", int(clock.at) - 3600, "{}")]
    done(ledger, case_acts.evidence(ledger, Order(bao, "e-1", [case], "", chen), national))
    done(ledger, case_acts.certify(ledger, Order(bao, "c-1", [case], "", chen)))
    assert judged(ledger, case_of(ledger, IN_NOTICE).code).word == "VALID"


def test_silence_goes_on_counting(carried: tuple[Ledger, Clock]) -> None:
    ledger, _ = carried
    case = case_of(ledger, UNANSWERED)
    case_acts.note_silence(ledger, ledger.principal("bao"), "silence", [case.case_id])
    assert case_of(ledger, UNANSWERED).state is CaseState.ACCEPTED


def test_an_open_objection_is_decided(carried: tuple[Ledger, Clock]) -> None:
    ledger, _ = carried
    case = case_of(ledger, OBJECTED)
    assert [objection.is_open for objection in case.objections] == [True]
    answer = objections.decide(
        ledger, ledger.principal("bao"), "decide", case.case_id, 1, upheld=False, document="异议不成立",
        approver=ledger.principal("chen"),
    )  # fmt: skip
    done(ledger, answer)
    assert [objection.is_open for objection in case_of(ledger, OBJECTED).objections] == [False]


def test_a_right_is_granted(carried: tuple[Ledger, Clock]) -> None:
    ledger, clock = carried
    code = CODES["corrected"]
    (grantor,) = holders(ledger, code)
    (grantee,) = holders(ledger, CODES["plain"])
    scope = Scope(purposes=(PurposeCode.CREDIT_ASSESSMENT,), not_after=int(clock.at) + 90 * DAY, fields=(0,))
    offer = OfferOrder(
        who=ledger.principal("bao"), key="offer", reference="AUTH-1", kind=GrantKind.ENTERPRISE,
        root=certificate_bytes(code), grantor=grantor, grantee=grantee,
        terms=Terms(RightBits.USE, scope, "数据使用授权协议", columns="耳标号", price_mode="PER_CALL"),
        parent=grants.NO_GRANT, signing=SIGNED,
    )  # fmt: skip
    grant = GrantId(bytes.fromhex(grants.offer(ledger, offer)["grant"][2:]))
    grants.accept(ledger, ActOrder(ledger.principal("bao"), "accept", grant, "文书", SIGNED))


def transferred(ledger: Ledger, clock: Clock, code: CertificateId, giver: PartyId, taker: PartyId) -> None:
    """One holder's rights, by papers that the registrar records."""
    name, rights = code[-4:], held(ledger, code, giver)
    asked = Request(Procedure.TRANSFER, giver, taker, rights=rights, documents="转让合同", signing=SIGNED)
    proceedings.file(ledger, order_on(ledger, code, f"t-file-{name}"), asked)
    agreed = StepRequest(Procedure.TRANSFER, taker, "同意受让", signing=SIGNED)
    proceedings.agree(ledger, order_on(ledger, code, f"t-agree-{name}"), agreed)
    proceedings.accept(
        ledger, order_on(ledger, code, f"t-accept-{name}"), StepRequest(Procedure.TRANSFER, paper="受理")
    )
    clock.at += 3600
    assert ledger.node is not None
    ledger.await_mirror(ledger.node.mine())
    national = NationalRecord(f"GJ-T-{name}", int(clock.at) - 60, "{}")
    last = order_on(ledger, code, f"t-register-{name}", two=True)
    done(ledger, proceedings.register(ledger, last, Procedure.TRANSFER, national, "准予转移"))


def test_a_transfer_by_the_only_holder_replaces_the_certificate(carried: tuple[Ledger, Clock]) -> None:
    ledger, clock = carried
    (giver,), (taker,) = holders(ledger, CODES["plain"]), holders(ledger, CODES["corrected"])
    transferred(ledger, clock, CODES["plain"], giver, taker)
    gone = judged(ledger, CODES["plain"])
    assert gone.word == "REPLACED"
    assert judged(ledger, CertificateId(gone.base.detail)).word == "VALID"


def test_a_transfer_by_one_of_two_leaves_the_other(carried: tuple[Ledger, Clock]) -> None:
    ledger, clock = carried
    giver, other = holders(ledger, CODES["joint"])
    (taker,) = holders(ledger, CODES["corrected"])
    transferred(ledger, clock, CODES["joint"], giver, taker)
    left = judged(ledger, CODES["joint"])
    assert left.word == "VALID"
    assert {line.party for line in left.holders} == {other}


def test_the_head_goes_on_from_the_old_one_and_all_is_sound(carried: tuple[Ledger, Clock]) -> None:
    """By hand, with the formula written out: entries up to the last of the old History stand in that one."""
    ledger, _ = carried
    settle(ledger)
    before = ledger.deployment.predecessor
    assert before is not None
    rows = list(csv.DictReader(io.StringIO(auditing.history_of_certificate(ledger.store, CODES["joint"]))))
    assert [int(row["sequence"]) <= before.sequence for row in rows][:2] == [True, False]
    typehash = keccak(
        b"Entry(bytes28 head,uint256 chainId,address history,address module,bytes32 subject,uint32 length,uint16 kind,"
        b"address actor,bytes32 payloadHash)"
    )
    head, subject = bytes(32), certificate_bytes(CODES["joint"])
    for length, row in enumerate(rows, start=1):
        old = int(row["sequence"]) <= before.sequence
        at = (before.deployment if old else ledger.deployment).addresses[Module.HISTORY]
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
        values = [typehash, head[:28], ledger.deployment.chain_id, "0x" + at.hex(), row["module"], subject, length,
                  int(row["kind"]), row["actor"], bytes.fromhex(row["payload_hash"][2:])]  # fmt: skip
        head = keccak(encode(types, values))
        assert "0x" + head.hex() == row["head"]
    assert auditing.fsck(ledger).findings == ()
    assert auditing.digest(ledger.store) == auditing.rebuilt(ledger)


def test_an_application_keeps_its_reference(carried: tuple[Ledger, Clock]) -> None:
    """The id of a case is that of the first desk, so that the contracts refuse a second case under one reference."""
    ledger, _ = carried
    desk = ledger.deployment.cases_of
    assert desk != ledger.deployment.addresses[Module.DESK]
    case = case_of(ledger, OBJECTED)
    assert grants_id(ledger, desk, OBJECTED) == case.case_id


def grants_id(ledger: Ledger, desk: bytes, reference: str) -> bytes:
    typehash = keccak(b"Case(uint256 chainId,address desk,bytes18 registrar,bytes32 reference)")
    types = ["bytes32", "uint256", "address", "bytes18", "bytes32"]
    values = [typehash, ledger.deployment.chain_id, "0x" + desk.hex(), REGISTRAR.encode(), name_bytes(reference, 32)]
    return keccak(encode(types, values))


# --- time and keys ----------------------------------------------------------------------------------------------------


def test_the_delay_is_waited_for_and_two_authorities_agree(tmp_path: Path) -> None:
    settings = unpacked(tmp_path)
    stood = stands_at(settings)
    clock = Clock(stood + 3600)
    with pytest.raises(Unavailable) as waits:
        upgrade(settings, Upgrade(("zhang",)), silent, wall=clock)
    assert waits.value.code == "UPGRADE_WAITS"
    assert waits.value.facts["earliest"] == stood + DAY

    clock.at += 2 * DAY
    with pytest.raises(Unavailable) as alone:
        upgrade(settings, Upgrade(("zhang",)), silent, wall=clock)
    assert alone.value.code == "UPGRADE_WAITS"
    assert load_deployment(settings.deployment_file).release is Release.FIRST
    assert not upgrade(settings, Upgrade(("wei",)), silent, wall=clock).already
    assert load_deployment(settings.deployment_file).release is Release.TODAY


@pytest.mark.parametrize(("people", "code"), [(("bao",), "UPGRADE_NEEDS_AUTHORITY"), (("nobody",), "PERSON_UNKNOWN")])
def test_only_authorities_end_a_ledger(tmp_path: Path, people: tuple[str, ...], code: str) -> None:
    settings = unpacked(tmp_path)
    with pytest.raises(LedgerError) as refused:
        upgrade(settings, Upgrade(people), silent, wall=Clock(stands_at(settings) + 2 * DAY))
    assert refused.value.code == code
    assert load_deployment(settings.deployment_file).release is Release.FIRST


def test_a_backup_overwrites_nothing_and_a_file_that_stands_there_is_none(tmp_path: Path) -> None:
    settings, stranger = unpacked(tmp_path / "ledger"), tmp_path / "last-month.tar.gz"
    stranger.write_bytes(b"another archive")
    with pytest.raises(Refused) as refused:
        upgrade(settings, Upgrade(backup=stranger), silent)
    assert refused.value.code == "BACKUP_EXISTS"
    assert stranger.read_bytes() == b"another archive"


def test_a_desk_is_not_put_out_of_trust_where_nobody_can_record_it(
    carried: tuple[Ledger, Clock], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two authorities may have ended that kind before: then the confirmation would fail each time."""
    ledger, _ = carried
    writers = {ledger.deployment.addresses[module]: kinds for module, kinds in WRITERS.items()}
    registry, desk = ledger.deployment.addresses[Module.CERTIFICATES], ledger.deployment.addresses[Module.DESK]
    untrust = encode_call.certificates_trust_desk(desk, False)
    monkeypatch.setattr(ending, "writing", lambda _: writers)
    assert ending.acts_that_end(ledger)[0].call == untrust
    writers = writers | {registry: writers[registry] & ~(1 << Kind.DESK_TRUSTED)}
    left = [act.call for act in ending.acts_that_end(ledger)]
    assert (untrust in left, len(left)) == (False, len(writers))


def test_a_ledger_that_is_served_is_taken_down_first(tmp_path: Path) -> None:
    settings = unpacked(tmp_path)
    with operating.serving(settings):
        operating.announce(settings, "http://127.0.0.1:1")
        with pytest.raises(Refused) as busy:
            upgrade(settings, Upgrade(), silent)
    assert busy.value.code == "LEDGER_IS_UP"


# --- what was begun ---------------------------------------------------------------------------------------------------


def everything_in(folder: Path) -> dict[Path, bytes]:
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_what_was_begun_for_another_ledger_is_refused_and_nothing_is_changed(
    tmp_path: Path, carried: tuple[Ledger, Clock]
) -> None:
    """By who copied the wrong directory: to deploy over it would lose what another ledger waits for."""
    settings, made = unpacked(tmp_path), carried[0].deployment
    for begun in of_another_ledger(made):
        next_file(settings).write_text(begun.to_json())
        before = everything_in(tmp_path)
        for order in (Upgrade(), Upgrade(backed_up=True), Upgrade(deployment=settings.deployment_file)):
            with pytest.raises(Refused) as refused:
                upgrade(settings, order, silent, wall=Clock(stands_at(settings) + 2 * DAY))
            assert refused.value.code == "DEPLOYMENT_OF_ANOTHER_LEDGER"
            assert everything_in(tmp_path) == before


def of_another_ledger(made: Deployment) -> tuple[Deployment, Deployment]:
    """One that goes on from another, and that other."""
    assert made.predecessor is not None
    ours = made.predecessor.deployment
    theirs = replace(ours, addresses={**ours.addresses, Module.HISTORY: Address(bytes(range(20)))})
    return replace(made, predecessor=replace(made.predecessor, deployment=theirs)), theirs


def test_where_there_is_nothing_to_do_another_ledgers_is_left_and_our_own_is_cleared_away(
    carried: tuple[Ledger, Clock],
) -> None:
    """Our own: what is the ledger now, or what was begun before another operator's deployment was taken over."""
    settings, made = carried[0].settings, carried[0].deployment
    for begun in of_another_ledger(made):
        next_file(settings).write_text(begun.to_json())
        with pytest.raises(Refused) as refused:
            upgrade(settings, Upgrade(), silent)
        assert refused.value.code == "DEPLOYMENT_OF_ANOTHER_LEDGER"
        assert next_file(settings).read_text() == begun.to_json()
    for begun in (made, replace(made, deploy_block=made.deploy_block + 1)):
        next_file(settings).write_text(begun.to_json())
        assert upgrade(settings, Upgrade(), silent).already
        assert not next_file(settings).exists()


@pytest.mark.parametrize("begun", ["torn", "on a chain that was restored since"])
def test_what_was_begun_here_and_is_of_no_use_is_begun_anew(
    tmp_path: Path, carried: tuple[Ledger, Clock], begun: str
) -> None:
    settings, made = unpacked(tmp_path), carried[0].deployment
    text = made.to_json()
    next_file(settings).write_text(text[: len(text) // 2] if begun == "torn" else text)
    assert not upgrade(settings, Upgrade(), silent, wall=Clock(stands_at(settings) + 2 * DAY)).already
    assert load_deployment(settings.deployment_file).addresses != made.addresses
    assert not next_file(settings).exists()


# --- killed -----------------------------------------------------------------------------------------------------------

TRAPPED = """
import importlib, os, signal, sys
from pathlib import Path
from ledger.service.upgrading import Upgrade, upgrade
from ledger.settings import Settings

def trap(place):
    module, name, when, count = place.split(":")
    home = importlib.import_module(module)
    original, seen = getattr(home, name), [0]
    def trapped(*given, **named):
        seen[0] += 1
        here = seen[0] == int(count)
        if here and when == "before":
            os.kill(os.getpid(), signal.SIGKILL)
        answer = original(*given, **named)
        if here:
            os.kill(os.getpid(), signal.SIGKILL)
        return answer
    setattr(home, name, trapped)

if sys.argv[2] != "nowhere":
    trap(sys.argv[2])
upgrade(Settings(home=Path(sys.argv[1])), Upgrade(), lambda zh, en: None)
"""
PLACES = (
    "ledger.service.operating:backup:after:1",
    "ledger.store.mirror:clear:after:1",
    "ledger.service.governing:propose_all:after:1",
    "ledger.service.governing:confirm:after:4",
    "ledger.chain.deploy:_create:after:9",
    "ledger.service.upgrading:_send:after:1",
    "ledger.service.upgrading:replace_file:before:2",
)
"""In the order in which a run comes past them; each run is killed at the next."""


@pytest.mark.timeout(1200)  # eight runs, one after another
def test_an_upgrade_that_is_killed_again_and_again_is_finished_by_the_last(tmp_path: Path) -> None:
    settings = unpacked(tmp_path)
    for place in PLACES:
        assert run_until(settings, place) == -signal.SIGKILL, place
        assert load_deployment(settings.deployment_file).release is Release.FIRST, place
    assert run_until(settings, "nowhere") == 0
    assert load_deployment(settings.deployment_file).release is Release.TODAY
    assert not next_file(settings).exists()
    with open_ledger(settings) as ledger:
        assert auditing.fsck(ledger).findings == ()
        assert {judged(ledger, code).word for code in CODES.values()} == {"VALID"}


def run_until(settings: Settings, place: str) -> int:
    command = [sys.executable, "-c", TRAPPED, str(settings.home), place]
    return subprocess.run(command, capture_output=True, timeout=PATIENCE, check=False).returncode
