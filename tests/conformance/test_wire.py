"""What no library sends: other encodings of a call, broken bodies, addresses that are none, and where the sandbox is stricter."""

from __future__ import annotations

from contextlib import asynccontextmanager
from io import BytesIO
from typing import TYPE_CHECKING, Any

import aiohttp
import pytest

from bot.sandbox import Sandbox
from tests.conformance.person import Person, Seconds

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

TOKEN = "4242:wire-token-aaaaaaaaaaaaaaaaaaaaaaaaa"
LARGEST = 52 * 1024 * 1024


@asynccontextmanager
async def _wire() -> AsyncIterator[tuple[aiohttp.ClientSession, Person]]:
    async with (
        Sandbox(token=TOKEN, flood_control=False).serve() as address,
        aiohttp.ClientSession(address) as http,
    ):
        async with http.post("/sandbox/users", json={"first_name": "Әсем"}) as response:
            person = Person(http, Seconds(), await response.json())
        await person.say("/start")
        yield http, person


async def _answer(http: aiohttp.ClientSession, path: str, **more: Any) -> tuple[int, dict[str, Any]]:
    async with http.post(path, **more) as response:
        answer: dict[str, Any] = await response.json()
    assert answer.get("error_code", 200) == response.status
    return response.status, answer


def _multipart(values: dict[str, str]) -> aiohttp.MultipartWriter:
    body = aiohttp.MultipartWriter("form-data")
    for name, value in values.items():
        body.append(value).set_content_disposition("form-data", name=name)
    return body


@pytest.mark.parametrize("encoding", ["params", "json", "data", "multipart"])
async def test_a_call_may_be_encoded_in_four_ways(encoding: str) -> None:
    async with _wire() as (http, person):
        values = {"chat_id": str(person.id), "text": "<b>Қ</b>", "parse_mode": "HTML"}
        more = {"data": _multipart(values)} if encoding == "multipart" else {encoding: values}
        status, answer = await _answer(http, f"/bot{TOKEN}/sendMessage", **more)
        assert (status, answer["ok"], answer["result"]["text"]) == (200, True, "Қ")


async def test_a_call_may_be_a_get() -> None:
    async with _wire() as (http, _), http.get(f"/bot{TOKEN}/getMe") as response:
        assert (await response.json())["result"]["id"] == 4242


@pytest.mark.parametrize(
    ("content_type", "body"),
    [("application/json", b"{"), ("multipart/form-data; boundary=x", b"no boundary here")],
)
async def test_a_broken_body_is_refused(content_type: str, body: bytes) -> None:
    async with _wire() as (http, _):
        path, headers = f"/bot{TOKEN}/sendMessage", {"Content-Type": content_type}
        status, answer = await _answer(http, path, data=body, headers=headers)
        assert (status, answer["description"]) == (400, "Bad Request: can't parse request body")


async def test_numbers_that_are_none_count_as_not_given() -> None:
    async with _wire() as (http, _):
        _, answer = await _answer(http, f"/bot{TOKEN}/getUpdates", json={"limit": "many", "offset": None})
        assert len(answer["result"]) == 1


async def test_a_body_that_is_too_large_is_refused() -> None:
    async with _wire() as (http, person):
        form = aiohttp.FormData({"chat_id": str(person.id)})
        form.add_field("document", BytesIO(bytes(LARGEST)), filename="large")
        status, answer = await _answer(http, f"/bot{TOKEN}/sendDocument", data=form)
        assert (status, answer["description"]) == (413, "Request Entity Too Large")


@pytest.mark.parametrize(
    ("path", "code", "words"),
    [
        ("/bot/getMe", 404, "Not Found"),
        ("/botabc/getMe", 404, "Not Found"),
        ("/bot4242:/getMe", 404, "Not Found"),
        (f"/bot{TOKEN}/", 404, "Not Found"),
        (f"/bot{TOKEN[:-1]}/getMe", 401, "Unauthorized"),
    ],
)
async def test_addresses_that_lead_nowhere(path: str, code: int, words: str) -> None:
    async with _wire() as (http, _):
        assert (await _answer(http, path))[1] == {"ok": False, "error_code": code, "description": words}


@pytest.mark.parametrize(
    ("path", "code"), [(f"/file/bot{TOKEN}/documents/x", 404), (f"/file/bot{TOKEN[:-1]}/documents/x", 401)]
)
async def test_files_that_are_not_there_or_not_ours(path: str, code: int) -> None:
    async with _wire() as (http, _), http.get(path) as response:
        assert (response.status, (await response.json())["error_code"]) == (code, code)


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"parse_mode": "MarkdownV2"}, "the sandbox reads HTML and entities, not Markdown"),
        (
            {"reply_markup": {"inline_keyboard": [[{"text": "x", "url": "https://x.kz", "callback_data": "x"}]]}},
            "can't parse inline keyboard button: exactly one action must be given",
        ),
    ],
)
async def test_where_the_sandbox_is_stricter(more: dict[str, Any], words: str) -> None:
    async with _wire() as (http, person):
        body = {"chat_id": person.id, "text": "*x*", **more}
        _, answer = await _answer(http, f"/bot{TOKEN}/sendMessage", json=body)
        assert answer["description"] == f"Bad Request: {words}"


async def test_a_markup_that_the_sandbox_does_not_show_is_accepted() -> None:
    async with _wire() as (http, person):
        body = {"chat_id": person.id, "text": "x", "reply_markup": {"force_reply": True}}
        _, answer = await _answer(http, f"/bot{TOKEN}/sendMessage", json=body)
        assert "reply_markup" not in answer["result"]
