# SPDX-License-Identifier: Apache-2.0
"""The clerk's verbs: the template, the import of workbooks, the work list."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ledger.cli.options import Approver, AsPerson, At, Json
from ledger.cli.output import bar, moment, out, print_json, print_table
from ledger.cli.state import acting, opened
from ledger.domain.calendar import civil
from ledger.domain.defects import Severity
from ledger.domain.ids import OrgId, RegimeId
from ledger.domain.reconciliation import FIELD_ZH, Match
from ledger.forms.catalogue import read_catalogue, write_catalogue
from ledger.forms.dry_run import Report
from ledger.forms.intake import open_input
from ledger.forms.result import write_result
from ledger.forms.template import write_template
from ledger.service import importing, two_persons
from ledger.service.due import DueLine
from ledger.service.due import due as due_lines
from ledger.service.reconciling import Left, OnRecord, Reconciliation, reconciliation_document, record
from ledger.service.reconciling import reconcile as reconciled
from ledger.service.similarity import alike

DEFAULT_REGIME = RegimeId("CN-DPR-2026")
LEFT_ZH = {
    Left.ANOTHER_REGISTRAR: "由其他登记机构保管",
    Left.UNCHECKED: "摘录所载不足以核对",
    Left.OVERTAKEN: "已有更晚的摘录",
    Left.RECORDED_BEFORE: "此前已记录",
}


def register(app: typer.Typer) -> None:
    app.command()(template)
    app.command("import")(import_)
    app.command()(due)
    app.command()(duplicates)
    app.command()(reconcile)


def template(
    target: Annotated[Path, typer.Argument(help="The workbook to make 模板文件")] = Path("application-template.xlsx"),
) -> None:
    """The guide's form 1 as a workbook, one row an application 申请表模板"""
    write_template(target)
    out.print(f"-> {target}")


def import_(
    file: Annotated[Path, typer.Argument(help="XLSX, CSV (UTF-8 or GB18030) or JSON lines 申请表")],
    documents: Annotated[Path | None, typer.Option("--documents", help="Folder or ZIP of the files 材料")] = None,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="Result workbook 结果文件")] = None,
    confirm: Annotated[bool, typer.Option("--confirm", help="Send what has no errors; without it: a dry run")] = False,
    form: Annotated[str, typer.Option("--format", help="form, or catalogue (JSON lines of data sources)")] = "form",
    registrar: Annotated[str | None, typer.Option("--registrar", help="Credit code, if not the person's own")] = None,
    person: AsPerson = None,
    approver: Approver = None,
    as_json: Json = False,
) -> None:
    """Check a file of applications, row by row; with --confirm, file them 导入申请"""
    target = output or file.with_name(file.stem + "-result.xlsx")
    if form == "catalogue":
        _catalogue(file, target)
        return
    with opened() as ledger, bar(f"{file.name}") as progress:
        who = acting(ledger, person)
        office = OrgId(registrar) if registrar else who.org_id
        if confirm:
            second = two_persons.approver_of(ledger, who, approver) if approver else None
            order = importing.ImportOrder(who, office, DEFAULT_REGIME, second)
            report = importing.confirm(ledger, order, file, documents, progress=progress)
        else:
            world = importing.world_of(ledger, who, office)
            report = importing.dry_run(world, file, documents, progress=progress)
    write_result(open_input(file), report, target)
    _tell(report, target, as_json)


def _tell(report: Report, target: Path, as_json: bool) -> None:
    counts = {outcome.value: count for outcome, count in report.counts.items() if count}
    severities = {severity.value: count for severity, count in report.severities.items() if count}
    if as_json:
        print_json({"rows": len(report.rows), "outcomes": counts, "defects": severities, "result": str(target)})
    else:
        out.print(
            f"{len(report.rows)} rows 行 ({report.detected}); {counts}; defects 问题 {severities or 0} -> {target}"
        )
    if Severity.ERROR.value in severities:
        raise typer.Exit(1)


def _catalogue(file: Path, target: Path) -> None:
    report = read_catalogue(file)
    write_catalogue(report, target)
    counts = {status.value: count for status, count in report.counts.items()}
    out.print(f"{len(report.rows)} rows 行: {counts}; nothing is sendable 均不可直接提交 -> {target}")


