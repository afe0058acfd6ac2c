"""A post office over each kind of database."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.delivery.post import PostOffice

if TYPE_CHECKING:
    from bot.db import Database
    from tests.conftest import HandClock


@pytest.fixture
def post(database: Database, clock: HandClock) -> PostOffice:
    """An empty outbox."""
    return PostOffice(database, clock)
