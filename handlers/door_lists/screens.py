"""Screens and files of the list of the door."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.chat.event_words import time_of, title_of
from bot.chat.paging import numbered, paged_rows
from bot.chat.screen import Button, Screen, column
from bot.chat.staff_doors import CheckInDoor, DoorListDoor
from bot.chat.state_words import state_text
from bot.i18n.speech import Html, bold, mark, safe
from bot.papers import DoorList, DoorRow
from bot.sheets import Column, Table
from handlers.door_lists.taps import ListFileTap, SessionListDoor, TicksTap

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from bot.chat.screen import Attachment
    from bot.domain.events import Event, Session
    from bot.domain.ticks import Conflict, Why
    from bot.i18n import Speech
    from bot.services.door_lists import DoorListSeen, Listed, TicksPrepared

MOST_CONFLICTS_SHOWN: Final = 8
_WHY: Final[Mapping[Why, str]] = {
    "unknown_code": mark("no ticket of this event has this code"),
    "other_session": mark("the ticket is for another session"),
    "twice": mark("ticked in a row above already"),
    "already_in": mark("was let in at the door already"),
    "no_seat": mark("ticked, but has no seat"),
    "mark_unknown": mark("this is neither a tick nor a no; put + or leave it empty"),
    "not_readable": mark("the cell holds a formula or an error; put + or leave it empty"),
}


def sessions_screen(speech: Speech, event: Event, sessions: Sequence[Session], page: int) -> Screen:
    """Of which session?"""
    buttons = [
        Button(numbered(position, time_of(speech, event, each)), SessionListDoor(session=each.id))
        for position, each in enumerate(sessions)
    ]
    rows = paged_rows(speech, buttons, page, lambda number: DoorListDoor(event=event.id, page=number))
    back = Button(speech.say("To the door"), CheckInDoor(event=event.id))
    text = Html("\n\n".join([bold(title_of(speech, event)), speech.html("The list of which session?")]))
    return Screen(text, (*rows, (back,)), spot=DoorListDoor(event=event.id, page=page))


def list_screen(speech: Speech, event: Event, session: Session, *, may_export: bool) -> Screen:
    """What can be done with the list."""
    parts = [
        Html(f"{bold(title_of(speech, event, session))}\n{safe(time_of(speech, event, session))}"),
        speech.html(
            "For a hall without network: take the list, print it or keep it on a laptop, and tick who comes. Afterwards "
            'put + into the column "Came" of the XLSX and send the file here. I show what fits and what does not before '
            "anything is entered."
        ),
    ]
    files = [
        Button(speech.say("The list as XLSX"), ListFileTap(session=session.id, form="x")),
        Button(speech.say("The list as PDF"), ListFileTap(session=session.id, form="p")),
    ]
    if not may_export:
        parts.append(speech.html("Only the organiser can take the list with names."))
    back = Button(speech.say("To the door"), CheckInDoor(event=event.id))
    rows = column(*(files if may_export else []), back)
    return Screen(Html("\n\n".join(parts)), rows, spot=SessionListDoor(session=session.id))


def refused_screen(speech: Speech, door: SessionListDoor, line: str) -> Screen:
    """The file cannot be taken; the next one may be sent at once."""
    text = Html("\n\n".join([speech.html("<b>The list was not taken.</b>"), safe(line)]))
    return Screen(text, column(Button(speech.say("← Back"), door)), spot=door)


def prepared_screen(speech: Speech, seen: TicksPrepared, files: Sequence[Attachment]) -> Screen:
    """What would be entered, and what does not fit, row by row."""
    words = conflicts_in_words(speech, seen.conflicts)
    parts = [
        Html(f"{bold(title_of(speech, seen.event, seen.session))}\n{safe(time_of(speech, seen.event, seen.session))}"),
        Html(
            speech.count(
                "{number} person would be entered. Nothing is entered yet.",
                "{number} people would be entered. Nothing is entered yet.",
                seen.number,
            )
        ),
    ]
    if words:
        parts.append(speech.html("Rows that do not fit and are left out: {number}", number=len(words)))
        parts.append(Html("\n".join(safe(f"{row}: {what}") for row, what in words[:MOST_CONFLICTS_SHOWN])))
    if files:
        parts.append(speech.html("All of them stand in the file above."))
    door = SessionListDoor(session=seen.session.id)
    enter = [Button(speech.say("Enter them"), TicksTap(draft=seen.draft_id))] if seen.number else []
    rows = column(*enter, Button(speech.say("Send another file"), door))
    return Screen(Html("\n\n".join(parts)), rows, spot=door, files=tuple(files))


def conflicts_in_words(speech: Speech, conflicts: Sequence[Conflict]) -> list[tuple[str, str]]:
    """Return the number of the row and what does not fit."""
    found = []
    for each in conflicts:
        what = speech.say(_WHY[each.why])
        if each.state is not None:
            what = f"{what}: {state_text(speech, each.state)}"
        found.append((str(each.number), what))
    return found


def list_table(speech: Speech, seen: DoorListSeen) -> Table:
    """The list as a spreadsheet, with the column that is ticked first."""
    columns = (
        Column(speech.say("Came"), width=10),
        Column(speech.say("Name and surname"), width=34),
        Column(speech.say("Class"), width=10),
        Column(speech.say("School"), width=26),
        Column(speech.say("Code of the ticket"), width=18),
        Column(speech.say("What they have"), width=36),
        Column(speech.say("Together"), "number", width=10),
    )
    rows = [
        (
            "",
            _name(speech, each),
            each.grade,
            each.school,
            each.code,
            _state(speech, each),
            each.together,
        )
        for each in by_name(speech, seen.people)
    ]
    notes = (
        title_of(speech, seen.event, seen.session),
        time_of(speech, seen.event, seen.session),
        speech.say('Put + into "Came" for each who comes, and leave the codes as they are.'),
        speech.say("Afterwards send this file to the bot: at the door, the list. Then delete it."),
    )
    return Table(speech.say("The list of the door"), columns, rows, notes)


def list_paper(speech: Speech, seen: DoorListSeen, made_at: datetime) -> DoorList:
    """The list as sheets of paper."""
    return DoorList(
        title=title_of(speech, seen.event, seen.session),
        under_title=time_of(speech, seen.event, seen.session),
        heads=DoorRow(
            name=speech.say("Name and surname"),
            school=speech.say("School"),
            grade=speech.say("Class"),
            code=speech.say("Code"),
            state=speech.say("Seat"),
            party=speech.say("With"),
        ),
        rows=[
            DoorRow(
                name=_name(speech, each),
                school=each.school,
                grade=each.grade,
                code=f"{each.code[:4]}-{each.code[4:]}",
                state=_state(speech, each),
                party=str(each.together) if each.together > 1 else "",
            )
            for each in by_name(speech, seen.people)
        ],
        page_of=lambda page, pages: speech.say("page {page} of {pages}", page=page, pages=pages),
        footnote=speech.say("Made {date}. Destroy it after the event.", date=speech.moment_day(made_at)),
        language=speech.language.value,
        made_at=made_at,
    )


def by_name(speech: Speech, people: Sequence[Listed]) -> list[Listed]:
    """Return people in the order in which they are looked for on paper."""
    return sorted(people, key=lambda each: (speech.sort_key(each.name), each.code))


def _name(speech: Speech, person: Listed) -> str:
    name = person.name or speech.say("A place kept for a friend, without a name")
    adult = speech.say("adult")
    return f"{name} ({adult})" if person.is_companion else name


def _state(speech: Speech, person: Listed) -> str:
    return speech.say("inside") if person.is_in else state_text(speech, person.state)
