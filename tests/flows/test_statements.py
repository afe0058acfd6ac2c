"""Registering stays cheap: how many statements each of its steps may make. `benchmarks.registering --each` shows which."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from benchmarks.registering import Statements, Walker, open_festival
from bot.app import build_directory
from bot.building import build_ground
from bot.chat.conversation import Conversation
from bot.services.seat_outcomes import Newcomer
from tests.conftest import SEAL, holdings_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.db import Database
    from bot.domain.people import Person
    from bot.library import Shelf
    from bot.services.registering import Form
    from bot.services.seat_outcomes import Gone
    from tests.conftest import HandClock

# Two of each are who it is and where they stand afterwards; a parent without an account stands nowhere.
CEILINGS = {
    "card, by a link": 6,
    "session chosen": 8,
    "name": 9,
    "school": 9,
    "class": 9,
    "question": 9,
    "sent: ticket": 17,
    "message for a parent": 7,
    "parent: opens it": 4,
    "parent: agrees": 12,
    "ticket with its code": 5,
}
# A ticket of the line says the place in it, and why.
SENT_TO_A_FULL_SESSION = 21


@pytest.fixture
def conversation(database: Database, clock: HandClock, shelf: Shelf) -> Iterator[Conversation]:
    """The conversation over each kind of database, without any network."""
    ground = build_ground(database, clock, holdings_of(shelf), SEAL, "temirqazyq_bot")
    yield Conversation(ground, build_directory())
    ground.studio.close()
    ground.press.close()


async def counted(
    database: Database, conversation: Conversation, telegram_id: int, last: str = ""
) -> dict[str, list[str]]:
    """Let a pupil register, up to the last step that is named; return the statements of each step."""
    statements, walker = Statements(database), Walker(conversation, telegram_id)
    await walker.settles_in()
    found = {}
    for name, step in walker.registers():
        with statements.taken() as heard:
            await step()
        found[name] = heard
        if name == last:
            break
    return found


def told(statements: list[str]) -> str:
    """Return statements in lines, with how often each was made."""
    return "\n".join(f"{times}x {' '.join(each.split())[:150]}" for each, times in Counter(statements).items())


async def test_no_step_makes_more_statements_than_it_needs(
    database: Database, conversation: Conversation, clock: HandClock
) -> None:
    await open_festival(database, clock.now())
    found = await counted(database, conversation, 1)
    assert list(found) == list(CEILINGS)
    for name, statements in found.items():
        assert len(statements) <= CEILINGS[name], f"{name}:\n{told(statements)}"


async def test_who_comes_to_a_full_session(database: Database, conversation: Conversation, clock: HandClock) -> None:
    session = await open_festival(database, clock.now(), capacity=1)
    for _ in range(3):
        await conversation.ground.seats.join(session, [Newcomer(None, b"sealed")])
    heard = (await counted(database, conversation, 1, last="sent: ticket"))["sent: ticket"]
    assert len(heard) <= SENT_TO_A_FULL_SESSION, told(heard)


async def test_a_question_asked_twice_is_noticed(
    database: Database, conversation: Conversation, clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    await open_festival(database, clock.now())
    look = conversation.ground.registering.look

    async def twice(person: Person, session_id: int) -> Form | Gone:
        await look(person, session_id)
        return await look(person, session_id)

    monkeypatch.setattr(conversation.ground.registering, "look", twice)
    found = await counted(database, conversation, 1)
    assert {name for name, statements in found.items() if len(statements) > CEILINGS[name]} == {
        "name",
        "school",
        "class",
        "question",
    }
