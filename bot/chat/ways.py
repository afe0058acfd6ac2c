"""The last row of many screens: the way back, and the menu."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.chat.doors import MenuDoor
from bot.chat.screen import Button

if TYPE_CHECKING:
    from aiogram.filters.callback_data import CallbackData

    from bot.chat.screen import Row
    from bot.i18n import Speech


def way_back(speech: Speech, door: CallbackData) -> Row:
    """Return the row with the way back through a door and the menu."""
    return (Button(speech.say("← Back"), door), Button(speech.say("Menu"), MenuDoor()))
