"""Reads a file of events wholly, and names every mistake by its line, or by its cell."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import yaml
from pydantic import ValidationError

from bot.eventbook.forms import EventForm, PlanError, plan_of
from bot.eventbook.sheet import rows_as_events
from bot.sheets import Stopped, Unreadable, aside, read_sheet

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from bot.domain.event_plans import EventPlan
    from bot.library import Shelf

MOST_EVENTS: Final = 1000
LARGEST: Final = 5_000_000
SECONDS: Final = 20.0
Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """A mistake: where ("line 12", "cell C4"), and what is wrong there."""

    where: str
    message: str

    def __str__(self) -> str:
        """Return it as one line."""
        return f"{self.where}: {self.message}"


@dataclass(frozen=True, slots=True)
class Read:
    """What a file plans; nothing of it is to be used while there are problems."""

    plans: tuple[EventPlan, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Ids:
    """What a file may name of the atlas."""

    places: frozenset[str]
    professions: frozenset[str]
    regions: frozenset[str]


def ids_of(shelf: Shelf) -> Ids:
    """Return what the atlas has."""
    return Ids(frozenset(shelf.places), frozenset(shelf.professions), frozenset(shelf.regions))


async def read_events_aside(content: bytes, name: str, ids: Ids) -> Read:
    """Read a file in a process of its own, which is stopped when it takes too long or too much memory."""
    read = await aside(read_events, SECONDS, content, name, ids)
    return _failed("the file", "takes too long or too much memory to read") if isinstance(read, Stopped) else read


def read_events(content: bytes, name: str, ids: Ids, today: date | None = None) -> Read:
    """Read a file: YAML, XLSX or CSV by its name. `today` allows days like "+3", as the sandbox has them."""
    if len(content) > LARGEST:
        return _failed("the file", f"larger than {LARGEST // 1_000_000} MB")
    if name.lower().endswith((".yaml", ".yml")):
        return _read_yaml(content, ids, today)
    sheet = read_sheet(content)
    if isinstance(sheet, Unreadable):
        return _failed(
            "the file", f"cannot be read as a spreadsheet: {sheet.reason.replace('_', ' ')} {sheet.detail}".rstrip()
        )
    raws, where, problems = rows_as_events(sheet)
    read = _plans(raws, where, ids, today)
    return Read(read.plans, (*(Problem(place, message) for place, message in problems), *read.problems))


def _read_yaml(content: bytes, ids: Ids, today: date | None) -> Read:
    try:
        node = yaml.compose(content.decode("utf-8-sig"), Loader=yaml.SafeLoader)
        raw = yaml.safe_load(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return _failed("the file", "is not UTF-8")
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        return _failed(f"line {mark.line + 1}" if mark else "the file", "is not YAML")
    if not isinstance(raw, dict) or not isinstance(raw.get("events"), list) or node is None:
        return _failed("line 1", "the file must begin with `events:` and a list below it")
    return _plans(raw["events"], lambda path: f"line {_line(node, ('events', *path))}", ids, today)


def _plans(raws: Sequence[Any], where: Callable[[Path], str], ids: Ids, today: date | None) -> Read:
    if len(raws) > MOST_EVENTS:
        return _failed("the file", f"more than {MOST_EVENTS} events")
    plans: list[EventPlan] = []
    problems: list[Problem] = []
    for number, raw in enumerate(raws):
        try:
            form = EventForm.model_validate(raw)
            plan = plan_of(form, today)
        except ValidationError as error:
            problems += [
                Problem(where((number, *each["loc"])), f"{_called(each['loc'])}: {each['msg']}")
                for each in error.errors(include_url=False, include_input=False)
            ]
            continue
        except PlanError as error:
            problems.append(Problem(where((number, *error.path)), str(error)))
            continue
        problems += [Problem(where((number, *path)), message) for path, message in _unknown(plan, ids)]
        plans.append(plan)
    twice = [code for code, times in Counter(plan.code for plan in plans).items() if times > 1]
    problems += [Problem("the file", f"two events have the code {code}") for code in twice]
    return Read(tuple(plans), tuple(problems))


def _unknown(plan: EventPlan, ids: Ids) -> list[tuple[Path, str]]:
    """Return what the atlas does not know."""
    place = [plan.place] if plan.place is not None and plan.place not in ids.places else []
    return [
        *((("place",), f"the atlas knows no settlement {each}") for each in place),
        *(
            (("professions", number), f"the atlas knows no profession {each}")
            for number, each in enumerate(plan.professions)
            if each not in ids.professions
        ),
        *(
            (("audience", "regions"), f"the atlas knows no region {each}")
            for each in sorted(plan.audience.regions - ids.regions)
        ),
        *(
            (("audience", "towns"), f"the atlas knows no settlement {each}")
            for each in sorted(plan.audience.towns - ids.places)
        ),
    ]


def _line(node: Any, path: Path) -> int:
    """Return the line of a path in a YAML document, or of as much of it as there is."""
    line = node.start_mark.line
    for part in path:
        if isinstance(node, yaml.MappingNode):
            pair = next(((key, value) for key, value in node.value if key.value == str(part)), None)
            if pair is None:
                break
            line, node = pair[0].start_mark.line, pair[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
            node = node.value[part]
            line = node.start_mark.line
        else:
            break
    return int(line) + 1


def _called(path: tuple[str | int, ...]) -> str:
    return ".".join(str(part) for part in path) or "the event"


def _failed(where: str, message: str) -> Read:
    return Read((), (Problem(where, message),))
