# SPDX-License-Identifier: Apache-2.0
"""Founding a ledger: its directory, keys, node, contracts, schema, and the rules it begins with.

    found(settings, Beginning(...))             on an embedded node: two authorities, regime and calendars, published
    found_on(settings, Beginning(...), Site())  on a network that exists: the same contracts, the rules still to come

The embedded chain begins a little before the wall clock, so that the founding proposals can wait out the delay of
governance like any other (nothing by one key), and is then walked up to it. A half-founded directory is refused by
every other verb; founding there again begins anew.
"""

from __future__ import annotations

import fcntl
import os
import secrets
import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from ledger.calendars import shipped_year, shipped_years
from ledger.chain import anvil
from ledger.chain.contracts import Deployment, verify_deployment
from ledger.chain.deploy import Founding, Plan, SigningDeployer, deploy, gas_is_free, require_coins
from ledger.chain.fees import FeePolicy
from ledger.chain.finality import finality_of
from ledger.chain.network import Network, connect, save_network, verify_network
from ledger.chain.node import EmbeddedNode, NodeSettings
from ledger.chain.rpc import Rpc
from ledger.chain.signer import LocalSigner, Signer
from ledger.chain.snapshots import replace_file
from ledger.domain.ids import Address, OrgId
from ledger.errors import Refused, Unavailable
from ledger.service import governing
from ledger.service.governing import Governed
from ledger.service.keys import found_keys
from ledger.service.people import add_person
from ledger.service.runtime import Ledger, Principal, open_ledger
from ledger.settings import Settings
from ledger.store.session import open_store

LEDGER_CHAIN_ID = 20_260_735
DEFAULT_DELAY = 86_400


@dataclass(frozen=True, slots=True)
class Founder:
    """An authority that the ledger begins with, and the person who holds its first key."""

    org: OrgId
    name: str
    person_id: str
    person_name: str


@dataclass(frozen=True, slots=True)
class Beginning:
    """What a new ledger is made of. `genesis_time` None: as late as the founding allows."""

    founders: Sequence[Founder]
    chain_id: int = LEDGER_CHAIN_ID
    delay: int = DEFAULT_DELAY
    demo: bool = False
    genesis_time: int | None = None
    years: Sequence[int] | None = None


@dataclass(frozen=True, slots=True)
class Site:
    """An existing network to found on. `chain_id` and `genesis` are what it must be, where the founder knows them.

    `deployer` needs coins where gas costs any; None: a key that is thrown away, which a free network lets act.
    `patience` is how long deployment and finality may take, in seconds.
    """

    url: str
    finality: str = "latest"
    fees: FeePolicy = field(default_factory=FeePolicy)
    chain_id: int | None = None
    genesis: bytes | None = None
    deployer: Signer | None = None
    patience: float = 300.0


@contextmanager
def found(
    settings: Settings, beginning: Beginning, *, wall: Callable[[], float] = time.time
) -> Iterator[tuple[Ledger, list[Principal]]]:
    """A new ledger, open, with its founders. Regime and calendars are published; the clock walks at the chain's end."""
    start = beginning.genesis_time
    if start is None:
        start = int(wall()) - beginning.delay - 600
    node_settings = NodeSettings(settings.node_dir, beginning.chain_id, genesis_time=start, walking=True)
    with _place(settings) as whole, EmbeddedNode(node_settings, wall=wall) as node:
        accounts = _keys(settings, beginning)
        network = Network("demo" if beginning.demo else "embedded", beginning.chain_id, b"", "snapshot")
        with closing(connect(network.at(node.url), node_directory=settings.node_dir)) as rpc:
            # The deployer's key is thrown away: it has no rights, and nobody can use it again.
            deployment = deploy(rpc, SigningDeployer(rpc, _nobodys_key()), _plan(beginning, accounts))
        people = _settle_in(settings, beginning, accounts, network, deployment, start)
        with open_ledger(settings, node=node) as ledger:
            ledger.clock = lambda: ledger.rpc.head().timestamp
            decree(ledger, people, founding_rules(beginning))
            whole()
            yield ledger, people


@contextmanager
def found_on(
    settings: Settings, beginning: Beginning, site: Site, *, wall: Callable[[], float] = time.time
) -> Iterator[tuple[Ledger, list[Principal]]]:
    """A new ledger on a network that exists, open, its contracts in final blocks. Nothing is published yet.

    Time is the network's own there, so what the ledger begins with is proposed and waits (`begin`). A network that is
    another one, or that wants coins which the deployer has not, is refused before anything is made.
    """
    finality_of(site.finality)
    network = Network("network", site.chain_id or 0, b"", site.finality, url=site.url, fees=site.fees)
    with closing(connect(network)) as rpc:
        network = _the_one_meant(rpc, network, site)
        signer = site.deployer or _nobodys_key()
        require_coins(rpc, Address(signer.address), site.fees)
        with _place(settings) as whole:
            accounts = _keys(settings, beginning)
            deployer = SigningDeployer(rpc, signer, site.fees, patience=site.patience)
            made = deploy(rpc, deployer, _plan(beginning, accounts))
            deployment = replace(made, deploy_block=deployer.final(site.patience).block_number)
            verify_deployment(rpc, deployment)
            people = _settle_in(settings, beginning, accounts, network, deployment, int(wall()))
            whole()
    with open_ledger(settings) as ledger:
        yield ledger, people


@dataclass(frozen=True, slots=True)
class Begun:
    """How far a new ledger on a network has come: published, or waiting until `earliest` for the second authority;
    `penniless` accounts need coins before anybody can propose anything."""

    published: bool
    earliest: int = 0
    penniless: tuple[Address, ...] = ()


