# SPDX-License-Identifier: Apache-2.0
"""Going on with a ledger that stands on the contracts of an earlier release (ruling 31).

    upgrade(settings, Upgrade(...), told)    as far as keys and clock allow; may be repeated, and killed at any moment

 1. A backup, once. Then the database is brought to this schema and the mirror derived anew from the old contracts.
 2. Two authorities end every writer of the old History, with the delay of governance between them (ending.py).
 3. An estate and today's contracts are created; they go on from the old ones, which stand as they are for good.
 4. The holders of every certificate are counted by its own history, which the first contracts did not do.
 5. `deployment.json` is replaced; the old one is kept beside it, and in it. Only now is the ledger the new one.

Each step finds out itself what is left of it. What a killed run created beside the ledger is found again by
`deployment.next.json`, or lies on the chain and is nobody's. Keys, records, outbox and documents are not touched.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from ledger.chain import encode, estate
from ledger.chain.contracts import Deployment, Release, ask, load_deployment, verify_deployment
from ledger.chain.deploy import Plan, SigningDeployer, deploy, deploy_estate, require_coins, verify_creations
from ledger.chain.network import Network, load_network
from ledger.chain.node import EmbeddedNode, NodeSettings
from ledger.chain.signer import LocalSigner, Signer
from ledger.chain.snapshots import replace_file
from ledger.domain.ids import Address, OrgId, certificate_of
from ledger.domain.kinds import Kind, Module, OrgKind
from ledger.domain.structs import Entry, Issue
from ledger.domain.verdict_json import shanghai
from ledger.errors import Inconsistent, Misconfigured, Refused, Unavailable
from ledger.indexer.advance import Indexer
from ledger.service import operating
from ledger.service.ending import end, writing
from ledger.service.runtime import Ledger, Principal, connect_node, open_ledger, require_ledger, watched
from ledger.settings import Settings
from ledger.store import mirror
from ledger.store.queries import acts, applications, certificates, organisations, records
from ledger.store.queries import submission as outbox
from ledger.store.session import open_store

Told = Callable[[str, str], None]
"""A line about what happens now, in Chinese and English."""

BATCH: Final = 50
"""Certificates counted in one transaction: some three million gas."""


@dataclass(frozen=True, slots=True)
class Upgrade:
    """How to do it. `people` are persons of authorities; none: all whose keys are held here.

    `backup` None: beside the ledger's directory, under a name of its own. `backed_up` is said by who keeps the
    database elsewhere. `deployer` needs coins where gas costs any; None: a key that is thrown away. `deployment` is the
    file that another operator of the same ledger made, to be taken over instead of deploying once more.
    """

    people: Sequence[str] = ()
    backup: Path | None = None
    backed_up: bool = False
    deployer: Signer | None = None
    deployment: Path | None = None
    patience: float = 300.0


@dataclass(frozen=True, slots=True)
class Upgraded:
    """What the ledger holds after it. `already`: there was nothing to do."""

    already: bool
    acts: int = 0
    certificates: int = 0
    open_cases: int = 0
    kept: Path | None = None


def upgrade(settings: Settings, order: Upgrade, told: Told, *, wall: Callable[[], float] = time.time) -> Upgraded:
    """The ledger on today's contracts. Unavailable (UPGRADE_WAITS) while the delay or another authority is awaited."""
    require_ledger(settings)
    before = load_deployment(settings.deployment_file)
    _require_own(settings, before)
    if before.release is Release.TODAY:
        for left in (next_file(settings), _marker(settings)):
            left.unlink(missing_ok=True)
        return Upgraded(already=True)
    operating.require_down(settings)
    _back_up(settings, order, before, told)
    with operating.serving(settings), ExitStack() as stack:
        _bring_mirror_to_date(settings, before, told)
        network = load_network(settings.network_file)
        node = stack.enter_context(_node(settings, network, before.demo, wall))
        made = _made(settings, order, before, node, told, wall)
        _stand_before(settings, network, before, made)
        kept = _switch(settings, before, made)
        with open_ledger(settings, node=node) as ledger:
            return _told_of(ledger, kept)


# --- before -----------------------------------------------------------------------------------------------------------


def _require_own(settings: Settings, before: Deployment) -> None:
    """What was begun here was begun for this ledger, or is of no use to any. Asked before anything is touched."""
    path = next_file(settings)
    try:
        made = load_deployment(path)
    except Misconfigured:
        return
    of_ours = before if before.predecessor is None else before.predecessor.deployment
    if made != before and not _goes_on_from(made, before) and not _goes_on_from(made, of_ours):
        raise Refused(
            f"{path.name} was begun for another ledger than this one: move it to where it belongs, or away",
            zh=f"{path.name} 是为另一账本所部署；请将其移至所属目录，或移走",
            code="DEPLOYMENT_OF_ANOTHER_LEDGER",
            path=str(path),
        )


