"""Screens of tickets: what a registration is now, with the buttons of what can be done."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from bot.chat.doors import EventDoor, EventsDoor, MenuDoor, MyThingsDoor, TicketDoor, TicketsDoor
from bot.chat.event_words import session_head, time_of, title_of
from bot.chat.paging import paged_rows
from bot.chat.screen import Button, Screen, column, shortened
from bot.chat.ways import way_back
from bot.domain.registration import WouldWork
from bot.i18n.speech import Html, bold, safe
from handlers.tickets.taps import (
    AnswerOfferTap,
    CalendarTap,
    CertificateTap,
    GiveBackDoor,
    GiveBackTap,
    ParentMessageDoor,
    TicketPinTap,
    WorthTap,
    WouldWorkTap,
)
from handlers.tickets.wording import state_lines, would_work_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.chat.screen import Row
    from bot.i18n import Speech
    from bot.services.atlas import Atlas
    from bot.services.seat_outcomes import InLine
    from bot.services.tickets import Ticket


def ticket_screen(speech: Speech, atlas: Atlas, ticket: Ticket, line: InLine | None, friends_link: str) -> Screen:
    """A registration as it is now; `friends_link` is the one by which friends take the places that are kept for them."""
    parts = [session_head(speech, atlas, ticket.event, ticket.session)]
    if ticket.about is not None:
        parts.append(speech.html("For: {name}", name=ticket.about.name))
    parts += state_lines(speech, ticket, line)
    if ticket.is_alive and ticket.event.link:
        parts.append(speech.html("From the organiser: {link}", link=ticket.event.link))
    if ticket.is_alive and ticket.friends_code:
        kept = speech.count(
            "A place is kept for {number} friend.", "Places are kept for {number} friends.", ticket.kept
        )
        parts.append(speech.html("{kept} Their link: {link}", kept=kept, link=friends_link))
    rows = (
        *_doings(speech, ticket),
        _elsewhere(speech, ticket),
        (Button(speech.say("My tickets"), TicketsDoor()), Button(speech.say("Menu"), MenuDoor())),
    )
    return Screen(Html("\n\n".join(parts)), rows, spot=TicketDoor(id=ticket.id))


def give_back_screen(speech: Speech, atlas: Atlas, ticket: Ticket) -> Screen:
    """The question whether to give the seat, or the place in line, back."""
    asks = (
        speech.html("<b>Leave the line?</b> If you come again, you stand at its end.")
        if ticket.state in {"waiting", "approval"}
        else speech.html(
            "<b>Give the seat back?</b> It goes to the next in line at once and does not come back by itself."
        )
    )
    yes = Button(
        speech.say("Yes, I cannot come"),
        GiveBackTap(id=ticket.id, code=ticket.code),
        words=speech.synonyms("yes, give back"),
    )
    no = Button(speech.say("No, keep it"), TicketDoor(id=ticket.id), words=speech.synonyms("no, keep"))
    head = session_head(speech, atlas, ticket.event, ticket.session)
    return Screen(Html(f"{asks}\n\n{head}"), column(yes, no), spot=GiveBackDoor(id=ticket.id))


def tickets_screen(speech: Speech, tickets: Sequence[Ticket], page: int) -> Screen:
    """One's own tickets: those of coming sessions first, the soonest of them on top, then past ones."""
    coming = [ticket for ticket in reversed(tickets) if ticket.is_alive]
    past = [ticket for ticket in tickets if not ticket.is_alive]
    parts = [speech.html("<b>My tickets</b>")]
    if coming:
        parts.append(_list(speech, speech.html("<b>Coming</b>"), coming))
    if past:
        parts.append(_list(speech, speech.html("<b>Past, given back or called off</b>"), past[:_SHOWN_PAST]))
    if not tickets:
        parts.append(speech.html("You have no tickets yet. Register for an event, and its ticket will stand here."))
    buttons = [
        Button(shortened(title_of(speech, each.event, each.session)), TicketDoor(id=each.id))
        for each in (*coming, *past)
    ]
    rows = paged_rows(speech, buttons, page, lambda number: TicketsDoor(page=number))
    events = (Button(speech.say("Events near me"), EventsDoor()),)
    return Screen(
        Html("\n\n".join(parts)), (*rows, events, way_back(speech, MyThingsDoor())), spot=TicketsDoor(page=page)
    )


