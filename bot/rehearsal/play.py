"""The rehearsal itself: what happens after what, and at which hour of the event."""

from __future__ import annotations

import asyncio
import json
import random
import signal
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final
from zoneinfo import ZoneInfo

from bot.db.rehearsing import registrations_of
from bot.domain.announcements import QUIET_BEGINS
from bot.domain.hours import by_day
from bot.domain.notices import REMINDERS
from bot.library import ContentError, Shelf
from bot.places import CONTENT
from bot.rehearsal.announcing import announce
from bot.rehearsal.breaking import unbroken
from bot.rehearsal.cast import Cast, Pupil
from bot.rehearsal.copying import plant
from bot.rehearsal.door import Entrance, open_door, remind_of
from bot.rehearsal.ending import export, remind, thank
from bot.rehearsal.finding import counted, on_of
from bot.rehearsal.findings import Played, findings_of
from bot.rehearsal.line import approve, ask_parents, give_back, move_line, reasons
from bot.rehearsal.people import invent
from bot.rehearsal.registering import Filling, rush, together, troubled_wave
from bot.rehearsal.risks import risks_of
from bot.rehearsal.sending import CallLog
from bot.rehearsal.stage import stage_for
from bot.rehearsal.telling import Telling
from bot.rehearsal.wishes import write_figures
from bot.rehearsal.witness import promises
from bot.running import broken_content
from bot.seal import Seal, keys_of
from bot.services.staff import Invited, Staff

if TYPE_CHECKING:
    from datetime import datetime

    from bot.domain.events import Event
    from bot.domain.staff import Role
    from bot.rehearsal.finding import Finding
    from bot.rehearsal.stage import Stage
    from bot.rehearsal.wishes import Wishes
    from bot.rehearsal.witness import Promise
    from bot.settings import Settings

_OPENING: Final = 0.4
_LAST_MINUTE: Final = 0.2
_BEFORE_CLOSING: Final = timedelta(minutes=30)
_BEFORE_REMINDERS: Final = REMINDERS["day_before"].before + timedelta(hours=1)


async def play(settings: Settings, event: Event, wishes: Wishes) -> None:
    """Play an event through and say what would go wrong.

    Raises:
        Refused: the rehearsal breaks off, or the figures cannot be written.
    """
    # Who ends the program kindly gets the same tidying up as by Ctrl-C.
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, signal.raise_signal, signal.SIGINT)
    try:
        shelf = await asyncio.to_thread(Shelf.load, CONTENT, settings.overlay)
    except ContentError as error:
        raise broken_content(error) from None
    telling = Telling()
    who = f"{counted(wishes.pupils, 'invented pupil')}, {counted(wishes.helpers, 'helper')}, seed {wishes.seed}"
    telling.tell(f"{event.code} “{next(iter(event.title.values()), event.code)}”: {who}")
    with unbroken():
        async with stage_for(settings) as stage:
            findings, kept = await _Rehearsal(stage, event, shelf, telling, wishes).play()
    seconds = sum(each.seconds for each in telling.steps)
    telling.tell(f"\nRehearsed in {seconds / 60:.1f} minutes.")
    _tell(telling, findings, kept)
    if wishes.into is not None:
        figures = {
            "event": event.code,
            "pupils": wishes.pupils,
            "seed": wishes.seed,
            **_figures(telling, findings, kept),
        }
        write_figures(wishes.into, json.dumps(figures, ensure_ascii=False, indent=1) + "\n")


