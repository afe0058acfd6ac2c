"""A disk without room stops nobody: chats go on in memory, and are kept again once there is room."""

from __future__ import annotations

from typing import TYPE_CHECKING

import aiohttp
import pytest

from bot.sandbox import JournalError
from bot.sandbox.journal import AGAIN_SECONDS, Journal
from bot.sandbox.people import User
from bot.sandbox.world import World
from tests.full_disk import no_room
from tests.sandbox.conftest import Both, make_sandbox

if TYPE_CHECKING:
    from pathlib import Path


class Timer:
    """Seconds that go on by hand."""

    seconds = 100.0

    def __call__(self) -> float:
        """Return them."""
        return self.seconds


def _world(path: Path, timer: Timer) -> tuple[World, Journal]:
    journal = Journal(path, timer)
    return World(User(1, "Bot"), lambda: 5.0, journal, None), journal


def _names(path: Path) -> list[str]:
    world, journal = _world(path, Timer())
    journal.close()
    return [user.first_name for user in world.users.values()]


def test_what_came_meanwhile_is_kept_as_soon_as_there_is_room(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    path, timer = tmp_path / "sandbox.jsonl", Timer()
    world, journal = _world(path, timer)
    world.add_user("before")
    with no_room():
        world.add_user("while full")
        timer.seconds += AGAIN_SECONDS
        world.add_user("still full")
    assert _names(path) == ["before"]
    timer.seconds += AGAIN_SECONDS / 2
    world.add_user("not tried yet")
    assert _names(path) == ["before"]
    timer.seconds += AGAIN_SECONDS / 2
    world.add_user("room again")
    world.add_user("after")
    journal.close()
    assert _names(path) == ["before", "while full", "still full", "not tried yet", "room again", "after"]
    assert [record.getMessage() for record in caplog.records] == [
        "the sandbox cannot keep its chats (File too large): they go on in memory meanwhile",
        "the sandbox keeps its chats again",
    ]
    assert [each.name for each in tmp_path.iterdir()] == ["sandbox.jsonl"]


def test_a_stop_is_a_last_chance(tmp_path: Path) -> None:
    path = tmp_path / "sandbox.jsonl"
    world, journal = _world(path, Timer())
    with no_room():
        world.add_user("while full")
    journal.close()
    assert _names(path) == ["while full"]


def test_a_stop_without_room_is_no_error(tmp_path: Path) -> None:
    path = tmp_path / "sandbox.jsonl"
    world, journal = _world(path, Timer())
    world.add_user("before")
    with no_room():
        world.add_user("while full")
        journal.close()
    assert _names(path) == ["before"]


def test_a_start_without_room_keeps_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "sandbox.jsonl"
    world, journal = _world(path, Timer())
    world.add_user("before")
    journal.close()
    with no_room(), pytest.raises(JournalError, match="File too large"):
        _world(path, Timer())
    assert [each.name for each in tmp_path.iterdir()] == ["sandbox.jsonl"]
    assert _names(path) == ["before"]


async def test_a_file_that_finds_no_room_is_there_until_the_stop(tmp_path: Path) -> None:
    async with (
        make_sandbox(tmp_path / "sandbox.jsonl").serve() as address,
        aiohttp.ClientSession(address) as http,
    ):
        both = Both(http)
        person = await both.person()
        with no_room():
            form = aiohttp.FormData()
            form.add_field("file", b"one\ntwo", filename="list.csv", content_type="text/csv")
            async with http.post(f"/sandbox/users/{person}/document", data=form) as response:
                assert response.status < 300, await response.text()
        (update,) = (await both.bot("getUpdates", offset=-1))["result"]
        found = await both.bot("getFile", file_id=update["message"]["document"]["file_id"])
        async with http.get(
            f"/file/bot4242:token-of-the-tests-aaaaaaaaaaaaaaaaaa/{found['result']['file_path']}"
        ) as got:
            assert await got.read() == b"one\ntwo"
    assert list((tmp_path / "sandbox.files").iterdir()) == []
