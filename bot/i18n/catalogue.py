"""Reads the .po files and compiles them in memory, so that no compiled file can be older than its source."""

from __future__ import annotations

import gettext
import io
from typing import TYPE_CHECKING

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from bot.domain.languages import Language
from bot.i18n.speech import Speech

if TYPE_CHECKING:
    from pathlib import Path


class Catalogues:
    """One `Speech` a language, ready from the start."""

    def __init__(self, speeches: dict[Language, Speech]) -> None:
        self._speeches = speeches

    def __getitem__(self, language: Language) -> Speech:
        """Return the speech of a language."""
        return self._speeches[language]

    @classmethod
    def load(cls, content: Path) -> Catalogues:
        """Read `<language>/LC_MESSAGES/bot.po` of every language.

        Raises:
            OSError: a file is missing.
            babel.messages.pofile.PoFileError: a file cannot be read.
        """
        return cls({language: Speech(language, _translations(content, language)) for language in Language})


def _translations(content: Path, language: Language) -> gettext.GNUTranslations:
    compiled = io.BytesIO()
    with (content / language.value / "LC_MESSAGES" / "bot.po").open("rb") as source:
        write_mo(compiled, read_po(source, locale=language.value, abort_invalid=True))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
