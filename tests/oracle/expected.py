# SPDX-License-Identifier: Apache-2.0
"""What the logs of a chain say: entries with heads made again by the formula, and the rows that a mirror must hold.

Written from the interfaces and from the rulings, in the plainest way: one pass, dicts, one rule an event. Rows are
`tables[table][key][column]`; a column that is not set here is one that the oracle does not know.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from eth_abi.abi import encode

from tests.oracle.casework import CASEWORK
from tests.oracle.circulating import CIRCULATING
from tests.oracle.granting import GRANTING
from tests.oracle.living import LIVING
from tests.oracle.node import keccak, raw
from tests.oracle.pledging import PLEDGING
from tests.oracle.rows import RESTATED, Act, Row, Tables, day, grams, numbered, snake, some, text
from tests.oracle.signatures import read

TYPEHASH = keccak(
    b"Entry(bytes28 head,uint256 chainId,address history,address module,bytes32 subject,uint32 length,uint16 kind,"
    b"address actor,bytes32 payloadHash)"
)
KIND_OF = {
    "WriterOpened": 1, "WriterEnded": 2, "ProposalMade": 4, "ProposalConfirmed": 5, "ProposalWithdrawn": 6,
    "DeskTrusted": 7, "OrganisationRegistered": 10, "OrganisationRegrouped": 11, "OrganisationAccredited": 12,
    "OrganisationSuspended": 13, "OrganisationResumed": 14, "TwoPersonActsSet": 15, "EncryptionKeySet": 16,
    "KeyAdded": 17, "KeyRetired": 18, "KeyCompromised": 19, "RegimePublished": 24, "CalendarPublished": 25,
    "ApplicationSubmitted": 32, "ApplicationAccepted": 33, "CorrectionRequested": 34, "ApplicationResubmitted": 35,
    "ApplicationNotAccepted": 36, "SilenceNoted": 37, "EvidenceRequested": 38, "EvidenceReceived": 39,
    "ProcessingExtended": 40, "ApplicationRefused": 41, "ApplicationTerminated": 42, "ApplicationWithdrawn": 43,
    "NoticeOpened": 44, "NoticeExempted": 45, "ApplicationEvidenced": 46, "ApplicationCertified": 47,
    "ObjectionFiled": 56, "ObjectionDecided": 57, "ObjectionWithdrawn": 58, "CertificateIssued": 64,
    "CertificateCorrected": 65, "CertificateAnnotated": 66, "AnnotationLifted": 67, "CertificateReaffirmed": 68,
    "OrganisationSucceeded": 20, "ProceedingFiled": 48, "ProceedingAgreed": 49, "ProceedingAccepted": 50,
    "ProceedingRefused": 51, "ProceedingWithdrawn": 52, "CertificateTransferred": 69, "CertificateChanged": 70,
    "CertificateRenewed": 71, "CertificateCancelled": 72, "CertificateRevoked": 73, "CertificateReconciled": 74,
    "CertificateLinked": 75, "CertificateRelated": 76, "DisputeFiled": 80, "DisputeNoted": 81, "DisputeAnswered": 82,
    "DisputeConcluded": 83, "DisputeWithdrawn": 84, "ActsReaffirmed": 21, "GrantOffered": 86, "GrantAccepted": 87,
    "GrantClosed": 88, "GrantNarrowed": 89, "GrantSuspended": 90, "GrantResumed": 91, "GrantRevoked": 92,
    "GrantTerminated": 93, "GrantSpent": 94, "PublicGrantApplied": 95, "PublicGrantOpined": 96,
    "PublicGrantDecided": 97, "ConsentRecorded": 98, "ConsentWithdrawn": 99, "ValueAttested": 105,
    "ValuationWithdrawn": 106, "LoanSuspended": 107, "PledgeOffered": 108, "PledgeOfferClosed": 109,
    "PledgeRecorded": 110, "PledgeReleased": 111, "PledgePartlyReleased": 112, "PledgeSubstituted": 113,
    "PledgeExtended": 114, "PledgeAssigned": 115, "PledgeRankSet": 116, "PledgeConsented": 117, "RankReserved": 118,
    "LoanFiledOutside": 119, "LoanRevalued": 120, "LoanMonitored": 121, "LoanDefaulted": 122, "LoanEnforced": 123,
    "LoanRealised": 124, "LoanContested": 125, "LoanCompensated": 78, "LoanSubrogated": 79,
    "EncumbrancePut": 126, "EncumbranceLifted": 127,
    "CirculationReported": 100, "CirculationAsked": 101, "CirculationAnswered": 102, "CirculationConfirmed": 103,
    "UsageAnchored": 104,
}  # fmt: skip
TWO_PERSONS = sum(
    1 << kind for kind in (41, 46, 47, 51, 65, 66, 67, 69, 70, 71, 72, 73, 78, 83, 107, 110, 111, 112, 113, 115)
)


@dataclass
class Expected:
    """Rows by table and key; `faults` are what does not fit in the chain's own answers."""

    tables: dict[str, dict[tuple[Any, ...], Row]] = field(default_factory=lambda: defaultdict(dict))
    heads: dict[bytes, tuple[int, bytes]] = field(default_factory=dict)
    rolling: bytes = bytes(32)
    sequence: int = 0
    faults: list[str] = field(default_factory=list)


