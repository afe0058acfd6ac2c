"""What is old of each kind of data, as conditions: the same one counts for a dry run and erases."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import (
    ColumnElement,
    Connection,
    Table,
    and_,
    case,
    delete,
    exists,
    func,
    not_,
    or_,
    select,
    tuple_,
    update,
)

from bot.db.announcement_tables import announcements, opt_outs
from bot.db.class_tables import questions
from bot.db.door_tables import door_posts, list_drafts
from bot.db.event_tables import details, parties, registration_drafts, registrations, sessions
from bot.db.list_drafts import KEPT as LISTS_KEPT
from bot.db.opt_outs import EVERYBODY
from bot.db.staff_tables import audit_log, invitations, staff_grants
from bot.db.tables import done_updates, outbox, people, reminders, unfound_words
from bot.domain import retention as rules
from bot.domain.announcements import ANNOUNCEMENT
from bot.domain.delivery import FINAL
from bot.domain.registration import NAMES_KEPT
from bot.domain.unfound import KEPT_OFTEN, KEPT_SELDOM, OFTEN

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of data that is not kept for ever.

    Attributes:
        name: as it stands in the log and in a dry run.
        table: where it is.
        is_old: the condition of the rows whose time is over at a moment.
        emptied: what is put into columns of those rows; empty when the rows themselves go.
    """

    name: str
    table: Table
    is_old: Callable[[datetime], ColumnElement[bool]]
    emptied: Mapping[str, Any] = field(default_factory=dict)


def count_old(connection: Connection, kind: Kind, now: datetime) -> int:
    """Return how many rows of a kind have had their time."""
    return int(connection.execute(select(func.count()).select_from(kind.table).where(kind.is_old(now))).scalar_one())


def old_keys(
    connection: Connection, kind: Kind, now: datetime, most: int, after: tuple[Any, ...] | None
) -> list[tuple[Any, ...]]:
    """Return keys of rows that have had their time, in their order, behind one: so all of them are found in one pass."""
    keys = list(kind.table.primary_key.columns)
    statement = select(*keys).where(kind.is_old(now)).order_by(*keys).limit(most)
    if after is not None:
        statement = statement.where(keys[0] > after[0] if len(keys) == 1 else tuple_(*keys) > after)
    return [tuple(row) for row in connection.execute(statement)]


def erase_old(connection: Connection, kind: Kind, now: datetime, chosen: Sequence[tuple[Any, ...]]) -> int:
    """Erase chosen rows, unless they were renewed meanwhile; return how many."""
    keys = list(kind.table.primary_key.columns)
    is_chosen = keys[0].in_([key[0] for key in chosen]) if len(keys) == 1 else tuple_(*keys).in_(chosen)
    # As a value, so that SQLite looks for the keys: it would rather walk over an index of all that is old, for every portion.
    meant = and_(is_chosen, case((kind.is_old(now), 1), else_=0) == 1)
    if kind.emptied:
        return connection.execute(update(kind.table).where(meant).values(**kind.emptied)).rowcount
    return connection.execute(delete(kind.table).where(meant)).rowcount


def silent_people(connection: Connection, now: datetime, most: int, after: int) -> list[tuple[int, int]]:
    """Return id and Telegram id of people whose time is over, in the order of their ids, beginning behind one."""
    statement = select(people.c.id, people.c.telegram_id).where(is_silent(now), people.c.id > after)
    rows = connection.execute(statement.order_by(people.c.id).limit(most))
    return [(row.id, row.telegram_id) for row in rows]


def count_silent(connection: Connection, now: datetime) -> int:
    """Return how many people have been silent so long that they are erased."""
    return int(connection.execute(select(func.count()).select_from(people).where(is_silent(now))).scalar_one())


def has_gone_silent(connection: Connection, telegram_id: int, now: datetime) -> bool:
    """Return whether a person is still one of those whose time is over."""
    return bool(
        connection.execute(select(exists().where(people.c.telegram_id == telegram_id, is_silent(now)))).scalar()
    )


def is_silent(now: datetime) -> ColumnElement[bool]:
    """Return the condition of people who did not come for long, hold no role and are not to be reminded of anything."""
    since = rules.silent_since(now)
    # Somebody who agreed through a program that did not note visits yet.
    never_noted = and_(people.c.visited_on.is_(None), people.c.consented_at < since)
    holds_role = exists().where(staff_grants.c.person_id == people.c.id, staff_grants.c.revoked_at.is_(None))
    waits = exists().where(reminders.c.person_id == people.c.id)
    return and_(or_(people.c.visited_on < since.date(), never_noted), not_(holds_role), not_(waits))


