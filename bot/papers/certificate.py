"""The certificate of a pupil who was there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot.papers.emblem import pole_star
from bot.papers.fitting import Sizes
from bot.papers.sheet import Area, Imprint, Sheet, Style
from bot.pictures.colours import GOLD, NIGHT
from bot.pictures.faces import Face

if TYPE_CHECKING:
    from datetime import datetime

_GREY: Final = (90, 98, 112)
_WIDTH: Final = 297.0
_HEIGHT: Final = 210.0
_LEFT: Final = 34.0
_ROOM: Final = _WIDTH - 2 * _LEFT
_CODE: Final = Area(229, 149, 38, 38)

_HEADING: Final = Style(Face.BOLD, Sizes(38, 18), NIGHT, across=0.5)
_NAME: Final = Style(Face.BOLD, Sizes(32, 11), NIGHT, across=0.5)
_EVENT: Final = Style(Face.BOLD, Sizes(22, 9), NIGHT, across=0.5)
_PLAIN: Final = Style(Face.REGULAR, Sizes(14, 8), _GREY, across=0.5)
_WHEN: Final = Style(Face.REGULAR, Sizes(14, 8), NIGHT, across=0.5)
_LABEL: Final = Style(Face.REGULAR, Sizes(10, 7), _GREY, down=1.0)
_ORGANISER: Final = Style(Face.BOLD, Sizes(14, 8), NIGHT, down=0.0)
_HINT: Final = Style(Face.REGULAR, Sizes(10, 7), _GREY, across=1.0, down=1.0)
_NUMBER: Final = Style(Face.BOLD, Sizes(14, 10), NIGHT, across=1.0, down=0.0)


@dataclass(frozen=True, slots=True)
class Certificate:
    """Everything that is read on it, in the pupil's language.

    Attributes:
        heading: «СЕРТИФИКАТ».
        before_name: the words over the name.
        name: as the pupil wrote it when registering.
        before_event: the words between the name and the event.
        event: its title.
        when_where: date and place.
        organiser_label, organiser: who answers for it.
        code: by which anybody can verify it.
        code_label: the sentence over the code: how it is verified.
        link: opens the bot, which says what was certified.
        language: "kk", "ru", "en".
        made_at: the moment it was issued; the same one gives the same bytes.
    """

    heading: str
    before_name: str
    name: str
    before_event: str
    event: str
    when_where: str
    organiser_label: str
    organiser: str
    code: str
    code_label: str
    link: str
    language: str
    made_at: datetime


def certificate_pdf(certificate: Certificate) -> bytes:
    """Return it as one landscape sheet of A4.

    Raises:
        OSError: the letters cannot be read.
    """
    sheet = Sheet("landscape", Imprint(certificate.heading, certificate.language, certificate.made_at))
    _ornaments(sheet)
    _praise(sheet, certificate)
    _proof(sheet, certificate)
    return sheet.finish()


def _ornaments(sheet: Sheet) -> None:
    sheet.frame(Area(9, 9, _WIDTH - 18, _HEIGHT - 18), NIGHT, 0.9)
    sheet.frame(Area(11.5, 11.5, _WIDTH - 23, _HEIGHT - 23), GOLD, 0.4)
    pole_star(sheet, (_WIDTH / 2, 31), 12)
    sheet.rule((_WIDTH / 2 - 45, 104), (_WIDTH / 2 + 45, 104), GOLD, 0.5)


def _praise(sheet: Sheet, certificate: Certificate) -> None:
    sheet.write(certificate.heading, Area(_LEFT, 46, _ROOM, 17), _HEADING)
    sheet.write(certificate.before_name, Area(_LEFT, 65, _ROOM, 10), _PLAIN)
    sheet.write(certificate.name, Area(_LEFT, 76, _ROOM, 26), _NAME)
    sheet.write(certificate.before_event, Area(_LEFT, 106, _ROOM, 10), _PLAIN)
    sheet.write(certificate.event, Area(_LEFT, 116, _ROOM, 20), _EVENT)
    sheet.write(certificate.when_where, Area(_LEFT, 137, _ROOM, 10), _WHEN)


def _proof(sheet: Sheet, certificate: Certificate) -> None:
    sheet.write(certificate.organiser_label, Area(30, 158, 105, 9), _LABEL)
    sheet.write(certificate.organiser, Area(30, 167, 105, 18), _ORGANISER)
    sheet.write(certificate.code_label, Area(145, 152, 82, 15), _HINT)
    sheet.write(certificate.code, Area(145, 167, 82, 8), _NUMBER)
    sheet.code(certificate.link, _CODE)
