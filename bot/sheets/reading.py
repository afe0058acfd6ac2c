"""Reads the first sheet of a file that anybody may have sent. Never raises: what cannot be read is an outcome.

The bot reads in a process of its own: a file that was made to take hours or gigabytes is stopped there.
"""

from __future__ import annotations

import csv
import time
from typing import TYPE_CHECKING, Any, Final

from bot.sheets import csv_text, xlsx
from bot.sheets.aside import Stopped, aside
from bot.sheets.cells import folded, shown
from bot.sheets.sheet import CellProblem, Fault, Limits, Sheet, SheetRow, Unreadable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Rows = Iterator[list[tuple[Any, str]]]

_LIMITS: Final = Limits()
# A header stands on top, perhaps under a title.
_HEADER_WITHIN: Final = 20


async def read_sheet_aside(content: bytes, limits: Limits = _LIMITS) -> Sheet | Unreadable:
    """Read a sheet in a process of its own, so that nobody waits for it, and stop that process when it takes too long."""
    if len(content) > limits.size:
        return Unreadable("too_large")
    read = await aside(read_sheet, limits.seconds, content, limits)
    return Unreadable("too_slow") if isinstance(read, Stopped) else read


def read_sheet(
    content: bytes, limits: Limits = _LIMITS, clock: Callable[[], float] = time.monotonic
) -> Sheet | Unreadable:
    """Return the first sheet of an XLSX file, or a text of columns (CSV).

    Args:
        content: the file, whatever its name says it is.
        limits: see there.
        clock: seconds, to know when it takes too long.
    """
    if len(content) > limits.size:
        return Unreadable("too_large")
    if content.startswith(xlsx.COMPOUND):
        return Unreadable("old_format")
    if content.startswith(xlsx.ARCHIVE):
        return xlsx.refused(content, limits) or _read(lambda: xlsx.rows_of(content, limits), limits, clock)
    text = csv_text.text_of(content)
    if text is None:
        return Unreadable("not_a_sheet")
    return _read(lambda: csv_text.rows_of(text), limits, clock)


def _read(open_rows: Callable[[], Rows], limits: Limits, clock: Callable[[], float]) -> Sheet | Unreadable:
    reader = _Reader(limits, clock)
    try:
        return reader.read(open_rows())
    except MemoryError:
        return Unreadable("too_large")
    except csv.Error:
        # A quoted cell that does not end would swallow the rest of the file.
        return Unreadable("broken", str(reader.number + 1))
    except Exception:  # noqa: BLE001 -- openpyxl finds a file broken in dozens of ways; each of them is the same to a person
        return Unreadable("broken")


class _Reader:
    """Takes rows until there is a reason to stop."""

    def __init__(self, limits: Limits, clock: Callable[[], float]) -> None:
        self._limits = limits
        self._clock = clock
        self._until = clock() + limits.seconds
        self._columns: dict[int, str] = {}
        self._rows: list[SheetRow] = []
        self._problems: list[CellProblem] = []
        self.number = 0

    def read(self, rows: Rows) -> Sheet | Unreadable:
        for number, row in enumerate(rows, start=1):
            self.number = number
            if self._clock() > self._until:
                return Unreadable("too_slow")
            if number > 2 * self._limits.rows + _HEADER_WITHIN:
                return Unreadable("too_many_rows")
            if not any(value is not None and str(value).strip() for value, _ in row):
                continue
            reason = self._take(number, row) if self._columns else self._take_header(number, row)
            if reason is not None:
                return reason
        if not self._columns:
            return Unreadable("empty")
        names = {name: place for place, name in self._columns.items()}
        return Sheet(names, tuple(self._rows), tuple(self._problems))

    def _take_header(self, number: int, row: list[tuple[Any, str]]) -> Unreadable | None:
        if number > _HEADER_WITHIN:
            return Unreadable("empty")
        names = {place: folded(shown(value)) for place, (value, _) in enumerate(row, start=1)}
        named = {place: name for place, name in names.items() if name}
        # One cell above several columns is a title.
        if not named or (len(named) == 1 and len(row) > 1):
            return None
        if max(named) > self._limits.columns:
            return Unreadable("too_many_columns")
        twice = next((name for name in named.values() if list(named.values()).count(name) > 1), None)
        if twice is not None:
            return Unreadable("same_header", twice)
        self._columns = named
        return None

    def _take(self, number: int, row: list[tuple[Any, str]]) -> Unreadable | None:
        if len(self._rows) >= self._limits.rows:
            return Unreadable("too_many_rows")
        cells: dict[str, str] = {}
        for place, (value, kind) in enumerate(row, start=1):
            name = self._columns.get(place)
            if name is None:
                continue
            fault = self._fault(value, kind)
            if fault is not None:
                self._problems.append(CellProblem(number, name, fault))
            elif text := shown(value):
                cells[name] = text
        if cells or any(problem.row == number for problem in self._problems[-len(self._columns) :]):
            self._rows.append(SheetRow(number, cells))
        return None

    def _fault(self, value: Any, kind: str) -> Fault | None:
        if kind == "f":
            return "formula"
        if kind == "e":
            return "error"
        return "too_long" if isinstance(value, str) and len(value) > self._limits.letters else None
