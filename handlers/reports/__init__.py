"""Reports of a class and of a school, for counsellors."""

from handlers.reports.router import flow

__all__ = ["flow"]
