"""Screens for parents and for whoever verifies a certificate. They are spoken to politely, and nothing of them is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.chat.event_words import session_head, time_of, title_of
from bot.chat.screen import Button, Screen
from bot.domain.events import text_in
from bot.domain.languages import Language
from bot.domain.registration import NAMES_KEPT
from bot.i18n.speech import Html, safe
from handlers.consent.taps import AgreeToEventTap, CertificateDoor, ConsentDoor, WithdrawTap

if TYPE_CHECKING:
    from bot.chat.screen import Row
    from bot.i18n import Speech
    from bot.services.atlas import Atlas
    from bot.services.consent import Asked
    from bot.services.tickets import Ticket

_NAMES = {Language.KK: "Қазақша", Language.RU: "Русский", Language.EN: "English"}


def consent_screen(speech: Speech, atlas: Atlas, asked: Asked, secret: str) -> Screen:
    """What is shared, with whom and for how long; then what was said, or the question."""
    ticket = asked.ticket
    parts = [
        speech.html("<b>A parent's consent to take part in an event</b>"),
        session_head(speech, atlas, ticket.event, ticket.session),
        *_shared(speech, ticket),
        _holds_now(speech, asked),
    ]
    if asked.was_own:
        parts.append(
            speech.html(
                "You opened this with the pupil's own account. A parent has to tap the link in their own Telegram."
            )
        )
    language = speech.language
    rows: list[Row] = []
    if asked.answer == "open":
        rows.append((Button(speech.say("I agree"), AgreeToEventTap(secret=secret, language=language)),))
        rows.append((Button(speech.say("I do not agree"), WithdrawTap(secret=secret, language=language)),))
    elif asked.answer == "agreed":
        rows.append((Button(speech.say("Take the consent back"), WithdrawTap(secret=secret, language=language)),))
    others = [each for each in Language if each is not speech.language]
    rows.append(tuple(Button(_NAMES[each], ConsentDoor(secret=secret, language=each)) for each in others))
    return Screen(Html("\n\n".join(parts)), tuple(rows))


def unknown_link_screen(speech: Speech) -> Screen:
    """A link that is no more, or never was."""
    return Screen(
        speech.html(
            "This link is not valid, or no longer. If your child registered again, please ask them for the new link."
        )
    )


def certificate_screen(speech: Speech, ticket: Ticket, code: str) -> Screen:
    """A certificate that is real: as much as is needed to compare it with the paper, and no more."""
    parts = [
        speech.html("<b>The certificate is valid.</b>"),
        speech.html(
            "Event: {title}\nDate: {time}",
            title=title_of(speech, ticket.event),
            time=time_of(speech, ticket.event, ticket.session),
        ),
    ]
    if ticket.about is not None:
        parts.append(
            speech.html(
                "Initials: {initials}. Compare them with the name on the paper.", initials=initials(ticket.about.name)
            )
        )
    return Screen(Html("\n\n".join(parts)), (_languages(speech, code),))


def unknown_certificate_screen(speech: Speech, code: str) -> Screen:
    """No certificate has this code."""
    text = speech.html("There is no certificate with this code. Please compare the code with the one on the paper.")
    return Screen(text, (_languages(speech, code),))


def initials(name: str) -> str:
    """Return the first letters of a name's words: enough to compare, not enough to learn it."""
    return " ".join(f"{word[0].upper()}." for word in name.split())


def _languages(speech: Speech, code: str) -> Row:
    others = [each for each in Language if each is not speech.language]
    return tuple(Button(_NAMES[each], CertificateDoor(code=code, language=each)) for each in others)


def _shared(speech: Speech, ticket: Ticket) -> list[Html]:
    """Return exactly what the organiser gets to see, who they are, and until when."""
    about = ticket.about
    if about is None:
        return []
    lines = [speech.html("<b>What is shared</b>"), speech.html("Name: {name}", name=about.name)]
    if about.school:
        lines.append(speech.html("School: {school}", school=about.school))
    if about.grade:
        lines.append(speech.html("Class: {grade}", grade=about.grade))
    for question, answer in zip(ticket.event.questions, about.answers, strict=False):
        if answer:
            asked = text_in(question, speech.language)
            lines.append(safe(f"{asked} {answer}" if asked.endswith(("?", ":")) else f"{asked}: {answer}"))
    until = speech.moment_day(ticket.session.ends_at + NAMES_KEPT)
    whom = speech.html(
        "<b>With whom:</b> only the organiser and the helpers of this event.\n<b>For how long:</b> until {date}, then it is "
        "erased; earlier if the child deletes it.",
        date=until,
    )
    link = ticket.event.link
    organiser = [speech.html("From the organiser: {link}", link=link)] if link else []
    return [Html("\n".join(lines)), whom, *organiser]


def _holds_now(speech: Speech, asked: Asked) -> Html:
    match asked.answer:
        case "agreed":
            return speech.html(
                "<b>You agreed.</b> You can take it back at any time before the event, by this same link."
            )
        case "withdrew":
            return speech.html(
                "<b>You did not agree.</b> The seat went on to the next. If you change your mind, the child registers again "
                "and sends you a new link."
            )
        case "over":
            return speech.html(
                "Nothing is to be decided here any more: the event is over or called off, or the seat was given back."
            )
        case "open":
            return speech.html("Do you agree? Nothing about you is kept, only that a parent agreed, and when.")
