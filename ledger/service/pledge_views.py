# SPDX-License-Identifier: Apache-2.0
"""Pledges as they are shown: one with its units where they are now, consents, loan and steps; lists.

What rivals may know of each other's deals is rank, exclusivity, term, the band of the maximum secured, and that a
pledge stands (ruling 27). The rest of what the chain holds is shown to whom it concerns (`concerns`). Not for: the
papers behind the commitments (pledge_papers.py), whether a unit is free (pledge_search.py).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from ledger.domain.calendar import WorkingCalendar
from ledger.domain.compensation import (
    HEARD,
    Compensating,
    Compensation,
    Realised,
    by_payment,
    compensated,
    realisations,
)
from ledger.domain.events import LoanContested, LoanFiledOutside, Recorded
from ledger.domain.ids import (
    CertificateId,
    OrgId,
    PartyId,
    PledgeId,
    Subject,
    certificate_bytes,
    id_named,
    name_of,
    party_of_org,
)
from ledger.domain.kinds import Contest, Grade, Kind, OutsideStatus, PledgeState, RightBits, SecurityForm
from ledger.domain.pledge import Pledge, StandingConsent, band_bound, ratio_bps, status_at
from ledger.domain.structs import Realisation
from ledger.domain.verdict import lapses_at
from ledger.domain.verdict_json import party_label, shanghai
from ledger.errors import Refused
from ledger.service.grant_terms import reference_bytes
from ledger.service.heads import no_certificate
from ledger.service.pledge_consents import consenting_at
from ledger.service.pledges import ACKNOWLEDGED, no_pledge
from ledger.service.taint import tainted_acts
from ledger.store.queries import acts, certificates, organisations, pledges, rules, states
from ledger.store.queries.pledges import Standing
from ledger.store.session import Store

NOTHING: Final = bytes(32)


def moment_of(store: Store, at: int | None, clock: int) -> int:
    """The moment asked about; None: now, by the clock, or by the newest block where that is later. Blocks that come one
    upon another run ahead of the clock, and whoever acted is to see it."""
    if at is not None:
        return at
    with store.reading() as session:
        head = acts.head(session)
    return clock if head is None else max(clock, head.timestamp)


# --- one pledge -------------------------------------------------------------------------------------------------------


def named(store: Store, text: str) -> PledgeId:
    """A pledge by its id or by the reference under which it was filed."""
    if (pledge_id := id_named(text)) is not None:
        return PledgeId(pledge_id)
    with store.reading() as session:
        found = pledges.by_reference(session, reference_bytes(text))
    if len(found) > 1:
        raise Refused(
            f"{len(found)} pledges have the reference {text}; name one by its id",
            zh=f"编号 {text} 对应 {len(found)} 项质押，请改用质押标识",
            code="PLEDGE_AMBIGUOUS",
        )
    if not found:
        raise no_pledge()
    return found[0].pledge_id


def shown(store: Store, pledge_id: PledgeId, at: int, asker: OrgId | None = None) -> dict[str, Any]:
    """Everything about one pledge at a moment, by what the mirror has now; the history words are those of now. `asker`
    None: somebody with the database."""
    with store.reading() as session:
        pledge = pledges.pledge(session, pledge_id)
        if pledge is None:
            raise no_pledge()
        (line,) = _lines(session, [pledge], at)
        line |= {"tainted": tainted_acts(session, Subject(bytes(pledge_id)), at)}
        then = _then(session, [pledge], at).get(pledge_id, pledge)
        if asker is not None and not concerns(session, pledge, asker):
            return line | {
                "terms": None,
                "consents": None,
                "loan": None,
                "compensations": None,
                "realised": None,
                "contested": None,
                "steps": None,
                "heads": None,
            }
        by_then = [
            act for act in acts.recorded_events(session, [Subject(bytes(pledge_id))]) if act.meta.timestamp <= at
        ]
        realised = realisations(by_then)
        return line | {
            "terms": _terms(then),
            "consents": [_consent(each) for each in consenting_at(session, then, at)],
            "loan": _loan(then, at) | _outside(then, by_then) | _compensated(then),
            "compensations": _compensations(then, realised),
            "realised": _realised(then, realised),
            "contested": [_contest(act, act.event) for act in by_then if isinstance(act.event, LoanContested)],
            "steps": _steps(session, pledge_id, at),
            "heads": _heads(session, pledge),
        }


def concerns(session: Any, pledge: Pledge, org_id: OrgId) -> bool:
    """The pledgee, the pledgor, who holds a unit under it now, who filed for it, whom a payment awaits or who signed
    for one, who keeps the certificates now, and those who supervise."""
    if org_id in (pledge.pledgee, pledge.filed_by) or party_of_org(org_id) == pledge.pledgor:
        return True
    if party_of_org(org_id) in pledges.holders_under(session, pledge.pledge_id):
        return True
    if any(one.payer == org_id and one.compensating in HEARD for one in pledge.compensations):
        return True
    if organisations.supervises(session, org_id):
        return True
    found = certificates.registrars(session, [item.code for item in pledge.items])
    return any(organisations.custodian(session, registrar) == org_id for registrar in found)


# --- lists ------------------------------------------------------------------------------------------------------------


def on_certificate(store: Store, code: CertificateId, at: int) -> list[dict[str, Any]]:
    """Every pledge that stands or stood on units under a certificate, and its offers, the oldest first. NotFound
    without the certificate: that nothing stands on it is no answer to a slip in its code."""
    with store.reading() as session:
        if certificates.certificate(session, code) is None:
            raise no_certificate(code)
        return _lines(session, pledges.on_certificate(session, code), at)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Whose pledges: a bank's, a pledgor's; `concerning`: of which an organisation is either, or holds a unit, or is
    filer or payer."""

    pledgee: OrgId | None = None
    pledgor: PartyId | None = None
    concerning: OrgId | None = None
    after: str | None = None
    limit: int = 50


