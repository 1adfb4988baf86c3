# SPDX-License-Identifier: Apache-2.0
"""Column types that behave the same on SQLite and PostgreSQL, and nothing else.

    Bytes(n)   BLOB / BYTEA; a value of another length is a mistake of the programmer and is refused before it is sent
    Hash32     Bytes(32)         Account    Bytes(20)
    name(n)    text that is compared byte by byte on both engines (PostgreSQL would sort by language otherwise)
    text()     the same of any length. Both show NUL and lone surrogates, which PostgreSQL cannot keep, as U+FFFD
    Seconds    64-bit whole number: seconds since 1970 UTC, days, block numbers
    Whole      a whole number of any size as decimal text, since uint64 does not fit a signed 64-bit column
    Flag       0 or 1; True or False here

Python on either side sees bytes, str, int and bool: what goes in comes out, so that the digest of a table can be equal.
"""

from __future__ import annotations

import re
from typing import Any, Final

from sqlalchemy import BigInteger, Integer, LargeBinary, SmallInteger, String, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator, TypeEngine

_UNKEPT: Final = re.compile("[\x00\ud800-\udfff]")


_WHOLE: Final = re.compile("0|-?[1-9][0-9]*")


def clean(value: str | None) -> str | None:
    """What is kept of a text: NUL and lone surrogates, which PostgreSQL cannot keep, as U+FFFD."""
    if value is None or (value.isascii() and "\x00" not in value):
        return value
    return _UNKEPT.sub("\ufffd", value)


class Bytes(TypeDecorator[bytes]):
    """Raw bytes of one fixed length, or of any length when none is given."""

    impl = LargeBinary
    cache_ok = True

    def __init__(self, length: int | None = None) -> None:
        super().__init__()
        self.fixed = length

    def process_bind_param(self, value: bytes | None, dialect: Dialect) -> bytes | None:
        if value is not None and self.fixed is not None and len(value) != self.fixed:
            raise ValueError(f"{self.fixed} bytes expected, {len(value)} given")
        return value

    def process_result_value(self, value: Any, dialect: Dialect) -> bytes | None:
        # A text where bytes belong was put there by hand (SQLite allows it); it must not look like the bytes.
        return bytes(value) if isinstance(value, bytes | memoryview | bytearray) else value

    def __repr__(self) -> str:
        return f"Bytes({'' if self.fixed is None else self.fixed})"


class Whole(TypeDecorator[int]):
    """A whole number of any size, as decimal text. Warning: SQL compares it as text; order by something else."""

    impl = String
    cache_ok = True

    def __init__(self) -> None:
        super().__init__(160)

    def process_bind_param(self, value: int | None, dialect: Dialect) -> str | None:
        return None if value is None else str(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> int | None:
        # What is no canonical number was put there by hand; it must not look like one.
        canonical = isinstance(value, str) and _WHOLE.fullmatch(value) is not None
        return int(value) if canonical else value

    def __repr__(self) -> str:
        return "Whole()"


class Flag(TypeDecorator[bool]):
    """True or False, kept as 1 or 0. Anything else in the column is given as it is, so that it is noticed."""

    impl = SmallInteger
    cache_ok = True

    def process_bind_param(self, value: bool | None, dialect: Dialect) -> int | None:
        return None if value is None else int(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> bool | None:
        return bool(value) if value in (0, 1) else value

    def __repr__(self) -> str:
        return "Flag()"


class Chars(TypeDecorator[str]):
    """Text, compared by its bytes (UTF-8) on both engines. What PostgreSQL cannot keep is shown as U+FFFD on both."""

    impl = Text
    cache_ok = True

    def __init__(self, length: int | None = None) -> None:
        super().__init__()
        self.longest = length

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        collation = "C" if dialect.name == "postgresql" else None
        plain = Text(collation=collation) if self.longest is None else String(self.longest, collation=collation)
        return dialect.type_descriptor(plain)

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return clean(value)

    def __repr__(self) -> str:
        return f"Chars({'' if self.longest is None else self.longest})"


def hash32() -> Bytes:
    return Bytes(32)


def account() -> Bytes:
    return Bytes(20)


def name(length: int) -> Chars:
    """Text of at most `length` characters."""
    return Chars(length)


def text() -> Chars:
    return Chars()


def seconds() -> BigInteger:
    return BigInteger()


def number() -> Integer:
    """A count of at most 16 bits without a sign, which PostgreSQL's smallint has no room for. SQLite, where a whole
    number has no width, keeps the word that its tables were made with."""
    return Integer().with_variant(SmallInteger(), "sqlite")


def flag() -> Flag:
    return Flag()
