# SPDX-License-Identifier: Apache-2.0
"""The shapes of grants: what is offered, what is done on one, what is asked of one."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from api.schemas.acts import ActDone, TaintedActOut
from api.schemas.agreements import ParticularsIn, PurposeWord
from api.schemas.fields import CodeText, Flag, OrgText, Paper, Seconds, Sent, Shown
from ledger.domain.kinds import GrantKind, RightBits
from ledger.domain.scope import PurposeCode
from ledger.service.assents import Signing
from ledger.service.grant_roots import NamedRoot
from ledger.service.grant_terms import Scope, Terms

RightWord = Literal["HOLD", "USE", "OPERATE"]
PublicWord = Literal["DIRECTED_OPEN", "LICENSED_OPEN", "OPERATION_WHOLE", "OPERATION_DOMAIN", "OPERATION_SCENARIO"]
GrantText = Annotated[str, Field(pattern=r"^0x[0-9a-f]{64}$", examples=["0x" + "5a" * 32])]
Count = Annotated[int, Field(ge=0, le=2**63 - 1, strict=True)]
Number = Annotated[int, Field(ge=0, le=63, strict=True)]
EnvironmentWord = Literal["PLAIN", "API", "SANDBOX", "SECURE_COMPUTATION", "FEDERATED"]
Reference = Annotated[str, Field(pattern=r"^[A-Za-z0-9._/-]{1,31}$", examples=["AUTH-2026-0001"])]


class ScopeIn(Sent):
    """How far a grant reaches. No fields named = all of them; 0 = any number of calls or records."""

    purposes: list[PurposeWord] = Field(min_length=1, max_length=24, examples=[["CREDIT_ASSESSMENT"]])
    not_after: Seconds
    fields: list[Number] = Field(default_factory=list, max_length=64)
    divisions: list[Annotated[int, Field(ge=110_000, le=829_999, strict=True)]] = Field(
        default_factory=lambda: [150_000], min_length=1, max_length=46
    )
    exported: Flag = False
    environments: list[EnvironmentWord] = Field(default=["PLAIN"], min_length=1, max_length=5)
    max_calls: Count = 0
    max_records: Count = 0
    depth: Annotated[int, Field(ge=0, le=7, strict=True)] = 0

    def scope(self) -> Scope:
        return Scope(
            purposes=tuple(PurposeCode[each] for each in self.purposes),
            not_after=self.not_after,
            fields=tuple(self.fields),
            divisions=tuple(self.divisions),
            exported=self.exported,
            environments=tuple(self.environments),
            max_calls=self.max_calls,
            max_records=self.max_records,
            depth=self.depth,
        )


class SigningIn(Sent):
    """For a party without a key: its signed form, the mandate, and how well the signature is attested."""

    form: Paper = ""
    mandate: Paper = ""
    level: Annotated[int, Field(ge=0, le=5, strict=True)] = 0

    def signing(self) -> Signing:
        return Signing(self.form, self.mandate, self.level)


class TermsIn(Sent):
    right: RightWord
    scope: ScopeIn
    agreement: Paper
    not_before: Seconds = 0
    columns: Paper = ""
    exclusivity: Literal["NONE", "SOLE", "EXCLUSIVE"] = "NONE"
    irrevocable: Flag = False
    price_mode: Literal["NOT_SAID", "FREE", "PER_CALL", "PER_RECORD", "BY_TERM", "REVENUE_SHARE", "OTHER"] = "NOT_SAID"
    assessment: Paper = ""
    export_basis: Paper = ""
    reciprocal: Annotated[str, Field(pattern=r"^[A-Za-z0-9._/-]{0,31}$")] = ""
    particulars: ParticularsIn | None = None

    def terms(self) -> Terms:
        return Terms(
            right=RightBits[self.right],
            scope=self.scope.scope(),
            agreement=self.agreement,
            not_before=self.not_before,
            columns=self.columns,
            exclusivity=self.exclusivity,
            irrevocable=self.irrevocable,
            price_mode=self.price_mode,
            assessment=self.assessment,
            export_basis=self.export_basis,
            reciprocal=self.reciprocal,
            particulars=None if self.particulars is None else self.particulars.particulars(),
        )


class OfferIn(Sent):
    """On a certificate (`code`), a decision or a consent, or on what `parent` hangs on. `kind` none: what the grant is
    offered on says it. On a decision, `terms` none: the decided ones, and `grantee` none: who applied."""

    reference: Reference
    code: CodeText | None = None
    decision: GrantText | None = None
    consent: GrantText | None = None
    parent: GrantText | None = None
    kind: Literal["ENTERPRISE", "RECIPROCAL", "INTERNAL", "CONSENT_CUSTODY"] | PublicWord | None = None
    grantor: OrgText | None = None
    grantee: OrgText | None = None
    terms: TermsIn | None = None
    signing: SigningIn = Field(default_factory=SigningIn)

    @model_validator(mode="after")
    def _on_one_thing(self) -> OfferIn:
        named = sum(each is not None for each in (self.code, self.decision, self.consent))
        if named > 1 or not (named or self.parent):
            raise ValueError("a grant is offered on one of code, decision and consent, or on what its parent hangs on")
        if (self.terms is None or self.grantee is None) and (self.decision is None or self.parent is not None):
            raise ValueError("only the first grant on a decision needs neither terms nor grantee")
        return self

    def root(self) -> NamedRoot:
        kind = None if self.kind is None else GrantKind[self.kind]
        return NamedRoot(self.code or "", self.decision or "", self.consent or "", self.parent or "", kind)


class GrantActIn(Sent):
    """One act of one side. `ground` for a revocation, `scope` for a narrowing, and for nothing else."""

    document: Paper = ""
    ground: Literal["AGREED", "BREACH", "LAW", "ORDER"] | None = None
    scope: ScopeIn | None = None
    signing: SigningIn = Field(default_factory=SigningIn)


class GrantOffered(ActDone):
    grant: str


class StepOut(Shown):
    what: str
    at: str
    by: str


class GrantOut(Shown):
    grant: str
    reference: str
    kind: str
    root_kind: str
    root: str
    parent: str | None
    grantor: str
    granted_by: str
    grantee: str
    state: str
    right: str
    fields: str
    purposes: list[str]
    divisions: list[int]
    exported: bool
    environments: list[str]
    since: str | None
    not_after: str
    ended_at: str | None
    max_calls: str | None
    max_records: str | None
    used_calls: str
    used_records: str
    depth: int
    sublicensable: bool
    exclusivity: str
    irrevocable: bool
    price_mode: str
    steps: list[StepOut]


class GrantLine(GrantOut):
    """A grant in the tree of its certificate: level 0 hangs on the right unit itself."""

    level: int
    effective: bool
    flags: list[str]


class TaintedGrantAct(TaintedActOut):
    """An act on the grant, or on one that it was passed on from (`grant`)."""

    grant: str


StandingWord = Literal["STANDS", "SUSPENDED", "OFFERED", "LAPSED", "ENDED", "MISSING"]


class CounterpartOut(Shown):
    """What stands against a reciprocal grant now: how the best of the other direction stands, and which those are."""

    reference: str
    counterpart: StandingWord
    grants: list[str]


class ReciprocalSide(Shown):
    """`grantor` stands as such now; `granted_by` is who gave it."""

    grant: str
    reference: str
    root: str
    grantor: str
    granted_by: str
    grantee: str
    state: str
    standing: StandingWord


class ReciprocalLine(Shown):
    """How the grant that `first` has first stands to that of `second`; each value as a grant shows it. TERM: from and
    until. STATE: how each stands."""

    dimension: str
    word: Literal["EQUAL", "WIDER", "NARROWER", "DIFFERENT", "MISSING"]
    first: Any
    second: Any


class ReciprocalPair(Shown):
    """What two parties gave each other. Each direction has the grant that is compared first."""

    parties: list[str]
    first: list[ReciprocalSide]
    second: list[ReciprocalSide]
    dimensions: list[ReciprocalLine]


class ReciprocalOut(Shown):
    """Other parties may have used the same reference: each two are a pair of their own."""

    reference: str
    at: str
    pairs: list[ReciprocalPair]


class GrantShown(GrantOut):
    """`tainted`: the acts that rest on a key which was in other hands, and that nobody stood by since (ruling 17).

    `particulars`: of the agreement, as it was offered, for a side or filer that asks with a `purpose`; else null.
    """

    tainted: list[TaintedGrantAct]
    reciprocal: CounterpartOut | None
    particulars: dict[str, Any] | None


class GrantTree(Shown):
    code: str
    items: list[GrantLine]
