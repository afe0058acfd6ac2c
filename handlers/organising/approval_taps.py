"""Taps about those who wait for the organiser's yes."""

from aiogram.filters.callback_data import CallbackData

from bot.chat.doors import RowId


class ApprovalsDoor(CallbackData, prefix="fg"):
    """Who waits for the organiser's yes."""

    event: RowId
    page: int = 0


class DecideTap(CallbackData, prefix="fh"):
    """Yes or no to a party."""

    event: RowId
    party: RowId
    approves: bool
    page: int = 0
