"""What an organiser may change of an event, and when it may come into another state."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.event_edits import (
    LONGEST,
    MOST_PROFESSIONS,
    Cleaned,
    can_turn,
    cleaned,
    closes_with,
    grade_edit,
    lacks,
    profession_edit,
    question_edit,
    school_edit,
    text_edit,
    town_edit,
    weeks_until_ahead,
    window_edit,
    without_schools,
)
from bot.domain.events import Audience, Event, Session
from bot.domain.languages import Language

if TYPE_CHECKING:
    from bot.domain.registration import EventState

NOW = datetime(2026, 11, 27, 6, tzinfo=UTC)
DAY = timedelta(days=1)
KK, RU, EN = Language.KK, Language.RU, Language.EN


def session(starts: datetime, *, is_on: bool = True, number: int = 1) -> Session:
    return Session(number, 1, starts, starts + timedelta(hours=2), 10, 0, 0, is_on, {}, {}, 0)


EVENT = Event(
    id=1,
    code="CODE",
    kind="workshop",
    state="draft",
    title={RU: "Сварка"},
    about={},
    place="ekibastuz",
    address={},
    point=None,
    link=None,
    zone="Asia/Almaty",
    opens_at=NOW,
    closes_at=NOW + 5 * DAY,
    cancel_until=None,
    audience=Audience(),
    professions=(),
    questions=({RU: "Размер?"},),
    asks=frozenset({"name"}),
    needs_approval=False,
    needs_parent=False,
    parent_under_age=None,
    offer_hours=12,
    parent_hours=24,
    school_quota=None,
    sessions=(session(NOW + 5 * DAY),),
)


@given(st.sampled_from(sorted(LONGEST)), st.text(max_size=2000))
def test_a_kept_text_is_short_visible_and_stays_what_it_is(field: str, text: str) -> None:
    kept = cleaned(field, text)
    if isinstance(kept, Cleaned):
        assert 0 < len(kept.text) <= LONGEST[field]
        assert "\n" not in kept.text or field == "about"
        assert cleaned(field, kept.text) == kept
    else:
        assert kept in {"empty", "too_long"}


def test_texts_are_written_by_language_and_the_last_title_stays() -> None:
    assert text_edit("title", KK, "Дәнекерлеу")(EVENT, 0) == {"title": {RU: "Сварка", KK: "Дәнекерлеу"}}
    assert text_edit("title", RU, "")(EVENT, 0) == "last_text"
    assert text_edit("about", RU, "")(EVENT, 0) == {"about": {}}


def test_a_question_that_was_answered_stays() -> None:
    assert question_edit(0, RU, "Рост?")(EVENT, 9) == {"questions": ({RU: "Рост?"},)}
    assert question_edit(0, RU, "")(EVENT, 0) == {"questions": ()}
    assert question_edit(0, RU, "")(EVENT, 1) == "was_answered"
    assert question_edit(2, KK, "Бойың?")(EVENT, 1) == {"questions": ({RU: "Размер?"}, {KK: "Бойың?"})}
    full = replace(EVENT, questions=({RU: "1"}, {RU: "2"}, {RU: "3"}))
    assert question_edit(3, RU, "4")(full, 0) == "too_many"


def test_sets_grow_and_shrink_and_a_double_tap_is_one() -> None:
    event = replace(EVENT, audience=Audience(grades=frozenset({9}), schools=("№ 7",)))
    assert grade_edit(9, on=True)(event, 0) == {"audience": event.audience}
    assert grade_edit(9, on=False)(event, 0) == {"audience": replace(event.audience, grades=frozenset())}
    assert school_edit("№ 7")(event, 0) == {"audience": event.audience}
    assert without_schools(event, 0) == {"audience": replace(event.audience, schools=())}
    many = replace(EVENT, audience=Audience(towns=frozenset(map(str, range(40)))))
    assert town_edit("ekibastuz", on=True)(many, 0) == "too_many"
    tried = replace(EVENT, professions=tuple(map(str, range(MOST_PROFESSIONS))))
    assert profession_edit("welder", on=True)(tried, 0) == "too_many"
    assert profession_edit("0", on=False)(tried, 0) == {"professions": tried.professions[1:]}


def test_registration_opens_before_it_closes() -> None:
    assert window_edit("opens_at", NOW + 6 * DAY, NOW)(EVENT, 0) == "wrong_order"
    assert window_edit("closes_at", NOW - DAY, NOW)(EVENT, 0) == "wrong_order"
    assert window_edit("closes_at", NOW + DAY, NOW)(EVENT, 0) == {"closes_at": NOW + DAY}
    assert window_edit("closes_at", None, NOW)(replace(EVENT, closes_at=NOW + DAY), 0) == {"closes_at": NOW + 5 * DAY}
    assert window_edit("cancel_until", None, NOW)(EVENT, 0) == {"cancel_until": None}


def test_registration_until_the_last_session_follows_it() -> None:
    assert closes_with(EVENT, [NOW + 5 * DAY, NOW + 12 * DAY]) == NOW + 12 * DAY
    assert closes_with(replace(EVENT, closes_at=NOW + DAY), [NOW + 12 * DAY]) == NOW + DAY
    assert closes_with(replace(EVENT, sessions=(), closes_at=NOW), [NOW + DAY]) == NOW + DAY


def test_what_a_draft_lacks() -> None:
    assert lacks(EVENT, NOW) == ()
    assert lacks(replace(EVENT, place=None, sessions=()), NOW) == ("place", "session")
    assert lacks(EVENT, NOW + 6 * DAY) == ("session_ahead",)
    assert lacks(replace(EVENT, closes_at=NOW), NOW) == ("closed",)
    assert lacks(replace(EVENT, sessions=(session(NOW + DAY, is_on=False),)), NOW) == ("session_ahead",)


@pytest.mark.parametrize(
    ("state", "possible"),
    [
        ("draft", {"open", "cancelled"}),
        ("open", {"closed", "cancelled"}),
        ("closed", {"open", "cancelled"}),
        ("held", set()),
        ("cancelled", set()),
    ],
)
def test_states_follow_one_another(state: EventState, possible: set[EventState]) -> None:
    event = replace(EVENT, state=state)
    states: list[EventState] = ["draft", "open", "closed", "held", "cancelled"]
    assert {each for each in states if can_turn(event, each, NOW)} == possible
    assert can_turn(event, "held", NOW + 6 * DAY) == (state in {"open", "closed"})


@given(st.integers(-400, 400))
def test_a_copy_lies_whole_weeks_ahead(days: int) -> None:
    event = replace(EVENT, sessions=(session(NOW + days * DAY),))
    later = weeks_until_ahead(event, NOW)
    assert event.sessions[0].starts_at + later > NOW
    assert later >= timedelta(weeks=1)
    assert later % timedelta(weeks=1) == timedelta(0)
