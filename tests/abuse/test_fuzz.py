"""Ten thousand random updates, most of them spoiled: nothing breaks, nothing of others is told, nothing of theirs changes.

PostgreSQL takes less than SQLite (numbers of 32 bits, no NUL in a text), so a part goes over it. A longer run:
`python -m benchmarks.fuzz --updates 200000`, with `--postgres`, and with `--seed` the one that failed here.
"""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

import pytest

from bot.chat.conversation import Conversation
from bot.chat.screen import Screen
from bot.i18n.speech import Html
from tests.abuse.fuzzing import fuzz
from tests.abuse.world import NAME, VICTIMS

if TYPE_CHECKING:
    from bot.library import Shelf

FIXED = 20_261_130


@pytest.fixture
def url(request: pytest.FixtureRequest) -> str:
    """The database of a name."""
    found: str = request.getfixturevalue(request.param)
    return found


@pytest.mark.parametrize(
    ("url", "seed", "updates"),
    [("sqlite_url", FIXED, 4_000), ("sqlite_url", None, 4_000), ("postgres_url", None, 2_000)],
    ids=["fixed", "fresh", "postgresql"],
    indirect=["url"],
)
async def test_nothing_breaks_and_nobody_learns_what_is_not_theirs(
    url: str, seed: int | None, updates: int, shelf: Shelf
) -> None:
    seed = secrets.randbits(32) if seed is None else seed
    found = await fuzz(url, shelf, seed, updates)
    assert not found.problems, f"seed {seed}:\n" + "\n".join(found.problems[:20])
    assert found.updates == updates
    assert found.calls > updates / 5


async def test_what_breaks_is_heard(sqlite_url: str, shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    async def breaks(*_: object) -> Screen:
        raise KeyError(NAME)

    monkeypatch.setattr(Conversation, "puzzled", breaks)
    found = await fuzz(sqlite_url, shelf, FIXED, 300)
    assert any("KeyError" in line for line in found.errors)
    assert not found.leaks


async def test_what_belongs_to_others_is_seen_when_it_is_told(
    sqlite_url: str, shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def tells(*_: object) -> Screen:
        return Screen(Html(f"x {NAME} x"))

    monkeypatch.setattr(Conversation, "puzzled", tells)
    found = await fuzz(sqlite_url, shelf, FIXED, 300)
    assert found.leaks
    assert not found.errors


async def test_what_others_lost_is_seen(sqlite_url: str, shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    async def erases(conversation: Conversation, *_: object) -> Screen:
        await conversation.ground.people.live_in(VICTIMS, "semey", once=1)
        return Screen(Html("x"))

    monkeypatch.setattr(Conversation, "puzzled", erases)
    found = await fuzz(sqlite_url, shelf, FIXED, 300)
    assert list(found.lost) == ["person"]
