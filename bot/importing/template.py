"""Writes a table to fill in: the columns with an example, what each column means, and the ids that may stand there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from bot.domain.languages import Language

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet

    from bot.i18n import Catalogues, Speech
    from bot.importing.kind import Kind
    from bot.library import Shelf

EXPLANATION: Final = "explanation"
VALUES: Final = "values"
_ROWS: Final = 2000
_WIDTHS: Final = {"A": 22, "B": 9, "C": 30, "D": 60, "E": 60, "F": 60}
# Short lists of things that a column may name, by the kind of table; towns and colleges are found by their names.
_LISTED: Final = {
    "colleges": ("fields", "professions"),
    "professions": ("worlds", "subjects", "health", "pay_basis"),
    "demand": ("regions", "figures", "professions"),
    "enterprises": ("regions", "industries", "professions"),
}
_BOLD: Final = Font(bold=True)
# As text, so that a code keeps its first zero and a telephone number its plus.
_TEXT: Final = "@"


def write_template(kind: Kind, shelf: Shelf, speeches: Catalogues, path: Path) -> None:
    """Write the table as a spreadsheet.

    Raises:
        OSError: the file cannot be written.
    """
    book = Workbook()
    table = book.worksheets[0]
    _fill_table(table, kind)
    _fill_explanation(book.create_sheet(EXPLANATION), kind, [speeches[language] for language in Language])
    _fill_values(book.create_sheet(VALUES), kind, shelf)
    book.save(path)


def _fill_table(sheet: Worksheet, kind: Kind) -> None:
    sheet.title = kind.name
    sheet.append([column.name for column in kind.columns])
    sheet.append([column.example for column in kind.columns])
    sheet.freeze_panes = "B2"
    for number, column in enumerate(kind.columns, start=1):
        letter = get_column_letter(number)
        sheet.column_dimensions[letter].width = max(14, len(column.name) + 2)
        sheet.cell(1, number).font = _BOLD
        for row in range(2, 200):
            sheet.cell(row, number).number_format = _TEXT
        if column.choices:
            rule = DataValidation(type="list", formula1=f'"{",".join(column.choices)}"', allow_blank=True)
            rule.add(f"{letter}2:{letter}{_ROWS}")
            sheet.add_data_validation(rule)


def _fill_explanation(sheet: Worksheet, kind: Kind, speeches: Sequence[Speech]) -> None:
    _append(sheet, ["column", "needed", "example", *(speech.language.value for speech in speeches)])
    for column in kind.columns:
        about = [speech.say(column.about) for speech in speeches]
        _append(sheet, [column.name, "yes" if column.needed else "", column.example, *about])
    for letter, width in _WIDTHS.items():
        sheet.column_dimensions[letter].width = width
    for row in sheet.iter_rows(min_col=3):
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = "A2"
    for cell in sheet[1]:
        cell.font = _BOLD


def _fill_values(sheet: Worksheet, kind: Kind, shelf: Shelf) -> None:
    _append(sheet, ["kind", "id", *(language.value for language in Language)])
    for row in _values(kind, shelf):
        _append(sheet, row)
    for letter in "ABCDE":
        sheet.column_dimensions[letter].width = 36
    for cell in sheet[1]:
        cell.font = _BOLD


def _values(kind: Kind, shelf: Shelf) -> Iterator[list[str]]:
    if kind.name == "professions":
        yield from (
            ["sectors", sector, "", "", ""] for sector in sorted({each.sector for each in shelf.professions.values()})
        )
    for listed in _LISTED[kind.name]:
        tables = [getattr(shelf.words(language), listed) for language in Language]
        for item in tables[0]:
            texts = [getattr(words[item], "name", "") or words[item].text for words in tables]
            yield [listed, item, *texts]


def _append(sheet: Worksheet, texts: list[str]) -> None:
    """Append a row of texts; none of them is taken for a formula."""
    sheet.append(texts)
    for cell in sheet[sheet.max_row]:
        if cell.value is not None:
            cell.data_type = "s"
