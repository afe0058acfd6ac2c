"""Rows of published reports, and of who has been to an event. What a report says and whom it counts stays sealed here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import Connection, insert, select, text

from bot.db.class_tables import class_members, class_reports, school_classes
from bot.db.event_tables import check_ins, registrations
from bot.db.portions import portions

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A report that was published."""

    id: int
    subject: str
    members: bytes
    body: bytes
    published_at: datetime


def hold_reports(connection: Connection) -> None:
    """Let nobody else publish until the transaction ends (SQLite's writers hold the whole file anyway)."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("LOCK TABLE class_report IN SHARE ROW EXCLUSIVE MODE"))


def reports_after(connection: Connection, report_id: int) -> list[ReportRow]:
    """Return the reports about whatever that are newer than one, the oldest first; they never change."""
    statement = select(class_reports).where(class_reports.c.id > report_id).order_by(class_reports.c.id)
    return [ReportRow(**row._asdict()) for row in connection.execute(statement)]


def latest_report(connection: Connection, subject: str) -> ReportRow | None:
    """Return the last report about a class or a school."""
    statement = select(class_reports).where(class_reports.c.subject == subject).order_by(class_reports.c.id.desc())
    row = connection.execute(statement.limit(1)).one_or_none()
    return ReportRow(**row._asdict()) if row else None


def add_report(connection: Connection, subject: str, members: bytes, body: bytes, at: datetime) -> None:
    """Keep a report that is published now."""
    row = {"subject": subject, "members": members, "body": body, "published_at": at}
    connection.execute(insert(class_reports).values(row))


def pupils_of(connection: Connection, class_id: int) -> list[int]:
    """Return who is in a class."""
    statement = select(class_members.c.person_id).where(class_members.c.class_id == class_id)
    return list(connection.execute(statement.order_by(class_members.c.person_id)).scalars())


def pupils_of_school(connection: Connection, digest: str) -> list[int]:
    """Return who is in a class of a school, each once."""
    statement = (
        select(class_members.c.person_id)
        .join(school_classes, school_classes.c.id == class_members.c.class_id)
        .where(school_classes.c.school_digest == digest)
    )
    return list(connection.execute(statement.distinct().order_by(class_members.c.person_id)).scalars())


def been_to_an_event(connection: Connection, people_ids: Sequence[int]) -> set[int]:
    """Return which of some people came to an event."""
    found: set[int] = set()
    for ids in portions(people_ids):
        statement = (
            select(registrations.c.person_id)
            .join(check_ins, check_ins.c.registration_id == registrations.c.id)
            .where(registrations.c.person_id.in_(ids), check_ins.c.undone_at.is_(None))
        )
        found.update(connection.execute(statement).scalars())
    return found
