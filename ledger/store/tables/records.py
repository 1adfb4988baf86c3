# SPDX-License-Identifier: Apache-2.0
"""What exists nowhere else: openings of commitments, documents' metadata, people, keys of the API, imports, readings.

Lost means lost. Confidential columns say so; they are served to entitled organisations only, each reading with its
purpose in `reading_log`, whose rows form a hash chain: row n holds the hash of row n-1, so a row changed, removed or
put between is found.

    application_record  per application (registrar and reference): texts and salts behind the commitments on chain
    document            metadata of a sealed document (content/documents.py); document_wrap: its key, per organisation
    reading_log         who read what, when and why; append-only
    person              whose commitments stand behind acts; opened to an entitled auditor
    api_key             the hash of a key, never the key
    import_batch/_row   a workbook that was read, and what became of each row
    case_decision       papers of a case that are not on chain in clear
    sealed_paper        papers that only parties may read; sealed_paper_wrap: their keys, per organisation
    data_sketch         blinded sketch of an application's sample; data_sketch_mark: by what it is looked up
    bank_finding        what a bank found elsewhere and attaches to its reports (ruling 25)
    seen_warning        that somebody of a bank saw an early warning
    usage_log/_part     usage records behind a batch on chain, with the secret that their salts are made of
    key_destruction     decisions to destroy keys of documents: prepared, then approved by another person, or not
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import Column, ForeignKeyConstraint, Index, Integer, Table, UniqueConstraint

from ledger.store.tables.naming import metadata
from ledger.store.types import Bytes, account, flag, hash32, name, seconds, text

ORG = 38

application_record = Table(
    "application_record",
    metadata,
    Column("registrar", name(ORG), primary_key=True),
    Column("reference", name(128), primary_key=True),
    Column("case_id", hash32(), nullable=False),
    Column("owner_org", name(ORG), nullable=False),
    # Confidential: the opening of each commitment as JSON {field: {salt, text}}, sealed as `content/envelope.py` does.
    Column("openings", Bytes(), nullable=False),
    Column("sealed", flag(), nullable=False),
    Column("created_at", seconds(), nullable=False),
    Column("updated_at", seconds(), nullable=False),
    UniqueConstraint("case_id"),
    Index(None, "owner_org"),
)

application_record_wrap = Table(
    "application_record_wrap",
    metadata,
    Column("registrar", name(ORG), primary_key=True),
    Column("reference", name(128), primary_key=True),
    Column("org_id", name(ORG), primary_key=True),
    Column("recipient", hash32(), primary_key=True),
    Column("ephemeral", hash32(), nullable=False),
    Column("sealed", Bytes(48), nullable=False),
    Column("created_at", seconds(), nullable=False),
    ForeignKeyConstraint(["registrar", "reference"], ["application_record.registrar", "application_record.reference"]),
)

document = Table(
    "document",
    metadata,
    Column("record_id", name(128), primary_key=True),
    Column("name", name(512), primary_key=True),
    Column("kind", name(64), nullable=False),
    Column("media_type", name(128), nullable=False),
    Column("size", seconds(), nullable=False),
    # Confidential: a guess can be tested against these three.
    Column("sha256", hash32(), nullable=False),
    Column("sm3", hash32(), nullable=False),
    Column("salt", hash32(), nullable=False),
    Column("commitment_sha256", hash32(), nullable=False),
    Column("commitment_sm3", hash32(), nullable=False),
    Column("cipher_sha256", hash32(), nullable=False),
    Column("cipher_sm3", hash32(), nullable=False),
    Column("cipher_size", seconds(), nullable=False),
    Column("cid", name(128), nullable=False),
    Column("header", Bytes(64), nullable=False),
    Column("case_id", hash32()),
    Column("owner_org", name(ORG), nullable=False),
    Column("created_at", seconds(), nullable=False),
    Column("key_destroyed_at", seconds()),
    Index(None, "cid"),
    Index(None, "case_id"),
    Index(None, "sha256"),
)

document_wrap = Table(
    "document_wrap",
    metadata,
    Column("record_id", name(128), primary_key=True),
    Column("name", name(512), primary_key=True),
    Column("org_id", name(ORG), primary_key=True),
    Column("recipient", hash32(), primary_key=True),
    Column("ephemeral", hash32(), nullable=False),
    Column("sealed", Bytes(48), nullable=False),
    Column("purpose", text(), nullable=False),
    Column("created_at", seconds(), nullable=False),
    Column("until_at", seconds()),
    ForeignKeyConstraint(["record_id", "name"], ["document.record_id", "document.name"]),
    Index(None, "org_id"),
)

reading_log = Table(
    "reading_log",
    metadata,
    Column("number", seconds(), primary_key=True, autoincrement=False),
    Column("at", seconds(), nullable=False),
    Column("org_id", name(ORG), nullable=False),
    Column("person", name(64), nullable=False),
    Column("what", name(64), nullable=False),
    Column("subject", name(640), nullable=False),
    Column("purpose", text(), nullable=False),
    Column("previous", hash32(), nullable=False),
    Column("hash", hash32(), nullable=False),
    Index(None, "subject"),
)

person = Table(
    "person",
    metadata,
    Column("person_id", name(64), primary_key=True),
    Column("org_id", name(ORG), nullable=False),
    # Confidential: the name, and the salt with which the commitment of ruling 7 opens.
    Column("name", text(), nullable=False),
    Column("salt", hash32(), nullable=False),
    Column("commitment", hash32(), nullable=False),
    # The account the person signs with; none for people who only read.
    Column("account", account()),
    Column("created_at", seconds(), nullable=False),
    Column("ended_at", seconds()),
    UniqueConstraint("commitment"),
    Index(None, "org_id"),
)

api_key = Table(
    "api_key",
    metadata,
    Column("prefix", name(16), primary_key=True),
    Column("key_hash", hash32(), nullable=False),
    Column("org_id", name(ORG), nullable=False),
    Column("person_id", name(64), nullable=False),
    Column("label", text(), nullable=False),
    Column("scopes", text(), nullable=False),
    Column("created_at", seconds(), nullable=False),
    Column("until_at", seconds()),
    Column("revoked_at", seconds()),
    UniqueConstraint("key_hash"),
    Index(None, "org_id"),
)

import_batch = Table(
    "import_batch",
    metadata,
    Column("batch_id", name(64), primary_key=True),
    Column("registrar", name(ORG), nullable=False),
    Column("person", name(64), nullable=False),
    Column("file_name", text(), nullable=False),
    Column("file_sha256", hash32(), nullable=False),
    Column("created_at", seconds(), nullable=False),
    Column("confirmed_at", seconds()),
    Index(None, "registrar", "created_at"),
)

import_row = Table(
    "import_row",
    metadata,
    Column("batch_id", name(64), primary_key=True),
    Column("reference", name(128), primary_key=True),
    Column("sheet", text(), nullable=False),
    Column("row_number", Integer, nullable=False),
    Column("result", name(32), nullable=False),
    Column("defects", text(), nullable=False),
    Column("case_id", hash32()),
    Column("submission_id", name(64)),
    ForeignKeyConstraint(["batch_id"], ["import_batch.batch_id"]),
    Index(None, "reference"),
)

case_decision = Table(
    "case_decision",
    metadata,
    Column("decision_id", name(64), primary_key=True),
    Column("case_id", hash32(), nullable=False),
    Column("kind", name(64), nullable=False),
    Column("org_id", name(ORG), nullable=False),
    Column("person", name(64), nullable=False),
    # Confidential: the paper's text and the salt of its commitment, which is on chain.
    Column("text", text(), nullable=False),
    Column("salt", hash32(), nullable=False),
    Column("commitment", hash32(), nullable=False),
    Column("created_at", seconds(), nullable=False),
    Index(None, "case_id"),
    Index(None, "commitment"),
)

sealed_paper = Table(
    "sealed_paper",
    metadata,
    Column("paper_id", name(64), primary_key=True),
    Column("subject", hash32(), nullable=False),
    Column("kind", name(64), nullable=False),
    Column("org_id", name(ORG), nullable=False),
    Column("person", name(64), nullable=False),
    # Text and salt as JSON, sealed as `content/envelope.py` does.
    Column("ciphertext", Bytes(), nullable=False),
    Column("commitment", hash32(), nullable=False),
    Column("created_at", seconds(), nullable=False),
    Index(None, "subject"),
)

sealed_paper_wrap = Table(
    "sealed_paper_wrap",
    metadata,
    Column("paper_id", name(64), primary_key=True),
    Column("org_id", name(ORG), primary_key=True),
    Column("recipient", hash32(), primary_key=True),
    Column("ephemeral", hash32(), nullable=False),
    Column("sealed", Bytes(48), nullable=False),
    Column("created_at", seconds(), nullable=False),
    ForeignKeyConstraint(["paper_id"], ["sealed_paper.paper_id"]),
)

key_destruction = Table(
    "key_destruction",
    metadata,
    Column("destruction_id", name(64), primary_key=True),
    Column("org_id", name(ORG), nullable=False),
    Column("idempotency_key", name(256), nullable=False),
    Column("record_id", name(128), nullable=False),
    # The names of the documents, as JSON: fixed when it is prepared, so that the approver knows what is approved.
    Column("documents", text(), nullable=False),
    Column("reason", text(), nullable=False),
    Column("decision_sha256", hash32(), nullable=False),
    Column("preparer", name(64), nullable=False),
    Column("approver", name(64), nullable=False),
    Column("prepared_at", seconds(), nullable=False),
    Column("deadline", seconds(), nullable=False),
    Column("approved_at", seconds()),
    Column("withdrawn_at", seconds()),
    UniqueConstraint("org_id", "idempotency_key"),
    Index(None, "record_id"),
)

data_sketch = Table(
    "data_sketch",
    metadata,
    Column("record_id", name(128), primary_key=True),
    Column("registrar", name(ORG), nullable=False),
    Column("reference", name(128), nullable=False),
    Column("case_id", hash32(), nullable=False),
    # Confidential to the registrar, and blinded by a key of its own (domain/similarity.py).
    Column("body", text(), nullable=False),
    Column("rows_root", hash32(), nullable=False),
    Column("created_at", seconds(), nullable=False),
    Index(None, "registrar", "reference"),
)

data_sketch_mark = Table(
    "data_sketch_mark",
    metadata,
    Column("record_id", name(128), primary_key=True),
    Column("mark", seconds(), primary_key=True),
    ForeignKeyConstraint(["record_id"], ["data_sketch.record_id"]),
    Index(None, "mark"),
)

bank_finding = Table(
    "bank_finding",
    metadata,
    Column("finding_id", name(64), primary_key=True),
    Column("org_id", name(ORG), nullable=False),
    Column("idempotency_key", name(256), nullable=False),
    Column("person", name(64), nullable=False),
    Column("code", name(66), nullable=False),
    # Which part of which check it answers, e.g. unpledged.zhongdeng.
    Column("part", name(64), nullable=False),
    # Confidential to the bank: what was found, and the digest of the paper that says so.
    Column("found", text(), nullable=False),
    Column("document_sha256", hash32(), nullable=False),
    Column("declared_at", seconds(), nullable=False),
    Column("valid_until", seconds(), nullable=False),
    # The pledgor that it is about; none where it is about the data.
    Column("holder", hash32(), nullable=True),
    UniqueConstraint("org_id", "idempotency_key"),
    Index(None, "org_id", "code"),
)

seen_warning = Table(
    "seen_warning",
    metadata,
    Column("mark_id", name(64), primary_key=True),
    Column("org_id", name(ORG), nullable=False),
    Column("idempotency_key", name(256), nullable=False),
    Column("person", name(64), nullable=False),
    Column("pledge_id", hash32(), nullable=False),
    # The rule with its version, the warning's subject, and whom it is about as a JSON list: what makes it the same one.
    Column("rule", name(16), nullable=False),
    Column("subject", name(66), nullable=False),
    Column("about", text(), nullable=False),
    # Confidential to the bank.
    Column("note", text(), nullable=False),
    Column("seen_at", seconds(), nullable=False),
    UniqueConstraint("org_id", "idempotency_key"),
)

usage_log = Table(
    "usage_log",
    metadata,
    Column("batch", hash32(), primary_key=True),
    Column("org_id", name(ORG), nullable=False),
    Column("person", name(64), nullable=False),
    # Of the records as they are encoded, whatever file they came in: the same records are the same batch.
    Column("content_sha256", hash32(), nullable=False),
    # Confidential: whoever has it can test guesses about every record.
    Column("secret", hash32(), nullable=False),
    Column("root", hash32(), nullable=False),
    Column("size", seconds(), nullable=False),
    Column("created_at", seconds(), nullable=False),
    UniqueConstraint("org_id", "content_sha256"),
)

usage_log_part = Table(
    "usage_log_part",
    metadata,
    Column("batch", hash32(), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("root", hash32(), nullable=False),
    # Confidential: records of fixed width, one behind the other (domain/usage.py).
    Column("held", Bytes(), nullable=False),
    ForeignKeyConstraint(["batch"], ["usage_log.batch"]),
)

TABLES: Final[tuple[Table, ...]] = (
    application_record,
    application_record_wrap,
    document,
    document_wrap,
    reading_log,
    person,
    api_key,
    import_batch,
    import_row,
    case_decision,
    usage_log,
    usage_log_part,
    key_destruction,
    bank_finding,
    seen_warning,
    data_sketch,
    data_sketch_mark,
    sealed_paper,
    sealed_paper_wrap,
)
