# SPDX-License-Identifier: Apache-2.0
"""Verdicts on a file of codes: a column in, a workbook out, in one reading of the mirror's newest final block."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import xlsxwriter
from python_calamine import CalamineError, CalamineWorkbook

from ledger.domain.ids import CertificateId
from ledger.domain.verdict_json import RIGHT_NAMES, party_label, shanghai
from ledger.errors import Refused
from ledger.forms.delimited import open_delimited
from ledger.forms.grid import existing
from ledger.service.verdicts import Answer, Question, verdict
from ledger.store.session import Store

MAX_CODES = 100_000
_CODE = re.compile(r"SJ[0-9A-Z]{1,30}")
COLUMNS = (
    "编号 code",
    "结论 base",
    "说明",
    "meaning",
    "叠加状态 overlays",
    "权利人 holders",
    "数据名称 data",
    "限制 restrictions",
    "登记机构 registrar",
    "有效期至 expires",
    "时点 at",
    "区块 block",
    "未核对 not checked",
)


def verify_file(
    store: Store, source: Path, target: Path, *, now: int, at: int | None = None, known: int | None = None
) -> int:
    """How many codes were judged. Codes are taken from the first column that holds any; other cells are left alone."""
    codes = list(codes_in(source))
    if not codes:
        raise Refused(f"no certificate code in {source.name}", zh=f"{source.name} 中没有凭证编号", code="NO_CODES")
    book = xlsxwriter.Workbook(str(target), {"strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet("核验结果")
    bold = book.add_format({"bold": True})
    for place, title in enumerate(COLUMNS):
        sheet.write_string(0, place, title, bold)
    for line, code in enumerate(codes, start=1):
        answer = verdict(store, Question(CertificateId(code), now, at, known))
        for place, text in enumerate(_cells(answer)):
            sheet.write_string(line, place, text)
    sheet.autofit()
    book.close()
    return len(codes)


def codes_in(source: Path) -> Iterator[str]:
    """Every cell that looks like a code, in the order of the file; once each. A heading, or a code with too many
    characters for any, is another cell."""
    seen: set[str] = set()
    for cell in _cells_of(source):
        text = str(cell).strip().upper()
        if _CODE.fullmatch(text) and text not in seen:
            if len(seen) >= MAX_CODES:
                raise Refused(
                    f"more than {MAX_CODES} codes in one file",
                    zh=f"单个文件编号超过 {MAX_CODES} 个",
                    code="TOO_MANY_CODES",
                )
            seen.add(text)
            yield text


def _cells_of(source: Path) -> Iterator[object]:
    if source.suffix.lower() in (".csv", ".tsv", ".txt"):
        for _, cells in open_delimited(existing(source)).grids[0].rows():
            yield from cells
        return
    try:
        book = CalamineWorkbook.from_path(str(existing(source)))
    except (CalamineError, OSError) as error:
        raise Refused(
            f"{source.name} cannot be read as a workbook",
            zh=f"{source.name} 无法作为工作簿读取",
            code="FILE_UNREADABLE",
        ) from error
    for name in book.sheet_names:
        for row in book.get_sheet_by_name(name).to_python():
            yield from row


def _cells(answer: Answer) -> tuple[str, ...]:
    judged, certificate = answer.verdict, answer.verdict.certificate
    holders = "; ".join(
        f"{line.name or party_label(line.party)} {RIGHT_NAMES[line.unit.right]}" for line in judged.holders
    )
    return (
        judged.code,
        judged.word,
        judged.base.text.zh,
        judged.base.text.en,
        " ".join(judged.overlay_words),
        holders,
        judged.data_name,
        "; ".join(f"{each.text.zh} {each.detail}".strip() for each in judged.restrictions),
        judged.registrar_name,
        shanghai(certificate.expires_at) if certificate is not None else "",
        shanghai(judged.at),
        str(answer.known.number),
        "; ".join(word.text.zh for word in judged.unchecked),
    )
