"""Answers of those who allowed it, without identity."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from bot.db.tables import people, quiz_answers, quiz_runs

if TYPE_CHECKING:
    from sqlalchemy import Connection

PilotRecord = tuple[str, int | None, dict[str, int | None]]


def pilot_records(connection: Connection) -> list[PilotRecord]:
    """Return language, grade and answers of every finished run of the people who allowed it, in no order that tells anything."""
    statement = (
        select(quiz_runs.c.id, people.c.language, people.c.grade, quiz_answers.c.item, quiz_answers.c.choice)
        .select_from(
            quiz_runs.join(people, people.c.id == quiz_runs.c.person_id).join(
                quiz_answers, quiz_answers.c.run_id == quiz_runs.c.id
            )
        )
        .where(people.c.pilot_at.is_not(None), quiz_runs.c.finished_at.is_not(None))
    )
    found: dict[int, PilotRecord] = {}
    for row in connection.execute(statement):
        found.setdefault(row.id, (row.language, row.grade, {}))[2][row.item] = row.choice
    # Sorted by what they say, so that neither the order of people nor of days shows.
    return sorted(found.values(), key=lambda record: (record[0], record[1] or 0, sorted(record[2].items(), key=str)))
