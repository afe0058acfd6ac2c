"""Announcements are written: words, button, file, preview. Whoever may not gets the menu."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from bot.chat.announcement_words import notice_of
from bot.chat.doors import MenuDoor
from bot.chat.event_words import title_of
from bot.chat.flow import Admits, Answer, Flow
from bot.chat.screen import Onward
from bot.domain.announcements import File, Link
from bot.domain.languages import Language
from bot.i18n.speech import mark
from bot.services.access import NotAllowed
from bot.services.announcing_outcomes import Seen
from handlers.announcing.screens import (
    draft_screen,
    file_screen,
    link_screen,
    list_screen,
    preview_screen,
    words_screen,
)
from handlers.announcing.taps import (
    FileDoor,
    LinkDoor,
    LinkTap,
    NewAnnouncementTap,
    NoFileTap,
    NoWordsTap,
    OwnAnnouncementDoor,
    OwnAnnouncementsDoor,
    PreviewDoor,
    WordsDoor,
)
from handlers.announcing.wording import PARTS, part_name, value_names, values_of

if TYPE_CHECKING:
    from bot.chat.upload import Upload
    from bot.chat.visit import Visit
    from bot.domain.announcements import Announcement, Choice
    from bot.domain.events import Event

flow = Flow()
flow.command(
    "announce",
    mark("Announcements (counsellors, organisers)"),
    OwnAnnouncementsDoor,
    "counsellor",
    "organiser",
    "administrator",
)

_MOST_FOUND: Final = 4
_LONGEST_ADDRESS: Final = 200


@flow.tap(OwnAnnouncementsDoor, admits=Admits.AGREED)
async def list_opened(visit: Visit, door: OwnAnnouncementsDoor) -> Answer:
    """Show somebody's announcements."""
    own = await visit.ground.announcing.own(visit.pupil.id)
    return MenuDoor() if isinstance(own, NotAllowed) else list_screen(visit.speech, own, door.page)


@flow.tap(NewAnnouncementTap, admits=Admits.AGREED)
async def begun(visit: Visit, _tap: NewAnnouncementTap) -> Answer:
    """Begin a draft."""
    draft = await visit.ground.announcing.begin(visit.pupil.id, once=visit.update_id)
    if isinstance(draft, NotAllowed):
        return MenuDoor()
    if draft is None:
        return Onward(OwnAnnouncementsDoor(), toast=visit.speech.say("You have twenty drafts: throw one away first."))
    return OwnAnnouncementDoor(id=draft.id)


async def draft_of(visit: Visit, announcement_id: int) -> Announcement | None:
    """Return a draft of the visitor's own."""
    seen = await visit.ground.announcing.see(visit.pupil.id, announcement_id)
    if not isinstance(seen, Seen):
        return None
    draft = seen.announcement
    return draft if draft.state == "draft" and draft.author_id == visit.pupil.id else None


async def draft_shown(visit: Visit, draft: Announcement) -> Answer:
    """Show a draft."""
    link = await _link_in_words(visit, draft.link)
    whom = await _in_words(visit, draft.audience.whom)
    but = await _in_words(visit, draft.audience.but)
    said = visit.speech.say("{whom}; but not: {others}", whom=whom, others=but) if but else whom
    return draft_screen(
        visit.speech, draft, link, said or visit.speech.say("nobody yet"), is_own=draft.author_id == visit.pupil.id
    )


async def _in_words(visit: Visit, choice: Choice) -> str:
    said = []
    for part in PARTS:
        names = await value_names(visit, part, values_of(choice, part))
        if names:
            said.append(f"{part_name(visit.speech, part)}: {', '.join(names.values())}")
    return "; ".join(said)


async def _link_in_words(visit: Visit, link: Link | None) -> str | None:
    if link is None or link.kind == "address":
        return link.target if link else None
    if link.kind == "profession":
        known = visit.words.professions.get(link.target)
        return known.name if known else None
    event = await visit.ground.events.find(int(link.target))
    return title_of(visit.speech, event) if event else None


@flow.tap(WordsDoor, admits=Admits.AGREED)
async def words_opened(visit: Visit, door: WordsDoor) -> Answer:
    """Ask for the words in a language."""
    draft = await draft_of(visit, door.id)
    return words_screen(visit.speech, draft, Language(door.code)) if draft else OwnAnnouncementsDoor()


@flow.text_at(WordsDoor, heeds_alarm=True)
async def words_typed(visit: Visit, text: str) -> Answer:
    """Keep the words."""
    door = WordsDoor.unpack(visit.pupil.spot)
    draft = await draft_of(visit, door.id)
    if draft is None:
        return OwnAnnouncementsDoor()
    most = draft.most_letters
    if len(text) > most:
        line = visit.speech.html("That is {number} letters; at most {most} are possible.", number=len(text), most=most)
        return Onward(door, line=line)
    await visit.ground.announcing.say(visit.pupil.id, door.id, Language(door.code), text, once=visit.update_id)
    return Onward(OwnAnnouncementDoor(id=door.id), toast=visit.speech.say("Noted."))


