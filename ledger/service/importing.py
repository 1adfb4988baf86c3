# SPDX-License-Identifier: Apache-2.0
"""Importing a file of applications: the dry run against this ledger, and the sending of what may be sent.

    dry_run(world, file, ...)               nothing is sent, nothing is stored
    confirm(ledger, order, file, ...)       every sendable row is filed with its documents, then all are awaited

Rows are known by application reference. What is on chain, or under way, under a reference is never filed again; so a
file may be handed in again after a crash, or mended and in another order, and only the rest is sent.
Not for: reading files (forms/) or making one filing (filing.py).
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final, Protocol

from ledger.content.listing import Limits
from ledger.content.sources import DocumentSource, open_source
from ledger.domain.application import Application
from ledger.domain.calendar import add_months, civil_of, day_from_civil, start_of
from ledger.domain.certificate_code import CodeSeries, parse_code
from ledger.domain.defects import Defect, Where
from ledger.domain.ids import CaseId, OrgId, RegimeId, case_id, name_bytes
from ledger.domain.kinds import CaseState, OrgKind
from ledger.domain.party import Uscc
from ledger.domain.precheck import Context, DocumentFact
from ledger.domain.registration import Case
from ledger.errors import LedgerError, NotFound, Refused, Unavailable
from ledger.forms.dry_run import Examination, Known, Outcome, Progress, Report, RowResult, examine, silent
from ledger.forms.intake import open_input
from ledger.forms.papers import names_of
from ledger.service.duplicates import Wanted, known_filings
from ledger.service.filing import Attachment, FilingOrder, filed
from ledger.service.keys import KeyStore
from ledger.service.runtime import Ledger, Principal
from ledger.store.queries import applications, certificates, organisations, preparations, records, rules, submission
from ledger.store.queries.preparations import PreparedAct
from ledger.store.queries.states import cases_by_id
from ledger.store.queries.submission import Submission, SubmissionState
from ledger.store.session import Store

_STEP: Final = 100
STATE_ZH: Final[Mapping[CaseState, str]] = {
    CaseState.NONE: "",
    CaseState.SUBMITTED: "已提交，待答复",
    CaseState.CORRECTION_REQUESTED: "待补正",
    CaseState.NOT_ACCEPTED: "不予受理",
    CaseState.ACCEPTED: "已受理",
    CaseState.EVIDENCE_REQUESTED: "待补充证明",
    CaseState.PUBLIC_NOTICE: "公示中",
    CaseState.NOTICE_EXEMPT: "不予公示",
    CaseState.EVIDENCED: "已存证",
    CaseState.CERTIFIED: "已发证",
    CaseState.REFUSED: "不予登记",
    CaseState.TERMINATED: "已终止",
    CaseState.WITHDRAWN: "已撤回",
    CaseState.LAPSED: "逾期未补正",
}
_NOWHERE: Final = Where("", 0)
_UNDER_WAY: Final = "已保存，正在上链"
_PREPARED: Final = "待复核人审批"


@dataclass(frozen=True, slots=True)
class ImportOrder:
    """Who files for which registrar under which regime; `approver` where filing takes two persons."""

    who: Principal
    registrar: OrgId
    regime: RegimeId
    approver: Principal | None = None


class Desk(Protocol):
    """Where applications are filed. Two real ones: the ledger, and the tests' desk that breaks on demand."""

    def file(self, application: Application, attachments: Sequence[Attachment]) -> Submission | PreparedAct:
        """Store the wish; the same reference gives the same wish."""

    def settled(self, wish: Submission) -> CaseId:
        """The case, once it is final and in the mirror; raises what refused it."""


class Journal(Protocol):
    """Where an import leaves its trace while it goes on."""

    def begin(self, report: Report) -> None: ...
    def note(self, results: Sequence[RowResult], wishes: Mapping[str, str]) -> None: ...
    def end(self, results: Sequence[RowResult]) -> None: ...


# --- the two lines of work -------------------------------------------------------------------------------------------


def dry_run(
    world: MirrorWorld, file: Path, documents: Path | None = None, *,
    progress: Progress = silent, limits: Limits | None = None,
) -> Report:  # fmt: skip
    """What an import of this file would do, and everything that is against it."""
    with _source(documents, limits) as source:
        return examine(open_input(file), source, world, progress).report


def confirm(
    ledger: Ledger, order: ImportOrder, file: Path, documents: Path | None = None, *,
    progress: Progress = silent, limits: Limits | None = None,
) -> Report:  # fmt: skip
    """File every sendable row and wait for all. Rows with errors are left; `Report` says what became of each."""
    world = world_of(ledger, order.who, order.registrar)
    with _source(documents, limits) as source:
        examination = examine(open_input(file), source, world, progress)
        journal = RecordedBatch(ledger.store, order, file, ledger.now())
        return send(examination, source, LedgerDesk(ledger, order), journal, progress)


@contextmanager
def _source(documents: Path | None, limits: Limits | None) -> Iterator[DocumentSource | None]:
    with open_source(documents, limits) if documents is not None else nullcontext() as source:
        yield source


