# SPDX-License-Identifier: Apache-2.0
"""Proposals told again: after a refusal, after they were closed, and while the mirror is behind the chain."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from ledger.chain import encode
from ledger.errors import LedgerError
from ledger.service import governing
from ledger.service.governing import Governed
from ledger.store.queries import submission
from tests.e2e.founded import POWER, Founded, founded_ledger


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Founded]:
    with founded_ledger(tmp_path_factory.mktemp("governed")) as made:
        yield made


def wishes(founded: Founded) -> int:
    with founded.ledger.store.reading() as session:
        return sum(submission.counts(session).values())


def test_what_was_refused_once_is_asked_of_the_chain_again(founded: Founded) -> None:
    """Stored for ever, the refusal of a suspended authority would outlast its suspension."""
    append = Governed(encode.history_append(bytes(32), 40, bytes(20), bytes(32)))  # type: ignore[arg-type]
    zhang, before = founded.people["zhang"], wishes(founded)
    for _ in range(2):
        with pytest.raises(LedgerError) as refused:
            governing.propose_all(founded.ledger, zhang, [append])
        assert refused.value.code == "ACT_NOT_GOVERNED"
    assert wishes(founded) == before + 2


def test_what_is_open_is_found_and_what_was_confirmed_is_passed_over(founded: Founded) -> None:
    ledger, zhang, wei = founded.ledger, founded.people["zhang"], founded.people["wei"]
    acts = [Governed(encode.organisations_regroup(POWER, group)) for group in (31, 32)]
    earliest = governing.propose_all(ledger, zhang, acts)
    before = wishes(founded)
    assert governing.propose_all(ledger, zhang, acts) == earliest
    assert wishes(founded) == before
    founded.walk_to(earliest)
    governing.confirm(ledger, wei, acts[0])
    assert governing.propose_all(ledger, zhang, acts) == earliest
    assert wishes(founded) == before + 1, "the confirmation alone"
    governing.withdraw(ledger, zhang, governing._id(ledger, acts[1]))


def test_a_mirror_that_is_behind_does_not_make_a_closed_proposal_open(
    founded: Founded, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger, zhang = founded.ledger, founded.people["zhang"]
    act = Governed(encode.organisations_regroup(POWER, 33))
    first = governing.propose(ledger, zhang, act)
    known = governing._latest(ledger, governing._id(ledger, act))
    assert known is not None
    governing.withdraw(ledger, zhang, bytes.fromhex(first["proposal"][2:]))
    monkeypatch.setattr(governing, "_latest", lambda *_: replace(known, withdrawn_at=None))
    second = governing.propose(ledger, zhang, act)
    monkeypatch.undo()
    assert second["tx"] != first["tx"], "the chain says that it is closed"
    assert governing.proposal(ledger, bytes.fromhex(first["proposal"][2:])).latest.number == 2
    governing.withdraw(ledger, zhang, bytes.fromhex(first["proposal"][2:]))
