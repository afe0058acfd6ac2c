"""The conversation called directly: strangers, people on their way, old spots, typed words, doors that lead in a ring."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

import pytest
from aiogram.filters.callback_data import CallbackData

from bot.chat.conversation import Caller, Conversation
from bot.chat.directory import Directory
from bot.chat.doors import (
    GradeDoor,
    MenuDoor,
    PlaceDoor,
    ProfessionDoor,
    QuizDoor,
    WelcomeDoor,
    WorldsDoor,
)
from bot.chat.flow import Admits, Answer, Flow
from bot.chat.upload import Upload
from bot.domain.geo import Point
from bot.domain.languages import Language
from bot.flows import FLOWS
from handlers.menu.taps import DeleteDoor

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.chat.ground import Ground
    from bot.chat.screen import Screen
    from bot.chat.visit import Visit

SOMEBODY = 4242
SEMEY = Point(50.42, 80.26)
_numbers: Iterator[int] = count(1)


def _caller(code: str | None = "en", update_id: int | None = None) -> Caller:
    return Caller(update_id or next(_numbers), SOMEBODY, code)


async def _agree(conversation: Conversation) -> Screen:
    await conversation.tapped(_caller(), "lt:en")
    return await conversation.typed(_caller(), "yes")


async def _ready(conversation: Conversation) -> Screen:
    await _agree(conversation)
    await conversation.tapped(_caller(), "gt:9")
    return await conversation.tapped(_caller(), "tt:semey")


@pytest.fixture
def linked(ground: Ground) -> Conversation:
    """The conversation, with a link from outside that opens a profession."""
    flow = Flow()
    flow.link("z", lambda code: ProfessionDoor(id=code))
    return Conversation(ground, Directory((*(module.flow for module in FLOWS), flow)))


@pytest.mark.parametrize(
    ("code", "word"),
    [
        ("kk", "батырма"),
        ("ru", "кнопку"),
        ("ru-RU", "кнопку"),
        ("en", "button"),
        ("de", "батырма"),
        (None, "батырма"),
        ("", "батырма"),
    ],
)
async def test_a_stranger_is_spoken_to_in_the_language_of_their_client(
    conversation: Conversation, code: str | None, word: str
) -> None:
    screen = await conversation.puzzled(_caller(code))
    assert word in screen.text.lower()
    assert [button.text for button in screen.buttons] == ["Қазақша", "Русский", "English"]


async def test_a_language_that_was_chosen_counts_more_than_the_client(conversation: Conversation) -> None:
    await conversation.tapped(_caller("ru"), "lt:en")
    screen = await conversation.typed(_caller("ru"), "абракадабра")
    assert screen.text.startswith("I didn't understand that.")
    assert screen.spot == WelcomeDoor(language=Language.EN)


@pytest.mark.parametrize(
    "data", ["q", "m", "r", "md", "dt", "gt:9", "tt:semey", "p:welder:m", "z", "a:1:R1:5", "zz:1", "", "h", "nx"]
)
async def test_nothing_happens_before_the_agreement(conversation: Conversation, ground: Ground, data: str) -> None:
    await conversation.tapped(_caller(), "lt:en")
    screen = await conversation.tapped(_caller(), data)
    assert screen.spot == WelcomeDoor(language=Language.EN)
    assert await ground.people.recognise(SOMEBODY) is None


async def test_a_point_of_a_stranger_is_not_kept(conversation: Conversation, ground: Ground) -> None:
    screen = await conversation.located(_caller(), SEMEY)
    assert len(screen.buttons) == 3
    assert await ground.people.recognise(SOMEBODY) is None


async def test_an_agreement_to_an_older_text_is_asked_for_again(conversation: Conversation, ground: Ground) -> None:
    screen = await conversation.tapped(_caller(), "ag:en:0.9")
    assert screen.spot == WelcomeDoor(language=Language.EN)
    assert await ground.people.recognise(SOMEBODY) is None


@pytest.mark.parametrize("data", ["m", "q", "r", "ws", "p:welder:m", "c:kz10-5a7b18::m", "f:welder", "h", "nx", "?"])
async def test_whoever_agreed_is_led_to_the_step_that_is_missing(conversation: Conversation, data: str) -> None:
    assert (await _agree(conversation)).spot == GradeDoor()
    assert (await conversation.tapped(_caller(), data)).spot == GradeDoor()
    assert (await conversation.tapped(_caller(), "gt:9")).spot == PlaceDoor()
    assert (await conversation.tapped(_caller(), data)).spot == PlaceDoor()
    assert (await conversation.tapped(_caller(), "tt:semey")).spot == MenuDoor()


@pytest.mark.parametrize("name", ["start", "menu", "unknown", ""])
async def test_commands_lead_back_to_the_missing_step(conversation: Conversation, name: str) -> None:
    await _agree(conversation)
    assert (await conversation.commanded(_caller(), name)).spot == GradeDoor()


async def test_an_unknown_command_shows_the_screen_seen_last(conversation: Conversation) -> None:
    await _ready(conversation)
    await conversation.tapped(_caller(), "p:welder:w")
    assert (await conversation.commanded(_caller(), "unknown")).spot == ProfessionDoor(id="welder", back="w")


@pytest.mark.parametrize("spot", ["", "zz:1", "a:x", "p", "tt", "\0"])
async def test_a_spot_that_is_known_no_more_leads_to_the_menu(
    conversation: Conversation, ground: Ground, spot: str
) -> None:
    await _ready(conversation)
    await ground.people.stand_at(SOMEBODY, spot)
    assert (await conversation.puzzled(_caller())).spot == MenuDoor()


async def test_an_id_that_the_atlas_lost_leads_on(conversation: Conversation, ground: Ground) -> None:
    await _ready(conversation)
    await ground.people.stand_at(SOMEBODY, "p:blacksmith:m")
    assert (await conversation.puzzled(_caller())).spot == WorldsDoor()


@pytest.mark.parametrize("text", ["Menu", "menu!", "МЕНЮ", "мазир", "Мәзір"])
async def test_a_label_may_be_typed_in_any_language(conversation: Conversation, text: str) -> None:
    await _ready(conversation)
    await conversation.tapped(_caller(), "ws")
    assert (await conversation.typed(_caller(), text)).spot == MenuDoor()


async def test_the_menu_may_be_typed_anywhere(conversation: Conversation) -> None:
    await _ready(conversation)
    await conversation.tapped(_caller(), "p:welder:m")
    assert (await conversation.typed(_caller(), "professions")).spot == WorldsDoor()


async def test_a_number_counts_only_where_buttons_are_numbered(conversation: Conversation) -> None:
    await _ready(conversation)
    colleges = await conversation.commanded(_caller(), "colleges")
    chosen = await conversation.typed(_caller(), "2.")
    assert chosen.spot == colleges.buttons[1].tap
    await conversation.tapped(_caller(), "m")
    assert "2" in (await conversation.typed(_caller(), "2")).text
    assert (await conversation.puzzled(_caller())).spot == MenuDoor()


async def test_a_word_is_looked_up_and_an_unclear_one_offered(conversation: Conversation) -> None:
    await _ready(conversation)
    assert (await conversation.typed(_caller(), "сварка")).spot == ProfessionDoor(id="welder")
    offered = await conversation.typed(_caller(), "электрик")
    assert offered.is_numbered
    assert (await conversation.typed(_caller(), "1")).spot == offered.buttons[0].tap


async def test_a_point_far_from_everything_is_not_taken(conversation: Conversation, ground: Ground) -> None:
    await _agree(conversation)
    await conversation.tapped(_caller(), "gt:9")
    screen = await conversation.located(_caller(), Point(0.0, 0.0))
    assert screen.spot == PlaceDoor()
    assert screen.ends_location
    person = await ground.people.recognise(SOMEBODY)
    assert person is not None
    assert person.place is None


async def test_an_update_that_comes_twice_changes_once(conversation: Conversation, ground: Ground) -> None:
    await _ready(conversation)
    twice = _caller()
    assert (await conversation.tapped(twice, "gt:11")).spot == MenuDoor()
    await conversation.tapped(_caller(), "gt:10")
    assert (await conversation.tapped(twice, "gt:11")).spot == MenuDoor()
    person = await ground.people.recognise(SOMEBODY)
    assert person is not None
    assert person.grade == 10


async def test_an_agreement_that_comes_twice_leads_to_the_next_step(conversation: Conversation) -> None:
    await conversation.tapped(_caller(), "lt:en")
    twice = _caller()
    first = await conversation.typed(twice, "yes")
    again = await conversation.typed(twice, "yes")
    assert first.spot == again.spot == GradeDoor()


async def test_a_deletion_that_comes_twice_ends_at_the_beginning(conversation: Conversation, ground: Ground) -> None:
    await _ready(conversation)
    assert (await conversation.commanded(_caller(), "delete")).spot == DeleteDoor()
    twice = _caller()
    for _ in range(2):
        screen = await conversation.typed(twice, "yes")
        assert [button.text for button in screen.buttons] == ["Қазақша", "Русский", "English"]
    assert await ground.people.recognise(SOMEBODY) is None


class RingDoor(CallbackData, prefix="ring"):
    """A door that leads to itself."""


async def _round(_visit: Visit, _door: RingDoor) -> Answer:
    return RingDoor()


async def test_doors_in_a_ring_are_a_mistake_and_not_an_endless_walk(ground: Ground) -> None:
    ring = Flow()
    ring.tap(RingDoor, admits=Admits.ANYBODY)(_round)
    conversation = Conversation(ground, Directory([*(module.flow for module in FLOWS), ring]))
    with pytest.raises(RecursionError, match="doors lead in a ring, the last one is 'ring'"):
        await conversation.tapped(_caller(), "ring")


async def test_a_step_for_pupils_needs_a_pupil(ground: Ground) -> None:
    async def greedy(visit: Visit, _door: RingDoor) -> Answer:
        return ProfessionDoor(id=visit.pupil.place or "")

    flow = Flow()
    flow.tap(RingDoor, admits=Admits.ANYBODY)(greedy)
    conversation = Conversation(ground, Directory([*(module.flow for module in FLOWS), flow]))
    with pytest.raises(LookupError, match="registered for people who agreed"):
        await conversation.tapped(_caller(), "ring")


async def test_the_quiz_reads_an_answer_before_the_menu_does(conversation: Conversation) -> None:
    await _ready(conversation)
    question = await conversation.tapped(_caller(), "q")
    assert question.spot == QuizDoor()
    answered = await conversation.typed(_caller(), "5")
    assert answered.text != question.text
    assert answered.spot == QuizDoor()


async def test_a_link_waits_until_the_welcome_is_over_and_is_opened_once(linked: Conversation) -> None:
    screen = await linked.commanded(_caller(), "start", "z_welder")
    assert [button.text for button in screen.buttons] == ["Қазақша", "Русский", "English"]
    assert (await _ready(linked)).spot == ProfessionDoor(id="welder")
    assert (await linked.commanded(_caller(), "start")).spot == MenuDoor()


async def test_a_link_is_opened_at_once_for_who_is_known(linked: Conversation) -> None:
    await _ready(linked)
    assert (await linked.commanded(_caller(), "start", "z_welder")).spot == ProfessionDoor(id="welder")
    assert (await linked.commanded(_caller(), "menu", "z_welder")).spot == MenuDoor()
    assert (await linked.commanded(_caller(), "start", "z_a:b")).spot == MenuDoor()


async def test_a_link_that_came_in_the_middle_of_the_welcome_is_kept_in_the_table(linked: Conversation) -> None:
    await _agree(linked)
    assert (await linked.commanded(_caller(), "start", "z_welder")).spot == GradeDoor()
    # Another process, after a restart.
    later = Conversation(linked.ground, linked.directory)
    await later.tapped(_caller(), "gt:9")
    assert (await later.tapped(_caller(), "tt:semey")).spot == ProfessionDoor(id="welder")


async def test_a_file_that_nobody_asked_for_gets_a_kind_word(conversation: Conversation) -> None:
    await _ready(conversation)

    async def never(_most: int) -> bytes | None:
        raise AssertionError

    screen = await conversation.uploaded(_caller(), Upload("a.xlsx", 10, never))
    assert screen.text.startswith("I can't read")