def expected(logs: list[Row], blocks: dict[int, Row], history: bytes, chain_id: int) -> Expected:
    made = Expected()
    for log in logs:
        if log["blockHash"] != blocks[int(log["blockNumber"], 16)]["hash"]:
            made.faults.append(f"log of block {log['blockNumber']} names another block hash")
    for act in _acts(made, logs, blocks, history):
        _entry(made, act, history, chain_id)
        RULES[act.name](made.tables, act)
    for number in {int(row["block_number"]) for row in made.tables["entry"].values()}:
        block = blocks[number]
        columns = {"hash": raw(block["hash"]), "parent_hash": raw(block["parentHash"])}
        made.tables["block"][(number,)] = {**columns, "timestamp": int(block["timestamp"], 16)}
    for subject, (length, head) in made.heads.items():
        made.tables["head"][(subject,)] = {"length": length, "head": head}
    return made


def _acts(made: Expected, logs: list[Row], blocks: dict[int, Row], history: bytes) -> list[Act]:
    """The k-th entry of a module in a transaction belongs to the k-th log of that module there."""
    waiting: dict[tuple[str, bytes], list[Row]] = defaultdict(list)
    acts = []
    for log in sorted(logs, key=lambda log: (int(log["blockNumber"], 16), int(log["logIndex"], 16))):
        name, told = read([raw(topic) for topic in log["topics"]], raw(log["data"]))
        if name != "Entry":
            waiting[(log["transactionHash"], raw(log["address"]))].append({"name": name, "told": told, "log": log})
            continue
        queue = waiting[(log["transactionHash"], told["module"])]
        if raw(log["address"]) != history or not queue:
            made.faults.append(f"entry {told['sequence']} answers for no log")
            continue
        first = queue.pop(0)
        time = int(blocks[int(log["blockNumber"], 16)]["timestamp"], 16)
        acts.append(Act(first["name"], first["told"], {**told, "log": log}, first["log"], time))
    made.faults += [f"{left['name']} has no entry" for queue in waiting.values() for left in queue]
    return acts


def _entry(made: Expected, act: Act, history: bytes, chain_id: int) -> None:
    entry, log = act.entry, act.log
    topics, data = [raw(topic) for topic in log["topics"]], raw(log["data"])
    payload = keccak(b"".join(topics) + data)
    length, before = made.heads.get(entry["subject"], (0, bytes(32)))
    types = "bytes32 bytes28 uint256 address address bytes32 uint32 uint16 address bytes32".split()
    words = (TYPEHASH, before[:28], chain_id, history, entry["module"], entry["subject"], length + 1, KIND_OF[act.name],
             entry["actor"], payload)  # fmt: skip
    head = keccak(encode(types, words))
    made.sequence += 1
    rolled = encode(["bytes32", "uint64", "bytes32", "bytes32"], [made.rolling, made.sequence, entry["subject"], head])
    made.rolling = keccak(rolled)[:28] + bytes(4)
    made.heads[entry["subject"]] = (length + 1, head)
    want = (length + 1, made.sequence, payload, head)
    if want != (entry["length"], entry["sequence"], entry["payloadHash"], entry["head"]):
        made.faults.append(f"entry {entry['sequence']} does not follow from the log before it")
    own = entry["log"]
    place = {"block_number": int(own["blockNumber"], 16), "tx_hash": raw(own["transactionHash"])}
    place |= {"tx_index": int(own["transactionIndex"], 16), "log_index": int(own["logIndex"], 16)}
    columns = {"subject": entry["subject"], "length": length + 1, "kind": KIND_OF[act.name], "module": entry["module"]}
    columns |= {"actor": entry["actor"], "payload_hash": payload, "head": head, "rolling": made.rolling}
    made.tables["entry"][(made.sequence,)] = columns | place
    event = {"name": act.name, "topics": b"".join(topics), "data": data, "log_index": int(log["logIndex"], 16)}
    made.tables["event"][(made.sequence,)] = event


