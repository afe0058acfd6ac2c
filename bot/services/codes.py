"""Codes of tickets and parties: short enough to be read out, too many to be guessed."""

from __future__ import annotations

import secrets
from typing import Final

# Without those that are taken for one another: 0 and O, 1 and I.
_LETTERS: Final = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
_LENGTH: Final = 12


def new_code() -> str:
    """Return a code of sixty random bits."""
    return "".join(secrets.choice(_LETTERS) for _ in range(_LENGTH))
