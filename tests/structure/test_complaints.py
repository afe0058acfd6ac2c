"""What fails again and again is said once."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from bot.complaints import Complaint

if TYPE_CHECKING:
    import pytest


def test_it_is_said_once_of_each_kind_and_once_when_it_goes_on(caplog: pytest.LogCaptureFixture) -> None:
    complaint = Complaint(logging.getLogger("tests"), "it fails: %s", "it goes on; failures: %d")
    complaint.worked()
    for error in (OSError("a name"), OSError("b"), KeyError("c"), KeyError("d")):
        complaint.failed(error)
    complaint.worked()
    complaint.worked()
    complaint.failed(KeyError("e"))
    assert caplog.messages == [
        "it fails: OSError",
        "it fails: KeyError",
        "it goes on; failures: 4",
        "it fails: KeyError",
    ]
    assert [record.__dict__.get("error") for record in caplog.records] == ["OSError", "KeyError", None, "KeyError"]
