"""Classes at events: a teacher registers a whole class from a list or by a link, sees it, gives seats back."""

from handlers.class_lists.router import flow

__all__ = ["flow"]
