"""Saved professions and colleges: once each, the oldest first, no more than a phone shows."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, select

from bot.db import AlreadyDone
from bot.db.tables import saved_things
from bot.domain.saved import MOST_SAVED, Saved
from bot.services.things import Things
from tests.services.walking import updates

if TYPE_CHECKING:
    from bot.db import Database
    from bot.domain.people import Person
    from bot.domain.saved import Kind
    from bot.services.own_data import OwnData
    from tests.conftest import HandClock


@pytest.fixture
def things(database: Database, clock: HandClock) -> Things:
    return Things(database, clock)


class Hand:
    """Saves and takes away, a moment after the tap before."""

    def __init__(self, things: Things, person: Person, clock: HandClock) -> None:
        self._things, self._person, self._clock = things, person, clock

    async def save(self, thing: str, kind: Kind = "profession", *, is_on: bool = True) -> bool:
        """Tap once."""
        await self._clock.sleep(1)
        return await self._things.keep(self._person, kind, thing, is_on=is_on, once=next(updates))

    async def saved(self) -> Saved:
        """Look at the list."""
        return await self._things.of(self._person)


@pytest.fixture
def hand(things: Things, pupil: Person, clock: HandClock) -> Hand:
    return Hand(things, pupil, clock)


async def test_nothing_is_saved_at_first(hand: Hand) -> None:
    saved = await hand.saved()
    assert (saved, saved.count) == (Saved(), 0)
    assert not saved.has("profession", "welder")


async def test_saving_twice_is_saving_once(hand: Hand) -> None:
    assert [await hand.save("welder") for _ in range(3)] == [True] * 3
    assert await hand.saved() == Saved(("welder",))


async def test_the_same_thing_five_times_at_once_is_saved_once(hand: Hand) -> None:
    assert await asyncio.gather(*(hand.save("welder") for _ in range(5))) == [True] * 5
    assert (await hand.saved()).count == 1


async def test_a_thing_is_taken_off_the_list_once(hand: Hand) -> None:
    await hand.save("welder")
    await hand.save("turner")
    assert [await hand.save("welder", is_on=False) for _ in range(2)] == [True, True]
    assert await hand.saved() == Saved(("turner",))


async def test_things_stand_in_the_order_in_which_they_were_saved(hand: Hand) -> None:
    for thing in ("welder", "agronomist_tech", "turner"):
        await hand.save(thing)
    await hand.save("kz10-b", "college")
    await hand.save("kz10-a", "college")
    # Once more is no later; taken off and saved again is.
    await hand.save("welder")
    await hand.save("agronomist_tech", is_on=False)
    await hand.save("agronomist_tech")
    assert await hand.saved() == Saved(("welder", "turner", "agronomist_tech"), ("kz10-b", "kz10-a"))


async def test_a_profession_and_a_college_of_one_name_are_two_things(hand: Hand) -> None:
    await hand.save("same")
    await hand.save("same", "college")
    saved = await hand.saved()
    assert saved.has("profession", "same")
    assert saved.has("college", "same")
    await hand.save("same", is_on=False)
    assert await hand.saved() == Saved((), ("same",))


async def test_everybody_has_a_list_of_their_own(
    hand: Hand, things: Things, stranger: Person, clock: HandClock
) -> None:
    await hand.save("welder")
    assert await things.of(stranger) == Saved()
    other = Hand(things, stranger, clock)
    await other.save("welder", is_on=False)
    await other.save("turner")
    assert (await hand.saved(), await other.saved()) == (Saved(("welder",)), Saved(("turner",)))


async def _fill(hand: Hand, number: int) -> None:
    for place in range(number):
        assert await hand.save(f"thing{place}", "college" if place % 2 else "profession")


async def test_a_full_list_takes_no_more_until_something_is_taken_off(hand: Hand) -> None:
    await _fill(hand, MOST_SAVED)
    full = await hand.saved()
    assert full.count == MOST_SAVED
    assert not await hand.save("welder")
    assert not await hand.save("thing0", "college")
    assert await hand.save("thing0")
    assert await hand.saved() == full
    await hand.save("thing0", is_on=False)
    assert await hand.save("welder")
    assert (await hand.saved()).professions[-1] == "welder"
    assert (await hand.saved()).count == MOST_SAVED


async def test_several_taps_at_once_never_exceed_a_full_list(hand: Hand) -> None:
    await _fill(hand, MOST_SAVED - 2)
    outcomes = await asyncio.gather(*(hand.save(f"new{number}") for number in range(6)))
    assert sorted(outcomes) == [False] * 4 + [True] * 2
    assert (await hand.saved()).count == MOST_SAVED


async def test_a_redelivered_tap_does_not_save_again_what_was_taken_off(
    things: Things, pupil: Person, hand: Hand
) -> None:
    once = next(updates)
    await things.keep(pupil, "profession", "welder", is_on=True, once=once)
    await hand.save("welder", is_on=False)
    with pytest.raises(AlreadyDone):
        await things.keep(pupil, "profession", "welder", is_on=True, once=once)
    assert await hand.saved() == Saved()


async def test_saved_things_are_forgotten_with_the_person(
    hand: Hand, things: Things, own_data: OwnData, pupil: Person, stranger: Person, witness: Database
) -> None:
    await _fill(hand, 4)
    await things.keep(stranger, "profession", "turner", is_on=True, once=next(updates))
    await own_data.forget(pupil.telegram_id, once=next(updates))
    rows = select(func.count()).select_from(saved_things)
    assert await witness.read(lambda connection: connection.execute(rows).scalar_one()) == 1
    assert await things.of(stranger) == Saved(("turner",))
