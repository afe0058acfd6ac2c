"""The methods of the Bot API, by their lower-case names."""

from __future__ import annotations

from bot.sandbox.methods import editing, presenting, receiving, sending
from bot.sandbox.methods.registry import METHODS, Method

__all__ = ["METHODS", "Method", "editing", "presenting", "receiving", "sending"]
