# SPDX-License-Identifier: Apache-2.0
"""Sending what may be sent, once: by a desk that behaves like the ledger's and breaks on demand."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from ledger.content.sources import open_source
from ledger.domain.application import Application
from ledger.domain.ids import Address, CaseId, OrgId, RegimeId
from ledger.domain.precheck import Context, DocumentFact
from ledger.errors import Refused, Unavailable
from ledger.forms.dry_run import Known, Outcome, Report, RowResult, examine
from ledger.forms.intake import open_input
from ledger.forms.result import write_result
from ledger.service.filing import Attachment
from ledger.service.importing import ImportOrder, Journal, MirrorWorld, RecordedBatch, send
from ledger.service.runtime import Principal
from ledger.store.queries import preparations, records
from ledger.store.queries import submission as rows
from ledger.store.queries.preparations import PreparedAct
from ledger.store.queries.submission import Submission, SubmissionState
from ledger.store.session import Store
from tests.simulator.stores import migrated, postgres_pool, sqlite_template, store
from tests.unit.forms.worlds import LIMITS, NOON, REGISTRAR, CannedWorld
from tests.workbooks import hundred

__all__ = ["migrated", "postgres_pool", "sqlite_template", "store"]

WHO = Principal(OrgId(REGISTRAR), "bao", bytes(32), Address(bytes(20)))
ORDER = ImportOrder(WHO, OrgId(REGISTRAR), RegimeId("CN-DPR-2026"))


class Killed(BaseException):
    """What a SIGKILL would be: nothing after it runs."""


@dataclass
class FakeDesk:
    """Keeps wishes by reference, as the outbox does. `before` and `after` may break a filing either way."""

    wishes: dict[str, Submission] = field(default_factory=dict)
    papers: dict[str, list[str]] = field(default_factory=dict)
    before: Callable[[str], None] = lambda _: None
    after: Callable[[str], None] = lambda _: None
    settling: Callable[[str], None] = lambda _: None
    asked: list[str] = field(default_factory=list)

    def file(self, application: Application, attachments: Sequence[Attachment]) -> Submission | PreparedAct:
        reference = application.reference
        self.asked.append(reference)
        self.before(reference)
        self.wishes.setdefault(reference, wish(reference))
        self.papers[reference] = [attachment.column for attachment in attachments]
        self.after(reference)
        return self.wishes[reference]

    def settled(self, wish: Submission) -> CaseId:
        self.settling(wish.idempotency_key)
        return case_of(wish.idempotency_key)

    def known(self, references: Collection[str]) -> Mapping[str, Known]:
        return {ref: Known(case_of(ref).hex(), "已提交") for ref in references if ref in self.wishes}

    def context(
        self, documents: Mapping[str, DocumentFact], samples: Collection[bytes], schemas: Collection[bytes]
    ) -> Context:
        return CannedWorld().context(documents, samples, schemas)


def case_of(reference: str) -> CaseId:
    return CaseId(reference.encode().ljust(32, b"\0"))


def wish(reference: str) -> Submission:
    return Submission(
        id=f"wish-{reference}", org_id=REGISTRAR, verb="file", idempotency_key=reference, body_hash=bytes(32),
        state=SubmissionState.DRAFT, person="bao", account=Address(bytes(20)), chain_id=1, target=Address(bytes(20)),
        command=json.dumps({"reference": reference}), draft="{}", nonce=None, signed=None, tx_hash=None, attempts=0,
        created_at=0, updated_at=0, sent_at=None, block_number=None, block_hash=None, tx_index=None, succeeded=None,
        gas_used=None, answer=None, error_code=None, error_zh=None, error_en=None,
    )  # fmt: skip


class NoJournal:
    def begin(self, report: Report) -> None: ...
    def note(self, results: Sequence[RowResult], wishes: Mapping[str, str]) -> None: ...
    def end(self, results: Sequence[RowResult]) -> None: ...


@dataclass
class Work:
    """A clerk's folder: the file handed in last, the documents, and the desk."""

    folder: Path
    file: Path
    documents: Path
    desk: FakeDesk = field(default_factory=FakeDesk)

    def hand_in(self, file: Path | None = None, journal: Journal | None = None) -> Report:
        opened = open_input(file or self.file)
        with open_source(self.documents, LIMITS) as source:
            examination = examine(opened, source, self.desk)
            report = send(examination, source, self.desk, journal or NoJournal())
        write_result(opened, report, self.folder / "result.xlsx")
        return report

    def mended(self) -> Path:
        hundred.mend_and_sort(self.folder / "result.xlsx", self.folder / "mended.xlsx", "Z")
        return self.folder / "mended.xlsx"


@pytest.fixture
def work(tmp_path: Path) -> Work:
    file, documents = hundred.write(tmp_path, "Z")
    return Work(tmp_path, file, documents)


def sent(report: Report) -> int:
    return report.counts[Outcome.SENT]


