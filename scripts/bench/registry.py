# SPDX-License-Identifier: Apache-2.0
"""The demo's deployment with a registrar's two persons in it, and cases that are walked through the services.

    with demo_registry(directory) as registry:
        registry.file(["A-0001", ...])          hashes of the transactions, in order
        registry.accept / notice / evidence / certify

Everything goes through the entry points that the demo, the command line and the API use: texts sealed, papers committed
to, heads named, two persons where the ruling wants two.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from ledger.demo.cast import FOUNDERS, REGIME, REGISTRAR
from ledger.demo.intake import FIRST, dry_run, opened_documents
from ledger.demo.stage import Stage, Team, moment
from ledger.demo.story import GENESIS, SCENES, let_in
from ledger.domain.application import Application
from ledger.domain.ids import CertificateId
from ledger.domain.verdict import Base
from ledger.service import case_acts
from ledger.service.case_acts import Answer, NationalRecord
from ledger.service.filing import Attachment, FilingOrder, filed
from ledger.service.founding import Beginning, found
from ledger.service.verdicts import Question, verdict
from ledger.settings import Settings
from ledger.store.queries import acts
from ledger.store.queries.preparations import PreparedAct


@dataclass(slots=True)
class Registry:
    """The open ledger, who acts in it, and one good application that all others are copies of."""

    stage: Stage
    team: Team
    pattern: Application
    joint: Application

    def walk_to(self, day: date, hour: int = 10) -> None:
        self.stage.walk_to(day, hour)

    def file(self, references: Sequence[str], *, joint: bool = False) -> list[bytes]:
        pattern = self.joint if joint else self.pattern
        ledger, waiting = self.stage.ledger, []
        for place, reference in enumerate(references):
            application = replace(pattern, reference=reference, data_name=_name(pattern.data_name, reference))
            papers = [
                Attachment(column, f"{column}.txt", f"{reference} {column} {place}".encode())
                for column in application.documents
            ]
            order = FilingOrder(self.team.preparer, self.team.registrar, REGIME, application, papers)
            submission = filed(ledger, order)
            assert not isinstance(submission, PreparedAct), "one person files"
            waiting.append(submission)
        return [_hash(ledger.settled(submission)) for submission in waiting]

    def accept(self, references: Sequence[str]) -> bytes:
        return self._done(case_acts.accept(self.stage.ledger, self.stage.order(self.team, references, "受理通知书")))

    def notice(self, references: Sequence[str]) -> bytes:
        return self._done(case_acts.open_notice(self.stage.ledger, self.stage.order(self.team, references, "登记公示")))

    def evidence(self, references: Sequence[str], day: date) -> bytes:
        national = [NationalRecord(f"DEMO-{reference}", moment(day, 9), "{}") for reference in references]
        order = self.stage.order(self.team, references, two=True)
        return self._done(case_acts.evidence(self.stage.ledger, order, national))

    def certify(self, references: Sequence[str]) -> bytes:
        order = self.stage.order(self.team, references, two=True)
        return self._done(case_acts.certify(self.stage.ledger, order))

    def code(self, reference: str) -> CertificateId:
        return self.stage.code(self.team.registrar, reference)

    def valid(self, references: Sequence[str]) -> int:
        """How many of them a verdict calls VALID, without any overlay that was not there from the start.

        Asked of the newest block of the mirror: unasked it would be of the newest that is final, which may be before.
        """
        ledger = self.stage.ledger
        with ledger.store.reading() as session:
            known = acts.required_head(session).block_number
        questions = [Question(self.code(each), ledger.now(), known=known) for each in references]
        return sum(verdict(ledger.store, each).verdict.base.code == Base.VALID for each in questions)

    def _done(self, answer: Answer) -> bytes:
        return _hash(self.stage.done(answer))


def _hash(answer: dict[str, object]) -> bytes:
    return bytes.fromhex(str(answer["tx"])[2:])


def _name(pattern: str, reference: str) -> str:
    """As long as the pattern, and unlike every other."""
    return pattern[: -len("数据集")][: 40 - len(reference) - 3] + reference + "数据集"


@contextmanager
def demo_registry(directory: Path) -> Iterator[Registry]:
    """A new demo deployment in an empty directory; what an earlier run left there is removed."""
    shutil.rmtree(directory, ignore_errors=True)
    directory.parent.mkdir(parents=True, exist_ok=True)
    beginning = Beginning(FOUNDERS, demo=True, genesis_time=moment(GENESIS))
    with found(Settings(home=directory), beginning) as (ledger, founders), opened_documents() as documents:
        stage = Stage(ledger, {person.person_id: person for person in founders})
        let_in(stage)
        stage.walk_to(SCENES[0].day)
        team = stage.team(REGISTRAR, "bao", "chen")
        forms = dry_run(stage, team, FIRST, documents).examination.sendable
        yield Registry(stage, team, _single(forms), _joint(forms))


def _single(forms: Sequence[Application]) -> Application:
    """One applicant who claims to hold, use and operate, with its name in clear."""
    return next(
        form for form in forms if [len(claim.rights) for claim in form.rights] == [3] and not form.notice_exempt
    )


def _joint(forms: Sequence[Application]) -> Application:
    """The same, claimed by a second applicant too (art. 21: the same right may be held by several)."""
    single = _single(forms)
    other = next(form.applicants[0] for form in forms if form.numbers.isdisjoint(single.numbers))
    second = replace(single.rights[0], holder=1)
    return replace(single, applicants=(*single.applicants, other), rights=(*single.rights, second))