def _goes_on_from(made: Deployment, before: Deployment) -> bool:
    return made.predecessor is not None and made.predecessor.deployment == before


def _back_up(settings: Settings, order: Upgrade, before: Deployment, told: Told) -> None:
    """Once for each deployment: after the schema has moved, the earlier release cannot open this directory any more."""
    if order.backed_up or _marker(settings).exists():
        return
    if settings.database_url:
        raise Misconfigured(
            "the database is PostgreSQL: back it up with pg_dump and the directory beside it, then say --backed-up",
            zh="数据库为 PostgreSQL：请先用 pg_dump 备份数据库并备份目录，再加 --backed-up",
            code="UPGRADE_NEEDS_BACKUP",
        )
    name = f"{settings.home.name}-before-upgrade-{_short(before)}.tar.gz"
    target = order.backup or settings.home.resolve().parent / name
    if order.backup is not None and target.exists():
        raise Refused(
            f"{target} exists already; name a file that is to be written",
            zh=f"{target} 已存在；请指定一个新文件",
            code="BACKUP_EXISTS",
        )
    if not target.exists():
        operating.backup(settings, target)
    told(f"备份: {target}", f"backup: {target}")


def _short(deployment: Deployment) -> str:
    return deployment.addresses[Module.HISTORY].hex()[:8]


def _bring_mirror_to_date(settings: Settings, before: Deployment, told: Told) -> None:
    """Today's schema, and an empty mirror, which opening the ledger fills from the chain as today's program reads.

    The marker says that it was emptied: what is in it since, this program derived, whatever run of it.
    """
    marker = _marker(settings)
    store = open_store(settings.database)
    try:
        store.migrate()
        if not marker.exists():
            with store.writing() as session:
                mirror.clear(session)
            replace_file(marker, before.to_json().encode(), sync=True)
            told("数据库结构已更新，镜像将重新推导", "the schema is brought up to date, the mirror is derived anew")
    finally:
        store.close()


def _marker(settings: Settings) -> Path:
    return settings.home / "being-upgraded"


@contextmanager
def _node(settings: Settings, network: Network, demo: bool, wall: Callable[[], float]) -> Iterator[EmbeddedNode | None]:
    """The embedded node; a demo's at the time where it stood, so that it can wait out the delay as its story did."""
    if settings.rpc_url or network.url:
        yield None
        return
    kept = NodeSettings(settings.node_dir, chain_id=network.chain_id, standing=demo)
    with EmbeddedNode(kept, wall=wall) as node:
        yield node


# --- ending and making ------------------------------------------------------------------------------------------------


def _made(
    settings: Settings,
    order: Upgrade,
    before: Deployment,
    node: EmbeddedNode | None,
    told: Told,
    wall: Callable[[], float],
) -> Deployment:
    """Today's contracts, whole and in final blocks, with every holder counted."""
    with open_ledger(settings, node=node, deployment=before) as ledger:
        if node is not None:
            ledger.clock = lambda: ledger.rpc.head().timestamp
        _settle_outbox(ledger)
        _end(ledger, order, told, wall)
        if order.deployment is not None:
            return _taken_over(ledger, order.deployment)
        deployer = _deployer(ledger, order)
        made = _begun(settings, ledger) or _deploy(settings, ledger, deployer, order.patience, told)
        _count(ledger, made, deployer, order.patience, told)
        if node is not None:
            ledger.await_mirror(node.go_live())
        return made


def _settle_outbox(ledger: Ledger) -> None:
    """What was promised to an asker is kept before the contracts end that it was promised of."""
    with ledger.store.reading() as session:
        waiting = outbox.unsettled(session)
    ledger.sender.nudge()
    for wish in waiting:
        ledger.outbox.wait(wish.id, ledger.wait_seconds, ledger.sender.changed)


def _end(ledger: Ledger, order: Upgrade, told: Told, wall: Callable[[], float]) -> None:
    people = _authorities(ledger, order.people) if writing(ledger) else []
    waiting = end(ledger, people, lambda moment: _pass_time(ledger, moment, wall))
    if waiting is None:
        told("原合约的写入权限已全部终止", "every writer of the old contracts is ended")
        return
    when = shanghai(waiting.earliest)
    if waiting.another_authority:
        raise Unavailable(
            f"another authority confirms from {when} on: ledger upgrade --as PERSON, where its key is held",
            zh=f"须由另一主管部门自 {when} 起确认：在持有其密钥处执行 ledger upgrade --as 人员",
            code="UPGRADE_WAITS",
            earliest=waiting.earliest,
        )
    raise Unavailable(
        f"the end of the old contracts is proposed, and may be confirmed from {when} on: run it again then",
        zh=f"终止原合约的提案已提交，自 {when} 起可确认：届时请再次执行 ledger upgrade",
        code="UPGRADE_WAITS",
        earliest=waiting.earliest,
    )


