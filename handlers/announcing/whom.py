"""For whom an announcement is, chosen by ticks; names of towns, professions and schools are typed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from bot.chat.flow import Admits, Answer
from bot.chat.screen import Onward
from bot.domain.announcements import Audience
from bot.domain.interests import Interest
from bot.domain.languages import Language
from bot.domain.people import GRADES
from bot.domain.schools import is_like
from handlers.announcing.router import draft_of, flow
from handlers.announcing.taps import OwnAnnouncementsDoor, PartDoor, ToggleTap, WhomDoor
from handlers.announcing.whom_screens import part_screen, whom_screen
from handlers.announcing.wording import event_value_name, school_names, standing_of, value_names, values_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.chat.visit import Visit
    from bot.domain.announcements import Choice
    from handlers.announcing.taps import Part

_TYPED: Final = frozenset({"towns", "professions", "schools"})
_MOST_FOUND: Final = 5
_MOST_VALUES: Final = 30


async def _parts(visit: Visit, side: str) -> list[Part]:
    """Return the parts by which somebody may choose; what others would be refused is not offered."""
    roles = {each.role for each in await visit.ground.access.grants_of(visit.pupil.id)}
    parts: list[Part] = []
    if "counsellor" in roles:
        parts.append("classes")
    if await visit.ground.access.events_for(visit.pupil.id, "run_event"):
        parts.append("events")
    parts += ["grades", "languages", "towns"]
    if "administrator" in roles:
        parts += ["regions", "schools"]
    if "administrator" in roles or side == "w":
        parts += ["interests", "professions"]
    return parts


@flow.tap(WhomDoor, admits=Admits.AGREED)
async def whom_opened(visit: Visit, door: WhomDoor) -> Answer:
    """Show the parts."""
    draft = await draft_of(visit, door.id)
    if draft is None:
        return OwnAnnouncementsDoor()
    choice, parts = _side(draft.audience, door.side), await _parts(visit, door.side)
    chosen = {part: list((await value_names(visit, part, values_of(choice, part))).values()) for part in parts}
    return whom_screen(visit.speech, draft, door.side, parts, chosen)


@flow.tap(PartDoor, admits=Admits.AGREED)
async def part_opened(visit: Visit, door: PartDoor) -> Answer:
    """Show the values of a part."""
    draft = await draft_of(visit, door.id)
    if draft is None:
        return OwnAnnouncementsDoor()
    chosen = values_of(_side(draft.audience, door.side), door.part)
    options = await _options(visit, door.part, chosen)
    return part_screen(visit.speech, door, list(options.items()), chosen, is_typed=door.part in _TYPED)


@flow.text_at(PartDoor)
async def value_typed(visit: Visit, text: str) -> Answer | None:
    """Offer what a text may mean, above what is chosen already."""
    door = PartDoor.unpack(visit.pupil.spot)
    draft = await draft_of(visit, door.id)
    if draft is None or door.part not in _TYPED:
        return None if draft else OwnAnnouncementsDoor()
    found = (await _found(visit, door.part, text))[:_MOST_FOUND]
    chosen = values_of(_side(draft.audience, door.side), door.part)
    options = await value_names(visit, door.part, [*found, *(each for each in chosen if each not in found)])
    line = None if found else visit.speech.html("Nothing of that name is known. Try another spelling.")
    first = door.model_copy(update={"page": 0})
    return part_screen(visit.speech, first, list(options.items()), chosen, is_typed=True, line=line)


@flow.tap(ToggleTap, admits=Admits.AGREED)
async def toggled(visit: Visit, tap: ToggleTap) -> Answer:
    """Take a value in, or out."""
    door = PartDoor(id=tap.id, side=tap.side, part=tap.part, page=tap.page)
    options = await _options(visit, tap.part, [tap.value])
    if tap.value not in options:
        return door
    value = standing_of(tap.value) if tap.part == "events" else tap.value
    if tap.part in {"classes", "grades"}:
        value = int(tap.value)  # type: ignore[assignment]

    def change(audience: Audience) -> Audience:
        choice = _side(audience, tap.side)
        others = getattr(choice, tap.part) - {value}
        full = len(others) >= _MOST_VALUES
        changed = replace(choice, **{tap.part: others | {value} if tap.on and not full else others})
        return replace(audience, whom=changed) if tap.side == "w" else replace(audience, but=changed)

    await visit.ground.announcing.aim(visit.pupil.id, tap.id, change, once=visit.update_id)
    return Onward(door)


async def _found(visit: Visit, part: Part, text: str) -> list[str]:
    """Return what a text may mean, best first."""
    if part == "schools":
        names = await school_names(visit)
        return [digest for digest, name in names.items() if is_like(text, name)]
    find = visit.ground.finder.places if part == "towns" else visit.ground.finder.professions
    return [each.id for each in find(text, visit.language)]


def _side(audience: Audience, side: str) -> Choice:
    return audience.whom if side == "w" else audience.but


async def _options(visit: Visit, part: Part, chosen: list[str]) -> Mapping[str, str]:
    """Return the values that can be ticked, in their order, in words."""
    if part == "events":
        events = await visit.ground.access.events_for(visit.pupil.id, "run_event")
        return {
            f"{each.id}{letter}": event_value_name(visit.speech, each, f"{each.id}{letter}")
            for each in events
            for letter in "rwa"
        }
    return await value_names(visit, part, await _values(visit, part, chosen))


async def _values(visit: Visit, part: Part, chosen: list[str]) -> list[str]:
    if part == "classes":
        own = await visit.ground.classes.own(visit.pupil.id)
        return [str(each.school_class.id) for each in getattr(own, "classes", ())]
    if part == "schools":
        return list(await school_names(visit))
    if part == "regions":
        names = visit.words.regions
        return sorted(visit.ground.shelf.regions, key=lambda each: visit.speech.sort_key(names[each].name))
    fixed: dict[str, list[str]] = {
        "grades": [str(grade) for grade in GRADES],
        "languages": [each.value for each in Language],
        "interests": [each.value for each in Interest],
    }
    return fixed.get(part, chosen)
