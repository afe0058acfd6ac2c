"""The parts of an audience, and their values, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, get_args

from bot.chat.event_words import title_of
from bot.chat.interests import interest_name
from bot.domain.announcements import EventStanding
from bot.domain.interests import Interest
from bot.domain.languages import Language
from bot.services.access import NotAllowed
from handlers.announcing.taps import Part

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.chat.visit import Visit
    from bot.domain.announcements import Announcement, Choice, Reason
    from bot.domain.events import Event
    from bot.i18n import Speech
    from bot.services.announcing_outcomes import NotReady

PARTS: Final[tuple[Part, ...]] = get_args(Part)
OWN_NAMES: Final[Mapping[Language, str]] = {Language.KK: "Қазақша", Language.RU: "Русский", Language.EN: "English"}


def part_name(speech: Speech, part: Part) -> str:
    """Return what a part is called."""
    return {
        "classes": speech.say("My classes"),
        "events": speech.say("Events"),
        "regions": speech.say("Regions"),
        "towns": speech.say("Towns and villages"),
        "grades": speech.say("Grades"),
        "languages": speech.say("Languages"),
        "interests": speech.say("Strongest interest"),
        "professions": speech.say("Saved professions"),
        "schools": speech.say("Schools"),
    }[part]


def values_of(choice: Choice, part: Part) -> list[str]:
    """Return the chosen values of a part, as they travel in taps."""
    chosen = getattr(choice, part)
    if part == "events":
        return sorted(f"{each.event_id}{each.standing[0]}" for each in chosen)
    return sorted(map(str, chosen))


def standing_of(value: str) -> EventStanding | None:
    """Return what the value of an event means; None for one that was never ours."""
    standings = {"r": "registered", "w": "waiting", "a": "attended"}
    if value[-1:] not in standings or not value[:-1].isdecimal():
        return None
    return EventStanding(int(value[:-1]), standings[value[-1]])  # type: ignore[arg-type]


def event_value_name(speech: Speech, event: Event, value: str) -> str:
    """Return an event with how its people stand."""
    standing = {
        "r": speech.say("registered"),
        "w": speech.say("waiting"),
        "a": speech.say("were there"),
    }[value[-1]]
    return f"{standing}: {title_of(speech, event)}"


async def value_names(visit: Visit, part: Part, values: list[str]) -> dict[str, str]:
    """Return values in words; those that are no more are missing."""
    if part == "classes":
        own = await visit.ground.classes.own(visit.pupil.id)
        classes = {str(each.school_class.id): each.school_class.name for each in getattr(own, "classes", ())}
        return {value: classes[value] for value in values if value in classes}
    if part == "events":
        names = {}
        for value in values:
            standing = standing_of(value)
            event = await visit.ground.events.find(standing.event_id) if standing else None
            if event:
                names[value] = event_value_name(visit.speech, event, value)
        return names
    if part == "schools":
        schools = await school_names(visit)
        return {value: schools[value] for value in values if value in schools}
    return {value: name for value in values if (name := _name(visit, part, value))}


async def school_names(visit: Visit) -> dict[str, str]:
    """Return the names of all schools that have classes, with their towns, by name; none for who may not choose by school."""
    found = await visit.ground.classes.schools(visit.pupil.id)
    if isinstance(found, NotAllowed):
        return {}
    shelf, atlas = visit.ground.shelf, visit.ground.atlas
    names = {
        each.school.digest: f"{each.school.name}, {atlas.place_name(each.town, visit.language)}"
        if each.town in shelf.places
        else each.school.name
        for each in found
    }
    return dict(sorted(names.items(), key=lambda pair: visit.speech.sort_key(pair[1])))


def _name(visit: Visit, part: Part, value: str) -> str | None:
    words, shelf, speech = visit.words, visit.ground.shelf, visit.speech
    match part:
        case "regions":
            return words.regions[value].name if value in shelf.regions else None
        case "towns":
            return visit.ground.atlas.full_place_name(value, visit.language) if value in shelf.places else None
        case "grades":
            return speech.say("Grade {grade}", grade=value)
        case "languages":
            return next((name for language, name in OWN_NAMES.items() if language.value == value), None)
        case "interests":
            return next((interest_name(speech, each) for each in Interest if each.value == value), None)
        case "professions":
            return words.professions[value].name if value in shelf.professions else None
        case _:
            return None


def reason_name(speech: Speech, reason: Reason) -> str:
    """Return why somebody gets nothing."""
    return {
        "excluded": speech.say("left out by you"),
        "opted_out": speech.say("want no announcements"),
        "unreachable": speech.say("cannot be reached"),
        "no_text": speech.say("no text in their language"),
        "quiet": speech.say("had two today already"),
    }[reason]


def unready_line(speech: Speech, why: NotReady) -> str:
    """Return what has to be done before it can be sent."""
    return {
        "no_text": speech.say("Write the text in at least one language first."),
        "too_long": speech.say("The text is too long: 4,000 letters, or 1,000 under a picture or file."),
        "nobody": speech.say("Say for whom it is first."),
        "none_left": speech.say("Nobody would get it now."),
        "too_few": speech.say("So few pupils fit that it would tell something about one of them. Choose more widely."),
        "not_urgent": speech.say("An administrator has to agree that it is urgent. They have been told."),
        "past": speech.say("That moment is past, or more than two months ahead."),
    }[why]


def fate_names(speech: Speech) -> dict[str, str]:
    """Return what became of somebody's message, by its state; what is not named has not gone yet."""
    return {
        "sent": speech.say("arrived"),
        "uncertain": speech.say("nobody knows whether it arrived"),
        "unreachable": speech.say("cannot be reached"),
        "failed": speech.say("refused by Telegram"),
        "dropped": speech.say("not sent after all"),
    }


def state_name(speech: Speech, announcement: Announcement) -> str:
    """Return how an announcement stands."""
    return {
        "draft": speech.say("Draft"),
        "queued": speech.say("Waits for its time"),
        "sending": speech.say("Being sent"),
        "paused": speech.say("Paused"),
        "cancelled": speech.say("Cancelled"),
        "done": speech.say("Sent"),
    }[announcement.state]
