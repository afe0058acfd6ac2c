"""Keeps the pretend Telegram over a restart: one JSON line a change, replayed at the start.

The real Telegram does not forget a chat when a bot is killed, so the sandbox must not either. A last line that was torn by a kill
is dropped; everything before it holds.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    from bot.sandbox.world import World


class Journal:
    """A file to which changes are appended."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: IO[str] | None = None

    def write(self, kind: str, body: dict[str, Any]) -> None:
        """Append a change; it is handed to the system at once, so that only a torn line can be lost."""
        if self._file is not None:
            self._file.write(json.dumps([kind, body], ensure_ascii=False) + "\n")
            self._file.flush()

    def replay(self, world: World) -> None:
        """Bring a new world to where the journal ends, and begin the file anew with only what still counts."""
        for kind, body in self._lines():
            _apply(world, kind, body)
        self._path.parent.mkdir(parents=True, exist_ok=True)
        fresh = self._path.with_suffix(".new")
        with fresh.open("w", encoding="utf-8") as target:
            for kind, body in _what_counts(world):
                target.write(json.dumps([kind, body], ensure_ascii=False) + "\n")
        fresh.replace(self._path)
        self._file = self._path.open("a", encoding="utf-8")

    def close(self) -> None:
        """Close the file."""
        if self._file is not None:
            self._file.close()
            self._file = None

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
