"""Taps of the list of the door."""

from typing import Literal

from aiogram.filters.callback_data import CallbackData

from bot.chat.doors import RowId


class SessionListDoor(CallbackData, prefix="xi"):
    """The list of one session; here it is sent back with its ticks."""

    session: RowId


class ListFileTap(CallbackData, prefix="xf"):
    """The list as a file: XLSX or PDF."""

    session: RowId
    form: Literal["x", "p"]


class TicksTap(CallbackData, prefix="xy"):
    """Enter those who came by a ticked list."""

    draft: RowId
