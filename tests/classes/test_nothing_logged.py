"""A whole conversation with everything that is personal, at the most talkative level of the logs: nothing of it is in them."""

from __future__ import annotations

import io
import json
import logging
from typing import TYPE_CHECKING

import pytest

from bot.chat.conversation import Conversation
from bot.logs import Form, set_up_logs
from tests.chat.conftest import Witness
from tests.classes.life import NAME, SCHOOL, SIZE, WISH, live

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.chat.conversation import Caller
    from bot.chat.screen import Screen
    from tests.classes.school import Enter
    from tests.running_bot import RunningBot


@pytest.fixture(params=["text", "json"])
def form(request: pytest.FixtureRequest) -> Form:
    """Both forms of a line."""
    chosen: Form = request.param
    return chosen


@pytest.fixture
def written(form: Form, monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    """What the program writes at DEBUG."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    root.handlers.clear()
    stream = io.StringIO()
    monkeypatch.setattr("sys.stderr", stream)
    set_up_logs("DEBUG", form)
    yield stream
    root.handlers[:] = handlers
    root.setLevel(level)


async def test_a_whole_conversation_and_its_faults_leave_no_word_of_it(
    running: RunningBot, enter: Enter, form: Form, written: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = await live(running, enter)

    async def fail(_self: Conversation, caller: Caller, said: str) -> Screen:
        raise ValueError(f"{caller.telegram_id} said {said!r}")

    monkeypatch.setattr(Conversation, "typed", fail)
    pupil = await enter("en")
    for kind in ("500", "refuse"):
        await Witness(running.address).order("sendMessage", kind)
        await pupil.say(NAME)
    logging.getLogger("tests").error("the last line")
    lines = written.getvalue()
    assert "the last line" in lines
    assert "ValueError" in lines
    read = "\n".join(json.loads(line)["message"] for line in lines.splitlines()) if form == "json" else lines
    for word in (*NAME.split(), SCHOOL, SIZE, "униколог", "unikolog", WISH, "50.413", *map(str, ids)):
        assert word.lower() not in lines.lower(), word
        assert word.lower() not in read.lower(), word


async def test_every_line_of_the_form_json_is_an_object(form: Form, written: io.StringIO) -> None:
    error = RuntimeError(f"{NAME} is not known")
    error.__cause__ = KeyError(NAME)
    try:
        raise error
    except RuntimeError:
        logging.getLogger("bot.tests").exception(
            "failed\nand \u2028 went on at %s", "1000000001:a-token-that-is-long-enough-to-be-one"
        )
    if form == "text":
        assert "[token]" in written.getvalue()
        return
    [line] = written.getvalue().splitlines()
    read = json.loads(line)
    assert read.pop("time").endswith("+00:00")
    [place] = read["error"].pop("at")
    assert place.startswith("test_nothing_logged.py:")
    assert read == {
        "level": "ERROR",
        "name": "bot.tests",
        "message": "failed\nand \u2028 went on at [token]",
        "error": {"kind": "RuntimeError", "causes": ["KeyError"]},
    }
