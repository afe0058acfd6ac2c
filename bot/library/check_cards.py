"""Are the cards whole: enough words and not too many, school subjects, and a way to learn it or a word that we know none?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.domain.languages import Language
from bot.library.reading import problem_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.library.folders import Folders
    from bot.library.problems import Problem
    from bot.library.rows import Rows
    from bot.library.shelf import Shelf
    from bot.library.words import ProfessionWords

# Professions for which we looked and know no college; their cards say so.
UNTAUGHT_FILE: Final = "facts/untaught.yaml"
# Of what a card tells in prose, for a reader of 14 (issue 4).
FEWEST_WORDS: Final = 60
MOST_WORDS: Final = 120


def card_problems(folders: Folders, shelf: Shelf, rows: Rows) -> Iterator[Problem]:
    """Return cards that say too little or too much, or leave open where one can learn it."""
    untaught = rows.ids(UNTAUGHT_FILE)
    for name in sorted(untaught - set(shelf.professions)):
        yield problem_of(folders, UNTAUGHT_FILE, name, f"{name} is no profession")
    for profession in shelf.professions.values():
        source = "facts/professions"
        if not shelf.colleges_for(profession.id) and profession.id not in untaught:
            message = f"{profession.id}: no college of the list teaches it; if that is right, add it to {UNTAUGHT_FILE}"
            yield problem_of(folders, source, profession.id, message)
        if not profession.subjects:
            yield problem_of(folders, source, profession.id, f"{profession.id}: no school subjects")
        for language in Language:
            words = shelf.words(language).professions.get(profession.id)
            number = len(_prose(words).split()) if words else FEWEST_WORDS
            if not FEWEST_WORDS <= number <= MOST_WORDS:
                message = f"{profession.id}: {number} words on the card instead of {FEWEST_WORDS} to {MOST_WORDS}"
                yield problem_of(folders, f"{language.value}/professions", profession.id, message)


def _prose(words: ProfessionWords) -> str:
    return f"{words.line} {words.does} {words.day} {words.suits} {words.hard}"
