"""What a rehearsal showed becomes sentences."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from bot.db.rehearsing import Row
from bot.domain.languages import Language
from bot.rehearsal.cast import Pupil
from bot.rehearsal.door import Entrance
from bot.rehearsal.figures import Step
from bot.rehearsal.findings import Played, findings_of
from bot.rehearsal.people import Plan
from tests.rehearsal.events import GOOD, NOW, STARTS, changed, session

if TYPE_CHECKING:
    from bot.domain.events import Event

TWO = changed(sessions=(session(capacity=4), session(2, starts=STARTS + timedelta(hours=3), capacity=4)))


def _pupil(number: int, language: str = "kk", **values: Any) -> Pupil:
    wishes: dict[str, Any] = {"wishes": (1,), "insists": True, "friends": 0, "double_taps": False, "gives_back": False}
    wishes |= {"offer": "yes", "comes": True, "parent_agrees": True}
    plan = Plan(number, language, "Ә Б", "№ 1", 9, "pavlodar", **wishes)
    return Pupil(plan, user_id=100 + number, **{"told": number, **values})


def _rows(session_id: int, **states: int) -> list[Row]:
    listed = [state for state, number in states.items() for _ in range(number)]
    return [
        Row(each, session_id, each, each, each, state, f"C{each}", None, came=False)
        for each, state in enumerate(listed)
    ]


def _found(event: Event = TWO, **values: Any) -> dict[str, str]:
    pupils = values.pop("pupils", [_pupil(each) for each in range(8)])
    return {each.kind: each.text for each in findings_of(Played(event, pupils, 1, NOW, **values))}


def test_a_smooth_event_has_no_findings() -> None:
    rows = [*_rows(1, seated=4), *_rows(2, seated=3)]
    assert _found(rows=rows, announced_at=NOW, entrance=Entrance(expected={1: 4, 2: 3})) == {}


def test_one_session_fills_at_once_and_another_stays_empty() -> None:
    found = _found(rows=_rows(1, seated=4), full_after={1: (5, NOW + timedelta(minutes=3))})
    assert found["full"].endswith("within 3 minutes, after 5 of 8 pupils, while 1 other session kept seats.")
    assert "kept 4 of 4 seats empty" in found["empty"]


def test_lines_that_do_not_move() -> None:
    assert "most of them wait in vain" in _found(rows=_rows(1, seated=4, waiting=3))["line_never_moves"]
    stuck = _found(rows=_rows(1, seated=3, waiting=3), reasons={1: Counter(school_quota=2)})["line_stuck"]
    assert stuck.endswith("3 wait beside 1 free seat: the share of their school is used up.")
    assert "1 pupil still waited" in _found(rows=_rows(1, seated=4, waiting=1))["line"]


def test_a_line_beside_free_seats_of_another_session() -> None:
    found = _found(rows=[*_rows(1, seated=4, waiting=2), *_rows(2, seated=1)])
    assert found["seats_elsewhere"].startswith("2 pupils stood in line to the end while 3 seats")


def test_offers() -> None:
    night = datetime(2027, 4, 10, 22, tzinfo=UTC)
    found = _found(rows=_rows(1, seated=4), offers=Counter({"without an answer": 2, "taken": 1}), deadlines=[night])
    assert found["offers_unanswered"].startswith("2 of 3 offered seats")
    assert "at night" in found["offer_at_night"]


def test_who_found_no_way_and_who_reads_another_language() -> None:
    russian = changed(title={Language.RU: "тема"})
    lost = [_pupil(1, told=None, last_text="Registration is over."), _pupil(2, "ru")]
    found = _found(russian, pupils=lost)
    assert found["lost"] == "1 pupil found no way to a ticket; one of them saw last: “Registration is over.”."
    assert found["unread"].startswith("1 pupil who read Kazakh")


def test_places_for_friends_that_ran_out() -> None:
    rows = [*_rows(1, seated=2), Row(9, 1, 9, None, None, "expired", "F", None, came=False)]
    assert _found(rows=rows)["friends_late"].startswith("1 place that somebody kept")


def test_a_door_that_is_too_narrow() -> None:
    found = _found(GOOD, rows=_rows(1, seated=100), entrance=Entrance(expected={1: 400}, answers={1: 0.0}))
    assert "400 people at 1 helper who let in 10 a minute each: the last one is in after 40 minutes" in found["door"]
    assert "2 helpers are needed" in found["door"]


def test_slow_answers_and_quiet_hours() -> None:
    slow = Step("A rush", answers=[0.1] * 90 + [9.0] * 10)
    found = _found(rows=_rows(1, seated=4), steps=[slow], floods=30, announced_at=datetime(2027, 4, 10, 17, tzinfo=UTC))
    assert "more than 9 seconds" in found["slow"]
    assert found["flood"].startswith("30 messages were too many")
    assert "quiet hours" in found["announced_at_night"]
