"""What goes out by itself: waits until the outbox is empty, and what the call log says of it."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from typing import TYPE_CHECKING, Final

from bot.app import SWEEPING_SECONDS
from bot.db.rehearsing import not_sent_yet, sent_by_kind
from bot.rehearsal.breaking import BrokenOffError

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from bot.rehearsal.cast import Cast
    from bot.rehearsal.figures import Step
    from bot.rehearsal.stage import Stage
    from bot.rehearsal.telling import Telling

# Stands in the announcement and nowhere else.
MARK: Final = "✱✱"
_LOOK_SECONDS: Final = 0.25
# So often in a row nothing may be due before it is believed.
_QUIET_LOOKS: Final = 4
_LONGEST_SECONDS: Final = 900.0


async def until_sent(stage: Stage, one_more: Callable[[], None] | None = None) -> float:
    """Let the bot look at what is due now, and wait until all of it is sent; return how many seconds that took.

    Raises:
        BrokenOffError: it does not become empty.
    """
    begun = time.perf_counter()
    # Whoever looks after seats sleeps in between.
    stage.clock.wind(SWEEPING_SECONDS + 1)
    quiet, before = 0, 0
    while quiet < _QUIET_LOOKS:
        await asyncio.sleep(_LOOK_SECONDS)
        if time.perf_counter() - begun > _LONGEST_SECONDS:
            raise BrokenOffError("messages stay in the outbox")
        left = await stage.read(lambda connection: not_sent_yet(connection, stage.clock.now()))
        quiet = quiet + 1 if not left else 0
        for _ in range(max(0, before - left) if one_more else 0):
            one_more()  # type: ignore[misc]
        before = left
    return max(0.0, time.perf_counter() - begun - _QUIET_LOOKS * _LOOK_SECONDS)


async def send_due(cast: Cast, telling: Telling, name: str, kind: str, moment: datetime) -> Step:
    """Go to a moment at which messages of a kind are due, and let them go out, as a step of its own."""
    with telling.step(name, 0) as (step, _):
        before, all_before = await sent_of(cast, kind), await sent_of(cast)
        cast.stage.clock.wind_to(moment)
        seconds = await until_sent(cast.stage)
        number, total = await sent_of(cast, kind), await sent_of(cast)
        others = total - all_before - (number - before)
        beside = f" with {others} of other kinds" if others else ""
        step.notes.append(f"{number - before} arrived{beside} in {seconds:.0f} s")
    return step


async def sent_of(cast: Cast, kind: str | None = None) -> int:
    """Return how many messages of a kind, or of all kinds, were sent so far."""
    states: dict[tuple[str, str], int] = await cast.stage.read(sent_by_kind)
    return sum(number for (each, state), number in states.items() if state == "sent" and kind in {None, each})


class CallLog:
    """The pretend Telegram's own log of the bot's calls, read as it grows: a witness that no code of the bot writes.

    Attributes:
        floods: how often Telegram would have said that it was too much.
        marked: how many messages with the mark arrived in each chat.
    """

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._last = 0
        self._reading = asyncio.Lock()
        self.floods = 0
        self.marked: Counter[int] = Counter()

    async def run(self) -> None:
        """Read until cancelled."""
        while True:
            await self.read()
            await asyncio.sleep(1.0)

    async def read(self) -> None:
        """Read what is new; nothing is read twice, whoever asks at the same time."""
        async with self._reading:
            for call in await self._stage.calls_after(self._last):
                self._last = call["n"]
                self.floods += call["status"] == 429
                if call["method"] == "sendMessage" and call["status"] == 200 and MARK in call["parameters"]["text"]:
                    self.marked[int(call["parameters"]["chat_id"])] += 1
