# SPDX-License-Identifier: Apache-2.0
"""Pledges: offered by the pledgor, on its own key or on paper; recorded by the bank's two persons; released.

Every act names the pledge's history word that the person saw (`PledgeOrder.seen`), or else the one that the mirror
shows: it fails if something happened in between. Papers stay in the house, sealed for the parties; their salted
commitments go on chain (ruling 27). Not for: what changes a pledge that stands (pledge_changes.py), the loan
(loans.py), lists and searches (pledge_views.py).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from ledger.chain import encode
from ledger.domain.compensation import Compensating
from ledger.domain.debtor import Debtor, debtor_of, debtor_text
from ledger.domain.ids import (
    CertificateId,
    OrgId,
    PartyId,
    PledgeId,
    Subject,
    certificate_bytes,
    is_organisation,
    org_of_party,
    party_of_org,
    pledge_id,
    registration_class,
)
from ledger.domain.kinds import Grade, Module, PledgeEnding, RightBits, SecurityForm
from ledger.domain.pledge import Pledge, band_of
from ledger.domain.structs import (
    OfferClosing,
    PartialRelease,
    PledgeAcceptance,
    PledgedUnit,
    PledgeOffer,
    PledgeRelease,
    PledgeTerms,
)
from ledger.errors import NotFound, Reason, Refused
from ledger.service.assents import OWN_KEY, Signing, assent_of, refuse_no_code, signing_told
from ledger.service.grant_terms import reference_bytes, said
from ledger.service.heads import certificate_and_case
from ledger.service.kept_papers import read_sealed
from ledger.service.offer_stops import (
    grade_of,
    refuse_graded,
    refuse_no_bank,
    refuse_pooled,
    refuse_private_use,
    refuse_robbed,
    refuse_stranger,
)
from ledger.service.papers import Paper, has_words, keeping, mark_of, public_keys_of, sealed_paper_of
from ledger.service.runtime import Ledger, Principal
from ledger.service.two_persons import TwoPersonAct, asked_before, carry_out
from ledger.store.queries import acts, pledges
from ledger.store.queries.preparations import PreparedAct

NO_PLEDGE: Final = PledgeId(bytes(32))
ACKNOWLEDGED: Final[Mapping[str, int]] = {
    "DISPUTE": 1,
    "UNCHECKED": 2,
    "REGISTRAR_INACTIVE": 4,
    "POOLED": 0,
    "RELEASE_TAINTED": 0,
}
"""What a pledgee may say that it knows (H6, H8, H9), as the contract counts it. That a unit is pooled (ruling 28) or
was freed by a key in other hands (ruling 17) the contract does not ask: that word stays in the wish that is kept."""
MOST_BPS: Final = 10_000
MOST_OPINIONS: Final = 15
MOST_LEVEL: Final = 5
HIGHEST_LINE: Final = 65_535
"""Of a warning or a margin call, in basis points: what is secured may well be worth more than the collateral."""

Answer = dict[str, Any] | PreparedAct
Readers = Mapping[OrgId, bytes]
"""Who can open a paper, with the key that it is locked for."""

TEXTS: Final = ("contract", "claim", "debtor", "resolution", "controls", "authority")
"""Of the terms, those that are texts."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A right of the pledgor under a certificate."""

    code: CertificateId
    right: RightBits = RightBits.OPERATE


@dataclass(frozen=True, slots=True)
class Terms:
    """What is agreed. `maximum` in fen becomes a band; times in seconds; ratios in basis points, 0 = none agreed.

    Texts stay here, sealed for the parties (ruling 27): the contract; the claim with principal, rate, kinds and term;
    the debtor; the pledgor's resolution; controls and custody; the authority's paper where the grade wants one.

    `debtor_signing`: the form that a debtor who is not the pledgor signed, and how well that is attested (ruling 5). It
    is sealed with the debtor's name, so that nothing on chain tells who owes.
    """

    maximum: int
    contract_date: int
    maturity: int
    contract: str
    claim: str
    debtor: str
    debtor_signing: Signing = OWN_KEY
    form: SecurityForm = SecurityForm.PLEDGE
    exclusive: bool = False
    renewal: bool = False
    public_use: bool = False
    third_party: bool = False
    ltv_bps: int = 0
    warn_bps: int = 0
    call_bps: int = 0
    opinions: int = 0
    outside_by: int = 0
    resolution: str = ""
    controls: str = ""
    authority: str = ""
    increase_of: PledgeId = NO_PLEDGE
    substitute_in: PledgeId = NO_PLEDGE


