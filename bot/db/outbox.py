"""Rows of the outbox: put in with what made them necessary, begun by one worker, finished with what came back."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, delete, exists, select, update

from bot.db.inserting import insert_new
from bot.db.portions import portions
from bot.db.tables import delivery_leases, outbox, people
from bot.domain.delivery import Errand
from bot.domain.languages import Language

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime

    from bot.domain.delivery import Fate

LEASE = "delivery"
# So far, at most, may the clocks of two machines be apart.
_MOST_APART = timedelta(minutes=5)

_ERRANDS = select(
    outbox.c.id,
    outbox.c.person_id,
    outbox.c.kind,
    outbox.c.subject,
    outbox.c.round,
    people.c.telegram_id.label("chat_id"),
    people.c.language,
    outbox.c.is_notice,
    outbox.c.attempts,
    outbox.c.doubts,
).join(people, people.c.id == outbox.c.person_id)


def put(
    connection: Connection,
    person_id: int,
    kind: str,
    subject: int,
    *,
    due_at: datetime,
    now: datetime,
    is_notice: bool = True,
    round: int = 0,  # noqa: A002 -- the column's own name
) -> bool:
    """Put in a message; say whether it is new: the same one is never put in twice."""
    row = {
        "person_id": person_id,
        "kind": kind,
        "subject": subject,
        "round": round,
        "is_notice": is_notice,
        "due_at": due_at,
        "changed_at": now,
    }
    return insert_new(connection, outbox, row)


def withdraw(connection: Connection, person_id: int, kinds: Collection[str]) -> int:
    """Take out a person's messages of some kinds whose turn has not come; return how many."""
    waiting = (outbox.c.person_id == person_id, outbox.c.kind.in_(kinds), outbox.c.state.in_(("due", "held")))
    return connection.execute(delete(outbox).where(*waiting)).rowcount


def put_off(connection: Connection, kind: str, subject: int, people_ids: Sequence[int], due_at: datetime) -> int:
    """Change when the turn of untried messages comes; return how many had another time."""
    untried = (outbox.c.state == "due", outbox.c.attempts == 0, outbox.c.due_at != due_at)
    statement = update(outbox).where(outbox.c.kind == kind, outbox.c.subject == subject, *untried)
    changed = 0
    for ids in portions(people_ids):
        theirs = outbox.c.person_id.in_(ids)
        changed += connection.execute(statement.where(theirs).values(due_at=due_at)).rowcount
    return changed


def waiting(connection: Connection, kinds: Collection[str], now: datetime, most: int) -> list[Errand]:
    """Return the messages whose turn has come: notices first, then those that have waited longest."""
    turn = (outbox.c.state == "due", outbox.c.due_at <= now, outbox.c.kind.in_(kinds))
    found: list[Errand] = []
    # Each in the order of the index: to sort a hundred thousand rows for the next fifty would take a tenth of a second.
    for is_notice in (True, False):
        mine = _ERRANDS.where(*turn, outbox.c.is_notice == is_notice).order_by(outbox.c.due_at)
        if len(found) < most:
            found += [_errand(row) for row in connection.execute(mine.limit(most - len(found)))]
    return found


def begin(connection: Connection, errand_id: int, holder: str, now: datetime) -> Errand | None:
    """Mark a message as being sent; None when somebody took it away meanwhile, or the lease is no longer the holder's."""
    leased = exists().where(
        delivery_leases.c.name == LEASE, delivery_leases.c.holder == holder, delivery_leases.c.until > now
    )
    statement = update(outbox).where(outbox.c.id == errand_id, outbox.c.state == "due", leased)
    begun = statement.values(state="sending", held_by=holder, attempts=outbox.c.attempts + 1, changed_at=now)
    if not connection.execute(begun).rowcount:
        return None
    row = connection.execute(_ERRANDS.where(outbox.c.id == errand_id)).one_or_none()
    return _errand(row) if row else None


def finish(connection: Connection, errand: Errand, holder: str, fate: Fate, now: datetime) -> bool:
    """Write down what became of a message; say whether it was still the holder's."""
    values: dict[str, Any] = {
        "state": fate.state,
        "held_by": None,
        "doubts": errand.doubts + fate.is_doubted,
        "message_id": fate.message_id,
        "trouble": (fate.trouble or "")[:120] or None,
        "changed_at": now,
    }
    if fate.due_at is not None:
        values["due_at"] = fate.due_at
    mine = (outbox.c.id == errand.id, outbox.c.state == "sending", outbox.c.held_by == holder)
    return bool(connection.execute(update(outbox).where(*mine).values(values)).rowcount)


def abandoned(connection: Connection, holder: str) -> list[tuple[Errand, str]]:
    """Return the messages that another worker began and never finished, each with that worker."""
    left = (outbox.c.state == "sending", outbox.c.held_by != holder)
    statement = _ERRANDS.add_columns(outbox.c.held_by).where(*left).order_by(outbox.c.id)
    found = []
    for row in connection.execute(statement):
        values = row._asdict()
        held_by = values.pop("held_by")
        found.append((_errand_of(values), held_by))
    return found


def of_person(connection: Connection, person_id: int) -> list[dict[str, Any]]:
    """Return everything that stands here about a person, the oldest first."""
    columns = (outbox.c.kind, outbox.c.subject, outbox.c.state, outbox.c.due_at, outbox.c.changed_at)
    statement = select(*columns).where(outbox.c.person_id == person_id).order_by(outbox.c.id)
    return [dict(row._mapping) for row in connection.execute(statement)]


def take_lease(connection: Connection, holder: str, now: datetime, until: datetime) -> bool:
    """Take the lease, or hold it longer; say whether it is the holder's now."""
    # One that holds far longer than any is given for was taken before the clock was set back.
    is_over = (delivery_leases.c.until <= now) | (delivery_leases.c.until > until + _MOST_APART)
    ours = (delivery_leases.c.holder == holder) | is_over
    statement = update(delivery_leases).where(delivery_leases.c.name == LEASE, ours)
    if connection.execute(statement.values(holder=holder, until=until)).rowcount:
        return True
    return insert_new(connection, delivery_leases, {"name": LEASE, "holder": holder, "until": until})


def give_up_lease(connection: Connection, holder: str) -> None:
    """Let another worker begin at once."""
    mine = (delivery_leases.c.name == LEASE, delivery_leases.c.holder == holder)
    connection.execute(delete(delivery_leases).where(*mine))


def _errand(row: Any) -> Errand:
    return _errand_of(row._asdict())


def _errand_of(values: dict[str, Any]) -> Errand:
    return Errand(**{**values, "language": Language(values["language"])})
