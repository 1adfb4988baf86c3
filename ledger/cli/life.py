# SPDX-License-Identifier: Apache-2.0
"""What befalls a certificate after it was issued: transfer, change, renew, cancel, dispute, revoke, link,
relate; and what is under way.

ledger transfer file CODE ...  ->  agree  ->  accept  ->  register     each by whoever it is up to
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Final

import typer

from ledger.cli.acts import on_certificate
from ledger.cli.options import Approver, AsPerson, At, Code, Form, Holder, Json, Key, Level, Mandate, Paper
from ledger.cli.output import moment, organisation, out, print_json, print_table
from ledger.cli.state import acting, opened, settings
from ledger.content.digest import sha256
from ledger.domain.calendar import day_from_civil
from ledger.domain.ids import CertificateId, PartyId, certificate_bytes
from ledger.domain.kinds import DataRelation, DisputeOutcome, Procedure
from ledger.errors import Refused
from ledger.service import beside, life_views, proceedings
from ledger.service.assents import NO_PARTY, OWN_KEY, Signing
from ledger.service.beside import Elsewhere
from ledger.service.case_acts import Answer, NationalRecord
from ledger.service.changes import Restated
from ledger.service.heads import made_key
from ledger.service.life_views import Asked
from ledger.service.proceedings import Request, StepRequest
from ledger.service.registry_acts import CertificateOrder
from ledger.service.runtime import Ledger, open_mirror
from ledger.store.queries.life import ProceedingFilter

PartyText = Annotated[str, typer.Option("--party", help="Credit code, or 0x... of a person 主体")]
Documents = Annotated[str, typer.Option("--documents", help="Contract, proofs or notice 材料")]
Number = Annotated[int, typer.Option("--number", help="Which dispute 异议序号")]

TITLES = {
    Procedure.TRANSFER: "Transfers of right units (art. 34) 转移登记",
    Procedure.CHANGE: "Changes of the same person's data (art. 35) 变更登记",
    Procedure.RENEW: "Renewals (art. 36) 续期登记",
    Procedure.CANCEL: "Cancellations (art. 37) 注销登记",
}


def register(app: typer.Typer) -> None:
    files: dict[Procedure, Callable[..., None]] = {
        Procedure.TRANSFER: transfer_file,
        Procedure.CHANGE: change_file,
        Procedure.RENEW: renew_file,
        Procedure.CANCEL: cancel_file,
    }
    for procedure, file in files.items():
        room = typer.Typer(no_args_is_help=True, help=TITLES[procedure])
        room.command("file")(file)
        for name, act in _steps(procedure).items():
            room.command(name)(act)
        app.add_typer(room, name=procedure.name.lower())
    disputes = typer.Typer(no_args_is_help=True, help="Objections to what was registered (art. 29) 登记后异议")
    for name, act in DISPUTING.items():
        disputes.command(name)(act)
    app.add_typer(disputes, name="dispute")
    app.command("revoke")(revoke)
    app.command("link")(link)
    app.command("relate")(relate)
    app.command("proceedings")(proceedings_)


# --- filing -----------------------------------------------------------------------------------------------------------


def transfer_file(
    code: Code,
    holder: Holder,
    to: Annotated[str, typer.Option("--to", help="Credit code, or 0x..., of the transferee 受让方")],
    rights: Annotated[str, typer.Option("--rights", help="HOLD,USE,OPERATE 权利")] = "HOLD,USE,OPERATE",
    documents: Documents = "",
    decision: Annotated[str, typer.Option("--decision", help="Where a public institution receives 书面决定")] = "",
    form: Form = "",
    mandate: Mandate = "",
    level: Level = 0,
    person: AsPerson = None,
    key: Key = None,
    as_json: Json = False,
) -> None:
    """Apply for a transfer of all or part of a holder's rights 申请转移"""
    request = Request(
        Procedure.TRANSFER,
        beside.party(holder),
        beside.party(to),
        rights=_rights(rights),
        documents=documents,
        institution_decision=decision,
        signing=Signing(form, mandate, level),
    )
    _file(code, request, person, key, as_json)


