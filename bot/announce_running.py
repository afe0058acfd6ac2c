"""What `temirqazyq announce` does: the same checks as in the chat, with the rights of who holds the database."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

import typer

from bot.announce_form import LARGEST, FormError, Known, audience_in, link_in, read_form_aside
from bot.clock import SystemClock
from bot.db.classes import class_with_code, classes_of_school
from bot.db.events import find_event_by_code
from bot.running import Refused, reason_of, sealed_database_of
from bot.services.access import NotAllowed
from bot.services.announcing import Announcing
from bot.services.announcing_outcomes import Counted, Seen, Sent, Unready
from bot.services.broadcasting import Broadcasting
from bot.services.schools import school_named
from bot.sheets import content_of

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Connection

    from bot.announce_form import AnnouncementForm
    from bot.db import Database
    from bot.library import Shelf
    from bot.seal import Seal
    from bot.settings import Settings

_LOOK_SECONDS: Final = 1.0
_WHY: Final = {
    "no_text": "It has no text.",
    "too_long": "A text is too long.",
    "nobody": "It is for nobody: name at least one part under `whom`.",
    "none_left": "Nobody would get it now.",
    "too_few": "Too few would get it.",
    "not_urgent": "An administrator has to agree that it is urgent.",
    "past": "Its moment is past, or more than two months ahead.",
}


async def announce(settings: Settings, shelf: Shelf, path: Path, *, sends: bool, watches: bool) -> None:
    """Count whom the announcement of a file reaches; send it when that is wanted, and watch how far it is.

    Raises:
        Refused: the file is not in its form, nobody would get it, or the database cannot be used.
    """
    try:
        form = await read_form_aside(await asyncio.to_thread(content_of, path, LARGEST))
    except OSError as error:
        raise Refused(f"{path} cannot be read: {reason_of(error)}.") from None
    except FormError as error:
        raise Refused(f"{path}: {error}.") from None
    async with sealed_database_of(settings) as (database, seal):
        desk = _Desk(database, seal, shelf)
        try:
            number = await desk.draft(form)
        except FormError as error:
            raise Refused(f"{path}: {error}.") from None
        counted = await desk.counted(number)
        print(f"{counted.recipients} people get it.")  # noqa: T201 -- the answer to the command
        for reason, left_out in counted.left_out.items():
            print(f"{left_out} get nothing: {reason}.")  # noqa: T201 -- the answer to the command
        if not sends:
            await desk.forget(number)
            print("Nothing was sent. With --send it goes out.")  # noqa: T201 -- the answer to the command
            return
        await desk.send(number, form)
        if watches and form.at is None:
            await desk.watch(number)


class _Desk:
    """The use-cases, with refusals as one sentence."""

    def __init__(self, database: Database, seal: Seal, shelf: Shelf) -> None:
        self._database = database
        self._seal = seal
        self._shelf = shelf
        self._announcing = Announcing(database, SystemClock())
        self._broadcasting = Broadcasting(database, SystemClock(), shelf)

    async def draft(self, form: AnnouncementForm) -> int:
        """Write the draft and return its number."""
        known = await self._database.read(lambda connection: _known(connection, form, self._seal))
        link, audience = link_in(form, self._shelf, known), audience_in(form, self._shelf, known)
        draft = await self._announcing.begin(None)
        if draft is None or isinstance(draft, NotAllowed):
            raise Refused("No draft can be begun.")
        for language, text in form.texts.items():
            await self._announcing.say(None, draft.id, language, text)
        await self._announcing.link(None, draft.id, link)
        await self._announcing.aim(None, draft.id, lambda _: audience)
        return draft.id

    async def counted(self, number: int) -> Counted:
        """Return whom it reaches now."""
        counted = await self._broadcasting.count(None, number)
        if isinstance(counted, Counted):
            return counted
        await self.forget(number)
        raise Refused(_WHY[counted.why] if isinstance(counted, Unready) else "It cannot be sent.")

    async def send(self, number: int, form: AnnouncementForm) -> None:
        """Send it."""
        sent = await self._broadcasting.confirm(None, number, form.starts_at)
        if not isinstance(sent, Sent):
            await self.forget(number)
            raise Refused(_WHY[sent.why] if isinstance(sent, Unready) else "It cannot be sent.")
        when = f"at {sent.starts_at:%d.%m.%Y %H:%M}" if sent.starts_at else "now, or by day"
        print(f"Announcement {number} is confirmed and goes out {when}, by the bot or `deliver` that runs.")  # noqa: T201

    async def watch(self, number: int) -> None:
        """Show how far it is until it is over."""
        seen = await self._announcing.see(None, number)
        total = seen.total if isinstance(seen, Seen) else 0
        with typer.progressbar(length=total, label="sent") as bar:
            done = 0
            while isinstance(seen, Seen) and seen.left:
                bar.update(seen.total - seen.left - done)
                done = seen.total - seen.left
                await asyncio.sleep(_LOOK_SECONDS)
                seen = await self._announcing.see(None, number)
            bar.update(total - done)
        if isinstance(seen, Seen):
            said = ", ".join(f"{state} {each}" for state, each in sorted(seen.states.items()))
            print(said)  # noqa: T201 -- the answer to the command

    async def forget(self, number: int) -> None:
        """Throw the draft away."""
        await self._announcing.erase(None, number)


def _known(connection: Connection, form: AnnouncementForm, seal: Seal) -> Known:
    """Look up what a file names; what is not there is left out."""
    classes = {code: found["id"] for code in form.class_codes if (found := class_with_code(connection, code))}
    events = {code: event.id for code in form.event_codes if (event := find_event_by_code(connection, code))}
    schools = {}
    for each in form.schools:
        school = school_named(seal, each.name, each.town)
        if school and classes_of_school(connection, school.digest):
            schools[each] = school.digest
    return Known(classes, events, schools)
