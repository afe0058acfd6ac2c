"""Looks at an installation and says in words what is missing or wrong (`temirqazyq doctor`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.doctor.finding import Finding
from bot.doctor.installation import look_at_installation
from bot.doctor.telegram import ask_username, look_at_telegram

if TYPE_CHECKING:
    from bot.settings import Settings

__all__ = ["Finding", "ask_username", "examine"]


async def examine(settings: Settings) -> list[Finding]:
    """Look at everything; later findings do not depend on earlier ones."""
    return [*await look_at_installation(settings), *await look_at_telegram(settings)]
