# SPDX-License-Identifier: Apache-2.0
"""What happens to a pledge that stands, and before one: ranks reserved, consents, units exchanged, later maturities,
claims that pass to another bank, ranks exchanged.

A consent is to one matter, named in words (`Matter`); what it is needed for uses it up. Not for: recording and
releasing (pledges.py), the loan (loans.py).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Final, assert_never

from ledger.chain import encode
from ledger.domain import matters
from ledger.domain.ids import CertificateId, GrantId, OrgId, PartyId, PledgeId, party_of_org, unit_id
from ledger.domain.kinds import Module, Passing, PledgeState, RightBits
from ledger.domain.pledge import Pledge
from ledger.domain.structs import (
    PledgeAssignment,
    PledgeConsent,
    PledgedUnit,
    PledgeExtension,
    PledgeSubstitution,
    RankReservation,
    RankSwap,
)
from ledger.domain.verdict_json import shanghai
from ledger.errors import Refused
from ledger.service.assents import assent_of, refuse_no_code
from ledger.service.offer_stops import refuse_graded
from ledger.service.papers import keeping, paper_of
from ledger.service.pledge_search import PledgeQuestion, search
from ledger.service.pledges import (
    Answer,
    Looked,
    PledgeOrder,
    acknowledged_bits,
    certificate_words,
    no_pledge,
    paper_for,
    readers_of,
    refuse_unlooked,
    standing,
    wished,
)
from ledger.service.runtime import Ledger, Principal
from ledger.service.two_persons import TwoPersonAct, asked_before, carry_out
from ledger.store.queries import pledges

# --- matters ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Junior:
    """A later pledge behind this exclusive one."""

    later: PledgeId


@dataclass(frozen=True, slots=True)
class ToPass:
    """A right unit's passing to another holder."""

    code: CertificateId
    holder: PartyId
    right: RightBits
    new_holder: PartyId


@dataclass(frozen=True, slots=True)
class ToEnd:
    """A certificate's end before its time."""

    code: CertificateId


@dataclass(frozen=True, slots=True)
class ToGrant:
    """A grant that takes from what the unit is worth: exclusive, to be passed on, or longer than the loan."""

    grant: GrantId


@dataclass(frozen=True, slots=True)
class ToExtend:
    """That maturity; `renewal`: and the pledgor's promise to renew the certificate, which lifts H10."""

    maturity: int
    renewal: bool = False


@dataclass(frozen=True, slots=True)
class ToAssign:
    assignee: OrgId


@dataclass(frozen=True, slots=True)
class ToSwap:
    """Two pledges' change of ranks on one unit, in whatever order they are named."""

    one: PledgeId
    other: PledgeId
    code: CertificateId
    holder: PartyId
    right: RightBits


Matter = Junior | ToPass | ToEnd | ToGrant | ToExtend | ToAssign | ToSwap


def matter_of(pledge: PledgeId, matter: Matter) -> bytes:
    """The hash under which the contract keeps a consent of this pledge's parties."""
    match matter:
        case Junior():
            return matters.junior(matter.later)
        case ToPass():
            return matters.transfer(matter.code, matter.holder, int(matter.right), matter.new_holder)
        case ToEnd():
            return matters.end(matter.code)
        case ToGrant():
            return bytes(matter.grant)
        case ToExtend():
            return matters.extension(pledge, matter.maturity, renewal=matter.renewal)
        case ToAssign():
            return matters.assignment(pledge, matter.assignee)
        case ToSwap():
            return matters.swap(*_pair(matter.one, matter.other), matter.code, matter.holder, int(matter.right))
        case _:
            assert_never(matter)


def _named_in(matter: Matter) -> dict[str, PartyId | OrgId]:
    """Whom a consent is about, by the words that it is typed with. One that names nobody there is would never serve."""
    match matter:
        case ToPass():
            return {"holder": matter.holder, "new_holder": matter.new_holder}
        case ToAssign():
            return {"assignee": matter.assignee}
        case ToSwap():
            return {"holder": matter.holder}
        case Junior() | ToEnd() | ToGrant() | ToExtend():
            return {}
        case _:
            assert_never(matter)


def _pair(one: PledgeId, other: PledgeId) -> tuple[PledgeId, PledgeId]:
    """The contract tells (one, other) from (other, one), which mean the same: here they are named in one order only."""
    return (one, other) if one <= other else (other, one)


def consent(
    ledger: Ledger, order: PledgeOrder, matter: Matter, until: int, party: PartyId | None = None
) -> dict[str, Any]:
    """The pledgee or the holder of a unit agrees until a moment; 0 takes that back. `party`: on whose paper a registrar
    files; by default the person's own organisation. Refused where the moment is past, or where nothing could ever be
    done under the consent: the contract keeps a hash, and cannot tell."""
    refuse_no_code(party=party, **_named_in(matter))
    pledge, head = standing(ledger, order)
    if until and not asked_before(ledger, order.who, "consent-to", order.key):
        _refuse_idle(ledger, pledge, matter, until)
    named = party_of_org(order.who.org_id) if party is None else party
    assent, signed = assent_of(
        ledger, order.who, order.pledge_id, named, order.signing, readers_of(ledger, order, pledge)
    )
    word = matter_of(order.pledge_id, matter)
    given = PledgeConsent(order.pledge_id, head, named, word, until, assent)
    body = wished(ledger, order, party=named.hex(), matter=[type(matter).__name__, word.hex()], until=until)
    call = encode.pledges_consent(given)
    return ledger.perform(order.who, "consent-to", order.key, body, call, keeping(*signed))


