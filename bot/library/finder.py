"""Finds what a pupil types, by name or by what it means: misspelt, inflected, without Kazakh letters, in Latin ones."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal, get_args

import rapidfuzz
from rapidfuzz.fuzz import ratio

from bot.domain.languages import Language
from bot.domain.spelling import fold, other_readings, sound
from bot.library.phrases import Phrases
from bot.library.talk import Talk

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.library.shelf import Shelf

Kind = Literal["profession", "college", "place", "event", "enterprise", "page"]

# Longer texts are stories, not names; only their beginning is looked up.
_LONGEST_QUERY: Final = 60
_LONGEST_TEXT: Final = 120
_MOST: Final = 8
_GOOD: Final = 74.0
# A wish in a pupil's own words never fits as well as a name does; from here on it is worth a button.
_GOOD_WISH: Final = 40.0
# A name that is all but exact stands before what a wish may mean; other names stand behind.
_EXACT: Final = 96.0
_BEHIND: Final = 30.0
# Clear: a very good name, and nothing else nearly as good.
_CLEAR: Final = 88.0
_AHEAD: Final = 6.0
_SHORTEST_PART: Final = 4
# Shares of a name that one typed word may cover: a whole word of a longer name is nearly as good as the name.
_WORD_OF_NAME: Final = 0.92


@dataclass(frozen=True, slots=True)
class Match:
    """Something that a text may mean.

    Attributes:
        score: 0 to 100.
        clear: whether this is clearly the one that is meant.
    """

    kind: Kind
    id: str
    score: float
    clear: bool


class Finder:
    """Compares a folded text with all names in all three languages."""

    def __init__(self, shelf: Shelf) -> None:
        self._weight = {place.id: place.population for place in shelf.places.values()}
        self._names: dict[Kind, _Names] = {kind: _Names() for kind in get_args(Kind)}
        self._phrases = Phrases(shelf)
        self._talk = Talk(shelf)
        self._alarm = shelf.alarm
        for language in Language:
            words = shelf.words(language)
            for place, named in words.places.items():
                self._names["place"].add(place, (named.name, *named.also))
            for profession, told in words.professions.items():
                self._names["profession"].add(profession, (told.name, told.short, *told.also))
            for college, called in words.colleges.items():
                self._names["college"].add(college, (called.name, called.short, *called.also))
            for event, held in words.known_events.items():
                self._names["event"].add(event, (held.name, *held.also))
            for enterprise, hires in words.enterprises.items():
                self._names["enterprise"].add(enterprise, (hires.name, *hires.also))
            for page, topic in words.topics.items():
                self._names["page"].add(page, (topic.name, *topic.also))

    def places(self, text: str, _language: Language) -> list[Match]:
        """Return settlements, best first; of equal ones the larger first."""
        return self._places(_heard(text))

    def professions(self, text: str, language: Language) -> list[Match]:
        """Return professions, best first: by their names, or by a wish in the pupil's own words."""
        return self._professions(text, _heard(text), language)

    def colleges(self, text: str, _language: Language) -> list[Match]:
        """Return colleges, best first."""
        return self._named("college", _heard(text))

    def talk(self, text: str) -> str | None:
        """Return the id of what is said beside the matter (a greeting, thanks, a doubt); None when nothing is."""
        return "harm" if self._alarm.heard(text) else self._talk.meant(text)

    def _places(self, heard: str) -> list[Match]:
        found = self._names["place"].find(heard, inflected=True)
        ranked = sorted(found.items(), key=lambda pair: (-round(pair[1]), -self._weight.get(pair[0], 0), pair[0]))
        return _matches("place", ranked)

    def _professions(self, text: str, heard: str, language: Language) -> list[Match]:
        found = self._names["profession"].find(heard, inflected=False, by_part=False)
        # The words of a longer text may mean much more than that they stand in a similar place of another phrase.
        least = _CLEAR if " " in text.strip() else _GOOD
        named = {thing: score for thing, score in found.items() if score >= least}
        for thing, score in self._phrases.find(text, language).items():
            _raise(named, thing, score)
        return _matches("profession", _ranked(named), _GOOD_WISH)

    def _named(self, kind: Kind, heard: str) -> list[Match]:
        """Return things of a kind that are found by their names alone, best first."""
        return _matches(kind, _ranked(self._names[kind].find(heard, inflected=False)))

    def everything(self, text: str, language: Language) -> list[Match]:
        """Return whatever fits, best first; what says little is read in other ways too, as if the keyboard had been switched."""
        # The rest of a story would only cost time.
        text = text[:_LONGEST_TEXT]
        best = self._all_kinds(text, language)
        is_doubtful = len(text) <= _LONGEST_QUERY and (not best or best[0].score < _CLEAR)
        for reading in other_readings(text) if is_doubtful else ():
            again = self._all_kinds(reading, language)
            if again and (not best or again[0].score > best[0].score + _AHEAD):
                best = again
        return best

    def _all_kinds(self, text: str, language: Language) -> list[Match]:
        """Return things of all kinds; a wish means a profession, unless the text is all but exactly another thing's name."""
        heard = _heard(text)
        professions = self._professions(text, heard, language)
        lists = (
            professions,
            self._named("page", heard),
            self._places(heard),
            self._named("event", heard),
            self._named("enterprise", heard),
            self._named("college", heard),
        )
        wishes = bool(professions)
        merged = [replace(match, score=_worth(match, wishes=wishes)) for found in lists for match in found]
        if not merged:
            return []
        merged.sort(key=lambda match: -match.score)
        # What is clear among professions alone may be one of several things once places and colleges stand beside it.
        is_ahead = len(merged) == 1 or merged[0].score - merged[1].score >= _AHEAD
        first = replace(merged[0], clear=merged[0].clear and is_ahead)
        return [first, *(replace(match, clear=False) for match in merged[1:_MOST])]


