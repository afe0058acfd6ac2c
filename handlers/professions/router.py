"""Professions: browsing by world, and the card."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.chat.doors import ProfessionDoor, WorldDoor, WorldsDoor
from bot.chat.fitting import region_name
from bot.chat.flow import Answer, Flow
from bot.domain.catalogue import WHOLE_COUNTRY
from bot.i18n.speech import mark
from handlers.professions.day import day_screen
from handlers.professions.near import Employer, Near, near_screen
from handlers.professions.screens import profession_screen, world_screen, worlds_screen
from handlers.professions.taps import ProfessionDayDoor, ProfessionNearDoor

if TYPE_CHECKING:
    from bot.chat.visit import Visit

flow = Flow()
flow.command("professions", mark("Professions by world"), WorldsDoor)


@flow.tap(WorldsDoor)
async def worlds_opened(visit: Visit, _door: WorldsDoor) -> Answer:
    """List the worlds in the order of the atlas."""
    return worlds_screen(visit.speech, [(world, visit.words.worlds[world].name) for world in visit.ground.shelf.worlds])


@flow.tap(WorldDoor)
async def world_opened(visit: Visit, door: WorldDoor) -> Answer:
    """List a world's professions by the alphabet."""
    professions = [
        (profession.id, visit.words.professions[profession.id])
        for profession in visit.ground.shelf.professions.values()
        if profession.world == door.world
    ]
    if not professions:
        return WorldsDoor()
    professions.sort(key=lambda pair: visit.speech.sort_key(pair[1].short))
    return world_screen(visit.speech, door.world, visit.words.worlds[door.world].name, professions, door.page)


@flow.tap(ProfessionDoor)
async def profession_opened(visit: Visit, door: ProfessionDoor) -> Answer:
    """Show a profession's card; one that the atlas no longer has leads to the worlds."""
    profession = visit.ground.shelf.professions.get(door.id)
    if profession is None:
        return WorldsDoor()
    nearest = visit.ground.atlas.colleges_near(visit.pupil.place or "", profession)[:1]
    return profession_screen(
        visit.speech,
        profession,
        visit.words.professions[door.id],
        visit.words.pay_basis[profession.pay.basis].name if profession.pay else "",
        visit.ground.atlas.durations(profession),
        nearest[0] if nearest else None,
        door,
        is_saved=(await visit.ground.things.of(visit.pupil)).has("profession", door.id),
        has_result=await visit.ground.advice.has_result(visit.pupil),
        events=len(await visit.ground.events.near(visit.pupil, door.id)),
    )


@flow.tap(ProfessionDayDoor)
async def day_opened(visit: Visit, door: ProfessionDayDoor) -> Answer:
    """Show a working day in a profession, whom it suits, what is hard, and what it asks of school and health."""
    profession = visit.ground.shelf.professions.get(door.id)
    if profession is None:
        return WorldsDoor()
    subjects = [visit.words.subjects[each].name for each in profession.subjects]
    health = [visit.words.health[each].text for each in profession.health]
    return day_screen(visit.speech, profession, visit.words.professions[door.id], subjects, health, door)


@flow.tap(ProfessionNearDoor)
async def near_opened(visit: Visit, door: ProfessionNearDoor) -> Answer:
    """Show who needs a profession and who hires near home."""
    profession = visit.ground.shelf.professions.get(door.id)
    if profession is None:
        return WorldsDoor()
    view, words = visit.ground.region, visit.words
    region = visit.ground.shelf.region_of(visit.pupil.place) or ""
    employers = [
        Employer(each.id, words.enterprises[each.id].name, each.year, each.sources)
        for each in view.hiring(profession.id, region)
    ]
    events = view.events_for(profession.id, region)
    near = Near(
        region=region_name(visit),
        region_id=region,
        need=view.need(profession.id, region),
        country=view.need(profession.id, WHOLE_COUNTRY),
        demand=profession.demand,
        employers=employers,
        events=[(each.id, words.known_events[each.id].name) for each in events],
    )
    return near_screen(visit.speech, words.professions[profession.id].name, near, door)
