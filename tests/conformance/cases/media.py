"""Photos, documents, places: sent by either side, fetched again, sent again by their ids."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Final

from tests.conformance.client import bad_request, refused
from tests.conformance.listing import case
from tests.conformance.person import not_possible

if TYPE_CHECKING:
    from tests.conformance.client import Client
    from tests.conformance.person import Person

PNG: Final = b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII", 13, b"IHDR", 640, 360) + b"\x08\x02\0\0\0"
JPEG: Final = b"\xff\xd8\xff\xe0\0\x04\0\0\xff\xc0\0\x11\x08" + struct.pack(">HH", 480, 320) + b"\x03\x01\x22\0"
_WRONG_FILE: Final = "wrong file identifier/HTTP URL specified"


@case
async def a_photo_of_bytes_is_shown_with_its_size(client: Client, person: Person) -> None:
    for content, width, height in ((PNG, 640, 360), (JPEG, 320, 480), (b"GIF89a", 320, 320), (b"\xff\xd8x", 320, 320)):
        sent = await client.send_photo(person.id, content)
        largest = sent["photo"][-1]
        assert (largest["width"], largest["height"], largest["file_size"]) == (width, height, len(content))
        assert (await person.screen())["photo"]["url"] == f"/sandbox/files/{largest['file_id']}"
        assert await client.download(largest["file_id"]) == content


@case
async def a_document_keeps_its_name_and_its_content(client: Client, person: Person) -> None:
    content = "Мой план\0\r\n".encode() * 1000
    sent = await client.send_document(person.id, content, "Мой план.txt")
    document = sent["document"]
    assert (document["file_name"], document["file_size"]) == ("Мой план.txt", len(content))
    file = await client.get_file(document["file_id"])
    assert (file["file_id"], file["file_size"]) == (document["file_id"], len(content))
    assert file["file_unique_id"] == document["file_unique_id"] != document["file_id"]
    assert await client.download(document["file_id"]) == content


@case
async def a_file_is_sent_again_by_its_id(client: Client, person: Person) -> None:
    photo = (await client.send_photo(person.id, PNG))["photo"][-1]
    again = await client.send_photo(person.id, photo["file_id"])
    assert again["photo"] == [photo]
    document = (await client.send_document(person.id, b"x", "x.txt"))["document"]
    assert (await client.send_document(person.id, document["file_id"]))["document"] == document


@case
async def a_wrong_file_id_is_refused(client: Client, person: Person) -> None:
    with bad_request(_WRONG_FILE):
        await client.send_photo(person.id, "AgACAgIAAxkBAAIB")
    with bad_request(_WRONG_FILE):
        await client.send_document(person.id, "AgACAgIAAxkBAAIB")
    with bad_request(_WRONG_FILE):
        await client.call("sendDocument", chat_id=person.id, document="attach://nothing")
    with bad_request("invalid file_id"):
        await client.get_file("AgACAgIAAxkBAAIB")


@case
async def a_file_that_is_none_is_refused(client: Client, person: Person) -> None:
    with bad_request("there is no photo in the request"):
        await client.call("sendPhoto", chat_id=person.id)
    with bad_request("there is no document in the request"):
        await client.call("sendDocument", chat_id=person.id)
    with bad_request("file must be non-empty"):
        await client.send_document(person.id, b"")
    with bad_request("IMAGE_PROCESS_FAILED"):
        await client.send_photo(person.id, b"no picture")


@case
async def a_document_of_a_person_can_be_fetched(client: Client, person: Person) -> None:
    await person.upload("document", b"%PDF-1.7", "аттестат.pdf", caption="Мой аттестат")
    (update,) = await client.get_updates()
    document = update["message"]["document"]
    assert (update["message"]["caption"], document["file_name"]) == ("Мой аттестат", "аттестат.pdf")
    assert await client.download(document["file_id"]) == b"%PDF-1.7"


@case
async def a_photo_a_sticker_and_a_voice_of_a_person_reach_the_bot(client: Client, person: Person) -> None:
    await person.upload("photo", PNG, "me.png")
    await person.do("sticker", {"emoji": "🎓"})
    await person.do("voice", {"duration": 7})
    photo, sticker, voice = [update["message"] for update in await client.get_updates()]
    assert (photo["photo"][-1]["width"], sticker["sticker"]["emoji"]) == (640, "🎓")
    assert voice["voice"]["file_unique_id"]
    with not_possible(400, "IMAGE_PROCESS_FAILED"):
        await person.upload("photo", b"no picture", "me.png")


@case
async def a_place_and_a_venue_are_shown(client: Client, person: Person) -> None:
    point = {"latitude": 51.1282, "longitude": 71.4304}
    assert (await client.send_location(person.id, **point))["location"] == point
    sent = await client.send_venue(
        person.id, **point, title="Политехнический колледж", address="пр. Кабанбай батыра, 8"
    )
    assert sent["location"] == point
    assert sent["venue"]["address"] == "пр. Кабанбай батыра, 8"
    assert (await person.screen())["venue"]["title"] == "Политехнический колледж"


@case
async def a_venue_without_a_name_or_off_the_globe_is_refused(client: Client, person: Person) -> None:
    with bad_request("venue title is empty"):
        await client.call("sendVenue", chat_id=person.id, latitude=1, longitude=2, address="x")
    with bad_request("venue address is empty"):
        await client.call("sendVenue", chat_id=person.id, latitude=1, longitude=2, title="x")
    with bad_request("wrong location specified"):
        await client.send_location(person.id, 90.5, 2.0)
    with bad_request("can't parse location"):
        await client.call("sendLocation", chat_id=person.id, latitude="north", longitude="1")


@case
async def a_chat_action_must_be_one_of_telegrams(client: Client, person: Person) -> None:
    assert await client.send_chat_action(person.id, "upload_document") is True
    with bad_request("wrong parameter action in request"):
        await client.send_chat_action(person.id, "thinking")


@case
async def a_file_can_only_be_fetched_with_the_right_token(client: Client, person: Person) -> None:
    document = (await client.send_document(person.id, b"x"))["document"]
    async with client.with_token("4242:another-token-aaaaaaaaaaaaaaaaaaaaaa") as stranger:
        with refused("unauthorized", "Unauthorized"):
            await stranger.get_file(document["file_id"])
