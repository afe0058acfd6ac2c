"""What the clock erases, for tests of every kind of data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.services.notices import Notices
from bot.services.own_data import OwnData
from bot.services.retention import Retention
from tests.conftest import SEAL

if TYPE_CHECKING:
    from bot.clock import Clock
    from bot.db import Database


def retention_of(database: Database, clock: Clock) -> Retention:
    """Return the use-cases over a database."""
    return Retention(database, clock, OwnData(database, clock, SEAL, Notices(clock)))


async def erased(database: Database, clock: Clock) -> dict[str, int]:
    """Erase what has had its time; return how much of which kind."""
    return {each.kind: each.number for each in await retention_of(database, clock).erase()}
