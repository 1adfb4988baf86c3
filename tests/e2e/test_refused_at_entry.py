# SPDX-License-Identifier: Apache-2.0
"""What a clerk mistypes is refused before it stands: codes that are none, spans that are over, nobody's withdrawals."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from ledger.domain.ids import CertificateId, OrgId, PartyId, PledgeId, party_of_org
from ledger.domain.kinds import GrantKind, PledgeEnding, Procedure, RightBits
from ledger.errors import Refused
from ledger.service import beside, loans, objections, pledge_changes, pledges, proceedings, public_grants, registry_acts
from ledger.service.assents import Signing
from ledger.service.case_acts import NationalRecord
from ledger.service.objections import ObjectionOrder
from ledger.service.pledge_changes import ToAssign, ToPass, ToSwap
from ledger.service.pledges import PledgeOrder
from ledger.service.proceedings import Request, StepRequest
from ledger.service.public_grants import ApplicationOrder
from ledger.service.registry_acts import CertificateOrder, Remark
from tests.e2e.founded import AUTHORITY, DAY, HERDING, POWER, SECOND_AUTHORITY, Founded, founded_ledger
from tests.e2e.granting import terms
from tests.e2e.typing_verbs import Typed, typed_on

SLIP = OrgId("11150000MB0DEM01XX")
"""The authority's code with another check digit."""
HERDERS, GRID = party_of_org(HERDING), party_of_org(POWER)
SIGNED = Signing("签字材料", "委托书", 2)


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Founded]:
    with founded_ledger(tmp_path_factory.mktemp("entry")) as made:
        yield made


@pytest.fixture
def typed(held: Founded, monkeypatch: pytest.MonkeyPatch) -> Typed:
    return typed_on(held.ledger, monkeypatch)


def order(held: Founded, code: CertificateId, key: str) -> CertificateOrder:
    return CertificateOrder(held.people["bao"], key, code, held.people["chen"])


def refusal(act: Callable[[], object]) -> tuple[str, list[str]]:
    with pytest.raises(Refused) as told:
        act()
    return told.value.code, [reason.field for reason in told.value.reasons]


# --- codes that are none ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", [SLIP, OrgId("XX"), OrgId(AUTHORITY.lower())])
def test_an_authority_that_is_none_seizes_lifts_and_revokes_nothing(held: Founded, code: OrgId) -> None:
    ledger, on = held.ledger, order(held, held.certificates[0], f"authority-{code}")
    wrong = ("ORGANISATION_CODE_MALFORMED", ["authority"])
    assert refusal(lambda: registry_acts.annotate(ledger, on, Remark(2, "查封文书", code, 3))) == wrong
    assert refusal(lambda: registry_acts.lift(ledger, on, 1, code, 3, "解除文书")) == wrong
    assert refusal(lambda: beside.revoke(ledger, on, code, 3, ledger.now(), "生效决定")) == wrong


def test_whoever_objects_or_answers_is_named_by_a_code_that_is_one(held: Founded) -> None:
    ledger, bao, slip = held.ledger, held.people["bao"], OrgId(HERDING[:-1] + "X")
    objection = ObjectionOrder(bao, "objection-slip", held.cases["NM-2026-0004"], "有误", objector=slip)
    assert refusal(lambda: objections.file(ledger, objection)) == ("ORGANISATION_CODE_MALFORMED", ["objector"])
    on, party = order(held, held.certificates[0], "dispute-slip"), party_of_org(slip)
    answered = refusal(lambda: beside.answer_dispute(ledger, on, 1, party, "不认可", SIGNED, contested=True))
    assert answered == ("ORGANISATION_CODE_MALFORMED", ["holder"])
    withdrawn = refusal(lambda: beside.withdraw_dispute(ledger, on, 1, party, "撤回", SIGNED))
    assert withdrawn == ("ORGANISATION_CODE_MALFORMED", ["objector"])


def test_an_application_for_public_data_names_department_and_authority_by_their_codes(held: Founded) -> None:
    wrong = ApplicationOrder(
        who=held.people["bao"],
        key="public-slip",
        reference="GK-2026-9001",
        kind=GrantKind.DIRECTED_OPEN,
        resource="GG1500002026000001",
        applicant=party_of_org(OrgId(HERDING[:-1] + "X")),
        source=OrgId(SECOND_AUTHORITY[:-1] + "4"),
        authority=SLIP,
        terms=terms(),
        document="申请书",
        signing=SIGNED,
    )
    told = refusal(lambda: public_grants.apply_for(held.ledger, wrong))
    assert told == ("ORGANISATION_CODE_MALFORMED", ["applicant", "source", "authority"])


def test_a_consent_to_somebody_who_is_nobody_is_refused(held: Founded) -> None:
    ledger, pledge, code = held.ledger, PledgeId(b"\x11" * 32), held.certificates[0]
    on = PledgeOrder(held.people["bao"], "consent-slip", pledge, "文书")
    nobody, until = PartyId(party_of_org(SLIP)), ledger.now() + DAY
    matters = {
        "new_holder": ToPass(code, HERDERS, RightBits.OPERATE, nobody),
        "assignee": ToAssign(SLIP),
        "holder": ToSwap(pledge, PledgeId(b"\x12" * 32), code, nobody, RightBits.OPERATE),
    }
    found = [refusal(lambda of=of: pledge_changes.consent(ledger, on, of, until)) for of in matters.values()]  # type: ignore[misc]
    assert found == [("ORGANISATION_CODE_MALFORMED", [name]) for name in matters]
    wrong = ("ORGANISATION_CODE_MALFORMED", ["authority"])
    assert refusal(lambda: loans.suspend(ledger, on, SLIP, 3, suspended=True)) == wrong
    assert refusal(lambda: pledges.release(ledger, on, PledgeEnding.VOIDED, SLIP, 3)) == wrong


