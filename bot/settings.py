"""Settings come from the environment and from `.env`; a wrong one stops the program with one clear sentence."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError, field_validator

if TYPE_CHECKING:
    from collections.abc import Mapping

PREFIX = "TEMIRQAZYQ_"
# Read by the tests alone; a developer may keep it in the same .env.
TEST_ONLY = frozenset({f"{PREFIX}TEST_POSTGRES", f"{PREFIX}PICTURES", f"{PREFIX}GOLDEN"})
_TOKEN = re.compile(r"\d+:[A-Za-z0-9_-]{30,}")
# Of at most 256 letters Telegram takes it; fewer than 16 could be guessed.
_WEBHOOK_SECRET = re.compile(r"[A-Za-z0-9_-]{16,256}")


class SettingsError(Exception):
    """A setting is missing or wrong; the message is a sentence for the person at the keyboard."""


class Settings(BaseModel):
    """Everything that differs between one installation and another. Frozen; built once by `read_settings`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    token: SecretStr | None = Field(default=None, description="Token of the bot, from @BotFather.")
    bot_api_url: str = Field(
        default="https://api.telegram.org", description="Any Bot API server: Telegram's own, a local one, a test one."
    )
    data_dir: Path = Field(default=Path("data"), description="Folder of the database and of the sandbox's chats.")
    database_url: str | None = Field(
        default=None, description="postgresql://... or sqlite:///...; default: a file in the data folder."
    )
    keys: SecretStr | None = Field(
        default=None,
        description="Keys of personal texts: words seal=... and digest=...; default: the file `keys` in the data folder.",
    )
    content_dir: Path | None = Field(
        default=None,
        description="A region's own content, laid over the shipped one; default: `content` in the data folder.",
    )
    sandbox_host: str = Field(default="127.0.0.1", description="Address at which the sandbox listens.")
    sandbox_port: int = Field(default=8477, ge=0, le=65535, description="Port of the sandbox; 0 takes a free one.")
    send_rate: float = Field(
        default=25.0,
        gt=0,
        le=30,
        description="Messages a second that are sent unasked; Telegram allows about 30 in all.",
    )
    webhook_url: str | None = Field(
        default=None,
        description="Address at which Telegram brings updates to `run --webhook`: https://name/path, the same for all processes.",
    )
    webhook_secret: SecretStr | None = Field(
        default=None,
        description="What Telegram says with every update; default: made of the keys and the token, the same for all processes.",
    )
    listen_host: str = Field(default="127.0.0.1", description="Address at which `run --webhook` waits for updates.")
    listen_port: int = Field(
        default=8478, ge=0, le=65535, description="Port at which `run --webhook` waits, also for /health and /ready."
    )
    full_form: bool = Field(
        default=False,
        description="Ask all 48 questions instead of about 13: for a pilot whose answers recalibrate the quiz.",
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(default="INFO", description="How much is logged.")
    log_format: Literal["text", "json"] = Field(
        default="text", description="Lines for people, or one JSON object a line."
    )
    metrics_host: str = Field(default="127.0.0.1", description="Address at which /metrics listens.")
    metrics_port: int | None = Field(
        default=None, ge=0, le=65535, description="Port of /metrics for Prometheus; default: none. 0 takes a free one."
    )

    @field_validator("token")
    @classmethod
    def _token_has_its_form(cls, token: SecretStr | None) -> SecretStr | None:
        if token is not None and not _TOKEN.fullmatch(token.get_secret_value()):
            raise ValueError("it does not look like a bot token (123456789:letters-and-digits)")
        return token

    @field_validator("bot_api_url")
    @classmethod
    def _address_is_http(cls, address: str) -> str:
        if not re.match(r"https?://[^/\s]+", address):
            raise ValueError("it must begin with http:// or https://")
        return address.rstrip("/")

    @field_validator("database_url")
    @classmethod
    def _database_is_known(cls, address: str | None) -> str | None:
        if address is not None and not re.match(r"(sqlite|postgresql|postgres)(\+\w+)?://", address):
            raise ValueError("it must begin with postgresql:// or sqlite:///")
        return address

    @field_validator("webhook_url")
    @classmethod
    def _webhook_is_an_address(cls, address: str | None) -> str | None:
        if address is not None and not re.fullmatch(r"https?://[^/\s?#]+/[^\s?#]*", address):
            raise ValueError("it must be of the form https://name/path")
        return address

    @field_validator("webhook_secret")
    @classmethod
    def _secret_has_its_form(cls, secret: SecretStr | None) -> SecretStr | None:
        if secret is not None and not _WEBHOOK_SECRET.fullmatch(secret.get_secret_value()):
            raise ValueError("it must be 16 to 256 letters, digits, _ or -")
        return secret

    @property
    def keys_text(self) -> str | None:
        """The keys when the environment holds them."""
        return self.keys.get_secret_value() if self.keys else None

    @property
    def keys_file(self) -> Path:
        """Where the keys lie when the environment does not hold them."""
        return self.data_dir / "keys"

    @property
    def overlay(self) -> Path:
        """The region's own content, which need not be there: the folder named, or `content` in the data folder."""
        return self.content_dir or self.data_dir / "content"

    @property
    def database_address(self) -> str:
        """The database: the one named, or a file in the data folder."""
        return self.database_url or f"sqlite:///{(self.data_dir / 'temirqazyq.sqlite3').absolute()}"


def read_settings(environment: Mapping[str, str] | None = None, dotenv: Path = Path(".env")) -> Settings:
    """Read settings from `.env`, overridden by the environment.

    Raises:
        SettingsError: a line of `.env` cannot be read, a name is not known, or a value is wrong.
    """
    known = {PREFIX + name.upper(): name for name in Settings.model_fields}
    values = _read_dotenv(dotenv, known)
    environment = os.environ if environment is None else environment
    values |= {name: text for name, text in environment.items() if name in known and text}
    try:
        return Settings.model_validate({known[name]: text for name, text in values.items()})
    except ValidationError as error:
        first = error.errors()[0]
        name = PREFIX + str(first["loc"][0]).upper()
        reason = str(first["msg"]).removeprefix("Value error, ")
        raise SettingsError(f"The setting {name} is wrong: {reason}.") from None


def _read_dotenv(path: Path, known: Mapping[str, str]) -> dict[str, str]:
    """Return our settings in a `.env` file; other programs' names are left alone, ours must be known."""
    from dotenv.parser import parse_stream

    if not path.exists():
        return {}
    values: dict[str, str] = {}
    try:
        with path.open(encoding="utf-8-sig") as stream:
            bindings = list(parse_stream(stream))
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"The file {path} cannot be read as UTF-8 text: {error}.") from None
    for binding in bindings:
        if binding.error or (binding.key and binding.value is None):
            raise SettingsError(f"Line {binding.original.line} of {path} is not of the form NAME=value.")
        if binding.key is None or binding.key in TEST_ONLY or not binding.key.startswith(PREFIX):
            continue
        if binding.key not in known:
            raise SettingsError(f"Line {binding.original.line} of {path} names {binding.key}, which is no setting.")
        if binding.value:
            values[binding.key] = binding.value
    return values
