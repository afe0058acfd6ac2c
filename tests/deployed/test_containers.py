"""`compose.yaml` in a real Docker engine, by the commands of docs: three people tap, bots are replaced and killed meanwhile."""

from __future__ import annotations

import asyncio
import io
import re
import ssl
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from ipaddress import ip_network
from typing import TYPE_CHECKING

import aiohttp
import pytest

from tests.conftest import unused_ports
from tests.deployed.bases import provide_images
from tests.deployed.conftest import TOKEN, WELCOME, Telegram, pretend_telegram, welcomed
from tests.deployed.desk import Desk, Record, until
from tests.program.conftest import ROOT
from tests.program.pages import OPERATIONS, SERVER, blocks, commands
from tests.pupil import pupil_at

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from tests.deployed.conftest import Keep

pytestmark = pytest.mark.deployed

ABOUT = """\
Written by `make test-deployed`, which runs the commands of [operations](../operations.md#on-a-server-containers-or-systemd) as
they stand there, in a real Docker engine, and looks at what comes of them. Telegram is the pretend one of the sandbox, which runs
on the host; `BOT_DOMAIN` is `localhost`, for which Caddy makes a certificate by itself. Secrets are left out."""
STAND_IN = """\
were
made of Debian's packages (`tests/deployed/bases`), with the same names, entry points, variables and folders."""
# Caddy makes a certificate of its own for this name; for any other it would ask an authority in the open network.
SETTINGS = {"TEMIRQAZYQ_TOKEN": TOKEN, "BOT_DOMAIN": "localhost", "POSTGRES_PASSWORD": "only4theTests"}


async def test_compose_by_the_commands_of_the_docs(tmp_path: Path, cache: Path, keep: Keep) -> None:
    first, upgrade = (commands(block) for block in blocks(OPERATIONS, SERVER)[:2])
    (port,) = unused_ports(1)
    checkout, trust = tmp_path / "temirqazyq", tmp_path / "trust"
    trust.mkdir()
    record = Record("A recorded run: containers")
    around = {
        "COMPOSE_FILE": f"compose.yaml:{ROOT}/tests/deployed/trial.yaml",
        # Apart from an installation that somebody may have on this machine.
        "COMPOSE_PROJECT_NAME": "temirqazyq-trial",
        "TELEGRAM_PORT": str(port),
    }
    desk = Desk(checkout, record, around)
    await Desk(tmp_path, record).quietly(f"git clone --quiet {ROOT} {checkout}")
    not_real = await provide_images(desk, cache)
    await _tell(desk, not_real)
    (checkout / ".env").write_text("".join(f"{name}={value}\n" for name, value in SETTINGS.items()))
    subnet = (await desk.quietly("docker network inspect bridge --format '{{(index .IPAM.Config 0).Subnet}}'")).strip()
    # The first address of the bridge is the host's, and what containers know as host-gateway.
    host = str(ip_network(subnet)[1])
    try:
        async with pretend_telegram(host, port, trust) as telegram:
            said = await _installed(desk, first, trust)
            await _administrator(telegram.address, said)
            await _only_the_webhook_is_open(trust)
            await _replaced(desk, telegram, upgrade)
            await _killed(desk, telegram)
    finally:
        await desk.quietly("docker compose logs --no-color --timestamps > ../logs")
        await desk.quietly("docker compose down --volumes --timeout 40")
    keep(record, "containers.md")


async def _tell(desk: Desk, not_real: tuple[str, ...]) -> None:
    desk.record.tell(ABOUT)
    if not_real:
        desk.record.tell(f"No registry of images could be reached: {', '.join(not_real)} {STAND_IN}")
    await desk.run("docker version --format '{{.Server.Version}}'; docker compose version --short")


async def _installed(desk: Desk, listed: list[str], trust: Path) -> str:
    """Run the commands of docs one after another, and return what they said."""
    said = []
    for command in listed:
        said.append(await desk.run(command))
        if " up " in command:
            await _trust(desk, trust)
    whole = "\n".join(said)
    assert "BAD" not in whole
    assert "the newest" in whole
    assert re.search(r"^seal=", whole, re.MULTILINE)
    dump = listed[-1].rpartition("> ")[2]
    assert "TABLE DATA public person" in await desk.quietly(
        f"docker compose exec -T postgres pg_restore --list < {dump}"
    )
    await _healthy(desk, "bot2")
    states = await desk.run("docker compose ps --format '{{.Service}}: {{.Status}}'")
    assert len(states.splitlines()) == 5
    rights = await desk.run(
        "docker compose exec -T bot1 sh -c 'id; touch /opt/temirqazyq/x 2>&1 || touch /data/x && rm /data/x && echo only /data'"
    )
    assert "uid=10001" in rights
    assert "Read-only file system" in rights
    return whole


