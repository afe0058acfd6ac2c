"""The doctor, against a pretend Telegram with planted faults."""

from __future__ import annotations

import re
import shutil
import time
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import aiohttp
import pytest
from pydantic import SecretStr

from bot.clock import time_of
from bot.doctor import Finding, examine
from bot.doctor.telegram import _pace, look_at_telegram
from bot.doctor.webhook import look_at_webhook
from bot.sandbox import Sandbox
from bot.settings import Settings
from tests.pupil import pupil_at

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

TOKEN = "4242:right-token-of-the-tests-aaaaaaaaaaaaaaa"
NOW = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
ADDRESS = "https://bot.example.kz/telegram/3f9a"


@asynccontextmanager
async def _telegram(tmp_path: Path, ahead: float = 0.0, **values: Any) -> AsyncIterator[Settings]:
    async with Sandbox(token=TOKEN, clock=lambda: time.time() + ahead).serve() as address:
        yield Settings(token=SecretStr(TOKEN), bot_api_url=address, data_dir=tmp_path, **values)


async def _set_webhook(settings: Settings, url: str) -> None:
    async with (
        aiohttp.ClientSession() as http,
        http.post(f"{settings.bot_api_url}/bot{TOKEN}/setWebhook", json={"url": url}) as response,
    ):
        assert response.status == 200, await response.text()


def _only(findings: list[Finding], word: str) -> Finding:
    found = [each for each in findings if word in each.text]
    assert len(found) == 1, findings
    return found[0]


@pytest.mark.parametrize(
    ("ahead", "said"),
    [
        (0, None),
        (25, None),
        (-25, None),
        (90, r"clock is (89|90|91) seconds behind the"),
        (-3600, r"clock is (3599|3600|3601) seconds ahead of the"),
    ],
)
async def test_the_clock_is_compared_with_the_servers(tmp_path: Path, ahead: float, said: str | None) -> None:
    async with _telegram(tmp_path, ahead) as settings:
        finding = _only(await look_at_telegram(settings), "clock")
    assert finding.is_fine == (said is None)
    assert re.search(said or "clock agrees", finding.text)


async def test_a_sound_installation_has_nothing_bad(tmp_path: Path) -> None:
    async with _telegram(tmp_path) as settings:
        findings = await examine(settings)
    assert [each.text for each in findings if not each.is_fine] == []
    assert "long polling will work" in _only(findings, "webhook").text
    assert re.search(r"answers in \d+ ms\.", _only(findings, "answers in").text)


@pytest.mark.parametrize(("free", "is_fine"), [(499, False), (500, True), (20480, True)])
async def test_a_disk_that_is_nearly_full(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, free: int, is_fine: object
) -> None:
    asked = []

    def usage(folder: Path) -> object:
        asked.append(folder)
        return SimpleNamespace(free=free * 2**20)

    monkeypatch.setattr(shutil, "disk_usage", usage)
    finding = _only(await examine(Settings(data_dir=tmp_path)), "The disk of")
    assert finding.is_fine == is_fine
    assert ("20 GB left" if free == 20480 else f"{free} MB left") in finding.text
    assert asked == [tmp_path]


async def test_a_webhook_of_somebody_else(tmp_path: Path) -> None:
    async with _telegram(tmp_path) as settings:
        await _set_webhook(settings, "http://127.0.0.1:9/a-secret-path")
        finding = _only(await look_at_telegram(settings), "A webhook is set")
    assert not finding.is_fine
    assert "127.0.0.1" in finding.text
    assert "--remove-webhook" in finding.text
    assert "a-secret-path" not in finding.text


async def test_updates_that_cannot_be_brought(tmp_path: Path) -> None:
    url = "http://127.0.0.1:9/here"
    async with _telegram(tmp_path, webhook_url=url) as settings:
        await _set_webhook(settings, url)
        async with pupil_at(settings.bot_api_url) as pupil:
            await pupil.post("say", {"text": "/start"})
            findings: list[Finding] = []
            while not any("could not bring" in each.text for each in findings):
                findings = await look_at_telegram(settings)
    assert _only(findings, "The webhook is TEMIRQAZYQ_WEBHOOK_URL").is_fine
    trouble = _only(findings, "could not bring")
    assert not trouble.is_fine
    assert "just now" in trouble.text
    assert "nobody listens there" in trouble.text
    assert _only(findings, "One update waits").is_fine


