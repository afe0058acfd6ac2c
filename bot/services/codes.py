"""Codes that people read aloud and type: of events, tickets, certificates."""

from __future__ import annotations

import secrets
from typing import Final

# Without letters and digits that are taken for one another (0 and O, 1 and I and L, 5 and S).
ALPHABET: Final = "2346789ABCDEFGHJKMNPQRTUVWXYZ"
# 29 letters to the eighth: half a billion million; guessing one of 2,000 takes a hundred million tries.
LENGTH: Final = 8


def new_code() -> str:
    """Return a code that nobody can guess."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def as_code(typed: str) -> str:
    """Return a typed code as it was given: capitals, without blanks and hyphens; Cyrillic letters that look Latin are Latin."""
    return "".join(typed.split()).replace("-", "").upper().translate(_LOOKS_LATIN)


_LOOKS_LATIN: Final = str.maketrans("АВЕКМНРСТУХ", "ABEKMHPCTYX")