# --- one rule an event ------------------------------------------------------------------------------------------------


def _registered(tables: Tables, act: Act) -> None:
    given = act.told["registration"]
    tables["organisation"][(text(act.told["org"]),)] = {
        "name": given["name"], "kinds": given["kinds"], "affiliation_group": given["group"],
        "public_body": int(given["publicBody"]), "registered_by": some(text(act.told["by"])),
        "registered_at": act.time, "registered_account": some(act.told["account"]),
        "registered_person": some(act.told["person"]), "two_person_kinds": str(TWO_PERSONS), "encryption_key": None,
        "successor": None, "succeeded_at": None, "succession_document": None,
    }  # fmt: skip


def _organisation(column: str, name: str, convert: Any = lambda value: value) -> Any:
    def rule(tables: Tables, act: Act) -> None:
        tables["organisation"][(text(act.told["org"]),)][column] = convert(act.told[name])

    return rule


def _accredited(tables: Tables, act: Act) -> None:
    org, told = text(act.told["org"]), act.told
    number, position = numbered(tables, "accreditation", org, told["kind"]), numbered(tables, "accreditation", org)
    columns = {"position": position, "since_at": told["since"], "until_at": some(told["until"])}
    columns |= {"region": told["region"], "digit": told["digit"], "recorded_at": act.time}
    tables["accreditation"][(org, told["kind"], number)] = columns


def _suspended(tables: Tables, act: Act) -> None:
    org, told = text(act.told["org"]), act.told
    number, position = numbered(tables, "suspension", org, told["kind"]), numbered(tables, "suspension", org)
    columns = {"since_at": told["moment"], "reason": told["reason"], "until_at": None, "resumed_reason": None}
    tables["suspension"][(org, told["kind"], number)] = {"position": position, **columns}


def _resumed(tables: Tables, act: Act) -> None:
    org, kind = text(act.told["org"]), act.told["kind"]
    for key, row in tables["suspension"].items():
        if key[:2] == (org, kind) and row["until_at"] is None:
            row.update(until_at=act.told["moment"], resumed_reason=act.told["reason"])


def _succeeded(tables: Tables, act: Act) -> None:
    tables["organisation"][(text(act.told["org"]),)].update(
        successor=text(act.told["successor"]), succeeded_at=act.told["moment"], succession_document=act.told["document"]
    )


def _stood_by(tables: Tables, act: Act) -> None:
    org, told = text(act.told["org"]), act.told
    columns = {name: told[name] for name in ("account", "person", "reason")}
    columns |= {"recorded_at": act.time, "subjects": b"".join(told["subjects"])}
    tables["standing_by"][(org, numbered(tables, "standing_by", org))] = columns


def _key_added(tables: Tables, act: Act) -> None:
    org = text(act.told["org"])
    position = 1 + sum(row["org_id"] == org for row in tables["account_key"].values())
    reported = "compromised_since compromise_reported_at compromise_reported_by compromise_report"
    none = dict.fromkeys(["retired_at", "retired_by", *reported.split()])
    window = {"since_at": act.told["since"], "until_at": some(act.told["until"]), "added_at": act.time}
    tables["account_key"][(act.told["account"],)] = {"org_id": org, "position": position, **window, **none}


def _key_retired(tables: Tables, act: Act) -> None:
    row = tables["account_key"][(act.told["account"],)]
    row.update(until_at=act.told["until"], retired_at=act.time, retired_by=some(act.told["by"]))


