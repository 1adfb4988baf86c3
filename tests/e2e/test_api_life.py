# SPDX-License-Identifier: Apache-2.0
"""The life of certificates through the API: every step by its own caller, what each may read, a registrar's exit."""

from __future__ import annotations

import base64
import hashlib
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api import create_app
from ledger.domain.calendar import civil_of
from ledger.domain.ids import CertificateId, OrgId
from ledger.domain.kinds import OrgKind
from ledger.service import governing, own_affairs, people
from ledger.service.founding import decree
from ledger.service.governing import Governed
from ledger.service.verdicts import Question, verdict
from ledger.store.queries import acts, certificates
from tests.e2e.founded import DAY, HERDING, OTHER_REGISTRAR, POWER, REGISTRAR, Founded, founded_ledger

THIRD = OrgId("91150105MA0DEM857D")
SIGNED = {"form": "签字材料", "mandate": "委托书", "level": 2}


@dataclass(slots=True)
class Desk:
    """The API as each person calls it. `made` counts keys, so that each act has its own."""

    founded: Founded
    client: TestClient
    keys: dict[str, str]
    made: list[int] = field(default_factory=list)

    def get(self, person: str, path: str, **params: Any) -> Any:
        answer = self.client.get(f"/v1/{path}", headers=self._headers(person), params=params)
        return answer.json() | {"status_code": answer.status_code}

    def post(self, person: str, path: str, body: dict[str, Any], key: str | None = None) -> Any:
        self.made.append(1)
        headers = self._headers(person) | {"Idempotency-Key": key or f"act-{len(self.made)}"}
        answer = self.client.post(f"/v1/{path}", headers=headers, json=body)
        told: dict[str, Any] = answer.json()
        return told | {"status_code": answer.status_code}

    def act(self, path: str, body: dict[str, Any]) -> None:
        """By the registrar's preparer, approved by the second person."""
        waiting = self.post("bao", path, body | {"approver": "chen"})
        assert waiting["status_code"] == 202, waiting
        done = self.post("chen", f"preparations/{waiting['id']}/approval", {})
        assert done["status_code"] == 200, done

    def _headers(self, person: str) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.keys[person]}"}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with founded_ledger(tmp_path_factory.mktemp("desk")) as founded:
        ledger = founded.ledger
        account = ledger.keys.create_account()
        own_affairs.add_holder_key(ledger, founded.people["bao"], POWER, account, ledger.now())
        spare = ledger.keys.create_account()
        founded.people["qin"] = people.add_person(ledger.store, REGISTRAR, "qin", "秦示例", spare, ledger.now())
        founded.people["dian"] = people.add_person(ledger.store, POWER, "dian", "电示例", account, ledger.now())
        keys = {name: founded.api_key(name) for name in ("bao", "chen", "dai", "hua", "wei", "zhang", "dian")}
        with TestClient(create_app(ledger)) as client:
            yield Desk(founded, client, keys)


def national(desk: Desk, reference: str) -> dict[str, Any]:
    return {"reference": reference, "evidenced_at": desk.founded.ledger.now(), "record": "{}", "paper": "准予登记"}


def judged(desk: Desk, code: str, at: int | None = None) -> Any:
    ledger, until = desk.founded.ledger, time.monotonic() + 20
    while time.monotonic() < until:
        with ledger.store.reading() as session:
            head = acts.required_head(session)
        if head.finalized_number >= head.block_number:
            break
        time.sleep(0.05)
    return verdict(ledger.store, Question(CertificateId(code), ledger.now(), at)).verdict


