"""Rows of the line before a session: who changes them holds the session's lock."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import Connection, bindparam, case, false, func, insert, select, update

from bot.db.event_tables import parties, sessions
from bot.db.portions import portions
from bot.domain.line import Party

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.db.seats import LockedSession

# In the order of the fields of `Party`.
_OF_PARTY = (parties.c.id, parties.c.place, parties.c.size, parties.c.school, parties.c.passed)

# Built once, because building one costs more than running it.
_LINE: Final = (
    select(*_OF_PARTY)
    .where(parties.c.session_id == bindparam("session"), parties.c.is_waiting)
    .order_by(parties.c.place)
)
_LEAVE: Final = update(parties).where(parties.c.id.in_(bindparam("ids", expanding=True))).values(is_waiting=False)
_ADD: Final = insert(parties)
_COUNT: Final = (
    update(sessions)
    .where(sessions.c.id == bindparam("session"))
    .values(
        last_place=bindparam("last"),
        taken=sessions.c.taken + bindparam("more_taken"),
        waiting=sessions.c.waiting + bindparam("more_waiting"),
    )
)


def line_of(connection: Connection, session_id: int) -> list[Party]:
    """Return the parties that wait, in the order of their places."""
    return [Party(*row) for row in connection.execute(_LINE, {"session": session_id})]


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


def add_party(connection: Connection, session: LockedSession, *, takes: int = 0, **values: Any) -> Party:
    """Note a party behind all others of the session, and count those who wait, or the seats that it takes at once.

    `values` are size, is_waiting, school, owner_id, code, created_at.
    """
    place = session.last_place + 1
    key = connection.execute(_ADD, {"session_id": session.id, "place": place, **values}).inserted_primary_key
    assert key is not None  # noqa: S101 -- an INSERT of one row always returns its key
    waits = values["size"] if values["is_waiting"] else 0
    connection.execute(_COUNT, {"session": session.id, "last": place, "more_taken": takes, "more_waiting": waits})
    return Party(int(key[0]), place, values["size"], values.get("school"))


def leave_line(connection: Connection, party_ids: Sequence[int]) -> None:
    """Note that parties wait no longer."""
    for ids in portions(party_ids):
        connection.execute(_LEAVE, {"ids": ids})


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
