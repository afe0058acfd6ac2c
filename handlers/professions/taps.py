"""Taps of the profession's card."""

from aiogram.filters.callback_data import CallbackData

from bot.chat.doors import Back


class ProfessionDayDoor(CallbackData, prefix="pd"):
    """A working day in a profession, whom it suits and what it asks of health."""

    id: str
    back: Back = "m"


class ProfessionNearDoor(CallbackData, prefix="pn"):
    """Who needs a profession and who hires near home."""

    id: str
    back: Back = "m"
