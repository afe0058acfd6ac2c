"""Rows of a list of registrations that leaves the bot as a file, in portions, so that nobody waits for a long one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import Connection, func, select

from bot.db.event_tables import check_ins, registrations, sessions

if TYPE_CHECKING:
    from datetime import datetime

    from bot.domain.door import Way
    from bot.domain.registration import State


@dataclass(frozen=True, slots=True)
class ExportRow:
    """A registration with everything that is kept of it; name and answers stay sealed.

    Attributes:
        party_size: how many registrations the party has, whatever became of them.
        came_at, way, by_id: of the entry that stands; None when there is none.
    """

    id: int
    state: State
    code: str
    about: bytes | None
    needs_parent: bool
    parent_agreed_at: datetime | None
    parent_withdrew_at: datetime | None
    is_companion: bool
    held_until: datetime | None
    created_at: datetime
    changed_at: datetime
    party_id: int
    party_size: int
    came_at: datetime | None
    way: Way | None
    by_id: int | None


_OTHERS = registrations.alias()
_PARTY_SIZE = select(func.count()).where(_OTHERS.c.party_id == registrations.c.party_id).scalar_subquery()
_STANDS = (check_ins.c.registration_id == registrations.c.id) & check_ins.c.undone_at.is_(None)
_OF_ROW = select(
    registrations.c.id,
    registrations.c.state,
    registrations.c.code,
    registrations.c.about,
    registrations.c.needs_parent,
    registrations.c.parent_agreed_at,
    registrations.c.parent_withdrew_at,
    registrations.c.is_companion,
    registrations.c.held_until,
    registrations.c.created_at,
    registrations.c.changed_at,
    registrations.c.party_id,
    _PARTY_SIZE.label("party_size"),
    check_ins.c.at.label("came_at"),
    check_ins.c.way,
    check_ins.c.by_id,
).outerjoin(check_ins, _STANDS)


def export_rows(connection: Connection, session_id: int, after_id: int, most: int) -> list[ExportRow]:
    """Return at most so many registrations of a session in the order of arrival, those after a number."""
    mine = (registrations.c.session_id == session_id, registrations.c.id > after_id)
    found = connection.execute(_OF_ROW.where(*mine).order_by(registrations.c.id).limit(most))
    return [ExportRow(**row._asdict()) for row in found]


def count_registrations(connection: Connection, event_id: int) -> int:
    """Return how many registrations an event has, whatever became of them."""
    of_event = select(sessions.c.id).where(sessions.c.event_id == event_id)
    mine = registrations.c.session_id.in_(of_event)
    return connection.execute(select(func.count()).select_from(registrations).where(mine)).scalar_one()
