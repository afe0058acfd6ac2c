"""Every topic of help that can be typed leads somewhere, and nothing leads from a topic that nobody can type."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.chat.topics import DOORS
from bot.domain.languages import Language

if TYPE_CHECKING:
    from bot.library import Shelf


@pytest.mark.parametrize("language", Language)
def test_topics_and_doors_are_the_same(shelf: Shelf, language: Language) -> None:
    assert set(shelf.words(language).topics) == set(DOORS)