def of_parties(store: Store, wanted: Wanted, at: int) -> dict[str, Any]:
    """A page of pledges, the one offered last first, and the cursor of the next."""
    concerning = None if wanted.concerning is None else (wanted.concerning, party_of_org(wanted.concerning))
    with store.reading() as session:
        page = pledges.of_parties(
            session,
            pledgee=wanted.pledgee,
            pledgor=wanted.pledgor,
            concerning=concerning,
            after=wanted.after,
            limit=wanted.limit,
        )
        return {"items": _lines(session, page.items, at), "next": page.next}


Lapses: TypeAlias = Mapping[CertificateId, int | None]
"""When each certificate lapses; None: an undecided renewal keeps it up at the moment."""


def _lines(session: Any, found: Sequence[Pledge], at: int) -> list[dict[str, Any]]:
    standing = pledges.standing_at(session, [pledge.pledge_id for pledge in found], at)
    then, published = _then(session, found, at), rules.calendar(session)
    calendar = published.working() if published is not None else None
    lapses = _lapses(session, standing, at)
    return [
        _line(pledge, then.get(pledge.pledge_id), standing.get(pledge.pledge_id, []), lapses, at, calendar)
        for pledge in found
    ]


def _lapses(session: Any, standing: Mapping[PledgeId, Sequence[Standing]], at: int) -> Lapses:
    """Those whose end has come may be kept up by a renewal; of the others that end says all."""
    units = [unit for each in standing.values() for unit in each]
    over = sorted({unit.code for unit in units if unit.ends_at <= at})
    kept = states.certificates_by_code(session, over)
    ends: dict[CertificateId, int | None] = {unit.code: unit.ends_at for unit in units}
    return ends | {code: lapses_at(certificate, at) for code, certificate in kept.items()}


def _then(session: Any, found: Sequence[Pledge], at: int) -> dict[PledgeId, Pledge]:
    """Those of them that were offered by a moment, as they stood then."""
    return pledges.by_ids(session, [pledge.pledge_id for pledge in found], at=at)


def _line(
    last: Pledge,
    then: Pledge | None,
    standing: list[Standing],
    lapses: Lapses,
    at: int,
    calendar: WorkingCalendar | None,
) -> dict[str, Any]:
    """What everybody may know of a pledge; of one that was not offered then, that, and what it is now."""
    pledge = then or last
    first = min((end for unit in standing if (end := lapses[unit.code]) is not None), default=None)
    bound = band_bound(pledge.terms.band)
    return {
        "pledge": "0x" + pledge.pledge_id.hex(),
        "reference": name_of(pledge.reference),
        "status": str(status_at(then, at, calendar, first)),
        "state": pledge.state.name,
        "pledgor": party_label(pledge.pledgor),
        "pledgee": pledge.pledgee,
        "form": SecurityForm(pledge.terms.form).name,
        "band": pledge.terms.band,
        "maximum_fen": None if bound is None else str(bound),
        "exclusive": pledge.terms.exclusive,
        "offered_at": shanghai(pledge.offered_at),
        "recorded_at": _moment(pledge.recorded_at),
        "maturity": shanghai(pledge.maturity),
        "ended_at": _moment(pledge.ended_at),
        "ending": pledge.ending.name if pledge.ending else None,
        "units": _units(pledge, standing),
    }


