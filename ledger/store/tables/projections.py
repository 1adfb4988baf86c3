# SPDX-License-Identifier: Apache-2.0
"""Current-state rows, folded from the acts of one subject each; `projection.py` writes them, nobody else.

A row holds facts with their times. Where time decides (expiry, silence, freeze) the reader computes. A column `..._at`
is in seconds, `..._day` an absolute day of Asia/Shanghai; NULL means "there is none".
"""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import BigInteger, Column, ForeignKeyConstraint, Index, Integer, Table, UniqueConstraint
from sqlalchemy import text as sql

from ledger.store.tables.naming import metadata
from ledger.store.types import Bytes, Whole, account, flag, hash32, name, number, seconds, text

ORG = 38
"""An OrgId: 18 characters, or `0x` and 36 digits where the chain holds no plain name."""
CODE = 66
"""A code of a certificate or name of a regime: plain, or `0x` and 64 digits."""


def _org(column: str, *, null: bool = False, **options: Any) -> Column[Any]:
    return Column(column, name(ORG), nullable=null, **options)


def _code(column: str, *, null: bool = False, **options: Any) -> Column[Any]:
    return Column(column, name(CODE), nullable=null, **options)


def _hash(column: str, *, null: bool = False, **options: Any) -> Column[Any]:
    return Column(column, hash32(), nullable=null, **options)


def _account(column: str, *, null: bool = False, **options: Any) -> Column[Any]:
    return Column(column, account(), nullable=null, **options)


def _time(column: str, *, null: bool = False, **options: Any) -> Column[Any]:
    return Column(column, seconds(), nullable=null, **options)


def _small(column: str, *, null: bool = False, **options: Any) -> Column[Any]:
    return Column(column, Integer, nullable=null, **options)


def _number(column: str = "number") -> Column[Any]:
    """A number given by the chain, part of the key."""
    return Column(column, number(), primary_key=True, autoincrement=False)


def _sequence(column: str) -> Column[Any]:
    """The number of an event in its trace, of 32 bits; part of the key."""
    return Column(column, BigInteger, primary_key=True, autoincrement=False)


def _use() -> tuple[Column[Any], ...]:
    """What a use is judged by (contracts/interfaces/IAuthorizationRegistry.sol)."""
    return (
        _small("use_right"),
        Column("use_fields", Whole(), nullable=False),
        _small("use_purpose"),
        _small("use_region"),
        _flag("use_exported"),
        _time("use_moment"),
        Column("use_records", Whole(), nullable=False),
        Column("use_calls", Whole(), nullable=False),
    )


def _flag(column: str) -> Column[Any]:
    return Column(column, flag(), nullable=False)


def _text(column: str, **options: Any) -> Column[Any]:
    return Column(column, text(), nullable=False, **options)


def _restated() -> tuple[Column[Any], ...]:
    """What a change says of the data anew, beside a name in clear."""
    return (
        _hash("name_commitment", null=True),
        _hash("overview_commitment", null=True),
        _time("time_from", null=True),
        _time("time_to", null=True),
    )


# --- who may act ------------------------------------------------------------------------------------------------------

organisation = Table(
    "organisation",
    metadata,
    _org("org_id", primary_key=True),
    _text("name"),
    _small("kinds"),
    _small("affiliation_group"),
    _flag("public_body"),
    _org("registered_by", null=True),
    _time("registered_at"),
    _account("registered_account", null=True),
    _hash("registered_person", null=True),
    Column("two_person_kinds", Whole(), nullable=False),
    _hash("encryption_key", null=True),
    _org("successor", null=True),
    _time("succeeded_at", null=True),
    _hash("succession_document", null=True),
    Index(None, "affiliation_group"),
)

accreditation = Table(
    "accreditation",
    metadata,
    _org("org_id", primary_key=True),
    _number("kind"),
    _number(),
    _small("position"),
    _time("since_at"),
    _time("until_at", null=True),
    _small("region"),
    _small("digit"),
    _time("recorded_at"),
    ForeignKeyConstraint(["org_id"], ["organisation.org_id"]),
)

