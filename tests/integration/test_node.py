# SPDX-License-Identifier: Apache-2.0
"""The embedded node on real anvil: blocks, time, kills, torn files, and that a stranger can read it all after them."""

from __future__ import annotations

import errno
import gzip
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import pytest

from ledger.chain import journal, snapshots
from ledger.chain.anvil import find_binary
from ledger.chain.faults import CallReverted
from ledger.chain.fees import FREE, fee_for
from ledger.chain.foundry import Foundry
from ledger.chain.guard import command_of
from ledger.chain.network import Network, connect, verify_network
from ledger.chain.node import EmbeddedNode, NodeSettings
from ledger.chain.node_home import read_endpoint
from ledger.chain.protocol import Accepted, AlreadyKnown, Receipt, Rejected
from ledger.chain.rpc import Patience, Rpc
from ledger.chain.signer import Draft, LocalSigner
from ledger.errors import Inconsistent, LedgerError, Misconfigured, Unavailable

START = 1_782_835_200  # 2026-07-01 00:00 Asia/Shanghai
DAY = 86_400

T = TypeVar("T")

# Stores its second word under its first, and emits its whole calldata with the first word as topic; reverts with its
# second word when the first is 255.
_RUNTIME = bytes.fromhex(
    "60003560ff14601e57"  # is word 0 255? then to the end
    "60203560003555"  # store word 1 under word 0
    "366000600037600035366000a100"  # emit it all
    "5b60203560005260206000fd"  # revert with word 1
)
_CREATION = bytes.fromhex(f"60{len(_RUNTIME):02x}80600b6000396000f3") + _RUNTIME


def words(*values: int) -> bytes:
    return b"".join(value.to_bytes(32, "big") for value in values)


class Story:
    """A key, a contract and the acts sent to it: what every test tells the node, and what must be there afterwards."""

    def __init__(self, node: EmbeddedNode) -> None:
        self.node = node
        self.signer = LocalSigner(b"\x07" * 32)
        self.nonce = 0
        self.contract = b""
        self.mined: dict[bytes, int] = {}
        self.sent: dict[bytes, bytes] = {}

    @property
    def rpc(self) -> Rpc:
        return Rpc(self.node.url, patience=Patience(attempts=1))

    def raw(self, to: bytes | None, data: bytes, chain_id: int | None = None) -> bytes:
        draft = Draft(to, data, self.nonce, 3_000_000, FREE, chain_id or self.node.chain_id)
        self.nonce += 1
        return self.signer.sign_transaction(draft).raw

    def deploy(self) -> None:
        receipt = self.final(self.send(self.raw(None, _CREATION)))
        assert receipt.contract_address is not None
        self.contract = receipt.contract_address

    def act(self, key: int, value: int = 1) -> bytes:
        return self.send(self.raw(self.contract, words(key, value)))

    def send(self, raw: bytes) -> bytes:
        """As an outbox does: the same bytes again until it is known what became of them."""
        outcome = eventually(lambda: self.rpc.send_raw(raw))
        self.sent[outcome.tx_hash] = raw
        assert isinstance(outcome, Accepted | AlreadyKnown), outcome
        return outcome.tx_hash

    def final(self, tx_hash: bytes) -> Receipt:
        """Waits until the files hold the transaction's block: the moment at which a wish is acknowledged."""

        def look() -> Receipt:
            receipt = self.rpc.receipt(tx_hash)
            if receipt is None:
                # Accepted by a node that died before its block: only the same bytes again bring it back.
                self.rpc.send_raw(self.sent[tx_hash])
            if receipt is None or self.node.durable().number < receipt.block_number:
                raise Unavailable("not yet", zh="尚未")
            return receipt

        receipt = eventually(look)
        self.mined[tx_hash] = receipt.block_number
        return receipt

    def nothing_is_lost(self) -> None:
        rpc = self.rpc
        for tx_hash, number in self.mined.items():
            receipt = rpc.receipt(tx_hash)
            assert receipt is not None
            assert receipt.block_number == number
        logs = rpc.logs(0, rpc.head().number, [self.contract])
        assert len({log.tx_hash for log in logs}) == len(logs) == len(self.mined) - 1, "each act once, none twice"
        times = [header.timestamp for header in rpc.headers(0, rpc.head().number)]
        assert times == sorted(times)
        assert times[-1] <= time.time()