def send(
    examination: Examination, documents: DocumentSource | None, desk: Desk, journal: Journal,
    progress: Progress = silent,
) -> Report:  # fmt: skip
    """File the sendable applications in the order of their rows, then await them; one that fails stops no other."""
    report = examination.report
    journal.begin(report)
    sending = _Sending(documents, desk)
    total = len(examination.sendable)
    for count, application in enumerate(examination.sendable, start=1):
        sending.file(application)
        if count % _STEP == 0 or count == total:
            progress("filing", count, total)
            journal.note(sending.taken(report), sending.wishes)
    for count, _ in enumerate(sending.settle(), start=1):
        progress("waiting", count, total)
    rows = tuple(sending.results.get(row.reference, row) if _was_ready(row) else row for row in report.rows)
    finished = replace(report, rows=tuple(_placed(row, old) for row, old in zip(rows, report.rows, strict=True)))
    journal.end(finished.rows)
    return finished


def _was_ready(row: RowResult) -> bool:
    return row.outcome is Outcome.SENDABLE


def _placed(row: RowResult, old: RowResult) -> RowResult:
    return replace(row, where=old.where)


class _Sending:
    """The filing of one import: what was stored, what it became."""

    def __init__(self, documents: DocumentSource | None, desk: Desk) -> None:
        self._documents, self._desk = documents, desk
        self._stored: dict[str, Submission] = {}
        self.results: dict[str, RowResult] = {}
        self.wishes: dict[str, str] = {}

    def file(self, application: Application) -> None:
        reference = application.reference
        try:
            wish = self._desk.file(application, self._attachments(application))
        except (Refused, NotFound) as error:
            self._result(reference, Outcome.FAILED, _said(error))
            return
        self.wishes[reference] = wish.id
        if isinstance(wish, Submission):
            self._stored[reference] = wish
            self._result(reference, Outcome.WAITING, _UNDER_WAY)
        else:
            self._result(reference, Outcome.WAITING, f"{_PREPARED} {wish.id}")

    def settle(self) -> Iterator[str]:
        for reference, wish in self._stored.items():
            try:
                case = self._desk.settled(wish)
                self._result(reference, Outcome.SENT, STATE_ZH[CaseState.SUBMITTED], case.hex())
            except Unavailable:
                pass  # stored and under way: it is not lost, only not yet seen
            except LedgerError as error:
                self._result(reference, Outcome.FAILED, _said(error))
            yield reference

    def taken(self, report: Report) -> list[RowResult]:
        return [self.results[row.reference] for row in report.rows if row.reference in self.results and _was_ready(row)]

    def _attachments(self, application: Application) -> list[Attachment]:
        if self._documents is None:
            return []
        return [
            Attachment(column, path, self._documents.read(path))
            for column, paths in names_of(application).items()
            for path in paths
        ]

    def _result(self, reference: str, outcome: Outcome, state: str, case: str = "") -> None:
        self.results[reference] = RowResult(_NOWHERE, reference, outcome, state, case)


def _said(error: LedgerError) -> str:
    return f"{error.code}：{error.zh}"


# --- the world that the mirror knows ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class MirrorWorld:
    """What the mirror and the records know: calendar, registrar, earlier filings, codes given, references.

    `own` are the keys of a registrar that looks at its own files, and then its records are asked for duplicates too;
    None for anybody else, who learns what the chain shows and no more.
    """

    store: Store
    registrar: OrgId
    now: int
    own: KeyStore | None = None

    def known(self, references: Collection[str]) -> Mapping[str, Known]:
        by_bytes = {name_bytes(ref, 32): ref for ref in references if _is_name(ref)}
        with self.store.reading() as session:
            cases = applications.cases_of_references(session, self.registrar, list(by_bytes))
            found = cases_by_id(session, list(cases.values()))
            recorded = records.known_references(session, self.registrar, list(by_bytes.values()))
            known = self._on_chain(session, {by_bytes[ref]: found[case] for ref, case in cases.items()})
            for reference, case in recorded.items():
                state = None if reference in known else self._under_way(session, reference)
                if state is not None:
                    known[reference] = Known(case.hex(), state)
        return known

    def context(
        self, documents: Mapping[str, DocumentFact], samples: Collection[bytes], schemas: Collection[bytes]
    ) -> Context:
        with self.store.reading() as session:
            own = organisations.organisation(session, self.registrar)
            return Context(
                registrar=Uscc(self.registrar),
                now=self.now,
                calendar=rules.working_calendar(session),
                documents=documents,
                registrar_group=str(own.group) if own is not None and own.group else "",
                known=tuple(known_filings(session, Wanted(self.registrar, samples, schemas), self.own)),
                codes_issued=self._codes_issued(session),
            )

    def _on_chain(self, session: Any, cases: Mapping[str, Case]) -> dict[str, Known]:
        if not cases:
            return {}  # before the first calendar is published there are none
        calendar = rules.working_calendar(session)
        states = {reference: case.state_at(calendar, self.now) for reference, case in cases.items()}
        return {ref: Known(case.case_id.hex(), STATE_ZH[states[ref]]) for ref, case in cases.items()}

    def _under_way(self, session: Any, reference: str) -> str | None:
        """What is on its way under a reference; None if its last attempt failed, so that it may be filed again."""
        attempt, record = 1, f"{self.registrar}/{reference}"
        while True:
            key = record if attempt == 1 else f"{record}#{attempt}"
            wish = submission.by_key(session, self.registrar, "file", key)
            if wish is None:
                prepared = preparations.by_key(session, self.registrar, "file", key)
                return _PREPARED if prepared is not None and prepared.open_at(self.now) else None
            if wish.state is not SubmissionState.FAILED:
                return _UNDER_WAY
            attempt += 1

    def _codes_issued(self, session: Any) -> dict[tuple[int, int], int]:
        """Of the months in which what is filed today can be evidenced."""
        own = organisations.organisation(session, self.registrar)
        given = own.accreditation(OrgKind.REGISTRAR) if own is not None else None
        if given is None:
            return {}
        issued: dict[tuple[int, int], int] = {}
        for ahead in range(3):
            month = add_months(civil_of(self.now).replace(day=1), ahead)
            series = CodeSeries(f"{given.region:02d}", given.digit, month.year, month.month)
            last = certificates.last_code(session, str(series))
            issued[month.year, month.month] = parse_code(last).serial if last is not None else 0
        return issued


