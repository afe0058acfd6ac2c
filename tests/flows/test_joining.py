"""From the result of the quiz to a seat at a workshop, and what may go wrong on the way."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.db.events import change_event
from bot.domain.events import Audience
from bot.domain.languages import Language
from tests.flows.joining import QUESTION, TITLE, fill_in, person, to_card, workshop
from tests.flows.walking import FITTING, HANDS, answer_all, settle_in, to_result

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from tests.pupil import Pupil
    from tests.running_bot import RunningBot

MOST_TAPS = 40


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
async def test_from_start_over_advice_to_a_booked_seat(
    language: str, running: RunningBot, enter: Callable[[str], Awaitable[Pupil]]
) -> None:
    await workshop(running, questions=(QUESTION,))
    pupil = await enter(language)
    await settle_in(pupil, language)
    acts = 5
    await pupil.tap_first("q")
    acts += 1 + await answer_all(pupil, HANDS)
    await pupil.tap_first("we:")
    await pupil.tap_first("p:")
    await pupil.tap_first("ev:")
    await pupil.tap_first("ek:")
    assert TITLE[Language(language)] in pupil.text
    await fill_in(pupil, "Әсем Қуатқызы", "№12", "9 Б", "M")
    assert "Әсем Қуатқызы" in pupil.text
    for row in pupil.screen["inline_keyboard"]:
        assert all(len(button["text"]) <= FITTING[len(row)] for button in row), row
    await pupil.tap_first("et:")
    acts += 4 + 5 + 1
    assert acts <= MOST_TAPS
    assert pupil.screen["text"].count("{") == 0
    seats = {each.taken for each in (await running.ground.events.near(await person(running, pupil)))[0].event.sessions}
    assert seats == {1}
    print(f"{language}: {acts} taps and texts")  # noqa: T201 -- the figure of the acceptance


async def test_what_can_be_tried_stands_under_the_result(running: RunningBot, pupil: Pupil) -> None:
    await to_result(pupil)
    assert not any(data.startswith("ev:") for data in pupil.data)
    second, third = [data.split(":")[1] for data in pupil.data if data.startswith("p:")][1:3]
    number = await workshop(running, professions=(third,))
    await workshop(running, professions=(second,), audience=Audience(grades=frozenset({11})))
    await pupil.say("/result")
    assert [data for data in pupil.data if data.startswith("ev:")] == [f"ev:{third}:0"]
    # A number that is typed still means the profession.
    await pupil.say("3")
    assert f"ev:{third}:0" in pupil.data
    await pupil.say("/result")
    await pupil.tap("Попробовать")
    assert [data for data in pupil.data if data.startswith("ek:")] == [f"ek:{number}"]


async def test_nothing_is_near_and_there_is_a_way_on(pupil: Pupil) -> None:
    await pupil.say("/events")
    assert "нет открытых мероприятий" in pupil.text
    assert any(data.startswith("rg") for data in pupil.data)


async def test_only_what_the_organiser_asks_and_no_numbers(running: RunningBot, pupil: Pupil) -> None:
    await workshop(running, asks=("name", "class"))
    await pupil.say("/events")
    await pupil.tap_first("ek:")
    await pupil.tap_first("es:")
    for text, said in [
        ("050101500123", "ни ИИН"),
        ("+7 701 123 45 67", "ни телефон"),
        ("<b>Асем</b>", "только буквы"),
        ("А", "Слишком коротко"),
        ("Асем " * 20, "Слишком длинно"),
    ]:
        await pupil.say(text)
        assert said in pupil.text, text
        assert "Имя и фамилия" in pupil.text
    await pupil.say("Асем\u202e Оспанова")
    assert "Твой класс" in pupil.text
    await pupil.say("девятый бэ")
    assert "Не понял класс" in pupil.text
    await pupil.say("9«Б»")
    assert "Асем Оспанова" in pupil.text
    assert "\u202e" not in pupil.text
    assert "Школа" not in pupil.text


async def test_the_form_is_kept_at_every_step_and_remembered_when_wished(running: RunningBot, pupil: Pupil) -> None:
    await workshop(running)
    await workshop(running)
    await pupil.say("/events")
    await pupil.tap_first("ek:")
    await fill_in(pupil, "Асем Оспанова", "школа 12")
    await pupil.say("/start")
    await pupil.say("/events")
    await pupil.tap_first("ek:")
    await fill_in(pupil, "9 Б")
    assert "Асем Оспанова" in pupil.text
    await pupil.tap("Запомнить")
    await pupil.tap("Изменить: Класс")
    await pupil.say("9 В")
    await pupil.tap("Отправить")
    await pupil.say("/events")
    await pupil.tap(next(label for label in pupil.buttons if label.startswith("2.")))
    await pupil.tap_first("es:")
    # Everything is known already.
    assert "9 В" in pupil.text
    await pupil.tap("Не запоминать")
    await pupil.tap("Отправить")
    await workshop(running)
    await pupil.say("/events")
    await pupil.tap(next(label for label in pupil.buttons if label.startswith("3.")))
    await pupil.tap_first("es:")
    assert "Имя и фамилия" in pupil.text


async def test_a_double_tap_and_an_old_keyboard_register_once(running: RunningBot, pupil: Pupil) -> None:
    await workshop(running)
    await pupil.say("/events")
    await pupil.tap_first("ek:")
    card = pupil.screen
    await fill_in(pupil, "Асем Оспанова", "школа 12", "9 Б")
    check = pupil.screen
    session = card["inline_keyboard"][0][0]["data"].split(":")[1]
    for _ in range(2):
        await pupil.tap_data(f"et:{session}", check)
    await pupil.tap_data(f"es:{session}", card)
    event = (await running.ground.events.near(await person(running, pupil)))[0].event
    assert event.sessions[0].taken == 1
    await to_card(running, pupil, event.id)
    assert "ты записан" in pupil.text
    assert any(data.startswith("tk:") for data in pupil.data)


async def test_two_for_the_last_seat(
    running: RunningBot, pupil: Pupil, enter: Callable[[str], Awaitable[Pupil]]
) -> None:
    number = await workshop(running, capacity=1)
    other = await enter("kk")
    await settle_in(other, "kk")
    for each in (pupil, other):
        await each.say("/events")
        await each.tap_first("ek:")
        await fill_in(each, "Асем Оспанова", "школа 12", "9 Б")
    await pupil.tap_first("et:")
    await other.tap_first("et:")
    event = await running.ground.events.find(number)
    assert event is not None
    assert (event.sessions[0].taken, event.sessions[0].waiting) == (1, 1)
    assert "кезек" in other.text.lower()


async def test_what_closed_meanwhile_says_so(running: RunningBot, pupil: Pupil) -> None:
    number = await workshop(running)
    await pupil.say("/events")
    await pupil.tap_first("ek:")
    await fill_in(pupil, "Асем Оспанова", "школа 12", "9 Б")
    check = pupil.screen
    await running.database.write(lambda connection: change_event(connection, number, state="closed"))
    await pupil.tap_data(next(d for row in check["inline_keyboard"] for b in row if (d := b["data"]).startswith("et:")))
    assert "закрыл запись" in pupil.text
    await to_card(running, pupil, number)
    assert "Запись закрыта" in pupil.text
    assert not any(data.startswith("es:") for data in pupil.data)
    await running.database.write(lambda connection: change_event(connection, number, state="draft"))
    await to_card(running, pupil, number)
    assert "нет в списке" in pupil.toast


async def test_it_is_not_for_everybody(running: RunningBot, pupil: Pupil) -> None:
    number = await workshop(running, audience=Audience(schools=("Школа №5",)))
    other = await workshop(running, audience=Audience(grades=frozenset({11})))
    await to_card(running, pupil, other)
    assert "Для классов: 11" in pupil.text
    await pupil.tap_first("es:")
    assert "для школьников других мест" in pupil.text
    await to_card(running, pupil, number)
    await fill_in(pupil, "Асем Оспанова", "№12 мектеп", "9 Б")
    await pupil.tap("Отправить")
    assert "для школьников других мест" in pupil.text


async def test_friends_come_by_their_link(
    running: RunningBot, pupil: Pupil, enter: Callable[[str], Awaitable[Pupil]]
) -> None:
    number = await workshop(running, capacity=3)
    await pupil.say("/events")
    await pupil.tap_first("ek:")
    await fill_in(pupil, "Асем Оспанова", "школа 12", "9 Б")
    await pupil.tap("Я приду с друзьями")
    await pupil.tap("2")
    assert "2 друзей" in pupil.text
    await pupil.tap("Отправить")
    code = pupil.text.split("start=f_")[1].split()[0]
    friend = await enter("ru")
    await friend.say(f"/start f_{code}")
    for prefix in ("lt:ru", "ag:", "gt:9"):
        await friend.tap_first(prefix)
    await friend.say("Экибастуз")
    # The link waited until the welcome was over.
    assert "Имя и фамилия" in friend.text
    for text in ("Ерлан Ахметов", "12", "9 Б"):
        await friend.say(text)
    await friend.tap("Отправить")
    assert any(data.startswith("tb:") for data in friend.data)
    event = await running.ground.events.find(number)
    assert event is not None
    assert event.sessions[0].taken == 3
    await friend.say("/start f_NOSUCHCODE")
    assert "нет в списке" in friend.text


async def test_a_parent_is_asked_for_the_younger(running: RunningBot, pupil: Pupil) -> None:
    await workshop(running, needs_parent=True, parent_under_age=16)
    await pupil.say("/events")
    await pupil.tap_first("ek:")
    assert "Если тебе нет 16 лет" in pupil.text
    await fill_in(pupil, "Асем Оспанова", "школа 12", "9 Б")
    assert "Тебе ещё нет 16 лет" in pupil.text
    await pupil.say("да")
    assert "нужно согласие родителя" in pupil.text
    await pupil.tap("Отправить")
    assert "согласие" in pupil.text.lower()


async def test_what_is_not_open_yet_and_what_is_closed_says_so_in_the_list(running: RunningBot, pupil: Pupil) -> None:
    opens = running.ground.events.now() + timedelta(days=1)
    number = await workshop(running, opens_at=opens)
    await workshop(running, state="closed")
    await pupil.say("/events")
    assert "Запись откроется" in pupil.text
    assert "Запись закрыта" in pupil.text
    assert "свободно" not in pupil.text
    await to_card(running, pupil, number)
    assert "Запись откроется" in pupil.text
    assert not any(data.startswith("es:") for data in pupil.data)


async def test_the_link_of_an_event_opens_its_card(running: RunningBot, pupil: Pupil) -> None:
    number = await workshop(running)
    event = await running.ground.events.find(number)
    assert event is not None
    await pupil.say(f"/start e_{event.code}")
    assert "Enbek Hub" in pupil.text
    await pupil.tap("Позвать друзей")
    assert f"?start=e_{event.code}" in pupil.text
