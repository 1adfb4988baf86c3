# SPDX-License-Identifier: Apache-2.0
"""Who may register what (art. 21) and which papers prove it (art. 20): two tables and the questions asked of them.

For: the pre-check, and the independent twin of the desk's check on right units.
Not for: reading the papers. Whether a contract says what it should is the reviewer's judgement; here it must exist.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from ledger.domain.tables.words import AssetForm, Grade, PartyKind, PiBand, Right, RightCase, SourceType

_ALL: Final = frozenset(Right)
_HOLD_AND_USE: Final = frozenset({Right.HOLD, Right.USE})

ADMITTED: Final[Mapping[RightCase, frozenset[Right]]] = {
    RightCase.P1: _ALL,
    RightCase.P2: _ALL,
    RightCase.P3: _ALL,
    RightCase.P4A: _HOLD_AND_USE,
    RightCase.P4B: _ALL,
    RightCase.P5A: _ALL,
    RightCase.P5B: _ALL,
    RightCase.P6: _ALL,
    RightCase.P7: frozenset(),
}
"""What a case gives once its papers are there. P7 gives nothing unless law or contract make an exception."""

WHY_NOT: Final[Mapping[RightCase, str]] = {
    RightCase.P4A: "自动化收集的公开数据不得登记经营权；形成不实质性替代的产品时改用P4B",
    RightCase.P7: "受托处理者不得登记权利；法律或合同另有约定的，提交“受托例外约定”",
}


def admitted(case: RightCase, *, exception: bool = False) -> frozenset[Right]:
    """The rights a case admits; `exception` is an entrusted processor's contract exception (P7 only)."""
    return _ALL if case is RightCase.P7 and exception else ADMITTED[case]


def not_admitted(case: RightCase, rights: Collection[Right], *, exception: bool = False) -> tuple[Right, ...]:
    """The rights claimed that the case does not give, in the order of the three."""
    given = admitted(case, exception=exception)
    return tuple(right for right in Right if right in rights and right not in given)


SOURCE_OF_CASE: Final[Mapping[RightCase, SourceType]] = {
    RightCase.P4A: SourceType.SCRAPED_PUBLIC,
    RightCase.P4B: SourceType.SCRAPED_PUBLIC,
    RightCase.P6: SourceType.DERIVED,
}
"""The source that a case presupposes."""

CASES_OF_SOURCE: Final[Mapping[SourceType, frozenset[RightCase]]] = {
    SourceType.SCRAPED_PUBLIC: frozenset({RightCase.P4A, RightCase.P4B}),
    SourceType.DERIVED: frozenset({RightCase.P4B, RightCase.P5A, RightCase.P5B, RightCase.P6}),
}
"""The cases of which a source needs at least one; a source that is not named goes with any case."""


def fits_person(case: RightCase, kind: PartyKind) -> bool:
    """P3 is for natural persons; these may stand in other cases too."""
    return case is not RightCase.P3 or kind is PartyKind.NATURAL_PERSON


def fits_asset_form(case: RightCase, form: AssetForm) -> bool:
    """P4B speaks of a product made from scraped data, not of the scraped resource itself."""
    return case is not RightCase.P4B or form is not AssetForm.RESOURCE


@dataclass(frozen=True, slots=True)
class Requirement:
    """A document column that must name a file, and why."""

    key: str
    why_zh: str
    why_en: str


@dataclass(frozen=True, slots=True)
class Claim:
    """What decides on papers, for one application."""

    sources: frozenset[SourceType]
    cases: Mapping[RightCase, frozenset[Right]]
    grade: Grade
    personal: PiBand
    has_agent: bool
    has_parents: bool
    institution_decision: bool
    prior_registrations: bool


_ALWAYS: Final = (
    Requirement("doc_application_form", "申请须有签章的申请表", "the signed form"),
    Requirement("doc_identity", "须证明申请人身份", "identity of the applicant"),
    Requirement("doc_lawful_acquisition", "须证明数据合法取得", "lawful acquisition"),
    Requirement("doc_sample", "数据样例必交", "the sample is mandatory"),
    Requirement("doc_schema", "须说明数据结构和样例", "description of schema and sample"),
    Requirement("doc_truth_declaration", "须承诺真实", "the truth declaration"),
)


def required_documents(claim: Claim) -> tuple[Requirement, ...]:
    """Every document an application needs, each once, with the first reason found."""
    found: dict[str, Requirement] = {}
    for requirement in (*_ALWAYS, *_by_source(claim), *_by_case(claim), *_by_standing(claim)):
        found.setdefault(requirement.key, requirement)
    return tuple(found.values())


def _by_source(claim: Claim) -> Iterator[Requirement]:
    if SourceType.BY_AGREEMENT in claim.sources:
        yield Requirement("doc_contract", "协议取得的数据须有约定权利的条款", "data by agreement")
    if SourceType.SCRAPED_PUBLIC in claim.sources:
        yield Requirement("doc_public_means", "须说明数据公开且手段合法", "public data, lawful means")
    if SourceType.DERIVED in claim.sources:
        yield Requirement("doc_derivation", "须证明实质性差异和价值显著提升", "substantial difference and added value")
        if not claim.has_parents:
            yield Requirement("doc_contract", "上游数据未登记，须提交合同", "the parent is not registered")


def _by_case(claim: Claim) -> Iterator[Requirement]:
    if RightCase.P2 in claim.cases:
        yield Requirement("doc_contract", "情形P2须有授权采集的合同", "case P2 rests on a contract")
    if RightCase.P4B in claim.cases:
        yield Requirement("doc_non_substitution", "情形P4B须说明不实质性替代", "case P4B: no substitution")
    if RightCase.P5A in claim.cases:
        yield Requirement("doc_contract", "情形P5A须有融合合同", "case P5A rests on a contract")
    if Right.OPERATE in claim.cases.get(RightCase.P5B, frozenset()):
        yield Requirement("doc_fusion_consents", "情形P5B登记经营权须经其他各方同意", "consent of all others")
    if RightCase.P6 in claim.cases:
        yield Requirement("doc_derivation", "情形P6须有衍生证明", "case P6: proof of derivation")


def _by_standing(claim: Claim) -> Iterator[Requirement]:
    if claim.has_agent:
        yield Requirement("doc_mandate", "由代理人办理须有授权委托书", "an agent needs a mandate")
    if claim.personal is not PiBand.NONE:
        yield Requirement("doc_pi_compliance", "含个人信息须有合规证明", "personal information inside")
    if claim.grade is Grade.IMPORTANT:
        yield Requirement("doc_important_data", "重要数据须有合规证明", "important data")
    if claim.institution_decision:
        yield Requirement("doc_institution_decision", "填写了决定文号，须提交决定", "the decision named")
    if claim.prior_registrations:
        yield Requirement("doc_prior_registration", "填写了既有登记，须提交凭证", "the registrations named")
