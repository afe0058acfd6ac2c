"""Whose an announcement is, and to whom its author may write, asked inside the transaction that then acts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.db.classes import classes_of
from bot.db.staff import grants_of
from bot.domain.announcements import may_address
from bot.domain.staff import administers
from bot.services.access import is_allowed

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from bot.domain.announcements import Announcement, Audience


def own_of(connection: Connection, author: int | None, announcement: Announcement | None) -> Announcement | None:
    """Return an announcement if it is the author's own, who may still announce, or the author is an administrator."""
    if announcement is None or not is_allowed(connection, author, "announce"):
        return None
    is_mine = author is None or announcement.author_id == author
    return announcement if is_mine or is_administrator(connection, author) else None


def is_administrator(connection: Connection, person_id: int | None) -> bool:
    """Return whether somebody administers everything, as the command line (None) does."""
    return person_id is None or administers(grants_of(connection, person_id))


def own_classes(connection: Connection, author: int | None) -> list[int]:
    """Return the ids of the classes that somebody leads."""
    return [row["id"] for row in classes_of(connection, author)] if author is not None else []


def may_send_to(connection: Connection, author: int | None, audience: Audience) -> bool:
    """Return whether somebody may write to an audience now; the command line (None) may to everybody."""
    if author is None:
        return True
    return may_address(grants_of(connection, author), own_classes(connection, author), audience)
