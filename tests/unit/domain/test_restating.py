# SPDX-License-Identifier: Apache-2.0
"""What a certificate says of its data: as applied for, as corrected, as changed, and as it came by a transfer."""

from __future__ import annotations

from dataclasses import replace

import pytest
from eth_abi import encode
from eth_utils import keccak

from ledger.domain.certificate import Certificate, Version
from ledger.domain.kinds import Procedure, ProceedingState
from ledger.domain.registration import Case
from ledger.domain.restating import restatement_digest, shown
from ledger.domain.structs import Restatement
from tests.simulator import acts as a
from tests.unit.domain.test_fold import T0, folded
from tests.unit.domain.test_verdict import CERTIFICATE
from tests.unit.domain.test_verdict_life import SUCCESSOR, proceeding

FIRST = CERTIFICATE.versions[0]
CONTENT = folded(Case, a.submitted(1, T0)).content


def version(number: int, recorded_at: int, **said: object) -> Version:
    return replace(FIRST, number=number, recorded_at=recorded_at, **said)  # type: ignore[arg-type]


def with_versions(*later: Version) -> Certificate:
    return replace(CERTIFICATE, versions=(FIRST, *later))


def names(certificate: Certificate, *moments: int | None) -> list[str]:
    return [shown((certificate,), CONTENT, at).data_name for at in moments]


def test_a_change_counts_from_when_it_was_evidenced() -> None:
    changed = version(2, 500, data_name="new", name_commitment=b"n" * 32, restated_from=300)
    assert names(with_versions(changed), 299, 300, None) == [CONTENT.data_name, "new", "new"]


def test_a_correction_counts_from_the_beginning_of_what_it_mends() -> None:
    slip = version(2, 100, data_name="mended")
    assert names(with_versions(slip), 0, 99, None) == ["mended"] * 3
    changed = version(2, 500, data_name="nwe", name_commitment=b"n" * 32, restated_from=300)
    slip = version(3, 900, data_name="new")
    assert names(with_versions(changed, slip), 299, 300, None) == [CONTENT.data_name, "new", "new"]


def test_what_is_not_restated_stays() -> None:
    spanned = version(2, 500, time_from=5, time_to=9, restated_from=300)
    described = version(3, 700, overview_commitment=b"o" * 32, restated_from=600)
    found = shown((with_versions(spanned, described),), CONTENT)
    assert found == replace(CONTENT, time_from=5, time_to=9, overview_commitment=b"o" * 32)
    assert shown((with_versions(spanned, described),), CONTENT, 299) == CONTENT


def test_a_name_that_may_not_be_shown_covers_the_one_before() -> None:
    masked = version(2, 500, name_commitment=b"n" * 32, restated_from=300)
    certificate = with_versions(masked)
    assert names(certificate, 299, 300) == [CONTENT.data_name, ""]
    assert (certificate.renamed, certificate.corrected_name) == (True, "")


@pytest.mark.parametrize("recorded_at", [900, 600], ids=["later", "in the same second"])
def test_a_transferee_takes_over_what_was_restated_until_the_transfer(recorded_at: int) -> None:
    early = version(2, 500, data_name="early", name_commitment=b"n" * 32, restated_from=300)
    late = version(4, recorded_at, data_name="late", name_commitment=b"l" * 32, restated_from=recorded_at)
    mine = replace(CERTIFICATE, code=SUCCESSOR, issued_at=600)
    moved = proceeding(
        Procedure.TRANSFER, 400, state=ProceedingState.REGISTERED, closed_at=600, successor=SUCCESSOR, version=3
    )
    before = replace(with_versions(early, version(3, 600), late), proceedings=(moved,))
    assert shown((mine, before), CONTENT).data_name == "early"
    assert shown((mine, before), CONTENT, 299) == CONTENT
    assert shown((before,), CONTENT).data_name == "late"
    earlier = replace(before, proceedings=(replace(moved, version=1),))
    assert shown((mine, earlier), CONTENT) == CONTENT


def test_what_was_filed_stands_once_the_change_is_registered_and_not_before() -> None:
    asked = a.restatement("新名称", overview=True, span=T0 + 5)
    terms = a.terms(before=a.digest("before"), afterwards=a.digest("after"))
    filed = [*a.certified(1, T0)[-1:], a.proceeding_filed(1, a.Procedure.CHANGE, terms, anew=asked)]
    pending = folded(Certificate, *filed)
    assert shown((pending,), CONTENT) == CONTENT
    assert pending.proceedings[0].restates
    changed = folded(Certificate, *filed, a.changed(1, terms, T0 + 90))
    assert changed.current.restated_from == T0 + 90
    assert shown((changed,), CONTENT) == replace(
        CONTENT,
        data_name="新名称",
        name_commitment=asked.name_commitment,
        overview_commitment=asked.overview_commitment,
        time_from=asked.time_from,
        time_to=asked.time_to,
    )
    assert shown((changed,), CONTENT, T0 + 89) == CONTENT


def test_a_change_of_other_things_restates_nothing() -> None:
    terms = a.terms(before=a.digest("before"), afterwards=a.digest("after"))
    certificate = folded(
        Certificate,
        *a.certified(1, T0)[-1:],
        a.proceeding_filed(1, a.Procedure.CHANGE, terms),
        a.changed(1, terms, T0 + 90),
    )
    assert certificate.current.restated_from is None
    assert not certificate.renamed
    assert shown((certificate,), CONTENT) == CONTENT


@pytest.mark.parametrize("name", ["", "a", "2023年至2025年锡林郭勒盟畜牧业肉羊养殖数据集", "x" * 32])
def test_the_digest_is_the_contract_s(name: str) -> None:
    given = Restatement(name, b"n" * 32, b"o" * 32, 3, 2**40 - 1, b"p" * 32)
    words = (name, given.name_commitment, given.overview_commitment, 3, 2**40 - 1, given.paper)
    expected = keccak(encode(["(string,bytes32,bytes32,uint40,uint40,bytes32)"], [words]))
    assert restatement_digest(given) == expected
