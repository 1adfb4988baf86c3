# SPDX-License-Identifier: Apache-2.0
"""Steps 1 to 3: an application that nobody answered, one objection, and the certificate (arts. 15-27)."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from datetime import date
from typing import Any

from ledger.demo.stage import moment
from ledger.demo.twelve.cast import COAL, HERDING
from ledger.demo.twelve.forms import BUS, BUS_FORM, SHEEP, SHEEP_FORM, WEATHER, WEATHER_FORM, Form
from ledger.demo.twelve.telling import Story
from ledger.domain.calendar import civil_of
from ledger.domain.ids import CertificateId


def file(story: Story, person: str, form: Form) -> None:
    answer = story.hand.post(person, "/v1/applications", form.body())
    story.cases[form.reference] = answer["case_id"]


def act(story: Story, person: str, verb: str, references: Sequence[str], **more: Any) -> dict[str, Any]:
    body = {"cases": [story.cases[each] for each in references], **more}
    return story.hand.post(person, f"/v1/applications/acts/{verb}", body)


def certify(story: Story, references: Sequence[str], when: date) -> None:
    """Evidence what the national system gave, and give the certificates: two persons each time."""
    story.stage.walk_to(when)
    records = [
        {"case": story.cases[each], "reference": f"DEMO-{each}", "evidenced_at": moment(when, 9), "record": "{}"}
        for each in references
    ]
    story.hand.post("bao", "/v1/applications/acts/evidence", {"records": records, "approver": "chen"})
    act(story, "bao", "certify", references, approver="chen")
    for each in references:
        case = story.hand.read("bao", f"/v1/applications/{story.cases[each]}")
        story.codes[each] = CertificateId(case["code"])


def step_1(story: Story) -> None:
    story.begin(1, "申请与默示受理", "an application, and silence that accepts it")
    story.stage.walk_to(date(2026, 7, 1))
    file(story, "bao", SHEEP_FORM)
    story.tell("牧业公司提交初次登记申请，附数据样例摘要", "the herding company applies, with the digest of a sample")
    body = {"cases": [story.cases[SHEEP]]}
    story.stage.walk_to(date(2026, 7, 6), 23)
    story.tell_refusal(
        "第三个工作日内尚不构成默示受理", "on the third working day it is not silence yet",
        "jin", "/v1/applications/acts/note-silence", body, "SILENCE_NOT_YET",
    )  # fmt: skip
    story.stage.walk_to(date(2026, 7, 7))
    story.hand.post("jin", "/v1/applications/acts/note-silence", body)
    story.tell(
        "登记机构三个工作日未答复，任何人可标记默示受理（第十七条）；此处由审计机构标记",
        "three working days unanswered: anybody may note that silence accepted it (art. 17); here the auditor does",
    )


def step_2(story: Story) -> None:
    story.begin(2, "补充材料、公示与异议", "evidence asked for, public notice, an objection")
    story.stage.walk_to(date(2026, 7, 8))
    act(story, "bao", "request-evidence", [SHEEP], paper="请补充牧户采集授权协议", last_day="2026-07-22")
    story.stage.walk_to(date(2026, 7, 9))
    act(story, "bao", "receive-evidence", [SHEEP], paper="已收到牧户采集授权协议")
    story.tell("要求补充采集协议，计时暂停一日后恢复", "herders' agreements asked for and received; the clock paused")
    story.stage.walk_to(date(2026, 7, 10))
    act(story, "bao", "open-notice", [SHEEP], paper="登记公示")
    story.stage.walk_to(date(2026, 7, 15))
    objection = {"reasons": "溯源数据中含本公司运输轨迹，请求核实", "material": "运输合同复印件", "objector": COAL}
    story.hand.post("bao", f"/v1/applications/{story.cases[SHEEP]}/objections", objection)
    for form in (BUS_FORM, WEATHER_FORM):
        file(story, "bao", form)
    story.stage.walk_to(date(2026, 7, 16))
    act(story, "bao", "accept", [BUS, WEATHER], paper="受理通知书")
    story.stage.walk_to(date(2026, 7, 17))
    act(story, "bao", "open-notice", [BUS, WEATHER], paper="登记公示")
    story.stage.walk_to(date(2026, 7, 24))
    decision = {"upheld": False, "document": "经核实采集协议，异议不成立", "approver": "chen"}
    story.hand.post("bao", f"/v1/applications/{story.cases[SHEEP]}/objections/1/decision", decision)
    story.tell(
        "公示五个工作日；煤炭智运第四日提出异议，十个工作日内核查后驳回，附文书摘要",
        "five working days of notice; an objection on the fourth, investigated and rejected on paper",
    )


def step_3(story: Story) -> None:
    story.begin(3, "存证、发证与核对", "evidenced, certified, compared")
    certify(story, [SHEEP], date(2026, 7, 28))
    story.tell(
        f"国家系统存证，发给凭证 {story.codes[SHEEP]}，五年", f"evidenced, certified {story.codes[SHEEP]}, five years"
    )
    _compared(story)
    certify(story, [BUS, WEATHER], date(2026, 7, 29))
    story.verdict(SHEEP)


def _compared(story: Story) -> None:
    """An extract as the national system would give it, which says the same."""
    code = story.codes[SHEEP]
    held = story.hand.read("", f"/v1/certificates/{code}/verdict")["certificate"]
    row = (
        code,
        HERDING,
        "数据持有权、数据使用权、数据经营权",
        civil_of(held["evidenced_at"]["seconds"]).isoformat(),
        civil_of(held["expires_at"]["seconds"] - 1).isoformat(),
        held["data"]["name"],
    )
    lines = [("登记凭证编号", "权利人", "权利类型", "存证日期", "有效期至", "数据名称"), row]
    text = "\n".join(",".join(line) for line in lines)
    file = {"name": "extract.csv", "content": base64.b64encode(text.encode("utf-8-sig")).decode()}
    found = story.hand.post("bao", "/v1/reconciliations", {"file": file, "extracted_at": story.now})
    outcome = found["certificates"][0]["outcome"]
    story.tell(
        f"与国家系统摘录逐项核对：{outcome}",
        f"compared field by field with an extract of the national record: {outcome}",
    )
