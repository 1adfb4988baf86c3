# SPDX-License-Identifier: Apache-2.0
"""The acts of the procedure, on cases named by their references. Acts of two take --approver, then `approve`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from ledger.cli.options import Approver, AsPerson, Code, Json, Key, Paper, Registrar
from ledger.cli.output import moment, organisation, print_json, print_told, spoken_answer, subject
from ledger.cli.state import acting, opened
from ledger.domain.calendar import day_from_civil
from ledger.domain.ids import CaseId, CertificateId, OrgId, certificate_bytes, name_bytes
from ledger.errors import NotFound, Refused
from ledger.forms.national_records import EvidencedRow, read_records
from ledger.service import (
    case_acts,
    objections,
    own_affairs,
    registry_acts,
    resubmission,
    two_persons,
)
from ledger.service.case_acts import NationalRecord, Order
from ledger.service.heads import made_key
from ledger.service.registry_acts import CertificateOrder, Remark, Slip
from ledger.service.runtime import Ledger, Principal
from ledger.store.queries import acts as mirror
from ledger.store.queries import applications
from ledger.store.queries.preparations import PreparedAct

References = Annotated[list[str], typer.Argument(help="Application references 申请编号")]
Reference = Annotated[str, typer.Argument(help="Application reference 申请编号")]
RecordsFile = Annotated[
    Path | None,
    typer.Option("--file", help="XLSX, CSV or JSON lines: application, national reference, time, code 存证记录文件"),
]
LastDay = Annotated[str, typer.Option("--until", help="Last day, e.g. 2026-10-10 截止日")]


def register(app: typer.Typer) -> None:
    for verb in (accept, decline, terminate, withdraw, certify, object_, decide, correct, annotate, lift, reaffirm):
        app.command(verb.__name__.rstrip("_"))(verb)
    app.command("request-correction")(request_correction)
    app.command("resubmit")(resubmit)
    app.command("request-evidence")(request_evidence)
    app.command("receive-evidence")(receive_evidence)
    app.command("note-silence")(note_silence)
    app.command("extend")(extend)
    app.command("refuse")(refuse)
    app.command("open-notice")(open_notice)
    app.command("exempt-from-notice")(exempt_from_notice)
    app.command("withdraw-objection")(withdraw_objection)
    app.command("evidence")(evidence)


# --- on applications --------------------------------------------------------------------------------------------------


def accept(
    refs: References, paper: Paper = "", person: AsPerson = None, key: Key = None, as_json: Json = False
) -> None:
    """Accept applications (art. 17) 受理"""
    _run("accept", refs, paper, person, None, key, as_json, case_acts.accept)


def decline(
    refs: References, paper: Paper = "", person: AsPerson = None, key: Key = None, as_json: Json = False
) -> None:
    """Do not accept, with reasons (art. 17) 不予受理"""
    _run("decline", refs, paper, person, None, key, as_json, case_acts.decline)


def request_correction(
    refs: References,
    until: LastDay,
    paper: Paper = "",
    person: AsPerson = None,
    key: Key = None,
    as_json: Json = False,
) -> None:
    """Ask once for corrections, all at a time (art. 17) 一次性告知补正"""
    day = _day(until)
    _run(
        "request-correction",
        refs,
        paper,
        person,
        None,
        key,
        as_json,
        lambda ledger, order: case_acts.request_correction(ledger, order, day),
    )


def resubmit(
    ref: Reference,
    paper: Annotated[str, typer.Option("--paper", help="The applicant's signed answer 补正说明")],
    mend: Annotated[
        list[str] | None, typer.Option("--mend", help="COLUMN=VALUE, as in the form; several times 补正项")
    ] = None,
    registrar: Registrar = None,
    person: AsPerson = None,
    key: Key = None,
    as_json: Json = False,
) -> None:
    """Answer a request for correction, once (art. 17) 补正后再提交"""
    mended = resubmission.in_words(_pairs(mend or []))
    with opened() as ledger:
        who = acting(ledger, person)
        (case,) = _cases(ledger, who, [ref], registrar)
        name = key or made_key(ledger, who, "resubmit", [case])
        print_told(resubmission.resubmit(ledger, who, name, case, paper, **mended), as_json)


def note_silence(refs: References, person: AsPerson = None, as_json: Json = False) -> None:
    """Record that silence has accepted (art. 17) 记录视为受理"""
    with opened() as ledger:
        who = acting(ledger, person)
        cases = _cases(ledger, who, refs)
        print_told(case_acts.note_silence(ledger, who, made_key(ledger, who, "note-silence", cases), cases), as_json)


def request_evidence(
    refs: References,
    until: LastDay,
    paper: Paper = "",
    person: AsPerson = None,
    key: Key = None,
    as_json: Json = False,
) -> None:
    """Ask for more evidence; the processing clock stands still (art. 18) 要求补充证明"""
    day = _day(until)
    _run(
        "request-evidence",
        refs,
        paper,
        person,
        None,
        key,
        as_json,
        lambda ledger, order: case_acts.request_evidence(ledger, order, day),
    )


def receive_evidence(
    refs: References, paper: Paper = "", person: AsPerson = None, key: Key = None, as_json: Json = False
) -> None:
    """The evidence has come; the clock runs on 收到补充证明"""
    _run("receive-evidence", refs, paper, person, None, key, as_json, case_acts.receive_evidence)


def extend(
    refs: References,
    days: Annotated[int, typer.Option("--days", help="Working days, at most 10")],
    paper: Paper = "",
    person: AsPerson = None,
    key: Key = None,
    as_json: Json = False,
) -> None:
    """Extend the processing of one application (art. 28) 延长办理期限"""
    _run("extend", refs, paper, person, None, key, as_json, lambda ledger, order: case_acts.extend(ledger, order, days))


def refuse(
    refs: References,
    ground: Annotated[int, typer.Option("--ground", help="1..5 of art. 22")],
    paper: Paper = "",
    person: AsPerson = None,
    approver: Approver = None,
    key: Key = None,
    as_json: Json = False,
) -> None:
    """Refuse registration (art. 22) 不予登记"""
    _run(
        "refuse",
        refs,
        paper,
        person,
        approver,
        key,
        as_json,
        lambda ledger, order: case_acts.refuse(ledger, order, ground),
    )


def terminate(
    refs: References,
    paper: Paper = "",
    person: AsPerson = None,
    approver: Approver = None,
    key: Key = None,
    as_json: Json = False,
) -> None:
    """Terminate where proof cannot be had (art. 18) 终止办理"""
    _run("terminate", refs, paper, person, approver, key, as_json, case_acts.terminate)


def withdraw(
    refs: References, paper: Paper = "", person: AsPerson = None, key: Key = None, as_json: Json = False
) -> None:
    """Withdraw applications on the applicant's paper 撤回申请"""
    _run("withdraw", refs, paper, person, None, key, as_json, case_acts.withdraw)


