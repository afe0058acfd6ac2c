"""The form of a file of events. `docs/events.md` shows it with comments."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Annotated, Final, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, field_validator

from bot.domain.event_plans import EventPlan, SessionPlan
from bot.domain.events import MOST_QUESTIONS, Ask, Audience, Kind
from bot.domain.geo import Point
from bot.domain.languages import Language

if TYPE_CHECKING:
    pass

_MOMENT: Final = re.compile(r"(?:(\d{4}-\d{2}-\d{2})|\+(\d{1,3}))[ T](\d{1,2}):(\d{2})")
_LONGEST_TITLE, _LONGEST_ABOUT = 120, 1500
_CODE: Final = r"^[A-Z0-9]{4,12}$"


def _as_text(value: object) -> object:
    """YAML reads 2026-12-05 14:00:00 as a moment and 12 as a number; a form wants what was written."""
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M")
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


Text = Annotated[str, BeforeValidator(_as_text)]
Words = dict[Language, Annotated[str, BeforeValidator(_as_text), Field(min_length=1, max_length=_LONGEST_ABOUT)]]
Written = Annotated[str, BeforeValidator(_as_text)]


class _Form(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class AudienceForm(_Form):
    """For whom an event is."""

    regions: list[str] = []
    towns: list[str] = []
    schools: list[Text] = []
    grades: list[Annotated[int, Field(ge=8, le=12)]] = []


class SessionForm(_Form):
    """A session; `starts` in the event's zone: "2026-12-05 14:00"."""

    starts: Written
    minutes: Annotated[int, Field(ge=10, le=1440)] = 120
    capacity: Annotated[int, Field(ge=1, le=100_000)]
    label: Words = {}
    hall: Words = {}


class EventForm(_Form):
    """An event. `parent` is "no", "everybody", or the age under which a parent has to agree."""

    code: Annotated[Text, Field(pattern=_CODE)]
    kind: Kind
    state: Literal["draft", "open"] = "draft"
    title: Annotated[Words, Field(min_length=1)]
    about: Words = {}
    place: str | None = None
    address: Words = {}
    latitude: Annotated[float, Field(ge=-90, le=90)] | None = None
    longitude: Annotated[float, Field(ge=-180, le=180)] | None = None
    link: Annotated[str, Field(pattern=r"^https://", max_length=200)] | None = None
    zone: str = "Asia/Almaty"
    opens: Written | None = None
    closes: Written | None = None
    cancel_until: Written | None = None
    audience: AudienceForm = AudienceForm()
    professions: list[str] = []
    questions: Annotated[list[Annotated[Words, Field(min_length=1)]], Field(max_length=MOST_QUESTIONS)] = []
    asks: list[Ask] = ["name", "school", "class"]
    approval: bool = False
    parent: Literal["no", "everybody"] | Annotated[int, Field(ge=10, le=18)] = "no"
    school_quota: Annotated[int, Field(ge=1, le=30_000)] | None = None
    offer_hours: Annotated[int, Field(ge=1, le=240)] = 12
    parent_hours: Annotated[int, Field(ge=1, le=240)] = 24
    sessions: Annotated[list[SessionForm], Field(min_length=1, max_length=200)]

    @field_validator("title")
    @classmethod
    def _title_is_short(cls, title: dict[Language, str]) -> dict[Language, str]:
        if any(len(text) > _LONGEST_TITLE for text in title.values()):
            raise ValueError(f"a title has at most {_LONGEST_TITLE} letters")
        return title

    @field_validator("zone")
    @classmethod
    def _zone_is_known(cls, zone: str) -> str:
        try:
            ZoneInfo(zone)
        except (ZoneInfoNotFoundError, ValueError):
            raise ValueError("no such time zone; Kazakhstan's is Asia/Almaty") from None
        return zone


class PlanError(Exception):
    """A file's event contradicts itself, or names what there is not; `path` leads to it in the file."""

    def __init__(self, path: tuple[str | int, ...], message: str) -> None:
        super().__init__(message)
        self.path = path


def plan_of(form: EventForm, today: date | None) -> EventPlan:
    """Return what a form plans; `today` allows days like "+3", counted from it.

    Raises:
        PlanError: see there.
    """
    zone = ZoneInfo(form.zone)
    sessions = tuple(_session(form, number, zone, today) for number in range(len(form.sessions)))
    opens = _moment(form.opens, zone, today, ("opens",)) if form.opens else None
    closes = _moment(form.closes, zone, today, ("closes",)) if form.closes else None
    if closes is not None and opens is not None and closes <= opens:
        raise PlanError(("closes",), "registration closes before it opens")
    if (form.latitude is None) != (form.longitude is None):
        raise PlanError(("latitude",), "a point needs latitude and longitude")
    at = Point(form.latitude, form.longitude) if form.latitude is not None and form.longitude is not None else None
    audience = form.audience
    return EventPlan(
        code=form.code,
        kind=form.kind,
        is_open=form.state == "open",
        title=form.title,
        about=form.about,
        place=form.place,
        address=form.address,
        point=at,
        link=form.link,
        zone=form.zone,
        opens_at=opens,
        closes_at=closes,
        cancel_until=_moment(form.cancel_until, zone, today, ("cancel_until",)) if form.cancel_until else None,
        audience=Audience(
            frozenset(audience.regions), frozenset(audience.towns), tuple(audience.schools), frozenset(audience.grades)
        ),
        professions=tuple(form.professions),
        questions=tuple(form.questions),
        asks=frozenset({"name", *form.asks}),
        needs_approval=form.approval,
        needs_parent=form.parent != "no",
        parent_under_age=form.parent if isinstance(form.parent, int) else None,
        offer_hours=form.offer_hours,
        parent_hours=form.parent_hours,
        school_quota=form.school_quota,
        sessions=sessions,
    )


def _session(form: EventForm, number: int, zone: ZoneInfo, today: date | None) -> SessionPlan:
    each = form.sessions[number]
    starts = _moment(each.starts, zone, today, ("sessions", number, "starts"))
    if any(_moment(other.starts, zone, today, ()) == starts and _same(other, each) for other in form.sessions[:number]):
        raise PlanError(
            ("sessions", number, "starts"), "another session of this event begins then, with the same label"
        )
    return SessionPlan(starts, starts + timedelta(minutes=each.minutes), each.capacity, each.label, each.hall)


def _same(one: SessionForm, other: SessionForm) -> bool:
    return one.label == other.label


def _moment(text: str, zone: ZoneInfo, today: date | None, path: tuple[str | int, ...]) -> datetime:
    """Return a moment written in the event's zone."""
    found = _MOMENT.fullmatch(text.strip())
    if found is None or (found[2] and today is None):
        raise PlanError(path, f"{text!r} is no moment; write for instance 2026-12-05 14:00")
    try:
        day = date.fromisoformat(found[1]) if found[1] else (today or date.min) + timedelta(days=int(found[2]))
        local = datetime(day.year, day.month, day.day, int(found[3]), int(found[4]), tzinfo=zone)
    except (ValueError, OverflowError):
        raise PlanError(path, f"{text!r} is no moment of a calendar") from None
    return local.astimezone(UTC)
