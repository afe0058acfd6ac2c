"""What the person at the keyboard sees: a bar on a terminal, plain lines elsewhere."""

from __future__ import annotations

import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer

from bot.rehearsal.figures import Step

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_LABEL = 34


class Telling:
    """Tells of steps and remembers their figures."""

    def __init__(self) -> None:
        self.steps: list[Step] = []
        self._has_bar = sys.stdout.isatty()

    def tell(self, text: str = "") -> None:
        """Print a line."""
        typer.echo(text)
        sys.stdout.flush()

    @contextmanager
    def step(self, name: str, total: int) -> Iterator[tuple[Step, Callable[[], None]]]:
        """Tell of a step while its block lasts; the block calls what it is given whenever one of `total` things is done."""
        step, begun = Step(name), time.perf_counter()
        if self._has_bar and total:
            with typer.progressbar(length=total, label=f"{name:{_LABEL}}") as bar:
                yield step, lambda: bar.update(1)
        else:
            self.tell(f"{name} ...")
            yield step, lambda: None
        step.seconds = time.perf_counter() - begun
        self.steps.append(step)
        self.tell(f"  {step.line()}")
