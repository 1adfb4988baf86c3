# SPDX-License-Identifier: Apache-2.0
"""How many, of what, in which period: figures of the registration work, counted from folded cases and certificates.

    tally(cases, certificates, period, by)  -->  one row a group, and the sum of all

For: the yearly report (art. 11), the catalogue's operator, an auditor who counts again. A case counts in the period in
which the act lies; a certificate in that of its evidencing, its legal start (art. 26), and so what was registered of it
later. What is in force is counted at the period's end. Nothing is estimated and nothing is left out: a group without a
value is called by NONE.
Not for: which cases are late (service/due.py), what a certificate is worth.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Final, TypeAlias

from ledger.domain.certificate import Certificate
from ledger.domain.kinds import CertificateStatus, Procedure, ProceedingState, RightBits
from ledger.domain.registration import Case
from ledger.domain.verdict import IN_FORCE, Base, base_of, lapsed_at, shown_units

NONE: Final = "-"
ALL: Final = "*"
"""The row over all groups. By RIGHT it is no sum: a certificate that bears three rights counts once here."""


class Grouping(StrEnum):
    """By what the figures are told apart. GROUND tells refusals alone apart, by the items of art. 22."""

    DIVISION = "division"
    INDUSTRY = "industry"
    REGISTRAR = "registrar"
    GROUND = "ground"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Period:
    """Seconds, `until` excluded."""

    since: int
    until: int

    def covers(self, moment: int | None) -> bool:
        return moment is not None and self.since <= moment < self.until


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts of one group in one period; `in_force` and `records` at its end."""

    filed: int = 0
    accepted: int = 0
    accepted_by_silence: int = 0
    corrections: int = 0
    not_accepted: int = 0
    refused: int = 0
    terminated: int = 0
    withdrawn: int = 0
    objections: int = 0
    evidenced: int = 0
    certified: int = 0
    transferred: int = 0
    changed: int = 0
    renewed: int = 0
    cancelled: int = 0
    revoked: int = 0
    disputed: int = 0
    expired: int = 0
    in_force: int = 0
    records: int = 0

    def __add__(self, other: Figures) -> Figures:
        return Figures(*(getattr(self, name) + getattr(other, name) for name in COLUMNS))


COLUMNS: Final = tuple(field.name for field in fields(Figures))

