# SPDX-License-Identifier: Apache-2.0
"""What is public of organisations, rules, certificates and the ledger itself, as it leaves."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from api.schemas.fields import Moment, Shown, account_text, at, day_text, hex_or_none, hex_text, moment
from ledger.domain.ids import OrgId, PartyId, is_organisation, org_of_party
from ledger.domain.kinds import OrgKind
from ledger.domain.organisation import AccountKey, Accreditation, Organisation
from ledger.domain.regime import PublishedYear, Regime
from ledger.domain.tables.industries import DIVISIONS
from ledger.domain.verdict import BASE_TEXTS, base_of, shown_units
from ledger.domain.verdict_json import RIGHT_NAMES, party_label
from ledger.store.queries.acts import EntryRow, Head
from ledger.store.queries.certificates import CatalogueItem


class HeadOut(Shown):
    """How far the mirror has read."""

    chain_id: int
    genesis_hash: str
    history: str
    block: int
    block_hash: str
    time: Moment
    finalized_block: int
    sequence: int
    rolling: str


class Party(Shown):
    """An organisation by its code and name; a natural person by a salted commitment, named nowhere."""

    party: str
    name: str


class AccreditationOut(Shown):
    kind: str
    since: Moment
    until: Moment | None
    region: int
    digit: int


class KeyOut(Shown):
    account: str | None
    since: Moment
    until: Moment | None
    retired_at: Moment | None
    compromised_since: Moment | None
    good: bool


class OrganisationOut(Shown):
    """`suspended` and a key's `good` are of the moment asked about. `successor` took the registrar's place."""

    org_id: str
    name: str
    kinds: list[str]
    public_body: bool
    registered_by: str | None
    registered_at: Moment
    accreditations: list[AccreditationOut]
    suspended: list[str]
    keys: list[KeyOut]
    encryption_key: str | None
    successor: str | None
    succeeded_at: Moment | None


class OrganisationPage(Shown):
    items: list[OrganisationOut]
    next: str | None


class RegimeOut(Shown):
    """Days are working days."""

    id: str
    title: str
    answer_days: int
    processing_days: int
    extension_days: int
    notice_days: int
    objection_days: int
    validity_years: int
    renewal_window_months: int
    code_source: str
    code_prefix: str
    published_at: Moment


class RegimeList(Shown):
    items: list[RegimeOut]


class CalendarYearOut(Shown):
    """`working_days`: one character a day, 1 working, 0 not."""

    year: int
    first_day: str | None
    working_days: str
    published_at: Moment
    publications: int


class CalendarOut(Shown):
    published_through: str | None
    years: list[CalendarYearOut]


class Word(Shown):
    """A machine word with its texts and the rule behind it."""

    code: str
    zh: str
    en: str
    rule: str


class HolderOut(Shown):
    party: str
    name: str
    right: str
    basis: str
    since: Moment
    until: Moment


class CertificateOut(Shown):
    """A line of the catalogue. `status` is what time alone decides at `status_at`; the verdict decides everything.

    `custodian` acts on the certificate now: its registrar, or whoever took that one's place (art. 13)."""

    code: str
    registrar: Party
    custodian: Party
    data_name: str
    name_masked: bool
    industry: str
    industry_name: str
    division: int
    grade: str
    holders: list[HolderOut]
    version: int
    evidenced_at: Moment
    expires_at: Moment
    recorded_at: Moment
    status: Word
    status_at: Moment
    frozen: bool
    case_id: str
    verdict: str


class CertificatePage(Shown):
    items: list[CertificateOut]
    next: str | None


class EntryOut(Shown):
    """One act: enough to recompute the head. `event` is the module's event, canonical."""

    length: int
    sequence: int
    kind: int
    name: str
    module: str | None
    actor: str | None
    payload_hash: str
    head: str
    rolling: str
    block: int
    block_hash: str
    time: Moment
    tx: str
    log_index: int
    event: dict[str, Any]


class HistoryOut(Shown):
    """`next` is the `after` of the next page."""

    subject: str
    items: list[EntryOut]
    next: int | None


class NoticeOut(Shown):
    """One public notice (art. 24). `overview` is empty where this service does not hold the registrar's records."""

    case_id: str
    reference: str
    registrar: Party
    data_name: str
    overview: str
    applicants: list[Party]
    rights: list[RightOut]
    resale_allowed: bool
    export_allowed: bool
    restrictions_declared: bool
    published_at: Moment | None
    last_day: str | None
    open_objections: int


class RightOut(Shown):
    holder: str
    name: str
    rights: list[str]
    basis: str
    until: Moment | None


class NoticeList(Shown):
    items: list[NoticeOut]


# --- from the domain --------------------------------------------------------------------------------------------------

Names = Mapping[OrgId, Organisation]


