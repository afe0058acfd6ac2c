"""The wheel alone is the whole program: installed where there is no checkout, with nothing but the packages that it names."""

from __future__ import annotations

import subprocess
import sys
import sysconfig
import zipfile
from email import message_from_bytes
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.program.conftest import ROOT, Program
from tests.pupil import pupil_at

PACKAGES = Path(sysconfig.get_paths()["purelib"])
# Runs before everything else in the new environment: whoever looks into the checkout is stopped.
GUARD = """
import os, sys

def look(event, arguments):
    if event in {{"open", "os.listdir", "os.scandir", "os.chdir"}} and isinstance(arguments[0], (str, bytes)):
        path = os.path.abspath(os.fsdecode(arguments[0]))
        if (path + os.sep).startswith({checkout!r}) and not path.startswith({packages!r}):
            raise RuntimeError(f"the checkout was looked into: {{path}}")

class Outsiders:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {outsiders!r}:
            raise ModuleNotFoundError(f"the wheel does not name {{name}}", name=name)

sys.addaudithook(look)
sys.meta_path.insert(0, Outsiders())
"""


def _outsiders(wheel: Path) -> set[str]:
    """Return the names under which packages are imported that are installed here, and that the wheel does not ask for."""
    with zipfile.ZipFile(wheel) as archive:
        (name,) = (each for each in archive.namelist() if each.endswith(".dist-info/METADATA"))
        own = message_from_bytes(archive.read(name))
    asked = {"temirqazyq"}
    queue = [Requirement(line) for line in own.get_all("Requires-Dist", [])]
    while queue:
        wanted = queue.pop()
        asked.add(canonicalize_name(wanted.name))
        try:
            needs = map(Requirement, metadata.requires(wanted.name) or [])
        except metadata.PackageNotFoundError:
            # For another kind of machine, or an older Python.
            continue
        extras = ("", *wanted.extras)
        queue += [
            each
            for each in needs
            if not each.marker or any(each.marker.evaluate({"extra": extra}) for extra in extras)
            if canonicalize_name(each.name) not in asked
        ]
    return {
        name
        for name, owners in metadata.packages_distributions().items()
        if not {canonicalize_name(owner) for owner in owners} & asked
    }


def _run(*command: str | Path, folder: Path = ROOT) -> str:
    ended = subprocess.run(list(map(str, command)), cwd=folder, capture_output=True, text=True, timeout=120)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return ended.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    _run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def scripts(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of programs of a new environment in which the wheel is installed."""
    folder = tmp_path_factory.mktemp("installed")
    _run(sys.executable, "-m", "venv", "--without-pip", folder)
    python = folder / "bin" / "python"
    _run(sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--no-deps", "--no-index", wheel)
    (own,) = folder.glob("lib/python*/site-packages")
    # The packages that the wheel needs are those of this environment, so that no network is needed. A line in a .pth file adds
    # a folder, but not what .pth files in that folder name: the checkout, which is installed there as editable, stays away.
    (own / "needed.pth").write_text(f"{PACKAGES}\n")
    (own / "sitecustomize.py").write_text(
        GUARD.format(checkout=f"{ROOT}/", packages=f"{PACKAGES}", outsiders=_outsiders(wheel))
    )
    return folder / "bin"


@pytest.fixture
def installed(scripts: Path, tmp_path: Path) -> Program:
    """The installed program, in an empty folder."""
    return Program(tmp_path, command=(str(scripts / "temirqazyq"),), path=None)


def test_our_packages_come_from_the_wheel_and_the_guard_is_awake(scripts: Path, tmp_path: Path) -> None:
    where = "import bot, bot.places, handlers; print(bot.__file__, handlers.__file__, bot.places.CONTENT, bot.places.MIGRATIONS)"
    for path in _run(scripts / "python", "-c", where, folder=tmp_path).split():
        assert path.startswith(str(scripts.parent)), path
    for tried, said in {
        f"open({str(ROOT / 'pyproject.toml')!r})": "the checkout was looked into",
        "import hypothesis": "the wheel does not name hypothesis",
    }.items():
        ended = subprocess.run([scripts / "python", "-c", tried], cwd=tmp_path, capture_output=True, text=True)
        assert said in ended.stderr


def test_the_wheel_holds_no_more_than_the_program(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    assert {name.split("/")[0].split("-")[0] for name in names} == {"bot", "handlers", "temirqazyq"}
    assert [name for name in names if name.endswith((".pyc", ".sqlite3", ".env", "keys")) or "tests" in name] == []


async def test_a_pupil_is_answered_in_three_languages(installed: Program) -> None:
    async with installed.sandbox() as address:
        for code, language, agree in (
            ("kk", "Қазақша", "Келісемін, бастайық"),
            ("ru", "Русский", "Согласие"),
            ("en", "English", "I agree, let's start"),
        ):
            async with pupil_at(address, code) as pupil:
                await pupil.say("/start")
                assert pupil.buttons == ["Қазақша", "Русский", "English"]
                await pupil.tap(language)
                await pupil.tap(agree)
                assert any("9" in label for label in pupil.buttons)


async def test_tables_are_made_and_the_content_is_whole(installed: Program) -> None:
    migrated = await installed.run("migrate")
    assert (migrated.code, "were at nothing" in migrated.out) == (0, True), migrated.err
    checked = await installed.run("content", "check")
    assert (checked.code, checked.out.strip()) == (0, "The content is complete."), checked.err