def _units(pledge: Pledge, standing: list[Standing]) -> list[dict[str, Any]]:
    """Where each unit is now; those that were freed, or are only offered, where they were named."""
    now: Mapping[int, Standing] = {unit.place: unit for unit in standing}
    return [
        {
            "place": item.place,
            "code": now[item.place].code if item.place in now else item.code,
            "holder": party_label(now[item.place].holder if item.place in now else item.holder),
            "right": RightBits(item.right).name,
            "rank": (now[item.place].rank if item.place in now else item.rank) or None,
            "live": item.place in now,
        }
        for item in pledge.items
    ]


# --- to whom it concerns ----------------------------------------------------------------------------------------------


def _terms(pledge: Pledge) -> dict[str, Any]:
    terms = pledge.terms
    digests = ("contract_digest", "claim", "debtor", "resolution", "controls", "authority")
    return {
        "filed_by": pledge.filed_by,
        "level": pledge.level,
        "renewal": pledge.renewal,
        "public_use": terms.public_use,
        "third_party": terms.third_party,
        "grade": Grade(terms.grade).name,
        "ltv_bps": terms.ltv_bps or None,
        "warn_bps": terms.warn_bps or None,
        "call_bps": terms.call_bps or None,
        "opinions": terms.opinions,
        "contract_date": shanghai(terms.contract_date),
        "outside_by": _moment(terms.outside_by),
        "increase_of": _hex(terms.increase_of),
        "substitute_in": _hex(terms.substitute_in),
        "acknowledged": [word for word, bit in ACKNOWLEDGED.items() if pledge.acknowledged & bit],
        "commitments": {name.removesuffix("_digest"): _hex(getattr(terms, name)) for name in digests},
    }


def _consent(one: StandingConsent) -> dict[str, Any]:
    return {
        "party": party_label(one.given.party),
        "matter": "0x" + one.given.matter.hex(),
        "until": _moment(one.given.until),
        "recorded_at": shanghai(one.given.recorded_at),
        "level": one.given.level,
        "standing": one.consenting.value,
        "used_at": _moment(one.used_at),
    }


def _loan(pledge: Pledge, at: int) -> dict[str, Any]:
    """`value_fen` None: not revalued, or too few opinions counted then, which the contract tells as nothing."""
    loan, decided_from = pledge.loan, pledge.loan.release_decided_from
    running = pledge.state is PledgeState.RECORDED
    unbounded = loan.secured is not None and loan.secured >= 1 << 128
    return {
        "standing": loan.standing.name,
        "cure_by": _moment(loan.cure_by),
        "suspended": loan.suspended,
        "release_decided_from": _moment(decided_from),
        "release_may_be_decided": running and decided_from is not None and decided_from <= at,
        "revalued_at": _moment(loan.revalued_at),
        "secured_fen": None if loan.secured is None or unbounded else str(loan.secured),
        "value_fen": str(loan.value) if loan.value else None,
        "ratio_bps": ratio_bps(loan.secured, loan.value),
    }


def _outside(pledge: Pledge, by_then: Sequence[Recorded]) -> dict[str, Any]:
    """The entry in the statutory register: when it was first filed here, and what was told of it last, and when that
    came on record. `outside_registered_at` and `outside_checked_at` are the pledgee's word: since when the register has
    the entry, and when it looked."""
    told = [(act.meta.timestamp, act.event.filing) for act in by_then if isinstance(act.event, LoanFiledOutside)]
    loan = pledge.loan
    return {
        "filed_outside_at": _moment(told[0][0]) if told else None,
        "outside_number": _hex(loan.outside_number),
        "outside_status": None if loan.outside_status is None else OutsideStatus(loan.outside_status).name,
        "outside_registered_at": _moment(told[-1][1].registered_at) if told else None,
        "outside_told_at": _moment(told[-1][0]) if told else None,
        "outside_checked_at": _moment(loan.outside_checked_at),
    }


