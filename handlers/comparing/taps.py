"""Taps of the comparison."""

from aiogram.filters.callback_data import CallbackData


class ComparedDoor(CallbackData, prefix="cd"):
    """The comparison of what was picked; see `CompareDoor`."""

    picks: str
