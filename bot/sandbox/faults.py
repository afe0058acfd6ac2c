"""Faults on order: what the outside world does to a bot, for tests that must see it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from bot.sandbox.errors import UserSideError

KINDS: Final = ("429", "500", "refuse", "read_timeout", "reset")
ANY_METHOD: Final = "*"


@dataclass(slots=True)
class Fault:
    """A fault that happens to the next `count` calls of a method.

    429, 500 and refuse happen before anything took effect; read_timeout and reset after the call did its work.
    """

    method: str
    kind: str
    count: int
    retry_after: int

    def as_json(self) -> dict[str, Any]:
        """Return what is left of it."""
        return {"method": self.method, "kind": self.kind, "count": self.count, "retry_after": self.retry_after}


class Faults:
    """The faults that are still to come, oldest first."""

    def __init__(self) -> None:
        self._faults: list[Fault] = []

    def order(self, body: dict[str, Any]) -> Fault:
        """Take an order.

        Raises:
            UserSideError: 400 when it is none.
        """
        kind, method = str(body.get("kind", "")), str(body.get("method", ANY_METHOD))
        count, retry_after = body.get("count", 1), body.get("retry_after", 1)
        if kind not in KINDS:
            raise UserSideError(400, f"kind must be one of {', '.join(KINDS)}")
        if not isinstance(count, int) or count < 1 or not isinstance(retry_after, int) or retry_after < 0:
            raise UserSideError(400, "count must be a whole number from 1, retry_after one from 0")
        fault = Fault(method, kind, count, retry_after)
        self._faults.append(fault)
        return fault

    def next(self, method: str) -> Fault | None:
        """Return the fault that happens to a call of a method now, if any, and count it."""
        for fault in self._faults:
            if fault.method in (ANY_METHOD, method) or fault.method.lower() == method.lower():
                fault.count -= 1
                self._faults = [each for each in self._faults if each.count > 0]
                return fault
        return None

    def left(self) -> list[dict[str, Any]]:
        """Return what is still to come."""
        return [fault.as_json() for fault in self._faults]

    def clear(self) -> None:
        """Forget all orders."""
        self._faults = []
