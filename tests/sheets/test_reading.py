"""Spreadsheets as people send them, and as nobody should."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime, time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from bot.sheets import CellProblem, Limits, Sheet, Unreadable, read_sheet

# Spreadsheets know no zones.
NINE = datetime(2026, 12, 1, 9, 30)  # noqa: DTZ001


def xlsx(*rows: list[Any]) -> bytes:
    """Return a file as a spreadsheet program saves it."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def read(content: bytes, **limits: Any) -> Sheet:
    """Read what can be read."""
    sheet = read_sheet(content, Limits(**limits))
    assert isinstance(sheet, Sheet), sheet
    return sheet


def test_values_come_as_a_person_sees_them() -> None:
    sheet = read(
        xlsx(
            ["Аты-жөні *", "Сынып", "Телефон", "Күні", "Сағат", "Бағасы", "Бар"],
            ["Әсем Қуатқызы", 9.0, 77011234567, date(2026, 12, 1), time(14, 5), 7.5, True],
            ["  Ұлан\u00a0Ғали\u200b ", 10, "+7 701", NINE, None, 1e15, False],
        )
    )
    assert list(sheet.columns) == ["аты-жөні", "сынып", "телефон", "күні", "сағат", "бағасы", "бар"]
    first, second = sheet.rows
    assert dict(first.cells) == {
        "аты-жөні": "Әсем Қуатқызы",
        "сынып": "9",
        "телефон": "77011234567",
        "күні": "2026-12-01",
        "сағат": "14:05",
        "бағасы": "7.5",
        "бар": "1",
    }
    assert (second.get("аты-жөні"), second.get("күні"), second.get("бағасы")) == (
        "Ұлан Ғали",
        "2026-12-01 09:30",
        "1000000000000000",
    )
    assert (second.get("сағат"), second.get("жоқ баған")) == ("", "")


def test_rows_keep_their_numbers_and_cells_their_addresses() -> None:
    sheet = read(xlsx([], ["Список класса"], [], ["Имя", None, "Класс"], [None, None, None], ["Асель", "x", "9 Б"]))
    (row,) = sheet.rows
    assert row.number == 6
    assert dict(row.cells) == {"имя": "Асель", "класс": "9 Б"}
    assert sheet.address(6, "класс") == "C6"
    assert sheet.address(6, "школа") == "6"


def test_a_formula_is_no_text_and_a_text_is_no_formula() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["name", "class"])
    sheet["A2"] = "=HYPERLINK(1)"
    sheet["B2"] = "9"
    sheet["A3"] = "=1+1"
    sheet["A3"].data_type = "s"
    sheet["A4"] = "#REF!"
    sheet["A4"].data_type = "e"
    target = io.BytesIO()
    book.save(target)
    found = read(target.getvalue())
    assert found.problems == (CellProblem(2, "name", "formula"), CellProblem(4, "name", "error"))
    assert [dict(row.cells) for row in found.rows] == [{"class": "9"}, {"name": "=1+1"}, {}]


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "kz1048"])
def test_texts_of_columns_of_every_machine(separator: str, encoding: str) -> None:
    lines = [["Имя", "Сынып"], ["Қанат Ұлы", f'9{separator} "Б"'], ["Ә\nІ", "x"]]
    quoted = (
        "\r\n".join(separator.join('"' + cell.replace('"', '""') + '"' for cell in line) for line in lines)
    ) + "\r\n"
    found = read(quoted.encode(encoding))
    assert [list(row.cells.values()) for row in found.rows] == [["Қанат Ұлы", f'9{separator} "Б"'], ["Ә\nІ", "x"]]


def test_our_own_guard_is_taken_off_again() -> None:
    found = read(b"a;b\r\n'=1+1;'hello\r\n")
    assert dict(found.rows[0].cells) == {"a": "=1+1", "b": "'hello"}


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("9А сынып\nИмя,Класс\nЁжик Юрий,9\n", {"имя": "Ёжик Юрий", "класс": "9"}),
        ("Имя\nИванов, Иван\nАли\nӘсел\n", {"имя": "Иванов, Иван"}),
        ('Имя;Класс\n"Иванов, Иван, Петр";9\n', {"имя": "Иванов, Иван, Петр", "класс": "9"}),
    ],
)
def test_the_separator_is_what_the_rows_agree_in(text: str, cells: dict[str, str]) -> None:
    assert dict(read(text.encode()).rows[0].cells) == cells


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        ("Али\u202e\u200b\u061c \u2007Нұр\ufeff ", "Али  Нұр"),
        ("a_x000D_\nb", "a\nb"),
        ("и\u0306", "й"),
        ("<b>Айша</b>", "<b>Айша</b>"),
    ],
)
def test_nothing_that_nobody_sees_is_left(written: str, seen: str) -> None:
    assert read(xlsx(["a", "b"], [written, "1"])).rows[0].get("a") == seen


