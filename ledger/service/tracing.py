# SPDX-License-Identifier: Apache-2.0
"""Traces as they are read: the timeline of an asset, its lineage, its exports, and the audit of what is missing.

Everything is folded from acts in blocks up to the one asked about, never from the projections (ruling 4). Particulars
are opened only where this service holds them, and each text is compared with its commitment on chain before it counts.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ledger.audit.trace import Facts, TraceAudit, audit, audit_document
from ledger.audit.trace_agreements import PassedOn
from ledger.chain.contracts import Deployment
from ledger.content.commitment import Commitment, Opening, verify_both
from ledger.domain.agreement import Agreement
from ledger.domain.certificate import Certificate
from ledger.domain.circulation import Happening, Trace, trace_id
from ledger.domain.events import GrantAccepted, Recorded, UsageAnchored
from ledger.domain.grant import Grant, PublicGrant
from ledger.domain.ids import (
    CertificateId,
    GrantId,
    OrgId,
    Subject,
    certificate_bytes,
    is_organisation,
    name_of,
    org_of_party,
    subject_of_org,
)
from ledger.domain.kinds import Circulation, RootKind
from ledger.domain.organisation import Organisation
from ledger.domain.registration import Case
from ledger.domain.usage_scope import Allowance, Judged
from ledger.domain.verdict import Evidence
from ledger.domain.verdict_json import KnownBlock, canonical, known_document
from ledger.errors import Inconsistent
from ledger.proofs.history import word_of
from ledger.service.circulation import PARTICULARS_TAG
from ledger.service.grants import held_by
from ledger.service.heads import no_certificate
from ledger.service.traffic import classifications_of
from ledger.service.usage_judging import agreements_of, allowances, forbidden_under, judged_row
from ledger.service.verdicts import known_block
from ledger.store.queries import acts, organisations, records, rules, traces
from ledger.store.queries.folded import Folded
from ledger.store.session import Store


@dataclass(frozen=True, slots=True)
class Audited:
    """A trace's audit, and the block that it is true for."""

    audit: TraceAudit
    root: CertificateId
    known: KnownBlock

    def document(self) -> dict[str, Any]:
        return {**audit_document(self.audit), "root": self.root, "known": known_document(self.known)}

    def bytes(self) -> bytes:
        return canonical(self.document())


def trace_of(store: Store, chain_id: int, code: CertificateId, known: int | None = None) -> Trace:
    """What is on record of an asset; an empty trace if nothing is. NotFound if there is no such certificate."""
    with store.reading() as session:
        block = known_block(session, known)
        root = traces.root_of(session, code, block.number)
        if root is None:
            raise no_certificate(code)
        trace = trace_id(chain_id, certificate_bytes(root))
        found = acts.state_of(session, Subject(trace), block.number)
    return found if isinstance(found, Trace) else Trace(trace, root)


def particulars_of(store: Store, happenings: Sequence[Happening], reader: OrgId) -> dict[int, Mapping[str, Any]]:
    """By event, as far as this service holds them and they may be shown to the reader."""
    with store.reading() as session:
        return opened(session, happenings, reader)


def lineage(store: Store, code: CertificateId) -> dict[str, Any]:
    """What an asset was made of, and what was made of it, as far as anybody told."""
    with store.reading() as session:
        root = traces.root_of(session, code)
        if root is None:
            raise no_certificate(code)
        up, whole_up = traces.ancestors(session, code)
        down, whole_down = traces.descendants(session, code)
    return {
        "code": code,
        "ancestors": [_edge(edge) for edge in up],
        "descendants": [_edge(edge) for edge in down],
        "whole": whole_up and whole_down,
    }


def audit_trace(
    store: Store,
    deployment: Deployment,
    code: CertificateId,
    *,
    now: int,
    at: int | None = None,
    known: int | None = None,
    reader: OrgId | None = None,
) -> Audited:
    """Without `at`: the time of the `known` block, or else `now`. Without `known`: the newest final block.

    With a `reader`, particulars count only where they may be shown to that organisation (`Visibility`), usage records
    only where it handed them in, and agreements only of grants whose side or filer it is: all are on no chain.
    """
    with store.reading() as session:
        block = known_block(session, known)
        root = traces.root_of(session, code, block.number)
        if root is None:
            raise no_certificate(code)
        subject = Subject(trace_id(deployment.chain_id, certificate_bytes(root)))
        moment = at if at is not None else block.timestamp if known is not None else now
        facts = _facts(session, deployment, root, subject, block.number, moment, reader)
    return Audited(audit(facts, moment), root, block)


