# SPDX-License-Identifier: Apache-2.0
"""The story that the demo plays, day by day, from 2026-07-01 to 2026-10-21: 3, 5 and 10 working days, none shortened.

Each scene has its day and a line for the progress display. What a scene finds out is left in `stage.facts` for the last
screen; every claim there was read back from the ledger, not from this file.

    the first registrar    48 certificates, one correction round, one objection, one request for evidence with its
                           pause, one refusal, one termination, one withdrawal, one silence over a make-up day,
                           one slip mended, one freeze, one key that got into other hands; two cases left open
    the second registrar   8 certificates, then suspended
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from ledger.content.digest import sha256
from ledger.demo.cast import COAL, COURT, MEMBERS, REGION, REGISTRAR, SECOND_REGISTRAR
from ledger.demo.intake import FIRST, SECOND, Intake, dry_run, opened_documents
from ledger.demo.stage import Stage, Team, moment
from ledger.domain.calendar import civil, day_from_civil
from ledger.domain.kinds import CaseState, OrgKind
from ledger.errors import Refused
from ledger.service import case_acts, governing, objections, own_affairs, people, registry_acts
from ledger.service.due import line_of
from ledger.service.founding import decree
from ledger.service.governing import Governed
from ledger.service.objections import ObjectionOrder
from ledger.service.registry_acts import CertificateOrder, Remark, Slip
from ledger.service.resubmission import resubmit
from ledger.store.queries import rules

GENESIS: Final = date(2026, 6, 22)
LAST_DAY: Final = date(2026, 10, 21)
"""The wall clock must be past this day: a chain is never walked into the future (ruling 30)."""

TEN_YEARS: Final = 3653 * 86_400
SEIZURE: Final = 2
CITY: Final = 2
NO_SUBSTANCE: Final = 2

OBJECTED, SILENT, FROZEN, SLIPPED = "NM-2026-0001", "NM-2026-0051", "NM-2026-0005", "NM-2026-0010"
CORRECTED, ASKED, EXEMPTED = "NM-2026-0012", "NM-2026-0014", "NM-2026-0023"
REFUSED, TERMINATED, WITHDRAWN = "NM-2026-0027", "NM-2026-0032", "NM-2026-0030"
TAINTED, REAFFIRMED, SHORT, MASKED = "NM-2026-0025", "NM-2026-0026", "NM-2026-0020", "NM-2026-0024"
IN_NOTICE, UNANSWERED = "NM-2026-0052", "NM-2026-0053"


def numbered(*spans: tuple[int, int], but: Sequence[str] = ()) -> list[str]:
    """References of the first workbook by their numbers, both ends included."""
    found = [f"NM-2026-{number:04d}" for first, last in spans for number in range(first, last + 1)]
    return [reference for reference in found if reference not in but]


SECOND_BATCH: Final = [f"BJ-2026-{number:03d}" for number in range(1, 9)]


@dataclass(slots=True)
class Play:
    """The stage with the two registrars' teams and workbooks on it."""

    stage: Stage
    first: Team
    second: Team
    forms: Intake
    second_forms: Intake
    suspension: Governed | None = None

    def accept(self, references: Sequence[str], paper: str = "受理通知书") -> None:
        case_acts.accept(self.stage.ledger, self.stage.order(self.first, references, paper))

    def notice(self, references: Sequence[str]) -> None:
        case_acts.open_notice(self.stage.ledger, self.stage.order(self.first, references, "登记公示"))

    def on_certificate(self, reference: str) -> CertificateOrder:
        first = self.first
        code = self.stage.code(first.registrar, reference)
        return CertificateOrder(first.preparer, self.stage.key(), code, first.approver)


@dataclass(frozen=True, slots=True)
class Scene:
    day: date
    zh: str
    en: str
    play: Callable[[Play], None]


# --- before the curtain -----------------------------------------------------------------------------------------------


