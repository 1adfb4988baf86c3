# SPDX-License-Identifier: Apache-2.0
"""What a bank's questions are answered from, gathered once for both of them: the report on one certificate, and the
watch over a whole portfolio.

    gathering = Gathering(session, known)
    gathering.load(codes)              everything about these certificates, in batches
    gathering.lending(Ask(code, at))   one certificate at one moment, as `domain/lending.py` wants it

Which subjects belong together is looked up in the mirror as it is now; what they say is folded from acts in blocks up
to `known` alone, so that the same block gives the same answer for ever. Not for: judging.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from ledger.domain.calendar import WITHOUT_END, WorkingCalendar
from ledger.domain.certificate import Certificate, Encumbrance
from ledger.domain.circulation import Trace, trace_id
from ledger.domain.compensation import Compensating
from ledger.domain.events import (
    EncumbrancePut,
    GrantAccepted,
    GrantOffered,
    LoanEnforced,
    LoanSubrogated,
    PledgeExtended,
    Recorded,
)
from ledger.domain.grant import Grant
from ledger.domain.ids import (
    CALENDAR_SUBJECT,
    CaseId,
    CertificateId,
    GrantId,
    PartyId,
    PledgeId,
    Subject,
    certificate_bytes,
    name_bytes,
    party_of_org,
    subject_of_regime,
)
from ledger.domain.kinds import Kind, OrgKind, RightBits, ValuationPurpose
from ledger.domain.lending import Declared, Freed, GivenGrant, Lending, Lien, Opinion, Reserved, Traffic, UpstreamLien
from ledger.domain.organisation import Organisation
from ledger.domain.pledge import Pledge, status_at
from ledger.domain.registration import Case
from ledger.domain.scope import Rule, chain_of
from ledger.domain.valuation import ValuationLine
from ledger.domain.verdict import Evidence, Facts, cured, custodian_at, judge, lapses_at
from ledger.service import succession, upstream
from ledger.service.grant_terms import EXCLUSIVITY
from ledger.service.grants import decided_at, in_conflict, unit_of
from ledger.service.pooling import pools
from ledger.service.reservations import reserved
from ledger.service.siblings import siblings
from ledger.service.taint import TaintedAct, Taints, assigned_away, by_key, freeing
from ledger.service.traffic import traffic_of
from ledger.service.valuations import judged, parties_of, question_of
from ledger.service.verdicts import facts_at, parties_named
from ledger.store.queries import acts, applications, certificates, grants, traces
from ledger.store.queries.folded import Folded

_LATENT: Final = frozenset({Rule.NOT_YET, Rule.SUSPENDED})
"""Rules by which a grant covers nothing now and may again: it weighs on a pledge as one that runs."""


_OF_PLEDGES: Final = frozenset(kind for kind in Kind if kind.name.startswith("ENCUMBRANCE_"))


@dataclass(frozen=True, slots=True)
class Ask:
    """Which certificate at which moment (seconds), and what the bank means to do with whom, until when."""

    code: CertificateId
    at: int
    holder: PartyId | None = None
    maturity: int | None = None
    buffer_days: int = 90
    opinions_wanted: int = 1
    declared: tuple[Declared, ...] = ()


@dataclass(slots=True)
class _Index:
    """Which subjects speak of which certificate, as the mirror has it now."""

    valuations: dict[CertificateId, Subject]
    grants: dict[bytes, list[GrantId]]
    decisions: dict[bytes, list[bytes]]
    made: dict[CertificateId, list[bytes]]
    lines: dict[CertificateId, list[CertificateId]]
    samples: dict[bytes, list[CaseId]]
    batches: dict[GrantId, list[bytes]]


class Gathering:
    """One view of the mirror at one known block. Views made by `as_of` share what was read."""

    def __init__(self, session: Any, known: int) -> None:
        self.session, self.known = session, known
        self.folded = Folded(session, known)
        self.chain_id = acts.required_head(session).chain_id
        self._index = _Index({}, {}, {}, {}, {}, {}, {})
        self._loaded: set[CertificateId] = set()
        self._facts: dict[CertificateId, Facts] = {}
        self.taints = Taints(self.folded)
        self._upstream: dict[CertificateId, list[CertificateId]] = {}

    def as_of(self, block: int) -> Gathering:
        earlier = object.__new__(Gathering)
        earlier.session, earlier.known, earlier.chain_id = self.session, block, self.chain_id
        earlier.folded, earlier._index, earlier._loaded = self.folded.as_of(block), self._index, self._loaded
        earlier._facts, earlier._upstream = {}, {}
        earlier.taints = self.taints.as_of(earlier.folded)
        return earlier

    # --- reading in batches -------------------------------------------------------------------------------------------

    def load(self, codes: Sequence[CertificateId]) -> None:
        """Some fifteen queries for 500 certificates, whatever hangs on them."""
        wanted = [code for code in dict.fromkeys(codes) if code not in self._loaded]
        if not wanted:
            return
        self._loaded |= set(wanted)
        folded, index = self.folded, self._index
        index.lines |= traces.lines(self.session, wanted)
        folded.load([CALENDAR_SUBJECT, *(certificate_bytes(each) for code in wanted for each in index.lines[code])])
        found = self._states(Certificate, (certificate_bytes(code) for code in wanted))
        folded.load(subject for one in found for subject in self._near(one))
        cases = self._states(Case, (one.case_id for one in found))
        folded.load(subject_of_regime(case.regime) for case in cases)
        index.valuations |= certificates.valuations_of(self.session, wanted)
        index.made |= traces.made(self.session, [each for code in wanted for each in index.lines[code]])
        index.samples |= applications.same_samples(self.session, _samples(cases))
        index.decisions |= grants.decisions_on(self.session, _resources(cases))
        roots = [certificate_bytes(each) for code in wanted for each in index.lines[code]]
        roots += [one for decided in index.decisions.values() for one in decided]
        index.grants |= grants.ids_on(self.session, roots)
        index.batches |= traces.batches_of(self.session, [one for code in wanted for one in self._on_asset(code)])
        self._load_beside(found)

    def _near(self, one: Certificate) -> Iterator[bytes]:
        yield from (one.case_id, party_of_org(one.registrar), *parties_named(one))
        yield from (encumbrance.pledge_id for encumbrance in one.encumbrances)
        yield self._trace(one.code)

    def _load_beside(self, found: Sequence[Certificate]) -> None:
        """What the index named: lines of valuations, grants, traces, other applications, and what these name."""
        folded, index = self.folded, self._index
        folded.load(index.valuations.values())
        folded.load(bytes(one) for ids in index.grants.values() for one in ids)
        folded.load(trace for made in index.made.values() for trace in made)
        folded.load(batch for counted in index.batches.values() for batch in counted)
        folded.load(bytes(case) for cases in index.samples.values() for case in cases)
        lines = {line.code: line for line in self._states(ValuationLine, index.valuations.values())}
        asked = ((lines.get(one.code), question_of(one, ValuationPurpose.PLEDGE, 0, None)) for one in found)
        folded.load(party for line, question in asked if line is not None for party in parties_of(line, question))
        others = self._states(Case, (bytes(case) for cases in index.samples.values() for case in cases))
        codes = [case.code for case in others if case.code is not None]
        made = self._states(Trace, (trace for each in index.made.values() for trace in each))
        parents = (parent.parent.id for trace in made for each in trace.happenings for parent in each.parents)
        named = [parent for parent in dict.fromkeys(parents) if parent]
        index.lines |= traces.lines(self.session, named)
        codes += [before for parent in named for before in index.lines[parent]]
        line = self._states(Certificate, (certificate_bytes(each) for one in found for each in index.lines[one.code]))
        codes += [relation.other for one in line for relation in one.relations]
        codes += [index.lines[one.code][-1] for one in found]
        succession.load(folded, codes)
        upstream.load(folded, made)

    def _states(self, kind: type[Any], subjects: Any) -> list[Any]:
        return [state for subject in subjects if isinstance(state := self.folded.state(subject), kind)]

    # --- one certificate ----------------------------------------------------------------------------------------------

    def lending(self, ask: Ask) -> Lending:
        """A certificate that is not known at the block has a verdict that says so, and nothing besides."""
        self.load([ask.code])
        facts = self._facts_of(ask.code)
        holder, certificate = ask.holder, facts.certificate
        pledgor = self.folded.state(holder) if holder is not None else None
        lending = Lending(
            verdict=judge(facts, ask.at, holder),
            holder=holder,
            holder_is_public_body=isinstance(pledgor, Organisation) and pledgor.public_body,
            maturity=ask.maturity,
            buffer_days=ask.buffer_days,
            opinions_wanted=ask.opinions_wanted,
            declared=ask.declared,
        )
        if certificate is None:
            return lending
        return replace(
            lending,
            registrar_accredited=facts.registrar is not None
            and facts.registrar.accredited_at(OrgKind.REGISTRAR, certificate.issued_at),
            keeper_active=_keeper_active(facts, ask.at),
            liens=tuple(liens_at(self.folded, facts, ask.at)),
            freed=tuple(freed_at(self.folded, self.taints, certificate, ask.at)),
            pools=tuple(pools(self.folded, self._trace(ask.code), certificate, ask.at)),
            grants=tuple(self._grants(certificate, ask.at)),
            opinions=tuple(self._opinions(certificate, ask.at, holder)),
            siblings=tuple(siblings(self.folded, facts, ask.at)),
            parents=tuple(upstream.parents(self.folded, ask.code, self._made(ask.code), ask.at, self._index.lines)),
            upstream_liens=tuple(_upstream_liens(facts, ask.at)),
            tainted=tuple(by_key(self._tainted(facts, certificate, ask.at))),
            miscompared=tuple(by_key(self._miscompared(facts, certificate))),
            traffic=self._traffic(ask.code, ask.at),
        )

    def reserved(self, code: CertificateId, at: int) -> tuple[Reserved, ...]:
        """The ranks that are kept at the moment; looked up for one certificate, since a portfolio asks for none."""
        facts = self._facts_of(code)
        return tuple(reserved(self.folded, facts, at)) if facts.certificate is not None else ()

    def _tainted(self, facts: Facts, certificate: Certificate, at: int) -> list[TaintedAct]:
        """Acts on the certificate. Those that made a version are the verdict's to judge, and what pledges put there or
        took away is on record with the pledge; the registrar's re-affirmation cures as for a version."""
        versions = {
            (one.recorded_at, account) for one in certificate.versions for account in (one.account, one.preparer)
        }
        keepers = [each for each in (facts.registrar, *facts.successors) if each is not None]
        return [
            each
            for each in self.taints.of(certificate_bytes(certificate.code), at)
            if each.act.entry.kind not in _OF_PLEDGES
            and (each.act.meta.timestamp, each.key.account) not in versions
            and not cured(keepers, certificate, each.act.meta.timestamp)
        ]

    def _miscompared(self, facts: Facts, certificate: Certificate) -> list[TaintedAct]:
        found = self._tainted(facts, certificate, WITHOUT_END)
        return [each for each in found if each.act.entry.kind == Kind.CERTIFICATE_RECONCILED]

    def _traffic(self, code: CertificateId, at: int) -> Traffic:
        own = self._on_asset(code)
        batches = dict.fromkeys(batch for grant in own for batch in self._index.batches.get(grant, ()))
        return traffic_of(self.folded, self._trace(code), own, list(batches), at)

    def _facts_of(self, code: CertificateId) -> Facts:
        """Several pledges stand on one certificate, and two moments are asked of one block."""
        if code not in self._facts:
            line, made_of = self._index.lines[code], self._made_of(code)
            self._facts[code] = facts_at(self.folded, code, self._index.samples, line, made_of)
        return self._facts[code]

    def _made_of(self, code: CertificateId) -> list[CertificateId]:
        """As told up to the block of this very view, for all that was loaded at once."""
        if code not in self._upstream:
            wanted = [one for one in self._loaded if one not in self._upstream]
            found = traces.upstream(self.session, wanted, self.known)
            succession.load(self.folded, (above for each in found.values() for above in each))
            self._upstream |= found
        return self._upstream[code]

    def subjects(self, code: CertificateId) -> Iterator[tuple[str, bytes]]:
        """What an answer about a certificate hangs on first of all, by the word for each: its own acts, and those on
        its application, valuations, grants and trace."""
        yield "certificate", certificate_bytes(code)
        certificate = self.folded.state(certificate_bytes(code))
        if isinstance(certificate, Certificate):
            yield "application", certificate.case_id
        if code in self._index.valuations:
            yield "valuation", self._index.valuations[code]
        for root in self._roots(code):
            for grant in self._index.grants.get(root, ()):
                yield "grant", grant
        yield "trace", self._trace(code)

    def _trace(self, code: CertificateId) -> bytes:
        """All that came from one first registration has one trace (`rootOf`)."""
        return trace_id(self.chain_id, certificate_bytes(self._index.lines[code][-1]))

    def _on_asset(self, code: CertificateId) -> list[GrantId]:
        """The grants on right units of the asset, where they were when they were granted."""
        return [one for each in self._index.lines[code] for one in self._index.grants.get(certificate_bytes(each), ())]

    def _made(self, code: CertificateId) -> list[bytes]:
        """The traces in which it, or one that it came from by a transfer, is named as what was made."""
        return list(dict.fromkeys(one for each in self._index.lines[code] for one in self._index.made.get(each, ())))

    def _certificate(self, code: CertificateId) -> Certificate | None:
        state = self.folded.state(certificate_bytes(code))
        return state if isinstance(state, Certificate) else None

    def _roots(self, code: CertificateId) -> Iterator[bytes]:
        """What grants on the asset hang on: right units, where they were when they were granted, and decisions about
        the public data that it names."""
        yield from (certificate_bytes(each) for each in self._index.lines[code])
        certificate = self.folded.state(certificate_bytes(code))
        case = self.folded.state(certificate.case_id) if isinstance(certificate, Certificate) else None
        for resource in _resources([case] if isinstance(case, Case) else []):
            yield from self._index.decisions.get(resource, ())

    # --- pledges, grants and valuations -------------------------------------------------------------------------------

    def _grants(self, certificate: Certificate, at: int) -> Iterator[GivenGrant]:
        """Every grant that runs on the asset or will: on a right unit, or on a decision about the same public data."""
        for root in self._roots(certificate.code):
            yield from self._on_root(root, certificate, at)

    def _on_root(self, root: bytes, certificate: Certificate, at: int) -> Iterator[GivenGrant]:
        ids = self._index.grants.get(root, ())
        known: Mapping[GrantId, Grant] = {
            one: grant for one in ids if isinstance(grant := self.folded.state(one), Grant)
        }
        for grant in known.values():
            if grant.accepted_at is None or grant.accepted_at > at or (grant.ended_at or WITHOUT_END) <= at:
                continue
            place = unit_of(self._certificate, known, grant.grant_id, at)
            if place is not None and place.code != certificate.code:
                continue
            decision = decided_at(known, grant.grant_id, self._certificate, at)
            if decision.allowed or decision.rule in _LATENT:
                latent = [] if decision.allowed else [decision.rule.name]
                clash = in_conflict(self._certificate, known, grant, at)
                frozen = place is not None and any(
                    one.freezes and one.in_force_at(at) for one in certificate.annotations
                )
                tainted = any(self.taints.of(link.grant.grant_id, at) for link in chain_of(known, grant.grant_id))
                beside = {"FROZEN": frozen, "EXCLUSIVITY_CONFLICT": clash, "TAINTED": tainted}
                flags = [word for word, holds in beside.items() if holds]
                yield self._given(grant, " ".join([*latent, *flags]))

    def _given(self, grant: Grant, flagged: str) -> GivenGrant:
        told = (act for act in self.folded.acts(grant.grant_id) if isinstance(act.event, GrantOffered | GrantAccepted))
        return GivenGrant(
            grant_id=grant.grant_id,
            grantee=grant.grantee,
            right=grant.right,
            kind=grant.kind.name,
            exclusivity=EXCLUSIVITY[grant.exclusivity],
            sublicensable=grant.sublicensable,
            until=grant.not_after if grant.not_after < WITHOUT_END else None,
            flagged=flagged,
            recorded_at=grant.accepted_at or grant.offered_at,
            evidence=tuple(Evidence.of(act) for act in told),
        )

    def _opinions(self, certificate: Certificate, at: int, holder: PartyId | None) -> Iterator[Opinion]:
        """Every opinion for a pledge that there is, and whether it counts at the moment."""
        line = self._index.valuations.get(certificate.code)
        for each in judged(self.folded, line, question_of(certificate, ValuationPurpose.PLEDGE, at, holder)):
            one = each.considered.opinion
            yield Opinion(
                valuer=one.valuer,
                value=one.value,
                currency=one.currency,
                base_date=one.base_date,
                valid_until=one.valid_until,
                methods=one.method_names,
                counting=each.considered.counting,
                evidence=each.evidence,
            )


