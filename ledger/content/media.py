# SPDX-License-Identifier: Apache-2.0
"""What kind of file some bytes are, by the bytes and never by the name.

Enough to tell the documents of an application apart and to notice a program that calls itself a PDF. Not a virus
scanner, and no proof that a file opens.
"""

from __future__ import annotations

import codecs

HEAD_BYTES = 8_192
TAIL_BYTES = 65_536
UNKNOWN = "application/octet-stream"

_OOXML = "application/vnd.openxmlformats-officedocument."
_BY_START: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"BM", "image/bmp"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
    (b"Rar!\x1a\x07", "application/vnd.rar"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"\x1f\x8b", "application/gzip"),
    (b"MZ", "application/x-dosexec"),
    (b"\x7fELF", "application/x-elf"),
)
# A ZIP's members are named in clear in its directory, which stands at the end.
_BY_MEMBER: tuple[tuple[bytes, str], ...] = (
    (b"word/document.xml", _OOXML + "wordprocessingml.document"),
    (b"xl/workbook.xml", _OOXML + "spreadsheetml.sheet"),
    (b"ppt/presentation.xml", _OOXML + "presentationml.presentation"),
    (b"OFD.xml", "application/ofd"),
)


def media_type_of(data: bytes) -> str:
    return media_type_of_ends(data[:HEAD_BYTES], data[-TAIL_BYTES:])


def media_type_of_ends(head: bytes, tail: bytes) -> str:
    """As `media_type_of`, from the first 8 KiB and the last 64 KiB alone."""
    if head.startswith(b"PK\x03\x04") or head.startswith(b"PK\x05\x06"):
        return next((kind for member, kind in _BY_MEMBER if member in tail), "application/zip")
    if _is_text(head):
        return "text/plain"
    return next((kind for start, kind in _BY_START if head.startswith(start)), UNKNOWN)


def _is_text(head: bytes) -> bool:
    """UTF-8 or GB18030 without control characters; a character cut at the end of the head is forgiven."""
    if not head or head.startswith(b"%PDF-") or any(byte < 9 or 13 < byte < 32 for byte in head):
        return False
    return _decodes(head, "utf-8") or _decodes(head, "gb18030")


def _decodes(head: bytes, encoding: str) -> bool:
    try:
        codecs.getincrementaldecoder(encoding)().decode(head)
    except UnicodeDecodeError:
        return False
    return True