def let_in(stage: Stage) -> None:
    """Organisations, accreditations and keys: proposed by one authority, confirmed by the other a day later."""
    ledger = stage.ledger
    now = ledger.now()
    acts = [governing.registration(member.org, member.name, [member.kind]) for member in MEMBERS]
    for member in MEMBERS:
        region = REGION if member.kind is OrgKind.REGISTRAR else 0
        acts.append(governing.accreditation(member.org, member.kind, now, now + TEN_YEARS, region, member.digit))
    for member in MEMBERS:
        for person in member.people:
            account = ledger.keys.create_account()
            acts.append(governing.key(member.org, account, now))
            stage.people[person] = people.add_person(
                ledger.store, member.org, person, f"{person}（示例）", account, now
            )
    decree(ledger, [stage.people["zhang"], stage.people["wei"]], [Governed(act) for act in acts])
    for person in ("bao", "dai", "hua", "jin"):
        own_affairs.publish_encryption_key(ledger, stage.people[person])


# --- July -------------------------------------------------------------------------------------------------------------


def july_1(play: Play) -> None:
    play.forms.send(play.stage, numbered((1, 12)))


def july_2(play: Play) -> None:
    stage = play.stage
    play.accept(numbered((1, 11)))
    order = stage.order(play.first, [CORRECTED], "数据量与样例不符，请补正")
    case_acts.request_correction(stage.ledger, order, day_from_civil(date(2026, 7, 9)))


def july_3(play: Play) -> None:
    play.notice(numbered((1, 11)))


def july_6(play: Play) -> None:
    case = play.stage.case_id(play.first.registrar, CORRECTED)
    paper = "经核对，数据量更正为六千四百二十万零八百条"
    resubmit(play.stage.ledger, play.first.preparer, play.stage.key(), case, paper, record_count=64_200_800)


def july_7(play: Play) -> None:
    play.accept([CORRECTED])


def july_8(play: Play) -> None:
    play.notice([CORRECTED])
    play.second_forms.send(play.stage, SECOND_BATCH)


def july_9(play: Play) -> None:
    stage = play.stage
    order = stage.order(play.second, SECOND_BATCH, "受理通知书")
    case_acts.accept(stage.ledger, order)
    case = stage.case_id(play.first.registrar, OBJECTED)
    reasons = "溯源数据中含本公司运输轨迹，请求核实采集协议"
    objections.file(
        stage.ledger, ObjectionOrder(play.first.preparer, stage.key(), case, reasons, "运输合同复印件", objector=COAL)
    )
    stage.facts["objection_filed"] = stage.ledger.now()


def july_10(play: Play) -> None:
    case_acts.open_notice(play.stage.ledger, play.stage.order(play.second, SECOND_BATCH, "登记公示"))


def july_13(play: Play) -> None:
    play.stage.certify(play.first, numbered((2, 11)), date(2026, 7, 13))


def july_15(play: Play) -> None:
    play.forms.send(play.stage, numbered((13, 24)))


def july_16(play: Play) -> None:
    play.accept(numbered((13, 24)))
    play.stage.certify(play.first, [CORRECTED], date(2026, 7, 16))


def july_17(play: Play) -> None:
    stage = play.stage
    order = stage.order(play.first, [ASKED], "请补充牧户采集授权协议")
    case_acts.request_evidence(stage.ledger, order, day_from_civil(date(2026, 7, 31)))
    stage.facts["evidence_asked"] = stage.ledger.now()


def july_20(play: Play) -> None:
    stage = play.stage
    play.notice(numbered((13, 24), but=(ASKED, EXEMPTED)))
    reason = "名称涉及客户构成，属商业秘密，准予不予公示"
    stage.done(case_acts.exempt_from_notice(stage.ledger, stage.order(play.first, [EXEMPTED], reason, two=True)))
    stage.certify(play.second, SECOND_BATCH, date(2026, 7, 20))


def july_22(play: Play) -> None:
    play.stage.certify(play.first, [EXEMPTED], date(2026, 7, 22))


def july_23(play: Play) -> None:
    stage = play.stage
    answer = objections.decide(
        stage.ledger,
        play.first.preparer,
        stage.key(),
        stage.case_id(play.first.registrar, OBJECTED),
        1,
        upheld=False,
        document="经核实采集协议，异议不成立",
        approver=play.first.approver,
    )
    stage.done(answer)
    stage.facts["objection_decided"] = stage.ledger.now()


