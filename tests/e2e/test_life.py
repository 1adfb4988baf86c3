# SPDX-License-Identifier: Apache-2.0
"""The life of certificates on a real ledger: transferred, changed, disputed, linked, compared, revoked; and what a
verdict says at each moment."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from ledger.content.digest import sha256
from ledger.domain.calendar import day_from_civil, end_of
from ledger.domain.ids import CertificateId, name_of, party_of_org
from ledger.domain.kinds import DisputeOutcome, Procedure
from ledger.domain.payload import payload_of
from ledger.domain.verdict import Verdict
from ledger.errors import Refused
from ledger.service import beside, changes, proceedings
from ledger.service.assents import Signing
from ledger.service.bank_reports import LendingQuestion, bank_report
from ledger.service.beside import Elsewhere
from ledger.service.case_acts import NationalRecord
from ledger.service.changes import Restated
from ledger.service.entitling import public_overview
from ledger.service.heads import certificate_and_case
from ledger.service.proceedings import Request, StepRequest
from ledger.service.registry_acts import CertificateOrder
from ledger.service.verdicts import Question, verdict
from ledger.store.queries import acts, certificates
from ledger.store.queries.certificates import CertificateFilter
from ledger.store.queries.records import SealedPaper
from tests.e2e.founded import HERDING, POWER, Founded, founded_ledger

HERDERS, GRID = party_of_org(HERDING), party_of_org(POWER)


@pytest.fixture(scope="module")
def living(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Founded]:
    with founded_ledger(tmp_path_factory.mktemp("living")) as made:
        yield made


def order(living: Founded, code: CertificateId, key: str, *, two: bool = False) -> CertificateOrder:
    return CertificateOrder(living.people["bao"], key, code, living.people["chen"] if two else None)


def paper(form: str, level: int = 2) -> Signing:
    return Signing(form, "委托书", level)


def judged(living: Founded, code: CertificateId, at: int | None = None) -> Verdict:
    """A verdict speaks of final blocks, and the mirror hears of finality a moment after the block."""
    until = time.monotonic() + 20
    while time.monotonic() < until:
        with living.ledger.store.reading() as session:
            head = acts.required_head(session)
        if head.finalized_number >= head.block_number:
            break
        time.sleep(0.05)
    return verdict(living.ledger.store, Question(code, living.ledger.now(), at)).verdict


def test_a_transfer_gives_the_transferee_a_certificate_of_its_own(living: Founded) -> None:
    ledger, code = living.ledger, living.certificates[0]
    asked = Request(Procedure.TRANSFER, HERDERS, GRID, rights=7, documents="转让合同", signing=paper("转让方签字"))
    proceedings.file(ledger, order(living, code, "t-file"), asked)
    assert "PENDING" in [note.code for note in judged(living, code).notes]
    agreed = StepRequest(Procedure.TRANSFER, GRID, "同意受让", signing=paper("受让方签字"))
    proceedings.agree(ledger, order(living, code, "t-agree"), agreed)
    proceedings.accept(ledger, order(living, code, "t-accept"), StepRequest(Procedure.TRANSFER, paper="受理"))
    before = ledger.now()
    living.walk_to(before + 3600)
    national = NationalRecord("GJ-T-1", before + 1800, "{}")
    waiting = proceedings.register(
        ledger, order(living, code, "t-register", two=True), Procedure.TRANSFER, national, "准予转移"
    )
    living.act(waiting)

    gone = judged(living, code)
    assert gone.word == "REPLACED"
    (new,) = gone.base.detail.split(", ")
    given = judged(living, CertificateId(new))
    assert given.word == "VALID"
    assert {line.party for line in given.holders} == {GRID}
    earlier = judged(living, code, before)
    assert earlier.word == "VALID"
    assert {line.party for line in earlier.holders} == {HERDERS}


def test_who_did_not_agree_transfers_nothing(living: Founded) -> None:
    ledger, code = living.ledger, living.certificates[1]
    asked = Request(Procedure.TRANSFER, GRID, HERDERS, rights=4, documents="转让合同", signing=paper("转让方签字"))
    proceedings.file(ledger, order(living, code, "u-file"), asked)
    with pytest.raises(Refused) as refused:
        proceedings.accept(ledger, order(living, code, "u-accept"), StepRequest(Procedure.TRANSFER, paper="受理"))
    assert refused.value.code == "PROCEEDING_NOT_IN_STATE"
    step = StepRequest(Procedure.TRANSFER, GRID, "撤回", signing=paper("撤回书"))
    proceedings.withdraw(ledger, order(living, code, "u-withdraw"), step)
    assert judged(living, code).word == "VALID"


@pytest.mark.parametrize(
    ("signing", "code"),
    [
        pytest.param(Signing("转让方签字", "委托书"), "ATTESTATION_LEVEL_MISSING", id="form-without-level"),
        pytest.param(Signing(level=3), "FORM_MISSING", id="level-without-form"),
        pytest.param(Signing(), "FORM_MISSING", id="neither"),
    ],
)
def test_nobody_supposes_how_well_a_signature_is_attested(living: Founded, signing: Signing, code: str) -> None:
    asked = Request(Procedure.TRANSFER, GRID, HERDERS, rights=4, documents="转让合同", signing=signing)
    with pytest.raises(Refused) as refused:
        proceedings.file(living.ledger, order(living, living.certificates[1], f"l-{code}-{signing.level}"), asked)
    assert refused.value.code == code


def test_a_registrar_in_its_own_name_files_no_form(living: Founded) -> None:
    asked = StepRequest(Procedure.TRANSFER, paper="受理", signing=paper("签字"))
    with pytest.raises(Refused) as refused:
        proceedings.accept(living.ledger, order(living, living.certificates[1], "own-form"), asked)
    assert refused.value.code == "PAPER_BESIDE_OWN_KEY"


def test_the_level_that_was_said_stands_in_the_proceeding(living: Founded) -> None:
    ledger, code = living.ledger, living.certificates[1]
    asked = Request(
        Procedure.CHANGE, GRID, GRID, before="旧", after="新", documents="证明", signing=paper("签字", level=5)
    )
    proceedings.file(ledger, order(living, code, "v-file"), asked)
    filed = certificate_and_case(ledger, code)[0].open_proceeding(Procedure.CHANGE)
    assert filed is not None
    assert filed.level == 5
    step = StepRequest(Procedure.CHANGE, GRID, "撤回", signing=paper("撤回书"))
    proceedings.withdraw(ledger, order(living, code, "v-withdraw"), step)


def test_a_change_of_the_description_keeps_the_holders(living: Founded) -> None:
    ledger, code = living.ledger, living.certificates[1]
    asked = Request(
        Procedure.CHANGE,
        GRID,
        GRID,
        before="旧描述",
        after="新描述",
        documents="证明材料",
        signing=paper("变更申请签字"),
    )
    proceedings.file(ledger, order(living, code, "c-file"), asked)
    proceedings.accept(ledger, order(living, code, "c-accept"), StepRequest(Procedure.CHANGE, paper="受理"))
    national = NationalRecord("GJ-C-1", ledger.now(), "{}")
    made = proceedings.register(ledger, order(living, code, "c-reg", two=True), Procedure.CHANGE, national, "准予变更")
    living.act(made)
    after = judged(living, code)
    assert after.certificate is not None
    assert after.certificate.current.number == 2
    assert {line.party for line in after.holders} == {GRID}
    assert "CORRECTED" not in [note.code for note in after.notes]


NEW_NAME = "2024年至2026年内蒙古自治区电力行业负荷统计数据集"


def test_a_change_of_the_name_and_the_span_is_shown_from_then_on_and_the_old_before(living: Founded) -> None:
    ledger, code = living.ledger, living.certificates[1]
    before = judged(living, code)
    assert before.content is not None
    old = before.content
    with ledger.store.reading() as session:
        known = acts.required_head(session).block_number
    asked = Request(
        Procedure.CHANGE,
        GRID,
        GRID,
        before="旧名称",
        after="新名称",
        documents="证明材料",
        restated=Restated(NEW_NAME, "改写后的数据描述", until=date(2026, 6, 30)),
        signing=paper("变更申请签字"),
    )
    proceedings.file(ledger, order(living, code, "n-file"), asked)
    filed = certificate_and_case(ledger, code)[0].open_proceeding(Procedure.CHANGE)
    assert filed is not None
    assert (filed.data_name, filed.time_from) == (NEW_NAME, old.time_from)
    proceedings.accept(ledger, order(living, code, "n-accept"), StepRequest(Procedure.CHANGE, paper="受理"))
    assert judged(living, code).data_name == old.data_name, "applied for is not registered"
    living.walk_to(ledger.now() + 3600)
    evidenced_at = ledger.now() - 1800
    national = NationalRecord("GJ-N-1", evidenced_at, "{}")
    made = proceedings.register(ledger, order(living, code, "n-reg", two=True), Procedure.CHANGE, national, "准予变更")
    living.act(made)

    after = judged(living, code)
    assert after.content is not None
    assert after.data_name == NEW_NAME
    assert after.content.time_to == end_of(day_from_civil(date(2026, 6, 30))) - 1
    assert after.content.overview_commitment not in (old.overview_commitment, bytes(32))
    assert judged(living, code, evidenced_at).data_name == NEW_NAME
    assert judged(living, code, evidenced_at - 1).content == old
    then = verdict(ledger.store, Question(code, ledger.now(), known=known)).verdict
    assert then.content == old
    with ledger.store.reading() as session:
        found = certificates.certificates(session, CertificateFilter(name="电力行业负荷")).items
        gone = certificates.certificates(session, CertificateFilter(name=old.data_name)).items
    assert [(each.certificate.code, each.data_name) for each in found] == [(code, NEW_NAME)]
    assert code not in [each.certificate.code for each in gone]
    asked_by_a_bank = LendingQuestion(code, ledger.now(), holder=POWER, maturity=ledger.now() + 86_400)
    report = json.dumps(bank_report(ledger.store, asked_by_a_bank).document(), ensure_ascii=False)
    assert NEW_NAME in report
    assert old.data_name not in report


@pytest.mark.parametrize(
    ("restated", "code"),
    [
        pytest.param(Restated(NEW_NAME), "CHANGE_IS_EMPTY", id="the-same-name"),
        pytest.param(Restated(until=date(2026, 6, 30)), "CHANGE_IS_EMPTY", id="the-same-span"),
        pytest.param(Restated(since=date(2026, 7, 1)), "SPAN_REVERSED", id="reversed"),
        pytest.param(Restated("长" * 41), "NAME_TOO_LONG", id="long"),
        pytest.param(Restated("2024年\u202e集据数"), "NAME_UNREADABLE", id="turned"),
    ],
)
def test_a_change_to_what_stands_already_or_cannot_stand_is_refused(
    living: Founded, restated: Restated, code: str
) -> None:
    asked = Request(
        Procedure.CHANGE, GRID, GRID, before="旧", after="新", documents="证", restated=restated, signing=paper("签字")
    )
    with pytest.raises(Refused) as refused:
        proceedings.file(living.ledger, order(living, living.certificates[1], f"e-{code}-{restated.name}"), asked)
    assert refused.value.code == code


def test_a_change_whose_words_say_the_same_is_refused(living: Founded) -> None:
    asked = Request(Procedure.CHANGE, GRID, GRID, before="同", after=" 同", documents="证", signing=paper("签字"))
    with pytest.raises(Refused) as refused:
        proceedings.file(living.ledger, order(living, living.certificates[1], "same"), asked)
    assert refused.value.code == "CHANGE_IS_EMPTY"


def test_a_description_that_stands_already_is_refused(living: Founded) -> None:
    code = living.certificates[2]
    case = certificate_and_case(living.ledger, code)[1]
    mine = public_overview(living.ledger, case.registrar, name_of(case.reference))
    assert mine
    holder = certificate_and_case(living.ledger, code)[0].present_holders[0]
    asked = Request(
        Procedure.CHANGE, holder, holder, before="旧", after="新", documents="证",
        restated=Restated(description=mine), signing=paper("签字"),
    )  # fmt: skip
    with pytest.raises(Refused) as refused:
        proceedings.file(living.ledger, order(living, code, "same-description"), asked)
    assert refused.value.code == "CHANGE_IS_EMPTY"


def test_the_digests_that_were_registered_are_those_of_what_is_shown(living: Founded) -> None:
    with living.ledger.store.reading() as session:
        item = certificates.certificate(session, living.certificates[1])
    assert item is not None
    payload = payload_of(item.line, item.case)
    assert NEW_NAME.encode() in payload
    assert sha256(payload) == item.certificate.current.payload_sha256


def test_a_dispute_stands_in_every_verdict_until_it_is_concluded(living: Founded) -> None:
    ledger, code = living.ledger, living.certificates[1]
    beside.file_dispute(
        ledger, order(living, code, "d-file"), HERDERS, "登记有误", "证据", paper("异议人签字"), complete=True
    )
    assert "DISPUTED" in judged(living, code).overlay_words
    beside.note_dispute(ledger, order(living, code, "d-note"), 1, 2, "已告知权利人")
    beside.answer_dispute(
        ledger, order(living, code, "d-answer"), 1, GRID, "不认可", paper("权利人签字"), contested=True
    )
    made = beside.conclude_dispute(
        ledger, order(living, code, "d-close", two=True), 1, DisputeOutcome.REJECTED, "异议不成立"
    )
    living.act(made)
    assert "DISPUTED" not in judged(living, code).overlay_words


def test_an_entry_elsewhere_stands_in_the_verdict(living: Founded) -> None:
    given = Elsewhere("DATA_IP", "示例知识产权登记机构", "DIP-2026-0001", "IN_FORCE", verified=True)
    beside.link(living.ledger, order(living, living.certificates[1], "l-1"), given)
    linked = [note.detail for note in judged(living, living.certificates[1]).notes if note.code == "LINKED"]
    assert linked == ["DATA_IP · 示例知识产权登记机构 · DIP-2026-0001 · IN_FORCE · verified"]


def test_a_document_of_an_authority_revokes(living: Founded) -> None:
    ledger, code = living.ledger, living.certificates[2]
    since = ledger.now()
    made = beside.revoke(
        ledger, order(living, code, "r-1", two=True), living.people["zhang"].org_id, 3, since, "生效决定书"
    )
    living.act(made)
    assert judged(living, code, since).word == "REVOKED"
    assert judged(living, code, since - 1).word == "VALID"


def test_who_gets_the_data_by_a_transfer_gets_what_was_changed_before(living: Founded) -> None:
    ledger, code = living.ledger, living.certificates[1]
    asked = Request(Procedure.TRANSFER, GRID, HERDERS, rights=4, documents="转让合同", signing=paper("转让方签字"))
    proceedings.file(ledger, order(living, code, "w-file"), asked)
    agreed = StepRequest(Procedure.TRANSFER, HERDERS, "同意受让", signing=paper("受让方签字"))
    proceedings.agree(ledger, order(living, code, "w-agree"), agreed)
    proceedings.accept(ledger, order(living, code, "w-accept"), StepRequest(Procedure.TRANSFER, paper="受理"))
    national = NationalRecord("GJ-W-1", ledger.now(), "{}")
    made = proceedings.register(
        ledger, order(living, code, "w-register", two=True), Procedure.TRANSFER, national, "准予转移"
    )
    living.act(made)
    (new,) = certificate_and_case(ledger, code)[0].successors
    assert judged(living, new).data_name == NEW_NAME
    with ledger.store.reading() as session:
        item = certificates.certificate(session, new)
        found = certificates.certificates(session, CertificateFilter(name=NEW_NAME)).items
    assert item is not None
    assert item.data_name == NEW_NAME
    assert new in [each.certificate.code for each in found]
    assert sha256(payload_of(item.line, item.case)) == item.certificate.current.payload_sha256


def test_a_name_that_may_not_be_shown_is_on_no_chain_and_its_text_is_sealed(
    living: Founded, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger, code = living.ledger, living.certificates[1]
    certificate, case = certificate_and_case(ledger, code)
    masked = replace(case.content, data_name="")
    monkeypatch.setattr(changes, "content_of", lambda *_: masked)
    filed = changes.Filed(living.people["bao"], GRID, certificate, case, b"p" * 32)
    made, texts = changes.restatement(ledger, filed, Restated("不得公开的名称"))
    assert (made.data_name, any(made.name_commitment)) == ("", True)
    (named, described) = texts
    assert isinstance(named.record, SealedPaper)
    assert "不得公开的名称".encode() not in named.record.ciphertext
    assert described.record is None
    told = Restated("不得公开的名称").told(ledger, filed.who.org_id)
    assert "不得公开" not in json.dumps(told, ensure_ascii=False)
    with pytest.raises(Refused) as refused:
        changes.refuse_name_not_shown(masked, "不得公开的名称")
    assert refused.value.code == "NAME_NOT_SHOWN"


def test_a_name_that_another_program_put_in_clear_is_not_registered(
    living: Founded, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The desk cannot know what is masked: whoever sends to it past this service is stopped by the registrar's."""
    ledger, code = living.ledger, living.certificates[1]
    asked = Request(
        Procedure.CHANGE, GRID, GRID, before="旧", after="新", documents="证明", restated=Restated("不得公开的名称"),
        signing=paper("签字"),
    )  # fmt: skip
    proceedings.file(ledger, order(living, code, "m-file"), asked)
    proceedings.accept(ledger, order(living, code, "m-accept"), StepRequest(Procedure.CHANGE, paper="受理"))
    _, case = certificate_and_case(ledger, code)
    national = NationalRecord("GJ-M-1", ledger.now(), "{}")
    with monkeypatch.context() as patched:
        patched.setattr(proceedings, "content_of", lambda *_: replace(case.content, data_name=""))
        with pytest.raises(Refused) as refused:
            proceedings.register(ledger, order(living, code, "m-reg", two=True), Procedure.CHANGE, national, "准予变更")
    assert refused.value.code == "NAME_NOT_SHOWN"
    step = StepRequest(Procedure.CHANGE, GRID, "撤回", signing=paper("撤回书"))
    proceedings.withdraw(ledger, order(living, code, "m-withdraw"), step)


def test_an_oracle_that_shares_nothing_with_the_ledger_reads_the_same_rows_from_the_node(living: Founded) -> None:
    """Heads proven from History's storage, every row that the acts above left made again from the logs."""
    judged(living, living.certificates[0])
    assert living.what_the_oracle_finds() == []
