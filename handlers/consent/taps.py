"""Taps of people who need no account here: the link's secret and the language travel in the tap, and are stored nowhere."""

from typing import Annotated

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

from bot.domain.languages import Language

Secret = Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")]


class ConsentDoor(CallbackData, prefix="kp"):
    """What a parent is asked; in the language of their Telegram where none is named."""

    secret: Secret
    language: Language | None = None


class AgreeToEventTap(CallbackData, prefix="ky"):
    """Yes, my child may come."""

    secret: Secret
    language: Language | None = None


class WithdrawTap(CallbackData, prefix="kn"):
    """No, or no longer."""

    secret: Secret
    language: Language | None = None


class CertificateDoor(CallbackData, prefix="kv"):
    """Whether a certificate is real."""

    code: Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,48}$")]
    language: Language | None = None
