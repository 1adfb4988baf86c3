# SPDX-License-Identifier: Apache-2.0
"""Whose application is whose: the one place that decides what an organisation sees of others.

An application before its certificate is the business of its registrar, of its applicants and holders, and of those who
supervise (authorities, auditors). Everybody else is told that there is none, in the words used where there is none.
Who may read what is *confidential* is decided by keys besides (entitling.py): an entitled organisation, and no other.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from ledger.domain.ids import CaseId, OrgId, PartyId, party_of_org
from ledger.domain.kinds import CaseState, OrgKind
from ledger.domain.registration import Case
from ledger.service.heads import no_application
from ledger.store.queries import applications, organisations
from ledger.store.queries.applications import ApplicationFilter
from ledger.store.queries.life import Concerned


@dataclass(frozen=True, slots=True)
class Tenant:
    """An organisation as far as it decides what it sees. One that is not registered has no kind."""

    org_id: OrgId
    kinds: frozenset[OrgKind]
    supervises: bool

    @property
    def party(self) -> PartyId:
        return party_of_org(self.org_id)

    def sees(self, case: Case) -> bool:
        concerned = case.registrar == self.org_id or self.party in (*case.content.applicants, *case.holders)
        return concerned or self.supervises

    def own(self, wanted: ApplicationFilter) -> ApplicationFilter:
        """The filter that leaves nothing but what this organisation sees."""
        if self.supervises:
            return wanted
        if OrgKind.REGISTRAR in self.kinds:
            return replace(wanted, registrar=self.org_id)
        return replace(wanted, party=self.party)

    def concerned(self, session: Any) -> Concerned | None:
        """Whose proceedings on certificates it sees; None: everybody's. A registrar those of whom it succeeded too."""
        if self.supervises:
            return None
        kept = organisations.kept_by(session, self.org_id) if OrgKind.REGISTRAR in self.kinds else []
        return Concerned(tuple(kept), self.party)


def tenant_of(session: Any, org_id: OrgId) -> Tenant:
    found = organisations.organisation(session, org_id)
    kinds = frozenset(found.org_kinds()) if found is not None else frozenset()
    return Tenant(org_id, kinds, organisations.supervises(session, org_id))


def visible_case(session: Any, org_id: OrgId, case_id: CaseId) -> Case:
    """The case, if the organisation may see it."""
    case = applications.application(session, case_id)
    if case is None or not tenant_of(session, org_id).sees(case):
        raise no_application()
    return case


def objectionable_case(session: Any, org_id: OrgId, case_id: CaseId) -> Case:
    """A case in public notice is before everybody: anyone may object to it (art. 25)."""
    case = applications.application(session, case_id)
    if case is not None and case.state is CaseState.PUBLIC_NOTICE:
        return case
    return visible_case(session, org_id, case_id)
