"""Taps of the first steps."""

from typing import Literal

from aiogram.filters.callback_data import CallbackData

from bot.domain.languages import Language


class LanguageTap(CallbackData, prefix="lt"):
    """A language was chosen."""

    language: Language


class AgreeTap(CallbackData, prefix="ag"):
    """Agreement to a version of the privacy text, read in this language."""

    language: Language
    version: str


class GradeTap(CallbackData, prefix="gt"):
    """A grade was chosen; 12 stands for "already finished school"."""

    grade: Literal[8, 9, 10, 11, 12]
