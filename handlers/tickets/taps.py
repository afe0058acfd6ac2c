"""Taps of tickets. Each carries what it is about, so that an old keyboard cannot mean something newer."""

from typing import Annotated, Literal

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

from bot.chat.doors import RowId
from bot.domain.registration import WouldWork


class GiveBackDoor(CallbackData, prefix="tb"):
    """The question whether to give a seat, or a place in line, back."""

    id: RowId


class GiveBackTap(CallbackData, prefix="ty"):
    """Yes, give it back; `code` is the ticket's, so that it means this registration and no later one."""

    id: RowId
    code: str


class AnswerOfferTap(CallbackData, prefix="ta"):
    """Take an offered seat, or do not; `until` (seconds since 1970) is when this very offer ends."""

    id: RowId
    accepts: bool
    until: int


class TicketPinTap(CallbackData, prefix="tm"):
    """Show the place on the map."""

    id: RowId


class CalendarTap(CallbackData, prefix="tc"):
    """Send the calendar file."""

    id: RowId


class ParentMessageDoor(CallbackData, prefix="tp"):
    """The message for a parent, in Kazakh or Russian; in the pupil's own language where none is named."""

    id: RowId
    language: Literal["", "kk", "ru"] = ""


class WorthTap(CallbackData, prefix="tw"):
    """It was worth it, 1-5."""

    id: RowId
    worth: Annotated[int, Field(ge=1, le=5)]


class WouldWorkTap(CallbackData, prefix="tj"):
    """Would like to work like that, or perhaps, or not."""

    id: RowId
    answer: WouldWork


class CertificateTap(CallbackData, prefix="te"):
    """Send the certificate."""

    id: RowId
