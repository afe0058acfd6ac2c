"""What is sent unasked about a registration: at its hour, by day, once, in the pupil's language, and only while it is true."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import aiohttp
import pytest

from bot.db.people import find_person
from tests.flows.test_tickets import readable
from tests.flows.venue import LANGUAGES, STARTS, TODAY, Venue, venue_at

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.library import Shelf

REMINDED = {
    "kk": ("Еске саламын", "Екі сағатқа жетпей"),
    "ru": ("Напоминаю", "меньше чем через два часа"),
    "en": ("a reminder", "less than two hours"),
}
DAY, HOURS = STARTS - timedelta(hours=24), STARTS - timedelta(hours=2)


@pytest.fixture
async def venue(sqlite_url: str, shelf: Shelf) -> AsyncIterator[Venue]:
    """A running bot with events."""
    async with venue_at(sqlite_url, shelf) as venue:
        yield venue


@pytest.mark.parametrize("language", LANGUAGES)
async def test_reminded_a_day_and_two_hours_before(language: str, venue: Venue) -> None:
    day, hours = REMINDED[language]
    pupil = await venue.enter(language)
    mine = await venue.join(await venue.opened(1), pupil)
    assert await venue.look(pupil, DAY - timedelta(minutes=1)) == []
    (first,) = await venue.look(pupil, DAY)
    assert day in first["text"]
    assert "15:00-17:00" in first["text"]
    readable(pupil, language)
    assert await venue.look(pupil, DAY + timedelta(hours=3)) == []
    (second,) = await venue.look(pupil, HOURS)
    assert hours in second["text"]
    readable(pupil, language)
    await pupil.tap_first(f"tk:{mine}")
    readable(pupil, language)
    assert await venue.look(pupil, STARTS) == []


async def test_a_reminder_that_falls_into_the_night_waits_for_the_morning(venue: Venue) -> None:
    pupil = await venue.enter()
    # At 23:00 in Kazakhstan: a day before that people sleep.
    late = STARTS.replace(hour=18)
    await venue.join(await venue.opened(1, late), pupil)
    assert await venue.look(pupil, late - timedelta(hours=24)) == []
    assert await venue.look(pupil, late - timedelta(hours=16)) == []
    (letter,) = await venue.look(pupil, late - timedelta(hours=15))
    assert "Напоминаю" in letter["text"]
    # At 09:00 in Kazakhstan: two hours before that is 07:00, and now it is better to be woken.
    early = STARTS.replace(day=5, hour=4)
    await venue.join(await venue.opened(1, early), pupil)
    await venue.look(pupil, early - timedelta(hours=24))
    (letter,) = await venue.look(pupil, early - timedelta(hours=2))
    assert "меньше чем через два часа" in letter["text"]


async def test_moved_it_is_told_at_once_and_reminded_of_anew(venue: Venue) -> None:
    pupil = await venue.enter()
    session = await venue.opened(1)
    await venue.join(session, pupil)
    await venue.move(session, timedelta(days=2, hours=1))
    (letter,) = await venue.look(pupil)
    assert "изменилось время или место" in letter["text"]
    assert "4 декабря, пятница, 16:00-18:00" in letter["text"]
    # Moved twice before anybody looked: only what holds is told.
    await venue.move(session, timedelta(hours=1))
    await venue.move(session, timedelta(hours=1))
    (letter,) = await venue.look(pupil)
    assert "18:00-20:00" in letter["text"]
    assert await venue.look(pupil, DAY) == []
    assert await venue.look(pupil, HOURS) == []
    moved = timedelta(days=2, hours=3)
    (letter,) = await venue.look(pupil, DAY + moved)
    assert "Напоминаю" in letter["text"]
    (letter,) = await venue.look(pupil, HOURS + moved)
    assert "меньше чем через два часа" in letter["text"]


async def test_a_move_after_the_first_reminder_is_reminded_of_again(venue: Venue) -> None:
    pupil = await venue.enter()
    session = await venue.opened(1)
    await venue.join(session, pupil)
    assert len(await venue.look(pupil, DAY)) == 1
    await venue.move(session, timedelta(days=3))
    assert len(await venue.look(pupil, DAY + timedelta(minutes=5))) == 1
    assert await venue.look(pupil, HOURS) == []
    assert len(await venue.look(pupil, DAY + timedelta(days=3))) == 1
    assert len(await venue.look(pupil, HOURS + timedelta(days=3))) == 1


@pytest.mark.parametrize("language", LANGUAGES)
async def test_called_off_at_night_it_is_told_in_the_morning(language: str, venue: Venue) -> None:
    said = {"kk": "Болмайтын болды", "ru": "Отмена", "en": "Called off"}[language]
    pupil, waiting = await venue.enter(language), await venue.enter(language)
    session = await venue.opened(1)
    await venue.join(session, pupil)
    await venue.join(session, waiting)
    # 23:30 in Kazakhstan, four days before.
    venue.clock.moment = datetime(2026, 11, 28, 18, 30, tzinfo=UTC)
    await venue.call_off(session)
    assert await venue.look(pupil) == []
    assert await venue.look(pupil, datetime(2026, 11, 29, 2, 59, tzinfo=UTC)) == []
    (letter,) = await venue.look(pupil, datetime(2026, 11, 29, 3, tzinfo=UTC))
    assert said in letter["text"]
    readable(pupil, language)
    # Who stood in line is told as well.
    await waiting.settled()
    assert said in waiting.answers[-1]["text"]
    assert await venue.look(pupil, DAY) == []


async def test_called_off_in_the_night_before_it_wakes_people(venue: Venue) -> None:
    pupil = await venue.enter()
    early = STARTS.replace(hour=4)
    session = await venue.opened(1, early)
    await venue.join(session, pupil)
    assert len(await venue.look(pupil, early - timedelta(hours=24))) == 1
    # 05:00 in Kazakhstan, four hours before.
    venue.clock.moment = early - timedelta(hours=4)
    await venue.call_off(session)
    (letter,) = await venue.look(pupil)
    assert "Отмена" in letter["text"]


async def test_an_offer_runs_out_by_day_only(venue: Venue) -> None:
    pupil, other = await venue.enter(), await venue.enter()
    session = await venue.opened(1, offer_hours=4)
    theirs, mine = await venue.join(session, other), await venue.join(session, pupil)
    # Given back at 19:00: one hour of day is left, and three of tomorrow.
    venue.clock.moment = TODAY.replace(hour=14)
    await venue.running.ground.seats.give_back(theirs, await venue.person_id(other))
    (letter,) = await venue.look(pupil)
    assert "28 ноября, суббота, 11:00" in letter["text"]
    for moment in (TODAY.replace(day=28, hour=3), TODAY.replace(day=28, hour=5, minute=59)):
        assert await venue.look(pupil, moment) == []
        assert await venue.state_of(mine) == "offered"
    (letter,) = await venue.look(pupil, TODAY.replace(day=28, hour=6))
    assert "перешло следующему" in letter["text"]
    assert await venue.state_of(mine) == "expired"


async def test_a_seat_that_comes_free_at_night_is_offered_in_the_morning(venue: Venue) -> None:
    pupil, other = await venue.enter(), await venue.enter()
    session = await venue.opened(1)
    theirs, mine = await venue.join(session, other), await venue.join(session, pupil)
    venue.clock.moment = TODAY.replace(hour=18)
    await venue.running.ground.seats.give_back(theirs, await venue.person_id(other))
    assert await venue.look(pupil) == []
    assert await venue.state_of(mine) == "offered"
    (letter,) = await venue.look(pupil, TODAY.replace(day=28, hour=3))
    # Nothing of the twelve hours was lost.
    assert "28 ноября, суббота, 20:00" in letter["text"]


async def test_what_is_no_longer_true_is_not_sent(venue: Venue) -> None:
    pupil, other = await venue.enter(), await venue.enter()
    session = await venue.opened(1)
    theirs, mine = await venue.join(session, other), await venue.join(session, pupil)
    await venue.running.ground.seats.give_back(theirs, await venue.person_id(other))
    # The pupil saw it in the bot before the letter was written.
    await venue.running.ground.seats.answer(mine, await venue.person_id(pupil), accepts=True)
    assert await venue.look(pupil) == []
    assert await venue.look(pupil, DAY + timedelta(minutes=1)) != []
    # Given back between the planning and the sending.
    venue.clock.moment = HOURS
    await venue.running.ground.planner.plan()
    await venue.running.ground.seats.give_back(mine, await venue.person_id(pupil))
    assert await venue.look(pupil) == []


async def test_in_the_language_of_that_day(venue: Venue) -> None:
    pupil = await venue.enter("ru")
    await venue.join(await venue.opened(1), pupil)
    await pupil.say("/language")
    await pupil.tap_first("lt:kk")
    (letter,) = await venue.look(pupil, DAY)
    assert "Еске саламын" in letter["text"]


@pytest.mark.parametrize(
    ("fault", "first", "later"),
    [
        ({"kind": "429", "retry_after": 5}, 0, 1),
        # It arrived and nobody told us: once more, because twice is better than never; and never a third time.
        ({"kind": "reset", "count": 3}, 1, 1),
    ],
)
async def test_faults_of_telegram(fault: dict[str, object], first: int, later: int, venue: Venue) -> None:
    pupil = await venue.enter()
    await venue.join(await venue.opened(1), pupil)
    async with aiohttp.ClientSession(venue.running.address) as http:
        await http.post("/sandbox/faults", json={"method": "sendMessage", **fault})
    assert len(await venue.look(pupil, DAY)) == first
    assert len(await venue.look(pupil, DAY + timedelta(minutes=2))) == later
    assert await venue.look(pupil, DAY + timedelta(minutes=9)) == []


async def test_who_blocked_the_bot_keeps_the_seat_and_is_left_in_peace(venue: Venue) -> None:
    pupil = await venue.enter()
    mine = await venue.join(await venue.opened(1), pupil)
    await pupil.post("block")
    assert await venue.look(pupil, DAY) == []
    assert await venue.state_of(mine) == "seated"
    about = await venue.running.database.read(lambda c: find_person(c, pupil.user_id))
    assert about is not None
    known = await venue.running.ground.own_data.all_about(about)
    assert [each["state"] for each in known["messages"]] == ["unreachable"]
    await pupil.post("unblock")
    assert len(await venue.look(pupil, HOURS)) == 1
