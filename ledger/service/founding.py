# SPDX-License-Identifier: Apache-2.0
"""Founding a ledger: its directory, keys, node, contracts, schema, and the rules it begins with.

    found(settings, Founders(...))     an empty ledger: two authorities with keys of their own, regime and calendars

The embedded chain begins a little before the wall clock, so that the founding proposals can wait out the delay of
governance like any other (nothing by one key), and is then walked up to it. A half-founded directory is refused by
every other verb and removed by nobody: `deployment.json` is written last.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from ledger.calendars import shipped_year, shipped_years
from ledger.chain.contracts import Deployment
from ledger.chain.deploy import Founding, Plan, SigningDeployer, deploy
from ledger.chain.network import Network, connect, save_network
from ledger.chain.node import EmbeddedNode, NodeSettings
from ledger.chain.signer import LocalSigner
from ledger.chain.snapshots import replace_file
from ledger.domain.ids import Address, OrgId
from ledger.errors import Refused
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


@contextmanager
def found(
    settings: Settings, beginning: Beginning, *, wall: Callable[[], float] = time.time
) -> Iterator[tuple[Ledger, list[Principal]]]:
    """A new ledger, open, with its founders. Regime and calendars are published; the clock walks at the chain's end."""
    _refuse_existing(settings)
    settings.home.mkdir(parents=True, exist_ok=True, mode=0o700)
    keys = found_keys(settings.keys_dir, settings.keystore_password_file)
    accounts = [keys.create_account() for _ in beginning.founders]
    start = beginning.genesis_time
    if start is None:
        start = int(wall()) - beginning.delay - 600
    node_settings = NodeSettings(settings.node_dir, beginning.chain_id, genesis_time=start, walking=True)
    with EmbeddedNode(node_settings) as node:
        network, deployment = _deploy(settings, beginning, node, accounts)
        store = open_store(settings.database)
        store.migrate()
        people = [
            add_person(store, founder.org, founder.person_id, founder.person_name, account, start)
            for founder, account in zip(beginning.founders, accounts, strict=True)
        ]
        store.close()
        save_network(settings.network_file, network)
        replace_file(settings.deployment_file, deployment.to_json().encode(), sync=True)
        with open_ledger(settings, node=node) as ledger:
            ledger.clock = lambda: ledger.rpc.head().timestamp
            decree(ledger, people, founding_rules(beginning))
            yield ledger, people


def founding_rules(beginning: Beginning) -> list[Governed]:
    years = shipped_years() if beginning.years is None else tuple(beginning.years)
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


def _deploy(
    settings: Settings, beginning: Beginning, node: EmbeddedNode, accounts: Sequence[Address]
) -> tuple[Network, Deployment]:
    network = Network(
        name="demo" if beginning.demo else "embedded",
        chain_id=beginning.chain_id,
        genesis_hash=b"",
        finality="snapshot",
    )
    rpc = connect(network.at(node.url), node_directory=settings.node_dir)
    try:
        founders = tuple(
            Founding(founder.org, founder.name, account)
            for founder, account in zip(beginning.founders, accounts, strict=True)
        )
        plan = Plan(founders, beginning.delay, beginning.demo)
        # The deployer's key is thrown away: it has no rights, and nobody can use it again.
        deployment = deploy(rpc, SigningDeployer(rpc, LocalSigner(secrets.token_bytes(32))), plan)
    finally:
        rpc.close()
    described = Network(
        name=network.name,
        chain_id=deployment.chain_id,
        genesis_hash=deployment.genesis_hash,
        finality=network.finality,
        first_block=deployment.deploy_block,
    )
    return described, deployment


def _refuse_existing(settings: Settings) -> None:
    if settings.home.exists() and any(settings.home.iterdir()):
        raise Refused(
            f"{settings.home} is not empty; a ledger is founded in a directory of its own",
            zh=f"目录 {settings.home} 非空，账本须建于空目录",
            code="DIRECTORY_NOT_EMPTY",
        )
