"""A broken setting is one clear sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.settings import SettingsError, read_settings

if TYPE_CHECKING:
    from pathlib import Path

GOOD_TOKEN = "123456789:AAbbCCddEEffGGhhIIjjKKllMMnnOOppQQr"


def test_without_anything_the_defaults_hold(tmp_path: Path) -> None:
    settings = read_settings({}, tmp_path / ".env")
    assert settings.token is None
    assert settings.bot_api_url == "https://api.telegram.org"
    assert settings.database_address.endswith("data/temirqazyq.sqlite3")


def test_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    dotenv = tmp_path / ".env"
    dotenv.write_text(f"# ours\nTEMIRQAZYQ_TOKEN={GOOD_TOKEN}\nTEMIRQAZYQ_SANDBOX_PORT=1\nOTHER=1\n")
    settings = read_settings({"TEMIRQAZYQ_SANDBOX_PORT": "9000", "PATH": "x"}, dotenv)
    assert settings.token is not None
    assert settings.token.get_secret_value() == GOOD_TOKEN
    assert settings.sandbox_port == 9000
    assert GOOD_TOKEN not in repr(settings)


def test_an_empty_value_means_the_default(tmp_path: Path) -> None:
    dotenv = tmp_path / ".env"
    dotenv.write_text("TEMIRQAZYQ_TOKEN=\n")
    assert read_settings({"TEMIRQAZYQ_BOT_API_URL": ""}, dotenv).token is None


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"TEMIRQAZYQ_TOKEN\n", "Line 1"),
        (b"A=1\nTEMIRQAZYQ_TOKEN='unclosed\n", "Line 2"),
        (b"TEMIRQAZYQ_TOKN=1\n", "TEMIRQAZYQ_TOKN, which is no setting"),
        (b"\xff\xfeT\x00", "UTF-8"),
        (b"TEMIRQAZYQ_TOKEN=abc\n", "does not look like a bot token"),
        (b"TEMIRQAZYQ_SANDBOX_PORT=many\n", "TEMIRQAZYQ_SANDBOX_PORT is wrong"),
        (b"TEMIRQAZYQ_SANDBOX_PORT=70000\n", "TEMIRQAZYQ_SANDBOX_PORT is wrong"),
        (b"TEMIRQAZYQ_BOT_API_URL=telegram.org\n", "http://"),
        (b"TEMIRQAZYQ_DATABASE_URL=mysql://x\n", "postgresql://"),
        (b"TEMIRQAZYQ_LOG_LEVEL=loud\n", "TEMIRQAZYQ_LOG_LEVEL is wrong"),
    ],
)
def test_a_broken_file_is_one_clear_sentence(tmp_path: Path, content: bytes, said: str) -> None:
    dotenv = tmp_path / ".env"
    dotenv.write_bytes(content)
    with pytest.raises(SettingsError) as caught:
        read_settings({}, dotenv)
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_wrong_token_is_not_repeated_in_the_error(tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as caught:
        read_settings({"TEMIRQAZYQ_TOKEN": "secret-but-wrong"}, tmp_path / ".env")
    assert "secret" not in str(caught.value)
