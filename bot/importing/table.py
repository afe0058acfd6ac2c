"""A table as the import takes it, made of a spreadsheet that was read; what could not be read is a mistake with its place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot.importing.mistakes import Mistake
from bot.sheets import Limits, Stopped, Unreadable, aside, read_sheet

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.sheets import Sheet

# A table of professions has more columns than a list of pupils; the whole country has fewer than a thousand colleges.
LIMITS: Final = Limits(rows=2_000, columns=120)
_REASONS: Final[Mapping[str, str]] = {
    "too_large": f"the file is too large; {LIMITS.size // 1_000_000} MB are read, unpacked {LIMITS.unpacked // 1_000_000}",
    "not_a_sheet": "this is neither a spreadsheet (XLSX) nor a table as text (CSV)",
    "old_format": "this is a spreadsheet of before 2007, or it has a password; save it as XLSX without one",
    "broken": "the file is broken",
    "too_many_rows": f"there are more than {LIMITS.rows} rows; divide the table",
    "too_many_columns": f"there are more than {LIMITS.columns} columns",
    "too_slow": f"the file takes longer to read than {LIMITS.seconds:.0f} seconds, or too much memory",
    "empty": "there is nothing in it",
    "same_header": "this column stands twice",
}
_FAULTS: Final[Mapping[str, str]] = {
    "formula": "this is a formula; paste its value in its place",
    "error": "this cell shows an error",
    "too_long": f"this text has more than {LIMITS.letters} letters",
}


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under the names of their columns.

    Attributes:
        names: of the columns.
        rows: their numbers as the spreadsheet shows them, and their cells in the order of the names.
        faults: cells that could not be taken.
    """

    names: tuple[str, ...]
    rows: tuple[tuple[int, Sequence[str]], ...]
    faults: tuple[Mistake, ...] = ()


def read_table(content: bytes) -> Table | Mistake:
    """Return the table of a file, or why it cannot be read at all."""
    sheet = read_sheet(content, LIMITS)
    if isinstance(sheet, Unreadable):
        row = int(sheet.detail) if sheet.reason == "broken" and sheet.detail else 0
        return Mistake(row, "" if row else name_of(sheet.detail), _REASONS[sheet.reason])
    return _table_of(sheet)


async def read_table_aside(content: bytes) -> Table | Mistake:
    """Read it in a process of its own, which is stopped when it takes too long or too much memory."""
    read = await aside(read_table, LIMITS.seconds, content)
    return Mistake(0, "", _REASONS["too_slow"]) if isinstance(read, Stopped) else read


def name_of(title: str) -> str:
    """Return the name of a column as people may have changed it: capitals and blanks."""
    return "_".join(title.split()).casefold()


def _table_of(sheet: Sheet) -> Table:
    names = tuple(sheet.columns)
    rows = tuple((row.number, [row.get(name) for name in names]) for row in sheet.rows)
    faults = (Mistake(each.row, name_of(each.column), _FAULTS[each.fault]) for each in sheet.problems)
    return Table(names, rows, tuple(faults))
