# SPDX-License-Identifier: Apache-2.0
"""The border between chain and Python on a real EVM: deployed, acted on, decoded twice, and every head recomputed."""

from __future__ import annotations

import dataclasses
import json
from collections import defaultdict
from collections.abc import Callable, Iterator
from enum import IntEnum
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest
from eth_abi import decode as abi_decode
from eth_utils import keccak

from ledger.chain import encode
from ledger.chain.contracts import Deployment, ask, prepared_digest, verify_deployment
from ledger.chain.decode import decode
from ledger.chain.deploy import verify_entrusted
from ledger.chain.protocol import Log
from ledger.domain import events
from ledger.domain.ids import Address, CertificateId, GrantId, OrgId, PartyId, certificate_bytes, party_of_org
from ledger.domain.kinds import CaseState, CertificateStatus, Circulation, GrantKind, Module, OrgKind, Outcome
from ledger.domain.structs import (
    Act,
    Annotation,
    Assent,
    Correction,
    Decision,
    GrantAct,
    GrantOffer,
    GrantScope,
    GrantTerms,
    Inquiry,
    Lifting,
    Objection,
    Receipt,
    Refusal,
    Report,
    UsageBatch,
    UsageTotal,
    Use,
)
from ledger.domain.subjects import kind_of, subject_of
from ledger.domain.words import (
    AccreditationWord,
    AnnotationWord,
    CaseWord,
    CertificateWord,
    HistoryWord,
    KeyWord,
    ObjectionWord,
    OrganisationWord,
    RegimeWord,
    RightUnits,
    Slot,
    TallyWord,
    accreditation_slot,
    annotation_slot,
    case_slot,
    certificate_slot,
    history_slot,
    key_slot,
    objection_slot,
    organisation_slot,
    regime_slot,
    right_units_slot,
    tally_slot,
)
from ledger.errors import Inconsistent, Refused
from ledger.proofs import history
from tests.integration.chain.anvil_ledger import (
    APPROVER,
    AUTHORITY_ONE,
    CHAIN_ID,
    CLERK,
    DAY,
    HOLDER,
    HOLDER_KEY,
    ONE,
    PAPER,
    PERSON,
    REGIME,
    REGISTRAR,
    SECOND_PERSON,
    TWO,
    Ledger,
    application,
    deployed,
    registration,
    running_anvil,
)

ABI = Path(__file__).resolve().parents[3] / "ledger" / "chain" / "abi" / "interfaces.json"
ENTRIES = [entry for abi in json.loads(ABI.read_text("utf-8"))["interfaces"].values() for entry in abi]
REFERENCES = [bytes([mark]) * 32 for mark in range(1, 6)]


@pytest.fixture(scope="module")
def ledger() -> Iterator[Ledger]:
    with running_anvil() as rpc:
        yield told(deployed(rpc))


NOTHING = bytes(32)


def told(ledger: Ledger) -> Ledger:
    """At least one act of every module, alone and in batches."""
    ledger.open_for_business()
    cases = [ledger.open_notice(reference) for reference in REFERENCES[:3]]
    doubtful, fourth = cases[2], ledger.case(REFERENCES[3])
    reasons = Objection(doubtful, bytes(32), party_of_org(HOLDER), 0, PERSON, PAPER, PAPER)
    ledger.act(HOLDER_KEY, encode.objections_file(reasons))
    ledger.act(HOLDER_KEY, encode.objections_file(reasons))
    ledger.act(HOLDER_KEY, encode.objections_withdraw(doubtful, 1, bytes(32), PERSON, PAPER))
    decision = Decision(doubtful, ledger.word(doubtful), 2, False, PERSON, PAPER)
    ledger.act(APPROVER, encode.objections_decide(decision, ledger.prepared(encode.objections_decide_items(decision))))
    ledger.act(CLERK, encode.desk_submit([application(REFERENCES[3])], encode.NO_PREPARATION))
    ledger.act(CLERK, encode.desk_accept([Act(fourth, bytes(32), PERSON, PAPER)]))
    refusals = [Refusal(ledger.headed(fourth), 2)]
    ledger.act(APPROVER, encode.desk_refuse(refusals, ledger.prepared(encode.desk_refuse_items(refusals))))
    ledger.wait(9 * DAY)
    ledger.evidence(cases)
    codes = ledger.certify(cases, 202607)
    correction = Correction(codes[0], word(ledger, codes[0]), PERSON, PAPER, PAPER, PAPER, PAPER, PAPER, "改正后的名称")
    prepared = ledger.prepared(encode.certificates_correct_items(correction))
    ledger.act(APPROVER, encode.certificates_correct(correction, prepared))
    seizure = Annotation(
        codes[0], word(ledger, codes[0]), PERSON, 2, AUTHORITY_ONE, 3, ledger.rpc.head().timestamp, 0, PAPER
    )
    prepared = ledger.prepared(encode.certificates_annotate_items(seizure))
    ledger.act(APPROVER, encode.certificates_annotate(seizure, prepared))
    lifting = Lifting(codes[0], word(ledger, codes[0]), PERSON, 1, AUTHORITY_ONE, 3, PAPER)
    ledger.act(APPROVER, encode.certificates_lift(lifting, ledger.prepared(encode.certificates_lift_items(lifting))))
    ledger.act(APPROVER, encode.certificates_reaffirm(codes, PERSON, PAPER))
    ledger.act(CLERK, encode.organisations_set_encryption_key(PAPER))
    circulate(ledger, codes[0])
    return ledger


