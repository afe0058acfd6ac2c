"""Whatever somebody does is a visit, so that nobody is erased who still comes."""

from __future__ import annotations

from datetime import timedelta
from itertools import count
from typing import TYPE_CHECKING

import pytest

from bot.chat.conversation import Caller, Conversation
from bot.domain.languages import Language

if TYPE_CHECKING:
    from bot.chat.ground import Ground
    from tests.conftest import HandClock

SOMEBODY = 4242
_numbers = count(1)


def _caller() -> Caller:
    return Caller(next(_numbers), SOMEBODY, "en")


@pytest.mark.parametrize("way", ["tap", "word", "sticker"])
async def test_whatever_somebody_does_is_a_visit(
    conversation: Conversation, ground: Ground, clock: HandClock, way: str
) -> None:
    await ground.people.agree(SOMEBODY, Language.EN, ground.people.consent_version, once=next(_numbers))
    clock.moment += timedelta(days=40)
    if way == "tap":
        await conversation.tapped(_caller(), "m")
    elif way == "word":
        await conversation.typed(_caller(), "abracadabra")
    else:
        await conversation.puzzled(_caller())
    person = await ground.people.recognise(SOMEBODY)
    assert person is not None
    assert person.visited_on == clock.now().date()
