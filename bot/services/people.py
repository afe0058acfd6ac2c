"""Who talks with us: agreement, language, grade, place, and how they are forgotten."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.db.outbox import of_person as messages_of
from bot.db.people import add_person, change_person, delete_person, find_person, unreachable_since
from bot.db.quiz_runs import all_runs
from bot.db.reminders import find_reminder
from bot.db.saved import things_of

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

    from bot.clock import Clock
    from bot.db import Database
    from bot.domain.languages import Language
    from bot.domain.people import Person
    from bot.domain.quiz import Run


class People:
    """Use-cases about one person. `once` is the id of the update that asks; see `Database.write`."""

    def __init__(self, database: Database, clock: Clock, consent_version: str) -> None:
        self._database = database
        self._clock = clock
        self.consent_version = consent_version

    async def recognise(self, telegram_id: int) -> Person | None:
        """Return the person behind a Telegram id, or None when they never agreed."""
        return await self._database.read(lambda connection: find_person(connection, telegram_id))

    async def agree(self, telegram_id: int, language: Language, version: str, *, once: int) -> None:
        """Keep somebody who agreed to a version of the privacy text; agreeing twice changes nothing."""

        def work(connection: Connection) -> None:
            add_person(connection, telegram_id, language, version, self._clock.now())

        await self._database.write(work, once=once)

    async def speak(self, telegram_id: int, language: Language, *, once: int) -> None:
        """Change the language of the conversation."""
        await self._change(telegram_id, once, language=language.value)

    async def study_in(self, telegram_id: int, grade: int, *, once: int) -> None:
        """Note the grade."""
        await self._change(telegram_id, once, grade=grade)

    async def live_in(self, telegram_id: int, place: str, *, once: int) -> None:
        """Note the settlement; coordinates that led to it are not kept."""
        await self._change(telegram_id, once, place=place)

    async def stand_at(self, telegram_id: int, spot: str, *, is_at_goal: bool = False) -> None:
        """Note the screen seen last; whoever looks at one can be written to again. A goal that was reached is none any more."""
        reached = {"goal": None} if is_at_goal else {}
        await self._change(telegram_id, None, spot=spot, unreachable_at=None, **reached)

    async def aim_at(self, telegram_id: int, goal: str) -> None:
        """Note what a link from outside opens once the welcome is over."""
        await self._change(telegram_id, None, goal=goal)

    async def join_pilot(self, telegram_id: int, *, joins: bool, once: int) -> None:
        """Note whether somebody's answers, without identity, may go into the pilot; it can be taken back at any time."""
        await self._change(telegram_id, once, pilot_at=self._clock.now() if joins else None)

    async def forget(self, telegram_id: int, *, once: int) -> bool:
        """Erase everything about a person; say whether there was anything."""
        return await self._database.write(lambda connection: delete_person(connection, telegram_id), once=once)

    async def all_about(self, person: Person) -> dict[str, Any]:
        """Return everything that is kept about a person, ready for JSON."""

        def work(connection: Connection) -> dict[str, Any]:
            return {
                **_sent_unasked(connection, person),
                "saved": [thing for _, thing in things_of(connection, person.id)],
                "quizzes": list(map(_quiz, all_runs(connection, person.id))),
            }

        return {
            "telegram_id": person.telegram_id,
            "language": person.language.value,
            "grade": person.grade,
            "place": person.place,
            "last_screen": person.spot,
            "link_to_open": person.goal,
            "agreed_to_version": person.consent_version,
            "agreed_at": person.consented_at.isoformat(),
            "answers_for_the_pilot_since": _iso(person.pilot_at),
            **await self._database.read(work),
        }

    async def _change(self, telegram_id: int, once: int | None, **values: Any) -> None:
        await self._database.write(lambda connection: change_person(connection, telegram_id, **values), once=once)


def _quiz(run: Run) -> dict[str, Any]:
    return {
        "started_at": run.started_at.isoformat(),
        "finished_at": _iso(run.finished_at),
        "answers": dict(run.answers),
        "answered_at": {item: moment.isoformat() for item, moment in run.moments.items()},
        "worlds": list(run.worlds),
    }


def _sent_unasked(connection: Connection, person: Person) -> dict[str, Any]:
    """Return the reminder, and the messages that are to be sent or were sent lately."""
    reminder = find_reminder(connection, person.id)
    return {
        "unreachable_since": _iso(unreachable_since(connection, person.id)),
        "reminder": {"after_grade": reminder.entry, "year": reminder.year, "asked_at": reminder.asked_at.isoformat()}
        if reminder
        else None,
        "messages": [
            {**row, "due_at": row["due_at"].isoformat(), "changed_at": row["changed_at"].isoformat()}
            for row in messages_of(connection, person.id)
        ],
    }


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
