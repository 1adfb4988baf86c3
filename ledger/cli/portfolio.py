# SPDX-License-Identifier: Apache-2.0
"""`ledger portfolio`: what a bank watches, line by line, and what changed since it looked."""

from __future__ import annotations

import time
from typing import Annotated
from uuid import uuid4

import typer

from ledger.cli.on_pledge import PledgeName
from ledger.cli.options import AsPerson, At, Json, Key, Known, between
from ledger.cli.output import finality, moment, out, print_bytes, print_json, print_table, yuan
from ledger.cli.state import acting, opened, organisation_of, settings
from ledger.domain.early_warning import Severity, Signal
from ledger.domain.ids import OrgId, name_of
from ledger.domain.portfolio import Cause, Change, Line, Seen, Turn
from ledger.domain.portfolio_json import Portfolio
from ledger.domain.verdict import Evidence
from ledger.domain.verdict_json import party_label, shanghai
from ledger.service.pledge_views import named
from ledger.service.portfolio import PortfolioQuestion
from ledger.service.portfolio import portfolio as asked_of
from ledger.service.runtime import open_mirror
from ledger.service.warnings_seen import Sighting, mark_seen, told

COLOURS = dict(zip(Severity, ("red", "yellow", "cyan"), strict=True))
TURNS = {Turn.CAME: "came 新增", Turn.LEFT: "left 退出"}
CAUSES = {Cause.ACTS: "by acts 因操作", Cause.TIME: "by time 因时间"}
PLACES = 6
"""Acts that a line names; `--json` names all."""
CAVEAT = (
    "质押记录不产生登记对抗效力；预警由账本所载推得，不替代贷后检查。",
    "A pledge entered here is a record, no perfection; warnings follow from what is on the ledger and replace no look.",
)


def register(app: typer.Typer) -> None:
    verbs = typer.Typer(invoke_without_command=True, help="What a bank watches 质押组合与预警")
    verbs.callback()(portfolio)
    verbs.command()(seen)
    app.add_typer(verbs, name="portfolio")


def portfolio(
    context: typer.Context,
    bank: Annotated[
        str | None, typer.Option("--bank", help="Credit code; by default the person's own 银行代码")
    ] = None,
    at: At = None,
    known: Known = None,
    since: Annotated[
        int | None,
        typer.Option(
            "--changed-since", help="Only what changed after this block 自该区块以来的变动", callback=between(0)
        ),
    ] = None,
    as_csv: Annotated[bool, typer.Option("--csv", help="A line a pledge, as CSV")] = False,
    person: AsPerson = None,
    as_json: Json = False,
) -> None:
    """Every pledge that a bank holds, with its early warnings; exit code 1 where one is an alert 质押组合与预警"""
    if context.invoked_subcommand is not None:
        return
    with open_mirror(settings(), known) as store:
        whose = OrgId(bank) if bank else organisation_of(store, person)
        found = asked_of(store, PortfolioQuestion(whose, int(time.time()), moment(at), known, since))
    if as_json:
        print_bytes(found.bytes())
    elif as_csv:
        print_bytes(found.csv().encode())
    else:
        _print(found.portfolio)
    raise typer.Exit(1 if found.portfolio.alarming else 0)


def seen(
    pledge: PledgeName,
    rule: Annotated[str, typer.Argument(help="The rule of the warning, e.g. EW03 预警规则")],
    note: Annotated[str, typer.Option("--note", help="What was made of it; stays with the bank 处理意见")],
    subject: Annotated[str | None, typer.Option("--subject", help="SJ... or 0x... that it is on 预警对象")] = None,
    about: Annotated[
        str | None, typer.Option("--about", help="The grant, certificate or pledge that it names 所涉主体")
    ] = None,
    person: AsPerson = None,
    key: Key = None,
    as_json: Json = False,
) -> None:
    """Note that a warning that holds now was seen, and by whom: the bank's own record, never on chain 记录预警已阅"""
    with opened() as ledger:
        who = acting(ledger, person)
        sighting = Sighting(named(ledger.store, pledge), rule, note, subject, about)
        made = mark_seen(ledger, who, key or uuid4().hex, sighting)
    if as_json:
        print_json(told(made))
    else:
        out.print(f"seen 已阅: {made.rule} {made.subject} {shanghai(made.seen_at)}", markup=False)