def begin(ledger: Ledger, people: Sequence[Principal], acts: Sequence[Governed]) -> Begun:
    """Propose by the first authority what the ledger begins with; confirm by the second what is due at once."""
    accounts = tuple(person.signing_account() for person in people)
    if not gas_is_free(ledger.rpc, ledger.network.fees):
        penniless = tuple(account for account in accounts if not ledger.rpc.balance(account))
        if penniless:
            return Begun(False, penniless=penniless)
    first, second = people[0], people[1]
    earliest = governing.propose_all(ledger, first, acts)
    if ledger.rpc.head().timestamp < earliest:
        return Begun(False, earliest)
    for act in acts:
        governing.confirm(ledger, second, act)
    return Begun(True, earliest)


def founding_rules(beginning: Beginning) -> list[Governed]:
    return shipped_rules(shipped_years() if beginning.years is None else tuple(beginning.years))


def shipped_rules(years: Sequence[int] | None = None) -> list[Governed]:
    """The national guide's regime, and the calendars that ship, or those of some years."""
    years = shipped_years() if years is None else years
    regime = Governed(governing.regime(governing.CN_DPR_2026))
    return [regime, *(Governed(governing.calendar_year(shipped_year(year))) for year in years)]


def decree(ledger: Ledger, authorities: Sequence[Principal], acts: Sequence[Governed]) -> None:
    """Propose all by the first authority, walk the chain past the delay, confirm all by the second.

    Only where the chain may be walked; on a network of its own time the second authority confirms when it is due.
    """
    first, second = authorities[0], authorities[1]
    earliest = governing.propose_all(ledger, first, acts)
    if ledger.node is not None and ledger.rpc.head().timestamp < earliest:
        ledger.node.walk_to(earliest)
    for act in acts:
        governing.confirm(ledger, second, act)


# --- parts of both ----------------------------------------------------------------------------------------------------


def _nobodys_key() -> LocalSigner:
    return LocalSigner(secrets.token_bytes(32))


def _keys(settings: Settings, beginning: Beginning) -> list[Address]:
    """The ledger's directory with its password, and a key for each founder."""
    keys = found_keys(settings.keys_dir, settings.keystore_password_file)
    return [keys.create_account() for _ in beginning.founders]


def _plan(beginning: Beginning, accounts: Sequence[Address]) -> Plan:
    founders = tuple(
        Founding(founder.org, founder.name, account)
        for founder, account in zip(beginning.founders, accounts, strict=True)
    )
    return Plan(founders, beginning.delay, beginning.demo)


def _settle_in(
    settings: Settings,
    beginning: Beginning,
    accounts: Sequence[Address],
    network: Network,
    deployment: Deployment,
    now: int,
) -> list[Principal]:
    """Schema, people and files; `deployment.json` last, for it says that the ledger is whole."""
    with closing(open_store(settings.database)) as store:
        store.migrate()
        people = [
            add_person(store, founder.org, founder.person_id, founder.person_name, account, now)
            for founder, account in zip(beginning.founders, accounts, strict=True)
        ]
    described = replace(network, genesis_hash=deployment.genesis_hash)
    save_network(settings.network_file, described)
    replace_file(settings.deployment_file, deployment.to_json().encode(), sync=True)
    return people


def _the_one_meant(rpc: Rpc, network: Network, site: Site) -> Network:
    """The network with its id and genesis as the node has them, which must be those that the founder named."""
    chain_id, genesis = rpc.chain_id(), rpc.header(0).hash
    described = replace(
        network,
        chain_id=chain_id if site.chain_id is None else site.chain_id,
        genesis_hash=genesis if site.genesis is None else site.genesis,
    )
    verify_network(rpc, described)
    return described


@contextmanager
def _place(settings: Settings) -> Iterator[Callable[[], None]]:
    """The directory, empty and ours alone; what is yielded says that it is whole.

    Until then a marker lies in it, locked by whoever founds: the lock dies with its holder, and the next founding there
    removes what a killed one left and begins anew. Anything without the marker is somebody's, and is refused.
    """
    home, marker = settings.home, settings.founding_marker
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    flags = os.O_RDWR | (0 if any(home.iterdir()) else os.O_CREAT)
    try:
        held = os.open(marker, flags, 0o600)
    except FileNotFoundError as error:
        raise _not_empty(home) from error
    try:
        _lock(held, home)
        if not marker.exists() or not os.path.samestat(os.fstat(held), marker.stat()):
            raise _not_empty(home)  # it became whole while we looked
        _clear(settings)
        yield marker.unlink
    finally:
        os.close(held)


def _lock(held: int, home: Path) -> None:
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise Unavailable(
            f"another process is founding a ledger in {home}",
            zh=f"另一进程正在 {home} 新建账本",
            code="LEDGER_BEING_FOUNDED",
        ) from error


def _clear(settings: Settings) -> None:
    """Remove what a killed founding left, its node first."""
    if settings.node_dir.is_dir():
        anvil.end_orphan(settings.node_dir)
    for left in settings.home.iterdir():
        if left.is_dir():
            shutil.rmtree(left)
        elif left != settings.founding_marker:
            left.unlink()


def _not_empty(home: Path) -> Refused:
    return Refused(
        f"{home} is not empty; a ledger is founded in a directory of its own",
        zh=f"目录 {home} 非空，账本须建于空目录",
        code="DIRECTORY_NOT_EMPTY",
    )
