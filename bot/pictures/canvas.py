"""What pictures are drawn on: a sheet whose points are places in the palette."""

from __future__ import annotations

import io
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from PIL import Image, ImageDraw

from bot.pictures.colours import NIGHT, PALETTE, VISIBLE, ramp
from bot.pictures.faces import font_of
from bot.pictures.shapes import pill

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.pictures.colours import Colour
    from bot.pictures.fitting import Box, Line

# The highest level saves a tenth of the bytes and takes eight times as long.
_COMPRESSION: Final = 6
# The first colour of the palette is the night.
_GROUND: Final = 0


class Canvas:
    """A night sky of a size in pixels."""

    def __init__(self, width: int, height: int) -> None:
        # Its points are places in the palette, not degrees of grey.
        self._sheet = Image.new("L", (width, height), _GROUND)

    def write(self, lines: Sequence[Line], ink: Colour) -> None:
        """Write lines of text on the ground."""
        for line in lines:
            box = line.box
            mask = Image.new("L", (box.width, box.height), 0)
            start = (line.x - box.left, line.baseline - box.top)
            ImageDraw.Draw(mask).text(start, line.text, fill=255, font=font_of(line.face, line.size), anchor="ls")
            self.stamp(mask, box, NIGHT, ink)

    def bar(self, box: Box, ground: Colour, ink: Colour) -> None:
        """Draw a bar with round ends."""
        self.stamp(pill(box.width, box.height), box, ground, ink)

    def stamp(self, mask: Image.Image, box: Box, ground: Colour, ink: Colour) -> None:
        """Put a shape into the upper left corner of a box that lies on a ground."""
        self._sheet.paste(mask.point(_ramp(ground, ink)), (box.left, box.top), mask.point(VISIBLE))

    def clear(self, box: Box) -> None:
        """Let the ground of the picture show through."""
        self._sheet.paste(_GROUND, (box.left, box.top, box.right, box.bottom))

    def png(self) -> bytes:
        """Return the picture."""
        self._sheet.putpalette(PALETTE)
        target = io.BytesIO()
        self._sheet.save(target, "PNG", compress_level=_COMPRESSION)
        return target.getvalue()


@lru_cache(maxsize=32)
def _ramp(ground: Colour, ink: Colour) -> list[int]:
    return ramp(ground, ink)