def _authorities(ledger: Ledger, named: Sequence[str]) -> list[Principal]:
    """Persons of authorities whose keys are held here; those that were named, if any were."""
    held = set(ledger.keys.accounts())
    with ledger.store.reading() as session:
        known = sorted(row.person_id for row in records.some(session, records.Person) if row.ended_at is None)
    people = [ledger.principal(person) for person in named or known]
    found = [person for person in people if person.account in held and _is_authority(ledger, person.org_id)]
    if not found or (named and len(found) != len(people)):
        raise Misconfigured(
            "to end the old contracts takes persons of two authorities, with keys that are held here: --as PERSON",
            zh="终止原合约须由两个主管部门的人员操作，且其密钥须在本机：--as 人员",
            code="UPGRADE_NEEDS_AUTHORITY",
        )
    return found


def _is_authority(ledger: Ledger, org: OrgId) -> bool:
    return ask(ledger.rpc, ledger.deployment, encode.organisations_is_accredited(org, OrgKind.AUTHORITY))


def _pass_time(ledger: Ledger, moment: int, wall: Callable[[], float]) -> None:
    """A demo's clock is walked from where it stood, as its story was; any other chain has the time it has."""
    node = ledger.node
    if node is None or ledger.rpc.head().timestamp >= moment:
        return
    if ledger.deployment.demo:
        node.walk_to(min(moment, int(wall())))
    else:
        node.go_live()


# --- deploying --------------------------------------------------------------------------------------------------------


def _deployer(ledger: Ledger, order: Upgrade) -> SigningDeployer:
    signer = order.deployer or LocalSigner(secrets.token_bytes(32))
    require_coins(ledger.rpc, Address(signer.address), ledger.network.fees)
    return SigningDeployer(ledger.rpc, signer, ledger.network.fees, patience=order.patience)


def next_file(settings: Settings) -> Path:
    """Names what was deployed and is not the ledger yet."""
    return settings.home / "deployment.next.json"


def _begun(settings: Settings, ledger: Ledger) -> Deployment | None:
    """What an earlier run deployed, if the chain bears it."""
    path = next_file(settings)
    if not path.exists():
        return None
    try:
        made = load_deployment(path)
        verify_deployment(ledger.rpc, made)
    except (Inconsistent, Misconfigured):
        path.unlink()
        return None
    return made


def _deploy(settings: Settings, ledger: Ledger, deployer: SigningDeployer, patience: float, told: Told) -> Deployment:
    before = ledger.deployment
    predecessor = deploy_estate(ledger.rpc, deployer, before, _registrars(ledger))
    plan = Plan((), before.governance_delay, before.demo, predecessor)
    made = deploy(ledger.rpc, deployer, plan)
    made = replace(made, deploy_block=deployer.final(patience).block_number)
    verify_deployment(ledger.rpc, made)
    replace_file(next_file(settings), made.to_json().encode(), sync=True)
    told(
        f"新合约已部署（区块 {made.deploy_block}）",
        f"today's contracts are deployed, from block {made.deploy_block} on",
    )
    return made


def _registrars(ledger: Ledger) -> list[OrgId]:
    """All that were ever accredited as registrars: each keeps its part of the code."""
    found, after = list[OrgId](), None
    while True:
        with ledger.store.reading() as session:
            page = organisations.organisations(session, kind=OrgKind.REGISTRAR, after=after)
        found += [org.org_id for org in page.items if org.accreditation(OrgKind.REGISTRAR) is not None]
        after = page.next
        if after is None:
            return found


def _taken_over(ledger: Ledger, path: Path) -> Deployment:
    made = load_deployment(path)
    if not _goes_on_from(made, ledger.deployment):
        raise Refused(
            f"{path.name} goes on from another ledger than this one",
            zh=f"{path.name} 所承接的不是本账本",
            code="DEPLOYMENT_OF_ANOTHER_LEDGER",
        )
    assert made.predecessor is not None, "it goes on from this ledger"
    verify_deployment(ledger.rpc, made)
    _require_as_before(ledger.deployment, made)
    verify_creations(ledger.rpc, made)
    _require_codes_kept(ledger, made.predecessor.estate)
    _require_counted(ledger, made.predecessor.estate)
    return made


