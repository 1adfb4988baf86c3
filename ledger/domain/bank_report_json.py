# SPDX-License-Identifier: Apache-2.0
"""The bank's report as a document that leaves: plain values for JSON, the same bytes for the same report."""

from __future__ import annotations

from typing import Any, Final

from ledger.domain.bank_report import CAVEATS, Check, Part, Report, Word
from ledger.domain.lending import Declared
from ledger.domain.verdict_json import (
    KnownBlock,
    evidence_document,
    known_document,
    moment_document,
    party_label,
    verdict_document,
)

FORMAT: Final = "bank-report/1"


def report_document(report: Report, known: KnownBlock) -> dict[str, Any]:
    lending = report.lending
    return {
        "format": FORMAT,
        "code": lending.code,
        "at": moment_document(lending.at),
        "known": known_document(known),
        "holder": party_label(lending.holder) if lending.holder is not None else None,
        "maturity": moment_document(lending.maturity) if lending.maturity is not None else None,
        "buffer_days": lending.buffer_days,
        "word": report.word,
        "counts": {word.value: report.counts[word] for word in Word},
        "checks": [_check(check) for check in report.checks],
        "caveats": [{"zh": caveat.zh, "en": caveat.en} for caveat in CAVEATS],
        "verdict": verdict_document(lending.verdict, known),
    }


def _check(check: Check) -> dict[str, Any]:
    return {
        "number": check.number,
        "code": check.code,
        "zh": check.zh,
        "en": check.en,
        "word": check.word,
        "parts": [_part(part) for part in check.parts],
    }


def _part(part: Part) -> dict[str, Any]:
    return {
        "code": part.code,
        "word": part.word,
        "zh": part.zh,
        "en": part.en,
        "rule": part.rule,
        "detail": part.detail,
        "evidence": [evidence_document(place) for place in part.evidence],
        "declared": _declared(part.declared) if part.declared is not None else None,
    }


def _declared(declared: Declared) -> dict[str, Any]:
    return {
        "by": declared.org_id,
        "person": declared.person_id,
        "found": declared.found,
        "document_sha256": declared.digest.hex(),
        "declared_at": moment_document(declared.declared_at),
        "valid_until": moment_document(declared.valid_until),
        "holder": None if declared.holder is None else party_label(declared.holder),
    }
