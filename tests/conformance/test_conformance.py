"""Every case of the list, through aiogram and through python-telegram-bot, against the pretend Telegram."""

from __future__ import annotations

from typing import TYPE_CHECKING

import aiohttp
import pytest

from bot.sandbox import Sandbox
from tests.conformance.aiogram_client import aiogram_client
from tests.conformance.cases import CASES
from tests.conformance.person import Person, Seconds
from tests.conformance.ptb_client import ptb_client

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractAsyncContextManager

    from tests.conformance.client import Client
    from tests.conformance.listing import Case

TOKEN = "4242:conformance-token-aaaaaaaaaaaaaaaaaa"
CLIENTS: dict[str, Callable[[str, str], AbstractAsyncContextManager[Client]]] = {
    "aiogram": aiogram_client,
    "ptb": ptb_client,
}


# The list calls methods by their names where the library itself would refuse what Telegram shall refuse.
@pytest.mark.filterwarnings("ignore:Please use 'Bot")
@pytest.mark.parametrize(
    ("library", "case"),
    [pytest.param(library, case, id=f"{library}-{case.name}") for library in CLIENTS for case in CASES],
)
async def test_the_pretend_telegram_answers_as_the_real_one(
    library: str, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Else python-telegram-bot warns whenever it names a number of seconds.
    monkeypatch.setenv("PTB_TIMEDELTA", "true")
    clock = Seconds()
    sandbox = Sandbox(token=TOKEN, flood_control=case.has_flood_control, clock=clock)
    async with (
        sandbox.serve() as address,
        CLIENTS[library](TOKEN, address) as client,
        aiohttp.ClientSession(address) as http,
    ):
        async with http.post("/sandbox/users", json={"first_name": "Әсем", "language_code": "ru"}) as response:
            person = Person(http, clock, await response.json())
        await person.say("/start")
        for update in await client.get_updates():
            await client.get_updates(offset=update["update_id"] + 1)
        await case.steps(client, person)