def _messages(now: datetime) -> ColumnElement[bool]:
    is_over = and_(outbox.c.state.in_(FINAL), outbox.c.changed_at < now - rules.MESSAGES_KEPT)
    return and_(is_over, outbox.c.kind != ANNOUNCEMENT)


def _words(now: datetime) -> ColumnElement[bool]:
    words, today = unfound_words.c, now.date()
    return or_(
        and_(words.times < OFTEN, words.last_day < today - KEPT_SELDOM),
        and_(words.times >= OFTEN, words.last_day < today - KEPT_OFTEN),
    )


def _is_over(column: ColumnElement[Any], now: datetime) -> ColumnElement[bool]:
    """Return the condition that the session of a row was so long ago that nobody in it is named any more."""
    return column.in_(select(sessions.c.id).where(sessions.c.ends_at < now - NAMES_KEPT))


def _names(now: datetime) -> ColumnElement[bool]:
    is_named = or_(registrations.c.about.is_not(None), registrations.c.school.is_not(None))
    return and_(is_named, _is_over(registrations.c.session_id, now))


def _parties(now: datetime) -> ColumnElement[bool]:
    is_named = or_(parties.c.school.is_not(None), parties.c.code.is_not(None))
    return and_(is_named, _is_over(parties.c.session_id, now))


def _door_posts(now: datetime) -> ColumnElement[bool]:
    over = select(sessions.c.id).where(sessions.c.ends_at < now - rules.DOOR_POSTS_KEPT)
    return door_posts.c.session_id.in_(over)


def _questions(now: datetime) -> ColumnElement[bool]:
    return and_(questions.c.state == "closed", questions.c.changed_at < now - rules.QUESTIONS_KEPT)


def _grants(now: datetime) -> ColumnElement[bool]:
    return staff_grants.c.revoked_at < now - rules.AUDIT_KEPT


def _finished_announcements(now: datetime) -> ColumnElement[bool]:
    ended = func.coalesce(announcements.c.finished_at, announcements.c.confirmed_at, announcements.c.created_at)
    is_over = announcements.c.state.in_(("draft", "done", "cancelled"))
    return and_(is_over, ended < now - rules.ANNOUNCEMENTS_KEPT)


def _announced(now: datetime) -> ColumnElement[bool]:
    over = select(announcements.c.id).where(_finished_announcements(now))
    return and_(outbox.c.kind == ANNOUNCEMENT, outbox.c.subject.in_(over))


def _announcements(now: datetime) -> ColumnElement[bool]:
    """Those of which nothing is left in the outbox."""
    left = exists().where(outbox.c.kind == ANNOUNCEMENT, outbox.c.subject == announcements.c.id)
    return and_(_finished_announcements(now), not_(left))


def _opt_outs(_now: datetime) -> ColumnElement[bool]:
    return and_(
        opt_outs.c.author_id != EVERYBODY,
        opt_outs.c.author_id.not_in(select(people.c.id)),
    )


# In the order in which they are erased: messages before their announcement.
KINDS: Final = (
    Kind("updates", done_updates, lambda now: done_updates.c.done_at < now - rules.UPDATES_KEPT),
    Kind("words not found", unfound_words, _words),
    Kind("lists not confirmed", list_drafts, lambda now: list_drafts.c.made_at <= now - LISTS_KEPT),
    Kind("forms begun", registration_drafts, lambda now: registration_drafts.c.changed_at < now - rules.FORMS_KEPT),
    Kind("messages", outbox, _messages),
    Kind("names at events", registrations, _names, {"about": None, "school": None, "parent_link": None}),
    Kind("schools of parties", parties, _parties, {"school": None, "code": None}),
    Kind("door posts", door_posts, _door_posts),
    Kind("details for the next time", details, lambda now: details.c.kept_at < now - rules.DETAILS_KEPT),
    Kind("reminders of past summers", reminders, lambda now: reminders.c.year < now.year),
    Kind("questions", questions, _questions),
    Kind("messages of announcements", outbox, _announced),
    Kind("announcements", announcements, _announcements),
    Kind("refusals of authors who left", opt_outs, _opt_outs),
    Kind("invitations", invitations, lambda now: invitations.c.expires_at < now - rules.INVITATIONS_KEPT),
    Kind("roles taken back", staff_grants, _grants),
    Kind("audit log", audit_log, lambda now: audit_log.c.at < now - rules.AUDIT_KEPT),
)
