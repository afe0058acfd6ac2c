"""Staff: invitations, roles and the audit log."""

from handlers.staff.router import flow

__all__ = ["flow"]
