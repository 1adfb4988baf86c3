# SPDX-License-Identifier: Apache-2.0
"""Documents from folders and ZIPs: what is refused, what never leaves the source, and what the pre-check is told."""

from __future__ import annotations

import hashlib
import io
import os
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.content.listing import Limits, safe_path
from ledger.content.sources import Checked, DocumentSource, Use, check_uses, open_source
from ledger.errors import LedgerError, Misconfigured, NotFound, Refused

PDF = b"%PDF-1.7\n" + bytes(100)
SMALL = Limits(file_bytes=1024 * 1024, total_bytes=3 * 1024 * 1024, entries=20)


def in_folder(tmp_path: Path, files: dict[str, bytes]) -> Path:
    root = tmp_path / "documents"
    root.mkdir()
    for name, data in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(data)
    return root


def in_zip(tmp_path: Path, files: dict[str, bytes]) -> Path:
    path = tmp_path / "documents.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return path


Packer = Callable[[Path, dict[str, bytes]], Path]


@pytest.fixture(params=[in_folder, in_zip], ids=["folder", "zip"])
def pack(request: pytest.FixtureRequest) -> Packer:
    packer: Packer = request.param
    return packer


def refusal(source: DocumentSource, name: str) -> str:
    with pytest.raises((Refused, NotFound)) as refused:
        source.read(name)
    error: LedgerError = refused.value
    assert error.zh
    assert error.en
    return error.code


def whole_refusal(path: Path, limits: Limits = SMALL) -> str:
    with pytest.raises((Refused, NotFound, Misconfigured)) as refused:
        open_source(path, limits)
    error: LedgerError = refused.value
    return error.code


# Both kinds of source


OUTSIDE = {
    "parent": "../secret.txt",
    "parent in the middle": "a/../../secret.txt",
    "parent in Windows spelling": "..\\secret.txt",
    "absolute": "/etc/passwd",
    "drive": "C:\\secret.txt",
    "drive relative": "c:secret.txt",
    "share": "\\\\server\\share\\secret.txt",
    "empty": "",
    "blank": "  ",
    "dot": ".",
    "NUL": "a.pdf\x00.txt",
    "newline within": "a\n.pdf",
    "right-to-left mark": "a\u202efdp.exe",
    "zero-width": "a\u200b.pdf",
    "half a character": "a\ud800.pdf",
    "very long": "a" * 5000,
}


@pytest.mark.parametrize("name", OUTSIDE.values(), ids=OUTSIDE.keys())
def test_a_cell_cannot_name_anything_outside(pack: Packer, tmp_path: Path, name: str) -> None:
    (tmp_path / "secret.txt").write_bytes(b"outside")

    with open_source(pack(tmp_path, {"a.pdf": PDF})) as source:
        assert refusal(source, name) == "DOCUMENT_NAME_UNSAFE"


def test_a_missing_document_is_missing(pack: Packer, tmp_path: Path) -> None:
    with open_source(pack(tmp_path, {"a.pdf": PDF})) as source:
        assert refusal(source, "b.pdf") == "DOCUMENT_MISSING"
        assert refusal(source, "x/a.pdf") == "DOCUMENT_MISSING"
        assert refusal(source, "A.PDF") == "DOCUMENT_MISSING"


def test_an_empty_document_is_refused(pack: Packer, tmp_path: Path) -> None:
    with open_source(pack(tmp_path, {"a.pdf": b""})) as source:
        assert refusal(source, "a.pdf") == "DOCUMENT_EMPTY"


def test_a_document_over_the_limit_is_refused_and_one_at_the_limit_is_not(pack: Packer, tmp_path: Path) -> None:
    noise = os.urandom(SMALL.file_bytes + 1)

    with open_source(pack(tmp_path, {"large.bin": noise, "fits.bin": noise[:-1]}), SMALL) as source:
        assert refusal(source, "large.bin") == "DOCUMENT_TOO_LARGE"
        assert source.read("fits.bin") == noise[:-1]


