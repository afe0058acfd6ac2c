"""The tables of announcements. Who gets one stands in the outbox: kind "announcement", its id as the subject."""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Integer,
    String,
    Table,
    Text,
    false,
)

from bot.db.tables import Moment, metadata

announcements = Table(
    "announcement",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("author_id", ForeignKey("person.id", ondelete="SET NULL"), index=True),
    Column("state", String(10), nullable=False, server_default="draft"),
    # JSON of {"kk": ..., "ru": ..., "en": ...}, at least one of them; plain text.
    Column("texts", Text, nullable=False, server_default="{}"),
    # A button below: to an event, to a profession, or to an address.
    Column("link_kind", String(10)),
    Column("link_target", String(200)),
    # A picture or file, as Telegram knows what the author sent.
    Column("file_kind", String(8)),
    Column("file", String(200)),
    # JSON: for whom, and who of them not.
    Column("audience", Text, nullable=False, server_default="{}"),
    # JSON: how many were left out, by reason; known once it is confirmed.
    Column("left_out", Text, nullable=False, server_default="{}"),
    # Goes beyond the daily limit; an administrator has to confirm it.
    Column("is_urgent", Boolean, nullable=False, server_default=false()),
    Column("urgent_by_id", ForeignKey("person.id", ondelete="SET NULL")),
    Column("starts_at", Moment),
    Column("confirmed_at", Moment),
    Column("finished_at", Moment),
    # Grows with each correction of what was sent.
    Column("version", Integer, nullable=False, server_default="0"),
    # What stopped it, when it paused by itself.
    Column("trouble", String(120)),
    Column("created_at", Moment, nullable=False),
    CheckConstraint("state IN ('draft', 'queued', 'sending', 'paused', 'cancelled', 'done')", name="state_is_known"),
    CheckConstraint("link_kind IN ('event', 'profession', 'address')", name="link_kind_is_known"),
    CheckConstraint("file_kind IN ('photo', 'document')", name="file_kind_is_known"),
    sqlite_autoincrement=True,
)

# Who wants no announcements of an author, or of anybody (`author_id` 0; so it is no foreign key).
opt_outs = Table(
    "opt_out",
    metadata,
    Column("person_id", ForeignKey("person.id", ondelete="CASCADE"), primary_key=True),
    Column("author_id", Integer, primary_key=True),
    Column("at", Moment, nullable=False),
)
