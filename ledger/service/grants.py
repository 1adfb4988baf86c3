# SPDX-License-Identifier: Apache-2.0
"""Grants of rights: what each side does, and the questions that are asked of them.

For: offering, answering, passing on, narrowing, suspending, ending (`act`), and `effective`: is a use covered, by which
rule is it not, decided on which grant, at which moment, known at which block. Not for: public data and consents
(`public_grants.py`), nor for recording what was done with data.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final

from ledger.chain import encode
from ledger.chain.encode import Call
from ledger.domain.agreement import Agreement, opened, opened_below, text_of
from ledger.domain.calendar import WITHOUT_END
from ledger.domain.certificate import Certificate
from ledger.domain.grant import ConsentRecord, Grant, root_kind_of
from ledger.domain.ids import (
    CertificateId,
    GrantId,
    OrgId,
    PartyId,
    Subject,
    certificate_bytes,
    certificate_of,
    grant_id_of,
    id_named,
    org_bytes,
)
from ledger.domain.keccak import keccak
from ledger.domain.kinds import Grade, GrantGround, GrantKind, Module, RightBits, RootKind
from ledger.domain.reciprocal import Side
from ledger.domain.registration import Case
from ledger.domain.scope import (
    ConsentRoot,
    Decision,
    DecisionRoot,
    PurposeCode,
    Root,
    Rule,
    UnitRoot,
    UseOfData,
    chain_of,
    decide,
    overlaps,
    smallest_use,
    time_rule,
)
from ledger.domain.structs import GrantAct, GrantOffer, GrantTerms
from ledger.domain.verdict_json import KnownBlock, canonical, shanghai
from ledger.domain.whereabouts import Lookup, Place, held_at, place_at
from ledger.errors import NotFound, Refused
from ledger.service.agreements import held
from ledger.service.assents import Signing, assent_of, refuse_no_code, signing_told
from ledger.service.grant_terms import (
    NOTHING_KEPT,
    Scope,
    Terms,
    decided_terms,
    kept_texts,
    reference_bytes,
    said,
    scope_of,
    terms_missing,
    terms_of,
)
from ledger.service.papers import Paper, keeping, paper_of
from ledger.service.runtime import Ledger, Principal
from ledger.service.taint import Taints, tainted_grants
from ledger.service.verdicts import known_block
from ledger.store.queries import acts
from ledger.store.queries import grants as queries
from ledger.store.queries.folded import Folded
from ledger.store.session import Store

NO_GRANT: Final = GrantId(bytes(32))
"""After whatever happened; the contracts keep times of 40 bits."""


@dataclass(frozen=True, slots=True)
class OfferOrder:
    """Who files under which reference. `root` is a code's, an application's or a consent's 32 bytes.

    `terms` None: exactly those of the decision that `root` names.
    """

    who: Principal
    key: str
    reference: str
    kind: GrantKind
    root: bytes
    grantor: PartyId
    grantee: PartyId
    terms: Terms | None
    parent: GrantId = NO_GRANT
    signing: Signing = field(default_factory=Signing)


@dataclass(frozen=True, slots=True)
class ActOrder:
    """One act of one side on a grant that exists."""

    who: Principal
    key: str
    grant_id: GrantId
    document: str
    signing: Signing = field(default_factory=Signing)


# --- acts -------------------------------------------------------------------------------------------------------------


def offer(ledger: Ledger, order: OfferOrder) -> dict[str, Any]:
    """The grantor offers, on a root of its own or passing on what it has. The answer names the grant."""
    refuse_no_code(grantor=order.grantor, grantee=order.grantee)
    grant_id = id_of(ledger, order.who.org_id, order.reference)
    if root_kind_of(order.kind) is RootKind.UNIT:
        _refuse_unassessed(ledger, order)
    _refuse_forbidden(ledger, order)
    terms, papers = _terms_offered(ledger, order, grant_id)
    assent, signed = assent_of(ledger, order.who, grant_id, order.grantor, order.signing)
    given = GrantOffer(
        order.kind, reference_bytes(order.reference), order.root, order.parent, order.grantor, order.grantee, terms,
        assent,
    )  # fmt: skip
    body = {
        "reference": order.reference,
        "kind": order.kind.name,
        "root": order.root.hex(),
        "parent": order.parent.hex(),
        "grantor": order.grantor.hex(),
        "grantee": order.grantee.hex(),
        "terms": said(order.terms),
        **signing_told(order.signing),
    }
    answer = ledger.perform(
        order.who, "offer-grant", order.key, body, encode.grants_offer(given), keeping(*papers, *signed)
    )
    return {**answer, "grant": "0x" + grant_id.hex()}


def _terms_offered(ledger: Ledger, order: OfferOrder, grant_id: GrantId) -> tuple[GrantTerms, list[Paper]]:
    """The first grant on a decision says the decided terms again; what is passed on from it has terms of its own."""
    first_on_decision = root_kind_of(order.kind) is RootKind.DECISION and order.parent == NO_GRANT
    decided, kept = None, NOTHING_KEPT
    if first_on_decision:
        with ledger.store.reading() as session:
            decided = decided_terms(session, order.root)
            kept = kept_texts(session, decided)
    if order.terms is not None:
        important = _is_important(ledger, order.root)
        return terms_of(ledger, order.who, grant_id, order.terms, important=important, kept=kept)
    if decided is None:
        raise _no_decided_terms() if first_on_decision else terms_missing()
    return decided, []


def accept(ledger: Ledger, order: ActOrder) -> dict[str, Any]:
    """The grantee accepts exactly what it saw."""
    return _act(ledger, order, "accept-grant", _grantee, encode.grants_accept)


def decline(ledger: Ledger, order: ActOrder) -> dict[str, Any]:
    return _act(ledger, order, "decline-grant", _grantee, encode.grants_decline)


def withdraw(ledger: Ledger, order: ActOrder) -> dict[str, Any]:
    return _act(ledger, order, "withdraw-grant", grantor_at, encode.grants_withdraw)


def narrow(ledger: Ledger, order: ActOrder, scope: Scope) -> dict[str, Any]:
    narrower = scope_of(scope)
    wished = {"scope": said(scope)}
    return _act(ledger, order, "narrow-grant", grantor_at, lambda act: encode.grants_narrow(act, narrower), wished)


def suspend(ledger: Ledger, order: ActOrder) -> dict[str, Any]:
    return _act(ledger, order, "suspend-grant", grantor_at, encode.grants_suspend)


def resume(ledger: Ledger, order: ActOrder) -> dict[str, Any]:
    return _act(ledger, order, "resume-grant", grantor_at, encode.grants_resume)


def revoke(ledger: Ledger, order: ActOrder, ground: GrantGround) -> dict[str, Any]:
    """For good; everything below ends with it."""
    said = {"ground": ground.name}
    return _act(ledger, order, "revoke-grant", grantor_at, lambda act: encode.grants_revoke(act, ground), said)


def terminate(ledger: Ledger, order: ActOrder) -> dict[str, Any]:
    return _act(ledger, order, "terminate-grant", _grantee, encode.grants_terminate)


def _act(
    ledger: Ledger,
    order: ActOrder,
    verb: str,
    side: Callable[[Lookup, Grant], PartyId],
    call: Callable[[GrantAct], Call],
    said: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    subject = Subject(bytes(order.grant_id))
    with ledger.store.reading() as session:
        grant, head = queries.grant(session, order.grant_id), acts.subject_head(session, subject)
        if grant is None or head is None:
            raise no_grant()
        party = side(certificates(session), grant)
    paper = paper_of(order.who, order.grant_id, verb.upper().replace("-", "_"), order.document, ledger.now())
    assent, signed = assent_of(ledger, order.who, order.grant_id, party, order.signing)
    act = GrantAct(order.grant_id, head.word, paper.commitment, assent)
    body = {"grant": order.grant_id.hex(), "document": order.document, **(said or {}), **signing_told(order.signing)}
    return ledger.perform(order.who, verb, order.key, body, call(act), keeping(paper, *signed))


def _grantee(_: Lookup, grant: Grant) -> PartyId:
    return grant.grantee


def grantor_at(lookup: Lookup, grant: Grant, at: int = WITHOUT_END) -> PartyId:
    """Whoever holds the unit that the grant was given on; who passed a grant on keeps its side of it."""
    place = _unit(lookup, grant, at) if grant.parent is None else None
    return grant.grantor if place is None else place.holder


def sides_of(session: Any, grant: Grant, at: int = WITHOUT_END) -> set[bytes]:
    """Who gave it, who stands as grantor now (ruling 23), and who has it."""
    known = {grant.grant_id: grant}
    place = unit_of(certificates(session), known, grant.grant_id, at) if grant.parent is None else None
    return {bytes(grant.grantor), bytes(grant.grantee), *([bytes(place.holder)] if place is not None else [])}


def held_by(session: Any, grants: Sequence[Grant], reader: OrgId | None) -> dict[GrantId, Agreement]:
    """The agreements of these grants that are kept here, and of which a reader (None: whoever runs this ledger) is a
    side, or filed the text."""
    return held(session, grants, reader, lambda grant: sides_of(session, grant))


def certificates(session: Any, known: int | None = None) -> Lookup:
    """Certificates as they were known at a block (None: now), each read once."""

    @cache
    def found(code: CertificateId) -> Certificate | None:
        state = acts.state_of(session, Subject(certificate_bytes(code)), known)
        return state if isinstance(state, Certificate) else None

    return found


def _unit(lookup: Lookup, first: Grant, at: int) -> Place | None:
    """Where the right unit is at a moment that the first grant of a tree was given on; None if it hangs on none."""
    if first.root_kind is not RootKind.UNIT:
        return None
    return place_at(lookup, Place(certificate_of(first.root), first.grantor), first.right, at)


# --- what acts are made of --------------------------------------------------------------------------------------------


def id_of(ledger: Ledger, filer: OrgId, reference: str) -> GrantId:
    deployment = ledger.deployment
    return grant_id_of(deployment.chain_id, deployment.addresses[Module.GRANTS], filer, reference_bytes(reference))


def filed_id(ledger: Ledger, typehash: bytes, filer: OrgId, reference: bytes) -> bytes:
    """The id that AuthorizationRegistry gives what an organisation files with it."""
    deployment = ledger.deployment
    words = (
        typehash,
        deployment.chain_id.to_bytes(32, "big"),
        deployment.addresses[Module.GRANTS].rjust(32, b"\0"),
        org_bytes(filer).ljust(32, b"\0"),
        reference,
    )
    return keccak(b"".join(words))


def _is_important(ledger: Ledger, root: bytes) -> bool:
    """The grade stands in the application's act, where the contract cannot see it."""
    with ledger.store.reading() as session:
        certificate = acts.state_of(session, Subject(root))
        if not isinstance(certificate, Certificate):
            return False
        case = acts.state_of(session, Subject(certificate.case_id))
    return isinstance(case, Case) and case.content.grade is Grade.IMPORTANT


