"""A deploy loses no answer: what the first tables held is there after every migration, up, down and up again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import MetaData, Table, insert, inspect

from bot.db import Database
from bot.db.migrating import migrate, revision_of
from bot.db.people import find_person
from bot.db.quiz_runs import all_runs
from bot.services.advice import Advice, Advised
from bot.services.atlas import Atlas
from bot.services.models import Models
from bot.services.quiz import Asked, Completed, Quiz, WorldsAsked
from tests.conftest import HandClock

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from sqlalchemy import Connection

    from bot.domain.people import Person
    from bot.domain.quiz import Run
    from bot.library import Shelf

FIRST, SOMEBODY = "0001", 4242
THEN = datetime(2026, 11, 23, 6, tzinfo=UTC)
PLAN = ("I6", "R6", "A1", "S5", "E2", "C3", "R1", "I2", "A8", "S1", "E6", "C8", "R3")
LIKES = {"R": 5, "I": 4, "A": 1, "S": None, "E": 1, "C": 2}
FINISHED = {item: LIKES[item[0]] for item in PLAN}
OPEN = {item: LIKES[item[0]] for item in PLAN[:3]}


class OldProgram:
    """Writes as the first program did, into the tables as they were."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def _insert(self, name: str, **values: Any) -> int:
        table = Table(name, MetaData(), autoload_with=self._connection)
        key = self._connection.execute(insert(table).values(values)).inserted_primary_key
        assert key is not None
        return int(key[0])

    def person(self) -> int:
        """Let somebody agree."""
        return self._insert(
            "person",
            telegram_id=SOMEBODY,
            language="kk",
            grade=9,
            place="semey",
            spot="q",
            consent_version="1",
            consented_at=THEN,
        )

    def run(self, person: int, answers: dict[str, int | None], finished: datetime | None) -> None:
        """Let them answer some questions of the fixed form."""
        plan = " ".join(PLAN)
        run = self._insert(
            "quiz_run", person_id=person, plan=plan, content_version="v1", started_at=THEN, finished_at=finished
        )
        for ordinal, (item, choice) in enumerate(answers.items(), start=1):
            moment = THEN + timedelta(seconds=3 * ordinal)
            self._insert("quiz_answer", run_id=run, item=item, ordinal=ordinal, choice=choice, answered_at=moment)


def _old_rows(connection: Connection) -> None:
    program = OldProgram(connection)
    person = program.person()
    program.run(person, FINISHED, THEN + timedelta(minutes=5))
    program.run(person, OPEN, None)


@pytest.fixture
async def database(database_url: str, clock: HandClock) -> AsyncIterator[Database]:
    """Tables of the first program, with a finished and an open run; of the newest program afterwards, whatever happens."""
    database = Database(database_url, clock)
    try:
        assert (await migrate(database, FIRST))[1] == FIRST
        await database.write(_old_rows)
        yield database
    finally:
        await migrate(database)
        await database.close()


async def _person(database: Database) -> Person:
    person = await database.read(lambda connection: find_person(connection, SOMEBODY))
    assert person is not None
    return person


async def _runs(database: Database) -> list[Run]:
    person = await _person(database)
    return await database.read(lambda connection: all_runs(connection, person.id))


async def test_every_answer_and_moment_survives_up_down_and_up_again(database: Database) -> None:
    await migrate(database)
    first = await _runs(database)
    assert [list(run.answers.items()) for run in first] == [list(FINISHED.items()), list(OPEN.items())]
    assert [next(iter(run.moments.values())) for run in first] == [THEN + timedelta(seconds=3)] * 2
    await migrate(database, FIRST)
    columns = await database.read(lambda connection: inspect(connection).get_columns("quiz_run"))
    assert {column["name"] for column in columns} == {
        "id", "person_id", "plan", "content_version", "started_at", "finished_at",
    }  # fmt: skip
    assert await database.read(revision_of) == FIRST
    await migrate(database)
    assert await _runs(database) == first


async def test_who_is_there_at_the_upgrade_came_that_day(database: Database) -> None:
    before = datetime.now(UTC).date()
    await migrate(database)
    visited_on = (await _person(database)).visited_on
    assert visited_on is not None
    assert before <= visited_on <= datetime.now(UTC).date()


async def test_a_finished_run_counts_its_worlds_as_passed_and_an_open_one_does_not(database: Database) -> None:
    await migrate(database)
    finished, is_open = await _runs(database)
    assert (finished.finished_at, finished.has_worlds) == (THEN + timedelta(minutes=5), True)
    assert (is_open.finished_at, is_open.has_worlds) == (None, False)
    for run in (finished, is_open):
        assert (run.model, run.doubts, run.worlds, run.started_at) == (None, None, (), THEN)


async def test_the_person_stays_and_is_in_no_pilot(database: Database) -> None:
    await migrate(database)
    person = await _person(database)
    assert (person.language.value, person.grade, person.place, person.spot) == ("kk", 9, "semey", "q")
    assert (person.consent_version, person.consented_at, person.pilot_at) == ("1", THEN, None)


async def test_an_open_run_goes_on_and_the_finished_one_has_its_result(
    database: Database, clock: HandClock, shelf: Shelf
) -> None:
    await migrate(database)
    models, person = Models(shelf.interest_model), await _person(database)
    quiz, advice = Quiz(database, clock, models, shelf.version), Advice(database, Atlas(shelf), models)
    advised = await advice.advise(person)
    assert isinstance(advised, Advised)
    assert dict(advised.run.answers) == FINISHED
    assert len(advised.suggestions) == 5
    outcome, update = await quiz.go_on(person), 0
    assert isinstance(outcome, Asked)
    assert (outcome.before, dict(outcome.run.answers)) == (PLAN[2], OPEN)
    while isinstance(outcome, Asked):
        await clock.sleep(3)
        update += 1
        choice = LIKES[outcome.item[0]]
        outcome = await quiz.answer(person, outcome.run.id, outcome.item, choice, once=update)
    assert isinstance(outcome, WorldsAsked)
    assert list(outcome.run.answers)[:3] == list(OPEN)
    assert isinstance(await quiz.end_worlds(person, outcome.run.id, once=update + 1), Completed)
    assert [run.is_finished for run in await _runs(database)] == [True, True]


async def test_a_result_of_the_first_program_leads_straight_to_itself(
    database: Database, clock: HandClock, shelf: Shelf
) -> None:
    await migrate(database)
    person = await _person(database)
    _, is_open = await _runs(database)
    await database.write(
        lambda connection: connection.exec_driver_sql(f"DELETE FROM quiz_run WHERE id = {is_open.id}")  # noqa: S608
    )
    quiz = Quiz(database, clock, Models(shelf.interest_model), shelf.version)
    assert isinstance(await quiz.go_on(person), Completed)
