"""What a person may always do with what we keep about them: see everything, and have it erased."""

from __future__ import annotations

import logging
from datetime import datetime
from typing import TYPE_CHECKING, Any

from bot.db import classes, own_texts
from bot.db import seats as rows
from bot.db.door_posts import post_of_person
from bot.db.drafts import cancel_all_of
from bot.db.event_texts import read_texts
from bot.db.list_drafts import draft_since
from bot.db.opt_outs import EVERYBODY, refused_by
from bot.db.outbox import of_person as messages_of
from bot.db.people import delete_person, find_person, lock_person, unreachable_since
from bot.db.questions import messages_in, questions_of, templates_of
from bot.db.quiz_runs import all_runs
from bot.db.reminders import find_reminder
from bot.db.retention import has_gone_silent
from bot.db.saved import things_of
from bot.services.usher import Herald, Usher

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sqlalchemy import Connection

    from bot.clock import Clock
    from bot.db import Database
    from bot.domain.people import Person
    from bot.domain.quiz import Run
    from bot.seal import Seal


log = logging.getLogger(__name__)


class _ChangedMeanwhileError(Exception):
    """Between the look at somebody and the lock of their row they registered for another session, or came back."""


class OwnData:
    """Use-cases. `once` is the id of the update that asks; see `Database.write`."""

    def __init__(self, database: Database, clock: Clock, seal: Seal, herald: Herald) -> None:
        self._database = database
        self._clock = clock
        self._seal = seal
        self._usher = Usher(herald)

    async def forget(self, telegram_id: int, *, once: int) -> bool:
        """Erase everything about a person, after their seats went to those who wait; say whether there was anything."""
        is_erased = await self._forget(telegram_id, lambda _connection: True, once)
        if is_erased:
            log.info("everything about one person is erased, as they asked")
        return is_erased

    async def forget_silent(self, telegram_id: int) -> bool:
        """Do the same with somebody who has not come for so long that their time is over; say whether it still was."""
        now = self._clock.now()
        return await self._forget(telegram_id, lambda connection: has_gone_silent(connection, telegram_id, now), None)

    async def _forget(self, telegram_id: int, is_meant: Callable[[Connection], bool], once: int | None) -> bool:
        def work(connection: Connection) -> bool:
            person = find_person(connection, telegram_id)
            if person is None or not is_meant(connection):
                return False
            self._vacate(connection, person.id)
            # Their row is locked now; whoever came back just before stays.
            if not is_meant(connection):
                raise _ChangedMeanwhileError
            cancel_all_of(connection, person.id, self._clock.now())
            return delete_person(connection, telegram_id)

        while True:
            try:
                return await self._database.write(work, once=once)
            except _ChangedMeanwhileError:
                # Nothing was written, and all locks are free again.
                continue

    async def all_about(self, person: Person) -> dict[str, Any]:
        """Return everything that is kept about a person, ready for JSON; their own texts are opened."""

        def work(connection: Connection) -> dict[str, Any]:
            return {
                **_sent_unasked(connection, person),
                "saved": [thing for _, thing in things_of(connection, person.id)],
                "quizzes": list(map(_quiz, all_runs(connection, person.id))),
                "registrations": list(map(self._opened, own_texts.registrations_about(connection, person.id))),
                "details": self._maybe_opened(own_texts.details_about(connection, person.id)),
                "at_the_door_of_session": post_of_person(connection, person.id),
                "list_waiting_since": _iso(draft_since(connection, person.id)),
                "registration_begun": self._maybe_opened(own_texts.draft_about(connection, person.id)),
                "classes": self._classes(connection, person.id),
                "announcements_refused": {
                    "everybody" if author == EVERYBODY else f"sender {author}": moment.isoformat()
                    for author, moment in refused_by(connection, person.id).items()
                },
                "questions": self._questions(connection, person.id),
                "answer_templates": [self._seal.open(text) for _, text in templates_of(connection, person.id)],
                "classes_led": [
                    f"{row['grade']}{row['letter']} {self._seal.open(row['school'])}"
                    for row in classes.classes_of(connection, person.id)
                ],
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
            "last_visit_noted_on": person.visited_on.isoformat() if person.visited_on else None,
            "answers_for_the_pilot_since": _iso(person.pilot_at),
            **await self._database.read(work),
        }

    def _vacate(self, connection: Connection, person_id: int) -> None:
        """Give every seat and place in line of somebody back; what comes free goes on to the next at once.

        Sessions are locked before the person, as everybody does who registers somebody, and in the order of their ids.
        """
        now, locked = self._clock.now(), rows.sessions_around(connection, person_id)
        for session_id in locked:
            rows.lock_session(connection, session_id)
        lock_person(connection, person_id)
        if rows.sessions_around(connection, person_id) != locked:
            raise _ChangedMeanwhileError
        for registration in rows.alive_of(connection, person_id):
            self._usher.leave(connection, registration, "cancelled", now)
        for session_id in locked:
            self._usher.serve(connection, session_id, now)

    def _classes(self, connection: Connection, person_id: int) -> list[dict[str, Any]]:
        """Return the classes that somebody is in, with the name under which their counsellor sees the result."""
        return [
            {
                "class": f"{row['grade']}{row['letter']}",
                "school": self._seal.open(row["school"]),
                "seen_as": self._seal.open(name) if name is not None else None,
            }
            for row, name in classes.memberships_of(connection, person_id)
        ]

    def _questions(self, connection: Connection, person_id: int) -> list[dict[str, Any]]:
        """Return what somebody asked their counsellor, with the answers."""
        return [
            {
                "asked_at": row.asked_at.isoformat(),
                "state": row.state,
                "said": [self._seal.open(each.text) for each in messages_in(connection, row.id)],
            }
            for row in questions_of(connection, person_id)
        ]

    def _maybe_opened(self, row: Mapping[str, Any] | None) -> dict[str, Any] | None:
        return self._opened(row) if row else None

    def _opened(self, row: Mapping[str, Any]) -> dict[str, Any]:
        """Return a row ready for JSON, with its sealed text opened."""
        about = self._seal.open(row["about"]) if row["about"] is not None else None
        opened: dict[str, Any] = {**{name: _plain(value) for name, value in row.items()}, "about": about}
        if "title" in row:
            opened["title"] = {language.value: text for language, text in read_texts(row["title"]).items()}
        return opened


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
            {name: _plain(value) for name, value in row.items()} for row in messages_of(connection, person.id)
        ],
    }


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
