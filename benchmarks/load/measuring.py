"""What is measured: the same load on each bot, in turns, so that a noisy machine is unjust to nobody."""

from __future__ import annotations

import asyncio
import itertools
import statistics
import time
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from benchmarks.load.processes import Process, cores, free_port, started
from benchmarks.load.pupils import LANGUAGES, QUIZ_TAPS, Pupil
from benchmarks.load.share import limited
from benchmarks.load.telegram import Telegram

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Sequence
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Kind:
    """A way to run a bot.

    Attributes:
        commands: arguments of each process.
        is_ours: whether it is the whole bot; else the yardstick.
        is_brought: whether updates are brought to a webhook; each process then has a port of its own.
        share: how much of a core each process may have; None: one has a core of its own, several share all.
    """

    name: str
    commands: tuple[tuple[str, ...], ...]
    environment: tuple[tuple[str, str], ...] = ()
    is_ours: bool = True
    is_brought: bool = False
    share: float | None = None

    def on(self, database_url: str | None) -> Kind:
        """Return the same over a database; None: a file in its folder."""
        return replace(self, environment=(("TEMIRQAZYQ_DATABASE_URL", database_url),)) if database_url else self

    def started_with(self) -> list[tuple[tuple[str, ...], dict[str, str], int | None]]:
        """Return for each process its arguments, its environment and the port at which it waits for updates."""
        if not self.is_brought:
            return [(command, dict(self.environment), None) for command in self.commands]
        ports = [free_port() for _ in self.commands]
        address = {"TEMIRQAZYQ_WEBHOOK_URL": f"http://127.0.0.1:{ports[0]}/webhook"}
        return [
            (
                command if self.is_ours else (*command, str(port)),
                dict(self.environment) | address | {"TEMIRQAZYQ_LISTEN_PORT": str(port)},
                port,
            )
            for command, port in zip(self.commands, ports, strict=True)
        ]


@dataclass(frozen=True, slots=True)
class Figures:
    """Of one phase: milliseconds of processor time per update, updates a second, waiting times in milliseconds, megabytes."""

    cpu: float
    rate: float
    median: float
    p99: float
    memory: float


class Bench:
    """One bot under load."""

    def __init__(self, telegram: Telegram, processes: Sequence[Process], at_once: int) -> None:
        self.telegram = telegram
        self._processes = processes
        self._at_once = at_once
        self._numbers = itertools.count()

    def new_pupils(self, number: int) -> list[Pupil]:
        """Return new pupils, a third of them in each language."""
        languages = list(LANGUAGES)
        return [Pupil(self.telegram, next(self._numbers), languages[each % 3]) for each in range(number)]

    async def crowd(self, pupils: Iterable[Pupil], do: Callable[[Pupil], Awaitable[None]]) -> None:
        """Let all pupils do something, so many at once."""
        turns = asyncio.Semaphore(self._at_once)

        async def one(pupil: Pupil) -> None:
            async with turns:
                await do(pupil)

        async with asyncio.TaskGroup() as group:
            for pupil in pupils:
                group.create_task(one(pupil))

    async def measured(self, pupils: Sequence[Pupil], do: Callable[[Pupil], Awaitable[None]]) -> Figures:
        """Let all pupils do something and return what it took."""
        for pupil in pupils:
            pupil.times.clear()
        cpu, begun = self._cpu(), time.perf_counter()
        await self.crowd(pupils, do)
        return self._figures(pupils, time.perf_counter() - begun, self._cpu() - cpu)

    async def paced(self, pupils: Sequence[Pupil], per_second: float) -> Figures:
        """Let pupils answer their questions at a steady rate, however slow the bot is, and return what it took."""
        for pupil in pupils:
            pupil.times.clear()
        cpu, begun = self._cpu(), time.perf_counter()
        async with asyncio.TaskGroup() as group:
            for number in range(len(pupils) * QUIZ_TAPS):
                await asyncio.sleep(max(0.0, begun + number / per_second - time.perf_counter()))
                group.create_task(pupils[number % len(pupils)].answers())
        return self._figures(pupils, time.perf_counter() - begun, self._cpu() - cpu)

    def _figures(self, pupils: Sequence[Pupil], seconds: float, cpu: float) -> Figures:
        times = sorted(each for pupil in pupils for each in pupil.times)
        return Figures(
            cpu=cpu / len(times) * 1000,
            rate=len(times) / seconds,
            median=statistics.median(times) * 1000,
            p99=times[int(len(times) * 0.99)] * 1000,
            memory=self.memory(),
        )

    def memory(self) -> float:
        """Return the megabytes of all processes together."""
        return sum(process.memory_mb() for process in self._processes)

    def _cpu(self) -> float:
        return sum(process.cpu_seconds() for process in self._processes)


@asynccontextmanager
async def running(kind: Kind, folder: Path, at_once: int) -> AsyncIterator[Bench]:
    """Start a bot of a kind beside a server for it; its first pupil has been answered."""
    telegram = Telegram()
    _, core = cores()
    async with AsyncExitStack() as stack:
        address = await stack.enter_async_context(telegram.serving())
        processes = []
        for command, environment, port in kind.started_with():
            # Several processes share both cores with the load; one has a core of its own.
            own = core if len(kind.commands) == 1 and kind.share is None else None
            process = await stack.enter_async_context(started(command, address, folder, environment, own))
            processes.append(process)
            if port is not None:
                await telegram.hooked(f"http://127.0.0.1:{port}/webhook")
            if kind.share is not None:
                stack.enter_context(limited(process.pid, kind.share))
        bench = Bench(telegram, processes, at_once)
        await bench.new_pupils(1)[0].types("/start")
        yield bench


async def quiz_taps(pupil: Pupil) -> None:
    """Answer a few questions."""
    for _ in range(QUIZ_TAPS):
        await pupil.answers()
