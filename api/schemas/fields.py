# SPDX-License-Identifier: Apache-2.0
"""The smallest shapes: ids as they stand in addresses and bodies, bounded texts, moments. Each is checked once, here.

Texts take no control characters and no halves of surrogate pairs, which no database and no page could keep, and none
that turn the direction of writing: what is shown is what is there, as in forms.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, timedelta, timezone
from typing import Annotated, Any, Final

from fastapi import Path, Query
from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from api.errors import refused
from ledger.domain.calendar import WITHOUT_END, Day, civil
from ledger.domain.cells import is_forbidden
from ledger.domain.ids import Address, CaseId, CertificateId, OrgId, PartyId, address_of, address_text, party_of_org
from ledger.domain.kinds import Kind
from ledger.domain.verdict_json import shanghai

CODE_PATTERN: Final = r"^SJ[0-9]{13}$"
ORG_PATTERN: Final = r"^[0-9A-HJ-NP-RTUWXY]{18}$"
HASH_PATTERN: Final = r"^0x[0-9a-f]{64}$"
PARTY_PATTERN: Final = r"^([0-9A-HJ-NP-RTUWXY]{18}|0x[0-9a-f]{64})$"
"""An organisation's code, or a person's commitment."""
ADDRESS_PATTERN: Final = r"^0x[0-9a-fA-F]{40}$"
LATEST: Final = 253_370_736_000
"""The beginning of the year 9999 in Shanghai: no calendar of ours shows anything later."""
_SHANGHAI: Final = timezone(timedelta(hours=8))


class Sent(BaseModel):
    """What enters: a field that nobody knows is refused, not passed over."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Shown(BaseModel):
    """What leaves: every field is always there."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def _clean(text: str) -> str:
    if any(is_forbidden(character) or character == "\r" for character in text):
        raise ValueError("control characters, lone surrogates and turned writing are not text")
    return text


def _line(text: str) -> str:
    if any(character in text for character in "\n\t\u2028\u2029"):
        raise ValueError("one line, please")
    return text


Line = Annotated[str, Field(max_length=400), AfterValidator(_clean), AfterValidator(_line)]
Paper = Annotated[
    str,
    Field(max_length=20_000, description="What the paper of this act says; its salted commitment goes on chain."),
    AfterValidator(_clean),
]
Text = Annotated[str, AfterValidator(_clean)]
"""Lines of words; whoever takes them says how many characters."""
Purpose = Annotated[
    str,
    Query(min_length=2, max_length=200, description="What the reading is for (art. 30); goes into the reading log."),
    AfterValidator(_clean),
]
PurposeOfReading = Annotated[
    str | None,
    Query(min_length=2, max_length=200, description="What reading more than anybody may is for (art. 30); is logged."),
    AfterValidator(lambda text: None if text is None else _clean(text)),
]
Flag = Annotated[bool, Field(strict=True)]
"""true or false. A word that is near one, or a number, may have been meant for something else."""
PersonId = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9._-]{0,62}$", examples=["chen"])]
Seconds = Annotated[int, Field(ge=0, le=LATEST, strict=True, examples=[1_788_998_400])]
OrgText = Annotated[str, Field(pattern=ORG_PATTERN, examples=["91150103MA0DEM080G"])]
CaseText = Annotated[str, Field(pattern=HASH_PATTERN, examples=["0x" + "5a" * 32])]
CodeText = Annotated[str, Field(pattern=CODE_PATTERN, examples=["SJ1512026090001"])]
AddressText = Annotated[str, Field(pattern=ADDRESS_PATTERN, examples=["0x" + "5a" * 20])]
DayText = Annotated[
    str, Field(pattern=r"^20[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$", examples=["2026-09-18"])
]

CasePath = Annotated[str, Path(pattern=HASH_PATTERN, examples=["0x" + "5a" * 32])]
CodePath = Annotated[str, Path(pattern=CODE_PATTERN, examples=["SJ1512026090001"])]
PartyQuery = Annotated[str | None, Query(pattern=PARTY_PATTERN, examples=["91152502MA0DEM013H"])]
OrgPath = Annotated[str, Path(pattern=ORG_PATTERN, examples=["91150103MA0DEM080G"])]
HashPath = Annotated[str, Path(pattern=HASH_PATTERN, examples=["0x" + "5a" * 32])]
AddressPath = Annotated[str, Path(pattern=ADDRESS_PATTERN, examples=["0x" + "5a" * 20])]
ReferencePath = Annotated[
    str, Path(max_length=128, examples=["NM-2026-0001"]), AfterValidator(_clean), AfterValidator(_line)
]
NumberPath = Annotated[int, Path(ge=1, le=65_535, examples=[1])]

Cursor = Annotated[
    str | None,
    Query(max_length=512, pattern=r"^[A-Za-z0-9_-]+$", description="`next` of the page before; opaque."),
]
Limit = Annotated[int, Query(ge=1, le=200, description="Items a page.")]
NamePart = Annotated[
    str, Query(max_length=80, description="A part of the name."), AfterValidator(_clean), AfterValidator(_line)
]
AtQuery = Annotated[
    str | None,
    Query(
        max_length=40,
        description="The moment asked about: seconds since 1970, a date, or a time (ISO 8601; Shanghai if no offset).",
        examples=["2026-10-01T00:00:00+08:00"],
    ),
]
KnownQuery = Annotated[
    int | None, Query(ge=0, le=2**63 - 1, description="The final block up to which acts are known.", examples=[120])
]


def moment_asked(text: str | None) -> int | None:
    """Seconds of `AtQuery`; a date means its first second in Shanghai. Eight digits are a date, as on the command line:
    as seconds they would say something of 1970 to whoever meant a day."""
    if text is None:
        return None
    counted = re.fullmatch(r"[0-9]{1,13}", text) and len(text) != 8
    seconds = int(text) if counted else _iso_seconds(text)
    if not 0 <= seconds <= LATEST:
        raise _no_moment()
    return seconds


def _iso_seconds(text: str) -> int:
    try:
        found = datetime.fromisoformat(text.replace(" ", "+") if "T" in text else text)
        aware = found if found.tzinfo is not None else found.replace(tzinfo=_SHANGHAI)
        return int(aware.timestamp())
    except (ValueError, OverflowError) as error:
        raise _no_moment() from error


def _no_moment() -> Exception:
    return refused(
        "REQUEST_INVALID", "a moment is a date, an ISO 8601 time or seconds", "时点须为日期、ISO 8601 时间或秒数"
    )


# --- from the domain --------------------------------------------------------------------------------------------------


class Moment(Shown):
    """Seconds since 1970, and the same on Shanghai's clock."""

    seconds: int
    shanghai: str


