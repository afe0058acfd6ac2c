"""The tables of events, seats and those who stand in line. What must not happen twice is a key or a check here."""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    SmallInteger,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
)

from bot.db.tables import Moment, metadata

# Texts that an organiser wrote are JSON of {"kk": ..., "ru": ..., "en": ...}, at least one of them.
events = Table(
    "event",
    metadata,
    Column("id", Integer, primary_key=True),
    # Stands in links and files; never changes.
    Column("code", String(12), nullable=False, unique=True),
    Column("kind", String(12), nullable=False),
    Column("state", String(10), nullable=False, server_default="draft"),
    Column("title", Text, nullable=False),
    Column("about", Text, nullable=False, server_default="{}"),
    Column("place", String(24)),
    Column("address", Text, nullable=False, server_default="{}"),
    Column("latitude", Float),
    Column("longitude", Float),
    Column("link", String(200)),
    Column("zone", String(40), nullable=False, server_default="Asia/Almaty"),
    Column("opens_at", Moment, nullable=False),
    Column("closes_at", Moment, nullable=False),
    # Until then a pupil may give the seat back; NULL: until the session begins.
    Column("cancel_until", Moment),
    # JSON: regions, towns, schools, grades for whom the event is; empty lists are for everybody.
    Column("audience", Text, nullable=False, server_default="{}"),
    # Professions that can be tried, separated by blanks.
    Column("professions", Text, nullable=False, server_default=""),
    # JSON list of at most three questions of the organiser.
    Column("questions", Text, nullable=False, server_default="[]"),
    # What a pupil is asked for: some of name, school, class, separated by blanks; the name always.
    Column("asks", String(24), nullable=False, server_default="name school class"),
    Column("needs_approval", Boolean, nullable=False),
    Column("needs_parent", Boolean, nullable=False),
    # A parent has to agree for those who are younger; NULL: for everybody.
    Column("parent_under_age", SmallInteger),
    Column("offer_hours", SmallInteger, nullable=False),
    Column("parent_hours", SmallInteger, nullable=False),
    Column("school_quota", SmallInteger),
    Column("created_at", Moment, nullable=False),
    CheckConstraint("state IN ('draft', 'open', 'closed', 'held', 'cancelled')", name="state_is_known"),
    CheckConstraint("offer_hours > 0 AND parent_hours > 0", name="hours_are_positive"),
    sqlite_autoincrement=True,
)

