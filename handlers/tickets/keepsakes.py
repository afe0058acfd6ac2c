"""What a pupil takes along: the picture with the code, the calendar file, and the certificate."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.chat.event_words import place_of, title_of
from bot.chat.screen import Attachment, Picture
from bot.papers import Appointment, Certificate, calendar_file, qr_png
from handlers.tickets.wording import code_in_words

if TYPE_CHECKING:
    from bot.chat.visit import Visit
    from bot.services.tickets import Certified, Ticket


def bot_link(visit: Visit, payload: str) -> str:
    """Return a link that opens the bot from outside."""
    return f"https://t.me/{visit.ground.username}?start={payload}"


async def code_picture(visit: Visit, ticket: Ticket) -> Picture | None:
    """Return the picture that is shown at the door; None when there is nothing to be shown any more, or not yet."""
    if ticket.state != "seated" or not ticket.is_on or ticket.is_over or ticket.has_come:
        return None
    png = await asyncio.to_thread(qr_png, bot_link(visit, f"t_{ticket.code}"))
    caption = visit.speech.say(
        "{title}. Code: {code}", title=title_of(visit.speech, ticket.event), code=code_in_words(ticket.code)
    )
    return Picture(png, caption, "ticket.png")


def calendar_entry(visit: Visit, ticket: Ticket) -> Attachment:
    """Return the file that puts the session into a phone's calendar; opened again after a move, it moves the entry."""
    speech, session = visit.speech, ticket.session
    link = bot_link(visit, f"t_{ticket.code}")
    appointment = Appointment(
        registration=ticket.id,
        bot=visit.ground.username,
        title=title_of(speech, ticket.event, session),
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        place=place_of(speech, visit.ground.atlas, ticket.event, session),
        point=ticket.event.point,
        details=speech.say("The ticket with its code: {link}", link=link),
        link=link,
        version=session.version,
        is_on=ticket.is_on,
        made_at=ticket.now,
    )
    return Attachment("temirqazyq.ics", calendar_file(appointment))


async def certificate_file(visit: Visit, certified: Certified) -> Attachment | None:
    """Return the certificate in the pupil's language; None when it could not be printed just now."""
    speech, ticket = visit.speech, certified.ticket
    place = place_of(speech, visit.ground.atlas, ticket.event)
    day = speech.date(ticket.session.starts_at.astimezone(ZoneInfo(ticket.event.zone)).date())
    paper = Certificate(
        heading=speech.say("CERTIFICATE"),
        before_name=speech.say("This is to certify that"),
        name=ticket.about.name if ticket.about else "",
        before_event=speech.say("took part in the event"),
        event=title_of(speech, ticket.event, ticket.session),
        when_where=", ".join(part for part in (day, place) if part),
        organiser_label=speech.say("Issued through the bot"),
        organiser=f"@{visit.ground.username}",
        code=code_in_words(certified.code),
        code_label=speech.say("To verify it, point the camera of a phone at the square. Its code:"),
        link=bot_link(visit, f"v_{certified.code}"),
        language=speech.language.value,
        made_at=certified.issued_at,
    )
    pdf = await visit.ground.press.pdf(paper)
    return Attachment("certificate.pdf", pdf) if pdf else None
