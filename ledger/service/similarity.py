# SPDX-License-Identifier: Apache-2.0
"""Which of a registrar's other filings bear data like these: a score each, and a relation to confirm (ruling 12).

The sketches were made when the applications were filed, under a key of the registrar's own; nobody else can compare
them. What equal files say, the pre-check says before filing (duplicates.py); here is what renamed, reordered or cut
samples say. Not for: confirming a relation, which is an act on chain.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from ledger.domain.ids import CaseId, OrgId, is_organisation, org_of_party
from ledger.domain.registration import Case
from ledger.domain.similarity import WORTH_A_LOOK, Likeness, compare, from_text
from ledger.errors import NotFound
from ledger.store.queries import records
from ledger.store.queries.states import cases_by_id
from ledger.store.session import Store

CANDIDATES: Final = 200


@dataclass(frozen=True, slots=True)
class Alike:
    """Another filing of the registrar's. `same_applicant`: one in common by its code (art. 39(2))."""

    reference: str
    code: str | None
    likeness: Likeness
    same_applicant: bool
    same_file: bool

    def document(self) -> dict[str, Any]:
        return {
            "reference": self.reference,
            "code": self.code,
            "score": self.likeness.score,
            "rows": round(self.likeness.rows, 3),
            "columns": round(self.likeness.columns, 3),
            "headings": round(self.likeness.headings, 3),
            "suggestion": self.likeness.suggestion.value,
            "same_applicant": self.same_applicant,
            "same_file": self.same_file,
        }


def alike(store: Store, registrar: OrgId, reference: str) -> list[Alike]:
    """The likest first. NotFound if the registrar has no sketch of that application: its sample is no table."""
    with store.reading() as session:
        own = records.one(session, records.DataSketch, registrar=str(registrar), reference=reference)
        if own is None:
            raise NotFound(
                "there is no sketch of a sample under this reference: it is no table, or another registrar's",
                zh="该申请编号下没有样例特征（样例不是表格，或不是本机构受理）",
                code="SKETCH_MISSING",
                reference=reference,
            )
        marks = sorted(from_text(own.body).marks)
        near = records.sketches_sharing(session, str(registrar), marks, CANDIDATES)
        found = list(_compared(session, own, [one for one in near if one.record_id != own.record_id]))
    shown = [each for each in found if each.likeness.score >= WORTH_A_LOOK or each.same_file]
    return sorted(shown, key=lambda each: (-each.likeness.score, each.reference))


def _compared(session: Any, own: records.DataSketch, others: list[records.DataSketch]) -> Iterator[Alike]:
    cases = cases_by_id(session, [CaseId(one.case_id) for one in (own, *others)])
    mine, sketch = cases.get(CaseId(own.case_id)), from_text(own.body)
    for other in others:
        case = cases.get(CaseId(other.case_id))
        if case is not None:  # a wish still on its way, or one that was refused, has no case
            likeness = compare(sketch, from_text(other.body))
            same_file = mine is not None and mine.content.sample_sha256 == case.content.sample_sha256
            shared = mine is not None and bool(_codes(mine) & _codes(case))
            yield Alike(other.reference, case.code, likeness, shared, same_file)


def _codes(case: Case) -> frozenset[str]:
    return frozenset(org_of_party(party) for party in case.content.applicants if is_organisation(party))