def test_a_transferee_agrees_by_its_own_key_and_the_transferor_on_paper(desk: Desk) -> None:
    code = desk.founded.certificates[0]
    room = f"certificates/{code}/proceedings"
    asked = {"holder": HERDING, "to": POWER, "documents": "转让合同", "signing": SIGNED}
    filed = desk.post("bao", f"{room}/transfer", asked, "file-t")
    assert filed["status_code"] == 200, filed
    assert desk.post("bao", f"{room}/transfer", asked, "file-t")["tx"] == filed["tx"]

    offered = desk.get("bao", f"{room}/transfer/1")
    assert (offered["state"], offered["missing"], offered["level"]) == ("OFFERED", 1, 2)
    assert (offered["holder"], offered["other"]) == (HERDING, POWER)
    own = {"party": POWER, "paper": "同意受让"}
    assert desk.post("dian", f"{room}/transfer/agreement", own | {"signing": SIGNED})["code"] == "PAPER_BESIDE_OWN_KEY"
    assert desk.post("dian", f"{room}/transfer/agreement", own)["status_code"] == 200
    waiting = desk.get("bao", f"{room}/transfer/1")
    assert waiting["state"] == "SUBMITTED"
    assert waiting["answer_by"] is not None

    assert desk.post("bao", f"{room}/transfer/acceptance", {"paper": "受理"})["status_code"] == 200
    desk.act(f"{room}/transfer/registration", national(desk, "GJ-API-1"))
    ended = desk.get("bao", f"{room}/transfer/1")
    assert ended["state"] == "REGISTERED"
    assert judged(desk, code).word == "REPLACED"
    assert judged(desk, ended["successor"]).word == "VALID"


def test_lists_show_each_organisation_what_concerns_it(desk: Desk) -> None:
    code = desk.founded.certificates[1]
    asked = {"holder": POWER, "before": "旧描述", "after": "新描述", "documents": "证明"}
    assert desk.post("dian", f"certificates/{code}/proceedings/change", asked)["status_code"] == 200
    seen = {
        person: {(each["code"], each["procedure"]) for each in desk.get(person, "proceedings")["items"]}
        for person in ("bao", "dian", "dai", "hua", "wei")
    }
    mine = {(code, "CHANGE")}
    assert seen == {"bao": mine, "dian": mine, "dai": set(), "hua": set(), "wei": mine}
    assert len(desk.get("bao", "proceedings", state="ALL")["items"]) > 1
    assert {each["procedure"] for each in desk.get("bao", f"certificates/{code}/proceedings")["items"]} == {"CHANGE"}
    assert desk.get("bao", "certificates/SJ1512026099999/proceedings")["code"] == "CERTIFICATE_NOT_FOUND"


def test_pages_of_the_list_lose_nothing(desk: Desk) -> None:
    whole = [(each["code"], each["procedure"], each["number"]) for each in
             desk.get("wei", "proceedings", state="ALL")["items"]]  # fmt: skip
    found, after = [], {}
    while True:
        page = desk.get("wei", "proceedings", state="ALL", limit=1, **after)
        found += [(each["code"], each["procedure"], each["number"]) for each in page["items"]]
        if page["next"] is None:
            break
        after = {"after": page["next"]}
    assert found == whole
    assert len(whole) >= 2


def test_a_refusal_takes_two_persons_and_names_its_ground(desk: Desk) -> None:
    code = desk.founded.certificates[1]
    room = f"certificates/{code}/proceedings/change"
    assert desk.post("bao", f"{room}/acceptance", {})["status_code"] == 200
    alone = desk.post("bao", f"{room}/refusal", {"ground": 3, "paper": "不予登记"})
    assert (alone["status_code"], alone["code"]) == (422, "APPROVER_MISSING")
    desk.act(f"{room}/refusal", {"ground": 3, "paper": "不予登记"})
    refused = desk.get("wei", f"{room}/1")
    assert (refused["state"], refused["refusal_ground"]) == ("REFUSED", 3)
    assert desk.get("bao", "proceedings")["items"] == []


