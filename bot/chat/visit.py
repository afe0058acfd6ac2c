"""Everything a handler knows about the update at hand."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.chat.looks import Looks

if TYPE_CHECKING:
    from bot.chat.ground import Ground
    from bot.domain.languages import Language
    from bot.domain.people import Person
    from bot.i18n.speech import Speech
    from bot.library import Words


@dataclass(frozen=True, slots=True)
class Visit:
    """One update of one person.

    Attributes:
        update_id: passed to services as `once`, so that a redelivered update changes nothing.
        person: None until they agreed to the privacy text.
        language: the person's, or the best guess for a stranger.
        ground: the services and texts of this installation.
        looks: what was looked up for this screen, whatever the language; see `Looks`.
    """

    update_id: int
    telegram_id: int
    person: Person | None
    language: Language
    ground: Ground
    looks: Looks = field(default_factory=Looks, compare=False)

    @property
    def speech(self) -> Speech:
        """The voice of the person's language."""
        return self.ground.speeches[self.language]

    @property
    def words(self) -> Words:
        """The atlas in the person's language."""
        return self.ground.shelf.words(self.language)

    @property
    def pupil(self) -> Person:
        """The person, in flows that admit only those who agreed."""
        if self.person is None:
            raise LookupError("this flow was registered for people who agreed, yet there is none")
        return self.person
