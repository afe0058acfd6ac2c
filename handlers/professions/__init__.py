"""Professions: by world, and each on its card."""

from handlers.professions.router import flow

__all__ = ["flow"]
