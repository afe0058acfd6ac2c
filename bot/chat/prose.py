"""Turns a page of simple Markdown (headings, paragraphs, lists, **bold**) into the HTML that Telegram reads."""

from __future__ import annotations

import re
from html import escape

from bot.i18n.speech import Html


def page_html(markdown: str) -> Html:
    """Return the page; a heading becomes a bold line, a list item a line with a dot before it."""
    return Html("\n".join(_line(line) for line in escape(markdown.strip(), quote=False).splitlines()))


def _line(line: str) -> str:
    if line.startswith("#"):
        return f"<b>{line.lstrip('#').strip()}</b>"
    line = re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", line)
    return f"• {line[2:]}" if line.startswith("- ") else line
