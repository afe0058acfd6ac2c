"""The images that ours are built on: the real ones, or such as can be made here; and a Debian that can be booted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tests.program.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from tests.deployed.desk import Desk

IMAGES: Final = ("python:3.12-slim", "postgres:17", "caddy:2")
_RECIPES: Final = ROOT / "tests" / "deployed" / "bases"
# What the host trusts, so that pip in a container or in the other Debian reaches what it reaches here.
_TRUSTED: Final = "etc/ssl/certs/ca-certificates.crt"
_MARK: Final = "org.temirqazyq.stand-in"
_LABEL: Final = f"docker image inspect --format '{{{{index .Config.Labels \"{_MARK}\"}}}}'"


async def provide_images(desk: Desk, cache: Path) -> tuple[str, ...]:
    """See to it that the images of IMAGES are there, and return those of them that are not the real ones."""
    for image in IMAGES:
        if not await _succeeds(desk, f"docker image inspect {image} || docker pull {image}"):
            await _stand_in(desk, image, cache)
    found = [image for image in IMAGES if (await desk.quietly(f"{_LABEL} {image}")).strip()]
    return tuple(found)


async def _stand_in(desk: Desk, image: str, cache: Path) -> None:
    if not await _succeeds(desk, "docker image inspect debian-base"):
        tree = await debian(desk, cache, "trixie", "ca-certificates")
        await desk.quietly(f"tar --create --directory {tree} . | docker import - debian-base")
    recipe = _RECIPES / f"{image.partition(':')[0]}.Dockerfile"
    await desk.quietly(f"docker build --quiet --label {_MARK}=1 --file {recipe} --tag {image} {_RECIPES}")


async def debian(desk: Desk, cache: Path, suite: str, packages: str) -> Path:
    """Return a folder with a Debian that has these packages, made once and kept beside pytest's cache."""
    tree = cache / suite
    if not (tree / _TRUSTED).exists():
        await desk.quietly(f"rm -rf {tree} && debootstrap --variant=minbase --include={packages} {suite} {tree}")
        await desk.quietly(f"cp /{_TRUSTED} {tree}/{_TRUSTED}")
    return tree


async def _succeeds(desk: Desk, command: str) -> bool:
    return (await desk.quietly(f"if {{ {command}; }} > /dev/null 2>&1; then echo yes; fi")).strip() == "yes"