@dataclass(frozen=True, slots=True)
class PledgeOfferOrder:
    """Who files, under which reference of its own, for which pledgor, to which bank."""

    who: Principal
    key: str
    reference: str
    pledgor: PartyId
    pledgee: OrgId
    units: tuple[Unit, ...]
    terms: Terms
    signing: Signing = field(default_factory=Signing)


@dataclass(frozen=True, slots=True)
class PledgeOrder:
    """One act on a pledge that exists. `seen`: its history word when the person looked; None: as the mirror has it."""

    who: Principal
    key: str
    pledge_id: PledgeId
    paper: str = ""
    approver: Principal | None = None
    signing: Signing = field(default_factory=Signing)
    seen: bytes | None = None

    @property
    def sender(self) -> Principal:
        """Whose commitment the act carries: who sends it."""
        return self.approver or self.who


@dataclass(frozen=True, slots=True)
class Looked:
    """What the bank knew when it took units in: acknowledgements, the least it asks of the pledgor's signature (0: its
    own key or any paper) and of the debtor's, pledgor or not (0: none is asked), and the certificates'
    history words if others than the mirror's now."""

    acknowledged: tuple[str, ...] = ()
    minimum_level: int = 0
    debtor_level: int = 0
    certificates: Mapping[CertificateId, bytes] = field(default_factory=dict)

    def told(self) -> dict[str, Any]:
        """The history words that the person names, as the wish keeps them; nothing where the mirror's are meant."""
        words = {code: word.hex() for code, word in sorted(self.certificates.items())}
        return {"certificates": words} if words else {}


# --- offering ---------------------------------------------------------------------------------------------------------


def offer(ledger: Ledger, order: PledgeOfferOrder) -> dict[str, Any]:
    """The pledgor offers. Nothing is ranked yet, but every hard stop speaks already. The answer names the pledge."""
    refuse_no_code(pledgor=order.pledgor)
    if not asked_before(ledger, order.who, "offer-pledge", order.key):
        _refuse_unsound(order, ledger.now())
        _refuse_by_others(ledger, order)
    pledge = id_of(ledger, order.who.org_id, order.reference)
    readers = readers_at(ledger, order.who.org_id, order.pledgee, order.pledgor)
    terms, papers = _terms_of(ledger, order, pledge, readers)
    assent, signed = assent_of(ledger, order.who, pledge, order.pledgor, order.signing, readers)
    units = tuple(PledgedUnit(unit.code, order.pledgor, int(unit.right)) for unit in order.units)
    given = PledgeOffer(order.pledgor, order.pledgee, reference_bytes(order.reference), assent, terms, units)
    body = {
        "reference": order.reference,
        "pledgor": order.pledgor.hex(),
        "pledgee": order.pledgee,
        "units": [[unit.code, unit.right.name] for unit in order.units],
        "terms": _told(ledger, order),
        **_signed(ledger, order.who, order.signing),
    }
    kept = keeping(*papers, *signed)
    answer = ledger.perform(order.who, "offer-pledge", order.key, body, encode.pledges_offer(given), kept)
    return {**answer, "pledge": "0x" + pledge.hex()}


def close(ledger: Ledger, order: PledgeOrder) -> dict[str, Any]:
    """The pledgor takes its offer back, or the pledgee declines it: the contract tells who it was."""
    pledge, word = standing(ledger, order)
    paper = paper_for(ledger, order, pledge, "PLEDGE_CLOSING", order.paper)
    party = party_of_org(pledge.pledgee) if order.who.org_id == pledge.pledgee else pledge.pledgor
    assent, signed = assent_of(
        ledger, order.who, order.pledge_id, party, order.signing, readers_of(ledger, order, pledge)
    )
    closing = OfferClosing(order.pledge_id, word, paper.commitment, assent)
    call = encode.pledges_close(closing)
    return ledger.perform(order.who, "close-pledge", order.key, wished(ledger, order), call, keeping(paper, *signed))


# --- recording --------------------------------------------------------------------------------------------------------


