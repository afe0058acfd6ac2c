"""Announcements as rows: their JSON columns, and reading one."""

from __future__ import annotations

import json
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Row, select

from bot.db.announcement_tables import announcements
from bot.domain.announcements import Announcement, Audience, Choice, EventStanding, File, Link
from bot.domain.languages import Language

if TYPE_CHECKING:
    from collections.abc import Mapping


def find(connection: Connection, announcement_id: int) -> Announcement | None:
    """Return an announcement, whoever wrote it."""
    row = connection.execute(select(announcements).where(announcements.c.id == announcement_id)).one_or_none()
    return announcement_of(row) if row else None


def announcement_of(row: Row[Any]) -> Announcement:
    """Return a row of the table as a value."""
    return Announcement(
        id=row.id,
        author_id=row.author_id,
        state=row.state,
        texts={Language(code): text for code, text in json.loads(row.texts).items()},
        link=Link(row.link_kind, row.link_target) if row.link_kind else None,
        file=File(row.file_kind, row.file) if row.file_kind else None,
        audience=audience_of(row.audience),
        left_out=json.loads(row.left_out),
        is_urgent=row.is_urgent,
        urgent_by=row.urgent_by_id,
        starts_at=row.starts_at,
        confirmed_at=row.confirmed_at,
        finished_at=row.finished_at,
        version=row.version,
        trouble=row.trouble,
    )


def json_of_texts(texts: Mapping[Language, str]) -> str:
    """Return texts as they are stored."""
    return json.dumps({language.value: text for language, text in texts.items()}, ensure_ascii=False)


def json_of_audience(audience: Audience) -> str:
    """Return an audience as it is stored: empty parts are left away."""
    return json.dumps({"whom": _stored(audience.whom), "but": _stored(audience.but)}, ensure_ascii=False)


def audience_of(stored: str) -> Audience:
    """Return an audience as it was stored."""
    values = json.loads(stored)
    return Audience(_choice(values.get("whom", {})), _choice(values.get("but", {})))


def _stored(choice: Choice) -> dict[str, list[Any]]:
    parts: dict[str, list[Any]] = {}
    for part in fields(Choice):
        values = getattr(choice, part.name)
        if part.name == "events":
            values = [[each.event_id, each.standing] for each in values]
        if values:
            parts[part.name] = sorted(values)
    return parts


def _choice(stored: Mapping[str, list[Any]]) -> Choice:
    parts: dict[str, frozenset[Any]] = {name: frozenset(map(_whole, values)) for name, values in stored.items()}
    return Choice(**parts)


def _whole(value: Any) -> Any:
    return EventStanding(*value) if isinstance(value, list) else value
