"""Advice over real content: from the last finished quiz, under conditions, and explained."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.domain.advice import HOW_MANY, Part
from bot.domain.interests import Interest
from bot.domain.scoring import WORLD_POINTS, Wish
from bot.services.advice import AS_IT_IS, Advice, Advised, Conditions, Explained, NotAsked, Supposed
from bot.services.atlas import Atlas
from bot.services.models import Models
from bot.services.quiz import Doubted
from tests.services.walking import ALIKE, ARTIST, HANDS, UNDECIDED, Walker, by_scale, updates

if TYPE_CHECKING:
    from bot.db import Database
    from bot.domain.belief import InterestModel
    from bot.domain.people import Person
    from bot.library import Shelf

NOTHING = by_scale(R=None, I=None, A=None, S=None, E=None, C=None)
FAR_AWAY = "petropavl"


async def _advised(advice: Advice, person: Person, conditions: Conditions = AS_IT_IS) -> Advised:
    supposed = await advice.suppose(person, conditions)
    advised = supposed.after if isinstance(supposed, Supposed) else supposed
    assert isinstance(advised, Advised)
    return advised


async def _explained(advice: Advice, person: Person, profession: str, conditions: Conditions = AS_IT_IS) -> Explained:
    explained = await advice.explain(person, profession, conditions)
    assert isinstance(explained, Explained)
    return explained


@pytest.mark.parametrize("steps", [None, 0, 3])
async def test_there_is_no_advice_before_a_finished_quiz(advice: Advice, walker: Walker, steps: int | None) -> None:
    if steps is not None:
        await walker.begin()
        await walker.walk(HANDS, steps)
    assert await advice.advise(walker.person) == NotAsked()
    assert await advice.explain(walker.person, "welder") == NotAsked()
    assert await advice.history(walker.person, 6) == []
    assert not await advice.has_result(walker.person)


async def test_there_is_no_advice_while_answers_are_doubted(advice: Advice, walker: Walker) -> None:
    assert isinstance(await walker.walk(ALIKE), Doubted)
    assert await advice.advise(walker.person) == NotAsked()


@pytest.mark.parametrize(("answers", "is_sure"), [(ALIKE, True), (NOTHING, False)])
async def test_answers_without_a_shape_suggest_nothing(
    advice: Advice, walker: Walker, answers: dict[str, int | None], *, is_sure: bool
) -> None:
    run = await walker.finish(answers)
    advised = await _advised(advice, walker.person)
    assert (advised.run, advised.suggestions, advised.order, advised.is_sure) == (run, (), (), is_sure)
    assert all(1 <= value <= 5 for value in advised.profile.values)
    assert await advice.explain(walker.person, "welder") == NotAsked()
    assert not await advice.has_result(walker.person)
    assert await advice.history(walker.person, 6) == [advised]


async def test_five_of_all_professions_are_suggested_best_first(advice: Advice, walker: Walker, shelf: Shelf) -> None:
    run = await walker.finish(HANDS)
    advised = await _advised(advice, walker.person)
    assert await advice.has_result(walker.person)
    assert advised.run == run
    assert {each.profession for each in advised.order} == set(shelf.professions)
    scores = [each.score for each in advised.order]
    assert scores == sorted(scores, reverse=True)
    assert len(advised.suggestions) == HOW_MANY
    assert advised.suggestions[:-1] == advised.order[: HOW_MANY - 1]
    assert advised.strongest[0] is Interest.R
    assert advised.is_sure


async def test_the_same_answers_give_the_same_result(
    advice: Advice, walker: Walker, database: Database, shelf: Shelf, model: InterestModel
) -> None:
    await walker.finish(ARTIST)
    first = await _advised(advice, walker.person)
    assert await _advised(Advice(database, Atlas(shelf), Models(model)), walker.person) == first


@pytest.mark.parametrize("conditions", [*(Conditions(wish) for wish in Wish), Conditions(place=FAR_AWAY)], ids=str)
async def test_every_profession_is_explained_where_it_stands(
    advice: Advice, walker: Walker, conditions: Conditions
) -> None:
    await walker.finish(UNDECIDED)
    advised = await _advised(advice, walker.person, conditions)
    five = {each.profession: each for each in advised.suggestions}
    for place, each in list(enumerate(advised.order, start=1))[::7]:
        explained = await _explained(advice, walker.person, each.profession, conditions)
        assert explained.advised == advised
        assert explained.place == place == advised.place_of(each.profession)
        assert explained.suggestion == five.get(each.profession, each)
        assert explained.reasons.total == each.parts[Part.INTERESTS]


async def test_the_one_that_widens_the_view_is_explained_as_such(advice: Advice, walker: Walker) -> None:
    await walker.finish(HANDS)
    wider = (await _advised(advice, walker.person)).suggestions[-1]
    explained = await _explained(advice, walker.person, wider.profession)
    assert explained.suggestion == wider
    assert explained.place >= HOW_MANY


async def test_a_profession_that_the_atlas_lost_is_not_explained(advice: Advice, walker: Walker) -> None:
    await walker.finish(HANDS)
    assert await advice.explain(walker.person, "blacksmith") == NotAsked()


async def test_a_wish_adds_or_leaves_out_its_part(advice: Advice, walker: Walker) -> None:
    await walker.finish(HANDS)
    parts = {wish: (await _advised(advice, walker.person, Conditions(wish))).order[0].parts.keys() for wish in Wish}
    usual = set(Part) - {Part.WISH}
    assert parts[Wish.NONE] == parts[Wish.DORMITORY] == usual
    assert parts[Wish.DISTANCE_FREE] == usual - {Part.REACH}
    assert parts[Wish.OUTDOORS] == parts[Wish.SOONER] == set(Part)


async def test_another_town_changes_distances_and_needs_and_nothing_else(
    advice: Advice, walker: Walker, shelf: Shelf
) -> None:
    await walker.finish(HANDS)
    home = {each.profession: each for each in (await _advised(advice, walker.person)).order}
    there = {
        each.profession: each for each in (await _advised(advice, walker.person, Conditions(place=FAR_AWAY))).order
    }
    assert shelf.places[FAR_AWAY].region != shelf.places["semey"].region
    changed = {
        part
        for profession, here in home.items()
        for part, points in here.parts.items()
        if there[profession].parts[part] != points
    }
    assert changed == {Part.REACH, Part.DEMAND}
    assert (await _advised(advice, walker.person)).order == tuple(home.values())


async def test_somebody_without_a_known_town_is_advised_without_distances(advice: Advice, walker: Walker) -> None:
    await walker.finish(HANDS)
    for place in (None, "atlantis"):
        advised = await _advised(advice, replace(walker.person, place=place))
        assert len(advised.suggestions) == HOW_MANY
        assert all(each.candidate.college_km is None and not each.parts[Part.REACH] for each in advised.order)


async def test_a_ticked_world_lifts_its_professions(advice: Advice, walker: Walker, shelf: Shelf) -> None:
    run = await walker.finish(HANDS)
    before = {each.profession: each.score for each in (await _advised(advice, walker.person)).order}
    await walker.quiz.tick_world(walker.person, run.id, "energy", is_on=True, once=next(updates))
    after = await _advised(advice, walker.person)
    for each in after.order:
        is_lifted = shelf.professions[each.profession].world == "energy"
        assert each.score - before[each.profession] == (WORLD_POINTS if is_lifted else 0)
