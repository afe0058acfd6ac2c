"""The poster of a class: on the door of the classroom, read from two metres."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot.papers.emblem import pole_star
from bot.papers.fitting import Sizes
from bot.papers.sheet import Area, Imprint, Sheet, Style
from bot.pictures.colours import NIGHT
from bot.pictures.faces import Face

if TYPE_CHECKING:
    from datetime import datetime

_LEFT: Final = 15.0
_ROOM: Final = 180.0
_TITLES: Final = Area(_LEFT, 36, _ROOM, 56)
_CODE: Final = Area(44, 104, 122, 122)
_NOTES: Final = Area(_LEFT, 243, _ROOM, 47)
_GREY: Final = (60, 68, 82)

_TITLE: Final = Style(Face.BOLD, Sizes(34, 14), NIGHT, across=0.5)
_CLASS: Final = Style(Face.REGULAR, Sizes(22, 12), NIGHT, across=0.5)
_NUMBER: Final = Style(Face.BOLD, Sizes(34, 16), NIGHT, across=0.5)
_NOTE: Final = Style(Face.REGULAR, Sizes(18, 8), _GREY, across=0.5)


@dataclass(frozen=True, slots=True)
class Poster:
    """Everything that is read on it.

    Attributes:
        titles: what it is about, once in each language.
        group: the class.
        link: opens the bot and joins the class.
        code: the joining code with its words, for those who type.
        notes: what the counsellor sees and what not, once in each language.
        language: of the counsellor: "kk", "ru", "en".
    """

    titles: tuple[str, ...]
    group: str
    link: str
    code: str
    notes: tuple[str, ...]
    language: str
    made_at: datetime


def poster_pdf(poster: Poster) -> bytes:
    """Return it as one upright sheet of A4.

    Raises:
        OSError: the letters cannot be read.
    """
    title = poster.titles[0] if poster.titles else poster.group
    sheet = Sheet("portrait", Imprint(title, poster.language, poster.made_at))
    pole_star(sheet, (_LEFT + _ROOM / 2, 22), 13)
    sheet.write_under_each_other(poster.titles, _TITLES, _TITLE)
    sheet.write(poster.group, Area(_LEFT, 93, _ROOM, 11), _CLASS)
    sheet.code(poster.link, _CODE)
    sheet.write(poster.code, Area(_LEFT, 226, _ROOM, 15), _NUMBER)
    sheet.write_under_each_other(poster.notes, _NOTES, _NOTE)
    return sheet.finish()
