# SPDX-License-Identifier: Apache-2.0
"""Aggregates of many subjects as of one block, read once: the same as one by one, at that block and at earlier ones."""

from __future__ import annotations

import pytest

from ledger.domain.ids import party_of_org, subject_of_certificate
from ledger.indexer.advance import Indexer, catch_up
from ledger.store.queries import acts
from ledger.store.queries.folded import Folded
from ledger.store.session import Store
from tests.simulator import acts as a
from tests.simulator.process import chain_after


def test_each_state_is_what_it_is_one_by_one_at_every_block(store: Store) -> None:
    chain = chain_after(7, 0)
    catch_up(Indexer(chain, store, chain.watched))
    with store.reading() as session:
        last = acts.required_head(session).block_number
        subjects = [head.subject for head in acts.all_heads(session)]
        folded = Folded(session, last)
        folded.load(subjects)
        for block in (last, last - 1, last // 2, 1):
            view = folded.as_of(block)
            assert {one: view.state(one) for one in subjects} == {
                one: acts.state_of(session, one, block) for one in subjects
            }
            assert all(act.meta.block_number <= block for one in subjects for act in view.acts(one))


def test_what_was_not_loaded_is_read_when_it_is_asked_for_and_what_is_not_there_is_none(store: Store) -> None:
    chain = chain_after(7, 0)
    catch_up(Indexer(chain, store, chain.watched))
    with store.reading() as session:
        folded = Folded(session, acts.required_head(session).block_number)
        registrar = party_of_org(a.REGISTRAR)
        assert folded.state(registrar) == acts.state_of(session, registrar)  # type: ignore[arg-type]
        assert folded.as_of(0).state(registrar) is None
        nobody = subject_of_certificate(a.certificate_code(9_999))
        assert (folded.state(nobody), folded.acts(nobody)) == (None, ())
        with pytest.raises(ValueError, match="read up to block"):
            folded.as_of(folded.known + 1)
