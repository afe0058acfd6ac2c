"""Taps of organisers about events. Each names its event; whether it is the organiser's own is asked in the services."""

from typing import Annotated, Literal

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

from bot.chat.doors import RowId
from bot.domain.events import Kind
from bot.domain.languages import Language

TextLetter = Literal["t", "a", "d"]
WindowLetter = Literal["o", "c", "k"]
Turn = Literal["open", "closed", "held", "cancelled"]
QuestionNumber = Annotated[int, Field(ge=0, le=2)]


class NewEventDoor(CallbackData, prefix="nn"):
    """Which kind the new event is of."""


class NewTitleDoor(CallbackData, prefix="nt"):
    """The title of a new event, to be typed."""

    kind: Kind


class TurnDoor(CallbackData, prefix="uj"):
    """The question whether an event is to come into another state."""

    event: RowId
    to: Turn


class TurnTap(CallbackData, prefix="uk"):
    """Yes, it is."""

    event: RowId
    to: Turn


class CopyDoor(CallbackData, prefix="ul"):
    """The question whether to copy an event."""

    event: RowId


class CopyTap(CallbackData, prefix="fm"):
    """Yes, copy it; `newest` is the newest own event that was seen, so that a double tap copies once."""

    event: RowId
    newest: RowId


class LinksDoor(CallbackData, prefix="um"):
    """Links of an event: for pupils, and for helpers."""

    event: RowId


class EditDoor(CallbackData, prefix="nc"):
    """Everything of an event that can be edited."""

    event: RowId


class TextDoor(CallbackData, prefix="fx"):
    """A text of an event in a language, to be typed."""

    event: RowId
    field: TextLetter
    language: Language


class EraseTextTap(CallbackData, prefix="ny"):
    """Take a text out in a language."""

    event: RowId
    field: TextLetter
    language: Language


class QuestionsDoor(CallbackData, prefix="nq"):
    """The organiser's questions."""

    event: RowId


class QuestionDoor(CallbackData, prefix="nj"):
    """A question in a language, to be typed."""

    event: RowId
    number: QuestionNumber
    language: Language


class EraseQuestionTap(CallbackData, prefix="nk"):
    """Take a question out in a language."""

    event: RowId
    number: QuestionNumber
    language: Language


class EventTownDoor(CallbackData, prefix="np"):
    """The town of an event, to be typed."""

    event: RowId


class EventTownTap(CallbackData, prefix="ns"):
    """A town was chosen."""

    event: RowId
    place: str


class PointDoor(CallbackData, prefix="nm"):
    """The point of the map, to be sent."""

    event: RowId


class NoPointTap(CallbackData, prefix="nz"):
    """No point any more."""

    event: RowId


class TellPlaceDoor(CallbackData, prefix="fi"):
    """The question whether to tell everybody that the place is another one now."""

    event: RowId


class TellPlaceTap(CallbackData, prefix="fj"):
    """Yes, tell them; `stamp` is what the organiser saw, so that a double tap tells once."""

    event: RowId
    stamp: Annotated[int, Field(ge=0, le=10**6)]


class AudienceDoor(CallbackData, prefix="na"):
    """For whom an event is: grades, and the ways to regions, towns and schools."""

    event: RowId


class GradeTap(CallbackData, prefix="ng"):
    """Let a grade in, or not."""

    event: RowId
    grade: Annotated[int, Field(ge=8, le=12)]
    on: bool


class AudienceRegionsDoor(CallbackData, prefix="nr"):
    """Regions to be ticked."""

    event: RowId
    page: int = 0


class RegionTap(CallbackData, prefix="nb"):
    """Let a region in, or not."""

    event: RowId
    region: str
    on: bool
    page: int = 0


class AudienceTownsDoor(CallbackData, prefix="nh"):
    """Towns, to be typed."""

    event: RowId


class AudienceTownTap(CallbackData, prefix="ni"):
    """Let a town in, or not."""

    event: RowId
    place: str
    on: bool


class SchoolsDoor(CallbackData, prefix="nl"):
    """Schools, to be typed."""

    event: RowId


class AllSchoolsTap(CallbackData, prefix="no"):
    """Pupils of any school."""

    event: RowId


class TriedDoor(CallbackData, prefix="nf"):
    """The professions that can be tried, to be typed."""

    event: RowId
    page: int = 0


class TriedTap(CallbackData, prefix="nv"):
    """A profession can be tried, or not."""

    event: RowId
    id: str
    on: bool


class AsksDoor(CallbackData, prefix="ua"):
    """What a pupil is asked for."""

    event: RowId


class AskTap(CallbackData, prefix="ub"):
    """Ask for it, or not."""

    event: RowId
    what: Literal["school", "class"]
    on: bool


class WindowDoor(CallbackData, prefix="nw"):
    """When registration opens, closes, or until when seats can be given back."""

    event: RowId
    field: WindowLetter


class WindowTap(CallbackData, prefix="nu"):
    """So many hours before the first session; 0: at once, until the last session begins, until a session begins."""

    event: RowId
    field: WindowLetter
    hours: Annotated[int, Field(ge=0, le=24 * 30)]


class ParentDoor(CallbackData, prefix="uc"):
    """Whether a parent has to agree."""

    event: RowId


class ParentTap(CallbackData, prefix="ud"):
    """A parent agrees for those under an age; 0 for everybody, -1 for nobody."""

    event: RowId
    age: Annotated[int, Field(ge=-1, le=18)]


class QuotaDoor(CallbackData, prefix="ue"):
    """How many seats one school may take, to be typed."""

    event: RowId


class NoQuotaTap(CallbackData, prefix="uf"):
    """As many as there are."""

    event: RowId


class ApprovalTap(CallbackData, prefix="ug"):
    """The organiser looks at every registration, or not."""

    event: RowId
    on: bool


class OfferDoor(CallbackData, prefix="uh"):
    """How long an offered seat waits for an answer."""

    event: RowId


class OfferTap(CallbackData, prefix="ui"):
    """So many hours of day."""

    event: RowId
    hours: Annotated[int, Field(ge=1, le=48)]
