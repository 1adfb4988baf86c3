# SPDX-License-Identifier: Apache-2.0
"""The life of a secured loan: filed in the statutory register, revalued, watched, defaulted, enforced, realised; what
an authority and the pledgor say to it.

Each step is a statement with its paper. None of them moves a right (Civil Code art. 428). Not for: what the loan is
worth or when a rule warns (domain/early_warning.py), nor for what others pay in the debtor's place (compensations.py).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ledger.chain import encode
from ledger.domain.compensation import rest_first
from ledger.domain.events import LoanSuspended
from ledger.domain.ids import OrgId, PartyId, PledgeId, Subject, party_of_org
from ledger.domain.kinds import Contest, DefaultGround, Enforcing, LoanStanding, OutsideStatus
from ledger.domain.pledge import Pledge, shared_out
from ledger.domain.structs import (
    LoanContestation,
    LoanDefault,
    LoanEnforcement,
    LoanMonitoring,
    LoanSuspension,
    OutsideFiling,
    ProceedsShare,
    Realisation,
)
from ledger.errors import Refused
from ledger.service.assents import assent_of, refuse_no_code
from ledger.service.papers import has_words, keeping
from ledger.service.pledges import Answer, PledgeOrder, paper_for, readers_of, refuse_own_cause, standing, wished
from ledger.service.runtime import Ledger
from ledger.service.two_persons import TwoPersonAct, asked_before, carry_out
from ledger.store.queries import acts, pledges

# --- watching ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Filing:
    """The entry in the statutory register (中登网) as the pledgee saw it. The number stays here; times in seconds.

    `evidence` is the proof of registration, or of a later look; `checked_at` 0: nobody looked since."""

    number: str
    registered_at: int
    evidence: str
    status: OutsideStatus = OutsideStatus.REGISTERED
    checked_at: int = 0


def file_outside(ledger: Ledger, order: PledgeOrder, filing: Filing) -> dict[str, Any]:
    pledge, word = standing(ledger, order)
    _refuse_unsound(filing)
    number = paper_for(ledger, order, pledge, "OUTSIDE_NUMBER", filing.number)
    evidence = paper_for(ledger, order, pledge, "OUTSIDE_EVIDENCE", filing.evidence)
    given = OutsideFiling(
        id=order.pledge_id,
        expected_head=word,
        number=number.commitment,
        registered_at=filing.registered_at,
        status=filing.status,
        checked_at=filing.checked_at,
        evidence=evidence.commitment,
        person=order.who.commitment,
    )
    body = wished(
        ledger,
        order,
        {"number": filing.number, "evidence": filing.evidence},
        registered_at=filing.registered_at,
        status=filing.status.name,
        checked_at=filing.checked_at,
    )
    call = encode.enforcement_file_outside(given)
    return ledger.perform(order.who, "file-outside", order.key, body, call, keeping(number, evidence))


def _refuse_unsound(filing: Filing) -> None:
    """The register's number has no set format, but it is a line of text; a look at the entry comes after the entry."""
    if not has_words(filing.number) or not filing.number.isprintable():
        raise Refused(
            "the statutory register's number is missing, or has characters that cannot be printed",
            zh="外部登记编号缺失或含有不可打印字符",
            code="OUTSIDE_NUMBER_MALFORMED",
            field="number",
        )
    if filing.checked_at and filing.checked_at < filing.registered_at:
        raise Refused(
            "the entry was looked at before it was registered",
            zh="查询时间早于外部登记时间",
            code="OUTSIDE_LOOK_TOO_EARLY",
            field="checked_at",
        )


def revalue(ledger: Ledger, order: PledgeOrder) -> dict[str, Any]:
    """What the units are worth by the opinions that stand now, against what is secured: on record, by the contract."""
    _, word = standing(ledger, order)
    call = encode.enforcement_revalue(order.pledge_id, word, order.who.commitment)
    return ledger.perform(order.who, "revalue-pledge", order.key, wished(ledger, order), call)


def monitor(ledger: Ledger, order: PledgeOrder, reached: LoanStanding, cure_by: int = 0) -> dict[str, Any]:
    """WARNING, MARGIN_CALL to be cured until `cure_by` (seconds), or GOOD: all is cured."""
    pledge, word = standing(ledger, order)
    paper = paper_for(ledger, order, pledge, f"LOAN_{reached.name}", order.paper)
    given = LoanMonitoring(order.pledge_id, word, reached, cure_by, order.who.commitment, paper.commitment)
    body = wished(ledger, order, standing=reached.name, cure_by=cure_by)
    return ledger.perform(order.who, "monitor-loan", order.key, body, encode.enforcement_monitor(given), keeping(paper))


# --- default and what follows -----------------------------------------------------------------------------------------


