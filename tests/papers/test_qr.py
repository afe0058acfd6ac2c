"""Any phone reads the code from another phone's screen, as Telegram has squeezed it."""

from __future__ import annotations

import io

import pytest
import zxingcpp
from PIL import Image

from bot.papers import qr_png

TICKET = "https://t.me/temirqazyq_bot?start=t_7GHX3MNP"
# A name of 32 letters and a code of 48 are the most that a link of ours can hold.
LONGEST = f"https://t.me/{'a' * 32}?start=t_{'Z' * 48}"
# Telegram's smallest preview of a photo that still opens, and what the newest phones show.
SIDES = (200, 320, 800, 1280)


def opened(picture: bytes) -> Image.Image:
    with Image.open(io.BytesIO(picture)) as image:
        return image.convert("L")


def squeezed(image: Image.Image, side: int, quality: int = 50) -> Image.Image:
    target = io.BytesIO()
    image.resize((side, side), Image.Resampling.BILINEAR).save(target, "JPEG", quality=quality)
    return opened(target.getvalue())


def read(image: Image.Image) -> list[str]:
    return [
        found.text
        for found in zxingcpp.read_barcodes(image, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode))
    ]


@pytest.mark.parametrize("link", [TICKET, LONGEST])
def test_it_is_read_as_it_was_made(link: str) -> None:
    assert read(opened(qr_png(link))) == [link]


@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize("link", [TICKET, LONGEST])
def test_it_is_read_after_telegram_has_squeezed_it(link: str, side: int) -> None:
    assert read(squeezed(opened(qr_png(link)), side)) == [link]


def test_it_is_read_on_a_dark_screen_held_askew() -> None:
    screen = Image.new("L", (500, 900), 20)
    screen.paste(squeezed(opened(qr_png(TICKET)), 400), (50, 200))
    assert read(screen.rotate(17, fillcolor=0, expand=True)) == [TICKET]


def test_it_is_read_with_a_thumb_on_it() -> None:
    image = opened(qr_png(TICKET))
    side = image.width
    image.paste(128, (int(side * 0.6), int(side * 0.6), int(side * 0.78), int(side * 0.78)))
    assert read(image) == [TICKET]


@pytest.mark.parametrize("link", [TICKET, LONGEST])
def test_a_clean_square_with_white_around(link: str) -> None:
    image = opened(qr_png(link))
    assert image.width == image.height
    assert 900 <= image.width <= 1000
    black = image.point(lambda grey: 255 - grey).getbbox()
    assert black is not None
    # A finder pattern is seven modules wide; four white ones must be around.
    module = next(x for x in range(1, image.width) if image.getpixel((black[0] + x, black[1])) == 255) // 7
    assert module >= 15
    assert black == (4 * module, 4 * module, image.width - 4 * module, image.height - 4 * module)


def test_the_same_link_gives_the_same_bytes() -> None:
    assert qr_png(TICKET) == qr_png(TICKET)
    assert qr_png(TICKET) != qr_png(LONGEST)


def test_too_long_a_link_is_refused() -> None:
    with pytest.raises(ValueError, match="too large"):
        qr_png("a" * 3000)
