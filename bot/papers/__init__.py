"""Files that people keep, print and show at a door. Plain values and translated texts go in, bytes come out."""

from bot.papers.calendar_file import Appointment, calendar_file
from bot.papers.qr import qr_png

__all__ = ["Appointment", "calendar_file", "qr_png"]
