"""Figures of a rehearsal: how long each step took and how long people waited for their answers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass
class Step:
    """One step.

    Attributes:
        seconds: from its beginning to its end, of the machine's own time.
        answers: seconds from a tap or a text to what the bot showed.
        silent: taps and texts after which nothing was shown for as long as a person waits.
        notes: what came of it, each in a few words.
    """

    name: str
    seconds: float = 0.0
    answers: list[float] = field(default_factory=list)
    silent: int = 0
    notes: list[str] = field(default_factory=list)

    def took(self, seconds: float | None) -> None:
        """Note one answer; None is silence."""
        if seconds is None:
            self.silent += 1
        else:
            self.answers.append(seconds)

    def percentile(self, part: float) -> float:
        """Return the seconds within which this part (0-1) of the answers came; 0 without answers."""
        ordered = sorted(self.answers)
        return ordered[min(len(ordered) - 1, int(len(ordered) * part))] if ordered else 0.0

    def line(self) -> str:
        """Return the figures in a line."""
        parts = [f"{self.seconds:.1f} s"]
        if self.answers:
            p50, p99 = (f"{self.percentile(part) * 1000:.0f} ms" for part in (0.5, 0.99))
            parts.append(f"{len(self.answers)} answers, p50 {p50}, p99 {p99}, longest {max(self.answers):.1f} s")
        if self.silent:
            parts.append(f"{self.silent} times no answer in time, tried again")
        return "; ".join([*parts, *self.notes])

    def as_json(self) -> dict[str, Any]:
        """Return the figures for a program."""
        return {
            "name": self.name,
            "seconds": round(self.seconds, 3),
            "answers": len(self.answers),
            "p50_ms": round(self.percentile(0.5) * 1000, 1),
            "p99_ms": round(self.percentile(0.99) * 1000, 1),
            "longest_ms": round(max(self.answers, default=0.0) * 1000, 1),
            "silent": self.silent,
            "notes": self.notes,
        }
