"""A deploy loses no answer: what the first tables held is there after every migration, up, down and up again."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from alembic import command
from sqlalchemy import text

from bot.db import Database
from bot.db.migrating import configuration, migrate
from bot.db.quiz_runs import all_runs
from tests.conftest import HandClock

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from bot.domain.quiz import Run

THEN = datetime(2026, 11, 23, 6, tzinfo=UTC)


def _people_of_the_first_program(connection: Connection) -> None:
    connection.execute(
        text(
            "INSERT INTO person (id, telegram_id, language, grade, place, spot, consent_version, consented_at) "
            "VALUES (1, 4242, 'kk', 9, 'semey', '', '1', :then)"
        ),
        {"then": THEN},
    )
    for run, finished in ((1, THEN), (2, None)):
        connection.execute(
            text(
                "INSERT INTO quiz_run (id, person_id, plan, content_version, started_at, finished_at) "
                "VALUES (:run, 1, 'R1 I1 A1', 'v1', :then, :finished)"
            ),
            {"run": run, "then": THEN, "finished": finished},
        )
        for ordinal, (item, choice) in enumerate((("R1", 5), ("I1", None)), start=1):
            connection.execute(
                text(
                    "INSERT INTO quiz_answer (run_id, item, ordinal, choice, answered_at) "
                    "VALUES (:run, :item, :ordinal, :choice, :then)"
                ),
                {"run": run, "item": item, "ordinal": ordinal, "choice": choice, "then": THEN},
            )


async def _runs(database: Database) -> list[Run]:
    return await database.read(lambda connection: all_runs(connection, 1))


@pytest.fixture
async def old_database(database_url: str) -> Database:
    """Tables as the first program left them, with two runs of one person."""
    database = Database(database_url, HandClock())

    def back(connection: Connection) -> None:
        command.downgrade(configuration(connection), "0001")
        _people_of_the_first_program(connection)

    await database.write(back)
    return database


async def test_answers_survive_every_migration(old_database: Database) -> None:
    await migrate(old_database)
    finished, is_open = await _runs(old_database)
    assert dict(finished.answers) == dict(is_open.answers) == {"R1": 5, "I1": None}
    assert (finished.is_finished, finished.has_worlds) == (True, True)
    assert (is_open.is_finished, is_open.has_worlds, is_open.model) == (False, False, None)

    def down(connection: Connection) -> None:
        command.downgrade(configuration(connection), "0001")

    await old_database.write(down)
    await migrate(old_database)
    assert [dict(run.answers) for run in await _runs(old_database)] == [{"R1": 5, "I1": None}] * 2
    await old_database.close()