def _require_as_before(before: Deployment, made: Deployment) -> None:
    """The file says how long governance waits and whether this is a demo, and code is held against the file alone."""
    if (made.governance_delay, made.demo) != (before.governance_delay, before.demo):
        raise Inconsistent(
            "the new contracts were given another delay of governance, or another mark of a demo, than the old ones",
            zh="新合约的治理等待期或演示标记与原合约不同",
            code="CREATION_IS_ANOTHER",
        )


def _require_codes_kept(ledger: Ledger, at: Address) -> None:
    """Each registrar has the part of the code that it had. Whoever deploys names them, and might leave one out."""
    for org in _registrars(ledger):
        with ledger.store.reading() as session:
            found = organisations.organisation(session, org)
        last = None if found is None else found.accreditation(OrgKind.REGISTRAR)
        if last is not None and estate.code_digit(ledger.rpc, at, last.region, last.digit) != org:
            raise Inconsistent(
                f"the estate does not keep {org}'s part of the code",
                zh=f"承接合约未保留 {org} 的登记编码位",
                code="CREATION_IS_ANOTHER",
                org_id=org,
            )


def _require_counted(ledger: Ledger, at: Address) -> None:
    """Rights under a certificate whose holders nobody counted stand still: its maker goes first."""
    for logs in _issues(ledger):
        if _uncounted(ledger, at, logs):
            raise Unavailable(
                "whoever deployed the new contracts has not finished: run it there first",
                zh="新合约的部署方尚未完成升级：请先在该处完成",
                code="UPGRADE_WAITS",
            )


# --- counting ---------------------------------------------------------------------------------------------------------


def _count(ledger: Ledger, made: Deployment, deployer: SigningDeployer, patience: float, told: Told) -> None:
    """Hand in the log of every certificate that was not counted yet."""
    assert made.predecessor is not None, "it was made to go on from another"
    at, done, sent = made.predecessor.estate, 0, False
    for logs in _issues(ledger):
        if left := _uncounted(ledger, at, logs):
            _send(deployer, at, [_issue(ledger, log) for log in left])
            sent = True
        done += len(logs)
    if sent:
        deployer.final(patience)
    told(f"已核计 {done} 件凭证的权利人数", f"holders of {done} certificates are counted")


def _issues(ledger: Ledger) -> Iterator[list[acts.FirstLog]]:
    """The logs by which certificates were issued, in batches for one transaction each."""
    after = 0
    while True:
        with ledger.store.reading() as session:
            logs = acts.first_logs(session, Kind.CERTIFICATE_ISSUED, after=after, limit=BATCH)
        if not logs:
            return
        after = logs[-1].sequence
        yield logs


def _uncounted(ledger: Ledger, at: Address, logs: Sequence[acts.FirstLog]) -> list[acts.FirstLog]:
    return [log for log in logs if not estate.counted(ledger.rpc, at, certificate_of(log.subject))]


def _issue(ledger: Ledger, log: acts.FirstLog) -> Issue:
    with ledger.store.reading() as session:
        rows = acts.entries(session, log.subject)
    entries = tuple(Entry(row.kind, row.actor, row.payload_hash) for row in rows)
    return Issue(certificate_of(log.subject), entries, log.raw)


def _send(deployer: SigningDeployer, at: Address, issues: Sequence[Issue]) -> None:
    receipt = deployer.call(at, estate.count_call(issues))
    if not receipt.succeeded:
        raise Inconsistent(
            "the estate does not take the logs of certificates", zh="承接合约未接受凭证日志", code="HOLDERS_NOT_COUNTED"
        )


# --- switching over ---------------------------------------------------------------------------------------------------


def _stand_before(settings: Settings, network: Network, before: Deployment, made: Deployment) -> None:
    """The mirror in front of the new contracts: who followed the old ones has read past them without seeing them."""
    with closing(open_store(settings.database)) as store, closing(connect_node(settings, network)) as rpc:
        Indexer(rpc, store, watched(before)).go_back(made.deploy_block - 1)


def _switch(settings: Settings, before: Deployment, made: Deployment) -> Path:
    """The moment from which the ledger is the new one."""
    kept = settings.home / f"deployment-{_short(before)}.json"
    replace_file(kept, settings.deployment_file.read_bytes(), sync=True)
    replace_file(settings.deployment_file, made.to_json().encode(), sync=True)
    next_file(settings).unlink(missing_ok=True)
    _marker(settings).unlink(missing_ok=True)
    return kept


def _told_of(ledger: Ledger, kept: Path) -> Upgraded:
    with ledger.store.reading() as session:
        entries, _ = acts.counts(session)
        given = certificates.count_certificates(session)
        standing = applications.count_by_state(session)
    return Upgraded(False, entries, given, sum(standing.get(state, 0) for state in applications.OPEN_STATES), kept)
