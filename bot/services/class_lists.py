"""A whole class is registered by its teacher: from a list, all or nothing, or by keeping places for a link."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.db.class_parties import classes_of, find_class, members_of
from bot.db.events import event_of_session, events_ahead, events_of
from bot.db.list_drafts import drop_draft, find_draft, put_draft
from bot.db.seats import find_registration, lock_session, see_session
from bot.db.staff import grants_of, note_deed
from bot.domain.class_list import MOST_IN_LIST, Fault, Member, read_class
from bot.domain.registration import About, why_closed
from bot.domain.schools import school_key
from bot.domain.staff import may
from bot.services.access import NotAllowed, is_allowed
from bot.services.class_outcomes import Brought, Faulty, Hosts, NoDraft, Prepared
from bot.services.seat_outcomes import AlreadyIn, Gone, Newcomer, NotPossible, Placed, TooMany

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

    from bot.clock import Clock
    from bot.db import Database
    from bot.db.class_parties import ClassParty
    from bot.domain.class_list import Line
    from bot.domain.people import Person
    from bot.seal import Seal
    from bot.services.seats import Joined, Seats

Refused = NotAllowed | NotPossible | TooMany | Gone


class ClassLists:
    """Use-cases of who brings a class. `once` is the id of the update that asks; see `Database.write`."""

    def __init__(self, database: Database, clock: Clock, seal: Seal, seats: Seats) -> None:
        self._database = database
        self._clock = clock
        self._seal = seal
        self._seats = seats

    async def hosts(self, actor_id: int) -> Hosts | NotAllowed:
        """Return the events to which a class can be brought now, and the classes that somebody brings."""

        def work(connection: Connection) -> Hosts | NotAllowed:
            now, grants = self._clock.now(), grants_of(connection, actor_id)
            mine = classes_of(connection, actor_id, now)
            if not may(grants, "register_class") and not mine:
                return NotAllowed()
            by_id = {each.id: each for each in events_of(connection, {each.event_id for each in mine})}
            ahead = events_ahead(connection, now) if may(grants, "register_class") else []
            open_now = [each for each in ahead if each.state == "open" and each.opens_at <= now < each.closes_at]
            # The sessions of an open event may all be called off.
            possible = [each for each in open_now if each.coming(now)]
            return Hosts(
                tuple(sorted(possible, key=lambda event: (event.coming(now)[0].starts_at, event.id))),
                tuple((each, by_id[each.event_id]) for each in mine),
            )

        return await self._database.read(work)

    async def prepare(self, actor_id: int, session_id: int, lines: Sequence[Line]) -> Prepared | Faulty | Refused:
        """Look a list through and keep it, sealed, until its sender says yes; with any fault nothing is kept."""

        def work(connection: Connection) -> Prepared | Faulty | Refused:
            now = self._clock.now()
            refused = self._refusal(connection, actor_id, session_id, len(lines))
            if refused is not None:
                return refused
            event = event_of_session(connection, session_id)
            session = event.session(session_id) if event else None
            if event is None or session is None:
                return Gone()
            read = read_class(lines, event.asks, self._known(connection, actor_id, session_id))
            members = [each for each in read if isinstance(each, Member)]
            if len(members) < len(read):
                return Faulty(tuple(each for each in read if isinstance(each, Fault)))
            content = self._seal.close([[each.name, each.grade, each.school, each.is_companion] for each in members])
            companions = sum(each.is_companion for each in members)
            return Prepared(
                put_draft(connection, actor_id, session_id, "class", content, now),
                event,
                session,
                len(members) - companions,
                companions,
                event.needs_parent,
            )

        return await self._database.write(work)

    async def confirm(
        self, actor: Person, draft_id: int, *, has_papers: bool, once: int
    ) -> Brought | NoDraft | Refused:
        """Register the class of a list that waits, whole, in one transaction; where parents must agree, only with their papers.

        Who said that they hold the papers, and when, stands in the audit log.
        """

        def work(connection: Connection) -> Brought | NoDraft | Refused:
            draft = find_draft(connection, draft_id, actor.id, "class", self._clock.now())
            if draft is None:
                return NoDraft()
            members = [Member(*each) for each in self._seal.open(draft.content)]
            event = event_of_session(connection, draft.session_id)
            refused = self._refusal(connection, actor.id, draft.session_id, len(members))
            if refused is not None:
                return refused
            if event is None or (event.needs_parent and not has_papers):
                return NoDraft()
            if not drop_draft(connection, draft_id):
                return NoDraft()
            newcomers = [self._newcomer(each, has_papers=has_papers) for each in members]
            key = school_key(next((each.school for each in members if each.school), ""), actor.place)
            digest = self._seal.digest(key, "school") if key else None
            joined = self._seats.join_in(connection, draft.session_id, newcomers, digest, actor.id)
            brought = self._noted(connection, actor.id, joined, len(members))
            if event.needs_parent and isinstance(brought, Brought):
                subject = f"party:{brought.party_id}"
                note_deed(connection, self._clock.now(), actor.id, "parents_papers", subject, len(members))
            return brought

        return await self._database.write(work, once=once)

    async def keep_places(
        self, actor_id: int, session_id: int, number: int, *, classes: int, once: int
    ) -> Brought | Refused:
        """Keep places for a class whose pupils take them themselves, by the link of the party.

        `classes` is how many classes the teacher saw there before: when there are more now, the tap was a second one.
        """

        def work(connection: Connection) -> Brought | Refused:
            lock_session(connection, session_id)
            mine = self._classes_at(connection, actor_id, session_id)
            if len(mine) > classes:
                return Brought(mine[-1].id)
            refused = self._refusal(connection, actor_id, session_id, number)
            if refused is not None:
                return refused
            joined = self._seats.join_in(connection, session_id, [Newcomer(None)] * number, None, actor_id)
            return self._noted(connection, actor_id, joined, number)

        return await self._database.write(work, once=once)

    async def classes_at(self, actor_id: int, session_id: int) -> int:
        """Return how many classes somebody brings to a session."""
        return len(await self._database.read(lambda connection: self._classes_at(connection, actor_id, session_id)))

    def _classes_at(self, connection: Connection, actor_id: int, session_id: int) -> list[ClassParty]:
        mine = classes_of(connection, actor_id, self._clock.now())
        return [each for each in mine if each.session_id == session_id]

    def _refusal(self, connection: Connection, actor_id: int, session_id: int, number: int) -> Refused | None:
        session = see_session(connection, session_id)
        if session is None or not is_allowed(connection, actor_id, "register_class", session.event_id):
            return NotAllowed()
        reason = why_closed(session.terms, self._clock.now())
        if reason is not None:
            return NotPossible(reason)
        most = min(session.capacity, session.terms.school_quota or session.capacity, MOST_IN_LIST)
        return TooMany(most) if number > max(1, most) else None

    def _known(self, connection: Connection, actor_id: int, session_id: int) -> list[tuple[str, str]]:
        """Return the keys of those whom the teacher registered for a session before."""
        sealed = members_of(connection, actor_id, session_id)
        abouts = [About.read(self._seal.open(each)) for each in sealed]
        return [Member(each.name, each.grade, "", is_companion=False).key for each in abouts]

    def _newcomer(self, member: Member, *, has_papers: bool) -> Newcomer:
        about = About(member.name, member.school, member.grade)
        return Newcomer(
            None,
            self._seal.close(about.as_json()),
            is_companion=member.is_companion,
            has_paper=has_papers or member.is_companion,
        )

    def _noted(self, connection: Connection, actor_id: int, joined: Joined, number: int) -> Brought | Refused:
        if not isinstance(joined, Placed):
            # Members of a list have no chat, so none of them can be registered already.
            return Gone() if isinstance(joined, AlreadyIn) else joined
        registration = find_registration(connection, joined.registration_id)
        party = find_class(connection, registration.party_id, actor_id) if registration else None
        if party is None:
            raise LookupError("a party that was just made is not there")
        note_deed(connection, self._clock.now(), actor_id, "register_class", f"party:{party.id}", number)
        return Brought(party.id)
