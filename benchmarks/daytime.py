"""The whole bot, or with the word `deliver` its worker alone, that never believes it started at night; for benchmarks."""

from __future__ import annotations

import asyncio
import sys
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from bot.app import deliver, serve
from bot.clock import SystemClock
from bot.domain.hours import KAZAKHSTAN
from bot.logs import set_up_logs
from bot.settings import read_settings

if TYPE_CHECKING:
    from datetime import datetime

# Local hours. A run that begins in the evening would end at night.
_MORNING: Final = 8
_EVENING: Final = 20


class DayClock(SystemClock):
    """The system's clock, at night half a day ahead, because then nothing is announced; the same in several processes."""

    def __init__(self) -> None:
        hour = super().now().astimezone(KAZAKHSTAN).hour
        self._shift = timedelta(hours=0 if _MORNING <= hour < _EVENING else 12)

    def now(self) -> datetime:
        """Return the moment that this clock shows."""
        return super().now() + self._shift


async def main() -> None:
    """Run until stopped."""
    settings = read_settings()
    set_up_logs(settings.log_level)
    token = settings.token.get_secret_value() if settings.token else ""
    start = deliver if sys.argv[1:] == ["deliver"] else serve
    await start(settings, token, settings.bot_api_url, DayClock())


if __name__ == "__main__":
    asyncio.run(main())
