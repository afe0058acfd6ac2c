"""Sessions of an organiser's events: looked at, resized, moved, named, repeated, called off."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, assert_never

from bot.chat.doors import MenuDoor
from bot.chat.screen import Onward
from bot.chat.staff_doors import RunDoor
from bot.domain.event_edits import LONGEST, MOST_SEATS, Cleaned, cleaned
from bot.i18n.speech import Html, safe
from bot.services.access import NotAllowed
from bot.services.organising_outcomes import Capacity, Edited, Over, Refused, Told, Unfit
from handlers.organising.flow import flow, led_away, look, look_at_session
from handlers.organising.registering_terms import number_in
from handlers.organising.session_screens import (
    SESSION_FIELDS,
    call_off_screen,
    move_screen,
    other_length_screen,
    repeat_screen,
    resize_screen,
    session_screen,
    session_text_screen,
    sessions_screen,
)
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
)
from handlers.organising.taps import TellPlaceDoor
from handlers.organising.wording import fault_line, text_fault, told_line

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.chat.flow import Answer
    from bot.chat.screen import Screen
    from bot.chat.visit import Visit
    from bot.domain.events import Session
    from bot.services.organising_outcomes import Shown


def moment_of(minute: int) -> datetime:
    """Return the moment of a tap."""
    return datetime.fromtimestamp(minute * 60, UTC)


@flow.tap(SessionsDoor)
async def sessions_opened(visit: Visit, door: SessionsDoor) -> Answer:
    """List them."""
    shown = await look(visit, door.event)
    return sessions_screen(visit.speech, shown, door) if shown else MenuDoor()


@flow.tap(SessionDoor)
async def session_opened(visit: Visit, door: SessionDoor) -> Answer:
    """Show one."""
    now = visit.ground.events.now()
    return await _shown(visit, door.session, lambda shown, one: session_screen(visit.speech, shown, one, now))


@flow.tap(ResizeDoor)
async def resize_opened(visit: Visit, door: ResizeDoor) -> Answer:
    """Ask for the number of seats."""
    return await _shown(visit, door.session, lambda shown, one: resize_screen(visit.speech, shown, one))


@flow.text_at(ResizeDoor)
async def seats_typed(visit: Visit, text: str) -> Answer | None:
    """Change it, and say who got a seat by that."""
    door, number = ResizeDoor.unpack(visit.pupil.spot), number_in(text)
    if number is None:
        return Onward(door, line=visit.speech.html("Please write a number from 1 to {most}.", most=MOST_SEATS))
    service = visit.ground.organising_sessions
    outcome = await service.resize(visit.pupil.id, door.session, number, once=visit.update_id)
    match outcome:
        case Capacity():
            return Onward(SessionDoor(session=door.session), line=_resized(visit, outcome))
        case Refused(_, fault):
            return Onward(door, line=fault_line(visit.speech, fault))
        case Over() | NotAllowed():
            return led_away(visit, outcome)
        case _:
            assert_never(outcome)


@flow.tap(OtherLengthDoor)
async def other_length_wanted(visit: Visit, door: OtherLengthDoor) -> Answer:
    """Ask how long it lasts."""
    return await _shown(visit, door.session, lambda shown, one: other_length_screen(visit.speech, shown.event, one))


@flow.tap(MoveDoor)
async def move_wanted(visit: Visit, door: MoveDoor) -> Answer:
    """Ask once more, with how many are told."""
    starts = moment_of(door.starts)
    ends = starts + timedelta(minutes=door.length)
    return await _shown(
        visit,
        door.session,
        lambda shown, one: move_screen(visit.speech, shown, one, replace(one, starts_at=starts, ends_at=ends), door),
    )


@flow.tap(MoveTap)
async def moved(visit: Visit, tap: MoveTap) -> Answer:
    """Move it, and say how many are told."""
    length = timedelta(minutes=tap.length)
    outcome = await visit.ground.organising_sessions.move(
        visit.pupil.id, tap.session, moment_of(tap.starts), length, tap.version, once=visit.update_id
    )
    return _after(visit, tap.session, outcome)


@flow.tap(CallOffDoor)
async def call_off_wanted(visit: Visit, door: CallOffDoor) -> Answer:
    """Ask once more, with how many are told."""
    return await _shown(visit, door.session, lambda shown, one: call_off_screen(visit.speech, shown, one))


@flow.tap(CallOffTap)
async def called_off(visit: Visit, tap: CallOffTap) -> Answer:
    """Call it off, and say how many are told."""
    outcome = await visit.ground.organising_sessions.call_off(visit.pupil.id, tap.session, once=visit.update_id)
    return _after(visit, tap.session, outcome)


@flow.tap(SessionTextDoor)
async def text_wanted(visit: Visit, door: SessionTextDoor) -> Answer:
    """Ask for a text."""
    return await _shown(visit, door.session, lambda shown, one: session_text_screen(visit.speech, shown, one, door))


@flow.text_at(SessionTextDoor)
async def text_typed(visit: Visit, text: str) -> Answer | None:
    """Keep it."""
    door = SessionTextDoor.unpack(visit.pupil.spot)
    field = SESSION_FIELDS[door.field]
    kept = cleaned(field, text)
    if not isinstance(kept, Cleaned):
        return Onward(door, line=text_fault(visit.speech, kept, LONGEST[field]))
    return await _named(visit, door, kept.text)


@flow.tap(EraseSessionTextTap)
async def text_erased(visit: Visit, tap: EraseSessionTextTap) -> Answer:
    """Take it out."""
    return await _named(visit, tap, "")


async def _named(visit: Visit, door: SessionTextDoor | EraseSessionTextTap, text: str) -> Answer:
    field = SESSION_FIELDS[door.field]
    service = visit.ground.organising_sessions
    outcome = await service.name(visit.pupil.id, door.session, field, door.language, text, once=visit.update_id)
    match outcome:
        case Edited(event):
            # Whoever is registered has to know another hall.
            then = TellPlaceDoor(event=event.id) if field == "hall" and event.state != "draft" else None
            return Onward(then or SessionDoor(session=door.session), line=visit.speech.html("Noted."))
        case Over() | NotAllowed():
            return led_away(visit, outcome)
        case _:
            assert_never(outcome)


@flow.tap(RepeatDoor)
async def repeat_wanted(visit: Visit, door: RepeatDoor) -> Answer:
    """Ask for how many weeks."""
    return await _shown(visit, door.session, lambda shown, one: repeat_screen(visit.speech, shown.event, one))


@flow.tap(RepeatTap)
async def repeated(visit: Visit, tap: RepeatTap) -> Answer:
    """Add them."""
    service = visit.ground.organising_sessions
    outcome = await service.repeat(visit.pupil.id, tap.session, tap.weeks, once=visit.update_id)
    match outcome:
        case Edited(event):
            return Onward(SessionsDoor(event=event.id), toast=visit.speech.say("Done."))
        case Refused(event, fault):
            return Onward(SessionsDoor(event=event.id), line=fault_line(visit.speech, fault))
        case Over() | NotAllowed():
            return led_away(visit, outcome)
        case _:
            assert_never(outcome)


def _after(visit: Visit, session: int, outcome: Told | Refused | Unfit | Over | NotAllowed) -> Answer:
    match outcome:
        case Told(_, _, number):
            return Onward(SessionDoor(session=session), line=told_line(visit.speech, number))
        case Refused(_, fault):
            return Onward(SessionDoor(session=session), line=fault_line(visit.speech, fault))
        case Unfit() | Over() | NotAllowed():
            return led_away(visit, outcome)
        case _:
            assert_never(outcome)


def _resized(visit: Visit, outcome: Capacity) -> Html:
    """Return what became of the seats."""
    lines = []
    if not outcome.is_as_wished:
        lines.append(
            visit.speech.html(
                "So many seats are taken already, so there cannot be fewer: {capacity}.", capacity=outcome.capacity
            )
        )
    if outcome.promoted:
        lines.append(
            safe(
                visit.speech.count(
                    "{number} pupil in line gets an offer now.",
                    "{number} pupils in line get an offer now.",
                    outcome.promoted,
                )
            )
        )
    return Html(" ".join(lines)) or visit.speech.html("Noted.")


async def _shown(visit: Visit, session: int, draw: Callable[[Shown, Session], Screen]) -> Answer:
    """Draw a screen of a session if the visitor runs its event."""
    shown = await look_at_session(visit, session)
    one = shown.event.session(session) if shown else None
    if shown is None:
        return MenuDoor()
    return draw(shown, one) if one else RunDoor(event=shown.event.id)