def test_too_many_entries_are_refused_as_a_whole(pack: Packer, tmp_path: Path) -> None:
    path = pack(tmp_path, {f"{number}.txt": b"x" for number in range(21)})

    assert whole_refusal(path) == "SOURCE_TOO_LARGE"
    assert len(open_source(path, Limits(entries=21)).names()) == 21


def test_a_bare_name_that_fits_two_files_is_ambiguous(pack: Packer, tmp_path: Path) -> None:
    with open_source(pack(tmp_path, {"a/x.pdf": PDF, "b/x.pdf": PDF + b"2"})) as source:
        assert refusal(source, "x.pdf") == "DOCUMENT_AMBIGUOUS"
        assert source.read("b/x.pdf") == PDF + b"2"


def test_a_document_is_found_by_path_and_by_bare_name(pack: Packer, tmp_path: Path) -> None:
    with open_source(pack(tmp_path, {"材料/合同.pdf": PDF, "合同.pdf": b"outer"})) as source:
        assert source.read("材料/合同.pdf") == PDF
        assert source.read("材料\\合同.pdf") == PDF
        assert source.read(" ./材料//合同.pdf ") == PDF
        assert source.read("合同.pdf") == b"outer"


def test_a_name_composed_otherwise_is_the_same_name(pack: Packer, tmp_path: Path) -> None:
    decomposed = unicodedata.normalize("NFD", "Résumé が.pdf")

    with open_source(pack(tmp_path, {decomposed: PDF})) as source:
        assert source.read(unicodedata.normalize("NFC", decomposed)) == PDF
        assert source.names() == (unicodedata.normalize("NFC", decomposed),)


def test_the_facts_are_those_of_the_bytes(pack: Packer, tmp_path: Path) -> None:
    with open_source(pack(tmp_path, {"a.txt": PDF})) as source:
        facts = source.facts("a.txt")

    assert (facts.path, facts.size, facts.media_type) == ("a.txt", len(PDF), "application/pdf")
    assert facts.sha256 == hashlib.sha256(PDF).digest()
    assert facts.sha256.hex() not in repr(facts)


def test_litter_of_operating_systems_is_passed_over(pack: Packer, tmp_path: Path) -> None:
    litter = {"__MACOSX/._a.pdf": b"x", ".DS_Store": b"x", "sub/Thumbs.db": b"x"}

    with open_source(pack(tmp_path, {"a.pdf": PDF, **litter})) as source:
        assert source.names() == ("a.pdf",)
        assert source.rejected == {}


def test_nothing_and_neither_folder_nor_zip_are_refused(tmp_path: Path) -> None:
    (tmp_path / "file.txt").write_bytes(b"no archive")
    os.mkfifo(tmp_path / "pipe")

    assert whole_refusal(tmp_path / "absent") == "SOURCE_MISSING"
    assert whole_refusal(tmp_path / "file.txt") == "SOURCE_UNREADABLE"
    assert whole_refusal(tmp_path / "pipe") == "SOURCE_MISSING"


# Uses


def use(name: str, row: int) -> Use:
    return Use(name, f"申请表!M{row}")


def codes(checked: Checked) -> list[tuple[str, str]]:
    return [(reason.code, reason.field) for reason in checked.defects]


def test_every_use_gets_its_facts_or_its_reason(pack: Packer, tmp_path: Path) -> None:
    uses = [use("a.pdf", 2), use("gone.pdf", 3), use("empty.pdf", 4), use("../x", 5), use("b.pdf", 6)]

    with open_source(pack(tmp_path, {"a.pdf": PDF, "b.pdf": PDF + b"2", "empty.pdf": b""})) as source:
        checked = check_uses(source, uses)

    assert list(checked.found) == [uses[0], uses[4]]
    assert codes(checked) == [
        ("DOCUMENT_MISSING", "申请表!M3"),
        ("DOCUMENT_EMPTY", "申请表!M4"),
        ("DOCUMENT_NAME_UNSAFE", "申请表!M5"),
    ]
    assert all(reason.zh and reason.en for reason in checked.defects)


