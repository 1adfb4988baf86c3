# SPDX-License-Identifier: Apache-2.0
"""A verdict's document in the order and words of the page. Shows what the document says, and adds nothing to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from api.language import Language
from api.pages import texts
from ledger.domain.classification import place_name
from ledger.domain.tables.industries import DIVISIONS

Document = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class HolderLine:
    """One holder with the rights that it has on the same basis and for the same time."""

    name: str
    party: str
    rights: str
    basis: str
    until: int


@dataclass(frozen=True, slots=True)
class CertificateShown:
    """Everything that the page prints. `tone` colours the verdict: good, warn or bad. Of the restrictions,
    `declared` are terms in words; resale and export are said whether barred or not, and annotations as such."""

    code: str
    at: int
    known: Document
    base: Document
    tone: str
    overlays: list[Document]
    notes: list[Document]
    not_checked: list[Document]
    found: bool
    certificate: Document | None
    data: Document | None
    holders: list[HolderLine]
    industry: str
    place: str
    grade: str
    attestation: str
    declared: list[Document]
    annotations: list[Document]


def certificate_shown(document: Document, language: Language) -> CertificateShown:
    certificate = document["certificate"]
    data = certificate["data"] if certificate is not None else None
    return CertificateShown(
        code=document["code"],
        at=document["at"]["seconds"],
        known=document["known"],
        base=document["base"],
        tone=_tone(document),
        overlays=document["overlays"],
        notes=document["notes"],
        not_checked=document["not_checked"],
        found=certificate is not None,
        certificate=certificate,
        data=data,
        holders=_holders(certificate["holders"], language) if certificate is not None else [],
        industry=_industry(data["industry"]) if data is not None else "",
        place=_place(data["division"]) if data is not None else "",
        grade=texts.word(texts.GRADES, data["grade"], language) if data is not None else "",
        attestation=_attestation(data["attestation"], language) if data is not None else "",
        declared=[each for each in document["restrictions"] if each["code"] == "TERMS_DECLARED"],
        annotations=certificate["annotations"] if certificate is not None else [],
    )


def _tone(document: Document) -> str:
    """UNCHECKED alone is the ordinary case and does not take the colour away."""
    serious = {overlay["code"] for overlay in document["overlays"]} - {"UNCHECKED"}
    if document["base"]["code"] not in ("VALID", "EXPIRING", "VALID_PENDING_RENEWAL"):
        return "bad"
    return "warn" if serious or document["base"]["code"] != "VALID" else "good"


def _holders(units: list[Document], language: Language) -> list[HolderLine]:
    grouped: dict[tuple[str, str, int], list[Document]] = {}
    for unit in units:
        grouped.setdefault((unit["party"], unit["basis"], unit["until"]["seconds"]), []).append(unit)
    joint = "、" if language is Language.ZH else ", "
    return [
        HolderLine(
            name=same[0]["name"],
            party=party,
            rights=joint.join(texts.word(texts.RIGHTS, unit["right"], language) for unit in same),
            basis=texts.word(texts.BASES, basis, language),
            until=until,
        )
        for (party, basis, until), same in grouped.items()
    ]


def _industry(code: str) -> str:
    return f"{code} {DIVISIONS[code]}" if code in DIVISIONS else code


def _place(division: int) -> str:
    if division == 0:
        return ""
    name = place_name(f"{division:06d}")
    return f"{name} {division:06d}".strip()


def _attestation(level: int, language: Language) -> str:
    known = 1 <= level <= len(texts.ATTESTATIONS)
    return texts.of(texts.ATTESTATIONS[level - 1], language) if known else ""
