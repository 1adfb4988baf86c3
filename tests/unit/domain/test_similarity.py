# SPDX-License-Identifier: Apache-2.0
"""Renamed, reordered and cut samples are found; other data under the same headings are not taken for the same."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest

from ledger.domain.similarity import ROWS_READ, Likeness, Sketch, Suggestion, compare, sketch

KEY = b"a registrar's own key"
HEADINGS = ("耳标号", "旗县", "体重", "出栏日期")
Rows = Sequence[Sequence[str]]


def herd(seed: int, count: int = 400) -> list[tuple[str, ...]]:
    chance = random.Random(seed)
    return [
        (f"1525{seed:02d}{number:08d}", chance.choice(("阿巴嘎旗", "苏尼特左旗", "东乌珠穆沁旗", "镶黄旗")),
         f"{chance.uniform(30, 60):.1f}", f"2025-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}")
        for number in range(count)
    ]  # fmt: skip


def made(rows: Rows, headings: Sequence[str] = HEADINGS, key: bytes = KEY) -> Sketch:
    return sketch(headings, rows, key)


ONE = herd(1)


def alike(other: Sketch) -> Likeness:
    return compare(made(ONE), other)


def test_the_same_sample_is_the_same_data() -> None:
    found = alike(made(ONE))
    assert (found.score, found.suggestion) == (1.0, Suggestion.SAME_DATA)


def test_renamed_columns_do_not_hide_it() -> None:
    """D4: the same data under other names."""
    found = alike(made(ONE, ("ear_tag", "county", "kg", "sold_on")))
    assert found.headings == 0.0
    assert (found.score, found.suggestion) == (1.0, Suggestion.SAME_DATA)


def test_reordered_columns_and_shuffled_rows_do_not_hide_it() -> None:
    turned = [tuple(reversed(row)) for row in ONE]
    random.Random(7).shuffle(turned)
    assert alike(made(turned, tuple(reversed(HEADINGS)))).suggestion is Suggestion.SAME_DATA


def test_what_a_spreadsheet_changes_does_not_hide_it() -> None:
    written = [(tag.lower(), f" {place} ", weight + "0", day) for tag, place, weight, day in ONE]
    assert alike(made(written)).score == 1.0


def test_a_slice_of_the_rows_overlaps() -> None:
    found = alike(made([*ONE[:200], *herd(2, 200)]))
    assert found.suggestion is Suggestion.OVERLAP
    assert 0.2 < found.rows < 0.5, "a third of the union lies in both"


def test_other_rows_of_the_same_columns_are_no_same_data() -> None:
    found = alike(made(herd(3)))
    assert found.rows == 0.0
    assert found.suggestion in {Suggestion.DERIVED, Suggestion.OVERLAP}, "weights and days of the same kind recur"


def test_equal_headings_alone_say_little() -> None:
    other = [(f"x{n}", f"y{n}", f"z{n}", f"w{n}") for n in range(50)]
    found = alike(made(other))
    assert found.headings == 1.0
    assert (found.score, found.suggestion) == (0.4, Suggestion.UNRELATED)


def test_two_keys_make_two_worlds() -> None:
    found = alike(made(ONE, key=b"another registrar's key"))
    assert (found.rows, found.columns, found.headings) == (0.0, 0.0, 0.0)
    assert not made(ONE).marks & made(ONE, key=b"another registrar's key").marks


def test_alike_is_alike_both_ways() -> None:
    one, other = made(ONE), made([*ONE[:100], *herd(2, 50)])
    assert compare(one, other) == compare(other, one)


@pytest.mark.parametrize("share", [0.1, 0.3, 0.5, 0.7, 0.9])
def test_the_estimate_is_near_the_truth(share: float) -> None:
    cut = int(400 * share)
    truth = cut / (800 - cut)
    assert alike(made([*ONE[:cut], *herd(9, 400 - cut)])).rows == pytest.approx(truth, abs=0.13)


@pytest.mark.parametrize("rows", [[], [()], [("", "", "", "")], [("a", "b")], [("a",) * 9]])
def test_empty_and_ragged_rows_are_taken_as_they_are(rows: Rows) -> None:
    assert compare(made(rows), made(ONE)).rows == 0.0
    assert compare(made([]), made([])).score <= 0.4


def test_a_long_sample_is_read_so_far_and_no_further() -> None:
    assert made([(str(n), "", "", "") for n in range(ROWS_READ + 10)]).row_count == ROWS_READ