def _key_compromised(tables: Tables, act: Act) -> None:
    row = tables["account_key"][(act.told["account"],)]
    row.update(compromised_since=act.told["since"], compromise_reported_at=act.time)
    row.update(compromise_reported_by=some(act.told["by"]), compromise_report=some(act.told["report"]))


def _regime(tables: Tables, act: Act) -> None:
    given = act.told["regime"]
    columns = {snake(name): value for name, value in given.items() if name != "id"}
    columns |= {"number": act.told["number"], "code_prefix": text(given["codePrefix"]), "published_at": act.time}
    tables["regime"][(text(act.told["id"]),)] = columns


def _calendar(tables: Tables, act: Act) -> None:
    key, (low, high) = (act.told["year"],), act.told["workingDays"]
    bits, before = low | high << 256, tables["calendar_year"].get(key)
    if before is not None:
        past = (1 << max(0, day(act.time) - act.told["firstDay"] + 1)) - 1
        bits = int(before["working_days"]) & past | bits & ~past
    tables["calendar_year"][key] = {
        "first_day": act.told["firstDay"], "working_days": str(bits), "notice_digest": act.told["noticeDigest"],
        "published_at": act.time, "publications": 1 + (before["publications"] if before else 0),
    }  # fmt: skip


def _proposal_made(tables: Tables, act: Act) -> None:
    told = act.told
    none = "confirmed_at confirmer confirming_account confirming_person withdrawn_at withdrawing_account".split()
    tables["proposal"][(told["id"], numbered(tables, "proposal", told["id"]))] = {
        "target": told["target"], "act": told["act"], "salt": told["salt"], "proposer": text(told["proposer"]),
        "account": told["account"], "person": told["person"], "made_at": act.time, "earliest_at": told["earliest"],
        **dict.fromkeys(none),
    }  # fmt: skip


def _proposal_closed(tables: Tables, act: Act) -> None:
    row = tables["proposal"][(act.told["id"], numbered(tables, "proposal", act.told["id"]) - 1)]
    if act.name == "ProposalWithdrawn":
        row.update(withdrawn_at=act.time, withdrawing_account=act.told["account"])
    else:
        row.update(confirmed_at=act.time, confirmer=text(act.told["confirmer"]))
        row.update(confirming_account=act.told["account"], confirming_person=act.told["person"])


def _writer(tables: Tables, act: Act) -> None:
    module, number = act.told["module"], numbered(tables, "writer", act.told["module"])
    last = tables["writer"].get((module, number - 1))
    if last is not None and last["until_at"] is None:
        last["until_at"] = act.told["until" if act.name == "WriterEnded" else "since"]
    kinds, since = act.told["kinds"], act.told.get("since")
    if act.name == "WriterEnded":
        assert last is not None, "nobody ends who never began"
        kinds, since = int(last["kinds"]) & ~kinds, act.told["until"]
    if kinds:
        tables["writer"][(module, number)] = {"kinds": str(kinds), "since_at": since, "until_at": None}


def _desk(tables: Tables, act: Act) -> None:
    tables["trusted_desk"][(act.told["desk"],)] = {"trusted": int(act.told["trusted"]), "since_at": act.time}


# --- certificates


def _issued(tables: Tables, act: Act) -> None:
    given, code = act.told["issued"], text(act.told["id"])
    both = {"account": given["account"], "preparer": some(given["preparer"])}
    both |= {"payload_sha256": given["payloadSha256"], "payload_sm3": given["payloadSm3"]}
    tables["certificate"][(code,)] = both | {
        "case_id": given["caseId"], "registrar": text(act.told["registrar"]), "version": 1, "corrected_name": "",
        "evidenced_at": given["evidencedAt"], "expires_at": given["expiresAt"], "issued_at": act.time,
        "name_subject": given["caseId"], "status": 1, "ended_at": None,
    }  # fmt: skip
    none = dict.fromkeys("person preparer_person before_digest after_digest reason restated_from".split())
    none |= dict.fromkeys(RESTATED)
    tables["certificate_version"][(code, 1)] = {"recorded_at": act.time, "data_name": "", **both, **none}
    for position, holding in enumerate(given["holdings"], start=1):
        word = int.from_bytes(holding["units"], "big")
        for lane, right in enumerate((1, 2, 4)):
            since, until = word >> 80 * lane & (1 << 40) - 1, word >> 80 * lane + 40 & (1 << 40) - 1
            if until:
                columns = {"position": position, "basis": word >> 240 & 255, "since_at": since, "until_at": until}
                columns["moved_at"] = None
                tables["right_unit"][(code, holding["holder"], right)] = columns


