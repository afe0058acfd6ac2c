"""The door: what a camera read, what was tapped or typed becomes a screen. Who has no role there sees one neutral sentence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, assert_never

from bot.chat.doors import TicketDoor
from bot.chat.flow import Admits, Answer, Flow
from bot.chat.screen import Onward
from bot.chat.staff_doors import CheckInDoor, ScanDoor
from bot.domain.door import read_guest
from bot.domain.registration import About
from bot.i18n.speech import mark
from bot.services.access import NotAllowed
from bot.services.codes import ALPHABET, LENGTH, as_code
from bot.services.door_outcomes import (
    Admitted,
    AlreadyIn,
    AtTheDoor,
    NeedsPaper,
    NoSeat,
    NotNow,
    NotSeated,
    Own,
    TakenBack,
    Unknown,
    WrongEvent,
    WrongSession,
)
from handlers.door.places import door_screen, events_screen, found_screen, posts_screen, walk_in_screen
from handlers.door.screens import (
    admitted_screen,
    already_in_screen,
    entry_screen,
    neutral_screen,
    paper_screen,
    refusal_screen,
    undo_screen,
)
from handlers.door.taps import EntryDoor, LetInTap, LineTap, PostsDoor, PostTap, UndoDoor, UndoTap, WalkInDoor
from handlers.door.wording import REASON_LETTERS

if TYPE_CHECKING:
    from bot.chat.visit import Visit
    from bot.services.door_outcomes import Scanned
    from bot.services.walk_ins import Taken

flow = Flow()
flow.command("checkin", mark("Check tickets (for helpers)"), CheckInDoor, "helper", "organiser", "administrator")
flow.link("t", lambda code: ScanDoor(code=code))

# A link that another app read from the QR code and that was pasted.
_LINK: Final = re.compile(r"[?&]start=t_([A-Za-z0-9_-]{1,48})\b")
_CODE: Final = re.compile(f"[{ALPHABET}]{{{LENGTH}}}")


@flow.tap(ScanDoor, admits=Admits.AGREED)
async def ticket_scanned(visit: Visit, door: ScanDoor) -> Answer:
    """Let in who stands behind a scanned ticket, at once."""
    outcome = await visit.ground.door.scan(visit.pupil.id, door.code, _nonce(visit), "scan", once=visit.update_id)
    return await _scanned(visit, outcome)


@flow.tap(CheckInDoor, admits=Admits.AGREED)
async def door_opened(visit: Visit, door: CheckInDoor) -> Answer:
    """Show the door of an event: the one named, the one for which the helper works, or the only one."""
    seen = await visit.ground.door.opened(visit.pupil.id)
    if isinstance(seen, NotAllowed):
        return neutral_screen(visit.speech, is_staff=False)
    wanted = door.event or (seen.post.event_id if seen.post else 0)
    event = next((each for each in seen.events if each.id == wanted or len(seen.events) == 1), None)
    if event is None:
        return events_screen(visit.speech, seen)
    return door_screen(visit.speech, seen, event, visit.ground.events.now())


@flow.tap(PostsDoor, admits=Admits.AGREED)
async def posts_opened(visit: Visit, door: PostsDoor) -> Answer:
    """Ask for which session the helper works."""
    seen = await visit.ground.door.opened(visit.pupil.id)
    event = next((each for each in seen.events if each.id == door.event), None) if isinstance(seen, AtTheDoor) else None
    if event is None:
        return CheckInDoor()
    return posts_screen(visit.speech, event, visit.ground.events.now(), door.page)


@flow.tap(PostTap, admits=Admits.AGREED)
async def post_chosen(visit: Visit, tap: PostTap) -> Answer:
    """Note it, and show the door."""
    event = await visit.ground.door.work_for(visit.pupil.id, tap.session, works=tap.works, once=visit.update_id)
    if isinstance(event, NotAllowed):
        return CheckInDoor()
    return Onward(CheckInDoor(event=event.id), toast=visit.speech.say("Noted."))


@flow.tap(EntryDoor, admits=Admits.AGREED)
async def entry_opened(visit: Visit, door: EntryDoor) -> Answer:
    """Show an entry as it is now."""
    seen = await visit.ground.door.entry(visit.pupil.id, door.id)
    return CheckInDoor() if isinstance(seen, NotAllowed) else entry_screen(visit.speech, seen)


@flow.tap(LetInTap, admits=Admits.AGREED)
async def name_tapped(visit: Visit, tap: LetInTap) -> Answer:
    """Let in somebody who was found by name, or anyway."""
    outcome = await visit.ground.door.let_in(
        visit.pupil.id, tap.id, tap.nonce, "name", anyway=tap.anyway, once=visit.update_id
    )
    return await _scanned(visit, outcome, tap.nonce)


@flow.tap(LineTap, admits=Admits.AGREED)
async def waiting_tapped(visit: Visit, tap: LineTap) -> Answer:
    """Let in somebody who waits and stands here."""
    outcome = await visit.ground.walk_ins.from_line(
        visit.pupil.id, tap.id, tap.nonce, has_paper=tap.paper, once=visit.update_id
    )
    return _taken(visit, outcome, tap.model_copy(update={"paper": True}))


@flow.tap(WalkInDoor, admits=Admits.AGREED)
async def walk_in_opened(visit: Visit, door: WalkInDoor) -> Answer:
    """Ask for name and class."""
    seen = await visit.ground.door.opened(visit.pupil.id)
    events = seen.events if isinstance(seen, AtTheDoor) else ()
    event = next((each for each in events if each.session(door.session)), None)
    return walk_in_screen(visit.speech, event, door) if event else CheckInDoor()


@flow.text_at(WalkInDoor)
async def guest_typed(visit: Visit, text: str) -> Answer | None:
    """Let in somebody without a ticket, if a seat is left."""
    guest, door = read_guest(text), WalkInDoor.unpack(visit.pupil.spot)
    # One word alone may be a code, or a word that was meant for a button.
    if guest is None or not (guest[1] or " " in guest[0]):
        line = visit.speech.html("Please write the name and the class only, such as: Asem Ospanova, 9A")
        return Onward(door, line=line)
    about = About(name=guest[0], grade=guest[1])
    outcome = await visit.ground.walk_ins.newcomer(
        visit.pupil.id, door.session, about, f"w{_nonce(visit)}", has_paper=door.paper, once=visit.update_id
    )
    return _taken(visit, outcome, door.model_copy(update={"paper": True}))


@flow.tap(UndoDoor, admits=Admits.AGREED)
async def undo_opened(visit: Visit, door: UndoDoor) -> Answer:
    """Ask why, unless it is done already."""
    seen = await visit.ground.door.entry(visit.pupil.id, door.id)
    if isinstance(seen, NotAllowed):
        return CheckInDoor()
    return entry_screen(visit.speech, seen) if seen.entry.undone_at else undo_screen(visit.speech, seen)


@flow.tap(UndoTap, admits=Admits.AGREED)
async def undo_confirmed(visit: Visit, tap: UndoTap) -> Answer:
    """Take an entry back."""
    seen = await visit.ground.door.undo(visit.pupil.id, tap.id, REASON_LETTERS[tap.reason], once=visit.update_id)
    return CheckInDoor() if isinstance(seen, NotAllowed) else entry_screen(visit.speech, seen)


@flow.text_at(CheckInDoor)
async def typed_at_door(visit: Visit, text: str) -> Answer | None:
    """Read a code or a part of a name."""
    return await _typed(visit, text, CheckInDoor.unpack(visit.pupil.spot).event)


@flow.text_at(EntryDoor)
async def typed_at_entry(visit: Visit, text: str) -> Answer | None:
    """Read the next code or name: the helper need not go back first."""
    return await _typed(visit, text, EntryDoor.unpack(visit.pupil.spot).event)


async def _typed(visit: Visit, text: str, event_id: int) -> Answer | None:
    link = _LINK.search(text)
    code = link[1] if link else as_code(text)
    if link or _CODE.fullmatch(code):
        outcome = await visit.ground.door.scan(visit.pupil.id, code, _nonce(visit), "code", once=visit.update_id)
        if not isinstance(outcome, Unknown) or link or any(letter.isdigit() for letter in code):
            return await _scanned(visit, outcome)
    seen = await visit.ground.door.opened(visit.pupil.id)
    if isinstance(seen, NotAllowed):
        return None
    wanted = event_id or (seen.post.event_id if seen.post else seen.events[0].id if len(seen.events) == 1 else 0)
    # A class behind the name is not a part of it.
    guest = read_guest(text)
    found = await visit.ground.door.find(visit.pupil.id, wanted, guest[0] if guest else text)
    return CheckInDoor() if isinstance(found, NotAllowed) else found_screen(visit.speech, found, _nonce(visit))


async def _scanned(visit: Visit, outcome: Scanned, nonce: str | None = None) -> Answer:
    match outcome:
        case Admitted():
            return admitted_screen(visit.speech, outcome)
        case AlreadyIn():
            return already_in_screen(visit.speech, outcome)
        case WrongSession() | WrongEvent() | NotSeated() | NotNow() | TakenBack():
            return refusal_screen(visit.speech, outcome, nonce or _nonce(visit))
        case Own(registration_id):
            return TicketDoor(id=registration_id)
        case Unknown():
            seen = await visit.ground.door.opened(visit.pupil.id)
            return neutral_screen(visit.speech, is_staff=not isinstance(seen, NotAllowed))
        case _:
            assert_never(outcome)


def _taken(visit: Visit, outcome: Taken, with_paper: LineTap | WalkInDoor) -> Answer:
    match outcome:
        case Admitted():
            return admitted_screen(visit.speech, outcome)
        case AlreadyIn():
            return already_in_screen(visit.speech, outcome)
        case NeedsPaper():
            return paper_screen(visit.speech, outcome, with_paper)
        case NotSeated() | NotNow() | NoSeat():
            return refusal_screen(visit.speech, outcome, _nonce(visit))
        case NotAllowed():
            return CheckInDoor()
        case _:
            assert_never(outcome)


def _nonce(visit: Visit) -> str:
    """Return what makes the taps of the screen that answers this update its own."""
    return str(visit.update_id)
