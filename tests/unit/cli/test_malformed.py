# SPDX-License-Identifier: Apache-2.0
"""What cannot be a reference or a code is said to be none: a sentence and an exit code, never a traceback."""

from __future__ import annotations

from pathlib import Path

import pytest

from ledger.chain.encode import DoesNotFit, _uint
from ledger.cli import app as cli
from ledger.cli.life import _link_verb
from ledger.cli.output import moment
from ledger.domain.ids import MalformedName, name_bytes
from ledger.domain.kinds import RightBits
from ledger.errors import NotFound, Refused
from ledger.service.beside import Elsewhere, links_of_file, party
from ledger.service.proceedings import rights_named


@pytest.mark.parametrize("text", ["编号一", "x" * 33, "a\nb", "0xzz", "0x12", "é"])
def test_a_name_that_is_none_is_malformed(text: str) -> None:
    with pytest.raises(MalformedName):
        name_bytes(text, 32)


def test_the_command_line_says_it_in_both_languages(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def typed() -> None:
        name_bytes("编号一", 32)

    monkeypatch.setattr(cli, "app", typed)
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert ended.value.code == 1
    shown = capsys.readouterr().err
    assert "NAME_MALFORMED" in shown
    assert "编号" in shown
    assert "Traceback" not in shown


@pytest.mark.parametrize(("value", "bits"), [(-1, 8), (256, 8), (10**30, 40)])
def test_a_number_that_no_field_holds_is_said_to_be_out_of_range(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], value: int, bits: int
) -> None:
    with pytest.raises(DoesNotFit):
        _uint(value, bits)
    monkeypatch.setattr("sys.argv", ["ledger"])
    monkeypatch.setattr(cli, "app", lambda: _uint(value, bits))
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert ended.value.code == 1
    assert "NUMBER_OUT_OF_RANGE" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        pytest.param(
            ("renew", "file", "SJ1", "--holder", "x", "--level", "6"), "--level 须为 0 至 5 之间", id="between"
        ),
        pytest.param(
            ("valuation", "value", "SJ1", "--opinions", "0"), "--opinions 须为 1 至 15 之间", id="default-one"
        ),
        pytest.param(("portfolio", "--changed-since", "-1"), "--changed-since 须为 0 或以上", id="without-end"),
    ],
)
def test_a_number_that_an_option_does_not_take_is_refused_in_both_languages(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], typed: tuple[str, ...], said: str
) -> None:
    monkeypatch.setattr("sys.argv", ["ledger", *typed])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert ended.value.code == 1
    shown = capsys.readouterr().err
    assert "NUMBER_OUT_OF_RANGE" in shown
    assert said in shown
    assert "takes a number of" in shown


CHANGE = ("change", "file", "SJ1", "--holder", "x", "--before", "a", "--after", "b")


@pytest.mark.parametrize("span", [("--from", "2026-02-30"), ("--until", "1969-12-31"), ("--until", "never")])
def test_a_day_that_is_none_is_refused_under_a_code(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], span: tuple[str, ...]
) -> None:
    monkeypatch.setattr("sys.argv", ["ledger", *CHANGE, *span])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert ended.value.code == 1
    assert "TIME_MALFORMED" in capsys.readouterr().err


def test_an_argument_that_is_no_text_is_refused_before_anything_runs(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ran: list[bool] = []
    monkeypatch.setattr(cli, "app", lambda: ran.append(True))
    monkeypatch.setattr("sys.argv", ["ledger", "renew", "--paper", b"\xff".decode(errors="surrogateescape")])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert ended.value.code == 1
    assert ran == []
    assert "TEXT_NOT_UTF8" in capsys.readouterr().err


@pytest.mark.parametrize("text", ["0001-01-01", "1969-01-01", "1969-12-31", "1970-01-01T00:00:00"])
def test_what_was_before_1970_is_no_moment(text: str) -> None:
    with pytest.raises(Refused) as told:
        moment(text)
    assert told.value.code == "TIME_MALFORMED"


def test_a_right_named_twice_counts_once() -> None:
    assert rights_named(["USE", "USE"]) == RightBits.USE
    assert rights_named(["OPERATE", "HOLD", "OPERATE"]) == RightBits.HOLD | RightBits.OPERATE
    with pytest.raises(KeyError):
        rights_named(["SELL"])


def test_a_file_of_links_that_is_not_utf_8_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "links.csv"
    file.write_bytes("code,kind,issuer,number\nSJ1,OTHER,示例,一\n".encode("gb18030"))
    with pytest.raises(Refused) as told:
        links_of_file(file)
    assert told.value.code == "LINKS_MALFORMED"


GOOD_LINK = "SJ1512026090001,DATA_IP,示例,12"
GOOD_FILE = f"code,kind,issuer,number\n{GOOD_LINK}\n"
ENDLESS = f'{GOOD_FILE}SJ1,OTHER,"{"x" * 140_000}",1'


@pytest.mark.parametrize(
    ("rows", "code", "row"),
    [
        pytest.param("kind,issuer,number,code\nDATA_IP,示例,12", "LINKS_MALFORMED", "row 2", id="short-row"),
        pytest.param(f"{GOOD_FILE}SJ中文,DATA_IP,示例,1", "LINKS_MALFORMED", "row 3", id="no-code"),
        pytest.param(f"{GOOD_FILE}SJ1,NOPE,示例,1", "LINK_MALFORMED", "row 3", id="kind"),
        pytest.param(ENDLESS, "CSV_BROKEN", "row 3", id="huge"),
        pytest.param("", "LINKS_MALFORMED", "columns", id="empty"),
    ],
)
def test_a_file_of_links_says_which_row_is_none(tmp_path: Path, rows: str, code: str, row: str) -> None:
    file = tmp_path / "links.csv"
    file.write_text(rows + "\n", encoding="utf-8")
    with pytest.raises(Refused) as told:
        links_of_file(file)
    assert told.value.code == code
    assert row in told.value.en


def test_a_file_of_links_that_is_not_there_is_not_found(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        links_of_file(tmp_path / "none.csv")


def test_links_are_read_with_what_a_row_leaves_out_empty(tmp_path: Path) -> None:
    file = tmp_path / "links.csv"
    file.write_text(f"\ufeffcode,kind,issuer,number,status\n{GOOD_LINK}\n\n", encoding="utf-8")
    assert links_of_file(file) == [("SJ1512026090001", Elsewhere("DATA_IP", "示例", "12"))]


@pytest.mark.parametrize("text", ["0x", "0xzz", "0x12", "0x" + "1" * 63, "0X" + "g" * 64])
def test_a_persons_commitment_is_64_hexadecimal_digits(text: str) -> None:
    with pytest.raises(Refused) as told:
        party(text)
    assert told.value.code == "PARTY_MALFORMED"
    assert party(" 0x" + "5A" * 32) == b"\x5a" * 32


def test_a_number_of_any_script_and_length_makes_a_key_of_the_command_line() -> None:
    made = {_link_verb(Elsewhere("DATA_IP", "X", number)) for number in ("粤数据登字2025第1号", "9" * 500, "1")}
    assert len(made) == 3
    assert all(verb.isascii() and len(verb) < 100 for verb in made)
