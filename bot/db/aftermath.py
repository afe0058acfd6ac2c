"""Rows of announcements that were sent: sent once more, changed, and to whom they went."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, literal, select, update

from bot.db.class_tables import class_members
from bot.db.inserting import insert_chosen
from bot.db.tables import outbox, people
from bot.domain.announcements import ANNOUNCEMENT

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime

    from bot.domain.languages import Language


def repeat_uncertain(connection: Connection, announcement_id: int, now: datetime, due_at: datetime) -> int:
    """Put in once more what is in doubt, as the next round, and close the old rows; return how many."""
    doubted = (outbox.c.kind == ANNOUNCEMENT, outbox.c.subject == announcement_id, outbox.c.state == "uncertain")
    again = {
        "person_id": outbox.c.person_id,
        "kind": outbox.c.kind,
        "subject": outbox.c.subject,
        "round": outbox.c.round + 1,
        "is_notice": outbox.c.is_notice,
        "due_at": literal(due_at, outbox.c.due_at.type),
        "changed_at": literal(now, outbox.c.changed_at.type),
    }
    number = insert_chosen(connection, outbox, list(again), select(*again.values()).where(*doubted))
    closed = update(outbox).where(*doubted).values(state="dropped", trouble="sent once more", changed_at=now)
    connection.execute(closed)
    return number


def change_sent(
    connection: Connection,
    announcement_id: int,
    kind: str,
    version: int,
    *,
    since: datetime,
    now: datetime,
    language: Language | None,
) -> int:
    """Put in a change of every message that arrived since a moment, of one language or of all; return how many."""
    arrived = (
        outbox.c.kind == ANNOUNCEMENT,
        outbox.c.subject == announcement_id,
        outbox.c.state == "sent",
        outbox.c.message_id.is_not(None),
        outbox.c.changed_at > since,
    )
    change = {
        "person_id": outbox.c.person_id,
        "kind": literal(kind),
        "subject": outbox.c.subject,
        "round": literal(version),
        "is_notice": outbox.c.is_notice,
        "due_at": literal(now, outbox.c.due_at.type),
        "changed_at": literal(now, outbox.c.changed_at.type),
    }
    whose = (people.c.language == language.value,) if language else ()
    statement = select(*change.values()).join(people, people.c.id == outbox.c.person_id).where(*arrived, *whose)
    return insert_chosen(connection, outbox, list(change), statement)


def recipients(connection: Connection, announcement_id: int, classes: Collection[int]) -> Sequence[Any]:
    """Return state, trouble and moment of everybody's message, with the sealed name of those seen by name in some classes."""
    name = (
        select(class_members.c.name)
        .where(
            class_members.c.person_id == outbox.c.person_id,
            class_members.c.class_id.in_(sorted(classes)),
            class_members.c.name.is_not(None),
        )
        .limit(1)
        .scalar_subquery()
    )
    own = (outbox.c.kind == ANNOUNCEMENT, outbox.c.subject == announcement_id)
    columns = (outbox.c.state, outbox.c.trouble, outbox.c.changed_at, name.label("name"))
    return connection.execute(select(*columns).where(*own).order_by(outbox.c.id)).all()