def test_a_changed_name_is_in_verdict_catalogue_and_page_once_it_is_registered(desk: Desk) -> None:
    code, name = desk.founded.certificates[1], "2024年至2026年内蒙古自治区电力行业用电数据集"
    room = f"certificates/{code}/proceedings/change"
    asked = {"holder": POWER, "before": "旧", "after": "新", "documents": "证明", "name": name, "time_to": "2026-06-30"}
    long = desk.post("dian", room, asked | {"name": "长" * 41})
    assert (long["status_code"], long["code"]) == (422, "REQUEST_INVALID")
    assert desk.post("dian", room, asked)["status_code"] == 200
    (filed,) = desk.get("bao", "proceedings")["items"]
    assert (filed["data_name"], filed["time_to"]) == (name, "2026-06-30T23:59:59+08:00")
    assert desk.post("bao", f"{room}/acceptance", {})["status_code"] == 200
    now = desk.founded.ledger.now()
    desk.act(f"{room}/registration", {"reference": "GJ-C-2", "evidenced_at": now, "record": "{}", "paper": "准予变更"})
    found = desk.get("bao", "certificates", name="电力行业用电")["items"]
    assert [(each["code"], each["data_name"]) for each in found] == [(code, name)]
    again = desk.post("dian", room, asked)
    assert (again["status_code"], again["code"]) == (409, "CHANGE_IS_EMPTY")


def test_who_files_for_another_says_how_well_the_form_is_attested(desk: Desk) -> None:
    code = desk.founded.certificates[1]
    asked = {"ground": 1, "holder": HERDING, "signing": {"form": "签字"}}
    told = desk.post("bao", f"certificates/{code}/proceedings/cancel", asked)
    assert (told["status_code"], told["code"]) == (422, "ATTESTATION_LEVEL_MISSING")


def test_a_renewal_before_its_window_is_refused(desk: Desk) -> None:
    code = desk.founded.certificates[1]
    asked = {"holder": POWER, "documents": "续期申请"}
    told = desk.post("dian", f"certificates/{code}/proceedings/renew", asked)
    assert told["code"] == "OUTSIDE_RENEWAL_WINDOW"


def test_a_dispute_goes_from_filing_to_its_conclusion(desk: Desk) -> None:
    code = desk.founded.certificates[1]
    room = f"certificates/{code}/disputes"
    filed = {"objector": HERDING, "reasons": "登记有误", "material": "证据", "signing": SIGNED}
    assert desk.post("bao", room, filed, "dispute")["status_code"] == 200
    for other in (filed | {"material": "另一证据"}, filed | {"signing": SIGNED | {"level": 3}}):
        assert desk.post("bao", room, other, "dispute")["code"] == "IDEMPOTENCY_KEY_REUSED"
    assert desk.post("bao", f"{room}/1/notes", {"step": "complete", "paper": "材料齐全"})["status_code"] == 200
    (open_,) = desk.get("hua", room)["items"]
    assert (open_["outcome"], open_["objector"], open_["informed_at"]) == ("OPEN", HERDING, None)
    assert open_["inform_by"] is not None
    assert desk.post("bao", f"{room}/1/notes", {"step": "informed", "paper": "已告知"})["status_code"] == 200
    answer = {"holder": POWER, "contested": True, "paper": "不认可"}
    assert desk.post("dian", f"{room}/1/answer", answer)["status_code"] == 200
    stranger = {"objector": POWER, "paper": "撤回"}
    assert desk.post("dian", f"{room}/1/withdrawal", stranger)["status_code"] == 403
    desk.act(f"{room}/1/conclusion", {"outcome": "REJECTED", "paper": "异议不成立"})
    (closed,) = desk.get("hua", room)["items"]
    assert (closed["outcome"], closed["contested"]) == ("REJECTED", True)
    unknown = desk.post("bao", f"{room}/7/notes", {"step": "informed", "paper": "x"})
    assert (unknown["status_code"], unknown["code"]) == (404, "DISPUTE_UNKNOWN")


def test_entries_elsewhere_and_confirmed_relations_are_listed(desk: Desk) -> None:
    code, other = desk.founded.certificates[1], desk.founded.certificates[2]
    given = {"kind": "DATA_IP", "issuer": "示例知识产权登记机构", "number": "DIP-1", "status": "IN_FORCE"}
    assert desk.post("bao", f"certificates/{code}/links", given | {"shown": False})["status_code"] == 200
    (link,) = desk.get("hua", f"certificates/{code}/links")["items"]
    assert (link["kind"], link["reference"], link["verified"]) == ("DATA_IP", None, False)

    confirmed = {"other": other, "relation": "DERIVED", "paper": "由此衍生"}
    assert desk.post("dai", f"certificates/{code}/relations", confirmed)["status_code"] == 403
    assert desk.post("bao", f"certificates/{code}/relations", confirmed)["status_code"] == 200
    for one, word, to in ((code, "DERIVED", other), (other, "SOURCE", code)):
        (relation,) = desk.get("hua", f"certificates/{one}/relations")["items"]
        assert (relation["relation"], relation["other"]) == (word, to)
        assert f"{word} · {to}" in [note.detail for note in judged(desk, one).notes]
    report = desk.get("hua", f"certificates/{code}/bank-report", holder=POWER)
    (siblings,) = (check for check in report["checks"] if check["code"] == "siblings")
    assert f"{other} DERIVED VALID" in [part["detail"] for part in siblings["parts"]]


