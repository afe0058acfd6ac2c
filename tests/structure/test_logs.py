"""A token never reaches a log line, whoever wrote it."""

from __future__ import annotations

import io
import logging
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.logs import Redacting, set_up_logs
from bot.running import SANDBOX_TOKEN

if TYPE_CHECKING:
    from collections.abc import Iterator

TOKEN = "123456789:AAE-token_of-the_tests-1234567890abcd"
SECRET = TOKEN.partition(":")[2]
LOG = logging.getLogger("tests.logs")


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    """Set up logs as the program does, return what goes to standard error, and give pytest its own logs back."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    root.handlers.clear()
    stream = io.StringIO()
    monkeypatch.setattr("sys.stderr", stream)
    set_up_logs("DEBUG")
    yield stream
    root.handlers[:] = handlers
    root.setLevel(level)


@pytest.mark.parametrize(
    "message",
    [
        f"GET https://api.telegram.org/bot{TOKEN}/getMe",
        f"GET https://api.telegram.org/file/bot{TOKEN}/documents/1",
        f"GET /bot{TOKEN.replace(':', '%3A')}/getMe",
        f"GET /bot{TOKEN.replace(':', '%3a')}/getMe",
        f"token={TOKEN!r}",
        f"{TOKEN} and {TOKEN}",
        f"{SANDBOX_TOKEN} is the token",
        f"first line\nsecond {TOKEN}\n",
    ],
)
def test_a_message_with_a_token(written: io.StringIO, message: str) -> None:
    LOG.info(message)
    assert "INFO tests.logs: " in written.getvalue()
    assert "[token]" in written.getvalue()
    assert SECRET not in written.getvalue()
    assert SANDBOX_TOKEN not in written.getvalue()


def test_an_argument_with_a_token(written: io.StringIO) -> None:
    LOG.warning("calling %s with %r", f"bot{TOKEN}", {"token": TOKEN})
    assert written.getvalue().count("[token]") == 2
    assert SECRET not in written.getvalue()


def test_a_traceback_with_a_token(written: io.StringIO) -> None:
    def fail() -> None:
        raise ConnectionError(f"cannot reach /bot{TOKEN}/getMe")

    try:
        try:
            fail()
        except ConnectionError as error:
            raise RuntimeError(f"while using {TOKEN}") from error
    except RuntimeError:
        LOG.exception("it failed")
    assert "ConnectionError: cannot reach /bot[token]/getMe" in written.getvalue()
    assert "RuntimeError: while using [token]" in written.getvalue()
    assert SECRET not in written.getvalue()


def test_a_stack_with_a_token(written: io.StringIO) -> None:
    LOG.info("here", stack_info=True)
    record = logging.LogRecord("name", logging.INFO, "path", 1, "text", None, None, sinfo=f"Stack: {TOKEN}")
    assert "Stack (most recent call last)" in written.getvalue()
    assert SECRET not in Redacting("%(message)s").format(record)


@given(st.text(), st.text())
def test_whatever_stands_around_it(before: str, after: str) -> None:
    record = logging.LogRecord("name", logging.INFO, "path", 1, before + TOKEN + after, None, None)
    assert SECRET not in Redacting("%(message)s").format(record)


@pytest.mark.parametrize("line", ["at 06:00:00 all was well", "127.0.0.1:8477 listens", "update 123456789: 5 buttons"])
def test_other_words_stay_as_they_are(written: io.StringIO, line: str) -> None:
    LOG.info(line)
    assert written.getvalue().rstrip("\n").endswith(f"INFO tests.logs: {line}")


@pytest.mark.parametrize("name", ["aiogram.event", "aiohttp.access", "asyncio", "aiosqlite"])
def test_talkative_libraries_are_quiet(written: io.StringIO, name: str) -> None:
    assert not logging.getLogger(name).isEnabledFor(logging.INFO)
    assert logging.getLogger(name).isEnabledFor(logging.WARNING)


def test_what_is_said_to_people_is_not_logged_by_the_library_that_says_it(written: io.StringIO) -> None:
    for name in ("telegram.Bot", "telegram.ext.ExtBot", "telegram.request.BaseRequest"):
        logging.getLogger(name).error("sendMessage with text %s", "Әсем, құжат")
    assert written.getvalue() == ""


def test_lines_go_to_standard_error_alone(written: io.StringIO, capsys: pytest.CaptureFixture[str]) -> None:
    LOG.info("hello")
    assert written.getvalue().endswith("hello\n")
    assert capsys.readouterr().out == ""
