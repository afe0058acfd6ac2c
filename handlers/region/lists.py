"""Lists of a region: who hires, what is being built, events, and where work is offered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.chat.doors import EnterpriseDoor, KnownEventDoor, RegionDoor
from bot.chat.paging import numbered, page_of, paged_rows
from bot.chat.screen import Button, Screen, column, shortened
from bot.chat.ways import way_back
from bot.i18n.speech import Html, bold, safe
from handlers.region.taps import EmployersDoor, EventsDoor, ProjectDoor, ProjectsDoor, WorkDoor
from handlers.region.wording import ENBEK, joined, spot_of, when_in_short

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aiogram.filters.callback_data import CallbackData

    from bot.domain.regional import Enterprise, KnownEvent, Project
    from bot.i18n import Speech
    from bot.library import Words
    from bot.services.region import Partner

_MOST_PARTNERS = 4


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a list: a name, what stands beside it, and where its button leads."""

    name: str
    beside: str
    door: CallbackData


def employers_screen(
    speech: Speech, words: Words, door: EmployersDoor, enterprises: Sequence[Enterprise], partners: Sequence[Partner]
) -> Screen:
    """Who hires, as far as sources name it."""
    lines = [
        Line(
            words.enterprises[each.id].name,
            joined(spot_of(words, each.region, each.place), words.industries[each.industry].name),
            EnterpriseDoor(id=each.id),
        )
        for each in enterprises
    ]
    below = [] if lines else [_no_employer(speech)]
    if partners:
        names = ", ".join(dict.fromkeys(each.name for each in partners[:_MOST_PARTNERS]))
        below.append(speech.html("Colleges of the region also name as their partners: {names}", names=names))
    title = speech.html("<b>{region}: who hires</b>", region=words.regions[door.region].name)
    return _list(speech, door, title, lines, below)


def _no_employer(speech: Speech) -> Html:
    return speech.html(
        "Our sources name no enterprise here. That does not mean that nobody hires: look at enbek.kz, or ask a college for "
        "its partners."
    )


def projects_screen(speech: Speech, words: Words, door: ProjectsDoor, projects: Sequence[Project]) -> Screen:
    """What is being built."""
    lines = [Line(words.projects[each.id].name, str(each.year), ProjectDoor(id=each.id)) for each in projects]
    nothing = speech.html("Our sources name no project here. Ask at school, or read the news of your akimat.")
    title = speech.html("<b>{region}: projects</b>", region=words.regions[door.region].name)
    return _list(speech, door, title, lines, [] if lines else [nothing])


def events_screen(speech: Speech, words: Words, door: EventsDoor, events: Sequence[KnownEvent]) -> Screen:
    """Events of the region and of the country of which sources tell."""
    lines = [
        Line(
            words.known_events[each.id].name,
            when_in_short(speech, each),
            KnownEventDoor(id=each.id, region=door.region),
        )
        for each in events
    ]
    below = [speech.html("<i>From the press. Nobody registers for these here: ask at school how to come.</i>")]
    if not any(each.region == door.region for each in events):
        below.insert(
            0, speech.html("Our sources name no event of this region itself, only those of the whole country.")
        )
    title = speech.html("<b>{region}: events about professions</b>", region=words.regions[door.region].name)
    return _list(speech, door, title, lines, below)


def work_screen(speech: Speech, words: Words, region: str, fairs: Sequence[KnownEvent]) -> Screen:
    """Where vacancies are, and what is known of job fairs and of work for the summer."""
    parts = [
        speech.html("<b>{region}: vacancies and summer work</b>", region=words.regions[region].name),
        speech.html(
            "Vacancies of the whole country are at enbek.kz, the labour exchange of the state. Choose your region there."
        ),
        *(
            Html(f"{bold(words.known_events[each.id].name)}\n{safe(words.known_events[each.id].fact)}")
            for each in fairs
        ),
    ]
    buttons = [
        Button(shortened(words.known_events[each.id].name), KnownEventDoor(id=each.id, region=region)) for each in fairs
    ]
    site = Button(speech.say("Open enbek.kz"), url=ENBEK)
    back = way_back(speech, RegionDoor(region=region))
    return Screen(Html("\n\n".join(parts)), (*column(site, *buttons), back), spot=WorkDoor(region=region))


def _list(
    speech: Speech,
    door: EmployersDoor | ProjectsDoor | EventsDoor,
    title: Html,
    lines: Sequence[Line],
    below: Sequence[Html],
) -> Screen:
    """Names in full in the text, buttons with as much of them as a phone shows."""
    shown, page, _ = page_of(lines, door.page)
    here = door.model_copy(update={"page": page})
    text = [f"{number}. {safe(each.name)} · {safe(each.beside)}" for number, each in enumerate(shown, start=1)]
    buttons = [
        Button(numbered(position, each.name), each.door, words=(each.name,)) for position, each in enumerate(lines)
    ]
    rows = paged_rows(speech, buttons, page, lambda number: door.model_copy(update={"page": number}))
    parts = [title, Html("\n".join(text)), *below]
    back = way_back(speech, RegionDoor(region=door.region))
    whole = Html("\n\n".join(part for part in parts if part))
    return Screen(whole, (*rows, back), spot=here, is_numbered=True)
