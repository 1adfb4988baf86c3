# SPDX-License-Identifier: Apache-2.0
"""Commitments: the specified bytes, hiding behind the salt, and openings that fit one message only."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.content.commitment import (
    DOCUMENT_TAG,
    Commitment,
    Opening,
    commit,
    commit_both,
    commit_sm3,
    new_salt,
    verify_both,
    verify_opening,
)
from ledger.domain.keccak import keccak
from ledger.errors import Inconsistent

SALT = bytes(range(32))
OPENING = Opening(DOCUMENT_TAG, SALT, b"contact: 13800000000")


def test_the_commitment_is_the_hash_that_the_head_of_the_module_specifies() -> None:
    by_hand = hashlib.sha256(
        hashlib.sha256(b"ledger/document/1").digest() + SALT + (3).to_bytes(8, "big") + b"abc"
    ).hexdigest()

    assert commit(SALT, DOCUMENT_TAG, b"abc").hex() == by_hand


def test_the_sm3_twin_takes_the_same_input() -> None:
    def sm3(data: bytes) -> bytes:
        return hashlib.new("sm3", data).digest()

    by_hand = sm3(sm3(DOCUMENT_TAG.encode()) + SALT + (3).to_bytes(8, "big") + b"abc")

    assert commit_sm3(SALT, DOCUMENT_TAG, b"abc") == by_hand


@pytest.mark.parametrize("size", [0, 16, 31, 33, 64])
def test_a_salt_of_another_length_is_the_programmers_mistake(size: int) -> None:
    with pytest.raises(ValueError):
        commit(bytes(size), DOCUMENT_TAG, b"")


@pytest.mark.parametrize(
    "wrong",
    [
        replace(OPENING, message=b"contact: 13800000001"),
        replace(OPENING, message=OPENING.message + b"\0"),
        replace(OPENING, salt=bytes(32)),
        replace(OPENING, tag="ledger/other/1"),
    ],
    ids=["message", "longer message", "salt", "tag"],
)
def test_another_opening_does_not_fit(wrong: Opening) -> None:
    with pytest.raises(Inconsistent) as mismatch:
        verify_opening(commit(SALT, DOCUMENT_TAG, OPENING.message), wrong)

    assert mismatch.value.code == "COMMITMENT_MISMATCH"
    assert "138" not in str(mismatch.value) + repr(mismatch.value.facts) + mismatch.value.zh


def test_both_families_must_fit() -> None:
    both = commit_both(SALT, DOCUMENT_TAG, OPENING.message)
    verify_both(both, OPENING)

    with pytest.raises(Inconsistent):
        verify_both(Commitment(both.sha256, bytes(32)), OPENING)
    with pytest.raises(Inconsistent):
        verify_both(Commitment(bytes(32), both.sm3), OPENING)


def test_a_guess_cannot_be_tested_without_the_salt() -> None:
    message = b"13800000000"
    committed = commit_both(new_salt(), DOCUMENT_TAG, message)

    plain = {hashlib.sha256(message).digest(), hashlib.new("sm3", message).digest(), keccak(message)}
    assert plain.isdisjoint({committed.sha256, committed.sm3})
    assert commit(new_salt(), DOCUMENT_TAG, message) != commit(new_salt(), DOCUMENT_TAG, message)


def test_an_opening_shows_neither_salt_nor_message_in_logs() -> None:
    shown = repr(OPENING)

    assert "138" not in shown
    assert repr(SALT) not in shown


@given(one=st.binary(max_size=60), other=st.binary(max_size=60))
def test_different_messages_have_different_commitments(one: bytes, other: bytes) -> None:
    assert (commit(SALT, DOCUMENT_TAG, one) == commit(SALT, DOCUMENT_TAG, other)) == (one == other)


def test_tags_that_run_into_the_salt_do_not_collide() -> None:
    assert commit(b"x" * 32, "tag", b"") != commit(b"x" * 32, "tagx", b"")
