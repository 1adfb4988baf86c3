# SPDX-License-Identifier: Apache-2.0
"""Grants between HERDING and POWER, filed on paper by `bao`: what several end-to-end tests begin with."""

from __future__ import annotations

from typing import Any

from ledger.domain.ids import GrantId, certificate_bytes, party_of_org
from ledger.domain.kinds import GrantKind, RightBits
from ledger.domain.scope import PurposeCode, UseOfData
from ledger.service import grants as service
from ledger.service.assents import Signing
from ledger.service.grant_terms import Scope, Terms
from ledger.service.grants import ActOrder, Effective, OfferOrder
from tests.e2e.founded import DAY, HERDING, POWER, Founded, shanghai

SIGNED = Signing("签署的授权表", "委托书", 2)
UNTIL = shanghai(9, 10) + 365 * DAY
CREDIT, HERD = PurposeCode.CREDIT_ASSESSMENT, PurposeCode.FARMING_AND_HERDING


def terms(**changes: Any) -> Terms:
    scope = {"purposes": (CREDIT, HERD), "not_after": UNTIL, "fields": (0, 1), "max_calls": 100, "depth": 2}
    wide = Scope(**(scope | changes))
    return Terms(RightBits.USE, wide, "数据使用授权协议", columns="耳标号,出栏日期", price_mode="PER_CALL")


def offered(founded: Founded, reference: str, given: Terms | None = None, **changes: Any) -> GrantId:
    order = OfferOrder(
        who=founded.people["bao"],
        key=f"offer-{reference}",
        reference=reference,
        kind=changes.get("kind", GrantKind.ENTERPRISE),
        root=changes.get("root", certificate_bytes(founded.certificates[0])),
        grantor=changes.get("grantor", party_of_org(HERDING)),
        grantee=changes.get("grantee", party_of_org(POWER)),
        terms=given or terms(),
        parent=changes.get("parent", service.NO_GRANT),
        signing=SIGNED,
    )
    return GrantId(bytes.fromhex(service.offer(founded.ledger, order)["grant"][2:]))


def order(founded: Founded, grant_id: GrantId, verb: str, document: str = "文书") -> ActOrder:
    return ActOrder(founded.people["bao"], f"{verb}-{grant_id.hex()[:20]}", grant_id, document, SIGNED)


def granted(founded: Founded, reference: str, given: Terms | None = None, **changes: Any) -> GrantId:
    grant_id = offered(founded, reference, given, **changes)
    service.accept(founded.ledger, order(founded, grant_id, "accept"))
    return grant_id


def asked(founded: Founded, grant_id: GrantId, **changes: Any) -> Effective:
    founded.settle()
    use = {"right": 2, "fields": 1, "purpose": int(CREDIT), "region": 152_502, "exported": False, "calls": 1}
    now = founded.ledger.now() + 60  # blocks that come one upon another may stand a little later than the clock
    return service.effective(founded.ledger.store, grant_id, UseOfData(**({"moment": now} | use | changes)))
