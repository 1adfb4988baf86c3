# SPDX-License-Identifier: Apache-2.0
"""What an audit finds: one deviation each, with what was expected, what was there, and the evidence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Finding:
    """`subject` names the thing: `table/key/column` of a row, a subject of History, a document."""

    code: str
    subject: str
    expected: str
    actual: str
    evidence: str = ""

    def as_json(self) -> dict[str, Any]:
        return {
            "code": self.code,
            "subject": self.subject,
            "expected": self.expected,
            "actual": self.actual,
            "evidence": self.evidence,
        }


TEXTS: dict[str, tuple[str, str]] = {
    "ROW_CHANGED": ("镜像行与链上重建结果不一致", "a row of the mirror is not what the chain says"),
    "ROW_MISSING": ("镜像缺少应有的行", "a row that the chain says is missing in the mirror"),
    "ROW_INVENTED": ("镜像中有链上没有的行", "the mirror holds a row that the chain does not say"),
    "POSITION_CHANGED": ("镜像所记位置与链上不符", "the mirror's own position is not what the chain says"),
    "HEAD_DIFFERS": ("主体的历史头与 History 合约不一致", "a subject's head is not the one History holds"),
    "ROLLING_DIFFERS": ("总历史头与 History 合约不一致", "the rolling head is not the one History holds"),
    "SEALED_MISSING": ("材料密文缺失", "a document's ciphertext is missing"),
    "SEALED_CHANGED": ("材料密文已被改动", "a document's ciphertext was changed"),
    "SEALED_ROW": ("材料记录已被改动", "a document's row was changed"),
    "DOCUMENTS_ROOT_DIFFERS": ("材料清单与链上承诺不符", "the documents on record are not those the chain commits to"),
    "OPENING_DIFFERS": ("披露内容与链上承诺不符", "a text on record does not open its commitment on chain"),
    "READING_LOG_BROKEN": ("查阅记录链断裂", "the chain of the reading log is broken"),
    "KEY_MISSING": ("材料密钥缺失，且无销毁决定", "a document's key is gone, and nobody decided that"),
    "KEY_NOT_DESTROYED": (
        "已决定销毁的材料密钥仍在",
        "a document's key is still there although its destruction was decided",
    ),
    "DECISION_UNFOUNDED": ("密钥销毁决定与查阅记录不符", "the reading log does not know of a decision to destroy keys"),
    "SUBMISSION_UNFOUNDED": (
        "提交记录所称的交易不在链上",
        "a submission claims a transaction that is not on the chain",
    ),
    "PAYLOAD_DIFFERS": ("证书载荷摘要与链上登记内容不符", "a certificate's payload digest does not fit its case"),
}
