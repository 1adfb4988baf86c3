# SPDX-License-Identifier: Apache-2.0
"""What a verdict says of a certificate after its issue: ends, pending renewals, disputes, the national record."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ledger.domain.certificate import (
    AnnotationRecord,
    Certificate,
    DisputeRecord,
    LinkRecord,
    Proceeding,
    ReconciliationRecord,
    RelationRecord,
    RightUnit,
)
from ledger.domain.ids import CertificateId, OrgId, PartyId, RegimeId
from ledger.domain.kinds import Basis, CertificateStatus, DisputeOutcome, OrgKind, Procedure, ProceedingState
from ledger.domain.organisation import Suspension
from ledger.domain.verdict import Evidence, SameSample, Verdict, judge
from tests.simulator import acts as a
from tests.unit.domain.recording import recorded_acts
from tests.unit.domain.test_verdict import CERTIFICATE, FACTS, GOOD, HOLDER, REGISTRAR, REGISTRAR_ORG, STRANGER, noon

END = CERTIFICATE.expires_at
SUCCESSOR = CertificateId("SJ1512026080002")


def proceeding(procedure: Procedure, filed_at: int, **changes: object) -> Proceeding:
    made = Proceeding(
        procedure=procedure,
        number=1,
        state=ProceedingState.SUBMITTED,
        filed_at=filed_at,
        account=GOOD,
        filed_by=REGISTRAR,
        level=2,
        holder=HOLDER,
        other=None,
        rights=0,
        term_years=0,
        ground=0,
        notice_last_day=None,
        regime=RegimeId("CN-DPR-2026"),
        before=None,
        afterwards=None,
        documents=bytes(32),
        institution_decision=None,
        missing=0,
        complete_at=filed_at,
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def judged(at: int, holder: PartyId | None = None, **changes: object) -> Verdict:
    certificate: Certificate = replace(CERTIFICATE, **changes)  # type: ignore[arg-type]
    return judge(replace(FACTS, certificate=certificate), at, holder)


def notes(verdict: Verdict) -> dict[str, str]:
    return {note.code: note.detail for note in verdict.notes}


@pytest.mark.parametrize("status", [CertificateStatus.CANCELLED, CertificateStatus.REVOKED, CertificateStatus.REPLACED])
def test_an_end_counts_from_its_moment_and_not_before(status: CertificateStatus) -> None:
    ended_at = noon(2027, 3, 1)
    assert judged(ended_at, status=status, ended_at=ended_at).word == status.name
    assert judged(ended_at - 1, status=status, ended_at=ended_at).word == "VALID"
    assert judged(END + 1, status=status, ended_at=ended_at).word == status.name


def test_what_was_replaced_names_its_successors() -> None:
    moved = noon(2027, 3, 1)
    gone = proceeding(
        Procedure.TRANSFER,
        noon(2027, 2, 1),
        state=ProceedingState.REGISTERED,
        closed_at=moved,
        evidenced_at=moved,
        successor=SUCCESSOR,
    )
    units = (RightUnit(HOLDER, 1, Basis.P1_OWN_BUSINESS, CERTIFICATE.evidenced_at, END, moved),)
    changes = {"proceedings": (gone,), "units": units, "status": CertificateStatus.REPLACED, "ended_at": moved}
    after = judged(moved, HOLDER, **changes)
    assert (after.word, after.base.detail) == ("REPLACED", SUCCESSOR)
    assert notes(after)["TRANSFERRED"] == SUCCESSOR
    assert "HOLDER_MISMATCH" in after.overlay_words
    assert "HOLDER_MISMATCH" not in judged(moved - 1, HOLDER, **changes).overlay_words


def test_a_renewal_filed_in_time_and_undecided_keeps_the_certificate_up() -> None:
    filed = proceeding(Procedure.RENEW, noon(2031, 6, 1))
    assert judged(END - 1, proceedings=(filed,)).word == "EXPIRING"
    pending = judged(END + 86_400, proceedings=(filed,))
    assert pending.word == "VALID_PENDING_RENEWAL"
    assert notes(pending)["PENDING"] == "RENEW · 2031-06-01"
    refused = replace(filed, state=ProceedingState.REFUSED, closed_at=END + 2 * 86_400)
    assert judged(END + 86_400, proceedings=(refused,)).word == "VALID_PENDING_RENEWAL"
    assert judged(END + 2 * 86_400, proceedings=(refused,)).word == "EXPIRED"
    assert judged(END + 1, proceedings=(proceeding(Procedure.CHANGE, noon(2031, 6, 1)),)).word == "EXPIRED"


def test_while_a_renewal_is_undecided_the_holder_is_no_stranger() -> None:
    filed = proceeding(Procedure.RENEW, noon(2031, 6, 1))
    refused = replace(filed, state=ProceedingState.REFUSED, closed_at=END + 86_400)
    moved = RightUnit(HOLDER, 1, Basis.P1_OWN_BUSINESS, CERTIFICATE.evidenced_at, END, noon(2031, 7, 1))
    shorter = replace(moved, moved_at=None, until=noon(2031, 1, 1))

    def mismatch(at: int, holder: PartyId = HOLDER, **changes: object) -> bool:
        return "HOLDER_MISMATCH" in judged(at, holder, **changes).overlay_words

    assert not mismatch(END, proceedings=(filed,))
    assert mismatch(END, STRANGER, proceedings=(filed,))
    assert mismatch(END)
    assert not mismatch(END + 86_399, proceedings=(refused,))
    assert mismatch(END + 86_400, proceedings=(refused,))
    assert mismatch(END, proceedings=(filed,), units=(moved,)), "what passed on is somebody else's"
    assert mismatch(END, proceedings=(filed,), units=(shorter,)), "an agreed shorter term is over for good"


def test_the_evidence_of_what_is_open_is_not_that_of_what_was_closed() -> None:
    withdrawn = proceeding(
        Procedure.RENEW, noon(2031, 6, 1), state=ProceedingState.WITHDRAWN, closed_at=noon(2031, 6, 2)
    )
    open_one = proceeding(Procedure.RENEW, noon(2031, 6, 3), number=2)
    told = recorded_acts(
        [
            a.proceeding_filed(1, Procedure.RENEW, a.terms(a.NO_PARTY), 1),
            a.proceeding_filed(1, Procedure.RENEW, a.terms(a.NO_PARTY), 2),
        ]
    )
    certificate = replace(CERTIFICATE, proceedings=(withdrawn, open_one))
    verdict = judge(replace(FACTS, certificate=certificate, acts=told), END)
    assert verdict.base.evidence == (Evidence.of(told[1]),)
    (pending,) = (note for note in verdict.notes if note.code == "PENDING")
    assert pending.evidence == (Evidence.of(told[1]),)


def test_a_dispute_is_told_while_it_is_open() -> None:
    filed = DisputeRecord(1, STRANGER, noon(2027, 1, 4), GOOD, 2, bytes(32), None)
    closed = replace(filed, outcome=DisputeOutcome.REJECTED, closed_at=noon(2027, 2, 1))
    assert "DISPUTED" in judged(noon(2027, 1, 5), disputes=(filed,)).overlay_words
    assert "DISPUTED" in judged(noon(2027, 1, 5), disputes=(closed,)).overlay_words
    assert "DISPUTED" not in judged(noon(2027, 2, 2), disputes=(closed,)).overlay_words
    assert "DISPUTED" not in judged(noon(2027, 1, 1), disputes=(filed,)).overlay_words


def compared(number: int, differing: int, fields: int = 127) -> ReconciliationRecord:
    when = noon(2027, 1, number)
    given = (GOOD, bytes(32), bytes(32), bytes(32), when)
    return ReconciliationRecord(number, when, *given, not differing, fields, differing)


def test_the_last_comparison_with_the_national_record_counts() -> None:
    at = noon(2027, 6, 1)
    assert "UNCHECKED" in judged(at).overlay_words
    differs = judged(at, reconciliations=(compared(4, 0), compared(5, 0b110)))
    (overlay,) = (each for each in differs.overlays if each.code == "MISMATCH")
    assert overlay.detail == "2027-01-05 · HOLDERS, DATA_NAME"
    silent = judged(at, reconciliations=(compared(4, 0b110), compared(5, 0b1000, 0b1000)))
    (overlay,) = (each for each in silent.overlays if each.code == "MISMATCH")
    assert overlay.detail.startswith("2027-01-05 · HOLDERS, DATA_NAME, RIGHTS · UNCHECKED: REGISTRAR, HOLDERS")
    partly = replace(compared(5, 0, 0b111010), matches=False)
    (overlay,) = judged(at, reconciliations=(compared(4, 0b110), partly)).overlays
    left = "2027-01-05 · DATA_NAME · UNCHECKED: REGISTRAR, DATA_NAME, NATIONAL_REF"
    assert (overlay.code, overlay.detail) == ("MISMATCH", left)
    agrees = judged(at, reconciliations=(compared(4, 2), compared(5, 0)))
    assert not {"UNCHECKED", "MISMATCH"} & set(agrees.overlay_words)
    assert notes(agrees)["RECONCILED"] == "2027-01-05"


def test_entries_elsewhere_and_relations_are_told() -> None:
    link = LinkRecord(1, noon(2027, 1, 4), GOOD, 2, 1, False, "示例公共数据资源登记平台", "GG-1", bytes(32), None)
    relation = RelationRecord(1, noon(2027, 1, 4), GOOD, SUCCESSOR, 3, True, bytes(32))
    told = notes(judged(noon(2027, 2, 1), links=(link,), relations=(relation,)))
    assert told["LINKED"] == "PUBLIC_DATA_REGISTER · 示例公共数据资源登记平台 · GG-1 · IN_FORCE · claimed"
    assert told["RELATED"].endswith(SUCCESSOR)


def test_another_certificate_on_the_same_sample_is_told_from_its_beginning_on() -> None:
    begun = noon(2027, 3, 1)
    other = replace(CERTIFICATE, code=SUCCESSOR, evidenced_at=begun)
    facts = replace(FACTS, same_sample=(SameSample(other, Evidence(9, bytes(32), 1)),))
    before, after = judge(facts, begun - 1), judge(facts, begun)
    assert "SAME_SAMPLE" not in notes(before)
    assert (after.word, notes(after)["SAME_SAMPLE"]) == ("VALID", f"{SUCCESSOR} · VALID")
    assert after.notes[-1].evidence == (Evidence(9, bytes(32), 1),)


def test_who_keeps_the_certificate_after_a_succession_is_told() -> None:
    other, since = OrgId("91150105MA0DEM064P"), noon(2027, 1, 4)
    left = replace(REGISTRAR_ORG, successor=other, succeeded_at=since)
    facts = replace(FACTS, registrar=left)
    assert notes(judge(facts, since))["CUSTODIAN"] == other
    assert "CUSTODIAN" not in notes(judge(facts, since - 1))


def test_a_custodian_that_is_suspended_is_told_of_the_certificates_that_it_keeps() -> None:
    other, since = OrgId("91150105MA0DEM064P"), noon(2027, 1, 4)
    left = replace(REGISTRAR_ORG, successor=other, succeeded_at=since)
    pause = Suspension(OrgKind.REGISTRAR, 1, noon(2026, 12, 1), bytes(32), noon(2027, 3, 1))
    keeper = replace(REGISTRAR_ORG, org_id=other, suspensions=(pause,))
    facts = replace(FACTS, registrar=left, successors=(keeper,))

    def told(at: int) -> list[tuple[str, int | None]]:
        return [(each.detail, each.since) for each in judge(facts, at).overlays if each.code == "REGISTRAR_SUSPENDED"]

    assert told(since) == [(other, since)], "it answers for them from then on"
    assert told(since - 1) == []
    assert told(noon(2027, 3, 1)) == []
    both = replace(facts, registrar=replace(left, suspensions=(replace(pause, until=None),)))
    (shown,) = (each for each in judge(both, since).overlays if each.code == "REGISTRAR_SUSPENDED")
    assert (shown.detail, shown.since) == (f"{REGISTRAR} {other}", noon(2026, 12, 1))


def test_a_dispute_of_a_predecessor_is_told_under_its_code_while_it_is_open() -> None:
    filed = DisputeRecord(1, STRANGER, noon(2027, 1, 4), GOOD, 2, bytes(32), None)
    closed = replace(filed, number=2, outcome=DisputeOutcome.REJECTED, closed_at=noon(2027, 2, 1))
    before = replace(CERTIFICATE, code=SUCCESSOR, disputes=(filed, closed))
    facts = replace(FACTS, predecessors=(before,))
    (overlay,) = (each for each in judge(facts, noon(2027, 3, 1)).overlays if each.code == "DISPUTED")
    assert overlay.detail == f"{SUCCESSOR} #1 · 2027-01-04"
    assert notes(judge(facts, noon(2027, 3, 1)))["ACQUIRED"] == SUCCESSOR
    assert "ACQUIRED" not in notes(judge(FACTS, noon(2027, 3, 1)))
    assert "DISPUTED" not in judge(facts, noon(2027, 1, 1)).overlay_words


@pytest.mark.parametrize(("kind", "told"), [(1, True), (2, False), (3, False), (5, True)])
def test_what_is_noted_on_a_predecessor_is_told_and_its_freezes_are_not(kind: int, told: bool) -> None:
    since, until = noon(2027, 1, 4), noon(2027, 6, 1)
    note = AnnotationRecord(
        1, kind, None, 0, since, until, bytes(32), since, GOOD, None, bytes(32), None
    )  # fmt: skip
    facts = replace(FACTS, predecessors=(replace(CERTIFICATE, code=SUCCESSOR, annotations=(note,)),))
    during = judge(facts, since)
    assert any(one.detail.startswith(f"{SUCCESSOR} #1") for one in during.restrictions) is told
    assert "FROZEN" not in during.overlay_words
    assert not any(one.detail.startswith(SUCCESSOR) for one in judge(facts, until).restrictions)
