"""Taps of the search by words."""

from aiogram.filters.callback_data import CallbackData


class FoundDoor(CallbackData, prefix="f"):
    """What a typed text may mean, when that is not clear."""

    query: str
