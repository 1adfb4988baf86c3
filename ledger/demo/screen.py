# SPDX-License-Identifier: Apache-2.0
"""The demo's last screen: what was made, what was found, what was not checked, and what to type next.

Everything on it is read from the ledger when it is shown, but for what the story noted while it was played.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Final

from rich.cells import set_cell_size
from rich.console import Console
from rich.markup import escape

from ledger.demo import story
from ledger.demo.cast import PORT
from ledger.demo.facts import DemoFacts
from ledger.demo.stage import moment
from ledger.domain.calendar import civil_of
from ledger.domain.ids import CertificateId, OrgId
from ledger.domain.kinds import CaseState
from ledger.domain.verdict import Overlay, Unchecked, Verdict
from ledger.domain.verdict_json import shanghai
from ledger.service import auditing
from ledger.service.runtime import Ledger
from ledger.service.verdicts import Answer, Question, verdict
from ledger.settings import Settings
from ledger.store.queries import applications

WINDOW_DAY, END_DAY = date(2027, 3, 1), date(2027, 9, 1)
"""For a certificate with an agreed term of one year: in its renewal window, and after its end."""
NO_SUCH: Final = "SJ1512026079999"
ENDS: Final = {
    CaseState.CERTIFIED: "certified 发证",
    CaseState.REFUSED: "refused 不予登记",
    CaseState.TERMINATED: "terminated 终止",
    CaseState.WITHDRAWN: "withdrawn 撤回",
}
SHORT_UNCHECKED: Final[Mapping[Unchecked, str]] = {
    Unchecked.NATIONAL_SYSTEM: "national system 国家系统",
    Unchecked.COURTS: "courts 法院",
    Unchecked.OTHER_REGISTERS: "other registers 其他登记",
    Unchecked.OFF_LEDGER: "copies 链外副本",
}
"""The verdict's own words are sentences; a screen has one line."""
WIDTHS: Final = (15, 36, 9, 21, 30)
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
    parts = (_head(ledger), _procedure(ledger, facts), _table(table), _checked(table[0].answer))
    for text in chain(*parts, _next(settings, facts, origin)):
        console.print(text, soft_wrap=True)


def _head(ledger: Ledger) -> Iterator[str]:
    head, digest = ledger.rpc.head(), auditing.digest(ledger.store)
    warning = "全部虚构，不是法定登记簿 · everything is invented; this is not the legal register"
    yield f"[bold black on yellow] DEMO 演示 [/] [bold]{warning}[/]"
    yield (
        f"[bold]chain 链[/] {ledger.deployment.chain_id} · block 区块 {head.number} · "
        f"chain time 链上时间 {_clock(head.timestamp)} = wall time 本机时间 ({ledger.now() - head.timestamp:+d} s)"
    )
    yield f"[bold]mirror 镜像[/] digest 摘要 {digest.digest.hex()}"


def _clock(seconds: int) -> str:
    return shanghai(seconds)[:19].replace("T", " ")


def _procedure(ledger: Ledger, facts: DemoFacts) -> Iterator[str]:
    with ledger.store.reading() as session:
        states = applications.count_by_state(session)
    shown = ", ".join(facts.defect_codes[place] for place in (0, 4, 5))
    kinds = f"{len(facts.defect_codes)} kinds 种: {shown} …"
    yield (
        f"[bold]forms 申请表[/] {facts.forms} read 读取 · {facts.held} with defects 有缺陷 ({kinds}) · "
        f"{facts.filed} filed 提交"
    )
    told = [f"{states.get(state, 0)} {words}" for state, words in ENDS.items()]
    still = sum(count for state, count in states.items() if state not in ENDS)
    yield f"[bold]procedure 程序[/] {' · '.join(told)} · {still} open 在办"
    accepted, last = date.fromisoformat(facts.silent_accepted), date.fromisoformat(facts.silent_last_day)
    yield (
        f"  silence 默示   {story.SILENT} of {_day(facts.silent_filed)}, unanswered: "
        f"accepted by art. 17 from {_date(accepted)}, make-up day 调休"
    )
    yield (
        f"    rejecting it then 此后拒绝: [red]{facts.silent_refusal}[/]; "
        f"its ten working days end 办理期至 {_date(last)}, 24:00"
    )
    yield (
        f"  objection 异议 {story.OBJECTED} filed {_day(facts.objection_filed)}, the 4th day of notice 公示第四日; "
        f"rejected 不成立 {_day(facts.objection_decided)}"
    )
    asked, received = _day(facts.evidence_asked), _day(facts.evidence_received)
    yield (
        f"  evidence 补证  {story.ASKED} asked {asked}, received {received}: the clock stood between them 期间不计时"
    )


