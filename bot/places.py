"""Where our own files lie: beside the package in a checkout, inside it in a wheel."""

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


CONTENT = own_folder("content")
MIGRATIONS = own_folder("migrations")
