"""What may stand in the files about regions, and what may not."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from bot.library.region_forms import EnterpriseForm, FigureForm, KnownEventForm, ProjectForm

SAID = {"confidence": "high", "sources": ["https://example.kz"]}
ENTERPRISE = {"id": "plant", "region": "KZ-31", "industry": "energy", "year": 2025, **SAID}
PROJECT = {"id": "pool", "region": "KZ-31", "projects": 3, "year": 2025, **SAID}
FIGURE = {"region": "KZ", "kind": "vacancies", "value": 5, "unit": "count", "named": "five", "year": 2025, **SAID}
EVENT = {"id": "day", "kind": "open_day", "region": "KZ-31", "begins": "2025-05", **SAID}


@pytest.mark.parametrize(
    ("form", "item"),
    [(EnterpriseForm, ENTERPRISE), (ProjectForm, PROJECT), (FigureForm, FIGURE), (KnownEventForm, EVENT)],
)
def test_the_least_that_must_be_said(form: Any, item: dict[str, Any]) -> None:
    assert form.model_validate(item).sources == ("https://example.kz",)
    for name in item.keys() - {"projects", "begins"}:
        with pytest.raises(ValidationError):
            form.model_validate({key: value for key, value in item.items() if key != name})


@pytest.mark.parametrize(
    ("form", "item", "change", "reason"),
    [
        (EnterpriseForm, ENTERPRISE, {"confidence": "low"}, "'high' or 'medium'"),
        (EnterpriseForm, ENTERPRISE, {"sources": []}, "at least 1 item"),
        (EnterpriseForm, ENTERPRISE, {"jobs": 0}, "greater than or equal to 1"),
        (EnterpriseForm, ENTERPRISE, {"jobs": None}, "what is not known is left out"),
        (EnterpriseForm, ENTERPRISE, {"pay": 300_000}, "pay and pay_is belong together"),
        (EnterpriseForm, ENTERPRISE, {"pay_is": "median"}, "pay and pay_is belong together"),
        (EnterpriseForm, ENTERPRISE, {"pay": 300, "pay_is": "median"}, "greater than or equal to 10000"),
        (EnterpriseForm, ENTERPRISE, {"region": "KZ"}, "should match pattern"),
        (EnterpriseForm, ENTERPRISE, {"boss": "somebody"}, "Extra inputs"),
        (ProjectForm, PROJECT, {"working_percent": 101}, "less than or equal to 100"),
        (FigureForm, FIGURE, {"unit": "percent", "value": 101}, "more than 100 percent"),
        (FigureForm, FIGURE, {"unit": "metres"}, "'people', 'count', 'percent' or 'tenge_month'"),
        (FigureForm, FIGURE, {"value": 0}, "greater than 0"),
        (KnownEventForm, EVENT, {"kind": "party"}, "'festival', 'open_day'"),
        (KnownEventForm, EVENT, {"begins": "May 2025"}, "should match pattern"),
        (KnownEventForm, EVENT, {"begins": "2025-13"}, "should match pattern"),
        (KnownEventForm, EVENT, {"ends": "2025-05-20"}, "ends needs a day in begins"),
        (KnownEventForm, EVENT, {"begins": "2025-05-21", "ends": "2025-05-20"}, "ends needs a day in begins"),
        (KnownEventForm, EVENT, {"yearly": {"last_sunday": True}}, "the last Sunday of which month"),
        (KnownEventForm, EVENT, {"yearly": {"month": 13}}, "less than or equal to 12"),
    ],
)
def test_what_is_refused(form: Any, item: dict[str, Any], change: dict[str, Any], reason: str) -> None:
    with pytest.raises(ValidationError) as refused:
        form.model_validate({**item, **change})
    assert reason in str(refused.value)


def test_an_event_has_a_time_or_comes_back() -> None:
    without = {key: value for key, value in EVENT.items() if key != "begins"}
    with pytest.raises(ValidationError, match="when was it"):
        KnownEventForm.model_validate(without)
    assert KnownEventForm.model_validate({**without, "yearly": {}}).yearly is not None


@pytest.mark.parametrize(("begins", "ends"), [("2025-02-11", "2025-02-15"), ("2025-02-11", "2025-02-11")])
def test_an_event_of_several_days(begins: str, ends: str) -> None:
    assert KnownEventForm.model_validate({**EVENT, "begins": begins, "ends": ends}).ends == ends