def change_file(
    code: Code,
    holder: Holder,
    before: Annotated[str, typer.Option("--before", help="What stood there 变更前")],
    after: Annotated[str, typer.Option("--after", help="What shall stand there 变更后")],
    to: Annotated[str, typer.Option("--to", help="The same person's new code 同一主体的新代码")] = "",
    name: Annotated[str, typer.Option("--name", help="New name of the data 数据名称变更为")] = "",
    description: Annotated[str, typer.Option("--description", help="New description 数据描述变更为")] = "",
    since: Annotated[str, typer.Option("--from", help="The time span begins on YYYY-MM-DD 时域范围起")] = "",
    until: Annotated[str, typer.Option("--until", help="The time span's last day 时域范围止")] = "",
    documents: Documents = "",
    form: Form = "",
    mandate: Mandate = "",
    level: Level = 0,
    person: AsPerson = None,
    key: Key = None,
    as_json: Json = False,
) -> None:
    """Apply for a change of the same person's data, the description, span or source 申请变更"""
    who = beside.party(holder)
    other = beside.party(to) if to else who
    signing = Signing(form, mandate, level)
    restated = Restated(name, description, _day(since), _day(until))
    request = Request(
        Procedure.CHANGE,
        who,
        other,
        before=before,
        after=after,
        documents=documents,
        restated=restated,
        signing=signing,
    )
    _file(code, request, person, key, as_json)


def renew_file(
    code: Code,
    holder: Holder,
    years: Annotated[int, typer.Option("--years", help="0 = as many as the regime allows 年数")] = 0,
    documents: Documents = "",
    form: Form = "",
    mandate: Mandate = "",
    level: Level = 0,
    person: AsPerson = None,
    key: Key = None,
    as_json: Json = False,
) -> None:
    """Apply for renewal, from six months before the end to the day before it 申请续期"""
    signing = Signing(form, mandate, level)
    request = Request(Procedure.RENEW, beside.party(holder), term_years=years, documents=documents, signing=signing)
    _file(code, request, person, key, as_json)


def cancel_file(
    code: Code,
    ground: Annotated[int, typer.Option("--ground", help="1..4 of art. 37 注销情形")],
    holder: Annotated[str, typer.Option("--holder", help="Who asks; nobody: the registrar itself 申请人")] = "",
    notice: Annotated[
        str, typer.Option("--notice", help="The written notice, of the registrar's own motion 通知")
    ] = "",
    until: Annotated[str, typer.Option("--until", help="Last day of that notice 通知截止日")] = "",
    documents: Documents = "",
    form: Form = "",
    mandate: Mandate = "",
    level: Level = 0,
    person: AsPerson = None,
    key: Key = None,
    as_json: Json = False,
) -> None:
    """Apply for cancellation, or begin it of the registrar's own motion 申请注销"""
    request = Request(
        Procedure.CANCEL,
        beside.party(holder) if holder else NO_PARTY,
        ground=ground,
        notice_last_day=day_from_civil(day) if (day := _day(until)) else 0,
        before=notice,
        documents=documents,
        signing=Signing(form, mandate, level),
    )
    _file(code, request, person, key, as_json)


def _file(code: str, request: Request, person: str | None, key: str | None, as_json: bool) -> None:
    verb = f"{request.procedure.name.lower()}-file"
    on_certificate(
        verb, code, person, None, key, as_json, lambda ledger, order: proceedings.file(ledger, order, request)
    )


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text) if text else None
        if day is not None and day.year < 1970:
            raise ValueError("days are counted from 1970 on")
    except ValueError as error:
        raise Refused(
            f"{text!r} is no day from 1970 on; write 2026-10-10",
            zh=f"“{text}”不是 1970 年以后的日期，请写作 2026-10-10",
            code="TIME_MALFORMED",
        ) from error
    return day


def _rights(text: str) -> int:
    try:
        return proceedings.rights_named(name.strip().upper() for name in text.split(","))
    except KeyError as error:
        raise Refused(f"there is no right {error}", zh=f"没有权利 {error}", code="RIGHT_UNKNOWN") from error


# --- steps ------------------------------------------------------------------------------------------------------------

STEPS: Final[Mapping[str, Callable[[Ledger, CertificateOrder, StepRequest], Answer]]] = {
    "agree": proceedings.agree,
    "accept": proceedings.accept,
    "withdraw": proceedings.withdraw,
    "refuse": proceedings.refuse,
}