def test_of_a_hundred_rows_95_then_5_then_none_are_sent(work: Work) -> None:
    first = work.hand_in()
    assert (sent(first), first.counts[Outcome.HELD], len(work.desk.wishes)) == (95, 5, 95)
    second = work.hand_in(work.mended())
    assert (sent(second), second.counts[Outcome.KNOWN], second.defects) == (5, 95, ())
    third = work.hand_in(work.mended())
    assert (sent(third), third.counts[Outcome.KNOWN], len(work.desk.wishes)) == (0, 100, 100)
    assert len(work.desk.asked) == 100


def test_the_same_unmended_file_sends_nothing_twice(work: Work) -> None:
    work.hand_in()
    again = work.hand_in()
    assert (sent(again), again.counts[Outcome.KNOWN], again.counts[Outcome.HELD]) == (0, 95, 5)


def test_the_unmended_result_workbook_is_held_where_the_first_file_was(work: Work) -> None:
    first = work.hand_in()
    returned = (work.folder / "result.xlsx").rename(work.folder / "returned.xlsx")
    again = work.hand_in(returned)
    assert [(d.where.row, d.key, d.code) for d in again.defects] == [
        (d.where.row, d.key, d.code) for d in first.defects
    ]


def test_each_row_takes_its_own_documents_along(work: Work) -> None:
    work.hand_in()
    assert work.desk.papers["Z-2026-00001"] == [
        "doc_application_form", "doc_identity", "doc_lawful_acquisition", "doc_sample", "doc_schema",
        "doc_truth_declaration",
    ]  # fmt: skip


@contextmanager
def killed_at(work: Work, hook: str, reference: str) -> Iterator[None]:
    def kill(asked: str) -> None:
        if asked == reference:
            raise Killed

    setattr(work.desk, hook, kill)
    with pytest.raises(Killed):
        yield
    setattr(work.desk, hook, lambda _: None)


@pytest.mark.parametrize(
    ("hook", "left"), [("before", 1), ("after", 0), ("settling", 0)], ids=["not stored", "stored", "while waiting"]
)
def test_killed_in_the_middle_the_second_run_sends_only_the_rest(work: Work, hook: str, left: int) -> None:
    with killed_at(work, hook, "Z-2026-00050"):
        work.hand_in()
    before = len(work.desk.wishes)
    second = work.hand_in()
    assert sent(second) == 95 - before
    assert len(work.desk.wishes) == 95
    if hook == "settling":
        assert before == 95
    else:
        assert before == 49 - sum(number < 50 for number in hundred.BAD) + 1 - left


def test_a_row_that_the_ledger_refuses_stops_no_other(work: Work) -> None:
    def refuse(reference: str) -> None:
        if reference == "Z-2026-00003":
            raise Refused("no", zh="不行", code="REGIME_UNKNOWN")

    work.desk.before = refuse
    report = work.hand_in()
    failed = [row for row in report.rows if row.outcome is Outcome.FAILED]
    assert [(row.reference, row.state) for row in failed] == [("Z-2026-00003", "REGIME_UNKNOWN：不行")]
    assert sent(report) == 94


def test_a_row_that_the_chain_refuses_is_failed_and_one_not_seen_yet_waits(work: Work) -> None:
    def settle(reference: str) -> None:
        if reference == "Z-2026-00003":
            raise Refused("no", zh="不行", code="ORGAN")
        if reference == "Z-2026-00004":
            raise Unavailable("later", zh="稍后", code="SUBMISSION_UNDER_WAY")

    work.desk.settling = settle
    counts = work.hand_in().counts
    assert (counts[Outcome.SENT], counts[Outcome.FAILED], counts[Outcome.WAITING]) == (93, 1, 1)


def test_a_document_that_changed_after_the_check_is_not_sent(work: Work) -> None:
    opened = open_input(work.file)
    with open_source(work.documents, LIMITS) as source:
        examination = examine(opened, source, work.desk)
        (work.documents / "Z00002-lawful.pdf").write_bytes(b"another paper")
        report = send(examination, source, work.desk, NoJournal())
    failed = [row.reference for row in report.rows if row.outcome is Outcome.FAILED]
    assert failed == ["Z-2026-00002"]
    assert "Z-2026-00002" not in work.desk.wishes


def test_the_result_says_of_each_row_what_became_of_it(work: Work) -> None:
    work.hand_in()
    sheet = openpyxl.load_workbook(work.folder / "result.xlsx")["Sheet"]
    headings = [cell.value for cell in sheet[1]]
    at = headings.index("导入结果") + 1
    assert [sheet.cell(row, at).value for row in (2, 8)] == ["已提交", "有错误，未提交"]
    assert sheet.cell(2, at + 1).value == "已提交，待答复"
    assert sheet.cell(2, at + 2).value == case_of("Z-2026-00001").hex()
    assert "联系人" in sheet.cell(8, at + 3).value


# --- the trace -------------------------------------------------------------------------------------------------------


