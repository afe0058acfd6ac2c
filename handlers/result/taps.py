"""Taps of the result."""

from aiogram.filters.callback_data import CallbackData


class AgainTap(CallbackData, prefix="qa"):
    """Take the quiz once more; earlier results are kept."""


class HistoryDoor(CallbackData, prefix="hy"):
    """Earlier results, and what changed."""
