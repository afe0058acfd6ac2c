"""Screens of those who announce: the list, the draft, what is typed or sent into it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.chat.doors import MenuDoor
from bot.chat.event_words import title_of
from bot.chat.paging import paged_rows
from bot.chat.screen import Button, Screen, column, shortened
from bot.chat.ways import way_back
from bot.domain.announcements import MOST_CAPTION
from bot.domain.languages import Language
from bot.i18n.speech import Html, bold, safe
from handlers.announcing.taps import (
    ConfirmDoor,
    DeedTap,
    FileDoor,
    LinkDoor,
    LinkTap,
    NewAnnouncementTap,
    NoFileTap,
    NoWordsTap,
    OwnAnnouncementDoor,
    OwnAnnouncementsDoor,
    PreviewDoor,
    SureDoor,
    WhomDoor,
    WordsDoor,
)
from handlers.announcing.wording import OWN_NAMES, state_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.chat.announcement_words import Notice
    from bot.domain.announcements import Announcement
    from bot.domain.events import Event
    from bot.i18n import Speech
    from handlers.announcing.taps import Deed

_MOST_SHOWN: Final = 600


def list_screen(speech: Speech, own: Sequence[Announcement], page: int) -> Screen:
    """Somebody's announcements, and the way to a new one."""
    parts = [speech.html("<b>Announcements</b>")]
    if not own:
        parts.append(
            speech.html("You have not written any yet. A reader gets at most two a day from all, never at night.")
        )
    buttons = [
        Button(shortened(f"{state_name(speech, each)}: {first_words(each)}"), OwnAnnouncementDoor(id=each.id))
        for each in own
    ]
    new = Button(speech.say("New announcement"), NewAnnouncementTap(), words=speech.synonyms("new, write"))
    rows = paged_rows(speech, buttons, page, lambda number: OwnAnnouncementsDoor(page=number))
    menu = Button(speech.say("Menu"), MenuDoor())
    return Screen(Html("\n\n".join(parts)), (*column(new), *rows, (menu,)), spot=OwnAnnouncementsDoor(page=page))


def first_words(announcement: Announcement) -> str:
    """Return how it begins."""
    text = next(iter(announcement.texts.values()), "")
    return " ".join(text.split()) or "…"


def draft_screen(speech: Speech, draft: Announcement, link: str | None, whom: str, *, is_own: bool) -> Screen:
    """A draft: what it says, to whom, and what can still be changed."""
    said = [
        Html(f"{bold(OWN_NAMES[language])}: {safe(_cut(draft.texts[language]))}")
        for language in Language
        if language in draft.texts
    ]
    parts = [speech.html("<b>A draft of an announcement</b>"), Html("\n".join(said)) or speech.html("No text yet.")]
    if draft.file:
        is_photo = draft.file.kind == "photo"
        parts.append(speech.html("With a picture.") if is_photo else speech.html("With a file."))
    if link:
        parts.append(speech.html("The button below it: {link}", link=link))
    parts.append(speech.html("For whom: {whom}", whom=whom))
    if draft.is_urgent:
        agreed = speech.html("Urgent: an administrator agreed.")
        parts.append(speech.html("Urgent: an administrator has to agree.") if draft.waits_for_a_yes else agreed)
    rows = _own_rows(speech, draft) if is_own else _administrators_rows(speech, draft)
    return Screen(
        Html("\n\n".join(parts)),
        (*rows, way_back(speech, OwnAnnouncementsDoor())),
        spot=OwnAnnouncementDoor(id=draft.id),
    )


def _own_rows(speech: Speech, draft: Announcement) -> tuple[tuple[Button, ...], ...]:
    words = tuple(
        Button(f"✓ {code}" if code in draft.texts else f"+ {code}", WordsDoor(id=draft.id, code=code.value))
        for code in Language
    )
    hurry = (
        Button(speech.say("Not urgent"), DeedTap(id=draft.id, deed="calm"))
        if draft.is_urgent
        else Button(speech.say("Urgent"), DeedTap(id=draft.id, deed="urgent"))
    )
    tools = (
        words,
        (
            Button(speech.say("Button"), LinkDoor(id=draft.id)),
            Button(speech.say("Picture, file"), FileDoor(id=draft.id)),
        ),
        (Button(speech.say("For whom"), WhomDoor(id=draft.id)), hurry),
    )
    if not draft.texts:
        return (*tools, (Button(speech.say("Throw it away"), SureDoor(id=draft.id, deed="erase")),))
    first = next(each for each in Language if each in draft.texts)
    return (
        *tools,
        (
            Button(speech.say("Preview"), PreviewDoor(id=draft.id, code=first.value)),
            Button(speech.say("Test to me"), DeedTap(id=draft.id, deed="test")),
        ),
        (Button(speech.say("Send…"), ConfirmDoor(id=draft.id), words=speech.synonyms("send, go on")),),
        (Button(speech.say("Throw it away"), SureDoor(id=draft.id, deed="erase")),),
    )


