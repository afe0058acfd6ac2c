"""The whole bot, believing that it was noon in Kazakhstan when it started; for benchmarks.delivery."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.app import serve
from bot.clock import SystemClock
from bot.domain.hours import KAZAKHSTAN
from bot.logs import set_up_logs
from bot.settings import read_settings

if TYPE_CHECKING:
    from datetime import datetime


class NoonClock(SystemClock):
    """The system's clock, put to noon of today."""

    def __init__(self) -> None:
        local = super().now().astimezone(KAZAKHSTAN)
        self._shift = local.replace(hour=12, minute=0, second=0, microsecond=0) - local

    def now(self) -> datetime:
        """Return the moment that this clock shows."""
        return super().now() + self._shift


async def main() -> None:
    """Run until stopped."""
    settings = read_settings()
    set_up_logs(settings.log_level)
    token = settings.token.get_secret_value() if settings.token else ""
    await serve(settings, token, settings.bot_api_url, NoonClock())


if __name__ == "__main__":
    asyncio.run(main())
