"""What is written comes back exactly, opened by another program, and is never a formula."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
from datetime import datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from bot.sheets import Column, Sheet, Table, read_sheet, write

if TYPE_CHECKING:
    from pathlib import Path

HARD = [
    "=1+1",
    "+77011234567",
    "-5",
    "@SUM(1)",
    "\ttab",
    "quote \" and ' and ; and ,",
    "line\nbreak",
    "Қ Ң Ә Ғ Ү Ұ Һ Ө І қңәғүұһөі",
    "007",
    "1e5",
    "2026-12-01",
    "TRUE",
    "#N/A",
    "'apostrophe",
    " blanks around ",
    "<b>&amp;</b>",
    "_x0041_",
    '=HYPERLINK("http://x")',
]
TEXT = Table("Тізім: 1/2", [Column("Аты"), Column("Саны", "number"), Column("Қашан", "moment")], [])


def _table(texts: list[str]) -> Table:
    moment = datetime(2026, 12, 1, 14, 30)  # noqa: DTZ001 -- spreadsheets know no zones
    rows = [(text, number, moment) for number, text in enumerate(texts)]
    return Table(TEXT.title, TEXT.columns, rows, ("Жасаған: Әсем", "=Delete"), "Туралы")


def test_every_text_comes_back_as_a_text() -> None:
    book = load_workbook(io.BytesIO(write(_table(HARD), "xlsx")))
    sheet, notes = book.worksheets
    assert [sheet.cell(row, 1).value for row in range(2, len(HARD) + 2)] == HARD
    kinds = {cell.data_type for page in (sheet, notes) for row in page.iter_rows() for cell in row}
    assert "f" not in kinds
    assert sheet.cell(2, 1).quotePrefix
    assert not sheet.cell(10, 1).quotePrefix
    assert (sheet.cell(3, 2).value, sheet.cell(3, 3).value) == (1, datetime(2026, 12, 1, 14, 30))  # noqa: DTZ001
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", f"A1:C{len(HARD) + 1}")
    assert (sheet.title, notes.title, notes.cell(2, 1).value) == ("Тізім  1 2", "Туралы", "=Delete")


def test_a_text_of_columns_has_a_mark_semicolons_and_a_guard() -> None:
    content = write(_table(HARD), "csv")
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))
    guarded = [f"'{text}" if text[0] in "=+-@\t" else text for text in HARD]
    assert [row[0] for row in rows[1 : len(HARD) + 1]] == guarded
    assert rows[1][1:] == ["0", "2026-12-01 14:30"]
    assert rows[-1] == ["'=Delete"]


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1).map(lambda text: f"a{text}z"), max_size=5
    )
)
def test_what_we_write_we_read(texts: list[str]) -> None:
    for form in ("xlsx", "csv"):
        table = Table("x", [Column("a"), Column("b")], [(text, "b") for text in texts])
        sheet = read_sheet(write(table, form))
        assert isinstance(sheet, Sheet)
        assert len(sheet.rows) == len(texts)


def test_what_turns_a_line_is_left_out_and_hides_no_formula() -> None:
    texts = ["\u202eмесӘ\u202c", "\u2066=1+1", "\u200f@SUM(1)"]
    sheet = load_workbook(io.BytesIO(write(_table(texts), "xlsx"))).worksheets[0]
    assert [sheet.cell(row, 1).value for row in (2, 3, 4)] == ["месӘ", "=1+1", "@SUM(1)"]
    assert [sheet.cell(row, 1).data_type for row in (2, 3, 4)] == ["s"] * 3
    assert sheet.cell(3, 1).quotePrefix
    lines = write(_table(texts), "csv").decode("utf-8-sig").splitlines()
    assert [line.split(";")[0] for line in lines[1:4]] == ["месӘ", "'=1+1", "'@SUM(1)"]


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=60))
def test_no_text_is_ever_a_formula_or_breaks_the_file(text: str) -> None:
    book = load_workbook(io.BytesIO(write(Table("x", [Column("a")], [(f"={text}",)]), "xlsx")))
    cell = book.worksheets[0].cell(2, 1)
    assert cell.data_type == "s"


@pytest.mark.skipif(
    not shutil.which("soffice"), reason="LibreOffice is not on this machine; openpyxl looks all the same"
)
def test_libre_office_sees_the_same(tmp_path: Path) -> None:
    texts = [text for text in HARD if "\t" not in text]
    (tmp_path / "a.xlsx").write_bytes(write(_table(texts), "xlsx"))
    # 59: semicolons; 34: quotes; 76: UTF-8; every cell quoted as text, shown as saved.
    form = "csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,true,false"
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", form, "--outdir", str(tmp_path), str(tmp_path / "a.xlsx")],
        check=True, capture_output=True,
    )  # fmt: skip
    seen = (tmp_path / "a.csv").read_text("utf-8")
    assert [row[0] for row in csv.reader(io.StringIO(seen, newline=""), delimiter=";")][1:] == texts