def july_24(play: Play) -> None:
    play.stage.certify(play.first, [OBJECTED], date(2026, 7, 24))


def july_28(play: Play) -> None:
    stage = play.stage
    case_acts.receive_evidence(stage.ledger, stage.order(play.first, [ASKED], "已收到牧户采集授权协议"))
    stage.facts["evidence_received"] = stage.ledger.now()
    stage.certify(play.first, numbered((13, 24), but=(ASKED, EXEMPTED)), date(2026, 7, 28))


def july_29(play: Play) -> None:
    play.notice([ASKED])


# --- August -----------------------------------------------------------------------------------------------------------


def august_3(play: Play) -> None:
    play.forms.send(play.stage, numbered((25, 34)))


def august_4(play: Play) -> None:
    play.accept(numbered((25, 34)))


def august_5(play: Play) -> None:
    play.notice(numbered((25, 34), but=(REFUSED, TERMINATED, WITHDRAWN)))


def august_6(play: Play) -> None:
    stage = play.stage
    case_acts.withdraw(stage.ledger, stage.order(play.first, [WITHDRAWN], "申请人书面撤回"))
    stage.certify(play.first, [ASKED], date(2026, 8, 6))


def august_7(play: Play) -> None:
    stage = play.stage
    order = stage.order(play.first, [REFUSED], "来源合法性证明不能成立，不予登记", two=True)
    stage.done(case_acts.refuse(stage.ledger, order, NO_SUBSTANCE))


def august_10(play: Play) -> None:
    stage = play.stage
    order = stage.order(play.first, [TERMINATED], "申请人不配合核验，终止登记程序", two=True)
    stage.done(case_acts.terminate(stage.ledger, order))


def august_13(play: Play) -> None:
    """`he` prepares two of them, with the key that is in other hands by then."""
    lost = Team(REGISTRAR, play.stage.people["he"], play.stage.people["chen"])
    play.stage.certify(lost, [TAINTED, REAFFIRMED], date(2026, 8, 13))
    rest = numbered((25, 34), but=(TAINTED, REAFFIRMED, REFUSED, TERMINATED, WITHDRAWN))
    play.stage.certify(play.first, rest, date(2026, 8, 13))


def august_18(play: Play) -> None:
    slip = Slip(
        before="2024年至2025年呼和浩特市乳业生鲜乳质量检测数据集",
        after="2024年至2025年呼和浩特市乳业生鲜乳品质检测数据集",
        reason="登记机构录入笔误，与申请表原件不一致",
        data_name="2024年至2025年呼和浩特市乳业生鲜乳品质检测数据集",
    )
    play.stage.done(registry_acts.correct(play.stage.ledger, play.on_certificate(SLIPPED), slip))


def august_24(play: Play) -> None:
    play.forms.send(play.stage, numbered((35, 43)))


def august_25(play: Play) -> None:
    play.accept(numbered((35, 43)))


def august_26(play: Play) -> None:
    play.notice(numbered((35, 43)))


# --- September --------------------------------------------------------------------------------------------------------


def september_3(play: Play) -> None:
    play.stage.certify(play.first, numbered((35, 43)), date(2026, 9, 3))


def september_7(play: Play) -> None:
    play.forms.send(play.stage, numbered((44, 50)))


def september_8(play: Play) -> None:
    play.accept(numbered((44, 50)))


def september_9(play: Play) -> None:
    play.notice(numbered((44, 50)))


def september_15(play: Play) -> None:
    stage = play.stage
    remark = Remark(
        SEIZURE, "示例市中级人民法院查封裁定（虚构）", authority=COURT, level=CITY, since=stage.ledger.now()
    )
    stage.done(registry_acts.annotate(stage.ledger, play.on_certificate(FROZEN), remark))


def september_17(play: Play) -> None:
    play.stage.certify(play.first, numbered((44, 50)), date(2026, 9, 17))


def september_21(play: Play) -> None:
    stage = play.stage
    account = stage.people["he"].signing_account()
    since = moment(date(2026, 8, 12), 0)
    own_affairs.report_compromised(stage.ledger, play.first.preparer, account, since, "U 盾遗失，疑被他人使用")


