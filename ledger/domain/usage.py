# SPDX-License-Identifier: Apache-2.0
"""One use of data as a provider logs it: a line of a file becomes a record of fixed width, or is refused with its code.

    record = grant (32) | moment (8) | purpose (2) | calls (8) | records (8) | region (4) | caller (32)      94 bytes
             | fields (8) | environment (1)      if the line says either; what it does not say is 0         103 bytes
    item   = salt (32) | record                  what a leaf of the batch's tree is made of (proofs/tree.py)

Every use is one of the grant's own right. `region` is the division where the data went, 0 if they left the country;
`environment` is the number of an `Environment` (scope.py) plus 1. A record that says neither fields nor environment has
94 bytes, so that those of before they could be said are the records that they were.

Calls are logged by the million, so a line is read once and nothing is kept of it but its record. The caller appears
as a commitment that the provider made: who called is none of the ledger's business. What is left could be guessed
from a neighbour's hash, hence the salt, which the secret of the batch gives (`salt_of`) and which travels with a
proof.

Not for: whether a use lay within its grant (`usage_scope.py`).
"""

from __future__ import annotations

import json
import re
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from operator import itemgetter
from typing import Any, Final

from ledger.domain.scope import ALL_FIELDS, Environment

RECORD: Final = struct.Struct(">32sQHQQI32s")
RECORD_BYTES: Final = RECORD.size
FULL: Final = struct.Struct(RECORD.format + "QB")
FULL_BYTES: Final = FULL.size
SALT_BYTES: Final = 32
_UNSAID: Final = bytes(FULL_BYTES - RECORD_BYTES)

FIELDS: Final = ("grant", "moment", "purpose", "calls", "records", "region", "caller")
"""The headings of a CSV, and the names of a JSON line. All are required."""
OPTIONAL: Final = ("fields", "environment")
"""What a line may say besides: the groups of fields, one bit each, or ALL; and the name of the environment."""

_NAMED: Final = itemgetter(*FIELDS)

LINE_BYTES_MAX: Final = 2_000
MOMENTS: Final = 1 << 40
COUNTS: Final = 1 << 48
"""No single line counts as much; sums over a batch stay below the 64 bits of a total on chain."""


class LineRefused(ValueError):
    """Why a line is no record: a stable code, the field, and the same in both languages."""

    def __init__(self, code: str, field: str, en: str, zh: str) -> None:
        super().__init__(en)
        self.code, self.field, self.en, self.zh = code, field, en, zh


@dataclass(frozen=True, slots=True)
class UsageRecord:
    """`fields` is 0 and `environment` None where the line does not say them."""

    grant: bytes
    moment: int
    purpose: int
    calls: int
    records: int
    region: int
    caller: bytes
    fields: int = 0
    environment: Environment | None = None

    def encode(self) -> bytes:
        """What is committed to."""
        return leaf_bytes(self.stored())

    def stored(self) -> bytes:
        """What is kept: as many bytes for every record."""
        said = self.grant, self.moment, self.purpose, self.calls, self.records, self.region, self.caller
        return FULL.pack(*said, self.fields, 0 if self.environment is None else self.environment + 1)


def leaf_bytes(kept: bytes) -> bytes:
    """The record as it is committed to, of the bytes in which it is kept."""
    return kept[:RECORD_BYTES] if kept[RECORD_BYTES:] == _UNSAID else kept


def decode(record: bytes) -> UsageRecord:
    """Of what `encode` or `stored` gave. ValueError if these are not as many bytes as a record has."""
    if len(record) == RECORD_BYTES:
        return UsageRecord(*RECORD.unpack(record))
    if len(record) != FULL_BYTES:
        raise ValueError(f"a usage record has {RECORD_BYTES} or {FULL_BYTES} bytes, not {len(record)}")
    grant, moment, purpose, calls, records, region, caller, fields, place = FULL.unpack(record)
    environment = Environment(place - 1) if place else None
    return UsageRecord(grant, moment, purpose, calls, records, region, caller, fields, environment)


def salt_of(secret: bytes, index: int) -> bytes:
    """The salt of a batch's record. Without the secret none can be told from another."""
    return sha256(secret + index.to_bytes(8, "big")).digest()


# --- reading lines ----------------------------------------------------------------------------------------------------


