"""A suggested profession in words. It stands here because the result, "what if", the comparison and the parents' card name it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.chat.doors import ProfessionDoor, QuizDoor, ResultDoor
from bot.chat.interests import interest_name
from bot.chat.screen import Button
from bot.chat.sources import short_source
from bot.domain.people import entry_grade
from bot.i18n.speech import Html, bold
from bot.services.advice import Advised

if TYPE_CHECKING:
    from bot.chat.doors import Back
    from bot.chat.visit import Visit
    from bot.domain.advice import Suggestion
    from bot.domain.scoring import Need
    from bot.i18n import Speech


@dataclass(frozen=True, slots=True)
class Fitting:
    """A suggested profession in words.

    Attributes:
        suggestion: the profession with the parts of its score.
        college: short name of the nearest college that teaches it, None when our list has none.
    """

    suggestion: Suggestion
    name: str
    short: str
    line: str
    college: str | None

    @property
    def id(self) -> str:
        """Id of the profession."""
        return self.suggestion.profession


async def advised_or_door(visit: Visit) -> Advised | QuizDoor | ResultDoor:
    """Return the result with its professions, or where to go when there is none."""
    advised = await visit.ground.advice.advise(visit.pupil)
    if not isinstance(advised, Advised):
        return QuizDoor()
    return advised if advised.suggestions else ResultDoor()


def fitting_of(visit: Visit, suggestion: Suggestion) -> Fitting:
    """Return a suggestion in the pupil's language."""
    words, college = visit.words.professions[suggestion.profession], suggestion.candidate.college
    near = visit.words.colleges[college].short if college else None
    return Fitting(suggestion, words.name, words.short, words.line, near)


def profession_button(fitting: Fitting, back: Back) -> Button:
    """Return the button that leads to the profession's card."""
    return Button(fitting.short, ProfessionDoor(id=fitting.id, back=back), words=(fitting.name,))


def fitting_lines(speech: Speech, number: int, fitting: Fitting, grade: int | None) -> Html:
    """Name, reason, nearest college, and what must be said before a pupil counts on it."""
    lines = [
        bold(f"{number}. {fitting.name}"),
        Html(f"{shared_line(speech, fitting)} {college_line(speech, fitting)}"),
        *entry_lines(speech, fitting, grade),
        *widening_lines(speech, fitting.suggestion),
    ]
    return Html("\n".join(lines))


def widening_lines(speech: Speech, suggestion: Suggestion) -> list[Html]:
    """What is said of the one that stands among the five to widen the view; nothing of the others."""
    return [speech.html("<i>Another field than the others, to widen the view.</i>")] if suggestion.widens else []


def region_name(visit: Visit) -> str:
    """Return the name of the pupil's region; empty for a town that the atlas no longer has."""
    region = visit.ground.shelf.region_of(visit.pupil.place)
    return visit.words.regions[region].name if region else ""


def shared_line(speech: Speech, fitting: Fitting) -> Html:
    """The interests that the pupil and the profession share."""
    names = ", ".join(interest_name(speech, interest) for interest in fitting.suggestion.shared)
    return (
        speech.html("Suits your interests: {names}.", names=names) if names else speech.html("Close to your interests.")
    )


def college_line(speech: Speech, fitting: Fitting) -> Html:
    """The nearest college, or an honest sentence."""
    kilometres = fitting.suggestion.candidate.college_km
    if fitting.college is None or kilometres is None:
        return speech.html("No college in our list names it yet: ask the colleges near you.")
    return speech.html(
        "Nearest college: {college}, {distance}.", college=fitting.college, distance=speech.distance(kilometres)
    )


def entry_lines(speech: Speech, fitting: Fitting, grade: int | None) -> list[Html]:
    """A warning when the way in after the pupil's grade is not known; nothing when it is."""
    mine = entry_grade(grade)
    match fitting.suggestion.candidate.entry:
        case "open":
            return []
        case "other":
            return [
                speech.html(
                    "Entry after grade {grade}: our sources know only of entry after grade {other}, ask the college.",
                    grade=mine,
                    other=9 if mine == 11 else 11,
                )
            ]
        case _:
            return [speech.html("Entry after grade {grade}: not known to us, ask the college.", grade=mine)]


def need_line(speech: Speech, need: Need | None, region: str) -> Html:
    """What is said of demand, by whom and when; an honest sentence when nothing is."""
    if need is None:
        return speech.html("No figure with a source: ask the employment centre or look at enbek.kz.")
    source = short_source(speech, need.source)
    dated = f"{need.year}, {source}" if need.year else speech.say("{source}, without a year", source=source)
    if need.kind == "region":
        return speech.html("Your region names it among its needs: {region} ({source})", region=region, source=dated)
    if need.kind == "country":
        return speech.html("The country names it among its needs ({source})", source=dated)
    return speech.html("In the country: {level} ({source})", level=level_name(speech, need.level), source=dated)


def level_name(speech: Speech, level: str) -> str:
    """Return a level of demand in words."""
    return {
        "in_demand": speech.say("workers are looked for"),
        "stable": speech.say("steady"),
        "emerging": speech.say("a new profession that is growing"),
        "declining": speech.say("fewer are needed than before"),
    }[level]
