"""The tables of the door: for which session a helper works, and a list of people that waits for its sender's yes."""

from sqlalchemy import CheckConstraint, Column, ForeignKey, Integer, LargeBinary, String, Table

from bot.db.tables import Moment, metadata

# Who works at the door of which session now; one session a helper.
door_posts = Table(
    "door_post",
    metadata,
    Column("person_id", ForeignKey("person.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("session_id", ForeignKey("event_session.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("chosen_at", Moment, nullable=False),
)

# A list that was sent as a file and read without a fault, until its sender says yes; one a person, sealed, kept a day.
list_drafts = Table(
    "list_draft",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("person_id", ForeignKey("person.id", ondelete="CASCADE"), nullable=False, unique=True),
    Column("session_id", ForeignKey("event_session.id", ondelete="CASCADE"), nullable=False, index=True),
    # A class to be registered, or a door list with ticks.
    Column("kind", String(8), nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("made_at", Moment, nullable=False, index=True),
    CheckConstraint("kind IN ('class', 'ticks')", name="kind_is_known"),
    sqlite_autoincrement=True,
)
