"""What became of announcements in the outbox: who got one, which message it is, and how many came lately."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import ColumnElement, Connection, distinct, func, select, update

from bot.db.announcement_tables import announcements
from bot.db.opt_outs import has_refused
from bot.db.tables import outbox
from bot.domain.announcements import ANNOUNCEMENT

if TYPE_CHECKING:
    from datetime import datetime

# What is or may be with the addressee.
_ARRIVED: Final = ("sent", "uncertain", "sending")


def wants_none(connection: Connection, person_id: int, author_id: int | None) -> bool:
    """Return whether a person opted out of what an author sends, or of everything."""
    return bool(connection.execute(select(has_refused(person_id, author_id))).scalar_one())


def got_since(person_id: ColumnElement[Any] | int, since: datetime, but: int) -> ColumnElement[int]:
    """Return how many announcements other than one a person got since a moment, as a value of a statement."""
    theirs = (outbox.c.person_id == person_id, outbox.c.kind == ANNOUNCEMENT, outbox.c.subject != but)
    counted = select(func.count(distinct(outbox.c.subject))).where(
        *theirs, outbox.c.state.in_(_ARRIVED), outbox.c.changed_at > since
    )
    return counted.scalar_subquery()


def number_since(connection: Connection, person_id: int, since: datetime, but: int) -> int:
    """Return how many announcements other than one a person got since a moment."""
    return int(connection.execute(select(got_since(person_id, since, but))).scalar_one())


def has_got(connection: Connection, announcement_id: int, person_id: int) -> bool:
    """Return whether an announcement was sent to a person, as far as is known."""
    return message_of(connection, announcement_id, person_id) is not None


def message_of(
    connection: Connection, announcement_id: int, person_id: int, kind: str = ANNOUNCEMENT
) -> tuple[int | None, datetime] | None:
    """Return the message by which a person got an announcement, and when; the id is None where the server did not tell it."""
    own = (outbox.c.kind == kind, outbox.c.subject == announcement_id, outbox.c.person_id == person_id)
    statement = select(outbox.c.message_id, outbox.c.changed_at).where(*own, outbox.c.state.in_(_ARRIVED))
    row = connection.execute(statement.order_by(outbox.c.round.desc()).limit(1)).one_or_none()
    return (row.message_id, row.changed_at) if row else None


def last_troubles(connection: Connection, announcement_id: int, number: int) -> list[tuple[str, str | None]]:
    """Return state and trouble of the messages of an announcement that ended last, the newest first."""
    own = (outbox.c.kind == ANNOUNCEMENT, outbox.c.subject == announcement_id)
    ended = outbox.c.state.in_(("sent", "uncertain", "failed", "unreachable"))
    statement = select(outbox.c.state, outbox.c.trouble).where(*own, ended)
    newest = statement.order_by(outbox.c.changed_at.desc(), outbox.c.id.desc()).limit(number)
    return [(row.state, row.trouble) for row in connection.execute(newest)]


def pause(connection: Connection, announcement_id: int, trouble: str | None = None) -> bool:
    """Hold what has not been sent; say whether it was under way."""
    under_way = (announcements.c.id == announcement_id, announcements.c.state == "sending")
    paused = update(announcements).where(*under_way).values(state="paused", trouble=trouble)
    if not connection.execute(paused).rowcount:
        return False
    waiting = (outbox.c.kind == ANNOUNCEMENT, outbox.c.subject == announcement_id, outbox.c.state == "due")
    connection.execute(update(outbox).where(*waiting).values(state="held"))
    return True
