"""What an author can still do about what was sent: send it once more to those in doubt, correct it, take it back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot.db import aftermath as rows
from bot.db import drafts
from bot.db.announcements import find, json_of_texts
from bot.db.staff import note_deed
from bot.domain.announcements import QUIET_BEGINS
from bot.domain.hours import KAZAKHSTAN, by_day
from bot.services.access import NotAllowed
from bot.services.announcing_rights import may_send_to, own_classes, own_of
from bot.services.reach import CAN_BE_CHANGED_FOR, CORRECTION, REMOVAL

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

    from bot.clock import Clock
    from bot.db import Database
    from bot.domain.announcements import Announcement
    from bot.domain.languages import Language
    from bot.seal import Seal

_SENT: Final = ("sending", "paused", "cancelled", "done")


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody to whom an announcement went.

    Attributes:
        number: counts them from 1; it says nothing about who they are.
        name: of those who let their counsellor, the author, see their name; else empty.
        trouble: the reason, where it did not arrive.
    """

    number: int
    name: str
    state: str
    trouble: str
    at: datetime


class Aftermath:
    """Use-cases. The author is a person's id, or None for the command line; `once` as in `Database.write`."""

    def __init__(self, database: Database, clock: Clock, seal: Seal) -> None:
        self._database = database
        self._clock = clock
        self._seal = seal

    async def send_again(
        self, author: int | None, announcement_id: int, *, once: int | None = None
    ) -> int | NotAllowed:
        """Send it once more to those of whom nobody knows whether it arrived; return to how many."""

        def work(connection: Connection) -> int | NotAllowed:
            announcement = own_of(connection, author, drafts.lock(connection, announcement_id))
            if announcement is None or announcement.state != "done":
                return NotAllowed()
            if not may_send_to(connection, announcement.author_id, announcement.audience):
                return NotAllowed()
            now = self._clock.now()
            number = rows.repeat_uncertain(connection, announcement.id, now, by_day(now, KAZAKHSTAN, QUIET_BEGINS))
            if number:
                drafts.change(connection, announcement.id, ("done",), state="sending", finished_at=None)
                note_deed(connection, now, author, "announce_again", f"announcement:{announcement.id}", number)
            return number

        return await self._database.write(work, once=once)

    async def correct(
        self, author: int | None, announcement_id: int, language: Language, text: str, *, once: int | None = None
    ) -> int | NotAllowed | None:
        """Put other words in the place of those that were sent; return in how many chats, None when the text is too long."""

        def work(connection: Connection) -> int | NotAllowed | None:
            announcement = own_of(connection, author, drafts.lock(connection, announcement_id))
            if announcement is None or announcement.state not in _SENT or language not in announcement.texts:
                return NotAllowed()
            if len(text) > announcement.most_letters:
                return None
            values = {"texts": json_of_texts({**announcement.texts, language: text})}
            return self._change(connection, author, announcement, CORRECTION, values, language)

        return await self._database.write(work, once=once)

    async def take_back(self, author: int | None, announcement_id: int, *, once: int | None = None) -> int | NotAllowed:
        """Take it out of the chats again; return out of how many."""

        def work(connection: Connection) -> int | NotAllowed:
            announcement = own_of(connection, author, drafts.lock(connection, announcement_id))
            if announcement is None or announcement.state not in _SENT:
                return NotAllowed()
            now = self._clock.now()
            if announcement.state != "done":
                drafts.change(connection, announcement.id, _SENT, state="cancelled", finished_at=now)
                drafts.drop(connection, announcement.id, now)
            return self._change(connection, author, announcement, REMOVAL, {}, None)

        return await self._database.write(work, once=once)

    async def reached(
        self, author: int | None, announcement_id: int, *, once: int | None = None
    ) -> list[Recipient] | NotAllowed:
        """Return to whom it went and what came of it. The look is noted in the audit log."""

        def work(connection: Connection) -> list[Recipient] | NotAllowed:
            announcement = own_of(connection, author, find(connection, announcement_id))
            if announcement is None:
                return NotAllowed()
            own = set(own_classes(connection, author)) & announcement.audience.whom.classes
            found = rows.recipients(connection, announcement.id, own)
            note_deed(
                connection, self._clock.now(), author, "announce_report", f"announcement:{announcement.id}", len(found)
            )
            return [
                Recipient(
                    number,
                    self._name(row.name),
                    row.state,
                    row.trouble or "",
                    row.changed_at,
                )
                for number, row in enumerate(found, start=1)
            ]

        return await self._database.write(work, once=once)

    def _name(self, sealed: bytes | None) -> str:
        return str(self._seal.open(sealed)) if sealed else ""

    def _change(
        self,
        connection: Connection,
        author: int | None,
        announcement: Announcement,
        kind: str,
        values: dict[str, str],
        language: Language | None,
    ) -> int:
        now, version = self._clock.now(), announcement.version + 1
        drafts.change(connection, announcement.id, _SENT, version=version, **values)
        since = now - CAN_BE_CHANGED_FOR
        number = rows.change_sent(connection, announcement.id, kind, version, since=since, now=now, language=language)
        note_deed(connection, now, author, f"announce_{kind}", f"announcement:{announcement.id}", number)
        return number
