# SPDX-License-Identifier: Apache-2.0
"""One cell of a real sheet becomes one value, or a finding that says exactly why not.

For: `application.py`, which knows columns; here only kinds of values are known. Not for: rules of the guide.

What is mended and what is not (silent: nothing is reported; every other line is a code of `defects.RULES`):

    blanks around a value, an empty cell           silent
    a date cell, a whole number stored as 5.0      silent
    code of an enum instead of its Chinese word    silent, in any case and width
    a number in a text column (phone, code)        silent up to 15 digits, then DIGITS_LOST, error
    NFD, other canonical spellings                 TEXT_NOT_NFC, info, composed
    zero-width and other format characters         TEXT_INVISIBLE, warning, removed
    line break or tab in a one-line field          TEXT_LINE_BREAK, warning, becomes a blank
    private-use characters                         TEXT_PRIVATE_USE, warning, kept
    control, bidi control, surrogate, non-character TEXT_FORBIDDEN, error: what is shown is not what is there
    U+FFFD                                         TEXT_GARBLED, error
    full-width digits or letters in codes, dates   FULL_WIDTH, warning, narrowed
    lower case in codes                            LOWER_CASE, warning, raised
    blanks or hyphens inside codes, numbers        INNER_SPACE, warning, removed
    2026年7月1日, 2026/7/1, 2026.7.1, 20260701      DATE_NOTATION, info
    a number in a date column                      DATE_SERIAL, warning, read as Excel's 1900 serial
    a time of day beside a date                    DATE_TIME_DROPPED, info
    no such date, order day-month-year, no day     DATE_INVALID, error
    1,280,000                                      NUMBER_SEPARATORS, info
    a unit or a word beside a number               NUMBER_INVALID, error
    a look-alike letter in a code (O for 0)        an error of the code's own check, never guessed
    older or everyday words of an enum             ENUM_ALIAS, info
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Final, TypeAlias

from ledger.domain.defects import Defect, Where, defect
from ledger.domain.form import BOOLEAN_WORDS, BOOLEAN_ZH, Column, Many

CellValue: TypeAlias = str | int | float | bool | date | datetime | None

NUMBER_DIGITS_SAFE: Final = 10**15
INTEGER_MAX: Final = 2**63 - 1
DECIMAL_MAX: Final = Decimal(10) ** 9
ONE_LINE_MAX: Final = 200
_SERIAL_EPOCH: Final = date(1899, 12, 30)
_SERIAL_MIN: Final = 61  # 1900-03-01: below, the spreadsheets disagree, since Excel's 1900 has a 29 February
_SERIAL_MAX: Final = 73_050
_ERROR_VALUES: Final = frozenset(
    "#N/A #REF! #VALUE! #DIV/0! #NAME? #NULL! #NUM! #SPILL! #CALC! #GETTING_DATA #FIELD! #BLOCKED!".split()
)
_BIDI: Final = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_DATE: Final = re.compile(
    r"(\d{4})(?:-(\d{1,2})-(\d{1,2})|/(\d{1,2})/(\d{1,2})|\.(\d{1,2})\.(\d{1,2})|年(\d{1,2})月(\d{1,2})日?|(\d{2})(\d{2}))"
    r"(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.0+)?)?)?"
)
_WIDE: Final = re.compile("[\uff01-\uff5e\u3000]")
_BREAKS: Final = re.compile("[\t\n\r\u2028\u2029]")
_GROUPED: Final = re.compile(r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_PLAIN: Final = re.compile(r"[+-]?\d+(?:\.\d+)?")


@dataclass(slots=True)
class Findings:
    """Collects what one row's reading finds. `unread` names the columns whose value could not be had."""

    where: Where
    defects: list[Defect] = field(default_factory=list)
    unread: set[str] = field(default_factory=set)

    def note(self, code: str, column: Column, *, mended: str | None = None, **values: object) -> None:
        """Something was mended, or is worth saying; the value stands."""
        self._record(code, column, mended, values)

    def fail(self, code: str, column: Column, **values: object) -> None:
        """The value cannot be had."""
        self._record(code, column, None, values)
        self.unread.add(column.key)

    def _record(self, code: str, column: Column, mended: str | None, values: Mapping[str, object]) -> None:
        named = {"heading": column.zh, "column": column.en, **values}
        self.defects.append(defect(code, column.key, self.where, mended, **named))