def eventually(ask: Callable[[], T]) -> T:
    until = time.monotonic() + 60
    while True:
        try:
            return ask()
        except Unavailable:
            if time.monotonic() > until:
                raise
            time.sleep(0.02)


@pytest.fixture
def settings(tmp_path: Path) -> NodeSettings:
    return NodeSettings(tmp_path / "node", genesis_time=START, walking=True)


@pytest.fixture
def node(settings: NodeSettings) -> Iterator[EmbeddedNode]:
    with EmbeddedNode(settings) as running:
        yield running


@pytest.fixture
def story(node: EmbeddedNode) -> Story:
    told = Story(node)
    told.deploy()
    return told


def refused(ask: Callable[[], object]) -> str:
    with pytest.raises(LedgerError) as caught:
        ask()
    return caught.value.code


# TIME


def test_the_chain_starts_in_the_past_and_walks_to_the_wall_clock(story: Story) -> None:
    node, rpc = story.node, story.rpc
    assert rpc.header(0).timestamp == START
    node.walk_to(START + 3 * DAY)
    receipt = story.final(story.act(1))
    assert rpc.header(receipt.block_number).timestamp == START + 3 * DAY
    node.walk_to(START + 4 * DAY)
    assert rpc.head().timestamp == START + 4 * DAY
    node.go_live()
    assert 0 <= time.time() - rpc.head().timestamp <= 5
    receipt = story.final(story.act(2))
    assert 0 <= time.time() - rpc.header(receipt.block_number).timestamp <= 5
    story.nothing_is_lost()


def test_block_time_is_never_set_back_nor_beyond_the_wall_clock(story: Story) -> None:
    story.node.walk_to(START + DAY)
    assert refused(lambda: story.node.walk_to(START)) == "NODE_TIME_BACKWARDS"
    assert refused(lambda: story.node.walk_to(int(time.time()) + 60)) == "NODE_TIME_AHEAD"


def test_when_the_wall_clock_falls_back_block_time_stands_still(tmp_path: Path) -> None:
    now = [float(START + DAY)]
    with EmbeddedNode(NodeSettings(tmp_path / "node", genesis_time=START), wall=lambda: now[0]) as node:
        rpc = Rpc(node.url)
        node.mine()
        now[0] -= 3_600
        node.mine()
        assert [h.timestamp - START for h in rpc.headers(0, 2)] == [0, DAY, DAY]
        now[0] += 3_601
        node.mine()
        assert rpc.head().timestamp == START + DAY + 1


def test_a_stop_in_the_middle_of_the_walk_goes_on_where_it_was(settings: NodeSettings) -> None:
    with EmbeddedNode(settings) as node:
        node.walk_to(START + DAY)
    with EmbeddedNode(settings) as node:
        node.mine()
        assert Rpc(node.url).head().timestamp == START + DAY


# WHAT A CLIENT SEES


def test_nobody_needs_coins_and_nobody_has_them(story: Story) -> None:
    rpc = story.rpc
    assert fee_for(rpc.head()) == FREE
    assert rpc.balance(story.signer.address) == 0
    assert rpc.transport.ask("eth_accounts", []) == []
    assert rpc.chain_id() not in (1, 31_337)


def test_the_outcome_of_a_send_is_read_back(story: Story) -> None:
    rpc = story.rpc
    raw = story.raw(story.contract, words(1, 2))
    sent = rpc.send_raw(raw)
    assert isinstance(sent, Accepted)
    story.sent[sent.tx_hash] = raw
    receipt = story.final(sent.tx_hash)
    assert rpc.send_raw(raw) == AlreadyKnown(sent.tx_hash, receipt.block_number)
    story.nonce -= 1
    other = rpc.send_raw(story.raw(story.contract, words(9, 9)))
    assert isinstance(other, Rejected)
    assert other.nonce_used


def test_bytes_for_another_chain_are_not_sent(story: Story) -> None:
    raw = story.raw(story.contract, words(1, 2), chain_id=1)
    assert refused(lambda: story.rpc.send_raw(raw)) == "CHAIN_WRONG_CHAIN"
    assert story.rpc.pending_nonce(story.signer.address) == story.nonce - 1