def head_out(head: Head) -> HeadOut:
    return HeadOut(
        chain_id=head.chain_id,
        genesis_hash=hex_text(head.genesis_hash),
        history=account_text(head.history) or "",
        block=head.block_number,
        block_hash=hex_text(head.block_hash),
        time=at(head.timestamp),
        finalized_block=head.finalized_number,
        sequence=head.sequence,
        rolling=hex_text(head.rolling),
    )


def party_out(party: PartyId, names: Names) -> Party:
    name = ""
    if is_organisation(party):
        found = names.get(org_of_party(party))
        name = found.name if found is not None else ""
    return Party(party=party_label(party), name=name)


def organisation_party(org: OrgId, names: Names) -> Party:
    found = names.get(org)
    return Party(party=org, name=found.name if found is not None else "")


def organisation_out(organisation: Organisation, now: int) -> OrganisationOut:
    return OrganisationOut(
        org_id=organisation.org_id,
        name=organisation.name,
        kinds=[kind.name for kind in organisation.org_kinds()],
        public_body=organisation.public_body,
        registered_by=organisation.registered_by,
        registered_at=at(organisation.registered_at),
        accreditations=[_accreditation(given) for given in organisation.accreditations],
        suspended=[kind.name for kind in OrgKind if organisation.suspended_at(kind, now)],
        keys=[_key(key, now) for key in organisation.keys],
        encryption_key=hex_or_none(organisation.encryption_key),
        successor=organisation.successor,
        succeeded_at=moment(organisation.succeeded_at),
    )


def _accreditation(given: Accreditation) -> AccreditationOut:
    return AccreditationOut(
        kind=given.kind.name, since=at(given.since), until=moment(given.until), region=given.region, digit=given.digit
    )


def _key(key: AccountKey, now: int) -> KeyOut:
    return KeyOut(
        account=account_text(key.account),
        since=at(key.since),
        until=moment(key.until),
        retired_at=moment(key.retired_at),
        compromised_since=moment(key.compromised_since),
        good=key.good_at(now),
    )


def regime_out(regime: Regime) -> RegimeOut:
    return RegimeOut(
        id=regime.regime_id,
        title=regime.title,
        answer_days=regime.answer_days,
        processing_days=regime.processing_days,
        extension_days=regime.extension_days,
        notice_days=regime.notice_days,
        objection_days=regime.objection_days,
        validity_years=regime.validity_years,
        renewal_window_months=regime.renewal_window_months,
        code_source=regime.code_source.name,
        code_prefix=regime.code_prefix,
        published_at=at(regime.published_at),
    )


def year_out(published: PublishedYear) -> CalendarYearOut:
    year = published.as_calendar_year()
    days = year.last_day - published.first_day + 1
    return CalendarYearOut(
        year=published.year,
        first_day=day_text(published.first_day),
        working_days="".join(str(published.bits >> bit & 1) for bit in range(days)),
        published_at=at(published.published_at),
        publications=published.publications,
    )


def certificate_out(
    item: CatalogueItem, custodian: OrgId, names: Names, now: int, renewal_window_months: int
) -> CertificateOut:
    certificate, content = item.certificate, item.case.content
    word = base_of(certificate, now, renewal_window_months)
    text = BASE_TEXTS[word]
    return CertificateOut(
        code=certificate.code,
        registrar=organisation_party(certificate.registrar, names),
        custodian=organisation_party(custodian, names),
        data_name=item.data_name,
        name_masked=not item.data_name,
        industry=content.industry,
        industry_name=DIVISIONS.get(content.industry, ""),
        division=content.division,
        grade=content.grade.name,
        holders=[_holder(unit, names) for unit in shown_units(certificate, now)],
        version=certificate.current.number,
        evidenced_at=at(certificate.evidenced_at),
        expires_at=at(certificate.expires_at),
        recorded_at=at(certificate.issued_at),
        status=Word(code=word, zh=text.zh, en=text.en, rule=text.rule),
        status_at=at(now),
        frozen=any(note.freezes and note.in_force_at(now) for note in certificate.annotations),
        case_id=hex_text(certificate.case_id),
        verdict=f"/v1/certificates/{certificate.code}/verdict",
    )


def _holder(unit: Any, names: Names) -> HolderOut:
    party = party_out(unit.holder, names)
    return HolderOut(
        party=party.party,
        name=party.name,
        right=RIGHT_NAMES[unit.right],
        basis=unit.basis.name,
        since=at(unit.since),
        until=at(unit.until),
    )


def entry_out(entry: EntryRow, event: dict[str, Any]) -> EntryOut:
    return EntryOut(
        length=entry.length,
        sequence=entry.sequence,
        kind=entry.kind,
        name=entry.name,
        module=account_text(entry.module),
        actor=account_text(entry.actor),
        payload_hash=hex_text(entry.payload_hash),
        head=hex_text(entry.head),
        rolling=hex_text(entry.rolling),
        block=entry.block_number,
        block_hash=hex_text(entry.block_hash),
        time=at(entry.timestamp),
        tx=hex_text(entry.tx_hash),
        log_index=entry.log_index,
        event=event,
    )


NoticeOut.model_rebuild()
