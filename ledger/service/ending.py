# SPDX-License-Identifier: Apache-2.0
"""Ending a deployment for good, so that another one can go on from it: two authorities end every writer in its History.

    writing(ledger)              what may still be written there, and by whom
    end(ledger, people, ...)     as far as these people and the clock can bring it

Governance is the last to be ended, by its own confirmation: without it nothing can be proposed there any more, and so
nothing be opened again. Until the first confirmation all can still be called off (`ledger withdraw-proposal` of the
release that the ledger is on). Not for: a pause of some acts (`ledger writer end`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ledger.chain import encode
from ledger.chain.contracts import ask
from ledger.domain.ids import NO_ADDRESS, Address
from ledger.domain.kinds import Kind, Module
from ledger.service import governing
from ledger.service.governing import Governed
from ledger.service.runtime import Ledger, Principal

KINDS = 128
"""Kinds are a bitmap of so many; History's own two come first."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """What keeps a deployment from being ended: the delay, until `earliest`, or another authority's key."""

    earliest: int
    another_authority: bool = False


def writing(ledger: Ledger) -> dict[Address, int]:
    """The kinds that each writer of the ledger's History may write, as a bitmap; empty once it was ended."""
    found: dict[Address, int] = defaultdict(int)
    for kind in range(Kind.WRITER_ENDED + 1, KINDS):
        module = ask(ledger.rpc, ledger.deployment, encode.history_entrusted(kind))
        if module != NO_ADDRESS:
            found[module] |= 1 << kind
    return dict(found)


def acts_that_end(ledger: Ledger) -> list[Governed]:
    """The governed acts that are left to do, in the order in which they must be done."""
    left, governance = writing(ledger), ledger.deployment.addresses[Module.GOVERNANCE]
    modules = sorted(left, key=lambda module: (module == governance, module))
    ends = [Governed(encode.history_end_writer(module, left[module])) for module in modules]
    desk = ledger.deployment.addresses[Module.DESK]
    recordable = left.get(ledger.deployment.addresses[Module.CERTIFICATES], 0) >> Kind.DESK_TRUSTED & 1
    trusted = bool(recordable) and ask(ledger.rpc, ledger.deployment, encode.certificates_is_trusted_desk(desk))
    # While the registry can still put it on record: a desk that was ended is trusted nowhere.
    return [*([Governed(encode.certificates_trust_desk(desk, False))] if trusted else []), *ends]


def end(ledger: Ledger, people: Sequence[Principal], pass_time: Callable[[int], None]) -> Waiting | None:
    """Propose what was not proposed, confirm what is due; None when nothing can be written there any more.

    `people` are persons of authorities. `pass_time` is asked to bring the chain's clock to a moment, if it may be.
    """
    acts = acts_that_end(ledger)
    if not acts:
        return None
    governing.propose_all(ledger, people[0], [act for act in acts if not governing.is_open(ledger, act)])
    for act in acts:
        waiting = _confirmed(ledger, people, act, pass_time)
        if waiting is not None:
            return waiting
    return None


def _confirmed(
    ledger: Ledger, people: Sequence[Principal], act: Governed, pass_time: Callable[[int], None]
) -> Waiting | None:
    latest = governing.proposed(ledger, act).latest
    confirmer = next((person for person in people if person.org_id != latest.proposer), None)
    pass_time(latest.earliest)
    if ledger.rpc.head().timestamp < latest.earliest:
        return Waiting(latest.earliest)
    if confirmer is None:
        return Waiting(latest.earliest, another_authority=True)
    governing.confirm(ledger, confirmer, act)
    return None