def _administrators_rows(speech: Speech, draft: Announcement) -> tuple[tuple[Button, ...], ...]:
    if not draft.waits_for_a_yes:
        return ()
    return (
        (Button(speech.say("It is urgent: agree"), DeedTap(id=draft.id, deed="agree")),),
        (Button(speech.say("Not urgent"), DeedTap(id=draft.id, deed="decline")),),
    )


def words_screen(speech: Speech, draft: Announcement, language: Language) -> Screen:
    """The words in a language, and that others can be typed."""
    most = draft.most_letters
    parts = [
        speech.html("<b>The text, {language}</b>", language=OWN_NAMES[language]),
        speech.html(
            "Write it in one message, at most {most} letters. It arrives as plain text.",
            most=most,
        ),
    ]
    if language in draft.texts:
        parts.insert(1, safe(draft.texts[language]))
    own = OwnAnnouncementDoor(id=draft.id)
    rows = (
        column(Button(speech.say("Take this text out"), NoWordsTap(id=draft.id, code=language.value)))
        if language in draft.texts
        else ()
    )
    spot = WordsDoor(id=draft.id, code=language.value)
    return Screen(Html("\n\n".join(parts)), (*rows, way_back(speech, own)), spot=spot)


def link_screen(
    speech: Speech, draft: Announcement, events: Sequence[Event], found: Sequence[tuple[str, str]], page: int
) -> Screen:
    """The button below: an event, a profession that was typed, or an address that is typed."""
    text = speech.html(
        "<b>A button below the text</b>\n\nChoose an event, or type a profession, or an address that begins with https://."
    )
    professions = [Button(shortened(name), LinkTap(id=draft.id, kind="p", target=each)) for each, name in found]
    buttons = [
        Button(shortened(title_of(speech, each)), LinkTap(id=draft.id, kind="e", target=str(each.id)))
        for each in events
    ]
    rows = paged_rows(speech, buttons, page, lambda number: LinkDoor(id=draft.id, page=number))
    none = column(Button(speech.say("No button"), LinkTap(id=draft.id, kind="n"))) if draft.link else ()
    back = way_back(speech, OwnAnnouncementDoor(id=draft.id))
    return Screen(text, (*column(*professions), *rows, *none, back), spot=LinkDoor(id=draft.id, page=page))


def file_screen(speech: Speech, draft: Announcement) -> Screen:
    """That a picture or file can be sent here."""
    text = speech.html(
        "<b>A picture or a file</b>\n\nSend it here. The text then stands under it: at most {most} letters.",
        most=MOST_CAPTION,
    )
    none = column(Button(speech.say("Without it"), NoFileTap(id=draft.id))) if draft.file else ()
    return Screen(text, (*none, way_back(speech, OwnAnnouncementDoor(id=draft.id))), spot=FileDoor(id=draft.id))


def preview_screen(speech: Speech, draft: Announcement, language: Language, notice: Notice) -> Screen:
    """Word for word what its readers see in a language, with names of the buttons instead of the buttons."""
    below = Html("\n".join(f"[ {safe(button.text)} ]" for row in notice.rows for button in row))
    head = speech.html("<b>So it will look, {language}:</b>", language=OWN_NAMES[language])
    others = tuple(
        Button(OWN_NAMES[each], PreviewDoor(id=draft.id, code=each.value))
        for each in Language
        if each in draft.texts and each is not language
    )
    back = way_back(speech, OwnAnnouncementDoor(id=draft.id))
    text = Html("\n\n".join([head, safe(notice.text), below]))
    return Screen(text, (*((others,) if others else ()), back), spot=PreviewDoor(id=draft.id, code=language.value))


def sure_screen(speech: Speech, announcement: Announcement, deed: Deed) -> Screen:
    """Whether it is really meant."""
    question = {
        "erase": speech.html("<b>Throw the draft away?</b>"),
        "cancel": speech.html("<b>Send no more of it?</b> Who has got it keeps it."),
        "again": speech.html(
            "<b>Send it once more to those of whom nobody knows whether it arrived?</b> Some of them may get it twice."
        ),
        "remove": speech.html("<b>Take it out of the chats again?</b> This works for two days after sending."),
    }.get(deed, speech.html("<b>Is that meant?</b>"))
    yes = Button(speech.say("Yes"), DeedTap(id=announcement.id, deed=deed), words=speech.synonyms("yes"))
    no = Button(speech.say("No"), OwnAnnouncementDoor(id=announcement.id), words=speech.synonyms("no"))
    return Screen(question, ((yes, no),), spot=OwnAnnouncementDoor(id=announcement.id))


def _cut(text: str) -> str:
    return text if len(text) <= _MOST_SHOWN else f"{text[:_MOST_SHOWN]}…"
