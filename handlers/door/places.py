"""Screens of the door itself: how it fills, for which session one works, names that were found, who has no ticket."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.chat.doors import MenuDoor
from bot.chat.event_words import title_of
from bot.chat.paging import numbered, paged_rows
from bot.chat.screen import Button, Row, Screen, column, shortened
from bot.chat.staff_doors import CheckInDoor, DoorListDoor
from bot.chat.state_words import state_text
from bot.domain.door import CLOSES_AFTER
from bot.domain.events import text_in
from bot.i18n.speech import Html, bold, safe
from handlers.door.taps import LetInTap, LineTap, PostsDoor, PostTap, WalkInDoor
from handlers.door.wording import moment_text, session_name

if TYPE_CHECKING:
    from datetime import datetime

    from bot.domain.events import Event, Session
    from bot.i18n import Speech
    from bot.services.door_outcomes import AtTheDoor, Found, Guest

_MOST_SESSIONS = 6


def events_screen(speech: Speech, seen: AtTheDoor) -> Screen:
    """At which event do you stand?"""
    if not seen.events:
        text = speech.html("<b>No event is ahead.</b>\n\nThe door opens when an event with sessions is published.")
        return Screen(text, column(Button(speech.say("Menu"), MenuDoor())), spot=CheckInDoor())
    text = speech.html("<b>At which event do you check tickets?</b>")
    buttons = [Button(shortened(title_of(speech, each)), CheckInDoor(event=each.id)) for each in seen.events]
    return Screen(text, (*column(*buttons), (Button(speech.say("Menu"), MenuDoor()),)), spot=CheckInDoor())


def door_screen(speech: Speech, seen: AtTheDoor, event: Event, now: datetime) -> Screen:
    """The door of an event: numbers without names, and what can be done."""
    sessions = sessions_at_door(event, now)
    post = event.session(seen.post.session_id) if seen.post and seen.post.event_id == event.id else None
    working = (
        speech.html("You work for: {session}", session=session_name(speech, event, post))
        if post
        else speech.html("You work for: all sessions of this event")
    )
    parts = [
        speech.html("<b>At the door</b>\n{title}", title=title_of(speech, event)),
        working,
        Html("\n\n".join(_numbers(speech, seen, event, each) for each in sessions[:_MOST_SESSIONS])),
        speech.html(
            "Point the camera of the phone at the QR code of a ticket. Or type its code here, or a part of the name."
        ),
    ]
    without = post or (sessions[0] if len(sessions) == 1 else None)
    rows: tuple[Row, ...] = (
        (Button(speech.say("Choose the session"), PostsDoor(event=event.id)),),
        (
            Button(
                speech.say("Somebody without a ticket"),
                WalkInDoor(session=without.id) if without else PostsDoor(event=event.id),
            ),
        ),
        (Button(speech.say("List for a hall without network"), DoorListDoor(event=event.id)),),
        (
            Button(speech.say("Refresh"), CheckInDoor(event=event.id)),
            Button(speech.say("Menu"), MenuDoor()),
        ),
    )
    return Screen(Html("\n\n".join(part for part in parts if part)), rows, spot=CheckInDoor(event=event.id))


def posts_screen(speech: Speech, event: Event, now: datetime, page: int) -> Screen:
    """For which session do you work?"""
    sessions = sessions_at_door(event, now)
    buttons = [
        Button(numbered(position, _short(speech, event, each)), PostTap(session=each.id, works=True))
        for position, each in enumerate(sessions)
    ]
    text = speech.html(
        "<b>For which session do you check tickets?</b>\n\nA ticket of another session is then not let in; "
        "only the organiser can do that."
    )
    any_of = [
        Button(speech.say("All sessions of this event"), PostTap(session=each.id, works=False)) for each in sessions
    ]
    rows = paged_rows(speech, buttons, page, lambda number: PostsDoor(event=event.id, page=number))
    back = Button(speech.say("To the door"), CheckInDoor(event=event.id))
    return Screen(text, (*rows, *column(*any_of[:1], back)), spot=PostsDoor(event=event.id, page=page))


def found_screen(speech: Speech, found: Found, nonce: str) -> Screen:
    """Names like what was typed, at most ten."""
    to_door = Button(speech.say("To the door"), CheckInDoor(event=found.event.id))
    spot = CheckInDoor(event=found.event.id)
    if not found.guests:
        text = speech.html(
            "<b>Nobody found.</b>\n\nType at least two letters of the name, or the code of the ticket. "
            "Only this event is searched."
        )
        return Screen(text, column(to_door), spot=spot)
    lines = [_found_line(speech, found, number, each) for number, each in enumerate(found.guests, start=1)]
    more = found.number - len(found.guests)
    if more > 0:
        lines.append(
            Html(speech.count("And {number} more: type more letters.", "And {number} more: type more letters.", more))
        )
    buttons = [
        Button(shortened(f"{number}. {each.name}"), _let_in(each, nonce))
        for number, each in enumerate(found.guests, start=1)
    ]
    text = Html("\n".join([speech.html("<b>Whom do you let in?</b>\n"), *lines]))
    return Screen(text, column(*buttons, to_door), spot=spot)


def walk_in_screen(speech: Speech, event: Event, door: WalkInDoor) -> Screen:
    """Ask for name and class of somebody without a ticket."""
    session = event.session(door.session)
    parts = [
        speech.html("<b>Somebody without a ticket</b>"),
        safe(session_name(speech, event, session)) if session else Html(""),
        speech.html("Write the name and the class, such as: Asem Ospanova, 9A\nNothing else is asked for."),
        speech.html("Those who wait in line come first: look for them by name before you give a seat away."),
    ]
    rows = column(Button(speech.say("To the door"), CheckInDoor(event=event.id)))
    return Screen(Html("\n\n".join(part for part in parts if part)), rows, spot=door)


def sessions_at_door(event: Event, now: datetime) -> list[Session]:
    """Return the sessions of an event at whose door somebody stands now or will."""
    return [each for each in event.sessions if each.is_on and each.ends_at > now - CLOSES_AFTER]


def _numbers(speech: Speech, seen: AtTheDoor, event: Event, session: Session) -> Html:
    numbers = seen.numbers[session.id]
    lines = [
        bold(session_name(speech, event, session)),
        speech.html("Inside: {came} of {seated}", came=numbers.came, seated=numbers.seated),
    ]
    if numbers.walk_ins:
        lines.append(speech.html("Came without a ticket: {number}", number=numbers.walk_ins))
    if numbers.waiting:
        lines.append(speech.html("Wait in line: {number}", number=numbers.waiting))
    return Html("\n".join(lines))


def _short(speech: Speech, event: Event, session: Session) -> str:
    label = text_in(session.label, speech.language) or text_in(session.hall, speech.language)
    when = moment_text(speech, event, session.starts_at)
    return f"{when} {label}".strip()


def _found_line(speech: Speech, found: Found, number: int, guest: Guest) -> Html:
    state = speech.say("inside") if guest.registration_id in found.is_in else state_text(speech, guest.state)
    about = ", ".join(part for part in (guest.name, guest.grade) if part)
    when = moment_text(speech, guest.event, guest.session.starts_at)
    return safe(f"{number}. {about}: {state} ({when})")


def _let_in(guest: Guest, nonce: str) -> LetInTap | LineTap:
    if guest.state in {"seated", "approval"}:
        return LetInTap(id=guest.registration_id, nonce=nonce)
    return LineTap(id=guest.registration_id, nonce=nonce)