def accept(ledger: Ledger, order: PledgeOrder, looked: Looked) -> Answer:
    """The bank records the pledge. Two persons by default; the next rank on each unit."""
    pledge, word = standing(ledger, order)
    if not asked_before(ledger, order.who, "accept-pledge", order.key):
        refuse_unlooked(ledger, order.who, pledge, looked)
    acceptance = PledgeAcceptance(
        id=order.pledge_id,
        expected_head=word,
        heads=certificate_words(ledger, [item.code for item in pledge.items], looked.certificates),
        acknowledged=acknowledged_bits(looked.acknowledged),
        minimum_level=looked.minimum_level,
        person=order.sender.commitment,
    )
    act = TwoPersonAct(encode.pledges_accept_items(acceptance), lambda p: encode.pledges_accept(acceptance, p))
    body = wished(
        ledger,
        order,
        acknowledged=sorted(looked.acknowledged),
        minimum_level=looked.minimum_level,
        debtor_level=looked.debtor_level,
        **looked.told(),
    )
    return carry_out(ledger, order.who, order.approver, "accept-pledge", order.key, body, act)


def refuse_unlooked(ledger: Ledger, who: Principal, pledge: Pledge, looked: Looked) -> None:
    """What the contract cannot look up of the units that come in: their offer may have been made by other ways than
    this, or before the data were graded higher; and how the debtor signed is sealed."""
    codes = [item.code for item in pledge.items]
    refuse_graded(ledger, codes, with_authority=any(pledge.terms.authority))
    if pledge.terms.public_use:
        refuse_private_use(ledger, (item.code for item in pledge.items if item.right == RightBits.USE))
    if "POOLED" not in looked.acknowledged:
        refuse_pooled(ledger, [(item.code, item.holder) for item in pledge.items])
    if "RELEASE_TAINTED" not in looked.acknowledged:
        refuse_robbed(ledger, [(item.code, item.holder, item.right) for item in pledge.items])
    if looked.debtor_level:
        _refuse_weak_debtor(ledger, who, pledge, looked.debtor_level)


def _refuse_weak_debtor(ledger: Ledger, who: Principal, pledge: Pledge, wanted: int) -> None:
    """A pledgor that owes signed the offer itself. Of another debtor the sealed paper is read, which is logged; who
    cannot open it has not seen a signature."""
    if not pledge.terms.third_party:
        if pledge.level and pledge.level < wanted:
            raise _debtor_too_weak(wanted, pledge.level)
        return
    kept = read_sealed(ledger, who, pledge.pledge_id, "PLEDGE_PAPERS", "how the debtor signed 债务人签字")
    texts = [each["text"] for each in kept if each["kind"] == "PLEDGE_DEBTOR" and each["opens"]]
    level = max((debtor_of(text).level for text in texts), default=0)
    if level < wanted:
        raise _debtor_too_weak(wanted, level)


def _debtor_too_weak(wanted: int, level: int) -> Refused:
    return Refused(
        f"the debtor's signature is asked at level {wanted}, "
        + (f"and is attested at {level}" if level else "and none was filed that this organisation can read"),
        zh=f"要求债务人签字的证明等级不低于 {wanted}，"
        + (f"现为 {level}" if level else "现无本机构可查阅的债务人签字"),
        code="DEBTOR_SIGNATURE_TOO_WEAK",
    )


# --- releasing --------------------------------------------------------------------------------------------------------


def release(
    ledger: Ledger,
    order: PledgeOrder,
    ending: PledgeEnding,
    authority: OrgId | None = None,
    level: int = 0,
    *,
    payers_settled: bool = False,
) -> Answer:
    """REPAID or REALISED by the pledgee; DECIDED by an authority once the pledgor's request has waited long enough;
    VOIDED by the registrar on the paper of `authority`, at its level (1 county to 4 national).

    The pledge secures whoever paid in the debtor's place, too (Civil Code art. 700): REPAID while one of them is owed
    something on record takes the pledgee's word that they are settled, on the paper."""
    refuse_no_code(authority=authority)
    if ending is not PledgeEnding.VOIDED and (authority or level):
        raise Refused(
            "only VOIDED rests on another authority's paper, and names it with its level",
            zh="仅 VOIDED（宣告无效或撤销）写明出具机关及其级别，其他终结方式不写",
            code="AUTHORITY_MISPLACED",
        )
    pledge, word = standing(ledger, order)
    if not asked_before(ledger, order.who, "release-pledge", order.key):
        _refuse_unsettled(pledge, ending, payers_settled=payers_settled)
        if authority is not None:
            refuse_own_cause(pledge, order.who, authority)
    paper = paper_for(ledger, order, pledge, f"PLEDGE_RELEASE_{ending.name}", order.paper)
    given = PledgeRelease(
        order.pledge_id, word, ending, authority or OrgId(""), level, order.sender.commitment, paper.commitment
    )
    act = TwoPersonAct(encode.pledges_release_items(given), lambda p: encode.pledges_release(given, p))
    body = wished(
        ledger, order, ending=ending.name, authority=authority or "", level=level, payers_settled=payers_settled
    )
    return carry_out(ledger, order.who, order.approver, "release-pledge", order.key, body, act, keeping(paper))


