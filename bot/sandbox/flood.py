"""How much a bot may send: Telegram's published limits, as an absolute schedule in the sandbox's own time.

About 30 messages a second overall and one a second in one chat, with a short burst (core.telegram.org/bots/faq).
"""

from __future__ import annotations

import math
from collections import defaultdict, deque
from typing import TYPE_CHECKING, Final

from bot.sandbox.errors import flood

if TYPE_CHECKING:
    from collections.abc import Callable

_OVERALL: Final = 30
_OVERALL_SECONDS: Final = 1.0
# A burst in one chat: so many within so many seconds, which is about one a second in the long run.
_IN_CHAT: Final = 20
_IN_CHAT_SECONDS: Final = 20.0
_BURST: Final = 6
_BURST_SECONDS: Final = 3.0


class FloodControl:
    """Counts what was sent, and refuses what is too much."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._overall: deque[float] = deque()
        self._chats: dict[int, deque[float]] = defaultdict(deque)

    def count(self, chat_id: int) -> None:
        """Count a message to a chat.

        Raises:
            BotApiError: 429 with the whole seconds to wait; nothing is counted then.
        """
        now = self._clock()
        chat = self._chats[chat_id]
        wait = max(
            _wait(self._overall, now, _OVERALL, _OVERALL_SECONDS),
            _wait(chat, now, _IN_CHAT, _IN_CHAT_SECONDS),
            _wait(chat, now, _BURST, _BURST_SECONDS),
        )
        if wait > 0:
            raise flood(math.ceil(wait))
        self._overall.append(now)
        chat.append(now)


def _wait(sent: deque[float], now: float, most: int, seconds: float) -> float:
    """Return how long to wait until fewer than `most` were sent within `seconds`."""
    while sent and now - sent[0] >= _IN_CHAT_SECONDS:
        sent.popleft()
    recent = [moment for moment in sent if now - moment < seconds]
    return recent[-most] + seconds - now if len(recent) >= most else 0.0
