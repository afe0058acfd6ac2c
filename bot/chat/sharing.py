"""Buttons that hand a text on to somebody else."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from bot.chat.screen import Button

if TYPE_CHECKING:
    from bot.chat.screen import Row


def share_row(text: str, link: str) -> Row:
    """Return the buttons that open WhatsApp and Telegram with a text to be sent; `link` may be empty."""
    whatsapp = Button("WhatsApp", url=f"https://wa.me/?text={quote(text)}")
    return (whatsapp, Button("Telegram", url=telegram_link(text, link)))


def telegram_link(text: str, link: str) -> str:
    """Return the link by which Telegram asks whom to send a text to."""
    return f"https://t.me/share/url?url={quote(link or 'https://t.me')}&text={quote(text)}"
