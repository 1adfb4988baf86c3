# SPDX-License-Identifier: Apache-2.0
"""Every error the ledger raises on purpose, as one tree.

    LedgerError
    ├── Refused          the wish breaks a rule; carries every reason found, not only the first
    ├── NotFound         the thing named does not exist (as far as the block that was asked)
    ├── Unavailable      node, store or content cannot answer now; trying again later may help
    ├── Inconsistent     evidence contradicts itself; nothing was written; a human should look
    └── Misconfigured    settings or files on this machine are wrong; retrying will not help

Families say what the caller can do about it; `code` says which rule spoke and never changes once published.
Each error speaks Chinese and English. No HTTP here: `api/errors.py` translates with one table. A mistake of the
programmer is a ValueError, a TypeError or an assertion, never one of these.
"""

from __future__ import annotations

import errno
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reason:
    """One rule that spoke: stable `code`, text in both languages, and where (a field path, may be empty)."""

    code: str
    zh: str
    en: str
    field: str = ""
    article: str = ""


class LedgerError(Exception):
    """The root. `code` is stable; `zh` and `en` say the same thing; `facts` carry values, for logs and for machines."""

    default_code = "LEDGER_ERROR"

    def __init__(self, en: str, *, zh: str, code: str = "", **facts: object) -> None:
        super().__init__(en)
        self.code = code or self.default_code
        self.en = en
        self.zh = zh
        self.facts = facts

    def __str__(self) -> str:
        return f"{self.code}: {self.en}"


class Refused(LedgerError):
    """The wish breaks one or more rules. `reasons` holds all of them, in the order of the guards."""

    default_code = "REFUSED"

    def __init__(self, en: str, *, zh: str, code: str = "", reasons: Sequence[Reason] = (), **facts: object) -> None:
        super().__init__(en, zh=zh, code=code, **facts)
        self.reasons = tuple(reasons)

    @classmethod
    def of_all(cls, reasons: Sequence[Reason], code: str) -> Refused:
        """One refusal for several reasons, each told in full."""
        en, zh = "; ".join(one.en for one in reasons), "；".join(one.zh for one in reasons)
        return cls(en, zh=zh, code=code, reasons=reasons)


class NotFound(LedgerError):
    """There is none. (If it could not be told whether there is one, that is Unavailable.)"""

    default_code = "NOT_FOUND"


class Unavailable(LedgerError):
    """Could not tell, or could not do it now. `retry_after` is a hint in seconds."""

    default_code = "UNAVAILABLE"

    def __init__(self, en: str, *, zh: str, code: str = "", retry_after: int = 1, **facts: object) -> None:
        super().__init__(en, zh=zh, code=code, **facts)
        self.retry_after = retry_after


class Inconsistent(LedgerError):
    """Two things that must agree do not. The evidence is in `facts`."""

    default_code = "INCONSISTENT"


class Misconfigured(LedgerError):
    """Settings, files or versions on this machine are wrong; says what to change."""

    default_code = "MISCONFIGURED"


def of_the_system(error: OSError) -> LedgerError:
    """What to say where the system refuses a file and nobody nearer knew better. `strerror` and the name say which."""
    said = error.strerror or type(error).__name__
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return Unavailable(
            f"no room to write: {said}; nothing acknowledged is lost, and work goes on when there is room",
            zh=f"存储空间不足（{said}）；已确认的内容不会丢失，腾出空间后即可继续",
            code="STORAGE_FULL",
            retry_after=30,
        )
    name = "" if error.filename is None else f"{error.filename}: "
    return Misconfigured(f"the system refuses: {name}{said}", zh=f"系统拒绝操作：{name}{said}", code="SYSTEM_REFUSES")


def number_out_of_range(error: ValueError) -> Refused:
    """What to say of a number that no field of an act can hold."""
    return Refused(str(error), zh="数值为负或过大", code="NUMBER_OUT_OF_RANGE")
