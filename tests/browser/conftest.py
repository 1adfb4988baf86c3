# SPDX-License-Identifier: Apache-2.0
"""A real Chromium on a real ledger. Without one on this machine these tests are skipped; CI installs Debian's."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from api import serving
from tests.e2e.founded import Founded, founded_ledger


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    found = next(
        (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None
    )
    if found is None:
        pytest.skip("no Chromium is installed")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Founded]:
    with founded_ledger(tmp_path_factory.mktemp("browser")) as made:
        yield made


@pytest.fixture(scope="session")
def origin(founded: Founded) -> Iterator[str]:
    with serving(founded.ledger) as address:
        yield address