def last_moment(store: Store, known: int | None = None) -> int:
    """The time of the block that an answer is true for."""
    with store.reading() as session:
        return known_block(session, known).timestamp


# --- inside -----------------------------------------------------------------------------------------------------------


def _facts(
    session: Any,
    deployment: Deployment,
    root: CertificateId,
    subject: Subject,
    known: int,
    at: int,
    reader: OrgId | None,
) -> Facts:
    own = list(acts.recorded_events(session, [subject], known))
    state = acts.state_of(session, subject, known)
    trace = state if isinstance(state, Trace) else Trace(subject, root)
    head = acts.subject_head(session, subject, known)
    certificates, published = _certificates(session, trace, known), rules.calendar(session, known)
    cases = {
        code: acts.state_of(session, Subject(certificate.case_id), known) for code, certificate in certificates.items()
    }
    grants = traces.grants_under(session, root)
    batches = [Subject(batch) for batch in traces.batches_under(session, grants)]
    granted = {grant: acts.state_of(session, Subject(grant), known) for grant in grants}
    anchored = list(acts.recorded_events(session, batches, known)) if batches else []
    used = (each.grant_id for each in trace.happenings)
    counted = _counted(anchored, grants)
    allowed = allowances(session, [*counted, *(grant for grant in used if grant is not None)], known)
    passed_on = _passed_on(session, granted, known)
    agreements = {
        **agreements_of(session, allowed, reader),
        **held_by(session, _parents(passed_on, granted), reader),
    }
    return Facts(
        code=root,
        acts=own,
        spine=deployment.spine,
        word=None if head is None else word_of(head.length, head.head),
        particulars=opened(session, trace.happenings, reader),
        certificates=certificates,
        grades={code: int(case.content.grade) for code, case in cases.items() if isinstance(case, Case)},
        classified=_classified(session, deployment.chain_id, certificates, known),
        organisations=_organisations(session, trace, certificates, known),
        calendar=published.working() if published is not None else None,
        anchored=anchored,
        grants={grant: state for grant, state in granted.items() if isinstance(state, Grant)},
        allowances=allowed,
        judged=_judged(session, anchored, {grant: allowed[grant] for grant in counted}, at, reader, agreements),
        resources=_resources(session, trace, known),
        platform_refs={
            code: case.content.public_platform_ref for code, case in cases.items() if isinstance(case, Case)
        },
        public=frozenset(code for code, case in cases.items() if isinstance(case, Case) and case.public_data),
        agreements=agreements,
        passed_on=passed_on,
    )


def _classified(
    session: Any, chain_id: int, codes: Iterable[CertificateId], known: int
) -> dict[CertificateId, list[tuple[int, int]]]:
    """What the trace of each tells of its grade, oldest first."""
    folded, found = Folded(session, known), {}
    for code in codes:
        root = traces.root_of(session, code, known)
        told = [] if root is None else classifications_of(folded, trace_id(chain_id, certificate_bytes(root)))
        found[code] = [(each.occurred_at, each.grade) for each in told]
    return found


def _counted(anchored: Sequence[Recorded], grants: Sequence[GrantId]) -> list[GrantId]:
    """Those of the grants that these batches count uses under."""
    totals = (act.event.usage.totals for act in anchored if isinstance(act.event, UsageAnchored))
    named = {total.grant_id for each in totals for total in each}
    return [grant for grant in grants if grant in named]


def _judged(
    session: Any,
    anchored: Sequence[Recorded],
    allowed: Mapping[bytes, Allowance | None],
    at: int,
    reader: OrgId | None,
    agreements: Mapping[GrantId, Agreement],
) -> dict[bytes, Judged]:
    """The batches whose records are held here, for that organisation or for any."""
    found, forbidden = {}, forbidden_under(allowed, agreements)
    for act in anchored:
        own = {} if reader is None else {"org_id": reader}
        row = records.one(session, records.UsageLog, batch=act.entry.subject, **own)
        if row is not None:
            found[bytes(row.batch)] = judged_row(session, row, allowed, at, forbidden)
    return found


