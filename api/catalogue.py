# SPDX-License-Identifier: Apache-2.0
"""Questions that routes and pages share: the catalogue with its statuses, who is who, notices, histories.

Each takes a view of the mirror and gives shapes that leave. Not for: who may ask (routes), how it looks (pages).
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final, Literal, TypeAlias, get_args

from api.deps import View
from api.errors import refused
from api.schemas.cases import right_out
from api.schemas.fields import day_text, hex_text, moment
from api.schemas.registry import (
    CertificateOut,
    CertificatePage,
    EntryOut,
    HistoryOut,
    Names,
    NoticeOut,
    certificate_out,
    entry_out,
    organisation_party,
    party_out,
)
from ledger.domain.calendar import Day, day_of, end_of, renewal_opens, start_of
from ledger.domain.ids import CaseId, CertificateId, OrgId, PartyId, Subject, is_organisation, name_of, org_of_party
from ledger.domain.kinds import CaseState, CertificateStatus
from ledger.domain.registration import Case
from ledger.errors import NotFound
from ledger.service.entitling import public_overview
from ledger.service.runtime import Ledger
from ledger.store.queries import acts, applications, certificates, organisations, rules
from ledger.store.queries.applications import ApplicationFilter
from ledger.store.queries.certificates import CatalogueItem, CertificateFilter
from ledger.store.queries.states import organisations_by_id

RENEWAL_WINDOW: Final = 6
StatusWord: TypeAlias = Literal[
    "VALID", "EXPIRING", "VALID_PENDING_RENEWAL", "EXPIRED", "CANCELLED", "REVOKED", "REPLACED", "FROZEN"
]
STATUSES: Final[tuple[str, ...]] = get_args(StatusWord)
RESALE, EXPORT = 1, 2


def names_of(view: View, parties: Iterable[PartyId], *orgs: OrgId) -> Names:
    """The organisations among these parties, and these organisations."""
    wanted = [*orgs, *(org_of_party(party) for party in parties if is_organisation(party))]
    return organisations_by_id(view.session, list(dict.fromkeys(wanted)))


# --- certificates -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Search:
    """What the catalogue is asked for; `status` at `at`."""

    wanted: CertificateFilter
    status: str | None
    at: int
    after: str | None
    limit: int


def search(view: View, asked: Search) -> CertificatePage:
    wanted = asked.wanted if asked.status is None else with_status(asked.wanted, asked.status, asked.at)
    found = certificates.certificates(view.session, wanted, after=asked.after, limit=asked.limit)
    return CertificatePage(items=shown_certificates(view, found.items, asked.at), next=found.next)


def with_status(wanted: CertificateFilter, status: str, at: int) -> CertificateFilter:
    """A status word as comparisons of stored times with the moment asked about."""
    opened_until = end_of(_last_day_in_window(at)) + 1
    match status:
        case "VALID":
            return replace(wanted, in_force_at=at, expires_from=opened_until)
        case "EXPIRING":
            return replace(wanted, in_force_at=at, expires_until=opened_until)
        case "VALID_PENDING_RENEWAL":
            return replace(wanted, renewing_at=at)
        case "EXPIRED":
            return replace(wanted, expired_at=at)
        case "CANCELLED" | "REVOKED" | "REPLACED":
            return replace(wanted, ended_at=at, ended_as=CertificateStatus[status])
        case "FROZEN":
            return replace(wanted, frozen_at=at)
        case _:
            raise refused(
                "REQUEST_INVALID", f"status is one of {', '.join(STATUSES)}", f"status 须为 {'、'.join(STATUSES)}"
            )


def _last_day_in_window(at: int) -> Day:
    """The latest last day whose renewal window is open at a moment: months differ in length, so it is looked for."""
    day = Day(day_of(at) + 32 * RENEWAL_WINDOW)
    while start_of(renewal_opens(day, RENEWAL_WINDOW)) > at:
        day = Day(day - 1)
    return day


def shown_certificates(view: View, items: Iterable[CatalogueItem], at: int) -> list[CertificateOut]:
    found = list(items)
    registrars = dict.fromkeys(item.certificate.registrar for item in found)
    custodians = {each: organisations.custodian(view.session, each) for each in registrars}
    parties = [holder for item in found for holder in item.certificate.holders]
    names = names_of(view, parties, *registrars, *custodians.values())
    windows = {regime.regime_id: regime.renewal_window_months for regime in rules.regimes(view.session)}
    return [
        certificate_out(
            item, custodians[item.certificate.registrar], names, at, windows.get(item.case.regime, RENEWAL_WINDOW)
        )
        for item in found
    ]


def one_certificate(view: View, code: CertificateId, at: int) -> CertificateOut:
    return shown_certificates(view, [required_certificate(view, code)], at)[0]


def required_certificate(view: View, code: CertificateId) -> CatalogueItem:
    found = certificates.certificate(view.session, code)
    if found is None:
        raise NotFound(f"no certificate {code}", zh=f"没有登记凭证 {code}", code="CERTIFICATE_NOT_FOUND")
    return found


# --- histories --------------------------------------------------------------------------------------------------------


def history(view: View, subject: Subject, after: int, limit: int) -> HistoryOut:
    """One page of a subject's acts, as far as the view goes."""
    found = acts.entries(view.session, subject, after=after, limit=limit + 1)
    shown = [_entry(entry) for entry in found[:limit]]
    following = shown[-1].length if len(found) > limit else None
    return HistoryOut(subject=hex_text(subject), items=shown, next=following)


