# SPDX-License-Identifier: Apache-2.0
"""A status word as comparisons of times agrees, at every moment, with the word that the verdict gives."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.catalogue import STATUSES, with_status
from ledger.domain.calendar import validity
from ledger.domain.certificate import Certificate
from ledger.domain.kinds import CertificateStatus, Procedure, ProceedingState
from ledger.domain.verdict import base_of, renewal_pending_at
from ledger.errors import Refused
from ledger.store.queries.certificates import NO_FILTER, CertificateFilter
from tests.unit.domain.test_verdict import CERTIFICATE
from tests.unit.domain.test_verdict_life import proceeding

MOMENTS = st.integers(1_767_000_000, 2_200_000_000)
ENDED = st.sampled_from([CertificateStatus.CANCELLED, CertificateStatus.REVOKED, CertificateStatus.REPLACED])
WORDS = [word for word in STATUSES if word != "FROZEN"]


def holds(wanted: CertificateFilter, c: Certificate) -> bool:
    """What `queries/certificates.py` compares."""

    def ended(at: int) -> bool:
        return c.ended_at is not None and c.ended_at <= at

    def lapsed(at: int | None, renewing: bool) -> bool:
        if at is None:
            return True
        return c.expires_at <= at and not ended(at) and renewal_pending_at(c, at) is renewing

    now, last = wanted.in_force_at, wanted.ended_at
    checks = (
        now is None or (c.evidenced_at <= now < c.expires_at and not ended(now)),
        lapsed(wanted.expired_at, False),
        lapsed(wanted.renewing_at, True),
        last is None or (ended(last) and c.status is wanted.ended_as),
        wanted.expires_from is None or c.expires_at >= wanted.expires_from,
        wanted.expires_until is None or c.expires_at < wanted.expires_until,
    )
    return all(checks)


@given(
    evidenced_at=MOMENTS,
    years=st.integers(1, 5),
    at=MOMENTS,
    ended=st.none() | st.tuples(ENDED, st.integers(0, 300_000_000)),
    renewal=st.none() | st.tuples(st.integers(1, 15_000_000), st.none() | st.integers(0, 30_000_000)),
)
def test_exactly_one_status_filter_finds_a_certificate_and_it_is_its_base_word(
    evidenced_at: int,
    years: int,
    at: int,
    ended: tuple[CertificateStatus, int] | None,
    renewal: tuple[int, int | None] | None,
) -> None:
    expires_at = validity(evidenced_at, years).expires_at
    made = replace(CERTIFICATE, evidenced_at=evidenced_at, expires_at=expires_at)
    if ended is not None:
        made = replace(made, status=ended[0], ended_at=evidenced_at + ended[1])
    if renewal is not None:
        filed_at = expires_at - renewal[0]
        refused = {} if renewal[1] is None else {"state": ProceedingState.REFUSED, "closed_at": filed_at + renewal[1]}
        made = replace(made, proceedings=(proceeding(Procedure.RENEW, filed_at, **refused),))

    found = [word for word in WORDS if holds(with_status(NO_FILTER, word, at), made)]

    word = base_of(made, at)
    assert found == ([] if word == "NOT_FOUND" else [str(word)])


def test_freezing_is_asked_of_the_annotations() -> None:
    assert with_status(NO_FILTER, "FROZEN", 7).frozen_at == 7
    assert "FROZEN" in STATUSES


def test_a_word_that_no_list_can_answer_is_refused() -> None:
    with pytest.raises(Refused) as refusal:
        with_status(NO_FILTER, "TAINTED", 7)

    assert refusal.value.code == "REQUEST_INVALID"
