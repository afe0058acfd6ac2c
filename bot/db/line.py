"""Rows of the line before a session: who changes them holds the session's lock."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, case, false, func, insert, select, update

from bot.db.event_tables import parties, sessions
from bot.db.portions import portions
from bot.domain.line import Party

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.db.seats import LockedSession

# In the order of the fields of `Party`.
_OF_PARTY = (parties.c.id, parties.c.place, parties.c.size, parties.c.school, parties.c.passed)


def line_of(connection: Connection, session_id: int) -> list[Party]:
    """Return the parties that wait, in the order of their places."""
    waiting = (parties.c.session_id == session_id, parties.c.is_waiting)
    rows = connection.execute(select(*_OF_PARTY).where(*waiting).order_by(parties.c.place))
    return [Party(*row) for row in rows]


def party_in_line(connection: Connection, party_id: int) -> Party | None:
    """Return a party that waits; None when it does not."""
    waits = (parties.c.id == party_id, parties.c.is_waiting)
    row = connection.execute(select(*_OF_PARTY).where(*waits)).one_or_none()
    return Party(*row) if row else None


def people_before(connection: Connection, session_id: int, place: int) -> int:
    """Return how many people wait before a place in line."""
    before = (parties.c.session_id == session_id, parties.c.is_waiting, parties.c.place < place)
    statement = select(func.coalesce(func.sum(parties.c.size), 0)).where(*before)
    return int(connection.execute(statement).scalar_one())


def add_party(connection: Connection, session: LockedSession, **values: Any) -> Party:
    """Put a party at the end of the line, and count those who wait.

    `values` are size, is_waiting, school, owner_id, code, created_at.
    """
    place = session.last_place + 1
    row = {"session_id": session.id, "place": place, **values}
    key = connection.execute(insert(parties).values(row)).inserted_primary_key
    assert key is not None  # noqa: S101 -- an INSERT of one row always returns its key
    waiting = sessions.c.waiting + (values["size"] if values["is_waiting"] else 0)
    connection.execute(update(sessions).where(sessions.c.id == session.id).values(last_place=place, waiting=waiting))
    return Party(int(key[0]), place, values["size"], values.get("school"))


def leave_line(connection: Connection, party_ids: Sequence[int]) -> None:
    """Note that parties wait no longer."""
    for ids in portions(party_ids):
        connection.execute(update(parties).where(parties.c.id.in_(ids)).values(is_waiting=False))


def shrink_party(connection: Connection, party_id: int) -> None:
    """Take one of those who wait out of a party; a party of nobody waits no longer."""
    size = parties.c.size - 1
    statement = update(parties).where(parties.c.id == party_id)
    connection.execute(statement.values(size=size, is_waiting=case((size > 0, parties.c.is_waiting), else_=false())))


def note_passed(connection: Connection, times: Mapping[int, int]) -> None:
    """Note how often parties were passed over."""
    by_number: dict[int, list[int]] = defaultdict(list)
    for party_id, number in times.items():
        by_number[number].append(party_id)
    for number, those in by_number.items():
        for ids in portions(those):
            connection.execute(update(parties).where(parties.c.id.in_(ids)).values(passed=number))


def enter_line(connection: Connection, session_id: int, party_id: int, size: int) -> None:
    """Let a party that the organiser approved stand in line, at the place at which it came."""
    connection.execute(update(parties).where(parties.c.id == party_id).values(is_waiting=True, size=size))
    waiting = sessions.c.waiting + size
    connection.execute(update(sessions).where(sessions.c.id == session_id).values(waiting=waiting))
