"""Keys and what they seal."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from cryptography.fernet import Fernet
from hypothesis import given
from hypothesis import strategies as st

from bot.seal import Keys, KeysError, Seal, keys_of
from tests.full_disk import no_room

if TYPE_CHECKING:
    from pathlib import Path

KEYS = Keys.new()


@given(st.text())
def test_what_is_sealed_comes_back_and_is_not_to_be_seen(text: str) -> None:
    sealed = Seal(KEYS).close({"name": text})
    assert Seal(KEYS).open(sealed) == {"name": text}
    if len(text) > 3:
        assert text.encode() not in sealed


def test_an_older_key_still_opens_and_the_newest_seals() -> None:
    newer = Keys((Fernet.generate_key().decode(), *KEYS.sealing), KEYS.digesting)
    sealed = Seal(KEYS).close("Қарлығаш")
    renewed = Seal(newer).renew(sealed)
    assert Seal(newer).open(sealed) == Seal(newer).open(renewed) == "Қарлығаш"
    with pytest.raises(KeysError):
        Seal(KEYS).open(renewed)


def test_a_digest_is_of_its_text_its_purpose_and_its_key() -> None:
    seal, other = Seal(KEYS), Seal(Keys.new())
    assert seal.digest("12", "school") == Seal(KEYS).digest("12", "school")
    others = {seal.digest("13", "school"), seal.digest("12", "link"), other.digest("12", "school")}
    assert len(others | {seal.digest("12", "school")}) == 4


def test_the_file_is_made_once_and_for_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "new" / "keys"
    first = keys_of(None, path)
    assert keys_of(None, path) == first
    assert path.stat().st_mode & 0o777 == 0o600
    assert [each.name for each in path.parent.iterdir()] == ["keys"]
    path.chmod(0o644)
    with pytest.raises(KeysError, match="chmod 600"):
        keys_of(None, path)


def test_a_disk_without_room_is_said_in_words_and_leaves_nothing_behind(tmp_path: Path) -> None:
    with no_room(), pytest.raises(KeysError, match="cannot be read or made: File too large"):
        keys_of(None, tmp_path / "keys")
    assert list(tmp_path.iterdir()) == []
    assert keys_of(None, tmp_path / "keys") == keys_of(None, tmp_path / "keys")


async def test_two_processes_that_begin_at_once_have_the_same_keys(tmp_path: Path) -> None:
    path = tmp_path / "keys"
    found = await asyncio.gather(*(asyncio.to_thread(keys_of, None, path) for _ in range(8)))
    assert len(set(found)) == 1


@pytest.mark.parametrize("text", ["", "seal=x digest=y", "digest=abc", "seal", "seal={}"])
def test_broken_keys_are_refused_in_words(text: str, tmp_path: Path) -> None:
    path = tmp_path / "keys"
    path.write_text(text.format(KEYS.sealing[0]))
    path.chmod(0o600)
    with pytest.raises(KeysError, match="broken"):
        keys_of(None, path)


def test_the_environment_goes_first(tmp_path: Path) -> None:
    assert keys_of(KEYS.text(), tmp_path / "keys") == KEYS
    assert list(tmp_path.iterdir()) == []