def _compensated(pledge: Pledge) -> dict[str, Any]:
    """What payers signed for, and what of it they have not got back; the rest of the claim is the pledgee's."""
    return {
        "compensated_fen": str(compensated(pledge.compensations)),
        "owed_to_payers_fen": str(pledge.owed_to_payers),
    }


def _contest(act: Recorded, event: LoanContested) -> dict[str, Any]:
    """What was said against a default, or about a release that was asked for; `level` 0: by the party's own key."""
    given = event.contestation
    return {
        "what": Contest(given.contest).name,
        "party": party_label(given.party),
        "by": event.by,
        "level": given.assent.level,
        "at": shanghai(act.meta.timestamp),
        "document": _hex(given.document),
    }


def _divided(pledge: Pledge, realised: Iterable[Realised]) -> list[Mapping[int, int]]:
    return by_payment(pledge.compensations, [(signed, one.to_payers) for signed, one in realised])


def _compensations(pledge: Pledge, realised: Sequence[Realised]) -> list[dict[str, Any]]:
    divided = _divided(pledge, realised)
    return [_payment(one, sum(parts.get(one.number, 0) for parts in divided)) for one in pledge.compensations]


def _payment(one: Compensation, recovered: int) -> dict[str, Any]:
    signed = one.compensating is Compensating.SIGNED
    return {
        "number": one.number,
        "payer": one.payer,
        "amount_fen": str(one.amount),
        "share_bps": one.share_bps,
        "standing": one.compensating.value,
        "confirmed_at": shanghai(one.confirmed_at),
        "taken_back_at": _moment(one.taken_back_at),
        "lapsed_at": _moment(one.lapsed_at),
        "signed_at": _moment(one.signed_at),
        "signed_by": one.signed_by,
        "level": one.level,
        "recovered_fen": str(recovered) if signed else None,
        "owed_fen": str(one.amount - recovered) if signed else None,
        "commitments": {"agreement": _hex(one.agreement), "payment": _hex(one.payment)},
    }


def _realised(pledge: Pledge, realised: Sequence[Realised]) -> list[dict[str, Any]]:
    """What units had brought by then, and who got what of it: of this pledge's share, pledgee and payers apart."""
    payer = {one.number: one.payer for one in pledge.compensations}
    return [
        {
            "place": one.place,
            "proceeds_fen": str(one.proceeds),
            "costs_fen": str(one.costs),
            "surplus_fen": str(one.surplus),
            "shares": [
                {"pledge": "0x" + share.pledge.hex(), "amount_fen": str(share.amount), "full": share.full}
                for share in one.shares
            ],
            "to_pledgee_fen": str(_own(pledge, one) - one.to_payers),
            "to_payers": [
                {"number": number, "payer": payer[number], "amount_fen": str(part)}
                for number, part in parts.items()
                if part
            ],
        }
        for (_, one), parts in zip(realised, _divided(pledge, realised), strict=True)
    ]


def _own(pledge: Pledge, one: Realisation) -> int:
    return sum(share.amount for share in one.shares if share.pledge == pledge.pledge_id)


def _steps(session: Any, pledge_id: PledgeId, at: int) -> list[dict[str, Any]]:
    return [
        {
            "what": Kind(row.kind).name,
            "at": shanghai(row.timestamp),
            "block": row.block_number,
            "tx": "0x" + row.tx_hash.hex(),
        }
        for row in acts.entries(session, Subject(bytes(pledge_id)))
        if row.timestamp <= at
    ]


def _heads(session: Any, pledge: Pledge) -> dict[str, Any]:
    """The history words that an act on what is shown here may name: see `PledgeOrder.seen` and `Looked`."""
    codes = dict.fromkeys(item.code for item in pledge.items)
    subjects = [Subject(bytes(pledge.pledge_id)), *(Subject(certificate_bytes(code)) for code in codes)]
    heads = acts.heads(session, subjects)
    words = {code: heads[certificate_bytes(code)].word.hex() for code in codes if certificate_bytes(code) in heads}
    return {
        "pledge": "0x" + heads[pledge.pledge_id].word.hex(),
        "certificates": {code: "0x" + word for code, word in words.items()},
    }


def _moment(seconds: int | None) -> str | None:
    return shanghai(seconds) if seconds else None


def _hex(raw: bytes | None) -> str | None:
    return "0x" + raw.hex() if raw is not None and raw != NOTHING else None
