# SPDX-License-Identifier: Apache-2.0
"""One opened ledger: its directory, node, store, keys, and the two threads that follow the chain and send to it.

    with open_ledger(settings) as ledger        reads and writes; brings the embedded node up if nobody runs it
    with open_mirror(settings) as store         reads only the mirror, brought to the chain's head; or what it knew

Several processes may open the same directory: one supervises the embedded node (its lock decides), leases decide who
signs, and the cursor lets two followers of one mirror take turns.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from ledger.chain import libraries
from ledger.chain.contracts import Deployment, load_deployment, require_today, verify_deployment
from ledger.chain.encode import Call
from ledger.chain.network import Network, connect, load_network
from ledger.chain.node import EmbeddedNode, NodeSettings
from ledger.chain.node_home import read_endpoint
from ledger.chain.rpc import Rpc
from ledger.chain.snapshots import snapshot_height
from ledger.content import pair
from ledger.content.documents import Vault
from ledger.content.pair import PairedStore
from ledger.content.store import FileStore
from ledger.domain.ids import Address, OrgId
from ledger.errors import LedgerError, Misconfigured, Unavailable
from ledger.indexer.advance import Indexer, catch_up
from ledger.indexer.follower import Follower
from ledger.indexer.watched import Watched
from ledger.service.keys import KeyStore, open_keys
from ledger.settings import Settings
from ledger.store.queries import acts, records
from ledger.store.queries.submission import Submission
from ledger.store.session import Store, open_store
from ledger.submission.outbox import Outbox, outcome
from ledger.submission.sender import Sender, SenderThread
from ledger.submission.wish import Wish

NODE_SECONDS = 60.0
AWAY = ("NODE_NOT_RUNNING", "CHAIN_UNREACHABLE", "CHAIN_TIMEOUT")
CATCH_UP_TRIES = 40
TAKING_TURNS = ("CURSOR_MOVED", "CHAIN_MOVED")
"""Refusals to a second one who writes the same mirror: nothing was written, and the next look is a new one."""


@dataclass(frozen=True, slots=True)
class Principal:
    """Who asks: a person of an organisation. `account` is None for people who only read."""

    org_id: OrgId
    person_id: str
    commitment: bytes
    account: Address | None = None

    def signing_account(self) -> Address:
        if self.account is None:
            raise Misconfigured(
                f"{self.person_id} has no account to sign with",
                zh=f"{self.person_id} 没有可用于签名的账户",
                code="PERSON_HAS_NO_ACCOUNT",
            )
        return self.account


@dataclass(slots=True)
class Ledger:
    """Everything a line of work needs. Made by `open_ledger`."""

    settings: Settings
    network: Network
    deployment: Deployment
    store: Store
    rpc: Rpc
    keys: KeyStore
    content: FileStore | PairedStore
    vault: Vault
    outbox: Outbox
    sender: SenderThread
    follower: Follower
    node: EmbeddedNode | None = None
    clock: Callable[[], float] = time.time
    wait_seconds: float = field(default=60.0)
    _taken_over: ExitStack = field(default_factory=ExitStack, repr=False)

    def now(self) -> int:
        """Seconds by the wall clock; the demo, which walks through the past, puts its own clock here."""
        return int(self.clock())

    def principal(self, person_id: str) -> Principal:
        """The person known here by this id; Misconfigured if there is none, or its time here has ended."""
        return person_known(self.store, person_id)

    def perform(
        self,
        who: Principal,
        verb: str,
        key: str,
        body: dict[str, Any],
        call: Call,
        alongside: Callable[[Any], None] | None = None,
    ) -> dict[str, Any]:
        """Make one call once, and wait until it is final and in the mirror. The answer is the stored one."""
        target = self.deployment.addresses[call.module]
        wish = Wish(who.org_id, verb, key, body, who.person_id, who.signing_account(), target, call.data)
        return self.settled(self.outbox.put(wish, alongside))

    def perform_named(
        self,
        who: Principal,
        verb: str,
        name: str,
        body: dict[str, Any],
        call: Call,
        alongside: Callable[[Any], None] | None = None,
        *,
        key: str | None = None,
    ) -> dict[str, Any]:
        """As `perform`, under a key made of what the act is about, where no asker chose one."""
        chosen = key or self.outbox.key_of(who.org_id, name, verb)
        return self.perform(who, verb, chosen, body, call, alongside)

    def settled(self, submission: Submission) -> dict[str, Any]:
        """What became of a stored wish, once nothing more can become of it."""
        if not submission.settled:
            self.sender.nudge()
            submission = self.outbox.wait(submission.id, self.wait_seconds, self.sender.changed)
        answer = outcome(submission)
        self.await_mirror(answer["block"])
        return answer

    def await_mirror(self, block: int) -> None:
        """Return when the mirror has passed a block: whoever was told of an act can read it."""
        if not self.follower.wait_for(block, self.wait_seconds):
            status = self.follower.status()
            why = f": {status.error}" if status.error is not None else ""
            raise Unavailable(
                f"the act is final in block {block}; the mirror has not read it yet{why}",
                zh=f"该操作已在区块 {block} 终局，镜像尚未读到{why}",
                code="MIRROR_BEHIND",
                block=block,
            )

    def require_current(self) -> None:
        """Unavailable where the mirror has lost the chain, so that nothing is said of this moment."""
        stale = self.follower.status().stale(time.monotonic())
        if stale is not None:
            raise stale

    def take_over(self) -> bool:
        """Supervise the embedded node if whoever did has ended; whether it came to that. For a process that stays: what
        it asks would wait for ever, since an anvil without a supervisor makes no blocks."""
        if self.node is not None or self.settings.rpc_url or self.network.url:
            return False
        port = urlsplit(self.rpc.url).port or 0  # the client was opened there
        self.node = _supervised(NodeSettings(self.settings.node_dir, chain_id=self.network.chain_id, port=port))
        if self.node is None:
            return False
        self._taken_over.callback(self.node.stop)
        return True


def person_known(store: Store, person_id: str) -> Principal:
    """As `Ledger.principal`, from the store alone."""
    with store.reading() as session:
        found = records.one(session, records.Person, person_id=person_id)
    if found is None or found.ended_at is not None:
        raise Misconfigured(f"no person {person_id} acts here", zh=f"没有在岗人员 {person_id}", code="PERSON_UNKNOWN")
    account = Address(found.account) if found.account is not None else None
    return Principal(OrgId(found.org_id), found.person_id, found.commitment, account)


def watched(deployment: Deployment) -> Watched:
    return Watched(
        chain_id=deployment.chain_id,
        genesis_hash=deployment.genesis_hash,
        history=deployment.spine.history,
        addresses=deployment.logging,
        first_block=deployment.first_block,
        earlier=deployment.spine.earlier,
    )


@contextmanager
def open_mirror(settings: Settings, known: int | None = None, *, current: bool = True) -> Iterator[Store]:
    """The store alone, its schema checked: for questions that the mirror answers by itself.

    Without `known` the answer is to be of this moment, so the mirror is brought to the chain's head first: Unavailable
    (MIRROR_NOT_CURRENT) where that cannot be done. What it knew at a block (`known`), and what it holds whatever the
    chain says (`current` false), needs no node."""
    require_ledger(settings)
    deployment = require_today(load_deployment(settings.deployment_file))
    store = open_store(settings.database)
    try:
        store.check_schema()
        if current and known is None:
            _bring_up_to_date(settings, deployment, store)
        yield store
    finally:
        store.close()


def _bring_up_to_date(settings: Settings, deployment: Deployment, store: Store) -> None:
    """What the embedded node's files hold is all that is final there, whoever makes blocks: where the mirror holds it
    too, no node is asked, nor started. Nothing that waits to be sent is sent for a question's sake."""
    network = load_network(settings.network_file)
    try:
        if not (settings.rpc_url or network.url) and _holds_everything(settings, store):
            return
        with ExitStack() as stack:
            _reached(stack, settings, network, deployment, store, None)
    except Unavailable as error:
        raise _not_current(store, error) from error


