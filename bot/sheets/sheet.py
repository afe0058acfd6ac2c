"""A sheet that was read: texts as a person sees them, with the addresses by which that person finds them again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from openpyxl.utils import get_column_letter

Fault = Literal["formula", "error", "too_long"]
Reason = Literal[
    "too_large",  # more bytes than allowed, packed or unpacked
    "not_a_sheet",  # neither XLSX nor a text of columns
    "old_format",  # .xls of before 2007, or one with a password
    "broken",  # `detail` is the number of the row, where that is known
    "too_many_rows",
    "too_many_columns",
    "too_slow",
    "empty",
    "same_header",  # two columns share a name; `detail` is that name
]


@dataclass(frozen=True, slots=True)
class Limits:
    """What is read at most; a class list is far below, a bomb far above.

    Attributes:
        size: bytes of the file.
        unpacked: bytes of an XLSX once it is unpacked.
        letters: of one cell.
        seconds: for reading it all.
    """

    size: int = 5_000_000
    unpacked: int = 60_000_000
    rows: int = 5_000
    columns: int = 60
    letters: int = 4_000
    seconds: float = 20.0


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row under the header; `number` as the spreadsheet shows it, `cells` by the names of the header."""

    number: int
    cells: Mapping[str, str]

    def get(self, column: str) -> str:
        """Return a cell's text; empty when it is empty or there is no such column."""
        return self.cells.get(column, "")


@dataclass(frozen=True, slots=True)
class CellProblem:
    """A cell that cannot be taken as a text: a formula, an error of the spreadsheet, or one that is too long."""

    row: int
    column: str
    fault: Fault


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands in the first sheet of a file.

    Attributes:
        columns: names of the header, folded (small letters, single blanks), and their places from 1.
        rows: those that are not empty, in order.
        problems: cells that were left out of `rows`.
    """

    columns: Mapping[str, int]
    rows: tuple[SheetRow, ...]
    problems: tuple[CellProblem, ...] = ()

    def address(self, row: int, column: str) -> str:
        """Return where a cell stands, such as "B7"; only the row's number for a column that is missing."""
        place = self.columns.get(column)
        return f"{get_column_letter(place)}{row}" if place else str(row)


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Nothing was read."""

    reason: Reason
    detail: str = ""
