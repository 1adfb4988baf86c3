# SPDX-License-Identifier: Apache-2.0
"""How the command line speaks: both languages, tables for people, JSON for machines; no colour where nobody looks."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta, timezone
from typing import Any, Final

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as RichProgress
from rich.table import Table

from ledger.domain.agreement import document
from ledger.domain.agreement import opened as opened_agreement
from ledger.domain.ids import Address, MalformedName, OrgId, Subject, address_of, id_named
from ledger.domain.verdict import Statement, Verdict
from ledger.domain.verdict_json import RIGHT_NAMES, KnownBlock, party_label, shanghai
from ledger.errors import LedgerError, Misconfigured, NotFound, Refused, Unavailable
from ledger.store.queries.preparations import PreparedAct

SHANGHAI = timezone(timedelta(hours=8))
FINE, REFUSED, MISUSE, UNAVAILABLE = 0, 1, 2, 3

out = Console(highlight=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, soft_wrap=True)


@contextmanager
def bar(title: str) -> Iterator[Callable[[str, int, int], None]]:
    """A progress bar with rate and time left; nothing where the output is not a terminal."""
    if not err.is_terminal:
        yield lambda _stage, _done, _total: None
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with RichProgress(*columns, console=err, transient=True) as progress:
        task = progress.add_task(title, total=None)

        def tell(stage: str, done: int, total: int) -> None:
            progress.update(task, description=f"{title} {stage}", completed=done, total=total)

        yield tell


def print_json(value: Any) -> None:
    sys.stdout.write(json.dumps(value, ensure_ascii=False, sort_keys=True, indent=2) + "\n")


def print_bytes(raw: bytes) -> None:
    sys.stdout.buffer.write(raw)
    sys.stdout.buffer.flush()


def print_told(answer: dict[str, Any] | PreparedAct, as_json: bool) -> None:
    """What became of an act: done, with the ids that it gave, or prepared for the second person."""
    if as_json:
        print_json(spoken_answer(answer))
    elif isinstance(answer, PreparedAct):
        print_prepared(answer.id, answer.approver, answer.deadline, as_json)
    else:
        names = [answer[name] for name in ("pledge", "grant", "application", "consent") if name in answer]
        out.print(f"final 已终局: block 区块 {answer['block']}  tx {answer['tx']}", *names)


def spoken_answer(answer: dict[str, Any] | PreparedAct) -> dict[str, Any]:
    """As `print_told` prints it for machines."""
    if not isinstance(answer, PreparedAct):
        return answer
    return {"preparation": answer.id, "approver": answer.approver, "deadline": answer.deadline}


def print_papers(found: Sequence[Mapping[str, Any]], as_json: bool) -> None:
    """Papers with their commitments; of a sealed one, that there is one."""
    if as_json:
        print_json({"items": list(found)})
        return
    for each in found:
        opens = "  DOES NOT OPEN IT 与承诺值不符" if each["opens"] is False else ""
        out.print(f"{each['written_at']}  {each['kind']}  {each['commitment']}{opens}", markup=False)
        agreed = None if each["text"] is None else opened_agreement(each["text"])
        if agreed is None or agreed.particulars is None:
            out.print(f"  {'(sealed 已加密)' if each['text'] is None else each['text']}", markup=False)
        else:
            out.print(f"  {agreed.words}", markup=False)
            print_particulars(document(agreed.particulars))


def print_particulars(agreed: Mapping[str, Any] | None) -> None:
    """What was agreed beyond the terms on chain, a line each; nothing where there is nothing."""
    for name, value in (agreed or {}).items():
        for part, said in value.items() if isinstance(value, Mapping) else [("", value)]:
            shown = ", ".join(said) if isinstance(said, list) else said
            out.print(f"  agreed 约定 {name}{'.' if part else ''}{part}: {shown}", markup=False)


def print_prepared(prepared_id: str, approver: str, deadline: int, as_json: bool) -> None:
    """What waits for the second person, and what that person types."""
    if as_json:
        print_json({"preparation": prepared_id, "approver": approver, "deadline": deadline})
        return
    out.print(f"prepared 已经办: {prepared_id}; {approver} runs 由其执行: ledger approve {prepared_id} --as {approver}")


def print_table(title: str, columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    table = Table(title=title, title_justify="left", show_edge=False, pad_edge=False)
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*("" if cell is None else str(cell) for cell in row))
    out.print(table)


def report(error: LedgerError) -> int:
    """Say an error in both languages, with every reason; the exit code tells its family."""
    err.print(f"[bold red]{error.code}[/]  {error.zh}", markup=True)
    err.print(error.en, markup=False)
    if isinstance(error, Refused):
        for reason in error.reasons:
            err.print(f"  {reason.code} {reason.field} {reason.zh} / {reason.en}", markup=False)
    return exit_code(error)


def malformed(error: MalformedName) -> Refused:
    """What to say of a code or reference that cannot be one."""
    return Refused(str(error), zh="编号或代码格式不正确", code="NAME_MALFORMED")


def refuse_no_text(arguments: Sequence[str]) -> None:
    """Refuse arguments that are not UTF-8, before any is used: no record and no page could keep them."""
    for place, each in enumerate(arguments, start=1):
        if any("\ud800" <= character <= "\udfff" for character in each):
            raise Refused(
                f"argument {place} is not text in UTF-8",
                zh=f"第 {place} 个参数不是 UTF-8 编码的文本",
                code="TEXT_NOT_UTF8",
            )


def exit_code(error: LedgerError) -> int:
    match error:
        case Unavailable() | Misconfigured():
            return UNAVAILABLE
        case Refused() | NotFound():
            return REFUSED
        case _:
            return REFUSED


def account(text: str) -> Address:
    """An account as people write it: `0x` and 40 hexadecimal digits."""
    try:
        return address_of(text)
    except ValueError as error:
        raise Refused(
            f"{text!r} is no account; write 0x and 40 hexadecimal digits",
            zh=f"“{text}”不是账户地址，应为 0x 加 40 位十六进制数字",
            code="ACCOUNT_MALFORMED",
        ) from error


def organisation(text: str) -> OrgId:
    """A credit code as people type it. Whether it can be one is for the act to say; empty: nobody's."""
    return OrgId(text.strip().upper())


