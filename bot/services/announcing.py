"""Drafts of announcements as use-cases of their authors."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from bot.db import announced, drafts, outbox
from bot.db.announcements import find, json_of_audience, json_of_texts
from bot.db.staff import administrators, note_deed
from bot.domain.announcements import Audience, Choice
from bot.domain.languages import Language
from bot.services.access import NotAllowed, is_allowed
from bot.services.announcing_outcomes import Seen
from bot.services.announcing_rights import is_administrator, own_classes, own_of
from bot.services.reach import CAN_BE_CHANGED_FOR, PROGRESS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sqlalchemy import Connection

    from bot.clock import Clock
    from bot.db import Database
    from bot.domain.announcements import Announcement, File, Link

URGENT: Final = "announcement_urgent"
MOST_DRAFTS: Final = 20
_LISTED: Final = 50


class Announcing:
    """Use-cases. The author is a person's id, or None for the command line; `once` as in `Database.write`."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def own(self, author: int) -> list[Announcement] | NotAllowed:
        """Return somebody's announcements, the newest first; before them, for an administrator, those that wait for a yes."""

        def work(connection: Connection) -> list[Announcement] | NotAllowed:
            if not is_allowed(connection, author, "announce"):
                return NotAllowed()
            own = drafts.of_author(connection, author, _LISTED)
            waiting = drafts.urgent_drafts(connection) if is_administrator(connection, author) else []
            return [*(each for each in waiting if each.author_id != author), *own]

        return await self._database.read(work)

    async def begin(self, author: int | None, *, once: int | None = None) -> Announcement | NotAllowed | None:
        """Begin a draft, aimed at the author's classes when they lead some; None when there are too many drafts already."""

        def work(connection: Connection) -> Announcement | NotAllowed | None:
            if not is_allowed(connection, author, "announce"):
                return NotAllowed()
            if author is not None and drafts.drafts_of(connection, author) >= MOST_DRAFTS:
                return None
            classes = frozenset(own_classes(connection, author))
            stored = json_of_audience(Audience(Choice(classes=classes)))
            return find(connection, drafts.add(connection, author, self._clock.now(), audience=stored))

        return await self._database.write(work, once=once)

    async def see(self, author: int | None, announcement_id: int) -> Seen | NotAllowed:
        """Return an announcement with how far it is."""

        def work(connection: Connection) -> Seen | NotAllowed:
            announcement = own_of(connection, author, find(connection, announcement_id))
            return Seen(announcement, drafts.progress(connection, announcement.id)) if announcement else NotAllowed()

        return await self._database.read(work)

    async def progress_message(self, author: int, announcement_id: int) -> int | None:
        """Return the message that tells an author how far it is; None when it cannot be changed any more."""

        def work(connection: Connection) -> int | None:
            message = announced.message_of(connection, announcement_id, author, PROGRESS)
            is_new = message is not None and self._clock.now() - message[1] <= CAN_BE_CHANGED_FOR
            return message[0] if message and is_new else None

        return await self._database.read(work)

    async def say(
        self, author: int | None, announcement_id: int, language: Language, text: str | None, *, once: int | None = None
    ) -> bool:
        """Put a text into a draft, or take it out; say whether it is a draft of the author's."""

        def values(announcement: Announcement) -> dict[str, Any]:
            texts = {each: words for each, words in announcement.texts.items() if each is not language}
            return {"texts": json_of_texts({**texts, language: text} if text else texts)}

        return await self._edit(author, announcement_id, values, once)

    async def link(
        self, author: int | None, announcement_id: int, link: Link | None, *, once: int | None = None
    ) -> bool:
        """Put a button below a draft, or take it away."""
        values = {"link_kind": link.kind if link else None, "link_target": link.target if link else None}
        return await self._edit(author, announcement_id, lambda _: values, once)

    async def attach(
        self, author: int | None, announcement_id: int, file: File | None, *, once: int | None = None
    ) -> bool:
        """Put a picture or a file into a draft, or take it away."""
        values = {"file_kind": file.kind if file else None, "file": file.id if file else None}
        return await self._edit(author, announcement_id, lambda _: values, once)

    async def aim(
        self,
        author: int | None,
        announcement_id: int,
        change: Callable[[Audience], Audience],
        *,
        once: int | None = None,
    ) -> bool:
        """Change for whom a draft is."""
        return await self._edit(
            author, announcement_id, lambda each: {"audience": json_of_audience(change(each.audience))}, once
        )

    async def hurry(self, author: int, announcement_id: int, *, is_urgent: bool, once: int) -> bool:
        """Let a draft go beyond the daily limit, or not: an administrator says yes to it, and is told now."""

        def work(connection: Connection) -> bool:
            announcement = own_of(connection, author, drafts.lock(connection, announcement_id))
            if announcement is None or announcement.author_id != author or announcement.state != "draft":
                return False
            yes = author if is_urgent and is_administrator(connection, author) else None
            drafts.change(connection, announcement.id, ("draft",), is_urgent=is_urgent, urgent_by_id=yes)
            if is_urgent and yes is None:
                now = self._clock.now()
                for administrator in administrators(connection):
                    outbox.put(connection, administrator, URGENT, announcement.id, due_at=now, now=now)
            return True

        return await self._database.write(work, once=once)

    async def agree_to_urgent(self, administrator: int, announcement_id: int, *, agrees: bool, once: int) -> bool:
        """Let an announcement go beyond the daily limit, or send its author back to an ordinary one."""

        def work(connection: Connection) -> bool:
            if not is_administrator(connection, administrator):
                return False
            values = {"urgent_by_id": administrator} if agrees else {"is_urgent": False, "urgent_by_id": None}
            done = drafts.change(connection, announcement_id, ("draft",), **values)
            if done and agrees:
                note_deed(
                    connection, self._clock.now(), administrator, "announce_urgent", f"announcement:{announcement_id}"
                )
            return done

        return await self._database.write(work, once=once)

    async def erase(self, author: int | None, announcement_id: int, *, once: int | None = None) -> bool:
        """Throw a draft away."""

        def work(connection: Connection) -> bool:
            announcement = own_of(connection, author, find(connection, announcement_id))
            return announcement is not None and drafts.change(
                connection, announcement.id, ("draft",), state="cancelled", texts="{}", finished_at=self._clock.now()
            )

        return await self._database.write(work, once=once)

    async def _edit(
        self,
        author: int | None,
        announcement_id: int,
        values: Callable[[Announcement], Mapping[str, Any]],
        once: int | None,
    ) -> bool:
        """Change a draft of the author's own. An urgent one is asked about anew: what was agreed to was something else."""

        def work(connection: Connection) -> bool:
            announcement = own_of(connection, author, drafts.lock(connection, announcement_id))
            if announcement is None or announcement.author_id != author or announcement.state != "draft":
                return False
            asks_anew = {"urgent_by_id": None} if announcement.urgent_by not in {None, author} else {}
            return drafts.change(connection, announcement.id, ("draft",), **values(announcement), **asks_anew)

        return await self._database.write(work, once=once)
