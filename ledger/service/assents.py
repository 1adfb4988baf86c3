# SPDX-License-Identifier: Apache-2.0
"""How a party agreed: by its own key, or on paper that a registrar files for it (ruling 5).

For: every act in which a party agrees to something. What is attested how well is said by whoever files, and never
supposed here, since it stands wherever the act is shown. Not for: who may file for whom, which the contracts decide.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from ledger.domain.ids import OrgId, PartyId, party_of_org
from ledger.domain.structs import Assent
from ledger.errors import Refused
from ledger.service.papers import Paper, paper_of, sealed_paper_of
from ledger.service.runtime import Ledger, Principal

NOTHING: Final = bytes(32)
NO_PARTY: Final = PartyId(NOTHING)


@dataclass(frozen=True, slots=True)
class Signing:
    """On whose paper somebody else's agreement is filed. Nothing of it where a party's own key sends the act.

    `level` is how well the signature is attested, 1 to 5 as in contracts/interfaces/IAssents.sol.
    """

    form: str = ""
    mandate: str = ""
    level: int = 0


OWN_KEY: Final = Signing()


def assent_of(
    ledger: Ledger,
    who: Principal,
    subject: bytes,
    party: PartyId,
    signing: Signing,
    readers: Mapping[OrgId, bytes] | None = None,
) -> tuple[Assent, list[Paper]]:
    """The assent and the texts to keep, sealed for `readers` if any are named. `NO_PARTY` is the caller in its own
    name."""
    if party in (NO_PARTY, party_of_org(who.org_id)):
        if signing != OWN_KEY:
            raise paper_beside_a_key()
        return Assent(who.commitment, NOTHING, NOTHING, 0), []
    if signing.form.strip() and not signing.level:
        raise level_missing()
    texts, now = {"SIGNED_FORM": signing.form, "MANDATE": signing.mandate}, ledger.now()
    form, mandate = (
        paper_of(who, subject, kind, text, now)
        if readers is None
        else sealed_paper_of(who, subject, kind, text, now, readers)
        for kind, text in texts.items()
    )
    return Assent(who.commitment, form.commitment, mandate.commitment, signing.level), [form, mandate]


def level_missing() -> Refused:
    return Refused(
        "a signed form is filed with how well its signature is attested, 1 to 5",
        zh="代为提交签字材料须注明签名的证明等级（1 至 5）",
        code="ATTESTATION_LEVEL_MISSING",
    )


def paper_beside_a_key() -> Refused:
    return Refused(
        "a party that acts by its own key files no form, mandate or level beside it",
        zh="以自有密钥办理的，不另附签字材料、委托书或证明等级",
        code="PAPER_BESIDE_OWN_KEY",
    )