# As many as a phone shows without scrolling for long; the buttons reach all of them.
_SHOWN_PAST = 5
_SHOWN_COMING = 8


def _list(speech: Speech, title: Html, tickets: Sequence[Ticket]) -> Html:
    lines = [
        Html(
            f"• {bold(title_of(speech, each.event))}, {safe(time_of(speech, each.event, each.session))}: {_state(speech, each)}"
        )
        for each in tickets[:_SHOWN_COMING]
    ]
    return Html("\n".join([title, *lines]))


def _state(speech: Speech, ticket: Ticket) -> Html:
    """Return a state in a word or two."""
    if not ticket.is_on:
        return speech.html("called off")
    if ticket.has_come:
        return speech.html("you were there")
    return {
        "approval": speech.html("the organiser looks at it"),
        "waiting": speech.html("in line"),
        "offered": speech.html("a seat waits for your answer"),
        "consent": speech.html("a parent has to agree"),
        "seated": speech.html("you have a seat"),
        "cancelled": speech.html("given back"),
        "refused": speech.html("refused"),
        "expired": speech.html("ran out"),
        "removed": speech.html("taken back by the organiser"),
    }[ticket.state]


def _doings(speech: Speech, ticket: Ticket) -> tuple[Row, ...]:
    """Return the buttons of what can be done now."""
    if ticket.is_over:
        return after_rows(speech, ticket) if ticket.has_come else ()
    if not ticket.is_alive:
        return ()
    rows: list[Row] = []
    if ticket.state == "offered":
        rows.append(offer_row(speech, ticket))
    if ticket.needs_parent and ticket.parent_agreed_at is None:
        rows.append((Button(speech.say("Message for a parent"), ParentMessageDoor(id=ticket.id)),))
    files = [Button(speech.say("On the map"), TicketPinTap(id=ticket.id))] if ticket.event.point else []
    if ticket.state == "seated":
        files.append(Button(speech.say("Into my calendar"), CalendarTap(id=ticket.id)))
    rows += [tuple(files)] if files else []
    if ticket.now < ticket.give_back_until and not ticket.has_come and ticket.state != "offered":
        is_in_line = ticket.state in {"waiting", "approval"}
        label = speech.say("Leave the line") if is_in_line else speech.say("Give the seat back")
        rows.append((Button(label, GiveBackDoor(id=ticket.id), words=speech.synonyms("cancel, give back")),))
    return tuple(rows)


def _elsewhere(speech: Speech, ticket: Ticket) -> Row:
    """Return the way to the event, where one can also register again, or to others when it is over."""
    if not ticket.is_on or ticket.is_over:
        return (Button(speech.say("Other events"), EventsDoor()),)
    return (Button(speech.say("To the event"), EventDoor(id=ticket.event.id)),)


def offer_row(speech: Speech, ticket: Ticket) -> Row:
    """Return the two answers to an offer."""
    until = int((ticket.held_until or ticket.session.starts_at).timestamp())
    take = AnswerOfferTap(id=ticket.id, accepts=True, until=until)
    leave = AnswerOfferTap(id=ticket.id, accepts=False, until=until)
    return (
        Button(speech.say("I take it"), take, words=speech.synonyms("yes, take")),
        Button(speech.say("No, thank you"), leave, words=speech.synonyms("no, not")),
    )


def after_rows(speech: Speech, ticket: Ticket) -> tuple[Row, ...]:
    """Return the answers to the two questions (what was chosen is said by the text above), and the certificate."""
    worth = tuple(Button(f"{number}", WorthTap(id=ticket.id, worth=number)) for number in range(1, 6))
    would = tuple(
        Button(would_work_name(speech, answer), WouldWorkTap(id=ticket.id, answer=answer))
        for answer in get_args(WouldWork)
    )
    certificate = (Button(speech.say("My certificate (PDF)"), CertificateTap(id=ticket.id)),)
    # Without a name there is nothing to be certified: it is erased half a year after the event.
    return (worth, would, certificate) if ticket.about is not None else (worth, would)