def _steps(procedure: Procedure) -> dict[str, Callable[..., None]]:
    def run(name: str, code: str, request: StepRequest, approver: str | None, more: tuple[Any, ...]) -> None:
        person, key, as_json = more
        act = STEPS[name]
        verb = f"{procedure.name.lower()}-{name}"
        on_certificate(verb, code, person, approver, key, as_json, lambda ledger, order: act(ledger, order, request))

    def agree(
        code: Code,
        party: PartyText,
        form: Form = "",
        mandate: Mandate = "",
        level: Level = 0,
        paper: Paper = "",
        person: AsPerson = None,
        key: Key = None,
        as_json: Json = False,
    ) -> None:
        """Another party, whose agreement is needed, gives it 同意"""
        run("agree", code, _request(party, Signing(form, mandate, level), paper), None, (person, key, as_json))

    def accept(code: Code, paper: Paper = "", person: AsPerson = None, key: Key = None, as_json: Json = False) -> None:
        """The registrar accepts the application (art. 17) 受理"""
        run("accept", code, _request("", OWN_KEY, paper), None, (person, key, as_json))

    def withdraw(
        code: Code,
        paper: Paper,
        party: PartyText = "",
        form: Form = "",
        mandate: Mandate = "",
        level: Level = 0,
        person: AsPerson = None,
        key: Key = None,
        as_json: Json = False,
    ) -> None:
        """Whoever filed, agreed or is asked to agree withdraws 撤回"""
        run("withdraw", code, _request(party, Signing(form, mandate, level), paper), None, (person, key, as_json))

    def refuse(
        code: Code,
        paper: Paper,
        ground: Annotated[int, typer.Option("--ground", help="1..5 of art. 22")],
        person: AsPerson = None,
        approver: Approver = None,
        key: Key = None,
        as_json: Json = False,
    ) -> None:
        """Refuse the application (art. 22) 不予登记"""
        run("refuse", code, StepRequest(procedure, paper=paper, ground=ground), approver, (person, key, as_json))

    def register_(
        code: Code,
        national: Annotated[str, typer.Option("--national", help="Reference in the national system 国家系统编号")],
        at: Annotated[str, typer.Option("--evidenced-at", help="When it was evidenced 存证时间")],
        record: Annotated[str, typer.Option("--record", help="The record as the system gave it 存证记录")] = "",
        paper: Paper = "",
        new_code: Annotated[
            str, typer.Option("--code", help="The transferee's code, where it is allotted nationally 新凭证编号")
        ] = "",
        person: AsPerson = None,
        approver: Approver = None,
        key: Key = None,
        as_json: Json = False,
    ) -> None:
        """Register what was applied for, as the national system evidenced it 登记"""
        given = NationalRecord(national, moment(at) or 0, record or national)
        to = CertificateId(new_code.strip().upper()) if new_code else None

        def act(ledger: Ledger, order: CertificateOrder) -> Any:
            return proceedings.register(ledger, order, procedure, given, paper or national, to)

        on_certificate(f"{procedure.name.lower()}-register", code, person, approver, key, as_json, act)

    def _request(party: str, signing: Signing, paper: str) -> StepRequest:
        return StepRequest(procedure, _party(party), paper, signing=signing)

    steps: dict[str, Callable[..., None]] = {
        "agree": agree,
        "accept": accept,
        "withdraw": withdraw,
        "refuse": refuse,
        "register": register_,
    }
    if procedure in (Procedure.CHANGE, Procedure.RENEW):
        del steps["agree"]
    return steps


def _party(text: str) -> PartyId:
    return beside.party(text) if text else NO_PARTY


# --- what is under way ------------------------------------------------------------------------------------------------


def proceedings_(
    code: Annotated[str | None, typer.Argument(help="SJ... 凭证编号; by default of all 默认全部")] = None,
    ended: Annotated[bool, typer.Option("--all", help="Those that ended too 含已办结")] = False,
    after: Annotated[str | None, typer.Option("--after", help="`next` of the page before 下一页")] = None,
    at: At = None,
    as_json: Json = False,
) -> None:
    """Transfers, changes, renewals and cancellations, with the last day of the answer (art. 17) 登记后事项"""
    of = CertificateId(code.strip().upper()) if code else None
    with open_mirror(settings()) as store:
        asked = Asked(ProceedingFilter(code=of, only_open=not ended), moment(at) or int(time.time()), after)
        found = life_views.proceedings(store, asked)
    if as_json:
        print_json(found)
        return
    rows = [
        [
            each["code"], each["procedure"], each["number"], each["state"], each["missing"] or "",
            each["answer_by"] or "", each["holder"] or "", each["other"] or "", each["filed_at"],
        ]
        for each in found["items"]
    ]  # fmt: skip
    heads = [
        "凭证 code",
        "事项 procedure",
        "no.",
        "状态 state",
        "待同意 missing",
        "答复期限 answer by",
        "权利人",
        "对方",
        "filed",
    ]
    print_table("proceedings 登记后事项", heads, rows)
    if found["next"]:
        out.print(f"--after {found['next']}", markup=False)


