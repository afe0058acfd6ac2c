"""Files that were sent: in memory, and in a folder when the sandbox keeps a journal."""

from __future__ import annotations

import hashlib
import logging
import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.sandbox.errors import bad_request

if TYPE_CHECKING:
    from pathlib import Path

    from bot.sandbox.bodies import Upload

log = logging.getLogger(__name__)

_PNG = b"\x89PNG\r\n\x1a\n"


@dataclass(frozen=True, slots=True)
class Stored:
    """A file under its id."""

    id: str
    name: str
    kind: str
    content: bytes


class Files:
    """Keeps files under ids made of their content, so that the same file is kept once."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._files: dict[str, Stored] = {}

    def add(self, upload: Upload) -> Stored:
        """Keep a file."""
        digest = hashlib.sha256(upload.name.encode() + b"\0" + upload.content).hexdigest()[:32]
        stored = Stored(f"BQAC{digest}", upload.name, upload.kind, upload.content)
        self._files[stored.id] = stored
        if self._folder:
            self._keep(stored, self._folder)
        return stored

    def _keep(self, stored: Stored, folder: Path) -> None:
        path = folder / stored.id
        head = f"{stored.name}\n{stored.kind}\n".encode()
        try:
            folder.mkdir(parents=True, exist_ok=True)
            path.write_bytes(head + stored.content)
        except OSError as error:
            log.error("the sandbox cannot keep a file (%s): it is there until the sandbox stops", error.strerror)
            # Half a file would be taken for the whole one.
            path.unlink(missing_ok=True)

    def find(self, file_id: str) -> Stored | None:
        """Return a file, or None."""
        if file_id not in self._files and self._folder and file_id.isalnum() and (self._folder / file_id).is_file():
            name, kind, content = (self._folder / file_id).read_bytes().split(b"\n", 2)
            self._files[file_id] = Stored(file_id, name.decode(), kind.decode(), content)
        return self._files.get(file_id)

    def take(self, given: Upload | str) -> Stored:
        """Return an uploaded file, or the one that an id stands for.

        Raises:
            BotApiError: 400 when it is neither; the sandbox fetches nothing from the network.
        """
        if not isinstance(given, str):
            if not given.content:
                raise bad_request("file must be non-empty")
            return self.add(given)
        stored = self.find(given)
        if stored is None:
            raise bad_request("wrong file identifier/HTTP URL specified")
        return stored


def unique_id(file_id: str) -> str:
    """Return the id that stays the same for every bot."""
    return "AgAD" + file_id[4:16]


def picture_size(content: bytes) -> tuple[int, int]:
    """Return width and height of a PNG or JPEG; a square when they cannot be read.

    Raises:
        BotApiError: 400 when the content is no picture.
    """
    if content.startswith(_PNG) and len(content) >= 24:
        width, height = struct.unpack(">II", content[16:24])
        return int(width), int(height)
    if content.startswith(b"\xff\xd8"):
        return _jpeg_size(content)
    if content[:4] in {b"GIF8", b"RIFF"}:
        return 320, 320
    raise bad_request("IMAGE_PROCESS_FAILED")


def _jpeg_size(content: bytes) -> tuple[int, int]:
    position = 2
    while position + 9 < len(content) and content[position] == 0xFF:
        marker = content[position + 1]
        if 0xC0 <= marker <= 0xCF and marker not in {0xC4, 0xC8, 0xCC}:
            height, width = struct.unpack(">HH", content[position + 5 : position + 9])
            return int(width), int(height)
        position += 2 + int(struct.unpack(">H", content[position + 2 : position + 4])[0])
    return 320, 320