# --- a wish, to its last word -----------------------------------------------------------------------------------------


def told_again(desk: Desk, person: str, path: str, body: dict[str, Any], **changes: Any) -> dict[str, str]:
    """What the same idempotency key gets with each field changed, after the wish itself was taken."""
    key = f"wish-{len(desk.made)}"
    first = desk.post(person, path, body, key)
    assert first["status_code"] in (200, 202), first
    assert desk.post(person, path, body, key) == first
    return {
        name: desk.post(person, path, body | {name: value}, key).get("code", "TAKEN") for name, value in changes.items()
    }


LESS_SIGNED = SIGNED | {"level": 1}
SCOPE = {"purposes": ["CREDIT_ASSESSMENT"], "not_after": 1_790_000_000, "fields": [0]}
TERMS = {"right": "USE", "scope": SCOPE, "agreement": "协议", "columns": "耳标号"}
STORED = {"what": "STORE", "particulars": {"storage_class": "COLD", "encryption": "SM4"}}
DELIVERED = {"what": "DELIVER", "particulars": {"channel": "API"}, "counterparty": HERDING, "content": "0x" + "5a" * 32}
AUTHORITIES = {"source": "11150100MB0DEM02X3", "authority": "11150000MB0DEM01XW"}


def test_a_key_is_good_for_one_wish_to_its_last_word(desk: Desk) -> None:
    """Whoever sends anything else under it is told, and not answered as if it had been done."""
    code, now = desk.founded.certificates[1], desk.founded.ledger.now()
    at, case = f"certificates/{code}", desk.founded.cases["NM-2026-0004"]
    paper = {"paper": "查封裁定", "authority": AUTHORITIES["authority"], "approver": "chen"}
    slip = {"before": "甲", "after": "乙", "reason": "笔误", "approver": "chen"}
    dispute = {"objector": HERDING, "reasons": "登记有误", "signing": SIGNED}
    taken_back = {"objector": HERDING, "paper": "撤回", "signing": SIGNED}
    number = len(desk.get("bao", f"{at}/disputes")["items"]) + 1
    about = {"code": code, "occurred_at": now - 60, "use": {"purpose": 4}}
    on_paper = {"form": "签字材料", "level": 2}

    said = {
        "annotate": told_again(
            desk, "bao", f"{at}/annotations", paper | {"kind": 2, "level": 2}, level=3, since=now - 9, until=now + 9**6
        ),
        "lift": told_again(desk, "bao", f"{at}/annotations/1/lifting", annotated(paper, level=2), level=3),
        "correct": told_again(desk, "bao", f"{at}/corrections", slip, data_name="2025年内蒙古自治区用电数据集"),
        "revoke": told_again(desk, "bao", f"{at}/revocation", annotated(paper, level=3, since=now), record="{}"),
        "link": told_again(
            desk, "bao", f"{at}/links", {"kind": "OTHER", "issuer": "示例平台", "number": "Y-1"}, paper="登记证明"
        ),
        "dispute": told_again(desk, "bao", f"{at}/disputes", dispute, material="证据", signing=LESS_SIGNED),
        "withdraw": told_again(
            desk, "bao", f"{at}/disputes/{number}/withdrawal", taken_back, objector=POWER, signing=LESS_SIGNED
        ),
        "object": told_again(
            desk, "bao", f"applications/0x{case.hex()}/objections",
            {"reasons": "异议", "person_number": "110101199003074514"},
            material="材料", person_number="11010119900307001X",
        ),
        "offer": told_again(
            desk, "bao", "grants",
            {"reference": "W-1", "code": code, "grantor": POWER, "grantee": HERDING, "terms": TERMS, "signing": SIGNED},
            signing=LESS_SIGNED,
        ),
        "apply": told_again(
            desk, "bao", "public-applications",
            {"reference": "W-2", "resource": "GG1", "applicant": POWER, "terms": TERMS, "document": "申请"}
            | AUTHORITIES | {"signing": SIGNED},
            signing=LESS_SIGNED,
        ),
        "ask": told_again(
            desk, "dian", "circulation/questions", {"code": code, "what": "USE"}, at=now - 60, counterparty=HERDING
        ),
        "report": told_again(
            desk, "bao", "circulation/reports", about | STORED | on_paper | {"actor": POWER}, on_behalf_of=POWER
        ),
        "deliver": told_again(desk, "dian", "circulation/reports", about | DELIVERED, visibility=2),
        "two persons": told_again(
            desk, "bao", "two-person-acts", {"kinds": ["APPLICATION_REFUSED"], "approver": "chen"}, approver="qin"
        ),
    }  # fmt: skip
    last = desk.get("bao", f"traces/{code}")["items"][-1]["seq"]
    said["answer"] = told_again(
        desk, "bao", f"traces/{code}/{last}/answer", {"disputed": False} | on_paper, mandate="委托书"
    )

    others = {f"{verb}, {name}": word for verb, codes in said.items() for name, word in codes.items()}
    assert len(others) >= 20
    assert [name for name, word in others.items() if word != "IDEMPOTENCY_KEY_REUSED"] == []


