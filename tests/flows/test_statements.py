"""Registering stays cheap: how many statements each of its steps may make. `benchmarks.registering --each` shows which."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from benchmarks.registering import Statements, Walker, open_event
from bot.app import build_directory
from bot.building import build_ground
from bot.chat.conversation import Conversation
from tests.conftest import SEAL

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.db import Database
    from bot.library import Shelf
    from tests.conftest import HandClock

# Who it is, and where they stand afterwards, are two of each but the parent's, who has no account.
CEILINGS = {
    "card, by a link": 6,
    "session chosen": 8,
    "name": 11,
    "school": 11,
    "class": 11,
    "question": 11,
    "sent: ticket": 17,
    "message for a parent": 7,
    "parent: opens it": 4,
    "parent: agrees": 12,
    "ticket with its code": 5,
}
# Who comes to a full session also hears their place in line; somebody may wait already.
SENT_TO_A_LINE = 22


@pytest.fixture
def conversation(database: Database, clock: HandClock, shelf: Shelf) -> Iterator[Conversation]:
    """The conversation over each kind of database, without any network."""
    ground = build_ground(database, clock, shelf, SEAL, "temirqazyq_bot")
    yield Conversation(ground, build_directory())
    ground.studio.close()
    ground.press.close()


async def counted(database: Database, conversation: Conversation, telegram_id: int) -> dict[str, list[str]]:
    """Let a pupil register, who is not the first; return the statements of each step."""
    statements, walker = Statements(database), Walker(conversation, telegram_id)
    await walker.settles_in()
    found = {}
    for name, step in walker.registers():
        with statements.taken() as heard:
            await step()
        found[name] = heard
    return found


def told(statements: list[str]) -> str:
    """Return statements in lines, with how often each was made."""
    return "\n".join(f"{times}x {' '.join(each.split())[:150]}" for each, times in Counter(statements).items())


async def test_no_step_makes_more_statements_than_it_needs(
    database: Database, conversation: Conversation, clock: HandClock
) -> None:
    await open_event(database, clock.now())
    found = await counted(database, conversation, 1)
    assert list(found) == list(CEILINGS)
    for name, statements in found.items():
        assert len(statements) <= CEILINGS[name], f"{name}:\n{told(statements)}"


async def test_a_question_asked_twice_is_noticed(
    database: Database, conversation: Conversation, clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    await open_event(database, clock.now())
    look = conversation.ground.registering.look

    async def twice(person, session_id):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN202
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
