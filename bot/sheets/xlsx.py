"""Reads XLSX: looked at as an archive first, so that a bomb is not unpacked.

openpyxl reads XML through defusedxml, which refuses entities, wherever defusedxml is installed; without it nothing is read.
"""

from __future__ import annotations

import io
import warnings
import zipfile
from typing import TYPE_CHECKING, Any, Final

import openpyxl
from openpyxl.utils.escape import unescape

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.sheets.sheet import Limits, Unreadable

ARCHIVE: Final = b"PK\x03\x04"
# Files of before 2007, and those with a password, are compound files.
COMPOUND: Final = b"\xd0\xcf\x11\xe0"
_MOST_PARTS: Final = 500
_IS_LOCKED: Final = 0x1


def refused(content: bytes, limits: Limits) -> Unreadable | None:
    """Return why an archive is not opened at all."""
    from bot.sheets.sheet import Unreadable

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return Unreadable("broken")
    if any(part.flag_bits & _IS_LOCKED for part in parts):
        return Unreadable("old_format")
    if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > limits.unpacked:
        return Unreadable("too_large")
    if not any(part.filename == "[Content_Types].xml" for part in parts):
        return Unreadable("not_a_sheet")
    return None


def rows_of(content: bytes, limits: Limits) -> Iterator[list[tuple[Any, str]]]:
    """Yield the rows of the first sheet that is not hidden.

    Values come with their kinds as openpyxl names them: "f" is a formula, "e" an error.

    Raises:
        Exception: the file is broken in one of the many ways in which openpyxl finds it so.
    """
    if not openpyxl.DEFUSEDXML:
        raise RuntimeError("defusedxml is missing")
    with warnings.catch_warnings():
        # Of what openpyxl leaves out: drop-down lists, colours by condition, pictures.
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
        try:
            sheet = next(each for each in book.worksheets if each.sheet_state == "visible")
            # Some programs write wrong dimensions, or none.
            sheet.reset_dimensions()
            for row in sheet.iter_rows(max_col=limits.columns + 1):
                yield [(_value(cell.value), cell.data_type) for cell in row]
        finally:
            book.close()


def _value(value: Any) -> Any:
    """Return a cell's value; characters that XML cannot hold are written as «_x000D_»."""
    return unescape(value) if isinstance(value, str) else value
