# SPDX-License-Identifier: Apache-2.0
"""The particulars of a grant's agreement: what its sides agreed beyond what the contract judges.

    read(value)               of JSON: Particulars, or Refused with every field that cannot be
    document(particulars)     the same as JSON has it, without what is not agreed
    text_of(words, particulars) -> the text that both sides sign: the words alone, or with particulars one canonical
                              JSON (RFC 8785 in effect: keys sorted, no spaces, whole numbers only)
    opened(text)              what such a text says

Every field may be left out, and what is left out is not agreed. A field that nobody knows is refused: what nobody reads
is a place to hide something in. Sets (codes, purposes) are kept in order and without repetition, so that the same
particulars are the same bytes. Days are of Shanghai, and the last one belongs to its term (ruling 1). A natural person
or a sole trader is named in no record in clear (ruling 5).

Not for: what the contract judges (`scope.py`); nor for holding uses against it (`usage_scope.py`, `audit/trace.py`).
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from enum import Enum, StrEnum
from typing import Any, Final, TypeAlias

from ledger.domain.calendar import day_from_civil, end_of
from ledger.domain.ids import OrgId
from ledger.domain.party import SOLE_TRADER_PREFIX, looks_like_resident_number, uscc_ok
from ledger.domain.scope import PurposeCode
from ledger.errors import Reason, Refused

FORM: Final = "ledger/agreement/1"
TEXT_LONGEST: Final = 2_000
"""Characters of one text; longer ones belong into the agreement's words."""
MOST_CODES: Final = 200
SAFE_INTEGER: Final = 2**53 - 1
"""The largest number that every reader of JSON reads alike."""
MOST_DAYS: Final = 3_660


class Owner(StrEnum):
    """Whose the rights in derived data are."""

    GRANTOR = "GRANTOR"
    GRANTEE = "GRANTEE"
    BOTH = "BOTH"


class Revoker(StrEnum):
    """Who may end the grant before its term without the other."""

    GRANTOR = "GRANTOR"
    GRANTEE = "GRANTEE"
    EITHER = "EITHER"
    NOBODY = "NOBODY"


class EndEffect(StrEnum):
    """What the grantee does with the data once the grant has ended."""

    STOP = "STOP"
    RETURN = "RETURN"
    DESTROY = "DESTROY"
    SELL_OFF = "SELL_OFF"


class Currency(StrEnum):
    CNY = "CNY"


@dataclass(frozen=True, slots=True)
class DataWindow:
    """Data of these days, the last one included. ISO dates."""

    since: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True)
class PassingOn:
    """`allowed_grantees` is exhaustive where it is given; how deep a grant may be passed on stands on chain."""

    consent_required: bool | None = None
    allowed_grantees: tuple[OrgId, ...] = ()


@dataclass(frozen=True, slots=True)
class DerivedData:
    whose: Owner | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Consideration:
    """Fen. How it is counted (`price_mode`) stands on chain."""

    unit_price: int | None = None
    cap: int | None = None
    currency: Currency | None = None


@dataclass(frozen=True, slots=True)
class Security:
    obligations: str | None = None
    confidentiality: str | None = None


@dataclass(frozen=True, slots=True)
class Compliance:
    legal_basis: str | None = None


@dataclass(frozen=True, slots=True)
class Termination:
    """`destroy_by`: the last day on which what was handed over may still be there. ISO date."""

    revocable_by: Revoker | None = None
    notice_days: int | None = None
    grounds: str | None = None
    effect: EndEffect | None = None
    destroy_by: str | None = None


@dataclass(frozen=True, slots=True)
class AuditRight:
    right: bool | None = None
    report_interval_days: int | None = None
    log_duty: bool | None = None