def refuse_own_cause(pledge: Pledge, who: Principal, authority: OrgId) -> None:
    """An authority's paper that a party of the pledge made, or whoever records it, is none. A court need not be
    registered here, so that nobody else is known to be no authority."""
    if authority in (pledge.pledgee, who.org_id) or party_of_org(authority) == pledge.pledgor:
        raise Refused(
            f"{authority} is a party of this pledge, or records the paper itself, and no authority over it",
            zh=f"{authority} 为该质押的当事人或记录人，不能作为出具文书的机关",
            code="AUTHORITY_IS_PARTY",
            field="authority",
        )


def _refuse_unsettled(pledge: Pledge, ending: PledgeEnding, *, payers_settled: bool) -> None:
    owed = pledge.owed_to_payers if ending is PledgeEnding.REPAID else 0
    if owed and not payers_settled:
        raise Refused(
            f"whoever paid in the debtor's place is owed {owed} fen on record, for which this pledge stands too",
            zh=f"代偿人在账本上尚有 {owed} 分未收回，其追偿仍以本质押担保",
            code="PAYERS_OWED",
        )
    if payers_settled and not owed:
        raise Refused("nobody is owed that", zh="没有未收回的代偿款", code="PAYERS_NOT_OWED")


def release_unit(ledger: Ledger, order: PledgeOrder, place: int) -> Answer:
    """One unit goes free; what remains must cover as agreed. `place` counts from 0, as lists show it."""
    pledge, word = standing(ledger, order)
    paper = paper_for(ledger, order, pledge, "PLEDGE_RELEASE_UNIT", order.paper)
    given = PartialRelease(order.pledge_id, word, place, order.sender.commitment, paper.commitment)
    act = TwoPersonAct(encode.pledges_release_unit_items(given), lambda p: encode.pledges_release_unit(given, p))
    body = wished(ledger, order, place=place)
    return carry_out(ledger, order.who, order.approver, "release-unit", order.key, body, act, keeping(paper))


# --- what acts are made of --------------------------------------------------------------------------------------------


def id_of(ledger: Ledger, filer: OrgId, reference: str) -> PledgeId:
    deployment = ledger.deployment
    return pledge_id(deployment.chain_id, deployment.addresses[Module.PLEDGES], filer, reference_bytes(reference))


def standing(ledger: Ledger, order: PledgeOrder) -> tuple[Pledge, bytes]:
    """The pledge as the mirror has it, and the history word that the act is to name."""
    with ledger.store.reading() as session:
        pledge = pledges.pledge(session, order.pledge_id)
        head = acts.subject_head(session, Subject(bytes(order.pledge_id)))
    if pledge is None or head is None:
        raise no_pledge()
    return pledge, head.word if order.seen is None else order.seen


def certificate_words(
    ledger: Ledger, codes: list[CertificateId], seen: Mapping[CertificateId, bytes]
) -> tuple[bytes, ...]:
    """The history word of each unit's certificate, as the bank saw it or as the mirror has it."""
    if strange := [code for code in seen if code not in codes]:
        raise Refused(
            f"{strange[0]} is under none of the units",
            zh=f"{strange[0]} 不在所列权利之中",
            code="UNIT_NOT_OFFERED",
            certificate=strange[0],
        )
    with ledger.store.reading() as session:
        heads = acts.heads(session, [Subject(certificate_bytes(code)) for code in codes])
    words = [seen[code] if code in seen else heads[certificate_bytes(code)].word for code in codes]
    return tuple(words)


def acknowledged_bits(words: tuple[str, ...]) -> int:
    if unknown := [word for word in words if word not in ACKNOWLEDGED]:
        raise Refused(
            f"{unknown[0]} is none of {', '.join(ACKNOWLEDGED)}",
            zh=f"{unknown[0]} 不在 {'、'.join(ACKNOWLEDGED)} 之中",
            code="ACKNOWLEDGEMENT_UNKNOWN",
        )
    return sum(ACKNOWLEDGED[word] for word in set(words))


