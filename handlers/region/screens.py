"""Screens of a region as a whole: the overview, the choice of another one, professions in demand, what grows and shrinks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.chat.doors import CollegeTownsDoor, MenuDoor, ProfessionDoor, RegionDoor, back_to
from bot.chat.fitting import level_name
from bot.chat.paging import numbered, page_of, paged_rows
from bot.chat.screen import Button, Screen
from bot.chat.sources import dated_source, short_source
from bot.chat.ways import way_back
from bot.i18n.speech import Html, bold, safe
from handlers.region.taps import (
    EmployersDoor,
    EventsDoor,
    NeedsDoor,
    OutlookDoor,
    ProjectsDoor,
    RegionChoiceDoor,
    WorkDoor,
)
from handlers.region.wording import amount, figure_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.domain.catalogue import Profession, RegionNeed
    from bot.domain.regional import Figure
    from bot.i18n import Speech
    from bot.library import Words
    from bot.services.region import Overview

_MOST_NAMED = 6
_MOST_HIRED = 10
_MOST_FIGURES = 4


@dataclass(frozen=True, slots=True)
class Counted:
    """A need, and for each of its professions the number that a source gives, if any does."""

    need: RegionNeed
    figures: tuple[Figure | None, ...]


def overview_screen(speech: Speech, words: Words, region: str, seen: Overview, collected: str) -> Screen:
    """What is needed and offered in a region, in short, and where to read on."""
    parts = [
        bold(words.regions[region].name),
        _needed(speech, words, seen.needed),
        Html("\n".join(_counts(speech, seen))),
        Html(
            "\n".join(figure_line(speech, words.figures[each.kind].name, each) for each in seen.figures[:_MOST_FIGURES])
        ),
        speech.html("<i>Collected: {date}. What is not here is not known to us.</i>", date=collected),
    ]
    needs = Button(
        speech.say("Professions in demand"), NeedsDoor(region=region), words=speech.synonyms("demand, needed")
    )
    colleges = Button(speech.say("Colleges"), CollegeTownsDoor(region=region))
    rows = (
        (needs,),
        (
            Button(speech.say("Who hires"), EmployersDoor(region=region)),
            Button(speech.say("Projects"), ProjectsDoor(region=region)),
        ),
        (colleges, Button(speech.say("Events"), EventsDoor(region=region))),
        (Button(speech.say("Vacancies and summer work"), WorkDoor(region=region)),),
        (Button(speech.say("Another region"), RegionChoiceDoor()), Button(speech.say("Menu"), MenuDoor())),
    )
    return Screen(Html("\n\n".join(part for part in parts if part)), rows, spot=RegionDoor(region=region))


def _needed(speech: Speech, words: Words, needed: Sequence[str]) -> Html:
    if not needed:
        return speech.html(
            "Our sources do not say which professions this region itself needs. What the country needs is below."
        )
    names = ", ".join(words.professions[each].short for each in needed[:_MOST_NAMED])
    rest = len(needed) - _MOST_NAMED
    if rest <= 0:
        return speech.html("Needed here: {names}", names=names)
    return Html(
        speech.count(
            "Needed here: {names}, and {number} more",
            "Needed here: {names}, and {number} more",
            rest,
            names=safe(names),
        )
    )


def _counts(speech: Speech, seen: Overview) -> list[Html]:
    lines = [
        speech.html("Enterprises we know of: {number}", number=seen.enterprises),
        speech.html("Projects: {number}", number=seen.projects),
        speech.html("Events, with those of the whole country: {number}", number=seen.events),
        speech.html("Colleges in our list: {number}", number=seen.colleges_listed),
    ]
    if seen.colleges_counted:
        counted = seen.colleges_counted
        source = dated_source(speech, counted.year, counted.sources)
        lines[-1] = speech.html(
            "Colleges in our list: {number} of {all} ({source})",
            number=seen.colleges_listed,
            all=amount(speech, counted),
            source=source,
        )
    return lines


def regions_screen(speech: Speech, regions: Sequence[tuple[str, str]], page: int) -> Screen:
    """The regions and the three big cities: pairs of id and name."""
    buttons = [Button(name, RegionDoor(region=region)) for region, name in regions]
    rows = paged_rows(speech, buttons, page, lambda number: RegionChoiceDoor(page=number))
    text = speech.html("<b>Which region shall we look at?</b>")
    return Screen(text, (*rows, (Button(speech.say("Menu"), MenuDoor()),)), spot=RegionChoiceDoor(page=page))


def needs_screen(
    speech: Speech,
    words: Words,
    door: NeedsDoor,
    own: Sequence[Counted],
    hired: Sequence[str],
    country: Sequence[Counted],
) -> Screen:
    """Professions that the region is named to need, those that its enterprises name, then those of the country."""
    parts = [speech.html("<b>{region}: professions in demand</b>", region=words.regions[door.region].name)]
    here = [_need_line(speech, words, each) for each in own]
    if hired:
        names = ", ".join(words.professions[each].short for each in hired[:_MOST_HIRED])
        here.append(speech.html("• {names}. <i>Named at enterprises and projects here</i>", names=names))
    if here:
        parts.append(Html("\n".join(here)))
    else:
        parts.append(
            speech.html(
                "Our sources name no needs of this region itself. Ask its employment centre, or look at enbek.kz."
            )
        )
    of_country = [speech.html("<b>The whole country</b>"), *(_need_line(speech, words, each) for each in country)]
    parts.append(Html("\n".join(of_country)))
    if any(figure for each in (*own, *country) for figure in each.figures):
        parts.append(speech.html("<i>In brackets: how many people or vacancies the same source counts.</i>"))
    named = [*_professions(own), *hired, *_professions(country)]
    buttons = [
        _profession_button(words, each, door.region, words.professions[each].short) for each in dict.fromkeys(named)
    ]
    rows = paged_rows(speech, buttons, door.page, lambda number: door.model_copy(update={"page": number}))
    outlook = Button(speech.say("What grows, what shrinks"), OutlookDoor(region=door.region))
    back = way_back(speech, RegionDoor(region=door.region))
    return Screen(Html("\n\n".join(parts)), (*rows, (outlook,), back), spot=door)


def _professions(needs: Sequence[Counted]) -> list[str]:
    return [profession for each in needs for profession in each.need.professions]


def _need_line(speech: Speech, words: Words, counted: Counted) -> Html:
    need, names = counted.need, []
    for profession, figure in zip(need.professions, counted.figures, strict=True):
        name = words.professions[profession].short
        names.append(f"{name} ({amount(speech, figure)})" if figure else name)
    source = dated_source(speech, need.year, need.sources)
    return Html(f"• {safe(', '.join(names))}. <i>{safe(source)}</i>")


def outlook_screen(speech: Speech, words: Words, door: OutlookDoor, professions: Sequence[Profession]) -> Screen:
    """Professions that grow as new ones and those that shrink, each by its source."""
    shown, page, _ = page_of(professions, door.page)
    here = door.model_copy(update={"page": page})
    lines = [_outlook_line(speech, words, number, each) for number, each in enumerate(shown, start=1)]
    buttons = [
        _profession_button(words, each.id, door.region, numbered(position, words.professions[each.id].short))
        for position, each in enumerate(professions)
    ]
    rows = paged_rows(speech, buttons, page, lambda number: door.model_copy(update={"page": number}))
    text = Html(
        "\n\n".join(
            [
                speech.html("<b>What grows, what shrinks</b>"),
                Html("\n".join(lines)),
                speech.html(
                    "<i>Only what a source says of the whole country. Of most professions nobody has said it yet.</i>"
                ),
            ]
        )
    )
    return Screen(text, (*rows, way_back(speech, NeedsDoor(region=door.region))), spot=here, is_numbered=True)


def _outlook_line(speech: Speech, words: Words, number: int, profession: Profession) -> str:
    demand = profession.demand
    if demand is None:
        return ""
    site = short_source(speech, demand.source)
    source = f"{demand.year}, {site}" if demand.year else speech.say("{source}, without a year", source=site)
    level = level_name(speech, demand.level)
    return f"{number}. {safe(words.professions[profession.id].short)}: {safe(level)} ({safe(source)})"


def _profession_button(words: Words, profession: str, region: str, label: str) -> Button:
    name = words.professions[profession]
    return Button(
        label,
        ProfessionDoor(id=profession, back=back_to(region)),
        words=(name.short, name.name),
    )
