"""Writes tables so that they open everywhere and every text comes back as it was: nothing in them is a formula."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, Any, Final, Literal

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from bot.sheets.aside import AsideError, Stopped, aside
from bot.sheets.csv_text import GUARD, GUARDED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.sheets.table import Column, Table, Value

Format = Literal["xlsx", "csv"]
# XML knows no other control characters; spreadsheets show them as nothing or as a box.
_ILLEGAL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# Would turn a line that somebody reads: whoever typed it, and whenever.
_TURNING: Final = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_BAD_IN_TITLE: Final = re.compile(r"[\\/*?:\[\]]")
_LONGEST_TITLE: Final = 31
_LONGEST_CELL: Final = 32_767
_SECONDS: Final = 120.0
_MOMENT: Final = "yyyy-mm-dd hh:mm"
_BOLD: Final = Font(bold=True)
_WRAPPED: Final = Alignment(wrap_text=True, vertical="top")


async def write_aside(table: Table, form: Format) -> bytes:
    """Write a table in a process of its own, so that nobody waits for it; its rows must be ready, as a list or a tuple.

    Raises:
        AsideError: it cannot be written, or takes longer than two minutes.
    """
    written = await aside(write, _SECONDS, table, form)
    if isinstance(written, Stopped):
        raise AsideError("the table took too long to write")
    return written


def write(table: Table, form: Format) -> bytes:
    """Return a table as a file."""
    return _xlsx(table) if form == "xlsx" else _csv(table)


def _xlsx(table: Table) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_tab(table.title))
    sheet.freeze_panes = "A2"
    for place, column in enumerate(table.columns, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = column.width
    sheet.append([_head(sheet, column.title) for column in table.columns])
    number = 1
    for row in table.rows:
        number += 1
        sheet.append([_cell(sheet, column, value) for column, value in zip(table.columns, row, strict=True)])
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(table.columns))}{number}"
    if table.notes:
        _add_notes(book, table)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _add_notes(book: Any, table: Table) -> None:
    notes = book.create_sheet(_tab(table.notes_title))
    notes.column_dimensions["A"].width = 100
    for line in table.notes:
        notes.append([_text(notes, line)])


def _head(sheet: Any, title: str) -> Any:
    cell = _text(sheet, title)
    cell.font, cell.alignment = _BOLD, _WRAPPED
    return cell


def _cell(sheet: Any, column: Column, value: Value) -> Any:
    if value is None or value == "":
        return None
    if column.kind == "text":
        return _text(sheet, str(value))
    if column.kind == "moment" and hasattr(value, "replace") and not isinstance(value, str):
        cell = WriteOnlyCell(sheet, value.replace(tzinfo=None))
        cell.number_format = _MOMENT
        return cell
    return WriteOnlyCell(sheet, value)


def _text(sheet: Any, text: str) -> Any:
    """Return a cell that is a text whatever stands in it, also after somebody edited it."""
    legal = _legal(text)
    cell = WriteOnlyCell(sheet, legal)
    cell.data_type = "s"
    cell.number_format = "@"
    if legal.startswith(GUARDED):
        cell.quotePrefix = True
    return cell


def _legal(text: str) -> str:
    plain = _TURNING.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return _ILLEGAL.sub("\ufffd", plain)[:_LONGEST_CELL]


def _tab(title: str) -> str:
    return (_BAD_IN_TITLE.sub(" ", _legal(title)).strip(" '") or "1")[:_LONGEST_TITLE]


def _csv(table: Table) -> bytes:
    """Return UTF-8 with a mark, separated by semicolons: what Excel opens by a double click where the comma is decimal."""
    target = io.StringIO(newline="")
    writer = csv.writer(target, delimiter=";", lineterminator="\r\n")
    writer.writerow([_guarded(column.title) for column in table.columns])
    for row in table.rows:
        writer.writerow([_plain(column, value) for column, value in zip(table.columns, row, strict=True)])
    _write_notes(writer, table.notes)
    return target.getvalue().encode("utf-8-sig")


def _write_notes(writer: Any, notes: Sequence[str]) -> None:
    """Put notes below the rows, so that the first line stays the header."""
    for line in ("", *notes) if notes else ():
        writer.writerow([_guarded(line)] if line else [])


def _plain(column: Column, value: Value) -> Any:
    if value is None:
        return ""
    if column.kind == "moment" and hasattr(value, "strftime"):
        return value.strftime("%Y-%m-%d %H:%M")
    return _guarded(str(value)) if column.kind == "text" else value


def _guarded(text: str) -> str:
    text = _legal(text)
    return f"{GUARD}{text}" if text.startswith(GUARDED) else text
