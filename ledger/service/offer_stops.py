# SPDX-License-Identifier: Apache-2.0
"""What stops a pledge and the contract cannot look up: how data are graded, in the application and since (H3), whether
they are public (H4), whose an earlier pledge is that an offer adds to, or brings a unit for, whether a unit stands in a
pool (ruling 28), and whether a pledge was taken off it by a key in other hands (ruling 17).

Refused before anything is stored. Whoever writes to the chain by other ways is not stopped here: the bank's report
tells of it (`domain/bank_report.py`). Not for: what the contract refuses itself (contracts/PledgeRules.sol).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from ledger.domain.certificate import Certificate
from ledger.domain.ids import CertificateId, OrgId, PartyId, PledgeId, certificate_bytes
from ledger.domain.kinds import Grade, OrgKind
from ledger.errors import NotFound, Refused
from ledger.service.gathering import freed_at
from ledger.service.heads import certificate_and_case
from ledger.service.pooling import pools_under
from ledger.service.runtime import Ledger
from ledger.service.taint import Taints
from ledger.service.traffic import grade_at
from ledger.store.queries import acts, organisations, pledges, traces
from ledger.store.queries.folded import Folded


def grade_of(ledger: Ledger, code: CertificateId) -> Grade:
    """How the data are graded, as far as the mirror goes. NotFound without such a certificate."""
    _, case = certificate_and_case(ledger, code)
    with ledger.store.reading() as session:
        folded = Folded(session, acts.required_head(session).block_number)
        return grade_at(folded, case, traces.predecessors(session, code)[-1], ledger.now())


def refuse_graded(ledger: Ledger, codes: Iterable[CertificateId], *, with_authority: bool) -> None:
    """H3 as the contract holds it at the offer, by what was told of the grade since: core data are pledged by nobody,
    important data on an authority's paper."""
    for code in dict.fromkeys(codes):
        grade = grade_of(ledger, code)
        if grade is Grade.CORE:
            raise Refused(
                f"H3: {code} is classified as core data",
                zh=f"H3：{code} 已定级为核心数据，不得出质",
                code="H3_GRADE_IS_CORE",
                article="15",
                certificate=code,
            )
        if grade is Grade.IMPORTANT and not with_authority:
            raise Refused(
                f"H3: {code} is classified as important data, which need an authority's paper",
                zh=f"H3：{code} 已定级为重要数据，须有主管部门文件",
                code="H3_AUTHORITY_MISSING",
                article="20",
                certificate=code,
            )


def refuse_private_use(ledger: Ledger, codes: Iterable[CertificateId]) -> None:
    """The right of use is pledged in place of that of operation where data are public, and nowhere else (H4): each of
    these certificates, whose right of use is offered so, must say that they are."""
    private = [code for code in dict.fromkeys(codes) if not certificate_and_case(ledger, code)[1].public_data]
    if private:
        code = private[0]
        raise Refused(
            f"H4: the right of use under {code} cannot be pledged: its application declares no public data",
            zh=f"H4：{code} 的使用权不得出质：其登记申请未申报为公共数据",
            code="H4_USE_OF_PRIVATE_DATA",
            article="Civil Code 440",
            certificate=code,
        )


def refuse_no_bank(ledger: Ledger, pledgee: OrgId) -> None:
    """Refused where the pledgee is no bank that could accept: an offer that nobody can take would only wait."""
    with ledger.store.reading() as session:
        found = organisations.organisation(session, pledgee)
    if found is None or not found.may_act_at(OrgKind.BANK, ledger.now()):
        raise Refused(
            f"{pledgee} is no bank of this ledger that may take a pledge now",
            zh=f"{pledgee} 不是本账本目前可以接受质押的银行",
            code="PLEDGEE_UNFIT",
            field="pledgee",
        )


def refuse_stranger(
    ledger: Ledger,
    pledgor: PartyId,
    pledgee: OrgId,
    units: Collection[tuple[CertificateId, int]],
    named: Mapping[str, PledgeId],
    *,
    third_party: bool,
) -> None:
    """`named`: the earlier pledges that an offer names, as `increase_of` and `substitute_in`. Both are to be the same
    pledgee's. More is secured by the same pledgor, or by who holds its unit since, and on a unit that the earlier one
    stands on, whatever comes besides: elsewhere it would be no increase. A unit comes in from the same pledgor, or from
    a third party that declares itself one."""
    for name, earlier in named.items():
        with ledger.store.reading() as session:
            found = pledges.pledge(session, earlier)
            standing = pledges.standing_at(session, [earlier], ledger.now()).get(earlier, [])
        if found is None:
            raise NotFound("no such pledge", zh="没有此质押", code="PLEDGE_NOT_FOUND")
        own = pledgor == found.pledgor or pledgor in {unit.holder for unit in standing}
        if found.pledgee != pledgee:
            raise _of_others(name, earlier, "pledgee", "质权人")
        if not own and not (third_party and name == "substitute_in"):
            raise _of_others(name, earlier, "pledgor", "出质人")
        if name == "increase_of" and standing and not any((unit.code, unit.right) in units for unit in standing):
            raise Refused(
                "an increase is on a unit that the earlier pledge stands on, and none of these is: offer it apart",
                zh="追加额度须包含在先质押现有的权利；所列权利均不在其中，请另行设立质押",
                code="INCREASE_ELSEWHERE",
                field=name,
                pledge="0x" + earlier.hex(),
            )


def _of_others(name: str, earlier: PledgeId, whose: str, zh: str) -> Refused:
    return Refused(
        f"{name} names a pledge of another {whose}",
        zh=f"{name} 所指的质押属于另一{zh}",
        code="NAMED_PLEDGE_OF_OTHERS",
        field=name,
        pledge="0x" + earlier.hex(),
    )


def refuse_robbed(ledger: Ledger, units: Sequence[tuple[CertificateId, PartyId, int]]) -> None:
    """Refused where a pledge was taken off one of these units by a key in other hands, and nobody stood by that
    (ruling 17): a court may give it back before this one. The bank says that it knows (`RELEASE_TAINTED`)."""
    with ledger.store.reading() as session:
        folded = Folded(session, acts.required_head(session).block_number)
        taints = Taints(folded)
        for code, holder, right in dict.fromkeys(units):
            certificate = folded.state(certificate_bytes(code))
            if not isinstance(certificate, Certificate):
                continue
            freed = freed_at(folded, taints, certificate, ledger.now())
            if any((one.holder, one.right) == (holder, right) for one in freed):
                raise Refused(
                    f"a pledge was taken off a right under {code} by a key that was in other hands, which nobody "
                    "acknowledged",
                    zh=f"{code} 项下的权利曾以已泄露的密钥解除质押，须确认知悉",
                    code="RELEASE_TAINTED_NOT_ACKNOWLEDGED",
                    certificate=code,
                )


def refuse_pooled(ledger: Ledger, units: Sequence[tuple[CertificateId, PartyId]]) -> None:
    """Refused where one of these holders gave what it holds under the certificate into a pool, as far as the mirror
    goes: the bank says that it knows (`POOLED`)."""
    with ledger.store.reading() as session:
        folded = Folded(session, acts.required_head(session).block_number)
        for code, holder in dict.fromkeys(units):
            for pool in pools_under(folded, code, ledger.now()):
                if pool.holder == holder:
                    raise Refused(
                        f"the right under {code} was given into a pool ({pool.what}), which nobody acknowledged",
                        zh=f"{code} 项下的权利已设立信托或证券化（{pool.what}），须确认知悉",
                        code="POOLED_NOT_ACKNOWLEDGED",
                        certificate=code,
                    )
