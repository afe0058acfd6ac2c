"""Professions as the rules of advice see them, of any kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import strategies as st

from bot.domain.advice import Candidate, Question, Suggestion, chosen, ranked
from bot.domain.interests import Profile
from bot.domain.scoring import Need, Wish

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.domain.catalogue import DemandLevel

CONTENT_YEAR = 2026
# The best first.
LEVELS: tuple[DemandLevel, ...] = ("in_demand", "emerging", "stable", "declining")
KINDS = ("region", "country", "level")

sixes = st.tuples(*[st.floats(1, 7).map(lambda value: round(value, 2))] * 6)
profiles = sixes.map(Profile)
years = st.none() | st.integers(2015, 2030)
levels = st.sampled_from(LEVELS)
needs = st.builds(Need, st.sampled_from(KINDS), levels, years, st.just("https://example.kz/needs"))
kilometres = st.none() | st.floats(0, 2500)
candidates = st.builds(
    Candidate,
    id=st.text("abcdefgh", min_size=1, max_size=6),
    sector=st.sampled_from(["it", "metal", "food"]),
    world=st.sampled_from(["building", "drones", "safety"]),
    profile=profiles,
    need=st.none() | needs,
    college_km=kilometres,
    dormitory_km=kilometres,
    entry=st.sampled_from(["open", "other", "unknown"]),
    months=st.none() | st.integers(1, 60),
    outdoors=st.sampled_from([None, "mostly", "partly", "rarely"]),
)
catalogues = st.lists(candidates, unique_by=lambda each: each.id, max_size=12)
wishes = st.sampled_from(Wish)
questions = st.builds(
    Question,
    interests=sixes,
    worlds=st.lists(st.sampled_from(["building", "drones", "safety"]), unique=True).map(tuple),
    wish=wishes,
    content_year=st.just(CONTENT_YEAR),
)


def suggest(question: Question, catalogue: Iterable[Candidate]) -> list[Suggestion]:
    """Return the five of a catalogue."""
    return chosen(ranked(question, catalogue))
