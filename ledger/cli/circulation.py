# SPDX-License-Identifier: Apache-2.0
"""What happened to data: circulation, the trace of an asset, and its audit."""

from __future__ import annotations

import json
from typing import Annotated, Any

import typer

from ledger.audit.trace import CAVEATS, TraceAudit
from ledger.audit.trace_checks import TEXTS, Finding, Outcome
from ledger.chain.contracts import load_deployment
from ledger.cli.options import AsPerson, At, Code, Json, Key, Known, Right
from ledger.cli.output import moment, out, print_bytes, print_json, print_table, word_named
from ledger.cli.state import acting, opened, settings
from ledger.cli.usage import print_strays
from ledger.domain.circulation import Trace, Visibility
from ledger.domain.ids import CertificateId, GrantId, OrgId, PartyId, party_of_org
from ledger.domain.kinds import Circulation
from ledger.domain.structs import Parent, Use
from ledger.domain.usage_scope import strays_document
from ledger.domain.verdict_json import party_label, shanghai
from ledger.errors import Refused
from ledger.export.prov import prov_json, trace_csv
from ledger.service import circulation, grants, tracing
from ledger.service.circulation import NO_GRANT, NOTHING, Order, Telling
from ledger.service.runtime import Ledger, open_mirror

Seq = Annotated[int, typer.Argument(help="Number of the event in its trace 事件序号")]
What = Annotated[str, typer.Option("--what", help="Type of event, e.g. DELIVER 事件类型")]
Grant = Annotated[str | None, typer.Option("--grant", help="Reference or 0x id of the grant relied on 授权编号")]
Other = Annotated[str | None, typer.Option("--counterparty", help="Credit code, or 0x... of a person 相对方")]
Purpose = Annotated[int, typer.Option("--purpose", help="Number of the purpose 用途编号")]
Region = Annotated[int, typer.Option("--region", help="Division code 行政区划")]
Fields = Annotated[str, typer.Option("--fields", help="Groups of fields, a bit each; ALL 字段组")]
Exported = Annotated[bool, typer.Option("--exported", help="Data leave the country 出境")]
Records = Annotated[int, typer.Option("--records", help="How many records 记录数")]
Calls = Annotated[int, typer.Option("--calls", help="How many calls 调用次数")]
Content = Annotated[str | None, typer.Option("--content", help="0x... digest of what was handed over 内容摘要")]
Form = Annotated[str, typer.Option("--form", help="Signed form of a party without a key 签署文书")]
Mandate = Annotated[str, typer.Option("--mandate", help="Its mandate 授权委托")]
Level = Annotated[int, typer.Option("--level", help="How well the paper is attested, 1-5 证明等级")]

COLUMNS = (
    "no. 序号", "when 时间", "what 事件", "actor 行为人", "other side 相对方", "standing 授权", "answer 确认",
    "level 等级",
)  # fmt: skip
RIGHTS = {"HOLD": 1, "USE": 2, "OPERATE": 4}
ALL_FIELDS = (1 << 64) - 1

circulation_app = typer.Typer(no_args_is_help=True, help="What happened to data 数据流通")
audit_app = typer.Typer(no_args_is_help=True, help="Does a trace hang together 轨迹审计")


def register(app: typer.Typer) -> None:
    app.add_typer(circulation_app, name="circulation")
    app.add_typer(audit_app, name="audit")
    app.command("trace")(trace)


# --- acts -------------------------------------------------------------------------------------------------------------


