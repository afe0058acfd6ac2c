"""The file of an announcement: its form, and what it means for this installation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.domain.announcements import Audience, Choice, EventStanding, Link
from bot.domain.hours import KAZAKHSTAN
from bot.domain.languages import Language
from bot.sheets import Stopped, aside

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bot.library import Shelf

LARGEST = 200_000
SECONDS = 20.0


class FormError(Exception):
    """The file is not in its form, or names what is not there; the message is a sentence with the place in the file."""


class _Form(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class LinkForm(_Form):
    """A button: exactly one of the three."""

    event: str | None = None
    profession: str | None = None
    address: Annotated[str, Field(pattern=r"https://[^\s@]+\.[^\s@]+", max_length=200)] | None = None


class EventForm(_Form):
    """Those who stand so towards the event with a code."""

    code: str
    standing: Literal["registered", "waiting", "attended"]


class SchoolForm(_Form):
    """A school as its counsellors call it, in whatever spelling; the town by its id of the atlas."""

    name: Annotated[str, Field(min_length=1, max_length=80)]
    town: str


class ChoiceForm(_Form):
    """People by what is known of them; classes and events by their codes, schools by name and town, the rest by atlas ids."""

    classes: list[str] = []
    schools: list[SchoolForm] = []
    regions: list[str] = []
    towns: list[str] = []
    grades: list[Annotated[int, Field(ge=8, le=12)]] = []
    languages: list[Language] = []
    interests: list[Literal["R", "I", "A", "S", "E", "C"]] = []
    professions: list[str] = []
    events: list[EventForm] = []


class AnnouncementForm(_Form):
    """An announcement as a file says it."""

    texts: dict[Language, Annotated[str, Field(min_length=1, max_length=4000)]] = Field(min_length=1)
    link: LinkForm | None = None
    whom: ChoiceForm
    but: ChoiceForm = ChoiceForm()
    at: datetime | None = None

    @property
    def class_codes(self) -> set[str]:
        """The codes of all classes that it names."""
        return {code for choice in (self.whom, self.but) for code in choice.classes}

    @property
    def event_codes(self) -> set[str]:
        """The codes of all events that it names."""
        named = {each.code for choice in (self.whom, self.but) for each in choice.events}
        return named | ({self.link.event} if self.link and self.link.event else set())

    @property
    def schools(self) -> set[SchoolForm]:
        """All schools that it names."""
        return {each for choice in (self.whom, self.but) for each in choice.schools}

    @property
    def starts_at(self) -> datetime | None:
        """When it goes out; a moment without a zone is one of Kazakhstan."""
        return self.at.replace(tzinfo=KAZAKHSTAN) if self.at and self.at.tzinfo is None else self.at


@dataclass(frozen=True, slots=True)
class Known:
    """What codes, and names of schools that have classes, mean in this installation."""

    classes: Mapping[str, int]
    events: Mapping[str, int]
    schools: Mapping[SchoolForm, str]


def read_form(content: bytes) -> AnnouncementForm:
    """Read a file.

    Raises:
        FormError: see there.
    """
    if len(content) > LARGEST:
        raise FormError("the file is too large for an announcement")
    try:
        return AnnouncementForm.model_validate(yaml.safe_load(content))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"line {mark.line + 1}, column {mark.column + 1}: " if mark else ""
        raise FormError(f"{where}it is no YAML") from None
    except RecursionError:
        raise FormError("lists stand in lists far too deep") from None
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"])) or "the file"
        raise FormError(f"{where}: {first['msg']}") from None


async def read_form_aside(content: bytes) -> AnnouncementForm:
    """Read a file in a process of its own, which is stopped when it takes too long or too much memory.

    Raises:
        FormError: see there.
    """
    read = await aside(_read_or_fault, SECONDS, content)
    if isinstance(read, Stopped):
        raise FormError("it takes too long or too much memory to read")
    if isinstance(read, FormError):
        raise read
    return read


def _read_or_fault(content: bytes) -> AnnouncementForm | FormError:
    try:
        return read_form(content)
    except FormError as error:
        return error


def link_in(form: AnnouncementForm, shelf: Shelf, known: Known) -> Link | None:
    """Return the button that a file asks for.

    Raises:
        FormError: there is no such event or profession, or more than one thing is named.
    """
    if form.link is None:
        return None
    named = {name: value for name, value in form.link if value is not None}
    if len(named) != 1:
        raise FormError("link: name one of event, profession and address")
    if form.link.address:
        return Link("address", form.link.address)
    if form.link.profession:
        _all_known("link.profession", [form.link.profession], shelf.professions)
        return Link("profession", form.link.profession)
    code = str(form.link.event)
    _all_known("link.event", [code], known.events)
    return Link("event", str(known.events[code]))


def audience_in(form: AnnouncementForm, shelf: Shelf, known: Known) -> Audience:
    """Return for whom a file is.

    Raises:
        FormError: it names what is not there.
    """
    return Audience(_choice("whom", form.whom, shelf, known), _choice("but", form.but, shelf, known))


def _choice(where: str, form: ChoiceForm, shelf: Shelf, known: Known) -> Choice:
    _all_known(f"{where}.classes", form.classes, known.classes)
    _all_known(f"{where}.schools.town", [each.town for each in form.schools], shelf.places)
    for each in form.schools:
        if each not in known.schools:
            raise FormError(f"{where}.schools: no class of {each.name!r} in {each.town} is known here")
    _all_known(f"{where}.events", [each.code for each in form.events], known.events)
    _all_known(f"{where}.regions", form.regions, shelf.regions)
    _all_known(f"{where}.towns", form.towns, shelf.places)
    _all_known(f"{where}.professions", form.professions, shelf.professions)
    return Choice(
        classes=frozenset(known.classes[code] for code in form.classes),
        schools=frozenset(known.schools[each] for each in form.schools),
        regions=frozenset(form.regions),
        towns=frozenset(form.towns),
        grades=frozenset(form.grades),
        languages=frozenset(each.value for each in form.languages),
        interests=frozenset(form.interests),
        professions=frozenset(form.professions),
        events=frozenset(EventStanding(known.events[each.code], each.standing) for each in form.events),
    )


def _all_known(where: str, values: Iterable[str], known: Mapping[str, object]) -> None:
    for value in values:
        if value not in known:
            raise FormError(f"{where}: {value!r} is not known here")
