# SPDX-License-Identifier: Apache-2.0
"""Step 4: a grant, a delivery that the other side acknowledges, a product made of it, and its registration (P6)."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import Any, Final

from ledger.demo.stage import moment
from ledger.demo.twelve.cast import COAL
from ledger.demo.twelve.forms import BUS, COAL_FORM, COAL_REPORT
from ledger.demo.twelve.registering import act, certify, file
from ledger.demo.twelve.telling import Story

RISK_CONTROL: Final = 6
MARKETING: Final = 7
FIELDS: Final = (0, 1, 2)
"""Line, stop and time of day; not who got on or off."""
FIELD_BITS: Final = str(sum(1 << field for field in FIELDS))


def digest(text: str) -> str:
    return "0x" + hashlib.sha256(text.encode()).hexdigest()


def use(purpose: int, records: int) -> dict[str, Any]:
    return {
        "right": "USE", "fields": FIELD_BITS, "purpose": purpose, "region": 150_600, "records": records, "calls": 1,
    }  # fmt: skip


def step_4(story: Story) -> None:
    story.begin(4, "授权、交付与衍生登记", "a grant, a delivery, a derived product registered")
    _granted(story)
    _delivered(story)
    _derived(story)
    story.verdict(COAL_REPORT)
    story.ask("jin", f"/v1/audit/trace/{story.codes[BUS]}")


def _granted(story: Story) -> None:
    story.stage.walk_to(date(2026, 7, 30))
    scope = {
        "purposes": ["RISK_CONTROL", "DERIVATION"], "not_after": moment(date(2027, 7, 1)), "fields": list(FIELDS),
        "divisions": [150_000], "max_records": 2_000_000, "depth": 0,
    }  # fmt: skip
    terms = {
        "right": "USE", "scope": scope, "agreement": "客流数据使用授权协议（示例）", "price_mode": "BY_TERM",
        "columns": "线路、站点、时段",
    }  # fmt: skip
    body = {"reference": "G-2026-0001", "code": story.codes[BUS], "grantee": COAL, "terms": terms}
    story.names["grant"] = story.hand.post("tong", "/v1/grants", body)["grant"]
    story.hand.post("kuang", f"/v1/grants/{story.names['grant']}/accept", {"document": "接受授权"})
    story.tell(
        "公共交通集团授权煤炭智运使用客流数据：三个字段组、风险控制、不得转授权、不得出境；双方各以自己的密钥签署",
        "the transport group grants the use of three groups of fields for risk control: no passing on, no export; each "
        "side signs with its own key",
    )
    query = {"purpose": MARKETING, "fields": "0", "region": 150_600}
    told = story.ask("kuang", f"/v1/grants/{story.names['grant']}/effective", **query)
    story.tell(
        f"营销用途不在授权范围内，规则 {told['rule']}",
        f"marketing is not covered; the rule that says so: {told['rule']}",
    )


def _delivered(story: Story) -> None:
    story.stage.walk_to(date(2026, 8, 3))
    code, grant = story.codes[BUS], story.names["grant"]
    delivery = {
        "code": code, "what": "DELIVER", "occurred_at": story.now, "use": use(RISK_CONTROL, 120_000),
        "counterparty": COAL, "grant": grant, "content": digest("7月客流"), "grade": 2, "division": 152_200,
        "particulars": {"channel": "API"},
    }  # fmt: skip
    told = story.hand.post("tong", "/v1/circulation/reports", delivery)
    story.hand.post("kuang", f"/v1/traces/{code}/{told['seq']}/answer", {"disputed": False})
    outside = delivery | {"use": use(MARKETING, 500), "content": digest("营销样本"), "occurred_at": story.now}
    marked = story.hand.post("tong", "/v1/circulation/reports", outside)
    story.tell(
        f"交付经接收方以自己的密钥确认；另一次超出用途的交付照样记录，标记 {marked['standing']}，规则 {marked['rule']}",
        f"a delivery acknowledged by the receiver's own key; one beyond its purpose is on record all the same, marked "
        f"{marked['standing']} by rule {marked['rule']}",
    )


def _derived(story: Story) -> None:
    story.stage.walk_to(date(2026, 8, 5))
    file(story, "kuang", COAL_FORM.of_parents(story.codes[BUS]))
    story.stage.walk_to(date(2026, 8, 6))
    act(story, "bao", "accept", [COAL_REPORT], paper="受理通知书")
    story.stage.walk_to(date(2026, 8, 7))
    act(story, "bao", "open-notice", [COAL_REPORT], paper="登记公示")
    certify(story, [COAL_REPORT], date(2026, 8, 17))
    parent = {"code": story.codes[BUS], "grant": story.names["grant"], "content": digest("7月客流")}
    made = {
        "code": story.codes[COAL_REPORT], "what": "DERIVE", "occurred_at": moment(date(2026, 8, 4)),
        "use": use(RISK_CONTROL, 120_000), "parents": [parent], "content": digest("风险报告"),
        "output": story.codes[COAL_REPORT], "grade": 2, "division": 150_600,
        "particulars": {"proof": digest("衍生证明")},
    }  # fmt: skip
    story.hand.post("kuang", "/v1/circulation/reports", made)
    lineage = story.hand.read("jin", f"/v1/traces/{story.codes[COAL_REPORT]}/lineage")
    assert [edge["parent"] for edge in lineage["ancestors"]] == [story.codes[BUS]], lineage
    story.tell(
        f"煤炭智运形成风险报告并按 P6 登记为 {story.codes[COAL_REPORT]}，谱系指向 {story.codes[BUS]}",
        f"the processor's report is registered as P6, {story.codes[COAL_REPORT]}; its lineage names {story.codes[BUS]}",
    )
