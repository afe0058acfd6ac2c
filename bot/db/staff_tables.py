"""The tables of staff: who may do what, by whose invitation, and what was done."""

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    Integer,
    LargeBinary,
    String,
    Table,
)

from bot.db.tables import Moment, metadata

# A role that somebody holds: everywhere, or for one event. `label` says who they are (a name, a school), sealed.
staff_grants = Table(
    "staff_grant",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("person_id", ForeignKey("person.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("role", String(16), nullable=False),
    Column("event_id", ForeignKey("event.id", ondelete="CASCADE"), index=True),
    Column("label", LargeBinary),
    Column("granted_by_id", ForeignKey("person.id", ondelete="SET NULL"), index=True),
    Column("granted_at", Moment, nullable=False),
    Column("revoked_at", Moment),
    CheckConstraint("role IN ('administrator', 'counsellor', 'organiser', 'helper')", name="role_is_known"),
    sqlite_autoincrement=True,
)

# Links by which a role is taken, once; only a digest of the link is kept. `created_by_id` is NULL for the command line.
invitations = Table(
    "invitation",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("digest", String(64), nullable=False, unique=True),
    Column("role", String(16), nullable=False),
    Column("event_id", ForeignKey("event.id", ondelete="CASCADE"), index=True),
    Column("label", LargeBinary),
    Column("created_by_id", ForeignKey("person.id", ondelete="SET NULL"), index=True),
    Column("created_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("used_at", Moment),
    CheckConstraint("role IN ('administrator', 'counsellor', 'organiser', 'helper')", name="role_is_known"),
    sqlite_autoincrement=True,
)

# Every look at other people's data, every export, announcement and change of a role. `actor_id` is our own number of the one
# who did it, NULL for the command line; no foreign key, so that the log outlives the account. Nothing of pupils stands here.
audit_log = Table(
    "audit_entry",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Moment, nullable=False, index=True),
    Column("actor_id", Integer, index=True),
    Column("deed", String(24), nullable=False),
    # What it was done to, such as "event:12".
    Column("subject", String(40), nullable=False),
    # How many people it concerned.
    Column("number", Integer, nullable=False, server_default="0"),
    sqlite_autoincrement=True,
)
