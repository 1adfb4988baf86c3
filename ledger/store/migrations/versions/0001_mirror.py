# SPDX-License-Identifier: Apache-2.0
"""Mirror and position: what is folded from the chain."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from ledger.store import types

revision = "0001_mirror"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "application",
        sa.Column("case_id", types.Bytes(32), nullable=False),
        sa.Column("registrar", types.Chars(38), nullable=False),
        sa.Column("reference", types.Bytes(32), nullable=False),
        sa.Column("regime", types.Chars(66), nullable=False),
        sa.Column("state", sa.Integer(), nullable=False),
        sa.Column("content_version", sa.Integer(), nullable=False),
        sa.Column("account", types.Bytes(20), nullable=False),
        sa.Column("person", types.Bytes(32), nullable=False),
        sa.Column("form", types.Bytes(32), nullable=False),
        sa.Column("mandate", types.Bytes(32), nullable=True),
        sa.Column("attestation", sa.Integer(), nullable=False),
        sa.Column("submitted_at", sa.BigInteger(), nullable=False),
        sa.Column("received_at", sa.BigInteger(), nullable=False),
        sa.Column("received_claimed", types.Flag(), nullable=False),
        sa.Column("data_name", types.Chars(), nullable=False),
        sa.Column("name_commitment", types.Bytes(32), nullable=False),
        sa.Column("overview_commitment", types.Bytes(32), nullable=False),
        sa.Column("restriction_commitment", types.Bytes(32), nullable=False),
        sa.Column("industry", types.Chars(8), nullable=False),
        sa.Column("source_types", sa.Integer(), nullable=False),
        sa.Column("geo_scope", sa.Integer(), nullable=False),
        sa.Column("division", sa.Integer(), nullable=False),
        sa.Column("time_from", sa.BigInteger(), nullable=True),
        sa.Column("time_to", sa.BigInteger(), nullable=True),
        sa.Column("update_frequency", sa.Integer(), nullable=False),
        sa.Column("asset_form", sa.Integer(), nullable=False),
        sa.Column("data_forms", sa.Integer(), nullable=False),
        sa.Column("structures", sa.Integer(), nullable=False),
        sa.Column("record_count", types.Whole(), nullable=False),
        sa.Column("byte_count", types.Whole(), nullable=False),
        sa.Column("grade", sa.Integer(), nullable=False),
        sa.Column("personal_information_band", sa.Integer(), nullable=False),
        sa.Column("flags", sa.Integer(), nullable=False),
        sa.Column("affiliation_group", sa.Integer(), nullable=False),
        sa.Column("schema_digest", types.Bytes(32), nullable=True),
        sa.Column("sample_sha256", types.Bytes(32), nullable=False),
        sa.Column("sample_sm3", types.Bytes(32), nullable=False),
        sa.Column("fingerprint", types.Bytes(32), nullable=True),
        sa.Column("documents_root", types.Bytes(32), nullable=False),
        sa.Column("public_platform_ref", types.Chars(), nullable=False),
        sa.Column("evidence_no", types.Chars(), nullable=False),
        sa.Column("public_institution_decision", types.Bytes(32), nullable=True),
        sa.Column("grade_proof", types.Bytes(32), nullable=True),
        sa.Column("fusion_consents", types.Bytes(32), nullable=True),
        sa.Column("entrustment_exception", types.Bytes(32), nullable=True),
        sa.Column("term_years", sa.Integer(), nullable=False),
        sa.Column("answer_start_day", sa.Integer(), nullable=False),
        sa.Column("accepted_at", sa.BigInteger(), nullable=True),
        sa.Column("silence_noted_at", sa.BigInteger(), nullable=True),
        sa.Column("accepted_by_silence_day", sa.Integer(), nullable=True),
        sa.Column("correction_requested_at", sa.BigInteger(), nullable=True),
        sa.Column("correction_last_day", sa.Integer(), nullable=True),
        sa.Column("resubmitted_at", sa.BigInteger(), nullable=True),
        sa.Column("not_accepted_at", sa.BigInteger(), nullable=True),
        sa.Column("extension_days", sa.Integer(), nullable=False),
        sa.Column("notice_opened_at", sa.BigInteger(), nullable=True),
        sa.Column("notice_published_at", sa.BigInteger(), nullable=True),
        sa.Column("notice_exempted_at", sa.BigInteger(), nullable=True),
        sa.Column("evidenced_at", sa.BigInteger(), nullable=True),
        sa.Column("evidenced_recorded_at", sa.BigInteger(), nullable=True),
        sa.Column("national_ref", types.Chars(), nullable=False),
        sa.Column("national_digest", types.Bytes(32), nullable=True),
        sa.Column("certified_at", sa.BigInteger(), nullable=True),
        sa.Column("code", types.Chars(66), nullable=True),
        sa.Column("refused_at", sa.BigInteger(), nullable=True),
        sa.Column("refusal_ground", sa.Integer(), nullable=True),
        sa.Column("terminated_at", sa.BigInteger(), nullable=True),
        sa.Column("withdrawn_at", sa.BigInteger(), nullable=True),
        sa.Column("last_act_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_application")),
    )
    op.create_index(op.f("ix_application_fingerprint"), "application", ["fingerprint"], unique=False)
    op.create_index(op.f("ix_application_notice_published_at"), "application", ["notice_published_at"], unique=False)
    op.create_index(op.f("ix_application_registrar_state"), "application", ["registrar", "state"], unique=False)
    op.create_index(op.f("ix_application_submitted_at"), "application", ["submitted_at"], unique=False)
    op.create_table(
        "block",
        sa.Column("number", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("hash", types.Bytes(32), nullable=False),
        sa.Column("parent_hash", types.Bytes(32), nullable=False),
        sa.Column("timestamp", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_block")),
    )
    op.create_index(op.f("ix_block_timestamp"), "block", ["timestamp"], unique=False)
    op.create_table(
        "calendar_year",
        sa.Column("year", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("first_day", sa.Integer(), nullable=False),
        sa.Column("working_days", types.Whole(), nullable=False),
        sa.Column("notice_digest", types.Bytes(32), nullable=False),
        sa.Column("published_at", sa.BigInteger(), nullable=False),
        sa.Column("publications", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("year", name=op.f("pk_calendar_year")),
    )
    op.create_table(
        "certificate",
        sa.Column("code", types.Chars(66), nullable=False),
        sa.Column("case_id", types.Bytes(32), nullable=False),
        sa.Column("registrar", types.Chars(38), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("evidenced_at", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.Column("issued_at", sa.BigInteger(), nullable=False),
        sa.Column("account", types.Bytes(20), nullable=False),
        sa.Column("preparer", types.Bytes(20), nullable=True),
        sa.Column("payload_sha256", types.Bytes(32), nullable=False),
        sa.Column("payload_sm3", types.Bytes(32), nullable=False),
        sa.Column("corrected_name", types.Chars(), nullable=False),
        sa.Column("name_subject", types.Bytes(32), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_certificate")),
    )
    op.create_index(op.f("ix_certificate_account"), "certificate", ["account"], unique=False)
    op.create_index(op.f("ix_certificate_case_id"), "certificate", ["case_id"], unique=False)
    op.create_index(op.f("ix_certificate_evidenced_at"), "certificate", ["evidenced_at"], unique=False)
    op.create_index(op.f("ix_certificate_expires_at"), "certificate", ["expires_at"], unique=False)
    op.create_index(op.f("ix_certificate_registrar"), "certificate", ["registrar"], unique=False)
    op.create_table(
        "cursor",
        sa.Column("only", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("chain_id", sa.BigInteger(), nullable=False),
        sa.Column("genesis_hash", types.Bytes(32), nullable=False),
        sa.Column("history", types.Bytes(20), nullable=False),
        sa.Column("block_number", sa.BigInteger(), nullable=False),
        sa.Column("block_hash", types.Bytes(32), nullable=False),
        sa.Column("timestamp", sa.BigInteger(), nullable=False),
        sa.Column("sequence", sa.BigInteger(), nullable=False),
        sa.Column("rolling", types.Bytes(32), nullable=False),
        sa.Column("finalized_number", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("only", name=op.f("pk_cursor")),
    )
    op.create_table(
        "head",
        sa.Column("subject", types.Bytes(32), nullable=False),
        sa.Column("length", sa.Integer(), nullable=False),
        sa.Column("head", types.Bytes(32), nullable=False),
        sa.PrimaryKeyConstraint("subject", name=op.f("pk_head")),
    )
    op.create_table(
        "name_gram",
        sa.Column("subject", types.Bytes(32), nullable=False),
        sa.Column("gram", types.Chars(8), nullable=False),
        sa.PrimaryKeyConstraint("subject", "gram", name=op.f("pk_name_gram")),
    )
    op.create_index(op.f("ix_name_gram_gram"), "name_gram", ["gram"], unique=False)
    op.create_table(
        "organisation",
        sa.Column("org_id", types.Chars(38), nullable=False),
        sa.Column("name", types.Chars(), nullable=False),
        sa.Column("kinds", sa.Integer(), nullable=False),
        sa.Column("affiliation_group", sa.Integer(), nullable=False),
        sa.Column("public_body", types.Flag(), nullable=False),
        sa.Column("registered_by", types.Chars(38), nullable=True),
        sa.Column("registered_at", sa.BigInteger(), nullable=False),
        sa.Column("registered_account", types.Bytes(20), nullable=True),
        sa.Column("registered_person", types.Bytes(32), nullable=True),
        sa.Column("two_person_kinds", types.Whole(), nullable=False),
        sa.Column("encryption_key", types.Bytes(32), nullable=True),
        sa.PrimaryKeyConstraint("org_id", name=op.f("pk_organisation")),
    )
    op.create_index(op.f("ix_organisation_affiliation_group"), "organisation", ["affiliation_group"], unique=False)
    op.create_table(
        "proposal",
        sa.Column("proposal_id", types.Bytes(32), nullable=False),
        sa.Column("round", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("target", types.Bytes(20), nullable=False),
        sa.Column("act", types.Bytes(), nullable=False),
        sa.Column("salt", types.Bytes(32), nullable=False),
        sa.Column("proposer", types.Chars(38), nullable=False),
        sa.Column("account", types.Bytes(20), nullable=False),
        sa.Column("person", types.Bytes(32), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("earliest_at", sa.BigInteger(), nullable=False),
        sa.Column("confirmed_at", sa.BigInteger(), nullable=True),
        sa.Column("confirmer", types.Chars(38), nullable=True),
        sa.Column("confirming_account", types.Bytes(20), nullable=True),
        sa.Column("confirming_person", types.Bytes(32), nullable=True),
        sa.Column("withdrawn_at", sa.BigInteger(), nullable=True),
        sa.Column("withdrawing_account", types.Bytes(20), nullable=True),
        sa.PrimaryKeyConstraint("proposal_id", "round", name=op.f("pk_proposal")),
    )
    op.create_table(
        "recent_block",
        sa.Column("number", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("hash", types.Bytes(32), nullable=False),
        sa.Column("parent_hash", types.Bytes(32), nullable=False),
        sa.Column("timestamp", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_recent_block")),
    )
    op.create_table(
        "regime",
        sa.Column("regime_id", types.Chars(66), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("answer_days", sa.Integer(), nullable=False),
        sa.Column("processing_days", sa.Integer(), nullable=False),
        sa.Column("extension_days", sa.Integer(), nullable=False),
        sa.Column("notice_days", sa.Integer(), nullable=False),
        sa.Column("objection_days", sa.Integer(), nullable=False),
        sa.Column("validity_years", sa.Integer(), nullable=False),
        sa.Column("renewal_window_months", sa.Integer(), nullable=False),
        sa.Column("code_source", sa.Integer(), nullable=False),
        sa.Column("code_prefix", types.Chars(6), nullable=False),
        sa.Column("title", types.Chars(), nullable=False),
        sa.Column("text_digest", types.Bytes(32), nullable=False),
        sa.Column("published_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("regime_id", name=op.f("pk_regime")),
    )
    op.create_table(
        "trusted_desk",
        sa.Column("desk", types.Bytes(20), nullable=False),
        sa.Column("trusted", types.Flag(), nullable=False),
        sa.Column("since_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("desk", name=op.f("pk_trusted_desk")),
    )
    op.create_table(
        "writer",
        sa.Column("module", types.Bytes(20), nullable=False),
        sa.Column("number", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("kinds", types.Whole(), nullable=False),
        sa.Column("since_at", sa.BigInteger(), nullable=False),
        sa.Column("until_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("module", "number", name=op.f("pk_writer")),
    )
    op.create_table(
        "account_key",
        sa.Column("account", types.Bytes(20), nullable=False),
        sa.Column("org_id", types.Chars(38), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("since_at", sa.BigInteger(), nullable=False),
        sa.Column("until_at", sa.BigInteger(), nullable=True),
        sa.Column("added_at", sa.BigInteger(), nullable=False),
        sa.Column("retired_at", sa.BigInteger(), nullable=True),
        sa.Column("retired_by", types.Bytes(20), nullable=True),
        sa.Column("compromised_since", sa.BigInteger(), nullable=True),
        sa.Column("compromise_reported_at", sa.BigInteger(), nullable=True),
        sa.Column("compromise_reported_by", types.Bytes(20), nullable=True),
        sa.Column("compromise_report", types.Bytes(32), nullable=True),
        sa.ForeignKeyConstraint(["org_id"], ["organisation.org_id"], name=op.f("fk_account_key_org_id")),
        sa.PrimaryKeyConstraint("account", name=op.f("pk_account_key")),
    )
    op.create_index(op.f("ix_account_key_org_id"), "account_key", ["org_id"], unique=False)
    op.create_table(
        "accreditation",
        sa.Column("org_id", types.Chars(38), nullable=False),
        sa.Column("kind", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("number", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("since_at", sa.BigInteger(), nullable=False),
        sa.Column("until_at", sa.BigInteger(), nullable=True),
        sa.Column("region", sa.Integer(), nullable=False),
        sa.Column("digit", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["org_id"], ["organisation.org_id"], name=op.f("fk_accreditation_org_id")),
        sa.PrimaryKeyConstraint("org_id", "kind", "number", name=op.f("pk_accreditation")),
    )
    op.create_table(
        "annotation",
        sa.Column("code", types.Chars(66), nullable=False),
        sa.Column("number", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Integer(), nullable=False),
        sa.Column("authority", types.Chars(38), nullable=True),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("since_at", sa.BigInteger(), nullable=False),
        sa.Column("until_at", sa.BigInteger(), nullable=True),
        sa.Column("document", types.Bytes(32), nullable=False),
        sa.Column("recorded_at", sa.BigInteger(), nullable=False),
        sa.Column("account", types.Bytes(20), nullable=False),
        sa.Column("preparer", types.Bytes(20), nullable=True),
        sa.Column("person", types.Bytes(32), nullable=False),
        sa.Column("preparer_person", types.Bytes(32), nullable=True),
        sa.Column("lifted_at", sa.BigInteger(), nullable=True),
        sa.Column("lifted_account", types.Bytes(20), nullable=True),
        sa.Column("lifted_preparer", types.Bytes(20), nullable=True),
        sa.Column("lifted_authority", types.Chars(38), nullable=True),
        sa.Column("lifted_level", sa.Integer(), nullable=True),
        sa.Column("lifted_document", types.Bytes(32), nullable=True),
        sa.ForeignKeyConstraint(["code"], ["certificate.code"], name=op.f("fk_annotation_code")),
        sa.PrimaryKeyConstraint("code", "number", name=op.f("pk_annotation")),
    )
    op.create_table(
        "application_applicant",
        sa.Column("case_id", types.Bytes(32), nullable=False),
        sa.Column("position", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("applicant", types.Bytes(32), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["application.case_id"], name=op.f("fk_application_applicant_case_id")),
        sa.PrimaryKeyConstraint("case_id", "position", name=op.f("pk_application_applicant")),
    )
    op.create_index(op.f("ix_application_applicant_applicant"), "application_applicant", ["applicant"], unique=False)
    op.create_table(
        "application_pause",
        sa.Column("case_id", types.Bytes(32), nullable=False),
        sa.Column("number", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("reason", types.Chars(16), nullable=False),
        sa.Column("opened_at", sa.BigInteger(), nullable=False),
        sa.Column("closed_at", sa.BigInteger(), nullable=True),
        sa.Column("last_day", sa.Integer(), nullable=True),
        sa.Column("objection", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["application.case_id"], name=op.f("fk_application_pause_case_id")),
        sa.PrimaryKeyConstraint("case_id", "number", name=op.f("pk_application_pause")),
    )
    op.create_table(
        "application_right",
        sa.Column("case_id", types.Bytes(32), nullable=False),
        sa.Column("position", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("holder", types.Bytes(32), nullable=False),
        sa.Column("rights", sa.Integer(), nullable=False),
        sa.Column("basis", sa.Integer(), nullable=False),
        sa.Column("until_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["application.case_id"], name=op.f("fk_application_right_case_id")),
        sa.PrimaryKeyConstraint("case_id", "position", name=op.f("pk_application_right")),
    )
    op.create_index(op.f("ix_application_right_holder"), "application_right", ["holder"], unique=False)
    op.create_table(
        "certificate_version",
        sa.Column("code", types.Chars(66), nullable=False),
        sa.Column("number", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("recorded_at", sa.BigInteger(), nullable=False),
        sa.Column("account", types.Bytes(20), nullable=False),
        sa.Column("preparer", types.Bytes(20), nullable=True),
        sa.Column("person", types.Bytes(32), nullable=True),
        sa.Column("preparer_person", types.Bytes(32), nullable=True),
        sa.Column("payload_sha256", types.Bytes(32), nullable=False),
        sa.Column("payload_sm3", types.Bytes(32), nullable=False),
        sa.Column("before_digest", types.Bytes(32), nullable=True),
        sa.Column("after_digest", types.Bytes(32), nullable=True),
        sa.Column("reason", types.Bytes(32), nullable=True),
        sa.Column("data_name", types.Chars(), nullable=False),
        sa.ForeignKeyConstraint(["code"], ["certificate.code"], name=op.f("fk_certificate_version_code")),
        sa.PrimaryKeyConstraint("code", "number", name=op.f("pk_certificate_version")),
    )
    op.create_table(
        "entry",
        sa.Column("sequence", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("subject", types.Bytes(32), nullable=False),
        sa.Column("length", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Integer(), nullable=False),
        sa.Column("module", types.Bytes(20), nullable=False),
        sa.Column("actor", types.Bytes(20), nullable=False),
        sa.Column("payload_hash", types.Bytes(32), nullable=False),
        sa.Column("head", types.Bytes(32), nullable=False),
        sa.Column("rolling", types.Bytes(32), nullable=False),
        sa.Column("block_number", sa.BigInteger(), nullable=False),
        sa.Column("tx_hash", types.Bytes(32), nullable=False),
        sa.Column("tx_index", sa.Integer(), nullable=False),
        sa.Column("log_index", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["block_number"], ["block.number"], name=op.f("fk_entry_block_number")),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_entry")),
        sa.UniqueConstraint("subject", "length", name=op.f("uq_entry_subject_length")),
    )
    op.create_index(op.f("ix_entry_block_number"), "entry", ["block_number"], unique=False)
    op.create_index(op.f("ix_entry_tx_hash"), "entry", ["tx_hash"], unique=False)
    op.create_table(
        "objection",
        sa.Column("case_id", types.Bytes(32), nullable=False),
        sa.Column("number", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("objector", types.Bytes(32), nullable=False),
        sa.Column("account", types.Bytes(20), nullable=False),
        sa.Column("person", types.Bytes(32), nullable=False),
        sa.Column("filed_at", sa.BigInteger(), nullable=False),
        sa.Column("received_at", sa.BigInteger(), nullable=False),
        sa.Column("received_claimed", types.Flag(), nullable=False),
        sa.Column("reasons", types.Bytes(32), nullable=False),
        sa.Column("material", types.Bytes(32), nullable=True),
        sa.Column("outcome", sa.Integer(), nullable=False),
        sa.Column("closed_at", sa.BigInteger(), nullable=True),
        sa.Column("closing_account", types.Bytes(20), nullable=True),
        sa.Column("closing_preparer", types.Bytes(20), nullable=True),
        sa.Column("closing_person", types.Bytes(32), nullable=True),
        sa.Column("closing_preparer_person", types.Bytes(32), nullable=True),
        sa.Column("closing_document", types.Bytes(32), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["application.case_id"], name=op.f("fk_objection_case_id")),
        sa.PrimaryKeyConstraint("case_id", "number", name=op.f("pk_objection")),
    )
    op.create_index(op.f("ix_objection_outcome"), "objection", ["outcome"], unique=False)
    op.create_table(
        "prior_registration",
        sa.Column("case_id", types.Bytes(32), nullable=False),
        sa.Column("position", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("reference", types.Chars(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["application.case_id"], name=op.f("fk_prior_registration_case_id")),
        sa.PrimaryKeyConstraint("case_id", "position", name=op.f("pk_prior_registration")),
    )
    op.create_table(
        "reaffirmation",
        sa.Column("code", types.Chars(66), nullable=False),
        sa.Column("number", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("recorded_at", sa.BigInteger(), nullable=False),
        sa.Column("account", types.Bytes(20), nullable=False),
        sa.Column("person", types.Bytes(32), nullable=False),
        sa.Column("reason", types.Bytes(32), nullable=False),
        sa.ForeignKeyConstraint(["code"], ["certificate.code"], name=op.f("fk_reaffirmation_code")),
        sa.PrimaryKeyConstraint("code", "number", name=op.f("pk_reaffirmation")),
    )
    op.create_table(
        "right_unit",
        sa.Column("code", types.Chars(66), nullable=False),
        sa.Column("holder", types.Bytes(32), nullable=False),
        sa.Column("right", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("basis", sa.Integer(), nullable=False),
        sa.Column("since_at", sa.BigInteger(), nullable=False),
        sa.Column("until_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["code"], ["certificate.code"], name=op.f("fk_right_unit_code")),
        sa.PrimaryKeyConstraint("code", "holder", "right", name=op.f("pk_right_unit")),
    )
    op.create_index(op.f("ix_right_unit_holder"), "right_unit", ["holder"], unique=False)
    op.create_table(
        "suspension",
        sa.Column("org_id", types.Chars(38), nullable=False),
        sa.Column("kind", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("number", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("since_at", sa.BigInteger(), nullable=False),
        sa.Column("reason", types.Bytes(32), nullable=False),
        sa.Column("until_at", sa.BigInteger(), nullable=True),
        sa.Column("resumed_reason", types.Bytes(32), nullable=True),
        sa.ForeignKeyConstraint(["org_id"], ["organisation.org_id"], name=op.f("fk_suspension_org_id")),
        sa.PrimaryKeyConstraint("org_id", "kind", "number", name=op.f("pk_suspension")),
    )
    op.create_table(
        "event",
        sa.Column("sequence", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("name", types.Chars(64), nullable=False),
        sa.Column("log_index", sa.Integer(), nullable=False),
        sa.Column("topics", types.Bytes(), nullable=False),
        sa.Column("data", types.Bytes(), nullable=False),
        sa.Column("body", types.Chars(), nullable=False),
        sa.ForeignKeyConstraint(["sequence"], ["entry.sequence"], name=op.f("fk_event_sequence")),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_event")),
    )


def downgrade() -> None:
    raise NotImplementedError("a schema is not taken back; restore a backup with the program that made it")
