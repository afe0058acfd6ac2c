"""Two or three professions side by side on one phone screen."""

from handlers.comparing.router import flow

__all__ = ["flow"]
