# SPDX-License-Identifier: Apache-2.0
"""A trace as PROV-JSON and CSV: every event once, every relation with both its ends, the same bytes every time."""

from __future__ import annotations

import csv
import io
import json

from ledger.domain.circulation import Trace
from ledger.domain.fold import fold
from ledger.domain.ids import party_of_org
from ledger.domain.kinds import Circulation as C
from ledger.domain.kinds import Standing
from ledger.export.prov import COLUMNS, prov_document, prov_json, trace_csv
from tests.simulator import acts as a
from tests.simulator import circulating as c
from tests.simulator.chain import GENESIS_TIME, SimulatedAct
from tests.unit.domain.recording import recorded_acts

T0 = GENESIS_TIME
MADE = a.certificate_code(3)


def trace_of(*acts: SimulatedAct) -> Trace:
    found = fold(recorded_acts(acts))
    assert isinstance(found, Trace)
    return found


def example() -> Trace:
    derived = c.reported(
        1, 2, T0, what=C.DERIVE, parents=(c.parent(2), c.parent(None)), marks=2 | 1 << 2, output=MADE,
        counterparty=c.NOBODY, on_behalf_of=party_of_org(c.VENUE),
    )  # fmt: skip
    gone = c.reported(1, 4, T0, what=C.DESTROY, counterparty=c.NOBODY, standing=Standing.NEEDS_NONE)
    return trace_of(
        c.reported(1, 1, T0), derived, c.asked(1, 3, T0, rule=9), gone, c.reported(1, 5, T0, correction_of=1)
    )


def test_reports_are_activities_and_questions_are_not() -> None:
    trace = example()
    activities = prov_document(trace)["activity"]

    assert sorted(activities) == [f"event:{trace.trace.hex()}.{seq}" for seq in (1, 2, 4, 5)]
    assert activities[f"event:{trace.trace.hex()}.2"]["prov:type"] == "ledger:DERIVE"
    assert all(activity["ledger:attestationLevel"] == 1 for activity in activities.values())


def test_what_was_made_is_derived_from_each_parent() -> None:
    document = prov_document(example())
    derived = {(one["prov:generatedEntity"], one["prov:usedEntity"]) for one in document["wasDerivedFrom"].values()}
    content, bought = (f"content:{a.digest(text).hex()}" for text in ("what was handed over", "bought"))
    sources = f"certificate:{a.certificate_code(2)}", bought

    assert derived == {(made, source) for made in (content, f"certificate:{MADE}") for source in sources}
    assert {one["prov:entity"] for one in document["wasGeneratedBy"].values()} == {content, f"certificate:{MADE}"}


def test_agents_act_with_and_for_one_another() -> None:
    document = prov_document(example())
    (delegation,) = document["actedOnBehalfOf"].values()

    assert set(document["agent"]) == {f"party:{org}" for org in (a.HOLDER, c.BANK, c.VENUE)}
    assert (delegation["prov:delegate"], delegation["prov:responsible"]) == (f"party:{a.HOLDER}", f"party:{c.VENUE}")


def test_destroyed_data_are_invalidated_and_corrections_point_back() -> None:
    trace = example()
    document = prov_document(trace)
    (gone,), (informed,) = (list(document[kind].values()) for kind in ("wasInvalidatedBy", "wasInformedBy"))

    assert gone["prov:activity"] == f"event:{trace.trace.hex()}.4"
    assert informed["prov:informant"] == f"event:{trace.trace.hex()}.1"


def test_every_end_of_a_relation_is_declared() -> None:
    document = prov_document(example())
    declared = {name for kind in ("activity", "agent", "entity") for name in document[kind]}
    relations = {name for name in document if name not in ("activity", "agent", "entity", "prefix")}
    ends = {
        value
        for kind in relations
        for record in document[kind].values()
        for name, value in record.items()
        if name != "prov:role"
    }

    assert ends <= declared


def test_the_same_trace_gives_the_same_bytes() -> None:
    assert prov_json(example()) == prov_json(example())
    assert json.loads(prov_json(example())) == prov_document(example())


def test_a_trace_without_events_is_an_empty_document() -> None:
    assert list(prov_document(Trace(b"", a.certificate_code(1)))) == ["prefix"]


def test_the_table_has_a_line_for_every_number() -> None:
    rows = list(csv.DictReader(io.StringIO(trace_csv(example(), T0 + 10_000))))

    assert [row["seq"] for row in rows] == ["1", "2", "3", "4", "5"]
    assert tuple(rows[0]) == COLUMNS
    assert (rows[2]["standing"], rows[2]["rule"]) == ("ASKED_DENIED", "9")
    assert (rows[0]["answer"], rows[3]["answer"], rows[4]["correction_of"]) == ("WAITING", "NOT_NEEDED", "1")
