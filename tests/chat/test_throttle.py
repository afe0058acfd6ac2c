"""Who sends on and on is asked to wait, once, in their language; who waits for the answers never is, however fast."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest

from bot.app import build_bot, build_directory
from bot.chat.conversation import Caller, Conversation
from bot.chat.dispatcher import build_dispatcher
from bot.chat.throttle import (
    MOST,
    MOST_AT_START,
    REST_SECONDS,
    START_SECONDS,
    TOLD_AGAIN_SECONDS,
    WITHIN_SECONDS,
    Throttle,
    Verdict,
)
from tests.pupil import Pupil, pupil_at
from tests.running_bot import TOKEN

if TYPE_CHECKING:
    from bot.chat.screen import Screen
    from tests.chat.conftest import Witness
    from tests.running_bot import RunningBot

ANSWER, ASK, DROP = Verdict.ANSWER, Verdict.ASK_TO_WAIT, Verdict.DROP
PLEAS = {"kk": "Бір мезетте тым көп келді", "ru": "Слишком много сразу", "en": "That was a lot at once"}


class Watch:
    """Seconds that a test winds."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        """Return what it shows."""
        return self.now


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def throttle(watch: Watch) -> Throttle:
    """One whose process started a while ago."""
    made = Throttle(watch, capacity=5)
    watch.now += START_SECONDS
    return made


def _push(throttle: Throttle, times: int, person: int = 1) -> list[Verdict]:
    return [throttle.admit(person) for _ in range(times)]


def test_who_waits_for_the_answer_is_never_held_up(throttle: Throttle, watch: Watch) -> None:
    for _ in range(5_000):
        assert throttle.admit(1) is ANSWER
        throttle.done(1)
        watch.now += 0.001
    assert throttle.known == 0


def test_who_hammers_like_a_child_is_not_held_up(throttle: Throttle, watch: Watch) -> None:
    """Five times a second while each answer takes a second."""
    for number in range(600):
        assert throttle.admit(1) is ANSWER, number
        watch.now += 0.2
        if number >= 5:
            throttle.done(1)


def test_who_pushes_is_asked_once_and_then_left(throttle: Throttle, watch: Watch) -> None:
    # The first one finds nothing under way.
    assert _push(throttle, MOST + 1) == [ANSWER] * (MOST + 1)
    assert _push(throttle, 50) == [ASK, *[DROP] * 49]
    assert _push(throttle, 3, person=2) == [ANSWER] * 3
    for _ in range(MOST + 1):
        throttle.done(1)
    watch.now += REST_SECONDS - 0.1
    assert throttle.admit(1) is DROP
    watch.now += 0.2
    assert throttle.admit(1) is ANSWER


def test_who_goes_on_all_the_same_is_held_up_again_and_told_after_a_minute(throttle: Throttle, watch: Watch) -> None:
    told, answered, begun = 0, 0, watch.now
    while watch.now < begun + 2 * TOLD_AGAIN_SECONDS:
        verdict = throttle.admit(1)
        told += verdict is ASK
        answered += verdict is ANSWER
        watch.now += 0.02
    assert told == 2
    # Of fifty a second, some six are answered.
    assert answered < 7 * 2 * TOLD_AGAIN_SECONDS


def test_what_gathered_while_the_bot_stood_still_is_answered(watch: Watch) -> None:
    throttle = Throttle(watch)
    assert _push(throttle, MOST_AT_START + 1) == [ANSWER] * (MOST_AT_START + 1)
    assert throttle.admit(1) is ASK


def test_it_does_not_grow_with_people(throttle: Throttle, watch: Watch) -> None:
    for person in range(100):
        _push(throttle, 3, person)
        for _ in range(3):
            throttle.done(person)
    assert throttle.known == 5
    watch.now += WITHIN_SECONDS
    for person in range(100):
        assert throttle.admit(person) is ANSWER
        throttle.done(person)
    assert throttle.known == 0


def _said(pupil: Pupil, number: int, language: str) -> dict[str, Any]:
    sender = {"id": pupil.user_id, "is_bot": False, "first_name": "A", "language_code": language}
    chat = {"id": pupil.user_id, "type": "private"}
    message = {"message_id": 1, "date": 1, "chat": chat, "from": sender, "text": "/help"}
    return {"update_id": number, "message": message}


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
async def test_a_flood_of_messages_is_answered_with_one_kind_message(
    running: RunningBot, watch: Watch, language: str
) -> None:
    """Somebody who is not known to us yet, so the language is that of their Telegram."""
    dispatcher = build_dispatcher(Conversation(running.ground, build_directory()), Throttle(watch))
    watch.now += START_SECONDS
    async with build_bot(TOKEN, running.address) as bot, pupil_at(running.address, language) as pupil:
        await pupil.say("/start")
        flood = (dispatcher.feed_raw_update(bot, _said(pupil, number, language)) for number in range(100))
        await asyncio.gather(*flood)
        await pupil.settled()
        texts = [str(each["text"]) for each in pupil.answers[1:]]
        assert len(texts) == MOST + 1 + 1
        assert sum(text.startswith(PLEAS[language]) for text in texts) == 1
        watch.now += REST_SECONDS
        await dispatcher.feed_raw_update(bot, _said(pupil, 200, language))
        await pupil.settled()
        assert len(pupil.answers) == len(texts) + 2


async def test_a_tap_of_a_flood_is_answered_so_that_the_button_stops_turning(
    running: RunningBot, witness: Witness, watch: Watch, pupil: Pupil, monkeypatch: pytest.MonkeyPatch
) -> None:
    dispatcher = build_dispatcher(Conversation(running.ground, build_directory()), Throttle(watch))
    watch.now += START_SECONDS
    looked = list[int]()
    real = Conversation.tapped

    async def tapped(self: Conversation, caller: Caller, data: str) -> Screen:
        looked.append(caller.update_id)
        return await real(self, caller, data)

    monkeypatch.setattr(Conversation, "tapped", tapped)
    sender = {"id": pupil.user_id, "is_bot": False, "first_name": "A", "language_code": "en"}
    before = len(await witness.calls("answerCallbackQuery"))
    async with build_bot(TOKEN, running.address) as bot:
        flood = (
            dispatcher.feed_raw_update(
                bot,
                {
                    "update_id": number,
                    "callback_query": {"id": str(number), "from": sender, "chat_instance": "1", "data": "m"},
                },
            )
            for number in range(100)
        )
        await asyncio.gather(*flood)
    assert len(looked) == MOST + 1
    assert len(await witness.calls("answerCallbackQuery")) == before + 100
