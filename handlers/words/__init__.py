"""Words typed anywhere outside a question: a profession, a college, a town, or something to help with."""

from handlers.words.router import flow

__all__ = ["flow"]
