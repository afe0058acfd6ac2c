"""The card for parents: the result on one page, without answers, to be forwarded."""

from handlers.parents.router import flow

__all__ = ["flow"]