def test_a_document_used_twice_is_a_defect_of_the_later_use(pack: Packer, tmp_path: Path) -> None:
    with open_source(pack(tmp_path, {"x/a.pdf": PDF})) as source:
        checked = check_uses(source, [use("a.pdf", 2), use("x/a.pdf", 9), use("a.pdf", 2)])

    assert codes(checked) == [("DOCUMENT_USED_TWICE", "申请表!M9"), ("DOCUMENT_USED_TWICE", "申请表!M2")]
    assert "申请表!M2" in checked.defects[0].zh
    assert len(checked.found) == 1


def test_the_same_bytes_under_two_names_are_a_hint_only(pack: Packer, tmp_path: Path) -> None:
    with open_source(pack(tmp_path, {"a.pdf": PDF, "b.pdf": PDF})) as source:
        checked = check_uses(source, [use("a.pdf", 2), use("b.pdf", 3)])

    assert codes(checked) == []
    assert [(hint.code, hint.field) for hint in checked.hints] == [("DOCUMENT_SAME_BYTES", "申请表!M3")]
    assert len(checked.found) == 2


def test_a_program_called_pdf_is_not_taken(pack: Packer, tmp_path: Path) -> None:
    with open_source(pack(tmp_path, {"a.pdf": b"MZ\x90\0program", "b.pdf": PDF})) as source:
        checked = check_uses(source, [use("a.pdf", 2), use("b.pdf", 3)], accepted=frozenset({"application/pdf"}))

    assert codes(checked) == [("DOCUMENT_TYPE", "申请表!M2")]


def test_files_that_no_cell_names_are_listed(pack: Packer, tmp_path: Path) -> None:
    with open_source(pack(tmp_path, {"a.pdf": PDF, "typo.pdf": PDF})) as source:
        assert source.unused([use("a.pdf", 2), use("../x", 3), use("gone", 4)]) == ("typo.pdf",)


# Folders


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    target = tmp_path / "outside"
    target.mkdir()
    (target / "secret.pdf").write_bytes(b"outside")
    return target


def test_links_are_not_followed_neither_to_files_nor_to_folders(tmp_path: Path, outside: Path) -> None:
    root = in_folder(tmp_path, {"a.pdf": PDF})
    (root / "link.pdf").symlink_to(outside / "secret.pdf")
    (root / "folder").symlink_to(outside)
    (root / "inner.pdf").symlink_to(root / "a.pdf")

    with open_source(root) as source:
        assert source.names() == ("a.pdf",)
        assert refusal(source, "link.pdf") == "DOCUMENT_LINK"
        assert refusal(source, "inner.pdf") == "DOCUMENT_LINK"
        assert refusal(source, "folder/secret.pdf") == "DOCUMENT_MISSING"
        assert set(source.rejected) == {"link.pdf", "folder", "inner.pdf"}


@pytest.mark.parametrize("swapped", ["file", "folder"])
def test_a_link_put_in_place_after_the_listing_is_not_followed(tmp_path: Path, outside: Path, swapped: str) -> None:
    root = in_folder(tmp_path, {"sub/secret.pdf": PDF})

    with open_source(root) as source:
        (root / "sub" / "secret.pdf").unlink()
        if swapped == "file":
            (root / "sub" / "secret.pdf").symlink_to(outside / "secret.pdf")
        else:
            (root / "sub").rmdir()
            (root / "sub").symlink_to(outside)
        assert refusal(source, "sub/secret.pdf") == "DOCUMENT_UNREADABLE"


def test_a_pipe_is_no_document_and_nobody_waits_for_it(tmp_path: Path) -> None:
    root = in_folder(tmp_path, {"a.pdf": PDF})
    os.mkfifo(root / "pipe.pdf")

    with open_source(root) as source:
        assert refusal(source, "pipe.pdf") == "DOCUMENT_NOT_A_FILE"


def test_a_file_that_became_a_pipe_is_refused(tmp_path: Path) -> None:
    root = in_folder(tmp_path, {"a.pdf": PDF})

    with open_source(root) as source:
        (root / "a.pdf").unlink()
        os.mkfifo(root / "a.pdf")
        assert refusal(source, "a.pdf") == "DOCUMENT_NOT_A_FILE"


