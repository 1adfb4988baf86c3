# SPDX-License-Identifier: Apache-2.0
"""Governance: what two authorities must agree on, proposed by one and confirmed, after the delay, by another.

`propose` and `confirm` take the governed call itself; its arguments are in the proposal on chain, so the second
authority confirms what it can read there. Not for: acts that an organisation does by its own keys (own_affairs.py).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ledger.chain import encode
from ledger.chain.calldata import spoken
from ledger.chain.encode import Call
from ledger.content.digest import sha256
from ledger.domain.calendar import CalendarYear
from ledger.domain.governance import Proposal, ProposalRound
from ledger.domain.ids import Address, OrgId, RegimeId, address_of
from ledger.domain.kinds import CodeSource, Kind, Module, OrgKind, bitmap
from ledger.domain.structs import Regime, Registration
from ledger.errors import NotFound, Refused
from ledger.service.runtime import Ledger, Principal
from ledger.store.queries import organisations
from ledger.submission.wish import Wish

CN_DPR_2026 = Regime(
    id=RegimeId("CN-DPR-2026"),
    answer_days=3,
    processing_days=10,
    extension_days=10,
    notice_days=5,
    objection_days=10,
    validity_years=5,
    renewal_window_months=6,
    code_source=CodeSource.LOCAL,
    code_prefix="SJ",
    title="数据产权登记工作指引（试行） 国数综政策〔2026〕35号",
    text_digest=bytes(32),
)
"""The national guide of 2026-07-01 (arts. 17, 24-28, 36). The source of codes is unknown in practice (ruling 13)."""

KINDS = {kind.name.lower(): kind for kind in OrgKind}


@dataclass(frozen=True, slots=True)
class Governed:
    """One governed call and the salt that tells it from an equal one."""

    call: Call
    salt: bytes = bytes(32)


def registration(org: OrgId, name: str, kinds: list[OrgKind], group: int = 0, public_body: bool = False) -> Call:
    bits = sum(1 << kind for kind in set(kinds))
    return encode.organisations_register(Registration(org, bits, group, public_body, name))


def accreditation(org: OrgId, kind: OrgKind, since: int, until: int, region: int = 0, digit: int = 0) -> Call:
    return encode.organisations_accredit(org, kind, since, until, region, digit)


def suspension(org: OrgId, kind: OrgKind, document_sha256: bytes, *, resume: bool = False) -> Call:
    """An accreditation stands still once it is confirmed, or goes on. The document is the published decision, so its
    digest is of its bytes: whoever confirms hashes the same paper."""
    if resume:
        return encode.organisations_resume(org, kind, document_sha256)
    return encode.organisations_suspend(org, kind, document_sha256)


def regrouping(org: OrgId, group: int) -> Call:
    """Organisations of one group are relatives (art. 13, valuers); 0 takes one out of its group."""
    return encode.organisations_regroup(org, group)


def succession(org: OrgId, successor: OrgId, document_sha256: bytes) -> Call:
    """A registrar leaves and another one acts for its certificates, which stay valid (art. 13). The document is the
    published decision, as of a suspension."""
    return encode.organisations_succeed(org, successor, document_sha256)


def key(org: OrgId, account: Address, since: int, until: int = 0) -> Call:
    return encode.organisations_add_key(org, account, since, until)


def regime(rules: Regime) -> Call:
    return encode.rules_publish_regime(rules)


def calendar_year(year: CalendarYear) -> Call:
    return encode.rules_publish_calendar(year.year, year.words, sha256(year.source.encode()))


def regime_of_file(path: Path) -> Regime:
    """A regime from JSON: fields as in `Regime`, `code_source` by its word, `text_sha256` in place of the digest."""
    try:
        given = json.loads(path.read_text(encoding="utf-8"))
        digest = bytes.fromhex(given.pop("text_sha256"))
        source = CodeSource[given.pop("code_source")]
        whole = {name: _whole(name, given.pop(name)) for name in _WHOLE}
        made = Regime(
            id=RegimeId(given.pop("id")), title=str(given.pop("title")), code_prefix=str(given.pop("code_prefix")),
            code_source=source, text_digest=digest, **whole,
        )  # fmt: skip
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise _regime_bad(path, error) from error
    if given or len(digest) != 32:
        raise _regime_bad(path, ", ".join(given) or "text_sha256")
    return made


_WHOLE = ("answer_days", "processing_days", "extension_days", "notice_days", "objection_days", "validity_years",
          "renewal_window_months")  # fmt: skip


def _whole(name: str, value: object) -> int:
    if type(value) is not int or not 0 <= value <= 255:
        raise ValueError(f"{name} is no whole number up to 255")
    return value


def _regime_bad(path: Path, why: object) -> Refused:
    return Refused(
        f"{path.name} is no regime: {why}", zh=f"{path.name}不是有效的登记规则：{why}", code="REGIME_FILE_MALFORMED"
    )


def writer_opened(ledger: Ledger, module: str, kinds: Sequence[Kind]) -> Call:
    return encode.history_open_writer(_module(ledger, module), bitmap(frozenset(kinds)))


def writer_ended(ledger: Ledger, module: str, kinds: Sequence[Kind]) -> Call:
    """Stops these kinds of acts and nothing else: the only pause there is (ruling 34)."""
    return encode.history_end_writer(_module(ledger, module), bitmap(frozenset(kinds)))


def _module(ledger: Ledger, name: str) -> Address:
    """A module of the deployment by its name, or any contract by its address."""
    if name in Module.__members__.values():
        return ledger.deployment.addresses[Module(name)]
    try:
        return address_of(name)
    except ValueError as error:
        raise NotFound(
            f"{name!r} is no contract: one of {', '.join(Module)}, or 0x and 40 digits",
            zh=f"“{name}”不是合约：须为 {'、'.join(Module)} 之一，或 0x 加 40 位地址", code="MODULE_UNKNOWN",
        ) from error  # fmt: skip


def spoken_act(ledger: Ledger, proposed: Proposal) -> str:
    """What a proposal would do, in words; whoever confirms it must be able to read that."""
    latest = proposed.latest
    module = ledger.deployment.module_at(latest.target)
    said = spoken(module, latest.act) if module is not None else None
    where = module.value if module is not None else "0x" + latest.target.hex()
    return f"{where}.{said if said is not None else '0x' + latest.act.hex()}"


def propose(
    ledger: Ledger, who: Principal, governed: Governed, note: str = "", key: str | None = None
) -> dict[str, Any]:
    """Propose; the same call with the same salt is proposed once. The answer says from when it may be confirmed."""
    target, act, salt = _parts(ledger, governed)
    call = encode.governance_propose(target, act, salt, who.commitment)
    body = {"act": act.hex(), "salt": salt.hex(), "note": note}
    answer = ledger.perform_named(who, "propose", _name(ledger, governed), body, call, key=key)
    found = proposal(ledger, _id(ledger, governed))
    return {**answer, "proposal": "0x" + found.proposal_id.hex(), "earliest": found.latest.earliest}


def propose_all(ledger: Ledger, who: Principal, acts: Sequence[Governed]) -> int:
    """Propose many, all on their way before the first is awaited; what was confirmed once is passed over. From when the
    last of them may be confirmed."""
    stored, proposed = [], []
    for governed in acts:
        latest = _latest(ledger, _id(ledger, governed))
        if latest is not None and latest.confirmed_at is not None:
            continue
        target, act, salt = _parts(ledger, governed)
        call = encode.governance_propose(target, act, salt, who.commitment)
        to, body = ledger.deployment.addresses[call.module], {"act": act.hex(), "note": ""}
        name, account = ledger.outbox.key_of(who.org_id, _name(ledger, governed), "propose"), who.signing_account()
        wish = Wish(who.org_id, "propose", name, body, who.person_id, account, to, call.data)
        stored.append(ledger.outbox.put(wish))
        proposed.append(governed)
    for submission in stored:
        ledger.settled(submission)
    return max((proposal(ledger, _id(ledger, governed)).latest.earliest for governed in proposed), default=ledger.now())


def confirm(ledger: Ledger, who: Principal, governed: Governed) -> dict[str, Any]:
    return confirm_proposal(ledger, who, _id(ledger, governed))


def confirm_proposal(ledger: Ledger, who: Principal, proposal_id: bytes, key: str | None = None) -> dict[str, Any]:
    """Confirm what somebody else proposed, by the proposal's id."""
    found = proposal(ledger, proposal_id).latest
    call = encode.governance_confirm(found.target, found.act, found.salt, who.commitment)
    name = f"{proposal_id.hex()}-{found.number}"
    return ledger.perform_named(who, "confirm", name, {"proposal": proposal_id.hex()}, call, key=key)