# --- disputes ---------------------------------------------------------------------------------------------------------


def dispute_file(
    code: Code,
    objector: Annotated[str, typer.Option("--objector", help="Credit code, or 0x..., of the objector 异议人")],
    reasons: Annotated[str, typer.Option("--reasons", help="Why 异议理由")],
    material: Annotated[str, typer.Option("--material", help="Material 材料")] = "",
    complete: Annotated[bool, typer.Option("--complete", help="The material is complete 材料齐全")] = False,
    form: Form = "",
    mandate: Mandate = "",
    level: Level = 0,
    person: AsPerson = None,
    key: Key = None,
    as_json: Json = False,
) -> None:
    """Object to what was registered 提出异议"""

    def act(ledger: Ledger, order: CertificateOrder) -> Any:
        who, signing = beside.party(objector), Signing(form, mandate, level)
        return beside.file_dispute(ledger, order, who, reasons, material, signing, complete=complete)

    on_certificate("dispute-file", code, person, None, key, as_json, act)


def dispute_note(
    code: Code,
    number: Number,
    step: Annotated[str, typer.Option("--step", help="complete, informed or elsewhere 进展")],
    paper: Paper,
    person: AsPerson = None,
    key: Key = None,
    as_json: Json = False,
) -> None:
    """Material complete, registrant informed, or proceedings elsewhere known 记录进展"""
    if step not in beside.NOTE_STEPS:
        raise typer.BadParameter(f"one of {', '.join(beside.NOTE_STEPS)}")
    place = 1 + beside.NOTE_STEPS.index(step)

    def act(ledger: Ledger, order: CertificateOrder) -> Any:
        return beside.note_dispute(ledger, order, number, place, paper)

    on_certificate(f"dispute-note-{number}-{step}", code, person, None, key, as_json, act)


def dispute_answer(
    code: Code,
    number: Number,
    holder: Holder,
    contested: Annotated[bool, typer.Option("--contested/--accepted", help="不认可/认可")],
    paper: Paper,
    form: Form = "",
    mandate: Mandate = "",
    level: Level = 0,
    person: AsPerson = None,
    key: Key = None,
    as_json: Json = False,
) -> None:
    """The registrant accepts or contests 权利人答复"""

    def act(ledger: Ledger, order: CertificateOrder) -> Any:
        who, signing = beside.party(holder), Signing(form, mandate, level)
        return beside.answer_dispute(ledger, order, number, who, paper, signing, contested=contested)

    on_certificate(f"dispute-answer-{number}", code, person, None, key, as_json, act)


def dispute_conclude(
    code: Code,
    number: Number,
    outcome: Annotated[str, typer.Option("--outcome", help="UPHELD, REJECTED or BY_DOCUMENT 结论")],
    paper: Paper,
    person: AsPerson = None,
    approver: Approver = None,
    key: Key = None,
    as_json: Json = False,
) -> None:
    """Close a dispute by a conclusion, or a court's or arbitral document 异议办结"""
    if outcome not in ("UPHELD", "REJECTED", "BY_DOCUMENT"):
        raise typer.BadParameter("one of UPHELD, REJECTED, BY_DOCUMENT")

    def act(ledger: Ledger, order: CertificateOrder) -> Any:
        return beside.conclude_dispute(ledger, order, number, DisputeOutcome[outcome], paper)

    on_certificate(f"dispute-conclude-{number}", code, person, approver, key, as_json, act)


def dispute_withdraw(
    code: Code,
    number: Number,
    objector: Annotated[str, typer.Option("--objector", help="Who filed it 异议人")],
    paper: Paper,
    form: Form = "",
    mandate: Mandate = "",
    level: Level = 0,
    person: AsPerson = None,
    key: Key = None,
    as_json: Json = False,
) -> None:
    """The objector withdraws 撤回异议"""

    def act(ledger: Ledger, order: CertificateOrder) -> Any:
        who, signing = beside.party(objector), Signing(form, mandate, level)
        return beside.withdraw_dispute(ledger, order, number, who, paper, signing)

    on_certificate(f"dispute-withdraw-{number}", code, person, None, key, as_json, act)


def dispute_list(code: Code, as_json: Json = False) -> None:
    """Every dispute of a certificate with its steps 异议清单"""
    with open_mirror(settings()) as store:
        found = life_views.disputes(store, CertificateId(code.strip().upper()))
    if as_json:
        print_json({"code": code, "items": found})
        return
    names = ("number", "objector", "outcome", "inform_by", "answered_at", "closed_at")
    print_table(f"disputes 登记后异议 {code}", list(names), [[each[name] or "" for name in names] for each in found])


