"""How the regional view says figures, places and times. Every number comes with its year and source."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from bot.chat.sources import dated_source
from bot.i18n.speech import Html, safe

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.domain.regional import Enterprise, Figure, KnownEvent, Project, Yearly
    from bot.i18n import Speech
    from bot.library import Words

ENBEK: Final = "https://www.enbek.kz/"


def amount(speech: Speech, figure: Figure) -> str:
    """Return the number of a figure in its unit."""
    value = speech.money(round(figure.value)) if figure.unit == "tenge_month" else speech.number(figure.value)
    if figure.unit == "percent":
        value = f"{value}\xa0%"
    return speech.say("more than {number}", number=value) if figure.or_more else value


def figure_line(speech: Speech, name: str, figure: Figure) -> Html:
    """Return a figure with what it counts, how far it reaches, its year and source."""
    label = speech.say("{what}, until {year}", what=name, year=figure.until) if figure.until else name
    source = dated_source(speech, figure.year, figure.sources)
    return safe(f"{label}: {amount(speech, figure)} ({source})")


def source_line(speech: Speech, year: int, sources: Iterable[str]) -> Html:
    """Return the last line of a card."""
    return speech.html("<i>Source: {source}</i>", source=dated_source(speech, year, sources))


def jobs(speech: Speech, number: int, *, or_more: bool) -> str:
    """Return a number of jobs."""
    value = speech.number(number)
    return speech.say("more than {number}", number=value) if or_more else value


def pay_of(speech: Speech, enterprise: Enterprise) -> list[Html]:
    """Return what an enterprise pays in a line; nothing when its source does not say."""
    if enterprise.pay is None or enterprise.pay_is is None:
        return []
    money = speech.money(enterprise.pay)
    return [
        {
            "average": speech.html("Average pay: {amount} a month", amount=money),
            "median": speech.html("Pay in the middle (half earn more, half less): {amount} a month", amount=money),
            "highest": speech.html("Pay: up to {amount} a month", amount=money),
        }[enterprise.pay_is]
    ]


def project_figures(speech: Speech, project: Project) -> list[Html]:
    """Return the numbers of a project, each in its line."""
    lines = []
    if project.projects:
        lines.append(speech.html("Projects: {number}", number=speech.number(project.projects)))
    if project.jobs:
        promised = jobs(speech, project.jobs, or_more=project.jobs_or_more)
        lines.append(speech.html("Jobs that are promised: {number}", number=promised))
    if project.working_percent:
        lines.append(speech.html("Of these for working professions: {number} %", number=project.working_percent))
    if project.seats:
        lines.append(speech.html("Places for students: {number}", number=speech.number(project.seats)))
    if project.until:
        lines.append(speech.html("To be ready by: {year}", year=project.until))
    return lines


def when(speech: Speech, event: KnownEvent) -> list[Html]:
    """Return when an event was, was to be, or comes back, as its sources say."""
    lines = []
    if event.begins and event.planned:
        lines.append(
            speech.html("Planned for: {date}. Whether it took place, we do not know.", date=_span(speech, event))
        )
    elif event.begins:
        lines.append(speech.html("Was held: {date}", date=_span(speech, event)))
    return [*lines, _every(speech, event.yearly)] if event.yearly else lines


def when_in_short(speech: Speech, event: KnownEvent) -> str:
    """Return the same in a word or two, for a list."""
    if event.yearly:
        return speech.say("every year")
    moment = _moment(speech, (event.begins or "")[:7])
    return speech.say("plan: {date}", date=moment) if event.planned else moment


def _every(speech: Speech, yearly: Yearly) -> Html:
    if yearly.month is None:
        return speech.html("Comes back every year.")
    month = speech.month_name(yearly.month)
    if yearly.last_sunday:
        return speech.html("Every year, on the last Sunday of the month: {month}", month=month)
    return speech.html("Usually every year: {month}", month=month)


def _span(speech: Speech, event: KnownEvent) -> str:
    first = _moment(speech, event.begins or "")
    return f"{first} - {_moment(speech, event.ends)}" if event.ends else first


def _moment(speech: Speech, moment: str) -> str:
    """Return a day, a month or a year as people write it."""
    match len(moment):
        case 4:
            return moment
        case 7:
            return speech.month(moment)
        case _:
            return speech.date(date.fromisoformat(moment))


def joined(*parts: str) -> str:
    """Return what is known of several things in one line."""
    return " · ".join(part for part in parts if part)


def spot_of(words: Words, region: str, place: str | None) -> str:
    """Return the name of a town, or of the whole region where the source names no town."""
    if place in words.places:
        return words.places[place].name
    return words.regions[region].name if region in words.regions else ""
