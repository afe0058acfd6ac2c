"""The calendar file of a ticket: opened on a phone, it puts the session into the calendar (RFC 5545)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC
from typing import TYPE_CHECKING, Final

from icalendar import Calendar, Event

if TYPE_CHECKING:
    from datetime import datetime

    from bot.domain.geo import Point

_MAKER: Final = "-//Temirqazyq//Tickets//KK"


@dataclass(frozen=True, slots=True)
class Appointment:
    """A session as it stands in a pupil's calendar.

    Attributes:
        registration: its id; with `bot` it is how a calendar knows that a later file is about the same appointment.
        bot: the bot's own name in Telegram, without "@".
        title: what the day of the calendar shows.
        place: hall, address, settlement on one line; may be empty.
        details: the lines under it; the link follows when it is not among them; may be empty.
        link: opens the ticket.
        version: grows with each move of the session; a calendar takes the higher one.
        is_on: False for a session that was called off.
        made_at: the moment at which the file is made.
    """

    registration: int
    bot: str
    title: str
    starts_at: datetime
    ends_at: datetime
    place: str
    point: Point | None
    details: str
    link: str
    version: int
    is_on: bool
    made_at: datetime


def calendar_file(appointment: Appointment) -> bytes:
    """Return an iCalendar file with one event and no alarm: the bot reminds by itself.

    The hours are written in UTC. Kazakhstan moved to UTC+5 on 1 March 2024, and a phone whose zone files are older would show a
    time in "Asia/Almaty" an hour off: most calendars trust their own files more than a definition that comes along.
    """
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", _MAKER)
    calendar.add_component(_event(appointment))
    written: bytes = calendar.to_ical()
    return written


def _event(appointment: Appointment) -> Event:
    event = Event()
    event.add("uid", f"registration-{appointment.registration}@{appointment.bot or 'temirqazyq'}.t.me")
    event.add("dtstamp", appointment.made_at.astimezone(UTC))
    event.add("dtstart", appointment.starts_at.astimezone(UTC))
    event.add("dtend", appointment.ends_at.astimezone(UTC))
    event.add("summary", _one_line(appointment.title))
    if place := _one_line(appointment.place):
        event.add("location", place)
    if appointment.point is not None:
        event.add("geo", (appointment.point.latitude, appointment.point.longitude))
    event.add("description", _clean(_description(appointment)))
    event.add("url", appointment.link)
    # Higher for the one that was called off: a calendar leaves its entry as it is when the number stays.
    event.add("sequence", 2 * appointment.version + (not appointment.is_on))
    event.add("status", "CONFIRMED" if appointment.is_on else "CANCELLED")
    return event


def _description(appointment: Appointment) -> str:
    if appointment.link in appointment.details:
        return appointment.details
    return "\n\n".join(part for part in (appointment.details, appointment.link) if part)


def _one_line(text: str) -> str:
    return " ".join(_clean(text).split())


def _clean(text: str) -> str:
    """Return a text with one kind of line ends and without characters that the format forbids."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join("".join(letter for letter in line if letter.isprintable() or letter == "\xa0") for line in lines)
