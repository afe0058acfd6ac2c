"""Taps of the export."""

from typing import Literal

from aiogram.filters.callback_data import CallbackData

from bot.chat.doors import RowId


class ExportTap(CallbackData, prefix="ix"):
    """The file: XLSX or CSV."""

    event: RowId
    form: Literal["x", "c"]
