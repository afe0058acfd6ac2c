"""Tickets: what was tapped becomes what holds now. Whose a registration is, the services ask."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, assert_never

from bot.chat.doors import TicketDoor, TicketsDoor
from bot.chat.event_words import place_of, title_of
from bot.chat.flow import Answer, Flow
from bot.chat.screen import Onward, Pin, Screen, shortened
from bot.domain.languages import Language
from bot.i18n.speech import mark
from bot.services.seat_outcomes import Changed, Gone, InLine, TooLate
from bot.services.tickets import Certified, NoTicket, NotYet, Ticket
from handlers.tickets.keepsakes import bot_link, calendar_entry, certificate_file, code_picture
from handlers.tickets.parent_message import parent_message_screen
from handlers.tickets.screens import give_back_screen, ticket_screen, tickets_screen
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

if TYPE_CHECKING:
    from bot.chat.visit import Visit

flow = Flow()
flow.command("tickets", mark("My tickets for events"), TicketsDoor)


@flow.tap(TicketsDoor)
async def tickets_opened(visit: Visit, door: TicketsDoor) -> Answer:
    """List one's own tickets."""
    return tickets_screen(visit.speech, await visit.ground.tickets.mine(visit.pupil.id), door.page)


@flow.tap(TicketDoor)
async def ticket_opened(visit: Visit, door: TicketDoor) -> Answer:
    """Show what a registration is now, with the picture for the door while it is of use."""
    ticket = await visit.ground.tickets.see(door.id, visit.pupil.id)
    if isinstance(ticket, NoTicket):
        return _not_there(visit)
    return replace(await _shown(visit, ticket), picture=await code_picture(visit, ticket))


@flow.tap(GiveBackDoor)
async def giving_back(visit: Visit, door: GiveBackDoor) -> Answer:
    """Ask once more."""
    ticket = await visit.ground.tickets.see(door.id, visit.pupil.id)
    if isinstance(ticket, NoTicket):
        return _not_there(visit)
    if not ticket.is_alive or ticket.now >= ticket.give_back_until:
        return Onward(TicketDoor(id=door.id), toast=_too_late(visit))
    return give_back_screen(visit.speech, visit.ground.atlas, ticket)


@flow.tap(GiveBackTap)
async def given_back(visit: Visit, tap: GiveBackTap) -> Answer:
    """Give it back; the next in line gets it."""
    outcome = await visit.ground.seats.give_back(tap.id, visit.pupil.id, code=tap.code, once=visit.update_id)
    match outcome:
        case Changed():
            return Onward(TicketDoor(id=tap.id), toast=visit.speech.say("Given back. Thank you for telling."))
        case TooLate():
            return Onward(TicketDoor(id=tap.id), toast=_too_late(visit))
        case Gone():
            return _not_there(visit)
        case _:
            assert_never(outcome)


@flow.tap(AnswerOfferTap)
async def offer_answered(visit: Visit, tap: AnswerOfferTap) -> Answer:
    """Take an offered seat, or leave it to the next."""
    outcome = await visit.ground.seats.answer(
        tap.id, visit.pupil.id, accepts=tap.accepts, until=tap.until, once=visit.update_id
    )
    match outcome:
        case Changed():
            toast = (
                visit.speech.say("Taken.")
                if tap.accepts
                else visit.speech.say("Noted: it goes on to the next in line.")
            )
            return Onward(TicketDoor(id=tap.id), toast=toast)
        case TooLate():
            toast = visit.speech.say("That offer is over; this is what holds now.")
            return Onward(TicketDoor(id=tap.id), toast=toast)
        case Gone():
            return _not_there(visit)
        case _:
            assert_never(outcome)


