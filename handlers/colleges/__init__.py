"""Colleges: the nearest ones, and each on its card."""

from handlers.colleges.router import flow

__all__ = ["flow"]