def test_a_file_swapped_between_check_and_use_is_refused(tmp_path: Path) -> None:
    root = in_folder(tmp_path, {"a.pdf": PDF})

    with open_source(root) as source:
        source.facts("a.pdf")
        (root / "a.pdf").write_bytes(PDF + b"swapped")
        assert refusal(source, "a.pdf") == "DOCUMENT_CHANGED"


def test_a_file_that_grew_after_the_listing_is_counted(tmp_path: Path) -> None:
    root = in_folder(tmp_path, {"a.bin": b"small"})

    with open_source(root, SMALL) as source:
        (root / "a.bin").write_bytes(bytes(SMALL.file_bytes + 1))
        assert refusal(source, "a.bin") == "DOCUMENT_TOO_LARGE"


def test_a_name_in_gbk_bytes_is_read(tmp_path: Path) -> None:
    root = in_folder(tmp_path, {})
    Path(os.fsdecode(os.fsencode(root) + b"/" + "合同".encode("gb18030") + b".pdf")).write_bytes(PDF)

    with open_source(root) as source:
        assert source.names() == ("合同.pdf",)
        assert source.read("合同.pdf") == PDF


def test_two_spellings_of_one_name_in_a_folder_are_ambiguous(tmp_path: Path) -> None:
    root = in_folder(tmp_path, {})
    for spelled in ("NFC", "NFD"):
        (root / unicodedata.normalize(spelled, "é.pdf")).write_bytes(PDF)

    with open_source(root) as source:
        assert refusal(source, "é.pdf") == "DOCUMENT_AMBIGUOUS"
        assert source.names() == ()