DISPUTING: dict[str, Callable[..., None]] = {
    "file": dispute_file,
    "note": dispute_note,
    "answer": dispute_answer,
    "conclude": dispute_conclude,
    "withdraw": dispute_withdraw,
    "list": dispute_list,
}


# --- beside -----------------------------------------------------------------------------------------------------------


def revoke(
    code: Code,
    level: Annotated[int, typer.Option("--level", help="1 county, 2 city, 3 province, 4 national 级别")],
    since: Annotated[str, typer.Option("--since", help="When the document took effect 生效时间")],
    paper: Paper,
    authority: Annotated[str, typer.Option("--authority", help="Credit code of the authority 机关代码")] = "",
    person: AsPerson = None,
    approver: Approver = None,
    key: Key = None,
    as_json: Json = False,
) -> None:
    """Carry out an authority's or a court's effective document (arts. 29, 38) 撤销"""

    def act(ledger: Ledger, order: CertificateOrder) -> Any:
        return beside.revoke(ledger, order, organisation(authority), level, moment(since) or 0, paper)

    on_certificate("revoke", code, person, approver, key, as_json, act)


def link(
    code: Annotated[str, typer.Argument(help="SJ... 凭证编号, or a CSV of many 或 CSV 文件")],
    kind: Annotated[str, typer.Option("--kind", help=" ".join(beside.LINK_KINDS))] = "",
    issuer: Annotated[str, typer.Option("--issuer", help="Who keeps that register 登记机构")] = "",
    number: Annotated[str, typer.Option("--number", help="The number there 编号")] = "",
    status: Annotated[str, typer.Option("--status", help=" ".join(beside.LINK_STATUSES))] = "UNKNOWN",
    verified: Annotated[bool, typer.Option("--verified/--claimed", help="已核实/申请人声明")] = False,
    hidden: Annotated[bool, typer.Option("--hidden", help="The number is not shown in clear 编号不公开")] = False,
    paper: Paper = "",
    person: AsPerson = None,
    key: Key = None,
    as_json: Json = False,
) -> None:
    """Link a certificate or entry of another register on the same data 关联其他登记"""
    if code.lower().endswith(".csv"):
        _link_many(Path(code), person, as_json)
        return
    one = Elsewhere(kind.upper(), issuer, number, status.upper(), verified, not hidden, paper)
    verb = _link_verb(one)
    on_certificate(verb, code, person, None, key, as_json, lambda ledger, order: beside.link(ledger, order, one))


def relate(
    code: Code,
    other: Annotated[str, typer.Argument(help="SJ... of the other certificate 另一登记凭证")],
    relation: Annotated[str, typer.Option("--relation", help=" ".join(DataRelation.__members__))],
    paper: Paper,
    person: AsPerson = None,
    key: Key = None,
    as_json: Json = False,
) -> None:
    """Confirm how two certificates' data relate; DERIVED: the other's from the first's (ruling 12) 确认数据关联"""
    if relation.upper() not in DataRelation.__members__:
        raise typer.BadParameter(f"one of {', '.join(DataRelation.__members__)}", param_hint="--relation")
    confirmed, to = DataRelation[relation.upper()], CertificateId(other.strip().upper())

    def act(ledger: Ledger, order: CertificateOrder) -> Any:
        return beside.relate(ledger, order, to, confirmed, paper)

    on_certificate(f"relate-{to}", code, person, None, key, as_json, act)


def _link_verb(one: Elsewhere) -> str:
    """The number by its digest: another register's numbers may be of any script and length, and a key may not."""
    return f"link-{one.kind}-{sha256(one.number.encode()).hex()[:32]}"


def _link_many(file: Path, person: str | None, as_json: bool) -> None:
    """Row by row; after a stop the file is given again, and what stands already is passed over."""
    rows = beside.links_of_file(file)
    made = 0
    with opened() as ledger:
        who = acting(ledger, person)
        for code, given in rows:
            subject = [certificate_bytes(code)]
            order = CertificateOrder(who, made_key(ledger, who, _link_verb(given), subject), code)
            if not beside.stands(ledger, order, given):
                beside.link(ledger, order, given)
                made += 1
    if as_json:
        print_json({"linked": made, "stood": len(rows) - made})
        return
    out.print(f"linked 已关联: {made}; stood already 已有: {len(rows) - made}")
