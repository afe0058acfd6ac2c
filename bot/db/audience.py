"""Who is meant by an announcement, as conditions of one statement: counted and put into the outbox without reading anybody."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import ColumnElement, Connection, FromClause, and_, case, exists, func, literal, or_, select

from bot.db.announced import got_since
from bot.db.class_tables import class_members, school_classes
from bot.db.event_tables import check_ins, registrations, sessions
from bot.db.inserting import insert_chosen
from bot.db.opt_outs import has_refused
from bot.db.tables import outbox, people, quiz_runs, saved_things
from bot.domain.announcements import ANNOUNCEMENT, MOST_A_DAY
from bot.domain.registration import IS_ALIVE

if TYPE_CHECKING:
    from datetime import datetime

    from bot.domain.announcements import Announcement, Choice, EventStanding

_REGISTERED: Final = sorted(IS_ALIVE - {"waiting"})
_GETS_IT: Final = ""


def counts(connection: Connection, announcement: Announcement, since: datetime) -> dict[str, int]:
    """Return how many of the audience get an announcement (under the empty name), and how many do not, by reason.

    Args:
        connection: within a transaction.
        announcement: its audience names settlements in the place of regions.
        since: from when on what somebody got counts for the daily limit.
    """
    meant = _meant(connection, announcement, since)
    statement = select(meant.c.reason, func.count()).group_by(meant.c.reason)
    return {row[0]: row[1] for row in connection.execute(statement)}


def fan_out(connection: Connection, announcement: Announcement, *, since: datetime, due_at: datetime) -> int:
    """Put an announcement into the outbox for everybody who gets it; return for how many. Doing so twice changes nothing."""
    meant = _meant(connection, announcement, since)
    values: dict[str, Any] = {
        "person_id": meant.c.person_id,
        "kind": literal(ANNOUNCEMENT),
        "subject": literal(announcement.id),
        "round": literal(0),
        "is_notice": literal(False),
        "due_at": literal(due_at, outbox.c.due_at.type),
        "changed_at": literal(due_at, outbox.c.changed_at.type),
    }
    chosen = select(*values.values()).where(meant.c.reason == _GETS_IT).order_by(meant.c.person_id)
    return insert_chosen(connection, outbox, list(values), chosen)


def _meant(connection: Connection, announcement: Announcement, since: datetime) -> FromClause:
    """Return everybody who is meant, each with the reason for getting nothing.

    Kept apart from what is done with it: PostgreSQL would otherwise take the reason for a condition that hardly anybody fits, and
    look through the whole of a class for each of them (100,000 pupils: minutes in the place of a second).
    """
    reason = _reason(announcement, since).label("reason")
    chosen = select(people.c.id.label("person_id"), reason).where(*_parts(announcement.audience.whom))
    if connection.dialect.name == "sqlite":
        return chosen.subquery("meant")
    return chosen.cte("meant").prefix_with("MATERIALIZED")


def _reason(announcement: Announcement, since: datetime) -> ColumnElement[str]:
    """Return why a person gets nothing, the first reason of several; the empty text when they get it."""
    left_out = _parts(announcement.audience.but)
    whens: list[tuple[ColumnElement[bool], str]] = [(or_(*left_out), "excluded")] if left_out else []
    whens += [
        (people.c.unreachable_at.is_not(None), "unreachable"),
        (has_refused(people.c.id, announcement.author_id), "opted_out"),
        (people.c.language.not_in([each.value for each in announcement.texts]), "no_text"),
    ]
    if not announcement.goes_beyond_the_limit:
        whens.append((got_since(people.c.id, since, announcement.id) >= MOST_A_DAY, "quiet"))
    return case(*whens, else_=_GETS_IT)


def _parts(choice: Choice) -> list[ColumnElement[bool]]:
    """Return a condition for each part that is not empty."""
    own_values = (
        (people.c.place, choice.towns),
        (people.c.grade, choice.grades),
        (people.c.language, choice.languages),
        (_last_interest(), choice.interests),
    )
    parts: list[ColumnElement[bool]] = [value.in_(sorted(chosen)) for value, chosen in own_values if chosen]
    if choice.classes:
        parts.append(_in_class(class_members.c.class_id.in_(sorted(choice.classes))))
    if choice.schools:
        own = school_classes.c.school_digest.in_(sorted(choice.schools))
        parts.append(_in_class(and_(school_classes.c.id == class_members.c.class_id, own)))
    if choice.professions:
        kind = (saved_things.c.kind == "profession", saved_things.c.thing.in_(sorted(choice.professions)))
        parts.append(exists().where(saved_things.c.person_id == people.c.id, *kind))
    if choice.events:
        parts.append(or_(*map(_stands, sorted(choice.events, key=lambda each: (each.event_id, each.standing)))))
    return parts


def _in_class(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(class_members.c.person_id == people.c.id, condition)


def _last_interest() -> ColumnElement[Any]:
    """Return the strongest interest of the quiz that a person finished last."""
    own = (quiz_runs.c.person_id == people.c.id, quiz_runs.c.finished_at.is_not(None))
    return select(quiz_runs.c.interest).where(*own).order_by(quiz_runs.c.id.desc()).limit(1).scalar_subquery()


def _stands(each: EventStanding) -> ColumnElement[bool]:
    at_event = and_(registrations.c.person_id == people.c.id, registrations.c.session_id == sessions.c.id)
    own = and_(at_event, sessions.c.event_id == each.event_id)
    match each.standing:
        case "registered":
            return exists().where(own, registrations.c.state.in_(_REGISTERED))
        case "waiting":
            return exists().where(own, registrations.c.state == "waiting")
        case _:
            came = and_(check_ins.c.registration_id == registrations.c.id, check_ins.c.undone_at.is_(None))
            return exists().where(own, came)