def test_small_letters_and_spaces_are_the_same_code(held: Founded, typed: Typed) -> None:
    code = held.certificates[2]
    waiting = typed(
        "annotate", code, "--kind", "4", "--authority", f" {AUTHORITY.lower()} ", "--level", "3", "--paper", "法定备注",
        "--as", "bao", "--approver", "chen",
    )  # fmt: skip
    typed("approve", waiting["preparation"], "--as", "chen")
    held.settle()
    (noted,) = typed("verify", code)["certificate"]["annotations"]
    assert noted["authority"] == AUTHORITY


def test_a_type_of_event_is_one_of_the_list_however_it_is_written(held: Founded, typed: Typed) -> None:
    def told(what: str) -> dict[str, object]:
        used = '{"recipient": "示例交易场所", "purpose": "挂牌"}'
        signed = ("--actor", HERDING, "--form", "申报书", "--level", "2", "--particulars", used, "--as", "bao")
        return typed("circulation", "report", held.certificates[0], "--what", what, *signed)

    assert refusal(lambda: told("none"))[0] == "WORD_UNKNOWN"
    assert told("certificate-for-trade")["standing"] == "IN_SCOPE"


# --- spans that are over ----------------------------------------------------------------------------------------------


def test_a_seizure_that_ends_before_it_comes_on_record_is_refused_and_repeated_as_it_was_made(held: Founded) -> None:
    ledger, code = held.ledger, held.certificates[0]
    over = Remark(2, "查封文书", AUTHORITY, 3, until=ledger.now())
    told = refusal(lambda: registry_acts.annotate(ledger, order(held, code, "over"), over))
    assert told[0] == "ANNOTATION_SPAN_REVERSED"
    short = Remark(5, "备注", until=ledger.now() + 2 * DAY)
    made = held.act(registry_acts.annotate(ledger, order(held, code, "short"), short))
    held.walk_to(ledger.now() + 3 * DAY)
    assert held.act(registry_acts.annotate(ledger, order(held, code, "short"), short))["tx"] == made["tx"]


# --- proceedings ------------------------------------------------------------------------------------------------------


def test_nobody_withdraws_what_a_holder_filed(held: Founded, typed: Typed) -> None:
    ledger, code = held.ledger, held.certificates[1]
    asked = Request(Procedure.CHANGE, GRID, GRID, before="旧", after="新", documents="证明", signing=SIGNED)
    proceedings.file(ledger, order(held, code, "w-file"), asked)
    withdrawal = ("change", "withdraw", code, "--paper", "撤回", "--as", "bao")
    assert refusal(lambda: typed(*withdrawal))[0] == "PARTY_MISSING"
    typed(*withdrawal, "--party", POWER, "--form", "撤回书", "--level", "2")
    told = refusal(lambda: typed(*withdrawal, "--key", "again"))
    assert told[0] == "PROCEEDING_NOT_IN_STATE"


def test_a_step_that_does_not_follow_names_the_state_that_it_found(held: Founded) -> None:
    code = held.certificates[2]
    step = StepRequest(Procedure.RENEW, paper="受理")
    with pytest.raises(Refused) as told:
        proceedings.accept(held.ledger, order(held, code, "no-renewal"), step)
    assert told.value.code == "PROCEEDING_NOT_IN_STATE"
    assert "NONE" in told.value.en
    assert "NONE" in told.value.zh


def test_nothing_is_registered_on_a_certificate_whose_rights_all_went_elsewhere(held: Founded) -> None:
    ledger, code = held.ledger, held.certificates[1]
    asked = Request(Procedure.TRANSFER, GRID, HERDERS, rights=7, documents="转让合同", signing=SIGNED)
    ended = Request(Procedure.CANCEL, GRID, ground=1, documents="证明", signing=SIGNED)
    proceedings.file(ledger, order(held, code, "t-file"), asked)
    proceedings.agree(
        ledger, order(held, code, "t-agree"), StepRequest(Procedure.TRANSFER, HERDERS, "同意", signing=SIGNED)
    )
    proceedings.file(ledger, order(held, code, "e-file"), ended)
    for procedure in (Procedure.TRANSFER, Procedure.CANCEL):
        proceedings.accept(ledger, order(held, code, f"{procedure.name}-accept"), StepRequest(procedure, paper="受理"))
    held.walk_to(ledger.now() + 3600)

    def registered(procedure: Procedure) -> object:
        national = NationalRecord(f"GJ-{procedure.name}", ledger.now() - 60, "{}")
        return proceedings.register(ledger, order(held, code, f"{procedure.name}-end"), procedure, national, "准予")

    held.act(registered(Procedure.TRANSFER))  # type: ignore[arg-type]
    assert refusal(lambda: registered(Procedure.CANCEL))[0] == "CERTIFICATE_NOT_EFFECTIVE"
    step = StepRequest(Procedure.CANCEL, GRID, "撤回", signing=SIGNED)
    proceedings.withdraw(ledger, order(held, code, "e-withdraw"), step)
