"""The day of the event: reminders, the door with its helpers, thanks, and the list of everybody afterwards."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from bot.chat.staff_doors import CheckInDoor
from bot.db.rehearsing import Row, registrations_of
from bot.domain.notices import REMINDERS
from bot.rehearsal.crowd import crowd
from bot.rehearsal.deciding import first_of
from bot.rehearsal.finding import counted, name_of
from bot.rehearsal.sending import send_due
from bot.services.codes import ALPHABET, LENGTH
from handlers.door.taps import PostsDoor, PostTap, WalkInDoor

if TYPE_CHECKING:
    from bot.domain.events import Session
    from bot.rehearsal.cast import Cast
    from bot.rehearsal.figures import Step
    from bot.rehearsal.phone import Phone
    from bot.rehearsal.telling import Telling

# What a helper needs for one person beside the bot's answer: to find the code on a phone, to point, to read, to nod.
HANDLING_SECONDS: Final = 6.0
_OPENS_BEFORE: Final = timedelta(minutes=40)
_TWICE: Final = 0.05
_FORGED: Final = 8
_WALK_INS: Final = 0.03
_IN: Final = "✅"


@dataclass
class Entrance:
    """What happened at the doors: answers by what was shown to a helper, and how long a scan's answer took, by session."""

    let_in: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    expected: dict[int, int] = field(default_factory=dict)
    answers: dict[int, float] = field(default_factory=dict)


async def open_door(cast: Cast, telling: Telling, session: Session, entrance: Entrance) -> Step:
    """Let everybody in who comes to a session: tickets, tickets shown twice, forged ones, people without any."""
    await remind_of(cast, telling, session)
    cast.stage.clock.wind_to(session.starts_at - _OPENS_BEFORE)
    rows = await cast.stage.read(registrations_of)
    mine = [each for each in rows if each.session_id == session.id and each.state == "seated"]
    comes = {each.user_id: each.plan.comes for each in cast.pupils}
    entrance.expected[session.id] = len(mine)
    shown = _shown(cast, [each for each in mine if comes.get(each.telegram_id or 0, True)])
    helpers = cast.staff[1:]
    walk_ins = round(len(mine) * _WALK_INS)
    with telling.step(f"Door {name_of(cast.event, session)}", len(shown) + walk_ins) as (step, one_more):
        for helper in helpers:
            await _take_post(cast, helper, session, step)
        free = list(helpers)

        async def one(job: tuple[str, str]) -> None:
            helper = free.pop()
            cast.stage.clock.wind(HANDLING_SECONDS / len(helpers))
            seconds = await helper.types(f"/start t_{job[1]}")
            step.took(seconds)
            # In silence the phone still shows what was said of the ticket before.
            is_let_in = seconds is not None and _IN in helper.text
            (entrance.let_in if is_let_in else entrance.refused)[job[0]] += 1
            free.append(helper)
            one_more()

        await crowd(shown, len(helpers), one)
        entrance.answers[session.id] = step.percentile(0.5)
        for number in range(walk_ins):
            if await _without_ticket(cast, helpers[number % len(helpers)], step):
                entrance.let_in["without a ticket"] += 1
            one_more()
        step.notes.append(f"{len(shown)} tickets shown to {counted(len(helpers), 'helper')}, {walk_ins} came without")
    return step


async def remind_of(cast: Cast, telling: Telling, session: Session) -> None:
    """Let the reminders of two hours before go out, unless it is later already."""
    moment = session.starts_at - REMINDERS["hours_before"].before + timedelta(minutes=1)
    if cast.stage.clock.now() < moment:
        await send_due(cast, telling, f"Reminders {name_of(cast.event, session)}", "hours_before", moment)


def _shown(cast: Cast, coming: list[Row]) -> list[tuple[str, str]]:
    """Return what is shown to helpers, in the order in which people come: what kind of ticket, and its code."""
    jobs = [("ticket", each.code) for each in coming]
    cast.dice.shuffle(jobs)
    twice = [("shown again", code) for _, code in jobs if cast.dice.random() < _TWICE]
    forged = [("forged", "".join(cast.dice.choices(ALPHABET, k=LENGTH))) for _ in range(min(_FORGED, len(jobs)))]
    half = len(jobs) // 2
    cast.dice.shuffle(forged)
    # Whoever shows a ticket again comes after it was shown first.
    return [*jobs[:half], *forged, *jobs[half:], *twice]


async def _take_post(cast: Cast, helper: Phone, session: Session, step: Step) -> None:
    step.took(await helper.types("/checkin"))
    posts = PostsDoor(event=cast.event.id).pack()
    post = PostTap(session=session.id, works=True).pack()
    if posts in helper.data:
        step.took(await helper.tap(posts))
    if post in helper.data:
        step.took(await helper.tap(post))


async def _without_ticket(cast: Cast, helper: Phone, step: Step) -> bool:
    """Let somebody in who has no ticket, if a seat is left; return whether one was."""
    cast.stage.clock.wind(HANDLING_SECONDS)
    step.took(await helper.types("/checkin"))
    door = CheckInDoor(event=cast.event.id).pack()
    if first_of(helper.data, WalkInDoor) is None and door in helper.data:
        step.took(await helper.tap(door))
    button = first_of(helper.data, WalkInDoor)
    if button is None:
        return False
    step.took(await helper.tap(button))
    seconds = await helper.types("Ержан Болат, 9А")
    step.took(seconds)
    return seconds is not None and _IN in helper.text
