"""The two faces of the letters. The files hold Latin and Cyrillic letters only."""

from __future__ import annotations

from enum import Enum
from functools import lru_cache
from pathlib import Path
from typing import Final

from PIL import ImageFont

FOLDER: Final = Path(__file__).resolve().parent / "fonts"
# In parts of the size: no letter of the files reaches higher or lower, fitted to whole pixels from 18 on.
ASCENT: Final = 0.98
DESCENT: Final = 0.27


class Face(Enum):
    """A weight of the letters and its file."""

    REGULAR = "NotoSans-Regular.ttf"
    BOLD = "NotoSans-Bold.ttf"


@lru_cache(maxsize=128)
def font_of(face: Face, size: int) -> ImageFont.FreeTypeFont:
    """Return a face in a size in pixels, read from its file once.

    Raises:
        OSError: the file is missing or broken.
    """
    # The other layout engine depends on a library of the machine, and pictures must be the same everywhere.
    return ImageFont.truetype(FOLDER / face.value, size, layout_engine=ImageFont.Layout.BASIC)


# The same six labels are measured again and again.
@lru_cache(maxsize=2048)
def extent(text: str, face: Face, size: int) -> tuple[int, int]:
    """Return how far a line reaches to the left (0 or less) and to the right of the point where it begins, in pixels."""
    font = font_of(face, size)
    left, _, right, _ = font.getbbox(text, anchor="ls")
    return min(0, int(left)), int(max(right, font.getlength(text))) + 1


def width(text: str, face: Face, size: int) -> int:
    """Return the width of a line in pixels with everything that its letters reach out."""
    left, right = extent(text, face, size)
    return right - left
