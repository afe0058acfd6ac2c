"""Screens of one ticket at the door: the answer stands in capitals in the first line, in words, and is read in a second."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from bot.chat.doors import MenuDoor
from bot.chat.event_words import title_of
from bot.chat.screen import Button, Row, Screen, column
from bot.chat.staff_doors import CheckInDoor
from bot.chat.state_words import state_text
from bot.i18n.speech import Html, bold, safe
from bot.services.door_outcomes import (
    Admitted,
    AlreadyIn,
    NeedsPaper,
    NoSeat,
    NotNow,
    NotSeated,
    TakenBack,
    WrongEvent,
    WrongSession,
)
from handlers.door.taps import EntryDoor, LetInTap, LineTap, UndoDoor, UndoTap, WalkInDoor
from handlers.door.wording import (
    REASON_LETTERS,
    clock_text,
    moment_text,
    reason_text,
    session_name,
)

if TYPE_CHECKING:
    from bot.domain.events import Event
    from bot.i18n import Speech
    from bot.services.door_outcomes import EntrySeen, Guest

Refusal = TakenBack | WrongSession | WrongEvent | NotSeated | NotNow | NoSeat | NeedsPaper
# States from which somebody who stands at the door may still get a seat.
_MAY_GET_A_SEAT = frozenset({"waiting", "offered", "consent"})


def neutral_screen(speech: Speech, *, is_staff: bool) -> Screen:
    """The same for every code that opens nothing: whether there is such a ticket is nobody's business."""
    text = speech.html(
        "This code opens nothing for you.\n\nIf it is on your ticket, show it at the door of the event. If you check tickets, "
        "see that it is a ticket of your event."
    )
    door = [Button(speech.say("To the door"), CheckInDoor())] if is_staff else []
    return Screen(text, column(*door, Button(speech.say("Menu"), MenuDoor())))


def admitted_screen(speech: Speech, admitted: Admitted) -> Screen:
    """In, just now."""
    shown = admitted.guest
    parts = [speech.html("✅ <b>LET IN</b>"), *_who(speech, shown), _where(speech, shown)]
    spot = EntryDoor(id=admitted.entry_id, event=shown.event.id)
    return Screen(Html("\n\n".join(parts)), _entry_rows(speech, spot), spot=spot)


def already_in_screen(speech: Speech, seen: AlreadyIn) -> Screen:
    """In before: perhaps the ticket was passed on."""
    shown = seen.guest
    when = moment_text(speech, shown.event, seen.at)
    if seen.by_me:
        by_whom = speech.html("You let them in: {when}.", when=when)
    elif seen.by:
        by_whom = speech.html("Let in by {who}: {when}.", who=seen.by, when=when)
    else:
        by_whom = speech.html("Another helper let them in: {when}.", when=when)
    parts = [
        speech.html("⛔ <b>ALREADY INSIDE</b>"),
        by_whom,
        *_who(speech, shown),
        _where(speech, shown),
        speech.html("If somebody else stands before you, the ticket was passed on: ask for the name."),
    ]
    spot = EntryDoor(id=seen.entry_id, event=shown.event.id)
    return Screen(Html("\n\n".join(parts)), _entry_rows(speech, spot), spot=spot)


def entry_screen(speech: Speech, seen: EntrySeen) -> Screen:
    """An entry as it is now."""
    shown, entry = seen.guest, seen.entry
    when = moment_text(speech, shown.event, entry.at)
    spot = EntryDoor(id=entry.id, event=shown.event.id)
    if entry.undone_at is None or entry.undone_reason is None:
        head = speech.html("✅ <b>INSIDE</b> since {when}", when=when)
        rows = _entry_rows(speech, spot)
    else:
        head = speech.html(
            "↩️ <b>TAKEN BACK</b>, {when}\n{reason}",
            when=clock_text(shown.event, entry.undone_at),
            reason=reason_text(speech, entry.undone_reason),
        )
        rows = (_to_door(speech, shown.event),)
    return Screen(Html("\n\n".join([head, *_who(speech, shown), _where(speech, shown)])), rows, spot=spot)


def undo_screen(speech: Speech, seen: EntrySeen) -> Screen:
    """The question why."""
    shown = seen.guest
    text = speech.html("<b>Take the mark back: why?</b>\n\n{name}", name=_name(speech, shown))
    reasons = [
        Button(reason_text(speech, reason), UndoTap(id=seen.entry.id, reason=letter))
        for letter, reason in REASON_LETTERS.items()
    ]
    keep = Button(speech.say("No, keep it"), EntryDoor(id=seen.entry.id, event=shown.event.id))
    return Screen(text, column(*reasons, keep), spot=UndoDoor(id=seen.entry.id, event=shown.event.id))


def refusal_screen(speech: Speech, refusal: Refusal, nonce: str) -> Screen:
    """Not in: why, and what can be done."""
    event = refusal.guest.event if hasattr(refusal, "guest") else refusal.event
    lines, rows = _refused(speech, refusal, nonce)
    text = Html("\n\n".join([speech.html("⛔ <b>DO NOT LET IN</b>"), *lines]))
    return Screen(text, (*rows, _to_door(speech, event)), spot=CheckInDoor(event=event.id))


