"""Reads texts of columns: whatever the program that wrote them took for a letter and for a separator."""

from __future__ import annotations

import codecs
import csv
from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_MARKS: Final = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
# In this order when two fit alike: a comma stands inside names and addresses too.
_SEPARATORS: Final = (";", "\t", ",")
_LOOKED_AT: Final = 20
# What our own files put before a text that a spreadsheet would take for a formula.
GUARD: Final = "'"
GUARDED: Final = ("=", "+", "-", "@", "\t", "\r", "\n")


def text_of(content: bytes) -> str | None:
    """Return a text in any of the encodings of this country's machines; None when it is none."""
    for mark, name in _MARKS.items():
        if content.startswith(mark):
            return _decoded(content, name)
    if b"\0" in content:
        return None
    # The last one is Windows-1251 with the Kazakh letters (the standard KZ-1048).
    return _decoded(content, "utf-8") or _decoded(content, "kz1048")


def rows_of(text: str) -> Iterator[list[tuple[Any, str]]]:
    """Yield rows of texts.

    Raises:
        csv.Error: a cell is endless, or its quotes are not as they must be.
    """
    lines = text.splitlines(keepends=True)
    agreements = {separator: _agreement(lines, separator) for separator in _SEPARATORS}
    separator = max(agreements, key=lambda each: agreements[each][0])
    width = agreements[separator][1]
    for row in csv.reader(lines, delimiter=separator, strict=True):
        # A heading above the table, written without separators, is as wide as the table.
        yield [(_unguarded(cell), "s") for cell in row + [""] * (width - len(row))]


def _agreement(lines: list[str], separator: str) -> tuple[int, int]:
    """Return how many of the first rows have the same number of cells, and that number.

    One cell is no agreement, nor is that of less than half of the rows.
    """
    try:
        rows = [row for row in islice(csv.reader(lines, delimiter=separator), _LOOKED_AT) if row]
    except csv.Error:
        return 0, 1
    (width, times), *_ = [*Counter(len(row) for row in rows if len(row) > 1).most_common(1), (1, 0)]
    return (times, width) if 2 * times >= len(rows) and times else (0, 1)


def _unguarded(cell: str) -> str:
    return cell[1:] if cell.startswith(GUARD) and cell[1:2] in GUARDED else cell


def _decoded(content: bytes, name: str) -> str | None:
    try:
        return content.decode(name)
    except UnicodeDecodeError:
        return None
