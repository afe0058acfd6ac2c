"""Everything that `temirqazyq content check` proves, as problems with file and line."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

from bot.domain.catalogue import WHOLE_COUNTRY
from bot.domain.geo import distance_km
from bot.domain.languages import Language
from bot.library import interest_model
from bot.library.check_admission import admission_problems
from bot.library.check_cards import card_problems
from bot.library.check_points import point_problems
from bot.library.check_region import region_problems
from bot.library.check_sentences import sentence_problems
from bot.library.check_words import word_problems
from bot.library.problems import Problem
from bot.library.reading import problem_of
from bot.library.rows import Rows
from bot.library.shelf import Shelf

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from bot.library.folders import Folders

# A college whose source names a town stands in it; one that stands this far from the middle is a slip of the pen.
FARTHEST_FROM_TOWN_KM = 60.0
NEEDS, OUTDOORS = "facts/needs.yaml", "facts/outdoors.yaml"


def check(folder: Path, own: Path | None = None) -> list[Problem]:
    """Return every problem of a content folder and of the overlay over it, by file and line; empty when all is complete."""
    shelf = Shelf(folder, own)
    if shelf.problems:
        # Ids that could not be read would seem to be missing everywhere.
        return [*shelf.problems, *sentence_problems(folder)]
    folders, rows = shelf.folders, Rows(shelf.folders)
    problems = [
        *shelf.left_out,
        *_links(folders, shelf),
        *_consent(folder, shelf),
        *word_problems(folders, shelf, rows),
        *sentence_problems(folder),
        *card_problems(folders, shelf, rows),
        *point_problems(folders, shelf, rows.shipped),
        *region_problems(folders, shelf),
        *admission_problems(folders, shelf),
        *(problem for reader in rows.readers for problem in reader.problems),
    ]
    return sorted(set(problems))


def _links(folders: Folders, shelf: Shelf) -> Iterator[Problem]:
    """Ids that one item takes from another must exist; points must lie where they are said to."""
    for region in shelf.regions.values():
        if region.centre not in shelf.places:
            yield _problem(folders, "facts/regions.yaml", region.id, f"centre {region.centre} is no place")
    for place in shelf.places.values():
        if place.region not in shelf.regions:
            yield _problem(folders, "facts/places.yaml", place.id, f"region {place.region} is no region")
    yield from _other_links(folders, shelf)
    yield from _profession_links(folders, shelf)
    yield from _college_links(folders, shelf)


def _other_links(folders: Folders, shelf: Shelf) -> Iterator[Problem]:
    for item in sorted(set(shelf.interest_model.items) ^ set(shelf.questions)):
        yield Problem(interest_model.FILE, 0, f"{item} is asked about only here or only in facts/questions.yaml")
    for need in shelf.needs:
        if need.region != WHOLE_COUNTRY and need.region not in shelf.regions:
            yield Problem(NEEDS, _line_with(folders.shipped, NEEDS, need.region), f"{need.region} is no region")
        for profession in _missing(need.professions, shelf.professions):
            yield Problem(
                NEEDS, _line_with(folders.shipped, NEEDS, profession), f"{need.region}: {profession} is no profession"
            )
    for profession in _missing(shelf.outdoors, shelf.professions):
        yield Problem(OUTDOORS, _line_with(folders.shipped, OUTDOORS, profession), f"{profession} is no profession")
    for specialty in shelf.specialties.values():
        if specialty.parent and specialty.parent not in shelf.specialties:
            yield _problem(
                folders, "facts/specialties.yaml", specialty.code, f"parent {specialty.parent} is no specialty"
            )


def _profession_links(folders: Folders, shelf: Shelf) -> Iterator[Problem]:
    for profession in shelf.professions.values():
        name = "facts/professions"
        if profession.world not in shelf.worlds:
            yield _problem(folders, name, profession.id, f"world {profession.world} is no world")
        for code in _missing(profession.specialties, shelf.specialties):
            yield _problem(folders, name, profession.id, f"specialty {code} is not in specialties.yaml")


def _college_links(folders: Folders, shelf: Shelf) -> Iterator[Problem]:
    for college in shelf.colleges.values():
        place = shelf.places.get(college.place)
        name = "facts/colleges"
        if place is None:
            yield _problem(folders, name, college.id, f"place {college.place} is no place")
            continue
        if distance_km(place.point, college.point) > FARTHEST_FROM_TOWN_KM:
            yield _problem(
                folders, name, college.id, f"lies more than {FARTHEST_FROM_TOWN_KM:.0f} km from {college.place}"
            )
        for kind, ids, known in (
            ("specialty", college.specialties, shelf.specialties),
            ("profession", college.professions, shelf.professions),
            ("field", college.fields, shelf.words(Language.RU).fields),
        ):
            for missing in _missing(ids, known):
                yield _problem(folders, name, college.id, f"{kind} {missing} does not exist")


def _consent(folder: Path, shelf: Shelf) -> Iterator[Problem]:
    for language in Language:
        text = (folder / language.value / "pages/privacy.md").read_bytes()
        digest = hashlib.sha256(text).hexdigest()
        if shelf.consent.sha256.get(language.value) != digest:
            message = f"{language.value}/pages/privacy.md was changed: give it a new version, and its hash {digest}"
            yield Problem("facts/consent.yaml", 0, message)


def _missing(ids: Iterable[str], known: Iterable[str]) -> list[str]:
    return [each for each in ids if each not in known]


def _line_with(folder: Path, name: str, word: str) -> int:
    """Return the first line of a file, from 1, that contains a whole word; 0 when none does."""
    whole = re.compile(rf"(?<![\w-]){re.escape(word)}(?![\w-])")
    lines = (folder / name).read_text(encoding="utf-8").splitlines()
    return next((number for number, line in enumerate(lines, start=1) if whole.search(line)), 0)


def _problem(folders: Folders, name: str, item: str, message: str) -> Problem:
    return problem_of(folders, name, item, f"{item}: {message}")
