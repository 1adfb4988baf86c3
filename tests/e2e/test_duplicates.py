# SPDX-License-Identifier: Apache-2.0
"""Ruling 12 against a real ledger: any file in common is found, and a natural person is known again by her registrar.

What nobody else may learn by asking is tried too: the same question by another organisation.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api import create_app
from ledger.content.digest import sha256
from ledger.domain.application import Reading, parse_row
from ledger.domain.defects import Where
from ledger.domain.ids import OrgId, case_id, name_bytes
from ledger.domain.kinds import Module
from ledger.domain.precheck import DocumentFact, precheck
from ledger.domain.verdict import judge
from ledger.service import case_acts, importing
from ledger.service.case_acts import NationalRecord
from ledger.service.filing import Attachment, FilingOrder, filed
from ledger.service.runtime import Principal
from ledger.service.verdicts import facts_at
from ledger.store.queries import acts, applications
from ledger.store.queries.folded import Folded
from ledger.store.queries.preparations import PreparedAct
from tests.e2e.founded import POWER, POWER_NAME, REGIME, REGISTRAR, Founded
from tests.unit.domain.rows import row

PERSON, ANOTHER_PERSON = "110101199003074514", "110101199003074530"
Files = Mapping[str, bytes]


def cells(reference: str, person: str | None = None, **changes: Any) -> dict[str, Any]:
    who = {"applicant_names": "某甲", "applicant_kinds": "自然人", "applicant_ids": person, "right_cases": "P3"}
    name = f"2025年锡林郭勒盟畜牧业{reference[-4:]}监测数据集"
    return row(reference=reference, data_name=name, **(who if person else {}), **changes)


def named(reference: str, samples: list[str]) -> dict[str, Any]:
    """Every file of the form under a name of this application's own; several samples."""
    documents = {key: f"{reference}-{value}" for key, value in row().items() if key.startswith("doc_")}
    return {**documents, "doc_sample": "；".join(f"{reference}-{sample}" for sample in samples)}


def files_of(reading: Reading, contents: Files) -> dict[str, bytes]:
    """A content for each name: what is given for its ending, else one that nobody else has."""
    names = {name for found in reading.draft.documents.values() for name in found}
    return {name: contents.get(name.rpartition("-")[2], name.encode()) for name in names}


def read(reference: str, person: str | None, samples: list[str]) -> Reading:
    reading = parse_row(cells(reference, person, **named(reference, samples)), Where("test", 2))
    assert reading.application is not None, reading.defects
    return reading


def handed_in(founded: Founded, reading: Reading, contents: Files) -> None:
    assert reading.application is not None
    files = files_of(reading, contents)
    attachments = [
        Attachment(column, name, files[name])
        for column, names in reading.application.documents.items()
        for name in names
    ]
    made = filed(
        founded.ledger, FilingOrder(founded.people["bao"], REGISTRAR, REGIME, reading.application, attachments)
    )
    assert not isinstance(made, PreparedAct)
    founded.ledger.settled(made)


def findings(founded: Founded, who: Principal, reading: Reading, contents: Files) -> list[tuple[str, str]]:
    """What the pre-check says of duplicates, in the world as this person may know it."""
    files = files_of(reading, contents)
    facts = {name: DocumentFact(len(data), sha256(data)) for name, data in files.items()}

    def digests(column: str) -> list[bytes]:
        return [facts[name].sha256 for name in reading.draft.documents[column]]

    world = importing.world_of(founded.ledger, who, REGISTRAR)
    found = precheck([reading], world.context(facts, digests("doc_sample"), digests("doc_schema")))
    return [(each.key, each.code) for each in found if each.code.startswith("DUPLICATE")]


@pytest.fixture(scope="module")
def earlier(founded: Founded) -> Files:
    """Somebody's application with two samples, whose contents these are."""
    contents = {"s1.csv": b"the first of the samples", "s2.csv": b"the second of the samples"}
    handed_in(founded, read("DU-2026-0301", PERSON, ["s1.csv", "s2.csv"]), contents)
    return contents


@pytest.mark.parametrize("sample", ["s1.csv", "s2.csv"])
def test_the_same_person_with_any_of_the_samples_is_held(founded: Founded, earlier: Files, sample: str) -> None:
    again = read("DU-2026-0302", PERSON, ["own.csv", sample])
    assert findings(founded, founded.people["bao"], again, earlier) == [("doc_sample", "DUPLICATE_SAME_APPLICANT")]


@pytest.mark.parametrize("who", [ANOTHER_PERSON, None], ids=["another person", "an organisation"])
def test_somebody_else_with_one_of_the_samples_is_a_warning(founded: Founded, earlier: Files, who: str | None) -> None:
    found = findings(founded, founded.people["bao"], read("DU-2026-0303", who, ["s2.csv"]), earlier)
    assert found == [("doc_sample", "DUPLICATE_OTHER_APPLICANT")]


def test_what_shares_no_file_is_no_duplicate(founded: Founded, earlier: Files) -> None:
    assert findings(founded, founded.people["bao"], read("DU-2026-0304", PERSON, ["own.csv"]), earlier) == []