HEADINGS: Final[Mapping[str, tuple[str, str]]] = {
    "filed": ("申请", "applications received"),
    "accepted": ("受理", "accepted by an answer"),
    "accepted_by_silence": ("视为受理", "accepted by silence, as noted (art. 17)"),
    "corrections": ("补正", "corrections asked for"),
    "not_accepted": ("不予受理", "not accepted"),
    "refused": ("不予登记", "refused (art. 22)"),
    "terminated": ("终止", "terminated (art. 18)"),
    "withdrawn": ("撤回", "withdrawn"),
    "objections": ("异议", "objections received (art. 25)"),
    "evidenced": ("存证", "evidenced (art. 26)"),
    "certified": ("发证", "certificates issued, by their evidencing (art. 27)"),
    "transferred": ("转移登记", "transfers registered (art. 34)"),
    "changed": ("变更登记", "changes registered (art. 35)"),
    "renewed": ("续展登记", "renewals registered (art. 36)"),
    "cancelled": ("注销登记", "cancellations registered (art. 37)"),
    "revoked": ("撤销登记", "revoked (art. 29)"),
    "disputed": ("登记后异议", "objections to what was registered (art. 29)"),
    "expired": ("到期", "certificates that lapsed, by their term or with a renewal that failed after it"),
    "in_force": ("期末有效", "in force at the end"),
    "records": ("期末数据量", "records under certificates in force at the end"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """The figures of one group."""

    group: str
    figures: Figures


Groups: TypeAlias = tuple[str, ...]


def tally(
    cases: Iterable[Case], certificates: Iterable[tuple[Certificate, Case]], period: Period, by: Grouping
) -> list[Line]:
    """Groups in the order of their names, then all. Each certificate comes with the case that describes its data."""
    found: dict[str, Figures] = {}
    whole = Figures()
    for groups, figures in _counted(cases, certificates, period, by):
        whole += figures
        for group in groups:
            if figures != Figures():
                found[group] = found.get(group, Figures()) + figures
    return [*(Line(group, found[group]) for group in sorted(found)), Line(ALL, whole)]


def _counted(
    cases: Iterable[Case], certificates: Iterable[tuple[Certificate, Case]], period: Period, by: Grouping
) -> Iterator[tuple[Groups, Figures]]:
    grouped = _OF_CASE[by]
    for case in cases:
        yield grouped(case), _of_case(case, period)
    for certificate, case in certificates:
        yield _groups_of(certificate, case, period, by), _of_certificate(certificate, case, period)


def _of_case(case: Case, period: Period) -> Figures:
    silence = case.silence_noted_at is not None and case.accepted_at is None
    return Figures(
        filed=_one(period.covers(case.received_at)),
        accepted=_one(period.covers(case.accepted_at)),
        accepted_by_silence=_one(silence and period.covers(case.silence_noted_at)),
        corrections=_one(period.covers(case.correction_requested_at)),
        not_accepted=_one(period.covers(case.not_accepted_at)),
        refused=_one(period.covers(case.refused_at)),
        terminated=_one(period.covers(case.terminated_at)),
        withdrawn=_one(period.covers(case.withdrawn_at)),
        objections=sum(period.covers(filed.received_at) for filed in case.objections),
        evidenced=_one(period.covers(case.evidenced_at)),
    )


def _of_certificate(certificate: Certificate, case: Case, period: Period) -> Figures:
    last = period.until - 1
    in_force = base_of(certificate, last) in IN_FORCE
    # While a renewal filed in the term is undecided the rights stand (art. 36): what then fails lapses with it.
    end = lapsed_at(certificate)
    lapsed = period.covers(end) and base_of(certificate, end) is Base.EXPIRED
    registered = Counter(
        one.procedure
        for one in certificate.proceedings
        if one.state is ProceedingState.REGISTERED and period.covers(one.evidenced_at)
    )
    revoked = certificate.status is CertificateStatus.REVOKED and period.covers(certificate.ended_at)
    return Figures(
        certified=_one(period.covers(certificate.evidenced_at)),
        transferred=registered[Procedure.TRANSFER],
        changed=registered[Procedure.CHANGE],
        renewed=registered[Procedure.RENEW],
        cancelled=registered[Procedure.CANCEL],
        revoked=_one(revoked),
        disputed=sum(period.covers(filed.filed_at) for filed in certificate.disputes),
        expired=_one(lapsed),
        in_force=_one(in_force),
        records=case.content.record_count if in_force else 0,
    )


def _one(true: bool) -> int:
    return 1 if true else 0


# --- groups -----------------------------------------------------------------------------------------------------------


def _groups_of(certificate: Certificate, case: Case, period: Period, by: Grouping) -> Groups:
    match by:
        case Grouping.RIGHT:
            held = 0
            for unit in shown_units(certificate, period.until - 1):
                held |= unit.right
            return _rights(held)
        case Grouping.GROUND:
            return (NONE,)
        case Grouping.REGISTRAR:
            # What a custodian gave after its succession is its own, whoever registered the data first (art. 13).
            return (str(certificate.registrar),)
        case _:
            return _OF_CASE[by](case)


def _rights_of(case: Case) -> Groups:
    asked = 0
    for right in case.content.rights:
        asked |= right.rights
    return _rights(asked)


def _rights(bits: int) -> Groups:
    return tuple(right.name for right in RightBits if right.name and bits & right) or (NONE,)


def _ground(case: Case) -> Groups:
    return (f"22({case.refusal_ground})",) if case.refusal_ground is not None else (NONE,)


_OF_CASE: Final[Mapping[Grouping, Callable[[Case], Groups]]] = {
    Grouping.DIVISION: lambda case: (f"{case.content.division:06d}" if case.content.division else NONE,),
    Grouping.INDUSTRY: lambda case: (case.content.industry or NONE,),
    Grouping.REGISTRAR: lambda case: (str(case.registrar),),
    Grouping.GROUND: _ground,
    Grouping.RIGHT: _rights_of,
}
