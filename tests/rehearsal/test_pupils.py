"""Invented pupils: the same seed invents the same ones, for whom the event is, and what they do next."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.chat.doors import PlaceDoor, RegisterDoor, TicketDoor
from bot.domain.events import Audience
from bot.rehearsal.deciding import Done, Say, Tap, Way, next_act
from bot.rehearsal.people import invent
from bot.rehearsal.wishes import split_of
from handlers.place.taps import TownTap
from handlers.registering.taps import AgeTap, FieldDoor, FriendsDoor, FriendsTap, SendTap
from tests.rehearsal.events import GOOD, STARTS, changed, session

if TYPE_CHECKING:
    from bot.library import Shelf

SPLIT = {"kk": 60.0, "ru": 40.0}
WAY = Way("/start e_GOOD2027", "Павлодар", frozenset({1, 2}), friends_are_counted=False)


def test_the_same_seed_invents_the_same_pupils(shelf: Shelf) -> None:
    one, same, other = (invent(GOOD, shelf, 50, SPLIT, random.Random(seed)) for seed in (1, 1, 2))
    assert one == same != other
    assert {each.language for each in one} == {"kk", "ru"}


def test_pupils_are_those_whom_the_event_means(shelf: Shelf) -> None:
    audience = Audience(regions=frozenset({"KZ-55"}), schools=("№ 7",), grades=frozenset({9}))
    plans = invent(changed(audience=audience), shelf, 80, SPLIT, random.Random(1))
    assert {each.grade for each in plans} == {9}
    assert {each.school for each in plans} == {"№ 7"}
    assert {shelf.places[each.town].region for each in plans} == {"KZ-55"}


def test_lesson_time_is_liked_less(shelf: Shelf) -> None:
    friday = session(1, STARTS.replace(day=16))
    plans = invent(changed(sessions=(friday, session(2))), shelf, 300, SPLIT, random.Random(1))
    first = [each.wishes[0] for each in plans]
    assert first.count(1) < first.count(2)


@pytest.mark.parametrize("text", ["kk", "kk=", "kk=1,kk=2", "de=1", "kk=-1,ru=2", "kk=0", "kk=nan", "kk=inf", ""])
def test_a_split_of_another_form_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 -- any is one sentence at the command
        split_of(text)


def test_a_split() -> None:
    assert split_of("kk=60, ru=35,en=5") == {"kk": 60, "ru": 35, "en": 5}


def test_what_a_pupil_does_next(shelf: Shelf) -> None:
    plan = replace(invent(GOOD, shelf, 1, SPLIT, random.Random(3))[0], wishes=(2, 1), insists=False, friends=2)
    send, friends = SendTap(session=2).pack(), FriendsDoor(session=2).pack()
    doors = [RegisterDoor(session=each).pack() for each in (1, 2)]
    assert next_act(plan, [], "", WAY) == Say(WAY.link)
    assert next_act(plan, ["lt:kk", "lt:ru", "lt:en"], "", WAY) == Tap(f"lt:{plan.language}")
    assert next_act(plan, [], PlaceDoor().pack(), WAY) == Say("Павлодар")
    assert next_act(plan, [TownTap(place="aqsu").pack()], "", WAY) == Tap(TownTap(place="aqsu").pack())
    assert next_act(plan, doors, "", WAY) == Tap(doors[1])
    assert next_act(plan, doors, "", replace(WAY, free=frozenset({1}))) == Tap(doors[0])
    assert next_act(replace(plan, insists=True), doors, "", replace(WAY, free=frozenset({1}))) == Tap(doors[1])
    assert next_act(plan, [], FieldDoor(session=2, step="name").pack(), WAY) == Say(plan.name)
    age = FieldDoor(session=2, step="age").pack()
    assert next_act(replace(plan, grade=9), [], age, WAY) == Tap(AgeTap(session=2, is_under=True).pack())
    assert next_act(plan, [send, friends], "", WAY) == Tap(friends)
    numbers = [FriendsTap(session=2, number=each).pack() for each in (1, 2, 3, 4, 0)]
    assert next_act(plan, numbers, "", WAY) == Tap(numbers[1])
    assert next_act(plan, [send, friends], "", replace(WAY, friends_are_counted=True)) == Tap(send)
    # So many together do not fit: then alone.
    assert next_act(plan, numbers, "", replace(WAY, friends_are_counted=True)) == Tap(numbers[4])
    assert next_act(plan, doors, TicketDoor(id=5).pack(), WAY) == Done(5)
