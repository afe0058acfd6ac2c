"""A post office for tests: a sender with a memory instead of a network, and an outbox to fill."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from bot.db.outbox import put
from bot.db.people import add_person, find_person
from bot.db.tables import outbox as outbox_table
from bot.delivery.letter import Later, Letter
from bot.delivery.pace import Pace
from bot.delivery.worker import Worker
from bot.domain.delivery import Delivered
from bot.domain.languages import Language
from bot.services.outbox import Outbox

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from sqlalchemy import Connection

    from bot.clock import Clock
    from bot.db import Database
    from bot.delivery.letter import Post as Sent
    from bot.domain.delivery import Errand, Outcome

KIND = "hello"
_numbers = count(1)


@dataclass
class FakeSender:
    """Remembers letters and answers what a test ordered for a chat, then `Delivered`."""

    orders: dict[int, list[Outcome | Exception]] = field(default_factory=dict)
    letters: list[Letter] = field(default_factory=list)

    async def send(self, post: Sent) -> Outcome:
        """Remember a letter."""
        assert isinstance(post, Letter)
        self.letters.append(post)
        ordered = self.orders.get(post.chat_id)
        answer = ordered.pop(0) if ordered else Delivered(post.chat_id * 10)
        if isinstance(answer, Exception):
            raise answer
        return answer

    async def has_sent(self, number: int) -> bool:
        """Return whether so many letters went out."""
        return len(self.letters) >= number

    @property
    def chats(self) -> list[int]:
        """To whom letters went, in their order."""
        return [letter.chat_id for letter in self.letters]


@dataclass
class PostOffice:
    """One database with an outbox; workers come and go."""

    database: Database
    clock: Clock
    sender: FakeSender = field(default_factory=FakeSender)
    writes: Callable[[Errand], Letter | Later | None] = lambda errand: Letter(errand.chat_id, "hello")

    def outbox(self) -> Outbox:
        """Return the outbox as another worker sees it."""
        return Outbox(self.database, self.clock, names=lambda: f"worker{next(_numbers)}")

    def worker(self, sender: FakeSender | None = None, outbox: Outbox | None = None) -> Worker:
        """Return another worker."""

        async def write(errand: Errand) -> Letter | Later | None:
            return self.writes(errand)

        pace = Pace(self.clock, per_second=1000)
        return Worker(outbox or self.outbox(), sender or self.sender, {KIND: write}, pace, self.clock)

    async def puts(self, *chats: int, kind: str = KIND, subject: int = 0, **values: Any) -> None:
        """Put a message into the outbox for people, who agree if they have not yet."""

        def work(connection: Connection) -> None:
            now = self.clock.now()
            for chat in chats:
                add_person(connection, chat, Language.KK, "1", now)
                person = find_person(connection, chat)
                assert person is not None
                put(connection, person.id, kind, subject, **{"due_at": now, "now": now, **values})

        await self.database.write(work)

    async def rows(self) -> list[dict[str, Any]]:
        """Return the outbox as it is."""
        statement = select(outbox_table).order_by(outbox_table.c.id)
        return await self.database.read(lambda c: [dict(row._mapping) for row in c.execute(statement)])

    async def states(self) -> list[str]:
        """Return the states of all messages."""
        return [row["state"] for row in await self.rows()]

    async def is_done(self) -> bool:
        """Return whether nothing is left to be done."""
        return not {"due", "sending"} & set(await self.states())

    async def wait(self, **span: float) -> None:
        """Let time pass."""
        await self.clock.sleep(timedelta(**span).total_seconds())


async def until(happened: Callable[[], Awaitable[bool]]) -> None:
    """Wait until something has happened; a test that waits in vain is ended by its runner."""
    while not await happened():  # noqa: ASYNC110 -- what is waited for happens in a database
        await asyncio.sleep(0.002)
