"""Taps of organisers about sessions. A moment travels in minutes since 1970, so that nothing half made is kept anywhere."""

from typing import Annotated, Literal

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

from bot.chat.doors import RowId
from bot.chat.staff_doors import EventId
from bot.domain.event_edits import LONGEST_SESSION, MOST_SEATS, MOST_SESSIONS, MOST_WEEKS, SHORTEST_SESSION
from bot.domain.languages import Language

# Minutes since 1970, until the year 2159.
Minute = Annotated[int, Field(ge=0, le=99_999_999)]
Length = Annotated[int, Field(ge=SHORTEST_SESSION, le=LONGEST_SESSION)]
# How many sessions the organiser saw: a double tap on an old number adds nothing.
Count = Annotated[int, Field(ge=0, le=MOST_SESSIONS)]
SessionLetter = Literal["l", "h"]


class SessionsDoor(CallbackData, prefix="uo"):
    """The sessions of an event."""

    event: RowId
    page: int = 0


class SessionDoor(CallbackData, prefix="up"):
    """A session as who runs it sees it."""

    session: RowId


class WhenDoor(CallbackData, prefix="uq"):
    """The day of a new session, or of one that is moved (0: a new one), to be typed or chosen."""

    event: RowId
    session: EventId = 0
    page: Annotated[int, Field(ge=0, le=60)] = 0


class HoursDoor(CallbackData, prefix="ur"):
    """The hour, when the day (days since the year 1) is chosen."""

    event: RowId
    session: EventId
    day: Annotated[int, Field(ge=1, le=800_000)]


class LengthDoor(CallbackData, prefix="us"):
    """How long a new session lasts."""

    event: RowId
    starts: Minute
    count: Count


class SeatsDoor(CallbackData, prefix="ut"):
    """How many seats a new session has, to be typed or chosen."""

    event: RowId
    starts: Minute
    length: Length
    count: Count


class SeatsTap(CallbackData, prefix="uu"):
    """So many."""

    event: RowId
    starts: Minute
    length: Length
    count: Count
    capacity: Annotated[int, Field(ge=1, le=MOST_SEATS)]


class MoveDoor(CallbackData, prefix="uv"):
    """The question whether to move a session, with how many will be told."""

    session: RowId
    starts: Minute
    length: Length


class MoveTap(CallbackData, prefix="uw"):
    """Yes; `version` is the one that the organiser saw."""

    session: RowId
    starts: Minute
    length: Length
    version: Annotated[int, Field(ge=0, le=10**6)]


class OtherLengthDoor(CallbackData, prefix="ux"):
    """How long a session lasts from now on."""

    session: RowId


class ResizeDoor(CallbackData, prefix="uy"):
    """How many seats a session has from now on, to be typed."""

    session: RowId


class SessionTextDoor(CallbackData, prefix="fa"):
    """What a session is about, or its hall, in a language, to be typed."""

    session: RowId
    field: SessionLetter
    language: Language


class EraseSessionTextTap(CallbackData, prefix="fb"):
    """Take it out in a language."""

    session: RowId
    field: SessionLetter
    language: Language


class RepeatDoor(CallbackData, prefix="fc"):
    """For how many weeks a session is repeated."""

    session: RowId


class RepeatTap(CallbackData, prefix="fd"):
    """For so many."""

    session: RowId
    weeks: Annotated[int, Field(ge=1, le=MOST_WEEKS)]


class CallOffDoor(CallbackData, prefix="fe"):
    """The question whether to call a session off."""

    session: RowId


class CallOffTap(CallbackData, prefix="ff"):
    """Yes, call it off."""

    session: RowId
