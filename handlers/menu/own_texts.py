"""What a pupil wrote for events, shown to them in full: nobody has to guess what an organiser was told."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from bot.chat.screen import Button, Screen, column
from bot.domain.events import text_in
from bot.i18n.speech import Html, bold, safe
from handlers.menu.taps import ForgetDetailsTap, MyDataDoor, MyTextsDoor

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.chat.screen import Row
    from bot.i18n import Speech

# Each may hold a thousand letters that were typed, and a message has 4,096.
_REGISTRATIONS_ON_PAGE = 2


def my_texts_screen(speech: Speech, data: Mapping[str, Any], page: int) -> Screen:
    """What is remembered for the next registration, the form that was begun, and the registrations, two a page."""
    registrations: Sequence[Mapping[str, Any]] = data["registrations"]
    pages = max(1, -(-len(registrations) // _REGISTRATIONS_ON_PAGE))
    page = min(page, pages - 1)
    shown = registrations[page * _REGISTRATIONS_ON_PAGE : (page + 1) * _REGISTRATIONS_ON_PAGE]
    parts = [speech.html("<b>What you wrote for events</b>")]
    if page == 0:
        parts += [details_line(speech, data), _begun(speech, data)]
    parts += [_registration(speech, each) for each in shown]
    if not registrations:
        parts.append(speech.html("You have not registered for any event."))
    forget = [Button(speech.say("Forget name, school, class"), ForgetDetailsTap())] if data["details"] else []
    back = Button(speech.say("← Back"), MyDataDoor())
    return Screen(
        Html("\n\n".join(parts)), (*_turns(speech, page, pages), *column(*forget, back)), MyTextsDoor(page=page)
    )


def details_line(speech: Speech, data: Mapping[str, Any]) -> Html:
    """Return what is remembered for the next registration."""
    details = data["details"]
    if details is None:
        return speech.html("For your next registration: nothing is remembered")
    return speech.html("For your next registration: {details}", details=_typed(details["about"]))


def _begun(speech: Speech, data: Mapping[str, Any]) -> Html:
    begun = data["registration_begun"]
    if begun is None:
        return speech.html("No form is begun")
    typed = "; ".join(begun["about"]["texts"].values()) or "0"
    return speech.html("A form is begun: {title}: {typed}", title=text_in(begun["title"], speech.language), typed=typed)


def _registration(speech: Speech, each: Mapping[str, Any]) -> Html:
    moment = speech.day_and_hour(datetime.fromisoformat(each["starts_at"]), each["zone"])
    typed = _typed(each["about"]) if each["about"] else speech.say("Name, school, class and answers are erased already")
    lines = [
        bold(text_in(each["title"], speech.language)),
        safe(f"{moment}: {_state_name(speech, each['state'])}"),
        safe(typed),
        *_around(speech, each),
    ]
    return Html("\n".join(lines))


def _around(speech: Speech, each: Mapping[str, Any]) -> list[Html]:
    """Return what else is kept with a registration: the parent's word, the entry, what was said afterwards."""
    lines = []
    if each["parent_agreed_at"]:
        lines.append(speech.html("A parent agreed: {date}", date=_date(speech, each["parent_agreed_at"])))
    if each["parent_withdrew_at"]:
        lines.append(speech.html("A parent took it back: {date}", date=_date(speech, each["parent_withdrew_at"])))
    if each["has_come"]:
        lines.append(speech.html("You were there"))
    if each["said_at"]:
        said = ", ".join(str(answer) for answer in (each["worth"], each["would_work"]) if answer is not None)
        lines.append(speech.html("What you said afterwards: {said}", said=said))
    if each["certificate"]:
        lines.append(speech.html("Certificate: {code}", code=each["certificate"]))
    return lines


def _typed(about: Mapping[str, Any]) -> str:
    return ", ".join(text for text in (about["name"], about["school"], about["class"], *about["answers"]) if text)


def _date(speech: Speech, moment: str) -> str:
    return speech.date(datetime.fromisoformat(moment).date())


def _state_name(speech: Speech, state: str) -> str:
    return {
        "approval": speech.say("the organiser looks at it"),
        "waiting": speech.say("you are in line"),
        "offered": speech.say("a seat is held for you"),
        "consent": speech.say("it waits for a parent"),
        "seated": speech.say("you have a seat"),
        "cancelled": speech.say("you gave it back"),
        "refused": speech.say("it was refused"),
        "expired": speech.say("the time ran out"),
        "removed": speech.say("the organiser took it back"),
    }[state]


def _turns(speech: Speech, page: int, pages: int) -> tuple[Row, ...]:
    turns = []
    if page > 0:
        turns.append(Button(speech.say("← Previous"), MyTextsDoor(page=page - 1)))
    if page < pages - 1:
        label = speech.say("Next ({page} of {pages}) →", page=page + 2, pages=pages)
        turns.append(Button(label, MyTextsDoor(page=page + 1), words=speech.synonyms("next, more")))
    return (tuple(turns),) if turns else ()
