"""Small talk: what people say to a bot beside the matter, in any of the three languages. The answers stand with the screens."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rapidfuzz.fuzz import ratio

from bot.domain.languages import Language
from bot.domain.spelling import sound

if TYPE_CHECKING:
    from bot.library.shelf import Shelf

# A misspelt greeting is one; a short word must be nearly exact.
_LIKENESS: Final = 82.0
# So many words may stand around what was said: "hello bot", "thanks a lot".
_AROUND: Final = 1
# Nobody greets in so many words.
_MOST_WORDS: Final = 10


class Talk:
    """What is said, by sound."""

    def __init__(self, shelf: Shelf) -> None:
        self._said: dict[str, str] = {}
        self._anywhere: dict[str, str] = {}
        for language in Language:
            for kind, words in shelf.words(language).talk.items():
                for said in words.said:
                    (self._anywhere if words.anywhere else self._said)[sound(said)] = kind

    def meant(self, text: str) -> str | None:
        """Return the kind of small talk that a text is; None for anything else."""
        heard = sound(text)
        padded = f" {heard} "
        for said, kind in self._anywhere.items():
            if f" {said} " in padded:
                return kind
        if heard in self._said:
            return self._said[heard]
        words = heard.split()
        if len(words) > _MOST_WORDS:
            return None
        likest, best = None, 0.0
        for said, kind in self._said.items():
            if abs(len(words) - len(said.split())) > _AROUND:
                continue
            likeness = ratio(heard, said, score_cutoff=_LIKENESS)
            if likeness > best:
                likest, best = kind, likeness
        return likest
