"""Whom an announcement reached, as a table, and the screen on which it is corrected."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from bot.chat.screen import Screen
from bot.chat.ways import way_back
from bot.i18n.speech import Html, safe
from bot.sheets import Column, Table
from handlers.announcing.taps import CorrectDoor, OwnAnnouncementDoor
from handlers.announcing.wording import OWN_NAMES, fate_names

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.domain.announcements import Announcement
    from bot.domain.languages import Language
    from bot.i18n import Speech
    from bot.services.aftermath import Recipient

_ZONE: Final = ZoneInfo("Asia/Almaty")


def reached_table(speech: Speech, recipients: Sequence[Recipient]) -> Table:
    """Return a row for each recipient; a name only of those who let the author see it."""
    states = fate_names(speech)
    columns = (
        Column(speech.say("No.")),
        Column(speech.say("Name, where you may see it")),
        Column(speech.say("What came of it")),
        Column(speech.say("Reason")),
        Column(speech.say("When (Kazakhstan time)")),
    )
    rows = [
        (
            str(each.number),
            each.name,
            states.get(each.state, speech.say("still to go")),
            each.trouble,
            each.at.astimezone(_ZONE).strftime("%d.%m.%Y %H:%M"),
        )
        for each in recipients
    ]
    notes = (speech.say("Delete this file when it is no longer needed."),)
    return Table(speech.say("Announcement"), columns, rows, notes)


def correct_screen(speech: Speech, announcement: Announcement, language: Language) -> Screen:
    """The words that were sent, and that others can be typed."""
    head = speech.html("<b>Correct the text, {language}</b>", language=OWN_NAMES[language])
    ask = speech.html(
        "Type the whole text anew. It takes the place of the old one where that is not older than two days."
    )
    text = Html("\n\n".join([head, safe(announcement.texts[language]), ask]))
    spot = CorrectDoor(id=announcement.id, code=language.value)
    return Screen(text, (way_back(speech, OwnAnnouncementDoor(id=announcement.id)),), spot=spot)