def circulate(ledger: Ledger, code: CertificateId) -> None:
    """The holder grants the use of its data, delivers under the grant, and is answered; usage is put on record."""
    now, mine, other = ledger.rpc.head().timestamp, party_of_org(HOLDER), party_of_org(REGISTRAR)
    own = Assent(PERSON, NOTHING, NOTHING, 0)
    scope = GrantScope((1 << 64) - 1, 1 << 8, 1 << 15, False, 31, now + 90 * DAY, 1_000, 1_000, 0)
    terms = GrantTerms(2, 0, scope, NOTHING, 0, False, False, 2, PAPER, NOTHING, NOTHING, NOTHING)
    root = certificate_bytes(code)
    offer = GrantOffer(GrantKind.ENTERPRISE, PAPER, root, GrantId(NOTHING), mine, other, terms, own)
    ledger.act(HOLDER_KEY, encode.grants_offer(offer))
    grant = GrantId(ledger.logs()[-1].topics[1])
    ledger.act(CLERK, encode.grants_accept(GrantAct(grant, ledger.word(grant), PAPER, own)))
    moment = ledger.rpc.head().timestamp
    use = Use(2, 1, 8, 152_502, False, moment, 5, 1)
    given = Report(
        code, Circulation.DELIVER, mine, PartyId(NOTHING), other, own, moment, grant, use, (), PAPER,
        CertificateId(""), 2, 152_502, PAPER, PAPER, PAPER, 1, 0,
    )  # fmt: skip
    ledger.act(HOLDER_KEY, encode.circulation_report(given))
    receipt = Receipt(code, 1, mine, other, grant, PAPER)
    ledger.act(CLERK, encode.circulation_answer(receipt, own, False, NOTHING))
    ledger.act(TWO, encode.circulation_confirm(receipt, 5, PERSON, PAPER))
    ledger.act(CLERK, encode.circulation_ask(Inquiry(code, Circulation.USE, PartyId(NOTHING), grant, use, PERSON)))
    usage = UsageBatch(PAPER, 3, moment, moment, (UsageTotal(grant, 2, 1),), PERSON)
    ledger.act(CLERK, encode.circulation_anchor(usage))


def word(ledger: Ledger, code: Any) -> bytes:
    return ledger.word(certificate_bytes(code))


# --- decoding ---------------------------------------------------------------------------------------------------------


def type_of(argument: dict[str, Any]) -> str:
    if not argument["type"].startswith("tuple"):
        return str(argument["type"])
    return f"({','.join(type_of(part) for part in argument['components'])}){argument['type'].removeprefix('tuple')}"


def by_eth_abi(log: Log) -> tuple[str, dict[str, Any]]:
    """The slow road: name and values by the ABI."""
    for entry in ENTRIES:
        if entry["type"] != "event":
            continue
        types = [type_of(argument) for argument in entry["inputs"]]
        if keccak(text=f"{entry['name']}({','.join(types)})") == log.topics[0]:
            plain = [argument for argument in entry["inputs"] if not argument["indexed"]]
            values = dict(
                zip([a["name"] for a in plain], abi_decode([type_of(a) for a in plain], log.data), strict=True)
            )
            indexed = [argument for argument in entry["inputs"] if argument["indexed"]]
            for argument, topic in zip(indexed, log.topics[1:], strict=True):
                values[argument["name"]] = abi_decode([argument["type"]], topic)[0]
            return entry["name"], {a["name"]: values[a["name"]] for a in entry["inputs"]}
    raise AssertionError("no such event in the ABI")