suspension = Table(
    "suspension",
    metadata,
    _org("org_id", primary_key=True),
    _number("kind"),
    _number(),
    _small("position"),
    _time("since_at"),
    _hash("reason"),
    _time("until_at", null=True),
    _hash("resumed_reason", null=True),
    ForeignKeyConstraint(["org_id"], ["organisation.org_id"]),
)

account_key = Table(
    "account_key",
    metadata,
    _account("account", primary_key=True),
    _org("org_id"),
    _small("position"),
    _time("since_at"),
    _time("until_at", null=True),
    _time("added_at"),
    _time("retired_at", null=True),
    _account("retired_by", null=True),
    _time("compromised_since", null=True),
    _time("compromise_reported_at", null=True),
    _account("compromise_reported_by", null=True),
    _hash("compromise_report", null=True),
    ForeignKeyConstraint(["org_id"], ["organisation.org_id"]),
    Index(None, "org_id"),
)

standing_by = Table(
    "standing_by",
    metadata,
    _org("org_id", primary_key=True),
    _number(),
    _time("recorded_at"),
    _account("account"),
    _hash("person"),
    _hash("reason"),
    # Subjects of 32 bytes each, one after another.
    Column("subjects", Bytes(), nullable=False),
    ForeignKeyConstraint(["org_id"], ["organisation.org_id"]),
)

# --- rules ------------------------------------------------------------------------------------------------------------

regime = Table(
    "regime",
    metadata,
    _code("regime_id", primary_key=True),
    _small("number"),
    _small("answer_days"),
    _small("processing_days"),
    _small("extension_days"),
    _small("notice_days"),
    _small("objection_days"),
    _small("validity_years"),
    _small("renewal_window_months"),
    _small("code_source"),
    Column("code_prefix", name(6), nullable=False),
    _text("title"),
    _hash("text_digest"),
    _time("published_at"),
)

calendar_year = Table(
    "calendar_year",
    metadata,
    _number("year"),
    _small("first_day"),
    Column("working_days", Whole(), nullable=False),
    _hash("notice_digest"),
    _time("published_at"),
    _small("publications"),
)

# --- governance -------------------------------------------------------------------------------------------------------

proposal = Table(
    "proposal",
    metadata,
    _hash("proposal_id", primary_key=True),
    _number("round"),
    _account("target"),
    Column("act", Bytes(), nullable=False),
    _hash("salt"),
    _org("proposer"),
    _account("account"),
    _hash("person"),
    _time("made_at"),
    _time("earliest_at"),
    _time("confirmed_at", null=True),
    _org("confirmer", null=True),
    _account("confirming_account", null=True),
    _hash("confirming_person", null=True),
    _time("withdrawn_at", null=True),
    _account("withdrawing_account", null=True),
)

writer = Table(
    "writer",
    metadata,
    _account("module", primary_key=True),
    _number(),
    Column("kinds", Whole(), nullable=False),
    _time("since_at"),
    _time("until_at", null=True),
)

trusted_desk = Table(
    "trusted_desk",
    metadata,
    _account("desk", primary_key=True),
    _flag("trusted"),
    _time("since_at"),
)

# --- applications -----------------------------------------------------------------------------------------------------

