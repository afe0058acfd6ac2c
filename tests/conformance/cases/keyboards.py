"""Inline keyboards and reply keyboards: what may stand in them and what a person sees."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.conformance.client import bad_request
from tests.conformance.listing import case
from tests.conformance.person import not_possible

if TYPE_CHECKING:
    from tests.conformance.client import Client, Json
    from tests.conformance.person import Person


def inline(*buttons: Json) -> Json:
    """Return an inline keyboard of one row."""
    return {"inline_keyboard": [list(buttons)]}


def button(data: str, text: str = "Дальше") -> Json:
    """Return a button with data."""
    return {"text": text, "callback_data": data}


@case
async def callback_data_may_have_64_bytes(client: Client, person: Person) -> None:
    for data in ("x", "x" * 64, "ә" * 32):
        sent = await client.send_message(person.id, "?", reply_markup=inline(button(data)))
        assert sent["reply_markup"]["inline_keyboard"][0][0]["callback_data"] == data


@case
async def callback_data_of_65_bytes_or_none_is_refused(client: Client, person: Person) -> None:
    for data in ("x" * 65, "ә" * 32 + "x", ""):
        with bad_request("BUTTON_DATA_INVALID"):
            await client.send_message(person.id, "?", reply_markup=inline(button(data)))


@case
async def an_inline_keyboard_is_shown_row_by_row(client: Client, person: Person) -> None:
    rows = [[button("1", "Да"), button("0", "Нет")], [{"text": "Сайт", "url": "https://enbek.kz/"}]]
    sent = await client.send_message(person.id, "?", reply_markup={"inline_keyboard": rows})
    assert sent["reply_markup"] == {"inline_keyboard": rows}
    assert (await person.screen())["inline_keyboard"] == [
        [{"text": "Да", "data": "1"}, {"text": "Нет", "data": "0"}],
        [{"text": "Сайт", "url": "https://enbek.kz/"}],
    ]


@case
async def an_address_of_a_button_must_be_one(client: Client, person: Person) -> None:
    with bad_request("inline keyboard button URL 'enbek' is invalid: Wrong HTTP URL"):
        await client.send_message(person.id, "?", reply_markup=inline({"text": "Сайт", "url": "enbek"}))


@case
async def broken_keyboards_are_refused(client: Client, person: Person) -> None:
    broken: dict[str, Any] = {
        "object expected as reply markup": "[1]",
        "can't parse reply markup JSON object": "{",
        "can't parse reply keyboard markup JSON object": '{"inline_keyboard":[{"text":"x"}]}',
        "can't parse inline keyboard button: Can't find field \"text\"": '{"inline_keyboard":[[{"callback_data":"x"}]]}',
        "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard": (
            '{"inline_keyboard":[[{"text":"x"}]]}'
        ),
        "can't parse keyboard button: Can't find field \"text\"": '{"keyboard":[[{"request_location":true}]]}',
    }
    for complaint, markup in broken.items():
        with bad_request(complaint):
            await client.call("sendMessage", chat_id=person.id, text="?", reply_markup=markup)
    with bad_request("can't parse reply keyboard markup JSON object"):
        await client.call("sendMessage", chat_id=person.id, text="?", reply_markup='{"keyboard":[]}')
    assert (await person.screen())["text"] == "/start"


@case
async def a_reply_keyboard_may_ask_for_the_place_which_a_person_then_sends(client: Client, person: Person) -> None:
    markup = {
        "keyboard": [[{"text": "📍 Где я", "request_location": True}], [{"text": "Не скажу"}]],
        "one_time_keyboard": True,
        "resize_keyboard": True,
        "input_field_placeholder": "Город или село",
    }
    sent = await client.send_message(person.id, "Где вы живёте?", reply_markup=markup)
    assert "reply_markup" not in sent
    shown = await person.screen()
    assert shown["reply_keyboard"] == [[{"text": "📍 Где я", "request_location": True}], [{"text": "Не скажу"}]]
    assert (shown["one_time"], shown["placeholder"]) == (True, "Город или село")
    with not_possible(404, "no such button"):
        await person.tap(shown["message_id"], text="📍 Где я")
    await person.do("location", {"latitude": 43.238949, "longitude": 76.889709})
    (update,) = await client.get_updates()
    assert update["message"]["location"] == {"latitude": 43.238949, "longitude": 76.889709}
    assert "text" not in update["message"]


@case
async def a_button_of_the_reply_keyboard_says_its_label_until_it_is_removed(client: Client, person: Person) -> None:
    sent = await client.send_message(person.id, "?", reply_markup={"keyboard": [["Не скажу", "Меню"]]})
    assert await person.tap(sent["message_id"], text="Не скажу") == ""
    (update,) = await client.get_updates()
    assert update["message"]["text"] == "Не скажу"
    await client.send_message(person.id, "Хорошо", reply_markup={"remove_keyboard": True})
    assert (await person.screen())["remove_keyboard"] is True
    with not_possible(404, "no such button"):
        await person.tap(sent["message_id"], text="Меню")
