# SPDX-License-Identifier: Apache-2.0
"""Legal histories: whatever is chosen at each step, the contracts would have allowed it (as far as the fold cares).

`World` keeps just enough to know what may come next; who chooses is a function from a count to an index, so that
hypothesis draws (and shrinks) or a seeded generator does.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field

from hypothesis import strategies as st

from ledger.domain.ids import OrgId
from ledger.domain.kinds import OrgKind
from tests.simulator import acts as a
from tests.simulator import circulating as c
from tests.simulator.chain import GENESIS_TIME, SimulatedAct, SimulatedChain
from tests.simulator.lending import Lending
from tests.simulator.lives import Lives

Choose = Callable[[int], int]
Transaction = list[SimulatedAct]


@dataclass
class CaseBook:
    """What a case allows next."""

    state: str = "SUBMITTED"
    evidence_open: bool = False
    corrected: bool = False
    objections: list[bool] = field(default_factory=list)


@dataclass
class CertificateBook:
    version: int = 1
    annotations: list[bool] = field(default_factory=list)
    # What each event of the trace allows: a report by its number, None for a question.
    events: list[ReportBook | None] = field(default_factory=list)


@dataclass
class ReportBook:
    """A report: whether it was answered, and how high it was confirmed."""

    answered: bool = False
    level: int = 1


@dataclass
class GrantBook:
    """What a grant allows next: offered, active, or over; and how often it was suspended."""

    state: str = "OFFERED"
    pauses: list[bool] = field(default_factory=list)


@dataclass
class World:
    """A ledger as far as it decides which acts may follow."""

    choose: Choose
    now: int = GENESIS_TIME
    organisations: int = 0
    keys: int = 0
    suspended: bool = False
    years: list[int] = field(default_factory=list)
    proposals: dict[int, bool] = field(default_factory=dict)
    writer_open: bool = False
    cases: dict[int, CaseBook] = field(default_factory=dict)
    certificates: dict[int, CertificateBook] = field(default_factory=dict)
    grants: dict[str, GrantBook] = field(default_factory=dict)
    publics: dict[str, str] = field(default_factory=dict)
    consents: dict[str, bool] = field(default_factory=dict)
    batches: int = 0
    succeeded: bool = False
    lives: Lives = field(init=False)
    lending: Lending = field(init=False)

    def __post_init__(self) -> None:
        self.lives, self.lending = Lives(self.choose), Lending(self.choose)

    def founding(self) -> Transaction:
        """What every ledger begins with."""
        self.writer_open, self.years = True, [2025]
        return [
            a.writer_opened("RegistrationDesk", 0xFFFF << 32, self.now),
            a.desk_trusted("RegistrationDesk"),
            a.registered(a.AUTHORITY, 1 << OrgKind.AUTHORITY, "示例数据管理局"),
            a.registered(a.REGISTRAR, 1 << OrgKind.REGISTRAR, "示例数据登记机构"),
            a.accredited(a.REGISTRAR, OrgKind.REGISTRAR, self.now),
            a.registered(a.HOLDER, 1 << OrgKind.HOLDER, "示例草原牧业数据有限公司", by=a.REGISTRAR),
            a.regime_published(),
            a.calendar_published(2025),
        ]

    def transaction(self) -> Transaction:
        """One legal transaction, of whatever sort is chosen."""
        self.now += 60 + self.choose(7) * 40_000
        makers = [
            self._organisation,
            self._rules,
            self._open_case,
            self._case,
            self._case,
            self._case,
            self._certificate,
            self._life,
            self._life,
            self._beside,
            self._lending,
            self._lending,
            self._grant,
            self._public,
            self._circulation,
        ]
        return makers[self.choose(len(makers))]()

    # --- who may act, by which rules ----------------------------------------------------------------------------------

    def _organisation(self) -> Transaction:
        match self.choose(8):
            case 7 if not self.succeeded:
                self.succeeded = True
                return [a.succeeded(a.REGISTRAR, OrgId("91150105MA0DEM064P"), self.now)]
            case 0:
                self.organisations += 1
                return [a.registered(OrgId(f"91150602MA{self.organisations:08d}"), by=a.REGISTRAR)]
            case 1:
                self.keys += 1
                return [a.key_added(a.REGISTRAR, a.account(f"key {self.keys}"), self.now)]
            case 2 if self.keys:
                return [a.key_retired(a.REGISTRAR, a.account(f"key {1 + self.choose(self.keys)}"), self.now)]
            case 3 if self.keys:
                return [a.key_compromised(a.REGISTRAR, a.account(f"key {1 + self.choose(self.keys)}"), self.now - 50)]
            case 4:
                self.suspended = not self.suspended
                act = a.suspended if self.suspended else a.resumed
                return [act(a.REGISTRAR, OrgKind.REGISTRAR, self.now)]
            case 5:
                return [a.accredited(a.REGISTRAR, OrgKind.REGISTRAR, self.now, self.now + 9_000_000)]
            case _:
                return [a.regrouped(a.HOLDER, self.choose(90)), a.two_persons(a.REGISTRAR, 1 << 47),
                        a.encryption_key(a.HOLDER, a.digest(f"x25519 {self.now}")),
                        a.reaffirmed_acts(a.REGISTRAR, a.account("key 1"), a.digest("1"), a.digest("2"))]  # fmt: skip

    def _rules(self) -> Transaction:
        match self.choose(4):
            case 0 if len(self.years) < 2:
                self.years.append(2026)
                return [a.calendar_published(2026)]
            case 1 if 2026 in self.years:
                # A day at the end of December becomes a holiday: published anew, what is past stays.
                return [a.calendar_published(2026, a.shipped_year(2026).bits & ~(1 << 364 - self.choose(20)))]
            case 2:
                self.writer_open = not self.writer_open
                if self.writer_open:
                    return [a.writer_opened("ObjectionDesk", 7 << 56, self.now)]
                return [
                    a.writer_opened("ObjectionDesk", 1 << 56, self.now),
                    a.writer_ended("ObjectionDesk", 1 << 56, self.now),
                ]
            case _:
                return self._proposal()

    def _proposal(self) -> Transaction:
        number = self.choose(3)
        if not self.proposals.get(number):
            self.proposals[number] = True
            return [a.proposal_made(str(number))]
        self.proposals[number] = False
        closing = (a.proposal_confirmed, a.proposal_withdrawn)[self.choose(2)]
        return [closing(str(number))]

    # --- cases --------------------------------------------------------------------------------------------------------

    def _open_case(self) -> Transaction:
        if len(self._waiting()) > 6:
            return self._case()
        first = len(self.cases) + 1
        batch = range(first, first + 1 + self.choose(3))
        self.cases |= {number: CaseBook() for number in batch}
        return [a.submitted(number, self.now - 3_600, claimed=True) for number in batch]

    def _case(self) -> Transaction:
        waiting = self._waiting()
        if not waiting:
            return self._open_case()
        number = waiting[self.choose(len(waiting))]
        moves = self._moves(number, self.cases[number])
        return moves[self.choose(len(moves))]()

    def _waiting(self) -> list[int]:
        return [number for number, book in self.cases.items() if book.state != "END"]

    def _moves(self, number: int, book: CaseBook) -> list[Callable[[], Transaction]]:
        def to(state: str, act: SimulatedAct) -> Callable[[], Transaction]:
            def move() -> Transaction:
                book.state = state
                return [act]

            return move

        match book.state:
            case "SUBMITTED":
                return [
                    to("ACCEPTED", a.accepted(number)),
                    to("ACCEPTED", a.silence_noted(number)),
                    to("END", a.not_accepted(number)),
                    to("END", a.withdrawn(number)),
                    *([] if book.corrected else [lambda: self._ask_correction(number, book)]),
                ]
            case "CORRECTION":
                return [to("SUBMITTED", a.resubmitted(number)), to("END", a.withdrawn(number))]
            case "ACCEPTED":
                return [
                    to("EVIDENCE", a.evidence_requested(number)),
                    to("ACCEPTED", a.extended(number, 2)),
                    to("END", a.refused(number, 1 + self.choose(5))),
                    to("NOTICE", a.notice_opened(number, self.now)),
                    to("EXEMPT", a.notice_exempted(number)),
                ]
            case "EVIDENCE":
                return [to("ACCEPTED", a.evidence_received(number)), to("END", a.terminated(number))]
            case "NOTICE":
                return [lambda: self._objection(number, book), to("EVIDENCED", a.evidenced(number, self.now))]
            case "EXEMPT":
                return [to("EVIDENCED", a.evidenced(number, self.now))]
            case "EVIDENCED":
                return [lambda: self._certify(number, book)]
            case _:
                return []

    def _ask_correction(self, number: int, book: CaseBook) -> Transaction:
        book.state, book.corrected = "CORRECTION", True
        return [a.correction_requested(number)]

    def _objection(self, number: int, book: CaseBook) -> Transaction:
        open_ones = [index for index, is_open in enumerate(book.objections, start=1) if is_open]
        if not open_ones or self.choose(2):
            book.objections.append(True)
            return [a.objection_filed(number, len(book.objections), self.now)]
        chosen = open_ones[self.choose(len(open_ones))]
        book.objections[chosen - 1] = False
        if self.choose(2):
            return [a.objection_withdrawn(number, chosen)]
        return [a.objection_decided(number, chosen, upheld=self.choose(2) == 1)]

    def _certify(self, number: int, book: CaseBook) -> Transaction:
        book.state = "END"
        self.certificates[number] = CertificateBook()
        self.lives.begin(number, self.now)
        return a.certified(number, self.now)

    # --- certificates -------------------------------------------------------------------------------------------------

    def _certificate(self) -> Transaction:
        if not self.certificates:
            return self._case()
        number = sorted(self.certificates)[self.choose(len(self.certificates))]
        book = self.certificates[number]
        standing = [index for index, stands in enumerate(book.annotations, start=1) if stands]
        match self.choose(4):
            case 0:
                book.version += 1
                return [a.corrected(number, book.version, ("", "更正后的数据名称")[self.choose(2)])]
            case 1 if standing:
                book.annotations[standing[0] - 1] = False
                return [a.lifted(number, standing[0])]
            case 2:
                return [a.reaffirmed(number)]
            case _:
                book.annotations.append(True)
                return [a.annotated(number, len(book.annotations), 1 + self.choose(5), self.now)]

    # --- what befalls certificates ------------------------------------------------------------------------------------

    def _life(self) -> Transaction:
        if not self.certificates:
            return self._case()
        under_way = sorted(number for number, life in self.lives.of.items() if life.open)
        among = under_way if len(under_way) > 2 else sorted(self.certificates)
        number = among[self.choose(len(among))]
        book = self.certificates[number]
        done, book.version = self.lives.proceed(number, book.version, self.now)
        for made in self.lives.of.keys() - self.certificates.keys():
            self.certificates[made] = CertificateBook()
        return done

    def _beside(self) -> Transaction:
        if not self.certificates:
            return self._case()
        return self.lives.beside(sorted(self.certificates)[self.choose(len(self.certificates))], self.now)

    def _lending(self) -> Transaction:
        if not self.certificates:
            return self._case()
        codes = sorted(self.certificates)
        if self.choose(4) == 0:
            return self.lending.value(codes[self.choose(min(len(codes), 3))], self.now)
        return self.lending.lend(codes, self.now)

    # --- grants -------------------------------------------------------------------------------------------------------

    def _grant(self) -> Transaction:
        live = [name for name, book in self.grants.items() if book.state != "OVER"]
        if not live or (len(live) < 5 and self.choose(4) == 0):
            name = str(len(self.grants) + 1)
            active = [one for one in live if self.grants[one].state == "ACTIVE"]
            parent = active[self.choose(len(active))] if active and self.choose(2) else ""
            self.grants[name] = GrantBook()
            return [a.grant_offered(name, self.now + 9_000_000, parent=parent)]
        name = live[self.choose(len(live))]
        book = self.grants[name]
        if book.state == "OFFERED":
            return self._answer_grant(name, book)
        return self._run_grant(name, book)

    def _answer_grant(self, name: str, book: GrantBook) -> Transaction:
        if self.choose(4) == 0:
            book.state = "OVER"
            return [a.grant_closed(name, declined=self.choose(2) == 1)]
        book.state = "ACTIVE"
        return [a.grant_accepted(name, self.now)]

    def _run_grant(self, name: str, book: GrantBook) -> Transaction:
        paused = bool(book.pauses) and book.pauses[-1]
        match self.choose(6):
            case 0 if paused or len(book.pauses) < 3:
                if paused:
                    book.pauses[-1] = False
                    return [a.grant_resumed(name)]
                book.pauses.append(True)
                return [a.grant_suspended(name)]
            case 1:
                book.state = "OVER"
                return [(a.grant_revoked, a.grant_terminated)[self.choose(2)](name)]
            case 2:
                return [a.grant_narrowed(name, self.now + 100, fields=1, max_calls=50, depth=0)]
            case _:
                return [a.grant_spent(name, 1 + self.choose(50), self.choose(3))]

    def _public(self) -> Transaction:
        name = str(self.choose(4))
        state = self.publics.get(name, "")
        match state:
            case "":
                self.publics[name] = "APPLIED"
                return [a.public_applied(name, self.now + 9_000_000)]
            case "APPLIED":
                self.publics[name] = "OPINED"
                return [a.public_opined(name, favourable=self.choose(2) == 1)]
            case "OPINED":
                self.publics[name] = "OVER"
                return [a.public_decided(name, self.now + 9_000_000, granted=self.choose(2) == 1)]
        if name not in self.consents:
            self.consents[name] = True
            return [a.consent_recorded(name, self.now + 9_000_000)]
        if self.consents[name]:
            self.consents[name] = False
            return [a.consent_withdrawn(name)]
        return self._grant()

    # --- circulation --------------------------------------------------------------------------------------------------

    def _circulation(self) -> Transaction:
        if not self.certificates:
            return self._case()
        number = sorted(self.certificates)[self.choose(len(self.certificates))]
        events = self.certificates[number].events
        reports = [(seq, book) for seq, book in enumerate(events, start=1) if book is not None]
        match self.choose(6):
            case 0:
                events.append(None)
                return [c.asked(number, len(events), self.now, rule=(0, 9)[self.choose(2)])]
            case 1 if reports:
                seq, book = reports[self.choose(len(reports))]
                if not book.answered:
                    book.answered = True
                    return [c.answered(number, seq, disputed=self.choose(2) == 1)]
            case 2 if reports:
                seq, book = reports[self.choose(len(reports))]
                if book.level < 5:
                    book.level = max(3, book.level + 1)
                    return [c.confirmed(number, seq, book.level)]
            case 3 if reports:
                seq, _ = reports[self.choose(len(reports))]
                events.append(ReportBook())
                return [c.reported(number, len(events), self.now - 30, correction_of=seq)]
            case 4:
                self.batches += 1
                return [c.anchored(self.batches, self.now, rules=(0, 13, 200 << 8)[self.choose(3)])]
        events.append(ReportBook())
        parents = tuple(c.parent(one) for one in (number, None)[: self.choose(3)])
        marks = sum((2, 1)[place] << 2 * place for place in range(len(parents)))
        return [c.reported(number, len(events), self.now, rule=(0, 9)[self.choose(2)], parents=parents, marks=marks)]


def world(seed: int) -> World:
    generator = random.Random(seed)
    return World(generator.randrange)


def grow(chain: SimulatedChain, world_: World, blocks: int, salt: str = "") -> None:
    """Mine blocks of up to three legal transactions each; the world knows what the chain holds."""
    if not world_.years:
        chain.mine(world_.founding(), salt=salt)
    for _ in range(blocks):
        chain.mine(*(world_.transaction() for _ in range(world_.choose(4))), salt=salt)


@st.composite
def legal_histories(draw: st.DrawFn, longest: int = 30) -> list[Transaction]:
    """Transactions of one ledger, from its founding on."""
    world_ = World(lambda count: draw(st.integers(0, count - 1)))
    return [world_.founding(), *(world_.transaction() for _ in range(draw(st.integers(0, longest))))]
