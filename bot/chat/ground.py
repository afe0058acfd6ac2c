"""What every visit stands on: the services, the atlas and the voices of this installation, built once by `bot.app`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.i18n.catalogue import Catalogues
    from bot.library import Finder, Shelf
    from bot.services.advice import Advice
    from bot.services.atlas import Atlas
    from bot.services.people import People
    from bot.services.quiz import Quiz


@dataclass(frozen=True, slots=True)
class Ground:
    """The services and texts that handlers use."""

    people: People
    quiz: Quiz
    advice: Advice
    atlas: Atlas
    shelf: Shelf
    finder: Finder
    speeches: Catalogues
