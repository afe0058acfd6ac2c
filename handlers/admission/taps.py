"""Taps of admission. Each carries the grade after which one enters and the college from which one came, for the way back."""

from typing import Literal

from aiogram.filters.callback_data import CallbackData

from bot.chat.doors import CardId


class DocumentsDoor(CallbackData, prefix="ac"):
    """Which documents are needed."""

    entry: Literal["", "9", "11"] = ""
    college: CardId = ""


class ApplyDoor(CallbackData, prefix="ah"):
    """How one applies."""

    entry: Literal["", "9", "11"] = ""
    college: CardId = ""


class MoneyDoor(CallbackData, prefix="am"):
    """Free places, quotas and the stipend."""

    entry: Literal["", "9", "11"] = ""
    college: CardId = ""
