"""What is wrong in a table, where, in plain words."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Mistake:
    """One thing to mend.

    Attributes:
        row: as the spreadsheet numbers it, from 1; 0 when the whole table is meant.
        column: its name in the first row; empty when the whole row is meant.
    """

    row: int
    column: str
    reason: str

    def __str__(self) -> str:
        """Return the place and the reason in one line."""
        where = [f"row {self.row}"] if self.row else []
        where += [f"column {self.column}"] if self.column else []
        return f"{', '.join(where)}: {self.reason}" if where else self.reason


class CellError(Exception):
    """A cell cannot be used; the message says why, without its place."""
