"""Whatever is read of the server's answers is really read: an answer that nobody looks at is not even parsed."""

from __future__ import annotations

import ast
import inspect
from pathlib import Path
from typing import TYPE_CHECKING

import aiogram.methods
import pytest

import bot.chat
from bot.chat import session

if TYPE_CHECKING:
    from tests.chat.conftest import Telegram

# What is only done, whatever the server says of it.
DONE = {
    "delete_my_commands",
    "delete_webhook",
    "send_document",
    "send_message",
    "send_photo",
    "send_venue",
    "set_my_commands",
    "set_my_description",
    "set_my_short_description",
    "set_webhook",
}
ALIAS = {"me": "get_me"}


def _called() -> set[str]:
    """Return the methods of aiogram's client that our code calls."""
    known = {name for name, _ in inspect.getmembers(aiogram.Bot, inspect.iscoroutinefunction)}
    folder = Path(bot.chat.__file__).parent
    found = set()
    for path in (*folder.glob("*.py"), folder.parent / "app.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Await)
                and isinstance(node.value, ast.Call)
                and isinstance(node.value.func, ast.Attribute)
            ):
                whose = ast.unparse(node.value.func.value)
                if whose in {"bot", "self._bot"} and node.value.func.attr in known:
                    found.add(ALIAS.get(node.value.func.attr, node.value.func.attr))
    return found


def test_every_method_that_is_called_is_done_or_read() -> None:
    called = _called()
    assert "get_webhook_info" in called
    read = {method.__name__ for method in session._READ}
    for name in called - DONE - {"download_file"}:
        assert "".join(part.capitalize() for part in name.split("_")) in read, name


@pytest.mark.parametrize("name", ["get_me", "get_webhook_info", "get_my_commands", "get_my_description"])
async def test_answers_come_as_telegram_writes_them_and_are_read(telegram: Telegram, name: str) -> None:
    assert await getattr(telegram.bot, name)() is not None
