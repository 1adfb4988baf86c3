# SPDX-License-Identifier: Apache-2.0
"""`AuthorizationRegistry.check` and `ledger.domain.scope` answer alike: random trees, random uses, both asked.

The grants are put into the contract's storage as contracts/types/Words.sol draws them (an override of one call, so
that trees of any shape cost nothing), and given to the twin as values. The numbers are drawn so that every rule decides
often: whoever drops or weakens one on either side is contradicted by many of the questions.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import pytest

from ledger.chain import encode
from ledger.domain.certificate import Certificate, Proceeding, RightUnit
from ledger.domain.grant import Grant, GrantPause
from ledger.domain.ids import (
    Address,
    CaseId,
    CertificateId,
    GrantId,
    OrgId,
    PartyId,
    RegimeId,
    certificate_bytes,
    certificate_of,
    party_of_org,
)
from ledger.domain.keccak import keccak
from ledger.domain.kinds import Basis, CertificateStatus, GrantKind, GrantState, Module, Procedure, ProceedingState
from ledger.domain.scope import (
    HOME,
    LEAGUES,
    ConsentRoot,
    DecisionRoot,
    Link,
    Root,
    Rule,
    UnitRoot,
    UseOfData,
    decide,
)
from ledger.domain.structs import Use
from ledger.domain.whereabouts import Place, held_at, place_at
from tests.integration.chain.anvil_ledger import HOLDER, Ledger, deployed, running_anvil

QUESTIONS = 100_000
CODE = certificate_bytes("SJ1512026070001")  # type: ignore[arg-type]
T0 = 1_790_000_000
FAR = 2**40 - 1


@pytest.fixture(scope="module")
def ledger() -> Iterator[Ledger]:
    with running_anvil() as rpc:
        yield deployed(rpc)


# --- a chain of grants, as values and as words ------------------------------------------------------------------------


def random_chain(r: random.Random) -> tuple[list[Link], Root | Line, dict[bytes, int], dict[bytes, int]]:
    """From a grant to its root, the root, the registry's storage and the certificates' storage."""
    length = 1 + r.randrange(8) if r.random() < 0.4 else 1 + r.randrange(3)
    kind = r.choice((GrantKind.ENTERPRISE, GrantKind.LICENSED_OPEN, GrantKind.CONSENT_CUSTODY))
    root = CODE if kind is GrantKind.ENTERPRISE else r.randbytes(32)
    ids = [GrantId(r.randbytes(32)) for _ in range(length)]
    links, storage = [], {}
    for place, own in enumerate(ids):
        parent = ids[place + 1] if place + 1 < length else None
        link = random_link(r, own, parent, kind, root, flawed=r.random() < 0.3 / length)
        links.append(link)
        words = words_of(link, level=length - 1 - place)
        slot = int.from_bytes(keccak(own + bytes(32)), "big")
        storage |= {(slot + number).to_bytes(32, "big"): word for number, word in enumerate(words)}
    made, more, certificates = random_root(r, kind, root)
    return links, made, storage | more, certificates


def random_link(
    r: random.Random, own: GrantId, parent: GrantId | None, kind: GrantKind, root: bytes, *, flawed: bool
) -> Link:
    since: int | None = T0 - r.randrange(3)
    territory = r.choice((1 << HOME, 1 << HOME | 1 << 11, sum(1 << 100 + place for place in (2, 10))))
    grant = Grant(
        grant_id=own, kind=kind, reference=bytes(32), root=root, parent=parent, grantor=party_of_org(HOLDER),
        grantee=PartyId(bytes(31) + b"\1"), state=GrantState.ACTIVE, right=2, not_before=None, columns=None,
        exclusivity=0,
        irrevocable=False, important=False, price_mode=0, agreement=bytes(32), security=None, export_basis=None,
        reciprocal=None, fields=r.choice((7, 15, 2**64 - 1)), purposes=r.choice((0b10010, 0b10110)),
        territory=territory,
        exported=r.random() < 0.7, environments=1, not_after=T0 + 3 + r.randrange(3),
        max_calls=r.choice((None, 10, 12)), max_records=r.choice((None, 100)), depth=1, offered_at=T0 - 9,
        accepted_at=since, since=since,
    )  # fmt: skip
    used_calls, used_records = r.randrange(5), r.randrange(60)
    if flawed:
        grant, used_calls, used_records = flaw(r, grant, used_calls, used_records)
    return Link(grant, used_calls, used_records)


def flaw(r: random.Random, grant: Grant, used_calls: int, used_records: int) -> tuple[Grant, int, int]:
    """Something that may deny."""
    match r.randrange(9):
        case 0:
            grant = replace(grant, accepted_at=None, since=None, state=GrantState.OFFERED)
        case 1:
            grant = replace(grant, since=T0 + r.randrange(3))
        case 2:
            grant = replace(grant, not_after=T0 + r.randrange(3))
        case 3:
            grant = replace(grant, ended_at=T0 + r.randrange(3), state=GrantState.REVOKED)
        case 4:
            count = 1 + r.randrange(3)
            times = sorted(r.sample(range(T0 - 9, T0 + 5), 2 * count - r.randrange(2)))
            pairs = [(times[i], times[i + 1] if i + 1 < len(times) else None) for i in range(0, len(times), 2)]
            grant = replace(grant, pauses=tuple(GrantPause(n, *pair) for n, pair in enumerate(pairs, start=1)))
        case 5:
            grant = replace(grant, right=r.choice((1, 4)))
        case 6:
            grant = replace(grant, fields=r.choice((2, 4)), purposes=r.choice((0b10, 0b10010)))
        case 7:
            grant = replace(grant, territory=r.choice((1 << 11, 1 << 101, 1 << 111)))
        case _:
            used_calls, used_records = r.choice((9, 10, 2**64 - 1)), r.choice((99, 100, 2**64 - 1))
    return grant, used_calls, used_records


def words_of(link: Link, level: int) -> list[int]:
    """As drawn: standing, scope, budget, pauses, parent, root, grantor, grantee."""
    g = link.grant
    standing = (
        int(g.state) | int(g.kind) << 4 | int(g.root_kind) << 8 | level << 12 | g.depth << 16 | g.right << 20
        | g.environments << 28 | int(g.exported) << 46 | (g.since or 0) << 48 | g.not_after << 88
        | (g.ended_at or 0) << 128 | (g.accepted_at or 0) << 168
    )  # fmt: skip
    scope = g.fields | g.purposes << 64 | g.territory << 128
    budget = (g.max_calls or 0) | link.used_calls << 64 | (g.max_records or 0) << 128 | link.used_records << 192
    times = [time for pause in g.pauses for time in (pause.since, pause.until or 0)]
    pauses = sum(time << 40 * place for place, time in enumerate(times))
    ends = [g.parent or bytes(32), g.root, g.grantor, g.grantee]
    return [standing, scope, budget, pauses, *(int.from_bytes(each, "big") for each in ends)]


def random_root(
    r: random.Random, kind: GrantKind, root: bytes
) -> tuple[Root | Line, dict[bytes, int], dict[bytes, int]]:
    match kind:
        case GrantKind.ENTERPRISE:
            line, slots = random_line(r, right=2 if r.random() < 0.9 else 1)
            return line, {}, slots
        case GrantKind.CONSENT_CUSTODY:
            high = FAR if r.random() < 0.8 else T0 + r.randrange(4)
            withdrawn = T0 + r.randrange(3) if r.random() < 0.2 else None
            word = high << 144 | (withdrawn or 0) << 184 | 1 << 224
            return ConsentRoot(high, withdrawn), {mapped(root, number(2)): word}, {}
        case _:
            return DecisionRoot(), {}, {}


@dataclass(frozen=True)
class Line:
    """A right unit and the certificates that it went through; at a moment it becomes what the twin asks for."""

    certificates: dict[CertificateId, Certificate]
    right: int

    @property
    def first(self) -> Place:
        return Place(certificate_of(CODE), party_of_org(HOLDER))

    def at(self, moment: int, right: int) -> UnitRoot:
        return UnitRoot(held_at(self.certificates.get, self.first, right, moment))


def random_line(r: random.Random, right: int) -> tuple[Line, dict[bytes, int]]:
    """Moved up to three times, by a transfer or by a new id of its holder."""
    times = sorted(r.randrange(T0 - 9, T0 + 5) for _ in range(r.choice((0, 0, 1, 2, 3))))
    begun = T0 - 20 if times or r.random() < 0.8 else T0 + r.randrange(-1, 3)
    until = FAR if times or r.random() < 0.8 else T0 + r.randrange(4)
    place, line, slots = Place(certificate_of(CODE), party_of_org(HOLDER)), Line({}, right), dict[bytes, int]()
    for number_, moved_at in enumerate(times, start=1):
        change = r.random() < 0.3
        code = place.code if change else CertificateId(f"SJ151202607{number_ + 1:04d}")
        after = Place(code, PartyId(r.randbytes(32)))
        leave(line, slots, place, after, begun, until, moved_at, r)
        begun, place = begun if change else moved_at, after
    add(line, place, begun, RightUnit(place.holder, right, Basis.P1_OWN_BUSINESS, begun, until))
    last = line.certificates[place.code]
    if r.random() < 0.1:
        line.certificates[place.code] = replace(last, status=CertificateStatus.REVOKED)
    lane = (until << 40 | begun) << {1: 0, 2: 80}[right]
    slots[mapped(place.holder, mapped(certificate_bytes(place.code), number(1)))] = lane
    for each in line.certificates.values():
        word = each.evidenced_at << 144 | FAR << 184 | 1 << 224 | int(each.status) << 236
        slots[mapped(certificate_bytes(each.code), number(0))] = word
    return line, slots


def leave(
    line: Line, slots: dict[bytes, int], place: Place, after: Place, begun: int, until: int, at: int, r: random.Random
) -> None:
    """The unit goes on: said by the certificate that it leaves, and by the registry's slot 7."""
    change = place.code == after.code
    gone = RightUnit(place.holder, line.right, Basis.P1_OWN_BUSINESS, begun, until, at)
    add(line, place, begun, gone)
    certificate = line.certificates[place.code]
    told = [moving(Procedure.CHANGE if change else Procedure.TRANSFER, place, after, line.right, at)]
    if not change and r.random() < 0.5:
        # What this holder kept went on with it to its new id; not what was transferred.
        kept = Place(place.code, PartyId(r.randbytes(32)))
        told.append(moving(Procedure.CHANGE, place, kept, line.right, at + r.randrange(-2, 3)))
        r.shuffle(told)
    status = certificate.status if change else r.choice((*[CertificateStatus.REPLACED] * 6, *CertificateStatus))
    status = CertificateStatus.ISSUED if status is CertificateStatus.NONE else status
    line.certificates[place.code] = replace(
        certificate, proceedings=(*certificate.proceedings, *told), status=CertificateStatus(status)
    )
    slot = int.from_bytes(
        mapped(number(line.right), mapped(place.holder, mapped(certificate_bytes(place.code), number(7)))), "big"
    )
    slots[number(slot)] = int.from_bytes(certificate_bytes(after.code), "big")
    slots[number(slot + 1)] = int.from_bytes(after.holder, "big")