def liens_at(folded: Folded, facts: Facts, at: int) -> Iterator[Lien]:
    """What stands on the certificate's units at the moment, each with its pledge as it was known then."""
    certificate = facts.certificate
    assert certificate is not None
    for one in certificate.encumbrances_at(at):
        pledge = folded.state_at(one.pledge_id, at)
        if isinstance(pledge, Pledge):
            begun = [act for act in folded.acts(one.pledge_id) if isinstance(act.event, LoanEnforced)]
            enforced = next((act for act in begun if act.meta.timestamp <= at), None)
            lien = _lien(one, pledge, facts, certificate, at, enforced, folded.calendar)
            yield replace(lien, **_paid(folded, pledge), **_extended(folded, pledge, at))


def freed_at(folded: Folded, taints: Taints, certificate: Certificate, at: int) -> Iterator[Freed]:
    """The pledges that stand on a unit no more because of acts that rest on a key in other hands, with what lifted them
    last, or, where whoever lifted them came by the claim through such acts, with those. Where a unit went on to another
    certificate the pledge went along, and is asked about there."""
    standing = {(one.pledge_id, one.holder, one.right) for one in certificate.encumbrances_at(at)}
    last = {
        (one.pledge_id, one.holder, one.right): one
        for one in certificate.encumbrances
        if one.lifted_at is not None and one.lifted_at <= at
    }
    for key, one in last.items():
        pledge = folded.state_at(one.pledge_id, at)
        if key in standing or one.lifted_at is None or not isinstance(pledge, Pledge):
            continue
        found = taints.of(one.pledge_id, at)
        passed = list(assigned_away(folded, found, PledgeId(one.pledge_id), one.lifted_at))
        if acts_of := freeing(found, one.lifted_at) or tuple(each for step in passed for each in step.tainted):
            robbed = passed[0].assignor if passed else pledge.pledgee
            yield Freed(one.pledge_id, one.holder, one.right, one.rank, robbed, one.lifted_at, acts_of)


