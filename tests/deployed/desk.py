"""Somebody's shell on a server, and what is written down of a run there."""

from __future__ import annotations

import asyncio
import os
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping
    from pathlib import Path

_LONGEST_SECONDS: Final = 900
_LONGEST_SAID: Final = 14
# What BuildKit says step by step.
_STEP: Final = re.compile(r"#\d+ ")
# Secrets of the run, which are worth nothing any more; whoever reads the record should not get used to seeing them.
_SECRETS: Final = (
    (re.compile(r"(seal|digest)=\S+"), r"\1=..."),
    (re.compile(r"i_[A-Za-z0-9_-]{22}"), "i_..."),
    (re.compile(r"(?<![A-Za-z0-9])\d+:[A-Za-z0-9_-]{30,}"), "123456789:..."),
)


@dataclass(slots=True)
class Record:
    """What was done and said, as a page of docs.

    Attributes:
        title: its heading.
    """

    title: str
    _parts: list[str] = field(default_factory=list)

    def tell(self, text: str) -> None:
        """Add a paragraph."""
        self._parts.append(f"{text}\n")

    def ran(self, command: str, said: str) -> None:
        """Add a command and the end of what it said."""
        lines = [line.rstrip() for line in said.splitlines() if line.strip() and not _STEP.match(line)]
        cut = ["..."] if len(lines) > _LONGEST_SAID else []
        shown = "\n".join([f"$ {command}", *cut, *lines[-_LONGEST_SAID:]])
        for secret, instead in _SECRETS:
            shown = secret.sub(instead, shown)
        self._parts.append(f"```\n{shown}\n```\n")

    def write(self, path: Path) -> None:
        """Write the page."""
        path.parent.mkdir(exist_ok=True)
        path.write_text("\n".join([f"# {self.title}\n", *self._parts]), encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Desk:
    """Runs commands in a folder and keeps a record.

    Attributes:
        prefix: stands before the shell, such as a way into another machine.
    """

    folder: Path
    record: Record
    environment: Mapping[str, str] = field(default_factory=dict)
    prefix: tuple[str, ...] = ()

    async def run(self, command: str, shown: str | None = None) -> str:
        """Run a command, write it down, and return what it said; a failure ends the test."""
        said = await self.quietly(command)
        self.record.ran(shown or command, said)
        return said

    async def quietly(self, command: str) -> str:
        """Run a command and return what it said."""
        process = await asyncio.create_subprocess_exec(
            *self.prefix, "bash", "-ec", command, cwd=self.folder, env=os.environ | self.environment,
            stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
        )  # fmt: skip
        async with asyncio.timeout(_LONGEST_SECONDS):
            said = (await process.communicate())[0].decode(errors="replace")
        assert process.returncode == 0, f"{command}\n{said}"
        return said


async def until(holds: Callable[[], Awaitable[bool]], seconds: float) -> None:
    """Wait until something holds, looking twice a second; TimeoutError when it does not in time."""
    async with asyncio.timeout(seconds):
        while not await holds():  # noqa: ASYNC110 -- another machine is waited for
            await asyncio.sleep(0.5)
