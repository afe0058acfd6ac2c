"""Taps of colleges."""

from aiogram.filters.callback_data import CallbackData

from bot.chat.doors import Back


class CollegePinTap(CallbackData, prefix="cp"):
    """Show a college on the map."""

    id: str
    profession: str = ""
    back: Back = "m"
    page: int = 0