@circulation_app.command()
def report(
    code: Code,
    what: What,
    when: Annotated[str | None, typer.Option("--when", help="When it happened; by default now 发生时间")] = None,
    grant: Grant = None,
    counterparty: Other = None,
    right: Right = "USE",
    purpose: Purpose = 0,
    region: Region = 0,
    fields: Fields = "ALL",
    exported: Exported = False,
    records: Records = 0,
    calls: Calls = 0,
    content: Annotated[
        str | None, typer.Option("--content", help="0x... digest of what was handed over 内容摘要")
    ] = None,
    output: Annotated[str | None, typer.Option("--output", help="SJ... of what was made 产物凭证")] = None,
    parent: Annotated[
        list[str] | None,
        typer.Option("--parent", help="CODE:GRANT, CODE (own right), or contract:0x...; several times 上游"),
    ] = None,
    particulars: Annotated[str, typer.Option("--particulars", help="JSON: what the type asks for 事件要素")] = "{}",
    actor: Annotated[str | None, typer.Option("--actor", help="For a party without a key 行为人")] = None,
    on_behalf_of: Annotated[str | None, typer.Option("--for", help="On whose behalf 受何人委托")] = None,
    grade: Annotated[int, typer.Option("--grade", help="1-6 (GB/T 43697) 分级")] = 0,
    documents: Annotated[str | None, typer.Option("--documents", help="0x... root of its documents 材料根")] = None,
    form: Form = "",
    mandate: Mandate = "",
    level: Level = 0,
    correction_of: Annotated[int, typer.Option("--correction-of", help="The event that it corrects 更正序号")] = 0,
    visibility: Annotated[
        str, typer.Option("--visibility", help="Who is shown the particulars: parties, auditors, anybody 要素可见范围")
    ] = "auditors",
    person: AsPerson = None,
    key: Key = None,
    as_json: Json = False,
) -> None:
    """Record what happened; outside its grant it is marked, never refused 报告流通事件"""
    with opened() as ledger:
        who = acting(ledger, person)
        at = moment(when) if when is not None else ledger.now()
        telling = Telling(
            code=_code(code),
            what=word_named(Circulation, what),
            occurred_at=at or 0,
            use=_use(right, fields, purpose, region, exported, records, calls, at or 0),
            particulars=_object(particulars),
            actor=_party(actor),
            on_behalf_of=_party(on_behalf_of),
            counterparty=_party(counterparty),
            grant_id=_grant(ledger, grant),
            parents=tuple(_parent(ledger, each) for each in parent or ()),
            content=_digest(content),
            output=_code(output) if output else None,
            grade=grade,
            division=region,
            documents=_digest(documents),
            correction_of=correction_of,
            visibility=word_named(Visibility, visibility),
            form=form,
            mandate=mandate,
            level=level,
        )
        answer = circulation.report(ledger, Order(who, key), telling)
    if as_json:
        print_json(answer)
        return
    rule = f" rule 规则 {answer['rule']}" if answer["rule"] else ""
    out.print(f"event 事件 {answer['seq']}: {answer['standing']}{rule}; block 区块 {answer['block']}")


@circulation_app.command()
def ask(
    code: Code,
    what: What,
    grant: Grant = None,
    counterparty: Other = None,
    right: Right = "USE",
    purpose: Purpose = 0,
    region: Region = 0,
    fields: Fields = "ALL",
    exported: Exported = False,
    records: Records = 0,
    calls: Calls = 0,
    person: AsPerson = None,
    key: Key = None,
    as_json: Json = False,
) -> None:
    """Ask beforehand whether it would be covered; the answer is kept 事先询问"""
    with opened() as ledger:
        who = acting(ledger, person)
        wanted = _use(right, fields, purpose, region, exported, records, calls, ledger.now())
        answer = circulation.ask(
            ledger, Order(who, key), _code(code), word_named(Circulation, what), wanted,
            grant_id=_grant(ledger, grant), counterparty=_party(counterparty),
        )  # fmt: skip
    if as_json:
        print_json(answer)
    else:
        word = "ALLOWED 允许" if answer["allowed"] else f"DENIED 不允许: rule 规则 {answer['rule']}"
        out.print(f"{word}; event 事件 {answer['seq']}")
    raise typer.Exit(0 if answer["allowed"] else 1)


@circulation_app.command()
def acknowledge(
    code: Code,
    seq: Seq,
    form: Form = "",
    mandate: Mandate = "",
    level: Level = 0,
    person: AsPerson = None,
    key: Key = None,
    as_json: Json = False,
) -> None:
    """The other side says that it is so 确认"""
    with opened() as ledger:
        order = Order(acting(ledger, person), key)
        answer = circulation.answer(ledger, order, _code(code), seq, form=form, mandate=mandate, level=level)
    _say(answer, as_json)


@circulation_app.command()
def dispute(
    code: Code,
    seq: Seq,
    reason: Annotated[str, typer.Option("--reason", help="Why 理由")],
    form: Form = "",
    mandate: Mandate = "",
    level: Level = 0,
    person: AsPerson = None,
    key: Key = None,
    as_json: Json = False,
) -> None:
    """The other side says that it is not so 异议"""
    with opened() as ledger:
        order = Order(acting(ledger, person), key)
        answer = circulation.answer(
            ledger, order, _code(code), seq, disputed=True, reason=reason, form=form, mandate=mandate, level=level
        )
    _say(answer, as_json)


