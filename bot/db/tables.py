"""The tables. They have the last word: what must not happen twice is a key or a check here, not a promise in code."""

from datetime import UTC, datetime

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    SmallInteger,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Moment(TypeDecorator[datetime]):
    """A moment in UTC. SQLite forgets the zone, so it is given back on reading; a naive time is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a time without a zone; store UTC."""
        del dialect
        if value is not None and value.tzinfo is None:
            raise ValueError("a stored time needs its zone")
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give SQLite's naive time its zone back."""
        del dialect
        return value if value is None or value.tzinfo else value.replace(tzinfo=UTC)


# All tables whose numbers are given by the database are `sqlite_autoincrement`: old buttons and the audit log outlive the rows
# they name, and SQLite would else give the number of an erased row again. PostgreSQL never does.

# Who agreed to talk with us. Nobody stands here before they agreed; no name and no phone is kept.
people = Table(
    "person",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("telegram_id", BigInteger, nullable=False, unique=True),
    Column("language", String(2), nullable=False),
    Column("grade", SmallInteger),
    Column("place", String(24)),
    Column("spot", String(64), nullable=False, server_default=""),
    # The packed tap of a link that was followed before the welcome was over; opened then.
    Column("goal", String(64)),
    Column("consent_version", String(16), nullable=False),
    Column("consented_at", Moment, nullable=False),
    # When they allowed their answers, without identity, to go into the pilot; NULL when they did not.
    Column("pilot_at", Moment),
    # When Telegram said that we cannot write to them (they blocked the bot); NULL again once they come back.
    Column("unreachable_at", Moment),
    # The day of a visit, noted again after a month at the earliest; who does not come for two years is erased.
    Column("visited_on", Date, index=True),
    sqlite_autoincrement=True,
)

# The numbers by which questions were chosen, kept as long as a run needs them: a deploy changes nothing in the middle.
interest_models = Table(
    "interest_model",
    metadata,
    Column("version", String(16), primary_key=True),
    Column("body", Text, nullable=False),
)

# One walk through the questions. `model` is NULL for runs older than the adaptive quiz. `doubts` are items to look at again,
# empty when that is over, NULL when nothing was doubted. `worlds` are the ticked ones, `worlds_at` when the ticking ended.
quiz_runs = Table(
    "quiz_run",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("person_id", ForeignKey("person.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("model", String(16)),
    Column("content_version", String(16), nullable=False),
    Column("started_at", Moment, nullable=False),
    Column("finished_at", Moment),
    Column("doubts", String(24)),
    Column("worlds", String(80), nullable=False, server_default=""),
    Column("worlds_at", Moment),
    # Letter of the strongest interest, once it is finished.
    Column("interest", String(1)),
    sqlite_autoincrement=True,
)

# A choice is 1-5; NULL is "I don't know", which was asked but says nothing.
quiz_answers = Table(
    "quiz_answer",
    metadata,
    Column("run_id", ForeignKey("quiz_run.id", ondelete="CASCADE"), primary_key=True),
    Column("item", String(4), primary_key=True),
    Column("ordinal", SmallInteger, nullable=False),
    Column("choice", SmallInteger),
    Column("answered_at", Moment, nullable=False),
    UniqueConstraint("run_id", "ordinal"),
    CheckConstraint("choice BETWEEN 1 AND 5", name="choice_in_range"),
)

# Professions and colleges that somebody wants to find again.
saved_things = Table(
    "saved_thing",
    metadata,
    Column("person_id", ForeignKey("person.id", ondelete="CASCADE"), primary_key=True),
    Column("kind", String(10), primary_key=True),
    Column("thing", String(24), primary_key=True),
    Column("saved_at", Moment, nullable=False),
    CheckConstraint("kind IN ('profession', 'college')", name="kind_is_known"),
)

# Who wants to be told when colleges take documents: after which grade, in which summer. One a person, erased once it was sent.
reminders = Table(
    "reminder",
    metadata,
    Column("person_id", ForeignKey("person.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("entry", SmallInteger, nullable=False),
    Column("year", SmallInteger, nullable=False),
    Column("asked_at", Moment, nullable=False),
    CheckConstraint("entry IN (9, 11)", name="entry_is_known"),
)

# What is to be sent unasked, and what became of it. `subject` and `round` say about what: the text is made when its turn comes.
# `is_notice`: somebody waits for it, so it goes first, and once more when nobody knows whether it arrived.
outbox = Table(
    "outbox",
    metadata,
    Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True),
    Column("person_id", ForeignKey("person.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("kind", String(24), nullable=False),
    Column("subject", Integer, nullable=False, server_default="0"),
    Column("round", Integer, nullable=False, server_default="0"),
    Column("is_notice", Boolean, nullable=False),
    Column("state", String(12), nullable=False, server_default="due"),
    Column("due_at", Moment, nullable=False),
    # How often it was begun, and how often nobody knew whether it had arrived.
    Column("attempts", SmallInteger, nullable=False, server_default="0"),
    Column("doubts", SmallInteger, nullable=False, server_default="0"),
    # The worker that began it; NULL while nobody has.
    Column("held_by", String(32)),
    Column("message_id", BigInteger),
    # What went wrong last, in Telegram's own words or by the kind of error; never anything of the message.
    Column("trouble", String(120)),
    Column("changed_at", Moment, nullable=False),
    UniqueConstraint("kind", "subject", "round", "person_id"),
    CheckConstraint(
        "state IN ('due', 'held', 'sending', 'sent', 'uncertain', 'failed', 'unreachable', 'dropped')",
        name="state_is_known",
    ),
    sqlite_autoincrement=True,
)
Index("ix_outbox_turn", outbox.c.state, outbox.c.is_notice, outbox.c.due_at)

# Which of several processes sends now, and until when it may without asking again.
delivery_leases = Table(
    "delivery_lease",
    metadata,
    Column("name", String(16), primary_key=True),
    Column("holder", String(32), nullable=False),
    Column("until", Moment, nullable=False),
)

# Words that the search did not find, so that the content can grow: nobody stands here, only a day and how often.
unfound_words = Table(
    "unfound_word",
    metadata,
    Column("language", String(2), primary_key=True),
    Column("text", String(40), primary_key=True),
    Column("times", Integer, nullable=False),
    Column("last_day", Date, nullable=False),
)

# Updates whose change is already stored; Telegram keeps unconfirmed ones for a day, we remember them for two.
done_updates = Table(
    "done_update",
    metadata,
    Column("update_id", BigInteger, primary_key=True, autoincrement=False),
    Column("done_at", Moment, nullable=False, index=True),
)
