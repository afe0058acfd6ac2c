"""How one registers: window, giving back, what is asked, parents, shares of schools, the organiser's yes, offers."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.chat.doors import MenuDoor
from bot.chat.screen import Onward
from bot.domain.event_edits import MOST_SEATS, ask_edit, fields_edit, window_edit
from bot.domain.typed_moment import read_moment
from handlers.organising.flow import changed, flow, look
from handlers.organising.taps import (
    ApprovalTap,
    AsksDoor,
    AskTap,
    EditDoor,
    NoQuotaTap,
    OfferDoor,
    OfferTap,
    ParentDoor,
    ParentTap,
    QuotaDoor,
    WindowDoor,
    WindowTap,
)
from handlers.organising.terms_screens import asks_screen, offer_screen, parent_screen, quota_screen, window_screen
from handlers.organising.wording import WINDOWS, moment_fault

if TYPE_CHECKING:
    from bot.chat.flow import Answer
    from bot.chat.visit import Visit


@flow.tap(WindowDoor)
async def window_opened(visit: Visit, door: WindowDoor) -> Answer:
    """Ask for a moment."""
    shown = await look(visit, door.event)
    return window_screen(visit.speech, shown.event, door) if shown else MenuDoor()


@flow.tap(WindowTap)
async def window_chosen(visit: Visit, tap: WindowTap) -> Answer:
    """Keep a moment that counts from the first session to come."""
    shown, now = await look(visit, tap.event), visit.ground.events.now()
    if shown is None:
        return MenuDoor()
    door = WindowDoor(event=tap.event, field=tap.field)
    coming = shown.event.coming(now)
    moment = coming[0].starts_at - timedelta(hours=tap.hours) if tap.hours and coming else None
    if tap.hours and (moment is None or moment <= now):
        return Onward(door, line=moment_fault(visit.speech, "past"))
    edit = window_edit(WINDOWS[tap.field], moment, now)
    return await changed(visit, tap.event, edit, EditDoor(event=tap.event), again=door)


@flow.text_at(WindowDoor)
async def window_typed(visit: Visit, text: str) -> Answer | None:
    """Keep a moment that was typed."""
    door, now = WindowDoor.unpack(visit.pupil.spot), visit.ground.events.now()
    shown = await look(visit, door.event)
    if shown is None:
        return MenuDoor()
    moment = read_moment(text, now.astimezone(ZoneInfo(shown.event.zone)))
    if isinstance(moment, str):
        return Onward(door, line=moment_fault(visit.speech, moment))
    edit = window_edit(WINDOWS[door.field], moment.astimezone(now.tzinfo), now)
    line = visit.speech.html("Noted.")
    return await changed(visit, door.event, edit, EditDoor(event=door.event), line=line, again=door)


@flow.tap(AsksDoor)
async def asks_opened(visit: Visit, door: AsksDoor) -> Answer:
    """Show what a pupil is asked for."""
    shown = await look(visit, door.event)
    return asks_screen(visit.speech, shown.event) if shown else MenuDoor()


@flow.tap(AskTap)
async def ask_tapped(visit: Visit, tap: AskTap) -> Answer:
    """Ask for it, or not."""
    return await changed(visit, tap.event, ask_edit(tap.what, on=tap.on), AsksDoor(event=tap.event))


@flow.tap(ParentDoor)
async def parent_opened(visit: Visit, door: ParentDoor) -> Answer:
    """Show whether a parent has to agree."""
    shown = await look(visit, door.event)
    return parent_screen(visit.speech, shown.event) if shown else MenuDoor()


@flow.tap(ParentTap)
async def parent_tapped(visit: Visit, tap: ParentTap) -> Answer:
    """Note it."""
    edit = fields_edit(needs_parent=tap.age >= 0, parent_under_age=tap.age if tap.age > 0 else None)
    return await changed(visit, tap.event, edit, EditDoor(event=tap.event))


@flow.tap(QuotaDoor)
async def quota_opened(visit: Visit, door: QuotaDoor) -> Answer:
    """Ask for the share of a school."""
    shown = await look(visit, door.event)
    return quota_screen(visit.speech, shown.event) if shown else MenuDoor()


@flow.text_at(QuotaDoor)
async def quota_typed(visit: Visit, text: str) -> Answer | None:
    """Keep it."""
    door = QuotaDoor.unpack(visit.pupil.spot)
    number = number_in(text)
    if number is None:
        return Onward(door, line=visit.speech.html("Please write a number from 1 to {most}.", most=MOST_SEATS))
    line = visit.speech.html("Noted.")
    return await changed(visit, door.event, fields_edit(school_quota=number), EditDoor(event=door.event), line=line)


@flow.tap(NoQuotaTap)
async def quota_taken_away(visit: Visit, tap: NoQuotaTap) -> Answer:
    """Let one school take as many as there are."""
    return await changed(visit, tap.event, fields_edit(school_quota=None), EditDoor(event=tap.event))


@flow.tap(ApprovalTap)
async def approval_tapped(visit: Visit, tap: ApprovalTap) -> Answer:
    """Look at every registration, or not; those who wait for a yes go on waiting for it."""
    return await changed(visit, tap.event, fields_edit(needs_approval=tap.on), EditDoor(event=tap.event))


@flow.tap(OfferDoor)
async def offer_opened(visit: Visit, door: OfferDoor) -> Answer:
    """Show how long an offer waits."""
    shown = await look(visit, door.event)
    return offer_screen(visit.speech, shown.event) if shown else MenuDoor()


@flow.tap(OfferTap)
async def offer_tapped(visit: Visit, tap: OfferTap) -> Answer:
    """Note it."""
    return await changed(visit, tap.event, fields_edit(offer_hours=tap.hours), EditDoor(event=tap.event))


def number_in(text: str) -> int | None:
    """Return a number of seats that was typed; None for anything else."""
    digits = text.strip()
    number = int(digits) if digits.isascii() and digits.isdecimal() and len(digits) <= 5 else 0
    return number if 1 <= number <= MOST_SEATS else None
