"""Every kind of tap of every flow: packed, it fits into a button, and unpacked it is the same tap."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args

import pytest
from aiogram.filters.callback_data import CallbackData
from annotated_types import Le, Lt, MaxLen

from bot.app import build_directory
from bot.chat.doors import (
    Back,
    CollegeDoor,
    CollegesDoor,
    MenuDoor,
    PageDoor,
    ParentsDoor,
    ProfessionDoor,
    QuizDoor,
    RegionDoor,
    WhyDoor,
    WishLetter,
    WorldDoor,
    back_to,
    region_behind,
)
from bot.chat.staff_doors import ScanDoor
from bot.chat.typed import as_query
from bot.domain.languages import Language
from handlers.colleges.taps import CollegePinTap
from handlers.place.taps import TownsDoor, TownTap
from handlers.quiz.taps import AnswerTap, TickWorldTap
from handlers.welcome.taps import AgreeTap, GradeTap, LanguageTap

if TYPE_CHECKING:
    from pydantic.fields import FieldInfo

    from bot.library import Shelf

DIRECTORY = build_directory()
KINDS = [step.kind for step in DIRECTORY.steps]
MOST_BYTES = 64
# The longest that the forms of the content and the database allow.
LONGEST_ID, LARGEST_RUN, LARGEST_ROW = "w" * 24, 2**31 - 1, 2**31 - 1
# What a number or a text without a bound of its own means at its longest, by its name.
_BY_NAME: dict[str, Any] = {
    "version": "9" * 16,
    "item": "R8",
    "region": "KZ-10",
    "query": as_query("қазақ тілі" * 9),
    "picks": "0123456789",
    "nonce": "9" * 16,
    "code": "X" * 8,
    "form": "x" * 8,
    "grade": 12,
    "page": 999,
    "number": 999,
    "classes": 999,
    "until": 2**33,
}
_ALWAYS: dict[str, Any] = {"language": Language.KK, "secret": "f" * 32}
# Where it is something else than elsewhere.
_OF_KIND: dict[type[CallbackData], dict[str, Any]] = {
    TickWorldTap: {"world": "w" * 15},
    # Either a profession or a place: see the door.
    CollegeDoor: {"page": 99, "place": ""},
    CollegePinTap: {"page": 99, "place": ""},
    ScanDoor: {"code": "A" * 48},
}


def _longest(kind: type[CallbackData]) -> CallbackData:
    return kind(**_OF_KIND.get(kind, {}) | _values(kind, set(kind.model_fields) - set(_OF_KIND.get(kind, {}))))


def _values(kind: type[CallbackData], names: set[str]) -> dict[str, Any]:
    return {name: _longest_value(name, kind.model_fields[name]) for name in names}


def _longest_value(name: str, field: FieldInfo) -> Any:
    """Return the longest value of a field: by its type's own bounds, else by its name."""
    if name in _ALWAYS:
        return _ALWAYS[name]
    choices = get_args(field.annotation)
    if choices:
        return max(choices, key=lambda each: len(str(each)))
    if field.annotation is bool:
        return True
    bound = next((each for each in field.metadata if isinstance(each, Le | Lt | MaxLen)), None)
    match bound:
        case Le(le):
            return le
        case Lt(lt):
            return int(lt) - 1  # type: ignore[call-overload]
        case MaxLen(length):
            return "X" * length
    return _BY_NAME.get(name, LARGEST_ROW if field.annotation is int else LONGEST_ID)


@pytest.mark.parametrize("kind", KINDS)
def test_the_longest_tap_of_every_kind_fits_and_comes_back(kind: type[CallbackData]) -> None:
    tap = _longest(kind)
    packed = tap.pack()
    assert len(packed.encode()) <= MOST_BYTES
    assert DIRECTORY.unpack(packed) == tap
    assert DIRECTORY.step_of(tap).kind is kind


@pytest.mark.parametrize("kind", KINDS)
def test_a_tap_with_its_defaults_comes_back(kind: type[CallbackData]) -> None:
    tap = kind(**_values(kind, {name for name, field in kind.model_fields.items() if field.is_required()}))
    assert DIRECTORY.unpack(tap.pack()) == tap


