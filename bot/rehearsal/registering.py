"""Pupils register: when it opens, in between while everything breaks, and at the last minute."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from itertools import cycle
from typing import TYPE_CHECKING, Final

from bot.chat.staff_doors import ClassesDoor
from bot.db.rehearsing import filled, kept_places
from bot.rehearsal.crowd import crowd
from bot.rehearsal.finding import on_of
from handlers.class_lists.taps import ClassUploadDoor, PlacesDoor

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence
    from datetime import datetime

    from bot.rehearsal.cast import Cast, Pupil
    from bot.rehearsal.figures import Step
    from bot.rehearsal.telling import Telling

# In a rush one pupil of so many taps at the same moment, without a pause; the others still read.
_RUSHING: Final = 15
_FEWEST, _MOST = 3, 40
_CALM: Final = 15
_FAULTS: Final = (
    ("sendMessage", "429"),
    ("editMessageText", "500"),
    ("sendMessage", "refuse"),
    ("editMessageText", "reset"),
    ("sendMessage", "reset"),
    ("answerCallbackQuery", "500"),
    ("getUpdates", "500"),
)
# A class of so many comes by its teacher's link, where the session is large enough; each pupil takes a place by themselves.
_CLASS: Final = 20
# So many of those for whom a place is kept take it.
_TAKEN: Final = 0.8
# Who comes in between reads for so long before a tap; the clock is wound instead, so Telegram's own limit slows down nobody.
_READING_SECONDS: Final = 5.0
# So many pupils come from one fault to the next.
_BETWEEN_FAULTS: Final = 4


@dataclass(frozen=True, slots=True)
class _Wave:
    """Pupils who come together: so many at once, who read so long (in seconds of the event's time) before each tap."""

    cast: Cast
    step: Step
    one_more: Callable[[], None]
    filling: Filling
    at_once: int
    reading: float


class Filling:
    """How the sessions filled: after how many registrations, and at which moment of the event's time, each was full."""

    def __init__(self) -> None:
        self.full_after: dict[int, tuple[int, datetime]] = {}
        self._number = 0

    async def look(self, cast: Cast) -> None:
        """Look once more, after one more registration."""
        self._number += 1
        seen = await cast.stage.read(filled)
        for session in cast.event.sessions:
            taken, waiting = seen.get(session.id, (0, 0))
            if session.id not in self.full_after and (waiting or taken >= session.capacity):
                self.full_after[session.id] = (self._number, cast.stage.clock.now())


async def rush(cast: Cast, telling: Telling, name: str, pupils: Sequence[Pupil], filling: Filling) -> Step:
    """Let pupils come in a rush."""
    at_once = max(_FEWEST, min(_MOST, len(pupils) // _RUSHING))
    with telling.step(name, len(pupils)) as (step, one_more):
        await _come(_Wave(cast, step, one_more, filling, at_once, reading=0.0), pupils)
        _note_lost(step, pupils)
    return step


async def troubled_wave(cast: Cast, telling: Telling, name: str, pupils: Sequence[Pupil], filling: Filling) -> Step:
    """Let a wave come while calls are refused, answers are lost, and the bot is killed half-way and started again."""
    half = len(pupils) // 2
    with telling.step(name, len(pupils)) as (step, one_more):
        faults, number = cycle(_FAULTS), 0

        async def go_wrong() -> None:
            nonlocal number
            if number % _BETWEEN_FAULTS == 0:
                await cast.stage.order_fault(*next(faults), 1)
            number += 1

        calm = _Wave(cast, step, one_more, filling, _CALM, _READING_SECONDS / _CALM)
        await _come(calm, pupils[:half], go_wrong)
        async with asyncio.TaskGroup() as nursery:
            nursery.create_task(_kill_and_start(cast, step))
            await _come(calm, pupils[half:], go_wrong)
        await cast.stage.clear_faults()
        step.notes.append(f"{-(-number // _BETWEEN_FAULTS)} faults")
        _note_lost(step, pupils)
    return step


async def together(cast: Cast, telling: Telling, pupils: Sequence[Pupil], filling: Filling) -> list[Pupil]:
    """Let a teacher keep places for a class, and friends and classmates take the kept places; return who is left."""
    with telling.step("Friends and a class", 0) as (step, one_more):
        await _keep_for_class(cast, step)
        codes = [code for code in await cast.stage.read(kept_places) if cast.dice.random() < _TAKEN]
        link = {pupil.plan.number: f"f_{code}" for pupil, code in zip(pupils, codes, strict=False)}
        coming = [each for each in pupils if each.plan.number in link]

        async def one(pupil: Pupil) -> None:
            await cast.register(pupil, step, link=link[pupil.plan.number], reading=_READING_SECONDS / _CALM)
            await filling.look(cast)
            one_more()

        await crowd(coming, _CALM, one)
        step.notes.append(f"{len(coming)} took places that friends or a teacher kept")
        _note_lost(step, coming)
    return [each for each in pupils if each.plan.number not in link]


async def _keep_for_class(cast: Cast, step: Step) -> None:
    """Let the teacher keep places in the session that has the most seats, as many as a school may have there."""
    session = max(on_of(cast.event), key=lambda each: each.capacity)
    number = min(_CLASS, session.capacity // 2, cast.event.school_quota or _CLASS, len(cast.pupils) // 5)
    phone = cast.staff[0]
    step.took(await phone.types("/registerclass"))
    for door in (
        ClassesDoor(event=cast.event.id),
        ClassUploadDoor(session=session.id),
        PlacesDoor(session=session.id),
    ):
        if door.pack() in phone.data:
            step.took(await phone.tap(door.pack()))
    step.took(await phone.types(str(max(1, number))))


async def _kill_and_start(cast: Cast, step: Step) -> None:
    await asyncio.sleep(1.0)
    begun = time.perf_counter()
    await cast.stage.kill_bot()
    await cast.stage.start_bot()
    step.notes.append(f"killed half-way and back after {time.perf_counter() - begun:.1f} s")


async def _come(wave: _Wave, pupils: Sequence[Pupil], before: Callable[[], Awaitable[None]] | None = None) -> None:
    async def one(pupil: Pupil) -> None:
        if before is not None:
            await before()
        await wave.cast.register(pupil, wave.step, reading=wave.reading)
        await wave.filling.look(wave.cast)
        wave.one_more()

    await crowd(pupils, wave.at_once, one)


def _note_lost(step: Step, pupils: Sequence[Pupil]) -> None:
    lost = sum(pupil.told is None for pupil in pupils)
    if lost:
        step.notes.append(f"{lost} found no way to a ticket")