def september_22(play: Play) -> None:
    stage = play.stage
    codes = [stage.code(REGISTRAR, REAFFIRMED)]
    own_affairs.reaffirm(stage.ledger, play.first.preparer, stage.key(), codes, "已逐项复核原件，重新确认")


def september_29(play: Play) -> None:
    play.forms.send(play.stage, [SILENT])
    play.stage.facts["silent_filed"] = play.stage.ledger.now()


# --- October ----------------------------------------------------------------------------------------------------------


def october_10(play: Play) -> None:
    """Saturday, a make-up day: nobody answered in three working days, so the law has (art. 17, ruling 3)."""
    stage = play.stage
    try:
        case_acts.decline(stage.ledger, stage.order(play.first, [SILENT], "材料不全，不予受理"))
    except Refused as refusal:
        stage.facts["silent_refusal"] = refusal.code
    else:
        raise AssertionError("a rejection after the period was taken")
    case = stage.case(REGISTRAR, SILENT)
    with stage.ledger.store.reading() as session:
        calendar = rules.working_calendar(session)
        regime = next(each for each in rules.regimes(session) if each.regime_id == case.regime)
    now = stage.ledger.now()
    assert case.state_at(calendar, now) is CaseState.ACCEPTED
    accepted, line = case.acceptance_day(calendar, now), line_of(case, regime, calendar, now)
    assert accepted is not None, "the calendar of 2026 is published"
    assert line.last_day is not None, "the calendar of 2026 is published"
    stage.facts["silent_accepted"] = civil(accepted).isoformat()
    stage.facts["silent_last_day"] = civil(line.last_day).isoformat()
    case_acts.note_silence(stage.ledger, play.first.preparer, stage.key(), [case.case_id])


def october_12(play: Play) -> None:
    play.notice([SILENT])


def october_13(play: Play) -> None:
    reason = "未按规定保存申请材料，暂停登记资格（虚构）"
    halt = governing.suspension(SECOND_REGISTRAR, OrgKind.REGISTRAR, sha256(reason.encode()))
    play.suspension = Governed(halt)
    governing.propose(play.stage.ledger, play.stage.people["zhang"], play.suspension, reason)


def october_14(play: Play) -> None:
    assert play.suspension is not None, "proposed the day before"
    governing.confirm(play.stage.ledger, play.stage.people["wei"], play.suspension)


def october_19(play: Play) -> None:
    play.forms.send(play.stage, [IN_NOTICE, UNANSWERED])


def october_20(play: Play) -> None:
    play.accept([IN_NOTICE])
    play.stage.certify(play.first, [SILENT], date(2026, 10, 20))


def october_21(play: Play) -> None:
    play.notice([IN_NOTICE])