def open_notice(
    refs: References,
    published: Annotated[str | None, typer.Option("--published", help="When it was published 公示时间")] = None,
    paper: Paper = "",
    person: AsPerson = None,
    key: Key = None,
    as_json: Json = False,
) -> None:
    """Open the public notice of five working days (art. 24) 公示"""
    at = moment(published) or 0
    _run(
        "open-notice",
        refs,
        paper,
        person,
        None,
        key,
        as_json,
        lambda ledger, order: case_acts.open_notice(ledger, order, at),
    )


def exempt_from_notice(
    refs: References,
    paper: Paper = "",
    person: AsPerson = None,
    approver: Approver = None,
    key: Key = None,
    as_json: Json = False,
) -> None:
    """Exempt from notice for good reason (art. 24) 不予公示"""
    _run("exempt-from-notice", refs, paper, person, approver, key, as_json, case_acts.exempt_from_notice)


def evidence(
    ref: Annotated[str | None, typer.Argument(help="Application reference, without --file 申请编号")] = None,
    national: Annotated[str, typer.Option("--national", help="Reference in the national system 国家系统编号")] = "",
    at: Annotated[str | None, typer.Option("--evidenced-at", help="When it was evidenced 存证时间")] = None,
    record: Annotated[str, typer.Option("--record", help="The record as the system gave it 存证记录")] = "",
    file: RecordsFile = None,
    person: AsPerson = None,
    approver: Approver = None,
    key: Key = None,
    as_json: Json = False,
) -> None:
    """Record the evidencing in the national system (art. 26): of one application, or of a file's 信息存证"""
    if (ref is None) is (file is None) or (file is None) is not bool(national and at):
        raise typer.BadParameter("an application with --national and --evidenced-at, or --file alone")
    if file is not None:
        _run_batches("evidence", file, person, approver, as_json, _evidenced)
        return
    given = NationalRecord(national, moment(at) or 0, record or national)
    one = [ref or ""]
    _run(
        "evidence", one, "", person, approver, key, as_json,
        lambda ledger, order: case_acts.evidence(ledger, order, [given]),
    )  # fmt: skip