def _passed_on(session: Any, granted: Mapping[GrantId, object], known: int) -> list[PassedOn]:
    """Of these grants, those that were passed on and accepted, each with that act."""
    children = {Subject(bytes(one.grant_id)): one for one in granted.values() if isinstance(one, Grant) and one.parent}
    if not children:
        return []
    accepted = (act for act in acts.recorded_events(session, list(children), known))
    return [
        PassedOn(children[Subject(act.entry.subject)], Evidence.of(act))
        for act in accepted
        if isinstance(act.event, GrantAccepted)
    ]


def _parents(passed_on: Sequence[PassedOn], granted: Mapping[GrantId, object]) -> list[Grant]:
    above = dict.fromkeys(each.grant.parent for each in passed_on if each.grant.parent is not None)
    found = (granted.get(parent) for parent in above)
    return [one for one in found if isinstance(one, Grant)]


def _resources(session: Any, trace: Trace, known: int) -> dict[GrantId, str | None]:
    """Of the grants under which data were delivered, those on decisions, with the resource, and those on consents."""
    found: dict[GrantId, str | None] = {}
    delivered = (each.grant_id for each in trace.happenings if each.what is Circulation.DELIVER)
    for grant_id in dict.fromkeys(one for one in delivered if one is not None):
        grant = acts.state_of(session, Subject(bytes(grant_id)), known)
        if isinstance(grant, Grant) and grant.root_kind is not RootKind.UNIT:
            decided = acts.state_of(session, Subject(grant.root), known)
            found[grant_id] = name_of(decided.resource) if isinstance(decided, PublicGrant) else None
    return found


def opened(session: Any, happenings: Sequence[Happening], reader: OrgId | None = None) -> dict[int, Mapping[str, Any]]:
    """Particulars by event: those that this service holds and that may be shown to the reader (None: whoever runs it).
    Inconsistent if a text does not open what is on chain."""
    shown = [*happenings] if reader is None else _shown(session, happenings, reader)
    held = traces.openings(session, [each.payload_sha256 for each in shown])
    found: dict[int, Mapping[str, Any]] = {}
    for each in shown:
        if (each.payload_sha256, each.by) not in held:
            continue
        salt, text = held[each.payload_sha256, each.by]
        commitment = Commitment(each.payload_sha256, each.payload_sm3)
        verify_both(commitment, Opening(PARTICULARS_TAG, salt, text.encode()))
        told = json.loads(text)
        if not isinstance(told, dict):
            raise Inconsistent("particulars are no object", zh="要素文本不是对象", code="PARTICULARS_MALFORMED")
        found[each.seq] = told
    return found


def _shown(session: Any, happenings: Sequence[Happening], reader: OrgId) -> list[Happening]:
    supervises = organisations.supervises(session, reader)
    return [each for each in happenings if each.shows_particulars_to(reader, supervises=supervises)]


def _certificates(session: Any, trace: Trace, known: int) -> dict[CertificateId, Certificate]:
    named = dict.fromkeys(
        code
        for each in trace.happenings
        for code in (each.certificate, *(derived.parent.id for derived in each.parents))
        if code
    )
    states = {code: acts.state_of(session, Subject(certificate_bytes(code)), known) for code in named}
    return {code: state for code, state in states.items() if isinstance(state, Certificate)}


def _organisations(
    session: Any, trace: Trace, certificates: Mapping[CertificateId, Certificate], known: int
) -> dict[OrgId, Organisation]:
    parties = [side for each in trace.happenings for side in (each.actor, each.counterparty) if side is not None]
    named = dict.fromkeys(
        [
            *(org_of_party(party) for party in parties if is_organisation(party)),
            *(confirmed.by for each in trace.happenings for confirmed in each.confirmations),
            *(certificate.registrar for certificate in certificates.values()),
        ]
    )
    states = {org: acts.state_of(session, subject_of_org(org), known) for org in named}
    return {org: state for org, state in states.items() if isinstance(state, Organisation)}


def _edge(edge: traces.Edge) -> dict[str, Any]:
    return {
        "parent": edge.parent,
        "child": edge.child,
        "trace": "0x" + edge.trace.hex(),
        "seq": edge.seq,
        "mark": edge.mark,
        "contract": None if edge.contract_digest is None else "0x" + edge.contract_digest.hex(),
    }
