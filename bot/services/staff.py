"""Staff: invited by links that work once, taken back at once, and every change written into the audit log."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from bot.db import staff as rows
from bot.db.events import events_of
from bot.domain.staff import INVITING, is_sound
from bot.services.access import NotAllowed, is_allowed

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from sqlalchemy import Connection

    from bot.clock import Clock
    from bot.db import Database
    from bot.db.staff import MemberRow
    from bot.domain.events import Texts
    from bot.domain.people import Person
    from bot.domain.staff import Entry, Role
    from bot.seal import Seal

LIFE: Final = timedelta(days=7)
PAGE: Final = 10


@dataclass(frozen=True, slots=True)
class Invited:
    """The secret of the link; it is told once and kept nowhere."""

    secret: str
    role: Role
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Offer:
    """What a link gives: a role, and the title of the event it is for (None: for none in particular)."""

    role: Role
    event: Texts | None


@dataclass(frozen=True, slots=True)
class NoInvitation:
    """The link was used, has expired, or never was: which of them is not told."""


@dataclass(frozen=True, slots=True)
class Unsound:
    """Nobody can hold the role like that: a helper is for one event, the others for none."""


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who holds a role; `label` is how those who invited them call them."""

    id: int
    role: Role
    event: Texts | None
    label: str
    is_me: bool
    granted_at: datetime


class Staff:
    """Use-cases. The actor is a person's id, or None for the command line."""

    def __init__(self, database: Database, clock: Clock, seal: Seal, secrets: Callable[[], str]) -> None:
        self._database = database
        self._clock = clock
        self._seal = seal
        self._secrets = secrets

    async def invite(
        self, actor_id: int | None, role: Role, event_id: int | None, label: str, *, once: int | None = None
    ) -> Invited | NotAllowed | Unsound:
        """Make a link by which one person takes a role within a week."""
        secret, now = self._secrets(), self._clock.now()

        def work(connection: Connection) -> Invited | NotAllowed | Unsound:
            if not is_sound(role, event_id):
                return Unsound()
            if not is_allowed(connection, actor_id, INVITING[role], event_id):
                return NotAllowed()
            if event_id is not None and not events_of(connection, [event_id]):
                return NotAllowed()
            rows.add_invitation(
                connection,
                digest=self._digest(secret),
                role=role,
                event_id=event_id,
                label=self._seal.close(label) if label else None,
                created_by_id=actor_id,
                created_at=now,
                expires_at=now + LIFE,
            )
            rows.note_deed(connection, now, actor_id, f"invite_{role}", _subject(event_id))
            return Invited(secret, role, now + LIFE)

        return await self._database.write(work, once=once)

    async def look(self, secret: str) -> Offer | NoInvitation:
        """Return what a link gives."""

        def work(connection: Connection) -> Offer | NoInvitation:
            found = rows.find_invitation(connection, self._digest(secret), self._clock.now())
            return Offer(found.role, _title(connection, found.event_id)) if found else NoInvitation()

        return await self._database.read(work)

    async def accept(self, person: Person, secret: str, *, once: int) -> Offer | NoInvitation:
        """Take the role of a link, which then works no more; a role that is held already stays one."""

        def work(connection: Connection) -> Offer | NoInvitation:
            now, digest = self._clock.now(), self._digest(secret)
            found = rows.find_invitation(connection, digest, now)
            if found is None or not rows.use_invitation(connection, digest, now):
                return NoInvitation()
            held = rows.grants_of(connection, person.id)
            if not any(each.role == found.role and each.event_id == found.event_id for each in held):
                rows.add_grant(
                    connection,
                    person_id=person.id,
                    role=found.role,
                    event_id=found.event_id,
                    label=found.label,
                    granted_by_id=found.created_by_id,
                    granted_at=now,
                )
            rows.note_deed(connection, now, person.id, f"become_{found.role}", _subject(found.event_id))
            return Offer(found.role, _title(connection, found.event_id))

        return await self._database.write(work, once=once)

    async def members(self, actor_id: int | None) -> tuple[Member, ...] | NotAllowed:
        """Return those whose roles somebody may see: an administrator everybody's, an organiser those at own events."""

        def work(connection: Connection) -> tuple[Member, ...] | NotAllowed:
            if is_allowed(connection, actor_id, "invite_administrator"):
                found = rows.members(connection)
            else:
                assert actor_id is not None  # noqa: S101 -- the command line may see everybody
                grants = rows.grants_of(connection, actor_id)
                own = [each.event_id for each in grants if each.role == "organiser" and each.event_id is not None]
                if not grants:
                    return NotAllowed()
                found = rows.members(connection, own)
            return tuple(self._member(connection, each, actor_id) for each in found)

        return await self._database.read(work)

    async def revoke(self, actor_id: int | None, grant_id: int, *, once: int | None = None) -> Member | NotAllowed:
        """Take a role back; it ends at once."""

        def work(connection: Connection) -> Member | NotAllowed:
            found = rows.find_member(connection, grant_id)
            if found is None or not self._may_revoke(connection, actor_id, found):
                return NotAllowed()
            now = self._clock.now()
            rows.revoke_grant(connection, grant_id, now)
            rows.note_deed(connection, now, actor_id, f"revoke_{found.role}", _subject(found.event_id))
            return self._member(connection, found, actor_id)

        return await self._database.write(work, once=once)

    async def audit(self, actor_id: int | None, most: int = PAGE, skip: int = 0) -> tuple[Entry, ...] | NotAllowed:
        """Return lines of the audit log, the newest first."""

        def work(connection: Connection) -> tuple[Entry, ...] | NotAllowed:
            if not is_allowed(connection, actor_id, "read_audit"):
                return NotAllowed()
            return tuple(rows.entries(connection, most, skip))

        return await self._database.read(work)

    def _may_revoke(self, connection: Connection, actor_id: int | None, member: MemberRow) -> bool:
        """Return whether somebody may take a role back; everybody may give back their own."""
        if member.person_id == actor_id or is_allowed(connection, actor_id, "invite_administrator"):
            return True
        # An organiser ends the roles of helpers, not of other organisers.
        return member.role == "helper" and is_allowed(connection, actor_id, "revoke", member.event_id)

    def _member(self, connection: Connection, row: MemberRow, actor_id: int | None) -> Member:
        label = str(self._seal.open(row.label)) if row.label is not None else ""
        title = _title(connection, row.event_id)
        return Member(row.id, row.role, title, label, row.person_id == actor_id, row.granted_at)

    def _digest(self, secret: str) -> str:
        return self._seal.digest(secret, "invitation")


def _title(connection: Connection, event_id: int | None) -> Texts | None:
    found = events_of(connection, [event_id]) if event_id is not None else []
    return found[0].title if found else None


def _subject(event_id: int | None) -> str:
    return f"event:{event_id}" if event_id is not None else "installation"
