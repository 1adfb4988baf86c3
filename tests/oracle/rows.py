# SPDX-License-Identifier: Apache-2.0
"""What every rule of the oracle works with: an act, rows by table and key, and the plain forms of values."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Any

DAY = 86_400

Row = dict[str, Any]
Tables = dict[str, dict[tuple[Any, ...], Row]]


def day(moment: int) -> int:
    return (moment + 8 * 3600) // DAY


def text(value: bytes) -> str:
    return value.rstrip(b"\0").decode("ascii")


def some(value: Any) -> Any:
    """None for the zero that says "there is none"."""
    return value if (any(value) if isinstance(value, bytes) else value) else None


def snake(name: str) -> str:
    return "".join("_" + letter.lower() if letter.isupper() else letter for letter in name)


@dataclass
class Act:
    """A module's log and the entry that answers for it."""

    name: str
    told: Row
    entry: Row
    log: Row
    time: int


def numbered(tables: Tables, table: str, *key: Any) -> int:
    return 1 + sum(held[: len(key)] == key for held in tables[table])


RESTATED = ("name_commitment", "overview_commitment", "time_from", "time_to")
"""What a version may say of the data anew, beside a name in clear."""


def grams(tables: Tables, subject: bytes, version: int, name: str) -> None:
    """Searching rests on the pairs of neighbouring characters of every name that was shown."""
    for key in [key for key in tables["name_gram"] if key[:2] == (subject, version)]:
        del tables["name_gram"][key]
    folded = unicodedata.normalize("NFKC", name).casefold()
    for run in "".join(letter if letter.isalnum() else " " for letter in folded).split():
        pairs = [run] if len(run) == 1 else [run[at : at + 2] for at in range(len(run) - 1)]
        tables["name_gram"].update({(subject, version, pair): {} for pair in pairs})
