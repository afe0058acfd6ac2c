"""What is sent unasked about a registration, written when its turn comes: in the language of that day, and only if still true."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from bot.chat.doors import EventDoor, EventsDoor, TicketDoor
from bot.chat.event_words import session_head
from bot.chat.screen import Button, Row
from bot.delivery.letter import Later, Letter, letter_rows
from bot.domain.notices import NOTICES
from bot.i18n.speech import Html
from handlers.tickets.class_letters import class_letter
from handlers.tickets.screens import after_rows, offer_row
from handlers.tickets.wording import held_line, moment_of, question_lines

if TYPE_CHECKING:
    from bot.chat.ground import Ground
    from bot.delivery.letter import Writer
    from bot.domain.delivery import Errand
    from bot.i18n import Speech
    from bot.services.tickets import Ticket


def letters(ground: Ground) -> dict[str, Writer]:
    """Return who writes the messages of this flow, by their kinds."""

    async def write(errand: Errand) -> Letter | Later | None:
        found = await ground.tickets.to_be_told(errand)
        if found is None:
            return None
        if isinstance(found, datetime):
            return Later(found)
        speech = ground.speeches[errand.language]
        if not found.is_own:
            return class_letter(speech, ground.atlas, errand, found)
        head = session_head(speech, ground.atlas, found.event, found.session)
        parts = [_news(speech, errand.kind), head, *_what_now(speech, errand.kind, found)]
        rows = letter_rows(_rows(speech, errand.kind, found))
        return Letter(errand.chat_id, Html("\n\n".join(parts)), rows)

    return dict.fromkeys(NOTICES, write)


def _news(speech: Speech, kind: str) -> Html:
    """Return what has happened, in bold."""
    return {
        "offered": speech.html("<b>A seat has come free for you.</b> Do you take it?"),
        "expired": speech.html("<b>The offered seat went on to the next in line</b>, because no answer came in time."),
        "no_consent": speech.html("<b>The seat went on to the next in line</b>, because no parent agreed in time."),
        "parent_agreed": speech.html("<b>Your parent agreed.</b>"),
        "parent_withdrew": speech.html("<b>Your parent did not agree</b>, so the seat went on to the next in line."),
        "approved": speech.html("<b>The organiser approved your registration.</b>"),
        "not_approved": speech.html("<b>The organiser did not approve your registration.</b>"),
        "removed": speech.html("<b>The organiser took your registration back.</b>"),
        "moved": speech.html("<b>Please note: another time or place.</b> This holds now:"),
        "called_off": speech.html("<b>Called off: this will not take place.</b>"),
        "day_before": speech.html("<b>Soon it begins: a reminder.</b>"),
        "hours_before": speech.html("<b>It begins in less than two hours.</b>"),
        "thanks": speech.html("<b>Thank you for coming!</b>"),
    }[kind]


def _what_now(speech: Speech, kind: str, ticket: Ticket) -> list[Html]:
    """Return what one can do, where there is something to be done."""
    if kind == "offered":
        return [held_line(speech, ticket)]
    if kind in {"parent_agreed", "approved"}:
        return [_standing(speech, ticket)]
    if kind in {"moved", "day_before"}:
        until = moment_of(speech, ticket, ticket.give_back_until)
        line = speech.html(
            "If you cannot come, give the seat back until {moment}: somebody in line gets it.", moment=until
        )
        return [line] if ticket.now < ticket.give_back_until else []
    again = speech.html("You can register again as long as registration is open.")
    then = {
        "expired": [again],
        "no_consent": [again],
        "parent_withdrew": [speech.html("Talk it over at home: if they change their mind, register again."), again],
        "hours_before": [speech.html("Your ticket with the code is behind the button.")],
        "called_off": [speech.html("You need not do anything. We are sorry.")],
        "thanks": question_lines(speech, ticket),
    }
    return then.get(kind, [])


def _standing(speech: Speech, ticket: Ticket) -> Html:
    """Return what a registration has after somebody said yes to it."""
    if ticket.state == "seated":
        return speech.html("The seat is yours.")
    if ticket.state == "consent":
        return speech.html("Now a parent has to agree: the message for them is behind the button.")
    return speech.html("A seat is not free yet: you stand in line.")


def _rows(speech: Speech, kind: str, ticket: Ticket) -> tuple[Row, ...]:
    others = (Button(speech.say("Other events"), EventsDoor()),)
    if kind == "offered":
        return (offer_row(speech, ticket), (Button(speech.say("More about it"), TicketDoor(id=ticket.id)),))
    if kind == "thanks":
        return after_rows(speech, ticket)
    if kind in {"expired", "no_consent", "parent_withdrew"}:
        return ((Button(speech.say("To the event"), EventDoor(id=ticket.event.id)),), others)
    if kind in {"not_approved", "removed", "called_off"}:
        return (others,)
    return ((Button(speech.say("My ticket"), TicketDoor(id=ticket.id)),),)
