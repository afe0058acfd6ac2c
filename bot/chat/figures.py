"""Figures of a profession in words: length of training and pay. The card and the comparison both say them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.chat.sources import short_source

if TYPE_CHECKING:
    from bot.domain.catalogue import Duration, Pay
    from bot.i18n import Speech


def length_text(speech: Speech, duration: Duration | None) -> str:
    """Return a length of training, or that it is not known."""
    if duration is None:
        return speech.say("not known to us, ask the college")
    shortest, longest = speech.months(duration.months_from), speech.months(duration.months_to)
    return shortest if shortest == longest else f"{shortest} - {longest}"


def amount_text(speech: Speech, pay: Pay) -> str:
    """Return an amount of pay a month."""
    if pay.average is not None:
        return speech.say("about {amount} a month", amount=speech.money(pay.average))
    if pay.lowest is not None and pay.highest is not None:
        return speech.say("{low} to {high} a month", low=speech.money(pay.lowest), high=speech.money(pay.highest))
    return speech.say("from {amount} a month", amount=speech.money(pay.lowest or pay.highest or 0))


def pay_text(speech: Speech, pay: Pay | None) -> str:
    """Return pay with its year and source, or that there is no reliable figure."""
    if pay is None:
        return speech.say("no reliable figure")
    return f"{amount_text(speech, pay)} ({pay.year}, {short_source(speech, pay.source)})"
