# SPDX-License-Identifier: Apache-2.0
"""Some cells of the form, read for an answer to a request for correction (art. 17): the chain's fields, mended.

    {"update_frequency": "月", "time_to": "2026-12-31"}  -->  {"update_frequency": 6, "time_to": 1798732799}

The columns are those whose field stands in clear on chain and has neither a text nor a paper behind it
(`resubmission.MENDABLE`). What the row as a whole must fulfil is looked at by the rules of admission on chain: the rest
of the application is not at hand here in the form's words.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from ledger.domain import chain_words as words
from ledger.domain.calendar import day_from_civil, end_of, start_of
from ledger.domain.cells import CellValue, narrow, shorten
from ledger.domain.classification import division_named, division_of_code
from ledger.domain.defects import Defect, Where
from ledger.domain.form import BY_KEY
from ledger.domain.reading.data import read_division, read_volume
from ledger.domain.reading.row import Row
from ledger.domain.reading.standing import read_term
from ledger.domain.tables.words import AssetForm, DataForm, GeoScope, PiBand, SourceType, Structure, UpdateFrequency

_NOWHERE: Final = Where("", 0)


@dataclass(frozen=True, slots=True)
class Mended:
    """Fields of `Content` with their new values, and everything that reading the cells found."""

    fields: Mapping[str, object]
    defects: tuple[Defect, ...]


def _industry(row: Row) -> str:
    name = row.text("industry_division")
    code = division_named(name) or division_of_code(narrow(name).upper())
    if code is None and name:
        row.found.fail("INDUSTRY_DIVISION_UNKNOWN", BY_KEY["industry_division"], value=shorten(name))
    return code or ""


def _day(row: Row, key: str, *, last: bool) -> int:
    """The first second of the day, or the last one: a span holds both of its days."""
    read = row.date(key)
    if read is None:
        return 0
    day = day_from_civil(read)
    return end_of(day) - 1 if last else start_of(day)


FIELDS: Final[Mapping[str, tuple[str, Callable[[Row], object]]]] = {
    "affiliation_group": ("affiliation_group", lambda row: words.group_number(row.text("affiliation_group"))),
    "asset_form": ("asset_form", lambda row: words.ordinal(row.word("asset_form", AssetForm, AssetForm.RESOURCE))),
    "industry_division": ("industry", _industry),
    "source_types": ("source_types", lambda row: words.bits(row.word_set("source_types", SourceType))),
    "geo_scope": ("geo_scope", lambda row: words.ordinal(row.word("geo_scope", GeoScope, GeoScope.NATIONAL))),
    "division_code": ("division", lambda row: int(read_division(row) or "0")),
    "time_from": ("time_from", lambda row: _day(row, "time_from", last=False)),
    "time_to": ("time_to", lambda row: _day(row, "time_to", last=True)),
    "update_frequency": (
        "update_frequency",
        lambda row: words.ordinal(row.word("update_frequency", UpdateFrequency, UpdateFrequency.OTHER)),
    ),
    "record_count": ("record_count", lambda row: row.integer("record_count") or 0),
    "volume_tb": ("byte_count", read_volume),
    "data_forms": ("data_forms", lambda row: words.bits(row.word_set("data_forms", DataForm))),
    "structures": ("structures", lambda row: words.bits(row.word_set("structures", Structure))),
    "pi_band": (
        "personal_information_band",
        lambda row: words.pi_band_number(row.word("pi_band", PiBand, PiBand.NONE)),
    ),
    "term_years": ("term_years", read_term),
    "prior_registrations": ("prior_registrations", lambda row: row.list("prior_registrations")),
    "public_platform_ref": ("public_platform_ref", lambda row: row.text("public_platform_ref")),
    "evidence_number": ("evidence_no", lambda row: row.text("evidence_number")),
}
"""Column of the form -> field on chain, and how it is read."""


def read_mended(cells: Mapping[str, CellValue]) -> Mended:
    """The fields behind these columns. ValueError for a column that is not among `FIELDS`."""
    strange = sorted(cells.keys() - FIELDS.keys())
    if strange:
        raise ValueError(f"no mendable columns: {strange}")
    row = Row(cells, _NOWHERE)
    fields = {FIELDS[key][0]: FIELDS[key][1](row) for key in cells}
    return Mended(fields, tuple(row.found.defects))