application = Table(
    "application",
    metadata,
    _hash("case_id", primary_key=True),
    _org("registrar"),
    _hash("reference"),
    _code("regime"),
    _small("state"),
    _small("content_version"),
    # How it was filed.
    _account("account"),
    _hash("person"),
    _hash("form"),
    _hash("mandate", null=True),
    _small("attestation"),
    _time("submitted_at"),
    _time("received_at"),
    _flag("received_claimed"),
    # What is applied for, as far as it is public.
    _text("data_name"),
    _hash("name_commitment"),
    _hash("overview_commitment"),
    _hash("restriction_commitment"),
    Column("industry", name(8), nullable=False),
    _small("source_types"),
    _small("geo_scope"),
    _small("division"),
    _time("time_from", null=True),
    _time("time_to", null=True),
    _small("update_frequency"),
    _small("asset_form"),
    _small("data_forms"),
    _small("structures"),
    Column("record_count", Whole(), nullable=False),
    Column("byte_count", Whole(), nullable=False),
    _small("grade"),
    _small("personal_information_band"),
    _small("flags"),
    _small("affiliation_group"),
    _hash("schema_digest", null=True),
    _hash("sample_sha256"),
    _hash("sample_sm3"),
    _hash("fingerprint", null=True),
    _hash("documents_root"),
    _text("public_platform_ref"),
    _text("evidence_no"),
    _hash("public_institution_decision", null=True),
    _hash("grade_proof", null=True),
    _hash("fusion_consents", null=True),
    _hash("entrustment_exception", null=True),
    _small("term_years"),
    # What was done, and when. Clocks are counted from these.
    _small("answer_start_day"),
    _time("accepted_at", null=True),
    _time("silence_noted_at", null=True),
    _small("accepted_by_silence_day", null=True),
    _time("correction_requested_at", null=True),
    _small("correction_last_day", null=True),
    _time("resubmitted_at", null=True),
    _time("not_accepted_at", null=True),
    _small("extension_days"),
    _time("notice_opened_at", null=True),
    _time("notice_published_at", null=True),
    _time("notice_exempted_at", null=True),
    _time("evidenced_at", null=True),
    _time("evidenced_recorded_at", null=True),
    _text("national_ref"),
    _hash("national_digest", null=True),
    _time("certified_at", null=True),
    _code("code", null=True),
    _time("refused_at", null=True),
    _small("refusal_ground", null=True),
    _time("terminated_at", null=True),
    _time("withdrawn_at", null=True),
    _time("last_act_at"),
    Index(None, "registrar", "state"),
    Index(None, "submitted_at"),
    Index(None, "fingerprint"),
    Index(None, "notice_published_at"),
)

application_applicant = Table(
    "application_applicant",
    metadata,
    _hash("case_id", primary_key=True),
    _number("position"),
    _hash("applicant"),
    ForeignKeyConstraint(["case_id"], ["application.case_id"]),
    Index(None, "applicant"),
)

application_right = Table(
    "application_right",
    metadata,
    _hash("case_id", primary_key=True),
    _number("position"),
    _hash("holder"),
    _small("rights"),
    _small("basis"),
    _time("until_at", null=True),
    ForeignKeyConstraint(["case_id"], ["application.case_id"]),
    Index(None, "holder"),
)

prior_registration = Table(
    "prior_registration",
    metadata,
    _hash("case_id", primary_key=True),
    _number("position"),
    _text("reference"),
    ForeignKeyConstraint(["case_id"], ["application.case_id"]),
)

application_pause = Table(
    "application_pause",
    metadata,
    _hash("case_id", primary_key=True),
    _number(),
    Column("reason", name(16), nullable=False),
    _time("opened_at"),
    _time("closed_at", null=True),
    _small("last_day", null=True),
    _small("objection", null=True),
    ForeignKeyConstraint(["case_id"], ["application.case_id"]),
)

objection = Table(
    "objection",
    metadata,
    _hash("case_id", primary_key=True),
    _number(),
    _hash("objector"),
    _account("account"),
    _hash("person"),
    _time("filed_at"),
    _time("received_at"),
    _flag("received_claimed"),
    _hash("reasons"),
    _hash("material", null=True),
    _small("outcome"),
    _time("closed_at", null=True),
    _account("closing_account", null=True),
    _account("closing_preparer", null=True),
    _hash("closing_person", null=True),
    _hash("closing_preparer_person", null=True),
    _hash("closing_document", null=True),
    ForeignKeyConstraint(["case_id"], ["application.case_id"]),
    Index(None, "outcome"),
)

