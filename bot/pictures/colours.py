"""The colours: a deep night and the gold of the Pole Star, with the steps between them that make edges smooth."""

from __future__ import annotations

from typing import Final

Colour = tuple[int, int, int]

NIGHT: Final[Colour] = (11, 28, 56)
TRACK: Final[Colour] = (33, 55, 94)
GOLD: Final[Colour] = (245, 190, 78)
CALM: Final[Colour] = (122, 160, 208)
WHITE: Final[Colour] = (246, 244, 236)
MUTED: Final[Colour] = (168, 186, 214)

_STEPS: Final = 16
_PAIRS: Final = (
    (NIGHT, TRACK),
    (NIGHT, GOLD),
    (NIGHT, WHITE),
    (NIGHT, MUTED),
    (TRACK, GOLD),
    (TRACK, CALM),
)


def _between(ground: Colour, ink: Colour, step: int) -> list[int]:
    return [round(low + (high - low) * step / (_STEPS - 1)) for low, high in zip(ground, ink, strict=True)]


# A picture of few colours is several times smaller and quicker to write than one of all colours.
PALETTE: Final = bytes(part for ground, ink in _PAIRS for step in range(_STEPS) for part in _between(ground, ink, step))


def ramp(ground: Colour, ink: Colour) -> list[int]:
    """Return the place in the palette for each of 256 degrees to which an ink covers a ground."""
    first = _PAIRS.index((ground, ink)) * _STEPS
    return [first + round(degree * (_STEPS - 1) / 255) for degree in range(256)]


# From this degree on a covered point differs from its ground.
VISIBLE: Final = [255 if round(degree * (_STEPS - 1) / 255) else 0 for degree in range(256)]