def _refuse_idle(ledger: Ledger, pledge: Pledge, matter: Matter, until: int) -> None:
    """A slip in what is agreed to would be found when the other side acts on it, and then be nobody's consent."""
    if until <= ledger.now():
        raise Refused(
            "a consent runs until a moment to come; 0 takes one back",
            zh="同意的有效期须晚于当前时间；撤回同意请填 0",
            code="CONSENT_UNTIL_PAST",
            field="until",
        )
    if pledge.state is not PledgeState.RECORDED:
        return  # the contract names the state
    match matter:
        case Junior():
            with ledger.store.reading() as session:
                known = pledges.pledge(session, matter.later) is not None
            if not known:
                raise no_pledge()
            if matter.later == pledge.pledge_id:
                raise _of_one("a pledge does not stand behind itself", "质押不能排在其自身之后", "matter.pledge")
        case ToEnd():
            with ledger.store.reading() as session:
                under = pledges.codes_of(session, pledge.pledge_id)
            if matter.code not in under:
                raise Refused(
                    f"no unit under {matter.code} stands or stood under this pledge",
                    zh=f"该质押项下没有 {matter.code} 的权利",
                    code="UNIT_NOT_UNDER_PLEDGE",
                    field="matter.code",
                )
        case ToExtend():
            _refuse_no_later(ledger, pledge, matter.maturity)
        case ToAssign():
            _refuse_own_claim(pledge, matter.assignee)
        case ToSwap():
            if matter.one == matter.other:
                raise _of_one("a pledge exchanges no ranks with itself", "质押不能与其自身交换顺位", "matter.other")
        case ToPass():
            if matter.holder == matter.new_holder:
                raise _of_one("a unit passes to somebody else", "权利不能转让给原权利人", "matter.new_holder")
        case ToGrant():
            return  # it may be offered only after this
        case _:
            assert_never(matter)


def _of_one(en: str, zh: str, named: str) -> Refused:
    return Refused(en, zh=zh, code="CONSENT_TO_ITSELF", field=named)


def _refuse_own_claim(pledge: Pledge, assignee: OrgId) -> None:
    if assignee == pledge.pledgee:
        raise Refused(
            f"the claim is {assignee}'s already",
            zh=f"{assignee} 已是该债权的质权人，不能受让",
            code="ASSIGNEE_IS_PLEDGEE",
        )


def _refuse_no_later(ledger: Ledger, pledge: Pledge, maturity: int) -> None:
    if maturity <= (over := max(pledge.maturity, ledger.now())):
        raise Refused(
            f"an extension ends later than now and than the day on which the pledge ends: after {shanghai(over)}",
            zh=f"展期后的到期日须晚于现到期日且尚未届至：应晚于 {shanghai(over)}",
            code="MATURITY_NOT_LATER",
            field="maturity",
        )


# --- a rank, before there is a pledge ---------------------------------------------------------------------------------

LONGEST_RESERVATION: Final = 7 * 86_400


@dataclass(frozen=True, slots=True)
class ReservationOrder:
    """The next rank on one unit for `seconds`, at most seven days. `behind`: although something stands there."""

    who: Principal
    key: str
    code: CertificateId
    holder: PartyId
    right: RightBits = RightBits.OPERATE
    seconds: int = LONGEST_RESERVATION
    behind: bool = False
    seen: bytes | None = None


def reserve(ledger: Ledger, order: ReservationOrder) -> dict[str, Any]:
    """Search the unit, refuse unless it is clean, keep what was found, and hold the next rank for the bank."""
    question = PledgeQuestion(order.code, ledger.now(), holder=order.holder, right=order.right)
    found = search(ledger.store, question)
    again = asked_before(ledger, order.who, "reserve-rank", order.key)
    if not again:
        refuse_graded(ledger, [order.code], with_authority=True)
    if not (found.clean or order.behind or again):
        raise Refused(
            f"the search is not clean: {', '.join(found.stops)}; say that the rank is wanted behind that",
            zh=f"查询结果不为空：{'、'.join(found.stops)}；如仍需后顺位，请予确认",
            code="SEARCH_NOT_CLEAN",
            stops=list(found.stops),
        )
    deployment = ledger.deployment
    line = unit_id(
        deployment.chain_id, deployment.addresses[Module.PLEDGES], order.code, order.holder, int(order.right)
    )
    paper = paper_of(order.who, line, "PLEDGE_SEARCH", found.bytes().decode(), ledger.now())
    head = found.head if order.seen is None else order.seen
    unit = PledgedUnit(order.code, order.holder, int(order.right))
    given = RankReservation(unit, head, order.seconds, order.who.commitment, paper.commitment)
    body = {
        "code": order.code,
        "holder": order.holder.hex(),
        "right": order.right.name,
        "seconds": order.seconds,
        "behind": order.behind,
        **({} if order.seen is None else {"seen": order.seen.hex()}),
    }
    return ledger.perform(
        order.who, "reserve-rank", order.key, body, encode.pledges_reserve_rank(given), keeping(paper)
    )


