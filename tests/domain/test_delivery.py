"""What becomes of a message: the table of docs/operations.md, row by row, and what holds for all rows."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.delivery import (
    FINAL,
    Delivered,
    Errand,
    Fate,
    Flooded,
    Moved,
    NotSent,
    Outcome,
    Rejected,
    TokenRefused,
    Unknown,
    Unreachable,
    decide_fate,
    pause_after,
)
from bot.domain.languages import Language

NOW = datetime(2027, 6, 6, 5, tzinfo=UTC)


def errand(*, is_notice: bool = True, attempts: int = 1, doubts: int = 0) -> Errand:
    """One that was begun."""
    return Errand(1, 2, "admission_soon", 2027, 0, 77, Language.KK, is_notice, attempts, doubts)


OUTCOMES = st.one_of(
    st.builds(Delivered, st.none() | st.integers(1)),
    st.builds(Flooded, st.floats(0, 3600)),
    st.builds(NotSent, st.text()),
    st.builds(Unknown, st.text()),
    st.builds(Unreachable, st.text()),
    st.builds(Rejected, st.text()),
    st.builds(Moved, st.integers()),
    st.builds(TokenRefused),
)
ERRANDS = st.builds(
    lambda notice, attempts, doubts: errand(is_notice=notice, attempts=attempts, doubts=doubts),
    st.booleans(),
    st.integers(1, 40),
    st.integers(0, 3),
)


@pytest.mark.parametrize("kind", ["notice", "announcement"])
@pytest.mark.parametrize(
    ("outcome", "fate"),
    [
        (Delivered(12), Fate("sent", message_id=12)),
        (Delivered(None), Fate("sent")),
        (Flooded(17), Fate("due", NOW + timedelta(seconds=17), trouble="flood control")),
        (NotSent("ConnectError"), Fate("due", NOW + timedelta(seconds=5), trouble="ConnectError")),
        (Unreachable("Forbidden"), Fate("unreachable", trouble="Forbidden")),
        (Rejected("Bad Request"), Fate("failed", trouble="Bad Request")),
        (Moved(5), Fate("failed", trouble="the chat moved twice")),
        (TokenRefused(), Fate("due", NOW, trouble="the token was refused")),
    ],
)
def test_notices_and_announcements_share_these_rows(outcome: Outcome, fate: Fate, kind: str) -> None:
    assert decide_fate(errand(is_notice=kind == "notice"), outcome, NOW) == fate


def test_a_notice_in_doubt_is_sent_once_more_and_no_more() -> None:
    first = decide_fate(errand(), Unknown("ReadTimeout"), NOW)
    assert (first.state, first.is_doubted) == ("due", True)
    assert first.due_at is not None
    assert first.due_at > NOW
    assert decide_fate(errand(doubts=1, attempts=2), Unknown("ReadTimeout"), NOW).state == "uncertain"


def test_an_announcement_in_doubt_waits_for_a_person() -> None:
    assert decide_fate(errand(is_notice=False), Unknown("ReadTimeout"), NOW).state == "uncertain"


@given(ERRANDS, OUTCOMES)
def test_nothing_is_lost_and_nothing_is_sent_again_that_arrived(each: Errand, outcome: Outcome) -> None:
    fate = decide_fate(each, outcome, NOW)
    if fate.state == "due":
        assert fate.due_at is not None
        assert fate.due_at >= NOW
        assert not isinstance(outcome, Delivered)
    else:
        assert fate.state in FINAL
        assert fate.due_at is None
    # What was surely not sent, and through no fault of its own, always has its turn again.
    if isinstance(outcome, Flooded | NotSent | TokenRefused):
        assert fate.state == "due"
    # What may have arrived is sent again at most once, and only to those who wait for it.
    if isinstance(outcome, Unknown) and fate.state == "due":
        assert each.is_notice
        assert each.doubts == 0


@given(st.integers(0, 10_000))
def test_the_pause_grows_and_has_an_end(attempts: int) -> None:
    assert timedelta(seconds=5) <= pause_after(attempts) <= pause_after(attempts + 1) <= timedelta(minutes=10)
