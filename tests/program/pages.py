"""Commands as they stand in README and docs, to be run."""

from __future__ import annotations

import re
from typing import Final

from tests.program.conftest import ROOT

README: Final = (ROOT / "README.md").read_text(encoding="utf-8")
OPERATIONS: Final = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")

# The heading over both ways to install it on a server.
SERVER: Final = "On a server: containers, or systemd"


def blocks(text: str, heading: str) -> list[str]:
    """Return the blocks of commands under a heading, fenced or indented."""
    section = text.split(f"\n## {heading}\n", 1)[1].split("\n## ", 1)[0]
    found = re.findall(r"^```\n(.*?)^```|((?:^    .*\n)+)", section, re.MULTILINE | re.DOTALL)
    assert found, heading
    return [fenced or indented for fenced, indented in found]


def put(script: str, **places: str) -> str:
    """Put real values where the docs have examples, each of which must be there."""
    for example, value in places.items():
        assert example in script, example
        script = script.replace(example, value)
    return script


def commands(script: str) -> list[str]:
    """Return the commands of a block, a line each, without remarks."""
    lines = (re.sub(r"\s+# .*$", "", line).strip() for line in script.splitlines())
    return [line for line in lines if line]
