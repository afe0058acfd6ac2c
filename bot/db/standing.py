"""How things stand, in bare counts: what waits in the outbox, who waits for seats. Nobody can be recognised in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlalchemy import Connection, func, select

from bot.db.event_tables import registrations, sessions
from bot.db.tables import outbox
from bot.domain.standing import Standing

if TYPE_CHECKING:
    from datetime import datetime

# Where nothing has come to its end yet, or somebody has to decide. The many that were sent are not counted: that takes long.
OPEN_STATES: Final = ("due", "held", "sending", "uncertain")
_HELD: Final = ("offered", "consent")


def standing(connection: Connection, now: datetime) -> Standing:
    """Return how things stand."""
    by_state = select(outbox.c.state, func.count()).where(outbox.c.state.in_(OPEN_STATES)).group_by(outbox.c.state)
    counted: dict[str, int] = {row[0]: row[1] for row in connection.execute(by_state)}
    late = (outbox.c.state == "due", outbox.c.due_at <= now)
    oldest = connection.execute(select(func.count(), func.min(outbox.c.due_at)).where(*late)).one()
    coming = (sessions.c.is_on, sessions.c.ends_at > now)
    sums = (
        func.coalesce(func.sum(column), 0) for column in (sessions.c.capacity, sessions.c.taken, sessions.c.waiting)
    )
    capacity, taken, waiting = connection.execute(select(*sums).where(*coming)).one()
    held = select(registrations.c.state, func.count()).where(registrations.c.held_until.is_not(None))
    held = held.where(registrations.c.state.in_(_HELD)).group_by(registrations.c.state)
    seats: dict[str, int] = {row[0]: row[1] for row in connection.execute(held)}
    return Standing(
        outbox={state: counted.get(state, 0) for state in OPEN_STATES},
        late=oldest[0],
        oldest_due=oldest[1],
        capacity=int(capacity),
        taken=int(taken),
        waiting=int(waiting),
        held={state: seats.get(state, 0) for state in _HELD},
    )