def test_many_are_sent_in_one_request_and_mined_in_their_order(story: Story) -> None:
    raws = [story.raw(story.contract, words(key, key)) for key in range(30)]
    hashes = [outcome.tx_hash for outcome in story.rpc.send_many(raws)]
    story.sent = dict(zip(hashes, raws, strict=True))
    receipts = [story.final(tx_hash) for tx_hash in hashes]
    places = [(receipt.block_number, receipt.tx_index) for receipt in receipts]
    assert places == sorted(places)
    story.nothing_is_lost()


def test_a_revert_brings_its_data(story: Story) -> None:
    rpc = story.rpc
    for ask in (
        lambda: rpc.call(story.contract, words(255, 42)),
        lambda: rpc.estimate_gas(story.contract, words(255, 42)),
    ):
        with pytest.raises(CallReverted) as caught:
            ask()
        assert caught.value.data == words(42)


def test_state_is_read_at_the_block_that_was_asked(story: Story) -> None:
    rpc = story.rpc
    first = story.final(story.act(3, 10))
    second = story.final(story.act(3, 20))
    assert rpc.get_storage(story.contract, 3, first.block_number) == words(10)
    assert rpc.get_storage(story.contract, 3, second.block_hash) == words(20)
    assert rpc.get_proof(story.contract, [3], second.block_hash).storage[0].value == 20
    assert refused(lambda: rpc.get_storage(story.contract, 3, b"\x01" * 32)) == "CHAIN_BLOCK_UNKNOWN"


def test_the_network_is_checked_by_chain_and_genesis(story: Story, tmp_path: Path) -> None:
    network = Network("here", story.rpc.chain_id(), story.rpc.header(0).hash, "snapshot")
    rpc = connect(network, node_directory=story.node.settings.directory)
    verify_network(rpc, network)
    assert rpc.finalized().number == story.node.durable().number
    with EmbeddedNode(NodeSettings(tmp_path / "other", genesis_time=START + 1)) as other:
        assert refused(lambda: verify_network(Rpc(other.url), network)) == "CHAIN_WRONG_GENESIS"
    with EmbeddedNode(NodeSettings(tmp_path / "twin", chain_id=network.chain_id + 1, genesis_time=START)) as twin:
        assert refused(lambda: verify_network(Rpc(twin.url), network)) == "CHAIN_WRONG_CHAIN"


# KILLS AND FILES


@pytest.mark.parametrize("snapshot", [False, True], ids=["journal alone", "with a snapshot"])
def test_a_killed_node_comes_back_by_itself_with_everything_acknowledged(story: Story, snapshot: bool) -> None:
    for key in range(10):
        story.final(story.act(key))
    if snapshot:
        story.node.snapshot_now()
    story.final(story.act(11))
    in_flight = story.raw(story.contract, words(12, 1))
    story.rpc.send_raw(in_flight)
    os.kill(story.node.pid, signal.SIGKILL)
    story.final(story.send(in_flight))
    until = time.monotonic() + 60
    while not story.node.figures.restarts:  # the act may have been final before the kill came
        assert time.monotonic() < until, "the node does not come back"
        time.sleep(0.01)
    assert story.node.figures.restarts == 1
    story.nothing_is_lost()


def test_a_kill_while_it_starts_is_no_word_against_the_files(settings: NodeSettings, tmp_path: Path) -> None:
    with EmbeddedNode(settings) as node:
        story = Story(node)
        story.deploy()
        story.final(story.act(1))
        node.snapshot_now()
        binary = find_binary()
    dying = tmp_path / "anvil"
    dying.write_text(f'#!/bin/sh\n[ -e died ] || {{ touch died; kill -9 $$; }}\nexec {binary} "$@"\n')
    dying.chmod(0o755)
    with EmbeddedNode(settings, binary=dying) as node:
        assert (settings.directory / "died").exists()
        assert node.figures.passed_over == []
        story.node = node
        story.nothing_is_lost()


