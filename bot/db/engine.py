"""Opens transactions. A use-case's statements are one function over a connection, so that they share one transaction."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final, TypeVar

from sqlalchemy import Connection, make_url, select
from sqlalchemy.exc import SQLAlchemyError

from bot.db.away import TellingAway
from bot.db.inserting import insert_new
from bot.db.lanes import Lanes
from bot.db.server import Server
from bot.db.tables import done_updates

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.engine import URL, Engine

    from bot.clock import Clock
    from bot.db.lanes import Road

Result = TypeVar("Result")

# A load balancer asks every few seconds, and waits no longer.
_LOOK_SECONDS: Final = 2.0
_DRIVERS = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+asyncpg", "postgres": "postgresql+asyncpg"}

_telling_away: Final = TellingAway()


class AlreadyDone(Exception):  # noqa: N818 -- a finding, not a fault
    """This update was applied before: Telegram delivered it a second time."""


class Database:
    """The door to the tables: `read` and `write` run a function over a connection in one transaction."""

    def __init__(self, url: str, clock: Clock) -> None:
        self._clock = clock
        self.url = async_url(url)
        is_sqlite = self.url.get_backend_name() == "sqlite"
        self._road: Road = Lanes(self.url) if is_sqlite else Server(self.url)

    @property
    def engine(self) -> Engine:
        """What the statements run on, for listeners and for the name of the dialect."""
        return self._road.engine

    async def read(self, work: Callable[[Connection], Result]) -> Result:
        """Run `work` in a transaction that changes nothing.

        Raises:
            DatabaseAway: nothing can be read for the moment.
        """
        with _telling_away:
            return await self._road.read(work)

    async def glance(self, work: Callable[[Connection], Result]) -> Result:
        """Like `read`, for a look-up of one row by its key and nothing longer."""
        with _telling_away:
            return await self._road.glance(work)

    async def write(self, work: Callable[[Connection], Result], *, once: int | None = None) -> Result:
        """Run `work` in a writing transaction and commit it.

        Args:
            work: the statements of one use-case.
            once: id of the update that asks for it; a second time with the same id changes nothing.

        Raises:
            AlreadyDone: the update `once` was applied before.
            DatabaseAway: nothing can be changed for the moment, and nothing was.
        """
        with _telling_away:
            return await self._road.write(lambda connection: self._unless_done(connection, work, once))

    def _unless_done(self, connection: Connection, work: Callable[[Connection], Result], once: int | None) -> Result:
        if once is not None and not insert_new(
            connection, done_updates, {"update_id": once, "done_at": self._clock.now()}
        ):
            raise AlreadyDone(once)
        return work(connection)

    async def can_be_used(self) -> bool:
        """Return whether the database answers now."""
        try:
            async with asyncio.timeout(_LOOK_SECONDS):
                await self.read(lambda connection: connection.execute(select(1)).scalar_one())
        except (SQLAlchemyError, OSError, TimeoutError):
            return False
        return True

    async def close(self) -> None:
        """Close every connection."""
        await self._road.close()


def async_url(url: str) -> URL:
    """Return the address with the asynchronous driver of its kind, which calls `sslmode` another name than PostgreSQL does."""
    parsed = make_url(url)
    if mode := parsed.query.get("sslmode"):
        parsed = parsed.difference_update_query(["sslmode"]).update_query_dict({"ssl": mode})
    return parsed.set(drivername=_DRIVERS[parsed.get_backend_name()])