def _day(seconds: int) -> str:
    return _date(civil_of(seconds))


def _date(day: date) -> str:
    return f"{WEEKDAYS[day.weekday()]} {day.isoformat()}"


def _table(table: list[Line]) -> Iterator[str]:
    """Padded here and not by rich, which cuts columns where it finds no terminal."""
    headings = ("code 编号", "asked 所问", "base 结论", "overlays, notes 叠加", "decided by 依据")
    yield "[bold underline]" + "  ".join(map(set_cell_size, headings, WIDTHS)) + "[/]"
    for line in table:
        judged = line.answer.verdict
        colour = "green" if judged.word in ("VALID", "EXPIRING") else "red"
        code, asked, base, over, rules = map(
            set_cell_size, (line.code, line.asked, judged.word, _over(judged), _rules(judged)), WIDTHS
        )
        yield f"{code}  {escape(asked)}  [{colour}]{base}[/]  [yellow]{over}[/]  {rules}".rstrip()


def _over(judged: Verdict) -> str:
    """UNCHECKED stands on every verdict and is told once, below."""
    overlays = [word for word in judged.overlay_words if word != Overlay.UNCHECKED]
    return " ".join([*overlays, *(note.code.lower() for note in judged.notes)]) or "-"


def _rules(judged: Verdict) -> str:
    decided = [judged.base, *(o for o in judged.overlays if o.code != Overlay.UNCHECKED), *judged.notes]
    return " + ".join(dict.fromkeys(statement.text.rule for statement in decided))


def _checked(answer: Answer) -> Iterator[str]:
    checked = "registration, term, holders, freezes, keys, registrar 登记事项"
    yield f"[bold]checked 已核对[/] all acts to block 截至区块 {answer.known.number}: {checked}"
    missing = " · ".join(SHORT_UNCHECKED[Unchecked(said.code)] for said in answer.verdict.unchecked)
    yield f"[bold]NOT checked 未核对[/] {missing}"


def _next(settings: Settings, facts: DemoFacts, origin: str) -> Iterator[str]:
    ledger = command(settings)
    served = origin or settings.origin
    first = "" if origin else f"  (after 先 {ledger} up)"
    yield f"[bold]open 打开[/] {served}/c/{facts.codes[story.OBJECTED]}   {served}/catalogue{first}"
    yield f"[bold]type 输入[/] {ledger} verify {facts.codes[story.SHORT]} --at {END_DAY}   (lapsed by then 已失效)"
    yield f"          {ledger} demo tamper && {ledger} fsck   (names table, row, column 指出表、行、列)"
    yield f"          {ledger} rebuild && {ledger} fsck   (the same digest 摘要复原)"
    yield f"          {ledger} init DIR --authority CODE=NAME --authority CODE=NAME   (a ledger of your own 自建)"
    stop = "Ctrl-C" if origin else f"{ledger} down"
    yield f"[bold]stop 停止[/] {stop} · [bold]resume 继续[/] {ledger} up · [bold]wipe 清除[/] rm -r {settings.home}"


def command(settings: Settings) -> str:
    """What to type here: the program as it was called, and the directory if it is not the usual one."""
    called, usual = Path(sys.argv[0]), Settings.model_fields["home"].default
    name = "ledger"
    if called.name == name and not shutil.which(name):
        near = os.path.relpath(called)
        name = str(called) if near.startswith("..") else near
    return name if settings.home == usual else f"{name} --home {settings.home}"
