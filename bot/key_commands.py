"""`temirqazyq keys`: the keys of sealed texts."""

from __future__ import annotations

import typer

from bot.stopping import run_or_stop, settings_or_stop

key_commands = typer.Typer(help="The keys of sealed texts.", no_args_is_help=True)


@key_commands.command("rotate")
def rotate() -> None:
    """Make a new key and seal everything with it, while the bot goes on; older keys still open until `keys drop-old`."""
    from bot import key_running

    run_or_stop(key_running.rotate(settings_or_stop()))


@key_commands.command("drop-old")
def drop_old() -> None:
    """Forget the older keys, once nothing is sealed with them any more; restart the bots before."""
    from bot import key_running

    run_or_stop(key_running.drop_old(settings_or_stop()))
