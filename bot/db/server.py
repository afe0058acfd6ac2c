"""The road to PostgreSQL."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeVar

from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import create_async_engine

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import URL, Connection, Engine
    from sqlalchemy.ext.asyncio import AsyncEngine

Result = TypeVar("Result")

# A server that cannot be reached at all says nothing; whoever waits for an answer is told so in time.
_CONNECT_SECONDS: Final = 5.0
# deadlock_detected, of its manual's appendix A.
_DEADLOCK: Final = "40P01"


class Server:
    """Transactions on a server, over a pool of connections.

    A connection of the pool may have died since it was used last. Asking each one before its use would cost every tap a way
    to the server and back; instead a transaction that found its connection dead is done once more on a new one. That is safe
    as long as COMMIT was not sent: the server rolls back what a lost connection had begun. So it does with one of two
    transactions that wait for each other; that one is done once more, too.
    """

    def __init__(self, url: URL) -> None:
        self._engine = create_async_engine(url, hide_parameters=True, connect_args={"timeout": _CONNECT_SECONDS})
        self._without_transaction = self._engine.execution_options(isolation_level="AUTOCOMMIT")

    @property
    def engine(self) -> Engine:
        """What the statements run on."""
        return self._engine.sync_engine

    async def read(self, work: Callable[[Connection], Result]) -> Result:
        """Run `work`, which changes nothing.

        Without BEGIN and COMMIT, which are two ways to the server: at its level READ COMMITTED each statement sees the tables as
        they are at its own beginning, within a transaction as without one.
        """
        return await self._run(self._without_transaction, work)

    async def glance(self, work: Callable[[Connection], Result]) -> Result:
        """Look up one row."""
        return await self.read(work)

    async def write(self, work: Callable[[Connection], Result]) -> Result:
        """Run `work` in a writing transaction and commit it."""
        return await self._run(self._engine, work)

    async def close(self) -> None:
        """Close every connection."""
        await self._engine.dispose()

    async def _run(self, engine: AsyncEngine, work: Callable[[Connection], Result]) -> Result:
        is_done = False

        def noted(connection: Connection) -> Result:
            nonlocal is_done
            result = work(connection)
            is_done = True
            return result

        try:
            async with engine.begin() as connection:
                return await connection.run_sync(noted)
        except DBAPIError as error:
            if is_done or not (error.connection_invalidated or _is_deadlock(error)):
                raise
        # With a dead connection the pool threw away all of its age; of a deadlock the other one is over now.
        async with engine.begin() as connection:
            return await connection.run_sync(work)


def _is_deadlock(error: DBAPIError) -> bool:
    return getattr(error.orig, "sqlstate", None) == _DEADLOCK