def is_blank(cell: CellValue) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())


def shorten(text: object, limit: int = 40) -> str:
    """Enough of a value to recognise it in a message; nothing that could break a line."""
    shown = "".join(c if c.isprintable() else "?" for c in str(text))
    return shown if len(shown) <= limit else shown[: limit - 1] + "…"


def _codepoints(characters: str) -> str:
    return " ".join(f"U+{ord(c):04X}" for c in dict.fromkeys(characters))


def narrow(text: str) -> str:
    """Full-width forms to ordinary ones, and nothing else: NFKC on all would also turn ② into 2."""
    if not _WIDE.search(text):
        return text
    return "".join(unicodedata.normalize("NFKC", c) if "\uff01" <= c <= "\uff5e" or c == "\u3000" else c for c in text)


# --- text ------------------------------------------------------------------------------------------------------------


def read_text(cell: CellValue, column: Column, found: Findings) -> str | None:
    """The text of a cell in NFC, without surrounding blanks; None when blank or unreadable (`found` tells which)."""
    text = _as_text(cell, column, found)
    if text is None:
        return None
    text = _without_strange(text, column, found)
    if text is None:
        return None
    text = _one_line(text, column, found).strip()
    if len(text) > column.max_length:
        code = "NAME_TOO_LONG" if column.key == "data_name" else "TEXT_TOO_LONG"
        found.fail(code, column, length=len(text), limit=column.max_length)
        return None
    if column.many is Many.ONE and not fits_bytes(text, column, found):
        return None
    return text or None


def fits_bytes(text: str, column: Column, found: Findings) -> bool:
    """Whether one entry fits into the bytes the chain gives it."""
    size = len(text.encode())
    if column.max_bytes is None or size <= column.max_bytes:
        return True
    found.fail("TEXT_TOO_MANY_BYTES", column, length=size, limit=column.max_bytes)
    return False


def _as_text(cell: CellValue, column: Column, found: Findings) -> str | None:
    if cell is None:
        return None
    if isinstance(cell, str):
        if cell.strip() in _ERROR_VALUES:
            found.fail("CELL_ERROR", column, value=cell.strip())
            return None
        return cell
    if isinstance(cell, bool | date):
        found.fail("CELL_TYPE", column, expected="文字", expected_en="text")
        return None
    return _digits(cell, column, found)


def _digits(cell: int | float, column: Column, found: Findings) -> str | None:
    if isinstance(cell, float) and not cell.is_integer():
        found.fail("CELL_TYPE", column, expected="文字", expected_en="text")
        return None
    if isinstance(cell, float) and abs(cell) >= NUMBER_DIGITS_SAFE:
        found.fail("DIGITS_LOST", column)
        return None
    return str(int(cell))


def is_forbidden(c: str) -> bool:
    """Of one character: what no text here holds, since what is shown would not be what is there. A line break may."""
    point = ord(c)
    if c in "\t\n\r":
        return False
    no_character = point & 0xFFFE == 0xFFFE or 0xFDD0 <= point <= 0xFDEF
    return no_character or c in _BIDI or unicodedata.category(c) in ("Cc", "Cs")


