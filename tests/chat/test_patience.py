"""An answer that was too much waits and goes out; nothing is lost and nothing is said twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import aiohttp
import pytest

if TYPE_CHECKING:
    from tests.pupil import Pupil
    from tests.running_bot import RunningBot


async def _order(running: RunningBot, **fault: object) -> None:
    async with aiohttp.ClientSession(running.address) as http:
        await http.post("/sandbox/faults", json={"kind": "429", **fault})


@pytest.mark.parametrize("method", ["sendMessage", "answerCallbackQuery"])
async def test_a_flood_wait_delays_an_answer(method: str, running: RunningBot, pupil: Pupil) -> None:
    before = len(pupil.answers)
    await _order(running, method=method, count=1, retry_after=1)
    await (pupil.say("/start") if method == "sendMessage" else pupil.tap("Read the privacy text"))
    assert len(pupil.answers) == before + (method == "sendMessage")


async def test_a_long_flood_wait_is_not_sat_out(running: RunningBot, pupil: Pupil) -> None:
    before = len(pupil.answers)
    await _order(running, method="sendMessage", count=2, retry_after=60)
    await pupil.say("/start")
    await pupil.say("/start")
    assert len(pupil.answers) == before + 1
