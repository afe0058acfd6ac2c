"""What organisers read: states, why something is not possible, and what an event lacks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from bot.domain.events import text_in
from bot.domain.languages import Language
from bot.i18n.speech import Html, mark

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from typing import Literal

    from bot.domain.event_edits import EditFault, Lack, TextField, WindowField
    from bot.domain.events import Event, Session, Texts
    from bot.domain.registration import EventState, SeatCount
    from bot.domain.typed_moment import MomentFault
    from bot.i18n import Speech
    from handlers.organising.taps import TextLetter, WindowLetter

LANGUAGES: Final[Mapping[Language, str]] = {Language.KK: "Қазақша", Language.RU: "Русский", Language.EN: "English"}
FIELDS: Final[Mapping[TextLetter, TextField]] = {"t": "title", "a": "about", "d": "address"}
WINDOWS: Final[Mapping[WindowLetter, WindowField]] = {"o": "opens_at", "c": "closes_at", "k": "cancel_until"}
_STATES: Final[Mapping[EventState, str]] = {
    "draft": mark("Draft: pupils do not see it"),
    "open": mark("Published: pupils can register"),
    "closed": mark("Registration is closed"),
    "held": mark("Held"),
    "cancelled": mark("Called off"),
}
_SHORT_STATES: Final[Mapping[EventState, str]] = {
    "draft": mark("draft"),
    "open": mark("open"),
    "closed": mark("closed"),
    "held": mark("held"),
    "cancelled": mark("called off"),
}
_FAULTS: Final[Mapping[EditFault, str]] = {
    "last_text": mark("The title has to stay in at least one language."),
    "was_answered": mark("Pupils have answered this question already, so it stays. You can change its words."),
    "too_many": mark("That is more than there may be. Nothing was changed."),
    "wrong_order": mark("Registration would close before it opens. Nothing was changed."),
    "past": mark("This moment has passed. Please choose a later one."),
}
_LACKS: Final[Mapping[Lack, str]] = {
    "place": mark("the town"),
    "session": mark("a session: day, hour and seats"),
    "session_ahead": mark("a session that is still ahead"),
    "closed": mark("a registration that is open before the last session begins"),
}
_MOMENT_FAULTS: Final[Mapping[MomentFault, str]] = {
    "nonsense": mark("I did not understand the day and the hour."),
    "no_day": mark("I understood the hour, but not the day."),
    "no_time": mark("I understood the day, but not the hour."),
    "no_such_day": mark("There is no such day in the calendar."),
    "past": mark("This moment has passed. Please choose a later one."),
    "too_far": mark("That is more than two years ahead."),
}


def state_name(speech: Speech, state: EventState) -> str:
    """Return an event's state in a sentence."""
    return speech.say(_STATES[state])


def short_state(speech: Speech, state: EventState) -> str:
    """Return an event's state in a word."""
    return speech.say(_SHORT_STATES[state])


def fault_line(speech: Speech, fault: EditFault) -> Html:
    """Return why an edit is not possible."""
    return speech.html(_FAULTS[fault])


def moment_fault(speech: Speech, fault: MomentFault) -> Html:
    """Return why a typed text is no moment, and how one is written."""
    example = speech.html("Write it like this: 12.12 14:00")
    return Html(f"{speech.html(_MOMENT_FAULTS[fault])} {example}")


def text_fault(speech: Speech, fault: Literal["empty", "too_long"], most: int) -> Html:
    """Return why a typed text is not taken."""
    if fault == "too_long":
        return speech.html("That is too long: at most {most} characters.", most=most)
    return speech.html("I found no words in that. Please write it once more.")


def lack_lines(speech: Speech, lacks: tuple[Lack, ...]) -> Html:
    """Return what an event lacks before it can be published."""
    return Html("\n".join(f"· {speech.html(_LACKS[each])}" for each in lacks))


def counts_line(speech: Speech, session: Session, count: SeatCount) -> str:
    """Return how the seats of a session stand, in numbers."""
    parts = [speech.say("seats taken: {taken} of {capacity}", taken=session.taken, capacity=session.capacity)]
    if count.held:
        parts.append(speech.say("of them held: {number}", number=count.held))
    if count.waiting:
        parts.append(speech.say("in line: {number}", number=count.waiting))
    if count.approval:
        parts.append(speech.say("wait for your yes: {number}", number=count.approval))
    if count.came:
        parts.append(speech.say("came: {number}", number=count.came))
    return ", ".join(parts)


def session_name(speech: Speech, event: Event, session: Session) -> str:
    """Return when a session begins and what it is about: «5 желтоқсан, 10:00 · Дәнекерлеу»."""
    local = session.starts_at.astimezone(ZoneInfo(event.zone))
    label = text_in(session.label, speech.language)
    when = f"{speech.day_of_year(local.date())}, {local:%H:%M}"
    return f"{when} · {label}" if label else when


def moment_text(speech: Speech, event: Event, moment: datetime) -> str:
    """Return a moment in the event's zone, with its year where that is another one than the first session's."""
    return speech.day_and_hour(moment, event.zone)


def length_name(speech: Speech, minutes: int) -> str:
    """Return a length in hours and minutes."""
    hours, rest = divmod(minutes, 60)
    parts = [speech.say("{number} h", number=hours)] if hours else []
    parts += [speech.say("{number} min", number=rest)] if rest else []
    return " ".join(parts)


def languages_line(speech: Speech, texts: Texts) -> Html:
    """Return what stands instead of the languages that are missing."""
    missing = [each for each in Language if not texts.get(each)]
    if not texts or not missing:
        return Html()
    named = ", ".join(LANGUAGES[each] for each in missing)
    return speech.html(
        "Not written yet: {languages}. Whoever reads in it sees the text of another language.", languages=named
    )


def told_line(speech: Speech, number: int) -> Html:
    """Return how many messages go out."""
    if not number:
        return speech.html("Nobody has to be told: nobody is registered.")
    return Html(speech.count("{number} message goes out.", "{number} messages go out.", number))
