"""The directory of flows: finds what answers, refuses what could be ambiguous."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from aiogram.filters.callback_data import CallbackData

from bot.app import build_directory
from bot.chat.directory import Directory
from bot.chat.doors import MenuDoor, NextDoor, PlaceDoor, QuizDoor
from bot.chat.flow import Answer, Flow

if TYPE_CHECKING:
    from bot.chat.visit import Visit
    from bot.domain.geo import Point


class First(CallbackData, prefix="one"):
    """A tap."""


class Same(CallbackData, prefix="one"):
    """Another tap with the same prefix."""


class Second(CallbackData, prefix="two"):
    """A third tap."""


class Grown(CallbackData, prefix="grown"):
    """A tap that got more fields from version to version."""

    id: str
    back: str = "m"
    page: int = 0
    on: bool = False


async def _answer(_visit: Visit, _tap: CallbackData) -> Answer:
    return MenuDoor()


async def _read(_visit: Visit, _text: str) -> Answer | None:
    return None


async def _find(_visit: Visit, _point: Point) -> Answer:
    return MenuDoor()


def _flow(*kinds: type[CallbackData], command: str | None = None) -> Flow:
    flow = Flow()
    for kind in kinds:
        flow.tap(kind)(_answer)
    if command:
        flow.command(command, "Summary", MenuDoor)
    return flow


def _complete() -> Flow:
    flow = Flow()
    flow.text_anywhere(_read)
    flow.location(_find)
    return flow


def test_a_tap_leads_to_the_step_that_answers_it() -> None:
    directory = Directory([_flow(First), _flow(Second), _complete()])
    assert [step.kind for step in directory.steps] == [First, Second]
    assert directory.step_of(Second()).kind is Second
    assert directory.unpack("two") == Second()
    assert (directory.point, directory.any_text) == (_find, _read)


@pytest.mark.parametrize(
    ("data", "tap"),
    [
        ("grown:x", Grown(id="x")),
        ("grown:x:r", Grown(id="x", back="r")),
        ("grown:x::7", Grown(id="x", back="m", page=7)),
        ("grown:x:r:7:1", Grown(id="x", back="r", page=7, on=True)),
    ],
)
def test_an_older_keyboard_means_the_defaults_of_newer_fields(data: str, tap: Grown) -> None:
    assert Directory([_flow(Grown), _complete()]).unpack(data) == tap


@pytest.mark.parametrize("data", ["grown", "grown:x:r:y", "grown:x:r:7:1:extra", "grow:x", "two:x"])
def test_data_without_what_is_needed_or_with_more_is_refused(data: str) -> None:
    assert Directory([_flow(Grown), _flow(Second), _complete()]).unpack(data) is None


def test_a_text_is_read_by_the_flow_of_the_spot() -> None:
    flow = _flow(First)
    flow.text_at(First)(_read)
    directory = Directory([flow, _complete()])
    assert directory.text_at(First()) is _read
    assert directory.text_at(Second()) is None


@pytest.mark.parametrize("flows", [[_flow(First, Same)], [_flow(First), _flow(Same)], [_flow(First), _flow(First)]])
def test_two_steps_may_not_share_a_prefix(flows: list[Flow]) -> None:
    with pytest.raises(ValueError, match="two steps share the prefix 'one'"):
        Directory([*flows, _complete()])


def test_two_flows_may_not_share_a_command() -> None:
    with pytest.raises(ValueError, match="two flows share the command /menu"):
        Directory([_flow(First, command="menu"), _flow(Second, command="menu"), _complete()])


@pytest.mark.parametrize("flows", [[_flow(First)], [_complete(), _complete()]])
def test_one_flow_reads_any_text_and_one_understands_a_location(flows: list[Flow]) -> None:
    with pytest.raises(ValueError, match="exactly one flow has to understand a location, and one any text"):
        Directory(flows)


def test_all_flows_together_are_not_ambiguous() -> None:
    directory = build_directory()
    # What pupils were told of; staff have commands of their own beside these.
    assert set(directory.commands) >= {
        "start",
        "menu",
        "region",
        "help",
        "privacy",
        "mydata",
        "delete",
        "language",
        "quiz",
        "result",
        "my",
        "professions",
        "admission",
        "colleges",
        "events",
        "tickets",
    }
    doors = [command.door() for name, command in directory.commands.items() if name != "start"]
    assert [directory.step_of(door).kind for door in doors] == list(map(type, doors))
    # What "start" means depends on the person, so the conversation answers it itself.
    assert directory.commands["start"].door() == NextDoor()
    assert directory.text_at(PlaceDoor()) is not None
    assert directory.text_at(QuizDoor()) is not None


def _linked(letter: str = "e") -> Directory:
    flow = Flow()
    flow.tap(Grown)(_answer)
    flow.text_anywhere(_read)
    flow.location(_find)
    flow.link(letter, lambda code: Grown(id=code))
    return Directory((flow,))


@pytest.mark.parametrize(
    "payload", ["", "e", "e_", "e-abc", "E_abc", "x_abc", "e_a b", "e_a:b", "e_" + "a" * 49, "e_ә"]
)
def test_a_link_that_nobody_made_opens_nothing(payload: str) -> None:
    assert _linked().linked(payload) is None


def test_a_link_opens_its_door() -> None:
    assert _linked().linked("e_AB-c_9") == Grown(id="AB-c_9")


def test_two_links_with_one_letter_are_refused() -> None:
    flow, other = Flow(), Flow()
    flow.link("e", lambda code: Grown(id=code))
    other.link("e", lambda code: Grown(id=code))
    with pytest.raises(ValueError, match="links"):
        Directory((flow, other))


def test_what_no_button_can_carry_is_no_tap() -> None:
    directory = build_directory()
    assert directory.unpack(f"f:{'x' * 62}") is not None
    assert directory.unpack(f"f:{'x' * 63}") is None
    assert directory.unpack(f"f:{'қ' * 32}") is None
    assert directory.unpack(f"f:{chr(0xD800) * 63}") is None
