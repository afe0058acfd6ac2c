"""Screens of sessions: the list, one of them, its texts, its seats, its end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.chat.event_words import time_of, title_of
from bot.chat.paging import numbered, page_of, paged_rows
from bot.chat.screen import Button, Screen, column, grid
from bot.chat.staff_doors import RunDoor
from bot.domain.event_edits import LONGEST, MOST_WEEKS
from bot.domain.events import text_in
from bot.domain.languages import Language
from bot.i18n.speech import Html, bold, mark, safe
from handlers.organising.session_taps import (
    CallOffDoor,
    CallOffTap,
    EraseSessionTextTap,
    MoveDoor,
    MoveTap,
    OtherLengthDoor,
    RepeatDoor,
    RepeatTap,
    ResizeDoor,
    SessionDoor,
    SessionsDoor,
    SessionTextDoor,
    WhenDoor,
)
from handlers.organising.wording import LANGUAGES, counts_line, languages_line, length_name, session_name

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from bot.domain.event_edits import SessionText
    from bot.domain.events import Event, Session
    from bot.i18n import Speech
    from bot.services.organising_outcomes import Shown
    from handlers.organising.session_taps import SessionLetter

SESSION_FIELDS: Final[Mapping[SessionLetter, SessionText]] = {"l": "label", "h": "hall"}
# Minutes that a button offers.
LENGTHS: Final = (45, 60, 90, 120, 180, 240, 360, 480)
_TITLES: Final[Mapping[SessionLetter, str]] = {"l": mark("What this session is about"), "h": mark("Hall or room")}
_ASKED: Final[Mapping[SessionLetter, str]] = {
    "l": mark("Write it when sessions differ, such as: welding, grades 8-9."),
    "h": mark("Write where in the house it is, such as: workshop 3, second floor."),
}


def sessions_screen(speech: Speech, shown: Shown, door: SessionsDoor) -> Screen:
    """All sessions with their numbers."""
    event = shown.event
    those, page, _ = page_of(event.sessions, door.page)
    lines = [
        Html(f"{number}. {bold(session_name(speech, event, each))}\n{safe(state_line(speech, shown, each))}")
        for number, each in enumerate(those, start=1)
    ]
    buttons = [
        Button(numbered(position, session_name(speech, event, each)), SessionDoor(session=each.id))
        for position, each in enumerate(event.sessions)
    ]
    rows = paged_rows(speech, buttons, page, lambda number: SessionsDoor(event=event.id, page=number))
    add = Button(speech.say("Add a session"), WhenDoor(event=event.id))
    back = Button(speech.say("← Back"), RunDoor(event=event.id))
    head = speech.html("<b>Sessions</b>\n{title}", title=title_of(speech, event))
    text = Html("\n\n".join([head, *(lines or [speech.html("There is no session yet.")])]))
    spot = SessionsDoor(event=event.id, page=page)
    return Screen(text, (*rows, *column(add, back)), spot=spot, is_numbered=True)


def state_line(speech: Speech, shown: Shown, session: Session) -> str:
    """Return how a session stands."""
    return counts_line(speech, session, shown.counts[session.id]) if session.is_on else speech.say("called off")


def session_screen(speech: Speech, shown: Shown, session: Session, now: datetime) -> Screen:
    """One session, and what can be done with it."""
    event = shown.event
    hall, label = text_in(session.hall, speech.language), text_in(session.label, speech.language)
    parts = [
        Html(f"{bold(time_of(speech, event, session))}\n{safe(title_of(speech, event))}"),
        safe(state_line(speech, shown, session)),
        speech.html("About: {label}", label=label) if label else None,
        speech.html("Where: {hall}", hall=hall) if hall else None,
    ]
    number, language = session.id, speech.language
    changes = [
        Button(speech.say("Seats"), ResizeDoor(session=number)),
        Button(speech.say("Day and hour"), WhenDoor(event=event.id, session=number)),
        Button(speech.say("How long"), OtherLengthDoor(session=number)),
        Button(speech.say("Hall or room"), SessionTextDoor(session=number, field="h", language=language)),
        Button(speech.say("What about"), SessionTextDoor(session=number, field="l", language=language)),
        Button(speech.say("Repeat weekly"), RepeatDoor(session=number)),
    ]
    is_ahead = session.is_on and session.starts_at > now and event.state in {"draft", "open", "closed"}
    off = Button(speech.say("Call this session off"), CallOffDoor(session=number))
    last = (
        Button(speech.say("Refresh"), SessionDoor(session=number)),
        Button(speech.say("← Back"), SessionsDoor(event=event.id)),
    )
    rows = (*grid(changes), (off,)) if is_ahead else ()
    text = Html("\n\n".join(part for part in parts if part))
    return Screen(text, (*rows, last), spot=SessionDoor(session=number))


def resize_screen(speech: Speech, shown: Shown, session: Session) -> Screen:
    """How many seats from now on?"""
    text = speech.html(
        "<b>{session}</b>\n\nSeats: {capacity}, of them taken: {taken}. In line: {waiting}.\n\nWrite the new number of "
        "seats. New ones go to "
        "those in line at once; there cannot be fewer than are taken.",
        session=session_name(speech, shown.event, session),
        capacity=session.capacity,
        taken=session.taken,
        waiting=session.waiting,
    )
    return Screen(text, (_back(speech, session),), spot=ResizeDoor(session=session.id))


def other_length_screen(speech: Speech, event: Event, session: Session) -> Screen:
    """How long does it last from now on?"""
    text = speech.html(
        "<b>{session}</b>\n\nHow long does it last from now on?", session=time_of(speech, event, session)
    )
    starts = int(session.starts_at.timestamp()) // 60
    buttons = [
        Button(length_name(speech, minutes), MoveDoor(session=session.id, starts=starts, length=minutes))
        for minutes in LENGTHS
    ]
    return Screen(text, (*grid(buttons), _back(speech, session)), spot=OtherLengthDoor(session=session.id))


def move_screen(speech: Speech, shown: Shown, before: Session, after: Session, door: MoveDoor) -> Screen:
    """The question whether to move it, with how many are told."""
    told = shown.counts[before.id].told
    asked = (
        safe(speech.count("{number} pupil is told at once.", "{number} pupils are told at once.", told))
        if told
        else speech.html("Nobody is registered for it yet.")
    )
    text = speech.html(
        "<b>Move this session?</b>\n\nBefore: {before}\nFrom now on: {after}\n\n{asked}",
        before=time_of(speech, shown.event, before),
        after=time_of(speech, shown.event, after),
        asked=asked,
    )
    tap = MoveTap(session=before.id, starts=door.starts, length=door.length, version=before.version)
    yes = Button(speech.say("Yes, move it"), tap)
    return Screen(text, ((yes,), _back(speech, before)), spot=door)


def call_off_screen(speech: Speech, shown: Shown, session: Session) -> Screen:
    """The question whether to call it off, with how many are told."""
    told = shown.counts[session.id].told
    asked = (
        safe(
            speech.count(
                "{number} pupil has or awaits a seat and is told at once. This cannot be undone.",
                "{number} pupils have or await a seat and are told at once. This cannot be undone.",
                told,
            )
        )
        if told
        else speech.html("Nobody is registered for it. This cannot be undone.")
    )
    text = speech.html(
        "<b>Call this session off?</b>\n{session}\n\n{asked}",
        session=time_of(speech, shown.event, session),
        asked=asked,
    )
    yes = Button(speech.say("Yes, call it off"), CallOffTap(session=session.id))
    return Screen(text, ((yes,), _back(speech, session)), spot=CallOffDoor(session=session.id))


def session_text_screen(speech: Speech, shown: Shown, session: Session, door: SessionTextDoor) -> Screen:
    """A text of a session in a language, to be typed."""
    field = SESSION_FIELDS[door.field]
    texts = session.label if field == "label" else session.hall
    written = texts.get(door.language)
    erase = EraseSessionTextTap(session=session.id, field=door.field, language=door.language)
    others = [each for each in Language if each is not door.language]
    rows = (
        *([(Button(speech.say("Take it out"), erase),)] if written else []),
        tuple(Button(LANGUAGES[each], door.model_copy(update={"language": each})) for each in others),
        _back(speech, session),
    )
    parts = [
        Html(f"{bold(speech.say(_TITLES[door.field]))} · {safe(LANGUAGES[door.language])}"),
        safe(session_name(speech, shown.event, session)),
        Html("\n".join([speech.html("Now:"), safe(written)])) if written else Html(),
        speech.html(_ASKED[door.field]),
        speech.html("At most {most} characters.", most=LONGEST[field]),
        languages_line(speech, texts),
    ]
    return Screen(Html("\n\n".join(part for part in parts if part)), rows, spot=door)


def repeat_screen(speech: Speech, event: Event, session: Session) -> Screen:
    """For how many weeks?"""
    text = speech.html(
        "<b>{session}</b>\n\nThe same session every week: how many more weeks? Day of the week, hour, seats and hall "
        "stay the same.",
        session=time_of(speech, event, session),
    )
    buttons = [Button(str(weeks), RepeatTap(session=session.id, weeks=weeks)) for weeks in range(1, MOST_WEEKS + 1)]
    return Screen(
        text, (*grid(buttons, 4), _back(speech, session)), spot=RepeatDoor(session=session.id), is_numbered=True
    )


def _back(speech: Speech, session: Session) -> tuple[Button, ...]:
    return (Button(speech.say("← Back"), SessionDoor(session=session.id)),)
