# SPDX-License-Identifier: Apache-2.0
"""Rings that two processes want at once, and marks that stand for texts."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from ledger.domain.ids import OrgId
from ledger.service.keys import KeyStore, found_keys

ORG, OTHER = OrgId("91152502MA0DEM013H"), OrgId("91150105MA0DEM0B50")


def test_whoever_comes_second_gets_the_ring_of_the_first(tmp_path: Path) -> None:
    """What was locked for a ring that is not kept could never be opened."""
    stores = [found_keys(tmp_path, tmp_path / "password") for _ in range(8)]
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(lambda store: store.create_ring(ORG).public_key, stores))
    assert set(made) == {found_keys(tmp_path, tmp_path / "password").ring(ORG).public_key}
    assert [path.name for path in (tmp_path / "rings").iterdir()] == [f"{ORG}.json"]


def test_a_mark_is_the_same_for_the_same_text_under_one_ring_alone(tmp_path: Path) -> None:
    store = found_keys(tmp_path, tmp_path / "password")
    for org in (ORG, OTHER):
        store.own_ring(org)
    again = KeyStore(tmp_path, store.password)
    assert store.mark(ORG, "本金七百万元") == again.mark(ORG, "本金七百万元")
    assert len({store.mark(ORG, "a"), store.mark(ORG, "b"), store.mark(OTHER, "a"), store.mark(ORG, "")}) == 4
