"""A table that is to be written: what its columns are, and its rows one after another."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

# A moment is given in the zone in which it is to be read: spreadsheets know no zones.
Moment = datetime
Value = str | int | float | bool | Moment | None
Kind = Literal["text", "number", "moment"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column; `width` in letters. In a text column nothing is ever a number or a formula."""

    title: str
    kind: Kind = "text"
    width: int = 16


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet.

    Attributes:
        title: of the sheet's tab.
        rows: as many values as columns in each; read once.
        notes: lines of a second sheet, or above a text of columns: who made it, when, what to do with it.
        notes_title: of the second sheet's tab.
    """

    title: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[Value]]
    notes: Sequence[str] = ()
    notes_title: str = "i"