def _worth(match: Match, *, wishes: bool) -> float:
    """Return by what things of different kinds are compared: names that are not exact stand behind the professions of a wish."""
    if match.kind == "profession" or match.score >= _EXACT or not wishes:
        return match.score
    return match.score - _BEHIND


class _Names:
    """Names of one kind of thing, by sound."""

    def __init__(self) -> None:
        self._ids: list[str] = []
        self._sounded: list[str] = []
        self._parts: dict[str, set[str]] = {}
        self._words: list[str] = []

    def add(self, thing: str, names: Iterable[str]) -> None:
        """Learn the names of a thing."""
        for name in names:
            heard = sound(name)
            if not heard:
                continue
            self._ids.append(thing)
            self._sounded.append(heard)
            for part in heard.split():
                if len(part) >= _SHORTEST_PART:
                    if part not in self._parts:
                        self._words.append(part)
                    self._parts.setdefault(part, set()).add(thing)

    def find(self, heard: str, *, inflected: bool, by_part: bool = True) -> dict[str, float]:
        """Return scores of the things whose names are like a text, which is given by its sound."""
        if not heard:
            return {}
        scores: dict[str, float] = {}
        forms = [heard, *(_stems(heard) if inflected else ())]
        for position, form in enumerate(forms):
            for _, score, index in rapidfuzz.process.extract(
                form, self._sounded, scorer=ratio, score_cutoff=_GOOD, limit=40
            ):
                # A stem is a guess, so it counts a little less than what was typed.
                _raise(scores, self._ids[index], score - (2.0 if position else 0.0))
        for word in heard.split() if by_part else ():
            self._find_part(word, scores, len(heard))
        return scores

    def _find_part(self, word: str, scores: dict[str, float], typed: int) -> None:
        if len(word) < _SHORTEST_PART:
            return
        share = min(1.0, len(word) / typed)
        for part, likeness, _ in rapidfuzz.process.extract(word, self._words, scorer=ratio, score_cutoff=84.0, limit=6):
            score = likeness * _WORD_OF_NAME * share
            for thing in self._parts[part] if score >= _GOOD else ():
                _raise(scores, thing, score)


# Words around a name, as they sound: "живу в городе Семей", "Семей қаласында тұрамын", "I live in Semey".
_AROUND: Final = frozenset(
    sound(word)
    for word in (
        "я", "живу", "в", "во", "из", "г", "город", "городе", "города", "с", "село", "селе", "пос", "поселок", "поселке",
        "мен", "қала", "қаласы", "қаласында", "қаласынан", "қ", "ауыл", "ауылы", "ауылында", "ауылынан", "тұрамын", "кент",
        "кенті", "i", "live", "in", "from", "am", "the", "city", "town", "of", "village", "qalasy",
    )
)  # fmt: skip
# Endings of case: Russian "в Семее", Kazakh "Қарағандыда", "Алматыдан", "Семейде".
_ENDINGS: Final = [
    "нан",
    "нен",
    "дан",
    "ден",
    "тан",
    "тен",
    "нин",
    "дин",
    "тин",
    "лик",
    "ом",
    "ем",
    "ои",
    "еи",
    "да",
    "де",
    "та",
    "те",
    "га",
    "ге",
    "ка",
    "ке",
    "ди",
    "ти",
    "ни",
    "а",
    "е",
    "и",
    "у",
    "я",
]
# Vowels that an ending may have taken the place of: "из Астаны", "в Семее".
_TAKEN: Final = ("а", "и")


def _heard(text: str) -> str:
    """Return the beginning of a text by its sound."""
    return sound(fold(text)[:_LONGEST_QUERY])


def _stems(heard: str) -> list[str]:
    """Return guesses of the name without prepositions and endings."""
    name = _without_words_around(heard)
    ends = [name.removesuffix(ending) for ending in _ENDINGS if name.endswith(ending)]
    if name[-1] in "аеиуя":
        ends += [name[:-1] + vowel for vowel in _TAKEN]
    return [name, *(stem for stem in ends if len(stem) >= _SHORTEST_PART - 1)]


def _without_words_around(heard: str) -> str:
    words = heard.split()
    while len(words) > 1 and words[0] in _AROUND:
        words.pop(0)
    while len(words) > 1 and words[-1] in _AROUND:
        words.pop()
    return " ".join(words)


def _raise(scores: dict[str, float], thing: str, score: float) -> None:
    scores[thing] = max(score, scores.get(thing, 0.0))


def _ranked(scores: dict[str, float]) -> list[tuple[str, float]]:
    return sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))


def _matches(kind: Kind, ranked: list[tuple[str, float]], good_from: float = _GOOD) -> list[Match]:
    good = [(thing, score) for thing, score in ranked if score >= good_from][:_MOST]
    if not good:
        return []
    alone = len(good) == 1 or good[0][1] - good[1][1] >= _AHEAD
    return [
        Match(kind, thing, score, clear=position == 0 and alone and score >= _CLEAR)
        for position, (thing, score) in enumerate(good)
    ]
