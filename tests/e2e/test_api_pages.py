# SPDX-License-Identifier: Apache-2.0
"""The public pages over a real ledger: what they say, in both languages, and what they keep to themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator

import httpx
import pytest
from fastapi.testclient import TestClient

from api import create_app, serving
from ledger.errors import Misconfigured
from tests.e2e.founded import HERDING, POWER, REGISTRAR, Founded

ORIGIN = "https://ledger.example"
ZH, EN = {"Accept-Language": "zh", "Accept": "text/html"}, {"Accept-Language": "en", "Accept": "text/html"}


@pytest.fixture(scope="module")
def client(founded: Founded) -> Iterator[TestClient]:
    with TestClient(create_app(founded.ledger, ORIGIN), follow_redirects=False) as made:
        yield made


def test_the_certificate_page_says_all_that_a_reader_must_know(client: TestClient, founded: Founded) -> None:
    code = founded.certificates[0]
    page = client.get(f"/c/{code}", headers=ZH).text

    expected = [
        code,
        "VALID",
        "有效",
        "UNCHECKED",
        "2022年至2025年锡林郭勒盟畜牧业肉羊养殖溯源数据集",
        "示例草原牧业数据有限公司",
        HERDING,
        "持有权、使用权、经营权",
        "自身业务采集生成",
        "转售：不允许；出境：不允许",
        "原文由登记机构留存",
        "示例数据登记机构",
        REGISTRAR,
        "2026-09-10 至 2031-09-10",
        "A03 畜牧业",
        "锡林郭勒盟 152500",
        "一般2级",
        "GJ-1",
        "已终局",
        "本账本未核对的事项",
        "国家数据产权登记服务系统（不一致时以其为准）",
        "本页不是法定登记簿",
        "不证明申报内容真实",
        "编号没有校验位",
        f"{ORIGIN}/c/{code}",
        f"/v1/certificates/{code}/verdict",
        "演示账本",
    ]
    assert [text for text in expected if text not in page] == []


def test_the_certificate_page_is_there_in_english(client: TestClient, founded: Founded) -> None:
    page = client.get(f"/c/{founded.certificates[0]}", headers=EN)

    assert page.headers["Content-Language"] == "en"
    expected = ["What was NOT checked", "neither the legal register nor the certificate itself", "hold, use, operate",
                "resale: not allowed", "Demonstration ledger"]  # fmt: skip
    assert [text for text in expected if text not in page.text] == []


def test_the_query_prevails_over_the_browser_s_language(client: TestClient) -> None:
    assert client.get("/?lang=en", headers=ZH).headers["Content-Language"] == "en"
    assert client.get("/?lang=xx", headers=ZH).headers["Content-Language"] == "zh-CN"


def test_a_masked_name_is_said_to_be_masked(client: TestClient, founded: Founded) -> None:
    page = client.get(f"/c/{founded.certificates[2]}", headers=ZH).text

    assert "名称依法不公开" in page


def test_a_stranger_asked_for_is_said_to_hold_nothing(client: TestClient, founded: Founded) -> None:
    page = client.get(f"/c/{founded.certificates[0]}", params={"holder": POWER}, headers=ZH).text

    assert "HOLDER_MISMATCH" in page
    assert "所问主体不是权利人" in page


def test_page_and_data_share_an_address(client: TestClient, founded: Founded) -> None:
    code = founded.certificates[0]

    as_data = client.get(f"/c/{code}?at=2027-01-01", headers={"Accept": "application/json"})
    verdict = client.get(f"/v1/certificates/{code}/verdict?at=2027-01-01")

    assert as_data.json()["base"] == verdict.json()["base"]
    assert as_data.headers["Content-Type"] == "application/json"


def test_a_code_of_nobody_is_404_and_explains_itself(client: TestClient) -> None:
    page = client.get("/c/SJ1512026099999", headers=ZH)

    assert page.status_code == 404
    assert "NOT_FOUND" in page.text
    assert "逐字核对" in page.text


def test_what_is_no_code_is_a_page_for_people_and_a_problem_for_programs(client: TestClient) -> None:
    page = client.get("/c/hello", headers=ZH)
    problem = client.get("/c/hello")

    assert (page.status_code, problem.status_code) == (422, 422)
    assert "不是凭证编号" in page.text
    assert problem.json()["code"] == "CODE_MALFORMED"


@pytest.mark.parametrize("typed", ["SJ1512026090001", "ｓｊ１５１２０２６０９０００１", " sj 1512026 090001 "])
def test_verifying_leads_to_the_page_however_the_code_is_typed(client: TestClient, typed: str) -> None:
    answer = client.get("/verify", params={"code": typed, "at": "2027-01-01", "lang": "en"})

    assert answer.status_code == 303
    assert answer.headers["Location"] == "/c/SJ1512026090001?at=2027-01-01T23%3A59%3A59&lang=en"


def test_the_day_of_its_evidencing_finds_a_certificate(client: TestClient) -> None:
    way = client.get("/verify", params={"code": "SJ1512026090001", "at": "2026-09-10"}).headers["Location"]
    listed = client.get("/catalogue", params={"q": "肉羊", "status": "VALID", "at": "2026-09-10"}, headers=ZH).text
    before = client.get("/catalogue", params={"q": "肉羊", "status": "VALID", "at": "2026-09-09"}, headers=ZH).text

    assert client.get(way, headers=ZH).status_code == 200
    assert "SJ1512026090001" in listed
    assert "SJ1512026090001" not in before


@pytest.mark.parametrize(
    ("query", "fault"),
    [
        pytest.param({"code": "SJ12"}, "不是凭证编号", id="a slip in the code"),
        pytest.param(
            {"code": "SJ1512026090001", "holder": "91152502MA0DEM013X"}, "不是统一社会信用代码", id="in the holder"
        ),
        pytest.param({"code": '"><script>alert(1)</script>'}, "&lt;script&gt;", id="a script"),
    ],
)
def test_a_slip_is_shown_where_it_was_made(client: TestClient, query: dict[str, str], fault: str) -> None:
    page = client.get("/verify", params=query, headers=ZH)

    assert page.status_code == 422
    assert fault in page.text
    assert "<script" not in page.text


def test_the_catalogue_page_finds_by_name_code_and_holder(client: TestClient) -> None:
    by_name, by_code, by_holder, nothing = (
        client.get("/catalogue", params={"q": text}, headers=ZH).text
        for text in ("肉羊养殖", "sj1512026090002", POWER, "没有这样的数据")
    )

    assert re.findall(r"/c/(SJ\d{13})", by_name) == ["SJ1512026090001"]
    assert re.findall(r"/c/(SJ\d{13})", by_code) == ["SJ1512026090002"]
    assert re.findall(r"/c/(SJ\d{13})", by_holder) == ["SJ1512026090003", "SJ1512026090002"]
    assert "没有符合条件的凭证" in nothing


def test_the_notice_board_is_a_page_too(client: TestClient) -> None:
    page = client.get("/notices", headers=ZH).text

    expected = [
        "锡林郭勒盟畜牧业草场载畜量监测数据集",
        "记录肉羊从出生到出栏",
        "2026-09-17",
        HERDING,
        "持有权、使用权、经营权",
    ]
    assert [text for text in expected if text not in page] == []


def test_no_page_lets_a_script_or_a_stranger_in(client: TestClient, founded: Founded) -> None:
    answers = [client.get(path, headers=ZH) for path in ("/", "/verify", "/catalogue", "/notices", "/nowhere")]
    answers.append(client.get(f"/c/{founded.certificates[0]}", headers=ZH))

    policies = {answer.headers["Content-Security-Policy"] for answer in answers}
    (policy,) = policies
    assert "default-src 'none'" in policy
    assert "script-src" not in policy
    assert "unsafe" not in policy
    assert {answer.headers["X-Content-Type-Options"] for answer in answers} == {"nosniff"}
    sources = {url for answer in answers for url in re.findall(r'(?:src|href)="(https?://[^"]+)"', answer.text)}
    assert sources == set()


def test_the_qr_code_is_an_image_of_our_own(client: TestClient, founded: Founded) -> None:
    drawn = client.get(f"/c/{founded.certificates[0]}/qr.svg")

    assert drawn.headers["Content-Type"] == "image/svg+xml"
    assert drawn.content.startswith(b"<svg")
    assert client.get("/c/nothing/qr.svg").status_code == 422


def test_the_host_header_chooses_no_address(client: TestClient, founded: Founded) -> None:
    page = client.get(f"/c/{founded.certificates[0]}", headers={**ZH, "Host": "evil.example"}).text

    assert "evil.example" not in page


def test_it_is_served_over_a_socket_and_a_taken_port_is_said(founded: Founded) -> None:
    with serving(founded.ledger) as origin:
        answer = httpx.get(f"{origin}/c/{founded.certificates[0]}", headers=ZH)
        port = int(origin.rsplit(":", 1)[1])
        with pytest.raises(Misconfigured) as refusal, serving(founded.ledger, port=port):
            pass

    assert answer.status_code == 200
    assert f"{origin}/c/{founded.certificates[0]}" in answer.text
    assert "server" not in answer.headers
    assert refusal.value.code == "PORT_TAKEN"
