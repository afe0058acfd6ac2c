"""The sandbox on a disk without room: a start that is refused in words, a conversation that goes on, a stop without a traceback.

The system itself refuses to let any file of the process grow (RLIMIT_FSIZE), which fails every write as a full disk does.
"""

from __future__ import annotations

import asyncio
import resource
import signal
import sys
from typing import TYPE_CHECKING

from tests.program.conftest import START_SECONDS, Program, stopped
from tests.program.test_refusals import assert_one_sentence
from tests.pupil import pupil_at

if TYPE_CHECKING:
    from tests.pupil import Pupil

WITHOUT_ROOM = ("sh", "-c", 'ulimit -f 0; exec "$@"', "sh", sys.executable, "-m", "bot")
NOTHING_SAVED = "Сейчас ничего не удаётся сохранить"
_, HARD = resource.getrlimit(resource.RLIMIT_FSIZE)


def _limit(process: asyncio.subprocess.Process, most_bytes: int) -> None:
    resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (most_bytes, HARD))


async def _told(pupil: Pupil, words: str) -> None:
    async with asyncio.timeout(START_SECONDS):
        while words not in str(await pupil.get("messages")):  # noqa: ASYNC110 -- another process is waited for
            await asyncio.sleep(0.05)


async def test_the_sandbox_goes_on_and_stops_in_order(program: Program) -> None:
    process = await program.start("sandbox", "--port", "0", TEMIRQAZYQ_LOG_LEVEL="WARNING")
    try:
        assert process.stdout is not None
        async with asyncio.timeout(START_SECONDS):
            address = (await process.stdout.readline()).decode().split()[-1]
        async with pupil_at(address, "ru") as pupil:
            await pupil.say("/start")
            await pupil.tap("Русский")
            agreement = next(each for each in pupil.buttons if each.startswith("Согласие"))
            _limit(process, 0)
            await pupil.post("tap", {"message_id": pupil.screen["message_id"], "text": agreement})
            await _told(pupil, NOTHING_SAVED)
            _limit(process, HARD)
            await pupil.settled()
            assert "9 класс" in pupil.buttons
            _limit(process, 0)
            await pupil.post("say", {"text": "/help"})
        process.send_signal(signal.SIGTERM)
        async with asyncio.timeout(START_SECONDS):
            err = (await process.communicate())[1].decode()
    finally:
        await stopped(process)
    assert process.returncode == 0, err
    assert "Traceback" not in err
    assert "the sandbox cannot keep its chats" in err


async def test_a_start_without_room_is_one_sentence_and_loses_no_chat(program: Program) -> None:
    async with program.sandbox() as address, pupil_at(address, "ru") as pupil:
        await pupil.say("/start")
        before = pupil.messages
    ended = await Program(program.folder, WITHOUT_ROOM).run("sandbox", "--port", "0")
    assert_one_sentence(ended, "chats of the sandbox", "TEMIRQAZYQ_DATA_DIR")
    async with program.sandbox() as address, pupil_at(address, "ru") as other:
        other.user_id = pupil.user_id
        await other.settled()
        assert other.messages == before
