"""Files as they come: every kind of table as text, and files that are wrong or that somebody made to do harm."""

from __future__ import annotations

import csv
import io
import zipfile
from typing import TYPE_CHECKING

import pytest
from openpyxl import Workbook

from bot.importing.mistakes import Mistake
from bot.importing.table import LIMITS, Table, read_table
from tests.importing.tables import COLLEGE, Overlay, colleges

if TYPE_CHECKING:
    from collections.abc import Sequence


def _xlsx(rows: Sequence[Sequence[object]]) -> bytes:
    book, target = Workbook(), io.BytesIO()
    for row in rows:
        book.worksheets[0].append(list(row))
    book.save(target)
    return target.getvalue()


def _csv(rows: Sequence[Sequence[object]], separator: str) -> str:
    target = io.StringIO()
    csv.writer(target, delimiter=separator).writerows(rows)
    return target.getvalue()


def _rows(number: int = 2) -> list[Sequence[object]]:
    return [list(COLLEGE), *(list(each.values()) for each in colleges(number))]


def _taken(overlay: Overlay, content: bytes) -> list[str]:
    table = read_table(content)
    assert isinstance(table, Table), table
    outcome = overlay.take_table("colleges", table)
    assert outcome.written is not bool(outcome.mistakes)
    return [str(mistake) for mistake in outcome.mistakes]


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "kz1048"])
def test_tables_as_text_of_every_separator_and_encoding(separator: str, encoding: str) -> None:
    table = read_table(_csv(_rows(), separator).encode(encoding))
    assert isinstance(table, Table)
    assert [list(cells) for _, cells in table.rows] == _rows()[1:]


def test_a_table_as_text_and_a_spreadsheet_say_the_same(overlay: Overlay) -> None:
    assert _taken(overlay, _csv(_rows(), ";").encode("utf-8-sig")) == []
    before = overlay.files()
    table = read_table(_xlsx(_rows()))
    assert isinstance(table, Table)
    assert not overlay.take_table("colleges", table).written
    assert overlay.files() == before


def test_a_code_that_became_a_number_and_a_formula(overlay: Overlay) -> None:
    rows = _rows()
    names = list(COLLEGE)
    rows[1] = [7150500 if name == "specialties" else text for name, text in zip(names, rows[1], strict=True)]
    rows[2] = ['=HYPERLINK("http://x")' if name == "phone" else text for name, text in zip(names, rows[2], strict=True)]
    mistake = "row 3, column phone: this is a formula; paste its value in its place"
    assert _taken(overlay, _xlsx(rows)) == [mistake]
    assert _taken(overlay, _csv(rows, ";").encode()) == [mistake]
    assert _taken(overlay, _xlsx(rows[:2])) == []


def _bomb() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<x/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * (LIMITS.unpacked + 1))
    return target.getvalue()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "there is nothing in it"),
        (b"\x00\x01\x02", "neither a spreadsheet"),
        (b"\xd0\xcf\x11\xe0 old", "before 2007"),
        (b"PK\x03\x04 torn", "broken"),
        (_bomb(), "too large"),
        (b"x" * (LIMITS.size + 1), "too large"),
        (_csv([["id", "phone"], *[["a", "1"]] * (LIMITS.rows + 1)], ",").encode(), "more than 2000 rows"),
        (
            _csv([["id"] + [f"c{each}" for each in range(LIMITS.columns + 1)], ["a"]], ",").encode(),
            "more than 120 columns",
        ),
        (b"id;phone;phone\na;1;2\n", "column phone: this column stands twice"),
    ],
    ids=["empty", "bytes", "old", "torn", "bomb", "huge", "rows", "columns", "twice"],
)
def test_a_file_that_cannot_be_taken_says_why(content: bytes, reason: str) -> None:
    found = read_table(content)
    assert isinstance(found, Mistake)
    assert reason in str(found)


def test_letters_that_are_a_book_are_a_mistake_of_their_cell(overlay: Overlay) -> None:
    rows = _rows(1)
    rows[1] = [*rows[1][:-1], "x" * (LIMITS.letters + 1)]
    assert _taken(overlay, _csv(rows, ";").encode()) == ["row 2, column phone: this text has more than 4000 letters"]
