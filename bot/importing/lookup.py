"""Finds the things of the atlas that a cell names, by their ids or by their names in any of the three languages."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final

import rapidfuzz
from rapidfuzz.fuzz import ratio

from bot.domain.languages import Language
from bot.importing.mistakes import CellError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.domain.catalogue import College
    from bot.domain.regional import Enterprise
    from bot.library import Shelf

# What one thing of a kind is called in a sentence.
CALLED: Final[Mapping[str, str]] = {
    "regions": "region",
    "places": "town or village",
    "professions": "profession",
    "colleges": "college",
    "specialties": "specialty",
    "worlds": "world of professions",
    "fields": "field of study",
    "industries": "industry",
    "pay_basis": "basis of pay",
    "subjects": "school subject",
    "health": "load on the body",
    "figures": "kind of figure",
}
_CODE: Final = 8
# A name that is less like another one is no slip of the pen.
_NEAR: Final = 70.0


class Lookup:
    """The ids and names of everything that is on a shelf."""

    def __init__(self, shelf: Shelf) -> None:
        self.shelf = shelf
        self._names: dict[str, dict[str, set[str]]] = {}

    def find(self, kind: str, text: str) -> str:
        """Return the id of the thing that a text names.

        Raises:
            CellError: nothing of this kind is called so, or several things are.
        """
        names = self._names_of(kind)
        ids = names.get(_plain(text), set())
        exact = next((each for each in ids if each == text), None)
        if exact or len(ids) == 1:
            return exact or next(iter(ids))
        if ids:
            raise CellError(f"several things are called {text!r}; write the id of one: {', '.join(sorted(ids))}")
        if kind == "specialties" and text.isdigit() and text.zfill(_CODE) in self.shelf.specialties:
            # A spreadsheet takes a code for a number and drops its first zero.
            return text.zfill(_CODE)
        near = rapidfuzz.process.extractOne(_plain(text), names.keys(), scorer=ratio, score_cutoff=_NEAR)
        meant = f"; perhaps {', '.join(sorted(names[near[0]]))} is meant" if near else ""
        raise CellError(f"{text!r} is no {CALLED[kind]} of the atlas{meant}")

    def knows(self, kind: str, text: str) -> bool:
        """Return whether something of a kind is called so."""
        return _plain(text) in self._names_of(kind)

    def region_of(self, place: str) -> str:
        """Return the region of a town that exists."""
        return self.shelf.places[place].region

    def named(self, kind: str, name: str, where: str) -> str:
        """Return the id of the college of a town, or the enterprise of a region, that has a Russian name; empty for none."""
        things: Mapping[str, College | Enterprise] = getattr(self.shelf, kind)
        for item, words in getattr(self.shelf.words(Language.RU), kind).items():
            thing = things.get(item)
            if thing and _plain(words.name) == _plain(name) and where in {thing.place, getattr(thing, "region", None)}:
                return thing.id
        return ""

    @cached_property
    def sectors(self) -> frozenset[str]:
        """The sectors of the professions."""
        return frozenset(each.sector for each in self.shelf.professions.values())

    def _names_of(self, kind: str) -> Mapping[str, set[str]]:
        if kind not in self._names:
            found: dict[str, set[str]] = {}
            for language in Language:
                for item, words in getattr(self.shelf.words(language), kind).items():
                    # A load on the body is told in a sentence and has no name.
                    for name in (item, getattr(words, "name", item)):
                        found.setdefault(_plain(name), set()).add(item)
            self._names[kind] = found
        return self._names[kind]


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
