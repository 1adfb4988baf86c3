# SPDX-License-Identifier: Apache-2.0
"""Steps 9 to 12: a seizure, a default and its proceeds, an auditor who believes nobody, and who may not pledge."""

from __future__ import annotations

from datetime import date
from typing import Final

from ledger.demo.stage import moment
from ledger.demo.twelve.cast import BANK, COURT, FUND, INSTITUTION, PORT, TRANSPORT
from ledger.demo.twelve.forms import BUS, SHEEP, WEATHER
from ledger.demo.twelve.lending import MILLION, ON_FORM, YUAN, at_pledge, terms
from ledger.demo.twelve.telling import Story
from ledger.demo.twelve.using import RISK_CONTROL
from ledger.domain.ids import CertificateId

SEIZURE: Final = 2
CITY: Final = 2
CLAIM: Final = 7 * MILLION
ANOTHER_ORGAN: Final = "111525000000DEM34A"


def step_9(story: Story) -> None:
    story.begin(9, "法院查封与解除", "a court's seizure, and its end")
    story.stage.walk_to(date(2027, 3, 1))
    code = story.codes[BUS]
    paper = {
        "kind": SEIZURE, "paper": "（2027）示例财保1号裁定书", "authority": COURT, "level": CITY, "approver": "chen",
    }  # fmt: skip
    story.hand.post("bao", f"/v1/certificates/{code}/annotations", paper)
    story.tell("登记机构双人记录法院查封裁定", "two persons of the registrar record the court's order")
    _refused_while_frozen(story)
    story.verdict(BUS)
    lifting = {"authority": ANOTHER_ORGAN, "level": CITY, "document": "其他机关文书（示例）", "approver": "chen"}
    story.tell_refusal(
        "其他机关的同级文书不能解除", "the paper of another organ of the same level lifts nothing",
        "bao", f"/v1/certificates/{code}/annotations/1/lifting", lifting, "LIFTED_BY_LESSER_AUTHORITY",
    )  # fmt: skip
    story.stage.walk_to(date(2027, 3, 15))
    given = lifting | {"authority": COURT, "document": "（2027）示例财保1号之一解除裁定书"}
    story.hand.post("bao", f"/v1/certificates/{code}/annotations/1/lifting", given)
    story.tell("原法院裁定解除，凭证恢复", "lifted on the same court's paper")
    story.verdict(BUS)


def _refused_while_frozen(story: Story) -> None:
    scope = {"purposes": ["RISK_CONTROL"], "not_after": moment(date(2027, 7, 1))}
    terms = {"right": "USE", "scope": scope, "agreement": "冻结期间的授权（示例）"}
    body = {"reference": "G-2027-0001", "code": story.codes[BUS], "grantee": PORT, "terms": terms}
    story.tell_refusal(
        "冻结期间不得新设授权", "no new grant while it is frozen", "tong", "/v1/grants", body, "CERTIFICATE_FROZEN"
    )
    query = {"purpose": RISK_CONTROL, "fields": "0", "region": 150_600}
    told = story.ask("kuang", f"/v1/grants/{story.names['grant']}/effective", **query)
    story.tell(
        f"在行的授权继续有效，并提示 {'、'.join(told['flags'])}（裁定第 20 条）",
        f"the grant that runs goes on, flagged {', '.join(told['flags'])} (ruling 20)",
    )


def step_10(story: Story) -> None:
    story.begin(10, "违约、代偿与处置", "a default, compensation, a sale by auction")
    story.stage.walk_to(date(2027, 3, 22))
    before = story.verdict(BUS)
    story.hand.post(
        "hua", at_pledge(story, "default"),
        {"ground": "PAYMENT", "evidence": "逾期凭证（示例）", "notice": "违约通知书（示例）"},
    )  # fmt: skip
    assert story.verdict(BUS) == before, "a default moves no right"
    story.tell("银行宣布违约：任何权利均不移转", "a default is declared: no right moves")
    _compensated(story)
    _sold(story)


def _compensated(story: Story) -> None:
    """The fund pays a fifth of the claim and stands in the bank's place for it alone, not to its detriment (Civil Code
    art. 700): the pledge stays the bank's."""
    story.stage.walk_to(date(2027, 3, 29))
    paid = {
        "payer": FUND, "amount_fen": CLAIM // 5, "share_bps": 2_000, "document": "代偿付款凭证（示例）",
        "agreement": "风险补偿协议：基金承担百分之二十（示例）", "approver": "lin",
    }  # fmt: skip
    story.hand.post("hua", at_pledge(story, "compensations"), paid)
    story.hand.post("fu", at_pledge(story, "subrogation"), {"number": 1})
    loan = story.hand.read("fu", at_pledge(story, "").rstrip("/"))["loan"]
    share = int(loan["owed_to_payers_fen"]) // YUAN
    story.tell(
        f"风险补偿基金代偿百分之二十（{share} 元），银行双人确认、基金签认，就该部分代位；质权仍由银行行使，顺位不变",
        f"the compensation fund pays a fifth ({share} yuan): two persons of the bank confirm, the fund signs and "
        "stands in its place for that; the pledge stays the bank's, with its rank",
    )