def _holds_everything(settings: Settings, store: Store) -> bool:
    durable = snapshot_height(settings.node_dir)
    with store.reading() as session:
        head = acts.head(session)
    return head is not None and (head.block_number, head.block_hash) == (durable.number, durable.hash)


def _not_current(store: Store, cause: Unavailable) -> Unavailable:
    with store.reading() as session:
        head = acts.head(session)
    number = 0 if head is None else head.block_number
    return Unavailable(
        f"the mirror stands at block {number} and cannot be held against the chain now ({cause.code}: {cause.en}); ask "
        f"again, or ask what it knew: --known {number}",
        zh=f"镜像截至区块 {number}，目前无法与链核对（{cause.code}：{cause.zh}）；"
        f"请稍后再查，或以 --known {number} 查询其当时所知",
        code="MIRROR_NOT_CURRENT",
        retry_after=5,
        block=number,
    )


def require_ledger(settings: Settings) -> None:
    if not settings.deployment_file.is_file() or settings.founding_marker.exists():
        raise Misconfigured(
            f"there is no ledger in {settings.home}; `ledger init DIR` makes one, `ledger demo` shows one",
            zh=f"{settings.home} 中没有账本；可用 `ledger init DIR` 新建，或用 `ledger demo` 演示",
            code="LEDGER_MISSING",
        )


