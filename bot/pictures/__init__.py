"""Pictures: what a pupil likes, and what comes up in a class. Plain values go in, the bytes of a PNG come out."""

from bot.pictures.chart import Bar, Chart
from bot.pictures.drawing import draw
from bot.pictures.report import Report, Tally
from bot.pictures.studio import Studio

__all__ = ["Bar", "Chart", "Report", "Studio", "Tally", "draw"]
