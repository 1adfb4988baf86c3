# SPDX-License-Identifier: Apache-2.0
"""`ledger demo`: make the demo's ledger if it is not there, show what is in it, serve it until Ctrl-C."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from ledger.cli.logs import log_to
from ledger.cli.output import err, out
from ledger.cli.state import settings, use_home
from ledger.demo.facts import is_demo, read_facts
from ledger.demo.making import Told, make_demo
from ledger.demo.screen import show
from ledger.demo.tampering import tamper as tamper_with
from ledger.errors import Misconfigured
from ledger.service import operating
from ledger.service.runtime import Ledger, open_ledger
from ledger.settings import Settings

INTERRUPTED = 130


def register(app: typer.Typer) -> None:
    verbs = typer.Typer(invoke_without_command=True, help="An invented ledger to look at 演示")
    verbs.callback()(demo)
    verbs.command()(tamper)
    app.add_typer(verbs, name="demo")


def demo(
    context: typer.Context,
    exit_: Annotated[bool, typer.Option("--exit", help="End after the last screen; the data stay 显示后退出")] = False,
    home: Annotated[Path | None, typer.Option("--home", help="Where to make it 目录")] = None,
) -> None:
    """Invented parties, real procedure: four months of registration on a real node, in under two minutes 演示"""
    if home is not None:
        use_home(home)
    if context.invoked_subcommand is not None:
        return
    chosen = settings()
    if is_demo(chosen):
        err.print(f"there is a demo in {chosen.home}; this goes on with it 已有演示账本，继续使用", markup=False)
    else:
        _make(chosen)
    _look(chosen, serve=not exit_)


def tamper() -> None:
    """Change one value of the demo's mirror by SQL, for `ledger fsck` to find 篡改一处镜像数据"""
    done = tamper_with(settings())
    out.print(
        f"changed by SQL 已用 SQL 篡改: table 表 {done.table}, row 行 {done.row}, column 列 {done.column}: "
        f"{done.before} -> {done.after}"
    )
    out.print("the chain knows nothing of it 链上并无此事: ledger fsck")


def _make(chosen: Settings) -> None:
    asked = threading.Event()

    def interrupt(*_: object) -> None:
        asked.set()
        raise KeyboardInterrupt

    def unless_asked(told: Told) -> Told:
        """Raised in a finalizer, an interruption is lost: it is looked for again with every step."""

        def tell(done: int, total: int, zh: str, en: str) -> None:
            if asked.is_set():
                raise KeyboardInterrupt
            told(done, total, zh, en)

        return tell

    before = signal.signal(signal.SIGINT, interrupt)
    try:
        with _progress() as told:
            make_demo(chosen, unless_asked(told))
    except KeyboardInterrupt as interruption:
        err.print(
            "interrupted; nothing half made is left, so run it again 已中断，未留下半成品，可重新运行", markup=False
        )
        raise typer.Exit(INTERRUPTED) from interruption
    finally:
        signal.signal(signal.SIGINT, before)


def _look(chosen: Settings, *, serve: bool) -> None:
    daemon = operating.running(chosen)
    if daemon is not None or not serve:
        with open_ledger(chosen) as ledger:
            _go_live(ledger)
            show(out, chosen, ledger, read_facts(chosen), daemon.url if daemon is not None else "")
        return
    log_to(chosen, "demo.log")
    stop = threading.Event()
    before = {number: signal.signal(number, lambda *_: stop.set()) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        with operating.serving(chosen), open_ledger(chosen) as ledger:
            _go_live(ledger)
            with _served(ledger, chosen) as url:
                operating.announce(chosen, url)
                show(out, chosen, ledger, read_facts(chosen), url)
                stop.wait()
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    err.print("stopped; everything is kept 已停止，数据均已保存", markup=False)


def _go_live(ledger: Ledger) -> None:
    if ledger.node is not None:
        ledger.await_mirror(ledger.node.go_live())


@contextmanager
def _served(ledger: Ledger, chosen: Settings) -> Iterator[str]:
    """On the port of the settings, or on a free one if that is taken."""
    from api import serving as serving_api  # here: no other verb should wait for a web server to be imported

    try:
        serving = serving_api(ledger, chosen.host, chosen.port)
        url = serving.__enter__()
    except Misconfigured as error:
        if error.code != "PORT_TAKEN":
            raise
        err.print(f"port {chosen.port} is taken, so another one is used 端口被占用，改用空闲端口", markup=False)
        serving = serving_api(ledger, chosen.host, 0)
        url = serving.__enter__()
    try:
        yield url
    finally:
        serving.__exit__(None, None, None)


@contextmanager
def _progress() -> Iterator[Told]:
    """A bar where somebody looks; a line a month where a log does."""
    bar = Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(bar_width=24),
        TimeElapsedColumn(),
        console=err,
        transient=True,
        disable=not err.is_terminal,
    )
    said: set[str] = set()
    with bar if err.is_terminal else nullcontext():
        task = bar.add_task("", total=1.0)

        def told(done: int, total: int, zh: str, en: str) -> None:
            bar.update(task, completed=done / total, description=f"{zh} · {en}")
            month = zh[:7] if zh[:4].isdecimal() else zh
            if not err.is_terminal and month not in said:
                said.add(month)
                err.print(f"{zh} · {en}", markup=False)

        yield told
