"""The spreadsheet of the door: which columns of a list that came back hold the codes and the ticks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.domain.spelling import fold
from bot.domain.ticks import MarkedRow
from bot.services.codes import as_code
from bot.sheets import Limits

if TYPE_CHECKING:
    from bot.sheets import Sheet

LIMITS: Final = Limits(size=3_000_000, unpacked=60_000_000, rows=5_000, columns=40, letters=500, seconds=20.0)
# As our own list is titled in three languages, and as people title theirs; folded.
_CODE: Final = frozenset(map(fold, ("Code of the ticket", "Код билета", "Билет коды", "Code", "Код", "Коды")))
_MARK: Final = frozenset(map(fold, ("Came", "Пришёл", "Келді", "Пришли", "Отметка", "Белгі", "Mark", "Attended")))


def marked_rows(sheet: Sheet) -> tuple[MarkedRow, ...] | None:
    """Return the rows of a list with a code or a tick; None when it has no column for one of the two."""
    codes = [each for each in sheet.columns if fold(each) in _CODE]
    marks = [each for each in sheet.columns if fold(each) in _MARK]
    if len(codes) != 1 or len(marks) != 1:
        return None
    bad = {problem.row for problem in sheet.problems if problem.column in {codes[0], marks[0]}}
    return tuple(
        MarkedRow(row.number, as_code(row.get(codes[0])), row.get(marks[0]), is_readable=row.number not in bad)
        for row in sheet.rows
    )