def declare_default(ledger: Ledger, order: PledgeOrder, ground: DefaultGround, notice: str) -> dict[str, Any]:
    """`order.paper` is the evidence, `notice` what was sent to debtor and pledgor. No right moves."""
    pledge, word = standing(ledger, order)
    evidence = paper_for(ledger, order, pledge, "LOAN_DEFAULT_EVIDENCE", order.paper)
    sent = paper_for(ledger, order, pledge, "LOAN_DEFAULT_NOTICE", notice)
    given = LoanDefault(order.pledge_id, word, ground, order.who.commitment, evidence.commitment, sent.commitment)
    body = wished(ledger, order, {"notice": notice}, ground=ground.name)
    call = encode.enforcement_declare_default(given)
    return ledger.perform(order.who, "declare-default", order.key, body, call, keeping(evidence, sent))


def enforce(ledger: Ledger, order: PledgeOrder, mode: Enforcing, details: str) -> dict[str, Any]:
    """`order.paper` is the agreement, ruling or order; `details` venue, notice, reserve and qualification of buyers."""
    pledge, word = standing(ledger, order)
    paper = paper_for(ledger, order, pledge, f"LOAN_ENFORCED_{mode.name}", order.paper)
    more = paper_for(ledger, order, pledge, "LOAN_ENFORCED_DETAILS", details)
    given = LoanEnforcement(order.pledge_id, word, mode, order.who.commitment, paper.commitment, more.commitment)
    body = wished(ledger, order, {"details": details}, mode=mode.name)
    return ledger.perform(
        order.who, "enforce-loan", order.key, body, encode.enforcement_enforce(given), keeping(paper, more)
    )


@dataclass(frozen=True, slots=True)
class Proceeds:
    """What one unit brought and what each pledge on it still claims, payers included, in fen. `transfer`: what it was
    moved by. `to_payers`: what of this pledge's share goes to whoever compensated its pledgee, where that was agreed;
    None: the pledgee's rest comes first (Civil Code art. 700)."""

    place: int
    amount: int
    costs: int
    claims: Mapping[PledgeId, int]
    transfer: str
    to_payers: int | None = None


def realise(ledger: Ledger, order: PledgeOrder, proceeds: Proceeds) -> dict[str, Any]:
    """Share the proceeds out by rank: the costs first, then each claim in full before the next gets anything; what is
    left is the pledgor's. `order.paper` is the result and the buyer."""
    pledge, word = standing(ledger, order)
    # Whoever repeats a wish is told what became of it: by then the ranks may be gone.
    again = asked_before(ledger, order.who, "realise-loan", order.key)
    shares, surplus = ((), 0) if again else _shares(ledger, order, proceeds)
    to_payers = 0 if again else _to_payers(pledge, proceeds, shares)
    paper = paper_for(ledger, order, pledge, "LOAN_REALISED", order.paper)
    moved = paper_for(ledger, order, pledge, "LOAN_REALISED_TRANSFER", proceeds.transfer)
    given = Realisation(
        id=order.pledge_id,
        expected_head=word,
        place=proceeds.place,
        proceeds=proceeds.amount,
        costs=proceeds.costs,
        surplus=surplus,
        to_payers=to_payers,
        shares=shares,
        person=order.who.commitment,
        document=paper.commitment,
        transfer=moved.commitment,
    )
    claims = ", ".join(f"0x{each.hex()}: {claim}" for each, claim in sorted(proceeds.claims.items()))
    body = wished(
        ledger,
        order,
        {"transfer": proceeds.transfer, "claims": claims},
        place=proceeds.place,
        amount=proceeds.amount,
        costs=proceeds.costs,
        **({} if proceeds.to_payers is None else {"to_payers": proceeds.to_payers}),
    )
    call = encode.enforcement_realise(given)
    return ledger.perform(order.who, "realise-loan", order.key, body, call, keeping(paper, moved))


def _shares(ledger: Ledger, order: PledgeOrder, proceeds: Proceeds) -> tuple[tuple[ProceedsShare, ...], int]:
    """By the ranks on the unit as the mirror has them. Every pledge there must say what it claims."""
    ranked = _ranked(ledger, order, proceeds.place)
    missing = [pledge for pledge in ranked if pledge not in proceeds.claims]
    strange = [pledge for pledge in proceeds.claims if pledge not in ranked]
    if missing or strange:
        told = ", ".join("0x" + pledge.hex() for pledge in (*missing, *strange))
        raise Refused(
            f"the claims are to name each pledge on the unit and no other: {told}",
            zh=f"须逐一列明该权利上的每项质押的债权额，且不得列入其他质押：{told}",
            code="CLAIMS_INCOMPLETE",
        )
    if proceeds.costs > proceeds.amount:
        raise Refused("the costs are above the proceeds", zh="实现费用超过变价款", code="COSTS_ABOVE_PROCEEDS")
    paid, surplus = shared_out(proceeds.amount - proceeds.costs, [proceeds.claims[pledge] for pledge in ranked])
    shares = tuple(
        ProceedsShare(pledge, amount, amount == proceeds.claims[pledge])
        for pledge, amount in zip(ranked, paid, strict=True)
    )
    return shares, surplus


