"""The library: reads `content/`, checks it, and finds things in it by what a pupil types."""

from bot.library.check import check
from bot.library.finder import Finder, Match
from bot.library.problems import ContentError, Problem
from bot.library.reading import forget_parsed
from bot.library.shelf import Shelf
from bot.library.words import FactWords, ProfessionWords, Words

__all__ = [
    "ContentError",
    "FactWords",
    "Finder",
    "Match",
    "Problem",
    "ProfessionWords",
    "Shelf",
    "Words",
    "check",
    "forget_parsed",
]
