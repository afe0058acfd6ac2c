"""The pace of sending: every message has a moment of its own on one even schedule, and every chat its own slower one.

The library's rate limiter lets a burst of twice the rate out in the first second, and forgets a halt too early (its issue 5338).
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from bot.clock import Clock

# Telegram's ceiling is about 30 a second overall (core.telegram.org/bots/faq); answers to people need the rest.
PER_SECOND: Final = 25.0
# After a halt the rate falls by a tenth, at most to a fifth; after so long without one it is what it was.
_FALL: Final = 0.9
_LOWEST: Final = 0.2
_RECOVERS_AFTER: Final = timedelta(minutes=30)
# Who comes late to a moment makes up for it: so the rate holds in spite of a busy machine, and a burst is three messages.
_MOST_LATE: Final = timedelta(seconds=0.12)
_IN_CHAT: Final = timedelta(seconds=1)
# The gate lets hardly more through in a second than are meant: to make up for a halt, evenly; the rest is for answers.
_ROOM: Final = 0.25
# Chats that were written to lately; older ones are forgotten when there are more.
_MOST_CHATS: Final = 4096


class Pace:
    """Gives everybody who waits for their turn a moment of their own."""

    def __init__(self, clock: Clock, per_second: float = PER_SECOND) -> None:
        self._clock = clock
        self._per_second = per_second
        self._share = 1.0
        self._next = clock.now()
        self._rests_until = clock.now()
        self._chats: dict[int, datetime] = {}
        # When the next message may pass the gate.
        self._gate = clock.now()
        self._seen = clock.now()

    @property
    def per_second(self) -> float:
        """How many messages a second go out at present."""
        if self._now() - self._rests_until > _RECOVERS_AFTER:
            self._share = 1.0
        return self._per_second * self._share

    async def turn(self, chat_id: int) -> None:
        """Wait until a message may be sent to a chat."""
        now = self._now()
        in_chat = max(now, self._chats.get(chat_id, now))
        self._chats[chat_id] = in_chat + _IN_CHAT
        if len(self._chats) > _MOST_CHATS:
            self._chats = {chat: moment for chat, moment in self._chats.items() if moment > now}
        await self._wait_until(in_chat)
        while True:
            now = self._now()
            moment = max(now - _MOST_LATE, self._next)
            self._next = moment + timedelta(seconds=1 / self.per_second)
            await self._wait_until(moment)
            if moment >= self._rests_until:
                return
            # A halt was ordered while this one waited: it takes a new moment after it.

    async def room(self) -> None:
        """Wait for one's place in a narrow gate; asked right before a message goes out.

        What a busy machine or a slow disk held up together after its turn must not go out together.
        """
        moment = max(self._now(), self._gate)
        self._gate = moment + timedelta(seconds=1 / (self._per_second + _ROOM))
        await self._wait_until(moment)

    def rest(self, seconds: float) -> None:
        """Let nobody send for so many seconds, also those who wait already."""
        now = self._now()
        self._next = max(self._next, now)
        self._rests_until = max(self._rests_until, now + timedelta(seconds=seconds))
        self._next = max(self._next, self._rests_until)

    def slow_down(self) -> None:
        """Send less from now on: Telegram said that it was too much."""
        self._share = max(_LOWEST, self.per_second / self._per_second * _FALL)

    def _now(self) -> datetime:
        """Return the present moment; when the clock was set back, all that was planned is set back with it."""
        now = self._clock.now()
        back = self._seen - now
        if back > timedelta(0):
            self._next, self._rests_until, self._gate = self._next - back, self._rests_until - back, self._gate - back
            self._chats = {chat: moment - back for chat, moment in self._chats.items()}
        self._seen = now
        return now

    async def _wait_until(self, moment: datetime) -> None:
        left = (moment - self._clock.now()).total_seconds()
        if left > 0:
            await self._clock.sleep(left)