def _without_strange(text: str, column: Column, found: Findings) -> str | None:
    # Nearly every cell ends here: printable rules out controls, formats, surrogates, private use and non-characters.
    if text.isprintable() and "\ufffd" not in text and unicodedata.is_normalized("NFC", text):
        return text
    if forbidden := "".join(c for c in text if is_forbidden(c)):
        found.fail("TEXT_FORBIDDEN", column, characters=_codepoints(forbidden))
        return None
    if "\ufffd" in text:
        found.fail("TEXT_GARBLED", column)
        return None
    if invisible := "".join(c for c in text if unicodedata.category(c) == "Cf"):
        text = "".join(c for c in text if unicodedata.category(c) != "Cf")
        found.note("TEXT_INVISIBLE", column, mended=text.strip(), characters=_codepoints(invisible))
    if private := "".join(c for c in text if unicodedata.category(c) == "Co"):
        found.note("TEXT_PRIVATE_USE", column, characters=_codepoints(private))
    if (composed := unicodedata.normalize("NFC", text)) != text:
        text = composed
        found.note("TEXT_NOT_NFC", column, mended=text.strip())
    return text


def _one_line(text: str, column: Column, found: Findings) -> str:
    if not _BREAKS.search(text):
        return text
    text = text.strip().replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    if column.max_length > ONE_LINE_MAX:
        return text.replace("\t", " ")
    flat = re.sub(r"\s*[\t\n]\s*", " ", text)
    if flat != text:
        found.note("TEXT_LINE_BREAK", column, mended=flat)
    return flat


def mend_code(text: str, column: Column, found: Findings) -> str:
    """A code as the standards write it: narrow, upper case, without blanks or hyphens inside."""
    text = mend_width(text, column, found)
    if (joined := re.sub(r"[\s\-—–]", "", text)) != text:
        text = joined
        found.note("INNER_SPACE", column, mended=text)
    if (upper := text.upper()) != text and text.isascii():
        text = upper
        found.note("LOWER_CASE", column, mended=text)
    return text


def mend_width(text: str, column: Column, found: Findings) -> str:
    if (narrowed := narrow(text)) != text:
        text = narrowed.strip()
        found.note("FULL_WIDTH", column, mended=text)
    return text


# --- dates -----------------------------------------------------------------------------------------------------------


def read_date(cell: CellValue, column: Column, found: Findings) -> date | None:
    """A civil date between 1900 and 2100; None when blank or unreadable."""
    when = _as_date(cell, column, found)
    if when is not None and not 1900 <= when.year <= 2100:
        found.fail("DATE_IMPLAUSIBLE", column, value=when.isoformat())
        return None
    return when


def _as_date(cell: CellValue, column: Column, found: Findings) -> date | None:
    if isinstance(cell, datetime):
        if (cell.hour, cell.minute, cell.second, cell.microsecond) != (0, 0, 0, 0):
            found.note("DATE_TIME_DROPPED", column, mended=cell.date().isoformat())
        return cell.date()
    if isinstance(cell, date):
        return cell
    if isinstance(cell, bool):
        found.fail("CELL_TYPE", column, expected="日期", expected_en="a date")
        return None
    if isinstance(cell, int | float):
        return _date_of_number(cell, column, found)
    text = read_text(cell, column, found)
    return None if text is None else _date_of_text(mend_width(text, column, found), column, found)


def _date_of_number(number: int | float, column: Column, found: Findings) -> date | None:
    if math.isfinite(number) and _SERIAL_MIN <= number <= _SERIAL_MAX:
        when = _SERIAL_EPOCH + timedelta(days=int(number))
        found.note("DATE_SERIAL", column, mended=when.isoformat())
        return when
    if math.isfinite(number) and 10**7 <= number < 10**8:
        return _date_of_text(str(int(number)), column, found)
    found.fail("DATE_INVALID", column, value=str(number))
    return None


def _date_of_text(text: str, column: Column, found: Findings) -> date | None:
    if text.isdecimal() and len(text) <= 5:
        return _date_of_number(int(text), column, found)
    match = _DATE.fullmatch(text)
    parts = [part for part in match.groups() if part is not None] if match else []
    when = _civil(parts[:3])
    if when is None:
        found.fail("DATE_INVALID", column, value=shorten(text))
        return None
    clock = parts[3:]
    if any(int(part) for part in clock):
        found.note("DATE_TIME_DROPPED", column, mended=when.isoformat())
    elif text != when.isoformat():
        found.note("DATE_NOTATION", column, mended=when.isoformat())
    return when


