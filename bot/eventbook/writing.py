"""Writes events as a file that can be read again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import yaml

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from bot.domain.events import Audience, Event, Session, Texts


def write_events(events: Iterable[Event]) -> str:
    """Return events as YAML in the form of `bot.eventbook.forms`; one that is over or called off is written as a draft."""
    body = {"events": [_event(each) for each in events]}
    return yaml.safe_dump(body, allow_unicode=True, sort_keys=False, width=120)


def _event(event: Event) -> dict[str, Any]:
    zone = ZoneInfo(event.zone)
    parent: object = "no"
    if event.needs_parent:
        parent = event.parent_under_age or "everybody"
    written = {
        "code": event.code,
        "kind": event.kind,
        "state": "open" if event.state == "open" else "draft",
        "title": _texts(event.title),
        "about": _texts(event.about),
        "place": event.place,
        "address": _texts(event.address),
        "latitude": event.point.latitude if event.point else None,
        "longitude": event.point.longitude if event.point else None,
        "link": event.link,
        "zone": event.zone,
        "opens": _moment(event.opens_at, zone),
        "closes": _moment(event.closes_at, zone),
        "cancel_until": _moment(event.cancel_until, zone) if event.cancel_until else None,
        "audience": _audience(event.audience),
        "professions": list(event.professions),
        "questions": [_texts(each) for each in event.questions],
        "asks": sorted(event.asks),
        "approval": event.needs_approval,
        "parent": parent,
        "school_quota": event.school_quota,
        "offer_hours": event.offer_hours,
        "parent_hours": event.parent_hours,
        "sessions": [_session(each, zone) for each in event.sessions if each.is_on],
    }
    return {name: value for name, value in written.items() if value not in (None, {}, [])}


def _session(session: Session, zone: ZoneInfo) -> dict[str, Any]:
    minutes = round((session.ends_at - session.starts_at).total_seconds() / 60)
    written = {
        "starts": _moment(session.starts_at, zone),
        "minutes": minutes,
        "capacity": session.capacity,
        "label": _texts(session.label),
        "hall": _texts(session.hall),
    }
    return {name: value for name, value in written.items() if value != {}}


def _audience(audience: Audience) -> dict[str, Any]:
    written = {
        "regions": sorted(audience.regions),
        "towns": sorted(audience.towns),
        "schools": list(audience.schools),
        "grades": sorted(audience.grades),
    }
    return {name: value for name, value in written.items() if value}


def _texts(texts: Texts) -> dict[str, str]:
    return {language.value: text for language, text in texts.items()}


def _moment(moment: datetime, zone: ZoneInfo) -> str:
    return f"{moment.astimezone(zone):%Y-%m-%d %H:%M}"
