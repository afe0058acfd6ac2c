"""Where strangers stand, in memory only."""

from __future__ import annotations

from bot.chat.threshold import Threshold


def test_a_stranger_stands_where_they_were_seen_last() -> None:
    threshold = Threshold()
    assert threshold.spot_of(1) == ""
    threshold.stands_at(1, "w:ru")
    threshold.stands_at(1, "w:kk")
    assert threshold.spot_of(1) == "w:kk"


def test_somebody_who_leaves_is_forgotten() -> None:
    threshold = Threshold()
    threshold.stands_at(1, "w:ru")
    for _ in range(2):
        threshold.leaves(1)
        assert threshold.spot_of(1) == ""


def test_the_longest_silent_one_is_forgotten_first() -> None:
    threshold = Threshold(capacity=3)
    for stranger in (1, 2, 3):
        threshold.stands_at(stranger, "w:ru")
    threshold.stands_at(1, "w:kk")
    threshold.stands_at(4, "w:en")
    assert [threshold.spot_of(stranger) for stranger in (1, 2, 3, 4)] == ["w:kk", "", "w:ru", "w:en"]
