"""Who plays: the invented pupils with what became of them, and the staff of the event."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.db.rehearsing import free_sessions, spot_of
from bot.domain.languages import Language
from bot.rehearsal.breaking import BrokenOffError
from bot.rehearsal.deciding import Done, Say, Tap, Way, is_of, next_act
from bot.rehearsal.phone import Phone
from handlers.registering.taps import FriendsTap, SendTap
from handlers.staff.taps import AcceptTap

if TYPE_CHECKING:
    import random

    from bot.domain.events import Event
    from bot.library import Shelf
    from bot.rehearsal.deciding import Act
    from bot.rehearsal.figures import Step
    from bot.rehearsal.people import Plan
    from bot.rehearsal.stage import Stage

# A walk has about fifteen steps; somebody who took so many found no way.
_MOST_STEPS = 45
_MOST_SILENCES = 4


@dataclass
class Pupil:
    """An invented pupil.

    Attributes:
        user_id: in the pretend Telegram; 0 before they came.
        told: the registration whose ticket the bot showed them; None when they found no way to one.
        last_text: what they saw last, for those who found none.
    """

    plan: Plan
    user_id: int = 0
    told: int | None = None
    last_text: str = ""


@dataclass
class Cast:
    """Everybody who plays, and what they share."""

    stage: Stage
    event: Event
    shelf: Shelf
    dice: random.Random
    pupils: list[Pupil] = field(default_factory=list)
    staff: list[Phone] = field(default_factory=list)

    def phone_of(self, pupil: Pupil) -> Phone:
        """Return a pupil's phone, still off."""
        return Phone(self.stage.http, pupil.user_id)

    async def register(self, pupil: Pupil, step: Step, *, link: str = "", reading: float = 0.0) -> None:
        """Let a pupil go from nothing to a ticket, however often something goes wrong on the way.

        Args:
            pupil: who.
            step: where answers are noted.
            link: what is followed; the event's own link by default.
            reading: seconds by which the clock is wound at each tap: pupils who come one by one read in between.
        """
        plan = pupil.plan
        if not pupil.user_id:
            pupil.user_id = (await self.stage.newcomer(plan.name, plan.language)).user_id
        begin = f"/start {link or f'e_{self.event.code}'}"
        town = self.shelf.words(_language(plan)).places[plan.town].name
        async with self.phone_of(pupil) as phone:
            pupil.told = await self._walk(phone, plan, step, begin, town, reading)
            pupil.last_text = phone.text

    async def _walk(self, phone: Phone, plan: Plan, step: Step, begin: str, town: str, reading: float) -> int | None:
        counted, silences, restarts = bool(begin.startswith("/start f_")), 0, 0
        for _ in range(_MOST_STEPS):
            spot = await self.stage.read(lambda connection: spot_of(connection, phone.user_id))
            free = await self.stage.read(free_sessions)
            act = next_act(plan, phone.data, spot, Way(begin, town, free, counted))
            if isinstance(act, Done):
                return act.registration
            restarts += act == Say(begin)
            if reading:
                self.stage.clock.wind(reading)
            seconds = await self._do(phone, act, plan)
            step.took(seconds)
            silences += seconds is None
            if silences > _MOST_SILENCES or restarts > _MOST_SILENCES:
                return None
            counted = counted or (isinstance(act, Tap) and is_of(act.data, FriendsTap))
            if seconds is None and isinstance(act, Tap):
                # The button may have lost its message; a link always leads back.
                step.took(await phone.types(begin))
        return None

    async def _do(self, phone: Phone, act: Act, plan: Plan) -> float | None:
        if isinstance(act, Tap):
            is_double = plan.double_taps and is_of(act.data, SendTap)
            return await phone.tap(act.data, times=2 if is_double else 1)
        return await phone.types(act.text) if isinstance(act, Say) else None

    async def hire(self, secret: str, plan: Plan) -> Phone:
        """Let somebody of the staff in by an invitation; return their phone, switched on.

        Raises:
            BrokenOffError: the bot did not let them in.
        """
        phone = await self.stage.newcomer(plan.name, plan.language)
        await phone.__aenter__()
        self.staff.append(phone)
        begin, town = f"/start i_{secret}", self.shelf.words(_language(plan)).places[plan.town].name
        for _ in range(_MOST_STEPS):
            accept = next((each for each in phone.data if is_of(each, AcceptTap)), None)
            if accept is not None:
                await phone.tap(accept)
                return phone
            spot = await self.stage.read(lambda connection: spot_of(connection, phone.user_id))
            act = next_act(plan, phone.data, spot, Way(begin, town, (), friends_are_counted=True))
            await self._do(phone, act, plan)
        raise BrokenOffError("somebody of the staff was not let in")

    async def close(self) -> None:
        """Switch the phones of the staff off."""
        for phone in self.staff:
            await phone.__aexit__()


def _language(plan: Plan) -> Language:
    return Language(plan.language)