def _to_payers(pledge: Pledge, proceeds: Proceeds, shares: Sequence[ProceedsShare]) -> int:
    """What was agreed, or what is left once the pledgee has its rest."""
    if proceeds.to_payers is not None:
        return proceeds.to_payers
    own = sum(share.amount for share in shares if share.pledge == pledge.pledge_id)
    return rest_first(own, proceeds.claims[pledge.pledge_id], pledge.owed_to_payers)


def _ranked(ledger: Ledger, order: PledgeOrder, place: int) -> list[PledgeId]:
    with ledger.store.reading() as session:
        ranks = pledges.ranks_beside(session, order.pledge_id, place)
    if not ranks:
        raise Refused(
            f"no unit in force stands at place {place}", zh=f"第 {place} 项权利不在质押中", code="UNIT_NOT_UNDER_PLEDGE"
        )
    return ranks


# --- others' word -----------------------------------------------------------------------------------------------------


def suspend(ledger: Ledger, order: PledgeOrder, authority: OrgId, level: int, *, suspended: bool) -> Answer:
    """The registrar that keeps the certificate of the first unit that still stands under the pledge records an
    authority's paper (1 county to 4 national), by two persons unless it says otherwise. The authority that suspended
    it, or one of a higher level, ends that (ruling 8)."""
    refuse_no_code(authority=authority)
    pledge, word = standing(ledger, order)
    if not asked_before(ledger, order.who, "suspend-pledge", order.key):
        refuse_own_cause(pledge, order.who, authority)
        if not suspended and pledge.loan.suspended:
            _refuse_lesser(ledger, order.pledge_id, authority, level)
    paper = paper_for(ledger, order, pledge, "LOAN_SUSPENSION", order.paper)
    given = LoanSuspension(
        order.pledge_id, word, suspended, authority, level, order.sender.commitment, paper.commitment
    )
    act = TwoPersonAct(encode.enforcement_suspend_items(given), lambda p: encode.enforcement_suspend(given, p))
    body = wished(ledger, order, authority=authority, level=level, suspended=suspended)
    return carry_out(ledger, order.who, order.approver, "suspend-pledge", order.key, body, act, keeping(paper))


def _refuse_lesser(ledger: Ledger, pledge: PledgeId, authority: OrgId, level: int) -> None:
    """The contract counts one suspension and does not keep whose it was: the act that made it says so."""
    with ledger.store.reading() as session:
        told = [
            act.event.suspension
            for act in acts.recorded_events(session, [Subject(bytes(pledge))])
            if isinstance(act.event, LoanSuspended) and act.event.suspension.suspended
        ]
    if told and told[-1].authority != authority and told[-1].level >= level:
        raise Refused(
            f"{told[-1].authority} suspended the pledge: it, or an authority of a higher level, ends that",
            zh=f"该质押由 {told[-1].authority} 中止，须由其或更高级别的机关恢复",
            code="RESUMED_BY_LESSER_AUTHORITY",
            authority=told[-1].authority,
        )


def contest(
    ledger: Ledger, order: PledgeOrder, what: Contest, party: PartyId | None = None, debtor: str = ""
) -> dict[str, Any]:
    """The pledgor asks for a release that the pledgee does not give, or contests a default; the pledgee challenges that
    release; whoever asked takes it back, or an authority refuses it. `party`: on whose paper a registrar files; by
    default the person's own organisation.

    A debtor who is not the pledgor contests a default through a registrar, on its signed form. Who that is, stays
    sealed (ruling 27): the act names a commitment. To contest stops nothing."""
    by_debtor = what is Contest.DEBTOR_CONTESTED
    if by_debtor != bool(debtor.strip()) or (by_debtor and party is not None):
        raise Refused(
            "DEBTOR_CONTESTED names the debtor and no party, no other does",
            zh="债务人异议须写明债务人且不写主张方；其他事项不写债务人",
            code="DEBTOR_MISPLACED",
        )
    pledge, word = standing(ledger, order)
    if by_debtor and not pledge.terms.third_party and not asked_before(ledger, order.who, "contest-pledge", order.key):
        raise Refused(
            "the pledgor owes this debt itself, and contests as the pledgor (DEFAULT_CONTESTED)",
            zh="债务人即出质人，应以出质人名义提出异议（DEFAULT_CONTESTED）",
            code="DEBTOR_IS_PLEDGOR",
        )
    sealed = [paper_for(ledger, order, pledge, f"LOAN_{what.name}", order.paper)]
    if by_debtor:
        sealed.append(paper_for(ledger, order, pledge, "LOAN_DEBTOR", debtor))
        named = PartyId(sealed[-1].commitment)
    else:
        named = party_of_org(order.who.org_id) if party is None else party
    assent, signed = assent_of(
        ledger, order.who, order.pledge_id, named, order.signing, readers_of(ledger, order, pledge)
    )
    given = LoanContestation(order.pledge_id, word, named, what, assent, sealed[0].commitment)
    texts, said = ({"debtor": debtor}, "") if by_debtor else ({}, named.hex())
    body = wished(ledger, order, texts, party=said, what=what.name)
    call = encode.enforcement_contest(given)
    return ledger.perform(order.who, "contest-pledge", order.key, body, call, keeping(*sealed, *signed))
