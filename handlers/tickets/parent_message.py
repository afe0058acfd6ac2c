"""The message that a pupil hands on to a parent: in the parent's language, with the link behind which they agree or do not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.chat.doors import TicketDoor
from bot.chat.event_words import place_of, time_of, title_of
from bot.chat.screen import Button, Screen
from bot.chat.sharing import share_row
from bot.chat.ways import way_back
from bot.domain.languages import Language
from bot.i18n.speech import Html, safe
from handlers.tickets.taps import ParentMessageDoor

if TYPE_CHECKING:
    from bot.i18n import Speech
    from bot.services.atlas import Atlas
    from bot.services.tickets import Ticket


def parent_message_screen(pupil: Speech, parent: Speech, atlas: Atlas, ticket: Ticket, link: str) -> Screen:
    """The message in the parent's language; what the pupil has to do, and the buttons, in the pupil's."""
    message = parent_message(parent, atlas, ticket)
    how = pupil.html("Send this to a parent. You cannot agree for them: the link does not work with your account.")
    languages = (
        Button("Қазақша", ParentMessageDoor(id=ticket.id, language="kk")),
        Button("Русский", ParentMessageDoor(id=ticket.id, language="ru")),
    )
    rows = (languages, share_row(f"{message} {link}", link), way_back(pupil, TicketDoor(id=ticket.id)))
    text = Html(f"{how}\n\n<blockquote>{safe(message)}\n{safe(link)}</blockquote>")
    spot = ParentMessageDoor(id=ticket.id, language="ru" if parent.language is Language.RU else "kk")
    return Screen(text, rows, spot=spot)


def parent_message(parent: Speech, atlas: Atlas, ticket: Ticket) -> str:
    """Return the message without its link, plain, so short that a link can carry it."""
    event, session = ticket.event, ticket.session
    what = parent.say(
        "Hello! Your child would like to come to “{title}”: {time}, {place}. They need your consent. Behind the link you see "
        "what is shared, with whom and for how long; one tap is the answer.",
        title=title_of(parent, event),
        time=time_of(parent, event, session),
        place=place_of(parent, atlas, event),
    )
    if ticket.state != "consent" or ticket.held_until is None:
        return what
    until = parent.say("The seat is held until {moment}.", moment=parent.day_and_hour(ticket.held_until, event.zone))
    return f"{what} {until}"
