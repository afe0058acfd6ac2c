"""An event's registrations as a file for its organiser. Every export stands in the audit log before the file is made."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from bot.db.events import find_event, find_event_by_code
from bot.db.exports import count_registrations, export_rows
from bot.db.line import line_of
from bot.db.staff import labels_of, note_deed
from bot.domain.registration import About
from bot.papers.registration_list import Listed, RegistrationList
from bot.services.access import NotAllowed, is_allowed
from bot.services.codes import as_code
from bot.sheets import write_aside

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping

    from sqlalchemy import Connection

    from bot.clock import Clock
    from bot.db import Database
    from bot.db.exports import ExportRow
    from bot.domain.events import Event, Session
    from bot.domain.languages import Language
    from bot.i18n import Catalogues, Speech
    from bot.seal import Seal
    from bot.sheets import Format

# So many are read, unsealed and put into words at once, which takes two milliseconds; then taps have their turn, in seconds.
_PORTION: Final = 50
_PAUSE: Final = 0.01


@dataclass(frozen=True, slots=True)
class ExportFile:
    """A file to be given to who asked for it, and to be kept nowhere.

    Attributes:
        name: of the file.
        number: how many registrations stand in it.
    """

    name: str
    content: bytes
    number: int


class Exports:
    """Use-cases."""

    def __init__(self, database: Database, clock: Clock, seal: Seal, speeches: Catalogues) -> None:
        self._database = database
        self._clock = clock
        self._seal = seal
        self._speeches = speeches

    async def file(
        self, event_id: int, form: Format, actor_id: int | None, language: Language, *, once: int | None = None
    ) -> ExportFile | NotAllowed:
        """Return all registrations of an event, whatever became of them.

        Args:
            event_id: the event.
            form: of the file.
            actor_id: who asks; None for the command line.
            language: of titles and states.
            once: id of the update that asks; see `Database.write`.
        """
        now, speech = self._clock.now(), self._speeches[language]
        event = await self._database.write(lambda connection: self._noted(connection, event_id, actor_id), once=once)
        if event is None:
            return NotAllowed()
        staff = await self._staff(event)
        listing = RegistrationList(speech, event)
        rows = [listing.row(each) async for each in self._listed(event, staff)]
        table = listing.table(rows, now, _who(speech, staff, actor_id))
        day = now.astimezone(ZoneInfo(event.zone)).date()
        name = f"registrations-{event.code}-{day.isoformat()}.{form}"
        return ExportFile(name, await write_aside(table, form), len(rows))

    async def by_code(self, code: str, form: Format, language: Language) -> ExportFile | None:
        """Return the same for the command line, of the event with a code; None when there is none."""
        event = await self._database.read(lambda connection: find_event_by_code(connection, as_code(code)))
        file = await self.file(event.id, form, None, language) if event else None
        return file if isinstance(file, ExportFile) else None

    def _noted(self, connection: Connection, event_id: int, actor_id: int | None) -> Event | None:
        """Write the export into the audit log and return the event; None for those who may not, or when there is none."""
        event = find_event(connection, event_id)
        if event is None or not is_allowed(connection, actor_id, "export", event_id):
            return None
        number = count_registrations(connection, event_id)
        note_deed(connection, self._clock.now(), actor_id, "export", f"event:{event_id}", number)
        return event

    async def _staff(self, event: Event) -> dict[int, str]:
        """Return how those call themselves who hold or held a role at the event or everywhere."""
        sealed = await self._database.read(lambda connection: labels_of(connection, event.id))
        return {person_id: str(self._seal.open(label)) for person_id, label in sealed.items()}

    async def _listed(self, event: Event, staff: Mapping[int, str]) -> AsyncIterator[Listed]:
        for session in event.sessions:
            places = await self._places(session.id)
            async for row in self._rows(session.id):
                yield self._one(session, row, places, staff)

    async def _places(self, session_id: int) -> dict[int, int]:
        """Return at which place each party waits, from 1; a party of three takes three."""
        places: dict[int, int] = {}
        place = 1
        for party in await self._database.read(lambda connection: line_of(connection, session_id)):
            places[party.id] = place
            place += party.size
        return places

    async def _rows(self, session_id: int) -> AsyncIterator[ExportRow]:
        last = 0
        while found := await self._database.read(
            partial(export_rows, session_id=session_id, after_id=last, most=_PORTION)
        ):
            for row in found:
                yield row
            last = found[-1].id
            await asyncio.sleep(_PAUSE)

    def _one(self, session: Session, row: ExportRow, places: Mapping[int, int], staff: Mapping[int, str]) -> Listed:
        return Listed(
            session=session,
            state=row.state,
            code=row.code,
            about=About.read(self._seal.open(row.about)) if row.about else None,
            place_in_line=places.get(row.party_id) if row.state == "waiting" else None,
            needs_parent=row.needs_parent,
            parent_agreed_at=row.parent_agreed_at,
            parent_withdrew_at=row.parent_withdrew_at,
            party=row.party_id,
            party_size=row.party_size,
            is_companion=row.is_companion,
            held_until=row.held_until,
            created_at=row.created_at,
            changed_at=row.changed_at,
            came_at=row.came_at,
            way=row.way,
            let_in_by=_named(staff, row.by_id),
        )


def _named(staff: Mapping[int, str], person_id: int | None) -> str:
    """Return who somebody of the staff is; their number when they did not say."""
    return "" if person_id is None else staff.get(person_id, f"№ {person_id}")


def _who(speech: Speech, staff: Mapping[int, str], actor_id: int | None) -> str:
    return speech.say("on the command line") if actor_id is None else _named(staff, actor_id)
