"""A deploy in the middle: every run goes on with the numbers that it was begun with, and an older one with ours."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, insert, select

from bot.db.tables import interest_models, quiz_answers, quiz_runs
from bot.services.models import Models
from bot.services.quiz import Completed, Quiz, WorldsAsked
from tests.domain.models import walked
from tests.services.walking import HANDS, UNDECIDED, Walker, asked, updates

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from bot.db import Database
    from bot.domain.belief import InterestModel
    from bot.domain.people import Person
    from bot.domain.quiz import Run
    from tests.conftest import HandClock
    from tests.services.walking import Answers


@pytest.fixture
def newer(model: InterestModel) -> InterestModel:
    """Other numbers: other questions, and sooner sure."""
    count = len(model.items)
    means = (*reversed(model.means[:count]), *model.means[count:])
    return replace(model, version="b", sure=0.5, most=10, means=means)


@pytest.fixture
def later(database: Database, clock: HandClock, pupil: Person, newer: InterestModel) -> Walker:
    """The pupil after a deploy: a program that never saw the old numbers."""
    return Walker(Quiz(database, clock, Models(newer), "v2"), pupil, clock)


@pytest.mark.parametrize("steps", [0, 1, 5])
async def test_a_deploy_in_the_middle_changes_nothing(
    walker: Walker, later: Walker, model: InterestModel, newer: InterestModel, steps: int
) -> None:
    theirs, ours = walked(model, UNDECIDED), walked(newer, UNDECIDED)
    assert list(theirs) != list(ours)
    assert len(theirs) > len(ours)
    assert (await walker.begin()).most == model.most
    before = asked(await walker.walk(UNDECIDED, steps))
    assert await later.begin() == before
    outcome = await later.walk(UNDECIDED)
    assert isinstance(outcome, WorldsAsked)
    assert list(outcome.run.answers.items()) == list(theirs.items())
    assert outcome.run.model == model.version
    new = asked(await later.again())
    assert (new.run.model, new.most) == ("b", newer.most)
    outcome = await later.walk(UNDECIDED)
    assert isinstance(outcome, WorldsAsked)
    assert list(outcome.run.answers.items()) == list(ours.items())


async def test_a_program_that_was_rolled_back_goes_on_with_the_newer_numbers(
    walker: Walker, later: Walker, newer: InterestModel
) -> None:
    await later.walk(UNDECIDED, 3)
    outcome = await walker.walk(UNDECIDED)
    assert isinstance(outcome, WorldsAsked)
    assert list(outcome.run.answers) == list(walked(newer, UNDECIDED))


async def test_numbers_are_kept_once_for_all_runs(
    walker: Walker, later: Walker, witness: Database, model: InterestModel
) -> None:
    for each in (walker, walker, later, later):
        await each.finish(HANDS)
        await each.again()
    versions = await witness.read(
        lambda connection: connection.execute(select(interest_models.c.version)).scalars().all()
    )
    assert sorted(versions) == sorted([model.version, "b"])
    bodies = await witness.read(
        lambda connection: connection.execute(
            select(func.count(interest_models.c.body.distinct())).select_from(interest_models)
        ).scalar_one()
    )
    assert bodies == 2


async def _older_run(database: Database, clock: HandClock, pupil: Person, model: str | None, answers: Answers) -> int:
    """Put an open run there as an older program left it."""

    def work(connection: Connection) -> int:
        values = {"person_id": pupil.id, "model": model, "content_version": "v0", "started_at": clock.now()}
        key = connection.execute(insert(quiz_runs).values(values)).inserted_primary_key
        assert key is not None
        for ordinal, (item, choice) in enumerate(answers.items(), start=1):
            connection.execute(
                insert(quiz_answers).values(
                    run_id=key[0], item=item, ordinal=ordinal, choice=choice, answered_at=clock.now()
                )
            )
            clock.moment += timedelta(minutes=1)
        return int(key[0])

    return await database.write(work)


# Questions of the fixed form, in its order, and numbers that nobody kept.
OLD_ORDER = ("I6", "R6", "E1", "A1", "C2")


@pytest.mark.parametrize("version", [None, "lost"])
async def test_a_run_without_numbers_goes_on_with_ours(
    database: Database, clock: HandClock, walker: Walker, model: InterestModel, version: str | None
) -> None:
    given = {item: UNDECIDED[item] for item in OLD_ORDER}
    run = await _older_run(database, clock, walker.person, version, given)
    here = await walker.begin()
    assert (here.run.id, here.before, here.most) == (run, OLD_ORDER[-1], model.most)
    outcome = await walker.walk(UNDECIDED)
    assert isinstance(outcome, WorldsAsked)
    assert list(outcome.run.answers)[: len(given)] == list(given)
    assert model.least <= len(outcome.run.answers) <= model.most
    assert outcome.run.is_finished


@pytest.fixture
async def enough(database: Database, clock: HandClock, walker: Walker) -> Run:
    """A run of the fixed form of which so much was answered that the adaptive quiz would have ended."""
    given = {item: HANDS[item] for item in sorted(HANDS)[::2][:23]}
    await _older_run(database, clock, walker.person, None, given)
    return await walker.standing()


async def test_an_older_run_with_answers_enough_is_finished(walker: Walker, enough: Run) -> None:
    assert not enough.is_finished
    outcome = await walker.quiz.go_on(walker.person)
    assert isinstance(outcome, WorldsAsked)
    assert outcome.run.is_finished
    assert outcome.run == await walker.standing()
    assert outcome.run.answers == enough.answers
    ticked = await walker.quiz.tick_world(walker.person, enough.id, "energy", is_on=True, once=next(updates))
    assert isinstance(ticked, WorldsAsked)
    assert ticked.run.worlds == ("energy",)
    ended = await walker.quiz.end_worlds(walker.person, enough.id, once=next(updates))
    assert isinstance(ended, Completed)
    assert asked(await walker.again()).run.id != enough.id


@pytest.mark.parametrize("first", ["again", "answer", "revise", "end", "tick"])
async def test_whatever_is_tapped_first_in_such_a_run_leads_out_of_it(walker: Walker, enough: Run, first: str) -> None:
    """An old keyboard may be tapped before anything shows the run anew."""
    item = next(iter(enough.answers))
    match first:
        case "again":
            await walker.again()
        case "answer":
            await walker.answer(enough.id, item, 1)
        case "revise":
            await walker.revise(enough.id, item, enough.answers[item])
        case "end":
            await walker.quiz.end_worlds(walker.person, enough.id, once=next(updates))
        case _:
            await walker.quiz.tick_world(walker.person, enough.id, "energy", is_on=True, once=next(updates))
    ends = [await walker.quiz.end_worlds(walker.person, enough.id, once=next(updates)) for _ in range(2)]
    assert isinstance(ends[-1], Completed)
    assert (await walker.standing()).is_finished
