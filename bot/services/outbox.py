"""The outbox as use-cases of the worker that sends: whose turn it is, what was begun, what became of it.

Whoever puts a message in does so with `bot.db.outbox.put`, in the transaction that makes the message necessary.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from secrets import token_hex
from typing import TYPE_CHECKING, Final, Protocol

from bot.db import outbox as rows
from bot.db.people import change_person, move_person
from bot.domain.delivery import FINAL, Errand, Unknown, Unreachable, decide_fate

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from sqlalchemy import Connection

    from bot.clock import Clock
    from bot.db import Database
    from bot.domain.delivery import Fate, Outcome

# A killed worker's place is taken within half a minute. A living one holds its lease all the time, however slow its calls are.
LEASE: Final = timedelta(seconds=20)
_RENEWED_AFTER: Final = timedelta(seconds=4)
_KEPT: Final = timedelta(days=30)


class Afterwards(Protocol):
    """What follows when a message of a kind has come to its end, in the same transaction."""

    def __call__(self, connection: Connection, errand: Errand, fate: Fate, now: datetime, /) -> None:
        """Do it."""


class Outbox:
    """Use-cases of one worker; a second one, here or in another process, waits until the first gives up its lease."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        afterwards: Mapping[str, Afterwards] | None = None,
        names: Callable[[], str] = lambda: token_hex(8),
    ) -> None:
        self._database = database
        self._clock = clock
        self._afterwards = afterwards or {}
        self._names = names
        self._holder = names()
        self._renew_at: datetime | None = None

    async def take_turn(self) -> bool:
        """Take or keep the lease; say whether this worker may send. The first time, look after what others left half-done."""
        now = self._clock.now()
        # Further away than it was ever set it was set by a clock that has been set back since.
        if self._renew_at is not None and now < self._renew_at <= now + _RENEWED_AFTER:
            return True
        is_new = self._renew_at is None
        until = now + LEASE
        if not await self._database.write(lambda connection: rows.take_lease(connection, self._holder, now, until)):
            self._renew_at = None
            return False
        if is_new:
            await self._database.write(self._look_after_abandoned)
        self._renew_at = now + _RENEWED_AFTER
        return True

    async def hold_turn(self) -> None:
        """Hold the lease longer, if it is held."""
        if self._renew_at is not None:
            await self.take_turn()

    async def waiting(self, kinds: Collection[str], most: int) -> list[Errand]:
        """Return messages of known kinds whose turn has come; others are left to a program that knows them."""
        now = self._clock.now()
        return await self._database.read(lambda connection: rows.waiting(connection, kinds, now, most))

    async def begin(self, errand: Errand) -> Errand | None:
        """Mark a message as being sent and return it with its addressee as they are now; None when it is no longer to be sent."""
        now = self._clock.now()
        return await self._database.write(lambda connection: rows.begin(connection, errand.id, self._holder, now))

    async def finish(self, errand: Errand, outcome: Outcome) -> Fate:
        """Write down what came back, and what follows from it."""
        now = self._clock.now()
        fate = decide_fate(errand, outcome, now)

        def work(connection: Connection) -> None:
            if not self._settle(connection, errand, self._holder, fate, now):
                return
            if isinstance(outcome, Unreachable):
                change_person(connection, errand.chat_id, unreachable_at=now)

        await self._database.write(work)
        return fate

    async def settle(self, errand: Errand, fate: Fate) -> None:
        """Write down the fate of a message that was not sent at all: no longer wanted, or later."""
        now = self._clock.now()
        await self._database.write(lambda connection: self._settle(connection, errand, self._holder, fate, now))

    async def move(self, errand: Errand, chat_id: int) -> None:
        """Note that a chat has another id now."""
        await self._database.write(lambda connection: move_person(connection, errand.person_id, chat_id))

    async def give_up_turn(self) -> None:
        """Let another worker begin at once."""
        self._renew_at = None
        await self._database.write(lambda connection: rows.give_up_lease(connection, self._holder))

    def start_over(self) -> None:
        """Be somebody else after a failure: what the old self began is looked after when its lease has run out."""
        self._renew_at = None
        self._holder = self._names()

    def _look_after_abandoned(self, connection: Connection) -> None:
        """Nobody knows whether what a killed worker had begun arrived."""
        now = self._clock.now()
        for errand, held_by in rows.abandoned(connection, self._holder):
            fate = decide_fate(errand, Unknown("the worker ended while it was sending"), now)
            self._settle(connection, errand, held_by, fate, now)

    def _settle(self, connection: Connection, errand: Errand, holder: str, fate: Fate, now: datetime) -> bool:
        is_settled = rows.finish(connection, errand, holder, fate, now)
        if is_settled and fate.state in FINAL and errand.kind in self._afterwards:
            self._afterwards[errand.kind](connection, errand, fate, now)
        return is_settled
