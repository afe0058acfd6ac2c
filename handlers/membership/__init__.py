"""Classes for those who are in them: joining, what the counsellor sees, leaving."""

from handlers.membership.router import flow

__all__ = ["flow"]
