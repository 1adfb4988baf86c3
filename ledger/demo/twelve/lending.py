# SPDX-License-Identifier: Apache-2.0
"""Steps 5 to 8: a bank looks, lends and watches; what the pledge forbids; value falls; the certificate is renewed.

The ledger knows the maximum secured by its band alone: 8,000,000 yuan stand in the band up to 10,000,000, and ratios
are reckoned from that upper bound (ruling 27).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from ledger.demo.stage import moment
from ledger.demo.twelve.cast import BANK, HERDING, PORT, SECOND_BANK, TRANSPORT
from ledger.demo.twelve.forms import BUS, SHEEP, SHEEP_AGAIN, SHEEP_AGAIN_FORM, SHEEP_FORM
from ledger.demo.twelve.registering import act, file
from ledger.demo.twelve.telling import Story

YUAN: Final = 100
MILLION: Final = 1_000_000 * YUAN
MATURITY: Final = moment(date(2027, 8, 19))
VALID_UNTIL: Final = moment(date(2027, 8, 18))
ON_FORM: Final[Mapping[str, Any]] = {"form": "本人签署的申请表（示例）", "mandate": "授权委托书（示例）", "level": 2}


def value(story: Story, reference: str, fen: int, why: str) -> None:
    body = {
        "methods": ["INCOME", "MARKET"], "value": fen, "base_date": story.now,
        "valid_until": VALID_UNTIL, "report": f"评估报告：{why}（示例）", "assumptions": "收益期五年（示例）",
    }  # fmt: skip
    story.hand.post("gu", f"/v1/certificates/{story.codes[reference]}/valuations", body)


def terms(**changes: Any) -> dict[str, Any]:
    agreed = {
        "maximum_fen": 8 * MILLION, "contract_date": moment(date(2026, 8, 18)), "maturity": MATURITY,
        "contract": "质押合同 HT-DEMO-2026-001", "claim": "本金七百五十万元及利息（示例）",
        "debtor": "示例草原牧业数据有限公司", "exclusive": True, "renewal": True, "ltv_bps": 5_000, "warn_bps": 6_000,
        "call_bps": 6_500, "opinions": 1, "outside_by": moment(date(2026, 8, 25)),
    }  # fmt: skip
    return {**agreed, **changes}


def at_pledge(story: Story, what: str) -> str:
    return f"/v1/pledges/{story.names['pledge']}/{what}"


def step_5(story: Story) -> None:
    story.begin(5, "银行查询、评估与质押", "a bank looks, an opinion of value, a pledge")
    story.stage.walk_to(date(2026, 8, 18))
    code = story.codes[SHEEP]
    value(story, SHEEP, 20 * MILLION, "肉羊养殖溯源数据集")
    story.tell("评估机构出具价值意见二千万元", "the valuer's opinion: twenty million yuan")
    report = story.ask("hua", f"/v1/certificates/{code}/bank-report", holder=HERDING, maturity="2027-08-19")
    words = " ".join(f"{check['number']}={check['word']}" for check in report["checks"])
    story.tell(f"十九项查询：{words}", f"nineteen questions: {words}")
    story.stage.walk_to(date(2026, 8, 19))
    body = {
        "reference": "P-2026-0001", "pledgor": HERDING, "pledgee": BANK, "units": [{"code": code}], "terms": terms(),
        "signing": ON_FORM,
    }  # fmt: skip
    story.names["pledge"] = story.hand.post("bao", "/v1/pledges", body)["pledge"]
    story.hand.post("hua", at_pledge(story, "acceptance"), {"minimum_level": 2, "approver": "lin"})
    story.tell(
        "牧业公司书面申请，银行双人登记质押：最高额八百万元（公开的是档次），独占，第一顺位",
        "on the pledgor's signed form, by two persons of the bank: at most eight million (its band is what is public), "
        "exclusive, rank 1",
    )
    story.stage.walk_to(date(2026, 8, 20))
    filing = {"number": "ZDW-DEMO-0001", "registered_at": story.now, "evidence": "中登网登记证明（示例）"}
    story.hand.post("hua", at_pledge(story, "outside-filing"), filing)
    story.tell("次日补登中登网登记编号", "the statutory filing's number attached the next day")
    story.verdict(SHEEP)


def step_6(story: Story) -> None:
    story.begin(6, "质押之下不可为之事", "what the pledge forbids")
    story.stage.walk_to(date(2026, 8, 24))
    code = story.codes[SHEEP]
    scope = {"purposes": ["MARKETING"], "not_after": moment(date(2027, 8, 1))}
    sole = {"right": "USE", "scope": scope, "agreement": "独占许可协议（示例）", "exclusivity": "EXCLUSIVE"}
    offer = {
        "reference": "G-2026-0002", "code": code, "grantor": HERDING, "grantee": PORT, "terms": sole,
        "signing": ON_FORM,
    }  # fmt: skip
    grant = story.hand.post("bao", "/v1/grants", offer)["grant"]
    story.tell_refusal(
        "未经质权人同意的独占许可", "an exclusive licence without the pledgee's consent",
        "kou", f"/v1/grants/{grant}/accept", {"document": "接受"}, "GRANT_NEEDS_PLEDGEES_CONSENT",
    )  # fmt: skip
    second = {
        "reference": "P-2026-0002", "pledgor": HERDING, "pledgee": SECOND_BANK, "units": [{"code": code}],
        "terms": terms(exclusive=False, ltv_bps=0, opinions=0), "signing": ON_FORM,
    }  # fmt: skip
    behind = story.hand.post("bao", "/v1/pledges", second)["pledge"]
    story.tell_refusal(
        "独占质押之后的第二次质押", "a second pledge behind an exclusive one",
        "qin", f"/v1/pledges/{behind}/acceptance", {"approver": "rui"}, "H7_EXCLUSIVE_PLEDGE_BEFORE",
    )  # fmt: skip
    again = SHEEP_FORM.renamed("NM-2026-0006", "2022年至2025年锡林郭勒盟畜牧业羊群养殖记录数据集")
    found = story.hand.check("bao", again.body())
    story.tell(
        f"同一申请人以同一样例另行申请：暂缓（第三十九条第二项） {' '.join(found)}",
        f"the same sample by the same applicant: held (art. 39(2)) {' '.join(found)}",
    )
    file(story, "bao", SHEEP_AGAIN_FORM)
    like = story.hand.read("bao", f"/v1/applications/by-reference/{SHEEP_AGAIN}/similar")["items"][0]
    act(story, "bao", "decline", [SHEEP_AGAIN], paper="与已登记数据实质相同，不予受理（第三十九条第二项）")
    story.tell(
        f"改列名后再次申请：相似度 {like['score']}，建议 {like['suggestion']}；登记机构不予受理",
        f"with its columns renamed: score {like['score']}, suggesting {like['suggestion']}; the registrar declines",
    )
    story.verdict(SHEEP)


def step_7(story: Story) -> None:
    story.begin(7, "价值下跌、追加与置换", "value falls, margin is called, a unit takes another's place")
    story.stage.walk_to(date(2026, 9, 21))
    value(story, SHEEP, 15 * MILLION, "下调百分之二十五")
    value(story, BUS, 24 * MILLION, "公共交通客流量统计数据集")
    story.hand.post("hua", at_pledge(story, "revaluation"), {})
    loan = story.hand.read("hua", at_pledge(story, "").rstrip("/"))["loan"]
    story.tell(
        f"价值下跌 25%，质押率（按档次上限）升至 {loan['ratio_bps']} 个基点",
        f"25 % less: the ratio, by the band's upper bound, is {loan['ratio_bps']} basis points now",
    )
    story.hand.post("hua", at_pledge(story, "monitoring"), {"standing": "WARNING", "document": "预警通知书（示例）"})
    story.stage.walk_to(date(2026, 9, 22))
    call = {"standing": "MARGIN_CALL", "cure_by": moment(date(2026, 10, 20)), "document": "追加担保通知书（示例）"}
    story.hand.post("hua", at_pledge(story, "monitoring"), call)
    story.stage.walk_to(date(2026, 9, 28))
    substitute = {
        "reference": "P-2026-0003", "pledgee": BANK, "units": [{"code": story.codes[BUS]}],
        "terms": terms(
            third_party=True, substitute_in=story.names["pledge"], contract="第三方质押合同（示例）",
            outside_by=moment(date(2026, 10, 12)),
        ),
    }  # fmt: skip
    offered = story.hand.post("tong", "/v1/pledges", substitute)["pledge"]
    exchange = {"offer": offered, "place": 0, "acknowledged": ["UNCHECKED"], "approver": "lin"}
    story.hand.post("hua", at_pledge(story, "substitution"), exchange)
    cured = {"standing": "GOOD", "document": "已置换（示例）"}
    story.hand.post("hua", at_pledge(story, "monitoring"), cured)
    story.tell(
        "预警、追加通知之后，公共交通集团以第三方出质人身份用客流数据集置换，一笔交易内入一出一",
        "warned, then called: the transport group, as third-party pledgor by its own key, puts its data in the place; "
        "one comes in and one goes out in one transaction",
    )
    story.verdict(SHEEP)
    story.verdict(BUS)


def step_8(story: Story) -> None:
    story.begin(8, "续期窗口", "the renewal window")
    _calendar_of_2027(story)
    story.stage.walk_to(date(2027, 2, 1))
    story.verdict(BUS)
    _warnings(story)
    code = story.codes[BUS]
    at = f"/v1/certificates/{code}/proceedings/renew"
    story.hand.post("tong", at, {"holder": TRANSPORT, "years": 2, "documents": "续期材料（示例）"})
    story.stage.walk_to(date(2027, 2, 2))
    story.hand.post("bao", f"{at}/acceptance", {"paper": "续期受理"})
    story.stage.walk_to(date(2027, 2, 10))
    record = {
        "reference": "DEMO-XQ-0001", "evidenced_at": moment(date(2027, 2, 10), 9), "record": "{}", "paper": "准予续期",
        "approver": "chen",
    }  # fmt: skip
    story.hand.post("bao", f"{at}/registration", record)
    story.tell("续期两年；质押随凭证延续，无须任何人再做什么", "renewed for two years; the pledge goes along by itself")
    story.verdict(BUS)


def _calendar_of_2027(story: Story) -> None:
    """The State Council had not published 2027 when this was written: both authorities publish an invented year."""
    story.stage.walk_to(date(2026, 12, 1))
    days = "".join("1" if date.fromordinal(day).weekday() < 5 else "0" for day in _days_of(2027))
    act = {"act": "PUBLISH_CALENDAR", "year": 2027, "working_days": days, "source": "示例：按周末推算，并非国务院公布"}
    made = story.hand.post("zhang", "/v1/proposals", {"proposal": act})
    story.stage.walk_to(date(2026, 12, 3))
    story.hand.post("wei", f"/v1/proposals/{made['proposal']}/confirmation")
    story.tell(
        "两家主管部门公布 2027 年工作日（示例，按周末推算）",
        "two authorities publish the working days of 2027 (invented: weekends only)",
    )


def _days_of(year: int) -> range:
    return range(date(year, 1, 1).toordinal(), date(year + 1, 1, 1).toordinal())


def _warnings(story: Story) -> None:
    portfolio = story.ask("hua", "/v1/portfolio")
    (line,) = portfolio["items"]
    signals = line["signals"]
    story.tell(
        "银行组合预警：" + "；".join(f"{signal['rule']} {signal['zh']}" for signal in signals),
        "the bank's portfolio warns: " + "; ".join(f"{signal['rule']} {signal['en']}" for signal in signals),
    )
