"""Whatever happens to the picture, the result comes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import aiohttp
import pytest

from tests.flows.walking import HANDS, answer_all

if TYPE_CHECKING:
    from tests.pupil import Pupil
    from tests.running_bot import RunningBot


async def _until_worlds(pupil: Pupil) -> None:
    await pupil.say("/quiz")
    await answer_all(pupil, HANDS)


@pytest.mark.parametrize("kind", ["429", "500", "refuse", "reset"])
async def test_the_result_comes_when_the_photo_does_not(kind: str, pupil: Pupil, running: RunningBot) -> None:
    await _until_worlds(pupil)
    body = {"method": "sendPhoto", "kind": kind, "count": 1}
    async with aiohttp.ClientSession(running.address) as http, http.post("/sandbox/faults", json=body) as response:
        assert response.status < 300
    await pupil.tap_first("we:")
    assert sum(data.startswith("p:") for data in pupil.data) == 5
    assert "ошибка" not in pupil.text.lower()


async def test_the_result_comes_when_drawing_fails(
    pupil: Pupil, running: RunningBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(_chart: object) -> bytes:
        raise MemoryError

    monkeypatch.setattr("bot.pictures.studio.draw", fails)
    await _until_worlds(pupil)
    await pupil.tap_first("we:")
    assert not any("photo" in message for message in pupil.answers)
    assert sum(data.startswith("p:") for data in pupil.data) == 5
    monkeypatch.undo()
    await pupil.tap("Картинка")
    assert any("photo" in message for message in pupil.answers)
