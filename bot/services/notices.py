"""The herald of the usher: what becomes of a registration stands in the outbox before the transaction ends, or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.db.notices import put_notices

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from bot.clock import Clock
    from bot.domain.notices import News


class Notices:
    """Puts notices into the outbox; whether one is still wanted is seen by its writer when its turn comes.

    `subject` of a notice is the id of the registration.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def __call__(self, connection: Connection, kind: News, /, *registration_ids: int) -> None:
        """Tell the pupils of registrations, or the owner of a party whose pupil has no chat with us."""
        put_notices(connection, kind, registration_ids, self._clock.now())
