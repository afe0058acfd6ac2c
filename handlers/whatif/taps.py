"""Taps of "what if"."""

from aiogram.filters.callback_data import CallbackData


class RegionsDoor(CallbackData, prefix="wr"):
    """The regions, one of which is to be supposed as home."""

    page: int = 0
