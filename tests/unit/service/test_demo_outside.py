# SPDX-License-Identifier: Apache-2.0
"""The demo's parties get into no ledger that counts, by any door; the refusal comes before anything is stored."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest

from ledger.domain.application import parse_row
from ledger.domain.defects import Where
from ledger.domain.ids import OrgId, RegimeId
from ledger.errors import Refused
from ledger.service.filing import FilingOrder, filed
from ledger.service.own_affairs import register_holder
from ledger.service.runtime import Ledger, Principal
from tests.unit.domain.rows import row

REAL: Any = SimpleNamespace(deployment=SimpleNamespace(demo=False))
"""A ledger that is no demo. It has nothing else, so whatever reached further would fail otherwise."""
WHO = Principal(OrgId("91350100M000100Y43"), "clerk", bytes(32))
PERSON = {"applicant_kinds": "自然人", "applicant_ids": "15000019000101001X", "right_cases": "P3"}


@pytest.mark.parametrize("changes", [{}, PERSON], ids=["organisation", "person"])
def test_filing_for_a_party_of_the_demo_is_refused(changes: dict[str, str]) -> None:
    application = parse_row(row(**changes), Where("申请", 2)).application
    assert application is not None
    order = FilingOrder(WHO, WHO.org_id, RegimeId("CN-DPR-2026"), application, ())
    with pytest.raises(Refused) as refusal:
        filed(cast(Ledger, REAL), order)
    assert refusal.value.code == "DEMO_DATA_OUTSIDE_DEMO"


def test_registering_a_party_of_the_demo_as_holder_is_refused() -> None:
    with pytest.raises(Refused) as refusal:
        register_holder(cast(Ledger, REAL), WHO, OrgId("91152502MA0DEM013H"), "示例草原牧业数据有限公司")
    assert refusal.value.code == "DEMO_DATA_OUTSIDE_DEMO"
