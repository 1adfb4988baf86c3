# SPDX-License-Identifier: Apache-2.0
"""The terms of a grant: how people say them, how they go on chain, and how they are said again.

An application for public data, the decision on it and the grant that follows name the same texts by the same
commitments. The contract lets a grant hang on a decision only if its terms are the decided ones to the byte, and a text
that is committed to anew has another salt, so another commitment. What is said again therefore takes over the
commitments that stand on chain: all of them where no terms are given, and those of equal texts, as far as they are kept
here, where some are. Whatever differs is committed to anew, and the contract refuses it (`DECISION_MISMATCH`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from ledger.domain.agreement import Particulars, document, text_of
from ledger.domain.events import PublicGrantApplied, PublicGrantDecided
from ledger.domain.ids import Subject, name_bytes
from ledger.domain.kinds import RightBits
from ledger.domain.scope import ALL_FIELDS, Environment, PurposeCode, purpose_bits, territory_bits
from ledger.domain.structs import GrantScope, GrantTerms
from ledger.errors import Refused
from ledger.service.papers import Paper, paper_of
from ledger.service.runtime import Ledger, Principal
from ledger.store.queries import acts
from ledger.store.queries.records import CaseDecision, some

ENVIRONMENTS: Final = tuple(each.name for each in Environment)
EXCLUSIVITY: Final = ("NONE", "SOLE", "EXCLUSIVE")
PRICING: Final = ("NOT_SAID", "FREE", "PER_CALL", "PER_RECORD", "BY_TERM", "REVENUE_SHARE", "OTHER")
Kept = Mapping[tuple[str, str], bytes]
"""The commitment of a text, by the kind of paper that it is and its words."""
NOTHING_KEPT: Final[Kept] = {}


@dataclass(frozen=True, slots=True)
class Scope:
    """How far a grant reaches, in words. `fields` are numbers of groups, none = all; 0 = any number of calls."""

    purposes: tuple[PurposeCode, ...]
    not_after: int
    fields: tuple[int, ...] = ()
    divisions: tuple[int, ...] = (150_000,)
    exported: bool = False
    environments: tuple[str, ...] = ("PLAIN",)
    max_calls: int = 0
    max_records: int = 0
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Terms:
    """What is agreed. Texts stay here; their commitments go on chain. `particulars` are committed to together with the
    words of the agreement, as one text (domain/agreement.py)."""

    right: RightBits
    scope: Scope
    agreement: str
    not_before: int = 0
    columns: str = ""
    exclusivity: str = "NONE"
    irrevocable: bool = False
    price_mode: str = "NOT_SAID"
    assessment: str = ""
    export_basis: str = ""
    reciprocal: str = ""
    particulars: Particulars | None = None


# --- as they go on chain ------------------------------------------------------------------------------------------


def reference_bytes(reference: str) -> bytes:
    return name_bytes(reference, 32)


def scope_of(scope: Scope) -> GrantScope:
    """Refused where a word has no meaning."""
    try:
        return GrantScope(
            fields=sum(1 << number for number in set(scope.fields)) if scope.fields else ALL_FIELDS,
            purposes=purpose_bits(scope.purposes),
            territory=territory_bits(scope.divisions),
            exported=scope.exported,
            environments=sum(1 << ENVIRONMENTS.index(each) for each in set(scope.environments)),
            not_after=scope.not_after,
            max_calls=scope.max_calls,
            max_records=scope.max_records,
            depth=scope.depth,
        )
    except ValueError as error:
        raise Refused(
            f"the scope is not understood: {error}", zh=f"授权范围有误：{error}", code="SCOPE_UNKNOWN"
        ) from error


def terms_of(
    ledger: Ledger, who: Principal, subject: bytes, terms: Terms, *, important: bool, kept: Kept = NOTHING_KEPT
) -> tuple[GrantTerms, list[Paper]]:
    """The terms as they go on chain, and the texts that stay. A text that is `kept` is committed to as it was."""
    kinds = ("GRANT_AGREEMENT", "GRANT_COLUMNS", "GRANT_ASSESSMENT", "GRANT_EXPORT_BASIS")
    texts = (text_of(terms.agreement, terms.particulars), terms.columns, terms.assessment, terms.export_basis)
    papers = [
        Paper(kept[kind, text], None) if (kind, text) in kept else paper_of(who, subject, kind, text, ledger.now())
        for kind, text in zip(kinds, texts, strict=True)
    ]
    agreement, columns, security, export_basis = (paper.commitment for paper in papers)
    made = GrantTerms(
        right=int(terms.right),
        not_before=terms.not_before,
        scope=scope_of(terms.scope),
        columns=columns,
        exclusivity=_number_of(EXCLUSIVITY, terms.exclusivity),
        irrevocable=terms.irrevocable,
        important=important,
        price_mode=_number_of(PRICING, terms.price_mode),
        agreement=agreement,
        security=security,
        export_basis=export_basis,
        reciprocal=reference_bytes(terms.reciprocal),
    )
    return made, papers


def _number_of(words: Sequence[str], word: str) -> int:
    if word not in words:
        raise Refused(
            f"{word} is none of {', '.join(words)}", zh=f"{word} 不在 {', '.join(words)} 之中", code="SCOPE_UNKNOWN"
        )
    return words.index(word)


def said(value: Any) -> Any:
    """Terms as the wish keeps them."""
    if isinstance(value, Particulars):
        return document(value)
    if isinstance(value, tuple):
        return [said(each) for each in value]
    if hasattr(value, "__dataclass_fields__"):
        return {name: said(getattr(value, name)) for name in value.__dataclass_fields__}
    return value


# --- said again ---------------------------------------------------------------------------------------------------


def applied_terms(session: Any, public_id: bytes) -> GrantTerms | None:
    """What was applied for; None if there is no such application."""
    for act in acts.recorded_events(session, [Subject(public_id)]):
        if isinstance(act.event, PublicGrantApplied):
            return act.event.application.terms
    return None


def decided_terms(session: Any, public_id: bytes) -> GrantTerms | None:
    """What was granted; None where nothing was decided, or it was refused."""
    for act in acts.recorded_events(session, [Subject(public_id)]):
        if isinstance(act.event, PublicGrantDecided):
            return act.event.terms if act.event.granted else None
    return None


def kept_texts(session: Any, standing: GrantTerms | None) -> Kept:
    """The texts behind the commitments of these terms, those that are kept here."""
    if standing is None:
        return NOTHING_KEPT
    named = (standing.agreement, standing.columns, standing.security, standing.export_basis)
    rows = (
        row for commitment in named if any(commitment) for row in some(session, CaseDecision, commitment=commitment)
    )
    return {(row.kind, row.text): row.commitment for row in rows}


def terms_missing() -> Refused:
    return Refused(
        "a grant is offered on terms; only the first one on a decision takes the decided ones",
        zh="授权要约须载明条款；仅依据决定的首次授权可直接沿用决定所定条款",
        code="TERMS_MISSING",
    )
