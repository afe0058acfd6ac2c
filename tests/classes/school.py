"""A school of a running bot: its counsellors, and pupils who join its classes."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from sqlalchemy import select

from bot.clock import SystemClock
from bot.db.class_tables import school_classes
from bot.db.staff import add_grant, grants_of, revoke_grant
from bot.db.staff_tables import audit_log
from tests.conftest import SEAL
from tests.pupil import Pupil

if TYPE_CHECKING:
    from datetime import datetime, timedelta

    from sqlalchemy import Connection

    from bot.domain.staff import Role
    from tests.running_bot import RunningBot

Enter = Callable[[str], Awaitable[Pupil]]
SCHOOL = "№12 <лицей>"


class SchoolClock(SystemClock):
    """A clock that goes on a little with every look at it, and can be wound; it really sleeps as long as it is told."""

    def __init__(self, moment: datetime, step: timedelta) -> None:
        self.moment = moment
        self._step = step

    def now(self) -> datetime:
        """Return a moment a little later than last time."""
        self.moment += self._step
        return self.moment


async def letters(running: RunningBot, pupil: Pupil) -> list[str]:
    """Let the worker send what is due; return what is new in somebody's chat."""
    await pupil.settled()
    before = len(pupil.answers)
    await running.worker.round()
    await pupil.settled()
    return [str(message["text"]) for message in pupil.answers[before:]]


async def person_id(running: RunningBot, pupil: Pupil) -> int:
    """Return the number of somebody who agreed."""
    person = await running.ground.people.recognise(pupil.user_id)
    assert person
    return person.id


async def hire(running: RunningBot, pupil: Pupil, role: Role = "counsellor", label: str = SCHOOL) -> int:
    """Give somebody a role everywhere; return its number."""
    values = {
        "person_id": await person_id(running, pupil),
        "role": role,
        "label": SEAL.close(label) if label else None,
        "granted_at": running.ground.events.now(),
    }
    return await running.database.write(lambda connection: add_grant(connection, **values))


async def dismiss(running: RunningBot, pupil: Pupil) -> None:
    """Take back every role of somebody."""
    who, now = await person_id(running, pupil), running.ground.events.now()

    def work(connection: Connection) -> None:
        for grant in grants_of(connection, who):
            revoke_grant(connection, grant.id, now)

    await running.database.write(work)


async def deeds(running: RunningBot) -> list[tuple[str, str, int]]:
    """Return what stands in the audit log: deed, subject, number."""
    columns = (audit_log.c.deed, audit_log.c.subject, audit_log.c.number)
    statement = select(*columns).order_by(audit_log.c.id)
    return await running.database.read(lambda connection: [tuple(row) for row in connection.execute(statement)])


async def made_class(running: RunningBot, counsellor: Pupil, grade: int = 9, letter: str = "А") -> str:
    """Let a counsellor make a class by tapping; return its code."""
    await counsellor.say("/class")
    await counsellor.tap_first("bn")
    await counsellor.tap_data(f"bl:{grade}")
    await counsellor.say(letter)
    statement = select(school_classes.c.code).order_by(school_classes.c.id.desc()).limit(1)
    code: str = await running.database.read(lambda connection: connection.execute(statement).scalar_one())
    assert code in counsellor.text
    return code


async def join(pupil: Pupil, code: str, name: str | None = None) -> None:
    """Follow the link of a class, join it, and decide what the counsellor sees."""
    await pupil.say(f"/start c_{code}")
    await pupil.tap_first("jt")
    if name is None:
        await pupil.tap_first("jx")
    else:
        await pupil.tap_first("jn")
        await pupil.say(name)


def number_after(pupil: Pupil, words: str) -> int:
    """Return the number that follows words on the screen."""
    found = re.search(re.escape(words) + r"\D*(\d+)", pupil.text)
    assert found, (words, pupil.text)
    return int(found[1])
