"""The line moves: seats are given back, offers are answered, refused or forgotten, parents agree, the organiser approves."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from bot.chat.doors import TicketDoor
from bot.chat.staff_doors import RunDoor
from bot.db.rehearsing import Row, registrations_of
from bot.domain.hours import by_day
from bot.rehearsal.crowd import crowd
from bot.rehearsal.deciding import first_of, is_of
from bot.rehearsal.finding import counted
from bot.rehearsal.going import go
from bot.rehearsal.phone import data_of
from bot.rehearsal.sending import until_sent
from bot.services.codes import new_code
from bot.services.notices import Notices
from bot.services.seat_outcomes import InLine
from bot.services.seats import Seats
from handlers.consent.taps import AgreeToEventTap, WithdrawTap
from handlers.organising.approval_taps import ApprovalsDoor, DecideTap
from handlers.tickets.taps import AnswerOfferTap, GiveBackDoor, GiveBackTap, ParentMessageDoor

if TYPE_CHECKING:
    from datetime import datetime

    from bot.rehearsal.cast import Cast, Pupil
    from bot.rehearsal.figures import Step
    from bot.rehearsal.telling import Telling

_AT_ONCE: Final = 15
_ROUNDS: Final = 4
# By the event's time; the clock is wound instead of waiting.
_APART_SECONDS: Final = 1.0
_MOST_REASONS: Final = 40
_LINK: Final = "start=p_"
_SECRET_LENGTH: Final = 32


@dataclass
class Moved:
    """What the line did.

    Attributes:
        offers: how offered seats ended.
        deadlines: until when offered seats were held.
    """

    offers: Counter[str] = field(default_factory=Counter)
    deadlines: list[datetime] = field(default_factory=list)


async def give_back(cast: Cast, telling: Telling) -> Step:
    """Let some pupils give their seats back."""
    rows = {each.id: each for each in await cast.stage.read(registrations_of)}
    seated = [each for each in cast.pupils if each.told in rows and rows[each.told].state == "seated"]
    # In a small crowd somebody does it all the same, so that it is rehearsed.
    leaving = [each for each in seated if each.plan.gives_back] or seated[:1]
    with telling.step("Seats are given back", len(leaving)) as (step, one_more):

        async def one(pupil: Pupil) -> None:
            cast.stage.clock.wind(_APART_SECONDS)
            async with cast.phone_of(pupil) as phone:
                mine = pupil.told or 0
                ways = (TicketDoor(id=mine).pack(), GiveBackDoor(id=mine).pack(), f"{GiveBackTap.__prefix__}:{mine}")
                await go(phone, step, "/tickets", ways)
            one_more()

        await crowd(leaving, _AT_ONCE, one)
        # A notice may have been taken for the answer, which then is still to come.
        await until_sent(cast.stage)
        rows = {each.id: each for each in await cast.stage.read(registrations_of)}
        gone = sum(rows[each.told].state == "cancelled" for each in leaving if each.told in rows)
        step.notes.append(f"{gone} of {len(leaving)} gave theirs back")
    return step


async def move_line(cast: Cast, telling: Telling, until: datetime) -> Moved:
    """Let offers be answered or run out, and those behind get theirs, as long as there is time for it."""
    moved = Moved()
    with telling.step("The line moves", 0) as (step, _):
        for _ in range(_ROUNDS):
            await until_sent(cast.stage)
            # Places that are kept for friends are offered too, to nobody whom one could ask.
            rows = await cast.stage.read(registrations_of)
            offered = [each for each in rows if each.state == "offered" and each.telegram_id]
            if not offered:
                break
            moved.deadlines += [each.held_until for each in offered if each.held_until]
            await _answer(cast, step, offered, moved)
            ends = max((each.held_until for each in offered if each.held_until), default=until)
            if ends + timedelta(minutes=1) >= until:
                break
            # Whoever has not answered by now has let it run out.
            cast.stage.clock.wind_to(ends + timedelta(minutes=1))
            cast.stage.clock.wind_to(by_day(cast.stage.clock.now(), ZoneInfo(cast.event.zone)))
        step.notes.append(
            ", ".join(f"{counted(number, 'offer')} {how}" for how, number in moved.offers.items()) or "no offers"
        )
    return moved


async def _answer(cast: Cast, step: Step, offered: list[Row], moved: Moved) -> None:
    mine = {each.user_id: each for each in cast.pupils if each.user_id}

    async def one(row: Row) -> None:
        pupil = mine.get(row.telegram_id) if row.telegram_id else None
        if pupil is None or pupil.plan.offer == "silence":
            moved.offers["without an answer"] += 1
            return
        async with cast.phone_of(pupil) as phone:
            message = phone.message_with(f"{AnswerOfferTap.__prefix__}:{row.id}:")
            if message is None:
                moved.offers["never seen"] += 1
                return
            taps = [AnswerOfferTap.unpack(each) for each in data_of(message) if is_of(each, AnswerOfferTap)]
            accepts = pupil.plan.offer == "yes"
            tap = next(each for each in taps if each.accepts == accepts)
            seconds = await phone.tap(tap.pack(), message)
            step.took(seconds)
            # Whoever sees no answer does not know what became of theirs.
            moved.offers["without an answer of the bot" if seconds is None else "taken" if accepts else "refused"] += 1

    await crowd(offered, _AT_ONCE, one)


async def reasons(cast: Cast, rows: list[Row]) -> dict[int, Counter[str]]:
    """Return why pupils still wait, by session; of a long line its first ones."""
    seats = Seats(cast.stage.database, cast.stage.clock, new_code, Notices(cast.stage.clock))
    found: dict[int, Counter[str]] = defaultdict(Counter)
    for row in rows:
        known = found[row.session_id]
        if row.state == "waiting" and row.person_id is not None and known.total() < _MOST_REASONS:
            place = await seats.place_in_line(row.id, row.person_id)
            if isinstance(place, InLine) and place.reason is not None:
                known[place.reason] += 1
    return found


async def ask_parents(cast: Cast, telling: Telling) -> Step | None:
    """Let parents follow the link that their child hands on, and agree or not; nothing when none is needed."""
    if not cast.event.needs_parent:
        return None
    wanted = {each.telegram_id for each in await cast.stage.read(registrations_of) if each.state == "consent"}
    asked = [each for each in cast.pupils if each.user_id in wanted and each.told]
    answered = 0
    with telling.step("Parents answer", len(asked)) as (step, one_more):

        async def one(pupil: Pupil) -> None:
            nonlocal answered
            cast.stage.clock.wind(_APART_SECONDS)
            async with cast.phone_of(pupil) as phone:
                mine = pupil.told or 0
                await go(
                    phone, step, "/tickets", (TicketDoor(id=mine).pack(), f"{ParentMessageDoor.__prefix__}:{mine}")
                )
                secret = phone.text_with(_LINK).partition(_LINK)[2][:_SECRET_LENGTH]
            if len(secret) == _SECRET_LENGTH:
                has_answered = await _parent(cast, pupil, secret, step)
                answered += has_answered
            one_more()

        await crowd(asked, _AT_ONCE, one)
        step.notes.append(f"{len(asked)} asked, {answered} answered")
    return step


async def _parent(cast: Cast, pupil: Pupil, secret: str, step: Step) -> bool:
    """Let a parent follow the link and answer; return whether they could."""
    async with await cast.stage.newcomer("Ата-ана", pupil.plan.language) as phone:
        step.took(await phone.types(f"/start p_{secret}"))
        button = first_of(phone.data, AgreeToEventTap if pupil.plan.parent_agrees else WithdrawTap)
        if button is None:
            return False
        step.took(await phone.tap(button))
        return True


async def approve(cast: Cast, telling: Telling) -> Step | None:
    """Let the organiser say yes to each registration; nothing when the event does not ask for it."""
    if not cast.event.needs_approval:
        return None
    waiting = sum(each.state == "approval" for each in await cast.stage.read(registrations_of))
    phone = cast.staff[0]
    with telling.step("The organiser approves", waiting) as (step, one_more):
        ways = (RunDoor(event=cast.event.id).pack(), f"{ApprovalsDoor.__prefix__}:{cast.event.id}")
        await go(phone, step, "/organise", ways)
        for _ in range(waiting):
            yes = next(
                (each for each in phone.data if is_of(each, DecideTap) and DecideTap.unpack(each).approves), None
            )
            if yes is None:
                break
            step.took(await phone.tap(yes))
            one_more()
    return step