def test_a_hidden_sheet_is_not_read_and_warnings_are_no_faults() -> None:
    book = Workbook()
    hidden = book.worksheets[0]
    hidden.append(["secret", "x"])
    hidden.sheet_state = "hidden"
    seen = book.create_sheet("Тізім")
    seen.append(["a", "b"])
    seen.append([1e9, 2])
    # Out of the range of dates: openpyxl warns.
    seen["A2"].number_format = "yyyy-mm-dd"
    target = io.BytesIO()
    book.save(target)
    found = read(target.getvalue())
    assert found.problems == (CellProblem(2, "a", "error"),)
    assert found.rows[0].get("b") == "2"


def _bomb() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<x/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 70_000_000)
    return target.getvalue()


def _laughs() -> bytes:
    """A file whose XML would grow without end."""
    whole = xlsx(["a"], ["b"])
    entities = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as old, zipfile.ZipFile(target, "w") as new:
        for part in old.namelist():
            body = old.read(part).decode()
            if part.endswith("sheet1.xml"):
                body = entities + body.replace("</worksheet>", "&b;</worksheet>")
            new.writestr(part, body)
    return target.getvalue()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b" \r\n;;;\r\n", "empty"),
        (b"\x00\x01\x02", "not_a_sheet"),
        (b"\xd0\xcf\x11\xe0" + b"x" * 100, "old_format"),
        (b"PK\x03\x04garbage", "broken"),
        (_bomb(), "too_large"),
        (_laughs(), "broken"),
        (b"a;b\r\n" * 1, None),
        (b"a;A \r\n1;2\r\n", "same_header"),
        (b"a;b\r\n" + b"1;2\r\n" * 51, "too_many_rows"),
        (b";".join(b"c%d" % number for number in range(61)) + b"\r\n", "too_many_columns"),
        (b"x" * 80_000, "too_large"),
    ],
)
def test_what_is_not_read_says_why(content: bytes, reason: str | None) -> None:
    size = 200_000 if content.startswith(b"PK") else 70_000
    found = read_sheet(content, Limits(size=size, rows=50))
    assert (found.reason if isinstance(found, Unreadable) else None) == reason


def test_a_file_that_takes_too_long_is_given_up() -> None:
    moments = iter(range(1000))
    found = read_sheet(b"a;b\r\n" + b"1;2\r\n" * 100, Limits(seconds=5), lambda: float(next(moments)))
    assert found == Unreadable("too_slow")


def test_a_cell_at_the_end_of_the_world_is_not_walked_to() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"], sheet["B1"], sheet["A1048576"] = "a", "b", "far"
    target = io.BytesIO()
    book.save(target)
    assert read_sheet(target.getvalue(), Limits(rows=100)) == Unreadable("too_many_rows")


def test_a_cell_that_is_a_book_is_a_problem_of_its_own() -> None:
    found = read(xlsx(["a", "b"], ["x" * 50, "y"]), letters=40)
    assert found.problems == (CellProblem(2, "a", "too_long"),)
    assert dict(found.rows[0].cells) == {"b": "y"}


@settings(max_examples=150, deadline=None)
@given(
    st.one_of(
        st.binary(max_size=400),
        st.binary(max_size=200).map(lambda tail: b"PK\x03\x04" + tail),
        st.text().map(str.encode),
    )
)
def test_no_bytes_raise(content: bytes) -> None:
    assert isinstance(read_sheet(content), Sheet | Unreadable)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 4000), st.integers(0, 255))
def test_no_damage_raises(place: int, byte: int) -> None:
    whole = bytearray(xlsx(["a", "b"], ["Ә", 1]))
    whole[place % len(whole)] = byte
    assert isinstance(read_sheet(bytes(whole)), Sheet | Unreadable)
