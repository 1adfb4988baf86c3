# SPDX-License-Identifier: Apache-2.0
"""Answering a request for correction (art. 17): the same application with some public fields mended.

For: what stands in clear on chain. Texts and documents are commitments with openings and files behind them; mending
those means filing anew. One round only: the contract refuses a second, and anything after the last day.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from ledger.chain import encode
from ledger.domain.defects import Severity
from ledger.domain.form import BY_HEADING, BY_KEY
from ledger.domain.ids import CaseId
from ledger.domain.reading.mended import FIELDS, read_mended
from ledger.domain.structs import Act, Resubmission
from ledger.errors import Reason, Refused
from ledger.service.heads import case_words, no_application
from ledger.service.papers import keeping, paper_of
from ledger.service.runtime import Ledger, Principal
from ledger.store.queries import applications

MENDABLE: Final = frozenset(
    {"industry", "source_types", "geo_scope", "division", "time_from", "time_to", "update_frequency", "asset_form",
     "data_forms", "structures", "record_count", "byte_count", "personal_information_band", "affiliation_group",
     "public_platform_ref", "evidence_no", "prior_registrations", "term_years"}
)  # fmt: skip


def in_words(cells: Mapping[str, str]) -> dict[str, Any]:
    """What `resubmit` takes, from cells of the form: columns by key or by Chinese heading, values as the form has them.

    Refused with every defect at once, as a row of the form would be.
    """
    by_key = {(BY_HEADING[name].key if name in BY_HEADING else name): text for name, text in cells.items()}
    strange = sorted(by_key.keys() - FIELDS.keys())
    if strange:
        raise _not_mendable(strange)
    read = read_mended(by_key)
    reasons = [
        Reason(found.code, found.zh, found.en, BY_KEY[found.key].zh, found.article)
        for found in read.defects
        if found.severity is Severity.ERROR
    ]
    if reasons:
        raise Refused(
            "the mended fields have defects; see reasons",
            zh="补正内容存在缺陷，见所列各项",
            code="FORM_DEFECTIVE",
            reasons=reasons,
        )
    return dict(read.fields)


def resubmit(ledger: Ledger, who: Principal, key: str, case_id: CaseId, paper: str, **mended: Any) -> dict[str, Any]:
    """Hand the application in again with these fields of `Content` mended; `paper` is the applicant's signed answer."""
    strange = sorted(mended.keys() - MENDABLE)
    if strange:
        raise _not_mendable(strange)
    (word,) = case_words(ledger, [case_id])
    with ledger.store.reading() as session:
        case = applications.application(session, case_id)
    if case is None:
        raise no_application()
    written = paper_of(who, case_id, "RESUBMISSION", paper, ledger.now())
    act = Act(case_id, word, who.commitment, written.commitment)
    call = encode.desk_resubmit([Resubmission(act, replace(case.content, **mended))])
    body = {
        "case": "0x" + case_id.hex(),
        "paper": paper,
        "mended": {name: str(mended[name]) for name in sorted(mended)},
    }
    return ledger.perform(who, "resubmit", key, body, call, keeping(written))


def _not_mendable(names: list[str]) -> Refused:
    return Refused(
        f"{', '.join(names)} cannot be mended in place; file the application anew",
        zh=f"{'、'.join(names)} 不能就地补正，请重新申请",
        code="FIELD_NOT_MENDABLE",
    )
