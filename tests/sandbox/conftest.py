"""A pretend Telegram, and both of its sides over HTTP."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import aiohttp
import pytest

from bot.sandbox import Persona, Sandbox

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

TOKEN = "4242:token-of-the-tests-aaaaaaaaaaaaaaaaaa"
PERSONAS = (Persona(key="asem", caption="pupil", first_name="Әсем", language_code="kk"),)


class Both:
    """Both sides of a sandbox."""

    def __init__(self, http: aiohttp.ClientSession) -> None:
        self.http = http

    async def ask(self, method: str, path: str, body: Any = None) -> tuple[int, Any]:
        """Call the user's side; return status and body."""
        async with self.http.request(method, path, json=body) as response:
            return response.status, await response.json()

    async def bot(self, method: str, **parameters: Any) -> Any:
        """Call the bot's side; return the whole answer."""
        async with self.http.post(f"/bot{TOKEN}/{method}", json=parameters) as response:
            return await response.json()

    async def person(self, **more: str) -> int:
        """Let somebody in who has written to the bot."""
        _, profile = await self.ask("POST", "/sandbox/users", {"first_name": "Әсем", **more})
        number = int(profile["user_id"])
        await self.ask("POST", f"/sandbox/users/{number}/say", {"text": "/start"})
        return number

    async def messages(self, number: int) -> list[dict[str, Any]]:
        """Return somebody's chat."""
        _, answer = await self.ask("GET", f"/sandbox/users/{number}/messages")
        found: list[dict[str, Any]] = answer["messages"]
        return found


def make_sandbox(journal: Path | None = None) -> Sandbox:
    """A sandbox without limits of sending."""
    return Sandbox(token=TOKEN, personas=PERSONAS, journal=journal, flood_control=False)


@pytest.fixture
async def both() -> AsyncIterator[Both]:
    """A sandbox that forgets."""
    async with make_sandbox().serve() as address, aiohttp.ClientSession(address) as http:
        yield Both(http)
