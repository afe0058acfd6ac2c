"""What the doctor says."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at, in a sentence."""

    is_fine: bool
    text: str


def fine(text: str) -> Finding:
    """Return that something is as it should be."""
    return Finding(is_fine=True, text=text)


def bad(text: str) -> Finding:
    """Return that something has to be done."""
    return Finding(is_fine=False, text=text)
