# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import json
from pathlib import Path

import pytest

from scripts.lock_npm import completed, platform_entry

LOCK = Path(__file__).parents[3] / "package-lock.json"

NAMES = {
    "a mac": ("@foundry-rs/anvil-darwin-amd64", {"os": ["darwin"], "cpu": ["x64"]}),
    "a Linux with musl": ("@n/edr-linux-arm64-musl", {"os": ["linux"], "cpu": ["arm64"], "libc": ["musl"]}),
    "a Windows": ("@n/edr-win32-x64-msvc", {"os": ["win32"], "cpu": ["x64"]}),
}


@pytest.mark.parametrize(("name", "platform"), NAMES.values(), ids=NAMES.keys())
def test_a_native_package_tells_its_platform_by_its_name(name: str, platform: dict[str, list[str]]) -> None:
    entry = platform_entry(name, "1.0.0")
    assert entry == {"version": "1.0.0", "dev": True, "optional": True, **platform}


def test_a_package_for_every_platform_is_not_guessed() -> None:
    assert platform_entry("fsevents", "~2.3.3") is None


def test_an_entry_that_npm_wrote_is_kept() -> None:
    seen = {"version": "1.0.0", "integrity": "sha512-x"}
    packages = {
        "node_modules/a": {"optionalDependencies": {"a-linux-x64": "1.0.0"}},
        "node_modules/a-linux-x64": seen,
    }
    assert completed({"packages": packages})["packages"]["node_modules/a-linux-x64"] == seen


def test_the_committed_lock_is_complete_and_names_no_registry() -> None:
    text = LOCK.read_text(encoding="utf-8")
    lock = json.loads(text)
    assert completed(lock)["packages"].keys() == lock["packages"].keys()
    assert '"resolved"' not in text
