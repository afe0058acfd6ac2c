"""The quiz as a pupil sees it: it ends when it is sure, offers a second look, asks for worlds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.clock import SystemClock
from tests.flows.walking import HANDS, answer_all, forged, item_asked, settle_in, to_result
from tests.pupil import Pupil, pupil_at
from tests.running_bot import running_bot

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.library import Shelf
    from tests.running_bot import RunningBot

SAME = dict.fromkeys("RIASEC", 3)


async def test_it_ends_when_it_is_sure(pupil: Pupil) -> None:
    await pupil.say("/quiz")
    assert "Вопрос 1, не больше 20" in pupil.text
    assert 8 <= await answer_all(pupil, HANDS) < 20
    assert any(data.startswith("we:") for data in pupil.data)


async def test_whoever_wavers_is_asked_twenty(pupil: Pupil) -> None:
    await pupil.say("/quiz")
    number = 0
    while item_asked(pupil) is not None:
        await pupil.tap_data(pupil.data[number % 2 * 4])
        number += 1
    assert number <= 20


async def test_dont_know_all_along_ends_too_and_says_so(pupil: Pupil) -> None:
    await pupil.say("/quiz")
    number = 0
    while item_asked(pupil) is not None:
        await pupil.say("не знаю")
        number += 1
    assert number == 20
    await pupil.tap_first("we:")
    assert "одинаковые" in pupil.text
    assert "ws" in pupil.data


async def test_equal_answers_are_offered_for_a_second_look_and_four_are_shown(pupil: Pupil) -> None:
    await pupil.say("/quiz")
    await answer_all(pupil, SAME)
    assert "Посмотреть ещё раз на 4 ответа?" in pupil.text
    await pupil.tap("Да")
    for number in range(4):
        assert "Ещё раз" in pupil.text
        assert any(label.startswith("✓") for label in pupil.buttons)
        await pupil.tap("Очень" if number == 0 else "✓")
    await answer_all(pupil, SAME)
    assert any(data.startswith("we:") for data in pupil.data), pupil.text


async def test_no_is_as_good_as_yes(pupil: Pupil) -> None:
    await pupil.say("/quiz")
    await answer_all(pupil, SAME)
    await pupil.say("/menu")
    await pupil.tap_first("q")
    await pupil.say("нет")
    await pupil.tap_first("we:")
    assert "одинаковые" in pupil.text


async def test_answers_faster_than_anybody_reads_are_offered_too(sqlite_url: str, shelf: Shelf) -> None:
    async with running_bot(sqlite_url, shelf, clock=SystemClock()) as bot, pupil_at(bot.address, "ru") as hasty:
        await settle_in(hasty)
        await hasty.tap_first("q")
        await answer_all(hasty, HANDS)
        assert "ещё раз" in hasty.text
        await hasty.tap_first("lv:")
        await hasty.tap_first("we:")
        assert sum(data.startswith("p:") for data in hasty.data) == 5


async def test_worlds_are_ticked_tap_by_tap_three_at_most(pupil: Pupil) -> None:
    await pupil.say("/quiz")
    await answer_all(pupil, HANDS)
    for world in ("energy", "it", "food"):
        await pupil.tap_data(next(data for data in pupil.data if data.endswith(f":{world}:1")))
    assert sum(label.startswith("✓") for label in pupil.buttons) == 3
    await pupil.tap_data(next(data for data in pupil.data if data.endswith(":safety:1")))
    assert "Не больше трёх" in pupil.toast
    assert sum(label.startswith("✓") for label in pupil.buttons) == 3
    tick_off = next(data for data in pupil.data if data.endswith(":food:0"))
    for _ in range(2):
        await pupil.tap_data(tick_off)
        assert sum(label.startswith("✓") for label in pupil.buttons) == 2
    await pupil.say("еда")
    assert "✓ Еда" in pupil.buttons
    await pupil.tap_first("we:")
    assert any("photo" in message for message in pupil.answers)
    assert sum(data.startswith("p:") for data in pupil.data) == 5


async def test_worlds_move_the_order_by_what_is_said(pupil: Pupil) -> None:
    await to_result(pupil)
    await pupil.tap_first("wo")
    before = pupil.text
    assert "+15" not in before
    await pupil.say("/result")
    await pupil.tap_first("wg")
    await pupil.tap("Энергетика")
    await pupil.tap_first("we:")
    await pupil.tap_first("wo")
    assert "+15 миры" in pupil.text


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
async def test_a_forged_world_changes_nothing(
    language: str, enter: Callable[[str], Awaitable[Pupil]], running: RunningBot
) -> None:
    person = await enter(language)
    await settle_in(person, language, 11, "Алматы")
    await person.say("/quiz")
    await answer_all(person, HANDS)
    run = person.data[0].split(":")[1]
    screen = person.text
    data = (f"wt:{run}:nowhere:1", "wt:999999:it:1", f"wt:{run}:it:maybe", "we:999999")
    message = await forged(running, person, *data)
    for each in data:
        await person.tap_data(each, message)
        assert person.text == screen
        assert not any(label.startswith("✓") for label in person.buttons)
