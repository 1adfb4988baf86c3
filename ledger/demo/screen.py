# SPDX-License-Identifier: Apache-2.0
"""The demo's last screen: what was made, what was found, what was not checked, and what to type next.

Everything on it is read from the ledger when it is shown, but for what the story noted while it was played.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from ledger.demo import story
from ledger.demo.cast import PORT
from ledger.demo.facts import DemoFacts
from ledger.demo.stage import moment
from ledger.domain.calendar import civil_of
from ledger.domain.ids import CertificateId, OrgId
from ledger.domain.kinds import CaseState
from ledger.domain.verdict import Overlay, Verdict
from ledger.domain.verdict_json import shanghai
from ledger.service import auditing
from ledger.service.runtime import Ledger
from ledger.service.verdicts import Answer, Question, verdict
from ledger.settings import Settings
from ledger.store.queries import acts, applications

WINDOW_DAY, END_DAY = date(2027, 3, 1), date(2027, 9, 1)
"""For a certificate with an agreed term of one year: in its renewal window, and after its end."""
NO_SUCH: Final = "SJ1512026079999"
WEEKDAYS: Final = "Mon Tue Wed Thu Fri Sat Sun".split()


@dataclass(frozen=True, slots=True)
class Line:
    """One verdict of the table: what was asked, and the answer."""

    code: str
    asked: str
    answer: Answer


def lines(ledger: Ledger, facts: DemoFacts) -> list[Line]:
    """Verdicts of every kind that there is to see."""
    codes, now = facts.codes, ledger.now()

    def ask(code: str, asked: str, *, at: date | None = None, holder: OrgId | None = None) -> Line:
        when = moment(at, 0) if at is not None else None
        return Line(code, asked, verdict(ledger.store, Question(CertificateId(code), now, when, None, holder)))

    return [
        ask(codes[story.SILENT], "accepted by silence 默示受理"),
        ask(codes[story.SHORT], f"agreed term 1 year, --at {WINDOW_DAY}", at=WINDOW_DAY),
        ask(codes[story.SHORT], f"the same, --at {END_DAY}", at=END_DAY),
        ask(codes[story.FROZEN], "seized by a court 查封"),
        ask(codes[story.TAINTED], "signed with a lost key 密钥泄露"),
        ask(codes[story.REAFFIRMED], "the same, re-affirmed 重新确认"),
        ask(codes[story.SECOND_BATCH[0]], "registrar suspended 暂停"),
        ask(codes[story.SLIPPED], "a slip mended 更正"),
        ask(codes[story.OBJECTED], f"--holder {PORT}", holder=PORT),
        ask(NO_SUCH, "never issued 未签发"),
    ]


def show(console: Console, settings: Settings, ledger: Ledger, facts: DemoFacts, origin: str) -> None:
    """About 25 lines, made for 120 columns. `origin` is empty where nothing serves."""
    table = lines(ledger, facts)
    for text in (*_head(ledger), *_procedure(ledger, facts)):
        console.print(text, soft_wrap=True)
    console.print(_table(table))
    for text in (*_checked(table[0].answer), *_next(settings, facts, origin)):
        console.print(text, soft_wrap=True)


def _head(ledger: Ledger) -> Iterator[str]:
    with ledger.store.reading() as session:
        counted, _ = acts.counts(session)
    head, digest = ledger.rpc.head(), auditing.digest(ledger.store)
    behind = abs(ledger.now() - head.timestamp)
    yield "[bold black on yellow] DEMO 演示 [/] [bold]全部虚构，不是法定登记簿 · everything is invented; this is not the legal register[/]"
    yield (
        f"[bold]chain 链[/] {ledger.deployment.chain_id} · block 区块 {head.number} · {counted} acts 项操作 · "
        f"chain time 链上时间 {_clock(head.timestamp)} = wall time 本机时间 {_clock(ledger.now())} ({behind} s)"
    )
    yield f"[bold]mirror 镜像[/] digest 摘要 {digest.digest.hex()}"


def _clock(seconds: int) -> str:
    return shanghai(seconds)[:19].replace("T", " ")


def _procedure(ledger: Ledger, facts: DemoFacts) -> Iterator[str]:
    with ledger.store.reading() as session:
        states = applications.count_by_state(session)
    kinds = len(facts.defect_codes)
    still = sum(states.get(state, 0) for state in (CaseState.SUBMITTED, CaseState.ACCEPTED, CaseState.PUBLIC_NOTICE))
    shown = " ".join(facts.defect_codes[place] for place in (0, 3, 4, 5, 13))
    yield (
        f"[bold]forms 申请表[/] {facts.forms} read 读取 · {facts.held} with defects 有缺陷 ({kinds} kinds 种: {shown} ...) · "
        f"{facts.filed} filed 提交"
    )
    yield (
        f"[bold]procedure 程序[/] {states.get(CaseState.CERTIFIED, 0)} certified 发证 · "
        f"{states.get(CaseState.REFUSED, 0)} refused 不予登记 · {states.get(CaseState.TERMINATED, 0)} terminated 终止 · "
        f"{states.get(CaseState.WITHDRAWN, 0)} withdrawn 撤回 · {still} open 在办 · 3/5/10 working days 工作日"
    )
    accepted, last = date.fromisoformat(facts.silent_accepted), date.fromisoformat(facts.silent_last_day)
    yield (
        f"  silence 默示受理 {story.SILENT}: filed {_day(facts.silent_filed)}, never answered; accepted by law (art. 17) "
        f"from {_date(accepted)}, a make-up day;"
    )
    yield (
        f"    rejecting it then: [red]{facts.silent_refusal}[/]; its ten working days end {_date(last)}, 24:00 "
        "未答复即视为受理，此后不得再拒"
    )
    yield (
        f"  objection 异议 {story.OBJECTED}: filed {_day(facts.objection_filed)}, rejected {_day(facts.objection_decided)} · "
        f"evidence 补证 {story.ASKED}: clock stood {_day(facts.evidence_asked)} .. {_day(facts.evidence_received)}"
    )


def _day(seconds: int) -> str:
    return _date(civil_of(seconds))


def _date(day: date) -> str:
    return f"{WEEKDAYS[day.weekday()]} {day.isoformat()}"


def _table(table: list[Line]) -> Table:
    shown = Table(show_edge=False, pad_edge=False, box=None, header_style="bold underline")
    for heading in ("code 编号", "asked 所问", "base 结论", "overlays, notes 叠加状态、备注", "decided by 依据"):
        shown.add_column(heading, no_wrap=True)
    for line in table:
        judged = line.answer.verdict
        colour = "green" if judged.word in ("VALID", "EXPIRING") else "red"
        shown.add_row(line.code, escape(line.asked), f"[{colour}]{judged.word}[/]", _over(judged), _rules(judged))
    return shown


def _over(judged: Verdict) -> str:
    """UNCHECKED stands on every verdict and is told once, below."""
    overlays = [word for word in judged.overlay_words if word != Overlay.UNCHECKED]
    return (
        " ".join([*(f"[yellow]{word}[/]" for word in overlays), *(note.code.lower() for note in judged.notes)]) or "-"
    )


def _rules(judged: Verdict) -> str:
    decided = [judged.base, *(o for o in judged.overlays if o.code != Overlay.UNCHECKED), *judged.notes]
    return ", ".join(dict.fromkeys(statement.text.rule for statement in decided))


def _checked(answer: Answer) -> Iterator[str]:
    known = answer.known
    yield (
        f"[bold]checked 已核对[/] every act up to block {known.number} (final 已终局): registration, term, holders, freezes, "
        "keys, registrar 登记、期限、权利人、查封、密钥、登记机构"
    )
    words = "; ".join(statement.text.en for statement in answer.verdict.unchecked)
    yield f"[bold]NOT checked 未核对[/] (UNCHECKED on every verdict) {words}"


def _next(settings: Settings, facts: DemoFacts, origin: str) -> Iterator[str]:
    ledger = command(settings)
    code = facts.codes[story.SHORT]
    served = origin or settings.origin
    first = "" if origin else f" (after 先运行 {ledger} up)"
    yield f"[bold]open 打开[/] {served}/c/{facts.codes[story.OBJECTED]} · {served}/catalogue{first}"
    yield f"[bold]next 接着[/] {ledger} verify {code} --at {END_DAY} · {ledger} demo tamper && {ledger} fsck"
    yield f"     {ledger} rebuild && {ledger} fsck · {ledger} init DIR --authority CODE=NAME --authority CODE=NAME"
    stop = "Ctrl-C" if origin else f"{ledger} down"
    yield f"[bold]stop 停止[/] {stop} · [bold]resume 继续[/] {ledger} up · [bold]wipe 清除[/] rm -r {settings.home}"


def command(settings: Settings) -> str:
    """What to type here: the program as it was called, and the directory if it is not the usual one."""
    called = Path(sys.argv[0])
    found = "ledger" if shutil.which("ledger") or called.name != "ledger" else os.path.relpath(called)
    usual = Settings.model_fields["home"].default
    return found if settings.home == usual else f"{found} --home {settings.home}"
