"""Finds professions by a wish in a pupil's own words: what its words mean, in any order, inflected, in three languages."""

from __future__ import annotations

import math
from collections import defaultdict
from typing import TYPE_CHECKING, Final

import rapidfuzz
from rapidfuzz.fuzz import ratio

from bot.domain.languages import Language
from bot.domain.stemming import stems

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bot.library.shelf import Shelf

# How much a word counts by where it stands. Names and what pupils type say what the profession is; prose only touches it.
_NAME: Final = 1.0
_ALSO: Final = 0.96
_LINE: Final = 0.62
_PROSE: Final = 0.42
_TAUGHT: Final = 0.5
# Quality of a match: the same stem, a synonym, the beginning of a word, a misspelt word.
_SYNONYM: Final = 0.9
_BEGINNING: Final = 0.86
_MISSPELT: Final = 0.8
_SHORTEST_BEGINNING: Final = 4
_SHARED_BEGINNING: Final = 0.6
_LIKENESS: Final = 76.0
_MOST_MISSPELT: Final = 6
# A misspelt word still has several letters; one letter typed again and again is no word.
_FEWEST_LETTERS: Final = 3
# Of a phrase's worth: how much of the wish it covers, and how much of it is in the wish.
_COVERS: Final = 0.78
_COVERED: Final = 0.22
_TOGETHER: Final = 0.12
# A word that nobody uses tells less than a rare one: it may be noise.
_UNKNOWN: Final = 0.35
# Whose language it is counts a little when all else is equal.
_OWN_LANGUAGE: Final = 1.01
# Words in any order and with other endings are never worth as much as the very name.
_BEST: Final = 93.0


