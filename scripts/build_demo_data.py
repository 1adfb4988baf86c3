# SPDX-License-Identifier: Apache-2.0
"""Builds the workbooks and documents that the demo ships, from the table in demo_rows.py. The same bytes every time.

    python scripts/build_demo_data.py            write ledger/demo/data
    python scripts/build_demo_data.py --check    exit 1 if what is committed differs

The workbooks are the form's own template, filled in; a fifth of the first one's rows has a defect, each another one.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import re
import sys
import tempfile
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from demo_papers import pdf, sample
from demo_rows import BY_NAME, FLAWED, GOOD, REGISTRAR, SECOND, TOPICS, Row, Topic

from ledger.domain.form import BY_KEY
from ledger.domain.tables.divisions import INNER_MONGOLIA
from ledger.domain.tables.industries import DIVISIONS, SECTIONS
from ledger.forms.template import write_template

DATA: Final = Path(__file__).resolve().parent.parent / "ledger" / "demo" / "data"
STAMP: Final = (2026, 7, 1, 0, 0, 0)
_CREATED: Final = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
ORIGINAL_OF_DUPLICATE: Final = "NM-2026-0001"

ALWAYS: Final = ("doc_application_form", "doc_identity", "doc_lawful_acquisition", "doc_sample", "doc_schema",
                 "doc_truth_declaration")  # fmt: skip
OF_THE_ORGANISATION: Final = ("doc_identity", "doc_lawful_acquisition")
"""One paper for all applications of an organisation, as people do it."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    wanted = parser.parse_args()
    made = build()
    if wanted.check:
        stale = [name for name, data in made.items() if _parts(_committed(name)) != _parts(data)]
        print("\n".join(f"{name} is not what scripts/build_demo_data.py writes" for name in stale))
        sys.exit(1 if stale else 0)
    DATA.mkdir(parents=True, exist_ok=True)
    for name, data in made.items():
        (DATA / name).write_bytes(data)
        print(f"{name}: {len(data):,} bytes")
    sys.exit(0)


def _parts(archive: bytes) -> dict[str, bytes]:
    """What the packed files hold: two builds of zlib may pack the same bytes differently."""
    if not archive:
        return {}
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def _committed(name: str) -> bytes:
    path = DATA / name
    return path.read_bytes() if path.is_file() else b""


def build() -> dict[str, bytes]:
    """Every shipped file by name."""
    files: dict[str, bytes] = {}
    rows = [_filled(row, files) for row in (*GOOD, *FLAWED)]
    second = [_filled(row, files) for row in SECOND]
    return {
        "applications.xlsx": _workbook(rows),
        "applications-second-registrar.xlsx": _workbook(second),
        "documents.zip": _zip(files),
    }


# --- rows -------------------------------------------------------------------------------------------------------------


def _filled(row: Row, files: dict[str, bytes]) -> dict[str, Any]:
    """The cells of a row, its documents put among the files."""
    topic = TOPICS[row.topic]
    cells = {**_parties(row), **_data(row, topic), **_standing(), **row.more}
    name = str(cells["data_name"])
    for key in (*ALWAYS, *row.papers):
        path = _path(row, key)
        cells[key] = path
        files.setdefault(path, _document(row, key, name, topic))
    _spoil(row, cells, files)
    unknown = cells.keys() - BY_KEY.keys()
    if unknown:
        raise ValueError(f"{row.reference}: no such columns {unknown}")
    return cells


def _parties(row: Row) -> dict[str, Any]:
    names = row.org.split("；")
    serial = int(hashlib.sha256(row.org.encode()).hexdigest(), 16)
    return {
        "reference": row.reference,
        "applicant_names": row.org,
        "applicant_kinds": "；".join("法人" for _ in names),
        "applicant_ids": "；".join(BY_NAME[name] for name in names),
        "business_status": f"成立日期：20{10 + serial % 12}-{1 + serial % 12:02d}-01；营业期限：长期；"
        "经营范围：数据处理服务；存续状态：存续（虚构）",
        "contact_name": "示例联系人",
        "contact_phone": f"0471-{serial % 9_000_000 + 1_000_000}",
        "contact_address": f"{INNER_MONGOLIA[row.division].name}示例街{serial % 90 + 1}号",
    }


