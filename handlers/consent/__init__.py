"""What is behind links that strangers tap: a parent's consent, and the verification of a certificate."""

from handlers.consent.router import flow

__all__ = ["flow"]
