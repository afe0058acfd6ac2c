"""Announcements where they arrive: whether one is still wanted when its turn comes, and what its reader decides about them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final, Literal

from bot.db import announced, opt_outs
from bot.db.announcements import find
from bot.domain.announcements import ANNOUNCEMENT, MOST_A_DAY, QUIET_BEGINS, Reason
from bot.domain.hours import KAZAKHSTAN, by_day

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

    from bot.clock import Clock
    from bot.db import Database
    from bot.domain.announcements import Announcement
    from bot.domain.delivery import Errand, Fate
    from bot.domain.people import Person

# A test to the author themselves; a correction and a removal of what was sent, whose `round` is the announcement's version.
TEST: Final = "announcement_test"
CORRECTION: Final = "correction"
REMOVAL: Final = "removal"
# How far it is, for its author, and each change of that message.
PROGRESS: Final = "announcement_progress"
PROGRESSED: Final = "announcement_progressed"

_A_DAY: Final = timedelta(hours=24)
# So long Telegram lets a bot change and remove what it sent; a little less, because a message takes its time.
CAN_BE_CHANGED_FOR: Final = timedelta(hours=47, minutes=30)
_WHILE_PAUSED: Final = timedelta(seconds=5)
# So many equal refusals one after another are a fault of the announcement, not of its addressees.
_EQUAL_REFUSALS: Final = 3


@dataclass(frozen=True, slots=True)
class Sent:
    """The message by which somebody got an announcement; the id is None where the server did not tell it."""

    announcement: Announcement
    message_id: int | None


@dataclass(frozen=True, slots=True)
class Refused:
    """Whose announcements somebody does not want: those of anybody, or those of some authors."""

    everybody: bool
    authors: int


class Reach:
    """Use-cases. `once` is the id of the update that asks; see `Database.write`."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def to_be_sent(self, errand: Errand) -> Announcement | datetime | Reason | None:
        """Return what is to be sent now; a moment to wait for; why it is not sent; None when it was called off."""
        return await self._database.read(lambda connection: self._to_be_sent(connection, errand))

    async def to_be_tested(self, errand: Errand) -> Announcement | None:
        """Return what its author wants to see as its readers will."""
        found = await self._database.read(lambda connection: find(connection, errand.subject))
        return found if found and found.author_id == errand.person_id else None

    async def to_be_changed(self, errand: Errand) -> Sent | None:
        """Return what was sent and is to be changed or removed; None when that is no longer possible or another change came."""
        return await self._database.read(lambda connection: self._to_be_changed(connection, errand))

    async def refuse(
        self, person: Person, announcement_id: int, whose: Literal["author", "everybody"], *, once: int
    ) -> Announcement | None:
        """Send a person nothing more of an announcement's author, or of anybody; None when they never got it."""

        def work(connection: Connection) -> Announcement | None:
            if not announced.has_got(connection, announcement_id, person.id):
                return None
            announcement = find(connection, announcement_id)
            if announcement is not None:
                author = announcement.author_id if whose == "author" else opt_outs.EVERYBODY
                opt_outs.refuse(connection, person.id, author or opt_outs.EVERYBODY, self._clock.now())
            return announcement

        return await self._database.write(work, once=once)

    async def refuse_all(self, person: Person, *, refuses: bool, once: int) -> None:
        """Send a person no announcements at all, or all of them again."""

        def work(connection: Connection) -> None:
            if refuses:
                opt_outs.refuse(connection, person.id, opt_outs.EVERYBODY, self._clock.now())
            else:
                opt_outs.allow(connection, person.id)

        await self._database.write(work, once=once)

    async def allow(self, person: Person, announcement_id: int, *, once: int) -> Announcement | None:
        """Take back what a person refused under an announcement; None when they never got it."""

        def work(connection: Connection) -> Announcement | None:
            if not announced.has_got(connection, announcement_id, person.id):
                return None
            announcement = find(connection, announcement_id)
            for author in (opt_outs.EVERYBODY, announcement.author_id if announcement else None):
                if author is not None:
                    opt_outs.allow(connection, person.id, author)
            return announcement

        return await self._database.write(work, once=once)

    async def refused(self, person: Person) -> Refused:
        """Return whose announcements a person does not want."""
        found = await self._database.read(lambda connection: opt_outs.refused_by(connection, person.id))
        return Refused(opt_outs.EVERYBODY in found, sum(author != opt_outs.EVERYBODY for author in found))

    def _to_be_sent(self, connection: Connection, errand: Errand) -> Announcement | datetime | Reason | None:
        announcement, now = find(connection, errand.subject), self._clock.now()
        if announcement is None or announcement.state in {"draft", "cancelled"}:
            return None
        if announcement.state == "paused":
            return now + _WHILE_PAUSED
        if errand.language not in announcement.texts:
            return "no_text"
        if announced.wants_none(connection, errand.person_id, announcement.author_id):
            return "opted_out"
        moment = by_day(now, KAZAKHSTAN, QUIET_BEGINS)
        if moment != now:
            return moment
        if announcement.goes_beyond_the_limit:
            return announcement
        lately = announced.number_since(connection, errand.person_id, now - _A_DAY, but=announcement.id)
        return "quiet" if lately >= MOST_A_DAY else announcement

    def _to_be_changed(self, connection: Connection, errand: Errand) -> Sent | None:
        announcement = find(connection, errand.subject)
        if announcement is None or announcement.version != errand.round:
            return None
        message = announced.message_of(connection, announcement.id, errand.person_id)
        if message is None or self._clock.now() - message[1] > CAN_BE_CHANGED_FOR:
            return None
        return Sent(announcement, message[0])


def pause_when_refused(connection: Connection, errand: Errand, fate: Fate, _now: datetime) -> None:
    """Pause an announcement that Telegram refused several times in a row in the same words: its author has to look at it."""
    if fate.state != "failed" or errand.kind != ANNOUNCEMENT:
        return
    last = announced.last_troubles(connection, errand.subject, _EQUAL_REFUSALS)
    if len(last) == _EQUAL_REFUSALS and len(set(last)) == 1 and last[0][0] == "failed":
        announced.pause(connection, errand.subject, fate.trouble)
