"""Commands of the search: what a text finds, and what was looked for in vain."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from bot.stopping import run_or_stop, settings_or_stop, shelf_or_stop, stop

if TYPE_CHECKING:
    from bot.domain.languages import Language
    from bot.library import Match, Shelf

# Where the names of each kind of thing stand.
_WORDS = {
    "profession": "professions",
    "college": "colleges",
    "place": "places",
    "event": "known_events",
    "enterprise": "enterprises",
    "page": "topics",
}
_LANGUAGE = typer.Option("--lang", help="Language of the person: kk, ru or en.")
_JSON = typer.Option("--json", help="Print JSON.")


@dataclass(frozen=True, slots=True)
class Result:
    """Something that was found, as it is printed."""

    kind: str
    id: str
    names: dict[str, str]
    score: float


def search(
    text: Annotated[str, typer.Argument(help="What a pupil types.")],
    lang: Annotated[str, _LANGUAGE] = "ru",
    as_json: Annotated[bool, _JSON] = False,
) -> None:
    """Say what a text finds: professions, colleges, towns, events, employers and topics of help, best first."""
    from bot.library import Finder

    language = language_or_stop(lang)
    shelf = shelf_or_stop()
    results = [_result(shelf, match) for match in Finder(shelf).everything(text, language)]
    if as_json:
        print(json.dumps({"results": [asdict(each) for each in results]}, ensure_ascii=False))
        return
    for result in results:
        print(f"{result.score:5.1f}  {result.kind:<10}  {result.id:<24}  {result.names[lang]}")
    if not results:
        print("Nothing was found.")


def gaps(
    lang: Annotated[str | None, _LANGUAGE] = None,
    as_json: Annotated[bool, _JSON] = False,
) -> None:
    """List the words that the search did not find, the most frequent first: a text, a count and a day, never who typed it."""
    from bot import running

    language = language_or_stop(lang).value if lang else None
    run_or_stop(running.print_gaps(settings_or_stop(), language, as_json=as_json))


def language_or_stop(code: str) -> Language:
    """Return a language by its code, or stop with one sentence."""
    from bot.domain.languages import Language

    try:
        return Language(code)
    except ValueError:
        stop(f"{code} is no language of the bot: kk, ru or en.")


def _result(shelf: Shelf, match: Match) -> Result:
    from bot.domain.languages import Language

    names = {each.value: getattr(shelf.words(each), _WORDS[match.kind])[match.id].name for each in Language}
    return Result(match.kind, match.id, names, round(match.score, 1))
