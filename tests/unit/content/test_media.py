# SPDX-License-Identifier: Apache-2.0
"""Kinds of files, told by their bytes."""

from __future__ import annotations

import io
import zipfile

import pytest

from ledger.content.media import HEAD_BYTES, UNKNOWN, media_type_of, media_type_of_ends


def package(*members: str, filler: int = 0) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("filler.bin", bytes(filler))
        for member in members:
            archive.writestr(member, "<x/>")
    return buffer.getvalue()


OOXML = "application/vnd.openxmlformats-officedocument."
KINDS = {
    "pdf": (b"%PDF-1.7\n1 0 obj", "application/pdf"),
    "pdf of text only": (b"%PDF-1.4\nplain text", "application/pdf"),
    "png": (b"\x89PNG\r\n\x1a\n\0\0", "image/png"),
    "jpeg": (b"\xff\xd8\xff\xe0\0", "image/jpeg"),
    "tiff": (b"II*\x00\x08", "image/tiff"),
    "word": (package("[Content_Types].xml", "word/document.xml"), OOXML + "wordprocessingml.document"),
    "excel, its parts far behind": (package("xl/workbook.xml", filler=300_000), OOXML + "spreadsheetml.sheet"),
    "slides": (package("ppt/presentation.xml"), OOXML + "presentationml.presentation"),
    "ofd": (package("OFD.xml"), "application/ofd"),
    "zip": (package("a.txt"), "application/zip"),
    "empty zip": (b"PK\x05\x06" + bytes(18), "application/zip"),
    "old office": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(8), "application/x-ole-storage"),
    "program": (b"MZ\x90\x00", "application/x-dosexec"),
    "elf": (b"\x7fELF\x02", "application/x-elf"),
    "csv in utf-8": ("名称,代码\n甲,1\n".encode(), "text/plain"),
    "csv in gb18030": ("名称,代码\n甲,1\n".encode("gb18030"), "text/plain"),
    "text with a bom": (b"\xef\xbb\xbfabc", "text/plain"),
    "text with a letter cut at the end of the head": (b"a" * (HEAD_BYTES - 1) + "数".encode(), "text/plain"),
    "noise": (bytes(range(256)), UNKNOWN),
    "zeros": (bytes(10), UNKNOWN),
    "nothing": (b"", UNKNOWN),
    "a name is no kind": (b"\x00report.pdf", UNKNOWN),
}


@pytest.mark.parametrize(("data", "kind"), KINDS.values(), ids=KINDS.keys())
def test_the_bytes_tell_the_kind(data: bytes, kind: str) -> None:
    assert media_type_of(data) == kind


def test_head_and_tail_are_enough() -> None:
    data = package("xl/workbook.xml", filler=300_000)

    assert media_type_of_ends(data[:HEAD_BYTES], data[-65_536:]) == media_type_of(data)
