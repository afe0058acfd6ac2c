"""What the reader of an announcement decides about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.chat.announcement_taps import AllAnnouncementsTap, AllowTap, AnnouncementsDoor, RefuseTap
from bot.chat.announcement_words import notice_of, refused_notice_of
from bot.chat.doors import MenuDoor
from bot.chat.flow import Admits, Answer, Flow
from bot.chat.screen import Onward
from handlers.announced.screens import announcement_screen, choice_screen, refused_line

if TYPE_CHECKING:
    from bot.chat.visit import Visit

flow = Flow()


@flow.tap(RefuseTap, admits=Admits.AGREED)
async def refused(visit: Visit, tap: RefuseTap) -> Answer:
    """Send nothing more, and say so under the same announcement."""
    is_everybody = tap.whose == "e"
    announcement = await visit.ground.reach.refuse(
        visit.pupil, tap.id, "everybody" if is_everybody else "author", once=visit.update_id
    )
    if announcement is None:
        return MenuDoor()
    line = refused_line(visit.speech, is_everybody=is_everybody or announcement.author_id is None)
    return announcement_screen(refused_notice_of(visit.speech, announcement), line)


@flow.tap(AllowTap, admits=Admits.AGREED)
async def allowed(visit: Visit, tap: AllowTap) -> Answer:
    """Take it back, and show the announcement as it came."""
    announcement = await visit.ground.reach.allow(visit.pupil, tap.id, once=visit.update_id)
    if announcement is None:
        return MenuDoor()
    return announcement_screen(
        notice_of(visit.speech, announcement), visit.speech.html("<b>Announcements come again.</b>")
    )


@flow.tap(AnnouncementsDoor, admits=Admits.AGREED)
async def choice_opened(visit: Visit, _door: AnnouncementsDoor) -> Answer:
    """Show whether announcements come."""
    return choice_screen(visit.speech, await visit.ground.reach.refused(visit.pupil))


@flow.tap(AllAnnouncementsTap, admits=Admits.AGREED)
async def choice_made(visit: Visit, tap: AllAnnouncementsTap) -> Answer:
    """Get all announcements again, or none."""
    await visit.ground.reach.refuse_all(visit.pupil, refuses=not tap.on, once=visit.update_id)
    toast = visit.speech.say("Announcements come again.") if tap.on else visit.speech.say("No more announcements.")
    return Onward(AnnouncementsDoor(), toast=toast)
