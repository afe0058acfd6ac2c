"""Free text: the best fitting thing when it is clear, at most five buttons when it is not, a next step when nothing fits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.chat.doors import (
    CollegeDoor,
    CollegesDoor,
    EnterpriseDoor,
    EventDoor,
    KnownEventDoor,
    MenuDoor,
    ProfessionDoor,
)
from bot.chat.event_words import title_of
from bot.chat.flow import Answer, Flow
from bot.chat.topics import DOORS
from bot.chat.typed import as_query
from handlers.words.screens import found_screen, nothing_screen
from handlers.words.talk import talk_screen
from handlers.words.taps import FoundDoor

if TYPE_CHECKING:
    from aiogram.filters.callback_data import CallbackData

    from bot.chat.visit import Visit
    from bot.library import Match

flow = Flow()

_MOST_OFFERED = 5
_MOST_EVENTS = 3
_SHOWN_LETTERS = 60


@flow.text_anywhere
async def words_typed(visit: Visit, text: str) -> Answer | None:
    """Answer small talk, or look a text up in the atlas."""
    talk = visit.ground.finder.talk(text)
    if talk is not None:
        return talk_screen(visit.speech, talk)
    matches = visit.ground.finder.everything(text, visit.language)
    events = await visit.ground.events.titled(visit.pupil, text)
    if len(events) == 1 and not matches:
        return EventDoor(id=events[0].id)
    if not matches and not events:
        await visit.ground.unfound.note(text, visit.language, once=visit.update_id)
        return nothing_screen(visit.speech, text[:_SHOWN_LETTERS])
    # An event of the press is no news beside one where a seat may be free.
    is_clear = bool(matches) and matches[0].clear and not (events and matches[0].kind == "event")
    return _door(matches[0]) if is_clear else FoundDoor(query=as_query(text))


@flow.tap(FoundDoor)
async def found_opened(visit: Visit, door: FoundDoor) -> Answer:
    """Offer what a text may mean."""
    events = (await visit.ground.events.titled(visit.pupil, door.query))[:_MOST_EVENTS]
    matches = visit.ground.finder.everything(door.query, visit.language)[: _MOST_OFFERED - len(events)]
    found: list[tuple[str, CallbackData]] = [(title_of(visit.speech, each), EventDoor(id=each.id)) for each in events]
    found += [(_label(visit, match), _door(match)) for match in matches]
    return found_screen(visit.speech, door.query, found) if found else MenuDoor()


def _door(match: Match) -> CallbackData:
    match match.kind:
        case "profession":
            return ProfessionDoor(id=match.id)
        case "college":
            return CollegeDoor(id=match.id)
        case "event":
            return KnownEventDoor(id=match.id)
        case "enterprise":
            return EnterpriseDoor(id=match.id)
        case "page":
            return DOORS[match.id]
        case "place":
            return CollegesDoor(place=match.id)


def _label(visit: Visit, match: Match) -> str:
    words = visit.words
    match match.kind:
        case "profession":
            return words.professions[match.id].short
        case "college":
            return words.colleges[match.id].short
        case "event":
            return words.known_events[match.id].name
        case "enterprise":
            return words.enterprises[match.id].name
        case "page":
            return words.topics[match.id].name
        case "place":
            return visit.speech.say("Colleges near {place}", place=words.places[match.id].name)