def _corrected(tables: Tables, act: Act) -> None:
    given, code, subject = act.told["correction"], text(act.told["id"]), act.told["id"]
    new = {"payload_sha256": given["payloadSha256"], "payload_sm3": given["payloadSm3"]}
    row = tables["certificate"][(code,)]
    row.update(new, version=act.told["version"])
    if given["dataName"]:
        row.update(corrected_name=given["dataName"], name_subject=subject)
        grams(tables, subject, act.told["version"], given["dataName"])
    tables["certificate_version"][(code, act.told["version"])] = new | {
        "recorded_at": act.time, "account": act.told["account"], "preparer": some(act.told["preparer"]),
        "person": some(given["person"]), "preparer_person": some(act.told["preparerPerson"]),
        "before_digest": given["before"], "after_digest": given["afterwards"], "reason": given["reason"],
        "data_name": given["dataName"], "restated_from": None, **dict.fromkeys(RESTATED),
    }  # fmt: skip


def _annotated(tables: Tables, act: Act) -> None:
    given, code = act.told["annotation"], text(act.told["id"])
    none = "lifted_at lifted_account lifted_preparer lifted_authority lifted_level lifted_document".split()
    tables["annotation"][(code, act.told["number"])] = {
        "kind": given["kind"], "authority": some(text(given["authority"])), "level": given["level"],
        "since_at": given["since"], "until_at": some(given["until"]), "document": given["document"],
        "recorded_at": act.time, "account": act.told["account"], "preparer": some(act.told["preparer"]),
        "person": given["person"], "preparer_person": some(act.told["preparerPerson"]), **dict.fromkeys(none),
    }  # fmt: skip


def _lifted(tables: Tables, act: Act) -> None:
    given = act.told["lifting"]
    tables["annotation"][(text(act.told["id"]), given["number"])].update(
        lifted_at=act.time, lifted_account=act.told["account"], lifted_preparer=some(act.told["preparer"]),
        lifted_authority=some(text(given["authority"])), lifted_level=given["level"],
        lifted_document=given["document"],
    )  # fmt: skip


def _reaffirmed(tables: Tables, act: Act) -> None:
    code = text(act.told["id"])
    columns = {name: act.told[name] for name in ("account", "person", "reason")}
    number = numbered(tables, "reaffirmation", code)
    tables["reaffirmation"][(code, number)] = {"recorded_at": act.time, **columns}


RULES = {
    "WriterOpened": _writer,
    "WriterEnded": _writer,
    "ProposalMade": _proposal_made,
    "ProposalConfirmed": _proposal_closed,
    "ProposalWithdrawn": _proposal_closed,
    "DeskTrusted": _desk,
    "OrganisationRegistered": _registered,
    "OrganisationRegrouped": _organisation("affiliation_group", "group"),
    "OrganisationAccredited": _accredited,
    "OrganisationSuspended": _suspended,
    "OrganisationResumed": _resumed,
    "TwoPersonActsSet": _organisation("two_person_kinds", "kinds", str),
    "EncryptionKeySet": _organisation("encryption_key", "x25519"),
    "KeyAdded": _key_added,
    "KeyRetired": _key_retired,
    "KeyCompromised": _key_compromised,
    "RegimePublished": _regime,
    "CalendarPublished": _calendar,
    **CASEWORK,
    "CertificateIssued": _issued,
    "CertificateCorrected": _corrected,
    "CertificateAnnotated": _annotated,
    "AnnotationLifted": _lifted,
    "CertificateReaffirmed": _reaffirmed,
    "OrganisationSucceeded": _succeeded,
    "ActsReaffirmed": _stood_by,
    **LIVING,
    **GRANTING,
    **PLEDGING,
    **CIRCULATING,
}
