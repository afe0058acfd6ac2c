"""Taps of the menu."""

from aiogram.filters.callback_data import CallbackData


class MyDataDoor(CallbackData, prefix="md"):
    """Everything that is kept about the person."""


class DeleteDoor(CallbackData, prefix="dd"):
    """The question whether to delete everything."""


class DeleteTap(CallbackData, prefix="dt"):
    """Yes, delete everything."""


class PilotDoor(CallbackData, prefix="pi"):
    """The question whether answers may go into the pilot."""


class PilotTap(CallbackData, prefix="pj"):
    """Yes, they may, or no, they may not."""

    joins: bool