def test_an_import_leaves_its_trace_in_the_records(work: Work, store: Store) -> None:
    batch = RecordedBatch(store, ORDER, work.file, 1_000)
    work.hand_in(journal=batch)
    with store.reading() as session:
        kept = records.one(session, records.ImportBatch, batch_id=batch.batch_id)
        lines = {row.reference: row for row in records.some(session, records.ImportRow, batch_id=batch.batch_id)}
    assert kept is not None
    assert (kept.registrar, kept.person, kept.file_name, kept.confirmed_at) == (REGISTRAR, "bao", "hundred.xlsx", 1_000)
    assert len(lines) == 100
    good, bad = lines["Z-2026-00001"], lines["Z-2026-00007"]
    assert (good.result, good.submission_id, good.case_id) == ("SENT", "wish-Z-2026-00001", case_of("Z-2026-00001"))
    assert (bad.result, json.loads(bad.defects)) == ("HELD", [["contact_name", "REQUIRED_MISSING", "ERROR"]])


def test_a_killed_import_is_seen_to_be_unfinished(work: Work, store: Store) -> None:
    batch = RecordedBatch(store, ORDER, work.file, 1_000)
    with killed_at(work, "after", "Z-2026-00050"):
        work.hand_in(journal=batch)
    with store.reading() as session:
        kept = records.one(session, records.ImportBatch, batch_id=batch.batch_id)
    assert kept is not None
    assert kept.confirmed_at is None


def test_of_a_row_that_says_core_nothing_is_kept_and_its_documents_are_not_opened(work: Work, store: Store) -> None:
    book = openpyxl.load_workbook(work.file)
    sheet = book.active
    assert sheet is not None
    sheet.cell(2, 1 + [cell.value for cell in sheet[1]].index("数据分级")).value = "核心"
    book.save(work.file)
    (work.documents / "Z00001-sample.csv").write_bytes(b"")  # an empty file would be a defect, if it were looked at
    batch = RecordedBatch(store, ORDER, work.file, 1_000)
    report = work.hand_in(journal=batch)
    assert [d.code for d in report.defects if d.where.row == 2] == ["GRADE_CORE"]
    with store.reading() as session:
        assert records.one(session, records.ImportRow, batch_id=batch.batch_id, reference="Z-2026-00001") is None


# --- what is under way -----------------------------------------------------------------------------------------------

REFERENCE = "NM-2026-0001"


def stored(store: Store, *wishes: Submission) -> None:
    for one in wishes:
        assert rows.added(store, one)
    with store.writing() as session:
        case = bytes(31) + b"\x01"
        records.add(session, records.ApplicationRecord(REGISTRAR, REFERENCE, case, REGISTRAR, b"{}", True, 1, 1))


def attempt(number: int, state: SubmissionState) -> Submission:
    key = f"{REGISTRAR}/{REFERENCE}" + (f"#{number}" if number > 1 else "")
    return replace(wish(REFERENCE), id=f"wish-{number}", idempotency_key=key, state=state)


def prepared(**changes: Any) -> PreparedAct:
    made = PreparedAct(
        id="P1", org_id=OrgId(REGISTRAR), verb="file", idempotency_key=f"{REGISTRAR}/{REFERENCE}", body_hash=bytes(32),
        command="{}", kind=1, preparer="bao", approver="chen", account=Address(bytes(20)),
        approver_account=Address(bytes(20)), target=Address(bytes(20)), data="", deadline=NOON + 10, created_at=1,
    )  # fmt: skip
    return replace(made, **changes)


def known_to(store: Store) -> dict[str, str]:
    world = MirrorWorld(store, OrgId(REGISTRAR), NOON)
    return {reference: known.state for reference, known in world.known([REFERENCE, "OTHER", "内蒙-1", ""]).items()}


ATTEMPTS = {
    "stored and not yet on chain": ([SubmissionState.DRAFT], True),
    "sent": ([SubmissionState.SENT], True),
    "failed, hence free again": ([SubmissionState.FAILED], False),
    "failed and filed again": ([SubmissionState.FAILED, SubmissionState.SIGNED], True),
    "failed twice": ([SubmissionState.FAILED, SubmissionState.FAILED], False),
}


@pytest.mark.parametrize("name", ATTEMPTS)
def test_a_reference_is_known_when_its_wish_is(name: str, store: Store) -> None:
    states, known = ATTEMPTS[name]
    stored(store, *(attempt(number, state) for number, state in enumerate(states, start=1)))
    assert known_to(store) == ({REFERENCE: "已保存，正在上链"} if known else {})


@pytest.mark.parametrize(
    ("changes", "known"),
    [({}, True), ({"withdrawn_at": NOON}, False), ({"deadline": NOON - 1}, False)],
    ids=["waiting", "withdrawn", "run out"],
)
def test_a_prepared_filing_is_known_while_it_can_be_approved(
    changes: dict[str, int], known: bool, store: Store
) -> None:
    stored(store)
    assert preparations.added(store, prepared(**changes))
    assert known_to(store) == ({REFERENCE: "待复核人审批"} if known else {})


def test_nothing_is_known_of_what_was_never_handed_in(store: Store) -> None:
    assert known_to(store) == {}
