"""Rows of quiz runs and their answers, and the interest models that runs were begun with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Row, Select, bindparam, insert, select, update

from bot.db.inserting import insert_new
from bot.db.tables import interest_models, quiz_answers, quiz_runs
from bot.domain.quiz import Run

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from bot.domain.interests import Interest

_SEPARATOR = " "
_RUNS = select(quiz_runs)
# Built once, because building one costs more than running it.
_OWN_RUN = _RUNS.where(quiz_runs.c.id == bindparam("run"), quiz_runs.c.person_id == bindparam("person"))
_OWN_RUN_LOCKED = _OWN_RUN.with_for_update()
_ANSWERS = (
    select(quiz_answers.c.item, quiz_answers.c.choice, quiz_answers.c.answered_at)
    .where(quiz_answers.c.run_id == bindparam("run"))
    .order_by(quiz_answers.c.ordinal)
)


def latest_run(connection: Connection, person_id: int) -> Run | None:
    """Return the run a person began last, with its answers."""
    statement = _RUNS.where(quiz_runs.c.person_id == person_id).order_by(quiz_runs.c.id.desc()).limit(1)
    return next(iter(_runs(connection, statement)), None)


def finished_runs(connection: Connection, person_id: int, most: int) -> list[Run]:
    """Return the last finished runs of a person, the newest first."""
    statement = _RUNS.where(quiz_runs.c.person_id == person_id, quiz_runs.c.finished_at.is_not(None))
    return _runs(connection, statement.order_by(quiz_runs.c.id.desc()).limit(most))


def last_finished_run(connection: Connection, person_id: int) -> Run | None:
    """Return the run a person finished last."""
    return next(iter(finished_runs(connection, person_id, most=1)), None)


def find_run(connection: Connection, person_id: int, run_id: int, *, lock: bool = False) -> Run | None:
    """Return a run if it is this person's own."""
    row = connection.execute(_OWN_RUN_LOCKED if lock else _OWN_RUN, {"run": run_id, "person": person_id}).one_or_none()
    return _run(connection, row) if row else None


def add_run(connection: Connection, person_id: int, model: str, content_version: str, at: datetime) -> int:
    """Begin a run and return its id."""
    statement = insert(quiz_runs).values(
        person_id=person_id, model=model, content_version=content_version, started_at=at
    )
    key = connection.execute(statement).inserted_primary_key
    assert key is not None  # noqa: S101 -- an INSERT of one row always returns its key
    return int(key[0])


def keep_model(connection: Connection, version: str, body: str) -> None:
    """Keep the numbers of a model under its version; they never change."""
    insert_new(connection, interest_models, {"version": version, "body": body})


def kept_model(connection: Connection, version: str) -> str | None:
    """Return the numbers of a model that an earlier program kept."""
    statement = select(interest_models.c.body).where(interest_models.c.version == version)
    return connection.execute(statement).scalar_one_or_none()


def add_answer(
    connection: Connection, run_id: int, item: str, choice: int | None, at: datetime, *, ordinal: int
) -> bool:
    """Store an answer unless the item has one; say whether it was stored.

    The caller holds the run's lock; `ordinal` counts the answers from 1.
    """
    row = {"run_id": run_id, "item": item, "ordinal": ordinal, "choice": choice, "answered_at": at}
    return insert_new(connection, quiz_answers, row)


def change_answer(connection: Connection, run_id: int, item: str, choice: int | None, at: datetime) -> None:
    """Replace the answer to an item that was answered before."""
    where = (quiz_answers.c.run_id == run_id, quiz_answers.c.item == item)
    connection.execute(update(quiz_answers).where(*where).values(choice=choice, answered_at=at))


def finish_run(connection: Connection, run_id: int, at: datetime, interest: Interest) -> None:
    """Mark a run as finished, with its strongest interest; the first moment stays."""
    statement = update(quiz_runs).where(quiz_runs.c.id == run_id, quiz_runs.c.finished_at.is_(None))
    connection.execute(statement.values(finished_at=at, interest=interest.value))


def runs_without_interest(connection: Connection, most: int) -> list[Run]:
    """Return finished runs whose strongest interest an older program did not note."""
    statement = _RUNS.where(quiz_runs.c.finished_at.is_not(None), quiz_runs.c.interest.is_(None))
    return _runs(connection, statement.order_by(quiz_runs.c.id).limit(most))


def note_interest(connection: Connection, run_id: int, interest: Interest) -> None:
    """Note the strongest interest of a finished run."""
    connection.execute(update(quiz_runs).where(quiz_runs.c.id == run_id).values(interest=interest.value))


def set_doubts(connection: Connection, run_id: int, items: Iterable[str]) -> None:
    """Note which items are to be looked at again; none when that is over."""
    connection.execute(update(quiz_runs).where(quiz_runs.c.id == run_id).values(doubts=_SEPARATOR.join(items)))


def set_worlds(connection: Connection, run_id: int, worlds: Iterable[str]) -> None:
    """Note the ticked worlds."""
    connection.execute(update(quiz_runs).where(quiz_runs.c.id == run_id).values(worlds=_SEPARATOR.join(worlds)))


def end_worlds(connection: Connection, run_id: int, at: datetime) -> None:
    """Note that the ticking of worlds is over; the first moment stays."""
    statement = update(quiz_runs).where(quiz_runs.c.id == run_id, quiz_runs.c.worlds_at.is_(None))
    connection.execute(statement.values(worlds_at=at))


def all_runs(connection: Connection, person_id: int) -> list[Run]:
    """Return every run of a person, oldest first."""
    return _runs(connection, _RUNS.where(quiz_runs.c.person_id == person_id).order_by(quiz_runs.c.id))


def _runs(connection: Connection, statement: Select[Any]) -> list[Run]:
    return [_run(connection, row) for row in connection.execute(statement).all()]


def _run(connection: Connection, row: Row[Any]) -> Run:
    answers, moments = _answers(connection, row.id)
    return Run(
        id=row.id,
        answers=answers,
        started_at=row.started_at,
        model=row.model,
        moments=moments,
        finished_at=row.finished_at,
        doubts=None if row.doubts is None else tuple(row.doubts.split()),
        worlds=tuple(row.worlds.split()),
        has_worlds=row.worlds_at is not None,
    )


def _answers(connection: Connection, run_id: int) -> tuple[dict[str, int | None], dict[str, datetime]]:
    rows = connection.execute(_ANSWERS, {"run": run_id}).all()
    return {row.item: row.choice for row in rows}, {row.item: row.answered_at for row in rows}
