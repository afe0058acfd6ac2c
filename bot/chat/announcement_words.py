"""An announcement as its reader sees it: who it is from, the plain words, a button, and the way out that is always there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from bot.chat.announcement_taps import AllowTap, RefuseTap
from bot.chat.doors import EventDoor, ProfessionDoor
from bot.chat.screen import Button, shortened

if TYPE_CHECKING:
    from bot.chat.screen import Row
    from bot.domain.announcements import Announcement, Link
    from bot.domain.languages import Language
    from bot.i18n import Speech


@dataclass(frozen=True, slots=True)
class Notice:
    """The words, plain text in which nothing is markup, and the buttons below them."""

    text: str
    rows: tuple[Row, ...]


def notice_of(speech: Speech, announcement: Announcement) -> Notice:
    """Return an announcement in a language that it has."""
    refuse = (
        (Button(speech.say("Nothing more from this sender"), RefuseTap(id=announcement.id, whose="a")),)
        if announcement.author_id is not None
        else ()
    )
    none = (Button(speech.say("No announcements at all"), RefuseTap(id=announcement.id, whose="e")),)
    return Notice(
        text_of(speech, announcement), tuple(row for row in (*link_rows(speech, announcement), refuse, none) if row)
    )


def refused_notice_of(speech: Speech, announcement: Announcement) -> Notice:
    """Return the same after its reader wanted nothing more, with the way back."""
    undo = (Button(speech.say("Send me announcements again"), AllowTap(id=announcement.id)),)
    return Notice(text_of(speech, announcement), (*link_rows(speech, announcement), undo))


def text_of(speech: Speech, announcement: Announcement) -> str:
    """Return who speaks and what they say; in another language of the announcement when it lacks this one."""
    return f"{from_whom(speech, announcement)}\n\n{words_in(announcement, speech.language)}"


def words_in(announcement: Announcement, language: Language) -> str:
    """Return the author's words in a language, or in the first that there is."""
    return announcement.texts.get(language) or next(iter(announcement.texts.values()), "")


def from_whom(speech: Speech, announcement: Announcement) -> str:
    """Return who speaks, which follows from whom the announcement is for; never a name."""
    whom = announcement.audience.whom
    if whom.classes or whom.schools:
        return speech.say("An announcement from your career counsellor:")
    if whom.events:
        return speech.say("An announcement from the organiser of your event:")
    return speech.say("An announcement from Temirqazyq:")


def link_rows(speech: Speech, announcement: Announcement) -> tuple[Row, ...]:
    """Return the row of the link, if there is one."""
    return ((_link(speech, announcement.link),),) if announcement.link else ()


def _link(speech: Speech, link: Link) -> Button:
    if link.kind == "event":
        return Button(speech.say("To the event"), EventDoor(id=int(link.target)))
    if link.kind == "profession":
        return Button(speech.say("To the profession"), ProfessionDoor(id=link.target))
    # Whoever taps should know where it leads.
    return Button(shortened(f"↗ {urlsplit(link.target).hostname or link.target}"), url=link.target)