# --- certificates -----------------------------------------------------------------------------------------------------

certificate = Table(
    "certificate",
    metadata,
    _code("code", primary_key=True),
    _hash("case_id"),
    _org("registrar"),
    _small("version"),
    _time("evidenced_at"),
    _time("expires_at"),
    _time("issued_at"),
    _account("account"),
    _account("preparer", null=True),
    _hash("payload_sha256"),
    _hash("payload_sm3"),
    _text("corrected_name"),
    _hash("name_subject"),
    _small("status", server_default=sql("1")),
    _time("ended_at", null=True),
    Index(None, "case_id"),
    Index(None, "registrar"),
    Index(None, "evidenced_at"),
    Index(None, "expires_at"),
    Index(None, "account"),
)

right_unit = Table(
    "right_unit",
    metadata,
    _code("code", primary_key=True),
    _hash("holder", primary_key=True),
    _number("right"),
    _small("position"),
    _small("basis"),
    _time("since_at"),
    _time("until_at"),
    _time("moved_at", null=True),
    ForeignKeyConstraint(["code"], ["certificate.code"]),
    Index(None, "holder"),
)

certificate_version = Table(
    "certificate_version",
    metadata,
    _code("code", primary_key=True),
    _number(),
    _time("recorded_at"),
    _account("account"),
    _account("preparer", null=True),
    _hash("person", null=True),
    _hash("preparer_person", null=True),
    _hash("payload_sha256"),
    _hash("payload_sm3"),
    _hash("before_digest", null=True),
    _hash("after_digest", null=True),
    _hash("reason", null=True),
    _text("data_name"),
    *_restated(),
    _time("restated_from", null=True),
    ForeignKeyConstraint(["code"], ["certificate.code"]),
)

annotation = Table(
    "annotation",
    metadata,
    _code("code", primary_key=True),
    _number(),
    _small("kind"),
    _org("authority", null=True),
    _small("level"),
    _time("since_at"),
    _time("until_at", null=True),
    _hash("document"),
    _time("recorded_at"),
    _account("account"),
    _account("preparer", null=True),
    _hash("person"),
    _hash("preparer_person", null=True),
    _time("lifted_at", null=True),
    _account("lifted_account", null=True),
    _account("lifted_preparer", null=True),
    _org("lifted_authority", null=True),
    _small("lifted_level", null=True),
    _hash("lifted_document", null=True),
    ForeignKeyConstraint(["code"], ["certificate.code"]),
)

reaffirmation = Table(
    "reaffirmation",
    metadata,
    _code("code", primary_key=True),
    _number(),
    _time("recorded_at"),
    _account("account"),
    _hash("person"),
    _hash("reason"),
    ForeignKeyConstraint(["code"], ["certificate.code"]),
)

# --- grants -----------------------------------------------------------------------------------------------------------

data_grant = Table(
    "data_grant",
    metadata,
    _hash("grant_id", primary_key=True),
    _small("kind"),
    _hash("reference"),
    _hash("root"),
    _hash("parent", null=True),
    _hash("grantor"),
    _hash("grantee"),
    _small("state"),
    # As agreed.
    _small("right"),
    _time("not_before", null=True),
    _hash("columns", null=True),
    _small("exclusivity"),
    _flag("irrevocable"),
    _flag("important"),
    _small("price_mode"),
    _hash("agreement"),
    _hash("security", null=True),
    _hash("export_basis", null=True),
    _hash("reciprocal", null=True),
    # How far it reaches now.
    Column("fields", Whole(), nullable=False),
    Column("purposes", Whole(), nullable=False),
    Column("territory", Whole(), nullable=False),
    _flag("exported"),
    _small("environments"),
    _time("not_after"),
    Column("max_calls", Whole()),
    Column("max_records", Whole()),
    _small("depth"),
    # What was done.
    _time("offered_at"),
    _time("accepted_at", null=True),
    _time("since_at", null=True),
    _time("ended_at", null=True),
    Column("used_calls", Whole(), nullable=False),
    Column("used_records", Whole(), nullable=False),
    Index(None, "root"),
    Index(None, "parent"),
    Index(None, "grantor"),
    Index(None, "grantee"),
    Index(None, "reciprocal"),
)

