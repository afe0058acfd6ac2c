"""Saving and finding again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.chat.doors import HereDoor, MyThingsDoor, SaveTap
from bot.chat.flow import Answer, Flow
from bot.chat.screen import Onward
from bot.i18n.speech import mark
from handlers.things.screens import Thing, things_screen

if TYPE_CHECKING:
    from bot.chat.visit import Visit

flow = Flow()
flow.command("my", mark("My things: what I saved, my result"), MyThingsDoor)


@flow.tap(MyThingsDoor)
async def things_opened(visit: Visit, door: MyThingsDoor) -> Answer:
    """Show what was saved, the newest first."""
    saved, words, shelf = await visit.ground.things.of(visit.pupil), visit.words, visit.ground.shelf
    # A thing that later content no longer has is passed over; it stays saved, because content can bring it back.
    professions = [
        Thing("profession", each, words.professions[each].name, words.professions[each].short)
        for each in reversed(saved.professions)
        if each in shelf.professions
    ]
    colleges = [
        Thing("college", each, words.colleges[each].name, words.colleges[each].short)
        for each in reversed(saved.colleges)
        if each in shelf.colleges
    ]
    reminded_of = await visit.ground.reminders.reminded_of(visit.pupil)
    return things_screen(visit.speech, professions, colleges, door.page, reminded_of)


@flow.tap(SaveTap)
async def save_tapped(visit: Visit, tap: SaveTap) -> Answer:
    """Save a card or take it off the list, and show the same card again."""
    shelf = visit.ground.shelf
    known = shelf.professions if tap.kind == "profession" else shelf.colleges
    if tap.on and tap.id not in known:
        return HereDoor()
    done = await visit.ground.things.keep(visit.pupil, tap.kind, tap.id, is_on=tap.on, once=visit.update_id)
    if not done:
        toast = visit.speech.say("Your list is full: take something off it first.")
    else:
        toast = visit.speech.say("Saved in “My things”.") if tap.on else visit.speech.say("Taken off your list.")
    return Onward(HereDoor(), toast=toast)
