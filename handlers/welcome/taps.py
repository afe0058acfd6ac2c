"""Taps of the first steps."""

from typing import Annotated

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

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

    grade: Annotated[int, Field(ge=8, le=12)]
