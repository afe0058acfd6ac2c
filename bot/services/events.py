"""Events as pupils look for them: near home, by a link, by what one can try there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.db.events import event_of_session, events_ahead, find_event, find_event_by_code
from bot.db.seats import own_in_event
from bot.domain.geo import distance_km
from bot.library.titles import titled

if TYPE_CHECKING:
    from datetime import datetime

    from bot.clock import Clock
    from bot.db import Database
    from bot.domain.events import Event
    from bot.domain.people import Person
    from bot.library import Shelf


@dataclass(frozen=True, slots=True)
class Nearby:
    """An event and how far from home it is; None when the distance is not known."""

    event: Event
    km: float | None


class Events:
    """Use-cases of reading."""

    def __init__(self, database: Database, clock: Clock, shelf: Shelf) -> None:
        self._database = database
        self._clock = clock
        self._shelf = shelf

    def now(self) -> datetime:
        """Return the present moment."""
        return self._clock.now()

    async def find(self, event_id: int) -> Event | None:
        """Return an event, whatever its state."""
        return await self._database.read(lambda connection: find_event(connection, event_id))

    async def by_code(self, code: str) -> Event | None:
        """Return an event by the code of its links, whatever its state."""
        return await self._database.read(lambda connection: find_event_by_code(connection, code))

    async def of_session(self, session_id: int) -> Event | None:
        """Return the event of a session."""
        return await self._database.read(lambda connection: event_of_session(connection, session_id))

    async def near(self, person: Person, profession: str | None = None) -> list[Nearby]:
        """Return the events that are for somebody and have a session ahead, the nearest first, then the soonest.

        Args:
            person: whose home and grade count.
            profession: only events at which it can be tried.
        """
        now, home = self._clock.now(), self._shelf.places.get(person.place or "")
        region = home.region if home else None
        found = [
            Nearby(event, self.km_from(person, event))
            for event in await self._database.read(lambda connection: events_ahead(connection, now))
            if event.audience.admits(region, person.place, person.grade)
            and (profession is None or profession in event.professions)
            and event.coming(now)
        ]
        return sorted(found, key=lambda each: (_ring(each.km), each.event.coming(now)[0].starts_at, each.event.id))

    async def titled(self, person: Person, text: str) -> list[Event]:
        """Return the events for somebody whose title, in any language, holds the words of a text; the best fitting first."""
        near = {each.event.id: each.event for each in await self.near(person)}
        found = titled(text, {number: tuple(event.title.values()) for number, event in near.items()})
        return [near[number] for number in found]

    async def registrations_of(self, person: Person, event: Event) -> dict[int, int]:
        """Return somebody's own registrations for an event that have or await a seat, by the session's id."""
        return await self._database.read(lambda connection: own_in_event(connection, person.id, event.id))

    def km_from(self, person: Person, event: Event) -> float | None:
        """Return how far an event is from somebody's home; None when one of the two is not known."""
        home = self._shelf.places.get(person.place or "")
        town = self._shelf.places.get(event.place or "")
        there = event.point or (town.point if town else None)
        return distance_km(home.point, there) if home and there else None


def _ring(km: float | None) -> int:
    """Return how far something is in steps that matter to a pupil: in town, within a bus ride, in the region, beyond."""
    if km is None:
        return 3
    return next((ring for ring, most in enumerate((15.0, 60.0, 250.0)) if km <= most), 3)
