"""The commands that look, and a whole life of the bot against a Bot API server that is not started by it."""

from __future__ import annotations

import asyncio
import signal
from typing import TYPE_CHECKING

from bot.sandbox import Sandbox
from tests.program.conftest import START_SECONDS, stopped
from tests.pupil import pupil_at

if TYPE_CHECKING:
    from tests.program.conftest import Program

TOKEN = "4242:right-token-of-the-tests-aaaaaaaaaaaaaaa"


async def test_run_answers_at_the_server_it_was_told_and_writes_no_secrets(program: Program) -> None:
    async with Sandbox(token=TOKEN).serve() as address:
        process = await program.start(
            "run", TEMIRQAZYQ_TOKEN=TOKEN, TEMIRQAZYQ_BOT_API_URL=address, TEMIRQAZYQ_LOG_LEVEL="DEBUG"
        )
        try:
            async with pupil_at(address, first_name="Gulbanu-of-the-test") as pupil:
                await pupil.say("/start")
                await pupil.tap("Русский")
                await pupil.say("a secret that nobody may read in logs")
                await pupil.tap("Согласие")
            process.send_signal(signal.SIGTERM)
            async with asyncio.timeout(START_SECONDS):
                out, err = await process.communicate()
        finally:
            await stopped(process)
    written = (out + err).decode()
    assert process.returncode == 0, written
    assert "ready as @" in written
    for secret in (TOKEN, TOKEN.split(":")[1], "a secret that nobody", "Gulbanu"):
        assert secret not in written


async def test_migrate_says_from_where_to_where(program: Program) -> None:
    first = await program.run("migrate")
    assert first.code == 0
    assert "were at nothing" in first.out
    again = await program.run("migrate")
    assert "nothing" not in again.out


async def test_the_doctor_finds_what_is_missing(program: Program) -> None:
    ended = await program.run("doctor")
    assert ended.code == 1
    assert "BAD  TEMIRQAZYQ_TOKEN is not set" in ended.out
    assert ended.out.count("ok  ") == 6


async def test_the_doctor_is_content_with_a_sound_installation(program: Program) -> None:
    async with Sandbox(token=TOKEN).serve() as address:
        await program.run("migrate")
        ended = await program.run("doctor", TEMIRQAZYQ_TOKEN=TOKEN, TEMIRQAZYQ_BOT_API_URL=address)
    assert ended.code == 0, ended.out
    assert "BAD" not in ended.out
    assert "the newest" in ended.out
    assert "@sandbox_bot" in ended.out


async def test_content_check_is_content(program: Program) -> None:
    ended = await program.run("content", "check")
    assert (ended.code, ended.out.strip()) == (0, "The content is complete.")


async def test_help_names_every_command(program: Program) -> None:
    ended = await program.run("--help")
    for command in ("sandbox", "run", "migrate", "doctor", "content", "quiz"):
        assert command in ended.out
