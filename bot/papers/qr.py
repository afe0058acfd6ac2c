"""QR codes, for the chat and for sheets of paper."""

from __future__ import annotations

import io
from typing import Final

import segno

from bot.pictures.enlarging import enlarged

# The standard asks for four white modules around; without them a dark background swallows the code.
_QUIET: Final = 4
# Telegram shows a photo no larger than 1280 pixels and shrinks what is larger.
_SIDE: Final = 1000
# Withstands the loss of 15 of 100; `segno` takes a higher level where the code does not grow by it.
_CORRECTION: Final = "m"


def qr_png(link: str) -> bytes:
    """Return a QR code as a black and white PNG, a square of 900 to 1000 pixels for the links that the bot makes.

    Raises:
        ValueError: the link is too long for a QR code (2,331 bytes).
    """
    # No Micro QR: many phones do not read it.
    code = segno.make_qr(link, error=_CORRECTION)
    modules, _ = code.symbol_size(border=_QUIET)
    target = io.BytesIO()
    # The library enlarges in Python, which took more than half of the time.
    code.save(target, kind="png", border=_QUIET)
    return enlarged(target.getvalue(), max(1, int(_SIDE // modules)))
