"""Screens that ask for day, hour, length and seats of a session."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from bot.chat.event_words import title_of
from bot.chat.screen import Button, Screen, column, grid
from bot.chat.staff_doors import RunDoor
from bot.i18n.speech import Html
from handlers.organising.session_screens import LENGTHS
from handlers.organising.session_taps import HoursDoor, LengthDoor, SeatsDoor, SeatsTap, SessionDoor, WhenDoor
from handlers.organising.wording import length_name

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from aiogram.filters.callback_data import CallbackData

    from bot.domain.events import Event
    from bot.i18n import Speech

_DAYS: Final = 14
LAST_PAGE: Final = 26
HOURS: Final = range(8, 21)
_SEATS: Final = (10, 15, 20, 25, 30, 50, 100, 200)


def when_screen(speech: Speech, event: Event, door: WhenDoor, now: datetime) -> Screen:
    """Which day? Typed with the hour, or chosen."""
    first = now.astimezone(ZoneInfo(event.zone)).date() + timedelta(days=_DAYS * door.page)
    days = [first + timedelta(days=number) for number in range(_DAYS)]
    buttons = [
        Button(speech.weekday_and_day(day), HoursDoor(event=event.id, session=door.session, day=day.toordinal()))
        for day in days
    ]
    turn = []
    if door.page > 0:
        turn.append(Button(speech.say("← Earlier"), door.model_copy(update={"page": door.page - 1})))
    if door.page < LAST_PAGE:
        turn.append(Button(speech.say("Later →"), door.model_copy(update={"page": door.page + 1})))
    head = speech.html("<b>When does it begin?</b>\n{title}", title=title_of(speech, event))
    said = speech.html("Write day and hour, such as: 12.12 14:00, or tomorrow 10:00. Or choose the day.")
    back = Button(speech.say("← Back"), _back(event, door.session))
    return Screen(Html(f"{head}\n\n{said}"), (*grid(buttons), tuple(turn), (back,)), spot=door)


def hours_screen(speech: Speech, event: Event, door: HoursDoor, moments: Sequence[tuple[str, CallbackData]]) -> Screen:
    """Which hour? Pairs of what a clock shows and where it leads."""
    day = speech.weekday_and_day(date.fromordinal(door.day))
    text = speech.html("<b>{day}</b>\n\nAt what time does it begin? Choose, or write another one: 14:30", day=day)
    buttons = [Button(label, tap) for label, tap in moments]
    back = Button(speech.say("← Back"), WhenDoor(event=event.id, session=door.session))
    return Screen(text, (*grid(buttons, 4), (back,)), spot=door)


def length_screen(speech: Speech, event: Event, door: LengthDoor, starts: datetime) -> Screen:
    """How long does it last?"""
    text = speech.html(
        "<b>{moment}</b>\n\nHow long does it last? Choose, or write the minutes.",
        moment=speech.day_and_hour(starts, event.zone),
    )
    buttons = [
        Button(
            length_name(speech, minutes),
            SeatsDoor(event=event.id, starts=door.starts, length=minutes, count=door.count),
        )
        for minutes in LENGTHS
    ]
    back = Button(speech.say("← Back"), WhenDoor(event=event.id))
    return Screen(text, (*grid(buttons), (back,)), spot=door)


def seats_screen(speech: Speech, event: Event, door: SeatsDoor, starts: datetime) -> Screen:
    """How many seats?"""
    text = speech.html(
        "<b>{moment}, {length}</b>\n\nHow many seats are there? Choose, or write a number.",
        moment=speech.day_and_hour(starts, event.zone),
        length=length_name(speech, door.length),
    )
    values = door.model_dump()
    buttons = [Button(str(number), SeatsTap(**values, capacity=number)) for number in _SEATS]
    back = Button(speech.say("← Back"), LengthDoor(event=event.id, starts=door.starts, count=door.count))
    return Screen(text, (*grid(buttons, 4), *column(back)), spot=door)


def _back(event: Event, session: int) -> CallbackData:
    return SessionDoor(session=session) if session else RunDoor(event=event.id)
