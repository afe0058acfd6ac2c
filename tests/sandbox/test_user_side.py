"""The user's side: every wrong request gets one clear sentence, and people may do what they may do in Telegram."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import aiohttp
import pytest

if TYPE_CHECKING:
    from tests.sandbox.conftest import Both


@pytest.mark.parametrize(
    ("path", "body", "status", "words"),
    [
        ("/sandbox/users", {}, 400, "first_name"),
        ("/sandbox/users", {"first_name": 7}, 400, "first_name"),
        ("/sandbox/users", {"first_name": "x" * 65}, 413, "64"),
        ("/sandbox/users", [], 400, "JSON object"),
        ("/sandbox/users/1/say", {"text": "x"}, 404, "no person"),
        ("/sandbox/users/{id}/say", {"text": " "}, 400, "text"),
        ("/sandbox/users/{id}/say", {"text": "x" * 4097}, 413, "4096"),
        ("/sandbox/users/{id}/tap", {"message_id": 1, "data": "x"}, 404, "button"),
        ("/sandbox/users/{id}/tap", {"text": "x"}, 404, "button"),
        ("/sandbox/users/{id}/location", {"latitude": 91, "longitude": 0}, 400, "latitude"),
        ("/sandbox/users/{id}/location", {"latitude": "50"}, 400, "latitude"),
        ("/sandbox/users/{id}/document", {}, 400, "file"),
        ("/sandbox/users/{id}/voice", {"duration": 0}, 400, "duration"),
        ("/sandbox/users/{id}/sticker", {}, 400, "emoji"),
        ("/sandbox/personas/nobody", {}, 404, "persona"),
        ("/sandbox/faults", {"kind": "earthquake"}, 400, "kind"),
        ("/sandbox/faults", {"kind": "500", "count": 0}, 400, "count"),
        ("/sandbox/nothing", {}, 404, "Not Found"),
    ],
)
async def test_wrong_requests(both: Both, path: str, body: Any, status: int, words: str) -> None:
    person = await both.person()
    got, answer = await both.ask("POST", path.format(id=person), body)
    assert got == status
    assert words in answer["error"]


@pytest.mark.parametrize(
    "path",
    [
        "/sandbox/calls?after=x",
        "/sandbox/users/{id}/messages?after=x",
        "/sandbox/files/none",
        "/sandbox/users/{id}/callbacks/7",
    ],
)
async def test_wrong_questions(both: Both, path: str) -> None:
    person = await both.person()
    status, answer = await both.ask("GET", path.format(id=person))
    assert status in (400, 404)
    assert answer["error"]


async def test_a_body_that_is_no_json(both: Both) -> None:
    async with both.http.post("/sandbox/users", data=b"{", headers={"Content-Type": "application/json"}) as response:
        assert response.status == 400
        assert "JSON" in (await response.json())["error"]


async def test_somebody_who_blocked_can_not_tap_and_is_back_by_writing(both: Both) -> None:
    person = await both.person()
    keyboard = {"inline_keyboard": [[{"text": "x", "callback_data": "x"}]]}
    sent = (await both.bot("sendMessage", chat_id=person, text="?", reply_markup=keyboard))["result"]
    await both.ask("POST", f"/sandbox/users/{person}/block")
    tap = {"message_id": sent["message_id"], "data": "x"}
    assert (await both.ask("POST", f"/sandbox/users/{person}/tap", tap))[0] == 409
    assert (await both.bot("sendMessage", chat_id=person, text="?"))["error_code"] == 403
    await both.ask("POST", f"/sandbox/users/{person}/say", {"text": "back"})
    assert (await both.bot("sendMessage", chat_id=person, text="?"))["ok"]
    changes = [
        update["my_chat_member"] for update in (await both.bot("getUpdates"))["result"] if "my_chat_member" in update
    ]
    assert [change["new_chat_member"]["status"] for change in changes] == ["kicked", "member"]


async def test_a_keyboard_under_the_text_field_writes_its_label(both: Both) -> None:
    person = await both.person()
    keys = [[{"text": "plain"}, {"text": "where", "request_location": True}]]
    await both.bot("sendMessage", chat_id=person, text="?", reply_markup={"keyboard": keys})
    assert (await both.ask("POST", f"/sandbox/users/{person}/tap", {"text": "plain"}))[0] == 200
    assert (await both.ask("POST", f"/sandbox/users/{person}/tap", {"text": "where"}))[0] == 404
    assert (await both.messages(person))[-1]["text"] == "plain"
    await both.bot("sendMessage", chat_id=person, text="!", reply_markup={"remove_keyboard": True})
    assert (await both.ask("POST", f"/sandbox/users/{person}/tap", {"text": "plain"}))[0] == 404


async def test_an_old_button_may_still_be_tapped_after_the_edit(both: Both) -> None:
    person = await both.person()
    keyboard = {"inline_keyboard": [[{"text": "x", "callback_data": "old"}]]}
    sent = (await both.bot("sendMessage", chat_id=person, text="?", reply_markup=keyboard))["result"]
    await both.bot("editMessageText", chat_id=person, message_id=sent["message_id"], text="!")
    tap = {"message_id": sent["message_id"], "data": "old"}
    assert (await both.ask("POST", f"/sandbox/users/{person}/tap", tap))[0] == 200
    assert (await both.ask("POST", f"/sandbox/users/{person}/tap", {**tap, "data": "never"}))[0] == 404


async def test_files_of_people_are_never_shown_as_pages(both: Both) -> None:
    person = await both.person()
    form = aiohttp.FormData({"caption": "look"})
    form.add_field("file", b"<script>alert(1)</script>", filename="x.html", content_type="text/html")
    async with both.http.post(f"/sandbox/users/{person}/document", data=form) as response:
        assert response.status == 200
    document = (await both.messages(person))[-1]["document"]
    async with both.http.get(f"/sandbox/files/{document['file_id']}") as response:
        assert response.content_type == "application/octet-stream"
        assert response.headers["Content-Security-Policy"] == "sandbox"


async def test_a_photo_that_is_none_is_refused(both: Both) -> None:
    person = await both.person()
    form = aiohttp.FormData()
    form.add_field("file", b"no picture", filename="x.png", content_type="image/png")
    async with both.http.post(f"/sandbox/users/{person}/photo", data=form) as response:
        assert response.status == 400


async def test_the_page_loads_nothing_from_elsewhere(both: Both) -> None:
    async with both.http.get("/") as response:
        page = await response.text()
        assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "http://" not in page
    assert "https://" not in page
    assert (await both.http.get("/web/index.html")).status == 200


async def test_people_personas_and_the_bot_can_be_listed(both: Both) -> None:
    person = await both.person(username="asem")
    _, listed = await both.ask("GET", "/sandbox/users")
    assert [user["user_id"] for user in listed["users"]] == [person]
    _, shown = await both.ask("GET", f"/sandbox/users/{person}")
    assert shown["username"] == "asem"
    _, personas = await both.ask("GET", "/sandbox/personas")
    assert personas["personas"][0]["key"] == "asem"
    await both.bot("setMyDescription", description="Сипаттама", language_code="kk")
    _, bot = await both.ask("GET", "/sandbox/bot?language_code=kk-KZ")
    assert (bot["description"], bot["pending_update_count"]) == ("Сипаттама", 1)
