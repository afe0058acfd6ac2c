"""From an update to a screen: faults on the way, the order of turns, what is not answered at all."""

from __future__ import annotations

import asyncio
import re
from typing import TYPE_CHECKING, Any

import pytest

from bot.chat.conversation import Caller, Conversation
from tests.pupil import Pupil, pupil_at

if TYPE_CHECKING:
    from bot.chat.screen import Screen
    from tests.chat.conftest import Witness
    from tests.running_bot import RunningBot

APOLOGY = "Something broke on our side"
SAYING = ("sendMessage", "editMessageText", "answerCallbackQuery")


def _message(pupil: Pupil, number: int, text: str = "/start", **changes: Any) -> dict[str, Any]:
    sender = {"id": pupil.user_id, "is_bot": False, "first_name": "A", "language_code": "en"}
    message: dict[str, Any] = {
        "message_id": 1,
        "date": 1,
        "chat": {"id": pupil.user_id, "type": "private"},
        "from": sender,
        "text": text,
        **changes,
    }
    return {"update_id": number, "message": message}


@pytest.mark.parametrize("kind", ["429", "500", "reset", "refuse"])
async def test_the_screen_comes_though_the_tap_could_not_be_answered(pupil: Pupil, witness: Witness, kind: str) -> None:
    await witness.order("answerCallbackQuery", kind)
    await pupil.post("tap", {"message_id": pupil.screen["message_id"], "text": "Read the privacy text"})
    await pupil.settled()
    assert "Version 6" in pupil.text


@pytest.mark.parametrize("kind", ["500", "refuse"])
async def test_a_screen_that_could_not_be_edited_in_is_apologised_for(
    pupil: Pupil, witness: Witness, kind: str
) -> None:
    await witness.order("editMessageText", kind)
    before = pupil.screen
    await pupil.tap("Read the privacy text")
    assert pupil.answers[-1]["text"].startswith(APOLOGY)
    assert pupil.screen == before
    await pupil.tap("Read the privacy text")
    assert "Version 6" in pupil.text


async def test_a_screen_that_could_not_be_sent_is_apologised_for(
    pupil: Pupil, witness: Witness, caplog: pytest.LogCaptureFixture
) -> None:
    await witness.order("sendMessage", "500")
    await pupil.say("/help")
    apology = pupil.answers[-1]["text"]
    assert apology.startswith(APOLOGY)
    number = re.fullmatch(r".* Error ([0-9a-f]{6})\.", apology)
    assert number is not None
    assert any(f"id {number[1]}: TelegramServerError at " in line for line in caplog.messages)


async def test_a_loss_of_the_network_loses_one_answer_and_no_more(
    pupil: Pupil, witness: Witness, caplog: pytest.LogCaptureFixture
) -> None:
    await witness.order("sendMessage", "refuse", count=2)
    before = len(pupil.answers)
    await pupil.say("/help")
    assert len(pupil.answers) == before
    assert any(line.endswith("failed: TelegramNetworkError") for line in caplog.messages)
    await pupil.say("/help")
    assert len(pupil.answers) == before + 1


@pytest.mark.parametrize(
    ("code", "sorry"),
    [
        ("en", APOLOGY),
        ("en-GB", APOLOGY),
        ("ru", "сломалось"),
        ("kk", "Біз жақта"),
        ("de", "Біз жақта"),
        ("", "Біз жақта"),
    ],
)
async def test_a_mistake_of_ours_is_apologised_for_in_the_language_of_the_client(
    running: RunningBot, monkeypatch: pytest.MonkeyPatch, code: str, sorry: str
) -> None:
    async def fail(_self: Conversation, _caller: Caller, _text: str) -> Screen:
        raise RuntimeError("a mistake")

    monkeypatch.setattr(Conversation, "typed", fail)
    async with pupil_at(running.address, code or "xx") as person:
        await person.say("hello")
        assert sorry in person.answers[-1]["text"]


