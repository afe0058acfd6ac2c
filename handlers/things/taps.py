"""Taps of one's own things."""

from aiogram.filters.callback_data import CallbackData


class ThingsPageDoor(CallbackData, prefix="mp"):
    """A page of what was saved."""

    page: int
