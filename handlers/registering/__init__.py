"""Registering for a session: the form, step by step, and what comes of it."""

from handlers.registering.router import flow

__all__ = ["flow"]