def annotated(paper: dict[str, Any], **more: Any) -> dict[str, Any]:
    """The same paper as other acts name it."""
    return {"authority": paper["authority"], "document": paper["paper"], "approver": paper["approver"], **more}


def test_an_approver_is_shown_every_word_that_she_signs(desk: Desk) -> None:
    code, now = desk.founded.certificates[1], desk.founded.ledger.now()
    given = {"kind": 3, "paper": "临时管制", "authority": AUTHORITIES["authority"], "level": 2}
    given |= {"since": now - 60, "until": now + DAY}
    slip = {"before": "甲", "after": "乙", "reason": "笔误", "data_name": "2024年内蒙古自治区用电数据集"}

    annotation = desk.post("bao", f"certificates/{code}/annotations", given | {"approver": "chen"})
    lifting = desk.post(
        "bao", f"certificates/{code}/annotations/1/lifting", annotated(given | {"approver": "chen"}, level=4)
    )
    correction = desk.post("bao", f"certificates/{code}/corrections", slip | {"approver": "chen"})

    shown = [desk.get("chen", f"preparations/{each['id']}")["command"] for each in (annotation, lifting, correction)]
    assert shown[0] == given | {"code": code, "approver": "chen"}
    assert (shown[1]["number"], shown[1]["level"], shown[1]["document"]) == (1, 4, "临时管制")
    assert shown[2] == slip | {"code": code, "approver": "chen"}


def extract(desk: Desk, code: str, **changed: str) -> dict[str, Any]:
    with desk.founded.ledger.store.reading() as session:
        item = certificates.certificate(session, CertificateId(code))
    assert item is not None
    held = item.certificate
    row = {
        "登记凭证编号": code,
        "权利人": POWER,
        "权利类型": "数据持有权、数据使用权、数据经营权",
        "存证日期": civil_of(held.evidenced_at).isoformat(),
        "有效期至": civil_of(held.expires_at - 1).isoformat(),
    } | changed
    text = ",".join(row) + "\n" + ",".join(row.values()) + "\n"
    return {"name": "extract.csv", "content": base64.b64encode(text.encode("utf-8-sig")).decode()}


