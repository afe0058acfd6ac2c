"""Files that were made to do harm, through the chat and the command line: refused in a sentence, in little memory, at once."""

from __future__ import annotations

import gzip
import io
import os
import sys
import zipfile
from typing import TYPE_CHECKING, Any

import pytest
from aiogram import Bot
from aiogram.methods import GetFile
from aiogram.types import Document

from bot.announce_form import LARGEST, FormError, read_form
from bot.chat.fetching import upload_of
from bot.chat.session import Session
from bot.eventbook import ids_of, read_events
from bot.sheets import Limits, content_of
from tests.program.conftest import Program

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable
    from pathlib import Path

    from aiogram.methods import TelegramMethod

    from bot.library import Shelf

HUGE = 6 << 30
# The program without any file takes a third of this.
MEMORY = 1 << 30
PIECE = 64 * 1024
LIMITED = (
    "import resource, runpy; "
    f"resource.setrlimit(resource.RLIMIT_AS, ({MEMORY}, {MEMORY})); "
    "runpy.run_module('bot', run_name='__main__', alter_sys=True)"
)
NAMES = {"content": "colleges.csv", "events": "events.yaml", "announce": "news.yaml"}
COMMANDS = {"content": ("content", "import", "colleges"), "events": ("events", "import"), "announce": ("announce",)}


class EndlessSession(Session):
    """Says little of a file's size, and never stops giving it out."""

    def __init__(self, size: int | None) -> None:
        super().__init__()
        self.size = size
        self.given = 0

    async def make_request(self, bot: Bot, method: TelegramMethod[Any], timeout: int | None = None) -> Any:  # noqa: ARG002, ASYNC109
        """Answer a call as a server would."""
        assert isinstance(method, GetFile)
        size = "" if self.size is None else f',"file_size":{self.size}'
        body = '{"ok":true,"result":{"file_id":"f","file_unique_id":"u","file_path":"documents/x"' + size + "}}"
        return self.check_response(bot, method, 200, body).result

    async def stream_content(self, *_: Any, **__: Any) -> AsyncGenerator[bytes, None]:
        """Give out a file without an end."""
        while True:
            self.given += PIECE
            yield b"\0" * PIECE


@pytest.mark.parametrize(("size", "told"), [(None, None), (10, 10), (None, 10**12), (10**12, None)])
async def test_no_more_of_an_upload_is_fetched_than_is_wanted(size: int | None, told: int | None) -> None:
    session, most = EndlessSession(told), Limits().size
    async with Bot("1:x", session=session) as bot:
        upload = upload_of(bot, Document(file_id="f", file_unique_id="u", file_size=size))
        assert await upload.fetch(most) is None
    assert session.given <= most + PIECE
    assert session.given == 0 or (size or 0) < most


@pytest.mark.parametrize("name", COMMANDS)
async def test_a_file_of_gigabytes_is_refused_in_little_memory(tmp_path: Path, name: str) -> None:
    program = Program(tmp_path, (sys.executable, "-c", LIMITED))
    file = tmp_path / NAMES[name]
    file.touch()
    os.truncate(file, HUGE)
    ended = await program.run(*COMMANDS[name], str(file))
    assert ended.code == 1, ended
    assert "large" in ended.err
    assert "Traceback" not in ended.err


@pytest.mark.parametrize("name", ["content", "events"])
async def test_a_bomb_is_refused_in_little_memory(tmp_path: Path, name: str) -> None:
    program = Program(tmp_path, (sys.executable, "-c", LIMITED))
    file = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", "<x/>")
        with packed.open("xl/worksheets/sheet1.xml", "w") as part:
            for _ in range(70):
                part.write(b"0" * 1_000_000)
    assert file.stat().st_size < 100_000
    ended = await program.run(*COMMANDS[name], str(file))
    assert ended.code == 1, ended
    assert "too large" in ended.err
    assert "Traceback" not in ended.err


def _merges() -> bytes:
    """Return a YAML in which each mapping is merged of ten times the one before: a hundred million entries in all."""
    lines = ["a0: &a0 {x: x}"]
    lines += [f"a{number}: &a{number} {{<<: [{', '.join([f'*a{number - 1}'] * 10)}]}}" for number in range(1, 9)]
    return "\n".join([*lines, "events: [{<<: *a8}]"]).encode()


def _long_line() -> bytes:
    """Return three gigabytes without an end of line, packed."""
    return gzip.compress(b"1," * (1 << 20), mtime=0) * 1500


@pytest.mark.parametrize(
    ("command", "name", "bomb"),
    [
        (COMMANDS["events"], "events.yaml", _merges),
        (COMMANDS["announce"], "news.yaml", _merges),
        (("quiz", "evaluate"), "answers.csv.gz", _long_line),
        (("quiz", "recalibrate"), "answers.csv.gz", _long_line),
    ],
    ids=["events", "announce", "evaluate", "recalibrate"],
)
async def test_a_bomb_that_is_known_only_by_unpacking_it(
    tmp_path: Path, command: tuple[str, ...], name: str, bomb: Callable[[], bytes]
) -> None:
    program = Program(tmp_path, (sys.executable, "-c", LIMITED))
    file = tmp_path / name
    file.write_bytes(bomb())
    assert file.stat().st_size < 5_000_000
    ended = await program.run(*command, str(file))
    assert (ended.code, ended.out) == (1, ""), ended
    assert name in ended.err
    assert "too much memory" in ended.err
    assert "Traceback" not in ended.err


def test_of_a_larger_file_one_byte_more_is_read(tmp_path: Path) -> None:
    file = tmp_path / "x"
    file.write_bytes(b"12345")
    assert [content_of(file, most) for most in (3, 4, 5, 6)] == [b"1234", b"12345", b"12345", b"12345"]


def _laughs(key: str) -> bytes:
    """Return a YAML in which each list holds the one before ten times: ten thousand million elements in all."""
    lines = io.StringIO()
    lines.write("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n")
    for number in range(1, 10):
        lines.write(f"a{number}: &a{number} [{', '.join([f'*a{number - 1}'] * 10)}]\n")
    lines.write(f"{key}: *a9\n")
    return lines.getvalue().encode()


@pytest.mark.parametrize("key", ["texts", "whom", "events"])
def test_a_yaml_that_laughs_is_refused(shelf: Shelf, key: str) -> None:
    with pytest.raises(FormError):
        read_form(_laughs(key))
    assert read_events(_laughs(key), "a.yaml", ids_of(shelf)).problems


def test_lists_in_lists_without_an_end_are_refused(shelf: Shelf) -> None:
    deep = b"events: " + b"[" * 50_000
    with pytest.raises(FormError, match="too deep"):
        read_form(deep)
    assert read_events(deep, "a.yaml", ids_of(shelf)).problems
    with pytest.raises(FormError, match="too large"):
        read_form(b"x" * (LARGEST + 1))