def _sold(story: Story) -> None:
    code = story.codes[BUS]
    verdict = story.hand.read("", f"/v1/certificates/{code}/verdict")
    barred = "、".join(each["code"] for each in verdict["restrictions"])
    way = {
        "mode": "AUCTION",
        "document": "处置协议（示例）",
        "details": f"数据交易所公告、底价与买方资格，限制：{barred}",
    }
    story.hand.post("hua", at_pledge(story, "enforcement"), way)
    story.stage.walk_to(date(2027, 4, 12))
    sale = {"to": "TRANSFER", "code": code, "holder": TRANSPORT, "right": "OPERATE", "new_holder": PORT}
    consent = {"matter": sale, "until": moment(date(2027, 5, 31))}
    story.hand.post("hua", at_pledge(story, "consents"), consent)
    at = f"/v1/certificates/{code}/proceedings/transfer"
    contract = {"holder": TRANSPORT, "to": PORT, "rights": ["OPERATE"], "documents": "成交确认书与转让合同（示例）"}
    story.hand.post("tong", at, contract)
    story.hand.post("kou", f"{at}/agreement", {"party": PORT, "paper": "同意受让"})
    story.stage.walk_to(date(2027, 4, 13))
    story.hand.post("bao", f"{at}/acceptance", {"paper": "转让受理"})
    story.stage.walk_to(date(2027, 4, 20))
    record = {
        "reference": "DEMO-ZR-0001", "evidenced_at": moment(date(2027, 4, 20), 9), "record": "{}", "paper": "准予转让",
        "approver": "chen",
    }  # fmt: skip
    story.hand.post("bao", f"{at}/registration", record)
    told = story.ask("", f"/v1/certificates/{code}/verdict")
    (bought,) = (note["detail"] for note in told["notes"] if note["code"] == "TRANSFERRED")
    story.codes["bought"] = CertificateId(bought)
    story.tell(
        f"拍卖成交，买方资格对照限制范围核对（{barred}）；经营权转让登记，新凭证 {bought}，质权顺位随之",
        f"sold by auction, the buyer held against the restrictions ({barred}); the right to operate is registered "
        f"under {bought}, and the rank goes along",
    )
    story.verdict("bought")
    _shared_out(story)


def _shared_out(story: Story) -> None:
    pledge = story.names["pledge"]
    units = story.hand.read("hua", f"/v1/pledges/{pledge}")["units"]
    place = next(unit["place"] for unit in units if unit["live"])
    brought = {
        "place": place, "proceeds_fen": 11 * MILLION, "costs_fen": MILLION // 5,
        "claims": [{"pledge": pledge, "amount_fen": CLAIM}], "document": "成交结果（示例）",
        "transfer": "转让登记（示例）",
    }  # fmt: skip
    story.hand.post("hua", at_pledge(story, "realisation"), brought)
    (realised,) = story.hand.read("fu", f"/v1/pledges/{pledge}")["realised"]
    (fund,) = (int(part["amount_fen"]) // YUAN for part in realised["to_payers"])
    bank, back = int(realised["to_pledgee_fen"]) // YUAN, int(realised["surplus_fen"]) // YUAN
    story.hand.post(
        "hua", at_pledge(story, "release"), {"ending": "REALISED", "document": "结清证明（示例）", "approver": "lin"}
    )
    story.tell(
        f"价款一千一百万元按顺位分配：费用二十万；债权七百万，其中银行 {bank} 元在先，基金收回 {fund} 元；"
        f"余款 {back} 元返还出质人；质押注销",
        f"eleven million shared out by rank: costs, then the claim, {bank} yuan to the bank first and {fund} back to "
        f"the fund; {back} yuan to the pledgor; released",
    )
    story.verdict("bought")


def step_11(story: Story) -> None:
    story.begin(11, "审计", "an auditor who believes nobody")
    story.stage.walk_to(date(2027, 5, 10))
    for reference in (SHEEP, BUS):
        audit = story.ask("jin", f"/v1/audit/trace/{story.codes[reference]}")
        found, left = (
            " ".join(each["check"] for each in audit["checks"] if each["outcome"] == word) or "-"
            for word in ("FINDINGS", "NOT_CHECKED")
        )
        story.tell(
            f"{audit['root']} 流通轨迹十二项检查，发现：{found}；未核对：{left}；其余通过",
            f"thirteen checks of the trace of {audit['root']}, found: {found}; not checked: {left}; the others passed",
        )
    trace = story.ask("jin", f"/v1/traces/{story.codes[BUS]}")
    levels = " ".join(f"{each['what']}={each['attestation_level']}" for each in trace["items"])
    story.tell(f"各事件证明等级：{levels}", f"how well each event is attested: {levels}")
    verdict = story.ask("jin", f"/v1/certificates/{story.codes[BUS]}/verdict")
    caveats = verdict["not_checked"]
    story.tell(
        "未核对：" + "；".join(each["zh"] for each in caveats),
        "not checked: " + "; ".join(each["en"] for each in caveats),
    )


def step_12(story: Story) -> None:
    story.begin(12, "事业单位不得出质", "a public institution may register, and may not pledge")
    body = {
        "reference": "P-2027-0001", "pledgor": INSTITUTION, "pledgee": BANK, "units": [{"code": story.codes[WEATHER]}],
        "terms": terms(
            exclusive=False, ltv_bps=0, opinions=0, contract_date=moment(date(2027, 5, 10), 0),
            outside_by=moment(date(2027, 5, 17)),
        ),
        "signing": ON_FORM,
    }  # fmt: skip
    story.tell_refusal(
        "经决定登记的事业单位申请出质", "the institution that was registered by decision wants to pledge",
        "bao", "/v1/pledges", body, "H1_PLEDGOR_IS_PUBLIC_BODY",
    )  # fmt: skip
    story.verdict(WEATHER)