def _refuse_unassessed(ledger: Ledger, order: OfferOrder) -> None:
    if order.terms is not None and not order.terms.assessment.strip() and _is_important(ledger, order.root):
        raise Refused(
            "a grant of important data needs its risk assessment",
            zh="重要数据的授权须附风险评估",
            code="ASSESSMENT_MISSING",
        )


def _refuse_forbidden(ledger: Ledger, order: OfferOrder) -> None:
    """The contract does not know what the agreement above forbids; who filed it or is its side does."""
    if order.parent == NO_GRANT or order.terms is None:
        return
    with ledger.store.reading() as session:
        parent = queries.grant(session, order.parent)
        kept = {} if parent is None else held_by(session, [parent], order.who.org_id)
    if order.parent not in kept:
        return
    offered = opened(text_of(order.terms.agreement, order.terms.particulars))
    if opening := opened_below(kept[order.parent], offered, order.terms.scope.purposes):
        names = ", ".join(each.name for each in opening)
        raise Refused(
            f"the agreement of the grant that is passed on forbids {names}; what is passed on forbids it too, or does "
            "not give it",
            zh=f"上级授权协议禁止的目的（{names}）须在转授权协议中同样禁止，或不列入其使用目的",
            code="FORBIDDEN_PURPOSE_PASSED_ON",
        )


