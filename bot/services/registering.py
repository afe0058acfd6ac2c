"""Filling in the form of a registration, kept at every step, and sending it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from bot.db import forms as rows
from bot.db.events import event_of_session
from bot.db.seats import registration_of, session_of_party
from bot.domain.form import NO_CLASS, Draft, Step, missing, needs_parent
from bot.domain.people import LEFT_SCHOOL
from bot.domain.registration import IS_ALIVE, About
from bot.domain.schools import school_key
from bot.services.seat_outcomes import AlreadyIn, Gone, Newcomer, NotPossible, Placed, TooMany

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Connection

    from bot.clock import Clock
    from bot.db import Database
    from bot.domain.events import Event, Session
    from bot.domain.people import Person
    from bot.domain.registration import Closed
    from bot.library import Shelf
    from bot.seal import Seal
    from bot.services.seats import Seats

# A form that nobody touched for so long is forgotten.
_KEPT: Final = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Form:
    """A form, for which event it is, and what is asked next (None: it is whole)."""

    draft: Draft
    event: Event
    asks: Step | None


@dataclass(frozen=True, slots=True)
class NotForYou:
    """The event is for pupils of other places, grades or schools."""

    event: Event


Opened = Form | NotForYou | NotPossible | AlreadyIn | Gone
Sent = Placed | AlreadyIn | NotPossible | TooMany | NotForYou | Gone


class Registering:
    """Use-cases. `once` is the id of the update that asks; see `Database.write`."""

    def __init__(self, database: Database, clock: Clock, seal: Seal, shelf: Shelf, seats: Seats) -> None:
        self._database = database
        self._clock = clock
        self._seal = seal
        self._shelf = shelf
        self._seats = seats

    async def begin(self, person: Person, session_id: int, party: str | None = None) -> Opened:
        """Open the form for a session, with what was filled in before, or what the pupil let us remember."""

        def work(connection: Connection) -> Opened:
            event = event_of_session(connection, session_id)
            if event is None or event.state == "draft":
                return Gone()
            mine = self._own(connection, person, session_id)
            if mine is not None:
                return mine
            before = self._draft(connection, person, locks=True)
            draft = before
            if draft is None or draft.session != session_id or party not in {None, draft.party}:
                draft = self._new_draft(connection, person, session_id, party)
            refusal = self._refusal(person, event, draft)
            if refusal is not None:
                return refusal
            if draft != before:
                self._keep(connection, person, draft)
            return Form(draft, event, missing(draft, event))

        return await self._database.write(work)

    async def begin_by_party(self, person: Person, party: str) -> Opened:
        """Open the form for a place that friends keep."""
        session_id = await self._database.read(lambda connection: session_of_party(connection, party))
        return await self.begin(person, session_id, party) if session_id else Gone()

    async def look(self, person: Person, session_id: int) -> Form | Gone:
        """Return the form as it is; gone when another one was begun, or it was sent."""
        return await self._database.read(lambda connection: self._form(connection, person, session_id))

    async def fill(self, person: Person, form: Form, step: Step, text: str, *, once: int) -> Opened:
        """Put a checked text into the form that was looked at just now; what was filled in is read again behind the lock."""
        session_id = form.draft.session
        return await self._change(person, session_id, lambda draft: draft.with_text(step, text), once, form.event)

    async def tell_age(self, person: Person, session_id: int, *, is_under: bool, once: int) -> Opened:
        """Note whether the pupil is younger than the age at which no parent is asked."""
        return await self._change(person, session_id, lambda draft: replace(draft, is_under=is_under), once)

    async def bring_friends(self, person: Person, session_id: int, number: int, *, once: int) -> Opened:
        """Note for how many friends places are to be kept."""
        return await self._change(person, session_id, lambda draft: draft.with_friends(number), once)

    async def remember(self, person: Person, session_id: int, *, remembers: bool, once: int) -> Opened:
        """Note whether name, school and class may be kept for the next time."""
        return await self._change(person, session_id, lambda draft: replace(draft, remembers=remembers), once)

    async def forget_details(self, person: Person, *, once: int) -> None:
        """Remember nothing for the next time any more."""
        await self._database.write(lambda connection: rows.erase_details(connection, person.id), once=once)

    async def send(self, person: Person, session_id: int, *, once: int) -> Sent | Form:
        """Register with what is filled in; a form that is not whole comes back as it is."""

        def work(connection: Connection) -> Sent | Form:
            form = self._form(connection, person, session_id)
            if isinstance(form, Gone):
                # Sent before, perhaps by a tap that came twice.
                return self._own(connection, person, session_id) or form
            if form.asks is not None:
                return form
            if not self._is_for(person, form.event, form.draft.about.school):
                return NotForYou(form.event)
            outcome = self._join(connection, person, form)
            if isinstance(outcome, Placed | AlreadyIn):
                self._finish(connection, person, form.draft)
            elif isinstance(outcome, Gone) and form.draft.party:
                # Somebody else took the place; the form stays, for a seat of one's own.
                self._keep(connection, person, replace(form.draft, party=None))
            return outcome

        return await self._database.write(work, once=once)

    def _refusal(self, person: Person, event: Event, draft: Draft) -> NotPossible | NotForYou | None:
        """Return why the form leads nowhere now, if it does not."""
        session = event.session(draft.session)
        reason = self._why_not(event, session, draft) if session else "over"
        if reason is not None:
            return NotPossible(reason)
        return None if self._is_for(person, event) else NotForYou(event)

    def _why_not(self, event: Event, session: Session, draft: Draft) -> Closed | None:
        """Return why one cannot register; a place that friends keep can be taken until the session begins."""
        if not session.is_on:
            return "session_cancelled"
        if session.starts_at <= self._clock.now():
            return "over"
        reason = event.closed_for(self._clock.now())
        return None if draft.party and reason in {"over", "event_closed"} else reason

    def _join(self, connection: Connection, person: Person, form: Form) -> Sent:
        draft, about = form.draft, form.draft.about
        newcomer = Newcomer(person.id, self._seal.close(about.as_json()), needs_parent=needs_parent(draft, form.event))
        if draft.party is not None:
            return self._seats.take_kept_place_in(connection, draft.party, newcomer)
        friends = [Newcomer(None, needs_parent=newcomer.needs_parent) for _ in range(draft.friends)]
        key = school_key(about.school, person.place)
        school = self._seal.digest(key, "school") if key else None
        return self._seats.join_in(connection, draft.session, [newcomer, *friends], school, None)

    def _own(self, connection: Connection, person: Person, session_id: int) -> AlreadyIn | None:
        found = registration_of(connection, session_id, person.id)
        return AlreadyIn(found.id, found.state) if found and found.state in IS_ALIVE else None

    async def _change(
        self, person: Person, session_id: int, change: Callable[[Draft], Draft], once: int, event: Event | None = None
    ) -> Opened:
        """Change the form, and say what it is then, or why it leads nowhere any more."""

        def work(connection: Connection) -> Opened:
            form = self._form(connection, person, session_id, event, locks=True)
            if isinstance(form, Gone):
                return form
            draft = change(form.draft)
            self._keep(connection, person, draft)
            mine = self._own(connection, person, session_id)
            return (
                mine or self._refusal(person, form.event, draft) or Form(draft, form.event, missing(draft, form.event))
            )

        return await self._database.write(work, once=once)

    def _form(
        self,
        connection: Connection,
        person: Person,
        session_id: int,
        event: Event | None = None,
        *,
        locks: bool = False,
    ) -> Form | Gone:
        draft = self._draft(connection, person, locks=locks)
        if draft is None or draft.session != session_id:
            return Gone()
        event = event or event_of_session(connection, session_id)
        return Form(draft, event, missing(draft, event)) if event else Gone()

    def _draft(self, connection: Connection, person: Person, *, locks: bool) -> Draft | None:
        sealed = rows.find_draft(connection, person.id, locks=locks)
        return Draft.read(self._seal.open(sealed)) if sealed is not None else None

    def _new_draft(self, connection: Connection, person: Person, session_id: int, party: str | None) -> Draft:
        sealed = rows.find_details(connection, person.id)
        about = About.read(self._seal.open(sealed)) if sealed is not None else About("")
        grade = about.grade or (NO_CLASS if person.grade == LEFT_SCHOOL else "")
        known: dict[Step, str] = {"name": about.name, "school": about.school, "class": grade}
        texts = {step: text for step, text in known.items() if text}
        return Draft(session_id, texts, party=party, remembers=sealed is not None)

    def _keep(self, connection: Connection, person: Person, draft: Draft) -> None:
        rows.keep_draft(connection, person.id, draft.session, self._seal.close(draft.as_json()), self._clock.now())

    def _finish(self, connection: Connection, person: Person, draft: Draft) -> None:
        rows.erase_draft(connection, person.id)
        if draft.remembers:
            about = replace(draft.about, answers=())
            rows.keep_details(connection, person.id, self._seal.close(about.as_json()), self._clock.now())
        else:
            rows.erase_details(connection, person.id)

    def _is_for(self, person: Person, event: Event, school: str = "") -> bool:
        audience = event.audience
        if not audience.admits(self._shelf.region_of(person.place), person.place, person.grade):
            return False
        if not audience.schools or not school:
            return True
        wanted = {school_key(each, event.place) for each in audience.schools}
        return school_key(school, event.place) in wanted
