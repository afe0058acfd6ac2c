"""The six interests in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.chat.interests import interest_name, interest_portrait
from bot.domain.interests import Interest
from bot.domain.languages import Language
from bot.i18n import Catalogues
from bot.places import CONTENT

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.i18n import Speech

SPEECHES = Catalogues.load(CONTENT)


@pytest.mark.parametrize("say", [interest_name, interest_portrait])
def test_every_interest_has_words_of_its_own_in_every_language(say: Callable[[Speech, Interest], str]) -> None:
    said = {say(SPEECHES[language], interest) for language in Language for interest in Interest}
    assert len(said) == len(Language) * len(Interest)
    assert all(said)
