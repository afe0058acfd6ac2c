"""Does the file about admission hold together: a window for every pupil, regions that exist, words that name their figures?"""

from __future__ import annotations

from collections import Counter
from itertools import product
from typing import TYPE_CHECKING, Final

from bot.domain.admission import ENTRIES, KINDS
from bot.domain.languages import Language
from bot.library.check_sentences import placeholders
from bot.library.reading import problem_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.domain.admission import Statement
    from bot.library.folders import Folders
    from bot.library.problems import Problem
    from bot.library.shelf import Shelf

FILE: Final = "facts/admission.yaml"


def admission_problems(folders: Folders, shelf: Shelf) -> Iterator[Problem]:
    """Return what is wrong with windows and statements."""
    windows, statements = shelf.admission.windows, shelf.admission.statements
    ids = Counter([*(each.id for each in windows), *(each.id for each in statements), *KINDS])
    for name in [name for name, times in ids.items() if times > 1]:
        yield problem_of(folders, FILE, name, f"{name} stands twice")
    for window in windows:
        if window.region is not None and window.region not in shelf.regions:
            yield problem_of(folders, FILE, window.id, f"{window.id}: region {window.region} is no region")
    for kind, entry in product(KINDS, ENTRIES):
        if not any(window.kind == kind and entry in window.entries for window in windows):
            yield problem_of(folders, FILE, kind, f"no window of {kind} after grade {entry}")
    for statement in statements:
        yield from _placeholders(folders, shelf, statement)


def _placeholders(folders: Folders, shelf: Shelf, statement: Statement) -> Iterator[Problem]:
    """Words must name every figure of their fact, and no other."""
    for language in Language:
        words = shelf.words(language).admission.get(statement.id)
        source = f"{language.value}/admission.yaml"
        if words and placeholders(words.text) != set(statement.values):
            message = f"{statement.id}: the figures named are not {sorted(statement.values)}"
            yield problem_of(folders, source, statement.id, message)
