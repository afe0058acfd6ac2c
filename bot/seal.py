"""Seals what is personal: names, schools, classes, answers. The keys lie outside the database.

They stand in a file of the data folder that only its owner may read, or in the environment. A lost key is lost data, so both
belong into the backup, each into its own.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import secrets
import stat
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

# Who can read it can read everything: nobody but its owner may.
_OWNER_ONLY: Final = 0o600
_DIGEST_LENGTH: Final = 32


class KeysError(Exception):
    """The keys are missing, broken, or open to others; the message is a sentence for the person at the keyboard."""


@dataclass(frozen=True, slots=True)
class Keys:
    """The secrets of an installation.

    Attributes:
        sealing: Fernet keys, the newest first; all of them open, the first one seals.
        digesting: for digests by which equal texts are found without being known; never changes.
    """

    sealing: tuple[str, ...]
    digesting: str

    @classmethod
    def new(cls) -> Keys:
        """Return keys that nobody had before."""
        return cls((Fernet.generate_key().decode(),), secrets.token_urlsafe(32))

    def rotated(self) -> Keys:
        """Return the same with a new sealing key before the others."""
        return Keys((Fernet.generate_key().decode(), *self.sealing), self.digesting)

    def newest_alone(self) -> Keys:
        """Return the same without the older sealing keys."""
        return Keys(self.sealing[:1], self.digesting)

    @classmethod
    def parse(cls, text: str) -> Keys:
        """Read words of the form `seal=...` (newest first) and one `digest=...`, divided by blanks or lines.

        Raises:
            KeysError: a word is of another form, or one of the two kinds is missing.
        """
        named = [word.partition("=") for word in text.split()]
        sealing = tuple(value for name, _, value in named if name == "seal")
        digesting = [value for name, _, value in named if name == "digest"]
        if not sealing or len(digesting) != 1 or len(sealing) + 1 != len(named):
            raise KeysError("The keys are broken: they must be words seal=... (one or more) and one digest=...")
        try:
            for key in sealing:
                Fernet(key)
        except ValueError:
            raise KeysError("The keys are broken: a word seal=... is no Fernet key.") from None
        return cls(sealing, digesting[0])

    def text(self) -> str:
        """Return them as `parse` reads them."""
        return "".join(f"seal={key}\n" for key in self.sealing) + f"digest={self.digesting}\n"


class Seal:
    """Seals and opens texts. One object an installation."""

    def __init__(self, keys: Keys, reread: Callable[[], Keys] | None = None) -> None:
        """`reread` returns the keys as they are now: a rotation while the program runs is noticed by it."""
        self._keys = keys
        self._reread = reread
        self._fernet = _fernet(keys)
        self._digesting = keys.digesting.encode()

    def close(self, value: Any) -> bytes:
        """Return a JSON value sealed."""
        return self._fernet.encrypt(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode())

    def open(self, sealed: bytes) -> Any:
        """Return what was sealed.

        Raises:
            KeysError: none of the keys opens it.
        """
        return json.loads(self._decrypted(sealed))

    def is_newest(self, sealed: bytes) -> bool:
        """Return whether a value is sealed with the newest key."""
        try:
            Fernet(self._keys.sealing[0]).decrypt(sealed)
        except InvalidToken:
            return False
        return True

    def renew(self, sealed: bytes) -> bytes:
        """Return the same value sealed with the newest key.

        Raises:
            KeysError: none of the keys opens it.
        """
        try:
            return self._fernet.rotate(sealed)
        except InvalidToken:
            raise KeysError("A sealed text cannot be opened: its key is missing. Restore the keys.") from None

    def digest(self, text: str, purpose: str) -> str:
        """Return 32 letters that are the same for the same text and purpose, and tell nothing of it without the key."""
        message = f"{purpose}\0{text}".encode()
        return hmac.new(self._digesting, message, hashlib.sha256).hexdigest()[:_DIGEST_LENGTH]

    def _decrypted(self, sealed: bytes) -> bytes:
        try:
            return self._fernet.decrypt(sealed)
        except InvalidToken:
            if self._has_new_keys():
                return self._decrypted(sealed)
            raise KeysError("A sealed text cannot be opened: its key is missing. Restore the keys.") from None

    def _has_new_keys(self) -> bool:
        """Take over keys that were rotated since; say whether there were any."""
        now = self._reread() if self._reread else self._keys
        if now.sealing == self._keys.sealing:
            return False
        self._keys, self._fernet = now, _fernet(now)
        return True


def _fernet(keys: Keys) -> MultiFernet:
    return MultiFernet([Fernet(key) for key in keys.sealing])


def keys_of(environment: str | None, path: Path) -> Keys:
    """Return the keys of the environment, else those of a file, which is made when there is none.

    Raises:
        KeysError: they are broken, the file may be read by others, or it cannot be read or made.
    """
    if environment:
        return Keys.parse(environment)
    try:
        if not path.exists():
            _write_new(path, Keys.new().text())
        if stat.S_IMODE(path.stat().st_mode) & 0o077:
            raise KeysError(f"The file {path} can be read by others; allow it to its owner only: chmod 600 {path}")
        return Keys.parse(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise KeysError(f"The file of keys {path} cannot be read or made: {error.strerror or error}.") from None


def open_seal(text: str | None, path: Path) -> Seal:
    """Return the seal of an installation, as `keys_of` finds its keys; one whose keys lie in a file notices their rotation.

    Raises:
        KeysError: see there.
    """
    return Seal(keys_of(text, path), None if text else lambda: keys_of(None, path))


def write_keys(path: Path, keys: Keys) -> None:
    """Put keys in place of those of a file, wholly or not at all.

    Raises:
        OSError: the file cannot be written.
    """
    made = _made_beside(path, keys.text())
    made.replace(path)


def _write_new(path: Path, text: str) -> None:
    """Make a file that appears whole or not at all, and never over one that another process made meanwhile."""
    made = _made_beside(path, text)
    try:
        os.link(made, path)
    except FileExistsError:
        return
    finally:
        made.unlink()


def _made_beside(path: Path, text: str) -> Path:
    """Return a new file beside a path with a text that has reached the disk; only its owner may read it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    made = path.with_name(f"{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    try:
        with os.fdopen(
            os.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _OWNER_ONLY), "w", encoding="utf-8"
        ) as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
    except OSError:
        made.unlink(missing_ok=True)
        raise
    return made
