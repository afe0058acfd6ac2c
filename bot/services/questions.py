"""Questions to one's counsellor: asked, read, answered, closed; the thread is sealed. For the counsellor see `answering`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.db import questions as rows
from bot.db.classes import is_led, memberships_of
from bot.db.outbox import put
from bot.db.people import lock_person
from bot.domain.questions import MOST_MESSAGES, MOST_OPEN, SILENCE, Question, Said
from bot.services.access import is_allowed

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Connection

    from bot.clock import Clock
    from bot.db import Database
    from bot.db.questions import QuestionRow
    from bot.domain.delivery import Errand
    from bot.seal import Seal

ASKED, ANSWERED = "question_asked", "question_answered"


@dataclass(frozen=True, slots=True)
class Thread:
    """A question with everything that was written."""

    question: Question
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class NoQuestion:
    """It is not theirs, it is no more, or nobody is there to answer: which of them is not told."""


@dataclass(frozen=True, slots=True)
class TooMuch:
    """So many questions are open already, or so much was written in one."""


class Questions:
    """Use-cases of pupils. `once` is the id of the update that asks; see `Database.write`."""

    def __init__(self, database: Database, clock: Clock, seal: Seal, needs_adult: Callable[[str], bool]) -> None:
        self._database = database
        self._clock = clock
        self._seal = seal
        self._needs_adult = needs_adult

    async def ask(self, person_id: int, class_id: int, text: str, *, once: int) -> Thread | NoQuestion | TooMuch:
        """Ask the counsellor of a class that one is in."""
        now, is_flagged = self._clock.now(), self._needs_adult(text)

        def work(connection: Connection) -> Thread | NoQuestion | TooMuch:
            lock_person(connection, person_id)
            found = next((row for row, _ in memberships_of(connection, person_id) if row["id"] == class_id), None)
            if found is None or not is_led(connection, class_id):
                return NoQuestion()
            mine = rows.questions_of(connection, person_id)
            # A call for help is never too much.
            if sum(each.state != "closed" for each in mine) >= MOST_OPEN and not is_flagged:
                return TooMuch()
            number = rows.add_question(
                connection,
                person_id=person_id,
                class_id=class_id,
                counsellor_id=found["counsellor_id"],
                is_flagged=is_flagged,
                asked_at=now,
                changed_at=now,
            )
            return self._written(connection, number, text)

        return await self._database.write(work, once=once)

    async def add(self, person_id: int, question_id: int, text: str, *, once: int) -> Thread | NoQuestion | TooMuch:
        """Write more in a question of one's own; it is open again."""

        def work(connection: Connection) -> Thread | NoQuestion | TooMuch:
            row = rows.find_question(connection, question_id, lock=True)
            if row is None or row.person_id != person_id or row.state == "closed":
                return NoQuestion()
            is_flagged = row.is_flagged or self._needs_adult(text)
            if len(rows.messages_in(connection, question_id)) >= MOST_MESSAGES and not is_flagged:
                return TooMuch()
            now = self._clock.now()
            rows.change_question(connection, question_id, state="open", is_flagged=is_flagged, changed_at=now)
            return self._written(connection, question_id, text)

        return await self._database.write(work, once=once)

    async def end(self, person_id: int, question_id: int, *, once: int) -> bool:
        """Close a question of one's own; say whether it is one."""

        def work(connection: Connection) -> bool:
            row = rows.find_question(connection, question_id, lock=True)
            if row is None or row.person_id != person_id:
                return False
            rows.change_question(connection, question_id, state="closed")
            return True

        return await self._database.write(work, once=once)

    async def mine(self, person_id: int) -> tuple[Question, ...]:
        """Return what somebody asked, the latest change first."""

        def work(connection: Connection) -> tuple[Question, ...]:
            return tuple(question_of(self._seal, row) for row in rows.questions_of(connection, person_id))

        return await self._database.read(work)

    async def see(self, person_id: int, question_id: int) -> Thread | NoQuestion:
        """Return a question of one's own."""

        def work(connection: Connection) -> Thread | NoQuestion:
            row = rows.find_question(connection, question_id)
            if row is None or row.person_id != person_id:
                return NoQuestion()
            return thread_of(connection, self._seal, row)

        return await self._database.read(work)

    async def to_be_told(self, errand: Errand) -> Thread | None:
        """Return the question about which somebody is to be told, if it still stands; `round` is the message's number."""

        def work(connection: Connection) -> Thread | None:
            row = rows.find_question(connection, errand.subject)
            if row is None:
                return None
            is_theirs = row.person_id == errand.person_id
            if errand.kind == ASKED:
                may = is_allowed(connection, errand.person_id, "answer_questions")
                is_theirs = row.counsellor_id == errand.person_id and row.state == "open" and may
            return thread_of(connection, self._seal, row) if is_theirs else None

        return await self._database.read(work)

    async def close_silent(self) -> int:
        """Close the questions in which nobody wrote for two weeks; return how many."""
        before = self._clock.now() - SILENCE
        return await self._database.write(lambda connection: rows.close_silent(connection, before))

    def _written(self, connection: Connection, question_id: int, text: str) -> Thread:
        """Add the pupil's message, and tell the counsellor."""
        now = self._clock.now()
        message = rows.add_message(connection, question_id, self._seal.close(text), now, is_from_pupil=True)
        row = rows.find_question(connection, question_id)
        assert row is not None  # noqa: S101 -- its message was added a line above
        if row.counsellor_id is not None:
            put(connection, row.counsellor_id, ASKED, question_id, due_at=now, now=now, round=message)
        return thread_of(connection, self._seal, row)


def question_of(seal: Seal, row: QuestionRow) -> Question:
    """Return a question with the name opened of who agreed to be seen: by the counsellor of the class, and nobody else."""
    is_for_them = row.name is not None and row.counsellor_id == row.led_by
    name = str(seal.open(row.name)) if row.name is not None and is_for_them else None
    class_name = f"{row.grade}{row.letter}" if row.grade is not None else ""
    return Question(row.id, class_name, name, row.state, row.is_flagged, row.changed_at)


def thread_of(connection: Connection, seal: Seal, row: QuestionRow) -> Thread:
    """Return a question with everything that was written, opened."""
    said = (
        Said(each.is_from_pupil, str(seal.open(each.text)), each.written_at)
        for each in rows.messages_in(connection, row.id)
    )
    return Thread(question_of(seal, row), tuple(said))