async def _trust(desk: Desk, trust: Path) -> None:
    """Let the pretend Telegram trust the authority that Caddy made."""
    root = trust / "root.pem"
    async with asyncio.timeout(60):
        while not root.exists():
            with suppress(AssertionError):
                root.write_text(
                    await desk.quietly("docker compose exec -T caddy cat /data/caddy/pki/authorities/local/root.crt")
                )
    digest = (await desk.quietly(f"openssl x509 -hash -noout -in {root}")).strip()
    (trust / f"{digest}.0").symlink_to(root)


async def _administrator(telegram: str, said: str) -> None:
    """Whoever follows the printed link may what an administrator may."""
    code = re.search(r"start=(i_[\w-]+)", said)
    assert code
    async with pupil_at(telegram, "ru") as person:
        await welcomed(person, "ru")
        await person.say(f"/start {code[1]}")
        await person.say("/staff")
        assert person.answers[-1]["text"]


async def _only_the_webhook_is_open(trust: Path) -> None:
    context = ssl.create_default_context(capath=str(trust))
    async with aiohttp.ClientSession() as http:
        for path, status in (("/telegram", 401), ("/health", 404), ("/ready", 404), ("/metrics", 404), ("/", 404)):
            async with http.post(f"https://localhost{path}", json={}, ssl=context) as response:
                assert response.status == status, path
        async with http.post("https://localhost/telegram", data=io.BytesIO(b"x" * 1_100_000), ssl=context) as response:
            # 502 when the bot hung up before Caddy had brought all of it.
            assert response.status in {401, 413, 502}


@dataclass(slots=True)
class Asked:
    """What people asked and how often they were answered."""

    questions: int = 0
    answers: int = 0
    languages: set[str] = field(default_factory=set)


@asynccontextmanager
async def _people_ask(telegram: str) -> AsyncIterator[Asked]:
    """Let a person of each language ask for help again and again; nobody may stay without an answer."""
    asked = Asked()

    async def ask(language: str) -> None:
        async with pupil_at(telegram, language) as person:
            await welcomed(person, language)
            while True:
                before = len(person.answers)
                await person.say("/help")
                assert len(person.answers) > before
                asked.questions += 1
                asked.answers += len(person.answers) - before
                asked.languages.add(language)

    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(ask(language)) for language in WELCOME]
        yield asked
        for task in tasks:
            task.cancel()


async def _replaced(desk: Desk, telegram: Telegram, listed: list[str]) -> None:
    """Take a new version, a bot after another, while people ask: Telegram never has to bring an update twice."""
    desk.record.tell("A new version, while three people ask without a pause:")
    readme = desk.folder / "README.md"
    readme.write_text(readme.read_text() + "\nA new version.\n")
    before, failed = await _containers(desk), telegram.failures()
    async with _people_ask(telegram.address) as asked:
        for command in listed:
            await desk.run(command)
    after = await _containers(desk)
    assert {name for name in before if before[name] != after[name]} == {"bot1", "bot2", "worker"}
    assert asked.languages == set(WELCOME)
    assert telegram.failures() == failed
    assert asked.answers == asked.questions
    desk.record.tell(
        f"{asked.questions} questions were asked meanwhile, each was answered once, and no update had to be brought twice."
    )


async def _killed(desk: Desk, telegram: Telegram) -> None:
    """Kill one bot as a machine without memory does: the other goes on, and Docker starts it again.

    What it had answered but not yet confirmed to Telegram comes again and is answered again: nothing but a screen.
    """
    failed = telegram.failures()
    async with _people_ask(telegram.address) as asked:
        await asyncio.sleep(3)
        before = await _process(desk, "bot1")
        await desk.quietly(f"kill -9 {before}")
        so_far = asked.questions
        await until(partial(_is_another, desk, "bot1", before), 90)
        await _healthy(desk, "bot1")
        meanwhile = asked.questions - so_far
    assert meanwhile
    desk.record.tell(
        f"Then one bot was killed (`kill -9`). {meanwhile} questions were answered until Docker had it up and healthy again; "
        f"{telegram.failures() - failed} times an update had to be brought once more."
    )


async def _process(desk: Desk, service: str) -> int:
    return int(
        await desk.quietly(f"docker inspect --format '{{{{.State.Pid}}}}' $(docker compose ps --all --quiet {service})")
    )


async def _is_another(desk: Desk, service: str, before: int) -> bool:
    return await _process(desk, service) not in {before, 0}


async def _healthy(desk: Desk, service: str) -> None:
    async def is_healthy() -> bool:
        return "(healthy)" in await desk.quietly(f"docker compose ps --all --format '{{{{.Status}}}}' {service}")

    await until(is_healthy, 120)


async def _containers(desk: Desk) -> dict[str, str]:
    said = await desk.quietly("docker compose ps --format '{{.Service}} {{.ID}}'")
    return dict(line.split() for line in said.splitlines())
