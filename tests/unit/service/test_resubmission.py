# SPDX-License-Identifier: Apache-2.0
"""What cannot be mended in place is refused before anything is asked of the ledger."""

from __future__ import annotations

from typing import Any, cast

import pytest

from ledger.domain.ids import CaseId, OrgId
from ledger.domain.structs import Content
from ledger.errors import Refused
from ledger.service.resubmission import MENDABLE, resubmit
from ledger.service.runtime import Principal

NOBODYS_LEDGER: Any = None
WHO = Principal(OrgId("91150103MA0DEM080G"), "bao", bytes(32))


@pytest.mark.parametrize("field", ["name_commitment", "data_name", "rights", "sample_sha256", "grade", "no_such_field"])
def test_fields_with_an_opening_a_paper_or_a_right_behind_them_are_filed_anew(field: str) -> None:
    with pytest.raises(Refused) as refusal:
        resubmit(NOBODYS_LEDGER, WHO, "key", CaseId(bytes(32)), "补正说明", **{field: 1})
    assert refusal.value.code == "FIELD_NOT_MENDABLE"
    assert field in refusal.value.en


def test_what_may_be_mended_is_a_public_field_of_the_content() -> None:
    fields = set(cast(Any, Content).__dataclass_fields__)
    assert fields >= MENDABLE
    assert not any("commitment" in field or "sha256" in field for field in MENDABLE)
