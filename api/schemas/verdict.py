# SPDX-License-Identifier: Apache-2.0
"""The shape of a verdict, for the documentation and for tests; `ledger/domain/verdict_json.py` makes it."""

from __future__ import annotations

from typing import Literal

from api.schemas.fields import Moment, Shown


class Known(Shown):
    block: int
    hash: str
    time: Moment
    finality: Literal["final", "pending"]


class ActPlace(Shown):
    block: int
    tx: str
    log: int


class Statement(Shown):
    code: str
    zh: str
    en: str
    rule: str
    detail: str
    evidence: list[ActPlace]


class RegistrarOfVerdict(Shown):
    org_id: str
    name: str


class HolderOfVerdict(Shown):
    party: str
    name: str
    right: Literal["HOLD", "USE", "OPERATE"]
    basis: str
    since: Moment
    until: Moment


class Payload(Shown):
    sha256: str
    sm3: str


class AnnotationOfVerdict(Shown):
    number: int
    kind: int
    zh: str
    en: str
    freezes: bool
    in_force: bool
    authority: str | None
    authority_name: str
    level: int
    since: Moment
    until: Moment | None
    lifted_at: Moment | None


class DataOfVerdict(Shown):
    name: str
    name_masked: bool
    time_from: Moment | None
    time_to: Moment | None
    industry: str
    division: int
    grade: str
    resale_allowed: bool
    export_allowed: bool
    restrictions_declared: bool
    sample_sha256: str
    schema_digest: str
    national_ref: str
    attestation: int
    filed_by_registrar: bool
    case: str


class CertificateOfVerdict(Shown):
    registrar: RegistrarOfVerdict
    version: int
    evidenced_at: Moment
    expires_at: Moment
    recorded_at: Moment
    holders: list[HolderOfVerdict]
    payload: Payload
    annotations: list[AnnotationOfVerdict]
    data: DataOfVerdict | None


class VerdictOut(Shown):
    """`base` is the law's word at `at`; `overlays` what a reader must know besides; `restrictions` what
    was declared and what stands annotated; `not_checked` is never empty."""

    code: str
    at: Moment
    known: Known
    base: Statement
    overlays: list[Statement]
    notes: list[Statement]
    restrictions: list[Statement]
    not_checked: list[Statement]
    certificate: CertificateOfVerdict | None