def due(
    registrar: Annotated[str | None, typer.Option("--registrar", help="Credit code; by default all 登记机构")] = None,
    at: At = None,
    as_json: Json = False,
) -> None:
    """The work list: state, working days left, pauses, what is overdue or about to be accepted by silence 待办"""
    with opened() as ledger:
        lines = due_lines(ledger.store, OrgId(registrar) if registrar else None, moment(at) or ledger.now())
    if as_json:
        print_json([_plain(line) for line in lines])
        return
    print_table(
        "待办 due",
        ["编号 reference", "状态 state", "时钟 clock", "截止 last day", "剩余工作日 left", "提示 flags", "数据名称"],
        [
            (
                line.matter.reference,
                line.state.name,
                line.clock,
                civil(line.last_day).isoformat() if line.last_day is not None else "?",
                line.working_days_left,
                " ".join([*line.flags, *line.paused_by]),
                line.matter.name,
            )
            for line in lines
        ],
    )
    out.print(f"{len(lines)} open 件在办")


def _plain(line: DueLine) -> dict[str, object]:
    return {
        "matter": line.matter.kind,
        "case": None if line.matter.case_id is None else "0x" + line.matter.case_id.hex(),
        "code": line.matter.code,
        "number": line.matter.number,
        "reference": line.matter.reference,
        "name": line.matter.name,
        "state": line.state.name,
        "clock": line.clock,
        "last_day": civil(line.last_day).isoformat() if line.last_day is not None else None,
        "working_days_left": line.working_days_left,
        "flags": list(line.flags),
        "paused_by": list(line.paused_by),
    }


def duplicates(
    reference: Annotated[str, typer.Argument(help="Application reference 申请编号")],
    person: AsPerson = None,
    as_json: Json = False,
) -> None:
    """Other filings whose samples are like this one's, with a score and a relation to confirm 相似登记"""
    with opened() as ledger:
        found = alike(ledger.store, acting(ledger, person).org_id, reference)
    if as_json:
        print_json([each.document() for each in found])
        return
    rows = [
        [
            each.reference, each.code, f"{each.likeness.score:.3f}", f"{each.likeness.rows:.2f}",
            f"{each.likeness.columns:.2f}", f"{each.likeness.headings:.2f}", each.likeness.suggestion.value,
            "same 同一" if each.same_applicant else "other 其他",
        ]
        for each in found
    ]  # fmt: skip
    columns = ["reference 编号", "code 凭证", "score 相似度", "rows 行", "columns 列", "headings 列名"]
    print_table(reference, [*columns, "suggests 建议关系", "applicant 申请人"], rows)


def reconcile(
    file: Annotated[Path, typer.Argument(help="Extract of the national record: XLSX, CSV or JSON lines 国家系统摘录")],
    confirm: Annotated[bool, typer.Option("--confirm", help="Record MATCH and MISMATCH on chain 记录核对结果")] = False,
    extracted: Annotated[str | None, typer.Option("--extracted", help="When the extract was made 摘录时间")] = None,
    person: AsPerson = None,
    as_json: Json = False,
) -> None:
    """Compare an extract of the national record with the ledger, field by field (art. 27) 与国家系统核对"""
    made_at = moment(extracted)
    if confirm and made_at is None:
        raise typer.BadParameter(
            "--confirm records the finding as of the moment the extract was made: give it 记录核对结果须注明摘录时间",
            param_hint="--extracted",
        )
    with opened() as ledger:
        who = acting(ledger, person)
        found = reconciled(ledger.store, file, who.org_id)
        told = record(ledger, who, found, made_at) if confirm and made_at is not None else None
    if as_json:
        print_json(reconciliation_document(found) | ({} if told is None else told.document()))
    else:
        _print_reconciliation(found)
        _print_recorded(told)
    raise typer.Exit(1 if found.counts[Match.MISMATCH] or found.unknown else 0)


def _print_recorded(told: OnRecord | None) -> None:
    if told is None:
        return
    out.print(f"recorded 已记录: {', '.join(told.codes) or '-'}", markup=False)
    for code, reason in told.left:
        out.print(f"left 未记录: {code} {LEFT_ZH[reason]} {reason}", markup=False)


def _print_reconciliation(found: Reconciliation) -> None:
    rows = [
        [one.code, FIELD_ZH[result.field], result.here, result.there]
        for one in found.compared
        for result in one.results
        if result.match is Match.MISMATCH
    ]
    if rows:
        print_table("MISMATCH 不一致", ["code 凭证", "field 字段", "ledger 本账本", "national 国家系统"], rows)
    told = "  ".join(f"{match} {count}" for match, count in found.counts.items())
    out.print(f"{told}; SHA-256 {found.digest.hex()}")
    lists = {
        "not on this ledger 本账本没有": found.unknown,
        "not in the extract 摘录中没有": found.absent,
        "headings left alone 未识别列": found.extract.unknown,
        "rows without a code 无编号行": [str(number) for number in found.extract.passed_over],
    }
    for title, listed in lists.items():
        if listed:
            out.print(f"{title}: {', '.join(listed)}", markup=False)
