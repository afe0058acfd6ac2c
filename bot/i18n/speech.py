"""Says things in one language: whole sentences, counts, and figures written as that language writes them."""

from __future__ import annotations

from datetime import date, datetime
from html import escape
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_skeleton, get_month_names
from babel.numbers import format_decimal
from babel.units import format_unit

from bot.domain.hours import KAZAKHSTAN
from bot.domain.languages import Language

if TYPE_CHECKING:
    from gettext import NullTranslations

_KAZAKH_ORDER: Final = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"
# Digits and Latin letters stand before the alphabet, in the order of Unicode.
_ALPHABET_FROM: Final = 0x110000


class Html(str):
    """Text that is already safe inside an HTML message."""

    __slots__ = ()


def safe(text: str) -> Html:
    """Return a text with everything escaped that Telegram would read as a tag."""
    return Html(escape(text, quote=False))


def bold(text: str) -> Html:
    """Return a text, escaped and in bold."""
    return Html(f"<b>{safe(text)}</b>")


def mark(message: str) -> str:
    """Mark a sentence that is said later, so that it is collected for translation."""
    return message


class Speech:
    """One language's voice. Message ids are the English sentences (`content/<language>/LC_MESSAGES/bot.po`)."""

    def __init__(self, language: Language, translations: NullTranslations) -> None:
        self.language = language
        self._translations = translations

    def say(self, message: str, /, **values: object) -> str:
        """Return a sentence as plain text, for buttons, toasts and the terminal."""
        return self._translations.gettext(message).format(**values)

    def synonyms(self, message: str, /) -> tuple[str, ...]:
        """Return the words, separated by commas in the message, that mean the same when typed."""
        return tuple(self.say(message).split(", "))

    def html(self, message: str, /, **values: object) -> Html:
        """Return a sentence for an HTML message; values are escaped unless they are `Html` already."""
        return Html(self._translations.gettext(message).format(**_escaped(values)))

    def count(self, one: str, many: str, number: int, /, **values: object) -> str:
        """Return a sentence with a number in it, in the language's own plural form."""
        return self._translations.ngettext(one, many, number).format(number=number, **values)

    def day_of_year(self, day: date) -> str:
        """Return a day without its year: «20 маусым», «20 июня», "June 20"."""
        return format_skeleton("MMMMd", day, locale=self.language.value)

    def weekday_and_day(self, day: date) -> str:
        """Return a day with the short name of its weekday: «сб, 5 желтоқсан», «сб, 5 декабря», "Sat, December 5"."""
        return f"{format_date(day, format='EEE', locale=self.language.value)}, {self.day_of_year(day)}"

    def date(self, day: date) -> str:
        """Return a day as people write it: «23 қараша 2026», «23 ноября 2026 г.», "November 23, 2026"."""
        return format_date(day, format="long", locale=self.language.value)

    def moment_day(self, moment: datetime) -> str:
        """Return the day on which a moment (UTC) fell in Kazakhstan."""
        return self.date(moment.astimezone(KAZAKHSTAN).date())

    def day_and_hour(self, moment: datetime, zone: str) -> str:
        """Return a moment in a zone: «2 желтоқсан, сәрсенбі, 15:00», «2 декабря, среда, 15:00»."""
        local = moment.astimezone(ZoneInfo(zone))
        weekday = format_date(local.date(), format="EEEE", locale=self.language.value)
        return f"{self.day_of_year(local.date())}, {weekday}, {local:%H:%M}"

    def month(self, year_and_month: str) -> str:
        """Return a month given as "2026-11" as people write it: «2026 ж. қараша», «ноябрь 2026 г.», "November 2026"."""
        return format_skeleton("yMMMM", date.fromisoformat(f"{year_and_month}-01"), locale=self.language.value)

    def month_name(self, month: int) -> str:
        """Return the name of a month, 1-12, as it stands alone: «мамыр», «май», "May"."""
        name = str(get_month_names("wide", "stand-alone", self.language.value)[month])
        # Babel writes the Kazakh ones like names; only English does so inside a sentence.
        return name if self.language is Language.EN else name.lower()

    def number(self, value: float) -> str:
        """Return a number with the language's separators; at most one decimal."""
        return format_decimal(value, format="#,##0.#", locale=self.language.value)

    def money(self, tenge: int) -> str:
        """Return an amount in tenge without decimals."""
        return f"{self.number(tenge)}\xa0₸"

    def distance(self, kilometres: float) -> str:
        """Return a distance in kilometres: whole ones, and "1" for anything nearer than that."""
        whole = max(1, round(kilometres))
        text = format_unit(whole, "length-kilometer", length="short", locale=self.language.value)
        # The number must not be left alone at the end of a line.
        return text.replace(" ", "\xa0")

    def months(self, months: int) -> str:
        """Return a length of months in years and months."""
        years, rest = divmod(months, 12)
        parts = [self.count("{number} year", "{number} years", years)] if years else []
        parts += [self.count("{number} month", "{number} months", rest)] if rest else []
        return " ".join(parts)

    def sort_key(self, text: str) -> tuple[int, ...]:
        """Return a key that sorts names by the Kazakh alphabet, which holds the Russian one in its own order."""
        return tuple(_place_in_alphabet(letter) for letter in text.casefold())


def _escaped(values: dict[str, object]) -> dict[str, object]:
    return {name: value if isinstance(value, Html) else safe(str(value)) for name, value in values.items()}


def _place_in_alphabet(letter: str) -> int:
    position = _KAZAKH_ORDER.find(letter)
    return _ALPHABET_FROM + position if position >= 0 else ord(letter)
