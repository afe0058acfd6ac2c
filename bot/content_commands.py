"""`temirqazyq content`: check facts and words, and see what was looked for in vain."""

from __future__ import annotations

import typer

from bot.search_commands import gaps
from bot.stopping import settings_or_stop, stop

content_commands = typer.Typer(help="The texts and facts of the atlas.", no_args_is_help=True)
content_commands.command("gaps")(gaps)


@content_commands.command("check")
def check() -> None:
    """Check facts and words, a region's own ones too: missing languages, orphans, bad codes, lengths; names file and line."""
    from bot.library import check as problems_of
    from bot.places import CONTENT

    settings = settings_or_stop()
    problems = [str(problem) for problem in problems_of(CONTENT, settings.overlay)]
    if settings.content_dir and not settings.content_dir.is_dir():
        problems.append(f"{settings.content_dir}: TEMIRQAZYQ_CONTENT_DIR names it, and there is no such folder")
    for problem in problems:
        print(problem)
    if problems:
        stop(f"{len(problems)} problems found.")
    print("The content is complete.")
