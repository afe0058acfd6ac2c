"""What is shipped for a server names only what the program has: commands, options, settings, ports, addresses."""

from __future__ import annotations

import re
import shutil
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml
from aiohttp import web
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from typer.main import get_command

from bot.chat.webhook import MOST_BYTES, WebhookServer
from bot.cli import app
from bot.settings import PREFIX, Settings
from tests.structure.test_shape import ROOT

UNITS = sorted((ROOT / "deploy" / "systemd").iterdir())
FILES = [ROOT / "Dockerfile", ROOT / "compose.yaml", ROOT / "deploy" / "Caddyfile", *UNITS]
OPERATIONS = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
CADDYFILE = (ROOT / "deploy" / "Caddyfile").read_text(encoding="utf-8")
PORT = str(Settings.model_fields["listen_port"].default)


def _paths() -> set[str]:
    async def can_work() -> bool:
        return True

    server: Any = WebhookServer(bot=None, dispatcher=None, secret="s", can_work=can_work)  # type: ignore[arg-type] # only asked for its addresses
    application: web.Application = server.application("/telegram")
    return {resource.canonical for resource in application.router.resources()}


def _exists(words: list[str]) -> bool:
    """Return whether the program has this command with these options."""
    found: Any = get_command(app)
    while words and words[0] in getattr(found, "commands", {}):
        found = found.commands[words.pop(0)]
    options = {name for parameter in found.params for name in parameter.opts}
    return not hasattr(found, "commands") and all(word in options for word in words if word.startswith("--"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_setting_is_one_of_the_program(path: Path) -> None:
    known = {PREFIX + name.upper() for name in Settings.model_fields}
    assert set(re.findall(rf"{PREFIX}\w+", path.read_text(encoding="utf-8"))) <= known


def test_every_command_is_one_of_the_program() -> None:
    commands = [re.findall(r'"([^"]+)"', line) for line in re.findall(r"^CMD (.*)", DOCKERFILE, re.MULTILINE)]
    commands += [service["command"] for service in COMPOSE["services"].values() if "command" in service]
    for unit in UNITS:
        lines = re.findall(r"^ExecStart=.*?/opt/temirqazyq/bin/temirqazyq (.*)", unit.read_text(), re.MULTILINE)
        commands += [line.split() for line in lines]
    assert sorted(words[0] for words in commands) == ["backup", "deliver", "run", "run"]
    assert [words for words in commands if not _exists(list(words))] == []
    assert not _exists(["run", "--no-such-option"])
    assert not _exists(["no-such-command"])


DOCUMENTS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_every_command_to_be_copied_is_one_of_the_program(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    blocks = re.findall(r"^```\w*\n(.*?)^```", text, re.MULTILINE | re.DOTALL) + re.findall(
        r"^    .*$", text, re.MULTILINE
    )
    quoted = re.findall(r"`([^`\n]*\btemirqazyq [^`\n]*)`", text)
    lines = [line.split("#")[0] for line in [*"\n".join(blocks).splitlines(), *quoted]]
    said = [found[1].split() for line in lines if (found := re.search(r"(?:^|[\s/])temirqazyq ([a-z].*)", line))]
    assert [words for words in said if not _exists([word.strip("[]") for word in words])] == []


def test_ports_and_addresses_are_those_of_the_program() -> None:
    assert re.findall(r"^EXPOSE (\d+)", DOCKERFILE, re.MULTILINE) == [PORT]
    assert f"'TEMIRQAZYQ_LISTEN_PORT', '{PORT}'" in DOCKERFILE
    (upstreams,) = re.findall(r"reverse_proxy (.*) \{", CADDYFILE)
    bots = [name for name, service in COMPOSE["services"].items() if service.get("image") == "temirqazyq"]
    assert upstreams.split() == [f"{name}:{PORT}" for name in bots if name != "worker"]
    health = {*re.findall(r"'(/health)'", DOCKERFILE), *re.findall(r"health_uri (\S+)", CADDYFILE)}
    assert health == {"/health", "/ready"}
    assert health <= _paths()
    # What Caddy lets through is what the bot is told of, and no more of it than the bot takes.
    (path,) = re.findall(r"handle (/\S+) \{", CADDYFILE)
    assert COMPOSE["x-bot"]["environment"]["TEMIRQAZYQ_WEBHOOK_URL"].endswith(path)
    assert path in _paths()
    assert CADDYFILE.count("{") == CADDYFILE.count("}")
    assert "max_size 1MB" in CADDYFILE
    assert 10**6 <= MOST_BYTES <= 2**20


def test_the_image_runs_as_nobody_and_the_containers_write_nowhere() -> None:
    last = DOCKERFILE.rsplit("\nFROM ", 1)[1]
    assert re.findall(r"^USER (\d+):\d+", last, re.MULTILINE) == ["10001"]
    for name in ("bot1", "bot2", "worker"):
        service = COMPOSE["services"][name]
        assert (service["read_only"], service["cap_drop"], service["tmpfs"]) == (True, ["ALL"], ["/tmp"]), name  # noqa: S108 -- a name in the container
        assert service["volumes"] == ["keys:/data"]
    # Only Caddy is reached from outside.
    assert [name for name, service in COMPOSE["services"].items() if "ports" in service] == ["caddy"]


def test_the_builder_gets_what_the_wheel_is_made_of_and_no_secrets() -> None:
    lines = (ROOT / ".dockerignore").read_text().splitlines()
    let_in = {line[1:] for line in lines if line.startswith("!")}
    assert "*" in lines
    copied = {
        source for line in re.findall(r"^COPY (?!--from)(.*) \S+$", DOCKERFILE, re.MULTILINE) for source in line.split()
    }
    assert copied == let_in
    assert [name for name in copied if not (ROOT / name).exists()] == []


def test_every_variable_of_compose_is_documented() -> None:
    asked = set(re.findall(r"\$\{(\w+)", (ROOT / "compose.yaml").read_text())) | set(
        re.findall(r"\{\$(\w+)", CADDYFILE)
    )
    assert [name for name in sorted(asked) if f"`{name}`" not in OPERATIONS] == []


def _pins(name: str) -> dict[str, str]:
    blocks = re.split(r"^(?=\S)", (ROOT / name).read_text(), flags=re.MULTILINE)
    return {re.split(r"[=\[ ]", block)[0]: block for block in blocks if "==" in block}


def test_the_image_has_the_versions_that_the_tests_have() -> None:
    runtime, everything = _pins("requirements-runtime.lock"), _pins("requirements.lock")
    assert {name: block for name, block in runtime.items() if everything.get(name) != block} == {}
    asked = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["dependencies"]
    assert {canonicalize_name(Requirement(line).name) for line in asked} <= set(runtime)


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="there is no systemd here")
def test_systemd_understands_the_units(tmp_path: Path) -> None:
    for unit in UNITS:
        # The program is not installed there where the tests run.
        text = unit.read_text(encoding="utf-8").replace("/opt/temirqazyq/bin/temirqazyq", "/bin/true")
        (tmp_path / unit.name).write_text(text, encoding="utf-8")
    names = [tmp_path / unit.name for unit in UNITS]
    ended = subprocess.run(["systemd-analyze", "verify", *names], capture_output=True, text=True)
    # It also looks at units of the machine that these name; what is wrong with those is not ours.
    assert [line for line in ended.stderr.splitlines() if "temirqazyq" in line] == []
