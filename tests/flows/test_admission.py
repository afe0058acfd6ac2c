"""Admission by tapping, and a reminder that really arrives: in the pupil's chat and language, on the day that was promised."""

from __future__ import annotations

import re
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import aiohttp
import pytest

from tests.conftest import HandClock
from tests.flows.walking import KAZAKH_LETTERS, settle_in
from tests.pupil import Pupil, pupil_at
from tests.running_bot import RunningBot, running_bot

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.library import Shelf

TODAY = datetime(2026, 11, 27, 6, tzinfo=UTC)
SOON, OPENING = datetime(2027, 6, 6, 5, tzinfo=UTC), datetime(2027, 6, 20, 5, tzinfo=UTC)
LANGUAGES = ["kk", "ru", "en"]
DAYS = {"kk": ("6 маусым", "20 маусым"), "ru": ("6 июня", "20 июня"), "en": ("June 6", "June 20")}
SAID = {
    "kk": ("Жақында колледждер", "тапсыратын уақыт", "жарияланған жоқ", "Өткен жылдарға қарағанда, қазір"),
    "ru": ("Скоро приём", "Пора подавать", "ещё не объявлены", "Судя по прошлым годам"),
    "en": ("will soon take", "Time to apply", "not announced yet", "By earlier years"),
}


@asynccontextmanager
async def at_the_bot(
    sqlite_url: str, shelf: Shelf, language: str = "ru", grade: int = 9
) -> AsyncIterator[tuple[RunningBot, Pupil, HandClock]]:
    """A bot by a clock wound by hand, and a pupil before the menu."""
    clock = HandClock()
    clock.moment = TODAY
    async with running_bot(sqlite_url, shelf, clock=clock) as running, pupil_at(running.address, language) as pupil:
        await settle_in(pupil, language, grade)
        yield running, pupil, clock


async def arrived(running: RunningBot, pupil: Pupil, clock: HandClock, moment: datetime) -> list[str]:
    """Wind the clock to a moment and let the worker look; return what is new in the pupil's chat."""
    before = len(pupil.answers)
    clock.moment = moment
    await running.worker.round()
    await pupil.settled()
    return [message["text"] for message in pupil.answers[before:]]


@pytest.mark.parametrize("language", LANGUAGES)
async def test_every_screen_of_admission_by_tapping(language: str, sqlite_url: str, shelf: Shelf) -> None:
    _, _, not_announced, open_now = SAID[language]
    async with at_the_bot(sqlite_url, shelf, language) as (_, pupil, clock):
        await pupil.tap_first("ad:")
        first = pupil.text
        seen = [first]
        for prefix in ("ac:", "ah:", "am:"):
            await pupil.tap_first(prefix)
            seen.append(pupil.text)
            await pupil.tap_first("ad:")
            assert pupil.text == first
        await pupil.tap_first("ad:11")
        seen.append(pupil.text)
        await pupil.tap_first("ad:9")
        assert pupil.text == first
        # What was so in an earlier year is said to be expected, before the summer and in it.
        assert not_announced in first
        assert "2027" in first
        assert DAYS[language][1] in first
        clock.moment = datetime(2027, 7, 1, 6, tzinfo=UTC)
        await pupil.say("/admission")
        assert open_now in pupil.text
        assert "2028" in pupil.text
    assert len(set(seen)) == 5
    for text in seen:
        assert len(text) <= 900
        assert "{" not in text
        assert (KAZAKH_LETTERS.search(text) is not None) == (language == "kk")
        # Nothing is said without whence it comes and when that was gathered.
        assert re.search(r"\b[\w-]+\.kz\b", text)
        assert re.search(r"2026", text)


async def test_the_grade_decides_which_summer(sqlite_url: str, shelf: Shelf) -> None:
    async with at_the_bot(sqlite_url, shelf) as (_, pupil, _clock):
        for grade, entry, year in (
            (8, 9, "2028"),
            (9, 9, "2027"),
            (10, 11, "2028"),
            (11, 11, "2027"),
            (12, 11, "2027"),
        ):
            await pupil.say("/menu")
            await pupil.tap("Мой класс")
            await pupil.tap_first(f"gt:{grade}")
            await pupil.say("/admission")
            assert f"после {entry} класса" in pupil.text
            assert year in pupil.text


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_reminder_arrives_twice_on_the_promised_days(language: str, sqlite_url: str, shelf: Shelf) -> None:
    said_soon, said_open, *_ = SAID[language]
    async with at_the_bot(sqlite_url, shelf, language) as (running, pupil, clock):
        await pupil.say("/admission")
        await pupil.tap_first("ar:9:2027:1")
        for day in DAYS[language]:
            assert day in pupil.toast
            assert day in pupil.text
        assert await arrived(running, pupil, clock, SOON.replace(hour=4)) == []
        (soon,) = await arrived(running, pupil, clock, SOON)
        assert said_soon in soon
        assert await arrived(running, pupil, clock, SOON.replace(hour=14)) == []
        (opening,) = await arrived(running, pupil, clock, OPENING)
        assert said_open in opening
        for text in (soon, opening):
            assert (KAZAKH_LETTERS.search(text) is not None) == (language == "kk")
            assert len(text) <= 900
        await pupil.tap_first("ad:9")
        assert len(pupil.text) > 300
        # It was the last one: nothing more comes, and nothing is kept.
        assert await arrived(running, pupil, clock, datetime(2028, 7, 1, 6, tzinfo=UTC)) == []
        person = await running.ground.people.recognise(pupil.user_id)
        assert person is not None
        assert (await running.ground.own_data.all_about(person))["reminder"] is None