@flow.tap(NoWordsTap, admits=Admits.AGREED)
async def words_taken_out(visit: Visit, tap: NoWordsTap) -> Answer:
    """Take the words in a language out."""
    await visit.ground.announcing.say(visit.pupil.id, tap.id, Language(tap.code), None, once=visit.update_id)
    return OwnAnnouncementDoor(id=tap.id)


@flow.tap(LinkDoor, admits=Admits.AGREED)
async def link_opened(visit: Visit, door: LinkDoor) -> Answer:
    """Ask for the button."""
    draft = await draft_of(visit, door.id)
    if draft is None:
        return OwnAnnouncementsDoor()
    return link_screen(visit.speech, draft, await _events(visit), (), door.page)


async def _events(visit: Visit) -> list[Event]:
    events = await visit.ground.access.events_for(visit.pupil.id, "run_event")
    near = [each.event for each in await visit.ground.events.near(visit.pupil)]
    return list({each.id: each for each in (*events, *near) if each.state in {"open", "closed"}}.values())


@flow.text_at(LinkDoor)
async def link_typed(visit: Visit, text: str) -> Answer:
    """Read an address, or offer the professions that are meant."""
    door = LinkDoor.unpack(visit.pupil.spot)
    draft = await draft_of(visit, door.id)
    if draft is None:
        return OwnAnnouncementsDoor()
    address = _address_in(text)
    if address:
        link = Link("address", address)
        await visit.ground.announcing.link(visit.pupil.id, door.id, link, once=visit.update_id)
        return Onward(OwnAnnouncementDoor(id=door.id), toast=visit.speech.say("Noted."))
    matches = visit.ground.finder.professions(text, visit.language)[:_MOST_FOUND]
    if not matches:
        line = visit.speech.html("That is neither a profession that we know nor an address that begins with https://.")
        return Onward(door, line=line)
    found = [(each.id, visit.words.professions[each.id].name) for each in matches]
    return link_screen(visit.speech, draft, (), found, 0)


def _address_in(text: str) -> str | None:
    """Return an address that a button may have: https, with a host that has a dot, without a user in it."""
    address = text.strip()
    if len(address) > _LONGEST_ADDRESS or any(letter.isspace() for letter in address) or not address.isascii():
        return None
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        return None
    is_fit = parts.scheme == "https" and "." in host.strip(".") and parts.username is None
    return address if is_fit else None


@flow.tap(LinkTap, admits=Admits.AGREED)
async def link_chosen(visit: Visit, tap: LinkTap) -> Answer:
    """Put a button below, or take it away."""
    link: Link | None = None
    if tap.kind == "e":
        events = {str(each.id): each for each in await _events(visit)}
        link = Link("event", tap.target) if tap.target in events else None
    elif tap.kind == "p" and tap.target in visit.ground.shelf.professions:
        link = Link("profession", tap.target)
    if link is None and tap.kind != "n":
        return LinkDoor(id=tap.id)
    await visit.ground.announcing.link(visit.pupil.id, tap.id, link, once=visit.update_id)
    return OwnAnnouncementDoor(id=tap.id)


@flow.tap(FileDoor, admits=Admits.AGREED)
async def file_opened(visit: Visit, door: FileDoor) -> Answer:
    """Ask for a picture or file."""
    draft = await draft_of(visit, door.id)
    return file_screen(visit.speech, draft) if draft else OwnAnnouncementsDoor()


@flow.upload_at(FileDoor, takes_photos=True)
async def file_sent(visit: Visit, upload: Upload) -> Answer:
    """Keep by which name Telegram knows it; the file itself is never fetched."""
    door = FileDoor.unpack(visit.pupil.spot)
    file = File("photo" if upload.is_photo else "document", upload.id)
    done = await visit.ground.announcing.attach(visit.pupil.id, door.id, file, once=visit.update_id)
    return Onward(OwnAnnouncementDoor(id=door.id), toast=visit.speech.say("Noted.")) if done else OwnAnnouncementsDoor()


@flow.tap(NoFileTap, admits=Admits.AGREED)
async def file_taken_away(visit: Visit, tap: NoFileTap) -> Answer:
    """Go without it."""
    await visit.ground.announcing.attach(visit.pupil.id, tap.id, None, once=visit.update_id)
    return OwnAnnouncementDoor(id=tap.id)


@flow.tap(PreviewDoor, admits=Admits.AGREED)
async def preview_opened(visit: Visit, door: PreviewDoor) -> Answer:
    """Show what its readers will see."""
    draft, language = await draft_of(visit, door.id), Language(door.code)
    if draft is None or language not in draft.texts:
        return OwnAnnouncementsDoor()
    notice = notice_of(visit.ground.speeches[language], draft)
    return preview_screen(visit.speech, draft, language, notice)
