"""Classes at events: what was tapped, typed or sent as a file becomes a screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from bot.chat.flow import Admits, Answer, Flow
from bot.chat.screen import Attachment, Onward
from bot.chat.staff_doors import ClassDoor, ClassesDoor
from bot.i18n.speech import mark, safe
from bot.services.access import NotAllowed
from bot.services.class_outcomes import Brought, Faulty, NoDraft, Prepared
from bot.services.class_sheets import LIMITS, NoNames, class_sheet, class_template
from bot.services.seat_outcomes import Changed, Gone, NotPossible, TooLate, TooMany
from bot.sheets import Column, Table, Unreadable, read_sheet_aside, write_aside
from handlers.class_lists.class_screens import back_screen, class_screen, class_table, member_screen
from handlers.class_lists.screens import (
    MOST_FAULTS_SHOWN,
    faults_in_words,
    faulty_screen,
    hosts_screen,
    not_allowed_screen,
    places_screen,
    prepared_screen,
    refused_screen,
    sessions_screen,
    upload_screen,
)
from handlers.class_lists.taps import (
    ClassAcceptTap,
    ClassBackDoor,
    ClassBackTap,
    ClassFileTap,
    ClassUploadDoor,
    KeepTap,
    MemberBackTap,
    MemberDoor,
    PlacesDoor,
    RegisterTap,
    TemplateTap,
)
from handlers.class_lists.wording import closed_text, unreadable_text

if TYPE_CHECKING:
    from bot.chat.screen import Screen
    from bot.chat.upload import Upload
    from bot.chat.visit import Visit
    from bot.domain.events import Event, Session
    from bot.services.class_lists import Refused
    from bot.services.class_outcomes import ClassSeen
    from bot.services.class_sheets import ClassSheet

flow = Flow()
flow.command(
    "registerclass",
    mark("Bring a class to an event (for teachers)"),
    ClassesDoor,
    "counsellor",
    "organiser",
    "administrator",
)


@flow.tap(ClassesDoor, admits=Admits.AGREED)
async def classes_opened(visit: Visit, door: ClassesDoor) -> Answer:
    """Show the events to which a class can be brought, or the sessions of one of them."""
    hosts = await visit.ground.class_lists.hosts(visit.pupil.id)
    if isinstance(hosts, NotAllowed):
        return not_allowed_screen(visit.speech)
    event = next((each for each in hosts.events if each.id == door.event), None)
    if event is None:
        return hosts_screen(visit.speech, hosts)
    return sessions_screen(visit.speech, event, visit.ground.events.now())


@flow.tap(ClassUploadDoor, admits=Admits.AGREED)
async def session_chosen(visit: Visit, door: ClassUploadDoor) -> Answer:
    """Ask for the list."""
    found = await _session(visit, door.session)
    return upload_screen(visit.speech, *found) if found else ClassesDoor()


@flow.tap(TemplateTap, admits=Admits.AGREED)
async def template_wanted(visit: Visit, tap: TemplateTap) -> Answer:
    """Send the empty list."""
    found = await _session(visit, tap.session)
    if found is None:
        return ClassesDoor()
    content = await write_aside(class_template(visit.speech), "xlsx")
    screen = upload_screen(visit.speech, *found)
    return screen.with_files(Attachment("class.xlsx", content))


@flow.upload_at(ClassUploadDoor)
async def list_sent(visit: Visit, upload: Upload) -> Answer:
    """Read a list: say everything that is wrong with it, or ask whether to register it."""
    door = ClassUploadDoor.unpack(visit.pupil.spot)
    content = await upload.fetch(LIMITS.size)
    sheet = Unreadable("too_large") if content is None else await read_sheet_aside(content, LIMITS)
    if isinstance(sheet, Unreadable):
        return refused_screen(visit.speech, door, unreadable_text(visit.speech, sheet.reason))
    read = class_sheet(sheet)
    if isinstance(read, NoNames):
        line = visit.speech.say("The file needs one column with names, titled: Name and surname.")
        return refused_screen(visit.speech, door, line)
    if not read.lines:
        return refused_screen(visit.speech, door, unreadable_text(visit.speech, "empty"))
    outcome = await visit.ground.class_lists.prepare(visit.pupil.id, door.session, read.lines)
    match outcome:
        case Prepared():
            return prepared_screen(visit.speech, outcome)
        case Faulty():
            return faulty_screen(visit.speech, door, outcome, read, await _faults_file(visit, outcome, read))
        case NotAllowed() | NotPossible() | TooMany() | Gone():
            return _refused(visit, door, outcome)
        case _:
            assert_never(outcome)


@flow.tap(RegisterTap, admits=Admits.AGREED)
async def registration_confirmed(visit: Visit, tap: RegisterTap) -> Answer:
    """Register the class."""
    outcome = await visit.ground.class_lists.confirm(
        visit.pupil, tap.draft, has_papers=tap.papers, once=visit.update_id
    )
    match outcome:
        case Brought(party_id):
            return Onward(ClassDoor(party=party_id), line=visit.speech.html("<b>The class is registered.</b>"))
        case NoDraft():
            line = visit.speech.html("That list waits no longer: it is registered already, or a newer one was sent.")
            return Onward(ClassesDoor(), line=line)
        case NotAllowed() | NotPossible() | TooMany() | Gone():
            return _refused(visit, None, outcome)
        case _:
            assert_never(outcome)


@flow.tap(PlacesDoor, admits=Admits.AGREED)
async def places_opened(visit: Visit, door: PlacesDoor) -> Answer:
    """Ask how many places are to be kept."""
    found = await _session(visit, door.session)
    if found is None:
        return ClassesDoor()
    classes = await visit.ground.class_lists.classes_at(visit.pupil.id, door.session)
    return places_screen(visit.speech, *found, classes)


@flow.text_at(PlacesDoor)
async def number_typed(visit: Visit, text: str) -> Answer | None:
    """Keep as many places as were typed."""
    door = PlacesDoor.unpack(visit.pupil.spot)
    if not text.strip().isdecimal() or not 1 <= int(text.strip()[:4]) <= 999:
        return None
    classes = await visit.ground.class_lists.classes_at(visit.pupil.id, door.session)
    return await places_kept(visit, KeepTap(session=door.session, number=int(text.strip()[:4]), classes=classes))


@flow.tap(KeepTap, admits=Admits.AGREED)
async def places_kept(visit: Visit, tap: KeepTap) -> Answer:
    """Keep places for a link."""
    outcome = await visit.ground.class_lists.keep_places(
        visit.pupil.id, tap.session, tap.number, classes=tap.classes, once=visit.update_id
    )
    if isinstance(outcome, Brought):
        return ClassDoor(party=outcome.party_id)
    return _refused(visit, ClassUploadDoor(session=tap.session), outcome)


@flow.tap(ClassDoor, admits=Admits.AGREED)
async def class_opened(visit: Visit, door: ClassDoor) -> Answer:
    """Show a class to its owner."""
    seen = await visit.ground.class_parties.see(visit.pupil.id, door.party)
    if isinstance(seen, NotAllowed):
        return ClassesDoor()
    return _class_screen(visit, seen, door.page)


@flow.tap(MemberDoor, admits=Admits.AGREED)
async def member_opened(visit: Visit, door: MemberDoor) -> Answer:
    """Show one of a class."""
    seen = await visit.ground.class_parties.see(visit.pupil.id, door.party)
    if isinstance(seen, NotAllowed):
        return ClassesDoor()
    member = next((each for each in seen.members if each.registration_id == door.id and each.name), None)
    return member_screen(visit.speech, seen, member) if member else ClassDoor(party=door.party)


@flow.tap(MemberBackTap, admits=Admits.AGREED)
async def member_given_back(visit: Visit, tap: MemberBackTap) -> Answer:
    """Give back the seat of one."""
    outcome = await visit.ground.seats.give_back(tap.id, visit.pupil.id, once=visit.update_id)
    match outcome:
        case Changed():
            toast = visit.speech.say("Given back: the seat goes to the next in line.")
        case TooLate():
            toast = visit.speech.say("This seat can no longer be given back.")
        case Gone():
            return ClassesDoor()
        case _:
            assert_never(outcome)
    return Onward(MemberDoor(party=tap.party, id=tap.id), toast=toast)


@flow.tap(ClassBackDoor, admits=Admits.AGREED)
async def class_back_opened(visit: Visit, door: ClassBackDoor) -> Answer:
    """Ask once more."""
    seen = await visit.ground.class_parties.see(visit.pupil.id, door.party)
    return ClassesDoor() if isinstance(seen, NotAllowed) else back_screen(visit.speech, seen)


@flow.tap(ClassBackTap, admits=Admits.AGREED)
async def class_given_back(visit: Visit, tap: ClassBackTap) -> Answer:
    """Give back all the seats."""
    outcome = await visit.ground.class_parties.give_back(visit.pupil.id, tap.party, once=visit.update_id)
    if isinstance(outcome, NotAllowed):
        return ClassesDoor()
    toast = visit.speech.say("Places given back: {number}", number=outcome.number)
    return Onward(ClassDoor(party=tap.party), toast=toast)


@flow.tap(ClassAcceptTap, admits=Admits.AGREED)
async def offers_accepted(visit: Visit, tap: ClassAcceptTap) -> Answer:
    """Take all the offered seats."""
    outcome = await visit.ground.class_parties.accept(visit.pupil.id, tap.party, once=visit.update_id)
    if isinstance(outcome, NotAllowed):
        return ClassesDoor()
    toast = visit.speech.say("Seats taken: {number}", number=outcome.number)
    return Onward(ClassDoor(party=tap.party), toast=toast)


@flow.tap(ClassFileTap, admits=Admits.AGREED)
async def file_wanted(visit: Visit, tap: ClassFileTap) -> Answer:
    """Send the class with its codes."""
    seen = await visit.ground.class_parties.take_list(visit.pupil.id, tap.party)
    if isinstance(seen, NotAllowed):
        return ClassesDoor()
    content = await write_aside(class_table(visit.speech, seen), "xlsx")
    return _class_screen(visit, seen, 0).with_files(Attachment("class.xlsx", content))


async def _session(visit: Visit, session_id: int) -> tuple[Event, Session] | None:
    """Return a session to which this person can bring a class now."""
    hosts = await visit.ground.class_lists.hosts(visit.pupil.id)
    events = () if isinstance(hosts, NotAllowed) else hosts.events
    now = visit.ground.events.now()
    found = ((event, session) for event in events for session in event.coming(now) if session.id == session_id)
    return next(found, None)


def _class_screen(visit: Visit, seen: ClassSeen, page: int) -> Screen:
    has_link = seen.party.code and visit.ground.username
    link = f"https://t.me/{visit.ground.username}?start=f_{seen.party.code}" if has_link else ""
    return class_screen(visit.speech, seen, page, link)


async def _faults_file(visit: Visit, faulty: Faulty, read: ClassSheet) -> list[Attachment]:
    """Return a file with every fault, when a phone cannot show all of them."""
    rows = faults_in_words(visit.speech, faulty, read)
    if len(rows) <= MOST_FAULTS_SHOWN:
        return []
    title = visit.speech.say("What has to be mended")
    table = Table(title, (Column(visit.speech.say("Cell"), width=8), Column(title, width=90)), rows)
    return [Attachment("mend.xlsx", await write_aside(table, "xlsx"))]


def _refused(visit: Visit, door: ClassUploadDoor | None, outcome: Refused) -> Answer:
    match outcome:
        case NotPossible(reason):
            line = closed_text(visit.speech, reason)
        case TooMany(most):
            line = visit.speech.say("So many will not fit: at most {most} together.", most=most)
        case NotAllowed() | Gone():
            return ClassesDoor()
        case _:
            assert_never(outcome)
    return refused_screen(visit.speech, door, line) if door else Onward(ClassesDoor(), line=safe(line))
