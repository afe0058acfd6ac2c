"""Guessing codes: a bounded number of wrong ones an hour, then a kind sentence, also for the right one; others notice nothing."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.services.guesses import MOST_WRONG, WITHIN, Guesses
from bot.services.staff import Invited
from tests.abuse.world import LABEL

if TYPE_CHECKING:
    from tests.abuse.world import World
    from tests.conftest import HandClock

GUESSER, OTHER = 600_000_000_801, 600_000_000_802
ENOUGH = "тым көп рет сәйкес келмеді"


def test_the_same_dead_link_counts_once_and_an_hour_later_all_is_forgotten(clock: HandClock) -> None:
    guesses = Guesses(clock)
    for _ in range(50):
        guesses.note_wrong(1, "dead")
    assert not guesses.are_enough(1)
    for number in range(MOST_WRONG - 1):
        assert not guesses.are_enough(1)
        guesses.note_wrong(1, f"guess{number}")
    assert guesses.are_enough(1)
    assert not guesses.are_enough(2)
    clock.moment += WITHIN
    assert not guesses.are_enough(1)


def test_it_does_not_grow_with_people_nor_with_guesses(clock: HandClock) -> None:
    guesses = Guesses(clock, capacity=3)
    for person in range(100):
        for number in range(100):
            guesses.note_wrong(person, f"{number}")
    assert [person for person in range(100) if guesses.are_enough(person)] == [97, 98, 99]
    assert {len(each) for each in guesses._wrong.values()} == {MOST_WRONG}


# One wrong code or secret of each kind; the letters are those of links from outside.
@pytest.mark.parametrize("letter", ["i", "c", "f", "v", "p"])
async def test_links_are_not_guessed(world: World, letter: str) -> None:
    await world.enters(GUESSER)
    await world.enters(OTHER)
    for number in range(MOST_WRONG):
        screen = await world.said(GUESSER, f"/start {letter}_{_code(letter, number)}")
        assert ENOUGH not in screen.text
    screen = await world.said(GUESSER, f"/start {letter}_{_code(letter, 99)}")
    assert ENOUGH in screen.text
    assert ENOUGH not in (await world.said(OTHER, f"/start {letter}_{_code(letter, 99)}")).text
    # All else goes on.
    assert ENOUGH not in (await world.said(GUESSER, "/menu")).text


def _code(letter: str, number: int) -> str:
    if letter == "p":
        return f"{number:032x}"
    return f"{number:022d}" if letter == "i" else f"ABCDEF{number:02d}"


async def test_a_forged_tap_guesses_no_better_than_a_link(world: World, clock: HandClock) -> None:
    invited = await world.conversation.ground.staff.invite(None, "administrator", None, LABEL)
    assert isinstance(invited, Invited)
    number = await world.enters(GUESSER)
    for guess in range(MOST_WRONG // 2):
        await world.tapped(GUESSER, f"ia:{guess:022d}")
        await world.tapped(GUESSER, f"jt:ABCDEF{guess:02d}")
    accept = f"ia:{invited.secret}"
    assert ENOUGH in (await world.tapped(GUESSER, accept)).text
    assert await world.conversation.ground.access.grants_of(number) == ()
    clock.moment += timedelta(hours=1)
    await world.tapped(GUESSER, accept)
    assert [each.role for each in await world.conversation.ground.access.grants_of(number)] == ["administrator"]


async def test_a_class_code_is_typed_wrong_some_times_and_then_right(world: World) -> None:
    """Ten different slips are more than anybody makes with a poster before them; three are not punished."""
    await world.enters(GUESSER)
    for slip in ("ABCDEFGH", "ABCDEFGJ", "ABCDEFGK"):
        await world.said(GUESSER, f"/start c_{slip}")
    screen = await world.said(GUESSER, f"/start c_{world.class_code}")
    assert any(button.tap and button.tap.pack().startswith("jt") for button in screen.buttons)