def flat(value: Any) -> Any:
    """A decoded value without its Python names, as eth_abi has it."""
    if dataclasses.is_dataclass(value):
        return tuple(flat(getattr(value, field.name)) for field in dataclasses.fields(value))
    if isinstance(value, tuple):
        return tuple(flat(item) for item in value)
    return int(value) if isinstance(value, IntEnum) else value


def same(mine: Any, theirs: Any) -> bool:
    """Names are texts here and padded bytes there; addresses are bytes here and texts there."""
    if isinstance(mine, tuple):
        return len(mine) == len(theirs) and all(same(a, b) for a, b in zip(mine, theirs, strict=True))
    if isinstance(mine, str) and isinstance(theirs, bytes):
        return mine.encode().ljust(len(theirs), b"\0") == theirs
    if isinstance(mine, bytes) and isinstance(theirs, str):
        return "0x" + mine.hex() == theirs
    return bool(mine == theirs)


MUTE = {
    Module.ADMISSION,
    Module.PLEDGE_RULES,
    Module.TRANSFERS,
    Module.CHANGES,
    Module.RENEWALS,
    Module.CANCELLATIONS,
}
"""These declare no event: rules say nothing, and of proceedings the registry of certificates tells."""
NOT_ACTED_IN = {Module.DISPUTES, Module.VALUATIONS, Module.PLEDGES, Module.ENFORCEMENT}
"""Nothing happens there in this ledger; their events are held against eth_abi one by one in the unit tests."""


def test_every_log_is_decoded_as_eth_abi_decodes_it(ledger: Ledger) -> None:
    seen = set()
    for log in ledger.logs():
        event = decode(log.topics, log.data)
        name, values = by_eth_abi(log)
        assert type(event).__name__ == name
        assert same(flat(event), tuple(values.values())), name
        seen.add(type(event))
    assert {events.MODULE_OF[kind] for kind in seen} == set(Module) - MUTE - NOT_ACTED_IN
    assert len(seen) >= 25


# --- the spine --------------------------------------------------------------------------------------------------------


def acts(ledger: Ledger) -> list[history.Act[Log]]:
    logs = groupby(ledger.logs(), key=lambda log: (log.block_number, log.tx_index))
    return [act for _, group in logs for act in history.pair(group, ledger.deployment.addresses[Module.HISTORY])]


def test_every_log_has_its_entry_of_the_right_kind_and_subject(ledger: Ledger) -> None:
    for act in acts(ledger):
        event = decode(act.log.topics, act.log.data)
        assert not isinstance(event, events.Entry)
        assert (kind_of(event), subject_of(event)) == (act.entry.kind, act.entry.subject)
        assert act.log.address == ledger.deployment.addresses[events.MODULE_OF[type(event)]]


def test_every_head_is_recomputed_and_is_the_one_on_chain(ledger: Ledger) -> None:
    by_subject: dict[bytes, list[events.Entry]] = defaultdict(list)
    for act in acts(ledger):
        by_subject[act.entry.subject].append(act.entry)
    assert len(by_subject) > 20
    for subject, entries in by_subject.items():
        on_chain = HistoryWord.unpack(int.from_bytes(ledger.word(subject), "big"))
        history.verify_subject(ledger.deployment.spine, subject, entries, on_chain)
        assert stored(ledger, history_slot(subject)) == on_chain.pack()


def test_the_rolling_head_is_recomputed_and_is_the_one_on_chain(ledger: Ledger) -> None:
    found = history.verify_rolling([act.entry for act in acts(ledger)])
    on_chain = ask(ledger.rpc, ledger.deployment, encode.history_rolling())
    assert found == (on_chain.ljust(32, b"\0"), ask(ledger.rpc, ledger.deployment, encode.history_sequence()))


def test_one_log_less_is_found(ledger: Ledger) -> None:
    """Of the transaction that certified three cases: three logs of the desk, three of the registry, six entries."""
    certified = next(log for log in ledger.logs() if isinstance(decode(log.topics, log.data), events.CertificateIssued))
    batch = [log for log in ledger.logs() if log.tx_hash == certified.tx_hash]
    assert len(batch) == 12
    for left_out in range(len(batch)):
        rest = [log for number, log in enumerate(batch) if number != left_out]
        with pytest.raises(Inconsistent) as caught:
            history.pair(rest, ledger.deployment.addresses[Module.HISTORY])
        assert caught.value.code in ("LOG_WITHOUT_ENTRY", "ENTRY_WITHOUT_LOG", "ENTRY_PAYLOAD_DIFFERS")


