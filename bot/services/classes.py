"""Classes of counsellors: made, led, closed, taken over. Every look at names and results is audited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.db import classes as rows
from bot.db.outbox import put
from bot.db.people import people_of
from bot.db.questions import hand_over_of_class
from bot.db.staff import grants_of, note_deed
from bot.domain.classes import MOST_CLASSES_OF_COUNSELLOR, SchoolClass
from bot.domain.staff import administers
from bot.services.access import NotAllowed, is_allowed
from bot.services.leading import (
    Led,
    Made,
    Named,
    NeedsSchool,
    Orphans,
    Own,
    ResultSeen,
    TooManyClasses,
)
from bot.services.schools import counsellors, opened_class, school_named, school_of, schools_with_classes

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Connection

    from bot.clock import Clock
    from bot.db import Database
    from bot.domain.people import Person
    from bot.seal import Seal
    from bot.services.advice import Advice
    from bot.services.schools import TownSchool

TAKEN = "class_taken"


class Classes:
    """Use-cases of counsellors and of administrators. `once` is the id of the update that asks; see `Database.write`."""

    def __init__(self, database: Database, clock: Clock, seal: Seal, codes: Callable[[], str], advice: Advice) -> None:
        self._database = database
        self._clock = clock
        self._seal = seal
        self._codes = codes
        self._advice = advice

    async def own(self, actor_id: int) -> Own | NotAllowed:
        """Return the classes that somebody leads, and those of their school that wait for a counsellor."""

        def work(connection: Connection) -> Own | NotAllowed:
            if not is_allowed(connection, actor_id, "lead_classes"):
                return NotAllowed()
            school = school_of(connection, self._seal, actor_id)
            waiting = rows.classes_without_counsellor(connection, school.digest) if school else []
            led = [opened_class(self._seal, row) for row in rows.classes_of(connection, actor_id)]
            return Own(
                tuple(Led.of(each, rows.members_of(connection, each.id)) for each in led),
                tuple(opened_class(self._seal, row) for row in waiting),
                school,
                may_assign=is_allowed(connection, actor_id, "assign_class"),
            )

        return await self._database.read(work)

    async def make(
        self, actor: Person, grade: int, letter: str, school: str | None, *, once: int
    ) -> Made | NeedsSchool | TooManyClasses | NotAllowed:
        """Make a class; an open one of the same school, grade and letter is the same class."""
        code, now = self._codes(), self._clock.now()

        def work(connection: Connection) -> Made | NeedsSchool | TooManyClasses | NotAllowed:
            if not is_allowed(connection, actor.id, "lead_classes"):
                return NotAllowed()
            named = school_of(connection, self._seal, actor.id) or school_named(self._seal, school or "", actor.place)
            if named is None:
                return NeedsSchool()
            own = [opened_class(self._seal, row) for row in rows.classes_of(connection, actor.id)]
            same = (grade, letter, named.digest, True)
            for each in own:
                if (each.grade, each.letter, each.school_digest, each.is_open) == same:
                    return Made(each, is_new=False)
            if len(own) >= MOST_CLASSES_OF_COUNSELLOR:
                return TooManyClasses()
            key = rows.add_class(
                connection,
                counsellor_id=actor.id,
                school=self._seal.close(named.name),
                school_digest=named.digest,
                grade=grade,
                letter=letter,
                code=code,
                created_at=now,
            )
            found = rows.find_class(connection, key)
            assert found is not None  # noqa: S101 -- it was added a line above
            return Made(opened_class(self._seal, found), is_new=True)

        return await self._database.write(work, once=once)

    async def schools(self, actor_id: int) -> list[TownSchool] | NotAllowed:
        """Return all schools that have classes, for an administrator who announces something to some of them."""

        def work(connection: Connection) -> list[TownSchool] | NotAllowed:
            if not administers(grants_of(connection, actor_id)):
                return NotAllowed()
            return schools_with_classes(connection, self._seal)

        return await self._database.read(work)

    async def see(self, actor_id: int, class_id: int) -> Led | NotAllowed:
        """Return a class in numbers, without anybody's name."""

        def work(connection: Connection) -> Led | NotAllowed:
            led = self._led(connection, actor_id, class_id)
            return Led.of(led, rows.members_of(connection, class_id)) if led else NotAllowed()

        return await self._database.read(work)

    async def names(self, actor_id: int, class_id: int) -> Named | NotAllowed:
        """Return who is in a class: by name those who agreed, the others as a number."""

        def work(connection: Connection) -> Named | NotAllowed:
            led = self._led(connection, actor_id, class_id)
            if led is None:
                return NotAllowed()
            seen = Named.of(led, rows.members_of(connection, class_id), lambda name: str(self._seal.open(name)))
            note_deed(connection, self._clock.now(), actor_id, "see_names", f"class:{class_id}", len(seen.named))
            return seen

        return await self._database.write(work)

    async def result(self, actor_id: int, class_id: int, member_id: int) -> ResultSeen | NotAllowed:
        """Return the result of a pupil who agreed that their counsellor sees it."""

        def work(connection: Connection) -> ResultSeen | NotAllowed:
            led = self._led(connection, actor_id, class_id)
            if led is None:
                return NotAllowed()
            row = next((each for each in rows.members_of(connection, class_id) if each.person_id == member_id), None)
            if row is None or row.name is None:
                return NotAllowed()
            note_deed(connection, self._clock.now(), actor_id, "see_result", f"class:{class_id}", 1)
            pupil = people_of(connection, [member_id])[member_id]
            return ResultSeen(led, str(self._seal.open(row.name)), self._advice.advised(connection, pupil))

        return await self._database.write(work)

    async def set_open(self, actor_id: int, class_id: int, *, is_open: bool, once: int) -> Led | NotAllowed:
        """Close a class, so that nobody joins any more, or open it again."""

        def work(connection: Connection) -> Led | NotAllowed:
            if self._led(connection, actor_id, class_id, lock=True) is None:
                return NotAllowed()
            rows.change_class(connection, class_id, closed_at=None if is_open else self._clock.now())
            changed = self._led(connection, actor_id, class_id)
            assert changed is not None  # noqa: S101 -- it is locked
            return Led.of(changed, rows.members_of(connection, class_id))

        return await self._database.write(work, once=once)

    async def take(self, actor_id: int, class_id: int, *, once: int) -> SchoolClass | NotAllowed:
        """Take over a class of one's own school that has no counsellor; its pupils are told."""

        def work(connection: Connection) -> SchoolClass | NotAllowed:
            if not is_allowed(connection, actor_id, "lead_classes"):
                return NotAllowed()
            school = school_of(connection, self._seal, actor_id)
            row = rows.find_class(connection, class_id, lock=True)
            if school is None or row is None or row["school_digest"] != school.digest:
                return NotAllowed()
            return self._hand_to(connection, actor_id, class_id, actor_id)

        return await self._database.write(work, once=once)

    async def orphans(self, actor_id: int) -> Orphans | NotAllowed:
        """Return all classes without a counsellor, and who could lead them, for an administrator."""

        def work(connection: Connection) -> Orphans | NotAllowed:
            if not is_allowed(connection, actor_id, "assign_class"):
                return NotAllowed()
            waiting = [opened_class(self._seal, row) for row in rows.classes_without_counsellor(connection)]
            return Orphans(tuple(waiting), tuple(counsellors(connection, self._seal)))

        return await self._database.read(work)

    async def assign(self, actor_id: int, class_id: int, grant_id: int, *, once: int) -> SchoolClass | NotAllowed:
        """Give a class without a counsellor to one, by an administrator's decision; its pupils are told."""

        def work(connection: Connection) -> SchoolClass | NotAllowed:
            if not is_allowed(connection, actor_id, "assign_class"):
                return NotAllowed()
            found = (each for each in counsellors(connection, self._seal) if each.grant_id == grant_id)
            chosen = next(found, None)
            if chosen is None or rows.find_class(connection, class_id, lock=True) is None:
                return NotAllowed()
            return self._hand_to(connection, actor_id, class_id, chosen.person_id)

        return await self._database.write(work, once=once)

    async def taken(self, class_id: int, person_id: int) -> SchoolClass | None:
        """Return a class that got another counsellor if somebody is still in it; for the letter that tells them."""

        def work(connection: Connection) -> SchoolClass | None:
            mine = (row for row, _ in rows.memberships_of(connection, person_id) if row["id"] == class_id)
            row = next(mine, None)
            return opened_class(self._seal, row) if row else None

        return await self._database.read(work)

    def _hand_to(
        self, connection: Connection, actor_id: int, class_id: int, counsellor_id: int
    ) -> SchoolClass | NotAllowed:
        if rows.is_led(connection, class_id):
            return NotAllowed()
        now = self._clock.now()
        rows.change_class(connection, class_id, counsellor_id=counsellor_id)
        hand_over_of_class(connection, class_id, counsellor_id)
        members = rows.members_of(connection, class_id)
        note_deed(connection, now, actor_id, "take_class", f"class:{class_id}", len(members))
        for each in members:
            put(connection, each.person_id, TAKEN, class_id, due_at=now, now=now, round=counsellor_id)
        row = rows.find_class(connection, class_id)
        assert row is not None  # noqa: S101 -- it is locked
        return opened_class(self._seal, row)

    def _led(self, connection: Connection, actor_id: int, class_id: int, *, lock: bool = False) -> SchoolClass | None:
        """Return a class that somebody leads now; None for anybody else's, and for those who lead none any more."""
        if not is_allowed(connection, actor_id, "lead_classes"):
            return None
        row = rows.find_class(connection, class_id, lock=lock)
        return opened_class(self._seal, row) if row and row["counsellor_id"] == actor_id else None
