"""The list of the door: what was tapped or sent becomes a file or a screen; who has no role there is led to the door."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from bot.chat.flow import Admits, Answer, Flow
from bot.chat.screen import Attachment, Onward
from bot.chat.staff_doors import CheckInDoor, DoorListDoor
from bot.services.access import NotAllowed
from bot.services.class_outcomes import NoDraft
from bot.services.door_lists import TicksEntered, TicksPrepared
from bot.services.door_outcomes import AtTheDoor, NotNow
from bot.services.tick_sheets import LIMITS, marked_rows
from bot.sheets import Column, Table, Unreadable, read_sheet_aside, write_aside
from handlers.door_lists.screens import (
    MOST_CONFLICTS_SHOWN,
    conflicts_in_words,
    list_paper,
    list_screen,
    list_table,
    prepared_screen,
    refused_screen,
    sessions_screen,
)
from handlers.door_lists.taps import ListFileTap, SessionListDoor, TicksTap

if TYPE_CHECKING:
    from bot.chat.screen import Screen
    from bot.chat.upload import Upload
    from bot.chat.visit import Visit
    from bot.domain.events import Event, Session
    from bot.services.door_lists import DoorListSeen

flow = Flow()


@flow.tap(DoorListDoor, admits=Admits.AGREED)
async def lists_opened(visit: Visit, door: DoorListDoor) -> Answer:
    """Ask of which session, unless there is only one."""
    event = next((each for each in await _events(visit) if each.id == door.event), None)
    if event is None:
        return CheckInDoor()
    sessions = [each for each in event.sessions if each.is_on]
    if len(sessions) == 1:
        return SessionListDoor(session=sessions[0].id)
    return sessions_screen(visit.speech, event, sessions, door.page)


@flow.tap(SessionListDoor, admits=Admits.AGREED)
async def list_opened(visit: Visit, door: SessionListDoor) -> Answer:
    """Show what can be done with the list."""
    found = await _session(visit, door.session)
    return await _list(visit, *found) if found else CheckInDoor()


@flow.tap(ListFileTap, admits=Admits.AGREED)
async def file_wanted(visit: Visit, tap: ListFileTap) -> Answer:
    """Send the list as a file."""
    seen = await visit.ground.door_lists.take(visit.pupil.id, tap.session)
    if isinstance(seen, NotAllowed):
        return CheckInDoor()
    file = await _printed(visit, seen) if tap.form == "p" else await _written(visit, seen)
    if file is None:
        toast = visit.speech.say("The PDF cannot be printed just now. Take the XLSX, please.")
        return Onward(SessionListDoor(session=tap.session), toast=toast)
    return (await _list(visit, seen.event, seen.session)).with_files(file)


@flow.upload_at(SessionListDoor)
async def ticks_sent(visit: Visit, upload: Upload) -> Answer:
    """Read a ticked list and show what it would do."""
    door = SessionListDoor.unpack(visit.pupil.spot)
    content = await upload.fetch(LIMITS.size)
    sheet = Unreadable("too_large") if content is None else await read_sheet_aside(content, LIMITS)
    marked = None if isinstance(sheet, Unreadable) else marked_rows(sheet)
    if marked is None:
        line = visit.speech.say(
            'Send the XLSX that you took here, with + in the column "Came". The columns with ticks and codes must be there.'
        )
        return refused_screen(visit.speech, door, line)
    outcome = await visit.ground.door_lists.prepare(visit.pupil.id, door.session, marked)
    match outcome:
        case TicksPrepared():
            return prepared_screen(visit.speech, outcome, await _conflicts_file(visit, outcome))
        case NotNow(_, _, reason):
            early = visit.speech.say("The session has not begun yet: ticks are brought in on its day or afterwards.")
            late = visit.speech.say("This session was too long ago.")
            return refused_screen(visit.speech, door, early if reason == "too_early" else late)
        case NotAllowed():
            return CheckInDoor()
        case _:
            assert_never(outcome)


@flow.tap(TicksTap, admits=Admits.AGREED)
async def ticks_confirmed(visit: Visit, tap: TicksTap) -> Answer:
    """Enter them."""
    outcome = await visit.ground.door_lists.confirm(visit.pupil.id, tap.draft, once=visit.update_id)
    match outcome:
        case TicksEntered(event, number, left_out):
            line = visit.speech.html("Entered: {number}. Left out: {left_out}.", number=number, left_out=left_out)
            return Onward(CheckInDoor(event=event.id), line=line)
        case NoDraft():
            line = visit.speech.html("That list waits no longer: it is entered already, or a newer one was sent.")
            return Onward(CheckInDoor(), line=line)
        case NotAllowed():
            return CheckInDoor()
        case _:
            assert_never(outcome)


async def _events(visit: Visit) -> tuple[Event, ...]:
    seen = await visit.ground.door.opened(visit.pupil.id, with_past=True)
    return seen.events if isinstance(seen, AtTheDoor) else ()


async def _session(visit: Visit, session_id: int) -> tuple[Event, Session] | None:
    for event in await _events(visit):
        session = event.session(session_id)
        if session is not None:
            return event, session
    return None


async def _list(visit: Visit, event: Event, session: Session) -> Screen:
    may_export = await visit.ground.access.may(visit.pupil.id, "export", event.id)
    return list_screen(visit.speech, event, session, may_export=may_export)


async def _written(visit: Visit, seen: DoorListSeen) -> Attachment:
    return Attachment("door.xlsx", await write_aside(list_table(visit.speech, seen), "xlsx"))


async def _printed(visit: Visit, seen: DoorListSeen) -> Attachment | None:
    content = await visit.ground.press.pdf(list_paper(visit.speech, seen, visit.ground.events.now()))
    return Attachment("door.pdf", content) if content is not None else None


async def _conflicts_file(visit: Visit, seen: TicksPrepared) -> list[Attachment]:
    """Return a file with every row that does not fit, when a phone cannot show all of them."""
    rows = conflicts_in_words(visit.speech, seen.conflicts)
    if len(rows) <= MOST_CONFLICTS_SHOWN:
        return []
    title = visit.speech.say("What does not fit")
    table = Table(title, (Column(visit.speech.say("Row"), width=8), Column(title, width=90)), rows)
    return [Attachment("rows.xlsx", await write_aside(table, "xlsx"))]