def test_every_id_of_the_content_fits_into_every_tap_that_names_it(shelf: Shelf) -> None:
    profession, place = max(shelf.professions, key=len), max(shelf.places, key=len)
    taps: list[CallbackData] = [
        *(TownTap(place=each) for each in shelf.places),
        *(TownsDoor(region=each, page=9) for each in shelf.regions),
        *(WorldDoor(world=each, page=9) for each in shelf.worlds),
        *(AnswerTap(run=LARGEST_RUN, item=each, choice=5) for each in shelf.questions),
        *(TickWorldTap(run=LARGEST_RUN, world=each, on=True) for each in shelf.worlds),
        *(WhyDoor(id=each, wish=wish) for each in shelf.professions for wish in get_args(WishLetter)),
    ]
    for back in get_args(Back):
        taps += [ProfessionDoor(id=each, back=back) for each in shelf.professions]
        taps += [CollegesDoor(profession=each, place=place, back=back, page=99) for each in shelf.professions]
        taps += [CollegeDoor(id=each, profession=profession, back=back) for each in shelf.colleges]
        taps += [CollegePinTap(id=each, profession=profession, back=back) for each in shelf.colleges]
        taps += [CollegeDoor(id=each, back=back, place=place, page=99, listed="t") for each in shelf.colleges]
    for tap in taps:
        packed = tap.pack()
        assert len(packed.encode()) <= MOST_BYTES
        assert DIRECTORY.unpack(packed) == tap


@pytest.mark.parametrize(
    "data",
    [
        "",
        ":",
        "zz",
        "zz:1",
        "Q",
        "q:1",
        "a",
        "a:1:R1",
        "a:1:R1:5:6",
        "a:0:R1:5",
        f"a:{2**31}:R1:5",
        f"wt:{2**63}:it:1",
        "a:x:R1:5",
        "a:1:R1:6",
        "a:1:R1:-1",
        "gt:7",
        "gt:13",
        "lt:de",
        "pg:secrets",
        "ts:KZ-10:x",
        "p:welder:elsewhere",
        "c",
        "sv:profession",
        "sv:house:welder:1",
        "ad:10",
        "ar:9:2027",
        "ar:9:27:1",
        "ar::2027:1",
        "wf:x:",
        "pc:de",
        "xe:-1:0",
        f"xe:{2**31}:0",
        "xl:1:A;B:1",
        "xr:1:x",
        "xt:",
        "\u0000",
        "q\n",
    ],
)
def test_forged_data_is_no_tap(data: str) -> None:
    assert DIRECTORY.unpack(data) is None


@pytest.mark.parametrize(
    ("data", "tap"),
    [
        ("m", MenuDoor()),
        ("q", QuizDoor()),
        ("lt:kk", LanguageTap(language=Language.KK)),
        ("ag:ru:1", AgreeTap(language=Language.RU, version="1")),
        ("gt:9", GradeTap(grade=9)),
        ("pg:help", PageDoor(name="help")),
        ("tt:semey", TownTap(place="semey")),
        ("p:welder:r", ProfessionDoor(id="welder", back="r")),
        ("p:welder:55", ProfessionDoor(id="welder", back="55")),
        ("rg", RegionDoor()),
        ("cs::::", CollegesDoor()),
        ("cs:::m:0", CollegesDoor()),
        # Before the page of the list travelled with the card.
        ("c:kz10-5a7b18::m", CollegeDoor(id="kz10-5a7b18")),
        ("cp:kz10-5a7b18:welder:r", CollegePinTap(id="kz10-5a7b18", profession="welder", back="r")),
        ("pc", ParentsDoor()),
        ("a:7:R1:0", AnswerTap(run=7, item="R1", choice=0)),
    ],
)
def test_data_of_old_keyboards_stays_understood(data: str, tap: CallbackData) -> None:
    assert DIRECTORY.unpack(data) == tap


def test_the_way_back_to_every_region_is_known(shelf: Shelf) -> None:
    assert {region: region_behind(back_to(region)) for region in shelf.regions} == {
        region: region for region in shelf.regions
    }
    assert back_to("KZ-99") == "m"
    assert (region_behind("r"), region_behind("m"), region_behind("t")) == ("", "", "")
