"""Enlarges pictures that are made of squares."""

from __future__ import annotations

import io

from PIL import Image


def enlarged(png: bytes, times: int) -> bytes:
    """Return a picture with each pixel as a square of so many on each side."""
    target = io.BytesIO()
    with Image.open(io.BytesIO(png)) as small:
        size = (small.width * times, small.height * times)
        small.resize(size, Image.Resampling.NEAREST).save(target, "PNG")
    return target.getvalue()
