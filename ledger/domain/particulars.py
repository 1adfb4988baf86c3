# SPDX-License-Identifier: Apache-2.0
"""What each type of event asks for beyond the envelope, and the canonical text that is committed to.

The text is JSON with its keys in order and no spaces, so that the same particulars are the same bytes everywhere. A
field that a type does not know is refused: what nobody reads is a place to hide something in. Amounts are whole fen,
moments seconds, digests `0x` and 64 digits, dates days.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from ledger.domain.kinds import Circulation as C
from ledger.domain.scope import Environment
from ledger.errors import Reason, Refused

LONGEST: Final = 16_000


@dataclass(frozen=True, slots=True)
class Particular:
    """One field: what may stand in it, and whether the type insists on it."""

    fits: Callable[[Any], bool]
    needed: bool
    what: str


_DIGEST = re.compile(r"0x[0-9a-f]{64}")


def _text(needed: bool = True) -> Particular:
    return Particular(
        lambda v: isinstance(v, str) and 0 < len(v.strip()) <= 500 and _clean(v) == v,
        needed,
        "a text without control characters",
    )


def _clean(text: str) -> str:
    """Without control characters and halves of surrogate pairs, which no database and no page could keep."""
    return "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs"))


def _number(needed: bool = True) -> Particular:
    return Particular(lambda v: type(v) is int and 0 <= v < 1 << 53, needed, "a whole number")


def _flag(needed: bool = True) -> Particular:
    return Particular(lambda v: isinstance(v, bool), needed, "true or false")


def _digest(needed: bool = True) -> Particular:
    return Particular(lambda v: isinstance(v, str) and bool(_DIGEST.fullmatch(v)), needed, "0x and 64 digits")


def _one_of(*words: str, needed: bool = True) -> Particular:
    return Particular(lambda v: v in words, needed, " | ".join(words))


PRICE_MODES: Final = ("EXCHANGE_PRESET", "BILATERAL", "SCENARIO", "GOV_GUIDED", "MARKET", "FREE_PUBLIC")
ROUTES: Final = ("ASSESSMENT", "STANDARD_CONTRACT", "CERTIFICATION", "EXEMPT")
_USE_OF_CERTIFICATE: Final = {"recipient": _text(), "purpose": _text(), "paper": _digest(False)}

_CHANNELS: Final = {
    "API": Environment.API, "FILE": Environment.PLAIN, "SANDBOX": Environment.SANDBOX,
    "MPC": Environment.SECURE_COMPUTATION,
}  # fmt: skip
"""The environment that a channel of delivery is, where the telling names none."""

PARTICULARS: Final[Mapping[C, Mapping[str, Particular]]] = {
    C.COLLECT: {
        "method": _one_of("MANUAL", "DEVICE", "SCRAPE", "INTERFACE"), "collector": _text(), "device": _text(False),
        "legal_basis": _text(), "period": _text(False),
    },
    C.AGGREGATE: {"catalogue": _text(), "grade_reason": _text(False)},
    C.GOVERN: {
        "rule_version": _text(), "quality_before": _number(False), "quality_after": _number(False),
        "de_identification": _text(False),
    },
    C.STORE: {"storage_class": _text(), "encryption": _text(), "retention_until": _number(False)},
    C.PROCESS: {"algorithm": _digest(), "substantial_change": _flag(), "grade_reason": _text(False)},
    C.FUSE: {"contract": _digest(), "silent": _flag(), "grade_reason": _text(False)},
    C.DERIVE: {"proof": _digest(), "grade_reason": _text(False)},
    C.SHARE: {"basis": _one_of("UNCONDITIONAL", "CONDITIONAL", "REFUSED"), "purpose": _text()},
    C.OPEN: {"open_type": _one_of("UNCONDITIONAL", "CONDITIONAL", "DIRECTED", "LICENSED"), "catalogue": _text()},
    C.AUTH_OPERATE: {"mode": _one_of("WHOLE", "DOMAIN", "SCENARIO")},
    C.LIST: {
        "venue": _text(), "product": _text(), "price_mode": _one_of(*PRICE_MODES), "unit_price": _number(False),
        "ceiling": _number(False),
    },
    C.DELIST: {"venue": _text(), "product": _text(), "why": _text(False)},
    C.TRADE: {
        "contract": _digest(), "amount": _number(), "price_mode": _one_of(*PRICE_MODES), "unit_price": _number(False),
        "ceiling": _number(False), "destroy_by": _number(False),
    },
    C.DELIVER: {
        "channel": _one_of(*_CHANNELS), "environment": _one_of(*Environment.__members__, needed=False),
        "contract": _digest(False), "destroy_by": _number(False),
    },
    C.SETTLE: {
        "contract": _digest(), "amount": _number(), "currency": _one_of("CNY", "USD", "EUR", "RUB", "MNT"),
        "bank_reference": _digest(False), "split": _text(False),
    },
    C.USE: {"purpose": _text(False), "environment": _one_of(*Environment.__members__, needed=False)},
    C.EXPORT: {
        "country": _text(), "route": _one_of(*ROUTES), "ground": _text(False), "filing": _text(False),
        "valid_until": _number(False), "persons_band": _text(False),
    },
    C.ENTER_BOOKS: {
        "accounting_class": _one_of("INTANGIBLE", "INVENTORY", "DEVELOPMENT"), "period": _text(),
        "amount_band": _text(False), "auditor": _text(False),
    },
    C.CONTRIBUTE: {"company": _text(), "valuation": _digest()},
    C.SECURITISE: {"vehicle": _text(), "filing": _text()},
    C.TRUST: {"vehicle": _text(), "filing": _text()},
    C.EVALUATE: {
        "report": _digest(), "method": _text(), "value": _number(False), "base_date": _text(),
        "valid_until": _number(), "valuer": _text(),
    },
    C.RECLASSIFY: {"from_grade": _number(), "to_grade": _number(), "authority": _text()},
    C.INCIDENT: {
        "severity": _one_of("LOW", "MEDIUM", "HIGH", "CRITICAL"), "reported_at": _number(), "authority": _text(False),
    },
    C.DISPUTE: {"case": _text()},
    C.RETURN: {"method": _text(), "witness": _text(False), "paper": _digest(False), "residual_copies": _flag()},
    C.DESTROY: {"method": _text(), "witness": _text(False), "paper": _digest(False), "residual_copies": _flag()},
    C.CERTIFICATE_FOR_TRADE: _USE_OF_CERTIFICATE,
    C.CERTIFICATE_FOR_BOOKS: _USE_OF_CERTIFICATE,
    C.CERTIFICATE_FOR_FINANCE: _USE_OF_CERTIFICATE,
    C.CERTIFICATE_FOR_EQUITY: _USE_OF_CERTIFICATE,
    C.CERTIFICATE_FOR_DISPUTE: _USE_OF_CERTIFICATE,
    C.CERTIFICATE_FOR_SUPPORT: _USE_OF_CERTIFICATE,
}  # fmt: skip


def checked(what: C, given: Mapping[str, Any]) -> str:
    """The canonical text of these particulars. Refused with every field that is missing, unknown or malformed."""
    known = PARTICULARS.get(what, {})
    reasons = [
        _wrong(name, "PARTICULAR_UNKNOWN", "is not asked for", "不属于该类事件") for name in given if name not in known
    ]
    for name, wanted in known.items():
        if name not in given:
            if wanted.needed:
                reasons.append(
                    _wrong(name, "PARTICULAR_MISSING", f"is missing ({wanted.what})", f"缺失（{wanted.what}）")
                )
        elif not wanted.fits(given[name]):
            reasons.append(_wrong(name, "PARTICULAR_MALFORMED", f"must be {wanted.what}", f"须为 {wanted.what}"))
    if reasons:
        raise Refused(
            f"the particulars of {what.name} are not complete",
            zh=f"{what.name} 事件的要素不完整",
            code="PARTICULARS_INCOMPLETE",
            reasons=reasons,
        )
    text = canonical(given)
    if len(text) > LONGEST:
        raise Refused(
            f"particulars are at most {LONGEST} characters",
            zh=f"要素文本不得超过 {LONGEST} 字",
            code="PARTICULARS_TOO_LONG",
        )
    return text


def environment_of(told: Mapping[str, Any]) -> Environment | None:
    """The environment that particulars name, or that their channel is; None: they do not say."""
    named = told.get("environment")
    return _CHANNELS.get(told.get("channel", "")) if named is None else Environment[named]


def canonical(given: Mapping[str, Any]) -> str:
    return json.dumps(given, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _wrong(name: str, code: str, en: str, zh: str) -> Reason:
    name = _clean(name)[:80]
    return Reason(code, f"要素 {name} {zh}", f"{name} {en}", name)
