"""Taps under announcements, and the door to what one decided about them. Rules as in `bot.chat.doors`."""

from __future__ import annotations

from typing import Literal

from aiogram.filters.callback_data import CallbackData

from bot.chat.doors import RowId


class RefuseTap(CallbackData, prefix="aw"):
    """Under an announcement: nothing more from its author ("a"), or from everybody ("e")."""

    id: RowId
    whose: Literal["a", "e"]


class AllowTap(CallbackData, prefix="ay"):
    """Under an announcement: what was refused there is taken back."""

    id: RowId


class AnnouncementsDoor(CallbackData, prefix="ax"):
    """Whether one gets announcements."""


class AllAnnouncementsTap(CallbackData, prefix="az"):
    """Get announcements, from everybody, or get none at all."""

    on: bool