def add(line: Line, place: Place, evidenced_at: int, unit: RightUnit) -> None:
    found = line.certificates.get(place.code)
    if found is None:
        found = Certificate(
            place.code, CaseId(bytes(32)), OrgId(HOLDER), evidenced_at, FAR, evidenced_at, units=(), versions=()
        )
    line.certificates[place.code] = replace(found, units=(*found.units, unit))


def moving(procedure: Procedure, place: Place, after: Place, right: int, at: int) -> Proceeding:
    return Proceeding(
        procedure=procedure, number=1, state=ProceedingState.REGISTERED, filed_at=at, account=Address(bytes(20)),
        filed_by=OrgId(HOLDER), level=2, holder=place.holder, other=after.holder,
        rights=right if procedure is Procedure.TRANSFER else 0, term_years=0, ground=0, notice_last_day=None,
        regime=RegimeId("CN-DPR-2026"), before=None, afterwards=None, documents=bytes(32), institution_decision=None,
        missing=0, evidenced_at=at, successor=after.code if procedure is Procedure.TRANSFER else None,
    )  # fmt: skip


def mapped(key: bytes, slot: bytes) -> bytes:
    return keccak(key + slot)


def number(value: int) -> bytes:
    return value.to_bytes(32, "big")


def random_use(r: random.Random) -> UseOfData:
    odd = r.random()
    league = r.choice(LEAGUES) * 100 + r.randrange(100)
    elsewhere = r.choice((0, 110_101, 150_000, league, 820_000, 2**24 - 1))
    return UseOfData(
        right=2 if odd < 0.95 else r.choice((0, 1, 3, 4, 7)),
        fields=r.choice((1, 2, 3, 7)) if r.random() < 0.95 else r.choice((0, 8, 2**63, 2**64 - 1)),
        purpose=r.choice((1, 4)) if r.random() < 0.95 else r.choice((0, 2, 5, 63, 64, 65_535)),
        region=r.choice((150_300, 152_502)) if r.random() < 0.8 else elsewhere,
        exported=r.random() < 0.15,
        moment=T0 + r.randrange(-3, 6) if r.random() < 0.4 else T0 + 1,
        records=r.choice((0, 1, 39, 41, 2**64 - 1)) if r.random() < 0.3 else 1,
        calls=r.choice((0, 1, 5, 8, 2**64 - 1)) if r.random() < 0.3 else 1,
    )  # fmt: skip


