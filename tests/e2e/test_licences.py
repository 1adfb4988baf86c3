# SPDX-License-Identifier: Apache-2.0
"""Licences stand when the right that they hang on is transferred (ruling 23), on a real ledger and in its mirror."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from ledger.domain.circulation import trace_id
from ledger.domain.ids import CertificateId, GrantId, OrgId, certificate_bytes, party_of_org
from ledger.domain.kinds import GrantGround, Procedure
from ledger.domain.scope import Rule
from ledger.errors import Refused
from ledger.service import beside, grant_views, proceedings, tracing
from ledger.service import grants as service
from ledger.service.case_acts import NationalRecord
from ledger.service.proceedings import Request, StepRequest
from ledger.service.registry_acts import CertificateOrder
from ledger.store.queries import traces
from tests.e2e.founded import HERDING, POWER, Founded, founded_ledger
from tests.e2e.granting import SIGNED, asked, granted, offered, order, terms
from tests.e2e.test_life import judged

HERDERS, GRID = party_of_org(HERDING), party_of_org(POWER)
LICENSEE = party_of_org(OrgId("91150602MA0DEM03XG"))


@pytest.fixture(scope="module")
def living(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Founded]:
    with founded_ledger(tmp_path_factory.mktemp("licences")) as made:
        yield made


def transferred(living: Founded, code: CertificateId) -> CertificateId:
    """Everything that the herders hold goes to the grid."""

    def step(key: str, *, two: bool = False) -> CertificateOrder:
        return CertificateOrder(living.people["bao"], key, code, living.people["chen"] if two else None)

    ledger = living.ledger
    request = Request(Procedure.TRANSFER, HERDERS, GRID, rights=7, documents="转让合同", signing=SIGNED)
    proceedings.file(ledger, step("file"), request)
    proceedings.agree(ledger, step("agree"), StepRequest(Procedure.TRANSFER, GRID, "同意", signing=SIGNED))
    proceedings.accept(ledger, step("accept"), StepRequest(Procedure.TRANSFER, paper="受理"))
    national = NationalRecord("GJ-T-1", ledger.now(), "{}")
    living.act(proceedings.register(ledger, step("register", two=True), Procedure.TRANSFER, national, "准予转移"))
    return CertificateId(judged(living, code).base.detail)


def test_a_licence_goes_on_under_the_new_holder_and_both_certificates_tell_of_it(living: Founded) -> None:
    ledger, code = living.ledger, living.certificates[0]
    grant_id, child = licensed(living)
    open_offer = offered(living, "OPEN", grantee=LICENSEE)
    said = CertificateOrder(living.people["bao"], "dispute", code, None)
    beside.file_dispute(ledger, said, GRID, "异议理由", signing=SIGNED)
    before = asked(living, grant_id)
    new = transferred(living, code)

    after = asked(living, grant_id)
    assert (before.decision.allowed, after.decision.allowed) == (True, True)
    assert asked(living, child).decision.allowed
    assert asked(living, grant_id, moment=before.use.moment - 60).decision.allowed
    shown = grant_views.shown(ledger.store, grant_id)
    assert (shown["grantor"], shown["granted_by"]) == (POWER, HERDING)
    for each in (code, new):
        lines = {line["reference"]: line for line in grant_views.listed(ledger.store, each, ledger.now() + 60)}
        assert (lines["LICENCE"]["effective"], lines["LICENCE"]["grantor"]) == (True, POWER)
        assert lines["BELOW"]["level"] == 1
    with pytest.raises(Refused) as lapsed:
        service.accept(ledger, order(living, open_offer, "accept"))
    assert lapsed.value.code == "UNIT_NOT_HELD"
    with ledger.store.reading() as session:
        assert traces.root_of(session, new) == code
        assert traces.family(session, new) == [code, new]
        assert set(traces.grants_under(session, code)) >= {grant_id, child}
    chain_id = ledger.deployment.chain_id
    assert tracing.trace_of(ledger.store, chain_id, new).trace == trace_id(chain_id, certificate_bytes(code))

    verdict = judged(living, new)
    assert {note.code: note.detail for note in verdict.notes}["ACQUIRED"] == code
    (disputed,) = (each for each in verdict.overlays if each.code == "DISPUTED")
    assert disputed.detail.startswith(f"{code} #1")

    service.revoke(ledger, order(living, grant_id, "revoke"), GrantGround.BREACH)
    assert asked(living, grant_id, moment=ledger.now() + 1000).decision.rule is Rule.ENDED


def licensed(living: Founded) -> tuple[GrantId, GrantId]:
    """A licence, and what was passed on of it."""
    grant_id = granted(living, "LICENCE", grantee=LICENSEE)
    child = granted(living, "BELOW", terms(depth=1), parent=grant_id, grantor=LICENSEE, grantee=GRID)
    return grant_id, child
