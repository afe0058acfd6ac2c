"""Keeps the pretend Telegram over a restart: one JSON line a change, replayed at the start.

The real Telegram does not forget a chat when a bot is killed, so the sandbox must not either. A last line that was torn by a kill
is dropped; everything before it holds. While the file cannot be written (a full disk) the chats go on in memory.
"""

from __future__ import annotations

import json
import logging
import time
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable
    from io import FileIO
    from pathlib import Path

    from bot.sandbox.world import World


log = logging.getLogger(__name__)

# How long a file that cannot be written is left in peace.
AGAIN_SECONDS: Final = 5.0


class JournalError(Exception):
    """The chats of an earlier time cannot be read or kept; the message is the system's own."""


class Journal:
    """A file to which changes are appended."""

    def __init__(self, path: Path, timer: Callable[[], float] = time.monotonic) -> None:
        self._path = path
        self._timer = timer
        self._world: World | None = None
        self._file: FileIO | None = None
        self._tried_at = 0.0

    def write(self, kind: str, body: dict[str, Any]) -> None:
        """Append a change; it is handed to the system at once, so that only a torn line can be lost.

        A file that cannot be written stops nobody: it is begun anew, with all that counts, as soon as it can be.
        """
        if self._world is None:
            return
        if self._file is None:
            if self._timer() - self._tried_at >= AGAIN_SECONDS:
                self._catch_up()
            return
        try:
            _write_all(self._file, _line(kind, body))
        except OSError as error:
            log.error("the sandbox cannot keep its chats (%s): they go on in memory meanwhile", error.strerror)
            self._tried_at = self._timer()
            self._file.close()
            self._file = None

    def replay(self, world: World) -> None:
        """Bring a new world to where the journal ends, and begin the file anew with only what still counts.

        Raises:
            JournalError: the file cannot be read or written.
        """
        try:
            for kind, body in self._lines():
                _apply(world, kind, body)
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._begin_anew(world)
        except OSError as error:
            raise JournalError(error.strerror) from error
        self._world = world

    def close(self) -> None:
        """Close the file; one that could not be written gets a last chance."""
        if self._file is None and self._world is not None:
            self._catch_up()
        if self._file is not None:
            self._file.close()
            self._file = None
        self._world = None

    def _catch_up(self) -> None:
        assert self._world is not None  # noqa: S101 -- nothing is written before the world is there
        try:
            self._begin_anew(self._world)
        except OSError:
            # It was said when it began.
            self._tried_at = self._timer()
        else:
            log.warning("the sandbox keeps its chats again")

    def _begin_anew(self, world: World) -> None:
        fresh = self._path.with_suffix(".new")
        try:
            with fresh.open("wb", buffering=0) as target:
                _write_all(target, b"".join(_line(kind, body) for kind, body in _what_counts(world)))
            fresh.replace(self._path)
        except OSError:
            fresh.unlink(missing_ok=True)
            raise
        self._file = self._path.open("ab", buffering=0)

    def _lines(self) -> list[tuple[str, dict[str, Any]]]:
        if not self._path.exists():
            return []
        found: list[tuple[str, dict[str, Any]]] = []
        for line in self._path.read_bytes().splitlines():
            try:
                kind, body = json.loads(line)
            except ValueError:
                # Torn by a kill in the middle of writing.
                continue
            found.append((kind, body))
        return found


def _line(kind: str, body: dict[str, Any]) -> bytes:
    return json.dumps([kind, body], ensure_ascii=False).encode() + b"\n"


def _write_all(file: FileIO, content: bytes) -> None:
    """Write past every buffer of ours, so that what did not reach the system is not tried again when the file is closed."""
    rest = memoryview(content)
    while rest:
        rest = rest[file.write(rest) :]


def _apply(world: World, kind: str, body: dict[str, Any]) -> None:
    from bot.sandbox.messages import Message
    from bot.sandbox.people import User
    from bot.sandbox.world import Callback, Chat

    match kind:
        case "user":
            user = User(**body)
            world.users[user.id] = user
            world.chats.setdefault(user.id, Chat())
        case "persona":
            world.personas[body["key"]] = body["user_id"]
        case "message":
            user_id = body.pop("user_id")
            message = Message(**body)
            world.chats[user_id].messages[message.id] = message
            world.seq = max(world.seq, message.seq)
        case "callback":
            world.callbacks[body["id"]] = Callback(**body)
        case "profile":
            world.profile[body["name"]] = body["value"]
        case "update":
            world.updates.pending.append(body)
        case "confirmed":
            world.updates.pending[:] = [each for each in world.updates.pending if each["update_id"] >= body["before"]]


def _what_counts(world: World) -> list[tuple[str, dict[str, Any]]]:
    return [
        *(("user", asdict(user)) for user in world.users.values()),
        *(("persona", {"key": key, "user_id": user_id}) for key, user_id in world.personas.items()),
        *(
            ("message", {"user_id": user_id, **asdict(message)})
            for user_id, chat in world.chats.items()
            for message in chat.messages.values()
        ),
        *(("callback", asdict(callback)) for callback in world.callbacks.values() if callback.answer is None),
        *(("profile", {"name": name, "value": value}) for name, value in world.profile.items()),
        *(("update", update) for update in world.updates.pending),
    ]