grant_pause = Table(
    "grant_pause",
    metadata,
    _hash("grant_id", primary_key=True),
    _number(),
    _time("since_at"),
    _time("until_at", null=True),
    ForeignKeyConstraint(["grant_id"], ["data_grant.grant_id"]),
)

grant_step = Table(
    "grant_step",
    metadata,
    _hash("grant_id", primary_key=True),
    _number(),
    _small("what"),
    _time("recorded_at"),
    _org("by"),
    _account("account"),
    _hash("person"),
    _hash("form", null=True),
    _hash("mandate", null=True),
    _small("attestation"),
    _hash("document", null=True),
    _small("ground"),
    ForeignKeyConstraint(["grant_id"], ["data_grant.grant_id"]),
)

public_grant = Table(
    "public_grant",
    metadata,
    _hash("public_id", primary_key=True),
    _small("kind"),
    _hash("reference"),
    _hash("resource"),
    _hash("applicant"),
    _org("source"),
    _org("authority"),
    _small("state"),
    _small("right"),
    Column("fields", Whole(), nullable=False),
    Column("purposes", Whole(), nullable=False),
    Column("territory", Whole(), nullable=False),
    _time("not_after"),
    _time("applied_at"),
    _org("applied_by"),
    _hash("application"),
    _time("opined_at", null=True),
    _hash("opinion", null=True),
    _time("decided_at", null=True),
    _hash("decision", null=True),
    Index(None, "applicant"),
    Index(None, "applied_at"),
)

consent = Table(
    "consent",
    metadata,
    _hash("consent_id", primary_key=True),
    _org("custodian"),
    _hash("receipt"),
    Column("purposes", Whole(), nullable=False),
    _time("expires_at"),
    _small("flags"),
    _hash("document"),
    _hash("person"),
    _account("account"),
    _time("recorded_at"),
    _time("withdrawn_at", null=True),
    _hash("withdrawal", null=True),
    Index(None, "custodian"),
)

# --- circulation ------------------------------------------------------------------------------------------------------

circulation_trace = Table(
    "circulation_trace",
    metadata,
    _hash("trace", primary_key=True),
    _code("root"),
    _time("length"),
    UniqueConstraint("root"),
)
"""The asset of a certificate and of all that came from it: how many events it has, reports and questions together."""

circulation_event = Table(
    "circulation_event",
    metadata,
    _hash("trace", primary_key=True),
    _sequence("seq"),
    _time("recorded_at"),
    _code("certificate"),
    _small("what"),
    _org("by"),
    _account("account"),
    _hash("person"),
    _small("assent_level"),
    _hash("actor"),
    _hash("on_behalf_of", null=True),
    _hash("counterparty", null=True),
    _time("occurred_at"),
    _hash("grant_id", null=True),
    *_use(),
    _hash("content", null=True),
    _code("output", null=True),
    _small("grade"),
    _small("division"),
    _hash("payload_sha256"),
    _hash("payload_sm3"),
    _hash("documents", null=True),
    _small("visibility"),
    _time("correction_of", null=True),
    _hash("receipt"),
    _small("standing"),
    _small("rule"),
    _hash("decided_on", null=True),
    _small("answer"),
    _org("answered_by", null=True),
    _account("answered_account", null=True),
    _hash("answered_person", null=True),
    _small("answered_level", null=True),
    _hash("answer_reason", null=True),
    _time("answered_at", null=True),
    ForeignKeyConstraint(["trace"], ["circulation_trace.trace"]),
    Index(None, "actor"),
    Index(None, "counterparty"),
    Index(None, "grant_id"),
    Index(None, "occurred_at"),
    Index(None, "output"),
)
"""What happened, as it was reported."""

