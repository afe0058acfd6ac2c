"""Screens of events: the list, the card, the link to hand on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.chat.doors import (
    EventDoor,
    EventsDoor,
    MenuDoor,
    ProfessionDoor,
    RegionDoor,
    RegisterDoor,
    TicketDoor,
)
from bot.chat.event_terms import (
    about_text,
    audience_lines,
    kind_name,
    parent_line,
    seats_line,
    some_of,
    window_line,
)
from bot.chat.event_words import place_of, time_of, title_of
from bot.chat.paging import PAGE, numbered, page_of, paged_rows
from bot.chat.screen import Button, Screen, column, shortened
from bot.chat.sharing import share_row
from bot.chat.staff_doors import CheckInDoor, ClassesDoor, RunDoor
from bot.chat.ways import way_back
from bot.domain.events import text_in
from bot.i18n.speech import Html, bold, safe
from handlers.events.taps import EventPinTap, ShareEventDoor

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from bot.chat.screen import Row
    from bot.domain.events import Event, Session
    from bot.i18n import Speech
    from bot.library import Words
    from bot.services.atlas import Atlas
    from bot.services.events import Nearby

# A card shows so many sessions and professions; a festival has more sessions than a phone has lines.
_MOST_SESSIONS = 6
_MOST_PROFESSIONS = 3
_MOST_LETTERS = 260


@dataclass(frozen=True, slots=True)
class Seen:
    """What surrounds an event on its card.

    Attributes:
        now: when it is looked at.
        mine: one's own registrations by the session's id.
        km: how far from home; None when unknown.
        may_bring, may_check, may_run: whether whoever looks may bring a class, check tickets at the door, run the event.
    """

    now: datetime
    mine: Mapping[int, int]
    km: float | None = None
    may_bring: bool = False
    may_check: bool = False
    may_run: bool = False


def events_screen(
    speech: Speech, atlas: Atlas, door: EventsDoor, profession: str | None, events: Sequence[Nearby], now: datetime
) -> Screen:
    """The nearest events, with day, place and seats."""
    shown, page, _ = page_of(events, door.page)
    title = (
        speech.html("<b>{profession}: try it</b>", profession=profession)
        if profession
        else speech.html("<b>Events near you</b>")
    )
    lines = [_listed(speech, atlas, number, each, now) for number, each in enumerate(shown, start=1)]
    buttons = [
        Button(numbered(position, title_of(speech, each.event)), EventDoor(id=each.event.id))
        for position, each in enumerate(events)
    ]
    rows = paged_rows(speech, buttons, page, lambda number: door.model_copy(update={"page": number}))
    here = door.model_copy(update={"page": page})
    back = ProfessionDoor(id=door.profession) if door.profession else MenuDoor()
    last: Row = way_back(speech, back) if door.profession else (Button(speech.say("Menu"), MenuDoor()),)
    return Screen(Html("\n\n".join([title, *lines])), (*rows, last), spot=here, is_numbered=True)


def _listed(speech: Speech, atlas: Atlas, number: int, nearby: Nearby, now: datetime) -> Html:
    event = nearby.event
    first = event.coming(now)[0]
    where = atlas.place_name(event.place, speech.language) if event.place else ""
    far = speech.distance(nearby.km) if nearby.km and nearby.km > PAGE else ""
    state = safe(seats_line(speech, first)) if event.closed_for(now) is None else window_line(speech, event, now)
    details = [safe(part) for part in (speech.day_and_hour(first.starts_at, event.zone), where, far) if part]
    return Html(f"{number}. {bold(title_of(speech, event))}\n{' · '.join([*details, state])}")


def no_events_screen(speech: Speech, door: EventsDoor, profession: str | None) -> Screen:
    """Nothing is near: say so, and where else one can look."""
    if profession:
        text = speech.html(
            "<b>{profession}</b>\n\nNo event where you could try it stands open near you now. Look again in a week or two; "
            "colleges have open days in spring.",
            profession=profession,
        )
        buttons = [Button(speech.say("All events near me"), EventsDoor())]
        back = Button(speech.say("← Back"), ProfessionDoor(id=door.profession))
    else:
        text = speech.html(
            "<b>Events near you</b>\n\nNo event stands open near you now. Look again in a week or two. What was held in your "
            "region in the last years stands under “My region”."
        )
        buttons = []
        back = Button(speech.say("Menu"), MenuDoor())
    return Screen(text, column(*buttons, Button(speech.say("My region"), RegionDoor()), back), spot=door)


def event_screen(speech: Speech, words: Words, atlas: Atlas, event: Event, seen: Seen) -> Screen:
    """An event's card: everything one has to know before one registers."""
    place = place_of(speech, atlas, event)
    far = (
        speech.html("About {distance} from home.", distance=speech.distance(seen.km))
        if seen.km and seen.km > PAGE
        else None
    )
    sessions = (event.coming(seen.now) or event.sessions)[:_MOST_SESSIONS]
    parts = [
        speech.html("<b>A draft: only you see it. Pupils will see this:</b>") if event.state == "draft" else Html(),
        Html(f"{bold(text_in(event.title, speech.language))}\n{safe(kind_name(speech, event.kind))}"),
        about_text(speech, event, _MOST_LETTERS),
        Html(
            "\n".join(_session_line(speech, event, each, number, seen) for number, each in enumerate(sessions, start=1))
        ),
        Html("\n".join(line for line in [safe(place) if place else None, far] if line)),
        Html("\n".join(_terms(speech, words, event, seen))),
    ]
    text = Html("\n\n".join(part for part in parts if part))
    return Screen(text, _card_rows(speech, words, event, sessions, seen), spot=EventDoor(id=event.id))