def from_json(line: bytes, now: int) -> UsageRecord:
    try:
        found = json.loads(line.decode())
    except (ValueError, RecursionError) as error:
        raise LineRefused("USAGE_LINE_MALFORMED", "", "the line is no JSON", "该行不是有效的 JSON") from error
    if not isinstance(found, dict):
        raise LineRefused("USAGE_LINE_MALFORMED", "", "the line is no JSON object", "该行不是 JSON 对象")
    return from_values(found, now)


def from_values(values: Mapping[str, Any], now: int) -> UsageRecord:
    """A record of named values, as text or as JSON has them. LineRefused names the first that cannot be."""
    fields, environment = (0, None) if len(values) == len(FIELDS) else _optional(values)
    try:
        grant, moment, purpose, calls, records, region, caller = _NAMED(values)
    except KeyError as error:
        name = str(error.args[0])
        raise LineRefused("USAGE_FIELD_MISSING", name, f"{name} is missing", f"缺少字段 {name}") from error
    return UsageRecord(
        grant=_hash("grant", grant),
        moment=_moment(moment, now),
        purpose=_count("purpose", purpose, 1 << 16),
        calls=_count("calls", calls, COUNTS),
        records=_count("records", records, COUNTS),
        region=_count("region", region, 1_000_000),
        caller=_hash("caller", caller),
        fields=fields,
        environment=environment,
    )


def _optional(values: Mapping[str, Any]) -> tuple[int, Environment | None]:
    """What may be said. A cell without text and a null say nothing."""
    for name in values:
        if name not in FIELDS and name not in OPTIONAL:
            raise LineRefused("USAGE_FIELD_UNKNOWN", str(name), f"no field {name!r}", f"没有字段 {name!r}")
    fields, environment = (values.get(name) for name in OPTIONAL)
    return (
        0 if fields in (None, "") else _groups(fields),
        None if environment in (None, "") else _environment(environment),
    )


def _groups(value: object) -> int:
    if value == "ALL":
        return ALL_FIELDS
    number = value if type(value) is int else int(value) if isinstance(value, str) and _BITS(value) else 0
    if not 0 < number <= ALL_FIELDS:
        en, zh = "fields is ALL, or one bit for each group", "fields 须为 ALL，或每组一位的正整数"
        raise LineRefused("USAGE_FIELDS_MALFORMED", "fields", en, zh)
    return number


def _environment(value: object) -> Environment:
    found = Environment.__members__.get(value) if isinstance(value, str) else None
    if found is None:
        names = " | ".join(Environment.__members__)
        en, zh = f"environment is {names}", f"environment 须为 {names}"
        raise LineRefused("USAGE_ENVIRONMENT_MALFORMED", "environment", en, zh)
    return found


_HASH: Final = re.compile(r"0x[0-9a-f]{64}").fullmatch
_DIGITS: Final = re.compile(r"[0-9]{1,15}").fullmatch
_BITS: Final = re.compile(r"[0-9]{1,20}").fullmatch


def _hash(name: str, value: object) -> bytes:
    if not isinstance(value, str) or not _HASH(value):
        code = f"USAGE_{name.upper()}_MALFORMED"
        raise LineRefused(code, name, f"{name} is 0x and 64 digits", f"{name} 须为 0x 加 64 位十六进制数字")
    return bytes.fromhex(value[2:])


def _count(name: str, value: object, end: int) -> int:
    number = value if type(value) is int else int(value) if isinstance(value, str) and _DIGITS(value) else -1
    if not 0 <= number < end:
        code = f"USAGE_{name.upper()}_MALFORMED"
        raise LineRefused(code, name, f"{name} is a number below {end}", f"{name} 须为小于 {end} 的整数")
    return number


def _moment(value: object, now: int) -> int:
    """Seconds since 1970, or a time with its offset (RFC 3339)."""
    seconds = _seconds(value)
    if seconds is None or not 0 < seconds < MOMENTS:
        raise LineRefused(
            "USAGE_MOMENT_MALFORMED", "moment", "moment is seconds since 1970, or a time with its offset",
            "moment 须为 1970 年以来的秒数，或带时区的时间",
        )  # fmt: skip
    if seconds > now:
        raise LineRefused("USAGE_MOMENT_IN_FUTURE", "moment", "moment lies in the future", "moment 晚于当前时间")
    return seconds


def _seconds(value: object) -> int | None:
    if type(value) is int:
        return value
    if not isinstance(value, str):
        return None
    if _DIGITS(value):
        return int(value)
    try:
        found = datetime.fromisoformat(value)
    except ValueError:
        return None
    return int(found.timestamp()) if found.tzinfo is not None else None
