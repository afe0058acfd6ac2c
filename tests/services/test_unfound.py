"""Words that were not found: counted without identity, bounded, and forgotten in time."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from itertools import count
from typing import TYPE_CHECKING

import pytest

from bot.domain.languages import Language
from bot.domain.unfound import counted_form
from bot.services.unfound import Unfound
from tests.retaining import erased

if TYPE_CHECKING:
    from bot.db import Database
    from tests.conftest import HandClock

_updates = count(10_000)


async def _typed(unfound: Unfound, text: str, times: int = 1) -> None:
    for _ in range(times):
        await unfound.note(text, Language.RU, once=next(_updates))


async def test_a_word_is_counted_as_often_as_it_is_typed(database: Database, clock: HandClock) -> None:
    unfound = Unfound(database, clock)
    await _typed(unfound, "Палеонтолог", 2)
    await _typed(unfound, "космонавт!")
    await _typed(unfound, "палеонтолог")
    assert [(gap.text, gap.times, gap.last_day) for gap in await unfound.gaps("ru")] == [
        ("палеонтолог", 3, clock.now().date()),
        ("космонавт", 1, clock.now().date()),
    ]
    assert await unfound.gaps("kk") == []


async def test_an_update_that_comes_twice_counts_once(database: Database, clock: HandClock) -> None:
    unfound = Unfound(database, clock)
    for _ in range(2):
        await unfound.note("космонавт", Language.RU, once=7)
    assert [gap.times for gap in await unfound.gaps()] == [1]


async def test_many_at_once_are_all_counted(database: Database, clock: HandClock) -> None:
    unfound = Unfound(database, clock)
    await asyncio.gather(*(unfound.note("космонавт", Language.RU, once=next(_updates)) for _ in range(20)))
    assert [gap.times for gap in await unfound.gaps()] == [20]


async def test_what_is_seldom_goes_after_a_month_and_what_is_frequent_after_half_a_year(
    database: Database, clock: HandClock
) -> None:
    unfound = Unfound(database, clock)
    await _typed(unfound, "космонавт")
    await _typed(unfound, "палеонтолог", 3)
    clock.moment += timedelta(days=31)
    assert (await erased(database, clock))["words not found"] == 1
    assert [gap.text for gap in await unfound.gaps()] == ["палеонтолог"]
    clock.moment += timedelta(days=150)
    assert (await erased(database, clock))["words not found"] == 1


async def test_a_database_that_fails_hinders_nothing(database: Database, clock: HandClock) -> None:
    unfound = Unfound(database, clock)
    await database.write(lambda connection: connection.exec_driver_sql("ALTER TABLE unfound_word RENAME TO gone"))
    try:
        await _typed(unfound, "космонавт")
    finally:
        await database.write(lambda connection: connection.exec_driver_sql("ALTER TABLE gone RENAME TO unfound_word"))
    assert await unfound.gaps() == []


@pytest.mark.parametrize(
    "text",
    ["8 701 123 45 67", "me@mail.kz", "https://t.me/x", "меня зовут Алия Серикова", "щ" * 41, "!", "", "t.me/aliya"],
)
def test_what_may_say_who_somebody_is_is_not_counted(text: str) -> None:
    assert counted_form(text) is None
