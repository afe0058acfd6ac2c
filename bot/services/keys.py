"""The rotation of keys: every sealed value is sealed anew while the bot goes on; killed half-way, it is begun again."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

from bot.db.sealed import renew_portion, sealed_columns
from bot.db.staff import note_deed

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.clock import Clock
    from bot.db import Database
    from bot.seal import Seal

_PORTION: Final = 200


class KeyRotation:
    """Use-cases of the command line."""

    def __init__(self, database: Database, clock: Clock, seal: Seal) -> None:
        self._database = database
        self._clock = clock
        self._seal = seal

    async def renew(self) -> int:
        """Seal with the newest key what is sealed with an older one; return how many values that were."""
        changed = await self._walk(lambda sealed: None if self._seal.is_newest(sealed) else self._seal.renew(sealed))
        now = self._clock.now()
        await self._database.write(
            lambda connection: note_deed(connection, now, None, "renew_seals", "installation", changed)
        )
        return changed

    async def left(self) -> int:
        """Return how many values are still sealed with an older key."""
        found = 0

        def look(sealed: bytes) -> None:
            nonlocal found
            found += not self._seal.is_newest(sealed)

        await self._walk(look)
        return found

    async def _walk(self, renewed: Callable[[bytes], bytes | None]) -> int:
        changed = 0
        for table, column in sealed_columns():
            after: tuple[Any, ...] | None = None
            while True:
                work = partial(renew_portion, table=table, column=column, after=after, most=_PORTION, renewed=renewed)
                after, number = await self._database.write(work)
                changed += number
                if after is None:
                    break
        return changed
