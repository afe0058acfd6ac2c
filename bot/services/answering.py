"""A counsellor's inbox: what is asked by the pupils of their classes, answered, closed, handed over. Looks are audited."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from bot.db import questions as rows
from bot.db.outbox import put
from bot.db.staff import note_deed
from bot.domain.questions import MOST_MESSAGES, MOST_TEMPLATES
from bot.services.access import NotAllowed, is_allowed
from bot.services.questions import ANSWERED, ASKED, NoQuestion, Thread, TooMuch, question_of, thread_of
from bot.services.schools import counsellors

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from bot.clock import Clock
    from bot.db import Database
    from bot.db.questions import QuestionRow
    from bot.domain.questions import Question
    from bot.seal import Seal
    from bot.services.schools import Counsellor

# A screen that is drawn again within this time is the same look.
_ONE_LOOK: Final = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Inbox:
    """Questions that are not closed: those that need an adult at once first, then the unanswered, the longest waiting first."""

    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Template:
    """An answer that a counsellor gives often."""

    id: int
    text: str


class Answering:
    """Use-cases of counsellors. `once` is the id of the update that asks; see `Database.write`."""

    def __init__(self, database: Database, clock: Clock, seal: Seal) -> None:
        self._database = database
        self._clock = clock
        self._seal = seal

    async def inbox(self, actor_id: int) -> Inbox | NotAllowed:
        """Return the questions that somebody is to answer."""

        def work(connection: Connection) -> Inbox | NotAllowed:
            if not is_allowed(connection, actor_id, "answer_questions"):
                return NotAllowed()
            found = [question_of(self._seal, row) for row in rows.questions_to(connection, actor_id)]
            found.sort(key=lambda each: (not each.is_flagged, each.state != "open", each.changed_at))
            return Inbox(tuple(found))

        return await self._database.read(work)

    async def see(self, actor_id: int, question_id: int) -> Thread | NoQuestion:
        """Return a question that somebody is to answer; the look is audited."""

        def work(connection: Connection) -> Thread | NoQuestion:
            row = self._theirs(connection, actor_id, question_id)
            if row is None:
                return NoQuestion()
            now, subject = self._clock.now(), f"question:{question_id}"
            if not rows.was_noted(connection, actor_id, "see_question", subject, now - _ONE_LOOK):
                note_deed(connection, now, actor_id, "see_question", subject, 1)
            return thread_of(connection, self._seal, row)

        return await self._database.write(work)

    async def answer(self, actor_id: int, question_id: int, text: str, *, once: int) -> Thread | NoQuestion | TooMuch:
        """Answer a question; the pupil gets it as a letter."""

        def work(connection: Connection) -> Thread | NoQuestion | TooMuch:
            row = self._theirs(connection, actor_id, question_id, lock=True)
            if row is None:
                return NoQuestion()
            if len(rows.messages_in(connection, question_id)) >= 2 * MOST_MESSAGES:
                return TooMuch()
            now = self._clock.now()
            message = rows.add_message(connection, question_id, self._seal.close(text), now, is_from_pupil=False)
            rows.change_question(connection, question_id, state="answered", changed_at=now)
            put(connection, row.person_id, ANSWERED, question_id, due_at=now, now=now, round=message)
            changed = rows.find_question(connection, question_id)
            assert changed is not None  # noqa: S101 -- it is locked
            return thread_of(connection, self._seal, changed)

        return await self._database.write(work, once=once)

    async def close(self, actor_id: int, question_id: int, *, once: int) -> bool:
        """Close a question that somebody is to answer; say whether it is one."""

        def work(connection: Connection) -> bool:
            if self._theirs(connection, actor_id, question_id, lock=True) is None:
                return False
            rows.change_question(connection, question_id, state="closed")
            return True

        return await self._database.write(work, once=once)

    async def colleagues(self, actor_id: int, question_id: int) -> tuple[Counsellor, ...] | NoQuestion:
        """Return the other counsellors of the school of a question's class."""

        def work(connection: Connection) -> tuple[Counsellor, ...] | NoQuestion:
            row = self._theirs(connection, actor_id, question_id)
            return self._colleagues(connection, actor_id, row) if row else NoQuestion()

        return await self._database.read(work)

    async def hand_over(self, actor_id: int, question_id: int, grant_id: int, *, once: int) -> bool:
        """Hand a question over to a colleague, by their role's number; say whether it was done."""

        def work(connection: Connection) -> bool:
            row = self._theirs(connection, actor_id, question_id, lock=True)
            chosen = (
                [each for each in self._colleagues(connection, actor_id, row) if each.grant_id == grant_id]
                if row
                else []
            )
            if not chosen:
                return False
            now, to = self._clock.now(), chosen[0].person_id
            rows.change_question(connection, question_id, counsellor_id=to)
            last = rows.messages_in(connection, question_id)[-1].id
            put(connection, to, ASKED, question_id, due_at=now, now=now, round=last)
            note_deed(connection, now, actor_id, "hand_over_question", f"question:{question_id}", 1)
            return True

        return await self._database.write(work, once=once)

    async def templates(self, actor_id: int) -> tuple[Template, ...]:
        """Return the answers that somebody keeps for again."""

        def work(connection: Connection) -> tuple[Template, ...]:
            return tuple(
                Template(number, str(self._seal.open(text))) for number, text in rows.templates_of(connection, actor_id)
            )

        return await self._database.read(work)

    async def keep_template(self, actor_id: int, question_id: int, *, once: int) -> bool:
        """Keep one's last answer in a question for again; say whether there was one and room for it."""

        def work(connection: Connection) -> bool:
            if self._theirs(connection, actor_id, question_id) is None:
                return False
            said = [each for each in rows.messages_in(connection, question_id) if not each.is_from_pupil]
            kept = [self._seal.open(text) for _, text in rows.templates_of(connection, actor_id)]
            if not said or len(kept) >= MOST_TEMPLATES:
                return False
            if self._seal.open(said[-1].text) not in kept:
                rows.add_template(connection, actor_id, said[-1].text)
            return True

        return await self._database.write(work, once=once)

    async def drop_template(self, actor_id: int, template_id: int, *, once: int) -> None:
        """Erase a template of one's own."""
        await self._database.write(
            lambda connection: rows.remove_template(connection, actor_id, template_id), once=once
        )

    def _theirs(
        self, connection: Connection, actor_id: int, question_id: int, *, lock: bool = False
    ) -> QuestionRow | None:
        """Return a question that somebody is to answer now; None for anybody else's, and for closed ones."""
        if not is_allowed(connection, actor_id, "answer_questions"):
            return None
        row = rows.find_question(connection, question_id, lock=lock)
        return row if row and row.counsellor_id == actor_id and row.state != "closed" else None

    def _colleagues(self, connection: Connection, actor_id: int, row: QuestionRow) -> tuple[Counsellor, ...]:
        return tuple(
            each
            for each in counsellors(connection, self._seal)
            if each.school and each.school.digest == row.school_digest and each.person_id != actor_id
        )
