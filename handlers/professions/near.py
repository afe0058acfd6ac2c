"""The third page of a profession's card: who needs it and who hires near home, and where one can try it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.chat.doors import EnterpriseDoor, KnownEventDoor, PlaceDoor, ProfessionDoor, RegionDoor
from bot.chat.fitting import level_name
from bot.chat.screen import Button, Screen, column, shortened
from bot.chat.sources import dated_source
from bot.chat.ways import way_back
from bot.i18n.speech import Html, bold, safe

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.domain.catalogue import Demand, RegionNeed
    from bot.i18n import Speech
    from handlers.professions.taps import ProfessionNearDoor

# Cards of enterprises and events that get a button; the rest stand behind the region's own lists.
MOST_BUTTONS = 3


@dataclass(frozen=True, slots=True)
class Employer:
    """An enterprise of which a source says that it needs the profession, in the pupil's words."""

    id: str
    name: str
    year: int
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Near:
    """What is known of a profession near a pupil.

    Attributes:
        region: name of the region; empty when the pupil's town is not known.
        need: the region's own need of it, `country` that of the whole country, `demand` the level a source names.
        events: pairs of id and name of known events where one can try it.
    """

    region: str
    region_id: str
    need: RegionNeed | None
    country: RegionNeed | None
    demand: Demand | None
    employers: Sequence[Employer]
    events: Sequence[tuple[str, str]]


def near_screen(speech: Speech, name: str, near: Near, door: ProfessionNearDoor) -> Screen:
    """Needs, employers and events; where nothing is known, that and where to ask."""
    parts = [bold(name), Html("\n".join(_needs(speech, near)))]
    if near.region:
        parts.append(Html("\n".join(_employers(speech, near))))
    if near.events:
        parts.append(speech.html("Where one could try it: {names}", names=", ".join(event for _, event in near.events)))
    back = way_back(speech, ProfessionDoor(id=door.id, back=door.back))
    return Screen(Html("\n\n".join(parts)), (*column(*_buttons(speech, near)), back), spot=door)


def _needs(speech: Speech, near: Near) -> list[Html]:
    lines = []
    if near.region and near.need:
        lines.append(
            speech.html(
                "{region} names it among its needs ({source})", region=near.region, source=_source(speech, near.need)
            )
        )
    elif near.region:
        lines.append(speech.html("{region}: no source names it among the needs.", region=near.region))
    if near.country:
        lines.append(
            speech.html("The country names it among its needs ({source})", source=_source(speech, near.country))
        )
    if near.demand:
        level = level_name(speech, near.demand.level)
        lines.append(speech.html("In the country: {level}", level=level))
    return lines or [speech.html("No source that we know speaks of its demand.")]


def _employers(speech: Speech, near: Near) -> list[Html]:
    if not near.employers:
        return [speech.html("Who hires here: no enterprise that we know names it. Look at enbek.kz, or ask a college.")]
    lines = [Html(f"• {safe(each.name)} ({safe(_source(speech, each))})") for each in near.employers]
    return [speech.html("<b>Who hires here</b>"), *lines]


def _source(speech: Speech, said: RegionNeed | Employer) -> str:
    return dated_source(speech, said.year, said.sources)


def _buttons(speech: Speech, near: Near) -> list[Button]:
    employers = [Button(shortened(each.name), EnterpriseDoor(id=each.id)) for each in near.employers[:MOST_BUTTONS]]
    events = [
        Button(shortened(name), KnownEventDoor(id=event, region=near.region_id))
        for event, name in near.events[:MOST_BUTTONS]
    ]
    if near.region:
        return [*employers, *events, Button(speech.say("My region"), RegionDoor())]
    return [*events, Button(speech.say("Where do I live?"), PlaceDoor())]