def test_an_extract_is_compared_by_anybody_and_recorded_by_the_registrar(desk: Desk) -> None:
    code, now = desk.founded.certificates[1], desk.founded.ledger.now()
    file = extract(desk, code)
    shown = desk.post("hua", "reconciliations/check", {"file": file})
    assert shown["counts"] == {"MATCH": 1, "MISMATCH": 0, "UNCHECKED": 0}
    assert desk.get("hua", f"certificates/{code}/reconciliations")["items"] == []

    body = {"file": file, "extracted_at": now}
    stranger = desk.post("dai", "reconciliations", body)
    assert (stranger["recorded"], stranger["left"]) == ([], [{"code": code, "reason": "ANOTHER_REGISTRAR"}])
    first = desk.post("bao", "reconciliations", body)
    assert (first["recorded"], len(first["acts"])) == ([code], 1)
    again = desk.post("bao", "reconciliations", body)
    assert (again["recorded"], again["left"]) == ([], [{"code": code, "reason": "RECORDED_BEFORE"}])
    (kept,) = desk.get("hua", f"certificates/{code}/reconciliations")["items"]
    assert (kept["outcome"], kept["differing"]) == ("MATCH", [])
    left = {each["field"] for each in kept["fields"] if each["match"] == "UNCHECKED"}
    assert {each["field"]: each["match"] for each in kept["fields"]} == {
        field["field"]: field["match"] for field in shown["certificates"][0]["fields"]
    }
    assert left == {"registrar", "data_name", "national_ref"}
    assert kept["extract_sha256"] == hashlib.sha256(base64.b64decode(str(file["content"]))).hexdigest()


