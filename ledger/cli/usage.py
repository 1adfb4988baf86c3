# SPDX-License-Identifier: Apache-2.0
"""Usage records in bulk: put on record, held against their grants, proved one by one."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from ledger.cli.options import AsPerson, Json, Key
from ledger.cli.output import out, print_json
from ledger.cli.state import acting, opened
from ledger.domain.ids import id_named
from ledger.domain.verdict_json import shanghai
from ledger.errors import Refused
from ledger.proofs.usage import proof_document, read_proof, verify_usage
from ledger.service import usage

usage_app = typer.Typer(no_args_is_help=True, help="Usage records in bulk 使用记录")


def register(app: typer.Typer) -> None:
    app.add_typer(usage_app, name="usage")


@usage_app.command()
def ingest(
    file: Annotated[Path, typer.Argument(help="JSON lines or CSV", exists=True, dir_okay=False)],
    person: AsPerson = None,
    key: Key = None,
    as_json: Json = False,
) -> None:
    """Put a file of usage records on record; those outside their grants are named 批量存证使用记录"""
    with opened() as ledger:
        answer = usage.ingest(ledger, acting(ledger, person), file, key)
    if as_json:
        print_json(answer)
        return
    out.print(f"batch 批次 {answer['batch']}: {answer['size']} records 条; block 区块 {answer['block']}")
    _print_judged(answer["judged"])


@usage_app.command()
def judge(
    batch: Annotated[str, typer.Argument(help="0x... 批次编号")],
    known: Annotated[int | None, typer.Option("--known", help="Known at block 已知区块")] = None,
    person: AsPerson = None,
    as_json: Json = False,
) -> None:
    """Which records of one's own batch lie outside their grants 逐条核对是否在授权范围内"""
    with opened() as ledger:
        found = usage.judge(ledger, acting(ledger, person), _batch(batch), known)
    if as_json:
        print_json(found)
    else:
        _print_judged(found)
    raise typer.Exit(1 if found["outside"] or found["not_debited"] or found["misstated"] else 0)


@usage_app.command()
def proof(
    batch: Annotated[str, typer.Argument(help="0x... 批次编号")],
    index: Annotated[int, typer.Argument(help="Place of the record, from 0 记录序号")],
    person: AsPerson = None,
) -> None:
    """Prove one record of a batch to somebody else 单条记录的包含证明"""
    with opened() as ledger:
        found = usage.prove(ledger, acting(ledger, person), _batch(batch), index)
    print_json(proof_document(found))


@usage_app.command("verify")
def verify_proof(
    file: Annotated[Path, typer.Argument(help="The proof 证明文件", exists=True, dir_okay=False)],
) -> None:
    """Check a proof of a usage record, offline 离线核验"""
    found = read_proof(file.read_text(encoding="utf-8"))
    verify_usage(found)
    out.print(f"record 记录 {found.index} of {found.size}: in batch 属于批次 0x{found.batch.hex()}")
    out.print("compare the batch with UsageAnchored on chain 请与链上 UsageAnchored 事件的批次编号核对")


# --- what is printed --------------------------------------------------------------------------------------------------


def _print_judged(judged: dict[str, Any]) -> None:
    """What of a batch lies outside its grants; silence would say that nothing does."""
    known = f"known at block 已知区块 {judged['known']}"
    out.print(f"looked at 已核对 {judged['looked']}; outside 超出授权 {judged['outside']}; {known}")
    for strays in judged["strays"]:
        on = "" if strays["on"] in (None, strays["grant"]) else f" of 上级 {strays['on']}"
        out.print(f"  {strays['rule']}{on}: {strays['count']} under 授权 {strays['grant']}", markup=False)
        print_strays(strays, "    ")
    for name, count in judged["unsaid"].items():
        out.print(f"  {count} name no 未载明 {name}: NOT_CHECKED", markup=False)
    for grant in judged["agreements_unread"]:
        out.print(f"  agreement not read 未核对协议 {grant}: NOT_CHECKED", markup=False)
    for one in judged["misstated"]:
        said, made = (f"{each['records']} records, {each['calls']} calls" for each in (one["said"], one["made"]))
        out.print(f"  totals 合计与记录不符 {one['grant']}: {said}; its records make 记录合计 {made}", markup=False)
    for total in judged["not_debited"]:
        out.print(f"  not debited 未扣减 {total['grant']}: {total['rule']}", markup=False)


def print_strays(strays: dict[str, Any], indent: str) -> None:
    for each in strays["first"]:
        told = f"record 记录 {each['index']} at 时点 {shanghai(each['moment'])} leaf 叶 {each['leaf']}"
        out.print(indent + told, markup=False)
    if strays["more"]:
        out.print(f"{indent}and {strays['more']} more 另有 {strays['more']} 条", markup=False)


def _batch(text: str) -> bytes:
    if (found := id_named(text)) is None:
        raise Refused(f"{text!r} is no batch", zh=f"“{text}”不是批次编号", code="CIRCULATION_OPTION_MALFORMED")
    return found
