"""Retention: what has had its time is erased by itself, in small portions, and counted in the log without saying of whom."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from bot.db import retention as rows

if TYPE_CHECKING:
    from bot.clock import Clock
    from bot.db import Database
    from bot.services.own_data import OwnData

log = logging.getLogger(__name__)

PEOPLE: Final = "people who do not come any more"
# A transaction holds SQLite's only pen: a tap meanwhile waits for some hundredths of a second at most.
_AT_ONCE: Final = 200
# To look for what is old takes longer than to erase it.
_LOOKED_UP: Final = 10_000
_PEOPLE_AT_ONCE: Final = 100


@dataclass(frozen=True, slots=True)
class Old:
    """How many rows of a kind of data have had their time."""

    kind: str
    number: int


class Retention:
    """Use-cases. Several processes may do them at once: what one erased, the other does not find."""

    def __init__(self, database: Database, clock: Clock, own_data: OwnData) -> None:
        self._database = database
        self._clock = clock
        self._own_data = own_data

    async def look(self) -> list[Old]:
        """Return what would be erased now, every kind; changes nothing."""
        now = self._clock.now()
        silent = await self._database.read(lambda connection: rows.count_silent(connection, now))
        return [*[Old(kind.name, await self._count(kind)) for kind in rows.KINDS], Old(PEOPLE, silent)]

    async def erase(self) -> list[Old]:
        """Erase what has had its time; return how much of which kind, those alone of which there was something."""
        done = [Old(kind.name, await self._erase(kind)) for kind in rows.KINDS]
        done.append(Old(PEOPLE, await self._erase_people()))
        erased = [each for each in done if each.number]
        if erased:
            log.info("erased, because its time is over: %s", ", ".join(f"{each.number} {each.kind}" for each in erased))
        return erased

    async def _count(self, kind: rows.Kind) -> int:
        now = self._clock.now()
        return await self._database.read(lambda connection: rows.count_old(connection, kind, now))

    async def _erase(self, kind: rows.Kind) -> int:
        """Erase all of a kind. They are looked for by readers, so that nobody waits for it who writes."""
        now, erased, last = self._clock.now(), 0, None
        while True:
            look = partial(rows.old_keys, kind=kind, now=now, most=_LOOKED_UP, after=last)
            found = await self._database.read(look)
            if not found:
                return erased
            for start in range(0, len(found), _AT_ONCE):
                chosen = found[start : start + _AT_ONCE]
                erased += await self._database.write(partial(rows.erase_old, kind=kind, now=now, chosen=chosen))
            last = found[-1]

    async def _erase_people(self) -> int:
        """Erase people one by one, as /delete does: their seats go to those who wait."""
        erased, last = 0, 0
        while True:
            look = partial(rows.silent_people, now=self._clock.now(), most=_PEOPLE_AT_ONCE, after=last)
            found = await self._database.read(look)
            if not found:
                return erased
            for person_id, telegram_id in found:
                erased += await self._own_data.forget_silent(telegram_id)
                last = person_id
