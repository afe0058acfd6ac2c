"""Content to break."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.library.breaking import Copy

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def content(tmp_path: Path) -> Copy:
    """A copy of the real content."""
    return Copy(tmp_path)