# `taken` counts final seats and those held for an offer or a parent; `last_place` the places in line given so far.
sessions = Table(
    "event_session",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("event_id", ForeignKey("event.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("starts_at", Moment, nullable=False),
    Column("ends_at", Moment, nullable=False),
    Column("capacity", Integer, nullable=False),
    Column("taken", Integer, nullable=False, server_default="0"),
    Column("waiting", Integer, nullable=False, server_default="0"),
    Column("last_place", Integer, nullable=False, server_default="0"),
    Column("is_on", Boolean, nullable=False),
    # JSON of words: what this session is about when sessions differ, and where in the house.
    Column("label", Text, nullable=False, server_default="{}"),
    Column("hall", Text, nullable=False, server_default="{}"),
    # Grows with each move in time or place, so that every move is told once and calendars notice.
    Column("version", Integer, nullable=False, server_default="0"),
    CheckConstraint("taken >= 0 AND taken <= capacity", name="never_over_capacity"),
    CheckConstraint("waiting >= 0", name="waiting_is_a_count"),
    sqlite_autoincrement=True,
)

# Those who stand in line together; most are alone. `size` is how many of them still wait.
parties = Table(
    "party",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("session_id", ForeignKey("event_session.id", ondelete="CASCADE"), nullable=False),
    Column("place", Integer, nullable=False),
    Column("size", Integer, nullable=False),
    Column("is_waiting", Boolean, nullable=False),
    Column("passed", SmallInteger, nullable=False, server_default="0"),
    # A keyed digest, so that schools can be counted without being named.
    Column("school", String(32)),
    # Who answers for members that have no chat with us: a teacher; NULL once they asked to be forgotten.
    Column("owner_id", ForeignKey("person.id", ondelete="SET NULL"), index=True),
    # What friends tap to take the places that were kept for them; NULL when there are none.
    Column("code", String(12), unique=True),
    Column("created_at", Moment, nullable=False),
    UniqueConstraint("session_id", "place"),
    sqlite_autoincrement=True,
)
Index("ix_party_in_line", parties.c.session_id, parties.c.is_waiting, parties.c.place)

# One pupil in one session. `person_id` is NULL for pupils whom a teacher registered from a list and who have no chat with us.
registrations = Table(
    "registration",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("session_id", ForeignKey("event_session.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("party_id", ForeignKey("party.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("person_id", ForeignKey("person.id", ondelete="CASCADE"), index=True),
    Column("state", String(10), nullable=False),
    # On the ticket; only who has it can be let in.
    Column("code", String(12), nullable=False, unique=True),
    Column("school", String(32)),
    # Name, school, class and answers, sealed.
    Column("about", LargeBinary),
    # Whether a parent has to agree; a digest of the link that they tap, and when they agreed or took it back.
    Column("needs_parent", Boolean, nullable=False, server_default=false()),
    Column("parent_link", String(64), unique=True),
    Column("parent_agreed_at", Moment),
    Column("parent_withdrew_at", Moment),
    # An adult who comes along with a class; takes a seat like everybody.
    Column("is_companion", Boolean, nullable=False, server_default=false()),
    # Until when a seat is held for an answer or for a parent.
    Column("held_until", Moment, index=True),
    Column("created_at", Moment, nullable=False),
    Column("changed_at", Moment, nullable=False),
    UniqueConstraint("session_id", "person_id"),
    CheckConstraint(
        "state IN ('approval', 'waiting', 'offered', 'consent', 'seated', 'cancelled', 'refused', 'expired', 'removed')",
        name="state_is_known",
    ),
    sqlite_autoincrement=True,
)

# Who came. A registration has at most one entry that was not undone.
check_ins = Table(
    "check_in",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("registration_id", ForeignKey("registration.id", ondelete="CASCADE"), nullable=False),
    Column("at", Moment, nullable=False),
    Column("by_id", ForeignKey("person.id", ondelete="SET NULL"), index=True),
    Column("way", String(8), nullable=False),
    # Of the screen from which it was tapped: the same tap twice is one entry.
    Column("nonce", String(32), unique=True),
    Column("undone_at", Moment),
    Column("undone_by_id", ForeignKey("person.id", ondelete="SET NULL"), index=True),
    Column("undone_reason", String(16)),
    CheckConstraint("way IN ('scan', 'code', 'name', 'walk_in', 'list')", name="way_is_known"),
    sqlite_autoincrement=True,
)
_STANDS = check_ins.c.undone_at.is_(None)
Index("uq_check_in_standing", check_ins.c.registration_id, unique=True, sqlite_where=_STANDS, postgresql_where=_STANDS)

# What a pupil said afterwards: was it worth it (1-5), would they like to work like that.
feedback = Table(
    "feedback",
    metadata,
    Column("registration_id", ForeignKey("registration.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("worth", SmallInteger),
    Column("would_work", String(8)),
    Column("said_at", Moment, nullable=False),
    CheckConstraint("worth BETWEEN 1 AND 5", name="worth_in_range"),
    CheckConstraint("would_work IN ('yes', 'maybe', 'no')", name="would_work_is_known"),
)

# Certificates of those who came, by the code that verifies them.
certificates = Table(
    "certificate",
    metadata,
    Column("registration_id", ForeignKey("registration.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("code", String(12), nullable=False, unique=True),
    Column("issued_at", Moment, nullable=False),
)

# Name, school and class that a pupil let us remember for the next registration, sealed.
details = Table(
    "details",
    metadata,
    Column("person_id", ForeignKey("person.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("about", LargeBinary, nullable=False),
    Column("kept_at", Moment, nullable=False),
)

# A registration that a pupil has begun to fill in; sealed, one a person, erased when it is sent.
registration_drafts = Table(
    "registration_draft",
    metadata,
    Column("person_id", ForeignKey("person.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("session_id", ForeignKey("event_session.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("about", LargeBinary, nullable=False),
    Column("changed_at", Moment, nullable=False),
)
