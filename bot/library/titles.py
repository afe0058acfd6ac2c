"""Finds things by titles that somebody wrote this week: too new to be learnt by the finder, and often a sentence long."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rapidfuzz.fuzz import ratio

from bot.domain.spelling import sound

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

# Shorter words ("на", "of") say nothing.
_SHORTEST: Final = 3
# A beginning of so many letters stands for the word.
_SHORTEST_BEGINNING: Final = 4
# One wrong letter in a word of six, or another ending.
_ALIKE: Final = 80.0


def titled(text: str, titles: Mapping[int, Iterable[str]]) -> list[int]:
    """Return the things one of whose titles holds every longer word of a text, nearly, best first; equal ones stay in order."""
    wanted = _words(text)
    if not wanted:
        return []
    scores = {
        thing: max((_worth(wanted, _words(title)) for title in names), default=0.0) for thing, names in titles.items()
    }
    return sorted((thing for thing, score in scores.items() if score), key=lambda thing: -scores[thing])


def _words(text: str) -> list[str]:
    return [word for word in sound(text).split() if len(word) >= _SHORTEST]


def _worth(wanted: list[str], words: list[str]) -> float:
    """Return how well the words of a title cover what is wanted; 0 when one of them is in none."""
    likenesses = [max((_likeness(each, word) for word in words), default=0.0) for each in wanted]
    return sum(likenesses) / len(likenesses) if min(likenesses) >= _ALIKE else 0.0


def _likeness(wanted: str, word: str) -> float:
    if len(wanted) >= _SHORTEST_BEGINNING and word.startswith(wanted):
        return 100.0
    return ratio(wanted, word)
