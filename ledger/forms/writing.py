# SPDX-License-Identifier: Apache-2.0
"""Writing workbooks: the one way a text gets into a cell, and what happens when the file cannot be written.

The only file that imports xlsxwriter. Not for: what is written (`template.py`, `result.py`, `catalogue.py`).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import xlsxwriter
from xlsxwriter.exceptions import XlsxWriterException

from ledger.domain.csv_text import ACTIVE
from ledger.errors import Misconfigured

CELL_TEXT_MAX: Final = 32_767
_OPTIONS: Final = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_date_format": "yyyy-mm-dd",
}


@contextmanager
def new_workbook(path: Path, *, streaming: bool = True) -> Iterator[Any]:
    """A workbook that stands at `path` whole when the block ends well, or not at all.

    Streaming: rows in order, in constant memory.
    """
    if not path.parent.is_dir():
        raise _not_writable(path, "no such folder")
    part = path.with_name(f".{path.name}.part")
    with TemporaryDirectory(prefix="ledger-workbook-") as folder:
        book = xlsxwriter.Workbook(str(part), {**_OPTIONS, "constant_memory": streaming, "tmpdir": folder})
        try:
            yield book
            book.close()
            part.replace(path)
        except (XlsxWriterException, OSError) as error:
            raise _not_writable(path, str(error)) from error
        finally:
            _let_go(book)
            part.unlink(missing_ok=True)


def _let_go(book: Any) -> None:
    """A workbook that was not closed holds a file for each sheet."""
    book.fileclosed = True
    for sheet in book.worksheets():
        rows = getattr(sheet, "row_data_fh", None)
        if rows is not None:
            rows.close()


def _not_writable(path: Path, why: str) -> Misconfigured:
    return Misconfigured(
        f"{path} cannot be written; is it open in a spreadsheet? ({why})",
        zh=f"无法写入 {path}，请检查文件夹是否存在、文件是否正被打开",
        code="RESULT_NOT_WRITABLE",
    )


def write_text(sheet: Any, row: int, column: int, text: str, look_of: tuple[Any, Any]) -> None:
    """One text, typed as text; `look_of` are the formats for harmless texts and for those that look like formulas."""
    harmless, marked = look_of
    sheet.write_string(row, column, text[:CELL_TEXT_MAX], marked if text.startswith(ACTIVE) else harmless)