@pytest.mark.parametrize(
    ("url", "wanted", "is_fine", "said"),
    [
        ("", None, True, "long polling will work"),
        ("", ADDRESS, True, "`temirqazyq run --webhook` sets it"),
        (ADDRESS, ADDRESS, True, "long polling gets none"),
        (ADDRESS, None, False, "at bot.example.kz"),
        ("https://other.kz/x", ADDRESS, False, "(at other.kz) is not TEMIRQAZYQ_WEBHOOK_URL"),
    ],
)
def test_which_way_of_running_suits(url: str, wanted: str | None, is_fine: object, said: str) -> None:
    [finding] = look_at_webhook({"url": url, "pending_update_count": 0}, wanted, NOW)
    assert finding.is_fine == is_fine
    assert said in finding.text


@pytest.mark.parametrize(
    ("message", "said"),
    [
        ("Wrong response from the webhook: 401 Unauthorized", "the secret is another one"),
        ("Wrong response from the webhook: 404 Not Found", "nobody takes updates at that path"),
        ("Wrong response from the webhook: 502 Bad Gateway", "/ready"),
        ("SSL error {error:0A000086:SSL routines::certificate verify failed}", "certificate"),
        ("Connection timed out", "443"),
        ("Read timeout expired", "443"),
        ("Connection refused", "nobody listens"),
        ("Failed to resolve host: Name or service not known", "DNS"),
        ("Something new", "look at the log"),
    ],
)
def test_what_went_wrong_is_told_in_words(message: str, said: str) -> None:
    info = {"url": ADDRESS, "last_error_message": message, "last_error_date": NOW.timestamp() - 180}
    [_, finding] = look_at_webhook(info, ADDRESS, NOW)
    assert not finding.is_fine
    assert f'3 minutes ago ("{message}")' in finding.text
    assert said in finding.text


def test_what_went_wrong_long_ago_is_over() -> None:
    at = (NOW - timedelta(hours=2)).timestamp()
    info = {"url": ADDRESS, "last_error_message": "Connection refused", "last_error_date": at}
    assert [each.is_fine for each in look_at_webhook(info, ADDRESS, NOW)] == [True, True]


@pytest.mark.parametrize(("number", "is_fine"), [(1, True), (100, True), (101, False)])
def test_updates_that_wait(number: int, is_fine: object) -> None:
    [_, finding] = look_at_webhook({"url": "", "pending_update_count": number}, None, NOW)
    assert finding.is_fine == is_fine
    assert ("One update waits" if number == 1 else f"{number} updates wait") in finding.text


@pytest.mark.parametrize(("seconds", "is_fine"), [(0.02, True), (1.0, True), (1.5, False)])
def test_a_slow_server(seconds: float, is_fine: object) -> None:
    assert _pace(seconds).is_fine == is_fine
    assert f"{seconds * 1000:.0f} ms" in _pace(seconds).text


@pytest.mark.parametrize("kind", ["refuse", "500"])
async def test_a_server_in_trouble_is_told_without_the_token(tmp_path: Path, kind: str) -> None:
    async with _telegram(tmp_path) as settings, aiohttp.ClientSession(settings.bot_api_url) as http:
        await http.post("/sandbox/faults", json={"method": "getMe", "kind": kind, "count": 9})
        findings = await look_at_telegram(settings)
    assert any(not each.is_fine for each in findings)
    assert TOKEN not in str(findings)


def test_dates_of_servers() -> None:
    assert time_of("Mon, 23 Nov 2026 06:00:00 GMT") == NOW
    assert time_of("Mon, 23 Nov 2026 11:00:00 +0500") == NOW
    assert [time_of(each) for each in (None, "", "yesterday", "Mon, 23 Nov 2026 06:00:00 -0000")] == [None] * 4