def _is_name(reference: str) -> bool:
    return reference.isascii() and 0 < len(reference) <= 31 and reference.isprintable() and " " not in reference


def world_of(ledger: Ledger, who: Principal, registrar: OrgId) -> MirrorWorld:
    """The world as this person may know it: a registrar's records are for its own people."""
    return MirrorWorld(ledger.store, registrar, ledger.now(), ledger.keys if who.org_id == registrar else None)


# --- the ledger as a desk --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class LedgerDesk:
    ledger: Ledger
    order: ImportOrder

    def file(self, application: Application, attachments: Sequence[Attachment]) -> Submission | PreparedAct:
        received = application.received_on
        return filed(
            self.ledger,
            FilingOrder(
                who=self.order.who,
                registrar=self.order.registrar,
                regime=self.order.regime,
                application=application,
                attachments=attachments,
                received_at=start_of(day_from_civil(received)) if received is not None else 0,
                approver=self.order.approver,
            ),
        )

    def settled(self, wish: Submission) -> CaseId:
        self.ledger.settled(wish)
        deployment = self.ledger.deployment
        reference = json.loads(wish.command)["reference"]
        desk = deployment.cases_of
        return case_id(deployment.chain_id, desk, self.order.registrar, name_bytes(reference, 32))


# --- the trace -------------------------------------------------------------------------------------------------------


class RecordedBatch:
    """An import as rows of `import_batch` and `import_row`: codes of defects, never the texts, which quote cells.

    Rows without a usable reference are not kept, nor rows that say CORE: of those nothing is stored (ruling 11).
    """

    def __init__(self, store: Store, order: ImportOrder, file: Path, now: int) -> None:
        self._store, self._order, self._file, self._now = store, order, file, now
        self.batch_id = f"I{now:010d}-{secrets.token_hex(8)}"
        self._kept: set[str] = set()

    def begin(self, report: Report) -> None:
        with self._file.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").digest()
        order = self._order
        batch = records.ImportBatch(
            self.batch_id, order.registrar, order.who.person_id, self._file.name, digest, self._now
        )
        with self._store.writing() as session:
            records.add(session, batch, *self._rows(report))

    def note(self, results: Sequence[RowResult], wishes: Mapping[str, str]) -> None:
        with self._store.writing() as session:
            for row in results:
                if row.reference in self._kept:
                    self._change(session, row, submission_id=wishes.get(row.reference))

    def end(self, results: Sequence[RowResult]) -> None:
        with self._store.writing() as session:
            for row in results:
                if row.reference in self._kept and row.outcome is not Outcome.HELD:
                    self._change(session, row)
            records.change(session, records.ImportBatch, {"batch_id": self.batch_id}, confirmed_at=self._now)

    def _change(self, session: Any, row: RowResult, **more: Any) -> None:
        key = {"batch_id": self.batch_id, "reference": row.reference}
        case = bytes.fromhex(row.case) if row.case else None
        records.change(session, records.ImportRow, key, result=row.outcome.value, case_id=case, **more)

    def _rows(self, report: Report) -> Iterator[records.ImportRow]:
        against: dict[Any, list[Defect]] = {}
        for defect in report.defects:
            against.setdefault(defect.where, []).append(defect)
        for row in report.rows:
            found = against.get(row.where, [])
            codes = {defect.code for defect in found}
            if not _is_name(row.reference) or row.reference in self._kept or "GRADE_CORE" in codes:
                continue
            self._kept.add(row.reference)
            told = json.dumps([[d.key, d.code, d.severity.value] for d in found])
            where = row.where
            yield records.ImportRow(self.batch_id, row.reference, where.sheet, where.row, row.outcome.value, told)
