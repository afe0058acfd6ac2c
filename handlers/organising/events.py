"""An organiser's events: the list, a new one, the card, and the states."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from bot.chat.doors import MenuDoor
from bot.chat.screen import Onward
from bot.chat.staff_doors import OrganiseDoor, RunDoor
from bot.domain.event_edits import LONGEST, Cleaned, cleaned
from bot.services.access import NotAllowed
from bot.services.organising_outcomes import Edited, Lacking, Overview, Turned, Unfit
from handlers.organising.event_screens import (
    card_screen,
    copy_screen,
    kinds_screen,
    lacking_screen,
    links_screen,
    list_screen,
    title_screen,
    turn_screen,
)
from handlers.organising.flow import flow, led_away, look
from handlers.organising.taps import (
    CopyDoor,
    CopyTap,
    EventTownDoor,
    LinksDoor,
    NewEventDoor,
    NewTitleDoor,
    TurnDoor,
    TurnTap,
)
from handlers.organising.wording import text_fault, told_line

if TYPE_CHECKING:
    from bot.chat.flow import Answer
    from bot.chat.visit import Visit


@flow.tap(OrganiseDoor)
async def list_opened(visit: Visit, door: OrganiseDoor) -> Answer:
    """List the events that somebody runs; pupils are led to the menu, as by any word that means nothing."""
    mine = await visit.ground.organising.mine(visit.pupil.id)
    return MenuDoor() if isinstance(mine, NotAllowed) else list_screen(visit.speech, mine.events, door.page)


@flow.tap(NewEventDoor)
async def new_wanted(visit: Visit, _door: NewEventDoor) -> Answer:
    """Ask for the kind."""
    return kinds_screen(visit.speech) if await _may_create(visit) else MenuDoor()


@flow.tap(NewTitleDoor)
async def kind_chosen(visit: Visit, door: NewTitleDoor) -> Answer:
    """Ask for the title."""
    return title_screen(visit.speech, door) if await _may_create(visit) else MenuDoor()


@flow.text_at(NewTitleDoor)
async def title_typed(visit: Visit, text: str) -> Answer | None:
    """Make the draft, and ask for what it lacks first."""
    door = NewTitleDoor.unpack(visit.pupil.spot)
    title = cleaned("title", text)
    if not isinstance(title, Cleaned):
        return Onward(door, line=text_fault(visit.speech, title, LONGEST["title"]))
    made = await visit.ground.organising.create(
        visit.pupil.id, door.kind, {visit.language: title.text}, once=visit.update_id
    )
    return EventTownDoor(event=made.event.id) if isinstance(made, Edited) else MenuDoor()


@flow.tap(RunDoor)
async def card_opened(visit: Visit, door: RunDoor) -> Answer:
    """Show an event as it is now."""
    shown = await look(visit, door.event)
    return card_screen(visit.speech, shown, visit.ground.events.now()) if shown else MenuDoor()


@flow.tap(TurnDoor)
async def turn_wanted(visit: Visit, door: TurnDoor) -> Answer:
    """Ask once more."""
    shown = await look(visit, door.event)
    return turn_screen(visit.speech, shown, door.to) if shown else MenuDoor()


@flow.tap(TurnTap)
async def turned(visit: Visit, tap: TurnTap) -> Answer:
    """Publish, close, mark as held, or call off."""
    outcome = await visit.ground.organising.turn(visit.pupil.id, tap.event, tap.to, once=visit.update_id)
    match outcome:
        case Turned(event, told):
            line = told_line(visit.speech, told) if tap.to == "cancelled" else None
            return Onward(RunDoor(event=event.id), line=line, toast=visit.speech.say("Done."))
        case Lacking(event, lacks):
            return lacking_screen(visit.speech, event, lacks)
        case Unfit() | NotAllowed():
            return led_away(visit, outcome)
        case _:
            assert_never(outcome)


@flow.tap(CopyDoor)
async def copy_wanted(visit: Visit, door: CopyDoor) -> Answer:
    """Ask once more."""
    shown, mine = await look(visit, door.event), await visit.ground.organising.mine(visit.pupil.id)
    if shown is None or not isinstance(mine, Overview):
        return MenuDoor()
    return copy_screen(visit.speech, shown.event, max(each.id for each in (shown.event, *mine.events)))


@flow.tap(CopyTap)
async def copied(visit: Visit, tap: CopyTap) -> Answer:
    """Copy it, and show the draft."""
    outcome = await visit.ground.organising.copy(visit.pupil.id, tap.event, tap.newest, once=visit.update_id)
    match outcome:
        case Edited(event):
            line = visit.speech.html("This is the copy: a draft that you can change.")
            return Onward(RunDoor(event=event.id), line=line)
        case Unfit():
            return OrganiseDoor()
        case NotAllowed():
            return MenuDoor()
        case _:
            assert_never(outcome)


@flow.tap(LinksDoor)
async def links_wanted(visit: Visit, door: LinksDoor) -> Answer:
    """Show the links."""
    shown = await look(visit, door.event)
    if shown is None:
        return MenuDoor()
    return links_screen(visit.speech, shown.event, f"https://t.me/{visit.ground.username}?start=e_{shown.event.code}")


async def _may_create(visit: Visit) -> bool:
    return await visit.ground.access.may(visit.pupil.id, "create_event")
