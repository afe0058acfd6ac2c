"""The list for the door, for a hall without network: everybody on paper, to be ticked off with a pen."""

from __future__ import annotations

from dataclasses import astuple, dataclass
from typing import TYPE_CHECKING, Final

from bot.papers.fitting import Sizes
from bot.papers.sheet import Area, Imprint, Sheet, Style
from bot.pictures.faces import Face

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

_GREY: Final = (150, 150, 150)
_DARK: Final = (60, 60, 60)
_LEFT: Final = 12.0
_RIGHT: Final = 198.0
_TOP: Final = 31.0
_ROW: Final = 7.2
_BOX: Final = 4.2
ROWS_OF_PAGE: Final = 34
# Where each column begins and how wide it is; before them stand the box to tick and the number.
_NUMBER: Final = (19.0, 10.0)
_COLUMNS: Final = ((30.0, 58.0), (89.5, 41.0), (132.0, 12.0), (145.5, 23.0), (170.0, 18.0), (189.5, 8.5))

_TITLE: Final = Style(Face.BOLD, Sizes(14, 8))
_UNDER_TITLE: Final = Style(Face.REGULAR, Sizes(10, 7), _DARK)
_RANGE: Final = Style(Face.BOLD, Sizes(11, 7), across=1.0)
_HEAD: Final = Style(Face.BOLD, Sizes(8, 5), _DARK)
_CELL: Final = Style(Face.REGULAR, Sizes(9.5, 5))
_STRONG: Final = Style(Face.BOLD, Sizes(10, 5))
_FOOT: Final = Style(Face.REGULAR, Sizes(9, 6), _DARK)
_PAGE: Final = Style(Face.REGULAR, Sizes(9, 6), _DARK, across=1.0)
# Name and code are what one looks for.
_STYLES: Final = (_STRONG, _CELL, _CELL, _STRONG, _CELL, _CELL)


@dataclass(frozen=True, slots=True)
class DoorRow:
    """A pupil, or the words over the columns.

    Attributes:
        state: what their seat is, in words.
        party: how many come along, in words or figures; may be empty.
    """

    name: str
    school: str
    grade: str
    code: str
    state: str
    party: str


@dataclass(frozen=True, slots=True)
class DoorList:
    """Everything that is read on it.

    Attributes:
        title: the event.
        under_title: session, hour, hall.
        heads: the words over the columns.
        rows: in the order in which they are looked for.
        page_of: how the language says «page 2 of 46».
        footnote: when it was made, and what to do with it afterwards.
        language: "kk", "ru", "en".
    """

    title: str
    under_title: str
    heads: DoorRow
    rows: Sequence[DoorRow]
    page_of: Callable[[int, int], str]
    footnote: str
    language: str
    made_at: datetime


def door_list_pdf(door_list: DoorList) -> bytes:
    """Return it as upright sheets of A4; 1,500 pupils are 45 of them.

    Raises:
        OSError: the letters cannot be read.
    """
    sheet = Sheet("portrait", Imprint(door_list.title, door_list.language, door_list.made_at))
    rows = door_list.rows
    pages = [rows[first : first + ROWS_OF_PAGE] for first in range(0, len(rows), ROWS_OF_PAGE)] or [()]
    for place, page in enumerate(pages):
        if place:
            sheet.next_page()
        _around(sheet, door_list, door_list.page_of(place + 1, len(pages)))
        _range(sheet, page)
        for line, row in enumerate(page):
            _row(sheet, row, place * ROWS_OF_PAGE + line + 1, _TOP + line * _ROW)
    return sheet.finish()


def _around(sheet: Sheet, door_list: DoorList, page: str) -> None:
    sheet.write(door_list.title, Area(_LEFT, 8, 122, 8), _TITLE)
    sheet.write(door_list.under_title, Area(_LEFT, 16, 186, 6), _UNDER_TITLE)
    for (left, width), head in zip(_COLUMNS, astuple(door_list.heads), strict=True):
        sheet.write(head, Area(left, _TOP - 7, width, 6.5), _HEAD)
    sheet.rule((_LEFT, _TOP), (_RIGHT, _TOP), _DARK, 0.5)
    sheet.write(door_list.footnote, Area(_LEFT, 281, 140, 7), _FOOT)
    sheet.write(page, Area(_RIGHT - 44, 281, 44, 7), _PAGE)


def _range(sheet: Sheet, page: Sequence[DoorRow]) -> None:
    """The first and the last name of a page in its corner, as in a dictionary: 1,500 names are looked through by them."""
    if page:
        ends = f"{page[0].name.partition(' ')[0]} – {page[-1].name.partition(' ')[0]}"
        sheet.write(ends, Area(_RIGHT - 62, 8, 62, 8), _RANGE)


def _row(sheet: Sheet, row: DoorRow, number: int, top: float) -> None:
    sheet.frame(Area(_LEFT + 0.5, top + (_ROW - _BOX) / 2, _BOX, _BOX), _DARK, 0.35)
    sheet.write(str(number), Area(_NUMBER[0], top, _NUMBER[1], _ROW), _CELL)
    for (left, width), text, style in zip(_COLUMNS, astuple(row), _STYLES, strict=True):
        sheet.write(text, Area(left, top, width, _ROW), style)
    sheet.rule((_LEFT, top + _ROW), (_RIGHT, top + _ROW), _GREY, 0.15)