SCENES: Final = (
    Scene(date(2026, 7, 1), "收件 12 件", "12 applications filed", july_1),
    Scene(date(2026, 7, 2), "受理；一件要求补正", "accepted; one sent back for correction", july_2),
    Scene(date(2026, 7, 3), "公示五个工作日", "five working days of notice", july_3),
    Scene(date(2026, 7, 6), "补正件重新提交", "the corrected one comes back", july_6),
    Scene(date(2026, 7, 7), "补正件受理", "and is accepted", july_7),
    Scene(date(2026, 7, 8), "第二家登记机构收件 8 件", "8 filed with the second registrar", july_8),
    Scene(date(2026, 7, 9), "公示第四日提出异议", "an objection on the fourth day of notice", july_9),
    Scene(date(2026, 7, 10), "第二家公示", "the second registrar's notice", july_10),
    Scene(date(2026, 7, 13), "存证、发证 10 件", "10 evidenced and certified", july_13),
    Scene(date(2026, 7, 15), "收件 12 件", "12 applications filed", july_15),
    Scene(date(2026, 7, 16), "受理；补正件发证", "accepted; the corrected one certified", july_16),
    Scene(date(2026, 7, 17), "要求补充证明，计时中止", "evidence asked for; the clock stands still", july_17),
    Scene(date(2026, 7, 20), "公示；一件准予不公示", "notice; one exempt from it", july_20),
    Scene(date(2026, 7, 22), "不公示件发证", "the exempt one certified", july_22),
    Scene(date(2026, 7, 23), "异议不成立", "the objection is rejected", july_23),
    Scene(date(2026, 7, 24), "异议件发证", "and its case certified", july_24),
    Scene(
        date(2026, 7, 28),
        "补充证明到，计时恢复；发证 10 件",
        "evidence received, the clock runs on; 10 certified",
        july_28,
    ),
    Scene(date(2026, 7, 29), "公示", "notice", july_29),
    Scene(date(2026, 8, 3), "收件 10 件", "10 applications filed", august_3),
    Scene(date(2026, 8, 4), "受理", "accepted", august_4),
    Scene(date(2026, 8, 5), "公示", "notice", august_5),
    Scene(date(2026, 8, 6), "一件撤回", "one withdrawn", august_6),
    Scene(date(2026, 8, 7), "一件不予登记（双人）", "one refused, by two persons", august_7),
    Scene(date(2026, 8, 10), "一件终止（双人）", "one terminated, by two persons", august_10),
    Scene(date(2026, 8, 13), "发证 7 件", "7 certified", august_13),
    Scene(date(2026, 8, 18), "更正笔误一处", "one slip mended", august_18),
    Scene(date(2026, 8, 24), "收件 9 件", "9 applications filed", august_24),
    Scene(date(2026, 8, 25), "受理", "accepted", august_25),
    Scene(date(2026, 8, 26), "公示", "notice", august_26),
    Scene(date(2026, 9, 3), "发证 9 件", "9 certified", september_3),
    Scene(date(2026, 9, 7), "收件 7 件", "7 applications filed", september_7),
    Scene(date(2026, 9, 8), "受理", "accepted", september_8),
    Scene(date(2026, 9, 9), "公示", "notice", september_9),
    Scene(date(2026, 9, 15), "一份凭证被查封", "one certificate frozen by a court's paper", september_15),
    Scene(date(2026, 9, 17), "发证 7 件", "7 certified", september_17),
    Scene(date(2026, 9, 21), "报告密钥泄露", "a key reported compromised", september_21),
    Scene(date(2026, 9, 22), "重新确认一份", "one certificate re-affirmed", september_22),
    Scene(date(2026, 9, 29), "收件一件，无人答复", "one filed, and nobody answers", september_29),
    Scene(date(2026, 10, 10), "调休上班日：默示受理", "a make-up day: accepted by silence", october_10),
    Scene(date(2026, 10, 12), "公示", "notice", october_12),
    Scene(date(2026, 10, 13), "提议暂停第二家登记机构", "suspension of the second registrar proposed", october_13),
    Scene(date(2026, 10, 14), "另一主管部门确认暂停", "and confirmed by the other authority", october_14),
    Scene(date(2026, 10, 19), "收件 2 件", "2 applications filed", october_19),
    Scene(date(2026, 10, 20), "默示受理件发证", "the silent case certified", october_20),
    Scene(LAST_DAY, "公示，待续", "notice; to be continued", october_21),
)


def perform(stage: Stage, told: Callable[[int, int, Scene], None]) -> None:
    """Play all scenes in their order; `told` hears of each before it begins."""
    with opened_documents() as documents:
        stage.walk_to(SCENES[0].day)
        first = stage.team(REGISTRAR, "bao", "chen")
        second = stage.team(SECOND_REGISTRAR, "dai", "fan")
        play = Play(
            stage, first, second, dry_run(stage, first, FIRST, documents), dry_run(stage, second, SECOND, documents)
        )
        stage.facts["forms"] = play.forms.forms + play.second_forms.forms
        stage.facts["held"] = play.forms.held + play.second_forms.held
        stage.facts["defect_codes"] = list(play.forms.defect_codes)
        stage.facts["filed"] = len(play.forms.references) + len(play.second_forms.references)
        for place, scene in enumerate(SCENES):
            told(place, len(SCENES), scene)
            stage.walk_to(scene.day)
            scene.play(play)
