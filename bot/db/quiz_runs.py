"""Rows of quiz runs and their answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Row, func, insert, select, update

from bot.db.inserting import insert_new
from bot.db.tables import quiz_answers, quiz_runs
from bot.domain.quiz import Run

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

_SEPARATOR = " "
_RUNS = select(quiz_runs.c.id, quiz_runs.c.plan, quiz_runs.c.finished_at)


def latest_run(connection: Connection, person_id: int, *, only_finished: bool = False) -> Run | None:
    """Return the run a person began last, or the last finished one, with its answers."""
    statement = _RUNS.where(quiz_runs.c.person_id == person_id).order_by(quiz_runs.c.id.desc()).limit(1)
    if only_finished:
        statement = statement.where(quiz_runs.c.finished_at.is_not(None))
    return _run(connection, connection.execute(statement).one_or_none())


def find_run(connection: Connection, person_id: int, run_id: int, *, lock: bool = False) -> Run | None:
    """Return a run if it is this person's own."""
    statement = _RUNS.where(quiz_runs.c.id == run_id, quiz_runs.c.person_id == person_id)
    return _run(connection, connection.execute(statement.with_for_update() if lock else statement).one_or_none())


def add_run(connection: Connection, person_id: int, plan: Sequence[str], version: str, at: datetime) -> int:
    """Begin a run and return its id."""
    statement = insert(quiz_runs).values(
        person_id=person_id, plan=_SEPARATOR.join(plan), content_version=version, started_at=at
    )
    key = connection.execute(statement).inserted_primary_key
    assert key is not None  # noqa: S101 -- an INSERT of one row always returns its key
    return int(key[0])


def add_answer(connection: Connection, run_id: int, item: str, choice: int | None, at: datetime) -> bool:
    """Store an answer unless the item has one; say whether it was stored. The caller holds the run's lock."""
    count = select(func.count()).where(quiz_answers.c.run_id == run_id).select_from(quiz_answers)
    row = {
        "run_id": run_id,
        "item": item,
        "ordinal": connection.execute(count).scalar_one() + 1,
        "choice": choice,
        "answered_at": at,
    }
    return insert_new(connection, quiz_answers, row)


def change_answer(connection: Connection, run_id: int, item: str, choice: int | None, at: datetime) -> None:
    """Replace the answer to an item that was answered before."""
    where = (quiz_answers.c.run_id == run_id, quiz_answers.c.item == item)
    connection.execute(update(quiz_answers).where(*where).values(choice=choice, answered_at=at))


def finish_run(connection: Connection, run_id: int, at: datetime) -> None:
    """Mark a run as finished; the first moment stays."""
    statement = update(quiz_runs).where(quiz_runs.c.id == run_id, quiz_runs.c.finished_at.is_(None))
    connection.execute(statement.values(finished_at=at))


def all_runs(connection: Connection, person_id: int) -> list[tuple[datetime, datetime | None, dict[str, int | None]]]:
    """Return every run of a person, oldest first: begun, finished, answers."""
    statement = (
        select(quiz_runs.c.id, quiz_runs.c.started_at, quiz_runs.c.finished_at)
        .where(quiz_runs.c.person_id == person_id)
        .order_by(quiz_runs.c.id)
    )
    rows = connection.execute(statement).all()
    return [(row.started_at, row.finished_at, _answers(connection, row.id)) for row in rows]


def _run(connection: Connection, row: Row[Any, Any, Any] | None) -> Run | None:
    if row is None:
        return None
    return Run(
        id=row.id,
        plan=tuple(row.plan.split(_SEPARATOR)),
        answers=_answers(connection, row.id),
        is_finished=row.finished_at is not None,
    )


def _answers(connection: Connection, run_id: int) -> dict[str, int | None]:
    statement = (
        select(quiz_answers.c.item, quiz_answers.c.choice)
        .where(quiz_answers.c.run_id == run_id)
        .order_by(quiz_answers.c.ordinal)
    )
    return {row.item: row.choice for row in connection.execute(statement)}