@dataclass(frozen=True, slots=True)
class Particulars:
    """What is agreed besides the terms on chain. None or empty: not agreed."""

    agent: OrgId | None = None
    beneficiaries: tuple[OrgId, ...] = ()
    forbidden_purposes: tuple[PurposeCode, ...] = ()
    scenario: str | None = None
    data_window: DataWindow | None = None
    row_filter: str | None = None
    max_users: int | None = None
    passing_on: PassingOn | None = None
    derived_data: DerivedData | None = None
    consideration: Consideration | None = None
    security: Security | None = None
    compliance: Compliance | None = None
    termination: Termination | None = None
    audit: AuditRight | None = None

    @property
    def effect(self) -> EndEffect | None:
        return None if self.termination is None else self.termination.effect

    @property
    def destroy_before(self) -> int | None:
        """The first second (since 1970) at which nothing may be there any more."""
        last = None if self.termination is None else self.termination.destroy_by
        return None if last is None else end_of(day_from_civil(date.fromisoformat(last)))

    @property
    def allowed_grantees(self) -> tuple[OrgId, ...]:
        return () if self.passing_on is None else self.passing_on.allowed_grantees

    @property
    def consent_required(self) -> bool:
        return self.passing_on is not None and self.passing_on.consent_required is True


@dataclass(frozen=True, slots=True)
class Agreement:
    """What was signed: the words, and the particulars where it has any."""

    words: str
    particulars: Particulars | None


# --- reading ----------------------------------------------------------------------------------------------------------


def parsed(text: str) -> Particulars:
    """Of a file. Refused if it is no JSON, or names a field twice, which readers take differently."""
    try:
        value = json.loads(text, object_pairs_hook=_once)
    except (ValueError, RecursionError) as error:
        raise Refused(
            "the particulars are no JSON", zh="授权协议要素不是有效的 JSON", code="AGREEMENT_NOT_JSON"
        ) from error
    return read(value)


def read(value: object) -> Particulars:
    """Refused with every field that is unknown, of a wrong type, out of range or an unknown code."""
    reasons: list[Reason] = []
    found = _object(Particulars, value, "", reasons)
    if not reasons:
        assert isinstance(found, Particulars)
        reasons += _contradictions(found)
    if reasons:
        raise Refused(
            "the particulars of the agreement cannot be read",
            zh="授权协议要素有误",
            code="AGREEMENT_MALFORMED",
            reasons=reasons,
        )
    return found  # type: ignore[no-any-return]


