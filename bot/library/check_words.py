"""Are the words of all languages complete, of their own, and written in the right letters?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, get_args

from bot.domain.admission import KINDS
from bot.domain.languages import Language
from bot.domain.regional import EventKind
from bot.library.reading import problem_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.library.folders import Folders
    from bot.library.problems import Problem
    from bot.library.rows import Rows
    from bot.library.shelf import Shelf

# Letters that look alike in both alphabets and slip into a word of the other one.
_MIXED = re.compile(r"\b(?=\w*[А-Яа-яЁёӘәҒғҚқҢңӨөҰұҮүҺһІі])(?=\w*[A-Za-z])[^\W\d_]+\b")
# Real words that join a Latin name to a Cyrillic ending would need a hyphen, so nothing else is allowed.
# Reviewed words that really are the same in Kazakh and Russian.
SAME_FILE = "facts/same_in_kk_and_ru.yaml"
# Their names are proper names; what else they say is looked at in check_region.
NAMED_ALIKE: Final = ("regions", "places", "enterprises", "projects", "known_events")

# What people type and what is understood without a fact behind it.
WORDS_ALONE: Final = ("topics", "talk")


def word_problems(folders: Folders, shelf: Shelf, rows: Rows) -> Iterator[Problem]:
    """Return ids without words, words without ids, Kazakh that is Russian, and letters of the wrong alphabet."""
    reviewed = rows.ids(SAME_FILE)
    for kind, ids, source in _kinds(shelf):
        yield from _completeness(folders, shelf, kind, set(ids), source)
        yield from _own_words(folders, shelf, kind, reviewed)
    for kind in WORDS_ALONE:
        yield from _of_each_other(folders, shelf, kind)
        yield from _own_words(folders, shelf, kind, reviewed)


def _own_words(folders: Folders, shelf: Shelf, kind: str, reviewed: frozenset[str]) -> Iterator[Problem]:
    if kind not in NAMED_ALIKE:
        yield from _sameness(folders, shelf, kind, reviewed)
    for language in (Language.KK, Language.RU):
        yield from _letters(folders, shelf, kind, language)


def _of_each_other(folders: Folders, shelf: Shelf, kind: str) -> Iterator[Problem]:
    """Words that no fact stands behind must at least be the same ones in every language."""
    tables = {language: getattr(shelf.words(language), kind) for language in Language}
    for item in dict.fromkeys(item for table in tables.values() for item in table):
        home = next(language for language, table in tables.items() if item in table)
        for language in (language for language, table in tables.items() if item not in table):
            yield _at(folders, home, kind, item, f"no words in {language.value}")


def _kinds(shelf: Shelf) -> list[tuple[str, Iterable[str], str]]:
    fields = {field for college in shelf.colleges.values() for field in college.fields}
    professions = shelf.professions.values()
    bases = {profession.pay.basis for profession in professions if profession.pay}
    subjects = {subject for profession in professions for subject in profession.subjects}
    health = {load for profession in professions for load in profession.health}
    return [
        ("regions", shelf.regions, "facts/regions.yaml"),
        ("places", shelf.places, "facts/places.yaml"),
        ("worlds", shelf.worlds, "facts/worlds.yaml"),
        ("specialties", shelf.specialties, "facts/specialties.yaml"),
        ("fields", fields, "facts/colleges"),
        ("pay_basis", bases, "facts/professions"),
        ("subjects", subjects, "facts/professions"),
        ("health", health, "facts/professions"),
        ("questions", shelf.questions, "facts/questions.yaml"),
        ("professions", shelf.professions, "facts/professions"),
        ("colleges", shelf.colleges, "facts/colleges"),
        ("industries", _industries(shelf), "facts/enterprises.yaml"),
        ("enterprises", shelf.enterprises, "facts/enterprises.yaml"),
        ("projects", shelf.projects, "facts/projects.yaml"),
        ("figures", {figure.kind for figure in shelf.figures}, "facts/figures.yaml"),
        ("event_kinds", get_args(EventKind), "facts/known_events.yaml"),
        ("known_events", shelf.known_events, "facts/known_events.yaml"),
        ("admission", [*KINDS, *(each.id for each in shelf.admission.statements)], "facts/admission.yaml"),
    ]


def _industries(shelf: Shelf) -> set[str]:
    found = [
        *(each.industry for each in shelf.enterprises.values()),
        *(each.industry for each in shelf.projects.values()),
    ]
    return {industry for industry in found if industry}


def _completeness(folders: Folders, shelf: Shelf, kind: str, ids: set[str], source: str) -> Iterator[Problem]:
    for language in Language:
        words = getattr(shelf.words(language), kind)
        for missing in sorted(ids - set(words)):
            yield problem_of(folders, source, missing, f"{missing} has no words in {language.value}")
        for orphan in sorted(set(words) - ids):
            yield _at(folders, language, kind, orphan, f"nothing in {source} has this id")


def _sameness(folders: Folders, shelf: Shelf, kind: str, reviewed: frozenset[str]) -> Iterator[Problem]:
    kazakh, russian = getattr(shelf.words(Language.KK), kind), getattr(shelf.words(Language.RU), kind)
    for item, words in kazakh.items():
        other = _texts(russian[item]) if item in russian else []
        if item not in reviewed and any(text == twin for text, twin in zip(_texts(words), other, strict=False)):
            yield _at(
                folders, Language.KK, kind, item, f"the same as in Russian; if that is right, add it to {SAME_FILE}"
            )


def _letters(folders: Folders, shelf: Shelf, kind: str, language: Language) -> Iterator[Problem]:
    for item, words in getattr(shelf.words(language), kind).items():
        for text in (*_texts(words), *getattr(words, "also", ()), *getattr(words, "said", ())):
            mixed = _MIXED.search(text)
            if mixed:
                yield _at(folders, language, kind, item, f"Latin and Cyrillic letters in one word: {mixed.group()!r}")


def _texts(words: Any) -> list[str]:
    names = ("name", "short", "line", "does", "day", "suits", "hard", "text", "fact", "demand_note")
    return [text for name in names if (text := getattr(words, name, None))]


def _at(folders: Folders, language: Language, kind: str, item: str, message: str) -> Problem:
    below = folders.shipped / language.value
    source = f"{kind}.yaml" if (below / f"{kind}.yaml").exists() else kind
    return problem_of(folders, f"{language.value}/{source}", item, f"{item}: {message}")
