"""Screens about announcements, for those who get them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.chat.announcement_taps import AllAnnouncementsTap, AnnouncementsDoor
from bot.chat.doors import MyThingsDoor
from bot.chat.screen import Button, Screen, column
from bot.chat.ways import way_back
from bot.i18n.speech import Html, safe

if TYPE_CHECKING:
    from bot.chat.announcement_words import Notice
    from bot.i18n import Speech
    from bot.services.reach import Refused


def announcement_screen(notice: Notice, line: Html | None = None) -> Screen:
    """The announcement as it came, perhaps with a line about what its reader decided."""
    text = safe(notice.text)
    return Screen(Html(f"{text}\n\n{line}") if line else text, notice.rows)


def refused_line(speech: Speech, *, is_everybody: bool) -> Html:
    """What follows from wanting nothing more."""
    if is_everybody:
        return speech.html(
            "<b>You will get no more announcements.</b> Messages about your own seats and answers to your questions still come."
        )
    return speech.html("<b>You will get no more announcements from this sender.</b> Others can still write to you.")


def choice_screen(speech: Speech, refused: Refused) -> Screen:
    """Whether announcements come, and the tap that changes it."""
    parts = [
        speech.html("<b>Announcements</b>"),
        speech.html(
            "Your counsellor, the organisers of your events and Temirqazyq may write to you: at most two a day, never at night."
        ),
        _standing(speech, refused),
    ]
    if refused.everybody or refused.authors:
        change = Button(speech.say("Send me announcements again"), AllAnnouncementsTap(on=True))
    else:
        change = Button(speech.say("No announcements at all"), AllAnnouncementsTap(on=False))
    return Screen(
        Html("\n\n".join(parts)), (*column(change), way_back(speech, MyThingsDoor())), spot=AnnouncementsDoor()
    )


def _standing(speech: Speech, refused: Refused) -> Html:
    if refused.everybody:
        return speech.html("You get none: you said so.")
    if refused.authors:
        return Html(
            speech.count(
                "You get them from everybody but {number} sender.",
                "You get them from everybody but {number} senders.",
                refused.authors,
            )
        )
    return speech.html("You get them. Under each one there is a button that stops them.")
