# SPDX-License-Identifier: Apache-2.0
"""A right that was transferred is not where its holder's other rights went later, at any moment."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from ledger.domain.certificate import Certificate, Proceeding, RightUnit
from ledger.domain.ids import CertificateId, PartyId
from ledger.domain.kinds import Basis, Procedure, ProceedingState
from ledger.domain.whereabouts import Place, held_at, moments, place_at
from tests.unit.domain.test_verdict import CERTIFICATE, HOLDER, STRANGER, noon
from tests.unit.domain.test_verdict_life import SUCCESSOR, proceeding

BEGUN, END, CODE = CERTIFICATE.evidenced_at, CERTIFICATE.expires_at, CERTIFICATE.code
NEW_ID = PartyId(b"\x17" * 32)
TRANSFERRED, CHANGED = noon(2027, 3, 1), noon(2027, 4, 1)
HOLD, USE = 1, 2
FIRST = Place(CODE, HOLDER)


def unit(holder: PartyId, right: int, moved_at: int | None = None, since: int = BEGUN) -> RightUnit:
    return RightUnit(holder, right, Basis.P1_OWN_BUSINESS, since, END, moved_at)


def registered(procedure: Procedure, filed_at: int, at: int, **changes: object) -> Proceeding:
    return proceeding(procedure, filed_at, state=ProceedingState.REGISTERED, evidenced_at=at, closed_at=at, **changes)


def found(
    change_first: bool, transferred: int = TRANSFERRED, changed: int = CHANGED
) -> dict[CertificateId, Certificate]:
    """HOLD went to a stranger; later its holder got a new id, which took USE. The change was filed before or after."""
    transfer = registered(
        Procedure.TRANSFER, noon(2027, 2, 2), transferred, other=STRANGER, rights=HOLD, successor=SUCCESSOR
    )
    change = registered(Procedure.CHANGE, noon(2027, 2, 1 if change_first else 3), changed, other=NEW_ID)
    before = replace(
        CERTIFICATE,
        units=(unit(HOLDER, HOLD, transferred), unit(HOLDER, USE, changed), unit(NEW_ID, USE)),
        proceedings=(change, transfer) if change_first else (transfer, change),
    )
    after = replace(
        CERTIFICATE, code=SUCCESSOR, evidenced_at=transferred, units=(unit(STRANGER, HOLD, since=transferred),)
    )
    return {CODE: before, SUCCESSOR: after}


@pytest.mark.parametrize("change_first", [False, True])
@pytest.mark.parametrize("changed", [CHANGED, TRANSFERRED, TRANSFERRED - 1])
def test_a_change_takes_nothing_that_was_transferred(change_first: bool, changed: int) -> None:
    # Evidenced at whatever moment: only what the transfer left was there for the change to take.
    lookup = found(change_first, changed=changed).get
    assert place_at(lookup, FIRST, HOLD, BEGUN) == FIRST
    assert place_at(lookup, FIRST, HOLD, TRANSFERRED - 1) == FIRST
    assert place_at(lookup, FIRST, HOLD, TRANSFERRED) == Place(SUCCESSOR, STRANGER)
    assert place_at(lookup, FIRST, HOLD, CHANGED) == Place(SUCCESSOR, STRANGER)
    assert held_at(lookup, FIRST, HOLD, TRANSFERRED - 1)
    assert held_at(lookup, FIRST, HOLD, CHANGED)


@pytest.mark.parametrize("change_first", [False, True])
def test_a_new_id_stands_for_the_old_one_at_every_moment_of_what_it_took(change_first: bool) -> None:
    lookup = found(change_first).get
    assert place_at(lookup, FIRST, USE, BEGUN - 1) == FIRST
    for at in (BEGUN, TRANSFERRED, CHANGED, END):
        assert place_at(lookup, FIRST, USE, at) == Place(CODE, NEW_ID)


def test_a_change_takes_no_right_that_its_holder_never_had() -> None:
    assert place_at(found(False).get, FIRST, 4, CHANGED) == FIRST


@pytest.mark.parametrize("change_first", [False, True])
@pytest.mark.parametrize("right", [HOLD, USE])
def test_between_two_moments_nothing_changes(change_first: bool, right: int) -> None:
    lookup = found(change_first).get
    at = moments(lookup, FIRST, right)

    assert at == sorted(set(at))
    assert {BEGUN, END, TRANSFERRED if right == HOLD else CHANGED} <= set(at)
    for since, until in pairwise([0, *at, END + 1_000]):
        for asked in (since + 1, (since + until) // 2, until - 1):
            if since <= asked < until:
                assert held_at(lookup, FIRST, right, asked) is held_at(lookup, FIRST, right, since)
                assert place_at(lookup, FIRST, right, asked) == place_at(lookup, FIRST, right, since)


def test_a_unit_under_no_certificate_never_changes() -> None:
    assert moments({}.get, FIRST, HOLD) == []
