"""Spreadsheets: read whatever people send, write what opens everywhere. Knows nothing of what stands in them."""

from bot.sheets.aside import Stopped, aside
from bot.sheets.content import content_of
from bot.sheets.reading import read_sheet, read_sheet_aside
from bot.sheets.sheet import CellProblem, Limits, Sheet, SheetRow, Unreadable
from bot.sheets.table import Column, Moment, Table
from bot.sheets.writing import Format, write, write_aside

__all__ = [
    "CellProblem",
    "Column",
    "Format",
    "Limits",
    "Moment",
    "Sheet",
    "SheetRow",
    "Stopped",
    "Table",
    "Unreadable",
    "aside",
    "content_of",
    "read_sheet",
    "read_sheet_aside",
    "write",
    "write_aside",
]
