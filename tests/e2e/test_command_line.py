# SPDX-License-Identifier: Apache-2.0
"""The command line as it is typed: every line of work by its verbs, its exit codes, and how it says no.

Each command goes through `main`, as a terminal would start it, and opens the ledger for itself beside the process that
supervises the node. What came of it is read from the mirror, not from what was printed.
"""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from io import StringIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from ledger import calendars
from ledger.cli import app as commands
from ledger.cli import main, output
from ledger.content.digest import sha256
from ledger.domain.ids import OrgId
from ledger.domain.kinds import CaseState, Kind, Module, OrgKind
from ledger.service import auditing, governing
from ledger.service.verdicts import Question, verdict
from ledger.store.queries import applications, organisations, records, rules
from tests.e2e.founded import BANK, OTHER_REGISTRAR, POWER, REGISTRAR, Founded, file, founded_ledger, shanghai
from tests.workbooks import hundred
from tests.workbooks.sound import code

NEWCOMER = OrgId("91350100M000100Y43")
AUTHORITIES = [code("11", "150000", number) for number in (1, 2)]


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Founded]:
    """One of its own: these tests walk its clock and govern it."""
    with founded_ledger(tmp_path_factory.mktemp("typed")) as made:
        yield made


@dataclass(frozen=True)
class Said:
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Type = Callable[..., Said]


