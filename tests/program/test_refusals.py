"""What the outside world refuses becomes one clear sentence and a non-zero exit, never a traceback."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

import pytest

from bot.sandbox import Sandbox

if TYPE_CHECKING:
    from tests.program.conftest import Ended, Program

TOKEN = "4242:right-token-of-the-tests-aaaaaaaaaaaaaaa"


def assert_one_sentence(ended: Ended, *words: str) -> None:
    assert ended.code == 1
    assert ended.out == ""
    lines = [line for line in ended.err.splitlines() if " INFO " not in line]
    assert len(lines) == 1, ended.err
    assert lines[0].endswith(".")
    for word in words:
        assert word in lines[0]


async def test_a_busy_port(program: Program) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        ended = await program.run("sandbox", "--port", port)
    assert_one_sentence(ended, port, "another program", "--port")


@pytest.mark.parametrize("arguments", [("sandbox", "--port", "0"), ("migrate",)])
async def test_a_data_folder_that_cannot_be_made(program: Program, arguments: tuple[str, ...]) -> None:
    (program.folder / "data").write_text("a file in the folder's place")
    assert_one_sentence(await program.run(*arguments), str(program.data), "TEMIRQAZYQ_DATA_DIR")


async def test_a_read_only_data_folder(program: Program) -> None:
    """Nobody may make folders there, not even root, for whom permissions do not count."""
    ended = await program.run("sandbox", "--port", "0", TEMIRQAZYQ_DATA_DIR="/proc/temirqazyq")
    assert_one_sentence(ended, "/proc/temirqazyq", "cannot be written")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"TEMIRQAZYQ_TOKEN\n", ("Line 1", "NAME=value")),
        (b"# fine\nTEMIRQAZYQ_TOKKEN=1:a\n", ("Line 2", "TEMIRQAZYQ_TOKKEN")),
        (b"TEMIRQAZYQ_SANDBOX_PORT=many\n", ("TEMIRQAZYQ_SANDBOX_PORT",)),
        (b"TEMIRQAZYQ_TOKEN=\xff\xfe\n", ("UTF-8",)),
    ],
)
async def test_a_broken_env_file(program: Program, content: bytes, words: tuple[str, ...]) -> None:
    (program.folder / ".env").write_bytes(content)
    assert_one_sentence(await program.run("sandbox", "--port", "0"), *words)


async def test_no_token(program: Program) -> None:
    assert_one_sentence(await program.run("run"), "TEMIRQAZYQ_TOKEN", "BotFather")


async def test_a_wrong_token(program: Program) -> None:
    async with Sandbox(token=TOKEN).serve() as address:
        wrong = "4242:wrong-token-of-the-tests-aaaaaaaaaaaaaaa"
        ended = await program.run("run", TEMIRQAZYQ_TOKEN=wrong, TEMIRQAZYQ_BOT_API_URL=address)
    assert_one_sentence(ended, "TEMIRQAZYQ_TOKEN")
    assert wrong not in ended.err


async def test_a_server_that_is_not_there(program: Program) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        address = f"http://127.0.0.1:{taken.getsockname()[1]}"
    ended = await program.run("run", TEMIRQAZYQ_TOKEN=TOKEN, TEMIRQAZYQ_BOT_API_URL=address)
    assert_one_sentence(ended, address, "TEMIRQAZYQ_BOT_API_URL")


@pytest.mark.parametrize("arguments", [("run",), ("migrate",)])
async def test_a_database_that_is_not_there(program: Program, arguments: tuple[str, ...]) -> None:
    async with Sandbox(token=TOKEN).serve() as address:
        ended = await program.run(
            *arguments,
            TEMIRQAZYQ_TOKEN=TOKEN,
            TEMIRQAZYQ_BOT_API_URL=address,
            TEMIRQAZYQ_DATABASE_URL="postgresql://nobody:secret-word@127.0.0.1:1/nothing",
        )
    assert_one_sentence(ended, "database")
    assert "secret-word" not in ended.err


async def test_a_database_of_a_kind_we_do_not_know(program: Program) -> None:
    ended = await program.run("migrate", TEMIRQAZYQ_DATABASE_URL="oracle://nowhere")
    assert_one_sentence(ended, "TEMIRQAZYQ_DATABASE_URL")
