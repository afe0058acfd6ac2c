"""What breaks a rehearsal off is one sentence; a mistake of ours is not hidden behind it."""

from __future__ import annotations

import pytest

from bot.rehearsal.breaking import BrokenOffError, unbroken
from bot.running import Refused


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (BrokenOffError("messages stay in the outbox"), "The rehearsal broke off: messages stay in the outbox."),
        (
            OSError(28, "No space left on device"),
            "The rehearsal broke off: OSError, [Errno 28] No space left on device.",
        ),
        (TimeoutError(), "The rehearsal broke off: TimeoutError."),
        (ExceptionGroup("", [ExceptionGroup("", [BrokenOffError("no")])]), "The rehearsal broke off: no."),
    ],
    ids=["play", "disk", "silence", "nested"],
)
def test_it_is_said_in_words(error: Exception, said: str) -> None:
    heard: list[str] = []
    try:
        with unbroken():
            raise error
    except* Refused as group:
        heard += map(str, group.exceptions)
    assert heard == [said]


def test_a_mistake_of_ours_keeps_its_traceback() -> None:
    with pytest.raises(KeyError), unbroken():
        raise KeyError("x")