def _refused(speech: Speech, refusal: Refusal, nonce: str) -> tuple[list[Html], tuple[Row, ...]]:
    match refusal:
        case TakenBack(guest):
            line = speech.html("This button let them in once, and that was taken back. Scan the ticket again.")
            return [line, *_who(speech, guest)], ()
        case WrongSession(guest, may_anyway):
            return _wrong_session(speech, guest, nonce, may_anyway=may_anyway)
        case WrongEvent(guest):
            line = speech.html("The ticket is for another event: {title}", title=title_of(speech, guest.event))
            return [line, _where(speech, guest), *_who(speech, guest)], ()
        case NotSeated(guest):
            return _not_seated(speech, guest, nonce)
        case NotNow() | NoSeat() | NeedsPaper():
            return _no_seat(speech, refusal)
        case _:
            assert_never(refusal)


def _wrong_session(speech: Speech, guest: Guest, nonce: str, *, may_anyway: bool) -> tuple[list[Html], tuple[Row, ...]]:
    lines = [speech.html("<b>The ticket is for another session.</b>"), _where(speech, guest), *_who(speech, guest)]
    if not may_anyway:
        return [*lines, speech.html("Only the organiser may let them in here.")], ()
    tap = LetInTap(id=guest.registration_id, nonce=nonce, anyway=True)
    return lines, column(Button(speech.say("Let in anyway"), tap))


def _not_seated(speech: Speech, guest: Guest, nonce: str) -> tuple[list[Html], tuple[Row, ...]]:
    state = Html(f"{bold(_name(speech, guest))}: {safe(state_text(speech, guest.state))}")
    lines = [state, _where(speech, guest)]
    if guest.state not in _MAY_GET_A_SEAT:
        return lines, ()
    tap = LineTap(id=guest.registration_id, nonce=nonce)
    return lines, column(Button(speech.say("Let in if a seat is left"), tap))


def _no_seat(speech: Speech, refusal: NotNow | NoSeat | NeedsPaper) -> tuple[list[Html], tuple[Row, ...]]:
    where = Html(
        f"{bold(title_of(speech, refusal.event))}\n{safe(session_name(speech, refusal.event, refusal.session))}"
    )
    match refusal:
        case NotNow(_, _, "too_early"):
            line = speech.html("The door opens three hours before the session begins.")
        case NotNow(_, _, "over"):
            line = speech.html("This session is over.")
        case NotNow(_, _, "called_off"):
            line = speech.html("This session will not take place.")
        case NoSeat(_, _, "full"):
            line = speech.html("Every seat of this session is taken.")
        case NoSeat(_, _, "line_first", waiting):
            line = Html(
                speech.count(
                    "{number} person in line comes first. Ask whether they are here. From the beginning of the session on, "
                    "seats that are left go to those who are here.",
                    "{number} people in line come first. Ask whether they are here. From the beginning of the session on, "
                    "seats that are left go to those who are here.",
                    waiting,
                )
            )
        case NeedsPaper():
            line = speech.html(
                "A parent has to agree to this event. Let them in only if you hold the parent's signed paper."
            )
        case _:
            raise AssertionError("every reason is named above")
    return [line, where], ()


def paper_screen(speech: Speech, refusal: NeedsPaper, tap: LineTap | WalkInDoor) -> Screen:
    """A parent has to agree: with the paper in hand the helper may go on."""
    screen = refusal_screen(speech, refusal, "0")
    has_it = Button(speech.say("The parent's paper is here"), tap)
    return Screen(screen.text, ((has_it,), *screen.rows), spot=screen.spot)


def _who(speech: Speech, guest: Guest) -> list[Html]:
    lines = [bold(_name(speech, guest))]
    if guest.school:
        lines.append(speech.html("School: {school}", school=guest.school))
    if guest.is_companion:
        lines.append(speech.html("An adult who comes with a class."))
    if guest.together > 1:
        lines.append(speech.html("Their group: {inside} of {all} inside", inside=guest.together_in, all=guest.together))
    return [Html("\n".join(lines))]


def _name(speech: Speech, guest: Guest) -> str:
    name = guest.name or speech.say("A place kept for a friend, without a name")
    return f"{name}, {guest.grade}" if guest.grade else name


def _where(speech: Speech, guest: Guest) -> Html:
    title, session = title_of(speech, guest.event), session_name(speech, guest.event, guest.session)
    return safe(f"{title}\n{session}")


def _entry_rows(speech: Speech, spot: EntryDoor) -> tuple[Row, ...]:
    undo = Button(speech.say("Take the mark back"), UndoDoor(id=spot.id, event=spot.event))
    return ((undo,), (Button(speech.say("To the door"), CheckInDoor(event=spot.event)),))


def _to_door(speech: Speech, event: Event) -> Row:
    return (Button(speech.say("To the door"), CheckInDoor(event=event.id)),)
