"""What organisers decide, what a class is told, and answers that come twice: messages about registrations, the rarer ones."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, get_args

import pytest
from sqlalchemy import update

from bot.db.event_tables import registrations
from bot.domain.notices import News
from bot.domain.registration import About
from bot.services.notices import Notices
from bot.services.seat_outcomes import Newcomer, Placed
from tests.conftest import SEAL
from tests.flows.test_tickets import readable
from tests.flows.venue import LANGUAGES, STARTS, Venue, venue_at

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from sqlalchemy import Connection

    from bot.library import Shelf

DAY = STARTS - timedelta(hours=24)


@pytest.fixture
async def venue(sqlite_url: str, shelf: Shelf) -> AsyncIterator[Venue]:
    """A running bot with events."""
    async with venue_at(sqlite_url, shelf) as venue:
        yield venue


CLASS_SAID = {
    "kk": ("Сыныбыңызға орын босады", "Еске саламыз"),
    "ru": ("Для вашего класса освободились места", "Напоминание: ваш класс"),
    "en": ("Seats have come free for your class", "A reminder: your class"),
}


@pytest.mark.parametrize("language", LANGUAGES)
async def test_who_answers_for_a_class_is_told_once_and_politely(language: str, venue: Venue) -> None:
    free, reminded = CLASS_SAID[language]
    teacher, other = await venue.enter(language), await venue.enter()
    session = await venue.opened(3)
    first = await venue.join(session, other)
    about = SEAL.close(About("Айша Серікқызы").as_json())
    owner = await venue.person_id(teacher)
    placed = await venue.running.ground.seats.join(session, [Newcomer(None, about)] * 3, owner_id=owner)
    assert isinstance(placed, Placed)
    await venue.running.ground.seats.give_back(first, await venue.person_id(other))
    (letter,) = await venue.look(teacher)
    assert free in letter["text"]
    readable(teacher, language)
    for registration in range(placed.registration_id, placed.registration_id + 3):
        await venue.running.ground.seats.answer(registration, owner, accepts=True)
    (letter,) = await venue.look(teacher, DAY)
    assert reminded in letter["text"]
    readable(teacher, language)
    await venue.call_off(session)
    assert len(await venue.look(teacher)) == 1
    readable(teacher, language)


# In which state of a registration each is true, and a word by which it is known in Russian.
DECIDED = {
    "approved": ("seated", "одобрил"),
    "not_approved": ("refused", "не одобрил"),
    "removed": ("removed", "снял твою запись"),
    "no_consent": ("expired", "согласие родителя вовремя"),
}


@pytest.mark.parametrize("language", LANGUAGES)
async def test_what_an_organiser_decides_is_told_in_three_languages(language: str, venue: Venue) -> None:
    pupil = await venue.enter(language)
    herald = Notices(venue.clock)
    for kind in get_args(News):
        if kind not in DECIDED:
            continue
        state, word = DECIDED[kind]
        mine = await venue.join(await venue.opened(1), pupil)

        def decide(connection: Connection, mine: int = mine, state: str = state, kind: News = kind) -> None:
            connection.execute(update(registrations).where(registrations.c.id == mine).values(state=state))
            herald(connection, kind, mine)

        await venue.running.database.write(decide)
        (letter,) = await venue.look(pupil)
        text = readable(pupil, language)
        assert text == letter["text"]
        assert language != "ru" or word in text


async def test_an_answer_that_is_delivered_twice_is_one(venue: Venue) -> None:
    pupil, other = await venue.enter(), await venue.enter()
    session = await venue.opened(1)
    theirs, mine = await venue.join(session, other), await venue.join(session, pupil)
    await venue.running.ground.seats.give_back(theirs, await venue.person_id(other))
    (letter,) = await venue.look(pupil)
    rows = letter["inline_keyboard"]
    yes, no = (button["data"] for button in rows[0])
    user = {"id": pupil.user_id, "is_bot": False, "first_name": "A", "language_code": "ru"}
    message = {"message_id": letter["message_id"], "date": 0, "chat": {"id": pupil.user_id, "type": "private"}}

    def tap(number: int, data: str) -> dict[str, object]:
        query = {"id": f"c{number}", "from": user, "chat_instance": "1", "data": data, "message": message}
        return {"update_id": number, "callback_query": query}

    for update_of in (tap(900001, yes), tap(900002, no), tap(900001, yes)):
        await venue.running.deliver(update_of)
    # Taken; "no" came too late to mean anything; "yes" a second time changed nothing.
    assert await venue.state_of(mine) == "seated"
    await pupil.settled()
    assert "Покажи на входе" in pupil.text