def _keeper_active(facts: Facts, at: int) -> bool:
    """As the contract asks of whoever keeps the certificate (H9, `custodianOf`), at the moment asked about."""
    custodian = custodian_at(facts, at)
    keepers = (each for each in (facts.registrar, *facts.successors) if each is not None)
    keeper = facts.registrar if custodian is None else next((one for one in keepers if one.org_id == custodian), None)
    return keeper is not None and keeper.may_act_at(OrgKind.REGISTRAR, at)


def _lien(
    one: Encumbrance,
    pledge: Pledge,
    facts: Facts,
    certificate: Certificate,
    at: int,
    enforced: Recorded | None,
    calendar: WorkingCalendar | None,
) -> Lien:
    return Lien(
        pledge_id=one.pledge_id,
        holder=one.holder,
        right=one.right,
        rank=one.rank,
        exclusive=one.exclusive,
        pledgee=pledge.pledgee,
        status=status_at(pledge, at, calendar, lapses_at(certificate, at)),
        maturity=pledge.maturity,
        max_amount_band=pledge.terms.band,
        external_number=pledge.loan.filed,
        external_checked_at=pledge.loan.outside_checked_at,
        of_private_use=one.right == RightBits.USE and facts.case is not None and not facts.case.public_data,
        evidence=tuple(
            Evidence.of(act)
            for act in facts.acts
            if isinstance(act.event, EncumbrancePut) and act.event.id == one.pledge_id
        ),
        since=certificate.under_since(one.pledge_id, one.holder),
        enforced_at=enforced.meta.timestamp if enforced is not None else None,
        enforcement=(Evidence.of(enforced),) if enforced is not None else (),
    )


