"""Are the cards whole: enough words and not too many, school subjects, and a way to learn it or a word that we know none?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pydantic import TypeAdapter

from bot.domain.languages import Language
from bot.library.forms import Form, Id
from bot.library.reading import problem_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bot.library.problems import Problem
    from bot.library.reading import Reader
    from bot.library.shelf import Shelf
    from bot.library.words import ProfessionWords

UNTAUGHT_FILE: Final = "facts/untaught.yaml"
# Of what a card tells in prose, for a reader of 14 (issue 4).
FEWEST_WORDS: Final = 60
MOST_WORDS: Final = 120


class UntaughtFile(Form):
    """Professions for which we looked and know no college; their cards say so."""

    items: tuple[Id, ...]


def card_problems(folder: Path, shelf: Shelf, reader: Reader) -> Iterator[Problem]:
    """Return cards that say too little or too much, or leave open where one can learn it."""
    file = reader.read(UNTAUGHT_FILE, TypeAdapter(UntaughtFile))
    untaught = frozenset(file.items if file else ())
    for name in sorted(untaught - set(shelf.professions)):
        yield problem_of(folder, UNTAUGHT_FILE, name, f"{name} is no profession")
    for profession in shelf.professions.values():
        source = f"facts/professions/{profession.sector}.yaml"
        if not shelf.colleges_for(profession.id) and profession.id not in untaught:
            message = f"{profession.id}: no college of the list teaches it; if that is right, add it to {UNTAUGHT_FILE}"
            yield problem_of(folder, source, profession.id, message)
        if not profession.subjects:
            yield problem_of(folder, source, profession.id, f"{profession.id}: no school subjects")
        for language in Language:
            words = shelf.words(language).professions.get(profession.id)
            number = len(_prose(words).split()) if words else FEWEST_WORDS
            if not FEWEST_WORDS <= number <= MOST_WORDS:
                message = f"{profession.id}: {number} words on the card instead of {FEWEST_WORDS} to {MOST_WORDS}"
                yield problem_of(folder, f"{language.value}/professions", profession.id, message)


def _prose(words: ProfessionWords) -> str:
    return f"{words.line} {words.does} {words.day} {words.suits} {words.hard}"