def _once(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name stands twice in one object")
    return found


_Reader: TypeAlias = Callable[[object, str, list[Reason]], Any]


def _object(kind: type, value: object, path: str, reasons: list[Reason]) -> Any:
    """An object as one of the classes above; None if something in it cannot be."""
    if not isinstance(value, Mapping):
        reasons.append(_type(path, "an object", "对象"))
        return None
    readers, before = _READERS[kind], len(reasons)
    if not value:
        reasons.append(Reason("AGREEMENT_FIELD_EMPTY", "不得为空；未约定的应省略", "says nothing; leave it out", path))
    found = {}
    for name, given in value.items():
        at = f"{path}.{name}" if path else str(name)
        reader = readers.get(name)
        if reader is None:
            reasons.append(Reason("AGREEMENT_FIELD_UNKNOWN", "没有此要素", "there is no such particular", at))
        else:
            found[name] = reader(given, at, reasons)
    return kind(**found) if len(reasons) == before else None


def _inside(kind: type) -> _Reader:
    return lambda value, path, reasons: _object(kind, value, path, reasons)


def _text(value: object, path: str, reasons: list[Reason]) -> str | None:
    if not isinstance(value, str):
        reasons.append(_type(path, "a text", "文本"))
        return None
    if not value.strip() or len(value) > TEXT_LONGEST or not _clean(value):
        en = f"is a text of 1 to {TEXT_LONGEST} characters, without control characters"
        reasons.append(_range(path, en, f"须为 1 至 {TEXT_LONGEST} 字的文本，不含控制字符"))
    return value


def _clean(text: str) -> bool:
    """No database and no page could keep the others."""
    return not any(unicodedata.category(each) in ("Cc", "Cs") and each not in "\n\t" for each in text)


def _flag(value: object, path: str, reasons: list[Reason]) -> bool | None:
    if not isinstance(value, bool):
        reasons.append(_type(path, "true or false", "true 或 false"))
        return None
    return value


def _number(least: int, most: int) -> _Reader:
    def reader(value: object, path: str, reasons: list[Reason]) -> int | None:
        if type(value) is not int:
            reasons.append(_type(path, "a whole number", "整数"))
            return None
        if not least <= value <= most:
            reasons.append(_range(path, f"is from {least} to {most}", f"须在 {least} 至 {most} 之间"))
        return value

    return reader


def _word(kind: type[Enum]) -> _Reader:
    def reader(value: object, path: str, reasons: list[Reason]) -> Any:
        if not isinstance(value, str):
            reasons.append(_type(path, "a code", "代码"))
            return None
        found = kind.__members__.get(value)
        if found is None:
            names = " | ".join(kind.__members__)
            reasons.append(Reason("AGREEMENT_CODE_UNKNOWN", f"须为 {names}", f"is {names}", path))
        return found

    return reader


def _organisation(value: object, path: str, reasons: list[Reason]) -> OrgId | None:
    if not isinstance(value, str):
        reasons.append(_type(path, "a credit code", "统一社会信用代码"))
        return None
    # Digits alone may be both; whose check characters are a code's is one.
    known = uscc_ok(value)
    if value.startswith(SOLE_TRADER_PREFIX) or (looks_like_resident_number(value) and not known):
        en, zh = "names a person, who stands in no record in clear", "涉及自然人或个体工商户，不得明文记载"
        reasons.append(Reason("AGREEMENT_NAMES_A_PERSON", zh, en, path))
    elif not known:
        en, zh = "is no unified social credit code (GB 32100)", "不是有效的统一社会信用代码（GB 32100）"
        reasons.append(Reason("AGREEMENT_CODE_UNKNOWN", zh, en, path))
    return OrgId(value)


def _day(value: object, path: str, reasons: list[Reason]) -> str | None:
    if not isinstance(value, str):
        reasons.append(_type(path, "a date", "日期"))
        return None
    try:
        same = date.fromisoformat(value).isoformat() == value
    except ValueError:
        same = False
    if not same or not "1970" <= value < "9999":
        reasons.append(_range(path, "is a date, YYYY-MM-DD", "须为日期，格式为 YYYY-MM-DD"))
    return value


def _set(each: _Reader, most: int) -> _Reader:
    """Some of a kind, in any order, none twice."""

    def reader(value: object, path: str, reasons: list[Reason]) -> tuple[Any, ...]:
        if not isinstance(value, list | tuple):
            reasons.append(_type(path, "a list", "列表"))
            return ()
        if not 1 <= len(value) <= most:
            reasons.append(_range(path, f"names 1 to {most}", f"须列 1 至 {most} 项"))
            return ()
        before = len(reasons)
        found = [each(one, f"{path}[{place}]", reasons) for place, one in enumerate(value)]
        if len(reasons) > before:
            return ()
        if len(set(found)) < len(found):
            reasons.append(Reason("AGREEMENT_FIELD_REPEATED", "有重复项", "names something twice", path))
        return tuple(sorted(found))

    return reader


_READERS: Final[Mapping[type, Mapping[str, _Reader]]] = {
    Particulars: {
        "agent": _organisation,
        "beneficiaries": _set(_organisation, MOST_CODES),
        "forbidden_purposes": _set(_word(PurposeCode), len(PurposeCode)),
        "scenario": _text,
        "data_window": _inside(DataWindow),
        "row_filter": _text,
        "max_users": _number(1, SAFE_INTEGER),
        "passing_on": _inside(PassingOn),
        "derived_data": _inside(DerivedData),
        "consideration": _inside(Consideration),
        "security": _inside(Security),
        "compliance": _inside(Compliance),
        "termination": _inside(Termination),
        "audit": _inside(AuditRight),
    },
    DataWindow: {"since": _day, "until": _day},
    PassingOn: {"consent_required": _flag, "allowed_grantees": _set(_organisation, MOST_CODES)},
    DerivedData: {"whose": _word(Owner), "text": _text},
    Consideration: {
        "unit_price": _number(0, SAFE_INTEGER), "cap": _number(0, SAFE_INTEGER), "currency": _word(Currency),
    },
    Security: {"obligations": _text, "confidentiality": _text},
    Compliance: {"legal_basis": _text},
    Termination: {
        "revocable_by": _word(Revoker), "notice_days": _number(0, MOST_DAYS), "grounds": _text,
        "effect": _word(EndEffect), "destroy_by": _day,
    },
    AuditRight: {"right": _flag, "report_interval_days": _number(1, MOST_DAYS), "log_duty": _flag},
}  # fmt: skip


def _contradictions(found: Particulars) -> list[Reason]:
    """What each field may say alone, and both together may not."""
    reasons = []
    window, price = found.data_window, found.consideration
    if window is not None and window.since is not None and window.until is not None and window.until < window.since:
        reasons.append(_range("data_window", "ends before it begins", "结束早于开始"))
    if price is not None and price.cap is not None and price.unit_price is not None and price.cap < price.unit_price:
        reasons.append(_range("consideration.cap", "is below the price of one unit", "低于单价"))
    return reasons


def _type(path: str, en: str, zh: str) -> Reason:
    return Reason("AGREEMENT_FIELD_TYPE", f"须为{zh}", f"is {en}", path)


def _range(path: str, en: str, zh: str) -> Reason:
    return Reason("AGREEMENT_FIELD_RANGE", zh, en, path)


# --- writing ----------------------------------------------------------------------------------------------------------


def document(particulars: Particulars) -> dict[str, Any]:
    """Plain values, ready for JSON: what `read` takes."""
    return {each.name: plain for each in fields(particulars) if (plain := _plain(getattr(particulars, each.name)))}


def _plain(value: Any) -> Any:
    """None for what is not agreed; a number 0 and a false are agreed."""
    if is_dataclass(value):
        said = {each.name: getattr(value, each.name) for each in fields(value)}
        return {name: _plain(each) for name, each in said.items() if each not in (None, ())}
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return value.name if isinstance(value, Enum) else value


def text_of(words: str, particulars: Particulars | None) -> str:
    """What is committed to. Without particulars it is the words as they stand."""
    if particulars is None:
        return words
    return _canonical({"form": FORM, "agreement": words, "particulars": document(particulars)})


def opened(text: str) -> Agreement:
    """What a text that is committed to says. One that is not exactly of the form is a text like any other."""
    try:
        found = json.loads(text) if text.startswith('{"agreement":') else None
        if isinstance(found, dict) and found.get("form") == FORM and _canonical(found) == text:
            if found.keys() == {"form", "agreement", "particulars"} and isinstance(found["agreement"], str):
                return Agreement(found["agreement"], read(found["particulars"]))
    except (ValueError, RecursionError, Refused):
        pass
    return Agreement(text, None)


def _canonical(value: Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


# --- held against each other ------------------------------------------------------------------------------------------


def opened_below(above: Agreement, below: Agreement, purposes: Sequence[PurposeCode]) -> tuple[PurposeCode, ...]:
    """The purposes that an agreement forbids and that a grant passed on under it would give: those within its scope
    (`purposes`) that its own agreement does not forbid."""
    forbidden = () if above.particulars is None else above.particulars.forbidden_purposes
    kept = () if below.particulars is None else below.particulars.forbidden_purposes
    return tuple(each for each in forbidden if each in purposes and each not in kept)