def test_a_folder_that_cannot_be_listed_is_misconfigured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = in_folder(tmp_path, {"a.pdf": PDF})

    def forbidden(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", forbidden)  # permissions do not stop root, who may run this
    assert whole_refusal(root) == "SOURCE_UNREADABLE"


def test_a_folder_without_bottom_is_refused(tmp_path: Path) -> None:
    root = in_folder(tmp_path, {"/".join(["d"] * 40) + "/a.pdf": PDF})

    assert whole_refusal(root) == "SOURCE_TOO_LARGE"


def test_a_folder_named_by_a_link_is_the_operators_choice(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(in_folder(tmp_path, {"a.pdf": PDF}))

    with open_source(tmp_path / "link") as source:
        assert source.read("a.pdf") == PDF


# ZIPs


def archive_of(tmp_path: Path, entries: list[tuple[zipfile.ZipInfo, bytes]]) -> Path:
    path = tmp_path / "documents.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for info, data in entries:
            archive.writestr(info, data)
    return path


def info(name: str, *, mode: int = 0o100644, method: int = zipfile.ZIP_DEFLATED, extra: bytes = b"") -> zipfile.ZipInfo:
    made = zipfile.ZipInfo(name)
    made.external_attr = mode << 16
    made.compress_type = method
    made.extra = extra
    return made


def patched(path: Path, old: bytes, new: bytes, count: int = -1) -> Path:
    data = path.read_bytes()
    assert old in data
    path.write_bytes(data.replace(old, new, count))
    return path


@pytest.mark.parametrize("name", ["../evil.pdf", "/etc/evil.pdf", "C:/evil.pdf", "x/../../evil.pdf"])
def test_entries_that_point_outside_are_listed_and_never_opened(tmp_path: Path, name: str) -> None:
    with open_source(in_zip(tmp_path, {name: PDF, "a.pdf": PDF})) as source:
        assert source.names() == ("a.pdf",)
        assert [reason.code for reason in source.rejected.values()] == ["DOCUMENT_NAME_UNSAFE"]
        assert refusal(source, name) == "DOCUMENT_NAME_UNSAFE"
        assert refusal(source, "evil.pdf") == "DOCUMENT_NAME_UNSAFE"


def test_an_entry_with_a_nul_in_its_name_is_not_taken_for_its_first_half(tmp_path: Path) -> None:
    path = patched(in_zip(tmp_path, {"a.pdfX.exe": PDF}), b"a.pdfX.exe", b"a.pdf\x00.exe")

    with open_source(path) as source:
        assert source.names() == ()
        assert refusal(source, "a.pdf") == "DOCUMENT_MISSING"


def test_a_link_inside_an_archive_is_not_followed(tmp_path: Path) -> None:
    with open_source(archive_of(tmp_path, [(info("a.pdf", mode=0o120777), b"/etc/passwd")])) as source:
        assert refusal(source, "a.pdf") == "DOCUMENT_LINK"


def test_an_entry_locked_by_a_password_is_named_as_such(tmp_path: Path) -> None:
    path = in_zip(tmp_path, {"a.pdf": PDF})
    data = bytearray(path.read_bytes())
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + offset] |= 1
    path.write_bytes(data)

    with open_source(path) as source:
        assert refusal(source, "a.pdf") == "DOCUMENT_ENCRYPTED"


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_unusual_packing_is_not_unpacked(tmp_path: Path, method: int) -> None:
    with open_source(archive_of(tmp_path, [(info("a.pdf", method=method), PDF)])) as source:
        assert refusal(source, "a.pdf") == "DOCUMENT_UNREADABLE"


def test_a_bomb_of_one_entry_is_refused_unopened(tmp_path: Path) -> None:
    with open_source(in_zip(tmp_path, {"a.bin": bytes(40 * 1024 * 1024)})) as source:
        assert refusal(source, "a.bin") == "DOCUMENT_BOMB"


def test_a_bomb_of_many_entries_is_refused_as_a_whole(tmp_path: Path) -> None:
    path = in_zip(tmp_path, {f"{number}.bin": bytes(1024 * 1024) for number in range(4)})

    assert whole_refusal(path) == "SOURCE_TOO_LARGE"


def test_an_entry_that_understates_its_size_is_not_believed(tmp_path: Path) -> None:
    data = os.urandom(SMALL.file_bytes + 10)
    path = in_zip(tmp_path, {"a.bin": data})
    patched(path, struct.pack("<I", len(data)), struct.pack("<I", 10))

    with open_source(path, SMALL) as source:
        assert refusal(source, "a.bin") == "DOCUMENT_UNREADABLE"


def test_overlapping_entries_are_refused_as_a_whole(tmp_path: Path) -> None:
    path = in_zip(tmp_path, {"a.bin": os.urandom(5000), "b.bin": os.urandom(5000)})
    data = bytearray(path.read_bytes())
    second = data.index(b"PK\x01\x02", data.index(b"PK\x01\x02") + 4)
    struct.pack_into("<I", data, second + 42, 10)  # the second entry claims to begin inside the first
    path.write_bytes(data)

    assert whole_refusal(path) == "SOURCE_BOMB"


def test_a_directory_of_millions_is_refused_before_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = in_zip(tmp_path, {"a.pdf": PDF})
    data = bytearray(path.read_bytes())
    struct.pack_into("<I", data, data.rindex(b"PK\x05\x06") + 12, 500_000_000)
    path.write_bytes(data)

    def read(*_: object) -> None:
        raise AssertionError("the directory was read")

    monkeypatch.setattr(zipfile, "ZipFile", read)
    assert whole_refusal(path) == "SOURCE_TOO_LARGE"


def test_a_directory_of_millions_in_the_64_bit_record_is_refused_too(tmp_path: Path) -> None:
    record = b"PK\x06\x06" + struct.pack("<QHHIIQQQQ", 44, 45, 45, 0, 0, 1, 1, 2**40, 0)
    locator = b"PK\x06\x07" + struct.pack("<IQI", 0, 0, 1)
    end = b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    (tmp_path / "documents.zip").write_bytes(record + locator + end)
    small_end = b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 1, 1, 46, 0, 0)
    (tmp_path / "other.zip").write_bytes(record + locator + small_end)

    assert whole_refusal(tmp_path / "documents.zip") == "SOURCE_TOO_LARGE"
    assert whole_refusal(tmp_path / "other.zip") == "SOURCE_TOO_LARGE"


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_one_name_twice_in_an_archive_is_ambiguous(tmp_path: Path) -> None:
    entries = [(info("a.pdf"), b"first"), (info("a.pdf"), b"second"), (info("a.pdf"), b"third")]

    with open_source(archive_of(tmp_path, entries)) as source:
        assert refusal(source, "a.pdf") == "DOCUMENT_AMBIGUOUS"
        assert source.names() == ()