def certify(
    refs: Annotated[list[str] | None, typer.Argument(help="Application references, without --file 申请编号")] = None,
    code: Annotated[
        list[str] | None, typer.Option("--code", help="National codes, where they are allotted there")
    ] = None,
    file: RecordsFile = None,
    person: AsPerson = None,
    approver: Approver = None,
    key: Key = None,
    as_json: Json = False,
) -> None:
    """Issue certificates for evidenced applications (art. 27), with the codes of a file that has them 核发登记凭证"""
    if bool(refs) is not (file is None) or (file is not None and code):
        raise typer.BadParameter("applications, with their codes if need be, or --file alone")
    if file is not None:
        _run_batches("certify", file, person, approver, as_json, _certified)
        return
    codes = [CertificateId(each) for each in code or []]
    _run(
        "certify",
        refs or [],
        "",
        person,
        approver,
        key,
        as_json,
        lambda ledger, order: case_acts.certify(ledger, order, codes),
    )


# --- objections -------------------------------------------------------------------------------------------------------


def object_(
    ref: Reference,
    reasons: Annotated[str, typer.Option("--reasons", help="Why 异议理由")],
    objector: Annotated[str, typer.Option("--objector", help="Credit code of the objector 异议人代码")],
    received: Annotated[str | None, typer.Option("--received", help="When it came in 收到时间")] = None,
    material: Annotated[str, typer.Option("--material", help="Material 材料")] = "",
    person: AsPerson = None,
    key: Key = None,
    as_json: Json = False,
) -> None:
    """File an objection during the notice (art. 25) 提出异议"""
    with opened() as ledger:
        who = acting(ledger, person)
        (case,) = _cases(ledger, who, [ref])
        name = key or made_key(ledger, who, "object", [case])
        order = objections.ObjectionOrder(
            who, name, case, reasons, material, organisation(objector), received_at=moment(received) or 0
        )
        print_told(objections.file(ledger, order), as_json)


def decide(
    ref: Reference,
    number: Annotated[int, typer.Option("--number", help="Which objection 异议序号")],
    upheld: Annotated[bool, typer.Option("--upheld/--rejected", help="成立/不成立")],
    paper: Paper = "",
    person: AsPerson = None,
    approver: Approver = None,
    key: Key = None,
    as_json: Json = False,
) -> None:
    """Decide an objection (art. 25) 异议处理"""
    with opened() as ledger:
        who = acting(ledger, person)
        (case,) = _cases(ledger, who, [ref])
        name = key or made_key(ledger, who, f"decide-{number}", [case])
        second = two_persons.approver_of(ledger, who, approver) if approver else None
        made = objections.decide(ledger, who, name, case, number, upheld=upheld, document=paper, approver=second)
        print_told(made, as_json)


def withdraw_objection(
    ref: Reference,
    number: Annotated[int, typer.Option("--number", help="Which objection 异议序号")],
    paper: Annotated[str, typer.Option("--paper", help="The objector's signed withdrawal 撤回书")],
    registrar: Registrar = None,
    person: AsPerson = None,
    key: Key = None,
    as_json: Json = False,
) -> None:
    """Withdraw an objection: the objector, or its registrar on the objector's paper (art. 25) 撤回异议"""
    with opened() as ledger:
        who = acting(ledger, person)
        (case,) = _cases(ledger, who, [ref], registrar)
        name = key or made_key(ledger, who, f"withdraw-objection-{number}", [case])
        print_told(objections.withdraw(ledger, who, name, case, number, paper), as_json)


