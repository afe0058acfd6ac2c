"""What is wrong with an event is found, each thing by its own word, and nothing where nothing is wrong."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.domain.languages import Language
from bot.rehearsal.risks import risks_of
from tests.rehearsal.events import GOOD, NOW, STARTS, changed, session, three

if TYPE_CHECKING:
    from bot.domain.events import Event

HOUR = timedelta(hours=1)
HALL = three("hall")
PLANTED = {
    "draft": changed(state="draft"),
    "state": changed(state="closed"),
    "past": changed(sessions=(session(starts=NOW - HOUR),)),
    "called_off": changed(sessions=(session(), session(2, is_on=False))),
    "text_title": changed(title={Language.KK: "тақырып", Language.RU: "тема"}),
    "text_description": changed(about={}),
    "text_address": changed(address={Language.RU: "адрес"}),
    "text_question": changed(questions=({Language.KK: "сұрақ"},)),
    "text_hall": changed(sessions=(session(hall={Language.RU: "зал"}),)),
    "no_place": changed(place=None),
    "no_meeting_place": changed(address={}, point=None),
    "no_point": changed(point=None),
    "closes_after_start": changed(closes_at=STARTS + HOUR),
    "closes_early": changed(closes_at=STARTS - timedelta(days=8)),
    "never_open": changed(opens_at=STARTS + HOUR),
    "opens_at_night": changed(opens_at=NOW + 15 * HOUR),
    "opens_at_school": changed(opens_at=NOW + timedelta(days=1)),
    "late_returns": changed(cancel_until=None),
    "late_consents": changed(needs_parent=True, closes_at=STARTS - HOUR),
    "school_hours": changed(sessions=(session(starts=STARTS - timedelta(days=1)),)),
    "early_reminder": changed(sessions=(session(starts=STARTS - 2 * HOUR),)),
    "quiet_hours": changed(sessions=(session(starts=STARTS - 4 * HOUR),)),
    "overlap": changed(sessions=(session(hall=HALL), session(2, starts=STARTS + HOUR, hall=HALL))),
    "too_few_seats": changed(sessions=(session(capacity=99),)),
    "too_many_seats": changed(sessions=(session(capacity=201),)),
    "quota_useless": changed(school_quota=101),
    "registered": changed(sessions=(session(taken=3),)),
}


def _kinds(event: Event) -> set[str]:
    return {each.kind for each in risks_of(event, 100, NOW)}


def test_nothing_is_wrong_with_a_good_event() -> None:
    assert risks_of(GOOD, 100, NOW) == []


@pytest.mark.parametrize("kind", PLANTED)
def test_what_is_wrong_is_found(kind: str) -> None:
    assert kind in _kinds(PLANTED[kind])


def test_overlaps_with_and_without_a_hall_are_told_apart() -> None:
    times = [STARTS, STARTS, STARTS + 5 * HOUR, STARTS + 5 * HOUR]
    halls = [{}, {}, HALL, HALL]
    both = changed(
        sessions=tuple(
            session(number, starts=starts, hall=hall)
            for number, (starts, hall) in enumerate(zip(times, halls, strict=True), start=1)
        )
    )
    texts = [each.text.split(":")[0] for each in risks_of(both, 100, NOW) if each.kind == "overlap"]
    assert texts == ["Sessions run at the same time in the same hall", "Sessions run at the same time, no halls named"]


def test_sessions_in_different_halls_do_not_disturb_each_other() -> None:
    beside = changed(sessions=(session(hall=three("one")), session(2, hall=three("two"))))
    assert "overlap" not in _kinds(beside)


def test_a_sentence_names_what_it_is_about() -> None:
    found = {each.kind: each.text for each in risks_of(PLANTED["text_title"], 100, NOW)}
    assert found["text_title"] == "The title is missing in English."
    found = {each.kind: each.text for each in risks_of(PLANTED["too_few_seats"], 100, NOW)}
    assert found["too_few_seats"] == "100 pupils for 99 seats: 1 of them stand in line."
