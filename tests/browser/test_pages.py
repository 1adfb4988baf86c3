# SPDX-License-Identifier: Apache-2.0
"""What only a browser can tell: one sheet of paper, a QR code that leads here, a narrow screen, a kept policy."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Browser, Page

from tests.e2e.founded import Founded

pytestmark = pytest.mark.browser


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(locale="zh-CN", viewport={"width": 1180, "height": 900})
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    yield page
    context.close()
    assert [text for text in complaints if "404" not in text and "422" not in text] == []


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("number", [0, 2])
def test_a_certificate_prints_on_one_sheet(
    page: Page, origin: str, founded: Founded, language: str, number: int
) -> None:
    page.goto(f"{origin}/c/{founded.certificates[number]}?lang={language}&holder=91150104MA0DEM0724")

    printed = page.pdf(prefer_css_page_size=True, print_background=False)

    assert len(re.findall(rb"/Type\s*/Page[^s]", printed)) == 1


def test_four_joint_holders_still_fit_on_the_sheet(page: Page, origin: str, founded: Founded) -> None:
    page.goto(f"{origin}/c/{founded.certificates[1]}?lang=zh&holder=91150104MA0DEM0724")
    page.evaluate("""() => {
        const row = document.querySelector(".holders tbody tr");
        for (let more = 0; more < 3; more++) row.after(row.cloneNode(true));
    }""")

    printed = page.pdf(prefer_css_page_size=True, print_background=False)

    assert len(re.findall(rb"/Type\s*/Page[^s]", printed)) == 1


def test_the_qr_code_leads_to_the_page_it_stands_on(page: Page, origin: str, founded: Founded) -> None:
    code = founded.certificates[0]
    page.goto(f"{origin}/c/{code}")

    (found,) = zxingcpp.read_barcodes(Image.open(io.BytesIO(page.screenshot())))

    assert found.text == f"{origin}/c/{code}"
    answer = page.goto(found.text)
    assert answer is not None
    assert answer.status == 200


def test_a_visitor_verifies_a_code_and_reads_the_verdict(page: Page, origin: str, founded: Founded) -> None:
    page.goto(origin)
    page.get_by_label("凭证编号").fill(founded.certificates[1].lower())
    page.get_by_role("button", name="核验").click()

    assert page.url.startswith(f"{origin}/c/{founded.certificates[1]}")
    assert page.locator(".verdict .says").inner_text() == "有效"
    page.get_by_role("link", name="English").click()
    assert page.locator(".verdict .says").inner_text() == "Valid"


@pytest.mark.parametrize("path", ["/", "/verify", "/catalogue", "/notices", "/c/SJ1512026090001", "/c/SJ1512026099999"])
def test_nothing_sticks_out_of_a_narrow_screen(page: Page, origin: str, path: str) -> None:
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(origin + path)

    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_styles_and_images_come_from_here_and_are_let_in(page: Page, origin: str, founded: Founded) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{origin}/c/{founded.certificates[0]}")

    assert {url.split("/c/")[0].split("/static/")[0] for url in asked} == {origin}
    assert page.evaluate("getComputedStyle(document.querySelector('.verdict')).borderLeftWidth") == "6px"
    assert page.evaluate("document.querySelector('.qr img').naturalWidth") > 0