def test_logs_receipts_and_headers_are_the_same_after_a_restart(settings: NodeSettings) -> None:
    def everything(rpc: Rpc) -> object:
        head = rpc.head().number
        return rpc.headers(0, head), rpc.logs(0, head, [story.contract]), [rpc.receipt(tx) for tx in story.mined]

    with EmbeddedNode(settings) as node:
        story = Story(node)
        story.deploy()
        for key in range(5):
            story.final(story.act(key))
            node.walk_to(START + (key + 1) * DAY)
        node.snapshot_now()
        story.final(story.act(6))
        before = everything(story.rpc)
    with EmbeddedNode(settings) as node:
        assert everything(Rpc(node.url)) == before


def _truncate(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def _rot(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


@pytest.mark.parametrize("damage", [_truncate, _rot, Path.unlink, lambda p: p.write_bytes(b"")])
@pytest.mark.parametrize("both", [False, True], ids=["newest", "both generations"])
def test_damaged_snapshots_lose_nothing(settings: NodeSettings, damage: Callable[[Path], None], both: bool) -> None:
    with EmbeddedNode(settings) as node:
        story = Story(node)
        story.deploy()
        for key in range(4):
            story.final(story.act(key))
            node.snapshot_now()
        story.final(story.act(5))
        final = node.durable()
    files = sorted(settings.directory.glob("*.snapshot"), reverse=True)
    assert len(files) == snapshots.GENERATIONS
    for path in files if both else files[:1]:
        damage(path)
    with EmbeddedNode(settings) as node:
        story.node = node
        assert node.durable() == final
        story.final(story.act(7))
        story.nothing_is_lost()


def test_a_whole_snapshot_that_the_node_cannot_load_is_passed_over(settings: NodeSettings) -> None:
    with EmbeddedNode(settings) as node:
        story = Story(node)
        story.deploy()
        story.final(story.act(1))
        final = node.durable()
    snapshots.save(settings.directory, final.number, final.hash, gzip.compress(b"{}"))
    with EmbeddedNode(settings) as node:
        story.node = node
        assert len(node.figures.passed_over) == 1
        story.nothing_is_lost()


def test_a_torn_last_line_of_the_journal_is_cut_off(settings: NodeSettings) -> None:
    with EmbeddedNode(settings) as node:
        story = Story(node)
        story.deploy()
        story.final(story.act(1))
    path = settings.directory / "journal.jsonl"
    with path.open("ab") as file:
        file.write(b"0123456789abcdef {half a li")
    with EmbeddedNode(settings) as node:
        story.node = node
        story.final(story.act(2))
        story.nothing_is_lost()
    assert all(journal.read(path))


def test_damage_inside_the_journal_is_mended_from_a_snapshot(settings: NodeSettings) -> None:
    with EmbeddedNode(settings) as node:
        story = Story(node)
        story.deploy()
        for key in range(3):
            story.final(story.act(key))
        node.snapshot_now()
    path = settings.directory / "journal.jsonl"
    whole = path.read_bytes()
    lines = whole.splitlines(keepends=True)
    path.write_bytes(b"".join([lines[0], b"rot\n", *lines[2:]]))
    with EmbeddedNode(settings) as node:
        story.node = node
        story.nothing_is_lost()
    assert path.read_bytes() == whole


def test_an_acknowledged_block_that_no_file_holds_is_said(settings: NodeSettings) -> None:
    with EmbeddedNode(settings) as node:
        story = Story(node)
        story.deploy()
        for key in range(3):
            story.final(story.act(key))
    for path in settings.directory.glob("*.snapshot"):
        path.unlink()
    path = settings.directory / "journal.jsonl"
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join([lines[0], b"rot\n", *lines[2:]]))
    with pytest.raises(Inconsistent) as caught:
        EmbeddedNode(settings).start()
    assert caught.value.code == "NODE_JOURNAL_BROKEN"
    assert caught.value.facts["blocks"] == [2]


def test_a_directory_serves_its_own_chain_only(settings: NodeSettings) -> None:
    with EmbeddedNode(settings):
        pass
    path = settings.directory / "node.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), "genesis_time": START + 5}))
    with pytest.raises(Inconsistent) as caught:
        EmbeddedNode(settings).start()
    assert caught.value.code == "NODE_OTHER_GENESIS"


# PROCESSES AND PORTS

_SUPERVISOR = """
import sys, time
from contextlib import contextmanager
from pathlib import Path
from ledger.chain.node import EmbeddedNode, NodeSettings
with EmbeddedNode(NodeSettings(Path(sys.argv[1]), genesis_time=1_782_835_200, walking=True)):
    print("up", flush=True)
    time.sleep(600)
"""


@contextmanager
def supervised(settings: NodeSettings) -> Iterator[subprocess.Popen[bytes]]:
    """A node under a supervisor of its own process, up; killed at the end if it is not yet."""
    command = [sys.executable, "-c", _SUPERVISOR, str(settings.directory)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as supervisor:
        try:
            assert supervisor.stdout is not None
            assert supervisor.stdout.readline() == b"up\n"
            yield supervisor
        finally:
            supervisor.kill()


def gone(pid: int) -> None:
    """Wait until it is. The container's first process may not reap it: a zombie has no command line."""
    until = time.monotonic() + 30
    while command_of(pid):
        assert time.monotonic() < until, f"process {pid} lives on"
        time.sleep(0.02)


def test_the_node_of_a_killed_supervisor_ends_with_it(settings: NodeSettings) -> None:
    with supervised(settings) as supervisor:
        left = read_endpoint(settings.directory)
        Rpc(left.url).head()
        assert command_of(left.pid)
        supervisor.kill()
        gone(left.pid)


def test_a_node_whose_guard_was_killed_too_is_ended_by_the_next_and_the_chain_goes_on(settings: NodeSettings) -> None:
    with supervised(settings) as supervisor:
        orphan = read_endpoint(settings.directory)
        assert refused(lambda: EmbeddedNode(settings).start()) == "NODE_ALREADY_RUNNING"
        guard = int(json.loads((settings.directory / "anvil.json").read_text())["guard"])
        assert "guard.py" in command_of(guard)
        os.kill(guard, signal.SIGKILL)
        supervisor.kill()
    Rpc(orphan.url).head()
    with EmbeddedNode(settings) as node:
        assert node.pid != orphan.pid
        assert read_endpoint(settings.directory).pid == node.pid
        assert command_of(orphan.pid) == ""


_DYING_SUPERVISOR = """
import importlib, os, signal, sys
from pathlib import Path
from ledger.chain.node import EmbeddedNode, NodeSettings

def die(*given, **named):
    os.kill(os.getpid(), signal.SIGKILL)

setattr(importlib.import_module(sys.argv[2]), sys.argv[3], die)
EmbeddedNode(NodeSettings(Path(sys.argv[1]), genesis_time=1_782_835_200, walking=True)).start()
"""
DEATHS = {
    "before its guard is there": ("ledger.chain.guard", "ending"),
    "before it is noted": ("ledger.chain.anvil", "replace_file"),
    "before it is used": ("ledger.chain.anvil", "Anvil"),
}
"""Between a node's process and the supervisor's first look at it, in order: what is called next, and kills."""


def serving(directory: Path) -> list[int]:
    """Every process that has this directory's cache in its command line, whether anybody noted it or not."""
    words = str(directory.resolve() / "cache")
    return [int(entry.name) for entry in Path("/proc").glob("[0-9]*") if words in command_of(int(entry.name))]


@pytest.mark.parametrize("death", DEATHS)
def test_a_supervisor_that_dies_as_its_node_starts_leaves_none(settings: NodeSettings, death: str) -> None:
    command = [sys.executable, "-c", _DYING_SUPERVISOR, str(settings.directory), *DEATHS[death]]
    assert subprocess.run(command, timeout=60, check=False).returncode == -signal.SIGKILL
    for pid in serving(settings.directory):
        gone(pid)
    with EmbeddedNode(settings) as node:
        Rpc(node.url).head()


# NO ROOM


class Disk:
    """What the node's small files and snapshots are written to, as `ledger.chain.snapshots` meets it; full at will."""

    def __init__(self) -> None:
        self.full = False
        self._make = tempfile.mkstemp

    def mkstemp(self, **where: Any) -> tuple[int, str]:
        if self.full:
            raise OSError(errno.ENOSPC, "No space left on device")
        return self._make(**where)


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Disk:
    made = Disk()
    monkeypatch.setattr("ledger.chain.snapshots.tempfile.mkstemp", made.mkstemp)
    return made


def until(condition: Callable[[], object]) -> None:
    deadline = time.monotonic() + 30
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_a_node_that_dies_while_the_disk_is_full_is_down_until_there_is_room(
    story: Story, disk: Disk, settings: NodeSettings
) -> None:
    story.final(story.act(1))
    waiting = story.raw(story.contract, words(2, 1))
    disk.full = True
    os.kill(story.node.pid, signal.SIGKILL)
    until(lambda: sum("No space" in trouble for trouble in story.node.figures.troubles) > 1)
    assert refused(story.rpc.head) == "CHAIN_UNREACHABLE", "nothing answers that would make no block"
    assert serving(settings.directory) == []
    disk.full = False
    story.final(story.send(waiting))
    assert story.node.figures.restarts == 1
    assert len(serving(settings.directory)) == 2, "the node and its guard"
    story.nothing_is_lost()


def test_a_node_that_starts_on_a_full_disk_leaves_nothing_behind(settings: NodeSettings, disk: Disk) -> None:
    with EmbeddedNode(settings) as node:
        story = Story(node)
        story.deploy()
    disk.full = True
    with pytest.raises(OSError, match="No space"):
        EmbeddedNode(settings).start()
    assert serving(settings.directory) == []
    disk.full = False
    with EmbeddedNode(settings) as story.node:
        story.nothing_is_lost()


def test_a_block_whose_mark_found_no_room_is_marked_when_there_is(
    story: Story, disk: Disk, settings: NodeSettings
) -> None:
    story.final(story.act(1))
    disk.full = True
    story.act(2)
    until(lambda: any("No space" in trouble for trouble in story.node.figures.troubles))
    newest = story.rpc.head().number
    assert snapshots.snapshot_height(settings.directory).number == newest - 1
    disk.full = False
    until(lambda: snapshots.snapshot_height(settings.directory).number == newest)
    assert story.rpc.head().number == newest


def test_a_supervisor_that_breaks_says_so(settings: NodeSettings, monkeypatch: pytest.MonkeyPatch) -> None:
    """No block is made any more: whoever looks after the node must not find it healthy."""
    with EmbeddedNode(settings) as node:
        monkeypatch.setattr(Foundry, "waiting", lambda _: 1 // 0)
        with pytest.raises(Inconsistent) as refused:
            _looked_after(node)
        assert refused.value.code == "NODE_BROKE"
        with pytest.raises(Inconsistent):
            node.mine()


def _looked_after(node: EmbeddedNode) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        node.healthy()
        time.sleep(0.01)


def test_a_stranger_with_a_noted_pid_is_let_alone(settings: NodeSettings) -> None:
    with EmbeddedNode(settings):
        pass
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as stranger:
        note = {"pid": stranger.pid, "port": 1, "cache": str(settings.directory / "cache")}
        (settings.directory / "anvil.json").write_text(json.dumps(note))
        with EmbeddedNode(settings):
            assert stranger.poll() is None
        stranger.communicate(b"\n")


def test_a_taken_port_that_was_asked_for_is_said(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        settings = NodeSettings(tmp_path / "node", genesis_time=START, port=taken.getsockname()[1])
        with pytest.raises(Misconfigured) as caught:
            EmbeddedNode(settings).start()
        assert caught.value.code == "NODE_PORT_TAKEN"
    with EmbeddedNode(settings) as node:
        assert node.url.endswith(f":{settings.port}"), "the failure left nothing behind"


def test_a_restart_takes_the_last_port_if_it_is_free_and_another_if_not(settings: NodeSettings) -> None:
    with EmbeddedNode(settings) as node:
        url, port = node.url, read_endpoint(settings.directory).port
    with EmbeddedNode(settings) as node:
        assert node.url == url
    with socket.create_server(("127.0.0.1", port)), EmbeddedNode(settings) as node:
        assert node.url != url


def test_after_an_orderly_stop_nothing_runs(settings: NodeSettings) -> None:
    with EmbeddedNode(settings) as node:
        pid = node.pid
    assert refused(lambda: read_endpoint(settings.directory)) == "NODE_NOT_RUNNING"
    assert refused(node.go_live) == "NODE_NOT_RUNNING"
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_a_missing_binary_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("LEDGER_ANVIL", str(tmp_path / "nowhere"))
    with pytest.raises(Misconfigured) as caught:
        EmbeddedNode(NodeSettings(tmp_path / "node"))
    assert caught.value.code == "NODE_BINARY_MISSING"