circulation_question = Table(
    "circulation_question",
    metadata,
    _hash("trace", primary_key=True),
    _sequence("seq"),
    _time("recorded_at"),
    _code("certificate"),
    _small("what"),
    _org("by"),
    _account("account"),
    _hash("person"),
    _hash("counterparty", null=True),
    _hash("grant_id", null=True),
    *_use(),
    _flag("allowed"),
    _small("rule"),
    _hash("decided_on", null=True),
    ForeignKeyConstraint(["trace"], ["circulation_trace.trace"]),
    Index(None, "grant_id"),
)
"""What was asked beforehand, and the answer that was given then."""

circulation_parent = Table(
    "circulation_parent",
    metadata,
    _hash("trace", primary_key=True),
    _sequence("seq"),
    _number("position"),
    _code("certificate", null=True),
    _hash("grant_id", null=True),
    _hash("content"),
    _hash("contract_digest", null=True),
    Column("mark", name(16), nullable=False),
    ForeignKeyConstraint(["trace"], ["circulation_trace.trace"]),
    Index(None, "certificate"),
)
"""What something was made of: the edges of lineage."""

circulation_confirmation = Table(
    "circulation_confirmation",
    metadata,
    _hash("trace", primary_key=True),
    _sequence("seq"),
    _number(),
    _small("level"),
    _org("by"),
    _account("account"),
    _hash("person"),
    _hash("document"),
    _time("recorded_at"),
    ForeignKeyConstraint(["trace"], ["circulation_trace.trace"]),
)

usage_batch = Table(
    "usage_batch",
    metadata,
    _hash("batch", primary_key=True),
    _org("by"),
    _account("account"),
    _hash("person"),
    _hash("root"),
    _time("size"),
    _time("since_at"),
    _time("until_at"),
    _time("recorded_at"),
    Index(None, "by"),
)

usage_total = Table(
    "usage_total",
    metadata,
    _hash("batch", primary_key=True),
    _number("position"),
    _hash("grant_id"),
    Column("records", Whole(), nullable=False),
    Column("calls", Whole(), nullable=False),
    _small("rule"),
    ForeignKeyConstraint(["batch"], ["usage_batch.batch"]),
    Index(None, "grant_id"),
)

proceeding = Table(
    "proceeding",
    metadata,
    _code("code", primary_key=True),
    _number("procedure"),
    _number(),
    _small("state"),
    _time("filed_at"),
    _account("account"),
    _org("filed_by"),
    _small("level"),
    _hash("holder", null=True),
    _hash("other", null=True),
    _small("rights"),
    _small("term_years"),
    _small("ground"),
    _small("notice_last_day", null=True),
    _code("regime"),
    _hash("before_digest", null=True),
    _hash("after_digest", null=True),
    _hash("documents"),
    _hash("institution_decision", null=True),
    _small("missing"),
    _time("complete_at", null=True),
    _time("accepted_at", null=True),
    _time("closed_at", null=True),
    _account("closed_account", null=True),
    _account("closed_preparer", null=True),
    _hash("closed_document", null=True),
    _small("refusal_ground", null=True),
    _time("evidenced_at", null=True),
    _text("national_ref"),
    _hash("national_digest", null=True),
    _code("successor", null=True),
    _text("data_name", server_default=sql("''")),
    *_restated(),
    _hash("after_paper", null=True),
    _small("version", null=True),
    ForeignKeyConstraint(["code"], ["certificate.code"]),
    Index(None, "state"),
    Index(None, "successor"),
)
"""Transfers, changes, renewals and cancellations (arts. 34-37)."""

