"""Taps of staff."""

from typing import Annotated

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

from bot.chat.doors import RowId


class InvitationDoor(CallbackData, prefix="iv"):
    """What an invitation gives, by the secret of its link."""

    secret: Annotated[str, Field(min_length=1, max_length=32)]


class AcceptTap(CallbackData, prefix="ia"):
    """Take the role of an invitation."""

    secret: Annotated[str, Field(min_length=1, max_length=32)]


class RevokeDoor(CallbackData, prefix="ir"):
    """The question whether to take a role back."""

    grant: RowId


class RevokeTap(CallbackData, prefix="it"):
    """Yes, take it back."""

    grant: RowId


class AuditDoor(CallbackData, prefix="ig"):
    """The audit log."""

    page: int = 0
