"""Rows of questions, of what was written in them, and of templates. Texts stay sealed here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import ColumnElement, Connection, and_, delete, func, insert, select, update

from bot.db.class_tables import answer_templates, class_members, question_messages, questions, school_classes
from bot.db.staff_tables import audit_log

if TYPE_CHECKING:
    from datetime import datetime

    from bot.domain.questions import State


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """A question with its class; the pupil's name, sealed, is None of those who did not agree to be seen by name."""

    id: int
    person_id: int
    class_id: int | None
    counsellor_id: int | None
    state: State
    is_flagged: bool
    asked_at: datetime
    changed_at: datetime
    grade: int | None
    letter: str | None
    school_digest: str | None
    led_by: int | None
    name: bytes | None


@dataclass(frozen=True, slots=True)
class MessageRow:
    """A message of a thread, sealed."""

    id: int
    is_from_pupil: bool
    text: bytes
    written_at: datetime


_QUESTIONS: Final = (
    select(
        *(each for each in questions.c),
        school_classes.c.grade,
        school_classes.c.letter,
        school_classes.c.school_digest,
        school_classes.c.counsellor_id.label("led_by"),
        class_members.c.name,
    )
    .outerjoin(school_classes, school_classes.c.id == questions.c.class_id)
    .outerjoin(
        class_members,
        and_(class_members.c.class_id == questions.c.class_id, class_members.c.person_id == questions.c.person_id),
    )
)


def add_question(connection: Connection, **values: Any) -> int:
    """Add a question; `values` are columns of the table."""
    return _key(connection.execute(insert(questions).values(values)).inserted_primary_key)


def change_question(connection: Connection, question_id: int, **values: Any) -> None:
    """Change some columns of a question."""
    connection.execute(update(questions).where(questions.c.id == question_id).values(values))


def find_question(connection: Connection, question_id: int, *, lock: bool = False) -> QuestionRow | None:
    """Return a question; `lock` holds it until the transaction ends."""
    if lock:
        connection.execute(select(questions.c.id).where(questions.c.id == question_id).with_for_update())
    return next(iter(_found(connection, questions.c.id == question_id)), None)


def questions_of(connection: Connection, person_id: int) -> list[QuestionRow]:
    """Return what a pupil asked, the latest change first."""
    return _found(connection, questions.c.person_id == person_id)


def questions_to(connection: Connection, counsellor_id: int) -> list[QuestionRow]:
    """Return what is to be answered by somebody, the latest change first; closed ones are left out."""
    return _found(connection, questions.c.counsellor_id == counsellor_id, questions.c.state != "closed")


def hand_over_of_class(connection: Connection, class_id: int, counsellor_id: int) -> None:
    """Give the questions of a class that are not closed to its new counsellor."""
    open_ones = (questions.c.class_id == class_id, questions.c.state != "closed")
    connection.execute(update(questions).where(*open_ones).values(counsellor_id=counsellor_id))


def end_of_membership(connection: Connection, class_id: int, person_id: int) -> None:
    """Close a pupil's questions of a class, so that its counsellor sees them no more."""
    theirs = (questions.c.class_id == class_id, questions.c.person_id == person_id)
    connection.execute(update(questions).where(*theirs).values(state="closed", counsellor_id=None))


def close_silent(connection: Connection, before: datetime) -> int:
    """Close the questions in which nothing was written since a moment; return how many."""
    silent = (questions.c.state != "closed", questions.c.changed_at < before)
    return connection.execute(update(questions).where(*silent).values(state="closed")).rowcount


def add_message(connection: Connection, question_id: int, text: bytes, at: datetime, *, is_from_pupil: bool) -> int:
    """Add a message to a thread."""
    row = {"question_id": question_id, "is_from_pupil": is_from_pupil, "text": text, "written_at": at}
    return _key(connection.execute(insert(question_messages).values(row)).inserted_primary_key)


def messages_in(connection: Connection, question_id: int) -> list[MessageRow]:
    """Return a thread, the oldest message first."""
    columns = (
        question_messages.c.id,
        question_messages.c.is_from_pupil,
        question_messages.c.text,
        question_messages.c.written_at,
    )
    mine = select(*columns).where(question_messages.c.question_id == question_id).order_by(question_messages.c.id)
    return [MessageRow(**row._asdict()) for row in connection.execute(mine)]


def templates_of(connection: Connection, counsellor_id: int) -> list[tuple[int, bytes]]:
    """Return somebody's templates with their ids."""
    mine = select(answer_templates.c.id, answer_templates.c.text).where(
        answer_templates.c.counsellor_id == counsellor_id
    )
    return [(row.id, row.text) for row in connection.execute(mine.order_by(answer_templates.c.id))]


def add_template(connection: Connection, counsellor_id: int, text: bytes) -> None:
    """Keep a template."""
    connection.execute(insert(answer_templates).values(counsellor_id=counsellor_id, text=text))


def remove_template(connection: Connection, counsellor_id: int, template_id: int) -> None:
    """Erase a template of somebody's own."""
    mine = (answer_templates.c.id == template_id, answer_templates.c.counsellor_id == counsellor_id)
    connection.execute(delete(answer_templates).where(*mine))


def was_noted(connection: Connection, actor_id: int, deed: str, subject: str, since: datetime) -> bool:
    """Say whether the audit log has the same deed of somebody since a moment: a screen that is drawn again is no new look."""
    same = (audit_log.c.actor_id == actor_id, audit_log.c.deed == deed, audit_log.c.subject == subject)
    statement = select(func.count()).select_from(audit_log).where(*same, audit_log.c.at >= since)
    return bool(connection.execute(statement).scalar_one())


def _found(connection: Connection, *where: ColumnElement[bool]) -> list[QuestionRow]:
    statement = _QUESTIONS.where(*where).order_by(questions.c.changed_at.desc(), questions.c.id.desc())
    return [QuestionRow(**row._asdict()) for row in connection.execute(statement)]


def _key(key: Any) -> int:
    assert key is not None  # noqa: S101 -- an INSERT of one row always returns its key
    return int(key[0])
