# SPDX-License-Identifier: Apache-2.0
"""Acts of circulation: each function gives an event with the subject and kind that the contract records."""

from __future__ import annotations

from typing import Any

from ledger.domain import events as e
from ledger.domain import structs as s
from ledger.domain.circulation import trace_id
from ledger.domain.ids import CertificateId, GrantId, OrgId, PartyId, certificate_bytes, party_of_org
from ledger.domain.kinds import Circulation, Kind, Standing
from tests.simulator.acts import HOLDER, NOTHING, account, certificate_code, digest
from tests.simulator.chain import CHAIN_ID, SimulatedAct

BANK = OrgId("91150104MA0DEM0724")
VENUE = OrgId("91150105MA0DEM857D")
GRANT = GrantId(digest("a grant"))
NO_GRANT = GrantId(NOTHING)
NOBODY = PartyId(NOTHING)
NO_CODE = CertificateId("")


def trace(number: int) -> bytes:
    return trace_id(CHAIN_ID, certificate_bytes(certificate_code(number)))


def use(moment: int, records: int = 100, calls: int = 1) -> s.Use:
    return s.Use(2, (1 << 64) - 1, 8, 152500, False, moment, records, calls)


def parent(number: int | None, grant: GrantId = GRANT) -> s.Parent:
    """A certified parent under a grant, or one that is not registered."""
    if number is None:
        return s.Parent(NO_CODE, NO_GRANT, digest("bought"), digest("contract"))
    return s.Parent(certificate_code(number), grant, digest(f"content {number}"), NOTHING)


def report_of(number: int, occurred_at: int, **changes: Any) -> s.Report:
    given: dict[str, Any] = {
        "id": certificate_code(number),
        "what": Circulation.DELIVER,
        "actor": party_of_org(HOLDER),
        "on_behalf_of": NOBODY,
        "counterparty": party_of_org(BANK),
        "assent": s.Assent(digest("holder's person"), NOTHING, NOTHING, 0),
        "occurred_at": occurred_at,
        "grant_id": GRANT,
        "use": use(occurred_at),
        "parents": (),
        "content": digest("what was handed over"),
        "output": NO_CODE,
        "grade": 2,
        "division": 152500,
        "payload_sha256": digest("payload"),
        "payload_sm3": digest("payload sm3"),
        "documents": digest("documents"),
        "visibility": 1,
        "correction_of": 0,
    }
    return s.Report(**{**given, **changes})


def reported(
    number: int,
    seq: int,
    occurred_at: int,
    *,
    rule: int = 0,
    marks: int = 0,
    standing: Standing | None = None,
    **changes: Any,
) -> SimulatedAct:
    given = report_of(number, occurred_at, **changes)
    found = standing if standing is not None else Standing.OUT_OF_SCOPE if rule else Standing.IN_SCOPE
    finding = s.Finding(found, rule, GRANT if rule else NO_GRANT, marks)
    made, code = digest(f"receipt {number}.{seq}"), certificate_code(number)
    event = e.CirculationReported(trace(number), HOLDER, seq, made, code, account("holder"), finding, given)
    return SimulatedAct("CirculationRegistry", trace(number), Kind.CIRCULATION_REPORTED, account("holder"), event)


def asked(number: int, seq: int, moment: int, *, rule: int = 0) -> SimulatedAct:
    given = s.Inquiry(certificate_code(number), Circulation.USE, NOBODY, GRANT, use(moment), digest("bank's person"))
    decided, code = GRANT if rule else NO_GRANT, certificate_code(number)
    event = e.CirculationAsked(trace(number), BANK, seq, code, account("bank"), rule == 0, rule, decided, given)
    return SimulatedAct("CirculationRegistry", trace(number), Kind.CIRCULATION_ASKED, account("bank"), event)


def receipt(number: int, seq: int) -> s.Receipt:
    return s.Receipt(
        certificate_code(number), seq, party_of_org(HOLDER), party_of_org(BANK), GRANT, digest("what was handed over")
    )


def answered(number: int, seq: int, *, disputed: bool = False, level: int = 0) -> SimulatedAct:
    assent = s.Assent(digest("bank's person"), NOTHING, NOTHING, level)
    reason = digest("why not") if disputed else NOTHING
    event = e.CirculationAnswered(
        trace(number), BANK, seq, account("bank"), disputed, receipt(number, seq), assent, reason
    )
    return SimulatedAct("CirculationRegistry", trace(number), Kind.CIRCULATION_ANSWERED, account("bank"), event)


def confirmed(number: int, seq: int, level: int = 3) -> SimulatedAct:
    event = e.CirculationConfirmed(
        trace(number),
        VENUE,
        seq,
        account("venue"),
        level,
        receipt(number, seq),
        digest("venue's person"),
        digest("log"),
    )
    return SimulatedAct("CirculationRegistry", trace(number), Kind.CIRCULATION_CONFIRMED, account("venue"), event)


def anchored(number: int, until: int, rules: int = 0, grant: GrantId = GRANT) -> SimulatedAct:
    totals = (s.UsageTotal(grant, 900 + number, 30), s.UsageTotal(GrantId(b"\xff" * 32), 5, 5))
    usage = s.UsageBatch(digest(f"root {number}"), 3, until - 60, until, totals, digest("holder's person"))
    batch = digest(f"batch {number}")
    event = e.UsageAnchored(batch, HOLDER, account("holder"), rules, usage)
    return SimulatedAct("CirculationRegistry", batch, Kind.USAGE_ANCHORED, account("holder"), event)
