"""A new session, or one that is moved: day, hour, length, seats. What is half chosen travels in the taps."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, assert_never
from zoneinfo import ZoneInfo

from bot.chat.doors import MenuDoor
from bot.chat.screen import Onward
from bot.chat.staff_doors import RunDoor
from bot.domain.event_edits import LONGEST_SESSION, MOST_SEATS, SHORTEST_SESSION
from bot.domain.typed_moment import read_moment
from bot.services.access import NotAllowed
from bot.services.organising_outcomes import Edited, Over, Refused, Unfit
from handlers.organising.flow import flow, led_away, look
from handlers.organising.registering_terms import number_in
from handlers.organising.session_taps import (
    HoursDoor,
    LengthDoor,
    MoveDoor,
    SeatsDoor,
    SeatsTap,
    SessionDoor,
    SessionsDoor,
    WhenDoor,
)
from handlers.organising.sessions import moment_of
from handlers.organising.when_screens import (
    HOURS,
    LAST_PAGE,
    hours_screen,
    length_screen,
    seats_screen,
    when_screen,
)
from handlers.organising.wording import fault_line, moment_fault

if TYPE_CHECKING:
    from aiogram.filters.callback_data import CallbackData

    from bot.chat.flow import Answer
    from bot.chat.visit import Visit
    from bot.domain.events import Event


@flow.tap(WhenDoor)
async def when_opened(visit: Visit, door: WhenDoor) -> Answer:
    """Ask for the day."""
    shown = await look(visit, door.event)
    if shown is None:
        return MenuDoor()
    door = door.model_copy(update={"page": min(door.page, LAST_PAGE)})
    return when_screen(visit.speech, shown.event, door, visit.ground.events.now())


@flow.text_at(WhenDoor)
async def moment_typed(visit: Visit, text: str) -> Answer | None:
    """Read day and hour; for a session that is moved an hour alone means its own day."""
    door = WhenDoor.unpack(visit.pupil.spot)
    shown = await look(visit, door.event)
    if shown is None:
        return MenuDoor()
    session = shown.event.session(door.session)
    day = session.starts_at.astimezone(ZoneInfo(shown.event.zone)).date() if session else None
    return _read(visit, shown.event, door.session, text, day, door)


@flow.tap(HoursDoor)
async def day_chosen(visit: Visit, door: HoursDoor) -> Answer:
    """Ask for the hour; hours that have passed are not shown."""
    shown, now = await look(visit, door.event), visit.ground.events.now()
    if shown is None:
        return MenuDoor()
    zone = ZoneInfo(shown.event.zone)
    moments = [datetime.combine(date.fromordinal(door.day), time(hour), zone) for hour in HOURS]
    buttons = [(f"{each:%H:%M}", _behind(shown.event, door.session, each)) for each in moments if each > now]
    return hours_screen(visit.speech, shown.event, door, buttons)


@flow.text_at(HoursDoor)
async def hour_typed(visit: Visit, text: str) -> Answer | None:
    """Read an hour of the day that was chosen, or another day and hour."""
    door = HoursDoor.unpack(visit.pupil.spot)
    shown = await look(visit, door.event)
    if shown is None:
        return MenuDoor()
    return _read(visit, shown.event, door.session, text, date.fromordinal(door.day), door)


@flow.tap(LengthDoor)
async def length_wanted(visit: Visit, door: LengthDoor) -> Answer:
    """Ask how long it lasts."""
    shown = await look(visit, door.event)
    return length_screen(visit.speech, shown.event, door, moment_of(door.starts)) if shown else MenuDoor()


@flow.text_at(LengthDoor)
async def length_typed(visit: Visit, text: str) -> Answer | None:
    """Read minutes."""
    door, minutes = LengthDoor.unpack(visit.pupil.spot), number_in(text)
    if minutes is None or not SHORTEST_SESSION <= minutes <= LONGEST_SESSION:
        said = visit.speech.html("Please write the minutes, at least {least}.", least=SHORTEST_SESSION)
        return Onward(door, line=said)
    return SeatsDoor(event=door.event, starts=door.starts, length=minutes, count=door.count)


@flow.tap(SeatsDoor)
async def seats_wanted(visit: Visit, door: SeatsDoor) -> Answer:
    """Ask how many seats there are."""
    shown = await look(visit, door.event)
    return seats_screen(visit.speech, shown.event, door, moment_of(door.starts)) if shown else MenuDoor()


@flow.text_at(SeatsDoor)
async def seats_typed(visit: Visit, text: str) -> Answer | None:
    """Read a number, and make the session."""
    door, number = SeatsDoor.unpack(visit.pupil.spot), number_in(text)
    if number is None:
        return Onward(door, line=visit.speech.html("Please write a number from 1 to {most}.", most=MOST_SEATS))
    return await seats_chosen(visit, SeatsTap(**door.model_dump(), capacity=number))


@flow.tap(SeatsTap)
async def seats_chosen(visit: Visit, tap: SeatsTap) -> Answer:
    """Make the session."""
    outcome = await visit.ground.organising_sessions.add(
        visit.pupil.id,
        tap.event,
        moment_of(tap.starts),
        timedelta(minutes=tap.length),
        tap.capacity,
        count=tap.count,
        once=visit.update_id,
    )
    match outcome:
        case Edited(event):
            # The first one makes a draft whole; others are looked at among the rest.
            then = RunDoor(event=event.id) if len(event.sessions) == 1 else SessionsDoor(event=event.id)
            return Onward(then, line=visit.speech.html("The session is added."))
        case Refused(event, fault):
            return Onward(WhenDoor(event=event.id), line=fault_line(visit.speech, fault))
        case Unfit() | Over() | NotAllowed():
            return led_away(visit, outcome)
        case _:
            assert_never(outcome)


def _read(visit: Visit, event: Event, session: int, text: str, day: date | None, again: CallbackData) -> Answer:
    now = visit.ground.events.now().astimezone(ZoneInfo(event.zone))
    moment = read_moment(text, now, day)
    if isinstance(moment, str):
        return Onward(again, line=moment_fault(visit.speech, moment))
    return _behind(event, session, moment)


def _behind(event: Event, session: int, moment: datetime) -> CallbackData:
    """Return where a moment leads: to the length of a new session, or to the question whether to move one."""
    starts = int(moment.timestamp()) // 60
    moved = event.session(session)
    if moved is None:
        return (
            SessionsDoor(event=event.id)
            if session
            else LengthDoor(event=event.id, starts=starts, count=len(event.sessions))
        )
    length = int((moved.ends_at - moved.starts_at) / timedelta(minutes=1))
    if not SHORTEST_SESSION <= length <= LONGEST_SESSION:
        return SessionDoor(session=session)
    return MoveDoor(session=session, starts=starts, length=length)
