"""What `temirqazyq retention` does, over the installation's own database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.clock import SystemClock
from bot.running import sealed_database_of
from bot.services.notices import Notices
from bot.services.own_data import OwnData
from bot.services.retention import Retention

if TYPE_CHECKING:
    from bot.settings import Settings


async def erase_old(settings: Settings, *, is_dry: bool) -> None:
    """Erase what has had its time and print how much of which kind; or only count it.

    Raises:
        Refused: the database or the keys cannot be used.
    """
    clock = SystemClock()
    async with sealed_database_of(settings) as (database, seal):
        retention = Retention(database, clock, OwnData(database, clock, seal, Notices(clock)))
        found = await (retention.look() if is_dry else retention.erase())
    for each in found:
        print(f"{each.number:8}  {each.kind}")  # noqa: T201 -- the answer to the command
    if is_dry:
        print("Nothing was erased: this is what has had its time now.")  # noqa: T201 -- the answer to the command
    elif not found:
        print("Nothing has had its time.")  # noqa: T201 -- the answer to the command