async def test_it_comes_in_the_language_of_that_day(sqlite_url: str, shelf: Shelf) -> None:
    async with at_the_bot(sqlite_url, shelf) as (running, pupil, clock):
        await pupil.say("/admission")
        await pupil.tap_first("ar:")
        await pupil.say("/menu")
        await pupil.tap("Язык")
        await pupil.tap_first("lt:kk")
        (soon,) = await arrived(running, pupil, clock, SOON)
        assert SAID["kk"][0] in soon


@pytest.mark.parametrize("place", ["here", "in my things"])
async def test_it_can_be_taken_back_and_then_nothing_comes(place: str, sqlite_url: str, shelf: Shelf) -> None:
    async with at_the_bot(sqlite_url, shelf) as (running, pupil, clock):
        await pupil.say("/admission")
        await pupil.tap_first("ar:")
        old = pupil.screen
        if place == "in my things":
            await pupil.say("/my")
            assert "20 июня 2027" in pupil.text
        await pupil.tap("Не напоминать")
        assert "снято" in pupil.toast
        assert "20 июня 2027" not in pupil.text
        assert await arrived(running, pupil, clock, SOON) == []
        # A button of an old keyboard means what it says: taken back again, which changes nothing.
        await pupil.tap_data("ar:9:2027:0", old)
        assert await arrived(running, pupil, clock, OPENING) == []


async def test_a_double_tap_is_one_reminder(sqlite_url: str, shelf: Shelf) -> None:
    async with at_the_bot(sqlite_url, shelf) as (running, pupil, clock):
        await pupil.say("/admission")
        shown = pupil.screen
        for _ in range(2):
            await pupil.tap_data("ar:9:2027:1", shown)
        assert len(await arrived(running, pupil, clock, SOON)) == 1


async def test_who_erased_everything_is_not_reminded(sqlite_url: str, shelf: Shelf) -> None:
    async with at_the_bot(sqlite_url, shelf) as (running, pupil, clock):
        await pupil.say("/admission")
        await pupil.tap_first("ar:")
        await pupil.say("/mydata")
        assert "2027" in pupil.text
        await pupil.say("/delete")
        await pupil.tap_first("dt")
        assert await arrived(running, pupil, clock, OPENING) == []


async def test_at_night_it_waits_for_the_morning(sqlite_url: str, shelf: Shelf) -> None:
    async with at_the_bot(sqlite_url, shelf) as (running, pupil, clock):
        await pupil.say("/admission")
        await pupil.tap_first("ar:")
        # The bot was off all day and comes back at 21:00 in Kazakhstan.
        assert await arrived(running, pupil, clock, SOON.replace(hour=16)) == []
        assert len(await arrived(running, pupil, clock, datetime(2027, 6, 7, 3, tzinfo=UTC))) == 1


async def test_a_button_of_last_year_says_that_it_is_too_late(sqlite_url: str, shelf: Shelf) -> None:
    async with at_the_bot(sqlite_url, shelf) as (running, pupil, clock):
        await pupil.say("/admission")
        old = pupil.screen
        clock.moment = datetime(2027, 10, 1, 6, tzinfo=UTC)
        await pupil.tap_data("ar:9:2027:1", old)
        assert "уже начался" in pupil.toast
        assert "2028" in pupil.text
        assert await arrived(running, pupil, clock, datetime(2028, 7, 1, 6, tzinfo=UTC)) == []


@pytest.mark.parametrize(
    ("fault", "first", "later"),
    [
        ({"kind": "429", "retry_after": 5}, 0, 1),
        # It arrived and nobody told us: once more, because twice is better than never.
        ({"kind": "reset", "count": 2}, 1, 1),
    ],
)
async def test_faults_of_telegram(
    fault: dict[str, object], first: int, later: int, sqlite_url: str, shelf: Shelf
) -> None:
    async with at_the_bot(sqlite_url, shelf) as (running, pupil, clock):
        await pupil.say("/admission")
        await pupil.tap_first("ar:")
        async with aiohttp.ClientSession(running.address) as http:
            await http.post("/sandbox/faults", json={"method": "sendMessage", **fault})
        assert len(await arrived(running, pupil, clock, SOON)) == first
        assert len(await arrived(running, pupil, clock, SOON.replace(minute=1))) == later
        assert await arrived(running, pupil, clock, SOON.replace(hour=9)) == []


async def test_who_blocked_the_bot_gets_nothing_and_can_come_back(sqlite_url: str, shelf: Shelf) -> None:
    async with at_the_bot(sqlite_url, shelf) as (running, pupil, clock):
        await pupil.say("/admission")
        await pupil.tap_first("ar:")
        await pupil.post("block")
        assert await arrived(running, pupil, clock, SOON) == []
        person = await running.ground.people.recognise(pupil.user_id)
        assert person is not None
        about = await running.ground.own_data.all_about(person)
        assert (about["messages"][0]["state"], about["unreachable_since"] is None) == ("unreachable", False)
        await pupil.post("unblock")
        await pupil.say("/menu")
        assert (await running.ground.own_data.all_about(person))["unreachable_since"] is None
        assert len(await arrived(running, pupil, clock, OPENING)) == 1
