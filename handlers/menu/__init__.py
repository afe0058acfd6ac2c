"""The menu, the pages of prose, and what a person may see and delete of their own."""

from handlers.menu.router import flow

__all__ = ["flow"]
