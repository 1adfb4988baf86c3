# SPDX-License-Identifier: Apache-2.0
"""Making the demo's ledger: whole or not at all.

It is made in a hidden directory beside its place and renamed into it when it is finished, so a kill, Ctrl-C or a full
disk leaves nothing that could be taken for a ledger; the next run clears the rest away and begins anew. A directory
that holds anything else is refused. No network is needed: node, calendars and forms are on this machine.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from ledger.chain import anvil
from ledger.chain.snapshots import replace_file
from ledger.demo.cast import FOUNDERS
from ledger.demo.facts import DemoFacts, is_demo, keep_facts
from ledger.demo.stage import Stage, moment
from ledger.demo.story import GENESIS, LAST_DAY, Scene, let_in, perform
from ledger.domain.demo_marks import marked
from ledger.domain.ids import name_of
from ledger.domain.registration import Case
from ledger.errors import Misconfigured, Refused, Unavailable
from ledger.service.founding import Beginning, found
from ledger.service.runtime import Ledger
from ledger.settings import Settings
from ledger.store.queries import applications

Told = Callable[[int, int, str, str], None]
"""How far it is, of how much, and what happens now in Chinese and English."""

BEFORE = (
    ("启动节点，部署合约，公布规则与日历", "node, contracts, rules and calendars"),
    ("两家主管部门准入机构与密钥", "two authorities let organisations and keys in"),
)
AFTER = ("链上时间走到现在", "the chain walks up to now")


def make_demo(settings: Settings, told: Told, *, wall: Callable[[], float] = time.time) -> DemoFacts:
    """Make the demo at `settings.home`; Refused if something else is there, or the clock is before the story's end."""
    _check_settings(settings)
    _check_clock(wall())
    _check_place(settings.home)
    making = settings.home.parent / f".{settings.home.name}.making"
    settings.home.parent.mkdir(parents=True, exist_ok=True)
    with _alone(making):
        _clear(making)
        try:
            facts = _made(settings.model_copy(update={"home": making}), told, wall)
        except KeyboardInterrupt:
            _clear(making)
            raise
        os.replace(making, settings.home)
    return facts


def _made(settings: Settings, told: Told, wall: Callable[[], float]) -> DemoFacts:
    began = time.monotonic()
    told(0, 1, *BEFORE[0])
    beginning = Beginning(FOUNDERS, demo=True, genesis_time=moment(GENESIS))
    with found(settings, beginning, wall=wall) as (ledger, founders):
        stage = Stage(ledger, {person.person_id: person for person in founders})
        told(1, 50, *BEFORE[1])
        let_in(stage)
        perform(stage, lambda place, count, scene: told(place + 2, count + 3, *_line(scene)))
        told(98, 100, *AFTER)
        assert ledger.node is not None, "the demo's chain is embedded"
        ledger.await_mirror(ledger.node.go_live())
        facts = _facts(stage, ledger, time.monotonic() - began)
    _mark_keys(settings)
    keep_facts(settings, facts)
    return facts


def _line(scene: Scene) -> tuple[str, str]:
    day = scene.day.isoformat()
    return f"{day} {scene.zh}", scene.en


def _facts(stage: Stage, ledger: Ledger, seconds: float) -> DemoFacts:
    with ledger.store.reading() as session:
        codes = {name_of(case.reference): str(case.code) for case in _cases(session) if case.code is not None}
    told = dict(stage.facts)
    return DemoFacts(**{**told, "defect_codes": tuple(told["defect_codes"])}, codes=codes, seconds=round(seconds, 1))


def _cases(session: Any) -> Iterator[Case]:
    after: str | None = None
    while True:
        page = applications.applications(session, after=after)
        yield from page.items
        if page.next is None:
            return
        after = page.next


def _mark_keys(settings: Settings) -> None:
    """Keys of a demo bear its mark, and are refused by any other ledger."""
    for path in sorted((settings.keys_dir / "accounts").glob("*.json")):
        keystore = json.loads(path.read_text(encoding="utf-8"))
        replace_file(path, json.dumps(marked(keystore)).encode(), sync=True)


# --- what must hold before --------------------------------------------------------------------------------------------


def _check_settings(settings: Settings) -> None:
    if settings.database_url or settings.rpc_url:
        raise Misconfigured(
            "the demo has a node and a database of its own; unset LEDGER_RPC_URL and LEDGER_DATABASE_URL",
            zh="演示使用自带的节点和数据库，请取消 LEDGER_RPC_URL 和 LEDGER_DATABASE_URL 的设置",
            code="DEMO_IS_SELF_CONTAINED",
        )


def _check_clock(now: float) -> None:
    if now < moment(LAST_DAY, 18):
        raise Refused(
            f"this machine's clock is before {LAST_DAY}; the demo plays from 2026-07-01 to that day by the calendar of "
            "2026, and a chain is never walked into the future. Set the clock right and try again",
            zh=f"本机时钟早于 {LAST_DAY}；演示按 2026 年日历从 7 月 1 日走到该日，链上时间不得超前，请校准时钟后重试",
            code="WALL_CLOCK_TOO_EARLY",
        )


def _check_place(home: Path) -> None:
    if is_demo(Settings(home=home)):
        raise Refused(f"there is a demo in {home} already", zh=f"{home} 中已有演示账本", code="DEMO_EXISTS")
    if home.exists() and (not home.is_dir() or any(home.iterdir())):
        raise Refused(
            f"{home} holds something that is no demo; choose another directory: ledger demo --home DIR",
            zh=f"{home} 非空且不是演示账本，请另选目录：ledger demo --home 目录",
            code="DIRECTORY_NOT_A_DEMO",
        )


@contextmanager
def _alone(making: Path) -> Iterator[None]:
    """One maker at a time; the lock dies with its holder."""
    path = making.with_name(making.name + ".lock")
    with path.open("a+b") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Unavailable(
                "another process is making the demo here; wait for it",
                zh="另一进程正在此处生成演示，请稍候",
                code="DEMO_BEING_MADE",
            ) from error
        yield
        path.unlink(missing_ok=True)


def _clear(making: Path) -> None:
    """Remove what an interrupted run left, its node first."""
    if not making.exists():
        return
    if (making / "node").is_dir():
        anvil.end_orphan(making / "node")
    shutil.rmtree(making)
