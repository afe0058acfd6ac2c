"""Runs a function in a process of its own: it can be stopped at any moment, has its own memory, and holds up no tap.

A thread would do neither: Python cannot stop one, and while it works every answer waits for its turn. The process is started
anew each time, takes the function and its arguments from its standard input, and knows no setting of ours.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import pickle
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, ParamSpec, TypeVar
from weakref import WeakKeyDictionary

if TYPE_CHECKING:
    from collections.abc import Callable

log = logging.getLogger(__name__)

Given = ParamSpec("Given")
Result = TypeVar("Result")

# Address space, in bytes. Python with openpyxl takes about a tenth of it.
_MEMORY: Final = 1 << 30
_NICE: Final = 10
# More at once only makes all of them later.
_AT_ONCE: Final = 2
_OURS: Final = "TEMIRQAZYQ_"
_turns: WeakKeyDictionary[asyncio.AbstractEventLoop, asyncio.Semaphore] = WeakKeyDictionary()


@dataclass(frozen=True, slots=True)
class Stopped:
    """The process took too long or too much memory, and was stopped."""


class AsideError(Exception):
    """The function raised an exception; the message is its type's name only, for what it says may be personal."""


async def aside(
    function: Callable[Given, Result], seconds: float, *args: Given.args, **kwargs: Given.kwargs
) -> Result | Stopped:
    """Return what a function of a module returns, run elsewhere. Arguments and result must be such that `pickle` takes them.

    Args:
        function: the function.
        seconds: how long it may take, without the time it waits for its turn.
        *args: its arguments.
        **kwargs: its arguments by name.

    Raises:
        AsideError: the function raised an exception.
    """
    loop = asyncio.get_running_loop()
    async with _turns.setdefault(loop, asyncio.Semaphore(_AT_ONCE)):
        said = await _run(pickle.dumps((function, args, kwargs)), seconds)
    if said is None:
        return Stopped()
    error: str
    result: Result
    error, result = pickle.loads(said)  # noqa: S301 -- our own process wrote it
    if error == MemoryError.__name__:
        return Stopped()
    if error:
        raise AsideError(error)
    return result


async def _run(asked: bytes, seconds: float) -> bytes | None:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-P", "-m", __spec__.name),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        env=_environment(),
    )
    try:
        said, _ = await asyncio.wait_for(process.communicate(asked), seconds)
    except TimeoutError:
        return None
    finally:
        if process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            await process.wait()
    if process.returncode == 0 and said:
        return said
    # What it said to its error stream may hold what stands in somebody's file.
    log.error("a process beside the bot ended with %s and no answer", process.returncode)
    return None


def _environment() -> dict[str, str]:
    """Return ours without our settings: the process looks into files of strangers, and must not know the token or the keys."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(_OURS)}
    return kept | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}


def _answer(asked: bytes) -> bytes:
    function, args, kwargs = pickle.loads(asked)  # noqa: S301 -- the bot itself wrote it
    said: tuple[str, Any]
    try:
        said = "", function(*args, **kwargs)
    except Exception as error:  # noqa: BLE001 -- whatever it is, its name is told on the other side
        said = type(error).__name__, None
    return pickle.dumps(said)


def _main() -> None:
    import resource

    # What people wait for comes first.
    os.nice(_NICE)
    # macOS refuses this limit; there the time alone bounds what the process does.
    with contextlib.suppress(ValueError, OSError):
        _, most = resource.getrlimit(resource.RLIMIT_AS)
        memory = _MEMORY if most == resource.RLIM_INFINITY else min(_MEMORY, most)
        resource.setrlimit(resource.RLIMIT_AS, (memory, most))
    sys.stdout.buffer.write(_answer(sys.stdin.buffer.read()))


if __name__ == "__main__":
    _main()