# --- both are asked ---------------------------------------------------------------------------------------------------


def asked(ledger: Ledger, questions: list[tuple[GrantId, UseOfData, dict[bytes, int], dict[bytes, int]]]) -> list[Any]:
    registry = ledger.deployment.addresses[Module.GRANTS]
    certificates = ledger.deployment.addresses[Module.CERTIFICATES]
    calls, views = [], []
    for grant_id, use, storage, held in questions:
        view = encode.grants_check(grant_id, Use(*(getattr(use, name) for name in UseOfData.__slots__)))
        overrides = {hexed(registry): {"stateDiff": hexed_words(storage)}}
        if held:
            overrides[hexed(certificates)] = {"stateDiff": hexed_words(held)}
        calls.append(("eth_call", [{"to": hexed(registry), "data": hexed(view.data)}, "latest", overrides]))
        views.append(view)
    answers = ledger.rpc.transport.ask_many(calls)
    return [view.read(bytes.fromhex(str(a)[2:])) for view, a in zip(views, answers, strict=True)]


def hexed(raw: bytes) -> str:
    return "0x" + raw.hex()


def hexed_words(storage: dict[bytes, int]) -> dict[str, str]:
    return {hexed(slot): f"{word:#066x}" for slot, word in storage.items()}


def test_contract_and_twin_answer_alike(ledger: Ledger) -> None:
    r = random.Random(20_260_701)
    decided: Counter[Rule] = Counter()
    deep = 0
    for _ in range(QUESTIONS // 100):
        questions, expected = [], []
        for _ in range(100):
            links, root, storage, held = random_chain(r)
            use = random_use(r)
            unit = root.at(use.moment, links[-1].grant.right) if isinstance(root, Line) else root
            unknown = r.random() < 0.01
            asking = GrantId(r.randbytes(32)) if unknown else links[0].grant.grant_id
            decision = decide([] if unknown else links, unit, use)
            on = asking if unknown else decision.decided_on or bytes(32)
            questions.append((asking, use, storage, held))
            expected.append((decision.allowed, int(decision.rule), on))
            decided[decision.rule] += 1
            deep += len(links) == 8
        assert asked(ledger, questions) == expected
    assert {rule: decided[rule] for rule in Rule if decided[rule] < QUESTIONS // 500} == {}
    assert decided[Rule.ALLOWED] > QUESTIONS // 10
    assert deep > QUESTIONS // 50


def test_contract_and_twin_find_a_right_that_moved_alike(ledger: Ledger) -> None:
    r = random.Random(20_260_702)
    registry = hexed(ledger.deployment.addresses[Module.CERTIFICATES])
    wandered = held = 0
    for _ in range(QUESTIONS // 400):
        calls, expected, views = [], [], []
        for _ in range(100):
            line, slots = random_line(r, right=r.choice((1, 2)))
            at = T0 + r.randrange(-12, 7)
            there = place_at(line.certificates.get, line.first, line.right, at)
            where = encode.certificates_whereabouts(line.first.code, line.first.holder, line.right, at)
            holds = encode.certificates_holds(there.code, there.holder, line.right, at)
            for view in (where, holds):
                overrides = {registry: {"stateDiff": hexed_words(slots)}}
                calls.append(("eth_call", [{"to": registry, "data": hexed(view.data)}, "latest", overrides]))
                views.append(view)
            own = held_at(line.certificates.get, there, line.right, at)
            expected += [(there.code, there.holder), own]
            wandered += there.code != line.first.code
            held += own
        answers = ledger.rpc.transport.ask_many(calls)
        assert [v.read(bytes.fromhex(str(a)[2:])) for v, a in zip(views, answers, strict=True)] == expected
    assert min(wandered, held) > QUESTIONS // 40
