"""Notices to everybody of a session at once: one INSERT ... SELECT each, and never the same one twice.

Reminders and thanks are planned when their hour has come, by looking at who has a seat then. So nothing has to be put right when
a seat is given back, a session is moved or somebody comes late, and after a kill the next look finds whatever is missing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import Connection, Select, exists, func, literal, select, true

from bot.db.event_tables import check_ins, events, parties, registrations, sessions
from bot.db.inserting import insert_chosen
from bot.db.tables import Moment, outbox
from bot.domain.notices import REMINDERS, THANKS_FOR
from bot.domain.registration import IS_ALIVE

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime
    from typing import Literal

    from bot.domain.registration import State

_COLUMNS: Final = ("person_id", "kind", "subject", "round", "is_notice", "due_at", "changed_at")
_IS_GOING_ON: Final = (sessions.c.is_on, events.c.state.in_(("open", "closed")))


def tell_session(
    connection: Connection, kind: Literal["moved", "called_off"], session_id: int, version: int, now: datetime
) -> int:
    """Tell everybody who has or awaits a seat that their session changed; return how many messages that makes.

    Args:
        connection: the transaction that changes the session.
        kind: what became of it.
        session_id: the session.
        version: the session's own, after the change: every version is told of once.
        now: the moment.
    """
    return insert_chosen(
        connection,
        outbox,
        _COLUMNS,
        _everybody(kind, IS_ALIVE, now).where(sessions.c.id == session_id, sessions.c.version == version),
    )


def plan_reminder(connection: Connection, kind: Literal["day_before", "hours_before"], now: datetime) -> int:
    """Remind those who have had a seat since before the hour of a reminder, if its hour has come; return how many."""
    rule = REMINDERS[kind]
    told = outbox.alias()
    # Who was told of a move within the hours of the reminder needs no other message.
    just_moved = exists().where(
        told.c.kind == "moved",
        told.c.subject == registrations.c.id,
        told.c.round == sessions.c.version,
        told.c.changed_at > now - rule.before,
    )
    its_hour = (sessions.c.starts_at <= now + rule.before, sessions.c.starts_at > now + rule.too_late)
    people = _everybody(kind, {"seated"}, now).where(*its_hour, *_IS_GOING_ON, ~just_moved)
    number = 0
    for session_id, starts_at in connection.execute(select(sessions.c.id, sessions.c.starts_at).where(*its_hour)).all():
        since_before = registrations.c.changed_at <= starts_at - rule.before
        number += insert_chosen(connection, outbox, _COLUMNS, people.where(sessions.c.id == session_id, since_before))
    return number


def plan_thanks(connection: Connection, now: datetime) -> int:
    """Thank those who came to sessions that are over; return how many."""
    has_come = exists().where(check_ins.c.registration_id == registrations.c.id, check_ins.c.undone_at.is_(None))
    is_over = (sessions.c.ends_at <= now, sessions.c.ends_at > now - THANKS_FOR)
    own = registrations.c.person_id.is_not(None)
    return insert_chosen(
        connection, outbox, _COLUMNS, _everybody("thanks", None, now, literal(0)).where(*is_over, has_come, own)
    )


def _everybody(
    kind: str,
    states: Collection[State] | None,
    now: datetime,
    round: Any = sessions.c.version,  # noqa: A002
) -> Select[Any]:
    """Select messages to the pupils of sessions, and one to the owner of a party for all its pupils without a chat."""
    others = registrations.alias()
    told = func.coalesce(registrations.c.person_id, parties.c.owner_id)
    first = select(func.min(others.c.id)).where(
        others.c.party_id == registrations.c.party_id, others.c.person_id.is_(None), others.c.about.is_not(None)
    )
    if states is not None:
        first = first.where(others.c.state.in_(states))
    speaks = registrations.c.person_id.is_not(None) | (registrations.c.id == first.scalar_subquery())
    at = literal(now, Moment)
    statement = (
        select(told, literal(kind), registrations.c.id, round, true(), at, at)
        .join(parties, parties.c.id == registrations.c.party_id)
        .join(sessions, sessions.c.id == registrations.c.session_id)
        .join(events, events.c.id == sessions.c.event_id)
        .where(told.is_not(None), speaks)
        .order_by(registrations.c.id)
    )
    return statement if states is None else statement.where(registrations.c.state.in_(states))
