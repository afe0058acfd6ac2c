"""Words after which a child needs an adult at once (`facts/alarm_words.yaml`), in three languages, inflected and misspelt."""

from __future__ import annotations

import re
from itertools import product
from typing import TYPE_CHECKING, Annotated, Final

from pydantic import StringConstraints, TypeAdapter

from bot.domain.spelling import other_readings, sound
from bot.library.forms import Form, Text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.library.reading import Reader

# So many other words may stand between those of a phrase.
_BETWEEN: Final = 2
# Of a text that says one word over and over, its first places are enough.
_MOST_PLACES: Final = 12
_SIGNS: Final = str.maketrans("", "", "ьъ")
_Words = Annotated[str, StringConstraints(pattern=r"^[^\s|*]+\*?(\|[^\s|*]+\*?)*( [^\s|*]+\*?(\|[^\s|*]+\*?)*)*$")]


class AlarmForm(Form):
    """A phrase: words or their beginnings, and what makes it harmless."""

    words: _Words
    unless: Text | None = None


class AlarmFile(Form):
    """All phrases."""

    items: tuple[AlarmForm, ...]


class Alarm:
    """Hears such words in a text, however it is typed."""

    def __init__(self, phrases: Iterable[AlarmForm]) -> None:
        self._phrases = [
            (tuple(map(_pattern, each.words.split())), _pattern("|".join((each.unless or "").split())))
            for each in phrases
        ]

    @classmethod
    def read(cls, reader: Reader) -> Alarm:
        """Read the list; what is wrong in it is noted by the reader."""
        found = reader.read("facts/alarm_words.yaml", TypeAdapter(AlarmFile))
        return cls(found.items if found else ())

    def heard(self, text: str) -> bool:
        """Say whether a text holds one of the phrases, also typed on a keyboard that was not switched."""
        return any(self._is_in(_heard(reading).split()) for reading in (text, *other_readings(text)))

    def _is_in(self, words: list[str]) -> bool:
        return any(
            _stand_together(words, phrase) and not any(unless.fullmatch(word) for word in words)
            for phrase, unless in self._phrases
        )


def _stand_together(words: list[str], phrase: tuple[re.Pattern[str], ...]) -> bool:
    """Say whether a text has each word of a phrase, each at a place of its own, near the others."""
    places = [[place for place, word in enumerate(words) if part.fullmatch(word)] for part in phrase]
    if not all(places):
        return False
    return any(
        len(set(chosen)) == len(chosen) and max(chosen) - min(chosen) < len(chosen) + _BETWEEN
        for chosen in product(*(each[:_MOST_PLACES] for each in places))
    )


def _heard(text: str) -> str:
    """Return a text by sound without the signs that Latin letters do not write."""
    return sound(text).translate(_SIGNS)


def _pattern(alternatives: str) -> re.Pattern[str]:
    """Return what matches one of the words, by sound; nothing for none."""
    parts = [
        re.escape(_heard(each.rstrip("*"))) + (r"\S*" if each.endswith("*") else "") for each in alternatives.split("|")
    ]
    return re.compile("|".join(part for part in parts if part) or r"(?!)")
