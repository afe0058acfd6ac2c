"""Long lists on a phone: a page of buttons, and the way to the pages before and after."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from bot.chat.screen import Button, Row, column, shortened

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from aiogram.filters.callback_data import CallbackData

    from bot.i18n import Speech

PAGE = 8
Item = TypeVar("Item")


def page_of(items: Sequence[Item], page: int) -> tuple[Sequence[Item], int, int]:
    """Return a page's items, the page's number, and how many pages there are; a page out of range becomes the nearest."""
    pages = max(1, -(-len(items) // PAGE))
    page = min(max(page, 0), pages - 1)
    return items[page * PAGE : (page + 1) * PAGE], page, pages


def numbered(position: int, label: str) -> str:
    """Return the label of a list's button, which begins with its number on its page, as far as a phone shows it."""
    return shortened(f"{position % PAGE + 1}. {label}")


def paged_rows(
    speech: Speech, buttons: Sequence[Button], page: int, door: Callable[[int], CallbackData]
) -> tuple[Row, ...]:
    """Return a page of buttons in a column, and under it the buttons of the neighbouring pages."""
    shown, page, pages = page_of(buttons, page)
    turn = []
    if page > 0:
        turn.append(Button(speech.say("← Previous"), door(page - 1)))
    if page < pages - 1:
        label = speech.say("Next ({page} of {pages}) →", page=page + 2, pages=pages)
        turn.append(Button(label, door(page + 1), words=speech.synonyms("next, more")))
    return (*column(*shown), *([tuple(turn)] if turn else []))
