"""Smooth shapes as masks: 0 leaves the ground, 255 covers it."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Final

from PIL import Image, ImageDraw

_FINENESS: Final = 8


def pill(width: int, height: int) -> Image.Image:
    """Return a bar with round ends, in pixels."""
    mask = Image.new("L", (width, height), 255)
    ends = _disc(height)
    half = height // 2
    mask.paste(ends.crop((0, 0, half, height)), (0, 0))
    mask.paste(ends.crop((half, 0, height, height)), (width - (height - half), 0))
    return mask


@lru_cache(maxsize=8)
def star(size: int) -> Image.Image:
    """Return the star of a strong interest in a square of a size in pixels."""
    mask = Image.new("L", (size * _FINENESS, size * _FINENESS), 0)
    ImageDraw.Draw(mask).polygon(_corners(size, points=5, reach=1.0, waist=0.45), fill=255)
    return mask.reduce(_FINENESS)


@lru_cache(maxsize=8)
def pole_star(size: int) -> Image.Image:
    """Return the Pole Star, four long rays and four short ones, in a square of a size in pixels."""
    mask = Image.new("L", (size * _FINENESS, size * _FINENESS), 0)
    pen = ImageDraw.Draw(mask)
    pen.polygon(_corners(size, points=4, reach=1.0, waist=0.2), fill=255)
    pen.polygon(_corners(size, points=4, reach=0.6, waist=0.33, turn=math.pi / 4), fill=255)
    return mask.reduce(_FINENESS)


@lru_cache(maxsize=8)
def _disc(size: int) -> Image.Image:
    mask = Image.new("L", (size * _FINENESS, size * _FINENESS), 0)
    ImageDraw.Draw(mask).ellipse((0, 0, size * _FINENESS - 1, size * _FINENESS - 1), fill=255)
    return mask.reduce(_FINENESS)


def _corners(size: int, points: int, reach: float, waist: float, turn: float = 0.0) -> list[tuple[float, float]]:
    middle = size * _FINENESS / 2
    long, short = middle * reach, middle * reach * waist
    return [
        _corner(middle, short if place % 2 else long, math.pi * place / points + turn) for place in range(2 * points)
    ]


def _corner(middle: float, radius: float, angle: float) -> tuple[float, float]:
    return middle + radius * math.sin(angle), middle - radius * math.cos(angle)
