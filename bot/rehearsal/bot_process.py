"""The real bot by a clock that can be wound: `python -m bot.rehearsal.bot_process CLOCK`. Ends when who started it is gone."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import threading
from pathlib import Path

from bot.app import serve
from bot.logs import set_up_logs
from bot.rehearsal.clock import SharedClock
from bot.settings import read_settings

READY = "ready"


async def main() -> None:
    """Run until told to stop, or until standard input ends."""
    settings = read_settings()
    set_up_logs(settings.log_level)
    token = settings.token.get_secret_value() if settings.token else ""
    # A parent that is killed cannot tell us; its end of the pipe is closed then.
    threading.Thread(target=_stop_at_the_end, daemon=True).start()
    await serve(settings, token, settings.bot_api_url, SharedClock(Path(sys.argv[1])), lambda _name: _say(READY))


def _stop_at_the_end() -> None:
    # Not through `sys.stdin`: its lock would be held while the interpreter ends.
    while os.read(0, 1):
        pass
    os.kill(os.getpid(), signal.SIGTERM)


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    asyncio.run(main())
