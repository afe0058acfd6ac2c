"""Taps of reports."""

from typing import Annotated

from aiogram.filters.callback_data import CallbackData
from pydantic import Field


class ReportFileTap(CallbackData, prefix="bf"):
    """A report as a file; of the school where no class is named."""

    id: Annotated[int, Field(ge=0, le=2**31 - 1)]