# --- questions --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Effective:
    """The answer to `effective`, and on which block it stands. A freeze and a key that was in other hands change no
    answer: the contract does not look at them. They are shown beside it."""

    grant_id: GrantId
    use: UseOfData
    decision: Decision
    flags: tuple[str, ...]
    tainted: tuple[dict[str, Any], ...]
    known: KnownBlock

    def document(self) -> dict[str, Any]:
        decision = self.decision
        return {
            "grant": "0x" + self.grant_id.hex(),
            "use": {
                "right": RightBits(self.use.right).name,
                "fields": f"{self.use.fields:#x}",
                "purpose": _purpose(self.use.purpose),
                "region": self.use.region,
                "exported": self.use.exported,
                "records": str(self.use.records),
                "calls": str(self.use.calls),
            },
            "at": shanghai(self.use.moment),
            "allowed": decision.allowed,
            "rule": decision.rule.name,
            "decided_on": None if decision.decided_on is None else "0x" + decision.decided_on.hex(),
            "plan": [
                {"on": None if line.on is None else "0x" + line.on.hex(), "rule": line.rule.name, "passed": line.passed}
                for line in decision.plan
            ],
            "flags": [*self.flags, *(["TAINTED"] if self.tainted else [])],
            "tainted": list(self.tainted),
            "known": {
                "block": self.known.number,
                "hash": "0x" + self.known.hash.hex(),
                "time": shanghai(self.known.timestamp),
                "final": self.known.final,
            },
        }

    def bytes(self) -> bytes:
        return canonical(self.document())


