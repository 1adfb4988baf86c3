# SPDX-License-Identifier: Apache-2.0
"""A portfolio as a document and as CSV: plain values, the same bytes for the same portfolio."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from ledger.domain.compensation import compensated
from ledger.domain.csv_text import csv_text
from ledger.domain.early_warning import Key, Severity, Signal
from ledger.domain.ids import OrgId, PledgeId, name_of
from ledger.domain.lending import Lending
from ledger.domain.portfolio import Change, Line, Seen, Touched
from ledger.domain.verdict_json import (
    RIGHT_NAMES,
    KnownBlock,
    evidence_document,
    known_document,
    moment_document,
    party_label,
    shanghai,
)

FORMAT: Final = "portfolio/3"
COLUMNS: Final = (
    "pledge", "reference", "status", "pledgor", "recorded_at", "maturity", "secured", "value", "ltv_bps", "warn_bps",
    "call_bps", "compensated", "owed_to_payers", "certificates", "verdicts", "rights", "ranks", "alerts", "warnings",
    "notices", "seen", "turn", "changes",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Portfolio:
    """The lines that are shown, with what changed in each where that was asked; `held`: how many the bank holds.

    `seen`: what the bank noted of warnings, by pledge and by what makes a warning the same; the newest of each.
    """

    bank: OrgId
    at: int
    known: KnownBlock
    since: KnownBlock | None
    held: int
    lines: tuple[tuple[Line, Change | None], ...]
    seen: Mapping[tuple[PledgeId, Key], Seen] = field(default_factory=dict)

    def seen_of(self, line: Line, signal: Signal) -> Seen | None:
        """Who saw this very warning; None: nobody."""
        found = self.seen.get((line.pledge.pledge_id, signal.key))
        return found if found is not None and found.stands_for(line.pledge.pledge_id, signal) else None

    @property
    def counts(self) -> dict[Severity, int]:
        found = [signal.rule.severity for line, _ in self.lines for signal in line.signals]
        return {severity: found.count(severity) for severity in Severity}

    @property
    def alarming(self) -> bool:
        """Whether a line that is shown has a warning of the gravest kind; of a change, one that appeared."""
        told = ([t.signal for t in change.appeared] if change else line.signals for line, change in self.lines)
        return any(signal.rule.severity is Severity.ALERT for signals in told for signal in signals)


def portfolio_document(portfolio: Portfolio) -> dict[str, Any]:
    """Amounts are decimal digits of fen, ratios basis points; null: no bound, too few opinions, or nothing agreed."""
    return {
        "format": FORMAT,
        "bank": portfolio.bank,
        "at": moment_document(portfolio.at),
        "known": known_document(portfolio.known),
        "changed_since": None if portfolio.since is None else known_document(portfolio.since),
        "held": portfolio.held,
        "shown": len(portfolio.lines),
        "signals": {severity.value: count for severity, count in portfolio.counts.items()},
        "items": [_line(portfolio, line, change) for line, change in portfolio.lines],
    }


def _line(portfolio: Portfolio, line: Line, change: Change | None) -> dict[str, Any]:
    def told(signal: Signal) -> dict[str, Any]:
        return _signal(signal, portfolio.seen_of(line, signal))

    pledge, deal, terms = line.pledge, line.deal, line.pledge.terms
    return {
        "pledge": "0x" + pledge.pledge_id.hex(),
        "reference": name_of(pledge.reference),
        "status": deal.status,
        "pledgor": party_label(pledge.pledgor),
        "pledgee": pledge.pledgee,
        "form": terms.form.name,
        "exclusive": terms.exclusive,
        "recorded_at": _moment(pledge.recorded_at),
        "maturity": moment_document(deal.maturity),
        "band": terms.band,
        "secured": _amount(deal.secured),
        "value": _amount(deal.value),
        "ltv_bps": line.ltv_bps,
        "limits": {"ltv_bps": terms.ltv_bps, "warn_bps": terms.warn_bps, "call_bps": terms.call_bps},
        "opinions_wanted": terms.opinions,
        "compensated": str(compensated(pledge.compensations)),
        "owed_to_payers": str(pledge.owed_to_payers),
        "filed_outside": deal.external_number,
        "units": [
            {"code": unit.code, "holder": party_label(unit.holder), "right": RIGHT_NAMES[unit.right], "rank": unit.rank}
            for unit in line.units
        ],
        "certificates": [_certificate(lending) for lending in _by_code(line.watched.collateral)],
        "signals": [told(signal) for signal in line.signals],
        "evidence": [evidence_document(place) for place in deal.evidence],
        "change": None if change is None else _change(change, told),
    }


def _by_code(collateral: Sequence[Lending]) -> list[Lending]:
    return list({lending.code: lending for lending in collateral}.values())


def _certificate(lending: Lending) -> dict[str, Any]:
    verdict, certificate = lending.verdict, lending.verdict.certificate
    return {
        "code": lending.code,
        "word": verdict.word,
        "overlays": list(verdict.overlay_words),
        "data_name": verdict.data_name,
        "expires_at": None if certificate is None else moment_document(certificate.expires_at),
    }


def _signal(signal: Signal, seen: Seen | None) -> dict[str, Any]:
    return {
        "rule": signal.rule.cited,
        "severity": signal.rule.severity,
        "zh": signal.rule.zh,
        "en": signal.rule.en,
        "subject": signal.subject,
        "inputs": dict(signal.inputs),
        "holds_since": _moment(signal.holds_since),
        "seen": None if seen is None else {"by": seen.person, "at": moment_document(seen.at), "note": seen.note},
        "evidence": [evidence_document(place) for place in signal.evidence],
    }


def _change(change: Change, told: Callable[[Signal], dict[str, Any]]) -> dict[str, Any]:
    return {
        "turn": change.turn,
        "acts": [_touched(each) for each in change.touched],
        "appeared": [told(each.signal) | {"by": each.cause} for each in change.appeared],
        "ended": [told(each.signal) | {"by": each.cause} for each in change.ended],
        "different": [
            {"name": each.name, "before": each.before, "now": each.now, "by": each.cause} for each in change.different
        ],
    }


def _touched(each: Touched) -> dict[str, Any]:
    return {
        "on": each.what,
        "subject": "0x" + each.subject.hex(),
        "kinds": list(each.kinds),
        "evidence": [evidence_document(place) for place in each.evidence],
    }


def _moment(seconds: int | None) -> dict[str, Any] | None:
    return None if seconds is None else moment_document(seconds)


def _amount(fen: int | None) -> str | None:
    return None if fen is None else str(fen)


# --- CSV --------------------------------------------------------------------------------------------------------------


def portfolio_csv(portfolio: Portfolio) -> str:
    """A line a pledge, for a spreadsheet."""
    rows = (_row(portfolio, line, change) for line, change in portfolio.lines)
    return csv_text(COLUMNS, [[row[name] for name in COLUMNS] for row in rows], end="\r\n")


def _row(portfolio: Portfolio, line: Line, change: Change | None) -> Mapping[str, Any]:
    deal, pledge = line.deal, line.pledge
    rules = {severity: [s.rule.code for s in line.signals if s.rule.severity is severity] for severity in Severity}
    return {
        "pledge": "0x" + pledge.pledge_id.hex(),
        "reference": name_of(pledge.reference),
        "status": deal.status,
        "pledgor": party_label(pledge.pledgor),
        "recorded_at": "" if pledge.recorded_at is None else shanghai(pledge.recorded_at),
        "maturity": shanghai(deal.maturity),
        "secured": deal.secured,
        "value": deal.value,
        "ltv_bps": line.ltv_bps,
        "warn_bps": pledge.terms.warn_bps,
        "call_bps": pledge.terms.call_bps,
        "compensated": compensated(pledge.compensations),
        "owed_to_payers": pledge.owed_to_payers,
        "certificates": " ".join(code for code, _, _ in line.verdicts),
        "verdicts": " ".join("+".join((word, *overlays)) for _, word, overlays in line.verdicts),
        "rights": " ".join(RIGHT_NAMES[unit.right] for unit in line.units),
        "ranks": " ".join(str(unit.rank) for unit in line.units),
        "alerts": " ".join(rules[Severity.ALERT]),
        "warnings": " ".join(rules[Severity.WARNING]),
        "notices": " ".join(rules[Severity.NOTICE]),
        "seen": " ".join(signal.rule.code for signal in line.signals if portfolio.seen_of(line, signal) is not None),
        "turn": "" if change is None else change.turn,
        "changes": "" if change is None else _told(change),
    }


def _told(change: Change) -> str:
    """What changed, in words of one cell: acts by subject, warnings that came and went, facts that differ."""
    acts = [f"{each.what}:{'+'.join(each.kinds)}" for each in change.touched]
    came = [f"appeared:{each.signal.rule.code}/{each.cause}" for each in change.appeared]
    went = [f"ended:{each.signal.rule.code}/{each.cause}" for each in change.ended]
    differ = [f"{each.name}:{each.before}->{each.now}/{each.cause}" for each in change.different]
    return "; ".join([*acts, *came, *went, *differ])