def subject(text: str) -> Subject:
    """A subject of History as lists print it: `0x` and 64 hexadecimal digits."""
    found = id_named(text)
    if found is None:
        raise Refused(
            f"{text!r} is no subject; write 0x and 64 hexadecimal digits",
            zh=f"“{text}”不是历史对象标识，应为 0x 加 64 位十六进制数字",
            code="SUBJECT_MALFORMED",
        )
    return Subject(found)


LONGEST_MOMENT: Final = 18
"""Digits of a moment in seconds: more fit into no field and no column."""


def moment(text: str | None) -> int | None:
    """A moment as people write it: a date (its first second in Shanghai), a date and time, or seconds since 1970."""
    if text is None:
        return None
    if text.isdecimal() and 8 < len(text) <= LONGEST_MOMENT:
        return int(text)
    try:
        parsed = datetime.fromisoformat(text)
        told = parsed if parsed.tzinfo is not None else parsed.replace(tzinfo=SHANGHAI)
        seconds = int(told.timestamp())
        if seconds < 0:
            raise ValueError("moments are counted from 1970 on")
        return seconds
    except (ValueError, OverflowError) as error:
        raise Refused(
            f"{text!r} is no date or time; write 2026-10-10 or 2026-10-10T09:00",
            zh=f"“{text}”不是日期或时间，请写作 2026-10-10 或 2026-10-10T09:00",
            code="TIME_MALFORMED",
        ) from error


def word_named(words: Any, text: str) -> Any:
    """A member by its name, whatever the case; NONE, where an enum has it, is no choice."""
    chosen = text.strip().upper().replace("-", "_")
    known = [member.name for member in words if member.name != "NONE"]
    if chosen not in known:
        raise Refused(
            f"{text} is none of {', '.join(known)}", zh=f"{text} 不在 {'、'.join(known)} 之中", code="WORD_UNKNOWN"
        )
    return words[chosen]


def fen(yuan: str) -> int:
    """An amount as people write it, in yuan with at most two places, in fen."""
    plain = yuan.replace(",", "")
    if not re.fullmatch(r"[0-9]{1,15}(\.[0-9]{1,2})?", plain):
        raise Refused(f"{yuan!r} is no amount in yuan", zh=f"“{yuan}”不是以元计的金额", code="AMOUNT_MALFORMED")
    whole, _, cents = plain.partition(".")
    return int(whole) * 100 + int(cents.ljust(2, "0"))


def yuan(fen: int | None) -> str:
    """An amount as people read it; `-` where there is none."""
    return "-" if fen is None else f"{fen // 100:,}.{fen % 100:02}"


def finality(known: KnownBlock) -> str:
    return "final 已终局" if known.final else "pending 未终局"


def print_verdict(verdict: Verdict, known: KnownBlock) -> None:
    colour = "green" if verdict.word in ("VALID", "EXPIRING", "VALID_PENDING_RENEWAL") else "red"
    out.print(f"[bold]{verdict.code}[/]  [bold {colour}]{verdict.word}[/]  {' '.join(verdict.overlay_words)}")
    _line(verdict.base)
    for statement in (*verdict.overlays, *verdict.notes):
        _line(statement)
    if verdict.certificate is not None:
        _facts(verdict)
    out.print(f"  at 时点 {shanghai(verdict.at)}; known at block 已知区块 {known.number} ({finality(known)})")
    unchecked = "; ".join(f"{word.text.zh} / {word.text.en}" for word in verdict.unchecked)
    out.print(f"  NOT CHECKED 未核对: {unchecked}", markup=False)


def _line(statement: Statement, before: str = "") -> None:
    text = statement.text
    detail = f" ({statement.detail})" if statement.detail else ""
    out.print(f"  {before}{statement.code}: {text.zh} / {text.en} [{text.rule}]{detail}", markup=False)


def _facts(verdict: Verdict) -> None:
    certificate = verdict.certificate
    assert certificate is not None
    out.print(f"  data 数据: {verdict.data_name or '(masked 不予公开)'}", markup=False)
    holders: dict[str, list[str]] = {}
    for line in verdict.holders:
        label = f"{line.name} {party_label(line.party)}".strip()
        holders.setdefault(label, []).append(RIGHT_NAMES[line.unit.right])
    for label, rights in holders.items():
        out.print(f"  holder 权利人: {label}: {' '.join(rights)}", markup=False)
    for restriction in verdict.restrictions:
        _line(restriction, "restriction 限制: ")
    if not verdict.restrictions:
        out.print("  restriction 限制: none 无", markup=False)
    out.print(
        f"  registrar 登记机构: {verdict.registrar_name} {certificate.registrar}; "
        f"{shanghai(certificate.evidenced_at)} .. {shanghai(certificate.expires_at)}; "
        f"version {certificate.current.number}",
        markup=False,
    )
