"""A ticket that is passed on: its code gives nothing to anybody but its owner and who checks tickets at that event."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.abuse.world import MARKS

if TYPE_CHECKING:
    from tests.abuse.world import World

STRANGER = 600_000_000_951


@pytest.mark.parametrize("role", ["pupil", "helper", "organiser", "counsellor"])
async def test_a_forwarded_ticket_tells_nothing(world: World, role: str) -> None:
    number = await world.enters(STRANGER)
    if role == "counsellor":
        await world.hire(number, "counsellor", label="№5 мектеп")
    elif role != "pupil":
        event, _ = await world.opens("Басқа іс-шара")
        await world.hire(number, "helper" if role == "helper" else "organiser", event)
    before = await world.rows()
    neutral = (await world.said(STRANGER, "/start t_2346789A")).text
    assert len(world.tickets) == 2
    for code in world.tickets:
        for text in (f"/start t_{code}", code, f"https://t.me/temirqazyq_bot?start=t_{code}"):
            await world.said(STRANGER, "/checkin")
            screen = await world.said(STRANGER, text)
            words = " ".join([str(screen.text), *(button.text for button in screen.buttons)])
            assert not any(mark in words for mark in MARKS), (text, words)
            if text.startswith("/start"):
                assert screen.text == neutral
    after = await world.rows()
    kept = ("registration", "check_in", "party")
    assert {name: after[name] for name in kept} == {name: before[name] for name in kept}