@flow.tap(TicketPinTap)
async def map_wanted(visit: Visit, tap: TicketPinTap) -> Answer:
    """Send the place as a pin."""
    ticket = await visit.ground.tickets.see(tap.id, visit.pupil.id)
    if isinstance(ticket, NoTicket):
        return _not_there(visit)
    screen = await _shown(visit, ticket)
    if ticket.event.point is None:
        return screen
    title = shortened(title_of(visit.speech, ticket.event))
    where = place_of(visit.speech, visit.ground.atlas, ticket.event, ticket.session)
    return replace(screen, pin=Pin(ticket.event.point, title, where or title))


@flow.tap(CalendarTap)
async def calendar_wanted(visit: Visit, tap: CalendarTap) -> Answer:
    """Send the calendar file."""
    ticket = await visit.ground.tickets.see(tap.id, visit.pupil.id)
    if isinstance(ticket, NoTicket):
        return _not_there(visit)
    return replace(await _shown(visit, ticket), files=(calendar_entry(visit, ticket),))


@flow.tap(ParentMessageDoor)
async def parent_message_wanted(visit: Visit, door: ParentMessageDoor) -> Answer:
    """Show the message for a parent."""
    ticket = await visit.ground.tickets.see(door.id, visit.pupil.id)
    secret = await visit.ground.consent.secret_of(door.id, visit.pupil.id)
    if isinstance(ticket, NoTicket) or isinstance(secret, NoTicket):
        return TicketDoor(id=door.id)
    language = Language(door.language) if door.language else visit.language
    parent = visit.ground.speeches[Language.RU if language is Language.RU else Language.KK]
    return parent_message_screen(visit.speech, parent, visit.ground.atlas, ticket, bot_link(visit, f"p_{secret}"))


@flow.tap(WorthTap)
async def worth_said(visit: Visit, tap: WorthTap) -> Answer:
    """Keep whether it was worth coming."""
    said = await visit.ground.tickets.say_worth(tap.id, visit.pupil.id, tap.worth, once=visit.update_id)
    return _thanked(visit, tap.id, said)


@flow.tap(WouldWorkTap)
async def would_work_said(visit: Visit, tap: WouldWorkTap) -> Answer:
    """Keep whether the pupil would like to work like that."""
    said = await visit.ground.tickets.say_would_work(tap.id, visit.pupil.id, tap.answer, once=visit.update_id)
    return _thanked(visit, tap.id, said)


async def _shown(visit: Visit, ticket: Ticket) -> Screen:
    line = None
    if ticket.state == "waiting":
        found = await visit.ground.seats.place_in_line(ticket.id, visit.pupil.id)
        line = found if isinstance(found, InLine) else None
    return ticket_screen(
        visit.speech, visit.ground.atlas, ticket, line, bot_link(visit, f"f_{ticket.friends_code or ''}")
    )


@flow.tap(CertificateTap)
async def certificate_wanted(visit: Visit, tap: CertificateTap) -> Answer:
    """Send the certificate of somebody who came; as often as they like, it is the same one."""
    outcome = await visit.ground.tickets.certify(tap.id, visit.pupil.id)
    match outcome:
        case Certified(ticket):
            screen = await _shown(visit, ticket)
            file = await certificate_file(visit, outcome)
            if file is None:
                return screen.with_toast(visit.speech.say("It cannot be printed just now. Please try again later."))
            return replace(screen, files=(file,))
        case NotYet():
            return TicketDoor(id=tap.id)
        case NoTicket():
            return _not_there(visit)
        case _:
            assert_never(outcome)


def _thanked(visit: Visit, ticket_id: int, said: Ticket | NoTicket | NotYet) -> Answer:
    match said:
        case Ticket():
            return Onward(TicketDoor(id=ticket_id), toast=visit.speech.say("Noted, thank you."))
        case NoTicket():
            return _not_there(visit)
        case NotYet():
            return TicketDoor(id=ticket_id)
        case _:
            assert_never(said)


def _not_there(visit: Visit) -> Onward:
    """Say the same of a ticket that is no more and of one that is somebody else's."""
    return Onward(TicketsDoor(), line=visit.speech.html("That ticket is not among yours."))


def _too_late(visit: Visit) -> str:
    return visit.speech.say("That is no longer possible; this is what holds now.")
