"""What if: the same answers under a wish or in another region; the list re-orders, and one tap goes back."""

from handlers.whatif.router import flow

__all__ = ["flow"]
