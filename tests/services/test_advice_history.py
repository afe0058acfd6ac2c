"""Earlier results: the newest first, each computed with the numbers of its own run."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.domain.interests import Interest
from bot.services.advice import Advice, Advised, NotAsked
from bot.services.atlas import Atlas
from bot.services.models import Models
from bot.services.quiz import Quiz
from tests.services.walking import ALIKE, ARTIST, HANDS, UNDECIDED, Walker

if TYPE_CHECKING:
    from bot.db import Database
    from bot.domain.belief import InterestModel
    from bot.domain.people import Person
    from bot.domain.quiz import Run
    from bot.library import Shelf


async def _advised(advice: Advice, person: Person) -> Advised:
    advised = await advice.advise(person)
    assert isinstance(advised, Advised)
    return advised


async def test_history_is_newest_first_and_the_advice_is_the_newest(advice: Advice, walker: Walker) -> None:
    runs: list[Run] = []
    for answers in (HANDS, ALIKE, ARTIST):
        runs.insert(0, await walker.finish(answers))
        await walker.again()
    await walker.walk(UNDECIDED, 3)
    history = await advice.history(walker.person, 6)
    assert [each.run for each in history] == runs
    assert history[0] == await _advised(advice, walker.person)
    assert [each.strongest[0] for each in history[::2]] == [Interest.A, Interest.R]
    assert history[1].suggestions == ()
    assert await advice.history(walker.person, 2) == history[:2]
    assert await advice.has_result(walker.person)


async def test_nobody_sees_the_results_of_somebody_else(advice: Advice, walker: Walker, stranger: Person) -> None:
    await walker.finish(HANDS)
    assert await advice.advise(stranger) == NotAsked()
    assert await advice.history(stranger, 6) == []


async def test_a_result_is_computed_with_the_numbers_of_its_own_run(
    advice: Advice, walker: Walker, database: Database, shelf: Shelf, model: InterestModel
) -> None:
    count = len(model.items)
    newer = replace(model, version="b", means=(*model.means[:count], *reversed(model.means[count:])))
    await walker.finish(UNDECIDED)
    first = await _advised(advice, walker.person)
    after = Advice(database, Atlas(shelf), Models(newer))
    assert await _advised(after, walker.person) == first
    assert await after.history(walker.person, 6) == [first]
    best = first.order[0].profession
    assert await after.explain(walker.person, best) == await advice.explain(walker.person, best)
    # The newer numbers would say something else.
    second = Walker(Quiz(database, walker.clock, Models(newer), "v2"), walker.person, walker.clock)
    await second.again()
    await second.finish(UNDECIDED)
    assert (await _advised(after, walker.person)).profile != first.profile