@circulation_app.command()
def confirm(
    code: Code,
    seq: Seq,
    level: Annotated[int, typer.Option("--level", help="3 venue, 4 machine log, 5 authority 证明等级")],
    paper: Annotated[str, typer.Option("--paper", help="What it stands on 依据")],
    person: AsPerson = None,
    key: Key = None,
    as_json: Json = False,
) -> None:
    """A provider, a venue or an authority stands by an event 第三方确认"""
    with opened() as ledger:
        order = Order(acting(ledger, person), key)
        answer = circulation.confirm(ledger, order, _code(code), seq, level, paper)
    _say(answer, as_json)


@circulation_app.command()
def correct(
    code: Code,
    seq: Seq,
    particulars: Annotated[str | None, typer.Option("--particulars", help="JSON 事件要素")] = None,
    when: Annotated[str | None, typer.Option("--when", help="When it happened 发生时间")] = None,
    records: Annotated[int | None, typer.Option("--records", help="How many records 记录数")] = None,
    calls: Annotated[int | None, typer.Option("--calls", help="How many calls 调用次数")] = None,
    content: Annotated[str | None, typer.Option("--content", help="0x... 内容摘要")] = None,
    person: AsPerson = None,
    key: Key = None,
    as_json: Json = False,
) -> None:
    """Say an event again with some of it changed; what was said first stands beside it 更正"""
    with opened() as ledger:
        order = Order(acting(ledger, person), key)
        changes = circulation.changes_of(
            ledger,
            _code(code),
            seq,
            particulars=None if particulars is None else _object(particulars),
            occurred_at=moment(when),
            records=records,
            calls=calls,
            content=None if content is None else _digest(content),
        )
        answer = circulation.corrected(ledger, order, _code(code), seq, changes)
    _say(answer, as_json)


# --- reading ----------------------------------------------------------------------------------------------------------


def trace(
    code: Code,
    at: At = None,
    known: Known = None,
    as_csv: Annotated[bool, typer.Option("--csv", help="As CSV")] = False,
    as_prov: Annotated[bool, typer.Option("--prov", help="As PROV-JSON")] = False,
    lineage: Annotated[bool, typer.Option("--lineage", help="What it was made of, and what of it 谱系")] = False,
) -> None:
    """What happened to the data of a certificate, with levels of attestation 流通轨迹"""
    chain_id = load_deployment(settings().deployment_file).chain_id
    with open_mirror(settings(), known) as store:
        if lineage:
            print_json(tracing.lineage(store, _code(code)))
            return
        found = tracing.trace_of(store, chain_id, _code(code), known)
        when = moment(at)
        until = when if when is not None else tracing.last_moment(store, known)
    if as_csv:
        typer.echo(trace_csv(found, until), nl=False)
    elif as_prov:
        print_bytes(prov_json(found))
    else:
        _timeline(found, until)


@circulation_app.command()
def show(code: Code, seq: Seq, person: AsPerson = None) -> None:
    """One event with its particulars, as far as they may be shown to one's organisation 事件要素"""
    with opened() as ledger:
        who = acting(ledger, person)
        _, happening = circulation.required(ledger, _code(code), seq)
        told = tracing.particulars_of(ledger.store, [happening], who.org_id)
    print_json({
        "seq": seq,
        "what": happening.what.name,
        "occurred_at": shanghai(happening.occurred_at),
        "actor": party_label(happening.actor),
        "counterparty": None if happening.counterparty is None else party_label(happening.counterparty),
        "standing": happening.standing.name,
        "rule": happening.rule,
        "visibility": Visibility(happening.visibility).name,
        "particulars": told.get(seq),
    })  # fmt: skip


@audit_app.command("trace")
def audit_trace(
    code: Code,
    at: At = None,
    known: Known = None,
    as_json: Json = False,
) -> None:
    """Thirteen checks of what is missing or does not fit 十三项完整性检查"""
    deployment = load_deployment(settings().deployment_file)
    with open_mirror(settings(), known) as store:
        now = tracing.last_moment(store, known)
        made = tracing.audit_trace(store, deployment, _code(code), now=now, at=moment(at), known=known)
    if as_json:
        print_bytes(made.bytes())
    else:
        _print_audit(made)
    raise typer.Exit(1 if made.audit.findings else 0)


def _timeline(found: Trace, at: int) -> None:
    rows: list[tuple[int, list[object]]] = []
    for each in found.happenings:
        other = "" if each.counterparty is None else party_label(each.counterparty)
        standing = each.standing.name + (f" {each.rule}" if each.rule else "")
        mark = f" corrects 更正 {each.correction_of}" if each.correction_of else ""
        rows.append((each.seq, [
            each.seq, shanghai(each.occurred_at), each.what.name + mark, party_label(each.actor), other, standing,
            each.answer_state(at).value, each.level,
        ]))  # fmt: skip
    for asked in found.questions:
        word = "ALLOWED" if asked.allowed else f"DENIED {asked.rule}"
        when = shanghai(asked.recorded_at)
        rows.append((asked.seq, [asked.seq, when, f"ASK {asked.what.name}", asked.by, "", word, "", ""]))
    print_table(found.root, COLUMNS, [row for _, row in sorted(rows, key=lambda pair: pair[0])])


