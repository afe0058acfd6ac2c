"""Cards of an enterprise, a project and an event: what a source says, of which year, and the ways on from there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.chat.doors import (
    CollegeDoor,
    EnterpriseDoor,
    KnownEventDoor,
    ProfessionDoor,
    RegionDoor,
    back_to,
)
from bot.chat.screen import Button, Screen, column, shortened
from bot.chat.sources import short_sources
from bot.chat.ways import way_back
from bot.i18n.speech import Html, bold, safe
from handlers.region.taps import EmployersDoor, EventsDoor, ProjectDoor, ProjectsDoor
from handlers.region.wording import jobs, joined, pay_of, project_figures, source_line, spot_of, when

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aiogram.filters.callback_data import CallbackData

    from bot.chat.screen import Row
    from bot.domain.catalogue import College
    from bot.domain.regional import Enterprise, KnownEvent, Project
    from bot.i18n import Speech
    from bot.library import FactWords, Words


def enterprise_screen(speech: Speech, words: Words, enterprise: Enterprise, colleges: Sequence[College]) -> Screen:
    """An enterprise: what it is, whom it takes, and the ways to it."""
    where = joined(spot_of(words, enterprise.region, enterprise.place), words.industries[enterprise.industry].name)
    lines = [
        *_jobs(speech, enterprise),
        *pay_of(speech, enterprise),
        _professions(speech, words, enterprise.professions),
        *_colleges(speech, words, colleges),
    ]
    source = source_line(speech, enterprise.year, enterprise.sources)
    text = _card(words.enterprises[enterprise.id], where, lines, source)
    rows = _links(words, enterprise.region, enterprise.professions, colleges)
    back = EmployersDoor(region=enterprise.region)
    return Screen(text, (*rows, way_back(speech, back)), spot=EnterpriseDoor(id=enterprise.id))


def _jobs(speech: Speech, enterprise: Enterprise) -> list[Html]:
    if enterprise.jobs is None:
        return []
    return [speech.html("Jobs: {number}", number=jobs(speech, enterprise.jobs, or_more=enterprise.jobs_or_more))]


def project_screen(speech: Speech, words: Words, project: Project, colleges: Sequence[College]) -> Screen:
    """A project in its numbers, and the ways to it."""
    industry = words.industries[project.industry].name if project.industry else ""
    lines = [
        *project_figures(speech, project),
        *([_professions(speech, words, project.professions)] if project.professions else []),
        *_colleges(speech, words, colleges),
    ]
    source = source_line(speech, project.year, project.sources)
    where = joined(spot_of(words, project.region, project.place), industry)
    text = _card(words.projects[project.id], where, lines, source)
    enterprise = project.enterprise
    owner = [Button(shortened(words.enterprises[enterprise].name), EnterpriseDoor(id=enterprise))] if enterprise else []
    rows = (*column(*owner), *_links(words, project.region, project.professions, colleges))
    back = ProjectsDoor(region=project.region)
    return Screen(text, (*rows, way_back(speech, back)), spot=ProjectDoor(id=project.id))


def event_screen(
    speech: Speech, words: Words, door: KnownEventDoor, event: KnownEvent, colleges: Sequence[College], collected: str
) -> Screen:
    """An event: when it was or comes back, and what could be seen there."""
    place = spot_of(words, event.region, event.place) or speech.say("The whole country")
    lines = [
        *when(speech, event),
        *([_professions(speech, words, event.professions)] if event.professions else []),
        *_colleges(speech, words, colleges),
    ]
    source = speech.html(
        "<i>Source: {source}. Collected: {date}.</i>", source=short_sources(speech, event.sources), date=collected
    )
    text = _card(words.known_events[event.id], joined(words.event_kinds[event.kind].name, place), lines, source)
    region = door.region if door.region in words.regions else event.region
    back: CallbackData = EventsDoor(region=region) if region in words.regions else RegionDoor()
    rows = _links(words, region, event.professions, colleges)
    return Screen(text, (*rows, way_back(speech, back)), spot=door)


def _card(words: FactWords, where: str, lines: Sequence[Html], source: Html) -> Html:
    parts = [Html(f"{bold(words.name)}\n{safe(where)}"), safe(words.fact), Html("\n".join(lines)), source]
    return Html("\n\n".join(part for part in parts if part))


def _professions(speech: Speech, words: Words, professions: Sequence[str]) -> Html:
    if not professions:
        return speech.html("The source names no professions: look for its vacancies at enbek.kz.")
    return speech.html("Professions: {names}", names=", ".join(words.professions[each].short for each in professions))


def _colleges(speech: Speech, words: Words, colleges: Sequence[College]) -> list[Html]:
    if not colleges:
        return []
    return [speech.html("Colleges: {names}", names=", ".join(words.colleges[each.id].short for each in colleges))]


def _links(words: Words, region: str, professions: Sequence[str], colleges: Sequence[College]) -> tuple[Row, ...]:
    """Return buttons of professions, whose way back leads to the region, and of colleges, each among those of its town."""
    names = words.professions
    cards = [
        Button(names[each].short, ProfessionDoor(id=each, back=back_to(region)), words=(names[each].name,))
        for each in professions
    ]
    doors = [CollegeDoor(id=each.id, place=each.place, listed="t") for each in colleges]
    near = [
        Button(shortened(words.colleges[door.id].short), door, words=(words.colleges[door.id].name,)) for door in doors
    ]
    return column(*cards, *near)
