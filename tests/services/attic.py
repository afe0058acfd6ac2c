"""Rows of every kind that is not kept for ever, of this very moment."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, insert, select

from bot.db import class_tables, door_tables, event_tables, staff_tables, tables
from bot.db.announcement_tables import announcements

if TYPE_CHECKING:
    from tests.conftest import HandClock


class Attic:
    """Fills tables with rows that are of this very moment."""

    def __init__(self, connection: Connection, clock: HandClock) -> None:
        self._connection = connection
        self._now = clock.now()

    def put(self, table: Any, **values: Any) -> int:
        """Put in a row; return its key."""
        key = self._connection.execute(insert(table).values(values)).inserted_primary_key
        assert key is not None
        return key[0] if isinstance(key[0], int) else 0

    def person(self, telegram_id: int = 7) -> int:
        """Let somebody agree."""
        days = {"consented_at": self._now, "visited_on": self._now.date()}
        return self.put(tables.people, telegram_id=telegram_id, language="kk", consent_version="1", **days)

    def session(self) -> int:
        """Hold a session that ends now."""
        terms = {"needs_approval": False, "needs_parent": False, "offer_hours": 1, "parent_hours": 1}
        hours = {"opens_at": self._now, "closes_at": self._now, "created_at": self._now}
        event = self.put(event_tables.events, code="E", kind="workshop", title="{}", **terms, **hours)
        span = {"starts_at": self._now - timedelta(hours=1), "ends_at": self._now}
        return self.put(event_tables.sessions, event_id=event, capacity=3, is_on=True, **span)

    def update_id(self) -> None:
        self.put(tables.done_updates, update_id=1, done_at=self._now)

    def list_draft(self) -> None:
        row = {"kind": "class", "content": b"x", "made_at": self._now}
        self.put(door_tables.list_drafts, person_id=self.person(), session_id=self.session(), **row)

    def form(self) -> None:
        row = {"about": b"x", "changed_at": self._now}
        self.put(event_tables.registration_drafts, person_id=self.person(), session_id=self.session(), **row)

    def message(self, kind: str = "hello", subject: int = 0, state: str = "sent") -> None:
        row = {"kind": kind, "subject": subject, "is_notice": False, "state": state}
        self.put(tables.outbox, person_id=self.person(), due_at=self._now, changed_at=self._now, **row)

    def door_post(self) -> None:
        self.put(door_tables.door_posts, person_id=self.person(), session_id=self.session(), chosen_at=self._now)

    def details(self) -> None:
        self.put(event_tables.details, person_id=self.person(), about=b"x", kept_at=self._now)

    def question(self, state: str = "closed") -> None:
        days = {"asked_at": self._now, "changed_at": self._now}
        question = self.put(class_tables.questions, person_id=self.person(), state=state, **days)
        words = {"is_from_pupil": True, "text": b"x", "written_at": self._now}
        self.put(class_tables.question_messages, question_id=question, **words)

    def invitation(self) -> None:
        row = {"digest": "d", "role": "administrator", "label": b"x", "created_at": self._now, "expires_at": self._now}
        self.put(staff_tables.invitations, **row)

    def revoked(self) -> None:
        row = {"role": "counsellor", "label": b"x", "granted_at": self._now, "revoked_at": self._now}
        self.put(staff_tables.staff_grants, person_id=self.person(), **row)

    def audited(self) -> None:
        self.put(staff_tables.audit_log, at=self._now, deed="announce", subject="announcement:1")

    def announced(self, state: str = "done") -> None:
        """Let an announcement have come to one person, and another one begin after it."""
        first = self.put(announcements, state=state, finished_at=self._now, created_at=self._now)
        self.put(announcements, state="sending", created_at=self._now)
        self.message("announcement", first)

    def party(self) -> int:
        row = {"place": 1, "size": 1, "is_waiting": False, "school": "s", "code": "c", "created_at": self._now}
        return self.put(event_tables.parties, session_id=self.session(), **row)

    def registration(self) -> None:
        party = self.party()
        session = self._connection.execute(select(event_tables.sessions.c.id)).scalar_one()
        row = {"state": "seated", "code": "T", "school": "s", "about": b"x", "parent_link": "p"}
        days = {"created_at": self._now, "changed_at": self._now}
        self.put(event_tables.registrations, session_id=session, party_id=party, **row, **days)
