"""Where our own files lie, beside the package in a checkout, inside it in a wheel; and how much room there is for new ones."""

import shutil
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def own_folder(name: str) -> Path:
    """Return the folder `content` or `migrations` of this program.

    Raises:
        FileNotFoundError: the installation is not whole.
    """
    for path in (_PACKAGE / name, _PACKAGE.parent / name):
        if path.is_dir():
            return path
    raise FileNotFoundError(f"the folder {name!r} is missing from this installation")


def free_bytes(folder: Path) -> int:
    """Return how many bytes are free on the disk of a folder, or on the one on which it would be made.

    Raises:
        OSError: the disk does not answer.
    """
    absolute = folder.absolute()
    there = next((each for each in (absolute, *absolute.parents) if each.exists()), absolute)
    return shutil.disk_usage(there).free


CONTENT = own_folder("content")
MIGRATIONS = own_folder("migrations")
