"""Double taps, old keyboards, redelivered updates, a change of language on the way, things a bot cannot read."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import aiohttp

from tests.flows.walking import forged

if TYPE_CHECKING:
    from tests.pupil import Pupil
    from tests.running_bot import RunningBot


async def _answers(running: RunningBot, pupil: Pupil) -> dict[str, int | None]:
    person = await running.ground.people.recognise(pupil.user_id)
    assert person is not None
    everything = await running.ground.own_data.all_about(person)
    answers: dict[str, int | None] = everything["quizzes"][-1]["answers"]
    return answers


async def test_five_taps_at_once_store_one_answer(pupil: Pupil, running: RunningBot) -> None:
    await pupil.tap_first("q")
    message = pupil.screen
    tap = {"message_id": message["message_id"], "data": pupil.data[0]}
    await asyncio.gather(*(pupil.post("tap", tap) for _ in range(5)))
    await pupil.settled()
    assert len(await _answers(running, pupil)) == 1
    assert "Вопрос 2, не больше 20" in pupil.text


async def test_five_different_answers_at_once_store_one(pupil: Pupil, running: RunningBot) -> None:
    await pupil.tap_first("q")
    number = pupil.screen["message_id"]
    await asyncio.gather(*(pupil.post("tap", {"message_id": number, "data": data}) for data in pupil.data[:5]))
    await pupil.settled()
    assert len(await _answers(running, pupil)) == 1
    assert "Вопрос 2, не больше 20" in pupil.text


async def test_a_redelivered_update_changes_nothing(pupil: Pupil, running: RunningBot) -> None:
    await pupil.tap_first("q")
    await pupil.tap("Очень")
    async with aiohttp.ClientSession(running.address) as http:
        async with http.get("/sandbox/calls", params={"after": 0}) as response:
            calls = (await response.json())["calls"]
        delivered = [
            update
            for call in calls
            if call["method"] == "getUpdates" and call["status"] == 200
            for update in call["answer"]
            if "callback_query" in update
        ]
    before = await _answers(running, pupil)
    await running.deliver(delivered[-1])
    await pupil.settled()
    assert await _answers(running, pupil) == before
    assert "Вопрос 2, не больше 20" in pupil.text


async def test_the_language_may_change_at_question_nine(pupil: Pupil) -> None:
    await pupil.tap_first("q")
    for _ in range(8):
        await pupil.tap("Да, нравится")
    russian = pupil.text
    item = pupil.data[0].split(":")[2]
    await pupil.say("/language")
    await pupil.tap("English")
    assert "Question 9, at most 20" in pupil.text
    assert pupil.data[0].split(":")[2] == item
    assert pupil.text != russian
    await pupil.say("yes")
    assert "Question 10, at most 20" in pupil.text


async def test_an_old_keyboard_still_answers_its_own_question_only_once(pupil: Pupil, running: RunningBot) -> None:
    await pupil.tap_first("q")
    first = pupil.screen
    old = pupil.data[0]
    await pupil.say("5")
    await pupil.say("2")
    before = await _answers(running, pupil)
    await pupil.tap_data(old, first)
    assert await _answers(running, pupil) == before
    assert "Вопрос 3, не больше 20" in pupil.text


async def test_back_and_another_answer(pupil: Pupil, running: RunningBot) -> None:
    await pupil.tap_first("q")
    item = pupil.data[0].split(":")[2]
    await pupil.tap("Очень")
    await pupil.tap("←")
    assert "Вопрос 1, не больше 20" in pupil.text
    await pupil.tap("Совсем нет")
    assert await _answers(running, pupil) == {item: 1}
    assert "Вопрос 2, не больше 20" in pupil.text


async def test_a_pause_and_on_from_there(pupil: Pupil) -> None:
    await pupil.tap_first("q")
    await pupil.tap("Очень")
    question = pupil.text
    await pupil.tap("Пауза")
    assert "Продолжить опрос (вопрос 2)" in pupil.buttons
    await pupil.tap_first("q")
    assert pupil.text == question


async def test_a_forged_tap_leads_back_to_the_screen(pupil: Pupil, running: RunningBot) -> None:
    await pupil.tap_first("q")
    stranger = pupil.data[0].split(":")
    message = await forged(running, pupil, f"a:999999:{stranger[2]}:5", "zz:1", "a:x")
    for data in pupil.data:
        await pupil.tap_data(data, message)
        assert await _answers(running, pupil) == {}
        assert "Вопрос 1, не больше 20" in pupil.text


async def test_a_sticker_and_a_voice_get_a_kind_word(pupil: Pupil) -> None:
    for kind, body in (("sticker", {"emoji": "👍"}), ("voice", {"duration": 3})):
        await pupil.post(kind, body)
        await pupil.settled()
        assert "голос" in pupil.text
        assert "q" in pupil.data


async def test_nonsense_in_the_quiz_keeps_the_question(pupil: Pupil, running: RunningBot) -> None:
    await pupil.tap_first("q")
    question = pupil.text
    await pupil.say("<b>абракадабра</b> & 7")
    assert question.splitlines()[0] in pupil.text
    assert await _answers(running, pupil) == {}


async def test_a_location_finds_the_nearest_town(pupil: Pupil, running: RunningBot) -> None:
    await pupil.tap_first("pl")
    await pupil.tap_first("lo")
    assert pupil.answers[-1]["reply_keyboard"][0][0]["request_location"]
    await pupil.post("location", {"latitude": 50.41, "longitude": 80.24})
    await pupil.settled()
    assert "Семей" in pupil.text
    person = await running.ground.people.recognise(pupil.user_id)
    assert person is not None
    assert person.place == "semey"


async def test_somebody_who_blocked_the_bot_is_left_in_peace(pupil: Pupil) -> None:
    await pupil.tap_first("q")
    await pupil.post("block")
    await pupil.settled()
    await pupil.post("unblock")
    await pupil.say("/start")
    assert pupil.data


async def test_unknown_commands_and_groups_of_words(pupil: Pupil) -> None:
    await pupil.say("/nothing")
    assert "q" in pupil.data
    await pupil.say("сварщик")
    assert "сварщик" in pupil.text.lower()