# --- words in storage -------------------------------------------------------------------------------------------------


def stored(ledger: Ledger, slot: Slot) -> int:
    address = ledger.deployment.addresses[slot.module]
    return int.from_bytes(ledger.rpc.get_storage(address, int.from_bytes(slot.key, "big")), "big")


def test_words_lie_at_their_slots_and_say_what_the_views_say(ledger: Ledger) -> None:
    asked: Callable[[Any], Any] = lambda view: ask(ledger.rpc, ledger.deployment, view)  # noqa: E731
    case, account = ledger.case(REFERENCES[2]), Address(CLERK.address)
    code = issued(ledger)[0]
    found = {
        "organisation": (organisation_slot(REGISTRAR), encode.organisations_organisation_word(REGISTRAR)),
        "accreditation": (
            accreditation_slot(REGISTRAR, OrgKind.REGISTRAR),
            encode.organisations_accreditation_word(REGISTRAR, OrgKind.REGISTRAR),
        ),
        "key": (key_slot(account), encode.organisations_key_word(account)),
        "regime": (regime_slot(REGIME), encode.rules_regime_word(REGIME)),
        "case": (case_slot(case), encode.desk_case_word(case)),
        "certificate": (certificate_slot(code), encode.certificates_certificate_word(code)),
        "annotation": (annotation_slot(code, 1), encode.certificates_annotation_word(code, 1)),
    }
    words = {name: stored(ledger, slot) for name, (slot, _) in found.items()}
    assert words == {name: asked(view) for name, (_, view) in found.items()}
    assert OrganisationWord.unpack(words["organisation"]).org_kinds == {OrgKind.REGISTRAR}
    assert OrganisationWord.unpack(words["organisation"]).demo
    assert AccreditationWord.unpack(words["accreditation"]).region == 15
    assert KeyWord.unpack(words["key"]).organisation == REGISTRAR
    assert RegimeWord.unpack(words["regime"]).notice_days == 5
    assert RegimeWord.unpack(words["regime"]).code_prefix == "SJ"
    assert CaseWord.unpack(words["case"]).state is CaseState.CERTIFIED
    assert CaseWord.unpack(words["case"]).registrar == REGISTRAR
    assert CertificateWord.unpack(words["certificate"]).status is CertificateStatus.ISSUED
    assert CertificateWord.unpack(words["certificate"]).version == 2
    assert AnnotationWord.unpack(words["annotation"]).lifted
    assert AnnotationWord.unpack(words["annotation"]).authority == AUTHORITY_ONE


def test_words_of_objections_and_right_units_lie_at_their_slots(ledger: Ledger) -> None:
    case, code = ledger.case(REFERENCES[2]), issued(ledger)[0]
    tally = TallyWord.unpack(stored(ledger, tally_slot(case)))
    assert (tally.filed, tally.open, tally.upheld) == ask(ledger.rpc, ledger.deployment, encode.objections_tally(case))
    assert tally == TallyWord(2, 0, 0)
    outcomes = [ObjectionWord.unpack(stored(ledger, objection_slot(case, number))) for number in (1, 2)]
    assert outcomes == [ObjectionWord(HOLDER, Outcome.WITHDRAWN), ObjectionWord(HOLDER, Outcome.REJECTED)]
    units = stored(ledger, right_units_slot(code, party_of_org(HOLDER)))
    told_so = ask(ledger.rpc, ledger.deployment, encode.certificates_units_word(code, party_of_org(HOLDER)))
    assert units.to_bytes(32, "big") == told_so
    assert RightUnits.unpack(units).rights == 7


def issued(ledger: Ledger) -> list[Any]:
    found = [decode(log.topics, log.data) for log in ledger.logs()]
    return [event.id for event in found if isinstance(event, events.CertificateIssued)]


# --- refusals ---------------------------------------------------------------------------------------------------------


def test_a_refusal_of_a_contract_comes_back_in_words(ledger: Ledger) -> None:
    with pytest.raises(Refused) as caught:
        ledger.try_out(HOLDER_KEY, encode.desk_accept([Act(ledger.case(REFERENCES[0]), bytes(32), PERSON, PAPER)]))
    assert caught.value.code == "ACCREDITATION_UNKNOWN"
    batch = [application(b"\x09" * 32), application(REFERENCES[0])]
    with pytest.raises(Refused) as caught:
        ledger.try_out(CLERK, encode.desk_submit(batch, encode.NO_PREPARATION))
    assert caught.value.code == "CASE_ALREADY_OPEN"
    assert caught.value.facts["index"] == 1


