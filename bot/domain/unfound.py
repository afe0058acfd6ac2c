"""Which unfound words are counted so that the content can grow, and for how long. Never who typed them."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Final

from bot.domain.spelling import fold

MOST_WORDS: Final = 3
MOST_LETTERS: Final = 40
# A word that was typed once or twice may be anything, a name too: it goes soon.
OFTEN: Final = 3
KEPT_SELDOM: Final = timedelta(days=30)
KEPT_OFTEN: Final = timedelta(days=180)
# So many different texts are kept at most; then only those that are there already are counted.
MOST_TEXTS: Final = 20_000
# Numbers, addresses and links may say who somebody is.
_TELLING: Final = re.compile(r"[\d@/\\]|https?|www\.|\.(kz|ru|com)\b", re.IGNORECASE)


def counted_form(text: str) -> str | None:
    """Return the form in which a text is counted; None for one that is too long or may say who somebody is."""
    if _TELLING.search(text):
        return None
    folded = fold(text)
    is_short = 1 < len(folded) <= MOST_LETTERS and len(folded.split()) <= MOST_WORDS
    return folded if is_short else None