@contextmanager
def open_node(settings: Settings, network: Network) -> Iterator[EmbeddedNode | None]:
    """The embedded node, supervised by this process unless another one does; None if the node is elsewhere."""
    if settings.rpc_url or network.url:
        yield None
        return
    node = _supervised(NodeSettings(settings.node_dir, chain_id=network.chain_id))
    try:
        yield node
    finally:
        if node is not None:
            node.stop()


def _supervised(settings: NodeSettings) -> EmbeddedNode | None:
    try:
        return EmbeddedNode(settings).start()
    except Unavailable as error:
        if error.code != "NODE_ALREADY_RUNNING":
            raise
        return None


def connect_node(settings: Settings, network: Network) -> Rpc:
    """A client of the node, which serves the chain that is meant."""
    chosen = network.at(settings.rpc_url) if settings.rpc_url else network
    directory = None if chosen.url else settings.node_dir
    return connect(chosen, node_directory=directory)


@contextmanager
def open_ledger(
    settings: Settings,
    *,
    clock: Callable[[], float] = time.time,
    node: EmbeddedNode | None = None,
    deployment: Deployment | None = None,
) -> Iterator[Ledger]:
    """Open for work: the node proved to be the right one, the mirror caught up, both threads running.

    `deployment` None: the one of the directory, which must be on the contracts of this release. One that is given may
    be of an earlier release: an upgrade ends it.
    """
    if node is None:  # whoever brings a node may be founding: the ledger is not whole yet
        require_ledger(settings)
    libraries.account()  # now, while nothing is read from outside: see there what its import does to recursion
    network = load_network(settings.network_file)
    deployment = deployment or require_today(load_deployment(settings.deployment_file))
    with ExitStack() as stack:
        store = open_store(settings.database)
        stack.callback(store.close)
        store.check_schema()
        keys = open_keys(settings.keys_dir, settings.keystore_password_file)
        supervised, indexer, rpc = _reached(stack, settings, network, deployment, store, node)
        taken_over = stack.enter_context(ExitStack())
        content = content_store(settings)
        follower = Follower(indexer, poll=0.05 if network.finality == "snapshot" else 0.5)

        def stopped() -> LedgerError | None:
            """Where the chain was replaced, nothing is signed for the other one and no wish is taken in."""
            return follower.status().stopped()

        sender = SenderThread(Sender(store, rpc, keys, deployment.chain_id, network.fees), stopped=stopped)
        ledger = Ledger(
            settings=settings,
            network=network,
            deployment=deployment,
            store=store,
            rpc=rpc,
            keys=keys,
            content=content,
            vault=Vault(content),
            outbox=Outbox(store, deployment.chain_id, stopped=stopped),
            sender=sender,
            follower=follower,
            node=supervised,
            clock=clock,
            wait_seconds=settings.wait_seconds,
            _taken_over=taken_over,
        )
        follower.start()
        stack.callback(follower.stop)
        sender.start()
        stack.callback(sender.stop)
        yield ledger


def _reached(
    stack: ExitStack,
    settings: Settings,
    network: Network,
    deployment: Deployment,
    store: Store,
    node: EmbeddedNode | None,
) -> tuple[EmbeddedNode | None, Indexer, Rpc]:
    """The node, proved to be the right one, and the mirror caught up with it.

    An embedded node that is away is waited for if another process supervises it: that one holds its lock from before
    its first block is made again until it answers. Should it end instead, the node is ours to supervise."""
    deadline = time.monotonic() + NODE_SECONDS
    while True:
        supervised = node if node is not None else stack.enter_context(open_node(settings, network))
        try:
            rpc = connect_node(settings, network)
            stack.callback(rpc.close)
            verify_deployment(rpc, deployment)
            indexer = Indexer(rpc, store, watched(deployment))
            indexer.check_source()
            catch_up_in_turns(indexer)
            return supervised, indexer, rpc
        except Unavailable as error:
            elsewhere = bool(settings.rpc_url or network.url)
            if supervised is not None or elsewhere or error.code not in AWAY or time.monotonic() > deadline:
                raise
        time.sleep(0.1)


def catch_up_in_turns(indexer: Indexer) -> None:
    """Another process may follow the same mirror: whoever is second looks again."""
    for _ in range(CATCH_UP_TRIES):
        try:
            catch_up(indexer)
            return
        except Unavailable as error:
            if error.code not in TAKING_TURNS:
                raise
        time.sleep(0.05)
    catch_up(indexer)


def content_store(settings: Settings) -> FileStore | PairedStore:
    """Local files, with the IPFS daemon of the settings behind them if there is one."""
    return pair.open_store(settings.content_dir, settings.ipfs_api)


def node_is_up(directory: Path) -> bool:
    """Whether some process supervises the embedded node of this directory."""
    try:
        read_endpoint(directory)
    except LedgerError:
        return False
    return True