def test_an_application_does_not_meet_itself(founded: Founded, earlier: Files) -> None:
    itself = read("DU-2026-0301", PERSON, ["s1.csv", "s2.csv"])
    assert findings(founded, founded.people["bao"], itself, earlier) == []


def test_another_organisation_learns_what_the_chain_shows_and_no_more(founded: Founded, earlier: Files) -> None:
    """The digest of the first sample is public; who the person is, and every further file, is the registrar's."""
    first, second = (read("DU-2026-0305", PERSON, [sample]) for sample in ("s1.csv", "s2.csv"))
    for person in ("dai", "hua"):
        who = founded.people[person]
        assert findings(founded, who, first, earlier) == [("doc_sample", "DUPLICATE_OTHER_APPLICANT")]
        assert findings(founded, who, second, earlier) == []


def test_a_registrar_without_its_ring_still_sees_that_the_data_are_the_same(founded: Founded, earlier: Files) -> None:
    """Keys may lie on another machine: then the person is nobody known, and the finding a warning."""
    world = importing.world_of(founded.ledger, founded.people["bao"], REGISTRAR)
    assert world.own is not None
    elsewhere = replace(world, own=type(world.own)(founded.ledger.settings.home / "nowhere", "password"))
    context = elsewhere.context({}, [sha256(earlier["s2.csv"])], [])
    (known,) = context.known
    assert known.applicants == frozenset()
    assert known.samples == {sha256(content) for content in earlier.values()}


def test_the_api_tells_the_registrar_and_nobody_else(founded: Founded, earlier: Files) -> None:
    reading = read("DU-2026-0306", PERSON, ["own.csv", "s2.csv"])
    files = files_of(reading, earlier)
    form = cells("DU-2026-0306", PERSON, **named("DU-2026-0306", ["own.csv", "s2.csv"]))
    body = {
        "registrar": REGISTRAR,
        "regime": str(REGIME),
        "form": json.loads(json.dumps(form, default=str)),
        "documents": [{"name": n, "content": base64.b64encode(data).decode()} for n, data in files.items()],
    }
    told = {}
    with TestClient(create_app(founded.ledger)) as client:
        for person in ("bao", "hua"):
            headers = {"Authorization": f"Bearer {founded.api_key(person)}"}
            answer = client.post("/v1/applications/check", json=body, headers=headers)
            assert answer.status_code == 200, answer.text
            told[person] = [f["code"] for f in answer.json()["findings"] if f["code"].startswith("DUPLICATE")]
    assert told == {"bao": ["DUPLICATE_SAME_APPLICANT"], "hua": []}


def test_two_holders_of_one_sample_are_both_valid_and_each_names_the_other(founded: Founded) -> None:
    """Art. 21: lawful. The first one again is held (art. 39(2)): `test_the_same_person_with_any_of_the_samples...`."""
    sample = {"both.csv": b"what two holders have"}
    holders = {"DU-2026-0307": {}, "DU-2026-0308": {"applicant_names": POWER_NAME, "applicant_ids": POWER}}
    exempt = {"notice_exempt": "是", "notice_exempt_reason": "涉及商业秘密"}
    references = list(holders)
    for reference, who in holders.items():
        reading = parse_row(cells(reference, **named(reference, ["both.csv"]), **exempt, **who), Where("test", 2))
        assert reading.application is not None, reading.defects
        handed_in(founded, reading, sample)
        desk = founded.ledger.deployment.addresses[Module.DESK]
        chain_id = founded.ledger.deployment.chain_id
        founded.cases[reference] = case_id(chain_id, desk, REGISTRAR, name_bytes(reference, 32))
    ledger = founded.ledger
    case_acts.accept(ledger, founded.order("twins-accept", *references))
    order = founded.order("twins-exempt", *references, paper="准予不公示", two=True)
    founded.act(case_acts.exempt_from_notice(ledger, order))
    national = [NationalRecord(f"GJ-{reference}", ledger.now(), "{}") for reference in references]
    founded.act(case_acts.evidence(ledger, founded.order("twins-evidence", *references, two=True), national))
    founded.act(case_acts.certify(ledger, founded.order("twins-certify", *references, two=True)))
    with ledger.store.reading() as session:
        found = [applications.application(session, founded.cases[reference]) for reference in references]
        head = acts.required_head(session)
    first, second = (case.code for case in found if case is not None and case.code is not None)
    for own, other in ((first, second), (second, first)):
        with ledger.store.reading() as session:
            told = judge(facts_at(Folded(session, head.block_number), own), ledger.now())
        assert told.word == "VALID"
        assert [note.detail for note in told.notes if note.code == "SAME_SAMPLE"] == [f"{other} · VALID"]


def test_no_digest_of_a_number_is_kept_in_the_database(founded: Founded, earlier: Files) -> None:
    """What could be guessed is in no row: neither the number, nor a hash of it without a salt."""
    assert earlier
    kept = b"".join(path.read_bytes() for path in founded.ledger.settings.home.glob("ledger.db*"))
    assert OrgId(REGISTRAR).encode() in kept, "the search itself finds what is there"
    for form in (PERSON.encode(), sha256(PERSON.encode()), sha256(PERSON.encode()).hex().encode()):
        assert form not in kept
