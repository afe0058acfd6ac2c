"""What is sent unasked to who answers for a class: once for the class, politely, with the way to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.chat.event_words import session_head
from bot.chat.staff_doors import ClassDoor, ClassesDoor
from bot.delivery.letter import Letter, LetterButton
from bot.i18n.speech import Html
from handlers.tickets.wording import moment_of

if TYPE_CHECKING:
    from bot.domain.delivery import Errand
    from bot.i18n import Speech
    from bot.services.atlas import Atlas
    from bot.services.tickets import Ticket


def class_letter(speech: Speech, atlas: Atlas, errand: Errand, ticket: Ticket) -> Letter | None:
    """Return the message about the pupils of a class who have no chat; None for what concerns nobody but a pupil."""
    news = _news(speech, errand.kind)
    if news is None:
        return None
    parts = [news, session_head(speech, atlas, ticket.event, ticket.session)]
    if errand.kind == "offered":
        until = moment_of(speech, ticket, ticket.held_until or ticket.session.starts_at)
        parts.append(
            speech.html("The seats are held until {moment}; only the hours from 8:00 to 20:00 count.", moment=until)
        )
    # A list of names is kept by whoever brought it; a friend's place may be anybody's.
    door = ClassDoor(party=ticket.party_id) if ticket.is_alive else ClassesDoor()
    return Letter(errand.chat_id, Html("\n\n".join(parts)), ((LetterButton(speech.say("To the class"), door.pack()),),))


def _news(speech: Speech, kind: str) -> Html | None:
    return {
        "offered": speech.html("<b>Seats have come free for your class.</b> Do you take them?"),
        "expired": speech.html(
            "<b>Seats that were offered to your class went on to the next in line</b>: no answer came."
        ),
        "no_consent": speech.html(
            "<b>Seats of your class went on to the next in line</b>: parents did not agree in time."
        ),
        "approved": speech.html("<b>The organiser approved the registration of your class.</b>"),
        "not_approved": speech.html("<b>The organiser did not approve the registration of your class.</b>"),
        "removed": speech.html("<b>The organiser took a registration of your class back.</b>"),
        "moved": speech.html("<b>Your class has another time or place.</b> This holds now:"),
        "called_off": speech.html("<b>Called off: your class need not come.</b>"),
        "day_before": speech.html("<b>A reminder: your class is expected soon.</b>"),
        "hours_before": speech.html("<b>Your class is expected in less than two hours.</b>"),
    }.get(kind)
