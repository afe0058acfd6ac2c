"""Language: sentences from .po files, counts, dates, money and distances as each language writes them."""

from bot.i18n.catalogue import Catalogues
from bot.i18n.speech import Speech

__all__ = ["Catalogues", "Speech"]