def moment(seconds: int | None) -> Moment | None:
    """None for what never comes: nothing said, or the contracts' "without end"."""
    return at(seconds) if seconds is not None and seconds < WITHOUT_END else None


def at(seconds: int) -> Moment:
    return Moment(seconds=seconds, shanghai=shanghai(seconds))


def day_text(day: Day | None) -> str | None:
    return civil(day).isoformat() if day is not None else None


def hex_text(raw: bytes) -> str:
    return "0x" + raw.hex()


def hex_or_none(raw: bytes | None) -> str | None:
    return "0x" + raw.hex() if raw is not None and any(raw) else None


def case_of(text: str) -> CaseId:
    return CaseId(bytes.fromhex(text[2:]))


def org_of_text(text: str) -> OrgId:
    return OrgId(text)


def party_of(text: str) -> PartyId:
    """Of a text as `PARTY_PATTERN` lets it in."""
    return PartyId(bytes.fromhex(text[2:])) if text.startswith("0x") else party_of_org(OrgId(text))


def code_of(text: str) -> CertificateId:
    return CertificateId(text)


def act_kinds(names: Sequence[str]) -> frozenset[Kind]:
    """Kinds of acts by their names; refused as soon as there is no such kind."""
    unknown = [name for name in names if name not in Kind.__members__]
    if unknown:
        raise refused(
            "KIND_OUT_OF_RANGE", f"no such kinds of acts: {', '.join(unknown)}", f"没有此操作种类：{'、'.join(unknown)}"
        )
    return frozenset(Kind[name] for name in names)


def account_of(text: str) -> Address:
    return address_of(text)


def account_text(account: Address | None) -> str | None:
    return address_text(account) if account is not None else None


def page(items: list[Any], following: str | None) -> dict[str, Any]:
    return {"items": items, "next": following}
