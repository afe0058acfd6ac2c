"""What staff may do."""

from __future__ import annotations

from typing import get_args

import pytest

from bot.domain.staff import Deed, Grant, Role, may

ADMINISTRATOR = Grant(1, "administrator", None)
ORGANISER = Grant(2, "organiser", 7)
NEW_ORGANISER = Grant(3, "organiser", None)
HELPER = Grant(4, "helper", 7)
COUNSELLOR = Grant(5, "counsellor", None)


def test_nobody_without_a_role_may_do_anything() -> None:
    assert not any(may((), deed, event) for deed in get_args(Deed) for event in (None, 7))


def test_an_administrator_may_do_everything_but_a_counsellors_own_work() -> None:
    deeds = set(get_args(Deed)) - {"lead_classes", "answer_questions"}
    assert all(may((ADMINISTRATOR,), deed, event) for deed in deeds for event in (None, 7))
    assert not may((ADMINISTRATOR,), "lead_classes")
    assert not may((ADMINISTRATOR,), "answer_questions")


@pytest.mark.parametrize("deed", ["run_event", "see_registrations", "export", "check_in", "invite_helper", "revoke"])
def test_an_organiser_may_do_it_to_their_own_event_alone(deed: Deed) -> None:
    assert may((ORGANISER,), deed, 7)
    assert not may((ORGANISER,), deed, 8)
    assert not may((ORGANISER,), deed)
    assert not may((NEW_ORGANISER,), deed, 7)


def test_a_helper_checks_in_at_one_event_and_nothing_else() -> None:
    allowed = {(deed, event) for deed in get_args(Deed) for event in (None, 7, 8) if may((HELPER,), deed, event)}
    assert allowed == {("check_in", 7)}


@pytest.mark.parametrize("role", get_args(Role))
def test_only_an_administrator_makes_staff_and_reads_the_audit(role: Role) -> None:
    grants = (Grant(1, role, None),)
    for deed in ("invite_administrator", "invite_counsellor", "invite_organiser", "read_audit"):
        assert may(grants, deed) == (role == "administrator")


def test_a_counsellor_registers_classes() -> None:
    assert may((COUNSELLOR,), "register_class")
    assert not may((COUNSELLOR,), "see_registrations", 7)
    assert not may((HELPER,), "register_class", 7)
