# SPDX-License-Identifier: Apache-2.0
"""A bank's portfolio from the mirror: its pledges at a moment, what they stand on, and their early warnings.

With a final `known` block the same question gives the same bytes on any machine: every line is folded from acts in
blocks up to it. The one exception is what the bank noted itself of warnings that it saw (warnings_seen.py): records of
its own, which stand on its machine alone; those after the block's time are left out. `since` asks besides what changed
after an earlier block, by acts and by time alone; the acts that are read for the one block serve for the other. Not
for: the rules (domain/early_warning.py).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from ledger.domain.certificate import Certificate
from ledger.domain.early_warning import Key
from ledger.domain.events import (
    LoanContested,
    LoanFiledOutside,
    PledgeAssigned,
    PledgeExtended,
    PledgeOffered,
    PledgeRecorded,
    Recorded,
)
from ledger.domain.ids import CertificateId, OrgId, PartyId, PledgeId, certificate_bytes
from ledger.domain.kinds import Contest, Kind, LoanStanding, OrgKind
from ledger.domain.lending import Deal, Lending
from ledger.domain.pledge import GONE_OUTSIDE, Pledge, filing_due, secured_by, status_at
from ledger.domain.portfolio import Change, Line, Seen, Touched, Unit, change, line, worth
from ledger.domain.portfolio_json import Portfolio, portfolio_csv, portfolio_document
from ledger.domain.verdict import Evidence, lapses_at
from ledger.domain.verdict_json import KnownBlock, canonical
from ledger.errors import NotFound, Refused
from ledger.service.gathering import Ask, Gathering
from ledger.service.taint import assigned_away, by_key, freeing
from ledger.service.verdicts import known_block
from ledger.store.queries import organisations, records
from ledger.store.queries import portfolio as queries
from ledger.store.session import Store

_AGREEING: Final = (PledgeOffered, PledgeExtended)
"""By what a maturity is agreed on."""


@dataclass(frozen=True, slots=True)
class PortfolioQuestion:
    """Whose pledges, at which moment (seconds), known at which block, and since which block it changed.

    Without `at`: the time of the `known` block, or else `now`. Without `known`: the newest final block.
    """

    bank: OrgId
    now: int
    at: int | None = None
    known: int | None = None
    since: int | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    portfolio: Portfolio

    def document(self) -> dict[str, Any]:
        return portfolio_document(self.portfolio)

    def bytes(self) -> bytes:
        return canonical(self.document())

    def csv(self) -> str:
        return portfolio_csv(self.portfolio)


def portfolio(store: Store, question: PortfolioQuestion) -> Answer:
    """Refused for who is no bank; NotFound or Refused for a block that is not in the mirror, or not final."""
    with store.reading() as session:
        known = known_block(session, question.known)
        at = question.at
        if at is None:
            at = known.timestamp if question.known is not None else question.now
        since = None if question.since is None else _earlier(session, question.since, known, at)
        require_bank(session, question.bank)
        ids = queries.ever_held(session, question.bank)
        watch = Watch(Gathering(session, known.number), queries.certificates_under(session, ids))
        watch.load(ids)
        seen = _seen(session, question, known)
        if since is None:
            found = [(each, None) for each in watch.lines(ids, at) if each.held_by(question.bank)]
            return Answer(Portfolio(question.bank, at, known, None, len(found), tuple(found), seen))
        return Answer(replace(_changed(watch, ids, question.bank, at, known, since), seen=seen))


def line_of(session: Any, pledge_id: PledgeId, known: KnownBlock, at: int) -> Line | None:
    """One pledge as its portfolio would show it; None if there is no such pledge as far as the block goes."""
    watch = Watch(Gathering(session, known.number), queries.certificates_under(session, [pledge_id]))
    watch.load([pledge_id])
    return watch.line(pledge_id, at)


def _seen(session: Any, question: PortfolioQuestion, known: KnownBlock) -> dict[tuple[PledgeId, Key], Seen]:
    """What the bank noted of warnings, the newest of each; with a `known` block, until its time."""
    found: dict[tuple[PledgeId, Key], Seen] = {}
    rows = records.some(session, records.SeenWarning, org_id=str(question.bank))
    for row in sorted(rows, key=lambda row: (row.seen_at, row.mark_id)):
        if question.known is None or row.seen_at <= known.timestamp:
            key = (row.rule.partition("/")[0], row.subject, tuple(json.loads(row.about)))
            pledge_id = PledgeId(row.pledge_id)
            found[pledge_id, key] = Seen(pledge_id, row.rule, key, row.person, row.seen_at, row.note)
    return found


def require_bank(session: Any, bank: OrgId) -> None:
    found = organisations.organisation(session, bank)
    if found is None:
        raise NotFound(f"no organisation {bank}", zh=f"没有机构 {bank}", code="ORGANISATION_NOT_FOUND")
    if not found.is_kind(OrgKind.BANK):
        raise Refused("only a bank has a portfolio of pledges", zh="只有银行有质押组合", code="CALLER_IS_NO_BANK")


def _earlier(session: Any, number: int, known: KnownBlock, at: int) -> KnownBlock:
    since = known_block(session, number)
    if since.number > known.number or since.timestamp > at:
        raise Refused(
            f"block {number} is later than what is asked about",
            zh=f"区块 {number} 晚于所问的区块或时点",
            code="SINCE_LATER",
            block=number,
        )
    return since


def _changed(
    watch: Watch, ids: Sequence[PledgeId], bank: OrgId, at: int, known: KnownBlock, since: KnownBlock
) -> Portfolio:
    earlier = watch.as_of(since.number)
    found: list[tuple[Line, Change]] = []
    held = 0
    for pledge_id in ids:
        now, then = watch.line(pledge_id, at), earlier.line(pledge_id, since.timestamp)
        if now is None or not (now.held_by(bank) or (then is not None and then.held_by(bank))):
            continue
        held += now.held_by(bank)
        seeing, moment = watch, at
        if now.pledge.pledgee != bank and not now.held_by(bank):
            seeing, moment = watch.until_gone(pledge_id, bank, since.number, at)
            now = seeing.line(pledge_id, moment)
            assert now is not None, "it stood before"
        meanwhile = earlier.line(pledge_id, moment)
        changed = change(then, meanwhile, now, bank, tuple(seeing.touched(now, since.number)))
        if changed.is_any:
            found.append((now, changed))
    return Portfolio(bank, at, known, since, held, tuple(found))


class Watch:
    """Lines of pledges on one view of the mirror."""

    def __init__(self, gathering: Gathering, under: dict[PledgeId, list[CertificateId]]) -> None:
        self.gathering, self.under = gathering, under

    def as_of(self, block: int) -> Watch:
        return Watch(self.gathering.as_of(block), self.under)

    def until_gone(self, pledge_id: PledgeId, bank: OrgId, since: int, at: int) -> tuple[Watch, int]:
        """The view, and the moment, in which a claim that a bank had after block `since` went to another: what comes
        after that is the other's. It goes with the assignment; or, of one that a key in other hands had assigned away,
        with the word of whoever stood by that."""
        passed = [
            act
            for act in self.gathering.folded.acts(pledge_id)
            if isinstance(act.event, PledgeAssigned) and act.event.assignor == bank and act.meta.timestamp <= at
        ]
        ending = passed[-1:] if passed[-1].meta.block_number > since else self.gathering.taints.stood_by(pledge_id)
        for act in ending:
            block, moment = act.meta.block_number, min(act.meta.timestamp, at)
            view = self.as_of(block)
            line = view.line(pledge_id, moment) if block > since else None
            if line is not None and not line.held_by(bank):
                return view, moment
        raise AssertionError("what a bank has no more, an act took from it")

    def load(self, ids: Sequence[PledgeId]) -> None:
        self.gathering.folded.load(ids)
        self.gathering.load([code for codes in self.under.values() for code in codes])

    def lines(self, ids: Sequence[PledgeId], at: int) -> Iterator[Line]:
        for pledge_id in ids:
            found = self.line(pledge_id, at)
            if found is not None:
                yield found

    def line(self, pledge_id: PledgeId, at: int) -> Line | None:
        """As it stood at the moment; None if there was no such pledge yet, or the block does not go so far."""
        pledge = self.gathering.folded.state_at(pledge_id, at)
        if not isinstance(pledge, Pledge):
            return None
        standing = [unit for _, unit in sorted(self._standing(pledge_id, at), key=lambda placed: placed[0])]
        collateral = [self._lending(pledge, *key, at) for key in dict.fromkeys((u.code, u.holder) for u in standing)]
        return line(pledge, at, standing, self._deal(pledge, standing, collateral, at), collateral)

    def _standing(self, pledge_id: PledgeId, at: int) -> Iterator[tuple[int, Unit]]:
        for certificate in self._certificates(pledge_id):
            for one in certificate.encumbrances_at(at):
                if one.pledge_id == pledge_id:
                    yield one.place, Unit(certificate.code, one.holder, one.right, one.rank)

    def _certificates(self, pledge_id: PledgeId) -> Iterator[Certificate]:
        for code in self.under.get(pledge_id, ()):
            certificate = self.gathering.folded.state(certificate_bytes(code))
            if isinstance(certificate, Certificate):
                yield certificate

    def _lending(self, pledge: Pledge, code: CertificateId, holder: Any, at: int) -> Lending:
        asked = Ask(code, at, holder=holder, maturity=pledge.maturity, opinions_wanted=pledge.terms.opinions)
        certificate = self.gathering.folded.state(certificate_bytes(code))
        assert isinstance(certificate, Certificate), "the pledge stands on it"
        return replace(
            self.gathering.lending(asked),
            under_since=certificate.under_since(pledge.pledge_id, holder),
            unit_since=self._unit_since(pledge.pledge_id, code, holder, at),
        )

    def _unit_since(self, pledge_id: PledgeId, code: CertificateId, holder: PartyId, at: int) -> int | None:
        """When the first of the units that the holder has here came under the pledge, wherever that was: a transfer and
        a new code of the holder leave a unit its place."""
        own = [
            (certificate.code, one)
            for certificate in self._certificates(pledge_id)
            for one in certificate.encumbrances
            if one.pledge_id == pledge_id
        ]
        places = {one.place for under, one in own if (under, one.holder) == (code, holder) and one.stands_at(at)}
        return min((one.since for _, one in own if one.place in places), default=None)

    def _deal(self, pledge: Pledge, standing: Sequence[Unit], collateral: Sequence[Lending], at: int) -> Deal:
        terms, loan, calendar = pledge.terms, pledge.loan, self.gathering.folded.calendar
        taints = self.gathering.taints.of(pledge.pledge_id, at)
        found = (one.verdict.certificate for one in collateral if one.verdict.certificate is not None)
        ends = [end for each in found if (end := lapses_at(each, at)) is not None]
        asked = self._release_asked(pledge.pledge_id, at)
        return Deal(
            pledge_id=pledge.pledge_id,
            status=status_at(pledge, at, calendar, min(ends, default=None)),
            recorded_at=pledge.recorded_at if pledge.recorded_at is not None else pledge.offered_at,
            maturity=pledge.maturity,
            secured=secured_by(terms.band, (each.terms.band for each in self._seniors(standing, at))),
            value=worth(collateral, terms.opinions),
            warn_bps=terms.warn_bps,
            call_bps=terms.call_bps,
            external_due_by=filing_due(pledge, calendar),
            external_number=loan.filed,
            external_checked_at=loan.outside_checked_at,
            external_gone_at=self._gone_at(pledge, at),
            cure_by=loan.cure_by,
            release_asked_at=min((act.meta.timestamp for act in asked), default=None),
            release_decided_from=loan.release_decided_from,
            release_asked_by=tuple(map(Evidence.of, asked)),
            evidence=tuple(self._acts(pledge.pledge_id)),
            maturities=tuple(self._maturities(pledge, at)),
            defaulted=loan.standing >= LoanStanding.DEFAULTED,
            due_by=tuple(self._due_by(pledge.pledge_id, at)),
            tainted=tuple(by_key(taints)),
            ended_by=() if pledge.ended_at is None else freeing(taints, pledge.ended_at),
            assigned_away=tuple(assigned_away(self.gathering.folded, taints, pledge.pledge_id, at)),
            valued_by=tuple(place for one in collateral for opinion in one.counted for place in opinion.evidence),
        )

    def _seniors(self, standing: Sequence[Unit], at: int) -> list[Pledge]:
        """The pledges that rank before this one on any of its units, each once."""
        before: dict[PledgeId, Pledge] = {}
        for unit in standing:
            certificate = self.gathering.folded.state(certificate_bytes(unit.code))
            for one in certificate.encumbrances_at(at) if isinstance(certificate, Certificate) else ():
                same = (one.holder, one.right) == (unit.holder, unit.right) and one.rank < unit.rank
                senior = self.gathering.folded.state(one.pledge_id) if same else None
                if isinstance(senior, Pledge):
                    before[senior.pledge_id] = senior
        return list(before.values())

    def _maturities(self, pledge: Pledge, at: int) -> Iterator[tuple[int, int]]:
        yield pledge.offered_at, pledge.terms.maturity
        for act in self.gathering.folded.acts(pledge.pledge_id):
            if isinstance(act.event, PledgeExtended) and act.meta.timestamp <= at:
                yield act.meta.timestamp, act.event.extension.maturity

    def _due_by(self, pledge_id: PledgeId, at: int) -> list[Evidence]:
        """The offer, or the last extension."""
        agreed = (act for act in self.gathering.folded.acts(pledge_id) if isinstance(act.event, _AGREEING))
        return [Evidence.of(act) for act in agreed if act.meta.timestamp <= at][-1:]

    def _gone_at(self, pledge: Pledge, at: int) -> int | None:
        """The first of the looks, with none between that found the entry, after which it stands no more."""
        gone_at: int | None = None
        for act in self.gathering.folded.acts(pledge.pledge_id):
            if isinstance(act.event, LoanFiledOutside) and act.meta.timestamp <= at:
                gone = act.event.filing.status in GONE_OUTSIDE
                gone_at = (act.meta.timestamp if gone_at is None else gone_at) if gone else None
        return gone_at

    def _release_asked(self, pledge_id: PledgeId, at: int) -> list[Recorded]:
        """Each time that the release was asked for, and neither challenged, taken back nor refused since."""
        asked: list[Recorded] = []
        for act in self.gathering.folded.acts(pledge_id):
            if isinstance(act.event, LoanContested) and act.meta.timestamp <= at:
                what = act.event.contestation.contest
                if what == Contest.RELEASE_REQUESTED:
                    asked.append(act)
                elif what in (Contest.RELEASE_CHALLENGED, Contest.RELEASE_WITHDRAWN, Contest.RELEASE_REFUSED):
                    asked.clear()
        return asked

    def _acts(self, pledge_id: PledgeId) -> Iterator[Evidence]:
        for act in self.gathering.folded.acts(pledge_id):
            if isinstance(act.event, PledgeRecorded | LoanFiledOutside):
                yield Evidence.of(act)

    def touched(self, line: Line, since: int) -> Iterator[Touched]:
        """The acts after a block on what the line hangs on: the pledge, its certificates, and what hangs on these. Of a
        pledge that ranks before it, its extensions: when that one is due is no secret among rivals (ruling 27)."""
        pledge_id = line.pledge.pledge_id
        subjects = {bytes(pledge_id): "pledge"}
        for code in self.under.get(pledge_id, ()):
            subjects |= {bytes(subject): what for what, subject in self.gathering.subjects(code)}
        for subject, what in subjects.items():
            yield from self._touched(what, subject, since)
        for senior in self._seniors(line.units, line.at):
            yield from self._touched("senior", bytes(senior.pledge_id), since, PledgeExtended)

    def _touched(self, what: str, subject: bytes, since: int, kind: type = object) -> Iterator[Touched]:
        later = (act for act in self.gathering.folded.acts(subject) if act.meta.block_number > since)
        acts = [act for act in later if isinstance(act.event, kind)]
        if acts:
            kinds = dict.fromkeys(Kind(act.entry.kind).name for act in acts)
            yield Touched(what, subject, tuple(kinds), tuple(map(Evidence.of, acts)))
