"""Brings what people type to one form: without case, accents of keyboards, Kazakh letters that a phone may lack, and signs."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

LONGEST: Final = 4096
# What pupils type where their keyboard has no Kazakh letters; the same for ё and й, and for the letters of old texts.
_WITHOUT_KAZAKH: Final = str.maketrans("әғқңөұүһіёй", "агкноуухиеи")
# Letters of the new Latin alphabets of Kazakh whose sound their plain form would lose.
_NEW_LATIN: Final = str.maketrans(
    {"ş": "sh", "Ş": "Sh", "ı": "y", "ğ": "gh", "Ğ": "Gh", "ñ": "ng", "Ñ": "Ng", "ç": "ch", "Ç": "Ch"}
)
# Accents, and characters that steer the direction of writing or are not seen at all.
_SILENT: Final = frozenset({"Mn", "Mc", "Me", "Cf"})
_NOT_A_WORD: Final = re.compile(r"[\W_]+")
# Latin letters as Kazakhs and Russians type them; longer combinations first.
_LATIN: Final = (
    ("shch", "щ"),
    ("sch", "щ"),
    ("zh", "ж"),
    ("kh", "х"),
    ("ts", "ц"),
    ("ch", "ч"),
    ("sh", "ш"),
    ("yu", "ю"),
    ("ya", "я"),
    ("yo", "е"),
    ("gh", "г"),
    ("ng", "н"),
)
_LATIN_LETTERS: Final = str.maketrans("abcdefghijklmnopqrstuvwxyz", "абкдефгхижклмнопкрстуввхиз")
# Letters whose Latin spelling is not settled: compared as if they were one.
_ALIKE: Final = str.maketrans("ыщцэ", "ишсе")


def fold(text: str) -> str:
    """Return a text in lower case with one kind of letter and single blanks; any text, in time linear in its length."""
    # Decomposed before and after: a sign such as "℠" holds capital letters of its own.
    whole = text[:LONGEST].translate(_NEW_LATIN)
    lowered = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", whole).casefold())
    letters = "".join(letter for letter in lowered if unicodedata.category(letter) not in _SILENT)
    return _NOT_A_WORD.sub(" ", letters.translate(_WITHOUT_KAZAKH))[:LONGEST].strip()


def sound(text: str) -> str:
    """Return the folded text in Cyrillic letters, also when it was typed in Latin ones, so that both can be compared."""
    folded = fold(text)
    for latin, cyrillic in _LATIN:
        folded = folded.replace(latin, cyrillic)
    return folded.translate(_LATIN_LETTERS).translate(_ALIKE)


# The same keys of a keyboard in the Latin layout and in the Russian one; the Kazakh layout has its own letters on the digits.
_KEYS: Final = str.maketrans("qwertyuiop[]asdfghjkl;'zxcvbnm,.`", "йцукенгшщзхъфывапролджэячсмитьбюё") | str.maketrans(
    "234580-=", "әіңғүұқө"
)
# Digits and letters that stand for others in messages: "6a6taraz", "wawtaraz".
_AS_IN_MESSAGES: Final = str.maketrans({"w": "sh", "6": "sh", "4": "ch", "9": "ya"})
_LATIN_WORD: Final = re.compile(r"[a-z]")


def other_readings(text: str) -> tuple[str, ...]:
    """Return how else a text in Latin letters may be meant: on a keyboard not switched, or with letters that stand for others."""
    lowered = text[:LONGEST].casefold()
    if not _LATIN_WORD.search(lowered):
        return ()
    readings = (lowered.translate(_KEYS), lowered.translate(_AS_IN_MESSAGES))
    return tuple(each for each in readings if each != lowered)
