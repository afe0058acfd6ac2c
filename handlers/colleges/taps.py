"""Taps of colleges."""

from typing import Literal

from aiogram.filters.callback_data import CallbackData

from bot.chat.doors import Back


class CollegePinTap(CallbackData, prefix="cp"):
    """Show a college on the map; the same fields as its card's door, to which it leads back."""

    id: str
    profession: str = ""
    back: Back = "m"
    page: int = 0
    place: str = ""
    listed: Literal["", "t"] = ""
