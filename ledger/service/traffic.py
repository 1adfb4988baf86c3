# SPDX-License-Identifier: Apache-2.0
"""What circulation says of an asset's earning and upkeep, with the acts that say so: the events of its trace, and the
batches of usage under grants on it, as known at the block. Amounts stay with those who told them: on chain they are
commitments. Not for: whether what was told is true."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from ledger.domain.circulation import Happening, Trace, UsageBatch, classifications, trace_id
from ledger.domain.events import CirculationReported, Recorded
from ledger.domain.ids import CertificateId, GrantId, OrgId, certificate_bytes, party_of_org
from ledger.domain.kinds import Circulation, Grade, OrgKind
from ledger.domain.lending import Classified, Flow, Traffic, grade_that_counts
from ledger.domain.organisation import Organisation
from ledger.domain.registration import Case
from ledger.domain.verdict import Evidence
from ledger.service.succession import followed
from ledger.store.queries.acts import required_head
from ledger.store.queries.folded import Folded

_UPKEEP: Final = frozenset({Circulation.COLLECT, Circulation.AGGREGATE, Circulation.GOVERN, Circulation.STORE})
CONFIRMED: Final = 5
"""The level of what an authority confirmed."""
_FLOWING: Final = frozenset({Circulation.DELIVER, Circulation.USE})


def traffic_of(folded: Folded, subject: bytes, grants: Sequence[GrantId], batches: Sequence[bytes], at: int) -> Traffic:
    """What had happened by a moment, as it stands corrected. `subject` is the asset's trace, `grants` those on it,
    `batches` those that count uses under them."""
    told, acts = _told(folded, subject, at)

    def places(of: Sequence[Happening]) -> tuple[Evidence, ...]:
        return tuple(Evidence.of(acts[each.seq]) for each in of)

    settled = [each for each in told if each.what is Circulation.SETTLE]
    kept = sorted((each for each in told if each.what in _UPKEEP), key=lambda each: each.occurred_at)
    incidents = [each for each in told if each.what is Circulation.INCIDENT]
    states = (folded.state(one) for one in batches)
    counted = [batch for batch in states if isinstance(batch, UsageBatch) and batch.until <= at]
    begun = [*(each.occurred_at for each in told), *(batch.since for batch in counted)]
    return Traffic(
        trades=sum(each.what is Circulation.TRADE for each in told),
        settlements=len(settled),
        settled=None,
        last_settled_at=max((each.occurred_at for each in settled), default=None),
        last_update_at=kept[-1].occurred_at if kept else None,
        incidents=len(incidents),
        by_level=tuple(sorted(Counter(each.level for each in settled).items())),
        begun_at=min(begun, default=None),
        incident_at=min((each.recorded_at for each in incidents), default=None),
        flows=(*_reported(told, acts), *_counted(folded, counted, frozenset(grants))),
        classified=_classified(folded, told, acts),
        settlement_acts=places(settled),
        update_acts=places(kept[-1:]),
        incident_acts=places(incidents),
    )


def classified_at(folded: Folded, subject: bytes, at: int) -> Classified | None:
    """What had been told last, by a moment, of the grade of the data whose trace is `subject`; None: nothing stands."""
    told, acts = _told(folded, subject, at)
    return _classified(folded, told, acts)


def grade_at(folded: Folded, case: Case | None, first: CertificateId, at: int) -> Grade:
    """How data are graded at a moment: as registered, or as told since (H3). `first`: by which they were registered."""
    registered = Grade(case.content.grade) if case is not None else Grade.NONE
    subject = trace_id(required_head(folded.session).chain_id, certificate_bytes(first))
    return grade_that_counts(registered, classified_at(folded, subject, at))


def classifications_of(folded: Folded, subject: bytes) -> list[Happening]:
    """What stands of what those who may told of the grade of the data with the trace `subject`, oldest first."""
    state = folded.state(subject)
    return _by_who_may(folded, state.standing_happenings() if isinstance(state, Trace) else ())


def _told(folded: Folded, subject: bytes, at: int) -> tuple[list[Happening], dict[int, Recorded]]:
    """What had happened by a moment, as it stands corrected; and by its number the act that told it."""
    state = folded.state(subject)
    standing = state.standing_happenings() if isinstance(state, Trace) else ()
    acts = {act.event.seq: act for act in folded.acts(subject) if isinstance(act.event, CirculationReported)}
    return [each for each in standing if each.occurred_at <= at], acts


def _reported(told: Sequence[Happening], acts: dict[int, Recorded]) -> Iterator[Flow]:
    """Deliveries and uses, but for those outside their right; one without calls is one."""
    for each in told:
        if each.what in _FLOWING and not each.out_of_scope:
            yield Flow(each.occurred_at, each.use.records, max(each.use.calls, 1), Evidence.of(acts[each.seq]))


def _classified(folded: Folded, told: Sequence[Happening], acts: dict[int, Recorded]) -> Classified | None:
    """What was told last of the data's grade."""
    graded = _by_who_may(folded, told)
    if not graded:
        return None
    last = graded[-1]
    return Classified(last.grade, last.recorded_at, Evidence.of(acts[last.seq]))


def _by_who_may(folded: Folded, told: Iterable[Happening]) -> list[Happening]:
    """A report by anybody is recorded (ruling 24). Of how data are graded, whose word counts is a holder's, for what it
    holds, whoever keeps the certificate's, an authority's, or what an authority confirmed: no stranger's keeps the data
    from being pledged, or takes back what a holder said."""
    return [each for each in classifications(told) if _may_classify(folded, each)]


def _may_classify(folded: Folded, each: Happening) -> bool:
    """By who acted alone: whom it says that it acted for did not sign."""
    actor = folded.state(each.actor)
    if isinstance(actor, Organisation) and actor.is_kind(OrgKind.AUTHORITY):
        return True
    if any(confirmed.level == CONFIRMED for confirmed in each.confirmations):
        return True
    line = list(followed(folded, [each.certificate]))
    if any(unit.holder == each.actor and unit.since <= each.occurred_at for one in line for unit in one.units):
        return True
    return any(party_of_org(org) == each.actor for one in line[:1] for org in _keepers(folded, one.registrar))


def _keepers(folded: Folded, registrar: OrgId) -> Iterator[OrgId]:
    keeper: OrgId | None = registrar
    seen: set[OrgId] = set()
    while keeper is not None and keeper not in seen:
        seen.add(keeper)
        yield keeper
        state = folded.state(party_of_org(keeper))
        keeper = state.successor if isinstance(state, Organisation) else None


def _counted(folded: Folded, batches: Sequence[UsageBatch], grants: frozenset[GrantId]) -> Iterator[Flow]:
    """What batches count under the asset's grants, but for what was outside them, at the moment of the last use."""
    for batch in batches:
        totals = [total for total in batch.totals if total.grant_id in grants and not total.rule]
        if totals:
            records, calls = sum(total.records for total in totals), sum(total.calls for total in totals)
            yield Flow(batch.until, records, calls, Evidence.of(folded.acts(batch.batch)[0]))
