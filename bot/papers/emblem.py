"""The Pole Star on paper: four long rays and four short ones, as on the pictures."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from bot.pictures.colours import GOLD

if TYPE_CHECKING:
    from bot.papers.sheet import Sheet


def pole_star(sheet: Sheet, middle: tuple[float, float], radius: float) -> None:
    """Draw it around a point; the radius is in millimetres."""
    sheet.shape(_corners(middle, radius, waist=0.2, turn=0.0), GOLD)
    sheet.shape(_corners(middle, radius * 0.6, waist=0.33, turn=math.pi / 4), GOLD)


def _corners(middle: tuple[float, float], radius: float, waist: float, turn: float) -> list[tuple[float, float]]:
    reaches = (radius * waist if place % 2 else radius for place in range(8))
    return [
        (middle[0] + reach * math.sin(angle), middle[1] - reach * math.cos(angle))
        for reach, angle in zip(reaches, (math.pi * place / 4 + turn for place in range(8)), strict=True)
    ]
