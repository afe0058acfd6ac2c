"""Brings a region's own tables into its overlay: names every mistake, shows what would change, swaps folders whole."""

from bot.importing.kind import Kind
from bot.importing.kinds import KINDS
from bot.importing.work import Import, Outcome

__all__ = ["KINDS", "Import", "Kind", "Outcome"]