def sent(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


@pytest.mark.parametrize(
    ("file", "code"),
    [
        pytest.param({"name": "a.pdf", "content": "eHh4eHg="}, "FILE_KIND", id="kind"),
        pytest.param({"name": "a", "content": ""}, "FILE_EMPTY", id="empty"),
        pytest.param({"name": "../../a.csv", "content": "eHh4eHg="}, "EXTRACT_WITHOUT_CODES", id="no-codes"),
        pytest.param({"name": "a.csv", "content": "e=Hh"}, "REQUEST_INVALID", id="no-base64"),
        pytest.param({"name": "a.csv", "content": "/////w=="}, "FILE_ENCODING", id="no-encoding"),
        pytest.param({"name": "a.csv", "content": sent('code,holder\n"SJ1512026090001,x')}, "CSV_BROKEN", id="quotes"),
        pytest.param({"name": "a.csv", "content": sent("code,holder\nSJ1,=1+1")}, "EXTRACT_DEFECTIVE", id="formula"),
        pytest.param({"name": "a.xlsx", "content": sent("PK\x03\x04xxxx")}, "SOURCE_UNREADABLE", id="no-zip"),
    ],
)
def test_what_is_no_extract_is_the_request_at_fault(desk: Desk, file: dict[str, str], code: str) -> None:
    told = desk.post("bao", "reconciliations/check", {"file": file})
    assert (told["status_code"], told["code"]) == (422, code)


def test_numbers_that_nothing_can_mean_are_the_request_at_fault(desk: Desk) -> None:
    code = desk.founded.certificates[1]
    asked = {"code": code, "what": "USE", "use": {"purpose": 4, "fields": str(2**64)}}
    told = desk.post("dian", "circulation/questions", asked)
    assert (told["status_code"], told["code"]) == (422, "REQUEST_INVALID")
    told = desk.get("wei", "statistics", **{"from": "2026-09-02", "to": "2026-09-01"})
    assert (told["status_code"], told["code"]) == (422, "PERIOD_EMPTY")


def test_a_name_is_one_that_can_be_read(desk: Desk) -> None:
    holder = {"org_id": "91350100M000100Y43"}
    blank = desk.post("bao", "holders", holder | {"name": "   "})
    assert (blank["status_code"], blank["code"]) == (422, "NAME_UNREADABLE")
    turned = desk.post("bao", "holders", holder | {"name": "示例\u202e司公"})
    assert (turned["status_code"], turned["code"]) == (422, "REQUEST_INVALID")
    missing = desk.get("bao", "applications/by-reference/%00/similar")
    assert (missing["status_code"], missing["code"]) == (422, "REQUEST_INVALID")


def test_a_document_of_an_authority_revokes(desk: Desk) -> None:
    code, since = desk.founded.certificates[2], desk.founded.ledger.now()
    authority = desk.founded.people["zhang"].org_id
    desk.act(
        f"certificates/{code}/revocation",
        {"authority": authority, "level": 3, "since": since, "document": "生效决定书"},
    )
    assert judged(desk, code, since).word == "REVOKED"
    assert judged(desk, code, since - 1).word == "VALID"


# --- a registrar leaves (art. 13); last, since nothing can be done by it afterwards -----------------------------------


def test_a_registrars_exit_leaves_its_certificates_valid_and_gives_them_a_custodian(desk: Desk) -> None:
    founded, code = desk.founded, desk.founded.certificates[1]
    left_at = founded.ledger.now()
    wish = {"act": "SUCCEED", "org_id": REGISTRAR, "successor": OTHER_REGISTRAR, "document_sha256": "ab" * 32}
    proposed = desk.post("zhang", "proposals", {"proposal": wish}, "exit")
    assert proposed["status_code"] == 200, proposed
    assert desk.post("zhang", "proposals", {"proposal": wish}, "exit")["proposal"] == proposed["proposal"]
    founded.walk_to(proposed["earliest"]["seconds"] + 1)
    assert desk.post("wei", f"proposals/{proposed['proposal']}/confirmation", {})["status_code"] == 200

    now = judged(desk, code)
    assert now.word == "VALID"
    assert [note.detail for note in now.notes if note.code == "CUSTODIAN"] == [OTHER_REGISTRAR]
    assert "CUSTODIAN" not in [note.code for note in judged(desk, code, left_at).notes]
    report = desk.get("hua", f"certificates/{code}/bank-report", holder=POWER)
    (genuine,) = (check for check in report["checks"] if check["code"] == "genuine")
    (kept,) = (part for part in genuine["parts"] if part["code"] == "custodian")
    assert (kept["word"], kept["detail"]) == ("PASS", OTHER_REGISTRAR)
    listed = desk.get("hua", f"certificates/{code}")
    assert (listed["registrar"]["party"], listed["custodian"]["party"]) == (REGISTRAR, OTHER_REGISTRAR)
    page = desk.client.get(f"/c/{code}", headers={"accept": "text/html"}).text
    assert OTHER_REGISTRAR in page
    shown = desk.get("hua", f"organisations/{REGISTRAR}")
    assert shown["successor"] == OTHER_REGISTRAR


def test_the_successor_acts_on_what_it_took_over_and_who_left_does_not(desk: Desk) -> None:
    code = desk.founded.certificates[1]
    given = {"kind": "OTHER", "issuer": "示例登记平台", "number": "X-1"}
    gone = desk.post("bao", f"certificates/{code}/links", given)
    assert (gone["status_code"], gone["code"]) == (409, "ALREADY_SUCCEEDED")
    assert desk.post("dai", f"certificates/{code}/links", given)["status_code"] == 200
    assert desk.get("bao", "proceedings", state="ALL")["items"] == []
    assert len(desk.get("dai", "proceedings", state="ALL")["items"]) >= 2
    later = {"file": extract(desk, code, 有效期至="2030-01-01"), "extracted_at": desk.founded.ledger.now()}
    assert desk.post("dai", "reconciliations", later)["recorded"] == [code]


def test_a_second_exit_hands_on_to_the_last(desk: Desk) -> None:
    founded, code = desk.founded, desk.founded.certificates[1]
    ledger, between = founded.ledger, founded.ledger.now()
    until = between + 365 * DAY
    acts_ = [
        governing.registration(THIRD, "示例第三登记机构", [OrgKind.REGISTRAR]),
        governing.accreditation(THIRD, OrgKind.REGISTRAR, between, until, 15, 3),
        governing.succession(OTHER_REGISTRAR, THIRD, bytes(31) + b"x"),
    ]
    decree(ledger, [founded.people["zhang"], founded.people["wei"]], [Governed(call) for call in acts_])
    custodian = {
        at: [note.detail for note in judged(desk, code, at).notes if note.code == "CUSTODIAN"]
        for at in (between, ledger.now())
    }
    assert custodian == {between: [OTHER_REGISTRAR], ledger.now(): [THIRD]}
    assert desk.get("dai", "proceedings", state="ALL")["items"] == []
