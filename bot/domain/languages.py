"""The languages of the conversation."""

from enum import StrEnum


class Language(StrEnum):
    """Kazakh, Russian, English; the value is the code of ISO 639-1 and the name of the content folder."""

    KK = "kk"
    RU = "ru"
    EN = "en"
