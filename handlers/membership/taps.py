"""Taps of pupils in classes."""

from typing import Annotated

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

from bot.chat.doors import RowId


class JoinTap(CallbackData, prefix="jt"):
    """Yes, join the class of this code."""

    code: Annotated[str, Field(min_length=1, max_length=48)]


class ShareDoor(CallbackData, prefix="js"):
    """The question whether the counsellor may see name and result."""

    group: RowId


class NameDoor(CallbackData, prefix="jn"):
    """Yes, they may: by which name?"""

    group: RowId


class HideTap(CallbackData, prefix="jx"):
    """No, only as a number."""

    group: RowId


class LeaveDoor(CallbackData, prefix="jl"):
    """The question whether to leave a class."""

    group: RowId


class LeaveTap(CallbackData, prefix="jy"):
    """Yes, leave it."""

    group: RowId