def test_one_person_alone_cannot_certify(ledger: Ledger) -> None:
    certification = encode.desk_refuse([Refusal(ledger.headed(ledger.case(REFERENCES[0])), 1)], encode.NO_PREPARATION)
    with pytest.raises(Refused) as caught:
        ledger.try_out(CLERK, certification)
    assert caught.value.code == "TWO_PERSONS_REQUIRED"
    assert not ledger.send(CLERK, certification).succeeded


def test_one_authority_alone_changes_nothing(ledger: Ledger) -> None:
    target = ledger.deployment.addresses[Module.ORGANISATIONS]
    act = encode.organisations_register(registration(OrgId("91150104MA0DEM0724"), OrgKind.BANK, "示例农商银行")).data
    ledger.act(ONE, encode.governance_propose(target, act, PAPER, PERSON))
    for signer, code in (
        (TWO, "PROPOSAL_TOO_EARLY"),
        (ONE, "PROPOSAL_NEEDS_ANOTHER_AUTHORITY"),
        (CLERK, "NOT_AN_AUTHORITY"),
    ):
        with pytest.raises(Refused) as caught:
            ledger.try_out(signer, encode.governance_confirm(target, act, PAPER, PERSON))
        assert caught.value.code == code


def test_the_digest_that_a_preparer_signs_is_the_module_s_own(ledger: Ledger) -> None:
    items = encode.desk_refuse_items([Refusal(ledger.headed(ledger.case(REFERENCES[0])), 1)])
    selector = keccak(text="preparedDigest(uint16,bytes32,bytes32,uint40)")[:4]
    words = [items.kind.to_bytes(32, "big"), items.digest, SECOND_PERSON, (77).to_bytes(32, "big")]
    on_chain = ledger.rpc.call(ledger.deployment.addresses[Module.DESK], selector + b"".join(words))
    assert prepared_digest(ledger.deployment, items, SECOND_PERSON, 77) == on_chain


# --- the deployment ---------------------------------------------------------------------------------------------------


def test_the_deployment_is_what_its_file_says(ledger: Ledger) -> None:
    again = Deployment.from_json(ledger.deployment.to_json())
    assert again == ledger.deployment
    verify_deployment(ledger.rpc, again)
    verify_entrusted(ledger.rpc, again)


def swapped(deployment: Deployment) -> Deployment:
    at = dict(deployment.addresses)
    at[Module.DESK], at[Module.OBJECTIONS] = at[Module.OBJECTIONS], at[Module.DESK]
    return dataclasses.replace(deployment, addresses=at)


WRONG: dict[str, tuple[Callable[[Deployment], Deployment], str]] = {
    "another chain": (lambda d: dataclasses.replace(d, chain_id=CHAIN_ID + 1), "CHAIN_IS_ANOTHER"),
    "another genesis": (lambda d: dataclasses.replace(d, genesis_hash=bytes(32)), "GENESIS_IS_ANOTHER"),
    "no code": (
        lambda d: dataclasses.replace(d, addresses={**d.addresses, Module.RULES: Address(b"\x01" * 20)}),
        "CODE_IS_ANOTHER",
    ),
    "two contracts swapped": (swapped, "CODE_IS_ANOTHER"),
    "not a demo": (lambda d: dataclasses.replace(d, demo=False), "WIRING_IS_ANOTHER"),
    "another delay": (lambda d: dataclasses.replace(d, governance_delay=0), "WIRING_IS_ANOTHER"),
    "another code hash": (
        lambda d: dataclasses.replace(d, code_hashes={**d.code_hashes, Module.ADMISSION: bytes(32)}),
        "CODE_IS_ANOTHER",
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_deployment_that_is_another_is_refused(ledger: Ledger, name: str) -> None:
    change, code = WRONG[name]
    with pytest.raises(Inconsistent) as caught:
        verify_deployment(ledger.rpc, change(ledger.deployment))
    assert caught.value.code == code


def test_a_second_ledger_may_stand_beside_the_first(ledger: Ledger) -> None:
    second = deployed(ledger.rpc)
    assert not set(second.deployment.addresses.values()) & set(ledger.deployment.addresses.values())
    verify_deployment(ledger.rpc, ledger.deployment)
    mixed = {**ledger.deployment.addresses, Module.RULES: second.deployment.addresses[Module.RULES]}
    with pytest.raises(Inconsistent) as caught:
        verify_deployment(ledger.rpc, dataclasses.replace(ledger.deployment, addresses=mixed))
    assert caught.value.code == "WIRING_IS_ANOTHER"