# --- on certificates --------------------------------------------------------------------------------------------------


def correct(
    code: Code,
    before: Annotated[str, typer.Option("--before", help="What stood there 更正前")],
    after: Annotated[str, typer.Option("--after", help="What stands there now 更正后")],
    reason: Annotated[str, typer.Option("--reason", help="Why 原因")],
    data_name: Annotated[str, typer.Option("--data-name", help="The name, if that was the slip 数据名称")] = "",
    person: AsPerson = None,
    approver: Approver = None,
    key: Key = None,
    as_json: Json = False,
) -> None:
    """Mend a slip of the registrar's own: a new version, the same code 更正"""
    slip = Slip(before, after, reason, data_name)
    on_certificate(
        "correct",
        code,
        person,
        approver,
        key,
        as_json,
        lambda ledger, order: registry_acts.correct(ledger, order, slip),
    )


def annotate(
    code: Code,
    kind: Annotated[int, typer.Option("--kind", help="1..5 of art. 23; 2 and 3 freeze 备注种类")],
    authority: Annotated[str, typer.Option("--authority", help="Credit code of the authority 机关代码")] = "",
    level: Annotated[int, typer.Option("--level", help="1 county, 2 city, 3 province, 4 national 级别")] = 0,
    since: Annotated[str | None, typer.Option("--since", help="From; by default from when it is on record 起")] = None,
    until: Annotated[str | None, typer.Option("--until", help="Until, excluded 止（不含）")] = None,
    paper: Paper = "",
    person: AsPerson = None,
    approver: Approver = None,
    key: Key = None,
    as_json: Json = False,
) -> None:
    """Record a remark, a seizure or an administrative control (art. 23) 备注"""
    remark = Remark(kind, paper, organisation(authority), level, moment(since) or 0, moment(until) or 0)
    on_certificate(
        "annotate",
        code,
        person,
        approver,
        key,
        as_json,
        lambda ledger, order: registry_acts.annotate(ledger, order, remark),
    )


def lift(
    code: Code,
    number: Annotated[int, typer.Option("--number", help="Which annotation 备注序号")],
    authority: Annotated[str, typer.Option("--authority", help="Credit code of the authority 机关代码")] = "",
    level: Annotated[int, typer.Option("--level")] = 0,
    paper: Paper = "",
    person: AsPerson = None,
    approver: Approver = None,
    key: Key = None,
    as_json: Json = False,
) -> None:
    """Lift an annotation on the same or a superior authority's paper 解除备注"""

    def act(ledger: Ledger, order: CertificateOrder) -> dict[str, Any] | PreparedAct:
        return registry_acts.lift(ledger, order, number, organisation(authority), level, paper)

    on_certificate("lift", code, person, approver, key, as_json, act)


def reaffirm(
    what: Annotated[list[str], typer.Argument(help="Codes SJ..., or subjects 0x... as `ledger radius` lists them")],
    reason: Annotated[str, typer.Option("--reason", help="Why 原因")],
    person: AsPerson = None,
    key: Key = None,
    as_json: Json = False,
) -> None:
    """Stand by what a compromised key signed, on certificates or on anything else 重新确认"""
    subjects = [subject(text) for text in what if text.startswith("0x")]
    codes = [CertificateId(text) for text in what if not text.startswith("0x")]
    if subjects and codes:
        raise typer.BadParameter("certificates by their codes, other subjects by 0x...; not both at once")
    with opened() as ledger:
        who = acting(ledger, person)
        name = key or made_key(ledger, who, "reaffirm", subjects or [certificate_bytes(code) for code in codes])
        if subjects:
            print_told(own_affairs.stand_by(ledger, who, name, subjects, reason), as_json)
        else:
            print_told(own_affairs.reaffirm(ledger, who, name, codes, reason), as_json)


# --- one shape for all ------------------------------------------------------------------------------------------------