def wished(ledger: Ledger, order: PledgeOrder, texts: Mapping[str, str] | None = None, **more: Any) -> dict[str, Any]:
    """The wish as the outbox keeps it: in place of the paper, of each of `texts` and of a signed form its mark."""
    sealed = {"paper": order.paper, **(texts or {})}
    marks = {name: mark_of(ledger, order.who.org_id, text) for name, text in sealed.items()}
    seen = {} if order.seen is None else {"seen": order.seen.hex()}
    signed = _signed(ledger, order.who, order.signing)
    return {"pledge": order.pledge_id.hex(), **marks, **seen, **signed, **more}


def _signed(ledger: Ledger, who: Principal, signing: Signing) -> dict[str, Any]:
    """As `signing_told`; a form and a mandate are sealed, and stand as marks."""
    told = signing_told(signing)
    for form in told.values():
        form |= {name: mark_of(ledger, who.org_id, text) for name, text in form.items() if isinstance(text, str)}
    return told


def readers_of(ledger: Ledger, order: PledgeOrder, pledge: Pledge, *more: OrgId) -> Readers:
    """For whom the papers of an act on a pledge are sealed: who writes them, who filed the offer, its parties, whoever
    holds a unit under it, and whoever compensated the pledgee."""
    payers = (one.payer for one in pledge.compensations if one.compensating is Compensating.SIGNED)
    with ledger.store.reading() as session:
        under = pledges.holders_under(session, pledge.pledge_id)
    holders = (org_of_party(each) for each in under if is_organisation(each))
    return readers_at(
        ledger, order.who.org_id, pledge.pledgee, pledge.pledgor, pledge.filed_by, *payers, *holders, *more
    )


def readers_at(ledger: Ledger, writer: OrgId, pledgee: OrgId, pledgor: PartyId, *more: OrgId) -> Readers:
    return public_keys_of(
        ledger, writer, pledgee, *more, *([org_of_party(pledgor)] if is_organisation(pledgor) else [])
    )


def paper_for(ledger: Ledger, order: PledgeOrder, pledge: Pledge, kind: str, text: str, *more: OrgId) -> Paper:
    readers = readers_of(ledger, order, pledge, *more)
    return sealed_paper_of(order.who, order.pledge_id, kind, text, ledger.now(), readers)


def _terms_of(
    ledger: Ledger, order: PledgeOfferOrder, pledge: PledgeId, readers: Readers
) -> tuple[PledgeTerms, list[Paper]]:
    """The terms as they go on chain, and the texts that stay."""
    terms = order.terms
    texts = {name: getattr(terms, name) for name in TEXTS} | {"debtor": _debtor(terms)}
    papers = [
        sealed_paper_of(order.who, pledge, f"PLEDGE_{name.upper()}", text, ledger.now(), readers)
        for name, text in texts.items()
    ]
    contract, claim, debtor, resolution, controls, authority = (paper.commitment for paper in papers)
    grade, organs = _declared(ledger, order)
    made = PledgeTerms(
        form=terms.form,
        band=band_of(terms.maximum),
        exclusive=terms.exclusive,
        renewal=terms.renewal,
        public_use=terms.public_use,
        third_party=terms.third_party,
        organs_data=organs,
        grade=grade,
        ltv_bps=terms.ltv_bps,
        warn_bps=terms.warn_bps,
        call_bps=terms.call_bps,
        opinions=terms.opinions,
        contract_date=terms.contract_date,
        maturity=terms.maturity,
        outside_by=terms.outside_by,
        contract_digest=contract,
        claim=claim,
        debtor=debtor,
        resolution=resolution,
        controls=controls,
        authority=authority,
        increase_of=terms.increase_of,
        substitute_in=terms.substitute_in,
    )
    return made, papers


def _debtor(terms: Terms) -> str:
    signing = terms.debtor_signing
    return debtor_text(Debtor(terms.debtor, signing.form, signing.mandate, signing.level))


def _declared(ledger: Ledger, order: PledgeOfferOrder) -> tuple[Grade, bool]:
    """The highest grade of the units' data, and whether one comes from an organ (H2, H3): the applications say so, and
    of the grade what was told since, where the contract cannot look."""
    grade, organs = Grade.NONE, False
    for code in dict.fromkeys(unit.code for unit in order.units):
        _, case = certificate_and_case(ledger, code)
        grade = max(grade, grade_of(ledger, code))
        organs = organs or any(map(_is_organ, case.content.applicants))
    return grade, organs


def _is_organ(party: PartyId) -> bool:
    return is_organisation(party) and registration_class(org_of_party(party)) == "11"