dispute = Table(
    "dispute",
    metadata,
    _code("code", primary_key=True),
    _number(),
    _hash("objector"),
    _time("filed_at"),
    _account("account"),
    _small("level"),
    _hash("reasons"),
    _hash("material", null=True),
    _small("outcome"),
    _time("complete_at", null=True),
    _time("informed_at", null=True),
    _time("elsewhere_at", null=True),
    _time("answered_at", null=True),
    Column("contested", flag(), nullable=True),
    _time("closed_at", null=True),
    _account("closed_account", null=True),
    _account("closed_preparer", null=True),
    _hash("closed_document", null=True),
    ForeignKeyConstraint(["code"], ["certificate.code"]),
    Index(None, "outcome"),
)

reconciliation = Table(
    "reconciliation",
    metadata,
    _code("code", primary_key=True),
    _number(),
    _time("recorded_at"),
    _account("account"),
    _hash("person"),
    _hash("batch"),
    _hash("extract_sha256"),
    _time("extracted_at"),
    _flag("matches"),
    _small("compared", server_default=sql("0")),
    _small("differing"),
    ForeignKeyConstraint(["code"], ["certificate.code"]),
)

certificate_link = Table(
    "certificate_link",
    metadata,
    _code("code", primary_key=True),
    _number(),
    _time("recorded_at"),
    _account("account"),
    _small("kind"),
    _small("status"),
    _flag("verified"),
    _text("issuer"),
    _text("reference"),
    _hash("reference_commitment"),
    _hash("document", null=True),
    ForeignKeyConstraint(["code"], ["certificate.code"]),
)

certificate_relation = Table(
    "certificate_relation",
    metadata,
    _code("code", primary_key=True),
    _number(),
    _time("recorded_at"),
    _account("account"),
    _code("other"),
    _small("relation"),
    _flag("first"),
    _hash("document"),
    ForeignKeyConstraint(["code"], ["certificate.code"]),
)

# --- search -----------------------------------------------------------------------------------------------------------

