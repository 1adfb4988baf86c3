# SPDX-License-Identifier: Apache-2.0
"""What the story acts with: the open ledger, its people, and applications by their reference.

A thin hand over the services: it finds cases and codes, lets the second person approve, and moves the clock.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ledger.domain.calendar import day_from_civil, start_of
from ledger.domain.ids import CaseId, CertificateId, OrgId, case_id, name_bytes
from ledger.domain.registration import Case
from ledger.service import case_acts
from ledger.service.case_acts import Answer, NationalRecord, Order
from ledger.service.runtime import Ledger, Principal
from ledger.service.two_persons import approve
from ledger.store.queries import applications
from ledger.store.queries.preparations import PreparedAct

OPENING_HOUR = 10


def moment(when: date, hour: int = OPENING_HOUR, minute: int = 0) -> int:
    """Seconds of a day and hour in Shanghai."""
    return start_of(day_from_civil(when)) + hour * 3600 + minute * 60


@dataclass(frozen=True, slots=True)
class Team:
    """A registrar's two persons for the acts that need them."""

    registrar: OrgId
    preparer: Principal
    approver: Principal


@dataclass(slots=True)
class Stage:
    ledger: Ledger
    people: dict[str, Principal]
    facts: dict[str, Any] = field(default_factory=dict)
    """What the last screen tells of, by name."""
    _counter: int = 0

    def team(self, registrar: OrgId, preparer: str, approver: str) -> Team:
        return Team(registrar, self.people[preparer], self.people[approver])

    def walk_to(self, when: date, hour: int = OPENING_HOUR, minute: int = 0) -> None:
        """The chain's clock, and with it everybody's, stands on this moment."""
        assert self.ledger.node is not None, "the demo's chain is embedded"
        self.ledger.await_mirror(self.ledger.node.walk_to(moment(when, hour, minute)))

    def case_id(self, registrar: OrgId, reference: str) -> CaseId:
        deployment = self.ledger.deployment
        desk = deployment.cases_of
        return case_id(deployment.chain_id, desk, registrar, name_bytes(reference, 32))

    def case(self, registrar: OrgId, reference: str) -> Case:
        with self.ledger.store.reading() as session:
            found = applications.application(session, self.case_id(registrar, reference))
        assert found is not None, f"{reference} was filed by the story"
        return found

    def code(self, registrar: OrgId, reference: str) -> CertificateId:
        code = self.case(registrar, reference).code
        assert code is not None, f"{reference} was certified by the story"
        return code

    def order(self, team: Team, references: Sequence[str], paper: str = "", *, two: bool = False) -> Order:
        """An order with a key of its own."""
        self._counter += 1
        cases = [self.case_id(team.registrar, reference) for reference in references]
        key = f"demo-{self._counter:03d}"
        return Order(team.preparer, key, cases, paper, team.approver if two else None)

    def key(self) -> str:
        self._counter += 1
        return f"demo-{self._counter:03d}"

    def done(self, answer: Answer) -> dict[str, Any]:
        """Let the second person approve what waits for one."""
        if isinstance(answer, PreparedAct):
            return approve(self.ledger, self.ledger.principal(answer.approver), answer.id)
        return answer

    def certify(self, team: Team, references: Sequence[str], when: date) -> None:
        """Evidence with the national system's references, then give the certificates: two persons each time."""
        self.walk_to(when)
        national = [
            NationalRecord(f"DEMO-{reference}", moment(when, 9), f'{{"reference": "{reference}", "invented": true}}')
            for reference in references
        ]
        self.done(case_acts.evidence(self.ledger, self.order(team, references, two=True), national))
        self.done(case_acts.certify(self.ledger, self.order(team, references, two=True)))