def _refuse_unsound(order: PledgeOfferOrder, now: int) -> None:
    """Every term that the contract would refuse, at once and by its name (Civil Code art. 427)."""
    terms = order.terms
    checks: dict[str, tuple[bool, str, str]] = {
        "reference": (bool(order.reference.strip()), "the reference is missing", "未填写编号"),
        "pledgee": (
            order.pledgor != party_of_org(order.pledgee),
            "the pledgor is no pledgee of its own right",
            "出质人不得为质权人",
        ),
        "units": (bool(order.units), "no unit is named", "未列明质押的权利"),
        "form": (terms.form is not SecurityForm.NONE, "the form of security is missing", "未填写担保形式"),
        "maximum": (terms.maximum > 0, "the maximum secured is missing", "未填写最高担保额"),
        "ltv_bps": (
            0 <= terms.ltv_bps <= MOST_BPS and (terms.ltv_bps == 0) == (terms.opinions == 0),
            "a ratio of at most 10000 basis points goes with the number of opinions that it stands on",
            "约定比率不超过 10000 基点，且须与所依据的评估份数同时填写",
        ),
        "opinions": (0 <= terms.opinions <= MOST_OPINIONS, "there are at most 15 opinions", "评估份数不超过 15"),
        "warn_bps": (_ascending(terms), "warning comes before the margin call", "预警线应低于追加担保线"),
        "contract_date": (
            0 < terms.contract_date <= now,
            "the contract's day is missing or to come",
            "合同日缺失或尚未到来",
        ),
        "maturity": (terms.maturity > now, "the maturity is missing or past", "到期日缺失或已过"),
        "outside_by": (
            terms.outside_by == 0 or terms.outside_by > now,
            "the day to file elsewhere by is past",
            "外部登记期限已过",
        ),
        "contract": (has_words(terms.contract), "the contract is missing", "未附质押合同"),
        "claim": (has_words(terms.claim), "the secured claim is missing", "未填写被担保债权"),
        "debtor": (has_words(terms.debtor), "the debtor is missing", "未填写债务人"),
        "debtor_signing": (
            _is_debtors(terms),
            "a debtor that is not the pledgor signs a form, with how well it is attested, 1 to 5",
            "债务人并非出质人的，其签字材料与证明等级（1 至 5）须同时提交",
        ),
    }
    reasons = [
        Reason("TERMS_UNSOUND", zh, en, field=name, article="Civil Code 427")
        for name, (sound, en, zh) in checks.items()
        if not sound
    ]
    if reasons:
        raise Refused.of_all(reasons, "TERMS_UNSOUND")


def _refuse_by_others(ledger: Ledger, order: PledgeOfferOrder) -> None:
    """What the applications say against it, and the earlier pledges that it names."""
    terms = order.terms
    refuse_no_bank(ledger, order.pledgee)
    if terms.public_use:
        refuse_private_use(ledger, (unit.code for unit in order.units if unit.right is RightBits.USE))
    named = {"increase_of": terms.increase_of, "substitute_in": terms.substitute_in}
    given = {name: earlier for name, earlier in named.items() if earlier != NO_PLEDGE}
    units = {(unit.code, int(unit.right)) for unit in order.units}
    refuse_stranger(ledger, order.pledgor, order.pledgee, units, given, third_party=terms.third_party)


def _ascending(terms: Terms) -> bool:
    """Lines are ratios of what is secured to the value; where both are agreed, the warning comes first."""
    within = all(0 <= line <= HIGHEST_LINE for line in (terms.warn_bps, terms.call_bps))
    return within and not (terms.warn_bps and terms.call_bps and terms.warn_bps > terms.call_bps)


def _is_debtors(terms: Terms) -> bool:
    """A pledgor that owes signs as the pledgor, and nothing beside it."""
    signing = terms.debtor_signing
    signed = bool(signing.form.strip()) and 1 <= signing.level <= MOST_LEVEL and terms.third_party
    return signing == OWN_KEY or signed


def _told(ledger: Ledger, order: PledgeOfferOrder) -> dict[str, Any]:
    """The terms as the wish keeps them. What rivals may not read stands there as a mark, by which a repetition is told
    from another wish."""
    told: dict[str, Any] = said(order.terms)
    for name in ("maximum", "debtor_signing", *TEXTS):
        told[name] = mark_of(ledger, order.who.org_id, str(told[name]))
    return {name: value.hex() if isinstance(value, bytes) else value for name, value in told.items()}


def no_pledge() -> NotFound:
    return NotFound("no such pledge", zh="没有此质押", code="PLEDGE_NOT_FOUND")
