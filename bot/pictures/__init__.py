"""Pictures: what a pupil likes, drawn as six bars. Plain values go in, the bytes of a PNG come out."""

from bot.pictures.chart import Bar, Chart
from bot.pictures.drawing import draw
from bot.pictures.studio import Studio

__all__ = ["Bar", "Chart", "Studio", "draw"]
