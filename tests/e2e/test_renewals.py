# SPDX-License-Identifier: Apache-2.0
"""A renewal that is undecided, and a transfer of the same certificate, on a real ledger. Under a regime of their own,
whose window is as long as its term: the chain's clock goes no further than today."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from ledger.domain.certificate import Certificate
from ledger.domain.ids import CertificateId, RegimeId, party_of_org
from ledger.domain.kinds import Procedure
from ledger.errors import Refused
from ledger.service import case_acts, governing, proceedings
from ledger.service.assents import Signing
from ledger.service.case_acts import NationalRecord
from ledger.service.founding import decree
from ledger.service.governing import CN_DPR_2026, Governed
from ledger.service.heads import certificate_and_case
from ledger.service.proceedings import Request, StepRequest
from ledger.service.registry_acts import CertificateOrder
from tests.e2e.founded import DAY, HERDING, POWER, Founded, file, founded_ledger

HERDERS, GRID = party_of_org(HERDING), party_of_org(POWER)
YEARLY = replace(CN_DPR_2026, id=RegimeId("CN-DPR-YEARLY"), validity_years=1, renewal_window_months=12)
SIGNED = Signing("签署的申请表", "委托书", 2)
open_on = Certificate.open_proceeding


@pytest.fixture(scope="module")
def renewing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Founded]:
    """Two certificates of a holder's under that regime, beside those that there are."""
    with founded_ledger(tmp_path_factory.mktemp("renewing")) as made:
        decree(made.ledger, [made.people["zhang"], made.people["wei"]], [Governed(governing.regime(YEARLY))])
        references = ("NM-2026-0101", "NM-2026-0102")
        for place, reference in enumerate(references):
            name = f"2026年锡林郭勒盟畜牧业第{place + 1}类养殖溯源数据集"
            exempt = {"notice_exempt": "是", "notice_exempt_reason": "涉及商业秘密"}
            file(made, reference, YEARLY.id, data_name=name, term_years="1", **exempt)
        case_acts.accept(made.ledger, made.order("accept-y", *references))
        exempted = made.order("exempt-y", *references, paper="涉及商业秘密，准予不公示", two=True)
        made.act(case_acts.exempt_from_notice(made.ledger, exempted))
        national = [NationalRecord(f"GJ-{reference}", made.ledger.now(), "{}") for reference in references]
        made.act(case_acts.evidence(made.ledger, made.order("evidence-y", *references, two=True), national))
        made.act(case_acts.certify(made.ledger, made.order("certify-y", *references, two=True)))
        made.certificates += [f"SJ151202609000{number}" for number in (4, 5)]
        yield made


def order(made: Founded, code: CertificateId, what: str, *, two: bool = False) -> CertificateOrder:
    return CertificateOrder(made.people["bao"], f"{what}-{code}", code, made.people["chen"] if two else None)


def renewal_filed(made: Founded, code: CertificateId) -> None:
    asked = Request(Procedure.RENEW, HERDERS, documents="续期材料", signing=SIGNED)
    proceedings.file(made.ledger, order(made, code, "renew"), asked)


def transfer_accepted(made: Founded, code: CertificateId) -> None:
    asked = Request(Procedure.TRANSFER, HERDERS, GRID, rights=7, documents="转让合同", signing=SIGNED)
    proceedings.file(made.ledger, order(made, code, "transfer"), asked)
    agreed = StepRequest(Procedure.TRANSFER, GRID, "同意受让", signing=SIGNED)
    proceedings.agree(made.ledger, order(made, code, "agree"), agreed)
    proceedings.accept(made.ledger, order(made, code, "accept"), StepRequest(Procedure.TRANSFER, paper="受理"))


def registered(made: Founded, code: CertificateId, procedure: Procedure) -> Certificate:
    national = NationalRecord(f"GJ-{procedure.name}-{code}", made.ledger.now(), "{}")
    asked = order(made, code, f"register-{procedure.name}", two=True)
    made.act(proceedings.register(made.ledger, asked, procedure, national, "准予登记"))
    return standing(made, code)


def standing(made: Founded, code: CertificateId) -> Certificate:
    return certificate_and_case(made.ledger, code)[0]


def refused_as(made: Founded, code: CertificateId, procedure: Procedure) -> str:
    with pytest.raises(Refused) as told:
        registered(made, code, procedure)
    return told.value.code


def test_no_transfer_is_registered_while_a_renewal_is_undecided_and_the_renewed_term_goes_along(
    renewing: Founded,
) -> None:
    code = renewing.certificates[3]
    renewal_filed(renewing, code)
    transfer_accepted(renewing, code)
    assert refused_as(renewing, code, Procedure.TRANSFER) == "RENEWAL_UNDECIDED"

    before = standing(renewing, code).expires_at
    accepted = StepRequest(Procedure.RENEW, paper="受理")
    proceedings.accept(renewing.ledger, order(renewing, code, "renew-accept"), accepted)
    later = registered(renewing, code, Procedure.RENEW).expires_at
    assert later - before == 366 * DAY, "with the 29th of February 2028"
    (successor,) = registered(renewing, code, Procedure.TRANSFER).successors
    assert standing(renewing, successor).expires_at == later


def test_what_another_program_transfers_meanwhile_leaves_the_renewal_behind_and_the_transferee_files_anew(
    renewing: Founded, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The contracts ask nothing: so it is the clerk who has to be told."""
    code = renewing.certificates[4]
    transfer_accepted(renewing, code)
    renewal_filed(renewing, code)
    with monkeypatch.context() as elsewhere:
        elsewhere.setattr(Certificate, "open_proceeding", lambda held, procedure: (
            None if procedure is Procedure.RENEW else open_on(held, procedure)
        ))  # fmt: skip
        (successor,) = registered(renewing, code, Procedure.TRANSFER).successors
    assert refused_as(renewing, code, Procedure.RENEW) == "CERTIFICATE_NOT_EFFECTIVE"
    held = standing(renewing, successor)
    assert (held.expires_at, held.proceedings) == (standing(renewing, code).expires_at, ())
    asked = Request(Procedure.RENEW, GRID, documents="续期材料", signing=SIGNED)
    proceedings.file(renewing.ledger, order(renewing, successor, "renew"), asked)
    withdrawn = StepRequest(Procedure.RENEW, GRID, "撤回", signing=SIGNED)
    proceedings.withdraw(renewing.ledger, order(renewing, successor, "withdraw"), withdrawn)