def _civil(parts: list[str]) -> date | None:
    try:
        year, month, day = (int(part) for part in parts)
        return date(year, month, day)
    except ValueError:
        return None


# --- numbers ---------------------------------------------------------------------------------------------------------


def read_integer(cell: CellValue, column: Column, found: Findings) -> int | None:
    """A whole number from 0 on that 63 bits hold."""
    number = _as_number(cell, column, found)
    if number is None:
        return None
    if number != number.to_integral_value():
        found.fail("NUMBER_NOT_WHOLE", column)
        return None
    if number > INTEGER_MAX:
        found.fail("NUMBER_TOO_LARGE", column)
        return None
    return int(number)


def read_decimal(cell: CellValue, column: Column, found: Findings) -> Decimal | None:
    """A decimal number from 0 on, at most 10^9."""
    number = _as_number(cell, column, found)
    if number is not None and number > DECIMAL_MAX:
        found.fail("NUMBER_TOO_LARGE", column)
        return None
    return number


def _as_number(cell: CellValue, column: Column, found: Findings) -> Decimal | None:
    if isinstance(cell, bool | date):
        found.fail("CELL_TYPE", column, expected="数字", expected_en="a number")
        return None
    if isinstance(cell, int | float):
        if not math.isfinite(cell):
            found.fail("NUMBER_INVALID", column, value=str(cell))
            return None
        number = Decimal(str(cell))
    else:
        text = read_text(cell, column, found)
        plain = None if text is None else _plain_number(text, column, found)
        if plain is None:
            return None
        number = Decimal(plain)
    if number < 0:
        found.fail("NUMBER_NEGATIVE", column)
        return None
    return number


def _plain_number(text: str, column: Column, found: Findings) -> str | None:
    text = mend_width(text, column, found)
    if _GROUPED.fullmatch(text):
        text = text.replace(",", "")
        found.note("NUMBER_SEPARATORS", column, mended=text)
    elif _PLAIN.fullmatch(joined := re.sub(r"\s", "", text)) and joined != text:
        text = joined
        found.note("INNER_SPACE", column, mended=text)
    if not text.isascii() or not _PLAIN.fullmatch(text):
        found.fail("NUMBER_INVALID", column, value=shorten(text))
        return None
    return text


# --- words -----------------------------------------------------------------------------------------------------------


def read_boolean(cell: CellValue, column: Column, found: Findings) -> bool | None:
    if isinstance(cell, bool):
        return cell
    if isinstance(cell, int | float) and cell in (0, 1):
        return bool(cell)
    text = str(cell) if isinstance(cell, int | float) else read_text(cell, column, found)
    if text is None:
        return None
    value = BOOLEAN_WORDS.get(narrow(text).upper())
    if value is None:
        found.fail("BOOLEAN_INVALID", column, value=shorten(text), choices="/".join(BOOLEAN_ZH.values()))
    return value


@lru_cache(maxsize=4096)
def _word_form(text: str) -> str:
    return re.sub(r"\s", "", narrow(text)).upper()


def read_word(text: str, column: Column, found: Findings) -> str | None:
    """The code of an enum for one word: its code, its Chinese word, or an alias."""
    choices: Mapping[str, str] = column.choices or {}
    wanted = _word_form(text)
    for code, zh in choices.items():
        if wanted in (code, _word_form(zh)):
            return code
    for alias, code in (column.aliases or {}).items():
        if wanted == _word_form(alias):
            found.note("ENUM_ALIAS", column, mended=choices[code], value=shorten(text))
            return code
    found.fail("ENUM_UNKNOWN", column, value=shorten(text), choices="、".join(choices.values()))
    return None
