# SPDX-License-Identifier: Apache-2.0
"""Small documents that look like what people hand in: one-page PDFs in Chinese, CSV samples. Same in, same out.

PDFs name a font of Adobe's standard Chinese collection and embed none, so that a page takes two kilobytes.
"""

from __future__ import annotations

import csv
import io
import random
import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta

_RANGE = re.compile(r"(-?[0-9.]+)\.\.(-?[0-9.]+)")


def pdf(title: str, lines: Sequence[str]) -> bytes:
    """One A4 page: a title, then lines of text."""
    drawn = [_text(18, 60, 770, title), *(_text(11, 60, 730 - 24 * n, line) for n, line in enumerate(lines))]
    content = "\n".join(drawn).encode("ascii")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [6 0 R] >>",
        b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /FontDescriptor 7 0 R"
        b" /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> >>",
        b"<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0"
        b" /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>",
    ]
    return _assembled(objects)


def _text(size: int, x: int, y: int, text: str) -> str:
    return f"BT /F {size} Tf {x} {y} Td <{text.encode('utf-16-be').hex()}> Tj ET"


def _assembled(objects: Sequence[bytes]) -> bytes:
    out = io.BytesIO()
    out.write(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.writelines(b"%010d 00000 n \n" % place for place in places)
    out.write(b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start))
    return out.getvalue()


def sample(fields: str, seed: str, rows: int = 8) -> bytes:
    """A CSV with a heading, for the fields of a topic (demo_rows.Topic)."""
    draw = random.Random(seed)
    named = [field.split("=", 1) for field in fields.split()]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([name for name, _ in named])
    for _ in range(rows):
        writer.writerow([_value(kind, draw) for _, kind in named])
    return out.getvalue().encode("utf-8-sig")


def _value(kind: str, draw: random.Random) -> str:
    if kind.startswith("#"):
        return f"{kind[1:]}{draw.randrange(10**8):08d}"
    if kind == "D":
        return (date(2025, 1, 1) + timedelta(days=draw.randrange(365))).isoformat()
    if kind == "T":
        return (datetime(2025, 1, 1) + timedelta(minutes=15 * draw.randrange(35_000))).isoformat(" ", "minutes")
    found = _RANGE.fullmatch(kind)
    return draw.choice(kind.split("|")) if found is None else _number(found[1], found[2], draw)


def _number(low: str, high: str, draw: random.Random) -> str:
    places = len(low.partition(".")[2])
    return f"{draw.uniform(float(low), float(high)):.{places}f}"
