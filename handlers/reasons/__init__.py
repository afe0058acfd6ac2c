"""Why this one: the parts of the score, and the answers behind them."""

from handlers.reasons.router import flow

__all__ = ["flow"]
