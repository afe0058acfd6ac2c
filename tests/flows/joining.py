"""Events that pupils of a running bot register for, and how they do it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from bot.domain.languages import Language
from tests.flows.walking import forged
from tests.opening import open_event, open_sessions

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from bot.domain.people import Person
    from tests.pupil import Pupil
    from tests.running_bot import RunningBot

TITLE = {
    Language.KK: "Enbek Hub: <дәнекерлеу>",
    Language.RU: "Enbek Hub: <сварка>",
    Language.EN: "Enbek Hub: <welding>",
}
QUESTION = {Language.KK: "Қолғап өлшемің?", Language.RU: "Размер перчаток?", Language.EN: "Glove size?"}


async def workshop(running: RunningBot, capacity: int = 12, sessions: int = 1, **values: Any) -> int:
    """Open a workshop in Ekibastuz in three days; return the event's id."""
    now = running.ground.events.now()
    professions = tuple(running.ground.shelf.professions)
    event = {"title": TITLE, "place": "ekibastuz", "professions": professions, **values}

    def work(connection: Connection) -> int:
        number = open_event(connection, now, **event)
        open_sessions(connection, number, [now + timedelta(days=3 + day) for day in range(sessions)], capacity)
        return number

    return await running.database.write(work)


async def fill_in(pupil: Pupil, *texts: str) -> None:
    """Open the form of the first session on the card, and type the answers."""
    await pupil.tap_first("es:")
    for text in texts:
        await pupil.say(text)


async def to_card(running: RunningBot, pupil: Pupil, number: int) -> None:
    """Open an event's card, whether or not a list shows it."""
    await forged(running, pupil, f"ek:{number}")
    await pupil.tap_data(f"ek:{number}")


async def person(running: RunningBot, pupil: Pupil) -> Person:
    """Return who a pupil is."""
    found = await running.ground.people.recognise(pupil.user_id)
    assert found is not None
    return found
