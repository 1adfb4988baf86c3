# SPDX-License-Identifier: Apache-2.0
"""How a party agreed: by its own key, or on paper that a registrar files for it (ruling 5).

For: every act in which a party agrees to something. What is attested how well is said by whoever files, and never
supposed here, since it stands wherever the act is shown. Not for: who may file for whom, which the contracts decide.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final

from ledger.domain.ids import OrgId, PartyId, is_organisation, org_of_party, party_of_org
from ledger.domain.party import uscc_ok
from ledger.domain.structs import Assent
from ledger.errors import Reason, Refused
from ledger.service.papers import Paper, paper_of, sealed_paper_of
from ledger.service.runtime import Ledger, Principal

NOTHING: Final = bytes(32)
NO_PARTY: Final = PartyId(NOTHING)
CODE_MALFORMED: Final = "ORGANISATION_CODE_MALFORMED"


@dataclass(frozen=True, slots=True)
class Signing:
    """On whose paper somebody else's agreement is filed. Nothing of it where a party's own key sends the act.

    `level` is how well the signature is attested, 1 to 5 as in contracts/interfaces/IAssents.sol.
    """

    form: str = ""
    mandate: str = ""
    level: int = 0


OWN_KEY: Final = Signing()


def signing_told(signing: Signing) -> dict[str, Any]:
    """What a wish keeps of it: on another paper, or as well attested as another, it is another wish. Nothing where a
    party's own key sends the act."""
    told = {name: value for name, value in asdict(signing).items() if value}
    return {"signing": told} if told else {}


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


def refuse_no_code(**parties: PartyId | OrgId | None) -> None:
    """Refuse an act in which an organisation is named, as a party or by its code, by what is no unified social credit
    code (ruling 5; its check digit included), with a reason for each field at fault. Commitments of persons, and
    nobody, pass."""
    wrong = [name for name, party in parties.items() if party and not _coded(party)]
    if not wrong:
        return
    reasons = [
        Reason(CODE_MALFORMED, "不是有效的统一社会信用代码", "no unified social credit code", field=name)
        for name in wrong
    ]
    raise Refused(
        f"{', '.join(wrong)}: no unified social credit code, or its check digit is wrong",
        zh=f"{'、'.join(wrong)}：不是有效的统一社会信用代码，或校验码有误",
        code=CODE_MALFORMED,
        reasons=reasons,
    )


def _coded(party: PartyId | OrgId) -> bool:
    if isinstance(party, str):
        return uscc_ok(party)
    try:
        return not is_organisation(party) or uscc_ok(org_of_party(party))
    except ValueError:
        return False


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