def _data(row: Row, topic: Topic) -> dict[str, Any]:
    time_from, time_to = _span(row.more.get("data_name", row.name))
    scope = "省级" if row.division.endswith("0000") else "市级" if row.division.endswith("00") else "区县级"
    return {
        "data_name": row.name,
        "data_overview": f"{row.name or row.more.get('data_name', '')}，共{row.records}条，按{topic.frequency}更新，"
        f"用于{topic.use}。",
        "asset_form": "数据资源",
        "industry_section": SECTIONS[topic.industry[0]],
        "industry_division": DIVISIONS[topic.industry],
        "source_types": "采集生成",
        "geo_scope": scope,
        "division_code": row.division,
        "time_from": time_from,
        "time_to": time_to,
        "update_frequency": topic.frequency,
        "record_count": row.records,
        "volume_tb": row.terabytes,
        "data_forms": topic.forms,
        "structures": topic.structures,
        "application_scene": topic.use,
    }


def _standing() -> dict[str, Any]:
    return {
        "restriction": "仅限境内使用，不得用于识别特定自然人",
        "resale_allowed": "否",
        "export_allowed": "否",
        "rights": "持有权、使用权、经营权",
        "right_cases": "P1",
        "grade": "一般2级",
        "pi_band": "不含个人信息",
        "public_data": "否",
        "truth_declared": "是",
    }


def _span(name: str) -> tuple[str, str]:
    years = re.findall(r"(20\d\d)年", name)
    last = f"{years[-1]}-06-30" if "上半年" in name else f"{years[-1]}-12-31"
    return f"{years[0]}-01-01", last


# --- documents --------------------------------------------------------------------------------------------------------


def _path(row: Row, key: str) -> str:
    heading = re.sub(r"[（）\s/]", "", BY_KEY[key].zh)
    ending = "csv" if key == "doc_sample" else "txt" if key == "doc_schema" else "pdf"
    whose = row.org.split("；")[0] if key in OF_THE_ORGANISATION else row.reference
    return f"{whose}/{heading}.{ending}"


def _document(row: Row, key: str, name: str, topic: Topic) -> bytes:
    match key:
        case "doc_sample":
            return sample(topic.fields, f"{row.reference}/{name}")
        case "doc_schema":
            return _schema(name, topic).encode()
        case _ if key in OF_THE_ORGANISATION:
            return pdf(
                BY_KEY[key].zh, [f"主体：{row.org}", "本文件及所载主体均为虚构，仅供演示。", "（盖章）2026年6月"]
            )
    lines = [f"申请编号：{row.reference}", f"申请人：{row.org}", f"数据名称：{name}", f"致：{REGISTRAR}",
             "本文件及所载主体均为虚构，仅供演示。", "（盖章）2026年6月"]  # fmt: skip
    return pdf(BY_KEY[key].zh, lines)


def _schema(name: str, topic: Topic) -> str:
    lines = [f"数据集：{name}", "字段\t类型\t说明"]
    for named in topic.fields.split():
        field, kind = named.split("=", 1)
        told = "编号" if kind[0] == "#" else "日期" if kind == "D" else "时间" if kind == "T" else ""
        told = told or ("枚举" if "|" in kind else "数值" if ".." in kind else "文本")
        lines.append(f"{field}\t{told}\t样例中给出8行")
    return "\n".join(lines) + "\n"


def _spoil(row: Row, cells: dict[str, Any], files: dict[str, bytes]) -> None:
    """The flaws that lie in documents; all others lie in the cells of the table."""
    match row.flaw:
        case "DOCUMENT_MISSING":
            del files[cells["doc_truth_declaration"]]
        case "DOCUMENT_EMPTY":
            files[cells["doc_sample"]] = b""
        case "DUPLICATE_SAME_APPLICANT":
            first = next(good for good in GOOD if good.reference == ORIGINAL_OF_DUPLICATE)
            files[cells["doc_sample"]] = files[_path(first, "doc_sample")]


# --- packages ---------------------------------------------------------------------------------------------------------


def _workbook(rows: Sequence[Mapping[str, Any]]) -> bytes:
    """The template's bytes without the moment of writing."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "applications.xlsx"
        write_template(path, rows)
        with zipfile.ZipFile(path) as book:
            parts = {name: _CREATED.sub(rb"\g<1>2026-07-01T00:00:00Z", book.read(name)) for name in book.namelist()}
    return _zip(parts)


def _zip(files: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, data in _in_order(files):
            entry = zipfile.ZipInfo(name, STAMP)
            entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 3, 0o644 << 16
            archive.writestr(entry, data)
    return out.getvalue()


def _in_order(files: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """[Content_Types].xml first, as spreadsheets like it; the rest by name."""
    yield from sorted(files.items(), key=lambda item: (item[0] != "[Content_Types].xml", item[0]))


if __name__ == "__main__":
    main()
