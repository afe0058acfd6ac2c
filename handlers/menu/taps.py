"""Taps of the menu."""

from typing import Annotated

from aiogram.filters.callback_data import CallbackData
from pydantic import Field


class MyDataDoor(CallbackData, prefix="md"):
    """Everything that is kept about the person."""


class MyTextsDoor(CallbackData, prefix="mw"):
    """What the person wrote for events."""

    page: Annotated[int, Field(ge=0)] = 0


class ForgetDetailsTap(CallbackData, prefix="mf"):
    """Remember name, school and class for the next registration no longer."""


class DeleteDoor(CallbackData, prefix="dd"):
    """The question whether to delete everything."""


class DeleteTap(CallbackData, prefix="dt"):
    """Yes, delete everything."""


class PilotDoor(CallbackData, prefix="pi"):
    """The question whether answers may go into the pilot."""


class PilotTap(CallbackData, prefix="pj"):
    """Yes, they may, or no, they may not."""

    joins: bool