class _Rehearsal:
    """One rehearsal on its stage."""

    def __init__(self, stage: Stage, event: Event, shelf: Shelf, telling: Telling, wishes: Wishes) -> None:
        self._stage = stage
        self._real = event
        self._shelf = shelf
        self._telling = telling
        self._wishes = wishes
        self._dice = random.Random(wishes.seed)  # noqa: S311 -- a play, no secret
        self._log = CallLog(stage)
        self._ordered = 0

    async def play(self) -> tuple[list[Finding], list[Promise]]:
        """Play everything; return what would go wrong, and what held."""
        risks = risks_of(self._real, self._wishes.pupils, self._stage.clock.now())
        self._stage.clock.set_to(self._begins())
        event = await plant(self._stage.database, self._real, self._stage.clock.now())
        cast = Cast(self._stage, event, self._shelf, self._dice)
        plans = invent(event, self._shelf, self._wishes.pupils, self._wishes.split, self._dice)
        cast.pupils = [Pupil(each) for each in plans]
        now = self._stage.clock.now()
        played = Played(event, cast.pupils, self._wishes.helpers, now, steps=self._telling.steps)
        with self._telling.step("The bot starts, staff come in", 0):
            await self._stage.start_bot()
            await self._hire(cast)
        async with asyncio.TaskGroup() as nursery:
            reading = nursery.create_task(self._log.run())
            kept = await self._acts(cast, played)
            reading.cancel()
        await cast.close()
        return [*risks, *findings_of(played)], kept

    async def _acts(self, cast: Cast, played: Played) -> list[Promise]:
        pupils, filling, telling = cast.pupils, Filling(), self._telling
        first, last = round(len(pupils) * _OPENING), round(len(pupils) * (1 - _LAST_MINUTE))
        closing = min(cast.event.closes_at, on_of(cast.event)[0].starts_at) - _BEFORE_CLOSING
        await rush(cast, telling, "Registration opens: a rush", pupils[:first], filling)
        # The same day: a place that is kept for a friend waits no longer than an offer.
        alone = await together(cast, telling, pupils[first:last], filling)
        await approve(cast, telling)
        await ask_parents(cast, telling)
        self._go_on(cast, closing, 1 / 3)
        await self._log.read()
        floods = self._log.floods
        await troubled_wave(cast, telling, "Days between, with faults", alone, filling)
        await self._log.read()
        # Those that were ordered are none of the event's own.
        self._ordered = self._log.floods - floods
        await approve(cast, telling)
        await ask_parents(cast, telling)
        await give_back(cast, telling)
        moved = await move_line(cast, telling, closing)
        self._go_on(cast, closing, 2 / 3)
        played.announced_at = self._stage.clock.now()
        await announce(cast, telling, sum(each.told is not None for each in pupils))
        await remind(cast, telling)
        if closing > on_of(cast.event)[0].starts_at - REMINDERS["hours_before"].before:
            await remind_of(cast, telling, on_of(cast.event)[0])
        self._stage.clock.wind_to(closing)
        late = [*pupils[last:], *(each for each in pupils[:last] if each.told is None)]
        await rush(cast, telling, "The last minute: a rush", late, filling)
        await approve(cast, telling)
        await ask_parents(cast, telling)
        played.rows = await self._stage.read(registrations_of)
        played.reasons = await reasons(cast, played.rows)
        played.full_after, played.offers, played.deadlines = filling.full_after, moved.offers, moved.deadlines
        return await self._day(cast, played)

    async def _day(self, cast: Cast, played: Played) -> list[Promise]:
        played.entrance = Entrance()
        for session in on_of(cast.event):
            await open_door(cast, self._telling, session, played.entrance)
        await thank(cast, self._telling)
        _, is_exported = await export(cast, self._telling)
        await self._log.read()
        played.floods = self._log.floods - self._ordered
        return await promises(cast, self._log, played.entrance, is_exported=is_exported)

    def _begins(self) -> datetime:
        """Return when the play begins: now, or when registration opens; before the first session in any case."""
        on = on_of(self._real)
        now, opens = self._stage.clock.now(), self._real.opens_at
        latest = min(self._real.closes_at, on[0].starts_at) - 2 * _BEFORE_CLOSING
        begins = max(by_day(now, ZoneInfo(self._real.zone)), opens)
        return begins if begins < latest else max(opens, latest - timedelta(days=7))

    def _go_on(self, cast: Cast, closing: datetime, part: float) -> None:
        """Go a part of the way to the closing of registration, to an hour of day."""
        now = self._stage.clock.now()
        moment = by_day(now + (closing - now) * part, ZoneInfo(cast.event.zone), QUIET_BEGINS)
        # The reminders of the day before are a step of their own.
        self._stage.clock.wind_to(min(moment, closing, on_of(cast.event)[0].starts_at - _BEFORE_REMINDERS))

    async def _hire(self, cast: Cast) -> None:
        seal = Seal(keys_of(None, self._stage.keys_file))
        staff = Staff(self._stage.database, self._stage.clock, seal, lambda: f"{self._dice.getrandbits(128):022x}"[:22])
        roles: list[tuple[Role, int | None]] = [("administrator", None)]
        roles += [("helper", cast.event.id)] * self._wishes.helpers
        for role, event_id in roles:
            invited = await staff.invite(None, role, event_id, "")
            if isinstance(invited, Invited):
                plan = replace(self._dice.choice(cast.pupils).plan, language="en", friends=0, double_taps=False)
                await cast.hire(invited.secret, plan)


def _tell(telling: Telling, findings: list[Finding], kept: list[Promise]) -> None:
    telling.tell()
    telling.tell("What would go wrong:" if findings else "Nothing was found that would go wrong.")
    for finding in findings:
        telling.tell(f"  - {finding.text}")
    telling.tell()
    telling.tell("What must hold:")
    for promise in kept:
        telling.tell(f"  {'ok  ' if promise.holds else 'BAD '} {promise.text}")


def _figures(telling: Telling, findings: list[Finding], kept: list[Promise]) -> dict[str, Any]:
    return {
        "steps": [each.as_json() for each in telling.steps],
        "findings": [{"kind": each.kind, "text": each.text} for each in findings],
        "promises": [{"text": each.text, "holds": each.holds} for each in kept],
    }
