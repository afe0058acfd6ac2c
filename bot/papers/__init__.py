"""Files that people keep, print and show at a door. Plain values and translated texts go in, bytes come out."""

from bot.papers.calendar_file import Appointment, calendar_file
from bot.papers.certificate import Certificate
from bot.papers.class_report import ReportWords
from bot.papers.door_list import DoorList, DoorRow
from bot.papers.poster import Poster
from bot.papers.press import Paper, Press
from bot.papers.qr import qr_png

__all__ = [
    "Appointment",
    "Certificate",
    "DoorList",
    "DoorRow",
    "Paper",
    "Poster",
    "Press",
    "ReportWords",
    "calendar_file",
    "qr_png",
]