def _run(
    verb: str,
    refs: Sequence[str],
    paper: str,
    person: str | None,
    approver: str | None,
    key: str | None,
    as_json: bool,
    act: Callable[[Ledger, Order], case_acts.Answer],
) -> None:
    with opened() as ledger:
        who = acting(ledger, person)
        cases = _cases(ledger, who, refs)
        second = two_persons.approver_of(ledger, who, approver) if approver else None
        print_told(act(ledger, Order(who, key or made_key(ledger, who, verb, cases), cases, paper, second)), as_json)


BATCH = 100
"""Cases in one transaction."""


def _run_batches(
    verb: str,
    file: Path,
    person: str | None,
    approver: str | None,
    as_json: bool,
    act: Callable[[Ledger, Order, Sequence[EvidencedRow]], case_acts.Answer],
) -> None:
    """A file's rows, a hundred in a transaction. The same file again finds what was sent or prepared before."""
    rows = read_records(file)
    told = []
    with opened() as ledger:
        who = acting(ledger, person)
        cases = _cases(ledger, who, [row.application for row in rows])
        second = two_persons.approver_of(ledger, who, approver) if approver else None
        for first in range(0, len(rows), BATCH):
            some, batch = cases[first : first + BATCH], rows[first : first + BATCH]
            made = act(ledger, Order(who, made_key(ledger, who, verb, some), some, "", second), batch)
            told.append({**spoken_answer(made), "applications": [row.application for row in batch]})
            if not as_json:
                print_told(made, as_json)
    if as_json:
        print_json(told)


def _evidenced(ledger: Ledger, order: Order, rows: Sequence[EvidencedRow]) -> case_acts.Answer:
    given = [NationalRecord(row.national_ref, row.evidenced_at, row.record) for row in rows]
    return case_acts.evidence(ledger, order, given)


def _certified(ledger: Ledger, order: Order, rows: Sequence[EvidencedRow]) -> case_acts.Answer:
    codes = [row.code for row in rows if row.code]
    if codes and len(codes) < len(rows):
        raise Refused(
            "some rows have a code of the national system and some have none",
            zh="部分行有国家系统编码而部分行没有",
            code="CODES_INCOMPLETE",
        )
    return case_acts.certify(ledger, order, [CertificateId(code) for code in codes])


def on_certificate(
    verb: str,
    code: str,
    person: str | None,
    approver: str | None,
    key: str | None,
    as_json: bool,
    act: Callable[[Ledger, CertificateOrder], dict[str, Any] | PreparedAct],
) -> None:
    with opened() as ledger:
        who = acting(ledger, person)
        second = two_persons.approver_of(ledger, who, approver) if approver else None
        named = CertificateId(code.strip().upper())
        with ledger.store.reading() as session:
            head = mirror.required_head(session).sequence
        name = key or ledger.outbox.key_of(who.org_id, f"{verb}:{named}:{head}")
        print_told(act(ledger, CertificateOrder(who, name, named, second)), as_json)


def _cases(ledger: Ledger, who: Principal, refs: Sequence[str], registrar: str | None = None) -> list[CaseId]:
    """The cases behind references, which each registrar gives out by itself: by default the person's own."""
    office = OrgId(registrar) if registrar else who.org_id
    found: list[CaseId] = []
    with ledger.store.reading() as session:
        for ref in refs:
            case = applications.application_by_reference(session, office, name_bytes(ref, 32))
            if case is None:
                raise NotFound(
                    f"no application {ref}", zh=f"没有申请 {ref}", code="APPLICATION_NOT_FOUND", reference=ref
                )
            found.append(case.case_id)
    return found


def _day(text: str) -> int:
    return day_from_civil(date.fromisoformat(text))


def _pairs(texts: Sequence[str]) -> dict[str, str]:
    """COLUMN=VALUE, each once."""
    found: dict[str, str] = {}
    for text in texts:
        name, sign, value = text.partition("=")
        if not sign or name.strip() in found:
            raise typer.BadParameter("write COLUMN=VALUE, each column once", param_hint="--mend")
        found[name.strip()] = value
    return found