def _print_audit(made: tracing.Audited) -> None:
    found = made.audit
    colours = {Outcome.PASS: "green", Outcome.FINDINGS: "red", Outcome.NOT_CHECKED: "yellow"}
    for checked in found.checks:
        zh, en = TEXTS[checked.check]
        colour = colours[checked.outcome]
        out.print(f"[{colour}]{checked.outcome.value:<11}[/] {checked.check.value} ({checked.looked})  {zh} / {en}")
        if checked.reason is not None:
            out.print(f"    {checked.reason[0]} / {checked.reason[1]}", markup=False)
        for finding in checked.findings:
            _print_finding(finding)
    if found.disputed:
        out.print(f"disputed 有争议 {', '.join(_with_correction(found, seq) for seq in found.disputed)}")
    levels = ", ".join(f"{level}: {count}" for level, count in found.levels.items())
    out.print(f"{found.events} events 个事件; attestation 证明等级 {levels}; denied 被拒询问 {found.denied}")
    out.print("NOT PROVED 轨迹不能证明: " + "; ".join(f"{zh} / {en}" for zh, en in CAVEATS), markup=False)
    out.print(f"at 时点 {shanghai(found.at)}; known at block 已知区块 {made.known.number}")


def _with_correction(found: TraceAudit, seq: int) -> str:
    after = found.corrected_by.get(seq)
    return str(seq) if after is None else f"{seq} (corrected by 更正为 {after.seq})"


def _print_finding(finding: Finding) -> None:
    where = finding.evidence
    place = "" if where is None else f" [block {where.block_number} tx 0x{where.tx_hash.hex()} log {where.log_index}]"
    event = "" if finding.seq is None else f"event 事件 {finding.seq}: "
    after = "" if finding.correction is None else f"; corrected by 更正为 {finding.correction.seq}"
    out.print(f"    {event}{finding.expected} | {finding.actual}{after}{place}", markup=False)
    if finding.records is not None:
        print_strays(strays_document(finding.records), "        ")


def _say(answer: dict[str, Any], as_json: bool) -> None:
    if as_json:
        print_json(answer)
    else:
        out.print(f"block 区块 {answer['block']}  tx {answer['tx']}")


# --- what was typed ---------------------------------------------------------------------------------------------------


def _code(text: str) -> CertificateId:
    return CertificateId(text.strip().upper())


def _use(right: str, fields: str, purpose: int, region: int, exported: bool, records: int, calls: int, at: int) -> Use:
    if right.upper() not in RIGHTS:
        raise _malformed("right", right)
    try:
        groups = ALL_FIELDS if fields.upper() == "ALL" else int(fields, 0)
    except ValueError as error:
        raise _malformed("fields", fields) from error
    return Use(RIGHTS[right.upper()], groups, purpose, region, exported, at, records, calls)


def _party(text: str | None) -> PartyId | None:
    if text is None:
        return None
    return PartyId(_digest(text)) if text.startswith("0x") else party_of_org(OrgId(text.strip().upper()))


def _grant(ledger: Ledger, text: str | None) -> GrantId | None:
    return None if text is None else grants.named(ledger.store, text)


def _digest(text: str | None) -> bytes:
    if text is None:
        return NOTHING
    try:
        raw = bytes.fromhex(text.removeprefix("0x"))
    except ValueError as error:
        raise _malformed("digest", text) from error
    if len(raw) != 32:
        raise _malformed("digest", text)
    return raw


def _parent(ledger: Ledger, text: str) -> Parent:
    head, _, tail = text.partition(":")
    if head == "contract":
        return Parent(CertificateId(""), GrantId(NOTHING), NOTHING, _digest(tail))
    return Parent(_code(head), _grant(ledger, tail or None) or NO_GRANT, NOTHING, NOTHING)


def _object(text: str) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise _malformed("particulars", text[:100]) from error
    if not isinstance(found, dict):
        raise _malformed("particulars", text[:100])
    return found


def _malformed(name: str, text: str) -> Refused:
    return Refused(f"{text!r} is no {name}", zh=f"“{text}”不是有效的 {name}", code="CIRCULATION_OPTION_MALFORMED")
