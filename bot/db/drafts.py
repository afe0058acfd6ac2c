"""Announcements as their authors change them: drafts, what is under way, and how far it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, exists, func, insert, select, update

from bot.db.announcement_tables import announcements
from bot.db.announcements import announcement_of
from bot.db.tables import outbox
from bot.domain.announcements import ANNOUNCEMENT

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from bot.domain.announcements import Announcement, State


def add(connection: Connection, author_id: int | None, at: datetime, **values: Any) -> int:
    """Begin a draft; return its id."""
    statement = insert(announcements).values(author_id=author_id, created_at=at, **values)
    key = connection.execute(statement).inserted_primary_key
    assert key is not None  # noqa: S101 -- an INSERT of one row always returns its key
    return int(key[0])


def change(connection: Connection, announcement_id: int, states: Collection[str], **values: Any) -> bool:
    """Change an announcement if it is in one of some states; say whether it was."""
    own = (announcements.c.id == announcement_id, announcements.c.state.in_(states))
    return bool(connection.execute(update(announcements).where(*own).values(**values)).rowcount)


def lock(connection: Connection, announcement_id: int) -> Announcement | None:
    """Return an announcement and hold its row until the transaction ends."""
    statement = select(announcements).where(announcements.c.id == announcement_id).with_for_update()
    row = connection.execute(statement).one_or_none()
    return announcement_of(row) if row else None


def of_author(connection: Connection, author_id: int, most: int) -> list[Announcement]:
    """Return the announcements of an author, the newest first."""
    own = announcements.c.author_id == author_id
    statement = select(announcements).where(own).order_by(announcements.c.id.desc()).limit(most)
    return [announcement_of(row) for row in connection.execute(statement)]


def in_state(connection: Connection, *states: State) -> list[Announcement]:
    """Return all announcements in some states, the oldest first."""
    statement = select(announcements).where(announcements.c.state.in_(states)).order_by(announcements.c.id)
    return [announcement_of(row) for row in connection.execute(statement)]


def urgent_drafts(connection: Connection) -> list[Announcement]:
    """Return the drafts that are to go beyond the daily limit and wait for an administrator."""
    waiting = (announcements.c.state == "draft", announcements.c.is_urgent, announcements.c.urgent_by_id.is_(None))
    statement = select(announcements).where(*waiting).order_by(announcements.c.id)
    return [announcement_of(row) for row in connection.execute(statement)]


def drafts_of(connection: Connection, author_id: int) -> int:
    """Return how many drafts an author has."""
    own = (announcements.c.author_id == author_id, announcements.c.state == "draft")
    return int(connection.execute(select(func.count()).select_from(announcements).where(*own)).scalar_one())


def progress(connection: Connection, announcement_id: int, kind: str = ANNOUNCEMENT) -> dict[str, int]:
    """Return how many messages of an announcement are in each state of the outbox."""
    own = (outbox.c.kind == kind, outbox.c.subject == announcement_id)
    statement = select(outbox.c.state, func.count()).where(*own).group_by(outbox.c.state)
    return {row[0]: row[1] for row in connection.execute(statement)}


def finish_sent(connection: Connection, at: datetime) -> list[int]:
    """Mark as done what is under way and of which nothing is left to be sent; return which."""
    left = exists().where(
        outbox.c.kind == ANNOUNCEMENT,
        outbox.c.subject == announcements.c.id,
        outbox.c.state.in_(("due", "held", "sending")),
    )
    over = select(announcements.c.id).where(announcements.c.state == "sending", ~left)
    return [
        number
        for number in connection.execute(over).scalars().all()
        if change(connection, number, ("sending",), state="done", finished_at=at)
    ]


def release(connection: Connection, announcement_id: int, due_at: datetime) -> int:
    """Let go on what was held; return how many."""
    held = (outbox.c.kind == ANNOUNCEMENT, outbox.c.subject == announcement_id, outbox.c.state == "held")
    return connection.execute(update(outbox).where(*held).values(state="due", due_at=due_at)).rowcount


def drop(connection: Connection, announcement_id: int, at: datetime) -> int:
    """Give up what has not been sent; return how many."""
    own = (outbox.c.kind == ANNOUNCEMENT, outbox.c.subject == announcement_id, outbox.c.state.in_(("due", "held")))
    return connection.execute(
        update(outbox).where(*own).values(state="dropped", trouble="cancelled", changed_at=at)
    ).rowcount


def cancel_all_of(connection: Connection, author_id: int, at: datetime) -> None:
    """Give up everything of an author that is not over; their drafts lose their words."""
    open_ones = (announcements.c.author_id == author_id, announcements.c.state.in_(("queued", "sending", "paused")))
    for row in connection.execute(select(announcements.c.id).where(*open_ones)).all():
        change(connection, row.id, ("queued", "sending", "paused"), state="cancelled", finished_at=at)
        drop(connection, row.id, at)
    own_drafts = (announcements.c.author_id == author_id, announcements.c.state == "draft")
    connection.execute(update(announcements).where(*own_drafts).values(state="cancelled", texts="{}", finished_at=at))
