# SPDX-License-Identifier: Apache-2.0
"""Whoever becomes a party by a code is named by a unified social credit code; persons are commitments, and pass."""

from __future__ import annotations

import pytest

from ledger.domain.ids import OrgId, PartyId, party_of_org
from ledger.errors import Refused
from ledger.service.assents import NO_PARTY, refuse_no_code

GOOD = party_of_org(OrgId("91152502MA0DEM013H"))


@pytest.mark.parametrize("code", ["ABC", "ZZ", "91152502MA0DEM013X", "91152502MA0DEM013"])
def test_what_is_no_credit_code_is_refused_with_its_field(code: str) -> None:
    with pytest.raises(Refused) as told:
        refuse_no_code(holder=GOOD, to=party_of_org(OrgId(code)))
    assert told.value.code == "ORGANISATION_CODE_MALFORMED"
    assert [reason.field for reason in told.value.reasons] == ["to"]


def test_bytes_that_are_no_text_are_no_code_either() -> None:
    with pytest.raises(Refused):
        refuse_no_code(to=PartyId(b"\xff" * 18 + bytes(14)))


def test_a_good_code_a_person_and_nobody_pass() -> None:
    refuse_no_code(holder=GOOD, to=PartyId(b"\x5a" * 32), other=NO_PARTY, actor=None)


def test_a_code_that_is_no_party_is_looked_at_too() -> None:
    refuse_no_code(authority=OrgId("91152502MA0DEM013H"), other=OrgId(""))
    with pytest.raises(Refused) as told:
        refuse_no_code(authority=OrgId("91152502ma0dem013h"), court=OrgId("某法院"))
    assert [reason.field for reason in told.value.reasons] == ["authority", "court"]
