"""Announcements on their way, as use-cases of their authors: whom they reach, confirmed once, paused, resumed, cancelled."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final, cast

from bot.db import announced, drafts, outbox
from bot.db.announcements import find
from bot.db.audience import counts, fan_out
from bot.db.staff import note_deed
from bot.domain.announcements import FEWEST_BY_TRAIT, QUIET_BEGINS, Audience, Choice, fault_of, has_traits
from bot.domain.hours import KAZAKHSTAN, by_day
from bot.domain.languages import Language
from bot.services.access import NotAllowed
from bot.services.announcing_outcomes import Counted, Sent, Unready
from bot.services.announcing_rights import is_administrator, may_send_to, own_of
from bot.services.reach import PROGRESS, PROGRESSED, TEST

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

    from bot.clock import Clock
    from bot.db import Database
    from bot.domain.announcements import Announcement, Reason
    from bot.library import Shelf

_A_DAY: Final = timedelta(hours=24)
# No later start than this: until then much will have changed.
LATEST: Final = timedelta(days=60)


class Broadcasting:
    """Use-cases. The author is a person's id, or None for the command line; `once` as in `Database.write`."""

    def __init__(self, database: Database, clock: Clock, shelf: Shelf) -> None:
        self._database = database
        self._clock = clock
        self._shelf = shelf

    async def count(self, author: int | None, announcement_id: int) -> Counted | Unready | NotAllowed:
        """Return whom a draft would reach now."""

        def work(connection: Connection) -> Counted | Unready | NotAllowed:
            announcement = own_of(connection, author, find(connection, announcement_id))
            return self._counted(connection, author, announcement) if announcement else NotAllowed()

        return await self._database.read(work)

    async def test(self, author: int, announcement_id: int, *, once: int) -> bool:
        """Send a draft to its author alone, by the road of all announcements, in each of its languages."""

        def work(connection: Connection) -> bool:
            announcement = own_of(connection, author, find(connection, announcement_id))
            if announcement is None or announcement.author_id != author or not announcement.texts:
                return False
            now, languages = self._clock.now(), list(Language)
            first = drafts.progress(connection, announcement.id, TEST)
            begun = sum(first.values()) + 1
            for language in announcement.texts:
                turn = begun * len(languages) + languages.index(language)
                outbox.put(connection, author, TEST, announcement.id, due_at=now, now=now, round=turn)
            return True

        return await self._database.write(work, once=once)

    async def confirm(
        self, author: int | None, announcement_id: int, starts_at: datetime | None = None, *, once: int | None = None
    ) -> Sent | Unready | NotAllowed:
        """Send a draft, now or at a time; a draft is confirmed once, whoever taps how often."""

        def work(connection: Connection) -> Sent | Unready | NotAllowed:
            announcement = own_of(connection, author, drafts.lock(connection, announcement_id))
            if announcement is None or announcement.state != "draft":
                return NotAllowed()
            now = self._clock.now()
            if starts_at is not None and not now < starts_at <= now + LATEST:
                return Unready("past")
            counted = self._counted(connection, author, announcement)
            if not isinstance(counted, Counted):
                return counted
            if counted.recipients == 0 and starts_at is None:
                return Unready("none_left")
            drafts.change(
                connection, announcement.id, ("draft",), state="queued", starts_at=starts_at, confirmed_at=now
            )
            recipients = counted.recipients if starts_at else self._start(connection, announcement, now)
            note_deed(connection, now, author, "announce", f"announcement:{announcement.id}", recipients)
            return Sent(announcement, recipients, starts_at)

        return await self._database.write(work, once=once)

    async def pause(self, author: int, announcement_id: int, *, once: int) -> bool:
        """Hold what has not been sent yet; what is on its way arrives."""

        def work(connection: Connection) -> bool:
            announcement = own_of(connection, author, find(connection, announcement_id))
            return announcement is not None and announced.pause(connection, announcement.id)

        return await self._database.write(work, once=once)

    async def resume(self, author: int, announcement_id: int, *, once: int) -> bool:
        """Go on; the author's right is asked for anew."""

        def work(connection: Connection) -> bool:
            announcement = own_of(connection, author, drafts.lock(connection, announcement_id))
            if announcement is None or announcement.state != "paused":
                return False
            if not may_send_to(connection, announcement.author_id, announcement.audience):
                return False
            now = self._clock.now()
            drafts.change(connection, announcement.id, ("paused",), state="sending", trouble=None)
            drafts.release(connection, announcement.id, by_day(now, KAZAKHSTAN, QUIET_BEGINS))
            return True

        return await self._database.write(work, once=once)

    async def cancel(self, author: int, announcement_id: int, *, once: int) -> bool:
        """Send no more of it."""

        def work(connection: Connection) -> bool:
            announcement, now = own_of(connection, author, find(connection, announcement_id)), self._clock.now()
            if announcement is None:
                return False
            states = ("queued", "sending", "paused")
            if not drafts.change(connection, announcement.id, states, state="cancelled", finished_at=now):
                return False
            drafts.drop(connection, announcement.id, now)
            note_deed(connection, now, author, "announce_cancel", f"announcement:{announcement.id}")
            return True

        return await self._database.write(work, once=once)

    async def tend(self) -> int:
        """Start what waits for its time, stop what its author may not send any more, close what is done; return how many changed.

        Safe in several processes: every change is made only in the state from which it leads.
        """

        def work(connection: Connection) -> int:
            now, changed = self._clock.now(), 0
            for each in drafts.in_state(connection, "queued", "sending"):
                announcement = drafts.lock(connection, each.id)
                if announcement is None or announcement.state != each.state:
                    continue
                if not may_send_to(connection, announcement.author_id, announcement.audience):
                    drafts.change(
                        connection, each.id, (each.state,), state="cancelled", finished_at=now, trouble="not allowed"
                    )
                    drafts.drop(connection, each.id, now)
                    changed += 1
                elif announcement.state == "queued" and (announcement.starts_at or now) <= now:
                    self._start(connection, announcement, now)
                    changed += 1
            finished = drafts.finish_sent(connection, now)
            for announcement in [
                *drafts.in_state(connection, "sending"),
                *(find(connection, each) for each in finished),
            ]:
                self._tell_author(connection, announcement, now)
            return changed + len(finished)

        return await self._database.write(work)

    def _tell_author(self, connection: Connection, announcement: Announcement | None, now: datetime) -> None:
        """Send the author how far it is; later change that message, unless its last change still waits."""
        if announcement is None or announcement.author_id is None:
            return
        author, subject = announcement.author_id, announcement.id
        # Nobody is woken by it.
        by_morning = by_day(now, KAZAKHSTAN, QUIET_BEGINS)
        if outbox.put(connection, author, PROGRESS, subject, due_at=by_morning, now=now):
            return
        changes = drafts.progress(connection, subject, PROGRESSED)
        if not changes.get("due") and not changes.get("sending"):
            turn = sum(changes.values()) + 1
            outbox.put(connection, author, PROGRESSED, subject, due_at=now, now=now, round=turn)

    def _start(self, connection: Connection, announcement: Announcement, now: datetime) -> int:
        settled, since = self._settled(announcement), now - _A_DAY
        found = counts(connection, settled, since)
        due_at = by_day(now, KAZAKHSTAN, QUIET_BEGINS)
        recipients = fan_out(connection, settled, since=since, due_at=due_at)
        left_out = {reason: number for reason, number in found.items() if reason}
        drafts.change(connection, announcement.id, ("queued",), state="sending", left_out=json.dumps(left_out))
        self._tell_author(connection, announcement, now)
        return recipients

    def _counted(
        self, connection: Connection, author: int | None, announcement: Announcement
    ) -> Counted | Unready | NotAllowed:
        """Count whom a draft reaches, unless the author may not even know."""
        fault = fault_of(announcement)
        if fault is not None:
            return Unready(fault)
        if not may_send_to(connection, announcement.author_id, announcement.audience):
            return NotAllowed()
        if announcement.waits_for_a_yes:
            return Unready("not_urgent")
        found = counts(connection, self._settled(announcement), self._clock.now() - _A_DAY)
        recipients = found.pop("", 0)
        is_narrow = has_traits(announcement.audience.whom) and recipients < FEWEST_BY_TRAIT
        if is_narrow and not (author is None or is_administrator(connection, author)):
            return Unready("too_few")
        return Counted(recipients, cast("dict[Reason, int]", found))

    def _settled(self, announcement: Announcement) -> Announcement:
        """Return an announcement whose audience names settlements in the place of regions."""
        audience = announcement.audience
        return replace(announcement, audience=Audience(self._in_towns(audience.whom), self._in_towns(audience.but)))

    def _in_towns(self, choice: Choice) -> Choice:
        inside = {place.id for place in self._shelf.places.values() if place.region in choice.regions}
        return replace(choice, regions=frozenset(), towns=choice.towns | inside) if choice.regions else choice
