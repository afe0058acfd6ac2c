"""Words that the search did not find, counted without identity so that the content can grow."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy.exc import SQLAlchemyError

from bot.db import AlreadyDone, DatabaseAway
from bot.db.unfound import count_word, counted_words
from bot.domain.unfound import MOST_TEXTS, counted_form

if TYPE_CHECKING:
    from datetime import date

    from bot.clock import Clock
    from bot.db import Database
    from bot.domain.languages import Language

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Gap:
    """A text that was not found, how often, and on which day last."""

    language: str
    text: str
    times: int
    last_day: date


class Unfound:
    """Use-cases of unfound words."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def note(self, text: str, language: Language, *, once: int) -> None:
        """Count a text that was not found, unless it may say who somebody is. A failure is logged and hinders no answer."""
        counted = counted_form(text)
        if counted is None:
            return
        day = self._clock.now().date()
        try:
            await self._database.write(
                lambda connection: count_word(connection, language.value, counted, day, MOST_TEXTS), once=once
            )
        except AlreadyDone:
            log.info("an unfound word was delivered a second time and counted once")
        except (SQLAlchemyError, DatabaseAway) as error:
            log.warning("an unfound word was not counted: %s", type(error).__name__)

    async def gaps(self, language: str | None = None, most: int = 200) -> list[Gap]:
        """Return what was not found, the most frequent first."""
        rows = await self._database.read(lambda connection: counted_words(connection, language, most))
        return [Gap(*row) for row in rows]