def withdraw(ledger: Ledger, who: Principal, proposal_id: bytes, key: str | None = None) -> dict[str, Any]:
    found = proposal(ledger, proposal_id).latest
    name = f"{proposal_id.hex()}-{found.number}"
    call = encode.governance_withdraw(proposal_id)
    return ledger.perform_named(who, "withdraw-proposal", name, {"proposal": proposal_id.hex()}, call, key=key)


def proposal(ledger: Ledger, proposal_id: bytes) -> Proposal:
    with ledger.store.reading() as session:
        held = {each.proposal_id: each for each in organisations.proposals(session)}
    found = held.get(proposal_id)
    if found is None:
        raise NotFound(
            "no such proposal", zh="没有此提案", code="PROPOSAL_NOT_FOUND", proposal="0x" + proposal_id.hex()
        )
    return found


def proposed(ledger: Ledger, governed: Governed) -> Proposal:
    """The proposal of a call, open or closed; NotFound if it was never proposed."""
    return proposal(ledger, _id(ledger, governed))


def is_open(ledger: Ledger, governed: Governed) -> bool:
    """Whether the call is proposed and neither confirmed nor withdrawn. The chain says so: the mirror may be behind."""
    return _is_open(ledger, _id(ledger, governed))


def open_proposals(ledger: Ledger) -> list[Proposal]:
    with ledger.store.reading() as session:
        return organisations.proposals(session, open_only=True)


