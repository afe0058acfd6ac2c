"""Taps of a pupil's questions."""

from aiogram.filters.callback_data import CallbackData

from bot.chat.doors import RowId


class EndTap(CallbackData, prefix="oe"):
    """The question is answered well enough: close it."""

    id: RowId
