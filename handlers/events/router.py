"""Events: what was tapped becomes a list or a card."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.chat.doors import EventDoor, EventsDoor, WorldsDoor
from bot.chat.event_words import place_of, title_of
from bot.chat.flow import Answer, Flow
from bot.chat.screen import Onward, Pin
from bot.domain.staff import may
from bot.i18n.speech import mark
from handlers.events.screens import Seen, event_screen, events_screen, no_events_screen, share_screen
from handlers.events.taps import EventLinkDoor, EventPinTap, ShareEventDoor

if TYPE_CHECKING:
    from bot.chat.screen import Screen
    from bot.chat.visit import Visit
    from bot.domain.events import Event

flow = Flow()
flow.command("events", mark("Events near me"), EventsDoor)
flow.link("e", lambda code: EventLinkDoor(code=code))


@flow.tap(EventsDoor)
async def events_opened(visit: Visit, door: EventsDoor) -> Answer:
    """List the events near home, perhaps only those where a profession can be tried."""
    if door.profession and door.profession not in visit.ground.shelf.professions:
        return WorldsDoor()
    name = visit.words.professions[door.profession].short if door.profession else None
    found = await visit.ground.events.near(visit.pupil, door.profession or None)
    if not found:
        return no_events_screen(visit.speech, door, name)
    return events_screen(visit.speech, visit.ground.atlas, door, name, found, visit.ground.events.now())


@flow.tap(EventDoor)
async def event_opened(visit: Visit, door: EventDoor) -> Answer:
    """Show an event's card; one that pupils may not see leads to the list."""
    event = await visit.ground.events.find(door.id)
    return await _card(visit, event) if event is not None and await _may_see(visit, event) else _gone(visit)


@flow.tap(EventLinkDoor)
async def event_linked(visit: Visit, door: EventLinkDoor) -> Answer:
    """Show the card of a link's event."""
    event = await visit.ground.events.by_code(door.code)
    return await _card(visit, event) if event is not None and await _may_see(visit, event) else _gone(visit)


@flow.tap(EventPinTap)
async def pin_wanted(visit: Visit, tap: EventPinTap) -> Answer:
    """Send the place as a pin, and the card again below."""
    event = await visit.ground.events.find(tap.id)
    if event is None or not await _may_see(visit, event) or event.point is None:
        return EventDoor(id=tap.id)
    pin = Pin(event.point, title_of(visit.speech, event), place_of(visit.speech, visit.ground.atlas, event))
    return replace(await _card(visit, event), pin=pin)


@flow.tap(ShareEventDoor)
async def sharing_opened(visit: Visit, door: ShareEventDoor) -> Answer:
    """Show the link to hand on."""
    event = await visit.ground.events.find(door.id)
    if event is None or event.state == "draft":
        return _gone(visit)
    return share_screen(visit.speech, event, f"https://t.me/{visit.ground.username}?start=e_{event.code}")


async def _card(visit: Visit, event: Event) -> Screen:
    mine = await visit.ground.events.registrations_of(visit.pupil, event)
    grants = await visit.ground.access.grants_of(visit.pupil.id)
    seen = Seen(
        visit.ground.events.now(),
        mine,
        visit.ground.events.km_from(visit.pupil, event),
        may_bring=may(grants, "register_class", event.id),
        may_check=may(grants, "check_in", event.id),
        may_run=may(grants, "run_event", event.id),
    )
    return event_screen(visit.speech, visit.words, visit.ground.atlas, event, seen)


async def _may_see(visit: Visit, event: Event) -> bool:
    """Return whether somebody may see an event; a draft is shown to who runs it, as pupils will see it."""
    return event.state != "draft" or await visit.ground.access.may(visit.pupil.id, "run_event", event.id)


def _gone(visit: Visit) -> Answer:
    return Onward(EventsDoor(), toast=visit.speech.say("This event is not to be seen any more."))
