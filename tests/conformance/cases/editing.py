"""Editing each kind of message, and what cannot be edited."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tests.conformance.cases.keyboards import button, inline
from tests.conformance.cases.media import PNG
from tests.conformance.client import bad_request
from tests.conformance.listing import case

if TYPE_CHECKING:
    from tests.conformance.client import Client
    from tests.conformance.person import Person

_UNCHANGED: Final = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)


@case
async def a_text_is_edited_in_its_place(client: Client, person: Person) -> None:
    sent = await client.send_message(person.id, "Раз", reply_markup=inline(button("1")))
    person.clock.now += 60
    edited = await client.edit_message_text(
        person.id, sent["message_id"], "<b>Два</b>", parse_mode="HTML", reply_markup=inline(button("2"))
    )
    assert (edited["message_id"], edited["text"]) == (sent["message_id"], "Два")
    assert edited["entities"] == [{"type": "bold", "offset": 0, "length": 3}]
    assert (edited["date"], edited["edit_date"]) == (sent["date"], person.clock.now)
    shown = await person.screen()
    assert (shown["html"], shown["edited"]) == ("<b>Два</b>", True)
    assert shown["inline_keyboard"] == [[{"text": "Дальше", "data": "2"}]]


@case
async def a_keyboard_that_an_edit_does_not_name_goes_away(client: Client, person: Person) -> None:
    sent = await client.send_message(person.id, "Раз", reply_markup=inline(button("1")))
    edited = await client.edit_message_text(person.id, sent["message_id"], "Раз")
    assert "reply_markup" not in edited
    assert "inline_keyboard" not in await person.screen()


@case
async def an_edit_that_changes_nothing_is_refused(client: Client, person: Person) -> None:
    keyboard = inline(button("1"))
    number = (await client.send_message(person.id, "<b>Раз</b>", parse_mode="HTML", reply_markup=keyboard))[
        "message_id"
    ]
    with bad_request(_UNCHANGED):
        await client.edit_message_text(
            person.id, number, " <strong>Раз</strong>", parse_mode="HTML", reply_markup=keyboard
        )
    with bad_request(_UNCHANGED):
        await client.edit_message_reply_markup(person.id, number, reply_markup=keyboard)
    file = (await client.send_document(person.id, b"x", caption="Раз"))["message_id"]
    with bad_request(_UNCHANGED):
        await client.edit_message_caption(person.id, file, "Раз")


@case
async def a_message_that_is_not_there_cannot_be_edited(client: Client, person: Person) -> None:
    sent = await client.send_message(person.id, "Раз")
    await client.delete_message(person.id, sent["message_id"])
    for number in (sent["message_id"], 999_999):
        with bad_request("message to edit not found"):
            await client.edit_message_text(person.id, number, "Два")
        with bad_request("message to edit not found"):
            await client.edit_message_reply_markup(person.id, number)


@case
async def a_message_of_the_person_cannot_be_edited(client: Client, person: Person) -> None:
    number = await person.say("Привет")
    with bad_request("message can't be edited"):
        await client.edit_message_text(person.id, number, "Пока")


@case
async def an_edited_text_must_be_neither_empty_nor_too_long(client: Client, person: Person) -> None:
    number = (await client.send_message(person.id, "Раз"))["message_id"]
    with bad_request("message text is empty"):
        await client.edit_message_text(person.id, number, "")
    with bad_request("MESSAGE_TOO_LONG"):
        await client.edit_message_text(person.id, number, "ә" * 4097)
    assert (await person.screen())["text"] == "Раз"


@case
async def only_an_inline_keyboard_can_be_edited_in(client: Client, person: Person) -> None:
    number = (await client.send_message(person.id, "Раз"))["message_id"]
    with bad_request("inline keyboard expected"):
        await client.call(
            "editMessageReplyMarkup", chat_id=person.id, message_id=number, reply_markup='{"keyboard":[["x"]]}'
        )


@case
async def a_keyboard_alone_is_edited_and_taken_away(client: Client, person: Person) -> None:
    number = (await client.send_message(person.id, "Раз", reply_markup=inline(button("1"))))["message_id"]
    edited = await client.edit_message_reply_markup(person.id, number, reply_markup=inline(button("2")))
    assert (edited["text"], edited["reply_markup"]) == ("Раз", inline(button("2")))
    assert "reply_markup" not in await client.edit_message_reply_markup(person.id, number)


@case
async def a_caption_is_edited_and_taken_away(client: Client, person: Person) -> None:
    sent = await client.send_photo(person.id, PNG, caption="Раз")
    edited = await client.edit_message_caption(person.id, sent["message_id"], "<i>Два</i>", parse_mode="HTML")
    assert (edited["caption"], edited["photo"]) == ("Два", sent["photo"])
    assert edited["caption_entities"] == [{"type": "italic", "offset": 0, "length": 3}]
    bare = await client.edit_message_caption(person.id, sent["message_id"], "")
    assert "caption" not in bare
    assert "caption_entities" not in bare


@case
async def a_text_has_no_caption_and_a_photo_no_text_to_edit(client: Client, person: Person) -> None:
    text = (await client.send_message(person.id, "Раз"))["message_id"]
    with bad_request("there is no caption in the message to edit"):
        await client.edit_message_caption(person.id, text, "Два")
    photo = (await client.send_photo(person.id, PNG))["message_id"]
    with bad_request("there is no text in the message to edit"):
        await client.edit_message_text(person.id, photo, "Два")


@case
async def a_photo_is_replaced_by_a_document_and_back(client: Client, person: Person) -> None:
    sent = await client.send_photo(person.id, PNG, caption="Карта")
    number = sent["message_id"]
    replaced = await client.edit_message_media(person.id, number, "document", b"x,y", caption="Таблица")
    assert "photo" not in replaced
    assert (replaced["document"]["file_size"], replaced["caption"]) == (3, "Таблица")
    back = await client.edit_message_media(person.id, number, "photo", sent["photo"][-1]["file_id"])
    assert back["photo"] == sent["photo"]
    assert not {"caption", "document"} & back.keys()


@case
async def media_of_no_kind_are_refused(client: Client, person: Person) -> None:
    number = (await client.send_photo(person.id, PNG))["message_id"]
    with bad_request("can't parse InputMedia: type must be non-empty"):
        await client.call("editMessageMedia", chat_id=person.id, message_id=number, media={"media": "x"})
    with bad_request("wrong file identifier/HTTP URL specified"):
        await client.edit_message_media(person.id, number, "photo", "AgACAgIAAxkBAAIB")
