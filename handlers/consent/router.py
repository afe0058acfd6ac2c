"""Links for people without an account: the screen is all that they get, and nothing notes where they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.chat.flow import Admits, Answer, Flow
from bot.chat.guessing import enough_of, was_wrong
from bot.services.codes import as_code
from bot.services.tickets import NoTicket
from handlers.consent.screens import (
    certificate_screen,
    consent_screen,
    unknown_certificate_screen,
    unknown_link_screen,
)
from handlers.consent.taps import AgreeToEventTap, CertificateDoor, ConsentDoor, WithdrawTap

if TYPE_CHECKING:
    from bot.chat.visit import Visit
    from bot.domain.languages import Language
    from bot.i18n import Speech
    from bot.services.consent import Asked

flow = Flow()
flow.link("p", lambda secret: ConsentDoor.model_construct(secret=secret))
flow.link("v", lambda code: CertificateDoor(code=code))


@flow.tap(ConsentDoor, admits=Admits.ANYBODY)
async def link_followed(visit: Visit, door: ConsentDoor) -> Answer:
    """Show what a parent is asked."""
    return enough_of(visit) or _answer(visit, door, await visit.ground.consent.see(door.secret, _known(visit)))


@flow.tap(AgreeToEventTap, admits=Admits.ANYBODY)
async def agreed(visit: Visit, tap: AgreeToEventTap) -> Answer:
    """Note the consent, and show what holds now."""
    if (enough := enough_of(visit)) is not None:
        return enough
    return _answer(visit, tap, await visit.ground.consent.agree(tap.secret, _known(visit), once=visit.update_id))


@flow.tap(WithdrawTap, admits=Admits.ANYBODY)
async def withdrawn(visit: Visit, tap: WithdrawTap) -> Answer:
    """Note that there is no consent, and show what holds now."""
    if (enough := enough_of(visit)) is not None:
        return enough
    return _answer(visit, tap, await visit.ground.consent.withdraw(tap.secret, _known(visit), once=visit.update_id))


@flow.tap(CertificateDoor, admits=Admits.ANYBODY)
async def certificate_verified(visit: Visit, door: CertificateDoor) -> Answer:
    """Say whether a certificate is real."""
    if (enough := enough_of(visit)) is not None:
        return enough
    speech = _voice(visit, door.language)
    found = await visit.ground.tickets.verify(as_code(door.code))
    if isinstance(found, NoTicket):
        was_wrong(visit, as_code(door.code))
        return unknown_certificate_screen(speech, door.code)
    return certificate_screen(speech, found, door.code)


def _answer(visit: Visit, tap: ConsentDoor | AgreeToEventTap | WithdrawTap, asked: Asked | NoTicket) -> Answer:
    speech = _voice(visit, tap.language)
    if isinstance(asked, NoTicket):
        was_wrong(visit, tap.secret)
        return unknown_link_screen(speech)
    return consent_screen(speech, visit.ground.atlas, asked, tap.secret)


def _voice(visit: Visit, language: Language | None) -> Speech:
    return visit.ground.speeches[language or visit.language]


def _known(visit: Visit) -> int | None:
    return visit.person.id if visit.person else None
