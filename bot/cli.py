"""The command line. Imports what it needs when it needs it, so that `--help` and errors come at once."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Annotated

import typer

from bot.announce_commands import announce
from bot.backup_commands import backup, restore
from bot.class_commands import class_commands
from bot.content_commands import content_commands
from bot.event_commands import event_commands
from bot.key_commands import key_commands
from bot.quiz_commands import quiz_commands
from bot.rehearse_commands import rehearse
from bot.retention_commands import retention
from bot.search_commands import search
from bot.staff_commands import audit, staff_commands
from bot.stopping import run_or_stop, settings_or_stop, stop

if TYPE_CHECKING:
    from bot.settings import Settings

app = typer.Typer(
    help="Temirqazyq: career guidance in Telegram for school pupils in Kazakhstan.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.add_typer(class_commands, name="classes")
app.add_typer(content_commands, name="content")
app.add_typer(event_commands, name="events")
app.add_typer(staff_commands, name="staff")
app.add_typer(quiz_commands, name="quiz")
app.add_typer(key_commands, name="keys")
app.command()(search)
app.command()(announce)
app.command()(backup)
app.command()(restore)
app.command()(audit)
app.command()(rehearse)
app.command()(retention)


def main() -> None:
    """Run the command line."""
    app()


@app.command()
def sandbox(
    host: Annotated[str | None, typer.Option(help="Address to listen at.")] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen at; 0 takes a free one.")] = None,
) -> None:
    """Run the whole bot without a token: a pretend Telegram with a chat page in the browser."""
    from bot import running

    settings = settings_or_stop()
    run_or_stop(
        running.run_sandbox(settings, host or settings.sandbox_host, settings.sandbox_port if port is None else port)
    )


@app.command()
def run(
    *,
    webhook: Annotated[
        bool,
        typer.Option("--webhook", help="Let Telegram bring updates to TEMIRQAZYQ_WEBHOOK_URL; several processes may."),
    ] = False,
    remove_webhook: Annotated[
        bool, typer.Option("--remove-webhook", help="Fetch updates although a webhook is set, which is taken away.")
    ] = False,
) -> None:
    """Run the bot in Telegram, by long polling or behind a webhook; needs TEMIRQAZYQ_TOKEN."""
    from bot import running

    settings = settings_or_stop()
    token = _token_or_stop(settings)
    if webhook and remove_webhook:
        stop("Either --webhook or --remove-webhook.")
    if webhook and settings.webhook_url is None:
        stop("TEMIRQAZYQ_WEBHOOK_URL is not set: where is Telegram to bring updates? (https://name/path)")
    way = "webhook" if webhook else "polling instead" if remove_webhook else "polling"
    run_or_stop(running.run_bot(settings, token, way))


@app.command()
def deliver() -> None:
    """Only send what is due: reminders and other messages nobody tapped for; needs TEMIRQAZYQ_TOKEN. `run` does it by itself."""
    from bot import running

    settings = settings_or_stop()
    run_or_stop(running.run_delivery(settings, _token_or_stop(settings)))


def _token_or_stop(settings: Settings) -> str:
    if settings.token is None:
        stop("TEMIRQAZYQ_TOKEN is not set: put the token from @BotFather into the environment or into .env.")
    return settings.token.get_secret_value()


@app.command()
def migrate(
    to: Annotated[
        str | None, typer.Option(help="An empty PostgreSQL database, postgresql://...: move everything there.")
    ] = None,
) -> None:
    """Bring the tables of the database to the newest revision, or move an SQLite installation to PostgreSQL."""
    from bot import move_running, running

    settings = settings_or_stop()
    run_or_stop(running.migrate_database(settings) if to is None else move_running.move_database(settings, to))


@app.command()
def doctor() -> None:
    """Say in words what is missing or wrong; exits with 1 when something is."""
    from bot.doctor import examine

    findings = asyncio.run(examine(settings_or_stop()))
    for finding in findings:
        print(f"{'ok  ' if finding.is_fine else 'BAD '} {finding.text}")
    if not all(finding.is_fine for finding in findings):
        raise typer.Exit(1)
