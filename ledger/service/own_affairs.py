# SPDX-License-Identifier: Apache-2.0
"""What an organisation does by its own keys: its encryption key, its keys' end, its rule of two, its holders, its word.

Not for: what takes two authorities (governing.py) or concerns a case (case_acts.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ledger.chain import encode
from ledger.domain.demo_marks import refuse_fictional
from ledger.domain.ids import Address, CertificateId, OrgId, Subject, party_of_org
from ledger.domain.kinds import OrgKind
from ledger.domain.structs import Registration
from ledger.errors import NotFound
from ledger.service.names import refuse_unreadable
from ledger.service.papers import keeping, paper_of
from ledger.service.runtime import Ledger, Principal
from ledger.service.two_persons import TwoPersonAct, prepare
from ledger.store.queries import acts
from ledger.store.queries.preparations import PreparedAct


def publish_encryption_key(ledger: Ledger, who: Principal, key: str | None = None) -> dict[str, Any]:
    """Make a ring for the organisation if there is none here, and publish its X25519 key."""
    ring = ledger.keys.own_ring(who.org_id)
    name = ring.public_key.hex()
    call = encode.organisations_set_encryption_key(ring.public_key)
    return ledger.perform_named(who, "set-encryption-key", name, {"x25519": name}, call, key=key)


def register_holder(
    ledger: Ledger,
    who: Principal,
    org: OrgId,
    name: str,
    *,
    group: int = 0,
    public_body: bool = False,
    key: str | None = None,
) -> dict[str, Any]:
    """A registrar registers a holder after checking its identity (ruling 5)."""
    refuse_fictional([org], demo=ledger.deployment.demo)
    refuse_unreadable("name", name, needed=True)
    call = encode.organisations_register_holder(
        Registration(org, 1 << OrgKind.HOLDER, group, public_body, name), who.commitment
    )
    body = {"org": org, "name": name, "group": group, "public_body": public_body}
    return ledger.perform_named(who, "register-holder", org, body, call, key=key)


def add_holder_key(
    ledger: Ledger, who: Principal, org: OrgId, account: Address, since: int, key: str | None = None
) -> dict[str, Any]:
    call = encode.organisations_add_holder_key(org, account, since, 0)
    body = {"org": org, "account": account.hex(), "since": since}
    return ledger.perform_named(who, "add-holder-key", account.hex(), body, call, key=key)


def retire_key(ledger: Ledger, who: Principal, account: Address, key: str | None = None) -> dict[str, Any]:
    call = encode.organisations_retire_key(account)
    return ledger.perform_named(who, "retire-key", account.hex(), {"account": account.hex()}, call, key=key)


def report_compromised(
    ledger: Ledger, who: Principal, account: Address, since: int, report: str, key: str | None = None
) -> dict[str, Any]:
    """What the key signed from `since` on is tainted at once, until re-affirmed (ruling 17)."""
    paper = paper_of(who, bytes(12) + account, "KEY_COMPROMISED", report, ledger.now())
    call = encode.organisations_report_compromised(account, since, paper.commitment)
    body = {"account": account.hex(), "since": since, "report": report}
    name = f"{account.hex()}-{since}"
    return ledger.perform_named(who, "report-compromised", name, body, call, keeping(paper), key=key)


def reaffirm(ledger: Ledger, who: Principal, key: str, codes: Sequence[CertificateId], reason: str) -> dict[str, Any]:
    """A good key stands by everything its organisation signed on these certificates so far."""
    paper = paper_of(who, party_of_org(who.org_id), "REAFFIRMED", reason, ledger.now())
    call = encode.certificates_reaffirm(codes, who.commitment, paper.commitment)
    body = {"codes": list(codes), "reason": reason}
    return ledger.perform(who, "reaffirm", key, body, call, keeping(paper))


def stand_by(ledger: Ledger, who: Principal, key: str, subjects: Sequence[Subject], reason: str) -> dict[str, Any]:
    """As reaffirm, for acts on anything else that History knows: grants, pledges, cases (ruling 17)."""
    paper = paper_of(who, party_of_org(who.org_id), "REAFFIRMED", reason, ledger.now())
    call = encode.organisations_reaffirm(subjects, who.commitment, paper.commitment)
    body = {"subjects": ["0x" + subject.hex() for subject in subjects], "reason": reason}
    return ledger.perform(who, "stand-by", key, body, call, keeping(paper))


def set_two_person_acts(ledger: Ledger, who: Principal, approver: Principal, key: str, kinds: int) -> PreparedAct:
    """Say which acts need two persons here; that takes two persons itself."""
    with ledger.store.reading() as session:
        head = acts.subject_head(session, Subject(party_of_org(who.org_id)))
    if head is None:
        raise NotFound(f"{who.org_id} is not registered", zh=f"机构 {who.org_id} 未登记", code="ORGANISATION_NOT_FOUND")
    act = TwoPersonAct(
        encode.organisations_set_two_person_acts_items(kinds, head.word),
        lambda p: encode.organisations_set_two_person_acts(kinds, head.word, p),
    )
    return prepare(
        ledger, who, approver, "set-two-person-acts", key, {"kinds": kinds, "approver": approver.person_id}, act
    )
