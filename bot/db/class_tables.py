"""The tables of counsellors: classes and who is in them, published reports, questions and their answers."""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Integer,
    LargeBinary,
    SmallInteger,
    String,
    Table,
    false,
)

from bot.db.tables import Moment, metadata

# A class of a counsellor. `school` is what the counsellor calls it, sealed; `school_digest` finds the classes of one school.
school_classes = Table(
    "school_class",
    metadata,
    Column("id", Integer, primary_key=True),
    # NULL once the counsellor asked to be forgotten: the class waits for another one of the school.
    Column("counsellor_id", ForeignKey("person.id", ondelete="SET NULL"), index=True),
    Column("school", LargeBinary, nullable=False),
    Column("school_digest", String(32), nullable=False, index=True),
    Column("grade", SmallInteger, nullable=False),
    Column("letter", String(4), nullable=False, server_default=""),
    # Stands on the poster and in the link.
    Column("code", String(12), nullable=False, unique=True),
    # More pupils than this cannot join: a link that leaked is no flood.
    Column("most_pupils", SmallInteger, nullable=False, server_default="45"),
    Column("created_at", Moment, nullable=False),
    Column("closed_at", Moment),
    CheckConstraint("grade BETWEEN 1 AND 12", name="grade_in_range"),
    sqlite_autoincrement=True,
)

# Who is in a class; leaving erases the row. The name only of those who let their counsellor see name and result.
class_members = Table(
    "class_member",
    metadata,
    Column("class_id", ForeignKey("school_class.id", ondelete="CASCADE"), primary_key=True),
    Column("person_id", ForeignKey("person.id", ondelete="CASCADE"), primary_key=True, index=True),
    Column("joined_at", Moment, nullable=False),
    Column("shares_result", Boolean, nullable=False, server_default=false()),
    Column("name", LargeBinary),
)

# Reports that were shown. `members` (sealed) are those who stand behind the numbers, so that no later report of the same subject
# differs from it by a handful of pupils; `body` (sealed) is shown again meanwhile.
class_reports = Table(
    "class_report",
    metadata,
    Column("id", Integer, primary_key=True),
    # "class:12" or "school:<digest>".
    Column("subject", String(48), nullable=False, index=True),
    Column("members", LargeBinary, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("published_at", Moment, nullable=False),
    sqlite_autoincrement=True,
)

# A pupil's question to their counsellor. `is_flagged`: its words need an adult at once.
questions = Table(
    "question",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("person_id", ForeignKey("person.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("class_id", ForeignKey("school_class.id", ondelete="SET NULL"), index=True),
    # Who answers now; changes with a hand-over.
    Column("counsellor_id", ForeignKey("person.id", ondelete="SET NULL"), index=True),
    Column("state", String(10), nullable=False, server_default="open"),
    Column("is_flagged", Boolean, nullable=False, server_default=false()),
    Column("asked_at", Moment, nullable=False),
    Column("changed_at", Moment, nullable=False, index=True),
    CheckConstraint("state IN ('open', 'answered', 'closed')", name="state_is_known"),
    sqlite_autoincrement=True,
)

# What was written in a question's thread, sealed.
question_messages = Table(
    "question_message",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("question_id", ForeignKey("question.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("is_from_pupil", Boolean, nullable=False),
    Column("text", LargeBinary, nullable=False),
    Column("written_at", Moment, nullable=False),
    sqlite_autoincrement=True,
)

# Answers that a counsellor gives often, sealed.
answer_templates = Table(
    "answer_template",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("counsellor_id", ForeignKey("person.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("text", LargeBinary, nullable=False),
    sqlite_autoincrement=True,
)
