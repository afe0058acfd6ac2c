"""Registrations that wait for the organiser's yes. Names are shown to who runs the event alone, and every look is noted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.db import line
from bot.db import seats as rows
from bot.db.events import event_of_session, find_event
from bot.db.organising import applicants, parties_for_approval, session_of_party
from bot.db.staff import note_deed
from bot.domain.registration import About
from bot.services.access import NotAllowed, is_allowed
from bot.services.door_guests import note_look, subject_of
from bot.services.organising_outcomes import Applications, Applied, Decided, DecidedBefore
from bot.services.usher import Usher

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import Connection

    from bot.clock import Clock
    from bot.db import Database
    from bot.db.organising import Applicant
    from bot.db.seats import LockedSession, Registered
    from bot.seal import Seal
    from bot.services.usher import Herald

# So many parties stand on a screen.
PAGE: Final = 5
_NOBODY: Final = About("")


class Approvals:
    """Use-cases. The actor is a person's id; `once` is the id of the update, see `Database.write`."""

    def __init__(self, database: Database, clock: Clock, seal: Seal, herald: Herald) -> None:
        self._database = database
        self._clock = clock
        self._seal = seal
        self._usher = Usher(herald)

    async def waiting(self, actor_id: int, event_id: int, page: int) -> Applications | NotAllowed:
        """Return a page of those who wait, with names; that somebody saw them is noted once a day."""

        def work(connection: Connection) -> tuple[Applications, Sequence[Applicant]] | NotAllowed:
            event = find_event(connection, event_id)
            if event is None or not is_allowed(connection, actor_id, "see_registrations", event_id):
                return NotAllowed()
            ids = parties_for_approval(connection, event_id)
            pages = max(1, -(-len(ids) // PAGE))
            shown = min(max(page, 0), pages - 1)
            those = applicants(connection, ids[shown * PAGE : (shown + 1) * PAGE])
            if those:
                note_look(connection, self._clock.now(), actor_id, event)
            order = {party: place for place, party in enumerate(ids)}
            members = sorted(those, key=lambda each: (order[each.party_id], each.id))
            return Applications(event, (), shown, pages, len(ids)), members

        found = await self._database.write(work)
        if isinstance(found, NotAllowed):
            return found
        applications, members = found
        return Applications(
            applications.event, self._parties(members), applications.page, applications.pages, applications.number
        )

    async def decide(
        self, actor_id: int, party_id: int, *, approves: bool, once: int
    ) -> Decided | DecidedBefore | NotAllowed:
        """Approve a party, which then gets its seats or stands in line, or refuse it; those who wait are told."""

        def work(connection: Connection) -> Decided | DecidedBefore | NotAllowed:
            session_id = session_of_party(connection, party_id)
            event = event_of_session(connection, session_id) if session_id else None
            if event is None or not is_allowed(connection, actor_id, "see_registrations", event.id):
                return NotAllowed()
            session, now = rows.lock_session(connection, session_id or 0), self._clock.now()
            members = rows.members(connection, [party_id], "approval")
            goes_on = session is not None and session.terms.session_is_on and now < session.starts_at
            if session is None or not members or not goes_on or event.state not in {"open", "closed"}:
                return DecidedBefore(event)
            if approves:
                self._approve(connection, session, members, now)
            else:
                for each in members:
                    self._usher.leave(connection, each, "refused", now)
            named = [each for each in members if not each.is_open]
            self._usher.tell(connection, "approved" if approves else "not_approved", named)
            deed = "approve" if approves else "not_approve"
            note_deed(connection, now, actor_id, deed, subject_of(event.id), len(members))
            first = rows.find_registration(connection, members[0].id)
            return Decided(event, len(members), first.state if first else "refused")

        return await self._database.write(work, once=once)

    def _approve(
        self, connection: Connection, session: LockedSession, members: Sequence[Registered], now: datetime
    ) -> None:
        """Let a party stand in line at the place at which it came; what it gets at once is no offer, it has asked for it."""
        ids = [each.id for each in members]
        rows.change_registration(connection, ids, state="waiting", changed_at=now)
        line.enter_line(connection, session.id, members[0].party_id, len(members))
        self._usher.serve(connection, session.id, now, newcomer=members[0].party_id)

    def _parties(self, members: Sequence[Applicant]) -> tuple[Applied, ...]:
        by_party: dict[int, list[Applicant]] = {}
        for each in members:
            by_party.setdefault(each.party_id, []).append(each)
        return tuple(
            Applied(party, those[0].session_id, tuple(map(self._about, those))) for party, those in by_party.items()
        )

    def _about(self, applicant: Applicant) -> About:
        return About.read(self._seal.open(applicant.about)) if applicant.about else _NOBODY