name_gram = Table(
    "name_gram",
    metadata,
    _hash("subject", primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("gram", name(8), primary_key=True),
    Index(None, "gram"),
)
"""The pairs of neighbouring characters of every name that was shown, by the subject whose act showed it: a case, at
version 0, or a version of a certificate. Which of them stands for a certificate, `queries/names.py` says."""

encumbrance = Table(
    "encumbrance",
    metadata,
    _code("code", primary_key=True),
    _number(),
    _hash("pledge_id"),
    _small("place"),
    _hash("holder"),
    # "right" is a word of SQL.
    _small("unit_right"),
    _small("rank"),
    _flag("exclusive"),
    _time("since_at"),
    _time("lifted_at", null=True),
    ForeignKeyConstraint(["code"], ["certificate.code"]),
    Index(None, "pledge_id"),
)

# --- pledges and valuations -------------------------------------------------------------------------------------------

pledge = Table(
    "pledge",
    metadata,
    _hash("pledge_id", primary_key=True),
    _hash("reference"),
    _hash("pledgor"),
    _org("pledgee"),
    _org("filed_by"),
    _account("account"),
    _hash("person"),
    _small("level"),
    _small("form"),
    _small("band"),
    _flag("exclusive"),
    _flag("renewal"),
    _flag("public_use"),
    _flag("third_party"),
    _small("grade"),
    _small("ltv_bps"),
    _small("warn_bps"),
    _small("call_bps"),
    _small("opinions"),
    _time("contract_date"),
    _time("maturity"),
    _time("outside_by", null=True),
    _hash("contract_digest"),
    _hash("claim"),
    _hash("debtor"),
    _hash("resolution", null=True),
    _hash("controls", null=True),
    _hash("authority", null=True),
    _hash("increase_of", null=True),
    _hash("substitute_in", null=True),
    _small("state"),
    _time("offered_at"),
    _time("recorded_at", null=True),
    _account("recorded_account", null=True),
    _account("recorded_preparer", null=True),
    _small("acknowledged"),
    _time("ended_at", null=True),
    _small("ending"),
    # The secured loan, as far as somebody acted.
    _small("standing"),
    _time("cure_by", null=True),
    _flag("suspended"),
    _time("release_decided_from", null=True),
    _time("filed_outside_at", null=True),
    _hash("outside_number", null=True),
    _small("outside_status", null=True),
    _time("outside_checked_at", null=True),
    _time("revalued_at", null=True),
    Column("secured", Whole(), nullable=True),
    Column("value", Whole(), nullable=True),
    Column("recovered", Whole(), nullable=False, server_default=sql("'0'")),
    Index(None, "pledgee", "state"),
    Index(None, "pledgor"),
)

pledged_unit = Table(
    "pledged_unit",
    metadata,
    _hash("pledge_id", primary_key=True),
    _number("place"),
    _code("code"),
    _hash("holder"),
    _small("unit_right"),
    _small("rank"),
    _flag("live"),
    ForeignKeyConstraint(["pledge_id"], ["pledge.pledge_id"]),
    Index(None, "code"),
)

pledge_consent = Table(
    "pledge_consent",
    metadata,
    _hash("pledge_id", primary_key=True),
    _number(),
    _hash("party"),
    _hash("matter"),
    _time("until_at", null=True),
    _time("recorded_at"),
    _account("account"),
    _small("level"),
    ForeignKeyConstraint(["pledge_id"], ["pledge.pledge_id"]),
)

pledge_compensation = Table(
    "pledge_compensation",
    metadata,
    _hash("pledge_id", primary_key=True),
    _number(),
    _org("payer"),
    Column("amount", Whole(), nullable=False),
    _small("share_bps"),
    _hash("agreement"),
    _hash("payment"),
    _time("confirmed_at"),
    _org("confirmed_by"),
    _account("account"),
    _account("preparer", null=True),
    _hash("person"),
    _time("taken_back_at", null=True),
    _time("lapsed_at", null=True),
    _time("signed_at", null=True),
    _org("signed_by", null=True),
    _account("signed_account", null=True),
    _small("level", null=True),
    ForeignKeyConstraint(["pledge_id"], ["pledge.pledge_id"]),
    Index(None, "payer"),
)

rank_reservation = Table(
    "rank_reservation",
    metadata,
    _hash("unit_id", primary_key=True),
    _number(),
    _code("code"),
    _hash("holder"),
    _small("unit_right"),
    _org("pledgee"),
    _account("account"),
    _time("since_at"),
    _time("until_at"),
    _hash("person"),
    _hash("search"),
    Index(None, "code"),
)

valuation = Table(
    "valuation",
    metadata,
    _hash("valuation_id", primary_key=True),
    _number(),
    _code("code"),
    _small("place"),
    _org("valuer"),
    _account("account"),
    _hash("person"),
    _hash("holder"),
    _small("version"),
    _small("purpose"),
    _small("methods"),
    Column("value", Whole(), nullable=False),
    Column("currency", name(8), nullable=False),
    _time("base_date"),
    _time("valid_until"),
    _hash("report"),
    _hash("assumptions"),
    _time("recorded_at"),
    _time("withdrawn_at", null=True),
    _time("followed_at", null=True),
    Index(None, "code"),
)

TABLES: Final[tuple[Table, ...]] = (
    organisation,
    accreditation,
    suspension,
    account_key,
    standing_by,
    regime,
    calendar_year,
    proposal,
    writer,
    trusted_desk,
    application,
    application_applicant,
    application_right,
    prior_registration,
    application_pause,
    objection,
    certificate,
    right_unit,
    certificate_version,
    annotation,
    reaffirmation,
    encumbrance,
    data_grant,
    grant_pause,
    grant_step,
    public_grant,
    consent,
    circulation_trace,
    circulation_event,
    circulation_question,
    circulation_parent,
    circulation_confirmation,
    usage_batch,
    usage_total,
    proceeding,
    dispute,
    reconciliation,
    certificate_link,
    certificate_relation,
    name_gram,
    pledge,
    pledged_unit,
    pledge_consent,
    pledge_compensation,
    rank_reservation,
    valuation,
)
