"""An announcement is sent, and what becomes of it then."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from bot.chat.doors import MenuDoor
from bot.chat.flow import Admits, Answer
from bot.chat.screen import Attachment, Onward
from bot.domain.hours import KAZAKHSTAN
from bot.domain.languages import Language
from bot.domain.typed_moment import read_moment
from bot.i18n.speech import safe
from bot.services.access import NotAllowed
from bot.services.announcing_outcomes import Counted, Seen, Sent, Unready
from bot.sheets import write_aside
from handlers.announcing.progress_screens import confirm_screen, progress_screen
from handlers.announcing.reached import correct_screen, reached_table
from handlers.announcing.router import draft_of, draft_shown, flow
from handlers.announcing.screens import sure_screen
from handlers.announcing.taps import (
    ConfirmDoor,
    CorrectDoor,
    DeedTap,
    OwnAnnouncementDoor,
    OwnAnnouncementsDoor,
    ReachedTap,
    SendAtTap,
    SureDoor,
)
from handlers.announcing.wording import unready_line

if TYPE_CHECKING:
    from bot.chat.visit import Visit
    from handlers.announcing.taps import Deed

_FINAL: Final = frozenset({"sending", "paused", "cancelled", "done"})


@flow.tap(OwnAnnouncementDoor, admits=Admits.AGREED)
async def announcement_opened(visit: Visit, door: OwnAnnouncementDoor) -> Answer:
    """Show a draft, or how far it is."""
    seen = await visit.ground.announcing.see(visit.pupil.id, door.id)
    if not isinstance(seen, Seen):
        own = await visit.ground.announcing.own(visit.pupil.id)
        return MenuDoor() if isinstance(own, NotAllowed) else OwnAnnouncementsDoor()
    if seen.announcement.state == "draft":
        return await draft_shown(visit, seen.announcement)
    return progress_screen(visit.speech, seen, can_change=seen.announcement.state in _FINAL)


@flow.tap(ConfirmDoor, admits=Admits.AGREED)
async def confirming(visit: Visit, door: ConfirmDoor) -> Answer:
    """Count whom it reaches, and ask."""
    draft = await draft_of(visit, door.id)
    if draft is None:
        return OwnAnnouncementsDoor()
    counted = await visit.ground.broadcasting.count(visit.pupil.id, door.id)
    if not isinstance(counted, Counted):
        return _refused(visit, door.id, counted)
    return confirm_screen(visit.speech, draft, counted, datetime.fromtimestamp(door.at, UTC) if door.at else None)


@flow.text_at(ConfirmDoor)
async def moment_typed(visit: Visit, text: str) -> Answer | None:
    """Read when it is to go out."""
    door = ConfirmDoor.unpack(visit.pupil.spot)
    moment = read_moment(text, visit.ground.events.now().astimezone(KAZAKHSTAN))
    if isinstance(moment, str):
        line = visit.speech.html("Type day and hour, such as: tomorrow 10:00, or 12.12 09:30.")
        return Onward(door, line=line)
    return ConfirmDoor(id=door.id, at=int(moment.timestamp()))


@flow.tap(SendAtTap, admits=Admits.AGREED)
async def sent_later(visit: Visit, tap: SendAtTap) -> Answer:
    """Let it go out at its time."""
    return await _send(visit, tap.id, datetime.fromtimestamp(tap.at, UTC))


@flow.tap(SureDoor, admits=Admits.AGREED)
async def asked_once_more(visit: Visit, door: SureDoor) -> Answer:
    """Ask whether it is meant."""
    seen = await visit.ground.announcing.see(visit.pupil.id, door.id)
    if not isinstance(seen, Seen):
        return OwnAnnouncementsDoor()
    return sure_screen(visit.speech, seen.announcement, door.deed)


@flow.tap(DeedTap, admits=Admits.AGREED)
async def done(visit: Visit, tap: DeedTap) -> Answer:
    """Do it, and show the announcement."""
    if tap.deed == "send":
        return await _send(visit, tap.id, None)
    is_done = await _do(visit, tap.id, tap.deed)
    if tap.deed == "erase":
        return OwnAnnouncementsDoor()
    return Onward(OwnAnnouncementDoor(id=tap.id), toast=_toast(visit, tap.deed) if is_done else "")


async def _do(visit: Visit, announcement_id: int, deed: Deed) -> bool:
    ground, me, once = visit.ground, visit.pupil.id, visit.update_id
    match deed:
        case "test":
            return await ground.broadcasting.test(me, announcement_id, once=once)
        case "pause":
            return await ground.broadcasting.pause(me, announcement_id, once=once)
        case "resume":
            return await ground.broadcasting.resume(me, announcement_id, once=once)
        case "cancel":
            return await ground.broadcasting.cancel(me, announcement_id, once=once)
        case "erase":
            return await ground.announcing.erase(me, announcement_id, once=once)
        case _:
            return await _do_more(visit, announcement_id, deed)


async def _do_more(visit: Visit, announcement_id: int, deed: Deed) -> bool:
    ground, me, once = visit.ground, visit.pupil.id, visit.update_id
    if deed in {"urgent", "calm"}:
        return await ground.announcing.hurry(me, announcement_id, is_urgent=deed == "urgent", once=once)
    if deed in {"agree", "decline"}:
        return await ground.announcing.agree_to_urgent(me, announcement_id, agrees=deed == "agree", once=once)
    repeat = ground.aftermath.send_again if deed == "again" else ground.aftermath.take_back
    return not isinstance(await repeat(me, announcement_id, once=once), NotAllowed)


def _toast(visit: Visit, deed: Deed) -> str:
    speech = visit.speech
    return {
        "test": speech.say("It comes to you in a moment."),
        "pause": speech.say("Paused."),
        "resume": speech.say("It goes on."),
        "cancel": speech.say("Cancelled."),
        "urgent": speech.say("Noted: an administrator has to agree."),
        "agree": speech.say("Agreed."),
        "again": speech.say("It goes out once more."),
        "remove": speech.say("It is being taken back."),
    }.get(deed, speech.say("Noted."))


async def _send(visit: Visit, announcement_id: int, starts_at: datetime | None) -> Answer:
    sent = await visit.ground.broadcasting.confirm(visit.pupil.id, announcement_id, starts_at, once=visit.update_id)
    if not isinstance(sent, Sent):
        return _refused(visit, announcement_id, sent)
    return Onward(OwnAnnouncementDoor(id=announcement_id), toast=visit.speech.say("Confirmed."))


def _refused(visit: Visit, announcement_id: int, why: Unready | NotAllowed) -> Answer:
    if isinstance(why, Unready):
        line = unready_line(visit.speech, why.why)
    else:
        line = visit.speech.say("You can write to your own classes, and to the people of your own events.")
    return Onward(OwnAnnouncementDoor(id=announcement_id), line=safe(line))


@flow.tap(ReachedTap, admits=Admits.AGREED)
async def file_wanted(visit: Visit, tap: ReachedTap) -> Answer:
    """Send the list of whom it reached."""
    seen = await visit.ground.announcing.see(visit.pupil.id, tap.id)
    found = await visit.ground.aftermath.reached(visit.pupil.id, tap.id, once=visit.update_id)
    if isinstance(found, NotAllowed) or not isinstance(seen, Seen):
        return OwnAnnouncementsDoor()
    file = Attachment("announcement.xlsx", await write_aside(reached_table(visit.speech, found), "xlsx"))
    return progress_screen(visit.speech, seen, can_change=True).with_files(file)


@flow.tap(CorrectDoor, admits=Admits.AGREED)
async def correcting(visit: Visit, door: CorrectDoor) -> Answer:
    """Ask for the other words."""
    seen, language = await visit.ground.announcing.see(visit.pupil.id, door.id), Language(door.code)
    if not isinstance(seen, Seen) or language not in seen.announcement.texts:
        return OwnAnnouncementsDoor()
    return correct_screen(visit.speech, seen.announcement, language)


@flow.text_at(CorrectDoor, heeds_alarm=True)
async def correction_typed(visit: Visit, text: str) -> Answer:
    """Put the other words in the place of those that were sent."""
    door, speech = CorrectDoor.unpack(visit.pupil.spot), visit.speech
    number = await visit.ground.aftermath.correct(
        visit.pupil.id, door.id, Language(door.code), text, once=visit.update_id
    )
    if isinstance(number, NotAllowed):
        return OwnAnnouncementsDoor()
    if number is None:
        return Onward(door, line=speech.html("The text is too long: 4,000 letters, or 1,000 under a picture or file."))
    line = speech.html("Changed in so many chats: {number}. What is older than two days stays as it is.", number=number)
    return Onward(OwnAnnouncementDoor(id=door.id), line=line)
