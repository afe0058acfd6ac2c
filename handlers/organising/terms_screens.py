"""Screens of how one registers: window, giving back, what is asked, parents, shares of schools, offers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.chat.screen import Button, Screen, column, grid
from bot.i18n.speech import Html, safe
from handlers.organising.audience_words import asked_text, parent_text
from handlers.organising.taps import (
    AsksDoor,
    AskTap,
    EditDoor,
    NoQuotaTap,
    OfferDoor,
    OfferTap,
    ParentDoor,
    ParentTap,
    QuotaDoor,
    WindowDoor,
    WindowTap,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.domain.events import Event
    from bot.i18n import Speech
    from handlers.organising.taps import WindowLetter

# Hours before the first session that a button offers.
_BEFORE: Final[Mapping[WindowLetter, tuple[int, ...]]] = {"o": (), "c": (3, 24, 72), "k": (3, 24, 72)}
_AGES: Final = (14, 16, 18)
_HOURS: Final = (3, 6, 12, 24)


def window_screen(speech: Speech, event: Event, door: WindowDoor) -> Screen:
    """One of the three moments: by a button, or typed."""
    moment = {"o": event.opens_at, "c": event.closes_at, "k": event.cancel_until}[door.field]
    now = speech.day_and_hour(moment, event.zone) if moment else speech.say("until a session begins")
    heads: Mapping[WindowLetter, Html] = {
        "o": speech.html("<b>When does registration open?</b>"),
        "c": speech.html("<b>When does registration close?</b>"),
        "k": speech.html("<b>Until when can a seat be given back?</b> After that nobody in line gets it."),
    }
    default: Mapping[WindowLetter, str] = {
        "o": speech.say("At once"),
        "c": speech.say("When the last session begins"),
        "k": speech.say("When a session begins"),
    }
    buttons = [Button(default[door.field], WindowTap(event=event.id, field=door.field, hours=0))]
    buttons += [
        Button(_before(speech, hours), WindowTap(event=event.id, field=door.field, hours=hours))
        for hours in _BEFORE[door.field]
        if event.sessions
    ]
    back = Button(speech.say("← Back"), EditDoor(event=event.id))
    said = speech.html("Now: {moment}\n\nChoose, or write day and hour: 12.12 14:00", moment=now)
    return Screen(Html(f"{heads[door.field]}\n\n{said}"), column(*buttons, back), spot=door)


def _before(speech: Speech, hours: int) -> str:
    if hours % 24:
        return speech.count("{number} hour before the first one", "{number} hours before the first one", hours)
    return speech.count("{number} day before the first one", "{number} days before the first one", hours // 24)


def asks_screen(speech: Speech, event: Event) -> Screen:
    """What a pupil is asked for; the name always."""
    text = speech.html(
        "<b>What is a pupil asked for?</b>\n\nNow: {asked}\n\nAsk only what you need: every question costs you pupils.",
        asked=asked_text(speech, event),
    )
    names = {"school": speech.say("school"), "class": speech.say("class")}
    buttons = [
        Button(
            f"✓ {name}" if what in event.asks else name,
            AskTap(event=event.id, what=what, on=what not in event.asks),  # type: ignore[arg-type]
        )
        for what, name in names.items()
    ]
    back = Button(speech.say("← Back"), EditDoor(event=event.id))
    return Screen(text, (*grid(buttons), (back,)), spot=AsksDoor(event=event.id))


def parent_screen(speech: Speech, event: Event) -> Screen:
    """Whether a parent has to agree."""
    text = speech.html(
        "<b>Does a parent have to agree?</b>\n\nNow: {parent}\n\nThe pupil gets a message for a parent, who agrees by "
        "one tap. The seat "
        "is held meanwhile.",
        parent=parent_text(speech, event),
    )
    buttons = [
        Button(speech.say("No, for nobody"), ParentTap(event=event.id, age=-1)),
        Button(speech.say("Yes, for everybody"), ParentTap(event=event.id, age=0)),
        *(Button(speech.say("For those under {age}", age=age), ParentTap(event=event.id, age=age)) for age in _AGES),
        Button(speech.say("← Back"), EditDoor(event=event.id)),
    ]
    return Screen(text, column(*buttons), spot=ParentDoor(event=event.id))


def quota_screen(speech: Speech, event: Event) -> Screen:
    """How many seats one school may take."""
    now = str(event.school_quota) if event.school_quota else speech.say("no limit")
    text = speech.html(
        "<b>How many seats of a session may pupils of one school take?</b>\n\nNow: {quota}\n\nWrite a number. With it "
        "every pupil is asked "
        "for the school.",
        quota=safe(now),
    )
    none = [Button(speech.say("No limit"), NoQuotaTap(event=event.id))] if event.school_quota else []
    back = Button(speech.say("← Back"), EditDoor(event=event.id))
    return Screen(text, column(*none, back), spot=QuotaDoor(event=event.id))


def offer_screen(speech: Speech, event: Event) -> Screen:
    """How long an offered seat waits."""
    text = speech.html(
        "<b>How long does a seat that came free wait for an answer?</b>\n\nNow: {number} h. Only the hours from 08:00 "
        "to 20:00 count, so "
        "that nobody loses a seat at night. Then it goes on to the next.",
        number=event.offer_hours,
    )
    buttons = [
        Button(speech.say("{number} h of the day", number=hours), OfferTap(event=event.id, hours=hours))
        for hours in _HOURS
    ]
    back = Button(speech.say("← Back"), EditDoor(event=event.id))
    return Screen(text, (*grid(buttons), (back,)), spot=OfferDoor(event=event.id))