def _entry(entry: acts.EntryRow) -> EntryOut:
    return entry_out(entry, json.loads(entry.body))


# --- notices ----------------------------------------------------------------------------------------------------------


def notices(ledger: Ledger, view: View) -> list[NoticeOut]:
    """The notices that run now, the one that ends first first."""
    running = running_notices(view)
    names = names_of(
        view, [party for case in running for party in (*case.content.applicants, *case.holders)],
        *(case.registrar for case in running),
    )  # fmt: skip
    return sorted((_notice(ledger, view, case, names) for case in running), key=lambda each: each.last_day or "9999")


def running_notices(view: View) -> list[Case]:
    wanted = ApplicationFilter(states=frozenset({CaseState.PUBLIC_NOTICE}))
    return [case for case in _all_cases(view, wanted) if _runs(view, case)]


def _all_cases(view: View, wanted: ApplicationFilter) -> list[Case]:
    found: list[Case] = []
    cursor: str | None = None
    while True:
        page = applications.applications(view.session, wanted, after=cursor, limit=500)
        found += page.items
        cursor = page.next
        if cursor is None:
            return found


def _last_day(view: View, case: Case) -> Day | None:
    regime = rules.regime(view.session, case.regime)
    if regime is None:
        raise NotFound(
            "the regime of the case is not published",
            zh="案件适用的规则未公布",
            code="REGIME_UNKNOWN",
            regime=case.regime,
        )
    return case.notice_until(rules.working_calendar(view.session), regime.notice_days)


def _runs(view: View, case: Case) -> bool:
    last = _last_day(view, case)
    return last is None or view.now < end_of(last)


def _notice(ledger: Ledger, view: View, case: Case, names: Names) -> NoticeOut:
    content, reference = case.content, name_of(case.reference)
    return NoticeOut(
        case_id=hex_text(case.case_id),
        reference=reference,
        registrar=organisation_party(case.registrar, names),
        data_name=content.data_name,
        overview=public_overview(ledger, case.registrar, reference) if content.data_name else "",
        applicants=[party_out(party, names) for party in content.applicants],
        rights=[right_out(right, names) for right in content.rights],
        resale_allowed=bool(content.flags & RESALE),
        export_allowed=bool(content.flags & EXPORT),
        restrictions_declared=any(content.restriction_commitment),
        published_at=moment(case.notice_published_at),
        last_day=day_text(_last_day(view, case)),
        open_objections=case.open_objections,
    )


def subject_of_case(case_id: CaseId) -> Subject:
    return Subject(case_id)
