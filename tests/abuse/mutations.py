"""Spoils an update in one to three places: another type, nothing, far too much, or somebody else."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any, Final

from tests.abuse.shapes import TEXTS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

_MISSING: Final = object()
_NUMBERS: Final = (0, -1, 1, 2**31, 2**53, 2**63 - 1, 2**63, -(2**63) - 1, 10**40, 1.5, -0.0, 1e300, 7e-300)
# Instead of a whole update.
_NO_UPDATES: Final[tuple[Any, ...]] = (
    None,
    True,
    0,
    -7,
    1.5,
    "",
    "x",
    [],
    [1],
    {},
    {"update_id": None},
    {"update_id": "x"},
)


def spoiled(random: Random, raw: dict[str, Any], others: Sequence[int]) -> Any:
    """Return an update with something wrong in it, or nothing in its place; its number stays, most of the time."""
    if random.random() < 0.01:
        return deepcopy(random.choice(_NO_UPDATES))
    raw = deepcopy(raw)
    for _ in range(random.choice((1, 1, 2, 3))):
        if not raw:
            break
        holder, key = _place(random, raw)
        if holder is raw and key == "update_id" and random.random() < 0.8:
            continue
        value = _value(random, holder[key], () if holder is raw else others)
        if value is not _MISSING:
            holder[key] = value
        elif isinstance(holder, dict):
            del holder[key]
    return raw if _sender(raw) not in others else None


def _sender(raw: dict[str, Any]) -> Any:
    """Return who sent it: that much Telegram vouches for, so it is never somebody else."""
    for kind in ("message", "callback_query"):
        happened = raw.get(kind)
        if isinstance(happened, dict) and isinstance(happened.get("from"), dict):
            return happened["from"].get("id")
    return None


def _place(random: Random, raw: dict[str, Any]) -> tuple[Any, Any]:
    """Return any holder of any value in an update, and its key there; all are alike likely."""
    found: list[tuple[Any, Any]] = []
    waiting: list[Any] = [raw]
    while waiting:
        holder = waiting.pop()
        keys = list(holder) if isinstance(holder, dict) else range(len(holder))
        found += [(holder, key) for key in keys]
        waiting += [holder[key] for key in keys if isinstance(holder[key], dict | list)]
    return random.choice(found)


def _value(random: Random, old: Any, others: Sequence[int]) -> Any:
    choice = random.randrange(8)
    if choice == 0:
        return _MISSING
    if choice == 1:
        return None
    if choice == 2:
        return random.choice(_NUMBERS)
    if choice == 3:
        return random.choice(TEXTS)
    if choice == 4:
        return random.choice(((), [], {}, [None], {"x": 1}, True, False, [[[]]]))
    if choice == 5:
        return _nested(random.choice((3, 60, 400)))
    if choice == 6 and others:
        return random.choice(others)
    return [old, old] if not isinstance(old, str) else old * random.choice((0, 2, 50))


def _nested(depth: int) -> Any:
    value: Any = "x"
    for _ in range(depth):
        value = {"reply_to_message": value}
    return value