def effective(store: Store, grant_id: GrantId, use: UseOfData, known: int | None = None) -> Effective:
    """Is this use covered? From acts in blocks up to `known` alone (None: the newest final block)."""
    with store.reading() as session:
        block = known_block(session, known)
        asked = acts.state_of(session, Subject(bytes(grant_id)), block.number)
        if not isinstance(asked, Grant):
            return Effective(grant_id, use, decide([], DecisionRoot(), use), (), (), block)
        grants = queries.known_grants_on(session, asked.root, block.number)
        chain = chain_of(grants, grant_id)
        state, lookup = acts.state_of(session, Subject(asked.root), block.number), certificates(session, block.number)
        first = chain[-1].grant
        decision = decide(chain, _root(first, state, lookup, use.moment), use)
        flags = flags_at(lookup, first, use.moment)
        taints = Taints(Folded(session, block.number))
        tainted = tainted_grants(taints, [link.grant.grant_id for link in chain], use.moment)
    return Effective(grant_id, use, decision, flags, tuple(tainted), block)


def _root(first: Grant, state: object, lookup: Lookup, at: int) -> Root:
    match first.root_kind, state:
        case RootKind.DECISION, _:
            return DecisionRoot()
        case RootKind.CONSENT, ConsentRecord():
            return ConsentRoot(state.expires_at, state.withdrawn_at)
        case RootKind.UNIT, _:
            return UnitRoot(held_at(lookup, Place(certificate_of(first.root), first.grantor), first.right, at))
        case _:
            return UnitRoot(held=False)


def flags_at(lookup: Lookup, first: Grant, at: int) -> tuple[str, ...]:
    """A freeze of the certificate under which the right is now ends nothing that runs; it is shown (ruling 20)."""
    place = _unit(lookup, first, at)
    certificate = lookup(place.code) if place is not None else None
    if certificate is not None and any(one.freezes and one.in_force_at(at) for one in certificate.annotations):
        return ("FROZEN",)
    return ()


def named(store: Store, text: str) -> GrantId:
    """A grant by its id or by the reference under which it was filed."""
    if (grant_id := id_named(text)) is not None:
        return GrantId(grant_id)
    with store.reading() as session:
        found = queries.by_reference(session, reference_bytes(text))
    if len(found) > 1:
        raise Refused(
            f"{len(found)} grants have the reference {text}; name one by its id",
            zh=f"编号 {text} 对应 {len(found)} 项授权，请改用授权标识",
            code="GRANT_AMBIGUOUS",
        )
    if not found:
        raise no_grant()
    return found[0].grant_id


def decided_at(grants: Mapping[GrantId, Grant], grant_id: GrantId, lookup: Lookup, at: int) -> Decision:
    """Why a grant covers something at a moment or does not: asked by the least use that it gives still.

    Of grants on right units and on decisions; a consent's own state is asked by `effective`.
    """
    chain = chain_of(grants, grant_id)
    return decide(chain, _root(chain[-1].grant, None, lookup, at), smallest_use(chain, at))


def side_at(grants: Mapping[GrantId, Grant], grant_id: GrantId, lookup: Lookup, at: int) -> Side:
    """A reciprocal grant as it stands at a moment, among those on the same root. They hang on right units alone."""
    chain = [link.grant for link in chain_of(grants, grant_id)]
    root = _root(chain[-1], None, lookup, at)
    gone = time_rule([], root, at) is not Rule.ALLOWED
    moved = gone or grantor_at(lookup, chain[0], at) != chain[0].grantor
    return Side(chain[0], time_rule(chain, root, at), at, moved)


def unit_of(lookup: Lookup, grants: Mapping[GrantId, Grant], grant_id: GrantId, at: int) -> Place | None:
    """Where the right unit is that a grant hangs on, through whatever it was passed on from; None: it hangs on none."""
    return _unit(lookup, chain_of(grants, grant_id)[-1].grant, at)


def in_conflict(lookup: Lookup, grants: Mapping[GrantId, Grant], grant: Grant, at: int) -> bool:
    """Whether another grant gives from the same hand what one of the two gives as exclusive or sole (decision 0023).
    Holders of the same right do not bind each other (art. 21)."""

    def one_hand(other: Grant) -> bool:
        if grant.parent is not None or other.parent is not None:
            return grant.parent == other.parent
        mine, theirs = (unit_of(lookup, grants, each.grant_id, at) for each in (grant, other))
        return mine == theirs

    return any(overlaps(grant, other) and one_hand(other) for other in grants.values())


def _purpose(number: int) -> str:
    return PurposeCode(number).name if number in PurposeCode._value2member_map_ else str(number)


def _no_decided_terms() -> Refused:
    return Refused(
        "nothing was granted on this application, so that there are no terms to offer",
        zh="该申请未获准予，没有可据以授权的条款",
        code="NOT_DECIDED",
    )


def no_grant() -> NotFound:
    return NotFound("no such grant", zh="没有此授权", code="GRANT_NOT_FOUND")