def _id(ledger: Ledger, governed: Governed) -> bytes:
    target, act, salt = _parts(ledger, governed)
    view = encode.governance_proposal_id(target, act, salt)
    answer = ledger.rpc.call(ledger.deployment.addresses[view.module], view.data)
    return view.read(answer)


def _parts(ledger: Ledger, governed: Governed) -> tuple[Address, bytes, bytes]:
    return ledger.deployment.addresses[governed.call.module], governed.call.data, governed.salt


def _name(ledger: Ledger, governed: Governed) -> str:
    """The wish by content and round: proposing what is open finds the first wish; what was closed is proposed anew.
    Whether it is open, the chain says: the mirror may be behind."""
    act = sha256(governed.call.module.encode() + governed.call.data + governed.salt).hex()
    proposal_id = _id(ledger, governed)
    latest = _latest(ledger, proposal_id)
    number = 1 if latest is None else latest.number + (not _is_open(ledger, proposal_id))
    return f"{act}-{number}"


def _is_open(ledger: Ledger, proposal_id: bytes) -> bool:
    by = encode.governance_proposed_by(proposal_id)
    return any(by.read(ledger.rpc.call(ledger.deployment.addresses[by.module], by.data)))


def _latest(ledger: Ledger, proposal_id: bytes) -> ProposalRound | None:
    with ledger.store.reading() as session:
        return next((p.latest for p in organisations.proposals(session) if p.proposal_id == proposal_id), None)
