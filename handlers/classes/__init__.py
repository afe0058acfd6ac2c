"""Classes for those who lead them: made, shown, printed as a poster, closed, taken over."""

from handlers.classes.letters import letters
from handlers.classes.router import flow

__all__ = ["flow", "letters"]