@pytest.fixture
def type_(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Type:
    """`ledger --home HOME ...`, to its exit code."""

    def run(home: Path, *words: str | Path, exit_code: int = 0) -> Said:
        monkeypatch.setattr(sys, "argv", ["ledger", "--home", str(home), *map(str, words)])
        monkeypatch.setattr(output.out, "width", 240)  # wide enough for a table to break no word
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main()
        said = Said(int(ended.value.code or 0), *capsys.readouterr())
        assert said.code == exit_code, said
        return said

    return run


@pytest.fixture
def ledger(founded: Founded, type_: Type) -> Type:
    """`ledger ...` on the founded one."""
    return lambda *words, **named: type_(founded.ledger.settings.home, *words, **named)


def state_of(founded: Founded, reference: str) -> CaseState:
    with founded.ledger.store.reading() as session:
        case = applications.application(session, founded.cases[reference])
    assert case is not None
    return CaseState(case.state)


def approved(ledger: Type, *words: str) -> dict[str, Any]:
    """Prepared by bao for chen, who finds it waiting and sends it."""
    prepared = ledger(*words, "--as", "bao", "--approver", "chen", "--json").json
    waiting = ledger("waiting", "--as", "chen", "--json").json
    assert prepared["preparation"] in [each["id"] for each in waiting]
    made: dict[str, Any] = ledger("approve", prepared["preparation"], "--as", "chen", "--json").json
    return made


# --- a clerk ----------------------------------------------------------------------------------------------------------


def cut(file: Path, *rows: int) -> None:
    """Leave these rows of the workbook and no others."""
    book = openpyxl.load_workbook(file)
    sheet = book.worksheets[0]
    for row in range(sheet.max_row, 1, -1):
        if row - 1 not in rows:
            sheet.delete_rows(row)
    book.save(file)


def test_a_workbook_is_rehearsed_then_sent_and_sent_again_without_effect(ledger: Type, tmp_path: Path) -> None:
    book, documents = hundred.write(tmp_path, "T")
    cut(book, 1, 2)
    words = ("import", book, "--documents", documents, "--as", "bao", "--json")
    assert ledger(*words).json["outcomes"] == {"SENDABLE": 2}
    assert ledger(*words, "--confirm").json["outcomes"] == {"SENT": 2}
    again = ledger(*words, "--confirm", "-o", tmp_path / "again.xlsx").json
    assert again["outcomes"] == {"KNOWN": 2}
    assert again["result"] == str(tmp_path / "again.xlsx")
    listed = {line["reference"] for line in ledger("due", "--registrar", REGISTRAR, "--json").json}
    assert {"T-2026-00001", "T-2026-00002"} <= listed


def test_a_workbook_with_a_defect_is_named_and_ends_with_one(ledger: Type, tmp_path: Path) -> None:
    book, documents = hundred.write(tmp_path, "U")
    cut(book, 1, 7)
    said = ledger("import", book, "--documents", documents, "--as", "bao", exit_code=1)
    assert "2 rows" in said.out
    assert "HELD" in said.out
    result = openpyxl.load_workbook(tmp_path / "hundred-result.xlsx")
    assert [row[5] for row in result["缺陷清单"].iter_rows(min_row=2, values_only=True)] == ["REQUIRED_MISSING"]


def test_a_catalogue_gives_drafts_and_sends_nothing(ledger: Type, tmp_path: Path) -> None:
    catalogue = tmp_path / "sources.jsonl"
    catalogue.write_text(json.dumps({"name": "某市公交线路", "provider": "某市交通局"}, ensure_ascii=False) + "\n")
    said = ledger("import", catalogue, "--format", "catalogue")
    assert "1 rows" in said.out
    assert openpyxl.load_workbook(tmp_path / "sources-result.xlsx").worksheets


def test_the_template_is_a_workbook_with_the_headings_of_the_form(ledger: Type, tmp_path: Path) -> None:
    ledger("template", tmp_path / "form.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "form.xlsx").worksheets[0]
    assert sheet["A1"].value == "申请编号"


def test_the_work_list_says_what_is_open_and_what_stands_still(founded: Founded, ledger: Type) -> None:
    at = "2026-09-11T09:00"
    lines = {line["reference"]: line for line in ledger("due", "--at", at, "--json").json}
    assert lines["NM-2026-0005"]["state"] == "SUBMITTED"
    assert lines["NM-2026-0005"]["working_days_left"] is not None
    shown = ledger("due", "--at", at).out
    assert "NM-2026-0005" in shown
    assert f"{len(lines)} open" in shown


DUE = {
    # By 2026-09-15 the registrar answers; silence accepts; ten working days later it should be done.
    ("NM-2026-0005", "2026-09-11"): ("SUBMITTED", "answer", "2026-09-15", 2, []),
    ("NM-2026-0005", "2026-09-15"): ("SUBMITTED", "answer", "2026-09-15", 0, ["DEEMED_ACCEPTANCE_NEAR"]),
    ("NM-2026-0005", "2026-09-16"): ("ACCEPTED", "processing", "2026-09-30", 10, ["ACCEPTED_BY_SILENCE"]),
    ("NM-2026-0005", "2026-10-20"): ("ACCEPTED", "processing", "2026-09-30", 0, ["OVERDUE", "ACCEPTED_BY_SILENCE"]),
    # In public notice for five working days.
    ("NM-2026-0004", "2026-09-17"): ("PUBLIC_NOTICE", "notice", "2026-09-17", 0, []),
    ("NM-2026-0004", "2026-09-18"): ("PUBLIC_NOTICE", "notice", "2026-09-17", 0, ["NOTICE_OVER"]),
}


@pytest.mark.parametrize(("reference", "at"), DUE)
def test_the_work_list_counts_the_clock_that_runs(ledger: Type, reference: str, at: str) -> None:
    (line,) = [line for line in ledger("due", "--at", at, "--json").json if line["reference"] == reference]
    told = (line["state"], line["clock"], line["last_day"], line["working_days_left"], line["flags"])
    assert told == DUE[reference, at]


# --- the procedure ----------------------------------------------------------------------------------------------------

PROCEDURE = {f"NM-2026-07{n:02d}": name for n, name in enumerate("茶叶 药材 牧草 水产 蜂业 果业".split(), start=1)}


def test_cases_go_every_way_by_the_verbs_of_the_procedure(founded: Founded, ledger: Type) -> None:
    for reference, name in PROCEDURE.items():
        file(founded, reference, data_name=f"2025年锡林郭勒盟{name}监测数据集")
    through, objected, refused, ended, declined, withdrawn = PROCEDURE
    as_bao = ("--as", "bao")

    ledger("decline", declined, "--paper", "不予受理", *as_bao)
    assert state_of(founded, declined) is CaseState.NOT_ACCEPTED
    assert "final" in ledger("accept", through, objected, refused, ended, *as_bao).out
    assert state_of(founded, through) is CaseState.ACCEPTED
    ledger("request-correction", withdrawn, "--until", "2026-09-24", "--paper", "请补正", *as_bao)
    ledger("withdraw", withdrawn, "--paper", "撤回", *as_bao)
    assert state_of(founded, withdrawn) is CaseState.WITHDRAWN

    ledger("request-evidence", refused, "--until", "2026-09-24", "--paper", "请补充", *as_bao)
    (line,) = [line for line in ledger("due", "--at", "2026-09-11", "--json").json if line["reference"] == refused]
    assert line["paused_by"]
    ledger("receive-evidence", refused, "--paper", "收到", *as_bao)
    ledger("extend", refused, "--days", "5", "--paper", "延长", *as_bao)
    approved(ledger, "refuse", refused, "--ground", "3", "--paper", "不予登记")
    assert state_of(founded, refused) is CaseState.REFUSED
    approved(ledger, "terminate", ended, "--paper", "终止")
    assert state_of(founded, ended) is CaseState.TERMINATED

    ledger("open-notice", through, objected, "--published", "2026-09-10T09:30", *as_bao)
    assert state_of(founded, objected) is CaseState.PUBLIC_NOTICE
    ledger("object", objected, "--reasons", "数据来源不合法", "--objector", POWER, "--material", "材料", *as_bao)
    prepared = ledger("decide", objected, "--number", "1", "--rejected", "--paper", "不成立", *as_bao)
    assert "final" in prepared.out

    founded.walk_to(shanghai(9, 21))
    national = ("--national", "GJ-701", "--evidenced-at", "2026-09-21T08:00")
    approved(ledger, "evidence", through, *national)
    assert state_of(founded, through) is CaseState.EVIDENCED
    said = ledger("certify", through, *as_bao, "--approver", "chen").out
    (waiting,) = ledger("waiting", "--as", "chen", "--json").json
    assert waiting["id"] in said
    assert waiting["id"] in ledger("waiting", "--as", "chen").out
    ledger("approve", waiting["id"], "--as", "chen")
    assert state_of(founded, through) is CaseState.CERTIFIED


def test_a_file_of_records_evidences_and_certifies_each_application_with_its_own(
    founded: Founded, ledger: Type, tmp_path: Path
) -> None:
    names = {"NM-2026-0721": "肉羊", "NM-2026-0722": "肉牛"}
    for reference, name in names.items():
        data_name = f"2025年锡林郭勒盟{name}存栏监测数据集"
        file(founded, reference, data_name=data_name, notice_exempt="是", notice_exempt_reason="商业秘密")
    ledger("accept", *names, "--as", "bao")
    approved(ledger, "exempt-from-notice", *names, "--paper", "准予不公示")
    records = tmp_path / "records.csv"
    day = shanghai_text(founded.ledger.now() - 3600)
    rows = [f"{reference},GJ-72{n},{day}" for n, reference in enumerate(names)]
    records.write_text("\n".join(["申请编号,存证编号,存证时间", *rows, ""]), encoding="utf-8")

    half = tmp_path / "half.csv"
    half.write_text("\n".join(["申请编号,存证编号,存证时间", rows[0], "NM-2026-0722,,gestern"]), encoding="utf-8")
    defective = ledger("evidence", "--file", half, "--as", "bao", "--approver", "chen", exit_code=1)
    assert "RECORDS_DEFECTIVE" in defective.err
    unknown = tmp_path / "unknown.csv"
    unknown.write_text(f"申请编号,存证编号,存证时间\nNM-2026-9999,GJ-1,{day}\n", encoding="utf-8")
    assert "APPLICATION_NOT_FOUND" in ledger("evidence", "--file", unknown, "--as", "bao", exit_code=1).err

    two = ("--file", records, "--as", "bao", "--approver", "chen", "--json")
    (prepared,) = ledger("evidence", *two).json
    assert prepared["applications"] == list(names)
    assert ledger("evidence", *two).json == [prepared], "the same file finds what was prepared"
    ledger("approve", prepared["preparation"], "--as", "chen")
    with founded.ledger.store.reading() as session:
        cases = [applications.application(session, founded.cases[reference]) for reference in names]
    assert [case.national_ref for case in cases if case is not None] == ["GJ-720", "GJ-721"]
    (certifying,) = ledger("certify", *two).json
    ledger("approve", certifying["preparation"], "--as", "chen")
    assert {state_of(founded, reference) for reference in names} == {CaseState.CERTIFIED}
    for words in (("evidence", "--as", "bao"), ("certify", "NM-1", "--file", records), ("evidence", "NM-1")):
        assert ledger(*words, exit_code=2).err


def shanghai_text(seconds: int) -> str:
    return f"{datetime.fromtimestamp(seconds, timezone(timedelta(hours=8))):%Y-%m-%d %H:%M:%S}"


def test_a_case_that_nobody_answered_is_noted_and_one_with_a_secret_is_exempt(founded: Founded, ledger: Type) -> None:
    reference = "NM-2026-0710"
    file(
        founded,
        reference,
        data_name="2025年锡林郭勒盟奶业监测数据集",
        notice_exempt="是",
        notice_exempt_reason="商业秘密",
    )
    refused = ledger("note-silence", reference, "--as", "bao", exit_code=1)
    assert "SILENCE_NOT_YET" in refused.err
    founded.walk_to(shanghai(9, 30))
    ledger("note-silence", reference, "--as", "bao")
    assert state_of(founded, reference) is CaseState.ACCEPTED
    approved(ledger, "exempt-from-notice", reference, "--paper", "准予不公示")
    assert state_of(founded, reference) is CaseState.NOTICE_EXEMPT


def test_certificates_are_corrected_annotated_freed_and_stood_by(founded: Founded, ledger: Type) -> None:
    code = founded.certificates[1]
    slip = (
        "--before",
        "用电",
        "--after",
        "高压用电",
        "--reason",
        "笔误",
        "--data-name",
        "2024年呼和浩特市高压用电数据集",
    )
    approved(ledger, "correct", code.lower(), *slip)
    paper = ("--authority", "11150000MB0DEM01XW", "--level", "2", "--paper", "协助执行通知")
    approved(ledger, "annotate", code, "--kind", "2", *paper)
    judged = verdict(founded.ledger.store, Question(code, shanghai(10, 1))).verdict
    assert {"FROZEN", "CORRECTED"} <= {*judged.overlay_words, *(note.code for note in judged.notes)}
    approved(ledger, "lift", code, "--number", "1", *paper)
    ledger("reaffirm", code, "--reason", "逐一核对无误", "--as", "bao")
    judged = verdict(founded.ledger.store, Question(code, shanghai(10, 1))).verdict
    assert "FROZEN" not in judged.overlay_words


# --- whoever holds a code ---------------------------------------------------------------------------------------------


def test_a_verdict_is_shown_given_as_json_and_written_for_a_file_of_codes(
    founded: Founded, ledger: Type, tmp_path: Path
) -> None:
    code = founded.certificates[0]
    shown = ledger("verify", code, "--at", "2026-10-01")
    assert code in shown.out
    assert "NOT CHECKED" in shown.out
    told = ledger("verify", code.lower(), "--at", "2026-10-01", "--holder", POWER, "--json").json
    assert told["code"] == code
    assert "SJ1512026099999" in ledger("verify", "SJ1512026099999", exit_code=1).out
    masked = ledger("verify", founded.certificates[2], "--at", "2026-10-01").out
    assert "masked" in masked

    codes = tmp_path / "codes.csv"
    codes.write_text(f"编号\n{code}\n{founded.certificates[1]}\n", encoding="utf-8")
    assert "2 codes" in ledger("verify", "--file", codes).out
    lines = list(openpyxl.load_workbook(tmp_path / "codes-verdicts.xlsx").worksheets[0].iter_rows(values_only=True))
    assert [line[0] for line in lines[1:]] == [code, founded.certificates[1]]
    ledger("verify", exit_code=2)
    ledger("verify", code, "--file", codes, exit_code=2)


# --- an auditor -------------------------------------------------------------------------------------------------------


def test_an_auditor_finds_nothing_and_may_recompute_everything(founded: Founded, ledger: Type, tmp_path: Path) -> None:
    ours = auditing.digest(founded.ledger.store)
    said = ledger("fsck")
    assert "0 findings" in said.out
    assert ledger("fsck", "--json").json == []
    told = ledger("digest", "--json").json
    assert (told["digest"], told["block"]) == (ours.digest.hex(), ours.block_number)
    assert ours.digest.hex() in ledger("digest").out
    assert founded.ledger.node is not None
    elsewhere = ("--rpc", founded.ledger.node.url, "--deployment", founded.ledger.settings.deployment_file)
    assert ours.digest.hex() in ledger("rebuild", "--into", tmp_path / "mine.db", *elsewhere).out
    assert ours.digest.hex() in ledger("rebuild").out

    code = founded.certificates[0]
    rows = list(csv.DictReader(StringIO(ledger("history", code, "--csv").out)))
    shown = ledger("history", code).out.splitlines()
    assert [row["head"] for row in rows] == [line.rpartition("head ")[2] for line in shown]
    assert [int(row["length"]) for row in rows] == list(range(1, len(rows) + 1))


def test_fsck_names_what_a_hand_changed_and_ends_with_one(founded: Founded, ledger: Type) -> None:
    import sqlite3

    path = founded.ledger.settings.home / "ledger.db"
    change = "UPDATE certificate SET expires_at = expires_at {} 1 WHERE code = 'SJ1512026090001'"
    with sqlite3.connect(path) as connection:
        connection.execute(change.format("+"))
    try:
        said = ledger("fsck", exit_code=1)
    finally:
        with sqlite3.connect(path) as connection:
            connection.execute(change.format("-"))
    assert "ROW_CHANGED  certificate/SJ1512026090001/expires_at" in said.out
    assert "1 findings" in said.out


def test_documents_are_opened_for_an_organisation_and_a_purpose(founded: Founded, ledger: Type) -> None:
    reference = "NM-2026-0001"
    said = ledger("entitle", reference, "--to", OTHER_REGISTRAR, "--purpose", "查封核对", "--as", "bao")
    with founded.ledger.store.reading() as session:
        wraps = records.some(session, records.DocumentWrap, record_id=f"{REGISTRAR}/{reference}")
    given = [wrap for wrap in wraps if wrap.org_id == OTHER_REGISTRAR]
    assert {wrap.purpose for wrap in given} == {"查封核对"}
    assert said.out.startswith(f"{len(given)} documents")


# --- authorities and organisations ------------------------------------------------------------------------------------


def confirmed(founded: Founded, ledger: Type) -> None:
    """Every open proposal, by the second authority, after the delay."""
    assert founded.ledger.node is not None
    founded.walk_to(founded.ledger.rpc.head().timestamp + 3_700)
    for each in reversed(governing.open_proposals(founded.ledger)):
        ledger("confirm", "0x" + each.proposal_id.hex(), "--as", "wei")


def organisation(founded: Founded, org: OrgId) -> Any:
    with founded.ledger.store.reading() as session:
        return organisations.organisation(session, org)


def test_an_organisation_is_registered_accredited_given_a_key_and_suspended(
    founded: Founded, ledger: Type, tmp_path: Path
) -> None:
    zhang = ("--as", "zhang")
    kinds = ("--kind", "registrar")
    ledger("org", "register", NEWCOMER, "--name", "示例新登记机构", *kinds, *zhang)
    (proposal,) = ledger("proposals", "--json").json
    assert proposal["proposal"] in ledger("proposals").out
    assert f"OrganisationRegistry.register(registration={{org={NEWCOMER}, kinds=[REGISTRAR]" in proposal["act"]
    early = ledger("confirm", proposal["proposal"], "--as", "wei", exit_code=1)
    assert early.err.split()[0].isupper()
    confirmed(founded, ledger)
    window = ("--since", "2026-07-01", "--until", "2029-07-01", "--region", "15", "--digit", "3")
    ledger("org", "accredit", NEWCOMER, *kinds, *window, *zhang)
    account = ledger("org", "add-key", NEWCOMER, "--until", "2029-07-01", *zhang).out.split()[-1]
    confirmed(founded, ledger)
    org = organisation(founded, NEWCOMER)
    assert (org.name, org.org_kinds()) == ("示例新登记机构", (OrgKind.REGISTRAR,))
    assert ["0x" + key.account.hex() for key in org.keys] == [account]

    ledger("person", "add", "kun", "--org", NEWCOMER, "--name", "坤示例", "--account", account)
    early = ledger("key", "publish-encryption", "--as", "kun", exit_code=1)
    assert "KEY_NOT_GOOD" in early.err, "the key is good from today on, and the chain stands in the past"
    assert "published" in ledger("key", "publish-encryption", "--as", "dai").out
    decision = tmp_path / "decision.pdf"
    decision.write_bytes(b"%PDF decision")
    ledger("org", "suspend", NEWCOMER, *kinds, "--document", str(decision), *zhang)
    assert sha256(b"%PDF decision").hex() in ledger("proposals").out, "whoever confirms it compares the paper's digest"
    confirmed(founded, ledger)
    ledger("org", "suspend", NEWCOMER, *kinds, "--document", str(decision), "--resume", *zhang)
    confirmed(founded, ledger)
    (suspension,) = organisation(founded, NEWCOMER).suspensions
    assert suspension.until is not None
    ledger("org", "regroup", NEWCOMER, "--group", "7", *zhang)
    confirmed(founded, ledger)
    assert organisation(founded, NEWCOMER).group == 7

    ledger("person", "end", "kun")
    gone = ledger("key", "publish-encryption", "--as", "kun", exit_code=3)
    assert "PERSON_UNKNOWN" in gone.err


def test_keys_end_or_are_reported_lost_by_their_own_house(founded: Founded, ledger: Type) -> None:
    accounts = [ledger("org", "add-key", REGISTRAR, "--as", "zhang").out.split()[-1] for _ in range(2)]
    confirmed(founded, ledger)
    ledger("key", "retire", accounts[0], "--as", "bao")
    lost = ("--since", "2026-09-10", "--report", "密钥遗失")
    ledger("key", "compromised", accounts[1], *lost, "--as", "bao")
    keys = {"0x" + key.account.hex(): key for key in organisation(founded, REGISTRAR).keys}
    assert keys[accounts[0]].until is not None
    lost_key = keys[accounts[1]]
    assert lost_key.compromised_since == lost_key.since, "never before it was theirs"


def test_a_year_is_published_and_a_file_of_another_year_is_misuse(
    founded: Founded, ledger: Type, tmp_path: Path
) -> None:
    shipped = json.loads((Path(calendars.__file__).parent / "2026.json").read_text(encoding="utf-8"))
    file = tmp_path / "year.json"
    file.write_text(json.dumps({**shipped, "source": "再次公布"}), encoding="utf-8")
    ledger("calendar", "add", "2027", file, "--as", "zhang", exit_code=2)
    ledger("calendar", "add", "2026", file, "--as", "zhang")
    confirmed(founded, ledger)
    with founded.ledger.store.reading() as session:
        published = rules.calendar(session)
    assert published is not None
    (year,) = [each for each in published.years if each.year == 2026]
    assert (year.publications, year.notice_digest) == (2, sha256("再次公布".encode()))


def test_a_regime_is_published_from_a_file_that_is_whole(founded: Founded, ledger: Type, tmp_path: Path) -> None:
    clocks = {"answer_days": 3, "processing_days": 10, "extension_days": 10, "notice_days": 5, "objection_days": 10}
    term = {"validity_years": 3, "renewal_window_months": 6, "code_source": "NATIONAL", "code_prefix": "SJ"}
    whole = {"id": "CN-DPR-2027", "title": "示例规则", "text_sha256": "11" * 32, **clocks, **term}
    file = tmp_path / "regime.json"
    for spoilt in (
        {"answer_days": "3"},
        {"answer_days": True},
        {"more": 1},
        {"text_sha256": "11"},
        {"code_source": "?"},
    ):
        file.write_text(json.dumps({**whole, **spoilt}), encoding="utf-8")
        assert "REGIME_FILE_MALFORMED" in ledger("regime", "add", file, "--as", "zhang", exit_code=1).err
    file.write_text(json.dumps(whole), encoding="utf-8")
    ledger("regime", "add", file, "--as", "zhang")
    confirmed(founded, ledger)
    with founded.ledger.store.reading() as session:
        made = {regime.regime_id: regime for regime in rules.regimes(session)}["CN-DPR-2027"]
    assert (made.validity_years, made.code_source.name, made.text_digest) == (3, "NATIONAL", bytes.fromhex("11" * 32))


def test_one_kind_of_acts_is_stopped_and_opened_again_and_nothing_else(founded: Founded, ledger: Type) -> None:
    """Ruling 34: annotating stops, lifting does not."""
    zhang, kind = ("--as", "zhang"), ("--kind", "CERTIFICATE_ANNOTATED")
    ledger("writer", "end", "CertificateRegistry", *kind, *zhang)
    (proposal,) = ledger("proposals", "--json").json
    ledger("withdraw-proposal", proposal["proposal"], *zhang)
    assert "0 open" in ledger("proposals").out
    ledger("writer", "end", "CertificateRegistry", *kind, *zhang)
    confirmed(founded, ledger)
    assert may_write(founded, "CertificateRegistry") == (False, True)
    ledger("writer", "end", "CertificateRegistry", "--kind", "ANNOTATING", *zhang, exit_code=2)
    assert "MODULE_UNKNOWN" in ledger("writer", "end", "CertificatRegistry", *kind, *zhang, exit_code=1).err
    ledger("confirm", "0xzz", "--as", "wei", exit_code=2)
    ledger("propose-rules", *zhang)
    for each in ledger("proposals", "--json").json:
        assert "publishRegime" not in each["act"], "what was confirmed once is not proposed again"
        assert "year=2026" not in each["act"]
        ledger("withdraw-proposal", each["proposal"], *zhang)
    ledger("writer", "open", "CertificateRegistry", *kind, *zhang)
    confirmed(founded, ledger)
    assert may_write(founded, "CertificateRegistry") == (True, True)


def may_write(founded: Founded, module: str) -> tuple[bool, bool]:
    """Whether a module may put annotating on record now, and lifting."""
    ledger = founded.ledger
    with ledger.store.reading() as session:
        (record,) = [
            m for m in organisations.modules(session) if m.module == ledger.deployment.addresses[Module(module)]
        ]
    now = ledger.rpc.head().timestamp
    kinds = (Kind.CERTIFICATE_ANNOTATED, Kind.CERTIFICATE_ANNOTATION_LIFTED)
    return record.may_write(kinds[0], now), record.may_write(kinds[1], now)


def test_a_house_says_which_acts_take_two_persons(founded: Founded, ledger: Type) -> None:
    named = ("APPLICATION_REFUSED", "APPLICATION_EVIDENCED", "APPLICATION_CERTIFIED", "CERTIFICATE_CORRECTED",
             "CERTIFICATE_ANNOTATED", "CERTIFICATE_ANNOTATION_LIFTED", "APPLICATION_TERMINATED")  # fmt: skip
    kinds = [word for name in named for word in ("--kind", name)]
    ledger("org", "two-persons", *kinds, "--approver", "chen", "--as", "bao")
    (waiting,) = [
        each for each in ledger("waiting", "--as", "chen", "--json").json if each["verb"].startswith("set-two")
    ]
    ledger("approve", waiting["id"], "--as", "chen")
    assert organisation(founded, REGISTRAR).two_person_kinds >> Kind.APPLICATION_TERMINATED & 1


def test_an_api_key_is_shown_once_and_works(founded: Founded, ledger: Type) -> None:
    ledger("person", "add", "reader", "--org", BANK, "--name", "读示例")
    shown = ledger("person", "api-key", "reader", "--label", "test", "--until", "2027-01-01").out.strip()
    with founded.ledger.store.reading() as session:
        (kept,) = records.some(session, records.ApiKey, person_id="reader")
    assert shown not in repr(kept)
    assert len(shown) > 20


# --- an operator ------------------------------------------------------------------------------------------------------


def test_a_ledger_is_founded_up_down_backed_up_and_restored(
    type_: Type, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LEDGER_PORT", "0")
    home, archive, second = tmp_path / "own", tmp_path / "own.tar.gz", tmp_path / "second"
    named = [word for code, name in zip(AUTHORITIES, "甲乙", strict=True) for word in ("--authority", f"{code}={name}")]
    type_(home, "init", home, "--authority", AUTHORITIES[0], exit_code=2)
    assert "founded" in type_(home, "init", home, *named, "--delay", "3600").out
    assert "nothing was up" in type_(home, "down").out
    try:
        said = type_(home, "up").out
        daemon = type_(home, "status", "--json").json["daemon"]
        assert f"pid {daemon['pid']}" in said
        assert daemon["url"] in type_(home, "status").out
        assert "LEDGER_IS_UP" in type_(home, "backup", archive, exit_code=1).err
    finally:
        type_(home, "down")
    type_(home, "backup", archive)
    assert "TARGET_EXISTS" in type_(home, "backup", archive, exit_code=1).err
    type_(second, "restore", archive)
    assert "DIRECTORY_NOT_EMPTY" in type_(second, "restore", archive, exit_code=1).err
    assert type_(second, "digest").out == type_(home, "digest").out
    assert "0 findings" in type_(second, "fsck").out
    assert "down" in type_(second, "status").out


# --- how it says no ---------------------------------------------------------------------------------------------------

REFUSALS = {
    "nobody acts": (("accept", "NM-2026-0005"), 3, "PERSON_MISSING"),
    "somebody unknown": (("accept", "NM-2026-0005", "--as", "nobody"), 3, "PERSON_UNKNOWN"),
    "an unknown application": (("accept", "NM-0", "--as", "bao"), 1, "APPLICATION_NOT_FOUND"),
    "no code": (("verify", "SJ-15"), 1, "CODE_MALFORMED"),
    "no moment": (("verify", "SJ1512026090001", "--at", "gestern"), 1, "TIME_MALFORMED"),
    "an unknown subject": (("history", "SJ1512026099999"), 1, "SUBJECT_UNKNOWN"),
    "an unknown kind": (
        ("org", "accredit", str(BANK), "--kind", "x", "--since", "2026-01-01", "--until", "2027-01-01"),
        2,
        "one of",
    ),
    "no such verb": (("unmake",), 2, "unmake"),
}


@pytest.mark.parametrize("name", REFUSALS)
def test_a_refusal_names_its_code_and_ends_with_its_familys_number(ledger: Type, name: str) -> None:
    words, code, told = REFUSALS[name]
    assert told in ledger(*words, exit_code=code).err


def test_a_refused_form_is_told_with_every_reason(ledger: Type) -> None:
    said = ledger("accept", "NM-2026-0001", "--as", "bao", exit_code=1)
    assert said.err.split()[0].isupper()
    assert len(said.err.splitlines()) >= 2, "in both languages"


def test_where_there_is_no_ledger_the_way_to_one_is_told(type_: Type, tmp_path: Path) -> None:
    assert "ledger init" in type_(tmp_path, "status", exit_code=3).err
    assert type_(tmp_path, "version").out.strip()


def test_ctrl_c_is_no_loss(type_: Type, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(commands, "app", interrupted)
    assert "what was acknowledged is stored" in type_(tmp_path, "status", exit_code=3).err
