"""Reads texts of columns: whatever the program that wrote them took for a letter and for a separator."""

from __future__ import annotations

import codecs
import csv
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_MARKS: Final = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_SEPARATORS: Final = ";,\t"
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
        csv.Error: a cell is endless.
    """
    for row in csv.reader(text.splitlines(keepends=True), delimiter=_separator(text)):
        yield [(_unguarded(cell), "s") for cell in row]


def _separator(text: str) -> str:
    """Return what separates the header's names: the separator that stands there most often, outside quotes."""
    header = next((line for line in text.splitlines() if line.strip()), "")
    outside = "".join(header.split('"')[::2])
    return max(_SEPARATORS, key=outside.count)


def _unguarded(cell: str) -> str:
    return cell[1:] if cell.startswith(GUARD) and cell[1:2] in GUARDED else cell


def _decoded(content: bytes, name: str) -> str | None:
    try:
        return content.decode(name)
    except UnicodeDecodeError:
        return None
