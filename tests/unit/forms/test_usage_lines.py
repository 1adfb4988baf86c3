# SPDX-License-Identifier: Apache-2.0
"""A file of usage records: each line by its number, whatever stands in it, and both forms give the same records."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ledger.domain.scope import Environment
from ledger.domain.usage import FIELDS, OPTIONAL, LineRefused, UsageRecord
from ledger.errors import Refused
from ledger.forms.usage_lines import usage_lines

NOW = 1_782_867_600


def values(number: int) -> dict[str, object]:
    return {
        "grant": "0x" + "ab" * 32, "moment": NOW - number, "purpose": 1, "calls": 1, "records": number,
        "region": 152500, "caller": "0x" + number.to_bytes(32, "big").hex(),
    }  # fmt: skip


def read(path: Path) -> list[tuple[int, object]]:
    return [
        (number, found.code if isinstance(found, LineRefused) else found.records)
        for number, found in usage_lines(path, NOW)
    ]


def as_csv(rows: list[dict[str, object]]) -> str:
    return "\n".join([",".join(FIELDS), *(",".join(str(row[name]) for name in FIELDS) for row in rows)]) + "\n"


def test_both_forms_give_the_same_records(tmp_path: Path) -> None:
    rows = [values(number) for number in range(1, 6)]
    (tmp_path / "a.jsonl").write_text("\n".join(json.dumps(row) for row in rows))
    (tmp_path / "a.csv").write_text("\ufeff" + as_csv(rows))

    as_json = [found for _, found in usage_lines(tmp_path / "a.jsonl", NOW)]
    assert as_json == [found for _, found in usage_lines(tmp_path / "a.csv", NOW)]
    assert all(isinstance(found, UsageRecord) for found in as_json)


def test_lines_of_json_keep_their_numbers(tmp_path: Path) -> None:
    path = tmp_path / "u.jsonl"
    sound = json.dumps(values(1)).encode()
    path.write_bytes(
        b"\xef\xbb\xbf" + sound + b"\n\n{\n" + b'{"grant": "' + b"x" * 5_000 + b'"}\n' + sound + b"\r\n" + sound
    )

    assert read(path) == [(1, 1), (3, "USAGE_LINE_MALFORMED"), (4, "USAGE_LINE_TOO_LONG"), (5, 1), (6, 1)]


def test_rows_of_a_csv_keep_their_numbers(tmp_path: Path) -> None:
    path = tmp_path / "u.csv"
    text = as_csv([values(1), values(2), values(3)]).splitlines()
    path.write_bytes(
        "\n".join([text[0], text[1], "", "a,b", text[2].replace("152500", "呼"), text[3]]).encode("gb18030")
    )

    assert read(path) == [(2, 1), (4, "USAGE_LINE_MALFORMED"), (5, "USAGE_REGION_MALFORMED"), (6, 3)]


def test_what_may_be_said_besides_has_a_column_or_a_name(tmp_path: Path) -> None:
    rows = [values(1), {**values(2), "environment": "API"}, {**values(3), "environment": "SANDBOX", "fields": 6}]
    (tmp_path / "a.jsonl").write_text("\n".join(json.dumps(row) for row in rows))
    headings = (*FIELDS, *OPTIONAL)
    cells = "\n".join(",".join(str(row.get(name, "")) for name in headings) for row in rows)
    (tmp_path / "a.csv").write_text(",".join(headings) + "\n" + cells)

    found = [record for _, record in usage_lines(tmp_path / "a.csv", NOW)]
    assert found == [record for _, record in usage_lines(tmp_path / "a.jsonl", NOW)]
    assert [(each.fields, each.environment) for each in found if isinstance(each, UsageRecord)] == [
        (0, None), (0, Environment.API), (6, Environment.SANDBOX),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text", [",".join([*FIELDS, "fields", "fields"]), "", "grant,moment\n", "a;b;c\n1;2;3\n", '"unclosed']
)
def test_another_file_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "u.csv"
    path.write_text(text)

    with pytest.raises(Refused) as refused:
        read(path)
    assert refused.value.code == "USAGE_FILE_UNREADABLE"