async def test_nothing_personal_reaches_the_logs(
    pupil: Pupil, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def fail(_self: Conversation, caller: Caller, said: str) -> Screen:
        raise ValueError(f"{caller.telegram_id} said {said!r}")

    monkeypatch.setattr(Conversation, "typed", fail)
    monkeypatch.setattr(Conversation, "tapped", fail)
    with caplog.at_level("DEBUG"):
        await pupil.say("my name is Айгерім")
        await pupil.tap("Another language")
    ours = [record for record in caplog.records if record.name.startswith("bot.")]
    assert len(ours) == 2
    numbers = [re.search(r"Error (\w+)\.", message["text"]) for message in pupil.answers[-2:]]
    for record, number in zip(ours, numbers, strict=True):
        line = record.getMessage()
        assert number is not None
        assert re.match(rf"update failed, id {number[1]}: ValueError at test_dispatcher\.py:\d+ < ", line)
        assert record.exc_info is None
        assert "Айгерім" not in line
        assert str(pupil.user_id) not in line


async def test_a_failed_tap_is_answered_all_the_same(pupil: Pupil, monkeypatch: pytest.MonkeyPatch) -> None:
    async def fail(_self: Conversation, _caller: Caller, _data: str) -> Screen:
        raise RuntimeError("a mistake")

    monkeypatch.setattr(Conversation, "tapped", fail)
    # tap() itself sees that the tap was answered.
    await pupil.tap("Another language")
    assert pupil.answers[-1]["text"].startswith(APOLOGY)


@pytest.mark.parametrize("chat", [{"id": -100, "type": "group", "title": "Class 9"}, {"id": -5, "type": "supergroup"}])
async def test_groups_hear_nothing(pupil: Pupil, running: RunningBot, witness: Witness, chat: dict[str, Any]) -> None:
    before = await witness.calls(*SAYING)
    await running.deliver(_message(pupil, 1, chat=chat))
    assert await witness.calls(*SAYING) == before
    await running.deliver(_message(pupil, 2))
    assert len(await witness.calls(*SAYING)) == len(before) + 1


async def test_a_message_from_nobody_is_left(pupil: Pupil, running: RunningBot, witness: Witness) -> None:
    before = await witness.calls(*SAYING)
    update = _message(pupil, 1)
    del update["message"]["from"]
    await running.deliver(update)
    assert await witness.calls(*SAYING) == before


@pytest.mark.parametrize("someone", [{"id": 1 << 52}, {"id": 10**30}, {"id": 0}, {"id": -4}])
async def test_a_number_that_telegram_gives_nobody_is_left(
    pupil: Pupil, running: RunningBot, witness: Witness, caplog: pytest.LogCaptureFixture, someone: dict[str, int]
) -> None:
    before = await witness.calls(*SAYING)
    sender = {**someone, "is_bot": False, "first_name": "A"}
    written = _message(pupil, 1, chat={**someone, "type": "private"})
    written["message"]["from"] = sender
    query = {"id": "1", "from": sender, "chat_instance": "1", "data": "pg:help"}
    await running.deliver(written)
    await running.deliver({"update_id": 2, "callback_query": query})
    assert await witness.calls(*SAYING) == before
    assert not caplog.records


async def test_what_somebody_writes_is_never_answered_in_another_chat(pupil: Pupil, running: RunningBot) -> None:
    async with pupil_at(running.address, "en") as other:
        await other.say("/start")
        theirs, before = list(other.messages), len(pupil.answers)
        chat = {"id": other.user_id, "type": "private"}
        await running.deliver(_message(pupil, 1, chat=chat))
        sender = {"id": pupil.user_id, "is_bot": False, "first_name": "A"}
        message = {"message_id": other.screen["message_id"], "date": 1, "chat": chat}
        query = {"id": "1", "from": sender, "chat_instance": "1", "data": "pg:help", "message": message}
        await running.deliver({"update_id": 2, "callback_query": query})
        await other.settled()
        await pupil.settled()
        assert other.messages == theirs
        assert len(pupil.answers) == before + 2


async def test_a_tap_on_a_message_that_telegram_no_longer_shows(pupil: Pupil, running: RunningBot) -> None:
    sender = {"id": pupil.user_id, "is_bot": False, "first_name": "A"}
    query = {"id": "1", "from": sender, "chat_instance": "1", "data": "pg:help"}
    before = len(pupil.answers)
    await running.deliver({"update_id": 1, "callback_query": query})
    await pupil.settled()
    assert len(pupil.answers) == before + 1
    # Neither data nor a message: the screen seen last comes again.
    query = {"id": "2", "from": sender, "chat_instance": "1", "game_short_name": "chess"}
    await running.deliver({"update_id": 2, "callback_query": query})
    await pupil.settled()
    assert "I agree, let's start" in pupil.buttons


@pytest.mark.parametrize("text", ["/", "/ ", "/ help", "/HELP", "/help@sandbox_bot", "/help me please", "/unknown"])
async def test_commands_in_any_form_get_an_answer(pupil: Pupil, running: RunningBot, text: str) -> None:
    before = len(pupil.answers)
    await running.deliver(_message(pupil, 1, text))
    await pupil.settled()
    assert len(pupil.answers) == before + 1
    is_help = text.lower().startswith("/help") or text == "/ help"
    assert ("How to use the bot" in pupil.text) == is_help


async def test_one_person_waits_for_their_turn_and_others_do_not(
    pupil: Pupil, running: RunningBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go_on, done, real = asyncio.Event(), asyncio.Event(), list[str](), Conversation.typed

    async def slow(self: Conversation, caller: Caller, text: str) -> Screen:
        if text == "first":
            begun.set()
            await go_on.wait()
        done.append(text)
        return await real(self, caller, text)

    monkeypatch.setattr(Conversation, "typed", slow)
    async with pupil_at(running.address, "en") as other, asyncio.TaskGroup() as group:
        await other.say("/start")
        group.create_task(running.deliver(_message(pupil, 1, "first")))
        await begun.wait()
        second = group.create_task(running.deliver(_message(pupil, 2, "second")))
        await running.deliver(_message(other, 3, "elsewhere"))
        assert done == ["elsewhere"]
        assert not second.done()
        go_on.set()
    assert done == ["elsewhere", "first", "second"]


async def test_a_sticker_and_a_point_of_the_map_are_read(pupil: Pupil) -> None:
    await pupil.post("sticker", {"emoji": "👍"})
    await pupil.settled()
    assert pupil.text.startswith("I can't read stickers, voice, pictures or files here.")
    for label in ("I agree, let's start", "Grade 9"):
        await pupil.tap(label)
    await pupil.post("location", {"latitude": 50.41, "longitude": 80.24})
    await pupil.settled()
    assert any(message["text"].startswith("Your place: Semey") for message in pupil.answers)
