"""Commands of staff: the first administrator is invited here, since whoever holds the database may."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, get_args

import typer

from bot.stopping import run_or_stop, settings_or_stop, stop

if TYPE_CHECKING:
    from bot.domain.staff import Role

staff_commands = typer.Typer(help="Staff: invitations and roles.", no_args_is_help=True)


@staff_commands.command("invite")
def invite(
    role: Annotated[str, typer.Argument(help="administrator, counsellor, organiser or helper")],
    event: Annotated[str | None, typer.Option(help="Code of the event, for a helper or an organiser of it.")] = None,
    label: Annotated[str, typer.Option(help="For whom it is, so that `staff list` says later whose role it is.")] = "",
) -> None:
    """Print a link by which one person takes a role within seven days."""
    from bot import staff_running

    run_or_stop(staff_running.print_invitation(settings_or_stop(), role_or_stop(role), event, label))


@staff_commands.command("list")
def list_staff() -> None:
    """List who holds which role."""
    from bot import staff_running

    run_or_stop(staff_running.print_members(settings_or_stop()))


@staff_commands.command("revoke")
def revoke(number: Annotated[int, typer.Argument(help="The number that `staff list` shows.")]) -> None:
    """Take a role back; it ends at once."""
    from bot import staff_running

    run_or_stop(staff_running.revoke(settings_or_stop(), number))


def audit(limit: Annotated[int, typer.Option(min=1, max=10_000, help="How many lines.")] = 50) -> None:
    """List what staff did, the newest first: moment, number of the person, deed, to what, how many people."""
    from bot import staff_running

    run_or_stop(staff_running.print_audit(settings_or_stop(), limit))


def role_or_stop(name: str) -> Role:
    """Return a role by its name, or stop with one sentence."""
    from bot.domain.staff import Role

    roles: tuple[Role, ...] = get_args(Role)
    role = next((each for each in roles if each == name), None)
    return role or stop(f"{name} is no role: administrator, counsellor, organiser or helper.")
