# SPDX-License-Identifier: Apache-2.0
"""What the audit of a trace says: thirteen checks, what came of each, what each stumbled over. Made by `trace.py`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from ledger.domain.usage_scope import Strays, strays_document
from ledger.domain.verdict import Evidence


class Check(StrEnum):
    ORPHAN_OUTPUT = "ORPHAN_OUTPUT"
    DELIVERY_WITHOUT_GRANT = "DELIVERY_WITHOUT_GRANT"
    TRADE_OUTSIDE_VALIDITY = "TRADE_OUTSIDE_VALIDITY"
    SETTLEMENT_DIFFERS = "SETTLEMENT_DIFFERS"
    LATE_RECORD = "LATE_RECORD"
    USE_AFTER_END = "USE_AFTER_END"
    AGREEMENT_BREACHED = "AGREEMENT_BREACHED"
    EXPORT_WITHOUT_FILING = "EXPORT_WITHOUT_FILING"
    GRADE_LOWERED = "GRADE_LOWERED"
    DESTRUCTION_MISSING = "DESTRUCTION_MISSING"
    PRICE_ABOVE_CEILING = "PRICE_ABOVE_CEILING"
    SELF_DEALING = "SELF_DEALING"
    GAP = "GAP"


class Outcome(StrEnum):
    PASS = "PASS"
    FINDINGS = "FINDINGS"
    NOT_CHECKED = "NOT_CHECKED"


TEXTS: Final[Mapping[Check, tuple[str, str]]] = {
    Check.ORPHAN_OUTPUT: ("加工产物的任何上游均无使用权", "something was made without a right in any of its parents"),
    Check.DELIVERY_WITHOUT_GRANT: (
        "交付或使用时没有覆盖该用途的有效授权",
        "delivered or used without a grant that covered it",
    ),
    Check.TRADE_OUTSIDE_VALIDITY: ("交易不在凭证有效期内", "traded while the certificate was not in force"),
    Check.SETTLEMENT_DIFFERS: ("结算合计与合同金额不符", "what was settled is not what the contract says"),
    Check.LATE_RECORD: ("事件逾期登记", "recorded late"),
    Check.USE_AFTER_END: ("授权终止或到期后仍有使用", "used after its grant had ended or before it began"),
    Check.AGREEMENT_BREACHED: (
        "使用目的或转授权违反授权协议",
        "used for what the agreement forbids, or passed on to whom it does not allow",
    ),
    Check.EXPORT_WITHOUT_FILING: (
        "出境缺少路径或备案，或备案已过期",
        "exported without a route, or on a filing that is over",
    ),
    Check.GRADE_LOWERED: ("产物分级低于其最高上游且无说明", "graded lower than its highest parent, without a reason"),
    Check.DESTRUCTION_MISSING: ("约定的销毁或返还未见记录", "what was to be destroyed or returned by a date was not"),
    Check.PRICE_ABOVE_CEILING: ("价格高于登记的上限", "priced above the registered ceiling"),
    Check.SELF_DEALING: ("当事人或确认人之间存在关联", "the sides, or a side and who confirmed it, are related"),
    Check.GAP: (
        "轨迹编号或历史链有缺口，或使用批次合计与其记录不符",
        "the trace or its history has a gap, or a batch of usage counts other than its records do",
    ),
}


@dataclass(frozen=True, slots=True)
class Correction:
    """The event that stands in the place of one that was told before, and the act that told it."""

    seq: int
    evidence: Evidence | None


@dataclass(frozen=True, slots=True)
class Finding:
    """One event that a check stumbled over; with `seq` None, something else on record. `expected` and `actual` are for
    comparing, `records` names records of a batch of usage; `correction` is what stands now in place of the event."""

    check: Check
    seq: int | None
    evidence: Evidence | None
    expected: str
    actual: str
    records: Strays | None = None
    correction: Correction | None = None


@dataclass(frozen=True, slots=True)
class Checked:
    """What came of one check: how many events it looked at, and why it could not look at the others."""

    check: Check
    outcome: Outcome
    looked: int
    findings: tuple[Finding, ...] = ()
    reason: tuple[str, str] | None = None


def result(check: Check, looked: int, findings: Sequence[Finding], blind: tuple[str, str] | None) -> Checked:
    """Findings speak first; without any, a check that could not look at everything did not pass."""
    if findings:
        return Checked(check, Outcome.FINDINGS, looked, tuple(findings), blind)
    if blind is not None:
        return Checked(check, Outcome.NOT_CHECKED, looked, (), blind)
    return Checked(check, Outcome.PASS, looked)


def joined(*reasons: tuple[str, str] | None) -> tuple[str, str] | None:
    """Several reasons as one; None if there is none."""
    given = [each for each in dict.fromkeys(reasons) if each is not None]
    return ("；".join(zh for zh, _ in given), "; ".join(en for _, en in given)) if given else None


# --- as a document ----------------------------------------------------------------------------------------------------


def checked_document(checked: Checked) -> dict[str, Any]:
    zh, en = TEXTS[checked.check]
    return {
        "check": checked.check.value,
        "outcome": checked.outcome.value,
        "looked": checked.looked,
        "zh": zh,
        "en": en,
        "reason": None if checked.reason is None else {"zh": checked.reason[0], "en": checked.reason[1]},
        "findings": [
            {
                "seq": finding.seq,
                "expected": finding.expected,
                "actual": finding.actual,
                "evidence": _evidence_document(finding.evidence),
                "records": None if finding.records is None else strays_document(finding.records),
                "corrected_by": None if finding.correction is None else correction_document(finding.correction),
            }
            for finding in checked.findings
        ],
    }


def correction_document(correction: Correction) -> dict[str, Any]:
    return {"seq": correction.seq, "evidence": _evidence_document(correction.evidence)}


def _evidence_document(evidence: Evidence | None) -> dict[str, Any] | None:
    if evidence is None:
        return None
    return {"block": evidence.block_number, "tx": "0x" + evidence.tx_hash.hex(), "log": evidence.log_index}