@pytest.mark.parametrize("damage", ["bytes", "crc"])
def test_a_damaged_entry_is_refused(tmp_path: Path, damage: str) -> None:
    path = archive_of(tmp_path, [(info("a.pdf", method=zipfile.ZIP_STORED), PDF)])
    if damage == "bytes":
        patched(path, PDF, PDF[:-1] + b"\x01")
    else:
        patched(path, struct.pack("<I", zlib.crc32(PDF)), bytes(4))

    with open_source(path) as source:
        assert refusal(source, "a.pdf") == "DOCUMENT_UNREADABLE"


def test_a_broken_deflate_stream_is_refused(tmp_path: Path) -> None:
    path = in_zip(tmp_path, {"a.pdf": os.urandom(1000)})
    data = bytearray(path.read_bytes())
    data[40:60] = b"\xff" * 20
    path.write_bytes(data)

    with open_source(path) as source:
        assert refusal(source, "a.pdf") == "DOCUMENT_UNREADABLE"


@pytest.mark.parametrize("content", [b"", b"PK", b"PK\x05\x06", b"PK\x03\x04" + bytes(100), bytes(100_000)])
def test_what_is_no_archive_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "documents.zip").write_bytes(content)

    assert whole_refusal(tmp_path / "documents.zip") == "SOURCE_UNREADABLE"


@given(st.data())
def test_no_change_to_an_archive_makes_it_fail_otherwise(data: st.DataObject) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("合同.pdf", PDF)
        archive.writestr("b.txt", b"text")
    raw = bytearray(buffer.getvalue())
    for _ in range(data.draw(st.integers(1, 6))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    handle = os.memfd_create("archive")
    try:
        os.write(handle, bytes(raw))
        exercise(Path(f"/proc/self/fd/{handle}"))
    finally:
        os.close(handle)


def exercise(path: Path) -> None:
    try:
        with open_source(path, SMALL) as source:
            check_uses(source, [Use(name, "") for name in (*source.names(), "合同.pdf", "b.txt")])
    except (Refused, NotFound):
        pass


ENCODED = {
    "GBK, as Windows writes it": ("合同.pdf".encode("gb18030"), b""),
    "UTF-8 without saying so": ("合同.pdf".encode(), b""),
    "a Unicode name in the extra field": (
        b"??.pdf",
        struct.pack("<HHBI", 0x7075, 5 + len("合同.pdf".encode()), 1, zlib.crc32(b"??.pdf")) + "合同.pdf".encode(),
    ),
}


@pytest.mark.parametrize(("raw", "extra"), ENCODED.values(), ids=ENCODED.keys())
def test_names_are_read_in_the_encoding_they_were_written_in(tmp_path: Path, raw: bytes, extra: bytes) -> None:
    placeholder = "n" * len(raw)
    path = archive_of(tmp_path, [(info(placeholder, extra=extra), PDF)])
    patched(path, placeholder.encode(), raw)

    with open_source(path) as source:
        assert source.names() == ("合同.pdf",)
        assert source.read("合同.pdf") == PDF


def test_a_unicode_name_that_belongs_to_another_name_is_passed_over(tmp_path: Path) -> None:
    extra = struct.pack("<HHBI", 0x7075, 10, 1, 12345) + b"x.pdf"

    with open_source(archive_of(tmp_path, [(info("a.pdf", extra=extra), PDF)])) as source:
        assert source.names() == ("a.pdf",)


def test_an_archive_within_an_archive_stays_closed(tmp_path: Path) -> None:
    inner = in_zip(tmp_path, {"x.bin": bytes(1024 * 1024)}).read_bytes()

    with open_source(in_zip(tmp_path, {"inner.zip": inner}), SMALL) as source:
        assert source.facts("inner.zip").media_type == "application/zip"
        assert source.names() == ("inner.zip",)


# Names


@given(st.text(max_size=40))
def test_an_accepted_name_stays_inside_and_is_accepted_again(name: str) -> None:
    path = safe_path(name)

    if path is not None:
        assert not path.startswith("/")
        assert ".." not in path.split("/")
        assert safe_path(path) == path
