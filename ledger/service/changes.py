# SPDX-License-Identifier: Apache-2.0
"""What a change (art. 35, ruling 19) restates of the data: the name, the description, the time span.

It is said when the change is filed, stands in the filing in clear as far as the application's own did, and takes effect
when the change is registered. A name that is exempt from notice or masked by grade stays off the chain: its salted
commitment is there alone, and its text is sealed for the filer, the registrar and the holder, as the description's is.
Not for: the change of a holder's code, which is a term (`Request.other`), and a source, which the papers tell of.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from ledger.domain.calendar import day_from_civil, end_of, start_of
from ledger.domain.certificate import Certificate
from ledger.domain.ids import OrgId, PartyId, certificate_bytes, is_organisation, name_of, org_of_party
from ledger.domain.registration import Case
from ledger.domain.structs import Content, Restatement
from ledger.errors import Refused
from ledger.service.content_shown import content_of
from ledger.service.entitling import public_overview
from ledger.service.names import refuse_unreadable
from ledger.service.papers import Paper, mark_of, public_keys_of, sealed_paper_of
from ledger.service.runtime import Ledger, Principal

NAME_LONGEST: Final = 40
"""Characters, art. 19."""


@dataclass(frozen=True, slots=True)
class Restated:
    """What shall stand there; empty: what stands there already. Days of the span are whole days in Shanghai."""

    name: str = ""
    description: str = ""
    since: date | None = None
    until: date | None = None

    def told(self, ledger: Ledger, org_id: OrgId) -> dict[str, Any]:
        """As the outbox keeps it: marks in the place of the texts, which may be such as are not to be shown."""
        texts = {"name": mark_of(ledger, org_id, self.name), "description": mark_of(ledger, org_id, self.description)}
        days = {"since": self.since, "until": self.until}
        return {key: text for key, text in texts.items() if text} | {
            key: day.isoformat() for key, day in days.items() if day is not None
        }


NOTHING_RESTATED: Final = Restated()


@dataclass(frozen=True, slots=True)
class Filed:
    """By whom, for which holder, on which certificate; `paper` commits to the words that say what shall stand there."""

    who: Principal
    holder: PartyId
    certificate: Certificate
    case: Case
    paper: bytes


def restatement(ledger: Ledger, filed: Filed, wanted: Restated) -> tuple[Restatement, list[Paper]]:
    """The restatement and the texts to keep. Refused: CHANGE_IS_EMPTY where something asked for stands there already,
    NAME_TOO_LONG, NAME_UNREADABLE, SPAN_REVERSED."""
    content = content_of(ledger, filed.certificate, filed.case)
    name, description = wanted.name.strip(), wanted.description.strip()
    since, until = _span(content, wanted)
    _check(content, name, since, until)
    if description and description == _overview(ledger, filed.case, content):
        raise _empty("description", "数据描述")
    readers = _readers(ledger, filed)
    named, described = (
        sealed_paper_of(filed.who, certificate_bytes(filed.certificate.code), kind, text, ledger.now(), readers)
        for kind, text in (("CHANGE_NAME", name), ("CHANGE_DESCRIPTION", description))
    )
    made = Restatement(
        data_name=name if content.data_name else "",
        name_commitment=named.commitment,
        overview_commitment=described.commitment,
        time_from=since,
        time_to=until,
        paper=filed.paper,
    )
    return made, [named, described]


def refuse_name_not_shown(content: Content, name: str) -> None:
    """Ruling 11: what is exempt or masked is on no chain in clear, whatever act would put it there."""
    if name and not content.data_name:
        raise Refused(
            "the name of these data is exempt from notice or masked: it is not put on chain in clear",
            zh="该数据名称免予公示或按分级不予公开，不得以明文上链",
            code="NAME_NOT_SHOWN",
        )


def _span(content: Content, wanted: Restated) -> tuple[int, int]:
    """Zeros where none is asked for; an end that is not named stays."""
    if wanted.since is None and wanted.until is None:
        return 0, 0
    since = content.time_from if wanted.since is None else start_of(day_from_civil(wanted.since))
    until = content.time_to if wanted.until is None else end_of(day_from_civil(wanted.until)) - 1
    return since, until


def _check(content: Content, name: str, since: int, until: int) -> None:
    refuse_unreadable("name", name)
    if len(name) > NAME_LONGEST:
        raise Refused(
            f"the name has {len(name)} characters, at most {NAME_LONGEST}",
            zh=f"数据名称{len(name)}字，超过{NAME_LONGEST}字",
            code="NAME_TOO_LONG",
        )
    if name and name == content.data_name:
        raise _empty("name", "数据名称")
    if until and since > until:
        raise Refused(
            "the time span ends before it begins",
            zh="时间范围起止颠倒",
            code="SPAN_REVERSED",
        )
    if until and (since, until) == (content.time_from, content.time_to):
        raise _empty("time span", "时域范围")


def _empty(what: str, zh: str) -> Refused:
    return Refused(
        f"the {what} that is asked for stands there already",
        zh=f"{zh}与现登记内容相同，无需变更",
        code="CHANGE_IS_EMPTY",
    )


def _overview(ledger: Ledger, case: Case, content: Content) -> str:
    """The application's own, where this machine can read it and none was put in its place."""
    if content.overview_commitment != case.content.overview_commitment:
        return ""
    return public_overview(ledger, case.registrar, name_of(case.reference)).strip()


def _readers(ledger: Ledger, filed: Filed) -> Mapping[OrgId, bytes]:
    parties = [filed.certificate.registrar]
    if is_organisation(filed.holder):
        parties.append(org_of_party(filed.holder))
    return public_keys_of(ledger, filed.who.org_id, *parties)
