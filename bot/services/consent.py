"""A parent's consent: given and taken back by whoever holds the link, but not by the pupil; nothing of the parent is kept.

The link's secret is computed from the ticket and the installation's key, so the pupil finds the same link as often as they look,
while the database holds its digest alone. A new registration has a new code, and so a new link.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from bot.db import AlreadyDone
from bot.db import seats as seat_rows
from bot.db import tickets as rows
from bot.domain.registration import IS_ALIVE
from bot.services.tickets import NoTicket, Ticket, event_of_registration, ticket_from
from bot.services.usher import Usher

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from sqlalchemy import Connection

    from bot.clock import Clock
    from bot.db import Database
    from bot.db.seats import LockedSession, Registered
    from bot.db.tickets import TicketRow
    from bot.domain.events import Event
    from bot.seal import Seal
    from bot.services.usher import Herald

# open: nothing was said yet; agreed and withdrew: what was said last; over: it is too late to say anything.
Answer = Literal["open", "agreed", "withdrew", "over"]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a parent is asked, and what holds now.

    Attributes:
        was_own: the pupil tapped with their own account, so nothing was changed.
    """

    ticket: Ticket
    answer: Answer
    was_own: bool = False


class Consent:
    """Use-cases. `once` is the id of the update that asks; a redelivered one changes nothing and sees what holds now."""

    def __init__(self, database: Database, clock: Clock, seal: Seal, herald: Herald) -> None:
        self._database = database
        self._clock = clock
        self._seal = seal
        self._herald = herald
        self._usher = Usher(herald)

    async def secret_of(self, registration_id: int, person_id: int) -> str | NoTicket:
        """Return the secret of the link that the pupil, or who answers for them, hands to a parent."""

        def work(connection: Connection) -> str | NoTicket:
            row = rows.ticket_of(connection, registration_id)
            if row is None or row.state not in IS_ALIVE or not _is_theirs(row, person_id):
                return NoTicket()
            secret = self._seal.digest(f"{row.id}:{row.code}", "parent_link")
            rows.link_parent(connection, row.id, self._digest(secret))
            return secret

        return await self._database.write(work)

    async def see(self, secret: str, person_id: int | None = None) -> Asked | NoTicket:
        """Return what the holder of a link is asked; `person_id` is theirs, if they are known to us."""

        def work(connection: Connection) -> Asked | NoTicket:
            row = rows.ticket_behind(connection, self._digest(secret))
            return self._asked(row, event_of_registration(connection, row), person_id) if row else NoTicket()

        return await self._database.read(work)

    async def agree(self, secret: str, person_id: int | None, *, once: int) -> Asked | NoTicket:
        """Agree: a seat that waited for it is final now. Agreeing twice changes nothing."""

        def work(connection: Connection, session: LockedSession, mine: Registered) -> None:
            now = self._clock.now()
            seat_rows.change_registration(connection, [mine.id], parent_agreed_at=now, parent_withdrew_at=None)
            if mine.state == "consent":
                self._usher.keep(connection, session, replace(mine, parent_agreed_at=now), now)
            self._herald(connection, "parent_agreed", mine.id)

        return await self._answered(secret, person_id, once, "agreed", work)

    async def withdraw(self, secret: str, person_id: int | None, *, once: int) -> Asked | NoTicket:
        """Say no, or take the consent back: the seat goes on to the next. Doing so twice changes nothing."""

        def work(connection: Connection, session: LockedSession, mine: Registered) -> None:
            now = self._clock.now()
            said = {"parent_agreed_at": None, "parent_withdrew_at": now}
            seat_rows.change_registration(connection, [mine.id], **said)
            self._usher.leave(connection, mine, "refused", now)
            self._herald(connection, "parent_withdrew", mine.id)
            self._usher.serve(connection, session.id, now)

        return await self._answered(secret, person_id, once, "withdrew", work)

    async def _answered(
        self,
        secret: str,
        person_id: int | None,
        once: int,
        answer: Answer,
        change: Callable[[Connection, LockedSession, Registered], None],
    ) -> Asked | NoTicket:
        def work(connection: Connection) -> Asked | NoTicket:
            session_id = rows.session_behind(connection, self._digest(secret))
            session = seat_rows.lock_session(connection, session_id) if session_id else None
            # Only now, behind the lock, is what stands there the truth.
            row = rows.ticket_behind(connection, self._digest(secret)) if session else None
            if row is None or session is None:
                return NoTicket()
            event = event_of_registration(connection, row)
            asked = self._asked(row, event, person_id)
            if asked.was_own or asked.answer in {answer, "over", "withdrew"}:
                return asked
            mine = seat_rows.find_registration(connection, row.id)
            assert mine is not None  # noqa: S101 -- the session's lock is held
            change(connection, session, mine)
            changed = rows.ticket_of(connection, row.id)
            assert changed is not None  # noqa: S101 -- the session's lock is held
            return self._asked(changed, event, person_id)

        try:
            return await self._database.write(work, once=once)
        except AlreadyDone:
            # Somebody without an account here has no screen to go back to: show them what holds.
            return await self.see(secret, person_id)

    def _asked(self, row: TicketRow, event: Event, person_id: int | None) -> Asked:
        ticket = ticket_from(self._seal, row, event, self._clock.now())
        return Asked(ticket, _answer(ticket), was_own=_is_theirs(row, person_id))

    def _digest(self, secret: str) -> str:
        return self._seal.digest(secret, "parent_link_stored")


def _is_theirs(row: TicketRow, person_id: int | None) -> bool:
    """Return whether somebody is the pupil, or answers for a pupil without a chat."""
    return person_id is not None and person_id == (row.person_id if row.person_id is not None else row.owner_id)


def _answer(ticket: Ticket) -> Answer:
    if ticket.parent_withdrew_at is not None:
        return "withdrew"
    if not ticket.is_alive or _ran_out(ticket.held_until, ticket.now):
        return "over"
    return "agreed" if ticket.parent_agreed_at is not None else "open"


def _ran_out(held_until: datetime | None, now: datetime) -> bool:
    """Return whether a held seat is promised to nobody any more, even if it was not taken back yet."""
    return held_until is not None and held_until <= now
