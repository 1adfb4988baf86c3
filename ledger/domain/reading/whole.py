# SPDX-License-Identifier: Apache-2.0
"""The whole row: every reader in the order of the form, so that findings come in that order too."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from ledger.domain.application import Application, Reading, Restriction
from ledger.domain.cells import CellValue
from ledger.domain.defects import Where
from ledger.domain.reading.data import read_industry, read_place, read_volume
from ledger.domain.reading.parties import read_agent, read_applicants, read_contact, read_reference
from ledger.domain.reading.row import Row
from ledger.domain.reading.standing import read_documents, read_parents, read_relation, read_rights, read_term
from ledger.domain.tables.words import (
    AssetForm,
    AttestationLevel,
    DataForm,
    Grade,
    PiBand,
    SourceType,
    Structure,
    UpdateFrequency,
)

_STAND_IN_DATE: Final = date(1970, 1, 1)


def read_row(raw: Mapping[str, CellValue], where: Where) -> Reading:
    """See `application.parse_row`."""
    row = Row(raw, where)
    application = _application(row)
    found = row.found
    return Reading(where, application, frozenset(found.unread), tuple(found.defects))


def _application(row: Row) -> Application:
    reference, received_on = read_reference(row), row.date("received_at")
    applicants, count = read_applicants(row)
    geo_scope, division_code = read_place(row)
    return Application(
        reference=reference,
        received_on=received_on,
        applicants=applicants,
        affiliation_group=row.text("affiliation_group"),
        business_status=row.text("business_status"),
        agent=read_agent(row),
        contact=read_contact(row),
        data_name=row.text("data_name"),
        data_overview=row.text("data_overview"),
        asset_form=row.word("asset_form", AssetForm, AssetForm.RESOURCE),
        industry=read_industry(row),
        source_types=row.word_set("source_types", SourceType),
        geo_scope=geo_scope,
        division_code=division_code,
        time_from=row.date("time_from") or _STAND_IN_DATE,
        time_to=row.date("time_to") or _STAND_IN_DATE,
        update_frequency=row.word("update_frequency", UpdateFrequency, UpdateFrequency.OTHER),
        record_count=row.integer("record_count") or 0,
        volume_bytes=read_volume(row),
        data_forms=row.word_set("data_forms", DataForm),
        structures=row.word_set("structures", Structure),
        application_scene=row.text("application_scene"),
        algorithm_rule=row.text("algorithm_rule"),
        restriction=Restriction(row.text("restriction"), row.boolean("resale_allowed"), row.boolean("export_allowed")),
        rights=read_rights(row, applicants, count),
        term_years=read_term(row),
        parent_codes=read_parents(row),
        prior_registrations=row.list("prior_registrations"),
        grade=row.word("grade", Grade, Grade.GENERAL_4),
        pi_band=row.word("pi_band", PiBand, PiBand.NONE),
        public_data=row.boolean("public_data"),
        public_platform_ref=row.text("public_platform_ref"),
        utility=row.boolean("utility"),
        institution_decision=row.text("institution_decision"),
        notice_exempt=row.boolean("notice_exempt"),
        notice_exempt_reason=row.text("notice_exempt_reason"),
        relation=read_relation(row),
        evidence_number=row.text("evidence_number"),
        truth_declared=row.boolean("truth_declared"),
        attestation_level=row.word("attestation_level", AttestationLevel, AttestationLevel.SELF_DECLARED),
        documents=read_documents(row),
    )
