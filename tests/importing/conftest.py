"""An overlay to import into."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.importing.tables import Overlay

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def overlay(tmp_path: Path) -> Overlay:
    """An overlay that is not there yet."""
    return Overlay(tmp_path / "data" / "content")
