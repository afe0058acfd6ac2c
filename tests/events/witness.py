"""A database that looks after every commit whether seats are still in order, and never takes our own counters' word for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from sqlalchemy import Connection, text

from bot.db import Database

if TYPE_CHECKING:
    from collections.abc import Callable

Result = TypeVar("Result")

# One statement sees one moment, on both databases, whatever others commit meanwhile. Everybody comes alone in these tests,
# so that a free seat beside anybody who waits is a fault.
_FAULTS = text("""
    SELECT * FROM (
        SELECT s.id, s.capacity, s.taken, s.waiting,
               (SELECT COUNT(*) FROM registration r WHERE r.session_id = s.id
                   AND r.state IN ('offered', 'consent', 'seated')) AS held,
               (SELECT COUNT(*) FROM registration r WHERE r.session_id = s.id AND r.state = 'waiting') AS in_line,
               (SELECT COALESCE(SUM(p.size), 0) FROM party p WHERE p.session_id = s.id AND p.is_waiting) AS standing
        FROM event_session s) AS seen
    WHERE held > capacity OR (held < capacity AND in_line > 0)
       OR held <> taken OR in_line <> waiting OR standing <> in_line
""")


class Witness(Database):
    """Looks twice: at what is about to be committed, by the writer itself, and at what stands there afterwards, by another."""

    commits = 0

    async def write(self, work: Callable[[Connection], Result], *, once: int | None = None) -> Result:
        """Write and look."""

        def watched(connection: Connection) -> Result:
            result = work(connection)
            look(connection)
            return result

        result = await super().write(watched, once=once)
        await self.read(look)
        self.commits += 1
        return result


def look(connection: Connection) -> None:
    """Fail if any session's seats are not in order."""
    assert [row._asdict() for row in connection.execute(_FAULTS)] == []
