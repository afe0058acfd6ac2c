"""Faults on order, limits of sending, and the list of calls."""

from __future__ import annotations

from typing import TYPE_CHECKING

import aiohttp
import pytest

from bot.sandbox.errors import BotApiError
from bot.sandbox.flood import FloodControl
from tests.sandbox.conftest import TOKEN

if TYPE_CHECKING:
    from tests.sandbox.conftest import Both


async def _order(both: Both, kind: str, **more: object) -> None:
    assert (await both.ask("POST", "/sandbox/faults", {"method": "sendMessage", "kind": kind, **more}))[0] == 201


@pytest.mark.parametrize(("kind", "code"), [("429", 429), ("500", 500)])
async def test_refused_before_anything_happened(both: Both, kind: str, code: int) -> None:
    person = await both.person()
    await _order(both, kind, retry_after=7)
    answer = await both.bot("sendMessage", chat_id=person, text="x")
    assert answer["error_code"] == code
    assert answer.get("parameters") == ({"retry_after": 7} if kind == "429" else None)
    assert (await both.bot("sendMessage", chat_id=person, text="x"))["ok"]
    assert len(await both.messages(person)) == 2


@pytest.mark.parametrize(("kind", "arrived"), [("refuse", 1), ("reset", 2), ("read_timeout", 2)])
async def test_the_connection_breaks_before_or_after_the_work(both: Both, kind: str, arrived: int) -> None:
    person = await both.person()
    await _order(both, kind)
    timeout = aiohttp.ClientTimeout(total=0.3)
    with pytest.raises((aiohttp.ClientError, TimeoutError)):
        await both.http.post(f"/bot{TOKEN}/sendMessage", json={"chat_id": person, "text": "x"}, timeout=timeout)
    assert len(await both.messages(person)) == arrived


async def test_faults_are_counted_listed_and_cleared(both: Both) -> None:
    await _order(both, "500", count=3)
    await both.bot("sendMessage", chat_id=1, text="x")
    _, left = await both.ask("GET", "/sandbox/faults")
    assert left["faults"] == [{"method": "sendMessage", "kind": "500", "count": 2, "retry_after": 1}]
    assert (await both.bot("getMe"))["ok"]
    await both.ask("DELETE", "/sandbox/faults")
    assert (await both.bot("sendMessage", chat_id=1, text="x"))["error_code"] == 400


async def test_every_call_is_listed_without_the_token(both: Both) -> None:
    person = await both.person()
    await both.bot("sendMessage", chat_id=person, text="x")
    await both.bot("noSuchMethod")
    _, listed = await both.ask("GET", "/sandbox/calls?after=0")
    assert [(call["method"], call["status"]) for call in listed["calls"]] == [
        ("sendMessage", 200),
        ("noSuchMethod", 404),
    ]
    _, rest = await both.ask("GET", "/sandbox/calls?after=1")
    assert [call["n"] for call in rest["calls"]] == [2]
    assert TOKEN not in str(listed)


class _Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_thirty_a_second_overall() -> None:
    clock = _Clock()
    control = FloodControl(clock)
    for chat in range(30):
        control.count(chat)
    with pytest.raises(BotApiError) as refused:
        control.count(99)
    assert refused.value.parameters == {"retry_after": 1}
    clock.now += 1
    control.count(99)


def test_one_a_second_in_a_chat_after_a_burst() -> None:
    clock = _Clock()
    control = FloodControl(clock)
    waits = []
    for _ in range(600):
        clock.now += 0.1
        try:
            control.count(1)
        except BotApiError as error:
            waits.append(error.parameters["retry_after"])
    assert 55 <= 600 - len(waits) <= 65
    assert min(waits) >= 1
    assert max(waits) <= 20
