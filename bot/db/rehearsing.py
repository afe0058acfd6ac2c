"""What a rehearsal reads of its own throw-away installation: who has which seat, what was sent, whether all of it is sound."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sqlalchemy import Connection, and_, func, select, text

from bot.db.event_tables import check_ins, parties, registrations, sessions
from bot.db.tables import outbox, people
from bot.domain.registration import IS_ALIVE

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class Row:
    """A registration.

    Attributes:
        person_id, telegram_id: None for somebody without a chat.
        came: whether the door let them in.
    """

    id: int
    session_id: int
    party_id: int
    person_id: int | None
    telegram_id: int | None
    state: str
    code: str
    held_until: datetime | None
    came: bool


_STANDS: Final = and_(check_ins.c.registration_id == registrations.c.id, check_ins.c.undone_at.is_(None))
# The counters of a session against its rows, and rows that must not be there twice. Everything that is found is a fault.
_FAULTS: Final = {
    "more seats given than there are": "SELECT id FROM event_session WHERE taken > capacity",
    "a session's count of seats differs from its registrations": """
        SELECT s.id FROM event_session s WHERE s.taken <> (SELECT COUNT(*) FROM registration r
            WHERE r.session_id = s.id AND r.state IN ('offered', 'consent', 'seated'))""",
    "a session's line differs from its registrations": """
        SELECT s.id FROM event_session s WHERE s.waiting <> (SELECT COUNT(*) FROM registration r
            WHERE r.session_id = s.id AND r.state = 'waiting')""",
    "somebody has two seats in one session": """
        SELECT session_id FROM registration WHERE person_id IS NOT NULL
            GROUP BY session_id, person_id HAVING COUNT(*) > 1""",
    "somebody was let in twice": """
        SELECT registration_id FROM check_in WHERE undone_at IS NULL GROUP BY registration_id HAVING COUNT(*) > 1""",
    "somebody was let in without a seat": """
        SELECT c.id FROM check_in c JOIN registration r ON r.id = c.registration_id
            WHERE c.undone_at IS NULL AND r.state <> 'seated'""",
}


def registrations_of(connection: Connection) -> list[Row]:
    """Return every registration, the oldest first."""
    statement = (
        select(
            registrations.c.id,
            registrations.c.session_id,
            registrations.c.party_id,
            registrations.c.person_id,
            people.c.telegram_id,
            registrations.c.state,
            registrations.c.code,
            registrations.c.held_until,
            check_ins.c.id.is_not(None).label("came"),
        )
        .outerjoin(people, people.c.id == registrations.c.person_id)
        .outerjoin(check_ins, _STANDS)
        .order_by(registrations.c.id)
    )
    return [Row(*row) for row in connection.execute(statement)]


def free_sessions(connection: Connection) -> frozenset[int]:
    """Return the sessions that have a seat for a newcomer."""
    free = (sessions.c.taken < sessions.c.capacity, sessions.c.waiting == 0)
    return frozenset(connection.execute(select(sessions.c.id).where(*free)).scalars())


def filled(connection: Connection) -> dict[int, tuple[int, int]]:
    """Return how many seats are taken, and how many wait, by session."""
    statement = select(sessions.c.id, sessions.c.taken, sessions.c.waiting)
    return {row.id: (row.taken, row.waiting) for row in connection.execute(statement)}


def kept_places(connection: Connection) -> list[str]:
    """Return the code of a party as often as it keeps a place that nobody has taken."""
    kept = (registrations.c.person_id.is_(None), registrations.c.about.is_(None), registrations.c.state.in_(IS_ALIVE))
    statement = select(parties.c.code).join(registrations, registrations.c.party_id == parties.c.id)
    mine = statement.where(parties.c.code.is_not(None), *kept).order_by(registrations.c.id)
    return [str(code) for code in connection.execute(mine).scalars()]


def spot_of(connection: Connection, telegram_id: int) -> str:
    """Return where the bot believes somebody to stand; empty for a stranger."""
    statement = select(people.c.spot).where(people.c.telegram_id == telegram_id)
    return str(connection.execute(statement).scalar_one_or_none() or "")


def not_sent_yet(connection: Connection, now: datetime) -> int:
    """Return how many messages are due and not sent yet."""
    waits = outbox.c.state.in_(("due", "sending")) & (outbox.c.due_at <= now)
    return connection.execute(select(func.count()).select_from(outbox).where(waits)).scalar_one()


def sent_by_kind(connection: Connection) -> dict[tuple[str, str], int]:
    """Return how many messages of each kind are in each state."""
    statement = select(outbox.c.kind, outbox.c.state, func.count()).group_by(outbox.c.kind, outbox.c.state)
    return {(row[0], row[1]): row[2] for row in connection.execute(statement)}


def faults(connection: Connection) -> list[str]:
    """Return what is wrong with seats and entries, by the rows themselves; nothing when all is sound."""
    return [name for name, statement in _FAULTS.items() if connection.execute(text(statement)).first() is not None]
