"""Taps of events."""

from typing import Annotated

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

from bot.chat.doors import RowId


class EventLinkDoor(CallbackData, prefix="ei"):
    """An event's card by the code of its link."""

    code: Annotated[str, Field(min_length=1, max_length=12)]


class EventPinTap(CallbackData, prefix="em"):
    """Show the place on the map."""

    id: RowId


class ShareEventDoor(CallbackData, prefix="eh"):
    """The event's link, to hand on."""

    id: RowId