def _upstream_liens(facts: Facts, at: int) -> Iterator[UpstreamLien]:
    """Each pledge on each certificate whose data this one's were made of, once, since its first unit on any of them: a
    transfer takes it along."""
    first: dict[bytes, int] = {}
    for above in facts.upstream:
        for one in above.certificate.encumbrances:
            first[one.pledge_id] = min(one.since, first.get(one.pledge_id, one.since))
    for above in facts.upstream:
        code, standing = above.certificate.code, above.certificate.encumbrances_at(at)
        for pledge_id in dict.fromkeys(one.pledge_id for one in standing):
            puts = (act for act in above.acts if isinstance(act.event, EncumbrancePut) and act.event.id == pledge_id)
            yield UpstreamLien(code, pledge_id, first[pledge_id], tuple(map(Evidence.of, puts)))


def _paid(folded: Folded, pledge: Pledge) -> dict[str, Any]:
    """How many payments in the debtor's place were signed for by then, and the acts."""
    signed = {one.number for one in pledge.compensations if one.compensating is Compensating.SIGNED}
    if not signed:
        return {}
    by_then = (
        Evidence.of(act)
        for act in folded.acts(pledge.pledge_id)
        if isinstance(act.event, LoanSubrogated) and act.event.subrogation.number in signed
    )
    return {"payers": len(signed), "payers_evidence": tuple(by_then)}


def _extended(folded: Folded, pledge: Pledge, at: int) -> dict[str, Any]:
    """When its maturity was last put off by then, and the act."""
    found = [act for act in folded.acts(pledge.pledge_id) if isinstance(act.event, PledgeExtended)]
    last = next((act for act in reversed(found) if act.meta.timestamp <= at), None)
    return {} if last is None else {"extended_at": last.meta.timestamp, "extension": (Evidence.of(last),)}


def _samples(cases: Sequence[Case]) -> list[bytes]:
    return list(dict.fromkeys(case.content.sample_sha256 for case in cases if any(case.content.sample_sha256)))


def _resources(cases: Sequence[Case]) -> list[bytes]:
    """The public resources that applications name, as applications for public data name them."""
    named = dict.fromkeys(case.content.public_platform_ref for case in cases if case.content.public_platform_ref)
    return [found for ref in named if (found := _resource(ref)) is not None]


def _resource(ref: str) -> bytes | None:
    """None for what no application for public data could name."""
    try:
        return name_bytes(ref, 32)
    except ValueError:
        return None
