"""Screens of an organiser's events: the list, a new one, the card, the questions before something becomes public."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, get_args

from bot.chat.doors import EventDoor, MenuDoor
from bot.chat.event_terms import kind_name
from bot.chat.event_words import title_of
from bot.chat.paging import numbered, page_of, paged_rows
from bot.chat.screen import Button, Screen, column
from bot.chat.sharing import share_row
from bot.chat.staff_doors import CheckInDoor, ExportDoor, InviteDoor, OrganiseDoor, RunDoor
from bot.chat.ways import way_back
from bot.domain.events import Kind
from bot.i18n.speech import Html, bold, safe
from handlers.organising.approval_taps import ApprovalsDoor
from handlers.organising.session_taps import SessionsDoor, WhenDoor
from handlers.organising.taps import (
    CopyDoor,
    CopyTap,
    EditDoor,
    EventTownDoor,
    LinksDoor,
    NewEventDoor,
    NewTitleDoor,
    TurnDoor,
    TurnTap,
)
from handlers.organising.wording import counts_line, lack_lines, session_name, short_state, state_name

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from bot.chat.screen import Row
    from bot.domain.event_edits import Lack
    from bot.domain.events import Event
    from bot.i18n import Speech
    from bot.services.organising_outcomes import Shown
    from handlers.organising.taps import Turn

_MOST_SESSIONS: Final = 6


def list_screen(speech: Speech, events: Sequence[Event], page: int) -> Screen:
    """My events with their states and numbers."""
    shown, page, _ = page_of(events, page)
    lines = [_listed(speech, number, each) for number, each in enumerate(shown, start=1)]
    none = speech.html("You have no events yet. A new one stays a draft until you publish it: nobody sees it before.")
    buttons = [
        Button(numbered(position, title_of(speech, each)), RunDoor(event=each.id))
        for position, each in enumerate(events)
    ]
    rows = paged_rows(speech, buttons, page, lambda number: OrganiseDoor(page=number))
    new = Button(speech.say("New event"), NewEventDoor(), words=speech.synonyms("new, create, add"))
    text = Html("\n\n".join([speech.html("<b>Events that you run</b>"), *(lines or [none])]))
    menu = Button(speech.say("Menu"), MenuDoor())
    return Screen(text, (*rows, (new,), (menu,)), spot=OrganiseDoor(page=page), is_numbered=True)


def _listed(speech: Speech, number: int, event: Event) -> Html:
    taken, seats = sum(each.taken for each in event.sessions), sum(each.capacity for each in event.sessions)
    waiting = sum(each.waiting for each in event.sessions)
    parts = [
        short_state(speech, event.state),
        session_name(speech, event, event.sessions[0]) if event.sessions else speech.say("no session yet"),
        speech.say("seats taken: {taken} of {capacity}", taken=taken, capacity=seats),
        *([speech.say("in line: {number}", number=waiting)] if waiting else []),
    ]
    return Html(f"{number}. {bold(title_of(speech, event))}\n{safe(' · '.join(parts))}")


def kinds_screen(speech: Speech) -> Screen:
    """Which kind of event?"""
    text = speech.html("<b>New event</b>\n\nWhat kind of event is it?")
    buttons = [Button(kind_name(speech, each), NewTitleDoor(kind=each)) for each in get_args(Kind)]
    back = way_back(speech, OrganiseDoor())
    return Screen(text, (*column(*buttons), back), spot=NewEventDoor(), is_numbered=True)


def title_screen(speech: Speech, door: NewTitleDoor) -> Screen:
    """What is it called?"""
    text = speech.html(
        "<b>{kind}</b>\n\nWrite its title as pupils will read it, in the language that you use here. You can add the other "
        "languages afterwards: until then everybody reads this one.",
        kind=kind_name(speech, door.kind),
    )
    return Screen(text, (way_back(speech, NewEventDoor()),), spot=door)


def card_screen(speech: Speech, shown: Shown, now: datetime) -> Screen:
    """An event as who runs it sees it."""
    event = shown.event
    counted = [each for each in event.sessions if each.ends_at > now or event.state == "held"] or list(event.sessions)
    lines = [
        Html(f"{bold(session_name(speech, event, each))}\n{safe(_session_line(speech, shown, each.id))}")
        for each in counted[:_MOST_SESSIONS]
    ]
    more = len(counted) - _MOST_SESSIONS
    parts = [
        Html(f"{bold(title_of(speech, event))}\n{safe(state_name(speech, event.state))}"),
        *lines,
        safe(speech.count("{number} more session", "{number} more sessions", more)) if more > 0 else Html(),
        speech.html("There is no session yet.") if not event.sessions else Html(),
    ]
    text = Html("\n\n".join(part for part in parts if part))
    return Screen(text, _card_rows(speech, shown, now), spot=RunDoor(event=event.id))


def _session_line(speech: Speech, shown: Shown, session_id: int) -> str:
    session = shown.event.session(session_id)
    if session is None or not session.is_on:
        return speech.say("called off")
    return counts_line(speech, session, shown.counts[session_id])


def _card_rows(speech: Speech, shown: Shown, now: datetime) -> tuple[Row, ...]:
    event = shown.event
    runs = event.state in {"draft", "open", "closed"}
    edit = (
        Button(speech.say("Edit"), EditDoor(event=event.id)),
        Button(speech.say("Sessions"), SessionsDoor(event=event.id)),
    )
    next_step = _next_step(speech, event) if event.state == "draft" else None
    approvals = Button(
        speech.say("Wait for your yes: {number}", number=shown.for_approval), ApprovalsDoor(event=event.id)
    )
    buttons = [
        next_step,
        *_turns(speech, event, now),
        Button(speech.say("As pupils see it"), EventDoor(id=event.id)),
        approvals if event.needs_approval or shown.for_approval else None,
        Button(speech.say("Links and helpers"), LinksDoor(event=event.id)) if event.state != "draft" else None,
        Button(speech.say("Who registered, as a file"), ExportDoor(event=event.id)) if event.state != "draft" else None,
        Button(speech.say("Copy as a new draft"), CopyDoor(event=event.id)),
        Button(speech.say("Call the event off"), TurnDoor(event=event.id, to="cancelled")) if runs else None,
    ]
    last = (
        Button(speech.say("Refresh"), RunDoor(event=event.id)),
        Button(speech.say("← Back"), OrganiseDoor()),
    )
    return (*([edit] if runs else []), *column(*(each for each in buttons if each)), last)


def _next_step(speech: Speech, event: Event) -> Button | None:
    """Return what a draft lacks most."""
    if event.place is None:
        return Button(speech.say("Next: the town"), EventTownDoor(event=event.id))
    if not event.sessions:
        return Button(speech.say("Next: day and hour"), WhenDoor(event=event.id))
    return None


def _turns(speech: Speech, event: Event, now: datetime) -> list[Button]:
    over = bool(event.sessions) and all(each.ends_at <= now for each in event.sessions)
    found = []
    if event.state == "draft":
        found.append(Button(speech.say("Publish"), TurnDoor(event=event.id, to="open")))
    if event.state == "closed" and not over:
        found.append(Button(speech.say("Open registration again"), TurnDoor(event=event.id, to="open")))
    if event.state == "open" and not over:
        found.append(Button(speech.say("Close registration"), TurnDoor(event=event.id, to="closed")))
    if event.state in {"open", "closed"} and over:
        found.append(Button(speech.say("Mark as held"), TurnDoor(event=event.id, to="held")))
    return found


def lacking_screen(speech: Speech, event: Event, lacks: tuple[Lack, ...]) -> Screen:
    """What is missing before pupils may see it."""
    text = speech.html("<b>{title}</b>\n\nThis is still missing:", title=title_of(speech, event))
    next_step = _next_step(speech, event)
    back = Button(speech.say("← Back"), RunDoor(event=event.id))
    buttons = [next_step or Button(speech.say("Sessions"), SessionsDoor(event=event.id)), back]
    return Screen(Html(f"{text}\n{lack_lines(speech, lacks)}"), column(*buttons), spot=RunDoor(event=event.id))


def turn_screen(speech: Speech, shown: Shown, to: Turn) -> Screen:
    """The question before an event comes into another state, with how many it concerns."""
    event = shown.event
    questions: Mapping[Turn, Html] = {
        "open": speech.html(
            "Publish it? From now on pupils find it, and who is registered is told of every change of time or place."
        ),
        "closed": speech.html("Close registration? Who is registered keeps the seat; nobody new can register."),
        "held": speech.html("Mark it as held? Nothing of it can be changed after that."),
        "cancelled": _calling_off(speech, shown.told),
    }
    labels: Mapping[Turn, str] = {
        "open": speech.say("Yes, pupils may see it"),
        "closed": speech.say("Yes, close registration"),
        "held": speech.say("Yes, it was held"),
        "cancelled": speech.say("Yes, call it off and tell all"),
    }
    yes = Button(labels[to], TurnTap(event=event.id, to=to))
    back = Button(speech.say("← Back"), RunDoor(event=event.id))
    text = Html(f"{bold(title_of(speech, event))}\n\n{questions[to]}")
    return Screen(text, column(yes, back), spot=TurnDoor(event=event.id, to=to))


def _calling_off(speech: Speech, told: int) -> Html:
    if not told:
        return speech.html("Call the whole event off? Nobody is registered. This cannot be undone.")
    return safe(
        speech.count(
            "Call the whole event off? {number} pupil has or awaits a seat and is told at once. This cannot be undone.",
            "Call the whole event off? {number} pupils have or await a seat and are told at once. This cannot be undone.",
            told,
        )
    )


def copy_screen(speech: Speech, event: Event, newest: int) -> Screen:
    """The question whether to copy."""
    text = speech.html(
        "<b>{title}</b>\n\nCopy it as a new draft? Everything is taken over but the pupils; sessions stand on the same "
        "weekdays, in "
        "the next weeks that are ahead.",
        title=title_of(speech, event),
    )
    yes = Button(speech.say("Yes, copy"), CopyTap(event=event.id, newest=newest))
    back = Button(speech.say("← Back"), RunDoor(event=event.id))
    return Screen(text, column(yes, back), spot=CopyDoor(event=event.id))


def links_screen(speech: Speech, event: Event, link: str) -> Screen:
    """Links to hand on, the door, and the way to helpers."""
    text = speech.html(
        "<b>{title}</b>\n\nLink for pupils; it opens this event in the bot:\n{link}\n\nHelpers check tickets at the "
        "door and see "
        "nothing else. Invite each of them by a link of their own.",
        title=title_of(speech, event),
        link=link,
    )
    said = speech.say("Register here: {title}", title=title_of(speech, event))
    helper = Button(speech.say("Invite a helper"), InviteDoor(role="h", event=event.id))
    door = Button(speech.say("Check tickets"), CheckInDoor(event=event.id))
    back = Button(speech.say("← Back"), RunDoor(event=event.id))
    return Screen(text, (share_row(said, link), *column(helper, door, back)), spot=LinksDoor(event=event.id))
