"""A table as the import takes it, made of a spreadsheet that was read; what could not be read is a mistake with its place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot.importing.mistakes import Mistake
from bot.sheets import Limits, Unreadable, read_sheet

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.sheets import Sheet

# A table of professions has more columns than a list of pupils.
LIMITS: Final = Limits(columns=120)
_WHY: Final[Mapping[str, str]] = {
    "too_big": "the file is too big: {limit} bytes at most, unpacked too",
    "too_slow": "the file takes longer to read than {limit} seconds",
    "too_many_rows": "there are more than {limit} rows; divide the table",
    "too_many_columns": "there are more than {limit} columns",
    "not_a_sheet": "this is neither a spreadsheet (XLSX) nor a CSV file, or it is broken",
    "old_or_locked": "this is a spreadsheet of before 2007, or it has a password; save it as XLSX without one",
    "broken_quotes": "a quotation mark opens a cell and nothing closes it",
    "empty": "there are no names of columns, or no rows below them",
    "same_titles": "two columns have the same name",
}
_FAULTS: Final[Mapping[str, str]] = {
    "formula": "this is a formula; paste the value in its place",
    "error": "this cell shows an error",
    "too_long": "this text is too long",
    "untitled": "something stands here, and its column has no name",
    "lost_letters": "Kazakh letters were lost when the file was saved; save it as XLSX or as CSV UTF-8",
}


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under the names of their columns.

    Attributes:
        names: of the columns, as they stand in the first row.
        rows: their numbers as the spreadsheet shows them, and their cells in the order of the names.
        faults: cells that could not be taken.
    """

    names: tuple[str, ...]
    rows: tuple[tuple[int, Sequence[str]], ...]
    faults: tuple[Mistake, ...] = ()


def read_table(content: bytes) -> Table | Mistake:
    """Return the table of a file, or why it cannot be read at all."""
    sheet = read_sheet(content, LIMITS)
    return _why(sheet) if isinstance(sheet, Unreadable) else table_of(sheet)


def table_of(sheet: Sheet) -> Table:
    """Return the table of a spreadsheet."""
    named = {column.letters: column.title for column in sheet.columns}
    return Table(
        names=tuple(named.values()),
        rows=tuple((row.number, [row.texts[column.key] for column in sheet.columns]) for row in sheet.rows),
        faults=tuple(_fault(each.cell, _FAULTS[each.fault], named) for each in sheet.bad),
    )


def _why(found: Unreadable) -> Mistake:
    reason = _WHY[found.why].format(limit=found.limit)
    return _fault(found.cell, reason, {}) if found.cell else Mistake(0, "", reason)


def _fault(cell: str, reason: str, named: Mapping[str, str]) -> Mistake:
    letters, number = re.sub(r"\d", "", cell), re.sub(r"\D", "", cell)
    return Mistake(int(number or 0), name_of(named.get(letters, letters)), reason)


def name_of(title: str) -> str:
    """Return the name of a column as people may have changed it: capitals and blanks."""
    return "_".join(title.split()).casefold()