def _print(found: Portfolio) -> None:
    heads = [
        "质押 pledge",
        "出质人 pledgor",
        "状态 status",
        "凭证 certificate",
        "顺位 rank",
        "最高额 secured",
        "估值 value",
    ]
    rows = [_row(found, line) for line, _ in found.lines]
    print_table(
        f"portfolio 质押组合 {found.bank}", [*heads, "抵押率 LTV", "到期 maturity", "预警 warnings", "已阅 seen"], rows
    )
    for line, change in found.lines:
        if line.signals or change is not None:
            out.print(f"\n[bold]{_named(line)}[/]")
        if change is not None:
            _print_change(change)
        came = {} if change is None else {one.signal.key: f"+ {CAUSES[one.cause]} " for one in change.appeared}
        for signal in line.signals:
            _print_signal(signal, came.get(signal.key, ""), found.seen_of(line, signal))
        for one in change.ended if change is not None else ():
            _print_signal(one.signal, f"- {CAUSES[one.cause]} ")
    counts = "  ".join(f"{severity} {count}" for severity, count in found.counts.items())
    out.print(f"\nheld 持有 {found.held}; shown 列示 {len(found.lines)}; {counts}")
    if found.since is not None:
        out.print(f"changed since block 变动起点区块 {found.since.number} ({shanghai(found.since.timestamp)})")
    out.print(f"at 时点 {shanghai(found.at)}; known at block 已知区块 {found.known.number} ({finality(found.known)})")
    for text in CAVEAT:
        out.print(f"  * {text}", markup=False)


def _row(found: Portfolio, line: Line) -> list[object]:
    seen = sum(found.seen_of(line, signal) is not None for signal in line.signals)
    return [
        _named(line),
        party_label(line.pledge.pledgor),
        line.deal.status,
        "\n".join(" ".join((code, word, *overlays)) for code, word, overlays in line.verdicts),
        " ".join(str(unit.rank) for unit in line.units),
        yuan(line.deal.secured),
        yuan(line.deal.value),
        _per_cent(line.ltv_bps),
        shanghai(line.deal.maturity)[:10],
        " ".join(signal.rule.code for signal in line.signals),
        f"{seen}/{len(line.signals)}" if line.signals else "",
    ]


def _named(line: Line) -> str:
    return name_of(line.pledge.reference)


def _print_signal(signal: Signal, how: str = "", seen: Seen | None = None) -> None:
    rule = signal.rule
    inputs = " ".join(f"{name}={value}" for name, value in signal.inputs)
    out.print(f"  {how}[bold {COLOURS[rule.severity]}]{rule.severity:<8}[/] {rule.cited:<7} {rule.zh} / {rule.en}")
    since = "" if signal.holds_since is None else f"since 自 {shanghai(signal.holds_since)} "
    out.print(f"           {since}{signal.subject} {inputs} {_places(signal.evidence)}".rstrip(), markup=False)
    if seen is not None:
        out.print(f"           seen 已阅 {seen.person} {shanghai(seen.at)}: {seen.note}", markup=False)


def _print_change(change: Change) -> None:
    if change.turn is not Turn.STAYED:
        out.print(f"  {TURNS[change.turn]}")
    for touched in change.touched:
        out.print(f"  act 操作 {touched.what}: {' '.join(touched.kinds)} {_places(touched.evidence)}", markup=False)
    for each in change.different:
        before, now = (_told(each.name, value) for value in (each.before, each.now))
        out.print(f"  {each.name}: {before} -> {now} ({CAUSES[each.cause]})", markup=False)


def _told(name: str, value: str | None) -> str:
    """A fact of a line as people read it: yuan, per cent, a day."""
    if value is None:
        return "-"
    if name in ("secured", "value"):
        return yuan(int(value))
    if name == "ltv_bps":
        return _per_cent(int(value))
    return shanghai(int(value))[:10] if name == "maturity" else value


def _per_cent(bps: int | None) -> str:
    return "-" if bps is None else f"{bps // 100}.{bps % 100:02}%"


def _places(evidence: tuple[Evidence, ...]) -> str:
    """Block and transaction of each act, as the audit verbs take them; of very many, how many more there are."""
    told = [f"@{place.block_number}:0x{place.tx_hash.hex()}:{place.log_index}" for place in evidence[:PLACES]]
    return " ".join([*told, *([f"+{len(evidence) - PLACES}"] if len(evidence) > PLACES else [])])
