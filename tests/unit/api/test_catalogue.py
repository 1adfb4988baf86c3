# SPDX-License-Identifier: Apache-2.0
"""A status word as comparisons of times agrees, at every moment, with the word that the verdict gives."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.catalogue import STATUSES, with_status
from ledger.domain.calendar import validity
from ledger.domain.verdict import base_at
from ledger.errors import Refused
from ledger.store.queries.certificates import NO_FILTER, CertificateFilter

MOMENTS = st.integers(1_767_000_000, 2_200_000_000)


def holds(wanted: CertificateFilter, evidenced_at: int, expires_at: int) -> bool:
    """What `queries/certificates.py` compares."""
    checks = (
        wanted.in_force_at is None or evidenced_at <= wanted.in_force_at < expires_at,
        wanted.expired_at is None or expires_at <= wanted.expired_at,
        wanted.expires_from is None or expires_at >= wanted.expires_from,
        wanted.expires_until is None or expires_at < wanted.expires_until,
    )
    return all(checks)


@given(evidenced_at=MOMENTS, years=st.integers(1, 5), at=MOMENTS)
def test_exactly_one_status_filter_finds_a_certificate_and_it_is_its_base_word(
    evidenced_at: int, years: int, at: int
) -> None:
    expires_at = validity(evidenced_at, years).expires_at
    found = [
        word
        for word in ("VALID", "EXPIRING", "EXPIRED")
        if holds(with_status(NO_FILTER, word, at), evidenced_at, expires_at)
    ]
    word = base_at(evidenced_at, expires_at, at)

    assert found == ([] if word == "NOT_FOUND" else [str(word)])


def test_freezing_is_asked_of_the_annotations() -> None:
    assert with_status(NO_FILTER, "FROZEN", 7).frozen_at == 7
    assert "FROZEN" in STATUSES


def test_a_word_that_no_list_can_answer_is_refused() -> None:
    with pytest.raises(Refused) as refusal:
        with_status(NO_FILTER, "TAINTED", 7)

    assert refusal.value.code == "REQUEST_INVALID"
