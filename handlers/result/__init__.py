"""The result of the quiz: interests in words, five professions with reasons, and what they do not say."""

from handlers.result.router import flow

__all__ = ["flow"]