def _terms(speech: Speech, words: Words, event: Event, seen: Seen) -> list[Html]:
    tried = [words.professions[each].short for each in event.professions if each in words.professions]
    lines = [
        speech.html("You can try: {professions}", professions=some_of(speech, tried)) if tried else None,
        *audience_lines(speech, words, event.audience),
        parent_line(speech, event),
        speech.html("The organiser looks at every registration.") if event.needs_approval else None,
        window_line(speech, event, seen.now),
    ]
    return [line for line in lines if line]


def _session_line(speech: Speech, event: Event, session: Session, number: int, seen: Seen) -> Html:
    label = text_in(session.label, speech.language)
    head = (
        f"{number}. {time_of(speech, event, session)}" if len(event.sessions) > 1 else time_of(speech, event, session)
    )
    state = speech.say("you are registered") if session.id in seen.mine else seats_line(speech, session)
    return safe(" · ".join(part for part in (head, label, state) if part))


def _card_rows(speech: Speech, words: Words, event: Event, sessions: Sequence[Session], seen: Seen) -> tuple[Row, ...]:
    is_open = event.closed_for(seen.now) is None
    rows = [_session_button(speech, event, each, seen, is_open=is_open) for each in sessions]
    links = [
        Button(words.professions[each].short, ProfessionDoor(id=each))
        for each in event.professions[:_MOST_PROFESSIONS]
        if each in words.professions
    ]
    pin = Button(speech.say("On the map"), EventPinTap(id=event.id)) if event.point else None
    share = Button(speech.say("Tell friends"), ShareEventDoor(id=event.id)) if event.state == "open" else None
    around = tuple(button for button in (pin, share) if button)
    return (
        *column(*(button for button in rows if button)),
        *column(*links),
        *([around] if around else []),
        *column(*_staff_buttons(speech, event, seen, is_open=is_open)),
        way_back(speech, EventsDoor()),
    )


def _staff_buttons(speech: Speech, event: Event, seen: Seen, *, is_open: bool) -> list[Button]:
    buttons = []
    if seen.may_bring and is_open:
        buttons.append(Button(speech.say("Bring a class"), ClassesDoor(event=event.id)))
    if seen.may_check and event.state != "draft":
        buttons.append(Button(speech.say("Check tickets"), CheckInDoor(event=event.id)))
    if seen.may_run:
        buttons.append(Button(speech.say("Run this event"), RunDoor(event=event.id)))
    return buttons


def _session_button(speech: Speech, event: Event, session: Session, seen: Seen, *, is_open: bool) -> Button | None:
    mine = seen.mine.get(session.id)
    local = session.starts_at.astimezone(ZoneInfo(event.zone))
    when = f"{speech.day_of_year(local.date())}, {local:%H:%M}"
    if mine is not None:
        return Button(shortened(speech.say("My ticket: {when}", when=when)), TicketDoor(id=mine))
    if not is_open or not session.is_on or session.starts_at <= seen.now:
        return None
    label = speech.say("Register: {when}", when=when) if session.free else speech.say("To the line: {when}", when=when)
    return Button(shortened(label), RegisterDoor(session=session.id), words=speech.synonyms("register, sign up"))


def share_screen(speech: Speech, event: Event, link: str) -> Screen:
    """The link of an event, with the buttons that hand it on."""
    text = speech.html(
        "<b>{title}</b>\n\nSend this link to friends; it opens the event in this bot:\n{link}",
        title=text_in(event.title, speech.language),
        link=link,
    )
    said = speech.say("Let us go together: {title}", title=text_in(event.title, speech.language))
    back = Button(speech.say("← Back"), EventDoor(id=event.id))
    return Screen(text, (share_row(said, link), (back,)), spot=ShareEventDoor(id=event.id))
