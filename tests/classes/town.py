"""A town with a school whose classes are filled without walking through the chat."""

from __future__ import annotations

from functools import partial
from itertools import count
from typing import TYPE_CHECKING

from sqlalchemy import func, insert, select

from bot.db.class_tables import class_reports
from bot.db.classes import add_class, add_member, find_class, remove_member
from bot.db.quiz_runs import add_run, finish_run
from bot.db.staff import add_grant
from bot.db.tables import people, quiz_answers
from bot.domain.interests import Interest
from bot.services.advice import Advice
from bot.services.atlas import Atlas
from bot.services.class_reports import ClassReports
from bot.services.models import Models
from bot.services.schools import school_named
from tests.conftest import SEAL

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Connection

    from bot.clock import Clock
    from bot.db import Database
    from bot.library import Shelf

_telegram_ids, _codes = count(1000), count(1)
SCHOOL = school_named(SEAL, "№12", "semey")


class Town:
    """A school with a counsellor, whose classes are filled without walking through the chat."""

    def __init__(self, database: Database, clock: Clock, shelf: Shelf, place: str = "semey") -> None:
        models = Models(shelf.interest_model)
        advice = Advice(database, Atlas(shelf), models)
        self.database, self.clock, self.models, self.place = database, clock, models, place
        self.reports = ClassReports(database, clock, SEAL, advice)
        self.elsewhere = ClassReports(database, clock, SEAL, advice)

    async def person(self) -> int:
        """Let somebody agree; return their number."""
        row = {"telegram_id": next(_telegram_ids), "language": "kk", "grade": 9, "place": self.place}
        values = {**row, "consent_version": "1", "consented_at": self.clock.now()}

        def work(connection: Connection) -> int:
            key = connection.execute(insert(people).values(values)).inserted_primary_key
            assert key
            return int(key[0])

        return await self.database.write(work)

    async def counsellor(self, label: str = "№12") -> int:
        """Let somebody become a counsellor."""
        person = await self.person()
        values = {"role": "counsellor", "label": SEAL.close(label), "granted_at": self.clock.now()}
        await self.database.write(lambda connection: add_grant(connection, person_id=person, **values))
        return person

    async def opened(self, counsellor: int, letter: str = "А") -> int:
        """Open a class of the school."""
        assert SCHOOL
        values = {"school": SEAL.close("№12"), "school_digest": SCHOOL.digest, "grade": 9, "letter": letter}
        return await self.database.write(
            lambda connection: add_class(
                connection,
                counsellor_id=counsellor,
                code=f"CODE{next(_codes):04}",
                created_at=self.clock.now(),
                **values,
            )
        )

    async def join(self, class_id: int, answers: Mapping[str, int | None] | None, number: int) -> list[int]:
        """Let pupils join who answered so (None: nothing yet); return their numbers."""
        joined = [await self.person() for _ in range(number)]
        for person in joined:
            await self.database.write(partial(self.let_in, class_id=class_id, person=person))
            if answers is not None:
                await self.answer(person, answers)
        return joined

    def let_in(self, connection: Connection, class_id: int, person: int) -> None:
        """Let somebody into a class."""
        add_member(connection, class_id, person, self.clock.now())

    async def answer(self, person: int, answers: Mapping[str, int | None]) -> None:
        """Let somebody finish a quiz with such answers."""

        def work(connection: Connection) -> None:
            now = self.clock.now()
            run = add_run(connection, person, self.models.keep(connection), "v1", now)
            rows = [
                {"run_id": run, "item": item, "ordinal": place, "choice": choice, "answered_at": now}
                for place, (item, choice) in enumerate(answers.items(), start=1)
            ]
            connection.execute(insert(quiz_answers), rows)
            finish_run(connection, run, now, Interest.R)

        await self.database.write(work)

    async def leave(self, class_id: int, *persons: int) -> None:
        """Let pupils leave."""
        for person in persons:
            await self.database.write(partial(remove_member, class_id=class_id, person_id=person))

    async def code_of(self, class_id: int) -> str:
        """Return the joining code of a class."""
        row = await self.database.read(lambda connection: find_class(connection, class_id))
        assert row
        return str(row["code"])

    async def published(self) -> int:
        """Return how many reports are kept."""
        statement = select(func.count()).select_from(class_reports)
        return await self.database.read(lambda connection: int(connection.execute(statement).scalar_one()))
