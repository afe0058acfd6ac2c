"""The parents' card in Kazakh or Russian, whatever language the pupil uses."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.chat.doors import ParentsDoor
from bot.chat.fitting import advised_or_door, fitting_of
from bot.chat.flow import Answer, Flow
from bot.domain.languages import Language
from bot.services.advice import Advised
from handlers.parents.screens import parents_screen

if TYPE_CHECKING:
    from bot.chat.visit import Visit

flow = Flow()


@flow.tap(ParentsDoor)
async def card_wanted(visit: Visit, door: ParentsDoor) -> Answer:
    """Show the card, ready to be forwarded."""
    advised = await advised_or_door(visit)
    if not isinstance(advised, Advised):
        return advised
    reading = replace(visit, language=_language(visit, door))
    fitting = [fitting_of(reading, each) for each in advised.suggestions]
    username = visit.ground.username
    link = f"https://t.me/{username}" if username else ""
    return parents_screen(visit.speech, reading.speech, advised, fitting, link)


def _language(visit: Visit, door: ParentsDoor) -> Language:
    """Return the language that was chosen; else the pupil's own, and Kazakh for those who read English."""
    if door.language:
        return Language(door.language)
    return Language.RU if visit.language is Language.RU else Language.KK