class Phrases:
    """An index of phrases and prose by stems."""

    def __init__(self, shelf: Shelf) -> None:
        self._phrases: list[tuple[str, Language, float, frozenset[str]]] = []
        self._by_stem: dict[str, list[int]] = defaultdict(list)
        self._prose: dict[str, dict[str, float]] = defaultdict(dict)
        for language in Language:
            self._learn(shelf, language)
        count = len(shelf.professions)
        owners: dict[str, set[str]] = defaultdict(set)
        for profession, _, _, words in self._phrases:
            for each in words:
                owners[each].add(profession)
        for each, professions in self._prose.items():
            owners[each] |= set(professions)
        self._weights = {each: math.log(1 + count / len(professions)) for each, professions in owners.items()}
        self._rarest = math.log(1 + count)
        # What all words of a phrase tell together, in the order of the phrases.
        self._whole = [sum(self._weights[each] for each in words) for _, _, _, words in self._phrases]
        self._known = list(self._weights)
        self._by_beginning: dict[str, list[str]] = defaultdict(list)
        for each in self._known:
            self._by_beginning[each[:_SHORTEST_BEGINNING]].append(each)
        self._synonyms = _groups(shelf.synonyms)

    def find(self, text: str, language: Language) -> dict[str, float]:
        """Return scores of professions, 0-100, for the words of a text; a text without a known word finds nothing."""
        wanted = stems(text)
        meant = {each: self._meanings(each) for each in wanted}
        weights = {each: self._weight(each, meant[each]) for each in wanted}
        total = sum(weights.values())
        if not total:
            return {}
        phrases = self._phrase_scores(meant, weights, total, language)
        prose = self._prose_scores(meant, weights, total)
        found = {}
        for profession in phrases.keys() | prose.keys():
            by_phrase, by_prose = phrases.get(profession, 0.0), prose.get(profession, 0.0)
            score = max(by_phrase, by_prose) + _TOGETHER * min(by_phrase, by_prose)
            found[profession] = _BEST * min(1.0, score)
        return found

    def _learn(self, shelf: Shelf, language: Language) -> None:
        words = shelf.words(language)
        for profession in shelf.professions.values():
            told = words.professions[profession.id]
            for name in (told.name, told.short):
                self._add_phrase(profession.id, language, _NAME, name)
            for name in told.also:
                self._add_phrase(profession.id, language, _ALSO, name)
            taught = " ".join(words.specialties[code].name for code in profession.specialties)
            for weight, text in ((_LINE, told.line), (_PROSE, told.does), (_TAUGHT, taught)):
                for each in _stems_of_prose(text):
                    known = self._prose[each]
                    known[profession.id] = max(known.get(profession.id, 0.0), weight)

    def _add_phrase(self, profession: str, language: Language, weight: float, text: str) -> None:
        words = frozenset(stems(text))
        if words:
            for each in words:
                self._by_stem[each].append(len(self._phrases))
            self._phrases.append((profession, language, weight, words))

    def _meanings(self, wanted: str) -> dict[str, float]:
        """Return the stems that a typed one may mean, and how surely."""
        meant = dict.fromkeys(self._synonyms.get(wanted, ()), _SYNONYM)
        if wanted in self._weights:
            meant[wanted] = 1.0
        if len(wanted) < _SHORTEST_BEGINNING:
            return meant
        for each in self._by_beginning.get(wanted[:_SHORTEST_BEGINNING], ()):
            shorter, longer = sorted((each, wanted), key=len)
            share = len(shorter) / len(longer)
            if longer.startswith(shorter) and share >= _SHARED_BEGINNING:
                meant.setdefault(each, _BEGINNING * (0.75 + 0.25 * share))
        if 1.0 not in meant.values() and len(set(wanted)) >= _FEWEST_LETTERS:
            near = rapidfuzz.process.extract(
                wanted, self._known, scorer=ratio, score_cutoff=_LIKENESS, limit=_MOST_MISSPELT
            )
            for each, likeness, _ in near:
                meant.setdefault(each, _MISSPELT * likeness / 100)
        return meant

    def _weight(self, wanted: str, meant: Mapping[str, float]) -> float:
        """Return how much a typed word tells."""
        if not meant:
            return _UNKNOWN * self._rarest if len(wanted) >= _SHORTEST_BEGINNING else 0.0
        return max(self._weights.get(each, 0.0) for each in meant) or self._rarest

    def _phrase_scores(
        self, meant: Mapping[str, Mapping[str, float]], weights: Mapping[str, float], total: float, language: Language
    ) -> dict[str, float]:
        covers: dict[int, float] = defaultdict(float)
        covered: dict[int, dict[str, float]] = defaultdict(dict)
        for wanted, stems_meant in meant.items():
            best: dict[int, float] = {}
            for each, quality in stems_meant.items():
                for phrase in self._by_stem.get(each, ()):
                    best[phrase] = max(best.get(phrase, 0.0), quality)
                    covered[phrase][each] = max(covered[phrase].get(each, 0.0), quality)
            for phrase, quality in best.items():
                covers[phrase] += quality * weights[wanted]
        found: dict[str, float] = {}
        for phrase, share in covers.items():
            profession, spoken, weight, _ = self._phrases[phrase]
            told = sum(quality * self._weights[each] for each, quality in covered[phrase].items())
            score = weight * (_COVERS * share / total + _COVERED * told / self._whole[phrase])
            score *= _OWN_LANGUAGE if spoken == language else 1.0
            found[profession] = max(found.get(profession, 0.0), score)
        return found

    def _prose_scores(
        self, meant: Mapping[str, Mapping[str, float]], weights: Mapping[str, float], total: float
    ) -> dict[str, float]:
        found: dict[str, float] = defaultdict(float)
        for wanted, stems_meant in meant.items():
            best: dict[str, float] = {}
            for each, quality in stems_meant.items():
                for profession, weight in self._prose.get(each, {}).items():
                    best[profession] = max(best.get(profession, 0.0), quality * weight)
            for profession, quality in best.items():
                found[profession] += quality * weights[wanted] / total
        return dict(found)


def _stems_of_prose(text: str) -> set[str]:
    """Return the stems of a longer text, phrase by phrase."""
    return {each for part in text.replace(";", ",").replace(".", ",").split(",") for each in stems(part)}


def _groups(synonyms: Iterable[Iterable[str]]) -> dict[str, frozenset[str]]:
    """Return for every stem the stems that mean the same."""
    found: dict[str, set[str]] = defaultdict(set)
    for group in synonyms:
        same = {stem for word in group for stem in stems(word)}
        for each in same:
            found[each] |= same
    return {each: frozenset(same) for each, same in found.items()}
