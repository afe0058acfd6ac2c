"""The units of `deploy/systemd` in a Debian that is booted for it, by the commands of docs."""

from __future__ import annotations

import asyncio
import re
import signal
import sys
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Final

import pytest

from tests.conftest import unused_ports
from tests.deployed.bases import debian
from tests.deployed.conftest import TOKEN, pretend_telegram, welcomed
from tests.deployed.desk import Desk, Record, until
from tests.program.conftest import ROOT
from tests.program.pages import OPERATIONS, SERVER, blocks, commands
from tests.pupil import pupil_at

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from tests.deployed.conftest import Keep

pytestmark = pytest.mark.deployed

ABOUT: Final = """\
Written by `make test-deployed`, which boots a Debian 12 of its own (`systemd-nspawn`), runs the commands of
[operations](../operations.md#on-a-server-containers-or-systemd) in it as they stand there, beside the wheel, and looks at
what comes of them. One more line of the settings, `TEMIRQAZYQ_BOT_API_URL`, names the pretend Telegram of the sandbox. Secrets
are left out."""
# The oldest that we support: Python 3.11, systemd 252.
SUITE: Final = "bookworm"
PACKAGES: Final = "ca-certificates,dbus,python3,python3-venv,sudo,systemd,systemd-sysv"
PLACE: Final = "root/temirqazyq"
DATA: Final = "/var/lib/temirqazyq"


async def test_systemd_by_the_commands_of_the_docs(tmp_path: Path, cache: Path, keep: Keep) -> None:
    listed = commands(blocks(OPERATIONS, SERVER)[2])
    by_hand = re.search(r"`(sudo -u temirqazyq [^`]*)`", OPERATIONS)
    assert by_hand
    (port,) = unused_ports(1)
    record = Record("A recorded run: systemd")
    await _make_machine(Desk(tmp_path, record), cache)
    async with pretend_telegram("127.0.0.1", port, tmp_path) as telegram, booted(tmp_path / "machine") as leader:
        way_in = ("nsenter", "--target", str(leader), "--all", f"--wd={tmp_path}/machine/{PLACE}")
        desk = Desk(tmp_path, record, _around(), way_in)
        record.tell(ABOUT)
        await desk.run("systemctl --version | head -1; python3 --version")
        settings = f"TEMIRQAZYQ_TOKEN={TOKEN}\nTEMIRQAZYQ_BOT_API_URL={telegram.address}"
        for command in listed:
            await desk.run(command.replace("TEMIRQAZYQ_TOKEN=123456789:...", settings), shown=command)
        async with pupil_at(telegram.address, "kk") as pupil:
            await welcomed(pupil, "kk")
            await desk.run("systemctl is-enabled temirqazyq-backup.timer; systemctl is-active temirqazyq.service")
            assert "Nobody holds a role" in await desk.run(by_hand[1])
            await _copied(desk)
            await _killed(desk)
            await pupil.say("/help")
            assert pupil.answers[-1]["text"]
        await _stopped(desk)
    keep(record, "systemd.md")


async def _make_machine(here: Desk, cache: Path) -> None:
    """Put a Debian into the folder `machine`, and in it the wheel and what docs want beside it."""
    await here.quietly(f"cp --archive {await debian(here, cache, SUITE, PACKAGES)} machine && mkdir -p machine/{PLACE}")
    await here.quietly("echo temirqazyq-trial > machine/etc/hostname")
    await here.quietly("echo '127.0.0.1 localhost temirqazyq-trial' > machine/etc/hosts")
    await here.quietly(f"git clone --quiet {ROOT} checkout")
    await here.quietly(f"cd checkout && {sys.executable} -m pip wheel --quiet --no-deps .")
    await here.quietly(f"cp -r checkout/*.whl checkout/requirements-runtime.lock checkout/deploy machine/{PLACE}/")


def _around() -> dict[str, str]:
    """What the host says of package indexes is not for the other machine, but for the certificates that it trusts."""
    return {
        "PIP_CERT": "/etc/ssl/certs/ca-certificates.crt",
        "PIP_FIND_LINKS": "",
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "PIP_QUIET": "1",
    }


@asynccontextmanager
async def booted(tree: Path) -> AsyncIterator[int]:
    """Boot a Debian in a folder, and yield the number of its first process."""
    with (tree.parent / "console").open("wb") as console:
        process = await asyncio.create_subprocess_exec(
            "systemd-nspawn", "--register=no", "--keep-unit", "--quiet", "--console=pipe", "--resolv-conf=copy-host",
            "--directory", str(tree), "--machine=temirqazyq-trial", "--boot",
            env={"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "SYSTEMD_NSPAWN_UNIFIED_HIERARCHY": "1"},
            stdin=asyncio.subprocess.DEVNULL, stdout=console, stderr=console,
        )  # fmt: skip
        try:
            leader = await _leader(process.pid)
            yield leader
        finally:
            process.send_signal(signal.SIGTERM)
            try:
                async with asyncio.timeout(60):
                    await process.wait()
            except TimeoutError:
                process.kill()
                await process.wait()


async def _leader(parent: int) -> int:
    """Wait until the machine has started what it starts, and return the number of its first process."""
    async with asyncio.timeout(60):
        while True:
            (child, *_) = (await _said("pgrep", "--parent", str(parent))).split() or ["0"]
            # Degraded: something of Debian's own, such as a mount, is not to be had in a folder.
            state = await _said("nsenter", "--target", child, "--all", "systemctl", "is-system-running")
            if state in {"running", "degraded"}:
                return int(child)
            await asyncio.sleep(0.2)


async def _said(*command: str) -> str:
    process = await asyncio.create_subprocess_exec(
        *command, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL
    )
    return (await process.communicate())[0].decode().strip()


async def _copied(desk: Desk) -> None:
    """The nightly copy is made, is nobody else's, and is whole."""
    await desk.run("systemctl start temirqazyq-backup.service")
    listed = await desk.run(
        f"ls -l --time-style=+ {DATA}-backups; "
        f"stat --format '%A %U %n' {DATA} {DATA}-backups {DATA}/keys /etc/temirqazyq/settings"
    )
    assert re.search(r"^-rw------- 1 temirqazyq temirqazyq +\d{6,} +\S+\.sqlite3$", listed, re.MULTILINE)
    for line in (
        f"drwx------ temirqazyq {DATA}",
        f"drwx------ temirqazyq {DATA}-backups",
        f"-rw------- temirqazyq {DATA}/keys",
        "-rw------- root /etc/temirqazyq/settings",
    ):
        assert line in listed.splitlines()


async def _killed(desk: Desk) -> None:
    """Killed, it is started again after ten seconds."""
    before = await _main(desk)
    await desk.run("systemctl kill --signal=KILL temirqazyq.service")

    async def is_another() -> bool:
        return await _main(desk) not in {before, 0}

    await until(is_another, 60)


async def _main(desk: Desk) -> int:
    return int(await desk.quietly("systemctl show --property MainPID --value temirqazyq.service"))


async def _stopped(desk: Desk) -> None:
    """A stop ends it without having to kill it."""
    await desk.run("systemctl stop temirqazyq.service; systemctl show --property Result --value temirqazyq.service")
    said = await desk.run("journalctl --unit temirqazyq.service --output cat | tail -4")
    assert "Traceback" not in said
    exposure = await desk.run("systemd-analyze security temirqazyq.service --no-pager | tail -1")
    assert "OK" in exposure
