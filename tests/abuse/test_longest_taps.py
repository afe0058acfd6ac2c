"""Taps as long as a button can carry, with texts that were never on one: each has an answer, whose own buttons fit again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.app import build_directory

if TYPE_CHECKING:
    from aiogram.filters.callback_data import CallbackData

    from tests.abuse.world import World

_FUZZER = 600_000_000_777
_LONGEST = 64
KINDS = [step.kind for step in build_directory().steps]


def longest_of(kind: type[CallbackData], letter: str) -> list[str]:
    """Return taps of a kind in which one text field takes all the room that there is."""
    fields = list(kind.model_fields)
    found = []
    for long in (name for name in fields if kind.model_fields[name].annotation is str):
        values = {name: _least(kind, name) for name in fields if name != long}
        room = _LONGEST - len(":".join([kind.__prefix__, *(values.get(name, "") for name in fields)]).encode())
        values[long] = letter * (room // len(letter.encode()))
        found.append(":".join([kind.__prefix__, *(values[name] for name in fields)]))
    return found


def _least(kind: type[CallbackData], name: str) -> str:
    field = kind.model_fields[name]
    if not field.is_required():
        return (
            ""
            if field.default is None
            else str(int(field.default) if isinstance(field.default, bool) else field.default)
        )
    return "1" if field.annotation in {int, bool} else "x"


@pytest.mark.parametrize("letter", ["x", "f", "қ"])
async def test_each_has_an_answer(world: World, letter: str) -> None:
    await world.enters(_FUZZER)
    tried = 0
    for kind in KINDS:
        for data in longest_of(kind, letter):
            screen = await world.tapped(_FUZZER, data)
            for button in screen.buttons:
                assert button.tap is None or button.tap.pack(), data
            if screen.spot:
                screen.spot.pack()
            tried += 1
    assert tried > 10
