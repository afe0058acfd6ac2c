"""Taps of the form. Each names its session, so that an old keyboard fills no other form."""

from typing import Annotated

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

from bot.chat.doors import RowId
from bot.domain.form import Step


class FieldDoor(CallbackData, prefix="ef"):
    """A field of the form, to be typed, or typed anew."""

    session: RowId
    step: Step


class AgeTap(CallbackData, prefix="eg"):
    """The pupil is younger than the age that was asked for, or is not."""

    session: RowId
    is_under: bool


class FriendsDoor(CallbackData, prefix="eo"):
    """How many friends come along."""

    session: RowId


class FriendsTap(CallbackData, prefix="ep"):
    """So many friends."""

    session: RowId
    number: Annotated[int, Field(ge=0, le=4)]


class RememberTap(CallbackData, prefix="er"):
    """Remember name, school and class for the next time, or do not."""

    session: RowId
    on: bool


class SendTap(CallbackData, prefix="et"):
    """Register with what is filled in."""

    session: RowId


class KeptPlaceDoor(CallbackData, prefix="ej"):
    """A place that friends keep, by the code of their link."""

    code: Annotated[str, Field(min_length=1, max_length=12)]