# --- changes ----------------------------------------------------------------------------------------------------------


def substitute(ledger: Ledger, order: PledgeOrder, offered: PledgeId, place: int, looked: Looked) -> Answer:
    """The units of an offer that was made for this come in, and the one at `place` goes out, in one transaction. Two
    persons by default: what is recorded and what is released each takes them."""
    _, word = standing(ledger, order)
    with ledger.store.reading() as session:
        coming = pledges.pledge(session, offered)
    if coming is None:
        raise no_pledge()
    if not asked_before(ledger, order.who, "substitute-unit", order.key):
        refuse_unlooked(ledger, order.who, coming, looked)
    given = PledgeSubstitution(
        id=order.pledge_id,
        expected_head=word,
        offer=offered,
        place=place,
        heads=certificate_words(ledger, [item.code for item in coming.items], looked.certificates),
        acknowledged=acknowledged_bits(looked.acknowledged),
        minimum_level=looked.minimum_level,
        person=order.sender.commitment,
    )
    act = TwoPersonAct(encode.pledges_substitute_items(given), lambda p: encode.pledges_substitute(given, p))
    body = wished(
        ledger,
        order,
        offer=offered.hex(),
        place=place,
        acknowledged=sorted(looked.acknowledged),
        minimum_level=looked.minimum_level,
        debtor_level=looked.debtor_level,
        **looked.told(),
    )
    return carry_out(ledger, order.who, order.approver, "substitute-unit", order.key, body, act)


def extend(ledger: Ledger, order: PledgeOrder, maturity: int, *, renewal: bool = False) -> dict[str, Any]:
    """A later maturity; `renewal`: and the promise to renew the certificate. Every holder of a unit consented to both,
    just so."""
    pledge, word = standing(ledger, order)
    if not asked_before(ledger, order.who, "extend-pledge", order.key):
        _refuse_no_later(ledger, pledge, maturity)
    paper = paper_for(ledger, order, pledge, "PLEDGE_EXTENSION", order.paper)
    given = PledgeExtension(order.pledge_id, word, maturity, renewal, order.who.commitment, paper.commitment)
    body = wished(ledger, order, maturity=maturity, renewal=renewal)
    return ledger.perform(order.who, "extend-pledge", order.key, body, encode.pledges_extend(given), keeping(paper))


def assign(ledger: Ledger, order: PledgeOrder, passing: Passing) -> Answer:
    """The person's organisation takes the claim over with its rank: AGREED, or by SUBROGATION after it compensated a
    defaulted loan. The pledgee consented before. Two persons by default."""
    pledge, word = standing(ledger, order)
    if not asked_before(ledger, order.who, "assign-pledge", order.key):
        _refuse_own_claim(pledge, order.who.org_id)
    paper = paper_for(ledger, order, pledge, f"PLEDGE_{passing.name}", order.paper)
    given = PledgeAssignment(
        order.pledge_id, word, order.who.org_id, passing, order.sender.commitment, paper.commitment
    )
    act = TwoPersonAct(encode.pledges_assign_items(given), lambda p: encode.pledges_assign(given, p))
    body = wished(ledger, order, passing=passing.name)
    return carry_out(ledger, order.who, order.approver, "assign-pledge", order.key, body, act, keeping(paper))


def swap_ranks(
    ledger: Ledger,
    order: PledgeOrder,
    other: PledgeId,
    code: CertificateId,
    holder: PartyId,
    right: RightBits = RightBits.OPERATE,
    seen_other: bytes | None = None,
) -> dict[str, Any]:
    """This pledge and another change ranks on a unit; every other pledgee between them, and of them, consented.
    `seen_other`: the other's history word when the person looked; None: as the mirror has it."""
    pledge, word = standing(ledger, order)
    _, word_other = standing(ledger, replace(order, pledge_id=other, seen=seen_other))
    paper = paper_for(ledger, order, pledge, "PLEDGE_RANKS", order.paper)
    unit = PledgedUnit(code, holder, int(right))
    words = {order.pledge_id: word, other: word_other}
    one, two = _pair(order.pledge_id, other)
    given = RankSwap(one, two, words[one], words[two], unit, order.who.commitment, paper.commitment)
    seen: dict[str, Any] = {} if seen_other is None else {"seen_other": seen_other.hex()}
    body = wished(ledger, order, other=other.hex(), unit=[code, holder.hex(), right.name], **seen)
    return ledger.perform(order.who, "swap-ranks", order.key, body, encode.pledges_swap_ranks(given), keeping(paper))
