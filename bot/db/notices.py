"""Rows of notices about registrations: to the pupil, or to the owner of the party where the pupil has no chat with us."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Connection, func, insert, literal, select, true

from bot.db.event_tables import parties, registrations
from bot.db.portions import portions
from bot.db.tables import Moment, outbox

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime


def put_notices(connection: Connection, kind: str, registration_ids: Sequence[int], now: datetime) -> None:
    """Put in a notice about each registration, in the order of the line; whom nobody can be told about is left out.

    The same kind may come again for the same registration and person: `round` counts on from the rounds that are still there.
    The session's lock keeps two from counting at once.
    """
    for ids in portions(registration_ids):
        _put(connection, kind, ids, now)


def _put(connection: Connection, kind: str, registration_ids: Sequence[int], now: datetime) -> None:
    told = func.coalesce(registrations.c.person_id, parties.c.owner_id)
    same = (outbox.c.kind == kind, outbox.c.subject == registrations.c.id, outbox.c.person_id == told)
    again = select(func.coalesce(func.max(outbox.c.round) + 1, 0)).where(*same).scalar_subquery()
    at = literal(now, Moment)
    rows = (
        select(told, literal(kind), registrations.c.id, again, true(), at, at)
        .join(parties, parties.c.id == registrations.c.party_id)
        .where(registrations.c.id.in_(registration_ids), told.is_not(None))
        .order_by(parties.c.place, registrations.c.id)
    )
    names = ("person_id", "kind", "subject", "round", "is_notice", "due_at", "changed_at")
    connection.execute(insert(outbox).from_select(names, rows))
